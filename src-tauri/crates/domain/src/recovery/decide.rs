//! The decisions: what follows from a command, or which gates refuse it.

use super::account::{Account, ContactChannel, Credential, CredentialKind, CredentialState, Inventory};
use super::command::local_test_challenge;
use super::effect::{Action, NoticePhase, Observation, Warrant};
use super::enrolment;
use super::event::{AcceptedKey, CaseEvent, Made, Opened, Signed};
use super::evidence::{CUES, Evidence, EvidenceKind, Outcome, Pathway};
use super::exception::{Exception, ExceptionKind};
use super::incident;
use super::risk::{self, RiskSignal, Velocity};
use super::statement::{self, Decision, Statement};
use super::view::{Step, blocked_by};
use super::{
    Case, Command, Facts, Gate, KeyOffer, Lifecycle, NewCredential, OpenCase, Refusal, Tier, Undelivered, Violation,
    checks, judge_model, machine, notice, question, retention,
};
use crate::NonEmpty;
use crate::assertion::VerifiedAssertion;
use crate::canonical::Digest;
use crate::ids::{CodeId, CueId, EffectId, EvidenceId, KeyCredentialId};
use crate::rules::{RuleResult, results};
use crate::staff::{Purpose, Role};
use crate::time::Span;

/// Opens a case.
pub fn open(ask: OpenCase, facts: &Facts<'_>) -> Result<CaseEvent, Refusal> {
    let said = ask.said_privileged;
    let mut wrong = opening_violations(&ask.account, said, facts);
    if ask.capabilities.people.roles && said.is_none() {
        wrong.push(Violation::of(Gate::RolesSaid));
    }
    Refusal::unless_empty(wrong)?;
    Refusal::unless_empty(check_text("ticket", &ask.ticket, 0, 80))?;
    let policy =
        facts.policy.hash().map_err(|_| Refusal::one(Violation::of(Gate::FieldValid).with("field", "policy")))?;
    let (tier, signals) = tier_at_opening(&ask.account, said, facts);
    Ok(CaseEvent::CaseOpened(Box::new(Opened {
        agent: facts.actor.person(),
        console: facts.actor.console(),
        account: ask.account,
        tenant: ask.tenant,
        rp_id: ask.rp_id,
        capabilities: ask.capabilities,
        inventory: ask.inventory,
        reason: ask.reason,
        channel: ask.channel,
        ticket: ask.ticket,
        tier,
        signals,
        repeats: facts.velocity.repeats,
        policy,
        said_privileged: said,
        at: facts.now,
    })))
}

/// The tier of a case that begins now, and the signs of risk that raise it. `said_privileged`: what the agent says where the
/// directory does not tell.
pub fn tier_at_opening(account: &Account, said_privileged: Option<bool>, facts: &Facts<'_>) -> (Tier, Vec<RiskSignal>) {
    let mut signals = risk::signals(account, &facts.velocity, facts.roster.threat(), facts.policy, facts.now);
    if facts.raised.names_account(account) || facts.raised.names(facts.actor.person()) {
        signals.push(RiskSignal::IncidentOpen);
    }
    (risk::raised(risk::own_tier(account, said_privileged), &signals), signals)
}

/// What would stand in the way of opening a case for `account`.
pub fn opening_violations(account: &Account, said_privileged: Option<bool>, facts: &Facts<'_>) -> Vec<Violation> {
    let mut wrong = checks::has_role(facts, Role::Agent);
    if facts.roster.with_role(Role::Administrator).count() < 2 {
        wrong.push(Violation::of(Gate::TwoAdministrators));
    }
    let (tier, _) = tier_at_opening(account, said_privileged, facts);
    let supervisors = facts.roster.with_role(Role::Supervisor).filter(|p| p.id != facts.actor.person()).count();
    if supervisors < facts.policy.approvals(tier) as usize {
        wrong.push(
            Violation::of(Gate::CoSignersExist)
                .with("needed", facts.policy.approvals(tier))
                .with("enrolled", supervisors),
        );
    }
    let me = facts.roster.person(facts.actor.person());
    wrong.extend(checks::trained(facts, Gate::AgentTrained));
    let opened = facts.velocity.opened_by_actor;
    if opened >= facts.policy.agent_cases_per_day {
        wrong.push(Violation::of(Gate::AgentNotTooOften).with("opened", opened));
    }
    let own = me.and_then(|p| p.account.as_ref());
    if own.is_some_and(|(directory, id)| *directory == account.directory && *id == account.id) {
        wrong.push(Violation::of(Gate::SubjectIsNotAgent));
    }
    if facts.other_case_open {
        wrong.push(Violation::of(Gate::NoOtherOpenCase));
    }
    if facts.raised.holds(account) {
        wrong.push(Violation::of(Gate::AccountNotInIncident));
    }
    wrong
}

/// Decides `command`. Events are to be appended as they are; nothing else follows from it.
pub fn decide(case: &Case, command: Command, facts: &Facts<'_>) -> Result<NonEmpty<CaseEvent>, Refusal> {
    match (Step::of(&command), &command) {
        (Some(step), _) => Refusal::unless_empty(blocked_by(case, facts, step))?,
        (
            None,
            Command::CredentialMade { .. }
            | Command::CodeDrawn { .. }
            | Command::OrphanRemoved { .. }
            | Command::SubjectInvited { .. }
            | Command::MachineKeyDrawn { .. },
        ) => {
            Refusal::unless_empty(checks::agent_acts(case, facts))?;
        }
        // What is seen is a fact, whoever looks and whenever; but somebody of the staff it is.
        (None, _) => Refusal::unless_empty(checks::on_the_staff(facts))?,
    }
    let (by, at) = (facts.actor.person(), facts.now);
    let one = |event| Ok(NonEmpty::one(event));
    match command {
        Command::Reread { account, inventory } => reread(case, account, inventory, facts),
        Command::Contain { credentials } => contain(case, &credentials, facts),
        Command::RecordConsent => one(CaseEvent::ConsentRecorded { by, at }),
        Command::DrawCue { cue } => {
            if !CUES.contains(&cue.as_str()) {
                return Err(no_such("cue"));
            }
            one(CaseEvent::CueDrawn { id: CueId(case.name("cue", case.cues.len())), cue, at })
        }
        Command::AnswerCue { cue, answer } => {
            let drawn = case.cues.iter().find(|c| c.id == cue && c.answer.is_none()).ok_or_else(|| no_such("cue"))?;
            if at.since(drawn.drawn_at) > Span::minutes(facts.policy.cue_minutes) {
                Refusal::unless_empty(vec![Violation::of(Gate::CueSeen).with("expired", "yes")])?;
            }
            one(CaseEvent::CueAnswered { id: cue, answer, at })
        }
        Command::RecordEvidence { kind, pathway, outcome, contact, reference } => {
            let (to, who) = (contact.as_ref(), reference.as_ref());
            Refusal::unless_empty(checks::evidence_fit(case, facts, kind, pathway, outcome, to, who))?;
            let piece = seen(case, kind, pathway, facts);
            one(CaseEvent::EvidenceRecorded { evidence: Evidence { outcome, contact, reference, ..piece } })
        }
        Command::IssueCode { contact } => {
            let (method, to) = checks::code_address(case, facts, &contact).map_err(Refusal::one)?;
            let action =
                Action::SendCode { method, contact: to.id.clone(), channel: to.channel, address: to.address.clone() };
            intend(case, vec![action], facts)
        }
        Command::CodeDrawn { effect, commitment } => code_drawn(case, effect, commitment, facts),
        Command::CheckCode { code, matched } => check_code(case, code, matched, facts),
        Command::CheckSavedCode { matched } => {
            if !case.opened.capabilities.saved_codes {
                return Err(no_such("saved_codes"));
            }
            let checked = CaseEvent::CodeChecked { id: None, matched, by, at };
            let piece = seen(case, EvidenceKind::SavedCode, Pathway::DirectoryCheck, facts);
            Ok(with_evidence(checked, matched.then_some(piece)))
        }
        Command::ReplaceSavedCodes => one(CaseEvent::SavedCodesReplaced { by, at }),
        Command::ProvePossession { credential } => {
            let holds = |c: &&Credential| {
                let key = matches!(c.kind, CredentialKind::SecurityKey | CredentialKind::Passkey);
                c.id == credential && key && c.state == CredentialState::Active
            };
            // There before the case, and usable now: what came since proves nothing.
            let before = case.opened.inventory.credentials.iter().any(|c| holds(&c));
            if !before || !case.inventory.credentials.iter().any(|c| holds(&c)) {
                return Err(no_such("credential"));
            }
            let piece = seen(case, EvidenceKind::OtherAuthenticator, Pathway::LiveSignIn, facts);
            one(CaseEvent::EvidenceRecorded { evidence: Evidence { credential: Some(credential), ..piece } })
        }
        Command::AskException { kind, reason, referee, rationale } => {
            let wrong: Vec<_> = [("reason", &reason, 500), ("referee", &referee, 80), ("rationale", &rationale, 2000)]
                .into_iter()
                .flat_map(|(field, text, most)| check_text(field, text, 1, most))
                .map(|v| Violation { gate: Gate::ExceptionComplete, ..v })
                .collect();
            Refusal::unless_empty(wrong)?;
            if kind == ExceptionKind::Emergency && !facts.policy.emergency_allowed {
                Refusal::unless_empty(vec![Violation::of(Gate::EmergencyAllowed)])?;
            }
            let exception = Box::new(Exception { kind, reason, referee, rationale, by, at });
            one(CaseEvent::ExceptionAsked { exception })
        }
        Command::DropException if case.exception.is_none() => Err(no_such("exception")),
        Command::DropException => one(CaseEvent::ExceptionDropped { by, at }),
        Command::KeepCredential { credential } => {
            if !case.planned.iter().any(|c| c.id == credential) {
                return Err(no_such("credential"));
            }
            if !checks::possessed(case, &credential) {
                Refusal::unless_empty(vec![Violation::of(Gate::PossessionProven)])?;
            }
            one(CaseEvent::CredentialKept { credential, by, at })
        }
        Command::DoNotKeep { credential } if !case.kept.contains(&credential) => Err(no_such("credential")),
        Command::DoNotKeep { credential } => one(CaseEvent::CredentialNotKept { credential, by, at }),
        Command::ProveSponsor { account, login } => {
            let named = case.account.machine.as_ref().ok_or_else(|| no_such("machine"))?;
            let same = named.sponsor_login == login && named.sponsor.as_ref().is_none_or(|id| *id == account);
            if !same {
                Refusal::unless_empty(vec![Violation::of(Gate::SponsorProven)])?;
            }
            if checks::is_account(case, facts, &account) {
                Refusal::unless_empty(vec![Violation::of(Gate::SubjectIsNotAgent)])?;
            }
            one(CaseEvent::SponsorSeen { account, login, at })
        }
        Command::ListConsumers { consumers, overlap_minutes } => {
            list_consumers(case, consumers, overlap_minutes, facts)
        }
        Command::MoveConsumer { consumer, moved } => machine::move_consumer(case, &consumer, moved, facts),
        Command::TryOldCredential { credential, refused, observed } => {
            let tried = case.account.machine.is_some() || checks::tries_old(case);
            if !tried || case.gone_at(&credential).is_none() {
                return Err(no_such("credential"));
            }
            one(CaseEvent::OldCredentialTried { credential, refused, observed, by, at })
        }
        Command::RecordLetter { reference } => {
            Refusal::unless_empty(check_text("reference", &reference, 1, 120))?;
            one(CaseEvent::LetterSent { reference, by, at })
        }
        Command::SayLanguage { language } => {
            if !notice::is_language(&language) {
                return Err(Refusal::one(Violation::of(Gate::FieldValid).with("field", "language").with("max", 3)));
            }
            one(CaseEvent::LanguageSaid { language, by, at })
        }
        Command::SendAgain { effect } => {
            let (head, action) = notice::send_again(case, effect, facts)?;
            Ok(NonEmpty { head, tail: intend(case, vec![action], facts)?.into_vec() })
        }
        Command::SettleNotice { effect, contact } => notice::settle(case, effect, contact, facts),
        Command::TakeOver => one(CaseEvent::CaseTakenOver { by, console: facts.actor.console(), at }),
        Command::ClearHold { note } => {
            Refusal::unless_empty(check_text("note", &note, 1, 500))?;
            one(CaseEvent::HoldCleared { by, note, at })
        }
        Command::WithdrawEvidence { evidence } => {
            if !case.standing_evidence().any(|e| e.id == evidence) {
                return Err(no_such("evidence"));
            }
            one(CaseEvent::EvidenceWithdrawn { id: evidence, by, at })
        }
        Command::SeekApproval => {
            let known = incident::to_weigh(case, false, facts).then_some(RiskSignal::IncidentOpen);
            let tail = new_risk(case, known.into_iter().collect(), facts).into_iter().collect();
            Ok(NonEmpty { head: CaseEvent::ApprovalSought { by, at }, tail })
        }
        Command::CoSign { statement, assertion } => {
            let signed = sign(case, &Decision::Approve, statement, &assertion, facts)?;
            one(CaseEvent::ApprovalSigned(Box::new(signed)))
        }
        Command::RefuseApproval { reason } => {
            Refusal::unless_empty(check_text("reason", &reason, 1, 500))?;
            one(CaseEvent::ApprovalRefused { by, reason, at })
        }
        Command::Revoke => revoke(case, facts),
        Command::Attest { effect, done, note } => enrolment::attest(case, effect, done, note, facts),
        Command::WriteReleased { until } => one(CaseEvent::WriteReleased { by, until, at }),
        Command::ChooseTarget { target } => enrolment::choose(case, target, facts),
        Command::SubjectInvited { effect, pass, until } => enrolment::invited(case, effect, pass, until, facts),
        Command::SeeEnrolled { credential } => enrolment::see(case, &credential, facts),
        Command::NameRecipient { recipient } => enrolment::name_recipient(case, recipient, facts),
        Command::MachineKeyDrawn { key } => enrolment::key_drawn(case, key, facts),
        Command::AcceptKey { key } => accept_key(case, key, facts),
        Command::Provision => {
            if case.effects_of(&Action::SubmitCredential).any(super::EffectState::waits) {
                return Err(Refusal::one(Violation::of(Gate::OneKeyPerCase)));
            }
            let mut actions = Vec::new();
            // The subject signs in to enrol: the door opens first, and everything old is gone by then.
            let opens = case.subject_enrols() && checks::blocks(case) && case.blocked_at().is_some();
            if opens && !case.effects_of(&Action::UnblockSignIn).any(super::EffectState::waits) {
                actions.push(Action::UnblockSignIn);
            }
            actions.push(Action::SubmitCredential);
            intend(case, actions, facts)
        }
        Command::CredentialMade { made } => credential_made(case, *made, facts),
        Command::OrphanRemoved { credential } => orphan_removed(case, credential, facts),
        Command::HandOver => one(CaseEvent::HandedOver { by, at }),
        Command::Release { statement, assertion } => {
            let signed = sign(case, &Decision::Release, statement, &assertion, facts)?;
            one(CaseEvent::ReleaseSigned(Box::new(signed)))
        }
        Command::Unblock => intend(case, vec![Action::UnblockSignIn], facts),
        Command::LiveSignIn { credential, observed } => {
            if case.new_credential() != Some(credential.clone()) {
                return Err(no_such("credential"));
            }
            // What the console can see is not said.
            if !observed && !case.opened.capabilities.sign_in_by_person {
                return Err(Refusal::one(Violation::of(Gate::LiveSignIn)));
            }
            one(CaseEvent::SignedInLive { credential, said_by: (!observed).then_some(by), at })
        }
        Command::Notify => notify(case, facts),
        Command::Observe { effect, observation, residual_until } => {
            observe(case, effect, observation, residual_until, facts)
        }
        Command::Complete => one(CaseEvent::CaseCompleted { by, rules: results(case, facts), at }),
        Command::CannotVerify { note } => {
            Refusal::unless_empty(check_text("note", &note, 0, 500))?;
            one(CaseEvent::CaseRefused { by, note, rules: ended(case, Lifecycle::Refused(at), facts), at })
        }
        Command::Cancel { note } => {
            Refusal::unless_empty(check_text("note", &note, 1, 500))?;
            one(CaseEvent::CaseCancelled { by, note, rules: ended(case, Lifecycle::Cancelled(at), facts), at })
        }
        Command::Review { disposition, note, statement, assertion } => {
            Refusal::unless_empty(check_text("note", &note, 0, 2000))?;
            let signed =
                sign(case, &Decision::Review { disposition, note: note.clone() }, statement, &assertion, facts)?;
            one(CaseEvent::CaseReviewed { disposition, note, signed: Box::new(signed) })
        }
        Command::Repudiate { who, channel, said } => incident::repudiate(case, who, channel, said, facts),
        Command::FreezeAgain => incident::freeze_again(case, facts),
        Command::ClearAccount { note } => incident::clear(note, facts),
        Command::Dispose { finding, note, statement, assertion } => {
            Refusal::unless_empty(check_text("note", &note, 1, 2000))?;
            let decision = Decision::Dispose { finding, note: note.clone() };
            let signed = Box::new(sign(case, &decision, statement, &assertion, facts)?);
            one(CaseEvent::IncidentDisposed { finding, note, then: incident::then(case, at), signed })
        }
        Command::Weigh { to_sign } => incident::weigh(case, to_sign, facts),
        Command::AddNote { text, seal } => {
            Refusal::unless_empty(check_text("note", &text, 1, 2000))?;
            one(CaseEvent::NoteAdded { by, text, seal, at })
        }
        Command::AskQuestion { text } => question::ask(case, text, facts),
        Command::AnswerQuestion { question, text } => question::answer(case, question, text, facts),
        Command::Attach { attached } => {
            let mut wrong = check_text("name", &attached.name, 1, 120);
            if attached.name.contains(['/', '\\', '\n']) || attached.name.starts_with('.') {
                wrong.push(Violation::of(Gate::FieldValid).with("field", "name").with("max", 120));
            }
            if attached.size == 0 || attached.size > MOST_BYTES || case.attachments.len() >= MOST_ATTACHMENTS {
                wrong.push(Violation::of(Gate::FieldValid).with("field", "attachment").with("max", MOST_BYTES));
            }
            if case.attachments.iter().any(|a| a.attached.id == attached.id) {
                wrong.push(Violation::of(Gate::FieldValid).with("field", "attachment").with("max", 1));
            }
            Refusal::unless_empty(wrong)?;
            one(CaseEvent::AttachmentAdded { by, attached, at })
        }
        Command::EraseAttachment { attachment, reason } => {
            Refusal::unless_empty(check_text("reason", &reason, 1, 500))?;
            if !case.attachments.iter().any(|a| a.attached.id == attachment && a.erased.is_none()) {
                return Err(no_such("attachment"));
            }
            one(CaseEvent::AttachmentErased { by, attachment, reason, at })
        }
        Command::HoldFiles { reason } => retention::hold(reason, facts),
        Command::ReleaseFiles { reason } => retention::release(reason, facts),
        Command::RecordRefusal { attempt, codes } => one(CaseEvent::AttemptRefused { by, attempt, codes, at }),
    }
}

/// Claims an intended effect: its gates are judged again, now, and the permission for the one call is built.
///
/// The event is to be appended before the call; a conflict means that something changed, and the call is not made.
pub fn claim(case: &Case, effect: EffectId, facts: &Facts<'_>) -> Result<(CaseEvent, Warrant), Refusal> {
    let begins = |e: &&super::EffectState| e.id == effect && notice::may_begin(case, e, facts.now);
    let state = case.effects.iter().find(begins).ok_or_else(|| no_such("effect"))?;
    Refusal::unless_empty(claim_violations(case, &state.action, facts))?;
    let warrant = Warrant {
        case: case.id,
        directory: case.account.directory.clone(),
        account: case.account.id.clone(),
        action: state.action.clone(),
        at: facts.now,
    };
    Ok((CaseEvent::EffectStarted { effect, at: facts.now }, warrant))
}

/// Closing doors needs no co-signature; taking credentials away, giving one, and opening the door again do.
fn claim_violations(case: &Case, action: &Action, facts: &Facts<'_>) -> Vec<Violation> {
    // Of an incident, what closes the account goes on, and nothing else.
    let closes = action.closes_doors() && case.incident().is_some();
    let mut wrong = if closes { Vec::new() } else { checks::is_open(case) };
    wrong.extend(checks::on_the_staff(facts));
    match action {
        Action::BlockSignIn | Action::EndSessions | Action::SuspendCredential { .. } | Action::SendNotice { .. } => {
            return wrong;
        }
        Action::SendCode { .. } => wrong.extend(checks::code_tries_left(case, facts.policy)),
        Action::RevokeCredential { credential } => {
            wrong.extend(approved(case, facts));
            if case.kept.contains(credential) {
                wrong.push(Violation::of(Gate::ItemExists).with("what", "credential"));
            }
            if checks::blocks(case) && case.blocked_at().is_none() {
                wrong.push(Violation::of(Gate::SignInBlocked));
            }
        }
        Action::SubmitCredential => {
            wrong.extend(approved(case, facts));
            wrong.extend(checks::open(checks::interlock(case, facts.policy)));
            wrong.extend(checks::something_to_enrol(case));
            if case.has_its_key() {
                wrong.push(Violation::of(Gate::OneKeyPerCase));
            }
            if case.subject_enrols() {
                wrong.extend(checks::open(checks::release(case, facts)));
                if checks::blocks(case) && case.blocked_at().is_some() {
                    wrong.push(Violation::of(Gate::SignInUnblocked));
                }
            }
        }
        Action::UnblockSignIn => {
            wrong.extend(approved(case, facts));
            wrong.extend(checks::open(checks::interlock(case, facts.policy)));
            wrong.extend(checks::open(checks::release(case, facts)));
            if case.subject_enrols() {
                wrong.extend(checks::something_to_enrol(case));
            } else {
                wrong.extend(checks::open(checks::provisioning(case)));
                if case.handed_over.is_none() {
                    wrong.push(Violation::of(Gate::HandedOver));
                }
            }
        }
    }
    wrong.extend(checks::not_frozen(case, facts));
    wrong.extend(checks::not_held(case, facts));
    // What was signed before an incident was weighed opens no door any more; a code opens none by itself.
    if !matches!(action, Action::SendCode { .. }) && incident::to_weigh(case, false, facts) {
        wrong.push(Violation::of(Gate::IncidentWeighed));
    }
    wrong
}

/// Proofing and approval hold now.
pub(super) fn approved(case: &Case, facts: &Facts<'_>) -> Vec<Violation> {
    let mut wrong = checks::open(checks::proofing(case, facts.policy));
    wrong.extend(checks::open(checks::approval(case, facts)));
    wrong
}

/// A piece of evidence that holds, seen by the actor now.
fn seen(case: &Case, kind: EvidenceKind, pathway: Pathway, facts: &Facts<'_>) -> Evidence {
    Evidence {
        id: EvidenceId(case.name("evidence", case.evidence.len())),
        kind,
        pathway,
        outcome: Outcome::Confirmed,
        contact: None,
        reference: None,
        credential: None,
        by: facts.actor.person(),
        at: facts.now,
        commitment: None,
    }
}

fn with_evidence(event: CaseEvent, evidence: Option<Evidence>) -> NonEmpty<CaseEvent> {
    let tail = evidence.into_iter().map(|evidence| CaseEvent::EvidenceRecorded { evidence }).collect();
    NonEmpty { head: event, tail }
}

fn code_drawn(
    case: &Case,
    effect: EffectId,
    commitment: Digest,
    facts: &Facts<'_>,
) -> Result<NonEmpty<CaseEvent>, Refusal> {
    let running = case.effects.iter().find(|e| e.id == effect && e.started_at.is_some() && e.observations.is_empty());
    let Some(Action::SendCode { method, contact, channel, .. }) = running.map(|e| &e.action) else {
        return Err(no_such("effect"));
    };
    let span = facts.policy.code_span(*channel).ok_or_else(|| no_such("channel"))?;
    // SP 800-63B-4 §4.2.1.3: a recovery contact gets a day more, to reach the subject.
    let more = if *method == EvidenceKind::RecoveryContact { Span::hours(24) } else { Span(0) };
    Ok(NonEmpty::one(CaseEvent::CodeIssued {
        id: CodeId(case.name("code", case.codes.len())),
        effect,
        method: *method,
        contact: contact.clone(),
        channel: *channel,
        commitment,
        at: facts.now,
        expires: facts.now.plus(span).plus(more),
    }))
}

fn check_code(case: &Case, code: CodeId, matched: bool, facts: &Facts<'_>) -> Result<NonEmpty<CaseEvent>, Refusal> {
    let known = case.codes.iter().find(|c| c.id == code && !c.spent).ok_or_else(|| no_such("code"))?;
    if known.expires <= facts.now {
        Refusal::unless_empty(vec![Violation::of(Gate::CodeInTime)])?;
    }
    let checked = CaseEvent::CodeChecked { id: Some(code), matched, by: facts.actor.person(), at: facts.now };
    let piece = seen(case, known.kind, Pathway::CodeToContact, facts);
    let piece = Evidence { contact: Some(known.contact.clone()), ..piece };
    Ok(with_evidence(checked, matched.then_some(piece)))
}

fn list_consumers(
    case: &Case,
    consumers: Vec<String>,
    overlap_minutes: i64,
    facts: &Facts<'_>,
) -> Result<NonEmpty<CaseEvent>, Refusal> {
    if case.account.machine.is_none() {
        return Err(no_such("machine"));
    }
    let mut wrong: Vec<_> = consumers.iter().flat_map(|one| check_text("consumers", one, 1, 200)).collect();
    if consumers.is_empty() || consumers.len() > 100 {
        wrong.push(Violation::of(Gate::ConsumersListed));
    }
    if !(0..=facts.policy.overlap_minutes).contains(&overlap_minutes) {
        wrong.push(Violation::of(Gate::OverlapOver).with("most", facts.policy.overlap_minutes));
    }
    Refusal::unless_empty(wrong)?;
    let (by, at) = (facts.actor.person(), facts.now);
    Ok(NonEmpty::one(CaseEvent::ConsumersListed { consumers, overlap_minutes, by, at }))
}

/// What the case shows of every rule, ended so.
fn ended(case: &Case, lifecycle: Lifecycle, facts: &Facts<'_>) -> Vec<RuleResult> {
    results(&Case { lifecycle, ..case.clone() }, facts)
}

/// The largest file that is attached: 8 MiB.
pub const MOST_BYTES: u64 = 8 << 20;
/// The most files of one case.
const MOST_ATTACHMENTS: usize = 20;

pub(super) fn no_such(what: &str) -> Refusal {
    Refusal::one(Violation::of(Gate::ItemExists).with("what", what))
}

pub(super) fn check_text(field: &'static str, text: &str, min: usize, max: usize) -> Vec<Violation> {
    let length = text.trim().chars().count();
    let hidden = text.chars().any(|c| c.is_control() && c != '\n');
    if length < min || length > max || hidden {
        return vec![Violation::of(Gate::FieldValid).with("field", field).with("max", max)];
    }
    Vec::new()
}

fn reread(
    case: &Case,
    account: Account,
    inventory: Inventory,
    facts: &Facts<'_>,
) -> Result<NonEmpty<CaseEvent>, Refusal> {
    if account.id != case.account.id || account.directory != case.account.directory {
        return Err(no_such("account"));
    }
    let mut signals = risk::signals(&account, &Velocity::default(), facts.roster.threat(), facts.policy, facts.now);
    if incident::to_weigh(case, false, facts) {
        signals.push(RiskSignal::IncidentOpen);
    }
    let head = CaseEvent::AccountReread { account: Box::new(account), inventory };
    Ok(NonEmpty { head, tail: new_risk(case, signals, facts).into_iter().collect() })
}

/// Signs of risk that were not seen in this case before.
fn new_risk(case: &Case, signals: Vec<RiskSignal>, facts: &Facts<'_>) -> Option<CaseEvent> {
    let signals: Vec<_> = signals.into_iter().filter(|s| !case.signals.contains(s)).collect();
    (!signals.is_empty()).then_some(CaseEvent::RiskSeen { signals, at: facts.now })
}

pub(super) fn intend(case: &Case, actions: Vec<Action>, facts: &Facts<'_>) -> Result<NonEmpty<CaseEvent>, Refusal> {
    let first = case.effects.len();
    let events = actions.into_iter().enumerate().map(|(n, action)| CaseEvent::EffectIntended {
        effect: EffectId(case.name("effect", first + n)),
        action,
        by: facts.actor.person(),
        at: facts.now,
    });
    NonEmpty::from_vec(events.collect()).ok_or_else(|| no_such("effect"))
}

fn contain(
    case: &Case,
    credentials: &[crate::ids::CredentialId],
    facts: &Facts<'_>,
) -> Result<NonEmpty<CaseEvent>, Refusal> {
    let frozen = facts.velocity.frozen_by_actor;
    if frozen >= facts.policy.freezes_per_day {
        Refusal::unless_empty(vec![Violation::of(Gate::FreezesNotTooMany).with("frozen", frozen)])?;
    }
    let mut actions = Vec::new();
    for id in credentials {
        if !case.planned.iter().any(|c| c.id == *id) {
            return Err(no_such("credential"));
        }
        if case.opened.capabilities.suspend {
            actions.push(Action::SuspendCredential { credential: id.clone() });
        }
    }
    if case.opened.capabilities.sessions {
        actions.push(Action::EndSessions);
    }
    // Where nothing finer can be done, the whole account is closed.
    if actions.is_empty() && case.opened.capabilities.block_sign_in {
        actions.push(Action::BlockSignIn);
    }
    let intents = intend(case, actions, facts)?;
    let head = CaseEvent::Contained { by: facts.actor.person(), at: facts.now };
    Ok(NonEmpty { head, tail: intents.into_vec() })
}

fn revoke(case: &Case, facts: &Facts<'_>) -> Result<NonEmpty<CaseEvent>, Refusal> {
    let waits = |action: &Action| case.effects_of(action).any(super::EffectState::waits);
    let mut actions = Vec::new();
    let can = case.opened.capabilities;
    if checks::blocks(case) && case.blocked_at().is_none() && !waits(&Action::BlockSignIn) {
        actions.push(Action::BlockSignIn);
    }
    if can.sessions && case.sessions_ended_at().is_none() && !waits(&Action::EndSessions) {
        actions.push(Action::EndSessions);
    }
    for credential in case.not_gone() {
        let action = Action::RevokeCredential { credential: credential.id.clone() };
        if !waits(&action) {
            actions.push(action);
        }
    }
    intend(case, actions, facts)
}

fn notify(case: &Case, facts: &Facts<'_>) -> Result<NonEmpty<CaseEvent>, Refusal> {
    let mut phases = vec![NoticePhase::Intake];
    if checks::open(checks::provisioning(case)).is_empty() {
        phases.push(NoticePhase::Close);
    }
    let (mut actions, mut unknown) = (Vec::new(), Vec::new());
    for phase in phases {
        for contact in case.unsent(phase).iter().filter(|c| c.channel != ContactChannel::Post) {
            let action = Case::notice(phase, contact);
            let running = case.effects_of(&action).any(|e| e.waits() || e.outcome_unknown());
            let last = case.effects_of(&action).next_back().and_then(super::EffectState::undelivered);
            // What may have been taken is sent again only where a person says so.
            if last == Some(Undelivered::Unknown) {
                unknown.push(phase);
            } else if !running {
                actions.push(action);
            }
        }
    }
    match unknown.first() {
        Some(phase) if actions.is_empty() => Err(Refusal::one(held_back(*phase, unknown.len()))),
        Some(_) | None => intend(case, actions, facts),
    }
}

/// Nothing is left to send but what may have been taken.
fn held_back(phase: NoticePhase, left: usize) -> Violation {
    let gate = match phase {
        NoticePhase::Intake => Gate::IntakeNotices,
        NoticePhase::Close => Gate::ClosingNotices,
    };
    Violation::of(gate).with("left", left).with("state", Undelivered::Unknown.code())
}

fn accept_key(case: &Case, key: KeyOffer, facts: &Facts<'_>) -> Result<NonEmpty<CaseEvent>, Refusal> {
    let mut wrong = Vec::new();
    let elsewhere = key.other_cases.unwrap_or(0);
    if elsewhere >= facts.policy.key_cases {
        wrong.push(Violation::of(Gate::KeyNotElsewhere).with("cases", elsewhere));
    }
    // A PIN that the console draws is set when the credential is made.
    let pin_set = key.pin_set || key.drawn_pin;
    wrong.extend(judge_model(facts.policy, key.aaguid.as_deref(), key.model.as_ref()));
    if !pin_set {
        wrong.push(Violation::of(Gate::KeyPinLongEnough).with("needed", facts.policy.min_pin_length));
    }
    Refusal::unless_empty(wrong)?;
    let key = AcceptedKey {
        label: key.label,
        aaguid: key.aaguid.unwrap_or_default(),
        firmware: key.firmware,
        min_pin_length: key.min_pin_length,
        other_cases: key.other_cases,
        identity: key.identity,
        model: key.model,
        drawn_pin: key.drawn_pin,
    };
    let mut shared = if elsewhere > 0 { vec![RiskSignal::KeyOfAnother] } else { Vec::new() };
    if facts.raised.names_key(key.identity) {
        shared.push(RiskSignal::IncidentOpen);
    }
    let head = CaseEvent::KeyAccepted { key, by: facts.actor.person(), at: facts.now };
    Ok(NonEmpty { head, tail: new_risk(case, shared, facts).into_iter().collect() })
}

fn credential_made(case: &Case, made: NewCredential, facts: &Facts<'_>) -> Result<NonEmpty<CaseEvent>, Refusal> {
    let running = case.effects.iter().any(|e| {
        e.id == made.effect
            && e.action == Action::SubmitCredential
            && e.started_at.is_some()
            && e.observations.is_empty()
    });
    if !running {
        return Err(no_such("effect"));
    }
    let mut wrong = Vec::new();
    wrong.extend(another_key(case, made.identity, made.other_cases, facts));
    let accepted = case.key.as_ref().is_some_and(|(key, _)| key.aaguid == made.aaguid);
    if !accepted {
        wrong.push(Violation::of(Gate::KeyModelAllowed));
    } else {
        // The model that attested, not the one that the key said it is.
        wrong.extend(judge_model(facts.policy, Some(&made.aaguid), made.model.as_ref()));
    }
    if made.backup_eligible {
        wrong.push(Violation::of(Gate::KeyNotCopyable));
    }
    let test = &made.local_test;
    let tested = test.rp_id() == case.opened.rp_id
        && test.challenge() == local_test_challenge(made.effect).0
        && test.assertion().credential == made.credential;
    let listed = case.candidate(&case.inventory).map(|c| &c.id);
    if case.subject_enrols() != made.by_subject || (made.by_subject && listed != made.directory_credential.as_ref()) {
        wrong.push(Violation::of(Gate::NewCredentialListed));
    }
    if !tested || !made.user_verified {
        wrong.push(Violation::of(Gate::LocalAssertion));
    }
    let Some(attested_by) = made.attested_by else {
        wrong.push(Violation::of(Gate::AttestationTrusted));
        return Err(Refusal::unless_empty(wrong).err().unwrap_or_else(|| no_such("attestation")));
    };
    Refusal::unless_empty(wrong)?;
    let local_test = made.local_test.assertion().clone();
    Ok(NonEmpty::one(CaseEvent::CredentialMade {
        made: Box::new(Made {
            effect: made.effect,
            credential: made.credential,
            public_key: made.public_key,
            aaguid: made.aaguid,
            attested_by,
            attestation_object: made.attestation_object,
            client_data_json: made.client_data_json,
            directory_credential: made.directory_credential,
            user_handle: made.user_handle,
            local_test,
            model: made.model,
            attested_as: made.attested_as,
            by_subject: made.by_subject,
            noted: true,
        }),
        at: facts.now,
    }))
}

/// What is wrong where the key that is used is not the one that was accepted, as far as keys can be told apart.
pub fn another_key(
    case: &Case,
    identity: Option<Digest>,
    other_cases: Option<u32>,
    facts: &Facts<'_>,
) -> Vec<Violation> {
    let mut wrong = Vec::new();
    if case.key.as_ref().is_some_and(|(key, _)| key.identity != identity) {
        wrong.push(Violation::of(Gate::KeyAccepted));
    }
    let elsewhere = other_cases.unwrap_or(0);
    if elsewhere >= facts.policy.key_cases {
        wrong.push(Violation::of(Gate::KeyNotElsewhere).with("cases", elsewhere));
    }
    wrong
}

fn orphan_removed(case: &Case, credential: KeyCredentialId, facts: &Facts<'_>) -> Result<NonEmpty<CaseEvent>, Refusal> {
    if !case.may_be_orphan(&credential) {
        return Err(no_such("credential"));
    }
    Ok(NonEmpty::one(CaseEvent::OrphanRemoved { credential, at: facts.now }))
}

fn observe(
    case: &Case,
    effect: EffectId,
    observation: Observation,
    residual_until: Option<crate::time::Timestamp>,
    facts: &Facts<'_>,
) -> Result<NonEmpty<CaseEvent>, Refusal> {
    let state =
        case.effects.iter().find(|e| e.id == effect && e.started_at.is_some()).ok_or_else(|| no_such("effect"))?;
    let made_for_it = case.made.iter().any(|(made, _)| made.effect == effect)
        || case.drawn.iter().any(|(key, _)| key.effect == effect);
    if state.action == Action::SubmitCredential && observation == Observation::AsIntended && !made_for_it {
        Refusal::unless_empty(vec![Violation::of(Gate::LocalAssertion)])?;
    }
    let told = matches!(state.action, Action::SendNotice { .. } | Action::SendCode { .. });
    if matches!(observation, Observation::Delivered { .. }) && !told {
        return Err(no_such("observation"));
    }
    // A person's word is given by the person, as such; and what a person does is not seen here.
    if matches!(observation, Observation::Attested { .. }) || case.by_people(&state.action) {
        return Err(no_such("observation"));
    }
    Ok(NonEmpty::one(CaseEvent::EffectObserved { effect, observation, at: facts.now, residual_until }))
}

fn sign(
    case: &Case,
    decision: &Decision,
    bytes: Vec<u8>,
    assertion: &VerifiedAssertion,
    facts: &Facts<'_>,
) -> Result<Signed, Refusal> {
    let statement = statement::judge(case, decision, &bytes, facts)?;
    let mut wrong = Vec::new();
    if assertion.challenge() != Statement::challenge(&bytes).0 {
        wrong.push(Violation::of(Gate::AssertionChallenge));
    }
    if assertion.rp_id() != Purpose::Approve.rp_id(statement.ledger) {
        wrong.push(Violation::of(Gate::AssertionRelyingParty));
    }
    if assertion.assertion().credential != statement.signer_credential {
        wrong.push(Violation::of(Gate::AssertionCredential));
    }
    Refusal::unless_empty(wrong)?;
    let basis = case
        .basis_digest(facts.policy)
        .map_err(|_| Refusal::one(Violation::of(Gate::StatementMatches).with("part", "basis")))?;
    Ok(Signed {
        by: statement.signer,
        console: statement.console,
        statement: bytes,
        basis,
        nonce: statement.nonce,
        assertion: assertion.assertion().clone(),
        counter: assertion.counter(),
        at: facts.now,
        expires: statement.expires,
        over_shoulder_of: statement.over_shoulder_of,
    })
}
