//! Backups of a history: folders that a console can be given back from.

use crate::event_store::{EventStore, RecordFault, StoreFault};
use crate::secrets::SecretsFault;
use async_trait::async_trait;
use postern_domain::time::Timestamp;
use std::path::{Path, PathBuf};

/// What opens a backup.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Opens {
    /// Nothing is needed: it is not encrypted, as the history is not.
    Anybody,
    /// Its keys are with it, sealed for the recovery sheets.
    Sheets,
    /// The keyring of this machine alone.
    Keyring,
}

/// What a copy turned out to be, before it gets its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Copied {
    /// Records in it.
    pub records: u64,
    /// No fault was found in it.
    pub whole: bool,
    /// Its checkpoint, signed by the console that appended last.
    pub checkpoint: Option<String>,
    /// When it was made.
    pub at: Timestamp,
}

/// A backup that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Backup {
    /// Where it is: its name ends in `.faulty` where the copy has faults.
    pub folder: PathBuf,
    /// Records in it.
    pub records: u64,
    /// What is wrong with it.
    pub faults: Vec<RecordFault>,
    /// What opens it.
    pub opens: Opens,
}

/// Why no backup was made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BackupFault {
    /// Something is there already: nothing is overwritten.
    #[error("{}: it is there already", folder.display())]
    Taken {
        /// Where.
        folder: PathBuf,
    },
    /// A folder or file cannot be used.
    #[error("{}: {why}", folder.display())]
    Folder {
        /// Which.
        folder: PathBuf,
        /// What the system says.
        why: String,
    },
    /// The history or its copy.
    #[error(transparent)]
    Store(#[from] StoreFault),
    /// The keyring.
    #[error(transparent)]
    Secrets(#[from] SecretsFault),
    /// There is no such key.
    #[error("there is no key {0}")]
    NoKey(String),
}

/// Told pages done and in all, while a history is copied.
pub type Progress = Box<dyn FnMut(u64, u64) + Send>;

/// Copies one history.
#[async_trait]
pub trait Copies: Send + Sync + 'static {
    /// The copy, opened.
    type Copy: EventStore;

    /// Copies the history, in use or not, beside `to`, which is not there yet. Blocks.
    fn copy(&self, to: &Path, progress: &mut dyn FnMut(u64, u64)) -> Result<(), BackupFault>;
    /// Opens that copy, for reading.
    async fn open(&self, to: &Path) -> Result<Self::Copy, StoreFault>;
    /// Closes it: nothing of the folder is open any more.
    async fn close(&self, copy: Self::Copy);
    /// Puts what a console needs beside the copy, and moves it to `to`. Blocks.
    fn finish(&self, to: &Path, copied: &Copied) -> Result<(PathBuf, Opens), BackupFault>;
}
