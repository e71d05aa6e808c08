//! No administrator can sign any more: the others recover one, with real keys and a history that verifies.

use crate::desk::{Desk, NEW_PIN, codes, key, pin};
use postern_application::Fault;
use postern_application::history::verify_history;
use postern_application::staff::Loss;
use postern_domain::ids::{ConsoleId, PersonId};
use postern_domain::staff::{DeskEvent, QUORUM_WAIT, Role};
use postern_domain::time::Span;
use postern_ports::EventStore as _;
use postern_ports::event_store::{Happening, Stream};
use postern_practice::people::{BLANK, STAFF_PIN};

impl Desk {
    async fn administrator_called(&self, name: &str) -> PersonId {
        let roster = self.console.roster().await.unwrap();
        roster.with_role(Role::Administrator).find(|p| p.name == name).unwrap().id
    }

    /// The signed-in owner of `own` begins to recover Ada with the blank key.
    async fn begin_quorum(&self, own: &str) -> Result<(), Fault> {
        let person = self.administrator_called("Ada Novak").await;
        let lost = Loss { reported_at: self.console.now(), reason: "Both keys burned.".to_owned() };
        let new = (&key(BLANK), pin(NEW_PIN));
        self.console.begin_quorum(person, new, lost, (&key(own), pin(STAFF_PIN))).await
    }

    async fn with_a_blank_key(&self) {
        self.tray.insert(BLANK).unwrap();
        self.console.set_key_pin(&key(BLANK), pin(NEW_PIN)).await.unwrap();
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_quorum_recovers_the_last_administrator() {
    let desk = Desk::open().await;
    desk.sign_in("supervisor").await;
    desk.with_a_blank_key().await;
    desk.begin_quorum("supervisor").await.unwrap();
    assert_eq!(codes(desk.console.sign_quorum(&key("supervisor"), pin(STAFF_PIN)).await), ["DSK-04"]);
    desk.sign_in("reviewer").await;
    desk.console.sign_quorum(&key("reviewer"), pin(STAFF_PIN)).await.unwrap();
    assert_eq!(codes(desk.console.finish_quorum().await), ["DSK-05"]);
    // The new key opens nothing before.
    let early = desk.console.sign_in(&key(BLANK), pin(NEW_PIN)).await;
    assert_eq!(codes(early.map(|_| ())), ["SES-03"]);
    desk.clock.forward(Span::hours(24));
    desk.sign_in("reviewer").await;
    desk.console.finish_quorum().await.unwrap();
    let actor = desk.console.sign_in(&key(BLANK), pin(NEW_PIN)).await.unwrap();
    assert_eq!((actor.person(), actor.role()), (desk.administrator_called("Ada Novak").await, Role::Administrator));
    desk.tray.insert("administrator-1").unwrap();
    let old = desk.console.sign_in(&key("administrator-1"), pin(STAFF_PIN)).await;
    assert_eq!(codes(old.map(|_| ())), ["SES-03"]);
    assert_eq!(verify_history(desk.store.as_ref()).await.unwrap().faults, []);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_day_that_nobody_waited_is_found() {
    let desk = Desk::open().await;
    desk.sign_in("supervisor").await;
    desk.with_a_blank_key().await;
    desk.begin_quorum("supervisor").await.unwrap();
    desk.sign_in("reviewer").await;
    desk.console.sign_quorum(&key("reviewer"), pin(STAFF_PIN)).await.unwrap();
    assert_eq!(verify_history(desk.store.as_ref()).await.unwrap().faults, []);
    // By somebody with the store's key and the console's: it says that it was a day later.
    let (by, now) = (desk.console.actor().unwrap().person(), desk.console.now());
    let finished = Happening::Desk(DeskEvent::QuorumFinished { by, at: now.plus(QUORUM_WAIT) });
    let (seq, console) =
        (desk.store.read(Stream::Desk).await.unwrap().len() as u64, ConsoleId(uuid::Uuid::from_u128(0x00c0_5013)));
    desk.store.append(Stream::Desk, seq, now, console, vec![finished]).await.unwrap();
    let found = verify_history(desk.store.as_ref()).await.unwrap().faults;
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].kind == "legality" && found[0].detail.contains("recorded before it was decided"), "{found:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_knows_better_ends_it() {
    let desk = Desk::open().await;
    desk.sign_in("agent").await;
    desk.with_a_blank_key().await;
    assert_eq!(codes(desk.begin_quorum("agent").await), ["ROL-01"]);
    desk.sign_in("supervisor").await;
    desk.begin_quorum("supervisor").await.unwrap();
    desk.sign_in("second-supervisor").await;
    desk.console.sign_quorum(&key("second-supervisor"), pin(STAFF_PIN)).await.unwrap();
    // An administrator signs in: one can.
    desk.sign_in("administrator-2").await;
    desk.clock.forward(Span::hours(24));
    desk.sign_in("supervisor").await;
    assert_eq!(codes(desk.console.finish_quorum().await), ["DSK-06"]);
    desk.sign_in("agent").await;
    assert_eq!(codes(desk.console.refuse_quorum(" ").await), ["INP-01"]);
    desk.console.refuse_quorum("She has her key.").await.unwrap();
    assert!(desk.console.roster().await.unwrap().quorum().is_none());
    assert_eq!(codes(desk.console.refuse_quorum("Again.").await), ["CAS-02"]);
    assert_eq!(verify_history(desk.store.as_ref()).await.unwrap().faults, []);
}
