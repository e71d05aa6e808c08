//! clientDataJSON (Web Authentication Level 3 §5.8.1): what a browser would have written.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use postern_ports::authenticator::KeyFault;
use serde::Serialize;
use sha2::{Digest as _, Sha256};

/// Which ceremony the data is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub(crate) enum Ceremony {
    #[serde(rename = "webauthn.create")]
    Create,
    #[serde(rename = "webauthn.get")]
    Get,
}

/// clientDataJSON with its hash, which is what a key signs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ClientData {
    pub(crate) json: Vec<u8>,
    pub(crate) hash: [u8; 32],
}

/// Field order is that of the specification's own serialisation.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Collected<'a> {
    #[serde(rename = "type")]
    kind: Ceremony,
    challenge: String,
    origin: &'a str,
    cross_origin: bool,
}

impl ClientData {
    /// Writes the data for `challenge` at `origin`, never cross-origin.
    ///
    /// # Errors
    /// [`KeyFault::Unsupported`] for an empty challenge or origin, which no relying party accepts.
    pub(crate) fn collect(kind: Ceremony, challenge: &[u8], origin: &str) -> Result<Self, KeyFault> {
        if challenge.is_empty() || origin.is_empty() {
            return Err(KeyFault::Unsupported("a request without challenge or origin".to_owned()));
        }
        let collected =
            Collected { kind, challenge: URL_SAFE_NO_PAD.encode(challenge), origin, cross_origin: false };
        let json = serde_json::to_vec(&collected).map_err(|error| KeyFault::Device(error.to_string()))?;
        let hash = Sha256::digest(&json).into();
        Ok(Self { json, hash })
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn it_is_written_as_a_browser_writes_it() {
        let data = ClientData::collect(Ceremony::Create, &[0xfb, 0xff, 0x00], "https://id.example.org").unwrap();
        assert_eq!(
            String::from_utf8(data.json.clone()).unwrap(),
            r#"{"type":"webauthn.create","challenge":"-_8A","origin":"https://id.example.org","crossOrigin":false}"#
        );
        assert_eq!(data.hash, <[u8; 32]>::from(Sha256::digest(&data.json)));
    }

    #[test]
    fn the_domain_reads_the_challenge_back() {
        let data = ClientData::collect(Ceremony::Get, b"digest of a case", "postern:live-test").unwrap();
        assert_eq!(postern_domain::assertion::challenge_of(&data.json).unwrap(), b"digest of a case");
    }

    #[test]
    fn an_empty_challenge_is_refused() {
        assert!(ClientData::collect(Ceremony::Get, &[], "https://id.example.org").is_err());
    }
}
