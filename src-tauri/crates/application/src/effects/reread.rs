//! Reading the account again before acting on what was read earlier.

use crate::{Console, Fault};
use postern_domain::ids::CaseId;
use postern_domain::recovery::account::{Account, Inventory};
use postern_domain::recovery::{Case, Command, decide};
use postern_domain::staff::Actor;

impl Console {
    /// Reads account and inventory now, records the reading, and returns the case as it then stands.
    pub(crate) async fn reread(&self, id: CaseId, actor: &Actor) -> Result<Case, Fault> {
        let case = self.case(id).await?;
        let (account, inventory) = self.read_now(&case).await?;
        self.record_reading(&case, account, inventory, actor).await
    }

    /// As [`Console::reread`], but records only what differs: for pages that are opened often.
    pub(crate) async fn reread_if_changed(&self, id: CaseId, actor: &Actor) -> Result<Case, Fault> {
        let case = self.case(id).await?;
        let (account, inventory) = self.read_now(&case).await?;
        if account == case.account && same(&inventory, &case.inventory) {
            return Ok(case);
        }
        self.record_reading(&case, account, inventory, actor).await
    }

    async fn read_now(&self, case: &Case) -> Result<(Account, Inventory), Fault> {
        if case.opened.capabilities.people.account {
            // Nobody can read it: it is what was stated.
            return Ok((case.account.clone(), Inventory { read_at: self.now(), ..case.inventory.clone() }));
        }
        let directory = self.directory(&case.account.directory)?;
        let account = directory.account(&case.account.id).await?.ok_or(Fault::Unknown("account"))?;
        let inventory = directory.inventory(&case.account.id, self.now()).await?;
        Ok((account, inventory))
    }

    async fn record_reading(
        &self,
        case: &Case,
        account: Account,
        inventory: Inventory,
        actor: &Actor,
    ) -> Result<Case, Fault> {
        let moment = self.moment(case, actor).await?;
        let events = decide(case, Command::Reread { account, inventory }, &moment.facts())?;
        self.append_case(case.id, case.seq, events.into_vec()).await?;
        self.case(case.id).await
    }
}

fn same(a: &Inventory, b: &Inventory) -> bool {
    a.credentials == b.credentials && a.sign_in_blocked == b.sign_in_blocked
}
