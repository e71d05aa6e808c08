use super::{ContactView, DispositionCode, GateView, LifecycleCode, Message, StageCode, TierCode};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Tone {
    Neutral,
    Information,
    Warn,
    Bad,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum WorkGroup {
    Incident,
    NeedsYou,
    Approval,
    Waiting,
    Blocked,
    Done,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum DeadlineCode {
    Cue,
    Code,
    Approval,
    Invitation,
    Overlap,
    Objection,
    Residual,
}

/// What counts down next in a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DeadlineView {
    pub kind: DeadlineCode,
    #[ts(type = "number")]
    pub at: i64,
    /// From when on it is near.
    #[ts(type = "number")]
    pub near_from: i64,
    /// Its whole length.
    #[ts(type = "number")]
    pub whole: i64,
    /// Somebody has to do something before it ends; the others are only waited for.
    pub to_be_met: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct WorkRow {
    pub id: String,
    pub short: String,
    pub subject: String,
    pub login: String,
    pub stage: StageCode,
    pub done: u32,
    pub stages: u32,
    pub blocks: Message,
    pub blocks_tone: Tone,
    pub next: Message,
    pub deadline: Option<DeadlineView>,
    /// A co-signature holds.
    pub signed: bool,
    #[ts(type = "number")]
    pub opened_at: i64,
    pub group: WorkGroup,
    pub lifecycle: LifecycleCode,
    /// Questions that wait for the agent's answer.
    pub questions: u32,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, TS)]
pub struct WorkCounts {
    pub mine: u32,
    pub approval: u32,
    pub person: u32,
    pub blocked: u32,
    pub done: u32,
    pub incident: u32,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct WorkList {
    pub rows: Vec<WorkRow>,
    pub counts: WorkCounts,
    /// Cases that wait for a review, and are not among the rows.
    pub unlisted: u32,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct AccountView {
    pub directory: String,
    pub tenant: String,
    pub id: String,
    pub login: String,
    pub name: String,
    pub privileged: bool,
    pub tier: TierCode,
    pub signals: Vec<String>,
    pub machine: bool,
    pub contacts: Vec<ContactView>,
    pub credentials: u32,
    pub sessions: Option<u32>,
    pub repeats: u32,
    pub violations: Vec<GateView>,
    /// The directory tells nothing of it: the agent states what the account is.
    #[serde(rename = "statedByAgent")]
    pub stated_by_agent: bool,
    /// The directory does not tell whether it administers anything: the agent says.
    #[serde(rename = "asksPrivileged")]
    pub asks_privileged: bool,
}

/// An account whose sign-in name begins as typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct FoundAccountView {
    pub login: String,
    pub name: String,
}

/// What the agent states of an account that nobody can read.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, TS)]
pub struct StatedInput {
    pub name: String,
    /// What signs in there today, each in a line.
    pub credentials: Vec<String>,
    /// Mail addresses on record.
    pub mail: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct VerifyFault {
    #[ts(type = "number")]
    pub position: u64,
    pub stream: String,
    pub kind: String,
    pub detail: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct VerifyView {
    #[ts(type = "number")]
    pub records: u64,
    pub root: String,
    pub faults: Vec<VerifyFault>,
}

/// How far a verification is, in records.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
pub struct Verifying {
    #[ts(type = "number")]
    pub done: u64,
    #[ts(type = "number")]
    pub all: u64,
}

/// A checkpoint to be kept elsewhere: its text, and the same as a QR code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct CheckpointView {
    pub text: String,
    #[ts(type = "number")]
    pub size: u64,
    pub origin: String,
    /// `None` where the text is too long for a code.
    pub qr: Option<QrView>,
    /// This console's key as a witness, where it signed as one: for whoever checks the signature.
    pub witness: Option<String>,
}

/// A QR code: modules on each side, quiet zone included, and the dark ones as a path of an SVG of that size.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct QrView {
    pub size: u32,
    pub path: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum HeldCode {
    Consistent,
    Shorter,
    Diverged,
    Other,
    Forged,
    Unreadable,
}

/// What a kept checkpoint says about this history.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct HeldView {
    pub held: HeldCode,
    #[ts(type = "number")]
    pub size: u64,
    #[ts(type = "number")]
    pub now: u64,
    /// Whose name is forged, of which history it is, or why it cannot be read.
    pub what: String,
    pub signers: Vec<SignerView>,
    /// Names of signatures that this history cannot check.
    pub unknown: Vec<String>,
}

/// A signature that was checked, and when a witness says it was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct SignerView {
    pub name: String,
    #[ts(type = "number | null")]
    pub at: Option<i64>,
}

/// A case that was written to a folder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ExportView {
    pub folder: String,
    pub files: u32,
}

/// Where a case report was written: as a page, and on paper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ReportView {
    pub page: String,
    pub paper: String,
    /// The beginning and the end of its digest, as in the report.
    pub digest: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct HistoryRow {
    pub id: String,
    pub short: String,
    pub subject: String,
    pub login: String,
    pub directory: String,
    pub reason: String,
    pub channel: String,
    pub tier: TierCode,
    pub lifecycle: LifecycleCode,
    /// The furthest stage in which something was recorded.
    pub reached: StageCode,
    pub reviewed: Option<DispositionCode>,
    #[ts(type = "number")]
    pub opened_at: i64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum WhichCode {
    All,
    Open,
    ToReview,
    Reviewed,
    Completed,
    Refused,
    Cancelled,
    Incident,
}

/// Which cases the history is asked for.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct HistoryQuery {
    pub text: String,
    pub which: WhichCode,
    pub tier: Option<TierCode>,
    pub directory: Option<String>,
    pub agent: Option<String>,
    pub model: Option<String>,
    pub refused_by: Option<String>,
    #[ts(type = "number | null")]
    pub from: Option<i64>,
    #[ts(type = "number | null")]
    pub to: Option<i64>,
}

/// A page of the history.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct HistoryPageView {
    pub rows: Vec<HistoryRow>,
    /// What the page after this one is asked for with; null where this is the last.
    #[ts(type = "number | null")]
    pub next: Option<u64>,
    /// How many cases there are; null for all but the first page.
    pub total: Option<u32>,
    /// There may be more: counting ended there.
    pub or_more: bool,
}

/// A value that can be chosen, and what it is called.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ChoiceView {
    pub value: String,
    pub name: String,
}

/// What the cases of the history can be told apart by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct HistoryChoices {
    pub directories: Vec<ChoiceView>,
    pub agents: Vec<ChoiceView>,
    pub models: Vec<ChoiceView>,
    pub refused_by: Vec<String>,
}
