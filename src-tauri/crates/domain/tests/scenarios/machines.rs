//! The pages of a machine identity, its consumers on their way, and what a list says of it: given, when, then.

use crate::people::{changed, remove};
use crate::world::*;
use postern_domain::canonical;
use postern_domain::ids::{AccountId, CredentialId};
use postern_domain::recovery::machine::{
    MachinePage, PageStanding, TrialStanding, next, overlap_presets, overlap_runs_until, pages, trials,
};
use postern_domain::recovery::view::{Step, blocked_by};
use postern_domain::recovery::*;
use postern_domain::time::Span;

use MachinePage::{Consumers, NegativeTest, NewKey, Sponsor};
use PageStanding::{Blocked, Done, Now, Skipped, Waiting};

const JOB: &str = "nightly batch";

/// A machine's case, just opened at a desk that allows an hour of overlap.
fn robot() -> World {
    let mut world = World { account: account("robot"), ..World::empty("maya") };
    world.policy.overlap_minutes = 60;
    World::try_open(world, Channel::InPerson).unwrap()
}

fn sponsor() -> Command {
    Command::ProveSponsor { account: AccountId::new("sponsor").unwrap(), login: "sponsor".to_owned() }
}

fn consumers(all: &[&str], overlap_minutes: i64) -> Command {
    Command::ListConsumers { consumers: all.iter().map(|&one| one.to_owned()).collect(), overlap_minutes }
}

fn trial(credential: &str, refused: bool) -> Command {
    Command::TryOldCredential { credential: CredentialId::new(credential).unwrap(), refused, observed: true }
}

fn moves(consumer: &str, moved: bool) -> Command {
    Command::MoveConsumer { consumer: consumer.to_owned(), moved }
}

/// With sponsor and consumers, and co-signed.
fn sponsored(overlap_minutes: i64) -> World {
    let mut world = robot();
    world.ask(Who::Agent, sponsor()).unwrap();
    world.ask(Who::Agent, consumers(&[JOB, "payroll"], overlap_minutes)).unwrap();
    world.approve();
    world
}

/// With its new key, without an overlap.
fn rotated() -> World {
    let mut world = sponsored(0);
    world.revoke();
    world.provision();
    world
}

/// How each page stands, and which one to go on with.
fn stands(world: &World) -> (Vec<PageStanding>, Option<MachinePage>) {
    let actor = world.actor(Who::Agent);
    let pages = pages(&world.case(), &world.facts(&actor));
    (pages.iter().map(|page| page.standing).collect(), next(&pages))
}

fn tried(world: &World) -> Vec<TrialStanding> {
    trials(&world.case()).iter().map(|one| one.standing).collect()
}

#[test]
fn the_pages_follow_the_path() {
    let mut world = robot();
    assert_eq!(stands(&world), (vec![Now, Waiting, Waiting, Waiting], Some(Sponsor)));
    world.ask(Who::Agent, sponsor()).unwrap();
    assert_eq!(stands(&world), (vec![Done, Now, Waiting, Waiting], Some(Consumers)));
    world.ask(Who::Agent, consumers(&[JOB], 0)).unwrap();
    assert_eq!(stands(&world), (vec![Done, Done, Waiting, Waiting], None), "others sign");
    world.approve();
    assert_eq!(stands(&world), (vec![Done, Done, Waiting, Waiting], None), "the old ones go first");
    world.revoke();
    assert_eq!(stands(&world), (vec![Done, Done, Now, Now], Some(NegativeTest)));
    for old in ["old-key", "old-app"] {
        world.ask(Who::Agent, trial(old, true)).unwrap();
    }
    assert_eq!(stands(&world), (vec![Done, Done, Now, Done], Some(NewKey)));
    world.provision();
    world.finish().unwrap();
    assert_eq!(stands(&world), (vec![Done; 4], None));
}

#[test]
fn pages_are_of_machines_and_say_what_an_end_left_out() {
    assert_eq!(stands(&World::opened("maya", Channel::InPerson)), (Vec::new(), None));
    let mut world = robot();
    world.ask(Who::Agent, sponsor()).unwrap();
    world.ask(Who::Agent, Command::Cancel { note: "not today".to_owned() }).unwrap();
    assert_eq!(stands(&world), (vec![Done, Skipped, Skipped, Skipped], None));
}

#[test]
fn a_recipient_is_part_of_the_sponsors_page() {
    let mut world = World { account: account("robot"), ..World::empty("maya") };
    world.capabilities.drawn_keys = true;
    let mut world = World::try_open(world, Channel::InPerson).unwrap();
    world.ask(Who::Agent, sponsor()).unwrap();
    assert_eq!(stands(&world).1, Some(Sponsor));
    world.ask(Who::Agent, Command::NameRecipient { recipient: "age1abc".to_owned() }).unwrap();
    assert_eq!(stands(&world).1, Some(Consumers));
}

#[test]
fn an_old_credential_that_still_works_blocks_its_page_until_it_is_refused() {
    let mut world = sponsored(0);
    assert_eq!(tried(&world), [TrialStanding::NotGone; 2]);
    world.revoke();
    assert_eq!(tried(&world), [TrialStanding::ToTry; 2]);
    world.ask(Who::Agent, trial("old-key", true)).unwrap();
    world.ask(Who::Agent, trial("old-app", false)).unwrap();
    assert_eq!(tried(&world), [TrialStanding::Refused, TrialStanding::Works]);
    assert_eq!(stands(&world), (vec![Done, Done, Now, Blocked], Some(NegativeTest)));
    world.ask(Who::Agent, trial("old-app", true)).unwrap();
    assert_eq!(tried(&world), [TrialStanding::Refused; 2]);
    let told = trials(&world.case())[1].trial.unwrap();
    assert!(told.refused && told.observed);
    // What the directory lists again was tried for nothing.
    world.listed.push(credential("old-key"));
    world.reread();
    assert_eq!(tried(&world), [TrialStanding::NotGone, TrialStanding::Refused]);
}

#[test]
fn an_overlap_waits_and_blocks_when_its_time_is_over() {
    let mut world = sponsored(30);
    assert_eq!(stands(&world), (vec![Done, Done, Now, Waiting], Some(NewKey)), "the old ones stay for now");
    assert_eq!(overlap_runs_until(&world.case()), None);
    world.provision();
    let until = world.case().overlap_until().unwrap();
    assert_eq!(overlap_runs_until(&world.case()), Some(until));
    assert_eq!(stands(&world), (vec![Done, Waiting, Done, Waiting], None));
    let mut late = world.clone();
    world.now = until.plus(Span::minutes(-1));
    world.revoke();
    assert_eq!(stands(&world), (vec![Done, Done, Done, Now], Some(NegativeTest)));
    assert_eq!(overlap_runs_until(&world.case()), None, "nothing old lives any more");
    late.now = until;
    assert_eq!(stands(&late).0, [Done, Waiting, Done, Waiting], "to its last moment");
    late.now = until.plus(Span::seconds(1));
    assert_eq!(stands(&late), (vec![Done, Blocked, Done, Waiting], Some(Consumers)));
    late.revoke();
    assert_eq!(stands(&late).0, [Done, Blocked, Done, Now], "too late stays too late");
}

#[test]
fn minutes_are_offered_as_far_as_the_policy_goes() {
    let table: [(i64, i64, &[i64]); 6] = [
        (0, 0, &[0]),
        (15, 0, &[0, 15]),
        (60, 15, &[0, 15, 60]),
        (90, 45, &[0, 15, 45, 60, 90]),
        (1440, 0, &[0, 15, 60, 240, 1440]),
        // Chosen under a policy of before.
        (0, 30, &[0, 30]),
    ];
    for (most, chosen, offered) in table {
        assert_eq!(overlap_presets(most, chosen), offered, "{most}, {chosen}");
    }
}

#[test]
fn a_consumer_moves_to_a_credential_that_is_there() {
    let mut world = sponsored(0);
    assert_eq!(world.codes(Who::Agent, moves(JOB, true)), ["PRV-05"]);
    world.revoke();
    world.provision();
    for who in [Who::Supervisor, Who::Reviewer] {
        assert_eq!(world.codes(who, moves(JOB, true)), ["ROL-01"], "{who:?}");
    }
    assert_eq!(world.codes(Who::OtherAgent, moves(JOB, true)), ["ROL-02"]);
    assert_eq!(world.codes(Who::Agent, moves("another", true)), ["CAS-02"], "it is not listed");
    assert_eq!(world.codes(Who::Agent, moves(JOB, false)), ["CAS-02"], "it did not move");
    let at = world.now;
    world.ask(Who::Agent, moves(JOB, true)).unwrap();
    assert_eq!(world.case().moved.get(JOB), Some(&at));
    assert_eq!(world.codes(Who::Agent, moves(JOB, true)), ["CAS-02"], "once");
    world.ask(Who::Agent, moves(JOB, false)).unwrap();
    assert!(world.case().moved.is_empty());
    let mut person = World::provisioned();
    assert_eq!(person.codes(Who::Agent, moves(JOB, true)), ["CAS-02"]);
}

#[test]
fn a_consumer_is_found_as_the_page_shows_it() {
    let hidden = "pay\u{202e}roll";
    let mut world = robot();
    world.ask(Who::Agent, sponsor()).unwrap();
    world.ask(Who::Agent, consumers(&[hidden], 0)).unwrap();
    world.approve();
    world.revoke();
    world.provision();
    world.ask(Who::Agent, moves("pay⟨U+202E⟩roll", true)).unwrap();
    assert_eq!(world.case().moved.keys().collect::<Vec<_>>(), [hidden], "and kept as it was listed");
}

#[test]
fn what_moved_blocks_nothing_and_voids_no_signature() {
    let mut world = rotated();
    let before = world.case().basis_digest(&world.policy).unwrap();
    world.ask(Who::Agent, moves(JOB, true)).unwrap();
    assert_eq!(world.case().basis_digest(&world.policy).unwrap(), before);
    for old in ["old-key", "old-app"] {
        world.ask(Who::Agent, trial(old, true)).unwrap();
    }
    world.finish().unwrap();
    assert_eq!(world.case().moved.len(), 1, "no gate asks for the other");
    assert_eq!(world.codes(Who::Agent, moves("payroll", true)), ["CAS-01"], "an ended case stays as it is");
}

#[test]
fn another_list_keeps_what_moved_and_a_takeover_forgets_it() {
    let mut world = rotated();
    world.ask(Who::Agent, moves(JOB, true)).unwrap();
    world.ask(Who::Agent, moves("payroll", true)).unwrap();
    world.ask(Who::Agent, consumers(&["payroll", "reports"], 0)).unwrap();
    assert_eq!(world.case().moved.keys().collect::<Vec<_>>(), ["payroll"]);
    changed(&mut world, &remove(Who::Agent), &[Who::Admin1]).unwrap();
    world.ask(Who::OtherAgent, Command::TakeOver).unwrap();
    assert!(world.case().moved.is_empty());
    let actor = world.actor(Who::OtherAgent);
    assert!(!blocked_by(&world.case(), &world.facts(&actor), Step::MoveConsumer).is_empty());
}

#[test]
fn what_moved_is_kept_as_it_was_said() {
    let mut world = rotated();
    let at = world.now;
    world.ask(Who::Agent, moves(JOB, true)).unwrap();
    let kept = String::from_utf8(canonical::bytes(world.events.last().unwrap()).unwrap()).unwrap();
    let by = person(Who::Agent);
    assert_eq!(
        kept,
        format!(r#"{{"at":{},"by":"{by}","consumer":"{JOB}","kind":"consumer_moved","moved":true}}"#, at.0)
    );
}

#[test]
fn a_line_says_of_a_machine_at_every_record_what_the_case_says() {
    let mut world = sponsored(30);
    world.provision();
    world.revoke();
    world.ask(Who::Agent, moves(JOB, true)).unwrap();
    world.ask(Who::Agent, trial("old-key", true)).unwrap();
    world.ask(Who::Agent, trial("old-app", false)).unwrap();
    changed(&mut world, &remove(Who::Agent), &[Who::Admin1]).unwrap();
    world.ask(Who::OtherAgent, Command::TakeOver).unwrap();
    let mut rotations = 0;
    for n in 1..=world.events.len() {
        let case = Case::fold(CASE, &world.events[..n]).unwrap();
        let line = CaseLine::fold(CASE, &world.events[..n]).unwrap().machine.unwrap();
        let (listed, minutes) = case.consumers.clone().unwrap_or_default();
        assert_eq!((line.consumers as usize, line.overlap_minutes), (listed.len(), minutes), "{n}");
        assert_eq!(line.rotated_at, case.confirmed(&Action::SubmitCredential), "{n}");
        assert_eq!(line.overlap_until(), case.overlap_until(), "{n}");
        assert_eq!(line.tried.map(|tried| tried.at), case.tried.values().map(|trial| trial.at).max(), "{n}");
        assert_eq!((&line.account, line.sponsor.as_str()), (&case.account.id, "sponsor"), "{n}");
        rotations += usize::from(line.rotated_at.is_some());
    }
    assert!(rotations > 0);
    assert_eq!(CaseLine::fold(CASE, &World::provisioned().events).unwrap().machine, None);
}

#[test]
fn what_moves_the_line_of_a_machine_says_so() {
    let mut world = rotated();
    world.ask(Who::Agent, moves(JOB, true)).unwrap();
    world.ask(Who::Agent, trial("old-key", true)).unwrap();
    let mut line = CaseLine::fold(CASE, &world.events[..1]).unwrap();
    for event in &world.events[1..] {
        let before = line.clone();
        line.apply(event);
        assert!(before == line || CaseLine::is_moved_by(event), "{event:?}");
    }
}

#[test]
fn an_identity_is_told_by_the_lines_of_all_its_cases() {
    let mut world = rotated();
    world.ask(Who::Agent, trial("old-key", false)).unwrap();
    let running = CaseLine::fold(CASE, &world.events).unwrap();
    let ended = CaseLine { lifecycle: Lifecycle::Cancelled(world.now), ..running.clone() };
    let mut fresh = CaseLine { name: "The robot".to_owned(), ..CaseLine::fold(CASE, &world.events[..1]).unwrap() };
    let person = CaseLine::fold(CASE, &World::provisioned().events).unwrap();
    let all = MachineIdentity::all([&fresh, &person, &ended]);
    let [one] = all.as_slice() else { panic!("{all:?}") };
    assert_eq!((one.name.as_str(), one.login.as_str(), one.sponsor.as_str()), ("The robot", "robot", "sponsor"));
    assert_eq!((one.cases, one.consumers, one.open, one.overlap_until), (2, 2, Some(CASE), None));
    assert_eq!(one.rotated_at, world.case().confirmed(&Action::SubmitCredential));
    assert_eq!(one.tried.map(|tried| tried.refused), Some(false));
    for text in ["", "ROBOT", " the r", "dir", "Sponsor"] {
        assert!(one.fits(text), "{text:?}");
    }
    assert!(!one.fits("maya"));
    // Another account of the same name is another identity.
    fresh.machine.as_mut().unwrap().account = AccountId::new("robot-2").unwrap();
    assert_eq!(MachineIdentity::all([&fresh, &ended]).len(), 2);
    assert_eq!(MachineIdentity::all([&ended])[0].open, None);
}
