//! Questions to the agent of an open case, and their answers: given, when, then.

use super::people::{changed, remove};
use crate::world::*;
use postern_domain::canonical;
use postern_domain::ids::QuestionId;
use postern_domain::recovery::statement::Decision;
use postern_domain::recovery::view::{Step, blocked_by};
use postern_domain::recovery::*;
use uuid::Uuid;

fn at_desk() -> World {
    World::opened("maya", Channel::InPerson)
}

fn ask(text: &str) -> Command {
    Command::AskQuestion { text: text.to_owned() }
}

fn answer(question: QuestionId, text: &str) -> Command {
    Command::AnswerQuestion { question, text: text.to_owned() }
}

/// A case of which somebody asked something, and the question's name.
fn asked() -> (World, QuestionId) {
    let mut world = at_desk();
    world.ask(Who::Supervisor, ask("Which door did she come in by?")).unwrap();
    let id = world.case().questions[0].id;
    (world, id)
}

#[test]
fn who_signs_or_judges_asks_and_nobody_else() {
    let mut world = at_desk();
    for who in [Who::Agent, Who::OtherAgent, Who::Admin1] {
        assert_eq!(world.codes(who, ask("Who is it?")), ["ROL-01"], "{who:?}");
    }
    for who in [Who::Supervisor, Who::SecondSupervisor, Who::Reviewer] {
        world.ask(who, ask("Who is it?")).unwrap();
    }
    let case = world.case();
    let by: Vec<_> = case.questions.iter().map(|q| q.by).collect();
    assert_eq!(by, [Who::Supervisor, Who::SecondSupervisor, Who::Reviewer].map(person));
    let ids: std::collections::BTreeSet<_> = case.questions.iter().map(|q| q.id).collect();
    assert_eq!((ids.len(), case.unanswered().count()), (3, 3), "the same words are another question");
}

#[test]
fn who_left_asks_nothing() {
    let mut world = at_desk();
    changed(&mut world, &remove(Who::Reviewer), &[Who::Admin1]).unwrap();
    changed(&mut world, &remove(Who::Supervisor), &[Who::Admin1]).unwrap();
    for who in [Who::Reviewer, Who::Supervisor] {
        assert_eq!(world.codes(who, ask("Who is it?")), ["SES-03"], "{who:?}");
    }
}

#[test]
fn the_agent_answers_once() {
    let (mut world, id) = asked();
    for (who, refused) in
        [(Who::Supervisor, "ROL-01"), (Who::Reviewer, "ROL-01"), (Who::OtherAgent, "ROL-02"), (Who::Admin1, "ROL-01")]
    {
        assert_eq!(world.codes(who, answer(id, "The main one.")), [refused], "{who:?}");
    }
    let at = world.now;
    world.ask(Who::Agent, answer(id, "The main one.")).unwrap();
    let answered = world.case().questions[0].clone();
    assert_eq!(answered.answer, Some((person(Who::Agent), "The main one.".to_owned(), at)));
    assert_eq!(world.codes(Who::Agent, answer(id, "Another one.")), ["CAS-02"], "nothing waits");
}

#[test]
fn the_question_that_is_named_is_answered_and_no_other() {
    let (mut world, first) = asked();
    world.ask(Who::Reviewer, ask("And by which did she go?")).unwrap();
    let second = world.case().questions[1].id;
    let stranger = QuestionId(Uuid::from_u128(7));
    assert_eq!(world.codes(Who::Agent, answer(stranger, "By none.")), ["CAS-02"]);
    world.ask(Who::Agent, answer(second, "By the same.")).unwrap();
    let waits: Vec<_> = world.case().unanswered().map(|q| q.id).collect();
    assert_eq!(waits, [first]);
    assert_eq!(world.codes(Who::Agent, answer(second, "By another.")), ["CAS-02"], "while the first one waits");
}

#[test]
fn a_question_and_an_answer_say_something_and_not_too_much() {
    let (mut world, id) = asked();
    let (most, more) = ("x".repeat(500), "x".repeat(501));
    for text in ["", "  ", "a\u{7}b", more.as_str()] {
        assert_eq!(world.codes(Who::Supervisor, ask(text)), ["INP-01"], "{text:?}");
        assert_eq!(world.codes(Who::Agent, answer(id, text)), ["INP-01"], "{text:?}");
    }
    world.ask(Who::Supervisor, ask(&most)).unwrap();
    world.ask(Who::Agent, answer(id, &most)).unwrap();
}

#[test]
fn nothing_is_asked_or_answered_once_the_case_has_ended() {
    let (mut world, id) = asked();
    world.ask(Who::Agent, Command::Cancel { note: "found it".to_owned() }).unwrap();
    assert_eq!(world.codes(Who::Supervisor, ask("Where?")), ["CAS-01"]);
    assert_eq!(world.codes(Who::Reviewer, ask("Where?")), ["CAS-01"]);
    assert_eq!(world.codes(Who::Agent, answer(id, "In a coat.")), ["CAS-01"]);
}

#[test]
fn a_question_blocks_nothing_and_voids_no_signature() {
    let mut world = at_desk();
    world.prove();
    world.ask(Who::Agent, Command::SeekApproval).unwrap();
    let offered = world.offer(Who::Supervisor, Decision::Approve);
    let before = world.case().basis_digest(&world.policy).unwrap();
    world.ask(Who::Supervisor, ask("Which door did she come in by?")).unwrap();
    assert_eq!(world.case().basis_digest(&world.policy).unwrap(), before);
    // What was offered before can be signed after, and what was signed holds.
    let assertion = world.signature(Who::Supervisor, &offered);
    world.ask(Who::Supervisor, Command::CoSign { statement: offered, assertion }).unwrap();
    world.ask(Who::Reviewer, ask("And who was with her?")).unwrap();
    assert_eq!(world.case().holding_approvals(&world.policy, &world.roster, world.now).len(), 1);
    world.revoke();
    world.provision();
    world.finish().unwrap();
    assert_eq!(world.case().unanswered().count(), 2, "no gate asks for an answer");
}

#[test]
fn whoever_takes_the_case_over_answers() {
    let (mut world, id) = asked();
    changed(&mut world, &remove(Who::Agent), &[Who::Admin1]).unwrap();
    world.ask(Who::OtherAgent, Command::TakeOver).unwrap();
    world.ask(Who::OtherAgent, answer(id, "I was not there.")).unwrap();
    assert_eq!(world.case().unanswered().count(), 0);
}

#[test]
fn answering_is_open_while_something_waits() {
    let open = |world: &World, who| {
        let actor = world.actor(who);
        blocked_by(&world.case(), &world.facts(&actor), Step::AnswerQuestion).is_empty()
    };
    assert!(!open(&at_desk(), Who::Agent));
    let (mut world, id) = asked();
    assert!(open(&world, Who::Agent) && !open(&world, Who::Supervisor));
    world.ask(Who::Agent, answer(id, "The main one.")).unwrap();
    assert!(!open(&world, Who::Agent));
}

#[test]
fn a_question_and_its_answer_are_kept_as_they_were_said() {
    let (mut world, id) = asked();
    world.ask(Who::Agent, answer(id, "The main one.")).unwrap();
    let kept: Vec<_> =
        world.events[1..].iter().map(|event| String::from_utf8(canonical::bytes(event).unwrap()).unwrap()).collect();
    let (at, then) = (START.0, START.0 + 1000);
    let (supervisor, agent) = (person(Who::Supervisor), person(Who::Agent));
    assert_eq!(
        kept,
        [
            format!(
                r#"{{"at":{at},"by":"{supervisor}","id":"{id}","kind":"question_asked","text":"Which door did she come in by?"}}"#
            ),
            format!(r#"{{"at":{then},"by":"{agent}","id":"{id}","kind":"question_answered","text":"The main one."}}"#),
        ]
    );
}
