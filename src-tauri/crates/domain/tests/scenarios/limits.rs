//! How long a text may be, who may be enrolled, which name belongs to what: given, when, then.

use crate::world::{self, *};
use postern_domain::ids::{AccountId, ConsoleKey, DirectoryId};
use postern_domain::recovery::view::Step;
use postern_domain::recovery::*;
use postern_domain::staff::*;
use postern_domain::time::Span;
use std::collections::BTreeSet;

fn at_desk() -> World {
    World::opened("maya", Channel::InPerson)
}

fn newcomer() -> Candidate {
    Candidate {
        person: postern_domain::ids::PersonId(uuid::Uuid::from_u128(777)),
        name: "Noor".to_owned(),
        staff_number: "N-1".to_owned(),
        role: Role::Agent,
        training_until: START.plus(Span::days(300)),
        organisation: String::new(),
        account: None,
        keys: world::key_numbered(70).enrolled(),
    }
}

fn enrolled(roster: &Roster, who: Candidate) -> Vec<&'static str> {
    let challenge = enrolment_challenge(&enrolment_statement(&who, LEDGER).unwrap());
    let confirmed = key_of(Who::Admin1).sign(Purpose::Approve, &challenge.0, 1);
    enrol(roster, who, &[confirmed]).err().map(|r| r.codes()).unwrap_or_default()
}

#[test]
fn a_note_is_as_long_as_it_may_be_and_shows_all_of_itself() {
    let world = at_desk();
    let cancel = |note: String| {
        let actor = world.actor(Who::Agent);
        decide(&world.case(), Command::Cancel { note }, &world.facts(&actor)).map(|_| ()).map_err(|r| r.codes())
    };
    let most = (1..20_000).find(|n| cancel("x".repeat(*n)).is_err()).expect("there is a limit") - 1;
    assert!(most >= 500, "{most}");
    assert_eq!(cancel("x".repeat(most)), Ok(()));
    assert_eq!(cancel("x".repeat(most + 1)), Err(vec!["INP-01"]));
    assert_eq!(cancel("é".repeat(most)), Ok(()), "letters are counted, not bytes");
    assert_eq!(cancel("two\nlines".to_owned()), Ok(()));
    for hidden in ["\u{7}", "a\u{1b}[2K", "a\tb"] {
        assert_eq!(cancel(hidden.to_owned()), Err(vec!["INP-01"]), "{hidden:?}");
    }
}

#[test]
fn a_hundred_consumers_are_listed_and_no_more() {
    let world = World::opened("robot", Channel::InPerson);
    let list = |n: usize| {
        let actor = world.actor(Who::Agent);
        let consumers = (0..n).map(|n| format!("job {n}")).collect();
        let command = Command::ListConsumers { consumers, overlap_minutes: 0 };
        decide(&world.case(), command, &world.facts(&actor)).map(|_| ()).map_err(|r| r.codes())
    };
    assert_eq!(list(0), Err(vec!["MCH-02"]));
    assert_eq!((list(1), list(100)), (Ok(()), Ok(())));
    assert_eq!(list(101), Err(vec!["MCH-02"]));
}

#[test]
fn names_and_numbers_of_staff_are_short_and_plain() {
    let roster = world::roster();
    assert_eq!(enrolled(&roster, newcomer()), Vec::<&str>::new());
    let named = |name: &str| enrolled(&roster, Candidate { name: name.to_owned(), ..newcomer() });
    let numbered = |n: &str| enrolled(&roster, Candidate { staff_number: n.to_owned(), ..newcomer() });
    let of = |o: &str| enrolled(&roster, Candidate { organisation: o.to_owned(), ..newcomer() });
    assert_eq!(named(&"n".repeat(80)), Vec::<&str>::new());
    assert_eq!(numbered(&"1".repeat(40)), Vec::<&str>::new());
    assert_eq!(of(&"o".repeat(80)), Vec::<&str>::new());
    for bad in ["", "  ", "a\u{202e}b", &"n".repeat(81)] {
        assert_eq!(named(bad), ["INP-01"], "{bad:?}");
    }
    for bad in ["", "  ", "1\u{7}", &"1".repeat(41)] {
        assert_eq!(numbered(bad), ["INP-01"], "{bad:?}");
    }
    for bad in ["a\u{202e}b", &"o".repeat(81)] {
        assert_eq!(of(bad), ["INP-01"], "{bad:?}");
    }
}

#[test]
fn a_real_desk_takes_attested_keys_and_a_practice_desk_any() {
    let unattested = || {
        let keys = newcomer().keys.into_iter().map(|k| EnrolledKey { attested_by: None, ..k }).collect();
        Candidate { keys, ..newcomer() }
    };
    assert_eq!(enrolled(&world::roster(), unattested()), ["PRV-06"]);
    let founded = DeskEvent::Founded {
        ledger: LEDGER,
        profile: Profile::Practice,
        console: CONSOLE,
        console_key: CONSOLE_KEY,
        policy: Box::new(postern_domain::policy::Policy::standard()),
    };
    let first = Candidate { role: Role::Administrator, ..unattested() };
    assert!(enrol(&Roster::fold([&founded]), first, &[]).is_ok());
}

#[test]
fn what_an_administrator_confirms_names_everything_about_the_newcomer() {
    let statement = |who: &Candidate| enrolment_statement(who, LEDGER).unwrap();
    let base = statement(&newcomer());
    let others = [
        Candidate { person: person(Who::Agent), ..newcomer() },
        Candidate { name: "Nora".to_owned(), ..newcomer() },
        Candidate { staff_number: "N-2".to_owned(), ..newcomer() },
        Candidate { role: Role::Supervisor, ..newcomer() },
        Candidate { training_until: START, ..newcomer() },
        Candidate { organisation: "o".to_owned(), ..newcomer() },
        Candidate { account: Some((directory(), AccountId::new("a").unwrap())), ..newcomer() },
        Candidate { keys: world::key_numbered(71).enrolled(), ..newcomer() },
    ];
    let all: BTreeSet<_> = others.iter().map(statement).chain([base]).collect();
    assert_eq!(all.len(), 9);
}

#[test]
fn a_removed_key_is_still_known_as_whose_it_was() {
    let mut world = World::empty("maya");
    let credential = key_of(Who::SecondSupervisor).enrolled()[1].credential.clone();
    let what =
        Change::RemoveStaff { person: person(Who::SecondSupervisor), reported_at: START, reason: "left".to_owned() };
    let challenge = change_challenge(&change_statement(&what, LEDGER, world.roster.changes()).unwrap());
    let signed = [key_of(Who::Admin1).sign(Purpose::Approve, &challenge.0, 1)];
    let event = change(&world.roster, what, &signed, world.now).unwrap();
    world.roster.apply(&event);
    assert!(world.roster.by_credential(&credential).is_none());
    let (whose, key) = world.roster.ever_by_credential(&credential).unwrap();
    assert_eq!((whose.id, &key.credential), (person(Who::SecondSupervisor), &credential));
    assert!(world.roster.ever_by_credential(&postern_domain::ids::KeyCredentialId(vec![0])).is_none());
    // A past record of theirs can be judged again.
    let again = replayed(&world.roster, person(Who::SecondSupervisor), CONSOLE).unwrap();
    assert_eq!(
        (again.person(), again.role(), again.console()),
        (person(Who::SecondSupervisor), Role::Supervisor, CONSOLE)
    );
}

#[test]
fn a_session_is_open_until_it_is_ended() {
    let mut roster = world::roster();
    let session = postern_domain::ids::SessionId(uuid::Uuid::from_u128(8));
    let facts = SignInFacts { roster: &roster, console: CONSOLE, session };
    let (opened, _) = sign_in(&key_of(Who::Agent).sign(Purpose::SignIn, b"c", 1), &facts).unwrap();
    assert!(!roster.is_open(session));
    roster.apply(&opened);
    assert!(roster.is_open(session));
    roster.apply(&DeskEvent::SessionEnded { session });
    assert!(!roster.is_open(session));
}

#[test]
fn the_key_for_approvals_opens_no_session() {
    let roster = world::roster();
    let facts =
        SignInFacts { roster: &roster, console: CONSOLE, session: postern_domain::ids::SessionId(uuid::Uuid::nil()) };
    let wrong = sign_in(&key_of(Who::Agent).sign(Purpose::Approve, b"c", 1), &facts).unwrap_err();
    assert_eq!(wrong.codes(), ["AST-07"]);
}

fn signed(world: &World, what: &Change, by: &[Who]) -> Result<DeskEvent, Vec<&'static str>> {
    let challenge = change_challenge(&change_statement(what, LEDGER, world.roster.changes()).unwrap());
    let all: Vec<_> = by.iter().map(|who| key_of(*who).sign(Purpose::Approve, &challenge.0, 1)).collect();
    change(&world.roster, what.clone(), &all, world.now).map_err(|r| r.codes())
}

#[test]
fn a_change_says_why_and_security_has_a_key_of_the_right_form() {
    let mut world = World::empty("maya");
    let threat = |reason: &str| Change::SetThreat { threat: Threat::Raised, reason: reason.to_owned() };
    assert!(signed(&world, &threat("calls"), &[Who::Admin1]).is_ok());
    for reason in ["", " ", "a\u{202e}b", &"r".repeat(501)] {
        assert_eq!(signed(&world, &threat(reason), &[Who::Admin1]), Err(vec!["INP-01"]), "{reason:?}");
    }
    let both = [Who::Admin1, Who::Admin2];
    let key = |text: &str| Change::SetSecurityKey { public_key: text.to_owned() };
    for bad in ["", "ab", &"g".repeat(64), &"A".repeat(64), &"a".repeat(63), &"a".repeat(65)] {
        assert_eq!(signed(&world, &key(bad), &both), Err(vec!["INP-01"]), "{bad:?}");
    }
    assert_eq!(world.roster.security_key(), None);
    let event = signed(&world, &key(&"0af9".repeat(16)), &both).unwrap();
    world.roster.apply(&event);
    assert_eq!(world.roster.security_key(), Some("0af9".repeat(16).as_str()));
}

#[test]
fn a_consoles_key_is_rotated_by_two_administrators_and_never_comes_back() {
    let mut world = World::empty("maya");
    let both = [Who::Admin1, Who::Admin2];
    let rotate = |console, key| Change::RotateConsoleKey { console, key, reason: "yearly".to_owned() };
    let next = ConsoleKey([3; 32]);
    for too_few in [&[][..], &[Who::Admin1], &[Who::Admin1, Who::Reviewer], &[Who::Admin1, Who::Supervisor]] {
        assert_eq!(signed(&world, &rotate(CONSOLE, next), too_few), Err(vec!["DSK-01"]), "{too_few:?}");
    }
    assert_eq!(signed(&world, &rotate(OTHER_CONSOLE, next), &both), Err(vec!["CAS-02"]));
    assert_eq!(signed(&world, &rotate(CONSOLE, CONSOLE_KEY), &both), Err(vec!["INP-01"]));
    let silent = Change::RotateConsoleKey { console: CONSOLE, key: next, reason: " ".to_owned() };
    assert_eq!(signed(&world, &silent, &both), Err(vec!["INP-01"]));
    let event = signed(&world, &rotate(CONSOLE, next), &both).unwrap();
    world.roster.apply(&event);
    assert_eq!(world.roster.console_key(CONSOLE), Some(next));
    assert_eq!(signed(&world, &rotate(CONSOLE, CONSOLE_KEY), &both), Err(vec!["INP-01"]));
    assert_eq!(world.roster.console_key(OTHER_CONSOLE), None);
}

#[test]
fn every_name_is_of_one_thing() {
    let codes: Vec<_> = Gate::all().map(Gate::code).collect();
    assert_eq!(codes.iter().collect::<BTreeSet<_>>().len(), codes.len());
    assert!(codes.len() > 100);
    for gate in Gate::all() {
        assert_eq!(Gate::by_code(gate.code()), Some(gate));
        let citation = gate.citation();
        assert!(citation.starts_with("SP 800-63") || citation.starts_with("Local P-"), "{citation}");
    }
    assert_eq!(Gate::by_code("XXX-99"), None);
    let steps: BTreeSet<_> = Step::ALL.iter().map(|step| step.code()).collect();
    assert_eq!(steps.len(), Step::ALL.len());
    assert!(steps.iter().all(|code| code.bytes().all(|b| b.is_ascii_lowercase() || b == b'_')));
    let roles = [Role::Agent, Role::Supervisor, Role::Reviewer, Role::Administrator].map(role_code);
    assert_eq!(roles, ["agent", "supervisor", "reviewer", "administrator"]);
    let refused = Refusal::one(Violation::of(Gate::FieldValid));
    assert!(refused.names(Gate::FieldValid) && !refused.names(Gate::ItemExists));
}

#[test]
fn an_own_account_is_of_the_same_directory() {
    let mut world = World::empty("maya");
    let mut own = |directory: DirectoryId| {
        let mut agent = world.roster.person(person(Who::Agent)).unwrap().clone();
        agent.account = Some((directory, AccountId::new("maya").unwrap()));
        world.roster.apply(&DeskEvent::StaffEnrolled {
            person: agent.id,
            name: agent.name,
            staff_number: agent.staff_number,
            role: agent.role,
            training_until: agent.training_until,
            organisation: agent.organisation,
            account: agent.account,
            keys: agent.keys,
            confirmed: Vec::new(),
        });
        World::try_open(world.clone(), Channel::InPerson).map(|_| ()).map_err(|r| r.codes())
    };
    assert_eq!(own(directory()), Err(vec!["INT-01"]));
    assert_eq!(own(DirectoryId::new("another").unwrap()), Ok(()));
}

#[test]
fn a_contact_that_is_not_there_takes_no_code() {
    let world = at_desk();
    let actor = world.actor(Who::Agent);
    let (case, facts) = (world.case(), world.facts(&actor));
    assert!(code_target(&case, &facts, &world.account.contacts[1].id));
    assert!(!code_target(&case, &facts, &world.account.contacts[2].id), "of unknown age");
    assert!(!code_target(&case, &facts, &postern_domain::ids::ContactId::new("nobody").unwrap()));
}

#[test]
fn a_consoles_key_is_written_in_digits_and_read_back() {
    let key = ConsoleKey([0xa7; 32]);
    let text = serde_json::to_string(&key).unwrap();
    assert_eq!(text, format!("\"{}\"", "a7".repeat(32)));
    assert_eq!(serde_json::from_str::<ConsoleKey>(&text).unwrap(), key);
    assert_eq!(format!("{key:?}"), "a7".repeat(32));
    assert!(serde_json::from_str::<ConsoleKey>("\"a7\"").is_err());
}

#[test]
fn a_supervisor_can_freeze_where_no_agent_is() {
    let mut world = at_desk();
    let freeze = Command::Contain { credentials: vec![credential("old-key").id] };
    world.ask(Who::Supervisor, freeze).unwrap();
    assert!(world.case().effects.iter().any(|e| matches!(e.action, Action::SuspendCredential { .. })));
}

#[test]
fn a_recovery_contact_that_is_the_subjects_own_address_is_no_second_method() {
    let world = World::empty("maya");
    let mut account = world.account.clone();
    account.contacts[1].address = "+44 20-7946".to_owned();
    account.recovery_contacts[0].address = "+44207946".to_owned();
    let world = World::opened_as(account.clone(), Channel::InPerson);
    let actor = world.actor(Who::Agent);
    assert!(!code_target(&world.case(), &world.facts(&actor), &account.recovery_contacts[0].id));
}

#[test]
fn a_credential_that_came_or_went_since_proves_no_possession() {
    let prove = |id: &str| Command::ProvePossession { credential: credential(id).id };
    let mut world = at_desk();
    world.listed.push(credential("came"));
    world.listed.retain(|c| c.id != credential("old-app").id);
    world.reread();
    assert_eq!(world.codes(Who::Agent, prove("came")), ["CAS-02"]);
    assert_eq!(world.codes(Who::Agent, prove("old-app")), ["CAS-02"]);
    world.ask(Who::Agent, prove("old-key")).unwrap();
}
