//! Events as syslog messages (RFC 5424) over TLS (RFC 5425).
//!
//! Syslog acknowledges nothing. A batch has a connection of its own, which this side closes; the other side has to answer
//! with TLS' own end (`close_notify`, RFC 5425 §4.4), which it does once it has read everything up to there, and only then
//! the batch counts. Whatever else ends the connection lets the batch come again.

use super::ocsf::SecurityEvent;
use super::outward::{BadOutward, is_tls};
use super::sink::Sink;
use async_trait::async_trait;
use postern_ports::feed::{Trouble, TroubleKind};
use rustls::client::WebPkiServerVerifier;
use rustls::client::danger::ServerCertVerifier;
use rustls::crypto::{CryptoProvider, aws_lc_rs};
use rustls::{ClientConfig, RootCertStore};
use rustls_pki_types::pem::PemObject as _;
use rustls_pki_types::{CertificateDer, ServerName};
use std::io;
use std::sync::Arc;
use std::time::Duration;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;

/// Facility 10: security and authorisation messages.
const FACILITY: u8 = 10;

/// A syslog server, and how it is reached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SyslogSettings {
    /// Its name: the one that its certificate carries.
    pub host: String,
    /// Its port; the usual one is 6514.
    pub port: u16,
    /// Certificates, PEM or DER, that alone are trusted; none: the system's.
    pub roots: Vec<Vec<u8>>,
    /// The server is known to end connections without TLS' own word for it: any end that comes in order counts. One that
    /// dies at that moment may have read less.
    pub plain_end: bool,
    /// How long a batch may take.
    pub patience: Duration,
}

/// A syslog server that takes events.
pub struct Syslog {
    connector: TlsConnector,
    name: ServerName<'static>,
    host: String,
    port: u16,
    plain_end: bool,
    patience: Duration,
}

impl Syslog {
    /// The server of `settings`.
    pub fn new(settings: &SyslogSettings) -> Result<Self, BadOutward> {
        let name = ServerName::try_from(settings.host.clone()).map_err(|_| BadOutward::Malformed)?;
        let connector = TlsConnector::from(Arc::new(config(&settings.roots)?));
        let (host, port, patience) = (settings.host.clone(), settings.port, settings.patience);
        Ok(Self { connector, name, host, port, plain_end: settings.plain_end, patience })
    }

    async fn hand_over(&self, text: &[u8]) -> io::Result<()> {
        let stream = TcpStream::connect((self.host.as_str(), self.port)).await?;
        let mut stream = self.connector.connect(self.name.clone(), stream).await?;
        stream.write_all(text).await?;
        stream.flush().await?;
        // Says that nothing more comes, and waits until the other side has read up to there.
        stream.shutdown().await?;
        let mut rest = [0u8; 256];
        loop {
            match stream.read(&mut rest).await {
                Ok(0) => return Ok(()),
                Ok(_) => {}
                Err(error) if error.kind() == io::ErrorKind::UnexpectedEof && self.plain_end => return Ok(()),
                Err(error) => return Err(error),
            }
        }
    }
}

#[async_trait]
impl Sink for Syslog {
    async fn send(&self, events: &[SecurityEvent]) -> Result<(), Trouble> {
        let text: Vec<u8> = events.iter().flat_map(|event| framed(&message(event))).collect();
        match tokio::time::timeout(self.patience, self.hand_over(&text)).await {
            Ok(Ok(())) => Ok(()),
            Ok(Err(error)) => Err(trouble(&error)),
            Err(_) => Err(Trouble::of(TroubleKind::TimedOut, "the server did not close in time")),
        }
    }
}

/// Octet counting (RFC 5425 §4.3): the length, a space, the message.
fn framed(message: &str) -> Vec<u8> {
    let mut all = message.len().to_string().into_bytes();
    all.push(b' ');
    all.extend_from_slice(message.as_bytes());
    all
}

/// One message (RFC 5424 §6). The console's identifier stands for the host: its name would be an address.
fn message(event: &SecurityEvent) -> String {
    let priority = u32::from(FACILITY) * 8 + u32::from(severity(event.severity));
    let at = event.at.rfc3339().unwrap_or_else(|| "-".to_owned());
    // MSGID has at most 32 characters.
    let code = event.code.get(..32).unwrap_or(event.code);
    let version = env!("CARGO_PKG_VERSION");
    format!(
        "<{priority}>1 {at} {console} postern - {code} [origin software=\"Postern\" swVersion=\"{version}\"] {json}",
        console = event.console,
        json = event.json,
    )
}

/// OCSF's severity as syslog has it.
const fn severity(ocsf: u8) -> u8 {
    match ocsf {
        5 => 2,
        4 => 3,
        3 => 4,
        2 => 5,
        _ => 6,
    }
}

fn trouble(error: &io::Error) -> Trouble {
    if is_tls(error) {
        return Trouble::of(TroubleKind::Tls, "its certificate is not trusted, or it speaks no TLS");
    }
    let what = match error.kind() {
        io::ErrorKind::ConnectionRefused | io::ErrorKind::TimedOut | io::ErrorKind::NotFound => "no connection",
        _ => "the connection broke",
    };
    Trouble::of(TroubleKind::Unreachable, what)
}

fn config(roots: &[Vec<u8>]) -> Result<ClientConfig, BadOutward> {
    let provider = CryptoProvider::get_default().cloned().unwrap_or_else(|| Arc::new(aws_lc_rs::default_provider()));
    let verifier = verifier(roots, &provider)?;
    let config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|_| BadOutward::Certificate)?
        .dangerous()
        .with_custom_certificate_verifier(verifier)
        .with_no_client_auth();
    Ok(config)
}

/// The system's verifier, or one that trusts `roots` alone.
fn verifier(roots: &[Vec<u8>], provider: &Arc<CryptoProvider>) -> Result<Arc<dyn ServerCertVerifier>, BadOutward> {
    if roots.is_empty() {
        let system = rustls_platform_verifier::Verifier::new_with_extra_roots(Vec::new(), provider.clone());
        return Ok(Arc::new(system.map_err(|_| BadOutward::Certificate)?));
    }
    let mut store = RootCertStore::empty();
    for root in roots.iter().flat_map(|root| certificates(root)) {
        store.add(root).map_err(|_| BadOutward::Certificate)?;
    }
    let own = WebPkiServerVerifier::builder_with_provider(Arc::new(store), provider.clone()).build();
    Ok(own.map_err(|_| BadOutward::Certificate)?)
}

/// The certificates of PEM, or what is taken for one in DER.
fn certificates(root: &[u8]) -> Vec<CertificateDer<'static>> {
    match CertificateDer::pem_slice_iter(root).collect::<Result<Vec<_>, _>>() {
        Ok(all) if !all.is_empty() => all,
        _ => vec![CertificateDer::from(root.to_vec())],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use postern_domain::time::Timestamp;
    use serde_json::json;

    fn event(code: &'static str, severity: u8) -> SecurityEvent {
        SecurityEvent {
            position: 7,
            at: Timestamp(1_700_000_000_999),
            code,
            severity,
            uid: "l/7/h".to_owned(),
            console: "00000000-0000-0000-0000-00000000000c".to_owned(),
            json: json!({ "who": "Jürgen" }),
        }
    }

    #[test]
    fn a_message_is_framed_by_its_bytes() {
        let message = message(&event("case_opened", 1));
        let begin = "<86>1 2023-11-14T22:13:20Z 00000000-0000-0000-0000-00000000000c postern - case_opened [origin ";
        assert!(message.starts_with(begin), "{message}");
        assert!(message.ends_with("] {\"who\":\"Jürgen\"}"), "{message}");
        let framed = framed(&message);
        let (length, rest) = framed.split_at(framed.iter().position(|b| *b == b' ').unwrap());
        assert_eq!(std::str::from_utf8(length).unwrap().parse::<usize>().unwrap(), rest.len() - 1);
        assert_eq!(rest.len() - 1, message.len());
    }

    #[test]
    fn what_weighs_more_is_more_severe() {
        let priority = |severity| message(&event("x", severity)).split('>').next().unwrap().to_owned();
        let all: Vec<String> = (1..=5).map(priority).collect();
        assert_eq!(all, ["<86", "<85", "<84", "<83", "<82"]);
    }

    #[test]
    fn certificates_that_cannot_be_read_are_told() {
        let settings = |roots| SyslogSettings {
            host: "siem.example.test".to_owned(),
            port: 6514,
            roots,
            plain_end: false,
            patience: Duration::from_secs(1),
        };
        assert_eq!(Syslog::new(&settings(vec![b"no certificate".to_vec()])).err(), Some(BadOutward::Certificate));
        assert!(Syslog::new(&settings(Vec::new())).is_ok());
        let nowhere = SyslogSettings { host: "not a host".to_owned(), ..settings(Vec::new()) };
        assert_eq!(Syslog::new(&nowhere).err(), Some(BadOutward::Malformed));
    }
}
