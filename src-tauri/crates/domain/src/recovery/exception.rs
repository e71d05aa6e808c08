//! The exception path: more signatures, never fewer records.

use crate::ids::PersonId;
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};

/// Why a case leaves the ordinary path.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ExceptionKind {
    /// A trusted referee speaks for a subject whose evidence is short (SP 800-63A-4 §3.15.1).
    TrustedReferee,
    /// Harm is near: rules that are local policy are set aside, and none of the standards'.
    Emergency,
}

/// What is recorded of an exception (SP 800-63A-4 §3.15.1): why, by whom, on what grounds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Exception {
    /// Which.
    pub kind: ExceptionKind,
    /// Why the ordinary path does not do.
    pub reason: String,
    /// The trusted referee, or who declared the emergency.
    pub referee: String,
    /// What was looked at and how it was decided.
    pub rationale: String,
    /// Who recorded it.
    pub by: PersonId,
    /// When.
    pub at: Timestamp,
}
