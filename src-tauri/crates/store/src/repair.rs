//! Making a whole history of a damaged one, without inventing anything.
//!
//! What is kept is the longest beginning in which every record is as the consoles sealed it; the lists beside are made
//! anew from it. Everything else that can be read is written out beside, for people: it is evidence, not history.

use crate::append::{Standing, keep_tip, run, take_over};
use crate::attachments;
use crate::engine::{set, to_write};
use crate::scan::{Gather, SPAN, Source, Stored};
use crate::schema::ATTACHMENTS;
use crate::sqlite::{StoreKey, create_in};
use crate::{backup, codec, sqlite::hex, verify::verify};
use postern_ledger::{Header, Piece};
use postern_ports::event_store::{Ask, RecordFault, StoreFault};
use rusqlite::Connection;
use std::io::Write as _;
use std::path::Path;

/// What a repair did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repaired {
    /// How many records the new history has.
    pub kept: u64,
    /// How many the damaged one says that it had.
    pub of: u64,
    /// Records after those, that could be read, written out beside.
    pub salvaged: u64,
    /// What was wrong.
    pub faults: Vec<RecordFault>,
}

/// Makes the history `to`, encrypted as the damaged one or plain as it is, and writes what could not be kept to
/// `salvage`, a line of JSON for each record. Neither file is there yet.
pub async fn repair(source: Source, key: &StoreKey, to: &Path, salvage: &Path) -> Result<Repaired, StoreFault> {
    let (key, to, salvage) = (key.clone(), to.to_owned(), salvage.to_owned());
    let done = tokio::task::spawn_blocking(move || mend(&source, &key, &to, &salvage)).await;
    done.unwrap_or_else(|_| Err(StoreFault::Failed("the repair failed".to_owned())))
}

fn mend(source: &Source, key: &StoreKey, to: &Path, salvage: &Path) -> Result<Repaired, StoreFault> {
    for file in [to, salvage] {
        if file.exists() {
            return Err(StoreFault::Failed(format!("{} is there already", file.display())));
        }
    }
    let found = verify(source, &Ask::default())?;
    let kept = good(source, &found.faults)?;
    write(to, key, source, kept)?;
    let last = source.last()?;
    let salvaged = write_out(source, kept, last, salvage)?;
    backup::sync(to)?;
    Ok(Repaired { kept, of: last.max(kept), salvaged, faults: found.faults })
}

/// The last record that a console sealed before anything is wrong. What is wrong with the lists alone is at no record.
fn good(source: &Source, faults: &[RecordFault]) -> Result<u64, StoreFault> {
    let first = faults.iter().map(|f| f.position).filter(|position| *position > 0).min();
    let before = first.unwrap_or(u64::MAX).max(1) - 1;
    let mut sealed = 0;
    source.pieces((0, source.last()?.min(before)), 1, Seals::default, |_, seals| sealed = seals.0.unwrap_or(sealed))?;
    Ok(sealed)
}

#[derive(Default)]
struct Seals(Option<u64>);

impl Gather for Seals {
    fn take(&mut self, record: &Stored<'_>) {
        if record.seal.is_some() {
            self.0 = Some(record.header.position);
        }
    }
    fn misshapen(&mut self, _: u64) {}
    fn unreadable(&mut self, _: u64, _: String) {}
}

/// A record with what it needs to be taken over.
struct Taken {
    header: Header,
    payload: Vec<u8>,
    hash: [u8; 32],
    seal: Option<[u8; 64]>,
}

impl Taken {
    /// Every column as it is there.
    fn shown(&self) -> serde_json::Value {
        let Self { header, payload, hash, seal } = self;
        serde_json::json!({
            "position": header.position, "stream": codec::stream_name(header.stream), "seq": header.seq,
            "at": header.at, "console": hex(&header.console), "previous": hex(&header.previous), "hash": hex(hash),
            "seal": seal.map(|s| hex(&s)), "payload": String::from_utf8_lossy(payload), "payload_hex": hex(payload),
        })
    }
}

/// The records after `from` up to `to`, as many at once as fit into memory.
fn parts(from: u64, to: u64) -> impl Iterator<Item = (u64, u64)> {
    let parts = (from..to).step_by(usize::try_from(SPAN).unwrap_or(usize::MAX));
    parts.map(move |at| (at, (at + SPAN).min(to)))
}

#[derive(Default)]
struct All(Vec<Taken>);

impl Gather for All {
    fn take(&mut self, record: &Stored<'_>) {
        let seal = record.seal.and_then(|s| s.try_into().ok());
        let (header, payload) = (record.header.clone(), record.payload.to_owned());
        self.0.push(Taken { header, payload, hash: record.hash, seal });
    }
    fn misshapen(&mut self, _: u64) {}
    fn unreadable(&mut self, _: u64, _: String) {}
}

fn read(source: &Source, from: u64, to: u64) -> Result<Vec<Taken>, StoreFault> {
    let mut all = Vec::new();
    source.pieces((from, to), 1, All::default, |_: Piece, more| all.extend(more.0))?;
    Ok(all)
}

fn write(to: &Path, key: &StoreKey, source: &Source, good: u64) -> Result<(), StoreFault> {
    let connection = to_write(to, key)?;
    // Synced once at the end: until then it is nothing.
    set(&connection, "PRAGMA synchronous = OFF; BEGIN IMMEDIATE")?;
    create_in(&connection)?;
    let mut standing = Standing::default();
    for (from, to) in parts(0, good) {
        for record in read(source, from, to)? {
            take_over(&connection, &mut standing, &record.header, &record.payload, record.seal)?;
        }
    }
    keep_secrets(&connection, source)?;
    if good > 0 {
        keep_tip(&connection, &standing)?;
    }
    set(&connection, "COMMIT")
}

/// Keys of attachments are no records: those that can be read are taken along.
fn keep_secrets(tx: &Connection, source: &Source) -> Result<(), StoreFault> {
    let rows = attachments::secrets(source);
    if rows.is_empty() {
        return Ok(());
    }
    set(tx, ATTACHMENTS)?;
    for row in rows {
        run(tx, "INSERT INTO attachments (id, stream, key, salt, doomed) VALUES (?, ?, ?, ?, ?)", row)?;
    }
    Ok(())
}

/// What can be read after the good ones.
fn write_out(source: &Source, after: u64, last: u64, file: &Path) -> Result<u64, StoreFault> {
    let failed = |e: std::io::Error| StoreFault::Failed(format!("{}: {e}", file.display()));
    let mut written = 0;
    let mut out = std::io::BufWriter::new(std::fs::File::create_new(file).map_err(failed)?);
    for (from, to) in parts(after, last) {
        for record in read(source, from, to)? {
            writeln!(out, "{}", record.shown()).map_err(failed)?;
            written += 1;
        }
    }
    let inner = out.into_inner().map_err(|e| failed(e.into_error()))?;
    inner.sync_all().map_err(failed)?;
    Ok(written)
}
