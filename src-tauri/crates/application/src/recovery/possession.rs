//! A sign-in at the directory that proves something: possession of an old credential, the sponsor of a machine identity,
//! or that an old credential does not work any more.

use crate::{Console, Fault};
use postern_domain::ids::{AccountId, CaseId, CredentialId, KeyCredentialId};
use postern_domain::recovery::account::WebauthnId;
use postern_domain::recovery::view::Step;
use postern_domain::recovery::{Case, Command, Gate};
use postern_ports::authenticator::{AskAssertion, KeyId};
use postern_ports::directory::DirectoryFault;
use postern_ports::secrets::Pin;

impl Console {
    /// The subject signs in with an old credential on `key`: proof that they have it.
    pub async fn prove_possession(
        &self,
        id: CaseId,
        seen: u64,
        credential: CredentialId,
        key: &KeyId,
        pin: Pin,
    ) -> Result<(), Fault> {
        let actor = self.actor()?;
        let case = self.case_as_seen(id, seen).await?;
        self.permitted(&case, Step::ProvePossession, &actor).await?;
        let webauthn = webauthn_of(&case, &credential)?;
        let (login, account) = (case.account.login.clone(), case.account.id.clone());
        if !self.signs_in(&case, &login, &account, vec![webauthn], key, pin).await? {
            return Err(Fault::Directory(DirectoryFault::Refused("sign_in".to_owned())));
        }
        let case = self.case(id).await?;
        self.decide_and_append(&case, Command::ProvePossession { credential }, &actor).await.map(|_| ())
    }

    /// The sponsor of a machine identity signs in with their own key.
    pub async fn prove_sponsor(&self, id: CaseId, seen: u64, key: &KeyId, pin: Pin) -> Result<(), Fault> {
        let actor = self.actor()?;
        let case = self.case_as_seen(id, seen).await?;
        self.permitted(&case, Step::ProveSponsor, &actor).await?;
        let login = case.account.machine.as_ref().map(|m| m.sponsor_login.clone());
        let login = login.ok_or(Fault::gate(Gate::SponsorProven))?;
        let directory = self.directory(&case.account.directory)?;
        let sponsor = directory.find(&login).await?.ok_or(Fault::Unknown("account"))?;
        if !self.signs_in(&case, &login, &sponsor.id, Vec::new(), key, pin).await? {
            return Err(Fault::Directory(DirectoryFault::Refused("sign_in".to_owned())));
        }
        let case = self.case(id).await?;
        let command = Command::ProveSponsor { account: sponsor.id, login };
        self.decide_and_append(&case, command, &actor).await.map(|_| ())
    }

    /// Tries an old credential of a machine identity on `key`: the directory must refuse it.
    pub async fn try_old_credential(
        &self,
        id: CaseId,
        seen: u64,
        credential: CredentialId,
        key: &KeyId,
        pin: Pin,
    ) -> Result<(), Fault> {
        let actor = self.actor()?;
        let case = self.case_as_seen(id, seen).await?;
        self.permitted(&case, Step::TryOldCredential, &actor).await?;
        let webauthn = webauthn_of(&case, &credential)?;
        let (login, account) = (case.account.login.clone(), case.account.id.clone());
        let refused = match self.signs_in(&case, &login, &account, vec![webauthn], key, pin).await {
            Ok(let_in) => !let_in,
            Err(Fault::Directory(DirectoryFault::Refused(_))) => true,
            Err(other) => return Err(other),
        };
        let case = self.case(id).await?;
        let command = Command::TryOldCredential { credential, refused, observed: true };
        self.decide_and_append(&case, command, &actor).await.map(|_| ())
    }

    /// Signs in at the directory, as anybody would. `only` narrows to these credentials; otherwise the directory's list.
    async fn signs_in(
        &self,
        case: &Case,
        login: &str,
        account: &AccountId,
        only: Vec<KeyCredentialId>,
        key: &KeyId,
        pin: Pin,
    ) -> Result<bool, Fault> {
        let directory = self.directory(&case.account.directory)?;
        let options = directory.begin_sign_in(login).await?;
        if options.rp_id != case.opened.rp_id {
            return Err(Fault::Directory(DirectoryFault::WrongRelyingParty(options.rp_id)));
        }
        let ask = AskAssertion {
            rp_id: options.rp_id.clone(),
            origin: directory.origin().to_owned(),
            challenge: options.challenge.clone(),
            allow: if only.is_empty() { options.allow.clone() } else { only },
        };
        let assertion = self.parts().keys.assert(key, ask, pin.into(), self.progress(key)).await;
        self.key_done(key);
        Ok(directory.finish_sign_in(&options, &assertion?, account.as_str().as_bytes()).await?)
    }
}

fn webauthn_of(case: &Case, credential: &CredentialId) -> Result<KeyCredentialId, Fault> {
    let known = case.planned.iter().find(|c| c.id == *credential).ok_or(Fault::Unknown("credential"))?;
    match &known.webauthn {
        Some(WebauthnId(id)) => Ok(KeyCredentialId(id.clone())),
        None => Err(Fault::Directory(DirectoryFault::Unsupported)),
    }
}
