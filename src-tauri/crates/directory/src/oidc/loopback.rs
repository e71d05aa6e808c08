//! Where the browser comes back to: a port on loopback that answers one address, to one request, and nothing else.
//!
//! Anybody on this machine, and any page in its browsers, can ask here. Only what comes with the visit's state is
//! taken; whatever else asks is told that there is nothing, and the waiting goes on. So nobody can end it, or slip in
//! another sign-in.

use postern_ports::directory::DirectoryFault;
use secrecy::SecretString;
use std::borrow::Cow;
use std::net::Ipv4Addr;
use std::sync::Arc;
use std::time::Duration;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;
use tokio::time::{sleep, timeout};
use url::form_urlencoded::parse;

/// The only path that is answered.
const PATH: &str = "/callback";
/// A request is no longer: a code of a few KB, and the cookies that other things on this machine left for this host.
const LONGEST: usize = 16 << 10;
/// How long one who asks may take.
const PATIENCE: Duration = Duration::from_secs(5);
/// How many are served at a time.
const MOST: usize = 32;
/// The pause after a connection that could not be taken.
const PAUSE: Duration = Duration::from_millis(100);
/// What the person sees. Whether it was enough, the console says.
const DONE: &str = "<!doctype html>\n<html lang=\"en\">\n<head><meta charset=\"utf-8\"><title>Postern</title></head>\n\
    <body><h1>Back to Postern</h1><p>You can close this tab.</p></body>\n</html>\n";
const NOTHING: &str = "<!doctype html>\n<title>Postern</title>\n<p>There is nothing here.</p>\n";

/// A port that waits for a browser. Dropping it ends the waiting.
#[derive(Debug)]
pub struct Loopback {
    listener: TcpListener,
    /// Address and port, as a browser writes them.
    host: String,
}

/// What a browser brings.
#[derive(Debug)]
pub enum Callback {
    /// The provider let somebody in.
    Code {
        /// To be exchanged, once.
        code: SecretString,
        /// Which issuer it says it is (RFC 9207).
        issuer: Option<String>,
    },
    /// The provider let nobody in: its code for why.
    Error(String),
}

impl Loopback {
    /// Takes the first free one of `ports`, or any where none is named.
    pub async fn bind(ports: &[u16]) -> Result<Self, DirectoryFault> {
        let ports: &[u16] = if ports.is_empty() { &[0] } else { ports };
        for port in ports {
            if let Ok(listener) = TcpListener::bind((Ipv4Addr::LOCALHOST, *port)).await
                && let Ok(address) = listener.local_addr()
            {
                return Ok(Self { listener, host: address.to_string() });
            }
        }
        Err(DirectoryFault::Down("no port on this machine is free for the browser to come back to".to_owned()))
    }

    /// Where the browser is sent.
    pub fn redirect(&self) -> String {
        format!("http://{}{PATH}", self.host)
    }

    /// Waits, without end, for the one request that brings `state`.
    pub async fn brought(self, state: &str) -> Callback {
        let Self { listener, host } = self;
        let awaited = Arc::new(Awaited { host, state: state.to_owned() });
        let mut served: JoinSet<Option<Callback>> = JoinSet::new();
        loop {
            tokio::select! {
                accepted = listener.accept(), if served.len() < MOST => match accepted {
                    Ok((stream, _)) => { served.spawn(serve(stream, awaited.clone())); }
                    Err(_) => sleep(PAUSE).await,
                },
                Some(done) = served.join_next() => {
                    if let Ok(Some(callback)) = done {
                        return callback;
                    }
                }
            }
        }
    }
}

struct Awaited {
    host: String,
    state: String,
}

async fn serve(mut stream: TcpStream, awaited: Arc<Awaited>) -> Option<Callback> {
    let request = timeout(PATIENCE, read(&mut stream)).await.ok().flatten();
    let target = request.as_deref().and_then(|request| target(request, &awaited.host));
    let callback = target.and_then(|target| callback(target, &awaited.state));
    let answer = if callback.is_some() { answer("200 OK", DONE) } else { answer("404 Not Found", NOTHING) };
    // Whoever asks may hang up at any moment; what they brought counts all the same.
    let _ = timeout(PATIENCE, async {
        stream.write_all(answer.as_bytes()).await?;
        stream.shutdown().await
    })
    .await;
    callback
}

/// A request up to the end of its headers; `None` where it has no end, or is too long.
async fn read(stream: &mut TcpStream) -> Option<Vec<u8>> {
    let mut request = Vec::new();
    let mut piece = [0; 2048];
    while !request.windows(4).any(|end| end == b"\r\n\r\n") {
        let length = stream.read(&mut piece).await.ok().filter(|length| *length > 0)?;
        request.extend_from_slice(piece.get(..length)?);
        if request.len() > LONGEST {
            return None;
        }
    }
    Some(request)
}

/// Path and query of a GET of this very host's: a page that calls itself something else, and leads here, gets nothing.
fn target<'a>(request: &'a [u8], host: &str) -> Option<&'a str> {
    let mut headers = [httparse::EMPTY_HEADER; 64];
    let mut parsed = httparse::Request::new(&mut headers);
    if !parsed.parse(request).ok()?.is_complete() || parsed.method != Some("GET") {
        return None;
    }
    let mut hosts = parsed.headers.iter().filter(|header| header.name.eq_ignore_ascii_case("host"));
    let ours = hosts.next().is_some_and(|header| header.value == host.as_bytes()) && hosts.next().is_none();
    parsed.path.filter(|_| ours)
}

/// What a request at `target` brings, where it brings `state` and says each thing once.
fn callback(target: &str, state: &str) -> Option<Callback> {
    let (path, query) = target.split_once('?')?;
    let all: Vec<(Cow<'_, str>, Cow<'_, str>)> = parse(query.as_bytes()).collect();
    let said = |name: &str| all.iter().filter(|(key, _)| *key == *name).count();
    let unclear = ["code", "error", "iss", "state"].into_iter().any(|name| said(name) > 1);
    if path != PATH || unclear || value(&all, "state") != Some(state) {
        return None;
    }
    if let Some(error) = value(&all, "error") {
        return Some(Callback::Error(plain(error)));
    }
    let code = value(&all, "code").filter(|code| !code.is_empty())?;
    let issuer = value(&all, "iss").map(str::to_owned);
    Some(Callback::Code { code: SecretString::from(code.to_owned()), issuer })
}

fn value<'a>(all: &'a [(Cow<'_, str>, Cow<'_, str>)], name: &str) -> Option<&'a str> {
    all.iter().find(|(key, _)| *key == *name).map(|(_, value)| &**value)
}

/// An error's code, where it is one; anything else is outside text that nobody is shown.
fn plain(error: &str) -> String {
    let code = (1..=64).contains(&error.len())
        && error.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-' | b'.'));
    if code { error.to_owned() } else { "an error without a code".to_owned() }
}

/// A page without scripts, that loads nothing, stands in no frame and is kept nowhere.
fn answer(status: &str, page: &str) -> String {
    format!(
        "HTTP/1.1 {status}\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {}\r\nConnection: close\r\n\
         Cache-Control: no-store\r\nReferrer-Policy: no-referrer\r\nX-Content-Type-Options: nosniff\r\n\
         Content-Security-Policy: default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'\r\n\
         \r\n{page}",
        page.len()
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use postern_ports::secrets::reveal;

    const STATE: &str = "c3RhdGU";

    async fn waiting() -> (String, tokio::task::JoinHandle<Callback>) {
        let loopback = Loopback::bind(&[]).await.unwrap();
        let host = loopback.host.clone();
        (host, tokio::spawn(loopback.brought(STATE)))
    }

    /// Sends `request` and reads what comes until the end; nothing where the connection breaks.
    async fn said(host: &str, request: &[u8]) -> String {
        let mut stream = TcpStream::connect(host).await.unwrap();
        let _ = stream.write_all(request).await;
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer).await;
        String::from_utf8(answer).unwrap()
    }

    fn get(host: &str, target: &str) -> Vec<u8> {
        format!("GET {target} HTTP/1.1\r\nHost: {host}\r\nAccept: text/html\r\n\r\n").into_bytes()
    }

    fn code(callback: Option<Callback>) -> Option<String> {
        match callback? {
            Callback::Code { code, .. } => Some(reveal(&code).to_owned()),
            Callback::Error(_) => None,
        }
    }

    #[test]
    fn a_callback_is_read() {
        let read = |query: &str| callback(&format!("/callback?{query}"), STATE);
        assert_eq!(code(read("code=a%2Bb+c&state=c3RhdGU&session_state=x")).as_deref(), Some("a+b c"));
        let with_issuer = read("iss=https%3A%2F%2Fid.corp.test&code=a&state=c3RhdGU");
        assert!(matches!(with_issuer, Some(Callback::Code { issuer: Some(i), .. }) if i == "https://id.corp.test"));
        for (error, told) in [
            ("access_denied", "access_denied"),
            ("access_denied&error_description=Maya%20said%20no", "access_denied"),
            ("access_denied&code=a", "access_denied"),
            ("%3Cscript%3E", "an error without a code"),
            ("", "an error without a code"),
        ] {
            let read = read(&format!("error={error}&state=c3RhdGU"));
            assert!(matches!(&read, Some(Callback::Error(code)) if code == told), "{error}: {read:?}");
        }
    }

    #[test]
    fn what_is_not_this_visits_is_nothing() {
        for target in [
            "/callback",
            "/callback?",
            "/callback?code=a",
            "/callback?code=a&state=",
            "/callback?code=a&state=other",
            "/callback?code=a&state=c3RhdG",
            "/callback?error=access_denied",
            "/callback?state=c3RhdGU",
            "/callback?code=&state=c3RhdGU",
            "/callback?code=a&code=b&state=c3RhdGU",
            "/callback?code=a&state=c3RhdGU&state=other",
            "/callback?code=a&state=c3RhdGU&iss=x&iss=y",
            "/callback/?code=a&state=c3RhdGU",
            "/?code=a&state=c3RhdGU",
            "//callback?code=a&state=c3RhdGU",
            "/callback#?code=a&state=c3RhdGU",
        ] {
            assert!(callback(target, STATE).is_none(), "{target}");
        }
    }

    #[tokio::test]
    async fn the_first_callback_is_taken_and_the_port_closed() {
        let (host, waiting) = waiting().await;
        let page = said(&host, &get(&host, "/callback?code=one&state=c3RhdGU")).await;
        assert!(page.starts_with("HTTP/1.1 200 OK\r\n") && page.contains("You can close this tab"), "{page}");
        assert!(page.contains("Content-Security-Policy: default-src 'none'") && !page.contains("<script"), "{page}");
        assert_eq!(code(Some(waiting.await.unwrap())).as_deref(), Some("one"));
        // A second one finds nobody.
        assert!(TcpStream::connect(&host).await.is_err());
    }

    #[tokio::test]
    async fn a_wrong_state_neither_ends_the_waiting_nor_counts() {
        let (host, waiting) = waiting().await;
        for target in ["/callback?code=theirs&state=other", "/callback?error=access_denied&state=other"] {
            let page = said(&host, &get(&host, target)).await;
            assert!(page.starts_with("HTTP/1.1 404 "), "{page}");
        }
        said(&host, &get(&host, "/callback?code=ours&state=c3RhdGU")).await;
        assert_eq!(code(Some(waiting.await.unwrap())).as_deref(), Some("ours"));
    }

    #[tokio::test]
    async fn hostile_requests_get_nothing() {
        let (host, waiting) = waiting().await;
        // Some say nothing at all, and go on standing there.
        let mut silent = Vec::new();
        for _ in 0..8 {
            silent.push(TcpStream::connect(&host).await.unwrap());
        }
        let good = "/callback?code=a&state=c3RhdGU";
        let long = format!("GET {good} HTTP/1.1\r\nHost: {host}\r\nX: {}\r\n\r\n", "x".repeat(LONGEST));
        let many = format!("GET {good} HTTP/1.1\r\nHost: {host}\r\n{}\r\n", "X: y\r\n".repeat(65));
        for request in [
            format!("POST {good} HTTP/1.1\r\nHost: {host}\r\nContent-Length: 0\r\n\r\n"),
            format!("HEAD {good} HTTP/1.1\r\nHost: {host}\r\n\r\n"),
            format!("GET {good} HTTP/1.1\r\nHost: attacker.test\r\n\r\n"),
            format!("GET {good} HTTP/1.1\r\nHost: {host}\r\nHost: attacker.test\r\n\r\n"),
            format!("GET {good} HTTP/1.1\r\n\r\n"),
            format!("GET http://{host}{good} HTTP/1.1\r\nHost: {host}\r\n\r\n"),
            format!("GET {good}\r\n\r\n"),
            format!("GET /favicon.ico HTTP/1.1\r\nHost: {host}\r\n\r\n"),
            "\u{16}\u{3}\u{1}\u{2}\r\n\r\n".to_owned(),
            many,
        ] {
            let page = said(&host, request.as_bytes()).await;
            assert!(page.starts_with("HTTP/1.1 404 "), "{request}: {page}");
        }
        // One that is too long may be cut off before it is answered.
        assert!(!said(&host, long.as_bytes()).await.contains("200 OK"));
        said(&host, &get(&host, "/callback?code=ours&state=c3RhdGU")).await;
        assert_eq!(code(Some(waiting.await.unwrap())).as_deref(), Some("ours"));
        drop(silent);
    }

    #[tokio::test]
    async fn the_first_free_port_of_the_list_is_taken() {
        let taken = Loopback::bind(&[]).await.unwrap();
        let free = Loopback::bind(&[]).await.unwrap();
        let port = |loopback: &Loopback| loopback.listener.local_addr().unwrap().port();
        let ports = [port(&taken), port(&free)];
        drop(free);
        let bound = Loopback::bind(&ports).await.unwrap();
        assert_eq!(bound.redirect(), format!("http://127.0.0.1:{}/callback", ports[1]));
        assert!(matches!(Loopback::bind(&ports).await, Err(DirectoryFault::Down(_))));
    }
}
