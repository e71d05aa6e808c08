//! The embedded store: one file for one desk.

use crate::codec;
use crate::fault::store_fault;
use async_trait::async_trait;
use postern_domain::ids::{AccountId, CaseId, ConsoleId, DirectoryId, LedgerId, PersonId};
use postern_domain::staff::DeskEvent;
use postern_domain::time::Timestamp;
use postern_ledger::{FORMAT, Header, leaf};
use postern_ports::event_store::{Acts, CaseRow, EventStore, Happening, Recorded, StoreFault, Stream, Verification};
use postern_ports::secrets::Pin;
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteConnection, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteRow,
    SqliteSynchronous,
};
use sqlx::{Connection as _, Row as _};
use std::path::Path;
use std::time::Duration;
use uuid::Uuid;

/// How the file is opened.
#[derive(Debug, Clone)]
pub enum StoreKey {
    /// Not encrypted: the practice profile, or a copy made for an auditor.
    Plain,
    /// SQLCipher with this raw key: 64 hexadecimal digits.
    Raw(RawKey),
}

/// A raw SQLCipher key, redacted by type.
#[derive(Debug, Clone)]
pub struct RawKey(Pin);

impl StoreKey {
    /// A raw key from 32 bytes in hexadecimal; `None` when it is not that.
    pub fn raw(hex: &str) -> Option<Self> {
        let fits = hex.len() == 64 && hex.bytes().all(|b| b.is_ascii_hexdigit());
        fits.then(|| Self::Raw(RawKey(Pin::new(hex.to_owned()))))
    }
}

/// A history in one SQLite file.
pub struct SqliteStore {
    pool: SqlitePool,
}

const SCHEMA: &[&str] = &[
    "CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT",
    "CREATE TABLE records (
        position INTEGER PRIMARY KEY,
        stream BLOB NOT NULL CHECK (length(stream) = 16),
        seq INTEGER NOT NULL,
        at INTEGER NOT NULL,
        console BLOB NOT NULL CHECK (length(console) = 16),
        previous BLOB NOT NULL CHECK (length(previous) = 32),
        previous_in_stream BLOB NOT NULL CHECK (length(previous_in_stream) = 32),
        hash BLOB NOT NULL CHECK (length(hash) = 32),
        payload BLOB NOT NULL
    ) STRICT",
    "CREATE UNIQUE INDEX records_stream ON records (stream, seq)",
    "CREATE TABLE cases (
        stream BLOB PRIMARY KEY,
        last_seq INTEGER NOT NULL,
        head BLOB NOT NULL,
        opened_at INTEGER NOT NULL,
        updated_at INTEGER NOT NULL,
        words TEXT NOT NULL,
        account TEXT NOT NULL
    ) STRICT",
    "CREATE TABLE acts (
        position INTEGER PRIMARY KEY,
        person BLOB NOT NULL CHECK (length(person) = 16),
        kind TEXT NOT NULL,
        at INTEGER NOT NULL,
        stream BLOB NOT NULL
    ) STRICT",
    "CREATE INDEX acts_person ON acts (person, at)",
    "CREATE INDEX cases_account ON cases (account)",
    "CREATE INDEX cases_opened ON cases (opened_at)",
    "CREATE TRIGGER records_no_update BEFORE UPDATE ON records BEGIN SELECT RAISE(ABORT, 'records are append-only'); END",
    "CREATE TRIGGER records_no_delete BEFORE DELETE ON records BEGIN SELECT RAISE(ABORT, 'records are append-only'); END",
];

impl SqliteStore {
    /// Opens the file, creating it when it is not there.
    pub async fn open(path: &Path, key: &StoreKey) -> Result<Self, StoreFault> {
        Self::connect(options(path, key).create_if_missing(true), true).await
    }

    /// Opens an existing file without being able to change it: for verification and rescue.
    pub async fn open_read_only(path: &Path, key: &StoreKey) -> Result<Self, StoreFault> {
        Self::connect(options(path, key).create_if_missing(false).read_only(true), false).await
    }

    /// Opens the file with a limit on its size in pages of 4096 bytes: a quota for a desk, and how a full disk is tried.
    pub async fn open_with_page_limit(path: &Path, key: &StoreKey, pages: u32) -> Result<Self, StoreFault> {
        Self::connect(options(path, key).create_if_missing(true).pragma("max_page_count", pages.to_string()), true)
            .await
    }

    async fn connect(options: SqliteConnectOptions, writable: bool) -> Result<Self, StoreFault> {
        let pool = SqlitePoolOptions::new()
            .max_connections(4)
            .acquire_timeout(Duration::from_secs(10))
            .connect_with(options)
            .await
            .map_err(|e| store_fault(&e))?;
        let store = Self { pool };
        match store.prepare(writable).await {
            Ok(()) => Ok(store),
            Err(fault) => {
                store.close().await;
                Err(fault)
            }
        }
    }

    async fn prepare(&self, writable: bool) -> Result<(), StoreFault> {
        let tables: i64 = sqlx::query_scalar("SELECT count(*) FROM sqlite_master WHERE type = 'table'")
            .fetch_one(&self.pool)
            .await
            .map_err(|e| store_fault(&e))?;
        if tables == 0 && writable {
            return self.create().await;
        }
        let format: Option<String> = sqlx::query_scalar("SELECT value FROM meta WHERE name = 'format'")
            .fetch_optional(&self.pool)
            .await
            .map_err(|_| StoreFault::NotAStore)?;
        match format {
            Some(found) if found == FORMAT => Ok(()),
            Some(found) => Err(StoreFault::Format { found, known: FORMAT.to_owned() }),
            None => Err(StoreFault::NotAStore),
        }
    }

    async fn create(&self) -> Result<(), StoreFault> {
        let mut connection = self.pool.acquire().await.map_err(|e| store_fault(&e))?;
        let mut tx = connection.begin_with("BEGIN IMMEDIATE").await.map_err(|e| store_fault(&e))?;
        for statement in SCHEMA {
            sqlx::query(*statement).execute(&mut *tx).await.map_err(|e| store_fault(&e))?;
        }
        sqlx::query("INSERT INTO meta (name, value) VALUES ('format', ?)")
            .bind(FORMAT)
            .execute(&mut *tx)
            .await
            .map_err(|e| store_fault(&e))?;
        tx.commit().await.map_err(|e| store_fault(&e))
    }

    /// Closes all connections; what was acknowledged is on disk already.
    pub async fn close(&self) {
        self.pool.close().await;
    }

    pub(crate) fn pool(&self) -> &SqlitePool {
        &self.pool
    }
}

fn options(path: &Path, key: &StoreKey) -> SqliteConnectOptions {
    let mut options = SqliteConnectOptions::new().filename(path);
    if let StoreKey::Raw(RawKey(key)) = key {
        // Exposed to hand the key to SQLCipher; must come before the journal mode.
        options = options.pragma("key", format!("\"x'{}'\"", key.expose()));
    }
    options
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .busy_timeout(Duration::from_secs(5))
}

#[async_trait]
impl EventStore for SqliteStore {
    async fn ledger(&self) -> Result<Option<LedgerId>, StoreFault> {
        let first = self.read(Stream::Desk).await?;
        Ok(first.first().and_then(|r| match &r.happening {
            Happening::Desk(DeskEvent::Founded { ledger, .. }) => Some(*ledger),
            Happening::Desk(_) | Happening::Case(_) => None,
        }))
    }

    async fn append(
        &self,
        stream: Stream,
        expected_seq: u64,
        at: Timestamp,
        console: ConsoleId,
        happenings: Vec<Happening>,
    ) -> Result<Vec<Recorded>, StoreFault> {
        let mut connection = self.pool.acquire().await.map_err(|e| store_fault(&e))?;
        let done = append_on(&mut connection, stream, expected_seq, at, console, happenings).await;
        // SQLite ends some failed transactions by itself (a full disk), and the connection would believe it is still
        // in one: it is not used again.
        if !matches!(done, Ok(_) | Err(StoreFault::Conflict)) {
            let _ = connection.close().await;
        }
        done
    }

    async fn read(&self, stream: Stream) -> Result<Vec<Recorded>, StoreFault> {
        let rows =
            sqlx::query("SELECT position, seq, at, console, hash, payload FROM records WHERE stream = ? ORDER BY seq")
                .bind(codec::stream_bytes(stream).to_vec())
                .fetch_all(&self.pool)
                .await
                .map_err(|e| store_fault(&e))?;
        let mut recorded = Vec::with_capacity(rows.len());
        for row in rows {
            let position = unsigned(row.get::<i64, _>(0));
            let payload: Vec<u8> = row.get(5);
            let happening =
                codec::decode(stream, &payload).map_err(|detail| StoreFault::Damaged { position, detail })?;
            recorded.push(Recorded {
                position,
                stream,
                seq: unsigned(row.get::<i64, _>(1)),
                at: Timestamp(row.get(2)),
                console: ConsoleId(Uuid::from_slice(&row.get::<Vec<u8>, _>(3)).unwrap_or_default()),
                hash: hex(&row.get::<Vec<u8>, _>(4)),
                happening,
            });
        }
        Ok(recorded)
    }

    async fn cases(&self, query: &str, limit: u32) -> Result<Vec<CaseRow>, StoreFault> {
        let pattern = format!("%{}%", escape_like(&query.trim().to_lowercase()));
        let rows = sqlx::query(
            "SELECT stream, last_seq, opened_at, updated_at FROM cases WHERE words LIKE ? ESCAPE '\\' ORDER BY opened_at DESC, stream DESC LIMIT ?",
        )
        .bind(pattern)
        .bind(i64::from(limit))
        .fetch_all(&self.pool)
        .await
        .map_err(|e| store_fault(&e))?;
        Ok(rows.iter().map(case_row).collect())
    }

    async fn cases_of(&self, directory: &DirectoryId, account: &AccountId) -> Result<Vec<CaseRow>, StoreFault> {
        let rows = sqlx::query(
            "SELECT stream, last_seq, opened_at, updated_at FROM cases WHERE account = ? ORDER BY opened_at DESC, stream DESC",
        )
        .bind(codec::account_key(directory, account))
        .fetch_all(&self.pool)
        .await
        .map_err(|e| store_fault(&e))?;
        Ok(rows.iter().map(case_row).collect())
    }

    async fn acts(&self, person: PersonId, since: Timestamp, except: Option<CaseId>) -> Result<Acts, StoreFault> {
        let rows = sqlx::query(
            "SELECT kind, count(DISTINCT stream) FROM acts WHERE person = ? AND at >= ? AND stream <> ? GROUP BY kind",
        )
        .bind(person.0.as_bytes().to_vec())
        .bind(since.0)
        .bind(except.map_or_else(Vec::new, |case| case.0.as_bytes().to_vec()))
        .fetch_all(&self.pool)
        .await
        .map_err(|e| store_fault(&e))?;
        let of = |kind: &str| {
            let row = rows.iter().find(|row| row.get::<String, _>(0) == kind);
            row.map_or(0, |row| u32::try_from(row.get::<i64, _>(1)).unwrap_or(u32::MAX))
        };
        Ok(Acts { opened: of("opened"), signed: of("signed"), frozen: of("frozen") })
    }

    async fn cases_by(&self, person: PersonId) -> Result<Vec<CaseRow>, StoreFault> {
        let rows = sqlx::query(
            "SELECT stream, last_seq, opened_at, updated_at FROM cases WHERE stream IN (SELECT stream FROM acts WHERE person = ?) ORDER BY opened_at DESC, stream DESC",
        )
        .bind(person.0.as_bytes().to_vec())
        .fetch_all(&self.pool)
        .await
        .map_err(|e| store_fault(&e))?;
        Ok(rows.iter().map(case_row).collect())
    }

    async fn size(&self) -> Result<u64, StoreFault> {
        let n: i64 = sqlx::query_scalar("SELECT coalesce(max(position), 0) FROM records")
            .fetch_one(&self.pool)
            .await
            .map_err(|e| store_fault(&e))?;
        Ok(unsigned(n))
    }

    async fn verify(&self) -> Result<Verification, StoreFault> {
        crate::verify::verify(self.pool()).await
    }
}

async fn append_on(
    connection: &mut SqliteConnection,
    stream: Stream,
    expected_seq: u64,
    at: Timestamp,
    console: ConsoleId,
    happenings: Vec<Happening>,
) -> Result<Vec<Recorded>, StoreFault> {
    let mut tx = connection.begin_with("BEGIN IMMEDIATE").await.map_err(|e| store_fault(&e))?;
    let recorded = append_in(&mut tx, stream, expected_seq, at, console, happenings).await?;
    tx.commit().await.map_err(|e| store_fault(&e))?;
    Ok(recorded)
}

async fn append_in(
    tx: &mut SqliteConnection,
    stream: Stream,
    expected_seq: u64,
    at: Timestamp,
    console: ConsoleId,
    happenings: Vec<Happening>,
) -> Result<Vec<Recorded>, StoreFault> {
    let name = codec::stream_bytes(stream);
    let (mut position, mut previous) =
        last(tx, "SELECT position, hash FROM records ORDER BY position DESC LIMIT 1", None).await?;
    let (mut seq, mut previous_in_stream) =
        last(tx, "SELECT seq, hash FROM records WHERE stream = ? ORDER BY seq DESC LIMIT 1", Some(name)).await?;
    if seq != expected_seq {
        return Err(StoreFault::Conflict);
    }
    let mut recorded = Vec::with_capacity(happenings.len());
    for happening in happenings {
        position += 1;
        seq += 1;
        let payload = codec::encode(&happening)?;
        let header = Header {
            position,
            stream: name,
            seq,
            at: at.0,
            console: *console.0.as_bytes(),
            previous,
            previous_in_stream,
        };
        let hash = leaf(&header, &payload);
        insert(tx, &header, &hash, &payload).await?;
        if let (Stream::Case(case), Happening::Case(event)) = (stream, &happening) {
            project(tx, &header, &hash, codec::search_text(case, event)).await?;
            if let Some((person, kind)) = codec::act(event) {
                note_act(tx, &header, person, kind).await?;
            }
        }
        previous = hash;
        previous_in_stream = hash;
        recorded.push(Recorded { position, stream, seq, at, console, hash: hex(&hash), happening });
    }
    Ok(recorded)
}

async fn last(
    tx: &mut SqliteConnection,
    sql: &'static str,
    stream: Option<[u8; 16]>,
) -> Result<(u64, [u8; 32]), StoreFault> {
    let mut query = sqlx::query(sql);
    if let Some(stream) = stream {
        query = query.bind(stream.to_vec());
    }
    let Some(row) = query.fetch_optional(tx).await.map_err(|e| store_fault(&e))? else { return Ok((0, [0; 32])) };
    let hash: Vec<u8> = row.get(1);
    let number = unsigned(row.get::<i64, _>(0));
    let hash =
        hash.try_into().map_err(|_| StoreFault::Damaged { position: number, detail: "hash length".to_owned() })?;
    Ok((number, hash))
}

async fn insert(tx: &mut SqliteConnection, header: &Header, hash: &[u8; 32], payload: &[u8]) -> Result<(), StoreFault> {
    sqlx::query("INSERT INTO records (position, stream, seq, at, console, previous, previous_in_stream, hash, payload) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")
        .bind(signed(header.position))
        .bind(header.stream.to_vec())
        .bind(signed(header.seq))
        .bind(header.at)
        .bind(header.console.to_vec())
        .bind(header.previous.to_vec())
        .bind(header.previous_in_stream.to_vec())
        .bind(hash.to_vec())
        .bind(payload)
        .execute(tx)
        .await
        .map_err(|e| store_fault(&e))?;
    Ok(())
}

async fn note_act(
    tx: &mut SqliteConnection,
    header: &Header,
    person: PersonId,
    kind: &'static str,
) -> Result<(), StoreFault> {
    sqlx::query("INSERT INTO acts (position, person, kind, at, stream) VALUES (?, ?, ?, ?, ?)")
        .bind(signed(header.position))
        .bind(person.0.as_bytes().to_vec())
        .bind(kind)
        .bind(header.at)
        .bind(header.stream.to_vec())
        .execute(tx)
        .await
        .map_err(|e| store_fault(&e))?;
    Ok(())
}

async fn project(
    tx: &mut SqliteConnection,
    header: &Header,
    hash: &[u8; 32],
    words: Option<(String, String)>,
) -> Result<(), StoreFault> {
    let done =
        match words {
            Some((words, account)) => sqlx::query(
                "INSERT INTO cases (stream, last_seq, head, opened_at, updated_at, words, account) VALUES (?, ?, ?, ?, ?, ?, ?)",
            )
            .bind(header.stream.to_vec())
            .bind(signed(header.seq))
            .bind(hash.to_vec())
            .bind(header.at)
            .bind(header.at)
            .bind(words)
            .bind(account)
            .execute(tx)
            .await,
            None => {
                sqlx::query("UPDATE cases SET last_seq = ?, head = ?, updated_at = ? WHERE stream = ?")
                    .bind(signed(header.seq))
                    .bind(hash.to_vec())
                    .bind(header.at)
                    .bind(header.stream.to_vec())
                    .execute(tx)
                    .await
            }
        }
        .map_err(|e| store_fault(&e))?;
    if done.rows_affected() == 1 {
        return Ok(());
    }
    Err(StoreFault::Damaged { position: header.position, detail: "the case has no line in the case list".to_owned() })
}

fn case_row(row: &SqliteRow) -> CaseRow {
    CaseRow {
        case: CaseId(Uuid::from_slice(&row.get::<Vec<u8>, _>(0)).unwrap_or_default()),
        seq: unsigned(row.get::<i64, _>(1)),
        opened_at: Timestamp(row.get(2)),
        updated_at: Timestamp(row.get(3)),
    }
}

fn escape_like(text: &str) -> String {
    text.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_")
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}

pub(crate) fn unsigned(n: i64) -> u64 {
    u64::try_from(n).unwrap_or(0)
}

fn signed(n: u64) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}
