//! One recovery case: its state, what can be asked of it, and the gates between.

pub mod account;
mod call;
mod case;
mod checks;
mod command;
pub mod deadline;
mod decide;
pub mod effect;
mod enrolment;
pub mod event;
pub mod evidence;
pub mod exception;
mod gate;
pub mod incident;
pub mod line;
pub mod machine;
pub mod machine_line;
mod model;
pub mod notice;
mod question;
mod refusal;
pub mod retention;
pub mod risk;
mod shown_by;
mod stated;
pub mod statement;
pub mod view;
pub mod watch;

pub use call::{Call, calls};
pub use case::{Attachment, Case, EffectState, Erased, Lifecycle, Sponsor, Trial};
pub use checks::{Method, code_target, contact_usable, role_code};
pub use command::{Command, Facts, KeyOffer, LOCAL_TEST_ORIGIN, NewCredential, OpenCase, local_test_challenge};
pub use decide::{MOST_BYTES, another_key, claim, decide, open, opening_violations, tier_at_opening};
pub use effect::{Action, Observation, Warrant};
pub use event::{Attached, CaseEvent, Enrolled, MachineKeyMade, Target};
pub use gate::{Gate, Level};
pub use incident::{Finding, Incident, Raised, ReportChannel, Repudiation};
pub use line::CaseLine;
pub use machine_line::{MachineIdentity, MachineLine, TriedLine};
pub use model::{ModelReport, judge_model};
pub use notice::Undelivered;
pub use question::Question;
#[cfg(feature = "explore")]
pub use refusal::left_out;
pub use refusal::{Refusal, Violation};
pub use shown_by::ShownBy;
pub use stated::Stated;

use serde::{Deserialize, Serialize};

/// The stages of the path, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// Look-up, reason, inventory.
    Intake,
    /// Freeze now; always available.
    Contain,
    /// Who is it?
    Proofing,
    /// Co-signatures.
    Approval,
    /// Old credentials go, and are seen gone.
    Revocation,
    /// A new key.
    Provisioning,
    /// The subject takes it, and signs in.
    Handover,
    /// Every address is told.
    Notification,
    /// A reviewer lets a privileged account in.
    Release,
    /// All gates again.
    Close,
    /// Afterwards.
    Review,
}

/// How much is at stake. Computed, never chosen; lowered by nobody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tier {
    /// An ordinary account.
    Standard,
    /// A machine identity: a service account or an agent, with a human sponsor.
    Machine,
    /// An account with administrative rights, held or eligible.
    Privileged,
}

/// By which channel the subject came.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// At the desk.
    InPerson,
    /// On a video call.
    Video,
    /// On the telephone.
    Phone,
}

/// Why the subject cannot sign in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// The key is lost.
    Lost,
    /// The key was stolen.
    Stolen,
    /// The key is damaged.
    Damaged,
    /// The device was wiped.
    Wiped,
    /// The device was replaced.
    Migrated,
    /// An enrolment was never finished.
    FailedEnrolment,
}

/// What a reviewer found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Disposition {
    /// As it should be.
    InOrder,
    /// Worth a talk.
    Concerns,
    /// Something happened.
    Incident,
}
