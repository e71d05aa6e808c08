//! Lists as tables for files: the columns and codes of `docs/guide/history.md`, the same in every language.

use super::codes::written;
use super::looking_back::{patterns_view, sample_view};
use super::timeline::timeline;
use crate::dto::{ListForm, Message, NamedCase, PatternsTable, PatternsView, WorkRow};
use postern_application::history::{Counts, Sample, Whole};
use postern_domain::recovery::{Case, Lifecycle};
use postern_domain::staff::Roster;
use postern_domain::time::Timestamp;
use postern_ports::case_list::ListedCase;
use postern_ports::event_store::Recorded;
use postern_ports::table::{Cell, Form, Table};
use serde::Serialize;

/// The form a window names.
pub const fn form_of(form: ListForm) -> Form {
    match form {
        ListForm::Csv => Form::Csv,
        ListForm::Json => Form::Json,
    }
}

/// A closed code.
fn code(code: impl Serialize) -> Cell {
    Cell::Text(written(code))
}

/// A closed code that there may not be yet.
fn code_of(found: Option<impl Serialize>) -> Cell {
    found.map_or(Cell::Empty, code)
}

fn text_of(found: Option<impl Into<String>>) -> Cell {
    found.map_or(Cell::Empty, Cell::text)
}

const fn state(lifecycle: &Lifecycle) -> &'static str {
    match lifecycle {
        Lifecycle::Open => "open",
        Lifecycle::Completed(_) => "completed",
        Lifecycle::Refused(_) => "refused",
        Lifecycle::Cancelled(_) => "cancelled",
        Lifecycle::Incident(_) => "incident",
    }
}

/// Cases of the history.
pub fn history_table(whole: &Whole, roster: &Roster) -> Table {
    let columns = [
        "case",
        "id",
        "subject",
        "login",
        "directory",
        "reason",
        "channel",
        "tier",
        "state",
        "reached",
        "review",
        "agent",
        "key_model",
        "opened_at",
        "ended_at",
    ];
    let mut table = Table::new("history", &columns).with(whole.cases.iter().map(|case| history_row(case, roster)));
    table.cut = whole.cut;
    table
}

fn history_row(case: &ListedCase, roster: &Roster) -> Vec<Cell> {
    let line = &case.line;
    let agent = roster.person(line.agent).map_or_else(|| line.agent.to_string(), |person| person.name.clone());
    vec![
        Cell::text(line.case.short()),
        Cell::text(line.case.to_string()),
        Cell::text(line.name.as_str()),
        Cell::text(line.login.as_str()),
        Cell::text(line.directory.as_str()),
        code(line.reason),
        code(line.channel),
        code(line.tier),
        Cell::text(state(&line.lifecycle)),
        code(line.reached),
        code_of(line.review),
        Cell::text(agent),
        text_of(line.model.as_deref()),
        Cell::Time(line.opened_at),
        Cell::time(line.ended_at()),
    ]
}

/// A work list; `say` says sentences.
pub fn work_table(rows: &[WorkRow], say: impl Fn(&Message) -> String) -> Table {
    let columns = [
        "case",
        "id",
        "subject",
        "login",
        "group",
        "state",
        "stage",
        "stages_done",
        "stages",
        "blocked_by",
        "next",
        "deadline",
        "deadline_at",
        "questions",
        "opened_at",
    ];
    let row = |row: &WorkRow| {
        vec![
            Cell::text(row.short.as_str()),
            Cell::text(row.id.as_str()),
            Cell::text(row.subject.as_str()),
            Cell::text(row.login.as_str()),
            code(row.group),
            code(row.lifecycle),
            code(row.stage),
            Cell::count(row.done),
            Cell::count(row.stages),
            Cell::Text(say(&row.blocks)),
            Cell::Text(say(&row.next)),
            code_of(row.deadline.as_ref().map(|d| d.kind)),
            Cell::time(row.deadline.as_ref().map(|d| Timestamp(d.at))),
            Cell::count(row.questions),
            Cell::Time(Timestamp(row.opened_at)),
        ]
    };
    Table::new("work", &columns).with(rows.iter().map(row))
}

/// A draw, each case with what it takes to draw it again.
pub fn sample_table(sample: &Sample) -> Table {
    let columns = [
        "case", "id", "subject", "login", "tier", "drawn_as", "state", "review", "rank", "from", "to", "number",
        "records", "root",
    ];
    let view = sample_view(sample);
    let rows = view.drawn.iter().map(|row| {
        vec![
            Cell::text(row.short.as_str()),
            Cell::text(row.id.as_str()),
            Cell::text(row.subject.as_str()),
            Cell::text(row.login.as_str()),
            code(row.tier),
            Cell::text(if row.privileged { "privileged" } else { "by_rank" }),
            code(row.lifecycle),
            code_of(row.reviewed),
            Cell::text(row.rank.as_str()),
            Cell::Time(sample.ask.from),
            Cell::Time(sample.ask.to),
            Cell::count(view.number),
            Cell::count(view.size),
            Cell::text(view.root.as_str()),
        ]
    });
    Table::new("sample", &columns).with(rows)
}

/// One of the tables of the patterns.
pub fn patterns_table(counts: &Counts, which: PatternsTable) -> Table {
    let view = patterns_view(counts);
    match which {
        PatternsTable::Weeks => weeks(&view),
        PatternsTable::Stages => {
            let columns = ["stage", "cases", "median_ms", "p90_ms"];
            let rows = view.stages.iter().map(|time| {
                vec![code(time.stage), Cell::count(time.cases), Cell::Number(time.median), Cell::Number(time.p90)]
            });
            Table::new("patterns-stages", &columns).with(rows)
        }
        PatternsTable::Refusals => {
            let rows = view.refusals.iter().map(|rule| {
                let (code, citation) = (Cell::text(rule.code.as_str()), Cell::text(rule.citation.as_str()));
                vec![code, citation, Cell::count(rule.attempts), named(&rule.cases)]
            });
            Table::new("patterns-refusals", &["rule", "citation", "attempts", "newest_cases"]).with(rows)
        }
        PatternsTable::Repeats => {
            let rows = view.repeats.iter().map(|subject| {
                let who = [&subject.name, &subject.login, &subject.directory].map(|text| Cell::text(text.as_str()));
                let mut row = who.to_vec();
                row.extend([Cell::count(subject.count), named(&subject.cases)]);
                row
            });
            Table::new("patterns-repeats", &["subject", "login", "directory", "cases", "newest_cases"]).with(rows)
        }
        PatternsTable::Pairs => {
            let columns = ["agent", "supervisor", "cases_together", "cases_of_agent", "newest_cases"];
            let rows = view.pairs.iter().map(|pair| {
                let (agent, supervisor) = (Cell::text(pair.agent.as_str()), Cell::text(pair.supervisor.as_str()));
                vec![agent, supervisor, Cell::count(pair.count), Cell::count(pair.of), named(&pair.cases)]
            });
            Table::new("patterns-pairs", &columns).with(rows)
        }
    }
}

/// Weeks, with a column for each reason and each tier.
fn weeks(view: &PatternsView) -> Table {
    let mut table = Table::new("patterns-weeks", &["week_begins"]);
    table.columns.extend(view.reasons.iter().map(|reason| format!("reason_{}", written(reason))));
    table.columns.extend(view.tiers.iter().map(|tier| format!("tier_{}", written(tier))));
    let rows = view.weeks.iter().map(|week| {
        let counts = week.reasons.iter().chain(&week.tiers).map(|count| Cell::count(*count));
        std::iter::once(Cell::Time(Timestamp(week.begins))).chain(counts).collect::<Vec<_>>()
    });
    table.with(rows)
}

fn named(cases: &[NamedCase]) -> Cell {
    let all: Vec<&str> = cases.iter().map(|case| case.short.as_str()).collect();
    Cell::Text(all.join(" "))
}

/// Every record of a case, as its timeline shows them; `say` says sentences.
pub fn timeline_table(case: &Case, records: &[Recorded], roster: &Roster, say: impl Fn(&Message) -> String) -> Table {
    let short = case.id.short();
    let rows = timeline(records, &case.effects, roster).into_iter().map(|row| {
        vec![
            Cell::text(short.as_str()),
            Cell::count(row.position),
            Cell::count(row.seq),
            Cell::Time(Timestamp(row.at)),
            Cell::Text(say(&row.text)),
            Cell::Text(row.by),
            Cell::Flag(row.milestone),
            Cell::Text(row.hash),
        ]
    });
    let columns = ["case", "record", "number", "at", "what", "by", "milestone", "hash"];
    Table::new("timeline", &columns).with(rows)
}

#[cfg(test)]
mod tests {
    use super::*;
    use postern_domain::patterns::Patterns;
    use postern_domain::recovery::Reason;

    #[test]
    fn codes_are_written_as_the_window_gets_them() {
        assert_eq!(code(Reason::FailedEnrolment), Cell::text("failed_enrolment"));
        assert_eq!(code(crate::dto::WorkGroup::NeedsYou), Cell::text("needs_you"));
        assert_eq!(code_of(None::<Reason>), Cell::Empty);
    }

    #[test]
    fn every_table_of_the_patterns_has_a_value_for_each_column() {
        let until = Timestamp(1_800_000_000_000);
        let counts = Counts { patterns: Patterns::over(4, until), until, roster: Roster::default() };
        let table = patterns_table(&counts, PatternsTable::Weeks);
        assert_eq!((table.rows.len(), table.columns.len()), (4, 10));
        assert!(table.rows.iter().all(|row| row.len() == 10));
        assert_eq!(table.columns.get(6).map(String::as_str), Some("reason_failed_enrolment"));
        for which in [PatternsTable::Stages, PatternsTable::Refusals, PatternsTable::Repeats, PatternsTable::Pairs] {
            assert!(patterns_table(&counts, which).rows.is_empty());
        }
    }
}
