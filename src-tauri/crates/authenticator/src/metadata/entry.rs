//! One entry (§3.1.1) as a model. Vendors write these by hand: what is wrong in one field costs that field only,
//! unless it is about the model's safety.

use super::Day;
use super::model::{Model, Status, StatusReport};
use base64::Engine as _;
use base64::alphabet::STANDARD as ALPHABET;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use serde_json::Value;
use uuid::Uuid;

/// The largest icon, in bytes.
const LARGEST_ICON: usize = 64 * 1024;
/// The largest certificate, in bytes.
const LARGEST_CERTIFICATE: usize = 16 * 1024;
/// The longest text that is kept, in characters.
const LONGEST_TEXT: usize = 256;
/// The widest and highest icon, in pixels: a small file can hold a picture that fills a memory.
const WIDEST_ICON: u32 = 1024;
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR";
const PNG_DATA: &str = "data:image/png;base64,";

/// Base64 as found in statements: with or without padding, the last bits as they come.
const LENIENT: GeneralPurpose = GeneralPurpose::new(
    &ALPHABET,
    GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true),
);

/// What an entry is.
pub(super) enum Entry {
    /// A FIDO2 model.
    Model(Uuid, Box<Model>),
    /// A U2F or UAF model: these have no AAGUID.
    OtherFamily,
    /// Not known: it may be any model.
    Unreadable,
}

/// Reads one entry.
pub(super) fn read(entry: &Value) -> Entry {
    let Some(name) = present(entry, "aaguid") else {
        let other = ["aaid", "attestationCertificateKeyIdentifiers"].iter().any(|id| present(entry, id).is_some());
        return if other { Entry::OtherFamily } else { Entry::Unreadable };
    };
    let Some(aaguid) = name.as_str().and_then(|text| Uuid::parse_str(text.trim()).ok()) else {
        return Entry::Unreadable;
    };
    if aaguid.is_nil() {
        // Every U2F key reports zeros: no model may claim them.
        return Entry::OtherFamily;
    }
    let Some(reports) = read_reports(entry) else { return Entry::Unreadable };
    let statement = &entry["metadataStatement"];
    Entry::Model(
        aaguid,
        Box::new(Model {
            aaguid: aaguid.to_string(),
            name: text(statement, "description"),
            icon: statement["icon"].as_str().and_then(icon),
            roots: roots(statement),
            firmware: statement["authenticatorVersion"].as_u64(),
            multi_device: multi_device(statement),
            reports,
        }),
    )
}

/// `None` when a report cannot be read that may refuse the model, and none that can be read does.
fn read_reports(entry: &Value) -> Option<Vec<StatusReport>> {
    let listed = entry["statusReports"].as_array()?;
    let reports: Vec<StatusReport> = listed.iter().filter_map(read_report).collect();
    let all = listed.iter().all(|report| report["status"].is_string());
    (all || reports.iter().any(|r| r.status.refuses())).then_some(reports)
}

/// A date that cannot be read makes a refusal begin at once and a certification never.
fn read_report(report: &Value) -> Option<StatusReport> {
    let status = Status::named(report["status"].as_str()?);
    let effective = match present(report, "effectiveDate") {
        None => None,
        Some(date) => match date.as_str().and_then(day) {
            None if !status.refuses() => return None,
            read => read,
        },
    };
    Some(StatusReport {
        status,
        effective,
        sunset: report["sunsetDate"].as_str().and_then(day),
        firmware: report["authenticatorVersion"].as_u64(),
        certificate: ["certificate", "batchCertificate"]
            .iter()
            .find_map(|field| decoded(report[*field].as_str()?, LARGEST_CERTIFICATE)),
        certificate_number: text(report, "certificateNumber"),
        url: text(report, "url"),
    })
}

/// ISO 8601, of which only the date counts.
fn day(text: &str) -> Option<Day> {
    let text = text.trim();
    let (date, time) = text.split_at_checked(10)?;
    if time.is_empty() || time.starts_with('T') { Day::read(date) } else { None }
}

/// Metadata Statement v3.1 §4 `multiDeviceCredentialSupport` and `keyProtection`.
fn multi_device(statement: &Value) -> Option<bool> {
    let protection = statement["keyProtection"].as_array();
    if protection.is_some_and(|kinds| kinds.iter().any(|kind| kind == "sync_fabric")) {
        return Some(true);
    }
    match statement["multiDeviceCredentialSupport"].as_str()? {
        "unsupported" => Some(false),
        "explicit" | "implicit" => Some(true),
        _ => None,
    }
}

fn icon(uri: &str) -> Option<Vec<u8>> {
    let bytes = decoded(uri.trim_start().strip_prefix(PNG_DATA)?, LARGEST_ICON)?;
    let (width, height) = size(bytes.strip_prefix(PNG)?)?;
    (width.max(height) <= WIDEST_ICON && width.min(height) > 0).then_some(bytes)
}

/// Width and height, from the data of the chunk IHDR (PNG, third edition, §11.2.1).
fn size(header: &[u8]) -> Option<(u32, u32)> {
    let number = |at: usize| header.get(at..at + 4)?.try_into().ok().map(u32::from_be_bytes);
    Some((number(0)?, number(4)?))
}

fn roots(statement: &Value) -> Vec<Vec<u8>> {
    let listed = statement["attestationRootCertificates"].as_array().map(Vec::as_slice).unwrap_or_default();
    listed.iter().filter_map(|root| decoded(root.as_str()?, LARGEST_CERTIFICATE)).collect()
}

/// Base64 with white space anywhere: some statements are wrapped like PEM. `None` when empty or too large.
fn decoded(text: &str, largest: usize) -> Option<Vec<u8>> {
    let plain: String = text.chars().filter(|c| !c.is_ascii_whitespace()).take(largest / 3 * 4 + 8).collect();
    let bytes = LENIENT.decode(plain).ok()?;
    (!bytes.is_empty() && bytes.len() <= largest).then_some(bytes)
}

/// Cut, without control characters; `None` when nothing is left.
fn text(value: &Value, field: &str) -> Option<String> {
    let plain: String = value[field].as_str()?.chars().filter(|c| !c.is_control()).take(LONGEST_TEXT).collect();
    let plain = plain.trim();
    (!plain.is_empty()).then(|| plain.to_owned())
}

/// A field that is there and neither `null` nor empty.
fn present<'a>(value: &'a Value, field: &str) -> Option<&'a Value> {
    value.get(field).filter(|v| !v.is_null() && v.as_str() != Some(""))
}
