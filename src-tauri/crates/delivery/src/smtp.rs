//! Notices by mail, over SMTP.
//!
//! Invariants: what may have been taken under a reference is not sent again; a refusal for good is not tried again, a
//! passing one is, a few times with pauses that grow; nothing goes unencrypted to another machine; nothing from outside
//! makes a header. Deliberately absent: DKIM (the relay signs) and reading what bounces.

mod message;
mod send;
mod settings;

pub use settings::{BadSmtp, SmtpSettings, Tls};

pub(crate) use settings::is_here;

use crate::templates::{self, Said};
use crate::{Journal, Words};
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
    words: Words,
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
            words: Words::english(),
            journal,
        })
    }

    async fn send(&self, to: &Contact, said: &Said, reference: &str) -> Result<String, NotifierFault> {
        match to.channel {
            ContactChannel::Email => {}
            ContactChannel::Phone | ContactChannel::Post => return Err(NotifierFault::NoChannel),
        }
        let hand = match self.journal.take(reference) {
            Ok(hand) => hand,
            Err(known) => return known,
        };
        let mail = message::build(&self.from, &to.address, said, reference, self.journal.now())?;
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
        self.send(to, &templates::notice(&self.words, &notice), reference).await
    }

    async fn deliver_code(
        &self,
        to: &Contact,
        notice: CodeNotice,
        code: &RecoveryCode,
        reference: &str,
    ) -> Result<String, NotifierFault> {
        self.send(to, &templates::code(&self.words, &notice, code), reference).await
    }

    async fn delivered(&self, reference: &str) -> Result<Option<String>, NotifierFault> {
        self.journal.delivered(reference)
    }
}
