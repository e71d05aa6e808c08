//! Certificates of applications, and assertions that their keys sign: verified here and not by the code under test.

use super::people::now;
use super::tenant::TENANT;
use crate::directories::attested::check;
use aws_lc_rs::encoding::{AsDer as _, Pkcs8V1Der};
use aws_lc_rs::rsa::{KeyPair, KeySize};
use aws_lc_rs::signature::{RSA_PSS_2048_8192_SHA256, UnparsedPublicKey};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use rustls_pki_types::PrivatePkcs8KeyDer;
use serde_json::Value;
use sha2::{Digest as _, Sha256};
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// How an RSA key begins in a certificate, up to the length of the bit string that it is in.
const RSA: [u8; 15] = [0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01, 0x05, 0x00, 0x03, 0x82];

/// A certificate with its key, as its owner has it.
pub struct Certificate {
    pub pem: String,
    pub der: Vec<u8>,
}

impl Certificate {
    /// Draws one.
    pub fn draw() -> Self {
        let pair = KeyPair::generate(KeySize::Rsa2048).unwrap();
        let der: Pkcs8V1Der<'_> = pair.as_der().unwrap();
        let pkcs8 = PrivatePkcs8KeyDer::from(der.as_ref().to_vec());
        let signer = rcgen::KeyPair::from_pkcs8_der_and_sign_algo(&pkcs8, &rcgen::PKCS_RSA_SHA256).unwrap();
        let certificate = rcgen::CertificateParams::default().self_signed(&signer).unwrap();
        let pem = format!("{}{}", certificate.pem(), signer.serialize_pem());
        Self { pem, der: certificate.der().to_vec() }
    }

    /// The console's own, drawn once for a run of the tests.
    pub fn console() -> &'static Self {
        static MADE: LazyLock<Certificate> = LazyLock::new(Certificate::draw);
        &MADE
    }

    /// An application's, drawn once for a run of the tests.
    pub fn application() -> &'static Self {
        static MADE: LazyLock<Certificate> = LazyLock::new(Certificate::draw);
        &MADE
    }
}

/// A certificate as the authority knows it.
#[derive(Clone)]
pub struct Known {
    thumbprint: String,
    public: Vec<u8>,
}

impl Known {
    /// The RSA key of a certificate; `None` where it has none.
    pub fn read(der: &[u8]) -> Option<Self> {
        let at = der.windows(RSA.len()).position(|window| window == RSA)? + RSA.len();
        let length = usize::from(u16::from_be_bytes([*der.get(at)?, *der.get(at + 1)?]));
        // The first byte of a bit string counts the bits that are none of it.
        let public = der.get(at + 3..at + 2 + length)?.to_vec();
        Some(Self { thumbprint: URL_SAFE_NO_PAD.encode(Sha256::digest(der)), public })
    }

    /// Whether an assertion is by this certificate's key, for this authority, of this client, and new.
    pub fn judge(&self, assertion: &str, client: &str, used: &mut BTreeSet<String>) -> Result<(), String> {
        let (signed, signature) = assertion.rsplit_once('.').ok_or("no JWT")?;
        let signature = URL_SAFE_NO_PAD.decode(signature).map_err(|e| e.to_string())?;
        let key = UnparsedPublicKey::new(&RSA_PSS_2048_8192_SHA256, &self.public);
        key.verify(signed.as_bytes(), &signature).map_err(|_| "signature")?;
        let part = |n: usize| -> Value {
            serde_json::from_slice(&URL_SAFE_NO_PAD.decode(signed.split('.').nth(n).unwrap()).unwrap()).unwrap()
        };
        let (header, claims) = (part(0), part(1));
        check(header["alg"] == "PS256" && header["x5t#S256"] == self.thumbprint.as_str(), "header")?;
        check(claims["iss"] == client && claims["sub"] == client, "client")?;
        check(claims["aud"].as_str().is_some_and(|a| a.ends_with(&format!("/{TENANT}/oauth2/v2.0/token"))), "aud")?;
        let seconds = now() / 1000;
        check(claims["exp"].as_i64().is_some_and(|until| until > seconds && until <= seconds + 600), "exp")?;
        check(used.insert(claims["jti"].as_str().unwrap_or("").to_owned()), "jti")
    }
}
