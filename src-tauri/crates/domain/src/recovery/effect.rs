//! What is done outside: an intent before each call, an observation after it.
//!
//! Effects are records of the case itself (see `docs/decisions/0001-effects-are-events.md`): an intent
//! without an observation is work whose outcome is unknown, and is read back before anything is repeated.

use super::account::ContactChannel;
use super::evidence::EvidenceKind;
use crate::ids::{AccountId, CaseId, ContactId, CredentialId, DirectoryId, PersonId};
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};

/// One thing to do outside.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case")]
pub enum Action {
    /// Block sign-in of the account.
    BlockSignIn,
    /// Unblock it again: the last step.
    UnblockSignIn,
    /// End all sessions and refresh tokens.
    EndSessions,
    /// Switch one credential off, reversibly.
    SuspendCredential {
        /// Which.
        credential: CredentialId,
    },
    /// Remove one credential for good.
    RevokeCredential {
        /// Which.
        credential: CredentialId,
    },
    /// Create a credential on the new key and hand it to the directory.
    SubmitCredential,
    /// Send a recovery code to one address.
    SendCode {
        /// By which method.
        method: EvidenceKind,
        /// Where to.
        contact: ContactId,
        /// By which channel.
        channel: ContactChannel,
        /// The address as it was read.
        address: String,
    },
    /// Tell one address.
    SendNotice {
        /// At which moment of the case.
        phase: NoticePhase,
        /// Where to.
        contact: ContactId,
        /// By which channel.
        channel: ContactChannel,
        /// The address as it was read.
        address: String,
    },
}

impl Action {
    /// Whether it takes something away from whoever holds the account, and gives nobody anything.
    pub fn closes_doors(&self) -> bool {
        match self {
            Self::BlockSignIn | Self::EndSessions | Self::SuspendCredential { .. } => true,
            Self::UnblockSignIn
            | Self::RevokeCredential { .. }
            | Self::SubmitCredential
            | Self::SendCode { .. }
            | Self::SendNotice { .. } => false,
        }
    }
}

/// When a notice goes out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NoticePhase {
    /// A recovery was asked for.
    Intake,
    /// A recovery took place.
    Close,
}

/// What was seen after a call, or in its place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "seen", rename_all = "snake_case")]
pub enum Observation {
    /// Read back: it is as intended (gone, ended, blocked, listed).
    AsIntended,
    /// Read back: it is not.
    NotAsIntended {
        /// What the directory showed: a code such as `still_listed`.
        found: String,
    },
    /// A person did it where the directory has no way to, and says so: seen by nobody here.
    Attested {
        /// Who says so.
        by: PersonId,
        /// What they did and where it can be looked up.
        note: String,
    },
    /// Delivered under this receipt.
    Delivered {
        /// The channel's receipt.
        receipt: String,
    },
    /// It could not be done or read; whether it took effect is unknown until it is read back.
    Unknown {
        /// A fault code.
        why: String,
    },
}

/// The permission for one mutating call, built only by [`super::claim`]: one account, one action, one case.
#[derive(Debug, PartialEq, Eq)]
pub struct Warrant {
    pub(super) case: CaseId,
    pub(super) directory: DirectoryId,
    pub(super) account: AccountId,
    pub(super) action: Action,
    pub(super) at: Timestamp,
}

impl Warrant {
    /// The case it belongs to.
    pub fn case(&self) -> CaseId {
        self.case
    }
    /// The directory it is for.
    pub fn directory(&self) -> &DirectoryId {
        &self.directory
    }
    /// The account it is for.
    pub fn account(&self) -> &AccountId {
        &self.account
    }
    /// The action it permits.
    pub fn action(&self) -> &Action {
        &self.action
    }
    /// When its gates were found met.
    pub fn at(&self) -> Timestamp {
        self.at
    }
}
