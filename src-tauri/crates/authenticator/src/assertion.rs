//! authenticatorGetAssertion and authenticatorGetNextAssertion (CTAP 2.1 §6.2, §6.3), user verified.

use crate::ctap::{Fields, bytes, descriptors, int, map, named_bytes, named_text, nonsense, text};
use crate::hmac_secret::{self, Exchange};
use crate::info::Info;
use crate::link::Session;
use crate::token::{Authority, Permission, PinToken};
use postern_domain::assertion::Assertion;
use postern_domain::ids::KeyCredentialId;
use postern_ports::authenticator::{AskAssertion, KeyFault, Signed};
use postern_ports::secrets::KeySecret;
use serde_cbor_2::Value;

/// No key holds more credentials of one relying party than this; a key that says so is not believed.
const MOST: u32 = 256;

/// Signs a challenge with one of the allowed credentials, or with each of the relying party.
pub async fn get_assertions(
    key: &mut Session,
    info: &Info,
    ask: &AskAssertion,
    client_data: (Vec<u8>, [u8; 32]),
    authority: &Authority<'_>,
    each: bool,
) -> Result<Vec<Signed>, KeyFault> {
    let (client_data_json, hash) = client_data;
    let permit = PinToken::get(key, info, authority, Permission::GetAssertion, Some(&ask.rp_id)).await?;
    let mut fields = key.send(0x02, request(ask, &hash, &permit)).await?;
    let more = if each { fields.unsigned(5).unwrap_or(1).clamp(1, MOST) } else { 1 };
    let mut all = vec![signed(fields, &ask.allow, &client_data_json)?];
    for _ in 1..more {
        let fields = key.send(0x08, Vec::new()).await?;
        all.push(signed(fields, &[], &client_data_json)?);
    }
    Ok(all)
}

/// Signs a challenge with one of the allowed credentials, and has its secret for `salt` computed at the same touch.
pub async fn get_assertion_with_secret(
    key: &mut Session,
    info: &Info,
    ask: &AskAssertion,
    client_data: (Vec<u8>, [u8; 32]),
    authority: &Authority<'_>,
    salt: &[u8; 32],
) -> Result<(Assertion, KeySecret), KeyFault> {
    // Before a PIN is tried or a touch is asked for.
    if !info.features.extensions.iter().any(|e| e == hmac_secret::NAME) {
        return Err(hmac_secret::lacking());
    }
    let (client_data_json, hash) = client_data;
    let permit = PinToken::get(key, info, authority, Permission::GetAssertion, Some(&ask.rp_id)).await?;
    let exchange = Exchange::begin(key, info.pin_protocol).await?;
    let mut parameters = request(ask, &hash, &permit);
    parameters.push((4, exchange.extensions(salt)));
    let fields = key.send(0x02, parameters).await?;
    let assertion = signed(fields, &ask.allow, &client_data_json)?.assertion;
    let secret = exchange.secret(&assertion.authenticator_data)?;
    Ok((assertion, secret))
}

fn request(ask: &AskAssertion, hash: &[u8; 32], permit: &PinToken) -> Vec<(i128, Value)> {
    let mut parameters = vec![
        (1, text(&ask.rp_id)),
        (2, bytes(hash)),
        (6, bytes(&permit.authenticate(hash))),
        (7, int(permit.protocol().into())),
    ];
    if !ask.allow.is_empty() {
        parameters.push((3, descriptors(&ask.allow)));
    }
    parameters
}

fn signed(mut fields: Fields, allow: &[KeyCredentialId], client_data_json: &[u8]) -> Result<Signed, KeyFault> {
    let credential = match fields.take(1) {
        Some(Value::Map(mut descriptor)) => match descriptor.remove(&text("id")) {
            Some(Value::Bytes(id)) => KeyCredentialId(id),
            Some(_) | None => return Err(nonsense("credential")),
        },
        // A key may leave it out when only one was allowed (§6.2.2).
        Some(_) | None => match allow {
            [only] => only.clone(),
            [] | [_, _, ..] => return Err(nonsense("credential")),
        },
    };
    if !allow.is_empty() && !allow.contains(&credential) {
        return Err(nonsense("a credential that was not asked for"));
    }
    let user = match fields.take(4) {
        Some(Value::Map(user)) => Some(user),
        Some(_) | None => None,
    };
    let assertion = Assertion {
        credential,
        authenticator_data: fields.bytes(2)?,
        client_data_json: client_data_json.to_vec(),
        signature: fields.bytes(3)?,
    };
    let user_name = user.as_ref().map(|u| named_text(u, "name")).filter(|n| !n.is_empty());
    Ok(Signed { assertion, user_id: user.and_then(|u| named_bytes(&u, "id")), user_name })
}

/// Which of these credentials the key holds: asked without a touch, one by one.
pub async fn held(
    key: &mut Session,
    info: &Info,
    rp_id: &str,
    ids: &[KeyCredentialId],
    authority: &Authority<'_>,
) -> Result<Vec<KeyCredentialId>, KeyFault> {
    let mut found = Vec::new();
    if ids.is_empty() {
        return Ok(found);
    }
    let permit = match authority {
        Authority::Nobody => None,
        Authority::Pin(_) | Authority::BuiltIn => {
            Some(PinToken::get(key, info, authority, Permission::GetAssertion, Some(rp_id)).await?)
        }
    };
    // Nobody accepts what is signed over this: it is no client data of anything.
    let hash = [0u8; 32];
    for id in ids.iter().filter(|id| info.id_length.is_none_or(|most| id.0.len() <= most as usize)) {
        let mut parameters = vec![
            (1, text(rp_id)),
            (2, bytes(&hash)),
            (3, descriptors(std::slice::from_ref(id))),
            (5, map([(text("up"), Value::Bool(false))])),
        ];
        if let Some(permit) = &permit {
            parameters.push((6, bytes(&permit.authenticate(&hash))));
            parameters.push((7, int(permit.protocol().into())));
        }
        match key.send(0x02, parameters).await {
            Ok(_) => found.push(id.clone()),
            Err(KeyFault::NoCredential) => {}
            Err(fault) => return Err(fault),
        }
    }
    Ok(found)
}
