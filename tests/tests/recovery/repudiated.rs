//! "That was not me", from the mail to the directory: a whole recovery over a real directory server, its notice by a real
//! mail server, the reference as it stands in that mail, and the account as the directory itself has it then.

use crate::desk::{Desk, key, pin};
use crate::notices::channels;
use crate::privacyidea::{Server, server};
use crate::smtp_server::{Mode, Setup, SmtpServer, Taken};
use postern_application::history::verify_history;
use postern_application::recovery::Report;
use postern_directory::{Practice, Reach};
use postern_domain::ids::CaseId;
use postern_domain::recovery::{Command, Finding, Lifecycle, ReportChannel};
use postern_ports::Directory;
use postern_ports::directory::DirectoryFault;
use postern_practice::people::{STAFF_PIN, SUBJECT};
use serde_json::{Value, json};
use std::sync::Arc;

/// A user of privacyIDEA's that no other test changes.
const ERIN: &str = "erin";

/// A desk over `directory` that mails to `server`, and that has recovered `login`.
async fn recovered(
    directory: impl FnOnce(Arc<Practice>) -> Arc<dyn Directory>,
    server: &SmtpServer,
    login: &str,
) -> (Desk, CaseId) {
    let desk = Desk::open().await;
    let channels = channels(desk.folder.path(), server.port());
    let desk = desk.reopen_telling(directory, channels).await;
    desk.sign_in("agent").await;
    let id = desk.open_case_of(login).await.unwrap();
    desk.prove(id).await;
    desk.act(id, Command::SeekApproval).await.unwrap();
    desk.sign_in("supervisor").await;
    desk.co_sign(id, "supervisor").await.unwrap();
    desk.sign_in("agent").await;
    desk.revoke(id).await.unwrap();
    desk.accept_blank(id).await.unwrap();
    desk.provision(id).await.unwrap();
    desk.finish(id).await.unwrap();
    assert!(matches!(desk.case(id).await.lifecycle, Lifecycle::Completed(_)));
    (desk, id)
}

/// What the notice of the end calls the case, as whoever received it at `address` reads it out: nothing but that mail is
/// looked at.
fn read_out(server: &SmtpServer, address: &str) -> String {
    let taken = server.taken();
    let of_the_end = |mail: &&Taken| {
        let subject = mail.headers("Subject").first().is_some_and(|line| line.contains("new security key"));
        subject && mail.to.iter().any(|to| to == address)
    };
    let mail = taken.iter().find(of_the_end).unwrap_or_else(|| panic!("no notice to {address}: {taken:?}"));
    let text = mail.part("text/plain");
    let mut words = text.split(|c: char| !(c.is_ascii_alphanumeric() || c == '-'));
    let reference = words.find(|word| word.starts_with("C-")).unwrap_or_else(|| panic!("no reference: {text}"));
    reference.to_lowercase().replace('-', " ")
}

/// Somebody who had no part in the recovery takes the report down, with nothing but the reference to go by, and says what
/// people have to do at the directory.
async fn repudiated_by(desk: &Desk, reference: &str) -> CaseId {
    desk.sign_in("second-supervisor").await;
    let found = desk.console.cases_of_reference(reference).await.unwrap();
    let ids: Vec<CaseId> = found.iter().map(|case| case.id).collect();
    let [id] = ids[..] else { panic!("{reference}: {ids:?}") };
    let (who, said) = ("The owner, from the number on record".to_owned(), "I asked for no key.".to_owned());
    desk.console.repudiate(id, Report { who, channel: ReportChannel::Phone, said }).await.unwrap();
    desk.attest_all(id).await.unwrap();
    id
}

/// A reviewer says what it was: the account stays as it is.
async fn confirmed(desk: &Desk, id: CaseId) {
    desk.sign_in("reviewer").await;
    let seen = desk.case(id).await.seq;
    let note = "The telephone's log shows it.".to_owned();
    let offer = desk.console.offer_disposal(id, seen, Finding::Confirmed, note).await.unwrap();
    desk.console.dispose(id, &offer.statement.nonce, &key("reviewer"), pin(STAFF_PIN)).await.unwrap();
    assert!(desk.case(id).await.incident().is_none());
}

/// The account of a case, as the practice directory answers its own administration.
async fn at_practice(desk: &Desk, id: CaseId) -> Value {
    let account = desk.case(id).await.account.id;
    let asked = format!("{}/accounts/{account}/inventory", desk.server.url());
    let answer = reqwest::Client::new().get(asked).bearer_auth(desk.server.token()).send().await.unwrap();
    answer.json().await.unwrap()
}

/// Security keys that the practice directory lists in this state.
fn keys_that_are(seen: &Value, state: &str) -> usize {
    let all = seen["credentials"].as_array().unwrap();
    all.iter().filter(|one| one["kind"] == "security_key" && one["state"] == state).count()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_reference_in_a_mail_closes_the_account_at_the_practice_directory() {
    let server = SmtpServer::start(Setup::of(Mode::Accept)).await;
    let (desk, id) = recovered(|practice| practice, &server, SUBJECT).await;
    let before = at_practice(&desk, id).await;
    assert_eq!((&before["blocked"], keys_that_are(&before, "active")), (&json!(false), 1), "{before}");
    assert_ne!(before["sessions"], 0, "whoever has the new key is signed in: {before}");

    let reference = read_out(&server, "maya@home.example");
    assert_eq!(repudiated_by(&desk, &reference).await, id);
    let case = desk.case(id).await;
    assert!(matches!(case.lifecycle, Lifecycle::Incident(_)) && case.is_closed());
    let frozen = at_practice(&desk, id).await;
    assert_eq!((&frozen["blocked"], &frozen["sessions"]), (&json!(true), &json!(0)), "{frozen}");
    assert_eq!((keys_that_are(&frozen, "active"), keys_that_are(&frozen, "suspended")), (0, 1), "{frozen}");
    let entered = desk.connector.begin_sign_in(SUBJECT).await;
    assert!(matches!(entered, Err(DirectoryFault::Refused(_))), "nobody gets in");

    confirmed(&desk, id).await;
    assert_eq!(at_practice(&desk, id).await, frozen, "the finding opens nothing");
    assert_eq!(verify_history(desk.store.as_ref()).await.unwrap().faults, []);
}

/// Erin's tokens, as privacyIDEA answers its own administrator.
async fn tokens(server: &Server) -> Vec<Value> {
    let all = server.admin_get(&format!("/token/?user={ERIN}&realm=corp&pagesize=100&page=1")).await;
    all["result"]["value"]["tokens"].as_array().unwrap().clone()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_reference_in_a_mail_disables_the_new_key_at_privacyidea() {
    let Some(there) = server() else {
        eprintln!("skipped: no privacyIDEA here (`cargo xtask test` starts one)");
        return;
    };
    there.set_up().await;
    let old = json!({"type": "hotp", "user": ERIN, "realm": "corp", "genkey": 1});
    assert_eq!(there.admin_call("/token/init", old).await["result"]["status"], true);
    let connector = there.connector_at(&there.url, Reach::default());
    let server = SmtpServer::start(Setup::of(Mode::Accept)).await;
    let (desk, id) = recovered(|_| connector.clone(), &server, ERIN).await;
    let before = tokens(&there).await;
    assert_eq!(before.iter().map(|one| &one["active"]).collect::<Vec<_>>(), [&json!(true)], "the new key alone");

    let reference = read_out(&server, "erin@example.test");
    assert_eq!(repudiated_by(&desk, &reference).await, id);
    let case = desk.case(id).await;
    assert!(matches!(case.lifecycle, Lifecycle::Incident(_)) && case.is_closed());
    // It blocks nobody, so that the new key is what is closed; that the sessions are over a person says.
    let frozen = tokens(&there).await;
    assert_eq!(frozen.iter().map(|one| &one["active"]).collect::<Vec<_>>(), [&json!(false)], "{frozen:?}");
    assert_eq!(frozen[0]["serial"], before[0]["serial"]);

    confirmed(&desk, id).await;
    assert_eq!(tokens(&there).await[0]["active"], false, "the finding opens nothing");
    assert_eq!(verify_history(desk.store.as_ref()).await.unwrap().faults, []);
}
