use super::{GateView, Message};
use serde::Serialize;
use ts_rs::TS;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum RowTone {
    Plain,
    Ok,
    Warn,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct StatementRow {
    pub label: Message,
    pub value: String,
    pub mono: bool,
    pub tone: RowTone,
    /// What the page knows the line again by, and may keep: a mark of its label, a dot, a mark of the line.
    pub mark: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct StatementSection {
    pub title: Message,
    pub rows: Vec<StatementRow>,
}

/// Drawn from the bytes that are signed, and from nothing else.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct StatementView {
    pub case_id: String,
    #[ts(type = "number")]
    pub version: u64,
    pub nonce: String,
    pub digest: String,
    pub phrase: String,
    pub bytes: u32,
    pub raw: String,
    pub claim: Message,
    pub sections: Vec<StatementSection>,
    #[ts(type = "number")]
    pub expires_at: i64,
    pub violations: Vec<GateView>,
}
