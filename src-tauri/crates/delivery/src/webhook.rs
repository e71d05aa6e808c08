//! Notices to telephones, handed over to a service that texts or calls: a signed request to its webhook.
//!
//! Invariants: what may have been taken under a reference is not sent again; https, or this machine; no redirect is
//! followed, since what authorises and what is told is for one address. Deliberately absent: how the service reaches a
//! telephone, and what comes of it.

use crate::smtp::is_here;
use crate::templates::{self, outside};
use crate::{Journal, Speech};
use async_trait::async_trait;
use hmac::{Hmac, Mac as _};
use postern_domain::recovery::account::{Contact, ContactChannel};
use postern_domain::text::shown;
use postern_ports::Notifier;
use postern_ports::notifier::{CodeNotice, Notice, NotifierFault};
use postern_ports::secrets::{RecoveryCode, reveal};
use reqwest::header::CONTENT_TYPE;
use reqwest::{Certificate, Client, StatusCode, Url, redirect};
use secrecy::SecretString;
use serde::Serialize;
use sha2::Sha256;
use std::sync::Arc;
use std::time::Duration;

/// The header that says who asks: `t=<seconds since 1970>,v1=<HMAC-SHA-256 of "t.body" in hex>`.
pub const SIGNATURE: &str = "Postern-Signature";

/// A webhook, and how it is reached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WebhookSettings {
    /// Its address: https unless on this machine.
    pub url: String,
    /// Certificates that are trusted besides the system's, PEM or DER.
    pub roots: Vec<Vec<u8>>,
    /// How long a request may take; after that its outcome is unknown.
    pub patience: Duration,
}

impl WebhookSettings {
    /// The webhook at `url`, with ten seconds for a request.
    pub fn of(url: impl Into<String>) -> Self {
        Self { url: url.into(), roots: Vec::new(), patience: Duration::from_secs(10) }
    }
}

/// Settings that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadWebhook {
    /// The address is none.
    #[error("not an address")]
    Malformed,
    /// It is not encrypted, and not on this machine.
    #[error("https is required, except on this machine")]
    Insecure,
    /// A certificate cannot be read.
    #[error("a certificate that cannot be read")]
    Certificate,
    /// The secret is empty.
    #[error("the webhook has no secret")]
    Secret,
}

/// A webhook that takes notices for telephones.
pub struct Webhook {
    client: Client,
    url: Url,
    secret: SecretString,
    speech: Arc<Speech>,
    journal: Arc<Journal>,
}

/// What is sent.
#[derive(Serialize)]
struct Asked<'a> {
    reference: &'a str,
    channel: ContactChannel,
    address: &'a str,
    kind: &'a str,
    text: &'a str,
}

impl Webhook {
    /// The webhook of `settings`; requests are signed with `secret`. What is handed over stands in `journal`.
    pub fn new(settings: &WebhookSettings, secret: SecretString, journal: Arc<Journal>) -> Result<Self, BadWebhook> {
        let url = usable(&settings.url)?;
        // Exposed to see that there is one.
        if reveal(&secret).is_empty() {
            return Err(BadWebhook::Secret);
        }
        let mut roots = Vec::new();
        for root in &settings.roots {
            match Certificate::from_pem_bundle(root).ok().filter(|all| !all.is_empty()) {
                Some(all) => roots.extend(all),
                None => roots.push(Certificate::from_der(root).map_err(|_| BadWebhook::Certificate)?),
            }
        }
        // No connection is kept: on one that died meanwhile it would not be known whether a request arrived.
        let client = Client::builder()
            .timeout(settings.patience)
            .redirect(redirect::Policy::none())
            .no_proxy()
            .pool_max_idle_per_host(0)
            .tls_certs_merge(roots)
            .build()
            .map_err(|_| BadWebhook::Certificate)?;
        Ok(Self { client, url, secret, speech: Arc::new(Speech::default()), journal })
    }

    /// Speaks like this to whoever is told.
    pub fn speaking(self, speech: Arc<Speech>) -> Self {
        Self { speech, ..self }
    }

    async fn send(&self, to: &Contact, kind: &str, text: &str, reference: &str) -> Result<String, NotifierFault> {
        match to.channel {
            ContactChannel::Phone => {}
            ContactChannel::Email | ContactChannel::Post => return Err(NotifierFault::NoChannel),
        }
        if to.address.trim().is_empty() || shown(&to.address) != to.address {
            return Err(NotifierFault::Refused("it is not a telephone number".to_owned()));
        }
        let hand = match self.journal.take(reference) {
            Ok(hand) => hand,
            Err(known) => return known,
        };
        let asked = Asked { reference, channel: to.channel, address: &to.address, kind, text };
        let body = serde_json::to_string(&asked).map_err(|e| NotifierFault::Failed(e.to_string()))?;
        let at = self.journal.now().0.div_euclid(1000);
        let signed = signature(&self.secret, at, &body).ok_or(NotifierFault::Failed("the secret".to_owned()))?;
        let request = self.client.post(self.url.clone()).header(CONTENT_TYPE, "application/json");
        let request = request.header(SIGNATURE, signed).body(body);
        hand.begun().map_err(|e| NotifierFault::Failed(format!("the journal: {e}")))?;
        match judged(request.send().await.map(|answer| answer.status())) {
            Ok(status) => {
                let receipt = format!("{reference} {}", status.as_u16());
                hand.sent(&receipt);
                Ok(receipt)
            }
            Err(NotifierFault::Unknown) => Err(NotifierFault::Unknown),
            Err(fault) => {
                hand.not_taken();
                Err(fault)
            }
        }
    }
}

#[async_trait]
impl Notifier for Webhook {
    async fn deliver(&self, to: &Contact, notice: Notice, reference: &str) -> Result<String, NotifierFault> {
        let said = templates::notice(&self.speech, &notice);
        self.send(to, templates::kind(&notice), &said.body, reference).await
    }

    async fn deliver_code(
        &self,
        to: &Contact,
        notice: CodeNotice,
        code: &RecoveryCode,
        reference: &str,
    ) -> Result<String, NotifierFault> {
        let said = templates::code(&self.speech, &notice, code);
        self.send(to, "code", &said.body, reference).await
    }

    async fn delivered(&self, reference: &str) -> Result<Option<String>, NotifierFault> {
        self.journal.delivered(reference)
    }
}

/// What an answer means. A request that never left is known not to have been taken; of one that was not answered, or
/// answered with anything else, nothing is known.
fn judged(answer: Result<StatusCode, reqwest::Error>) -> Result<StatusCode, NotifierFault> {
    match answer {
        Ok(status) if status.is_success() => Ok(status),
        Ok(StatusCode::TOO_MANY_REQUESTS) => Err(NotifierFault::Later("the webhook asks for patience".to_owned())),
        Ok(status) if status.is_client_error() => Err(NotifierFault::Refused(outside(status.as_str()))),
        Err(error) if error.is_connect() => Err(NotifierFault::Later("no connection to the webhook".to_owned())),
        Ok(_) | Err(_) => Err(NotifierFault::Unknown),
    }
}

/// The value of [`SIGNATURE`] for `body` at `at`.
pub(crate) fn signature(secret: &SecretString, at: i64, body: &str) -> Option<String> {
    // Exposed to compute under it.
    let mut mac = Hmac::<Sha256>::new_from_slice(reveal(secret).as_bytes()).ok()?;
    mac.update(format!("{at}.{body}").as_bytes());
    Some(format!("t={at},v1={}", hex::encode(mac.finalize().into_bytes())))
}

/// The address, where it may be used: https, or plain http on this machine.
fn usable(url: &str) -> Result<Url, BadWebhook> {
    let url = Url::parse(url).map_err(|_| BadWebhook::Malformed)?;
    let host = url.host_str().ok_or(BadWebhook::Malformed)?;
    if url.scheme() == "https" || (url.scheme() == "http" && is_here(host)) {
        Ok(url)
    } else {
        Err(BadWebhook::Insecure)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use postern_domain::ids::ContactId;
    use postern_domain::time::Timestamp;
    use postern_ports::Clock;
    use postern_ports::notifier::{Gained, NoticeKind};
    use tokio::io::{AsyncBufReadExt as _, AsyncReadExt as _, AsyncWriteExt as _, BufReader};
    use tokio::net::TcpListener;
    use tokio::task::JoinHandle;

    const NOW: i64 = 1_764_064_800_000;

    struct Noon;

    impl Clock for Noon {
        fn now(&self) -> Timestamp {
            Timestamp(NOW)
        }
    }

    struct Rig {
        folder: tempfile::TempDir,
        url: String,
        /// Requests: the head in lower case, and the body.
        seen: Arc<std::sync::Mutex<Vec<(String, String)>>>,
        serving: JoinHandle<()>,
    }

    impl Rig {
        /// A service that answers with `answer` each time; none: it never answers.
        async fn start(answer: Option<&'static str>) -> Self {
            let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
            let url = format!("http://{}/texts", listener.local_addr().unwrap());
            let seen = Arc::new(std::sync::Mutex::new(Vec::new()));
            let kept = seen.clone();
            let serving = tokio::spawn(async move {
                let mut open = Vec::new();
                while let Ok((stream, _)) = listener.accept().await {
                    let mut stream = BufReader::new(stream);
                    let (mut head, mut length) = (String::new(), 0);
                    loop {
                        let mut line = String::new();
                        stream.read_line(&mut line).await.unwrap();
                        let lower = line.to_ascii_lowercase();
                        if let Some(told) = lower.strip_prefix("content-length:") {
                            length = told.trim().parse().unwrap();
                        }
                        if line.trim().is_empty() {
                            break;
                        }
                        head.push_str(&lower);
                    }
                    let mut body = vec![0; length];
                    stream.read_exact(&mut body).await.unwrap();
                    kept.lock().unwrap().push((head, String::from_utf8(body).unwrap()));
                    match answer {
                        Some(answer) => {
                            let whole = format!("HTTP/1.1 {answer}\r\nContent-Length: 0\r\n\r\n");
                            stream.get_mut().write_all(whole.as_bytes()).await.unwrap();
                        }
                        None => open.push(stream),
                    }
                }
            });
            Self { folder: tempfile::tempdir().unwrap(), url, seen, serving }
        }

        fn webhook(&self) -> Webhook {
            let journal = Journal::open(&self.folder.path().join("journal.jsonl"), Arc::new(Noon)).unwrap();
            let settings = WebhookSettings { patience: Duration::from_millis(500), ..WebhookSettings::of(&self.url) };
            Webhook::new(&settings, "a secret".into(), Arc::new(journal)).unwrap()
        }

        async fn deliver(&self, reference: &str) -> Result<String, NotifierFault> {
            self.webhook().deliver(&phone("+49 30 5550 0118"), notice(), reference).await
        }

        fn count(&self) -> usize {
            self.seen.lock().unwrap().len()
        }
    }

    impl Drop for Rig {
        fn drop(&mut self) {
            self.serving.abort();
        }
    }

    fn phone(address: &str) -> Contact {
        let (id, address) = (ContactId::new("c").unwrap(), address.to_owned());
        Contact { id, channel: ContactChannel::Phone, address, unchanged_since: None }
    }

    fn notice() -> Notice {
        let (case, login, language) = ("C-123456".to_owned(), "maya".to_owned(), String::new());
        let kind = NoticeKind::Recovered { gained: Gained::Key, kept: false };
        Notice { kind, case, login, at: Timestamp(1_795_428_000_000), language, second: false }
    }

    #[test]
    fn a_signature_is_what_another_library_computes() {
        // By Python's hmac and hashlib.
        let mac = "f571ec711d7d68df0ba12993c8915ae906b3411ed5e3c26f1911e1cae349c3b6";
        let found = signature(&"a secret".into(), 1_764_064_800, "{\"reference\":\"r\"}");
        assert_eq!(found, Some(format!("t=1764064800,v1={mac}")));
    }

    #[tokio::test]
    async fn a_notice_is_handed_over_once_and_signed() {
        let rig = Rig::start(Some("202 Accepted")).await;
        for _ in 0..2 {
            assert_eq!(rig.deliver("ref-1").await, Ok("ref-1 202".to_owned()));
        }
        assert_eq!(rig.webhook().delivered("ref-1").await, Ok(Some("ref-1 202".to_owned())));
        assert_eq!(rig.count(), 1);
        let (head, body) = rig.seen.lock().unwrap()[0].clone();
        let signed = signature(&"a secret".into(), NOW / 1000, &body).unwrap();
        assert!(head.starts_with("post /texts "), "{head}");
        assert!(head.contains(&format!("postern-signature: {signed}")), "{head}");
        let asked: serde_json::Value = serde_json::from_str(&body).unwrap();
        let part = |name: &str| asked[name].as_str().unwrap().to_owned();
        assert_eq!(part("reference"), "ref-1");
        assert_eq!((part("channel"), part("kind")), ("phone".to_owned(), "recovered".to_owned()));
        assert_eq!(part("address"), "+49 30 5550 0118");
        assert!(part("text").contains("C-123456") && part("text").contains("not you"), "{body}");
    }

    #[tokio::test]
    async fn a_refusal_is_one_and_may_be_tried_again() {
        let rig = Rig::start(Some("422 Unprocessable")).await;
        for n in 1..=2 {
            assert_eq!(rig.deliver("ref-1").await, Err(NotifierFault::Refused("422".to_owned())));
            assert_eq!(rig.webhook().delivered("ref-1").await, Ok(None));
            assert_eq!(rig.count(), n);
        }
    }

    #[tokio::test]
    async fn what_nobody_answered_to_is_unknown_and_not_sent_again() {
        for answer in [None, Some("500 Broken"), Some("307 Elsewhere\r\nLocation: /other")] {
            let rig = Rig::start(answer).await;
            for _ in 0..2 {
                assert_eq!(rig.deliver("ref-1").await, Err(NotifierFault::Unknown), "{answer:?}");
            }
            assert_eq!(rig.webhook().delivered("ref-1").await, Err(NotifierFault::Unknown));
            assert_eq!(rig.count(), 1, "{answer:?}");
        }
    }

    #[tokio::test]
    async fn a_service_that_is_not_there_has_taken_nothing() {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let mut rig = Rig::start(Some("200 OK")).await;
        let there = std::mem::replace(&mut rig.url, format!("http://{}/texts", listener.local_addr().unwrap()));
        drop(listener);
        assert!(matches!(rig.deliver("ref-1").await, Err(NotifierFault::Later(_))));
        assert_eq!(rig.webhook().delivered("ref-1").await, Ok(None));
        rig.url = there;
        assert_eq!(rig.deliver("ref-1").await, Ok("ref-1 200".to_owned()));
    }

    #[tokio::test]
    async fn only_telephones_and_only_over_https() {
        let rig = Rig::start(Some("200 OK")).await;
        let mail = Contact { channel: ContactChannel::Email, ..phone("maya@example.test") };
        assert_eq!(rig.webhook().deliver(&mail, notice(), "ref-1").await, Err(NotifierFault::NoChannel));
        for odd in ["", "+49 30\r\n5550"] {
            let found = rig.webhook().deliver(&phone(odd), notice(), "ref-1").await;
            assert!(matches!(found, Err(NotifierFault::Refused(_))), "{odd:?}");
        }
        assert_eq!(rig.count(), 0);
        assert!(usable("https://texts.example.test/in").is_ok() && usable("http://[::1]:5000/").is_ok());
        assert_eq!(usable("http://texts.example.test/in").err(), Some(BadWebhook::Insecure));
        assert_eq!(usable("texts").err(), Some(BadWebhook::Malformed));
    }
}
