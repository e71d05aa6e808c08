//! Bytes of the history, and nothing else: how a record is hashed, and how a chain is checked.
//!
//! Invariants: a record's hash covers every one of its columns and the stored payload bytes (never a
//! re-serialisation); each record names the hash of the record before it in the whole history and of
//! the one before it in its stream. So an edited, dropped, reordered or moved record is found.
//! Deliberately absent: JSON, SQL, meaning. A removed tail is not found from the bytes alone: that
//! needs a head kept elsewhere, see [`Chain::head`].
//!
//! The format is not frozen yet ([`FORMAT`]); stores in another format are refused, not migrated.

mod chain;
mod record;

pub use chain::{Chain, Damage, DamageKind};
pub use record::{Hash, Header, leaf};

/// Name of the record format, kept in every store.
pub const FORMAT: &str = "postern-ledger/0.2-unfrozen";
