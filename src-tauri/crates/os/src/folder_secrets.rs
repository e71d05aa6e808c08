//! Secrets in files: for the practice profile, which must open on machines without a keyring and protects nothing, and
//! where somebody chose them knowingly. Nothing falls back to them by itself.

use crate::write_for_owner;
use postern_ports::Secrets;
use postern_ports::secrets::{SecretsFault, reveal};
use secrecy::SecretString;
use std::io::ErrorKind;
use std::path::PathBuf;

/// Secrets as files of one folder. Whoever reads the folder has them.
#[derive(Debug, Clone)]
pub struct FolderSecrets {
    folder: PathBuf,
}

impl FolderSecrets {
    /// Secrets in `folder`, which is made when the first is written.
    pub fn new(folder: PathBuf) -> Self {
        Self { folder }
    }

    fn file(&self, name: &str) -> PathBuf {
        self.folder.join(name.replace('/', "-"))
    }
}

impl Secrets for FolderSecrets {
    fn read(&self, name: &str) -> Result<Option<SecretString>, SecretsFault> {
        match std::fs::read_to_string(self.file(name)) {
            Ok(text) => Ok(Some(SecretString::from(text.trim().to_owned()))),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(SecretsFault::Failed(error.to_string())),
        }
    }

    fn write(&self, name: &str, secret: &SecretString) -> Result<(), SecretsFault> {
        let failed = |error: std::io::Error| SecretsFault::Failed(error.to_string());
        std::fs::create_dir_all(&self.folder).map_err(failed)?;
        // Written beside and moved, so that a crash leaves the old one or the new one. Exposed to be kept.
        let beside = self.file(&format!("{name}.new"));
        write_for_owner(&beside, reveal(secret).as_bytes()).map_err(failed)?;
        std::fs::rename(&beside, self.file(name)).map_err(failed)
    }
}
