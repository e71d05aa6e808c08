//! What a console remembers of its history outside of the store.

use crate::secrets::SecretsFault;

/// The last checkpoint that this console saw, where whoever swaps the store does not reach it.
pub trait Memory: Send + Sync {
    /// What was kept last; `None` before the first.
    fn last(&self) -> Result<Option<String>, SecretsFault>;
    /// Keeps a checkpoint in place of the one before.
    fn keep(&self, checkpoint: &str) -> Result<(), SecretsFault>;
    /// What this console verified last, and with which version; `None` before the first time.
    fn verified(&self) -> Result<Option<String>, SecretsFault>;
    /// Keeps what was verified, in place of what was before.
    fn keep_verified(&self, what: &str) -> Result<(), SecretsFault>;
    /// The last checkpoint of a history that was lost and replaced by a backup; `None` where none ever was.
    fn lost(&self) -> Result<Option<String>, SecretsFault>;
}
