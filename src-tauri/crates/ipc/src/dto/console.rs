use super::{GateView, Message, PersonView, RoleCode};
use serde::Serialize;
use ts_rs::TS;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct KeyView {
    pub id: String,
    pub label: String,
    /// Last four hexadecimal digits of the staff credential on it, when it is a staff key.
    pub ends: Option<String>,
    /// Name of the staff member it belongs to, when known here.
    pub owner: Option<String>,
    pub aaguid: Option<String>,
    pub firmware: Option<String>,
    pub pin_set: bool,
    pub min_pin_length: u32,
    pub pin_tries: Option<u32>,
    pub fault: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum KeyProgressStep {
    Working,
    Touch,
    Done,
}

/// Event `key-progress`: what the key waits for now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct KeyProgress {
    pub key_id: String,
    pub step: KeyProgressStep,
}

/// Event `case-changed`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CaseChanged {
    pub case_id: String,
    #[ts(type = "number")]
    pub version: u64,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct DirectoryView {
    pub id: String,
    pub tenant: String,
    pub up: bool,
    #[ts(type = "number | null")]
    pub since: Option<i64>,
    pub fault: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    Setup,
    SignIn,
    Locked,
    Open,
    Rescue,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Counts {
    pub mine: u32,
    pub approvals: u32,
    pub to_review: u32,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ConsoleView {
    pub profile: String,
    pub practice: bool,
    pub phase: Phase,
    pub me: Option<PersonView>,
    #[ts(type = "number | null")]
    pub lock_at: Option<i64>,
    #[ts(type = "number | null")]
    pub session_ends_at: Option<i64>,
    #[ts(type = "number")]
    pub now: i64,
    pub counts: Counts,
    pub directories: Vec<DirectoryView>,
    #[ts(type = "number")]
    pub records: u64,
    #[ts(type = "number | null")]
    pub verified_to: Option<u64>,
    pub faults: u32,
    pub setup: Option<SetupView>,
    pub version: String,
    pub ledger: String,
    pub policy: String,
    pub notes: Vec<Message>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SetupStep {
    FirstAdministrator,
    SecondAdministrator,
    Staff,
    Done,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SetupPerson {
    pub id: String,
    pub name: String,
    pub role: RoleCode,
    pub staff_number: String,
    pub key_ends: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct SetupView {
    pub step: SetupStep,
    pub people: Vec<SetupPerson>,
    pub gates: Vec<GateView>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PracticeKey {
    pub name: String,
    pub label: String,
    pub inserted: bool,
    pub waiting_for_touch: bool,
    pub pin: Option<String>,
    pub hint: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct PracticeMail {
    pub to: String,
    pub subject: String,
    pub body: String,
    #[ts(type = "number | null")]
    pub at: Option<i64>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PracticeTry {
    pub let_in: bool,
    pub code: String,
}
