//! Looking after a key, short of erasing it: its settings, and the names on its credentials. Told in the history before
//! and after, like erasing: some of it can never be undone, and whoever looks after a key may do harm with it.

use super::event::{NamedKey, Tending, WorkStep};
use super::{Actor, DeskEvent, Roster};
use crate::recovery::{Gate, Refusal, Violation};
use crate::text::shown;
use crate::time::Timestamp;
use std::ops::RangeInclusive;

/// Code points of the shortest PIN that a key can be told to ask for (CTAP 2.1 §6.11.4).
pub const MIN_PIN_LENGTHS: RangeInclusive<u32> = 4..=63;

/// Bytes, in UTF-8, of a name on a credential that every key keeps whole (CTAP 2.1 §6.1.2 lets keys cut it at 64).
pub const NAME_BYTES: RangeInclusive<usize> = 1..=64;

/// Begins to change a setting or a name, when nothing speaks against it. Whoever works here may.
pub fn begin_tending(
    roster: &Roster,
    actor: &Actor,
    key: NamedKey,
    what: Tending,
    now: Timestamp,
) -> Result<DeskEvent, Refusal> {
    let mut wrong = Vec::new();
    let unknown = actor.key().is_some_and(|key| !roster.vouches(actor.person(), key));
    if unknown || !roster.works_here(actor.person()) {
        wrong.push(Violation::of(Gate::KnownStaffKey));
    }
    let fits = |name: &str| NAME_BYTES.contains(&name.trim().len()) && shown(name) == *name;
    let field = match &what {
        Tending::MinPinLength { length } => (!MIN_PIN_LENGTHS.contains(length)).then_some("length"),
        Tending::Rename { user_name, display_name, .. } => (!fits(user_name) || !fits(display_name)).then_some("name"),
        Tending::ForcePinChange | Tending::AlwaysVerify { .. } | Tending::EnterpriseAttestation => None,
    };
    wrong.extend(field.map(|name| Violation::of(Gate::FieldValid).with("field", name)));
    Refusal::unless_empty(wrong)?;
    Ok(DeskEvent::KeyTended { by: actor.person(), key, what, step: WorkStep::Begun, at: now })
}
