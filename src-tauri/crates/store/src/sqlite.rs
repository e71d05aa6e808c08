//! The embedded store: one file for one desk.

use crate::append::{Appending, Standing, append, run};
use crate::attachments;
use crate::codec;
use crate::engine;
use crate::fault::store_fault;
use crate::lines;
use crate::listing;
use crate::scan::Source;
use crate::schema::SCHEMA;
use async_trait::async_trait;
use postern_domain::canonical::Digest;
use postern_domain::ids::{AccountId, AttachmentId, CaseId, ConsoleId, DirectoryId, LedgerId, PersonId};
use postern_domain::time::Timestamp;
use postern_ledger::FORMAT;
use postern_ports::Signer;
use postern_ports::case_list::{CaseChoices, CaseQuery, ListedCase};
use postern_ports::event_store::{
    Acts, Ask, Attaching, CaseRow, Content, EventStore, Happening, Recorded, StoreFault, Stream, Verification,
};
use postern_ports::secrets::Pin;
use rusqlite::Connection;
use sqlx::Row as _;
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteRow, SqliteSynchronous,
};
use std::path::Path;
use std::sync::Arc;
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
pub struct RawKey(pub(crate) Pin);

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
    source: Source,
    signer: Option<Arc<dyn Signer>>,
    writer: Arc<tokio::sync::Mutex<Writer>>,
}

/// How the file is written.
#[derive(Debug, Clone, Copy)]
enum Writing {
    /// Acknowledged is synced.
    Synced,
    /// What can be made again: nothing is synced.
    Unsynced,
    /// Synced, and no longer than so many pages.
    Limited(u32),
}

/// What appends: one connection of its own, whose cached pages stay true as long as no other process appends, and where
/// the history stood after its last append.
struct Writer {
    source: Source,
    writing: Writing,
    standing: Standing,
    connection: Option<Connection>,
}

impl Writer {
    /// Works over the connection, which is opened where there is none. It is put back only where no transaction is left
    /// open: SQLite ends some failed transactions by itself (a full disk), others end with their connection.
    fn with<T>(
        &mut self,
        work: impl FnOnce(&Connection, &mut Standing) -> Result<T, StoreFault>,
    ) -> Result<T, StoreFault> {
        let connection = match self.connection.take() {
            Some(open) => open,
            None => self.open()?,
        };
        let done = work(&connection, &mut self.standing);
        if matches!(done, Ok(_) | Err(StoreFault::Conflict)) {
            self.connection = Some(connection);
        }
        done
    }

    fn open(&self) -> Result<Connection, StoreFault> {
        let connection = engine::to_write(self.source.path(), self.source.key())?;
        connection.set_prepared_statement_cache_capacity(STATEMENTS);
        engine::set(&connection, "PRAGMA journal_mode = WAL")?;
        match self.writing {
            Writing::Synced => {}
            Writing::Unsynced => engine::set(&connection, "PRAGMA synchronous = OFF")?,
            Writing::Limited(pages) => engine::set(&connection, &format!("PRAGMA max_page_count = {pages}"))?,
        }
        Ok(connection)
    }
}

/// Statements that stay prepared: all that an append has.
const STATEMENTS: usize = 32;

impl SqliteStore {
    /// Opens the file, creating it when it is not there. `signer` seals what is appended.
    pub async fn open(path: &Path, key: &StoreKey, signer: Arc<dyn Signer>) -> Result<Self, StoreFault> {
        Self::write(path, key, signer, Writing::Synced).await
    }

    /// Opens the file for filling it with what can be made again: nothing is synced. For benchmarks and copies.
    pub async fn open_unsynced(path: &Path, key: &StoreKey, signer: Arc<dyn Signer>) -> Result<Self, StoreFault> {
        Self::write(path, key, signer, Writing::Unsynced).await
    }

    /// Opens the file with a limit on its size in pages of 4096 bytes: a quota for a desk, and how a full disk is tried.
    pub async fn open_with_page_limit(
        path: &Path,
        key: &StoreKey,
        signer: Arc<dyn Signer>,
        pages: u32,
    ) -> Result<Self, StoreFault> {
        Self::write(path, key, signer, Writing::Limited(pages)).await
    }

    async fn write(path: &Path, key: &StoreKey, signer: Arc<dyn Signer>, writing: Writing) -> Result<Self, StoreFault> {
        let mut options = options(path, key)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full);
        if let Writing::Limited(pages) = writing {
            options = options.pragma("max_page_count", pages.to_string());
        }
        Self::connect(options, Source::new(path, key), writing, Some(signer)).await
    }

    /// Opens an existing file without being able to change it: for verification and rescue.
    pub async fn open_read_only(path: &Path, key: &StoreKey) -> Result<Self, StoreFault> {
        let options = options(path, key).create_if_missing(false).read_only(true);
        Self::connect(options, Source::new(path, key), Writing::Synced, None).await
    }

    async fn connect(
        options: SqliteConnectOptions,
        source: Source,
        writing: Writing,
        signer: Option<Arc<dyn Signer>>,
    ) -> Result<Self, StoreFault> {
        let pool = SqlitePoolOptions::new()
            .max_connections(4)
            .acquire_timeout(Duration::from_secs(10))
            .connect_with(options)
            .await
            .map_err(|e| store_fault(&e))?;
        let writable = signer.is_some();
        let writer = Writer { source: source.clone(), writing, standing: Standing::default(), connection: None };
        let store = Self { pool, source, signer, writer: Arc::new(tokio::sync::Mutex::new(writer)) };
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
            Some(found) if found == FORMAT && writable => self.keep_up().await,
            Some(found) if found == FORMAT => Ok(()),
            Some(found) => Err(StoreFault::Format { found, known: FORMAT.to_owned() }),
            None => Err(StoreFault::NotAStore),
        }
    }

    /// Lists that a version of before did not keep are made. Over a damaged file they are not: verification names what
    /// is wrong with it, and it is written no more.
    async fn keep_up(&self) -> Result<(), StoreFault> {
        match self.writing(|connection, _| lines::keep_up(connection)).await {
            Err(StoreFault::Damaged { position, .. }) => {
                // Not its detail: a payload is quoted there, and it is somebody's.
                tracing::warn!(position, "the lines of cases could not be made");
                Ok(())
            }
            other => other,
        }
    }

    async fn create(&self) -> Result<(), StoreFault> {
        self.writing(|connection, _| {
            engine::set(connection, "BEGIN IMMEDIATE")?;
            create_in(connection)?;
            engine::set(connection, "COMMIT")
        })
        .await
    }

    /// Closes all connections; what was acknowledged is on disk already.
    pub async fn close(&self) {
        // Held until all is closed: no append opens a connection again meanwhile.
        let mut writer = self.writer.lock().await;
        let open = writer.connection.take();
        // Closing may bring what is in the write-ahead log into the file.
        let _ = tokio::task::spawn_blocking(move || drop(open)).await;
        self.pool.close().await;
    }

    /// Runs `work` over the connection that appends, beside the runtime, one after the other; it runs to its end whether
    /// or not it is waited for.
    async fn writing<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Connection, &mut Standing) -> Result<T, StoreFault> + Send + 'static,
    ) -> Result<T, StoreFault> {
        let mut writer = Arc::clone(&self.writer).lock_owned().await;
        if self.pool.is_closed() {
            return Err(StoreFault::Failed("the history is closed".to_owned()));
        }
        let done = tokio::task::spawn_blocking(move || writer.with(work)).await;
        done.unwrap_or_else(|_| Err(StoreFault::Failed("the writer failed".to_owned())))
    }

    /// Runs `work` over a connection that only reads, beside the runtime.
    async fn apart<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Source) -> Result<T, StoreFault> + Send + 'static,
    ) -> Result<T, StoreFault> {
        let source = self.source.clone();
        let done = tokio::task::spawn_blocking(move || work(&source)).await;
        done.unwrap_or_else(|_| Err(StoreFault::Failed("the reader failed".to_owned())))
    }
}

/// Makes the tables of an empty history.
pub(crate) fn create_in(tx: &Connection) -> Result<(), StoreFault> {
    for statement in SCHEMA {
        engine::set(tx, statement)?;
    }
    lines::create(tx)?;
    run(tx, "INSERT INTO meta (name, value) VALUES ('format', ?)", [FORMAT]).map(|_| ())
}

fn options(path: &Path, key: &StoreKey) -> SqliteConnectOptions {
    engine::ready();
    let mut options = SqliteConnectOptions::new().filename(path);
    if let StoreKey::Raw(RawKey(key)) = key {
        // Exposed to hand the key to SQLCipher; must come before the journal mode.
        options = options.pragma("key", format!("\"x'{}'\"", key.expose())).pragma("cipher_log_level", "NONE");
    }
    options.foreign_keys(true).busy_timeout(Duration::from_secs(5))
}

#[async_trait]
impl EventStore for SqliteStore {
    async fn ledger(&self) -> Result<Option<LedgerId>, StoreFault> {
        let first = self.read(Stream::Desk).await?;
        Ok(first.first().and_then(|r| codec::founded(&r.happening)))
    }

    async fn append(
        &self,
        stream: Stream,
        expected_seq: u64,
        at: Timestamp,
        console: ConsoleId,
        happenings: Vec<Happening>,
    ) -> Result<Vec<Recorded>, StoreFault> {
        let signer = Arc::clone(self.signer.as_ref().ok_or(StoreFault::ReadOnly)?);
        let what = Appending { stream, expected_seq, at, console, happenings, signer };
        self.writing(move |connection, standing| append(connection, standing, what)).await
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

    async fn read_after(&self, position: u64, most: u32) -> Result<Vec<Recorded>, StoreFault> {
        // Over a connection of its own: whoever follows the history takes none from the desk.
        self.apart(move |source| crate::page::after(source, position, most)).await
    }

    async fn cases(&self, query: &str, limit: u32) -> Result<Vec<CaseRow>, StoreFault> {
        let every = "SELECT stream, last_seq, opened_at, updated_at FROM cases ORDER BY position DESC LIMIT ?";
        let matching = "SELECT cases.stream, cases.last_seq, cases.opened_at, cases.updated_at
            FROM cases_words JOIN cases ON cases.position = cases_words.rowid
            WHERE cases_words MATCH ? ORDER BY cases_words.rowid DESC LIMIT ?";
        let asked = match matched(query) {
            Asked::Everything => sqlx::query(every),
            Asked::Words(words) => sqlx::query(matching).bind(words),
            Asked::Nothing => return Ok(Vec::new()),
        };
        let rows = asked.bind(i64::from(limit)).fetch_all(&self.pool).await.map_err(|e| store_fault(&e))?;
        Ok(rows.iter().map(case_row).collect())
    }

    async fn list_cases(
        &self,
        query: &CaseQuery,
        before: Option<u64>,
        most: u32,
    ) -> Result<Vec<ListedCase>, StoreFault> {
        let query = query.clone();
        self.apart(move |source| listing::list(source, &query, before, most)).await
    }

    async fn count_cases(&self, query: &CaseQuery, most: u32) -> Result<u32, StoreFault> {
        let query = query.clone();
        self.apart(move |source| listing::count(source, &query, most)).await
    }

    async fn case_choices(&self) -> Result<CaseChoices, StoreFault> {
        self.apart(listing::choices).await
    }

    async fn cases_of(&self, directory: &DirectoryId, account: &AccountId) -> Result<Vec<CaseRow>, StoreFault> {
        let rows = sqlx::query(
            "SELECT stream, last_seq, opened_at, updated_at FROM cases WHERE account = ? ORDER BY position DESC",
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

    async fn cases_with_key(&self, identity: Digest, except: CaseId) -> Result<u32, StoreFault> {
        let found: i64 =
            sqlx::query_scalar("SELECT count(DISTINCT stream) FROM acts WHERE person = ? AND kind = ? AND stream <> ?")
                .bind(codec::key_person(identity).0.as_bytes().to_vec())
                .bind(codec::KEY)
                .bind(except.0.as_bytes().to_vec())
                .fetch_one(&self.pool)
                .await
                .map_err(|e| store_fault(&e))?;
        Ok(u32::try_from(found).unwrap_or(u32::MAX))
    }

    async fn cases_with_model(&self, aaguid: &str, most: u32) -> Result<Vec<CaseRow>, StoreFault> {
        let Ok(model) = aaguid.parse::<Uuid>() else { return Ok(Vec::new()) };
        let rows = sqlx::query(
            "SELECT stream, last_seq, opened_at, updated_at FROM cases
            WHERE stream IN (SELECT stream FROM acts WHERE person = ? AND kind = ? ORDER BY at DESC LIMIT ?)
            ORDER BY position DESC",
        )
        .bind(model.as_bytes().to_vec())
        .bind(codec::MADE)
        .bind(most)
        .fetch_all(&self.pool)
        .await
        .map_err(|e| store_fault(&e))?;
        Ok(rows.iter().map(case_row).collect())
    }

    async fn cases_by(&self, person: PersonId) -> Result<Vec<CaseRow>, StoreFault> {
        let rows = sqlx::query(
            "SELECT stream, last_seq, opened_at, updated_at FROM cases WHERE stream IN (SELECT stream FROM acts WHERE person = ?) ORDER BY position DESC",
        )
        .bind(person.0.as_bytes().to_vec())
        .fetch_all(&self.pool)
        .await
        .map_err(|e| store_fault(&e))?;
        Ok(rows.iter().map(case_row).collect())
    }

    async fn cases_within(
        &self,
        from: Timestamp,
        to: Timestamp,
        after: Option<CaseId>,
        most: u32,
    ) -> Result<Vec<CaseRow>, StoreFault> {
        let rows = sqlx::query(
            "SELECT stream, last_seq, opened_at, updated_at FROM cases
            WHERE position > coalesce((SELECT position FROM cases WHERE stream = ?), 0) AND opened_at < ? AND updated_at >= ?
            ORDER BY position LIMIT ?",
        )
        .bind(after.map_or_else(Vec::new, |case| case.0.as_bytes().to_vec()))
        .bind(to.0)
        .bind(from.0)
        .bind(i64::from(most))
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

    async fn size_before(&self, at: Timestamp) -> Result<u64, StoreFault> {
        // Time does not run backwards in a history: the records are in the order of their times, and need no index.
        let (mut before, mut after) = (0, self.size().await?.saturating_add(1));
        while after.saturating_sub(before) > 1 {
            let middle = u64::midpoint(before, after);
            let then: i64 = sqlx::query_scalar("SELECT at FROM records WHERE position = ?")
                .bind(signed(middle))
                .fetch_one(&self.pool)
                .await
                .map_err(|e| store_fault(&e))?;
            if then < at.0 { before = middle } else { after = middle }
        }
        Ok(before)
    }

    async fn verify(&self, ask: Ask) -> Result<Verification, StoreFault> {
        self.apart(move |source| crate::verify::verify(source, &ask)).await
    }

    async fn checkpoint(&self) -> Result<Option<String>, StoreFault> {
        self.apart(crate::checkpoints::last).await
    }

    async fn checkpoint_of(&self, size: u64) -> Result<Option<String>, StoreFault> {
        self.apart(move |source| crate::checkpoints::of(source, size)).await
    }

    async fn root(&self, size: u64) -> Result<Option<[u8; 32]>, StoreFault> {
        self.apart(move |source| crate::checkpoints::root(source, size)).await
    }

    async fn attach(&self, file: Attaching) -> Result<(), StoreFault> {
        self.signer.as_ref().ok_or(StoreFault::ReadOnly)?;
        attachments::attach(&self.pool, self.source.path(), file).await
    }

    async fn attachment(&self, id: AttachmentId, commitment: Digest) -> Result<Content, StoreFault> {
        self.apart(move |source| attachments::content(source, id, commitment)).await
    }

    async fn doom(&self, id: AttachmentId) -> Result<(), StoreFault> {
        self.signer.as_ref().ok_or(StoreFault::ReadOnly)?;
        attachments::doom(&self.pool, id).await
    }

    async fn forget(&self, id: AttachmentId) -> Result<(), StoreFault> {
        self.signer.as_ref().ok_or(StoreFault::ReadOnly)?;
        attachments::forget(&self.pool, self.source.path(), id).await
    }

    async fn doomed(&self) -> Result<Vec<(AttachmentId, CaseId)>, StoreFault> {
        attachments::doomed(&self.pool).await
    }

    async fn kept(&self) -> Result<Vec<(AttachmentId, CaseId)>, StoreFault> {
        attachments::kept(&self.pool).await
    }
}

fn case_row(row: &SqliteRow) -> CaseRow {
    CaseRow {
        case: CaseId(Uuid::from_slice(&row.get::<Vec<u8>, _>(0)).unwrap_or_default()),
        seq: unsigned(row.get::<i64, _>(1)),
        opened_at: Timestamp(row.get(2)),
        updated_at: Timestamp(row.get(3)),
    }
}

/// What a search asks for.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Asked {
    Everything,
    Words(String),
    Nothing,
}

/// Every word that was typed must begin a word of the case; a word of signs alone finds nothing.
pub(crate) fn matched(query: &str) -> Asked {
    if query.trim().is_empty() {
        return Asked::Everything;
    }
    let words = query.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric));
    let quoted: Vec<String> = words.map(|word| format!("\"{}\"*", word.replace('"', "\"\""))).collect();
    if quoted.is_empty() { Asked::Nothing } else { Asked::Words(quoted.join(" ")) }
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}

pub(crate) fn unsigned(n: i64) -> u64 {
    u64::try_from(n).unwrap_or(0)
}

pub(crate) fn signed(n: u64) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}
