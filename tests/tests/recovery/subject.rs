//! What the history holds about one person, in the window and on the command line.

use crate::desk::{Desk, codes, note};
use postern_application::Fault;
use postern_application::history::{SubjectAsk, SubjectFound, subject};
use postern_domain::ids::{AccountId, DirectoryId};
use postern_domain::recovery::retention::FileClass;
use postern_domain::subject::SubjectReport;
use postern_practice::people::{STAFF, SUBJECT};
use std::path::Path;
use std::process::{Command, Output};

fn directory() -> DirectoryId {
    DirectoryId::new("practice").unwrap()
}

async fn asked(desk: &Desk, ask: SubjectAsk) -> SubjectFound {
    subject(desk.store.as_ref(), &directory(), &ask, desk.console.now()).await.unwrap()
}

async fn report(desk: &Desk, login: &str) -> SubjectReport {
    match asked(desk, SubjectAsk::Login(login.to_owned())).await {
        SubjectFound::Report(report) => *report,
        other => panic!("{other:?}"),
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_person_is_told_what_the_history_holds_and_nothing_of_anybody_else() {
    let desk = Desk::open().await;
    let other = {
        desk.sign_in("agent").await;
        desk.open_case_of("lena.fischer").await.unwrap()
    };
    let id = desk.approved_case().await;
    desk.act(id, note("She was in a hurry.")).await.unwrap();
    desk.attach_as(id, "passport.pdf", FileClass::Evidence, b"scan").await;
    let told = report(&desk, SUBJECT).await;
    let [case] = told.cases.as_slice() else { panic!("{} cases", told.cases.len()) };
    assert_eq!((case.id.as_str(), case.evidence.len()), (id.to_string().as_str(), 2));
    assert_eq!((case.files.len(), case.remarks.len()), (1, 1));
    assert!(case.told.iter().any(|one| one.what == "notice_intake"), "{:?}", case.told);
    let text = serde_json::to_string(&told).unwrap();
    for person in &STAFF {
        assert!(!text.contains(person.name) && !text.contains(person.staff_number), "{}", person.name);
    }
    assert!(!text.contains(&other.to_string()) && !text.contains("lena"), "another person's case");
    assert!(!text.contains("5550 0244"), "a recovery contact is another person");
    let by_account = asked(&desk, SubjectAsk::Account(AccountId::new(told.account.clone()).unwrap())).await;
    assert!(matches!(by_account, SubjectFound::Report(again) if again.cases == told.cases));
    assert_eq!(
        asked(&desk, SubjectAsk::Login("maya".to_owned())).await,
        SubjectFound::Nobody,
        "a whole name is asked for"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_looks_back_makes_a_report_and_its_file_names_nobody() {
    let desk = Desk::open().await;
    let id = desk.approved_case().await;
    assert_eq!(codes(desk.console.subject_report(id).await.map(|_| ())), ["ROL-01"], "an agent does not");
    for name in ["reviewer", "administrator-1"] {
        desk.sign_in(name).await;
        assert_eq!(desk.console.subject_report(id).await.unwrap().cases.len(), 1, "{name}");
    }
    let place = desk.console.leave_report("subject-1.html", "a page").unwrap();
    assert_eq!(std::fs::read_to_string(place).unwrap(), "a page");
    assert!(matches!(desk.console.leave_report("../subject.html", "a page"), Err(Fault::Internal(_))));
}

fn run(binary: &std::ffi::OsStr, folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(binary);
    command.arg("subject").arg(folder).args(["--profile", "practice", "--secrets"]).arg(folder.join("secrets"));
    command.args(["--directory", "practice"]).args(arguments).output().unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_report_is_made_on_the_command_line_in_the_language_of_the_person() {
    let Some(binary) = std::env::var_os("POSTERN_AUDIT_BIN") else {
        eprintln!("skipped: POSTERN_AUDIT_BIN is not set (`cargo xtask test` sets it)");
        return;
    };
    let desk = Desk::open_encrypted().await;
    desk.approved_case().await;
    desk.store.close().await;
    let folder = desk.folder.path();
    let (html, json) = (folder.join("maya.html"), folder.join("maya.json"));
    let files = ["--html", html.to_str().unwrap(), "--json", json.to_str().unwrap()];
    let made = run(&binary, folder, &[&["--login", SUBJECT, "--language", "de"][..], &files[..]].concat());
    let said = String::from_utf8(made.stdout).unwrap();
    assert!(
        made.status.success() && said.ends_with("1 cases, 0 files\n"),
        "{said}{:?}",
        String::from_utf8(made.stderr)
    );
    let page = std::fs::read_to_string(&html).unwrap();
    assert!(page.contains("<html lang=\"de\">") && page.contains("Maya Okafor"), "{page}");
    let mode = std::os::unix::fs::PermissionsExt::mode(&std::fs::metadata(&html).unwrap().permissions());
    assert_eq!(mode & 0o077, 0, "others can read it");
    let value: serde_json::Value = serde_json::from_str(&std::fs::read_to_string(&json).unwrap()).unwrap();
    assert_eq!(value["format"], "postern-subject-v1");
    // Nothing is overwritten, nobody is made up, and without a file it is printed.
    let again = run(&binary, folder, &[&["--login", SUBJECT][..], &files[..]].concat());
    assert_eq!(again.status.code(), Some(2));
    assert_eq!(run(&binary, folder, &["--login", "nobody.here"]).status.code(), Some(1));
    let account = value["account"].as_str().unwrap();
    let printed = run(&binary, folder, &["--account", account]);
    let printed: serde_json::Value = serde_json::from_slice(&printed.stdout).unwrap();
    assert_eq!(printed["cases"][0]["id"], value["cases"][0]["id"]);
    assert_eq!(run(&binary, folder, &["--login", SUBJECT, "--account", account]).status.code(), Some(2));
}
