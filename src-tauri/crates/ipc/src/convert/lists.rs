//! Lists: work, history, look-up, verification.

use super::codes;
use super::gates::gate_views;
use crate::dto::{
    AccountView, ContactView, DeadlineCode, DeadlineView, FoundAccountView, LifecycleCode, Message, StageStatus, Tone,
    VerifyFault, VerifyView, WorkCounts, WorkGroup, WorkRow,
};
use postern_application::recovery::Found;
use postern_domain::policy::Policy;
use postern_domain::recovery::account::Contact;
use postern_domain::recovery::deadline::{Deadline, DeadlineKind, next_deadline};
use postern_domain::recovery::{Case, Facts, contact_usable};
use postern_domain::staff::Role;
use postern_domain::text::shown;
use postern_domain::time::Timestamp;
use postern_ports::directory::FoundAccount;
use postern_ports::event_store::Verification;

/// A line of the work list, for the actor of `facts`.
pub fn work_row(case: &Case, facts: &Facts<'_>) -> WorkRow {
    let stages = super::case::stage_views(case, facts);
    let done = stages.iter().filter(|s| s.status == StageStatus::Done).count();
    let current = stages.iter().find(|s| matches!(s.status, StageStatus::Now | StageStatus::Blocked));
    let stage = current.map_or(codes::stage(postern_domain::recovery::Stage::Review), |s| s.code);
    let first_open = current.and_then(|s| s.gates.iter().find(|g| g.status != crate::dto::GateStatus::Met));
    let blocked = current.is_some_and(|s| s.status == StageStatus::Blocked);
    let lifecycle = codes::lifecycle(&case.lifecycle);
    let group = group(case, facts, blocked, stage);
    let signed =
        lifecycle == LifecycleCode::Open && !case.holding_approvals(facts.policy, facts.roster, facts.now).is_empty();
    let incident = case.incident().is_some();
    let blocks = match first_open {
        _ if incident => Message::of("incident-row-open"),
        Some(gate) => Message { id: format!("gate-{}", gate.code), args: gate.args.clone() },
        None => Message::of("work-nothing-blocks"),
    };
    let next = if incident { "incident-row-next".to_owned() } else { format!("work-next-{}", stage_name(stage)) };
    WorkRow {
        id: case.id.to_string(),
        short: case.id.short(),
        subject: shown(&case.account.name),
        login: shown(&case.account.login),
        stage,
        done: u32::try_from(done).unwrap_or(u32::MAX),
        stages: u32::try_from(stages.len()).unwrap_or(u32::MAX),
        blocks,
        blocks_tone: if blocked || incident { Tone::Bad } else { Tone::Neutral },
        next: Message::of(next),
        deadline: next_deadline(case, facts).map(|deadline| deadline_view(&deadline)),
        signed,
        opened_at: case.opened.at.0,
        group,
        lifecycle,
        questions: u32::try_from(waiting_questions(case)).unwrap_or(u32::MAX),
    }
}

fn deadline_view(deadline: &Deadline) -> DeadlineView {
    DeadlineView {
        kind: match deadline.kind {
            DeadlineKind::Cue => DeadlineCode::Cue,
            DeadlineKind::Code => DeadlineCode::Code,
            DeadlineKind::Approval => DeadlineCode::Approval,
            DeadlineKind::Invitation => DeadlineCode::Invitation,
            DeadlineKind::Overlap => DeadlineCode::Overlap,
            DeadlineKind::Objection => DeadlineCode::Objection,
            DeadlineKind::Residual => DeadlineCode::Residual,
        },
        at: deadline.at.0,
        near_from: deadline.near_from().0,
        whole: deadline.whole.0,
        to_be_met: deadline.kind.is_to_be_met(),
    }
}

/// Sorts rows by urgency within their groups: what has to be met soonest first, then what waits longest; of what has ended, the
/// newest first.
pub fn by_urgency(rows: &mut [WorkRow]) {
    rows.sort_by_key(|row| {
        let due = row.deadline.filter(|deadline| deadline.to_be_met).map_or(i64::MAX, |deadline| deadline.at);
        let age = if row.group == WorkGroup::Done { row.opened_at.saturating_neg() } else { row.opened_at };
        (place(row.group), due, age)
    });
}

fn place(group: WorkGroup) -> u8 {
    match group {
        WorkGroup::Incident => 0,
        WorkGroup::NeedsYou => 1,
        WorkGroup::Approval => 2,
        WorkGroup::Waiting => 3,
        WorkGroup::Blocked => 4,
        WorkGroup::Done => 5,
    }
}

/// Questions that the agent has to answer: once the case has ended, none of them is answered any more.
fn waiting_questions(case: &Case) -> usize {
    match codes::lifecycle(&case.lifecycle) {
        LifecycleCode::Open => case.unanswered().count(),
        LifecycleCode::Completed | LifecycleCode::Refused | LifecycleCode::Cancelled | LifecycleCode::Incident => 0,
    }
}

fn group(case: &Case, facts: &Facts<'_>, blocked: bool, stage: crate::dto::StageCode) -> WorkGroup {
    let open = codes::lifecycle(&case.lifecycle) == LifecycleCode::Open;
    let mine = facts.actor.person() == case.agent;
    let waits_for_signature = case.sought.is_some() && stage == crate::dto::StageCode::Approval;
    match facts.actor.role() {
        _ if case.incident().is_some() => WorkGroup::Incident,
        _ if !open && facts.actor.role() == Role::Reviewer && case.review.is_none() => WorkGroup::NeedsYou,
        _ if !open => WorkGroup::Done,
        Role::Supervisor if waits_for_signature => WorkGroup::NeedsYou,
        Role::Reviewer if stage == crate::dto::StageCode::Release => WorkGroup::NeedsYou,
        Role::Agent if mine && blocked => WorkGroup::Blocked,
        Role::Agent if mine && waits_for_signature && waiting_questions(case) == 0 => WorkGroup::Approval,
        Role::Agent if mine => WorkGroup::NeedsYou,
        _ if waits_for_signature => WorkGroup::Approval,
        Role::Agent | Role::Supervisor | Role::Reviewer | Role::Administrator => WorkGroup::Waiting,
    }
}

/// Counts over the rows.
pub fn work_counts(rows: &[WorkRow]) -> WorkCounts {
    let count =
        |test: &dyn Fn(&WorkRow) -> bool| u32::try_from(rows.iter().filter(|r| test(r)).count()).unwrap_or(u32::MAX);
    WorkCounts {
        mine: count(&|r| matches!(r.group, WorkGroup::NeedsYou)),
        approval: count(&|r| r.lifecycle == LifecycleCode::Open && r.stage == crate::dto::StageCode::Approval),
        person: count(&|r| matches!(r.group, WorkGroup::Waiting)),
        blocked: count(&|r| matches!(r.group, WorkGroup::Blocked)),
        done: count(&|r| matches!(r.group, WorkGroup::Done)),
        incident: count(&|r| matches!(r.group, WorkGroup::Incident)),
    }
}

/// Stable name of a stage, as its words use it.
pub fn stage_name(stage: crate::dto::StageCode) -> &'static str {
    use crate::dto::StageCode;
    match stage {
        StageCode::Intake => "intake",
        StageCode::Contain => "contain",
        StageCode::Proofing => "proofing",
        StageCode::Approval => "approval",
        StageCode::Revocation => "revocation",
        StageCode::Provisioning => "provisioning",
        StageCode::Handover => "handover",
        StageCode::Notification => "notification",
        StageCode::Release => "release",
        StageCode::Close => "close",
        StageCode::Review => "review",
    }
}

/// An account that was looked up.
pub fn account_view(found: &Found, now: Timestamp) -> AccountView {
    let account = &found.account;
    AccountView {
        directory: shown(account.directory.as_str()),
        tenant: shown(&found.tenant),
        id: account.id.to_string(),
        login: shown(&account.login),
        name: shown(&account.name),
        privileged: account.privileged,
        tier: codes::tier(found.tier),
        signals: found.signals.iter().map(|s| codes::signal(*s).to_owned()).collect(),
        machine: account.machine.is_some(),
        contacts: account.contacts.iter().map(|c| contact_view(c, &found.policy, now)).collect(),
        credentials: u32::try_from(found.inventory.usable().len()).unwrap_or(u32::MAX),
        sessions: found.inventory.sessions,
        repeats: found.repeats,
        violations: gate_views(&found.violations),
        stated_by_agent: found.people.account,
        asks_privileged: found.people.roles,
    }
}

/// Accounts of a listing.
pub fn found_accounts(found: &[FoundAccount]) -> Vec<FoundAccountView> {
    found.iter().map(|a| FoundAccountView { login: shown(&a.login), name: shown(&a.name) }).collect()
}

/// A contact, masked.
pub fn contact_view(contact: &Contact, policy: &Policy, now: Timestamp) -> ContactView {
    let days = contact.unchanged_since.map(|since| now.since(since).0 / 86_400_000);
    ContactView {
        id: contact.id.to_string(),
        channel: codes::contact_channel(contact.channel),
        address: codes::masked(contact),
        unchanged_days: days.and_then(|d| u32::try_from(d).ok()),
        usable: contact_usable(contact, policy, now),
    }
}

/// What a verification found.
pub fn verify_view(found: &Verification) -> VerifyView {
    let faults = found.faults.iter().map(|f| VerifyFault {
        position: f.position,
        stream: f.stream.clone(),
        kind: f.kind.clone(),
        detail: shown(&f.detail),
    });
    VerifyView { records: found.records, root: found.root.clone(), faults: faults.collect() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dto::StageCode;

    fn row(id: &str, group: WorkGroup, opened_at: i64, due: Option<(i64, bool)>) -> WorkRow {
        WorkRow {
            id: id.to_owned(),
            short: id.to_owned(),
            subject: String::new(),
            login: String::new(),
            stage: StageCode::Proofing,
            done: 0,
            stages: 9,
            blocks: Message::of("work-nothing-blocks"),
            blocks_tone: Tone::Neutral,
            next: Message::of("work-next-proofing"),
            deadline: due.map(|(at, to_be_met)| DeadlineView {
                kind: DeadlineCode::Code,
                at,
                near_from: at,
                whole: 0,
                to_be_met,
            }),
            signed: false,
            opened_at,
            group,
            lifecycle: LifecycleCode::Open,
            questions: 0,
        }
    }

    fn sorted(mut rows: Vec<WorkRow>) -> Vec<String> {
        by_urgency(&mut rows);
        rows.into_iter().map(|row| row.id).collect()
    }

    #[test]
    fn within_a_group_what_has_to_be_met_soonest_comes_first_and_then_what_waits_longest() {
        let mine = WorkGroup::NeedsYou;
        let rows = vec![
            row("young", mine, 9, None),
            row("later", mine, 8, Some((200, true))),
            row("old", mine, 1, None),
            row("waited for", mine, 2, Some((50, false))),
            row("soon", mine, 9, Some((100, true))),
        ];
        assert_eq!(sorted(rows), ["soon", "later", "old", "waited for", "young"]);
    }

    #[test]
    fn groups_come_before_urgency_and_of_what_has_ended_the_newest_is_first() {
        let rows = vec![
            row("ended before", WorkGroup::Done, 1, None),
            row("ended last", WorkGroup::Done, 2, None),
            row("blocked", WorkGroup::Blocked, 1, Some((1, true))),
            row("waits", WorkGroup::Waiting, 1, Some((2, true))),
            row("co-signed soon", WorkGroup::Approval, 1, None),
            row("mine", WorkGroup::NeedsYou, 5, None),
        ];
        let expected = ["mine", "co-signed soon", "waits", "blocked", "ended last", "ended before"];
        assert_eq!(sorted(rows), expected);
    }
}
