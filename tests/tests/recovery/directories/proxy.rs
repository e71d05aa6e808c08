//! Stands between a connector and its directory, and breaks what is said there: once, always, or for a while.

use super::rig::{Call, Rig};
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};
use tokio::io::{AsyncBufReadExt as _, AsyncReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

/// What goes wrong with a call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trouble {
    /// It is answered with this status, and not handed on.
    Status(u16),
    /// Asked for patience: 429 with Retry-After, once; then it is handed on.
    Patience,
    /// Asked for patience without end.
    NoEnd,
    /// No answer, and not handed on.
    SilentBefore,
    /// It is handed on, and its answer is kept back.
    SilentAfter,
    /// It is handed on, and the answer ends in the middle.
    Truncated,
    /// It is handed on, and the answer is a page of HTML.
    Html,
    /// It is handed on, and the answer does not end before 100 MB.
    Huge,
    /// It is answered with the address of another host, and not handed on.
    Elsewhere,
    /// It is answered as if it were done, and not handed on: gone is still there, made is nowhere.
    Lie,
    /// It is handed on, and readings show for a while what they showed before.
    Stale,
}

/// A proxy; it ends when this is dropped.
pub struct Proxy {
    url: String,
    shared: Arc<Shared>,
    accepting: JoinHandle<()>,
}

struct Shared {
    rig: Arc<dyn Rig>,
    client: reqwest::Client,
    armed: Mutex<Option<(Call, Trouble, usize)>>,
    /// What readings said last, by request; and until when they go on saying it.
    said: Mutex<BTreeMap<String, Said>>,
    stale: Mutex<Option<Instant>>,
    /// Changes that were handed on and succeeded, by request.
    done: Mutex<BTreeMap<String, usize>>,
    /// Calls so far.
    calls: AtomicUsize,
    /// Connections to the host that a redirect names.
    elsewhere: Arc<AtomicUsize>,
    other: String,
    own: String,
}

/// Status, body and content type of an answer.
type Said = (u16, Vec<u8>, String);

struct Request {
    method: String,
    path: String,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

impl Proxy {
    /// Before `rig`.
    pub async fn before(rig: Arc<dyn Rig>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let other = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let host = reqwest::Url::parse(&rig.url()).unwrap().host_str().unwrap().to_owned();
        let url = format!("http://{host}:{}", listener.local_addr().unwrap().port());
        let elsewhere = Arc::new(AtomicUsize::new(0));
        let shared = Arc::new(Shared {
            rig,
            client: reqwest::Client::builder().no_proxy().redirect(reqwest::redirect::Policy::none()).build().unwrap(),
            armed: Mutex::default(),
            said: Mutex::default(),
            stale: Mutex::default(),
            done: Mutex::default(),
            other: format!("http://{}/", other.local_addr().unwrap()),
            calls: AtomicUsize::new(0),
            elsewhere: elsewhere.clone(),
            own: url.clone(),
        });
        let served = shared.clone();
        let accepting = tokio::spawn(async move {
            loop {
                tokio::select! {
                    Ok((stream, _)) = listener.accept() => {
                        let served = served.clone();
                        // Whoever asks may hang up at any moment.
                        tokio::spawn(async move { let _ = served.serve(stream).await; });
                    }
                    Ok(_) = other.accept() => { elsewhere.fetch_add(1, Ordering::Relaxed); }
                }
            }
        });
        Self { url, shared, accepting }
    }

    /// Where it answers.
    pub fn url(&self) -> String {
        self.url.clone()
    }

    /// From the call number `from` (from 0) of this kind on, `trouble` happens.
    pub fn arm(&self, call: Call, trouble: Trouble, from: usize) {
        *self.shared.armed.lock().unwrap() = Some((call, trouble, from));
    }

    /// Nothing goes wrong any more.
    pub fn mend(&self) {
        *self.shared.armed.lock().unwrap() = None;
        *self.shared.stale.lock().unwrap() = None;
    }

    /// Changes that were done more than once.
    pub fn twice(&self) -> Vec<String> {
        let done = self.shared.done.lock().unwrap();
        done.iter().filter(|(_, n)| **n > 1).map(|(what, n)| format!("{what}: {n} times")).collect()
    }

    /// How many calls there were.
    pub fn calls(&self) -> usize {
        self.shared.calls.load(Ordering::Relaxed)
    }

    /// How often somebody went to the host that a redirect named.
    pub fn elsewhere(&self) -> usize {
        self.shared.elsewhere.load(Ordering::Relaxed)
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        self.accepting.abort();
    }
}

impl Shared {
    async fn serve(&self, stream: TcpStream) -> std::io::Result<()> {
        let mut stream = BufReader::new(stream);
        let Some(request) = read(&mut stream).await? else { return Ok(()) };
        self.calls.fetch_add(1, Ordering::Relaxed);
        let call = self.rig.call(&request.method, &request.path, &String::from_utf8_lossy(&request.body));
        let trouble = self.trouble(call);
        let mut stream = stream.into_inner();
        match &trouble {
            Some(Trouble::Status(status)) => return answer(&mut stream, *status, "application/json", b"{}", &[]).await,
            Some(Trouble::Patience | Trouble::NoEnd) => {
                let wait = if trouble == Some(Trouble::NoEnd) { "3600" } else { "1" };
                return answer(&mut stream, 429, "application/json", b"{}", &[("Retry-After", wait)]).await;
            }
            Some(Trouble::Elsewhere) => {
                return answer(&mut stream, 302, "text/html", b"", &[("Location", &self.other)]).await;
            }
            Some(Trouble::Lie) => {
                let (status, body) = self.rig.success(call, &request.path);
                return answer(&mut stream, status, "application/json", body.as_bytes(), &[]).await;
            }
            Some(Trouble::SilentBefore) => {
                tokio::time::sleep(Duration::from_secs(5)).await;
                return Ok(());
            }
            Some(_) | None => {}
        }
        let key = format!("{} {} {}", request.method, request.path, String::from_utf8_lossy(&request.body));
        let reading = call == Call::Read;
        if reading && self.stale.lock().unwrap().is_some_and(|until| Instant::now() < until) {
            let old = self.said.lock().unwrap().get(&key).cloned();
            if let Some((status, body, headers)) = old {
                return answer(&mut stream, status, &headers, &body, &[]).await;
            }
        }
        let (status, kind, cookies, body) = self.hand_on(&request).await;
        // Addresses of its own that it names lead through here as well.
        let body = match String::from_utf8(body) {
            Ok(text) => text.replace(&self.rig.url(), &self.own).into_bytes(),
            Err(other) => other.into_bytes(),
        };
        if reading {
            self.said.lock().unwrap().insert(key, (status, body.clone(), kind.clone()));
        } else if (200..300).contains(&status) && matches!(call, Call::Revoke | Call::Submit) {
            *self.done.lock().unwrap().entry(self.rig.change(call, &key)).or_default() += 1;
        }
        let cookies: Vec<(&str, &str)> = cookies.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
        match trouble {
            Some(Trouble::SilentAfter) => tokio::time::sleep(Duration::from_secs(5)).await,
            Some(Trouble::Truncated) => {
                let head =
                    format!("HTTP/1.1 {status} OK\r\nContent-Type: application/json\r\nContent-Length: 5000\r\n\r\n");
                stream.write_all(head.as_bytes()).await?;
                stream.write_all(b"{\"result\": {\"sta").await?;
            }
            Some(Trouble::Html) => answer(&mut stream, 200, "text/html", b"<html>Welcome</html>", &[]).await?,
            Some(Trouble::Huge) => huge(&mut stream).await?,
            Some(Trouble::Stale) => {
                *self.stale.lock().unwrap() = Some(Instant::now() + Duration::from_millis(600));
                answer(&mut stream, status, &kind, &body, &cookies).await?;
            }
            _ => answer(&mut stream, status, &kind, &body, &cookies).await?,
        }
        Ok(())
    }

    fn trouble(&self, call: Call) -> Option<Trouble> {
        let mut armed = self.armed.lock().unwrap();
        let (wanted, trouble, from) = armed.as_mut()?;
        if *wanted != call {
            return None;
        }
        if *from > 0 {
            *from -= 1;
            return None;
        }
        let found = trouble.clone();
        if matches!(found, Trouble::Patience | Trouble::Stale) || matches!(found, Trouble::Status(401)) {
            *armed = None;
        }
        Some(found)
    }

    async fn hand_on(&self, request: &Request) -> (u16, String, Vec<(String, String)>, Vec<u8>) {
        let method = reqwest::Method::from_bytes(request.method.as_bytes()).unwrap();
        let mut onward = self.client.request(method, format!("{}{}", self.rig.url(), request.path));
        for (name, value) in &request.headers {
            if !["host", "content-length", "connection", "accept-encoding"].contains(&name.as_str()) {
                onward = onward.header(name, value);
            }
        }
        let answer = onward.body(request.body.clone()).send().await.unwrap();
        let status = answer.status().as_u16();
        let header =
            |name: &str| answer.headers().get(name).and_then(|v| v.to_str().ok()).unwrap_or_default().to_owned();
        let kind = header("content-type");
        let through = |value: String| value.replace(&self.rig.url(), &self.own);
        let passed = ["set-cookie", "link"].map(|name| (name.to_owned(), through(header(name))));
        let passed = passed.into_iter().filter(|(_, value)| !value.is_empty()).collect();
        (status, kind, passed, answer.bytes().await.unwrap().to_vec())
    }
}

async fn read(stream: &mut BufReader<TcpStream>) -> std::io::Result<Option<Request>> {
    let mut line = String::new();
    if stream.read_line(&mut line).await? == 0 {
        return Ok(None);
    }
    let mut words = line.split_whitespace();
    let (method, path) = (words.next().unwrap_or("").to_owned(), words.next().unwrap_or("").to_owned());
    let mut headers = Vec::new();
    let mut length = 0;
    loop {
        let mut line = String::new();
        stream.read_line(&mut line).await?;
        let Some((name, value)) = line.trim_end().split_once(':') else { break };
        let (name, value) = (name.to_ascii_lowercase(), value.trim().to_owned());
        if name == "content-length" {
            length = value.parse().unwrap_or(0);
        }
        headers.push((name, value));
    }
    let mut body = vec![0; length];
    stream.read_exact(&mut body).await?;
    Ok(Some(Request { method, path, headers, body }))
}

async fn answer(
    stream: &mut TcpStream,
    status: u16,
    kind: &str,
    body: &[u8],
    besides: &[(&str, &str)],
) -> std::io::Result<()> {
    let mut head = format!("HTTP/1.1 {status} Whatever\r\nConnection: close\r\n");
    if status != 204 {
        head.push_str(&format!("Content-Length: {}\r\n", body.len()));
    }
    if !kind.is_empty() {
        head.push_str(&format!("Content-Type: {kind}\r\n"));
    }
    for (name, value) in besides {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    head.push_str("\r\n");
    stream.write_all(head.as_bytes()).await?;
    stream.write_all(body).await?;
    stream.shutdown().await
}

/// 100 MB of JSON, as long as anybody reads.
async fn huge(stream: &mut TcpStream) -> std::io::Result<()> {
    stream
        .write_all(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 104857600\r\n\r\n[\"")
        .await?;
    let chunk = vec![b'x'; 1 << 16];
    for _ in 0..1600 {
        stream.write_all(&chunk).await?;
    }
    Ok(())
}
