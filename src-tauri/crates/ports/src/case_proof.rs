//! What shows that the records a report tells of are in a history that a console signed.

use postern_domain::ids::{CaseId, LedgerId};
use serde::{Deserialize, Serialize};

/// The proof of one case: where its records are in the history, and how the history stood.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CaseProof {
    /// The history.
    pub ledger: LedgerId,
    /// The case.
    pub case: CaseId,
    /// How many records the history had.
    pub size: u64,
    /// The root of the tree over them, lower-case hexadecimal.
    pub root: String,
    /// The same, as a console signed it: a C2SP checkpoint.
    pub checkpoint: String,
    /// Every key that a console of this desk signed with, as other verifiers take it, oldest first.
    pub keys: Vec<String>,
    /// The records of the case, in order.
    pub records: Vec<ProvenRecord>,
}

/// One record, and its way to the root.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProvenRecord {
    /// Its position in the whole history, from 1.
    pub position: u64,
    /// Its hash, lower-case hexadecimal.
    pub hash: String,
    /// The hashes that lead from it to the root (RFC 6962 §2.1.1), lower-case hexadecimal.
    pub way: Vec<String>,
}
