//! `cargo xtask bench history`: what a page of the history costs among few cases and among many, as a ratio of one run.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::disallowed_methods,
    clippy::cast_precision_loss,
    missing_docs,
    reason = "a benchmark measures time, prints, and may fail by panicking"
)]

#[path = "../tests/store/common.rs"]
#[allow(dead_code, reason = "tests use more of it")]
mod common;

use common::{CONSOLE, case, founded, note, opened, signer};
use postern_domain::ids::{DirectoryId, PersonId};
use postern_domain::recovery::{CaseEvent, Tier};
use postern_domain::time::Timestamp;
use postern_ports::case_list::{CaseQuery, Which};
use postern_ports::event_store::{EventStore as _, Happening, Stream};
use postern_store::{SqliteStore, StoreKey};
use std::path::{Path, PathBuf};
use std::time::Instant;
use uuid::Uuid;

const FEW: u64 = 1_000;
const FIRST: [&str; 8] = ["maya", "jonas", "amina", "pedro", "yuki", "olga", "kofi", "ingrid"];
const DIRECTORIES: [&str; 3] = ["corp", "plant", "stores"];
/// A page, as the window asks for it.
const PAGE: u32 = 50;
const LOOKS: u64 = 400;

#[tokio::main(flavor = "multi_thread", worker_threads = 2)]
async fn main() {
    // Built with the tests, and run on purpose only.
    let Some(folder) = std::env::var_os("POSTERN_BENCH_DIR").map(PathBuf::from) else { return };
    std::fs::create_dir_all(&folder).unwrap();
    let many = std::env::var("POSTERN_BENCH_CASES").ok().and_then(|n| n.parse().ok()).unwrap_or(100_000);
    let (small, large) = (folder.join("few.sqlite"), folder.join("many.sqlite"));
    fill(&small, FEW).await;
    fill(&large, many).await;
    let small = (SqliteStore::open_read_only(&small, &StoreKey::Plain).await.unwrap(), FEW);
    let large = (SqliteStore::open_read_only(&large, &StoreKey::Plain).await.unwrap(), many);

    let mut missed = 0;
    let mut lines = Vec::new();
    for look in [Look::Newest, Look::Later, Look::Filtered, Look::Named, Look::Case] {
        let (mut few, mut more) = (Vec::new(), Vec::new());
        // Side by side: what the machine does besides is done to both.
        for n in 0..LOOKS {
            few.push(timed(&small.0, look, n, small.1).await);
            more.push(timed(&large.0, look, n, large.1).await);
        }
        let (few, more) = (p95(&mut few), p95(&mut more));
        let ratio = more / few;
        missed += usize::from(ratio > 2.0);
        println!(
            "{:<44} {ratio:>6.2}  at most 2      p95 {:.2} ms among {FEW} and {:.2} ms among {many}{}",
            look.name(),
            few * 1e3,
            more * 1e3,
            if ratio > 2.0 { "  MISSED" } else { "" }
        );
        lines.push(serde_json::json!({"what": look.name(), "ratio": ratio, "few": few, "many": more}));
    }
    small.0.close().await;
    large.0.close().await;
    let all = serde_json::json!({"cases": many, "ratios": lines});
    std::fs::write(folder.join("history.json"), serde_json::to_vec_pretty(&all).unwrap()).unwrap();
    println!("{} ratios, {missed} missed", lines.len());
}

/// What is looked at.
#[derive(Clone, Copy)]
enum Look {
    Newest,
    Later,
    Filtered,
    Named,
    Case,
}

impl Look {
    const fn name(self) -> &'static str {
        match self {
            Self::Newest => "the newest page, and how many there are",
            Self::Later => "a page further down",
            Self::Filtered => "a page of a tier at a directory",
            Self::Named => "a page found by a name",
            Self::Case => "one case",
        }
    }
}

async fn timed(store: &SqliteStore, look: Look, n: u64, cases: u64) -> f64 {
    let picked = n.wrapping_mul(2_654_435_761) % cases;
    let began = Instant::now();
    match look {
        Look::Newest => {
            let all = CaseQuery::default();
            assert_eq!(store.list_cases(&all, None, PAGE).await.unwrap().len(), PAGE as usize);
            assert!(store.count_cases(&all, 10_000).await.unwrap() > 0);
        }
        Look::Later => {
            let before = picked.max(100) * 4;
            assert!(!store.list_cases(&CaseQuery::default(), Some(before), PAGE).await.unwrap().is_empty());
        }
        Look::Filtered => {
            let directory = DirectoryId::new(DIRECTORIES[n as usize % DIRECTORIES.len()]).ok();
            let asked = CaseQuery { directory, tier: Some(Tier::Privileged), ..CaseQuery::of(Which::Ended) };
            assert!(!store.list_cases(&asked, None, PAGE).await.unwrap().is_empty());
        }
        Look::Named => {
            let text = format!("{}.{}", FIRST[picked as usize % FIRST.len()], picked / 3);
            let asked = CaseQuery { text, ..CaseQuery::default() };
            assert!(!store.list_cases(&asked, None, PAGE).await.unwrap().is_empty());
        }
        Look::Case => {
            assert_eq!(store.read(Stream::Case(case(10 + u128::from(picked)))).await.unwrap().len(), 4);
        }
    }
    began.elapsed().as_secs_f64()
}

/// Cases as a desk has them: of several directories and tiers, most of them ended.
async fn fill(path: &Path, cases: u64) {
    for end in ["", "-wal", "-shm"] {
        let mut name = path.as_os_str().to_owned();
        name.push(end);
        // It may not be there.
        let _ = std::fs::remove_file(name);
    }
    let store = SqliteStore::open_unsynced(path, &StoreKey::Plain, signer(1)).await.unwrap();
    store.append(Stream::Desk, 0, Timestamp(1), CONSOLE, vec![founded()]).await.unwrap();
    let by = PersonId(Uuid::from_u128(3));
    for n in 0..cases {
        let at = Timestamp(1000 * i64::try_from(n).unwrap());
        let text = format!("{n} called from the shop floor, the old key is in the river");
        let codes = vec!["PRF-02".to_owned()];
        let refused = CaseEvent::AttemptRefused { by, attempt: "complete".to_owned(), codes, at };
        let last = if n.is_multiple_of(50) {
            CaseEvent::ApprovalSought { by, at }
        } else {
            CaseEvent::CaseCancelled { by, note: String::new(), rules: Vec::new(), at }
        };
        let happenings = vec![opened_as(n, at), note(&text), Happening::Case(refused), Happening::Case(last)];
        store.append(Stream::Case(case(10 + u128::from(n))), 0, at, CONSOLE, happenings).await.unwrap();
    }
    store.close().await;
}

fn opened_as(n: u64, at: Timestamp) -> Happening {
    let pick = |all: &[&'static str]| all[usize::try_from(n).unwrap() % all.len()];
    let login = format!("{}.{}", pick(&FIRST), n / 3);
    let Happening::Case(CaseEvent::CaseOpened(mut opened)) = opened(&login) else { panic!("an opening") };
    opened.account.directory = DirectoryId::new(pick(&DIRECTORIES)).unwrap();
    opened.tier = if n.is_multiple_of(10) { Tier::Privileged } else { Tier::Standard };
    opened.at = at;
    Happening::Case(CaseEvent::CaseOpened(opened))
}

fn p95(all: &mut [f64]) -> f64 {
    all.sort_by(f64::total_cmp);
    all[(all.len() - 1) * 95 / 100]
}
