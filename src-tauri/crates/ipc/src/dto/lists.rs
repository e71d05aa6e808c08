use super::{ContactView, DispositionCode, GateView, LifecycleCode, Message, StageCode, TierCode};
use serde::Serialize;
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
    NeedsYou,
    Waiting,
    Blocked,
    Done,
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
    #[ts(type = "number | null")]
    pub deadline: Option<i64>,
    pub deadline_meaning: Option<Message>,
    #[ts(type = "number")]
    pub opened_at: i64,
    pub group: WorkGroup,
    pub lifecycle: LifecycleCode,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, TS)]
pub struct WorkCounts {
    pub mine: u32,
    pub approval: u32,
    pub person: u32,
    pub blocked: u32,
    pub done: u32,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct WorkList {
    pub rows: Vec<WorkRow>,
    pub counts: WorkCounts,
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
    pub reviewed: Option<DispositionCode>,
    #[ts(type = "number")]
    pub opened_at: i64,
}
