//! Lists over a whole recovery: the history, the work list, and what waits for whom.

use crate::desk::Desk;
use postern_application::history::{Total, verify_history};
use postern_domain::ids::CaseId;
use postern_domain::recovery::{Disposition, Lifecycle, Stage};
use postern_ports::case_list::{CaseQuery, Which};

async fn listed(desk: &Desk, which: Which) -> Vec<CaseId> {
    let page = desk.console.history(&CaseQuery::of(which), None).await.unwrap();
    page.cases.into_iter().map(|one| one.line.case).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn lists_follow_a_recovery_from_its_opening_to_its_review() {
    let desk = Desk::open().await;
    let id = desk.approved_case().await;
    desk.sign_in("agent").await;
    let page = desk.console.history(&CaseQuery::default(), None).await.unwrap();
    assert_eq!((page.next, page.total), (None, Some(Total { count: 1, or_more: false })));
    let line = &page.cases[0].line;
    assert_eq!((line.case, line.reached, &line.lifecycle), (id, Stage::Approval, &Lifecycle::Open));
    let agent = desk.console.actor().unwrap();
    assert_eq!(desk.console.may_wait_for(&agent).await.unwrap().len(), 1);
    assert_eq!(desk.console.to_review().await.unwrap(), 0);

    desk.revoke(id).await.unwrap();
    desk.accept_blank(id).await.unwrap();
    desk.provision(id).await.unwrap();
    desk.finish(id).await.unwrap();
    assert_eq!(desk.console.may_wait_for(&agent).await.unwrap().len(), 0, "it ended");
    assert_eq!((listed(&desk, Which::Open).await, listed(&desk, Which::ToReview).await), (vec![], vec![id]));
    let work = desk.console.work(&agent).await.unwrap();
    assert_eq!((work.cases.len(), work.unlisted), (1, 0), "what ended last is on the work list");

    desk.review(id).await.unwrap();
    let reviewer = desk.console.actor().unwrap();
    assert_eq!(desk.console.work(&reviewer).await.unwrap().cases.len(), 1);
    assert_eq!(desk.console.to_review().await.unwrap(), 0);
    let reviewed = desk.console.history(&CaseQuery::of(Which::Reviewed), None).await.unwrap();
    let line = &reviewed.cases[0].line;
    assert_eq!((line.review, line.reached), (Some(Disposition::InOrder), Stage::Review));
    assert_eq!(line.model, desk.case(id).await.newest().map(|made| made.aaguid.clone()));
    let choices = desk.console.history_choices().await.unwrap();
    assert_eq!((choices.directories, choices.agents), (vec!["practice".to_owned()], vec![agent.person()]));
    assert_eq!(verify_history(desk.store.as_ref()).await.unwrap().faults, []);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_typed_finds_cases_people_and_directories_as_the_role_allows() {
    let desk = Desk::open().await;
    let id = desk.approved_case().await;
    desk.sign_in("agent").await;
    let number = id.short();
    let hits = desk.console.find(&number).await.unwrap();
    assert_eq!(hits.open.iter().map(|line| line.case).collect::<Vec<_>>(), [id]);
    assert!(hits.ended.is_empty() && hits.people.is_empty());
    assert_eq!(desk.console.find("pract").await.unwrap().directories.len(), 1);
    let me = desk.console.actor().unwrap().person();
    let name = desk.console.roster().await.unwrap().person(me).unwrap().name.clone();
    let people = desk.console.find(&name).await.unwrap().people;
    assert!(people.iter().any(|person| person.id == me), "{name}");
    let nothing = desk.console.find("  ").await.unwrap();
    assert!(nothing.open.is_empty() && nothing.people.is_empty() && nothing.directories.is_empty());

    desk.revoke(id).await.unwrap();
    desk.accept_blank(id).await.unwrap();
    desk.provision(id).await.unwrap();
    desk.finish(id).await.unwrap();
    let hits = desk.console.find(&number).await.unwrap();
    assert!(hits.open.is_empty() && hits.ended.is_empty(), "an agent finds what runs");
    desk.sign_in("reviewer").await;
    let hits = desk.console.find(&number).await.unwrap();
    assert_eq!(hits.ended.iter().map(|line| line.case).collect::<Vec<_>>(), [id]);
    desk.console.sign_out().await.unwrap();
    assert!(desk.console.find(&number).await.is_err());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_reads_the_history_without_being_signed_in() {
    let desk = Desk::open().await;
    desk.sign_in("agent").await;
    desk.console.sign_out().await.unwrap();
    assert!(desk.console.history(&CaseQuery::default(), None).await.is_err());
    assert!(desk.console.history_choices().await.is_err());
}
