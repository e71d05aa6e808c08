use super::{LifecycleCode, PersonView};
use serde::Serialize;
use ts_rs::TS;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, serde::Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ReportChannelCode {
    InPerson,
    Phone,
    Email,
    Letter,
    Other,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, serde::Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum FindingCode {
    Unfounded,
    Confirmed,
    OurError,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum FreezeStatus {
    Waits,
    Unknown,
    Done,
    Said,
    NotDone,
}

/// One thing that closes the account of an incident.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct FreezeView {
    pub what: String,
    pub status: FreezeStatus,
    #[ts(type = "number | null")]
    pub at: Option<i64>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ClearedView {
    pub by: String,
    pub note: String,
    #[ts(type = "number")]
    pub at: i64,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct DisposedView {
    pub by: String,
    pub finding: FindingCode,
    pub note: String,
    #[ts(type = "number")]
    pub at: i64,
}

/// The last time that a case was repudiated.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct IncidentView {
    pub who: String,
    pub channel: ReportChannelCode,
    pub said: String,
    pub by: String,
    #[ts(type = "number")]
    pub at: i64,
    pub freezes: Vec<FreezeView>,
    /// Who ran, signed or released the case: looked at twice elsewhere while the incident is open.
    pub people: Vec<PersonView>,
    /// The label of the key that was handed out, where it can be told from every other.
    pub key: Option<String>,
    /// A supervisor let the account be recovered all the same.
    pub cleared: Option<ClearedView>,
    /// What a reviewer found; `None` while it is open.
    pub disposed: Option<DisposedView>,
}

/// A case that a reference of a notice names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ReferencedView {
    pub id: String,
    pub reference: String,
    pub subject: String,
    pub login: String,
    pub lifecycle: LifecycleCode,
    #[ts(type = "number")]
    pub opened_at: i64,
}
