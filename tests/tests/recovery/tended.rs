//! Keys themselves: what is erased on them, and keys of the staff that are lost.

use crate::desk::{Desk, NEW_PIN, codes, key, pin};
use postern_application::Fault;
use postern_application::history::verify_history;
use postern_application::staff::{Confirmer, Loss};
use postern_domain::ids::PersonId;
use postern_domain::staff::{DeskEvent, Erasure, Role, Tending, WorkStep};
use postern_ports::EventStore as _;
use postern_ports::authenticator::{KeyFault, KeySetting};
use postern_ports::event_store::{Happening, Stream};
use postern_practice::people::{BLANK, LOST, LOST_PIN, STAFF, STAFF_PIN};

fn administrators() -> Vec<Confirmer> {
    let keys = STAFF.iter().filter(|p| p.role == Role::Administrator).map(|p| p.key);
    keys.map(|name| Confirmer { key: key(name), pin: pin(STAFF_PIN) }).collect()
}

async fn person(desk: &Desk, name: &str) -> PersonId {
    let wanted = STAFF.iter().find(|p| p.key == name).unwrap();
    let roster = desk.console.roster().await.unwrap();
    roster.people().find(|p| p.staff_number == wanted.staff_number).unwrap().id
}

async fn erased(desk: &Desk) -> Vec<(Erasure, WorkStep)> {
    let records = desk.store.read(Stream::Desk).await.unwrap();
    let one = |h: &Happening| match h {
        Happening::Desk(DeskEvent::KeyErased { what, step, .. }) => Some((what.clone(), step.clone())),
        _ => None,
    };
    records.iter().filter_map(|r| one(&r.happening)).collect()
}

async fn tended(desk: &Desk) -> Vec<(Tending, WorkStep)> {
    let records = desk.store.read(Stream::Desk).await.unwrap();
    let one = |h: &Happening| match h {
        Happening::Desk(DeskEvent::KeyTended { what, step, .. }) => Some((what.clone(), step.clone())),
        _ => None,
    };
    records.iter().filter_map(|r| one(&r.happening)).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_key_of_the_staff_and_one_of_an_open_case_are_not_erased() {
    let desk = Desk::open().await;
    let id = desk.approved_case().await;
    assert_eq!(codes(desk.console.reset_key(&key("agent"), "RESET").await), ["KSL-01"]);
    desk.revoke(id).await.unwrap();
    desk.accept_blank(id).await.unwrap();
    desk.provision(id).await.unwrap();
    assert_eq!(codes(desk.console.reset_key(&key(BLANK), "RESET").await), ["KSL-03"]);
    let held = desk.console.stored_credentials(&key(BLANK), pin(NEW_PIN)).await.unwrap().all;
    let made = held[0].id.clone();
    assert_eq!(codes(desk.console.delete_stored(&key(BLANK), &made, pin(NEW_PIN)).await.map(|_| ())), ["KSL-03"]);
    let staff = desk.console.stored_credentials(&key("agent"), pin(STAFF_PIN)).await.unwrap().all;
    let mine = staff[0].id.clone();
    assert_eq!(codes(desk.console.delete_stored(&key("agent"), &mine, pin(STAFF_PIN)).await.map(|_| ())), ["KSL-01"]);
    assert_eq!(erased(&desk).await, []);
    // Once the case has ended, the credential can be deleted: told before and after.
    desk.finish(id).await.unwrap();
    let left = desk.console.delete_stored(&key(BLANK), &made, pin(NEW_PIN)).await.unwrap();
    assert_eq!(left.all, []);
    let steps: Vec<_> = erased(&desk).await.into_iter().map(|(_, step)| step).collect();
    assert_eq!(steps, [WorkStep::Begun, WorkStep::Done]);
    assert_eq!(verify_history(desk.store.as_ref()).await.unwrap().faults, []);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_key_is_erased_and_the_history_tells_it() {
    let desk = Desk::open().await;
    desk.sign_in("agent").await;
    desk.tray.insert(LOST).unwrap();
    assert_eq!(codes(desk.console.reset_key(&key(LOST), "reset").await), ["KSL-02"]);
    // A key accepts it in its first seconds.
    desk.console.reset_key(&key(LOST), "RESET").await.unwrap();
    assert!(!desk.console.described(&key(LOST)).await.unwrap().pin_set);
    let all = erased(&desk).await;
    assert_eq!(
        all,
        [(Erasure::Everything, WorkStep::Begun), (Erasure::Everything, WorkStep::Done)],
        "an intent before it, and what became of it"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_setting_and_a_name_are_told_before_and_after() {
    let desk = Desk::open().await;
    desk.sign_in("agent").await;
    desk.tray.insert(LOST).unwrap();
    let on_key = desk.console.stored_credentials(&key(LOST), pin(LOST_PIN)).await.unwrap().all;
    let (lost, id) = (key(LOST), on_key[0].id.clone());
    let rename = |name: &str| desk.console.rename_stored(&lost, &id, (name.to_owned(), "M".to_owned()), pin(LOST_PIN));
    // 33 letters of two bytes each.
    assert_eq!(codes(rename(&"ä".repeat(33)).await.map(|_| ())), ["INP-01"]);
    assert_eq!(codes(rename("maya\u{202e}").await.map(|_| ())), ["INP-01"]);
    let now = rename(&"ä".repeat(32)).await.unwrap();
    assert_eq!(now.all[0].user_name, "ä".repeat(32));
    let set = |setting| desk.console.configure_key(&lost, setting, pin(LOST_PIN));
    let length = |length| KeySetting::MinPinLength { length, tell: Vec::new() };
    for none in [3, 64] {
        assert_eq!(codes(set(length(none)).await), ["INP-01"]);
    }
    set(KeySetting::ToggleAlwaysVerify).await.unwrap();
    let wrong = desk.console.configure_key(&lost, KeySetting::ToggleAlwaysVerify, pin("19283746")).await;
    assert!(matches!(wrong, Err(Fault::Key(KeyFault::WrongPin { .. }))), "{wrong:?}");
    set(KeySetting::ForcePinChange).await.unwrap();
    let renamed = Tending::Rename {
        rp_id: on_key[0].rp_id.clone(),
        credential: id.clone(),
        user_name: "ä".repeat(32),
        display_name: "M".to_owned(),
    };
    let failed = WorkStep::Failed { code: "wrong_pin".to_owned() };
    assert_eq!(
        tended(&desk).await,
        [
            (renamed.clone(), WorkStep::Begun),
            (renamed, WorkStep::Done),
            (Tending::AlwaysVerify { on: true }, WorkStep::Begun),
            (Tending::AlwaysVerify { on: true }, WorkStep::Done),
            (Tending::AlwaysVerify { on: false }, WorkStep::Begun),
            (Tending::AlwaysVerify { on: false }, failed),
            (Tending::ForcePinChange, WorkStep::Begun),
            (Tending::ForcePinChange, WorkStep::Done),
        ]
    );
    assert_eq!(verify_history(desk.store.as_ref()).await.unwrap().faults, []);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_lost_staff_key_is_replaced_and_a_second_one_added() {
    let desk = Desk::open().await;
    let id = desk.approved_case().await;
    for one in administrators() {
        desk.tray.insert(one.key.0.trim_start_matches("practice-")).unwrap();
    }
    let supervisor = person(&desk, "supervisor").await;
    desk.tray.insert(LOST).unwrap();
    // One signature is not enough, and is refused before anything is made.
    let loss = || Some(Loss { reported_at: desk.console.now(), reason: "left in a taxi".to_owned() });
    let one = administrators()[..1].to_vec();
    let alone = desk.console.give_staff_key(supervisor, &key(LOST), pin(LOST_PIN), loss(), one).await;
    assert_eq!(codes(alone), ["DSK-01"]);
    desk.console.give_staff_key(supervisor, &key(LOST), pin(LOST_PIN), loss(), administrators()).await.unwrap();
    // The approval that the lost key gave holds no more.
    let refused = codes(desk.revoke(id).await);
    assert!(refused.contains(&"APR-01"), "{refused:?}");
    desk.tray.insert("supervisor").unwrap();
    assert_eq!(codes(desk.console.sign_in(&key("supervisor"), pin(STAFF_PIN)).await.map(|_| ())), ["SES-03"]);
    let actor = desk.console.sign_in(&key(LOST), pin(LOST_PIN)).await.unwrap();
    assert_eq!(actor.person(), supervisor);
    let offer = desk.console.offer_approval(id).await.unwrap();
    desk.console.co_sign(id, &offer.statement.nonce, &key(LOST), pin(LOST_PIN)).await.unwrap();
    // A second key beside it: both sign in, each signs with itself.
    desk.sign_in("agent").await;
    desk.tray.insert(BLANK).unwrap();
    desk.console.set_key_pin(&key(BLANK), pin(NEW_PIN)).await.unwrap();
    desk.console.give_staff_key(supervisor, &key(BLANK), pin(NEW_PIN), None, administrators()).await.unwrap();
    for (name, secret) in [(LOST, LOST_PIN), (BLANK, NEW_PIN)] {
        assert_eq!(desk.console.sign_in(&key(name), pin(secret)).await.unwrap().person(), supervisor);
    }
    assert_eq!(verify_history(desk.store.as_ref()).await.unwrap().faults, []);
    desk.sign_in("agent").await;
    desk.revoke(id).await.unwrap();
}
