//! The policy a case runs under. One built-in set for now; a case carries its hash.

use crate::canonical::{self, Digest, NotCanonical};
use crate::recovery::Tier;
use crate::time::Span;
use serde::{Deserialize, Serialize};

/// Every number and switch that a gate reads.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Policy {
    /// Name and version for people: `standard 2026-11`.
    pub name: String,
    /// Co-signatures that a standard case needs (Local P-04; NIST asks for none).
    pub approvals_standard: u32,
    /// Co-signatures that a privileged case needs (Local P-04).
    pub approvals_privileged: u32,
    /// How long a co-signature holds, in minutes (Local P-05).
    pub approval_minutes: i64,
    /// A privileged case is approved on another console than the agent's (Local P-06).
    pub privileged_on_other_console: bool,
    /// Days for which a contact must be unchanged to be used (Local P-08).
    pub contact_unchanged_days: i64,
    /// Random cues that a video check needs (SP 800-63A-4 §3.14).
    pub video_cues: u32,
    /// How long a drawn cue may be answered, in minutes.
    pub cue_minutes: i64,
    /// Days in which another request for the subject counts as a repeat (Local P-03).
    pub repeat_days: i64,
    /// Shortest PIN of a new key, in code points (SP 800-63B-4 §3.2.10: should be 6).
    pub min_pin_length: u32,
    /// Key models that may be provisioned: AAGUIDs, lower-case with hyphens. Empty: every model whose attestation is trusted.
    pub allowed_models: Vec<String>,
    /// Number of new keys per case.
    pub new_keys: u32,
}

impl Policy {
    /// The policy that ships: AAL2 accounts at IAL2, one co-signature, two for privileged accounts.
    pub fn standard() -> Self {
        Self {
            name: "standard 2026-11".to_owned(),
            approvals_standard: 1,
            approvals_privileged: 2,
            approval_minutes: 60,
            privileged_on_other_console: true,
            contact_unchanged_days: 30,
            video_cues: 1,
            cue_minutes: 8,
            repeat_days: 90,
            min_pin_length: 6,
            allowed_models: Vec::new(),
            new_keys: 1,
        }
    }

    /// SHA-256 over its canonical form.
    pub fn hash(&self) -> Result<Digest, NotCanonical> {
        Ok(Digest::separated("postern/policy/v1", &canonical::bytes(self)?))
    }

    /// Co-signatures that `tier` needs.
    pub fn approvals(&self, tier: Tier) -> u32 {
        match tier {
            Tier::Standard => self.approvals_standard,
            Tier::Privileged => self.approvals_privileged,
        }
    }

    /// How long a co-signature holds.
    pub fn approval_span(&self) -> Span {
        Span::minutes(self.approval_minutes)
    }

    /// Whether a key of this model may be provisioned.
    pub fn allows_model(&self, aaguid: &str) -> bool {
        self.allowed_models.is_empty() || self.allowed_models.iter().any(|m| m == aaguid)
    }
}
