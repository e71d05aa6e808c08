//! Okta's answers, read into what the console knows.

use crate::decode::liberal;
use postern_domain::ids::{AccountId, ContactId, CredentialId, DirectoryId, KeyCredentialId};
use postern_domain::recovery::account::{
    Account, Contact, ContactChannel, Credential, CredentialKind, CredentialState, WebauthnId,
};
use postern_domain::time::Timestamp;
use postern_ports::directory::{CreationOptions, DirectoryFault, FoundAccount};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// A user.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct UserRow {
    pub id: String,
    /// When it last signed in, as it is written.
    pub last_login: Option<String>,
    profile: ProfileRow,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct ProfileRow {
    login: String,
    first_name: Option<String>,
    last_name: Option<String>,
    email: Option<String>,
    second_email: Option<String>,
    mobile_phone: Option<String>,
}

/// A role of a user.
#[derive(Debug, Deserialize)]
pub struct RoleRow {
    label: Option<String>,
    #[serde(rename = "type")]
    kind: Option<String>,
}

/// A factor of a user, of any type.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct FactorRow {
    id: String,
    factor_type: String,
    status: String,
    created: Option<String>,
    profile: Option<FactorProfile>,
    /// Of another shape for each type.
    #[serde(rename = "_embedded", default)]
    embedded: Value,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct FactorProfile {
    credential_id: Option<String>,
    authenticator_name: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Activation {
    challenge: String,
    rp: Option<Party>,
    user: Named,
    attestation: Option<String>,
    #[serde(default)]
    pub_key_cred_params: Vec<Algorithm>,
    #[serde(default)]
    exclude_credentials: Vec<Excluded>,
}

#[derive(Debug, Deserialize)]
struct Party {
    id: Option<String>,
    name: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Named {
    id: String,
    name: Option<String>,
    display_name: Option<String>,
}

#[derive(Debug, Deserialize)]
struct Algorithm {
    alg: Option<i64>,
}

#[derive(Debug, Deserialize)]
struct Excluded {
    id: String,
}

impl UserRow {
    /// Whether this is its sign-in name: exactly, save for the case that Okta does not tell apart.
    pub fn is_called(&self, login: &str) -> bool {
        self.profile.login.to_lowercase() == login.to_lowercase()
    }

    /// The account, with its roles.
    pub fn account(self, directory: &DirectoryId, roles: Vec<RoleRow>) -> Result<Account, DirectoryFault> {
        let ProfileRow { login, first_name, last_name, email, second_email, mobile_phone } = self.profile;
        let addresses = [
            ("email", ContactChannel::Email, email),
            ("secondEmail", ContactChannel::Email, second_email),
            ("mobilePhone", ContactChannel::Phone, mobile_phone),
        ];
        let told = addresses.into_iter().filter_map(|(id, channel, address)| Some((id, channel, address?)));
        let contacts = told.filter(|(_, _, address)| !address.trim().is_empty()).map(|(id, channel, address)| {
            let id = ContactId::new(id).map_err(nonsense)?;
            // Okta does not say since when.
            Ok(Contact { id, channel, address, unchanged_since: None })
        });
        let contacts: Result<Vec<_>, DirectoryFault> = contacts.collect();
        Ok(Account {
            directory: directory.clone(),
            id: AccountId::new(self.id).map_err(nonsense)?,
            name: named(first_name, last_name, &login),
            login,
            privileged: !roles.is_empty(),
            active_roles: roles.into_iter().map(RoleRow::name).collect(),
            machine: None,
            contacts: contacts?,
            recovery_contacts: Vec::new(),
        })
    }

    /// The account, as a listing tells of it.
    pub fn found(self) -> Result<FoundAccount, DirectoryFault> {
        let ProfileRow { login, first_name, last_name, .. } = self.profile;
        let name = named(first_name, last_name, &login);
        Ok(FoundAccount { id: AccountId::new(self.id).map_err(nonsense)?, name, login })
    }
}

/// The display name: the sign-in name where there is none.
fn named(first: Option<String>, last: Option<String>, login: &str) -> String {
    let name = [first, last].into_iter().flatten().collect::<Vec<_>>().join(" ");
    if name.is_empty() { login.to_owned() } else { name }
}

impl RoleRow {
    fn name(self) -> String {
        self.label.or(self.kind).unwrap_or_else(|| "a role without a name".to_owned())
    }
}

impl FactorRow {
    /// The credential.
    pub fn credential(self) -> Result<Credential, DirectoryFault> {
        let kind = match self.factor_type.as_str() {
            "webauthn" | "u2f" => CredentialKind::SecurityKey,
            "signed_nonce" => CredentialKind::Passkey,
            kind if kind.starts_with("token") => CredentialKind::OneTimeCode,
            _ => CredentialKind::Other,
        };
        let state = match self.status.as_str() {
            // Enrolled and not yet used: it signs in all the same.
            "ACTIVE" | "ENROLLED" => CredentialState::Active,
            "PENDING_ACTIVATION" | "NOT_SETUP" => CredentialState::Pending,
            // Whatever else it is called, it may be used again.
            _ => CredentialState::Suspended,
        };
        let (credential, name) = self.profile.map_or((None, None), |p| (p.credential_id, p.authenticator_name));
        // One that cannot be read is a stranger's, and the others are still listed.
        let id = credential.filter(|_| kind == CredentialKind::SecurityKey).and_then(|id| liberal(&id).ok());
        Ok(Credential {
            id: CredentialId::new(self.id).map_err(nonsense)?,
            kind,
            label: name.filter(|n| !n.is_empty()).unwrap_or(self.factor_type),
            added_at: self.created.as_deref().and_then(Timestamp::parse),
            state,
            webauthn: id.map(WebauthnId),
        })
    }

    /// What is asked of a new credential; where no relying party is named, it is the tenant's own host.
    pub fn options(self, host: &str) -> Result<CreationOptions, DirectoryFault> {
        let asked: Activation = parse(self.embedded.get("activation").cloned().unwrap_or_default())?;
        let (rp_id, rp_name) = asked.rp.map_or((None, None), |rp| (rp.id, rp.name));
        let exclude: Result<Vec<_>, _> =
            asked.exclude_credentials.iter().map(|known| liberal(&known.id).map(KeyCredentialId)).collect();
        let rp_id = rp_id.unwrap_or_else(|| host.to_owned());
        Ok(CreationOptions {
            challenge: liberal(&asked.challenge)?,
            rp_name: rp_name.unwrap_or_else(|| rp_id.clone()),
            rp_id,
            user_id: liberal(&asked.user.id)?,
            user_display_name: asked.user.display_name.or_else(|| asked.user.name.clone()).unwrap_or_default(),
            user_name: asked.user.name.unwrap_or_default(),
            algorithms: asked.pub_key_cred_params.iter().filter_map(|p| p.alg).collect(),
            enterprise: asked.attestation.as_deref() == Some("enterprise"),
            exclude: exclude?,
            handle: vec![("credential".to_owned(), self.id)],
        })
    }
}

/// Okta's error code and summary.
pub fn reason(value: &Value) -> Option<String> {
    let text = |name: &str| value.get(name).and_then(Value::as_str);
    Some(format!("{} {}", text("errorCode")?, text("errorSummary").unwrap_or_default()))
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

    fn factor(kind: &str, status: &str) -> Credential {
        let row = json!({"id": "f1", "factorType": kind, "status": status, "profile": {"credentialId": "-_8"}});
        parse::<FactorRow>(row).unwrap().credential().unwrap()
    }

    #[test]
    fn a_factor_is_told_by_its_type_and_its_status() {
        let key = factor("webauthn", "ACTIVE");
        assert_eq!((key.kind, key.state), (CredentialKind::SecurityKey, CredentialState::Active));
        assert_eq!(key.webauthn, Some(WebauthnId(vec![0xfb, 0xff])));
        assert_eq!(factor("token:software:totp", "ACTIVE").kind, CredentialKind::OneTimeCode);
        assert_eq!(factor("sms", "PENDING_ACTIVATION").state, CredentialState::Pending);
        // What waits to be activated carries another thing for each type.
        let waits = json!({"id": "f2", "factorType": "token:software:totp", "status": "PENDING_ACTIVATION",
            "_embedded": {"activation": {"timeStep": 30, "sharedSecret": "x"}}});
        assert_eq!(parse::<FactorRow>(waits).unwrap().credential().unwrap().state, CredentialState::Pending);
        // One whose status is new here is not taken for gone.
        assert_eq!(factor("sms", "SOMETHING").state, CredentialState::Suspended);
    }

    #[test]
    fn a_relying_party_that_is_not_named_is_the_tenant() {
        let activation = json!({"challenge": "AA", "user": {"id": "AA"}, "rp": {"name": "Corp"}});
        let row = json!({"id": "f1", "factorType": "webauthn", "status": "PENDING_ACTIVATION",
            "_embedded": {"activation": activation}});
        let options = parse::<FactorRow>(row).unwrap().options("corp.okta.com").unwrap();
        assert_eq!((options.rp_id.as_str(), options.rp_name.as_str()), ("corp.okta.com", "Corp"));
        assert_eq!(options.handle, [("credential".to_owned(), "f1".to_owned())]);
    }
}
