//! One stateless verifier for WebAuthn assertions (Web Authentication Level 3 §7.2).
//!
//! It checks type, challenge, origin, rpIdHash, user present, user verified, backup flags and the
//! signature, and nothing that depends on when it is asked: old records verify for ever. A counter
//! regression is judged once, when the record is appended (see [`crate::staff`]). ES256 only: staff
//! credentials are requested with no other algorithm.

use crate::NonEmpty;
use crate::canonical::{Digest, b64url};
use crate::ids::KeyCredentialId;
use aws_lc_rs::signature::{ECDSA_P256_SHA256_ASN1, UnparsedPublicKey};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use serde::{Deserialize, Serialize};

/// An assertion as the authenticator gave it, kept whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assertion {
    /// The credential that signed.
    pub credential: KeyCredentialId,
    /// authenticatorData.
    #[serde(with = "b64url")]
    pub authenticator_data: Vec<u8>,
    /// clientDataJSON.
    #[serde(with = "b64url")]
    pub client_data_json: Vec<u8>,
    /// The signature, ASN.1 DER.
    #[serde(with = "b64url")]
    pub signature: Vec<u8>,
}

/// A P-256 public key, SEC1 uncompressed (65 bytes).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PublicKey(#[serde(with = "b64url")] pub Vec<u8>);

/// What an assertion must carry.
#[derive(Debug, Clone)]
pub struct Expected<'a> {
    /// The challenge, as bytes.
    pub challenge: &'a [u8],
    /// The exact origin.
    pub origin: &'a str,
    /// The relying-party id.
    pub rp_id: &'a str,
    /// The credential that must sign.
    pub credential: &'a KeyCredentialId,
    /// Its public key.
    pub public_key: &'a PublicKey,
}

/// One thing wrong with an assertion.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Fault {
    /// Another credential signed.
    Credential,
    /// clientDataJSON is not the JSON of an assertion.
    ClientData,
    /// `type` is not `webauthn.get`.
    Type,
    /// The challenge is another.
    Challenge,
    /// The origin is another, or the call was cross-origin.
    Origin,
    /// authenticatorData is too short.
    AuthenticatorData,
    /// The relying-party id hash is another.
    RpId,
    /// Nobody touched the key.
    UserPresent,
    /// The key did not verify its user (SP 800-63B-4 §3.1.7.2).
    UserVerified,
    /// The credential can be, or is, copied to other devices.
    BackedUp,
    /// The signature does not verify under the public key.
    Signature,
}

/// An assertion that passed every check of [`verify`]. Only `verify` builds one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VerifiedAssertion {
    assertion: Assertion,
    rp_id: String,
    challenge: Vec<u8>,
    counter: u32,
}

impl VerifiedAssertion {
    /// The assertion that was verified.
    pub fn assertion(&self) -> &Assertion {
        &self.assertion
    }
    /// The relying-party id it was made for.
    pub fn rp_id(&self) -> &str {
        &self.rp_id
    }
    /// The challenge that was signed.
    pub fn challenge(&self) -> &[u8] {
        &self.challenge
    }
    /// The authenticator's signature counter; 0 when it keeps none.
    pub fn counter(&self) -> u32 {
        self.counter
    }
}

/// Checks `assertion` against `expected` and names everything that is wrong.
pub fn verify(assertion: &Assertion, expected: &Expected<'_>) -> Result<VerifiedAssertion, NonEmpty<Fault>> {
    let mut faults = Vec::new();
    if assertion.credential != *expected.credential {
        faults.push(Fault::Credential);
    }
    match serde_json::from_slice::<ClientData>(&assertion.client_data_json) {
        Err(_) => faults.push(Fault::ClientData),
        Ok(data) => {
            if data.kind != "webauthn.get" {
                faults.push(Fault::Type);
            }
            if URL_SAFE_NO_PAD.decode(&data.challenge).ok().as_deref() != Some(expected.challenge) {
                faults.push(Fault::Challenge);
            }
            if data.origin != expected.origin || data.cross_origin == Some(true) {
                faults.push(Fault::Origin);
            }
        }
    }
    let counter = check_authenticator_data(&assertion.authenticator_data, expected.rp_id, &mut faults);
    if !signature_holds(assertion, expected.public_key) {
        faults.push(Fault::Signature);
    }
    #[cfg(feature = "explore")]
    crate::recovery::left_out::drop_from(&mut faults);
    match NonEmpty::from_vec(faults) {
        Some(faults) => Err(faults),
        None => Ok(VerifiedAssertion {
            assertion: assertion.clone(),
            rp_id: expected.rp_id.to_owned(),
            challenge: expected.challenge.to_vec(),
            counter,
        }),
    }
}

/// The challenge that clientDataJSON carries, as bytes; `None` when it is not the JSON of one.
pub fn challenge_of(client_data_json: &[u8]) -> Option<Vec<u8>> {
    let data: ClientData = serde_json::from_slice(client_data_json).ok()?;
    URL_SAFE_NO_PAD.decode(data.challenge).ok()
}

#[derive(Deserialize)]
struct ClientData {
    #[serde(rename = "type")]
    kind: String,
    challenge: String,
    origin: String,
    #[serde(rename = "crossOrigin")]
    cross_origin: Option<bool>,
}

const USER_PRESENT: u8 = 0x01;
const USER_VERIFIED: u8 = 0x04;
/// BE and BS.
const BACKUP: u8 = 0x18;

fn check_authenticator_data(data: &[u8], rp_id: &str, faults: &mut Vec<Fault>) -> u32 {
    let (Some(hash), Some(flags), Some(counter)) = (data.get(..32), data.get(32), data.get(33..37)) else {
        faults.push(Fault::AuthenticatorData);
        return 0;
    };
    if hash != Digest::of(rp_id.as_bytes()).0 {
        faults.push(Fault::RpId);
    }
    if flags & USER_PRESENT == 0 {
        faults.push(Fault::UserPresent);
    }
    if flags & USER_VERIFIED == 0 {
        faults.push(Fault::UserVerified);
    }
    if flags & BACKUP != 0 {
        faults.push(Fault::BackedUp);
    }
    counter.try_into().map_or(0, u32::from_be_bytes)
}

fn signature_holds(assertion: &Assertion, key: &PublicKey) -> bool {
    let mut signed = assertion.authenticator_data.clone();
    signed.extend_from_slice(&Digest::of(&assertion.client_data_json).0);
    UnparsedPublicKey::new(&ECDSA_P256_SHA256_ASN1, &key.0).verify(&signed, &assertion.signature).is_ok()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::panic)]
mod tests {
    use super::*;
    use p256::ecdsa::{Signature, SigningKey, signature::Signer as _};

    const RP: &str = "approve.test.postern.invalid";
    const ORIGIN: &str = "https://approve.test.postern.invalid";

    struct Made {
        key: SigningKey,
        id: KeyCredentialId,
    }

    fn key() -> Made {
        Made { key: SigningKey::from_slice(&[7; 32]).unwrap(), id: KeyCredentialId(vec![1, 2, 3]) }
    }

    fn sign(made: &Made, kind: &str, challenge: &[u8], origin: &str, rp: &str, flags: u8) -> Assertion {
        let client = serde_json::json!({"type": kind, "challenge": URL_SAFE_NO_PAD.encode(challenge), "origin": origin, "crossOrigin": false});
        let client = serde_json::to_vec(&client).unwrap();
        let mut data = Digest::of(rp.as_bytes()).0.to_vec();
        data.push(flags);
        data.extend_from_slice(&9u32.to_be_bytes());
        let mut signed = data.clone();
        signed.extend_from_slice(&Digest::of(&client).0);
        let signature: Signature = made.key.sign(&signed);
        Assertion {
            credential: made.id.clone(),
            authenticator_data: data,
            client_data_json: client,
            signature: signature.to_der().as_bytes().to_vec(),
        }
    }

    fn judge(made: &Made, assertion: &Assertion) -> Vec<Fault> {
        let public = PublicKey(made.key.verifying_key().to_encoded_point(false).as_bytes().to_vec());
        let expected =
            Expected { challenge: b"right", origin: ORIGIN, rp_id: RP, credential: &made.id, public_key: &public };
        verify(assertion, &expected).map_or_else(NonEmpty::into_vec, |ok| {
            assert_eq!(ok.counter(), 9);
            Vec::new()
        })
    }

    #[test]
    fn a_true_assertion_passes() {
        let made = key();
        assert_eq!(judge(&made, &sign(&made, "webauthn.get", b"right", ORIGIN, RP, 5)), []);
    }

    #[test]
    fn each_field_is_checked_alone() {
        let made = key();
        type Changed<'a> = (&'a str, &'a [u8], &'a str, &'a str, u8, Fault);
        let cases: [Changed<'_>; 7] = [
            ("webauthn.create", b"right", ORIGIN, RP, 5, Fault::Type),
            ("webauthn.get", b"wrong", ORIGIN, RP, 5, Fault::Challenge),
            ("webauthn.get", b"right", "https://evil.test", RP, 5, Fault::Origin),
            ("webauthn.get", b"right", ORIGIN, "signin.test.postern.invalid", 5, Fault::RpId),
            ("webauthn.get", b"right", ORIGIN, RP, 4, Fault::UserPresent),
            ("webauthn.get", b"right", ORIGIN, RP, 1, Fault::UserVerified),
            ("webauthn.get", b"right", ORIGIN, RP, 5 | 8, Fault::BackedUp),
        ];
        for (kind, challenge, origin, rp, flags, fault) in cases {
            assert_eq!(judge(&made, &sign(&made, kind, challenge, origin, rp, flags)), [fault]);
        }
    }

    #[test]
    fn each_flag_is_checked_alone() {
        let made = key();
        let flags: [(u8, &[Fault]); 5] = [
            (0x05, &[]),
            (0x0d, &[Fault::BackedUp]),
            (0x15, &[Fault::BackedUp]),
            (0x1d, &[Fault::BackedUp]),
            (0x00, &[Fault::UserPresent, Fault::UserVerified]),
        ];
        for (flags, faults) in flags {
            assert_eq!(judge(&made, &sign(&made, "webauthn.get", b"right", ORIGIN, RP, flags)), faults, "{flags:#x}");
        }
    }

    #[test]
    fn a_challenge_is_read_from_what_was_signed() {
        let made = key();
        let signed = sign(&made, "webauthn.get", b"right", ORIGIN, RP, 5);
        assert_eq!(challenge_of(&signed.client_data_json).as_deref(), Some(&b"right"[..]));
        assert_eq!(challenge_of(b"{"), None);
    }

    #[test]
    fn one_changed_bit_breaks_the_signature() {
        let made = key();
        let mut bad = sign(&made, "webauthn.get", b"right", ORIGIN, RP, 5);
        bad.authenticator_data[36] ^= 1;
        let faults = judge(&made, &bad);
        assert!(faults.contains(&Fault::Signature), "{faults:?}");
    }

    #[test]
    fn garbage_names_every_fault_and_does_not_panic() {
        let made = key();
        let bad = Assertion {
            credential: KeyCredentialId(vec![9]),
            authenticator_data: vec![0; 3],
            client_data_json: b"{".to_vec(),
            signature: vec![],
        };
        assert_eq!(
            judge(&made, &bad),
            [Fault::Credential, Fault::ClientData, Fault::AuthenticatorData, Fault::Signature]
        );
    }
}
