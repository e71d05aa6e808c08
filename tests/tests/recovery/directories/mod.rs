//! Every directory, by the same rig: whole recoveries, and every fault.

mod abilities;
mod attested;
pub mod contract;
mod elsewhere;
mod entra;
mod entra_fake;
mod entra_more;
mod glewlwyd;
mod glewlwyd_more;
mod keycloak;
mod keycloak_fake;
mod keycloak_more;
mod oidc;
mod okta;
mod okta_fake;
mod okta_more;
mod practice;
mod privacyidea;
mod privacyidea_more;
mod proxy;
mod rig;
mod table;

use crate::desk::{Desk, codes};
use postern_directory::Reach;
use postern_domain::recovery::account::{CredentialKind, CredentialState};
use postern_domain::recovery::{Action, Command};
use postern_ports::Directory as _;
use rig::Rig as _;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_whole_recovery_on_glewlwyd() {
    let Some(server) = glewlwyd::Server::there().await else {
        eprintln!("skipped: no Glewlwyd here (`cargo xtask test` starts one)");
        return;
    };
    let login = server.subject(1).await;
    let (token, session) = (server.refresh_token(&login).await, server.session(&login).await);
    assert!(server.refreshes(&token).await && server.session_lives(&session).await);
    let token = server.refresh_token(&login).await;
    // More than one page of them.
    for _ in 0..105 {
        server.refresh_token(&login).await;
    }
    let connector = server.connect(&server.url(), Reach::default());
    let desk = Desk::open_with(|_| connector.clone()).await;
    assert!(connector.find("nobody").await.unwrap().is_none());
    assert!(connector.find("*").await.unwrap().is_none());
    assert!(connector.find("admin").await.unwrap().unwrap().privileged);
    let id = rig::approved(&desk, &login).await;
    let before = desk.case(id).await;
    assert!(
        !before.account.privileged && before.inventory.sessions.is_some_and(|n| n >= 107),
        "{:?}",
        before.inventory
    );
    let old: Vec<_> = before.inventory.credentials.iter().map(|c| (c.kind, c.state)).collect();
    assert_eq!(old, [(CredentialKind::OneTimeCode, CredentialState::Active)]);
    desk.revoke(id).await.unwrap();
    assert!(desk.case(id).await.confirmed(&Action::EndSessions).is_some());
    assert!(!server.refreshes(&token).await, "the application's token gives nothing any more");
    assert!(!server.session_lives(&session).await, "the session is over");
    desk.accept_blank(id).await.unwrap();
    desk.provision(id).await.unwrap();
    rig::finish(&desk, id).await.unwrap();
    rig::ended_well(&desk, connector.as_ref(), id).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_whole_recovery_on_the_stand_in_for_entra() {
    let server = entra::Server::start().await;
    let connector = server.connect(&server.url(), Reach::default());
    let desk = Desk::open_with(|_| connector.clone()).await;
    for (login, privileged) in [("dora@corp.test", true), ("ezra@corp.test", true), ("maya@corp.test", false)] {
        assert_eq!(connector.find(login).await.unwrap().unwrap().privileged, privileged, "{login}");
    }
    assert!(connector.find("*@corp.test").await.unwrap().is_none());
    let login = server.subject(5).await;
    let id = rig::approved(&desk, &login).await;
    // In the middle of it every token is forgotten.
    server.0.expire_tokens();
    rig::to_the_end(&desk, connector.as_ref(), id).await;
    let case = desk.case(id).await;
    assert!(case.live_said_by.is_some(), "nobody but a browser signs in there");
    // Block, end sessions, five methods, one key, unblock: nothing else, and nothing twice.
    assert_eq!(server.0.mutations().len(), 9, "{:?}", server.0.mutations());
    assert!(server.0.beyond().iter().all(|call| call.starts_with("PATCH")
        || call.contains("roleEligibility")
        || call.contains("microsoft.graph.group")));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_application_with_a_certificate_shows_a_new_assertion_each_time() {
    let server = entra::Server::certified().await;
    let connector = server.connect(&server.url(), Reach::default());
    for _ in 0..3 {
        assert!(connector.find("maya@corp.test").await.unwrap().is_some());
        // Each further sign-in is by another assertion: the stand-in takes none twice.
        server.0.expire_tokens();
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_whole_recovery_on_the_stand_in_for_okta() {
    let server = okta::Server::start().await;
    let connector = server.connect(&server.url(), Reach::default());
    let desk = Desk::open_with(|_| connector.clone()).await;
    assert!(connector.find("dora@corp.test").await.unwrap().unwrap().privileged);
    assert!(connector.find("me").await.unwrap().is_none(), "`me` is whoever asks");
    let login = server.subject(5).await;
    let id = rig::approved(&desk, &login).await;
    // In the middle of it every token is forgotten.
    server.0.expire_tokens();
    rig::to_the_end(&desk, connector.as_ref(), id).await;
    assert!(desk.case(id).await.live_said_by.is_some(), "nobody but a browser signs in there");
    // End sessions, five factors, one that is offered and activated: nothing else, and nothing twice.
    assert_eq!(server.0.mutations().len(), 8, "{:?}", server.0.mutations());
    let rights = connector.rights().await.unwrap().unwrap();
    assert!(rights.lacking().is_empty() && rights.too_many().is_empty(), "it asks for what it needs");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn rights_that_lack_and_rights_that_are_too_many_are_told() {
    let server = entra::Server::start().await;
    let rights = server.connect(&server.url(), Reach::default()).rights().await.unwrap().unwrap();
    assert_eq!(rights.too_many(), ["Directory.ReadWrite.All"]);
    assert!(rights.lacking().contains(&"User.RevokeSessions.All") && !rights.lacking().contains(&"User.Read.All"));
    let Some(server) = crate::privacyidea::server() else {
        eprintln!("skipped: no privacyIDEA here (`cargo xtask test` starts one)");
        return;
    };
    // An administrator without a policy may do everything there.
    let rights = server.connector_at(&server.url, Reach::default()).rights().await.unwrap().unwrap();
    assert_eq!(rights.lacking(), Vec::<&str>::new());
    assert!(rights.too_many().contains(&"policydelete"), "{:?}", rights.too_many());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_key_that_the_directory_does_not_name_is_not_taken_for_ours() {
    let server = std::sync::Arc::new(entra::Server::opaque().await);
    let proxy = proxy::Proxy::before(server.clone()).await;
    let reach = Reach { patience: std::time::Duration::from_millis(700), ..Reach::default() };
    let connector = server.connect(&proxy.url(), reach);
    let desk = Desk::open_with(|_| connector.clone()).await;
    let id = rig::approved(&desk, &server.subject(1).await).await;
    desk.revoke(id).await.unwrap();
    desk.accept_blank(id).await.unwrap();
    // The answer that names the new method is lost, and its name says nothing: it may be anybody's.
    proxy.arm(rig::Call::Submit, proxy::Trouble::SilentAfter, 0);
    let _ = desk.provision(id).await;
    proxy.mend();
    assert!(desk.case(id).await.confirmed(&Action::SubmitCredential).is_none());
    let refused = codes(desk.provision(id).await);
    assert!(refused.contains(&"REV-04"), "{refused:?}");
    // The way out: it is approved again, what is not known goes, and another is made.
    desk.act(id, Command::SeekApproval).await.unwrap();
    desk.sign_in("supervisor").await;
    desk.co_sign(id, "supervisor").await.unwrap();
    desk.sign_in("agent").await;
    desk.revoke(id).await.unwrap();
    desk.provision(id).await.unwrap();
    rig::finish(&desk, id).await.unwrap();
    rig::ended_well(&desk, connector.as_ref(), id).await;
}
