use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What a file is to its case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum FileClassCode {
    Correspondence,
    Evidence,
}

/// Why a file is still there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum KeptCode {
    Open,
    NoTime,
    Waits,
    Review,
    Incident,
    Hold,
    Held,
}

/// A file of the case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AttachmentView {
    pub id: String,
    pub name: String,
    #[ts(type = "number")]
    pub size: u64,
    pub class: FileClassCode,
    pub by: String,
    #[ts(type = "number")]
    pub at: i64,
    #[ts(type = "number | null")]
    pub due: Option<i64>,
    pub kept: Vec<KeptCode>,
    pub erased: bool,
    #[ts(type = "number | null")]
    pub erased_at: Option<i64>,
    pub erased_by: Option<String>,
}

/// Who holds the files of the case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct FilesHeldView {
    pub by: String,
    pub reason: String,
    #[ts(type = "number")]
    pub at: i64,
}
