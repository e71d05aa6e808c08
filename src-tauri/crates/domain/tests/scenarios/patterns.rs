//! What many cases show together: given, when, then.

use crate::world::*;
use postern_domain::ids::{AccountId, CaseId, PersonId};
use postern_domain::patterns::Patterns;
use postern_domain::recovery::*;
use postern_domain::sampling::week_of;
use postern_domain::staff::{looks_back, replayed};
use postern_domain::time::{Span, Timestamp};
use std::collections::BTreeMap;
use uuid::Uuid;

fn id(n: u128) -> CaseId {
    CaseId(Uuid::from_u128(n))
}

/// A completed case of Maya's, and the records that it was folded from.
fn completed() -> World {
    let mut world = World::provisioned();
    world.finish().unwrap();
    world
}

fn over(weeks: u32) -> Patterns {
    Patterns::over(weeks, START.plus(Span::hours(1)))
}

/// The same case under another number and of another account.
fn another(case: &Case, n: u128, login: &str) -> Case {
    let mut case = case.clone();
    case.id = id(n);
    case.account.id = AccountId::new(login).unwrap();
    login.clone_into(&mut case.account.login);
    case
}

#[test]
fn a_case_counts_in_the_week_in_which_it_was_opened_and_nowhere_else() {
    let world = completed();
    let mut patterns = over(4);
    let mut before = world.case();
    before.opened.at = Timestamp(patterns.since().0 - 1);
    let mut after = world.case();
    after.opened.at = week_of(START).plus(Span::days(7));
    let mut first = another(&world.case(), 1, "first");
    first.opened.at = patterns.since();
    for case in [before, first, world.case(), after] {
        patterns.add(&case, &world.events);
    }
    assert_eq!(patterns.cases(), 2);
    let one = |week: &postern_domain::patterns::Week| {
        week.reasons == BTreeMap::from([(Reason::Lost, 1)]) && week.tiers == BTreeMap::from([(Tier::Standard, 1)])
    };
    let weeks = patterns.weeks();
    assert!(one(&weeks[0]) && one(&weeks[3]));
    assert!(weeks[1].reasons.is_empty() && weeks[2].tiers.is_empty());
}

#[test]
fn stages_of_completed_cases_take_the_time_between_what_was_done() {
    let world = completed();
    let mut patterns = over(4);
    patterns.add(&world.case(), &world.events);
    let times = patterns.stages();
    // What ends sessions contains, too: that counts from the opening, beside the path.
    let times: Vec<_> = times.into_iter().filter(|t| t.stage != Stage::Contain).collect();
    let stages: Vec<Stage> = times.iter().map(|t| t.stage).collect();
    let path = [
        Stage::Proofing,
        Stage::Approval,
        Stage::Revocation,
        Stage::Provisioning,
        Stage::Handover,
        Stage::Notification,
        Stage::Close,
    ];
    assert_eq!(stages, path);
    let case = world.case();
    let proofing = case.proofed_at.unwrap().since(case.opened.at);
    assert_eq!((times[0].cases, times[0].median, times[0].p90), (1, proofing, proofing));
    assert!(proofing > Span(0));
    let approval = case.approvals[0].at.since(case.proofed_at.unwrap());
    assert_eq!(times[1].median, approval);
    // Nothing is told of a case that runs, and of one that was refused only how long it waited for its review.
    let open = World::provisioned();
    let mut patterns = over(4);
    patterns.add(&open.case(), &open.events);
    let mut refused = open.case();
    refused.lifecycle = Lifecycle::Refused(open.now);
    let mut signed = refused.approvals[0].clone();
    signed.at = open.now.plus(Span::hours(5));
    refused.review = Some((Disposition::InOrder, String::new(), signed));
    patterns.add(&refused, &open.events);
    let told: Vec<_> = patterns.stages().iter().map(|t| (t.stage, t.median)).collect();
    assert_eq!(told, [(Stage::Review, Span::hours(5))]);
}

#[test]
fn what_was_frozen_counts_from_the_opening() {
    let mut world = World::opened("maya", Channel::InPerson);
    world.ask(Who::Agent, Command::Contain { credentials: vec![credential("old-key").id] }).unwrap();
    world.carry_out().unwrap();
    let frozen = postern_domain::recovery::view::contained_at(&world.case()).unwrap();
    let mut case = world.case();
    case.lifecycle = Lifecycle::Completed(world.now);
    let mut patterns = over(4);
    patterns.add(&case, &world.events);
    let contain = patterns.stages().into_iter().find(|t| t.stage == Stage::Contain).unwrap();
    assert_eq!(contain.median, frozen.since(case.opened.at));
}

#[test]
fn an_attempt_counts_once_for_each_rule_that_refused_it() {
    let world = completed();
    let refused = |codes: &[&str]| CaseEvent::AttemptRefused {
        by: person(Who::Agent),
        attempt: "revoke".to_owned(),
        codes: codes.iter().map(|c| (*c).to_owned()).collect(),
        at: START,
    };
    let events = [refused(&["APR-01", "APR-01", "EVD-01"]), refused(&["APR-01"]), refused(&["CAS-01"])];
    let mut patterns = over(4);
    patterns.add(&world.case(), &events);
    patterns.add(&another(&world.case(), 5, "noor"), &events[2..]);
    let told: Vec<_> = patterns.refusals().into_iter().map(|r| (r.code, r.attempts.count, r.attempts.named)).collect();
    let named = |code: &str, n, cases: &[CaseId]| (code.to_owned(), n, cases.to_vec());
    assert_eq!(told, [named("APR-01", 2, &[CASE]), named("CAS-01", 2, &[CASE, id(5)]), named("EVD-01", 1, &[CASE])]);
}

#[test]
fn who_comes_back_is_told_by_name_and_who_came_once_is_not() {
    let world = completed();
    let mut patterns = over(4);
    for (n, login) in [(1, "zoe"), (2, "maya"), (3, "zoe"), (4, "adam"), (5, "adam"), (6, "adam")] {
        patterns.add(&another(&world.case(), n, login), []);
    }
    let mut elsewhere = another(&world.case(), 7, "maya");
    elsewhere.account.directory = postern_domain::ids::DirectoryId::new("other").unwrap();
    patterns.add(&elsewhere, []);
    let told: Vec<_> = patterns.repeats().into_iter().map(|r| (r.login, r.cases.count)).collect();
    assert_eq!(told, [("adam".to_owned(), 3), ("zoe".to_owned(), 2)]);
    for n in 20..40 {
        patterns.add(&another(&world.case(), n, "zoe"), []);
    }
    let zoe = patterns.repeats().pop().unwrap();
    assert_eq!((zoe.cases.count, zoe.cases.named), (22, (32..40).map(id).collect::<Vec<_>>()));
}

/// Takes in a case of `agent`, signed by these.
fn signed(patterns: &mut Patterns, world: &World, n: u128, agent: Who, by: &[Who]) {
    let mut case = another(&world.case(), n, "maya");
    case.agent = person(agent);
    let one = case.approvals.remove(0);
    case.approvals = by.iter().map(|who| event::Signed { by: person(*who), ..one.clone() }).collect();
    patterns.add(&case, []);
}

fn pairs(patterns: &Patterns) -> Vec<(PersonId, PersonId, u32, u32)> {
    patterns.pairs().into_iter().map(|p| (p.agent, p.supervisor, p.cases.count, p.of)).collect()
}

#[test]
fn a_pair_is_told_from_three_cases_on_where_it_is_most_of_the_agents() {
    let world = completed();
    let (agent, supervisor) = (person(Who::Agent), person(Who::Supervisor));
    let mut patterns = over(4);
    for n in 1..=2 {
        signed(&mut patterns, &world, n, Who::Agent, &[Who::Supervisor]);
        signed(&mut patterns, &world, 10 + n, Who::OtherAgent, &[Who::Supervisor]);
    }
    signed(&mut patterns, &world, 9, Who::Agent, &[]);
    assert_eq!(pairs(&patterns), [], "two are few");
    // Signing one case twice is one case.
    signed(&mut patterns, &world, 3, Who::Agent, &[Who::Supervisor, Who::Supervisor]);
    assert_eq!(pairs(&patterns), [(agent, supervisor, 3, 3)]);
    signed(&mut patterns, &world, 4, Who::Agent, &[Who::Supervisor]);
    signed(&mut patterns, &world, 5, Who::Agent, &[Who::SecondSupervisor]);
    assert_eq!(pairs(&patterns), [(agent, supervisor, 4, 5)], "four of five are most");
    signed(&mut patterns, &world, 6, Who::Agent, &[Who::SecondSupervisor]);
    assert_eq!(pairs(&patterns), [], "four of six are not");
}

#[test]
fn what_was_signed_for_an_agent_who_left_does_not_count_for_the_next() {
    let world = completed();
    let mut patterns = over(4);
    for n in 1..=3 {
        let mut case = another(&world.case(), n, "maya");
        case.agent_since = case.approvals[0].at.plus(Span(1));
        patterns.add(&case, []);
    }
    assert_eq!(pairs(&patterns), []);
}

#[test]
fn reviewers_and_administrators_look_back_and_nobody_else() {
    let world = World::opened("maya", Channel::InPerson);
    for (who, _) in PEOPLE {
        let codes: Vec<_> =
            looks_back(&world.roster, &world.actor(who)).iter().map(|violation| violation.gate.code()).collect();
        let may = matches!(who, Who::Admin1 | Who::Admin2 | Who::Reviewer);
        assert_eq!(codes, if may { vec![] } else { vec!["ROL-01"] }, "{who:?}");
    }
    // Nor somebody who does not work here.
    let reviewer = replayed(&world.roster, person(Who::Reviewer), CONSOLE).unwrap();
    let nobody = looks_back(&postern_domain::staff::Roster::default(), &reviewer);
    assert_eq!(nobody.iter().map(|v| v.gate.code()).collect::<Vec<_>>(), ["SES-03"]);
}
