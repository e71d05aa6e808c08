//! A console that is killed at any moment loses nothing that it acknowledged.

use crate::common::{CONSOLE, case, founded, note, opened, signer};
use postern_domain::time::Timestamp;
use postern_ports::event_store::{Ask, EventStore, Stream};
use postern_store::{SqliteStore, StoreKey};
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

/// Where the child finds its store; set only for the child.
const CHILD: &str = "POSTERN_KILL_CHILD";
/// How many times it is killed.
const ROUNDS: &str = "POSTERN_KILL_ROUNDS";

async fn open(path: &Path) -> SqliteStore {
    SqliteStore::open(path, &StoreKey::raw(&"5a".repeat(32)).unwrap(), signer(1)).await.unwrap()
}

/// Appends for ever, and says the size after every append that was acknowledged.
#[tokio::test]
async fn child() {
    let Some(path) = std::env::var_os(CHILD).map(PathBuf::from) else { return };
    let store = open(&path).await;
    let mut at = i64::try_from(store.size().await.unwrap()).unwrap();
    if at == 0 {
        store.append(Stream::Desk, 0, Timestamp(1), CONSOLE, vec![founded()]).await.unwrap();
    }
    let mut out = std::io::stdout().lock();
    loop {
        at += 1;
        let stream = Stream::Case(case(10 + u128::from(at.unsigned_abs() % 7)));
        let seq = store.read(stream).await.unwrap().len() as u64;
        let what = if seq == 0 {
            vec![opened("maya")]
        } else {
            vec![note(&at.to_string()); 1 + at.unsigned_abs() as usize % 4]
        };
        store.append(stream, seq, Timestamp(at), CONSOLE, what).await.unwrap();
        // The parent may be gone: then nobody listens, and it is killed anyway.
        let _ = writeln!(out, "acknowledged {}", store.size().await.unwrap());
    }
}

/// Delays that differ from round to round and are the same in every run.
fn delay(round: u32) -> Duration {
    let mixed =
        u64::from(round).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(29).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    Duration::from_micros(2_000 + mixed % 60_000)
}

#[tokio::test]
async fn nothing_acknowledged_is_lost_to_a_kill() {
    if std::env::var_os(CHILD).is_some() {
        return;
    }
    let rounds: u32 = std::env::var(ROUNDS).ok().and_then(|n| n.parse().ok()).unwrap_or(12);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("history.sqlite");
    let (mut since, mut lost) = (None, 0);
    for round in 0..rounds {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "kill::child", "--nocapture", "--test-threads=1"])
            .env(CHILD, &path)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        // It is killed while it works: after its first word, at any moment from then on.
        let mut acknowledged = lines.by_ref().map_while(Result::ok).find_map(|line| size_in(&line)).unwrap_or(0);
        std::thread::sleep(delay(round));
        child.kill().unwrap();
        child.wait().unwrap();
        acknowledged = lines.map_while(Result::ok).filter_map(|line| size_in(&line)).last().unwrap_or(acknowledged);

        let store = open(&path).await;
        let found = store.verify(Ask { since, ..Ask::default() }).await.unwrap();
        assert_eq!(found.faults, [], "round {round}");
        lost += acknowledged.saturating_sub(found.size);
        since = store.root(found.size).await.unwrap().map(|root| (found.size, root));
        store.close().await;
    }
    let store = open(&path).await;
    let found = store.verify(Ask::default()).await.unwrap();
    assert_eq!(found.faults, []);
    println!("{rounds} kills, {} records, {lost} lost", found.records);
    assert_eq!(lost, 0);
    assert!(found.records > u64::from(rounds), "it was killed before it did anything");
    store.close().await;
}

fn size_in(line: &str) -> Option<u64> {
    // The harness prints the test's name on the same line as its first word.
    line.rsplit_once("acknowledged ").and_then(|(_, size)| size.trim().parse().ok())
}
