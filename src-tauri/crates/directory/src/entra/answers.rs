//! Graph's answers, read into what the console knows.

use super::roles::Roles;
use crate::decode::liberal;
use postern_domain::ids::{AccountId, ContactId, CredentialId, DirectoryId, KeyCredentialId};
use postern_domain::recovery::account::{
    Account, Contact, ContactChannel, Credential, CredentialKind, CredentialState, WebauthnId,
};
use postern_domain::time::Timestamp;
use postern_ports::directory::{CreationOptions, DirectoryFault};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// A page of a list.
#[derive(Debug, Deserialize)]
pub struct Page<T> {
    pub value: Vec<T>,
    #[serde(rename = "@odata.nextLink")]
    pub next: Option<String>,
}

/// A user.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct UserRow {
    pub id: String,
    user_principal_name: String,
    display_name: Option<String>,
    account_enabled: Option<bool>,
    mail: Option<String>,
    sign_in_sessions_valid_from_date_time: Option<String>,
}

impl UserRow {
    /// Whether this is its sign-in name: exactly, save for the case that Entra does not tell apart.
    pub fn is_called(&self, login: &str) -> bool {
        self.user_principal_name.to_lowercase() == login.to_lowercase()
    }

    /// Whether sign-in is blocked, where it is told.
    pub fn is_blocked(&self) -> Option<bool> {
        self.account_enabled.map(|enabled| !enabled)
    }

    /// Sessions that began before this are over.
    pub fn valid_from(&self) -> Option<Timestamp> {
        self.sign_in_sessions_valid_from_date_time.as_deref().and_then(Timestamp::parse)
    }

    /// The account, with its roles and what of its methods is an address.
    pub fn account(
        self,
        directory: &DirectoryId,
        roles: Roles,
        methods: &[MethodRow],
    ) -> Result<Account, DirectoryFault> {
        let mail = self.mail.iter().filter(|mail| !mail.trim().is_empty());
        let mail = mail.map(|mail| ("mail".to_owned(), ContactChannel::Email, mail.as_str()));
        let all = mail.chain(methods.iter().filter_map(MethodRow::address));
        let contacts = all.map(|(id, channel, address)| -> Result<Contact, DirectoryFault> {
            Ok(Contact {
                id: ContactId::new(id).map_err(nonsense)?,
                channel,
                address: address.trim().to_owned(),
                // Graph does not say since when.
                unchanged_since: None,
            })
        });
        let contacts: Result<Vec<_>, _> = contacts.collect();
        Ok(Account {
            directory: directory.clone(),
            id: AccountId::new(self.id).map_err(nonsense)?,
            name: self.display_name.filter(|n| !n.is_empty()).unwrap_or_else(|| self.user_principal_name.clone()),
            login: self.user_principal_name,
            privileged: roles.privileged(),
            active_roles: roles.active,
            machine: None,
            contacts: contacts?,
            recovery_contacts: Vec::new(),
        })
    }
}

/// A method of authentication, of any type.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct MethodRow {
    #[serde(rename = "@odata.type")]
    odata_type: String,
    pub id: String,
    created_date_time: Option<String>,
    display_name: Option<String>,
    passkey_type: Option<String>,
    phone_number: Option<String>,
    email_address: Option<String>,
    is_usable: Option<bool>,
    method_usability_reason: Option<String>,
}

impl MethodRow {
    /// Its type without what all types have: `fido2`, `softwareOath`, `password`.
    fn kind(&self) -> &str {
        let name = self.odata_type.trim_start_matches('#').trim_start_matches("microsoft.graph.");
        name.strip_suffix("AuthenticationMethod").unwrap_or(name)
    }

    /// The segment of its type: a method is deleted there, and its id alone does not say where that is.
    fn segment(&self) -> String {
        format!("{}Methods", self.kind())
    }

    /// Whether it is a FIDO2 credential.
    pub fn is_fido2(&self) -> bool {
        self.kind() == "fido2"
    }

    /// The address that it is: its identifier, how it is reached, and itself.
    fn address(&self) -> Option<(String, ContactChannel, &str)> {
        let phone = self.phone_number.as_deref().map(|number| (ContactChannel::Phone, number));
        let (channel, address) =
            phone.or_else(|| self.email_address.as_deref().map(|mail| (ContactChannel::Email, mail)))?;
        (!address.trim().is_empty()).then(|| (format!("{}/{}", self.segment(), self.id), channel, address))
    }

    /// The method as a credential, whose identifier is `segment/id`.
    pub fn credential(self, webauthn: Option<Vec<u8>>) -> Result<Credential, DirectoryFault> {
        let kind = match self.kind() {
            "fido2" if self.passkey_type.as_deref() == Some("synced") => CredentialKind::Passkey,
            "fido2" => CredentialKind::SecurityKey,
            "windowsHelloForBusiness" | "platformCredential" => CredentialKind::Passkey,
            "softwareOath" | "hardwareOath" => CredentialKind::OneTimeCode,
            "password" => CredentialKind::Password,
            "temporaryAccessPass" => CredentialKind::TemporaryPass,
            // Telephones, addresses, the Authenticator's push messages, and types that are new.
            _ => CredentialKind::Other,
        };
        let id = format!("{}/{}", self.segment(), self.id);
        Ok(Credential {
            id: CredentialId::new(id).map_err(nonsense)?,
            kind,
            state: self.state(),
            added_at: self.created_date_time.as_deref().and_then(Timestamp::parse),
            webauthn: webauthn.map(WebauthnId),
            label: self.display_name.clone().filter(|n| !n.is_empty()).unwrap_or_else(|| self.kind().to_owned()),
        })
    }

    /// Only a temporary pass has states; anything but an end that is named leaves it usable, or usable later.
    fn state(&self) -> CredentialState {
        let why = self.method_usability_reason.as_deref().unwrap_or_default();
        match (self.is_usable, why.to_ascii_lowercase().as_str()) {
            (Some(false), "expired" | "onetimeused") => CredentialState::Revoked,
            (Some(false), "disabledbypolicy") => CredentialState::Suspended,
            _ => CredentialState::Active,
        }
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct OfferedRow {
    public_key: PublicKeyRow,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct PublicKeyRow {
    challenge: String,
    rp: NameRow,
    user: NameRow,
    attestation: Option<String>,
    pub_key_cred_params: Option<Vec<AlgorithmRow>>,
    exclude_credentials: Option<Vec<NameRow>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct NameRow {
    id: String,
    name: Option<String>,
    display_name: Option<String>,
}

#[derive(Deserialize)]
struct AlgorithmRow {
    alg: Option<i64>,
}

/// What is asked of a new credential. Nothing of it has to come back, so there is no handle.
pub fn options(value: Value) -> Result<CreationOptions, DirectoryFault> {
    let asked = parse::<OfferedRow>(value)?.public_key;
    let exclude: Result<Vec<_>, _> =
        asked.exclude_credentials.unwrap_or_default().iter().map(|known| readings(&known.id)).collect();
    Ok(CreationOptions {
        challenge: liberal(&asked.challenge)?,
        rp_name: asked.rp.name.unwrap_or_else(|| asked.rp.id.clone()),
        rp_id: asked.rp.id,
        user_id: liberal(&asked.user.id)?,
        user_display_name: asked.user.display_name.or_else(|| asked.user.name.clone()).unwrap_or_default(),
        user_name: asked.user.name.unwrap_or_default(),
        algorithms: asked.pub_key_cred_params.unwrap_or_default().iter().filter_map(|p| p.alg).collect(),
        enterprise: asked.attestation.as_deref() == Some("enterprise"),
        exclude: exclude?.into_iter().flatten().map(KeyCredentialId).collect(),
        handle: Vec::new(),
    })
}

/// Every reading of the id of a credential that exists: base64 of any spelling, or counted. Some texts are both; a key
/// that is told of one credential too many to avoid loses nothing by it.
fn readings(text: &str) -> Result<Vec<Vec<u8>>, DirectoryFault> {
    let all: Vec<_> = counted(text).into_iter().chain(liberal(text).ok()).collect();
    if all.is_empty() { Err(nonsense("the id of a credential")) } else { Ok(all) }
}

/// The bytes of base64url that ends in the number of signs that would pad it, 0 to 2.
fn counted(text: &str) -> Option<Vec<u8>> {
    let (at, digit) = text.char_indices().next_back()?;
    let plain = text.get(..at)?;
    let missing = (4 - plain.len() % 4) % 4;
    let fits = digit.to_digit(10).is_some_and(|n| u32::try_from(missing) == Ok(n)) && missing < 3;
    (fits && !plain.is_empty() && !plain.contains('=')).then(|| liberal(plain).ok()).flatten()
}

/// The WebAuthn credential id that a FIDO2 method's own id spells, counted. That it does is seen in Graph's examples and
/// promised nowhere: a wrong reading equals no credential that a case made.
pub fn spelled(id: &str) -> Option<Vec<u8>> {
    let uuid = id.split('-').map(str::len).eq([8, 4, 4, 4, 12]);
    if uuid { None } else { counted(id) }
}

/// Graph's error code and message.
pub fn reason(value: &Value) -> Option<String> {
    let text = |path: &str| value.pointer(path).and_then(Value::as_str);
    Some(format!("{} {}", text("/error/code")?, text("/error/message").unwrap_or_default()))
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
    use crate::decode::{standard, url_safe};
    use serde_json::json;

    #[test]
    fn an_id_is_read_in_every_spelling() {
        for bytes in [&[7u8; 15][..], &[0xfb; 16], &[0xff; 17], &[1; 48]] {
            let plain = url_safe(bytes);
            let spelled_out = format!("{plain}{}", (4 - plain.len() % 4) % 4);
            for text in [spelled_out.clone(), standard(bytes), plain] {
                assert!(readings(&text).unwrap().iter().any(|read| read == bytes), "{text}");
            }
            assert_eq!(spelled(&spelled_out).as_deref(), Some(bytes));
        }
        assert!(readings("no base64!").is_err());
        // From Graph's own examples.
        assert_eq!(spelled("-2_GRUg2-HYz6_1YG4YRAQ2").map(|id| id.len()), Some(16));
        assert_eq!(spelled("28c10230-6103-485e-b985-444c60001491"), None);
    }

    #[test]
    fn a_method_is_told_by_its_type() {
        let method = |kind: &str, more: Value| {
            let mut row = json!({"@odata.type": format!("#microsoft.graph.{kind}AuthenticationMethod"), "id": "x"});
            row.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
            parse::<MethodRow>(row).unwrap().credential(None).unwrap()
        };
        let fido2 = method("fido2", json!({"displayName": "Red"}));
        assert_eq!((fido2.id.as_str(), fido2.label.as_str()), ("fido2Methods/x", "Red"));
        assert_eq!(fido2.kind, CredentialKind::SecurityKey);
        assert_eq!(method("fido2", json!({"passkeyType": "synced"})).kind, CredentialKind::Passkey);
        assert_eq!(method("qrCodePin", json!({})).kind, CredentialKind::Other);
        let used = json!({"isUsable": false, "methodUsabilityReason": "OneTimeUsed"});
        assert_eq!(method("temporaryAccessPass", used).state, CredentialState::Revoked);
        let later = json!({"isUsable": false, "methodUsabilityReason": "NotYetValid"});
        assert_eq!(method("temporaryAccessPass", later).state, CredentialState::Active);
    }
}
