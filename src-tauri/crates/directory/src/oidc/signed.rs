//! For tests: tokens, and the keys that sign them.

use crate::decode::{standard, url_safe};
use aws_lc_rs::hmac;
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::{KeyPair, KeySize};
use aws_lc_rs::signature::{KeyPair as _, RSA_PKCS1_SHA256, RSA_PSS_SHA256, RsaEncoding};
use jsonwebtoken::jwk::Jwk;
use p256::ecdsa::signature::Signer as _;
use p256::ecdsa::{Signature, SigningKey};
use serde_json::{Value, json};
use std::sync::LazyLock;

/// Who signs a token, and how.
#[derive(Debug, Clone, Copy)]
pub enum Signer {
    Es256,
    Rs256,
    Ps256,
    /// By elliptic curve, and the token does not say which key.
    Nameless,
    /// Nobody.
    None,
    /// Whoever knows the public key, taken for a secret.
    Hs256,
    /// Somebody else, by the issuer's name.
    Stranger,
    /// The issuer, by a name that is no key's.
    OtherKid,
    /// The issuer, with something that has to be understood.
    Critical,
}

static RSA: LazyLock<KeyPair> = LazyLock::new(|| KeyPair::generate(KeySize::Rsa2048).unwrap());

fn ours() -> SigningKey {
    SigningKey::from_slice(&[7; 32]).unwrap()
}

fn by_curve(key: &SigningKey, text: &[u8]) -> Vec<u8> {
    let signature: Signature = key.sign(text);
    signature.to_bytes().to_vec()
}

fn by_rsa(how: &'static dyn RsaEncoding, text: &[u8]) -> Vec<u8> {
    let mut signature = vec![0; RSA.public_modulus_len()];
    RSA.sign(how, &SystemRandom::new(), text, &mut signature).unwrap();
    signature
}

/// A token with these claims.
pub fn token(signer: Signer, claims: &Value) -> String {
    let header = match signer {
        Signer::Es256 | Signer::Stranger => json!({"alg": "ES256", "kid": "curve", "typ": "JWT"}),
        Signer::Nameless => json!({"alg": "ES256"}),
        Signer::Rs256 => json!({"alg": "RS256", "kid": "rsa"}),
        Signer::Ps256 => json!({"alg": "PS256", "kid": "rsa"}),
        Signer::None => json!({"alg": "none"}),
        Signer::Hs256 => json!({"alg": "HS256", "kid": "rsa"}),
        Signer::OtherKid => json!({"alg": "ES256", "kid": "other"}),
        Signer::Critical => json!({"alg": "ES256", "kid": "curve", "crit": ["b64"], "b64": true}),
    };
    let text = [&header, claims].map(|part| url_safe(part.to_string().as_bytes())).join(".");
    let signature = match signer {
        Signer::Es256 | Signer::Nameless | Signer::OtherKid | Signer::Critical => by_curve(&ours(), text.as_bytes()),
        Signer::Stranger => by_curve(&SigningKey::from_slice(&[8; 32]).unwrap(), text.as_bytes()),
        Signer::Rs256 => by_rsa(&RSA_PKCS1_SHA256, text.as_bytes()),
        Signer::Ps256 => by_rsa(&RSA_PSS_SHA256, text.as_bytes()),
        Signer::None => Vec::new(),
        Signer::Hs256 => {
            let secret = hmac::Key::new(hmac::HMAC_SHA256, RSA.public_key().as_ref());
            hmac::sign(&secret, text.as_bytes()).as_ref().to_vec()
        }
    };
    format!("{text}.{}", url_safe(&signature))
}

/// The RSA key as a provider shows it, its modulus with a zero before it and padded as some servers do.
pub fn rsa() -> Value {
    // RSAPublicKey of 2048 bits (RFC 8017): a sequence's head, an integer's head, 257 bytes of it, and 65537.
    let der = RSA.public_key().as_ref();
    json!({"kty": "RSA", "kid": "rsa", "n": standard(&der[8..265]), "e": "AQAB"})
}

/// The issuer's keys as a provider shows them.
pub fn shown() -> Value {
    let point = ours().verifying_key().to_encoded_point(false);
    let part = |bytes: Option<&p256::FieldBytes>| url_safe(bytes.unwrap());
    let curve = json!({
        "kty": "EC", "crv": "P-256", "kid": "curve", "use": "sig", "alg": "ES256", "x": part(point.x()),
        "y": part(point.y()),
    });
    let for_something_else = json!({"kty": "AKP", "kid": "new", "pub": "AAAA"});
    json!({"keys": [for_something_else, {"not": "a key"}, rsa(), curve]})
}

/// The same, read.
pub fn keys() -> Vec<Jwk> {
    let shown = shown();
    let all = shown["keys"].as_array().unwrap();
    all.iter().filter_map(|key| serde_json::from_value(key.clone()).ok()).collect()
}
