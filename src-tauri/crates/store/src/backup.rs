//! Copies of a history: while it is in use, whole, and encrypted as it is.

use crate::engine::to_write;
use crate::fault::driver_fault;
use crate::scan::Source;
use crate::sqlite::{RawKey, StoreKey};
use postern_ports::event_store::StoreFault;
use rusqlite::Connection;
use rusqlite::backup::{Backup, StepResult};
use std::path::Path;
use std::time::Duration;

/// Pages that are copied at once: between them a writer gets its turn.
const STEP: i32 = 512;

/// Copies the history to the file `to`, which is not there yet, as it stands when the last page is read (SQLite's
/// online backup). `progress` is told pages done and in all. The copy is one file, synced.
pub fn copy(source: &Source, to: &Path, progress: &mut dyn FnMut(u64, u64)) -> Result<(), StoreFault> {
    if to.exists() {
        return Err(StoreFault::Failed(format!("{} is there already", to.display())));
    }
    let from = source.connect()?;
    let mut copy = to_write(to, source.key())?;
    let backup = Backup::new(&from, &mut copy).map_err(|e| driver_fault(&e))?;
    loop {
        let step = backup.step(STEP).map_err(|e| driver_fault(&e))?;
        let told = backup.progress();
        let pages = |n: i32| u64::try_from(n).unwrap_or(0);
        progress(pages(told.pagecount - told.remaining), pages(told.pagecount));
        match step {
            StepResult::Done => break,
            StepResult::Busy | StepResult::Locked => std::thread::sleep(Duration::from_millis(20)),
            _ => {}
        }
    }
    drop(backup);
    settle(&copy)?;
    drop(copy);
    sync(to)
}

/// Encrypts the history `file`, which nobody else has open, with another key.
pub fn rekey(file: &Path, key: &StoreKey, next: &StoreKey) -> Result<(), StoreFault> {
    let StoreKey::Raw(RawKey(next)) = next else {
        return Err(StoreFault::Failed("a history is never made plain".to_owned()));
    };
    let connection = to_write(file, key)?;
    // SQLCipher rewrites every page in one transaction, which it cannot do beside a write-ahead log.
    settle(&connection)?;
    // Exposed to hand the key to SQLCipher.
    connection.execute_batch(&format!("PRAGMA rekey = \"x'{}'\"", next.expose())).map_err(|e| driver_fault(&e))?;
    drop(connection);
    sync(file)
}

/// Brings what is in the write-ahead log into the file, and takes the log away: the file alone is the history. Fails as
/// busy while somebody else has it open.
pub fn fold_log(file: &Path, key: &StoreKey) -> Result<(), StoreFault> {
    settle(&to_write(file, key)?)
}

fn settle(connection: &Connection) -> Result<(), StoreFault> {
    let mode: String =
        connection.query_row("PRAGMA journal_mode = DELETE", [], |row| row.get(0)).map_err(|e| driver_fault(&e))?;
    if mode == "delete" { Ok(()) } else { Err(StoreFault::Busy) }
}

/// Makes a file's content and its name durable.
pub fn sync(file: &Path) -> Result<(), StoreFault> {
    let failed = |e: std::io::Error| StoreFault::Failed(format!("{}: {e}", file.display()));
    std::fs::File::open(file).and_then(|f| f.sync_all()).map_err(failed)?;
    #[cfg(unix)]
    if let Some(folder) = file.parent().filter(|f| !f.as_os_str().is_empty()) {
        std::fs::File::open(folder).and_then(|f| f.sync_all()).map_err(failed)?;
    }
    Ok(())
}
