//! What happens in a case. Applying these contains no rule; [`super::decide`] holds the rules.

use super::account::{Account, Capabilities, Inventory};
use super::effect::{Action, Observation};
use super::evidence::{CueAnswer, Evidence};
use super::{Channel, Disposition, Reason, Tier};
use crate::assertion::{Assertion, PublicKey};
use crate::canonical::{Digest, b64url};
use crate::ids::{ConsoleId, CredentialId, CueId, EffectId, EvidenceId, KeyCredentialId, PersonId};
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};

/// One record of a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum CaseEvent {
    /// The agent opened the case.
    CaseOpened(Box<Opened>),
    /// The account or its inventory was read again and differed.
    AccountReread {
        /// The account now.
        account: Box<Account>,
        /// Its credentials and sessions now.
        inventory: Inventory,
    },
    /// An outside effect is intended.
    EffectIntended {
        /// Its name.
        effect: EffectId,
        /// What to do.
        action: Action,
        /// Who asked.
        by: PersonId,
        /// When.
        at: Timestamp,
    },
    /// Its gates were met again, and the call begins.
    EffectStarted {
        /// Its name.
        effect: EffectId,
        /// When.
        at: Timestamp,
    },
    /// What was seen afterwards.
    EffectObserved {
        /// Its name.
        effect: EffectId,
        /// What was seen.
        observation: Observation,
        /// When.
        at: Timestamp,
        /// Until when issued tokens may outlive ended sessions.
        residual_until: Option<Timestamp>,
    },
    /// The subject agreed to the video session.
    ConsentRecorded {
        /// Who recorded it.
        by: PersonId,
        /// When.
        at: Timestamp,
    },
    /// The console drew a random cue.
    CueDrawn {
        /// Its name.
        id: CueId,
        /// Its code.
        cue: String,
        /// When.
        at: Timestamp,
    },
    /// The agent said what was seen.
    CueAnswered {
        /// The cue.
        id: CueId,
        /// What was seen.
        answer: CueAnswer,
        /// When.
        at: Timestamp,
    },
    /// A piece of evidence.
    EvidenceRecorded {
        /// The piece.
        evidence: Evidence,
    },
    /// A piece is taken back; it stays in the history.
    EvidenceWithdrawn {
        /// The piece.
        id: EvidenceId,
        /// Who.
        by: PersonId,
        /// When.
        at: Timestamp,
    },
    /// The agent asked for co-signatures.
    ApprovalSought {
        /// Who.
        by: PersonId,
        /// When.
        at: Timestamp,
    },
    /// A supervisor co-signed.
    ApprovalSigned(Box<Signed>),
    /// A supervisor refused.
    ApprovalRefused {
        /// Who.
        by: PersonId,
        /// Why, in their words.
        reason: String,
        /// When.
        at: Timestamp,
    },
    /// A new key was checked and accepted.
    KeyAccepted {
        /// What was found.
        key: AcceptedKey,
        /// Who.
        by: PersonId,
        /// When.
        at: Timestamp,
    },
    /// The key made the credential and signed a local test with it.
    CredentialMade {
        /// The credential.
        made: Box<Made>,
        /// When.
        at: Timestamp,
    },
    /// The subject holds the key, and alone knows its PIN.
    HandedOver {
        /// Who saw it.
        by: PersonId,
        /// When.
        at: Timestamp,
    },
    /// A reviewer released a privileged account.
    ReleaseSigned(Box<Signed>),
    /// The directory let the subject in with the new key.
    SignedInLive {
        /// The credential used.
        credential: KeyCredentialId,
        /// When.
        at: Timestamp,
    },
    /// Every gate was met, over the whole record.
    CaseCompleted {
        /// Who closed it.
        by: PersonId,
        /// When.
        at: Timestamp,
    },
    /// The subject could not be verified.
    CaseRefused {
        /// Who.
        by: PersonId,
        /// A note for reviewers; the caller hears "cannot verify" only.
        note: String,
        /// When.
        at: Timestamp,
    },
    /// The case was given up.
    CaseCancelled {
        /// Who.
        by: PersonId,
        /// Why.
        note: String,
        /// When.
        at: Timestamp,
    },
    /// A reviewer judged the case.
    CaseReviewed {
        /// What they found.
        disposition: Disposition,
        /// In their words.
        note: String,
        /// Their signature.
        signed: Box<Signed>,
    },
    /// A note.
    NoteAdded {
        /// Who.
        by: PersonId,
        /// The note.
        text: String,
        /// When.
        at: Timestamp,
    },
    /// An attempt was refused.
    AttemptRefused {
        /// Who tried.
        by: PersonId,
        /// What was tried.
        attempt: String,
        /// Codes of the gates that refused.
        codes: Vec<String>,
        /// When.
        at: Timestamp,
    },
}

/// How a case begins.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opened {
    /// The agent.
    pub agent: PersonId,
    /// Their console.
    pub console: ConsoleId,
    /// The account, as read.
    pub account: Account,
    /// The directory's tenant, as configured.
    pub tenant: String,
    /// The relying-party id that a new credential will be made for, as pinned.
    pub rp_id: String,
    /// What the directory can do.
    pub capabilities: Capabilities,
    /// Credentials and sessions, as read.
    pub inventory: Inventory,
    /// Why.
    pub reason: Reason,
    /// By which channel the subject came.
    pub channel: Channel,
    /// The help desk's ticket.
    pub ticket: String,
    /// How much is at stake.
    pub tier: Tier,
    /// Other cases of this account within the policy's window.
    pub repeats: u32,
    /// Hash of the policy in force.
    pub policy: Digest,
    /// When.
    pub at: Timestamp,
}

/// A signature over a statement, kept whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signed {
    /// Who.
    pub by: PersonId,
    /// At which console.
    pub console: ConsoleId,
    /// The exact bytes that were shown and signed.
    #[serde(with = "b64url")]
    pub statement: Vec<u8>,
    /// Hash of the parts of the case that a change to which voids this.
    pub basis: Digest,
    /// The statement's nonce, hexadecimal.
    pub nonce: String,
    /// The assertion over SHA-256(domain || 0x00 || statement).
    pub assertion: Assertion,
    /// The key's signature counter.
    pub counter: u32,
    /// When.
    pub at: Timestamp,
    /// Until when it holds.
    pub expires: Timestamp,
}

/// A key that was found fit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AcceptedKey {
    /// Its label.
    pub label: String,
    /// Its model, lower-case with hyphens.
    pub aaguid: String,
    /// Its firmware version.
    pub firmware: Option<u32>,
    /// The shortest PIN it accepts.
    pub min_pin_length: u32,
}

/// A credential as the key made it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Made {
    /// The effect it belongs to.
    pub effect: EffectId,
    /// Its id.
    pub credential: KeyCredentialId,
    /// Its public key.
    pub public_key: PublicKey,
    /// The model that attested.
    pub aaguid: String,
    /// SHA-256 of the attestation root.
    pub attested_by: String,
    /// The attestation object, kept whole.
    #[serde(with = "b64url")]
    pub attestation_object: Vec<u8>,
    /// clientDataJSON of the creation.
    #[serde(with = "b64url")]
    pub client_data_json: Vec<u8>,
    /// The directory's own name for it, where it gave one before the credential was made.
    pub directory_credential: Option<CredentialId>,
    /// The user handle it was made for.
    #[serde(with = "b64url")]
    pub user_handle: Vec<u8>,
    /// The local test that the key signed, origin `postern:live-test`.
    pub local_test: Assertion,
}
