//! Incidents.

use super::{codes, person_of};
use crate::dto::{
    ClearedView, DisposedView, FindingCode, FreezeStatus, FreezeView, IncidentView, ReferencedView, ReportChannelCode,
};
use postern_domain::recovery::{Action, Case, EffectState, Finding, Observation, ReportChannel};
use postern_domain::staff::Roster;
use postern_domain::text::shown;

/// The last incident of `case`.
pub(super) fn incident_view(case: &Case, roster: &Roster) -> Option<IncidentView> {
    let incident = case.incidents.last()?;
    let report = &incident.report;
    let key = case.key.as_ref().filter(|(key, _)| key.identity.is_some());
    Some(IncidentView {
        who: shown(&report.who),
        channel: channel(report.channel),
        said: shown(&report.said),
        by: person_of(roster, report.by).name,
        at: report.at.0,
        freezes: case.freezes().map(freeze_view).collect(),
        people: case.took_part().into_iter().map(|id| person_of(roster, id)).collect(),
        key: key.map(|(key, _)| shown(&key.label)),
        cleared: incident.cleared.as_ref().map(|(by, note, at)| ClearedView {
            by: person_of(roster, *by).name,
            note: shown(note),
            at: at.0,
        }),
        disposed: incident.disposed.as_ref().map(|(finding, note, signed)| DisposedView {
            by: person_of(roster, signed.by).name,
            finding: finding_code(*finding),
            note: shown(note),
            at: signed.at.0,
        }),
    })
}

fn freeze_view(effect: &EffectState) -> FreezeView {
    let what = match effect.action {
        Action::BlockSignIn => "block_sign_in",
        Action::EndSessions => "end_sessions",
        Action::SuspendCredential { .. }
        | Action::UnblockSignIn
        | Action::RevokeCredential { .. }
        | Action::SubmitCredential
        | Action::SendCode { .. }
        | Action::SendNotice { .. } => "suspend_credential",
    };
    let status = match effect.last() {
        Some((Observation::AsIntended | Observation::Delivered { .. }, _)) => FreezeStatus::Done,
        Some((Observation::Attested { .. }, _)) => FreezeStatus::Said,
        Some((Observation::NotAsIntended { .. }, _)) => FreezeStatus::NotDone,
        Some((Observation::Unknown { .. }, _)) => FreezeStatus::Unknown,
        None if effect.waits() => FreezeStatus::Waits,
        None => FreezeStatus::Unknown,
    };
    FreezeView { what: what.to_owned(), status, at: effect.last().map(|(_, at)| at.0) }
}

/// A case that a reference names.
pub fn referenced(case: &Case) -> ReferencedView {
    ReferencedView {
        id: case.id.to_string(),
        reference: case.id.reference(),
        subject: shown(&case.account.name),
        login: shown(&case.account.login),
        lifecycle: codes::lifecycle(&case.lifecycle),
        opened_at: case.opened.at.0,
    }
}

fn channel(channel: ReportChannel) -> ReportChannelCode {
    match channel {
        ReportChannel::InPerson => ReportChannelCode::InPerson,
        ReportChannel::Phone => ReportChannelCode::Phone,
        ReportChannel::Email => ReportChannelCode::Email,
        ReportChannel::Letter => ReportChannelCode::Letter,
        ReportChannel::Other => ReportChannelCode::Other,
    }
}

/// The channel that a window names.
pub fn report_channel_of(code: ReportChannelCode) -> ReportChannel {
    match code {
        ReportChannelCode::InPerson => ReportChannel::InPerson,
        ReportChannelCode::Phone => ReportChannel::Phone,
        ReportChannelCode::Email => ReportChannel::Email,
        ReportChannelCode::Letter => ReportChannel::Letter,
        ReportChannelCode::Other => ReportChannel::Other,
    }
}

fn finding_code(finding: Finding) -> FindingCode {
    match finding {
        Finding::Unfounded => FindingCode::Unfounded,
        Finding::Confirmed => FindingCode::Confirmed,
        Finding::OurError => FindingCode::OurError,
    }
}

/// The finding that a window names.
pub fn finding_of(code: FindingCode) -> Finding {
    match code {
        FindingCode::Unfounded => Finding::Unfounded,
        FindingCode::Confirmed => Finding::Confirmed,
        FindingCode::OurError => Finding::OurError,
    }
}
