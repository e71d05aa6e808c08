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

impl Fault {
    /// What a log may hold of it: codes and places, and nothing that a person or another machine said. A mail server names
    /// whom it refuses, a directory repeats what it was asked, and a damaged record is somebody's.
    pub fn logged(&self) -> String {
        match self {
            Self::Key(fault) => format!("key: {}", fault.code()),
            Self::Directory(fault) => format!("directory: {}", fault.code()),
            Self::Notifier(fault) => format!("notifier: {}", fault.code()),
            Self::Store(StoreFault::Damaged { position, .. }) => format!("store: damaged at record {position}"),
            Self::Refused(_)
            | Self::Store(_)
            | Self::Keyring(_)
            | Self::WrongCode { .. }
            | Self::Unknown(_)
            | Self::Internal(_) => self.to_string(),
        }
    }
}

impl From<NoEntropy> for Fault {
    fn from(_: NoEntropy) -> Self {
        Self::Internal("no randomness")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_log_holds_nothing_that_another_machine_said() {
        const SAID: &str = "550 5.1.1 <maya@corp.example>: no such user";
        let said = || SAID.to_owned();
        let faults = [
            Fault::Notifier(NotifierFault::Refused(said())),
            Fault::Notifier(NotifierFault::Later(said())),
            Fault::Notifier(NotifierFault::Failed(said())),
            Fault::Directory(DirectoryFault::Down(said())),
            Fault::Directory(DirectoryFault::Refused(said())),
            Fault::Directory(DirectoryFault::NotThere(said())),
            Fault::Directory(DirectoryFault::Nonsense(said())),
            Fault::Store(StoreFault::Damaged { position: 7, detail: said() }),
        ];
        for fault in faults {
            let logged = fault.logged();
            assert!(fault.to_string().contains("maya") && !logged.contains("maya"), "{logged}");
            assert!(logged.contains(": "), "{logged} says what kind it is");
        }
        assert_eq!(Fault::Internal("no console yet").logged(), "internal: no console yet");
    }
}
