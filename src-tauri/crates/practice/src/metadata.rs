//! A metadata service of practice's own: what it signs is shaped and read as the FIDO Alliance's file is.

use crate::{STAFF_MODEL, SUBJECT_MODEL};
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use p256::ecdsa::signature::Signer as _;
use p256::ecdsa::{Signature, SigningKey};
use p256::pkcs8::DecodePrivateKey as _;
use postern_domain::time::Timestamp;
use rcgen::{
    BasicConstraints, CertificateParams, DistinguishedName, DnType, ExtendedKeyUsagePurpose, IsCa, Issuer, KeyPair,
    KeyUsagePurpose, PKCS_ECDSA_P256_SHA256, date_time_ymd,
};
use serde_json::{Value, json};
use std::io;
use std::time::Duration;
use uuid::Uuid;

/// Whom readers of metadata take for the service.
const SIGNER: &str = "mds.fidoalliance.org";
/// Common name of the service's root. Real profiles refuse it by its beginning, as they do the attestation root.
const ROOT_NAME: &str = "Postern PRACTICE metadata root (software keys, not for real accounts)";
/// What a practice key looks like, drawn for this console.
const PICTURE: &[u8] = include_bytes!("../assets/practice-key.png");
const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// A model, as the practice service describes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PracticeModel {
    /// Which.
    pub aaguid: Uuid,
    /// Its name.
    pub name: &'static str,
    /// Where its attestation ends, DER.
    pub root: Vec<u8>,
    /// What was reported of it: status and effective date, as the service writes them.
    pub statuses: Vec<(&'static str, &'static str)>,
}

/// A file of the practice service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PracticeMetadata {
    /// The file: a compact JWS.
    pub jws: Vec<u8>,
    /// Where its chain ends, DER.
    pub root: Vec<u8>,
}

/// The models of the practice keys, certified, as attested under `root`.
pub fn practice_models(root: &[u8]) -> [PracticeModel; 2] {
    let model = |aaguid, name| PracticeModel {
        aaguid,
        name,
        root: root.to_vec(),
        statuses: vec![("FIDO_CERTIFIED_L1", "2024-01-01")],
    };
    [model(STAFF_MODEL, "Postern practice key (staff)"), model(SUBJECT_MODEL, "Postern practice key (subject)")]
}

/// Signs a file of this number under a root of its own. The signer's certificate is valid for ten years from `now`.
pub fn metadata(models: &[PracticeModel], no: u64, next_update: &str, now: Timestamp) -> io::Result<PracticeMetadata> {
    let (root, leaf, key) = make_signer(now).map_err(io::Error::other)?;
    let header = json!({ "alg": "ES256", "typ": "JWT", "x5c": [STANDARD.encode(leaf)] });
    let payload = json!({
        "legalHeader": "Practice only: no statement of the FIDO Alliance.",
        "no": no,
        "nextUpdate": next_update,
        "entries": models.iter().map(entry).collect::<Vec<_>>(),
    });
    let parts = [header, payload].map(|part| URL_SAFE_NO_PAD.encode(part.to_string()));
    let signed = parts.join(".");
    let key = SigningKey::from_pkcs8_der(&key.serialize_der()).map_err(io::Error::other)?;
    let signature: Signature = key.sign(signed.as_bytes());
    let jws = format!("{signed}.{}", URL_SAFE_NO_PAD.encode(signature.to_bytes()));
    Ok(PracticeMetadata { jws: jws.into_bytes(), root })
}

fn entry(model: &PracticeModel) -> Value {
    let report = |(status, since): &(&str, &str)| json!({ "status": status, "effectiveDate": since });
    json!({
        "aaguid": model.aaguid,
        "metadataStatement": {
            "description": model.name,
            "icon": format!("data:image/png;base64,{}", STANDARD.encode(PICTURE)),
            "attestationRootCertificates": [STANDARD.encode(&model.root)],
        },
        "statusReports": model.statuses.iter().map(report).collect::<Vec<_>>(),
        "timeOfLastStatusChange": model.statuses.last().map(|(_, since)| since),
    })
}

/// Root, certificate and key of whoever signs: the service's certificate is that of a TLS server.
fn make_signer(now: Timestamp) -> Result<(Vec<u8>, Vec<u8>, KeyPair), rcgen::Error> {
    let root_key = KeyPair::generate_for(&PKCS_ECDSA_P256_SHA256)?;
    let mut authority = CertificateParams::default();
    authority.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
    authority.distinguished_name = named(ROOT_NAME);
    authority.key_usages = vec![KeyUsagePurpose::KeyCertSign];
    let root = authority.self_signed(&root_key)?.der().to_vec();
    let issuer = Issuer::new(authority, root_key);

    let now = date_time_ymd(1970, 1, 1) + Duration::from_millis(u64::try_from(now.0).unwrap_or(0));
    let mut signer = CertificateParams::new(vec![SIGNER.to_owned()])?;
    signer.distinguished_name = named(SIGNER);
    signer.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
    signer.not_before = now - DAY;
    signer.not_after = now + 3_650 * DAY;
    let key = KeyPair::generate_for(&PKCS_ECDSA_P256_SHA256)?;
    let leaf = signer.signed_by(&key, &issuer)?.der().to_vec();
    Ok((root, leaf, key))
}

fn named(name: &str) -> DistinguishedName {
    let mut all = DistinguishedName::new();
    all.push(DnType::CommonName, name);
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use postern_authenticator::metadata::{Freshness, Level, Metadata, Status};

    /// 2026-11-20T12:00:00Z.
    const NOW: Timestamp = Timestamp(1_795_176_000_000);

    #[test]
    fn what_it_signs_is_read_as_any_metadata() {
        let mut models = practice_models(b"a root");
        models[1].statuses.push(("REVOKED", "2025-06-01"));
        let made = metadata(&models, 7, "2999-12-31", NOW).unwrap();
        let read = Metadata::read(&made.jws, std::slice::from_ref(&made.root), NOW.0).unwrap();
        assert_eq!((read.no(), read.skipped(), read.standing(NOW.0)), (7, 0, Freshness::Fresh));
        let staff = read.model(&STAFF_MODEL.to_string()).unwrap();
        assert_eq!(staff.name.as_deref(), Some("Postern practice key (staff)"));
        assert_eq!((staff.level(NOW.0), staff.refused(NOW.0)), (Level::L1, None));
        assert_eq!(staff.roots, [b"a root".to_vec()]);
        assert_eq!(staff.icon.as_deref(), Some(PICTURE));
        let subject = read.model(&SUBJECT_MODEL.to_string()).unwrap();
        assert_eq!(subject.refused(NOW.0).map(|report| &report.status), Some(&Status::Revoked));
    }

    #[test]
    fn nobody_else_trusts_it() {
        let made = metadata(&practice_models(b"a root"), 1, "2999-12-31", NOW).unwrap();
        let other = metadata(&[], 1, "2999-12-31", NOW).unwrap();
        for trust in [postern_authenticator::metadata::built_in_roots(), vec![other.root]] {
            assert!(Metadata::read(&made.jws, &trust, NOW.0).is_err());
        }
    }
}
