//! Two cases side by side.

use crate::{Console, Fault, fold};
use postern_domain::compare::{Row, Side, compare};
use postern_domain::ids::CaseId;
use postern_domain::recovery::line::refused_by;
use postern_domain::recovery::{Case, CaseEvent, Refusal};
use postern_domain::rules::{RuleResult, results};
use postern_domain::staff::{Actor, Roster, looks_back};
use postern_ports::event_store::{Happening, Recorded};
use std::collections::{BTreeMap, BTreeSet};

/// Two cases, and what is told of both.
#[derive(Debug, Clone)]
pub struct Compared {
    /// The first case.
    pub first: Case,
    /// The second one.
    pub second: Case,
    /// What is told of both.
    pub rows: Vec<Row>,
    /// The staff, for names.
    pub roster: Roster,
}

/// What is compared of one case.
struct Read {
    case: Case,
    rules: Vec<RuleResult>,
    refused: BTreeMap<String, u32>,
}

impl Read {
    fn side(&self) -> Side<'_> {
        Side { case: &self.case, rules: &self.rules, refused: &self.refused }
    }
}

impl Console {
    /// Compares two cases for a reviewer or an administrator. It is no record: nothing is found by it yet.
    pub async fn compare_cases(&self, first: CaseId, second: CaseId) -> Result<Compared, Fault> {
        let actor = self.actor()?;
        let roster = self.roster().await?;
        Refusal::unless_empty(looks_back(&roster, &actor))?;
        if first == second {
            return Err(Fault::field("case"));
        }
        let (first, second) =
            (self.compared(first, &roster, &actor).await?, self.compared(second, &roster, &actor).await?);
        let rows = compare(&first.side(), &second.side());
        Ok(Compared { first: first.case, second: second.case, rows, roster })
    }

    async fn compared(&self, id: CaseId, roster: &Roster, actor: &Actor) -> Result<Read, Fault> {
        let records = self.records(id).await?;
        let case = fold(id, &records).ok_or(Fault::Unknown("case"))?;
        let rules = match recorded_rules(&records) {
            Some(rules) => rules,
            None => results(&case, &self.moment_among(roster, &case, actor).await?.facts()),
        };
        Ok(Read { case, rules, refused: refusals(&records) })
    }
}

fn events(records: &[Recorded]) -> impl DoubleEndedIterator<Item = &CaseEvent> {
    records.iter().filter_map(|record| match &record.happening {
        Happening::Case(event) => Some(event),
        Happening::Desk(_) => None,
    })
}

/// What the case showed of the rules when it ended; `None` while it runs.
fn recorded_rules(records: &[Recorded]) -> Option<Vec<RuleResult>> {
    events(records).rev().find_map(|event| match event {
        CaseEvent::CaseCompleted { rules, .. }
        | CaseEvent::CaseRefused { rules, .. }
        | CaseEvent::CaseCancelled { rules, .. } => Some(rules.clone()),
        _ => None,
    })
}

/// How many attempts each gate refused: one attempt counts once for each of its gates.
fn refusals(records: &[Recorded]) -> BTreeMap<String, u32> {
    let mut counted: BTreeMap<String, u32> = BTreeMap::new();
    for event in events(records) {
        for code in refused_by(event).iter().collect::<BTreeSet<_>>() {
            *counted.entry(code.clone()).or_default() += 1;
        }
    }
    counted
}
