//! Work on a key that is interrupted: it goes on where it was, and nothing is enrolled twice.

use crate::desk::{Desk, NEW_PIN, key, pin};
use postern_application::Fault;
use postern_application::history::verify_history;
use postern_domain::ids::CaseId;
use postern_domain::recovery::{CaseEvent, Lifecycle};
use postern_ports::Directory as _;
use postern_ports::authenticator::{KeyFault, KeyId, StoredCredential};
use postern_ports::event_store::Happening;
use postern_practice::people::{BLANK, LOST, LOST_PIN, SUBJECT};
use std::time::Duration;

/// A desk with a case whose key is accepted, and nothing made on it.
async fn ready() -> (Desk, CaseId) {
    let desk = Desk::open().await;
    let id = desk.approved_case().await;
    desk.revoke(id).await.unwrap();
    desk.accept_blank(id).await.unwrap();
    (desk, id)
}

/// The same with a key whose PIN is drawn when it is needed.
async fn ready_to_draw() -> (Desk, CaseId, KeyId) {
    let desk = Desk::open().await;
    let id = desk.approved_case().await;
    desk.revoke(id).await.unwrap();
    desk.tray.insert(BLANK).unwrap();
    let blank = key(BLANK);
    let seen = desk.case(id).await.seq;
    desk.console.accept_key(id, seen, &blank, true).await.unwrap();
    (desk, id, blank)
}

async fn on_key(desk: &Desk) -> Vec<StoredCredential> {
    desk.tray.insert(BLANK).unwrap();
    desk.console.parts().keys.credentials(&key(BLANK), pin(NEW_PIN).into()).await.unwrap().all
}

async fn orphans(desk: &Desk, id: CaseId) -> usize {
    let records = desk.console.records(id).await.unwrap();
    let orphan = |h: &Happening| matches!(h, Happening::Case(CaseEvent::OrphanRemoved { .. }));
    records.iter().filter(|r| orphan(&r.happening)).count()
}

/// The case ends well, with one credential on the key and the same one in the directory.
async fn ends_with_one(desk: &Desk, id: CaseId) {
    desk.finish(id).await.unwrap();
    let case = desk.case(id).await;
    assert!(matches!(case.lifecycle, Lifecycle::Completed(_)));
    let held = on_key(desk).await;
    let made = &case.newest().unwrap().credential;
    assert_eq!(held.iter().map(|c| &c.id).collect::<Vec<_>>(), [made]);
    let account = desk.connector.find(SUBJECT).await.unwrap().unwrap();
    let listed = desk.connector.inventory(&account.id, desk.console.now()).await.unwrap().credentials;
    let webauthn: Vec<_> = listed.iter().filter_map(|c| c.webauthn.as_ref()).map(|w| &w.0).collect();
    assert_eq!(webauthn, [&made.0]);
    assert_eq!(verify_history(desk.store.as_ref()).await.unwrap().faults, []);
}

/// Waits until the blank key waits for a touch.
async fn waits(desk: &Desk) {
    while !desk.tray.list().iter().any(|k| k.waits_for_touch) {
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}

/// Waits for a touch, gives it, and waits for the next one.
async fn touched_once(desk: &Desk) {
    waits(desk).await;
    desk.tray.touch(BLANK);
    while desk.tray.list().iter().any(|k| k.waits_for_touch) {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    waits(desk).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_key_pulled_between_making_and_trying_is_swept_when_it_comes_back() {
    let (desk, id) = ready().await;
    desk.tray.touch_always(BLANK, false);
    let seen = desk.case(id).await.seq;
    let blank = key(BLANK);
    let (pulled, ()) = tokio::join!(desk.console.provision(id, seen, &blank, pin(NEW_PIN)), async {
        touched_once(&desk).await;
        desk.tray.pull(BLANK);
    });
    assert_eq!(pulled, Err(Fault::Key(KeyFault::Removed)));
    assert_eq!(on_key(&desk).await.len(), 1, "the key made it, and nobody was told");
    assert_eq!(orphans(&desk, id).await, 0);
    desk.provision(id).await.unwrap();
    assert_eq!(orphans(&desk, id).await, 1);
    ends_with_one(&desk, id).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_second_touch_that_does_not_come_leaves_nothing_on_the_key() {
    let (desk, id) = ready().await;
    desk.tray.touch_always(BLANK, false);
    let seen = desk.case(id).await.seq;
    let blank = key(BLANK);
    let (cancelled, ()) = tokio::join!(desk.console.provision(id, seen, &blank, pin(NEW_PIN)), async {
        touched_once(&desk).await;
        desk.console.parts().keys.cancel(&blank).await;
    });
    assert_eq!(cancelled, Err(Fault::Key(KeyFault::Cancelled)));
    assert_eq!((on_key(&desk).await.len(), orphans(&desk, id).await), (0, 1), "it was deleted at once");
    desk.tray.touch_always(BLANK, true);
    desk.provision(id).await.unwrap();
    ends_with_one(&desk, id).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn another_key_goes_on_where_the_first_was_lost_in_mid_work() {
    let (desk, id) = ready().await;
    desk.tray.touch_always(BLANK, false);
    let seen = desk.case(id).await.seq;
    let blank = key(BLANK);
    let (pulled, ()) = tokio::join!(desk.console.provision(id, seen, &blank, pin(NEW_PIN)), async {
        touched_once(&desk).await;
        desk.tray.pull(BLANK);
    });
    assert_eq!(pulled, Err(Fault::Key(KeyFault::Removed)));
    // What it holds opens nothing: the directory was never told of it.
    let account = desk.connector.find(SUBJECT).await.unwrap().unwrap();
    let listed = desk.connector.inventory(&account.id, desk.console.now()).await.unwrap().credentials;
    assert!(listed.iter().all(|c| c.webauthn.is_none()), "{listed:?}");
    // The subject's old key was found again: it is taken instead, and what it held is gone from the directory.
    desk.tray.insert(LOST).unwrap();
    let seen = desk.case(id).await.seq;
    desk.console.accept_key(id, seen, &key(LOST), false).await.unwrap();
    let seen = desk.case(id).await.seq;
    desk.console.provision(id, seen, &key(LOST), pin(LOST_PIN)).await.unwrap();
    let case = desk.case(id).await;
    let held = desk.console.parts().keys.credentials(&key(LOST), pin(LOST_PIN).into()).await.unwrap().all;
    assert_eq!(held.iter().map(|c| &c.id).collect::<Vec<_>>(), [&case.newest().unwrap().credential]);
    let listed = desk.connector.inventory(&account.id, desk.console.now()).await.unwrap().credentials;
    assert_eq!(listed.iter().filter(|c| c.webauthn.is_some()).count(), 1);
}

/// The console dies at any moment of making and handing over; what it left is finished by the next one.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_console_that_dies_while_it_provisions_enrols_nothing_twice() {
    let rounds: u64 = std::env::var("POSTERN_INTERRUPTED_ROUNDS").ok().and_then(|n| n.parse().ok()).unwrap_or(6);
    for round in 0..rounds {
        let (desk, id) = ready().await;
        let seen = desk.case(id).await.seq;
        let blank = key(BLANK);
        // Spread over the whole of it: from the reading of the account to the reading back.
        let after = Duration::from_millis(20 + (round * 137) % 700);
        let cut = tokio::time::timeout(after, desk.console.provision(id, seen, &blank, pin(NEW_PIN))).await;
        let done = cut.is_ok();
        let desk = desk.reopen_with(|practice| practice).await;
        // The key loses its power with the machine.
        desk.tray.pull(BLANK);
        desk.tray.insert(BLANK).unwrap();
        desk.sign_in("agent").await;
        let seen = desk.case(id).await.seq;
        desk.console.read_back_all(id, seen).await.unwrap();
        if desk.case(id).await.newest().is_none() || !done {
            match desk.provision(id).await {
                Ok(()) => {}
                // The read-back found it: one key a case.
                Err(Fault::Refused(refusal)) => assert!(refusal.codes().contains(&"PRV-08"), "{refusal}"),
                Err(other) => panic!("round {round}: {other}"),
            }
        }
        ends_with_one(&desk, id).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_drawn_pin_is_changed_before_the_key_signs_in() {
    let (desk, id, blank) = ready_to_draw().await;
    assert!(!desk.console.described(&blank).await.unwrap().pin_set, "it is drawn when it is needed");
    let seen = desk.case(id).await.seq;
    let (drawn, done) = desk.console.provision_drawn(id, seen, &blank).await.unwrap();
    done.unwrap();
    let drawn = drawn.unwrap();
    assert!(drawn.expose().len() >= 8 && drawn.expose().bytes().all(|b| b.is_ascii_digit()));
    assert!(desk.console.described(&blank).await.unwrap().force_pin_change);
    let (accepted, _) = desk.case(id).await.key.unwrap();
    assert!(accepted.drawn_pin, "it stands in the history that others have seen the PIN");
    assert_eq!(
        desk.console.parts().keys.credentials(&blank, drawn.clone().into()).await.map(|_| ()),
        Err(KeyFault::PinChangeRequired)
    );
    desk.console.change_key_pin(&blank, drawn, pin(NEW_PIN)).await.unwrap();
    ends_with_one(&desk, id).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_drawn_pin_that_was_lost_with_its_console_is_told() {
    let (desk, id, blank) = ready_to_draw().await;
    desk.tray.touch_always(BLANK, false);
    let seen = desk.case(id).await.seq;
    let (cancelled, ()) = tokio::join!(desk.console.provision_drawn(id, seen, &blank), async {
        waits(&desk).await;
        desk.console.parts().keys.cancel(&blank).await;
    });
    let (shown, done) = cancelled.unwrap();
    assert!(shown.is_none(), "the key does not ask for another yet");
    assert_eq!(done, Err(Fault::Key(KeyFault::Cancelled)));
    let desk = desk.reopen_with(|practice| practice).await;
    desk.sign_in("agent").await;
    let seen = desk.case(id).await.seq;
    let lost = desk.console.provision_drawn(id, seen, &blank).await.map(|_| ());
    assert_eq!(lost, Err(Fault::Key(KeyFault::PinUnknown)));
    // The way out that it names: the key is erased, and drawn for again.
    desk.tray.pull(BLANK);
    desk.tray.insert(BLANK).unwrap();
    desk.console.reset_key(&blank, "RESET").await.unwrap();
    let seen = desk.case(id).await.seq;
    let (drawn, done) = desk.console.provision_drawn(id, seen, &blank).await.unwrap();
    done.unwrap();
    let drawn = drawn.unwrap();
    desk.console.change_key_pin(&blank, drawn, pin(NEW_PIN)).await.unwrap();
    ends_with_one(&desk, id).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_key_of_an_earlier_case_is_known_again_by_what_it_holds() {
    let (desk, first) = ready().await;
    assert_eq!(
        desk.case(first).await.key.unwrap().0.other_cases,
        None,
        "a key that tells nothing is not called unseen"
    );
    desk.provision(first).await.unwrap();
    desk.finish(first).await.unwrap();
    let again = desk.approved_case().await;
    desk.revoke(again).await.unwrap();
    let told = desk.accept_blank(again).await;
    let case = desk.case(again).await;
    assert_eq!((told, case.key.as_ref().map(|(k, _)| k.other_cases)), (Ok(()), Some(Some(1))));
    assert!(case.signals.contains(&postern_domain::recovery::risk::RiskSignal::KeyOfAnother));
}
