//! The history on disk: SQLite through sqlx, encrypted with SQLCipher when given a key.
//!
//! Invariants: an acknowledged append is synced (WAL, `synchronous=FULL`) and sealed: the console signed the root of
//! the tree that it left; appends are versioned per stream; a record is never updated or deleted (triggers refuse it,
//! and verification shows it); projections change in the same transaction and are checked by `verify`.
//! Deliberately absent: rules.

mod append;
mod attachments;
mod backup;
mod checkpoints;
mod codec;
mod copier;
mod engine;
mod export;
mod fault;
mod folder;
mod keys;
mod lines;
mod lines_check;
mod listing;
mod page;
mod repair;
mod report;
mod scan;
mod schema;
mod sealed;
pub mod sheets;
mod sqlite;
mod upcast;
mod verify;

pub use attachments::copy_contents;
pub use backup::{copy, fold_log, rekey, sync};
pub use checkpoints::{consistency, leaves, name};
pub use copier::{Copier, LastBackup};
pub use export::{Files, export, write_files};
pub use folder::Folder;
pub use keys::{KeyFault, StoreKeys};
pub use repair::{Repaired, repair};
pub use report::{check_report, sign_report};
pub use scan::Source;
pub use sealed::{SEALED, SealedKeys};
pub use sqlite::{SqliteStore, StoreKey};
pub use verify::hashes;
