//! What a test needs of a directory, whichever it is.

use crate::desk::{Desk, NEW_PIN, codes, key, pin};
use async_trait::async_trait;
use postern_application::Fault;
use postern_application::history::verify_history;
use postern_application::recovery::Opening;
use postern_directory::Reach;
use postern_domain::ids::{CaseId, DirectoryId};
use postern_domain::recovery::account::{ContactChannel, CredentialState};
use postern_domain::recovery::{Channel, Command, Lifecycle, Reason};
use postern_ports::Directory;
use postern_practice::people::BLANK;
use std::sync::Arc;

/// What a request asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Call {
    /// A reading of credentials, sessions or the account.
    Read,
    /// A credential is revoked.
    Revoke,
    /// A new credential is handed over.
    Submit,
    /// Anything else: signing in, options, blocking.
    Other,
}

/// A directory that tests can reach, straight or through something that breaks what is said.
#[async_trait]
pub trait Rig: Send + Sync {
    /// Where it answers.
    fn url(&self) -> String;
    /// A connector that reaches it at `url`.
    fn connect(&self, url: &str, reach: Reach) -> Arc<dyn Directory>;
    /// A new account with this many old credentials: its sign-in name.
    async fn subject(&self, credentials: usize) -> String;
    /// What a request asks for.
    fn call(&self, method: &str, path: &str, body: &str) -> Call;
    /// What the directory answers to a change that succeeded.
    fn success(&self, call: Call, path: &str) -> (u16, String);
    /// Whether the subject enrols the new credential there themselves.
    fn enrols_itself(&self) -> bool {
        false
    }
    /// What the subject's browser does then, with the blank key of the desk.
    async fn enrol(&self, desk: &Desk, login: &str) {
        let _ = (desk, login);
    }
    /// What tells one change from another, where a request says more than that.
    fn change(&self, call: Call, request: &str) -> String {
        let _ = call;
        request.to_owned()
    }
}

/// Opens a case of `login`'s at the desk.
pub async fn open(desk: &Desk, login: &str) -> CaseId {
    desk.sign_in("agent").await;
    let directory = DirectoryId::new("practice").unwrap();
    let found = desk.console.look_up(&directory, login).await.unwrap().unwrap();
    let opening = Opening {
        directory,
        account: found.account.id,
        reason: Reason::Lost,
        channel: Channel::InPerson,
        ticket: "INC-7".to_owned(),
        said_privileged: Some(false),
        stated: None,
        language: None,
    };
    desk.console.open_case(opening).await.unwrap()
}

/// A case of `login`'s up to a valid approval.
pub async fn approved(desk: &Desk, login: &str) -> CaseId {
    let id = open(desk, login).await;
    desk.prove(id).await;
    desk.act(id, Command::SeekApproval).await.unwrap();
    desk.sign_in("supervisor").await;
    desk.co_sign(id, "supervisor").await.unwrap();
    desk.sign_in("agent").await;
    id
}

/// From the approval to the end, and what must be true then: one active credential, the one that was made, and nothing
/// else that signs in.
pub async fn to_the_end(desk: &Desk, directory: &dyn Directory, id: CaseId) {
    assert!(codes(desk.accept_blank(id).await).contains(&"REV-03"), "nothing is made before the old ones are gone");
    desk.revoke(id).await.unwrap();
    assert_eq!(desk.case(id).await.not_gone().count(), 0);
    desk.accept_blank(id).await.unwrap();
    desk.provision(id).await.unwrap();
    finish(desk, id).await.unwrap();
    ended_well(desk, directory, id).await;
}

/// Makes the new credential, at the desk or as the subject does it there.
pub async fn provision(desk: &Desk, rig: &dyn Rig, id: CaseId) -> Result<(), Fault> {
    if !rig.enrols_itself() {
        return desk.provision(id).await;
    }
    let waiting = desk.case(id).await.awaits_subject();
    if waiting {
        // It came to nothing before.
        let case = desk.case(id).await;
        let effect = case.effects.last().unwrap().id;
        desk.console.attest(id, case.seq, effect, false, "no mail came".to_owned()).await?;
    }
    let seen = desk.case(id).await.seq;
    desk.console.invite(id, seen).await?;
    let login = desk.case(id).await.account.login;
    rig.enrol(desk, &login).await;
    let case = desk.case(id).await;
    desk.console.see_enrolled(id, case.seq, Some((key(BLANK), pin(NEW_PIN)))).await
}

/// From the listed credential to the end. Where the directory has no telephone number, a letter tells of the proofing
/// (SP 800-63A-4 §3.10).
pub async fn finish(desk: &Desk, id: CaseId) -> Result<(), Fault> {
    let case = desk.case(id).await;
    if !case.account.contacts.iter().any(|c| c.channel == ContactChannel::Phone) && case.letters.is_empty() {
        desk.act(id, Command::RecordLetter { reference: "RR 123".to_owned() }).await?;
    }
    desk.finish(id).await
}

/// What must be true at the end of a recovery.
pub async fn ended_well(desk: &Desk, directory: &dyn Directory, id: CaseId) {
    let case = desk.case(id).await;
    assert!(matches!(case.lifecycle, Lifecycle::Completed(_)));
    let inventory = directory.inventory(&case.account.id, desk.console.now()).await.unwrap();
    let active: Vec<_> = inventory.credentials.iter().filter(|c| c.state == CredentialState::Active).collect();
    let made = case.newest().unwrap();
    assert_eq!(active.len(), 1, "{inventory:?}");
    let by_id = active[0].webauthn.as_ref().is_some_and(|id| id.0 == made.credential.0);
    assert!(by_id || Some(&active[0].id) == made.directory_credential.as_ref(), "{inventory:?}");
    assert_eq!(verify_history(desk.store.as_ref()).await.unwrap().faults, []);
}
