//! Telling people.

use crate::secrets::RecoveryCode;
use async_trait::async_trait;
use postern_domain::recovery::account::Contact;

/// Delivers notices.
#[async_trait]
pub trait Notifier: Send + Sync {
    /// Delivers one notice and returns the receipt under which it can be found. `reference` is the
    /// same for a repeated attempt, so that a second delivery can be recognised. What was handed over under it
    /// already is not handed over again: the answer is then the receipt, or [`NotifierFault::Unknown`].
    async fn deliver(&self, to: &Contact, notice: Notice, reference: &str) -> Result<String, NotifierFault>;
    /// Delivers a recovery code, once under `reference`.
    async fn deliver_code(
        &self,
        to: &Contact,
        notice: CodeNotice,
        code: &RecoveryCode,
        reference: &str,
    ) -> Result<String, NotifierFault>;
    /// The receipt of an earlier delivery under `reference`, if there was one: read before repeating. Where one was
    /// handed over and nobody answered, [`NotifierFault::Unknown`].
    async fn delivered(&self, reference: &str) -> Result<Option<String>, NotifierFault>;
}

/// What goes with a recovery code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodeNotice {
    /// The case's short number.
    pub case: String,
    /// The account's sign-in name.
    pub login: String,
    /// Until when it can be confirmed, RFC 3339.
    pub expires: String,
    /// It goes to a recovery contact, who hands it on to the subject.
    pub to_contact: bool,
}

/// What a notice says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// Which template.
    pub kind: NoticeKind,
    /// The case's short number.
    pub case: String,
    /// The account's sign-in name.
    pub login: String,
    /// When it happened, RFC 3339.
    pub at: String,
}

/// Which notice it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoticeKind {
    /// A recovery was asked for.
    Opened,
    /// A new key is in place.
    Recovered,
}

/// Why a notice did not go out.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotifierFault {
    /// The channel cannot reach this kind of address.
    #[error("no channel for this address")]
    NoChannel,
    /// It was refused for good: to this address it will not go by this channel.
    #[error("refused: {0}")]
    Refused(String),
    /// It was not taken now, and nothing was handed over: later it may be.
    #[error("not taken now: {0}")]
    Later(String),
    /// It was handed over, and nobody said whether it was taken.
    #[error("handed over, and not known to be taken")]
    Unknown,
    /// It failed here, and nothing was handed over.
    #[error("not delivered: {0}")]
    Failed(String),
}

impl NotifierFault {
    /// Stable code; words are keyed by it.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NoChannel => "no_channel",
            Self::Refused(_) => "refused",
            Self::Later(_) => "later",
            Self::Unknown => "unknown",
            Self::Failed(_) => "failed",
        }
    }
}
