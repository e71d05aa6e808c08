//! The first thing a process does may be to open an encrypted history several times at once.

use crate::common::signer;
use postern_store::{Source, SqliteStore, StoreKey};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Where the child finds the history; set only for the child.
const CHILD: &str = "POSTERN_AT_ONCE_CHILD";
const THREADS: usize = 4;
/// Each is a new process, and may meet the moment or not.
const ROUNDS: usize = 120;

fn key() -> StoreKey {
    StoreKey::raw(&"5a".repeat(32)).unwrap()
}

fn open_at_once(path: &Path) {
    let ready = Arc::new(AtomicUsize::new(0));
    let threads: Vec<_> = (0..THREADS)
        .map(|_| {
            let (ready, source) = (ready.clone(), Source::new(path, &key()));
            std::thread::spawn(move || {
                ready.fetch_add(1, Ordering::AcqRel);
                // No lock: woken one after the other, they would not come at once.
                while ready.load(Ordering::Acquire) < THREADS {
                    std::hint::spin_loop();
                }
                assert_eq!(source.opens(), Ok(true));
            })
        })
        .collect();
    for thread in threads {
        thread.join().unwrap();
    }
}

#[test]
fn a_child_opens_it() {
    if let Some(path) = std::env::var_os(CHILD).map(PathBuf::from) {
        open_at_once(&path);
    }
}

#[tokio::test]
async fn an_encrypted_history_can_be_opened_at_once_as_the_first_thing() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("history.sqlite");
    SqliteStore::open(&path, &key(), signer(1)).await.unwrap().close().await;
    for round in 0..ROUNDS {
        let child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "at_once::a_child_opens_it", "--test-threads=1"])
            .env(CHILD, &path)
            .output()
            .unwrap();
        assert!(child.status.success(), "round {round}: {}", String::from_utf8_lossy(&child.stdout));
    }
}
