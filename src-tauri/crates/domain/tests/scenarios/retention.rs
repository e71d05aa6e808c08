//! For how long files are kept: given, when, then.

use super::people::{changed, remove};
use crate::world::*;
use postern_domain::canonical::{self, Digest};
use postern_domain::ids::AttachmentId;
use postern_domain::policy::Policy;
use postern_domain::recovery::retention::{Due, FileClass, Kept, due, expire};
use postern_domain::recovery::statement::Decision;
use postern_domain::recovery::*;
use postern_domain::time::{Span, Timestamp};
use uuid::Uuid;

const PASSPORT: AttachmentId = AttachmentId(Uuid::from_u128(501));
const LETTER: AttachmentId = AttachmentId(Uuid::from_u128(502));

fn file(id: AttachmentId, class: FileClass) -> Command {
    let name = format!("{}.pdf", class.code());
    Command::Attach { attached: Attached { id, name, size: 5, commitment: Digest([7; 32]), class } }
}

/// A case that begins under a policy.
fn under(policy: Policy) -> World {
    World::try_open(World { policy, ..World::empty("maya") }, Channel::InPerson).unwrap()
}

/// A completed case with a file of each class, under a policy that keeps evidence for 30 days and the rest for 90.
fn ended() -> World {
    let mut world = under(Policy { evidence_days: 30, correspondence_days: 90, ..Policy::standard() });
    world.ask(Who::Agent, file(PASSPORT, FileClass::Evidence)).unwrap();
    world.ask(Who::Agent, file(LETTER, FileClass::Correspondence)).unwrap();
    world.prove();
    world.approve();
    world.revoke();
    world.provision();
    world.finish().unwrap();
    world
}

fn review(world: &mut World, disposition: Disposition) {
    let statement = world.offer(Who::Reviewer, Decision::Review { disposition, note: String::new() });
    let assertion = world.signature(Who::Reviewer, &statement);
    world.ask(Who::Reviewer, Command::Review { disposition, note: String::new(), statement, assertion }).unwrap();
}

fn reviewed() -> World {
    let mut world = ended();
    review(&mut world, Disposition::InOrder);
    world
}

fn end(world: &World) -> Timestamp {
    world.case().ended_at().unwrap()
}

fn after(world: &World, days: i64) -> Timestamp {
    end(world).plus(Span::days(days))
}

fn evidence(world: &World, now: Timestamp) -> Due {
    due(&world.case(), FileClass::Evidence, &world.policy, now, false)
}

/// The files that are erased at that time.
fn erased(world: &World, now: Timestamp) -> Vec<AttachmentId> {
    let case = world.case();
    let over = |id: &AttachmentId| expire(&case, *id, &world.policy, now, false).is_some();
    [PASSPORT, LETTER].into_iter().filter(over).collect()
}

fn hold(reason: &str) -> Command {
    Command::HoldFiles { reason: reason.to_owned() }
}

fn release(reason: &str) -> Command {
    Command::ReleaseFiles { reason: reason.to_owned() }
}

#[test]
fn each_class_has_its_time_after_the_end() {
    let world = reviewed();
    assert_eq!(erased(&world, Timestamp(after(&world, 30).0 - 1)), []);
    assert_eq!(erased(&world, after(&world, 30)), [PASSPORT]);
    assert_eq!(erased(&world, Timestamp(after(&world, 90).0 - 1)), [PASSPORT]);
    assert_eq!(erased(&world, after(&world, 90)), [PASSPORT, LETTER]);
    let early = evidence(&world, end(&world));
    assert_eq!((early.at, early.kept), (Some(after(&world, 30)), vec![Kept::Waits]));
}

#[test]
fn a_case_that_runs_keeps_its_files_however_old_they_are() {
    let mut world = under(Policy { evidence_days: 1, ..Policy::standard() });
    world.ask(Who::Agent, file(PASSPORT, FileClass::Evidence)).unwrap();
    let found = evidence(&world, world.now.plus(Span::days(4_000)));
    assert_eq!((found.at, found.kept), (None, vec![Kept::Open]));
}

#[test]
fn without_a_time_in_the_policy_nothing_is_erased_by_itself() {
    let mut world = reviewed();
    world.policy = Policy { correspondence_days: 1, ..Policy::standard() };
    let found = evidence(&world, after(&world, 4_000));
    assert_eq!((found.at, found.kept), (None, vec![Kept::NoTime]));
    assert_eq!(erased(&world, after(&world, 4_000)), [LETTER]);
}

#[test]
fn a_review_that_is_open_keeps_them_and_no_longer_than_the_records() {
    let mut world = ended();
    let last = world.policy.retention_days;
    assert_eq!(evidence(&world, after(&world, 31)).kept, [Kept::Review]);
    assert!(evidence(&world, after(&world, 31)).is_held());
    assert_eq!(erased(&world, Timestamp(after(&world, last).0 - 1)), []);
    assert_eq!(erased(&world, after(&world, last)), [PASSPORT, LETTER]);
    review(&mut world, Disposition::Concerns);
    assert_eq!(erased(&world, after(&world, 31)), [PASSPORT]);
}

#[test]
fn an_incident_keeps_them_until_another_person_releases_them() {
    let mut world = ended();
    review(&mut world, Disposition::Incident);
    assert_eq!(evidence(&world, after(&world, 4_000)).kept, [Kept::Incident]);
    assert_eq!(world.codes(Who::Reviewer, release("it is over")), ["RTN-01"]);
    world.ask(Who::Admin1, release("security closed it")).unwrap();
    assert_eq!(erased(&world, after(&world, 31)), [PASSPORT]);
}

#[test]
fn whoever_looks_back_holds_them_and_another_one_releases_them() {
    let mut world = reviewed();
    for who in [Who::Agent, Who::Supervisor] {
        assert_eq!(world.codes(who, hold("a court asks")), ["ROL-01"], "{who:?}");
        assert!(world.codes(who, release("it is over")).contains(&"ROL-01"), "{who:?}");
    }
    assert_eq!(world.codes(Who::Admin1, release("nothing is held")), ["CAS-02"]);
    assert_eq!(world.codes(Who::Admin1, hold(" ")), ["INP-01"]);
    world.ask(Who::Admin1, hold("a court asks")).unwrap();
    assert_eq!(world.codes(Who::Reviewer, hold("twice")), ["CAS-02"]);
    assert_eq!(evidence(&world, after(&world, 4_000)).kept, [Kept::Hold]);
    assert_eq!(erased(&world, after(&world, 4_000)), []);
    let erase = Command::EraseAttachment { attachment: PASSPORT, reason: "asked for".to_owned() };
    assert_eq!(world.codes(Who::Reviewer, erase.clone()), ["RTN-02"], "no person erases what is held");
    assert_eq!(world.codes(Who::Admin1, release("my own")), ["RTN-01"]);
    world.ask(Who::Reviewer, release("the court decided")).unwrap();
    assert_eq!(world.case().files_held, None);
    assert_eq!(erased(&world, after(&world, 31)), [PASSPORT]);
    world.ask(Who::Reviewer, erase).unwrap();
}

#[test]
fn a_hold_outlives_whoever_ordered_it() {
    let mut world = reviewed();
    world.ask(Who::Reviewer, hold("a court asks")).unwrap();
    changed(&mut world, &remove(Who::Reviewer), &[Who::Admin1]).unwrap();
    assert_eq!(erased(&world, after(&world, 4_000)), []);
    world.ask(Who::Admin1, release("the court decided")).unwrap();
    assert_eq!(erased(&world, after(&world, 31)), [PASSPORT]);
}

#[test]
fn files_are_held_while_the_case_runs_too() {
    let mut world = World::opened("maya", Channel::InPerson);
    world.ask(Who::Admin1, hold("a court asks")).unwrap();
    assert_eq!(evidence(&world, world.now).kept, [Kept::Open, Kept::NoTime, Kept::Hold]);
}

#[test]
fn while_work_is_held_nothing_is_erased() {
    let world = reviewed();
    let found = due(&world.case(), FileClass::Evidence, &world.policy, after(&world, 31), true);
    assert_eq!(found.kept, [Kept::Held]);
    assert_eq!(expire(&world.case(), PASSPORT, &world.policy, after(&world, 31), true), None);
}

#[test]
fn a_file_is_erased_once_and_the_record_names_nobody() {
    let mut world = reviewed();
    let now = after(&world, 40);
    let event = expire(&world.case(), PASSPORT, &world.policy, now, false).unwrap();
    let text = String::from_utf8(canonical::bytes(&event).unwrap()).unwrap();
    let due = after(&world, 30).0;
    assert_eq!(
        text,
        format!(r#"{{"at":{},"attachment":"{PASSPORT}","due":{due},"kind":"attachment_expired"}}"#, now.0)
    );
    world.events.push(event);
    let gone = world.case().attachments[0].erased.unwrap();
    assert_eq!((gone.by, gone.at), (None, now));
    assert_eq!(expire(&world.case(), PASSPORT, &world.policy, now, false), None);
    let again = Command::EraseAttachment { attachment: PASSPORT, reason: "asked for".to_owned() };
    assert_eq!(world.codes(Who::Reviewer, again), ["CAS-02"]);
}

#[test]
fn what_was_attached_before_there_were_classes_keeps_its_bytes() {
    let attached = |class| Attached { id: LETTER, name: "a".to_owned(), size: 5, commitment: Digest([7; 32]), class };
    let old = serde_json::to_value(attached(FileClass::Correspondence)).unwrap();
    assert_eq!(old.get("class"), None);
    assert_eq!(serde_json::from_value::<Attached>(old).unwrap().class, FileClass::Correspondence);
    let new = serde_json::to_value(attached(FileClass::Evidence)).unwrap();
    assert_eq!(new["class"], "evidence");
    for class in FileClass::ALL {
        assert_eq!(serde_json::to_value(class).unwrap(), class.code());
    }
}

#[test]
fn every_reason_has_a_code_of_its_own() {
    let codes: std::collections::BTreeSet<_> = Kept::ALL.iter().map(|kept| kept.code()).collect();
    assert_eq!(codes.len(), Kept::ALL.len());
}
