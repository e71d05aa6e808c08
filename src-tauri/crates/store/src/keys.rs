//! The keys of an encrypted history, among the secrets of its profile.
//!
//! `store-key/<profile>` opens it. While the key is changed, the next one is `store-key-next/<profile>` before anything
//! is written with it; the one before stays as `store-key-before/<profile>`, for backups that were made with it.

use crate::scan::Source;
use crate::sqlite::StoreKey;
use postern_ports::Secrets;
use postern_ports::event_store::StoreFault;
use postern_ports::secrets::{SecretsFault, reveal};
use secrecy::SecretString;
use std::path::Path;
use std::sync::Arc;

/// The keys of one profile's history.
#[derive(Clone)]
pub struct StoreKeys {
    secrets: Arc<dyn Secrets>,
    profile: String,
}

/// Why no key was found.
#[derive(Debug, thiserror::Error)]
pub enum KeyFault {
    /// The secrets cannot be read or written.
    #[error("{0}")]
    Secrets(#[from] SecretsFault),
    /// The file cannot be read.
    #[error("{0}")]
    Store(#[from] StoreFault),
    /// What is kept under this name is no key, or there is none.
    #[error("there is no key {0}")]
    NoKey(String),
}

impl StoreKeys {
    /// Those of `profile`.
    pub fn new(secrets: Arc<dyn Secrets>, profile: &str) -> Self {
        Self { secrets, profile: profile.to_owned() }
    }

    /// The key in use.
    pub fn current(&self) -> Result<Option<SecretString>, KeyFault> {
        Ok(self.secrets.read(&self.name("store-key"))?)
    }

    /// Keeps `hex` as the key in use; the one before it, as the one before.
    pub fn keep(&self, hex: &SecretString) -> Result<(), KeyFault> {
        if let Some(before) = self.current()?
            && reveal(&before) != reveal(hex)
        {
            self.secrets.write(&self.name("store-key-before"), &before)?;
        }
        Ok(self.secrets.write(&self.name("store-key"), hex)?)
    }

    /// Keeps `hex` as the key that is used next.
    pub fn keep_next(&self, hex: &SecretString) -> Result<(), KeyFault> {
        Ok(self.secrets.write(&self.name("store-key-next"), hex)?)
    }

    /// The key that opens the history `file`. Where a change of the key was interrupted after the file had been
    /// replaced, the change is completed.
    pub fn opening(&self, file: &Path) -> Result<StoreKey, KeyFault> {
        let current = self.current()?;
        if let Some(key) = opens(file, current.as_ref())? {
            return Ok(key);
        }
        let next = self.secrets.read(&self.name("store-key-next"))?;
        match (opens(file, next.as_ref())?, next) {
            (Some(key), Some(next)) => {
                self.keep(&next)?;
                Ok(key)
            }
            _ if current.is_none() => Err(KeyFault::NoKey(self.name("store-key"))),
            _ => Err(KeyFault::Store(StoreFault::NotAStore)),
        }
    }

    /// How the history `file` is read: as it is where it is plain, else with whichever key opens it, the one before
    /// included. Nothing is completed.
    pub fn reading(&self, file: &Path) -> Result<StoreKey, KeyFault> {
        if Source::new(file, &StoreKey::Plain).opens()? {
            return Ok(StoreKey::Plain);
        }
        for name in ["store-key", "store-key-next", "store-key-before"] {
            let kept = self.secrets.read(&self.name(name))?;
            if let Some(key) = opens(file, kept.as_ref())? {
                return Ok(key);
            }
        }
        Err(KeyFault::Store(StoreFault::NotAStore))
    }

    fn name(&self, what: &str) -> String {
        format!("{what}/{}", self.profile)
    }
}

/// The key, where there is one and it opens the file.
fn opens(file: &Path, hex: Option<&SecretString>) -> Result<Option<StoreKey>, KeyFault> {
    // Exposed to open the history with it.
    let Some(key) = hex.and_then(|hex| StoreKey::raw(reveal(hex))) else { return Ok(None) };
    Ok(Source::new(file, &key).opens()?.then_some(key))
}
