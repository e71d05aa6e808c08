//! Glewlwyd 2.7: users of its database, their schemes, sessions and refresh tokens, on behalf by an administrator.
//!
//! What was ended stays listed as not enabled: reading back tests the flag. Decoys stand among the credentials that a
//! sign-in may use. User names do not change, so they are the identifiers.

mod access;
mod answers;

use crate::access::Access;
use crate::decode::{liberal, standard};
use crate::http::{Answer, BadUrl, Http, Reach};
use crate::practice::handle;
use crate::warranted::{covers, revoke, suspend};
use access::Administrator;
use answers::{Asked, At, OpenRow, SchemeRow, Started, UserRow, WebauthnRow, parse, place};
use async_trait::async_trait;
use postern_domain::assertion::Assertion;
use postern_domain::ids::{AccountId, CredentialId, DirectoryId, KeyCredentialId};
use postern_domain::recovery::account::{Ability, Account, How, Inventory};
use postern_domain::recovery::{Action, Warrant};
use postern_domain::time::Timestamp;
use postern_ports::Directory;
use postern_ports::directory::{CreationOptions, DirectoryFault, SignInOptions, SubmittedCredential};
use reqwest::Method;
use secrecy::SecretString;
use serde_json::{Value, json};

/// Sessions or tokens on a page, as asked for and as counted.
const LIMIT: &str = "100";
const PAGE: usize = 100;
/// No user's list is longer.
const PAGES: usize = 100;

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
}

impl Glewlwyd {
    /// What it can do.
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
            | Ability::SignIn => How::Does,
            Ability::Machines => How::NotYet,
            Ability::EligibleRoles
            | Ability::ContactAge
            | Ability::LastSignIn
            | Ability::TemporaryPass
            | Ability::SavedCodes => How::Person,
        }
    }

    /// A connector that signs in with `password` when it is first needed.
    pub fn connect(settings: GlewlwydSettings, password: SecretString) -> Result<Self, BadGlewlwyd> {
        let id = DirectoryId::new(settings.id.clone()).map_err(|_| BadGlewlwyd::Id)?;
        let http = Http::new(&settings.url, &settings.reach)?;
        let access = Access::new(http, Administrator { name: settings.admin.clone(), password });
        Ok(Self { id, settings, access })
    }

    async fn get(&self, segments: &[&str], query: &[(&str, &str)]) -> Result<Option<Value>, DirectoryFault> {
        let url = self.access.http().at(segments);
        self.access.read(url, |request| request.query(query)).await?.body_if_there(|_| None)
    }

    async fn user(&self, login: &str) -> Result<Option<UserRow>, DirectoryFault> {
        let Some(value) = self.get(&["api", "user", login], &[]).await? else { return Ok(None) };
        let row: UserRow = parse(value)?;
        // Exactly this one.
        Ok(Some(row).filter(|row| row.username == login))
    }

    /// What one scheme of a user answers to `value`; without one, what it holds.
    async fn scheme(
        &self,
        user: &str,
        (module, name): (&str, &str),
        value: Option<Value>,
    ) -> Result<Answer, DirectoryFault> {
        let url = self.access.http().at(&["api", "delegate", user, "profile", "scheme", "register", ""]);
        let mut body = json!({"username": user, "scheme_type": module, "scheme_name": name});
        let method = if let Some(value) = value {
            body["value"] = value;
            Method::POST
        } else {
            Method::PUT
        };
        self.access.change(method, url, Some(&body)).await
    }

    /// Rows of sessions or tokens, over all pages: what was ended stays listed, so that the open ones may be on later pages.
    async fn rows(&self, segments: &[&str], query: &[(&str, &str)]) -> Result<Option<Vec<OpenRow>>, DirectoryFault> {
        let mut all: Vec<OpenRow> = Vec::new();
        for page in 0..PAGES {
            let offset = (page * PAGE).to_string();
            let paged = [query, &[("offset", offset.as_str()), ("limit", LIMIT)]].concat();
            let Some(value) = self.get(segments, &paged).await? else { return Ok(None) };
            let rows: Vec<OpenRow> = parse(value)?;
            let (full, known) = (rows.len() >= PAGE, all.len());
            // Something that was added between two readings moves the last rows to the next page.
            for row in rows {
                if !all.contains(&row) {
                    all.push(row);
                }
            }
            if !full || all.len() == known {
                return Ok(Some(all));
            }
        }
        Err(DirectoryFault::Nonsense("sessions without end".to_owned()))
    }

    /// Sessions and refresh tokens that are open: where each is, below the server.
    async fn open(&self, user: &str) -> Result<Vec<Vec<String>>, DirectoryFault> {
        let mut all = Vec::new();
        let own = |all: &[&str]| all.iter().map(|s| (*s).to_owned()).collect::<Vec<_>>();
        let sessions = self.rows(&["api", "delegate", user, "profile", "session"], &[]).await?;
        // A list that is not there is not an empty one.
        let sessions = sessions.ok_or_else(|| DirectoryFault::NotThere(user.to_owned()))?;
        for row in sessions.into_iter().filter(|r| r.enabled) {
            all.push(own(&["api", "delegate", user, "profile", "session", &row.hash]));
        }
        for plugin in &self.settings.plugins {
            let tokens = self.rows(&["api", plugin, "token", ""], &[("impersonate", user)]).await?;
            // One that is not there keeps no tokens; but then the settings are wrong, and nothing may be taken for gone.
            let tokens = tokens.ok_or_else(|| DirectoryFault::NotThere(plugin.clone()))?;
            for row in tokens.into_iter().filter(|r| r.enabled) {
                all.push(own(&["api", plugin, "token", &row.hash]));
            }
        }
        Ok(all)
    }

    async fn set_enabled(&self, warrant: &Warrant, enabled: bool) -> Result<(), DirectoryFault> {
        let url = self.access.http().at(&["api", "user", warrant.account().as_str()]);
        let body = json!({"enabled": enabled});
        self.access.change(Method::PUT, url, Some(&body)).await?.body(|_| None).map(|_| ())
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
        if login.is_empty() {
            return Ok(None);
        }
        self.user(login).await?.map(|row| row.account(&self.id)).transpose()
    }

    async fn account(&self, id: &AccountId) -> Result<Option<Account>, DirectoryFault> {
        self.find(id.as_str()).await
    }

    async fn inventory(&self, id: &AccountId, now: Timestamp) -> Result<Inventory, DirectoryFault> {
        let user = id.as_str();
        let there = || DirectoryFault::NotThere(user.to_owned());
        let enabled = self.user(user).await?.ok_or_else(there)?.enabled;
        let schemes = self.get(&["api", "delegate", user, "profile", "scheme"], &[]).await?.ok_or_else(there)?;
        let mut credentials = Vec::new();
        for scheme in parse::<Vec<SchemeRow>>(schemes)? {
            let held = self.scheme(user, (&scheme.module, &scheme.name), None).await?.body(|_| None)?;
            if scheme.module == "webauthn" {
                for row in parse::<Vec<WebauthnRow>>(held)? {
                    credentials.push(row.credential(&scheme.name)?);
                }
            } else {
                credentials.extend(answers::single(&scheme, &held)?);
            }
        }
        let sessions = u32::try_from(self.open(user).await?.len()).unwrap_or(u32::MAX);
        Ok(Inventory { read_at: now, credentials, sessions: Some(sessions), sign_in_blocked: Some(!enabled) })
    }

    async fn block_sign_in(&self, warrant: &Warrant) -> Result<(), DirectoryFault> {
        covers(warrant, &self.id, &Action::BlockSignIn)?;
        self.set_enabled(warrant, false).await
    }

    async fn unblock_sign_in(&self, warrant: &Warrant) -> Result<(), DirectoryFault> {
        covers(warrant, &self.id, &Action::UnblockSignIn)?;
        self.set_enabled(warrant, true).await
    }

    async fn end_sessions(&self, warrant: &Warrant) -> Result<(), DirectoryFault> {
        covers(warrant, &self.id, &Action::EndSessions)?;
        let user = warrant.account().as_str();
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
        let At { module, scheme, credential } = place(credential)?;
        let Some(credential) = credential else { return Err(DirectoryFault::Unsupported) };
        let value = json!({"register": "disable-credential", "credential_id": credential});
        let answer = self.scheme(warrant.account().as_str(), (module, scheme), Some(value)).await?;
        answer.body(|_| None).map(|_| ())
    }

    async fn revoke(&self, warrant: &Warrant, credential: &CredentialId) -> Result<(), DirectoryFault> {
        covers(warrant, &self.id, &revoke(credential))?;
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
        let (user, scheme) = (warrant.account().as_str(), ("webauthn", self.settings.scheme.as_str()));
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
        self.scheme(warrant.account().as_str(), scheme, Some(value)).await?.body(said).map(|_| ())
    }

    async fn begin_sign_in(&self, login: &str) -> Result<SignInOptions, DirectoryFault> {
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

/// The server's own words, a list of them.
fn said(value: &Value) -> Option<String> {
    let words: Vec<&str> = value.as_array()?.iter().filter_map(Value::as_str).collect();
    (!words.is_empty()).then(|| words.join(", "))
}
