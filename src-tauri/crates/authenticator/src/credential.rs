//! authenticatorMakeCredential (CTAP 2.1 §6.1): discoverable, user verified, directly attested.

use crate::ctap::{bytes, descriptors, int, map, nonsense, send, text};
use crate::info::Info;
use crate::token::{Permission, PinToken};
use postern_ports::authenticator::{KeyFault, MakeCredential};
use serde_cbor_2::Value;
use webauthn_authenticator_rs::transport::Token;
use webauthn_authenticator_rs::ui::UiCallback;

/// Makes a credential; returns the attestation object and authenticatorData.
pub async fn make_credential<T: Token, U: UiCallback>(
    token: &mut T,
    ui: &U,
    info: &Info,
    ask: &MakeCredential,
    hash: &[u8; 32],
    pin: &[u8],
) -> Result<(Vec<u8>, Vec<u8>), KeyFault> {
    let permit = PinToken::with_pin(token, ui, info, pin, Permission::MakeCredential, &ask.rp_id).await?;
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
        (7, map([(text("rk"), Value::Bool(true))])),
        (8, bytes(&permit.authenticate(hash))),
        (9, int(permit.protocol().into())),
    ];
    if !ask.exclude.is_empty() {
        parameters.push((5, descriptors(&ask.exclude)));
    }
    let mut fields = send::<0x01, _, _>(token, ui, parameters).await?;
    let format = fields.take(1).ok_or_else(|| nonsense("attestation format"))?;
    let auth_data = fields.bytes(2)?;
    let statement = fields.take(3).ok_or_else(|| nonsense("attestation statement"))?;
    let object = map([(text("fmt"), format), (text("authData"), bytes(&auth_data)), (text("attStmt"), statement)]);
    let object = serde_cbor_2::to_vec(&object).map_err(|_| nonsense("attestation"))?;
    Ok((object, auth_data))
}
