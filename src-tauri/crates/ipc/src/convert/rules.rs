//! What a case shows of the rules of the standards.

use crate::dto::{RuleRow, VerdictCode};
use postern_domain::recovery::{Case, CaseEvent, Facts};
use postern_domain::rules::{Held, RULES, Rule, RuleResult, Verdict, results};
use postern_ports::event_store::{Happening, Recorded};

/// As recorded when the case ended; as it is now while it runs.
pub fn rule_rows(case: &Case, records: &[Recorded], facts: &Facts<'_>) -> Vec<RuleRow> {
    let recorded = records.iter().rev().find_map(|record| match &record.happening {
        Happening::Case(
            CaseEvent::CaseCompleted { rules, .. }
            | CaseEvent::CaseRefused { rules, .. }
            | CaseEvent::CaseCancelled { rules, .. },
        ) => Some(rules.clone()),
        Happening::Case(_) | Happening::Desk(_) => None,
    });
    recorded.unwrap_or_else(|| results(case, facts)).into_iter().filter_map(row).collect()
}

fn row(result: RuleResult) -> Option<RuleRow> {
    let rule: &Rule = RULES.iter().find(|rule| rule.id == result.rule)?;
    let verdict = match result.verdict {
        Verdict::Met => VerdictCode::Met,
        Verdict::NotMet => VerdictCode::NotMet,
        Verdict::NotApplicable => VerdictCode::NotApplicable,
        Verdict::Attested => VerdictCode::Attested,
    };
    Some(RuleRow {
        id: result.rule,
        source: rule.source.to_owned(),
        verdict,
        because: result.because,
        stated: rule.held == Held::Stated,
    })
}
