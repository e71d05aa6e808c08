//! A case, folded from its records. Applying an event contains no rule.

use super::account::Enrolment;
use super::account::{Account, Credential, CredentialKind, CredentialState, Inventory};
use super::effect::{Action, NoticePhase, Observation};
use super::event::{AcceptedKey, Attached, CaseEvent, Enrolled, MachineKeyMade, Made, Opened, Signed, Target};
use super::evidence::{Code, Cue, Evidence};
use super::exception::Exception;
use super::incident::Incident;
use super::question::Question;
use super::retention::FilesHold;
use super::risk::{self, RiskSignal};
use super::{Disposition, Tier};
use crate::canonical::Digest;
use crate::ids::{
    AccountId, AttachmentId, CaseId, ConsoleId, ContactId, CredentialId, EffectId, EvidenceId, KeyCredentialId,
    PersonId,
};
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// A case as of its last record.
#[derive(Debug, Clone)]
pub struct Case {
    /// Identifier.
    pub id: CaseId,
    /// Number of its last record, from 1.
    pub seq: u64,
    /// How it began.
    pub opened: Opened,
    /// The agent: who opened it, or who took it over.
    pub agent: PersonId,
    /// Since when.
    pub agent_since: Timestamp,
    /// Their console.
    pub console: ConsoleId,
    /// The account as last read.
    pub account: Account,
    /// Credentials and sessions as last read.
    pub inventory: Inventory,
    /// Everything that was ever seen listed and is to go: from every reading, less what this case made.
    pub planned: Vec<Credential>,
    /// Addresses ever seen on record: before the case and now.
    pub accounts_seen: Vec<Account>,
    /// Consent for the video session.
    pub consent: Option<Timestamp>,
    /// Cues drawn.
    pub cues: Vec<Cue>,
    /// Evidence recorded, withdrawn or not.
    pub evidence: Vec<Evidence>,
    /// Evidence withdrawn.
    pub withdrawn: BTreeSet<EvidenceId>,
    /// Codes issued, newest last.
    pub codes: Vec<Code>,
    /// Codes typed that were not the one.
    pub wrong_codes: u32,
    /// When a saved code was last used.
    pub saved_code_used: Option<Timestamp>,
    /// When used saved codes were replaced, after the last use.
    pub codes_replaced: Option<Timestamp>,
    /// The exception that is asked for.
    pub exception: Option<Exception>,
    /// Old credentials that are to be kept.
    pub kept: BTreeSet<CredentialId>,
    /// The sponsor of a machine identity, as seen signing in.
    pub sponsor: Option<Sponsor>,
    /// What uses a machine identity, and for how many minutes old and new may live together.
    pub consumers: Option<(Vec<String>, i64)>,
    /// Consumers that use the new credential, and since when it is said so.
    pub moved: BTreeMap<String, Timestamp>,
    /// Old credentials that were tried: refused or not, seen by the console or said by a person, when.
    pub tried: BTreeMap<CredentialId, Trial>,
    /// Signs of risk that were ever seen.
    pub signals: BTreeSet<RiskSignal>,
    /// Letters posted.
    pub letters: Vec<(String, Timestamp)>,
    /// What the subject speaks, where somebody said so: a code of BCP 47.
    pub language: Option<String>,
    /// Sendings of which nobody knows, after which a person had a second one sent.
    pub sent_again: BTreeSet<EffectId>,
    /// Refused sendings that another address settles, which was told.
    pub told_otherwise: BTreeMap<EffectId, (ContactId, Timestamp)>,
    /// What tells the console, and nobody else, that a covert flag was raised.
    pub marks: Vec<Digest>,
    /// How many of them security has looked into.
    pub marks_cleared: usize,
    /// When proofing evidence was last touched.
    pub proofed_at: Option<Timestamp>,
    /// When approval was sought.
    pub sought: Option<Timestamp>,
    /// Co-signatures, void or not.
    pub approvals: Vec<Signed>,
    /// The last refusal by a supervisor, when approval was not sought again since.
    pub approval_refused: Option<(PersonId, String, Timestamp)>,
    /// How often a supervisor refused.
    pub refusals: u32,
    /// Outside effects in the order of their intents.
    pub effects: Vec<EffectState>,
    /// The accepted key.
    pub key: Option<(AcceptedKey, Timestamp)>,
    /// Credentials made in this case, newest last.
    pub made: Vec<(Made, Timestamp)>,
    /// What the subject is to sign in with.
    pub target: Target,
    /// The last invitation of the subject: its effect, whether a pass was issued, until when it holds.
    pub invited: Option<(EffectId, bool, Option<Timestamp>)>,
    /// The credential that the subject enrolled last, where the console did not try its key.
    pub enrolled: Option<(Enrolled, Timestamp)>,
    /// Whom the new key of a machine identity is sealed to.
    pub recipient: Option<String>,
    /// The keys that were drawn for a machine identity, newest last.
    pub drawn: Vec<(MachineKeyMade, Timestamp)>,
    /// When the key was handed over.
    pub handed_over: Option<Timestamp>,
    /// The release of a privileged account.
    pub release: Option<Signed>,
    /// The live sign-in with a new credential.
    pub live_sign_in: Option<(KeyCredentialId, Timestamp)>,
    /// Who says that it was, where the console could not see it.
    pub live_said_by: Option<PersonId>,
    /// Where it stands.
    pub lifecycle: Lifecycle,
    /// The reviewer's judgement.
    pub review: Option<(Disposition, String, Signed)>,
    /// Files that were attached, erased ones included.
    pub attachments: Vec<Attachment>,
    /// Who holds them, whatever their time.
    pub files_held: Option<FilesHold>,
    /// When they were last released.
    pub files_released: Option<Timestamp>,
    /// What was asked of the agent, answered or not, in order.
    pub questions: Vec<Question>,
    /// Every time that it was repudiated, in order; the last one may be open.
    pub incidents: Vec<Incident>,
}

/// A file of a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Attachment {
    /// What.
    pub attached: Attached,
    /// Who attached it.
    pub by: PersonId,
    /// When.
    pub at: Timestamp,
    /// Whether and when its key was destroyed.
    pub erased: Option<Erased>,
}

/// The end of a file's key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Erased {
    /// Who destroyed it; `None`: its time was over.
    pub by: Option<PersonId>,
    /// When.
    pub at: Timestamp,
}

/// The sponsor of a machine identity.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sponsor {
    /// Their account.
    pub account: AccountId,
    /// Their sign-in name.
    pub login: String,
    /// When they signed in.
    pub at: Timestamp,
}

/// An old credential that was tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Trial {
    /// It was refused.
    pub refused: bool,
    /// The console saw it.
    pub observed: bool,
    /// When.
    pub at: Timestamp,
}

/// Whether and how a case ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lifecycle {
    /// It runs.
    Open,
    /// Every gate was met.
    Completed(Timestamp),
    /// The subject could not be verified.
    Refused(Timestamp),
    /// It was given up.
    Cancelled(Timestamp),
    /// It was repudiated, and nobody said yet what it was.
    Incident(Timestamp),
}

/// One outside effect.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EffectState {
    /// Its name.
    pub id: EffectId,
    /// What to do.
    pub action: Action,
    /// When it was intended.
    pub intended_at: Timestamp,
    /// Who intended it.
    pub by: PersonId,
    /// When the call first began.
    pub started_at: Option<Timestamp>,
    /// How often it was begun.
    pub starts: usize,
    /// It was begun, and nothing was seen since.
    pub runs: bool,
    /// What was seen, newest last.
    pub observations: Vec<(Observation, Timestamp)>,
    /// Until when issued tokens may outlive ended sessions.
    pub residual_until: Option<Timestamp>,
    /// Done for an agent who left: what it made counts for nothing.
    pub void: bool,
}

impl EffectState {
    /// The last thing seen.
    pub fn last(&self) -> Option<&(Observation, Timestamp)> {
        self.observations.last()
    }

    /// When it was last seen to be as intended, if that is the last thing seen.
    pub fn confirmed_at(&self) -> Option<Timestamp> {
        match self.last() {
            Some((Observation::AsIntended | Observation::Attested { .. } | Observation::Delivered { .. }, at)) => {
                Some(*at)
            }
            Some((Observation::NotAsIntended { .. } | Observation::Unknown { .. }, _)) | None => None,
        }
    }

    /// Begun, and nobody knows what came of it.
    pub fn outcome_unknown(&self) -> bool {
        match self.last() {
            None => self.started_at.is_some(),
            Some(_) if self.runs => true,
            Some((Observation::Unknown { .. }, _)) => true,
            Some((
                Observation::AsIntended
                | Observation::Attested { .. }
                | Observation::Delivered { .. }
                | Observation::NotAsIntended { .. },
                _,
            )) => false,
        }
    }

    /// Intended, and never begun.
    pub fn waits(&self) -> bool {
        self.started_at.is_none() && self.observations.is_empty()
    }
}

impl Case {
    /// Folds a whole stream; `None` when it does not begin with its opening.
    pub fn fold<'a>(id: CaseId, events: impl IntoIterator<Item = &'a CaseEvent>) -> Option<Self> {
        let mut events = events.into_iter();
        let Some(CaseEvent::CaseOpened(opened)) = events.next() else { return None };
        let mut case = Self::begin(id, opened);
        for event in events {
            case.apply(event);
        }
        Some(case)
    }

    fn begin(id: CaseId, opened: &Opened) -> Self {
        let mut case = Self {
            id,
            seq: 1,
            opened: opened.clone(),
            agent: opened.agent,
            agent_since: opened.at,
            console: opened.console,
            account: opened.account.clone(),
            inventory: opened.inventory.clone(),
            planned: Vec::new(),
            accounts_seen: vec![opened.account.clone()],
            consent: None,
            cues: Vec::new(),
            evidence: Vec::new(),
            withdrawn: BTreeSet::new(),
            codes: Vec::new(),
            wrong_codes: 0,
            saved_code_used: None,
            codes_replaced: None,
            exception: None,
            kept: BTreeSet::new(),
            sponsor: None,
            consumers: None,
            moved: BTreeMap::new(),
            tried: BTreeMap::new(),
            signals: opened.signals.iter().copied().collect(),
            letters: Vec::new(),
            language: None,
            sent_again: BTreeSet::new(),
            told_otherwise: BTreeMap::new(),
            marks: Vec::new(),
            marks_cleared: 0,
            proofed_at: None,
            sought: None,
            approvals: Vec::new(),
            approval_refused: None,
            refusals: 0,
            effects: Vec::new(),
            key: None,
            made: Vec::new(),
            target: Target::Key,
            invited: None,
            enrolled: None,
            recipient: None,
            drawn: Vec::new(),
            handed_over: None,
            release: None,
            live_sign_in: None,
            live_said_by: None,
            lifecycle: Lifecycle::Open,
            review: None,
            attachments: Vec::new(),
            files_held: None,
            files_released: None,
            questions: Vec::new(),
            incidents: Vec::new(),
        };
        case.plan(&opened.inventory);
        case
    }

    /// Applies one event.
    pub fn apply(&mut self, event: &CaseEvent) {
        self.seq += 1;
        match event {
            CaseEvent::CaseOpened(_) | CaseEvent::AttemptRefused { .. } | CaseEvent::Contained { .. } => {}
            CaseEvent::NoteAdded { seal, .. } => self.marks.push(seal.mark),
            CaseEvent::AttachmentAdded { by, attached, at } => {
                self.attachments.push(Attachment { attached: attached.clone(), by: *by, at: *at, erased: None });
            }
            CaseEvent::AttachmentErased { by, attachment, at, .. } => self.erase(*attachment, Some(*by), *at),
            CaseEvent::AttachmentExpired { attachment, at, .. } => self.erase(*attachment, None, *at),
            CaseEvent::FilesHeld { by, reason, at } => {
                self.files_held = Some(FilesHold { by: *by, reason: reason.clone(), at: *at });
            }
            CaseEvent::FilesReleased { at, .. } => (self.files_held, self.files_released) = (None, Some(*at)),
            CaseEvent::QuestionAsked { id, by, text, at } => {
                self.questions.push(Question { id: *id, by: *by, text: text.clone(), at: *at, answer: None });
            }
            CaseEvent::QuestionAnswered { id, by, text, at } => {
                for one in self.questions.iter_mut().filter(|q| q.id == *id) {
                    one.answer = Some((*by, text.clone(), *at));
                }
            }
            CaseEvent::Repudiated { .. } | CaseEvent::AccountCleared { .. } | CaseEvent::IncidentDisposed { .. } => {
                self.apply_incident(event);
            }
            CaseEvent::HoldCleared { .. } => self.marks_cleared = self.marks.len(),
            CaseEvent::CodeIssued { .. } | CaseEvent::CodeChecked { .. } => self.apply_code(event),
            CaseEvent::SavedCodesReplaced { by: _, at } => self.codes_replaced = Some(*at),
            CaseEvent::ExceptionAsked { exception } => self.exception = Some((**exception).clone()),
            CaseEvent::ExceptionDropped { .. } => self.exception = None,
            CaseEvent::CredentialKept { credential, .. } => drop(self.kept.insert(credential.clone())),
            CaseEvent::CredentialNotKept { credential, .. } => drop(self.kept.remove(credential)),
            CaseEvent::SponsorSeen { account, login, at } => {
                self.sponsor = Some(Sponsor { account: account.clone(), login: login.clone(), at: *at });
                self.proofed_at = Some(*at);
            }
            CaseEvent::ConsumersListed { consumers, overlap_minutes, by: _, at } => {
                self.consumers = Some((consumers.clone(), *overlap_minutes));
                self.moved.retain(|one, _| consumers.contains(one));
                self.proofed_at = Some(*at);
            }
            CaseEvent::ConsumerMoved { consumer, moved: true, by: _, at } => {
                self.moved.insert(consumer.clone(), *at);
            }
            CaseEvent::ConsumerMoved { consumer, .. } => drop(self.moved.remove(consumer)),
            CaseEvent::OldCredentialTried { credential, refused, observed, by: _, at } => {
                let trial = Trial { refused: *refused, observed: *observed, at: *at };
                self.tried.insert(credential.clone(), trial);
            }
            CaseEvent::RiskSeen { signals, at: _ } => self.signals.extend(signals),
            CaseEvent::LetterSent { reference, by: _, at } => self.letters.push((reference.clone(), *at)),
            CaseEvent::LanguageSaid { language, by: _, at: _ } => self.language = Some(language.clone()),
            CaseEvent::NoticeSentAgain { first, by: _, at: _ } => {
                self.sent_again.insert(*first);
            }
            CaseEvent::NoticeSettled { effect, contact, by: _, at } => {
                self.told_otherwise.insert(*effect, (contact.clone(), *at));
            }
            CaseEvent::CaseTakenOver { by, console, at } => {
                // What somebody recorded who is not trusted any more counts for nothing.
                self.withdrawn.extend(self.evidence.iter().map(|e| e.id));
                (self.agent, self.console, self.agent_since) = (*by, *console, *at);
                (self.sought, self.consent, self.exception) = (None, None, None);
                self.cues.clear();
                self.kept.clear();
                (self.sponsor, self.consumers) = (None, None);
                self.proofed_at = Some(*at);
                self.codes.iter_mut().for_each(|code| code.spent = true);
                self.tried.clear();
                self.moved.clear();
                self.told_otherwise.clear();
                // A key that they bound is nobody's: it goes like any other old one.
                (self.key, self.handed_over, self.release) = (None, None, None);
                (self.live_sign_in, self.live_said_by) = (None, None);
                (self.target, self.invited, self.enrolled, self.recipient) = (Target::Key, None, None, None);
                self.made.clear();
                self.drawn.clear();
                for effect in self.effects.iter_mut().filter(|e| e.action == Action::SubmitCredential) {
                    effect.void = true;
                }
                let inventory = self.inventory.clone();
                self.plan(&inventory);
            }
            CaseEvent::AccountReread { account, inventory } => {
                if !self.accounts_seen.contains(account) {
                    self.accounts_seen.push((**account).clone());
                }
                self.account = (**account).clone();
                self.plan(inventory);
                self.inventory = inventory.clone();
            }
            CaseEvent::EffectIntended { effect, action, by, at } => self.effects.push(EffectState {
                id: *effect,
                by: *by,
                action: action.clone(),
                intended_at: *at,
                started_at: None,
                starts: 0,
                runs: false,
                observations: Vec::new(),
                residual_until: None,
                void: false,
            }),
            CaseEvent::EffectStarted { effect, at } => {
                if let Some(state) = self.effects.iter_mut().find(|e| e.id == *effect) {
                    state.started_at.get_or_insert(*at);
                    state.starts += 1;
                    state.runs = true;
                }
            }
            CaseEvent::EffectObserved { effect, observation, at, residual_until } => {
                if let Some(state) = self.effects.iter_mut().find(|e| e.id == *effect) {
                    state.observations.push((observation.clone(), *at));
                    state.runs = false;
                    state.residual_until = state.residual_until.max(*residual_until);
                }
            }
            CaseEvent::ConsentRecorded { by: _, at } => self.consent = Some(*at),
            CaseEvent::CueDrawn { id, cue, at } => {
                self.cues.push(Cue { id: *id, cue: cue.clone(), drawn_at: *at, answer: None });
            }
            CaseEvent::CueAnswered { id, answer, at } => {
                if let Some(cue) = self.cues.iter_mut().find(|c| c.id == *id) {
                    cue.answer = Some((*answer, *at));
                    self.proofed_at = Some(*at);
                }
            }
            CaseEvent::EvidenceRecorded { evidence } => {
                self.proofed_at = Some(evidence.at);
                self.evidence.push(evidence.clone());
            }
            CaseEvent::EvidenceWithdrawn { id, by: _, at } => {
                self.proofed_at = Some(*at);
                self.withdrawn.insert(*id);
            }
            CaseEvent::ApprovalSought { by: _, at } => {
                self.sought = Some(*at);
                self.approval_refused = None;
            }
            CaseEvent::ApprovalSigned(signed) => self.approvals.push((**signed).clone()),
            CaseEvent::ApprovalRefused { by, reason, at } => {
                self.sought = None;
                self.refusals += 1;
                self.approval_refused = Some((*by, reason.clone(), *at));
            }
            CaseEvent::KeyAccepted { key, by: _, at } => self.key = Some((key.clone(), *at)),
            CaseEvent::CredentialMade { made, at } => {
                self.made.push(((**made).clone(), *at));
                self.new_credential_came();
            }
            CaseEvent::TargetChosen { target, by: _, at: _ } => {
                self.target = *target;
                self.key = None;
            }
            CaseEvent::SubjectInvited { effect, pass, until, at: _ } => self.invited = Some((*effect, *pass, *until)),
            CaseEvent::CredentialEnrolled { enrolled, at } => {
                self.enrolled = Some((enrolled.clone(), *at));
                self.new_credential_came();
            }
            CaseEvent::RecipientNamed { recipient, by: _, at: _ } => self.recipient = Some(recipient.clone()),
            CaseEvent::MachineKeyDrawn { key, at } => {
                self.drawn.push((key.clone(), *at));
                self.new_credential_came();
            }
            CaseEvent::OrphanRemoved { .. } | CaseEvent::WriteReleased { .. } => {}
            CaseEvent::HandedOver { by: _, at } => self.handed_over = Some(*at),
            CaseEvent::ReleaseSigned(signed) => self.release = Some((**signed).clone()),
            CaseEvent::SignedInLive { credential, said_by, at } => {
                (self.live_sign_in, self.live_said_by) = (Some((credential.clone(), *at)), *said_by);
            }
            CaseEvent::CaseCompleted { by: _, rules: _, at } => self.lifecycle = Lifecycle::Completed(*at),
            CaseEvent::CaseRefused { by: _, note: _, rules: _, at } => self.lifecycle = Lifecycle::Refused(*at),
            CaseEvent::CaseCancelled { by: _, note: _, rules: _, at } => self.lifecycle = Lifecycle::Cancelled(*at),
            CaseEvent::CaseReviewed { disposition, note, signed } => {
                self.review = Some((*disposition, note.clone(), (**signed).clone()));
            }
        }
    }

    fn erase(&mut self, attachment: AttachmentId, by: Option<PersonId>, at: Timestamp) {
        for one in self.attachments.iter_mut().filter(|a| a.attached.id == attachment) {
            one.erased = Some(Erased { by, at });
        }
    }

    fn apply_code(&mut self, event: &CaseEvent) {
        match event {
            CaseEvent::CodeIssued { id, method, contact, commitment, expires, .. } => {
                for earlier in self.codes.iter_mut().filter(|c| c.kind == *method && c.contact == *contact) {
                    earlier.spent = true;
                }
                self.codes.push(Code {
                    id: *id,
                    kind: *method,
                    contact: contact.clone(),
                    commitment: *commitment,
                    expires: *expires,
                    spent: false,
                });
            }
            CaseEvent::CodeChecked { id: None, matched: true, by: _, at } => {
                (self.saved_code_used, self.codes_replaced) = (Some(*at), None);
            }
            CaseEvent::CodeChecked { id, matched, .. } => {
                if !matched {
                    self.wrong_codes += 1;
                }
                if let Some(code) = self.codes.iter_mut().find(|c| *matched && Some(c.id) == *id) {
                    code.spent = true;
                }
            }
            _ => {}
        }
    }

    /// Handover, release, sign-in and moved consumers are of one credential: another one starts again. Where the subject
    /// enrols it, the release came before, and of none.
    fn new_credential_came(&mut self) {
        if !self.subject_enrols() {
            self.release = None;
        }
        (self.handed_over, self.live_sign_in, self.live_said_by) = (None, None, None);
        self.moved.clear();
    }

    fn plan(&mut self, inventory: &Inventory) {
        let expected = self.candidate(inventory).map(|c| c.id.clone());
        // A pass that was issued here, and is not used yet, is no old credential.
        let pass = |c: &Credential| c.kind == CredentialKind::TemporaryPass && self.awaits_subject();
        let usable = inventory.usable();
        let mut new = Vec::new();
        for credential in inventory.credentials.iter().filter(|c| usable.contains(&c.id)) {
            let known = self.planned.iter().any(|p| p.id == credential.id);
            let ours = self.is_own(credential) || expected.as_ref() == Some(&credential.id) || pass(credential);
            if !known && !ours {
                new.push(credential.clone());
            }
        }
        self.planned.extend(new);
    }

    /// Whether the subject enrols the new credential at the directory themselves.
    pub fn subject_enrols(&self) -> bool {
        self.target == Target::Handset || self.opened.capabilities.enrolment != Enrolment::AtDesk
    }

    /// Whether the subject was let in to enrol a credential, and none was seen yet.
    pub fn awaits_subject(&self) -> bool {
        let begun = |e: &EffectState| e.started_at.is_some() && e.observations.is_empty();
        self.subject_enrols() && self.effects_of(&Action::SubmitCredential).next_back().is_some_and(begun)
    }

    /// The credential that the subject enrolled, in this reading: the one key or passkey that is new, while one is awaited.
    /// With a second one neither is.
    pub fn candidate<'a>(&self, inventory: &'a Inventory) -> Option<&'a Credential> {
        if !self.awaits_subject() {
            return None;
        }
        let known = |c: &Credential| self.planned.iter().any(|p| p.id == c.id);
        let mut new = inventory.enrollable().filter(|c| c.state == CredentialState::Active && !known(c));
        new.next().filter(|_| new.next().is_none())
    }

    /// Whether `credential` is the one this case made last. An earlier one that turns up after all is
    /// nobody's: it is planned for revocation like any other.
    pub fn is_own(&self, credential: &Credential) -> bool {
        // What the directory says of the credential itself counts before what it called it.
        let made = self.newest().is_some_and(|made| match &credential.webauthn {
            Some(id) => id.0 == made.credential.0,
            None => made.directory_credential.as_ref() == Some(&credential.id),
        });
        let enrolled = self.enrolled.as_ref().is_some_and(|(enrolled, _)| enrolled.credential == credential.id);
        let drawn = self.drawn.last().is_some_and(|(key, _)| {
            credential.kind == CredentialKind::ClientKey
                && (credential.label == key.label || credential.id.as_str() == format!("key:{}", key.name))
        });
        made || enrolled || drawn
    }

    /// What the new credential is called, whoever made it; `None` while there is none.
    pub fn new_credential(&self) -> Option<KeyCredentialId> {
        let enrolled = self.enrolled.as_ref().map(|(enrolled, at)| (*at, enrolled.name()));
        let made = self.made.last().map(|(made, at)| (*at, made.credential.clone()));
        let drawn = self.drawn.last().map(|(key, at)| (*at, KeyCredentialId(key.spki.0.to_vec())));
        [enrolled, made, drawn].into_iter().flatten().max_by_key(|(at, _)| *at).map(|(_, name)| name)
    }

    /// The credential that a release is of: none where the subject enrols it after that.
    pub fn released_credential(&self) -> Option<KeyCredentialId> {
        if self.subject_enrols() { None } else { self.new_credential() }
    }

    /// Whether a machine identity gets a key that is drawn here.
    pub fn draws_key(&self) -> bool {
        self.account.machine.is_some() && self.opened.capabilities.drawn_keys
    }

    /// Whether a person does `action` at the directory, and says so.
    pub fn by_people(&self, action: &Action) -> bool {
        let people = self.opened.capabilities.people;
        match action {
            Action::BlockSignIn | Action::UnblockSignIn => people.block,
            Action::EndSessions => people.sessions,
            Action::RevokeCredential { .. } => people.revoke,
            Action::SubmitCredential => self.opened.capabilities.enrolment == Enrolment::Said,
            Action::SuspendCredential { .. } | Action::SendCode { .. } | Action::SendNotice { .. } => false,
        }
    }

    /// What waits for a person's word: begun, by people, and nothing said yet.
    pub fn to_attest(&self) -> impl Iterator<Item = &EffectState> {
        self.effects
            .iter()
            .filter(|e| e.started_at.is_some() && e.observations.is_empty() && !e.void && self.by_people(&e.action))
    }

    /// The credential this case made last.
    pub fn newest(&self) -> Option<&Made> {
        self.made.last().map(|(made, _)| made)
    }

    /// The newest credential, as the directory lists it in `inventory`, when it does.
    pub fn listed<'a>(&self, inventory: &'a Inventory) -> Option<&'a Credential> {
        let usable = inventory.usable();
        inventory.credentials.iter().find(|c| usable.contains(&c.id) && self.is_own(c))
    }

    /// Whether a credential was made here by the key that has this attestation certificate for itself.
    pub fn was_attested_as(&self, certificate: &Digest) -> bool {
        self.made.iter().any(|(made, _)| made.attested_as.as_ref() == Some(certificate))
    }

    /// Evidence that stands.
    pub fn standing_evidence(&self) -> impl Iterator<Item = &Evidence> {
        self.evidence.iter().filter(|e| !self.withdrawn.contains(&e.id))
    }

    /// The effects with this action, newest last.
    pub fn effects_of<'a>(&'a self, action: &'a Action) -> impl DoubleEndedIterator<Item = &'a EffectState> {
        self.effects.iter().filter(move |e| e.action == *action && !e.void)
    }

    /// When `action` was last seen done, if that is what was last seen.
    pub fn confirmed(&self, action: &Action) -> Option<Timestamp> {
        self.effects_of(action).next_back().and_then(EffectState::confirmed_at)
    }

    /// When an old credential was seen gone; `None` while it is not, or when a later reading lists it again.
    pub fn gone_at(&self, credential: &CredentialId) -> Option<Timestamp> {
        let at = self.confirmed(&Action::RevokeCredential { credential: credential.clone() })?;
        // What nobody can read is not seen again either.
        let readable = !self.opened.capabilities.people.revoke;
        let listed_again = readable && self.inventory.read_at > at && !self.inventory.is_gone(credential);
        (!listed_again).then_some(at)
    }

    /// Whether sign-in was last seen blocked: the newest of block and unblock decides.
    pub fn blocked_at(&self) -> Option<Timestamp> {
        let blocked = self.confirmed(&Action::BlockSignIn)?;
        // Somebody lifted the block since, outside this case.
        if self.inventory.read_at > blocked && self.inventory.sign_in_blocked == Some(false) {
            return None;
        }
        match self.confirmed(&Action::UnblockSignIn) {
            Some(unblocked) if unblocked >= blocked => None,
            Some(_) | None => Some(blocked),
        }
    }

    /// Addresses that must be told, in the order they were seen: before the case and now.
    pub fn addresses(&self) -> Vec<super::account::Contact> {
        let mut all: Vec<super::account::Contact> = Vec::new();
        for contact in self.accounts_seen.iter().flat_map(|a| a.contacts.iter()) {
            if !all.iter().any(|c| c.channel == contact.channel && c.address == contact.address) {
                all.push(contact.clone());
            }
        }
        all
    }

    /// The notice to `contact` in `phase`, as an action.
    pub fn notice(phase: NoticePhase, contact: &super::account::Contact) -> Action {
        Action::SendNotice {
            phase,
            contact: contact.id.clone(),
            channel: contact.channel,
            address: contact.address.clone(),
        }
    }

    /// Until when ended sessions' tokens may live on.
    pub fn residual_until(&self) -> Option<Timestamp> {
        self.effects.iter().filter_map(|e| e.residual_until).max()
    }

    /// How much is at stake now: never less than at intake.
    pub fn tier(&self) -> Tier {
        let signals: Vec<_> = self.signals.iter().copied().collect();
        let seen = self.accounts_seen.iter().map(|account| risk::own_tier(account, None)).max();
        risk::raised(self.opened.tier.max(seen.unwrap_or(Tier::Standard)), &signals)
    }

    /// A name for the `n`th thing of `what` in this case: the same on every replay.
    pub(super) fn name(&self, what: &str, n: usize) -> Uuid {
        let digest = Digest::separated(what, format!("{}/{n}", self.id).as_bytes());
        let mut bytes = [0u8; 16];
        bytes.copy_from_slice(&digest.0[..16]);
        uuid::Builder::from_custom_bytes(bytes).into_uuid()
    }
}
