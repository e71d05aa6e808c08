//! What is known about a key's model, and whether the policy takes it.

use super::{Gate, Violation};
use crate::policy::Policy;
use serde::{Deserialize, Serialize};

/// What the FIDO Metadata Service said about a model when it was looked up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ModelReport {
    /// Number of the metadata that was read (MDS3 §3.1.6 `no`).
    pub metadata: u64,
    /// Its `nextUpdate` had passed: newer metadata may say otherwise.
    pub stale: bool,
    /// The model's name there; `None` where it does not list the model.
    pub name: Option<String>,
    /// Its FIDO certification level in force, 0 to 3.
    pub level: u32,
    /// The status that speaks against it (MDS3 §3.1.4), such as `REVOKED`.
    pub refused: Option<String>,
}

/// What speaks against a model: the policy's lists, and what the metadata says.
pub fn judge_model(policy: &Policy, aaguid: Option<&str>, report: Option<&ModelReport>) -> Vec<Violation> {
    let mut wrong = Vec::new();
    if !aaguid.is_some_and(|a| policy.allows_model(a)) {
        wrong.push(Violation::of(Gate::KeyModelAllowed));
    }
    if let Some(status) = report.and_then(|r| r.refused.as_deref()) {
        wrong.push(Violation::of(Gate::KeyModelNotReported).with("status", status));
    }
    let level = report.map_or(0, |r| r.level);
    if level < policy.model_level {
        wrong.push(Violation::of(Gate::KeyModelCertified).with("level", level).with("needed", policy.model_level));
    }
    let current = report.is_some_and(|r| !r.stale && r.name.is_some());
    if policy.metadata_required && !current {
        wrong.push(Violation::of(Gate::MetadataCurrent));
    }
    wrong
}
