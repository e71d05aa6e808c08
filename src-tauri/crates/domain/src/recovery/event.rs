//! What happens in a case. Applying these contains no rule; [`super::decide`] holds the rules.

use super::account::{Account, Capabilities, ContactChannel, Inventory, WebauthnId};
use super::effect::{Action, Observation};
use super::evidence::{CueAnswer, Evidence, EvidenceKind};
use super::exception::Exception;
use super::incident::{Ended, Finding, Repudiation};
use super::retention::FileClass;
use super::risk::RiskSignal;
use super::{Channel, Disposition, ModelReport, Reason, Tier};
use crate::assertion::{Assertion, PublicKey};
use crate::canonical::{Digest, b64url};
use crate::ids::{
    AccountId, AttachmentId, CodeId, ConsoleId, ContactId, CredentialId, CueId, EffectId, EvidenceId, KeyCredentialId,
    PersonId, QuestionId,
};
use crate::rules::RuleResult;
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};

/// A file of a case, as the history tells of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Attached {
    /// Which.
    pub id: AttachmentId,
    /// What it is called: never a path.
    pub name: String,
    /// Bytes of the content.
    pub size: u64,
    /// A commitment to the content under a salt that is erased with the key: once erased, it tells nothing.
    pub commitment: Digest,
    /// What it is to the case: for how long it is kept.
    #[serde(default, skip_serializing_if = "FileClass::is_correspondence")]
    pub class: FileClass,
}

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
    /// The agent froze what was reported lost.
    Contained {
        /// Who.
        by: PersonId,
        /// When.
        at: Timestamp,
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
    /// A recovery code was drawn, and goes out. Only a commitment is kept, under a key of the console's keyring.
    CodeIssued {
        /// Its name.
        id: CodeId,
        /// The effect that sends it.
        effect: EffectId,
        /// By which method: an issued code, or one to a recovery contact.
        method: EvidenceKind,
        /// Where it goes.
        contact: ContactId,
        /// By which channel.
        channel: ContactChannel,
        /// HMAC-SHA-256 over case, name and code.
        commitment: Digest,
        /// When.
        at: Timestamp,
        /// Until when it can be confirmed.
        expires: Timestamp,
    },
    /// A code was typed and compared, in constant time.
    CodeChecked {
        /// Which; `None` for a saved code, which the directory compares.
        id: Option<CodeId>,
        /// It is the one.
        matched: bool,
        /// Who was at the console.
        by: PersonId,
        /// When.
        at: Timestamp,
    },
    /// Used saved codes were replaced at the directory, as a person saw it.
    SavedCodesReplaced {
        /// Who.
        by: PersonId,
        /// When.
        at: Timestamp,
    },
    /// The case leaves the ordinary path: more signatures, the same records.
    ExceptionAsked {
        /// What, why, by whom.
        exception: Box<Exception>,
    },
    /// It is back on the ordinary path.
    ExceptionDropped {
        /// Who.
        by: PersonId,
        /// When.
        at: Timestamp,
    },
    /// An old credential is to be kept: it signed in for this case.
    CredentialKept {
        /// Which.
        credential: CredentialId,
        /// Who.
        by: PersonId,
        /// When.
        at: Timestamp,
    },
    /// A kept credential is to go after all.
    CredentialNotKept {
        /// Which.
        credential: CredentialId,
        /// Who.
        by: PersonId,
        /// When.
        at: Timestamp,
    },
    /// The sponsor of a machine identity signed in at the directory with their own key.
    SponsorSeen {
        /// The sponsor's account.
        account: AccountId,
        /// Their sign-in name.
        login: String,
        /// When.
        at: Timestamp,
    },
    /// What uses a machine identity.
    ConsumersListed {
        /// Each in a line.
        consumers: Vec<String>,
        /// For how many minutes the old credential may live beside the new one.
        overlap_minutes: i64,
        /// Who.
        by: PersonId,
        /// When.
        at: Timestamp,
    },
    /// A consumer of a machine identity uses the new credential, or does not after all.
    ConsumerMoved {
        /// Its line in the list.
        consumer: String,
        /// It does.
        moved: bool,
        /// Who says so.
        by: PersonId,
        /// When.
        at: Timestamp,
    },
    /// An old credential of a machine identity was tried.
    OldCredentialTried {
        /// Which.
        credential: CredentialId,
        /// It was refused.
        refused: bool,
        /// The console saw it, else a person says so.
        observed: bool,
        /// Who.
        by: PersonId,
        /// When.
        at: Timestamp,
    },
    /// More signs of risk: the tier rises.
    RiskSeen {
        /// Which.
        signals: Vec<RiskSignal>,
        /// When.
        at: Timestamp,
    },
    /// A letter was posted, as a person says.
    LetterSent {
        /// The tracking reference, or the place of the copy.
        reference: String,
        /// Who.
        by: PersonId,
        /// When.
        at: Timestamp,
    },
    /// What the subject speaks: notices are in that language.
    LanguageSaid {
        /// Its code (BCP 47, primary): `en`.
        language: String,
        /// Who said so.
        by: PersonId,
        /// When.
        at: Timestamp,
    },
    /// A notice that may have been taken is sent once more, since a person said so: what follows is a second one.
    NoticeSentAgain {
        /// The sending of which nobody knows.
        first: EffectId,
        /// Who.
        by: PersonId,
        /// When.
        at: Timestamp,
    },
    /// A notice that an address refused is settled by another address, which was told.
    NoticeSettled {
        /// The refused sending.
        effect: EffectId,
        /// The address that was told.
        contact: ContactId,
        /// Who.
        by: PersonId,
        /// When.
        at: Timestamp,
    },
    /// Another agent goes on with the case of one who left. What the one before recorded does not count any more.
    CaseTakenOver {
        /// Who.
        by: PersonId,
        /// At which console.
        console: ConsoleId,
        /// When.
        at: Timestamp,
    },
    /// Security looked into what held the case.
    HoldCleared {
        /// Who.
        by: PersonId,
        /// What was found.
        note: String,
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
    /// The agent chose what the subject is to sign in with.
    TargetChosen {
        /// What.
        target: Target,
        /// Who.
        by: PersonId,
        /// When.
        at: Timestamp,
    },
    /// The directory lets the subject enrol a credential themselves.
    SubjectInvited {
        /// The effect it belongs to.
        effect: EffectId,
        /// A temporary pass was issued; nothing of it is kept.
        pass: bool,
        /// Until when it holds, where that is known.
        until: Option<Timestamp>,
        /// When.
        at: Timestamp,
    },
    /// The subject enrolled a credential themselves.
    CredentialEnrolled {
        /// Which.
        enrolled: Enrolled,
        /// When.
        at: Timestamp,
    },
    /// The sponsor named a recipient that the new key of a machine identity is sealed to.
    RecipientNamed {
        /// An age recipient.
        recipient: String,
        /// Who recorded it.
        by: PersonId,
        /// When.
        at: Timestamp,
    },
    /// A key for a machine identity was drawn, and sealed to its recipient.
    MachineKeyDrawn {
        /// Its public half.
        key: MachineKeyMade,
        /// When.
        at: Timestamp,
    },
    /// A supervisor's key released what changes something at the directory, for this case alone.
    WriteReleased {
        /// Who.
        by: PersonId,
        /// Until when.
        until: Timestamp,
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
    /// A credential that an interrupted attempt left on the key was deleted from it.
    OrphanRemoved {
        /// Which.
        credential: KeyCredentialId,
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
        /// Who says so, where the console could not see it itself.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        said_by: Option<PersonId>,
        /// When.
        at: Timestamp,
    },
    /// Every gate was met, over the whole record.
    CaseCompleted {
        /// Who closed it.
        by: PersonId,
        /// What the case shows of every rule.
        rules: Vec<RuleResult>,
        /// When.
        at: Timestamp,
    },
    /// The subject could not be verified.
    CaseRefused {
        /// Who.
        by: PersonId,
        /// A note for reviewers; the caller hears "cannot verify" only.
        note: String,
        /// What the case shows of every rule.
        rules: Vec<RuleResult>,
        /// When.
        at: Timestamp,
    },
    /// The case was given up.
    CaseCancelled {
        /// Who.
        by: PersonId,
        /// Why.
        note: String,
        /// What the case shows of every rule.
        rules: Vec<RuleResult>,
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
    /// The subject, or somebody for them, says that the recovery was not theirs: the case is an incident from here on.
    Repudiated {
        /// Who said what, by which channel, and who took it down.
        report: Box<Repudiation>,
    },
    /// A supervisor lets the account be recovered by another case while the incident is open.
    AccountCleared {
        /// Who.
        by: PersonId,
        /// On what grounds.
        note: String,
        /// When.
        at: Timestamp,
    },
    /// A reviewer who had no part in the case said what the incident was.
    IncidentDisposed {
        /// What they found.
        finding: Finding,
        /// In their words.
        note: String,
        /// Where the case stands from here on.
        then: Ended,
        /// Their signature.
        signed: Box<Signed>,
    },
    /// A note.
    NoteAdded {
        /// Who.
        by: PersonId,
        /// The note.
        text: String,
        /// Sealed to security: whether this note raises the covert flag. As long with the flag as without.
        seal: Seal,
        /// When.
        at: Timestamp,
    },
    /// A supervisor or a reviewer asked the agent something.
    QuestionAsked {
        /// Its name.
        id: QuestionId,
        /// Who.
        by: PersonId,
        /// What, in their words.
        text: String,
        /// When.
        at: Timestamp,
    },
    /// The agent answered it.
    QuestionAnswered {
        /// The question.
        id: QuestionId,
        /// Who.
        by: PersonId,
        /// The answer, in their words.
        text: String,
        /// When.
        at: Timestamp,
    },
    /// A file was attached. The history holds what it is called and a commitment to its content; the content is beside it,
    /// under a key of its own, and can be erased.
    AttachmentAdded {
        /// Who.
        by: PersonId,
        /// What was attached.
        attached: Attached,
        /// When.
        at: Timestamp,
    },
    /// A file's key was destroyed: nobody reads it any more, here or in a later backup.
    AttachmentErased {
        /// Who.
        by: PersonId,
        /// Which.
        attachment: AttachmentId,
        /// Why.
        reason: String,
        /// When.
        at: Timestamp,
    },
    /// The time of a file was over, and the console destroyed its key.
    AttachmentExpired {
        /// Which.
        attachment: AttachmentId,
        /// Since when its time is over.
        due: Timestamp,
        /// When.
        at: Timestamp,
    },
    /// The case's files are held: none of them is erased when its time is over.
    FilesHeld {
        /// Who.
        by: PersonId,
        /// Why.
        reason: String,
        /// When.
        at: Timestamp,
    },
    /// They are not held any more.
    FilesReleased {
        /// Who.
        by: PersonId,
        /// Why.
        reason: String,
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

/// Whether somebody needs help, told to security only (SP 800-63A-4 §4.2.9). Nobody else can tell one from another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Seal {
    /// Sealed box to security's key; random bytes of the same length where there is none.
    #[serde(with = "b64url")]
    pub sealed: Vec<u8>,
    /// HMAC-SHA-256 under a key of the console's keyring: by it the console knows that work is held.
    pub mark: Digest,
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
    /// Signs of risk that were there.
    pub signals: Vec<RiskSignal>,
    /// Other cases of this account within the policy's window.
    pub repeats: u32,
    /// Hash of the policy in force.
    pub policy: Digest,
    /// Whether the account administers anything, as the agent says where the directory does not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub said_privileged: Option<bool>,
    /// When.
    pub at: Timestamp,
}

/// What the subject is to sign in with.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Target {
    /// A security key of the desk.
    #[default]
    Key,
    /// A passkey of their own telephone or computer.
    Handset,
}

impl Target {
    /// A security key of the desk.
    pub fn is_key(&self) -> bool {
        *self == Self::Key
    }
}

/// A credential that the subject enrolled at the directory.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Enrolled {
    /// The effect it belongs to.
    pub effect: EffectId,
    /// The directory's identifier of it.
    pub credential: CredentialId,
    /// Its label there: outside text.
    pub label: String,
    /// Its WebAuthn id, where the directory tells it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub webauthn: Option<WebauthnId>,
    /// Who says that it is listed, where the console could not see it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub said_by: Option<PersonId>,
}

impl Enrolled {
    /// What it is called where a credential is named: its WebAuthn id, else the directory's identifier.
    pub fn name(&self) -> KeyCredentialId {
        KeyCredentialId(match &self.webauthn {
            Some(id) => id.0.clone(),
            None => self.credential.as_str().as_bytes().to_vec(),
        })
    }
}

/// A key of a machine identity, as it was drawn.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MachineKeyMade {
    /// The effect it belongs to.
    pub effect: EffectId,
    /// What the directory lists it by.
    pub name: String,
    /// What it is called there.
    pub label: String,
    /// SHA-256 of its SubjectPublicKeyInfo.
    pub spki: Digest,
    /// SHA-256 of the sealed text that its recipient gets.
    pub sealed: Digest,
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
    /// In whose session it was signed, where that was the agent's: over the shoulder, at the agent's console.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub over_shoulder_of: Option<PersonId>,
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
    /// Other cases in which it was handed out; `None` where a key's identity cannot be told.
    pub other_cases: Option<u32>,
    /// What tells this very key from every other, where something does: a digest, no serial number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub identity: Option<Digest>,
    /// What the metadata said about its model.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub model: Option<ModelReport>,
    /// Its PIN was drawn by the console: whoever gets the key changes it first.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub drawn_pin: bool,
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
    /// What the metadata said about the model that attested.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub model: Option<ModelReport>,
    /// A digest of the certificate that attested, where it is this very key's (enterprise attestation).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attested_as: Option<Digest>,
    /// The subject enrolled it there: what attested is a credential of the console's own on the same key.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub by_subject: bool,
    /// It stands in the list of what was made with each model; not so in records of before that list.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub noted: bool,
}
