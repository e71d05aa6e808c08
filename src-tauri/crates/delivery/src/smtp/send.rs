//! One conversation with a mail server, step by step: it matters at which one it ends.
//!
//! Up to the end of a mail nothing can have been taken. From its last dot on it may have been, until an answer says so
//! or says that it was not.

use super::by_line::ByLine;
use super::message::Mail;
use crate::journal::Hand;
use crate::templates::outside;
use futures::FutureExt as _;
use lettre::transport::smtp::Error;
use lettre::transport::smtp::authentication::{Credentials, DEFAULT_MECHANISMS};
use lettre::transport::smtp::client::{AsyncSmtpConnection, TlsParameters};
use lettre::transport::smtp::commands::{Data, Mail as MailFrom, Rcpt};
use lettre::transport::smtp::extension::{ClientId, Extension, MailBodyParameter, MailParameter};
use lettre::transport::smtp::response::Response;
use postern_ports::notifier::NotifierFault;
use postern_ports::secrets::reveal;
use secrecy::SecretString;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;
use tokio::net::TcpStream;

/// How long a farewell is waited for.
const FAREWELL: Duration = Duration::from_secs(1);

/// The way to a mail server.
pub(super) struct Route {
    pub host: String,
    pub port: u16,
    pub line: Line,
    pub hello: ClientId,
    pub account: Option<(String, SecretString)>,
    pub patience: Duration,
    pub after_data: Duration,
}

/// How a connection is protected.
pub(super) enum Line {
    /// By STARTTLS, before anything else is said.
    Starttls(TlsParameters),
    /// From the start.
    Tls(TlsParameters),
    /// Not at all.
    Plain,
}

impl Route {
    /// Hands `mail` over, once: its receipt.
    pub async fn hand_over(&self, mail: &Mail, hand: &Hand<'_>) -> Result<String, NotifierFault> {
        let mut server = self.reach().await?;
        let ended = self.converse(&mut server, mail, hand).await;
        if !matches!(ended, Err(NotifierFault::Unknown)) {
            let _ = tokio::time::timeout(FAREWELL, server.quit()).await;
        }
        ended
    }

    /// Whether the server answers and lets this desk in.
    pub async fn ping(&self) -> Result<(), NotifierFault> {
        let mut server = self.reach().await?;
        let ended = self.sign_in(&mut server).await;
        let _ = tokio::time::timeout(FAREWELL, server.quit()).await;
        ended
    }

    async fn reach(&self) -> Result<AsyncSmtpConnection, NotifierFault> {
        // lettre 0.11 panics where a line of the answer to EHLO is blank: no server brings this console down by it.
        match AssertUnwindSafe(self.connect()).catch_unwind().await {
            Ok(connected) => connected.map_err(ours),
            Err(_) => Err(NotifierFault::Failed("the mail server does not say what it can do".to_owned())),
        }
    }

    async fn sign_in(&self, server: &mut AsyncSmtpConnection) -> Result<(), NotifierFault> {
        let Some((user, secret)) = &self.account else { return Ok(()) };
        // Exposed to sign in, over a line that nobody else reads.
        let credentials = Credentials::new(user.clone(), reveal(secret).to_owned());
        step(self.patience, server.auth(DEFAULT_MECHANISMS, &credentials)).await.map_err(ours).map(|_| ())
    }

    /// A connection that is protected as it must be.
    async fn connect(&self) -> Result<AsyncSmtpConnection, NotifierFault> {
        match &self.line {
            Line::Starttls(parameters) => {
                let line = self.dial().await?;
                step(self.patience, self.protect(line, parameters)).await
            }
            Line::Tls(parameters) => step(self.patience, self.connect_as(Some(parameters.clone()))).await,
            Line::Plain => step(self.patience, self.connect_as(None)).await,
        }
    }

    async fn connect_as(&self, wrapped: Option<TlsParameters>) -> Result<AsyncSmtpConnection, Error> {
        let place = (self.host.as_str(), self.port);
        AsyncSmtpConnection::connect_tokio1(place, Some(self.patience), &self.hello, wrapped, None).await
    }

    async fn dial(&self) -> Result<ByLine, NotifierFault> {
        let place = (self.host.as_str(), self.port);
        match tokio::time::timeout(self.patience, TcpStream::connect(place)).await {
            Ok(Ok(stream)) => Ok(ByLine::new(stream)),
            Ok(Err(error)) => Err(NotifierFault::Later(outside(&error.to_string()))),
            Err(_) => Err(silent()),
        }
    }

    async fn protect(&self, line: ByLine, parameters: &TlsParameters) -> Result<AsyncSmtpConnection, Error> {
        let mut server = AsyncSmtpConnection::connect_with_transport(Box::new(line), &self.hello).await?;
        server.starttls(parameters.clone(), &self.hello).await?;
        Ok(server)
    }

    async fn converse(
        &self,
        server: &mut AsyncSmtpConnection,
        mail: &Mail,
        hand: &Hand<'_>,
    ) -> Result<String, NotifierFault> {
        self.sign_in(server).await?;
        let from = MailFrom::new(Some(mail.from.clone()), options(server, mail)?);
        step(self.patience, server.command(from)).await?;
        step(self.patience, server.command(Rcpt::new(mail.to.clone(), Vec::new()))).await?;
        step(self.patience, server.command(Data)).await?;
        hand.begun().map_err(|e| NotifierFault::Failed(format!("the journal: {e}")))?;
        match self.content(server, mail).await {
            Ok(answer) => {
                let said = answer.first_line().unwrap_or_default();
                let receipt = format!("{} {} {}", mail.id, answer.code(), outside(said));
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

    /// The mail itself, and the answer to it.
    async fn content(&self, server: &mut AsyncSmtpConnection, mail: &Mail) -> Result<Response, NotifierFault> {
        // Set once everything before the last dot is written, and before the dot is.
        let dotted = Arc::new(AtomicBool::new(false));
        let seen = dotted.clone();
        let end = std::iter::from_fn(move || {
            seen.store(true, Ordering::Relaxed);
            None::<Vec<u8>>
        });
        let parts = std::iter::once(mail.bytes.clone()).chain(end);
        let answer = tokio::time::timeout(self.after_data, server.message_iter(parts)).await;
        match answer {
            Ok(Ok(answer)) => Ok(answer),
            Ok(Err(error)) if error.status().is_some() => Err(fault(&error)),
            Ok(Err(_)) | Err(_) if dotted.load(Ordering::Relaxed) => Err(NotifierFault::Unknown),
            Ok(Err(error)) => Err(fault(&error)),
            Err(_) => Err(silent()),
        }
    }
}

/// What the server has to be able to do for this mail.
fn options(server: &AsyncSmtpConnection, mail: &Mail) -> Result<Vec<MailParameter>, NotifierFault> {
    let mut options = Vec::new();
    let to: &str = mail.to.as_ref();
    if !to.is_ascii() {
        if !server.server_info().supports_feature(Extension::SmtpUtfEight) {
            return Err(NotifierFault::Refused("the mail server takes no address beyond ASCII".to_owned()));
        }
        options.push(MailParameter::SmtpUtfEight);
    }
    if !mail.bytes.is_ascii() {
        if !server.server_info().supports_feature(Extension::EightBitMime) {
            return Err(NotifierFault::Refused("the mail server takes no text beyond ASCII".to_owned()));
        }
        options.push(MailParameter::Body(MailBodyParameter::EightBitMime));
    }
    Ok(options)
}

/// One step, within its time.
async fn step<T>(patience: Duration, asked: impl Future<Output = Result<T, Error>>) -> Result<T, NotifierFault> {
    match tokio::time::timeout(patience, asked).await {
        Ok(answer) => answer.map_err(|error| fault(&error)),
        Err(_) => Err(silent()),
    }
}

fn silent() -> NotifierFault {
    NotifierFault::Later("the mail server does not answer".to_owned())
}

/// What a failed step means, where nothing was taken.
fn fault(error: &Error) -> NotifierFault {
    let why = outside(&error.to_string());
    if error.is_permanent() {
        NotifierFault::Refused(why)
    } else if error.is_client() || error.is_tls() || is_distrust(error) {
        NotifierFault::Failed(why)
    } else {
        NotifierFault::Later(why)
    }
}

/// A refusal before there is a mail: it is this desk that is refused, not the address.
fn ours(fault: NotifierFault) -> NotifierFault {
    match fault {
        NotifierFault::Refused(why) => NotifierFault::Failed(why),
        other => other,
    }
}

/// Whether TLS failed: a certificate that is not trusted will not be in a minute either.
fn is_distrust(error: &Error) -> bool {
    let mut cause = std::error::Error::source(error);
    while let Some(inner) = cause {
        if inner.downcast_ref::<std::io::Error>().is_some_and(|io| io.kind() == std::io::ErrorKind::InvalidData) {
            return true;
        }
        cause = inner.source();
    }
    false
}
