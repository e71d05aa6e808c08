//! What calls for whom: given, when, then.

use super::people::{changed, remove};
use crate::world::*;
use postern_domain::recovery::*;

fn at_desk() -> World {
    World::opened("maya", Channel::InPerson)
}

/// Verified, and a co-signature asked for.
fn sought() -> World {
    let mut world = at_desk();
    world.prove();
    world.ask(Who::Agent, Command::SeekApproval).unwrap();
    world
}

fn heard(world: &World, who: Who) -> Vec<Call> {
    let actor = world.actor(who);
    calls(&world.case(), &world.facts(&actor))
}

fn codes(world: &World, who: Who) -> Vec<&'static str> {
    heard(world, who).into_iter().map(Call::code).collect()
}

const EVERYBODY: [Who; 7] =
    [Who::Admin1, Who::Admin2, Who::Agent, Who::OtherAgent, Who::Supervisor, Who::SecondSupervisor, Who::Reviewer];

#[test]
fn a_request_calls_for_those_who_may_sign_it() {
    assert!(EVERYBODY.iter().all(|who| heard(&at_desk(), *who).is_empty()), "nothing is asked for yet");
    let world = sought();
    let called: Vec<_> = EVERYBODY.into_iter().filter(|who| !heard(&world, *who).is_empty()).collect();
    assert_eq!(called, [Who::Supervisor, Who::SecondSupervisor]);
    let at = world.case().sought.unwrap();
    assert_eq!(heard(&world, Who::Supervisor), [Call::CoSign { sought: at }]);
}

#[test]
fn a_request_calls_no_more_once_enough_have_signed() {
    let mut world = sought();
    world.co_sign(Who::Supervisor).unwrap();
    assert!(heard(&world, Who::SecondSupervisor).is_empty());
    // The case changed, the signature is void, and it is asked for again.
    world.listed.push(credential("sneaked"));
    world.reread();
    let before = world.case().sought;
    world.ask(Who::Agent, Command::SeekApproval).unwrap();
    assert_eq!(codes(&world, Who::SecondSupervisor), ["co_sign"]);
    assert!(world.case().sought > before, "another request is told again");
}

#[test]
fn where_two_sign_it_calls_for_the_second_alone() {
    let mut world = World::empty("maya");
    world.policy.approvals_standard = 2;
    let mut world = World::try_open(world, Channel::InPerson).unwrap();
    world.prove();
    world.ask(Who::Agent, Command::SeekApproval).unwrap();
    world.co_sign(Who::Supervisor).unwrap();
    assert!(heard(&world, Who::Supervisor).is_empty());
    assert_eq!(codes(&world, Who::SecondSupervisor), ["co_sign"]);
}

#[test]
fn a_question_calls_for_the_agent_and_its_answer_for_who_asked() {
    let mut world = at_desk();
    world.ask(Who::Reviewer, Command::AskQuestion { text: "Which door?".to_owned() }).unwrap();
    let id = world.case().questions[0].id;
    assert_eq!(heard(&world, Who::Agent), [Call::Question { id }]);
    assert!(EVERYBODY.into_iter().filter(|who| *who != Who::Agent).all(|who| heard(&world, who).is_empty()));
    let at = world.now;
    world.ask(Who::Agent, Command::AnswerQuestion { question: id, text: "The main one.".to_owned() }).unwrap();
    assert_eq!(heard(&world, Who::Reviewer), [Call::Answer { id, at }]);
    assert!(EVERYBODY.into_iter().filter(|who| *who != Who::Reviewer).all(|who| heard(&world, who).is_empty()));
}

#[test]
fn nothing_calls_once_the_case_has_ended() {
    let mut world = sought();
    for text in ["Which door?", "At what time?"] {
        world.ask(Who::Supervisor, Command::AskQuestion { text: text.to_owned() }).unwrap();
    }
    let question = world.case().questions[0].id;
    world.ask(Who::Agent, Command::AnswerQuestion { question, text: "The main one.".to_owned() }).unwrap();
    assert_eq!(codes(&world, Who::Supervisor), ["co_sign", "answer"]);
    assert_eq!(codes(&world, Who::Agent), ["question"]);
    world.ask(Who::Agent, Command::Cancel { note: "found it".to_owned() }).unwrap();
    assert!(EVERYBODY.iter().all(|who| heard(&world, *who).is_empty()));
}

#[test]
fn who_left_is_not_called() {
    let mut world = sought();
    changed(&mut world, &remove(Who::Supervisor), &[Who::Admin1]).unwrap();
    assert!(heard(&world, Who::Supervisor).is_empty());
}
