//! Notices by mail, over SMTP.
//!
//! Invariants: what may have been taken under a reference is not sent again; a refusal for good is not tried again, a
//! passing one is, a few times with pauses that grow; nothing goes unencrypted to another machine; nothing from outside
//! makes a header. Deliberately absent: DKIM (the relay signs) and reading what bounces.

mod by_line;
mod message;
mod send;
mod settings;

pub use settings::{BadSmtp, SmtpSettings, Tls};

pub(crate) use settings::is_here;

use crate::templates::{self, Said};
use crate::{Journal, Language, Speech};
use async_trait::async_trait;
use lettre::message::Mailbox;
use postern_domain::recovery::account::{Contact, ContactChannel};
use postern_ports::Notifier;
use postern_ports::notifier::{CodeNotice, Notice, NotifierFault};
use postern_ports::secrets::RecoveryCode;
use secrecy::SecretString;
use std::sync::Arc;
use std::time::Duration;

/// No pause between two tries is longer.
const LONGEST_PAUSE: Duration = Duration::from_secs(60);

/// A mail server that takes notices.
pub struct Smtp {
    route: send::Route,
    from: Mailbox,
    tries: u32,
    pause: Duration,
    speech: Arc<Speech>,
    journal: Arc<Journal>,
}

impl Smtp {
    /// The server of `settings`; `secret` is the password of its user. What is handed over stands in `journal`.
    pub fn new(settings: &SmtpSettings, secret: Option<SecretString>, journal: Arc<Journal>) -> Result<Self, BadSmtp> {
        Ok(Self {
            route: settings.route(secret)?,
            from: settings.sender()?,
            tries: settings.tries.max(1),
            pause: settings.pause,
            speech: Arc::new(Speech::default()),
            journal,
        })
    }

    /// Speaks like this to whoever is told.
    pub fn speaking(self, speech: Arc<Speech>) -> Self {
        Self { speech, ..self }
    }

    /// Whether the server answers, and lets this desk in; nothing is sent.
    pub async fn ping(&self) -> Result<(), NotifierFault> {
        self.route.ping().await
    }

    /// Sends a mail to `address` that says that it is a test.
    pub async fn send_trial(
        &self,
        address: &str,
        language: Language,
        reference: &str,
    ) -> Result<String, NotifierFault> {
        self.post(address, &templates::trial(&self.speech, language), reference).await
    }

    async fn send(&self, to: &Contact, said: &Said, reference: &str) -> Result<String, NotifierFault> {
        match to.channel {
            ContactChannel::Email => {}
            ContactChannel::Phone | ContactChannel::Post => return Err(NotifierFault::NoChannel),
        }
        self.post(&to.address, said, reference).await
    }

    async fn post(&self, address: &str, said: &Said, reference: &str) -> Result<String, NotifierFault> {
        let hand = match self.journal.take(reference) {
            Ok(hand) => hand,
            Err(known) => return known,
        };
        let mail = message::build(&self.from, address, said, reference, self.journal.now())?;
        let (mut left, mut pause) = (self.tries, self.pause);
        loop {
            left -= 1;
            match self.route.hand_over(&mail, &hand).await {
                Err(NotifierFault::Later(_)) if left > 0 => tokio::time::sleep(pause).await,
                ended => return ended,
            }
            pause = pause.saturating_mul(3).min(LONGEST_PAUSE);
        }
    }
}

#[async_trait]
impl Notifier for Smtp {
    async fn deliver(&self, to: &Contact, notice: Notice, reference: &str) -> Result<String, NotifierFault> {
        self.send(to, &templates::notice(&self.speech, &notice), reference).await
    }

    async fn deliver_code(
        &self,
        to: &Contact,
        notice: CodeNotice,
        code: &RecoveryCode,
        reference: &str,
    ) -> Result<String, NotifierFault> {
        self.send(to, &templates::code(&self.speech, &notice, code), reference).await
    }

    async fn delivered(&self, reference: &str) -> Result<Option<String>, NotifierFault> {
        self.journal.delivered(reference)
    }
}
