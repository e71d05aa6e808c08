//! The path of a machine identity, in pages: how each stands is judged here and drawn elsewhere. And its consumers, one by one,
//! on their way to the new credential. That is a note of the case: no gate asks for it, and no signature covers it.

use super::account::Credential;
use super::checks::{self, Lines};
use super::decide::{self, no_such};
use super::{Action, Case, CaseEvent, Facts, Gate, Lifecycle, Refusal, Stage, Trial, Violation, view};
use crate::NonEmpty;
use crate::text::shown;
use crate::time::Timestamp;

/// The minutes of overlap that are offered, as far as the policy goes.
const PRESETS: [i64; 4] = [0, 15, 60, 240];

/// A page of the path of a machine identity, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MachinePage {
    /// Who answers for it signs in, and names who gets a key that is drawn here.
    Sponsor,
    /// What uses it, and for how long old and new may live together.
    Consumers,
    /// The new credential is made.
    NewKey,
    /// The old ones are tried, and must be refused.
    NegativeTest,
}

impl MachinePage {
    /// Every page, in order.
    pub const ALL: [Self; 4] = [Self::Sponsor, Self::Consumers, Self::NewKey, Self::NegativeTest];

    /// The stage that it is a part of.
    pub const fn stage(self) -> Stage {
        match self {
            Self::Sponsor | Self::Consumers => Stage::Proofing,
            Self::NewKey => Stage::Provisioning,
            Self::NegativeTest => Stage::Revocation,
        }
    }
}

/// How a page stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PageStanding {
    /// All that it asks for is met.
    Done,
    /// It can be worked on.
    Now,
    /// Something comes before it, or it only takes its time.
    Waiting,
    /// Something was seen that is not as it should be.
    Blocked,
    /// The case ended without it.
    Skipped,
}

/// One page of a case.
#[derive(Debug, Clone)]
pub struct PageOfMachine {
    /// Which.
    pub page: MachinePage,
    /// How it stands.
    pub standing: PageStanding,
    /// When it was done.
    pub at: Option<Timestamp>,
    /// Its gates, met or not.
    pub gates: Vec<(Gate, Option<Violation>)>,
}

/// The pages of `case` at gate time; none for a person.
pub fn pages(case: &Case, facts: &Facts<'_>) -> Vec<PageOfMachine> {
    if case.account.machine.is_none() {
        return Vec::new();
    }
    let ended = !matches!(case.lifecycle, Lifecycle::Open);
    let mut all = Vec::new();
    for page in MachinePage::ALL {
        let gates = gates(case, facts, page);
        let standing = if gates.iter().all(|(_, violation)| violation.is_none()) {
            PageStanding::Done
        } else if ended {
            PageStanding::Skipped
        } else if is_wrong(case, facts, page, &gates) {
            PageStanding::Blocked
        } else if is_ready(case, facts, page) {
            PageStanding::Now
        } else {
            PageStanding::Waiting
        };
        let at = if standing == PageStanding::Done { done_at(case, page) } else { None };
        all.push(PageOfMachine { page, standing, at, gates });
    }
    all
}

/// The page to go on with, in the order of stages: one that is wrong, or one that can be worked on. What is gone is tried
/// before the new key is made; under an overlap it is not gone by then.
pub fn next(pages: &[PageOfMachine]) -> Option<MachinePage> {
    let calls = |p: &&PageOfMachine| matches!(p.standing, PageStanding::Now | PageStanding::Blocked);
    pages.iter().filter(calls).map(|p| p.page).min_by_key(|page| page.stage())
}

fn gates(case: &Case, facts: &Facts<'_>, page: MachinePage) -> Lines {
    let asks: &[Gate] = match page {
        MachinePage::Sponsor => &[Gate::SponsorProven, Gate::RecipientNamed],
        MachinePage::Consumers => &[Gate::ConsumersListed, Gate::OverlapOver],
        MachinePage::NewKey => return checks::provisioning(case),
        MachinePage::NegativeTest => &[Gate::OldCredentialRefused],
    };
    let lines = checks::proofing(case, facts.policy).into_iter().chain(checks::revocation(case, facts.policy));
    lines.filter(|(gate, _)| asks.contains(gate)).collect()
}

/// Not merely unfinished.
fn is_wrong(case: &Case, facts: &Facts<'_>, page: MachinePage, gates: &Lines) -> bool {
    match page {
        MachinePage::Sponsor => false,
        MachinePage::Consumers => case.overlap_until().is_some_and(|until| facts.now > until),
        MachinePage::NewKey => view::has_failed(case, Stage::Provisioning, gates),
        MachinePage::NegativeTest => trials(case).iter().any(|trial| trial.standing == TrialStanding::Works),
    }
}

/// What comes before it is there.
fn is_ready(case: &Case, facts: &Facts<'_>, page: MachinePage) -> bool {
    match page {
        MachinePage::Sponsor => true,
        // An overlap that runs takes its time.
        MachinePage::Consumers => case.sponsor.is_some() && case.consumers.is_none(),
        MachinePage::NewKey => {
            decide::approved(case, facts).is_empty() && checks::open(checks::interlock(case, facts.policy)).is_empty()
        }
        MachinePage::NegativeTest => case.not_gone().count() == 0,
    }
}

fn done_at(case: &Case, page: MachinePage) -> Option<Timestamp> {
    match page {
        MachinePage::Sponsor => case.sponsor.as_ref().map(|sponsor| sponsor.at),
        MachinePage::Consumers => None,
        MachinePage::NewKey => case.confirmed(&Action::SubmitCredential),
        MachinePage::NegativeTest => case.tried.values().map(|trial| trial.at).max(),
    }
}

/// What is known of an old credential after it went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TrialStanding {
    /// It was not seen gone yet.
    NotGone,
    /// It was not tried since it went.
    ToTry,
    /// It was tried, and refused.
    Refused,
    /// It was tried, and let in.
    Works,
}

/// An old credential, and what was tried with it.
#[derive(Debug, Clone, Copy)]
pub struct OldCredential<'a> {
    /// The credential.
    pub credential: &'a Credential,
    /// What is known.
    pub standing: TrialStanding,
    /// The trial that tells, where there is one.
    pub trial: Option<Trial>,
}

/// Every old credential that goes, with its trial: one from before it went tells nothing.
pub fn trials(case: &Case) -> Vec<OldCredential<'_>> {
    let old = case.planned.iter().filter(|c| !case.kept.contains(&c.id));
    old.map(|credential| {
        let gone = case.gone_at(&credential.id);
        let last = case.tried.get(&credential.id).copied();
        let trial = last.filter(|trial| gone.is_some_and(|gone| trial.at >= gone));
        let standing = match (gone, trial) {
            (None, _) => TrialStanding::NotGone,
            (Some(_), None) => TrialStanding::ToTry,
            (Some(_), Some(trial)) if trial.refused => TrialStanding::Refused,
            (Some(_), Some(_)) => TrialStanding::Works,
        };
        OldCredential { credential, standing, trial }
    })
    .collect()
}

/// The minutes that are offered where the policy allows `most`, with what is `chosen` now among them.
pub fn overlap_presets(most: i64, chosen: i64) -> Vec<i64> {
    let mut offered: Vec<i64> = PRESETS.into_iter().filter(|minutes| *minutes <= most).collect();
    offered.extend([most, chosen]);
    offered.retain(|minutes| (0..=most).contains(minutes) || *minutes == chosen);
    offered.sort_unstable();
    offered.dedup();
    offered
}

/// Until when old and new may live together, while they do.
pub fn overlap_runs_until(case: &Case) -> Option<Timestamp> {
    case.overlap_until().filter(|_| case.not_gone().next().is_some())
}

/// What stands in the way of saying that a consumer moved: the new credential is there first.
pub(super) fn moving(case: &Case) -> Vec<Violation> {
    if case.account.machine.is_none() {
        return vec![Violation::of(Gate::ItemExists).with("what", "machine")];
    }
    if !case.has_its_key() {
        return vec![Violation::of(Gate::NewCredentialListed)];
    }
    Vec::new()
}

/// A consumer uses the new credential, or does not after all. It is found by its line, or as the page shows that.
pub(super) fn move_consumer(
    case: &Case,
    consumer: &str,
    moved: bool,
    facts: &Facts<'_>,
) -> Result<NonEmpty<CaseEvent>, Refusal> {
    let mut listed = case.consumers.iter().flat_map(|(all, _)| all);
    let named = listed.find(|one| one.as_str() == consumer || shown(one) == consumer);
    let changes = named.filter(|one| case.moved.contains_key(*one) != moved);
    let consumer = changes.ok_or_else(|| no_such("consumer"))?.clone();
    Ok(NonEmpty::one(CaseEvent::ConsumerMoved { consumer, moved, by: facts.actor.person(), at: facts.now }))
}
