//! The desk, and changes of it.

use super::console;
use crate::dto::{
    AlarmView, DeskChange, DeskPerson, DeskView, JudgedView, NeededView, NoteFiling, ReferenceInput, RemovedView,
    RoleCode, TouchedView,
};
use postern_application::desk::Touched;
use postern_domain::ids::PersonId;
use postern_domain::recovery::evidence::Reference;
use postern_domain::staff::{
    Alarm, Change, NEEDED, Needed, Person, Purpose, Role, Roster, Threat, confirmations_needed,
};
use postern_domain::text::shown;
use postern_domain::time::Timestamp;

/// Whether a note filed there raises the covert flag.
pub fn raises_flag(filed: NoteFiling) -> bool {
    match filed {
        NoteFiling::OtherDesk => true,
        NoteFiling::Case | NoteFiling::Delivery => false,
    }
}

/// Who vouches.
pub fn reference_of(input: ReferenceInput) -> Reference {
    Reference { name: input.name, relationship: input.relationship, ial: input.ial }
}

/// The change that is asked for; a policy is read elsewhere, since it is a file, and a console's next key is drawn there.
pub fn change_of(change: DeskChange) -> Option<Change> {
    Some(match change {
        DeskChange::AdoptPolicy { .. } | DeskChange::RotateConsoleKey { .. } => return None,
        DeskChange::RenewTraining { person, until } => {
            Change::RenewTraining { person: person.parse().ok()?, until: Timestamp(until) }
        }
        DeskChange::RemoveStaff { person, reported_at, reason } => {
            Change::RemoveStaff { person: person.parse().ok()?, reported_at: Timestamp(reported_at), reason }
        }
        DeskChange::SetThreat { raised, reason } => {
            Change::SetThreat { threat: if raised { Threat::Raised } else { Threat::Normal }, reason }
        }
        DeskChange::SetSecurityKey { public_key } => Change::SetSecurityKey { public_key },
    })
}

/// The desk. `touched` lists the cases of each person who left.
pub fn desk_view(
    roster: &Roster,
    touched: &[(PersonId, Vec<Touched>)],
    console_key: String,
    now: Timestamp,
) -> DeskView {
    let policy = roster.policy();
    DeskView {
        policy: policy.map(|p| p.name.clone()).unwrap_or_default(),
        policy_hash: policy.and_then(|p| p.hash().ok()).map(|h| h.hex()).unwrap_or_default(),
        shipped: ["standard", "high-assurance", "small-team"].map(str::to_owned).to_vec(),
        threat_raised: roster.threat() == Threat::Raised,
        security_key: roster.security_key().map(str::to_owned),
        console_key,
        people: roster.everyone().map(|p| person_row(p, touched, now)).collect(),
        needed: needed(roster),
        alarms: roster.alarms().iter().rev().take(MOST_ALARMS).map(|alarm| alarm_view(alarm, roster)).collect(),
    }
}

/// Alarms that a page shows at most.
const MOST_ALARMS: usize = 200;

fn alarm_view(alarm: &Alarm, roster: &Roster) -> AlarmView {
    let stray = &alarm.stray;
    let login = if stray.login.is_empty() { stray.account.as_str() } else { &stray.login };
    AlarmView {
        directory: shown(stray.directory.as_str()),
        entry: stray.entry.clone(),
        login: shown(login),
        what: stray.what.code().to_owned(),
        done_by: shown(&stray.done_by),
        happened: stray.happened.0,
        judged: alarm.judged.as_ref().map(|(by, note, at)| JudgedView {
            by: roster.person(*by).map_or_else(|| by.to_string(), |p| shown(&p.name)),
            note: shown(note),
            at: at.0,
        }),
    }
}

fn person_row(person: &Person, touched: &[(PersonId, Vec<Touched>)], now: Timestamp) -> DeskPerson {
    let cases = touched.iter().find(|(id, _)| *id == person.id).map(|(_, all)| all.as_slice()).unwrap_or_default();
    DeskPerson {
        person: console::person_view(person),
        staff_number: shown(&person.staff_number),
        key_ends: console::ends(person),
        organisation: shown(&person.organisation),
        training_until: person.training_until.0,
        trained: person.training_until > now,
        removed: person.removed.as_ref().map(|r| gone(&r.reason, r.reported_at, r.at, cases)),
        keys: u32::try_from(person.keys_for(Purpose::SignIn).count()).unwrap_or(u32::MAX),
        lost: person.lost.last().map(|l| gone(&l.reason, l.reported_at, l.at, cases)),
    }
}

/// A person or a key that is not trusted any more, with the cases that this touches.
fn gone(reason: &str, reported_at: Timestamp, at: Timestamp, cases: &[Touched]) -> RemovedView {
    let touched = |t: &Touched| TouchedView {
        id: t.case.to_string(),
        short: t.case.short(),
        open: t.open,
        since_reported: t.opened_at >= reported_at,
    };
    RemovedView {
        reason: shown(reason),
        reported_at: reported_at.0,
        at: at.0,
        cases: cases.iter().map(touched).collect(),
    }
}

/// Who signs what, as the domain says.
fn needed(roster: &Roster) -> Vec<NeededView> {
    let view = |(what, needed): &(&str, Needed)| {
        let mut roles = vec![RoleCode::Administrator];
        if needed.reviewers {
            roles.push(RoleCode::Reviewer);
        }
        NeededView { what: (*what).to_owned(), people: u32::try_from(needed.people).unwrap_or(u32::MAX), roles }
    };
    let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let enrol = |what: &str, role| NeededView {
        what: what.to_owned(),
        people: number(confirmations_needed(roster, role)),
        roles: vec![RoleCode::Administrator],
    };
    let joining = [enrol("enrol", Role::Agent), enrol("enrol_administrator", Role::Administrator)];
    NEEDED.iter().map(view).chain(joining).collect()
}
