//! A directory that this console cannot reach: everything there is done by a person, who says so.
//!
//! It keeps nothing and asks nobody. The account is what the agent states when the case is opened, and every step is in
//! the record as said, never as seen.

use async_trait::async_trait;
use postern_domain::assertion::Assertion;
use postern_domain::ids::{AccountId, CredentialId, DirectoryId};
use postern_domain::recovery::Warrant;
use postern_domain::recovery::account::{Ability, Account, How, Inventory};
use postern_domain::text::shown;
use postern_domain::time::Timestamp;
use postern_ports::Directory;
use postern_ports::directory::{CreationOptions, DirectoryFault, SignInOptions, SubmittedCredential};

/// No sign-in name is longer.
const LONGEST: usize = 200;

/// What a desk knows of a directory that it cannot reach.
#[derive(Debug, Clone)]
pub struct ManualSettings {
    /// Its name in this console.
    pub id: String,
    /// Its name for people.
    pub tenant: String,
    /// The relying-party id that keys are enrolled for there.
    pub rp_id: String,
    /// The origin that keys are enrolled for there.
    pub origin: String,
}

/// A name that is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("id: not a name")]
pub struct BadManual;

/// A directory that people alone reach.
pub struct Manual {
    id: DirectoryId,
    settings: ManualSettings,
}

impl Manual {
    /// What it can do: nothing. What nobody could do there either is left out.
    pub fn can(ability: Ability) -> How {
        match ability {
            Ability::LookUp
            | Ability::Roles
            | Ability::EligibleRoles
            | Ability::Contacts
            | Ability::ContactAge
            | Ability::Credentials
            | Ability::LastSignIn
            | Ability::Sessions
            | Ability::Tokens
            | Ability::Block
            | Ability::Suspend
            | Ability::Revoke
            | Ability::EndSessions
            | Ability::RevokeTokens
            | Ability::CreationOptions
            | Ability::Submit
            | Ability::TemporaryPass
            | Ability::SavedCodes
            | Ability::SignIn
            | Ability::Machines => How::Person,
            Ability::Search | Ability::Changes => How::Never,
        }
    }

    /// A connector to nothing.
    pub fn new(settings: ManualSettings) -> Result<Self, BadManual> {
        let id = DirectoryId::new(settings.id.clone()).map_err(|_| BadManual)?;
        Ok(Self { id, settings })
    }

    fn named(&self, name: &str) -> Option<Account> {
        let plain = !name.trim().is_empty() && name.chars().count() <= LONGEST && shown(name) == name;
        let id = AccountId::new(name).ok().filter(|_| plain)?;
        Some(Account {
            directory: self.id.clone(),
            id,
            login: name.to_owned(),
            name: name.to_owned(),
            privileged: false,
            active_roles: Vec::new(),
            machine: None,
            contacts: Vec::new(),
            recovery_contacts: Vec::new(),
        })
    }
}

#[async_trait]
impl Directory for Manual {
    fn id(&self) -> &DirectoryId {
        &self.id
    }
    fn tenant(&self) -> &str {
        &self.settings.tenant
    }
    fn can(&self, ability: Ability) -> How {
        Self::can(ability)
    }
    /// Nobody knows; an hour is what most issue tokens for.
    fn residual_seconds(&self) -> u32 {
        3600
    }
    fn rp_id(&self) -> &str {
        &self.settings.rp_id
    }
    fn origin(&self) -> &str {
        &self.settings.origin
    }

    async fn ping(&self) -> Result<(), DirectoryFault> {
        Ok(())
    }

    async fn find(&self, login: &str) -> Result<Option<Account>, DirectoryFault> {
        Ok(self.named(login))
    }

    async fn account(&self, id: &AccountId) -> Result<Option<Account>, DirectoryFault> {
        Ok(self.named(id.as_str()))
    }

    async fn inventory(&self, _id: &AccountId, now: Timestamp) -> Result<Inventory, DirectoryFault> {
        Ok(Inventory { read_at: now, credentials: Vec::new(), sessions: None, sign_in_blocked: None })
    }

    async fn block_sign_in(&self, _warrant: &Warrant) -> Result<(), DirectoryFault> {
        Err(DirectoryFault::Unsupported)
    }
    async fn unblock_sign_in(&self, _warrant: &Warrant) -> Result<(), DirectoryFault> {
        Err(DirectoryFault::Unsupported)
    }
    async fn end_sessions(&self, _warrant: &Warrant) -> Result<(), DirectoryFault> {
        Err(DirectoryFault::Unsupported)
    }
    async fn suspend(&self, _warrant: &Warrant, _credential: &CredentialId) -> Result<(), DirectoryFault> {
        Err(DirectoryFault::Unsupported)
    }
    async fn revoke(&self, _warrant: &Warrant, _credential: &CredentialId) -> Result<(), DirectoryFault> {
        Err(DirectoryFault::Unsupported)
    }
    async fn creation_options(&self, _warrant: &Warrant) -> Result<CreationOptions, DirectoryFault> {
        Err(DirectoryFault::Unsupported)
    }
    async fn submit(
        &self,
        _warrant: &Warrant,
        _options: &CreationOptions,
        _made: &SubmittedCredential,
    ) -> Result<(), DirectoryFault> {
        Err(DirectoryFault::Unsupported)
    }
    async fn begin_sign_in(&self, _login: &str) -> Result<SignInOptions, DirectoryFault> {
        Err(DirectoryFault::Unsupported)
    }
    async fn finish_sign_in(
        &self,
        _options: &SignInOptions,
        _assertion: &Assertion,
        _user_handle: &[u8],
    ) -> Result<bool, DirectoryFault> {
        Err(DirectoryFault::Unsupported)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn whoever_is_named_is_what_is_said_of_them_and_nothing_more() {
        let settings = ManualSettings {
            id: "old".to_owned(),
            tenant: "Old".to_owned(),
            rp_id: "old.corp.test".to_owned(),
            origin: "https://old.corp.test".to_owned(),
        };
        let manual = Manual::new(settings).unwrap();
        let found = manual.find("maya").await.unwrap().unwrap();
        assert_eq!((found.id.as_str(), found.privileged, found.contacts.len()), ("maya", false, 0));
        for none in ["", "  ", "maya\u{202e}", &"m".repeat(201)] {
            assert_eq!(manual.find(none).await, Ok(None), "{none:?}");
        }
        let inventory = manual.inventory(&found.id, Timestamp(7)).await.unwrap();
        assert_eq!((inventory.sessions, inventory.sign_in_blocked), (None, None), "nothing is seen");
    }
}
