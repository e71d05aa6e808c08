//! Okta: users of one tenant and their factors, as a service application of it.
//!
//! Okta lists no sessions. That they are over is kept here for as long as the console runs: since they were ended from
//! here, and as long as the user has not signed in since (`lastLogin`). Whoever had a session with another application
//! keeps that one until it ends. Refresh tokens it lists, for each application: they count as sessions.

mod access;
mod answers;
mod listing;
mod log;
mod tokens;

use crate::access::Access;
use crate::decode::standard;
use crate::grant::Client;
use crate::http::{Answer, BadUrl, Http, Reach};
use crate::practice::handle;
use crate::warranted::{covers, revoke};
pub use access::SCOPES;
use access::{Application, key_of};
use answers::{FactorRow, RoleRow, UserRow, nonsense, parse, reason};
use async_trait::async_trait;
use postern_domain::assertion::Assertion;
use postern_domain::ids::{AccountId, CredentialId, DirectoryId};
use postern_domain::recovery::account::{Ability, Account, How, Inventory};
use postern_domain::recovery::{Action, Warrant};
use postern_domain::time::Timestamp;
use postern_ports::directory::{
    AccountPage, ChangePage, CreationOptions, DirectoryFault, PageMark, Rights, SignInOptions, SubmittedCredential,
};
use postern_ports::secrets::reveal;
use postern_ports::{Clock, Directory, Entropy};
use reqwest::Method;
use secrecy::SecretString;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use url::Url;

/// No list of one user's is longer.
const PAGES: usize = 50;
/// How long a challenge holds: the key is prepared before it is asked for.
const CHALLENGE: &str = "300";

/// How this desk reaches one tenant.
#[derive(Debug, Clone)]
pub struct OktaSettings {
    /// Its name in this console.
    pub id: String,
    /// Its name for people.
    pub tenant: String,
    /// Where it answers: `https://corp.okta.com`.
    pub url: String,
    /// How it is reached.
    pub reach: Reach,
    /// The identifier of the service application this desk acts as.
    pub client_id: String,
    /// The identifier of its public key there (`kid`).
    pub key_id: String,
    /// The pinned relying-party id.
    pub rp_id: String,
    /// The pinned origin.
    pub origin: String,
}

/// Settings that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadOkta {
    /// The address.
    #[error("url: {0}")]
    Url(#[from] BadUrl),
    /// The name.
    #[error("id: not a name")]
    Id,
    /// The application's key.
    #[error("the secret is no P-256 key in PEM (PKCS#8)")]
    Key,
}

/// A connector to one tenant.
pub struct Okta {
    id: DirectoryId,
    settings: OktaSettings,
    access: Access<Application>,
    /// When the user had last signed in, when the sessions were ended from here. Shared by all that reach this tenant.
    ended: Arc<Mutex<BTreeMap<AccountId, Option<String>>>>,
}

impl Okta {
    /// What it can do. Nobody but the subject's own browser signs in there.
    pub fn can(ability: Ability) -> How {
        match ability {
            Ability::LookUp
            | Ability::Roles
            | Ability::Contacts
            | Ability::Credentials
            | Ability::Sessions
            | Ability::Tokens
            | Ability::Revoke
            | Ability::EndSessions
            | Ability::RevokeTokens
            | Ability::CreationOptions
            | Ability::Submit
            | Ability::Search
            | Ability::Changes => How::Does,
            Ability::Block | Ability::LastSignIn | Ability::TemporaryPass | Ability::Machines => How::NotYet,
            Ability::EligibleRoles | Ability::ContactAge | Ability::Suspend | Ability::SavedCodes | Ability::SignIn => {
                How::Person
            }
        }
    }

    /// A connector that signs in with the application's key (`key`, PEM) when it is first needed.
    pub fn connect(
        settings: OktaSettings,
        key: &SecretString,
        clock: Arc<dyn Clock>,
        entropy: Arc<dyn Entropy>,
    ) -> Result<Self, BadOkta> {
        let id = DirectoryId::new(settings.id.clone()).map_err(|_| BadOkta::Id)?;
        let http = Http::new(&settings.url, &settings.reach)?;
        let application = Application {
            client: Client { id: settings.client_id.clone(), clock, entropy },
            key_id: settings.key_id.clone(),
            key: key_of(key).ok_or(BadOkta::Key)?,
        };
        Ok(Self { id, settings, access: Access::new(http, application), ended: Arc::default() })
    }

    /// The same connector with another key of the application; what was ended by either is known to both.
    pub fn with_secret(&self, secret: SecretString) -> Result<Self, BadOkta> {
        let client = &self.access.sign_in_of().client;
        let other = Self::connect(self.settings.clone(), &secret, client.clock.clone(), client.entropy.clone())?;
        Ok(Self { ended: self.ended.clone(), ..other })
    }

    /// The address of `segments`, with a query where there is one.
    fn at(&self, segments: &[&str], query: &str) -> Url {
        let mut url = self.access.http().at(segments);
        url.set_query((!query.is_empty()).then_some(query));
        url
    }

    async fn get(&self, url: Url) -> Result<Answer, DirectoryFault> {
        self.access.read(url, |request| request).await
    }

    async fn change(
        &self,
        method: Method,
        segments: &[&str],
        query: &str,
        body: Option<&Value>,
    ) -> Result<Value, DirectoryFault> {
        self.access.change(method, self.at(segments, query), body).await?.body(reason)
    }

    /// A list, over all pages.
    async fn list<T: DeserializeOwned + Send>(&self, segments: &[&str], query: &str) -> Result<Vec<T>, DirectoryFault> {
        let mut answer = self.get(self.at(segments, query)).await?;
        let mut all = Vec::new();
        for _ in 0..PAGES {
            let next = answer.next_link();
            all.extend(parse::<Vec<T>>(answer.body(reason)?)?);
            let Some(next) = next else { return Ok(all) };
            answer = self.get(self.access.http().own(&next)?).await?;
        }
        Err(nonsense("pages without end"))
    }

    /// The user with this sign-in name or identifier: Okta takes either.
    async fn user(&self, name: &str) -> Result<Option<UserRow>, DirectoryFault> {
        let url = self.at(&["api", "v1", "users", name], "");
        self.get(url).await?.body_if_there(reason)?.map(parse).transpose()
    }

    async fn present(&self, id: &AccountId) -> Result<UserRow, DirectoryFault> {
        let found = self.user(id.as_str()).await?.filter(|row| row.id == id.as_str());
        found.ok_or_else(|| DirectoryFault::NotThere("user".to_owned()))
    }

    async fn described(&self, row: UserRow) -> Result<Account, DirectoryFault> {
        let roles: Vec<RoleRow> = self.list(&["api", "v1", "users", &row.id, "roles"], "").await?;
        row.account(&self.id, roles)
    }

    /// None once they were ended from here and the user has not signed in since; else one, that may be.
    fn sessions(&self, id: &AccountId, last_login: Option<&String>) -> u32 {
        let ended = self.ended.lock().unwrap_or_else(PoisonError::into_inner);
        u32::from(ended.get(id).is_none_or(|before| before.as_ref() != last_login))
    }
}

/// One plain sign-in name: nothing that Okta could read as a search or another path.
fn is_plain_login(login: &str) -> bool {
    let plain = |c: char| c.is_alphanumeric() || "._-+@'".contains(c);
    // `me` is whoever asks.
    (1..=100).contains(&login.chars().count()) && login != "me" && login.chars().all(plain)
}

#[async_trait]
impl Directory for Okta {
    fn id(&self) -> &DirectoryId {
        &self.id
    }
    fn tenant(&self) -> &str {
        &self.settings.tenant
    }
    fn can(&self, ability: Ability) -> How {
        Self::can(ability)
    }
    /// Access tokens that applications keep live an hour where nothing else is set.
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
        self.access.ready().await
    }

    async fn rights(&self) -> Result<Option<Rights>, DirectoryFault> {
        // Exposed to read what it allows; nothing of it is kept.
        let held = crate::grant::claimed(reveal(&self.access.shown().await?), "scp");
        Ok(held.map(|held| Rights::of(SCOPES, held)))
    }

    async fn find(&self, login: &str) -> Result<Option<Account>, DirectoryFault> {
        if !is_plain_login(login) {
            return Ok(None);
        }
        match self.user(login).await?.filter(|row| row.is_called(login)) {
            Some(row) => self.described(row).await.map(Some),
            None => Ok(None),
        }
    }

    async fn account(&self, id: &AccountId) -> Result<Option<Account>, DirectoryFault> {
        match self.user(id.as_str()).await?.filter(|row| row.id == id.as_str()) {
            Some(row) => self.described(row).await.map(Some),
            None => Ok(None),
        }
    }

    async fn search(&self, beginning: &str, from: Option<&PageMark>) -> Result<AccountPage, DirectoryFault> {
        self.listed(beginning, from).await
    }

    async fn changes(&self, since: Timestamp, from: Option<&PageMark>) -> Result<ChangePage, DirectoryFault> {
        self.logged(since, from).await
    }

    async fn inventory(&self, id: &AccountId, now: Timestamp) -> Result<Inventory, DirectoryFault> {
        let user = self.present(id).await?;
        let rows: Vec<FactorRow> = self.list(&["api", "v1", "users", id.as_str(), "factors"], "").await?;
        let credentials: Result<Vec<_>, _> = rows.into_iter().map(FactorRow::credential).collect();
        let tokens = self.tokens(id).await?.iter().map(|(_, held)| *held).fold(0, u32::saturating_add);
        let sessions = self.sessions(id, user.last_login.as_ref()).saturating_add(tokens);
        Ok(Inventory { read_at: now, credentials: credentials?, sessions: Some(sessions), sign_in_blocked: None })
    }

    async fn block_sign_in(&self, _warrant: &Warrant) -> Result<(), DirectoryFault> {
        Err(DirectoryFault::Unsupported)
    }
    async fn unblock_sign_in(&self, _warrant: &Warrant) -> Result<(), DirectoryFault> {
        Err(DirectoryFault::Unsupported)
    }

    async fn end_sessions(&self, warrant: &Warrant) -> Result<(), DirectoryFault> {
        covers(warrant, &self.id, &Action::EndSessions)?;
        let account = warrant.account();
        // What was known of an earlier end says nothing of this one, whatever becomes of it.
        self.ended.lock().unwrap_or_else(PoisonError::into_inner).remove(account);
        let before = self.present(account).await?.last_login;
        let place = ["api", "v1", "users", account.as_str(), "sessions"];
        self.change(Method::DELETE, &place, "oauthTokens=true&forgetDevices=true", None).await?;
        self.ended.lock().unwrap_or_else(PoisonError::into_inner).insert(account.clone(), before);
        // Of applications with an authorization server of their own some may have stayed.
        self.revoke_tokens(account).await
    }

    async fn suspend(&self, _warrant: &Warrant, _credential: &CredentialId) -> Result<(), DirectoryFault> {
        Err(DirectoryFault::Unsupported)
    }

    async fn revoke(&self, warrant: &Warrant, credential: &CredentialId) -> Result<(), DirectoryFault> {
        covers(warrant, &self.id, &revoke(credential))?;
        let place = ["api", "v1", "users", warrant.account().as_str(), "factors", credential.as_str()];
        // A telephone that is no factor any more must not stay a way to recover.
        self.change(Method::DELETE, &place, "removeRecoveryEnrollment=true", None).await.map(|_| ())
    }

    async fn creation_options(&self, warrant: &Warrant) -> Result<CreationOptions, DirectoryFault> {
        covers(warrant, &self.id, &Action::SubmitCredential)?;
        let place = ["api", "v1", "users", warrant.account().as_str(), "factors"];
        let query = format!("activate=true&tokenLifetimeSeconds={CHALLENGE}");
        let body = json!({"factorType": "webauthn", "provider": "FIDO"});
        let factor: FactorRow = parse(self.change(Method::POST, &place, &query, Some(&body)).await?)?;
        let options = factor.options(self.access.http().at(&[]).host_str().unwrap_or_default())?;
        if options.rp_id != self.settings.rp_id {
            return Err(DirectoryFault::WrongRelyingParty(options.rp_id));
        }
        Ok(options)
    }

    async fn submit(
        &self,
        warrant: &Warrant,
        options: &CreationOptions,
        made: &SubmittedCredential,
    ) -> Result<(), DirectoryFault> {
        covers(warrant, &self.id, &Action::SubmitCredential)?;
        let factor = handle(&options.handle, "credential");
        let place = ["api", "v1", "users", warrant.account().as_str(), "factors", factor, "lifecycle", "activate"];
        let body = json!({
            "attestation": standard(&made.attestation_object),
            "clientData": standard(&made.client_data_json),
        });
        self.change(Method::POST, &place, "", Some(&body)).await.map(|_| ())
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

    #[test]
    fn only_one_plain_name_is_looked_up() {
        for odd in ["", "me", "a/b", "*", "maya corp", "a?b", &"x".repeat(101)] {
            assert!(!is_plain_login(odd), "{odd}");
        }
        for plain in ["maya@corp.test", "m.o'neil-b+x@corp.test", "zoë"] {
            assert!(is_plain_login(plain), "{plain}");
        }
    }
}
