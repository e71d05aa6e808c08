//! What counts down next in a case: given, when, then.

use crate::world::*;
use postern_domain::canonical::Digest;
use postern_domain::ids::{AccountId, ContactId};
use postern_domain::recovery::account::Account;
use postern_domain::recovery::deadline::{Deadline, DeadlineKind, deadlines, next_deadline};
use postern_domain::recovery::evidence::CueAnswer;
use postern_domain::recovery::*;
use postern_domain::time::{Span, Timestamp};

fn next(world: &World) -> Option<Deadline> {
    let actor = world.actor(Who::Agent);
    next_deadline(&world.case(), &world.facts(&actor))
}

fn kinds(world: &World) -> Vec<DeadlineKind> {
    let actor = world.actor(Who::Agent);
    deadlines(&world.case(), &world.facts(&actor)).iter().map(|d| d.kind).collect()
}

fn found(world: &World) -> Deadline {
    next(world).unwrap()
}

/// Lets a code be sent to `contact`, and issued.
fn issue_code(world: &mut World, contact: &str) {
    world.ask(Who::Agent, Command::IssueCode { contact: ContactId::new(contact).unwrap() }).unwrap();
    let effect = world.case().effects.last().unwrap().id;
    world.start(effect).unwrap();
    world.ask(Who::Agent, Command::CodeDrawn { effect, commitment: Digest::of(b"code") }).unwrap();
}

fn draw_cue(world: &mut World) {
    world.ask(Who::Agent, Command::RecordConsent).unwrap();
    world.ask(Who::Agent, Command::DrawCue { cue: "touch_right_ear".to_owned() }).unwrap();
}

#[test]
fn a_case_that_was_just_opened_has_no_deadline() {
    assert_eq!(next(&World::opened("maya", Channel::InPerson)), None);
}

#[test]
fn a_cue_counts_down_until_it_is_answered() {
    // Given a video call in which a cue was drawn,
    let mut world = World::opened("maya", Channel::Video);
    draw_cue(&mut world);
    let cue = world.case().cues[0].clone();
    let whole = Span::minutes(world.policy.cue_minutes);
    assert_eq!(found(&world), Deadline { kind: DeadlineKind::Cue, at: cue.drawn_at.plus(whole), whole });
    // when the subject answers, then nothing counts down.
    world.ask(Who::Agent, Command::AnswerCue { cue: cue.id, answer: CueAnswer::AtOnce }).unwrap();
    assert_eq!(next(&world), None);
}

#[test]
fn of_two_deadlines_the_sooner_one_is_next_and_a_passed_one_stays() {
    // Given a cue and a code that counts down longer,
    let mut world = World::opened("maya", Channel::Video);
    issue_code(&mut world, "mail");
    draw_cue(&mut world);
    assert_eq!(found(&world).kind, DeadlineKind::Cue);
    // when the cue's time is over, then that is said, until another is drawn.
    world.now = found(&world).at;
    assert!(found(&world).is_past(world.now));
    assert_eq!(found(&world).kind, DeadlineKind::Cue);
    let before = found(&world).at;
    world.ask(Who::Agent, Command::DrawCue { cue: "nod_hold_pen".to_owned() }).unwrap();
    assert!(found(&world).at > before);
}

#[test]
fn a_code_counts_down_as_long_as_its_channel_says_and_not_once_the_subject_is_proven() {
    for (contact, whole) in [("phone", Span::minutes(10)), ("mail", Span::hours(24))] {
        let mut world = World::opened("maya", Channel::InPerson);
        issue_code(&mut world, contact);
        let expires = world.case().codes[0].expires;
        assert_eq!(found(&world), Deadline { kind: DeadlineKind::Code, at: expires, whole }, "{contact}");
        world.prove();
        assert_eq!(next(&world), None, "proven by other means");
    }
}

#[test]
fn an_approval_counts_down_to_the_moment_at_which_too_few_hold() {
    // Given a desk that asks for two co-signatures,
    let mut world = World::opened("maya", Channel::InPerson);
    world.policy.approvals_standard = 2;
    world.prove();
    world.approve();
    let first = world.case().approvals[0].clone();
    world.now = world.now.plus(Span::minutes(20));
    assert_eq!(found(&world).at, first.expires, "one of two");
    world.co_sign(Who::SecondSupervisor).unwrap();
    assert_eq!(found(&world).at, first.expires, "the first that ends leaves too few");
    // when one is enough, then the first may end.
    let second = world.case().approvals[1].clone();
    let mut enough = World::opened("maya", Channel::InPerson);
    enough.prove();
    enough.approve();
    enough.now = enough.now.plus(Span::minutes(20));
    enough.co_sign(Who::SecondSupervisor).unwrap();
    let last = enough.case().approvals[1].clone();
    assert_eq!(found(&enough).at, last.expires);
    assert_eq!(found(&enough).whole, last.expires.since(last.at));
    assert!(second.expires > first.expires);
}

#[test]
fn an_approval_that_ended_is_said_and_one_that_was_voided_is_not() {
    let mut world = World::opened("maya", Channel::InPerson);
    world.prove();
    world.approve();
    let ends = found(&world).at;
    let mut voided = world.clone();
    voided.account.name = "somebody else".to_owned();
    voided.listed.push(credential("sneaked"));
    voided.reread();
    assert_eq!(next(&voided), None, "it is of something else");
    world.now = ends.plus(Span::hours(1));
    let passed = found(&world);
    assert_eq!((passed.kind, passed.at, passed.is_past(world.now)), (DeadlineKind::Approval, ends, true));
}

#[test]
fn an_overlap_counts_down_while_an_old_credential_lives() {
    let mut world = World { account: account("robot"), ..World::empty("robot") };
    world.policy.overlap_minutes = 60;
    let mut world = World::try_open(world, Channel::InPerson).unwrap();
    let sponsor = AccountId::new("sponsor").unwrap();
    world.ask(Who::Agent, Command::ProveSponsor { account: sponsor, login: "sponsor".to_owned() }).unwrap();
    let consumers = vec!["nightly batch".to_owned()];
    world.ask(Who::Agent, Command::ListConsumers { consumers, overlap_minutes: 15 }).unwrap();
    world.approve();
    assert_eq!(kinds(&world), [DeadlineKind::Approval], "it has not begun");
    world.provision();
    assert_eq!(kinds(&world), [DeadlineKind::Approval, DeadlineKind::Overlap]);
    let overlap = found(&world);
    assert_eq!((overlap.kind, overlap.whole), (DeadlineKind::Overlap, Span::minutes(15)));
    assert_eq!(Some(overlap.at), world.case().overlap_until());
    world.revoke();
    assert_eq!(kinds(&world), [DeadlineKind::Approval]);
}

#[test]
fn what_is_only_waited_for_is_next_where_nobody_has_to_meet_anything() {
    // Given a privileged account whose owner was told,
    let boss = Account { privileged: true, ..account("maya") };
    let mut world = World::opened_as(boss, Channel::InPerson);
    assert_eq!(next(&world), None, "nobody was told yet");
    world.ask(Who::Agent, Command::Notify).unwrap();
    world.carry_out().unwrap();
    let objection = found(&world);
    let hours = Span::hours(world.policy.privileged_wait_hours);
    assert_eq!((objection.kind, objection.whole), (DeadlineKind::Objection, hours));
    // when somebody has to confirm a code, then that is next, however far it is.
    issue_code(&mut world, "mail");
    assert_eq!(found(&world).kind, DeadlineKind::Code);
    assert!(found(&world).at > objection.at);
    // Once the time to object is over, there is nothing to wait for.
    world.now = objection.at;
    assert_eq!(kinds(&world), [DeadlineKind::Code]);
}

#[test]
fn tokens_that_live_on_are_waited_for_until_they_end() {
    let mut world = World::opened("maya", Channel::InPerson);
    world.ask(Who::Agent, Command::Contain { credentials: vec![credential("old-key").id] }).unwrap();
    let ends = world.case().effects.iter().find(|e| e.action == Action::EndSessions).unwrap().id;
    world.start(ends).unwrap();
    let (now, hour) = (world.now, Span::hours(1));
    let seen = Observation::AsIntended;
    let residual_until = Some(now.plus(hour));
    world.ask(Who::Agent, Command::Observe { effect: ends, observation: seen, residual_until }).unwrap();
    assert_eq!(found(&world), Deadline { kind: DeadlineKind::Residual, at: now.plus(hour), whole: hour });
    world.now = now.plus(hour);
    assert_eq!(next(&world), None);
}

#[test]
fn an_ended_case_has_no_deadline() {
    let mut world = World::provisioned();
    assert!(next(&world).is_some());
    world.finish().unwrap();
    assert_eq!(next(&world), None);
}

#[test]
fn a_deadline_is_near_in_its_last_five_minutes_or_its_last_tenth() {
    let at = Timestamp(START.0 + Span::hours(10).0);
    let near = |whole| at.since(Deadline { kind: DeadlineKind::Code, at, whole }.near_from());
    assert_eq!(near(Span::minutes(10)), Span::minutes(5));
    assert_eq!(near(Span::minutes(50)), Span::minutes(5));
    assert_eq!(near(Span::hours(5)), Span::minutes(30));
    assert_eq!(near(Span(0)), Span::minutes(5), "of what nobody knows the whole length");
}

#[test]
fn a_deadline_is_past_at_its_moment() {
    let deadline = Deadline { kind: DeadlineKind::Code, at: START, whole: Span(0) };
    assert!(!deadline.is_past(Timestamp(START.0 - 1)) && deadline.is_past(START));
}

#[test]
fn every_kind_has_a_code_of_its_own() {
    let mut codes: Vec<_> = DeadlineKind::ALL.map(DeadlineKind::code).to_vec();
    codes.sort_unstable();
    codes.dedup();
    assert_eq!(codes.len(), DeadlineKind::ALL.len());
}
