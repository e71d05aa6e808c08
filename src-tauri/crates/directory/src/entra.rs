//! Microsoft Entra ID over Graph v1.0: users of one tenant, their methods of authentication, as an application of it.
//!
//! Two things are kept here while the console runs, because Graph does not tell them later. It counts no sessions, only
//! since when they hold (`signInSessionsValidFromDateTime`): what that was before they were ended is kept, so that a
//! later value shows that they are over. And it names a new method only in the answer that makes it.
//!
//! An application signs in with a secret or a certificate; people's own sign-in would be another [`crate::access::SignIn`].

mod access;
mod answers;
mod names;

use crate::access::Access;
use crate::decode::url_safe;
use crate::grant::{Client, claimed};
use crate::http::{Answer, BadUrl, Http, Reach};
use crate::warranted::{covers, revoke};
use access::{Application, Proof};
use answers::{AssignmentRow, EligibleRow, MethodRow, Page, RoleRow, Roles, UserRow, nonsense, parse, reason};
use async_trait::async_trait;
use names::{deletable, is_plain_upn, object_id};
use postern_domain::assertion::Assertion;
use postern_domain::ids::{AccountId, CredentialId, DirectoryId};
use postern_domain::recovery::account::{Ability, Account, How, Inventory};
use postern_domain::recovery::{Action, Warrant};
use postern_domain::time::Timestamp;
use postern_ports::directory::{CreationOptions, DirectoryFault, Rights, SignInOptions, SubmittedCredential};
use postern_ports::secrets::reveal;
use postern_ports::{Clock, Directory, Entropy};
use reqwest::Method;
use secrecy::SecretString;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// What the application needs, and no more: `src-tauri/docs/directories.md` says for what.
const PERMISSIONS: &[&str] = &[
    "RoleManagement.Read.Directory",
    "User.EnableDisableAccount.All",
    "User.Read.All",
    "User.RevokeSessions.All",
    "UserAuthMethod-Passkey.ReadWrite.All",
    "UserAuthenticationMethod.Read.All",
    "UserAuthenticationMethod.ReadWrite.All",
];
/// What is asked of a user.
const FIELDS: &str = "$select=id,userPrincipalName,displayName,accountEnabled,mail,signInSessionsValidFromDateTime";
/// No list of one user's is longer.
const PAGES: usize = 50;
/// What Graph answers of roles that may be activated, where the tenant has no licence for them.
const NO_LICENCE: &str = "AadPremiumLicenseRequired";
/// Graph takes no longer name of a key.
const LABEL: usize = 30;

/// How this desk reaches one tenant.
#[derive(Debug, Clone)]
pub struct EntraSettings {
    /// Its name in this console.
    pub id: String,
    /// Its name for people.
    pub tenant: String,
    /// The tenant's identifier.
    pub tenant_id: String,
    /// The identifier of the application this desk acts as.
    pub client_id: String,
    /// Where Graph answers, with its version: `https://graph.microsoft.com/v1.0`.
    pub graph: String,
    /// Where applications sign in: `https://login.microsoftonline.com`.
    pub authority: String,
    /// How both are reached.
    pub reach: Reach,
    /// The pinned relying-party id.
    pub rp_id: String,
    /// The pinned origin.
    pub origin: String,
}

/// Settings that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadEntra {
    /// The address of Graph or of the authority.
    #[error("url: {0}")]
    Url(#[from] BadUrl),
    /// The name.
    #[error("id: not a name")]
    Id,
    /// The certificate.
    #[error("the secret is PEM, and not a certificate with its RSA key (PKCS#8)")]
    Certificate,
}

/// A connector to one tenant.
pub struct Entra {
    id: DirectoryId,
    settings: EntraSettings,
    access: Access<Application>,
    /// Since when sessions held, before they were ended from here.
    ended: Mutex<BTreeMap<AccountId, Option<Timestamp>>>,
    /// The WebAuthn credential ids of methods that were made from here, by the methods' own.
    made: Mutex<BTreeMap<String, Vec<u8>>>,
}

impl Entra {
    /// What it can do. It tells of sessions only whether those that were ended are over, and of refresh tokens nothing;
    /// both end together. Nobody but the subject's own browser signs in there.
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
            | Ability::Submit => How::Does,
            Ability::LastSignIn | Ability::TemporaryPass | Ability::Machines => How::NotYet,
            Ability::ContactAge | Ability::Tokens | Ability::Suspend | Ability::SavedCodes | Ability::SignIn => {
                How::Person
            }
        }
    }

    /// A connector that signs in when it is first needed: with the application's secret, or where `kept` is PEM, with the
    /// certificate and key in it.
    pub fn connect(
        settings: EntraSettings,
        kept: SecretString,
        clock: Arc<dyn Clock>,
        entropy: Arc<dyn Entropy>,
    ) -> Result<Self, BadEntra> {
        let id = DirectoryId::new(settings.id.clone()).map_err(|_| BadEntra::Id)?;
        let graph = Http::new(&settings.graph, &settings.reach)?;
        let application = Application {
            authority: Http::new(&settings.authority, &settings.reach)?,
            tenant_id: settings.tenant_id.clone(),
            client: Client { id: settings.client_id.clone(), clock, entropy },
            proof: Proof::of(kept).ok_or(BadEntra::Certificate)?,
        };
        let access = Access::new(graph, application);
        Ok(Self { id, settings, access, ended: Mutex::default(), made: Mutex::default() })
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

    /// Roles that are active: for the whole tenant, also through groups, and for a part of it; and those that the user may
    /// activate. A group that makes its members eligible is not seen.
    async fn roles(&self, id: &str) -> Result<Roles, DirectoryFault> {
        let filter = format!("$filter=principalId eq '{}'", object_id(id)?);
        let role = ["users", id, "transitiveMemberOf", "microsoft.graph.directoryRole"];
        let held: Vec<RoleRow> = self.list(&role, None).await?;
        let assigned: Vec<AssignmentRow> =
            self.list(&["roleManagement", "directory", "roleAssignments"], Some(&filter)).await?;
        let eligible: Result<Vec<EligibleRow>, _> =
            self.list(&["roleManagement", "directory", "roleEligibilityScheduleInstances"], Some(&filter)).await;
        let eligible = match eligible {
            // Without the licence for it a tenant has no such roles; without the right to ask nothing is known.
            Err(DirectoryFault::Refused(why)) if why.starts_with(NO_LICENCE) => Vec::new(),
            other => other?,
        };
        Ok(Roles { active: answers::roles(held, assigned), eligible: !eligible.is_empty() })
    }

    async fn described(&self, row: UserRow) -> Result<Account, DirectoryFault> {
        let roles = self.roles(&row.id).await?;
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
        self.access.ready().await
    }

    async fn rights(&self) -> Result<Option<Rights>, DirectoryFault> {
        // Exposed to read what it allows; nothing of it is kept.
        let held = claimed(reveal(&self.access.shown().await?), "roles");
        Ok(held.map(|held| Rights::of(PERMISSIONS, held)))
    }

    async fn find(&self, login: &str) -> Result<Option<Account>, DirectoryFault> {
        if !is_plain_upn(login) {
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

    async fn inventory(&self, id: &AccountId, now: Timestamp) -> Result<Inventory, DirectoryFault> {
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
