use super::Args;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum DraftFormCode {
    NewCase,
    Note,
    CannotVerify,
    Cancel,
    ClearHold,
    Evidence,
    Question,
    Answers,
    Exception,
}

/// What somebody typed into a form and did not submit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DraftView {
    pub case_id: Option<String>,
    pub form: DraftFormCode,
    #[ts(type = "{ [key in string]: string }")]
    pub fields: Args,
    #[ts(type = "number")]
    pub at: i64,
}
