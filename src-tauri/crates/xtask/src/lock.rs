//! One of our commands at a time per target directory, and the tidying up after one that was killed.

use std::fs::{File, TryLockError};
use std::io::{Read, Seek, Write};

use crate::ending;
use crate::place;
use crate::stop::Stop;

/// Held while a command works in the target directory.
pub struct Lock {
    file: File,
}

impl Lock {
    /// Waits for its turn, then ends what a killed predecessor left running.
    pub fn take() -> Result<Self, Stop> {
        place::make(place::target())?;
        let path = place::target().join("xtask.lock");
        let told = |e| Stop::failed(format_args!("lock {}", path.display()), e);
        let open = File::options().create(true).truncate(false).read(true).write(true).open(&path);
        let mut file = open.map_err(told)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                println!("==> waiting for another `cargo xtask` in this repository");
                file.lock().map_err(told)?;
            }
            Err(TryLockError::Error(e)) => return Err(told(e)),
        }
        let mut mark = String::new();
        file.read_to_string(&mut mark).map_err(told)?;
        if !mark.is_empty() {
            ending::end_marked(&mark);
        }
        let mut lock = Self { file };
        lock.write(&ending::mark()).map_err(told)?;
        Ok(lock)
    }

    fn write(&mut self, mark: &str) -> std::io::Result<()> {
        self.file.set_len(0)?;
        self.file.rewind()?;
        self.file.write_all(mark.as_bytes())
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // An emptied file says that nothing was left behind; where that fails, the next run looks and finds nothing.
        let _ = self.write("");
    }
}
