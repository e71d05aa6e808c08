//! What every connector shares: one client, limits, retries that repeat nothing, errors a person can act on.
//!
//! A read is sent again while the directory does not answer, is out of order or asks for patience (429). A change is sent
//! again only where the answer itself says that it was not looked at: 429, and 401 by [`crate::access`].

use crate::pinned::{self, Pin};
use crate::sieve::{self, Pieces, Sieve};
use postern_ports::directory::DirectoryFault;
use reqwest::header::{CONTENT_TYPE, HeaderMap, LINK, RETRY_AFTER};
use reqwest::{Certificate, Client, Proxy, RequestBuilder, Response, StatusCode, redirect};
use rustls_pki_types::CertificateDer;
use rustls_pki_types::pem::PemObject as _;
use serde_json::Value;
use std::time::Duration;
use url::{Host, Url};

/// No directory's answer is larger.
const LIMIT: usize = 1 << 20;
/// Nor one of which but a part is held: a quarter of a million users.
const SIFTED_LIMIT: usize = 32 << 20;
/// How often a read is tried while the directory does not answer.
const TRIES: u32 = 3;
/// The pause before the second try; before each further one it is three times as long.
const PAUSE: Duration = Duration::from_millis(200);

/// What stands in place of a segment that would lead upwards: nothing is called that.
const NOWHERE: &str = "~dots~";

/// How a directory is reached, beyond its address.
#[derive(Debug, Clone)]
pub struct Reach {
    /// How long one call may take.
    pub patience: Duration,
    /// How long a directory that asks for patience (429, Retry-After) is waited for, at most.
    pub throttled: Duration,
    /// Certificates that are trusted besides the system's, PEM or DER: an own authority.
    pub roots: Vec<Vec<u8>>,
    /// Trust those alone: the connection ends at one of them or is none.
    pub only_these_roots: bool,
    /// A proxy's address. None: no proxy, whatever the surroundings say.
    pub proxy: Option<String>,
    /// Keys, of which a trusted chain has to go through one: that of the directory, and that of a proxy that is itself
    /// reached over TLS. None: every trusted chain.
    pub pins: Vec<Pin>,
}

impl Default for Reach {
    fn default() -> Self {
        Self {
            patience: Duration::from_secs(10),
            throttled: Duration::from_secs(20),
            roots: Vec::new(),
            only_these_roots: false,
            proxy: None,
            pins: Vec::new(),
        }
    }
}

/// An address that may not be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadUrl {
    /// It is none.
    #[error("not an address")]
    Malformed,
    /// It is not encrypted, and not on this machine.
    #[error("https is required, except on this machine")]
    Insecure,
    /// A certificate cannot be read.
    #[error("a certificate that cannot be read")]
    Certificate,
}

/// Makes a sieve, for each try a new one.
pub type SieveOf<'a> = dyn Fn() -> Box<dyn Sieve> + Send + Sync + 'a;

/// An HTTP client for one directory.
pub struct Http {
    client: Client,
    base: Url,
    reach: Reach,
}

impl Http {
    /// A client for the directory at `base`: https, or plain http on loopback.
    pub fn new(base: &str, reach: &Reach) -> Result<Self, BadUrl> {
        let base = usable(base)?;
        if !reach.pins.is_empty() && base.scheme() != "https" {
            return Err(BadUrl::Insecure);
        }
        let mut client = Client::builder().timeout(reach.patience).redirect(redirect::Policy::none()).no_proxy();
        if let Some(proxy) = &reach.proxy {
            client = client.proxy(Proxy::all(usable(proxy)?).map_err(|_| BadUrl::Malformed)?);
        }
        let roots: Vec<_> = reach.roots.iter().flat_map(|root| certificates(root)).collect();
        client = if reach.pins.is_empty() {
            let roots: Result<Vec<_>, _> = roots.iter().map(|root| Certificate::from_der(root)).collect();
            let roots = roots.map_err(|_| BadUrl::Certificate)?;
            if reach.only_these_roots { client.tls_certs_only(roots) } else { client.tls_certs_merge(roots) }
        } else {
            client.tls_backend_preconfigured(pinned::config(roots, reach.only_these_roots, &reach.pins)?)
        };
        let client = client.build().map_err(|_| BadUrl::Certificate)?;
        Ok(Self { client, base, reach: reach.clone() })
    }

    /// The client, to build a request with.
    pub fn client(&self) -> &Client {
        &self.client
    }

    /// The address of `segments`, each escaped as one path segment.
    pub fn at(&self, segments: &[&str]) -> Url {
        let mut url = self.base.clone();
        if let Ok(mut path) = url.path_segments_mut() {
            path.pop_if_empty();
            for segment in segments {
                path.push(if is_dots(segment) { NOWHERE } else { segment });
            }
        }
        url
    }

    /// An address that the directory named, such as of a next page: one of its own, or an error. What authorises a
    /// request is sent nowhere else.
    pub fn own(&self, named: &str) -> Result<Url, DirectoryFault> {
        let url = Url::parse(named).map_err(|_| DirectoryFault::Nonsense("an address that is none".to_owned()))?;
        let rest = url.path().strip_prefix(self.base.path().trim_end_matches('/'));
        let below = rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
        if url.origin() == self.base.origin() && below && url.username().is_empty() {
            Ok(url)
        } else {
            Err(DirectoryFault::Nonsense("an address elsewhere".to_owned()))
        }
    }

    /// Sends a read, again while the directory does not answer: nothing changes by it.
    pub async fn read(&self, request: impl Fn(&Client) -> RequestBuilder) -> Result<Answer, DirectoryFault> {
        self.read_by(request, None).await
    }

    /// As [`Http::read`]; of a success that holds a long list, what `sieve` keeps. It is made anew for every try.
    pub async fn read_by(
        &self,
        request: impl Fn(&Client) -> RequestBuilder,
        sieve: Option<&SieveOf<'_>>,
    ) -> Result<Answer, DirectoryFault> {
        let mut pause = PAUSE;
        for _ in 1..TRIES {
            match self.patiently(|client| request(client), sieve).await {
                Err(DirectoryFault::Down(_)) => tokio::time::sleep(pause).await,
                Ok(answer) if answer.status.is_server_error() => tokio::time::sleep(pause).await,
                other => return other,
            }
            pause *= 3;
        }
        self.patiently(request, sieve).await
    }

    /// Sends a request that may change something: once, and again only after an answer that says that it was not looked at
    /// (429), within the patience for that.
    pub async fn change(&self, request: impl Fn(&Client) -> RequestBuilder) -> Result<Answer, DirectoryFault> {
        self.patiently(request, None).await
    }

    async fn patiently(
        &self,
        request: impl Fn(&Client) -> RequestBuilder,
        sieve: Option<&SieveOf<'_>>,
    ) -> Result<Answer, DirectoryFault> {
        let mut left = self.reach.throttled;
        loop {
            let answer = self.once(request(&self.client), sieve).await?;
            let Some(wait) = answer.throttled().filter(|wait| *wait <= left) else { return Ok(answer) };
            tokio::time::sleep(wait).await;
            left -= wait;
        }
    }

    /// Sends a request once.
    async fn once(&self, request: RequestBuilder, sieve: Option<&SieveOf<'_>>) -> Result<Answer, DirectoryFault> {
        let response = request.send().await.map_err(|e| unanswered(&e))?;
        let (status, headers) = (response.status(), response.headers().clone());
        if let Some(sieve) = sieve.filter(|_| status.is_success() && is_json(&headers)) {
            return Ok(Answer { status, headers, value: sifted(response, sieve()).await? });
        }
        let body = limited(response, LIMIT).await?;
        let value = if body.is_empty() { Some(Value::Null) } else { json(&headers, &body) };
        Ok(Answer { status, headers, value })
    }
}

/// A directory's answer.
#[derive(Debug)]
pub struct Answer {
    /// Its status.
    pub status: StatusCode,
    /// Its headers.
    pub headers: HeaderMap,
    /// Its JSON body; `Null` when empty, `None` when it is something else.
    pub value: Option<Value>,
}

impl Answer {
    /// The body of a success; anything else is the fault that it means. `reason` finds a directory's own words.
    pub fn body(self, reason: impl Fn(&Value) -> Option<String>) -> Result<Value, DirectoryFault> {
        let status = self.status;
        if status.is_success() {
            return self.value.ok_or_else(|| DirectoryFault::Nonsense("not JSON".to_owned()));
        }
        let throttled = self.throttled();
        let why = self.value.as_ref().and_then(reason).unwrap_or_else(|| status.to_string());
        Err(match status {
            StatusCode::UNAUTHORIZED => DirectoryFault::AccessRefused,
            StatusCode::FORBIDDEN => DirectoryFault::NotPermitted(why),
            StatusCode::NOT_FOUND | StatusCode::GONE => DirectoryFault::NotThere(why),
            StatusCode::TOO_MANY_REQUESTS => {
                DirectoryFault::Throttled { seconds: throttled.map(|wait| wait.as_secs().max(1)) }
            }
            _ if status.is_redirection() => DirectoryFault::Nonsense("it sends us elsewhere".to_owned()),
            _ if status.is_server_error() => DirectoryFault::Down(status.to_string()),
            _ => DirectoryFault::Refused(why),
        })
    }

    /// As [`Answer::body`], where "there is no such thing" is an answer: `None`.
    pub fn body_if_there(self, reason: impl Fn(&Value) -> Option<String>) -> Result<Option<Value>, DirectoryFault> {
        match self.body(reason) {
            Err(DirectoryFault::NotThere(_)) => Ok(None),
            other => other.map(Some),
        }
    }

    /// The address of the next page, in a header `Link` with `rel="next"` (RFC 8288).
    pub fn next_link(&self) -> Option<String> {
        let links = self.headers.get_all(LINK).iter().filter_map(|value| value.to_str().ok());
        links.flat_map(|value| value.split(", ")).find_map(|link| {
            let (address, rest) = link.trim().strip_prefix('<')?.split_once('>')?;
            rest.split(';').any(|p| p.trim().trim_end_matches(',') == "rel=\"next\"").then(|| address.to_owned())
        })
    }

    /// How long a directory that asks for patience wants to be left alone: a second where it does not say in seconds.
    fn throttled(&self) -> Option<Duration> {
        if self.status != StatusCode::TOO_MANY_REQUESTS {
            return None;
        }
        let seconds = self.headers.get(RETRY_AFTER).and_then(|v| v.to_str().ok()?.trim().parse().ok());
        // Never at once: one that says 0 each time would be asked without end.
        Some(Duration::from_secs(seconds.unwrap_or(1).max(1)))
    }
}

/// The certificates of PEM, or what is taken for one in DER: whether it is one shows when the client is built.
fn certificates(root: &[u8]) -> Vec<CertificateDer<'static>> {
    match CertificateDer::pem_slice_iter(root).collect::<Result<Vec<_>, _>>() {
        Ok(all) if !all.is_empty() => all,
        _ => vec![CertificateDer::from(root.to_vec())],
    }
}

/// The body, where it is JSON and says so.
fn json(headers: &HeaderMap, body: &[u8]) -> Option<Value> {
    is_json(headers).then(|| serde_json::from_slice(body).ok()).flatten()
}

/// Whether the body says that it is JSON.
fn is_json(headers: &HeaderMap) -> bool {
    let kind = headers.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()?.split(';').next());
    let kind = kind.unwrap_or_default().trim().to_ascii_lowercase();
    kind == "application/json" || (kind.starts_with("application/") && kind.ends_with("+json"))
}

/// `.` or `..`, also escaped: an address drops it, and names another place then.
fn is_dots(segment: &str) -> bool {
    let plain = segment.to_ascii_lowercase().replace("%2e", ".");
    plain == "." || plain == ".."
}

/// The address, where it may be used: https, or plain http on loopback.
pub fn usable(url: &str) -> Result<Url, BadUrl> {
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
    } else if pinned::is_refusal(error) {
        DirectoryFault::Down("its certificate is not the pinned one".to_owned())
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

/// The body, of which `sieve` keeps a part while it comes; nothing where it is not JSON.
async fn sifted(mut response: Response, mut sieve: Box<dyn Sieve>) -> Result<Option<Value>, DirectoryFault> {
    // A few pieces ahead of the one that reads them.
    let (send, receive) = tokio::sync::mpsc::channel(4);
    let read = tokio::task::spawn_blocking(move || sieve::read(Pieces::new(receive), sieve.as_mut()));
    let mut length = 0;
    while let Some(piece) = response.chunk().await.map_err(|e| unanswered(&e))? {
        length += piece.len();
        if length > SIFTED_LIMIT {
            return Err(DirectoryFault::Nonsense(format!("an answer of more than {SIFTED_LIMIT} bytes")));
        }
        if send.send(piece.to_vec()).await.is_err() {
            // It is no JSON: nobody reads on.
            break;
        }
    }
    drop(send);
    Ok(read.await.unwrap_or(None))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reached(base: &str) -> Result<Http, BadUrl> {
        Http::new(base, &Reach::default())
    }

    #[test]
    fn plain_http_is_for_this_machine_alone() {
        assert!(reached("https://pi.example.org").is_ok());
        assert!(reached("http://127.0.0.1:5001").is_ok());
        assert!(reached("http://[::1]:5001").is_ok());
        assert_eq!(reached("http://pi.example.org").err(), Some(BadUrl::Insecure));
        assert_eq!(reached("ftp://127.0.0.1").err(), Some(BadUrl::Insecure));
        assert_eq!(reached("pi").err(), Some(BadUrl::Malformed));
    }

    #[test]
    fn a_segment_cannot_leave_its_place() {
        let http = reached("https://pi.example.org/base/").unwrap();
        assert_eq!(http.at(&["token", "../admin?x"]).as_str(), "https://pi.example.org/base/token/..%2Fadmin%3Fx");
        // One that is nothing but dots would be dropped, and a call for one become a call for all.
        for dots in [".", "..", "%2e%2E", ".%2e"] {
            assert_eq!(http.at(&["token", dots]).as_str(), "https://pi.example.org/base/token/~dots~", "{dots}");
        }
        assert_eq!(http.at(&["auth", ""]).as_str(), "https://pi.example.org/base/auth/");
    }

    #[tokio::test]
    async fn nobody_there_is_down() {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let http = reached(&format!("http://{}", listener.local_addr().unwrap())).unwrap();
        drop(listener);
        let url = http.at(&["x"]);
        let found = http.read(|c| c.get(url.clone())).await;
        assert!(matches!(found, Err(DirectoryFault::Down(_))), "{found:?}");
    }

    #[test]
    fn patience_that_is_asked_for_is_never_none() {
        let wait = |told: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(RETRY_AFTER, told.parse().unwrap());
            Answer { status: StatusCode::TOO_MANY_REQUESTS, headers, value: None }.throttled().map(|w| w.as_secs())
        };
        assert_eq!([wait("0"), wait("7"), wait("Fri, 31 Dec 1999 23:59:59 GMT")], [Some(1), Some(7), Some(1)]);
    }

    #[test]
    fn an_address_elsewhere_is_not_followed() {
        let http = reached("https://graph.example.org/v1.0").unwrap();
        assert!(http.own("https://graph.example.org/v1.0/users?$skiptoken=x").is_ok());
        for elsewhere in [
            "https://graph.example.com/v1.0/users",
            "http://graph.example.org/v1.0/users",
            "https://graph.example.org:444/v1.0/users",
            "https://graph.example.org/beta/users",
            "https://graph.example.org/v1.0x/users",
            "https://me@graph.example.org/v1.0/users",
            "/v1.0/users",
        ] {
            assert!(http.own(elsewhere).is_err(), "{elsewhere}");
        }
    }

    #[test]
    fn the_next_page_is_found_among_links() {
        let answer = |links: &[&str]| {
            let mut headers = HeaderMap::new();
            for link in links {
                headers.append(LINK, link.parse().unwrap());
            }
            Answer { status: StatusCode::OK, headers, value: None }.next_link()
        };
        assert_eq!(answer(&[]), None);
        let (own, next) = ("<https://x/1>; rel=\"self\"", "<https://x/2?after=a,b>; rel=\"next\"");
        assert_eq!(answer(&[own]), None);
        assert_eq!(answer(&[own, next]).as_deref(), Some("https://x/2?after=a,b"));
        assert_eq!(answer(&[&format!("{own}, {next}")]).as_deref(), Some("https://x/2?after=a,b"));
    }
}
