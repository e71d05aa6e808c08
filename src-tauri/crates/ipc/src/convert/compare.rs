//! Two cases side by side.

use super::codes::{self, written};
use crate::dto::{ComparePart, CompareRow, CompareView, ComparedCase, Message, ToldView};
use postern_application::history::Compared;
use postern_domain::compare::{Noticed, Part, Row, State, Told, Topic};
use postern_domain::ids::PersonId;
use postern_domain::recovery::effect::NoticePhase;
use postern_domain::recovery::{Case, Gate};
use postern_domain::rules::RULES;
use postern_domain::staff::Roster;
use postern_domain::text::shown;
use serde::Serialize;

/// The comparison; `model` knows what models are called.
pub fn compare_view(compared: &Compared, model: impl Fn(&str) -> Option<String>) -> CompareView {
    let rows: Vec<_> = compared.rows.iter().map(|row| row_view(row, &compared.roster, &model)).collect();
    let differing = rows.iter().filter(|row| row.differs).count();
    CompareView {
        first: head(&compared.first),
        second: head(&compared.second),
        rows,
        differing: u32::try_from(differing).unwrap_or(u32::MAX),
    }
}

fn head(case: &Case) -> ComparedCase {
    ComparedCase {
        id: case.id.to_string(),
        short: case.id.short(),
        subject: shown(&case.account.name),
        login: shown(&case.account.login),
        lifecycle: codes::lifecycle(&case.lifecycle),
        opened_at: case.opened.at.0,
    }
}

fn row_view(row: &Row, roster: &Roster, model: &impl Fn(&str) -> Option<String>) -> CompareRow {
    let side = |told: &[Told]| told.iter().map(|one| told_view(one, roster, model)).collect::<Vec<_>>();
    CompareRow {
        part: part(row.topic.part()),
        what: what(&row.topic),
        source: source(&row.topic),
        first: side(&row.first),
        second: side(&row.second),
        differs: row.differs(),
    }
}

const fn part(part: Part) -> ComparePart {
    match part {
        Part::Facts => ComparePart::Facts,
        Part::People => ComparePart::People,
        Part::Stages => ComparePart::Stages,
        Part::Rules => ComparePart::Rules,
        Part::Refusals => ComparePart::Refusals,
        Part::Evidence => ComparePart::Evidence,
        Part::Notices => ComparePart::Notices,
    }
}

/// The sentence of a family that says this code.
fn of(family: &str, code: impl Serialize) -> Message {
    Message::of(format!("{family}-{}", written(code)))
}

fn what(topic: &Topic) -> Message {
    match topic {
        Topic::Directory => Message::of("compare-directory"),
        Topic::Account => Message::of("compare-account"),
        Topic::Name => Message::of("compare-name"),
        Topic::Tier => Message::of("compare-tier"),
        Topic::Reason => Message::of("compare-reason"),
        Topic::Channel => Message::of("compare-channel"),
        Topic::Signals => Message::of("compare-signals"),
        Topic::Model => Message::of("compare-model"),
        Topic::State => Message::of("compare-state"),
        Topic::Finding => Message::of("compare-finding"),
        Topic::Agent => Message::of("compare-agent"),
        Topic::Approvers => Message::of("compare-approvers"),
        Topic::Releaser => Message::of("compare-releaser"),
        Topic::Reviewer => Message::of("compare-reviewer"),
        Topic::Took(stage) => of("stage", stage),
        Topic::Rule(rule) => Message::of(format!("rule-{rule}")),
        // A gate of another version has no words here.
        Topic::Refused(code) if Gate::by_code(code).is_none() => {
            Message::of("compare-unknown-rule").with("code", shown(code))
        }
        Topic::Refused(code) => Message::of(format!("gate-{code}")),
        Topic::Evidence(kind) => of("evidence", kind),
        Topic::Notices(NoticePhase::Intake) => Message::of("compare-notices-intake"),
        Topic::Notices(NoticePhase::Close) => Message::of("compare-notices-close"),
        Topic::Letters => Message::of("compare-letters"),
    }
}

/// Where a rule stands.
fn source(topic: &Topic) -> Option<String> {
    match topic {
        Topic::Rule(id) => RULES.iter().find(|rule| rule.id == id).map(|rule| rule.source.to_owned()),
        Topic::Refused(code) => Gate::by_code(code).map(|gate| format!("{code} · {}", gate.citation())),
        _ => None,
    }
}

fn told_view(told: &Told, roster: &Roster, model: impl Fn(&str) -> Option<String>) -> ToldView {
    let text = |text: &str| ToldView::Text { text: shown(text) };
    let words = |words: Message| ToldView::Words { words };
    let name = |id: &PersonId| roster.person(*id).map_or_else(|| id.to_string(), |person| person.name.clone());
    match told {
        Told::Text(said) => text(said),
        Told::Model(aaguid) => text(&model(aaguid).unwrap_or_else(|| aaguid.clone())),
        Told::Person(id) => text(&name(id)),
        Told::Tier(tier) => words(of("tier", tier)),
        Told::Reason(reason) => words(of("reason", reason)),
        Told::Channel(channel) => words(of("channel", channel)),
        Told::Signal(signal) => words(of("signal", signal)),
        Told::State(state) => words(Message::of(format!("lifecycle-{}", state_name(*state)))),
        Told::Finding(found) => words(of("disposition", found)),
        Told::Took(span) => ToldView::Took { span: span.0 },
        Told::Verdict(verdict) => words(of("verdict", verdict)),
        Told::Attempts(count) => words(Message::of("compare-attempts").with("count", count)),
        Told::Evidence { pathway, outcome, stands } => {
            let outcome = if *stands { written(outcome) } else { "withdrawn".to_owned() };
            words(Message::of("compare-evidence").with("outcome", outcome).with("pathway", written(pathway)))
        }
        Told::Addresses { how, count } => {
            let id = match how {
                Noticed::Sent => "compare-sent",
                Noticed::Failed => "compare-failed",
                Noticed::Owed => "compare-owed",
            };
            words(Message::of(id).with("count", count))
        }
        Told::Letters(count) => words(Message::of("compare-letters-count").with("count", count)),
    }
}

const fn state_name(state: State) -> &'static str {
    match state {
        State::Open => "open",
        State::Completed => "completed",
        State::Refused => "refused",
        State::Cancelled => "cancelled",
        State::Incident => "incident",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use postern_domain::recovery::evidence::{EvidenceKind, Outcome, Pathway};
    use postern_domain::recovery::{Reason, Stage};
    use postern_domain::time::Span;

    fn view(told: &Told) -> ToldView {
        told_view(told, &Roster::default(), |aaguid| (aaguid == "known").then(|| "Solo 2".to_owned()))
    }

    #[test]
    fn codes_become_sentences_and_what_comes_from_outside_is_harmless() {
        let words = |id: &str| ToldView::Words { words: Message::of(id) };
        let text = |text: &str| ToldView::Text { text: text.to_owned() };
        assert_eq!(view(&Told::Reason(Reason::FailedEnrolment)), words("reason-failed_enrolment"));
        assert_eq!(view(&Told::State(State::Refused)), words("lifecycle-refused"));
        assert_eq!(view(&Told::Text("a\u{202e}b".to_owned())), text("a⟨U+202E⟩b"));
        assert_eq!(view(&Told::Model("known".to_owned())), text("Solo 2"));
        assert_eq!(view(&Told::Model("other".to_owned())), text("other"));
        assert_eq!(view(&Told::Took(Span::minutes(2))), ToldView::Took { span: 120_000 });
        let evidence = |stands| Told::Evidence { pathway: Pathway::VisualMatch, outcome: Outcome::Rejected, stands };
        let said = |outcome: &str| {
            let words = Message::of("compare-evidence").with("outcome", outcome).with("pathway", "visual_match");
            ToldView::Words { words }
        };
        assert_eq!((view(&evidence(true)), view(&evidence(false))), (said("rejected"), said("withdrawn")));
    }

    #[test]
    fn a_row_says_what_it_is_about_and_where_that_stands() {
        assert_eq!(what(&Topic::Took(Stage::Proofing)), Message::of("stage-proofing"));
        assert_eq!(what(&Topic::Evidence(EvidenceKind::PassportChip)), Message::of("evidence-passport_chip"));
        assert_eq!(what(&Topic::Refused("APR-01".to_owned())), Message::of("gate-APR-01"));
        assert_eq!(source(&Topic::Refused("APR-01".to_owned())).as_deref(), Some("APR-01 · Local P-04"));
        let unknown = Topic::Refused("XYZ-99".to_owned());
        assert_eq!(what(&unknown), Message::of("compare-unknown-rule").with("code", "XYZ-99"));
        assert_eq!((source(&unknown), source(&Topic::Tier)), (None, None));
    }
}
