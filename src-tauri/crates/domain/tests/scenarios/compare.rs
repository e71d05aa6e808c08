//! Two cases side by side: given, when, then.

use crate::world::*;
use postern_domain::compare::{Noticed, Part, Row, Side, State, Told, Topic, compare};
use postern_domain::ids::{CaseId, EvidenceId};
use postern_domain::recovery::effect::NoticePhase;
use postern_domain::recovery::evidence::{EvidenceKind, Outcome, Pathway};
use postern_domain::recovery::risk::RiskSignal;
use postern_domain::recovery::statement::Decision;
use postern_domain::recovery::*;
use postern_domain::rules::{RuleResult, Verdict};
use postern_domain::time::Span;
use std::collections::BTreeMap;

/// Rules and refusals of a side that tells of none.
static NONE: BTreeMap<String, u32> = BTreeMap::new();

fn side(case: &Case) -> Side<'_> {
    Side { case, rules: &[], refused: &NONE }
}

/// A completed case of Maya's.
fn completed() -> World {
    let mut world = World::provisioned();
    world.finish().unwrap();
    world
}

fn row(rows: &[Row], topic: &Topic) -> Row {
    rows.iter().find(|row| row.topic == *topic).unwrap_or_else(|| panic!("no {topic:?}")).clone()
}

fn differing(rows: &[Row]) -> Vec<Topic> {
    rows.iter().filter(|row| row.differs()).map(|row| row.topic.clone()).collect()
}

#[test]
fn a_case_does_not_differ_from_itself_under_another_number_at_another_time() {
    let case = completed().case();
    let mut other = case.clone();
    other.id = CaseId(uuid::Uuid::from_u128(5));
    other.seq += 7;
    let rows = compare(&side(&case), &side(&other));
    assert_eq!(differing(&rows), []);
    let parts: Vec<Part> = rows.iter().map(|row| row.topic.part()).collect();
    assert!(parts.is_sorted(), "the parts stand in their order: {parts:?}");
    assert_eq!(row(&rows, &Topic::State).first, [Told::State(State::Completed)]);
    assert_eq!(row(&rows, &Topic::Agent).second, [Told::Person(person(Who::Agent))]);
    assert_eq!(row(&rows, &Topic::Approvers).first, [Told::Person(person(Who::Supervisor))]);
    assert_eq!(row(&rows, &Topic::Model).first, [Told::Model("model".to_owned())]);
    assert_eq!(row(&rows, &Topic::Releaser).first, []);
}

#[test]
fn what_differs_is_told_and_nothing_else() {
    let case = completed().case();
    let mut other = case.clone();
    "noor".clone_into(&mut other.account.login);
    other.opened.channel = Channel::Video;
    other.opened.reason = Reason::Stolen;
    other.signals.insert(RiskSignal::ContactChanged);
    other.agent = person(Who::OtherAgent);
    other.lifecycle = match case.lifecycle {
        Lifecycle::Completed(at) => Lifecycle::Cancelled(at),
        _ => panic!("not completed"),
    };
    let rows = compare(&side(&case), &side(&other));
    let told = differing(&rows);
    // What the sign of risk does to the tier is the domain's own rule.
    let told: Vec<_> = told.into_iter().filter(|topic| *topic != Topic::Tier).collect();
    let expected = [Topic::Account, Topic::Reason, Topic::Channel, Topic::Signals, Topic::State, Topic::Agent].to_vec();
    assert_eq!(told, expected);
    assert_eq!(row(&rows, &Topic::Reason).first, [Told::Reason(Reason::Lost)]);
    assert_eq!(row(&rows, &Topic::Reason).second, [Told::Reason(Reason::Stolen)]);
    assert_eq!(row(&rows, &Topic::Signals).first, []);
    assert_eq!(row(&rows, &Topic::State).second, [Told::State(State::Cancelled)]);
}

#[test]
fn co_signers_are_told_once_each_and_not_those_of_an_agent_who_left() {
    let case = completed().case();
    let mut other = case.clone();
    let one = other.approvals[0].clone();
    other.approvals.push(one.clone());
    assert!(!row(&compare(&side(&case), &side(&other)), &Topic::Approvers).differs());
    other.approvals.push(event::Signed { by: person(Who::SecondSupervisor), ..one });
    let rows = compare(&side(&case), &side(&other));
    assert_eq!(row(&rows, &Topic::Approvers).second.len(), 2);
    // In which order they signed is no difference.
    let mut turned = other.clone();
    turned.approvals.reverse();
    assert!(!row(&compare(&side(&other), &side(&turned)), &Topic::Approvers).differs());
    other.agent_since = other.approvals[0].at.plus(Span(1));
    assert_eq!(row(&compare(&side(&case), &side(&other)), &Topic::Approvers).second, []);
}

#[test]
fn a_stage_takes_as_long_as_people_read_it() {
    let case = completed().case();
    let at = case.approvals[0].at;
    let moved = |span: Span| {
        let mut other = case.clone();
        other.approvals[0].at = at.plus(span);
        other
    };
    let took = |case: &Case| row(&compare(&side(case), &side(case)), &Topic::Took(Stage::Approval)).first;
    let before = case.proofed_at.unwrap();
    let exact = moved(before.plus(Span::minutes(4)).since(at));
    let later = moved(before.plus(Span::minutes(4).and(Span::seconds(59))).since(at));
    let minute = moved(before.plus(Span::minutes(5)).since(at));
    assert_eq!(took(&exact), [Told::Took(Span::minutes(4))]);
    assert_eq!(took(&exact), took(&later));
    assert_eq!(took(&minute), [Told::Took(Span::minutes(5))]);
    // A stage that neither came to has no row; one that only one of them came to has.
    let open = World::opened("maya", Channel::InPerson).case();
    let rows = compare(&side(&open), &side(&open));
    assert!(rows.iter().all(|row| !matches!(row.topic, Topic::Took(_))), "{rows:?}");
    let rows = compare(&side(&open), &side(&case));
    assert!(row(&rows, &Topic::Took(Stage::Close)).first.is_empty());
    assert!(row(&rows, &Topic::Took(Stage::Close)).differs());
}

#[test]
fn rules_are_told_where_one_case_does_not_meet_them() {
    let case = completed().case();
    let result = |rule: &str, verdict| RuleResult { rule: rule.to_owned(), verdict, because: Vec::new() };
    let first = [result("A01", Verdict::Met), result("B01", Verdict::NotMet), result("B02", Verdict::Met)];
    let second = [result("A01", Verdict::NotMet), result("B01", Verdict::NotMet), result("B02", Verdict::Attested)];
    let (first, second) = (Side { rules: &first, ..side(&case) }, Side { rules: &second, ..side(&case) });
    let rows = compare(&first, &second);
    let told: Vec<_> = rows
        .iter()
        .filter_map(|row| match &row.topic {
            Topic::Rule(rule) => Some((rule.as_str(), row.differs())),
            _ => None,
        })
        .collect();
    assert_eq!(told, [("B01", false), ("A01", true)], "in the order of the rules");
    assert_eq!(row(&rows, &Topic::Rule("A01".to_owned())).first, [Told::Verdict(Verdict::Met)]);
}

#[test]
fn gates_that_refused_are_told_with_how_often() {
    let case = completed().case();
    let first = BTreeMap::from([("APR-01".to_owned(), 2), ("REV-03".to_owned(), 1)]);
    let second = BTreeMap::from([("APR-01".to_owned(), 2), ("EVD-01".to_owned(), 4)]);
    let rows = compare(&Side { refused: &first, ..side(&case) }, &Side { refused: &second, ..side(&case) });
    let of = |code: &str| row(&rows, &Topic::Refused(code.to_owned()));
    assert!(!of("APR-01").differs());
    assert_eq!((of("REV-03").first, of("REV-03").second), (vec![Told::Attempts(1)], vec![]));
    assert_eq!(of("EVD-01").second, [Told::Attempts(4)]);
}

#[test]
fn evidence_is_told_by_its_kind_in_whatever_order_it_came() {
    let mut world = World::opened("maya", Channel::InPerson);
    world.prove();
    let mut case = world.case();
    let mut again = case.evidence[0].clone();
    again.id = EvidenceId(uuid::Uuid::from_u128(77));
    case.evidence.push(again);
    let mut other = case.clone();
    other.evidence.reverse();
    assert_eq!(differing(&compare(&side(&case), &side(&other))), []);
    let last = case.evidence[2].id;
    other.withdrawn.insert(last);
    other.evidence.retain(|piece| piece.kind != EvidenceKind::CompanyBadge);
    let rows = compare(&side(&case), &side(&other));
    assert_eq!(
        differing(&rows),
        [Topic::Evidence(EvidenceKind::Passport), Topic::Evidence(EvidenceKind::CompanyBadge)]
    );
    let piece = |stands| Told::Evidence { pathway: Pathway::VisualMatch, outcome: Outcome::Confirmed, stands };
    assert_eq!(row(&rows, &Topic::Evidence(EvidenceKind::Passport)).first, [piece(true), piece(true)]);
    assert_eq!(row(&rows, &Topic::Evidence(EvidenceKind::Passport)).second, [piece(true), piece(false)]);
    assert_eq!(row(&rows, &Topic::Evidence(EvidenceKind::CompanyBadge)).second, []);
}

#[test]
fn notices_are_told_by_how_it_went_with_them() {
    let done = completed().case();
    let mut open = World::opened("maya", Channel::InPerson).case();
    open.letters.push(("RR 1".to_owned(), START));
    let rows = compare(&side(&done), &side(&open));
    let sent = row(&rows, &Topic::Notices(NoticePhase::Close));
    let addresses = u32::try_from(done.addresses().len()).unwrap();
    assert!(addresses > 0);
    assert_eq!(sent.first, [Told::Addresses { how: Noticed::Sent, count: addresses }]);
    assert_eq!(sent.second, [Told::Addresses { how: Noticed::Owed, count: addresses }]);
    assert_eq!(row(&rows, &Topic::Letters).second, [Told::Letters(1)]);
    let mut failed = done.clone();
    let at = START.plus(Span::hours(1));
    for effect in &mut failed.effects {
        if matches!(effect.action, Action::SendNotice { phase: NoticePhase::Close, .. }) {
            effect.observations.push((Observation::NotAsIntended { found: "bounced".to_owned() }, at));
        }
    }
    let rows = compare(&side(&done), &side(&failed));
    let came_back = row(&rows, &Topic::Notices(NoticePhase::Close)).second;
    assert_eq!(came_back, [Told::Addresses { how: Noticed::Failed, count: addresses }]);
    assert!(rows.iter().all(|row| row.topic != Topic::Letters), "neither tells of a letter");
}

#[test]
fn a_review_is_told_with_who_reviewed() {
    let world = completed();
    let case = world.case();
    let mut reviewed = world;
    let (disposition, note) = (Disposition::Concerns, "n".to_owned());
    let statement = reviewed.offer(Who::Reviewer, Decision::Review { disposition, note: note.clone() });
    let assertion = reviewed.signature(Who::Reviewer, &statement);
    reviewed.ask(Who::Reviewer, Command::Review { disposition, note, statement, assertion }).unwrap();
    let other = reviewed.case();
    let rows = compare(&side(&case), &side(&other));
    assert_eq!(differing(&rows), [Topic::Finding, Topic::Reviewer, Topic::Took(Stage::Review)]);
    assert_eq!(row(&rows, &Topic::Finding).second, [Told::Finding(Disposition::Concerns)]);
    assert_eq!(row(&rows, &Topic::Reviewer).second, [Told::Person(person(Who::Reviewer))]);
}
