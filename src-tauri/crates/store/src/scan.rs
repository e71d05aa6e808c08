//! Reading every record, as fast as the file gives them: several threads, each with its own connection.

use crate::engine;
use crate::fault::driver_fault;
use crate::sqlite::{RawKey, StoreKey, unsigned};
use postern_ledger::{Hash, Header, Nodes, Piece};
use postern_ports::event_store::StoreFault;
use rusqlite::{Connection, OpenFlags, Row};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc;

/// SQLCipher writes what it thinks of a wrong key to standard error; whoever asked is told by the answer.
pub const QUIET: &str = "PRAGMA cipher_log_level = NONE;";

/// Records of one piece: the leaves of a complete subtree.
pub const SPAN: u64 = 1 << 14;

/// How a store is opened for reading.
#[derive(Debug, Clone)]
pub struct Source {
    path: PathBuf,
    key: StoreKey,
}

/// One record as it is stored.
pub struct Stored<'a> {
    pub header: Header,
    pub hash: Hash,
    pub payload: &'a [u8],
    pub seal: Option<&'a [u8]>,
}

/// What is gathered from the records of one piece.
pub trait Gather: Send {
    /// Takes a record.
    fn take(&mut self, record: &Stored<'_>);
    /// Takes a row that is no record: a column of it has the wrong type or length.
    fn misshapen(&mut self, position: u64);
    /// Takes a place at which the file cannot be read.
    fn unreadable(&mut self, after: u64, why: String);
}

const COLUMNS: &str = "SELECT position, stream, seq, at, console, previous, hash, payload, seal FROM records
    WHERE position > ?1 AND position <= ?2 ORDER BY position";

impl Source {
    /// The store at `path`, with its key.
    pub fn new(path: &Path, key: &StoreKey) -> Self {
        Self { path: path.to_owned(), key: key.clone() }
    }

    /// The history's file.
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// The key it is opened with.
    pub(crate) fn key(&self) -> &StoreKey {
        &self.key
    }

    /// Whether this key opens the file; an error where the file cannot be read at all.
    pub fn opens(&self) -> Result<bool, StoreFault> {
        let tables = self.connect().and_then(|c| {
            c.query_row("SELECT count(*) FROM sqlite_master", [], |row| row.get::<_, i64>(0))
                .map_err(|e| driver_fault(&e))
        });
        match tables {
            Ok(_) => Ok(true),
            Err(StoreFault::NotAStore) => Ok(false),
            Err(other) => Err(other),
        }
    }

    /// A connection that cannot write.
    pub fn connect(&self) -> Result<Connection, StoreFault> {
        engine::ready();
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(&self.path, flags).map_err(|e| driver_fault(&e))?;
        let mut set = String::new();
        if let StoreKey::Raw(RawKey(key)) = &self.key {
            // Exposed to hand the key to SQLCipher.
            set.push_str(&format!("{QUIET} PRAGMA key = \"x'{}'\";", key.expose()));
        } else {
            set.push_str("PRAGMA mmap_size = 17179869184;");
        }
        set.push_str("PRAGMA query_only = 1; PRAGMA cache_size = -65536; PRAGMA busy_timeout = 5000;");
        connection.execute_batch(&set).map_err(|e| driver_fault(&e))?;
        Ok(connection)
    }

    /// Position of the last record; where the file is damaged there, what the tree's end says.
    pub fn last(&self) -> Result<u64, StoreFault> {
        let ask = |sql| self.connect()?.query_row(sql, [], |row| row.get(0)).map_err(|e| driver_fault(&e));
        let last: Option<i64> = match ask("SELECT max(position) FROM records") {
            Err(damaged @ StoreFault::Damaged { .. }) => ask("SELECT size FROM tip").map_err(|_| damaged)?,
            other => other?,
        };
        Ok(unsigned(last.unwrap_or(0)))
    }

    /// Reads the records after `from` up to `to` in pieces, on `threads` threads, and hands each piece to `join` in
    /// order. `make` makes what gathers from a piece.
    pub fn pieces<G: Gather>(
        &self,
        (from, to): (u64, u64),
        threads: usize,
        make: impl Fn() -> G + Sync,
        mut join: impl FnMut(Piece, G),
    ) -> Result<(), StoreFault> {
        let bounds = bounds(from, to);
        let next = AtomicU64::new(0);
        let (tell, told) = mpsc::sync_channel(threads.max(1) * 2);
        std::thread::scope(|scope| {
            for _ in 0..threads.max(1) {
                let (tell, bounds, next, make) = (tell.clone(), &bounds, &next, &make);
                scope.spawn(move || {
                    let mut connection = None;
                    loop {
                        let n = next.fetch_add(1, Ordering::Relaxed);
                        let Some(bound) = usize::try_from(n).ok().and_then(|n| bounds.get(n)) else { break };
                        let read = read(self, &mut connection, *bound, make());
                        if tell.send((n, read)).is_err() {
                            break;
                        }
                    }
                });
            }
            drop(tell);
            let mut waiting = BTreeMap::new();
            let mut turn = 0;
            for (n, read) in told {
                waiting.insert(n, read?);
                while let Some((piece, gathered)) = waiting.remove(&turn) {
                    join(piece, gathered);
                    turn += 1;
                }
            }
            Ok(())
        })
    }
}

/// Where pieces begin and end: at multiples of [`SPAN`], but for the first and the last.
fn bounds(from: u64, to: u64) -> Vec<(u64, u64)> {
    let mut all = Vec::new();
    let mut begin = from;
    while begin < to {
        let end = ((begin / SPAN + 1) * SPAN).min(to);
        all.push((begin, end));
        begin = end;
    }
    all
}

/// Reads one piece over `connection`, which is made where there is none, and made anew after a page could not be read:
/// SQLCipher reads nothing more over one that met a damaged page.
fn read<G: Gather>(
    source: &Source,
    connection: &mut Option<Connection>,
    (from, to): (u64, u64),
    mut gather: G,
) -> Result<(Piece, G), StoreFault> {
    let mut piece = Piece::after(from, SPAN);
    let mut at = from;
    let mut step = 1;
    while at < to {
        let open = match connection.take() {
            Some(open) => open,
            None => source.connect()?,
        };
        match rows(&open, at, to, &mut piece, &mut gather, &mut at) {
            Ok(()) => {
                *connection = Some(open);
                break;
            }
            Err(why) => {
                // A page cannot be read: told once, and gone on from the next place that can.
                if step == 1 {
                    gather.unreadable(at, why.to_string());
                }
                at += step;
                step *= 2;
            }
        }
    }
    Ok((piece, gather))
}

fn rows<G: Gather>(
    connection: &Connection,
    from: u64,
    to: u64,
    piece: &mut Piece,
    gather: &mut G,
    at: &mut u64,
) -> rusqlite::Result<()> {
    let mut statement = connection.prepare_cached(COLUMNS)?;
    let mut rows = statement.query([clamp(from), clamp(to)])?;
    while let Some(row) = rows.next()? {
        let position = unsigned(row.get_ref(0)?.as_i64().unwrap_or(0));
        *at = position;
        match stored(row) {
            Some(record) => {
                piece.push(&record.header, record.hash, record.payload);
                gather.take(&record);
            }
            None => gather.misshapen(position),
        }
    }
    Ok(())
}

fn stored<'a>(row: &'a Row<'_>) -> Option<Stored<'a>> {
    let blob = |n| row.get_ref(n).ok().and_then(|v| v.as_blob().ok());
    let number = |n| row.get_ref(n).ok().and_then(|v| v.as_i64().ok());
    let header = Header {
        position: u64::try_from(number(0)?).ok()?,
        stream: blob(1)?.try_into().ok()?,
        seq: u64::try_from(number(2)?).ok()?,
        at: number(3)?,
        console: blob(4)?.try_into().ok()?,
        previous: blob(5)?.try_into().ok()?,
    };
    let seal = row.get_ref(8).ok()?.as_blob_or_null().ok()?;
    Some(Stored { header, hash: blob(6)?.try_into().ok()?, payload: blob(7)?, seal })
}

fn clamp(n: u64) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

/// The tree's hashes, from the records and the kept roots of subtrees.
pub struct StoredNodes<'a>(pub &'a Connection);

impl Nodes for StoredNodes<'_> {
    fn node(&self, level: u8, n: u64) -> Option<Hash> {
        if level == 0 {
            return self.one("SELECT hash FROM records WHERE position = ?1", [clamp(n + 1)]);
        }
        if level.is_multiple_of(crate::schema::LEVELS) {
            return self.one("SELECT hash FROM nodes WHERE level = ?1 AND n = ?2", [i64::from(level), clamp(n)]);
        }
        let (left, right) = (self.node(level - 1, 2 * n)?, self.node(level - 1, 2 * n + 1)?);
        Some(postern_ledger::node(&left, &right))
    }
}

impl StoredNodes<'_> {
    fn one(&self, sql: &str, params: impl rusqlite::Params) -> Option<Hash> {
        let mut statement = self.0.prepare_cached(sql).ok()?;
        let hash: Vec<u8> = statement.query_row(params, |row| row.get(0)).ok()?;
        hash.try_into().ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_begin_where_subtrees_do() {
        assert_eq!(bounds(0, 0), []);
        assert_eq!(bounds(0, 5), [(0, 5)]);
        assert_eq!(bounds(5, 2 * SPAN + 1), [(5, SPAN), (SPAN, 2 * SPAN), (2 * SPAN, 2 * SPAN + 1)]);
    }
}
