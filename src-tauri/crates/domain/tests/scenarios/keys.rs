//! Keys themselves: models that are refused, orphans, keys of the staff that are lost, and what is erased.

use crate::world::{self, CONSOLE, LEDGER, START, Who, World, key_of, person};
use postern_domain::canonical::Digest;
use postern_domain::ids::{KeyCredentialId, SessionId};
use postern_domain::policy::Policy;
use postern_domain::recovery::statement::Decision;
use postern_domain::recovery::{Channel, Command, Gate, KeyOffer, ModelReport, NewCredential, Observation};
use postern_domain::staff::{
    Actor, Change, DeskEvent, Erasure, NamedKey, OnKey, Purpose, Role, Roster, SignInFacts, Tending, WorkStep,
    begin_erasure, begin_tending, change, change_challenge, change_statement, sign_in, who_erases,
};
use postern_domain::time::{Span, Timestamp};
use uuid::Uuid;

fn report(change: impl FnOnce(&mut ModelReport)) -> ModelReport {
    let mut report = ModelReport { metadata: 7, stale: false, name: Some("A key".to_owned()), level: 1, refused: None };
    change(&mut report);
    report
}

fn offer(model: Option<ModelReport>) -> KeyOffer {
    KeyOffer { identity: Some(Digest([9; 32])), model, drawn_pin: true, ..world::offer() }
}

fn ready() -> World {
    let mut world = World::opened("maya", Channel::InPerson);
    world.prove();
    world.approve();
    world.revoke();
    world
}

fn accepted(policy: impl FnOnce(&mut Policy), model: Option<ModelReport>) -> Vec<&'static str> {
    let mut world = World::empty("maya");
    policy(&mut world.policy);
    let mut world = World::try_open(world, Channel::InPerson).unwrap();
    world.prove();
    world.approve();
    world.revoke();
    world.codes_of(Who::Agent, Command::AcceptKey { key: offer(model) })
}

#[test]
fn a_model_that_the_metadata_speak_against_is_refused() {
    assert_eq!(accepted(|_| (), None), Vec::<&str>::new());
    assert_eq!(accepted(|_| (), Some(report(|_| ()))), Vec::<&str>::new());
    assert_eq!(accepted(|_| (), Some(report(|r| r.refused = Some("REVOKED".to_owned())))), ["PRV-09"]);
    assert_eq!(accepted(|p| p.denied_models = vec!["model".to_owned()], None), ["PRV-01"]);
}

#[test]
fn a_model_is_certified_as_high_as_the_policy_asks() {
    let level = |needed: u32, is: Option<u32>| {
        accepted(|p| p.model_level = needed, is.map(|level| report(|r| r.level = level)))
    };
    assert_eq!(level(2, Some(2)), Vec::<&str>::new());
    assert_eq!(level(2, Some(3)), Vec::<&str>::new());
    assert_eq!(level(2, Some(1)), ["PRV-10"]);
    assert_eq!(level(1, None), ["PRV-10"]);
}

#[test]
fn metadata_must_be_there_and_current_where_the_policy_asks_for_them() {
    let asked = |model: Option<ModelReport>| accepted(|p| p.metadata_required = true, model);
    assert_eq!(asked(Some(report(|_| ()))), Vec::<&str>::new());
    assert_eq!(asked(None), ["PRV-11"]);
    assert_eq!(asked(Some(report(|r| r.stale = true))), ["PRV-11"]);
    assert_eq!(asked(Some(report(|r| r.name = None))), ["PRV-11"]);
    // Not asked for, old metadata still speak against a model.
    let old = report(|r| (r.stale, r.refused) = (true, Some("REVOKED".to_owned())));
    assert_eq!(accepted(|_| (), Some(old)), ["PRV-09"]);
}

#[test]
fn the_model_that_attested_is_judged_not_the_one_that_was_told() {
    let mut world = ready();
    world.ask(Who::Agent, Command::AcceptKey { key: offer(Some(report(|_| ()))) }).unwrap();
    let effect = world.begin_submission();
    let made_of = |world: &World| {
        let made = world.made(effect);
        NewCredential { identity: Some(Digest([9; 32])), ..made }
    };
    let mut made = made_of(&world);
    made.model = Some(report(|r| r.refused = Some("USER_KEY_REMOTE_COMPROMISE".to_owned())));
    assert_eq!(world.codes(Who::Agent, Command::CredentialMade { made: Box::new(made) }), ["PRV-09"]);
    let mut made = made_of(&world);
    made.model = Some(report(|r| r.metadata = 8));
    world.ask(Who::Agent, Command::CredentialMade { made: Box::new(made) }).unwrap();
    let case = world.case();
    let (key, _) = case.key.as_ref().unwrap();
    assert_eq!((key.identity, key.drawn_pin), (Some(Digest([9; 32])), true));
    assert_eq!(key.model.as_ref().map(|m| m.metadata), Some(7), "the result stays with the case");
    assert_eq!(case.made[0].0.model.as_ref().map(|m| m.metadata), Some(8));
    assert!(case.made[0].0.noted);
}

#[test]
fn the_key_that_is_used_is_the_one_that_was_accepted() {
    let mut world = ready();
    world.ask(Who::Agent, Command::AcceptKey { key: offer(None) }).unwrap();
    let effect = world.begin_submission();
    let mut with = |identity: Option<Digest>, other_cases: Option<u32>| {
        let made = NewCredential { identity, other_cases, ..world.made(effect) };
        world.codes_of(Who::Agent, Command::CredentialMade { made: Box::new(made) })
    };
    assert_eq!(with(Some(Digest([8; 32])), None), ["PRV-07"], "of the same model, and another");
    assert_eq!(with(None, None), ["PRV-07"]);
    assert_eq!(with(Some(Digest([9; 32])), Some(2)), ["VEL-04"]);
    assert_eq!(with(Some(Digest([9; 32])), Some(1)), Vec::<&str>::new());
}

#[test]
fn a_key_that_attests_by_itself_is_known_again() {
    let certificate = Digest([7; 32]);
    let mut first = ready();
    first.accept_key().unwrap();
    let effect = first.begin_submission();
    let made = NewCredential { attested_as: Some(certificate), ..first.made(effect) };
    first.ask(Who::Agent, Command::CredentialMade { made: Box::new(made) }).unwrap();
    assert!(first.case().was_attested_as(&certificate));
    assert!(!first.case().was_attested_as(&Digest([8; 32])));
    // In as many further cases as the policy lets a key be handed out in, it is refused.
    let mut next = ready();
    next.accept_key().unwrap();
    let effect = next.begin_submission();
    let cases = next.policy.key_cases;
    let made = NewCredential { attested_as: Some(certificate), other_cases: Some(cases), ..next.made(effect) };
    assert_eq!(next.codes(Who::Agent, Command::CredentialMade { made: Box::new(made) }), ["VEL-04"]);
}

#[test]
fn what_an_interrupted_attempt_left_on_a_key_is_told_when_it_is_deleted() {
    let mut world = ready();
    let orphan = || Command::OrphanRemoved { credential: KeyCredentialId(vec![1, 2, 3]) };
    assert_eq!(world.codes(Who::Agent, orphan()), ["CAS-02"], "nothing is being made");
    world.accept_key().unwrap();
    let effect = world.begin_submission();
    assert_eq!(world.codes(Who::Supervisor, orphan()), ["ROL-01"]);
    world.ask(Who::Agent, orphan()).unwrap();
    // What was handed to the directory is none, until it is seen not to be there.
    let made = Box::new(world.made(effect));
    let of_made = Command::OrphanRemoved { credential: made.credential.clone() };
    world.ask(Who::Agent, Command::CredentialMade { made }).unwrap();
    assert_eq!(world.codes(Who::Agent, of_made.clone()), ["CAS-02"]);
    world.see(effect, Observation::NotAsIntended { found: "not_listed".to_owned() }).unwrap();
    world.begin_submission();
    world.ask(Who::Agent, of_made).unwrap();
}

// Keys of the staff.

fn another() -> world::Key {
    world::key_numbered(71)
}

fn replace(who: Who) -> Change {
    Change::ReplaceStaffKey {
        person: person(who),
        keys: another().enrolled(),
        reported_at: START,
        reason: "lost on a train".to_owned(),
    }
}

fn add(who: Who) -> Change {
    Change::AddStaffKey { person: person(who), keys: another().enrolled() }
}

fn changed(roster: &mut Roster, what: &Change, by: &[Who], now: Timestamp) -> Result<(), Vec<&'static str>> {
    let challenge = change_challenge(&change_statement(what, LEDGER, roster.changes()).unwrap());
    let signed: Vec<_> = by.iter().map(|who| key_of(*who).sign(Purpose::Approve, &challenge.0, 1)).collect();
    let event = change(roster, what.clone(), &signed, now).map_err(|r| r.codes())?;
    roster.apply(&event);
    Ok(())
}

fn session(roster: &Roster, key: &world::Key) -> Result<Actor, Vec<&'static str>> {
    let facts = SignInFacts { roster, console: CONSOLE, session: SessionId(Uuid::from_u128(9)) };
    sign_in(&key.sign(Purpose::SignIn, b"challenge", 0), &facts).map(|(_, actor)| actor).map_err(|r| r.codes())
}

#[test]
fn another_staff_key_takes_two_others() {
    let roster = world::roster();
    for what in [replace(Who::Agent), add(Who::Agent)] {
        let too_few: [&[Who]; 5] = [
            &[],
            &[Who::Admin1],
            &[Who::Admin1, Who::Admin1],
            &[Who::Admin1, Who::Supervisor],
            &[Who::Agent, Who::Admin1],
        ];
        for by in too_few {
            assert_eq!(changed(&mut roster.clone(), &what, by, START), Err(vec!["DSK-01"]), "{by:?}");
        }
        changed(&mut roster.clone(), &what, &[Who::Admin1, Who::Admin2], START).unwrap();
        let with_reviewer = changed(&mut roster.clone(), &what, &[Who::Admin1, Who::Reviewer], START);
        assert_eq!(with_reviewer, Err(vec!["DSK-01"]), "there are two administrators");
        let mut two_reviewers = roster.clone();
        crate::people::recast(&mut two_reviewers, Who::SecondSupervisor, |p| p.role = Role::Reviewer);
        let by = [Who::Reviewer, Who::SecondSupervisor];
        assert_eq!(
            changed(&mut two_reviewers, &what, &by, START),
            Err(vec!["DSK-01"]),
            "an administrator is one of them"
        );
    }
    // One of two administrators lost theirs: a reviewer signs in their place, they themselves never.
    assert_eq!(
        changed(&mut roster.clone(), &replace(Who::Admin2), &[Who::Admin1, Who::Admin2], START),
        Err(vec!["DSK-01"])
    );
    changed(&mut roster.clone(), &replace(Who::Admin2), &[Who::Admin1, Who::Reviewer], START).unwrap();
}

#[test]
fn another_staff_key_is_checked_like_the_first() {
    let roster = world::roster();
    let by = [Who::Admin1, Who::Admin2];
    let with = |change: fn(&mut Change)| {
        let mut what = replace(Who::Agent);
        change(&mut what);
        changed(&mut roster.clone(), &what, &by, START).unwrap_err()
    };
    let keys = |what: &mut Change, new: Vec<postern_domain::staff::EnrolledKey>| {
        if let Change::ReplaceStaffKey { keys, .. } = what {
            *keys = new;
        }
    };
    assert_eq!(
        with(|c| if let Change::ReplaceStaffKey { reason, .. } = c {
            reason.clear()
        }),
        ["INP-01"]
    );
    assert_eq!(
        with(|c| if let Change::ReplaceStaffKey { reported_at, .. } = c {
            *reported_at = START.plus(Span(1))
        }),
        ["INP-01"]
    );
    assert_eq!(
        with(|c| if let Change::ReplaceStaffKey { person, .. } = c {
            person.0 = Uuid::from_u128(404)
        }),
        ["CAS-02"]
    );
    let mut of_another = replace(Who::Agent);
    keys(&mut of_another, key_of(Who::Supervisor).enrolled());
    assert_eq!(changed(&mut roster.clone(), &of_another, &by, START), Err(vec!["SET-05"]));
    let mut unattested = replace(Who::Agent);
    keys(
        &mut unattested,
        another()
            .enrolled()
            .into_iter()
            .map(|k| postern_domain::staff::EnrolledKey { attested_by: None, ..k })
            .collect(),
    );
    assert_eq!(changed(&mut roster.clone(), &unattested, &by, START), Err(vec!["PRV-06"]));
    let mut half = replace(Who::Agent);
    keys(&mut half, another().enrolled().into_iter().take(1).collect());
    assert_eq!(changed(&mut roster.clone(), &half, &by, START), Err(vec!["INP-01"]));
}

#[test]
fn a_lost_staff_key_opens_nothing_more_and_what_it_signed_is_still_known() {
    let mut roster = world::roster();
    let old = key_of(Who::Supervisor);
    changed(&mut roster, &replace(Who::Supervisor), &[Who::Admin1, Who::Admin2], START).unwrap();
    assert_eq!(session(&roster, &old), Err(vec!["SES-03"]));
    let actor = session(&roster, &another()).unwrap();
    assert_eq!((actor.person(), actor.role()), (person(Who::Supervisor), Role::Supervisor));
    let credential = old.enrolled()[1].credential.clone();
    assert!(roster.by_credential(&credential).is_none());
    assert_eq!(roster.ever_by_credential(&credential).unwrap().0.id, person(Who::Supervisor));
    assert!(roster.all_credentials().contains(&credential), "nobody enrols it again");
    let lost = &roster.person(person(Who::Supervisor)).unwrap().lost;
    assert_eq!((lost.len(), lost[0].reported_at, lost[0].reason.as_str()), (1, START, "lost on a train"));
}

#[test]
fn a_second_key_signs_beside_the_first() {
    let mut world = World::opened("maya", Channel::InPerson);
    changed(&mut world.roster, &add(Who::Supervisor), &[Who::Admin1, Who::Admin2], START).unwrap();
    world.prove();
    world.ask(Who::Agent, Command::SeekApproval).unwrap();
    // Each session signs with the key that opened it.
    for key in [key_of(Who::Supervisor), another()] {
        let actor = session(&world.roster, &key).unwrap();
        let own = &key.enrolled()[1].credential;
        assert_eq!(&world.roster.approving(&actor).unwrap().credential, own);
        let offered = postern_domain::recovery::statement::Statement::offer(
            &world.case(),
            Decision::Approve,
            [3; 32],
            &world.facts(&actor),
        )
        .unwrap();
        assert_eq!(&offered.signer_credential, own);
        let bytes = offered.bytes().unwrap();
        let signed =
            key.sign(Purpose::Approve, &postern_domain::recovery::statement::Statement::challenge(&bytes).0, 1);
        let done = postern_domain::recovery::decide(
            &world.case(),
            Command::CoSign { statement: bytes, assertion: signed },
            &world.facts(&actor),
        );
        done.unwrap();
    }
}

#[test]
fn a_lost_key_voids_its_approvals_and_freezes_the_cases_of_its_agent() {
    let by = [Who::Admin1, Who::Admin2];
    // The supervisor's: the approval does not hold.
    let mut world = World::opened("maya", Channel::InPerson);
    world.prove();
    world.approve();
    changed(&mut world.roster, &replace(Who::Supervisor), &by, START).unwrap();
    assert!(world.codes(Who::Agent, Command::Revoke).contains(&"APR-01"));
    // A second key of theirs voids nothing.
    let mut world = World::opened("maya", Channel::InPerson);
    world.prove();
    world.approve();
    changed(&mut world.roster, &add(Who::Supervisor), &by, START).unwrap();
    world.ask(Who::Agent, Command::Revoke).unwrap();
    // The agent's: the case stands still until somebody takes it over, and may be the same person with their new key.
    let mut world = World::opened("maya", Channel::InPerson);
    let now = world.now;
    let former = world.actor(Who::Agent);
    changed(&mut world.roster, &replace(Who::Agent), &by, now).unwrap();
    assert!(world.case().is_frozen(&world.roster));
    let refused = postern_domain::recovery::decide(&world.case(), Command::SeekApproval, &world.facts(&former));
    let codes = refused.unwrap_err().codes();
    assert!(codes.contains(&"SES-03") && codes.contains(&"CAS-03"), "{codes:?}");
    world.now = world.now.plus(Span::seconds(1));
    let actor = session(&world.roster, &another()).unwrap();
    let taken = postern_domain::recovery::decide(&world.case(), Command::TakeOver, &world.facts(&actor)).unwrap();
    world.events.extend(taken.into_vec());
    assert!(!world.case().is_frozen(&world.roster));
    // A case that began after the loss is nobody's worry.
    assert!(world.roster.trusted_since(person(Who::Agent), now.plus(Span(1))));
    assert!(!world.roster.trusted_since(person(Who::Agent), now));
}

// What is erased.

fn erase(who: Who, on_key: OnKey, what: Erasure, typed: &str) -> Result<DeskEvent, Vec<&'static str>> {
    let world = World::empty("maya");
    let key = NamedKey { label: "k".to_owned(), aaguid: None, identity: None };
    begin_erasure(&world.roster, &world.actor(who), (key, on_key), what, typed, START).map_err(|r| r.codes())
}

const NOTHING: OnKey = OnKey { blocked: false, staff: Some(false), open_case: Some(false) };

#[test]
fn a_key_is_erased_by_whoever_types_the_word_and_never_somebodys() {
    let begun = erase(Who::Agent, NOTHING, Erasure::Everything, " RESET ").unwrap();
    assert!(matches!(begun, DeskEvent::KeyErased { step: WorkStep::Begun, .. }));
    for typed in ["", "reset", "RESETS"] {
        assert_eq!(erase(Who::Agent, NOTHING, Erasure::Everything, typed).unwrap_err(), ["KSL-02"]);
    }
    let staff = OnKey { staff: Some(true), ..NOTHING };
    assert_eq!(erase(Who::Agent, staff, Erasure::Everything, "RESET").unwrap_err(), ["KSL-01"]);
    let open = OnKey { open_case: Some(true), ..NOTHING };
    assert_eq!(erase(Who::Admin1, open, Erasure::Everything, "RESET").unwrap_err(), ["KSL-03"]);
    // A key that does not tell may be erased where it is blocked: it is of use only after that.
    let untold = |blocked| OnKey { blocked, staff: None, open_case: None };
    erase(Who::Admin1, untold(true), Erasure::Everything, "RESET").unwrap();
    assert_eq!(erase(Who::Admin1, untold(false), Erasure::Everything, "RESET").unwrap_err(), ["KSL-01", "KSL-03"]);
    assert_eq!(
        erase(Who::Agent, OnKey { blocked: true, ..staff }, Erasure::Everything, "RESET").unwrap_err(),
        ["KSL-01"]
    );
    for who in [Who::Supervisor, Who::Reviewer] {
        assert_eq!(erase(who, NOTHING, Erasure::Everything, "RESET").unwrap_err(), ["ROL-01"]);
    }
    let one = || Erasure::Credential { rp_id: "rp".to_owned(), credential: KeyCredentialId(vec![1]) };
    erase(Who::Agent, NOTHING, one(), "").unwrap();
    assert_eq!(erase(Who::Agent, staff, one(), "").unwrap_err(), ["KSL-01"]);
}

// What is set.

#[test]
fn whoever_works_here_sets_what_a_key_takes_and_nobody_else() {
    let world = World::empty("maya");
    let key = || NamedKey { label: "k".to_owned(), aaguid: None, identity: None };
    let tend = |actor: &Actor, what| begin_tending(&world.roster, actor, key(), what, START).map_err(|r| r.codes());
    let name = |text: &str| Tending::Rename {
        rp_id: "rp".to_owned(),
        credential: KeyCredentialId(vec![1]),
        user_name: text.to_owned(),
        display_name: "M".to_owned(),
    };
    for who in [Who::Agent, Who::Supervisor, Who::Reviewer, Who::Admin1] {
        tend(&world.actor(who), Tending::ForcePinChange).unwrap();
    }
    let agent = world.actor(Who::Agent);
    for (length, fits) in [(3, false), (4, true), (63, true), (64, false)] {
        assert_eq!(tend(&agent, Tending::MinPinLength { length }).is_ok(), fits, "{length}");
    }
    for (text, fits) in [("", false), (" ", false), ("m", true), ("m\u{200b}", false)] {
        assert_eq!(tend(&agent, name(text)).is_ok(), fits, "{text:?}");
    }
    // Bytes count, not letters.
    tend(&agent, name(&"ä".repeat(32))).unwrap();
    assert_eq!(tend(&agent, name(&"ä".repeat(33))).unwrap_err(), [Gate::FieldValid.code()]);
    let gone = begin_tending(&Roster::default(), &agent, key(), Tending::ForcePinChange, START).unwrap_err();
    assert_eq!(gone.codes(), [Gate::KnownStaffKey.code()]);
    let begun = tend(&agent, Tending::ForcePinChange).unwrap();
    let became = begun.became(WorkStep::Done, START).unwrap();
    assert!(matches!(became, DeskEvent::KeyTended { step: WorkStep::Done, what: Tending::ForcePinChange, .. }));
    assert_eq!(DeskEvent::HistoryRestored { lost: String::new() }.became(WorkStep::Done, START), None);
}

#[test]
fn somebody_who_left_erases_nothing() {
    let roster = world::roster();
    assert_eq!(who_erases(&roster, person(Who::Agent)), vec![]);
    let gone = who_erases(&roster, postern_domain::ids::PersonId(Uuid::from_u128(404)));
    assert_eq!(gone.iter().map(|v| v.gate).collect::<Vec<_>>(), [Gate::KnownStaffKey]);
}
