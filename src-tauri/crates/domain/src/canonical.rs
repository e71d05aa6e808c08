//! Bytes that are hashed or signed: canonical JSON and SHA-256.
//!
//! The profile is RFC 8785 restricted to integers up to 2^53-1 and no floats. `serde_json::Value`
//! keeps object keys sorted (its map is a BTreeMap here), and prints without spaces, so its
//! compact form of such a value is the canonical form. Keys are ASCII in everything we write.

use serde::Serialize;
use sha2::{Digest as _, Sha256};

/// A SHA-256 value.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Digest(pub [u8; 32]);

impl Digest {
    /// SHA-256 of `bytes`.
    pub fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }

    /// SHA-256(`domain` || 0x00 || `bytes`): what is signed for one purpose is void for another.
    pub fn separated(domain: &str, bytes: &[u8]) -> Self {
        let mut hash = Sha256::new();
        hash.update(domain.as_bytes());
        hash.update([0u8]);
        hash.update(bytes);
        Self(hash.finalize().into())
    }

    /// Lower-case hexadecimal, 64 digits.
    pub fn hex(&self) -> String {
        self.0.iter().map(|b| format!("{b:02x}")).collect()
    }

    /// First and last group of four digits: short enough to read aloud and compare.
    pub fn phrase(&self) -> String {
        let hex = self.hex();
        format!("{} … {}", &hex[..4], &hex[60..])
    }
}

impl std::fmt::Debug for Digest {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.hex())
    }
}

impl Serialize for Digest {
    fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.serialize_str(&self.hex())
    }
}

impl<'de> serde::Deserialize<'de> for Digest {
    fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let text = <std::borrow::Cow<'de, str>>::deserialize(d)?;
        parse_hex(&text).map(Self).ok_or_else(|| serde::de::Error::custom("not 64 hexadecimal digits"))
    }
}

/// What cannot be written canonically.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotCanonical {
    /// The value does not serialise to JSON.
    #[error("value does not serialise")]
    Unserialisable,
    /// A number is a float or beyond 2^53-1.
    #[error("a number is not an integer of at most 2^53-1")]
    Number,
}

/// The canonical bytes of `value`.
pub fn bytes(value: &impl Serialize) -> Result<Vec<u8>, NotCanonical> {
    let value = serde_json::to_value(value).map_err(|_| NotCanonical::Unserialisable)?;
    check_numbers(&value)?;
    serde_json::to_vec(&value).map_err(|_| NotCanonical::Unserialisable)
}

/// Byte strings as unpadded base64url in JSON.
pub mod b64url {
    use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
    use serde::{Deserialize, Deserializer, Serializer};

    /// Writes bytes as unpadded base64url.
    pub fn serialize<S: Serializer>(bytes: &[u8], s: S) -> Result<S::Ok, S::Error> {
        s.serialize_str(&URL_SAFE_NO_PAD.encode(bytes))
    }

    /// Reads unpadded base64url.
    pub fn deserialize<'de, D: Deserializer<'de>>(d: D) -> Result<Vec<u8>, D::Error> {
        let text = <std::borrow::Cow<'de, str>>::deserialize(d)?;
        URL_SAFE_NO_PAD.decode(text.as_bytes()).map_err(serde::de::Error::custom)
    }
}

fn parse_hex(text: &str) -> Option<[u8; 32]> {
    if text.len() != 64 || !text.is_ascii() {
        return None;
    }
    let mut out = [0u8; 32];
    for (i, byte) in out.iter_mut().enumerate() {
        *byte = u8::from_str_radix(text.get(2 * i..2 * i + 2)?, 16).ok()?;
    }
    Some(out)
}

fn check_numbers(value: &serde_json::Value) -> Result<(), NotCanonical> {
    const LIMIT: i64 = (1 << 53) - 1;
    match value {
        serde_json::Value::Number(n) => match n.as_i64() {
            Some(i) if (-LIMIT..=LIMIT).contains(&i) => Ok(()),
            Some(_) | None => Err(NotCanonical::Number),
        },
        serde_json::Value::Array(all) => all.iter().try_for_each(check_numbers),
        serde_json::Value::Object(all) => all.values().try_for_each(check_numbers),
        serde_json::Value::Null | serde_json::Value::Bool(_) | serde_json::Value::String(_) => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn keys_are_sorted_and_spaces_absent() {
        let value = json!({"b": 1, "a": {"z": [true, null], "y": "ä"}});
        let expected = "{\"a\":{\"y\":\"ä\",\"z\":[true,null]},\"b\":1}";
        assert_eq!(bytes(&value), Ok(expected.as_bytes().to_vec()));
    }

    #[test]
    fn floats_and_large_integers_are_refused() {
        assert_eq!(bytes(&json!(1.5)), Err(NotCanonical::Number));
        for most in [9_007_199_254_740_991_i64, -9_007_199_254_740_991] {
            assert_eq!(bytes(&json!(most)), Ok(most.to_string().into_bytes()));
            assert_eq!(bytes(&json!(most + most.signum())), Err(NotCanonical::Number));
        }
    }

    #[test]
    fn a_digest_is_read_from_its_64_digits_alone() {
        let digest = Digest::of(b"x");
        let hex = digest.hex();
        let read = |text: &str| serde_json::from_value::<Digest>(json!(text)).ok();
        assert_eq!(read(&hex), Some(digest));
        let umlaut = format!("{}ä", &hex[..62]);
        for wrong in [&hex[..62], &format!("{hex}00"), &format!("{}zz", &hex[..62]), &umlaut] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
        assert_eq!(digest.phrase(), format!("{} … {}", &hex[..4], &hex[60..]));
    }

    #[test]
    fn a_purpose_separates_digests() {
        assert_ne!(Digest::separated("postern/a", b"x"), Digest::separated("postern/b", b"x"));
    }
}
