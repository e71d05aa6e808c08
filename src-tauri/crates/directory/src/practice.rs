//! The practice directory.

mod answers;

use crate::decode::url_safe;
use crate::http::{BadUrl, Http, Reach};
use crate::warranted::{covers, revoke, suspend};
use answers::{
    AccountRow, AccountsRow, ChangesRow, InventoryRow, OptionsRow, PassRow, SavedCodeRow, SignInRow, code, parse,
};
use async_trait::async_trait;
use postern_domain::assertion::Assertion;
use postern_domain::ids::{AccountId, CredentialId, DirectoryId};
use postern_domain::recovery::account::{Ability, Account, How, Inventory};
use postern_domain::recovery::{Action, Warrant};
use postern_domain::time::Timestamp;
use postern_ports::Directory;
use postern_ports::directory::{
    AccountPage, ChangePage, CreationOptions, DirectoryFault, Invitation, PageMark, SignInOptions, SubmittedCredential,
};
use postern_ports::secrets::{RecoveryCode, reveal};
use reqwest::{Method, RequestBuilder};
use secrecy::SecretString;
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
            | Ability::TemporaryPass
            | Ability::SavedCodes
            | Ability::SignIn
            | Ability::Machines
            | Ability::Search
            | Ability::Changes => How::Does,
            Ability::EligibleRoles | Ability::LastSignIn | Ability::Tokens | Ability::RevokeTokens => How::Person,
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

    /// Enrols a passkey with a temporary pass, as its owner does on their own device: for practising.
    pub async fn enrol_with_pass(&self, login: &str, pass: &SecretString) -> Result<(), DirectoryFault> {
        // Exposed to be shown to the directory.
        let body = json!({"login": login, "pass": reveal(pass)});
        self.change(Method::POST, &["enrol"], Some(body)).await
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

    async fn account_at(&self, segments: &[&str], query: &[(&str, &str)]) -> Result<Option<Account>, DirectoryFault> {
        let Some(value) = self.look(segments, query).await? else { return Ok(None) };
        parse::<AccountRow>(value)?.account(&self.id).map(Some)
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
        self.account_at(&["accounts"], &[("login", login)]).await
    }

    async fn account(&self, id: &AccountId) -> Result<Option<Account>, DirectoryFault> {
        self.account_at(&["accounts", id.as_str()], &[]).await
    }

    async fn search(&self, beginning: &str, from: Option<&PageMark>) -> Result<AccountPage, DirectoryFault> {
        let from = from.map_or("", |mark| mark.0.as_str());
        let told = self.look(&["search"], &[("beginning", beginning), ("from", from)]).await?;
        parse::<AccountsRow>(told.ok_or_else(|| DirectoryFault::NotThere("search".to_owned()))?)?.page()
    }

    async fn changes(&self, since: Timestamp, from: Option<&PageMark>) -> Result<ChangePage, DirectoryFault> {
        let (since, from) = (since.0.to_string(), from.map_or("0", |mark| mark.0.as_str()));
        let told = self.look(&["changes"], &[("since", since.as_str()), ("from", from)]).await?;
        parse::<ChangesRow>(told.ok_or_else(|| DirectoryFault::NotThere("changes".to_owned()))?)?.page()
    }

    async fn inventory(&self, id: &AccountId, now: Timestamp) -> Result<Inventory, DirectoryFault> {
        let value = self.look(&["accounts", id.as_str(), "inventory"], &[]).await?;
        parse::<InventoryRow>(value.ok_or(DirectoryFault::Refused("account".to_owned()))?)?.inventory(now)
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
        parse::<OptionsRow>(self.post(Method::POST, &segments, None).await?)?.options(RP_ID)
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

    async fn invite(&self, warrant: &Warrant) -> Result<Invitation, DirectoryFault> {
        covers(warrant, &self.id, &Action::SubmitCredential)?;
        let segments = ["accounts", warrant.account().as_str(), "pass"];
        Ok(parse::<PassRow>(self.post(Method::POST, &segments, None).await?)?.invitation())
    }

    async fn check_saved_code(&self, id: &AccountId, code: &RecoveryCode) -> Result<bool, DirectoryFault> {
        let segments = ["accounts", id.as_str(), "saved-codes", "use"];
        let row: SavedCodeRow = parse(self.post(Method::POST, &segments, Some(json!({"code": code.expose()}))).await?)?;
        Ok(row.matched)
    }

    async fn begin_sign_in(&self, login: &str) -> Result<SignInOptions, DirectoryFault> {
        let asked = self.post(Method::POST, &["sign-in", "options"], Some(json!({"login": login}))).await;
        // Who asks needs no permission here: that it is denied says that this account does not sign in.
        let told = asked.map_err(|fault| match fault {
            DirectoryFault::NotPermitted(why) => DirectoryFault::Refused(why),
            other => other,
        })?;
        parse::<SignInRow>(told)?.options(RP_ID)
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
