//! `cargo xtask bench ledger`: what the history costs, as ratios measured side by side in one run.
//!
//! Absolute figures move with the neighbours of a virtual machine; a ratio of two medians of one run does not.

#![allow(
    clippy::unwrap_used,
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
use postern_domain::ids::DirectoryId;
use postern_domain::time::Timestamp;
use postern_ports::case_list::{CaseQuery, Which};
use postern_ports::event_store::{Ask, EventStore as _, Happening, Stream};
use postern_store::{Source, SqliteStore, StoreKey, hashes, leaves};
use sha2::{Digest as _, Sha256};
use std::io::Write as _;
use std::os::unix::fs::FileExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

struct Line {
    what: &'static str,
    ratio: f64,
    least: Option<f64>,
    most: Option<f64>,
    detail: String,
}

fn number(name: &str, default: u64) -> u64 {
    std::env::var(name).ok().and_then(|n| n.parse().ok()).unwrap_or(default)
}

fn seconds(work: impl FnOnce()) -> f64 {
    let began = Instant::now();
    work();
    began.elapsed().as_secs_f64()
}

fn at(all: &mut [f64], part: f64) -> f64 {
    all.sort_by(f64::total_cmp);
    all[((all.len() - 1) as f64 * part) as usize]
}

fn median(all: &mut [f64]) -> f64 {
    at(all, 0.5)
}

fn encrypted() -> StoreKey {
    StoreKey::raw(&"5a".repeat(32)).unwrap()
}

fn words(n: u64) -> String {
    format!(
        "{n} called from the shop floor, the old key is in the river; asked for badge and passport, both seen and held against the light"
    )
}

#[tokio::main(flavor = "multi_thread", worker_threads = 2)]
async fn main() {
    // Built with the tests, and run on purpose only.
    let Some(folder) = std::env::var_os("POSTERN_BENCH_DIR").map(PathBuf::from) else { return };
    std::fs::create_dir_all(&folder).unwrap();
    let (records, cases) = (number("POSTERN_BENCH_RECORDS", 2_000_000), number("POSTERN_BENCH_CASES", 1_000_000));
    let long = number("POSTERN_BENCH_LATER", records);
    let mut lines = Vec::new();
    // First, and on a disk that has nothing else to write: what is filled below is written back for minutes.
    let _ = std::process::Command::new("sync").status();
    for (what, key, least) in
        [("durable append / raw fdatasync", StoreKey::Plain, Some(0.45)), ("the same, encrypted", encrypted(), None)]
    {
        lines.push(append(&folder, what, &key, least).await);
    }
    // What takes long to fill is filled side by side, before anything is measured.
    let (big, longest) = (folder.join("big.sqlite"), folder.join("long.sqlite"));
    let few = folder.join("few.sqlite");
    let many = folder.join("many.sqlite");
    tokio::spawn({
        let (longest, many) = (longest.clone(), many.clone());
        async move {
            let filling = tokio::spawn(async move { filled_with_cases(&many, cases).await });
            if long > records {
                filled(&longest, &StoreKey::Plain, long).await;
            }
            filling.await.unwrap();
        }
    })
    .await
    .unwrap();
    filled_with_cases(&few, 10_000).await;

    filled(&big, &StoreKey::Plain, records).await;
    let small = folder.join("small.sqlite");
    filled(&small, &StoreKey::Plain, 10_000).await;
    let plain = Source::new(&big, &StoreKey::Plain);
    lines.extend(verify(&plain, records));
    lines.extend(journal(&folder, &plain, 60_000));
    lines.push(later(if long > records { &longest } else { &big }, &small, long.max(records)).await);
    let sealed = folder.join("sealed.sqlite");
    filled(&sealed, &encrypted(), 200_000).await;
    let same = folder.join("same.sqlite");
    filled(&same, &StoreKey::Plain, 200_000).await;
    lines.push(cipher(&Source::new(&sealed, &encrypted()), &Source::new(&same, &StoreKey::Plain)));
    lines.extend(search(&few, &many, cases).await);
    print(&folder, &lines, records, cases);
}

/// One record in each transaction, beside overwriting and syncing four kilobytes of a file on the same disk.
async fn append(folder: &Path, what: &'static str, key: &StoreKey, least: Option<f64>) -> Line {
    let path = folder.join("append.sqlite");
    gone(&path);
    let store = SqliteStore::open(&path, key, signer(1)).await.unwrap();
    store.append(Stream::Desk, 0, Timestamp(1), CONSOLE, vec![founded()]).await.unwrap();
    store.append(Stream::Case(case(10)), 0, Timestamp(2), CONSOLE, vec![opened("maya")]).await.unwrap();
    let raw = std::fs::File::create(folder.join("raw")).unwrap();
    raw.write_all_at(&[0; 1 << 20], 0).unwrap();
    raw.sync_all().unwrap();
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for n in 1..=600u64 {
        theirs.push(seconds(|| {
            raw.write_all_at(&[7; 4096], (n % 200) * 4096).unwrap();
            raw.sync_data().unwrap();
        }));
        let began = Instant::now();
        store.append(Stream::Case(case(10)), n, Timestamp(3), CONSOLE, vec![note(&words(n))]).await.unwrap();
        ours.push(began.elapsed().as_secs_f64());
    }
    store.close().await;
    let (ours, theirs) = (median(&mut ours[50..]), median(&mut theirs[50..]));
    let detail = format!("{:.2} ms and {:.2} ms, medians of 550 pairs", ours * 1e3, theirs * 1e3);
    Line { what, ratio: theirs / ours, least, most: None, detail }
}

/// A store of `records` notes in cases of twenty.
async fn filled(path: &Path, key: &StoreKey, records: u64) {
    gone(path);
    let store = SqliteStore::open_unsynced(path, key, signer(1)).await.unwrap();
    store.append(Stream::Desk, 0, Timestamp(1), CONSOLE, vec![founded()]).await.unwrap();
    let mut size = 1;
    let mut n = 10u128;
    while size < records {
        let count = (records - size).min(2_000);
        let mut all = vec![opened("maya")];
        all.extend((1..count).map(|n| note(&words(n))));
        let all: Vec<Happening> = all;
        store.append(Stream::Case(case(n)), 0, Timestamp(2), CONSOLE, all).await.unwrap();
        (size, n) = (size + count, n + 1);
    }
    store.close().await;
}

/// Hashes, links, order, time and tree, beside hashing the same messages from memory.
fn verify(source: &Source, records: u64) -> Vec<Line> {
    let messages = leaves(source).unwrap();
    let bytes: usize = messages.iter().map(Vec::len).sum();
    let (mut alone, mut one, mut two) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..3 {
        alone.push(seconds(|| {
            messages.iter().for_each(|m| {
                std::hint::black_box(Sha256::digest(m));
            })
        }));
        one.push(seconds(|| assert_eq!(hashes(source, 1).unwrap().1, 0)));
        two.push(seconds(|| assert_eq!(hashes(source, 2).unwrap().1, 0)));
    }
    let (alone, one, two) = (median(&mut alone), median(&mut one), median(&mut two));
    let rate = records as f64 / one / 1e6;
    vec![
        Line {
            what: "SHA-256 of each message / verify, one thread",
            ratio: alone / one,
            least: Some(0.27),
            most: None,
            detail: format!("{rate:.2} M records/s of {} bytes", bytes as u64 / records),
        },
        Line {
            what: "verify, one thread / two threads",
            ratio: one / two,
            least: Some(1.75),
            most: None,
            detail: format!("{:.2} s and {:.2} s", one, two),
        },
    ]
}

/// What journald writes with a message of a service, besides its time, its process and itself.
const FIELDS: &str = "_BOOT_ID=0123456789abcdef0123456789abcdef
_MACHINE_ID=fedcba9876543210fedcba9876543210
_HOSTNAME=desk-1
PRIORITY=6
SYSLOG_FACILITY=3
SYSLOG_IDENTIFIER=desk
_TRANSPORT=stdout
_UID=1000
_GID=1000
_COMM=desk
_EXE=/usr/bin/desk
_CMDLINE=/usr/bin/desk --profile desk
_CAP_EFFECTIVE=0
_SYSTEMD_CGROUP=/user.slice/user-1000.slice/desk.service
_SYSTEMD_UNIT=desk.service
_SYSTEMD_SLICE=user-1000.slice
_STREAM_ID=00112233445566778899aabbccddeeff
";

/// `journalctl --verify` over a journal of such messages, with the fields that journald writes.
fn journal(folder: &Path, source: &Source, entries: u64) -> Option<Line> {
    let file = folder.join("bench.journal");
    gone(&file);
    let export = folder.join("bench.export");
    let mut out = std::io::BufWriter::new(std::fs::File::create(&export).unwrap());
    for n in 0..entries {
        let time = 1_700_000_000_000_000 + n;
        writeln!(
            out,
            "__REALTIME_TIMESTAMP={time}\n__MONOTONIC_TIMESTAMP={n}\n{FIELDS}_PID={}\nMESSAGE={}\n",
            n % 4096,
            words(n)
        )
        .unwrap();
    }
    out.flush().unwrap();
    drop(out);
    let made = Command::new("/lib/systemd/systemd-journal-remote").arg("-o").arg(&file).arg(&export).output();
    if !made.is_ok_and(|made| made.status.success()) {
        println!("journalctl: not compared, systemd-journal-remote is not here");
        return None;
    }
    // It begins another file where one is full: what is counted is what is in this one.
    let listed = Command::new("journalctl").args(["--output", "cat", "--file"]).arg(&file).output().unwrap();
    let entries = listed.stdout.iter().filter(|byte| **byte == b'\n').count();
    let mut theirs = Vec::new();
    let mut ours = Vec::new();
    for _ in 0..3 {
        theirs.push(seconds(|| {
            Command::new("journalctl").arg("--verify").arg("--file").arg(&file).output().unwrap();
        }));
        ours.push(seconds(|| assert_eq!(hashes(source, 1).unwrap().1, 0)));
    }
    let last = source.last().unwrap();
    let (theirs, ours) = (entries as f64 / median(&mut theirs), last as f64 / median(&mut ours));
    let detail = format!("{:.0} k and {:.0} k a second", ours / 1e3, theirs / 1e3);
    Some(Line {
        what: "verify, one thread / journalctl --verify, in records",
        ratio: ours / theirs,
        least: Some(6.0),
        most: None,
        detail,
    })
}

/// The last ten thousand records of a long history, beside a history of ten thousand.
async fn later(big: &Path, small: &Path, records: u64) -> Line {
    let long = SqliteStore::open_read_only(big, &StoreKey::Plain).await.unwrap();
    let short = SqliteStore::open_read_only(small, &StoreKey::Plain).await.unwrap();
    let size = records - 10_000;
    let since = Some((size, long.root(size).await.unwrap().unwrap()));
    let (mut tail, mut whole) = (Vec::new(), Vec::new());
    for _ in 0..5 {
        let began = Instant::now();
        let found = long.verify(Ask { since, ..Ask::default() }).await.unwrap();
        assert_eq!((found.records, found.faults.len()), (10_000, 0));
        tail.push(began.elapsed().as_secs_f64());
        let began = Instant::now();
        assert_eq!(short.verify(Ask::default()).await.unwrap().faults.len(), 0);
        whole.push(began.elapsed().as_secs_f64());
    }
    long.close().await;
    short.close().await;
    let (tail, whole) = (median(&mut tail), median(&mut whole));
    let detail =
        format!("{:.0} ms of {records} records and {:.0} ms of 10000, everything checked", tail * 1e3, whole * 1e3);
    Line {
        what: "verify the last 10000 / verify 10000 alone",
        ratio: tail / whole,
        least: None,
        most: Some(1.5),
        detail,
    }
}

fn cipher(sealed: &Source, plain: &Source) -> Line {
    let (mut encrypted, mut open) = (Vec::new(), Vec::new());
    for _ in 0..3 {
        encrypted.push(seconds(|| assert_eq!(hashes(sealed, 1).unwrap().1, 0)));
        open.push(seconds(|| assert_eq!(hashes(plain, 1).unwrap().1, 0)));
    }
    let (encrypted, open) = (median(&mut encrypted), median(&mut open));
    let detail = format!("{encrypted:.2} s and {open:.2} s for 200000 records");
    Line { what: "verify plain / verify encrypted", ratio: open / encrypted, least: None, most: None, detail }
}

/// A history of so many cases, each opened and no more.
async fn filled_with_cases(path: &Path, cases: u64) {
    gone(path);
    let store = SqliteStore::open_unsynced(path, &StoreKey::Plain, signer(1)).await.unwrap();
    store.append(Stream::Desk, 0, Timestamp(1), CONSOLE, vec![founded()]).await.unwrap();
    for n in 0..cases {
        let login = format!("{}.{}", FIRST[n as usize % FIRST.len()], n / 3);
        let stream = Stream::Case(case(10 + u128::from(n)));
        store.append(stream, 0, Timestamp(2), CONSOLE, vec![opened(&login)]).await.unwrap();
    }
    store.close().await;
}

/// Opening a case, searching and reading a page of a list, among few cases and among many.
async fn search(few: &Path, many: &Path, cases: u64) -> Vec<Line> {
    let mut p99 = Vec::new();
    for (path, made) in [(few, 10_000), (many, cases)] {
        let store = SqliteStore::open_read_only(path, &StoreKey::Plain).await.unwrap();
        let (mut found, mut read, mut listed) = (Vec::new(), Vec::new(), Vec::new());
        for n in 0..400u64 {
            let picked = n.wrapping_mul(2_654_435_761) % made;
            let query = match n % 4 {
                0 => FIRST[picked as usize % FIRST.len()].to_owned(),
                1 => format!("{}.{}", FIRST[picked as usize % FIRST.len()], picked / 3),
                2 => FIRST[picked as usize % FIRST.len()][..3].to_owned(),
                _ => format!("inc-1 {}", picked / 3),
            };
            let began = Instant::now();
            std::hint::black_box(store.cases(&query, 50).await.unwrap());
            found.push(began.elapsed().as_secs_f64());
            let began = Instant::now();
            assert_eq!(store.read(Stream::Case(case(10 + u128::from(picked)))).await.unwrap().len(), 1);
            read.push(began.elapsed().as_secs_f64());
            let directory = DirectoryId::new("practice").ok();
            let asked = CaseQuery { directory, ..CaseQuery::of(Which::Open) };
            let began = Instant::now();
            assert_eq!(store.list_cases(&asked, Some(picked + 100), 50).await.unwrap().len(), 50);
            listed.push(began.elapsed().as_secs_f64());
        }
        p99.push((at(&mut found, 0.99), at(&mut read, 0.99), at(&mut listed, 0.99)));
        store.close().await;
    }
    let line = |what, few: f64, many: f64| Line {
        what,
        ratio: many / few,
        least: None,
        most: Some(10.0),
        detail: format!("p99 {:.2} ms among 10000 and {:.2} ms among {cases}", few * 1e3, many * 1e3),
    };
    vec![
        line("search, newest 50, many cases / 10000", p99[0].0, p99[1].0),
        line("open a case, many cases / 10000", p99[0].1, p99[1].1),
        line("a page of open cases, many cases / 10000", p99[0].2, p99[1].2),
    ]
}

const FIRST: [&str; 8] = ["maya", "jonas", "amina", "pedro", "yuki", "olga", "kofi", "ingrid"];

fn gone(path: &Path) {
    for end in ["", "-wal", "-shm"] {
        let mut name = path.as_os_str().to_owned();
        name.push(end);
        // It may not be there.
        let _ = std::fs::remove_file(name);
    }
}

fn print(folder: &Path, lines: &[Line], records: u64, cases: u64) {
    let mut missed = 0;
    for line in lines {
        let met = line.least.is_none_or(|least| line.ratio >= least) && line.most.is_none_or(|most| line.ratio <= most);
        missed += usize::from(!met);
        let asked = match (line.least, line.most) {
            (Some(least), _) => format!("at least {least}"),
            (None, Some(most)) => format!("at most {most}"),
            (None, None) => "reported".to_owned(),
        };
        println!(
            "{:<55} {:>7.2}  {asked:<14} {}{}",
            line.what,
            line.ratio,
            line.detail,
            if met { "" } else { "  MISSED" }
        );
    }
    let json: Vec<_> = lines
        .iter()
        .map(|l| serde_json::json!({"what": l.what, "ratio": l.ratio, "least": l.least, "most": l.most, "detail": l.detail}))
        .collect();
    let all = serde_json::json!({"records": records, "cases": cases, "ratios": json});
    std::fs::write(folder.join("ledger.json"), serde_json::to_vec_pretty(&all).unwrap()).unwrap();
    println!("{} ratios, {missed} missed", lines.len());
}
