use super::{LifecycleCode, PersonView, StageCode};
use serde::Serialize;
use ts_rs::TS;

/// A case that fits what was typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FoundCase {
    pub id: String,
    pub short: String,
    pub subject: String,
    pub login: String,
    /// The furthest stage in which something was recorded.
    pub reached: StageCode,
    pub lifecycle: LifecycleCode,
}

/// A directory that fits what was typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct FoundDirectory {
    pub id: String,
    pub tenant: String,
}

/// What fits what was typed, by kind; each list is short.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct HitsView {
    pub open: Vec<FoundCase>,
    pub ended: Vec<FoundCase>,
    pub people: Vec<PersonView>,
    pub directories: Vec<FoundDirectory>,
}
