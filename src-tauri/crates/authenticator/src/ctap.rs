//! CTAP 2.1 commands as maps, and what comes back, read defensively.

use crate::fault::key_fault;
use postern_ports::authenticator::KeyFault;
use serde::Serialize;
use serde_cbor_2::Value;
use std::collections::BTreeMap;
use webauthn_authenticator_rs::ctap2::{CBORCommand, CBORResponse};
use webauthn_authenticator_rs::error::WebauthnCError;
use webauthn_authenticator_rs::transport::Token;
use webauthn_authenticator_rs::ui::UiCallback;

/// An answer's map; every field is taken by number and checked by type.
#[derive(Debug, Default)]
pub struct Fields(BTreeMap<Value, Value>);

impl CBORResponse for Fields {
    fn try_from(bytes: &[u8]) -> Result<Self, WebauthnCError> {
        if bytes.is_empty() {
            return Ok(Self::default());
        }
        match serde_cbor_2::from_slice(bytes) {
            Ok(Value::Map(map)) => Ok(Self(map)),
            Ok(_) | Err(_) => Err(WebauthnCError::Cbor),
        }
    }
}

impl Fields {
    /// The field with this number.
    pub fn take(&mut self, key: i128) -> Option<Value> {
        self.0.remove(&int(key))
    }

    /// A byte string that must be there.
    pub fn bytes(&mut self, key: i128) -> Result<Vec<u8>, KeyFault> {
        match self.take(key) {
            Some(Value::Bytes(bytes)) => Ok(bytes),
            Some(_) | None => Err(nonsense("a field is missing")),
        }
    }

    /// An unsigned number, where there is one.
    pub fn unsigned(&mut self, key: i128) -> Option<u32> {
        match self.take(key) {
            Some(Value::Integer(n)) => u32::try_from(n).ok(),
            Some(_) | None => None,
        }
    }
}

#[derive(Debug, Serialize)]
#[serde(transparent)]
struct Command<const CODE: u8>(Value);

impl<const CODE: u8> CBORCommand for Command<CODE> {
    const CMD: u8 = CODE;
    type Response = Fields;
}

/// authenticatorGetInfo, which has no parameters.
#[derive(Debug, Serialize)]
pub struct GetInfo;

impl CBORCommand for GetInfo {
    const CMD: u8 = 0x04;
    const HAS_PAYLOAD: bool = false;
    type Response = Fields;
}

/// Sends command `CODE` with the given parameters.
pub async fn send<const CODE: u8, T: Token, U: UiCallback>(
    token: &mut T,
    ui: &U,
    parameters: Vec<(i128, Value)>,
) -> Result<Fields, KeyFault> {
    let map = parameters.into_iter().map(|(key, value)| (int(key), value)).collect();
    token.transmit(Command::<CODE>(Value::Map(map)), ui).await.map_err(|e| key_fault(&e))
}

/// An answer that is not CTAP.
pub fn nonsense(what: &str) -> KeyFault {
    KeyFault::Device(format!("the key's answer is not understood: {what}"))
}

/// A CBOR integer.
pub fn int(n: i128) -> Value {
    Value::Integer(n)
}

/// A CBOR text string.
pub fn text(s: &str) -> Value {
    Value::Text(s.to_owned())
}

/// A CBOR byte string.
pub fn bytes(b: &[u8]) -> Value {
    Value::Bytes(b.to_vec())
}

/// A CBOR map.
pub fn map<const N: usize>(entries: [(Value, Value); N]) -> Value {
    Value::Map(entries.into_iter().collect())
}

/// A list of credential descriptors.
pub fn descriptors(ids: &[postern_domain::ids::KeyCredentialId]) -> Value {
    let one = |id: &postern_domain::ids::KeyCredentialId| {
        map([(text("id"), bytes(&id.0)), (text("type"), text("public-key"))])
    };
    Value::Array(ids.iter().map(one).collect())
}
