//! Keycloak over its Admin REST API: users of one realm and their credentials, as a service account of it.
//!
//! Nobody enrols on behalf of a user there: a required action is set, and the subject's own browser does it at their
//! next sign-in. What was enrolled is told with its public key, so that the console can try it.
//!
//! A change of a user sends what Keycloak would clear if it were left out (the profile), the one field that changes,
//! and nothing else: of other fields, what somebody changes meanwhile is not put back.

mod access;
mod answers;
mod logs;
mod names;
mod passkey;
mod settings;

pub use settings::{BadKeycloak, KeycloakSettings};

use crate::access::Access;
use crate::grant::Client;
use crate::http::{Answer, Http};
use crate::warranted::{covers, revoke};
pub use access::RIGHTS;
use access::{MANAGEMENT, Proof, ServiceAccount, told};
use answers::{
    ConsentRow, CredentialRow, MappingsRow, RoleRow, UserRow, administrative, kept, nonsense, parse, reason,
};
use async_trait::async_trait;
use logs::{ADMIN_EVENTS, EVENTS, Mark, StoredRow};
use names::{Place, is_plain_beginning, is_plain_login};
use postern_domain::assertion::Assertion;
use postern_domain::ids::{AccountId, CredentialId, DirectoryId};
use postern_domain::recovery::account::{Ability, Account, How, Inventory};
use postern_domain::recovery::{Action, Warrant};
use postern_domain::time::{Span, Timestamp};
use postern_ports::directory::{
    AccountPage, ChangePage, CreationOptions, DirectoryFault, Enrolled, Invitation, PageMark, Rights, SignInOptions,
    SubmittedCredential,
};
use postern_ports::secrets::reveal;
use postern_ports::{Clock, Directory, Entropy};
use reqwest::{Method, Url};
use secrecy::SecretString;
use serde::de::{DeserializeOwned, IgnoredAny};
use serde_json::{Value, json};
use std::sync::Arc;
use tokio::sync::OnceCell;

/// A page of accounts, and of each log, holds this many.
const PAGE: usize = 100;
/// How long an access token lives where the realm sets nothing else, in seconds.
const TOKEN: u32 = 300;

/// How long the link in a mail lets its reader in.
const LINK_SECONDS: i64 = 3600;

/// A connector to one realm.
pub struct Keycloak {
    id: DirectoryId,
    settings: KeycloakSettings,
    access: Access<ServiceAccount>,
    /// The identifier of the client that holds the realm's administrative roles.
    management: OnceCell<String>,
}

impl Keycloak {
    /// What it can do. Nobody but the subject's own browser enrols and signs in there.
    pub fn can(ability: Ability) -> How {
        match ability {
            Ability::LookUp
            | Ability::Roles
            | Ability::Contacts
            | Ability::Credentials
            | Ability::Sessions
            | Ability::Tokens
            | Ability::Block
            | Ability::Revoke
            | Ability::EndSessions
            | Ability::RevokeTokens
            | Ability::Search
            | Ability::Changes => How::Does,
            Ability::CreationOptions | Ability::Submit => How::Subject,
            Ability::LastSignIn | Ability::TemporaryPass | Ability::Machines => How::NotYet,
            Ability::EligibleRoles | Ability::ContactAge | Ability::Suspend | Ability::SavedCodes | Ability::SignIn => {
                How::Person
            }
        }
    }

    /// A connector that signs in when it is first needed: with the client's secret, or where `secret` is PEM, with the
    /// key in it.
    pub fn connect(
        settings: KeycloakSettings,
        secret: SecretString,
        clock: Arc<dyn Clock>,
        entropy: Arc<dyn Entropy>,
    ) -> Result<Self, BadKeycloak> {
        let id = DirectoryId::new(settings.id.clone()).map_err(|_| BadKeycloak::Id)?;
        let http = Http::new(&settings.url, &settings.reach)?;
        let account = ServiceAccount {
            realm: settings.realm.clone(),
            client: Client { id: settings.client_id.clone(), clock, entropy },
            proof: Proof::of(secret).ok_or(BadKeycloak::Secret)?,
        };
        Ok(Self { id, settings, access: Access::new(http, account), management: OnceCell::new() })
    }

    /// The same, signing in with another secret.
    pub fn with_secret(&self, secret: SecretString) -> Result<Self, BadKeycloak> {
        let Client { clock, entropy, .. } = &self.access.sign_in_of().client;
        Self::connect(self.settings.clone(), secret, clock.clone(), entropy.clone())
    }

    /// The address of something in the realm.
    fn place(&self, segments: &[&str]) -> Url {
        let mut all = vec!["admin", "realms", self.settings.realm.as_str()];
        all.extend_from_slice(segments);
        self.access.http().at(&all)
    }

    async fn get(&self, segments: &[&str], query: &[(&str, &str)]) -> Result<Answer, DirectoryFault> {
        self.access.read(self.place(segments), |request| request.query(query)).await
    }

    /// A list. Keycloak gives those of one user whole; where it is not there, it is not taken for empty.
    async fn list<T>(&self, segments: &[&str], query: &[(&str, &str)]) -> Result<Vec<T>, DirectoryFault>
    where
        T: DeserializeOwned + Send,
    {
        parse(self.get(segments, query).await?.body(reason)?)
    }

    async fn change(&self, method: Method, segments: &[&str], body: Option<&Value>) -> Result<(), DirectoryFault> {
        self.access.change(method, self.place(segments), body).await?.body(reason).map(|_| ())
    }

    /// The user with this identifier as Keycloak represents it.
    async fn represented(&self, id: &AccountId) -> Result<Option<Value>, DirectoryFault> {
        let read = self.get(&["users", id.as_str()], &[]).await?.body_if_there(reason)?;
        Ok(read.filter(|read| read.get("id").and_then(Value::as_str) == Some(id.as_str())))
    }

    async fn present(&self, id: &AccountId) -> Result<Value, DirectoryFault> {
        self.represented(id).await?.ok_or_else(|| DirectoryFault::NotThere("user".to_owned()))
    }

    /// Changes one field of the user that was read.
    async fn put(&self, id: &AccountId, read: &Value, field: &str, value: Value) -> Result<(), DirectoryFault> {
        let mut body = kept(read);
        body.insert(field.to_owned(), value);
        self.change(Method::PUT, &["users", id.as_str()], Some(&Value::Object(body))).await
    }

    async fn enable(&self, id: &AccountId, enabled: bool) -> Result<(), DirectoryFault> {
        let read = self.present(id).await?;
        self.put(id, &read, "enabled", json!(enabled)).await
    }

    /// The identifier of `realm-management`, read from this console's own roles. To ask for the client itself takes the
    /// role `view-clients`, which shows the secrets of all clients before Keycloak 26.8.
    async fn management(&self) -> Result<&str, DirectoryFault> {
        let found = self.management.get_or_try_init(|| async {
            let token = self.access.shown().await?;
            // Exposed to read whose it is; nothing else of it is kept.
            let own = told(reveal(&token)).and_then(|claims| claims.sub);
            let own = own.ok_or_else(|| nonsense("a token that does not say whose it is"))?;
            let read = self.get(&["users", &own, "role-mappings"], &[]).await?.body(reason)?;
            let lacks = || DirectoryFault::NotPermitted(format!("this console has no role of {MANAGEMENT}"));
            parse::<MappingsRow>(read)?.id_of(MANAGEMENT).ok_or_else(lacks)
        });
        Ok(found.await?.as_str())
    }

    /// Administrative roles: also those that come through groups and other roles.
    async fn roles(&self, user: &str) -> Result<Vec<String>, DirectoryFault> {
        let management = self.management().await?;
        let of_realm: Vec<RoleRow> = self.list(&["users", user, "role-mappings", "realm", "composite"], &[]).await?;
        let place = ["users", user, "role-mappings", "clients", management, "composite"];
        let of_management: Vec<RoleRow> = self.list(&place, &[]).await?;
        Ok(administrative(of_realm, of_management))
    }

    async fn described(&self, row: UserRow) -> Result<Account, DirectoryFault> {
        let roles = self.roles(&row.id).await?;
        row.account(&self.id, roles)
    }

    async fn credentials(&self, id: &AccountId) -> Result<Vec<CredentialRow>, DirectoryFault> {
        self.list(&["users", id.as_str(), "credentials"], &[]).await
    }

    /// The clients that hold an offline token of the user. Keycloak tells them beside the consents.
    async fn offline(&self, id: &AccountId) -> Result<Vec<String>, DirectoryFault> {
        let consents: Vec<ConsentRow> = self.list(&["users", id.as_str(), "consents"], &[]).await?;
        Ok(consents.into_iter().filter(ConsentRow::is_offline).map(|row| row.client_id).collect())
    }

    /// A page of one of the realm's logs, oldest first.
    async fn events<T>(
        &self,
        log: &str,
        which: &[(&str, &str)],
        since: Timestamp,
        from: usize,
    ) -> Result<Vec<T>, DirectoryFault>
    where
        T: DeserializeOwned + Send,
    {
        let (since, from, most) = (since.0.max(0).to_string(), from.to_string(), PAGE.to_string());
        let paged = [("dateFrom", since.as_str()), ("direction", "asc"), ("first", from.as_str()), ("max", &most)];
        self.list(&[log], &[which, &paged].concat()).await
    }
}

#[async_trait]
impl Directory for Keycloak {
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
        TOKEN
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
        let token = self.access.shown().await?;
        // Exposed to read what it allows; nothing of it is kept.
        let held = told(reveal(&token)).and_then(|claims| claims.held());
        Ok(held.map(|held| Rights::of(RIGHTS, held)))
    }

    async fn find(&self, login: &str) -> Result<Option<Account>, DirectoryFault> {
        if !is_plain_login(login) {
            return Ok(None);
        }
        let rows: Vec<UserRow> = self.list(&["users"], &[("username", login), ("exact", "true")]).await?;
        match rows.into_iter().find(|row| row.is_called(login)).filter(|row| !row.is_service_account()) {
            Some(row) => self.described(row).await.map(Some),
            None => Ok(None),
        }
    }

    async fn account(&self, id: &AccountId) -> Result<Option<Account>, DirectoryFault> {
        let Some(read) = self.represented(id).await? else { return Ok(None) };
        let row: UserRow = parse(read)?;
        if row.is_service_account() { Ok(None) } else { self.described(row).await.map(Some) }
    }

    async fn search(&self, beginning: &str, from: Option<&PageMark>) -> Result<AccountPage, DirectoryFault> {
        if !is_plain_beginning(beginning) {
            return Ok(AccountPage::default());
        }
        let first = match from {
            Some(mark) => mark.0.parse::<usize>().map_err(nonsense)?,
            None => 0,
        };
        let (at, most, asked) = (first.to_string(), PAGE.to_string(), format!("{beginning}*"));
        let mut query = vec![("briefRepresentation", "true"), ("first", at.as_str()), ("max", most.as_str())];
        if !beginning.is_empty() {
            query.push(("search", asked.as_str()));
        }
        let mut rows: Vec<UserRow> = self.list(&["users"], &query).await?;
        rows.truncate(PAGE);
        // It is looked for in names and addresses as well: a page may hold fewer of those that were meant.
        let next = (rows.len() == PAGE).then(|| PageMark(first.saturating_add(PAGE).to_string()));
        let meant = rows.into_iter().filter(|row| row.begins(beginning) && !row.is_service_account());
        let rows: Result<Vec<_>, _> = meant.map(UserRow::found).collect();
        Ok(AccountPage { rows: rows?, next })
    }

    async fn changes(&self, since: Timestamp, from: Option<&PageMark>) -> Result<ChangePage, DirectoryFault> {
        let mark = from.map_or(Ok(Mark::default()), Mark::read)?;
        if from.is_none() {
            let stored: StoredRow = parse(self.get(&["events", "config"], &[]).await?.body(reason)?)?;
            stored.is_enough()?;
        }
        let own = self.events("events", EVENTS, since, mark.own).await?;
        let admin = self.events("admin-events", ADMIN_EVENTS, since, mark.admin).await?;
        Ok(logs::merged(mark, own, admin, PAGE))
    }

    async fn inventory(&self, id: &AccountId, now: Timestamp) -> Result<Inventory, DirectoryFault> {
        let user: UserRow = parse(self.present(id).await?)?;
        let rows = self.credentials(id).await?;
        let mut credentials = rows.into_iter().map(CredentialRow::credential).collect::<Result<Vec<_>, _>>()?;
        let mut besides = user.identities()?;
        if user.is_federated() {
            let types = ["users", id.as_str(), "configured-user-storage-credential-types"];
            let types: Vec<String> = self.list(&types, &[]).await?;
            besides.extend(answers::stored_elsewhere(types)?);
        }
        besides.retain(|other| credentials.iter().all(|known| known.id != other.id));
        credentials.extend(besides);
        let sessions: Vec<IgnoredAny> = self.list(&["users", id.as_str(), "sessions"], &[]).await?;
        // A client's offline tokens count as one: they go together.
        let open = sessions.len() + self.offline(id).await?.len();
        Ok(Inventory {
            read_at: now,
            credentials,
            sessions: Some(u32::try_from(open).unwrap_or(u32::MAX)),
            sign_in_blocked: user.is_blocked(),
        })
    }

    async fn block_sign_in(&self, warrant: &Warrant) -> Result<(), DirectoryFault> {
        covers(warrant, &self.id, &Action::BlockSignIn)?;
        self.enable(warrant.account(), false).await
    }

    async fn unblock_sign_in(&self, warrant: &Warrant) -> Result<(), DirectoryFault> {
        covers(warrant, &self.id, &Action::UnblockSignIn)?;
        self.enable(warrant.account(), true).await
    }

    async fn end_sessions(&self, warrant: &Warrant) -> Result<(), DirectoryFault> {
        covers(warrant, &self.id, &Action::EndSessions)?;
        let account = warrant.account();
        self.change(Method::POST, &["users", account.as_str(), "logout"], None).await?;
        for client in self.offline(account).await? {
            match self.change(Method::DELETE, &["users", account.as_str(), "consents", &client], None).await {
                // None is there any more: that is what was wanted.
                Ok(()) | Err(DirectoryFault::NotThere(_)) => {}
                Err(other) => return Err(other),
            }
        }
        Ok(())
    }

    async fn suspend(&self, _warrant: &Warrant, _credential: &CredentialId) -> Result<(), DirectoryFault> {
        Err(DirectoryFault::Unsupported)
    }

    async fn revoke(&self, warrant: &Warrant, credential: &CredentialId) -> Result<(), DirectoryFault> {
        covers(warrant, &self.id, &revoke(credential))?;
        let (segment, id) = match Place::of(credential) {
            Place::Own(id) => ("credentials", id),
            Place::Identity(alias) => ("federated-identity", alias),
            Place::Elsewhere => return Err(DirectoryFault::Unsupported),
        };
        self.change(Method::DELETE, &["users", warrant.account().as_str(), segment, id], None).await
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

    /// By mail: a link that lets its reader do this one thing. Asking at the next sign-in would not do, since nothing signs in
    /// any more by then. Whoever else reads that mail enrols a key that is not the desk's, which is seen.
    async fn invite(&self, warrant: &Warrant) -> Result<Invitation, DirectoryFault> {
        covers(warrant, &self.id, &Action::SubmitCredential)?;
        let mut url = self.place(&["users", warrant.account().as_str(), "execute-actions-email"]);
        url.query_pairs_mut().append_pair("lifespan", &LINK_SECONDS.to_string());
        let actions = json!([self.settings.action]);
        self.access.change(Method::PUT, url, Some(&actions)).await?.body(reason)?;
        Ok(Invitation { pass: None, until: Some(warrant.at().plus(Span::seconds(LINK_SECONDS))) })
    }

    async fn enrolled(&self, id: &AccountId, credential: &CredentialId) -> Result<Option<Enrolled>, DirectoryFault> {
        let row = self.credentials(id).await?.into_iter().find(|row| row.is(credential));
        let row = row.ok_or_else(|| DirectoryFault::NotThere("credential".to_owned()))?;
        Ok(row.passkey().and_then(|passkey| passkey.enrolled(id)))
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
