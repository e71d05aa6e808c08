//! A console that is killed at any moment between an event and its delivery tells everybody, and nobody twice unless the
//! first may have arrived and a person said so.
//!
//! The mail server lives in the process that kills, and so outlives every console: what it took is compared with what the
//! history says at the end.

use crate::desk::{Desk, TestClock, key, pin, telling};
use crate::models::Judged;
use crate::notices::channels;
use crate::smtp_server::{Mode, Setup, SmtpServer};
use postern_application::Console;
use postern_application::history::verify_history;
use postern_directory::Practice;
use postern_domain::ids::{CaseId, DirectoryId, EffectId};
use postern_domain::policy::Policy;
use postern_domain::recovery::account::ContactChannel;
use postern_domain::recovery::effect::NoticePhase;
use postern_domain::recovery::{Case, Channel, Command, EffectState, Reason, Undelivered};
use postern_domain::time::Span;
use postern_os::OsEntropy;
use postern_ports::EventStore as _;
use postern_ports::case_list::{CaseQuery, Which};
use postern_practice::people::{self, STAFF_PIN, SUBJECT};
use postern_practice::{KeyTray, PracticeDirectory};
use postern_store::SqliteStore;
use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command as Process, Stdio};
use std::sync::Arc;
use std::time::Duration;

/// Where the child finds its desk; set only for the child.
const CHILD: &str = "POSTERN_DELIVERIES_CHILD";
/// The port of the mail server.
const PORT: &str = "POSTERN_DELIVERIES_PORT";
/// How many minutes its clock is ahead.
const AHEAD: &str = "POSTERN_DELIVERIES_AHEAD";
/// How many times it is killed.
const KILLS: &str = "POSTERN_DELIVERIES_KILLS";
/// What the moments are drawn from.
const SEED: &str = "POSTERN_DELIVERIES_SEED";

/// Between two kills half an hour goes by: what was put off is due again.
const BETWEEN: i64 = 30;
/// The most cases that one child opens: no agent opens more than a policy allows in a day.
const CASES: usize = 16;
/// The most milliseconds for which a child works before it is killed.
const LONGEST: u64 = 400;
/// Whose accounts are recovered.
const SUBJECTS: [&str; 3] = [SUBJECT, "jonas.lind", "lena.fischer"];

/// Numbers that are the same in every run of one seed (SplitMix64).
struct Drawn(u64);

impl Drawn {
    fn below(&mut self, most: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % most
    }
}

fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

/// A console over a desk that another process made ready.
struct Rig {
    console: Console,
    store: Arc<SqliteStore>,
    clock: Arc<TestClock>,
    _server: PracticeDirectory,
}

impl Rig {
    async fn open(folder: &Path, port: u16, ahead: Span) -> Self {
        let clock = Arc::new(TestClock::ahead(ahead));
        let tray = Arc::new(KeyTray::open(&folder.join("keys"), people::tray(), true).unwrap());
        let place = folder.join("directory");
        let server = PracticeDirectory::start(&place, clock.clone(), Arc::new(OsEntropy)).await.unwrap();
        let id = DirectoryId::new("practice").unwrap();
        let connector = Arc::new(Practice::connect(id, server.url(), server.token()).unwrap());
        let (store, console) = telling(folder, &tray, connector, clock.clone(), channels(folder, port)).await;
        tray.insert("agent").unwrap();
        console.sign_in(&key("agent"), pin(STAFF_PIN)).await.unwrap();
        Self { console, store, clock, _server: server }
    }

    /// Goes on with what waits, sends again what may have arrived, as a person would, and ends the cases of which everybody
    /// was told.
    async fn tend(&self) {
        self.console.retry_notices().await.unwrap();
        for case in self.console.open_cases().await.unwrap() {
            for effect in doubtful(&case) {
                let seen = self.console.case(case.id).await.unwrap().seq;
                self.console.send_again(case.id, seen, effect).await.unwrap();
            }
            let case = self.console.case(case.id).await.unwrap();
            let given_up = |e: &EffectState| e.undelivered() == Some(Undelivered::Later) && e.again_at().is_none();
            if case.effects.iter().any(given_up) && !case.unsent(NoticePhase::Intake).is_empty() {
                // It was put off too often: a person asks for it. Where only doubtful ones are left there is nothing to do.
                let _ = self.console.notify(case.id, case.seq).await;
            }
            let case = self.console.case(case.id).await.unwrap();
            if case.unsent(NoticePhase::Intake).is_empty() {
                let note = "everybody was told".to_owned();
                self.console.act(case.id, case.seq, Command::Cancel { note }).await.unwrap();
            }
        }
    }

    /// Opens a case of somebody who has none open.
    async fn open_one(&self, n: usize) {
        let open = self.console.open_cases().await.unwrap();
        let busy = |login: &str| open.iter().any(|case| case.account.login == login);
        let Some(login) = SUBJECTS.iter().cycle().skip(n).take(SUBJECTS.len()).find(|login| !busy(login)) else {
            return;
        };
        let directory = DirectoryId::new("practice").unwrap();
        let found = self.console.look_up(&directory, login).await.unwrap().unwrap();
        let opening = postern_application::recovery::Opening {
            directory,
            account: found.account.id,
            reason: Reason::Lost,
            channel: Channel::InPerson,
            ticket: String::new(),
            said_privileged: None,
            stated: None,
            language: n.is_multiple_of(2).then(|| "de".to_owned()),
        };
        self.console.open_case(opening).await.unwrap();
    }
}

/// Sendings of which nobody knows, and after which no second one was sent.
fn doubtful(case: &Case) -> Vec<EffectId> {
    let unknown = |id: &EffectId| !case.sent_again.contains(id);
    let all = case.effects.iter().filter(|e| e.undelivered() == Some(Undelivered::Unknown)).map(|e| e.id);
    all.filter(unknown).collect()
}

/// Opens cases and ends them, for ever, and says when it begins.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn child() {
    let Some(folder) = std::env::var_os(CHILD).map(PathBuf::from) else { return };
    let port = u16::try_from(number(PORT).unwrap()).unwrap();
    let ahead = Span::minutes(i64::try_from(number(AHEAD).unwrap()).unwrap());
    let rig = Rig::open(&folder, port, ahead).await;
    println!("it begins");
    for n in 0..CASES {
        rig.tend().await;
        rig.open_one(n).await;
    }
    // Whoever started it kills it.
    std::future::pending::<()>().await;
}

/// A desk that was made ready, with nobody at it, and a policy under which many cases are opened.
async fn prepared() -> tempfile::TempDir {
    let many = |tray: &KeyTray| {
        let policy = Policy { agent_cases_per_day: 1000, subject_cases: 100, ..Policy::standard() };
        Judged { policy, ..Judged::usual(tray) }
    };
    let desk = Desk::open_judging(many).await;
    desk.store.close().await;
    desk.server.stop().await;
    desk.folder
}

fn started(folder: &Path, port: u16, ahead: i64) -> Child {
    Process::new(std::env::current_exe().unwrap())
        .args(["--exact", "deliveries::child", "--nocapture", "--test-threads=1"])
        .env(CHILD, folder)
        .env(PORT, port.to_string())
        .env(AHEAD, ahead.to_string())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// What the mail server took, and what the history says of it.
#[derive(Debug, Default, PartialEq, Eq)]
struct Found {
    deliveries: usize,
    lost: usize,
    duplicated: usize,
}

/// How often a sending arrived: every mail carries its name.
fn arrivals(server: &SmtpServer) -> BTreeMap<String, usize> {
    let mut all = BTreeMap::new();
    for mail in server.taken() {
        *all.entry(mail.headers("Message-ID").remove(0)).or_default() += 1;
    }
    all
}

fn named(case: CaseId, effect: EffectId) -> String {
    format!("<{}-opened-{}@example.test>", case.0.simple(), effect.0.simple())
}

impl Found {
    fn add(&mut self, case: &Case, arrived: &BTreeMap<String, usize>) {
        for contact in case.addresses().iter().filter(|c| c.channel == ContactChannel::Email) {
            let (mut all, action) = (0, Case::notice(NoticePhase::Intake, contact));
            for effect in case.effects_of(&action) {
                let times = arrived.get(&named(case.id, effect.id)).copied().unwrap_or(0);
                if times == 0 && effect.confirmed_at().is_some() {
                    self.lost += 1;
                }
                // A second one is no duplicate where it says that it is one; the same one twice always is.
                let marked = all == 0 || case.is_second(effect.id);
                self.duplicated += if marked { times.saturating_sub(1) } else { times };
                all += times;
            }
            self.lost += usize::from(all == 0);
            self.deliveries += all;
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_is_lost_and_nothing_doubled_unmarked() {
    if std::env::var_os(CHILD).is_some() {
        return;
    }
    let kills = number(KILLS).unwrap_or(4);
    let mut drawn = Drawn(number(SEED).unwrap_or(8));
    let folder = prepared().await;
    let server = SmtpServer::start(Setup::of(Mode::Accept)).await;
    let mut ahead = 0;
    for kill in 0..kills {
        server.set(match drawn.below(10) {
            0..=5 => Mode::Accept,
            6 => Mode::Greylist,
            7 => Mode::PutOffAfterData,
            _ => Mode::SilentAfterData,
        });
        ahead += BETWEEN;
        let mut child = started(folder.path(), server.port(), ahead);
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
        // It is killed while it works: after its first word, at any moment from then on.
        let moment = Duration::from_micros(drawn.below(LONGEST * 1000));
        let killed = tokio::task::spawn_blocking(move || {
            let began = lines.any(|line| line.contains("it begins"));
            std::thread::sleep(moment);
            child.kill().unwrap();
            child.wait().unwrap();
            began
        });
        assert!(killed.await.unwrap(), "kill {kill}: it did not begin");
    }

    // The last console is not killed: it finishes what the others left.
    server.set(Mode::Accept);
    let rig = Rig::open(folder.path(), server.port(), Span::minutes(ahead + BETWEEN)).await;
    for _ in 0..8 {
        rig.tend().await;
        rig.clock.forward(Span::minutes(61));
        rig.console.sign_in(&key("agent"), pin(STAFF_PIN)).await.unwrap();
    }
    let arrived = arrivals(&server);
    let mut found = Found::default();
    for listed in rig.store.list_cases(&CaseQuery::of(Which::All), None, u32::MAX).await.unwrap() {
        found.add(&rig.console.case(listed.line.case).await.unwrap(), &arrived);
    }
    let Found { deliveries, lost, duplicated } = found;
    println!("{kills} kills, {deliveries} deliveries, {lost} lost, {duplicated} duplicated unmarked");
    assert_eq!((lost, duplicated), (0, 0));
    assert_eq!(deliveries, server.taken().len(), "a mail that no record names");
    assert!(deliveries > 0, "nobody was told of anything");
    assert_eq!(rig.console.open_cases().await.unwrap().len(), 0, "somebody was never told");
    assert_eq!(verify_history(rig.store.as_ref()).await.unwrap().faults, []);
}
