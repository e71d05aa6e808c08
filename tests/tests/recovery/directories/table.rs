//! Every fault, at every directory: what is told, what is blocked, that the case goes on, and that nothing is done twice.
//!
//! Each cell is a whole recovery. `cargo xtask directories` prints them.

use super::proxy::{Proxy, Trouble};
use super::rig::{Call, Rig, approved, ended_well, finish, provision};
use super::{entra, glewlwyd, keycloak, okta, practice, privacyidea};
use crate::desk::{Desk, codes};
use postern_application::Fault;
use postern_directory::Reach;
use postern_domain::ids::CaseId;
use postern_domain::recovery::{Action, Command};
use postern_ports::directory::DirectoryFault;
use std::io::Write as _;
use std::sync::Arc;
use std::time::Duration;

/// Credentials of a subject where a fault comes in the middle of them.
const MANY: usize = 3;

/// What is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Told {
    /// Nothing is wrong with the call: it was done, or waited for.
    Done,
    /// Done where the console can sign in anew, else not seen.
    Either,
    /// The call ended; what is seen is not what was intended.
    NotSeen,
    /// What became of it is read back later: this fault, or none where reading shows that it was not done.
    Fault(&'static str),
}

/// Name, what goes wrong, with which call, from which on, and what is told.
type Row = (&'static str, Trouble, Call, usize, Told);

const ROWS: &[Row] = &[
    ("204, still there", Trouble::Lie, Call::Revoke, 0, Told::NotSeen),
    ("201, never stored", Trouble::Lie, Call::Submit, 0, Told::NotSeen),
    ("shows it later, gone", Trouble::Stale, Call::Revoke, 0, Told::Done),
    ("shows it later, made", Trouble::Stale, Call::Submit, 0, Told::Done),
    ("fails in the middle of many", Trouble::Status(500), Call::Revoke, 1, Told::NotSeen),
    ("401 in the middle", Trouble::Status(401), Call::Revoke, 1, Told::Either),
    ("403", Trouble::Status(403), Call::Revoke, 0, Told::NotSeen),
    ("404", Trouble::Status(404), Call::Revoke, 0, Told::NotSeen),
    ("409", Trouble::Status(409), Call::Revoke, 0, Told::NotSeen),
    ("412", Trouble::Status(412), Call::Submit, 0, Told::NotSeen),
    ("429 with Retry-After", Trouble::Patience, Call::Revoke, 0, Told::Done),
    ("429 for an hour", Trouble::NoEnd, Call::Submit, 0, Told::NotSeen),
    ("500", Trouble::Status(500), Call::Submit, 0, Told::NotSeen),
    ("503", Trouble::Status(503), Call::Revoke, 0, Told::NotSeen),
    ("503 to readings", Trouble::Status(503), Call::Read, 0, Told::Fault("down")),
    ("time-out before the effect", Trouble::SilentBefore, Call::Revoke, 0, Told::NotSeen),
    ("time-out after the effect", Trouble::SilentAfter, Call::Revoke, 0, Told::Done),
    ("time-out after it is handed over", Trouble::SilentAfter, Call::Submit, 0, Told::Done),
    ("truncated body", Trouble::Truncated, Call::Read, 0, Told::Fault("down")),
    ("wrong content type", Trouble::Html, Call::Read, 0, Told::Fault("nonsense")),
    ("100 MB body", Trouble::Huge, Call::Read, 0, Told::Fault("nonsense")),
    ("redirect to another host", Trouble::Elsewhere, Call::Revoke, 0, Told::NotSeen),
    ("redirect of readings", Trouble::Elsewhere, Call::Read, 0, Told::Fault("nonsense")),
];

/// How a connector reaches a proxy: as in earnest, with less patience.
fn reach() -> Reach {
    Reach { patience: Duration::from_millis(1500), throttled: Duration::from_secs(3), ..Reach::default() }
}

async fn cell(which: Which, row: &Row) {
    let (_, trouble, call, from, told) = row;
    let desk = Desk::open().await;
    let rig = which.rig(&desk).await;
    let proxy = Proxy::before(rig.clone()).await;
    let connector = rig.connect(&proxy.url(), reach());
    let desk = desk.reopen_with(|_| connector.clone()).await;
    let login = rig.subject(MANY).await;
    let id = approved(&desk, &login).await;
    if *call == Call::Submit {
        desk.revoke(id).await.unwrap();
        desk.accept_blank(id).await.unwrap();
        proxy.arm(*call, trouble.clone(), *from);
        let done = provision(&desk, rig.as_ref(), id).await;
        proxy_told(*told, &done, desk.case(id).await.confirmed(&Action::SubmitCredential).is_some());
        if *told != Told::Done {
            assert!(codes(desk.act(id, Command::HandOver).await).contains(&"PRV-05"), "it blocks");
        }
        proxy.mend();
        if *told != Told::Done {
            provision(&desk, rig.as_ref(), id).await.unwrap();
        }
    } else {
        proxy.arm(*call, trouble.clone(), *from);
        let done = desk.revoke(id).await;
        let gone = desk.case(id).await.not_gone().count() == 0;
        proxy_told(*told, &done, gone);
        if !gone {
            blocked(&desk, id, *call == Call::Read).await;
        }
        proxy.mend();
        if !gone {
            desk.revoke(id).await.unwrap();
        }
        assert_eq!(desk.case(id).await.not_gone().count(), 0);
        desk.accept_blank(id).await.unwrap();
        provision(&desk, rig.as_ref(), id).await.unwrap();
    }
    finish(&desk, id).await.unwrap();
    ended_well(&desk, connector.as_ref(), id).await;
    assert_eq!(proxy.twice(), Vec::<String>::new(), "done twice");
    assert_eq!(proxy.elsewhere(), 0, "it followed to another host");
}

fn proxy_told(told: Told, done: &Result<(), Fault>, seen: bool) {
    match told {
        Told::Done => {
            assert_eq!(done, &Ok(()));
            assert!(seen, "it is not seen");
        }
        Told::Either => {}
        Told::NotSeen => assert!(!seen, "it was not done, and is taken for done: {done:?}"),
        Told::Fault(code) => {
            assert!(matches!(done, Err(Fault::Directory(fault)) if fault.code() == code), "{done:?}");
            assert!(!seen);
        }
    }
}

/// Nothing is made as long as the old credentials are not seen gone.
async fn blocked(desk: &Desk, id: CaseId, unreadable: bool) {
    let refused = desk.accept_blank(id).await;
    match refused {
        Err(Fault::Refused(refusal)) => assert!(refusal.codes().contains(&"REV-03"), "{:?}", refusal.codes()),
        Err(Fault::Directory(_)) if unreadable => {}
        other => panic!("not blocked: {other:?}"),
    }
}

/// Calls of a whole recovery of an account with [`MANY`] old credentials, from the look-up to the end. The page of
/// directories states them.
async fn calls(which: Which) -> usize {
    let desk = Desk::open().await;
    let rig = which.rig(&desk).await;
    let proxy = Proxy::before(rig.clone()).await;
    let connector = rig.connect(&proxy.url(), reach());
    let login = rig.subject(MANY).await;
    let desk = desk.reopen_with(|_| connector.clone()).await;
    let before = proxy.calls();
    let id = approved(&desk, &login).await;
    desk.revoke(id).await.unwrap();
    desk.accept_blank(id).await.unwrap();
    provision(&desk, rig.as_ref(), id).await.unwrap();
    finish(&desk, id).await.unwrap();
    let calls = proxy.calls() - before;
    ended_well(&desk, connector.as_ref(), id).await;
    calls
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_recovery_costs_no_more_calls_than_the_page_says() {
    let file = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../src-tauri/docs/directories.md");
    let page = std::fs::read_to_string(file).unwrap();
    for which in Which::ALL {
        if !which.is_there() {
            eprintln!("skipped: no {} here (`cargo xtask test` starts one)", which.name());
            continue;
        }
        let calls = calls(which).await;
        let line = page.lines().find(|l| l.starts_with(&format!("| {} |", which.name()))).unwrap();
        let stated: usize = line.split('|').nth(2).unwrap().trim().parse().unwrap();
        println!("{}: {calls} calls, {stated} stated", which.name());
        assert!(calls <= stated, "{}: {calls} calls, {stated} stated", which.name());
    }
}

/// A connection that is no TLS, in the middle of a case.
async fn tls(which: Which) {
    let desk = Desk::open().await;
    let rig = which.rig(&desk).await;
    let straight = rig.connect(&rig.url(), reach());
    let login = rig.subject(MANY).await;
    let desk = desk.reopen_with(|_| straight.clone()).await;
    let id = approved(&desk, &login).await;
    let proxy = Proxy::before(rig.clone()).await;
    let https = proxy.url().replace("http://", "https://");
    let broken = rig.connect(&https, reach());
    let desk = desk.reopen_with(|_| broken.clone()).await;
    desk.sign_in("agent").await;
    let done = desk.revoke(id).await;
    assert!(matches!(done, Err(Fault::Directory(DirectoryFault::Down(_)))), "{done:?}");
    assert!(desk.case(id).await.not_gone().count() > 0);
    let desk = desk.reopen_with(|_| straight.clone()).await;
    desk.sign_in("agent").await;
    desk.revoke(id).await.unwrap();
    desk.accept_blank(id).await.unwrap();
    provision(&desk, rig.as_ref(), id).await.unwrap();
    finish(&desk, id).await.unwrap();
    ended_well(&desk, straight.as_ref(), id).await;
}

/// Runs every row, and prints a line for each; fails when one of them does.
async fn column(which: Which) {
    if !which.is_there() {
        eprintln!("skipped: no {} here (`cargo xtask test` starts one)", which.name());
        return;
    }
    let mut failed = Vec::new();
    for row in ROWS {
        let done = tokio::spawn(async move { cell(which, row).await }).await;
        tell(which, row.0, done.is_ok(), &mut failed);
    }
    let done = tokio::spawn(async move { tls(which).await }).await;
    tell(which, "TLS errors", done.is_ok(), &mut failed);
    assert!(failed.is_empty(), "{}: {failed:?}", which.name());
}

fn tell(which: Which, what: &'static str, passed: bool, failed: &mut Vec<&'static str>) {
    let how = if passed { "passed" } else { "FAILED" };
    append(&format!("fault\t{}\t{what}\t{how}\n", which.name()));
    println!("{}: {what}: {how}", which.name());
    if !passed {
        failed.push(what);
    }
}

/// Adds to the file that `cargo xtask directories` reads.
pub fn append(text: &str) {
    if let Some(file) = std::env::var_os("POSTERN_DIRECTORIES_TABLE") {
        let mut file = std::fs::OpenOptions::new().append(true).open(file).unwrap();
        file.write_all(text.as_bytes()).unwrap();
    }
}

/// A directory that the table is run against.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Which {
    Practice,
    PrivacyIdea,
    Glewlwyd,
    Entra,
    Okta,
    Keycloak,
}

impl Which {
    const ALL: [Self; 6] = [Self::Practice, Self::PrivacyIdea, Self::Glewlwyd, Self::Entra, Self::Okta, Self::Keycloak];

    fn name(self) -> &'static str {
        match self {
            Self::Practice => "practice",
            Self::PrivacyIdea => "privacyidea",
            Self::Glewlwyd => "glewlwyd",
            Self::Entra => "entra",
            Self::Okta => "okta",
            Self::Keycloak => "keycloak",
        }
    }

    fn is_there(self) -> bool {
        let variable = match self {
            Self::Practice | Self::Entra | Self::Okta | Self::Keycloak => return true,
            Self::PrivacyIdea => "POSTERN_PRIVACYIDEA_URL",
            Self::Glewlwyd => "POSTERN_GLEWLWYD_URL",
        };
        std::env::var_os(variable).is_some()
    }

    async fn rig(self, desk: &Desk) -> Arc<dyn Rig> {
        match self {
            Self::Practice => Arc::new(practice::Server::of(desk)),
            Self::PrivacyIdea => {
                let server = crate::privacyidea::server().unwrap();
                server.set_up().await;
                Arc::new(privacyidea::Carols(server))
            }
            Self::Glewlwyd => Arc::new(glewlwyd::Server::there().await.unwrap()),
            Self::Entra => Arc::new(entra::Server::start().await),
            Self::Okta => Arc::new(okta::Server::start().await),
            Self::Keycloak => Arc::new(keycloak::Server::start().await),
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_fault_at_practice() {
    column(Which::Practice).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_fault_at_privacyidea() {
    column(Which::PrivacyIdea).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_fault_at_glewlwyd() {
    column(Which::Glewlwyd).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_fault_at_entra() {
    column(Which::Entra).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_fault_at_okta() {
    column(Which::Okta).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_fault_at_keycloak() {
    column(Which::Keycloak).await;
}
