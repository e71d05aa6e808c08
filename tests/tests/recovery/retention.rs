//! Files whose time is over: erased by the console itself, in a history that verifies as before.

use crate::desk::{Desk, codes};
use crate::models::Judged;
use postern_application::history::verify_history;
use postern_domain::ids::{AttachmentId, CaseId};
use postern_domain::policy::Policy;
use postern_domain::recovery::retention::{FileClass, Kept, expire};
use postern_domain::recovery::{Case, Command};
use postern_domain::time::{Span, Timestamp};
use postern_ports::EventStore as _;
use postern_ports::event_store::{Content, Happening, Stream};
use postern_practice::KeyTray;
use postern_store::{SqliteStore, StoreKey};
use std::path::Path;

const SCAN: &[u8] = b"a scan of a passport that nobody keeps for ever";
const LETTER: &[u8] = b"a letter from her manager";

/// Evidence is kept for 30 days, the rest for 90.
fn keeping(tray: &KeyTray) -> Judged {
    let policy = Policy { evidence_days: 30, correspondence_days: 90, ..Policy::standard() };
    Judged { policy, ..Judged::usual(tray) }
}

/// A desk with a completed case that has a file of each class.
async fn ended() -> (Desk, CaseId, AttachmentId, AttachmentId) {
    let desk = Desk::open_judging(keeping).await;
    let id = desk.approved_case().await;
    let scan = desk.attach_as(id, "passport.pdf", FileClass::Evidence, SCAN).await;
    let letter = desk.attach_as(id, "letter.pdf", FileClass::Correspondence, LETTER).await;
    desk.revoke(id).await.unwrap();
    desk.accept_blank(id).await.unwrap();
    desk.provision(id).await.unwrap();
    desk.finish(id).await.unwrap();
    (desk, id, scan, letter)
}

async fn content(store: &SqliteStore, case: &Case, id: AttachmentId) -> Content {
    let file = case.attachments.iter().find(|file| file.attached.id == id).unwrap();
    store.attachment(id, file.attached.commitment).await.unwrap()
}

async fn faults(store: &SqliteStore) -> Vec<String> {
    verify_history(store).await.unwrap().faults.into_iter().map(|fault| fault.kind).collect()
}

/// A copy of the history with its attachments, as a backup holds it.
async fn copied(desk: &Desk, to: &Path) {
    desk.store.close().await;
    copy(desk.folder.path(), to);
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to.join("attachments")).unwrap();
    for name in ["history.sqlite", "history.sqlite-wal", "history.sqlite-shm"] {
        let _ = std::fs::remove_file(to.join(name));
        if from.join(name).exists() {
            std::fs::copy(from.join(name), to.join(name)).unwrap();
        }
    }
    for entry in std::fs::read_dir(from.join("attachments")).unwrap().flatten() {
        std::fs::copy(entry.path(), to.join("attachments").join(entry.file_name())).unwrap();
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn files_of_a_whole_recovery_are_erased_by_their_time_and_the_history_verifies() {
    let (desk, id, scan, letter) = ended().await;
    desk.review(id).await.unwrap();
    assert_eq!(desk.console.expire_files().await.unwrap(), 0, "nothing is due on the first day");
    // A backup is made in time.
    let backup = tempfile::tempdir().unwrap();
    copied(&desk, backup.path()).await;
    let desk = desk.reopen_with(|practice| practice).await;
    let sealed = std::fs::read(desk.folder.path().join("attachments").join(scan.to_string())).unwrap();

    desk.clock.forward(Span::days(31));
    assert_eq!(desk.console.expire_files().await.unwrap(), 1);
    let case = desk.case(id).await;
    assert_eq!(content(&desk.store, &case, scan).await, Content::Erased);
    assert_eq!(content(&desk.store, &case, letter).await, Content::There(LETTER.to_vec()));
    let gone = case.attachments.iter().find(|file| file.attached.id == scan).unwrap().erased.unwrap();
    assert_eq!(gone.by, None, "nobody did it");
    assert_eq!(faults(&desk.store).await, [""; 0]);
    // A copy of the file that somebody kept is noise without its key.
    std::fs::write(desk.folder.path().join("attachments").join(scan.to_string()), sealed).unwrap();
    assert_eq!(content(&desk.store, &case, scan).await, Content::Erased);
    std::fs::remove_file(desk.folder.path().join("attachments").join(scan.to_string())).unwrap();

    desk.clock.forward(Span::days(60));
    assert_eq!(desk.console.expire_files().await.unwrap(), 1);
    assert_eq!(desk.console.expire_files().await.unwrap(), 0, "each is erased once");
    assert_eq!(content(&desk.store, &case, letter).await, Content::Erased);
    assert_eq!(std::fs::read_dir(desk.folder.path().join("attachments")).unwrap().count(), 0);
    assert_eq!(faults(&desk.store).await, [""; 0]);

    // What holds: a backup of before still opens the file, and says nothing of an erasure that came later.
    let old = SqliteStore::open_read_only(&backup.path().join("history.sqlite"), &StoreKey::Plain).await.unwrap();
    assert_eq!(content(&old, &case, scan).await, Content::There(SCAN.to_vec()));
    assert_eq!(faults(&old).await, [""; 0]);
    old.close().await;
    // Where it is put back, its time is over there too: the console erases it again by itself.
    desk.store.close().await;
    copy(backup.path(), desk.folder.path());
    let desk = desk.reopen_with(|practice| practice).await;
    assert_eq!(desk.console.expire_files().await.unwrap(), 2);
    assert_eq!(content(&desk.store, &case, scan).await, Content::Erased);
    assert_eq!(faults(&desk.store).await, [""; 0]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_erasure_by_time_is_completed_after_a_crash_at_any_point() {
    let (desk, id, scan, letter) = ended().await;
    desk.review(id).await.unwrap();
    desk.clock.forward(Span::days(91));
    // Of both files the mark was set; of one the record was made, too. Then the console ended.
    desk.store.doom(scan).await.unwrap();
    desk.store.doom(letter).await.unwrap();
    let (case, roster) = (desk.case(id).await, desk.console.roster().await.unwrap());
    let policy = roster.policy_with(case.opened.policy).unwrap();
    let event = expire(&case, scan, policy, desk.console.now(), false).unwrap();
    append(&desk, &case, event).await;
    assert_eq!(faults(&desk.store).await, ["attachment"], "half an erasure is named");
    let desk = desk.reopen_with(|practice| practice).await;
    let case = desk.case(id).await;
    assert_eq!(content(&desk.store, &case, scan).await, Content::Erased, "completed at the start");
    assert_eq!(
        content(&desk.store, &case, letter).await,
        Content::There(LETTER.to_vec()),
        "a mark alone means nothing"
    );
    assert_eq!(faults(&desk.store).await, [""; 0]);
    assert_eq!(desk.console.expire_files().await.unwrap(), 1);
    assert_eq!(faults(&desk.store).await, [""; 0]);
}

async fn append(desk: &Desk, case: &Case, event: postern_domain::recovery::CaseEvent) {
    let (at, console) = (desk.console.now(), desk.console.parts().console);
    desk.store.append(Stream::Case(case.id), case.seq, at, console, vec![Happening::Case(event)]).await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_file_that_was_erased_before_its_time_is_named() {
    let (desk, id, scan, _) = ended().await;
    desk.review(id).await.unwrap();
    let (case, roster) = (desk.case(id).await, desk.console.roster().await.unwrap());
    let policy = roster.policy_with(case.opened.policy).unwrap();
    // Whoever has the keys records an erasure of next year today.
    let later = desk.console.now().plus(Span::days(365));
    let event = expire(&case, scan, policy, later, false).unwrap();
    append(&desk, &case, event).await;
    desk.store.forget(scan).await.unwrap();
    assert_eq!(faults(&desk.store).await, ["legality"]);
    // The same under today's date is no better.
    let (desk, id, scan, _) = ended().await;
    desk.review(id).await.unwrap();
    let case = desk.case(id).await;
    let now = desk.console.now();
    let due = Timestamp(now.0 - 1);
    let event = postern_domain::recovery::CaseEvent::AttachmentExpired { attachment: scan, due, at: now };
    append(&desk, &case, event).await;
    desk.store.forget(scan).await.unwrap();
    assert_eq!(faults(&desk.store).await, ["legality"]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_held_is_not_erased_until_another_person_releases_it() {
    let (desk, id, scan, _) = ended().await;
    desk.review(id).await.unwrap();
    let hold = Command::HoldFiles { reason: "a court asks".to_owned() };
    desk.act(id, hold).await.unwrap();
    let release = || Command::ReleaseFiles { reason: "the court decided".to_owned() };
    assert_eq!(codes(desk.act(id, release()).await), ["RTN-01"]);
    desk.clock.forward(Span::days(400));
    assert_eq!(desk.console.expire_files().await.unwrap(), 0);
    let times = desk.console.file_times().await.unwrap();
    assert!(times.iter().all(|one| one.due.kept == [Kept::Hold] && one.due.is_held()), "{times:?}");
    desk.sign_in("administrator-1").await;
    desk.act(id, release()).await.unwrap();
    assert_eq!(desk.console.expire_files().await.unwrap(), 2);
    assert_eq!(content(&desk.store, &desk.case(id).await, scan).await, Content::Erased);
    assert_eq!(faults(&desk.store).await, [""; 0]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_is_erased_of_a_case_that_runs_or_that_nobody_reviewed() {
    let (desk, _, scan, _) = ended().await;
    desk.clock.forward(Span::days(400));
    assert_eq!(desk.console.expire_files().await.unwrap(), 0);
    let times = desk.console.file_times().await.unwrap();
    assert!(times.iter().all(|one| one.due.kept == [Kept::Review]), "{times:?}");
    // Nobody reviews it any more: its records are past their own time.
    desk.clock.forward(Span::days(400));
    assert_eq!(desk.console.expire_files().await.unwrap(), 2);
    assert_eq!(desk.store.kept().await.unwrap(), []);
    let kept = times.iter().any(|one| one.file.attached.id == scan);
    assert!(kept && faults(&desk.store).await.is_empty());
}
