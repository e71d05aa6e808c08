//! Personal data never reach what is not made to hold them, in the console as it is built: logs, standard output, titles of
//! windows, notices of the desktop, temporary files, settings, and what the web view keeps.

use crate::driver::{PATIENCE, Window};
use crate::memory::group_of;
use crate::needs_a_window;
use crate::people::{AGENT, REVIEWER, SUPERVISOR};
use crate::starts::{opened_once, wait_for_the_end};
use postern_practice::people::{BLANK, SUBJECT};
use serde_json::{Value, json};
use sqlx::Connection as _;
use std::collections::{BTreeSet, HashMap};
use std::io::{BufRead as _, BufReader};
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};
use x11rb::connection::Connection as _;
use x11rb::protocol::xproto::{AtomEnum, ConnectionExt as _};
use x11rb::rust_connection::RustConnection;

const NAME: &str = "Zq7jname Markerson";
const LOGIN: &str = "zq7jlogin.marker";
const MAIL: &str = "zq7jmail@marker.example";
const PHONE: &str = "+49 30 664499010118";
const TICKET: &str = "ZQ7JTICKET-20815";
const NOTE: &str = "zq7jnote she was in a hurry";
const REFUSAL: &str = "zq7jrefusal not sure of the face";
const REASON: &str = "zq7jreason short of evidence";
const REFEREE: &str = "Zq7jreferee Trusted";
const RATIONALE: &str = "zq7jrationale knows her";
const FILE: &str = "zq7jfile letter.txt";
const CONTENT: &str = "zq7jcontent of a letter";
const HOLD: &str = "zq7jhold a court asks";
const PANIC: &str = "zq7jpanic with a name in it";
const WRONG_CODE: &str = "ZQ7JWRONGSAVED01";
const PIN: &str = "7391846250917";

const MARKERS: [&str; 16] = [
    NAME, LOGIN, MAIL, PHONE, TICKET, NOTE, REFUSAL, REASON, REFEREE, RATIONALE, FILE, CONTENT, HOLD, PANIC,
    WRONG_CODE, PIN,
];

/// What of a marker is looked for: its most telling word, in either case.
fn core(marker: &str) -> String {
    let words = marker.split([' ', '@', '-', '.']).map(str::to_lowercase);
    words.max_by_key(|word| (word.contains("zq7j"), word.len())).unwrap()
}

fn found(bytes: &[u8]) -> Vec<&'static str> {
    let bytes = bytes.to_ascii_lowercase();
    // A web view may keep text in two bytes for each character.
    let wide = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    let holds = |text: &[u8]| memchr::memmem::find(&bytes, text).is_some();
    MARKERS.into_iter().filter(|marker| holds(core(marker).as_bytes()) || holds(&wide(&core(marker)))).collect()
}

/// A session bus of the journey's own, with a desktop that takes notices.
struct Desktop {
    bus: Child,
    address: String,
    taken: Arc<Mutex<Vec<String>>>,
    _served: zbus::blocking::Connection,
}

struct Taking {
    taken: Arc<Mutex<Vec<String>>>,
}

#[zbus::interface(name = "org.freedesktop.Notifications")]
impl Taking {
    #[allow(clippy::too_many_arguments, reason = "the interface has as many")]
    fn notify(
        &self,
        app_name: String,
        _replaces_id: u32,
        app_icon: String,
        summary: String,
        body: String,
        actions: Vec<String>,
        hints: HashMap<String, zbus::zvariant::OwnedValue>,
        _expire_timeout: i32,
    ) -> u32 {
        let told = format!("{app_name} {app_icon} {summary} {body} {actions:?} {hints:?}");
        self.taken.lock().unwrap().push(told);
        1
    }
}

impl Desktop {
    fn start(folder: &Path) -> Self {
        let mut bus = Command::new("dbus-daemon")
            .args(["--session", "--nofork", "--nopidfile", "--nosyslog", "--print-address=1"])
            .arg(format!("--address=unix:tmpdir={}", folder.display()))
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut address = String::new();
        BufReader::new(bus.stdout.take().unwrap()).read_line(&mut address).unwrap();
        let address = address.trim().to_owned();
        let taken = Arc::new(Mutex::new(Vec::new()));
        let taking = Taking { taken: taken.clone() };
        let at = address.clone();
        // Apart from the runtime of the test: it blocks while it connects.
        let served = std::thread::spawn(move || {
            zbus::blocking::connection::Builder::address(at.as_str())
                .unwrap()
                .serve_at("/org/freedesktop/Notifications", taking)
                .unwrap()
                .name("org.freedesktop.Notifications")
                .unwrap()
                .build()
                .unwrap()
        });
        Self { bus, address, taken, _served: served.join().unwrap() }
    }
}

impl Drop for Desktop {
    fn drop(&mut self) {
        let _ = self.bus.kill();
        let _ = self.bus.wait();
    }
}

/// Looks at the titles of the console's windows for as long as it runs.
struct Titles {
    stop: Arc<AtomicBool>,
    looking: JoinHandle<BTreeSet<Vec<u8>>>,
}

impl Titles {
    fn look(group: u32) -> Self {
        let stop = Arc::new(AtomicBool::new(false));
        let ends = stop.clone();
        let looking = std::thread::spawn(move || {
            let (connection, screen) = RustConnection::connect(None).unwrap();
            let root = connection.setup().roots[screen].root;
            let atom = |name: &[u8]| connection.intern_atom(false, name).unwrap().reply().unwrap().atom;
            let process = atom(b"_NET_WM_PID");
            let names = [AtomEnum::WM_NAME.into(), AtomEnum::WM_ICON_NAME.into(), atom(b"_NET_WM_NAME")];
            let mut seen = BTreeSet::new();
            while !ends.load(Ordering::Relaxed) {
                let mut rest = vec![root];
                while let Some(window) = rest.pop() {
                    let read = |name: u32| {
                        let asked = connection.get_property(false, window, name, AtomEnum::ANY, 0, 1024).unwrap();
                        asked.reply().ok().map(|property| property.value)
                    };
                    let owner = read(process).and_then(|value| Some(u32::from_ne_bytes(value.try_into().ok()?)));
                    if owner.and_then(group_of) == Some(group) {
                        seen.extend(names.into_iter().filter_map(read).filter(|title| !title.is_empty()));
                    }
                    let inside = connection.query_tree(window).unwrap().reply();
                    rest.extend(inside.map(|tree| tree.children).unwrap_or_default());
                }
                std::thread::sleep(Duration::from_millis(30));
            }
            seen
        });
        Self { stop, looking }
    }

    fn end(self) -> BTreeSet<Vec<u8>> {
        self.stop.store(true, Ordering::Relaxed);
        self.looking.join().unwrap()
    }
}

/// Puts the markers into the practice directory, in place of what it was seeded with.
async fn plant(home: &Path) {
    let file = home.join("practice/data/directory/directory.sqlite");
    let options = sqlx::sqlite::SqliteConnectOptions::new().filename(file);
    let mut database = sqlx::SqliteConnection::connect_with(&options).await.unwrap();
    for (address, marker) in [("maya.okafor@corp.example", MAIL), ("+49 30 5550 0118", PHONE)] {
        let changed = sqlx::query("UPDATE contacts SET address = ? WHERE address = ?");
        let changed = changed.bind(marker).bind(address).execute(&mut database).await.unwrap();
        assert_eq!(changed.rows_affected(), 1, "{address}");
    }
    let changed = sqlx::query("UPDATE accounts SET login = ?, name = ? WHERE login = ?");
    let changed = changed.bind(LOGIN).bind(NAME).bind(SUBJECT).execute(&mut database).await.unwrap();
    assert_eq!(changed.rows_affected(), 1);
    database.close().await.unwrap();
}

/// Starts the console with what it prints going to a file.
fn printing_to(folder: &Path) -> (String, PathBuf) {
    let (script, printed) = (folder.join("console"), folder.join("printed"));
    let binary = std::env::var("POSTERN_BIN").unwrap();
    std::fs::write(&script, format!("#!/bin/sh\nexec '{binary}' \"$@\" >>'{}' 2>&1\n", printed.display())).unwrap();
    std::fs::set_permissions(&script, std::fs::Permissions::from_mode(0o700)).unwrap();
    (script.display().to_string(), printed)
}

impl Window {
    async fn version_of(&self, case: &str) -> Value {
        self.invoke("case_view", json!({"caseId": case})).await["ok"]["version"].clone()
    }

    /// Does something to a case as the page would.
    async fn does(&self, command: &str, case: &str, more: Value) -> Value {
        let mut arguments = json!({"caseId": case, "version": self.version_of(case).await});
        for (name, value) in more.as_object().unwrap() {
            arguments[name] = value.clone();
        }
        self.invoke(command, arguments).await
    }

    async fn did(&self, command: &str, case: &str, more: Value) {
        let answer = self.does(command, case, more).await;
        assert!(answer.get("ok").is_some(), "{command}: {answer}");
    }
}

async fn opened(window: &Window, letter: &Path) -> String {
    window.look_up(LOGIN).await;
    window.choose("intake-reason", "lost").await;
    window.choose("intake-channel", "in_person").await;
    window.write("intake-ticket", TICKET).await;
    window.press("intake-start").await;
    let case = window.attribute("case", "data-case-id").await.unwrap();
    window.at_stage("proofing").await;
    window.press("show-timeline").await;
    window.write_css("[data-testid=attach-file]", letter.to_str().unwrap()).await;
    window.find("attachment").await;
    window.press("show-timeline").await;
    case
}

/// What people write and type, and what fails meanwhile.
async fn worked_on(window: &Window, case: &str) {
    window.did("add_note", case, json!({"text": NOTE, "filed": "case"})).await;
    let exception = json!({"kind": "trusted_referee", "reason": REASON, "referee": REFEREE, "rationale": RATIONALE});
    window.did("ask_exception", case, exception).await;
    window.did("drop_exception", case, json!({})).await;
    let wrong = window.does("check_saved_code", case, json!({"typed": WRONG_CODE})).await;
    assert_eq!(wrong["refused"]["code"], "COD-wrong", "{wrong}");
    window.invoke("practice_directory_down", json!({"down": true})).await;
    let down = window.does("read_back", case, json!({})).await;
    assert!(down.get("refused").is_some(), "{down}");
    window.invoke("practice_directory_down", json!({"down": false})).await;
    window.evidence("passport").await;
    window.evidence("company_badge").await;
    window.at_stage("approval").await;
}

/// A supervisor refuses, and signs the second time.
async fn approved(window: &Window, case: &str) {
    window.ask_for_approval().await;
    window.change_to(AGENT, SUPERVISOR).await;
    window.did("refuse_approval", case, json!({"reason": REFUSAL})).await;
    window.change_to(SUPERVISOR, AGENT).await;
    window.back_to_case(case).await;
    window.ask_for_approval().await;
    window.change_to(AGENT, SUPERVISOR).await;
    window.open_request().await;
    window.co_sign().await;
    window.change_to(SUPERVISOR, AGENT).await;
    window.back_to_case(case).await;
    window.at_stage("revocation").await;
}

/// From the revocation to the end, with a PIN that is a marker.
async fn carried_out(window: &Window) {
    window.revoke().await;
    window.insert(BLANK).await;
    window.close_tray().await;
    window.press("set-pin").await;
    window.pin_lines(&[PIN, PIN]).await;
    window.press("do-accept_key").await;
    window.find("key-accepted").await;
    window.press("do-provision").await;
    window.pin(PIN).await;
    window.touch_until(BLANK, "provisioned", async |w| w.stage().await == "handover").await;
    window.press("handover-holds").await;
    window.press("do-hand_over").await;
    window.press("do-unblock").await;
    window.press("do-live_sign_in").await;
    window.pin(PIN).await;
    window.touch_until(BLANK, "signed in with the new key", async |w| w.stage().await == "notification").await;
    window.close_case().await;
}

/// A command panics with a text of somebody's; waits until that is told.
async fn panicked(window: &Window, printed: &Path) {
    window.invoke_later("practice_fail", json!({"text": PANIC})).await;
    let started = Instant::now();
    while !std::fs::read_to_string(printed).is_ok_and(|said| said.contains("incident ")) {
        assert!(started.elapsed() < PATIENCE, "nothing told of the panic");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

/// Every file below a folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut all = Vec::new();
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        match entry.file_type() {
            Ok(kind) if kind.is_dir() => all.extend(files(&path)),
            Ok(kind) if kind.is_file() => all.push(path),
            Ok(_) | Err(_) => {}
        }
    }
    all
}

/// What stands for the outside in practice, and its history, which is plain there: a real one is encrypted.
fn may_hold(name: &str) -> bool {
    ["directory/", "mailbox/", "keys/", "history.sqlite"]
        .iter()
        .any(|one| name.starts_with(&format!("practice/data/{one}")))
}

/// A place that was searched, and what it held.
type Place = (String, Vec<u8>);

fn below(what: &str, folder: &Path, held: fn(&str) -> bool) -> Vec<Place> {
    let mut places = Vec::new();
    for file in files(folder) {
        let name = file.strip_prefix(folder).unwrap().display().to_string();
        places.push((format!("{what}: the name {name}"), name.clone().into_bytes()));
        if !held(&name) {
            places.push((format!("{what}: {name}"), std::fs::read(&file).unwrap_or_default()));
        }
    }
    places
}

#[tokio::test]
async fn nothing_beside_the_history_tells_of_anybody() {
    needs_a_window!();
    let home = opened_once().await;
    plant(home.path()).await;
    std::fs::write(home.path().join("practice/config/postern.toml"), "[log]\nlevel = \"debug\"\n").unwrap();
    let beside = tempfile::tempdir().unwrap();
    let temporary = tempfile::tempdir().unwrap();
    let letter = beside.path().join(FILE);
    std::fs::write(&letter, CONTENT).unwrap();
    let (script, printed) = printing_to(beside.path());
    let desktop = Desktop::start(beside.path());
    let cache = home.path().join("cache").display().to_string();
    let variables = [
        ("DBUS_SESSION_BUS_ADDRESS", desktop.address.as_str()),
        ("TMPDIR", temporary.path().to_str().unwrap()),
        ("XDG_CACHE_HOME", cache.as_str()),
    ];
    let window = Window::open_as(&script, home, &["--profile", "practice"], &variables).await.without_pictures();
    let titles = Titles::look(window.group());
    let mut pages = BTreeSet::new();
    window.sign_in(AGENT).await;
    let case = opened(&window, &letter).await;
    pages.insert(window.script("return document.title;").await);
    worked_on(&window, &case).await;
    approved(&window, &case).await;
    pages.insert(window.script("return document.title;").await);
    carried_out(&window).await;
    window.change_to(AGENT, REVIEWER).await;
    window.did("hold_files", &case, json!({"reason": HOLD})).await;
    pages.insert(window.script("return document.title;").await);
    panicked(&window, &printed).await;
    // The page shows what it is made to show.
    let shown = window.invoke("case_view", json!({"caseId": case})).await.to_string();
    assert!([NAME, LOGIN, TICKET, NOTE, REFUSAL, FILE, HOLD].iter().all(|one| shown.contains(one)), "{shown}");
    let home = window.close().await;
    wait_for_the_end(home.path()).await;
    let titles = titles.end();

    let taken = desktop.taken.lock().unwrap().clone();
    let mut places = below("the profile", home.path(), may_hold);
    places.extend(below("the temporary folder", temporary.path(), |_| false));
    places.push(("what was printed".to_owned(), std::fs::read(&printed).unwrap()));
    places.extend(titles.iter().map(|title| ("a title of a window".to_owned(), title.clone())));
    places.extend(pages.into_iter().map(|title| ("a title of a page".to_owned(), title.into_bytes())));
    places.extend(taken.into_iter().map(|told| ("a notice of the desktop".to_owned(), told.into_bytes())));
    for must in [
        "the profile: practice/data/log/",
        "the profile: practice/data/attachments/",
        "the profile: practice/config/postern.toml",
        "the profile: web/",
        "what was printed",
        "a title of a window",
        "a title of a page",
        "a notice of the desktop",
    ] {
        let there = places.iter().any(|(name, held)| name.starts_with(must) && !held.is_empty());
        assert!(there, "{must} is empty, or was not searched");
    }
    // The panic has a number in both, and its text in neither.
    let log: Vec<u8> = places
        .iter()
        .filter(|(name, _)| name.contains("data/log/postern"))
        .flat_map(|(_, held)| held.clone())
        .collect();
    assert!(memchr::memmem::find(&log, b"incident=").is_some(), "{}", String::from_utf8_lossy(&log));
    let finds: Vec<_> = places
        .iter()
        .flat_map(|(name, held)| found(held).into_iter().map(move |marker| format!("{name}: {marker}")))
        .collect();
    eprintln!("privacy: {} markers, {} places searched, {} found", MARKERS.len(), places.len(), finds.len());
    assert!(finds.is_empty(), "{finds:#?}");
}

#[test]
fn a_marker_is_found_in_either_width_and_nothing_else_is() {
    let cores: BTreeSet<_> = MARKERS.iter().map(|marker| core(marker)).collect();
    assert_eq!(cores.len(), MARKERS.len());
    for marker in MARKERS {
        assert_eq!(found(format!("x{marker}y").as_bytes()), [marker]);
        let wide: Vec<u8> = marker.encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(found(&wide), [marker]);
    }
    assert_eq!(found(b"ordinary words of a log"), [""; 0]);
}
