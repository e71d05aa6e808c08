//! The history as it stands, and as it stood, from the tree that is kept.

use crate::codec;
use crate::fault::driver_fault;
use crate::scan::{Gather, Source, Stored, StoredNodes};
use crate::sqlite::signed;
use postern_ledger::{Checkpoint, Hash, PublicKey, origin};
use postern_ports::event_store::{StoreFault, Stream};
use rusqlite::{Connection, OptionalExtension as _};

/// The history as it stands, signed by the console that appended last.
pub fn last(source: &Source) -> Result<Option<String>, StoreFault> {
    of(source, source.last()?)
}

/// The history as it stood with its first `size` records, signed by the console that appended the last of them. Within an
/// append nothing was signed, and so nothing can be told.
pub fn of(source: &Source, size: u64) -> Result<Option<String>, StoreFault> {
    if size == 0 || size > source.last()? {
        return Ok(None);
    }
    let connection = source.connect()?;
    let damaged = |detail: &str| StoreFault::Damaged { position: size, detail: detail.to_owned() };
    let root = postern_ledger::root(size, &StoredNodes(&connection)).map_err(|e| damaged(&e.to_string()))?;
    let ledger = ledger(&connection)?.ok_or_else(|| damaged("the founding cannot be read"))?;
    let checkpoint = Checkpoint { origin: origin(&ledger), size, root };
    let (console, seal): (Vec<u8>, Option<Vec<u8>>) = connection
        .query_row("SELECT console, seal FROM records WHERE position = ?1", [signed(size)], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })
        .map_err(|e| driver_fault(&e))?;
    let seal: [u8; 64] = seal.and_then(|s| s.try_into().ok()).ok_or_else(|| damaged("the record has no seal"))?;
    let text = checkpoint.text();
    let key = keys(&connection, &console, size)?.into_iter().find(|key| key.verifies(text.as_bytes(), &seal));
    let key = key.ok_or_else(|| damaged("the record is not sealed by a console that belongs here"))?;
    checkpoint.signed(key, &seal).map(Some).map_err(|e| damaged(&e.to_string()))
}

/// The root of the first `size` records.
pub fn root(source: &Source, size: u64) -> Result<Option<[u8; 32]>, StoreFault> {
    if size > source.last()? {
        return Ok(None);
    }
    let connection = source.connect()?;
    let root = postern_ledger::root(size, &StoredNodes(&connection));
    root.map(Some).map_err(|e| StoreFault::Damaged { position: 0, detail: e.to_string() })
}

/// The hashes that show that the first `size` records go on the first `old` (RFC 6962 §2.1.2).
pub fn consistency(source: &Source, old: u64, size: u64) -> Result<Vec<Hash>, StoreFault> {
    let connection = source.connect()?;
    let way = postern_ledger::consistency(size, old, &StoredNodes(&connection));
    way.map_err(|e| StoreFault::Failed(e.to_string()))
}

/// Every record's bytes, in order: the data of the tree's leaves. For small histories.
pub fn leaves(source: &Source) -> Result<Vec<Vec<u8>>, StoreFault> {
    let mut all = Vec::new();
    source.pieces((0, source.last()?), 1, Leaves::default, |_, leaves| all.extend(leaves.0))?;
    Ok(all)
}

#[derive(Default)]
struct Leaves(Vec<Vec<u8>>);

impl Gather for Leaves {
    fn take(&mut self, record: &Stored<'_>) {
        self.0.extend(postern_ledger::encode(&record.header, record.payload));
    }
    fn misshapen(&mut self, _: u64) {}
    fn unreadable(&mut self, _: u64, _: String) {}
}

/// The history's name, by its founding; `None` where it is empty.
pub fn name(source: &Source) -> Result<Option<String>, StoreFault> {
    ledger(&source.connect()?)
}

fn ledger(connection: &Connection) -> Result<Option<String>, StoreFault> {
    let payload: Option<Vec<u8>> = connection
        .query_row("SELECT payload FROM records WHERE position = 1", [], |row| row.get(0))
        .optional()
        .map_err(|e| driver_fault(&e))?;
    let happening = payload.and_then(|p| codec::decode(Stream::Desk, &p).ok());
    Ok(happening.and_then(|h| codec::founded(&h)).map(|l| l.to_string()))
}

/// The last two keys that a console had with the first `size` records: a rotation is sealed by the one before it.
fn keys(connection: &Connection, console: &[u8], size: u64) -> Result<Vec<PublicKey>, StoreFault> {
    let mut statement = connection
        .prepare("SELECT key FROM consoles WHERE console = ?1 AND position <= ?2 ORDER BY position DESC LIMIT 2")
        .map_err(|e| driver_fault(&e))?;
    let rows = statement
        .query_map(rusqlite::params![console, signed(size)], |row| row.get::<_, Vec<u8>>(0))
        .map_err(|e| driver_fault(&e))?;
    let mut keys = Vec::new();
    for row in rows {
        if let Ok(key) = row.map_err(|e| driver_fault(&e))?.try_into() {
            keys.push(PublicKey(key));
        }
    }
    Ok(keys)
}
