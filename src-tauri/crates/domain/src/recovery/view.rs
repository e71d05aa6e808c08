//! Readiness: what the case stands at, computed here and only drawn elsewhere.

use super::checks::{self, Lines};
use super::effect::NoticePhase;
use super::{
    Action, Case, Command, Facts, Gate, Lifecycle, Stage, Target, Tier, Violation, decide, incident, machine, question,
    retention,
};
use crate::staff::Role;
use crate::time::Timestamp;

/// A thing a person can ask for, as the screen names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)] // each is documented on the command it stands for
pub enum Step {
    Contain,
    RecordConsent,
    DrawCue,
    AnswerCue,
    RecordEvidence,
    WithdrawEvidence,
    SeekApproval,
    CoSign,
    RefuseApproval,
    Revoke,
    ReadBack,
    AcceptKey,
    Provision,
    HandOver,
    Release,
    Unblock,
    LiveSignIn,
    Notify,
    Complete,
    CannotVerify,
    Cancel,
    Review,
    AddNote,
    AskQuestion,
    AnswerQuestion,
    Attach,
    EraseAttachment,
    HoldFiles,
    ReleaseFiles,
    IssueCode,
    CheckCode,
    ReplaceSavedCodes,
    ProvePossession,
    AskException,
    DropException,
    KeepCredential,
    DoNotKeep,
    ProveSponsor,
    ListConsumers,
    MoveConsumer,
    TryOldCredential,
    RecordLetter,
    TakeOver,
    ClearHold,
    Attest,
    ReleaseWrite,
    ChooseTarget,
    SeeEnrolled,
    NameRecipient,
    CoSignHere,
    Repudiate,
    FreezeAgain,
    ClearAccount,
    Dispose,
}

impl Step {
    /// Every step.
    pub const ALL: [Self; 54] = [
        Self::Contain,
        Self::RecordConsent,
        Self::DrawCue,
        Self::AnswerCue,
        Self::RecordEvidence,
        Self::WithdrawEvidence,
        Self::SeekApproval,
        Self::CoSign,
        Self::RefuseApproval,
        Self::Revoke,
        Self::ReadBack,
        Self::AcceptKey,
        Self::Provision,
        Self::HandOver,
        Self::Release,
        Self::Unblock,
        Self::LiveSignIn,
        Self::Notify,
        Self::Complete,
        Self::CannotVerify,
        Self::Cancel,
        Self::Review,
        Self::AddNote,
        Self::AskQuestion,
        Self::AnswerQuestion,
        Self::Attach,
        Self::EraseAttachment,
        Self::HoldFiles,
        Self::ReleaseFiles,
        Self::IssueCode,
        Self::CheckCode,
        Self::ReplaceSavedCodes,
        Self::ProvePossession,
        Self::AskException,
        Self::DropException,
        Self::KeepCredential,
        Self::DoNotKeep,
        Self::ProveSponsor,
        Self::ListConsumers,
        Self::MoveConsumer,
        Self::TryOldCredential,
        Self::RecordLetter,
        Self::TakeOver,
        Self::ClearHold,
        Self::Attest,
        Self::ReleaseWrite,
        Self::ChooseTarget,
        Self::SeeEnrolled,
        Self::NameRecipient,
        Self::CoSignHere,
        Self::Repudiate,
        Self::FreezeAgain,
        Self::ClearAccount,
        Self::Dispose,
    ];

    /// Stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Contain => "contain",
            Self::RecordConsent => "record_consent",
            Self::DrawCue => "draw_cue",
            Self::AnswerCue => "answer_cue",
            Self::RecordEvidence => "record_evidence",
            Self::WithdrawEvidence => "withdraw_evidence",
            Self::SeekApproval => "seek_approval",
            Self::CoSign => "co_sign",
            Self::RefuseApproval => "refuse_approval",
            Self::Revoke => "revoke",
            Self::ReadBack => "read_back",
            Self::AcceptKey => "accept_key",
            Self::Provision => "provision",
            Self::HandOver => "hand_over",
            Self::Release => "release",
            Self::Unblock => "unblock",
            Self::LiveSignIn => "live_sign_in",
            Self::Notify => "notify",
            Self::Complete => "complete",
            Self::CannotVerify => "cannot_verify",
            Self::Cancel => "cancel",
            Self::Review => "review",
            Self::AddNote => "add_note",
            Self::AskQuestion => "ask_question",
            Self::AnswerQuestion => "answer_question",
            Self::Attach => "attach",
            Self::EraseAttachment => "erase_attachment",
            Self::HoldFiles => "hold_files",
            Self::ReleaseFiles => "release_files",
            Self::IssueCode => "issue_code",
            Self::CheckCode => "check_code",
            Self::ReplaceSavedCodes => "replace_saved_codes",
            Self::ProvePossession => "prove_possession",
            Self::AskException => "ask_exception",
            Self::DropException => "drop_exception",
            Self::KeepCredential => "keep_credential",
            Self::DoNotKeep => "do_not_keep",
            Self::ProveSponsor => "prove_sponsor",
            Self::ListConsumers => "list_consumers",
            Self::MoveConsumer => "move_consumer",
            Self::TryOldCredential => "try_old_credential",
            Self::RecordLetter => "record_letter",
            Self::TakeOver => "take_over",
            Self::ClearHold => "clear_hold",
            Self::Attest => "attest",
            Self::ReleaseWrite => "release_write",
            Self::ChooseTarget => "choose_target",
            Self::SeeEnrolled => "see_enrolled",
            Self::NameRecipient => "name_recipient",
            Self::CoSignHere => "co_sign_here",
            Self::Repudiate => "repudiate",
            Self::FreezeAgain => "freeze_again",
            Self::ClearAccount => "clear_account",
            Self::Dispose => "dispose",
        }
    }

    /// The step that `command` is; `None` for what the console itself records.
    pub fn of(command: &Command) -> Option<Self> {
        Some(match command {
            Command::Contain { .. } => Self::Contain,
            Command::RecordConsent => Self::RecordConsent,
            Command::DrawCue { .. } => Self::DrawCue,
            Command::AnswerCue { .. } => Self::AnswerCue,
            Command::RecordEvidence { .. } => Self::RecordEvidence,
            Command::WithdrawEvidence { .. } => Self::WithdrawEvidence,
            Command::SeekApproval => Self::SeekApproval,
            Command::CoSign { .. } => Self::CoSign,
            Command::RefuseApproval { .. } => Self::RefuseApproval,
            Command::Revoke => Self::Revoke,
            Command::AcceptKey { .. } => Self::AcceptKey,
            Command::Provision => Self::Provision,
            Command::IssueCode { .. } => Self::IssueCode,
            Command::CheckCode { .. } | Command::CheckSavedCode { .. } => Self::CheckCode,
            Command::ReplaceSavedCodes => Self::ReplaceSavedCodes,
            Command::ProvePossession { .. } => Self::ProvePossession,
            Command::AskException { .. } => Self::AskException,
            Command::DropException => Self::DropException,
            Command::KeepCredential { .. } => Self::KeepCredential,
            Command::DoNotKeep { .. } => Self::DoNotKeep,
            Command::ProveSponsor { .. } => Self::ProveSponsor,
            Command::ListConsumers { .. } => Self::ListConsumers,
            Command::MoveConsumer { .. } => Self::MoveConsumer,
            Command::TryOldCredential { .. } => Self::TryOldCredential,
            Command::RecordLetter { .. } => Self::RecordLetter,
            Command::TakeOver => Self::TakeOver,
            Command::ClearHold { .. } => Self::ClearHold,
            Command::Attest { .. } => Self::Attest,
            Command::WriteReleased { .. } => Self::ReleaseWrite,
            Command::ChooseTarget { .. } => Self::ChooseTarget,
            Command::SeeEnrolled { .. } => Self::SeeEnrolled,
            Command::NameRecipient { .. } => Self::NameRecipient,
            Command::Repudiate { .. } => Self::Repudiate,
            Command::FreezeAgain => Self::FreezeAgain,
            Command::ClearAccount { .. } => Self::ClearAccount,
            Command::Dispose { .. } => Self::Dispose,
            Command::CredentialMade { .. }
            | Command::CodeDrawn { .. }
            | Command::OrphanRemoved { .. }
            | Command::SubjectInvited { .. }
            | Command::MachineKeyDrawn { .. }
            | Command::Reread { .. }
            | Command::Observe { .. }
            | Command::Weigh { .. }
            | Command::RecordRefusal { .. } => {
                return None;
            }
            Command::HandOver => Self::HandOver,
            Command::Release { .. } => Self::Release,
            Command::Unblock => Self::Unblock,
            Command::LiveSignIn { .. } => Self::LiveSignIn,
            Command::Notify
            | Command::SayLanguage { .. }
            | Command::SendAgain { .. }
            | Command::SettleNotice { .. } => Self::Notify,
            Command::Complete => Self::Complete,
            Command::CannotVerify { .. } => Self::CannotVerify,
            Command::Cancel { .. } => Self::Cancel,
            Command::Review { .. } => Self::Review,
            Command::AddNote { .. } => Self::AddNote,
            Command::AskQuestion { .. } => Self::AskQuestion,
            Command::AnswerQuestion { .. } => Self::AnswerQuestion,
            Command::Attach { .. } => Self::Attach,
            Command::EraseAttachment { .. } => Self::EraseAttachment,
            Command::HoldFiles { .. } => Self::HoldFiles,
            Command::ReleaseFiles { .. } => Self::ReleaseFiles,
        })
    }
}

/// What stands in the way of `step` now, for the actor of `facts`.
pub fn blocked_by(case: &Case, facts: &Facts<'_>, step: Step) -> Vec<Violation> {
    let agent = || checks::agent_acts(case, facts);
    let trained = || {
        let mut wrong = checks::agent_acts(case, facts);
        wrong.extend(checks::trained(facts, Gate::AgentTrained));
        wrong
    };
    // A held queue lets nothing through that opens a door; closing one stays possible.
    let working = || {
        let mut wrong = trained();
        wrong.extend(checks::not_held(case, facts));
        wrong
    };
    let proofing = || checks::open(checks::proofing(case, facts.policy));
    let mut wrong = match step {
        // A loss is answered at once (SP 800-63B-4 §3.2.1): where the agent may not any more, a supervisor still can.
        Step::Contain if facts.actor.role() == Role::Supervisor => {
            checks::is_open(case).into_iter().chain(checks::has_role(facts, Role::Supervisor)).collect()
        }
        Step::Contain | Step::Cancel | Step::CannotVerify | Step::Notify | Step::RecordLetter => agent(),
        Step::RecordConsent | Step::DrawCue | Step::AnswerCue | Step::RecordEvidence | Step::WithdrawEvidence => {
            trained()
        }
        Step::IssueCode | Step::CheckCode => {
            trained().into_iter().chain(checks::code_tries_left(case, facts.policy)).collect()
        }
        Step::ProvePossession
        | Step::ReplaceSavedCodes
        | Step::AskException
        | Step::DropException
        | Step::KeepCredential
        | Step::DoNotKeep
        | Step::ProveSponsor
        | Step::ListConsumers
        | Step::TryOldCredential => trained(),
        Step::MoveConsumer => trained().into_iter().chain(machine::moving(case)).collect(),
        Step::TakeOver => {
            let mut wrong = checks::is_open(case);
            wrong.extend(checks::has_role(facts, Role::Agent));
            wrong.extend(checks::trained(facts, Gate::AgentTrained));
            if !case.is_frozen(facts.roster) {
                wrong.push(Violation::of(Gate::CaseAgentActs));
            }
            if checks::is_subject(case, facts) {
                wrong.push(Violation::of(Gate::SubjectIsNotAgent));
            }
            wrong
        }
        Step::ClearHold => {
            let mut wrong = checks::may_judge(case, facts);
            if case.marks.len() == case.marks_cleared {
                wrong.push(Violation::of(Gate::ItemExists).with("what", "hold"));
            }
            wrong
        }
        Step::SeekApproval => working().into_iter().chain(proofing()).collect(),
        Step::CoSign => checks::may_sign(case, facts).into_iter().chain(proofing()).collect(),
        // What the supervisor does then is a co-signature of theirs: this is for the agent to know whether to ask.
        Step::CoSignHere => checks::may_host(case, facts).into_iter().chain(proofing()).collect(),
        Step::RefuseApproval => {
            let mut wrong = checks::is_open(case);
            wrong.extend(checks::has_role(facts, Role::Supervisor));
            if case.sought.is_none() {
                wrong.push(Violation::of(Gate::ApprovalSought));
            }
            wrong
        }
        Step::Revoke => working().into_iter().chain(decide::approved(case, facts)).collect(),
        Step::ReadBack => agent(),
        // Whoever ran the case does not say that its account is closed.
        Step::Attest if case.incident().is_some() => {
            let mut wrong = checks::on_the_staff(facts);
            if case.took_part().contains(&facts.actor.person()) {
                wrong.push(Violation::of(Gate::ReviewerTookNoPart));
            }
            if case.to_attest().next().is_none() {
                wrong.push(Violation::of(Gate::ItemExists).with("what", "effect"));
            }
            wrong
        }
        Step::Attest => {
            let mut wrong = agent();
            if case.to_attest().next().is_none() && !case.awaits_subject() {
                wrong.push(Violation::of(Gate::ItemExists).with("what", "effect"));
            }
            wrong
        }
        // In an incident nothing but what closes the account is ever claimed.
        Step::ReleaseWrite if case.incident().is_some() => checks::has_role(facts, Role::Supervisor),
        // Whoever co-signed opens the door once more, as long as what they signed holds.
        Step::ReleaseWrite => {
            let mut wrong = checks::is_open(case);
            wrong.extend(checks::has_role(facts, Role::Supervisor));
            wrong.extend(checks::not_held(case, facts));
            wrong.extend(decide::approved(case, facts));
            let holding = case.holding_approvals(facts.policy, facts.roster, facts.now);
            if !holding.iter().any(|signed| signed.by == facts.actor.person()) {
                wrong.push(Violation::of(Gate::CoSigned).with("signed", 0).with("needed", 1));
            }
            wrong
        }
        Step::ChooseTarget => {
            let mut wrong = trained();
            let begun = case.effects_of(&Action::SubmitCredential).any(|e| e.started_at.is_some());
            let person = case.account.machine.is_none();
            if !(person && case.opened.capabilities.temporary_pass) || begun {
                wrong.push(Violation::of(Gate::ItemExists).with("what", "target"));
            }
            wrong
        }
        Step::SeeEnrolled => {
            let mut wrong = agent();
            if !case.awaits_subject() {
                wrong.push(Violation::of(Gate::ItemExists).with("what", "effect"));
            }
            wrong
        }
        Step::NameRecipient => {
            let mut wrong = trained();
            if !case.draws_key() {
                wrong.push(Violation::of(Gate::ItemExists).with("what", "recipient"));
            }
            wrong
        }
        Step::AcceptKey | Step::Provision => {
            let mut wrong = working();
            wrong.extend(decide::approved(case, facts));
            wrong.extend(checks::open(checks::interlock(case, facts.policy)));
            wrong
        }
        Step::HandOver => working().into_iter().chain(checks::open(checks::provisioning(case))).collect(),
        Step::Release => {
            let mut wrong = checks::is_open(case);
            wrong.extend(checks::may_judge(case, facts));
            wrong.extend(checks::not_held(case, facts));
            if case.subject_enrols() {
                wrong.extend(decide::approved(case, facts));
                wrong.extend(checks::open(checks::interlock(case, facts.policy)));
            } else {
                wrong.extend(checks::open(checks::provisioning(case)));
            }
            wrong
        }
        Step::Unblock => {
            let mut wrong = working();
            wrong.extend(decide::approved(case, facts));
            wrong.extend(checks::open(checks::interlock(case, facts.policy)));
            wrong.extend(checks::open(checks::provisioning(case)));
            wrong.extend(checks::open(checks::release(case, facts)));
            if case.target == Target::Key && case.handed_over.is_none() {
                wrong.push(Violation::of(Gate::HandedOver));
            }
            wrong
        }
        Step::LiveSignIn => {
            let mut wrong = agent();
            wrong.extend(checks::open(checks::provisioning(case)));
            wrong.extend(checks::open(checks::handover(case)).into_iter().filter(|v| v.gate != Gate::LiveSignIn));
            wrong
        }
        Step::Complete => working().into_iter().chain(checks::open(checks::everything(case, facts))).collect(),
        Step::Review => {
            let mut wrong = checks::may_judge(case, facts);
            if checks::is_open(case).is_empty() {
                wrong.push(Violation::of(Gate::CaseHasEnded));
            }
            wrong.extend(incident::not_in_one(case));
            if case.review.is_some() {
                wrong.push(Violation::of(Gate::NotYetReviewed));
            }
            wrong
        }
        Step::AskQuestion => question::asking(case, facts),
        Step::AnswerQuestion => question::answering(case, facts),
        // What may be evidence of an incident stays.
        Step::EraseAttachment => {
            let kept = retention::erasing(case).into_iter().chain(incident::not_in_one(case));
            checks::has_role(facts, Role::Reviewer).into_iter().chain(kept).collect()
        }
        Step::HoldFiles => retention::holding(case, facts),
        Step::ReleaseFiles => retention::releasing(case, facts),
        Step::AddNote | Step::Attach if case.incident().is_some() => checks::on_the_staff(facts),
        Step::AddNote | Step::Attach => checks::is_open(case).into_iter().chain(checks::on_the_staff(facts)).collect(),
        Step::Repudiate => incident::reporting(case, facts),
        Step::FreezeAgain => incident::freezing(case, facts),
        Step::ClearAccount => incident::clearing(case, facts),
        Step::Dispose => incident::disposing(case, facts),
    };
    // The gesture of a co-signature also releases what changes something at the directory.
    wrong.extend(checks::guest_signs(facts, matches!(step, Step::CoSign | Step::ReleaseWrite)));
    if step == Step::Provision {
        wrong.extend(checks::something_to_enrol(case));
        if case.subject_enrols() {
            wrong.extend(checks::open(checks::release(case, facts)));
        }
    }
    if step == Step::AcceptKey && (case.draws_key() || case.target == Target::Handset) {
        wrong.push(Violation::of(Gate::ItemExists).with("what", "key"));
    }
    // A submission that was intended and never begun is gone on with: the step is open, a second intent is not.
    if matches!(step, Step::Provision | Step::AcceptKey) && case.has_its_key() {
        wrong.push(Violation::of(Gate::OneKeyPerCase));
    }
    wrong
}

/// Whether a stage is done, and what it waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// All its gates are met.
    Done,
    /// It is the one to work on.
    Now,
    /// It is the one to work on, and something is wrong with it.
    Blocked,
    /// An earlier stage must be done first.
    Locked,
    /// It comes later.
    Later,
    /// It was not needed.
    Skipped,
}

/// One stage of a case.
#[derive(Debug, Clone)]
pub struct StageStanding {
    /// Which.
    pub stage: Stage,
    /// How it stands.
    pub standing: Standing,
    /// When it was done.
    pub at: Option<Timestamp>,
    /// Its gates, met or not.
    pub gates: Vec<(Gate, Option<Violation>)>,
}

/// The path of `case` at gate time.
pub fn stages(case: &Case, facts: &Facts<'_>) -> Vec<StageStanding> {
    let ended = !matches!(case.lifecycle, Lifecycle::Open);
    let mut found_current = ended;
    let mut out = Vec::new();
    for stage in path(case) {
        let gates = lines(case, facts, stage);
        let done = is_done(case, stage, &gates);
        let standing = match stage {
            Stage::Contain if done => Standing::Done,
            Stage::Contain if ended => Standing::Skipped,
            Stage::Contain => Standing::Later,
            _ if done => Standing::Done,
            Stage::Review if ended && case.review.is_none() && case.incident().is_none() => Standing::Now,
            _ if ended => Standing::Skipped,
            _ if !found_current => {
                found_current = true;
                if has_failed(case, stage, &gates) { Standing::Blocked } else { Standing::Now }
            }
            Stage::Approval | Stage::Revocation | Stage::Provisioning | Stage::Handover | Stage::Close => {
                Standing::Locked
            }
            Stage::Intake | Stage::Proofing | Stage::Notification | Stage::Release | Stage::Review => Standing::Later,
        };
        out.push(StageStanding { stage, standing, at: if done { done_at(case, stage) } else { None }, gates });
    }
    out
}

/// Whether any credential was contained.
pub fn contained_at(case: &Case) -> Option<Timestamp> {
    case.effects
        .iter()
        .filter(|e| matches!(e.action, Action::SuspendCredential { .. } | Action::EndSessions))
        .filter_map(super::EffectState::confirmed_at)
        .min()
}

/// When each stage of the path was done, in the order of the path; one that was not is left out. Of a case that runs on it
/// tells what was done last, whether or not that still holds.
pub fn done_times(case: &Case) -> Vec<(Stage, Timestamp)> {
    path(case).into_iter().filter_map(|stage| Some((stage, done_at(case, stage)?))).collect()
}

fn path(case: &Case) -> Vec<Stage> {
    let mut path = vec![Stage::Intake, Stage::Contain, Stage::Proofing, Stage::Approval, Stage::Revocation];
    // A privileged account is released before its sign-in is unblocked: to enrol, or as part of the handover.
    match case.tier() {
        Tier::Privileged if case.subject_enrols() => {
            path.extend([Stage::Release, Stage::Provisioning, Stage::Handover]);
        }
        Tier::Privileged => path.extend([Stage::Provisioning, Stage::Release, Stage::Handover]),
        Tier::Standard | Tier::Machine => path.extend([Stage::Provisioning, Stage::Handover]),
    }
    path.extend([Stage::Notification, Stage::Close, Stage::Review]);
    path
}

fn lines(case: &Case, facts: &Facts<'_>, stage: Stage) -> Lines {
    match stage {
        Stage::Intake | Stage::Contain => Lines::new(),
        Stage::Proofing => checks::proofing(case, facts.policy),
        Stage::Approval => checks::approval(case, facts),
        Stage::Revocation => checks::revocation(case, facts.policy),
        Stage::Provisioning => checks::provisioning(case),
        Stage::Handover => checks::handover(case),
        Stage::Release => checks::release(case, facts),
        Stage::Notification => checks::notification(case, facts.policy),
        Stage::Close | Stage::Review => Lines::new(),
    }
}

fn is_done(case: &Case, stage: Stage, gates: &Lines) -> bool {
    match stage {
        Stage::Intake => true,
        Stage::Contain => contained_at(case).is_some(),
        // The approval that opened revocation stays done once the case is completed, however old it gets.
        Stage::Approval if case.was_completed() => true,
        Stage::Close => case.ended_at().is_some(),
        Stage::Review => case.review.is_some(),
        Stage::Proofing
        | Stage::Approval
        | Stage::Revocation
        | Stage::Provisioning
        | Stage::Handover
        | Stage::Release
        | Stage::Notification => gates.iter().all(|(_, violation)| violation.is_none()),
    }
}

/// Not merely unfinished: something was refused, voided, or seen not to be as intended.
pub(super) fn has_failed(case: &Case, stage: Stage, gates: &Lines) -> bool {
    let open = |gate: Gate| gates.iter().any(|(g, v)| *g == gate && v.is_some());
    match stage {
        Stage::Proofing => open(Gate::NothingContradicts),
        Stage::Approval => open(Gate::ApprovalCurrent) || open(Gate::ApprovalInTime) || case.approval_refused.is_some(),
        Stage::Revocation => {
            open(Gate::NoUnexpectedCredential)
                || open(Gate::OutcomesKnown)
                || case.effects.iter().any(|e| failed(e, case))
        }
        Stage::Provisioning => case
            .effects_of(&Action::SubmitCredential)
            .next_back()
            .is_some_and(|e| e.confirmed_at().is_none() && !e.waits() && !case.awaits_subject()),
        Stage::Notification => {
            !case.unsent(NoticePhase::Intake).is_empty() && case.effects.iter().any(is_failed_notice)
        }
        Stage::Intake | Stage::Contain | Stage::Handover | Stage::Release | Stage::Close | Stage::Review => false,
    }
}

fn failed(effect: &super::EffectState, case: &Case) -> bool {
    match &effect.action {
        Action::RevokeCredential { credential } => {
            effect.last().is_some() && case.gone_at(credential).is_none() && effect.confirmed_at().is_none()
        }
        Action::BlockSignIn
        | Action::UnblockSignIn
        | Action::EndSessions
        | Action::SuspendCredential { .. }
        | Action::SubmitCredential
        | Action::SendCode { .. }
        | Action::SendNotice { .. } => false,
    }
}

fn is_failed_notice(effect: &super::EffectState) -> bool {
    matches!(effect.action, Action::SendNotice { .. }) && effect.last().is_some() && effect.confirmed_at().is_none()
}

fn done_at(case: &Case, stage: Stage) -> Option<Timestamp> {
    match stage {
        Stage::Intake => Some(case.opened.at),
        Stage::Contain => contained_at(case),
        Stage::Proofing => case.proofed_at,
        Stage::Approval => case.approvals.last().map(|a| a.at),
        Stage::Revocation => case.planned.iter().filter_map(|c| case.gone_at(&c.id)).max().or(case.sessions_ended_at()),
        Stage::Provisioning => case.confirmed(&Action::SubmitCredential),
        Stage::Handover => case.live_sign_in.as_ref().map(|(_, at)| *at),
        Stage::Release => case.release.as_ref().map(|r| r.at),
        Stage::Notification => case
            .effects
            .iter()
            .filter(|e| matches!(e.action, Action::SendNotice { .. }))
            .filter_map(super::EffectState::confirmed_at)
            .max(),
        Stage::Close => case.ended_at(),
        Stage::Review => case.review.as_ref().map(|(_, _, signed)| signed.at),
    }
}

/// Every gate that the completion asks, and whether it is met now.
pub fn judged(case: &Case, facts: &Facts<'_>) -> Vec<(Gate, bool)> {
    checks::everything(case, facts).into_iter().map(|(gate, violation)| (gate, violation.is_none())).collect()
}
