//! One console per profile.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{Read as _, Seek as _, Write as _};
use std::path::Path;

/// Holds a profile for this process until it is dropped.
#[derive(Debug)]
pub struct Lock {
    _file: File,
}

/// Why the profile could not be taken.
#[derive(Debug, thiserror::Error)]
pub enum LockFault {
    /// Another console has it.
    #[error("this profile is already open (process {0})")]
    Taken(String),
    /// The lock file does not open.
    #[error("the profile's lock file does not open: {0}")]
    Io(#[from] std::io::Error),
}

impl Lock {
    /// Takes the profile whose lock file this is.
    pub fn take(path: &Path) -> Result<Self, LockFault> {
        let mut file = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(path)?;
        match file.try_lock() {
            Ok(()) => {
                file.set_len(0)?;
                file.rewind()?;
                write!(file, "{}", std::process::id())?;
                Ok(Self { _file: file })
            }
            Err(TryLockError::WouldBlock) => {
                let mut holder = String::new();
                file.read_to_string(&mut holder)?;
                Err(LockFault::Taken(holder))
            }
            Err(TryLockError::Error(error)) => Err(error.into()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_profile_is_taken_once_and_freed_when_dropped() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("lock");
        let first = Lock::take(&path).unwrap();
        let second = Lock::take(&path);
        assert!(matches!(&second, Err(LockFault::Taken(pid)) if *pid == std::process::id().to_string()), "{second:?}");
        drop(first);
        Lock::take(&path).unwrap();
    }
}
