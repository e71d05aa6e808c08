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

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_export_and_a_checkpoint_are_made_and_checked_on_the_command_line() {
    let Some(binary) = std::env::var_os("POSTERN_AUDIT_BIN") else {
        eprintln!("skipped: POSTERN_AUDIT_BIN is not set (`cargo xtask test` sets it)");
        return;
    };
    let desk = Desk::open().await;
    let case = desk.approved_case().await;
    let at = |name: &str| desk.folder.path().join(name);
    let run = |arguments: &[&std::ffi::OsStr]| {
        let output = Command::new(&binary).args(arguments).output().unwrap();
        (output.status.code(), String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap())
    };
    let history = at("history.sqlite");
    let (code, note, _) = run(&["checkpoint".as_ref(), history.as_ref()]);
    assert_eq!(code, Some(0));
    assert_eq!(Some(note.as_str()), desk.store.checkpoint().await.unwrap().as_deref());
    std::fs::write(at("kept"), &note).unwrap();
    // The history goes on, and still holds what it held.
    desk.revoke(case).await.unwrap();
    desk.store.close().await;
    let (code, told, _) = run(&["verify".as_ref(), history.as_ref(), "--against".as_ref(), at("kept").as_ref()]);
    assert!(code == Some(0) && told.contains("are in it unchanged (signed by "), "{told}");
    // What was kept does not fit another desk's history.
    let other = Desk::open().await;
    other.store.close().await;
    let foreign = other.folder.path().join("history.sqlite");
    let (code, told, _) = run(&["verify".as_ref(), foreign.as_ref(), "--against".as_ref(), at("kept").as_ref()]);
    assert!(code == Some(1) && told.contains("it is of another history"), "{told}");

    let (secrets, to) = (at("secrets"), at("export"));
    let short = case.short();
    let export = |to: &std::path::Path| {
        let profile: [&std::ffi::OsStr; 4] =
            ["--profile".as_ref(), "practice".as_ref(), "--secrets".as_ref(), secrets.as_ref()];
        let mut all = vec!["export".as_ref(), history.as_ref(), short.as_ref(), "--to".as_ref(), to.as_ref()];
        all.extend(profile);
        run(&all)
    };
    let (code, told, error) = export(&to);
    assert!(code == Some(0) && told.contains("signed by this console"), "{told}{error}");
    let (code, _, error) = export(&to);
    assert!(code == Some(2) && error.contains("it is there already"), "{error}");
    let (code, told, _) = run(&["verify".as_ref(), to.as_ref()]);
    assert!(code == Some(0) && told.trim_end().ends_with(" records, 0 faults"), "{told}");
    let key = std::fs::read_to_string(to.join("keys")).unwrap();
    let (code, _, _) = run(&["verify".as_ref(), to.as_ref(), "--key".as_ref(), key.trim().as_ref()]);
    assert_eq!(code, Some(0));
    // An export is compared with the key that was named, and not with checkpoints of other sizes.
    let (code, _, error) = run(&["verify".as_ref(), to.as_ref(), "--against".as_ref(), at("kept").as_ref()]);
    assert!(code == Some(2) && error.contains("compare the store that it came from"), "{error}");
    // Where the console's key is not here, nobody can tell what was left out, and verification says so.
    let unsigned = at("unsigned");
    let arguments: [&std::ffi::OsStr; 5] =
        ["export".as_ref(), history.as_ref(), short.as_ref(), "--to".as_ref(), unsigned.as_ref()];
    let none = Command::new(&binary).args(arguments).args(["--secrets", "nowhere"]).output().unwrap();
    assert!(String::from_utf8(none.stdout).unwrap().contains("not signed"));
    let (code, told, _) = run(&["verify".as_ref(), unsigned.as_ref()]);
    assert!(code == Some(1) && told.contains("no console of this desk signed it"), "{told}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_step_is_judged_again_and_not_the_completion_alone() {
    let desk = Desk::open().await;
    desk.sign_in("agent").await;
    let id = desk.open_case().await;
    let case = desk.case(id).await;
    let console = ConsoleId(uuid::Uuid::from_u128(0x00c0_5013));
    let (by, at) = (case.opened.agent, desk.console.now());
    // A credential is taken away without anybody having been verified or having co-signed; hashes and seals are right.
    let credential = case.inventory.credentials[0].id.clone();
    let effect = postern_domain::ids::EffectId(uuid::Uuid::from_u128(99));
    let action = postern_domain::recovery::Action::RevokeCredential { credential };
    let happenings = [CaseEvent::EffectIntended { effect, action, by, at }, CaseEvent::EffectStarted { effect, at }];
    let happenings = happenings.map(Happening::Case).to_vec();
    desk.store.append(Stream::Case(id), case.seq, at, console, happenings).await.unwrap();
    // And an administrator, who works on no case, asks for an approval.
    let administrator = desk.console.roster().await.unwrap().everyone().next().unwrap().id;
    let sought = Happening::Case(CaseEvent::ApprovalSought { by: administrator, at });
    desk.store.append(Stream::Case(id), case.seq + 2, at, console, vec![sought]).await.unwrap();
    assert_eq!(desk.store.verify(Ask::default()).await.unwrap().faults, [], "the hashes are right");
    let found = verify_history(desk.store.as_ref()).await.unwrap().faults;
    let named: Vec<_> = found.iter().map(|f| (f.kind.as_str(), f.detail.split(' ').next().unwrap())).collect();
    assert_eq!(named, [("legality", "effect"), ("legality", "seek_approval")], "{found:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn signatures_that_were_checked_are_not_checked_again_and_a_change_still_shows() {
    let desk = Desk::open().await;
    let id = desk.approved_case().await;
    let first = desk.console.look_over_again().await.unwrap();
    assert_eq!((first.faults, first.records), (Vec::new(), desk.store.size().await.unwrap()));
    let kept = || std::fs::read_to_string(desk.folder.path().join("secrets/verified-checkpoint-practice")).unwrap();
    assert!(kept().contains(&first.root), "{}", kept());
    desk.revoke(id).await.unwrap();
    let again = desk.console.look_over_again().await.unwrap();
    assert_eq!(again.faults, []);
    assert!(kept().contains(&again.root));
    // Somebody edits a record that was checked.
    let file = desk.folder.path().join("history.sqlite");
    let pool = sqlx::SqlitePool::connect(&format!("sqlite://{}", file.display())).await.unwrap();
    let sql = "DROP TRIGGER records_no_update; UPDATE records SET payload = x'7b7d' WHERE position = 12";
    for one in sql.split("; ") {
        sqlx::query(sqlx::AssertSqlSafe(one)).execute(&pool).await.unwrap();
    }
    pool.close().await;
    let found = desk.console.look_over_again().await.unwrap();
    assert!(!found.faults.is_empty(), "what is trusted is the root, not the file");
    assert!(kept().contains(&again.root), "what was found damaged is not trusted");
    // Another version's word counts for nothing.
    assert!(kept().starts_with("postern verified v1 by "));
}
