//! The file as a whole: its number, its date, its size.

use crate::service::{DAY, NOW, SERVICE, on, payload};
use postern_authenticator::metadata::{Day, Freshness, LARGEST_FILE, MOST_ENTRIES, Metadata, MetadataFault};
use serde_json::json;

#[test]
fn an_older_file_is_a_rollback() {
    let read = SERVICE.read(&SERVICE.blob(&payload(&[]))).unwrap();
    assert_eq!((read.not_before(0), read.not_before(278)), (Ok(()), Ok(())));
    assert_eq!(read.not_before(279), Err(MetadataFault::RolledBack { no: 278, known: 279 }));
}

#[test]
fn a_file_is_stale_from_the_day_after_its_next_update() {
    let read = SERVICE.read(&SERVICE.blob(&payload(&[]))).unwrap();
    let stale = Freshness::Stale { since: Day::read("2026-12-02").unwrap() };
    let midnight = on("2026-12-02") / DAY * DAY;
    assert_eq!((read.standing(NOW), read.standing(midnight - 1)), (Freshness::Fresh, Freshness::Fresh));
    assert_eq!((read.standing(midnight), read.standing(i64::MAX)), (stale, stale));
}

#[test]
fn number_and_next_update_are_required() {
    for (field, value) in [
        ("no", json!(null)),
        ("no", json!(-1)),
        ("no", json!("5")),
        ("nextUpdate", json!(null)),
        ("nextUpdate", json!("2026-02-30")),
        ("nextUpdate", json!("2026-12-01T00:00:00Z")),
        ("entries", json!({})),
    ] {
        let mut wrong = payload(&[]);
        wrong[field] = value.clone();
        let read = SERVICE.read(&SERVICE.blob(&wrong));
        assert!(matches!(read, Err(MetadataFault::Malformed(_))), "{field} {value}");
    }
}

#[test]
fn huge_files_are_refused() {
    let fault = |limit, unit| MetadataFault::TooLarge { limit, unit };
    let read = Metadata::read(&vec![b'A'; LARGEST_FILE + 1], &[], NOW);
    assert_eq!(read.unwrap_err(), fault(LARGEST_FILE, "bytes"));
    let entries = vec![json!({ "aaid": "a" }); MOST_ENTRIES + 1];
    assert_eq!(SERVICE.read(&SERVICE.blob(&payload(&entries))).unwrap_err(), fault(MOST_ENTRIES, "entries"));
    assert!(SERVICE.read(&SERVICE.blob(&payload(&entries[1..]))).is_ok());
    let deep = format!(r#"{{"no":1,"nextUpdate":"2026-12-01","entries":[{}{}]}}"#, "[".repeat(9999), "]".repeat(9999));
    let deep = SERVICE.sign(&SERVICE.header("ES256"), deep.as_bytes());
    assert!(matches!(SERVICE.read(&deep), Err(MetadataFault::Malformed(_))));
    let mut long = SERVICE.header("ES256");
    long["x5c"] = json!(vec!["AAAA"; 17]);
    let read = SERVICE.read(&SERVICE.sign(&long, b"{}"));
    assert!(matches!(read, Err(MetadataFault::Chain(why)) if why.contains("too many")));
    long["x5c"] = json!(["A".repeat(1 << 20)]);
    assert!(matches!(SERVICE.read(&SERVICE.sign(&long, b"{}")), Err(MetadataFault::Malformed(_))));
}
