//! Keeps one payload of each new shape, where it is asked for.

use postern_domain::canonical;
use postern_domain::recovery::CaseEvent;
use serde_json::Value;
use std::collections::BTreeSet;
use std::io::Write as _;
use std::sync::{LazyLock, Mutex};

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/scenarios/payloads-v1.jsonl");

static SHAPES: LazyLock<Mutex<BTreeSet<String>>> = LazyLock::new(|| {
    let known = std::fs::read_to_string(FILE).unwrap_or_default();
    Mutex::new(known.lines().map(|line| shape(&serde_json::from_str(line).unwrap())).collect())
});

/// Names of fields and the words that tell variants apart, without what is in them.
fn shape(value: &Value) -> String {
    match value {
        Value::Object(fields) => {
            let one = |(name, value): (&String, &Value)| match (name.as_str(), value) {
                ("kind" | "type", Value::String(word)) => format!("{name}={word}"),
                _ => format!("{name}:{}", shape(value)),
            };
            format!("{{{}}}", fields.iter().map(one).collect::<Vec<_>>().join(","))
        }
        Value::Array(all) => format!("[{}]", all.first().map(shape).unwrap_or_default()),
        Value::Null => "null".to_owned(),
        Value::Bool(_) | Value::Number(_) | Value::String(_) => "_".to_owned(),
    }
}

/// Adds the payloads whose shape is not kept yet.
pub fn note(events: &[CaseEvent]) {
    if std::env::var_os("POSTERN_FREEZE_PAYLOADS").is_none() {
        return;
    }
    for event in events {
        let bytes = canonical::bytes(event).unwrap();
        let mut shapes = SHAPES.lock().unwrap();
        if shapes.insert(shape(&serde_json::from_slice(&bytes).unwrap())) {
            let mut file = std::fs::OpenOptions::new().append(true).create(true).open(FILE).unwrap();
            file.write_all(&[&bytes[..], b"\n"].concat()).unwrap();
        }
    }
}
