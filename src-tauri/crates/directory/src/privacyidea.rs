//! privacyIDEA 3.14: tokens of a realm's users, enrolled on behalf by an administrator.
//!
//! What the server leaves to its clients is checked here and by the caller: it trusts the `Origin` header,
//! does not enforce user verification at enrolment, accepts any attestation chain, and takes `*` in a user
//! name as a wildcard.

mod access;
mod answers;
mod listing;
mod log;

use crate::decode::{liberal, url_safe};
use crate::http::{BadUrl, Http, Reach};
use crate::practice::handle;
use crate::warranted::{covers, revoke, suspend};
use access::{Administrator, Server};
use answers::{TokenRow, UserRow};
use async_trait::async_trait;
use log::Log;
use postern_domain::assertion::Assertion;
use postern_domain::ids::{AccountId, CredentialId, DirectoryId, KeyCredentialId};
use postern_domain::recovery::account::{Ability, Account, How, Inventory};
use postern_domain::recovery::{Action, Warrant};
use postern_domain::time::Timestamp;
use postern_ports::Directory;
use postern_ports::directory::{
    AccountPage, ChangePage, CreationOptions, DirectoryFault, Invitation, PageMark, Rights, SignInOptions,
    SubmittedCredential,
};
use reqwest::Method;
use secrecy::SecretString;
use serde_json::{Value, json};

/// What the administrator needs, and no more.
pub const RIGHTS: &[&str] =
    &["userlist", "tokenlist", "enrollPASSKEY", "enrollREGISTRATION", "enable", "disable", "delete", "auditlog"];

/// How this desk reaches one realm.
#[derive(Debug, Clone)]
pub struct PrivacyIdeaSettings {
    /// Its name in this console.
    pub id: String,
    /// Its name for people.
    pub tenant: String,
    /// Where it answers.
    pub url: String,
    /// How it is reached.
    pub reach: Reach,
    /// The realm.
    pub realm: String,
    /// The administrator this desk acts as.
    pub admin: String,
    /// The pinned relying-party id.
    pub rp_id: String,
    /// The pinned origin.
    pub origin: String,
    /// Sign-in names of privileged accounts: the server knows no roles of its users.
    pub privileged_logins: Vec<String>,
}

/// Settings that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadPrivacyIdea {
    /// The address.
    #[error("url: {0}")]
    Url(#[from] BadUrl),
    /// The name.
    #[error("id: not a name")]
    Id,
}

/// A connector to one realm.
pub struct PrivacyIdea {
    id: DirectoryId,
    settings: PrivacyIdeaSettings,
    server: Server,
}

impl PrivacyIdea {
    /// What it can do: it keeps no sessions of its users, and cannot block a user, only tokens.
    pub fn can(ability: Ability) -> How {
        match ability {
            Ability::LookUp
            | Ability::Contacts
            | Ability::Credentials
            | Ability::Suspend
            | Ability::Revoke
            | Ability::CreationOptions
            | Ability::Submit
            | Ability::TemporaryPass
            | Ability::SignIn
            | Ability::Search
            | Ability::Changes => How::Does,
            Ability::Block => How::Never,
            Ability::Roles
            | Ability::EligibleRoles
            | Ability::ContactAge
            | Ability::LastSignIn
            | Ability::Sessions
            | Ability::Tokens
            | Ability::EndSessions
            | Ability::RevokeTokens
            | Ability::SavedCodes
            | Ability::Machines => How::Person,
        }
    }

    /// A connector that signs in with `password` when it is first needed.
    pub fn connect(settings: PrivacyIdeaSettings, password: SecretString) -> Result<Self, BadPrivacyIdea> {
        let id = DirectoryId::new(settings.id.clone()).map_err(|_| BadPrivacyIdea::Id)?;
        let administrator = Administrator { name: settings.admin.clone(), password, origin: settings.origin.clone() };
        let server = Server::new(Http::new(&settings.url, &settings.reach)?, administrator);
        Ok(Self { id, settings, server })
    }

    /// The same connector with another password.
    pub fn with_secret(&self, secret: SecretString) -> Result<Self, BadPrivacyIdea> {
        Self::connect(self.settings.clone(), secret)
    }

    /// The tokens of a user, over all pages.
    async fn tokens(&self, user: &str) -> Result<Vec<TokenRow>, DirectoryFault> {
        let mut all = Vec::new();
        for page in 1..=50u32 {
            let number = page.to_string();
            let query = [
                ("user", user),
                ("realm", self.settings.realm.as_str()),
                ("page", number.as_str()),
                ("pagesize", "100"),
            ];
            let value = self.server.read(&["token", ""], &query).await?;
            let (rows, more) = answers::tokens(value)?;
            all.extend(rows);
            if !more {
                return Ok(all);
            }
        }
        Err(DirectoryFault::Nonsense("tokens without end".to_owned()))
    }

    async fn user(&self, login: &str) -> Result<Option<UserRow>, DirectoryFault> {
        if !is_plain_login(login) {
            return Ok(None);
        }
        let query = [("realm", self.settings.realm.as_str()), ("username", login)];
        let users = answers::users(self.server.read(&["user", ""], &query).await?)?;
        // Exactly this one: the server matches without regard to case, and by pattern.
        Ok(users.into_iter().find(|u| u.username == login))
    }

    fn serial_action(&self, warrant: &Warrant, action: &Action) -> Result<(), DirectoryFault> {
        covers(warrant, &self.id, action)
    }
}

/// No wildcard, no pattern, nothing that a resolver could read as more than one name.
fn is_plain_login(login: &str) -> bool {
    (1..=128).contains(&login.len()) && login.chars().all(|c| c.is_alphanumeric() || "._-@+".contains(c))
}

#[async_trait]
impl Directory for PrivacyIdea {
    fn id(&self) -> &DirectoryId {
        &self.id
    }
    fn tenant(&self) -> &str {
        &self.settings.tenant
    }
    fn can(&self, ability: Ability) -> How {
        Self::can(ability)
    }
    fn residual_seconds(&self) -> u32 {
        0
    }
    fn rp_id(&self) -> &str {
        &self.settings.rp_id
    }
    fn origin(&self) -> &str {
        &self.settings.origin
    }

    async fn ping(&self) -> Result<(), DirectoryFault> {
        self.server.sign_in().await
    }

    async fn rights(&self) -> Result<Option<Rights>, DirectoryFault> {
        Ok(self.server.rights().await?.map(|held| Rights::of(RIGHTS, held)))
    }

    async fn find(&self, login: &str) -> Result<Option<Account>, DirectoryFault> {
        let Some(user) = self.user(login).await? else { return Ok(None) };
        let privileged = self.settings.privileged_logins.contains(&user.username);
        user.account(&self.id, privileged).map(Some)
    }

    async fn account(&self, id: &AccountId) -> Result<Option<Account>, DirectoryFault> {
        let found = self.find(id.as_str()).await?;
        Ok(found.filter(|a| a.id == *id))
    }

    async fn search(&self, beginning: &str, from: Option<&PageMark>) -> Result<AccountPage, DirectoryFault> {
        // What is no name is no beginning of one, save that all begin with nothing.
        if !beginning.is_empty() && !is_plain_login(beginning) {
            return Ok(AccountPage::default());
        }
        let after = from.map(|mark| mark.0.as_str()).unwrap_or_default();
        let pattern = format!("{beginning}*");
        let realm = self.settings.realm.as_str();
        let query = [("realm", realm), ("username", pattern.as_str()), ("attributes", listing::FOUND)];
        let sieve = || listing::Page::sieve(beginning, after);
        listing::page(self.server.read_by(&["user", ""], &query, &sieve).await?)
    }

    async fn changes(&self, since: Timestamp, from: Option<&PageMark>) -> Result<ChangePage, DirectoryFault> {
        let realm = self.settings.realm.to_lowercase();
        Log { server: &self.server, realm: &realm }.changes(since, from).await
    }

    async fn inventory(&self, id: &AccountId, now: Timestamp) -> Result<Inventory, DirectoryFault> {
        let rows = self.tokens(id.as_str()).await?;
        let credentials: Result<Vec<_>, _> = rows.into_iter().map(TokenRow::credential).collect();
        Ok(Inventory { read_at: now, credentials: credentials?, sessions: None, sign_in_blocked: None })
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

    async fn suspend(&self, warrant: &Warrant, credential: &CredentialId) -> Result<(), DirectoryFault> {
        self.serial_action(warrant, &suspend(credential))?;
        self.server
            .change(Method::POST, &["token", "disable"], Some(json!({"serial": credential.as_str()})))
            .await
            .map(|_| ())
    }

    async fn revoke(&self, warrant: &Warrant, credential: &CredentialId) -> Result<(), DirectoryFault> {
        self.serial_action(warrant, &revoke(credential))?;
        self.server.change(Method::DELETE, &["token", credential.as_str()], None).await.map(|_| ())
    }

    async fn creation_options(&self, warrant: &Warrant) -> Result<CreationOptions, DirectoryFault> {
        covers(warrant, &self.id, &Action::SubmitCredential)?;
        let body = json!({"type": "passkey", "user": warrant.account().as_str(), "realm": self.settings.realm});
        let value = self.server.change(Method::POST, &["token", "init"], Some(body)).await?;
        let started = answers::started(value)?;
        if started.rp_id != self.settings.rp_id {
            return Err(DirectoryFault::WrongRelyingParty(started.rp_id));
        }
        let exclude: Result<Vec<_>, _> = started.exclude.iter().map(|id| liberal(id).map(KeyCredentialId)).collect();
        Ok(CreationOptions {
            // The server encodes its challenge text once more: these bytes are the text itself.
            challenge: started.challenge.into_bytes(),
            rp_id: started.rp_id,
            rp_name: started.rp_name,
            user_id: liberal(&started.user_id)?,
            user_name: started.user_name,
            user_display_name: started.user_display_name,
            algorithms: started.algorithms,
            enterprise: started.enterprise,
            exclude: exclude?,
            handle: vec![
                ("credential".to_owned(), started.serial),
                ("transaction".to_owned(), started.transaction),
                ("user".to_owned(), warrant.account().to_string()),
            ],
        })
    }

    async fn submit(
        &self,
        warrant: &Warrant,
        options: &CreationOptions,
        made: &SubmittedCredential,
    ) -> Result<(), DirectoryFault> {
        covers(warrant, &self.id, &Action::SubmitCredential)?;
        let id = url_safe(&made.id.0);
        let body = json!({
            "type": "passkey",
            "user": warrant.account().as_str(),
            "realm": self.settings.realm,
            "serial": handle(&options.handle, "credential"),
            "transaction_id": handle(&options.handle, "transaction"),
            "description": made.label,
            "credential_id": id,
            "rawId": id,
            "authenticatorAttachment": "cross-platform",
            "attestationObject": url_safe(&made.attestation_object),
            "clientDataJSON": url_safe(&made.client_data_json),
        });
        self.server.change(Method::POST, &["token", "init"], Some(body)).await.map(|_| ())
    }

    async fn invite(&self, warrant: &Warrant) -> Result<Invitation, DirectoryFault> {
        covers(warrant, &self.id, &Action::SubmitCredential)?;
        let body = json!({
            "type": "registration",
            "user": warrant.account().as_str(),
            "realm": self.settings.realm,
            "description": "temporary pass",
        });
        let value = self.server.change(Method::POST, &["token", "init"], Some(body)).await?;
        // The server ends it when it is used, and by no time of its own.
        Ok(Invitation { pass: Some(answers::pass(value)?), until: None })
    }

    async fn begin_sign_in(&self, _login: &str) -> Result<SignInOptions, DirectoryFault> {
        let value = self.server.open(&["validate", "initialize"], json!({"type": "passkey"})).await?;
        let asked = answers::asked(value)?;
        if asked.rp_id != self.settings.rp_id {
            return Err(DirectoryFault::WrongRelyingParty(asked.rp_id));
        }
        Ok(SignInOptions {
            challenge: asked.challenge.into_bytes(),
            rp_id: asked.rp_id,
            allow: Vec::new(),
            handle: vec![("transaction".to_owned(), asked.transaction)],
        })
    }

    async fn finish_sign_in(
        &self,
        options: &SignInOptions,
        assertion: &Assertion,
        user_handle: &[u8],
    ) -> Result<bool, DirectoryFault> {
        let body = json!({
            "transaction_id": handle(&options.handle, "transaction"),
            "credential_id": url_safe(&assertion.credential.0),
            "authenticatorData": url_safe(&assertion.authenticator_data),
            "clientDataJSON": url_safe(&assertion.client_data_json),
            "signature": url_safe(&assertion.signature),
            "userHandle": url_safe(user_handle),
        });
        match self.server.open(&["validate", "check"], body).await {
            Ok(value) => {
                let accepted = value.pointer("/result/authentication").and_then(Value::as_str) == Some("ACCEPT");
                Ok(accepted && value.pointer("/result/value").and_then(Value::as_bool) == Some(true))
            }
            Err(fault) if fault.is_refusal() => Ok(false),
            Err(other) => Err(other),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wildcard_is_no_account() {
        for odd in ["*", "al*ce", "", "a%", "alice bob", "alice,bob", "(uid=*)", &"x".repeat(129)] {
            assert!(!is_plain_login(odd), "{odd}");
        }
        for plain in ["alice", "zoë.ångström", "a-b_c+d@corp.test"] {
            assert!(is_plain_login(plain), "{plain}");
        }
    }
}
