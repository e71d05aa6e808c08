use super::{
    AttachmentView, ChannelCode, ContactChannelCode, ContactView, DispositionCode, FilesHeldView, GateView,
    IncidentView, LifecycleCode, MachineView, Message, PersonView, ReasonCode, StageCode, TierCode,
};
use serde::Serialize;
use ts_rs::TS;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum StageStatus {
    Done,
    Now,
    Blocked,
    Locked,
    Later,
    Skipped,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct StageView {
    pub code: StageCode,
    pub status: StageStatus,
    #[ts(type = "number | null")]
    pub at: Option<i64>,
    pub note: Option<Message>,
    pub gates: Vec<GateView>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ActionView {
    /// Code of a step of the domain.
    #[ts(type = "ActionCode")]
    pub code: String,
    pub blocked_by: Vec<GateView>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum StrengthCode {
    Superior,
    Strong,
    Fair,
    None,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, serde::Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum OutcomeCode {
    Confirmed,
    Rejected,
}

/// A kind of evidence that can be recorded in this case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct EvidenceKindView {
    pub kind: String,
    /// The pathways that make it count over this case's channel; none where it never counts.
    pub pathways: Vec<PathwayView>,
}

/// A pathway with the strength that a piece has by it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct PathwayView {
    pub pathway: String,
    pub strength: StrengthCode,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct EvidenceView {
    pub id: String,
    pub kind: String,
    pub strength: StrengthCode,
    pub pathway: String,
    pub outcome: OutcomeCode,
    pub withdrawn: bool,
    #[ts(type = "number")]
    pub at: i64,
    pub by: String,
    pub note: Option<Message>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum CueAnswerCode {
    AtOnce,
    Late,
    NotDone,
    Expired,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CueView {
    pub id: String,
    pub cue: String,
    #[ts(type = "number")]
    pub drawn_at: i64,
    #[ts(type = "number")]
    pub expires_at: i64,
    pub answer: Option<CueAnswerCode>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Planned {
    Revoke,
    Keep,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum CredentialStatus {
    Planned,
    Suspended,
    Requested,
    Reading,
    /// A person does it there, and has not said so yet.
    AwaitsWord,
    Gone,
    Attested,
    Kept,
    NotConfirmed,
    Unexpected,
    New,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CredentialRow {
    pub id: String,
    pub kind: String,
    pub label: String,
    #[ts(type = "number | null")]
    pub added_at: Option<i64>,
    pub planned: Planned,
    #[ts(type = "number | null")]
    pub requested_at: Option<i64>,
    pub status: CredentialStatus,
    #[ts(type = "number | null")]
    pub seen_at: Option<i64>,
    pub reads: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SessionsStatus {
    Planned,
    Requested,
    AwaitsWord,
    Attested,
    Gone,
    GoneTokenAlive,
    NotConfirmed,
    NotPossible,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SessionsRow {
    pub count: Option<u32>,
    #[ts(type = "number | null")]
    pub requested_at: Option<i64>,
    pub status: SessionsStatus,
    #[ts(type = "number | null")]
    pub seen_at: Option<i64>,
    #[ts(type = "number | null")]
    pub residual_until: Option<i64>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum BlockStatus {
    NotPossible,
    Open,
    Requested,
    AwaitsWord,
    Blocked,
    /// A person says that it is blocked.
    BlockedSaid,
    Unblocked,
    /// A person says that it is unblocked.
    UnblockedSaid,
    NotConfirmed,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct BlockRow {
    pub status: BlockStatus,
    #[ts(type = "number | null")]
    pub seen_at: Option<i64>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SignatureStatus {
    Current,
    Voided,
    Expired,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SignatureView {
    pub person: String,
    pub key_ends: String,
    #[ts(type = "number")]
    pub at: i64,
    #[ts(type = "number")]
    pub expires_at: i64,
    pub status: SignatureStatus,
    /// The agent in whose session it was signed, where that was over the shoulder.
    pub over_shoulder_of: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AcceptedKeyView {
    pub label: String,
    pub aaguid: String,
    pub firmware: Option<String>,
    /// The console draws its PIN when the credential is made.
    pub drawn_pin: bool,
    #[ts(type = "number")]
    pub accepted_at: i64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ProvisioningStepCode {
    AcceptKey,
    Create,
    LocalAssertion,
    Submit,
    ReadBack,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ProvisioningStepStatus {
    Done,
    Now,
    Then,
    Failed,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ProvisioningStep {
    pub code: ProvisioningStepCode,
    pub status: ProvisioningStepStatus,
    #[ts(type = "number | null")]
    pub at: Option<i64>,
    pub note: Option<Message>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ProvisioningView {
    pub key: Option<AcceptedKeyView>,
    pub steps: Vec<ProvisioningStep>,
    pub new_key_ends: Option<String>,
}

/// What a person does at the directory, and has not said yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct AttestView {
    pub effect: String,
    /// `block`, `unblock`, `sessions`, `revoke` or `enrol`.
    pub what: String,
    /// The credential that goes.
    pub label: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, serde::Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum TargetCode {
    Key,
    Handset,
}

/// How the new credential comes to be listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum EnrolmentMode {
    /// The console makes it on a key.
    AtDesk,
    /// The subject enrols a key of the desk there; the console tries it.
    BySubject,
    /// The subject enrols a passkey of their own device, by a temporary pass.
    Handset,
    /// The subject enrols it, and a person says so.
    Said,
    /// A key for a machine identity, drawn here and sealed.
    Drawn,
}

/// A machine identity's key that was drawn and sealed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct RotatedView {
    /// Where the sealed key is left.
    pub place: String,
    pub case: CaseView,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct EnrolmentView {
    pub mode: EnrolmentMode,
    pub target: TargetCode,
    /// A passkey of the subject's own device could be chosen.
    pub handset_possible: bool,
    /// The subject was let in, and no new credential was seen yet.
    pub awaits: bool,
    /// The effect that waits for the subject.
    pub effect: Option<String>,
    /// A temporary pass was issued.
    pub pass: bool,
    #[ts(type = "number | null")]
    pub pass_until: Option<i64>,
    /// The new credential that was seen or said: its label at the directory.
    pub enrolled: Option<String>,
    /// Who says that it is listed.
    pub said_by: Option<String>,
    /// Whom the key of a machine identity is sealed to.
    pub recipient: Option<String>,
    /// What the directory lists the drawn key by.
    pub drawn: Option<String>,
    /// Sign-ins in a browser are seen at this directory.
    pub browser: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum NoticePhaseCode {
    Intake,
    Close,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum NoticeStatus {
    Owed,
    Sent,
    Failed,
    NotNeeded,
    /// It was not taken for now, and is tried again by itself.
    Waits,
    /// It was not taken for now, often enough: a person says what follows.
    PutOff,
    Refused,
    NoChannel,
    /// Nobody knows whether it was taken.
    Unknown,
    /// It did not go out, and a letter or another address settles it.
    Settled,
}

/// An address by which a refused notice is settled.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct SettlesView {
    pub contact: String,
    pub channel: ContactChannelCode,
    pub address: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct NoticeRow {
    pub channel: ContactChannelCode,
    pub address: String,
    pub phase: NoticePhaseCode,
    pub status: NoticeStatus,
    #[ts(type = "number | null")]
    pub at: Option<i64>,
    /// The last sending.
    pub effect: Option<String>,
    /// When it is tried again by itself.
    #[ts(type = "number | null")]
    pub again_at: Option<i64>,
    /// It was sent after one that may have arrived.
    pub second: bool,
    /// Addresses that were told, by which a refusal is settled.
    pub settled_by: Vec<SettlesView>,
}

/// A letter that tells the subject, in their language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct LetterTextView {
    pub language: String,
    /// The name and the postal address on record.
    pub to: String,
    pub address: Option<String>,
    pub subject: String,
    pub paragraphs: Vec<String>,
    /// The case's short number.
    pub reference: String,
    #[ts(type = "number")]
    pub at: i64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum TimelineIcon {
    Inbox,
    Flake,
    Person,
    Pen,
    No,
    Check,
    Key,
    Bell,
    Note,
    Eye,
    Shield,
    Warn,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct TimelineRow {
    #[ts(type = "number")]
    pub position: u64,
    #[ts(type = "number")]
    pub seq: u64,
    #[ts(type = "number")]
    pub at: i64,
    pub icon: TimelineIcon,
    pub text: Message,
    pub by: String,
    pub hash: String,
    pub milestone: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SubjectView {
    pub name: String,
    pub login: String,
    pub account_id: String,
    pub directory: String,
    pub tenant: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct RefusedApproval {
    pub by: String,
    pub reason: String,
    #[ts(type = "number")]
    pub at: i64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum HandoverMode {
    Attended,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct HandoverView {
    pub mode: HandoverMode,
    /// Only the subject's own browser signs in there: the agent says that it did.
    #[serde(rename = "signInByPerson")]
    pub sign_in_by_person: bool,
    /// Who said so.
    #[serde(rename = "saidBy")]
    pub said_by: Option<String>,
    #[ts(type = "number")]
    pub at: i64,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ReviewView {
    pub by: String,
    pub disposition: DispositionCode,
    pub note: String,
    #[ts(type = "number")]
    pub at: i64,
}

/// A recovery code that was sent in this case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CodeView {
    pub id: String,
    pub kind: String,
    pub channel: Option<ContactChannelCode>,
    pub address: String,
    #[ts(type = "number")]
    pub expires_at: i64,
    pub spent: bool,
}

/// An address that a recovery code may go to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct CodeTarget {
    pub id: String,
    pub kind: String,
    pub channel: ContactChannelCode,
    pub address: String,
    pub usable: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CodesView {
    pub sent: Vec<CodeView>,
    pub targets: Vec<CodeTarget>,
    /// The directory can check saved codes.
    pub saved: bool,
    pub wrong: u32,
    pub tries: u32,
    /// Used saved codes were replaced.
    #[ts(type = "number | null")]
    pub replaced_at: Option<i64>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ExceptionView {
    pub kind: String,
    pub reason: String,
    pub referee: String,
    pub rationale: String,
    pub by: String,
    #[ts(type = "number")]
    pub at: i64,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct LetterView {
    pub reference: String,
    #[ts(type = "number")]
    pub at: i64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum VerdictCode {
    Met,
    NotMet,
    NotApplicable,
    Attested,
}

/// What a case shows of one rule of the standards.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct RuleRow {
    pub id: String,
    pub source: String,
    pub verdict: VerdictCode,
    /// Codes of gates, or names of what is recorded.
    pub because: Vec<String>,
    /// No console can check it; its words say why.
    pub stated: bool,
}

/// What was asked of the agent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct QuestionView {
    pub id: String,
    pub by: String,
    pub text: String,
    #[ts(type = "number")]
    pub at: i64,
    /// `None` while it waits.
    pub answer: Option<QuestionAnswerView>,
}

/// What the agent said to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct QuestionAnswerView {
    pub by: String,
    pub text: String,
    #[ts(type = "number")]
    pub at: i64,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CaseView {
    pub id: String,
    pub short: String,
    #[ts(type = "number")]
    pub version: u64,
    pub subject: SubjectView,
    pub tier: TierCode,
    pub channel: ChannelCode,
    pub reason: ReasonCode,
    pub ticket: String,
    pub lifecycle: LifecycleCode,
    pub agent: PersonView,
    #[ts(type = "number")]
    pub opened_at: i64,
    #[ts(type = "number | null")]
    pub ended_at: Option<i64>,
    #[ts(type = "number")]
    pub now: i64,
    pub policy: String,
    pub repeats: u32,
    /// Signs of risk that raise the tier.
    pub signals: Vec<String>,
    /// In which way the subject is verified.
    pub method: Option<String>,
    pub exception: Option<ExceptionView>,
    pub machine: Option<MachineView>,
    pub codes: CodesView,
    pub letters: Vec<LetterView>,
    /// What the subject speaks, where somebody said so.
    pub language: Option<String>,
    /// The agent left; another goes on with it.
    pub frozen: bool,
    /// Something holds the case, as a reviewer sees it.
    pub held: bool,
    pub contacts: Vec<ContactView>,
    pub stages: Vec<StageView>,
    pub current: StageCode,
    pub done: u32,
    pub actions: Vec<ActionView>,
    pub say: Option<Message>,
    pub next: Message,
    #[ts(type = "number | null")]
    pub consent_at: Option<i64>,
    pub cues: Vec<CueView>,
    pub evidence: Vec<EvidenceView>,
    pub evidence_kinds: Vec<EvidenceKindView>,
    pub credentials: Vec<CredentialRow>,
    pub sessions: SessionsRow,
    pub block: BlockRow,
    #[ts(type = "number")]
    pub inventory_read_at: i64,
    #[ts(type = "number | null")]
    pub contained_at: Option<i64>,
    #[ts(type = "number | null")]
    pub approval_sought_at: Option<i64>,
    pub approvals_needed: u32,
    pub signatures: Vec<SignatureView>,
    pub approval_refused: Option<RefusedApproval>,
    pub provisioning: ProvisioningView,
    pub enrolment: EnrolmentView,
    /// What changes something at the directory is sealed, and not released for this case now.
    pub writes_closed: bool,
    /// What people do at the directory, and have not said yet.
    pub to_attest: Vec<AttestView>,
    /// Old credentials that are tried after they went, because the old device is at hand.
    pub tries_old: bool,
    /// Only the subject's own browser signs in there.
    pub sign_in_by_person: bool,
    /// Who says that the subject signed in.
    pub signed_in_said_by: Option<String>,
    /// Whether the account administers anything, as the agent says where the directory does not.
    pub said_privileged: Option<bool>,
    pub handover: Option<HandoverView>,
    #[ts(type = "number | null")]
    pub released_at: Option<i64>,
    #[ts(type = "number | null")]
    pub live_sign_in_at: Option<i64>,
    pub notices: Vec<NoticeRow>,
    pub review: Option<ReviewView>,
    /// What a notice names the case by.
    pub reference: String,
    /// The last time that it was repudiated.
    pub incident: Option<IncidentView>,
    pub outstanding: u32,
    pub timeline: Vec<TimelineRow>,
    pub attachments: Vec<AttachmentView>,
    pub files_held: Option<FilesHeldView>,
    /// What was asked of the agent, answered or not, oldest first.
    pub questions: Vec<QuestionView>,
    /// Old credentials that were tried and refused.
    pub refused: Vec<String>,
    /// Every rule of the standards: as recorded when the case ended, as it is now before.
    pub rules: Vec<RuleRow>,
    pub open_gates: u32,
    pub total_gates: u32,
}
