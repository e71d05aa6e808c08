//! authenticatorData of a new credential, and what extensions answered in that of an assertion (Web Authentication
//! Level 3 §6.1).

use crate::hmac_secret;
use postern_domain::assertion::PublicKey;
use postern_domain::ids::KeyCredentialId;
use serde::Deserialize as _;
use serde_cbor_2::Value;
use std::collections::BTreeMap;

/// What authenticatorData with attested credential data says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuthData {
    /// The model, lower-case with hyphens.
    pub aaguid: String,
    /// The credential's id.
    pub credential: KeyCredentialId,
    /// Its public key, when it is a P-256 key.
    pub public_key: Option<PublicKey>,
    /// The user was verified.
    pub user_verified: bool,
    /// The credential may be copied.
    pub backup_eligible: bool,
    /// The COSE algorithm of its key.
    pub algorithm: Option<i64>,
    /// What the extensions answered.
    pub granted: Granted,
}

/// What a key granted of the extensions that were asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Granted {
    /// credProtect level.
    pub protection: Option<u32>,
    /// hmac-secret.
    pub hmac_secret: bool,
    /// minPinLength.
    pub min_pin_length: Option<u32>,
}

impl AuthData {
    /// Reads the bytes; `None` when they are not that.
    pub fn parse(data: &[u8]) -> Option<Self> {
        let flags = *data.get(32)?;
        if flags & 0x40 == 0 {
            return None;
        }
        let aaguid = uuid::Uuid::from_slice(data.get(37..53)?).ok()?;
        let length = usize::from(u16::from_be_bytes(data.get(53..55)?.try_into().ok()?));
        if length == 0 || length > 1023 {
            return None;
        }
        let credential = data.get(55..55 + length)?.to_vec();
        let mut rest = serde_cbor_2::Deserializer::from_slice(data.get(55 + length..)?);
        let key = Value::deserialize(&mut rest).ok()?;
        let granted =
            if flags & 0x80 == 0 { Granted::default() } else { granted(&Value::deserialize(&mut rest).ok()?) };
        Some(Self {
            aaguid: aaguid.to_string(),
            credential: KeyCredentialId(credential),
            public_key: p256_key(&key),
            user_verified: flags & 0x04 != 0,
            backup_eligible: flags & 0x08 != 0,
            algorithm: algorithm(&key),
            granted,
        })
    }
}

/// What the extensions of an assertion answered; nothing where none did, `None` when the bytes are not an assertion's.
pub fn asserted(data: &[u8]) -> Option<BTreeMap<Value, Value>> {
    let (flags, rest) = (*data.get(32)?, data.get(37..)?);
    // A new credential is no part of an assertion.
    if flags & 0x40 != 0 {
        return None;
    }
    if flags & 0x80 == 0 {
        return rest.is_empty().then(BTreeMap::new);
    }
    match serde_cbor_2::from_slice(rest) {
        Ok(Value::Map(extensions)) => Some(extensions),
        Ok(_) | Err(_) => None,
    }
}

fn granted(extensions: &Value) -> Granted {
    let Value::Map(extensions) = extensions else { return Granted::default() };
    let number = |name: &str| match extensions.get(&Value::Text(name.to_owned())) {
        Some(Value::Integer(n)) => u32::try_from(*n).ok(),
        Some(_) | None => None,
    };
    Granted {
        protection: number("credProtect"),
        hmac_secret: extensions.get(&Value::Text(hmac_secret::NAME.to_owned())) == Some(&Value::Bool(true)),
        min_pin_length: number("minPinLength"),
    }
}

fn algorithm(key: &Value) -> Option<i64> {
    let Value::Map(key) = key else { return None };
    match key.get(&Value::Integer(3)) {
        Some(Value::Integer(n)) => i64::try_from(*n).ok(),
        Some(_) | None => None,
    }
}

/// A COSE EC2 key on P-256 for ES256, as SEC1 uncompressed bytes.
fn p256_key(key: &Value) -> Option<PublicKey> {
    let Value::Map(key) = key else { return None };
    let is = |name: i128, value: i128| key.get(&Value::Integer(name)) == Some(&Value::Integer(value));
    let coordinate = |name: i128| match key.get(&Value::Integer(name)) {
        Some(Value::Bytes(b)) if b.len() == 32 => Some(b.clone()),
        Some(_) | None => None,
    };
    if !(is(1, 2) && is(3, -7) && is(-1, 1)) {
        return None;
    }
    let mut sec1 = vec![0x04];
    sec1.extend(coordinate(-2)?);
    sec1.extend(coordinate(-3)?);
    p256::PublicKey::from_sec1_bytes(&sec1).ok()?;
    Some(PublicKey(sec1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn truncation_anywhere_is_none_and_no_panic() {
        let mut data = vec![0u8; 37];
        data[32] = 0x45;
        data.extend([7; 16]);
        data.extend(16u16.to_be_bytes());
        data.extend([9; 16]);
        data.extend(
            serde_cbor_2::to_vec(&Value::Map([(Value::Integer(1), Value::Integer(2))].into_iter().collect())).unwrap(),
        );
        let whole = AuthData::parse(&data).unwrap();
        assert_eq!((whole.credential.0.len(), whole.public_key, whole.user_verified), (16, None, true));
        for end in 0..data.len() {
            assert_eq!(AuthData::parse(&data[..end]), None, "{end}");
        }
    }

    #[test]
    fn extensions_of_an_assertion_are_a_map_and_nothing_more() {
        let with = |flags: u8, rest: &[u8]| [&[0u8; 32][..], &[flags], &[0; 4], rest].concat();
        let one = BTreeMap::from([(Value::Text("a".to_owned()), Value::Bool(true))]);
        assert_eq!(asserted(&with(0x05, &[])), Some(BTreeMap::new()));
        assert_eq!(asserted(&with(0x85, &[0xa1, 0x61, b'a', 0xf5])), Some(one));
        // Extensions that are not announced, none where they are, half of them, more, a list, a new credential.
        let odd: [(u8, &[u8]); 6] = [
            (0x05, &[0xa0]),
            (0x85, &[]),
            (0x85, &[0xa1, 0x61, b'a']),
            (0x85, &[0xa0, 0x00]),
            (0x85, &[0x80]),
            (0xc5, &[0xa0]),
        ];
        for (flags, rest) in odd {
            assert_eq!(asserted(&with(flags, rest)), None, "{flags:#x} {rest:?}");
        }
        for end in 0..37 {
            assert_eq!(asserted(&with(0x05, &[])[..end]), None, "{end}");
        }
    }

    #[test]
    fn a_length_beyond_the_data_is_none() {
        let mut data = vec![0u8; 53];
        data[32] = 0x40;
        data.extend(0xffffu16.to_be_bytes());
        assert_eq!(AuthData::parse(&data), None);
    }
}
