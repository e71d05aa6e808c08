//! Driver errors, told apart: full, read-only, busy, not ours, damaged, failed.

use postern_ports::event_store::StoreFault;

/// What a driver's error means.
pub fn store_fault(error: &sqlx::Error) -> StoreFault {
    if let sqlx::Error::Database(db) = error {
        let code: Option<i64> = db.code().and_then(|c| c.parse().ok());
        // Primary result codes are the low byte of SQLite's extended ones.
        match code.map(|c| c & 0xff) {
            Some(13) => return StoreFault::Full,
            Some(8) => return StoreFault::ReadOnly,
            Some(5 | 6) => return StoreFault::Busy,
            Some(26) => return StoreFault::NotAStore,
            Some(11) => return StoreFault::Damaged { position: 0, detail: db.message().to_owned() },
            Some(14) => return StoreFault::Failed(format!("the file does not open: {}", db.message())),
            Some(_) | None => {}
        }
    }
    if let sqlx::Error::Io(io) = error
        && io.kind() == std::io::ErrorKind::StorageFull
    {
        return StoreFault::Full;
    }
    StoreFault::Failed(error.to_string())
}
