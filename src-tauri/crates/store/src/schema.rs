//! The tables of the embedded store. What they mean: `src-tauri/docs/formats/store-v1.md`.

/// Every statement that makes an empty store.
pub const SCHEMA: &[&str] = &[
    "CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT",
    "CREATE TABLE records (
        position INTEGER PRIMARY KEY,
        stream BLOB NOT NULL CHECK (length(stream) = 16),
        seq INTEGER NOT NULL,
        at INTEGER NOT NULL,
        console BLOB NOT NULL CHECK (length(console) = 16),
        previous BLOB NOT NULL CHECK (length(previous) = 32),
        hash BLOB NOT NULL CHECK (length(hash) = 32),
        payload BLOB NOT NULL,
        seal BLOB CHECK (seal IS NULL OR length(seal) = 64)
    ) STRICT",
    "CREATE UNIQUE INDEX records_stream ON records (stream, seq)",
    // The right edge of the tree, so that an append needs no other hashes; and up to which record the lines go. Versions
    // of before lines of this form leave that as it is: it has another name than theirs.
    "CREATE TABLE tip (
        one INTEGER PRIMARY KEY CHECK (one = 1), size INTEGER NOT NULL, edge BLOB NOT NULL, listed INTEGER
    ) STRICT",
    // Roots of the complete subtrees of 2^8, 2^16, … leaves, so that a proof reads few records.
    "CREATE TABLE nodes (
        level INTEGER NOT NULL, n INTEGER NOT NULL, hash BLOB NOT NULL CHECK (length(hash) = 32), PRIMARY KEY (level, n)
    ) STRICT, WITHOUT ROWID",
    "CREATE TABLE consoles (
        position INTEGER PRIMARY KEY,
        console BLOB NOT NULL CHECK (length(console) = 16),
        key BLOB NOT NULL CHECK (length(key) = 32)
    ) STRICT",
    "CREATE TABLE cases (
        position INTEGER PRIMARY KEY,
        stream BLOB NOT NULL UNIQUE,
        last_seq INTEGER NOT NULL,
        head BLOB NOT NULL,
        opened_at INTEGER NOT NULL,
        updated_at INTEGER NOT NULL,
        words TEXT NOT NULL,
        account TEXT NOT NULL
    ) STRICT",
    "CREATE INDEX cases_account ON cases (account)",
    "CREATE VIRTUAL TABLE cases_words USING fts5 (
        words, content = 'cases', content_rowid = 'position', prefix = '1 2 3', tokenize = 'unicode61 remove_diacritics 2'
    )",
    "CREATE TABLE acts (
        position INTEGER PRIMARY KEY,
        person BLOB NOT NULL CHECK (length(person) = 16),
        kind TEXT NOT NULL,
        at INTEGER NOT NULL,
        stream BLOB NOT NULL
    ) STRICT",
    "CREATE INDEX acts_person ON acts (person, at)",
    "CREATE TRIGGER records_no_update BEFORE UPDATE ON records BEGIN SELECT RAISE(ABORT, 'records are append-only'); END",
    "CREATE TRIGGER records_no_delete BEFORE DELETE ON records BEGIN SELECT RAISE(ABORT, 'records are append-only'); END",
];

/// One line for each case, for lists, at the position of the record that opened it; and which gates refused something in
/// which case. Made anew from the records where a store of before has none.
pub const LINES: &[&str] = &[
    "CREATE TABLE lines (
        position INTEGER PRIMARY KEY,
        directory TEXT NOT NULL,
        login TEXT NOT NULL,
        name TEXT NOT NULL,
        reason TEXT NOT NULL,
        channel TEXT NOT NULL,
        tier TEXT NOT NULL,
        agent BLOB NOT NULL CHECK (length(agent) = 16),
        reached TEXT NOT NULL,
        sought INTEGER NOT NULL,
        lifecycle TEXT NOT NULL,
        opened_at INTEGER NOT NULL,
        ended_at INTEGER,
        review TEXT,
        model TEXT,
        kind TEXT NOT NULL,
        machine TEXT
    ) STRICT",
    // Lines that are alike in an index stand in the order of their positions: that is the order of lists.
    "CREATE INDEX lines_directory ON lines (directory)",
    "CREATE INDEX lines_tier ON lines (tier)",
    "CREATE INDEX lines_agent ON lines (agent)",
    "CREATE INDEX lines_lifecycle ON lines (lifecycle)",
    "CREATE INDEX lines_opened ON lines (opened_at)",
    "CREATE INDEX lines_model ON lines (model) WHERE model IS NOT NULL",
    "CREATE INDEX lines_to_review ON lines (review) WHERE lifecycle <> 'open' AND review IS NULL",
    "CREATE INDEX lines_machines ON lines (kind) WHERE kind = 'machine'",
    "CREATE TABLE lines_refused (
        code TEXT NOT NULL, position INTEGER NOT NULL, PRIMARY KEY (code, position)
    ) STRICT, WITHOUT ROWID",
];

/// Keys of the attachments, one for each: made with the first attachment, so that stores of before have none.
/// `secure_delete` overwrites what is deleted.
pub const ATTACHMENTS: &str = "CREATE TABLE IF NOT EXISTS attachments (
    id BLOB PRIMARY KEY CHECK (length(id) = 16),
    stream BLOB NOT NULL CHECK (length(stream) = 16),
    key BLOB NOT NULL CHECK (length(key) = 32),
    salt BLOB NOT NULL CHECK (length(salt) = 32),
    doomed INTEGER NOT NULL DEFAULT 0
) STRICT";

/// Every how many levels of the tree roots are kept in `nodes`.
pub const LEVELS: u8 = 8;
