//! What a report is made from: the records, and the case as it stood when it ended.

use crate::Words;
use postern_domain::canonical::Digest;
use postern_domain::ids::{CaseId, PersonId};
use postern_domain::policy::Policy;
use postern_domain::recovery::incident::NOTHING_RAISED;
use postern_domain::recovery::risk::Velocity;
use postern_domain::recovery::view::judged;
use postern_domain::recovery::{Case, CaseEvent, Facts, Gate};
use postern_domain::rules::{RuleResult, results};
use postern_domain::staff::{Actor, DeskEvent, Role, Roster, replayed};
use postern_domain::text::shown;
use postern_domain::time::Timestamp;
use postern_ports::event_store::{Happening, Recorded};
use serde::Serialize;

/// A sentence of the timeline: what the window says of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The record's position.
    pub position: u64,
    /// When.
    pub at: Timestamp,
    /// Who, where somebody did it.
    pub by: String,
    /// The sentence.
    pub id: String,
    /// Its arguments.
    pub args: Vec<(String, String)>,
    /// The record's hash, hexadecimal.
    pub hash: String,
}

/// What a report is made from.
#[derive(Debug, Clone)]
pub struct Told<'a> {
    /// The case.
    pub case: CaseId,
    /// The desk's records.
    pub desk: &'a [Recorded],
    /// The case's records.
    pub records: &'a [Recorded],
    /// The case's records in sentences.
    pub timeline: Vec<Line>,
}

/// The records, read.
pub(super) struct Scene<'a> {
    pub words: &'a Words,
    /// The case as of its last record.
    pub case: Case,
    pub events: Vec<&'a CaseEvent>,
    pub timeline: &'a [Line],
    pub roster: Roster,
    pub policy: Policy,
    /// When the case was judged: as it ended, or as it was last seen.
    pub judged_at: Timestamp,
    /// Every gate that the completion asks, as it was then.
    pub gates: Vec<(Gate, bool)>,
    pub rules: Vec<RuleResult>,
    /// How many records the case has, and when the last one was appended.
    pub last: (usize, Timestamp),
}

/// How a case ended, or how far it is.
struct End {
    /// The case as it was judged.
    case: Case,
    by: PersonId,
    at: Timestamp,
    /// The first record that was not there yet.
    before: u64,
    rules: Option<Vec<RuleResult>>,
}

impl<'a> Scene<'a> {
    /// Reads the records; `None` where they do not tell a case under a policy of this desk.
    pub fn of(told: &'a Told<'a>, words: &'a Words) -> Option<Self> {
        let records: Vec<(&Recorded, &CaseEvent)> = told.records.iter().filter_map(of_case).collect();
        let events: Vec<&CaseEvent> = records.iter().map(|(_, event)| *event).collect();
        let case = Case::fold(told.case, events.iter().copied())?;
        let end = end(told.case, &records, &case)?;
        let desk = |upto: u64| Roster::fold(told.desk.iter().filter(move |r| r.position < upto).filter_map(of_desk));
        let (roster, then) = (desk(u64::MAX), desk(end.before));
        let policy = then.policy_with(case.opened.policy)?.clone();
        let actor = replayed(&then, end.by, case.console)?;
        let facts = facts(end.at, &actor, &then, &policy);
        let gates = judged(&end.case, &facts);
        let rules = end.rules.unwrap_or_else(|| results(&end.case, &facts));
        let last = (told.records.len(), records.last().map(|(record, _)| record.at)?);
        let timeline = &told.timeline;
        Some(Self { words, case, events, timeline, roster, policy, judged_at: end.at, gates, rules, last })
    }

    /// A sentence without arguments, in one line.
    pub fn say(&self, id: &str) -> String {
        self.with(id, &[])
    }

    /// A sentence, in one line.
    pub fn with(&self, id: &str, args: &[(&str, &str)]) -> String {
        self.words.say(id, args).replace('\n', " ")
    }

    /// The sentences `id-1`, `id-2` and so on.
    pub fn lead(&self, id: &str, count: u8) -> Vec<String> {
        (1..=count).map(|n| self.say(&format!("{id}-{n}"))).collect()
    }

    /// The columns of a table: for each the end of its word's id, and its weight.
    pub fn columns(&self, all: &[(&str, u32)]) -> Vec<(String, u32)> {
        all.iter().map(|(id, weight)| (self.say(&format!("report-col-{id}")), *weight)).collect()
    }

    /// The word of a code, in a family of words.
    pub fn word(&self, family: &str, value: &impl Serialize) -> String {
        self.say(&format!("{family}-{}", code(value)))
    }

    /// The name of somebody on the staff.
    pub fn name(&self, person: PersonId) -> String {
        self.roster.person(person).map(|p| shown(&p.name)).unwrap_or_default()
    }

    /// The role of somebody on the staff.
    pub fn role(&self, person: PersonId) -> String {
        let role: Option<Role> = self.roster.person(person).map(|p| p.role);
        role.map(|role| self.word("role", &role)).unwrap_or_default()
    }

    /// In place of what people wrote or what tells where they are reached: where it is, and for how long.
    pub fn kept(&self, class: &str) -> String {
        let (class, days) = (self.say(&format!("report-class-{class}")), self.policy.retention_days.to_string());
        self.with("report-kept", &[("class", &class), ("days", &days)])
    }
}

/// A point in time.
pub(super) fn time(at: Timestamp) -> String {
    at.rfc3339().unwrap_or_default()
}

/// A closed code, as it is stored.
pub(super) fn code(value: &impl Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(code)) => code,
        Ok(_) | Err(_) => String::new(),
    }
}

fn of_case(record: &Recorded) -> Option<(&Recorded, &CaseEvent)> {
    match &record.happening {
        Happening::Case(event) => Some((record, event)),
        Happening::Desk(_) => None,
    }
}

fn of_desk(record: &Recorded) -> Option<&DeskEvent> {
    match &record.happening {
        Happening::Desk(event) => Some(event),
        Happening::Case(_) => None,
    }
}

/// A completion is judged by what was there before it; a refusal and a giving up count themselves.
fn end(id: CaseId, records: &[(&Recorded, &CaseEvent)], now: &Case) -> Option<End> {
    let ending = |(_, event): &(&Recorded, &CaseEvent)| {
        matches!(
            event,
            CaseEvent::CaseCompleted { .. } | CaseEvent::CaseRefused { .. } | CaseEvent::CaseCancelled { .. }
        )
    };
    let Some(place) = records.iter().position(ending) else {
        let last = records.last()?.0;
        let before = last.position.saturating_add(1);
        return Some(End { case: now.clone(), by: now.agent, at: last.at, before, rules: None });
    };
    let (record, event) = records.get(place)?;
    let upto = |count: usize| Case::fold(id, records.iter().take(count).map(|(_, event)| *event));
    let (by, at, rules, case) = match event {
        CaseEvent::CaseCompleted { by, at, rules } => (by, at, rules, upto(place)?),
        CaseEvent::CaseRefused { by, at, rules, .. } | CaseEvent::CaseCancelled { by, at, rules, .. } => {
            (by, at, rules, upto(place + 1)?)
        }
        _ => return None,
    };
    Some(End { case, by: *by, at: *at, before: record.position, rules: Some(rules.clone()) })
}

fn facts<'a>(now: Timestamp, actor: &'a Actor, roster: &'a Roster, policy: &'a Policy) -> Facts<'a> {
    Facts {
        now,
        actor,
        roster,
        policy,
        template: Digest([0; 32]),
        other_case_open: false,
        velocity: Velocity::default(),
        held: false,
        // What other cases raised then is in the signs of risk that were recorded.
        raised: &NOTHING_RAISED,
    }
}
