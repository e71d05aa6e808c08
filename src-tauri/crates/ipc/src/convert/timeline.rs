//! Records as lines of a timeline.

use super::codes;
use crate::dto::{Message, TimelineIcon as Icon, TimelineRow};
use postern_domain::ids::PersonId;
use postern_domain::recovery::effect::NoticePhase;
use postern_domain::recovery::{Action, CaseEvent, EffectState, Finding, Observation};
use postern_domain::staff::Roster;
use postern_domain::text::shown;
use postern_ports::event_store::{Happening, Recorded};

/// The lines of a case's records, oldest first.
pub fn timeline(records: &[Recorded], effects: &[EffectState], roster: &Roster) -> Vec<TimelineRow> {
    records
        .iter()
        .filter_map(|record| match &record.happening {
            Happening::Case(event) => Some(row(record, event, effects, roster)),
            Happening::Desk(_) => None,
        })
        .collect()
}

fn row(record: &Recorded, event: &CaseEvent, effects: &[EffectState], roster: &Roster) -> TimelineRow {
    let name = |id: &PersonId| roster.person(*id).map(|p| shown(&p.name)).unwrap_or_default();
    let (icon, text, by, milestone) = describe(event, effects, &name);
    TimelineRow {
        position: record.position,
        seq: record.seq,
        at: record.at.0,
        icon,
        text,
        by,
        hash: record.hash.clone(),
        milestone,
    }
}

fn describe(
    event: &CaseEvent,
    effects: &[EffectState],
    name: &dyn Fn(&PersonId) -> String,
) -> (Icon, Message, String, bool) {
    let say = |kind: &str| Message::of(format!("event-{kind}"));
    let none = String::new;
    match event {
        CaseEvent::CaseOpened(o) => (
            Icon::Inbox,
            say("case_opened").with("account", shown(&o.account.login)).with("ticket", shown(&o.ticket)),
            name(&o.agent),
            true,
        ),
        CaseEvent::AccountReread { inventory, .. } => {
            (Icon::Eye, say("account_reread").with("credentials", inventory.usable().len()), none(), false)
        }
        CaseEvent::Contained { by, .. } => (Icon::Flake, say("contained"), name(by), true),
        CaseEvent::CodeIssued { method, .. } => {
            (Icon::Bell, say("code_issued").with("method", codes::evidence_kind(*method)), none(), false)
        }
        CaseEvent::CodeChecked { matched: true, by, .. } => (Icon::Check, say("code_matched"), name(by), false),
        CaseEvent::CodeChecked { matched: false, by, .. } => (Icon::Warn, say("code_wrong"), name(by), true),
        CaseEvent::SavedCodesReplaced { by, .. } => (Icon::Check, say("saved_codes_replaced"), name(by), false),
        CaseEvent::ExceptionAsked { exception } => {
            let text = say("exception_asked").with("kind", codes::exception(exception.kind));
            (Icon::Warn, text.with("reason", shown(&exception.reason)), name(&exception.by), true)
        }
        CaseEvent::ExceptionDropped { by, .. } => (Icon::Note, say("exception_dropped"), name(by), true),
        CaseEvent::CredentialKept { by, .. } => (Icon::Key, say("credential_kept"), name(by), true),
        CaseEvent::CredentialNotKept { by, .. } => (Icon::Key, say("credential_not_kept"), name(by), false),
        CaseEvent::SponsorSeen { login, .. } => {
            (Icon::Person, say("sponsor_seen").with("login", shown(login)), none(), true)
        }
        CaseEvent::ConsumersListed { consumers, by, .. } => {
            (Icon::Note, say("consumers_listed").with("count", consumers.len()), name(by), false)
        }
        CaseEvent::ConsumerMoved { consumer, moved, by, .. } => {
            let kind = if *moved { "consumer_moved" } else { "consumer_not_moved" };
            (Icon::Note, say(kind).with("consumer", shown(consumer)), name(by), false)
        }
        CaseEvent::OldCredentialTried { refused, by, .. } => {
            let kind = if *refused { "old_credential_refused" } else { "old_credential_worked" };
            (if *refused { Icon::Check } else { Icon::Warn }, say(kind), name(by), true)
        }
        CaseEvent::RiskSeen { signals, .. } => {
            let all: Vec<_> = signals.iter().map(|s| codes::signal(*s)).collect();
            (Icon::Warn, say("risk_seen").with("signals", all.join(", ")), none(), true)
        }
        CaseEvent::LetterSent { reference, by, .. } => {
            (Icon::Bell, say("letter_sent").with("reference", shown(reference)), name(by), true)
        }
        CaseEvent::LanguageSaid { language, by, .. } => {
            (Icon::Note, say("language_said").with("language", shown(language)), name(by), false)
        }
        CaseEvent::NoticeSentAgain { by, .. } => (Icon::Warn, say("notice_sent_again"), name(by), true),
        CaseEvent::NoticeSettled { by, .. } => (Icon::Check, say("notice_settled"), name(by), true),
        CaseEvent::CaseTakenOver { by, .. } => (Icon::Person, say("case_taken_over"), name(by), true),
        CaseEvent::HoldCleared { by, note, .. } => {
            (Icon::Shield, say("hold_cleared").with("note", shown(note)), name(by), true)
        }
        CaseEvent::EffectIntended { action, by, .. } => {
            (icon_of(action), effect_text("intended", action), name(by), false)
        }
        CaseEvent::EffectStarted { effect, .. } => {
            let action = effects.iter().find(|e| e.id == *effect).map(|e| &e.action);
            let text = action.map_or_else(|| say("effect_started"), |a| effect_text("started", a));
            (Icon::Note, text, none(), false)
        }
        CaseEvent::EffectObserved { effect, observation, .. } => {
            let action = effects.iter().find(|e| e.id == *effect).map(|e| &e.action);
            if let (Observation::Attested { by, note }, Some(action)) = (observation, action) {
                return (Icon::Pen, effect_text("said", action).with("note", shown(note)), name(by), true);
            }
            let (kind, icon) = match observation {
                Observation::AsIntended | Observation::Attested { .. } | Observation::Delivered { .. } => {
                    ("seen", Icon::Check)
                }
                Observation::NotAsIntended { .. } => ("failed", Icon::Warn),
                Observation::Unknown { .. } => ("unknown", Icon::Warn),
            };
            let text = action.map_or_else(|| say("effect_observed"), |a| effect_text(kind, a));
            // A notice that arrived is routine, and there is one for every address.
            let routine = kind == "seen" && matches!(action, Some(Action::SendNotice { .. }));
            (icon, text, none(), !routine)
        }
        CaseEvent::ConsentRecorded { by, .. } => (Icon::Person, say("consent_recorded"), name(by), false),
        CaseEvent::CueDrawn { cue, .. } => (Icon::Person, say("cue_drawn").with("cue", cue), none(), false),
        CaseEvent::CueAnswered { answer, .. } => {
            let answer = format!("{answer:?}").to_lowercase();
            (Icon::Person, say("cue_answered").with("answer", answer), none(), false)
        }
        CaseEvent::EvidenceRecorded { evidence } => (
            Icon::Person,
            say("evidence_recorded").with("kind", codes::evidence_kind(evidence.kind)),
            name(&evidence.by),
            true,
        ),
        CaseEvent::EvidenceWithdrawn { by, .. } => (Icon::Person, say("evidence_withdrawn"), name(by), false),
        CaseEvent::ApprovalSought { by, .. } => (Icon::Pen, say("approval_sought"), name(by), false),
        CaseEvent::ApprovalSigned(signed) => {
            let said = match signed.over_shoulder_of {
                None => say("approval_signed"),
                Some(host) => say("approval_signed_here").with("host", name(&host)),
            };
            (Icon::Pen, said.with("key", signed.assertion.credential.ends()), name(&signed.by), true)
        }
        CaseEvent::ApprovalRefused { by, reason, .. } => {
            (Icon::No, say("approval_refused").with("reason", shown(reason)), name(by), true)
        }
        CaseEvent::KeyAccepted { key, by, .. } => {
            (Icon::Key, say("key_accepted").with("label", shown(&key.label)), name(by), false)
        }
        CaseEvent::CredentialMade { made, .. } => {
            (Icon::Key, say("credential_made").with("key", made.credential.ends()), none(), true)
        }
        CaseEvent::WriteReleased { by, .. } => (Icon::Shield, say("write_released"), name(by), true),
        CaseEvent::TargetChosen { target, by, .. } => {
            let kind = if target.is_key() { "target_key" } else { "target_handset" };
            (Icon::Key, say(kind), name(by), true)
        }
        CaseEvent::SubjectInvited { pass, .. } => {
            (Icon::Key, say(if *pass { "pass_issued" } else { "subject_invited" }), none(), true)
        }
        CaseEvent::CredentialEnrolled { enrolled, .. } => {
            let by = enrolled.said_by.map(|by| name(&by)).unwrap_or_default();
            let kind = if enrolled.said_by.is_some() { "credential_said" } else { "credential_enrolled" };
            (Icon::Key, say(kind).with("label", shown(&enrolled.label)), by, true)
        }
        CaseEvent::RecipientNamed { recipient, by, .. } => {
            (Icon::Shield, say("recipient_named").with("recipient", shown(recipient)), name(by), true)
        }
        CaseEvent::MachineKeyDrawn { key, .. } => {
            (Icon::Key, say("machine_key_drawn").with("name", shown(&key.name)), none(), true)
        }
        CaseEvent::OrphanRemoved { credential, .. } => {
            (Icon::Key, say("orphan_removed").with("key", credential.ends()), none(), false)
        }
        CaseEvent::HandedOver { by, .. } => (Icon::Person, say("handed_over"), name(by), true),
        CaseEvent::ReleaseSigned(signed) => (Icon::Pen, say("release_signed"), name(&signed.by), true),
        CaseEvent::SignedInLive { credential, said_by: Some(by), .. } => {
            (Icon::Person, say("signed_in_said").with("key", credential.ends()), name(by), true)
        }
        CaseEvent::SignedInLive { credential, said_by: None, .. } => {
            (Icon::Key, say("signed_in_live").with("key", credential.ends()), none(), true)
        }
        CaseEvent::CaseCompleted { by, .. } => (Icon::Check, say("case_completed"), name(by), true),
        CaseEvent::CaseRefused { by, note, .. } => {
            (Icon::No, say("case_refused").with("note", shown(note)), name(by), true)
        }
        CaseEvent::CaseCancelled { by, note, .. } => {
            (Icon::No, say("case_cancelled").with("note", shown(note)), name(by), true)
        }
        CaseEvent::CaseReviewed { note, signed, .. } => {
            (Icon::Shield, say("case_reviewed").with("note", shown(note)), name(&signed.by), true)
        }
        CaseEvent::NoteAdded { by, text, .. } => {
            (Icon::Note, say("note_added").with("text", shown(text)), name(by), false)
        }
        CaseEvent::Repudiated { report } => {
            let text = say("repudiated").with("who", shown(&report.who)).with("said", shown(&report.said));
            (Icon::Warn, text, name(&report.by), true)
        }
        CaseEvent::AccountCleared { by, note, .. } => {
            (Icon::Shield, say("account_cleared").with("note", shown(note)), name(by), true)
        }
        CaseEvent::IncidentDisposed { finding, note, signed, .. } => {
            let finding = match finding {
                Finding::Unfounded => "unfounded",
                Finding::Confirmed => "confirmed",
                Finding::OurError => "our_error",
            };
            let text = say("incident_disposed").with("finding", finding).with("note", shown(note));
            (Icon::Shield, text, name(&signed.by), true)
        }
        CaseEvent::QuestionAsked { by, text, .. } => {
            (Icon::Note, say("question_asked").with("text", shown(text)), name(by), true)
        }
        CaseEvent::QuestionAnswered { by, text, .. } => {
            (Icon::Note, say("question_answered").with("text", shown(text)), name(by), true)
        }
        CaseEvent::AttachmentAdded { by, attached, .. } => {
            (Icon::Note, say("attachment_added").with("name", shown(&attached.name)), name(by), true)
        }
        CaseEvent::AttachmentErased { by, reason, .. } => {
            (Icon::Note, say("attachment_erased").with("reason", shown(reason)), name(by), true)
        }
        CaseEvent::AttachmentExpired { .. } => (Icon::Note, say("attachment_expired"), none(), true),
        CaseEvent::FilesHeld { by, reason, .. } => {
            (Icon::Shield, say("files_held").with("reason", shown(reason)), name(by), true)
        }
        CaseEvent::FilesReleased { by, reason, .. } => {
            (Icon::Shield, say("files_released").with("reason", shown(reason)), name(by), true)
        }
        CaseEvent::AttemptRefused { by, attempt, codes, .. } => {
            (Icon::No, say("attempt_refused").with("attempt", attempt).with("codes", codes.join(", ")), name(by), true)
        }
    }
}

fn icon_of(action: &Action) -> Icon {
    match action {
        Action::BlockSignIn | Action::UnblockSignIn | Action::SuspendCredential { .. } | Action::EndSessions => {
            Icon::Flake
        }
        Action::RevokeCredential { .. } => Icon::No,
        Action::SubmitCredential => Icon::Key,
        Action::SendNotice { .. } | Action::SendCode { .. } => Icon::Bell,
    }
}

fn effect_text(kind: &str, action: &Action) -> Message {
    let code = match action {
        Action::BlockSignIn => "block_sign_in",
        Action::UnblockSignIn => "unblock_sign_in",
        Action::EndSessions => "end_sessions",
        Action::SuspendCredential { .. } => "suspend_credential",
        Action::RevokeCredential { .. } => "revoke_credential",
        Action::SubmitCredential => "submit_credential",
        Action::SendCode { .. } => "send_code",
        Action::SendNotice { phase: NoticePhase::Intake, .. } => "notice_intake",
        Action::SendNotice { phase: NoticePhase::Close, .. } => "notice_close",
    };
    Message::of(format!("event-{kind}-{code}"))
}
