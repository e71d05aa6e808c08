//! Decisions about what others do: a person at a directory that has no way to do it, the subject in their own browser, the
//! sponsor of a machine identity. What is said is recorded as said; what can be seen is never taken from a word.

use super::account::Enrolment;
use super::decide::{check_text, no_such};
use super::event::{CaseEvent, Enrolled, MachineKeyMade, Target};
use super::{Action, Case, EffectState, Facts, Gate, Observation, Refusal, Violation, checks};
use crate::NonEmpty;
use crate::ids::{CredentialId, EffectId};
use crate::time::{Span, Timestamp};

/// The submission that runs, and of which nothing was seen.
fn running(case: &Case, effect: EffectId) -> Result<&EffectState, Refusal> {
    let runs = |e: &&EffectState| e.id == effect && e.started_at.is_some() && e.observations.is_empty() && !e.void;
    case.effects.iter().find(runs).ok_or_else(|| no_such("effect"))
}

/// A person's word that they did it, or that it was not done.
pub fn attest(
    case: &Case,
    effect: EffectId,
    done: bool,
    note: String,
    facts: &Facts<'_>,
) -> Result<NonEmpty<CaseEvent>, Refusal> {
    let state = running(case, effect)?;
    let submits = state.action == Action::SubmitCredential;
    // That the subject could not enrol may be said anywhere; that they did, only where nobody can see it.
    let sayable = case.by_people(&state.action) || (submits && case.subject_enrols() && !done);
    if !sayable {
        return Err(no_such("effect"));
    }
    Refusal::unless_empty(check_text("note", &note, 1, 300))?;
    let (by, at) = (facts.actor.person(), facts.now);
    if !done {
        let observation = Observation::NotAsIntended { found: "said_not_done".to_owned() };
        return Ok(NonEmpty::one(CaseEvent::EffectObserved { effect, observation, at, residual_until: None }));
    }
    let seconds = i64::from(case.opened.capabilities.residual_seconds);
    let residual_until = (state.action == Action::EndSessions && seconds > 0).then(|| at.plus(Span::seconds(seconds)));
    let said =
        CaseEvent::EffectObserved { effect, observation: Observation::Attested { by, note }, at, residual_until };
    if !submits {
        return Ok(NonEmpty::one(said));
    }
    let credential = CredentialId::new(format!("said/{}", effect.0)).map_err(|_| no_such("credential"))?;
    let label = case.key.as_ref().map(|(key, _)| key.label.clone()).unwrap_or_default();
    let enrolled = Enrolled { effect, credential, label, webauthn: None, said_by: Some(by) };
    Ok(NonEmpty { head: CaseEvent::CredentialEnrolled { enrolled, at }, tail: vec![said] })
}

/// What the subject is to sign in with.
pub fn choose(case: &Case, target: Target, facts: &Facts<'_>) -> Result<NonEmpty<CaseEvent>, Refusal> {
    if case.target == target {
        return Err(no_such("target"));
    }
    if target == Target::Handset && !checks::handset_fits(case, facts.policy) {
        return Err(Refusal::one(Violation::of(Gate::HandsetFits)));
    }
    Ok(NonEmpty::one(CaseEvent::TargetChosen { target, by: facts.actor.person(), at: facts.now }))
}

/// The directory lets the subject enrol.
pub fn invited(
    case: &Case,
    effect: EffectId,
    pass: bool,
    until: Option<Timestamp>,
    facts: &Facts<'_>,
) -> Result<NonEmpty<CaseEvent>, Refusal> {
    let state = running(case, effect)?;
    if state.action != Action::SubmitCredential || !case.subject_enrols() {
        return Err(no_such("effect"));
    }
    Ok(NonEmpty::one(CaseEvent::SubjectInvited { effect, pass, until, at: facts.now }))
}

/// The one new credential that the last reading shows, where the console has no key to try.
pub fn see(case: &Case, credential: &CredentialId, facts: &Facts<'_>) -> Result<NonEmpty<CaseEvent>, Refusal> {
    let submission = case.effects_of(&Action::SubmitCredential).next_back().ok_or_else(|| no_such("effect"))?;
    if case.opened.capabilities.enrolment == Enrolment::Said {
        return Err(no_such("effect"));
    }
    if checks::tries_key(case) {
        return Err(Refusal::one(Violation::of(Gate::LocalAssertion)));
    }
    let unexpected = checks::unexpected(case);
    if unexpected > 0 {
        return Err(Refusal::one(Violation::of(Gate::NoUnexpectedCredential).with("count", unexpected)));
    }
    let found = case.candidate(&case.inventory).filter(|c| c.id == *credential);
    let found = found.ok_or_else(|| Refusal::one(Violation::of(Gate::NewCredentialListed)))?;
    let (effect, at) = (submission.id, facts.now);
    let enrolled = Enrolled {
        effect,
        credential: found.id.clone(),
        label: found.label.clone(),
        webauthn: found.webauthn.clone(),
        said_by: None,
    };
    let observation = Observation::AsIntended;
    let seen = CaseEvent::EffectObserved { effect, observation, at, residual_until: None };
    Ok(NonEmpty { head: CaseEvent::CredentialEnrolled { enrolled, at }, tail: vec![seen] })
}

/// Whom the new key of a machine identity is sealed to.
pub fn name_recipient(case: &Case, recipient: String, facts: &Facts<'_>) -> Result<NonEmpty<CaseEvent>, Refusal> {
    Refusal::unless_empty(check_text("recipient", &recipient, 1, 200))?;
    let begun = case.effects_of(&Action::SubmitCredential).any(|e| e.started_at.is_some());
    if begun || case.recipient.as_ref() == Some(&recipient) {
        return Err(no_such("recipient"));
    }
    Ok(NonEmpty::one(CaseEvent::RecipientNamed { recipient, by: facts.actor.person(), at: facts.now }))
}

/// A key was drawn and sealed, for the submission that runs.
pub fn key_drawn(case: &Case, key: MachineKeyMade, facts: &Facts<'_>) -> Result<NonEmpty<CaseEvent>, Refusal> {
    let state = running(case, key.effect)?;
    if state.action != Action::SubmitCredential || !case.draws_key() || case.recipient.is_none() {
        return Err(no_such("effect"));
    }
    Ok(NonEmpty::one(CaseEvent::MachineKeyDrawn { key, at: facts.now }))
}
