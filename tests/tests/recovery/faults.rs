use crate::desk::{Desk, NEW_PIN, codes, key, note, pin};
use crate::wayward::{Astray, Wayward};
use postern_application::Fault;
use postern_application::history::verify_history;
use postern_domain::recovery::{Action, Command, Lifecycle};
use postern_ports::authenticator::KeyFault;
use postern_ports::directory::DirectoryFault;
use postern_practice::people::{BLANK, STAFF_PIN, SUBJECT};
use serde_json::json;
use std::sync::atomic::Ordering;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_directory_that_lies_about_deletion_is_found_out() {
    let desk = Desk::open().await;
    let id = desk.approved_case().await;
    desk.misbehave(json!({"zombie": true})).await;
    desk.revoke(id).await.unwrap();
    let case = desk.case(id).await;
    assert_eq!(case.not_gone().count(), 3, "204 was no proof");
    assert!(codes(desk.accept_blank(id).await).contains(&"REV-03"));
    // When it does delete, the same step finishes.
    desk.misbehave(json!({})).await;
    desk.revoke(id).await.unwrap();
    assert_eq!(desk.case(id).await.not_gone().count(), 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_directory_that_lies_about_creation_is_found_out() {
    let desk = Desk::open().await;
    let id = desk.approved_case().await;
    desk.revoke(id).await.unwrap();
    desk.accept_blank(id).await.unwrap();
    desk.misbehave(json!({"ghost": true})).await;
    desk.provision(id).await.unwrap();
    assert!(codes(desk.act(id, Command::HandOver).await).contains(&"PRV-05"), "201 was no proof");
    desk.misbehave(json!({})).await;
    desk.provision(id).await.unwrap();
    desk.finish(id).await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_credential_that_appears_in_mid_case_blocks_and_voids() {
    let desk = Desk::open().await;
    let id = desk.approved_case().await;
    desk.revoke(id).await.unwrap();
    desk.accept_blank(id).await.unwrap();
    desk.connector.sneak(SUBJECT).await.unwrap();
    let refused = codes(desk.provision(id).await);
    assert!(refused.contains(&"REV-04") && refused.contains(&"APR-05"), "{refused:?}");
    // The way out: a new approval covers it, and it is revoked like the others.
    desk.act(id, Command::SeekApproval).await.unwrap();
    desk.sign_in("supervisor").await;
    desk.co_sign(id, "supervisor").await.unwrap();
    desk.sign_in("agent").await;
    desk.revoke(id).await.unwrap();
    desk.provision(id).await.unwrap();
    desk.finish(id).await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_crash_after_the_call_is_read_back() {
    let desk = Desk::open_with(|practice| Wayward::new(practice, Astray::AfterFirstRevocation)).await;
    let id = desk.approved_case().await;
    let lost = desk.revoke(id).await;
    assert!(matches!(lost, Err(Fault::Directory(DirectoryFault::TimedOut))), "{lost:?}");
    assert!(desk.case(id).await.effects.iter().any(|e| e.outcome_unknown()));

    let mut counted = None;
    let desk = desk
        .reopen_with(|practice| {
            let wayward = Wayward::new(practice, Astray::Nothing);
            counted = Some(wayward.clone());
            wayward
        })
        .await;
    desk.sign_in("agent").await;
    desk.revoke(id).await.unwrap();
    let case = desk.case(id).await;
    assert_eq!(case.not_gone().count(), 0);
    assert_eq!(counted.unwrap().revocations.load(Ordering::Relaxed), 2, "the first of three was not done twice");
    desk.accept_blank(id).await.unwrap();
    desk.provision(id).await.unwrap();
    desk.finish(id).await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_submission_without_an_answer_is_not_repeated() {
    let desk = Desk::open_with(|practice| Wayward::new(practice, Astray::AfterSubmission)).await;
    let id = desk.approved_case().await;
    desk.revoke(id).await.unwrap();
    desk.accept_blank(id).await.unwrap();
    let lost = desk.provision(id).await;
    assert!(matches!(lost, Err(Fault::Directory(DirectoryFault::TimedOut))), "{lost:?}");
    let mut counted = None;
    let desk = desk
        .reopen_with(|practice| {
            let wayward = Wayward::new(practice, Astray::Nothing);
            counted = Some(wayward.clone());
            wayward
        })
        .await;
    desk.sign_in("agent").await;
    let seen = desk.case(id).await.seq;
    desk.console.read_back_all(id, seen).await.unwrap();
    assert!(desk.case(id).await.confirmed(&Action::SubmitCredential).is_some());
    desk.finish(id).await.unwrap();
    assert_eq!(counted.unwrap().submissions.load(Ordering::Relaxed), 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn another_relying_party_is_refused() {
    let desk = Desk::open_with(|practice| Wayward::new(practice, Astray::OtherRelyingParty)).await;
    let id = desk.approved_case().await;
    desk.revoke(id).await.unwrap();
    desk.accept_blank(id).await.unwrap();
    let refused = desk.provision(id).await;
    assert!(
        matches!(&refused, Err(Fault::Directory(DirectoryFault::WrongRelyingParty(rp))) if rp == "evil.invalid"),
        "{refused:?}"
    );
    assert!(desk.case(id).await.made.is_empty(), "nothing was made on the key");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_directory_that_is_down_loses_nothing() {
    let desk = Desk::open().await;
    let id = desk.approved_case().await;
    desk.misbehave(json!({"down": true})).await;
    let down = desk.revoke(id).await;
    assert!(matches!(down, Err(Fault::Directory(DirectoryFault::Down(_)))), "{down:?}");
    desk.misbehave(json!({})).await;
    desk.revoke(id).await.unwrap();
    desk.accept_blank(id).await.unwrap();
    desk.provision(id).await.unwrap();
    desk.finish(id).await.unwrap();
    assert!(matches!(desk.case(id).await.lifecycle, Lifecycle::Completed(_)));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn wrong_pins_are_counted_and_a_pulled_key_can_come_back() {
    let desk = Desk::open().await;
    desk.tray.insert("agent").unwrap();
    for left in [7, 6] {
        let wrong = desk.console.sign_in(&key("agent"), pin("000001")).await.map(|_| ());
        assert_eq!(wrong, Err(Fault::Key(KeyFault::WrongPin { tries: Some(left) })));
    }
    let third = desk.console.sign_in(&key("agent"), pin("000001")).await.map(|_| ());
    assert!(matches!(third, Err(Fault::Key(KeyFault::Reinsert | KeyFault::WrongPin { .. }))), "{third:?}");
    desk.tray.pull("agent");
    let gone = desk.console.sign_in(&key("agent"), pin(STAFF_PIN)).await.map(|_| ());
    assert_eq!(gone, Err(Fault::Key(KeyFault::Removed)));
    desk.sign_in("agent").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_key_pulled_while_it_waits_for_a_touch_leaves_the_case_as_it_was() {
    let desk = Desk::open().await;
    let id = desk.approved_case().await;
    desk.revoke(id).await.unwrap();
    desk.accept_blank(id).await.unwrap();
    desk.tray.touch_always(BLANK, false);
    let seen = desk.case(id).await.seq;
    let blank = key(BLANK);
    let working = desk.console.provision(id, seen, &blank, pin(NEW_PIN));
    let pulling = async {
        while !desk.tray.list().iter().any(|k| k.waits_for_touch) {
            tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        }
        desk.tray.pull(BLANK);
    };
    let (pulled, ()) = tokio::join!(working, pulling);
    assert_eq!(pulled, Err(Fault::Key(KeyFault::Removed)));
    // Put back, everything goes on.
    desk.tray.insert(BLANK).unwrap();
    desk.provision(id).await.unwrap();
    desk.finish(id).await.unwrap();
    let found = verify_history(desk.store.as_ref()).await.unwrap();
    assert_eq!(found.faults, []);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_people_on_one_view_conflict() {
    let desk = Desk::open().await;
    desk.sign_in("agent").await;
    let id = desk.open_case().await;
    let seen = desk.case(id).await.seq;
    desk.console.act(id, seen, note("first".to_owned())).await.unwrap();
    let late = desk.console.act(id, seen, note("second".to_owned())).await;
    assert_eq!(late, Err(Fault::Store(postern_ports::event_store::StoreFault::Conflict)));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_full_disk_stops_the_step_and_loses_nothing() {
    let desk = Desk::open().await;
    let id = desk.approved_case().await;
    let desk = desk.reopen_on_a_small_disk(3).await;
    desk.sign_in("agent").await;

    // Notes of a page each, until there is no room.
    let mut kept = desk.case(id).await.seq;
    let full = loop {
        match desk.act(id, note("n".repeat(1_900))).await {
            Ok(()) => kept = desk.case(id).await.seq,
            Err(fault) => break fault,
        }
        assert!(kept < 500, "the disk never filled up");
    };
    assert_eq!(full, Fault::Store(postern_ports::event_store::StoreFault::Full));
    assert_eq!(desk.case(id).await.seq, kept, "what was refused is not there, what was acknowledged is");
    let revoked = desk.revoke(id).await;
    assert_eq!(revoked, Err(Fault::Store(postern_ports::event_store::StoreFault::Full)));
    assert!(desk.case(id).await.blocked_at().is_none(), "no call without its record");
    let kept = desk.case(id).await.seq;

    // Room again: everything goes on from where it was.
    let desk = desk.reopen_with(|practice| practice).await;
    assert_eq!(desk.case(id).await.seq, kept);
    desk.sign_in("agent").await;
    desk.revoke(id).await.unwrap();
    desk.accept_blank(id).await.unwrap();
    desk.provision(id).await.unwrap();
    desk.finish(id).await.unwrap();
    let found = verify_history(desk.store.as_ref()).await.unwrap();
    assert_eq!(found.faults, []);
}
