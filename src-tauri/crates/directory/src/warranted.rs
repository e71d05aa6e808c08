//! A mutating call is covered by its warrant, or is not made.

use postern_domain::ids::{CredentialId, DirectoryId};
use postern_domain::recovery::{Action, Warrant};
use postern_ports::directory::DirectoryFault;

/// Whether `warrant` is for this directory and this very action.
pub fn covers(warrant: &Warrant, directory: &DirectoryId, action: &Action) -> Result<(), DirectoryFault> {
    if warrant.directory() == directory && warrant.action() == action {
        Ok(())
    } else {
        Err(DirectoryFault::NotWarranted)
    }
}

/// The action of revoking `credential`.
pub fn revoke(credential: &CredentialId) -> Action {
    Action::RevokeCredential { credential: credential.clone() }
}

/// The action of suspending `credential`.
pub fn suspend(credential: &CredentialId) -> Action {
    Action::SuspendCredential { credential: credential.clone() }
}
