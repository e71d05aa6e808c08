//! Personal data never reach what is not made to hold them. A recovery is run in which everything that is somebody's is a
//! marker; then every place where none of it may be is searched.

use crate::desk::{Desk, key, note, pin};
use postern_application::Fault;
use postern_application::history::{SubjectAsk, SubjectFound, subject};
use postern_application::recovery::Opening;
use postern_domain::ids::{CaseId, DirectoryId};
use postern_domain::recovery::evidence::{EvidenceKind, Outcome, Pathway, Reference};
use postern_domain::recovery::exception::ExceptionKind;
use postern_domain::recovery::retention::FileClass;
use postern_domain::recovery::{Channel, Command, Disposition, Lifecycle, Reason};
use postern_ports::authenticator::KeyFault;
use postern_ports::secrets::RecoveryCode;
use postern_practice::people::{BLANK, STAFF_PIN, SUBJECT};
use sqlx::Connection as _;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

const NAME: &str = "Zq7xname Markerson";
const LOGIN: &str = "zq7xlogin.marker";
const MAIL: &str = "zq7xmail@marker.example";
const HOME: &str = "zq7xhome@marker.example";
const PHONE: &str = "+49 30 773499010118";
const FRIEND: &str = "+49 30 773499020244";
const TICKET: &str = "ZQ7XTICKET-20815";
const NOTE: &str = "zq7xnote she was in a hurry";
const QUESTION: &str = "zq7xquestion which door";
const ANSWER: &str = "zq7xanswer the main one";
const REASON: &str = "zq7xreason short of evidence";
const REFEREE: &str = "Zq7xreferee Trusted";
const RATIONALE: &str = "zq7xrationale knows her";
const VOUCHER: &str = "Zq7xvoucher Manager";
const REFUSAL: &str = "zq7xrefusal not sure of the face";
const LETTER: &str = "zq7xletter-RR-4711";
const FILE: &str = "zq7xfile.pdf";
const CONTENT: &str = "zq7xcontent of a file";
const HOLD: &str = "zq7xhold a court asks";
const ERASURE: &str = "zq7xerasure asked for by its owner";
const REVIEW: &str = "zq7xreview in order";
const WRONG_SAVED: &str = "ZQ7XWRONGSAVED01";
const WRONG_CODE: &str = "90417733";
const PIN: &str = "7391846250173";
const WRONG_PIN: &str = "6048217395526";

/// Everything that was planted. What is drawn while the test runs comes to it.
fn markers() -> Vec<String> {
    [
        NAME,
        LOGIN,
        MAIL,
        HOME,
        PHONE,
        FRIEND,
        TICKET,
        NOTE,
        QUESTION,
        ANSWER,
        REASON,
        REFEREE,
        RATIONALE,
        VOUCHER,
        REFUSAL,
        LETTER,
        FILE,
        CONTENT,
        HOLD,
        ERASURE,
        REVIEW,
        WRONG_SAVED,
        WRONG_CODE,
        PIN,
        WRONG_PIN,
    ]
    .map(str::to_owned)
    .to_vec()
}

/// What of a marker is looked for: its first word, which no other text has, in either case.
fn core(marker: &str) -> String {
    let words = marker.split([' ', '@', '-', '.']).map(str::to_lowercase);
    words.max_by_key(|word| (word.contains("zq7x"), word.len())).unwrap()
}

fn found(bytes: &[u8], markers: &[String]) -> Vec<String> {
    let bytes = bytes.to_ascii_lowercase();
    let holds = |marker: &&String| memchr::memmem::find(&bytes, core(marker).as_bytes()).is_some();
    markers.iter().filter(holds).cloned().collect()
}

/// The log of a profile at its most talkative: the filter is that of the console at `debug`.
fn log_into(file: &Path) {
    let filter = "debug,webauthn_authenticator_rs=error,hyper=warn,reqwest=warn,sqlx=warn";
    tracing_subscriber::fmt()
        .with_env_filter(tracing_subscriber::EnvFilter::new(filter))
        .with_ansi(false)
        .with_writer(Mutex::new(std::fs::File::create(file).unwrap()))
        .try_init()
        .unwrap();
}

/// Puts the markers into the directory, in place of what it was seeded with.
async fn plant(folder: &Path) {
    let file = folder.join("directory/directory.sqlite");
    let options = sqlx::sqlite::SqliteConnectOptions::new().filename(file);
    let mut database = sqlx::SqliteConnection::connect_with(&options).await.unwrap();
    for (address, marker) in [
        ("maya.okafor@corp.example", MAIL),
        ("maya@home.example", HOME),
        ("+49 30 5550 0118", PHONE),
        ("+49 30 5550 0244", FRIEND),
    ] {
        let changed = sqlx::query("UPDATE contacts SET address = ? WHERE address = ?");
        let changed = changed.bind(marker).bind(address).execute(&mut database).await.unwrap();
        assert_eq!(changed.rows_affected(), 1, "{address}");
    }
    let changed = sqlx::query("UPDATE accounts SET login = ?, name = ? WHERE login = ?");
    let changed = changed.bind(LOGIN).bind(NAME).bind(SUBJECT).execute(&mut database).await.unwrap();
    assert_eq!(changed.rows_affected(), 1);
    database.close().await.unwrap();
}

async fn seen(desk: &Desk, id: CaseId) -> u64 {
    desk.case(id).await.seq
}

async fn opened(desk: &Desk) -> CaseId {
    desk.sign_in("agent").await;
    let directory = DirectoryId::new("practice").unwrap();
    let account = desk.console.look_up(&directory, LOGIN).await.unwrap().unwrap().account.id;
    let opening = Opening {
        directory,
        account,
        reason: Reason::Lost,
        channel: Channel::InPerson,
        ticket: TICKET.to_owned(),
        said_privileged: Some(false),
        stated: None,
        language: None,
    };
    desk.console.open_case(opening).await.unwrap()
}

/// What people write, type and attach; the code that was sent.
async fn written(desk: &Desk, id: CaseId) -> String {
    let reference = Reference { name: VOUCHER.to_owned(), relationship: "manager".to_owned(), ial: 2 };
    let vouched = Command::RecordEvidence {
        kind: EvidenceKind::ManagerVouched,
        pathway: Pathway::VisualMatch,
        outcome: Outcome::Confirmed,
        contact: None,
        reference: Some(reference),
    };
    desk.act(id, vouched).await.unwrap();
    let exception = Command::AskException {
        kind: ExceptionKind::TrustedReferee,
        reason: REASON.to_owned(),
        referee: REFEREE.to_owned(),
        rationale: RATIONALE.to_owned(),
    };
    desk.act(id, exception).await.unwrap();
    desk.act(id, Command::DropException).await.unwrap();
    desk.act(id, note(NOTE)).await.unwrap();
    desk.act(id, Command::RecordLetter { reference: LETTER.to_owned() }).await.unwrap();
    desk.attach_as(id, FILE, FileClass::Evidence, CONTENT.as_bytes()).await;
    // A code is sent, and typed wrongly first.
    let case = desk.case(id).await;
    let phone = case.account.contacts.iter().find(|contact| contact.address == PHONE).unwrap().id.clone();
    desk.console.issue_code(id, case.seq, phone).await.unwrap();
    let mail = desk.mailbox.list().unwrap();
    let body = &mail.iter().rfind(|m| m.subject.contains("code for the recovery")).unwrap().body;
    let code = body.split_once("Your code is ").unwrap().1.split_once('.').unwrap().0.to_owned();
    let issued = desk.case(id).await.codes.last().unwrap().id;
    for (typed, right) in [(WRONG_CODE, false), (code.as_str(), true)] {
        let told = desk.console.check_code(id, seen(desk, id).await, issued, RecoveryCode::typed(typed)).await;
        assert_eq!(told.is_ok(), right, "{told:?}");
    }
    let told = desk.console.check_saved_code(id, seen(desk, id).await, RecoveryCode::typed(WRONG_SAVED)).await;
    assert!(matches!(told, Err(Fault::WrongCode { .. })), "{told:?}");
    desk.prove(id).await;
    code
}

async fn approved(desk: &Desk, id: CaseId) {
    desk.act(id, Command::SeekApproval).await.unwrap();
    desk.sign_in("supervisor").await;
    desk.act(id, Command::AskQuestion { text: QUESTION.to_owned() }).await.unwrap();
    desk.act(id, Command::RefuseApproval { reason: REFUSAL.to_owned() }).await.unwrap();
    desk.sign_in("agent").await;
    let question = desk.case(id).await.questions[0].id;
    desk.act(id, Command::AnswerQuestion { question, text: ANSWER.to_owned() }).await.unwrap();
    desk.act(id, Command::SeekApproval).await.unwrap();
    desk.sign_in("supervisor").await;
    desk.co_sign(id, "supervisor").await.unwrap();
    desk.sign_in("agent").await;
}

/// From the approval to the review, with a directory that falls silent and a PIN that is typed wrongly.
async fn carried_out(desk: &Desk, id: CaseId) {
    desk.connector.fall_silent(true).await.unwrap();
    assert!(desk.revoke(id).await.is_err());
    let _ = desk.console.watch_directories().await;
    desk.connector.fall_silent(false).await.unwrap();
    desk.revoke(id).await.unwrap();
    desk.tray.insert(BLANK).unwrap();
    desk.console.set_key_pin(&key(BLANK), pin(PIN)).await.unwrap();
    desk.console.accept_key(id, seen(desk, id).await, &key(BLANK), false).await.unwrap();
    let wrong = desk.console.provision(id, seen(desk, id).await, &key(BLANK), pin(WRONG_PIN)).await;
    assert!(matches!(wrong, Err(Fault::Key(KeyFault::WrongPin { .. }))), "{wrong:?}");
    desk.console.provision(id, seen(desk, id).await, &key(BLANK), pin(PIN)).await.unwrap();
    desk.act(id, Command::HandOver).await.unwrap();
    desk.console.unblock(id, seen(desk, id).await).await.unwrap();
    desk.console.live_sign_in(id, seen(desk, id).await, &key(BLANK), pin(PIN)).await.unwrap();
    desk.console.notify(id, seen(desk, id).await).await.unwrap();
    desk.console.complete(id, seen(desk, id).await).await.unwrap();
    assert!(matches!(desk.case(id).await.lifecycle, Lifecycle::Completed(_)));
    desk.sign_in("reviewer").await;
    let review = desk.console.offer_review(id, seen(desk, id).await, Disposition::InOrder, REVIEW.to_owned());
    let offer = review.await.unwrap();
    desk.console.review(id, &offer.statement.nonce, &key("reviewer"), pin(STAFF_PIN)).await.unwrap();
    let file = desk.case(id).await.attachments[0].attached.id;
    desk.console.erase(id, seen(desk, id).await, file, ERASURE.to_owned()).await.unwrap();
    desk.act(id, Command::HoldFiles { reason: HOLD.to_owned() }).await.unwrap();
}

/// Every file below a folder, but for what stands for the outside: the directory, the keys, and delivered notices.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut all = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap().flatten() {
        let outside = ["directory", "keys", "mailbox"].iter().any(|name| entry.file_name() == **name);
        let path = entry.path();
        if path.is_dir() && !outside {
            all.extend(files(&path));
        } else if path.is_file() {
            all.push(path);
        }
    }
    all
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_log_no_name_of_a_file_and_no_file_at_rest_tells_of_anybody() {
    let logs = tempfile::tempdir().unwrap();
    let log = logs.path().join("postern.log");
    log_into(&log);
    let desk = Desk::open_encrypted().await;
    plant(desk.folder.path()).await;
    let id = opened(&desk).await;
    let kept = desk.folder.path().join("attachments");
    let mut markers = markers();
    markers.push(written(&desk, id).await);
    // While the file is there, too.
    let attached: Vec<_> = std::fs::read_dir(&kept).unwrap().flatten().map(|entry| entry.path()).collect();
    assert_eq!(attached.len(), 1, "the file was not kept");
    let mut places = vec![("attachment".to_owned(), std::fs::read(&attached[0]).unwrap())];
    approved(&desk, id).await;
    carried_out(&desk, id).await;

    // What is searched for is there to be found: the history tells it to whom it concerns, and the directory holds it.
    let directory = DirectoryId::new("practice").unwrap();
    let told = subject(desk.store.as_ref(), &directory, &SubjectAsk::Login(LOGIN.to_owned()), desk.console.now()).await;
    let SubjectFound::Report(told) = told.unwrap() else { panic!("no report") };
    let told = serde_json::to_vec(&told).unwrap();
    let recorded = found(&told, &markers);
    for marker in [NAME, LOGIN, MAIL, PHONE, TICKET, NOTE, ANSWER, REASON, REFUSAL, LETTER, FILE, HOLD, ERASURE, REVIEW]
    {
        assert!(recorded.iter().any(|one| one == marker), "{marker} was not recorded");
    }
    let outside = std::fs::read(desk.folder.path().join("directory/directory.sqlite")).unwrap();
    let log_of_directory = std::fs::read(desk.folder.path().join("directory/directory.sqlite-wal")).unwrap_or_default();
    assert!(found(&[outside, log_of_directory].concat(), &markers).iter().any(|one| one == LOGIN));

    // Everything that the profile's folder holds, with its name.
    for file in files(desk.folder.path()) {
        let content = std::fs::read(&file).unwrap();
        let name = file.strip_prefix(desk.folder.path()).unwrap().display().to_string();
        places.push((format!("the name {name}"), name.clone().into_bytes()));
        places.push((name, content));
    }
    places.push(("the log".to_owned(), std::fs::read(&log).unwrap()));
    for must in ["history.sqlite", "the log", "attachment", "the name history.sqlite"] {
        let there = places.iter().any(|(name, content)| name == must && !content.is_empty());
        assert!(there, "{must} is empty or was not searched");
    }
    let finds: Vec<_> = places
        .iter()
        .flat_map(|(name, content)| found(content, &markers).into_iter().map(move |marker| format!("{name}: {marker}")))
        .collect();
    println!("privacy: {} markers, {} places searched, {} found", markers.len(), places.len(), finds.len());
    assert!(finds.is_empty(), "{finds:#?}");
}

#[test]
fn a_marker_is_found_wherever_it_stands_and_nothing_else_is() {
    let all = markers();
    let cores: std::collections::BTreeSet<_> = all.iter().map(|marker| core(marker)).collect();
    assert_eq!(cores.len(), all.len(), "two markers are looked for by the same word");
    assert!(cores.iter().all(|core| core.len() >= 8), "{cores:?}");
    for marker in &all {
        let text = format!("{{\"what\":\"{marker}\"}}");
        assert_eq!(found(text.as_bytes(), &all), std::slice::from_ref(marker));
        assert_eq!(found(text.to_uppercase().as_bytes(), &all), std::slice::from_ref(marker));
    }
    assert_eq!(found(b"ordinary words of a log", &all), [""; 0]);
}
