use serde::Serialize;
use std::collections::BTreeMap;
use ts_rs::TS;

/// How it stands with a channel that notices go by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ChannelState {
    Missing,
    NoSecret,
    Bad,
    Ready,
}

/// A channel, and what the settings say of it, by the names of its fields.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct NoticeChannelView {
    pub state: ChannelState,
    /// Why it cannot be used.
    pub why: Option<String>,
    pub has_secret: bool,
    pub values: BTreeMap<String, String>,
}

/// How it stands with a message that was begun.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum DeliveryState {
    Sent,
    Unknown,
    NotTaken,
}

/// A message of late.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct DeliveryView {
    /// The case's identifier and its short number; null for a test.
    pub case: Option<String>,
    pub short: Option<String>,
    /// `opened`, `recovered`, `code` or `test`.
    pub what: String,
    pub state: DeliveryState,
    #[ts(type = "number")]
    pub at: i64,
}

/// The channels of this desk, and what went out of late.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct NoticesSetupView {
    pub mail: NoticeChannelView,
    pub webhook: NoticeChannelView,
    /// How subjects are spoken to: language, and how security is reached.
    pub notices: BTreeMap<String, String>,
    /// The newest first.
    pub late: Vec<DeliveryView>,
    pub file: String,
    /// The practice profile has a mailbox, and nothing to set up.
    pub practice: bool,
}

/// What came of a test message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct NoticeTrialView {
    /// The receipt, where it was taken.
    pub receipt: Option<String>,
    /// `refused`, `later`, `unknown`, `failed` or `no_channel`.
    pub fault: Option<String>,
    pub why: Option<String>,
}
