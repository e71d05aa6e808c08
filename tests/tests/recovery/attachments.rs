//! Files of a case: kept beside the history, each under a key of its own, and erased by destroying it.

use crate::desk::Desk;
use postern_application::Fault;
use postern_application::history::verify_history;
use postern_domain::recovery::Command;
use postern_domain::recovery::retention::FileClass;
use postern_ports::EventStore as _;
use postern_ports::event_store::{Attaching, Content};
use postern_store::{Folder, Source, StoreKey, export};

const LETTER: &[u8] = b"a letter with a name that nobody else may read";

fn holds(bytes: &[u8], what: &[u8]) -> bool {
    bytes.windows(what.len()).any(|window| window == what)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_attachment_is_read_back_and_neither_file_holds_it_in_plain() {
    let desk = Desk::open().await;
    let case = desk.approved_case().await;
    let letter = desk.attach(case, "letter.txt", LETTER).await;
    assert_eq!(desk.console.attached(case, letter).await.unwrap(), ("letter.txt".to_owned(), LETTER.to_vec()));
    let file = desk.folder.path().join("attachments").join(letter.to_string());
    assert!(!holds(&std::fs::read(&file).unwrap(), b"letter"));
    assert!(!holds(&std::fs::read(desk.folder.path().join("history.sqlite")).unwrap(), LETTER));
    assert_eq!(verify_history(desk.store.as_ref()).await.unwrap().faults, []);
    // An export holds it, with what its commitment needs.
    let files = export(&Source::new(&desk.folder.path().join("history.sqlite"), &StoreKey::Plain), case, None).unwrap();
    assert_eq!(files.get(&format!("attachments/{letter}.content")).map(Vec::as_slice), Some(LETTER));
    let kinds = verify_history(&Folder::of(files)).await.unwrap().faults;
    assert!(kinds.iter().all(|f| f.kind != "attachment"), "{kinds:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_cannot_be_attached_is_refused_and_leaves_nothing_behind() {
    let desk = Desk::open().await;
    let case = desk.approved_case().await;
    let seen = desk.case(case).await.seq;
    for (name, content) in [
        ("../history.sqlite", LETTER.to_vec()),
        ("a\\b", LETTER.to_vec()),
        (".hidden", LETTER.to_vec()),
        ("", LETTER.to_vec()),
        ("empty", Vec::new()),
        ("large", vec![0; (8 << 20) + 1]),
    ] {
        let refused = desk.console.attach(case, seen, name.to_owned(), FileClass::Correspondence, content).await;
        assert!(matches!(refused, Err(Fault::Refused(_))), "{name}: {refused:?}");
    }
    let left = std::fs::read_dir(desk.folder.path().join("attachments")).map_or(0, Iterator::count);
    assert_eq!((left, desk.case(case).await.attachments.len()), (0, 0));
    let late = desk.console.attach(case, 1, "letter".to_owned(), FileClass::Evidence, LETTER.to_vec()).await;
    assert!(matches!(late, Err(Fault::Store(_))), "{late:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_erased_attachment_is_read_by_nobody_and_its_record_tells_nothing() {
    let desk = Desk::open().await;
    let case = desk.approved_case().await;
    let letter = desk.attach(case, "letter.txt", LETTER).await;
    let commitment = desk.case(case).await.attachments[0].attached.commitment;
    let file = desk.folder.path().join("attachments").join(letter.to_string());
    let sealed = std::fs::read(&file).unwrap();
    let url = format!("sqlite://{}", desk.folder.path().join("history.sqlite").display());
    let pool = sqlx::SqlitePool::connect(&url).await.unwrap();
    let key: Vec<u8> = sqlx::query_scalar("SELECT key FROM attachments").fetch_one(&pool).await.unwrap();
    pool.close().await;
    // An agent erases nothing.
    let erase = async || {
        let seen = desk.case(case).await.seq;
        desk.console.erase(case, seen, letter, "asked for by its owner".to_owned()).await
    };
    desk.sign_in("agent").await;
    assert!(matches!(erase().await, Err(Fault::Refused(_))));
    assert_eq!(desk.console.attached(case, letter).await.unwrap().1, LETTER);
    desk.sign_in("reviewer").await;
    erase().await.unwrap();
    assert!(!file.exists());
    assert_eq!(desk.store.attachment(letter, commitment).await.unwrap(), Content::Erased);
    // Neither the history nor its log holds the key any more, so a copy of the file that somebody kept is noise.
    for name in ["history.sqlite", "history.sqlite-wal"] {
        let bytes = std::fs::read(desk.folder.path().join(name)).unwrap_or_default();
        assert!(!holds(&bytes, &key), "{name} still holds the key");
    }
    std::fs::write(&file, sealed).unwrap();
    assert_eq!(desk.store.attachment(letter, commitment).await.unwrap(), Content::Erased);
    assert_eq!(verify_history(desk.store.as_ref()).await.unwrap().faults, []);
    assert!(matches!(erase().await, Err(Fault::Refused(_))), "it is erased once");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_erasure_that_was_recorded_is_completed_after_a_crash() {
    let desk = Desk::open().await;
    let case = desk.approved_case().await;
    let (letter, other) = (desk.attach(case, "letter", LETTER).await, desk.attach(case, "other", b"kept").await);
    // Both were marked, one was recorded, and the console ended there.
    desk.sign_in("reviewer").await;
    desk.store.doom(letter).await.unwrap();
    desk.store.doom(other).await.unwrap();
    let erase = Command::EraseAttachment { attachment: letter, reason: "asked for".to_owned() };
    desk.act(case, erase).await.unwrap();
    let kinds: Vec<_> = verify_history(desk.store.as_ref()).await.unwrap().faults.into_iter().map(|f| f.kind).collect();
    assert_eq!(kinds, ["attachment"], "half an erasure is named");
    let desk = desk.reopen_with(|practice| practice).await;
    assert_eq!(verify_history(desk.store.as_ref()).await.unwrap().faults, []);
    desk.sign_in("reviewer").await;
    assert!(desk.console.attached(case, letter).await.is_err());
    assert_eq!(desk.console.attached(case, other).await.unwrap().1, b"kept");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_commitment_tells_nothing_without_its_salt() {
    let file = |salt: u8| Attaching {
        id: postern_domain::ids::AttachmentId(uuid::Uuid::nil()),
        case: postern_domain::ids::CaseId(uuid::Uuid::nil()),
        key: [0; 32],
        salt: [salt; 32],
        content: b"yes".to_vec(),
    };
    assert_ne!(file(1).commitment(), file(2).commitment());
}
