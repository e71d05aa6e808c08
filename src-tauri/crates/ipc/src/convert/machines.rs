//! Machine identities: the pages of a case, and the list of all.

use super::codes;
use super::gates::gate_lines;
use crate::dto::{
    ConsumerView, MachinePageCode, MachinePageView, MachineRow, MachineStanding, MachineView, MachinesView, NamedCase,
    TrialCode, TrialView, TriedView,
};
use postern_application::recovery::Machines;
use postern_domain::recovery::machine::{
    MachinePage, OldCredential, PageOfMachine, PageStanding, TrialStanding, next, overlap_presets, overlap_runs_until,
    pages, trials,
};
use postern_domain::recovery::{Case, Facts, MachineIdentity};
use postern_domain::text::shown;

/// What the page of a machine identity's case shows; `None` for a person.
pub fn machine_view(case: &Case, facts: &Facts<'_>) -> Option<MachineView> {
    let machine = case.account.machine.as_ref()?;
    let (consumers, overlap_minutes) = case.consumers.clone().unwrap_or_default();
    let most = facts.policy.overlap_minutes;
    let pages = pages(case, facts);
    Some(MachineView {
        sponsor_login: shown(&machine.sponsor_login),
        sponsor_at: case.sponsor.as_ref().map(|s| s.at.0),
        consumers: consumers
            .iter()
            .map(|one| ConsumerView { name: shown(one), moved_at: case.moved.get(one).map(|at| at.0) })
            .collect(),
        overlap_minutes,
        most_overlap_minutes: most,
        overlap_presets: overlap_presets(most, overlap_minutes),
        overlap_until: overlap_runs_until(case).map(|at| at.0),
        drawn_keys: case.draws_key(),
        next: next(&pages).map(page_code),
        pages: pages.iter().map(page_view).collect(),
        trials: trials(case).iter().map(trial_view).collect(),
    })
}

fn page_view(one: &PageOfMachine) -> MachinePageView {
    MachinePageView {
        code: page_code(one.page),
        stage: codes::stage(one.page.stage()),
        status: match one.standing {
            PageStanding::Done => MachineStanding::Done,
            PageStanding::Now => MachineStanding::Now,
            PageStanding::Waiting => MachineStanding::Waiting,
            PageStanding::Blocked => MachineStanding::Blocked,
            PageStanding::Skipped => MachineStanding::Skipped,
        },
        at: one.at.map(|at| at.0),
        gates: gate_lines(&one.gates),
    }
}

const fn page_code(page: MachinePage) -> MachinePageCode {
    match page {
        MachinePage::Sponsor => MachinePageCode::Sponsor,
        MachinePage::Consumers => MachinePageCode::Consumers,
        MachinePage::NewKey => MachinePageCode::NewKey,
        MachinePage::NegativeTest => MachinePageCode::NegativeTest,
    }
}

fn trial_view(one: &OldCredential<'_>) -> TrialView {
    TrialView {
        id: one.credential.id.to_string(),
        label: shown(&one.credential.label),
        status: match one.standing {
            TrialStanding::NotGone => TrialCode::NotGone,
            TrialStanding::ToTry => TrialCode::ToTry,
            TrialStanding::Refused => TrialCode::Refused,
            TrialStanding::Works => TrialCode::Works,
        },
        observed: one.trial.is_some_and(|trial| trial.observed),
        at: one.trial.map(|trial| trial.at.0),
    }
}

/// The list of machine identities.
pub fn machines_view(found: &Machines) -> MachinesView {
    MachinesView {
        rows: found.listed.iter().map(machine_row).collect(),
        unlisted: u32::try_from(found.unlisted).unwrap_or(u32::MAX),
    }
}

fn machine_row(one: &MachineIdentity) -> MachineRow {
    MachineRow {
        account: shown(one.account.as_str()),
        directory: shown(one.directory.as_str()),
        login: shown(&one.login),
        name: shown(&one.name),
        sponsor: shown(&one.sponsor),
        consumers: one.consumers,
        cases: one.cases,
        rotated_at: one.rotated_at.map(|at| at.0),
        open: one.open.map(|case| NamedCase { id: case.to_string(), short: case.short() }),
        overlap_until: one.overlap_until.map(|at| at.0),
        tried: one.tried.map(|tried| TriedView { refused: tried.refused, at: tried.at.0 }),
    }
}
