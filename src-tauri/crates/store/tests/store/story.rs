//! One story that every store must tell; SQLite plain and encrypted here.

use crate::common::{CONSOLE, case, founded, note, opened, signer};
use postern_domain::ids::{ConsoleId, ConsoleKey, LedgerId};
use postern_domain::staff::{Change, DeskEvent};
use postern_domain::time::Timestamp;
use postern_ledger::{KnownKey, PublicKey, origin};
use postern_ports::event_store::{Ask, EventStore, Happening, StoreFault, Stream};
use postern_store::{SqliteStore, StoreKey};
use std::path::Path;
use uuid::Uuid;

async fn open(path: &Path, key: &StoreKey) -> Result<SqliteStore, StoreFault> {
    SqliteStore::open(path, key, signer(1)).await
}

/// A key rotation, as far as a store looks at it.
fn rotated(key: ConsoleKey) -> Happening {
    Happening::Desk(DeskEvent::Changed {
        change: Change::RotateConsoleKey { console: CONSOLE, key, reason: "yearly".to_owned() },
        signed: Vec::new(),
        at: Timestamp(7),
    })
}

async fn filled(path: &Path, key: &StoreKey) -> SqliteStore {
    let store = open(path, key).await.unwrap();
    store.append(Stream::Desk, 0, Timestamp(1), CONSOLE, vec![founded()]).await.unwrap();
    store.append(Stream::Case(case(10)), 0, Timestamp(2), CONSOLE, vec![opened("maya"), note("a")]).await.unwrap();
    store.append(Stream::Case(case(11)), 0, Timestamp(3), CONSOLE, vec![opened("jonas")]).await.unwrap();
    store.append(Stream::Case(case(10)), 2, Timestamp(4), CONSOLE, vec![note("b")]).await.unwrap();
    store
}

async fn story(key: StoreKey) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("history.sqlite");
    let store = filled(&path, &key).await;

    // Appends are versioned: whoever saw an older case is told so, and nothing is written.
    let late = store.append(Stream::Case(case(10)), 2, Timestamp(9), CONSOLE, vec![note("c")]).await;
    assert_eq!(late, Err(StoreFault::Conflict));
    assert_eq!(store.size().await.unwrap(), 5);

    // What was appended is read back as it was, after reopening.
    store.close().await;
    let store = open(&path, &key).await.unwrap();
    let records = store.read(Stream::Case(case(10))).await.unwrap();
    assert_eq!(records.iter().map(|r| (r.position, r.seq)).collect::<Vec<_>>(), [(2, 1), (3, 2), (5, 3)]);
    assert_eq!(records[2].happening, note("b"));
    assert_eq!(store.ledger().await.unwrap(), Some(LedgerId(Uuid::from_u128(1))));

    // Whoever follows it reads every stream in the order of the history, page by page.
    let after = async |position: u64, most: u32| {
        let page = store.read_after(position, most).await.unwrap();
        page.iter().map(|r| (r.position, r.stream, r.seq)).collect::<Vec<_>>()
    };
    let (first, second) = (Stream::Case(case(10)), Stream::Case(case(11)));
    assert_eq!(after(0, 2).await, [(1, Stream::Desk, 1), (2, first, 1)]);
    assert_eq!(after(2, 9).await, [(3, first, 2), (4, second, 1), (5, first, 3)]);
    assert_eq!(after(5, 9).await, []);
    assert_eq!(store.read_after(4, 1).await.unwrap(), records[2..]);

    // Cases are found by what is typed, newest first; a wildcard is no wildcard.
    let found = store.cases("MAYA", 10).await.unwrap();
    assert_eq!(found.iter().map(|r| (r.case, r.seq)).collect::<Vec<_>>(), [(case(10), 3)]);
    assert_eq!(store.cases("", 10).await.unwrap().len(), 2);
    assert_eq!(store.cases("%", 10).await.unwrap().len(), 0);
    assert_eq!(store.cases("inc-1 jon", 10).await.unwrap().len(), 1);
    assert_eq!(store.cases("\"maya\" OR jonas", 10).await.unwrap().len(), 0);

    // They are read in pages, in the order of their opening, within a span.
    let within = async |from: i64, to: i64, after: Option<u128>, most: u32| {
        let rows = store.cases_within(Timestamp(from), Timestamp(to), after.map(case), most).await.unwrap();
        rows.iter().map(|r| r.case).collect::<Vec<_>>()
    };
    assert_eq!(within(0, 9, None, 9).await, [case(10), case(11)]);
    assert_eq!(within(0, 9, None, 1).await, [case(10)]);
    assert_eq!(within(0, 9, Some(10), 9).await, [case(11)]);
    assert_eq!(within(0, 9, Some(11), 9).await, []);
    assert_eq!(within(0, 3, None, 9).await, [case(10)], "the second was opened at 3");
    assert_eq!(within(4, 9, None, 9).await, [case(10)], "in the second nothing happened since 3");
    assert_eq!(within(3, 4, None, 9).await, [case(10), case(11)]);

    // How long it was at a time, and what was signed then: between appends there is no other size.
    let mut sizes = Vec::new();
    for at in 0..=5 {
        sizes.push(store.size_before(Timestamp(at)).await.unwrap());
    }
    assert_eq!(sizes, [0, 0, 1, 3, 4, 5]);
    let key = KnownKey::log(&origin(&LedgerId(Uuid::from_u128(1))), PublicKey(signer(1).key().0));
    for size in [1, 3, 4, 5] {
        let then = store.checkpoint_of(size).await.unwrap().unwrap();
        let stated = postern_ledger::open(&then, std::slice::from_ref(&key)).unwrap().checkpoint;
        assert_eq!((stated.size, Some(stated.root)), (size, store.root(size).await.unwrap()));
    }
    assert_eq!(store.checkpoint_of(5).await.unwrap(), store.checkpoint().await.unwrap());
    assert_eq!(store.checkpoint_of(0).await.unwrap(), None);
    assert_eq!(store.checkpoint_of(6).await.unwrap(), None);
    assert!(matches!(store.checkpoint_of(2).await, Err(StoreFault::Damaged { position: 2, .. })));

    // And it verifies.
    let verified = store.verify(Ask::default()).await.unwrap();
    assert_eq!((verified.records, verified.faults.len()), (5, 0));
    assert_eq!((verified.size, verified.ledger), (5, LedgerId(Uuid::from_u128(1)).to_string()));
    // What was verified before is not read again.
    let before = store.root(3).await.unwrap().unwrap();
    let later = store.verify(Ask { since: Some((3, before)), ..Ask::default() }).await.unwrap();
    assert_eq!((later.since, later.records, later.root, later.faults.len()), (3, 2, verified.root.clone(), 0));
    // Where that is not in it any more, it is told, and everything is read.
    let other = store.verify(Ask { since: Some((3, [9; 32])), ..Ask::default() }).await.unwrap();
    assert_eq!((other.since, other.records, other.faults[0].kind.as_str()), (0, 5, "checkpoint"));
    // The console that appended last states how long it is.
    let note = store.checkpoint().await.unwrap().unwrap();
    let opened = postern_ledger::open(&note, &[key]).unwrap();
    assert_eq!((opened.checkpoint.size, hex::encode(opened.checkpoint.root)), (5, verified.root));
    store.close().await;
}

#[tokio::test]
async fn plain() {
    story(StoreKey::Plain).await;
}

#[tokio::test]
async fn encrypted() {
    story(StoreKey::raw(&"5a".repeat(32)).unwrap()).await;
}

#[tokio::test]
async fn an_encrypted_file_holds_no_plain_text_and_opens_with_no_other_key() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("history.sqlite");
    filled(&path, &StoreKey::raw(&"5a".repeat(32)).unwrap()).await.close().await;
    for file in std::fs::read_dir(folder.path()).unwrap() {
        let bytes = std::fs::read(file.unwrap().path()).unwrap();
        assert!(!bytes.windows(4).any(|w| w == b"maya"));
    }
    for key in [StoreKey::Plain, StoreKey::raw(&"5b".repeat(32)).unwrap()] {
        assert_eq!(open(&path, &key).await.map(|_| ()), Err(StoreFault::NotAStore));
    }
}

#[tokio::test]
async fn a_folder_of_something_else_is_not_a_store() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("history.sqlite");
    std::fs::write(
        &path,
        "this is a letter, not a database, and it is long enough to have a page of its own ".repeat(100),
    )
    .unwrap();
    assert_eq!(open(&path, &StoreKey::Plain).await.map(|_| ()), Err(StoreFault::NotAStore));
    assert!(std::fs::read_to_string(&path).unwrap().starts_with("this is a letter"));
}

#[tokio::test]
async fn another_format_is_refused_and_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("history.sqlite");
    filled(&path, &StoreKey::Plain).await.close().await;
    tamper(&path, "UPDATE meta SET value = 'postern-ledger/9' WHERE name = 'format'").await;
    let refused = open(&path, &StoreKey::Plain).await.map(|_| ());
    assert!(matches!(refused, Err(StoreFault::Format { found, .. }) if found == "postern-ledger/9"));
}

#[tokio::test]
async fn the_database_itself_refuses_to_change_a_record() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("history.sqlite");
    filled(&path, &StoreKey::Plain).await.close().await;
    let pool = sqlx::SqlitePool::connect(&format!("sqlite://{}", path.display())).await.unwrap();
    for statement in ["UPDATE records SET at = 0 WHERE position = 2", "DELETE FROM records WHERE position = 2"] {
        let error = sqlx::query(statement).execute(&pool).await.unwrap_err();
        assert!(error.to_string().contains("append-only"), "{error}");
    }
    pool.close().await;
}

/// Changes the file as somebody with full access could: triggers dropped first.
async fn tamper(path: &Path, statement: &'static str) {
    let pool = sqlx::SqlitePool::connect(&format!("sqlite://{}", path.display())).await.unwrap();
    for drop in ["DROP TRIGGER records_no_update", "DROP TRIGGER records_no_delete"] {
        sqlx::query(drop).execute(&pool).await.unwrap();
    }
    sqlx::query(statement).execute(&pool).await.unwrap();
    pool.close().await;
}

#[tokio::test]
async fn every_column_that_is_edited_is_found_and_named() {
    let edits: &[(&str, u64, &str)] = &[
        (
            "UPDATE records SET payload = CAST(replace(CAST(payload AS TEXT), 'INC-1', 'INC-2') AS BLOB) WHERE position = 2",
            2,
            "hash",
        ),
        ("UPDATE records SET at = 77 WHERE position = 3", 3, "hash"),
        ("UPDATE records SET console = zeroblob(16) WHERE position = 3", 3, "hash"),
        ("UPDATE records SET hash = zeroblob(32) WHERE position = 3", 3, "hash"),
        ("UPDATE records SET previous = zeroblob(32) WHERE position = 3", 3, "hash"),
        ("UPDATE records SET seq = 9 WHERE position = 5", 5, "hash"),
        ("UPDATE records SET stream = X'0000000000000000000000000000000c' WHERE position = 4", 4, "hash"),
        ("UPDATE records SET seal = zeroblob(64) WHERE position = 3", 3, "seal"),
        ("UPDATE records SET seal = NULL WHERE position = 5", 5, "seal"),
        ("UPDATE records SET position = 9 WHERE position = 5", 9, "gap"),
        ("DELETE FROM records WHERE position = 3", 4, "gap"),
        ("DELETE FROM records WHERE position = 5", 0, "projection"),
        ("UPDATE tip SET edge = zeroblob(64)", 0, "projection"),
        ("UPDATE tip SET size = 4", 0, "projection"),
        ("INSERT INTO nodes VALUES (8, 0, zeroblob(32))", 0, "projection"),
        ("UPDATE consoles SET key = zeroblob(32)", 0, "projection"),
        ("UPDATE consoles SET console = zeroblob(16)", 0, "projection"),
        ("DELETE FROM consoles", 0, "projection"),
        ("UPDATE meta SET value = 'another' WHERE name = 'ledger'", 0, "projection"),
        ("UPDATE cases SET last_seq = 1", 0, "projection"),
        ("UPDATE cases SET head = zeroblob(32)", 0, "projection"),
        ("UPDATE cases SET opened_at = 1", 0, "projection"),
        ("UPDATE cases SET updated_at = 1", 0, "projection"),
        ("UPDATE cases SET words = 'nobody'", 0, "projection"),
        ("UPDATE cases SET account = 'nobody'", 0, "projection"),
        ("UPDATE cases SET stream = X'0000000000000000000000000000000d' WHERE position = 4", 0, "projection"),
        ("DELETE FROM cases WHERE position = 2", 0, "projection"),
        ("DELETE FROM cases_words WHERE rowid = 2", 0, "projection"),
        ("DELETE FROM acts WHERE position = 2", 0, "projection"),
        ("UPDATE acts SET person = zeroblob(16)", 0, "projection"),
        ("UPDATE acts SET kind = 'signed'", 0, "projection"),
        ("UPDATE acts SET at = 1", 0, "projection"),
    ];
    for &(edit, position, kind) in edits {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("history.sqlite");
        filled(&path, &StoreKey::Plain).await.close().await;
        tamper(&path, edit).await;
        let store = SqliteStore::open_read_only(&path, &StoreKey::Plain).await.unwrap();
        let found = store.verify(Ask::default()).await.unwrap();
        let first = found.faults.first().unwrap_or_else(|| panic!("not found: {edit}"));
        let named = found.faults.iter().any(|f| f.position == position && f.kind == kind);
        assert!(named, "{edit}: {first:?} in {:?}", found.faults);
        store.close().await;
    }
}

#[tokio::test]
async fn a_read_only_file_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("history.sqlite");
    filled(&path, &StoreKey::Plain).await.close().await;
    let store = SqliteStore::open_read_only(&path, &StoreKey::Plain).await.unwrap();
    let refused = store.append(Stream::Case(case(10)), 3, Timestamp(9), CONSOLE, vec![note("c")]).await;
    assert_eq!(refused, Err(StoreFault::ReadOnly));
    assert_eq!(store.size().await.unwrap(), 5);
    store.close().await;
}

#[tokio::test]
async fn a_full_disk_says_so_and_loses_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("history.sqlite");
    filled(&path, &StoreKey::Plain).await.close().await;
    // SQLite's own limit stands in for the disk's: the error code is the same SQLITE_FULL.
    let store = SqliteStore::open_with_page_limit(&path, &StoreKey::Plain, signer(1), 60).await.unwrap();
    let mut seq = 3;
    let refused = loop {
        match store.append(Stream::Case(case(10)), seq, Timestamp(9), CONSOLE, vec![note(&"x".repeat(1500))]).await {
            Ok(recorded) => seq = recorded.last().unwrap().seq,
            Err(fault) => break fault,
        }
        assert!(seq < 1_000, "the limit was never met");
    };
    assert_eq!(refused, StoreFault::Full);
    store.close().await;
    let store = open(&path, &StoreKey::Plain).await.unwrap();
    let verified = store.verify(Ask::default()).await.unwrap();
    assert_eq!((verified.records, verified.faults), (seq + 2, Vec::new()));
    store.close().await;
}

#[tokio::test]
async fn a_console_whose_key_is_not_known_appends_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("history.sqlite");
    filled(&path, &StoreKey::Plain).await.close().await;
    let store = SqliteStore::open(&path, &StoreKey::Plain, signer(2)).await.unwrap();
    let refused = store.append(Stream::Case(case(10)), 3, Timestamp(9), CONSOLE, vec![note("c")]).await;
    assert_eq!(refused, Err(StoreFault::SigningKey));
    let other = ConsoleId(Uuid::from_u128(8));
    let refused = store.append(Stream::Case(case(10)), 3, Timestamp(9), other, vec![note("c")]).await;
    assert_eq!(refused, Err(StoreFault::SigningKey));
    assert_eq!(store.size().await.unwrap(), 5);
    store.close().await;
}

#[tokio::test]
async fn a_key_is_rotated_and_the_old_one_seals_nothing_more() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("history.sqlite");
    let store = filled(&path, &StoreKey::Plain).await;
    let next = signer(2).key();
    store.append(Stream::Desk, 1, Timestamp(5), CONSOLE, vec![rotated(next)]).await.unwrap();
    let refused = store.append(Stream::Case(case(10)), 3, Timestamp(9), CONSOLE, vec![note("c")]).await;
    assert_eq!(refused, Err(StoreFault::SigningKey));
    store.close().await;
    // The console starts again with the new key, and goes on from what the old one sealed.
    let store = SqliteStore::open(&path, &StoreKey::Plain, signer(2)).await.unwrap();
    assert!(store.checkpoint().await.unwrap().is_some());
    store.append(Stream::Case(case(10)), 3, Timestamp(9), CONSOLE, vec![note("c")]).await.unwrap();
    let found = store.verify(Ask::default()).await.unwrap();
    assert_eq!((found.records, found.faults), (7, Vec::new()));
    store.close().await;
}

#[tokio::test]
async fn a_history_that_was_gone_on_with_by_a_stranger_is_not_gone_on_with_here() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("history.sqlite");
    filled(&path, &StoreKey::Plain).await.close().await;
    tamper(&path, "UPDATE records SET seal = zeroblob(64) WHERE position = 5").await;
    let store = open(&path, &StoreKey::Plain).await.unwrap();
    let refused = store.append(Stream::Case(case(10)), 3, Timestamp(9), CONSOLE, vec![note("c")]).await;
    assert!(matches!(refused, Err(StoreFault::Damaged { position: 5, .. })), "{refused:?}");
    store.close().await;
}

#[tokio::test]
async fn time_does_not_run_backwards_in_a_history() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("history.sqlite");
    let store = filled(&path, &StoreKey::Plain).await;
    let recorded = store.append(Stream::Case(case(10)), 3, Timestamp(1), CONSOLE, vec![note("c")]).await.unwrap();
    assert_eq!(recorded[0].at, Timestamp(4));
    assert_eq!(store.verify(Ask::default()).await.unwrap().faults, Vec::new());
    store.close().await;
}

#[tokio::test]
async fn a_longer_history_keeps_the_roots_of_its_subtrees() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("history.sqlite");
    let store = filled(&path, &StoreKey::Plain).await;
    let mut seq = 3;
    while seq < 700 {
        let notes = (0..50).map(|n| note(&n.to_string())).collect();
        seq =
            store.append(Stream::Case(case(10)), seq, Timestamp(9), CONSOLE, notes).await.unwrap().last().unwrap().seq;
    }
    let found = store.verify(Ask::default()).await.unwrap();
    assert_eq!(found.faults, Vec::new());
    for size in [1, 5, 255, 256, 257, 600] {
        let root = store.root(size).await.unwrap().unwrap();
        let later = store.verify(Ask { since: Some((size, root)), ..Ask::default() }).await.unwrap();
        assert_eq!((later.faults, later.root), (Vec::new(), found.root.clone()), "since {size}");
    }
    assert_eq!(store.root(9_999).await.unwrap(), None);
    store.close().await;
    tamper(&path, "UPDATE nodes SET hash = zeroblob(32) WHERE n = 1").await;
    let store = SqliteStore::open_read_only(&path, &StoreKey::Plain).await.unwrap();
    let found = store.verify(Ask::default()).await.unwrap();
    assert!(found.faults.iter().any(|f| f.kind == "projection" && f.stream == "tree"), "{:?}", found.faults);
    store.close().await;
}
