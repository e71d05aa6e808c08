//! A metadata service of the tests' own: root, intermediate, signer and files.

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use postern_authenticator::metadata::{Metadata, MetadataFault, Model};
use rcgen::{
    BasicConstraints, CertificateParams, DnType, ExtendedKeyUsagePurpose, IsCa, Issuer, KeyPair, KeyUsagePurpose,
    PKCS_RSA_SHA256, PublicKeyData, SignatureAlgorithm, SigningKey as _, date_time_ymd,
};
use serde_json::{Value, json};
use std::sync::LazyLock;

pub const HOST: &str = "mds.fidoalliance.org";
/// 2026-11-20T12:00:00Z.
pub const NOW: i64 = 1_795_176_000_000;
pub const DAY: i64 = 86_400_000;
pub const ONE: &str = "2fc0579f-8113-47ea-b116-bb5a8db9202a";
pub const TWO: &str = "fa2b99dc-9e39-4257-8f92-4a30d23c4118";
/// The beginning of a PNG, 16 by 16.
pub const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\0\x10\0\0\0\x10and so on";

pub static SERVICE: LazyLock<Service> = LazyLock::new(|| Service::new(HOST, 2027));

/// Root, intermediate and signer, as the real service has them.
pub struct Service {
    pub root: Vec<u8>,
    pub chain: Vec<Vec<u8>>,
    pub key: KeyPair,
    pub issuer: Issuer<'static, KeyPair>,
    pub above: Vec<u8>,
}

impl Service {
    pub fn new(host: &str, until: i32) -> Self {
        let root_key = KeyPair::generate().unwrap();
        let root_params = authority("Root");
        let root = root_params.self_signed(&root_key).unwrap().der().to_vec();
        let root = (Issuer::new(root_params, root_key), root);
        let key = KeyPair::generate().unwrap();
        let params = authority("Intermediate");
        let above = params.signed_by(&key, &root.0).unwrap().der().to_vec();
        let issuer = Issuer::new(params, key);
        let key = KeyPair::generate().unwrap();
        let leaf = signer(host, until).signed_by(&key, &issuer).unwrap().der().to_vec();
        Self { root: root.1, chain: vec![leaf, above.clone()], key, issuer, above }
    }

    pub fn header(&self, alg: &str) -> Value {
        let x5c: Vec<String> = self.chain.iter().map(|der| STANDARD.encode(der)).collect();
        json!({ "alg": alg, "typ": "JWT", "x5c": x5c })
    }

    pub fn sign(&self, header: &Value, payload: &[u8]) -> String {
        signed(header, payload, |message| {
            let der = self.key.sign(message).unwrap();
            p256::ecdsa::Signature::from_der(&der).unwrap().to_bytes().to_vec()
        })
    }

    pub fn blob(&self, payload: &Value) -> String {
        self.sign(&self.header("ES256"), payload.to_string().as_bytes())
    }

    pub fn read(&self, blob: &str) -> Result<Metadata, MetadataFault> {
        Metadata::read(blob.as_bytes(), std::slice::from_ref(&self.root), NOW)
    }
}

pub struct RsaPublic(pub Vec<u8>);

impl PublicKeyData for RsaPublic {
    fn der_bytes(&self) -> &[u8] {
        &self.0
    }
    fn algorithm(&self) -> &'static SignatureAlgorithm {
        &PKCS_RSA_SHA256
    }
}

pub fn authority(name: &str) -> CertificateParams {
    let mut params = CertificateParams::default();
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign];
    params.distinguished_name.push(DnType::CommonName, name);
    params
}

pub fn signer(host: &str, until: i32) -> CertificateParams {
    let mut params = CertificateParams::new(vec![host.to_owned()]).unwrap();
    params.not_before = date_time_ymd(2025, 1, 1);
    params.not_after = date_time_ymd(until, 1, 1);
    params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
    params
}

pub fn signed(header: &Value, payload: &[u8], sign: impl Fn(&[u8]) -> Vec<u8>) -> String {
    let message = format!("{}.{}", URL_SAFE_NO_PAD.encode(header.to_string()), URL_SAFE_NO_PAD.encode(payload));
    let signature = URL_SAFE_NO_PAD.encode(sign(message.as_bytes()));
    format!("{message}.{signature}")
}

pub fn payload(entries: &[Value]) -> Value {
    json!({ "legalHeader": "…", "no": 278, "nextUpdate": "2026-12-01", "entries": entries })
}

pub fn entry(aaguid: &str, reports: Value) -> Value {
    json!({
        "aaguid": aaguid,
        "metadataStatement": {
            "description": "Key of the tests",
            "authenticatorVersion": 50_700,
            "keyProtection": ["hardware", "secure_element"],
            "attestationRootCertificates": [STANDARD.encode(b"a root")],
            "icon": format!("data:image/png;base64,{}", STANDARD.encode(PNG)),
        },
        "statusReports": reports,
        "timeOfLastStatusChange": "2024-01-01",
    })
}

/// What is read of one model with these reports.
pub fn model(reports: Value) -> Model {
    SERVICE.read(&SERVICE.blob(&payload(&[entry(ONE, reports)]))).unwrap().model(ONE).unwrap().clone()
}

pub fn on(day: &str) -> i64 {
    let at = format!("{day}T08:00:00Z").parse::<jiff::Timestamp>().unwrap();
    at.as_millisecond()
}
