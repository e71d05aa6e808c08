//! The staff, folded from the desk's stream. Applying an event contains no rule.

use super::{DeskEvent, EnrolledKey, Profile, Purpose, Role};
use crate::canonical::Digest;
use crate::ids::{AccountId, ConsoleId, DirectoryId, KeyCredentialId, LedgerId, PersonId, SessionId};
use crate::time::Timestamp;
use std::collections::BTreeMap;

/// Everyone who works here, as of some record.
#[derive(Debug, Clone, Default)]
pub struct Roster {
    founding: Option<Founding>,
    people: BTreeMap<PersonId, Person>,
    counters: BTreeMap<KeyCredentialId, u32>,
    open_sessions: BTreeMap<SessionId, PersonId>,
}

#[derive(Debug, Clone)]
struct Founding {
    ledger: LedgerId,
    profile: Profile,
    console: ConsoleId,
    policy: Digest,
}

/// One member of staff.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// Identifier.
    pub id: PersonId,
    /// Name as reports show it.
    pub name: String,
    /// The employer's number.
    pub staff_number: String,
    /// The one role.
    pub role: Role,
    /// Training is current until then.
    pub training_until: Timestamp,
    /// Their own account, where known.
    pub account: Option<(DirectoryId, AccountId)>,
    /// Their credentials.
    pub keys: Vec<EnrolledKey>,
}

impl Person {
    /// Their credential for `purpose`.
    pub fn key(&self, purpose: Purpose) -> Option<&EnrolledKey> {
        self.keys.iter().find(|k| k.purpose == purpose)
    }
}

impl Roster {
    /// Folds a whole stream.
    pub fn fold<'a>(events: impl IntoIterator<Item = &'a DeskEvent>) -> Self {
        let mut roster = Self::default();
        for event in events {
            roster.apply(event);
        }
        roster
    }

    /// Applies one event.
    pub fn apply(&mut self, event: &DeskEvent) {
        match event {
            DeskEvent::Founded { ledger, profile, console, policy } => {
                self.founding =
                    Some(Founding { ledger: *ledger, profile: *profile, console: *console, policy: *policy });
            }
            DeskEvent::StaffEnrolled {
                person,
                name,
                staff_number,
                role,
                training_until,
                account,
                keys,
                confirmed: _,
            } => {
                self.people.insert(
                    *person,
                    Person {
                        id: *person,
                        name: name.clone(),
                        staff_number: staff_number.clone(),
                        role: *role,
                        training_until: *training_until,
                        account: account.clone(),
                        keys: keys.clone(),
                    },
                );
            }
            DeskEvent::SessionOpened { session, person, assertion, counter } => {
                self.counters.insert(assertion.credential.clone(), *counter);
                self.open_sessions.insert(*session, *person);
            }
            DeskEvent::SessionEnded { session } => {
                self.open_sessions.remove(session);
            }
            DeskEvent::AttemptRefused { .. } => {}
        }
    }

    /// This history's name, once founded.
    pub fn ledger(&self) -> Option<LedgerId> {
        self.founding.as_ref().map(|f| f.ledger)
    }

    /// Practice or real, once founded.
    pub fn profile(&self) -> Option<Profile> {
        self.founding.as_ref().map(|f| f.profile)
    }

    /// The founding console.
    pub fn console(&self) -> Option<ConsoleId> {
        self.founding.as_ref().map(|f| f.console)
    }

    /// Hash of the policy in force.
    pub fn policy(&self) -> Option<Digest> {
        self.founding.as_ref().map(|f| f.policy)
    }

    /// Everyone, in order of enrolment (identifiers are sortable by time).
    pub fn people(&self) -> impl Iterator<Item = &Person> {
        self.people.values()
    }

    /// One person.
    pub fn person(&self, id: PersonId) -> Option<&Person> {
        self.people.get(&id)
    }

    /// People with `role`.
    pub fn with_role(&self, role: Role) -> impl Iterator<Item = &Person> {
        self.people.values().filter(move |p| p.role == role)
    }

    /// The person whose credential this is, and the credential.
    pub fn by_credential(&self, credential: &KeyCredentialId) -> Option<(&Person, &EnrolledKey)> {
        self.people.values().find_map(|p| p.keys.iter().find(|k| k.credential == *credential).map(|k| (p, k)))
    }

    /// The last counter seen for a credential; 0 when none was.
    pub fn counter(&self, credential: &KeyCredentialId) -> u32 {
        self.counters.get(credential).copied().unwrap_or(0)
    }

    /// Whether `session` is open.
    pub fn is_open(&self, session: SessionId) -> bool {
        self.open_sessions.contains_key(&session)
    }

    /// All credential ids of the staff: nobody's key may be enrolled twice.
    pub fn all_credentials(&self) -> Vec<KeyCredentialId> {
        self.people.values().flat_map(|p| p.keys.iter().map(|k| k.credential.clone())).collect()
    }
}
