//! Sign-ins in a browser at the directory's OpenID provider: what the console cannot do there itself, and sees all the same.
//!
//! Only a fresh sign-in counts, of the account that is meant, and by something that is held: a password alone proves nothing
//! here, and neither does a provider that does not tell by what.

use crate::{Console, Fault};
use postern_domain::ids::{AccountId, CaseId, CredentialId};
use postern_domain::recovery::view::Step;
use postern_domain::recovery::{Command, Gate, ShownBy};
use postern_ports::directory::DirectoryFault;
use postern_ports::openid::Visited;

impl Console {
    /// Whether sign-ins in a browser are seen at this directory.
    pub fn sees_browser(&self, directory: &postern_domain::ids::DirectoryId) -> bool {
        self.provider(directory).is_some()
    }

    /// The subject signs in with something else that they hold: proof that they have it.
    pub async fn prove_possession_in_browser(
        &self,
        id: CaseId,
        seen: u64,
        credential: CredentialId,
    ) -> Result<(), Fault> {
        let actor = self.actor()?;
        let case = self.case_as_seen(id, seen).await?;
        self.permitted(&case, Step::ProvePossession, &actor).await?;
        let (account, login) = (case.account.id.clone(), case.account.login.clone());
        self.visits(&case.account.directory, &account, &login, ShownBy::Held).await?;
        let case = self.case(id).await?;
        self.decide_and_append(&case, Command::ProvePossession { credential }, &actor).await.map(|_| ())
    }

    /// The sponsor of a machine identity signs in.
    pub async fn prove_sponsor_in_browser(&self, id: CaseId, seen: u64) -> Result<(), Fault> {
        let actor = self.actor()?;
        let case = self.case_as_seen(id, seen).await?;
        self.permitted(&case, Step::ProveSponsor, &actor).await?;
        let login = case.account.machine.as_ref().map(|m| m.sponsor_login.clone());
        let login = login.ok_or(Fault::gate(Gate::SponsorProven))?;
        let directory = self.directory(&case.account.directory)?;
        let sponsor = directory.find(&login).await?.ok_or(Fault::Unknown("account"))?;
        self.visits(&case.account.directory, &sponsor.id, &login, ShownBy::Key).await?;
        let case = self.case(id).await?;
        let command = Command::ProveSponsor { account: sponsor.id, login };
        self.decide_and_append(&case, command, &actor).await.map(|_| ())
    }

    /// The subject signs in with the new credential.
    pub async fn live_sign_in_in_browser(&self, id: CaseId, seen: u64) -> Result<(), Fault> {
        let actor = self.actor()?;
        let case = self.case_as_seen(id, seen).await?;
        self.permitted(&case, Step::LiveSignIn, &actor).await?;
        let credential = case.new_credential().ok_or(Fault::gate(Gate::NewCredentialListed))?;
        let (account, login) = (case.account.id.clone(), case.account.login.clone());
        self.visits(&case.account.directory, &account, &login, ShownBy::Key).await?;
        let case = self.case(id).await?;
        self.decide_and_append(&case, Command::LiveSignIn { credential, observed: true }, &actor).await.map(|_| ())
    }

    /// Opens a browser and waits for the sign-in of exactly this account, which shows what is `needed`.
    async fn visits(
        &self,
        directory: &postern_domain::ids::DirectoryId,
        account: &AccountId,
        login: &str,
        needed: ShownBy,
    ) -> Result<Visited, Fault> {
        let provider = self.provider(directory);
        let provider = provider.ok_or(Fault::Directory(DirectoryFault::Unsupported))?;
        let visit = provider.begin(login, self.now()).await?;
        let opened = self.parts().browser.open(visit.address());
        opened.map_err(|_| Fault::Directory(DirectoryFault::Down("no browser".to_owned())))?;
        let visited = visit.finish().await?;
        if visited.account != account.as_str() {
            return Err(Fault::Directory(DirectoryFault::Refused("another_account".to_owned())));
        }
        if !needed.is_met_by(&visited.methods) {
            return Err(Fault::Directory(DirectoryFault::Refused("method_not_told".to_owned())));
        }
        Ok(visited)
    }
}
