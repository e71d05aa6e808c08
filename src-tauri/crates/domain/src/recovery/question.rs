//! Questions to the agent of an open case. They are part of its record, and block nothing: no gate asks for an answer, and
//! no signature covers one.

use super::decide::{check_text, no_such};
use super::{Case, CaseEvent, Facts, Gate, Refusal, Violation, checks};
use crate::NonEmpty;
use crate::ids::{PersonId, QuestionId};
use crate::staff::Role;
use crate::time::Timestamp;

/// The longest question or answer, in characters.
const LONGEST: usize = 500;

/// Something that a supervisor or a reviewer asked the agent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// Its name.
    pub id: QuestionId,
    /// Who asked.
    pub by: PersonId,
    /// What.
    pub text: String,
    /// When.
    pub at: Timestamp,
    /// Who answered what, and when; `None` while it waits.
    pub answer: Option<(PersonId, String, Timestamp)>,
}

impl Case {
    /// The questions that nobody answered yet.
    pub fn unanswered(&self) -> impl Iterator<Item = &Question> {
        self.questions.iter().filter(|q| q.answer.is_none())
    }
}

/// What stands in the way of asking: whoever signs for a case or judges it may, as long as there is somebody to answer.
pub(super) fn asking(case: &Case, facts: &Facts<'_>) -> Vec<Violation> {
    let mut wrong = checks::is_open(case);
    // The role that is named where neither is had is the one that co-signs.
    if facts.actor.role() == Role::Reviewer {
        wrong.extend(checks::on_the_staff(facts));
    } else {
        wrong.extend(checks::has_role(facts, Role::Supervisor));
    }
    wrong
}

/// What stands in the way of answering: the agent of the case does, and something was asked.
pub(super) fn answering(case: &Case, facts: &Facts<'_>) -> Vec<Violation> {
    let mut wrong = checks::agent_acts(case, facts);
    if case.unanswered().next().is_none() {
        wrong.push(Violation::of(Gate::ItemExists).with("what", "question"));
    }
    wrong
}

/// Asks.
pub(super) fn ask(case: &Case, text: String, facts: &Facts<'_>) -> Result<NonEmpty<CaseEvent>, Refusal> {
    Refusal::unless_empty(check_text("question", &text, 1, LONGEST))?;
    let id = QuestionId(case.name("question", case.questions.len()));
    Ok(NonEmpty::one(CaseEvent::QuestionAsked { id, by: facts.actor.person(), text, at: facts.now }))
}

/// Answers a question that waits, once.
pub(super) fn answer(
    case: &Case,
    id: QuestionId,
    text: String,
    facts: &Facts<'_>,
) -> Result<NonEmpty<CaseEvent>, Refusal> {
    Refusal::unless_empty(check_text("answer", &text, 1, LONGEST))?;
    if !case.unanswered().any(|q| q.id == id) {
        return Err(no_such("question"));
    }
    Ok(NonEmpty::one(CaseEvent::QuestionAnswered { id, by: facts.actor.person(), text, at: facts.now }))
}
