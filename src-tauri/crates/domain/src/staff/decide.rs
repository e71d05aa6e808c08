//! Who may join the staff, and who is signed in.

use super::event::Confirmation;
use super::{DeskEvent, EnrolledKey, Person, Profile, Purpose, Role, Roster};
use crate::assertion::VerifiedAssertion;
use crate::canonical::{self, Digest};
use crate::ids::{AccountId, ConsoleId, DirectoryId, KeyCredentialId, LedgerId, PersonId, SessionId};
use crate::recovery::{Gate, Refusal, Violation};
use crate::time::Timestamp;
use serde::Serialize;

/// A signed-in person at a console. Only [`sign_in`] builds one; a request never names its actor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    person: PersonId,
    role: Role,
    console: ConsoleId,
    session: SessionId,
    /// The credential that opened the session; nothing where a past record is judged again.
    key: Option<KeyCredentialId>,
    /// Whose session it is, where they stand beside somebody else's.
    guest_of: Option<PersonId>,
}

impl Actor {
    /// Who.
    pub fn person(&self) -> PersonId {
        self.person
    }
    /// In which role.
    pub fn role(&self) -> Role {
        self.role
    }
    /// At which console.
    pub fn console(&self) -> ConsoleId {
        self.console
    }
    /// In which session.
    pub fn session(&self) -> SessionId {
        self.session
    }
    /// The credential that opened it.
    pub fn key(&self) -> Option<&KeyCredentialId> {
        self.key.as_ref()
    }
    /// Whose session it is, where they look over the shoulder of somebody else.
    pub fn guest_of(&self) -> Option<PersonId> {
        self.guest_of
    }
}

/// The actor of a past record, for judging it again, or for going on with what they began. It opens no session: only a
/// replay takes it, and the console that tries a notice of theirs again.
pub fn replayed(roster: &Roster, person: PersonId, console: ConsoleId) -> Option<Actor> {
    let person = roster.person(person)?;
    let session = SessionId(uuid::Uuid::nil());
    Some(Actor { person: person.id, role: person.role, console, session, key: None, guest_of: None })
}

/// As [`replayed`], for what was signed over the shoulder of `host`.
pub fn replayed_beside(roster: &Roster, person: PersonId, console: ConsoleId, host: PersonId) -> Option<Actor> {
    Some(Actor { guest_of: Some(host), ..replayed(roster, person, console)? })
}

/// The facts of a sign-in.
#[derive(Debug, Clone)]
pub struct SignInFacts<'a> {
    /// The staff.
    pub roster: &'a Roster,
    /// The console.
    pub console: ConsoleId,
    /// The new session's name.
    pub session: SessionId,
}

/// Opens a session for whoever made `assertion`.
pub fn sign_in(assertion: &VerifiedAssertion, facts: &SignInFacts<'_>) -> Result<(DeskEvent, Actor), Refusal> {
    let raw = assertion.assertion();
    let person = owner(assertion, facts.roster)?;
    let event = DeskEvent::SessionOpened {
        session: facts.session,
        person: person.id,
        assertion: raw.clone(),
        counter: assertion.counter(),
    };
    let (console, session, key) = (facts.console, facts.session, Some(raw.credential.clone()));
    let actor = Actor { person: person.id, role: person.role, console, session, key, guest_of: None };
    Ok((event, actor))
}

/// Whoever made `assertion` stands beside `host`, whose session stays: they sign over the shoulder, as themselves.
pub fn beside(assertion: &VerifiedAssertion, roster: &Roster, host: &Actor) -> Result<Actor, Refusal> {
    let person = owner(assertion, roster)?;
    Ok(Actor {
        person: person.id,
        role: person.role,
        console: host.console,
        session: host.session,
        key: Some(assertion.assertion().credential.clone()),
        guest_of: Some(host.person),
    })
}

/// Whose sign-in this is.
fn owner<'a>(assertion: &VerifiedAssertion, roster: &'a Roster) -> Result<&'a Person, Refusal> {
    let credential = &assertion.assertion().credential;
    let Some((person, key)) = roster.by_credential(credential) else {
        return Err(Refusal::one(Violation::of(Gate::KnownStaffKey)));
    };
    let right_place = roster.ledger().is_some_and(|l| assertion.rp_id() == Purpose::SignIn.rp_id(l))
        && key.purpose == Purpose::SignIn;
    if !right_place {
        Refusal::unless_empty(vec![Violation::of(Gate::AssertionRelyingParty)])?;
    }
    let last = roster.counter(credential);
    // Zero is a key without a counter; a key that counted once goes on counting.
    if (assertion.counter() != 0 || last != 0) && assertion.counter() <= last {
        Refusal::unless_empty(vec![Violation::of(Gate::AssertionCounter)])?;
    }
    Ok(person)
}

/// A person who is to join.
#[derive(Debug, Clone)]
pub struct Candidate {
    /// The person.
    pub person: PersonId,
    /// Name as reports show it.
    pub name: String,
    /// The employer's number.
    pub staff_number: String,
    /// The one role.
    pub role: Role,
    /// Training is current until then.
    pub training_until: Timestamp,
    /// Who employs them, where the desk is outsourced; empty: the desk's own.
    pub organisation: String,
    /// Their own account, where known.
    pub account: Option<(DirectoryId, AccountId)>,
    /// Their two credentials.
    pub keys: Vec<EnrolledKey>,
}

/// The bytes an administrator signs to confirm `candidate`.
pub fn enrolment_statement(candidate: &Candidate, ledger: LedgerId) -> Result<Vec<u8>, canonical::NotCanonical> {
    #[derive(Serialize)]
    struct Statement<'a> {
        ledger: LedgerId,
        person: PersonId,
        name: &'a str,
        staff_number: &'a str,
        role: Role,
        training_until: Timestamp,
        organisation: &'a str,
        account: Option<&'a (DirectoryId, AccountId)>,
        keys: &'a [EnrolledKey],
    }
    canonical::bytes(&Statement {
        ledger,
        person: candidate.person,
        name: &candidate.name,
        staff_number: &candidate.staff_number,
        role: candidate.role,
        training_until: candidate.training_until,
        organisation: &candidate.organisation,
        account: candidate.account.as_ref(),
        keys: &candidate.keys,
    })
}

/// The challenge an administrator's key signs to confirm an enrolment.
pub fn enrolment_challenge(statement: &[u8]) -> Digest {
    Digest::separated("postern/enrolment/v1", statement)
}

/// Lets `candidate` join, confirmed by an administrator's signature. The first administrator needs none, and one more
/// than two needs two: nobody makes a second administrator of themselves.
pub fn enrol(roster: &Roster, candidate: Candidate, confirmations: &[VerifiedAssertion]) -> Result<DeskEvent, Refusal> {
    let mut wrong = Vec::new();
    check_candidate(roster, &candidate, &mut wrong);
    let confirmed = confirmed_by(roster, &candidate, confirmations);
    let needed = confirmations_needed(roster, candidate.role);
    if confirmed.len() < needed || confirmed.len() < confirmations.len() {
        wrong.push(Violation::of(Gate::AdministratorConfirms).with("needed", needed).with("signed", confirmed.len()));
    }
    Refusal::unless_empty(wrong)?;
    Ok(DeskEvent::StaffEnrolled {
        person: candidate.person,
        name: candidate.name,
        staff_number: candidate.staff_number,
        role: candidate.role,
        training_until: candidate.training_until,
        organisation: candidate.organisation,
        account: candidate.account,
        keys: candidate.keys,
        confirmed,
    })
}

fn check_candidate(roster: &Roster, candidate: &Candidate, wrong: &mut Vec<Violation>) {
    let name = candidate.name.trim();
    if name.is_empty() || name.len() > 80 || crate::text::shown(name) != name {
        wrong.push(Violation::of(Gate::FieldValid).with("field", "name"));
    }
    let number = candidate.staff_number.trim();
    if number.is_empty() || number.len() > 40 || crate::text::shown(number) != number {
        wrong.push(Violation::of(Gate::FieldValid).with("field", "staff_number"));
    }
    let organisation = candidate.organisation.trim();
    if organisation.len() > 80 || crate::text::shown(organisation) != organisation {
        wrong.push(Violation::of(Gate::FieldValid).with("field", "organisation"));
    }
    if roster.person(candidate.person).is_some() || roster.people().any(|p| p.staff_number == candidate.staff_number) {
        wrong.push(Violation::of(Gate::PersonIsNew));
    }
    check_keys(roster, &candidate.keys, wrong);
    if roster.with_role(Role::Administrator).count() < 2 && candidate.role != Role::Administrator {
        wrong.push(Violation::of(Gate::TwoAdministrators));
    }
}

/// The two credentials of one key, as somebody's own.
pub(super) fn check_keys(roster: &Roster, keys: &[EnrolledKey], wrong: &mut Vec<Violation>) {
    let purposes: Vec<_> = keys.iter().map(|k| k.purpose).collect();
    if purposes != [Purpose::SignIn, Purpose::Approve] {
        wrong.push(Violation::of(Gate::FieldValid).with("field", "keys"));
    }
    // Nor does the key of somebody who left, or one that was lost, come back as another person's.
    let known = roster.all_credentials();
    if keys.iter().any(|k| known.contains(&k.credential)) {
        wrong.push(Violation::of(Gate::StaffKeyIsNew));
    }
    let denied = |k: &EnrolledKey| roster.policy().is_some_and(|p| p.denied_models.contains(&k.aaguid));
    if keys.iter().any(denied) {
        wrong.push(Violation::of(Gate::KeyModelAllowed));
    }
    // Of what the policy asks of a subject's key only what speaks against a model counts for the staff.
    if let Some(status) = keys.iter().find_map(|k| k.model.as_ref()?.refused.as_deref()) {
        wrong.push(Violation::of(Gate::KeyModelNotReported).with("status", status));
    }
    // A real profile takes staff keys only with trusted attestation: a key is evidence of a person.
    if roster.profile() == Some(Profile::Real) && keys.iter().any(|k| k.attested_by.is_none()) {
        wrong.push(Violation::of(Gate::AttestationTrusted));
    }
}

/// How many administrators confirm somebody of this role.
pub fn confirmations_needed(roster: &Roster, role: Role) -> usize {
    let administrators = roster.with_role(Role::Administrator).count();
    match role {
        Role::Administrator if roster.everyone().next().is_none() => 0,
        Role::Administrator if administrators >= 2 => 2,
        Role::Administrator | Role::Agent | Role::Supervisor | Role::Reviewer => 1,
    }
}

/// The administrators whose keys signed this enrolment, each once.
fn confirmed_by(roster: &Roster, candidate: &Candidate, confirmations: &[VerifiedAssertion]) -> Vec<Confirmation> {
    let signed =
        roster.ledger().and_then(|l| enrolment_statement(candidate, l).ok().map(|s| (l, enrolment_challenge(&s))));
    let Some((ledger, challenge)) = signed else { return Vec::new() };
    let mut all: Vec<Confirmation> = Vec::new();
    for verified in confirmations {
        let Some((admin, key)) = roster.by_credential(&verified.assertion().credential) else { continue };
        let fits = admin.role == Role::Administrator
            && key.purpose == Purpose::Approve
            && verified.rp_id() == Purpose::Approve.rp_id(ledger)
            && verified.challenge() == challenge.0
            && all.iter().all(|earlier| earlier.by != admin.id);
        if fits {
            all.push(Confirmation { by: admin.id, assertion: verified.assertion().clone() });
        }
    }
    all
}
