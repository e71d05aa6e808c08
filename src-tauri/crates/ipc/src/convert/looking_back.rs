//! Draws for review, and patterns.

use super::codes;
use crate::dto::{
    NamedCase, PairView, PatternsView, RefusedByView, RepeatView, SampleView, SampledRow, StageTimeView, WeekView,
};
use postern_application::history::{Counts, Sample, Sampled};
use postern_domain::canonical::Digest;
use postern_domain::ids::{CaseId, PersonId};
use postern_domain::patterns::{Counted, Pair, RefusedBy, Repeat, StageTime, Week};
use postern_domain::recovery::{Gate, Reason, Tier};
use postern_domain::staff::Roster;
use postern_domain::text::shown;

const REASONS: [Reason; 6] =
    [Reason::Lost, Reason::Stolen, Reason::Damaged, Reason::Wiped, Reason::Migrated, Reason::FailedEnrolment];
const TIERS: [Tier; 3] = [Tier::Standard, Tier::Privileged, Tier::Machine];

/// A draw.
pub fn sample_view(sample: &Sample) -> SampleView {
    SampleView {
        from: sample.ask.from.0,
        to: sample.ask.to.0,
        number: sample.ask.number,
        size: sample.size,
        root: Digest(sample.root).hex(),
        note: sample.note.hex(),
        settled: sample.settled,
        ended: u32::try_from(sample.ended).unwrap_or(u32::MAX),
        drawn: sample.drawn.iter().map(sampled).collect(),
    }
}

fn sampled(one: &Sampled) -> SampledRow {
    let case = &one.case;
    SampledRow {
        id: case.id.to_string(),
        short: case.id.short(),
        subject: shown(&case.account.name),
        login: shown(&case.account.login),
        tier: codes::tier(case.tier()),
        lifecycle: codes::lifecycle(&case.lifecycle),
        reviewed: case.review.as_ref().map(|(found, _, _)| codes::disposition(*found)),
        rank: one.drawn.rank.hex(),
        privileged: one.drawn.privileged,
    }
}

/// What was counted.
pub fn patterns_view(counts: &Counts) -> PatternsView {
    let patterns = &counts.patterns;
    let mut pairs: Vec<PairView> = patterns.pairs().iter().map(|pair| pair_view(pair, &counts.roster)).collect();
    pairs.sort_by(|a, b| (&a.agent, &a.supervisor).cmp(&(&b.agent, &b.supervisor)));
    PatternsView {
        since: patterns.since().0,
        until: counts.until.0,
        cases: patterns.cases(),
        reasons: REASONS.map(codes::reason).to_vec(),
        tiers: TIERS.map(codes::tier).to_vec(),
        weeks: patterns.weeks().iter().map(week).collect(),
        stages: patterns.stages().iter().map(stage_time).collect(),
        refusals: patterns.refusals().iter().map(refused_by).collect(),
        repeats: patterns.repeats().iter().map(repeat).collect(),
        pairs,
    }
}

fn week(week: &Week) -> WeekView {
    WeekView {
        begins: week.begins.0,
        reasons: REASONS.map(|reason| week.reasons.get(&reason).copied().unwrap_or(0)).to_vec(),
        tiers: TIERS.map(|tier| week.tiers.get(&tier).copied().unwrap_or(0)).to_vec(),
    }
}

fn stage_time(time: &StageTime) -> StageTimeView {
    StageTimeView { stage: codes::stage(time.stage), cases: time.cases, median: time.median.0, p90: time.p90.0 }
}

fn refused_by(rule: &RefusedBy) -> RefusedByView {
    RefusedByView {
        code: shown(&rule.code),
        citation: Gate::by_code(&rule.code).map(|gate| gate.citation().to_owned()).unwrap_or_default(),
        attempts: rule.attempts.count,
        cases: named(&rule.attempts),
    }
}

fn repeat(subject: &Repeat) -> RepeatView {
    RepeatView {
        directory: shown(subject.directory.as_str()),
        login: shown(&subject.login),
        name: shown(&subject.name),
        count: subject.cases.count,
        cases: named(&subject.cases),
    }
}

fn pair_view(pair: &Pair, roster: &Roster) -> PairView {
    let name = |id: PersonId| roster.person(id).map_or_else(|| id.to_string(), |person| shown(&person.name));
    PairView {
        agent: name(pair.agent),
        supervisor: name(pair.supervisor),
        count: pair.cases.count,
        of: pair.of,
        cases: named(&pair.cases),
    }
}

/// Newest first.
fn named(counted: &Counted) -> Vec<NamedCase> {
    let one = |id: &CaseId| NamedCase { id: id.to_string(), short: id.short() };
    counted.named.iter().rev().map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use postern_domain::patterns::Patterns;
    use postern_domain::time::{Span, Timestamp};
    use std::collections::BTreeMap;

    #[test]
    fn the_numbers_of_a_week_stand_in_the_order_of_their_names() {
        let until = Timestamp(1_800_000_000_000);
        let counts = Counts { patterns: Patterns::over(4, until), until, roster: Roster::default() };
        let view = patterns_view(&counts);
        assert_eq!((view.weeks.len(), view.reasons.len(), view.tiers.len()), (4, 6, 3));
        let one = week(&Week {
            begins: until.plus(Span(1)),
            reasons: BTreeMap::from([(Reason::Stolen, 3), (Reason::FailedEnrolment, 1)]),
            tiers: BTreeMap::from([(Tier::Privileged, 4)]),
        });
        assert_eq!((one.reasons, one.tiers), (vec![0, 3, 0, 0, 0, 1], vec![0, 4, 0]));
    }

    #[test]
    fn the_newest_case_is_named_first_and_a_rule_of_another_version_by_its_code() {
        let case = |n: u8| format!("00000000-0000-0000-0000-00000000000{n}").parse::<CaseId>().unwrap();
        let attempts = Counted { count: 2, named: vec![case(1), case(2)] };
        let told = refused_by(&RefusedBy { code: "XYZ-99".to_owned(), attempts: attempts.clone() });
        assert_eq!((told.citation.as_str(), told.attempts), ("", 2));
        assert_eq!(told.cases.iter().map(|c| c.short.as_str()).collect::<Vec<_>>(), ["C-000002", "C-000001"]);
        let known = refused_by(&RefusedBy { code: "APR-01".to_owned(), attempts });
        assert_eq!(known.citation, "Local P-04");
    }
}
