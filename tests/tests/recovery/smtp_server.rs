//! A small mail server for tests: real commands over real connections, and what goes wrong with them on request.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use rustls_pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::io::{AsyncBufReadExt as _, AsyncRead, AsyncWrite, AsyncWriteExt as _, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::aws_lc_rs::default_provider;

/// What the server does with a mail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// It takes it.
    Accept,
    /// It refuses the recipient for good (550).
    Refuse,
    /// It puts the recipient off (451), once; then it takes the mail.
    Greylist,
    /// It takes the mail, and never says so.
    SilentAfterData,
    /// It hangs up in the middle of the mail.
    DropInData,
    /// It hears the whole mail, and puts it off (451), once.
    PutOffAfterData,
    /// It takes it, after a line of blanks among what it can do.
    BlankOffer,
    /// Somebody on the line says more than the answer to STARTTLS, before it is protected.
    SaysMore,
}

/// What would be the answers to all that is asked within TLS.
const TOO_EARLY: &str =
    "220 go ahead\r\n250-mail.test\r\n250 8BITMIME\r\n250 Ok\r\n250 Ok\r\n354 go ahead\r\n250 Ok: queued";

/// How a server is set up.
#[derive(Clone)]
pub struct Setup {
    /// What it does with mails.
    pub mode: Mode,
    /// Its certificate and key (PKCS #8), where it offers STARTTLS.
    pub certificate: Option<(Vec<u8>, Vec<u8>)>,
    /// Who may send; everybody where it is none.
    pub account: Option<(&'static str, &'static str)>,
    /// The ways to sign in that it offers.
    pub mechanisms: &'static str,
}

impl Setup {
    /// A server that does `mode`, without encryption and sign-in.
    pub fn of(mode: Mode) -> Self {
        Self { mode, certificate: None, account: None, mechanisms: "PLAIN LOGIN" }
    }
}

/// A certificate for `localhost` that signed itself, and its key.
pub fn certificate() -> (Vec<u8>, Vec<u8>) {
    let made = rcgen::generate_simple_self_signed(vec!["localhost".to_owned()]).unwrap();
    (made.cert.der().to_vec(), made.signing_key.serialize_der())
}

/// A mail that was taken.
#[derive(Debug, Clone)]
pub struct Taken {
    /// MAIL FROM.
    pub from: String,
    /// RCPT TO.
    pub to: Vec<String>,
    /// The whole mail, as it was meant: dots undoubled.
    pub text: String,
    /// Who signed in.
    pub user: Option<String>,
    /// Whether nobody else could read it.
    pub encrypted: bool,
}

impl Taken {
    /// The values of a header, unfolded.
    pub fn headers(&self, name: &str) -> Vec<String> {
        let head = self.text.split("\r\n\r\n").next().unwrap().replace("\r\n ", " ").replace("\r\n\t", " ");
        let found = head.split("\r\n").filter_map(|line| line.split_once(':'));
        found.filter(|(n, _)| n.eq_ignore_ascii_case(name)).map(|(_, value)| value.trim().to_owned()).collect()
    }

    /// The part of this content type, decoded.
    pub fn part(&self, kind: &str) -> String {
        let start = self.text.find(&format!("Content-Type: {kind}")).unwrap_or_else(|| panic!("no {kind}"));
        let (head, rest) = self.text[start..].split_once("\r\n\r\n").unwrap();
        let body = rest.split("\r\n--").next().unwrap();
        if head.contains("quoted-printable") { unquoted(body) } else { body.to_owned() }
    }
}

fn unquoted(body: &str) -> String {
    let joined = body.replace("=\r\n", "");
    let (mut out, mut bytes) = (Vec::new(), joined.bytes());
    while let Some(b) = bytes.next() {
        if b == b'=' {
            let digits = [bytes.next().unwrap(), bytes.next().unwrap()];
            out.push(u8::from_str_radix(std::str::from_utf8(&digits).unwrap(), 16).unwrap());
        } else {
            out.push(b);
        }
    }
    String::from_utf8(out).unwrap()
}

/// A server; it takes nothing more when this is dropped.
pub struct SmtpServer {
    port: u16,
    shared: Arc<Shared>,
    accepting: JoinHandle<()>,
}

struct Shared {
    setup: Setup,
    mode: Mutex<Mode>,
    tls: Option<TlsAcceptor>,
    taken: Mutex<Vec<Taken>>,
    said: Mutex<Vec<String>>,
}

/// What a client has said so far on one connection.
#[derive(Default)]
struct Talk {
    from: Option<String>,
    to: Vec<String>,
    user: Option<String>,
    encrypted: bool,
}

impl SmtpServer {
    /// Starts one on a free port of this machine.
    pub async fn start(setup: Setup) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let tls = setup.certificate.clone().map(|(certificate, key)| acceptor(certificate, key));
        let mode = Mutex::new(setup.mode);
        let shared = Arc::new(Shared { setup, mode, tls, taken: Mutex::default(), said: Mutex::default() });
        let served = shared.clone();
        let accepting = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let served = served.clone();
                // Whoever talks may hang up at any moment.
                tokio::spawn(async move { served.serve(stream).await.ok() });
            }
        });
        Self { port, shared, accepting }
    }

    /// Its port.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// From now on it does `mode`.
    pub fn set(&self, mode: Mode) {
        *self.shared.mode.lock().unwrap() = mode;
    }

    /// The mails it took.
    pub fn taken(&self) -> Vec<Taken> {
        self.shared.taken.lock().unwrap().clone()
    }

    /// How many commands of this kind it heard.
    pub fn heard(&self, verb: &str) -> usize {
        self.shared.said.lock().unwrap().iter().filter(|said| *said == verb).count()
    }

    /// Waits until it heard this many commands of this kind.
    pub async fn hears(&self, verb: &str, times: usize) {
        self.until(|| self.heard(verb) >= times).await;
    }

    /// Waits until it took this many mails.
    pub async fn takes(&self, mails: usize) {
        self.until(|| self.taken().len() >= mails).await;
    }

    async fn until(&self, so: impl Fn() -> bool) {
        for _ in 0..1000 {
            if so() {
                return;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        panic!("the mail server waits in vain");
    }
}

impl Drop for SmtpServer {
    fn drop(&mut self) {
        self.accepting.abort();
    }
}

/// TLS with a certificate and its key.
pub fn acceptor(certificate: Vec<u8>, key: Vec<u8>) -> TlsAcceptor {
    let chain = vec![CertificateDer::from(certificate)];
    let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(key));
    let config = ServerConfig::builder_with_provider(Arc::new(default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(chain, key)
        .unwrap();
    TlsAcceptor::from(Arc::new(config))
}

impl Shared {
    async fn serve(&self, stream: TcpStream) -> std::io::Result<()> {
        let mut stream = BufReader::new(stream);
        say(&mut stream, "220 mail.test ready").await?;
        let mut talk = Talk::default();
        if self.talk(&mut stream, &mut talk).await?
            && let Some(tls) = &self.tls
        {
            let stream = tls.accept(stream.into_inner()).await?;
            talk = Talk { encrypted: true, ..Talk::default() };
            self.talk(&mut BufReader::new(stream), &mut talk).await?;
        }
        Ok(())
    }

    /// Talks until the client leaves, or asks for TLS: then true.
    async fn talk<S>(&self, stream: &mut BufReader<S>, talk: &mut Talk) -> std::io::Result<bool>
    where
        S: AsyncRead + AsyncWrite + Unpin,
    {
        while let Some(line) = hear(stream).await? {
            let verb = line.split([' ', ':']).next().unwrap_or_default().to_ascii_uppercase();
            self.said.lock().unwrap().push(verb.clone());
            match verb.as_str() {
                "EHLO" => say(stream, &self.offer(talk)).await?,
                "STARTTLS" if self.tls.is_some() && !talk.encrypted => {
                    let more = *self.mode.lock().unwrap() == Mode::SaysMore;
                    say(stream, if more { TOO_EARLY } else { "220 go ahead" }).await?;
                    return Ok(true);
                }
                "AUTH" => self.sign_in(stream, talk, &line).await?,
                "MAIL" if self.setup.account.is_some() && talk.user.is_none() => {
                    say(stream, "530 5.7.0 sign in first").await?;
                }
                "MAIL" => {
                    talk.from = Some(path(&line));
                    talk.to.clear();
                    say(stream, "250 2.1.0 Ok").await?;
                }
                "RCPT" => say(stream, self.recipient(talk, &line)).await?,
                "DATA" if talk.from.is_none() || talk.to.is_empty() => say(stream, "503 5.5.1 too early").await?,
                "DATA" => {
                    say(stream, "354 go ahead").await?;
                    if !self.data(stream, talk).await? {
                        return Ok(false);
                    }
                }
                "QUIT" => {
                    say(stream, "221 bye").await?;
                    return Ok(false);
                }
                "NOOP" | "RSET" => say(stream, "250 Ok").await?,
                _ => say(stream, "500 5.5.2 what?").await?,
            }
        }
        Ok(false)
    }

    fn offer(&self, talk: &Talk) -> String {
        let mut lines = vec!["250-mail.test".to_owned()];
        if self.tls.is_some() && !talk.encrypted {
            lines.push("250-STARTTLS".to_owned());
        } else if self.setup.account.is_some() {
            lines.push(format!("250-AUTH {}", self.setup.mechanisms));
        }
        if *self.mode.lock().unwrap() == Mode::BlankOffer {
            lines.push("250-   ".to_owned());
        }
        lines.push("250 8BITMIME".to_owned());
        lines.join("\r\n")
    }

    async fn sign_in<S>(&self, stream: &mut BufReader<S>, talk: &mut Talk, line: &str) -> std::io::Result<()>
    where
        S: AsyncRead + AsyncWrite + Unpin,
    {
        let mut words = line.split_whitespace().skip(1);
        let (user, secret) = match (words.next(), words.next()) {
            (Some("PLAIN"), Some(told)) => {
                let told = decoded(told);
                let mut parts = told.split('\0').skip(1).map(str::to_owned);
                (parts.next().unwrap_or_default(), parts.next().unwrap_or_default())
            }
            (Some("LOGIN"), None) => {
                say(stream, &format!("334 {}", STANDARD.encode("Username:"))).await?;
                let user = decoded(&hear(stream).await?.unwrap_or_default());
                say(stream, &format!("334 {}", STANDARD.encode("Password:"))).await?;
                (user, decoded(&hear(stream).await?.unwrap_or_default()))
            }
            _ => return say(stream, "504 5.5.4 not this way").await,
        };
        if self.setup.account == Some((user.as_str(), secret.as_str())) {
            talk.user = Some(user);
            say(stream, "235 2.7.0 welcome").await
        } else {
            say(stream, "535 5.7.8 not you").await
        }
    }

    fn recipient(&self, talk: &mut Talk, line: &str) -> &'static str {
        let mut mode = self.mode.lock().unwrap();
        let now = *mode;
        match now {
            Mode::Refuse => "550 5.1.1 nobody of that name",
            Mode::Greylist => {
                *mode = Mode::Accept;
                "451 4.7.1 come again"
            }
            _ => {
                talk.to.push(path(line));
                "250 2.1.5 Ok"
            }
        }
    }

    /// Hears a mail; false where the connection ends with it.
    async fn data<S>(&self, stream: &mut BufReader<S>, talk: &mut Talk) -> std::io::Result<bool>
    where
        S: AsyncRead + AsyncWrite + Unpin,
    {
        let mode = *self.mode.lock().unwrap();
        let mut text = String::new();
        loop {
            let Some(line) = hear(stream).await? else { return Ok(false) };
            if mode == Mode::DropInData {
                return Ok(false);
            }
            if line == "." {
                break;
            }
            text.push_str(line.strip_prefix('.').unwrap_or(&line));
            text.push_str("\r\n");
        }
        if mode == Mode::PutOffAfterData {
            *self.mode.lock().unwrap() = Mode::Accept;
            say(stream, "451 4.3.0 come again").await?;
            return Ok(true);
        }
        let mail = Taken {
            from: talk.from.take().unwrap_or_default(),
            to: std::mem::take(&mut talk.to),
            text,
            user: talk.user.clone(),
            encrypted: talk.encrypted,
        };
        self.taken.lock().unwrap().push(mail);
        if mode == Mode::SilentAfterData {
            // Until the client gives up.
            while hear(stream).await?.is_some() {}
            return Ok(false);
        }
        say(stream, "250 2.0.0 Ok: queued as 4B7F").await?;
        Ok(true)
    }
}

async fn hear<S: AsyncRead + Unpin>(stream: &mut BufReader<S>) -> std::io::Result<Option<String>> {
    let mut line = String::new();
    let read = stream.read_line(&mut line).await?;
    Ok((read > 0).then(|| line.trim_end_matches(['\r', '\n']).to_owned()))
}

async fn say<S: AsyncRead + AsyncWrite + Unpin>(stream: &mut BufReader<S>, line: &str) -> std::io::Result<()> {
    let inner = stream.get_mut();
    inner.write_all(format!("{line}\r\n").as_bytes()).await?;
    inner.flush().await
}

/// What stands between the angle brackets.
fn path(line: &str) -> String {
    let (_, rest) = line.split_once('<').unwrap();
    rest.split_once('>').unwrap().0.to_owned()
}

fn decoded(text: &str) -> String {
    String::from_utf8(STANDARD.decode(text.trim()).unwrap()).unwrap()
}
