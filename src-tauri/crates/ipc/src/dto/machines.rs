use super::{GateView, NamedCase, StageCode};
use serde::Serialize;
use ts_rs::TS;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum MachinePageCode {
    Sponsor,
    Consumers,
    NewKey,
    NegativeTest,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum MachineStanding {
    Done,
    Now,
    Waiting,
    Blocked,
    Skipped,
}

/// A page of a machine identity's path, within its stage.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct MachinePageView {
    pub code: MachinePageCode,
    pub stage: StageCode,
    pub status: MachineStanding,
    #[ts(type = "number | null")]
    pub at: Option<i64>,
    pub gates: Vec<GateView>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ConsumerView {
    pub name: String,
    /// Since when it uses the new credential, as a person says.
    #[ts(type = "number | null")]
    pub moved_at: Option<i64>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum TrialCode {
    NotGone,
    ToTry,
    Refused,
    Works,
}

/// An old credential, and what came of trying it after it went.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct TrialView {
    pub id: String,
    pub label: String,
    pub status: TrialCode,
    /// The console saw it; `false` where a person says so.
    pub observed: bool,
    #[ts(type = "number | null")]
    pub at: Option<i64>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct MachineView {
    pub sponsor_login: String,
    #[ts(type = "number | null")]
    pub sponsor_at: Option<i64>,
    pub consumers: Vec<ConsumerView>,
    #[ts(type = "number")]
    pub overlap_minutes: i64,
    #[ts(type = "number")]
    pub most_overlap_minutes: i64,
    /// The minutes that are offered.
    #[ts(type = "Array<number>")]
    pub overlap_presets: Vec<i64>,
    /// Until when old and new may live together, while they do.
    #[ts(type = "number | null")]
    pub overlap_until: Option<i64>,
    /// Its new key is drawn here, and sealed.
    pub drawn_keys: bool,
    pub pages: Vec<MachinePageView>,
    /// The page to go on with.
    pub next: Option<MachinePageCode>,
    pub trials: Vec<TrialView>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct TriedView {
    pub refused: bool,
    #[ts(type = "number")]
    pub at: i64,
}

/// A machine identity that had a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct MachineRow {
    pub account: String,
    pub directory: String,
    pub login: String,
    pub name: String,
    pub sponsor: String,
    pub consumers: u32,
    pub cases: u32,
    #[ts(type = "number | null")]
    pub rotated_at: Option<i64>,
    /// The case that runs.
    pub open: Option<NamedCase>,
    /// Until when old and new may live together, while they do.
    #[ts(type = "number | null")]
    pub overlap_until: Option<i64>,
    /// What came of the last trial of an old credential.
    pub tried: Option<TriedView>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct MachinesView {
    pub rows: Vec<MachineRow>,
    /// Identities that fit too, and are not among the rows.
    pub unlisted: u32,
}
