use super::{DispositionCode, HistoryQuery, LifecycleCode, Message, ReasonCode, StageCode, TierCode};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A draw of ended cases for review, with everything that it takes to draw it again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct SampleView {
    #[ts(type = "number")]
    pub from: i64,
    #[ts(type = "number")]
    pub to: i64,
    pub number: u32,
    #[ts(type = "number")]
    pub size: u64,
    pub root: String,
    pub note: String,
    pub settled: bool,
    pub ended: u32,
    pub drawn: Vec<SampledRow>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct SampledRow {
    pub id: String,
    pub short: String,
    pub subject: String,
    pub login: String,
    pub tier: TierCode,
    pub lifecycle: LifecycleCode,
    pub reviewed: Option<DispositionCode>,
    pub rank: String,
    pub privileged: bool,
}

/// What the cases of some weeks show together; the numbers of a week are in the order of `reasons` and `tiers`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct PatternsView {
    #[ts(type = "number")]
    pub since: i64,
    #[ts(type = "number")]
    pub until: i64,
    pub cases: u32,
    pub reasons: Vec<ReasonCode>,
    pub tiers: Vec<TierCode>,
    pub weeks: Vec<WeekView>,
    pub stages: Vec<StageTimeView>,
    pub refusals: Vec<RefusedByView>,
    pub repeats: Vec<RepeatView>,
    pub pairs: Vec<PairView>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct WeekView {
    #[ts(type = "number")]
    pub begins: i64,
    pub reasons: Vec<u32>,
    pub tiers: Vec<u32>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct StageTimeView {
    pub stage: StageCode,
    pub cases: u32,
    #[ts(type = "number")]
    pub median: i64,
    #[ts(type = "number")]
    pub p90: i64,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct NamedCase {
    pub id: String,
    pub short: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct RefusedByView {
    pub code: String,
    pub citation: String,
    pub attempts: u32,
    pub cases: Vec<NamedCase>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct RepeatView {
    pub directory: String,
    pub login: String,
    pub name: String,
    pub count: u32,
    pub cases: Vec<NamedCase>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct PairView {
    pub agent: String,
    pub supervisor: String,
    pub count: u32,
    pub of: u32,
    pub cases: Vec<NamedCase>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ComparePart {
    Facts,
    People,
    Stages,
    Rules,
    Refusals,
    Evidence,
    Notices,
}

/// One thing that is told of a case: text from outside, a sentence, or a length of time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum ToldView {
    Text {
        text: String,
    },
    Words {
        words: Message,
    },
    Took {
        #[ts(type = "number")]
        span: i64,
    },
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct CompareRow {
    pub part: ComparePart,
    pub what: Message,
    pub source: Option<String>,
    pub first: Vec<ToldView>,
    pub second: Vec<ToldView>,
    pub differs: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ComparedCase {
    pub id: String,
    pub short: String,
    pub subject: String,
    pub login: String,
    pub lifecycle: LifecycleCode,
    #[ts(type = "number")]
    pub opened_at: i64,
}

/// Two cases side by side.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct CompareView {
    pub first: ComparedCase,
    pub second: ComparedCase,
    pub rows: Vec<CompareRow>,
    pub differing: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum PatternsTable {
    Weeks,
    Stages,
    Refusals,
    Repeats,
    Pairs,
}

/// A list that can be saved as a file.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, TS)]
#[serde(tag = "list", rename_all = "snake_case", rename_all_fields = "camelCase")]
pub enum ListInput {
    History {
        query: HistoryQuery,
    },
    Work,
    Sample {
        #[ts(type = "number")]
        from: i64,
        #[ts(type = "number")]
        to: i64,
        number: u32,
    },
    Patterns {
        weeks: u32,
        table: PatternsTable,
    },
    Timeline {
        case_id: String,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ListForm {
    Csv,
    Json,
}

/// A list that was saved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct SavedListView {
    pub place: String,
    pub rows: u32,
    pub cut: bool,
}
