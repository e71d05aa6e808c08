//! For how long the files of a case are kept: by what they are to it, counted from its end, and longer while something
//! needs them. The policy of the case decides, and nobody file by file: a person can hold files back, and let them go.

use super::decide::check_text;
use super::{Case, CaseEvent, Disposition, Facts, Gate, Refusal, Violation};
use crate::NonEmpty;
use crate::ids::{AttachmentId, PersonId};
use crate::policy::Policy;
use crate::staff::looks_back;
use crate::time::{Span, Timestamp};
use serde::{Deserialize, Serialize};

/// The longest reason for a hold or a release, in characters.
const LONGEST: usize = 500;

/// What a file is to its case.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FileClass {
    /// Letters, notes of calls, and whatever was attached before there were classes.
    #[default]
    Correspondence,
    /// What shows who somebody is.
    Evidence,
}

impl FileClass {
    /// Every class.
    pub const ALL: [Self; 2] = [Self::Correspondence, Self::Evidence];

    /// Stable code, as recorded.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Correspondence => "correspondence",
            Self::Evidence => "evidence",
        }
    }

    /// What was attached before there were classes.
    pub fn is_correspondence(&self) -> bool {
        *self == Self::Correspondence
    }

    /// For how many days after a case's end the policy keeps it; 0: until somebody erases it.
    pub const fn days(self, policy: &Policy) -> i64 {
        match self {
            Self::Correspondence => policy.correspondence_days,
            Self::Evidence => policy.evidence_days,
        }
    }
}

/// Who holds the files of a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FilesHold {
    /// Who.
    pub by: PersonId,
    /// Why, in their words.
    pub reason: String,
    /// Since when.
    pub at: Timestamp,
}

/// Why a file is still there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kept {
    /// The case runs.
    Open,
    /// The policy of the case sets no time for it.
    NoTime,
    /// Its time is not over.
    Waits,
    /// Nobody reviewed the case yet, and its records are still kept for that.
    Review,
    /// A reviewer found an incident, and nobody released the files since.
    Incident,
    /// Somebody holds them.
    Hold,
    /// Something holds the work of this desk. Nobody is told what.
    Held,
}

impl Kept {
    /// Every reason.
    pub const ALL: [Self; 7] =
        [Self::Open, Self::NoTime, Self::Waits, Self::Review, Self::Incident, Self::Hold, Self::Held];

    /// Stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::NoTime => "no_time",
            Self::Waits => "waits",
            Self::Review => "review",
            Self::Incident => "incident",
            Self::Hold => "hold",
            Self::Held => "held",
        }
    }
}

/// How long a file is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    /// When the time of its class is over; `None` while the case runs, and where the policy sets none.
    pub at: Option<Timestamp>,
    /// Why it is kept now, in the order of [`Kept`]; nothing where it is to be erased.
    pub kept: Vec<Kept>,
}

impl Due {
    /// It is to be erased.
    pub fn is_over(&self) -> bool {
        self.at.is_some() && self.kept.is_empty()
    }

    /// Its time is over, and something else keeps it.
    pub fn is_held(&self) -> bool {
        let ends = |kept: &Kept| matches!(kept, Kept::Open | Kept::NoTime | Kept::Waits);
        self.at.is_some() && !self.kept.is_empty() && !self.kept.iter().any(ends)
    }
}

/// When a file of `class` is due, and why it is not. `held`: something holds the work of the desk.
pub fn due(case: &Case, class: FileClass, policy: &Policy, now: Timestamp, held: bool) -> Due {
    let ended = case.ended_at();
    let days = class.days(policy);
    let at = ended.filter(|_| days > 0).map(|ended| ended.plus(Span::days(days)));
    // A review that nobody takes up keeps a file no longer than the records are kept.
    let reviewable = ended.is_some_and(|ended| now < ended.plus(Span::days(policy.retention_days)));
    let reasons = [
        (Kept::Open, ended.is_none()),
        (Kept::NoTime, days <= 0),
        (Kept::Waits, at.is_some_and(|at| now < at)),
        (Kept::Review, case.review.is_none() && reviewable),
        (Kept::Incident, case.incident().is_some() || incident(case).is_some()),
        (Kept::Hold, case.files_held.is_some()),
        (Kept::Held, held),
    ];
    Due { at, kept: reasons.into_iter().filter_map(|(why, is)| is.then_some(why)).collect() }
}

/// Erases a file whose time is over; `None` where it is not, or something keeps it. The event is to be appended before the
/// key goes.
pub fn expire(case: &Case, id: AttachmentId, policy: &Policy, now: Timestamp, held: bool) -> Option<CaseEvent> {
    let file = case.attachments.iter().find(|one| one.attached.id == id && one.erased.is_none())?;
    let due = due(case, file.attached.class, policy, now, held);
    let over = due.is_over();
    due.at.filter(|_| over).map(|due| CaseEvent::AttachmentExpired { attachment: id, due, at: now })
}

/// The reviewer who found an incident that keeps the files.
fn incident(case: &Case) -> Option<PersonId> {
    let (disposition, _, signed) = case.review.as_ref()?;
    let released = case.files_released.is_some_and(|at| at >= signed.at);
    (*disposition == Disposition::Incident && !released).then_some(signed.by)
}

/// What stands in the way of a person who erases a file: whoever holds files holds them from people, too. (An incident does
/// not, or what was erased before there were holds would be illegal now.)
pub(super) fn erasing(case: &Case) -> Option<Violation> {
    case.files_held.as_ref().map(|_| Violation::of(Gate::FilesNotHeld))
}

/// What stands in the way of holding the files: reviewers and administrators do, once.
pub(super) fn holding(case: &Case, facts: &Facts<'_>) -> Vec<Violation> {
    let mut wrong = looks_back(facts.roster, facts.actor);
    if case.files_held.is_some() {
        wrong.push(Violation::of(Gate::ItemExists).with("what", "files"));
    }
    wrong
}

/// What stands in the way of releasing them: another reviewer or administrator than whoever keeps them.
pub(super) fn releasing(case: &Case, facts: &Facts<'_>) -> Vec<Violation> {
    let mut wrong = looks_back(facts.roster, facts.actor);
    let holders = [case.files_held.as_ref().map(|hold| hold.by), incident(case)];
    if holders == [None, None] {
        wrong.push(Violation::of(Gate::ItemExists).with("what", "files"));
    }
    if holders.contains(&Some(facts.actor.person())) {
        wrong.push(Violation::of(Gate::ReleasedByAnother));
    }
    wrong
}

/// Holds.
pub(super) fn hold(reason: String, facts: &Facts<'_>) -> Result<NonEmpty<CaseEvent>, Refusal> {
    Refusal::unless_empty(check_text("reason", &reason, 1, LONGEST))?;
    Ok(NonEmpty::one(CaseEvent::FilesHeld { by: facts.actor.person(), reason, at: facts.now }))
}

/// Releases.
pub(super) fn release(reason: String, facts: &Facts<'_>) -> Result<NonEmpty<CaseEvent>, Refusal> {
    Refusal::unless_empty(check_text("reason", &reason, 1, LONGEST))?;
    Ok(NonEmpty::one(CaseEvent::FilesReleased { by: facts.actor.person(), reason, at: facts.now }))
}
