//! Payloads as they were when the format was frozen: every one is read for ever, and written again byte for byte.
//!
//! `payloads-v1.jsonl` holds one of each shape that the scenarios made on that day. Lines are added
//! (`POSTERN_FREEZE_PAYLOADS=1 cargo test -p postern-domain --test scenarios`), and none is ever changed.

use postern_domain::canonical;
use postern_domain::recovery::CaseEvent;
use std::collections::BTreeSet;

const FILE: &str = include_str!("payloads-v1.jsonl");

#[test]
fn every_payload_of_version_1_is_read_and_written_as_it_was() {
    let mut kinds = BTreeSet::new();
    for line in FILE.lines() {
        let event: CaseEvent = serde_json::from_str(line).unwrap_or_else(|e| panic!("{e}: {line}"));
        assert_eq!(String::from_utf8(canonical::bytes(&event).unwrap()).unwrap(), line);
        let value: serde_json::Value = serde_json::from_str(line).unwrap();
        kinds.insert(value["kind"].as_str().unwrap().to_owned());
    }
    assert!(kinds.len() > 30, "{} kinds: {kinds:?}", kinds.len());
}
