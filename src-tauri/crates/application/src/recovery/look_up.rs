//! Looking an account up before a case is opened.

use crate::{Console, Fault};
use postern_domain::ids::DirectoryId;
use postern_domain::policy::Policy;
use postern_domain::recovery::account::{Ability, Account, ByPeople, How, Inventory};
use postern_domain::recovery::risk::RiskSignal;
use postern_domain::recovery::{Tier, Violation, opening_violations, tier_at_opening};
use postern_ports::directory::FoundAccount;

/// An account as its directory has it now, and what would stand in the way of a case.
#[derive(Debug, Clone)]
pub struct Found {
    /// The account.
    pub account: Account,
    /// Its credentials and sessions.
    pub inventory: Inventory,
    /// The directory's tenant.
    pub tenant: String,
    /// Cases of it within the policy's window.
    pub repeats: u32,
    /// The tier that a case would have.
    pub tier: Tier,
    /// The signs of risk that raise it.
    pub signals: Vec<RiskSignal>,
    /// The policy that a case would have.
    pub policy: Policy,
    /// What would refuse a case.
    pub violations: Vec<Violation>,
    /// What a person says there, because the directory does not tell.
    pub people: ByPeople,
}

/// Most accounts of one listing that are told at once.
const MOST: usize = 20;

impl Console {
    /// Accounts whose sign-in name begins with `beginning`, the first of them: a help for whoever types one.
    pub async fn search(&self, directory: &DirectoryId, beginning: &str) -> Result<Vec<FoundAccount>, Fault> {
        self.actor()?;
        let beginning = beginning.trim();
        if beginning.chars().count() < 2 || beginning.len() > 100 || beginning.chars().any(char::is_control) {
            return Ok(Vec::new());
        }
        let connector = self.directory(directory)?;
        if connector.can(Ability::Search) != How::Does {
            return Ok(Vec::new());
        }
        let mut rows = connector.search(beginning, None).await?.rows;
        rows.truncate(MOST);
        Ok(rows)
    }

    /// The account that signs in as `login`.
    pub async fn look_up(&self, directory: &DirectoryId, login: &str) -> Result<Option<Found>, Fault> {
        let actor = self.actor()?;
        let login = login.trim();
        if login.is_empty() || login.len() > 256 || login.chars().any(char::is_control) {
            return Err(Fault::field("login"));
        }
        let connector = self.directory(directory)?;
        let Some(account) = connector.find(login).await? else { return Ok(None) };
        let inventory = connector.inventory(&account.id, self.now()).await?;
        let moment = self.moment_before(&account, &actor).await?;
        let facts = moment.facts();
        let violations = opening_violations(&account, None, &facts);
        let (tier, signals) = tier_at_opening(&account, None, &facts);
        let (repeats, policy) = (moment.repeats(), moment.policy.clone());
        let tenant = connector.tenant().to_owned();
        let people = connector.capabilities().people;
        Ok(Some(Found { account, inventory, tenant, repeats, tier, signals, policy, violations, people }))
    }
}
