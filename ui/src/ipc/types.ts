// Generated from src-tauri/crates/ipc by `cargo xtask types`. Do not edit by hand.

/** A sentence to look up in the words (Fluent): an id and its arguments. */
export type Message = { id: string; args: { [key in string]: string } };

/** One gate or rule, with where it comes from. `status` never travels as colour alone. */
export type GateView = {
  code: string;
  stage: StageCode;
  status: 'met' | 'open' | 'later' | 'failed';
  /** Label of the line: words `gate-<code>`. Refusal text: words `refusal-<code>`, next action `next-<code>`. */
  args: { [key in string]: string };
  /** For example `SP 800-63B-4 §4.6` or `Local P-04`. */
  citation: string;
  level: 'shall' | 'should' | 'local';
};

/** What every refused or failed command answers. */
export type Refusal = {
  kind: 'refused' | 'conflict' | 'key' | 'directory' | 'store' | 'input' | 'session' | 'internal';
  /** Words `refusal-<code>`; next action `next-<code>`. */
  code: string;
  args: { [key in string]: string };
  /** All gates in the way, when the domain refused. */
  violations: Array<GateView>;
  /** Number under which the log has more, for `internal`. */
  incident: string | null;
};

export type StageCode =
  | 'intake'
  | 'contain'
  | 'proofing'
  | 'approval'
  | 'revocation'
  | 'provisioning'
  | 'handover'
  | 'notification'
  | 'release'
  | 'close'
  | 'review';

export type RoleCode = 'agent' | 'supervisor' | 'reviewer' | 'administrator';

export type PersonView = { id: string; name: string; role: RoleCode };

export type KeyView = {
  id: string;
  label: string;
  /** Last four hexadecimal digits of the staff credential on it, when it is a staff key: "41D0". */
  ends: string | null;
  /** Name of the staff member it belongs to, when known here. */
  owner: string | null;
  aaguid: string | null;
  firmware: string | null;
  pinSet: boolean;
  minPinLength: number;
  pinTries: number | null;
  /** Words `key-fault-<code>` when it could not be read. */
  fault: string | null;
};

/** Event `key-progress`: what the key waits for now. */
export type KeyProgress = { keyId: string; step: 'working' | 'touch' | 'done' };

/** Event `case-changed`. */
export type CaseChanged = { caseId: string; version: number };

export type DirectoryView = { id: string; tenant: string; up: boolean; since: number | null; fault: string | null };

export type ConsoleView = {
  profile: string;
  practice: boolean;
  /** setup: fewer than two administrators. sign_in: nobody. locked: somebody must touch again. open: signed in. rescue: the history is damaged, read only. */
  phase: 'setup' | 'sign_in' | 'locked' | 'open' | 'rescue';
  me: PersonView | null;
  /** Milliseconds since 1970. The session locks then unless used; `lockAfterMs` is the idle limit. */
  lockAt: number | null;
  sessionEndsAt: number | null;
  now: number;
  counts: { mine: number; approvals: number; toReview: number };
  directories: Array<DirectoryView>;
  records: number;
  /** Position up to which the history was verified in this run; null when it was not. */
  verifiedTo: number | null;
  faults: number;
  setup: SetupView | null;
  version: string;
  ledger: string;
  policy: string;
  /** Things a person should know now: words by id. */
  notes: Array<Message>;
};

export type SetupView = {
  step: 'first_administrator' | 'second_administrator' | 'staff' | 'done';
  people: Array<PersonView & { staffNumber: string; keyEnds: string }>;
  gates: Array<GateView>;
};

export type WorkRow = {
  id: string;
  short: string;
  subject: string;
  login: string;
  stage: StageCode;
  done: number;
  stages: number;
  /** Words by id. */
  blocks: Message;
  blocksTone: 'neutral' | 'information' | 'warn' | 'bad';
  next: Message;
  deadline: number | null;
  deadlineMeaning: Message | null;
  openedAt: number;
  group: 'needs_you' | 'waiting' | 'blocked' | 'done';
  lifecycle: LifecycleCode;
};

export type WorkList = { rows: Array<WorkRow>; counts: { mine: number; approval: number; person: number; blocked: number; done: number } };

export type LifecycleCode = 'open' | 'completed' | 'refused' | 'cancelled';

export type AccountView = {
  directory: string;
  tenant: string;
  id: string;
  login: string;
  name: string;
  privileged: boolean;
  tier: 'standard' | 'privileged';
  contacts: Array<ContactView>;
  credentials: number;
  sessions: number | null;
  repeats: number;
  /** Gates that opening would fail, if any. */
  violations: Array<GateView>;
};

export type ContactView = {
  id: string;
  channel: 'email' | 'phone' | 'post';
  /** Masked except for the last characters. */
  address: string;
  /** Days unchanged; null is unknown, and unknown is unusable. */
  unchangedDays: number | null;
  usable: boolean;
};

export type StageView = {
  code: StageCode;
  status: 'done' | 'now' | 'blocked' | 'locked' | 'later' | 'skipped';
  /** When it was done. */
  at: number | null;
  note: Message | null;
  gates: Array<GateView>;
};

export type ActionCode =
  | 'contain'
  | 'record_consent'
  | 'draw_cue'
  | 'answer_cue'
  | 'record_evidence'
  | 'withdraw_evidence'
  | 'seek_approval'
  | 'co_sign'
  | 'refuse_approval'
  | 'revoke'
  | 'read_back'
  | 'accept_key'
  | 'provision'
  | 'hand_over'
  | 'release'
  | 'unblock'
  | 'live_sign_in'
  | 'notify'
  | 'complete'
  | 'cannot_verify'
  | 'cancel'
  | 'review'
  | 'add_note';

export type ActionView = { code: ActionCode; blockedBy: Array<GateView> };

export type EvidenceView = {
  id: string;
  kind: string;
  strength: 'superior' | 'strong' | 'fair' | 'none';
  pathway: string;
  outcome: 'confirmed' | 'rejected';
  withdrawn: boolean;
  at: number;
  by: string;
  /** Words by id: why it counts as it does. */
  note: Message | null;
};

export type CueView = {
  id: string;
  /** Words `cue-<code>`. */
  cue: string;
  drawnAt: number;
  expiresAt: number;
  answer: 'at_once' | 'late' | 'not_done' | 'expired' | null;
};

export type CredentialRow = {
  id: string;
  kind: string;
  label: string;
  addedAt: number | null;
  planned: 'revoke' | 'keep';
  requestedAt: number | null;
  status: 'planned' | 'requested' | 'reading' | 'gone' | 'attested' | 'kept' | 'not_confirmed' | 'unexpected' | 'new';
  seenAt: number | null;
  reads: number;
};

export type SessionsRow = {
  count: number | null;
  requestedAt: number | null;
  status: 'planned' | 'requested' | 'gone' | 'gone_token_alive' | 'not_confirmed' | 'not_possible';
  seenAt: number | null;
  residualUntil: number | null;
};

export type BlockRow = { status: 'not_possible' | 'open' | 'requested' | 'blocked' | 'unblocked' | 'not_confirmed'; seenAt: number | null };

export type SignatureView = {
  person: string;
  keyEnds: string;
  at: number;
  expiresAt: number;
  /** current, voided (something signed has changed), expired. */
  status: 'current' | 'voided' | 'expired';
};

export type ProvisioningView = {
  key: { label: string; aaguid: string; firmware: string | null; acceptedAt: number } | null;
  steps: Array<{ code: 'accept_key' | 'create' | 'local_assertion' | 'submit' | 'read_back'; status: 'done' | 'now' | 'then' | 'failed'; at: number | null; note: Message | null }>;
  newKeyEnds: string | null;
};

export type NoticeRow = { channel: 'email' | 'phone' | 'post'; address: string; phase: 'intake' | 'close'; status: 'owed' | 'sent' | 'failed' | 'not_needed'; at: number | null };

export type TimelineRow = {
  position: number;
  seq: number;
  at: number;
  icon: 'inbox' | 'flake' | 'person' | 'pen' | 'no' | 'check' | 'key' | 'bell' | 'note' | 'eye' | 'shield' | 'warn';
  text: Message;
  by: string;
  hash: string;
  milestone: boolean;
};

export type CaseView = {
  id: string;
  short: string;
  version: number;
  subject: { name: string; login: string; accountId: string; directory: string; tenant: string };
  tier: 'standard' | 'privileged';
  channel: 'in_person' | 'video' | 'phone';
  reason: 'lost' | 'stolen' | 'damaged' | 'wiped' | 'migrated' | 'failed_enrolment';
  ticket: string;
  lifecycle: LifecycleCode;
  agent: PersonView;
  openedAt: number;
  endedAt: number | null;
  now: number;
  policy: string;
  repeats: number;
  contacts: Array<ContactView>;
  stages: Array<StageView>;
  current: StageCode;
  done: number;
  actions: Array<ActionView>;
  /** What to read out to the caller or subject now. */
  say: Message | null;
  /** What will happen next. */
  next: Message;
  consentAt: number | null;
  cues: Array<CueView>;
  evidence: Array<EvidenceView>;
  credentials: Array<CredentialRow>;
  sessions: SessionsRow;
  block: BlockRow;
  inventoryReadAt: number;
  containedAt: number | null;
  approvalSoughtAt: number | null;
  approvalsNeeded: number;
  signatures: Array<SignatureView>;
  approvalRefused: { by: string; reason: string; at: number } | null;
  provisioning: ProvisioningView;
  handover: { mode: 'attended'; at: number } | null;
  releasedAt: number | null;
  liveSignInAt: number | null;
  notices: Array<NoticeRow>;
  review: { by: string; disposition: DispositionCode; note: string; at: number } | null;
  /** Effects whose outcome is not known yet (after a crash or a time-out): read back first. */
  outstanding: number;
  timeline: Array<TimelineRow>;
  openGates: number;
  totalGates: number;
};

export type DispositionCode = 'in_order' | 'concerns' | 'incident';

/** Drawn from the bytes that are signed, and from nothing else. */
export type StatementView = {
  caseId: string;
  version: number;
  /** Nonce that names this offer in `co_sign`. */
  nonce: string;
  digest: string;
  phrase: string;
  bytes: number;
  /** The bytes themselves, as text. */
  raw: string;
  claim: Message;
  sections: Array<{ title: Message; rows: Array<{ label: Message; value: string; mono: boolean; tone: 'plain' | 'ok' | 'warn' }> }>;
  expiresAt: number;
  violations: Array<GateView>;
};

export type VerifyView = { records: number; head: string; faults: Array<{ position: number; stream: string; kind: string; detail: string }> };

export type HistoryRow = {
  id: string;
  short: string;
  subject: string;
  login: string;
  directory: string;
  reason: string;
  channel: string;
  tier: 'standard' | 'privileged';
  lifecycle: LifecycleCode;
  reviewed: DispositionCode | null;
  openedAt: number;
};

export type StaffView = { id: string; name: string; staffNumber: string; role: RoleCode; keyEnds: string; trainingUntil: number; removed: boolean };

export type PracticeKey = { name: string; label: string; inserted: boolean; waitingForTouch: boolean; pin: string | null; hint: string };

export type PracticeMail = { to: string; subject: string; body: string; at: number | null };

export type PracticeTry = { letIn: boolean; code: string };
