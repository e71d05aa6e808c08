use super::{GateView, PersonView};
use serde::Serialize;
use ts_rs::TS;

/// Told on every page, and where people sign in, while an administrator is being recovered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct QuorumAlarm {
    pub person: String,
    #[ts(type = "number")]
    pub opens_at: i64,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct QuorumSignature {
    pub person: PersonView,
    #[ts(type = "number")]
    pub at: i64,
}

/// What was asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct OpenQuorumView {
    pub person: PersonView,
    pub staff_number: String,
    pub reason: String,
    #[ts(type = "number")]
    pub reported_at: i64,
    /// Last digits of the new key's credential for signing in.
    pub key_ends: String,
    pub signatures: Vec<QuorumSignature>,
    /// Those of them that count now.
    pub signed: u32,
    #[ts(type = "number")]
    pub opens_at: i64,
}

/// The recovery of an administrator by a quorum, for the signed-in person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct QuorumView {
    pub open: Option<OpenQuorumView>,
    pub administrators: Vec<PersonView>,
    pub needed: u32,
    /// Hours from the first signature.
    pub wait: u32,
    /// What stands in the way of each.
    pub begin: Vec<GateView>,
    pub sign: Vec<GateView>,
    pub refuse: Vec<GateView>,
    pub finish: Vec<GateView>,
}
