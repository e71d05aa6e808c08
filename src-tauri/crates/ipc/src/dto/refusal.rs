use super::{Args, GateView};
use serde::Serialize;
use ts_rs::TS;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum RefusalKind {
    Refused,
    Conflict,
    Key,
    Directory,
    Store,
    Input,
    Session,
    Internal,
}

/// What every refused or failed command answers. Codes are append-only.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Refusal {
    pub kind: RefusalKind,
    pub code: String,
    #[ts(type = "{ [key in string]: string }")]
    pub args: Args,
    pub violations: Vec<GateView>,
    pub incident: Option<String>,
}
