//! Console, keys and staff.

use super::codes;
use super::gates::gate_views;
use super::refusal::key_code;
use crate::dto::{KeyView, PersonView, SetupPerson, SetupStep, SetupView};
use postern_domain::recovery::{Gate, Violation};
use postern_domain::staff::{Person, Purpose, Role, Roster};
use postern_domain::text::shown;
use postern_ports::authenticator::KeyDescription;

/// A member of staff.
pub fn person_view(person: &Person) -> PersonView {
    PersonView { id: person.id.to_string(), name: shown(&person.name), role: codes::role(person.role) }
}

pub(super) fn ends(person: &Person) -> String {
    person.key(Purpose::SignIn).map(|k| k.credential.ends()).unwrap_or_default()
}

/// A connected key. `owner` is who signed in with it here, where that is known.
pub fn key_view(key: &KeyDescription, owner: Option<&Person>) -> KeyView {
    KeyView {
        id: key.id.0.clone(),
        label: shown(&key.label),
        ends: owner.map(ends),
        owner: owner.map(|p| shown(&p.name)),
        aaguid: key.aaguid.clone(),
        firmware: key.firmware.map(firmware),
        pin_set: key.pin_set,
        min_pin_length: key.min_pin_length,
        pin_tries: key.pin_tries,
        fault: key.fault.as_ref().map(|f| key_code(f).to_owned()),
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
