//! A client of Glewlwyd's, as its API tells it: a machine identity, and what it signs in with.

use super::answers::{nonsense, roles};
use postern_domain::ids::{AccountId, CredentialId, DirectoryId};
use postern_domain::recovery::account::{Account, Credential, CredentialKind, CredentialState, Machine};
use postern_ports::directory::{DirectoryFault, FoundAccount};
use serde::Deserialize;
use serde_json::{Map, Value, json};
use sha2::{Digest as _, Sha256};

/// What stands before a client's identifier in the name of its account.
pub const PREFIX: &str = "client:";
/// The way of signing in with a key of one's own.
pub const BY_KEY: &str = "private_key_jwt";

/// Credentials: what the client and the server share, a key in `jwks`, the one in `pubkey`, those at an address, a TLS
/// certificate.
const SECRET: &str = "secret";
const KEY: &str = "key:";
const PUBLIC_KEY: &str = "pubkey";
const KEYS_ELSEWHERE: &str = "jwks_uri";
const TLS: &str = "tls";

/// The client that an account's name means; `None` for a user's.
pub fn client_of(account: &str) -> Option<&str> {
    account.strip_prefix(PREFIX).filter(|id| !id.is_empty())
}

/// A confidential client with all its properties, as it was read: it is sent back whole. Those properties may hold its
/// shared secret, so that nothing prints them.
pub struct ClientRow(Map<String, Value>);

impl ClientRow {
    /// The client called exactly `id`. One that is not confidential shows nothing, and is no machine identity.
    pub fn read(value: Value, id: &str) -> Result<Option<Self>, DirectoryFault> {
        let Value::Object(fields) = value else { return Err(nonsense("a client that is none")) };
        let row = Self(fields);
        Ok((row.flag("confidential")? && row.text("client_id") == id).then_some(row))
    }

    /// Who answers for it, where the client module has a property for that.
    pub fn sponsor(&self) -> Option<&str> {
        Some(self.text("sponsor")).filter(|login| !login.is_empty())
    }

    /// The account, and the person who answers for it.
    pub fn account(
        &self,
        directory: &DirectoryId,
        sponsor_login: String,
        sponsor: Option<Account>,
    ) -> Result<Account, DirectoryFault> {
        let login = format!("{PREFIX}{}", self.text("client_id"));
        let active_roles = roles(self.scopes()?);
        let (sponsor, contacts) = sponsor.map_or((None, Vec::new()), |person| (Some(person.id), person.contacts));
        Ok(Account {
            directory: directory.clone(),
            id: AccountId::new(login.clone()).map_err(nonsense)?,
            login,
            name: self.text("name").to_owned(),
            privileged: !active_roles.is_empty(),
            active_roles,
            machine: Some(Machine { sponsor, sponsor_login }),
            contacts,
            recovery_contacts: Vec::new(),
        })
    }

    /// Whether it may sign in.
    pub fn enabled(&self) -> Result<bool, DirectoryFault> {
        self.flag("enabled")
    }

    /// Everything that it can show. Its password is not told: it counts as there until the ways of signing in are set
    /// to others than by a shared secret.
    pub fn credentials(&self) -> Result<Vec<Credential>, DirectoryFault> {
        let methods = self.methods();
        let shared = methods.is_empty() || methods.iter().any(|method| is_shared(method));
        let mut all = Vec::new();
        if shared || !self.text("client_secret").is_empty() {
            all.push(credential(SECRET.to_owned(), CredentialKind::ClientSecret, "shared secret")?);
        }
        for key in self.keys()? {
            let name = name_of(key);
            all.push(credential(format!("{KEY}{name}"), CredentialKind::ClientKey, &name)?);
        }
        for (place, label) in [(PUBLIC_KEY, "public key"), (KEYS_ELSEWHERE, self.text(KEYS_ELSEWHERE))] {
            if !self.text(place).is_empty() {
                all.push(credential(place.to_owned(), CredentialKind::ClientKey, label)?);
            }
        }
        if methods.iter().any(|method| is_tls(method)) {
            all.push(credential(TLS.to_owned(), CredentialKind::ClientKey, "TLS certificate")?);
        }
        Ok(all)
    }

    /// The ways in which it may sign in.
    pub fn methods(&self) -> Vec<String> {
        match self.0.get("token_endpoint_auth_method") {
            Some(Value::Array(all)) => all.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
            Some(Value::String(one)) if !one.is_empty() => vec![one.clone()],
            _ => Vec::new(),
        }
    }

    /// What its grant of client credentials asks for; a fault where it would be refused whatever it showed.
    pub fn grant(&self) -> Result<String, DirectoryFault> {
        let scopes = self.scopes()?;
        let permitted = self.0.get("authorization_type").and_then(Value::as_array);
        let why = if !self.enabled()? {
            "the client is disabled"
        } else if !permitted.is_some_and(|all| all.iter().any(|kind| kind == "client_credentials")) {
            "the client has no grant of client credentials"
        } else if scopes.is_empty() {
            "the client has no scope"
        } else {
            return Ok(scopes.join(" "));
        };
        Err(DirectoryFault::Refused(why.to_owned()))
    }

    /// The same, permitted to sign in or not.
    pub fn switched(mut self, enabled: bool) -> Self {
        self.0.insert("enabled".to_owned(), Value::Bool(enabled));
        self
    }

    /// The same with one more key, by which it may sign in.
    pub fn with_key(mut self, name: &str, jwk: Value) -> Result<Self, DirectoryFault> {
        let mut keys: Vec<Value> = self.keys()?.iter().filter(|key| name_of(key) != name).cloned().collect();
        keys.push(jwk);
        self.0.insert("jwks".to_owned(), json!({"keys": keys}));
        let mut methods = self.methods();
        if !methods.iter().any(|method| method == BY_KEY) {
            methods.push(BY_KEY.to_owned());
        }
        self.allow(methods);
        Ok(self)
    }

    /// The same without one credential. `drawn` takes the place of a password: it is not told, and cannot be removed.
    pub fn without(mut self, credential: &CredentialId, drawn: &str) -> Result<Self, DirectoryFault> {
        match credential.as_str() {
            SECRET => {
                self.0.remove("client_secret");
                self.0.insert("password".to_owned(), Value::from(drawn));
                self.keep_methods(|method| !is_shared(method));
            }
            place @ (PUBLIC_KEY | KEYS_ELSEWHERE) => {
                self.0.remove(place);
            }
            TLS => self.keep_methods(|method| !is_tls(method)),
            other => {
                let name = other.strip_prefix(KEY).ok_or_else(|| nonsense("a credential of another connector"))?;
                let kept: Vec<Value> = self.keys()?.iter().filter(|key| name_of(key) != name).cloned().collect();
                if kept.is_empty() {
                    self.0.remove("jwks");
                } else {
                    self.0.insert("jwks".to_owned(), json!({"keys": kept}));
                }
            }
        }
        Ok(self)
    }

    /// All its properties.
    pub fn into_value(self) -> Value {
        Value::Object(self.0)
    }

    fn keep_methods(&mut self, kept: impl Fn(&str) -> bool) {
        let mut methods = self.methods();
        methods.retain(|method| kept(method));
        // No way at all would be any way, to a server that takes an empty list for none.
        if methods.is_empty() {
            methods.push(BY_KEY.to_owned());
        }
        self.allow(methods);
    }

    /// Sets the ways of signing in, in the shape that the client module has for them: a list, or one text.
    fn allow(&mut self, methods: Vec<String>) {
        let name = "token_endpoint_auth_method";
        let value = match self.0.get(name) {
            Some(Value::String(_)) => Value::from(methods.last().cloned().unwrap_or_default()),
            _ => Value::from(methods),
        };
        self.0.insert(name.to_owned(), value);
    }

    fn keys(&self) -> Result<&[Value], DirectoryFault> {
        match self.0.get("jwks") {
            None | Some(Value::Null) => Ok(&[]),
            Some(Value::String(text)) if text.is_empty() => Ok(&[]),
            Some(jwks) => {
                let keys = jwks.get("keys").and_then(Value::as_array);
                keys.map(Vec::as_slice).ok_or_else(|| nonsense("keys of a client that are none"))
            }
        }
    }

    fn scopes(&self) -> Result<Vec<&str>, DirectoryFault> {
        let told = self.0.get("scope").and_then(Value::as_array);
        let told = told.ok_or_else(|| nonsense("a client without a list of scopes"))?;
        told.iter().map(|scope| scope.as_str().ok_or_else(|| nonsense("a scope that is none"))).collect()
    }

    fn text(&self, name: &str) -> &str {
        self.0.get(name).and_then(Value::as_str).unwrap_or_default()
    }

    fn flag(&self, name: &str) -> Result<bool, DirectoryFault> {
        self.0.get(name).and_then(Value::as_bool).ok_or_else(|| nonsense("a client that is not described"))
    }
}

/// A client in a listing.
#[derive(Deserialize)]
pub struct ListedClient {
    client_id: String,
    #[serde(default)]
    name: Option<String>,
    confidential: bool,
}

impl ListedClient {
    /// The account in the listing; `None` where it is no machine identity.
    pub fn found(self) -> Result<Option<FoundAccount>, DirectoryFault> {
        if !self.confidential {
            return Ok(None);
        }
        let login = format!("{PREFIX}{}", self.client_id);
        let id = AccountId::new(login.clone()).map_err(nonsense)?;
        Ok(Some(FoundAccount { id, login, name: self.name.unwrap_or_default() }))
    }
}

fn is_shared(method: &str) -> bool {
    method.starts_with("client_secret")
}

fn is_tls(method: &str) -> bool {
    method.ends_with("tls_client_auth")
}

/// What a key is called: its `kid`, or what it consists of where it has none.
fn name_of(key: &Value) -> String {
    match key.get("kid").and_then(Value::as_str) {
        Some(kid) if !kid.is_empty() => kid.to_owned(),
        _ => Sha256::digest(key.to_string()).iter().map(|byte| format!("{byte:02x}")).collect(),
    }
}

fn credential(id: String, kind: CredentialKind, label: &str) -> Result<Credential, DirectoryFault> {
    Ok(Credential {
        id: CredentialId::new(id).map_err(nonsense)?,
        kind,
        label: label.to_owned(),
        added_at: None,
        state: CredentialState::Active,
        webauthn: None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told() -> Value {
        json!({
            "client_id": "app", "name": "App", "scope": ["plain"], "enabled": true, "confidential": true,
            "authorization_type": ["client_credentials"], "redirect_uri": ["https://app.corp.test"],
            "token_endpoint_auth_method": ["client_secret_post"], "client_secret": "shared",
            "jwks": {"keys": [{"kty": "EC", "kid": "old"}]},
        })
    }

    fn row(value: Value) -> ClientRow {
        ClientRow::read(value, "app").unwrap().unwrap()
    }

    fn ids(row: &ClientRow) -> Vec<String> {
        row.credentials().unwrap().into_iter().map(|c| c.id.as_str().to_owned()).collect()
    }

    fn id(text: &str) -> CredentialId {
        CredentialId::new(text).unwrap()
    }

    #[test]
    fn only_a_confidential_client_of_this_name_is_a_machine_identity() {
        assert!(ClientRow::read(told(), "APP").unwrap().is_none());
        let mut public = told();
        public["confidential"] = json!(false);
        assert!(ClientRow::read(public, "app").unwrap().is_none());
        assert!(ClientRow::read(json!({"client_id": "app"}), "app").is_err(), "not told is not public");
        assert_eq!((client_of("client:app"), client_of("client:"), client_of("maya")), (Some("app"), None, None));
    }

    #[test]
    fn what_is_not_told_is_not_nothing() {
        for missing in ["enabled", "scope"] {
            let mut value = told();
            value.as_object_mut().unwrap().remove(missing);
            let row = row(value);
            let account = row.account(&DirectoryId::new("corp").unwrap(), String::new(), None);
            assert!(row.enabled().is_err() || account.is_err(), "{missing}");
            assert!(row.grant().is_err(), "{missing}");
        }
        let mut odd = told();
        odd["jwks"] = json!("https://app.corp.test/keys");
        assert!(row(odd).credentials().is_err());
    }

    #[test]
    fn everything_that_it_can_show_is_listed() {
        let mut value = told();
        value["pubkey"] = json!("-----BEGIN PUBLIC KEY-----");
        value["jwks_uri"] = json!("https://app.corp.test/keys");
        value["token_endpoint_auth_method"] = json!(["tls_client_auth"]);
        assert_eq!(ids(&row(value.clone())), ["secret", "key:old", "pubkey", "jwks_uri", "tls"]);
        value["client_secret"] = json!("");
        assert_eq!(ids(&row(value.clone())), ["key:old", "pubkey", "jwks_uri", "tls"]);
        // Not told how it signs in: a password, which is not told either, may still do.
        value["token_endpoint_auth_method"] = json!([]);
        assert_eq!(ids(&row(value)), ["secret", "key:old", "pubkey", "jwks_uri"]);
        let mut nameless = told();
        nameless["jwks"] = json!({"keys": [{"kty": "EC"}, {"kty": "RSA"}]});
        let listed = ids(&row(nameless.clone()));
        let left = row(nameless).without(&id(&listed[1]), "drawn").unwrap();
        assert_eq!(ids(&left), [listed[0].as_str(), listed[2].as_str()]);
    }

    #[test]
    fn one_credential_goes_and_all_else_stays() {
        let secretless = row(told()).without(&id("secret"), "drawn").unwrap();
        assert_eq!(ids(&secretless), ["key:old"]);
        let sent = secretless.into_value();
        assert_eq!(sent["token_endpoint_auth_method"], json!([BY_KEY]));
        assert_eq!((&sent["password"], sent.get("client_secret")), (&json!("drawn"), None));
        assert_eq!(sent["redirect_uri"], told()["redirect_uri"]);
        let keyless = row(told()).without(&id("key:old"), "drawn").unwrap();
        assert_eq!(ids(&keyless), ["secret"]);
        let sent = keyless.into_value();
        assert_eq!((sent.get("jwks"), sent.get("password")), (None, None));
        assert!(row(told()).without(&id("otp/codes"), "drawn").is_err());
    }

    #[test]
    fn a_new_key_stands_beside_the_others_and_is_let_in() {
        let made = || json!({"kty": "EC", "kid": "new"});
        let twice = row(told()).with_key("new", made()).unwrap().with_key("new", made()).unwrap();
        assert_eq!(ids(&twice), ["secret", "key:old", "key:new"]);
        assert_eq!(twice.methods(), ["client_secret_post", BY_KEY]);
        // A client module may have one text for the way of signing in.
        let mut single = told();
        single["token_endpoint_auth_method"] = json!("client_secret_basic");
        let sent = row(single).without(&id("secret"), "drawn").unwrap().with_key("new", made()).unwrap().into_value();
        assert_eq!(sent["token_endpoint_auth_method"], json!(BY_KEY));
    }

    #[test]
    fn a_client_that_gets_no_token_anyhow_is_not_tried() {
        assert_eq!(row(told()).grant(), Ok("plain".to_owned()));
        assert!(row(told()).switched(false).grant().is_err());
        for (name, value) in [("authorization_type", json!(["code"])), ("scope", json!([]))] {
            let mut odd = told();
            odd[name] = value;
            assert!(row(odd).grant().is_err(), "{name}");
        }
    }
}
