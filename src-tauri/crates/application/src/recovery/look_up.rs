//! Looking an account up before a case is opened.

use crate::{Console, Fault};
use postern_domain::ids::DirectoryId;
use postern_domain::recovery::account::{Account, Inventory};
use postern_domain::recovery::{Facts, Violation, opening_violations};

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
    /// What would refuse a case.
    pub violations: Vec<Violation>,
}

impl Console {
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
        let (other_case_open, repeats) = self.other_cases(directory, &account.id, None).await?;
        let roster = self.roster().await?;
        let facts = Facts { other_case_open, repeats, ..self.facts(&actor, &roster) };
        let violations = opening_violations(&account, &facts);
        Ok(Some(Found { account, inventory, tenant: connector.tenant().to_owned(), repeats, violations }))
    }
}
