//! Checkpoints that were given away: by a person's key, by another console, and what they say later.

use crate::desk::{Desk, key, pin};
use postern_application::Fault;
use postern_application::history::Held;
use postern_application::staff::Confirmer;
use postern_ledger::KnownKey;
use postern_ports::EventStore as _;
use postern_practice::people::{self, STAFF_PIN};

fn by(name: &str) -> Confirmer {
    Confirmer { key: key(name), pin: pin(STAFF_PIN) }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_person_s_key_signs_a_checkpoint_and_the_history_knows_it_later() {
    let desk = Desk::open().await;
    let case = desk.approved_case().await;
    desk.sign_in("supervisor").await;
    let note = desk.console.checkpoint().await.unwrap();
    let signed = desk.console.sign_checkpoint(&note, by("supervisor")).await.unwrap();
    assert!(signed.starts_with(note.split("\n\n").next().unwrap()) && signed.len() > note.len());
    desk.sign_in("agent").await;
    desk.revoke(case).await.unwrap();
    // As it comes back from a mail: other line ends, and space around it.
    let mailed = format!("  \r\n{}\r\n", signed.replace('\n', "\r\n"));
    let Held::Consistent { size, signers, unknown } = desk.console.compare(&mailed).await.unwrap() else {
        panic!("{:?}", desk.console.compare(&mailed).await)
    };
    assert!(size < desk.store.size().await.unwrap() && unknown.is_empty(), "{unknown:?}");
    let names: Vec<_> = signers.iter().map(|(name, at)| (name.as_str(), at.is_some())).collect();
    let supervisor = people::STAFF.iter().find(|one| one.key == "supervisor").unwrap();
    assert!(names.contains(&(supervisor.name, true)), "{names:?}");

    // A colleague's key signs nothing in one's own name.
    let other = desk.console.sign_checkpoint(&note, by("supervisor")).await;
    assert!(matches!(other, Err(Fault::Refused(_))), "{other:?}");

    // The person's signature over another size is forged.
    let line = signed.lines().last().unwrap();
    let later = desk.console.checkpoint().await.unwrap();
    let moved = format!("{later}{line}\n");
    assert!(matches!(desk.console.compare(&moved).await.unwrap(), Held::Forged { .. }));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn another_desk_witnesses_a_checkpoint_and_its_key_is_asked_for_by_name() {
    let (ours, theirs) = (Desk::open().await, Desk::open().await);
    ours.approved_case().await;
    theirs.approved_case().await;
    let note = ours.console.checkpoint().await.unwrap();
    assert!(matches!(theirs.console.compare(&note).await.unwrap(), Held::Other { .. }));
    let witnessed = theirs.console.witness(&note).await.unwrap();
    let Held::Consistent { unknown, .. } = ours.console.compare(&witnessed).await.unwrap() else { panic!("not held") };
    let witness = theirs.console.witness_key();
    assert_eq!(unknown, std::slice::from_ref(&witness.name));
    // With the key that came on another way, the witness is checked, and so is the time.
    let known = [KnownKey::parse(&witness.vkey()).unwrap()];
    let held = postern_application::history::against(ours.store.as_ref(), &witnessed, &known).await.unwrap();
    let Held::Consistent { signers, unknown, .. } = held else { panic!("{held:?}") };
    assert!(unknown.is_empty() && signers.iter().any(|(name, at)| *name == witness.name && at.is_some()));
    let forged = [KnownKey::witness(&witness.name, ours.console.witness_key().key)];
    let held = postern_application::history::against(ours.store.as_ref(), &witnessed, &forged).await.unwrap();
    let Held::Consistent { unknown, .. } = held else { panic!("{held:?}") };
    assert_eq!(unknown, [witness.name], "another key of that name checks nothing");
    // What is no checkpoint, and one of this history that does not hold, is not signed.
    for bad in ["", "hello", &note.replacen("\n", "\n1", 1)] {
        assert!(matches!(ours.console.witness(bad).await, Err(Fault::Refused(_))), "{bad}");
    }
}
