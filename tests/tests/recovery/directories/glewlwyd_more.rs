//! A real Glewlwyd: its listings, its clients as machine identities, and what a change leaves alone.

use super::glewlwyd::{PICTURE, Server};
use super::practice::{Deed, Instead, all_found};
use super::rig::{self, Rig as _};
use crate::desk::Desk;
use postern_directory::Reach;
use postern_domain::ids::AccountId;
use postern_domain::recovery::account::{CredentialKind, CredentialState, Machine};
use postern_os::SystemClock;
use postern_ports::directory::{DirectoryFault, PageMark};
use postern_ports::machine::MachineKey;
use postern_ports::{Clock as _, Directory};
use secrecy::SecretString;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The server, or a reason why a test says nothing.
async fn server() -> Option<Server> {
    let there = Server::there().await;
    if there.is_none() {
        eprintln!("skipped: no Glewlwyd here (`cargo xtask test` starts one)");
    }
    there
}

/// A client of a subject's, the connector that knows so, and what the client shows: a key and a secret.
struct Signing {
    id: String,
    account: AccountId,
    sponsor: String,
    key: MachineKey,
    secret: SecretString,
    connector: Arc<dyn Directory>,
}

impl Signing {
    async fn at(server: &Server) -> Self {
        let plain = server.connector(&server.url(), Reach::default(), BTreeMap::new());
        let key = plain.draw_machine_key("old", SystemClock.now()).unwrap();
        let (id, secret) = server.client(&key.public).await;
        let sponsor = server.subject(0).await;
        let sponsors = BTreeMap::from([(id.clone(), sponsor.clone())]);
        let connector = Arc::new(server.connector(&server.url(), Reach::default(), sponsors));
        let account = AccountId::new(format!("client:{id}")).unwrap();
        Self { id, account, sponsor, key, secret, connector }
    }

    async fn tries(&self, secret: &SecretString) -> Result<bool, DirectoryFault> {
        self.connector.try_machine_secret(&self.account, secret).await
    }

    /// What it shows, as the inventory lists it.
    async fn listed(&self) -> Vec<(String, CredentialKind, CredentialState)> {
        let read = self.connector.inventory(&self.account, SystemClock.now()).await.unwrap();
        assert_eq!(read.sessions, Some(0));
        read.credentials.into_iter().map(|c| (c.id.as_str().to_owned(), c.kind, c.state)).collect()
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_client_of_glewlwyds_is_a_machine_identity() {
    let Some(server) = server().await else { return };
    let signing = Signing::at(&server).await;
    let Signing { id, account, sponsor, key, secret, connector } = &signing;
    let found = connector.find(account.as_str()).await.unwrap().unwrap();
    assert_eq!((&found.id, found.login.as_str(), found.name.as_str()), (account, account.as_str(), "Nightly signing"));
    let person = connector.find(sponsor).await.unwrap().unwrap();
    let machine = Machine { sponsor: Some(person.id), sponsor_login: sponsor.clone() };
    assert_eq!((found.machine, found.contacts, found.privileged), (Some(machine), person.contacts, false));
    assert_eq!(connector.account(account).await.unwrap().unwrap().login, account.as_str());
    // Nobody answers for it by these settings; one that is not confidential is none, and a name is exact.
    let alone = server.connect(&server.url(), Reach::default());
    let unanswered = alone.find(account.as_str()).await.unwrap().unwrap();
    assert_eq!(unanswered.machine, Some(Machine { sponsor: None, sponsor_login: String::new() }));
    for none in ["client:app", "client:", "client:nobody", &format!("client:{}", id.to_uppercase())] {
        assert!(connector.find(none).await.unwrap().is_none(), "{none}");
    }
    let listed = signing.listed().await;
    let told = |id: String, kind| (id, kind, CredentialState::Active);
    let old = format!("key:{}", key.public.name);
    assert_eq!(listed, [told("secret".to_owned(), CredentialKind::ClientSecret), told(old, CredentialKind::ClientKey)]);
    // What it shows lets it in, and nothing else does.
    assert!(server.signs_in(id, key).await);
    assert_eq!(signing.tries(&key.secret).await, Ok(true));
    assert_eq!(signing.tries(&key.secret).await, Ok(true), "each time by another assertion");
    assert_eq!(signing.tries(secret).await, Ok(true));
    let strange = connector.draw_machine_key("strange", SystemClock.now()).unwrap();
    assert_eq!(signing.tries(&strange.secret).await, Ok(false));
    assert_eq!(signing.tries(&SecretString::from("guessed".to_owned())).await, Ok(false));
    // Blocked it is refused whatever it shows: that says nothing of what it showed.
    server.switch_client(id, false).await;
    assert!(!server.signs_in(id, key).await);
    assert!(matches!(signing.tries(&key.secret).await, Err(DirectoryFault::Refused(_))));
    let read = connector.inventory(account, SystemClock.now()).await.unwrap();
    assert_eq!(read.sign_in_blocked, Some(true));
    assert_eq!(all_found(connector.as_ref(), account.as_str()).await.len(), 1);
    assert!(all_found(connector.as_ref(), "client:ap").await.iter().all(|row| row.login != "client:app"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_client_of_glewlwyds_gets_another_key_and_keeps_all_else() {
    let Some(server) = server().await else { return };
    let signing = Signing::at(&server).await;
    let new = signing.connector.draw_machine_key("new", SystemClock.now()).unwrap();
    let instead = Instead::of(signing.connector.clone(), Deed::Hand(new.public.clone()));
    let desk = Desk::open_with(|_| instead.clone()).await;
    let id = rig::approved(&desk, signing.account.as_str()).await;
    desk.revoke(id).await.unwrap();
    assert_eq!(desk.case(id).await.not_gone().count(), 0);
    assert!(signing.listed().await.is_empty());
    let read = signing.connector.inventory(&signing.account, SystemClock.now()).await.unwrap();
    assert_eq!(read.sign_in_blocked, Some(true));
    desk.accept_blank(id).await.unwrap();
    let _ = desk.provision(id).await;
    assert!(instead.done().unwrap().is_none());
    let made = format!("key:{}", new.public.name);
    assert_eq!(signing.listed().await, [(made, CredentialKind::ClientKey, CredentialState::Active)]);
    server.switch_client(&signing.id, true).await;
    assert!(server.signs_in(&signing.id, &new).await && !server.signs_in(&signing.id, &signing.key).await);
    assert_eq!(signing.tries(&new.secret).await, Ok(true));
    assert_eq!(signing.tries(&signing.key.secret).await, Ok(false), "the old key");
    assert_eq!(signing.tries(&signing.secret).await, Ok(false), "the old secret");
    let shown = server.shown(&format!("/api/client/{}", signing.id)).await;
    for (name, value) in [
        ("name", json!("Nightly signing")),
        ("scope", json!(["plain"])),
        ("redirect_uri", json!(["https://signing.corp.test/cb"])),
        ("authorization_type", json!(["client_credentials"])),
        ("token_endpoint_auth_method", json!(["private_key_jwt"])),
    ] {
        assert_eq!(shown[name], value, "{name}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn blocking_a_user_of_glewlwyds_leaves_their_properties_alone() {
    let Some(server) = server().await else { return };
    let login = server.subject(1).await;
    let connector = server.connect(&server.url(), Reach::default());
    let desk = Desk::open_with(|_| connector.clone()).await;
    let before = server.shown(&format!("/api/user/{login}")).await;
    assert_eq!((&before["picture"], &before["enabled"]), (&json!(PICTURE), &json!(true)));
    let id = rig::approved(&desk, &login).await;
    desk.revoke(id).await.unwrap();
    let after = server.shown(&format!("/api/user/{login}")).await;
    assert_eq!(after["enabled"], json!(false));
    for kept in ["picture", "email", "name"] {
        assert_eq!(after[kept], before[kept], "{kept}");
    }
    let scopes = |user: &Value| user["scope"].as_array().unwrap().iter().map(Value::to_string).collect::<BTreeSet<_>>();
    assert_eq!(scopes(&after), scopes(&before));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn glewlwyds_users_are_listed_by_the_beginning_of_their_names() {
    let Some(server) = server().await else { return };
    let connector = server.connect(&server.url(), Reach::default());
    let beginning = format!("s{}", uuid::Uuid::new_v4().simple());
    // More than a page of them; and two that only hold it, in a name and in the middle.
    let many = (0..120).map(|n| format!("{beginning}.{n:03}"));
    server.users(many.clone(), "Searched").await;
    server.users([format!("x{beginning}")], "Searched").await;
    let called = format!("u{}", uuid::Uuid::new_v4().simple());
    server.users([called], &beginning).await;
    let mut found: Vec<_> = all_found(connector.as_ref(), &beginning).await.into_iter().map(|row| row.login).collect();
    found.sort_unstable();
    assert_eq!(found, many.collect::<Vec<_>>());
    let one = all_found(connector.as_ref(), &format!("{beginning}.007")).await;
    assert_eq!(one.len(), 1);
    assert_eq!((one[0].name.as_str(), one[0].id.as_str()), ("Searched", one[0].login.as_str()));
    assert!(all_found(connector.as_ref(), &format!("{beginning}%")).await.is_empty());
    let strange = connector.search(&beginning, Some(&PageMark("elsewhere".to_owned()))).await;
    assert!(matches!(strange, Err(DirectoryFault::Nonsense(_))), "{strange:?}");
    let log = connector.changes(SystemClock.now(), None).await;
    assert_eq!(log, Err(DirectoryFault::Unsupported));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_connector_to_glewlwyd_takes_another_password() {
    let Some(server) = server().await else { return };
    let connector = server.connector(&server.url(), Reach::default(), BTreeMap::new());
    connector.ping().await.unwrap();
    let wrong = connector.with_secret(SecretString::from("not the password".to_owned())).unwrap();
    assert_eq!(wrong.ping().await, Err(DirectoryFault::AccessRefused));
    assert_eq!((wrong.id(), wrong.rp_id(), wrong.tenant()), (connector.id(), connector.rp_id(), connector.tenant()));
    wrong.with_secret(server.password()).unwrap().ping().await.unwrap();
}
