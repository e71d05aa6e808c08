//! What many cases show together: how often, how long, what was refused, who comes back, who signs whose cases.
//!
//! Cases are taken in one after the other, and none is kept. What is told of people are signals to look at, in no order
//! of persons: a count says nothing of why.

use crate::canonical::Digest;
use crate::ids::{CaseId, DirectoryId, PersonId};
use crate::recovery::view::done_times;
use crate::recovery::{Case, CaseEvent, Reason, Stage, Tier};
use crate::sampling::week_of;
use crate::time::{Span, Timestamp};
use std::collections::{BTreeMap, BTreeSet};

/// The periods that can be looked at, in weeks.
pub const PERIODS: [u32; 3] = [4, 12, 52];
/// Of what is told of a pair, a subject or a rule, so many cases are named, the newest.
const NAMED: usize = 8;
/// A pair with fewer cases together is no signal.
const FEW: u32 = 3;
/// From this share of the agent's approved cases on, in percent, a pair is a signal.
const MOSTLY: u64 = 80;
const WEEK: i64 = Span::days(7).0;

/// One week, by when cases were opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Week {
    /// Its Monday, 00:00 UTC.
    pub begins: Timestamp,
    /// Cases opened, by why.
    pub reasons: BTreeMap<Reason, u32>,
    /// The same cases, by how much was at stake.
    pub tiers: BTreeMap<Tier, u32>,
}

/// How long a stage took.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StageTime {
    /// Which.
    pub stage: Stage,
    /// In so many cases.
    pub cases: u32,
    /// Half of them took no longer (nearest rank).
    pub median: Span,
    /// Nine of ten took no longer (nearest rank).
    pub p90: Span,
}

/// Something counted over cases.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Counted {
    /// How often.
    pub count: u32,
    /// Cases in which, the newest few, newest last.
    pub named: Vec<CaseId>,
}

/// A rule that refused attempts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RefusedBy {
    /// The gate's code.
    pub code: String,
    /// Attempts that it refused, alone or with others.
    pub attempts: Counted,
}

/// An account that was recovered more than once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repeat {
    /// Its directory.
    pub directory: DirectoryId,
    /// Its sign-in name, as last read.
    pub login: String,
    /// Its name, as last read.
    pub name: String,
    /// Its cases.
    pub cases: Counted,
}

/// An agent and a supervisor who signed most of the agent's cases.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pair {
    /// The agent.
    pub agent: PersonId,
    /// The supervisor.
    pub supervisor: PersonId,
    /// The agent's cases that the supervisor signed.
    pub cases: Counted,
    /// The agent's cases that anybody signed.
    pub of: u32,
}

/// What was counted so far.
#[derive(Debug, Clone)]
pub struct Patterns {
    since: Timestamp,
    cases: u32,
    weeks: Vec<Week>,
    stages: BTreeMap<Stage, Vec<i64>>,
    refusals: BTreeMap<String, Counted>,
    subjects: BTreeMap<Digest, Repeat>,
    approved: BTreeMap<PersonId, u32>,
    pairs: BTreeMap<(PersonId, PersonId), Counted>,
}

impl Counted {
    fn add(&mut self, n: u32, case: CaseId) {
        self.count = self.count.saturating_add(n);
        if self.named.last() != Some(&case) {
            self.named.push(case);
        }
        if self.named.len() > NAMED {
            self.named.remove(0);
        }
    }
}

impl Patterns {
    /// Nothing counted yet, for the week of `now` and those before it, `weeks` together.
    pub fn over(weeks: u32, now: Timestamp) -> Self {
        let weeks = weeks.max(1);
        let since = Timestamp(week_of(now).0.saturating_sub(WEEK.saturating_mul(i64::from(weeks - 1))));
        let begins = |n: u32| Timestamp(since.0.saturating_add(WEEK.saturating_mul(i64::from(n))));
        let empty = |begins| Week { begins, reasons: BTreeMap::new(), tiers: BTreeMap::new() };
        Self {
            since,
            cases: 0,
            weeks: (0..weeks).map(|n| empty(begins(n))).collect(),
            stages: BTreeMap::new(),
            refusals: BTreeMap::new(),
            subjects: BTreeMap::new(),
            approved: BTreeMap::new(),
            pairs: BTreeMap::new(),
        }
    }

    /// When the first week begins: cases that were opened before it do not count.
    pub fn since(&self) -> Timestamp {
        self.since
    }

    /// Cases that were counted.
    pub fn cases(&self) -> u32 {
        self.cases
    }

    /// Takes a case in, with the events that it was folded from. Cases come in the order in which they were opened; one
    /// that was opened outside of the weeks changes nothing.
    pub fn add<'a>(&mut self, case: &Case, events: impl IntoIterator<Item = &'a CaseEvent>) {
        let week = case.opened.at.0.saturating_sub(self.since.0).div_euclid(WEEK);
        let Some(week) = usize::try_from(week).ok().and_then(|n| self.weeks.get_mut(n)) else { return };
        *week.reasons.entry(case.opened.reason).or_default() += 1;
        *week.tiers.entry(case.tier()).or_default() += 1;
        self.cases = self.cases.saturating_add(1);
        for (stage, span) in spans(case) {
            self.stages.entry(stage).or_default().push(span.0);
        }
        for event in events {
            if let CaseEvent::AttemptRefused { codes, .. } = event {
                for code in codes.iter().collect::<BTreeSet<_>>() {
                    self.refusals.entry(code.clone()).or_default().add(1, case.id);
                }
            }
        }
        self.add_subject(case);
        self.add_signers(case);
    }

    fn add_subject(&mut self, case: &Case) {
        let account = &case.account;
        // Which account it is; a digest, so that its parts need not be told apart in a text.
        let which = Digest::separated(account.directory.as_str(), account.id.as_str().as_bytes());
        let subject = self.subjects.entry(which).or_insert_with(|| Repeat {
            directory: account.directory.clone(),
            login: String::new(),
            name: String::new(),
            cases: Counted::default(),
        });
        subject.login.clone_from(&account.login);
        subject.name.clone_from(&account.name);
        subject.cases.add(1, case.id);
    }

    /// Signatures for an agent who left the case to another do not count for that other.
    fn add_signers(&mut self, case: &Case) {
        let theirs = case.approvals.iter().filter(|signed| signed.at >= case.agent_since);
        let signers: BTreeSet<PersonId> = theirs.map(|signed| signed.by).collect();
        if signers.is_empty() {
            return;
        }
        *self.approved.entry(case.agent).or_default() += 1;
        for supervisor in signers {
            self.pairs.entry((case.agent, supervisor)).or_default().add(1, case.id);
        }
    }

    /// Every week of the period, oldest first, those without a case included.
    pub fn weeks(&self) -> &[Week] {
        &self.weeks
    }

    /// How long the stages of completed cases took, in the order of the path; and how long ended cases waited for their
    /// review.
    pub fn stages(&self) -> Vec<StageTime> {
        let time = |(stage, spans): (&Stage, &Vec<i64>)| {
            let mut sorted = spans.clone();
            sorted.sort_unstable();
            Some(StageTime {
                stage: *stage,
                cases: u32::try_from(sorted.len()).unwrap_or(u32::MAX),
                median: nearest(&sorted, 5)?,
                p90: nearest(&sorted, 9)?,
            })
        };
        self.stages.iter().filter_map(time).collect()
    }

    /// Rules that refused attempts, the most frequent first.
    pub fn refusals(&self) -> Vec<RefusedBy> {
        let of = |(code, attempts): (&String, &Counted)| RefusedBy { code: code.clone(), attempts: attempts.clone() };
        let mut all: Vec<RefusedBy> = self.refusals.iter().map(of).collect();
        all.sort_by(|a, b| b.attempts.count.cmp(&a.attempts.count).then_with(|| a.code.cmp(&b.code)));
        all
    }

    /// Accounts with more than one case, by their sign-in names.
    pub fn repeats(&self) -> Vec<Repeat> {
        let mut all: Vec<Repeat> = self.subjects.values().filter(|s| s.cases.count > 1).cloned().collect();
        all.sort_by(|a, b| (&a.login, &a.directory).cmp(&(&b.login, &b.directory)));
        all
    }

    /// Pairs of an agent and a supervisor that are a signal: several cases together, and most of the agent's.
    pub fn pairs(&self) -> Vec<Pair> {
        let pair = |((agent, supervisor), cases): (&(PersonId, PersonId), &Counted)| Pair {
            agent: *agent,
            supervisor: *supervisor,
            cases: cases.clone(),
            of: self.approved.get(agent).copied().unwrap_or(0),
        };
        self.pairs.iter().map(pair).filter(is_signal).collect()
    }
}

fn is_signal(pair: &Pair) -> bool {
    let share = u64::from(pair.cases.count).saturating_mul(100);
    pair.cases.count >= FEW && share >= u64::from(pair.of).saturating_mul(MOSTLY)
}

/// What of it is counted: every stage of a case that was completed; of any other only its review.
fn spans(case: &Case) -> Vec<(Stage, Span)> {
    let completed = case.was_completed();
    took(case).into_iter().filter(|(stage, _)| completed || *stage == Stage::Review).collect()
}

/// How long each stage took: from when everything before it was done. Freezing counts from the opening, the review from
/// the end, however that was.
pub fn took(case: &Case) -> Vec<(Stage, Span)> {
    let mut out = Vec::new();
    let mut before = case.opened.at;
    for (stage, at) in done_times(case) {
        let span = Span(at.since(before).0.max(0));
        match stage {
            Stage::Intake => {}
            // At any time, and nothing waits for it: it counts from the opening.
            Stage::Contain => out.push((stage, at.since(case.opened.at))),
            Stage::Review => out.push((stage, span)),
            Stage::Proofing
            | Stage::Approval
            | Stage::Revocation
            | Stage::Provisioning
            | Stage::Handover
            | Stage::Release
            | Stage::Notification
            | Stage::Close => {
                out.push((stage, span));
                before = before.max(at);
            }
        }
    }
    out
}

/// The value that `tenths` of ten do not exceed, of some that are sorted.
fn nearest(sorted: &[i64], tenths: usize) -> Option<Span> {
    let rank = sorted.len().saturating_mul(tenths).div_ceil(10);
    sorted.get(rank.checked_sub(1)?).copied().map(Span)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rank_is_the_nearest_one() {
        let of = |n: i64, tenths| nearest(&(1..=n).collect::<Vec<_>>(), tenths).map(|span| span.0);
        assert_eq!((of(1, 5), of(1, 9)), (Some(1), Some(1)));
        assert_eq!((of(2, 5), of(2, 9)), (Some(1), Some(2)));
        assert_eq!((of(10, 5), of(10, 9)), (Some(5), Some(9)));
        assert_eq!((of(11, 5), of(11, 9)), (Some(6), Some(10)));
        assert_eq!(of(0, 5), None);
    }

    #[test]
    fn a_year_of_weeks_ends_with_the_one_of_today() {
        let now = Timestamp::parse("2026-05-07T12:00:00Z").unwrap();
        let patterns = Patterns::over(52, now);
        assert_eq!(patterns.weeks().len(), 52);
        assert_eq!(patterns.weeks().first().map(|w| w.begins), Some(patterns.since()));
        assert_eq!(patterns.weeks().last().map(|w| w.begins), Some(week_of(now)));
        assert_eq!(week_of(now).since(patterns.since()), Span::days(51 * 7));
        assert_eq!(Patterns::over(0, now).weeks().len(), 1);
        assert!(patterns.stages().is_empty() && patterns.refusals().is_empty() && patterns.pairs().is_empty());
    }
}
