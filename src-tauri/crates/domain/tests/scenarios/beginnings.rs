//! How a desk and a case begin, and the steps that wait for another: given, when, then.

use crate::world::{self, *};
use postern_domain::ids::{AccountId, PersonId};
use postern_domain::policy::Policy;
use postern_domain::recovery::*;
use postern_domain::staff::*;
use postern_domain::time::Span;
use uuid::Uuid;

/// What refuses a case of maya in this world.
fn refused(world: World) -> Vec<&'static str> {
    World::try_open(world, Channel::InPerson).err().map(|r| r.codes()).unwrap_or_default()
}

/// The same person, as if enrolled otherwise.
fn recast(world: &mut World, who: Who, otherwise: impl FnOnce(&mut Person)) {
    let mut p = world.roster.person(person(who)).unwrap().clone();
    otherwise(&mut p);
    world.roster.apply(&DeskEvent::StaffEnrolled {
        person: p.id,
        name: p.name,
        staff_number: p.staff_number,
        role: p.role,
        training_until: p.training_until,
        organisation: p.organisation,
        account: p.account,
        keys: p.keys,
        confirmed: Vec::new(),
    });
}

/// Somebody who is not enrolled yet, with a key of their own.
fn newcomer(number: u8, role: Role) -> Candidate {
    Candidate {
        person: PersonId(Uuid::from_u128(900 + u128::from(number))),
        name: "New".to_owned(),
        staff_number: format!("N-{number}"),
        role,
        training_until: START.plus(Span::days(365)),
        organisation: String::new(),
        account: None,
        keys: world::key_numbered(60 + number).enrolled(),
    }
}

/// Enrols `who`, confirmed by the holder of a key.
fn enrolled(roster: &Roster, who: Candidate, by: &[Who]) -> Result<DeskEvent, Refusal> {
    let challenge = enrolment_challenge(&enrolment_statement(&who, LEDGER).unwrap());
    let confirmed: Vec<_> = by.iter().map(|by| key_of(*by).sign(Purpose::Approve, &challenge.0, 1)).collect();
    enrol(roster, who, &confirmed)
}

#[test]
fn nobody_recovers_their_own_account() {
    let mut world = World::empty("maya");
    recast(&mut world, Who::Agent, |p| p.account = Some((directory(), AccountId::new("maya").unwrap())));
    assert_eq!(refused(world), ["INT-01"]);
}

#[test]
fn one_case_of_an_account_is_open_at_a_time() {
    assert_eq!(refused(World { other_case_open: true, ..World::empty("maya") }), ["INT-03"]);
}

#[test]
fn a_case_needs_two_administrators_and_enough_supervisors() {
    let mut world = World::empty("maya");
    recast(&mut world, Who::Admin2, |p| p.role = Role::Reviewer);
    assert_eq!(refused(world), ["SET-01"]);
    let mut world = World::empty("maya");
    world.policy = Policy { approvals_standard: 3, approvals_privileged: 3, ..world.policy };
    assert_eq!(refused(world), ["SET-02"]);
}

#[test]
fn an_administrator_confirms_every_newcomer() {
    let roster = roster();
    let who = || newcomer(1, Role::Agent);
    let others: [&[Who]; 4] = [&[], &[Who::Agent], &[Who::Supervisor], &[Who::Admin1, Who::Reviewer]];
    for by in others {
        assert_eq!(enrolled(&roster, who(), by).unwrap_err().codes(), ["SET-03"], "{by:?}");
    }
    enrolled(&roster, who(), &[Who::Admin2]).unwrap();
}

#[test]
fn one_administrator_does_not_make_another_of_themselves() {
    let roster = roster();
    let who = || newcomer(1, Role::Administrator);
    for by in [&[Who::Admin1][..], &[Who::Admin1, Who::Admin1]] {
        assert_eq!(enrolled(&roster, who(), by).unwrap_err().codes(), ["SET-03"], "{by:?}");
    }
    enrolled(&roster, who(), &[Who::Admin1, Who::Admin2]).unwrap();
}

#[test]
fn a_newcomer_is_new_and_so_is_their_key() {
    let roster = roster();
    let number = Candidate { staff_number: "2".to_owned(), ..newcomer(1, Role::Agent) };
    assert_eq!(enrolled(&roster, number, &[Who::Admin1]).unwrap_err().codes(), ["SET-04"]);
    let again = Candidate { person: person(Who::Agent), ..newcomer(1, Role::Agent) };
    assert_eq!(enrolled(&roster, again, &[Who::Admin1]).unwrap_err().codes(), ["SET-04"]);
    let key = Candidate { keys: key_of(Who::Agent).enrolled(), ..newcomer(1, Role::Supervisor) };
    assert_eq!(enrolled(&roster, key, &[Who::Admin1]).unwrap_err().codes(), ["SET-05"]);
}

#[test]
fn the_first_two_are_administrators() {
    let founded = DeskEvent::Founded {
        ledger: LEDGER,
        profile: Profile::Real,
        console: CONSOLE,
        console_key: CONSOLE_KEY,
        policy: Box::new(Policy::standard()),
    };
    let mut roster = Roster::fold([&founded]);
    assert!(enrolled(&roster, newcomer(1, Role::Agent), &[]).unwrap_err().names(Gate::TwoAdministrators));
    let first = enrolled(&roster, newcomer(1, Role::Administrator), &[]).unwrap();
    roster.apply(&first);
    let second = newcomer(2, Role::Supervisor);
    let challenge = enrolment_challenge(&enrolment_statement(&second, LEDGER).unwrap());
    let confirmed = world::key_numbered(61).sign(Purpose::Approve, &challenge.0, 1);
    assert_eq!(enrol(&roster, second, &[confirmed]).unwrap_err().codes(), ["SET-01"]);
}

#[test]
fn a_key_is_accepted_before_anything_is_made_on_it() {
    let mut world = World::opened("maya", Channel::InPerson);
    world.prove();
    world.approve();
    world.revoke();
    assert_eq!(world.codes(Who::Agent, Command::Provision), ["PRV-07"]);
}

#[test]
fn a_credential_that_nobody_planned_is_noticed() {
    let mut world = World::opened("maya", Channel::InPerson);
    world.prove();
    world.approve();
    world.revoke();
    world.listed.push(credential("sneaked"));
    world.reread();
    assert_eq!(world.accept_key().unwrap_err().codes(), ["APR-01", "APR-05", "REV-03", "REV-04"]);
    // It is planned to go with the next approval, and then it goes.
    world.approve();
    world.revoke();
    world.accept_key().unwrap();
}
