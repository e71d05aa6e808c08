use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What follows the history outside.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum FeedCode {
    File,
    Syslog,
    Collector,
    Tickets,
}

/// Whether the secret that it needs is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum FeedSecretCode {
    None,
    Kept,
    Missing,
}

/// Why something is not handed on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum FeedTroubleCode {
    Unreachable,
    TimedOut,
    Tls,
    Access,
    Busy,
    Refused,
    NoSecret,
    Keyring,
    Disk,
    History,
}

/// What stands in the way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct FeedTroubleView {
    pub code: FeedTroubleCode,
    pub detail: String,
    #[ts(type = "number")]
    pub since: i64,
    /// How often it was tried since.
    pub tries: u32,
}

/// One follower of the history.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct FeedView {
    pub code: FeedCode,
    /// Where it hands on to.
    pub to: String,
    pub secret: FeedSecretCode,
    /// Everything up to this record is acknowledged.
    #[ts(type = "number")]
    pub position: u64,
    /// How many records wait.
    #[ts(type = "number")]
    pub behind: u64,
    /// When something was last acknowledged, since the console runs.
    #[ts(type = "number | null")]
    pub last: Option<i64>,
    pub trouble: Option<FeedTroubleView>,
}

/// Why a ticket was given up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ParkedCode {
    NoTicket,
    NotThere,
    Refused,
}

/// A ticket that was given up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ParkedView {
    pub case: String,
    pub ticket: String,
    pub why: ParkedCode,
    #[ts(type = "number")]
    pub at: i64,
}

/// What is handed on outside, and how far it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct FeedsView {
    pub feeds: Vec<FeedView>,
    /// The newest first.
    pub parked: Vec<ParkedView>,
    /// The settings that name them.
    pub file: String,
}
