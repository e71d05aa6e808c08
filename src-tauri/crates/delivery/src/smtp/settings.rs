//! How a mail server is reached, checked before anything is sent there.

use super::message;
use super::send::{Line, Route};
use lettre::message::Mailbox;
use lettre::transport::smtp::client::{Certificate, TlsParameters};
use lettre::transport::smtp::extension::ClientId;
use postern_domain::text::shown;
use secrecy::SecretString;
use std::net::IpAddr;
use std::time::Duration;

/// What a certificate in PEM begins with.
const PEM: &[u8] = b"-----BEGIN CERTIFICATE-----";

/// A mail server, and how it is spoken to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SmtpSettings {
    /// Its name: the one that its certificate carries.
    pub host: String,
    /// Its port; `None` for the usual one (587, with TLS from the start 465, without TLS 25).
    pub port: Option<u16>,
    /// How what is said is protected.
    pub tls: Tls,
    /// The address that mails come from.
    pub from: String,
    /// The name beside it.
    pub name: Option<String>,
    /// Who this desk signs in as; `None` where the server asks for no sign-in.
    pub user: Option<String>,
    /// How this desk calls itself in EHLO; `None` for an address literal that tells nothing.
    pub hello: Option<String>,
    /// Certificates that are trusted besides the system's, PEM or DER.
    pub roots: Vec<Vec<u8>>,
    /// How long one command may take.
    pub patience: Duration,
    /// How long the answer to a whole mail may take; after that its outcome is unknown.
    pub after_data: Duration,
    /// How often a mail is tried that is not taken for now.
    pub tries: u32,
    /// The pause before the second try; before each further one it is three times as long, up to a minute.
    pub pause: Duration,
}

impl SmtpSettings {
    /// STARTTLS to `host`, mails from `from`, no sign-in, and patience that fits somebody who waits at a desk.
    pub fn of(host: impl Into<String>, from: impl Into<String>) -> Self {
        Self {
            host: host.into(),
            port: None,
            tls: Tls::Starttls,
            from: from.into(),
            name: None,
            user: None,
            hello: None,
            roots: Vec::new(),
            patience: Duration::from_secs(20),
            after_data: Duration::from_secs(60),
            tries: 3,
            pause: Duration::from_secs(5),
        }
    }

    /// The address that mails come from.
    pub(super) fn sender(&self) -> Result<Mailbox, BadSmtp> {
        // Its domain stands in every Message-ID.
        let address = message::address(&self.from).filter(|_| self.from.is_ascii()).ok_or(BadSmtp::From)?;
        Ok(Mailbox::new(self.name.as_deref().map(shown), address))
    }

    /// The way to the server.
    pub(super) fn route(&self, secret: Option<SecretString>) -> Result<Route, BadSmtp> {
        if !is_name(&self.host) {
            return Err(BadSmtp::Host);
        }
        let (line, port) = match self.tls {
            Tls::Starttls => (Line::Starttls(self.parameters()?), 587),
            Tls::Tls => (Line::Tls(self.parameters()?), 465),
            Tls::NoneOnLoopback if is_here(&self.host) => (Line::Plain, 25),
            Tls::NoneOnLoopback => return Err(BadSmtp::Insecure),
        };
        let hello = match &self.hello {
            None => ClientId::default(),
            Some(name) if is_name(name) => ClientId::Domain(name.clone()),
            Some(_) => return Err(BadSmtp::Hello),
        };
        let account = match (&self.user, secret) {
            (None, _) => None,
            (Some(user), Some(secret)) => Some((user.clone(), secret)),
            (Some(_), None) => return Err(BadSmtp::Secret),
        };
        Ok(Route {
            host: self.host.clone(),
            port: self.port.unwrap_or(port),
            line,
            hello,
            account,
            patience: self.patience,
            after_data: self.after_data,
        })
    }

    fn parameters(&self) -> Result<TlsParameters, BadSmtp> {
        let mut parameters = TlsParameters::builder(self.host.clone());
        for root in &self.roots {
            let pem = root.windows(PEM.len()).any(|part| part == PEM);
            let read = if pem { Certificate::from_pem(root) } else { Certificate::from_der(root.clone()) };
            parameters = parameters.add_root_certificate(read.map_err(|_| BadSmtp::Certificate)?);
        }
        parameters.build().map_err(|_| BadSmtp::Certificate)
    }
}

/// How what is said to a mail server is protected.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Tls {
    /// STARTTLS, and nothing without it.
    #[default]
    Starttls,
    /// TLS from the start.
    Tls,
    /// None: for a server on this machine alone.
    NoneOnLoopback,
}

impl std::str::FromStr for Tls {
    type Err = BadSmtp;
    fn from_str(text: &str) -> Result<Self, BadSmtp> {
        match text {
            "starttls" => Ok(Self::Starttls),
            "tls" => Ok(Self::Tls),
            "none-on-loopback" => Ok(Self::NoneOnLoopback),
            _ => Err(BadSmtp::Tls),
        }
    }
}

/// Settings that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadSmtp {
    /// The server's name is none.
    #[error("not the name of a mail server")]
    Host,
    /// The protection is none that there is.
    #[error("tls is starttls, tls or none-on-loopback")]
    Tls,
    /// No encryption to another machine.
    #[error("mail is encrypted, except to this machine")]
    Insecure,
    /// The sender is no address in ASCII.
    #[error("the sender is not an address of mail")]
    From,
    /// The name for EHLO is none.
    #[error("not a name for EHLO")]
    Hello,
    /// A user without a password.
    #[error("the mail server's user has no password")]
    Secret,
    /// A certificate cannot be read, or none at all is trusted.
    #[error("a certificate that cannot be read")]
    Certificate,
}

/// Whether `host` is this machine.
pub(crate) fn is_here(host: &str) -> bool {
    let bare = host.strip_prefix('[').and_then(|h| h.strip_suffix(']')).unwrap_or(host);
    bare == "localhost" || bare.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback())
}

/// A domain name, or an address of the internet protocol.
fn is_name(text: &str) -> bool {
    let plain = text.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b':'));
    !text.is_empty() && text.len() <= 253 && plain
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bad(settings: &SmtpSettings) -> Option<BadSmtp> {
        settings.route(None).err().or_else(|| settings.sender().err())
    }

    #[test]
    fn no_encryption_is_for_this_machine_alone() {
        for (host, fits) in [("localhost", true), ("127.0.0.1", true), ("::1", true), ("mail.example.test", false)] {
            let plain = SmtpSettings { tls: Tls::NoneOnLoopback, ..SmtpSettings::of(host, "desk@example.test") };
            assert_eq!(bad(&plain), (!fits).then_some(BadSmtp::Insecure), "{host}");
        }
        assert_eq!("starttls".parse::<Tls>(), Ok(Tls::default()));
        assert_eq!("none".parse::<Tls>(), Err(BadSmtp::Tls));
    }

    #[test]
    fn what_would_end_a_command_is_no_setting() {
        let with = |change: fn(&mut SmtpSettings)| {
            let mut settings = SmtpSettings::of("localhost", "desk@example.test");
            settings.tls = Tls::NoneOnLoopback;
            change(&mut settings);
            bad(&settings)
        };
        assert_eq!(with(|_| {}), None);
        assert_eq!(with(|s| s.host = "localhost\r\n".to_owned()), Some(BadSmtp::Host));
        assert_eq!(with(|s| s.hello = Some("x\r\nMAIL FROM:<a@b>".to_owned())), Some(BadSmtp::Hello));
        assert_eq!(with(|s| s.from = "desk".to_owned()), Some(BadSmtp::From));
        assert_eq!(with(|s| s.from = "a@b.test>\r\nRCPT TO:<x@y.test".to_owned()), Some(BadSmtp::From));
        assert_eq!(with(|s| s.user = Some("desk".to_owned())), Some(BadSmtp::Secret));
    }
}
