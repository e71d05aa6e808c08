//! The staff, folded from the desk's stream. Applying an event contains no rule.

use super::{Actor, Alarm, Change, DeskEvent, EnrolledKey, OpenQuorum, Profile, Purpose, Role, Threat};
use crate::canonical::Digest;
use crate::ids::{AccountId, ConsoleId, ConsoleKey, DirectoryId, KeyCredentialId, LedgerId, PersonId, SessionId};
use crate::policy::Policy;
use crate::time::Timestamp;
use std::collections::BTreeMap;

/// Everyone who works here, as of some record.
#[derive(Debug, Clone, Default)]
pub struct Roster {
    founding: Option<Founding>,
    people: BTreeMap<PersonId, Person>,
    counters: BTreeMap<KeyCredentialId, u32>,
    open_sessions: BTreeMap<SessionId, PersonId>,
    policies: Vec<(Digest, Policy)>,
    threat: Threat,
    security_key: Option<String>,
    console_keys: Vec<(ConsoleId, ConsoleKey)>,
    changes: u64,
    alarms: Vec<Alarm>,
    quorums: u64,
    quorum: Option<OpenQuorum>,
}

#[derive(Debug, Clone)]
struct Founding {
    ledger: LedgerId,
    profile: Profile,
}

/// How and when somebody left.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Removal {
    /// Since when their key is not trusted: as reported.
    pub reported_at: Timestamp,
    /// When they were removed.
    pub at: Timestamp,
    /// Why.
    pub reason: String,
}

/// A key that somebody lost.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LostKey {
    /// The two credentials on it: what they signed stays known.
    pub keys: Vec<EnrolledKey>,
    /// Since when they are not trusted: as reported.
    pub reported_at: Timestamp,
    /// When another key took its place.
    pub at: Timestamp,
    /// Why.
    pub reason: String,
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
    /// Who employs them, where the desk is outsourced; empty: the desk's own.
    pub organisation: String,
    /// Their own account, where known.
    pub account: Option<(DirectoryId, AccountId)>,
    /// Their credentials: two for each key.
    pub keys: Vec<EnrolledKey>,
    /// Keys that were theirs until they lost them.
    pub lost: Vec<LostKey>,
    /// They do not work here any more.
    pub removed: Option<Removal>,
}

impl Person {
    /// Their credential for `purpose`, on the key that they have longest.
    pub fn key(&self, purpose: Purpose) -> Option<&EnrolledKey> {
        self.keys_for(purpose).next()
    }

    /// Their credentials for `purpose`, one on each of their keys.
    pub fn keys_for(&self, purpose: Purpose) -> impl Iterator<Item = &EnrolledKey> {
        self.keys.iter().filter(move |k| k.purpose == purpose)
    }

    /// The credential for `purpose` on the key that holds `credential`.
    pub fn beside(&self, credential: &KeyCredentialId, purpose: Purpose) -> Option<&EnrolledKey> {
        // Each key was enrolled with its two credentials together.
        let pair = self.keys.chunks(2).find(|pair| pair.iter().any(|k| k.credential == *credential))?;
        pair.iter().find(|k| k.purpose == purpose)
    }

    /// Every credential that is or was theirs.
    pub fn ever_keys(&self) -> impl Iterator<Item = &EnrolledKey> {
        self.keys.iter().chain(self.lost.iter().flat_map(|lost| &lost.keys))
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

    /// What a console signs the history with now; `None` for a console that nobody let in.
    pub fn console_key(&self, console: ConsoleId) -> Option<ConsoleKey> {
        self.console_keys.iter().rev().find(|(of, _)| *of == console).map(|(_, key)| *key)
    }

    /// Every key that a console of this desk signs or signed with, oldest first.
    pub fn console_keys(&self) -> impl Iterator<Item = ConsoleKey> {
        self.console_keys.iter().map(|(_, key)| *key)
    }

    /// Whether any console ever signed with `key`.
    pub fn knew_console_key(&self, key: ConsoleKey) -> bool {
        self.console_keys.iter().any(|(_, known)| *known == key)
    }

    /// Applies one event.
    pub fn apply(&mut self, event: &DeskEvent) {
        match event {
            DeskEvent::Founded { ledger, profile, console, console_key, policy } => {
                self.founding = Some(Founding { ledger: *ledger, profile: *profile });
                self.console_keys.push((*console, *console_key));
                self.adopt(policy);
            }
            DeskEvent::StaffEnrolled {
                person,
                name,
                staff_number,
                role,
                training_until,
                organisation,
                account,
                keys,
                confirmed,
            } => {
                self.saw_administrator(confirmed.iter().map(|by| by.by));
                self.people.insert(
                    *person,
                    Person {
                        id: *person,
                        name: name.clone(),
                        staff_number: staff_number.clone(),
                        role: *role,
                        training_until: *training_until,
                        organisation: organisation.clone(),
                        account: account.clone(),
                        keys: keys.clone(),
                        lost: Vec::new(),
                        removed: None,
                    },
                );
            }
            DeskEvent::SessionOpened { session, person, assertion, counter } => {
                self.saw_administrator([*person]);
                self.counters.insert(assertion.credential.clone(), *counter);
                self.open_sessions.insert(*session, *person);
            }
            DeskEvent::SessionEnded { session } => {
                self.open_sessions.remove(session);
            }
            DeskEvent::Changed { change, signed, at } => {
                self.saw_administrator(signed.iter().map(|by| by.by));
                self.changes += 1;
                self.apply_change(change, *at);
            }
            DeskEvent::StrayChange { stray, at } => {
                self.alarms.push(Alarm { stray: stray.clone(), at: *at, judged: None });
            }
            DeskEvent::StrayJudged { directory, entry, by, note, at } => {
                let of = |alarm: &&mut Alarm| alarm.stray.directory == *directory && alarm.stray.entry == *entry;
                if let Some(alarm) = self.alarms.iter_mut().find(of) {
                    alarm.judged = Some((*by, note.clone(), *at));
                }
            }
            DeskEvent::QuorumBegun { ask, signed, opens, at } => {
                self.quorum = Some(OpenQuorum {
                    ask: (**ask).clone(),
                    number: self.quorums,
                    signed: vec![(signed.clone(), *at)],
                    opens: *opens,
                    administrator_seen: false,
                });
                self.quorums += 1;
            }
            DeskEvent::QuorumSigned { signed, at } => {
                if let Some(open) = &mut self.quorum {
                    open.signed.push((signed.clone(), *at));
                }
            }
            DeskEvent::QuorumRefused { .. } => self.quorum = None,
            DeskEvent::QuorumFinished { at, .. } => {
                if let Some(OpenQuorum { ask, .. }) = self.quorum.take() {
                    self.replace_keys(ask.person, ask.keys, ask.reported_at, ask.reason, *at);
                }
            }
            DeskEvent::AttemptRefused { .. }
            | DeskEvent::KeyErased { .. }
            | DeskEvent::KeyTended { .. }
            | DeskEvent::HistoryRestored { .. } => {}
        }
    }

    /// Notes that one of `people` is an administrator: where a quorum is open, because none could sign, one can.
    fn saw_administrator(&mut self, people: impl IntoIterator<Item = PersonId>) {
        let Some(open) = &mut self.quorum else { return };
        let administers = |id: &PersonId| self.people.get(id).is_some_and(|p| p.role == Role::Administrator);
        open.administrator_seen |= people.into_iter().any(|id| administers(&id));
    }

    /// Another key in place of all that `person` had.
    fn replace_keys(
        &mut self,
        person: PersonId,
        keys: Vec<EnrolledKey>,
        reported_at: Timestamp,
        reason: String,
        at: Timestamp,
    ) {
        self.open_sessions.retain(|_, owner| *owner != person);
        if let Some(person) = self.people.get_mut(&person) {
            let keys = std::mem::replace(&mut person.keys, keys);
            person.lost.push(LostKey { keys, reported_at, at, reason });
        }
    }

    fn apply_change(&mut self, change: &Change, at: Timestamp) {
        match change {
            Change::AdoptPolicy { policy } => self.adopt(policy),
            Change::RenewTraining { person, until } => {
                if let Some(person) = self.people.get_mut(person) {
                    person.training_until = *until;
                }
            }
            Change::RemoveStaff { person, reported_at, reason } => {
                self.open_sessions.retain(|_, owner| owner != person);
                if let Some(person) = self.people.get_mut(person) {
                    person.removed = Some(Removal { reported_at: *reported_at, at, reason: reason.clone() });
                }
            }
            Change::AddStaffKey { person, keys } => {
                if let Some(person) = self.people.get_mut(person) {
                    person.keys.extend(keys.iter().cloned());
                }
            }
            Change::ReplaceStaffKey { person, keys, reported_at, reason } => {
                self.replace_keys(*person, keys.clone(), *reported_at, reason.clone(), at);
            }
            Change::SetThreat { threat, reason: _ } => self.threat = *threat,
            Change::SetSecurityKey { public_key } => self.security_key = Some(public_key.clone()),
            Change::RotateConsoleKey { console, key, reason: _ } => self.console_keys.push((*console, *key)),
        }
    }

    fn adopt(&mut self, policy: &Policy) {
        if let Ok(hash) = policy.hash() {
            self.policies.push((hash, policy.clone()));
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

    /// The policy that a case gets when it begins now.
    pub fn policy(&self) -> Option<&Policy> {
        self.policies.last().map(|(_, policy)| policy)
    }

    /// The policy with this hash, if it ever was in force here.
    pub fn policy_with(&self, hash: Digest) -> Option<&Policy> {
        self.policies.iter().find(|(known, _)| *known == hash).map(|(_, policy)| policy)
    }

    /// Changes at directories that no case explains, oldest first.
    pub fn alarms(&self) -> &[Alarm] {
        &self.alarms
    }

    /// The one that this entry of a directory's log tells of.
    pub fn alarm(&self, directory: &DirectoryId, entry: &str) -> Option<&Alarm> {
        self.alarms.iter().find(|alarm| alarm.stray.directory == *directory && alarm.stray.entry == entry)
    }

    /// How many times a quorum began to recover an administrator.
    pub fn quorums(&self) -> u64 {
        self.quorums
    }

    /// The one that is neither refused nor done.
    pub fn quorum(&self) -> Option<&OpenQuorum> {
        self.quorum.as_ref()
    }

    /// How much danger security sees.
    pub fn threat(&self) -> Threat {
        self.threat
    }

    /// The public key that covert flags are sealed to, in hexadecimal, when security gave one.
    pub fn security_key(&self) -> Option<&str> {
        self.security_key.as_deref()
    }

    /// How many changes of the desk were signed: each signature names it, so that none serves twice.
    pub fn changes(&self) -> u64 {
        self.changes
    }

    /// Everyone who ever worked here, in order of enrolment (identifiers are sortable by time).
    pub fn everyone(&self) -> impl Iterator<Item = &Person> {
        self.people.values()
    }

    /// Everyone who works here.
    pub fn people(&self) -> impl Iterator<Item = &Person> {
        self.people.values().filter(|p| p.removed.is_none())
    }

    /// One person, whether they still work here or not: records name them.
    pub fn person(&self, id: PersonId) -> Option<&Person> {
        self.people.get(&id)
    }

    /// Whether this person works here.
    pub fn works_here(&self, id: PersonId) -> bool {
        self.people.get(&id).is_some_and(|p| p.removed.is_none())
    }

    /// What the actor signs with: the credential on the key that they signed in with.
    pub fn approving(&self, actor: &Actor) -> Option<&EnrolledKey> {
        let person = self.person(actor.person())?;
        let own = actor.key().and_then(|credential| person.beside(credential, Purpose::Approve));
        own.or_else(|| person.key(Purpose::Approve))
    }

    /// Whether what this person began at `since` is still trusted: they work here, and lost no key since then.
    pub fn trusted_since(&self, id: PersonId, since: Timestamp) -> bool {
        self.people.get(&id).is_some_and(|p| p.removed.is_none() && p.lost.iter().all(|lost| lost.at < since))
    }

    /// Whether a signature by `credential` still counts as this person's: they work here, and have that key.
    pub fn vouches(&self, id: PersonId, credential: &KeyCredentialId) -> bool {
        self.by_credential(credential).is_some_and(|(person, _)| person.id == id)
    }

    /// People with `role` who work here.
    pub fn with_role(&self, role: Role) -> impl Iterator<Item = &Person> {
        self.people().filter(move |p| p.role == role)
    }

    /// The person here whose credential this is, and the credential.
    pub fn by_credential(&self, credential: &KeyCredentialId) -> Option<(&Person, &EnrolledKey)> {
        self.people().find_map(|p| p.keys.iter().find(|k| k.credential == *credential).map(|k| (p, k)))
    }

    /// The person, here or gone, whose credential this is or was.
    pub fn ever_by_credential(&self, credential: &KeyCredentialId) -> Option<(&Person, &EnrolledKey)> {
        self.people.values().find_map(|p| p.ever_keys().find(|k| k.credential == *credential).map(|k| (p, k)))
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
        self.people.values().flat_map(|p| p.ever_keys().map(|k| k.credential.clone())).collect()
    }
}
