// The only module that speaks to Tauri: one typed function per command, one per event.
// A command that is refused rejects with a `Refusal`.
import { invoke } from '@tauri-apps/api/core';
import { listen, type UnlistenFn } from '@tauri-apps/api/event';
import type {
  AccountView,
  BackingUp,
  BackupMadeView,
  BackupsView,
  CaseChanged,
  CaseView,
  ChannelCode,
  CheckpointView,
  CompareView,
  ConsoleView,
  CueAnswerCode,
  DeskChange,
  DeskView,
  DirectorySetupView,
  DirectoryTrialView,
  DispositionCode,
  DraftFormCode,
  DraftView,
  ExportView,
  FileClassCode,
  FindingCode,
  FeedCode,
  FeedsView,
  FoundAccountView,
  HealthView,
  HeldView,
  HistoryChoices,
  HistoryPageView,
  HistoryQuery,
  HitsView,
  KeyProgress,
  KeySettingInput,
  KeyView,
  ListForm,
  ListInput,
  MachinesView,
  LetterTextView,
  NoteFiling,
  NoticesSetupView,
  NoticeTrialView,
  OutcomeCode,
  PolicyChangeView,
  PolicyView,
  QuorumView,
  PatternsView,
  PracticeKey,
  PracticeMail,
  PracticeTry,
  ReasonCode,
  ReferencedView,
  ReferenceInput,
  ReportView,
  ReportChannelCode,
  RoleCode,
  RotatedView,
  SampleView,
  SavedListView,
  SignerInput,
  StatedInput,
  StatementView,
  StoredView,
  TargetCode,
  VerifyView,
  Verifying,
  WorkList,
} from './types';

export interface Enrolment {
  name: string;
  staffNumber: string;
  role: RoleCode;
  keyId: string;
  /** The administrators' keys that confirm; none for the first administrator. */
  confirmers: SignerInput[];
}

export interface NewCase {
  directory: string;
  accountId: string;
  reason: ReasonCode;
  channel: ChannelCode;
  ticket: string;
  /** Whether the account administers anything, where the directory does not tell. */
  saidPrivileged: boolean | null;
  /** What the account is, where the directory tells nothing of it. */
  stated: StatedInput | null;
  /** What the subject speaks. */
  language: string | null;
}

export interface NewEvidence {
  kind: string;
  pathway: string;
  outcome: OutcomeCode;
  contactId?: string;
  /** Who vouches, where the kind is a reference. */
  reference?: ReferenceInput;
}

type Version = { caseId: string; version: number };

// Console, keys, session
export const consoleStatus = () => invoke<ConsoleView>('console_status');
/** Tries to start the console once more, where it could not. */
export const startAgain = () => invoke<ConsoleView>('start_again');
export const keys = () => invoke<KeyView[]>('keys');
/** Sets the first PIN, typed in a window of its own. */
export const setKeyPin = (keyId: string) => invoke<KeyView[]>('set_key_pin', { keyId });
export const changeKeyPin = (keyId: string) => invoke<KeyView[]>('change_key_pin', { keyId });
/** Waits for a touch on any connected key; answers its id. */
/** A picture of a model, PNG in base64, where the metadata has one. */
export const modelPicture = (aaguid: string) => invoke<string | null>('model_picture', { aaguid });
export const identifyKey = () => invoke<string>('identify_key');
export const configureKey = (keyId: string, setting: KeySettingInput) =>
  invoke<KeyView[]>('configure_key', { keyId, setting });
/** Erases the key. `typed` is what the page asked to type. */
export const resetKey = (keyId: string, typed: string) => invoke<KeyView[]>('reset_key', { keyId, typed });
export const storedCredentials = (keyId: string) => invoke<StoredView>('stored_credentials', { keyId });
export const renameStored = (keyId: string, credential: string, userName: string, displayName: string) =>
  invoke<StoredView>('rename_stored', { keyId, credential, userName, displayName });
export const deleteStored = (keyId: string, credential: string) =>
  invoke<StoredView>('delete_stored', { keyId, credential });
export const cancelKey = (keyId: string) => invoke<void>('cancel_key', { keyId });
/** The console's own windows speak as the pages do. */
export const speak = (language: string) => invoke<void>('speak', { language });
/** Stops waiting for what only reads. */
export const cancelWork = () => invoke<void>('cancel_work');
export const setupEnrol = (enrolment: Enrolment) => invoke<ConsoleView>('setup_enrol', { ...enrolment });
export const signIn = (keyId: string) => invoke<ConsoleView>('sign_in', { keyId });
export const unlock = (keyId: string) => invoke<ConsoleView>('unlock', { keyId });
export const lock = () => invoke<ConsoleView>('lock');
export const signOut = () => invoke<ConsoleView>('sign_out');
export const touchSession = () => invoke<ConsoleView>('touch_session');
/** Whether notices are shown on this desktop. */
export const desktopNotices = () => invoke<boolean>('desktop_notices');
export const setDesktopNotices = (on: boolean) => invoke<boolean>('set_desktop_notices', { on });

// Cases
/** What fits what is typed: cases, people, directories. */
export const find = (text: string) => invoke<HitsView>('find', { text });
/** What the person who is signed in typed and did not submit. */
export const drafts = () => invoke<DraftView[]>('drafts');
/** Keeps what is typed into a form, sealed; blank fields drop it. */
export const keepDraft = (caseId: string | null, form: DraftFormCode, fields: Record<string, string>) =>
  invoke<void>('keep_draft', { caseId, form, fields });
export const workList = () => invoke<WorkList>('work_list');
export const lookUp = (directory: string, login: string) => invoke<AccountView | null>('look_up', { directory, login });
export const openCase = (fresh: NewCase) => invoke<CaseView>('open_case', { ...fresh });
export const caseView = (caseId: string) => invoke<CaseView>('case_view', { caseId });
export const contain = (at: Version, credentials: string[]) => invoke<CaseView>('contain', { ...at, credentials });
export const recordConsent = (at: Version) => invoke<CaseView>('record_consent', { ...at });
export const drawCue = (at: Version) => invoke<CaseView>('draw_cue', { ...at });
export const answerCue = (at: Version, cueId: string, answer: CueAnswerCode) =>
  invoke<CaseView>('answer_cue', { ...at, cueId, answer });
export const recordEvidence = (at: Version, evidence: NewEvidence) =>
  invoke<CaseView>('record_evidence', { ...at, ...evidence });
export const withdrawEvidence = (at: Version, evidenceId: string) =>
  invoke<CaseView>('withdraw_evidence', { ...at, evidenceId });
export const seekApproval = (at: Version) => invoke<CaseView>('seek_approval', { ...at });
export const statement = (caseId: string) => invoke<StatementView>('statement', { caseId });
export const coSign = (caseId: string, nonce: string, keyId: string) =>
  invoke<CaseView>('co_sign', { caseId, nonce, keyId });
export const statementHere = (caseId: string, keyId: string) =>
  invoke<StatementView>('statement_here', { caseId, keyId });
export const coSignHere = (caseId: string, nonce: string, keyId: string) =>
  invoke<CaseView>('co_sign_here', { caseId, nonce, keyId });
export const refuseApproval = (at: Version, reason: string) => invoke<CaseView>('refuse_approval', { ...at, reason });
export const revoke = (at: Version) => invoke<CaseView>('revoke', { ...at });
export const readBack = (at: Version) => invoke<CaseView>('read_back', { ...at });
export const acceptKey = (at: Version, keyId: string, drawn = false) =>
  invoke<CaseView>('accept_key', { ...at, keyId, drawn });
export const provision = (at: Version, keyId: string) => invoke<CaseView>('provision', { ...at, keyId });
export const handOver = (at: Version) => invoke<CaseView>('hand_over', { ...at });
export const release = (caseId: string, keyId: string) => invoke<CaseView>('release', { caseId, keyId });
export const unblock = (at: Version) => invoke<CaseView>('unblock', { ...at });
/** The agent says that the subject signed in, where only the subject's own browser can. */
export const sayLiveSignIn = (at: Version) => invoke<CaseView>('say_live_sign_in', { ...at });
export const liveSignIn = (at: Version, keyId: string) => invoke<CaseView>('live_sign_in', { ...at, keyId });
export const notify = (at: Version) => invoke<CaseView>('notify', { ...at });
export const complete = (at: Version) => invoke<CaseView>('complete', { ...at });
export const cannotVerify = (at: Version, note: string) => invoke<CaseView>('cannot_verify', { ...at, note });
export const cancelCase = (at: Version, note: string) => invoke<CaseView>('cancel_case', { ...at, note });
export const addNote = (at: Version, text: string, filed: NoteFiling) =>
  invoke<CaseView>('add_note', { ...at, text, filed });
/** Asks the agent of an open case. */
export const askQuestion = (at: Version, text: string) => invoke<CaseView>('ask_question', { ...at, text });
/** The agent answers. */
export const answerQuestion = (at: Version, questionId: string, text: string) =>
  invoke<CaseView>('answer_question', { ...at, questionId, text });
/** The cases that a notice's reference names. */
export const casesOfReference = (reference: string) => invoke<ReferencedView[]>('cases_of_reference', { reference });
/** Takes down that it was not the subject, and closes the account. */
export const repudiate = (caseId: string, who: string, channel: ReportChannelCode, said: string) =>
  invoke<CaseView>('repudiate', { caseId, who, channel, said });
export const freezeAgain = (caseId: string) => invoke<CaseView>('freeze_again', { caseId });
export const clearAccount = (at: Version, note: string) => invoke<CaseView>('clear_account', { ...at, note });
export const disposeIncident = (at: Version, finding: FindingCode, note: string, keyId: string) =>
  invoke<CaseView>('dispose_incident', { ...at, finding, note, keyId });
export const review = (at: Version, disposition: DispositionCode, note: string, keyId: string) =>
  invoke<CaseView>('review', { ...at, disposition, note, keyId });

// What not every case needs
export const issueCode = (at: Version, contactId: string) => invoke<CaseView>('issue_code', { ...at, contactId });
export const checkCode = (at: Version, codeId: string, typed: string) =>
  invoke<CaseView>('check_code', { ...at, codeId, typed });
export const checkSavedCode = (at: Version, typed: string) => invoke<CaseView>('check_saved_code', { ...at, typed });
export const replaceSavedCodes = (at: Version) => invoke<CaseView>('replace_saved_codes', { ...at });
export const provePossession = (at: Version, credential: string, keyId: string) =>
  invoke<CaseView>('prove_possession', { ...at, credential, keyId });
export const keepCredential = (at: Version, credential: string, keep: boolean) =>
  invoke<CaseView>('keep_credential', { ...at, credential, keep });
export const askException = (at: Version, kind: string, reason: string, referee: string, rationale: string) =>
  invoke<CaseView>('ask_exception', { ...at, kind, reason, referee, rationale });
export const dropException = (at: Version) => invoke<CaseView>('drop_exception', { ...at });
export const proveSponsor = (at: Version, keyId: string) => invoke<CaseView>('prove_sponsor', { ...at, keyId });
export const listConsumers = (at: Version, consumers: string[], overlapMinutes: number) =>
  invoke<CaseView>('list_consumers', { ...at, consumers, overlapMinutes });
/** What uses a machine identity has its new credential, or has it not after all. */
export const moveConsumer = (at: Version, consumer: string, moved: boolean) =>
  invoke<CaseView>('move_consumer', { ...at, consumer, moved });
/** Machine identities that had a case, in whose account, name, directory or sponsor the text is. */
export const machines = (text: string) => invoke<MachinesView>('machines', { text });
/** Signs with the old credential on a connected key, and records what the directory says of it. */
export const tryOldCredential = (at: Version, credential: string, keyId: string) =>
  invoke<CaseView>('try_old_credential', { ...at, credential, keyId });
/** Records what a person saw when the old credential was tried elsewhere. */
export const sayOldCredential = (at: Version, credential: string, refused: boolean) =>
  invoke<CaseView>('say_old_credential', { ...at, credential, refused });
export const recordLetter = (at: Version, reference: string) => invoke<CaseView>('record_letter', { ...at, reference });
/** The letter that is due, in the subject's language, to be printed. */
export const letterText = (caseId: string) => invoke<LetterTextView>('letter_text', { caseId });
/** What the subject speaks: notices are in that language. */
export const sayLanguage = (at: Version, language: string) => invoke<CaseView>('say_language', { ...at, language });
/** Sends a notice once more of which nobody knows whether it arrived. */
export const sendAgain = (at: Version, effect: string) => invoke<CaseView>('send_again', { ...at, effect });
/** Settles a refused notice by another address that was told. */
export const settleNotice = (at: Version, effect: string, contact: string) =>
  invoke<CaseView>('settle_notice', { ...at, effect, contact });
export const takeOver = (at: Version) => invoke<CaseView>('take_over', { ...at });
export const clearHold = (at: Version, note: string) => invoke<CaseView>('clear_hold', { ...at, note });

// What is not done at the desk
/** Accounts whose sign-in name begins so: a help for whoever types one. Empty where the directory lists none. */
export const searchAccounts = (directory: string, beginning: string) =>
  invoke<FoundAccountView[]>('search_accounts', { directory, beginning });
/** A person's word on what they did at the directory, or that it was not done. */
export const attest = (at: Version, effect: string, done: boolean, note: string) =>
  invoke<CaseView>('attest', { ...at, effect, done, note });
export const chooseTarget = (at: Version, target: TargetCode) => invoke<CaseView>('choose_target', { ...at, target });
/** Lets the subject enrol a credential; a temporary pass is shown once, in a window of its own. */
export const invite = (at: Version) => invoke<CaseView>('invite', { ...at });
/** Looks whether the subject enrolled one. A key of the desk is tried: `keyId` names it. */
export const seeEnrolled = (at: Version, keyId: string | null) => invoke<CaseView>('see_enrolled', { ...at, keyId });
export const nameRecipient = (at: Version, recipient: string) =>
  invoke<CaseView>('name_recipient', { ...at, recipient });
export const rotateMachineKey = (at: Version) => invoke<RotatedView>('rotate_machine_key', { ...at });
export const tryNewMachineKey = (at: Version) => invoke<CaseView>('try_new_machine_key', { ...at });
/** Tries the old key or secret of a machine identity, typed in a window of its own. */
export const tryOldSecret = (at: Version, credential: string) =>
  invoke<CaseView>('try_old_secret', { ...at, credential });
export const provePossessionInBrowser = (at: Version, credential: string) =>
  invoke<CaseView>('prove_possession_in_browser', { ...at, credential });
export const proveSponsorInBrowser = (at: Version) => invoke<CaseView>('prove_sponsor_in_browser', { ...at });
export const liveSignInInBrowser = (at: Version) => invoke<CaseView>('live_sign_in_in_browser', { ...at });
export const releaseWrite = (caseId: string, keyId: string) => invoke<CaseView>('release_write', { caseId, keyId });
export const judgeStray = (directory: string, entry: string, note: string) =>
  invoke<DeskView>('judge_stray', { directory, entry, note });

// Setting directories up
export const directorySetup = () => invoke<DirectorySetupView>('directory_setup');
export const testDirectory = (kind: string, values: Record<string, string>) =>
  invoke<DirectoryTrialView>('test_directory', { kind, values });
export const saveDirectory = (kind: string, values: Record<string, string>) =>
  invoke<DirectorySetupView>('save_directory', { kind, values });
export const removeDirectory = (id: string) => invoke<DirectorySetupView>('remove_directory', { id });
/** Keeps the secret of a directory, typed in a window of its own. */
export const setDirectorySecret = (id: string) => invoke<DirectorySetupView>('set_directory_secret', { id });
export const signInDirectory = (id: string) => invoke<void>('sign_in_directory', { id });
/** Seals what changes something there under the keys of these supervisors. */
export const protectDirectory = (id: string, signers: SignerInput[]) =>
  invoke<DirectorySetupView>('protect_directory', { id, signers });

// Channels that notices go by
export const noticesSetup = () => invoke<NoticesSetupView>('notices_setup');
export const saveNotices = (part: string, values: Record<string, string>) =>
  invoke<NoticesSetupView>('save_notices', { part, values });
/** Keeps the secret of a channel, typed in a window of its own. */
export const setNoticesSecret = (part: string) => invoke<NoticesSetupView>('set_notices_secret', { part });
/** Sends a mail that says that it is a test. */
export const tryNotices = (address: string) => invoke<NoticeTrialView>('try_notices', { address });

// The desk
export const deskView = () => invoke<DeskView>('desk');
export const changeDesk = (change: DeskChange, signers: SignerInput[]) =>
  invoke<DeskView>('change_desk', { change, signers });
/** Gives `person` another key: instead of the earlier one, when that is lost, or beside it. */
export const replaceStaffKey = (
  person: string,
  keyId: string,
  reportedAt: number | null,
  reason: string,
  signers: SignerInput[],
) => invoke<DeskView>('replace_staff_key', { person, keyId, reportedAt, reason, signers });
/** An administrator is recovered by a quorum, where none of them can sign any more. */
export const quorum = () => invoke<QuorumView>('quorum');
export const beginQuorum = (person: string, keyId: string, ownKeyId: string, reportedAt: number, reason: string) =>
  invoke<QuorumView>('begin_quorum', { person, keyId, ownKeyId, reportedAt, reason });
export const signQuorum = (keyId: string) => invoke<QuorumView>('sign_quorum', { keyId });
export const refuseQuorum = (reason: string) => invoke<QuorumView>('refuse_quorum', { reason });
export const finishQuorum = () => invoke<QuorumView>('finish_quorum');
export const policyView = () => invoke<PolicyView>('policy');
/** What a policy, as typed or by the name of one that ships, would change. */
export const comparePolicy = (text: string) => invoke<PolicyChangeView>('compare_policy', { text });

// The console's own state
/** Makes one check, the first where none is named; the answer names the one that comes next. */
export const health = (check: string | null) => invoke<HealthView>('health', { check });
export const feeds = () => invoke<FeedsView>('feeds');
/** Asks for a follower's secret in a window that no page draws, and keeps it. */
export const setFeedSecret = (code: FeedCode) => invoke<FeedsView>('set_feed_secret', { code });
export const backups = () => invoke<BackupsView>('backups');
/** Copies the history into a folder that is not there yet, and verifies the copy. */
export const makeBackup = (folder: string) => invoke<BackupMadeView>('make_backup', { folder });

// History
/** A page of the cases that are asked for: the newest, or those after the page that told `next`. */
export const history = (query: HistoryQuery, next: number | null) =>
  invoke<HistoryPageView>('history', { query, next });
export const historyChoices = () => invoke<HistoryChoices>('history_choices');
export const verifyHistory = () => invoke<VerifyView>('verify_history');
export const checkpoint = () => invoke<CheckpointView>('checkpoint');
export const signCheckpoint = (text: string, keyId: string) =>
  invoke<CheckpointView>('sign_checkpoint', { text, keyId });
export const compareCheckpoint = (text: string) => invoke<HeldView>('compare_checkpoint', { text });
export const witnessCheckpoint = (text: string) => invoke<CheckpointView>('witness_checkpoint', { text });
export const attachFile = (at: Version, name: string, fileClass: FileClassCode, content: string) =>
  invoke<CaseView>('attach_file', { ...at, name, class: fileClass, content });
export const eraseAttachment = (at: Version, attachmentId: string, reason: string) =>
  invoke<CaseView>('erase_attachment', { ...at, attachmentId, reason });
export const saveAttachment = (caseId: string, attachmentId: string) =>
  invoke<ExportView>('save_attachment', { caseId, attachmentId });
/** Holds the files of a case, whatever their time. */
export const holdFiles = (at: Version, reason: string) => invoke<CaseView>('hold_files', { ...at, reason });
export const releaseFiles = (at: Version, reason: string) => invoke<CaseView>('release_files', { ...at, reason });
/** Leaves what the history holds about the subject of a case, as a page and for programs. */
export const subjectReport = (caseId: string, language: string) =>
  invoke<ExportView>('subject_report', { caseId, language });
/** Draws ended cases of a period for review: the same for everybody who asks. */
export const drawSample = (from: number, to: number, number: number) =>
  invoke<SampleView>('draw_sample', { from, to, number });
/** What the cases of this week and those before it show together: 4, 12 or 52 weeks. */
export const patterns = (weeks: number) => invoke<PatternsView>('patterns', { weeks });
/** Two cases side by side: what is told of both, and what differs. */
export const compareCases = (first: string, second: string) => invoke<CompareView>('compare_cases', { first, second });
/** Writes a list, whole, to a file where exports lie. */
export const saveList = (list: ListInput, form: ListForm) => invoke<SavedListView>('save_list', { list, form });
export const exportCase = (caseId: string) => invoke<ExportView>('export_case', { caseId });
/** Writes the report of a case, in a language: a page and paper that prove themselves. */
export const saveReport = (caseId: string, language: string) => invoke<ReportView>('save_report', { caseId, language });

// Practice profile only
export const practiceKeys = () => invoke<PracticeKey[]>('practice_keys');
export const practiceInsert = (name: string, inserted: boolean) =>
  invoke<PracticeKey[]>('practice_insert', { name, inserted });
export const practiceTouch = (name: string) => invoke<PracticeKey[]>('practice_touch', { name });
export const practiceMail = () => invoke<PracticeMail[]>('practice_mail');
export const practiceTryLostKey = (login: string) => invoke<PracticeTry>('practice_try_lost_key', { login });
export const practiceDirectoryDown = (down: boolean) => invoke<void>('practice_directory_down', { down });
/** Ends in a panic that holds the text: nothing may tell it. */
export const practiceFail = (text: string) => invoke<void>('practice_fail', { text });
export const practiceSneakCredential = (login: string) => invoke<void>('practice_sneak_credential', { login });

// Events
const on = <T>(event: string, heard: (payload: T) => void): Promise<UnlistenFn> =>
  listen<T>(event, (e) => heard(e.payload));

export const onCaseChanged = (heard: (changed: CaseChanged) => void) => on('case-changed', heard);
export const onConsoleChanged = (heard: () => void) => on('console-changed', heard);
export const onBackingUp = (heard: (how: BackingUp) => void) => on('backing-up', heard);
export const onVerifying = (heard: (how: Verifying) => void) => on('verifying', heard);
export const onKeyProgress = (heard: (progress: KeyProgress) => void) => on('key-progress', heard);
export const onPracticeChanged = (heard: () => void) => on('practice-changed', heard);
