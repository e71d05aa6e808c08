//! Who may sign, and how.

use crate::service::{HOST, NOW, ONE, RsaPublic, SERVICE, Service, entry, on, payload, signed, signer};
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::KeySize;
use aws_lc_rs::signature::{KeyPair as _, RSA_PKCS1_SHA256, RsaKeyPair};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use postern_authenticator::metadata::{BUILT_IN_ROOT, BUILT_IN_ROOT_R46, Metadata, MetadataFault, built_in_roots};
use rcgen::ExtendedKeyUsagePurpose;
use serde_json::json;
use sha2::{Digest as _, Sha256};

#[test]
fn a_changed_payload_is_refused() {
    let good = SERVICE.blob(&payload(&[entry(ONE, json!([{ "status": "REVOKED" }]))]));
    let parts: Vec<&str> = good.split('.').collect();
    let other = URL_SAFE_NO_PAD.encode(payload(&[entry(ONE, json!([]))]).to_string());
    let changed = format!("{}.{other}.{}", parts[0], parts[2]);
    assert_eq!(SERVICE.read(&changed).unwrap_err(), MetadataFault::Signature);
}

#[test]
fn another_root_is_refused() {
    let other = Service::new(HOST, 2027);
    let blob = SERVICE.blob(&payload(&[]));
    assert!(matches!(other.read(&blob), Err(MetadataFault::Chain(_))));
    assert!(matches!(Metadata::read(blob.as_bytes(), &[], NOW), Err(MetadataFault::Chain(_))));
    assert!(matches!(Metadata::read(blob.as_bytes(), &[vec![1]], NOW), Err(MetadataFault::Chain(_))));
    assert!(Metadata::read(blob.as_bytes(), &[other.root, SERVICE.root.clone()], NOW).is_ok());
    let mut alone = SERVICE.header("ES256");
    alone["x5c"] = json!([]);
    assert!(matches!(SERVICE.read(&SERVICE.sign(&alone, b"{}")), Err(MetadataFault::Chain(_))));
    assert!(matches!(Metadata::read(blob.as_bytes(), &built_in_roots(), NOW), Err(MetadataFault::Chain(_))));
}

#[test]
fn the_signer_must_be_valid_now() {
    let expired = Service::new(HOST, 2026);
    let blob = expired.blob(&payload(&[]));
    assert!(matches!(expired.read(&blob), Err(MetadataFault::Chain(why)) if why.contains("Expired")));
    let at = |now| Metadata::read(blob.as_bytes(), std::slice::from_ref(&expired.root), now);
    assert!(at(on("2025-12-31")).is_ok());
    for never in [on("2024-12-31"), -1, i64::MIN, i64::MAX] {
        assert!(matches!(at(never), Err(MetadataFault::Chain(_))), "{never}");
    }
}

#[test]
fn the_signer_must_be_the_service() {
    for host in ["fidoalliance.org", "mds.fidoalliance.org.example.org", "mds3.fidoalliance.org"] {
        let other = Service::new(host, 2027);
        assert!(matches!(other.read(&other.blob(&payload(&[]))), Err(MetadataFault::Chain(_))), "{host}");
    }
    let mut client = signer(HOST, 2027);
    client.extended_key_usages = vec![ExtendedKeyUsagePurpose::ClientAuth];
    let mut service = Service::new(HOST, 2027);
    service.chain[0] = client.signed_by(&service.key, &service.issuer).unwrap().der().to_vec();
    assert!(matches!(service.read(&service.blob(&payload(&[]))), Err(MetadataFault::Chain(_))));
}

#[test]
fn only_two_algorithms_are_accepted() {
    let body = payload(&[]).to_string();
    for alg in ["none", "None", "HS256", "ES384", "PS256", ""] {
        let blob = SERVICE.sign(&SERVICE.header(alg), body.as_bytes());
        assert_eq!(SERVICE.read(&blob).unwrap_err(), MetadataFault::Algorithm(alg.to_owned()));
    }
    let unsigned = signed(&SERVICE.header("ES256"), body.as_bytes(), |_| Vec::new());
    assert_eq!(SERVICE.read(&unsigned).unwrap_err(), MetadataFault::Signature);
    let confused = SERVICE.sign(&SERVICE.header("RS256"), body.as_bytes());
    assert_eq!(SERVICE.read(&confused).unwrap_err(), MetadataFault::Signature);
    let mut critical = SERVICE.header("ES256");
    critical["crit"] = json!(["b64"]);
    assert!(matches!(SERVICE.read(&SERVICE.sign(&critical, body.as_bytes())), Err(MetadataFault::Malformed(_))));
}

#[test]
fn a_signer_with_an_rsa_key_is_accepted() {
    let key = RsaKeyPair::generate(KeySize::Rsa2048).unwrap();
    let public = RsaPublic(key.public_key().as_ref().to_vec());
    let mut service = Service::new(HOST, 2027);
    let leaf = signer(HOST, 2027).signed_by(&public, &service.issuer).unwrap();
    service.chain = vec![leaf.der().to_vec(), service.above.clone()];
    let sign = |message: &[u8]| {
        let mut signature = vec![0; key.public_modulus_len()];
        key.sign(&RSA_PKCS1_SHA256, &SystemRandom::new(), message, &mut signature).unwrap();
        signature
    };
    let body = payload(&[entry(ONE, json!([]))]).to_string();
    let blob = signed(&service.header("RS256"), body.as_bytes(), sign);
    assert!(service.read(&blob).unwrap().model(ONE).is_some());
    let confused = signed(&service.header("ES256"), body.as_bytes(), sign);
    assert_eq!(service.read(&confused).unwrap_err(), MetadataFault::Signature);
}

#[test]
fn the_built_in_roots_are_globalsigns() {
    let found: Vec<String> =
        built_in_roots().iter().map(|der| Sha256::digest(der).iter().map(|b| format!("{b:02X}")).collect()).collect();
    assert_eq!(
        found,
        [
            "CBB522D7B7F127AD6A0113865BDF1CD4102E7D0759AF635A7CF4720DC963C53B",
            "4FA3126D8D3A11D1C4855A4F807CBAD6CF919D3A5A88B03BEA2C6372D93C40C9",
        ]
    );
    assert!([BUILT_IN_ROOT, BUILT_IN_ROOT_R46].iter().all(|pem| pem.contains("BEGIN CERTIFICATE")));
}
