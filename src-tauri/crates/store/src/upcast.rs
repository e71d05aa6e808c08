//! Payloads of earlier versions, brought to the newest: one step for each version, in order.
//!
//! A record is never written again: it is hashed as it was stored, and read as it is meant today. Version 1 is the only
//! one yet, so there is no step; how steps are taken is tried on made-up ones.

use postern_ledger::VERSION;
use serde_json::Value;
use std::borrow::Cow;

/// Brings a payload from its version to the next.
type Step = fn(Value) -> Value;

/// `STEPS[0]` brings version 1 to version 2, and so on.
const STEPS: &[Step] = &[];

/// A payload of `version` as the newest version would say it; as it stands, where it is of the newest.
pub fn upcast(version: u8, payload: &[u8]) -> Result<Cow<'_, [u8]>, String> {
    through(STEPS, version, payload)
}

fn through<'a>(steps: &[Step], version: u8, payload: &'a [u8]) -> Result<Cow<'a, [u8]>, String> {
    let newest = steps.len() + usize::from(VERSION);
    let from = usize::from(version).checked_sub(1).filter(|_| usize::from(version) <= newest);
    let from = from.ok_or_else(|| format!("version {version} of the format is not known: this reads 1 to {newest}"))?;
    if from == steps.len() {
        return Ok(Cow::Borrowed(payload));
    }
    let value = serde_json::from_slice(payload).map_err(|e| e.to_string())?;
    let value = steps.iter().skip(from).fold(value, |value, step| step(value));
    serde_json::to_vec(&value).map(Cow::Owned).map_err(|e| e.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    /// Made up: a field gets another name, then a kind gets a default.
    const LATER: &[Step] = &[
        |mut value| {
            if let Some(text) = value.get("note").cloned() {
                value["text"] = text;
                value.as_object_mut().unwrap().remove("note");
            }
            value
        },
        |mut value| {
            value["silent"] = json!(false);
            value
        },
    ];

    #[test]
    fn an_old_payload_is_brought_through_every_step_after_its_own() {
        let read =
            |version, payload| serde_json::from_slice::<Value>(&through(LATER, version, payload).unwrap()).unwrap();
        let old = br#"{"kind":"note_added","note":"n"}"#;
        assert_eq!(read(1, old), json!({"kind": "note_added", "text": "n", "silent": false}));
        let middle = br#"{"kind":"note_added","text":"n"}"#;
        assert_eq!(read(2, middle), json!({"kind": "note_added", "text": "n", "silent": false}));
        assert_eq!(through(LATER, 3, middle), Ok(Cow::Borrowed(&middle[..])), "the newest is not touched");
    }

    #[test]
    fn a_version_that_is_not_known_is_refused_clearly() {
        for version in [0, 2, 255] {
            let refused = upcast(version, b"{}").unwrap_err();
            assert!(refused.contains(&format!("version {version}")) && refused.contains("1 to 1"), "{refused}");
        }
    }
}
