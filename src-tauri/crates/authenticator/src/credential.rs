//! authenticatorMakeCredential (CTAP 2.1 §6.1), user verified.

use crate::assertion::held;
use crate::ctap::{bytes, descriptors, int, map, nonsense, text};
use crate::hmac_secret;
use crate::info::Info;
use crate::link::Session;
use crate::token::{Authority, Permission, PinToken};
use postern_domain::canonical::Digest;
use postern_ports::authenticator::{Attestation, KeyFault, MakeCredential};
use serde_cbor_2::Value;
use std::collections::BTreeMap;

/// What the key made.
pub struct Made {
    /// The attestation object.
    pub object: Vec<u8>,
    /// authenticatorData.
    pub auth_data: Vec<u8>,
    /// The attestation names this very key.
    pub enterprise: bool,
    /// A digest of the certificate that attested, where it is this very key's.
    pub attested_as: Option<Digest>,
}

/// Makes a credential.
pub async fn make_credential(
    key: &mut Session,
    info: &Info,
    ask: &MakeCredential,
    hash: &[u8; 32],
    authority: &Authority<'_>,
) -> Result<Made, KeyFault> {
    if !info.features.algorithms.is_empty() && !ask.algorithms.iter().any(|a| info.features.algorithms.contains(a)) {
        return Err(KeyFault::Unsupported("none of the algorithms asked for".to_owned()));
    }
    let long = info.list_length.is_some_and(|most| ask.exclude.len() > most as usize);
    if long && !held(key, info, &ask.rp_id, &ask.exclude, authority).await?.is_empty() {
        return Err(KeyFault::Excluded);
    }
    let permit = PinToken::get(key, info, authority, Permission::MakeCredential, Some(&ask.rp_id)).await?;
    let mut parameters = request(info, ask, hash)?;
    parameters.push((8, bytes(&permit.authenticate(hash))));
    parameters.push((9, int(permit.protocol().into())));
    if !ask.exclude.is_empty() && !long {
        parameters.push((5, descriptors(&ask.exclude)));
    }
    let mut fields = key.send(0x01, parameters).await?;
    let format = fields.take(1).ok_or_else(|| nonsense("attestation format"))?;
    let auth_data = fields.bytes(2)?;
    let statement = fields.take(3).ok_or_else(|| nonsense("attestation statement"))?;
    let enterprise = fields.take(4) == Some(Value::Bool(true));
    let attested_as = enterprise.then(|| certificate_of(&statement)).flatten();
    let object = map([(text("fmt"), format), (text("authData"), bytes(&auth_data)), (text("attStmt"), statement)]);
    let object = serde_cbor_2::to_vec(&object).map_err(|_| nonsense("attestation"))?;
    Ok(Made { object, auth_data, enterprise, attested_as })
}

/// What tells this very key from every other: a digest of the certificate that attested, which only it has where it
/// answers that the attestation is an enterprise one (CTAP 2.1 §7.1).
fn certificate_of(statement: &Value) -> Option<Digest> {
    let Value::Map(statement) = statement else { return None };
    let Some(Value::Array(chain)) = statement.get(&text("x5c")) else { return None };
    let Some(Value::Bytes(leaf)) = chain.first() else { return None };
    Some(Digest::separated("postern/key-certificate/v1", leaf))
}

fn request(info: &Info, ask: &MakeCredential, hash: &[u8; 32]) -> Result<Vec<(i128, Value)>, KeyFault> {
    let algorithm = |n: &i64| map([(text("alg"), int((*n).into())), (text("type"), text("public-key"))]);
    let mut parameters = vec![
        (1, bytes(hash)),
        (2, map([(text("id"), text(&ask.rp_id)), (text("name"), text(&ask.rp_name))])),
        (
            3,
            map([
                (text("id"), bytes(&ask.user_id)),
                (text("name"), text(&ask.user_name)),
                (text("displayName"), text(&ask.user_display_name)),
            ]),
        ),
        (4, Value::Array(ask.algorithms.iter().map(algorithm).collect())),
        (7, map([(text("rk"), Value::Bool(ask.wishes.discoverable))])),
    ];
    let extensions = extensions(info, ask);
    if !extensions.is_empty() {
        parameters.push((6, Value::Map(extensions)));
    }
    let mode = match ask.wishes.attestation {
        Attestation::Direct => None,
        Attestation::Vendor => Some(1),
        Attestation::Platform => Some(2),
    };
    if let Some(mode) = mode {
        if info.features.enterprise_attestation != Some(true) {
            return Err(KeyFault::Unsupported("enterprise attestation".to_owned()));
        }
        parameters.push((0x0a, int(mode)));
    }
    Ok(parameters)
}

/// The extensions asked for, as far as the key has them: what it granted stands in the answer.
fn extensions(info: &Info, ask: &MakeCredential) -> BTreeMap<Value, Value> {
    let has = |name: &str| info.features.extensions.iter().any(|e| e == name);
    let mut wanted = BTreeMap::new();
    if let Some(level) = ask.wishes.protection.filter(|_| has("credProtect")) {
        wanted.insert(text("credProtect"), int(level.into()));
    }
    if ask.wishes.hmac_secret && has(hmac_secret::NAME) {
        wanted.insert(text(hmac_secret::NAME), Value::Bool(true));
    }
    if ask.wishes.min_pin_length && has("minPinLength") {
        wanted.insert(text("minPinLength"), Value::Bool(true));
    }
    wanted
}
