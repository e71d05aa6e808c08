//! Console, keys and staff.

use super::codes;
use super::gates::gate_views;
use crate::dto::{
    AbilityView, HowCode, KeySettingInput, KeyView, ModelStanding, PersonView, SetupPerson, SetupStep, SetupView,
    StoredCredentialView, StoredView,
};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use postern_domain::ids::KeyCredentialId;
use postern_domain::recovery::account::{Ability, How};
use postern_domain::recovery::{Gate, ModelReport, Violation};
use postern_domain::staff::{Person, Purpose, Role, Roster};
use postern_domain::text::shown;
use postern_ports::authenticator::{KeyDescription, KeyId, KeySetting, StoredCredential, StoredCredentials};

/// A member of staff.
pub fn person_view(person: &Person) -> PersonView {
    PersonView { id: person.id.to_string(), name: shown(&person.name), role: codes::role(person.role) }
}

pub(super) fn ends(person: &Person) -> String {
    person.key(Purpose::SignIn).map(|k| k.credential.ends()).unwrap_or_default()
}

/// A connected key. `owner` is who signed in with it here, where that is known; `report` is of its model.
pub fn key_view(key: &KeyDescription, owner: Option<&Person>, report: Option<&ModelReport>) -> KeyView {
    let texts = |all: &[String]| all.iter().map(|text| shown(text)).collect();
    let features = &key.features;
    KeyView {
        id: key.id.0.clone(),
        label: shown(&key.label),
        ends: owner.map(ends),
        owner: owner.map(|p| shown(&p.name)),
        model: report.and_then(|r| r.name.as_deref()).map(shown),
        standing: standing(report),
        aaguid: key.aaguid.clone(),
        firmware: key.firmware.map(firmware),
        serial: key.serial.as_deref().map(shown),
        pin_set: key.pin_set,
        min_pin_length: key.min_pin_length,
        force_pin_change: key.force_pin_change,
        pin_tries: key.pin_tries,
        sensor_tries: key.sensor_tries,
        versions: texts(&key.versions),
        transports: texts(&features.transports),
        extensions: texts(&features.extensions),
        algorithms: features.algorithms.iter().map(|n| algorithm(*n)).collect(),
        certifications: features.certifications.iter().map(|(name, level)| shown(&format!("{name} {level}"))).collect(),
        resident_keys: key.resident_keys,
        room: features.room,
        built_in_verification: features.built_in_verification,
        always_verify: features.always_verify,
        enterprise_attestation: features.enterprise_attestation,
        manages_credentials: features.manages_credentials,
        sets_min_pin_length: features.sets_min_pin_length,
        fault: key.fault.as_ref().map(|f| f.code().to_owned()),
    }
}

/// What a directory's connector can do.
pub fn abilities(can: impl Fn(Ability) -> How) -> Vec<AbilityView> {
    let how = |ability| match can(ability) {
        How::Does => HowCode::Does,
        How::NotYet => HowCode::NotYet,
        How::Person => HowCode::Person,
        How::Subject => HowCode::Subject,
        How::Never => HowCode::Never,
    };
    Ability::ALL.iter().map(|ability| AbilityView { code: ability.code(), how: how(*ability) }).collect()
}

fn standing(report: Option<&ModelReport>) -> ModelStanding {
    match report {
        None => ModelStanding::NoMetadata,
        Some(ModelReport { refused: Some(_), .. }) => ModelStanding::Revoked,
        Some(ModelReport { name: None, .. }) => ModelStanding::Unknown,
        Some(ModelReport { name: Some(_), .. }) => ModelStanding::Trusted,
    }
}

/// The IANA name of a COSE algorithm.
fn algorithm(number: i64) -> String {
    match number {
        -7 => "ES256".to_owned(),
        -8 => "EdDSA".to_owned(),
        -9 => "ESP256".to_owned(),
        -19 => "Ed25519".to_owned(),
        -35 => "ES384".to_owned(),
        -36 => "ES512".to_owned(),
        -47 => "ES256K".to_owned(),
        -48 => "ML-DSA-44".to_owned(),
        -257 => "RS256".to_owned(),
        other => other.to_string(),
    }
}

/// What is on a key; staff credentials of this desk are marked.
pub fn stored_view(key: &KeyId, stored: &StoredCredentials, roster: &Roster) -> StoredView {
    let staff = roster.all_credentials();
    let one = |c: &StoredCredential| StoredCredentialView {
        id: URL_SAFE_NO_PAD.encode(&c.id.0),
        rp_id: shown(&c.rp_id),
        user_name: shown(&c.user_name),
        display_name: shown(&c.user_display_name),
        protection: c.protection,
        postern: staff.contains(&c.id),
    };
    StoredView { key_id: key.0.clone(), credentials: stored.all.iter().map(one).collect(), room: stored.room }
}

/// A credential's id, as the window says it.
pub fn credential_id(text: &str) -> Option<KeyCredentialId> {
    URL_SAFE_NO_PAD.decode(text).ok().map(KeyCredentialId)
}

/// A setting of a key.
pub fn key_setting(input: KeySettingInput) -> KeySetting {
    match input {
        KeySettingInput::MinPinLength { length } => KeySetting::MinPinLength { length, tell: Vec::new() },
        KeySettingInput::ForcePinChange => KeySetting::ForcePinChange,
        KeySettingInput::ToggleAlwaysVerify => KeySetting::ToggleAlwaysVerify,
        KeySettingInput::EnterpriseAttestation => KeySetting::EnterpriseAttestation,
    }
}

/// Firmware versions are one number; people read it as three.
pub fn firmware(version: u32) -> String {
    format!("{}.{}.{}", version >> 16, (version >> 8) & 0xff, version & 0xff)
}

/// How far the set-up is.
pub fn setup_view(roster: &Roster) -> SetupView {
    // Done once is done: whoever leaves later does not send the desk back to its set-up.
    let count = |role| roster.everyone().filter(|p| p.role == role).count();
    let administrators = count(Role::Administrator);
    let mut open = Vec::new();
    if administrators < 2 {
        open.push(Violation::of(Gate::TwoAdministrators));
    }
    if count(Role::Supervisor) < 1 || count(Role::Agent) < 1 {
        open.push(Violation::of(Gate::CoSignersExist).with("needed", 1).with("enrolled", count(Role::Supervisor)));
    }
    let step = match (administrators, open.is_empty()) {
        (0, _) => SetupStep::FirstAdministrator,
        (1, _) => SetupStep::SecondAdministrator,
        (_, false) => SetupStep::Staff,
        (_, true) => SetupStep::Done,
    };
    let people = roster.people().map(|p| SetupPerson {
        id: p.id.to_string(),
        name: shown(&p.name),
        role: codes::role(p.role),
        staff_number: shown(&p.staff_number),
        key_ends: ends(p),
    });
    SetupView { step, people: people.collect(), gates: gate_views(&open) }
}
