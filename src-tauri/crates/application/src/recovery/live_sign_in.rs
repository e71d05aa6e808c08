//! The subject signs in at the directory with the new key: the real thing.

use crate::{Console, Fault};
use postern_domain::ids::CaseId;
use postern_domain::recovery::view::Step;
use postern_domain::recovery::{Command, Gate};
use postern_ports::authenticator::{AskAssertion, KeyId};
use postern_ports::directory::DirectoryFault;
use postern_ports::secrets::Pin;

impl Console {
    /// Signs the subject in with the new credential on `key`, as anybody would sign in.
    pub async fn live_sign_in(&self, id: CaseId, seen: u64, key: &KeyId, pin: Pin) -> Result<(), Fault> {
        let actor = self.actor()?;
        let case = self.case_as_seen(id, seen).await?;
        self.permitted(&case, Step::LiveSignIn, &actor).await?;
        let made = case.newest().cloned().ok_or(Fault::gate(Gate::LocalAssertion))?;
        let directory = self.directory(&case.account.directory)?;
        let options = directory.begin_sign_in(&case.account.login).await?;
        if options.rp_id != case.opened.rp_id {
            return Err(Fault::Directory(DirectoryFault::WrongRelyingParty(options.rp_id)));
        }
        let ask = AskAssertion {
            rp_id: options.rp_id.clone(),
            origin: directory.origin().to_owned(),
            challenge: options.challenge.clone(),
            allow: vec![made.credential.clone()],
        };
        let assertion = self.parts().keys.assert(key, ask, pin.into(), self.progress(key)).await;
        self.key_done(key);
        let let_in = directory.finish_sign_in(&options, &assertion?, &made.user_handle).await?;
        if !let_in {
            return Err(Fault::Directory(DirectoryFault::Refused("sign_in".to_owned())));
        }
        let case = self.case(id).await?;
        self.decide_and_append(&case, Command::LiveSignIn { credential: made.credential, observed: true }, &actor)
            .await
            .map(|_| ())
    }
    /// The agent says that the subject signed in: for directories where nobody but the subject's own browser does.
    pub async fn say_live_sign_in(&self, id: CaseId, seen: u64) -> Result<(), Fault> {
        let actor = self.actor()?;
        let case = self.case_as_seen(id, seen).await?;
        self.permitted(&case, Step::LiveSignIn, &actor).await?;
        let credential = case.new_credential().ok_or(Fault::gate(Gate::NewCredentialListed))?;
        let command = Command::LiveSignIn { credential, observed: false };
        self.decide_and_append(&case, command, &actor).await.map(|_| ())
    }
}
