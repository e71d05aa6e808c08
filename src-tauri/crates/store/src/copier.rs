//! Backups: a history's copy with what a console needs to go on with it, in a folder of its own. And which was the last.

use crate::attachments::copy_contents;
use crate::backup::{copy, sync};
use crate::keys::KeyFault;
use crate::scan::Source;
use crate::sealed::SealedKeys;
use crate::sqlite::{SqliteStore, StoreKey};
use async_trait::async_trait;
use postern_ports::Entropy;
use postern_ports::backup::{BackupFault, Copied, Copies, Opens};
use postern_ports::event_store::StoreFault;
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};
use std::sync::Arc;

const HISTORY: &str = "history.sqlite";
const CONSOLE: &str = "console-id";
/// Beside the history: what its last backup was.
const LAST: &str = "last-backup.json";

/// The last backup of a history that was whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LastBackup {
    /// When, in milliseconds since 1970.
    pub at: i64,
    /// Where it was put.
    pub folder: PathBuf,
    /// Records in it.
    pub records: u64,
}

/// Copies one history into folders.
pub struct Copier {
    history: PathBuf,
    key: StoreKey,
    sealed: SealedKeys,
    entropy: Arc<dyn Entropy>,
}

impl Copier {
    /// Of the history in `file`, which `key` opens.
    pub fn new(file: &Path, key: &StoreKey, sealed: SealedKeys, entropy: Arc<dyn Entropy>) -> Self {
        Self { history: file.to_owned(), key: key.clone(), sealed, entropy }
    }

    /// The last backup that was whole, as it was noted beside the history.
    pub fn last(&self) -> Option<LastBackup> {
        let text = std::fs::read(self.history.with_file_name(LAST)).ok()?;
        serde_json::from_slice(&text).ok()
    }

    /// What opens a backup that is made now.
    pub fn opens(&self) -> Result<Opens, KeyFault> {
        Ok(match self.key {
            StoreKey::Plain => Opens::Anybody,
            StoreKey::Raw(_) if self.sealed.has_sheets()? => Opens::Sheets,
            StoreKey::Raw(_) => Opens::Keyring,
        })
    }

    /// Written beside and moved. It is a convenience: a folder that cannot be written, of a copy on a disk that is only
    /// read, is no reason to lose a backup.
    fn note(&self, last: &LastBackup) -> std::io::Result<()> {
        let (file, beside) = (self.history.with_file_name(LAST), self.history.with_file_name("last-backup.new"));
        std::fs::write(&beside, serde_json::to_vec(last)?)?;
        std::fs::rename(beside, file)
    }
}

#[async_trait]
impl Copies for Copier {
    type Copy = SqliteStore;

    fn copy(&self, to: &Path, progress: &mut dyn FnMut(u64, u64)) -> Result<(), BackupFault> {
        fresh(to)?;
        let part = part_of(to);
        std::fs::create_dir_all(&part).map_err(|e| folder(&part, &e))?;
        let history = part.join(HISTORY);
        if history.exists() {
            // Of a backup that was interrupted.
            std::fs::remove_file(&history).map_err(|e| folder(&history, &e))?;
        }
        copy(&Source::new(&self.history, &self.key), &history, progress)?;
        copy_contents(&self.history, &history)?;
        Ok(())
    }

    async fn open(&self, to: &Path) -> Result<SqliteStore, StoreFault> {
        SqliteStore::open_read_only(&part_of(to).join(HISTORY), &self.key).await
    }

    async fn close(&self, copy: SqliteStore) {
        copy.close().await;
    }

    fn finish(&self, to: &Path, copied: &Copied) -> Result<(PathBuf, Opens), BackupFault> {
        let part = part_of(to);
        if let Some(note) = &copied.checkpoint {
            std::fs::write(part.join("checkpoint"), note).map_err(|e| folder(&part, &e))?;
        }
        let console = self.history.with_file_name(CONSOLE);
        if console.is_file() {
            std::fs::copy(&console, part.join(CONSOLE)).map_err(|e| folder(&part, &e))?;
        }
        let opens = self.opens()?;
        self.sealed.seal(&part, self.entropy.as_ref())?;
        sync(&part.join(HISTORY))?;
        let to = if copied.whole { to.to_owned() } else { beside(to, ".faulty") };
        fresh(&to)?;
        std::fs::rename(&part, &to).map_err(|e| folder(&to, &e))?;
        if copied.whole {
            let whole = std::path::absolute(&to).unwrap_or_else(|_| to.clone());
            let last = LastBackup { at: copied.at.0, folder: whole, records: copied.records };
            if let Err(error) = self.note(&last) {
                tracing::warn!(%error, "the last backup was not noted beside the history");
            }
        }
        Ok((to, opens))
    }
}

impl From<KeyFault> for BackupFault {
    fn from(fault: KeyFault) -> Self {
        match fault {
            KeyFault::Secrets(fault) => Self::Secrets(fault),
            KeyFault::Store(fault) => Self::Store(fault),
            KeyFault::NoKey(name) => Self::NoKey(name),
        }
    }
}

fn fresh(path: &Path) -> Result<(), BackupFault> {
    if path.exists() { Err(BackupFault::Taken { folder: path.to_owned() }) } else { Ok(()) }
}

/// Where a backup is made before it is whole.
fn part_of(to: &Path) -> PathBuf {
    beside(to, ".part")
}

fn beside(path: &Path, end: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(end);
    PathBuf::from(name)
}

fn folder(path: &Path, error: &std::io::Error) -> BackupFault {
    BackupFault::Folder { folder: path.to_owned(), why: error.to_string() }
}
