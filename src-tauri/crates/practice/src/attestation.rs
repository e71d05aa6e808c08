//! The practice attestation root and the certificates of practice keys.

use p256::pkcs8::DecodePrivateKey as _;
use rcgen::string::PrintableString;
use rcgen::{
    BasicConstraints, CertificateParams, CustomExtension, DistinguishedName, DnType, DnValue, IsCa, Issuer, KeyPair,
    KeyUsagePurpose, PKCS_ECDSA_P256_SHA256,
};
use std::io;
use std::path::Path;
use uuid::{Uuid, uuid};

/// Common name of the practice root: whoever sees it knows that the key is made of software.
pub const PRACTICE_ROOT_NAME: &str = "Postern PRACTICE attestation root (software keys, not for real accounts)";

/// Model of practice staff keys.
pub const STAFF_MODEL: Uuid = uuid!("70726163-7469-4365-8b65-790000000001");
/// Model of practice keys for subjects.
pub const SUBJECT_MODEL: Uuid = uuid!("70726163-7469-4365-8b65-790000000002");

/// Attestation material of one model, kept in the practice profile's folder.
#[derive(Clone)]
pub struct Batch {
    /// The root, DER.
    pub root: Vec<u8>,
    /// The model's certificate, DER.
    pub certificate: Vec<u8>,
    /// Its private key, as the firmware stores keys.
    pub firmware_key: Vec<u8>,
}

impl Batch {
    /// The model's batch in `folder`, made on first use.
    pub fn load(folder: &Path, model: Uuid) -> io::Result<Self> {
        std::fs::create_dir_all(folder)?;
        let (root_file, root_key_file) = (folder.join("root.der"), folder.join("root.key"));
        if !root_key_file.exists() {
            let (root, key) = make_root().map_err(io::Error::other)?;
            std::fs::write(&root_file, root)?;
            std::fs::write(&root_key_file, key)?;
        }
        let certificate_file = folder.join(format!("{model}.der"));
        let key_file = folder.join(format!("{model}.key"));
        if !key_file.exists() {
            let root_key = std::fs::read(&root_key_file)?;
            let (certificate, key) = make_leaf(&root_key, model).map_err(io::Error::other)?;
            std::fs::write(&certificate_file, certificate)?;
            std::fs::write(&key_file, key)?;
        }
        Ok(Self {
            root: std::fs::read(root_file)?,
            certificate: std::fs::read(certificate_file)?,
            firmware_key: std::fs::read(key_file)?,
        })
    }
}

fn root_params() -> CertificateParams {
    let mut params = CertificateParams::default();
    params.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
    params.distinguished_name = DistinguishedName::new();
    params.distinguished_name.push(DnType::CommonName, PRACTICE_ROOT_NAME);
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign];
    params
}

fn make_root() -> Result<(Vec<u8>, Vec<u8>), rcgen::Error> {
    let key = KeyPair::generate_for(&PKCS_ECDSA_P256_SHA256)?;
    let root = root_params().self_signed(&key)?;
    Ok((root.der().to_vec(), key.serialize_der()))
}

/// A certificate as Web Authentication Level 3 §8.2.1 asks for packed attestation, naming the model.
fn make_leaf(root_key: &[u8], model: Uuid) -> Result<(Vec<u8>, Vec<u8>), String> {
    let root_key = KeyPair::try_from(root_key).map_err(|e| e.to_string())?;
    let root = root_params();
    let issuer = Issuer::from_params(&root, &root_key);
    let mut params = CertificateParams::default();
    params.distinguished_name = DistinguishedName::new();
    // A country that is one (ISO 3166), as X.520 writes it: some directories look it up.
    let country = PrintableString::try_from("CH").map_err(|e| e.to_string())?;
    params.distinguished_name.push(DnType::CountryName, DnValue::PrintableString(country));
    params.distinguished_name.push(DnType::OrganizationName, "Postern practice");
    params.distinguished_name.push(DnType::OrganizationalUnitName, "Authenticator Attestation");
    params.distinguished_name.push(DnType::CommonName, format!("Postern practice key {model}"));
    params.is_ca = IsCa::ExplicitNoCa;
    let mut extension = vec![0x04, 0x10];
    extension.extend_from_slice(model.as_bytes());
    // id-fido-gen-ce-aaguid
    params.custom_extensions.push(CustomExtension::from_oid_content(&[1, 3, 6, 1, 4, 1, 45724, 1, 1, 4], extension));
    let key = KeyPair::generate_for(&PKCS_ECDSA_P256_SHA256).map_err(|e| e.to_string())?;
    let leaf = params.signed_by(&key, &issuer).map_err(|e| e.to_string())?;
    let secret = p256::SecretKey::from_pkcs8_der(&key.serialize_der()).map_err(|e| e.to_string())?;
    // The firmware's key file: flags SENSITIVE, kind P-256, then the scalar.
    let mut firmware_key = vec![0x00, 0x02, 0x00, 0x05];
    firmware_key.extend_from_slice(&secret.to_bytes());
    Ok((leaf.der().to_vec(), firmware_key))
}
