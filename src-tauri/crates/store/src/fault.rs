//! Drivers' errors, told apart: full, read-only, busy, not ours, damaged, failed.

use postern_ports::event_store::StoreFault;

/// What an error of sqlx means.
pub fn store_fault(error: &sqlx::Error) -> StoreFault {
    if let sqlx::Error::Database(db) = error
        && let Some(fault) = of_code(db.code().and_then(|c| c.parse().ok()), db.message())
    {
        return fault;
    }
    if let sqlx::Error::Io(io) = error
        && io.kind() == std::io::ErrorKind::StorageFull
    {
        return StoreFault::Full;
    }
    StoreFault::Failed(error.to_string())
}

/// What an error of rusqlite means.
pub fn driver_fault(error: &rusqlite::Error) -> StoreFault {
    let code = error.sqlite_error().map(|e| i64::from(e.extended_code));
    of_code(code, &error.to_string()).unwrap_or_else(|| StoreFault::Failed(error.to_string()))
}

/// What SQLite's result code means; primary codes are the low byte of the extended ones.
fn of_code(code: Option<i64>, message: &str) -> Option<StoreFault> {
    match code? & 0xff {
        13 => Some(StoreFault::Full),
        8 => Some(StoreFault::ReadOnly),
        5 | 6 => Some(StoreFault::Busy),
        26 => Some(StoreFault::NotAStore),
        11 => Some(StoreFault::Damaged { position: 0, detail: message.to_owned() }),
        14 => Some(StoreFault::Failed(format!("the file does not open: {message}"))),
        _ => None,
    }
}
