//! Why a use case did not do what was asked: each kind has its own next action.

use postern_domain::recovery::{Gate, Refusal, Violation};
use postern_ports::authenticator::KeyFault;
use postern_ports::clock::NoEntropy;
use postern_ports::directory::DirectoryFault;
use postern_ports::event_store::StoreFault;
use postern_ports::notifier::NotifierFault;
use postern_ports::secrets::SecretsFault;

/// A closed set of reasons.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// A gate is not met.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// A key did not do it.
    #[error(transparent)]
    Key(#[from] KeyFault),
    /// A directory did not do it.
    #[error(transparent)]
    Directory(#[from] DirectoryFault),
    /// The history could not be read or written.
    #[error(transparent)]
    Store(#[from] StoreFault),
    /// A notice could not be delivered.
    #[error(transparent)]
    Notifier(#[from] NotifierFault),
    /// The keyring did not serve.
    #[error(transparent)]
    Keyring(#[from] SecretsFault),
    /// The code is not the one that was sent.
    #[error("the code is not the one; {left} tries left")]
    WrongCode {
        /// Tries that are left in this case.
        left: u32,
    },
    /// There is no such case, directory or key.
    #[error("no such {0}")]
    Unknown(&'static str),
    /// Something that must not happen did.
    #[error("internal: {0}")]
    Internal(&'static str),
}

impl Fault {
    /// A refusal by one gate.
    pub fn gate(gate: Gate) -> Self {
        Self::Refused(Refusal::one(Violation::of(gate)))
    }

    /// A refusal of a field that cannot be recorded.
    pub fn field(name: &'static str) -> Self {
        Self::Refused(Refusal::one(Violation::of(Gate::FieldValid).with("field", name)))
    }
}

impl From<NoEntropy> for Fault {
    fn from(_: NoEntropy) -> Self {
        Self::Internal("no randomness")
    }
}
