//! Opening a store, plain or encrypted.

use postern_os::KeyringSecrets;
use postern_ports::Secrets as _;
use postern_ports::event_store::StoreFault;
use postern_store::{SqliteStore, StoreKey};
use std::path::Path;

/// Tries the file as it is; when it is not a plain store, asks the keyring for `key_name`.
pub async fn open(file: &Path, key_name: &str) -> Result<SqliteStore, StoreFault> {
    match SqliteStore::open_read_only(file, &StoreKey::Plain).await {
        Err(StoreFault::NotAStore) => {}
        other => return other,
    }
    let secret = KeyringSecrets::new().read(key_name).map_err(|fault| StoreFault::Failed(fault.to_string()))?;
    // Exposed to open the store with it.
    let key = secret.and_then(|s| StoreKey::raw(postern_ports::secrets::reveal(&s))).ok_or(StoreFault::NotAStore)?;
    SqliteStore::open_read_only(file, &key).await
}
