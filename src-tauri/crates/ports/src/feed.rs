//! What follows the history and hands it on outside: how far each follower is, and what stands in its way.

use postern_domain::ids::CaseId;
use postern_domain::time::Timestamp;
use std::fmt;

/// Why something was not handed on. It is tried again, and what comes after it waits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trouble {
    /// What kind.
    pub kind: TroubleKind,
    /// The detail, for whoever mends it: never what was to be handed on.
    pub detail: String,
}

impl Trouble {
    /// Trouble of `kind`.
    pub fn of(kind: TroubleKind, detail: impl Into<String>) -> Self {
        Self { kind, detail: detail.into() }
    }
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({})", self.kind.code(), self.detail)
    }
}

/// Kinds of trouble.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TroubleKind {
    /// No connection.
    Unreachable,
    /// No answer in time: whether it arrived is unknown.
    TimedOut,
    /// Its certificate is not trusted, or it speaks no TLS.
    Tls,
    /// It refuses this desk's access.
    Access,
    /// It asks for patience, or fails by itself.
    Busy,
    /// It does not take what it is given.
    Refused,
    /// The secret for it is not kept.
    NoSecret,
    /// The keyring does not serve.
    Keyring,
    /// A file of this computer cannot be written.
    Disk,
    /// The history cannot be read there.
    History,
}

impl TroubleKind {
    /// All of them.
    pub const ALL: [Self; 10] = [
        Self::Unreachable,
        Self::TimedOut,
        Self::Tls,
        Self::Access,
        Self::Busy,
        Self::Refused,
        Self::NoSecret,
        Self::Keyring,
        Self::Disk,
        Self::History,
    ];

    /// Stable code; words are keyed by it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Unreachable => "unreachable",
            Self::TimedOut => "timed_out",
            Self::Tls => "tls",
            Self::Access => "access",
            Self::Busy => "busy",
            Self::Refused => "refused",
            Self::NoSecret => "no_secret",
            Self::Keyring => "keyring",
            Self::Disk => "disk",
            Self::History => "history",
        }
    }
}

/// How it stands with one follower of the history.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Standing {
    /// Everything up to this position is acknowledged.
    pub position: u64,
    /// When something was last acknowledged, since the console runs.
    pub last: Option<Timestamp>,
    /// What stands in the way now, since when, and how often it was tried.
    pub trouble: Option<Standstill>,
    /// What was given up for good: told to people, and not tried again. The newest ones, in order.
    pub parked: Vec<Parked>,
}

/// What stands in the way of a follower.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standstill {
    /// What it is.
    pub trouble: Trouble,
    /// Since when.
    pub since: Timestamp,
    /// How often it was tried since.
    pub tries: u32,
}

/// A comment that a ticket system will never take.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parked {
    /// The record that it tells of.
    pub position: u64,
    /// The case.
    pub case: CaseId,
    /// The ticket as it was typed: outside text.
    pub ticket: String,
    /// Why.
    pub why: ParkedWhy,
    /// When it was given up.
    pub at: Timestamp,
}

/// Why a comment was given up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ParkedWhy {
    /// What was typed is no ticket of this system.
    NoTicket,
    /// The system does not know the ticket.
    NotThere,
    /// The system does not take the comment there.
    Refused,
}

impl ParkedWhy {
    /// Stable code; words are keyed by it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::NoTicket => "no_ticket",
            Self::NotThere => "not_there",
            Self::Refused => "refused",
        }
    }

    /// The one with this code.
    pub fn of(code: &str) -> Option<Self> {
        [Self::NoTicket, Self::NotThere, Self::Refused].into_iter().find(|why| why.code() == code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_is_one_of_a_kind() {
        let codes: std::collections::BTreeSet<_> = TroubleKind::ALL.iter().map(|kind| kind.code()).collect();
        assert_eq!(codes.len(), TroubleKind::ALL.len());
        for why in [ParkedWhy::NoTicket, ParkedWhy::NotThere, ParkedWhy::Refused] {
            assert_eq!(ParkedWhy::of(why.code()), Some(why));
        }
        assert_eq!(ParkedWhy::of("other"), None);
    }
}
