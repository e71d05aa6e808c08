//! CTAP 2.1 commands as maps, and what comes back, read defensively.

use postern_ports::authenticator::KeyFault;
use serde_cbor_2::Value;
use std::collections::BTreeMap;

/// An answer's map; every field is taken by number and checked by type.
#[derive(Debug, Default)]
pub struct Fields(BTreeMap<Value, Value>);

/// Reads an answer; an empty one has no fields.
pub fn fields(answer: &[u8]) -> Result<Fields, KeyFault> {
    if answer.is_empty() {
        return Ok(Fields::default());
    }
    match serde_cbor_2::from_slice(answer) {
        Ok(Value::Map(map)) => Ok(Fields(map)),
        Ok(_) | Err(_) => Err(nonsense("no map")),
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

    /// A map that must be there.
    pub fn map(&mut self, key: i128) -> Result<BTreeMap<Value, Value>, KeyFault> {
        match self.take(key) {
            Some(Value::Map(map)) => Ok(map),
            Some(_) | None => Err(nonsense("a field is missing")),
        }
    }

    /// The texts of a list; what is no text is passed over.
    pub fn texts(&mut self, key: i128) -> Vec<String> {
        let Some(Value::Array(list)) = self.take(key) else { return Vec::new() };
        list.into_iter().filter_map(|v| if let Value::Text(t) = v { Some(t) } else { None }).take(64).collect()
    }

    /// An unsigned number, where there is one.
    pub fn unsigned(&mut self, key: i128) -> Option<u32> {
        match self.take(key) {
            Some(Value::Integer(n)) => u32::try_from(n).ok(),
            Some(_) | None => None,
        }
    }
}

/// A field of a map within an answer, by name.
pub fn named<'a>(map: &'a BTreeMap<Value, Value>, name: &str) -> Option<&'a Value> {
    map.get(&text(name))
}

/// A text by name, empty where there is none: shown to people, so without control characters and not endless.
pub fn named_text(map: &BTreeMap<Value, Value>, name: &str) -> String {
    match named(map, name) {
        Some(Value::Text(found)) => found.chars().filter(|c| !c.is_control()).take(128).collect(),
        Some(_) | None => String::new(),
    }
}

/// A byte string by name.
pub fn named_bytes(map: &BTreeMap<Value, Value>, name: &str) -> Option<Vec<u8>> {
    match named(map, name) {
        Some(Value::Bytes(found)) => Some(found.clone()),
        Some(_) | None => None,
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn garbage_is_an_error_and_no_panic() {
        let nested = [vec![0x81; 5000], vec![0x00]].concat();
        for garbage in [
            &[0xff][..],
            &[0x9f, 0x9f, 0x9f],
            &[0xbf, 0x01],
            &[0x5b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff],
            &[0xbb, 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff],
            &nested,
        ] {
            assert!(fields(garbage).is_err());
        }
    }
}
