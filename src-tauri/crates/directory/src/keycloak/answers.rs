//! Keycloak's answers, read into what the console knows.

use super::names::{identity, storage};
use super::passkey::Passkey;
use postern_domain::ids::{AccountId, ContactId, CredentialId, DirectoryId};
use postern_domain::recovery::account::{
    Account, Contact, ContactChannel, Credential, CredentialKind, CredentialState, WebauthnId,
};
use postern_domain::time::Timestamp;
use postern_ports::directory::{DirectoryFault, FoundAccount};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// What Keycloak clears where a change of a user leaves it out.
const PROFILE: [&str; 5] = ["attributes", "email", "firstName", "lastName", "username"];
/// Realm roles that administer, whatever realm they are of.
const ADMINISTER: [&str; 2] = ["admin", "realm-admin"];
/// How the user of a service account is called.
const SERVICE_ACCOUNT: &str = "service-account-";
/// The attribute with telephone numbers.
const PHONE: &str = "phoneNumber";

/// A user.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct UserRow {
    pub id: String,
    username: String,
    first_name: Option<String>,
    last_name: Option<String>,
    email: Option<String>,
    enabled: Option<bool>,
    /// Lists of text by name, as a realm chooses.
    #[serde(default)]
    attributes: Value,
    federated_identities: Option<Vec<IdentityRow>>,
    /// The store that the user comes from, where it is another than the realm's own.
    federation_link: Option<String>,
    service_account_client_id: Option<String>,
}

/// The link to an account at an identity provider.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct IdentityRow {
    identity_provider: String,
    user_name: Option<String>,
}

/// A role of a user.
#[derive(Debug, Deserialize)]
pub struct RoleRow {
    name: Option<String>,
}

/// Roles of a user by the client they are of.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct MappingsRow {
    #[serde(default)]
    client_mappings: BTreeMap<String, MappedRow>,
}

#[derive(Debug, Deserialize)]
struct MappedRow {
    id: String,
}

/// A client that has a consent of the user, or tokens.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ConsentRow {
    pub client_id: String,
    additional_grants: Option<Vec<GrantRow>>,
}

#[derive(Debug, Deserialize)]
struct GrantRow {
    key: Option<String>,
}

/// A credential of a user, of any type.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CredentialRow {
    /// None where another store keeps it.
    id: Option<String>,
    #[serde(rename = "type")]
    kind: String,
    user_label: Option<String>,
    created_date: Option<i64>,
    credential_data: Option<String>,
}

impl UserRow {
    /// Whether this is its sign-in name: exactly, save for the case that Keycloak does not tell apart.
    pub fn is_called(&self, login: &str) -> bool {
        self.username.to_lowercase() == login.to_lowercase()
    }

    /// Whether its sign-in name begins so.
    pub fn begins(&self, beginning: &str) -> bool {
        self.username.to_lowercase().starts_with(&beginning.to_lowercase())
    }

    /// Whether a client acts as it, and no person.
    pub fn is_service_account(&self) -> bool {
        self.service_account_client_id.is_some() || self.username.starts_with(SERVICE_ACCOUNT)
    }

    /// Whether another store, such as LDAP, keeps what it signs in with.
    pub fn is_federated(&self) -> bool {
        self.federation_link.is_some()
    }

    /// Whether sign-in is blocked, where it is told.
    pub fn is_blocked(&self) -> Option<bool> {
        self.enabled.map(|enabled| !enabled)
    }

    fn name(&self) -> String {
        let parts = [self.first_name.as_deref(), self.last_name.as_deref()];
        let parts: Vec<_> = parts.into_iter().flatten().map(str::trim).filter(|part| !part.is_empty()).collect();
        if parts.is_empty() { self.username.clone() } else { parts.join(" ") }
    }

    /// Its row in a listing.
    pub fn found(self) -> Result<FoundAccount, DirectoryFault> {
        let name = self.name();
        Ok(FoundAccount { id: AccountId::new(self.id).map_err(nonsense)?, login: self.username, name })
    }

    fn numbers(&self) -> Vec<&str> {
        match self.attributes.get(PHONE) {
            Some(Value::Array(all)) => all.iter().filter_map(Value::as_str).collect(),
            Some(Value::String(one)) => vec![one.as_str()],
            Some(_) | None => Vec::new(),
        }
    }

    /// The account, with its administrative roles. An address that Keycloak did not verify is on record all the same.
    pub fn account(self, directory: &DirectoryId, roles: Vec<String>) -> Result<Account, DirectoryFault> {
        let email = self.email.iter().map(|email| ("email".to_owned(), ContactChannel::Email, email.as_str()));
        let phones = self.numbers().into_iter().enumerate().map(|(n, number)| {
            let id = if n == 0 { PHONE.to_owned() } else { format!("{PHONE}/{}", n + 1) };
            (id, ContactChannel::Phone, number)
        });
        let told = email.chain(phones).filter(|(_, _, address)| !address.trim().is_empty());
        let contacts = told.map(|(id, channel, address)| {
            let id = ContactId::new(id).map_err(nonsense)?;
            // Keycloak does not say since when.
            Ok(Contact { id, channel, address: address.trim().to_owned(), unchanged_since: None })
        });
        let contacts: Result<Vec<_>, DirectoryFault> = contacts.collect();
        let contacts = contacts?;
        Ok(Account {
            directory: directory.clone(),
            name: self.name(),
            id: AccountId::new(self.id).map_err(nonsense)?,
            login: self.username,
            privileged: !roles.is_empty(),
            active_roles: roles,
            machine: None,
            contacts,
            recovery_contacts: Vec::new(),
        })
    }

    /// Links to accounts elsewhere: whoever has one of those signs in here.
    pub fn identities(&self) -> Result<Vec<Credential>, DirectoryFault> {
        let rows = self.federated_identities.iter().flatten();
        let linked = rows.map(|row| {
            let name = row.user_name.as_deref().unwrap_or_default();
            Ok(Credential {
                id: CredentialId::new(identity(&row.identity_provider)).map_err(nonsense)?,
                kind: CredentialKind::Other,
                label: format!("{} {name}", row.identity_provider).trim_end().to_owned(),
                added_at: None,
                state: CredentialState::Active,
                webauthn: None,
            })
        });
        linked.collect()
    }
}

/// Credentials that another store keeps, by their types.
pub fn stored_elsewhere(types: Vec<String>) -> Result<Vec<Credential>, DirectoryFault> {
    let row = |kind| CredentialRow { id: None, kind, user_label: None, created_date: None, credential_data: None };
    types.into_iter().map(|kind| row(kind).credential()).collect()
}

/// The names of administrative roles: any of `realm-management`, whatever it may, and realm roles that are called so.
/// Which of them are harmless is not decided here.
pub fn administrative(of_realm: Vec<RoleRow>, of_management: Vec<RoleRow>) -> Vec<String> {
    let of_realm = of_realm.into_iter().filter(|r| r.name.as_deref().is_some_and(|name| ADMINISTER.contains(&name)));
    let all = of_realm.chain(of_management);
    let mut names: Vec<_> = all.map(|r| r.name.unwrap_or_else(|| "a role without a name".to_owned())).collect();
    names.sort();
    names.dedup();
    names
}

impl MappingsRow {
    /// The identifier of this client, where the user has a role of it.
    pub fn id_of(mut self, client: &str) -> Option<String> {
        self.client_mappings.remove(client).map(|row| row.id)
    }
}

impl ConsentRow {
    /// Whether the client holds an offline token.
    pub fn is_offline(&self) -> bool {
        self.additional_grants.iter().flatten().any(|grant| grant.key.as_deref() == Some("Offline Token"))
    }
}

impl CredentialRow {
    fn id(&self) -> String {
        self.id.clone().unwrap_or_else(|| storage(&self.kind))
    }

    /// Whether it is this one.
    pub fn is(&self, credential: &CredentialId) -> bool {
        self.id() == credential.as_str()
    }

    /// What is kept of it, where it is a WebAuthn credential.
    pub fn passkey(&self) -> Option<Passkey> {
        let data = self.credential_data.as_deref().filter(|_| self.kind.starts_with("webauthn"))?;
        Passkey::read(data)
    }

    /// The credential. Whatever is listed signs in: Keycloak has no other state.
    pub fn credential(self) -> Result<Credential, DirectoryFault> {
        let passkey = self.passkey();
        let kind = match self.kind.as_str() {
            kind if kind.starts_with("webauthn") => match &passkey {
                Some(passkey) if passkey.is_of_a_device() => CredentialKind::Passkey,
                Some(_) | None => CredentialKind::SecurityKey,
            },
            "otp" => CredentialKind::OneTimeCode,
            "recovery-authn-codes" => CredentialKind::RecoveryCodes,
            "password" => CredentialKind::Password,
            _ => CredentialKind::Other,
        };
        Ok(Credential {
            id: CredentialId::new(self.id()).map_err(nonsense)?,
            kind,
            added_at: self.created_date.filter(|at| *at > 0).map(Timestamp),
            state: CredentialState::Active,
            webauthn: passkey.and_then(|passkey| passkey.id()).map(WebauthnId),
            label: self.user_label.filter(|label| !label.is_empty()).unwrap_or(self.kind),
        })
    }
}

/// What of a user has to come back with a change, as it was read.
pub fn kept(read: &Value) -> Map<String, Value> {
    PROFILE.into_iter().filter_map(|name| Some((name.to_owned(), read.get(name)?.clone()))).collect()
}

/// Keycloak's own words: of the server, or of its forms of errors.
pub fn reason(value: &Value) -> Option<String> {
    let text = |name: &str| value.get(name).and_then(Value::as_str).map(str::to_owned);
    text("errorMessage").or_else(|| text("error_description")).or_else(|| text("error"))
}

/// The value as a `T`, or nonsense.
pub fn parse<T: DeserializeOwned>(value: Value) -> Result<T, DirectoryFault> {
    serde_json::from_value(value).map_err(nonsense)
}

/// An answer that is not understood.
pub fn nonsense(what: impl std::fmt::Display) -> DirectoryFault {
    DirectoryFault::Nonsense(what.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_credential_is_told_by_its_type() {
        let of = |row: Value| parse::<CredentialRow>(row).unwrap().credential().unwrap();
        let data = json!({"credentialId": "+/8=", "transports": ["usb"]}).to_string();
        let key = of(json!({"id": "c1", "type": "webauthn-passwordless", "userLabel": "Red",
            "createdDate": 1_700_000_000_000_i64, "credentialData": data}));
        assert_eq!((key.kind, key.label.as_str()), (CredentialKind::SecurityKey, "Red"));
        assert_eq!(key.webauthn, Some(WebauthnId(vec![0xfb, 0xff])));
        assert_eq!(key.added_at, Some(Timestamp(1_700_000_000_000)));
        let kind = |kind: &str| of(json!({"id": "c1", "type": kind, "credentialData": "{}"})).kind;
        assert_eq!(kind("password"), CredentialKind::Password);
        assert_eq!(kind("recovery-authn-codes"), CredentialKind::RecoveryCodes);
        assert_eq!(kind("something-new"), CredentialKind::Other);
        // A key whose data are not readable is still a key.
        assert_eq!(kind("webauthn"), CredentialKind::SecurityKey);
        // One that another store keeps has no identifier of its own.
        assert_eq!(of(json!({"type": "password"})).id.as_str(), "storage/password");
    }

    #[test]
    fn what_changes_is_sent_with_the_profile_alone() {
        let read = json!({"id": "u1", "username": "maya", "email": "maya@corp.test", "emailVerified": true,
            "attributes": {"phoneNumber": ["1"]}, "enabled": true, "requiredActions": ["UPDATE_PASSWORD"]});
        let sent = Value::Object(kept(&read));
        assert_eq!(sent, json!({"username": "maya", "email": "maya@corp.test", "attributes": {"phoneNumber": ["1"]}}));
    }

    #[test]
    fn a_link_to_another_account_signs_in() {
        let user: UserRow = parse(json!({"id": "u1", "username": "maya", "firstName": "Maya",
            "federatedIdentities": [{"identityProvider": "google", "userId": "7", "userName": "maya@home.test"}]}))
        .unwrap();
        let linked = user.identities().unwrap();
        assert_eq!((linked[0].id.as_str(), linked[0].label.as_str()), ("identity/google", "google maya@home.test"));
        assert_eq!(user.name(), "Maya");
    }

    #[test]
    fn only_tokens_that_outlive_a_session_are_offline() {
        let row = |grants: Value| parse::<ConsentRow>(json!({"clientId": "app", "additionalGrants": grants})).unwrap();
        assert!(row(json!([{"client": "c1", "key": "Offline Token"}])).is_offline());
        assert!(!row(json!([])).is_offline() && !row(Value::Null).is_offline());
    }

    #[test]
    fn every_role_of_the_management_administers() {
        let rows = |names: &[&str]| -> Vec<RoleRow> {
            names.iter().map(|name| RoleRow { name: Some((*name).to_owned()) }).collect()
        };
        let of_realm = rows(&["default-roles-corp", "offline_access"]);
        assert!(administrative(of_realm, Vec::new()).is_empty());
        assert_eq!(administrative(rows(&["admin"]), rows(&["view-users"])), ["admin", "view-users"]);
        assert_eq!(administrative(Vec::new(), vec![RoleRow { name: None }]), ["a role without a name"]);
    }
}
