//! Made-up people: the practice staff, their keys, and the accounts of the practice directory.

use crate::TrayName;
use postern_domain::staff::Role;

/// PIN of every practice staff key. Practice PINs are no secrets: the tray shows them.
pub const STAFF_PIN: &str = "135790";
/// PIN of the key that Maya lost.
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
    let blank = TrayName {
        name: BLANK.to_owned(),
        label: "Blank key".to_owned(),
        hint: "subject".to_owned(),
        pin: None,
        for_subject: true,
    };
    let lost = TrayName {
        name: LOST.to_owned(),
        label: "Maya's lost key".to_owned(),
        hint: "lost".to_owned(),
        pin: Some(LOST_PIN.to_owned()),
        for_subject: true,
    };
    staff.chain([blank, lost]).collect()
}

const fn role_hint(role: Role) -> &'static str {
    match role {
        Role::Agent => "agent",
        Role::Supervisor => "supervisor",
        Role::Reviewer => "reviewer",
        Role::Administrator => "administrator",
    }
}
