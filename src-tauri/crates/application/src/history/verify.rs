//! Beyond hashes: every signature again, and whether what was recorded was allowed at all.

use crate::fold;
use postern_domain::assertion::{Expected, verify};
use postern_domain::ids::{CaseId, EffectId, KeyCredentialId, PersonId};
use postern_domain::policy::Policy;
use postern_domain::recovery::event::Signed;
use postern_domain::recovery::incident::{self, NOTHING_RAISED};
use postern_domain::recovery::retention::expire;
use postern_domain::recovery::risk::Velocity;
use postern_domain::recovery::statement::{Decision, Statement};
use postern_domain::recovery::view::{Step, blocked_by};
use postern_domain::recovery::{Case, CaseEvent, Command, Facts, Gate, claim, decide, judge_model};
use postern_domain::rules::results;
use postern_domain::staff::{
    Actor, Change, Confirmation, DeskEvent, Purpose, QuorumAsk, Roster, SignInFacts, WorkStep, begin_quorum, change,
    change_challenge, change_statement, enrolment_challenge, enrolment_statement, finish_quorum, quorum_challenge,
    quorum_statement, refuse_quorum, replayed, replayed_beside, sign_in, sign_quorum, who_erases,
};
use postern_domain::time::{Span, Timestamp};
use postern_ledger::{look_at, origin};
use postern_ports::event_store::{
    Ask, Content, EventStore, Happening, RecordFault, Recorded, StoreFault, Stream, Verification,
};
use std::collections::{BTreeMap, BTreeSet};

/// So much earlier than a decision its record may be: a clock was set right in between.
const SKEW: Span = Span::minutes(2);

/// Recomputes hashes and the case list, then verifies every staff signature and the legality of every completion.
///
/// Each case is judged under the policy whose hash it carries, and by the staff as it was then.
pub async fn verify_history(store: &dyn EventStore) -> Result<Verification, StoreFault> {
    verify_history_as(store, Ask::default()).await
}

/// The same, on as many threads as `ask` says, telling how far it is.
pub async fn verify_history_as(store: &dyn EventStore, ask: Ask) -> Result<Verification, StoreFault> {
    let trusted = ask.trusted;
    let mut found = store.verify(ask).await?;
    let any = |kinds: &[&str]| found.faults.iter().any(|f| kinds.contains(&f.kind.as_str()));
    // What cannot be read, or is not all there, is not interpreted; what is attached is compared where records are read.
    let (unreadable, partial) = (any(&["page", "shape", "payload", "gap"]), any(&["file"]));
    if unreadable {
        return Ok(found);
    }
    if partial {
        for row in store.cases("", u32::MAX).await? {
            let records = store.read(Stream::Case(row.case)).await?;
            check_attachments(store, &records, &mut found.faults).await?;
        }
        return Ok(found);
    }
    let known = known(store, trusted, &found).await?;
    let desk = store.read(Stream::Desk).await?;
    check_founding(&desk, &mut found.faults);
    check_staff(&desk, known, &mut found.faults);
    let roster = Roster::fold(desk.iter().filter_map(desk_event));
    let staff = Staff::over(&desk);
    let mut nonces = BTreeSet::new();
    for row in store.cases("", u32::MAX).await? {
        let records = store.read(Stream::Case(row.case)).await?;
        check_signatures(&records, known, &roster, &mut nonces, &mut found.faults);
        if records.last().is_some_and(|last| last.position > known) {
            check_decisions(row.case, &records, &staff, &mut found.faults);
        }
        check_attachments(store, &records, &mut found.faults).await?;
    }
    found.faults.sort_by_key(|f| f.position);
    Ok(found)
}

/// Up to which record signatures were checked before, by this version, under a root that the records just read still
/// have. Where anything at all is wrong, nothing is known.
async fn known(
    store: &dyn EventStore,
    trusted: Option<(u64, [u8; 32])>,
    found: &Verification,
) -> Result<u64, StoreFault> {
    let Some((size, root)) = trusted.filter(|_| found.faults.is_empty()) else { return Ok(0) };
    // The kept roots of subtrees were compared with the records above.
    Ok(if store.root(size).await? == Some(root) { size } else { 0 })
}

fn desk_event(record: &Recorded) -> Option<&DeskEvent> {
    match &record.happening {
        Happening::Desk(event) => Some(event),
        Happening::Case(_) => None,
    }
}

fn case_event(record: &Recorded) -> Option<&CaseEvent> {
    match &record.happening {
        Happening::Case(event) => Some(event),
        Happening::Desk(_) => None,
    }
}

fn fault(record: &Recorded, kind: &str, detail: String) -> RecordFault {
    let stream = match record.stream {
        Stream::Desk => "desk".to_owned(),
        Stream::Case(case) => format!("case {case}"),
    };
    RecordFault { position: record.position, stream, kind: kind.to_owned(), detail }
}

fn check_founding(desk: &[Recorded], faults: &mut Vec<RecordFault>) {
    for (n, record) in desk.iter().enumerate() {
        let founded = matches!(desk_event(record), Some(DeskEvent::Founded { .. }));
        if founded != (n == 0) {
            faults.push(fault(record, "legality", "a history is founded once, in its first record".to_owned()));
        }
    }
}

/// Every sign-in and every enrolment's confirmation, against the roster as it was then.
fn check_staff(desk: &[Recorded], known: u64, faults: &mut Vec<RecordFault>) {
    let mut roster = Roster::default();
    for record in desk {
        let Some(event) = desk_event(record) else { continue };
        if record.position <= known {
            roster.apply(event);
            continue;
        }
        match event {
            DeskEvent::SessionOpened { session, assertion, .. } => {
                let checked = reverify(&roster, assertion, Purpose::SignIn, None);
                let legal = checked.and_then(|verified| {
                    let facts = SignInFacts { roster: &roster, console: record.console, session: *session };
                    sign_in(&verified, &facts).map_err(|r| r.to_string())
                });
                match legal {
                    Ok((again, _)) if again == *event => {}
                    Ok(_) => faults.push(fault(record, "legality", "the session is not of whoever signed".to_owned())),
                    Err(detail) => faults.push(fault(record, "signature", detail)),
                }
            }
            DeskEvent::Changed { change, signed, at } => {
                if let Err(detail) = check_change(&roster, change, signed, *at) {
                    faults.push(fault(record, "legality", detail));
                }
            }
            DeskEvent::StaffEnrolled {
                person,
                name,
                staff_number,
                role,
                training_until,
                organisation,
                account,
                keys,
                confirmed,
            } => {
                let candidate = postern_domain::staff::Candidate {
                    person: *person,
                    name: name.clone(),
                    staff_number: staff_number.clone(),
                    role: *role,
                    training_until: *training_until,
                    organisation: organisation.clone(),
                    account: account.clone(),
                    keys: keys.clone(),
                };
                let challenge = roster
                    .ledger()
                    .and_then(|l| enrolment_statement(&candidate, l).ok())
                    .map(|s| enrolment_challenge(&s).0);
                let verified: Result<Vec<_>, String> = confirmed
                    .iter()
                    .map(|c| {
                        let challenge = challenge.as_ref().ok_or("the enrolment has no statement")?;
                        reverify(&roster, &c.assertion, Purpose::Approve, Some(challenge))
                    })
                    .collect();
                let legal = verified.and_then(|v| {
                    postern_domain::staff::enrol(&roster, candidate, &v).map(|_| ()).map_err(|r| r.to_string())
                });
                if let Err(detail) = legal {
                    faults.push(fault(record, "legality", detail));
                }
            }
            DeskEvent::KeyErased { by, step: WorkStep::Begun, .. } => {
                for violation in who_erases(&roster, *by) {
                    faults.push(fault(record, "legality", violation.gate.code().to_owned()));
                }
            }
            DeskEvent::KeyTended { by, step: WorkStep::Begun, .. } if !roster.works_here(*by) => {
                faults.push(fault(record, "legality", Gate::KnownStaffKey.code().to_owned()));
            }
            DeskEvent::HistoryRestored { lost } => {
                let of = look_at(lost, &[]).ok().map(|opened| opened.checkpoint.origin);
                if of != roster.ledger().map(|ledger| origin(&ledger)) {
                    faults.push(fault(record, "legality", "what was lost is no checkpoint of this history".to_owned()));
                }
            }
            DeskEvent::StrayJudged { by, directory, entry, .. } => {
                // Nobody judges what was not raised, and nobody who does not work here.
                if !roster.works_here(*by) || roster.alarm(directory, entry).is_none() {
                    faults.push(fault(record, "legality", Gate::KnownStaffKey.code().to_owned()));
                }
            }
            DeskEvent::QuorumBegun { .. }
            | DeskEvent::QuorumSigned { .. }
            | DeskEvent::QuorumRefused { .. }
            | DeskEvent::QuorumFinished { .. } => {
                if let Err(detail) = check_quorum(&roster, event, record) {
                    faults.push(fault(record, "legality", detail));
                }
            }
            DeskEvent::Founded { .. }
            | DeskEvent::StrayChange { .. }
            | DeskEvent::SessionEnded { .. }
            | DeskEvent::KeyErased { .. }
            | DeskEvent::KeyTended { .. }
            | DeskEvent::AttemptRefused { .. } => {}
        }
        roster.apply(event);
    }
}

/// A change of the desk must have been signed, by enough of those who could sign it then.
fn check_change(roster: &Roster, what: &Change, signed: &[Confirmation], at: Timestamp) -> Result<(), String> {
    let ledger = roster.ledger().ok_or("the history was not founded")?;
    let statement = change_statement(what, ledger, roster.changes()).map_err(|e| e.to_string())?;
    let challenge = change_challenge(&statement).0;
    let verified: Result<Vec<_>, String> =
        signed.iter().map(|c| reverify(roster, &c.assertion, Purpose::Approve, Some(&challenge))).collect();
    change(roster, what.clone(), &verified?, at).map(|_| ()).map_err(|r| r.to_string())
}

/// A quorum's recovery of an administrator must have been signed by those who could, waited, and been refused by nobody.
fn check_quorum(roster: &Roster, event: &DeskEvent, record: &Recorded) -> Result<(), String> {
    let ledger = roster.ledger().ok_or("the history was not founded")?;
    // What says that it waited a day was not recorded a day before.
    if let DeskEvent::QuorumBegun { at, .. } | DeskEvent::QuorumSigned { at, .. } | DeskEvent::QuorumFinished { at, .. } =
        event
        && at.since(record.at) > SKEW
    {
        return Err("it was recorded before it was decided".to_owned());
    }
    let signature = |ask: &QuorumAsk, number: u64, by: &Confirmation| {
        let statement = quorum_statement(ask, ledger, number).map_err(|e| e.to_string())?;
        reverify(roster, &by.assertion, Purpose::Approve, Some(&quorum_challenge(&statement).0))
    };
    let actor = |by: PersonId| replayed(roster, by, record.console).ok_or("decided by nobody of the staff");
    let again = match event {
        DeskEvent::QuorumBegun { ask, signed, at, .. } => {
            let signature = signature(ask.as_ref(), roster.quorums(), signed)?;
            begin_quorum(roster, (**ask).clone(), &signature, *at)
        }
        DeskEvent::QuorumSigned { signed, at } => {
            let open = roster.quorum().ok_or("nothing was begun")?;
            sign_quorum(roster, &signature(&open.ask, open.number, signed)?, *at)
        }
        DeskEvent::QuorumRefused { by, reason, at } => refuse_quorum(roster, &actor(*by)?, reason, *at),
        DeskEvent::QuorumFinished { by, at } => finish_quorum(roster, &actor(*by)?, *at),
        _ => return Ok(()),
    };
    match again {
        Ok(again) if again == *event => Ok(()),
        Ok(_) => Err("what was recorded is not what was decided".to_owned()),
        Err(refusal) => Err(refusal.to_string()),
    }
}

/// Verifies a staff assertion again. Without `challenge`, the one it carries is taken: a sign-in's was random.
fn reverify(
    roster: &Roster,
    assertion: &postern_domain::assertion::Assertion,
    purpose: Purpose,
    challenge: Option<&[u8]>,
) -> Result<postern_domain::assertion::VerifiedAssertion, String> {
    let ledger = roster.ledger().ok_or("the history was not founded")?;
    let (_, key) = roster.ever_by_credential(&assertion.credential).ok_or("the credential belongs to nobody")?;
    let own = carried_challenge(&assertion.client_data_json);
    let expected = Expected {
        challenge: challenge.unwrap_or(&own),
        origin: &purpose.origin(ledger),
        rp_id: &purpose.rp_id(ledger),
        credential: &assertion.credential,
        public_key: &key.public_key,
    };
    verify(assertion, &expected)
        .map_err(|faults| faults.iter().map(|f| Gate::from(*f).code()).collect::<Vec<_>>().join(", "))
}

fn carried_challenge(client_data: &[u8]) -> Vec<u8> {
    postern_domain::assertion::challenge_of(client_data).unwrap_or_default()
}

fn signed_of(event: &CaseEvent) -> Option<&Signed> {
    match event {
        CaseEvent::ApprovalSigned(signed) | CaseEvent::ReleaseSigned(signed) => Some(signed),
        CaseEvent::CaseReviewed { signed, .. } | CaseEvent::IncidentDisposed { signed, .. } => Some(signed),
        _ => None,
    }
}

fn check_signatures(
    records: &[Recorded],
    known: u64,
    roster: &Roster,
    nonces: &mut BTreeSet<String>,
    faults: &mut Vec<RecordFault>,
) {
    for record in records {
        let Some((event, signed)) = case_event(record).and_then(|event| Some((event, signed_of(event)?))) else {
            continue;
        };
        let challenge = Statement::challenge(&signed.statement).0;
        if record.position > known
            && let Err(detail) = reverify(roster, &signed.assertion, Purpose::Approve, Some(&challenge))
        {
            faults.push(fault(record, "signature", detail));
        }
        if !nonces.insert(signed.nonce.clone()) {
            faults.push(fault(record, "legality", "the nonce was used before".to_owned()));
        }
        let statement = Statement::parse(&signed.statement);
        let fits = statement.is_some_and(|s| {
            Stream::Case(s.case) == record.stream
                && s.signer == signed.by
                && s.nonce == signed.nonce
                && s.over_shoulder_of == signed.over_shoulder_of
                && states(&s, event, signed)
                && owner(roster, &signed.assertion.credential) == Some(signed.by)
        });
        if !fits {
            faults.push(fault(record, "legality", "what was signed is not what is recorded".to_owned()));
        }
    }
}

/// Whether a statement says what the record does: the decision, what it rests on, where it was signed, and how long it holds.
fn states(statement: &Statement, event: &CaseEvent, signed: &Signed) -> bool {
    let decided = match (&statement.decision, event) {
        (Decision::Approve, CaseEvent::ApprovalSigned(_)) | (Decision::Release, CaseEvent::ReleaseSigned(_)) => true,
        (Decision::Review { disposition, note }, CaseEvent::CaseReviewed { disposition: told, note: words, .. }) => {
            disposition == told && note == words
        }
        (Decision::Dispose { finding, note }, CaseEvent::IncidentDisposed { finding: told, note: words, .. }) => {
            finding == told && note == words
        }
        _ => false,
    };
    decided
        && statement.basis.digest() == Ok(signed.basis)
        && statement.signer_credential == signed.assertion.credential
        && statement.console == signed.console
        && statement.expires == signed.expires
}

/// Every attachment is what was attached, and of the erased ones nothing is left.
async fn check_attachments(
    store: &dyn EventStore,
    records: &[Recorded],
    faults: &mut Vec<RecordFault>,
) -> Result<(), StoreFault> {
    for record in records {
        let Some(CaseEvent::AttachmentAdded { attached, .. }) = case_event(record) else { continue };
        let erased = records.iter().filter_map(case_event).any(|event| match event {
            CaseEvent::AttachmentErased { attachment, .. } | CaseEvent::AttachmentExpired { attachment, .. } => {
                *attachment == attached.id
            }
            _ => false,
        });
        let what = match (store.attachment(attached.id, attached.commitment).await?, erased) {
            (Content::There(_), false) | (Content::Erased, true) => continue,
            (Content::Other, _) => "is not what was attached",
            (Content::Missing, _) => "is not there",
            (Content::Erased, false) => "is not there: its key is gone, and nobody recorded why",
            (Content::There(_), true) => "is still there, and its erasure is recorded",
        };
        faults.push(fault(record, "attachment", format!("{} {what}", attached.name)));
    }
    Ok(())
}

fn owner(roster: &Roster, credential: &KeyCredentialId) -> Option<PersonId> {
    roster.ever_by_credential(credential).map(|(person, _)| person.id)
}

/// The staff as it was, after each record that changed it: found without folding the desk again for every record.
struct Staff(Vec<(u64, Roster)>);

impl Staff {
    fn over(desk: &[Recorded]) -> Self {
        let mut roster = Roster::default();
        let mut all = Vec::new();
        for record in desk {
            let Some(event) = desk_event(record) else { continue };
            // Sessions change nothing that a past decision is judged by.
            if matches!(
                event,
                DeskEvent::Founded { .. }
                    | DeskEvent::StaffEnrolled { .. }
                    | DeskEvent::Changed { .. }
                    | DeskEvent::QuorumBegun { .. }
                    | DeskEvent::QuorumSigned { .. }
                    | DeskEvent::QuorumRefused { .. }
                    | DeskEvent::QuorumFinished { .. }
            ) {
                roster.apply(event);
                all.push((record.position, roster.clone()));
            }
        }
        Self(all)
    }

    /// As it was before the record at `position`.
    fn before(&self, position: u64) -> Option<&Roster> {
        let after = self.0.partition_point(|(at, _)| *at < position);
        after.checked_sub(1).and_then(|n| self.0.get(n)).map(|(_, roster)| roster)
    }
}

/// A decision of the past: who took it and when, and the step that it was.
struct Taken {
    by: PersonId,
    at: Timestamp,
    step: Option<Step>,
}

impl Taken {
    /// The decision that `event` records; `None` for what was only seen, and for what another check judges.
    fn of(event: &CaseEvent, intended: &BTreeMap<EffectId, PersonId>) -> Option<Self> {
        let taken = |by: &PersonId, at: &Timestamp, step| Some(Self { by: *by, at: *at, step: Some(step) });
        match event {
            CaseEvent::ConsentRecorded { by, at, .. } => taken(by, at, Step::RecordConsent),
            CaseEvent::EvidenceRecorded { evidence } => taken(&evidence.by, &evidence.at, Step::RecordEvidence),
            CaseEvent::EvidenceWithdrawn { by, at, .. } => taken(by, at, Step::WithdrawEvidence),
            CaseEvent::ApprovalSought { by, at, .. } => taken(by, at, Step::SeekApproval),
            CaseEvent::ApprovalSigned(signed) => taken(&signed.by, &signed.at, Step::CoSign),
            CaseEvent::ApprovalRefused { by, at, .. } => taken(by, at, Step::RefuseApproval),
            CaseEvent::ReleaseSigned(signed) => taken(&signed.by, &signed.at, Step::Release),
            CaseEvent::KeyAccepted { by, at, .. } => taken(by, at, Step::AcceptKey),
            CaseEvent::HandedOver { by, at, .. } => taken(by, at, Step::HandOver),
            CaseEvent::SignedInLive { said_by: Some(by), at, .. } => taken(by, at, Step::LiveSignIn),
            CaseEvent::ConsumerMoved { by, at, .. } => taken(by, at, Step::MoveConsumer),
            CaseEvent::LetterSent { by, at, .. } => taken(by, at, Step::RecordLetter),
            CaseEvent::LanguageSaid { by, at, .. }
            | CaseEvent::NoticeSentAgain { by, at, .. }
            | CaseEvent::NoticeSettled { by, at, .. } => taken(by, at, Step::Notify),
            CaseEvent::NoteAdded { by, at, .. } => taken(by, at, Step::AddNote),
            CaseEvent::QuestionAsked { by, at, .. } => taken(by, at, Step::AskQuestion),
            CaseEvent::QuestionAnswered { by, at, .. } => taken(by, at, Step::AnswerQuestion),
            CaseEvent::Repudiated { report } => taken(&report.by, &report.at, Step::Repudiate),
            CaseEvent::AccountCleared { by, at, .. } => taken(by, at, Step::ClearAccount),
            CaseEvent::IncidentDisposed { signed, .. } => taken(&signed.by, &signed.at, Step::Dispose),
            CaseEvent::AttachmentAdded { by, at, .. } => taken(by, at, Step::Attach),
            CaseEvent::AttachmentErased { by, at, .. } => taken(by, at, Step::EraseAttachment),
            CaseEvent::FilesHeld { by, at, .. } => taken(by, at, Step::HoldFiles),
            CaseEvent::FilesReleased { by, at, .. } => taken(by, at, Step::ReleaseFiles),
            CaseEvent::CaseReviewed { signed, .. } => taken(&signed.by, &signed.at, Step::Review),
            CaseEvent::CaseCompleted { by, at, .. } => taken(by, at, Step::Complete),
            CaseEvent::CaseRefused { by, at, .. } => taken(by, at, Step::CannotVerify),
            CaseEvent::CaseCancelled { by, at, .. } => taken(by, at, Step::Cancel),
            CaseEvent::EffectStarted { effect, at } => {
                intended.get(effect).map(|by| Self { by: *by, at: *at, step: None })
            }
            _ => None,
        }
    }
}

/// Every decision is taken again, over the records before it and by the staff as it was: each step must have been open to
/// whoever took it, every outside effect allowed at the moment it was started, and every end must tell of the rules what
/// the case shows.
fn check_decisions(id: CaseId, records: &[Recorded], staff: &Staff, faults: &mut Vec<RecordFault>) {
    let mut case: Option<Case> = None;
    let mut intended = BTreeMap::new();
    for (n, record) in records.iter().enumerate() {
        let Some(event) = case_event(record) else { continue };
        if let CaseEvent::EffectIntended { effect, by, .. } = event {
            intended.insert(*effect, *by);
        }
        if let Some(taken) = Taken::of(event, &intended) {
            match check_decision(event, &taken, case.as_ref(), record, staff) {
                Ok(wrong) => faults.extend(wrong.into_iter().map(|detail| fault(record, "legality", detail))),
                Err((kind, detail)) => faults.push(fault(record, kind, detail)),
            }
        }
        if !was_due(event, case.as_ref(), record, staff) {
            faults.push(fault(record, "legality", "a file was erased before its time was over".to_owned()));
        }
        match &mut case {
            Some(case) => case.apply(event),
            None => case = fold(id, records.get(..=n).unwrap_or_default()),
        }
    }
}

/// Whether a file that the console erased by itself was due then: under the policy of its case, with nothing that kept it.
fn was_due(event: &CaseEvent, case: Option<&Case>, record: &Recorded, staff: &Staff) -> bool {
    let CaseEvent::AttachmentExpired { attachment, at, .. } = event else { return true };
    let again = case.and_then(|case| {
        let policy = staff.before(record.position)?.policy_with(case.opened.policy)?;
        expire(case, *attachment, policy, *at, false)
    });
    *at <= record.at && again.as_ref() == Some(event)
}

/// What is wrong with one decision; an error where it cannot be judged at all.
fn check_decision(
    event: &CaseEvent,
    taken: &Taken,
    case: Option<&Case>,
    record: &Recorded,
    staff: &Staff,
) -> Result<Vec<String>, (&'static str, String)> {
    let mut wrong = Vec::new();
    let illegal = |detail: &str| ("legality", detail.to_owned());
    let case = case.ok_or_else(|| illegal("decided without the case having been opened"))?;
    let then = staff.before(record.position).ok_or_else(|| illegal("decided before the history was founded"))?;
    let policy = then.policy_with(case.opened.policy);
    let policy = policy.ok_or(("policy", "the case ran under a policy that was never in force".to_owned()))?;
    let host = signed_of(event).and_then(|signed| signed.over_shoulder_of);
    let actor = match host {
        Some(host) => replayed_beside(then, taken.by, record.console, host),
        None => replayed(then, taken.by, record.console),
    };
    let actor = actor.ok_or_else(|| illegal("decided by nobody of the staff"))?;
    let facts = facts_then(taken.at, &actor, then, policy);
    let open = match (taken.step, event) {
        (Some(step), _) => blocked_by(case, &facts, step),
        (None, CaseEvent::EffectStarted { effect, .. }) => claim(case, *effect, &facts)
            .err()
            .map(|refusal| refusal.violations.iter().cloned().collect())
            .unwrap_or_default(),
        (None, _) => Vec::new(),
    };
    if !open.is_empty() {
        let gates: Vec<_> = open.iter().map(|v| v.gate.code()).collect();
        let what = taken.step.map_or("effect", Step::code);
        wrong.push(format!("{what} with open gates: {}", gates.join(", ")));
    }
    if let Some(signed) = signed_of(event)
        && !then.vouches(signed.by, &signed.assertion.credential)
    {
        wrong.push("signed with a key that was not theirs any more".to_owned());
    }
    if let CaseEvent::KeyAccepted { key, .. } = event {
        let gates = judge_model(policy, Some(&key.aaguid), key.model.as_ref());
        wrong.extend(gates.iter().map(|v| format!("a key was accepted against {}", v.gate.code())));
    }
    if let CaseEvent::IncidentDisposed { then: ended, .. } = event
        && *ended != incident::then(case, taken.at)
    {
        wrong.push("an incident ended as its case had not".to_owned());
    }
    if let Some(command) = settles(event)
        && !decide(case, command, &facts).is_ok_and(|again| again.first() == event)
    {
        wrong.push("what was recorded is not what was decided".to_owned());
    }
    let told = match event {
        CaseEvent::CaseCompleted { rules, .. } => Some((rules, case.clone())),
        CaseEvent::CaseRefused { rules, .. } | CaseEvent::CaseCancelled { rules, .. } => {
            let mut ended = case.clone();
            ended.apply(event);
            Some((rules, ended))
        }
        _ => None,
    };
    if told.is_some_and(|(rules, ended)| *rules != results(&ended, &facts)) {
        wrong.push("the rules are not what the case shows".to_owned());
    }
    Ok(wrong)
}

/// What was decided of a notice that did not go out: its step alone does not say that it could be.
fn settles(event: &CaseEvent) -> Option<Command> {
    match event {
        CaseEvent::NoticeSettled { effect, contact, .. } => {
            Some(Command::SettleNotice { effect: *effect, contact: contact.clone() })
        }
        CaseEvent::NoticeSentAgain { first, .. } => Some(Command::SendAgain { effect: *first }),
        _ => None,
    }
}

fn facts_then<'a>(now: Timestamp, actor: &'a Actor, roster: &'a Roster, policy: &'a Policy) -> Facts<'a> {
    Facts {
        now,
        actor,
        roster,
        policy,
        template: postern_domain::canonical::Digest([0; 32]),
        other_case_open: false,
        velocity: Velocity::default(),
        held: false,
        raised: &NOTHING_RAISED,
    }
}
