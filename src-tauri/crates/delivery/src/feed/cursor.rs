//! How far a follower of the history is: one small file, replaced whole and on the disk before anything goes on.

use crate::journal::sync_folder;
use postern_domain::ids::LedgerId;
use serde::{Deserialize, Serialize};
use std::fs::OpenOptions;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

/// A place in a history.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Place {
    /// Which history.
    pub ledger: LedgerId,
    /// Everything up to this position is acknowledged; 0 at the beginning.
    pub position: u64,
    /// The hash of the record there, by which it is seen that the history is still the same; empty at the beginning.
    pub hash: String,
}

impl Place {
    /// The beginning of a history.
    pub const fn beginning(ledger: LedgerId) -> Self {
        Self { ledger, position: 0, hash: String::new() }
    }
}

/// The file of one follower.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cursor {
    path: PathBuf,
}

impl Cursor {
    /// The cursor in `path`, in a folder that is there.
    pub fn new(path: impl Into<PathBuf>) -> Self {
        Self { path: path.into() }
    }

    /// Where it is kept.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// What is kept; `None` where nothing is yet.
    ///
    /// # Errors
    ///
    /// Where the file cannot be read, and where it is none (`InvalidData`): then nobody knows how far it was.
    pub fn read(&self) -> io::Result<Option<Place>> {
        match std::fs::read(&self.path) {
            Ok(bytes) => serde_json::from_slice(&bytes).map(Some).map_err(io::Error::from),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Keeps `place`: whole, or what was there before stays.
    pub fn keep(&self, place: &Place) -> io::Result<()> {
        let beside = self.path.with_extension("new");
        let mut options = OpenOptions::new();
        options.write(true).create(true).truncate(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.open(&beside)?;
        file.write_all(&serde_json::to_vec(place)?)?;
        file.sync_all()?;
        std::fs::rename(&beside, &self.path)?;
        sync_folder(&self.path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(position: u64) -> Place {
        let ledger = "00000000-0000-0000-0000-00000000000a".parse().unwrap();
        Place { ledger, position, hash: "ab".repeat(32) }
    }

    #[test]
    fn a_place_is_kept_whole_or_as_it_was() {
        let folder = tempfile::tempdir().unwrap();
        let cursor = Cursor::new(folder.path().join("file.cursor"));
        assert_eq!(cursor.read().unwrap(), None);
        for position in [3, 7] {
            cursor.keep(&place(position)).unwrap();
            assert_eq!(cursor.read().unwrap(), Some(place(position)));
        }
        // A crash before the new one took its place.
        std::fs::write(folder.path().join("file.new"), "{\"ledger\"").unwrap();
        assert_eq!(cursor.read().unwrap(), Some(place(7)));
        cursor.keep(&place(8)).unwrap();
        assert_eq!(cursor.read().unwrap(), Some(place(8)));
    }

    #[test]
    fn a_file_that_is_none_says_so() {
        let folder = tempfile::tempdir().unwrap();
        let cursor = Cursor::new(folder.path().join("file.cursor"));
        for odd in ["", "{}", "{\"position\":1}"] {
            std::fs::write(cursor.path(), odd).unwrap();
            assert!(cursor.read().is_err(), "{odd}");
        }
    }
}
