//! Microsoft Entra ID over Graph v1.0: users of one tenant with their methods of authentication, applications with their
//! keys.
//!
//! Two things are kept here while the console runs, because Graph does not tell them later. It counts no sessions, only
//! since when they hold (`signInSessionsValidFromDateTime`): what that was before they were ended is kept, so that a
//! later value shows that they are over. And it names a new method only in the answer that makes it.
//!
//! It acts as an application, which signs in with a secret or a certificate, or as the person who signed in.

mod access;
mod answers;
mod audit;
mod delegated;
mod machine;
mod names;
mod pass;
mod roles;
mod search;
mod settings;

pub use delegated::{Delegated, Refreshes};
pub use settings::{BadEntra, EntraSettings, rights};

use crate::access::Access;
use crate::decode::url_safe;
use crate::grant::{Client, claimed};
use crate::http::{Answer, Http};
use crate::machine_key;
use crate::warranted::{covers, revoke};
use access::{Application, Proof, Way};
use answers::{MethodRow, Page, UserRow, nonsense, parse, reason};
use async_trait::async_trait;
use machine::of_application;
use names::{deletable, is_plain_upn};
use postern_domain::assertion::Assertion;
use postern_domain::ids::{AccountId, CredentialId, DirectoryId};
use postern_domain::recovery::account::{Ability, Account, How, Inventory};
use postern_domain::recovery::{Action, Warrant};
use postern_domain::time::Timestamp;
use postern_ports::directory::{
    AccountPage, ChangePage, CreationOptions, DirectoryFault, Invitation, PageMark, Rights, SignInOptions,
    SubmittedCredential,
};
use postern_ports::machine::{MachineKey, MachinePublicKey};
use postern_ports::secrets::reveal;
use postern_ports::{Clock, Directory, Entropy};
use reqwest::Method;
use secrecy::SecretString;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// What is asked of a user.
const FIELDS: &str = "$select=id,userPrincipalName,displayName,accountEnabled,mail,signInSessionsValidFromDateTime";
/// No list of one user's is longer.
const PAGES: usize = 50;
/// Graph takes no longer name of a key.
const LABEL: usize = 30;

/// Since when an account's sessions held, before they were ended from here.
type Ended = BTreeMap<AccountId, Option<Timestamp>>;

/// A connector to one tenant.
pub struct Entra {
    id: DirectoryId,
    settings: EntraSettings,
    access: Access<Way>,
    authority: Arc<Http>,
    clock: Arc<dyn Clock>,
    entropy: Arc<dyn Entropy>,
    ended: Arc<Mutex<Ended>>,
    /// The WebAuthn credential ids of methods that were made from here, by the methods' own.
    made: Arc<Mutex<BTreeMap<String, Vec<u8>>>>,
}

impl Entra {
    /// What it can do. It tells of sessions only whether those that were ended are over, and of refresh tokens nothing;
    /// both end together. Nobody but the subject's own browser signs in there. When a credential last signed in it does
    /// not tell of each method, only in its log of sign-ins, which is not read.
    pub fn can(ability: Ability) -> How {
        match ability {
            Ability::LookUp
            | Ability::Roles
            | Ability::EligibleRoles
            | Ability::Contacts
            | Ability::Credentials
            | Ability::Sessions
            | Ability::Block
            | Ability::Revoke
            | Ability::EndSessions
            | Ability::RevokeTokens
            | Ability::CreationOptions
            | Ability::Submit
            | Ability::TemporaryPass
            | Ability::Machines
            | Ability::Search
            | Ability::Changes => How::Does,
            Ability::LastSignIn => How::NotYet,
            Ability::ContactAge | Ability::Tokens | Ability::Suspend | Ability::SavedCodes | Ability::SignIn => {
                How::Person
            }
        }
    }

    /// A connector that signs in when it is first needed: with the application's secret, or where `kept` is PEM, with
    /// the certificate and key in it. One that acts as a person has no use for `kept`, and waits for [`Self::person`].
    pub fn connect(
        settings: EntraSettings,
        kept: SecretString,
        clock: Arc<dyn Clock>,
        entropy: Arc<dyn Entropy>,
    ) -> Result<Self, BadEntra> {
        Self::reached(settings, kept, Delegated::default(), clock, entropy)
    }

    fn reached(
        settings: EntraSettings,
        kept: SecretString,
        person: Delegated,
        clock: Arc<dyn Clock>,
        entropy: Arc<dyn Entropy>,
    ) -> Result<Self, BadEntra> {
        let id = DirectoryId::new(settings.id.clone()).map_err(|_| BadEntra::Id)?;
        let graph = Http::new(&settings.graph, &settings.reach)?;
        let authority = Arc::new(Http::new(&settings.authority, &settings.reach)?);
        let way = if settings.delegated {
            Way::Person(person)
        } else {
            Way::Application(Box::new(Application {
                authority: authority.clone(),
                tenant_id: settings.tenant_id.clone(),
                client: Client { id: settings.client_id.clone(), clock: clock.clone(), entropy: entropy.clone() },
                proof: Proof::of(kept).ok_or(BadEntra::Certificate)?,
            }))
        };
        let access = Access::new(graph, way);
        Ok(Self { id, settings, access, authority, clock, entropy, ended: Arc::default(), made: Arc::default() })
    }

    /// The same connector with another secret of the application; what either does is known to both. The person who
    /// signed in is the same.
    pub fn with_secret(&self, secret: SecretString) -> Result<Self, BadEntra> {
        let person = self.person().cloned().unwrap_or_default();
        let (clock, entropy) = (self.clock.clone(), self.entropy.clone());
        let other = Self::reached(self.settings.clone(), secret, person, clock, entropy)?;
        Ok(Self { ended: self.ended.clone(), made: self.made.clone(), ..other })
    }

    /// What is held of the person who signed in, where it acts as one.
    pub fn person(&self) -> Option<&Delegated> {
        match self.access.sign_in_of() {
            Way::Person(person) => Some(person),
            Way::Application(_) => None,
        }
    }

    async fn get(&self, segments: &[&str], query: Option<&str>) -> Result<Answer, DirectoryFault> {
        let mut url = self.access.http().at(segments);
        url.set_query(query);
        self.access.read(url, |request| request).await
    }

    async fn change(&self, method: Method, segments: &[&str], body: Option<Value>) -> Result<Value, DirectoryFault> {
        self.access.change(method, self.access.http().at(segments), body.as_ref()).await?.body(reason)
    }

    /// A list, over all pages.
    async fn list<T>(&self, segments: &[&str], query: Option<&str>) -> Result<Vec<T>, DirectoryFault>
    where
        T: DeserializeOwned + Send,
    {
        let mut answer = self.get(segments, query).await?;
        let mut all = Vec::new();
        for _ in 0..PAGES {
            let page: Page<T> = parse(answer.body(reason)?)?;
            all.extend(page.value);
            let Some(next) = page.next else { return Ok(all) };
            answer = self.access.read(self.access.http().own(&next)?, |request| request).await?;
        }
        Err(nonsense("pages without end"))
    }

    /// The user with this sign-in name or identifier: Graph takes either.
    async fn user(&self, name: &str) -> Result<Option<UserRow>, DirectoryFault> {
        self.get(&["users", name], Some(FIELDS)).await?.body_if_there(reason)?.map(parse).transpose()
    }

    /// The user with this identifier, who is there.
    async fn present(&self, id: &AccountId) -> Result<UserRow, DirectoryFault> {
        let found = self.user(id.as_str()).await?.filter(|row| row.id == id.as_str());
        found.ok_or_else(|| DirectoryFault::NotThere("user".to_owned()))
    }

    async fn methods(&self, id: &str) -> Result<Vec<MethodRow>, DirectoryFault> {
        self.list(&["users", id, "authentication", "methods"], None).await
    }

    async fn described(&self, row: UserRow) -> Result<Account, DirectoryFault> {
        let roles = self.roles("users", &row.id).await?;
        let methods = self.methods(&row.id).await?;
        row.account(&self.id, roles, &methods)
    }

    /// The open sessions as far as they are known: none once those that were ended from here are over, else one, that may
    /// be. One that began after that is not seen, and after a restart nothing is known to have ended.
    fn sessions(&self, id: &AccountId, valid_from: Option<Timestamp>) -> u32 {
        let ended = held(&self.ended).get(id).copied();
        u32::from(ended.is_none_or(|before| valid_from <= before))
    }

    /// The WebAuthn credential id of a method: remembered, or read from the method's own. A method that was made before a
    /// restart and whose id spells nothing stays nobody's: the case does not see its key listed, and stops there.
    fn webauthn(&self, method: &MethodRow) -> Option<Vec<u8>> {
        let remembered = held(&self.made).get(&method.id).cloned();
        remembered.or_else(|| answers::spelled(&method.id)).filter(|_| method.is_fido2())
    }

    async fn enable(&self, warrant: &Warrant, enabled: bool) -> Result<(), DirectoryFault> {
        if let Some(object) = of_application(warrant.account().as_str()) {
            return self.enable_machine(object, enabled).await;
        }
        let body = json!({"accountEnabled": enabled});
        self.change(Method::PATCH, &["users", warrant.account().as_str()], Some(body)).await.map(|_| ())
    }
}

/// What a lock guards. Nothing is left half done under it, so that a panic elsewhere spoils nothing.
fn held<T>(lock: &Mutex<T>) -> MutexGuard<'_, T> {
    lock.lock().unwrap_or_else(PoisonError::into_inner)
}

#[async_trait]
impl Directory for Entra {
    fn id(&self) -> &DirectoryId {
        &self.id
    }
    fn tenant(&self) -> &str {
        &self.settings.tenant
    }
    fn can(&self, ability: Ability) -> How {
        Self::can(ability)
    }
    /// Access tokens live about an hour, and a session's end does not reach them.
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
        self.access.ready().await?;
        self.person().map_or(Ok(()), |person| person.shown().map(|_| ()))
    }

    async fn rights(&self) -> Result<Option<Rights>, DirectoryFault> {
        let token = self.access.shown().await?;
        let (token, claim) = match self.person() {
            Some(person) => (person.shown()?, "scp"),
            None => (token, "roles"),
        };
        // Exposed to read what it allows; nothing of it is kept.
        Ok(claimed(reveal(&token), claim).map(|held| settings::rights(self.settings.delegated, held)))
    }

    async fn find(&self, login: &str) -> Result<Option<Account>, DirectoryFault> {
        if let Some(app_id) = of_application(login) {
            return self.machine_called(app_id).await;
        }
        if !is_plain_upn(login) {
            return Ok(None);
        }
        match self.user(login).await?.filter(|row| row.is_called(login)) {
            Some(row) => self.described(row).await.map(Some),
            None => Ok(None),
        }
    }

    async fn account(&self, id: &AccountId) -> Result<Option<Account>, DirectoryFault> {
        if let Some(object) = of_application(id.as_str()) {
            return self.machine_by_id(object).await;
        }
        match self.user(id.as_str()).await?.filter(|row| row.id == id.as_str()) {
            Some(row) => self.described(row).await.map(Some),
            None => Ok(None),
        }
    }

    async fn search(&self, beginning: &str, from: Option<&PageMark>) -> Result<AccountPage, DirectoryFault> {
        self.beginning_with(beginning, from).await
    }

    async fn changes(&self, since: Timestamp, from: Option<&PageMark>) -> Result<ChangePage, DirectoryFault> {
        self.changed(since, from).await
    }

    async fn inventory(&self, id: &AccountId, now: Timestamp) -> Result<Inventory, DirectoryFault> {
        if let Some(object) = of_application(id.as_str()) {
            return self.machine_inventory(object, now).await;
        }
        let user = self.present(id).await?;
        let rows = self.methods(id.as_str()).await?;
        let credentials: Result<Vec<_>, _> = rows
            .into_iter()
            .map(|row| {
                let webauthn = self.webauthn(&row);
                row.credential(webauthn)
            })
            .collect();
        Ok(Inventory {
            read_at: now,
            credentials: credentials?,
            sessions: Some(self.sessions(id, user.valid_from())),
            sign_in_blocked: user.is_blocked(),
        })
    }

    async fn block_sign_in(&self, warrant: &Warrant) -> Result<(), DirectoryFault> {
        covers(warrant, &self.id, &Action::BlockSignIn)?;
        self.enable(warrant, false).await
    }

    async fn unblock_sign_in(&self, warrant: &Warrant) -> Result<(), DirectoryFault> {
        covers(warrant, &self.id, &Action::UnblockSignIn)?;
        self.enable(warrant, true).await
    }

    async fn end_sessions(&self, warrant: &Warrant) -> Result<(), DirectoryFault> {
        covers(warrant, &self.id, &Action::EndSessions)?;
        let account = warrant.account();
        if of_application(account.as_str()).is_some() {
            // It has none: each of its tokens is by a sign-in of its own.
            return Ok(());
        }
        // What was known of an earlier end says nothing of this one, whatever becomes of it.
        held(&self.ended).remove(account);
        let before = self.present(account).await?.valid_from();
        held(&self.ended).insert(account.clone(), before);
        self.change(Method::POST, &["users", account.as_str(), "revokeSignInSessions"], None).await.map(|_| ())
    }

    async fn suspend(&self, _warrant: &Warrant, _credential: &CredentialId) -> Result<(), DirectoryFault> {
        Err(DirectoryFault::Unsupported)
    }

    async fn revoke(&self, warrant: &Warrant, credential: &CredentialId) -> Result<(), DirectoryFault> {
        covers(warrant, &self.id, &revoke(credential))?;
        if let Some(object) = of_application(warrant.account().as_str()) {
            return self.revoke_key(object, credential).await;
        }
        let (segment, id) = deletable(credential).ok_or(DirectoryFault::Unsupported)?;
        let place = ["users", warrant.account().as_str(), "authentication", segment, id];
        self.change(Method::DELETE, &place, None).await.map(|_| ())
    }

    async fn creation_options(&self, warrant: &Warrant) -> Result<CreationOptions, DirectoryFault> {
        covers(warrant, &self.id, &Action::SubmitCredential)?;
        let place = ["users", warrant.account().as_str(), "authentication", "fido2Methods", "creationOptions"];
        let options = answers::options(self.get(&place, None).await?.body(reason)?)?;
        if options.rp_id != self.settings.rp_id {
            return Err(DirectoryFault::WrongRelyingParty(options.rp_id));
        }
        Ok(options)
    }

    async fn submit(
        &self,
        warrant: &Warrant,
        _options: &CreationOptions,
        made: &SubmittedCredential,
    ) -> Result<(), DirectoryFault> {
        covers(warrant, &self.id, &Action::SubmitCredential)?;
        let body = json!({
            "displayName": made.label.chars().take(LABEL).collect::<String>(),
            "publicKeyCredential": {
                "id": url_safe(&made.id.0),
                "response": {
                    "clientDataJSON": url_safe(&made.client_data_json),
                    "attestationObject": url_safe(&made.attestation_object),
                },
            },
        });
        let place = ["users", warrant.account().as_str(), "authentication", "fido2Methods"];
        let answer = self.change(Method::POST, &place, Some(body)).await?;
        if let Some(method) = answer.get("id").and_then(Value::as_str) {
            held(&self.made).insert(method.to_owned(), made.id.0.clone());
        }
        Ok(())
    }

    async fn invite(&self, warrant: &Warrant) -> Result<Invitation, DirectoryFault> {
        covers(warrant, &self.id, &Action::SubmitCredential)?;
        self.pass(warrant.account()).await
    }

    fn draws_machine_keys(&self) -> bool {
        true
    }

    fn draw_machine_key(&self, label: &str, now: Timestamp) -> Result<MachineKey, DirectoryFault> {
        machine_key::draw_certificate(label, now)
    }

    async fn submit_machine_key(&self, warrant: &Warrant, key: &MachinePublicKey) -> Result<(), DirectoryFault> {
        covers(warrant, &self.id, &Action::SubmitCredential)?;
        let object = of_application(warrant.account().as_str()).ok_or(DirectoryFault::Unsupported)?;
        self.add_key(object, key).await
    }

    async fn try_machine_secret(&self, id: &AccountId, secret: &SecretString) -> Result<bool, DirectoryFault> {
        self.lets_in(of_application(id.as_str()).ok_or(DirectoryFault::Unsupported)?, secret).await
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
