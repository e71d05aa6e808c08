//! Transport types. Each mirrors a type of `ui/src/ipc/types.ts`, which is generated from here.
//! Times are milliseconds since 1970; field meanings are on the domain types they come from.
#![allow(missing_docs)] // one-line mirrors: documented where they come from

mod backups;
mod case;
mod console;
mod desk;
mod directories;
mod drafts;
mod feeds;
mod finding;
mod health;
mod incident;
mod lists;
mod looking_back;
mod machines;
mod notices;
mod policy;
mod privacy;
mod quorum;
mod refusal;
mod statement;

pub use backups::*;
pub use case::*;
pub use console::*;
pub use desk::*;
pub use directories::*;
pub use drafts::*;
pub use feeds::*;
pub use finding::*;
pub use health::*;
pub use incident::*;
pub use lists::*;
pub use looking_back::*;
pub use machines::*;
pub use notices::*;
pub use policy::*;
pub use privacy::*;
pub use quorum::*;
pub use refusal::*;
pub use statement::*;

use serde::Serialize;
use std::collections::BTreeMap;
use ts_rs::TS;

/// Arguments of a sentence, by name.
pub type Args = BTreeMap<String, String>;

/// A sentence to look up in the words (Fluent): an id and its arguments.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Message {
    pub id: String,
    #[ts(type = "{ [key in string]: string }")]
    pub args: Args,
}

impl Message {
    /// A sentence without arguments.
    pub fn of(id: impl Into<String>) -> Self {
        Self { id: id.into(), args: Args::new() }
    }

    /// Adds an argument.
    pub fn with(mut self, name: &str, value: impl ToString) -> Self {
        self.args.insert(name.to_owned(), value.to_string());
        self
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum GateStatus {
    Met,
    Open,
    Later,
    Failed,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum LevelCode {
    Shall,
    Should,
    Local,
}

/// One gate or rule, with where it comes from. `status` never travels as colour alone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct GateView {
    pub code: String,
    pub stage: StageCode,
    pub status: GateStatus,
    #[ts(type = "{ [key in string]: string }")]
    pub args: Args,
    pub citation: String,
    pub level: LevelCode,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum StageCode {
    Intake,
    Contain,
    Proofing,
    Approval,
    Revocation,
    Provisioning,
    Handover,
    Notification,
    Release,
    Close,
    Review,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, serde::Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum RoleCode {
    Agent,
    Supervisor,
    Reviewer,
    Administrator,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, serde::Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum TierCode {
    Standard,
    Machine,
    Privileged,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, serde::Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ChannelCode {
    InPerson,
    Video,
    Phone,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, serde::Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ReasonCode {
    Lost,
    Stolen,
    Damaged,
    Wiped,
    Migrated,
    FailedEnrolment,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ContactChannelCode {
    Email,
    Phone,
    Post,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum LifecycleCode {
    Open,
    Completed,
    Refused,
    Cancelled,
    Incident,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, serde::Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum DispositionCode {
    InOrder,
    Concerns,
    Incident,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct PersonView {
    pub id: String,
    pub name: String,
    pub role: RoleCode,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ContactView {
    pub id: String,
    pub channel: ContactChannelCode,
    /// Masked except for the last characters.
    pub address: String,
    /// Days unchanged; null is unknown, and unknown is unusable.
    pub unchanged_days: Option<u32>,
    pub usable: bool,
}
