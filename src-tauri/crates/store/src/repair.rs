//! Making a whole history of a damaged one, without inventing anything.
//!
//! What is kept is the longest beginning in which every record is as the consoles sealed it; the lists beside are made
//! anew from it. Everything else that can be read is written out beside, for people: it is evidence, not history.

use crate::append::{Standing, end_taking_over, take_over};
use crate::attachments;
use crate::fault::store_fault;
use crate::scan::{Gather, SPAN, Source, Stored};
use crate::schema::ATTACHMENTS;
use crate::sqlite::{StoreKey, create_in, writing};
use crate::{backup, codec, sqlite::hex, verify::verify};
use postern_ledger::{Header, Piece};
use postern_ports::event_store::{Ask, RecordFault, StoreFault};
use sqlx::sqlite::{SqliteConnection, SqliteJournalMode, SqliteSynchronous};
use sqlx::{ConnectOptions as _, Connection as _};
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
    for file in [to, salvage] {
        if file.exists() {
            return Err(StoreFault::Failed(format!("{} is there already", file.display())));
        }
    }
    let looked = source.clone();
    let (found, good) = apart(move || {
        let found = verify(&looked, &Ask::default())?;
        let good = good(&looked, &found.faults)?;
        Ok((found, good))
    })
    .await?;
    write(to, key, &source, good).await?;
    let last = source.last()?;
    let path = salvage.to_owned();
    let salvaged = apart(move || write_out(&source, good, last, &path)).await?;
    let to = to.to_owned();
    apart(move || backup::sync(&to)).await?;
    Ok(Repaired { kept: good, of: last.max(good), salvaged, faults: found.faults })
}

async fn apart<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, StoreFault> + Send + 'static,
) -> Result<T, StoreFault> {
    let done = tokio::task::spawn_blocking(work).await;
    done.unwrap_or_else(|_| Err(StoreFault::Failed("the reader failed".to_owned())))
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

async fn write(to: &Path, key: &StoreKey, source: &Source, good: u64) -> Result<(), StoreFault> {
    // Synced once at the end: until then it is nothing.
    let options = writing(to, key).journal_mode(SqliteJournalMode::Delete).synchronous(SqliteSynchronous::Off);
    let mut connection = options.connect().await.map_err(|e| store_fault(&e))?;
    let written = write_in(&mut connection, source, good).await;
    connection.close().await.map_err(|e| store_fault(&e))?;
    written
}

async fn write_in(connection: &mut SqliteConnection, source: &Source, good: u64) -> Result<(), StoreFault> {
    let mut tx = connection.begin_with("BEGIN IMMEDIATE").await.map_err(|e| store_fault(&e))?;
    create_in(&mut tx).await?;
    let mut standing = Standing::default();
    for (from, to) in parts(0, good) {
        let source = source.clone();
        for record in apart(move || read(&source, from, to)).await? {
            take_over(&mut tx, &mut standing, &record.header, &record.payload, record.seal).await?;
        }
    }
    keep_secrets(&mut tx, source).await?;
    if good > 0 {
        end_taking_over(&mut tx, &standing).await?;
    }
    tx.commit().await.map_err(|e| store_fault(&e))
}

/// Keys of attachments are no records: those that can be read are taken along.
async fn keep_secrets(tx: &mut SqliteConnection, source: &Source) -> Result<(), StoreFault> {
    let source = source.clone();
    let rows = apart(move || Ok(attachments::secrets(&source))).await?;
    if rows.is_empty() {
        return Ok(());
    }
    sqlx::query(ATTACHMENTS).execute(&mut *tx).await.map_err(|e| store_fault(&e))?;
    for (id, stream, key, salt, doomed) in rows {
        sqlx::query("INSERT INTO attachments (id, stream, key, salt, doomed) VALUES (?, ?, ?, ?, ?)")
            .bind(id)
            .bind(stream)
            .bind(key)
            .bind(salt)
            .bind(doomed)
            .execute(&mut *tx)
            .await
            .map_err(|e| store_fault(&e))?;
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
