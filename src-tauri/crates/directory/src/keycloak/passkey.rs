//! What Keycloak keeps of a WebAuthn credential: JSON inside of JSON, and in it the public key as COSE (RFC 9053 §7.1).

use crate::decode::liberal;
use postern_domain::assertion::PublicKey;
use postern_domain::ids::{AccountId, KeyCredentialId};
use postern_ports::directory::Enrolled;
use serde::Deserialize;
use serde_cbor_2::Value;

/// The model of a key that does not say which it is.
const UNKNOWN: &str = "00000000-0000-0000-0000-000000000000";
/// How a key of its own is reached; what is reached in no such way is part of a device.
const OF_KEYS: [&str; 4] = ["ble", "nfc", "smart-card", "usb"];

/// The field `credentialData` of a WebAuthn credential.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Passkey {
    credential_id: String,
    credential_public_key: Option<String>,
    aaguid: Option<String>,
    transports: Option<Vec<String>>,
}

impl Passkey {
    /// Reads it; `None` where it is not that.
    pub fn read(data: &str) -> Option<Self> {
        serde_json::from_str(data).ok()
    }

    /// The WebAuthn credential id.
    pub fn id(&self) -> Option<Vec<u8>> {
        liberal(&self.credential_id).ok().filter(|id| (1..=1023).contains(&id.len()))
    }

    /// Whether a device or a password manager holds it, and no key of its own, as far as it was told.
    pub fn is_of_a_device(&self) -> bool {
        let told = self.transports.as_deref().unwrap_or_default();
        !told.is_empty() && !told.iter().any(|way| OF_KEYS.contains(&way.as_str()))
    }

    /// What is told of it; `None` without a P-256 key. Keycloak's user handle is the identifier of the user.
    pub fn enrolled(&self, account: &AccountId) -> Option<Enrolled> {
        let key = liberal(self.credential_public_key.as_deref()?).ok()?;
        Some(Enrolled {
            credential: KeyCredentialId(self.id()?),
            public_key: p256_key(&key)?,
            aaguid: self.aaguid.as_deref().unwrap_or(UNKNOWN).to_ascii_lowercase(),
            user_handle: account.as_str().as_bytes().to_vec(),
        })
    }
}

/// A COSE key on P-256 for ES256, as SEC1 uncompressed bytes.
fn p256_key(cose: &[u8]) -> Option<PublicKey> {
    let Ok(Value::Map(key)) = serde_cbor_2::from_slice(cose) else { return None };
    let is = |name: i128, value: i128| key.get(&Value::Integer(name)) == Some(&Value::Integer(value));
    let coordinate = |name: i128| match key.get(&Value::Integer(name)) {
        Some(Value::Bytes(bytes)) if bytes.len() == 32 => Some(bytes.as_slice()),
        Some(_) | None => None,
    };
    if !(is(1, 2) && is(3, -7) && is(-1, 1)) {
        return None;
    }
    let sec1 = [&[4u8][..], coordinate(-2)?, coordinate(-3)?].concat();
    p256::PublicKey::from_sec1_bytes(&sec1).ok()?;
    Some(PublicKey(sec1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decode::{standard, url_safe};
    use p256::ecdsa::SigningKey;
    use serde_json::json;

    /// The public key of a key, SEC1, and the same as COSE.
    fn keys(algorithm: i128) -> (Vec<u8>, Vec<u8>) {
        let key = SigningKey::from_slice(&[7; 32]).unwrap();
        let sec1 = key.verifying_key().to_encoded_point(false).as_bytes().to_vec();
        let (x, y) = (sec1[1..33].to_vec(), sec1[33..].to_vec());
        let numbers = [(1, 2), (3, algorithm), (-1, 1)].map(|(n, v)| (Value::Integer(n), Value::Integer(v)));
        let points = [(-2, x), (-3, y)].map(|(n, v)| (Value::Integer(n), Value::Bytes(v)));
        let cose = Value::Map(numbers.into_iter().chain(points).collect());
        (sec1, serde_cbor_2::to_vec(&cose).unwrap())
    }

    fn passkey(cose: &[u8]) -> Passkey {
        let data = json!({"aaguid": "2FC0579F-8113-47EA-B116-BB5A8DB9202A", "credentialId": standard(&[0xfb, 0xff]),
            "counter": 0, "credentialPublicKey": url_safe(cose), "transports": ["usb"]});
        Passkey::read(&data.to_string()).unwrap()
    }

    #[test]
    fn a_credential_is_told_with_its_key() {
        let (sec1, cose) = keys(-7);
        let account = AccountId::new("6f1c").unwrap();
        let told = passkey(&cose).enrolled(&account).unwrap();
        assert_eq!(told.credential, KeyCredentialId(vec![0xfb, 0xff]));
        assert_eq!(told.public_key, PublicKey(sec1));
        assert_eq!(told.aaguid, "2fc0579f-8113-47ea-b116-bb5a8db9202a");
        assert_eq!(told.user_handle, b"6f1c");
    }

    #[test]
    fn what_is_no_p256_key_is_none_and_no_panic() {
        let account = AccountId::new("6f1c").unwrap();
        let (_, other) = keys(-8);
        assert_eq!(passkey(&other).enrolled(&account), None);
        let (_, mut cose) = keys(-7);
        for end in 0..cose.len() {
            assert_eq!(passkey(&cose[..end]).enrolled(&account), None, "{end}");
        }
        // A point that is on no curve.
        let last = cose.len() - 1;
        cose[last] ^= 1;
        assert_eq!(passkey(&cose).enrolled(&account), None);
        assert!(Passkey::read("{}").is_none() && Passkey::read("no JSON").is_none());
    }

    #[test]
    fn a_key_is_told_from_a_device() {
        let reached = |ways: &[&str]| {
            Passkey::read(&json!({"credentialId": "AA", "transports": ways}).to_string()).unwrap().is_of_a_device()
        };
        assert!(reached(&["internal", "hybrid"]));
        assert!(!reached(&["usb", "nfc"]) && !reached(&["hybrid", "usb"]));
        // One that does not tell is taken for a key.
        assert!(!reached(&[]));
    }
}
