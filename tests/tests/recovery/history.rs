use crate::desk::Desk;
use postern_application::history::verify_history;
use postern_domain::ids::ConsoleId;
use postern_domain::recovery::CaseEvent;
use postern_ports::EventStore as _;
use postern_ports::event_store::{Ask, Happening, Stream};
use std::process::Command;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_illegal_completion_is_named() {
    let desk = Desk::open().await;
    let id = desk.approved_case().await;
    let case = desk.case(id).await;
    // Somebody with the store's key appends, with true hashes, what no console would have.
    let event = CaseEvent::CaseCompleted { by: case.opened.agent, rules: Vec::new(), at: desk.console.now() };
    let console = ConsoleId(uuid::Uuid::from_u128(0x00c0_5013));
    desk.store
        .append(Stream::Case(id), case.seq, desk.console.now(), console, vec![Happening::Case(event)])
        .await
        .unwrap();
    assert_eq!(desk.store.verify(Ask::default()).await.unwrap().faults, [], "the hashes are right");
    let found = verify_history(desk.store.as_ref()).await.unwrap();
    assert_eq!(found.faults.iter().map(|f| f.kind.as_str()).collect::<Vec<_>>(), ["legality", "legality"]);
    assert!(found.faults[1].detail.contains("rules"), "{}", found.faults[1].detail);
    assert!(found.faults[0].detail.contains("REV-03"), "{}", found.faults[0].detail);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_audit_command_line_says_so_in_its_last_line() {
    let Some(binary) = std::env::var_os("POSTERN_AUDIT_BIN") else {
        eprintln!("skipped: POSTERN_AUDIT_BIN is not set (`cargo xtask test` sets it)");
        return;
    };
    let desk = Desk::open().await;
    desk.approved_case().await;
    desk.store.close().await;
    let run = |path: &std::path::Path| Command::new(&binary).arg("verify").arg(path).output().unwrap();
    let good = run(desk.folder.path());
    let last = String::from_utf8(good.stdout).unwrap().lines().last().unwrap().to_owned();
    assert!(good.status.success() && last.ends_with(" records, 0 faults"), "{last}");
    let nothing = run(&desk.folder.path().join("nowhere"));
    assert_eq!(nothing.status.code(), Some(2));
    assert!(!nothing.stderr.is_empty());
}
