//! Everything that the history holds about one person, for that person: a report over their cases.
//!
//! Other people are told by what they are: the staff by role, whoever vouched or received a code for the subject as such,
//! without a name or an address. Left out too are keys, codes, hashes, signatures, and what the desk wrote about a hold of
//! its own work. What somebody typed is told as it was typed: whoever hands the report out reads it first.

use crate::ids::{AccountId, CaseId, DirectoryId, LedgerId, PersonId};
use crate::recovery::account::{ContactChannel, CredentialKind};
use crate::recovery::effect::NoticePhase;
use crate::recovery::evidence::{EvidenceKind, Outcome, Pathway};
use crate::recovery::exception::ExceptionKind;
use crate::recovery::retention::{FileClass, Kept, due};
use crate::recovery::risk::RiskSignal;
use crate::recovery::watch::ChangeKind;
use crate::recovery::{
    Action, Attachment, Case, CaseEvent, Channel, Disposition, EffectState, Lifecycle, Observation, Reason, Tier,
    role_code,
};
use crate::staff::{Role, Roster};
use crate::text::shown;
use crate::time::Timestamp;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// Which format: `docs/formats/subject-v1.md`.
pub const FORMAT: &str = "postern-subject-v1";

/// What the history holds about one person. Times are RFC 3339 in UTC.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SubjectReport {
    /// [`FORMAT`].
    pub format: &'static str,
    /// When the report was made.
    pub made_at: String,
    /// Of which history.
    pub history: String,
    /// The directory of the account.
    pub directory: String,
    /// The directory's identifier of the account.
    pub account: String,
    /// Sign-in names that it was seen with.
    pub logins: Vec<String>,
    /// Names that it was seen with.
    pub names: Vec<String>,
    /// Addresses that were on record.
    pub addresses: Vec<AddressHeld>,
    /// How many people were on record to receive a code for the subject.
    pub recovery_contacts: u32,
    /// The role of the subject, where the account is that of somebody on the staff.
    pub staff_role: Option<Role>,
    /// Changes of the account's credentials that no case explained.
    pub changes: Vec<ChangeHeld>,
    /// The cases, newest first.
    pub cases: Vec<CaseHeld>,
}

/// An address that was on record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AddressHeld {
    /// How it is reached.
    pub channel: ContactChannel,
    /// The address.
    pub address: String,
}

/// A change of credentials that a directory's log told of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ChangeHeld {
    /// What happened.
    pub what: ChangeKind,
    /// When, as the log says.
    pub happened_at: String,
    /// When the console saw it.
    pub seen_at: String,
}

/// One case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CaseHeld {
    /// Its number, as people say it.
    pub case: String,
    /// Its identifier.
    pub id: String,
    /// When it was opened.
    pub opened_at: String,
    /// When it ended.
    pub ended_at: Option<String>,
    /// `open`, `completed`, `refused` or `cancelled`.
    pub stands: &'static str,
    /// Why the subject came.
    pub reason: Reason,
    /// How they came.
    pub channel: Channel,
    /// The ticket.
    pub ticket: String,
    /// How much was at stake.
    pub tier: Tier,
    /// Signs of risk that were seen.
    pub signals: Vec<RiskSignal>,
    /// The policy that it ran under.
    pub policy: String,
    /// For how long that keeps what.
    pub keeps: Option<Keeps>,
    /// Who of the staff handled it, by role.
    pub handled_by: Vec<HandledBy>,
    /// Evidence, by type.
    pub evidence: Vec<EvidenceHeld>,
    /// Codes that were typed and were not the one.
    pub wrong_codes: u32,
    /// Exceptions that were asked for, dropped ones too.
    pub exceptions: Vec<ExceptionHeld>,
    /// Credentials that were listed.
    pub credentials: Vec<CredentialHeld>,
    /// When new credentials were made.
    pub new_credentials_at: Vec<String>,
    /// Who was told what.
    pub told: Vec<ToldHeld>,
    /// References of letters that were posted.
    pub letters: Vec<LetterHeld>,
    /// What was written about the subject.
    pub remarks: Vec<Remark>,
    /// Files.
    pub files: Vec<FileHeld>,
    /// What a reviewer found.
    pub review: Option<Disposition>,
}

/// For how many days after the end of a case what is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Keeps {
    /// Records.
    pub record_days: i64,
    /// Files that are evidence; 0: until somebody erases them.
    pub evidence_days: i64,
    /// Other files; 0: until somebody erases them.
    pub correspondence_days: i64,
}

/// How many people of a role handled a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct HandledBy {
    /// The role.
    pub role: Role,
    /// How many.
    pub people: u32,
}

/// A piece of evidence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct EvidenceHeld {
    /// What was presented.
    pub kind: EvidenceKind,
    /// How it was checked.
    pub pathway: Pathway,
    /// What that showed.
    pub outcome: Outcome,
    /// It was taken back.
    pub withdrawn: bool,
    /// When it was recorded.
    pub at: String,
    /// By whom.
    pub by: Option<Role>,
}

/// An exception.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ExceptionHeld {
    /// Which.
    pub kind: ExceptionKind,
    /// Why.
    pub reason: String,
    /// What was looked at.
    pub rationale: String,
    /// When.
    pub at: String,
}

/// A credential that was listed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CredentialHeld {
    /// What it is.
    pub kind: CredentialKind,
    /// What it is called.
    pub label: String,
    /// When it was seen gone.
    pub gone_at: Option<String>,
}

/// Something that was sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ToldHeld {
    /// `notice_intake`, `notice_close`, `code`, or `code_to_recovery_contact`.
    pub what: &'static str,
    /// On which way.
    pub channel: ContactChannel,
    /// Where to; `None` where that is another person's address.
    pub address: Option<String>,
    /// When it was intended.
    pub intended_at: String,
    /// When it was seen delivered.
    pub delivered_at: Option<String>,
}

/// A letter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LetterHeld {
    /// Its reference.
    pub reference: String,
    /// When it was posted.
    pub at: String,
}

/// Something that was written about the subject.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Remark {
    /// `note`, `question`, `answer`, `approval_refused`, `not_verified`, `given_up`, `review`, `file_erased`, `files_held`,
    /// `files_released` or `done_at_directory`.
    pub kind: &'static str,
    /// By whom.
    pub by: Option<Role>,
    /// When.
    pub at: String,
    /// What, as it was typed.
    pub text: String,
}

/// A file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FileHeld {
    /// What it is called.
    pub name: String,
    /// What it is to the case.
    pub class: FileClass,
    /// Bytes of its content.
    pub size: u64,
    /// When it was attached.
    pub attached_at: String,
    /// By whom.
    pub attached_by: Option<Role>,
    /// `kept` or `erased`.
    pub state: &'static str,
    /// When its time is over, where it is kept and there is one.
    pub due_at: Option<String>,
    /// Why it is kept: codes of [`Kept`].
    pub kept: Vec<&'static str>,
    /// When it was erased.
    pub erased_at: Option<String>,
    /// The role of whoever erased it, or `retention`: its time was over.
    pub erased_by: Option<&'static str>,
}

fn time(at: Timestamp) -> String {
    at.rfc3339().unwrap_or_default()
}

fn role(roster: &Roster, person: PersonId) -> Option<Role> {
    roster.person(person).map(|person| person.role)
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

impl SubjectReport {
    /// A report without a case yet: what the desk's own records hold of the account.
    pub fn begin(
        history: LedgerId,
        directory: &DirectoryId,
        account: &AccountId,
        roster: &Roster,
        now: Timestamp,
    ) -> Self {
        let is_theirs = |own: &(DirectoryId, AccountId)| own.0 == *directory && own.1 == *account;
        let theirs = roster.alarms().iter().filter(|a| a.stray.directory == *directory && a.stray.account == *account);
        Self {
            format: FORMAT,
            made_at: time(now),
            history: history.to_string(),
            directory: shown(directory.as_str()),
            account: shown(account.as_str()),
            logins: Vec::new(),
            names: Vec::new(),
            addresses: Vec::new(),
            recovery_contacts: 0,
            staff_role: roster.everyone().find(|p| p.account.as_ref().is_some_and(is_theirs)).map(|p| p.role),
            changes: theirs
                .map(|alarm| ChangeHeld {
                    what: alarm.stray.what,
                    happened_at: time(alarm.stray.happened),
                    seen_at: time(alarm.at),
                })
                .collect(),
            cases: Vec::new(),
        }
    }

    /// Takes a case of theirs in, from its records.
    pub fn take(&mut self, id: CaseId, events: &[CaseEvent], roster: &Roster, now: Timestamp) {
        let Some(case) = Case::fold(id, events) else { return };
        for account in &case.accounts_seen {
            add(&mut self.logins, shown(&account.login));
            add(&mut self.names, shown(&account.name));
            for contact in &account.contacts {
                let held = AddressHeld { channel: contact.channel, address: shown(&contact.address) };
                add(&mut self.addresses, held);
            }
            self.recovery_contacts = self.recovery_contacts.max(count(account.recovery_contacts.len()));
        }
        self.cases.push(case_held(&case, events, roster, now));
    }

    /// How many files its cases have, erased ones too.
    pub fn files(&self) -> usize {
        self.cases.iter().map(|case| case.files.len()).sum()
    }
}

fn add<T: PartialEq>(all: &mut Vec<T>, one: T) {
    if !all.contains(&one) {
        all.push(one);
    }
}

fn case_held(case: &Case, events: &[CaseEvent], roster: &Roster, now: Timestamp) -> CaseHeld {
    let policy = roster.policy_with(case.opened.policy);
    let keeps = policy.map(|policy| Keeps {
        record_days: policy.retention_days,
        evidence_days: policy.evidence_days,
        correspondence_days: policy.correspondence_days,
    });
    CaseHeld {
        case: case.id.short(),
        id: case.id.to_string(),
        opened_at: time(case.opened.at),
        ended_at: case.ended_at().map(time),
        stands: stands(&case.lifecycle),
        reason: case.opened.reason,
        channel: case.opened.channel,
        ticket: shown(&case.opened.ticket),
        tier: case.tier(),
        signals: case.signals.iter().copied().collect(),
        policy: policy.map(|policy| shown(&policy.name)).unwrap_or_default(),
        keeps,
        handled_by: handled_by(events, roster),
        evidence: evidence(case, roster),
        wrong_codes: case.wrong_codes,
        exceptions: events.iter().filter_map(exception).collect(),
        credentials: case
            .planned
            .iter()
            .map(|credential| CredentialHeld {
                kind: credential.kind,
                label: shown(&credential.label),
                gone_at: case.gone_at(&credential.id).map(time),
            })
            .collect(),
        new_credentials_at: events.iter().filter_map(made_at).map(time).collect(),
        told: case.effects.iter().filter_map(told).collect(),
        letters: case
            .letters
            .iter()
            .map(|(reference, at)| LetterHeld { reference: shown(reference), at: time(*at) })
            .collect(),
        remarks: events.iter().filter_map(|event| remark(event, roster)).collect(),
        files: case.attachments.iter().map(|file| file_held(case, file, roster, now)).collect(),
        review: case.review.as_ref().map(|(disposition, _, _)| *disposition),
    }
}

const fn stands(lifecycle: &Lifecycle) -> &'static str {
    match lifecycle {
        Lifecycle::Open => "open",
        Lifecycle::Completed(_) => "completed",
        Lifecycle::Refused(_) => "refused",
        Lifecycle::Cancelled(_) => "cancelled",
        Lifecycle::Incident(_) => "incident",
    }
}

fn made_at(event: &CaseEvent) -> Option<Timestamp> {
    match event {
        CaseEvent::CredentialMade { at, .. }
        | CaseEvent::CredentialEnrolled { at, .. }
        | CaseEvent::MachineKeyDrawn { at, .. } => Some(*at),
        _ => None,
    }
}

fn handled_by(events: &[CaseEvent], roster: &Roster) -> Vec<HandledBy> {
    let mut people: BTreeMap<Role, BTreeSet<PersonId>> = BTreeMap::new();
    for person in events.iter().filter_map(acted) {
        if let Some(role) = role(roster, person) {
            people.entry(role).or_default().insert(person);
        }
    }
    people.into_iter().map(|(role, people)| HandledBy { role, people: count(people.len()) }).collect()
}

/// Who did what the event tells.
fn acted(event: &CaseEvent) -> Option<PersonId> {
    match event {
        CaseEvent::CaseOpened(opened) => Some(opened.agent),
        CaseEvent::EvidenceRecorded { evidence } => Some(evidence.by),
        CaseEvent::ApprovalSigned(signed)
        | CaseEvent::ReleaseSigned(signed)
        | CaseEvent::CaseReviewed { signed, .. } => Some(signed.by),
        CaseEvent::Repudiated { report } => Some(report.by),
        CaseEvent::IncidentDisposed { signed, .. } => Some(signed.by),
        CaseEvent::CaseTakenOver { by, .. }
        | CaseEvent::Contained { by, .. }
        | CaseEvent::ApprovalRefused { by, .. }
        | CaseEvent::HandedOver { by, .. }
        | CaseEvent::LetterSent { by, .. }
        | CaseEvent::NoteAdded { by, .. }
        | CaseEvent::QuestionAsked { by, .. }
        | CaseEvent::QuestionAnswered { by, .. }
        | CaseEvent::AttachmentAdded { by, .. }
        | CaseEvent::AttachmentErased { by, .. }
        | CaseEvent::FilesHeld { by, .. }
        | CaseEvent::FilesReleased { by, .. }
        | CaseEvent::AccountCleared { by, .. }
        | CaseEvent::CaseCompleted { by, .. }
        | CaseEvent::CaseRefused { by, .. }
        | CaseEvent::CaseCancelled { by, .. } => Some(*by),
        _ => None,
    }
}

fn evidence(case: &Case, roster: &Roster) -> Vec<EvidenceHeld> {
    let held = |piece: &crate::recovery::evidence::Evidence| EvidenceHeld {
        kind: piece.kind,
        pathway: piece.pathway,
        outcome: piece.outcome,
        withdrawn: case.withdrawn.contains(&piece.id),
        at: time(piece.at),
        by: role(roster, piece.by),
    };
    case.evidence.iter().map(held).collect()
}

fn told(effect: &EffectState) -> Option<ToldHeld> {
    let (what, channel, address) = match &effect.action {
        Action::SendNotice { phase: NoticePhase::Intake, channel, address, .. } => {
            ("notice_intake", channel, Some(address))
        }
        Action::SendNotice { phase: NoticePhase::Close, channel, address, .. } => {
            ("notice_close", channel, Some(address))
        }
        Action::SendCode { method: EvidenceKind::RecoveryContact, channel, .. } => {
            ("code_to_recovery_contact", channel, None)
        }
        Action::SendCode { channel, address, .. } => ("code", channel, Some(address)),
        Action::BlockSignIn
        | Action::UnblockSignIn
        | Action::EndSessions
        | Action::SuspendCredential { .. }
        | Action::RevokeCredential { .. }
        | Action::SubmitCredential => return None,
    };
    Some(ToldHeld {
        what,
        channel: *channel,
        address: address.map(|address| shown(address)),
        intended_at: time(effect.intended_at),
        delivered_at: effect.confirmed_at().map(time),
    })
}

fn exception(event: &CaseEvent) -> Option<ExceptionHeld> {
    let CaseEvent::ExceptionAsked { exception } = event else { return None };
    Some(ExceptionHeld {
        kind: exception.kind,
        reason: shown_lines(&exception.reason),
        rationale: shown_lines(&exception.rationale),
        at: time(exception.at),
    })
}

fn remark(event: &CaseEvent, roster: &Roster) -> Option<Remark> {
    let (kind, by, at, text) = match event {
        CaseEvent::NoteAdded { by, text, at, .. } => ("note", by, at, text),
        CaseEvent::QuestionAsked { by, text, at, .. } => ("question", by, at, text),
        CaseEvent::QuestionAnswered { by, text, at, .. } => ("answer", by, at, text),
        CaseEvent::ApprovalRefused { by, reason, at } => ("approval_refused", by, at, reason),
        CaseEvent::CaseRefused { by, note, at, .. } => ("not_verified", by, at, note),
        CaseEvent::CaseCancelled { by, note, at, .. } => ("given_up", by, at, note),
        CaseEvent::CaseReviewed { note, signed, .. } => ("review", &signed.by, &signed.at, note),
        CaseEvent::Repudiated { report } => ("repudiated", &report.by, &report.at, &report.said),
        CaseEvent::AccountCleared { by, note, at } => ("account_cleared", by, at, note),
        CaseEvent::IncidentDisposed { note, signed, .. } => ("incident_disposed", &signed.by, &signed.at, note),
        CaseEvent::AttachmentErased { by, reason, at, .. } => ("file_erased", by, at, reason),
        CaseEvent::FilesHeld { by, reason, at } => ("files_held", by, at, reason),
        CaseEvent::FilesReleased { by, reason, at } => ("files_released", by, at, reason),
        CaseEvent::EffectObserved { observation: Observation::Attested { by, note }, at, .. } => {
            ("done_at_directory", by, at, note)
        }
        _ => return None,
    };
    let said = !text.trim().is_empty();
    said.then(|| Remark { kind, by: role(roster, *by), at: time(*at), text: shown_lines(text) })
}

/// Lines stay lines; everything else that cannot be seen is shown.
fn shown_lines(text: &str) -> String {
    text.split('\n').map(shown).collect::<Vec<_>>().join("\n")
}

fn file_held(case: &Case, file: &Attachment, roster: &Roster, now: Timestamp) -> FileHeld {
    let policy = roster.policy_with(case.opened.policy).filter(|_| file.erased.is_none());
    let due = policy.map(|policy| due(case, file.attached.class, policy, now, false));
    let erased_by = |by: Option<PersonId>| match by {
        Some(person) => role(roster, person).map(role_code),
        None => Some("retention"),
    };
    FileHeld {
        name: shown(&file.attached.name),
        class: file.attached.class,
        size: file.attached.size,
        attached_at: time(file.at),
        attached_by: role(roster, file.by),
        state: if file.erased.is_some() { "erased" } else { "kept" },
        due_at: due.as_ref().and_then(|due| due.at).map(time),
        kept: due.map(|due| due.kept.into_iter().map(Kept::code).collect()).unwrap_or_default(),
        erased_at: file.erased.map(|erased| time(erased.at)),
        erased_by: file.erased.and_then(|erased| erased_by(erased.by)),
    }
}
