//! The history as security and ticket systems are told of it, over real sockets: all of it, in its order, and whatever
//! comes twice comes with the same identifier.

use crate::desk::Desk;
use crate::feed_receivers::{Answer, Asked, Ends, Handler, Https, SyslogServer, until};
use postern_application::history::Held;
use postern_delivery::feed::{
    Begin, Collector, CollectorSettings, Content, Cursor, EventFile, Follower, SecurityFeed, Sink, Step, Syslog,
    SyslogSettings, Taker,
};
use postern_delivery::tickets::{
    Comment, Hook, HookSettings, Jira, JiraSettings, Moment, NotAdded, ServiceNow, ServiceNowSettings, TicketFeed,
    TicketSystem,
};
use postern_domain::recovery::Command;
use postern_domain::staff::DeskEvent;
use postern_domain::time::{Span, Timestamp};
use postern_os::{FolderSecrets, OsEntropy, SystemClock};
use postern_ports::event_store::{Happening, Stream};
use postern_ports::feed::{ParkedWhy, TroubleKind};
use postern_ports::{EventStore as _, Secrets};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// A service that does not answer is waited for so long.
const PATIENCE: Duration = Duration::from_secs(2);

fn secrets(folder: &Path) -> Arc<dyn Secrets> {
    let secrets = FolderSecrets::new(folder.join("feed-secrets"));
    for name in ["events/collector", "tickets/servicenow", "tickets/jira", "tickets/webhook"] {
        secrets.write(name, &"secret-of-the-desk".into()).unwrap();
    }
    Arc::new(secrets)
}

fn follower(desk: &Desk, taker: Arc<dyn Taker>, name: &str, begin: Begin) -> Follower {
    let cursor = Cursor::new(desk.folder.path().join(format!("{name}.cursor")));
    Follower::new(desk.store.clone(), taker, cursor, begin, Arc::new(SystemClock), Arc::new(OsEntropy))
}

fn events(desk: &Desk, sink: impl Sink + 'static, name: &str) -> Follower {
    let taker = Arc::new(SecurityFeed::new(Box::new(sink), Content::default()));
    follower(desk, taker, name, Begin::Beginning)
}

fn collector(desk: &Desk, service: &Https) -> Collector {
    let settings = CollectorSettings {
        url: format!("{}/events", service.url),
        roots: vec![service.root.clone()],
        patience: PATIENCE,
        secret: "events/collector".to_owned(),
    };
    Collector::new(&settings, secrets(desk.folder.path())).unwrap()
}

/// Steps until there is nothing more; what waits is tried again at once.
async fn to_the_end(follower: &Follower) {
    for _ in 0..1000 {
        if follower.step().await == Step::AtEnd {
            return;
        }
    }
    panic!("{:?}", follower.standing());
}

/// Something that security is told of, so often.
async fn append(desk: &Desk, times: usize) {
    let console = desk.console.parts().console;
    for _ in 0..times {
        let seq = desk.store.read(Stream::Desk).await.unwrap().len() as u64;
        let codes = vec!["STF-01".to_owned()];
        let refused = DeskEvent::AttemptRefused { by: None, attempt: "sign_in".to_owned(), codes };
        let happened = vec![Happening::Desk(refused)];
        desk.store.append(Stream::Desk, seq, desk.console.now(), console, happened).await.unwrap();
    }
}

/// What is told, in order, as a file has it that nothing goes wrong with.
async fn told(desk: &Desk) -> Vec<Value> {
    let path = desk.folder.path().join("oracle.jsonl");
    to_the_end(&events(desk, EventFile::new(&path, 1 << 30, 1), "oracle")).await;
    lines(&path)
}

fn lines(path: &Path) -> Vec<Value> {
    std::fs::read_to_string(path).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn uid(event: &Value) -> String {
    event["metadata"]["uid"].as_str().unwrap().to_owned()
}

/// The events without those that came again; what comes again is the same, byte for byte.
fn once(taken: &[Value]) -> Vec<Value> {
    let (mut known, mut all) = (BTreeMap::new(), Vec::new());
    for event in taken {
        match known.insert(uid(event), event.clone()) {
            Some(before) => assert_eq!(before, *event),
            None => all.push(event.clone()),
        }
    }
    all
}

/// A collector that takes batches, and answers as it is told.
struct Siem {
    service: Https,
    taken: Arc<Mutex<Vec<Value>>>,
    does: Arc<Mutex<Does>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Does {
    Takes,
    /// 503, and takes nothing.
    Fails,
    /// Takes it, and never says so.
    TakesInSilence,
    /// 413 for more than one at once.
    TakesOne,
}

async fn siem() -> Siem {
    let (taken, does) = (Arc::new(Mutex::new(Vec::new())), Arc::new(Mutex::new(Does::Takes)));
    let (kept, how) = (taken.clone(), does.clone());
    let handler: Handler = Arc::new(move |asked: &Asked| -> Answer {
        assert_eq!((asked.method.as_str(), asked.path.as_str()), ("POST", "/events"));
        assert!(asked.head.contains("authorization: bearer secret-of-the-desk\r\n"), "{}", asked.head);
        let batch: Vec<Value> = serde_json::from_str(&asked.body).unwrap();
        let does = *how.lock().unwrap();
        match does {
            Does::Fails => return Some((503, "{}".to_owned())),
            Does::TakesOne if batch.len() > 1 => return Some((413, "{}".to_owned())),
            Does::Takes | Does::TakesInSilence | Does::TakesOne => kept.lock().unwrap().extend(batch),
        }
        (does != Does::TakesInSilence).then(|| (202, "{}".to_owned()))
    });
    Siem { service: Https::start(handler).await, taken, does }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_outage_of_a_day_loses_nothing() {
    let desk = Desk::open().await;
    let siem = siem().await;
    let follower = events(&desk, collector(&desk, &siem.service), "collector");
    to_the_end(&follower).await;
    let before = siem.taken.lock().unwrap().len();
    assert!(before > 0, "the desk's founding and its staff");

    // All day long: it fails, then takes without a word, then fails again, while the desk goes on.
    for does in [Does::Fails, Does::TakesInSilence, Does::Fails] {
        *siem.does.lock().unwrap() = does;
        append(&desk, 90).await;
        desk.clock.forward(Span::hours(8));
        for tries in 1..=3 {
            let Step::Waits(wait) = follower.step().await else { panic!("{does:?}") };
            assert!(wait <= Duration::from_secs(300), "{tries}");
        }
    }
    let standing = follower.standing();
    let stands = standing.trouble.unwrap();
    assert_eq!((stands.trouble.kind, stands.tries), (TroubleKind::Busy, 9));
    let size = desk.store.size().await.unwrap();
    assert!(size - standing.position >= 270, "what waits is in the history");

    *siem.does.lock().unwrap() = Does::Takes;
    to_the_end(&follower).await;
    assert_eq!((follower.standing().position, follower.standing().trouble), (size, None));
    let taken = siem.taken.lock().unwrap().clone();
    let wanted = told(&desk).await;
    assert!(taken.len() > wanted.len(), "what it took in silence came again");
    assert_eq!(once(&taken), wanted, "all of it, in its order");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_console_that_dies_between_sending_and_keeping_sends_again() {
    let desk = Desk::open().await;
    let siem = siem().await;
    append(&desk, 150).await;
    *siem.does.lock().unwrap() = Does::TakesInSilence;
    for deaths in 1..=3 {
        let dying = events(&desk, collector(&desk, &siem.service), "collector");
        // It dies when the collector has everything, and nothing is acknowledged.
        tokio::select! {
            step = dying.step() => panic!("{step:?}"),
            () = siem.service.hears(deaths) => {}
        }
    }
    *siem.does.lock().unwrap() = Does::Takes;
    // And between two pages, each time from what its file says.
    loop {
        let again = events(&desk, collector(&desk, &siem.service), "collector");
        if again.step().await == Step::AtEnd {
            break;
        }
    }
    let taken = siem.taken.lock().unwrap().clone();
    let wanted = told(&desk).await;
    assert!(taken.len() >= wanted.len() + 3, "{} of {}", taken.len(), wanted.len());
    assert_eq!(once(&taken), wanted);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_batch_that_is_too_long_goes_in_parts_and_a_wrong_certificate_gets_nothing() {
    let desk = Desk::open().await;
    let siem = siem().await;
    *siem.does.lock().unwrap() = Does::TakesOne;
    to_the_end(&events(&desk, collector(&desk, &siem.service), "parts")).await;
    let taken = siem.taken.lock().unwrap().clone();
    assert_eq!(taken, told(&desk).await);

    let heard = siem.service.asked.lock().unwrap().len();
    let other = Https::start(Arc::new(|_: &Asked| None)).await;
    let settings = CollectorSettings {
        url: format!("{}/events", siem.service.url),
        roots: vec![other.root.clone()],
        patience: PATIENCE,
        secret: "events/collector".to_owned(),
    };
    let stranger = Collector::new(&settings, secrets(desk.folder.path())).unwrap();
    let follower = events(&desk, stranger, "stranger");
    assert!(matches!(follower.step().await, Step::Waits(_)));
    assert_eq!(follower.standing().trouble.unwrap().trouble.kind, TroubleKind::Tls);
    assert_eq!(siem.service.asked.lock().unwrap().len(), heard, "nothing reached it");

    // Without its token nothing is sent either.
    let none =
        CollectorSettings { secret: "events/other".to_owned(), roots: vec![siem.service.root.clone()], ..settings };
    let follower = events(&desk, Collector::new(&none, secrets(desk.folder.path())).unwrap(), "none");
    assert!(matches!(follower.step().await, Step::Waits(_)));
    assert_eq!(follower.standing().trouble.unwrap().trouble.kind, TroubleKind::NoSecret);
}

fn syslog(server: &SyslogServer, root: &[u8], plain_end: bool) -> Syslog {
    let (host, port, roots) = ("localhost".to_owned(), server.port, vec![root.to_vec()]);
    Syslog::new(&SyslogSettings { host, port, roots, plain_end, patience: PATIENCE }).unwrap()
}

/// The JSON of syslog messages.
fn messages(server: &SyslogServer) -> Vec<Value> {
    let taken = server.taken.lock().unwrap().clone();
    let one = |message: &String| {
        let (head, json) = message.split_once("] ").unwrap();
        assert!(head.starts_with('<') && head.contains(" postern - "), "{head}");
        serde_json::from_str(json).unwrap()
    };
    taken.iter().map(one).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_syslog_server_has_read_what_counts() {
    let desk = Desk::open().await;
    append(&desk, 120).await;
    let server = SyslogServer::start().await;
    let root = server.root.clone();
    let follower = events(&desk, syslog(&server, &root, false), "syslog");
    for ends in [Ends::Dies, Ends::Never, Ends::WithoutAWord] {
        *server.ends.lock().unwrap() = ends;
        assert!(matches!(follower.step().await, Step::Waits(_)), "{ends:?}");
    }
    assert_eq!(follower.standing().position, 0, "none of these says that it has read everything");
    *server.ends.lock().unwrap() = Ends::InOrder;
    to_the_end(&follower).await;
    let wanted = told(&desk).await;
    assert_eq!(once(&messages(&server)), wanted);

    // One that is known to say nothing is believed.
    server.taken.lock().unwrap().clear();
    *server.ends.lock().unwrap() = Ends::WithoutAWord;
    to_the_end(&events(&desk, syslog(&server, &root, true), "plain")).await;
    assert_eq!(messages(&server), wanted);

    // Another certificate is no server of ours.
    let (other, _) = crate::smtp_server::certificate();
    let follower = events(&desk, syslog(&server, &other, true), "other");
    assert!(matches!(follower.step().await, Step::Waits(_)));
    assert_eq!(follower.standing().trouble.unwrap().trouble.kind, TroubleKind::Tls);
}

/// A whole recovery, of which a file has every event.
async fn recovered() -> (Desk, PathBuf) {
    let desk = Desk::open().await;
    let case = desk.approved_case().await;
    desk.revoke(case).await.unwrap();
    desk.accept_blank(case).await.unwrap();
    desk.provision(case).await.unwrap();
    desk.finish(case).await.unwrap();
    desk.review(case).await.unwrap();
    desk.sign_in("agent").await;
    let given_up = desk.open_case_of("lena.fischer").await.unwrap();
    desk.act(given_up, Command::CannotVerify { note: "It was not her.".to_owned() }).await.unwrap();
    let path = desk.folder.path().join("events.jsonl");
    to_the_end(&events(&desk, EventFile::new(&path, 1 << 30, 1), "file")).await;
    (desk, path)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn events_are_ocsf_as_others_read_it() {
    let (desk, path) = recovered().await;
    let all = lines(&path);
    let codes: Vec<&str> = all.iter().map(|event| event["metadata"]["event_code"].as_str().unwrap()).collect();
    for code in ["staff_enrolled", "session_opened", "case_opened", "approval_signed", "sign_in_blocked"] {
        assert!(codes.contains(&code), "{code}: {codes:?}");
    }
    for code in ["credential_revoked", "credential_listed", "signed_in_live", "case_completed", "case_refused"] {
        assert!(codes.contains(&code), "{code}: {codes:?}");
    }
    let text = std::fs::read_to_string(&path).unwrap();
    for hidden in ["It was not her", "INC-1", "@", "Checked against"] {
        assert!(!text.contains(hidden), "{hidden}");
    }

    let Some(python) = std::env::var_os("POSTERN_OUTSIDE_PYTHON") else {
        eprintln!("skipped: POSTERN_OUTSIDE_PYTHON is not set (`cargo xtask test` sets it)");
        return;
    };
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/recovery/ocsf_check.py");
    let said = std::process::Command::new(python).arg(script).arg(&path).output().unwrap();
    let (told, warned) = (String::from_utf8_lossy(&said.stdout), String::from_utf8_lossy(&said.stderr));
    println!("{told}");
    // The file lies in its folder.
    drop(desk);
    assert!(said.status.success(), "{told}{warned}");
    assert_eq!(told.trim().lines().last(), Some(format!("{} events, 0 disagreements", all.len()).as_str()));
}

/// A Jira site with one issue, `INC-1`.
struct Site {
    service: Https,
    /// Comments, as they were taken.
    comments: Arc<Mutex<Vec<Value>>>,
    /// It answers with 503.
    down: Arc<AtomicBool>,
    /// It takes a comment, and never says so.
    silent: Arc<AtomicBool>,
}

async fn site() -> Site {
    let comments = Arc::new(Mutex::new(Vec::new()));
    let (down, silent) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicBool::new(false)));
    let (kept, is_down, is_silent) = (comments.clone(), down.clone(), silent.clone());
    let handler: Handler = Arc::new(move |asked: &Asked| -> Answer {
        assert!(asked.head.contains("authorization: basic "));
        if is_down.load(Ordering::Relaxed) {
            return Some((503, String::new()));
        }
        let path = asked.path.split('?').next().unwrap();
        if path != "/rest/api/3/issue/INC-1/comment" {
            let why = json!({ "errorMessages": ["Issue does not exist or you do not have permission to see it."] });
            return Some((404, why.to_string()));
        }
        let mut kept = kept.lock().unwrap();
        if asked.method == "GET" {
            let all = json!({ "startAt": 0, "maxResults": 100, "total": kept.len(), "comments": *kept });
            return Some((200, all.to_string()));
        }
        kept.push(serde_json::from_str(&asked.body).unwrap());
        (!is_silent.load(Ordering::Relaxed)).then(|| (201, json!({ "id": "10000" }).to_string()))
    });
    Site { service: Https::start(handler).await, comments, down, silent }
}

fn jira(desk: &Desk, service: &Https) -> Jira {
    let settings = JiraSettings {
        url: service.url.clone(),
        user: "desk@example.test".to_owned(),
        secret: "tickets/jira".to_owned(),
        roots: vec![service.root.clone()],
        patience: PATIENCE,
    };
    Jira::new(settings, secrets(desk.folder.path())).unwrap()
}

fn tickets(desk: &Desk, system: impl TicketSystem + 'static) -> Follower {
    let feed = TicketFeed::open(Box::new(system), desk.folder.path(), Arc::new(SystemClock)).unwrap();
    follower(desk, Arc::new(feed), "tickets", Begin::Now)
}

fn first_line(comment: &Value) -> String {
    comment["body"]["content"][0]["content"][0]["text"].as_str().unwrap().to_owned()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_ticket_is_told_and_is_a_witness_and_nobody_waits_for_it() {
    let desk = Desk::open().await;
    let site = site().await;
    let follower = tickets(&desk, jira(&desk, &site.service));
    to_the_end(&follower).await;
    assert_eq!(site.comments.lock().unwrap().len(), 0, "nothing of before");

    // The ticket system is down for the whole recovery, which does not notice.
    site.down.store(true, Ordering::Relaxed);
    let case = desk.approved_case().await;
    assert!(matches!(follower.step().await, Step::Waits(_)));
    desk.revoke(case).await.unwrap();
    desk.accept_blank(case).await.unwrap();
    desk.provision(case).await.unwrap();
    desk.finish(case).await.unwrap();
    assert!(matches!(follower.step().await, Step::Waits(_)));
    assert_eq!(follower.standing().trouble.unwrap().trouble.kind, TroubleKind::Busy);

    // What is owed is told later, in its order.
    site.down.store(false, Ordering::Relaxed);
    to_the_end(&follower).await;
    let comments = site.comments.lock().unwrap().clone();
    let said: Vec<String> = comments.iter().map(first_line).collect();
    assert_eq!(said.len(), 3, "{said:?}");
    for (line, part) in said.iter().zip(["was opened", "co-signed", "is complete"]) {
        assert!(line.contains(part) && line.contains(&case.short()), "{line}");
    }
    // Each has a checkpoint that the history still holds.
    for comment in &comments {
        assert_eq!(comment["properties"][0]["value"]["internal"], true);
        let parts = comment["body"]["content"].as_array().unwrap();
        let code = parts.iter().find(|part| part["type"] == "codeBlock").unwrap();
        let held = desk.console.compare(code["content"][0]["text"].as_str().unwrap()).await.unwrap();
        assert!(matches!(held, Held::Consistent { .. }), "{held:?}");
    }
    contract("jira.yaml", &site.service);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_comment_of_which_nobody_knows_is_looked_for_first() {
    let desk = Desk::open().await;
    let site = site().await;
    to_the_end(&tickets(&desk, jira(&desk, &site.service))).await;
    site.silent.store(true, Ordering::Relaxed);
    desk.sign_in("agent").await;
    let first = desk.open_case().await;
    {
        let dying = tickets(&desk, jira(&desk, &site.service));
        tokio::select! {
            step = dying.step() => panic!("{step:?}"),
            () = until(|| site.comments.lock().unwrap().len() == 1) => {}
        }
    }
    site.silent.store(false, Ordering::Relaxed);
    to_the_end(&tickets(&desk, jira(&desk, &site.service))).await;
    assert_eq!(site.comments.lock().unwrap().len(), 1, "it was there, and is not added again");

    // One that is not there is added.
    site.silent.store(true, Ordering::Relaxed);
    desk.act(first, Command::Cancel { note: "The key was found.".to_owned() }).await.unwrap();
    desk.open_case().await;
    let follower = tickets(&desk, jira(&desk, &site.service));
    assert!(matches!(follower.step().await, Step::Waits(_)));
    site.comments.lock().unwrap().truncate(1);
    site.silent.store(false, Ordering::Relaxed);
    to_the_end(&follower).await;
    assert_eq!(site.comments.lock().unwrap().len(), 2);
}

/// A comment as a case would make it.
fn comment(ticket: &str) -> Comment {
    Comment {
        mark: "postern-00000000-0000-0000-0000-00000000000a-7-ab12cd34".to_owned(),
        ticket: ticket.to_owned(),
        case: "00000000-0000-0000-0000-00000012ab34".parse().unwrap(),
        position: 7,
        moment: Moment::Refused,
        at: Timestamp(1_700_000_000_000),
        said: vec!["Recovery case C-12AB34 ended.".to_owned()],
        checkpoint: "l\n7\nr\n\n— l AQIDBA==\n".to_owned(),
    }
}

/// A ServiceNow instance with one incident, `INC0010001`.
async fn instance(notes: Arc<Mutex<Vec<String>>>) -> Https {
    const ID: &str = "9d385017c611228701d22104cc95c371";
    let handler: Handler = Arc::new(move |asked: &Asked| -> Answer {
        let path = asked.path.split('?').next().unwrap();
        let query = asked.path.split('?').nth(1).unwrap_or_default().replace("%3D", "=").replace("%5E", "^");
        let found = |there: bool| {
            let rows = if there { json!([{ "sys_id": ID }]) } else { json!([]) };
            Some((200, json!({ "result": rows }).to_string()))
        };
        match (asked.method.as_str(), path) {
            ("GET", "/api/now/table/incident") => found(query.contains("number=INC0010001&")),
            ("GET", "/api/now/table/sys_journal_field") => {
                assert!(query.contains(&format!("element_id={ID}^element=work_notes^valueLIKEpostern-")), "{query}");
                let mark = query.split("valueLIKE").nth(1).unwrap().split('&').next().unwrap();
                found(notes.lock().unwrap().iter().any(|note| note.contains(mark)))
            }
            ("PATCH", path) if path == format!("/api/now/table/incident/{ID}") => {
                let body: Value = serde_json::from_str(&asked.body).unwrap();
                notes.lock().unwrap().push(body["work_notes"].as_str().unwrap().to_owned());
                Some((200, json!({ "result": { "sys_id": ID } }).to_string()))
            }
            _ => Some((404, json!({ "error": { "message": "No Record found" }, "status": "failure" }).to_string())),
        }
    });
    Https::start(handler).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_service_now_record_gets_a_work_note_and_a_ticket_that_is_none_is_parked() {
    let desk = Desk::open().await;
    let notes = Arc::new(Mutex::new(Vec::new()));
    let service = instance(notes.clone()).await;
    let system = || {
        let settings = ServiceNowSettings {
            url: service.url.clone(),
            user: "postern".to_owned(),
            secret: "tickets/servicenow".to_owned(),
            table: "incident".to_owned(),
            field: "work_notes".to_owned(),
            roots: vec![service.root.clone()],
            patience: PATIENCE,
        };
        ServiceNow::new(settings, secrets(desk.folder.path())).unwrap()
    };
    let there = comment("INC0010001");
    assert_eq!(system().has(&there).await, Ok(false));
    system().add(&there).await.unwrap();
    assert_eq!(system().has(&there).await, Ok(true));
    assert_eq!(*notes.lock().unwrap(), [there.text()]);
    let gone = Err(NotAdded::Never(ParkedWhy::NotThere));
    assert_eq!(system().add(&comment("INC0010002")).await, gone);
    for odd in ["INC-1", "INC", "0010001", "INC0010001^ORnumber=INC0010002", ""] {
        assert!(!system().is_ticket(odd), "{odd}");
    }

    // The desk's own tickets are none of this system's: told once for the case, and the next one goes on.
    let follower = tickets(&desk, system());
    to_the_end(&follower).await;
    desk.approved_case().await;
    to_the_end(&follower).await;
    let parked = follower.standing().parked;
    assert_eq!((parked.len(), parked[0].ticket.as_str(), parked[0].why), (1, "INC-1", ParkedWhy::NoTicket));
    assert_eq!(follower.standing().trouble, None);
    assert_eq!(follower.standing().position, desk.store.size().await.unwrap());
    contract("servicenow.yaml", &service);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_webhook_gets_signed_comments_and_knows_them_by_their_id() {
    let desk = Desk::open().await;
    let gone = Arc::new(AtomicBool::new(false));
    let is_gone = gone.clone();
    let handler: Handler = Arc::new(move |asked: &Asked| {
        assert!(asked.head.contains("postern-signature: t="), "{}", asked.head);
        Some((if is_gone.load(Ordering::Relaxed) { 410 } else { 204 }, String::new()))
    });
    let service = Https::start(handler).await;
    let settings = HookSettings {
        url: format!("{}/tickets", service.url),
        secret: "tickets/webhook".to_owned(),
        roots: vec![service.root.clone()],
        patience: PATIENCE,
    };
    let hook = Hook::new(&settings, secrets(desk.folder.path()), Arc::new(SystemClock)).unwrap();
    hook.add(&comment("any ticket")).await.unwrap();
    let asked = service.asked.lock().unwrap()[0].clone();
    let body: Value = serde_json::from_str(&asked.body).unwrap();
    assert_eq!(body["id"], comment("").mark);
    assert_eq!((&body["ticket"], &body["moment"]), (&json!("any ticket"), &json!("refused")));
    gone.store(true, Ordering::Relaxed);
    assert_eq!(hook.add(&comment("any ticket")).await, Err(NotAdded::Never(ParkedWhy::NotThere)));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_history_that_is_another_one_is_told_from_its_beginning() {
    let desk = Desk::open().await;
    let path = desk.folder.path().join("events.jsonl");
    let follower = events(&desk, EventFile::new(&path, 1 << 30, 1), "file");
    to_the_end(&follower).await;
    let first = lines(&path).len();
    // As after a restore: the record at that place is another one.
    let cursor = Cursor::new(desk.folder.path().join("file.cursor"));
    let mut place = cursor.read().unwrap().unwrap();
    place.hash = "00".repeat(32);
    cursor.keep(&place).unwrap();
    to_the_end(&events(&desk, EventFile::new(&path, 1 << 30, 1), "file")).await;
    assert_eq!(lines(&path).len(), 2 * first);
    assert_eq!(once(&lines(&path)).len(), first, "known by their identifiers");
}

/// Every request to a stand-in against the vendor's published contract, where it is here.
fn contract(file: &str, service: &Https) {
    let folder = std::env::var_os("POSTERN_CONTRACTS")
        .map_or_else(|| PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared/contracts")), PathBuf::from);
    if !folder.join(file).is_file() {
        eprintln!("skipped: no {file} among the contracts");
        return;
    }
    let Some(contract) = crate::directories::contract::Contract::load(file) else { return };
    for asked in service.asked.lock().unwrap().iter() {
        let body = serde_json::from_str(&asked.body).ok();
        contract.request(&asked.method, &asked.path, body.as_ref()).unwrap();
    }
}
