//! Reads a long list that a directory sends in one answer, as it comes: what is not kept is never held.

use serde::de::{DeserializeSeed, Deserializer, Error as _, MapAccess, SeqAccess, Unexpected, Visitor};
use serde_json::{Map, Value};
use std::fmt;
use std::io::{BufReader, Read};
use tokio::sync::mpsc::Receiver;

/// What of a list is kept.
pub trait Sieve: Send {
    /// Where in the answer the list is: the names of its fields, from the outside.
    fn path(&self) -> &'static [&'static str];
    /// Takes an element, or leaves it.
    fn take(&mut self, element: Value);
    /// What was kept, in place of the list.
    fn kept(&mut self) -> Vec<Value>;
}

/// The JSON that `from` sends, its list by way of `sieve`; nothing where it is none.
pub fn read(from: impl Read, sieve: &mut dyn Sieve) -> Option<Value> {
    let mut json = serde_json::Deserializer::from_reader(BufReader::new(from));
    let path = sieve.path();
    let value = Sifted { path, sieve }.deserialize(&mut json).ok()?;
    json.end().ok()?;
    Some(value)
}

/// A value, of which what is at `path` goes by way of the sieve.
struct Sifted<'a> {
    path: &'static [&'static str],
    sieve: &'a mut dyn Sieve,
}

impl<'de> DeserializeSeed<'de> for Sifted<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<Value, D::Error> {
        json.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Sifted<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.path.is_empty() { "a list" } else { "an object" })
    }

    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<Value, A::Error> {
        if self.path.is_empty() {
            return Err(A::Error::invalid_type(Unexpected::Map, &self));
        }
        let mut object = Map::new();
        while let Some(name) = fields.next_key::<String>()? {
            let value = match self.path.split_first() {
                Some((first, path)) if name == *first => {
                    fields.next_value_seed(Sifted { path, sieve: &mut *self.sieve })?
                }
                _ => fields.next_value()?,
            };
            object.insert(name, value);
        }
        Ok(Value::Object(object))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut elements: A) -> Result<Value, A::Error> {
        if !self.path.is_empty() {
            return Err(A::Error::invalid_type(Unexpected::Seq, &self));
        }
        while let Some(element) = elements.next_element()? {
            self.sieve.take(element);
        }
        Ok(Value::Array(self.sieve.kept()))
    }

    /// Nothing, where something is expected: an answer that tells of a fault.
    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }
}

/// An answer's body, piece by piece, for a thread that may wait for it.
pub struct Pieces {
    from: Receiver<Vec<u8>>,
    piece: std::io::Cursor<Vec<u8>>,
}

impl Pieces {
    /// Reads what comes through `from`, to its end.
    pub fn new(from: Receiver<Vec<u8>>) -> Self {
        Self { from, piece: std::io::Cursor::default() }
    }
}

impl Read for Pieces {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        loop {
            let read = self.piece.read(into)?;
            if read > 0 || into.is_empty() {
                return Ok(read);
            }
            let Some(piece) = self.from.blocking_recv() else { return Ok(0) };
            self.piece = std::io::Cursor::new(piece);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    /// Keeps numbers beyond nine, and counts how many it was shown.
    #[derive(Default)]
    struct Large(Vec<Value>, usize);

    impl Sieve for Large {
        fn path(&self) -> &'static [&'static str] {
            &["result", "value"]
        }
        fn take(&mut self, element: Value) {
            self.1 += 1;
            if element.as_u64() > Some(9) {
                self.0.push(element);
            }
        }
        fn kept(&mut self) -> Vec<Value> {
            std::mem::take(&mut self.0)
        }
    }

    fn sifted(text: &str) -> Option<Value> {
        read(text.as_bytes(), &mut Large::default())
    }

    #[test]
    fn the_list_alone_is_sifted() {
        let text = r#"{"id": 1, "result": {"status": true, "value": [3, 12, 9, 40]}, "detail": {"value": [1, 2]}}"#;
        let kept = json!({"id": 1, "result": {"status": true, "value": [12, 40]}, "detail": {"value": [1, 2]}});
        assert_eq!(sifted(text), Some(kept));
    }

    #[test]
    fn what_is_not_an_answer_with_a_list_is_none() {
        for odd in ["", "[", "[1]", "7", r#"{"result": {"value": [12]"#, r#"{"result": {"value": {"a": 1}}}"#, "{} {}"]
        {
            assert_eq!(sifted(odd), None, "{odd}");
        }
        // One that tells of a fault has none.
        assert_eq!(sifted(r#"{"result": {"value": null}}"#), Some(json!({"result": {"value": null}})));
        assert_eq!(sifted(r#"{"result": {"error": 1}}"#), Some(json!({"result": {"error": 1}})));
    }

    #[test]
    fn pieces_are_one_text() {
        let (send, receive) = tokio::sync::mpsc::channel(8);
        for piece in ["{\"result\": {\"va", "", "lue\": [1", "1, 4]}}"] {
            send.try_send(piece.as_bytes().to_vec()).unwrap();
        }
        drop(send);
        let mut sieve = Large::default();
        assert_eq!(read(Pieces::new(receive), &mut sieve), Some(json!({"result": {"value": [11]}})));
        assert_eq!(sieve.1, 2);
    }
}
