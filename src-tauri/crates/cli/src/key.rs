//! Opening a store, plain or encrypted, and the secrets that belong to it.

use clap::Args;
use postern_os::{ConsoleKeys, FolderSecrets, KeyringSecrets, OsEntropy};
use postern_ports::Secrets;
use postern_ports::event_store::StoreFault;
use postern_store::{Source, SqliteStore, StoreKey};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Where the secrets of a store are.
#[derive(Args, Debug, Clone)]
pub struct Kept {
    /// The profile whose secrets in the keyring belong to the store.
    #[arg(long, default_value = "desk")]
    profile: String,
    /// A folder with the secrets as files, where the profile keeps none in a keyring (practice does not).
    #[arg(long)]
    secrets: Option<PathBuf>,
}

impl Kept {
    fn secrets(&self) -> Arc<dyn Secrets> {
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

    /// Opens the store: as it is, or where it is not a plain one, with the key from the secrets.
    pub async fn open(&self, file: &Path) -> Result<(SqliteStore, Source), StoreFault> {
        let opened = |store, key: &StoreKey| (store, Source::new(file, key));
        match SqliteStore::open_read_only(file, &StoreKey::Plain).await {
            Err(StoreFault::NotAStore) => {}
            other => return other.map(|store| opened(store, &StoreKey::Plain)),
        }
        let name = format!("store-key/{}", self.profile);
        let secret = self.secrets().read(&name).map_err(|fault| StoreFault::Failed(fault.to_string()))?;
        // Exposed to open the store with it.
        let key =
            secret.and_then(|s| StoreKey::raw(postern_ports::secrets::reveal(&s))).ok_or(StoreFault::NotAStore)?;
        SqliteStore::open_read_only(file, &key).await.map(|store| opened(store, &key))
    }
}
