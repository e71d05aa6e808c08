//! Looking back over many cases: draws for review, patterns, and two cases side by side.

use crate::desk::Desk;
use postern_application::Fault;
use postern_application::history::{Sample, SampleAsk, sample};
use postern_domain::canonical::Digest;
use postern_domain::compare::{Row, Told, Topic};
use postern_domain::ids::CaseId;
use postern_domain::recovery::{Command, Tier};
use postern_domain::sampling::{Drawn, Ended, draw};
use postern_domain::time::{Span, Timestamp};
use postern_ledger::text_of_checkpoint;
use postern_ports::EventStore as _;

/// A time as people write it: whole seconds.
fn whole(at: Timestamp) -> Timestamp {
    Timestamp::parse(&at.rfc3339().unwrap()).unwrap()
}

/// The agent opens a case and gives it up again.
async fn cancelled(desk: &Desk) -> CaseId {
    let id = desk.open_case().await;
    desk.act(id, Command::Cancel { note: "Called off.".to_owned() }).await.unwrap();
    id
}

fn codes<T: std::fmt::Debug>(answer: Result<T, Fault>) -> Vec<&'static str> {
    match answer {
        Err(Fault::Refused(refusal)) => refusal.codes(),
        other => panic!("not refused: {other:?}"),
    }
}

fn drawn(sample: &Sample) -> Vec<Drawn> {
    sample.drawn.iter().map(|one| one.drawn).collect()
}

/// A desk with four cases that ended within a period, and the period.
async fn with_a_period() -> (Desk, Vec<CaseId>, SampleAsk) {
    let desk = Desk::open().await;
    desk.sign_in("agent").await;
    let from = whole(desk.console.now());
    let mut cases = Vec::new();
    for _ in 0..4 {
        cases.push(cancelled(&desk).await);
    }
    desk.clock.forward(Span::minutes(1));
    let to = whole(desk.console.now());
    desk.clock.forward(Span::minutes(1));
    (desk, cases, SampleAsk { from, to, number: 2 })
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_draw_is_the_same_whoever_draws_it_and_whatever_happens_meanwhile() {
    let (desk, cases, ask) = with_a_period().await;
    assert_eq!(codes(desk.console.sample(ask).await), ["ROL-01"], "an agent draws nothing");
    // What ends later is not of the period.
    cancelled(&desk).await;
    desk.sign_in("reviewer").await;
    let first = desk.console.sample(ask).await.unwrap();
    assert_eq!((first.ended, first.settled), (4, true));
    // Anybody computes it from the root and the list of cases.
    let mut ended = Vec::new();
    for case in &cases {
        ended.push(Ended { case: *case, privileged: desk.case(*case).await.tier() == Tier::Privileged });
    }
    let root = desk.store.root(first.size).await.unwrap().unwrap();
    assert_eq!((first.root, first.size), (root, desk.store.size_before(ask.to).await.unwrap()));
    assert_eq!(drawn(&first), draw(&root, 2, &ended));
    let note = desk.store.checkpoint_of(first.size).await.unwrap().unwrap();
    assert_eq!(first.note, Digest::of(text_of_checkpoint(&note).unwrap().as_bytes()));
    // A review changes what waits, and nothing of the draw.
    desk.review(first.drawn[0].drawn.case).await.unwrap();
    let again = desk.console.sample(ask).await.unwrap();
    assert_eq!((drawn(&again), again.root), (drawn(&first), first.root));
    let reviewed: Vec<bool> = again.drawn.iter().map(|one| one.case.review.is_some()).collect();
    assert!(reviewed[0] && reviewed[1..].iter().all(|reviewed| !reviewed), "{reviewed:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_period_that_is_not_over_is_said_to_be_so_and_one_without_records_is_refused() {
    let (desk, _, ask) = with_a_period().await;
    desk.sign_in("administrator-1").await;
    let runs = SampleAsk { to: ask.to.plus(Span::days(1)), ..ask };
    let sample = desk.console.sample(runs).await.unwrap();
    assert_eq!((sample.settled, sample.size), (false, desk.store.size().await.unwrap()));
    let early = SampleAsk { from: Timestamp(0), to: Timestamp(1), number: 2 };
    for wrong in [SampleAsk { number: 0, ..ask }, SampleAsk { to: ask.from, ..ask }, early] {
        assert_eq!(codes(desk.console.sample(wrong).await), ["INP-01"], "{wrong:?}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_command_line_draws_what_the_window_draws() {
    let Some(binary) = std::env::var_os("POSTERN_AUDIT_BIN") else {
        eprintln!("skipped: POSTERN_AUDIT_BIN is not set (`cargo xtask test` sets it)");
        return;
    };
    let (desk, _, ask) = with_a_period().await;
    let here = sample(desk.store.as_ref(), ask).await.unwrap().unwrap();
    desk.store.close().await;
    let (from, to) = (ask.from.rfc3339().unwrap(), ask.to.rfc3339().unwrap());
    let run = |arguments: &[&str]| {
        let output =
            std::process::Command::new(&binary).arg("sample").arg(desk.folder.path()).args(arguments).output().unwrap();
        (output.status.code(), String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap())
    };
    let asked = ["--from", &from, "--to", &to, "--number", "2"];
    let (code, told, error) = run(&[&asked[..], &["--json"]].concat());
    assert_eq!(code, Some(0), "{error}");
    let told: serde_json::Value = serde_json::from_str(&told).unwrap();
    assert_eq!(told["root"], hex::encode(here.root));
    let there: Vec<_> = told["drawn"].as_array().unwrap().iter().map(|one| one["case"].as_str().unwrap()).collect();
    assert_eq!(there, here.drawn.iter().map(|one| one.case.id.to_string()).collect::<Vec<_>>());
    let (code, lines, _) = run(&asked);
    let last = format!("{0} of 4 ended cases drawn, {0} wait for review", here.drawn.len());
    assert_eq!((code, lines.lines().last()), (Some(0), Some(last.as_str())));
    let (code, _, error) = run(&["--from", "4 May", "--to", &to]);
    assert!(code == Some(2) && error.contains("Write it as 2026-05-04"), "{error}");
    let (code, _, error) = run(&["--from", &to, "--to", &from]);
    assert!(code == Some(2) && error.contains("begins before it ends"), "{error}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn patterns_are_counted_over_the_cases_of_the_weeks() {
    let desk = Desk::open().await;
    desk.sign_in("agent").await;
    let id = desk.open_case().await;
    let refused = codes(desk.act(id, Command::SeekApproval).await);
    desk.act(id, Command::Cancel { note: "Called off.".to_owned() }).await.unwrap();
    assert_eq!(codes(desk.console.patterns(4).await), ["ROL-01"]);
    desk.sign_in("reviewer").await;
    assert_eq!(codes(desk.console.patterns(5).await), ["INP-01"]);
    let counts = desk.console.patterns(4).await.unwrap();
    assert_eq!((counts.patterns.cases(), counts.patterns.weeks().len()), (1, 4));
    let told: Vec<String> = counts.patterns.refusals().into_iter().map(|rule| rule.code).collect();
    assert!(refused.iter().all(|code| told.iter().any(|one| one == code)), "{refused:?} {told:?}");
    assert!(counts.patterns.repeats().is_empty());
    desk.sign_in("agent").await;
    let other = cancelled(&desk).await;
    desk.sign_in("reviewer").await;
    let repeats = desk.console.patterns(52).await.unwrap().patterns.repeats();
    assert_eq!(repeats.iter().map(|r| r.cases.named.clone()).collect::<Vec<_>>(), [vec![id, other]]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_cases_are_compared_for_whoever_looks_back() {
    let desk = Desk::open().await;
    desk.sign_in("agent").await;
    let first = desk.open_case().await;
    let refused = codes(desk.act(first, Command::SeekApproval).await);
    desk.act(first, Command::Cancel { note: "Called off.".to_owned() }).await.unwrap();
    let second = cancelled(&desk).await;
    assert_eq!(codes(desk.console.compare_cases(first, second).await), ["ROL-01"]);
    desk.sign_in("reviewer").await;
    assert_eq!(codes(desk.console.compare_cases(first, first).await), ["INP-01"], "with itself");
    let nowhere = CaseId(uuid::Uuid::from_u128(7));
    let unknown = desk.console.compare_cases(first, nowhere).await;
    assert!(matches!(unknown, Err(Fault::Unknown("case"))), "{unknown:?}");

    let compared = desk.console.compare_cases(first, second).await.unwrap();
    assert_eq!((compared.first.id, compared.second.id), (first, second));
    let row = |topic: Topic| -> Row { compared.rows.iter().find(|row| row.topic == topic).unwrap().clone() };
    for code in refused {
        let told = row(Topic::Refused(code.to_owned()));
        assert_eq!((told.first, told.second), (vec![Told::Attempts(1)], vec![]), "{code}");
    }
    for same in [Topic::Account, Topic::Directory, Topic::Reason, Topic::Channel, Topic::State, Topic::Agent] {
        assert!(!row(same.clone()).differs(), "{same:?}");
    }
    // What an ended case showed of the rules is told as it was recorded.
    let told = |topic: &Topic| matches!(topic, Topic::Rule(_));
    assert!(compared.rows.iter().any(|row| told(&row.topic)), "neither was completed");
}
