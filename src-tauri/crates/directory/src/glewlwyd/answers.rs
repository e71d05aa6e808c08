//! What Glewlwyd answers, read into the console's own terms.

use crate::decode::liberal;
use postern_domain::ids::{AccountId, ContactId, CredentialId, DirectoryId, KeyCredentialId};
use postern_domain::recovery::account::{
    Account, Contact, ContactChannel, Credential, CredentialKind, CredentialState, WebauthnId,
};
use postern_domain::time::Timestamp;
use postern_ports::directory::{DirectoryFault, FoundAccount};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use url::Url;

/// Scope of those who administer the server.
const ADMINISTRATION: &str = "g_admin";

/// A user. Its list of scopes must be told: one that is missing is no empty one.
#[derive(Debug, Deserialize)]
pub struct UserRow {
    pub username: String,
    #[serde(default)]
    name: Option<String>,
    #[serde(default)]
    email: Option<String>,
    scope: Vec<String>,
    pub enabled: bool,
}

/// A user in a listing.
#[derive(Deserialize)]
pub struct ListedUser {
    username: String,
    #[serde(default)]
    name: Option<String>,
}

/// A scheme that a user may register with.
#[derive(Deserialize)]
pub struct SchemeRow {
    pub module: String,
    pub name: String,
}

/// A credential of the scheme `webauthn`.
#[derive(Deserialize)]
pub struct WebauthnRow {
    credential_id: String,
    #[serde(default)]
    name: String,
    /// Seconds since 1970; a text of them where it is no decoy.
    #[serde(default)]
    created_at: Value,
    status: String,
}

/// A session or a refresh token: those that were ended stay listed.
#[derive(Deserialize, PartialEq, Eq)]
pub struct OpenRow {
    pub enabled: bool,
    #[serde(alias = "session_hash", alias = "token_hash")]
    pub hash: String,
}

/// An enrolment that was started.
#[derive(Deserialize)]
pub struct Started {
    pub session: String,
    pub challenge: String,
    #[serde(rename = "rpId")]
    rp: String,
    #[serde(rename = "attestation-required", default)]
    pub attestation: String,
    #[serde(rename = "pubKey-cred-params", default)]
    algorithms: Vec<Algorithm>,
    pub user: StartedUser,
}

/// Whom an enrolment is for.
#[derive(Deserialize)]
pub struct StartedUser {
    pub id: String,
    pub name: String,
}

#[derive(Deserialize)]
struct Algorithm {
    alg: i64,
}

/// A sign-in that was started; it lists decoys among the credentials.
#[derive(Deserialize)]
pub struct Asked {
    pub session: String,
    pub challenge: String,
    #[serde(rename = "rpId")]
    rp: String,
    #[serde(rename = "allowCredentials", default)]
    allow: Vec<WebauthnRow>,
}

/// What an OpenID Connect plugin says of itself.
#[derive(Deserialize)]
pub struct Endpoints {
    pub token_endpoint: String,
    #[serde(default)]
    token_endpoint_auth_methods_supported: Vec<String>,
    #[serde(default)]
    response_types_supported: Vec<String>,
}

/// Where a credential is: the scheme's module and name, and within `webauthn` its id.
pub struct At<'a> {
    pub module: &'a str,
    pub scheme: &'a str,
    pub credential: Option<&'a str>,
}

/// Reads a value.
pub fn parse<T: DeserializeOwned>(value: Value) -> Result<T, DirectoryFault> {
    serde_json::from_value(value).map_err(nonsense)
}

impl UserRow {
    /// The account.
    pub fn account(self, directory: &DirectoryId) -> Result<Account, DirectoryFault> {
        let email = self.email.filter(|email| !email.is_empty()).map(|address| {
            let id = ContactId::new("email").map_err(nonsense)?;
            Ok(Contact { id, channel: ContactChannel::Email, address, unchanged_since: None })
        });
        let active_roles = roles(self.scope.iter().map(String::as_str));
        Ok(Account {
            directory: directory.clone(),
            id: AccountId::new(self.username.clone()).map_err(nonsense)?,
            login: self.username,
            name: self.name.unwrap_or_default(),
            privileged: !active_roles.is_empty(),
            active_roles,
            machine: None,
            contacts: email.transpose()?.into_iter().collect(),
            recovery_contacts: Vec::new(),
        })
    }
}

impl ListedUser {
    /// The account in the listing.
    pub fn found(self) -> Result<FoundAccount, DirectoryFault> {
        let id = AccountId::new(self.username.clone()).map_err(nonsense)?;
        Ok(FoundAccount { id, login: self.username, name: self.name.unwrap_or_default() })
    }
}

/// Those of the scopes that administer the server.
pub fn roles<'a>(scopes: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    scopes.into_iter().filter(|scope| *scope == ADMINISTRATION).map(str::to_owned).collect()
}

impl WebauthnRow {
    /// The credential.
    pub fn credential(self, scheme: &str) -> Result<Credential, DirectoryFault> {
        let state = match self.status.as_str() {
            "registered" => CredentialState::Active,
            "disabled" => CredentialState::Suspended,
            "removed" | "error" => CredentialState::Revoked,
            _ => CredentialState::Pending,
        };
        Ok(Credential {
            id: CredentialId::new(format!("webauthn/{scheme}/{}", self.credential_id)).map_err(nonsense)?,
            kind: CredentialKind::SecurityKey,
            label: self.name,
            added_at: seconds(&self.created_at).map(|seconds| Timestamp(seconds.saturating_mul(1000))),
            state,
            webauthn: Some(WebauthnId(liberal(&self.credential_id)?)),
        })
    }
}

impl Started {
    /// The relying party: told as the origin's whole address.
    pub fn rp_id(&self) -> Result<String, DirectoryFault> {
        host(&self.rp)
    }

    /// COSE algorithm numbers.
    pub fn algorithms(&self) -> Vec<i64> {
        self.algorithms.iter().map(|a| a.alg).collect()
    }
}

impl Asked {
    /// As [`Started::rp_id`].
    pub fn rp_id(&self) -> Result<String, DirectoryFault> {
        host(&self.rp)
    }

    /// The credentials that may sign.
    pub fn allow(&self) -> Vec<KeyCredentialId> {
        self.allow.iter().filter_map(|row| liberal(&row.credential_id).ok()).map(KeyCredentialId).collect()
    }
}

impl Endpoints {
    /// A fault where no client gets a token by its own credentials there, or none that shows itself by `method`: what
    /// is refused then would be refused whatever it was.
    pub fn permits(&self, method: Option<&str>) -> Result<(), DirectoryFault> {
        let has = |all: &[String], one: &str| all.iter().any(|told| told == one);
        let why = if !has(&self.response_types_supported, "client_credentials") {
            "the plugin gives clients no tokens"
        } else if method.is_some_and(|method| !has(&self.token_endpoint_auth_methods_supported, method)) {
            "the plugin takes no keys of clients"
        } else {
            return Ok(());
        };
        Err(DirectoryFault::Refused(why.to_owned()))
    }
}

/// What one scheme of another kind holds of a user: one credential at most, or none where it says so.
pub fn single(scheme: &SchemeRow, value: &Value) -> Result<Option<Credential>, DirectoryFault> {
    let none = match value {
        Value::Null => true,
        Value::Array(all) => all.is_empty(),
        Value::Object(fields) => fields.is_empty() || fields.get("type").is_some_and(|kind| kind == "NONE"),
        _ => false,
    };
    if none {
        return Ok(None);
    }
    let kind = if scheme.module == "otp" { CredentialKind::OneTimeCode } else { CredentialKind::Other };
    Ok(Some(Credential {
        id: CredentialId::new(format!("{}/{}", scheme.module, scheme.name)).map_err(nonsense)?,
        kind,
        label: scheme.name.clone(),
        added_at: None,
        state: CredentialState::Active,
        webauthn: None,
    }))
}

/// Where a credential is, from the identifier that was made here.
pub fn place(id: &CredentialId) -> Result<At<'_>, DirectoryFault> {
    let mut parts = id.as_str().splitn(3, '/');
    match (parts.next(), parts.next(), parts.next()) {
        (Some(module), Some(scheme), credential) => Ok(At { module, scheme, credential }),
        (_, _, _) => Err(DirectoryFault::Nonsense("a credential of another connector".to_owned())),
    }
}

fn seconds(value: &Value) -> Option<i64> {
    value.as_i64().or_else(|| value.as_str()?.parse().ok())
}

fn host(address: &str) -> Result<String, DirectoryFault> {
    let url = Url::parse(address).map_err(nonsense)?;
    Ok(url.host_str().unwrap_or_default().to_owned())
}

/// An answer that is not understood.
pub fn nonsense(why: impl std::fmt::Display) -> DirectoryFault {
    DirectoryFault::Nonsense(why.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_user_without_a_list_of_scopes_is_not_one_without_scopes() {
        let told = json!({"username": "maya", "name": null, "scope": ["g_profile", "g_admin"], "enabled": true});
        let directory = DirectoryId::new("corp").unwrap();
        let account = parse::<UserRow>(told.clone()).unwrap().account(&directory).unwrap();
        assert!(account.privileged && account.active_roles == ["g_admin"] && account.contacts.is_empty());
        let mut untold = told;
        untold.as_object_mut().unwrap().remove("scope");
        let untold = parse::<UserRow>(untold);
        assert!(matches!(untold, Err(DirectoryFault::Nonsense(_))), "{untold:?}");
    }

    #[test]
    fn a_plugin_that_takes_no_keys_is_told_from_a_key_that_is_refused() {
        let told = |methods: Value, types: Value| {
            let told = json!({
                "token_endpoint": "https://glewlwyd.corp.test/api/oidc/token",
                "token_endpoint_auth_methods_supported": methods, "response_types_supported": types,
            });
            parse::<Endpoints>(told).unwrap()
        };
        let open = told(json!(["client_secret_post", "private_key_jwt"]), json!(["code", "client_credentials"]));
        assert_eq!((open.permits(None), open.permits(Some("private_key_jwt"))), (Ok(()), Ok(())));
        let keyless = told(json!(["client_secret_post"]), json!(["client_credentials"]));
        assert!(keyless.permits(None).is_ok() && keyless.permits(Some("private_key_jwt")).is_err());
        assert!(told(json!(["private_key_jwt"]), json!(["code"])).permits(None).is_err());
    }

    #[test]
    fn a_scheme_that_holds_nothing_is_no_credential() {
        let otp = SchemeRow { module: "otp".to_owned(), name: "codes".to_owned() };
        for none in [json!(null), json!([]), json!({}), json!({"type": "NONE", "hotp-allow": true})] {
            assert_eq!(single(&otp, &none), Ok(None), "{none}");
        }
        let found = single(&otp, &json!({"type": "TOTP"})).unwrap().unwrap();
        assert_eq!((found.id.as_str(), found.kind), ("otp/codes", CredentialKind::OneTimeCode));
    }

    #[test]
    fn a_credential_is_found_by_the_identifier_that_was_made_of_it() {
        let row = json!({"credential_id": "a/b+", "name": "packed", "created_at": "7", "status": "disabled"});
        let one = parse::<WebauthnRow>(row).unwrap().credential("keys").unwrap();
        assert_eq!((one.state, one.added_at), (CredentialState::Suspended, Some(Timestamp(7000))));
        let at = place(&one.id).unwrap();
        assert_eq!((at.module, at.scheme, at.credential), ("webauthn", "keys", Some("a/b+")));
    }
}
