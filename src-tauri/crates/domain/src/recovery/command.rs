//! What can be asked of a case, and the facts it is judged by.

use super::account::{Account, Capabilities, Inventory};
use super::effect::Observation;
use super::event::{Attached, MachineKeyMade, Seal, Target};
use super::evidence::{CueAnswer, EvidenceKind, Outcome, Pathway, Reference};
use super::exception::ExceptionKind;
use super::incident::{Finding, Raised, ReportChannel};
use super::risk::Velocity;
use super::{Channel, Disposition, ModelReport, Reason};
use crate::assertion::PublicKey;
use crate::assertion::VerifiedAssertion;
use crate::canonical::Digest;
use crate::ids::{
    AccountId, AttachmentId, CodeId, ContactId, CredentialId, CueId, EffectId, EvidenceId, KeyCredentialId, QuestionId,
};
use crate::policy::Policy;
use crate::staff::{Actor, Roster};
use crate::time::Timestamp;

/// The facts of the moment. Gate time is `now`: the latest of clock, last record and directory.
#[derive(Debug, Clone)]
pub struct Facts<'a> {
    /// Gate time.
    pub now: Timestamp,
    /// Who asks, from the session.
    pub actor: &'a Actor,
    /// The staff.
    pub roster: &'a Roster,
    /// The policy of the case, or the one in force where there is no case yet.
    pub policy: &'a Policy,
    /// Hash of the words and layout in which statements are shown.
    pub template: Digest,
    /// Another case of this account is open.
    pub other_case_open: bool,
    /// How often the subject and the actor were here of late.
    pub velocity: Velocity,
    /// Something holds the queue: a covert flag, or a clock that went astray. Nobody is told which.
    pub held: bool,
    /// Who and what takes part in incidents that are open.
    pub raised: &'a Raised,
}

/// What is needed to open a case.
#[derive(Debug, Clone)]
pub struct OpenCase {
    /// The account, as read now.
    pub account: Account,
    /// Its credentials and sessions, as read now.
    pub inventory: Inventory,
    /// The directory's tenant, as configured.
    pub tenant: String,
    /// The pinned relying-party id.
    pub rp_id: String,
    /// What the directory can do.
    pub capabilities: Capabilities,
    /// Why.
    pub reason: Reason,
    /// By which channel.
    pub channel: Channel,
    /// The help desk's ticket.
    pub ticket: String,
    /// Whether the account administers anything, as the agent says; asked for where the directory does not tell.
    pub said_privileged: Option<bool>,
}

/// One request to a case.
#[derive(Debug, Clone)]
pub enum Command {
    /// The directory was read again.
    Reread {
        /// The account now.
        account: Account,
        /// Its credentials and sessions now.
        inventory: Inventory,
    },
    /// Freeze now: suspend these, end sessions.
    Contain {
        /// Credentials reported lost.
        credentials: Vec<CredentialId>,
    },
    /// The subject agreed to the video session.
    RecordConsent,
    /// Draw a cue; the caller drew it at random.
    DrawCue {
        /// Its code, one of [`super::evidence::CUES`].
        cue: String,
    },
    /// Say what was seen.
    AnswerCue {
        /// The cue.
        cue: CueId,
        /// What was seen.
        answer: CueAnswer,
    },
    /// Record a piece of evidence.
    RecordEvidence {
        /// What.
        kind: EvidenceKind,
        /// How it was checked.
        pathway: Pathway,
        /// What that showed.
        outcome: Outcome,
        /// The contact used, for a call-back.
        contact: Option<ContactId>,
        /// Who vouches, for an applicant reference.
        reference: Option<Reference>,
    },
    /// Send a code to an address of the account or to a recovery contact.
    IssueCode {
        /// Where to.
        contact: ContactId,
    },
    /// A code was drawn for a sending that has begun.
    CodeDrawn {
        /// The sending.
        effect: EffectId,
        /// HMAC-SHA-256 over case, name and code.
        commitment: Digest,
    },
    /// A code was typed; the console compared it.
    CheckCode {
        /// Which.
        code: CodeId,
        /// It is the one.
        matched: bool,
    },
    /// A saved code was typed; the directory compared it.
    CheckSavedCode {
        /// It is one of the account's.
        matched: bool,
    },
    /// Used saved codes were replaced.
    ReplaceSavedCodes,
    /// A credential of the account signed in at the directory, for this case.
    ProvePossession {
        /// Which.
        credential: CredentialId,
    },
    /// Leave the ordinary path.
    AskException {
        /// Which exception.
        kind: ExceptionKind,
        /// Why the ordinary path does not do.
        reason: String,
        /// The trusted referee, or who declared the emergency.
        referee: String,
        /// What was looked at and how it was decided.
        rationale: String,
    },
    /// Go back to the ordinary path.
    DropException,
    /// Keep an old credential that signed in for this case.
    KeepCredential {
        /// Which.
        credential: CredentialId,
    },
    /// Let a kept credential go after all.
    DoNotKeep {
        /// Which.
        credential: CredentialId,
    },
    /// The sponsor of a machine identity signed in with their own key.
    ProveSponsor {
        /// The sponsor's account.
        account: AccountId,
        /// Their sign-in name.
        login: String,
    },
    /// List what uses a machine identity, and how long old and new may live together.
    ListConsumers {
        /// Each in a line.
        consumers: Vec<String>,
        /// Minutes; 0: not at all.
        overlap_minutes: i64,
    },
    /// Say that a consumer of a machine identity uses the new credential, or does not after all.
    MoveConsumer {
        /// Its line in the list.
        consumer: String,
        /// It does.
        moved: bool,
    },
    /// An old credential of a machine identity was tried.
    TryOldCredential {
        /// Which.
        credential: CredentialId,
        /// It was refused.
        refused: bool,
        /// The console saw it, else a person says so.
        observed: bool,
    },
    /// A letter was posted.
    RecordLetter {
        /// The tracking reference, or the place of the copy.
        reference: String,
    },
    /// Say what the subject speaks.
    SayLanguage {
        /// Its code (BCP 47, primary).
        language: String,
    },
    /// Send a notice once more of which nobody knows whether it was taken.
    SendAgain {
        /// The sending.
        effect: EffectId,
    },
    /// Settle a refused notice by another address that was told.
    SettleNotice {
        /// The refused sending.
        effect: EffectId,
        /// The address that was told.
        contact: ContactId,
    },
    /// Go on with the case of an agent who left.
    TakeOver,
    /// Security looked into what held the case.
    ClearHold {
        /// What was found.
        note: String,
    },
    /// Take a piece back.
    WithdrawEvidence {
        /// Which.
        evidence: EvidenceId,
    },
    /// Ask for co-signatures.
    SeekApproval,
    /// Co-sign.
    CoSign {
        /// The bytes that were shown.
        statement: Vec<u8>,
        /// The verified assertion over them.
        assertion: VerifiedAssertion,
    },
    /// Refuse to co-sign.
    RefuseApproval {
        /// Why.
        reason: String,
    },
    /// Block sign-in, end sessions, revoke all that is planned.
    Revoke,
    /// A person did at the directory what it has no way to do, or says that it was not done.
    Attest {
        /// The effect.
        effect: EffectId,
        /// It is done.
        done: bool,
        /// What was done, and where it can be looked up.
        note: String,
    },
    /// Choose what the subject is to sign in with.
    ChooseTarget {
        /// What.
        target: Target,
    },
    /// A supervisor's key released what changes something at the directory.
    WriteReleased {
        /// Until when.
        until: Timestamp,
    },
    /// The directory lets the subject enrol a credential.
    SubjectInvited {
        /// The effect.
        effect: EffectId,
        /// A temporary pass was issued.
        pass: bool,
        /// Until when it holds.
        until: Option<Timestamp>,
    },
    /// The console sees a credential that the subject enrolled.
    SeeEnrolled {
        /// Which.
        credential: CredentialId,
    },
    /// Name the recipient that the new key of a machine identity is sealed to; the console knows that it is one.
    NameRecipient {
        /// An age recipient.
        recipient: String,
    },
    /// A key for a machine identity was drawn and sealed.
    MachineKeyDrawn {
        /// Its public half.
        key: MachineKeyMade,
    },
    /// A key was checked.
    AcceptKey {
        /// What it says about itself.
        key: KeyOffer,
    },
    /// Begin to create a credential on the accepted key.
    Provision,
    /// The key made a credential and signed the local test.
    CredentialMade {
        /// What it made.
        made: Box<NewCredential>,
    },
    /// A credential that an interrupted attempt left on the key, and that no directory lists, was deleted from it.
    OrphanRemoved {
        /// Which.
        credential: KeyCredentialId,
    },
    /// The subject has the key, and alone knows its PIN.
    HandOver,
    /// Release a privileged account.
    Release {
        /// The bytes that were shown.
        statement: Vec<u8>,
        /// The verified assertion over them.
        assertion: VerifiedAssertion,
    },
    /// Unblock sign-in: last.
    Unblock,
    /// The directory let the subject in.
    LiveSignIn {
        /// The credential that was used.
        credential: KeyCredentialId,
        /// The console saw it. Otherwise the agent says so, which counts where nobody but a browser signs in.
        observed: bool,
    },
    /// Tell every address what is due now.
    Notify,
    /// Something was seen after, or in place of, a call.
    Observe {
        /// The effect.
        effect: EffectId,
        /// What was seen.
        observation: Observation,
        /// Until when issued tokens may live on.
        residual_until: Option<Timestamp>,
    },
    /// Close the case.
    Complete,
    /// The subject cannot be verified.
    CannotVerify {
        /// A note for reviewers.
        note: String,
    },
    /// Give the case up.
    Cancel {
        /// Why.
        note: String,
    },
    /// Judge an ended case.
    Review {
        /// What was found.
        disposition: Disposition,
        /// In the reviewer's words.
        note: String,
        /// The bytes that were shown.
        statement: Vec<u8>,
        /// The verified assertion over them.
        assertion: VerifiedAssertion,
    },
    /// Take down that the subject says it was not them: the case is an incident, and the account is closed at once.
    Repudiate {
        /// Who said so, as they named themselves.
        who: String,
        /// By which channel.
        channel: ReportChannel,
        /// What they said.
        said: String,
    },
    /// Close the account once more, where it was seen not to be closed.
    FreezeAgain,
    /// Let the account be recovered by another case while the incident is open.
    ClearAccount {
        /// On what grounds.
        note: String,
    },
    /// Say what the incident was.
    Dispose {
        /// What was found.
        finding: Finding,
        /// In the reviewer's words.
        note: String,
        /// The bytes that were shown.
        statement: Vec<u8>,
        /// The verified assertion over them.
        assertion: VerifiedAssertion,
    },
    /// An open incident concerns the case, or whoever is about to sign it.
    Weigh {
        /// The actor is about to sign it.
        to_sign: bool,
    },
    /// Add a note.
    AddNote {
        /// The note.
        text: String,
        /// Whether it raises the covert flag: sealed, and as long either way.
        seal: Seal,
    },
    /// Ask the agent something.
    AskQuestion {
        /// What.
        text: String,
    },
    /// Answer a question that waits.
    AnswerQuestion {
        /// The question.
        question: QuestionId,
        /// The answer.
        text: String,
    },
    /// Attach a file, whose content is kept beside the history.
    Attach {
        /// What.
        attached: Attached,
    },
    /// Destroy the key of an attached file.
    EraseAttachment {
        /// Which.
        attachment: AttachmentId,
        /// Why.
        reason: String,
    },
    /// Hold the files of the case, whatever their time.
    HoldFiles {
        /// Why.
        reason: String,
    },
    /// Let their time count again.
    ReleaseFiles {
        /// Why.
        reason: String,
    },
    /// Keep a refused attempt in the history.
    RecordRefusal {
        /// What was tried.
        attempt: String,
        /// Codes of the gates that refused.
        codes: Vec<String>,
    },
}

/// A key that is offered for the subject.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyOffer {
    /// Its label.
    pub label: String,
    /// Its model, lower-case with hyphens.
    pub aaguid: Option<String>,
    /// Its firmware version.
    pub firmware: Option<u32>,
    /// Whether a PIN is set.
    pub pin_set: bool,
    /// The shortest PIN it accepts.
    pub min_pin_length: u32,
    /// Other cases in which it was handed out; `None` where a key's identity cannot be told.
    pub other_cases: Option<u32>,
    /// What tells this very key from every other, where something does.
    pub identity: Option<Digest>,
    /// What the metadata says about its model; `None` without metadata.
    pub model: Option<ModelReport>,
    /// Its PIN was drawn by the console: whoever gets the key changes it first.
    pub drawn_pin: bool,
}

/// A new credential, with what was verified about it.
#[derive(Debug, Clone)]
pub struct NewCredential {
    /// The effect it belongs to.
    pub effect: EffectId,
    /// Its id.
    pub credential: KeyCredentialId,
    /// Its public key.
    pub public_key: PublicKey,
    /// The model that attested.
    pub aaguid: String,
    /// SHA-256 of the trusted root, or `None` when the attestation is not trusted.
    pub attested_by: Option<String>,
    /// The attestation object.
    pub attestation_object: Vec<u8>,
    /// clientDataJSON.
    pub client_data_json: Vec<u8>,
    /// The credential may be copied to other devices.
    pub backup_eligible: bool,
    /// The key verified its user.
    pub user_verified: bool,
    /// The directory's own name for it, where known.
    pub directory_credential: Option<CredentialId>,
    /// The user handle it was made for.
    pub user_handle: Vec<u8>,
    /// The verified local test.
    pub local_test: VerifiedAssertion,
    /// What the metadata says about the model that attested.
    pub model: Option<ModelReport>,
    /// A digest of the certificate that attested, where it is this very key's (enterprise attestation).
    pub attested_as: Option<Digest>,
    /// What tells the key that made it from every other, where something does.
    pub identity: Option<Digest>,
    /// Other cases in which that key was handed out.
    pub other_cases: Option<u32>,
    /// The subject enrolled it there: what attested is a credential of the console's own on the same key.
    pub by_subject: bool,
}

/// The challenge of the local test of a new credential: of no use as a sign-in anywhere.
pub fn local_test_challenge(effect: EffectId) -> Digest {
    Digest::separated("postern/live-test/v1", effect.0.as_bytes())
}

/// The origin of the local test.
pub const LOCAL_TEST_ORIGIN: &str = "postern:live-test";
