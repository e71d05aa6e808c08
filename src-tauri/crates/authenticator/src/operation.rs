//! The operations of one key, as its thread runs them.

use crate::assertion::{get_assertion_with_secret, get_assertions, held};
use crate::attestation::TrustedRoots;
use crate::auth_data::AuthData;
use crate::client_data::client_data;
use crate::credential::make_credential;
use crate::info::{get_info, pin_tries, ready, sensor_tries, told_tries};
use crate::link::Session;
use crate::stored::Management;
use crate::token::Authority;
use crate::{config, pin};
use postern_domain::assertion::Assertion;
use postern_domain::ids::KeyCredentialId;
use postern_ports::authenticator::{
    AskAssertion, AttestationVerdict, KeyDescription, KeyFault, KeyFeatures, KeyId, KeySetting, MadeCredential,
    MakeCredential, Signed, StoredCredential, StoredCredentials, Verification,
};
use postern_ports::secrets::KeySecret;
use zeroize::Zeroizing;

/// What the key says about itself, and with `tries` how many it has left: asking for those ends some keys' readiness for a
/// reset.
pub async fn describe(key: &mut Session, blank: KeyDescription, tries: bool) -> KeyDescription {
    let mut description = blank;
    match get_info(key).await {
        Ok(info) => {
            if tries && info.client_pin == Some(true) {
                description.pin_tries = pin_tries(key, info.pin_protocol).await.ok().flatten();
            }
            if tries && info.features.built_in_verification == Some(true) {
                description.sensor_tries = sensor_tries(key, info.pin_protocol).await.ok().flatten();
            }
            description.aaguid = info.aaguid;
            description.firmware = info.firmware;
            description.pin_set = info.client_pin == Some(true);
            description.min_pin_length = info.min_pin_length;
            description.force_pin_change = info.force_pin_change;
            description.versions = info.versions;
            description.resident_keys = info.resident_keys;
            description.features = info.features;
        }
        Err(fault) => description.fault = Some(fault),
    }
    description
}

/// A key of which nothing is known yet.
pub fn undescribed(id: KeyId, label: String, serial: Option<String>, fault: Option<KeyFault>) -> KeyDescription {
    KeyDescription {
        id,
        label,
        serial,
        aaguid: None,
        firmware: None,
        pin_set: false,
        min_pin_length: 4,
        force_pin_change: false,
        pin_tries: None,
        sensor_tries: None,
        versions: Vec::new(),
        resident_keys: false,
        features: KeyFeatures::default(),
        fault,
    }
}

/// The bytes of a PIN, for as long as an operation runs.
enum Secret {
    Pin(Zeroizing<Vec<u8>>),
    BuiltIn,
    Nobody,
}

impl Secret {
    fn of(by: &Verification) -> Result<Self, KeyFault> {
        match by {
            Verification::Pin(pin) => Ok(Self::Pin(pin::bytes(pin)?)),
            Verification::BuiltIn => Ok(Self::BuiltIn),
            Verification::Nobody => Ok(Self::Nobody),
        }
    }

    fn authority(&self) -> Authority<'_> {
        match self {
            Self::Pin(pin) => Authority::Pin(pin),
            Self::BuiltIn => Authority::BuiltIn,
            Self::Nobody => Authority::Nobody,
        }
    }
}

/// Makes a credential and checks its attestation.
pub async fn make(
    key: &mut Session,
    ask: &MakeCredential,
    by: &Verification,
    roots: &TrustedRoots,
) -> Result<MadeCredential, KeyFault> {
    let secret = Secret::of(by)?;
    let info = ready(key, &secret.authority()).await?;
    let (client_data_json, hash) = client_data("webauthn.create", &ask.challenge, &ask.origin);
    let made = make_credential(key, &info, ask, &hash, &secret.authority()).await;
    let made = told_tries(key, &info, made).await?;
    let data = AuthData::parse(&made.auth_data).ok_or_else(|| KeyFault::Device("authenticator data".to_owned()))?;
    let attestation = roots.judge(ask, &data, &made.object, &client_data_json);
    // A certificate that nobody here trusts tells nothing.
    let trusted = matches!(attestation, AttestationVerdict::Trusted { .. });
    Ok(MadeCredential {
        id: data.credential,
        public_key: data.public_key,
        attestation_object: made.object,
        client_data_json,
        attestation,
        aaguid: data.aaguid,
        user_verified: data.user_verified,
        backup_eligible: data.backup_eligible,
        algorithm: data.algorithm,
        protection: data.granted.protection,
        hmac_secret: data.granted.hmac_secret,
        min_pin_length: data.granted.min_pin_length,
        enterprise: made.enterprise,
        attested_as: made.attested_as.filter(|_| trusted),
    })
}

/// Signs a challenge, with one credential or with each.
pub async fn assert(
    key: &mut Session,
    ask: &AskAssertion,
    by: &Verification,
    each: bool,
) -> Result<Vec<Signed>, KeyFault> {
    let secret = Secret::of(by)?;
    let info = ready(key, &secret.authority()).await?;
    let client_data = client_data("webauthn.get", &ask.challenge, &ask.origin);
    let answer = get_assertions(key, &info, ask, client_data, &secret.authority(), each).await;
    told_tries(key, &info, answer).await
}

/// Signs a challenge, and has the key compute the credential's secret for `salt`.
pub async fn assert_with_secret(
    key: &mut Session,
    ask: &AskAssertion,
    salt: &[u8; 32],
    by: &Verification,
) -> Result<(Assertion, KeySecret), KeyFault> {
    let secret = Secret::of(by)?;
    let info = ready(key, &secret.authority()).await?;
    let client_data = client_data("webauthn.get", &ask.challenge, &ask.origin);
    let answer = get_assertion_with_secret(key, &info, ask, client_data, &secret.authority(), salt).await;
    told_tries(key, &info, answer).await
}

/// Which of these credentials the key holds.
pub async fn holds(
    key: &mut Session,
    rp_id: &str,
    ids: &[KeyCredentialId],
    by: &Verification,
) -> Result<Vec<KeyCredentialId>, KeyFault> {
    let secret = Secret::of(by)?;
    let info = ready(key, &secret.authority()).await?;
    let found = held(key, &info, rp_id, ids, &secret.authority()).await;
    told_tries(key, &info, found).await
}

/// Changes a setting.
pub async fn configure(key: &mut Session, setting: &KeySetting, by: &Verification) -> Result<(), KeyFault> {
    let secret = Secret::of(by)?;
    let info = ready(key, &secret.authority()).await?;
    let done = config::configure(key, &info, setting, &secret.authority()).await;
    told_tries(key, &info, done).await
}

/// What is done with the credentials on a key.
pub enum Manage {
    /// List them.
    List,
    /// Delete one.
    Delete(KeyCredentialId),
    /// Rename the user of one.
    Rename(StoredCredential),
}

/// Lists, deletes or renames; what is listed is empty otherwise.
pub async fn manage(key: &mut Session, what: &Manage, by: &Verification) -> Result<StoredCredentials, KeyFault> {
    let secret = Secret::of(by)?;
    let info = ready(key, &secret.authority()).await?;
    if matches!(what, Manage::Rename(_)) && !info.renames {
        return Err(KeyFault::Unsupported("renaming".to_owned()));
    }
    let done = match Management::begin(key, &info, &secret.authority()).await {
        Ok(mut management) => match what {
            Manage::List => management.all().await,
            Manage::Delete(id) => management.delete(id).await.map(|()| StoredCredentials::default()),
            Manage::Rename(credential) => management.rename(credential).await.map(|()| StoredCredentials::default()),
        },
        Err(fault) => Err(fault),
    };
    told_tries(key, &info, done).await
}
