//! What every connector shares: one client, limits, retries of reads, errors a person can act on.

use postern_ports::directory::DirectoryFault;
use reqwest::{Client, RequestBuilder, Response, StatusCode, redirect};
use serde_json::Value;
use std::time::Duration;
use url::{Host, Url};

/// No directory's answer is larger.
const LIMIT: usize = 1 << 20;
/// How long one call may take.
const PATIENCE: Duration = Duration::from_secs(10);
/// How often a read is tried while the directory does not answer.
const TRIES: u32 = 3;

/// An address that may not be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadUrl {
    /// It is none.
    #[error("not an address")]
    Malformed,
    /// It is not encrypted, and not on this machine.
    #[error("https is required, except on this machine")]
    Insecure,
}

/// An HTTP client for one directory.
pub struct Http {
    client: Client,
    base: Url,
}

impl Http {
    /// A client for the directory at `base`: https, or plain http on loopback.
    pub fn new(base: &str) -> Result<Self, BadUrl> {
        let base = usable(base)?;
        let client = Client::builder()
            .timeout(PATIENCE)
            .redirect(redirect::Policy::none())
            .no_proxy()
            .build()
            .map_err(|_| BadUrl::Malformed)?;
        Ok(Self { client, base })
    }

    /// The client, to build a request with.
    pub fn client(&self) -> &Client {
        &self.client
    }

    /// The address of `segments`, each escaped as one path segment.
    pub fn at(&self, segments: &[&str]) -> Url {
        let mut url = self.base.clone();
        if let Ok(mut path) = url.path_segments_mut() {
            path.pop_if_empty().extend(segments);
        }
        url
    }

    /// Sends a read, again while the directory does not answer: nothing changes by it.
    pub async fn read(&self, request: impl Fn(&Client) -> RequestBuilder) -> Result<Answer, DirectoryFault> {
        let mut pause = Duration::from_millis(200);
        for _ in 1..TRIES {
            match self.once(request(&self.client)).await {
                Err(DirectoryFault::Down(_)) => tokio::time::sleep(pause).await,
                Ok(answer) if answer.status.is_server_error() => tokio::time::sleep(pause).await,
                other => return other,
            }
            pause *= 3;
        }
        self.once(request(&self.client)).await
    }

    /// Sends a request once.
    pub async fn once(&self, request: RequestBuilder) -> Result<Answer, DirectoryFault> {
        let response = request.send().await.map_err(|e| unanswered(&e))?;
        let status = response.status();
        let body = limited(response, LIMIT).await?;
        let value = if body.is_empty() { Some(Value::Null) } else { serde_json::from_slice(&body).ok() };
        Ok(Answer { status, value })
    }
}

/// A directory's answer.
#[derive(Debug)]
pub struct Answer {
    /// Its status.
    pub status: StatusCode,
    /// Its JSON body; `Null` when empty, `None` when it is something else.
    pub value: Option<Value>,
}

impl Answer {
    /// The body of a success; 401 and 403 mean the access, 5xx that it is down, anything else a refusal.
    pub fn body(self, reason: impl Fn(&Value) -> Option<String>) -> Result<Value, DirectoryFault> {
        match (self.status, self.value) {
            (status, Some(value)) if status.is_success() => Ok(value),
            (status, None) if status.is_success() => Err(DirectoryFault::Nonsense("not JSON".to_owned())),
            (StatusCode::UNAUTHORIZED, _) => Err(DirectoryFault::AccessRefused),
            (status, _) if status.is_server_error() => Err(DirectoryFault::Down(status.to_string())),
            (status, value) => {
                let why = value.as_ref().and_then(reason).unwrap_or_else(|| status.to_string());
                Err(DirectoryFault::Refused(why))
            }
        }
    }
}

/// The address, where it may be used: https, or plain http on loopback.
pub(crate) fn usable(url: &str) -> Result<Url, BadUrl> {
    let url = Url::parse(url).map_err(|_| BadUrl::Malformed)?;
    let here = match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(ip)) => ip.is_loopback(),
        Some(Host::Ipv6(ip)) => ip.is_loopback(),
        None => return Err(BadUrl::Malformed),
    };
    if url.scheme() != "https" && !(url.scheme() == "http" && here) {
        return Err(BadUrl::Insecure);
    }
    Ok(url)
}

pub(crate) fn unanswered(error: &reqwest::Error) -> DirectoryFault {
    if error.is_timeout() {
        DirectoryFault::TimedOut
    } else {
        // Without its address: a log shows what failed, not where the directory is.
        DirectoryFault::Down(if error.is_connect() { "no connection" } else { "the connection broke" }.to_owned())
    }
}

/// The body, read no further than `most` bytes.
pub(crate) async fn limited(mut response: Response, most: usize) -> Result<Vec<u8>, DirectoryFault> {
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(|e| unanswered(&e))? {
        if body.len() + chunk.len() > most {
            return Err(DirectoryFault::Nonsense(format!("an answer of more than {most} bytes")));
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_http_is_for_this_machine_alone() {
        assert!(Http::new("https://pi.example.org").is_ok());
        assert!(Http::new("http://127.0.0.1:5001").is_ok());
        assert!(Http::new("http://[::1]:5001").is_ok());
        assert_eq!(Http::new("http://pi.example.org").err(), Some(BadUrl::Insecure));
        assert_eq!(Http::new("ftp://127.0.0.1").err(), Some(BadUrl::Insecure));
        assert_eq!(Http::new("pi").err(), Some(BadUrl::Malformed));
    }

    #[test]
    fn a_segment_cannot_leave_its_place() {
        let http = Http::new("https://pi.example.org/base/").unwrap();
        assert_eq!(http.at(&["token", "../admin?x"]).as_str(), "https://pi.example.org/base/token/..%2Fadmin%3Fx");
    }

    #[tokio::test]
    async fn nobody_there_is_down() {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let http = Http::new(&format!("http://{}", listener.local_addr().unwrap())).unwrap();
        drop(listener);
        let url = http.at(&["x"]);
        let found = http.read(|c| c.get(url.clone())).await;
        assert!(matches!(found, Err(DirectoryFault::Down(_))), "{found:?}");
    }
}
