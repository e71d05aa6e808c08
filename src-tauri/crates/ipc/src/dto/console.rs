use super::{GateView, Message, PersonView, QuorumAlarm, RoleCode};
use serde::{Deserialize, Serialize};
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
    /// The model's name, where metadata know it.
    pub model: Option<String>,
    pub standing: ModelStanding,
    pub aaguid: Option<String>,
    pub firmware: Option<String>,
    pub serial: Option<String>,
    pub pin_set: bool,
    pub min_pin_length: u32,
    pub force_pin_change: bool,
    pub pin_tries: Option<u32>,
    pub sensor_tries: Option<u32>,
    pub versions: Vec<String>,
    pub transports: Vec<String>,
    pub extensions: Vec<String>,
    /// Names of COSE algorithms; a number where there is none.
    pub algorithms: Vec<String>,
    pub certifications: Vec<String>,
    pub resident_keys: bool,
    pub room: Option<u32>,
    pub built_in_verification: Option<bool>,
    pub always_verify: Option<bool>,
    pub enterprise_attestation: Option<bool>,
    pub manages_credentials: bool,
    pub sets_min_pin_length: bool,
    pub fault: Option<String>,
}

/// What the metadata say about a key's model.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ModelStanding {
    Trusted,
    /// Not listed.
    Unknown,
    /// Revoked, or reported as broken.
    Revoked,
    /// No metadata was read.
    NoMetadata,
}

/// A setting of a key, as asked for.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum KeySettingInput {
    MinPinLength { length: u32 },
    ForcePinChange,
    ToggleAlwaysVerify,
    EnterpriseAttestation,
}

/// What is on a key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct StoredView {
    pub key_id: String,
    pub credentials: Vec<StoredCredentialView>,
    pub room: Option<u32>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct StoredCredentialView {
    /// base64url.
    pub id: String,
    pub rp_id: String,
    pub user_name: String,
    pub display_name: String,
    pub protection: Option<u32>,
    /// A staff credential of this desk.
    pub postern: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum KeyProgressStep {
    Insert,
    Pin,
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
    /// Sign-ins in a browser are seen there.
    pub browser: bool,
    /// What its connector can do, in the order in which a recovery asks for it.
    pub abilities: Vec<AbilityView>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
pub struct AbilityView {
    pub code: &'static str,
    pub how: HowCode,
}

/// How far a connector can do something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum HowCode {
    Does,
    NotYet,
    Person,
    Subject,
    Never,
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
    /// Changes at directories that no case explains, and nobody looked into.
    pub alarms: u32,
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
    /// An administrator is being recovered.
    pub quorum: Option<QuorumAlarm>,
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
