//! What the connector to Keycloak does, at its stand-in.

use super::keycloak::Server;
use super::keycloak_fake::{KeycloakFake, credential_data};
use super::rig::{self, Rig as _};
use crate::desk::Desk;
use p256::ecdsa::SigningKey;
use postern_directory::{Keycloak, Reach};
use postern_domain::assertion::PublicKey;
use postern_domain::ids::{AccountId, CredentialId, KeyCredentialId};
use postern_domain::recovery::Action;
use postern_domain::recovery::account::{ContactChannel, CredentialKind};
use postern_domain::time::Timestamp;
use postern_ports::Directory as _;
use postern_ports::directory::{ChangeKind, DirectoryFault};
use secrecy::SecretString;
use serde_json::json;
use std::collections::BTreeSet;

const NOW: Timestamp = Timestamp(1_800_000_000_000);
const MODEL: &str = "2fc0579f-8113-47ea-b116-bb5a8db9202a";

/// A stand-in, and a straight connector to it.
async fn reached() -> (Server, Keycloak) {
    let server = Server::start().await;
    let connector = server.connector(&server.url(), Reach::default());
    (server, connector)
}

fn id(text: &str) -> AccountId {
    AccountId::new(text).unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn exactly_one_person_is_found_with_what_they_administer() {
    let (server, keycloak) = reached().await;
    let roles: [(&str, &[&str]); 3] =
        [("maya@corp.test", &[]), ("dora", &["manage-users", "view-users"]), ("ezra", &["admin"])];
    for (login, held) in roles {
        let found = keycloak.find(login).await.unwrap().unwrap();
        assert_eq!((found.login.as_str(), found.privileged), (login, !held.is_empty()));
        assert_eq!(found.active_roles, held);
        assert_eq!(keycloak.account(&found.id).await.unwrap(), Some(found));
    }
    // A sign-in name in other letters is the same; a part of one, a wildcard and a client's own user are nobody.
    assert!(keycloak.find("Maya@Corp.test").await.unwrap().is_some());
    for nobody in ["maya", "*", "dor*", "d%", "id:u-dora", "", "service-account-postern"] {
        assert_eq!(keycloak.find(nobody).await.unwrap(), None, "{nobody}");
    }
    for nobody in ["u-nobody", "u-postern", "count", ".."] {
        assert_eq!(keycloak.account(&id(nobody)).await.unwrap(), None, "{nobody}");
    }
    let maya = keycloak.find("maya@corp.test").await.unwrap().unwrap();
    let reached: Vec<_> = maya.contacts.iter().map(|c| (c.id.as_str(), c.channel, c.address.as_str())).collect();
    let known =
        [("email", ContactChannel::Email, "maya@corp.test"), ("phoneNumber", ContactChannel::Phone, "+1 555 0101")];
    assert_eq!(reached, known);
    assert_eq!((maya.name.as_str(), server.0.mutations().len()), ("Maya Okafor", 0));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_way_to_sign_in_is_listed() {
    let (_server, keycloak) = reached().await;
    let listed = keycloak.inventory(&id("u-maya"), NOW).await.unwrap();
    let told: Vec<_> = listed.credentials.iter().map(|c| (c.id.as_str(), c.kind, c.label.as_str())).collect();
    let known = [
        ("c-password", CredentialKind::Password, "password"),
        ("c-otp", CredentialKind::OneTimeCode, "Phone"),
        ("c-key", CredentialKind::SecurityKey, "Red key"),
        ("c-phone", CredentialKind::Passkey, "Telephone"),
        ("c-codes", CredentialKind::RecoveryCodes, "recovery-authn-codes"),
        ("identity/google", CredentialKind::Other, "google maya@home.test"),
    ];
    assert_eq!(told, known);
    let key = listed.credentials[2].webauthn.as_ref().unwrap();
    assert_eq!(key.0, [0xfb, 0xff]);
    // Two sessions, and a client that goes on without one. A consent alone is no session.
    assert_eq!((listed.sessions, listed.sign_in_blocked, listed.read_at), (Some(3), Some(false), NOW));
    let nobody = keycloak.inventory(&id("u-nobody"), NOW).await;
    assert!(matches!(nobody, Err(DirectoryFault::NotThere(_))), "{nobody:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn doors_are_closed_and_nothing_else_changes() {
    let (server, _) = reached().await;
    let connector = server.connect(&server.url(), Reach::default());
    let desk = Desk::open_with(|_| connector.clone()).await;
    let login = server.subject(3).await;
    let before = server.0.user(&login);
    let case = rig::approved(&desk, &login).await;
    // In the middle of it every token is forgotten.
    server.0.expire_tokens();
    desk.revoke(case).await.unwrap();
    let now = desk.case(case).await;
    assert_eq!(now.not_gone().count(), 0);
    assert!(now.confirmed(&Action::EndSessions).is_some());
    let listed = connector.inventory(&now.account.id, NOW).await.unwrap();
    assert_eq!((listed.credentials.len(), listed.sessions, listed.sign_in_blocked), (0, Some(0), Some(true)));
    // Keycloak clears what a change leaves out: nothing was.
    let mut expected = before;
    expected["enabled"] = json!(false);
    assert_eq!(server.0.user(&login), expected);
    // Block, end sessions and the tokens of one client, three credentials: nothing else, and nothing twice.
    let done = server.0.mutations();
    let times = |what: &str| done.iter().filter(|call| call.contains(what)).count();
    assert_eq!((done.len(), times("PUT"), times("/logout"), times("/consents/mail")), (6, 1, 1, 1), "{done:?}");
    assert_eq!(times("/credentials/"), 3, "{done:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_a_browser_enrols_is_told_with_its_key() {
    let (server, keycloak) = reached().await;
    let login = server.subject(1).await;
    let account = keycloak.find(&login).await.unwrap().unwrap().id;
    let key = SigningKey::from_slice(&[9; 32]).unwrap();
    let public = key.verifying_key().to_encoded_point(false).as_bytes().to_vec();
    let data = credential_data(&[0xfb, 0xff, 1], &public, &MODEL.to_uppercase());
    // Nobody comes as far as a key who is not asked for one.
    assert!(server.0.enrol(&login, &data, "Blue key").is_err());
    server.0.ask(&login);
    let made = CredentialId::new(server.0.enrol(&login, &data, "Blue key").unwrap()).unwrap();
    assert!(server.0.enrol(&login, &data, "Again").is_err(), "it is asked for once");
    let told = keycloak.enrolled(&account, &made).await.unwrap().unwrap();
    assert_eq!(told.credential, KeyCredentialId(vec![0xfb, 0xff, 1]));
    assert_eq!(told.public_key, PublicKey(public));
    assert_eq!((told.aaguid.as_str(), told.user_handle.as_slice()), (MODEL, account.as_str().as_bytes()));
    let listed = keycloak.inventory(&account, NOW).await.unwrap();
    let row = listed.credentials.iter().find(|c| c.id == made).unwrap();
    assert_eq!((row.kind, row.label.as_str()), (CredentialKind::SecurityKey, "Blue key"));
    assert_eq!(row.webauthn.as_ref().map(|id| id.0.as_slice()), Some(&[0xfb, 0xff, 1][..]));
    // A code generator has no public key, and what is not listed is not there.
    let other = listed.credentials.iter().find(|c| c.id != made).unwrap();
    assert_eq!(keycloak.enrolled(&account, &other.id).await.unwrap(), None);
    let gone = keycloak.enrolled(&account, &CredentialId::new("c-none").unwrap()).await;
    assert!(matches!(gone, Err(DirectoryFault::NotThere(_))), "{gone:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn ten_thousand_people_are_listed_page_by_page() {
    let (server, keycloak) = reached().await;
    server.0.crowd(10_000);
    let (mut from, mut logins, mut pages) = (None, Vec::new(), 0);
    loop {
        let page = keycloak.search("Crowd", from.as_ref()).await.unwrap();
        assert!(page.rows.len() <= 100);
        logins.extend(page.rows.into_iter().map(|row| row.login));
        pages += 1;
        let Some(next) = page.next else { break };
        from = Some(next);
    }
    // Somebody whose name alone begins so is among what the server finds, and not among what is listed.
    assert_eq!(logins.len(), 10_000);
    assert_eq!(pages, 101);
    assert!(logins.iter().all(|login| login.starts_with("crowd")));
    assert_eq!(logins.iter().collect::<BTreeSet<_>>().len(), 10_000);
    let page = keycloak.search("crowd0999", None).await.unwrap();
    assert_eq!((page.rows.len(), page.next), (10, None));
    assert_eq!((page.rows[0].id.as_str(), page.rows[0].name.as_str()), ("u-crowd-9990", "Maya Okafor"));
    for odd in ["*", "cr*", "\"crowd\"", "id:u-dora"] {
        assert!(keycloak.search(odd, None).await.unwrap().rows.is_empty(), "{odd}");
    }
    let all = keycloak.search("", None).await.unwrap();
    assert!(all.rows.len() == 100 && all.next.is_some());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn both_logs_are_told_as_one_oldest_first() {
    let (server, keycloak) = reached().await;
    server.0.busy(40);
    let since = server.0.busy(1_000);
    let (mut from, mut told, mut pages) = (None, Vec::new(), 0);
    loop {
        let page = keycloak.changes(since, from.as_ref()).await.unwrap();
        assert!(page.rows.len() <= 100);
        told.extend(page.rows);
        pages += 1;
        let Some(next) = page.next else { break };
        from = Some(next);
    }
    assert!(pages > 5, "{pages} pages");
    // Of four entries one was a user's own credential, one was removed by an administrator, two were of other things.
    assert_eq!(told.len(), 500);
    assert!(told.is_sorted_by_key(|change| change.at) && told.iter().all(|change| change.at >= since));
    assert_eq!(told.iter().map(|change| &change.entry).collect::<BTreeSet<_>>().len(), 500);
    let first: Vec<_> = told[..2].iter().map(|c| (c.what, c.login.as_str(), c.by.as_str())).collect();
    let (own, admin) = ((ChangeKind::Added, "maya@corp.test", "maya@corp.test"), (ChangeKind::Removed, "", "u-dora"));
    assert_eq!(first, [own, admin]);
    assert!(told.iter().all(|change| change.account == id("u-maya")));
    // A realm that keeps no log says nothing, and that is not that nothing happened.
    server.0.forget_events();
    let silent = keycloak.changes(since, None).await;
    assert!(matches!(silent, Err(DirectoryFault::Refused(_))), "{silent:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn rights_that_are_too_many_are_told() {
    let (_server, keycloak) = reached().await;
    let rights = keycloak.rights().await.unwrap().unwrap();
    assert_eq!(rights.lacking(), Vec::<&str>::new());
    assert_eq!(rights.too_many(), ["view-realm"]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_client_shows_its_key_or_its_secret_and_nothing_else() {
    let server = Server::keyed().await;
    let keyed = server.connector(&server.url(), Reach::default());
    for _ in 0..3 {
        keyed.ping().await.unwrap();
        assert!(keyed.find("dora").await.unwrap().is_some());
        // Each further sign-in is by another assertion: the stand-in takes none twice.
        server.0.expire_tokens();
    }
    let wrong = keyed.with_secret(SecretString::from("wrong".to_owned())).unwrap();
    assert_eq!(wrong.ping().await, Err(DirectoryFault::AccessRefused));
    let right = wrong.with_secret(KeycloakFake::secret()).unwrap();
    assert_eq!(right.ping().await, Ok(()));
    assert!(right.with_secret(SecretString::from(String::new())).is_err());
}
