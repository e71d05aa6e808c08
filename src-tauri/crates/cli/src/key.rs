//! How a store is opened, and the secrets that belong to it.

use clap::Args;
use postern_os::{ConsoleKeys, FolderSecrets, KeptCheckpoint, KeyringSecrets, OsEntropy};
use postern_ports::Secrets;
use postern_ports::event_store::StoreFault;
use postern_store::{KeyFault, SealedKeys, Source, SqliteStore, StoreKeys};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Where the secrets of a store are.
#[derive(Args, Debug, Clone)]
pub struct Kept {
    /// The profile whose secrets in the keyring belong to the store.
    #[arg(long, default_value = "desk")]
    pub profile: String,
    /// A folder with the secrets as files, where the profile keeps none in a keyring (practice does not).
    #[arg(long)]
    secrets: Option<PathBuf>,
}

impl Kept {
    /// The secrets.
    pub fn secrets(&self) -> Arc<dyn Secrets> {
        match &self.secrets {
            Some(folder) => Arc::new(FolderSecrets::new(folder.clone())),
            None => Arc::new(KeyringSecrets::new()),
        }
    }

    /// The console's signing key, where there is one; nothing is drawn.
    pub fn signer(&self) -> Option<ConsoleKeys> {
        let secrets = self.secrets();
        let kept = secrets.read(&format!("console-key/{}", self.profile)).ok().flatten();
        kept.and_then(|_| ConsoleKeys::open(secrets, Arc::new(OsEntropy), &self.profile).ok())
    }

    /// The keys of the history.
    pub fn keys(&self) -> StoreKeys {
        StoreKeys::new(self.secrets(), &self.profile)
    }

    /// The keys as they are sealed for the recovery sheets.
    pub fn sealed(&self) -> SealedKeys {
        SealedKeys::new(self.secrets(), &self.profile)
    }

    /// The checkpoint that the console saw last.
    pub fn memory(&self) -> KeptCheckpoint {
        KeptCheckpoint::new(self.secrets(), &self.profile)
    }

    /// Opens the store: as it is, or where it is not a plain one, with a key from the secrets.
    pub async fn open(&self, file: &Path) -> Result<(SqliteStore, Source), StoreFault> {
        let key = self.keys().reading(file).map_err(|fault| match fault {
            KeyFault::Store(fault) => fault,
            other => StoreFault::Failed(other.to_string()),
        })?;
        SqliteStore::open_read_only(file, &key).await.map(|store| (store, Source::new(file, &key)))
    }
}
