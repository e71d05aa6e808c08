//! The last checkpoint, beside the secrets: whoever puts an older store back does not put that back.

use postern_ports::secrets::{SecretsFault, reveal};
use postern_ports::{Memory, Secrets};
use secrecy::SecretString;
use std::sync::Arc;

/// Kept as `last-checkpoint/<profile>`.
pub struct KeptCheckpoint {
    secrets: Arc<dyn Secrets>,
    name: String,
}

impl KeptCheckpoint {
    /// That of `profile`.
    pub fn new(secrets: Arc<dyn Secrets>, profile: &str) -> Self {
        Self { secrets, name: format!("last-checkpoint/{profile}") }
    }
}

impl Memory for KeptCheckpoint {
    fn last(&self) -> Result<Option<String>, SecretsFault> {
        // Exposed to be compared with the history; it is no secret.
        let kept = self.secrets.read(&self.name)?;
        Ok(kept.map(|note| format!("{}\n", reveal(&note).trim_end())))
    }

    fn keep(&self, checkpoint: &str) -> Result<(), SecretsFault> {
        self.secrets.write(&self.name, &SecretString::from(checkpoint.to_owned()))
    }
}
