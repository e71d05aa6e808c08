//! authenticatorGetAssertion (CTAP 2.1 §6.2), user verified.

use crate::ctap::{bytes, descriptors, int, nonsense, send, text};
use crate::info::Info;
use crate::token::{Permission, PinToken};
use postern_domain::assertion::Assertion;
use postern_domain::ids::KeyCredentialId;
use postern_ports::authenticator::{AskAssertion, KeyFault};
use serde_cbor_2::Value;
use webauthn_authenticator_rs::transport::Token;
use webauthn_authenticator_rs::ui::UiCallback;

/// Signs a challenge with one of the allowed credentials.
pub async fn get_assertion<T: Token, U: UiCallback>(
    token: &mut T,
    ui: &U,
    info: &Info,
    ask: &AskAssertion,
    client_data: (Vec<u8>, [u8; 32]),
    pin: &[u8],
) -> Result<Assertion, KeyFault> {
    let (client_data_json, hash) = client_data;
    let permit = PinToken::with_pin(token, ui, info, pin, Permission::GetAssertion, &ask.rp_id).await?;
    let mut parameters = vec![
        (1, text(&ask.rp_id)),
        (2, bytes(&hash)),
        (6, bytes(&permit.authenticate(&hash))),
        (7, int(permit.protocol().into())),
    ];
    if !ask.allow.is_empty() {
        parameters.push((3, descriptors(&ask.allow)));
    }
    let mut fields = send::<0x02, _, _>(token, ui, parameters).await?;
    let credential = match fields.take(1) {
        Some(Value::Map(mut descriptor)) => match descriptor.remove(&text("id")) {
            Some(Value::Bytes(id)) => KeyCredentialId(id),
            Some(_) | None => return Err(nonsense("credential")),
        },
        // A key may leave it out when only one was allowed (§6.2.2).
        Some(_) | None => match ask.allow.as_slice() {
            [only] => only.clone(),
            [] | [_, _, ..] => return Err(nonsense("credential")),
        },
    };
    Ok(Assertion { credential, authenticator_data: fields.bytes(2)?, client_data_json, signature: fields.bytes(3)? })
}
