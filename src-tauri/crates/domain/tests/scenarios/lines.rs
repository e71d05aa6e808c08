//! What a list says of a case: the same as the case itself, given, when, then.

use crate::world::*;
use postern_domain::recovery::line::refused_by;
use postern_domain::recovery::risk::RiskSignal;
use postern_domain::recovery::statement::Decision;
use postern_domain::recovery::*;
use postern_domain::time::Timestamp;

fn line(world: &World) -> CaseLine {
    CaseLine::fold(CASE, &world.events).unwrap()
}

/// Everything that both tell.
fn agrees(world: &World) {
    let (line, case) = (line(world), world.case());
    assert_eq!(line.case, case.id);
    assert_eq!((&line.login, &line.name), (&case.account.login, &case.account.name));
    assert_eq!(line.directory, case.account.directory);
    assert_eq!((line.reason, line.channel), (case.opened.reason, case.opened.channel));
    assert_eq!((line.tier, line.agent), (case.tier(), case.agent));
    assert_eq!((line.sought, line.opened_at), (case.sought.is_some(), case.opened.at));
    assert_eq!(line.lifecycle, case.lifecycle);
    assert_eq!(line.review, case.review.as_ref().map(|(found, ..)| *found));
    assert_eq!(line.model, case.newest().map(|made| made.aaguid.clone()));
}

/// The stages that a case reached, in order.
fn reached(events: &[CaseEvent]) -> Vec<Stage> {
    let mut all = Vec::new();
    for n in 1..=events.len() {
        let stage = CaseLine::fold(CASE, &events[..n]).unwrap().reached;
        if all.last() != Some(&stage) {
            all.push(stage);
        }
    }
    all
}

#[test]
fn a_line_says_at_every_record_what_the_case_says() {
    let mut world = World::provisioned();
    world.finish().unwrap();
    let (disposition, note) = (Disposition::Concerns, "n".to_owned());
    let statement = world.offer(Who::Reviewer, Decision::Review { disposition, note: note.clone() });
    let assertion = world.signature(Who::Reviewer, &statement);
    world.ask(Who::Reviewer, Command::Review { disposition, note, statement, assertion }).unwrap();
    let all = world.events.clone();
    for n in 1..=all.len() {
        world.events = all[..n].to_vec();
        agrees(&world);
    }
    let line = line(&world);
    assert_eq!((line.review, line.model.as_deref()), (Some(Disposition::Concerns), Some("model")));
    assert_eq!(line.ended_at().is_some(), matches!(line.lifecycle, Lifecycle::Completed(_)));
    use Stage::{Approval, Close, Handover, Intake, Notification, Proofing, Provisioning, Revocation};
    let path =
        [Intake, Proofing, Approval, Revocation, Provisioning, Handover, Notification, Close, Stage::Review].to_vec();
    assert_eq!(reached(&all), path);
}

#[test]
fn what_moves_a_line_says_so() {
    let mut world = World::provisioned();
    world.finish().unwrap();
    let (by, attempt, codes) = (person(Who::Agent), "complete".to_owned(), vec!["CAS-01".to_owned()]);
    world.events.push(CaseEvent::AttemptRefused { by, attempt, codes, at: world.now });
    let mut line = CaseLine::fold(CASE, &world.events[..1]).unwrap();
    for event in &world.events[1..] {
        let before = line.clone();
        line.apply(event);
        assert!(before == line || CaseLine::is_moved_by(event), "{event:?}");
    }
    let refused = world.events.last().unwrap();
    assert!(!CaseLine::is_moved_by(refused), "what was refused is listed beside");
    assert_eq!(refused_by(refused), ["CAS-01"]);
    assert_eq!(refused_by(&world.events[0]), [] as [&str; 0]);
}

#[test]
fn the_first_freeze_and_the_release_have_their_place_on_the_path() {
    let mut world = World::opened("maya", Channel::InPerson);
    world.ask(Who::Agent, Command::Contain { credentials: vec![credential("old-key").id] }).unwrap();
    assert_eq!(line(&world).reached, Stage::Contain);
    let mut world = World::provisioned();
    let signed = world.events.iter().find_map(|event| match event {
        CaseEvent::ApprovalSigned(signed) => Some(signed.clone()),
        _ => None,
    });
    world.events.push(CaseEvent::ReleaseSigned(signed.unwrap()));
    assert_eq!(line(&world).reached, Stage::Release);
    world.events.push(CaseEvent::HandedOver { by: person(Who::Agent), at: world.now });
    assert_eq!(line(&world).reached, Stage::Handover, "a release comes before the handover");
    world.events.push(CaseEvent::ApprovalSought { by: person(Who::Agent), at: world.now });
    assert_eq!(line(&world).reached, Stage::Handover, "what was reached stays reached");
}

#[test]
fn a_tier_rises_with_what_is_seen_and_never_falls() {
    let mut world = World::opened("maya", Channel::InPerson);
    assert_eq!(line(&world).tier, Tier::Standard);
    world.account.name = "Maya Okafor".to_owned();
    world.account.login = "maya.okafor".to_owned();
    world.account.privileged = true;
    world.reread();
    let seen = line(&world);
    assert_eq!((seen.tier, seen.name.as_str(), seen.login.as_str()), (Tier::Privileged, "Maya Okafor", "maya.okafor"));
    world.account.privileged = false;
    world.reread();
    assert_eq!(line(&world).tier, Tier::Privileged);
    agrees(&world);
    let mut risky = World::opened("maya", Channel::InPerson);
    risky.events.push(CaseEvent::RiskSeen { signals: Vec::new(), at: risky.now });
    assert_eq!(line(&risky).tier, Tier::Standard);
    risky.events.push(CaseEvent::RiskSeen { signals: vec![RiskSignal::ThreatRaised], at: risky.now });
    assert_eq!(line(&risky).tier, Tier::Privileged);
    agrees(&risky);
    assert_eq!(line(&World::opened("boss", Channel::InPerson)).tier, Tier::Privileged);
}

#[test]
fn a_takeover_names_another_agent_and_begins_without_key_or_question() {
    let mut world = World::provisioned();
    assert!(line(&world).sought && line(&world).model.is_some());
    let by = person(Who::OtherAgent);
    world.events.push(CaseEvent::CaseTakenOver { by, console: CONSOLE, at: world.now });
    let taken = line(&world);
    assert_eq!((taken.agent, taken.sought, taken.model.as_deref()), (by, false, None));
    agrees(&world);
}

#[test]
fn a_refused_question_is_no_longer_asked_and_an_end_has_its_time() {
    let mut world = World::opened("maya", Channel::InPerson);
    world.prove();
    world.ask(Who::Agent, Command::SeekApproval).unwrap();
    assert!(line(&world).sought);
    let (by, at) = (person(Who::Supervisor), Timestamp(7));
    world.events.push(CaseEvent::ApprovalRefused { by, reason: "no".to_owned(), at });
    assert!(!line(&world).sought);
    agrees(&world);
    assert_eq!(line(&world).ended_at(), None);
    let ends: [(CaseEvent, Lifecycle); 2] = [
        (CaseEvent::CaseRefused { by, note: String::new(), rules: Vec::new(), at }, Lifecycle::Refused(at)),
        (CaseEvent::CaseCancelled { by, note: String::new(), rules: Vec::new(), at }, Lifecycle::Cancelled(at)),
    ];
    for (event, lifecycle) in ends {
        let mut ended = world.clone();
        ended.events.push(event);
        let line = line(&ended);
        assert_eq!((line.ended_at(), line.reached), (Some(at), Stage::Close));
        assert_eq!(line.lifecycle, lifecycle);
        agrees(&ended);
    }
}

#[test]
fn a_stream_that_does_not_begin_with_its_opening_has_no_line() {
    let world = World::provisioned();
    assert_eq!(CaseLine::fold(CASE, &world.events[1..]), None);
    assert_eq!(CaseLine::fold(CASE, &[]), None);
}
