//! Whether a case explains what a directory's log tells of an account's credentials.

use super::{Action, Case};
use crate::time::{Span, Timestamp};
use serde::{Deserialize, Serialize};

/// What happened to a credential.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChangeKind {
    /// One was added.
    Added,
    /// One was removed or switched off.
    Removed,
    /// Something else was done: a password was reset, a pass was issued, a number was changed.
    Altered,
}

impl ChangeKind {
    /// Stable code; words are keyed by it.
    pub fn code(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Removed => "removed",
            Self::Altered => "altered",
        }
    }
}

/// How far the clocks of a directory and of this console may be apart.
const APART: Span = Span::minutes(2);

/// Whether something that `case` did or let the subject do then is such a change.
pub fn explains(case: &Case, what: ChangeKind, at: Timestamp) -> bool {
    case.effects.iter().any(|effect| {
        let fits = match what {
            ChangeKind::Added => effect.action == Action::SubmitCredential,
            ChangeKind::Removed => {
                matches!(effect.action, Action::RevokeCredential { .. } | Action::SuspendCredential { .. })
            }
            ChangeKind::Altered => matches!(
                effect.action,
                Action::SubmitCredential | Action::RevokeCredential { .. } | Action::SuspendCredential { .. }
            ),
        };
        let Some(begun) = effect.started_at.filter(|_| fits) else { return false };
        let ended = effect.observations.first().map(|(_, seen)| *seen);
        begun <= at.plus(APART) && ended.is_none_or(|ended| at <= ended.plus(APART))
    })
}
