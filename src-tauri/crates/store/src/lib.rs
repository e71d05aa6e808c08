//! The history on disk: SQLite through sqlx, encrypted with SQLCipher when given a key.
//!
//! Invariants: an acknowledged append is synced (WAL, `synchronous=FULL`); appends are versioned per
//! stream; a record is never updated or deleted (triggers refuse it, and the hash chain shows it);
//! projections change in the same transaction and are checked by `verify`. Deliberately absent: rules.

mod codec;
mod fault;
mod sqlite;
mod verify;

pub use sqlite::{SqliteStore, StoreKey};
