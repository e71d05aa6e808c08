//! Changes of credentials that no case explains: somebody went another way. Raised by the console, judged by a person.

use super::{Actor, DeskEvent, Role, Roster};
use crate::ids::{AccountId, DirectoryId, PersonId};
use crate::recovery::watch::ChangeKind;
use crate::recovery::{Gate, Refusal, Violation, role_code};
use crate::text::shown;
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};

/// A change of an account's credentials that its directory's log tells of, and no case explains.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stray {
    /// The directory.
    pub directory: DirectoryId,
    /// The log's own name for the entry.
    pub entry: String,
    /// Whose credential.
    pub account: AccountId,
    /// Their sign-in name, where it is told: outside text.
    pub login: String,
    /// What happened to it.
    pub what: ChangeKind,
    /// Who did it, as the log says: outside text.
    pub done_by: String,
    /// When, as the log says.
    pub happened: Timestamp,
}

/// A stray change, and what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alarm {
    /// The change.
    pub stray: Stray,
    /// When the console saw it.
    pub at: Timestamp,
    /// Who looked into it, what they found, and when; `None` while nobody did.
    pub judged: Option<(PersonId, String, Timestamp)>,
}

/// What stands in the way of somebody who sets the desk up: its administrators do.
pub fn administers(roster: &Roster, actor: &Actor) -> Vec<Violation> {
    let mut wrong = works_here(roster, actor);
    if actor.role() != Role::Administrator {
        wrong.push(Violation::of(Gate::RoleAllows).with("needed", role_code(Role::Administrator)));
    }
    wrong
}

/// What stands in the way of somebody who looks back over many cases at once: reviewers and administrators do.
pub fn looks_back(roster: &Roster, actor: &Actor) -> Vec<Violation> {
    let mut wrong = works_here(roster, actor);
    if !matches!(actor.role(), Role::Reviewer | Role::Administrator) {
        wrong.push(Violation::of(Gate::RoleAllows).with("needed", role_code(Role::Reviewer)));
    }
    wrong
}

/// Whoever acts works here, and has the key that they signed in with.
pub(super) fn works_here(roster: &Roster, actor: &Actor) -> Vec<Violation> {
    let here = match actor.key() {
        Some(key) => roster.vouches(actor.person(), key),
        None => roster.works_here(actor.person()),
    };
    if here { Vec::new() } else { vec![Violation::of(Gate::KnownStaffKey)] }
}

/// Judges a stray change, by a reviewer or an administrator.
pub fn judge_stray(
    roster: &Roster,
    actor: &Actor,
    directory: &DirectoryId,
    entry: &str,
    note: &str,
    now: Timestamp,
) -> Result<DeskEvent, Refusal> {
    let mut wrong = looks_back(roster, actor);
    let open = roster.alarm(directory, entry).is_some_and(|alarm| alarm.judged.is_none());
    if !open {
        wrong.push(Violation::of(Gate::ItemExists).with("what", "alarm"));
    }
    let length = note.trim().chars().count();
    if !(1..=500).contains(&length) || shown(note) != note {
        wrong.push(Violation::of(Gate::FieldValid).with("field", "note").with("max", 500));
    }
    Refusal::unless_empty(wrong)?;
    let (by, note) = (actor.person(), note.trim().to_owned());
    Ok(DeskEvent::StrayJudged { directory: directory.clone(), entry: entry.to_owned(), by, note, at: now })
}
