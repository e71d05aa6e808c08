//! What the connector to Entra does beside a recovery: roles of groups, searching, the log, passes, applications.

use super::entra::Server;
use super::entra_fake::EntraFake;
use super::rig::Rig as _;
use async_trait::async_trait;
use postern_directory::{BadEntra, Entra, EntraSettings, Refreshes, Tokens};
use postern_domain::ids::AccountId;
use postern_domain::recovery::account::{CredentialKind, CredentialState, Machine};
use postern_domain::time::Timestamp;
use postern_os::{OsEntropy, SystemClock};
use postern_ports::directory::{ChangeKind, DirectoryFault, PageMark};
use postern_ports::{Clock as _, Directory as _};
use secrecy::SecretString;
use std::sync::Arc;

fn connector(fake: &EntraFake, delegated: bool) -> Entra {
    let settings = EntraSettings { delegated, ..fake.settings() };
    Entra::connect(settings, EntraFake::secret(), Arc::new(SystemClock), Arc::new(OsEntropy)).unwrap()
}

fn secret(text: &str) -> SecretString {
    SecretString::from(text.to_owned())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_role_that_a_group_holds_is_seen() {
    let server = Server::start().await;
    let entra = connector(&server.0, false);
    // For a part of the tenant, through a group: no list of her own roles has it.
    let gita = entra.find("gita@corp.test").await.unwrap().unwrap();
    assert!(gita.privileged);
    assert_eq!(gita.active_roles, ["group:77770000-3"]);
    let maya = entra.find("maya@corp.test").await.unwrap().unwrap();
    assert!(!maya.privileged && maya.active_roles.is_empty(), "an ordinary group holds no roles");
    assert!(server.0.beyond().iter().any(|call| call.ends_with("microsoft.graph.group")));
    // Who cannot see groups cannot tell who is privileged.
    server.0.hide_groups();
    let hidden = entra.find("maya@corp.test").await;
    assert!(matches!(hidden, Err(DirectoryFault::NotPermitted(_))), "{hidden:?}");
    assert!(entra.find("ezra@corp.test").await.is_ok(), "who is in no group has none that is hidden");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn ten_thousand_users_are_read_page_by_page() {
    let server = Server::start().await;
    let entra = connector(&server.0, false);
    let (mut all, mut pages, mut last, mut mark) = (0, 0, String::new(), None);
    loop {
        let page = entra.search("Crowd", mark.as_ref()).await.unwrap();
        assert!(page.rows.len() <= 100, "{}", page.rows.len());
        for row in page.rows {
            assert!(row.login > last, "{} after {last}", row.login);
            last = row.login;
            all += 1;
        }
        pages += 1;
        mark = page.next;
        if mark.is_none() {
            break;
        }
    }
    assert_eq!((all, pages, last.as_str()), (EntraFake::CROWD, 100, "crowd09999@corp.test"));
    let few = entra.search("crowd0042", None).await.unwrap();
    assert_eq!((few.rows.len(), few.next), (10, None));
    assert_eq!(few.rows[3].id.as_str(), "00000000-0000-4000-9000-000000000423");
    let maya = entra.search("MAYA", None).await.unwrap().rows;
    assert_eq!(maya[0].id, entra.find("maya@corp.test").await.unwrap().unwrap().id);
    for odd in ["o'neil", "x') or startswith(mail,'m", "m&$top=999", "nobody"] {
        assert!(entra.search(odd, None).await.unwrap().rows.is_empty(), "{odd}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_mark_leads_nowhere_else() {
    let server = Server::start().await;
    let entra = connector(&server.0, false);
    let graph = server.0.settings().graph;
    for elsewhere in [
        "https://elsewhere.test/v1.0/users?$skiptoken=x".to_owned(),
        format!("{graph}/auditLogs/directoryAudits"),
        format!("{graph}/users/maya@corp.test"),
        "users".to_owned(),
    ] {
        let found = entra.search("m", Some(&PageMark(elsewhere.clone()))).await;
        assert!(matches!(found, Err(DirectoryFault::Nonsense(_))), "{elsewhere}: {found:?}");
    }
    let mark = PageMark(format!("{graph}/users"));
    assert!(entra.changes(Timestamp(0), Some(&mark)).await.is_err());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_log_tells_what_changed_oldest_first() {
    let server = Server::start().await;
    let entra = connector(&server.0, false);
    let at = |second: i64| Timestamp(1_767_225_600_000 + second * 1000);
    let (maya, ezra) = ("maya@corp.test", "ezra@corp.test");
    for (activity, who, second, result) in [
        ("User registered security info", maya, 30, "success"),
        ("Admin deleted security info", maya, 10, "success"),
        ("Reset user password", ezra, 20, "success"),
        ("User registered security info", maya, 25, "failure"),
        ("User reviewed security info", maya, 26, "success"),
        ("User registered security info", maya, -10, "success"),
    ] {
        server.0.note(activity, who, at(second), result);
    }
    let (mut seen, mut pages, mut mark) = (Vec::new(), 0, None);
    loop {
        let page = entra.changes(at(0), mark.as_ref()).await.unwrap();
        seen.extend(page.rows);
        pages += 1;
        mark = page.next;
        if mark.is_none() {
            break;
        }
    }
    let told: Vec<_> = seen.iter().map(|change| (change.at, change.login.as_str(), change.what)).collect();
    let expected =
        [(at(10), maya, ChangeKind::Removed), (at(20), ezra, ChangeKind::Altered), (at(30), maya, ChangeKind::Added)];
    assert_eq!(told, expected);
    assert_eq!(pages, 2, "each page was asked for by itself");
    let known = entra.find(maya).await.unwrap().unwrap().id;
    assert!(seen.iter().all(|change| change.login == ezra || change.account == known), "{seen:?}");
    assert!(seen.iter().all(|change| change.by == "dora@corp.test"), "{seen:?}");
    let entries: std::collections::BTreeSet<_> = seen.iter().map(|change| &change.entry).collect();
    assert_eq!(entries.len(), 3, "each has a name of its own");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_pass_that_is_pending_is_a_credential() {
    let server = Server::start().await;
    let entra = connector(&server.0, false);
    let login = server.subject(3).await;
    let id = entra.find(&login).await.unwrap().unwrap().id;
    let passes = async || {
        let inventory = entra.inventory(&id, SystemClock.now()).await.unwrap();
        let passes = inventory.credentials.into_iter().filter(|c| c.kind == CredentialKind::TemporaryPass);
        passes.map(|c| (c.id.as_str().split('/').next().unwrap().to_owned(), c.state)).collect::<Vec<_>>()
    };
    assert!(passes().await.is_empty());
    server.0.issue_pass(&login);
    // Another takes the place of the first.
    server.0.issue_pass(&login);
    assert_eq!(passes().await, [("temporaryAccessPassMethods".to_owned(), CredentialState::Active)]);
    server.0.use_pass(&login);
    assert_eq!(passes().await, [("temporaryAccessPassMethods".to_owned(), CredentialState::Revoked)]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_application_is_a_machine_whose_owner_answers_for_it() {
    let server = Server::start().await;
    let entra = connector(&server.0, false);
    let login = format!("app:{}", EntraFake::BACKUPS);
    let backups = entra.find(&login).await.unwrap().unwrap();
    let maya = entra.find("maya@corp.test").await.unwrap().unwrap();
    let sponsor = Machine { sponsor: Some(maya.id.clone()), sponsor_login: "maya@corp.test".to_owned() };
    assert_eq!(backups.machine, Some(sponsor), "its first owner is no person");
    assert_eq!((backups.login.as_str(), backups.name.as_str(), backups.privileged), (login.as_str(), "Backups", false));
    assert_eq!(backups.contacts.iter().map(|c| c.address.as_str()).collect::<Vec<_>>(), ["maya@corp.test"]);
    assert_eq!(entra.account(&backups.id).await.unwrap(), Some(backups.clone()));

    let nobody = entra.find(&format!("app:{}", EntraFake::PROVISIONING)).await.unwrap().unwrap();
    assert_eq!(nobody.machine, Some(Machine { sponsor: None, sponsor_login: String::new() }));
    assert_eq!(nobody.active_roles, ["RoleManagement.ReadWrite.Directory"]);
    assert!(nobody.privileged && nobody.contacts.is_empty());
    let reports = entra.find(&format!("app:{}", EntraFake::REPORTS)).await.unwrap().unwrap();
    assert!(reports.privileged, "by a group, as people are");

    for odd in ["app:", "app:x", "app:00000000-0000-4000-8000-000000000009", "app:') or (appId eq '"] {
        assert_eq!(entra.find(odd).await.unwrap(), None, "{odd}");
        assert_eq!(entra.account(&AccountId::new(odd).unwrap()).await.unwrap(), None, "{odd}");
    }
    assert_eq!(maya.machine, None);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn keys_and_secrets_of_an_application_are_its_credentials() {
    let server = Server::start().await;
    let entra = connector(&server.0, false);
    let id = entra.find(&format!("app:{}", EntraFake::BACKUPS)).await.unwrap().unwrap().id;
    let inventory = entra.inventory(&id, SystemClock.now()).await.unwrap();
    let told: Vec<_> = inventory.credentials.iter().map(|c| (c.kind, c.label.as_str(), c.state)).collect();
    let expected = [
        (CredentialKind::ClientKey, "Old key", CredentialState::Active),
        (CredentialKind::ClientSecret, "Old secret", CredentialState::Active),
        (CredentialKind::ClientSecret, "Older", CredentialState::Revoked),
    ];
    assert_eq!(told, expected);
    assert!(inventory.credentials[0].id.as_str().starts_with("key:d4d4d4d4-"), "{inventory:?}");
    assert!(inventory.credentials[1].id.as_str().starts_with("secret:5ec00000-"), "{inventory:?}");
    assert_eq!((inventory.sessions, inventory.sign_in_blocked), (Some(0), Some(false)));
    server.0.enable_application(EntraFake::BACKUPS, false);
    assert_eq!(entra.inventory(&id, SystemClock.now()).await.unwrap().sign_in_blocked, Some(true));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_drawn_key_opens_and_the_old_one_does_not_once_they_are_exchanged() {
    let server = Server::start().await;
    let entra = connector(&server.0, false);
    let id = entra.find(&format!("app:{}", EntraFake::BACKUPS)).await.unwrap().unwrap().id;
    let opens = async |shown: &SecretString| entra.try_machine_secret(&id, shown).await.unwrap();
    let old = EntraFake::key_of_application();
    assert!(opens(&old).await && opens(&EntraFake::secret_of_application()).await);
    assert!(!opens(&secret("guessed")).await && !opens(&secret("over")).await);
    // The console's own certificate is another application's.
    assert!(!opens(&EntraFake::certificate()).await);

    assert!(entra.draws_machine_keys());
    let drawn = entra.draw_machine_key("Backups, drawn", SystemClock.now()).unwrap();
    assert!(!opens(&drawn.secret).await, "nobody knows it yet");
    server.0.give_key(EntraFake::BACKUPS, drawn.public.certificate.as_ref().unwrap(), &drawn.public.label);
    assert!(opens(&drawn.secret).await && opens(&old).await, "what was there stays there");
    let labels = entra.inventory(&id, SystemClock.now()).await.unwrap().credentials;
    let labels: Vec<_> = labels.iter().map(|c| c.label.as_str()).collect();
    assert_eq!(labels, ["Old key", "Backups, drawn", "Old secret", "Older"]);
    server.0.take_key(EntraFake::BACKUPS, "Old key");
    assert!(!opens(&old).await, "the old key is refused");
    assert!(opens(&drawn.secret).await);
    server.0.enable_application(EntraFake::BACKUPS, false);
    assert!(!opens(&drawn.secret).await, "a blocked application is let in by nothing");

    let maya = entra.find("maya@corp.test").await.unwrap().unwrap().id;
    assert_eq!(entra.try_machine_secret(&maya, &old).await, Err(DirectoryFault::Unsupported));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn another_secret_is_another_sign_in_at_the_same_tenant() {
    let server = Server::start().await;
    let entra = connector(&server.0, false);
    let writes = entra.with_secret(EntraFake::certificate()).unwrap();
    assert!(writes.find("maya@corp.test").await.unwrap().is_some());
    let wrong = entra.with_secret(secret("wrong")).unwrap();
    assert_eq!(wrong.find("maya@corp.test").await, Err(DirectoryFault::AccessRefused));
    assert!(entra.find("maya@corp.test").await.unwrap().is_some(), "the first goes on");
    assert_eq!(entra.with_secret(secret("-----BEGIN NOTHING-----\n")).err(), Some(BadEntra::Certificate));
}

/// Renews by a token that was made before.
struct Renewing(SecretString);

#[async_trait]
impl Refreshes for Renewing {
    async fn refresh(&self, _: &SecretString) -> Result<Tokens, DirectoryFault> {
        Ok(Tokens { access: self.0.clone(), refresh: None, lifetime: None })
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_delegated_connector_acts_as_the_person_who_signed_in() {
    let server = Server::start().await;
    let entra = connector(&server.0, true);
    assert_eq!(entra.find("maya@corp.test").await, Err(DirectoryFault::SignInNeeded));
    let person = entra.person().unwrap();
    let access = server.0.signed_in("openid profile User.Read.All User.Export.All");
    person.hold(Tokens { access, refresh: None, lifetime: None });
    assert!(entra.find("maya@corp.test").await.unwrap().is_some());
    let rights = entra.rights().await.unwrap().unwrap();
    assert_eq!(rights.too_many(), ["User.Export.All"]);
    assert!(!rights.lacking().contains(&"User.Read.All") && rights.lacking().contains(&"AuditLog.Read.All"));
    // The same person, whatever secret is asked for with: none is shown.
    let writes = entra.with_secret(secret("released")).unwrap();
    assert!(writes.find("maya@corp.test").await.unwrap().is_some());
    // What is refused is renewed, where it can be; else somebody has to sign in.
    server.0.expire_tokens();
    assert_eq!(entra.find("maya@corp.test").await, Err(DirectoryFault::SignInNeeded));
    person.renew_by(Arc::new(Renewing(server.0.signed_in("User.Read.All"))));
    person.hold(Tokens { access: secret("stale"), refresh: Some(secret("r")), lifetime: None });
    assert!(entra.find("maya@corp.test").await.unwrap().is_some());
    person.forget();
    assert_eq!(entra.find("maya@corp.test").await, Err(DirectoryFault::SignInNeeded));
    assert!(connector(&server.0, false).person().is_none());
}
