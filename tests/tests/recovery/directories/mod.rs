//! Every directory, by the same rig: whole recoveries, and every fault.

mod glewlwyd;
mod rig;

use crate::desk::Desk;
use postern_directory::Reach;
use postern_domain::recovery::Action;
use postern_domain::recovery::account::{CredentialKind, CredentialState};
use rig::Rig as _;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_whole_recovery_on_glewlwyd() {
    let Some(server) = glewlwyd::Server::there().await else {
        eprintln!("skipped: no Glewlwyd here (`cargo xtask test` starts one)");
        return;
    };
    let login = server.subject().await;
    let (token, session) = (server.refresh_token(&login).await, server.session(&login).await);
    assert!(server.refreshes(&token).await && server.session_lives(&session).await);
    let token = server.refresh_token(&login).await;
    let connector = server.connect(&server.url(), Reach::default());
    let desk = Desk::open_with(|_| connector.clone()).await;
    assert!(connector.find("nobody").await.unwrap().is_none());
    assert!(connector.find("*").await.unwrap().is_none());
    assert!(connector.find("admin").await.unwrap().unwrap().privileged);
    let id = rig::approved(&desk, &login).await;
    let before = desk.case(id).await;
    assert!(!before.account.privileged && before.inventory.sessions.is_some_and(|n| n >= 2), "{:?}", before.inventory);
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
