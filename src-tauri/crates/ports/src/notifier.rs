//! Telling people.

use crate::secrets::RecoveryCode;
use async_trait::async_trait;
use postern_domain::recovery::account::Contact;
use postern_domain::time::Timestamp;

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
    /// Until when it can be confirmed.
    pub expires: Timestamp,
    /// It goes to a recovery contact, who hands it on to the subject.
    pub to_contact: bool,
    /// What the subject speaks, a code of BCP 47; empty where nobody said so.
    pub language: String,
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
    /// When it happened.
    pub at: Timestamp,
    /// What the subject speaks, a code of BCP 47; empty where nobody said so.
    pub language: String,
    /// An earlier one may have arrived: nobody knows.
    pub second: bool,
}

/// Which notice it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoticeKind {
    /// A recovery was asked for.
    Opened,
    /// A recovery took place.
    Recovered {
        /// What is in place now.
        gained: Gained,
        /// Something of before was kept.
        kept: bool,
    },
}

/// What a recovery put in place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gained {
    /// A security key.
    Key,
    /// A passkey on the subject's own device.
    Handset,
    /// What the subject enrolled at the directory themselves.
    Enrolled,
    /// A key of a machine identity.
    Machine,
}

impl Gained {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Key, Self::Handset, Self::Enrolled, Self::Machine];

    /// Stable code; words are keyed by it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Key => "key",
            Self::Handset => "handset",
            Self::Enrolled => "enrolled",
            Self::Machine => "machine",
        }
    }
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
    /// What is recorded of it: its code, and why, where the other side said so.
    pub fn recorded(&self) -> String {
        match self {
            Self::Refused(why) | Self::Later(why) | Self::Failed(why) => format!("{}: {why}", self.code()),
            Self::NoChannel | Self::Unknown => self.code().to_owned(),
        }
    }
}
