//! One command and its answer, as CBOR maps with integer keys.

use crate::fault::{from_exchange, nonsense};
use crate::prompt::Prompt;
use postern_ports::authenticator::KeyFault;
use serde_cbor_2::Value;
use std::collections::BTreeMap;
use webauthn_authenticator_rs::error::WebauthnCError;
use webauthn_authenticator_rs::transport::Token;

/// CTAP command bytes (CTAP 2.1 §6).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Command {
    MakeCredential = 0x01,
    GetAssertion = 0x02,
    GetInfo = 0x04,
    ClientPin = 0x06,
}

/// Why a command brought nothing: the key's own status is kept, since its meaning depends on the command.
#[derive(Debug)]
pub(crate) enum Failed {
    /// The exchange failed or the key answered with a status.
    Exchange(WebauthnCError),
    /// Something on our side, or in the answer, is wrong.
    Fault(KeyFault),
}

impl From<KeyFault> for Failed {
    fn from(fault: KeyFault) -> Self {
        Self::Fault(fault)
    }
}

impl From<Failed> for KeyFault {
    fn from(failed: Failed) -> Self {
        match failed {
            Failed::Exchange(error) => from_exchange(error),
            Failed::Fault(fault) => fault,
        }
    }
}

/// Sends `command` with `parameters` and reads the map it answers with.
pub(crate) async fn send<T: Token>(
    token: &mut T,
    prompt: &Prompt,
    command: Command,
    parameters: Parameters,
) -> Result<Fields, Failed> {
    let bytes = parameters.encode(command)?;
    let answer = token.transmit_raw(&bytes, prompt).await.map_err(Failed::Exchange)?;
    Ok(Fields::decode(&answer)?)
}

/// A command's parameters. The map orders its keys as CTAP's canonical CBOR wants them.
#[derive(Debug, Default)]
pub(crate) struct Parameters(BTreeMap<Value, Value>);

impl Parameters {
    /// Adds parameter `key`.
    pub(crate) fn with(mut self, key: i128, value: Value) -> Self {
        self.0.insert(Value::Integer(key), value);
        self
    }

    /// Adds parameter `key` when there is a value.
    pub(crate) fn with_some(self, key: i128, value: Option<Value>) -> Self {
        match value {
            Some(value) => self.with(key, value),
            None => self,
        }
    }

    /// The command byte and, when there are parameters, their map.
    fn encode(self, command: Command) -> Result<Vec<u8>, KeyFault> {
        let mut bytes = vec![command as u8];
        if !self.0.is_empty() {
            bytes.extend(encode(&Value::Map(self.0))?);
        }
        Ok(bytes)
    }
}

/// The members of an answer, by integer key.
#[derive(Debug, Default)]
pub(crate) struct Fields(BTreeMap<Value, Value>);

impl Fields {
    /// Reads an answer; an empty one has no members.
    pub(crate) fn decode(bytes: &[u8]) -> Result<Self, KeyFault> {
        if bytes.is_empty() {
            return Ok(Self::default());
        }
        match serde_cbor_2::from_slice(bytes) {
            Ok(Value::Map(members)) => Ok(Self(members)),
            Ok(_) | Err(_) => Err(nonsense("something else than a CBOR map")),
        }
    }

    /// Takes member `key`, of any type.
    pub(crate) fn any(&mut self, key: i128) -> Option<Value> {
        self.0.remove(&Value::Integer(key))
    }

    /// Takes a byte string, or `None` when there is none under `key`.
    pub(crate) fn bytes(&mut self, key: i128) -> Option<Vec<u8>> {
        match self.any(key) {
            Some(Value::Bytes(bytes)) => Some(bytes),
            _ => None,
        }
    }

    /// Takes an unsigned number that fits 32 bits.
    pub(crate) fn number(&mut self, key: i128) -> Option<u32> {
        match self.any(key) {
            Some(Value::Integer(number)) => u32::try_from(number).ok(),
            _ => None,
        }
    }

    /// Takes a truth value.
    pub(crate) fn flag(&mut self, key: i128) -> Option<bool> {
        match self.any(key) {
            Some(Value::Bool(flag)) => Some(flag),
            _ => None,
        }
    }
}

/// Canonical CBOR of `value`.
pub(crate) fn encode(value: &Value) -> Result<Vec<u8>, KeyFault> {
    serde_cbor_2::to_vec(value).map_err(|error| KeyFault::Device(format!("the request has no CBOR form: {error}")))
}

/// A text value.
pub(crate) fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

/// A byte string value.
pub(crate) fn bytes(bytes: &[u8]) -> Value {
    Value::Bytes(bytes.to_vec())
}

/// A map value.
pub(crate) fn map<const N: usize>(members: [(Value, Value); N]) -> Value {
    Value::Map(members.into_iter().collect())
}

/// A PublicKeyCredentialDescriptor.
pub(crate) fn descriptor(id: &[u8]) -> Value {
    map([(text("id"), bytes(id)), (text("type"), text("public-key"))])
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn parameters_are_canonical_whatever_the_order_they_came_in() {
        let parameters = Parameters::default()
            .with(7, map([(text("rk"), Value::Bool(true))]))
            .with(2, map([(text("name"), text("n")), (text("id"), text("i"))]))
            .with_some(3, None);
        assert_eq!(
            parameters.encode(Command::MakeCredential).unwrap(),
            b"\x01\xa2\x02\xa2\x62id\x61i\x64name\x61n\x07\xa1\x62rk\xf5"
        );
        assert_eq!(Parameters::default().encode(Command::GetInfo).unwrap(), [4]);
    }

    #[test]
    fn a_hostile_answer_is_a_fault_and_wrong_types_are_absent() {
        for garbage in [&[0xff][..], &[0x80], &[0xa1, 0x01], &[0xbf; 40], &[0x9f; 4000], &[0x1b, 1, 2]] {
            assert!(Fields::decode(garbage).is_err());
        }
        let mut fields = Fields::decode(&[0xa2, 0x01, 0x61, b'x', 0x02, 0x39, 0xff, 0xff]).unwrap();
        assert_eq!(fields.bytes(1), None);
        assert_eq!(fields.number(2), None, "negative");
        assert_eq!(fields.flag(9), None);
        assert!(Fields::decode(&[]).unwrap().0.is_empty());
    }
}
