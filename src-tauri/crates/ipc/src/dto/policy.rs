use super::Message;
use serde::Serialize;
use ts_rs::TS;

/// One setting of the policy in force.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct PolicySettingView {
    /// Its key in a policy file.
    pub name: String,
    /// What it is for.
    pub about: Message,
    pub value: Message,
    /// What it may be.
    pub bounds: Message,
    /// The rule that it sets, or that bounds it.
    pub rule: String,
    /// What it is in the policy that ships, where that is something else.
    pub shipped: Option<Message>,
}

/// What a policy asks of a tier, or of every one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct PolicyPartView {
    pub title: Message,
    pub lines: Vec<Message>,
}

/// The policy in force.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct PolicyView {
    pub name: String,
    /// Name of the policy that ships which it is compared with.
    pub shipped: String,
    /// How many settings differ from it.
    pub differs: u32,
    pub settings: Vec<PolicySettingView>,
    pub asks: Vec<PolicyPartView>,
}

/// Which way a change of a setting goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum WeighsCode {
    Stricter,
    Looser,
    Other,
    /// Looser than any policy may be: the change is refused.
    TooLoose,
}

/// One setting that another policy changes, or that it makes too loose.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct PolicyChangeRow {
    pub name: String,
    pub about: Message,
    pub from: Message,
    pub to: Message,
    pub bounds: Message,
    pub rule: String,
    pub weighs: WeighsCode,
}

/// What another policy changes, before it is signed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct PolicyChangeView {
    pub from: String,
    pub to: String,
    /// SHA-256 over the canonical form of the other one.
    pub hash: String,
    pub rows: Vec<PolicyChangeRow>,
}
