//! The server's answers, read into what the console knows.

use crate::decode::liberal;
use postern_domain::ids::{AccountId, ContactId, CredentialId, DirectoryId};
use postern_domain::recovery::account::{
    Account, Contact, ContactChannel, Credential, CredentialKind, CredentialState, WebauthnId,
};
use postern_domain::time::Timestamp;
use postern_ports::directory::DirectoryFault;
use secrecy::SecretString;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// A user of the realm.
#[derive(Debug, Deserialize)]
pub struct UserRow {
    pub username: String,
    #[serde(default)]
    givenname: String,
    #[serde(default)]
    surname: String,
    #[serde(default)]
    email: String,
    #[serde(default)]
    mobile: String,
    #[serde(default)]
    phone: String,
}

impl UserRow {
    /// The account. A realm's user name is what the server itself keys tokens by.
    pub fn account(self, directory: &DirectoryId, privileged: bool) -> Result<Account, DirectoryFault> {
        let mut contacts = Vec::new();
        for (id, channel, address) in [
            ("email", ContactChannel::Email, &self.email),
            ("mobile", ContactChannel::Phone, &self.mobile),
            ("phone", ContactChannel::Phone, &self.phone),
        ] {
            if !address.trim().is_empty() {
                contacts.push(Contact {
                    id: ContactId::new(id).map_err(nonsense)?,
                    channel,
                    address: address.trim().to_owned(),
                    // The server does not say since when.
                    unchanged_since: None,
                });
            }
        }
        Ok(Account {
            directory: directory.clone(),
            id: AccountId::new(self.username.clone()).map_err(nonsense)?,
            name: named(&self.givenname, &self.surname, &self.username),
            login: self.username,
            privileged,
            // It holds neither roles nor sponsors nor recovery contacts.
            active_roles: Vec::new(),
            machine: None,
            contacts,
            recovery_contacts: Vec::new(),
        })
    }
}

/// The display name: the sign-in name where there is none.
pub fn named(given: &str, family: &str, login: &str) -> String {
    let name = format!("{given} {family}");
    if name.trim().is_empty() { login.to_owned() } else { name.trim().to_owned() }
}

/// A token of a user.
#[derive(Debug, Deserialize)]
pub struct TokenRow {
    serial: String,
    tokentype: String,
    #[serde(default)]
    description: Option<String>,
    active: bool,
    #[serde(default)]
    revoked: bool,
    #[serde(default)]
    locked: bool,
    #[serde(default)]
    rollout_state: Option<String>,
    #[serde(default)]
    info: Value,
}

impl TokenRow {
    /// The token as a credential.
    pub fn credential(self) -> Result<Credential, DirectoryFault> {
        let kind = match self.tokentype.as_str() {
            "passkey" | "webauthn" | "u2f" => CredentialKind::SecurityKey,
            "hotp" | "totp" | "daypassword" => CredentialKind::OneTimeCode,
            "registration" => CredentialKind::TemporaryPass,
            "paper" | "tan" => CredentialKind::RecoveryCodes,
            "pw" | "spass" => CredentialKind::Password,
            _ => CredentialKind::Other,
        };
        let state = match self.rollout_state.as_deref() {
            Some("clientwait" | "verify" | "pending" | "failed" | "broken" | "denied") => CredentialState::Pending,
            _ if self.revoked || self.locked => CredentialState::Revoked,
            _ if !self.active => CredentialState::Suspended,
            _ => CredentialState::Active,
        };
        let text = |name: &str| self.info.get(name).and_then(Value::as_str);
        let webauthn = text("credential_id").and_then(|id| liberal(id).ok()).map(WebauthnId);
        let label = self.description.clone().filter(|d| !d.is_empty()).unwrap_or_else(|| self.tokentype.clone());
        Ok(Credential {
            added_at: text("creation_date").and_then(Timestamp::parse),
            id: CredentialId::new(self.serial).map_err(nonsense)?,
            kind,
            label,
            state,
            webauthn,
        })
    }
}

/// An enrolment that was started.
pub struct Started {
    pub serial: String,
    pub transaction: String,
    pub challenge: String,
    pub rp_id: String,
    pub rp_name: String,
    pub user_id: String,
    pub user_name: String,
    pub user_display_name: String,
    pub algorithms: Vec<i64>,
    pub enterprise: bool,
    pub exclude: Vec<String>,
}

/// A sign-in that was started.
pub struct Asked {
    pub transaction: String,
    pub challenge: String,
    pub rp_id: String,
}

/// Users of a look-up.
pub fn users(value: Value) -> Result<Vec<UserRow>, DirectoryFault> {
    parse(listed(value)?)
}

/// The list of users in an answer. Where a store of users did not answer, the server leaves its users out.
pub fn listed(mut value: Value) -> Result<Value, DirectoryFault> {
    let skipped = value.pointer("/detail/skipped_resolvers").and_then(Value::as_array);
    if skipped.is_some_and(|all| !all.is_empty()) {
        return Err(DirectoryFault::Down("a store of its users".to_owned()));
    }
    take(&mut value, "/result/value")
}

/// The code of a registration token that was made.
pub fn pass(mut value: Value) -> Result<SecretString, DirectoryFault> {
    match take(&mut value, "/detail/registrationcode")? {
        Value::String(code) if !code.is_empty() => Ok(SecretString::from(code)),
        _ => Err(nonsense("no registration code")),
    }
}

/// A page of tokens, and whether there are more.
pub fn tokens(mut value: Value) -> Result<(Vec<TokenRow>, bool), DirectoryFault> {
    let more = value.pointer("/result/value/next").is_some_and(|next| !next.is_null());
    Ok((parse(take(&mut value, "/result/value/tokens")?)?, more))
}

/// What the first half of an enrolment answers.
pub fn started(value: Value) -> Result<Started, DirectoryFault> {
    let text = |path: &str| string(&value, path);
    let list = |path: &str| value.pointer(path).and_then(Value::as_array).cloned().unwrap_or_default();
    let key = "/detail/passkey_registration";
    Ok(Started {
        serial: text("/detail/serial")?,
        transaction: text("/detail/transaction_id")?,
        challenge: text(&format!("{key}/challenge"))?,
        rp_id: text(&format!("{key}/rp/id"))?,
        rp_name: text(&format!("{key}/rp/name"))?,
        user_id: text(&format!("{key}/user/id"))?,
        user_name: text(&format!("{key}/user/name"))?,
        user_display_name: text(&format!("{key}/user/displayName"))?,
        algorithms: list(&format!("{key}/pubKeyCredParams")).iter().filter_map(|p| p.get("alg")?.as_i64()).collect(),
        enterprise: value.pointer(&format!("{key}/attestation")).is_some_and(|wish| wish == "enterprise"),
        exclude: list(&format!("{key}/excludeCredentials"))
            .iter()
            .filter_map(|c| c.get("id")?.as_str().map(str::to_owned))
            .collect(),
    })
}

/// What the start of a sign-in answers.
pub fn asked(value: Value) -> Result<Asked, DirectoryFault> {
    Ok(Asked {
        transaction: string(&value, "/detail/passkey/transaction_id")?,
        challenge: string(&value, "/detail/passkey/challenge")?,
        rp_id: string(&value, "/detail/passkey/rpId")?,
    })
}

/// What is at `path`, taken out.
pub fn take(value: &mut Value, path: &str) -> Result<Value, DirectoryFault> {
    value.pointer_mut(path).map(Value::take).ok_or_else(|| nonsense(path))
}

fn string(value: &Value, path: &str) -> Result<String, DirectoryFault> {
    value.pointer(path).and_then(Value::as_str).map(str::to_owned).ok_or_else(|| nonsense(path))
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

    fn token(change: Value) -> Credential {
        let mut row = json!({"serial": "PK1", "tokentype": "passkey", "description": "", "active": true, "revoked": false, "locked": false, "rollout_state": "enrolled", "info": {}});
        for (name, value) in change.as_object().unwrap() {
            row[name] = value.clone();
        }
        serde_json::from_value::<TokenRow>(row).unwrap().credential().unwrap()
    }

    #[test]
    fn states_are_told_apart() {
        assert_eq!(token(json!({})).state, CredentialState::Active);
        assert_eq!(token(json!({"active": false})).state, CredentialState::Suspended);
        assert_eq!(token(json!({"revoked": true, "active": false})).state, CredentialState::Revoked);
        assert_eq!(token(json!({"rollout_state": "clientwait"})).state, CredentialState::Pending);
    }

    #[test]
    fn users_of_a_store_that_did_not_answer_are_not_nobody() {
        let value = json!({"result": {"status": true, "value": []}, "detail": {"skipped_resolvers": ["ldap"]}});
        assert!(matches!(users(value), Err(DirectoryFault::Down(_))));
    }

    #[test]
    fn a_pass_is_a_code_and_nothing_else() {
        let code = pass(json!({"detail": {"registrationcode": "fjskdfj"}})).unwrap();
        assert_eq!(postern_ports::secrets::reveal(&code), "fjskdfj");
        for odd in [json!({}), json!({"detail": {}}), json!({"detail": {"registrationcode": ""}})] {
            assert!(pass(odd).is_err());
        }
    }

    #[test]
    fn an_answer_of_another_shape_is_nonsense() {
        assert!(matches!(users(json!({"result": {}})), Err(DirectoryFault::Nonsense(_))));
        assert!(matches!(tokens(json!({"result": {"value": {"tokens": [1]}}})), Err(DirectoryFault::Nonsense(_))));
        assert!(started(json!({})).is_err());
    }
}
