//! Whatever comes: no panic, no change that passes, no entry that spoils another.

use crate::service::{NOW, ONE, SERVICE, TWO, entry, payload};
use postern_authenticator::metadata::{Level, Metadata, built_in_roots};
use proptest::prelude::*;
use proptest::sample::Index;
use serde_json::{Value, json};

fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        ".{0,12}".prop_map(Value::from),
        Just(json!(ONE)),
        Just(json!("REVOKED")),
        Just(json!("2026-99-99éé")),
    ];
    leaf.prop_recursive(4, 32, 5, |inner| {
        let key = prop::sample::select(vec![
            "aaguid",
            "statusReports",
            "status",
            "effectiveDate",
            "metadataStatement",
            "icon",
            "keyProtection",
            "attestationRootCertificates",
            "certificate",
            "url",
        ]);
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
            prop::collection::vec((key, inner), 0..6).prop_map(|all| all
                .into_iter()
                .map(|(k, v)| (k.to_owned(), v))
                .collect::<serde_json::Map<_, _>>()
                .into()),
        ]
    })
}

proptest! {
    #[test]
    fn no_bytes_panic(bytes in prop::collection::vec(any::<u8>(), 0..512), text in "[A-Za-z0-9_.-]{0,256}") {
        prop_assert!(Metadata::read(&bytes, &built_in_roots(), NOW).is_err());
        prop_assert!(Metadata::read(text.as_bytes(), &built_in_roots(), NOW).is_err());
    }

    #[test]
    fn no_header_panics(header in any_json(), body in any_json()) {
        let mut wrong = SERVICE.header("ES256");
        wrong["x5c"] = header;
        prop_assert!(SERVICE.read(&SERVICE.sign(&wrong, body.to_string().as_bytes())).is_err());
        let body = SERVICE.sign(&SERVICE.header("ES256"), body.to_string().as_bytes());
        prop_assert!(SERVICE.read(&body).is_err());
    }

    #[test]
    fn no_changed_byte_passes(at in any::<Index>(), to in any::<u8>(), cut in any::<Index>()) {
        let good = SERVICE.blob(&payload(&[entry(ONE, json!([{ "status": "REVOKED" }]))])).into_bytes();
        let mut bad = good.clone();
        let at = at.index(bad.len());
        bad[at] = if bad[at] == to { to ^ 1 } else { to };
        let trust = std::slice::from_ref(&SERVICE.root);
        prop_assert!(Metadata::read(&bad, trust, NOW).is_err());
        prop_assert!(Metadata::read(&good[..cut.index(good.len())], trust, NOW).is_err());
    }

    #[test]
    fn no_entry_spoils_another(wild in prop::collection::vec(any_json(), 0..6)) {
        let all = [vec![entry(TWO, json!([{ "status": "FIDO_CERTIFIED_L1" }]))], wild].concat();
        let read = SERVICE.read(&SERVICE.blob(&payload(&all))).unwrap();
        for model in read.models() {
            let _ = (model.refused(NOW), model.level(NOW));
        }
        prop_assert_eq!(read.model(TWO).unwrap().level(NOW), Level::L1);
    }
}
