//! What is read of a model: nothing known is lost, nothing unknown is in the way.

use crate::service::{NOW, ONE, PNG, SERVICE, TWO, entry, model, on, payload};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use postern_authenticator::metadata::{Day, Level, Status};
use serde_json::{Value, json};

#[test]
fn a_good_file_is_read() {
    let reports = json!([{ "status": "FIDO_CERTIFIED_L2", "effectiveDate": "2024-05-01", "certificateNumber": "F1",
        "authenticatorVersion": 5, "url": "https://example.org", "certificate": "" }]);
    let blob = SERVICE.blob(&payload(&[entry(&ONE.to_uppercase(), reports)]));
    let read = SERVICE.read(&format!("{blob}\r\n ")).unwrap();
    assert_eq!((read.no(), read.next_update().to_string().as_str(), read.skipped()), (278, "2026-12-01", 0));
    assert_eq!(read.models().len(), 1);
    let model = read.model(&ONE.replace('-', "")).unwrap();
    assert_eq!((model.aaguid.as_str(), model.name.as_deref()), (ONE, Some("Key of the tests")));
    assert_eq!(model.icon.as_deref(), Some(PNG));
    assert_eq!((model.roots.as_slice(), model.firmware), ([b"a root".to_vec()].as_slice(), Some(50_700)));
    assert_eq!((model.multi_device, model.level(NOW), model.refused(NOW)), (None, Level::L2, None));
    let report = &model.reports[0];
    assert_eq!((report.effective, report.firmware), (Day::read("2024-05-01"), Some(5)));
    assert_eq!((report.certificate_number.as_deref(), &report.certificate), (Some("F1"), &None));
    assert!(read.model(TWO).is_none() && read.model("no uuid").is_none());
}

#[test]
fn unknown_fields_and_statuses_are_passed_over() {
    let mut one =
        entry(ONE, json!([{ "status": "FIPS140_CERTIFIED_L2", "new": 1 }, { "status": "FIDO_CERTIFIED_L1" }]));
    one["new"] = json!({ "deep": [1, 2] });
    one["metadataStatement"]["new"] = json!(null);
    one["metadataStatement"]["description"] = json!(" A \u{7}key\n");
    let mut all = payload(&[one]);
    all["new"] = json!(["x"]);
    let mut header = SERVICE.header("ES256");
    header["new"] = json!(true);
    let read = SERVICE.read(&SERVICE.sign(&header, all.to_string().as_bytes())).unwrap();
    let model = read.model(ONE).unwrap();
    assert_eq!(model.reports[0].status, Status::Other("FIPS140_CERTIFIED_L2".to_owned()));
    assert_eq!((model.level(NOW), model.refused(NOW), read.skipped()), (Level::L1, None, 0));
    assert_eq!(model.name.as_deref(), Some("A key"));
}

#[test]
fn a_bad_entry_is_left_out_and_counted() {
    let bad = [json!(7), json!({}), json!({ "aaguid": "?", "statusReports": [] }), json!({ "aaguid": TWO })];
    let bad_report = entry(TWO, json!([{ "effectiveDate": "2024-01-01" }]));
    let others = [json!({ "aaid": "1234#5678" }), json!({ "attestationCertificateKeyIdentifiers": ["00"] })];
    let zeros = entry("00000000-0000-0000-0000-000000000000", json!([]));
    let all = [bad.as_slice(), &others, &[bad_report, zeros, entry(ONE, json!([]))]].concat();
    let read = SERVICE.read(&SERVICE.blob(&payload(&all))).unwrap();
    assert_eq!((read.skipped(), read.models().len()), (5, 1));
    assert!(read.model("00000000-0000-0000-0000-000000000000").is_none());
}

#[test]
fn a_bad_field_costs_only_itself() {
    let mut one = entry(ONE, json!([{ "status": "REVOKED", "effectiveDate": "soon" }, 7]));
    one["metadataStatement"] = json!({ "description": 7, "icon": "data:image/png;base64,AAAA", "keyProtection": 1,
        "attestationRootCertificates": ["\n YSBy\r\nb290", "§", 3, ""], "authenticatorVersion": "five" });
    let two = json!({ "aaguid": TWO, "statusReports": [{ "status": "FIDO_CERTIFIED_L3", "effectiveDate": "once" }] });
    let read = SERVICE.read(&SERVICE.blob(&payload(&[one, two]))).unwrap();
    let model = read.model(ONE).unwrap();
    assert_eq!((&model.name, &model.icon, model.firmware, model.multi_device), (&None, &None, None, None));
    assert_eq!(model.roots, [b"a root".to_vec()]);
    assert_eq!(model.refused(NOW).unwrap().status, Status::Revoked, "a date that cannot be read delays no refusal");
    assert_eq!(read.model(TWO).unwrap().level(NOW), Level::L0, "and makes no certification");
}

#[test]
fn a_second_entry_takes_nothing_back() {
    let all = [
        entry(ONE, json!([{ "status": "FIDO_CERTIFIED_L1" }])),
        entry(ONE, json!([{ "status": "FIDO_CERTIFIED_L3" }, { "status": "REVOKED" }])),
    ];
    let read = SERVICE.read(&SERVICE.blob(&payload(&all))).unwrap();
    let model = read.model(ONE).unwrap();
    assert_eq!((model.level(NOW), read.skipped()), (Level::L1, 1));
    assert_eq!(model.refused(NOW).unwrap().status, Status::Revoked);
}

#[test]
fn icons_are_small_pngs() {
    let icon = |bytes: &[u8], kind: &str| {
        let mut one = entry(ONE, json!([]));
        one["metadataStatement"]["icon"] = json!(format!("data:image/{kind};base64,{}", STANDARD.encode(bytes)));
        SERVICE.read(&SERVICE.blob(&payload(&[one]))).unwrap().model(ONE).unwrap().icon.is_some()
    };
    let of = |size: usize| [PNG, vec![0; size - PNG.len()].as_slice()].concat();
    assert!(icon(&of(65_536), "png") && !icon(&of(65_537), "png") && !icon(&of(300_000), "png"));
    assert!(!icon(b"<svg/>", "png") && !icon(PNG, "svg+xml"));
    // A small file that is a large picture, and one that is none.
    let sized = |width: u32, height: u32| {
        let mut bytes = PNG.to_vec();
        bytes[16..20].copy_from_slice(&width.to_be_bytes());
        bytes[20..24].copy_from_slice(&height.to_be_bytes());
        bytes
    };
    assert!(icon(&sized(1024, 1), "png") && !icon(&sized(16, 1025), "png") && !icon(&sized(0, 16), "png"));
    assert!(!icon(&PNG[..20], "png"));
}

#[test]
fn copies_to_other_devices_are_told() {
    let told = |statement: Value| {
        let one = json!({ "aaguid": ONE, "statusReports": [], "metadataStatement": statement });
        SERVICE.read(&SERVICE.blob(&payload(&[one]))).unwrap().model(ONE).unwrap().multi_device
    };
    assert_eq!(told(json!({ "multiDeviceCredentialSupport": "unsupported" })), Some(false));
    assert_eq!(told(json!({ "multiDeviceCredentialSupport": "implicit" })), Some(true));
    assert_eq!(told(json!({ "multiDeviceCredentialSupport": "?", "keyProtection": ["hardware"] })), None);
    let both = json!({ "multiDeviceCredentialSupport": "unsupported", "keyProtection": ["sync_fabric"] });
    assert_eq!(told(both), Some(true));
}

#[test]
fn compromised_and_revoked_models_are_refused() {
    for (name, status) in [
        ("USER_VERIFICATION_BYPASS", Status::UserVerificationBypass),
        ("ATTESTATION_KEY_COMPROMISE", Status::AttestationKeyCompromise),
        ("USER_KEY_REMOTE_COMPROMISE", Status::UserKeyRemoteCompromise),
        ("USER_KEY_PHYSICAL_COMPROMISE", Status::UserKeyPhysicalCompromise),
        ("REVOKED", Status::Revoked),
        ("RETIRED", Status::Retired),
    ] {
        let model = model(json!([
            { "status": "FIDO_CERTIFIED_L1", "effectiveDate": "2020-01-01" },
            { "status": name, "effectiveDate": "2026-03-01", "certificate": STANDARD.encode(b"a batch") },
            { "status": "UPDATE_AVAILABLE", "effectiveDate": "2026-04-01", "authenticatorVersion": 50_701 },
            { "status": "FIDO_CERTIFIED_L2", "effectiveDate": "2026-05-01" },
        ]));
        assert_eq!(model.refused(on("2026-02-28")), None, "{name}");
        for day in ["2026-03-01", "2026-04-02", "2026-11-20"] {
            let report = model.refused(on(day)).unwrap();
            assert_eq!((&report.status, report.certificate.as_deref()), (&status, Some(&b"a batch"[..])));
        }
    }
    for harmless in ["NOT_FIDO_CERTIFIED", "SELF_ASSERTION_SUBMITTED", "UPDATE_AVAILABLE", "A_NEW_ONE"] {
        assert_eq!(model(json!([{ "status": harmless }])).refused(NOW), None, "{harmless}");
    }
    let undated = model(
        json!([{ "status": "USER_VERIFICATION_BYPASS" }, { "status": "REVOKED", "effectiveDate": "2026-01-01" }]),
    );
    assert_eq!(undated.refused(0).unwrap().status, Status::UserVerificationBypass);
    assert_eq!(undated.refused(NOW).unwrap().status, Status::Revoked, "the latest is told");
}

#[test]
fn levels_change_with_time() {
    let changing = model(json!([
        { "status": "FIDO_CERTIFIED_L1", "effectiveDate": "2020-01-01" },
        { "status": "FIDO_CERTIFIED", "effectiveDate": "2020-01-01" },
        { "status": "FIDO_CERTIFIED_L3plus", "effectiveDate": "2022-01-01T00:00:00Z" },
        { "status": "UPDATE_AVAILABLE", "effectiveDate": "2022-06-01" },
        { "status": "FIDO_CERTIFIED_L2", "effectiveDate": "2023-01-01", "sunsetDate": "2024-01-01" },
        { "status": "NOT_FIDO_CERTIFIED", "effectiveDate": "2025-01-01" },
    ]));
    let at = |day| changing.level(on(day));
    assert_eq!([at("2019-12-31"), at("2020-01-01"), at("2022-01-01")], [Level::L0, Level::L1, Level::L3Plus]);
    assert_eq!([at("2023-12-31"), at("2024-01-01"), at("2025-01-01")], [Level::L2, Level::L3Plus, Level::L0]);
    assert_eq!(model(json!([{ "status": "FIDO_CERTIFIED_L1", "effectiveDate": "" }])).level(NOW), Level::L1);
    let ranks = [Level::L0, Level::L1, Level::L1Plus, Level::L2, Level::L2Plus, Level::L3, Level::L3Plus];
    assert!(ranks.is_sorted());
    for (name, level) in [("L1", 1), ("L1plus", 2), ("L2", 3), ("L2plus", 4), ("L3", 5), ("L3plus", 6)] {
        assert_eq!(model(json!([{ "status": format!("FIDO_CERTIFIED_{name}") }])).level(NOW), ranks[level]);
    }
}
