//! Made-up people: the practice staff, their keys, and the accounts of the practice directory.

use crate::TrayName;
use postern_domain::staff::Role;

/// PIN of every practice staff key. Practice PINs are no secrets: the tray shows them.
pub const STAFF_PIN: &str = "135790";
/// PIN of the keys of subjects that have one.
pub const LOST_PIN: &str = "246801";

/// A member of the practice staff.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PracticePerson {
    /// Name.
    pub name: &'static str,
    /// Staff number.
    pub staff_number: &'static str,
    /// The one role.
    pub role: Role,
    /// Their key in the tray.
    pub key: &'static str,
    /// Their account in the practice directory.
    pub login: Option<&'static str>,
}

/// The practice staff, administrators first.
pub const STAFF: [PracticePerson; 6] = [
    PracticePerson {
        name: "Ada Novak",
        staff_number: "P-001",
        role: Role::Administrator,
        key: "administrator-1",
        login: None,
    },
    PracticePerson {
        name: "Ben Achterberg",
        staff_number: "P-002",
        role: Role::Administrator,
        key: "administrator-2",
        login: None,
    },
    PracticePerson {
        name: "Agnes Holm",
        staff_number: "P-003",
        role: Role::Agent,
        key: "agent",
        login: Some("agnes.holm"),
    },
    PracticePerson {
        name: "Samir Haddad",
        staff_number: "P-004",
        role: Role::Supervisor,
        key: "supervisor",
        login: None,
    },
    PracticePerson {
        name: "Sofia Brandt",
        staff_number: "P-005",
        role: Role::Supervisor,
        key: "second-supervisor",
        login: None,
    },
    PracticePerson { name: "Rui Costa", staff_number: "P-006", role: Role::Reviewer, key: "reviewer", login: None },
];

/// Name of the blank key for the subject.
pub const BLANK: &str = "subject-blank";
/// Name of the key that Maya lost.
pub const LOST: &str = "subject-lost";
/// Name of Jonas's key: he answers for the machine identity.
pub const SPONSOR: &str = "sponsor";
/// Name of the key that the machine identity signed in with.
pub const MACHINE_LOST: &str = "machine-lost";
/// A saved recovery code of Maya's. Like the practice PINs it is no secret: the tray shows it.
pub const SAVED_CODE: &str = "7K2M-9QXT-4HRD-8VNC";
/// The machine identity.
pub const MACHINE: &str = "svc.signing";
/// The subject of a first recovery.
pub const SUBJECT: &str = "maya.okafor";

/// Every key of the tray.
pub fn tray() -> Vec<TrayName> {
    let staff = STAFF.iter().map(|p| TrayName {
        name: p.key.to_owned(),
        label: p.name.to_owned(),
        hint: role_hint(p.role).to_owned(),
        pin: Some(STAFF_PIN.to_owned()),
        for_subject: false,
    });
    let other = |name: &str, label: &str, hint: &str, pin: Option<&str>| TrayName {
        name: name.to_owned(),
        label: label.to_owned(),
        hint: hint.to_owned(),
        pin: pin.map(str::to_owned),
        for_subject: true,
    };
    staff
        .chain([
            other(BLANK, "Blank key", "subject", None),
            other(LOST, "Maya's lost key", "lost", Some(LOST_PIN)),
            other(SPONSOR, "Jonas Lind's key", "sponsor", Some(LOST_PIN)),
            other(MACHINE_LOST, "Signing service's key", "lost", Some(LOST_PIN)),
        ])
        .collect()
}

const fn role_hint(role: Role) -> &'static str {
    match role {
        Role::Agent => "agent",
        Role::Supervisor => "supervisor",
        Role::Reviewer => "reviewer",
        Role::Administrator => "administrator",
    }
}
