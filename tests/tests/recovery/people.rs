//! The desk itself: changes that two people sign, somebody who is removed, and the covert flag.

use crate::desk::{Desk, codes, key, pin};
use postern_application::Fault;
use postern_application::history::verify_history;
use postern_application::staff::Confirmer;
use postern_domain::ids::PersonId;
use postern_domain::policy::Policy;
use postern_domain::recovery::{Command, Tier};
use postern_domain::staff::{Change, Threat};
use postern_os::{OsEntropy, SecurityKey};
use postern_practice::people::STAFF_PIN;

impl Desk {
    async fn change(&self, what: Change, signers: &[&str]) -> Result<(), Fault> {
        for name in signers {
            self.tray.insert(name).unwrap();
        }
        let signers = signers.iter().map(|name| Confirmer { key: key(name), pin: pin(STAFF_PIN) }).collect();
        self.console.change_desk(what, signers).await
    }

    async fn person(&self, name: &str) -> PersonId {
        self.console.roster().await.unwrap().people().find(|p| p.name == name).unwrap().id
    }
}

const BOTH: [&str; 2] = ["administrator-1", "administrator-2"];

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_administrators_change_the_policy_and_old_cases_keep_theirs() {
    let desk = Desk::open().await;
    desk.sign_in("agent").await;
    let before = desk.open_case().await;
    let stricter = Policy { name: "two".to_owned(), approvals_standard: 2, ..Policy::standard() };
    let adopt = || Change::AdoptPolicy { policy: Box::new(stricter.clone()) };
    assert_eq!(codes(desk.change(adopt(), &BOTH[..1]).await), ["DSK-01"]);
    assert_eq!(codes(desk.change(adopt(), &[BOTH[0], BOTH[0]]).await), ["DSK-01"], "one person counts once");
    let loose = Policy { approvals_standard: 0, ..stricter.clone() };
    let loose = Change::AdoptPolicy { policy: Box::new(loose) };
    assert!(codes(desk.change(loose, &BOTH).await).contains(&"DSK-03"));
    desk.change(adopt(), &BOTH).await.unwrap();

    // The case under way needs one signature, as when it was opened; the next one needs two.
    desk.prove(before).await;
    desk.act(before, Command::SeekApproval).await.unwrap();
    desk.sign_in("supervisor").await;
    desk.co_sign(before, "supervisor").await.unwrap();
    desk.sign_in("agent").await;
    desk.revoke(before).await.unwrap();
    desk.act(before, Command::Cancel { note: "The key was found.".to_owned() }).await.unwrap();
    let after = desk.open_case().await;
    desk.prove(after).await;
    desk.act(after, Command::SeekApproval).await.unwrap();
    desk.sign_in("supervisor").await;
    desk.co_sign(after, "supervisor").await.unwrap();
    desk.sign_in("agent").await;
    assert_eq!(codes(desk.revoke(after).await), ["APR-01"]);
    assert_eq!(verify_history(desk.store.as_ref()).await.unwrap().faults, []);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_is_removed_freezes_their_cases_until_another_takes_over() {
    let desk = Desk::open().await;
    desk.sign_in("agent").await;
    let id = desk.open_case().await;
    desk.prove(id).await;
    let agent = desk.person("Agnes Holm").await;
    let now = desk.console.now();
    let remove = Change::RemoveStaff { person: agent, reported_at: now, reason: "Phished.".to_owned() };
    desk.change(remove, &BOTH).await.unwrap();
    let touched = desk.console.touched_by(agent).await.unwrap();
    assert_eq!(touched.iter().map(|t| (t.case, t.open)).collect::<Vec<_>>(), [(id, true)]);
    // Their session and their key open nothing any more.
    assert!(!codes(desk.act(id, Command::SeekApproval).await).is_empty());
    desk.tray.insert("agent").unwrap();
    assert_eq!(codes(desk.console.sign_in(&key("agent"), pin(STAFF_PIN)).await.map(|_| ())), ["SES-03"]);
    // Nobody takes over who is not an agent.
    desk.sign_in("supervisor").await;
    assert!(codes(desk.act(id, Command::TakeOver).await).contains(&"ROL-01"));
    assert_eq!(verify_history(desk.store.as_ref()).await.unwrap().faults, []);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_raised_threat_raises_the_tier_of_what_is_opened_next() {
    let desk = Desk::open().await;
    desk.sign_in("agent").await;
    let raise = Change::SetThreat { threat: Threat::Raised, reason: "Calls in a foreign voice.".to_owned() };
    desk.change(raise, &["administrator-1"]).await.unwrap();
    let id = desk.open_case().await;
    assert_eq!(desk.case(id).await.tier(), Tier::Privileged);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_covert_flag_holds_the_case_and_looks_like_any_note() {
    let desk = Desk::open().await;
    // Security's own key pair: the desk has only the public half.
    let security = SecurityKey::fresh(&OsEntropy).unwrap();
    let public = security.public_hex();
    desk.sign_in("agent").await;
    desk.change(Change::SetSecurityKey { public_key: public }, &BOTH).await.unwrap();
    let id = desk.open_case().await;
    desk.prove(id).await;
    let seen = desk.case(id).await.seq;
    desk.console.add_note(id, seen, "Subject is calm.".to_owned(), false).await.unwrap();
    desk.act(id, Command::SeekApproval).await.unwrap();
    let seen = desk.case(id).await.seq;
    desk.console.add_note(id, seen, "Subject is calm.".to_owned(), true).await.unwrap();

    // Work stalls on a code that says nothing.
    desk.sign_in("supervisor").await;
    assert_eq!(codes(desk.co_sign(id, "supervisor").await), ["SYS-01"]);
    // Both notes look the same: as long, and with no word of it.
    let records = desk.console.records(id).await.unwrap();
    let notes: Vec<_> = records
        .iter()
        .filter_map(|r| match &r.happening {
            postern_ports::event_store::Happening::Case(postern_domain::recovery::CaseEvent::NoteAdded {
                seal,
                ..
            }) => Some(seal.clone()),
            _ => None,
        })
        .collect();
    assert_eq!(notes.iter().map(|s| s.sealed.len()).collect::<Vec<_>>(), [49, 49]);
    // Only security opens them.
    let opened: Vec<_> = notes.iter().map(|s| security.unseal(&s.sealed).unwrap()).collect();
    assert_eq!(opened, [vec![0], vec![1]]);
    // A reviewer clears the hold, and work goes on.
    desk.sign_in("reviewer").await;
    desk.act(id, Command::ClearHold { note: "Looked into it.".to_owned() }).await.unwrap();
    desk.sign_in("supervisor").await;
    desk.co_sign(id, "supervisor").await.unwrap();
    assert_eq!(verify_history(desk.store.as_ref()).await.unwrap().faults, []);

    // And so does the command line, with the private half in its file.
    let Some(binary) = std::env::var_os("POSTERN_AUDIT_BIN") else {
        eprintln!("skipped: POSTERN_AUDIT_BIN is not set (`cargo xtask test` sets it)");
        return;
    };
    let file = desk.folder.path().join("security.key");
    security.keep(&file).unwrap();
    desk.store.close().await;
    let read = std::process::Command::new(binary)
        .args(["security", "read"])
        .arg(desk.folder.path())
        .arg("--key")
        .arg(&file)
        .output()
        .unwrap();
    let said = String::from_utf8(read.stdout).unwrap();
    assert!(said.ends_with("2 notes, 1 silent alarms, 0 not readable with this key\n"), "{said}");
    assert_eq!(read.status.code(), Some(1));
}
