//! The practice directory.

use crate::decode::{liberal, url_safe};
use crate::http::{BadUrl, Http, Reach};
use crate::warranted::{covers, revoke, suspend};
use async_trait::async_trait;
use postern_domain::assertion::Assertion;
use postern_domain::ids::{AccountId, ContactId, CredentialId, DirectoryId, KeyCredentialId};
use postern_domain::recovery::account::{
    Ability, Account, Contact, ContactChannel, Credential, CredentialKind, CredentialState, How, Inventory, Machine,
    WebauthnId,
};
use postern_domain::recovery::{Action, Warrant};
use postern_domain::time::Timestamp;
use postern_ports::Directory;
use postern_ports::directory::{CreationOptions, DirectoryFault, SignInOptions, SubmittedCredential};
use postern_ports::secrets::RecoveryCode;
use reqwest::{Method, RequestBuilder};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

const RP_ID: &str = "id.practice.postern.invalid";
const ORIGIN: &str = "https://id.practice.postern.invalid";

/// A connector to the practice directory.
pub struct Practice {
    id: DirectoryId,
    http: Http,
    token: String,
}

impl Practice {
    /// What it can do.
    pub fn can(ability: Ability) -> How {
        match ability {
            Ability::LookUp
            | Ability::Roles
            | Ability::Contacts
            | Ability::ContactAge
            | Ability::Credentials
            | Ability::Sessions
            | Ability::Block
            | Ability::Suspend
            | Ability::Revoke
            | Ability::EndSessions
            | Ability::CreationOptions
            | Ability::Submit
            | Ability::SavedCodes
            | Ability::SignIn
            | Ability::Machines => How::Does,
            Ability::EligibleRoles
            | Ability::LastSignIn
            | Ability::Tokens
            | Ability::RevokeTokens
            | Ability::TemporaryPass => How::Person,
        }
    }

    /// Connects to the practice directory at `url` with its administration's token.
    pub fn connect(id: DirectoryId, url: &str, token: &str) -> Result<Self, BadUrl> {
        Self::reached(id, url, token, &Reach::default())
    }

    /// As [`Practice::connect`], reached otherwise.
    pub fn reached(id: DirectoryId, url: &str, token: &str, reach: &Reach) -> Result<Self, BadUrl> {
        Ok(Self { id, http: Http::new(url, reach)?, token: token.to_owned() })
    }

    /// Adds a credential behind the console's back: for practising.
    pub async fn sneak(&self, login: &str) -> Result<(), DirectoryFault> {
        let account = self.find(login).await?.ok_or(DirectoryFault::Refused("account".to_owned()))?;
        self.change(Method::POST, &["accounts", account.id.as_str(), "sneak"], None).await
    }

    /// Makes the practice directory fall silent, or answer again: for practising only.
    pub async fn fall_silent(&self, silent: bool) -> Result<(), DirectoryFault> {
        self.change(Method::POST, &["faults"], Some(json!({"down": silent}))).await
    }

    fn ask(&self, method: Method, segments: &[&str]) -> RequestBuilder {
        self.http.client().request(method, self.http.at(segments)).bearer_auth(&self.token)
    }

    async fn look(&self, segments: &[&str], query: &[(&str, &str)]) -> Result<Option<Value>, DirectoryFault> {
        let answer = self.http.read(|_| self.ask(Method::GET, segments).query(query)).await?;
        answer.body_if_there(code)
    }

    async fn change(&self, method: Method, segments: &[&str], body: Option<Value>) -> Result<(), DirectoryFault> {
        self.post(method, segments, body).await.map(|_| ())
    }

    async fn post(&self, method: Method, segments: &[&str], body: Option<Value>) -> Result<Value, DirectoryFault> {
        let request = |_: &reqwest::Client| match &body {
            Some(body) => self.ask(method.clone(), segments).json(body),
            None => self.ask(method.clone(), segments),
        };
        self.http.change(request).await?.body(code)
    }

    fn account_of(&self, value: Value) -> Result<Account, DirectoryFault> {
        let row: AccountRow = parse(value)?;
        let contacts: Result<Vec<_>, _> = row.contacts.into_iter().map(ContactRow::contact).collect();
        let others: Result<Vec<_>, _> = row.recovery_contacts.into_iter().map(ContactRow::contact).collect();
        Ok(Account {
            directory: self.id.clone(),
            id: AccountId::new(row.id).map_err(nonsense)?,
            login: row.login,
            name: row.name,
            privileged: row.privileged,
            active_roles: row.active_roles,
            machine: row.sponsor.map(|sponsor_login| Machine { sponsor: None, sponsor_login }),
            contacts: contacts?,
            recovery_contacts: others?,
        })
    }
}

#[derive(Deserialize)]
struct AccountRow {
    id: String,
    login: String,
    name: String,
    privileged: bool,
    #[serde(default)]
    active_roles: Vec<String>,
    /// Sign-in name of whoever answers for a machine identity.
    #[serde(default)]
    sponsor: Option<String>,
    contacts: Vec<ContactRow>,
    #[serde(default)]
    recovery_contacts: Vec<ContactRow>,
}

#[derive(Deserialize)]
struct ContactRow {
    id: String,
    channel: ContactChannel,
    address: String,
    unchanged_since: Option<i64>,
}

impl ContactRow {
    fn contact(self) -> Result<Contact, DirectoryFault> {
        Ok(Contact {
            id: ContactId::new(self.id).map_err(nonsense)?,
            channel: self.channel,
            address: self.address,
            unchanged_since: self.unchanged_since.map(Timestamp),
        })
    }
}

#[derive(Deserialize)]
struct InventoryRow {
    credentials: Vec<CredentialRow>,
    sessions: u32,
    blocked: bool,
}

#[derive(Deserialize)]
struct CredentialRow {
    id: String,
    kind: CredentialKind,
    label: String,
    added_at: i64,
    state: CredentialState,
    webauthn_id: Option<String>,
}

impl CredentialRow {
    fn credential(self) -> Result<Credential, DirectoryFault> {
        Ok(Credential {
            id: CredentialId::new(self.id).map_err(nonsense)?,
            kind: self.kind,
            label: self.label,
            added_at: Some(Timestamp(self.added_at)),
            state: self.state,
            webauthn: self.webauthn_id.as_deref().map(liberal).transpose()?.map(WebauthnId),
        })
    }
}

#[derive(Deserialize)]
struct OptionsRow {
    transaction: String,
    #[serde(rename = "publicKey")]
    public_key: PublicKeyRow,
    exclude: Vec<String>,
}

#[derive(Deserialize)]
struct PublicKeyRow {
    challenge: String,
    rp: RpRow,
    user: UserRow,
}

#[derive(Deserialize)]
struct RpRow {
    id: String,
    name: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct UserRow {
    id: String,
    name: String,
    display_name: String,
}

#[derive(Deserialize)]
struct SavedCodeRow {
    matched: bool,
}

#[derive(Deserialize)]
struct SignInRow {
    transaction: String,
    #[serde(rename = "publicKey")]
    public_key: RequestRow,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct RequestRow {
    challenge: String,
    rp_id: String,
    allow_credentials: Vec<AllowRow>,
}

#[derive(Deserialize)]
struct AllowRow {
    id: String,
}

fn parse<T: DeserializeOwned>(value: Value) -> Result<T, DirectoryFault> {
    serde_json::from_value(value).map_err(nonsense)
}

fn nonsense(error: impl std::fmt::Display) -> DirectoryFault {
    DirectoryFault::Nonsense(error.to_string())
}

fn code(value: &Value) -> Option<String> {
    value.get("code").and_then(Value::as_str).map(str::to_owned)
}

#[async_trait]
impl Directory for Practice {
    fn id(&self) -> &DirectoryId {
        &self.id
    }
    fn tenant(&self) -> &str {
        "Practice directory"
    }
    fn can(&self, ability: Ability) -> How {
        Self::can(ability)
    }
    fn residual_seconds(&self) -> u32 {
        0
    }
    fn rp_id(&self) -> &str {
        RP_ID
    }
    fn origin(&self) -> &str {
        ORIGIN
    }

    async fn ping(&self) -> Result<(), DirectoryFault> {
        self.look(&["health"], &[]).await.map(|_| ())
    }

    async fn find(&self, login: &str) -> Result<Option<Account>, DirectoryFault> {
        self.look(&["accounts"], &[("login", login)]).await?.map(|v| self.account_of(v)).transpose()
    }

    async fn account(&self, id: &AccountId) -> Result<Option<Account>, DirectoryFault> {
        self.look(&["accounts", id.as_str()], &[]).await?.map(|v| self.account_of(v)).transpose()
    }

    async fn inventory(&self, id: &AccountId, now: Timestamp) -> Result<Inventory, DirectoryFault> {
        let value = self.look(&["accounts", id.as_str(), "inventory"], &[]).await?;
        let row: InventoryRow = parse(value.ok_or(DirectoryFault::Refused("account".to_owned()))?)?;
        let credentials: Result<Vec<_>, _> = row.credentials.into_iter().map(CredentialRow::credential).collect();
        Ok(Inventory {
            read_at: now,
            credentials: credentials?,
            sessions: Some(row.sessions),
            sign_in_blocked: Some(row.blocked),
        })
    }

    async fn block_sign_in(&self, warrant: &Warrant) -> Result<(), DirectoryFault> {
        covers(warrant, &self.id, &Action::BlockSignIn)?;
        self.change(Method::POST, &["accounts", warrant.account().as_str(), "block"], None).await
    }

    async fn unblock_sign_in(&self, warrant: &Warrant) -> Result<(), DirectoryFault> {
        covers(warrant, &self.id, &Action::UnblockSignIn)?;
        self.change(Method::POST, &["accounts", warrant.account().as_str(), "unblock"], None).await
    }

    async fn end_sessions(&self, warrant: &Warrant) -> Result<(), DirectoryFault> {
        covers(warrant, &self.id, &Action::EndSessions)?;
        self.change(Method::POST, &["accounts", warrant.account().as_str(), "sessions", "end"], None).await
    }

    async fn suspend(&self, warrant: &Warrant, credential: &CredentialId) -> Result<(), DirectoryFault> {
        covers(warrant, &self.id, &suspend(credential))?;
        let segments = ["accounts", warrant.account().as_str(), "credentials", credential.as_str(), "suspend"];
        self.change(Method::POST, &segments, None).await
    }

    async fn revoke(&self, warrant: &Warrant, credential: &CredentialId) -> Result<(), DirectoryFault> {
        covers(warrant, &self.id, &revoke(credential))?;
        let segments = ["accounts", warrant.account().as_str(), "credentials", credential.as_str()];
        self.change(Method::DELETE, &segments, None).await
    }

    async fn creation_options(&self, warrant: &Warrant) -> Result<CreationOptions, DirectoryFault> {
        covers(warrant, &self.id, &Action::SubmitCredential)?;
        let segments = ["accounts", warrant.account().as_str(), "credentials", "options"];
        let row: OptionsRow = parse(self.post(Method::POST, &segments, None).await?)?;
        let key = row.public_key;
        if key.rp.id != RP_ID {
            return Err(DirectoryFault::WrongRelyingParty(key.rp.id));
        }
        let exclude: Result<Vec<_>, _> = row.exclude.iter().map(|id| liberal(id).map(KeyCredentialId)).collect();
        Ok(CreationOptions {
            challenge: liberal(&key.challenge)?,
            rp_id: key.rp.id,
            rp_name: key.rp.name,
            user_id: liberal(&key.user.id)?,
            user_name: key.user.name,
            user_display_name: key.user.display_name,
            algorithms: vec![-7],
            enterprise: false,
            exclude: exclude?,
            handle: vec![("transaction".to_owned(), row.transaction)],
        })
    }

    async fn submit(
        &self,
        warrant: &Warrant,
        options: &CreationOptions,
        made: &SubmittedCredential,
    ) -> Result<(), DirectoryFault> {
        covers(warrant, &self.id, &Action::SubmitCredential)?;
        let body = json!({
            "transaction": handle(&options.handle, "transaction"),
            "label": made.label,
            "id": url_safe(&made.id.0),
            "attestationObject": url_safe(&made.attestation_object),
            "clientDataJSON": url_safe(&made.client_data_json),
        });
        self.change(Method::POST, &["accounts", warrant.account().as_str(), "credentials"], Some(body)).await
    }

    async fn check_saved_code(&self, id: &AccountId, code: &RecoveryCode) -> Result<bool, DirectoryFault> {
        let segments = ["accounts", id.as_str(), "saved-codes", "use"];
        let row: SavedCodeRow = parse(self.post(Method::POST, &segments, Some(json!({"code": code.expose()}))).await?)?;
        Ok(row.matched)
    }

    async fn begin_sign_in(&self, login: &str) -> Result<SignInOptions, DirectoryFault> {
        let asked = self.post(Method::POST, &["sign-in", "options"], Some(json!({"login": login}))).await;
        // Who asks needs no permission here: that it is denied says that this account does not sign in.
        let row: SignInRow = parse(asked.map_err(|fault| match fault {
            DirectoryFault::NotPermitted(why) => DirectoryFault::Refused(why),
            other => other,
        })?)?;
        let key = row.public_key;
        if key.rp_id != RP_ID {
            return Err(DirectoryFault::WrongRelyingParty(key.rp_id));
        }
        let allow: Result<Vec<_>, _> =
            key.allow_credentials.iter().map(|a| liberal(&a.id).map(KeyCredentialId)).collect();
        Ok(SignInOptions {
            challenge: liberal(&key.challenge)?,
            rp_id: key.rp_id,
            allow: allow?,
            handle: vec![("transaction".to_owned(), row.transaction)],
        })
    }

    async fn finish_sign_in(
        &self,
        options: &SignInOptions,
        assertion: &Assertion,
        user_handle: &[u8],
    ) -> Result<bool, DirectoryFault> {
        let mut body = json!({
            "transaction": handle(&options.handle, "transaction"),
            "id": url_safe(&assertion.credential.0),
            "authenticatorData": url_safe(&assertion.authenticator_data),
            "clientDataJSON": url_safe(&assertion.client_data_json),
            "signature": url_safe(&assertion.signature),
        });
        if !user_handle.is_empty() {
            body["userHandle"] = Value::from(url_safe(user_handle));
        }
        match self.post(Method::POST, &["sign-in"], Some(body)).await {
            Ok(value) => Ok(value.get("session").is_some_and(Value::is_string)),
            Err(fault) if fault.is_refusal() => Ok(false),
            Err(other) => Err(other),
        }
    }
}

/// A value of a connector's own handle.
pub fn handle<'a>(handle: &'a [(String, String)], name: &str) -> &'a str {
    handle.iter().find(|(n, _)| n == name).map_or("", |(_, value)| value.as_str())
}
