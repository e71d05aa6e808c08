//! The decisions: what follows from a command, or which gates refuse it.

use super::account::{Account, ContactChannel, Inventory};
use super::command::local_test_challenge;
use super::effect::{Action, NoticePhase, Observation, Warrant};
use super::event::{AcceptedKey, CaseEvent, Made, Opened, Signed};
use super::evidence::{CUES, Evidence};
use super::statement::{self, Decision, Statement};
use super::view::{Step, blocked_by};
use super::{Case, Command, Facts, Gate, KeyOffer, NewCredential, OpenCase, Refusal, Tier, Violation, checks};
use crate::NonEmpty;
use crate::assertion::VerifiedAssertion;
use crate::ids::{CueId, EffectId, EvidenceId};
use crate::staff::{Purpose, Role};
use crate::time::Span;

/// Opens a case.
pub fn open(ask: OpenCase, facts: &Facts<'_>) -> Result<CaseEvent, Refusal> {
    Refusal::unless_empty(opening_violations(&ask.account, facts))?;
    Refusal::unless_empty(check_text("ticket", &ask.ticket, 0, 80))?;
    let policy =
        facts.policy.hash().map_err(|_| Refusal::one(Violation::of(Gate::FieldValid).with("field", "policy")))?;
    let tier = if ask.account.privileged { Tier::Privileged } else { Tier::Standard };
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
        repeats: facts.repeats,
        policy,
        at: facts.now,
    })))
}

/// What would stand in the way of opening a case for `account`.
pub fn opening_violations(account: &Account, facts: &Facts<'_>) -> Vec<Violation> {
    let mut wrong = checks::has_role(facts, Role::Agent);
    if facts.roster.with_role(Role::Administrator).count() < 2 {
        wrong.push(Violation::of(Gate::TwoAdministrators));
    }
    let tier = if account.privileged { Tier::Privileged } else { Tier::Standard };
    let supervisors = facts.roster.with_role(Role::Supervisor).filter(|p| p.id != facts.actor.person()).count();
    if supervisors < facts.policy.approvals(tier) as usize {
        wrong.push(
            Violation::of(Gate::CoSignersExist)
                .with("needed", facts.policy.approvals(tier))
                .with("enrolled", supervisors),
        );
    }
    let me = facts.roster.person(facts.actor.person());
    if me.is_none_or(|p| p.training_until <= facts.now) {
        wrong.push(Violation::of(Gate::AgentTrained));
    }
    let own = me.and_then(|p| p.account.as_ref());
    if own.is_some_and(|(directory, id)| *directory == account.directory && *id == account.id) {
        wrong.push(Violation::of(Gate::SubjectIsNotAgent));
    }
    if facts.other_case_open {
        wrong.push(Violation::of(Gate::NoOtherOpenCase));
    }
    wrong
}

/// Decides `command`. Events are to be appended as they are; nothing else follows from it.
pub fn decide(case: &Case, command: Command, facts: &Facts<'_>) -> Result<NonEmpty<CaseEvent>, Refusal> {
    if let Some(step) = Step::of(&command) {
        Refusal::unless_empty(blocked_by(case, facts, step))?;
    }
    let (by, at) = (facts.actor.person(), facts.now);
    let one = |event| Ok(NonEmpty::one(event));
    match command {
        Command::Reread { account, inventory } => reread(case, account, inventory),
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
                return Err(Refusal::one(Violation::of(Gate::CueSeen).with("expired", "yes")));
            }
            one(CaseEvent::CueAnswered { id: cue, answer, at })
        }
        Command::RecordEvidence { kind, pathway, outcome, contact } => {
            Refusal::unless_empty(checks::evidence_fit(case, facts, kind, pathway, outcome, contact.as_ref()))?;
            let id = EvidenceId(case.name("evidence", case.evidence.len()));
            let evidence = Evidence { id, kind, pathway, outcome, contact, by, at, commitment: None };
            one(CaseEvent::EvidenceRecorded { evidence })
        }
        Command::WithdrawEvidence { evidence } => {
            if !case.standing_evidence().any(|e| e.id == evidence) {
                return Err(no_such("evidence"));
            }
            one(CaseEvent::EvidenceWithdrawn { id: evidence, by, at })
        }
        Command::SeekApproval => one(CaseEvent::ApprovalSought { by, at }),
        Command::CoSign { statement, assertion } => {
            let signed = sign(case, &Decision::Approve, statement, &assertion, facts)?;
            one(CaseEvent::ApprovalSigned(Box::new(signed)))
        }
        Command::RefuseApproval { reason } => {
            Refusal::unless_empty(check_text("reason", &reason, 1, 500))?;
            one(CaseEvent::ApprovalRefused { by, reason, at })
        }
        Command::Revoke => revoke(case, facts),
        Command::AcceptKey { key } => accept_key(key, facts),
        Command::Provision => intend(case, vec![Action::SubmitCredential], facts),
        Command::CredentialMade { made } => credential_made(case, *made, facts),
        Command::HandOver => one(CaseEvent::HandedOver { by, at }),
        Command::Release { statement, assertion } => {
            let signed = sign(case, &Decision::Release, statement, &assertion, facts)?;
            one(CaseEvent::ReleaseSigned(Box::new(signed)))
        }
        Command::Unblock => intend(case, vec![Action::UnblockSignIn], facts),
        Command::LiveSignIn { credential } => {
            if case.newest().is_none_or(|made| made.credential != credential) {
                return Err(no_such("credential"));
            }
            one(CaseEvent::SignedInLive { credential, at })
        }
        Command::Notify => notify(case, facts),
        Command::Observe { effect, observation, residual_until } => {
            observe(case, effect, observation, residual_until, facts)
        }
        Command::Complete => one(CaseEvent::CaseCompleted { by, at }),
        Command::CannotVerify { note } => {
            Refusal::unless_empty(check_text("note", &note, 0, 500))?;
            one(CaseEvent::CaseRefused { by, note, at })
        }
        Command::Cancel { note } => {
            Refusal::unless_empty(check_text("note", &note, 1, 500))?;
            one(CaseEvent::CaseCancelled { by, note, at })
        }
        Command::Review { disposition, note, statement, assertion } => {
            Refusal::unless_empty(check_text("note", &note, 0, 2000))?;
            let signed =
                sign(case, &Decision::Review { disposition, note: note.clone() }, statement, &assertion, facts)?;
            one(CaseEvent::CaseReviewed { disposition, note, signed: Box::new(signed) })
        }
        Command::AddNote { text } => {
            Refusal::unless_empty(check_text("note", &text, 1, 2000))?;
            one(CaseEvent::NoteAdded { by, text, at })
        }
        Command::RecordRefusal { attempt, codes } => one(CaseEvent::AttemptRefused { by, attempt, codes, at }),
    }
}

/// Claims an intended effect: its gates are judged again, now, and the permission for the one call is built.
///
/// The event is to be appended before the call; a conflict means that something changed, and the call is not made.
pub fn claim(case: &Case, effect: EffectId, facts: &Facts<'_>) -> Result<(CaseEvent, Warrant), Refusal> {
    let state = case.effects.iter().find(|e| e.id == effect && e.waits()).ok_or_else(|| no_such("effect"))?;
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
    let mut wrong = checks::is_open(case);
    match action {
        Action::BlockSignIn | Action::EndSessions | Action::SuspendCredential { .. } | Action::SendNotice { .. } => {}
        Action::RevokeCredential { .. } => {
            wrong.extend(approved(case, facts));
            if case.opened.capabilities.block_sign_in && case.blocked_at().is_none() {
                wrong.push(Violation::of(Gate::SignInBlocked));
            }
        }
        Action::SubmitCredential => {
            wrong.extend(approved(case, facts));
            wrong.extend(checks::open(checks::revocation(case)));
            if case.key.is_none() {
                wrong.push(Violation::of(Gate::KeyAccepted));
            }
        }
        Action::UnblockSignIn => {
            wrong.extend(approved(case, facts));
            wrong.extend(checks::open(checks::revocation(case)));
            wrong.extend(checks::open(checks::provisioning(case)));
            wrong.extend(checks::open(checks::release(case)));
            if case.handed_over.is_none() {
                wrong.push(Violation::of(Gate::HandedOver));
            }
        }
    }
    wrong
}

/// Proofing and approval hold now.
pub(super) fn approved(case: &Case, facts: &Facts<'_>) -> Vec<Violation> {
    let mut wrong = checks::open(checks::proofing(case, facts.policy));
    wrong.extend(checks::open(checks::approval(case, facts.policy, facts.now)));
    wrong
}

fn no_such(what: &str) -> Refusal {
    Refusal::one(Violation::of(Gate::ItemExists).with("what", what))
}

fn check_text(field: &'static str, text: &str, min: usize, max: usize) -> Vec<Violation> {
    let length = text.trim().chars().count();
    let hidden = text.chars().any(|c| c.is_control() && c != '\n');
    if length < min || length > max || hidden {
        return vec![Violation::of(Gate::FieldValid).with("field", field).with("max", max)];
    }
    Vec::new()
}

fn reread(case: &Case, account: Account, inventory: Inventory) -> Result<NonEmpty<CaseEvent>, Refusal> {
    if account.id != case.account.id || account.directory != case.account.directory {
        return Err(no_such("account"));
    }
    Ok(NonEmpty::one(CaseEvent::AccountReread { account: Box::new(account), inventory }))
}

fn intend(case: &Case, actions: Vec<Action>, facts: &Facts<'_>) -> Result<NonEmpty<CaseEvent>, Refusal> {
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
    intend(case, actions, facts)
}

fn revoke(case: &Case, facts: &Facts<'_>) -> Result<NonEmpty<CaseEvent>, Refusal> {
    let waits = |action: &Action| case.effects_of(action).any(super::EffectState::waits);
    let mut actions = Vec::new();
    let can = case.opened.capabilities;
    if can.block_sign_in && case.blocked_at().is_none() && !waits(&Action::BlockSignIn) {
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
    let mut actions = Vec::new();
    for phase in phases {
        for contact in case.unsent(phase).iter().filter(|c| c.channel != ContactChannel::Post) {
            let action = Case::notice(phase, contact);
            let running = case.effects_of(&action).any(|e| e.waits() || e.outcome_unknown());
            if !running {
                actions.push(action);
            }
        }
    }
    intend(case, actions, facts)
}

fn accept_key(key: KeyOffer, facts: &Facts<'_>) -> Result<NonEmpty<CaseEvent>, Refusal> {
    let mut wrong = Vec::new();
    let allowed = key.aaguid.as_deref().is_some_and(|a| facts.policy.allows_model(a));
    if !allowed {
        wrong.push(Violation::of(Gate::KeyModelAllowed));
    }
    if !key.pin_set {
        wrong.push(Violation::of(Gate::KeyPinLongEnough).with("needed", facts.policy.min_pin_length));
    }
    Refusal::unless_empty(wrong)?;
    let key = AcceptedKey {
        label: key.label,
        aaguid: key.aaguid.unwrap_or_default(),
        firmware: key.firmware,
        min_pin_length: key.min_pin_length,
    };
    Ok(NonEmpty::one(CaseEvent::KeyAccepted { key, by: facts.actor.person(), at: facts.now }))
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
    let accepted = case.key.as_ref().is_some_and(|(key, _)| key.aaguid == made.aaguid);
    if !accepted || !facts.policy.allows_model(&made.aaguid) {
        wrong.push(Violation::of(Gate::KeyModelAllowed));
    }
    if made.backup_eligible {
        wrong.push(Violation::of(Gate::KeyNotCopyable));
    }
    let test = &made.local_test;
    let tested = test.rp_id() == case.opened.rp_id
        && test.challenge() == local_test_challenge(made.effect).0
        && test.assertion().credential == made.credential;
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
        }),
        at: facts.now,
    }))
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
    let made_for_it = case.made.iter().any(|(made, _)| made.effect == effect);
    if state.action == Action::SubmitCredential && observation == Observation::AsIntended && !made_for_it {
        return Err(Refusal::one(Violation::of(Gate::LocalAssertion)));
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
    let statement = statement::judge(case, decision, &bytes, facts).map_err(|wrong| {
        NonEmpty::from_vec(wrong).map_or_else(|| no_such("statement"), |violations| Refusal { violations })
    })?;
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
    })
}
