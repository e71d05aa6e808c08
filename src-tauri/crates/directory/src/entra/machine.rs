//! Applications, as machine identities: who answers for one, its keys and secrets, and a sign-in as itself.
//!
//! An application is found by its client identifier (`app:<appId>`), and is an account by its object's (`app:<id>`).
//! Whether it signs in, and what it may do, is its service principal's. Keys are changed by writing the whole list
//! anew: what somebody else writes between the reading and the writing is lost, and the list that is read next shows it.

use super::Entra;
use super::access::{Shown, granted, scope, token_address};
use super::answers::{nonsense, parse, reason};
use super::names::guid;
use super::roles::Roles;
use crate::decode::{liberal, standard};
use crate::grant::Client;
use crate::machine_key;
use postern_domain::ids::{AccountId, ContactId, CredentialId};
use postern_domain::recovery::account::{
    Account, Contact, ContactChannel, Credential, CredentialKind, CredentialState, Inventory, Machine,
};
use postern_domain::time::Timestamp;
use postern_ports::directory::DirectoryFault;
use postern_ports::machine::MachinePublicKey;
use reqwest::Method;
use secrecy::SecretString;
use serde::Deserialize;
use serde_json::{Value, json};

/// How names and accounts of applications begin.
const APP: &str = "app:";
/// How the identifiers of its credentials begin.
const KEY: &str = "key:";
const SECRET: &str = "secret:";
/// What is asked of an application. Asked for by name, keys come with their certificates.
const FIELDS: &str = "$select=id,appId,displayName,keyCredentials,passwordCredentials";

/// What `name` says after `app:`, where that is what it begins with: this is no user's.
pub fn of_application(name: &str) -> Option<&str> {
    name.strip_prefix(APP)
}

/// An application. Its keys are kept as they came: they are written back.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct ApplicationRow {
    id: String,
    app_id: String,
    display_name: Option<String>,
    key_credentials: Vec<Value>,
    password_credentials: Vec<Value>,
}

/// A key or a secret of an application.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct KeptRow {
    key_id: String,
    display_name: Option<String>,
    start_date_time: Option<String>,
    end_date_time: Option<String>,
}

/// What signs in for an application in this tenant.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct PrincipalRow {
    id: String,
    account_enabled: Option<bool>,
}

/// An owner of an application: a user, or another application.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct OwnerRow {
    #[serde(rename = "@odata.type")]
    odata_type: Option<String>,
    id: String,
    user_principal_name: Option<String>,
    mail: Option<String>,
}

impl OwnerRow {
    fn is_user(&self) -> bool {
        self.odata_type.as_deref() == Some("#microsoft.graph.user")
    }

    /// Where whoever answers for an application is reached.
    fn contact(&self) -> Result<Option<Contact>, DirectoryFault> {
        let Some(mail) = self.mail.as_deref().map(str::trim).filter(|mail| !mail.is_empty()) else { return Ok(None) };
        let id = ContactId::new("mail").map_err(nonsense)?;
        // Graph does not say since when.
        Ok(Some(Contact { id, channel: ContactChannel::Email, address: mail.to_owned(), unchanged_since: None }))
    }
}

impl KeptRow {
    fn credential(self, kind: CredentialKind, now: Timestamp) -> Result<Credential, DirectoryFault> {
        let (begins, called) = if kind == CredentialKind::ClientKey { (KEY, "key") } else { (SECRET, "secret") };
        // An end that cannot be read is none that is past.
        let ends = self.end_date_time.as_deref().and_then(Timestamp::parse);
        let over = ends.is_some_and(|ends| ends < now);
        Ok(Credential {
            id: CredentialId::new(format!("{begins}{}", self.key_id)).map_err(nonsense)?,
            kind,
            label: self.display_name.filter(|name| !name.is_empty()).unwrap_or_else(|| called.to_owned()),
            added_at: self.start_date_time.as_deref().and_then(Timestamp::parse),
            state: if over { CredentialState::Revoked } else { CredentialState::Active },
            webauthn: None,
        })
    }
}

impl ApplicationRow {
    fn credentials(self, now: Timestamp) -> Result<Vec<Credential>, DirectoryFault> {
        let keys = self.key_credentials.into_iter().map(|entry| (CredentialKind::ClientKey, entry));
        let secrets = self.password_credentials.into_iter().map(|entry| (CredentialKind::ClientSecret, entry));
        keys.chain(secrets).map(|(kind, entry)| parse::<KeptRow>(entry)?.credential(kind, now)).collect()
    }
}

/// The identifier of a key or a secret within its list.
fn key_id(entry: &Value) -> Option<&str> {
    entry.get("keyId").and_then(Value::as_str)
}

/// An entry as it is written back: by its identifier, and without the key, Graph keeps it; with the key it would be a
/// change of it, which is refused.
fn kept(mut entry: Value) -> Value {
    if let Some(fields) = entry.as_object_mut() {
        fields.insert("key".to_owned(), Value::Null);
    }
    entry
}

/// Whether an entry is of this certificate.
fn is_of(entry: &Value, certificate: &[u8]) -> bool {
    let text = entry.get("key").and_then(Value::as_str);
    text.and_then(|text| liberal(text).ok()).is_some_and(|key| key == certificate)
}

impl Entra {
    async fn application_at(&self, place: &[&str]) -> Result<Option<ApplicationRow>, DirectoryFault> {
        self.get(place, Some(FIELDS)).await?.body_if_there(reason)?.map(parse).transpose()
    }

    /// The application whose object has this identifier, which is there.
    async fn application(&self, object: &str) -> Result<ApplicationRow, DirectoryFault> {
        let gone = || DirectoryFault::NotThere("application".to_owned());
        let object = guid(object).ok_or_else(gone)?;
        self.application_at(&["applications", object]).await?.filter(|row| row.id == object).ok_or_else(gone)
    }

    async fn principal(&self, app_id: &str) -> Result<Option<PrincipalRow>, DirectoryFault> {
        let place = by_app_id("servicePrincipals", app_id)?;
        let query = Some("$select=id,accountEnabled");
        self.get(&[place.as_str()], query).await?.body_if_there(reason)?.map(parse).transpose()
    }

    /// The account of the application with this client identifier.
    pub(super) async fn machine_called(&self, app_id: &str) -> Result<Option<Account>, DirectoryFault> {
        let Ok(place) = by_app_id("applications", app_id) else { return Ok(None) };
        let found = self.application_at(&[place.as_str()]).await?;
        match found.filter(|row| row.app_id.eq_ignore_ascii_case(app_id)) {
            Some(row) => self.machine(row).await.map(Some),
            None => Ok(None),
        }
    }

    /// The account of the application whose object has this identifier.
    pub(super) async fn machine_by_id(&self, object: &str) -> Result<Option<Account>, DirectoryFault> {
        match self.application(object).await {
            Ok(row) => self.machine(row).await.map(Some),
            Err(DirectoryFault::NotThere(_)) => Ok(None),
            Err(other) => Err(other),
        }
    }

    async fn machine(&self, row: ApplicationRow) -> Result<Account, DirectoryFault> {
        let owners: Vec<OwnerRow> = self.list(&["applications", &row.id, "owners"], None).await?;
        let sponsor = owners.into_iter().find(OwnerRow::is_user);
        let roles = match self.principal(&row.app_id).await? {
            Some(principal) => self.powers(&principal.id).await?,
            // Without one it does nothing in this tenant.
            None => Roles::none(),
        };
        let contact = sponsor.as_ref().map(OwnerRow::contact).transpose()?.flatten();
        let (sponsor, sponsor_login) = match sponsor {
            Some(owner) => {
                (Some(AccountId::new(owner.id).map_err(nonsense)?), owner.user_principal_name.unwrap_or_default())
            }
            None => (None, String::new()),
        };
        let login = format!("{APP}{}", row.app_id);
        Ok(Account {
            directory: self.id.clone(),
            id: AccountId::new(format!("{APP}{}", row.id)).map_err(nonsense)?,
            name: row.display_name.filter(|name| !name.is_empty()).unwrap_or_else(|| login.clone()),
            login,
            privileged: roles.privileged(),
            active_roles: roles.active,
            machine: Some(Machine { sponsor, sponsor_login }),
            contacts: contact.into_iter().collect(),
            recovery_contacts: Vec::new(),
        })
    }

    /// Keys and secrets of an application. It has no sessions: each token is by a sign-in of its own.
    pub(super) async fn machine_inventory(&self, object: &str, now: Timestamp) -> Result<Inventory, DirectoryFault> {
        let row = self.application(object).await?;
        let principal = self.principal(&row.app_id).await?;
        Ok(Inventory {
            read_at: now,
            credentials: row.credentials(now)?,
            sessions: Some(0),
            sign_in_blocked: principal.and_then(|principal| principal.account_enabled).map(|enabled| !enabled),
        })
    }

    /// Blocks or unblocks the application's sign-in. The caller holds the warrant.
    pub(super) async fn enable_machine(&self, object: &str, enabled: bool) -> Result<(), DirectoryFault> {
        let place = by_app_id("servicePrincipals", &self.application(object).await?.app_id)?;
        let body = json!({"accountEnabled": enabled});
        self.change(Method::PATCH, &[place.as_str()], Some(body)).await.map(|_| ())
    }

    /// Removes a key or a secret. The caller holds the warrant.
    pub(super) async fn revoke_key(&self, object: &str, credential: &CredentialId) -> Result<(), DirectoryFault> {
        let row = self.application(object).await?;
        if let Some(id) = credential.as_str().strip_prefix(SECRET) {
            let place = ["applications", row.id.as_str(), "removePassword"];
            return self.change(Method::POST, &place, Some(json!({"keyId": id}))).await.map(|_| ());
        }
        let id = credential.as_str().strip_prefix(KEY).ok_or(DirectoryFault::Unsupported)?;
        let before = row.key_credentials.len();
        let left: Vec<_> = row.key_credentials.into_iter().filter(|entry| key_id(entry) != Some(id)).collect();
        if left.len() == before {
            return Err(DirectoryFault::NotThere("key".to_owned()));
        }
        self.write_keys(&row.id, left.into_iter().map(kept).collect()).await
    }

    /// Adds a key beside those that there are. The caller holds the warrant.
    pub(super) async fn add_key(&self, object: &str, key: &MachinePublicKey) -> Result<(), DirectoryFault> {
        let certificate = key.certificate.as_deref().ok_or(DirectoryFault::Unsupported)?;
        let row = self.application(object).await?;
        if row.key_credentials.iter().any(|entry| is_of(entry, certificate)) {
            // An answer was lost, and the key was not.
            return Ok(());
        }
        let new = json!({
            "type": "AsymmetricX509Cert",
            "usage": "Verify",
            "key": standard(certificate),
            "displayName": key.label,
        });
        self.write_keys(&row.id, row.key_credentials.into_iter().map(kept).chain([new]).collect()).await
    }

    async fn write_keys(&self, object: &str, keys: Vec<Value>) -> Result<(), DirectoryFault> {
        let body = json!({"keyCredentials": keys});
        self.change(Method::PATCH, &["applications", object], Some(body)).await.map(|_| ())
    }

    /// Whether the authority lets the application in by this key or secret.
    pub(super) async fn lets_in(&self, object: &str, secret: &SecretString) -> Result<bool, DirectoryFault> {
        let id = self.application(object).await?.app_id;
        let client = Client { id, clock: self.clock.clone(), entropy: self.entropy.clone() };
        let url = token_address(&self.authority, &self.settings.tenant_id);
        let assertion = machine_key::shows(&client, secret, url.as_str())?;
        let shown = assertion.as_deref().map_or(Shown::Secret(secret), Shown::Assertion);
        let scope = scope(self.access.http());
        match granted(&self.authority, url, &client.id, shown, &scope).await {
            Ok(_) => Ok(true),
            Err(DirectoryFault::AccessRefused) => Ok(false),
            Err(other) => Err(other),
        }
    }
}

/// The place of what is of `kind` and has this client identifier, which is one.
fn by_app_id(kind: &str, app_id: &str) -> Result<String, DirectoryFault> {
    let app_id = guid(app_id).ok_or_else(|| nonsense("the identifier of an application"))?;
    Ok(format!("{kind}(appId='{app_id}')"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_back_keeps_its_name_and_not_its_key() {
        let entry = json!({"keyId": "k", "key": "AAAA", "displayName": "Old"});
        assert_eq!(kept(entry.clone()), json!({"keyId": "k", "key": null, "displayName": "Old"}));
        assert!(is_of(&entry, &[0, 0, 0]) && !is_of(&entry, &[0, 0, 1]) && !is_of(&kept(entry), &[0, 0, 0]));
    }

    #[test]
    fn a_key_is_over_when_its_end_is_past() {
        let now = Timestamp::parse("2026-01-01T00:00:00Z").unwrap();
        let state = |end: Value| {
            let row = json!({"keyId": "k", "displayName": null, "endDateTime": end});
            let credential = parse::<KeptRow>(row).unwrap().credential(CredentialKind::ClientSecret, now).unwrap();
            assert_eq!((credential.id.as_str(), credential.label.as_str()), ("secret:k", "secret"));
            credential.state
        };
        assert_eq!(state(json!("2025-12-31T23:59:59Z")), CredentialState::Revoked);
        for usable in [json!("2026-01-01T00:00:01Z"), json!(null), json!("soon")] {
            assert_eq!(state(usable.clone()), CredentialState::Active, "{usable}");
        }
    }

    #[test]
    fn lists_that_are_not_there_are_not_empty() {
        let row = json!({"id": "i", "appId": "a", "displayName": "x", "keyCredentials": []});
        assert!(parse::<ApplicationRow>(row).is_err());
    }
}
