//! Changes of the desk itself: policy, staff, threat level. Signed by administrators with their own keys, never silent.

use super::decide::check_keys;
use super::event::Confirmation;
use super::{DeskEvent, EnrolledKey, Purpose, Role, Roster, Threat};
use crate::assertion::VerifiedAssertion;
use crate::canonical::{self, Digest};
use crate::ids::{ConsoleId, ConsoleKey, LedgerId, PersonId};
use crate::policy::Policy;
use crate::recovery::{Gate, Refusal, Violation};
use crate::time::{Span, Timestamp};
use serde::{Deserialize, Serialize};

/// One change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "snake_case")]
pub enum Change {
    /// Another policy is in force, for cases that begin from now on.
    AdoptPolicy {
        /// The policy, whole.
        policy: Box<Policy>,
    },
    /// Somebody was trained and assessed again (SP 800-63A-4 §3.12).
    RenewTraining {
        /// Who.
        person: PersonId,
        /// Until when that counts.
        until: Timestamp,
    },
    /// Somebody does not work here any more, or their key is not trusted.
    RemoveStaff {
        /// Who.
        person: PersonId,
        /// Since when their key is not trusted.
        reported_at: Timestamp,
        /// Why.
        reason: String,
    },
    /// Somebody has a second key beside their own.
    AddStaffKey {
        /// Who.
        person: PersonId,
        /// The two credentials on it.
        keys: Vec<EnrolledKey>,
    },
    /// Somebody's key is lost: it counts no more from now on, and another one is theirs.
    ReplaceStaffKey {
        /// Who.
        person: PersonId,
        /// The two credentials on the new one.
        keys: Vec<EnrolledKey>,
        /// Since when the old ones are not trusted.
        reported_at: Timestamp,
        /// Why.
        reason: String,
    },
    /// Security sees more danger, or less.
    SetThreat {
        /// How much.
        threat: Threat,
        /// Why.
        reason: String,
    },
    /// The key that covert flags are sealed to.
    SetSecurityKey {
        /// X25519 public key, 64 hexadecimal digits.
        public_key: String,
    },
    /// A console signs the history with another key from now on.
    RotateConsoleKey {
        /// Which console.
        console: ConsoleId,
        /// The new key's public half.
        key: ConsoleKey,
        /// Why.
        reason: String,
    },
}

/// Who has to sign a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Needed {
    /// How many different people.
    pub people: usize,
    /// A reviewer counts, too: security watches through them.
    pub reviewers: bool,
}

const fn administrators(people: usize) -> Needed {
    Needed { people, reviewers: false }
}

const fn with_reviewers(people: usize) -> Needed {
    Needed { people, reviewers: true }
}

/// Who signs which change. Closing a door takes one person; opening one, or moving the frame, takes two.
pub const NEEDED: [(&str, Needed); 9] = [
    ("adopt_policy", administrators(2)),
    ("renew_training", administrators(1)),
    ("remove_staff", administrators(1)),
    // Of two administrators one may have lost their key: a reviewer signs in their place.
    ("add_staff_key", with_reviewers(2)),
    ("replace_staff_key", with_reviewers(2)),
    ("raise_threat", with_reviewers(1)),
    ("lower_threat", with_reviewers(2)),
    ("set_security_key", administrators(2)),
    ("rotate_console_key", administrators(2)),
];

impl Change {
    /// Stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::AdoptPolicy { .. } => "adopt_policy",
            Self::RenewTraining { .. } => "renew_training",
            Self::RemoveStaff { .. } => "remove_staff",
            Self::AddStaffKey { .. } => "add_staff_key",
            Self::ReplaceStaffKey { .. } => "replace_staff_key",
            Self::SetThreat { threat: Threat::Raised, .. } => "raise_threat",
            Self::SetThreat { threat: Threat::Normal, .. } => "lower_threat",
            Self::SetSecurityKey { .. } => "set_security_key",
            Self::RotateConsoleKey { .. } => "rotate_console_key",
        }
    }

    /// Who has to sign.
    pub fn needed(&self) -> Needed {
        let two = administrators(2);
        NEEDED.iter().find(|(code, _)| *code == self.code()).map_or(two, |(_, needed)| *needed)
    }
}

/// Training counts for a year at most (SP 800-63A-4 §3.12: reassessed annually).
const TRAINING: Span = Span::days(366);

/// The bytes that are signed: this change, here, and after so many others, so that no signature serves twice.
pub fn change_statement(change: &Change, ledger: LedgerId, after: u64) -> Result<Vec<u8>, canonical::NotCanonical> {
    #[derive(Serialize)]
    struct Statement<'a> {
        ledger: LedgerId,
        after: u64,
        change: &'a Change,
    }
    canonical::bytes(&Statement { ledger, after, change })
}

/// The challenge that the signers' keys sign.
pub fn change_challenge(statement: &[u8]) -> Digest {
    Digest::separated("postern/change/v1", statement)
}

/// The challenge that a person's key signs who witnesses a checkpoint: `text` is the checkpoint's, `at` the time in
/// seconds since 1970.
pub fn witness_challenge(text: &str, at: u64) -> Digest {
    Digest::separated("postern/witness/v1", format!("time {at}\n{text}").as_bytes())
}

/// Decides a change with the signatures given.
pub fn change(
    roster: &Roster,
    change: Change,
    signatures: &[VerifiedAssertion],
    now: Timestamp,
) -> Result<DeskEvent, Refusal> {
    let mut wrong = fits(roster, &change, now);
    let signed = signed_by(roster, &change, signatures);
    let needed = change.needed();
    let role = |c: &&Confirmation| roster.person(c.by).is_some_and(|p| p.role == Role::Administrator);
    let least = least_administrators(roster, &change);
    if signed.len() < needed.people || signed.iter().filter(role).count() < least {
        wrong.push(Violation::of(Gate::AdministratorsSign).with("signed", signed.len()).with("needed", needed.people));
    }
    Refusal::unless_empty(wrong)?;
    Ok(DeskEvent::Changed { change, signed, at: now })
}

fn fits(roster: &Roster, change: &Change, now: Timestamp) -> Vec<Violation> {
    let field = |name: &str| vec![Violation::of(Gate::FieldValid).with("field", name)];
    let said = |reason: &str| {
        let length = reason.trim().chars().count();
        (1..=500).contains(&length) && crate::text::shown(reason) == *reason
    };
    match change {
        Change::AdoptPolicy { policy } => policy
            .loosened()
            .iter()
            .map(|l| Violation::of(Gate::PolicyFits).with("setting", l.setting.name).with("value", &l.value))
            .collect(),
        Change::RenewTraining { person, until } => {
            let fits = *until > now && until.since(now) <= TRAINING;
            if !roster.works_here(*person) {
                vec![Violation::of(Gate::ItemExists).with("what", "person")]
            } else if fits {
                Vec::new()
            } else {
                field("training_until")
            }
        }
        Change::RemoveStaff { person, reported_at, reason } => {
            let mut wrong = Vec::new();
            if !roster.works_here(*person) {
                wrong.push(Violation::of(Gate::ItemExists).with("what", "person"));
            }
            let administrators = roster.with_role(Role::Administrator).filter(|p| p.id != *person).count();
            if administrators < 2 {
                wrong.push(Violation::of(Gate::AdministratorsRemain));
            }
            if *reported_at > now {
                wrong.extend(field("reported_at"));
            }
            if !said(reason) {
                wrong.extend(field("reason"));
            }
            wrong
        }
        Change::AddStaffKey { person, keys } => another_key(roster, *person, keys),
        Change::ReplaceStaffKey { person, keys, reported_at, reason } => {
            let mut wrong = another_key(roster, *person, keys);
            if *reported_at > now {
                wrong.extend(field("reported_at"));
            }
            if !said(reason) {
                wrong.extend(field("reason"));
            }
            wrong
        }
        Change::SetThreat { threat: _, reason } if said(reason) => Vec::new(),
        Change::SetThreat { .. } => field("reason"),
        Change::SetSecurityKey { public_key } => {
            let fits =
                public_key.len() == 64 && public_key.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b));
            if fits { Vec::new() } else { field("security_key") }
        }
        Change::RotateConsoleKey { console, key, reason } => {
            let mut wrong = Vec::new();
            if roster.console_key(*console).is_none() {
                wrong.push(Violation::of(Gate::ItemExists).with("what", "console"));
            }
            if roster.knew_console_key(*key) {
                // A key that was given up does not come back, and two consoles do not share one.
                wrong.extend(field("console_key"));
            }
            if !said(reason) {
                wrong.extend(field("reason"));
            }
            wrong
        }
    }
}

/// How many administrators sign at least: for another key of somebody, all signers, as far as there are so many others.
/// A reviewer takes the place of one only where one of two lost theirs: an administrator alone could make a reviewer.
fn least_administrators(roster: &Roster, change: &Change) -> usize {
    match change {
        Change::AddStaffKey { person, .. } | Change::ReplaceStaffKey { person, .. } => {
            let others = roster.with_role(Role::Administrator).filter(|p| p.id != *person).count();
            others.min(change.needed().people).max(1)
        }
        Change::AdoptPolicy { .. }
        | Change::RenewTraining { .. }
        | Change::RemoveStaff { .. }
        | Change::SetThreat { .. }
        | Change::SetSecurityKey { .. }
        | Change::RotateConsoleKey { .. } => 0,
    }
}

/// What is wrong with another key of somebody: the same as with the key of a newcomer.
fn another_key(roster: &Roster, person: PersonId, keys: &[EnrolledKey]) -> Vec<Violation> {
    let mut wrong = Vec::new();
    if !roster.works_here(person) {
        wrong.push(Violation::of(Gate::ItemExists).with("what", "person"));
    }
    check_keys(roster, keys, &mut wrong);
    wrong
}

/// The signatures that count: each of another person with the right role, over exactly this change, now. Nobody signs
/// for themselves.
fn signed_by(roster: &Roster, change: &Change, signatures: &[VerifiedAssertion]) -> Vec<Confirmation> {
    let Some(ledger) = roster.ledger() else { return Vec::new() };
    let Ok(statement) = change_statement(change, ledger, roster.changes()) else { return Vec::new() };
    let challenge = change_challenge(&statement);
    let about = match change {
        Change::RenewTraining { person, .. }
        | Change::RemoveStaff { person, .. }
        | Change::AddStaffKey { person, .. }
        | Change::ReplaceStaffKey { person, .. } => Some(*person),
        Change::AdoptPolicy { .. }
        | Change::SetThreat { .. }
        | Change::SetSecurityKey { .. }
        | Change::RotateConsoleKey { .. } => None,
    };
    let mut signed: Vec<Confirmation> = Vec::new();
    for verified in signatures {
        let Some((person, key)) = roster.by_credential(&verified.assertion().credential) else { continue };
        let role = match person.role {
            Role::Administrator => true,
            Role::Reviewer => change.needed().reviewers,
            Role::Agent | Role::Supervisor => false,
        };
        let counts = role
            && Some(person.id) != about
            && key.purpose == Purpose::Approve
            && verified.rp_id() == Purpose::Approve.rp_id(ledger)
            && verified.challenge() == challenge.0
            && signed.iter().all(|earlier| earlier.by != person.id);
        if counts {
            signed.push(Confirmation { by: person.id, assertion: verified.assertion().clone() });
        }
    }
    signed
}
