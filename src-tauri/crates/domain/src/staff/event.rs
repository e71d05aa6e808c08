//! What happens on the desk's stream.

use super::{Change, Purpose, QuorumAsk, Role, Stray};
use crate::assertion::{Assertion, PublicKey};
use crate::canonical::{Digest, b64url};
use crate::ids::{AccountId, ConsoleId, ConsoleKey, DirectoryId, KeyCredentialId, LedgerId, PersonId, SessionId};
use crate::policy::Policy;
use crate::recovery::ModelReport;
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};

/// Which kind of profile a history belongs to. Written once, in its first record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Profile {
    /// Virtual keys and a practice directory; never a real account.
    Practice,
    /// Real keys and real accounts.
    Real,
}

/// One record of the desk's stream.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum DeskEvent {
    /// The first record of every history.
    Founded {
        /// This history's name, part of everything that is signed.
        ledger: LedgerId,
        /// Practice or real.
        profile: Profile,
        /// The console that founded it.
        console: ConsoleId,
        /// What that console signs the history with.
        console_key: ConsoleKey,
        /// The policy in force from the beginning.
        policy: Box<Policy>,
    },
    /// The desk changed: policy, staff, threat level.
    Changed {
        /// What.
        change: Change,
        /// Who signed it (domain `postern/change/v1`).
        signed: Vec<Confirmation>,
        /// When.
        at: Timestamp,
    },
    /// A person joined the staff.
    StaffEnrolled {
        /// The person.
        person: PersonId,
        /// The name as reports show it.
        name: String,
        /// The employer's number; unique here.
        staff_number: String,
        /// The one role.
        role: Role,
        /// Training is current until then (SP 800-63A-4 §3.12).
        training_until: Timestamp,
        /// Who employs them, where the desk is outsourced; empty: the desk's own.
        organisation: String,
        /// The account this person has in a directory, so that nobody handles their own case.
        account: Option<(DirectoryId, AccountId)>,
        /// The two credentials on their key.
        keys: Vec<EnrolledKey>,
        /// The administrators who confirmed, each with their signature; nobody for the first administrator.
        confirmed: Vec<Confirmation>,
    },
    /// A session was opened by sign-in.
    SessionOpened {
        /// The session.
        session: SessionId,
        /// Who.
        person: PersonId,
        /// The assertion that opened it.
        assertion: Assertion,
        /// The key's signature counter.
        counter: u32,
    },
    /// A session ended.
    SessionEnded {
        /// The session.
        session: SessionId,
    },
    /// An attempt was refused.
    AttemptRefused {
        /// Who tried, when known.
        by: Option<PersonId>,
        /// What was tried.
        attempt: String,
        /// Codes of the gates that refused.
        codes: Vec<String>,
    },
    /// Something on a key is erased, or was: told before and after.
    KeyErased {
        /// Who does it.
        by: PersonId,
        /// The key.
        key: NamedKey,
        /// What is erased.
        what: Erasure,
        /// How far it is.
        step: WorkStep,
        /// When.
        at: Timestamp,
    },
    /// A setting of a key or a name on it is changed, or was: told before and after.
    KeyTended {
        /// Who does it.
        by: PersonId,
        /// The key.
        key: NamedKey,
        /// What is changed.
        what: Tending,
        /// How far it is.
        step: WorkStep,
        /// When.
        at: Timestamp,
    },
    /// A directory's log tells of a change that no case explains.
    StrayChange {
        /// What.
        stray: Stray,
        /// When the console saw it.
        at: Timestamp,
    },
    /// Somebody looked into such a change.
    StrayJudged {
        /// The directory.
        directory: DirectoryId,
        /// The log's own name for the entry.
        entry: String,
        /// Who.
        by: PersonId,
        /// What they found.
        note: String,
        /// When.
        at: Timestamp,
    },
    /// A backup was put in place of a history that was lost, and what came after it is not there any more.
    HistoryRestored {
        /// The last checkpoint of the lost history that the console saw (a C2SP signed note).
        lost: String,
    },
    /// No administrator can sign any more: a quorum begins to recover one, with its first signature.
    QuorumBegun {
        /// What is asked for.
        ask: Box<QuorumAsk>,
        /// Who signed it first (domain `postern/quorum/v1`).
        signed: Confirmation,
        /// From when on the key can be enrolled.
        opens: Timestamp,
        /// When.
        at: Timestamp,
    },
    /// Another of the quorum signed the same.
    QuorumSigned {
        /// Who.
        signed: Confirmation,
        /// When.
        at: Timestamp,
    },
    /// Somebody of the staff refused it: it has ended.
    QuorumRefused {
        /// Who.
        by: PersonId,
        /// Why.
        reason: String,
        /// When.
        at: Timestamp,
    },
    /// Enough signed and it has waited: the key is the administrator's, in place of all that they had.
    QuorumFinished {
        /// Who recorded it.
        by: PersonId,
        /// When.
        at: Timestamp,
    },
}

impl DeskEvent {
    /// What became of the work on a key that `self` began; `None` where it began none.
    pub fn became(&self, step: WorkStep, at: Timestamp) -> Option<Self> {
        match self.clone() {
            Self::KeyErased { by, key, what, .. } => Some(Self::KeyErased { by, key, what, step, at }),
            Self::KeyTended { by, key, what, .. } => Some(Self::KeyTended { by, key, what, step, at }),
            _ => None,
        }
    }
}

/// A security key, as far as it says who it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NamedKey {
    /// Its label.
    pub label: String,
    /// Its model, lower-case with hyphens.
    pub aaguid: Option<String>,
    /// What tells this very key from every other, where something does.
    pub identity: Option<Digest>,
}

/// What is erased on a key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "erase", rename_all = "snake_case")]
pub enum Erasure {
    /// Everything, and its PIN (authenticatorReset).
    Everything,
    /// One credential.
    Credential {
        /// Whose it is.
        rp_id: String,
        /// Which.
        credential: KeyCredentialId,
    },
}

/// What is changed on a key, short of erasing (CTAP 2.1 §6.11 and §6.8.6).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "tend", rename_all = "snake_case")]
pub enum Tending {
    /// The shortest PIN that it takes. Never shortened again but by a reset.
    MinPinLength {
        /// In Unicode code points.
        length: u32,
    },
    /// The PIN must be changed before the key is used again.
    ForcePinChange,
    /// Whether every use verifies the user.
    AlwaysVerify {
        /// From now on.
        on: bool,
    },
    /// It may attest which very key it is. Never undone but by a reset.
    EnterpriseAttestation,
    /// The user's names on a credential.
    Rename {
        /// Whose the credential is.
        rp_id: String,
        /// Which.
        credential: KeyCredentialId,
        /// The user's name at the relying party.
        user_name: String,
        /// The user's display name.
        display_name: String,
    },
}

/// How far work on a key is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum WorkStep {
    /// It begins.
    Begun,
    /// The key said that it is done; of a setting, it was read back.
    Done,
    /// The key refused, or did not answer.
    Failed {
        /// A fault's code.
        code: String,
    },
}

/// One staff credential.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EnrolledKey {
    /// What it is for.
    pub purpose: Purpose,
    /// Its id.
    pub credential: KeyCredentialId,
    /// Its public key.
    pub public_key: PublicKey,
    /// The model, lower-case with hyphens.
    pub aaguid: String,
    /// SHA-256 of the attestation root that vouched for it, when one did.
    pub attested_by: Option<String>,
    /// The attestation object, kept whole.
    #[serde(with = "b64url")]
    pub attestation_object: Vec<u8>,
    /// What the metadata said about its model.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub model: Option<ModelReport>,
}

/// An administrator's confirmation of an enrolment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Confirmation {
    /// The administrator.
    pub by: PersonId,
    /// Their signature over the enrolment's statement (domain `postern/enrolment/v1`).
    pub assertion: Assertion,
}
