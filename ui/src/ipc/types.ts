// Generated from src-tauri/crates/ipc by `cargo xtask types`. Do not edit by hand.

export type Message = { id: string, args: { [key in string]: string }, };

export type GateStatus = "met" | "open" | "later" | "failed";

export type LevelCode = "shall" | "should" | "local";

export type GateView = { code: string, stage: StageCode, status: GateStatus, args: { [key in string]: string }, citation: string, level: LevelCode, };

export type StageCode = "intake" | "contain" | "proofing" | "approval" | "revocation" | "provisioning" | "handover" | "notification" | "release" | "close" | "review";

export type RoleCode = "agent" | "supervisor" | "reviewer" | "administrator";

export type TierCode = "standard" | "machine" | "privileged";

export type ChannelCode = "in_person" | "video" | "phone";

export type ReasonCode = "lost" | "stolen" | "damaged" | "wiped" | "migrated" | "failed_enrolment";

export type ContactChannelCode = "email" | "phone" | "post";

export type LifecycleCode = "open" | "completed" | "refused" | "cancelled" | "incident";

export type DispositionCode = "in_order" | "concerns" | "incident";

export type PersonView = { id: string, name: string, role: RoleCode, };

export type ContactView = { id: string, channel: ContactChannelCode, 
/**
 * Masked except for the last characters.
 */
address: string, 
/**
 * Days unchanged; null is unknown, and unknown is unusable.
 */
unchangedDays: number | null, usable: boolean, };

export type RefusalKind = "refused" | "conflict" | "key" | "directory" | "store" | "input" | "session" | "internal";

export type Refusal = { kind: RefusalKind, code: string, args: { [key in string]: string }, violations: Array<GateView>, incident: string | null, };

export type KeyView = { id: string, label: string, 
/**
 * Last four hexadecimal digits of the staff credential on it, when it is a staff key.
 */
ends: string | null, 
/**
 * Name of the staff member it belongs to, when known here.
 */
owner: string | null, 
/**
 * The model's name, where metadata know it.
 */
model: string | null, standing: ModelStanding, aaguid: string | null, firmware: string | null, serial: string | null, pinSet: boolean, minPinLength: number, forcePinChange: boolean, pinTries: number | null, sensorTries: number | null, versions: Array<string>, transports: Array<string>, extensions: Array<string>, 
/**
 * Names of COSE algorithms; a number where there is none.
 */
algorithms: Array<string>, certifications: Array<string>, residentKeys: boolean, room: number | null, builtInVerification: boolean | null, alwaysVerify: boolean | null, enterpriseAttestation: boolean | null, managesCredentials: boolean, setsMinPinLength: boolean, fault: string | null, };

export type ModelStanding = "trusted" | "unknown" | "revoked" | "no_metadata";

export type KeySettingInput = { "kind": "min_pin_length", length: number, } | { "kind": "force_pin_change" } | { "kind": "toggle_always_verify" } | { "kind": "enterprise_attestation" };

export type StoredView = { keyId: string, credentials: Array<StoredCredentialView>, room: number | null, };

export type StoredCredentialView = { 
/**
 * base64url.
 */
id: string, rpId: string, userName: string, displayName: string, protection: number | null, 
/**
 * A staff credential of this desk.
 */
postern: boolean, };

export type KeyProgressStep = "insert" | "pin" | "working" | "touch" | "done";

export type KeyProgress = { keyId: string, step: KeyProgressStep, };

export type CaseChanged = { caseId: string, version: number, };

export type DirectoryView = { id: string, tenant: string, up: boolean, since: number | null, fault: string | null, 
/**
 * Sign-ins in a browser are seen there.
 */
browser: boolean, 
/**
 * What its connector can do, in the order in which a recovery asks for it.
 */
abilities: Array<AbilityView>, };

export type AbilityView = { code: string, how: HowCode, };

export type HowCode = "does" | "not_yet" | "person" | "subject" | "never";

export type Phase = "setup" | "sign_in" | "locked" | "open" | "rescue";

export type Counts = { mine: number, approvals: number, toReview: number, 
/**
 * Changes at directories that no case explains, and nobody looked into.
 */
alarms: number, };

export type ConsoleView = { profile: string, practice: boolean, phase: Phase, me: PersonView | null, lockAt: number | null, sessionEndsAt: number | null, now: number, counts: Counts, directories: Array<DirectoryView>, records: number, verifiedTo: number | null, faults: number, setup: SetupView | null, version: string, ledger: string, policy: string, notes: Array<Message>, 
/**
 * An administrator is being recovered.
 */
quorum: QuorumAlarm | null, };

export type SetupStep = "first_administrator" | "second_administrator" | "staff" | "done";

export type SetupPerson = { id: string, name: string, role: RoleCode, staffNumber: string, keyEnds: string, };

export type SetupView = { step: SetupStep, people: Array<SetupPerson>, gates: Array<GateView>, };

export type PracticeKey = { name: string, label: string, inserted: boolean, waitingForTouch: boolean, pin: string | null, hint: string, };

export type PracticeMail = { to: string, subject: string, body: string, at: number | null, };

export type PracticeTry = { letIn: boolean, code: string, };

export type Tone = "neutral" | "information" | "warn" | "bad";

export type WorkGroup = "incident" | "needs_you" | "approval" | "waiting" | "blocked" | "done";

export type DeadlineCode = "cue" | "code" | "approval" | "invitation" | "overlap" | "objection" | "residual";

export type DeadlineView = { kind: DeadlineCode, at: number, 
/**
 * From when on it is near.
 */
nearFrom: number, 
/**
 * Its whole length.
 */
whole: number, 
/**
 * Somebody has to do something before it ends; the others are only waited for.
 */
toBeMet: boolean, };

export type WorkRow = { id: string, short: string, subject: string, login: string, stage: StageCode, done: number, stages: number, blocks: Message, blocksTone: Tone, next: Message, deadline: DeadlineView | null, 
/**
 * A co-signature holds.
 */
signed: boolean, openedAt: number, group: WorkGroup, lifecycle: LifecycleCode, 
/**
 * Questions that wait for the agent's answer.
 */
questions: number, };

export type WorkCounts = { mine: number, approval: number, person: number, blocked: number, done: number, incident: number, };

export type WorkList = { rows: Array<WorkRow>, counts: WorkCounts, 
/**
 * Cases that wait for a review, and are not among the rows.
 */
unlisted: number, };

export type AccountView = { directory: string, tenant: string, id: string, login: string, name: string, privileged: boolean, tier: TierCode, signals: Array<string>, machine: boolean, contacts: Array<ContactView>, credentials: number, sessions: number | null, repeats: number, violations: Array<GateView>, 
/**
 * The directory tells nothing of it: the agent states what the account is.
 */
statedByAgent: boolean, 
/**
 * The directory does not tell whether it administers anything: the agent says.
 */
asksPrivileged: boolean, };

export type FoundAccountView = { login: string, name: string, };

export type StatedInput = { name: string, 
/**
 * What signs in there today, each in a line.
 */
credentials: Array<string>, 
/**
 * Mail addresses on record.
 */
mail: Array<string>, };

export type VerifyFault = { position: number, stream: string, kind: string, detail: string, };

export type VerifyView = { records: number, root: string, faults: Array<VerifyFault>, };

export type Verifying = { done: number, all: number, };

export type SampleView = { from: number, to: number, number: number, size: number, root: string, note: string, settled: boolean, ended: number, drawn: Array<SampledRow>, };

export type SampledRow = { id: string, short: string, subject: string, login: string, tier: TierCode, lifecycle: LifecycleCode, reviewed: DispositionCode | null, rank: string, privileged: boolean, };

export type PatternsView = { since: number, until: number, cases: number, reasons: Array<ReasonCode>, tiers: Array<TierCode>, weeks: Array<WeekView>, stages: Array<StageTimeView>, refusals: Array<RefusedByView>, repeats: Array<RepeatView>, pairs: Array<PairView>, };

export type WeekView = { begins: number, reasons: Array<number>, tiers: Array<number>, };

export type StageTimeView = { stage: StageCode, cases: number, median: number, p90: number, };

export type NamedCase = { id: string, short: string, };

export type RefusedByView = { code: string, citation: string, attempts: number, cases: Array<NamedCase>, };

export type RepeatView = { directory: string, login: string, name: string, count: number, cases: Array<NamedCase>, };

export type PairView = { agent: string, supervisor: string, count: number, of: number, cases: Array<NamedCase>, };

export type FileClassCode = "correspondence" | "evidence";

export type KeptCode = "open" | "no_time" | "waits" | "review" | "incident" | "hold" | "held";

export type ComparePart = "facts" | "people" | "stages" | "rules" | "refusals" | "evidence" | "notices";

export type ToldView = { "kind": "text", text: string, } | { "kind": "words", words: Message, } | { "kind": "took", span: number, };

export type CompareRow = { part: ComparePart, what: Message, source: string | null, first: Array<ToldView>, second: Array<ToldView>, differs: boolean, };

export type ComparedCase = { id: string, short: string, subject: string, login: string, lifecycle: LifecycleCode, openedAt: number, };

export type CompareView = { first: ComparedCase, second: ComparedCase, rows: Array<CompareRow>, differing: number, };

export type PatternsTable = "weeks" | "stages" | "refusals" | "repeats" | "pairs";

export type ListInput = { "list": "history", query: HistoryQuery, } | { "list": "work" } | { "list": "sample", from: number, to: number, number: number, } | { "list": "patterns", weeks: number, table: PatternsTable, } | { "list": "timeline", caseId: string, };

export type ListForm = "csv" | "json";

export type SavedListView = { place: string, rows: number, cut: boolean, };

export type AttachmentView = { id: string, name: string, size: number, class: FileClassCode, by: string, at: number, due: number | null, kept: Array<KeptCode>, erased: boolean, erasedAt: number | null, erasedBy: string | null, };

export type FilesHeldView = { by: string, reason: string, at: number, };

export type CheckpointView = { text: string, size: number, origin: string, 
/**
 * `None` where the text is too long for a code.
 */
qr: QrView | null, 
/**
 * This console's key as a witness, where it signed as one: for whoever checks the signature.
 */
witness: string | null, };

export type QrView = { size: number, path: string, };

export type HeldCode = "consistent" | "shorter" | "diverged" | "other" | "forged" | "unreadable";

export type HeldView = { held: HeldCode, size: number, now: number, 
/**
 * Whose name is forged, of which history it is, or why it cannot be read.
 */
what: string, signers: Array<SignerView>, 
/**
 * Names of signatures that this history cannot check.
 */
unknown: Array<string>, };

export type SignerView = { name: string, at: number | null, };

export type ExportView = { folder: string, files: number, };

export type ReportView = { page: string, paper: string, 
/**
 * The beginning and the end of its digest, as in the report.
 */
digest: string, };

export type HistoryRow = { id: string, short: string, subject: string, login: string, directory: string, reason: string, channel: string, tier: TierCode, lifecycle: LifecycleCode, 
/**
 * The furthest stage in which something was recorded.
 */
reached: StageCode, reviewed: DispositionCode | null, openedAt: number, };

export type WhichCode = "all" | "open" | "to_review" | "reviewed" | "completed" | "refused" | "cancelled" | "incident";

export type HistoryQuery = { text: string, which: WhichCode, tier: TierCode | null, directory: string | null, agent: string | null, model: string | null, refusedBy: string | null, from: number | null, to: number | null, };

export type HistoryPageView = { rows: Array<HistoryRow>, 
/**
 * What the page after this one is asked for with; null where this is the last.
 */
next: number | null, 
/**
 * How many cases there are; null for all but the first page.
 */
total: number | null, 
/**
 * There may be more: counting ended there.
 */
orMore: boolean, };

export type ChoiceView = { value: string, name: string, };

export type HistoryChoices = { directories: Array<ChoiceView>, agents: Array<ChoiceView>, models: Array<ChoiceView>, refusedBy: Array<string>, };

export type FoundCase = { id: string, short: string, subject: string, login: string, 
/**
 * The furthest stage in which something was recorded.
 */
reached: StageCode, lifecycle: LifecycleCode, };

export type FoundDirectory = { id: string, tenant: string, };

export type HitsView = { open: Array<FoundCase>, ended: Array<FoundCase>, people: Array<PersonView>, directories: Array<FoundDirectory>, };

export type DraftFormCode = "new_case" | "note" | "cannot_verify" | "cancel" | "clear_hold" | "evidence" | "question" | "answers" | "exception";

export type DraftView = { caseId: string | null, form: DraftFormCode, fields: { [key in string]: string }, at: number, };

export type RowTone = "plain" | "ok" | "warn";

export type StatementRow = { label: Message, value: string, mono: boolean, tone: RowTone, 
/**
 * What the page knows the line again by, and may keep: a mark of its label, a dot, a mark of the line.
 */
mark: string, };

export type StatementSection = { title: Message, rows: Array<StatementRow>, };

export type StatementView = { caseId: string, version: number, nonce: string, digest: string, phrase: string, bytes: number, raw: string, claim: Message, sections: Array<StatementSection>, expiresAt: number, violations: Array<GateView>, };

export type StageStatus = "done" | "now" | "blocked" | "locked" | "later" | "skipped";

export type StageView = { code: StageCode, status: StageStatus, at: number | null, note: Message | null, gates: Array<GateView>, };

export type ActionView = { 
/**
 * Code of a step of the domain.
 */
code: ActionCode, blockedBy: Array<GateView>, };

export type StrengthCode = "superior" | "strong" | "fair" | "none";

export type OutcomeCode = "confirmed" | "rejected";

export type EvidenceKindView = { kind: string, 
/**
 * The pathways that make it count over this case's channel; none where it never counts.
 */
pathways: Array<PathwayView>, };

export type PathwayView = { pathway: string, strength: StrengthCode, };

export type EvidenceView = { id: string, kind: string, strength: StrengthCode, pathway: string, outcome: OutcomeCode, withdrawn: boolean, at: number, by: string, note: Message | null, };

export type CueAnswerCode = "at_once" | "late" | "not_done" | "expired";

export type CueView = { id: string, cue: string, drawnAt: number, expiresAt: number, answer: CueAnswerCode | null, };

export type Planned = "revoke" | "keep";

export type CredentialStatus = "planned" | "suspended" | "requested" | "reading" | "awaits_word" | "gone" | "attested" | "kept" | "not_confirmed" | "unexpected" | "new";

export type CredentialRow = { id: string, kind: string, label: string, addedAt: number | null, planned: Planned, requestedAt: number | null, status: CredentialStatus, seenAt: number | null, reads: number, };

export type SessionsStatus = "planned" | "requested" | "awaits_word" | "attested" | "gone" | "gone_token_alive" | "not_confirmed" | "not_possible";

export type SessionsRow = { count: number | null, requestedAt: number | null, status: SessionsStatus, seenAt: number | null, residualUntil: number | null, };

export type BlockStatus = "not_possible" | "open" | "requested" | "awaits_word" | "blocked" | "blocked_said" | "unblocked" | "unblocked_said" | "not_confirmed";

export type BlockRow = { status: BlockStatus, seenAt: number | null, };

export type SignatureStatus = "current" | "voided" | "expired";

export type SignatureView = { person: string, keyEnds: string, at: number, expiresAt: number, status: SignatureStatus, 
/**
 * The agent in whose session it was signed, where that was over the shoulder.
 */
overShoulderOf: string | null, };

export type AcceptedKeyView = { label: string, aaguid: string, firmware: string | null, 
/**
 * The console draws its PIN when the credential is made.
 */
drawnPin: boolean, acceptedAt: number, };

export type ProvisioningStepCode = "accept_key" | "create" | "local_assertion" | "submit" | "read_back";

export type ProvisioningStepStatus = "done" | "now" | "then" | "failed";

export type ProvisioningStep = { code: ProvisioningStepCode, status: ProvisioningStepStatus, at: number | null, note: Message | null, };

export type ProvisioningView = { key: AcceptedKeyView | null, steps: Array<ProvisioningStep>, newKeyEnds: string | null, };

export type AttestView = { effect: string, 
/**
 * `block`, `unblock`, `sessions`, `revoke` or `enrol`.
 */
what: string, 
/**
 * The credential that goes.
 */
label: string | null, };

export type TargetCode = "key" | "handset";

export type EnrolmentMode = "at_desk" | "by_subject" | "handset" | "said" | "drawn";

export type EnrolmentView = { mode: EnrolmentMode, target: TargetCode, 
/**
 * A passkey of the subject's own device could be chosen.
 */
handsetPossible: boolean, 
/**
 * The subject was let in, and no new credential was seen yet.
 */
awaits: boolean, 
/**
 * The effect that waits for the subject.
 */
effect: string | null, 
/**
 * A temporary pass was issued.
 */
pass: boolean, passUntil: number | null, 
/**
 * The new credential that was seen or said: its label at the directory.
 */
enrolled: string | null, 
/**
 * Who says that it is listed.
 */
saidBy: string | null, 
/**
 * Whom the key of a machine identity is sealed to.
 */
recipient: string | null, 
/**
 * What the directory lists the drawn key by.
 */
drawn: string | null, 
/**
 * Sign-ins in a browser are seen at this directory.
 */
browser: boolean, };

export type NoticePhaseCode = "intake" | "close";

export type NoticeStatus = "owed" | "sent" | "failed" | "not_needed" | "waits" | "put_off" | "refused" | "no_channel" | "unknown" | "settled";

export type SettlesView = { contact: string, channel: ContactChannelCode, address: string, };

export type NoticeRow = { channel: ContactChannelCode, address: string, phase: NoticePhaseCode, status: NoticeStatus, at: number | null, 
/**
 * The last sending.
 */
effect: string | null, 
/**
 * When it is tried again by itself.
 */
againAt: number | null, 
/**
 * It was sent after one that may have arrived.
 */
second: boolean, 
/**
 * Addresses that were told, by which a refusal is settled.
 */
settledBy: Array<SettlesView>, };

export type LetterTextView = { language: string, 
/**
 * The name and the postal address on record.
 */
to: string, address: string | null, subject: string, paragraphs: Array<string>, 
/**
 * The case's short number.
 */
reference: string, at: number, };

export type TimelineIcon = "inbox" | "flake" | "person" | "pen" | "no" | "check" | "key" | "bell" | "note" | "eye" | "shield" | "warn";

export type TimelineRow = { position: number, seq: number, at: number, icon: TimelineIcon, text: Message, by: string, hash: string, milestone: boolean, };

export type SubjectView = { name: string, login: string, accountId: string, directory: string, tenant: string, };

export type RefusedApproval = { by: string, reason: string, at: number, };

export type HandoverMode = "attended";

export type HandoverView = { mode: HandoverMode, 
/**
 * Only the subject's own browser signs in there: the agent says that it did.
 */
signInByPerson: boolean, 
/**
 * Who said so.
 */
saidBy: string | null, at: number, };

export type ReviewView = { by: string, disposition: DispositionCode, note: string, at: number, };

export type CodeView = { id: string, kind: string, channel: ContactChannelCode | null, address: string, expiresAt: number, spent: boolean, };

export type CodeTarget = { id: string, kind: string, channel: ContactChannelCode, address: string, usable: boolean, };

export type CodesView = { sent: Array<CodeView>, targets: Array<CodeTarget>, 
/**
 * The directory can check saved codes.
 */
saved: boolean, wrong: number, tries: number, 
/**
 * Used saved codes were replaced.
 */
replacedAt: number | null, };

export type ExceptionView = { kind: string, reason: string, referee: string, rationale: string, by: string, at: number, };

export type MachinePageCode = "sponsor" | "consumers" | "new_key" | "negative_test";

export type MachineStanding = "done" | "now" | "waiting" | "blocked" | "skipped";

export type MachinePageView = { code: MachinePageCode, stage: StageCode, status: MachineStanding, at: number | null, gates: Array<GateView>, };

export type ConsumerView = { name: string, 
/**
 * Since when it uses the new credential, as a person says.
 */
movedAt: number | null, };

export type TrialCode = "not_gone" | "to_try" | "refused" | "works";

export type TrialView = { id: string, label: string, status: TrialCode, 
/**
 * The console saw it; `false` where a person says so.
 */
observed: boolean, at: number | null, };

export type MachineView = { sponsorLogin: string, sponsorAt: number | null, consumers: Array<ConsumerView>, overlapMinutes: number, mostOverlapMinutes: number, 
/**
 * The minutes that are offered.
 */
overlapPresets: Array<number>, 
/**
 * Until when old and new may live together, while they do.
 */
overlapUntil: number | null, 
/**
 * Its new key is drawn here, and sealed.
 */
drawnKeys: boolean, pages: Array<MachinePageView>, 
/**
 * The page to go on with.
 */
next: MachinePageCode | null, trials: Array<TrialView>, };

export type TriedView = { refused: boolean, at: number, };

export type MachineRow = { account: string, directory: string, login: string, name: string, sponsor: string, consumers: number, cases: number, rotatedAt: number | null, 
/**
 * The case that runs.
 */
open: NamedCase | null, 
/**
 * Until when old and new may live together, while they do.
 */
overlapUntil: number | null, 
/**
 * What came of the last trial of an old credential.
 */
tried: TriedView | null, };

export type MachinesView = { rows: Array<MachineRow>, 
/**
 * Identities that fit too, and are not among the rows.
 */
unlisted: number, };

export type LetterView = { reference: string, at: number, };

export type VerdictCode = "met" | "not_met" | "not_applicable" | "attested";

export type RuleRow = { id: string, source: string, verdict: VerdictCode, 
/**
 * Codes of gates, or names of what is recorded.
 */
because: Array<string>, 
/**
 * No console can check it; its words say why.
 */
stated: boolean, };

export type QuestionAnswerView = { by: string, text: string, at: number, };

export type QuestionView = { id: string, by: string, text: string, at: number, 
/**
 * `None` while it waits.
 */
answer: QuestionAnswerView | null, };

export type ReportChannelCode = "in_person" | "phone" | "email" | "letter" | "other";

export type FindingCode = "unfounded" | "confirmed" | "our_error";

export type FreezeStatus = "waits" | "unknown" | "done" | "said" | "not_done";

export type FreezeView = { what: string, status: FreezeStatus, at: number | null, };

export type ClearedView = { by: string, note: string, at: number, };

export type DisposedView = { by: string, finding: FindingCode, note: string, at: number, };

export type IncidentView = { who: string, channel: ReportChannelCode, said: string, by: string, at: number, freezes: Array<FreezeView>, 
/**
 * Who ran, signed or released the case: looked at twice elsewhere while the incident is open.
 */
people: Array<PersonView>, 
/**
 * The label of the key that was handed out, where it can be told from every other.
 */
key: string | null, 
/**
 * A supervisor let the account be recovered all the same.
 */
cleared: ClearedView | null, 
/**
 * What a reviewer found; `None` while it is open.
 */
disposed: DisposedView | null, };

export type ReferencedView = { id: string, reference: string, subject: string, login: string, lifecycle: LifecycleCode, openedAt: number, };

export type CaseView = { id: string, short: string, version: number, subject: SubjectView, tier: TierCode, channel: ChannelCode, reason: ReasonCode, ticket: string, lifecycle: LifecycleCode, agent: PersonView, openedAt: number, endedAt: number | null, now: number, policy: string, repeats: number, 
/**
 * Signs of risk that raise the tier.
 */
signals: Array<string>, 
/**
 * In which way the subject is verified.
 */
method: string | null, exception: ExceptionView | null, machine: MachineView | null, codes: CodesView, letters: Array<LetterView>, 
/**
 * What the subject speaks, where somebody said so.
 */
language: string | null, 
/**
 * The agent left; another goes on with it.
 */
frozen: boolean, 
/**
 * Something holds the case, as a reviewer sees it.
 */
held: boolean, contacts: Array<ContactView>, stages: Array<StageView>, current: StageCode, done: number, actions: Array<ActionView>, say: Message | null, next: Message, consentAt: number | null, cues: Array<CueView>, evidence: Array<EvidenceView>, evidenceKinds: Array<EvidenceKindView>, credentials: Array<CredentialRow>, sessions: SessionsRow, block: BlockRow, inventoryReadAt: number, containedAt: number | null, approvalSoughtAt: number | null, approvalsNeeded: number, signatures: Array<SignatureView>, approvalRefused: RefusedApproval | null, provisioning: ProvisioningView, enrolment: EnrolmentView, 
/**
 * What changes something at the directory is sealed, and not released for this case now.
 */
writesClosed: boolean, 
/**
 * What people do at the directory, and have not said yet.
 */
toAttest: Array<AttestView>, 
/**
 * Old credentials that are tried after they went, because the old device is at hand.
 */
triesOld: boolean, 
/**
 * Only the subject's own browser signs in there.
 */
signInByPerson: boolean, 
/**
 * Who says that the subject signed in.
 */
signedInSaidBy: string | null, 
/**
 * Whether the account administers anything, as the agent says where the directory does not.
 */
saidPrivileged: boolean | null, handover: HandoverView | null, releasedAt: number | null, liveSignInAt: number | null, notices: Array<NoticeRow>, review: ReviewView | null, 
/**
 * What a notice names the case by.
 */
reference: string, 
/**
 * The last time that it was repudiated.
 */
incident: IncidentView | null, outstanding: number, timeline: Array<TimelineRow>, attachments: Array<AttachmentView>, filesHeld: FilesHeldView | null, 
/**
 * What was asked of the agent, answered or not, oldest first.
 */
questions: Array<QuestionView>, 
/**
 * Old credentials that were tried and refused.
 */
refused: Array<string>, 
/**
 * Every rule of the standards: as recorded when the case ended, as it is now before.
 */
rules: Array<RuleRow>, openGates: number, totalGates: number, };

export type NoteFiling = "case" | "delivery" | "other_desk";

export type ReferenceInput = { name: string, relationship: string, ial: number, };

export type SignerInput = { keyId: string, };

export type DeskChange = { "what": "adopt_policy", text: string, } | { "what": "renew_training", person: string, until: number, } | { "what": "remove_staff", person: string, reportedAt: number, reason: string, } | { "what": "set_threat", raised: boolean, reason: string, } | { "what": "set_security_key", publicKey: string, } | { "what": "rotate_console_key", reason: string, };

export type DeskPerson = { person: PersonView, staffNumber: string, keyEnds: string, organisation: string, trainingUntil: number, trained: boolean, removed: RemovedView | null, 
/**
 * How many keys they have.
 */
keys: number, 
/**
 * The key that they lost last.
 */
lost: RemovedView | null, };

export type RemovedView = { reason: string, reportedAt: number, at: number, 
/**
 * Cases that they took part in: open ones are frozen or lost their signature, closed ones are to be looked at.
 */
cases: Array<TouchedView>, };

export type TouchedView = { id: string, short: string, open: boolean, 
/**
 * Opened after the time that was reported.
 */
sinceReported: boolean, };

export type NeededView = { 
/**
 * Code of a change.
 */
what: string, people: number, roles: Array<RoleCode>, };

export type AlarmView = { directory: string, entry: string, login: string, 
/**
 * `added`, `removed` or `altered`.
 */
what: string, doneBy: string, happened: number, judged: JudgedView | null, };

export type JudgedView = { by: string, note: string, at: number, };

export type DeskView = { policy: string, policyHash: string, shipped: Array<string>, threatRaised: boolean, securityKey: string | null, 
/**
 * What this console signs the history with, as verifiers take it.
 */
consoleKey: string, people: Array<DeskPerson>, needed: Array<NeededView>, 
/**
 * Changes at directories that no case explains, newest first.
 */
alarms: Array<AlarmView>, };

export type RotatedView = { 
/**
 * Where the sealed key is left.
 */
place: string, case: CaseView, };

export type FieldShape = "text" | "list" | "tick";

export type FormFieldView = { name: string, shape: FieldShape, required: boolean, preset: string, };

export type DirectoryKindView = { kind: string, fields: Array<FormFieldView>, 
/**
 * What this connector needs there, by the directory's own names.
 */
rights: Array<string>, abilities: Array<AbilityView>, 
/**
 * The desk keeps a secret for it.
 */
secret: boolean, };

export type ConfiguredView = { id: string, kind: string, values: { [key in string]: string }, 
/**
 * Its secret is kept.
 */
hasSecret: boolean, 
/**
 * What changes something there is released for each case.
 */
released: boolean, 
/**
 * How many supervisors' keys release it.
 */
holders: number, 
/**
 * A person signs in there with a browser, and the console acts as they.
 */
delegated: boolean, };

export type DirectorySetupView = { kinds: Array<DirectoryKindView>, configured: Array<ConfiguredView>, 
/**
 * The file that holds them.
 */
file: string, 
/**
 * Nothing can be set up in practice: the page shows how it is done.
 */
practice: boolean, };

export type DirectoryTrialView = { up: boolean, 
/**
 * Code of the fault, where it does not serve.
 */
fault: string | null, 
/**
 * Whether it tells which rights this access has.
 */
rightsTold: boolean, lacking: Array<string>, tooMany: Array<string>, };

export type FindingState = "ok" | "warn" | "bad" | "unknown";

export type FindingView = { 
/**
 * Its own among those of one look.
 */
id: string, state: FindingState, found: Message, 
/**
 * What helps.
 */
next: Message | null, };

export type HealthView = { findings: Array<FindingView>, at: number, 
/**
 * How many checks are done with this one.
 */
done: number, all: number, 
/**
 * The check that comes next; null after the last.
 */
next: string | null, };

export type PolicySettingView = { 
/**
 * Its key in a policy file.
 */
name: string, 
/**
 * What it is for.
 */
about: Message, value: Message, 
/**
 * What it may be.
 */
bounds: Message, 
/**
 * The rule that it sets, or that bounds it.
 */
rule: string, 
/**
 * What it is in the policy that ships, where that is something else.
 */
shipped: Message | null, };

export type PolicyPartView = { title: Message, lines: Array<Message>, };

export type PolicyView = { name: string, 
/**
 * Name of the policy that ships which it is compared with.
 */
shipped: string, 
/**
 * How many settings differ from it.
 */
differs: number, settings: Array<PolicySettingView>, asks: Array<PolicyPartView>, };

export type WeighsCode = "stricter" | "looser" | "other" | "too_loose";

export type PolicyChangeRow = { name: string, about: Message, from: Message, to: Message, bounds: Message, rule: string, weighs: WeighsCode, };

export type PolicyChangeView = { from: string, to: string, 
/**
 * SHA-256 over the canonical form of the other one.
 */
hash: string, rows: Array<PolicyChangeRow>, };

export type LastBackupView = { at: number, folder: string, records: number, 
/**
 * It is still where it was put.
 */
there: boolean, };

export type OpensCode = "anybody" | "sheets" | "keyring";

export type BackupsView = { last: LastBackupView | null, 
/**
 * A folder that is not there yet, for the next one.
 */
suggested: string, 
/**
 * What opens a backup that is made now.
 */
opens: OpensCode, 
/**
 * The command that puts a backup in place.
 */
restore: string, 
/**
 * The command that prints recovery sheets.
 */
sheets: string, };

export type BackupMadeView = { folder: string, records: number, faults: number, backups: BackupsView, };

export type BackingUp = { done: number, all: number, };

export type QuorumAlarm = { person: string, opensAt: number, };

export type QuorumSignature = { person: PersonView, at: number, };

export type OpenQuorumView = { person: PersonView, staffNumber: string, reason: string, reportedAt: number, 
/**
 * Last digits of the new key's credential for signing in.
 */
keyEnds: string, signatures: Array<QuorumSignature>, 
/**
 * Those of them that count now.
 */
signed: number, opensAt: number, };

export type QuorumView = { open: OpenQuorumView | null, administrators: Array<PersonView>, needed: number, 
/**
 * Hours from the first signature.
 */
wait: number, 
/**
 * What stands in the way of each.
 */
begin: Array<GateView>, sign: Array<GateView>, refuse: Array<GateView>, finish: Array<GateView>, };

export type FeedCode = "file" | "syslog" | "collector" | "tickets";

export type FeedSecretCode = "none" | "kept" | "missing";

export type FeedTroubleCode = "unreachable" | "timed_out" | "tls" | "access" | "busy" | "refused" | "no_secret" | "keyring" | "disk" | "history";

export type FeedTroubleView = { code: FeedTroubleCode, detail: string, since: number, 
/**
 * How often it was tried since.
 */
tries: number, };

export type FeedView = { code: FeedCode, 
/**
 * Where it hands on to.
 */
to: string, secret: FeedSecretCode, 
/**
 * Everything up to this record is acknowledged.
 */
position: number, 
/**
 * How many records wait.
 */
behind: number, 
/**
 * When something was last acknowledged, since the console runs.
 */
last: number | null, trouble: FeedTroubleView | null, };

export type ParkedCode = "no_ticket" | "not_there" | "refused";

export type ParkedView = { case: string, ticket: string, why: ParkedCode, at: number, };

export type FeedsView = { feeds: Array<FeedView>, 
/**
 * The newest first.
 */
parked: Array<ParkedView>, 
/**
 * The settings that name them.
 */
file: string, };

export type ChannelState = "missing" | "no_secret" | "bad" | "ready";

export type NoticeChannelView = { state: ChannelState, 
/**
 * Why it cannot be used.
 */
why: string | null, hasSecret: boolean, values: { [key in string]: string }, };

export type DeliveryState = "sent" | "unknown" | "not_taken";

export type DeliveryView = { 
/**
 * The case's identifier and its short number; null for a test.
 */
case: string | null, short: string | null, 
/**
 * `opened`, `recovered`, `code` or `test`.
 */
what: string, state: DeliveryState, at: number, };

export type NoticesSetupView = { mail: NoticeChannelView, webhook: NoticeChannelView, 
/**
 * How subjects are spoken to: language, and how security is reached.
 */
notices: { [key in string]: string }, 
/**
 * The newest first.
 */
late: Array<DeliveryView>, file: string, 
/**
 * The practice profile has a mailbox, and nothing to set up.
 */
practice: boolean, };

export type NoticeTrialView = { 
/**
 * The receipt, where it was taken.
 */
receipt: string | null, 
/**
 * `refused`, `later`, `unknown`, `failed` or `no_channel`.
 */
fault: string | null, why: string | null, };

export type ActionCode = "contain" | "record_consent" | "draw_cue" | "answer_cue" | "record_evidence" | "withdraw_evidence" | "seek_approval" | "co_sign" | "refuse_approval" | "revoke" | "read_back" | "accept_key" | "provision" | "hand_over" | "release" | "unblock" | "live_sign_in" | "notify" | "complete" | "cannot_verify" | "cancel" | "review" | "add_note" | "ask_question" | "answer_question" | "attach" | "erase_attachment" | "hold_files" | "release_files" | "issue_code" | "check_code" | "replace_saved_codes" | "prove_possession" | "ask_exception" | "drop_exception" | "keep_credential" | "do_not_keep" | "prove_sponsor" | "list_consumers" | "move_consumer" | "try_old_credential" | "record_letter" | "take_over" | "clear_hold" | "attest" | "release_write" | "choose_target" | "see_enrolled" | "name_recipient" | "co_sign_here" | "repudiate" | "freeze_again" | "clear_account" | "dispose";
