//! What calls for a person: a case waits for them, or has something for them. It tells and decides nothing.

use super::view::{Step, blocked_by};
use super::{Case, Facts, Lifecycle};
use crate::ids::QuestionId;
use crate::time::Timestamp;

/// Something that somebody should hear of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Call {
    /// A co-signature is asked for, and they may give it.
    CoSign {
        /// Since when.
        sought: Timestamp,
    },
    /// They are asked something.
    Question {
        /// Which question.
        id: QuestionId,
    },
    /// What they asked was answered.
    Answer {
        /// Which question.
        id: QuestionId,
        /// When it was.
        at: Timestamp,
    },
    /// A case was repudiated: everybody is told.
    Incident {
        /// When.
        at: Timestamp,
    },
}

impl Call {
    /// Stable code; words are keyed by it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::CoSign { .. } => "co_sign",
            Self::Question { .. } => "question",
            Self::Answer { .. } => "answer",
            Self::Incident { .. } => "incident",
        }
    }
}

/// What calls for the actor of `facts` in this case, as long as it is open, or an incident.
pub fn calls(case: &Case, facts: &Facts<'_>) -> Vec<Call> {
    if let Lifecycle::Incident(at) = case.lifecycle {
        return vec![Call::Incident { at }];
    }
    if case.lifecycle != Lifecycle::Open {
        return Vec::new();
    }
    let me = facts.actor.person();
    let mut all = Vec::new();
    let signed = case.holding_approvals(facts.policy, facts.roster, facts.now).len();
    let wanted = signed < case.approvals_needed(facts.policy) as usize;
    if let Some(sought) = case.sought.filter(|_| wanted && blocked_by(case, facts, Step::CoSign).is_empty()) {
        all.push(Call::CoSign { sought });
    }
    if blocked_by(case, facts, Step::AnswerQuestion).is_empty() {
        all.extend(case.unanswered().map(|q| Call::Question { id: q.id }));
    }
    let mine = case.questions.iter().filter(|q| q.by == me);
    all.extend(mine.filter_map(|q| q.answer.as_ref().map(|(_, _, at)| Call::Answer { id: q.id, at: *at })));
    all
}
