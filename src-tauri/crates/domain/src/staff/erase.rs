//! Erasing a key: what cannot be undone is asked for in so many words, and told in the history before and after.

use super::event::{Erasure, NamedKey, WorkStep};
use super::{Actor, DeskEvent, Role, Roster};
use crate::ids::PersonId;
use crate::recovery::{Gate, Refusal, Violation, role_code};
use crate::time::Timestamp;

/// The word that whoever erases a whole key types.
pub const ERASURE_WORD: &str = "RESET";

/// What was found on a key that is to be erased. `None`: it does not tell, or there is too much to ask it for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OnKey {
    /// No PIN opens it any more: it is of no use until it is erased.
    pub blocked: bool,
    /// It holds a credential of somebody on the staff.
    pub staff: Option<bool>,
    /// It holds a credential that was made in a case which is open.
    pub open_case: Option<bool>,
}

/// Begins to erase, when nothing speaks against it.
///
/// A key that does not tell what is on it is erased only where its PIN is blocked: it is of no use otherwise.
pub fn begin_erasure(
    roster: &Roster,
    actor: &Actor,
    (key, on_key): (NamedKey, OnKey),
    what: Erasure,
    typed: &str,
    now: Timestamp,
) -> Result<DeskEvent, Refusal> {
    let mut wrong = who_erases(roster, actor.person());
    if actor.key().is_some_and(|key| !roster.vouches(actor.person(), key)) {
        wrong.push(Violation::of(Gate::KnownStaffKey));
    }
    if on_key.staff.unwrap_or(!on_key.blocked) {
        wrong.push(Violation::of(Gate::KeyIsNobodys));
    }
    if on_key.open_case.unwrap_or(!on_key.blocked) {
        wrong.push(Violation::of(Gate::KeyOfNoOpenCase));
    }
    if what == Erasure::Everything && typed.trim() != ERASURE_WORD {
        wrong.push(Violation::of(Gate::ErasureTyped).with("word", ERASURE_WORD));
    }
    Refusal::unless_empty(wrong)?;
    Ok(DeskEvent::KeyErased { by: actor.person(), key, what, step: WorkStep::Begun, at: now })
}

/// Agents and administrators look after keys.
pub fn who_erases(roster: &Roster, person: PersonId) -> Vec<Violation> {
    match roster.person(person).filter(|_| roster.works_here(person)).map(|p| p.role) {
        Some(Role::Agent | Role::Administrator) => Vec::new(),
        Some(Role::Supervisor | Role::Reviewer) => {
            vec![Violation::of(Gate::RoleAllows).with("needed", role_code(Role::Agent))]
        }
        None => vec![Violation::of(Gate::KnownStaffKey)],
    }
}
