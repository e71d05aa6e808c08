use super::Message;
use serde::Serialize;
use ts_rs::TS;

/// How it stands with something that was looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum FindingState {
    Ok,
    Warn,
    Bad,
    Unknown,
}

/// One thing that was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct FindingView {
    /// Its own among those of one look.
    pub id: String,
    pub state: FindingState,
    pub found: Message,
    /// What helps.
    pub next: Option<Message>,
}

/// What one check found. A look at the whole console is one check after another, since a directory may take a while.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct HealthView {
    pub findings: Vec<FindingView>,
    #[ts(type = "number")]
    pub at: i64,
    /// How many checks are done with this one.
    pub done: u32,
    pub all: u32,
    /// The check that comes next; null after the last.
    pub next: Option<String>,
}
