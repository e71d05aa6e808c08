//! The last checkpoint, beside the secrets: whoever puts an older store back does not put that back.

use postern_ports::secrets::{SecretsFault, reveal};
use postern_ports::{Memory, Secrets};
use secrecy::SecretString;
use std::sync::Arc;

/// Kept as `last-checkpoint/<profile>`; that of a history that was lost, as `lost-checkpoint/<profile>`;
/// what was verified, as `verified-checkpoint/<profile>`.
pub struct KeptCheckpoint {
    secrets: Arc<dyn Secrets>,
    profile: String,
}

impl KeptCheckpoint {
    /// That of `profile`.
    pub fn new(secrets: Arc<dyn Secrets>, profile: &str) -> Self {
        Self { secrets, profile: profile.to_owned() }
    }

    /// Accepts that the history which was seen last is lost, and that `checkpoint`, a backup's, goes on in its place. What
    /// is lost is kept first: a crash between the two loses neither.
    pub fn accept_loss(&self, checkpoint: &str) -> Result<(), SecretsFault> {
        if let Some(lost) = self.last()? {
            self.secrets.write(&self.name("lost"), &SecretString::from(lost))?;
        }
        self.keep(checkpoint)
    }

    fn name(&self, which: &str) -> String {
        format!("{which}-checkpoint/{}", self.profile)
    }

    fn read(&self, which: &str) -> Result<Option<String>, SecretsFault> {
        // Exposed to be compared with the history; it is no secret.
        let kept = self.secrets.read(&self.name(which))?;
        Ok(kept.map(|note| format!("{}\n", reveal(&note).trim_end())))
    }
}

impl Memory for KeptCheckpoint {
    fn last(&self) -> Result<Option<String>, SecretsFault> {
        self.read("last")
    }

    fn verified(&self) -> Result<Option<String>, SecretsFault> {
        self.read("verified")
    }

    fn keep_verified(&self, what: &str) -> Result<(), SecretsFault> {
        self.secrets.write(&self.name("verified"), &SecretString::from(what.to_owned()))
    }

    fn lost(&self) -> Result<Option<String>, SecretsFault> {
        self.read("lost")
    }

    fn keep(&self, checkpoint: &str) -> Result<(), SecretsFault> {
        self.secrets.write(&self.name("last"), &SecretString::from(checkpoint.to_owned()))
    }
}
