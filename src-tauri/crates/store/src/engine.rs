//! SQLite with SQLCipher, made ready before anything is opened.

use crate::fault::driver_fault;
use crate::scan::QUIET;
use crate::sqlite::{RawKey, StoreKey};
use postern_ports::event_store::StoreFault;
use rusqlite::Connection;
use std::path::Path;
use std::sync::Once;
use std::time::Duration;

/// Tries and the pause between them: SQLCipher is ready within milliseconds.
const TRIES: u32 = 5_000;
const PAUSE: Duration = Duration::from_millis(1);

/// Waits until SQLCipher can take a key.
///
/// SQLite counts itself as initialised before it calls SQLCipher's own initialisation (`SQLITE_EXTRA_INIT`), so that a
/// thread that opens a second file in that moment finds that its key is refused. The first connection is therefore
/// opened here, alone; and whoever else in the process opened one without asking here is waited for.
pub fn ready() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        for _ in 0..TRIES {
            if takes_a_key().is_ok() {
                return;
            }
            std::thread::sleep(PAUSE);
        }
        // Opening the store says what is wrong.
    });
}

/// A connection that writes, and syncs what it commits; the file is made where it is not there.
pub fn to_write(file: &Path, key: &StoreKey) -> Result<Connection, StoreFault> {
    ready();
    let connection = Connection::open(file).map_err(|e| driver_fault(&e))?;
    if let StoreKey::Raw(RawKey(key)) = key {
        // Exposed to hand the key to SQLCipher.
        set(&connection, &format!("{QUIET} PRAGMA key = \"x'{}'\"", key.expose()))?;
    }
    set(&connection, "PRAGMA synchronous = FULL; PRAGMA busy_timeout = 5000; PRAGMA foreign_keys = ON")?;
    Ok(connection)
}

/// Runs statements that set something.
pub fn set(connection: &Connection, statements: &str) -> Result<(), StoreFault> {
    connection.execute_batch(statements).map_err(|e| driver_fault(&e))
}

fn takes_a_key() -> rusqlite::Result<()> {
    // No secret: the connection is in memory, and empty.
    Connection::open_in_memory()?.execute_batch(&format!("{QUIET} PRAGMA key = \"x'{}'\";", "00".repeat(32)))
}
