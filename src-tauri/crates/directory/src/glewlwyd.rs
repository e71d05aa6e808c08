//! Glewlwyd 2.7: users of its database, their schemes, sessions and refresh tokens, on behalf by an administrator; and
//! its confidential clients, which are machine identities.
//!
//! What was ended stays listed as not enabled: reading back tests the flag. Decoys stand among the credentials that a
//! sign-in may use. Names do not change, so they are the identifiers; that of a client begins with `client:`.

mod access;
mod answers;
mod client;
mod machine;
mod users;

use crate::access::Access;
use crate::decode::{liberal, standard};
use crate::http::{Answer, BadUrl, Http, Reach};
use crate::practice::handle;
use crate::warranted::{covers, revoke, suspend};
use access::Administrator;
use answers::{Asked, At, Started, WebauthnRow, nonsense, parse, place};
use async_trait::async_trait;
use client::client_of;
use postern_domain::assertion::Assertion;
use postern_domain::ids::{AccountId, CredentialId, DirectoryId, KeyCredentialId};
use postern_domain::recovery::account::{Ability, Account, How, Inventory};
use postern_domain::recovery::{Action, Warrant};
use postern_domain::time::Timestamp;
use postern_ports::directory::{
    AccountPage, CreationOptions, DirectoryFault, PageMark, SignInOptions, SubmittedCredential,
};
use postern_ports::machine::{MachineKey, MachinePublicKey};
use postern_ports::{Clock, Directory, Entropy};
use reqwest::Method;
use secrecy::SecretString;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::sync::Arc;

/// How this desk reaches one server.
#[derive(Debug, Clone)]
pub struct GlewlwydSettings {
    /// Its name in this console.
    pub id: String,
    /// Its name for people.
    pub tenant: String,
    /// Where it answers.
    pub url: String,
    /// How it is reached.
    pub reach: Reach,
    /// The administrator this desk acts as.
    pub admin: String,
    /// The name of the WebAuthn scheme that new keys are registered with.
    pub scheme: String,
    /// The names of its OpenID Connect plugins, whose refresh tokens are revoked.
    pub plugins: Vec<String>,
    /// Who answers for a client: its identifier, and the user's name. What the client itself says counts before.
    pub sponsors: BTreeMap<String, String>,
    /// The pinned relying-party id.
    pub rp_id: String,
    /// The pinned origin.
    pub origin: String,
}

/// Settings that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadGlewlwyd {
    /// The address.
    #[error("url: {0}")]
    Url(#[from] BadUrl),
    /// The name.
    #[error("id: not a name")]
    Id,
}

/// A connector to one server.
pub struct Glewlwyd {
    id: DirectoryId,
    settings: GlewlwydSettings,
    access: Access<Administrator>,
    clock: Arc<dyn Clock>,
    entropy: Arc<dyn Entropy>,
}

impl Glewlwyd {
    /// What it can do. It keeps no log that can be read.
    pub fn can(ability: Ability) -> How {
        match ability {
            Ability::LookUp
            | Ability::Roles
            | Ability::Contacts
            | Ability::Credentials
            | Ability::Sessions
            | Ability::Tokens
            | Ability::Block
            | Ability::Suspend
            | Ability::Revoke
            | Ability::EndSessions
            | Ability::RevokeTokens
            | Ability::CreationOptions
            | Ability::Submit
            | Ability::SignIn
            | Ability::Machines
            | Ability::Search => How::Does,
            Ability::EligibleRoles
            | Ability::ContactAge
            | Ability::LastSignIn
            | Ability::TemporaryPass
            | Ability::SavedCodes => How::Person,
            Ability::Changes => How::Never,
        }
    }

    /// A connector that signs in with `password` when it is first needed.
    pub fn connect(
        settings: GlewlwydSettings,
        password: SecretString,
        clock: Arc<dyn Clock>,
        entropy: Arc<dyn Entropy>,
    ) -> Result<Self, BadGlewlwyd> {
        let id = DirectoryId::new(settings.id.clone()).map_err(|_| BadGlewlwyd::Id)?;
        let http = Http::new(&settings.url, &settings.reach)?;
        let access = Access::new(http, Administrator { name: settings.admin.clone(), password });
        Ok(Self { id, settings, access, clock, entropy })
    }

    /// The same connector with another password.
    pub fn with_secret(&self, secret: SecretString) -> Result<Self, BadGlewlwyd> {
        Self::connect(self.settings.clone(), secret, self.clock.clone(), self.entropy.clone())
    }

    async fn open_call(&self, segments: &[&str], body: &Value) -> Result<Answer, DirectoryFault> {
        let url = self.access.http().at(segments);
        self.access.http().change(|c| c.post(url.clone()).json(body)).await
    }

    fn sign_in_of(&self, login: &str, value: Value) -> Value {
        json!({"username": login, "scheme_type": "webauthn", "scheme_name": self.settings.scheme, "value": value})
    }
}

#[async_trait]
impl Directory for Glewlwyd {
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
        // Access tokens are checked by those who take them, not here: they live for an hour where nothing else is set.
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

    async fn find(&self, login: &str) -> Result<Option<Account>, DirectoryFault> {
        match client_of(login) {
            Some(client) => self.machine(client).await,
            None => self.person(login).await,
        }
    }

    async fn account(&self, id: &AccountId) -> Result<Option<Account>, DirectoryFault> {
        self.find(id.as_str()).await
    }

    async fn search(&self, beginning: &str, from: Option<&PageMark>) -> Result<AccountPage, DirectoryFault> {
        let offset = match from {
            Some(mark) => mark.0.parse::<usize>().map_err(nonsense)?,
            None => 0,
        };
        self.listed(beginning, offset).await
    }

    async fn inventory(&self, id: &AccountId, now: Timestamp) -> Result<Inventory, DirectoryFault> {
        match client_of(id.as_str()) {
            Some(client) => self.machine_inventory(client, now).await,
            None => self.user_inventory(id.as_str(), now).await,
        }
    }

    async fn block_sign_in(&self, warrant: &Warrant) -> Result<(), DirectoryFault> {
        covers(warrant, &self.id, &Action::BlockSignIn)?;
        self.set_enabled(warrant.account(), false).await
    }

    async fn unblock_sign_in(&self, warrant: &Warrant) -> Result<(), DirectoryFault> {
        covers(warrant, &self.id, &Action::UnblockSignIn)?;
        self.set_enabled(warrant.account(), true).await
    }

    async fn end_sessions(&self, warrant: &Warrant) -> Result<(), DirectoryFault> {
        covers(warrant, &self.id, &Action::EndSessions)?;
        let user = warrant.account().as_str();
        if client_of(user).is_some() {
            // It has none.
            return Ok(());
        }
        for place in self.open(user).await? {
            let segments: Vec<&str> = place.iter().map(String::as_str).collect();
            let mut url = self.access.http().at(&segments);
            if place.get(2).is_some_and(|part| part == "token") {
                url.query_pairs_mut().append_pair("impersonate", user);
            }
            self.access.change(Method::DELETE, url, None).await?.body_if_there(|_| None)?;
        }
        Ok(())
    }

    async fn suspend(&self, warrant: &Warrant, credential: &CredentialId) -> Result<(), DirectoryFault> {
        covers(warrant, &self.id, &suspend(credential))?;
        person_of(warrant)?;
        let At { module, scheme, credential } = place(credential)?;
        let Some(credential) = credential else { return Err(DirectoryFault::Unsupported) };
        let value = json!({"register": "disable-credential", "credential_id": credential});
        let answer = self.scheme(warrant.account().as_str(), (module, scheme), Some(value)).await?;
        answer.body(|_| None).map(|_| ())
    }

    async fn revoke(&self, warrant: &Warrant, credential: &CredentialId) -> Result<(), DirectoryFault> {
        covers(warrant, &self.id, &revoke(credential))?;
        if let Some(client) = client_of(warrant.account().as_str()) {
            return self.revoke_of_client(client, credential).await;
        }
        let At { module, scheme, credential } = place(credential)?;
        let value = match (module, credential) {
            (_, Some(credential)) => json!({"register": "remove-credential", "credential_id": credential}),
            ("otp", None) => json!({"type": "NONE"}),
            (_, None) => return Err(DirectoryFault::Unsupported),
        };
        let answer = self.scheme(warrant.account().as_str(), (module, scheme), Some(value)).await?;
        answer.body(|_| None).map(|_| ())
    }

    async fn creation_options(&self, warrant: &Warrant) -> Result<CreationOptions, DirectoryFault> {
        covers(warrant, &self.id, &Action::SubmitCredential)?;
        let (user, scheme) = (person_of(warrant)?, ("webauthn", self.settings.scheme.as_str()));
        let value = json!({"register": "new-credential"});
        let started: Started = parse(self.scheme(user, scheme, Some(value)).await?.body(|_| None)?)?;
        let rp_id = started.rp_id()?;
        if rp_id != self.settings.rp_id {
            return Err(DirectoryFault::WrongRelyingParty(rp_id));
        }
        // It names no credentials to exclude: those that it has already.
        let held = parse::<Vec<WebauthnRow>>(self.scheme(user, scheme, None).await?.body(|_| None)?)?;
        let ids = held.into_iter().map(|row| row.credential(scheme.1)).collect::<Result<Vec<_>, _>>()?;
        Ok(CreationOptions {
            challenge: liberal(&started.challenge)?,
            rp_id,
            rp_name: self.settings.tenant.clone(),
            user_id: liberal(&started.user.id)?,
            user_name: started.user.name.clone(),
            user_display_name: started.user.name.clone(),
            algorithms: started.algorithms(),
            enterprise: started.attestation == "enterprise",
            exclude: ids.into_iter().filter_map(|c| c.webauthn).map(|id| KeyCredentialId(id.0)).collect(),
            handle: vec![("session".to_owned(), started.session)],
        })
    }

    async fn submit(
        &self,
        warrant: &Warrant,
        options: &CreationOptions,
        made: &SubmittedCredential,
    ) -> Result<(), DirectoryFault> {
        covers(warrant, &self.id, &Action::SubmitCredential)?;
        let user = person_of(warrant)?;
        let value = json!({
            "register": "register-credential",
            "session": handle(&options.handle, "session"),
            "type": "public-key",
            "credential": {
                "rawId": standard(&made.id.0),
                "id": standard(&made.id.0),
                "type": "public-key",
                "response": {
                    "clientDataJSON": standard(&made.client_data_json),
                    "attestationObject": standard(&made.attestation_object),
                },
            },
        });
        let scheme = ("webauthn", self.settings.scheme.as_str());
        self.scheme(user, scheme, Some(value)).await?.body(said).map(|_| ())
    }

    fn draws_machine_keys(&self) -> bool {
        true
    }

    fn draw_machine_key(&self, label: &str, _now: Timestamp) -> Result<MachineKey, DirectoryFault> {
        crate::machine_key::draw_p256(label)
    }

    async fn submit_machine_key(&self, warrant: &Warrant, key: &MachinePublicKey) -> Result<(), DirectoryFault> {
        covers(warrant, &self.id, &Action::SubmitCredential)?;
        let client = client_of(warrant.account().as_str()).ok_or(DirectoryFault::Unsupported)?;
        let jwk = crate::machine_key::jwk(key)?;
        self.alter(client, |row| row.with_key(&key.name, jwk)).await
    }

    async fn try_machine_secret(&self, id: &AccountId, secret: &SecretString) -> Result<bool, DirectoryFault> {
        self.try_client(client_of(id.as_str()).ok_or(DirectoryFault::Unsupported)?, secret).await
    }

    async fn begin_sign_in(&self, login: &str) -> Result<SignInOptions, DirectoryFault> {
        if client_of(login).is_some() {
            return Err(DirectoryFault::Unsupported);
        }
        let body = self.sign_in_of(login, json!({}));
        let answer = self.open_call(&["api", "auth", "scheme", "trigger", ""], &body).await?;
        let asked: Asked = parse(answer.body(said)?)?;
        let rp_id = asked.rp_id()?;
        if rp_id != self.settings.rp_id {
            return Err(DirectoryFault::WrongRelyingParty(rp_id));
        }
        Ok(SignInOptions {
            challenge: liberal(&asked.challenge)?,
            rp_id,
            allow: asked.allow(),
            handle: vec![("session".to_owned(), asked.session), ("login".to_owned(), login.to_owned())],
        })
    }

    async fn finish_sign_in(
        &self,
        options: &SignInOptions,
        assertion: &Assertion,
        _user_handle: &[u8],
    ) -> Result<bool, DirectoryFault> {
        let id = standard(&assertion.credential.0);
        let value = json!({
            "session": handle(&options.handle, "session"),
            "credential": {
                "rawId": id,
                "id": id,
                "type": "public-key",
                "response": {
                    "clientDataJSON": standard(&assertion.client_data_json),
                    "authenticatorData": standard(&assertion.authenticator_data),
                    "signature": standard(&assertion.signature),
                    "userHandle": null,
                },
            },
        });
        let body = self.sign_in_of(handle(&options.handle, "login"), value);
        match self.open_call(&["api", "auth", ""], &body).await?.body(said) {
            Ok(_) => Ok(true),
            Err(DirectoryFault::AccessRefused) => Ok(false),
            Err(fault) if fault.is_refusal() => Ok(false),
            Err(other) => Err(other),
        }
    }
}

/// The user that a warrant is for: a client has no scheme.
fn person_of(warrant: &Warrant) -> Result<&str, DirectoryFault> {
    let account = warrant.account().as_str();
    if client_of(account).is_none() { Ok(account) } else { Err(DirectoryFault::Unsupported) }
}

/// The server's own words, a list of them.
fn said(value: &Value) -> Option<String> {
    let words: Vec<&str> = value.as_array()?.iter().filter_map(Value::as_str).collect();
    (!words.is_empty()).then(|| words.join(", "))
}
