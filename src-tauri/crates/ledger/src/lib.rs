//! Bytes of the history, and nothing else: records, the tree over them, checkpoints, proofs.
//!
//! Invariants: a record's hash covers every one of its columns and the stored payload bytes (never a
//! re-serialisation); each record names the hash of the one before it in its stream; the records' hashes are the
//! leaves of an RFC 6962 tree, whose root consoles sign. So an edited, dropped, reordered or moved record is found,
//! and a removed tail or a rewritten history is found by whoever holds a checkpoint.
//! Deliberately absent: JSON, SQL, meaning.
//!
//! The format is frozen: `src-tauri/docs/formats/record-v1.md` says it byte by byte, with vectors.

mod chain;
mod checkpoint;
mod proof;
mod record;
mod tree;

pub use chain::{Damage, DamageKind, History, Piece};
pub use checkpoint::{
    Checkpoint, KnownKey, NotACheckpoint, Opened, PublicKey, Sign, Signer, add_named, cosign, look_at, named, open,
    open_text, origin, sign_text, text_of_checkpoint,
};
pub use proof::{Nodes, ProofFault, Written, check_consistency, check_inclusion, consistency, edge, inclusion, root};
pub use record::{HEADER_LEN, Hash, Header, MAX_PAYLOAD, Unreadable, VERSION, decode, encode, leaf, leaf_of};
pub use tree::{Complete, Edge, node};

/// Name of the store's format, kept in every store: the records' version and the tables around them.
pub const FORMAT: &str = "postern-ledger/1";
