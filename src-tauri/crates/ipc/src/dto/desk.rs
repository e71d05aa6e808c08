use super::{PersonView, RoleCode};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Where a note is filed. One place tells security that its writer needs help.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum NoteFiling {
    Case,
    Delivery,
    OtherDesk,
}

/// Who vouches for the subject.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, TS)]
pub struct ReferenceInput {
    pub name: String,
    pub relationship: String,
    pub ial: u32,
}

/// A key that signs. Its PIN is asked for in a window of its own.
#[derive(Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SignerInput {
    pub key_id: String,
}

/// A change of the desk, as asked for.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, TS)]
#[serde(tag = "what", rename_all = "snake_case", rename_all_fields = "camelCase")]
pub enum DeskChange {
    /// TOML, or the name of a policy that ships.
    AdoptPolicy {
        text: String,
    },
    RenewTraining {
        person: String,
        #[ts(type = "number")]
        until: i64,
    },
    RemoveStaff {
        person: String,
        #[ts(type = "number")]
        reported_at: i64,
        reason: String,
    },
    SetThreat {
        raised: bool,
        reason: String,
    },
    SetSecurityKey {
        public_key: String,
    },
    RotateConsoleKey {
        reason: String,
    },
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DeskPerson {
    pub person: PersonView,
    pub staff_number: String,
    pub key_ends: String,
    pub organisation: String,
    #[ts(type = "number")]
    pub training_until: i64,
    pub trained: bool,
    pub removed: Option<RemovedView>,
    /// How many keys they have.
    pub keys: u32,
    /// The key that they lost last.
    pub lost: Option<RemovedView>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RemovedView {
    pub reason: String,
    #[ts(type = "number")]
    pub reported_at: i64,
    #[ts(type = "number")]
    pub at: i64,
    /// Cases that they took part in: open ones are frozen or lost their signature, closed ones are to be looked at.
    pub cases: Vec<TouchedView>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TouchedView {
    pub id: String,
    pub short: String,
    pub open: bool,
    /// Opened after the time that was reported.
    pub since_reported: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct NeededView {
    /// Code of a change.
    pub what: String,
    pub people: u32,
    pub roles: Vec<RoleCode>,
}

/// The desk, as administrators see it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DeskView {
    pub policy: String,
    pub policy_hash: String,
    pub shipped: Vec<String>,
    pub threat_raised: bool,
    pub security_key: Option<String>,
    /// What this console signs the history with, as verifiers take it.
    pub console_key: String,
    pub people: Vec<DeskPerson>,
    pub needed: Vec<NeededView>,
    /// Changes at directories that no case explains, newest first.
    pub alarms: Vec<AlarmView>,
}

/// A change of an account's credentials that no case explains.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AlarmView {
    pub directory: String,
    pub entry: String,
    pub login: String,
    /// `added`, `removed` or `altered`.
    pub what: String,
    pub done_by: String,
    #[ts(type = "number")]
    pub happened: i64,
    pub judged: Option<JudgedView>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct JudgedView {
    pub by: String,
    pub note: String,
    #[ts(type = "number")]
    pub at: i64,
}
