//! No administrator can sign any more: a quorum of the supervisors and reviewers recovers one of them. Whoever works here
//! can refuse it while it waits, and no policy makes it easier.

use super::alarm::works_here;
use super::decide::check_keys;
use super::event::Confirmation;
use super::{Actor, DeskEvent, EnrolledKey, Person, Purpose, Role, Roster};
use crate::assertion::VerifiedAssertion;
use crate::canonical::{self, Digest};
use crate::ids::{LedgerId, PersonId};
use crate::recovery::{Gate, Refusal, Violation, role_code};
use crate::time::{Span, Timestamp};
use serde::{Deserialize, Serialize};

/// How long it waits from its first signature, so that whoever knows better is heard.
pub const QUORUM_WAIT: Span = Span::hours(24);

/// What is asked for: another key of an administrator in place of all that they had.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QuorumAsk {
    /// The administrator.
    pub person: PersonId,
    /// The two credentials on the new key: what is signed is this key and no other.
    pub keys: Vec<EnrolledKey>,
    /// Since when the old ones are not trusted.
    pub reported_at: Timestamp,
    /// Why.
    pub reason: String,
}

/// What was asked for, and is neither refused nor done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenQuorum {
    /// What.
    pub ask: QuorumAsk,
    /// How many were begun before it: part of what is signed, so that no signature serves twice.
    pub number: u64,
    /// Who signed, and when.
    pub signed: Vec<(Confirmation, Timestamp)>,
    /// From when on the key can be enrolled.
    pub opens: Timestamp,
    /// An administrator signed in or signed something since it began: then it was not so that none could.
    pub administrator_seen: bool,
}

/// The bytes that each of the quorum signs.
pub fn quorum_statement(ask: &QuorumAsk, ledger: LedgerId, number: u64) -> Result<Vec<u8>, canonical::NotCanonical> {
    #[derive(Serialize)]
    struct Statement<'a> {
        ledger: LedgerId,
        number: u64,
        ask: &'a QuorumAsk,
    }
    canonical::bytes(&Statement { ledger, number, ask })
}

/// The challenge that their keys sign.
pub fn quorum_challenge(statement: &[u8]) -> Digest {
    Digest::separated("postern/quorum/v1", statement)
}

/// Those whose signatures count: supervisors and reviewers.
pub fn quorum_signers(roster: &Roster) -> impl Iterator<Item = &Person> {
    roster.people().filter(|person| signs(person.role))
}

fn signs(role: Role) -> bool {
    matches!(role, Role::Supervisor | Role::Reviewer)
}

/// How many of them it takes: two at least, and half of them at least.
pub fn quorum_needed(roster: &Roster) -> usize {
    quorum_signers(roster).count().div_ceil(2).max(2)
}

/// Signatures of `open` that count now: their people still work here, and their keys are still theirs.
pub fn quorum_signed(roster: &Roster, open: &OpenQuorum) -> usize {
    let counts = |by: &Confirmation| {
        let here = roster.vouches(by.by, &by.assertion.credential);
        here && roster.person(by.by).is_some_and(|person| signs(person.role))
    };
    open.signed.iter().filter(|(by, _)| counts(by)).count()
}

/// What stands in the way of beginning to recover the administrator `person`; said before anybody touches a key.
pub fn may_begin_quorum(roster: &Roster, actor: &Actor, person: PersonId) -> Vec<Violation> {
    let mut wrong = may_sign(roster, actor);
    wrong.extend(fits_now(roster, person));
    wrong
}

/// What stands in the way of another signature by `actor`.
pub fn may_sign_quorum(roster: &Roster, actor: &Actor) -> Vec<Violation> {
    let mut wrong = may_sign(roster, actor);
    match roster.quorum() {
        None => wrong.push(none_open()),
        Some(open) => {
            wrong.extend(still_needed(open));
            if open.signed.iter().any(|(by, _)| by.by == actor.person()) {
                wrong.push(too_few(roster, open));
            }
        }
    }
    wrong
}

/// What stands in the way of refusing it: anybody of the staff does.
pub fn may_refuse_quorum(roster: &Roster, actor: &Actor) -> Vec<Violation> {
    let mut wrong = works_here(roster, actor);
    if roster.quorum().is_none() {
        wrong.push(none_open());
    }
    wrong
}

/// What stands in the way of enrolling the key now.
pub fn may_finish_quorum(roster: &Roster, actor: &Actor, now: Timestamp) -> Vec<Violation> {
    let mut wrong = may_sign(roster, actor);
    let Some(open) = roster.quorum() else {
        wrong.push(none_open());
        return wrong;
    };
    wrong.extend(still_needed(open));
    if quorum_signed(roster, open) < quorum_needed(roster) {
        wrong.push(too_few(roster, open));
    }
    if open.opens > now {
        wrong.push(Violation::of(Gate::QuorumWaits).with("until", open.opens.0));
    }
    wrong.extend(of_an_administrator(roster, open.ask.person));
    check_keys(roster, &open.ask.keys, &mut wrong);
    wrong
}

/// Begins it, with the first signature.
pub fn begin_quorum(
    roster: &Roster,
    ask: QuorumAsk,
    signature: &VerifiedAssertion,
    now: Timestamp,
) -> Result<DeskEvent, Refusal> {
    let mut wrong = fits_now(roster, ask.person);
    check_keys(roster, &ask.keys, &mut wrong);
    if ask.reported_at > now {
        wrong.push(Violation::of(Gate::FieldValid).with("field", "reported_at"));
    }
    wrong.extend(said(&ask.reason));
    let signed = signed_by(roster, &ask, roster.quorums(), signature);
    if signed.is_none() {
        wrong.push(Violation::of(Gate::QuorumSigns).with("signed", 0).with("needed", quorum_needed(roster)));
    }
    Refusal::unless_empty(wrong)?;
    let signed = signed.ok_or_else(|| Refusal::one(Violation::of(Gate::QuorumSigns)))?;
    Ok(DeskEvent::QuorumBegun { ask: Box::new(ask), signed, opens: now.plus(QUORUM_WAIT), at: now })
}

/// Another signature over what was begun.
pub fn sign_quorum(roster: &Roster, signature: &VerifiedAssertion, now: Timestamp) -> Result<DeskEvent, Refusal> {
    let open = roster.quorum().ok_or_else(|| Refusal::one(none_open()))?;
    let mut wrong: Vec<_> = still_needed(open).into_iter().collect();
    let signed = signed_by(roster, &open.ask, open.number, signature)
        .filter(|new| open.signed.iter().all(|(earlier, _)| earlier.by != new.by));
    if signed.is_none() {
        wrong.push(too_few(roster, open));
    }
    Refusal::unless_empty(wrong)?;
    let signed = signed.ok_or_else(|| Refusal::one(too_few(roster, open)))?;
    Ok(DeskEvent::QuorumSigned { signed, at: now })
}

/// Somebody of the staff refuses it: it ends.
pub fn refuse_quorum(roster: &Roster, actor: &Actor, reason: &str, now: Timestamp) -> Result<DeskEvent, Refusal> {
    let mut wrong = may_refuse_quorum(roster, actor);
    wrong.extend(said(reason));
    Refusal::unless_empty(wrong)?;
    Ok(DeskEvent::QuorumRefused { by: actor.person(), reason: reason.trim().to_owned(), at: now })
}

/// Enrols the key that was signed for, once enough signed and it has waited.
pub fn finish_quorum(roster: &Roster, actor: &Actor, now: Timestamp) -> Result<DeskEvent, Refusal> {
    Refusal::unless_empty(may_finish_quorum(roster, actor, now))?;
    Ok(DeskEvent::QuorumFinished { by: actor.person(), at: now })
}

/// Whoever acts works here, in a role whose signature counts.
fn may_sign(roster: &Roster, actor: &Actor) -> Vec<Violation> {
    let mut wrong = works_here(roster, actor);
    if !signs(actor.role()) {
        wrong.push(Violation::of(Gate::RoleAllows).with("needed", role_code(Role::Supervisor)));
    }
    wrong
}

/// One at a time, for an administrator, at a desk where enough people could sign it.
fn fits_now(roster: &Roster, person: PersonId) -> Vec<Violation> {
    let mut wrong: Vec<_> = of_an_administrator(roster, person).into_iter().collect();
    if roster.quorum().is_some() {
        wrong.push(Violation::of(Gate::OneQuorum));
    }
    let (enrolled, needed) = (quorum_signers(roster).count(), quorum_needed(roster));
    if enrolled < needed {
        wrong.push(Violation::of(Gate::QuorumSigns).with("signed", 0).with("needed", needed));
    }
    wrong
}

fn of_an_administrator(roster: &Roster, person: PersonId) -> Option<Violation> {
    let administers = roster.with_role(Role::Administrator).any(|p| p.id == person);
    (!administers).then(|| Violation::of(Gate::ItemExists).with("what", "person"))
}

fn none_open() -> Violation {
    Violation::of(Gate::ItemExists).with("what", "quorum")
}

fn too_few(roster: &Roster, open: &OpenQuorum) -> Violation {
    let (signed, needed) = (quorum_signed(roster, open), quorum_needed(roster));
    Violation::of(Gate::QuorumSigns).with("signed", signed).with("needed", needed)
}

fn still_needed(open: &OpenQuorum) -> Option<Violation> {
    open.administrator_seen.then(|| Violation::of(Gate::NoAdministratorSigns))
}

fn said(reason: &str) -> Option<Violation> {
    let length = reason.trim().chars().count();
    let fits = (1..=500).contains(&length) && crate::text::shown(reason) == reason;
    (!fits).then(|| Violation::of(Gate::FieldValid).with("field", "reason").with("max", 500))
}

/// The signature, where it counts: of a supervisor or a reviewer who works here, over exactly these bytes.
fn signed_by(roster: &Roster, ask: &QuorumAsk, number: u64, verified: &VerifiedAssertion) -> Option<Confirmation> {
    let ledger = roster.ledger()?;
    let challenge = quorum_challenge(&quorum_statement(ask, ledger, number).ok()?);
    let (person, key) = roster.by_credential(&verified.assertion().credential)?;
    let counts = signs(person.role)
        && person.id != ask.person
        && key.purpose == Purpose::Approve
        && verified.rp_id() == Purpose::Approve.rp_id(ledger)
        && verified.challenge() == challenge.0;
    counts.then(|| Confirmation { by: person.id, assertion: verified.assertion().clone() })
}
