//! Keys of machine identities: drawn here, and shown to a token endpoint as their consumers show them.
//!
//! Wherever a key lies it is erased when it is dropped: in the library that drew it, and in text that is a secret.

use crate::decode::url_safe;
use crate::grant::Client;
use aws_lc_rs::encoding::{AsDer as _, Pkcs8V1Der};
use aws_lc_rs::rand::{SecureRandom as _, SystemRandom};
use aws_lc_rs::rsa::{KeyPair, KeySize};
use aws_lc_rs::signature::{KeyPair as _, RSA_PKCS1_SHA256, RSA_PSS_SHA256, RsaEncoding};
use p256::ecdsa::signature::Signer as _;
use p256::ecdsa::{Signature, SigningKey};
use p256::elliptic_curve::sec1::ToEncodedPoint as _;
use p256::elliptic_curve::zeroize::Zeroize as _;
use p256::pkcs8::{
    DecodePrivateKey as _, DecodePublicKey as _, Document, EncodePrivateKey as _, EncodePublicKey as _, LineEnding,
    SecretDocument,
};
use postern_domain::time::{Span, Timestamp};
use postern_ports::directory::DirectoryFault;
use postern_ports::machine::{MachineKey, MachinePublicKey};
use postern_ports::secrets::reveal;
use rcgen::{CertificateParams, DistinguishedName, DnType, KeyUsagePurpose, PKCS_RSA_SHA256, PublicKeyData as _};
use rustls_pki_types::pem::PemObject as _;
use rustls_pki_types::{CertificateDer, PrivatePkcs8KeyDer};
use secrecy::SecretString;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use std::time::Duration;

/// How long a certificate is valid: two years, from an hour ago, since clocks differ.
const VALID: Span = Span::days(730);
const BEFORE: Span = Span::hours(-1);
/// The year 10000, in milliseconds: certificates have no later dates.
const CALENDAR_ENDS: u64 = 253_402_300_800_000;
/// A common name has no more characters (X.520).
const LONGEST_NAME: usize = 64;

/// Draws an RSA key with a certificate of its own, for directories that take certificates.
pub fn draw_certificate(label: &str, now: Timestamp) -> Result<MachineKey, DirectoryFault> {
    let key = KeyPair::generate(KeySize::Rsa2048).map_err(|_| not_drawn())?;
    let pkcs8: Pkcs8V1Der<'static> = key.as_der().map_err(|_| not_drawn())?;
    let pkcs8 = SecretDocument::try_from(pkcs8.as_ref()).map_err(|_| not_drawn())?;
    let own = Own(key);
    let certificate = self_signed(&own, label, now)?;

    let key = pkcs8.to_pem("PRIVATE KEY", LineEnding::LF).map_err(|_| not_drawn())?;
    let shown = Document::try_from(certificate.as_slice()).map_err(|_| not_drawn())?;
    let shown = shown.to_pem("CERTIFICATE", LineEnding::LF).map_err(|_| not_drawn())?;
    // In one piece from the beginning: text that grows leaves copies behind.
    let mut text = String::with_capacity(shown.len() + key.len());
    text.push_str(&shown);
    text.push_str(&key);

    let public = MachinePublicKey {
        name: url_safe(&Sha256::digest(&certificate)),
        label: label.to_owned(),
        spki: own.subject_public_key_info(),
        certificate: Some(certificate),
    };
    Ok(MachineKey { secret: SecretString::from(text), public })
}

/// Draws a P-256 key, for directories that take public keys.
pub fn draw_p256(label: &str) -> Result<MachineKey, DirectoryFault> {
    let mut drawn = p256::FieldBytes::default();
    SystemRandom::new().fill(&mut drawn).map_err(|_| not_drawn())?;
    // Out of range once in 2^32 drawings: whoever asks asks again.
    let key = p256::SecretKey::from_bytes(&drawn);
    drawn.as_mut_slice().zeroize();
    let key = key.map_err(|_| not_drawn())?;
    let pem = key.to_pkcs8_pem(LineEnding::LF).map_err(|_| not_drawn())?;
    let half = key.public_key();
    let spki = half.to_public_key_der().map_err(|_| not_drawn())?.into_vec();
    let public = MachinePublicKey { name: thumbprint(&half), label: label.to_owned(), spki, certificate: None };
    Ok(MachineKey { secret: SecretString::from(pem.as_str()), public })
}

/// The public half of a P-256 key as a JWK (RFC 7517).
pub fn jwk(key: &MachinePublicKey) -> Result<Value, DirectoryFault> {
    let public = p256::PublicKey::from_public_key_der(&key.spki).map_err(|_| not_a_key())?;
    let (x, y) = coordinates(&public);
    Ok(json!({"kty": "EC", "crv": "P-256", "x": x, "y": y, "kid": key.name, "use": "sig", "alg": "ES256"}))
}

/// The assertion by which the holder of `secret` shows the token endpoint at `audience` who it is. `None` where it is
/// no key, but a secret that both sides know and that is shown itself.
pub fn shows(client: &Client, secret: &SecretString, audience: &str) -> Result<Option<String>, DirectoryFault> {
    // Exposed to see what it is, and to be read into a key.
    let text = reveal(secret);
    if !text.trim_start().starts_with("-----BEGIN ") {
        return Ok(None);
    }
    Proof::of(text).ok_or_else(not_a_key)?.assertion(client, audience).map(Some)
}

/// A key that signs assertions, with the name that the directory knows it by.
enum Proof {
    /// RSA, with the SHA-256 of its certificate.
    Certificate { key: KeyPair, name: String },
    /// P-256, with its thumbprint.
    Key { key: SigningKey, name: String },
}

impl Proof {
    /// The key that stands in `pem`; `None` where none does that a directory takes.
    fn of(pem: &str) -> Option<Self> {
        let key = PrivatePkcs8KeyDer::from_pem_slice(pem.as_bytes()).ok()?;
        let pkcs8 = key.secret_pkcs8_der();
        if pem.contains("-----BEGIN CERTIFICATE-----") {
            let certificate = CertificateDer::from_pem_slice(pem.as_bytes()).ok()?;
            let name = url_safe(&Sha256::digest(&certificate));
            return Some(Self::Certificate { key: KeyPair::from_pkcs8(pkcs8).ok()?, name });
        }
        let key = SigningKey::from_pkcs8_der(pkcs8).ok()?;
        let name = thumbprint(&p256::PublicKey::from(key.verifying_key()));
        Some(Self::Key { key, name })
    }

    fn assertion(&self, client: &Client, audience: &str) -> Result<String, DirectoryFault> {
        match self {
            Self::Certificate { key, name } => {
                let header = json!({"alg": "PS256", "typ": "JWT", "x5t#S256": name});
                client.assertion(&header, audience, |text| {
                    let unsigned = || DirectoryFault::Down("the certificate's key does not sign".to_owned());
                    signed(key, &RSA_PSS_SHA256, text).ok_or_else(unsigned)
                })
            }
            Self::Key { key, name } => {
                let header = json!({"alg": "ES256", "typ": "JWT", "kid": name});
                client.assertion(&header, audience, |text| {
                    let signature: Signature = key.sign(text);
                    Ok(signature.to_bytes().to_vec())
                })
            }
        }
    }
}

/// A drawn key as the signer of its own certificate: it stays where it was drawn.
struct Own(KeyPair);

impl rcgen::PublicKeyData for Own {
    fn der_bytes(&self) -> &[u8] {
        self.0.public_key().as_ref()
    }

    fn algorithm(&self) -> &'static rcgen::SignatureAlgorithm {
        &PKCS_RSA_SHA256
    }
}

impl rcgen::SigningKey for Own {
    fn sign(&self, msg: &[u8]) -> Result<Vec<u8>, rcgen::Error> {
        signed(&self.0, &RSA_PKCS1_SHA256, msg).ok_or(rcgen::Error::RemoteKeyError)
    }
}

/// The certificate of `own`, signed by itself, DER.
fn self_signed(own: &Own, label: &str, now: Timestamp) -> Result<Vec<u8>, DirectoryFault> {
    let date = |at: Timestamp| {
        let since_epoch = u64::try_from(at.0).ok().filter(|ms| *ms < CALENDAR_ENDS)?;
        Some(rcgen::date_time_ymd(1970, 1, 1) + Duration::from_millis(since_epoch))
    };
    let from = now.plus(BEFORE);
    let (not_before, not_after) = date(from).zip(date(from.plus(VALID))).ok_or_else(not_drawn)?;
    let mut serial = [0; 16];
    SystemRandom::new().fill(&mut serial).map_err(|_| not_drawn())?;

    let mut params = CertificateParams::default();
    params.not_before = not_before;
    params.not_after = not_after;
    params.serial_number = Some(rcgen::SerialNumber::from_slice(&serial));
    params.distinguished_name = DistinguishedName::new();
    params.distinguished_name.push(DnType::CommonName, label.chars().take(LONGEST_NAME).collect::<String>());
    params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
    let certificate = params.self_signed(own).map_err(|_| not_drawn())?;
    Ok(certificate.der().to_vec())
}

fn signed(key: &KeyPair, how: &'static dyn RsaEncoding, text: &[u8]) -> Option<Vec<u8>> {
    let mut signature = vec![0; key.public_modulus_len()];
    key.sign(how, &SystemRandom::new(), text, &mut signature).ok()?;
    Some(signature)
}

/// x and y, as a JWK writes them.
fn coordinates(key: &p256::PublicKey) -> (String, String) {
    let point = key.to_encoded_point(false);
    // A public key is not the point at infinity, and an uncompressed point has both.
    let text = |half: Option<&p256::FieldBytes>| half.map(|bytes| url_safe(bytes)).unwrap_or_default();
    (text(point.x()), text(point.y()))
}

/// The thumbprint of RFC 7638: of these members alone, in this order, with nothing between them.
fn thumbprint(key: &p256::PublicKey) -> String {
    let (x, y) = coordinates(key);
    url_safe(&Sha256::digest(format!(r#"{{"crv":"P-256","kty":"EC","x":"{x}","y":"{y}"}}"#)))
}

fn not_drawn() -> DirectoryFault {
    DirectoryFault::Down("a key could not be drawn here".to_owned())
}

fn not_a_key() -> DirectoryFault {
    DirectoryFault::Refused("key".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decode::liberal;
    use aws_lc_rs::signature::{RSA_PKCS1_2048_8192_SHA256, RSA_PSS_2048_8192_SHA256, UnparsedPublicKey};
    use p256::ecdsa::VerifyingKey;
    use p256::ecdsa::signature::Verifier as _;
    use postern_ports::clock::NoEntropy;
    use postern_ports::{Clock, Entropy};
    use std::sync::Arc;
    use x509_parser::parse_x509_certificate;

    /// 2026-11-20T12:00:00Z.
    const NOW: Timestamp = Timestamp(1_795_176_000_000);
    const AUDIENCE: &str = "https://login.example.org/t/oauth2/v2.0/token";

    struct Fixed;

    impl Clock for Fixed {
        fn now(&self) -> Timestamp {
            NOW
        }
    }

    impl Entropy for Fixed {
        fn bytes32(&self) -> Result<[u8; 32], NoEntropy> {
            Ok([7; 32])
        }
        fn uuid7(&self, _: Timestamp) -> Result<[u8; 16], NoEntropy> {
            Err(NoEntropy)
        }
        fn seal(&self, _: &[u8; 32], _: &[u8]) -> Result<Vec<u8>, NoEntropy> {
            Err(NoEntropy)
        }
    }

    fn client() -> Client {
        Client { id: "robot".to_owned(), clock: Arc::new(Fixed), entropy: Arc::new(Fixed) }
    }

    /// Header, claims, what was signed, and the signature.
    fn parts(assertion: &str) -> (Value, Value, String, Vec<u8>) {
        let [header, claims, signature]: [&str; 3] = assertion.split('.').collect::<Vec<_>>().try_into().unwrap();
        let read = |part: &str| serde_json::from_slice(&liberal(part).unwrap()).unwrap();
        (read(header), read(claims), format!("{header}.{claims}"), liberal(signature).unwrap())
    }

    #[test]
    fn a_certificate_is_the_keys_own_and_signs_assertions() {
        let drawn = draw_certificate("Payroll robot", NOW).unwrap();
        let der = drawn.public.certificate.clone().unwrap();
        let (rest, certificate) = parse_x509_certificate(&der).unwrap();
        assert!(rest.is_empty());
        assert_eq!(certificate.version(), x509_parser::x509::X509Version::V3);
        assert_eq!(certificate.subject().as_raw(), certificate.issuer().as_raw());
        let name = certificate.subject().iter_common_name().next().unwrap();
        assert_eq!(name.as_str().unwrap(), "Payroll robot");
        let valid = certificate.validity();
        let seconds = NOW.0 / 1000 - 3600;
        assert_eq!(valid.not_before.timestamp(), seconds);
        assert_eq!(valid.not_after.timestamp(), seconds + 730 * 86_400);
        assert_eq!(certificate.subject_pki.raw, drawn.public.spki);

        let public: &[u8] = &certificate.subject_pki.subject_public_key.data;
        UnparsedPublicKey::new(&RSA_PKCS1_2048_8192_SHA256, public)
            .verify(certificate.tbs_certificate.as_ref(), &certificate.signature_value.data)
            .unwrap();

        let shown = shows(&client(), &drawn.secret, AUDIENCE).unwrap().unwrap();
        let (header, claims, text, signature) = parts(&shown);
        let thumbprint = url_safe(&Sha256::digest(&der));
        assert_eq!(header, json!({"alg": "PS256", "typ": "JWT", "x5t#S256": thumbprint}));
        assert_eq!(drawn.public.name, thumbprint);
        assert_eq!((&claims["aud"], &claims["sub"]), (&json!(AUDIENCE), &json!("robot")));
        let key = UnparsedPublicKey::new(&RSA_PSS_2048_8192_SHA256, public);
        key.verify(text.as_bytes(), &signature).unwrap();
        assert!(key.verify(b"another text", &signature).is_err());
    }

    #[test]
    fn a_p256_key_signs_assertions_that_its_jwk_verifies() {
        let drawn = draw_p256("Payroll robot").unwrap();
        assert_eq!(drawn.public.certificate, None);
        let jwk = jwk(&drawn.public).unwrap();
        assert_eq!(jwk.as_object().unwrap().len(), 7);
        for (member, value) in [("kty", "EC"), ("crv", "P-256"), ("use", "sig"), ("alg", "ES256")] {
            assert_eq!(jwk[member], value);
        }
        let shown = shows(&client(), &drawn.secret, AUDIENCE).unwrap().unwrap();
        let (header, _, text, signature) = parts(&shown);
        assert_eq!(header, json!({"alg": "ES256", "typ": "JWT", "kid": jwk["kid"]}));

        let mut point = vec![4];
        point.extend(["x", "y"].iter().flat_map(|half| liberal(jwk[*half].as_str().unwrap()).unwrap()));
        let key = VerifyingKey::from_sec1_bytes(&point).unwrap();
        let signature = Signature::from_slice(&signature).unwrap();
        key.verify(text.as_bytes(), &signature).unwrap();
        assert!(key.verify(b"another text", &signature).is_err());
    }

    #[test]
    fn the_thumbprint_is_of_the_public_members_alone() {
        // The generator: its coordinates are in SEC 2, so that the members are known without this code.
        let one = p256::SecretKey::from_slice(&[&[0u8; 31][..], &[1u8]].concat()).unwrap().public_key();
        let members = concat!(
            r#"{"crv":"P-256","kty":"EC","x":"axfR8uEsQkf4vOblY6RA8ncDfYEt6zOg9KE5RdiYwpY","#,
            r#""y":"T-NC4v4af5uO5-tKfA-eFivOM1drMV7Oy7ZAaDe_UfU"}"#
        );
        assert_eq!(thumbprint(&one), url_safe(&Sha256::digest(members)));
    }

    #[test]
    fn no_two_drawings_are_alike() {
        let (a, b) = (draw_p256("x").unwrap(), draw_p256("x").unwrap());
        assert_ne!(a.public.name, b.public.name);
        let (a, b) = (draw_certificate("x", NOW).unwrap(), draw_certificate("x", NOW).unwrap());
        assert_ne!(a.public.spki, b.public.spki);
        assert_ne!(a.public.name, b.public.name);
    }

    #[test]
    fn what_is_drawn_shows_no_secret() {
        for drawn in [draw_p256("x").unwrap(), draw_certificate("x", NOW).unwrap()] {
            let pem = reveal(&drawn.secret).to_owned();
            let shown = format!("{drawn:?}");
            assert!(pem.contains("-----BEGIN PRIVATE KEY-----"));
            let (_, key) = pem.split_once("-----BEGIN PRIVATE KEY-----\n").unwrap();
            assert!(!shown.contains("PRIVATE KEY"), "{shown}");
            assert!(!shown.contains(key.lines().next().unwrap()), "{shown}");
            assert_eq!(pem.starts_with("-----BEGIN CERTIFICATE-----\n"), drawn.public.certificate.is_some());
        }
    }

    #[test]
    fn what_is_no_key_is_a_secret_or_refused() {
        let shown = |text: &str| shows(&client(), &SecretString::from(text.to_owned()), AUDIENCE);
        assert_eq!(shown("a~shared.secret"), Ok(None));
        let refused = Err(DirectoryFault::Refused("key".to_owned()));
        let certificate = draw_certificate("x", NOW).unwrap();
        let certificate = reveal(&certificate.secret).split_once("-----BEGIN PRIVATE").unwrap().0.to_owned();
        let p256 = reveal(&draw_p256("x").unwrap().secret).to_owned();
        let rsa = reveal(&draw_certificate("x", NOW).unwrap().secret).to_owned();
        let rsa = rsa.split_once("-----END CERTIFICATE-----\n").unwrap().1.to_owned();
        for text in ["-----BEGIN NOTHING-----\n", &certificate, &format!("{certificate}{p256}"), &rsa] {
            assert_eq!(shown(text), refused, "{text}");
        }
    }

    #[test]
    fn a_jwk_is_of_a_p256_key_alone() {
        let drawn = draw_certificate("x", NOW).unwrap();
        assert_eq!(jwk(&drawn.public), Err(DirectoryFault::Refused("key".to_owned())));
    }

    #[test]
    fn a_date_beyond_the_calendar_is_refused() {
        for now in [Timestamp(0), Timestamp(i64::MIN), Timestamp(i64::MAX)] {
            assert!(draw_certificate("x", now).is_err());
        }
        let long = "ü".repeat(200);
        let der = draw_certificate(&long, NOW).unwrap().public.certificate.unwrap();
        let (_, certificate) = parse_x509_certificate(&der).unwrap();
        let name = certificate.subject().iter_common_name().next().unwrap();
        assert_eq!(name.as_str().unwrap(), "ü".repeat(64));
    }
}
