//! What a privacyIDEA connector does beside a recovery, at the real server: listings, the audit log, another password.

use super::practice::all_found;
use crate::privacyidea::{Server, server};
use postern_directory::Reach;
use postern_domain::time::{Span, Timestamp};
use postern_os::SystemClock;
use postern_ports::directory::{ChangeKind, CredentialChange, DirectoryFault, PageMark};
use postern_ports::{Clock as _, Directory};
use secrecy::SecretString;
use serde_json::json;
use std::collections::BTreeSet;

fn there() -> Option<Server> {
    let server = server();
    if server.is_none() {
        eprintln!("skipped: no privacyIDEA here (`cargo xtask test` starts one)");
    }
    server
}

fn kept(name: &str) -> String {
    std::env::var(name).unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn users_are_listed_by_the_beginning_of_their_name() {
    let Some(server) = there() else { return };
    let connector = server.connector_at(&server.url, Reach::default());
    let all = connector.search("", None).await.unwrap();
    let logins: Vec<_> = all.rows.iter().map(|row| row.login.as_str()).collect();
    assert_eq!((logins, all.next), (vec!["alice", "bob", "carol", "dora", "erin"], None));
    let bob = connector.search("bo", None).await.unwrap().rows;
    assert_eq!((bob.len(), bob[0].id.as_str(), bob[0].name.as_str()), (1, "bob", "Bob Brown"));
    for odd in ["al*", "*", "a,b", "x", "ob", "a%", &"a".repeat(129)] {
        assert!(connector.search(odd, None).await.unwrap().rows.is_empty(), "{odd}");
    }
    let beyond = connector.search("", Some(&PageMark("erin".to_owned()))).await.unwrap();
    assert!(beyond.rows.is_empty() && beyond.next.is_none());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn ten_thousand_users_are_listed_page_by_page() {
    let Some(server) = there() else { return };
    let connector = server.realm_at(&server.url, Reach::default(), "crowd");
    // Each page is one whole answer of the server: a tenth of them all is asked for in pages, and the whole once.
    let tenth = all_found(connector.as_ref(), "crowd07").await;
    assert_eq!(tenth.len(), 1000);
    assert_eq!((tenth[0].login.as_str(), tenth[999].name.as_str()), ("crowd07000", "Maya Okafor"));
    let all = connector.search("", None).await.unwrap();
    assert_eq!((all.rows.len(), all.rows[99].login.as_str()), (100, "crowd00099"));
    let last = connector.search("", Some(&PageMark("crowd09899".to_owned()))).await.unwrap();
    assert_eq!((last.rows.len(), last.rows[99].login.as_str(), last.next), (100, "crowd09999", None));
}

/// What is told of `login` since `since`, over all pages.
async fn told(connector: &dyn Directory, login: &str, since: Timestamp) -> Vec<CredentialChange> {
    let (mut from, mut all, mut seen) = (None, Vec::new(), BTreeSet::new());
    for _ in 0..100 {
        let page = connector.changes(since, from.as_ref()).await.unwrap();
        assert!(page.rows.len() <= 100, "{}", page.rows.len());
        for change in page.rows {
            assert!(seen.insert(change.entry.clone()), "{} is told twice", change.entry);
            if change.login == login && change.at >= since {
                all.push(change);
            }
        }
        from = page.next;
        if from.is_none() {
            return all;
        }
    }
    panic!("the log does not end");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_audit_log_tells_which_tokens_were_changed() {
    let Some(server) = there() else { return };
    let connector = server.connector_at(&server.url, Reach::default());
    let since = SystemClock.now();
    let made = server.admin_call("/token/init", json!({"type": "hotp", "user": "bob", "realm": "corp", "genkey": 1}));
    let serial = made.await["detail"]["serial"].as_str().unwrap().to_owned();
    for change in ["disable", "enable"] {
        let done = server.admin_call(&format!("/token/{change}"), json!({"serial": serial})).await;
        assert_eq!(done["result"]["status"], true, "{done}");
    }
    // A reading changes nothing, and what is refused does not either.
    server.admin_get("/token/?user=bob&realm=corp").await;
    let refused = json!({"type": "nothing", "user": "bob", "realm": "corp", "genkey": 1});
    assert_eq!(server.admin_call("/token/init", refused).await["result"]["status"], false);
    server.admin_delete(&format!("/token/{serial}")).await;

    let all = told(&*connector, "bob", since).await;
    let kinds: Vec<_> = all.iter().map(|change| change.what).collect();
    let (added, removed, altered) = (ChangeKind::Added, ChangeKind::Removed, ChangeKind::Altered);
    assert_eq!(kinds, [added, removed, altered, removed], "{all:?}");
    let until = SystemClock.now().plus(Span::seconds(5));
    for change in &all {
        assert_eq!((change.account.as_str(), change.by.as_str()), ("bob", kept("POSTERN_PRIVACYIDEA_ADMIN").as_str()));
        assert!(change.at <= until, "{change:?}: the server's time is read as the zone that it is in");
    }
    assert_eq!(told(&*connector, "bob", since).await, all, "an entry is called the same whenever it is read");
    assert_eq!(told(&*connector, "bob", until).await, []);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn another_password_signs_in_by_itself() {
    let Some(server) = there() else { return };
    let connector = server.connector_at(&server.url, Reach::default());
    let wrong = connector.with_secret(SecretString::from("wrong".to_owned())).unwrap();
    assert_eq!(wrong.ping().await, Err(DirectoryFault::AccessRefused));
    let right = connector.with_secret(SecretString::from(kept("POSTERN_PRIVACYIDEA_PASSWORD"))).unwrap();
    assert!(right.find("bob").await.unwrap().is_some());
}
