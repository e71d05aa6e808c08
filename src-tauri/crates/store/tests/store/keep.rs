//! Backups, other keys, and what is left of a damaged file.

use crate::common::{CONSOLE, case, founded, note, opened, signer};
use postern_domain::time::Timestamp;
use postern_ports::clock::NoEntropy;
use postern_ports::event_store::{Ask, EventStore, StoreFault, Stream};
use postern_ports::secrets::SecretsFault;
use postern_ports::{Entropy, Secrets};
use postern_store::{Source, SqliteStore, StoreKey, StoreKeys, copy, fold_log, rekey, repair};
use secrecy::SecretString;
use std::collections::HashMap;
use std::path::Path;
use std::sync::atomic::{AtomicU8, Ordering};
use std::sync::{Arc, Mutex};

fn hex(n: u8) -> SecretString {
    SecretString::from(format!("{n:02x}").repeat(32))
}

fn key(n: u8) -> StoreKey {
    StoreKey::raw(&format!("{n:02x}").repeat(32)).unwrap()
}

/// A history of `cases` cases of three records.
async fn history(path: &Path, key: &StoreKey, cases: u128) -> SqliteStore {
    let store = SqliteStore::open(path, key, signer(1)).await.unwrap();
    store.append(Stream::Desk, 0, Timestamp(1), CONSOLE, vec![founded()]).await.unwrap();
    for n in 0..cases {
        let happenings = vec![opened(&format!("maya{n}")), note("first"), note("second")];
        store.append(Stream::Case(case(10 + n)), 0, Timestamp(2), CONSOLE, happenings).await.unwrap();
    }
    store
}

async fn whole(path: &Path, key: &StoreKey) -> (u64, String) {
    let store = SqliteStore::open_read_only(path, key).await.unwrap();
    let found = store.verify(Ask::default()).await.unwrap();
    store.close().await;
    assert_eq!(found.faults, []);
    (found.size, found.root)
}

#[tokio::test]
async fn a_backup_is_made_while_the_history_is_in_use_and_is_encrypted_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let (path, to) = (folder.path().join("history.sqlite"), folder.path().join("backup.sqlite"));
    let store = history(&path, &key(7), 40).await;
    let mut told = Vec::new();
    copy(&Source::new(&path, &key(7)), &to, &mut |done, all| told.push((done, all))).unwrap();
    assert!(told.last().is_some_and(|(done, all)| done == all && *all > 0), "{told:?}");
    // It stands where the history stood; the history goes on.
    store.append(Stream::Case(case(10)), 3, Timestamp(4), CONSOLE, vec![note("later")]).await.unwrap();
    assert_eq!(whole(&to, &key(7)).await.0, 121);
    assert!(matches!(SqliteStore::open_read_only(&to, &StoreKey::Plain).await, Err(StoreFault::NotAStore)));
    // One file, which needs no log beside it; and nothing is overwritten.
    assert!(!folder.path().join("backup.sqlite-wal").exists());
    assert!(matches!(copy(&Source::new(&path, &key(7)), &to, &mut |_, _| ()), Err(StoreFault::Failed(_))));
    store.close().await;
    assert_eq!(whole(&path, &key(7)).await.0, 122);
}

#[tokio::test]
async fn another_key_encrypts_the_same_history() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("history.sqlite");
    let store = history(&path, &key(7), 40).await;
    assert_eq!(fold_log(&path, &key(7)), Err(StoreFault::Busy));
    store.close().await;
    let before = whole(&path, &key(7)).await;
    rekey(&path, &key(7), &key(8)).unwrap();
    assert_eq!(whole(&path, &key(8)).await, before);
    assert!(matches!(SqliteStore::open_read_only(&path, &key(7)).await, Err(StoreFault::NotAStore)));
    assert!(matches!(rekey(&path, &key(8), &StoreKey::Plain), Err(StoreFault::Failed(_))));
    assert!(matches!(rekey(&path, &key(7), &key(9)), Err(StoreFault::NotAStore)));
    assert_eq!(whole(&path, &key(8)).await, before);
}

#[derive(Default)]
struct Kept(Mutex<HashMap<String, SecretString>>);

impl Secrets for Kept {
    fn read(&self, name: &str) -> Result<Option<SecretString>, SecretsFault> {
        Ok(self.0.lock().unwrap().get(name).cloned())
    }
    fn write(&self, name: &str, secret: &SecretString) -> Result<(), SecretsFault> {
        self.0.lock().unwrap().insert(name.to_owned(), secret.clone());
        Ok(())
    }
}

#[tokio::test]
async fn a_change_of_the_key_that_was_interrupted_is_completed_or_never_was() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("history.sqlite");
    history(&path, &key(7), 1).await.close().await;
    let keys = StoreKeys::new(Arc::new(Kept::default()), "desk");
    assert!(keys.opening(&path).is_err());
    keys.keep(&hex(7)).unwrap();
    // The next key was drawn, and nothing was done with it: the key stays.
    keys.keep_next(&hex(8)).unwrap();
    whole(&path, &keys.opening(&path).unwrap()).await;
    assert_eq!(postern_ports::secrets::reveal(&keys.current().unwrap().unwrap()), "07".repeat(32));
    // The file was replaced, and the key was not yet: opening completes it, and backups of before can still be read.
    let backup = folder.path().join("backup.sqlite");
    copy(&Source::new(&path, &key(7)), &backup, &mut |_, _| ()).unwrap();
    rekey(&path, &key(7), &key(8)).unwrap();
    whole(&path, &keys.opening(&path).unwrap()).await;
    assert_eq!(postern_ports::secrets::reveal(&keys.current().unwrap().unwrap()), "08".repeat(32));
    whole(&backup, &keys.reading(&backup).unwrap()).await;
    assert!(keys.opening(&backup).is_err(), "the key of before opens no history that is gone on with");
}

/// Overwrites part of some pages in the middle of the file: records are among them, not lists alone.
fn damage(path: &Path) {
    let mut bytes = std::fs::read(path).unwrap();
    let middle = bytes.len() / 4096 / 2 * 4096;
    for page in 0..12 {
        bytes[middle + page * 4096..][..64].fill(0xa5);
    }
    std::fs::write(path, bytes).unwrap();
}

async fn mended(key: StoreKey) {
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str| folder.path().join(name);
    let path = file("history.sqlite");
    history(&path, &key, 400).await.close().await;
    let was = whole(&path, &key).await;
    damage(&path);
    let (to, salvage) = (file("mended.sqlite"), file("salvage.jsonl"));
    let source = Source::new(&path, &key);
    let done = repair(source.clone(), &key, &to, &salvage).await.unwrap();
    assert!(!done.faults.is_empty());
    assert!((1..=1201).contains(&done.kept) && done.of == 1201, "{} of {}", done.kept, done.of);
    // What is kept is the beginning of what was there, whole and sealed by the console; it can be gone on with.
    let now = whole(&to, &key).await;
    assert_eq!(now.0, done.kept);
    if done.kept == 1201 {
        assert_eq!(now, was);
    }
    assert!(done.kept + done.salvaged <= 1201);
    assert_eq!(std::fs::read_to_string(&salvage).unwrap().lines().count() as u64, done.salvaged);
    let store = SqliteStore::open(&to, &key, signer(1)).await.unwrap();
    store.append(Stream::Case(case(9999)), 0, Timestamp(9), CONSOLE, vec![opened("next")]).await.unwrap();
    assert_eq!(store.cases("next", 5).await.unwrap().len(), 1);
    store.close().await;
    // Nothing is overwritten.
    assert!(matches!(repair(source, &key, &to, &salvage).await, Err(StoreFault::Failed(_))));
}

#[tokio::test]
async fn a_damaged_page_loses_no_record_before_it() {
    mended(StoreKey::Plain).await;
}

#[tokio::test]
async fn a_damaged_page_of_an_encrypted_history_loses_no_record_before_it() {
    mended(key(7)).await;
}

#[tokio::test]
async fn a_repair_keeps_what_was_sealed_before_the_first_fault_and_writes_the_rest_beside() {
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str| folder.path().join(name);
    let path = file("history.sqlite");
    history(&path, &StoreKey::Plain, 3).await.close().await;
    let edit = rusqlite::Connection::open(&path).unwrap();
    edit.execute_batch("DROP TRIGGER records_no_update; UPDATE records SET payload = x'7b7d' WHERE position = 6")
        .unwrap();
    drop(edit);
    let source = Source::new(&path, &StoreKey::Plain);
    let done = repair(source, &StoreKey::Plain, &file("to.sqlite"), &file("rest.jsonl")).await.unwrap();
    // Records 5 to 7 are sealed together: 5 alone is nothing that a console ever sealed.
    assert_eq!((done.kept, done.of, done.salvaged), (4, 10, 6));
    assert_eq!(whole(&file("to.sqlite"), &StoreKey::Plain).await.0, 4);
    let rest = std::fs::read_to_string(file("rest.jsonl")).unwrap();
    let lines: Vec<serde_json::Value> = rest.lines().map(|l| serde_json::from_str(l).unwrap()).collect();
    assert_eq!(lines.iter().map(|l| l["position"].as_u64().unwrap()).collect::<Vec<_>>(), [5, 6, 7, 8, 9, 10]);
    assert_eq!(lines[1]["payload"], "{}");
}

#[tokio::test]
async fn where_only_the_lists_are_wrong_every_record_is_kept() {
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str| folder.path().join(name);
    let path = file("history.sqlite");
    history(&path, &StoreKey::Plain, 3).await.close().await;
    let was = whole(&path, &StoreKey::Plain).await;
    let edit = rusqlite::Connection::open(&path).unwrap();
    edit.execute_batch("DELETE FROM cases WHERE position = 2; DELETE FROM tip; DELETE FROM acts").unwrap();
    drop(edit);
    let source = Source::new(&path, &StoreKey::Plain);
    let done = repair(source, &StoreKey::Plain, &file("to.sqlite"), &file("rest.jsonl")).await.unwrap();
    assert_eq!((done.kept, done.of, done.salvaged), (10, 10, 0));
    assert_eq!(whole(&file("to.sqlite"), &StoreKey::Plain).await, was);
}

#[tokio::test]
async fn two_processes_on_one_file_never_append_the_same_record() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("history.sqlite");
    let first = history(&path, &key(7), 1).await;
    let second = SqliteStore::open(&path, &key(7), signer(1)).await.unwrap();
    let (mut one, mut two) = (0, 0);
    for n in 0..20u64 {
        let seq = 3 + n;
        let stream = Stream::Case(case(10));
        let (a, b) = tokio::join!(
            first.append(stream, seq, Timestamp(4), CONSOLE, vec![note("one")]),
            second.append(stream, seq, Timestamp(4), CONSOLE, vec![note("two")]),
        );
        one += u64::from(a.is_ok());
        two += u64::from(b.is_ok());
        for lost in [a, b].into_iter().filter_map(Result::err) {
            assert!(matches!(lost, StoreFault::Conflict | StoreFault::Busy), "{lost:?}");
        }
        assert_eq!(one + two, n + 1);
    }
    first.close().await;
    second.close().await;
    assert_eq!(whole(&path, &key(7)).await.0, 24);
}

/// Draws what no test has drawn before; not random.
struct Dice;

impl Entropy for Dice {
    fn bytes32(&self) -> Result<[u8; 32], NoEntropy> {
        static DRAWN: AtomicU8 = AtomicU8::new(100);
        Ok([DRAWN.fetch_add(1, Ordering::Relaxed); 32])
    }
    fn uuid7(&self, _: Timestamp) -> Result<[u8; 16], NoEntropy> {
        Err(NoEntropy)
    }
    fn seal(&self, _: &[u8; 32], _: &[u8]) -> Result<Vec<u8>, NoEntropy> {
        Err(NoEntropy)
    }
}

#[test]
fn keys_that_were_lost_with_the_keyring_come_back_from_two_sheets() {
    use postern_store::{SEALED, SealedKeys, sheets};
    let folder = tempfile::tempdir().unwrap();
    let before = Arc::new(Kept::default());
    for (n, name) in ["store-key/desk", "console-key/desk", "console-secret/desk"].into_iter().enumerate() {
        before.write(name, &hex(n as u8)).unwrap();
    }
    let sealed = SealedKeys::new(before.clone(), "desk");
    // Without sheets nothing is written.
    assert!(!sealed.seal(folder.path(), &Dice).unwrap() && !folder.path().join(SEALED).exists());
    let key = sealed.draw(&Dice).unwrap();
    let printed = sheets::split(&key, (2, 3), "history", "desk").unwrap();
    assert!(sealed.seal(folder.path(), &Dice).unwrap());
    assert!(!sealed.seal(folder.path(), &Dice).unwrap(), "it says the same already");
    // A key was changed: what is sealed follows, and the sheets stay.
    before.write("console-key/desk", &hex(9)).unwrap();
    assert!(sealed.seal(folder.path(), &Dice).unwrap());
    let bytes = std::fs::read(folder.path().join(SEALED)).unwrap();
    assert!(!String::from_utf8_lossy(&bytes).contains("0909"), "it is sealed");

    let after = Arc::new(Kept::default());
    let joined = sheets::join(&printed[1..]).unwrap();
    let names = SealedKeys::new(after.clone(), "desk").recover(folder.path(), &joined).unwrap();
    assert_eq!(names, ["console-key/desk", "console-secret/desk", "store-key/desk"]);
    let read = |name: &str| after.read(name).unwrap().map(|s| postern_ports::secrets::reveal(&s).to_owned());
    assert_eq!(read("console-key/desk"), Some("09".repeat(32)));
    // Twice does no harm; a keyring with other keys is left alone; another profile's file does not open.
    assert!(SealedKeys::new(after.clone(), "desk").recover(folder.path(), &joined).is_ok());
    after.write("store-key/desk", &hex(5)).unwrap();
    assert!(SealedKeys::new(after.clone(), "desk").recover(folder.path(), &joined).is_err());
    assert_eq!(read("store-key/desk"), Some("05".repeat(32)));
    assert!(SealedKeys::new(Arc::new(Kept::default()), "other").recover(folder.path(), &joined).is_err());
    // New sheets: the old ones open nothing that is sealed from then on.
    sealed.draw(&Dice).unwrap();
    assert!(sealed.seal(folder.path(), &Dice).unwrap());
    assert!(SealedKeys::new(Arc::new(Kept::default()), "desk").recover(folder.path(), &joined).is_err());
}
