//! What takes events and comments in these tests: real sockets on this machine, over TLS, and what goes wrong with them.

use crate::smtp_server::{acceptor, certificate};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;
use tokio_rustls::TlsAcceptor;

/// A request as it came.
#[derive(Debug, Clone)]
pub struct Asked {
    pub method: String,
    /// Path and query.
    pub path: String,
    /// The head, in lower case.
    pub head: String,
    pub body: String,
}

/// What a service answers: a status and a body, or nothing at all.
pub type Answer = Option<(u16, String)>;

/// Says what is answered, and keeps what it takes.
pub type Handler = Arc<dyn Fn(&Asked) -> Answer + Send + Sync>;

/// An HTTPS service; it takes nothing more when this is dropped.
pub struct Https {
    pub url: String,
    /// The certificate that alone vouches for it.
    pub root: Vec<u8>,
    pub asked: Arc<Mutex<Vec<Asked>>>,
    accepting: JoinHandle<()>,
}

impl Https {
    pub async fn start(handler: Handler) -> Self {
        let (root, key) = certificate();
        let tls = acceptor(root.clone(), key);
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("https://localhost:{}", listener.local_addr().unwrap().port());
        let asked = Arc::new(Mutex::new(Vec::new()));
        let kept = asked.clone();
        let accepting = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let (tls, handler, kept) = (tls.clone(), handler.clone(), kept.clone());
                tokio::spawn(async move { serve(tls, stream, handler, kept).await.ok() });
            }
        });
        Self { url, root, asked, accepting }
    }

    /// Waits until so many requests came.
    pub async fn hears(&self, requests: usize) {
        until(|| self.asked.lock().unwrap().len() >= requests).await;
    }
}

impl Drop for Https {
    fn drop(&mut self) {
        self.accepting.abort();
    }
}

pub async fn until(so: impl Fn() -> bool) {
    for _ in 0..1000 {
        if so() {
            return;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    panic!("waited in vain");
}

async fn serve(
    tls: TlsAcceptor,
    stream: TcpStream,
    handler: Handler,
    kept: Arc<Mutex<Vec<Asked>>>,
) -> std::io::Result<()> {
    let mut stream = tls.accept(stream).await?;
    let asked = read(&mut stream).await?;
    let answer = handler(&asked);
    kept.lock().unwrap().push(asked);
    let Some((status, body)) = answer else {
        // Whoever asked waits for nothing.
        std::future::pending::<()>().await;
        return Ok(());
    };
    let head = format!(
        "HTTP/1.1 {status} Said\r\ncontent-type: application/json\r\ncontent-length: {}\r\nconnection: close\r\n\r\n",
        body.len()
    );
    stream.write_all(head.as_bytes()).await?;
    stream.write_all(body.as_bytes()).await?;
    stream.shutdown().await
}

async fn read(stream: &mut (impl AsyncRead + AsyncWrite + Unpin)) -> std::io::Result<Asked> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        head.push(stream.read_u8().await?);
    }
    let head = String::from_utf8_lossy(&head).into_owned();
    let mut first = head.split(' ');
    let (method, path) = (first.next().unwrap().to_owned(), first.next().unwrap().to_owned());
    // What authorises keeps its letters; the names of headers do not.
    let lower = head.to_ascii_lowercase();
    let length = lower.lines().find_map(|line| line.strip_prefix("content-length: ")).unwrap_or("0").trim();
    let mut body = vec![0; length.parse().unwrap()];
    stream.read_exact(&mut body).await?;
    let body = String::from_utf8(body).unwrap();
    Ok(Asked { method, path, head: lower, body })
}

/// How a syslog server ends a connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ends {
    /// It reads everything, and says so.
    InOrder,
    /// It reads everything, and closes the connection without a word.
    WithoutAWord,
    /// It dies after the first bytes.
    Dies,
    /// It reads everything, and never ends.
    Never,
}

/// A syslog server over TLS.
pub struct SyslogServer {
    pub port: u16,
    pub root: Vec<u8>,
    /// Messages of connections that ended in order.
    pub taken: Arc<Mutex<Vec<String>>>,
    pub ends: Arc<Mutex<Ends>>,
    accepting: JoinHandle<()>,
}

impl SyslogServer {
    pub async fn start() -> Self {
        let (root, key) = certificate();
        let tls = acceptor(root.clone(), key);
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let (taken, ends) = (Arc::new(Mutex::new(Vec::new())), Arc::new(Mutex::new(Ends::InOrder)));
        let (kept, how) = (taken.clone(), ends.clone());
        let accepting = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let (tls, kept, how) = (tls.clone(), kept.clone(), *how.lock().unwrap());
                tokio::spawn(async move { take(tls, stream, kept, how).await.ok() });
            }
        });
        Self { port, root, taken, ends, accepting }
    }
}

impl Drop for SyslogServer {
    fn drop(&mut self) {
        self.accepting.abort();
    }
}

async fn take(tls: TlsAcceptor, stream: TcpStream, kept: Arc<Mutex<Vec<String>>>, how: Ends) -> std::io::Result<()> {
    let mut stream = tls.accept(stream).await?;
    if how == Ends::Dies {
        stream.read_u8().await?;
        return Ok(());
    }
    let mut all = Vec::new();
    stream.read_to_end(&mut all).await?;
    match how {
        Ends::InOrder => {
            kept.lock().unwrap().extend(unframed(&all));
            stream.shutdown().await
        }
        Ends::WithoutAWord => {
            kept.lock().unwrap().extend(unframed(&all));
            let (mut tcp, _) = stream.into_inner();
            tcp.shutdown().await
        }
        Ends::Never | Ends::Dies => {
            std::future::pending::<()>().await;
            Ok(())
        }
    }
}

/// Octet counting, read as RFC 5425 has it.
fn unframed(mut bytes: &[u8]) -> Vec<String> {
    let mut all = Vec::new();
    while !bytes.is_empty() {
        let space = bytes.iter().position(|b| *b == b' ').unwrap();
        let length: usize = std::str::from_utf8(&bytes[..space]).unwrap().parse().unwrap();
        let (message, rest) = bytes[space + 1..].split_at(length);
        all.push(String::from_utf8(message.to_vec()).unwrap());
        bytes = rest;
    }
    all
}
