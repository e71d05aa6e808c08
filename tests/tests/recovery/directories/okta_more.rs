//! What an Okta connector does beside a recovery: listings, the log, refresh tokens, another key.

use super::okta;
use super::okta_fake::OktaFake;
use super::rig::{self, Rig as _};
use crate::desk::Desk;
use postern_directory::{BadOkta, Okta, OktaSettings};
use postern_domain::recovery::Action;
use postern_domain::time::Timestamp;
use postern_os::{OsEntropy, SystemClock};
use postern_ports::Directory as _;
use postern_ports::directory::{ChangeKind, DirectoryFault, PageMark};
use secrecy::SecretString;
use serde_json::{Value, json};
use std::sync::Arc;

const MANY: usize = 10_000;
const SINCE: &str = "2024-03-01T08:00:00Z";

fn connector(server: &okta::Server) -> Arc<Okta> {
    let settings = OktaSettings { id: "practice".to_owned(), ..server.0.settings() };
    Arc::new(Okta::connect(settings, &OktaFake::key(), Arc::new(SystemClock), Arc::new(OsEntropy)).unwrap())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn ten_thousand_users_are_listed_page_by_page() {
    let server = okta::Server::start().await;
    server.0.crowd(MANY);
    let okta = connector(&server);
    let (mut from, mut pages, mut sum, mut last) = (None, 0, 0, String::new());
    loop {
        // Nothing is kept of a page but where the next one is.
        let page = okta.search("crowd", from.as_ref()).await.unwrap();
        assert!(page.rows.len() <= 100, "{}", page.rows.len());
        for row in &page.rows {
            assert!(row.login > last, "{} after {last}", row.login);
            last.clone_from(&row.login);
        }
        (pages, sum) = (pages + 1, sum + page.rows.len());
        from = page.next;
        if from.is_none() {
            break;
        }
    }
    assert_eq!((pages, sum, last.as_str()), (MANY / 100, MANY, "crowd09999@corp.test"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_beginning_finds_those_that_begin_so_and_nobody_else() {
    let server = okta::Server::start().await;
    server.0.crowd(2_000);
    let okta = connector(&server);
    let found = okta.search("crowd0012", None).await.unwrap();
    assert_eq!((found.rows.len(), found.next), (10, None));
    let dora = okta.search("dora", None).await.unwrap().rows.remove(0);
    assert_eq!((dora.id.as_str(), dora.login.as_str()), ("00u-dora", "dora@corp.test"));
    assert_eq!(dora.name, "Maya Okafor");
    // One who administers, and the crowd.
    let first = okta.search("", None).await.unwrap();
    assert_eq!((first.rows.len(), first.rows[0].login.as_str()), (100, "dora@corp.test"));
    // What would end the text, or mean something in it, is part of a name that nobody has.
    for odd in ["\"", "dora\" or profile.login sw \"crowd", "dora\\", "*", "a\nb", &"x".repeat(101)] {
        assert!(okta.search(odd, None).await.unwrap().rows.is_empty(), "{odd}");
    }
    // A mark leads on in its own listing at the same place.
    let elsewhere = server.0.url().replace("localhost", "127.0.0.1");
    for odd in [format!("{elsewhere}/api/v1/users?after=1"), format!("{}/api/v1/logs", server.0.url()), String::new()] {
        let found = okta.search("crowd", Some(&PageMark(odd.clone()))).await;
        assert!(matches!(found, Err(DirectoryFault::Nonsense(_))), "{odd}: {found:?}");
    }
}

fn entry(n: u32, kind: &str, at: &str, result: &str, target: &Value) -> Value {
    json!({
        "uuid": format!("entry-{n}"), "published": at, "eventType": kind, "severity": "INFO", "version": "0",
        "outcome": {"result": result}, "target": target,
        "actor": {"id": "00u-dora", "type": "User", "alternateId": "dora@corp.test", "displayName": "Dora"},
    })
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_log_tells_which_credentials_were_changed() {
    let server = okta::Server::start().await;
    let maya = json!([{"id": "f1", "type": "AuthenticatorEnrollment", "alternateId": "unknown"},
        {"id": "00u-maya", "type": "User", "alternateId": "maya@corp.test", "displayName": "Maya"}]);
    let app = json!([{"id": "0oa1", "type": "AppInstance", "alternateId": "Mail"}]);
    let (before, after) = ("2024-03-01T07:59:59.999Z", "2024-03-01T08:00:00.001Z");
    for (n, kind, at, result, target) in [
        (0, "user.mfa.factor.activate", before, "SUCCESS", &maya),
        (1, "user.mfa.factor.activate", after, "SUCCESS", &maya),
        (2, "user.session.start", after, "SUCCESS", &maya),
        (3, "user.mfa.factor.deactivate", after, "FAILURE", &maya),
        (4, "user.mfa.factor.reset_all", after, "SUCCESS", &maya),
        (5, "user.mfa.factor.update", after, "SUCCESS", &app),
        (6, "user.account.reset_password", after, "SUCCESS", &maya),
        (7, "user.mfa.factor.deactivate", after, "SUCCESS", &maya),
    ] {
        server.0.happened(entry(n, kind, at, result, target));
    }
    let (okta, since) = (connector(&server), Timestamp::parse(SINCE).unwrap());
    let (mut from, mut told) = (None, Vec::new());
    // It has no end of its own: an empty page is one.
    for _ in 0..10 {
        let page = okta.changes(since, from.as_ref()).await.unwrap();
        assert!(page.rows.len() <= 100);
        told.extend(page.rows);
        from = page.next;
        if from.is_none() {
            break;
        }
    }
    assert_eq!(from, None, "it ends");
    let all: Vec<_> = told.iter().map(|change| (change.entry.as_str(), change.what)).collect();
    let (added, removed, altered) = (ChangeKind::Added, ChangeKind::Removed, ChangeKind::Altered);
    assert_eq!(all, [("entry-1", added), ("entry-4", removed), ("entry-6", altered), ("entry-7", removed)]);
    for change in &told {
        assert_eq!((change.account.as_str(), change.login.as_str()), ("00u-maya", "maya@corp.test"));
        assert_eq!((change.by.as_str(), change.at), ("dora@corp.test", Timestamp::parse(after).unwrap()));
    }
    assert!(server.0.beyond().iter().all(|call| call == "GET /api/v1/logs"), "{:?}", server.0.beyond());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn refresh_tokens_of_each_application_are_counted_and_are_gone_in_the_end() {
    let server = okta::Server::start().await;
    let login = server.subject(1).await;
    // Those of one go with the sessions, those of the other stay, and a third was let in and holds none.
    server.0.let_in(&login, "0oa-mail", 3, false);
    server.0.let_in(&login, "0oa-wiki", 5, true);
    server.0.let_in(&login, "0oa-none", 0, true);
    let okta = connector(&server);
    let desk = Desk::open_with(|_| okta.clone()).await;
    let id = rig::approved(&desk, &login).await;
    let before = desk.case(id).await;
    assert_eq!(before.inventory.sessions, Some(1 + 3 + 5));
    rig::to_the_end(&desk, &*okta, id).await;
    assert!(desk.case(id).await.confirmed(&Action::EndSessions).is_some());
    assert_eq!(server.0.tokens(&login), 0);
    let account = before.account.id;
    let revoked: Vec<_> = server.0.mutations().into_iter().filter(|call| call.contains("/clients/")).collect();
    assert_eq!(revoked, [format!("DELETE /api/v1/users/{account}/clients/0oa-wiki/tokens")]);
    assert!(server.0.beyond().iter().all(|call| call.contains("/clients")), "{:?}", server.0.beyond());
    // Another key of the application knows what was ended; a console of its own does not.
    let other = okta.with_secret(OktaFake::key()).unwrap();
    let sessions = other.inventory(&account, desk.console.now()).await.unwrap().sessions;
    assert_eq!(sessions, Some(0));
    let apart = connector(&server).inventory(&account, desk.console.now()).await.unwrap().sessions;
    assert_eq!(apart, Some(1));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn another_key_signs_in_by_itself() {
    let server = okta::Server::start().await;
    let okta = connector(&server);
    assert_eq!(okta.with_secret(SecretString::from("no key".to_owned())).err(), Some(BadOkta::Key));
    let other = okta.with_secret(OktaFake::key()).unwrap();
    assert!(other.find("dora@corp.test").await.unwrap().is_some());
    // A key that the tenant does not know is refused, whatever the other one may.
    let stranger = p256::SecretKey::from_slice(&[0x11; 32]).unwrap();
    let pem = p256::pkcs8::EncodePrivateKey::to_pkcs8_pem(&stranger, p256::pkcs8::LineEnding::LF).unwrap();
    let unknown = okta.with_secret(SecretString::from(pem.to_string())).unwrap();
    assert_eq!(unknown.find("dora@corp.test").await.err(), Some(DirectoryFault::AccessRefused));
    assert!(okta.find("dora@corp.test").await.unwrap().is_some());
}
