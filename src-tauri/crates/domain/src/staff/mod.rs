//! Staff: people, their keys, their roles, their sessions.
//!
//! Two administrators found a desk; every later member is enrolled by the touch of their own key and
//! confirmed by an administrator's. A person has one role. A sign-in can never be an approval: the two
//! purposes have relying-party ids of their own, which no web page can have (`.invalid`, RFC 6761).

mod alarm;
mod change;
mod decide;
mod erase;
mod event;
mod quorum;
mod roster;
mod sealing;
mod tend;

pub use alarm::{Alarm, Stray, administers, judge_stray, looks_back};
pub use change::{Change, NEEDED, Needed, change, change_challenge, change_statement, witness_challenge};
pub use decide::{
    Actor, Candidate, SignInFacts, beside, confirmations_needed, enrol, enrolment_challenge, enrolment_statement,
    replayed, replayed_beside, sign_in,
};
pub use erase::{ERASURE_WORD, OnKey, begin_erasure, who_erases};
pub use event::{Confirmation, DeskEvent, EnrolledKey, Erasure, NamedKey, Profile, Tending, WorkStep};
pub use quorum::{
    OpenQuorum, QUORUM_WAIT, QuorumAsk, begin_quorum, finish_quorum, may_begin_quorum, may_finish_quorum,
    may_refuse_quorum, may_sign_quorum, quorum_challenge, quorum_needed, quorum_signed, quorum_signers,
    quorum_statement, refuse_quorum, sign_quorum,
};
pub use roster::{LostKey, Person, Removal, Roster};
pub use sealing::may_seal;
pub use tend::{MIN_PIN_LENGTHS, NAME_BYTES, begin_tending};

use crate::ids::LedgerId;
use serde::{Deserialize, Serialize};

/// What a person does here. One role per person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Runs cases.
    Agent,
    /// Co-signs cases.
    Supervisor,
    /// Judges closed cases and releases privileged ones.
    Reviewer,
    /// Enrols staff.
    Administrator,
}

/// How much danger security sees.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Threat {
    /// Nothing out of the ordinary.
    #[default]
    Normal,
    /// An attack runs, or is expected: every case that begins now is of the highest tier.
    Raised,
}

/// What a staff credential is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    /// Opening a session.
    SignIn,
    /// Signing an approval, a release or a disposition.
    Approve,
}

impl Purpose {
    /// The relying-party id of staff credentials for this purpose in this history.
    pub fn rp_id(self, ledger: LedgerId) -> String {
        let word = match self {
            Self::SignIn => "signin",
            Self::Approve => "approve",
        };
        format!("{word}.{ledger}.postern.invalid")
    }

    /// The origin that goes with [`Purpose::rp_id`].
    pub fn origin(self, ledger: LedgerId) -> String {
        format!("https://{}", self.rp_id(ledger))
    }
}
