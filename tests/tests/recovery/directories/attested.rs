//! What a new key says of itself, verified here and not by the code under test.

use p256::ecdsa::signature::Verifier as _;
use p256::ecdsa::{Signature, VerifyingKey};
use serde_cbor_2::Value as Cbor;
use sha2::{Digest as _, Sha256};
use std::collections::BTreeMap;

/// How an uncompressed P-256 key begins in a certificate, up to its sign 4.
const P256: [u8; 26] = [
    0x30, 0x59, 0x30, 0x13, 0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01, 0x06, 0x08, 0x2a, 0x86, 0x48, 0xce,
    0x3d, 0x03, 0x01, 0x07, 0x03, 0x42, 0x00,
];

/// The credential id and the model of an attestation object that holds: for this relying party, with the person present
/// and verified, signed by the key of its first certificate, or by itself.
pub fn attested(object: &[u8], client_data_hash: &[u8], rp: &str) -> Result<(Vec<u8>, String), String> {
    let Ok(Cbor::Map(object)) = serde_cbor_2::from_slice(object) else { return Err("attestationObject".to_owned()) };
    let field = |map: &BTreeMap<Cbor, Cbor>, name: &str| map.get(&Cbor::Text(name.to_owned())).cloned();
    check(field(&object, "fmt") == Some(Cbor::Text("packed".to_owned())), "fmt")?;
    let Some(Cbor::Bytes(data)) = field(&object, "authData") else { return Err("authData".to_owned()) };
    let Some(Cbor::Map(statement)) = field(&object, "attStmt") else { return Err("attStmt".to_owned()) };
    check(data.len() > 55 && data[..32] == Sha256::digest(rp)[..], "rpIdHash")?;
    check(data[32] & 0b0100_0101 == 0b0100_0101, "flags: present, verified, attested")?;
    let end = 55 + usize::from(u16::from_be_bytes([data[53], data[54]]));
    let (id, rest) = (data.get(55..end).ok_or("credential id")?, &data[end..]);
    let key = serde_cbor_2::Deserializer::from_slice(rest).into_iter::<Cbor>().next();
    let Some(Ok(Cbor::Map(key))) = key else { return Err("public key".to_owned()) };
    check(key.get(&Cbor::Integer(3)) == Some(&Cbor::Integer(-7)), "alg")?;
    let (Some(Cbor::Bytes(x)), Some(Cbor::Bytes(y))) = (key.get(&Cbor::Integer(-2)), key.get(&Cbor::Integer(-3)))
    else {
        return Err("public key".to_owned());
    };
    let own = [&[4u8][..], x.as_slice(), y.as_slice()].concat();
    let signer = match field(&statement, "x5c") {
        Some(Cbor::Array(chain)) => match chain.first() {
            Some(Cbor::Bytes(leaf)) => certified(leaf).ok_or("x5c: no P-256 key")?.to_vec(),
            _ => return Err("x5c".to_owned()),
        },
        _ => own.clone(),
    };
    VerifyingKey::from_sec1_bytes(&own).map_err(|_| "public key")?;
    let signer = VerifyingKey::from_sec1_bytes(&signer).map_err(|_| "x5c: the key")?;
    let Some(Cbor::Bytes(signature)) = field(&statement, "sig") else { return Err("sig".to_owned()) };
    let signature = Signature::from_der(&signature).map_err(|_| "sig")?;
    signer.verify(&[data.as_slice(), client_data_hash].concat(), &signature).map_err(|_| "sig: not by that key")?;
    let hex = hex::encode(&data[37..53]);
    Ok((id.to_vec(), [&hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..]].join("-")))
}

/// The key of a certificate: the one P-256 key in it is its subject's.
fn certified(certificate: &[u8]) -> Option<&[u8]> {
    let at = certificate.windows(P256.len()).position(|window| window == P256)? + P256.len();
    certificate.get(at..at + 65)
}

/// Whether it holds; else what does not.
pub fn check(holds: bool, what: &str) -> Result<(), String> {
    holds.then_some(()).ok_or_else(|| what.to_owned())
}
