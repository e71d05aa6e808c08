//! The case page.

use super::gates::{gate_lines, gate_views};
use super::lists::{contact_view, stage_name};
use super::machines::machine_view;
use super::privacy::{attachment_views, files_held_view};
use super::rules::rule_rows;
use super::timeline::timeline;
use super::{codes, console};
use crate::dto::*;
use postern_domain::ids::PersonId;
use postern_domain::recovery::account::{Contact, ContactChannel, Credential, CredentialState, Enrolment};
use postern_domain::recovery::effect::NoticePhase;
use postern_domain::recovery::evidence::{EvidenceKind, Outcome, Strength};
use postern_domain::recovery::view::{Standing, Step, blocked_by, contained_at, stages};
use postern_domain::recovery::{
    Action, Case, Channel, EffectState, Facts, Lifecycle, Observation, Question, Reason, Target, Undelivered,
    code_target,
};
use postern_domain::staff::Roster;
use postern_domain::text::shown;
use postern_ports::event_store::Recorded;

/// What a case's page says of its directory as it is reached now.
#[derive(Debug, Clone, Copy, Default)]
pub struct ReachedNow {
    /// Sign-ins in a browser are seen there.
    pub browser: bool,
    /// What changes something there is sealed, and not released for this case.
    pub writes_closed: bool,
}

/// The page of `case`, for the actor of `facts`.
pub fn case_view(case: &Case, records: &[Recorded], facts: &Facts<'_>, now: ReachedNow) -> CaseView {
    let stages = stage_views(case, facts);
    let current = current_stage(&stages);
    let all_gates = stages.iter().flat_map(|s| s.gates.iter());
    let total = all_gates.clone().count();
    let open = all_gates.filter(|g| g.status != GateStatus::Met).count();
    let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let ended_at = case.ended_at().map(|at| at.0);
    CaseView {
        id: case.id.to_string(),
        short: case.id.short(),
        version: case.seq,
        subject: SubjectView {
            name: shown(&case.account.name),
            login: shown(&case.account.login),
            account_id: shown(case.account.id.as_str()),
            directory: shown(case.account.directory.as_str()),
            tenant: shown(&case.opened.tenant),
        },
        tier: codes::tier(case.tier()),
        channel: codes::channel(case.opened.channel),
        reason: codes::reason(case.opened.reason),
        ticket: shown(&case.opened.ticket),
        lifecycle: codes::lifecycle(&case.lifecycle),
        agent: person(facts.roster, case.agent),
        opened_at: case.opened.at.0,
        ended_at,
        now: facts.now.0,
        policy: facts.policy.name.clone(),
        repeats: case.opened.repeats,
        signals: case.signals.iter().map(|s| codes::signal(*s).to_owned()).collect(),
        method: case.method(facts.policy).map(|m| codes::method(m).to_owned()),
        exception: case.exception.as_ref().map(|e| exception_view(e, facts.roster)),
        machine: machine_view(case, facts),
        codes: codes_view(case, facts),
        letters: case
            .letters
            .iter()
            .map(|(reference, at)| LetterView { reference: shown(reference), at: at.0 })
            .collect(),
        language: case.language.clone(),
        frozen: case.is_frozen(facts.roster),
        held: facts.held && facts.actor.role() == postern_domain::staff::Role::Reviewer,
        contacts: case.account.contacts.iter().map(|c| contact_view(c, facts.policy, case.opened.at)).collect(),
        done: number(stages.iter().filter(|s| s.status == StageStatus::Done).count()),
        say: say(case, current),
        next: match case.incident() {
            Some(_) => Message::of("incident-row-next"),
            None => Message::of(format!("next-after-{}", stage_name(current))),
        },
        stages,
        current,
        actions: Step::ALL
            .iter()
            .map(|step| ActionView {
                code: step.code().to_owned(),
                blocked_by: gate_views(&blocked_by(case, facts, *step)),
            })
            .collect(),
        consent_at: case.consent.map(|t| t.0),
        cues: case.cues.iter().map(|c| cue_view(c, facts)).collect(),
        evidence_kinds: EvidenceKind::ALL
            .into_iter()
            .filter(|kind| kind.by_hand())
            .map(|kind| evidence_kind_view(kind, case.opened.channel))
            .collect(),
        evidence: case.evidence.iter().map(|e| evidence_view(case, e, facts.roster)).collect(),
        credentials: credential_rows(case),
        sessions: sessions_row(case, facts),
        block: block_row(case),
        inventory_read_at: case.inventory.read_at.0,
        contained_at: contained_at(case).map(|t| t.0),
        approval_sought_at: case.sought.map(|t| t.0),
        approvals_needed: case.approvals_needed(facts.policy),
        signatures: signatures(case, facts),
        approval_refused: case.approval_refused.as_ref().map(|(by, reason, at)| RefusedApproval {
            by: person(facts.roster, *by).name,
            reason: shown(reason),
            at: at.0,
        }),
        provisioning: provisioning(case),
        enrolment: enrolment_view(case, facts, now.browser),
        writes_closed: now.writes_closed,
        to_attest: to_attest(case),
        tries_old: case.opened.reason == Reason::Migrated && case.opened.capabilities.tries_old,
        sign_in_by_person: case.opened.capabilities.sign_in_by_person,
        signed_in_said_by: case.live_said_by.map(|by| person(facts.roster, by).name),
        said_privileged: case.opened.said_privileged,
        handover: case.handed_over.map(|at| HandoverView {
            mode: HandoverMode::Attended,
            sign_in_by_person: case.opened.capabilities.sign_in_by_person,
            said_by: case.live_said_by.map(|by| person(facts.roster, by).name),
            at: at.0,
        }),
        released_at: case.release.as_ref().map(|r| r.at.0),
        live_sign_in_at: case.live_sign_in.as_ref().map(|(_, at)| at.0),
        notices: notices(case),
        review: case.review.as_ref().map(|(disposition, note, signed)| ReviewView {
            by: person(facts.roster, signed.by).name,
            disposition: codes::disposition(*disposition),
            note: shown(note),
            at: signed.at.0,
        }),
        reference: case.id.reference(),
        incident: super::incident::incident_view(case, facts.roster),
        outstanding: number(case.effects.iter().filter(|e| e.outcome_unknown()).count()),
        timeline: timeline(records, &case.effects, facts.roster),
        attachments: attachment_views(case, facts),
        files_held: files_held_view(case, facts.roster),
        questions: case.questions.iter().map(|q| question_view(q, facts.roster)).collect(),
        refused: case.tried.iter().filter(|(_, t)| t.refused).map(|(id, _)| id.to_string()).collect(),
        rules: rule_rows(case, records, facts),
        open_gates: number(open),
        total_gates: number(total),
    }
}

fn question_view(question: &Question, roster: &Roster) -> QuestionView {
    QuestionView {
        id: question.id.to_string(),
        by: person(roster, question.by).name,
        text: shown(&question.text),
        at: question.at.0,
        answer: question.answer.as_ref().map(|(by, text, at)| QuestionAnswerView {
            by: person(roster, *by).name,
            text: shown(text),
            at: at.0,
        }),
    }
}

/// The stages of a case.
pub fn stage_views(case: &Case, facts: &Facts<'_>) -> Vec<StageView> {
    stages(case, facts)
        .into_iter()
        .map(|s| StageView {
            code: codes::stage(s.stage),
            status: match s.standing {
                Standing::Done => StageStatus::Done,
                Standing::Now => StageStatus::Now,
                Standing::Blocked => StageStatus::Blocked,
                Standing::Locked => StageStatus::Locked,
                Standing::Later => StageStatus::Later,
                Standing::Skipped => StageStatus::Skipped,
            },
            at: s.at.map(|t| t.0),
            note: None,
            gates: gate_lines(&s.gates),
        })
        .collect()
}

fn current_stage(stages: &[StageView]) -> StageCode {
    stages
        .iter()
        .find(|s| matches!(s.status, StageStatus::Now | StageStatus::Blocked))
        .map_or(StageCode::Review, |s| s.code)
}

pub(super) fn person(roster: &Roster, id: PersonId) -> PersonView {
    roster.person(id).map_or_else(
        || PersonView { id: id.to_string(), name: id.to_string(), role: RoleCode::Agent },
        console::person_view,
    )
}

pub fn reason_name(reason: Reason) -> &'static str {
    match reason {
        Reason::Lost => "lost",
        Reason::Stolen => "stolen",
        Reason::Damaged => "damaged",
        Reason::Wiped => "wiped",
        Reason::Migrated => "migrated",
        Reason::FailedEnrolment => "failed_enrolment",
    }
}

pub fn channel_name(channel: Channel) -> &'static str {
    match channel {
        Channel::InPerson => "in_person",
        Channel::Video => "video",
        Channel::Phone => "phone",
    }
}

fn say(case: &Case, current: StageCode) -> Option<Message> {
    match current {
        StageCode::Proofing => Some(match case.cues.iter().rev().find(|c| c.answer.is_none()) {
            Some(cue) => Message::of(format!("say-cue-{}", cue.cue)),
            None => Message::of(format!("say-proofing-{}", channel_name(case.opened.channel))),
        }),
        StageCode::Provisioning if case.draws_key() => None,
        StageCode::Provisioning if case.target == Target::Handset => Some(Message::of("say-provisioning-handset")),
        StageCode::Provisioning if case.subject_enrols() => Some(Message::of("say-provisioning-subject")),
        StageCode::Provisioning => {
            let drawn = case.key.as_ref().is_some_and(|(key, _)| key.drawn_pin);
            Some(Message::of(if drawn { "say-provisioning-drawn" } else { "say-provisioning" }))
        }
        StageCode::Handover if case.draws_key() => None,
        StageCode::Handover if case.target == Target::Handset => Some(Message::of("say-handover-handset")),
        StageCode::Handover => Some(Message::of("say-handover")),
        StageCode::Close => Some(Message::of("say-close")),
        StageCode::Intake
        | StageCode::Contain
        | StageCode::Approval
        | StageCode::Revocation
        | StageCode::Notification
        | StageCode::Release
        | StageCode::Review => None,
    }
}

fn cue_view(cue: &postern_domain::recovery::evidence::Cue, facts: &Facts<'_>) -> CueView {
    use postern_domain::recovery::evidence::CueAnswer;
    let expires = cue.drawn_at.plus(postern_domain::time::Span::minutes(facts.policy.cue_minutes));
    let answer = match &cue.answer {
        Some((CueAnswer::AtOnce, _)) => Some(CueAnswerCode::AtOnce),
        Some((CueAnswer::Late, _)) => Some(CueAnswerCode::Late),
        Some((CueAnswer::NotDone, _)) => Some(CueAnswerCode::NotDone),
        None => (facts.now > expires).then_some(CueAnswerCode::Expired),
    };
    CueView { id: cue.id.to_string(), cue: cue.cue.clone(), drawn_at: cue.drawn_at.0, expires_at: expires.0, answer }
}

fn exception_view(e: &postern_domain::recovery::exception::Exception, roster: &Roster) -> ExceptionView {
    ExceptionView {
        kind: codes::exception(e.kind).to_owned(),
        reason: shown(&e.reason),
        referee: shown(&e.referee),
        rationale: shown(&e.rationale),
        by: person(roster, e.by).name,
        at: e.at.0,
    }
}

fn codes_view(case: &Case, facts: &Facts<'_>) -> CodesView {
    let account = &case.opened.account;
    let all = || account.contacts.iter().chain(&account.recovery_contacts);
    let sent = case.codes.iter().map(|code| {
        let to = all().find(|c| c.id == code.contact);
        CodeView {
            id: code.id.to_string(),
            kind: codes::evidence_kind(code.kind).to_owned(),
            channel: to.map(|c| codes::contact_channel(c.channel)),
            address: to.map(codes::masked).unwrap_or_default(),
            expires_at: code.expires.0,
            spent: code.spent,
        }
    });
    let targets = all().map(|c| {
        let target = code_target(case, facts, &c.id);
        let own = account.contacts.contains(c);
        let kind = if own { EvidenceKind::IssuedCode } else { EvidenceKind::RecoveryContact };
        CodeTarget {
            id: c.id.to_string(),
            kind: codes::evidence_kind(kind).to_owned(),
            channel: codes::contact_channel(c.channel),
            address: codes::masked(c),
            usable: target,
        }
    });
    CodesView {
        sent: sent.collect(),
        targets: if facts.policy.recovery_codes { targets.collect() } else { Vec::new() },
        saved: facts.policy.recovery_codes && case.opened.capabilities.saved_codes,
        wrong: case.wrong_codes,
        tries: facts.policy.code_attempts,
        replaced_at: case.codes_replaced.map(|at| at.0),
    }
}

fn evidence_kind_view(kind: EvidenceKind, channel: Channel) -> EvidenceKindView {
    let pathways = kind.counts_on(channel).map(|(pathway, strength)| PathwayView {
        pathway: codes::pathway(pathway).to_owned(),
        strength: strength_code(strength),
    });
    EvidenceKindView { kind: codes::evidence_kind(kind).to_owned(), pathways: pathways.collect() }
}

const fn strength_code(strength: Strength) -> StrengthCode {
    match strength {
        Strength::None => StrengthCode::None,
        Strength::Fair => StrengthCode::Fair,
        Strength::Strong => StrengthCode::Strong,
        Strength::Superior => StrengthCode::Superior,
    }
}

fn evidence_view(case: &Case, e: &postern_domain::recovery::evidence::Evidence, roster: &Roster) -> EvidenceView {
    let strength = e.kind.strength(e.pathway);
    let note = if strength == Strength::None {
        Some(Message::of("evidence-note-never-counts"))
    } else if !e.kind.verified_by(e.pathway) {
        Some(Message::of("evidence-note-not-verified"))
    } else {
        None
    };
    EvidenceView {
        id: e.id.to_string(),
        kind: codes::evidence_kind(e.kind).to_owned(),
        strength: strength_code(strength),
        pathway: codes::pathway(e.pathway).to_owned(),
        outcome: match e.outcome {
            Outcome::Confirmed => OutcomeCode::Confirmed,
            Outcome::Rejected => OutcomeCode::Rejected,
        },
        withdrawn: case.withdrawn.contains(&e.id),
        at: e.at.0,
        by: person(roster, e.by).name,
        note,
    }
}

fn credential_rows(case: &Case) -> Vec<CredentialRow> {
    let mut rows: Vec<_> = case.planned.iter().map(|c| credential_row(case, c)).collect();
    if let Some(new) = case.listed(&case.inventory) {
        rows.push(CredentialRow {
            id: new.id.to_string(),
            kind: codes::credential_kind(new.kind).to_owned(),
            label: shown(&new.label),
            added_at: new.added_at.map(|t| t.0),
            planned: Planned::Keep,
            requested_at: None,
            status: CredentialStatus::New,
            seen_at: Some(case.inventory.read_at.0),
            reads: 0,
        });
    }
    rows
}

fn credential_row(case: &Case, credential: &Credential) -> CredentialRow {
    let action = Action::RevokeCredential { credential: credential.id.clone() };
    let effect = case.effects_of(&action).next_back();
    let reads: usize = case.effects_of(&action).map(|e| e.observations.len()).sum();
    let late = !case.opened.inventory.credentials.iter().any(|c| c.id == credential.id);
    let gone = case.gone_at(&credential.id);
    let now = case.inventory.credentials.iter().find(|c| c.id == credential.id);
    let frozen = now.is_some_and(|c| c.state == CredentialState::Suspended);
    let read_at = frozen.then_some(case.inventory.read_at.0);
    let status = match (gone, effect) {
        _ if case.kept.contains(&credential.id) => CredentialStatus::Kept,
        (Some(_), Some(e)) if matches!(e.last(), Some((Observation::Attested { .. }, _))) => CredentialStatus::Attested,
        (Some(_), _) => CredentialStatus::Gone,
        (None, None) if late => CredentialStatus::Unexpected,
        (None, None) if frozen => CredentialStatus::Suspended,
        (None, None) => CredentialStatus::Planned,
        (None, Some(e)) if e.waits() => CredentialStatus::Requested,
        (None, Some(e)) if e.observations.is_empty() && case.by_people(&e.action) => CredentialStatus::AwaitsWord,
        (None, Some(e)) if e.observations.is_empty() => CredentialStatus::Reading,
        (None, Some(_)) => CredentialStatus::NotConfirmed,
    };
    CredentialRow {
        id: credential.id.to_string(),
        kind: codes::credential_kind(credential.kind).to_owned(),
        label: shown(&credential.label),
        added_at: credential.added_at.map(|t| t.0),
        planned: if case.kept.contains(&credential.id) { Planned::Keep } else { Planned::Revoke },
        requested_at: effect.map(|e| e.intended_at.0),
        status,
        seen_at: effect.and_then(EffectState::last).map(|(_, at)| at.0).or(read_at),
        reads: u32::try_from(reads).unwrap_or(u32::MAX),
    }
}

fn sessions_row(case: &Case, facts: &Facts<'_>) -> SessionsRow {
    let effect = case.effects_of(&Action::EndSessions).next_back();
    let residual = case.residual_until();
    let status = match (case.sessions_ended_at(), effect) {
        _ if !case.opened.capabilities.sessions => SessionsStatus::NotPossible,
        (Some(_), _) if case.opened.capabilities.people.sessions => SessionsStatus::Attested,
        (Some(_), _) if residual.is_some_and(|r| r > facts.now) => SessionsStatus::GoneTokenAlive,
        (Some(_), _) => SessionsStatus::Gone,
        (None, Some(e)) if !e.waits() && e.observations.is_empty() && case.by_people(&e.action) => {
            SessionsStatus::AwaitsWord
        }
        (None, Some(e)) if e.waits() || e.observations.is_empty() => SessionsStatus::Requested,
        (None, Some(e)) if e.confirmed_at().is_none() => SessionsStatus::NotConfirmed,
        (None, Some(_) | None) => SessionsStatus::Planned,
    };
    SessionsRow {
        count: case.inventory.sessions,
        requested_at: effect.map(|e| e.intended_at.0),
        status,
        seen_at: effect.and_then(EffectState::last).map(|(_, at)| at.0),
        residual_until: residual.map(|t| t.0),
    }
}

fn block_row(case: &Case) -> BlockRow {
    let block = case.effects_of(&Action::BlockSignIn).next_back();
    let unblock = case.effects_of(&Action::UnblockSignIn).next_back();
    let seen = |e: Option<&EffectState>| e.and_then(EffectState::last).map(|(_, at)| at.0);
    let (status, seen_at) = if !case.opened.capabilities.block_sign_in {
        (BlockStatus::NotPossible, None)
    } else if unblock.is_some_and(|e| e.confirmed_at().is_some()) && case.blocked_at().is_none() {
        let said = case.opened.capabilities.people.block;
        (if said { BlockStatus::UnblockedSaid } else { BlockStatus::Unblocked }, seen(unblock))
    } else if case.blocked_at().is_some() {
        let said = case.opened.capabilities.people.block;
        (if said { BlockStatus::BlockedSaid } else { BlockStatus::Blocked }, seen(block))
    } else {
        match block {
            None => (BlockStatus::Open, None),
            Some(e) if !e.waits() && e.observations.is_empty() && case.by_people(&e.action) => {
                (BlockStatus::AwaitsWord, None)
            }
            Some(e) if e.observations.is_empty() => (BlockStatus::Requested, None),
            Some(_) => (BlockStatus::NotConfirmed, seen(block)),
        }
    };
    BlockRow { status, seen_at }
}

fn signatures(case: &Case, facts: &Facts<'_>) -> Vec<SignatureView> {
    let basis = case.basis_digest(facts.policy).ok();
    let ended = !matches!(case.lifecycle, Lifecycle::Open);
    case.approvals
        .iter()
        .map(|signed| SignatureView {
            person: person(facts.roster, signed.by).name,
            key_ends: signed.assertion.credential.ends(),
            at: signed.at.0,
            expires_at: signed.expires.0,
            status: if Some(signed.basis) != basis {
                SignatureStatus::Voided
            } else if signed.expires <= facts.now && !ended {
                SignatureStatus::Expired
            } else {
                SignatureStatus::Current
            },
            over_shoulder_of: signed.over_shoulder_of.map(|host| person(facts.roster, host).name),
        })
        .collect()
}

fn provisioning(case: &Case) -> ProvisioningView {
    use ProvisioningStepCode as Code;
    use ProvisioningStepStatus as Status;
    let submit = case.effects_of(&Action::SubmitCredential).next_back();
    let made = case.made.last().filter(|(m, _)| submit.is_none_or(|e| e.id == m.effect));
    let failed = submit.is_some_and(|e| e.last().is_some() && e.confirmed_at().is_none());
    let listed = submit.and_then(EffectState::confirmed_at);
    let times = [
        (Code::AcceptKey, case.key.as_ref().map(|(_, at)| *at)),
        (Code::Create, made.map(|(_, at)| *at)),
        (Code::LocalAssertion, made.map(|(_, at)| *at)),
        (Code::Submit, listed.or(made.and(submit.and_then(EffectState::last).map(|(_, at)| *at)))),
        (Code::ReadBack, listed),
    ];
    let first_open = times.iter().position(|(_, at)| at.is_none());
    let steps = times.iter().enumerate().map(|(n, (code, at))| ProvisioningStep {
        code: *code,
        status: match at {
            Some(_) => Status::Done,
            None if Some(n) == first_open && failed => Status::Failed,
            None if Some(n) == first_open => Status::Now,
            None => Status::Then,
        },
        at: at.map(|t| t.0),
        note: None,
    });
    ProvisioningView {
        key: case.key.as_ref().map(|(key, at)| AcceptedKeyView {
            label: shown(&key.label),
            aaguid: key.aaguid.clone(),
            firmware: key.firmware.map(console::firmware),
            drawn_pin: key.drawn_pin,
            accepted_at: at.0,
        }),
        steps: steps.collect(),
        new_key_ends: case.newest().map(|m| m.credential.ends()),
    }
}

fn to_attest(case: &Case) -> Vec<AttestView> {
    let view = |effect: &EffectState| {
        let (what, label) = match &effect.action {
            Action::BlockSignIn => ("block", None),
            Action::UnblockSignIn => ("unblock", None),
            Action::EndSessions => ("sessions", None),
            Action::RevokeCredential { credential } | Action::SuspendCredential { credential } => {
                ("revoke", case.planned.iter().find(|c| c.id == *credential).map(|c| shown(&c.label)))
            }
            Action::SubmitCredential => ("enrol", None),
            // People do not send these.
            Action::SendCode { .. } | Action::SendNotice { .. } => return None,
        };
        Some(AttestView { effect: effect.id.to_string(), what: what.to_owned(), label })
    };
    case.to_attest().filter_map(view).collect()
}

fn enrolment_view(case: &Case, facts: &Facts<'_>, browser: bool) -> EnrolmentView {
    let can = case.opened.capabilities;
    let mode = match (case.target, can.enrolment) {
        _ if case.draws_key() => EnrolmentMode::Drawn,
        (Target::Handset, _) => EnrolmentMode::Handset,
        (Target::Key, Enrolment::AtDesk) => EnrolmentMode::AtDesk,
        (Target::Key, Enrolment::BySubject) => EnrolmentMode::BySubject,
        (Target::Key, Enrolment::Said) => EnrolmentMode::Said,
    };
    let submission = case.effects_of(&Action::SubmitCredential).next_back();
    let invited = case.invited.filter(|(effect, _, _)| submission.is_some_and(|e| e.id == *effect));
    EnrolmentView {
        mode,
        target: match case.target {
            Target::Key => TargetCode::Key,
            Target::Handset => TargetCode::Handset,
        },
        handset_possible: can.temporary_pass && case.account.machine.is_none(),
        awaits: case.awaits_subject(),
        effect: submission.filter(|_| case.awaits_subject()).map(|e| e.id.to_string()),
        pass: invited.is_some_and(|(_, pass, _)| pass),
        pass_until: invited.and_then(|(_, _, until)| until).map(|at| at.0),
        enrolled: case.enrolled.as_ref().map(|(e, _)| shown(&e.label)),
        said_by: case.enrolled.as_ref().and_then(|(e, _)| e.said_by).map(|by| person(facts.roster, by).name),
        recipient: case.recipient.as_deref().map(shown),
        drawn: case.drawn.last().map(|(key, _)| shown(&key.name)),
        browser,
    }
}

fn notices(case: &Case) -> Vec<NoticeRow> {
    let phases = [(NoticePhase::Intake, NoticePhaseCode::Intake), (NoticePhase::Close, NoticePhaseCode::Close)];
    let rows = phases.into_iter().flat_map(|(phase, code)| {
        case.addresses().into_iter().map(move |contact| {
            let action = Case::notice(phase, &contact);
            let last = case.effects_of(&action).next_back();
            NoticeRow {
                channel: codes::contact_channel(contact.channel),
                address: codes::masked(&contact),
                phase: code,
                status: notice_status(case, &contact, last),
                at: last.and_then(EffectState::last).map(|(_, at)| at.0),
                effect: last.map(|e| e.id.to_string()),
                again_at: last.and_then(EffectState::again_at).map(|at| at.0),
                second: last.is_some_and(|e| case.is_second(e.id)),
                settled_by: last.map(|e| settled_by(case, phase, &contact, e)).unwrap_or_default(),
            }
        })
    });
    rows.collect()
}

fn notice_status(case: &Case, contact: &Contact, last: Option<&EffectState>) -> NoticeStatus {
    let Some(effect) = last.filter(|_| contact.channel != ContactChannel::Post) else {
        return if contact.channel == ContactChannel::Post { NoticeStatus::NotNeeded } else { NoticeStatus::Owed };
    };
    if effect.confirmed_at().is_some() {
        return NoticeStatus::Sent;
    }
    if case.settled(effect).is_some() {
        return NoticeStatus::Settled;
    }
    match effect.undelivered() {
        Some(Undelivered::Later) if effect.again_at().is_some() => NoticeStatus::Waits,
        Some(Undelivered::Later) => NoticeStatus::PutOff,
        Some(Undelivered::Refused) => NoticeStatus::Refused,
        Some(Undelivered::NoChannel) => NoticeStatus::NoChannel,
        Some(Undelivered::Unknown) => NoticeStatus::Unknown,
        Some(Undelivered::Failed) => NoticeStatus::Failed,
        None if effect.last().is_some() && !effect.runs => NoticeStatus::Failed,
        None => NoticeStatus::Owed,
    }
}

/// The addresses of another kind, of before the case, that were told the same.
fn settled_by(case: &Case, phase: NoticePhase, contact: &Contact, effect: &EffectState) -> Vec<SettlesView> {
    if !matches!(effect.undelivered(), Some(Undelivered::Refused | Undelivered::NoChannel)) {
        return Vec::new();
    }
    let others = case.opened.account.contacts.iter().filter(|c| c.channel != contact.channel);
    others
        .filter(|c| case.confirmed(&Case::notice(phase, c)).is_some())
        .map(|c| SettlesView {
            contact: c.id.to_string(),
            channel: codes::contact_channel(c.channel),
            address: codes::masked(c),
        })
        .collect()
}
