use crate::desk::{Desk, codes, key, pin};
use postern_application::history::verify_history;
use postern_domain::recovery::account::CredentialState;
use postern_domain::recovery::statement::{Decision, Statement};
use postern_domain::recovery::{Command, Disposition, Lifecycle};
use postern_ports::Directory as _;
use postern_ports::authenticator::AskAssertion;
use postern_ports::directory::DirectoryFault;
use postern_practice::people::{LOST, LOST_PIN, STAFF_PIN, SUBJECT};
use std::sync::Arc;

/// Whether the lost key still gets somebody in.
async fn lost_key_gets_in(desk: &Desk) -> bool {
    desk.tray.insert(LOST).unwrap();
    let options = match desk.connector.begin_sign_in(SUBJECT).await {
        Ok(options) => options,
        Err(DirectoryFault::Refused(_)) => return false,
        Err(other) => panic!("{other}"),
    };
    let ask = AskAssertion {
        rp_id: options.rp_id.clone(),
        origin: desk.connector.origin().to_owned(),
        challenge: options.challenge.clone(),
        allow: Vec::new(),
    };
    let keys = desk.console.parts().keys.clone();
    let assertion = keys.assert(&key(LOST), ask, pin(LOST_PIN).into(), Arc::new(|_| {})).await.unwrap();
    desk.tray.pull(LOST);
    desk.connector.finish_sign_in(&options, &assertion, &[]).await.unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_whole_recovery_on_the_practice_directory() {
    let desk = Desk::open().await;
    assert!(lost_key_gets_in(&desk).await, "before the recovery the lost key works");

    let id = desk.approved_case().await;
    desk.revoke(id).await.unwrap();
    let case = desk.case(id).await;
    assert_eq!(case.not_gone().count(), 0);
    assert!(case.blocked_at().is_some() && case.sessions_ended_at().is_some());
    assert!(!lost_key_gets_in(&desk).await, "after the revocation it does not");

    desk.accept_blank(id).await.unwrap();
    desk.provision(id).await.unwrap();
    desk.finish(id).await.unwrap();
    let case = desk.case(id).await;
    assert!(matches!(case.lifecycle, Lifecycle::Completed(_)));
    assert!(!lost_key_gets_in(&desk).await, "and never again");

    // The directory lists the new credential, and nothing else that signs in.
    let inventory = desk.connector.inventory(&case.account.id, desk.console.now()).await.unwrap();
    let active: Vec<_> = inventory.credentials.iter().filter(|c| c.state == CredentialState::Active).collect();
    assert_eq!(active.len(), 1);
    assert_eq!(active[0].webauthn.as_ref().map(|w| &w.0), case.newest().map(|m| &m.credential.0));
    assert_eq!(inventory.sign_in_blocked, Some(false));

    // Every address was told twice: at intake and at the close.
    let mail = desk.mailbox.list().unwrap();
    assert_eq!(mail.len(), 2 * case.addresses().len());

    desk.review(id).await.unwrap();
    assert!(desk.case(id).await.review.is_some());

    let found = verify_history(desk.store.as_ref()).await.unwrap();
    assert_eq!(found.faults, []);
    assert!(found.records > 40, "{}", found.records);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_judged_is_what_was_offered_before_the_pin() {
    let desk = Desk::open().await;
    desk.sign_in("agent").await;
    let id = desk.open_case().await;
    desk.act(id, Command::Cancel { note: "The key was found.".to_owned() }).await.unwrap();
    let offer = async |note: &str| {
        let seen = desk.case(id).await.seq;
        desk.console.offer_review(id, seen, Disposition::Concerns, note.to_owned()).await
    };
    // Whoever may not judge is told before a PIN is asked for.
    assert_eq!(codes(offer("Mine.").await.map(|_| ())), ["ROL-01", "RVW-01"]);

    desk.sign_in("reviewer").await;
    let offered = offer("A long call.").await.unwrap();
    let decided = Decision::Review { disposition: Disposition::Concerns, note: "A long call.".to_owned() };
    assert_eq!(offered.statement.decision, decided);
    assert_eq!(offered.challenge, Statement::challenge(&offered.bytes));
    let nonce = &offered.statement.nonce;
    desk.console.review(id, nonce, &key("reviewer"), pin(STAFF_PIN)).await.unwrap();
    let (disposition, note, signed) = desk.case(id).await.review.unwrap();
    assert_eq!((disposition, note.as_str(), signed.statement), (Disposition::Concerns, "A long call.", offered.bytes));
    assert!(verify_history(desk.store.as_ref()).await.unwrap().faults.is_empty());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_line_is_known_again_by_a_mark_that_does_not_tell_it() {
    let desk = Desk::open().await;
    desk.sign_in("agent").await;
    let id = desk.open_case().await;
    let mark = |label: &str, value: &str| desk.console.line_mark(id, label, value).unwrap();
    let one = mark("statement-revoke", "her key");
    assert_eq!(mark("statement-revoke", "her key"), one);
    let (label, line) = one.split_once('.').unwrap();
    assert_eq!((label.len(), line.len()), (8, 32));
    // Another line under the same label, and the same text under another one.
    let (other, moved) = (mark("statement-revoke", "his key"), mark("statement-keep", "her key"));
    assert!(other.starts_with(label) && !other.ends_with(line));
    assert!(!moved.starts_with(label) && !moved.ends_with(line));
    // Of another case, nothing is known again.
    let elsewhere =
        desk.console.line_mark(postern_domain::ids::CaseId(uuid::Uuid::nil()), "statement-revoke", "her key");
    assert!(!elsewhere.unwrap().starts_with(label));
    // Nobody finds it without the console's secret.
    let guessed = postern_domain::canonical::Digest::of(b"her key").hex();
    assert!(!guessed.contains(line));
}
