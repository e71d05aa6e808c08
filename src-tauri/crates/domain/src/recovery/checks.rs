//! Each gate, computed from the case: the one place where "met" is decided.
//!
//! [`super::decide`] refuses by these, and [`super::view`] shows them: there is no second opinion.

use super::account::{Contact, ContactChannel};
use super::effect::{Action, NoticePhase};
use super::event::Signed;
use super::evidence::{CueAnswer, Evidence, EvidenceKind, Outcome, Pathway, Strength};
use super::{Case, Channel, Facts, Gate, Lifecycle, Tier, Violation};
use crate::policy::Policy;
use crate::staff::{Purpose, Role};
use crate::time::{Span, Timestamp};
use std::collections::BTreeSet;

impl Case {
    /// Cues that were done at once, in time.
    pub fn cues_seen(&self) -> u32 {
        let seen = self.cues.iter().filter(|c| matches!(c.answer, Some((CueAnswer::AtOnce, _)))).count();
        u32::try_from(seen).unwrap_or(u32::MAX)
    }

    /// Evidence that counts towards the predicate: it stands, holds, and is verified.
    fn counted(&self) -> impl Iterator<Item = Strength> {
        self.standing_evidence()
            .filter(|e| e.outcome == Outcome::Confirmed && e.kind.verified_by(e.pathway))
            .map(|e| e.kind.strength(e.pathway))
    }

    /// SP 800-63A-4 §4.2.2: FAIR and STRONG, or two STRONG, or one SUPERIOR, over different kinds.
    fn evidence_suffices(&self) -> bool {
        let count = |s: Strength| self.counted().filter(|c| *c == s).count();
        let kinds: BTreeSet<EvidenceKind> = self
            .standing_evidence()
            .filter(|e| e.outcome == Outcome::Confirmed && e.kind.verified_by(e.pathway))
            .map(|e| base_kind(e.kind))
            .collect();
        let different = kinds.len() >= 2;
        count(Strength::Superior) >= 1
            || (different && count(Strength::Strong) >= 1 && count(Strength::Fair) >= 1)
            || (different && count(Strength::Strong) >= 2)
    }

    /// Co-signatures that hold: unchanged basis, in time, distinct people.
    pub fn holding_approvals<'a>(&'a self, policy: &Policy, now: Timestamp) -> Vec<&'a Signed> {
        let Ok(basis) = self.basis_digest(policy) else { return Vec::new() };
        let mut people = BTreeSet::new();
        self.approvals.iter().filter(|a| a.basis == basis && a.expires > now).filter(|a| people.insert(a.by)).collect()
    }

    /// Whether the case was ever approved in full: the fact that opened revocation.
    fn first_approval(&self) -> Option<Timestamp> {
        self.approvals.first().map(|a| a.at)
    }

    /// Old credentials that are not seen gone.
    pub fn not_gone(&self) -> impl Iterator<Item = &super::account::Credential> {
        self.planned.iter().filter(|c| self.gone_at(&c.id).is_none())
    }

    /// Notices of `phase` that are owed and not seen delivered. Letters are another channel's business.
    pub fn unsent(&self, phase: NoticePhase) -> Vec<Contact> {
        self.addresses()
            .into_iter()
            .filter(|c| c.channel != ContactChannel::Post)
            .filter(|c| self.confirmed(&Self::notice(phase, c)).is_none())
            .collect()
    }

    /// Whether sessions were ended after the account was closed to new ones.
    pub fn sessions_ended_at(&self) -> Option<Timestamp> {
        let ended = self.confirmed(&Action::EndSessions)?;
        let closed = if self.opened.capabilities.block_sign_in {
            self.effects_of(&Action::BlockSignIn).find_map(super::EffectState::confirmed_at)?
        } else {
            self.first_approval()?
        };
        (ended >= closed).then_some(ended)
    }
}

/// Two forms of one document are one piece.
fn base_kind(kind: EvidenceKind) -> EvidenceKind {
    match kind {
        EvidenceKind::PassportChip => EvidenceKind::Passport,
        EvidenceKind::Passport
        | EvidenceKind::NationalId
        | EvidenceKind::DrivingLicence
        | EvidenceKind::CompanyBadge
        | EvidenceKind::CallBack
        | EvidenceKind::ManagerVouched
        | EvidenceKind::KnowledgeAnswers
        | EvidenceKind::VoiceRecognised => kind,
    }
}

/// The gate list of one stage: each gate that applies, with its violation when it is not met.
pub(super) type Lines = Vec<(Gate, Option<Violation>)>;

fn line(lines: &mut Lines, gate: Gate, met: bool, violation: impl FnOnce(Violation) -> Violation) {
    lines.push((gate, (!met).then(|| violation(Violation::of(gate)))));
}

/// Violations among `lines`.
pub(super) fn open(lines: Lines) -> Vec<Violation> {
    let violations = lines.into_iter().filter_map(|(_, violation)| violation);
    #[cfg(feature = "explore")]
    let violations = violations.filter(|v| !super::refusal::left_out::is(v.gate));
    violations.collect()
}

/// Proofing.
pub(super) fn proofing(case: &Case, policy: &Policy) -> Lines {
    let mut lines = Lines::new();
    line(&mut lines, Gate::EvidenceSufficient, case.evidence_suffices(), |v| v.with("pieces", case.counted().count()));
    let unverified: Vec<&Evidence> = unverified(case);
    line(&mut lines, Gate::EvidenceVerified, unverified.is_empty(), |v| v.with("pieces", unverified.len()));
    let rejected = case.standing_evidence().filter(|e| e.outcome == Outcome::Rejected).count();
    line(&mut lines, Gate::NothingContradicts, rejected == 0, |v| v.with("pieces", rejected));
    if policy.on_site_proofing {
        line(&mut lines, Gate::OnSite, case.opened.channel == Channel::InPerson, |v| v);
    }
    match case.opened.channel {
        Channel::Video => {
            line(&mut lines, Gate::ConsentRecorded, case.consent.is_some(), |v| v);
            let seen = case.cues_seen();
            line(&mut lines, Gate::CueSeen, seen >= policy.video_cues, |v| {
                v.with("seen", seen).with("needed", policy.video_cues)
            });
        }
        Channel::InPerson | Channel::Phone => {}
    }
    lines
}

/// Remote: every piece must be verified; at the desk: the strongest (SP 800-63A-4 §4.2.6.1-3).
fn unverified(case: &Case) -> Vec<&Evidence> {
    let standing = || case.standing_evidence().filter(|e| e.kind.strength(e.pathway) > Strength::None);
    match case.opened.channel {
        Channel::Video | Channel::Phone => standing().filter(|e| !e.kind.verified_by(e.pathway)).collect(),
        Channel::InPerson => {
            let strongest = standing().map(|e| e.kind.strength(e.pathway)).max();
            let verified =
                standing().any(|e| Some(e.kind.strength(e.pathway)) == strongest && e.kind.verified_by(e.pathway));
            if verified { Vec::new() } else { standing().collect() }
        }
    }
}

/// Approval.
pub(super) fn approval(case: &Case, policy: &Policy, now: Timestamp) -> Lines {
    let mut lines = Lines::new();
    line(&mut lines, Gate::ApprovalSought, case.sought.is_some(), |v| v);
    let needed = policy.approvals(case.tier());
    let holding = u32::try_from(case.holding_approvals(policy, now).len()).unwrap_or(u32::MAX);
    line(&mut lines, Gate::CoSigned, holding >= needed, |v| v.with("signed", holding).with("needed", needed));
    if holding < needed {
        let basis = case.basis_digest(policy).ok();
        let voided = case.approvals.iter().any(|a| Some(a.basis) != basis);
        let expired = case.approvals.iter().any(|a| Some(a.basis) == basis && a.expires <= now);
        if voided {
            line(&mut lines, Gate::ApprovalCurrent, false, |v| v);
        }
        if expired {
            line(&mut lines, Gate::ApprovalInTime, false, |v| v);
        }
    }
    lines
}

/// Revocation.
pub(super) fn revocation(case: &Case) -> Lines {
    let mut lines = Lines::new();
    if case.opened.capabilities.block_sign_in {
        let ever_blocked = case.effects_of(&Action::BlockSignIn).any(|e| e.confirmed_at().is_some());
        line(&mut lines, Gate::SignInBlocked, ever_blocked, |v| v);
    }
    if case.opened.capabilities.sessions {
        line(&mut lines, Gate::SessionsEnded, case.sessions_ended_at().is_some(), |v| v);
    }
    let left = case.not_gone().count();
    line(&mut lines, Gate::OldCredentialsGone, left == 0, |v| v.with("left", left).with("all", case.planned.len()));
    let unexpected = unexpected(case);
    line(&mut lines, Gate::NoUnexpectedCredential, unexpected == 0, |v| v.with("count", unexpected));
    let unknown = case.effects.iter().filter(|e| e.outcome_unknown() && !is_notice(&e.action)).count();
    line(&mut lines, Gate::OutcomesKnown, unknown == 0, |v| v.with("count", unknown));
    lines
}

/// Credentials that the last reading lists, that were not there at intake and that this case did not make.
pub(super) fn unexpected(case: &Case) -> usize {
    let at_intake = case.opened.inventory.usable();
    let usable = case.inventory.usable();
    case.inventory
        .credentials
        .iter()
        .filter(|c| usable.contains(&c.id) && !at_intake.contains(&c.id) && !case.is_own(c))
        .filter(|c| case.gone_at(&c.id).is_none())
        .count()
}

fn is_notice(action: &Action) -> bool {
    match action {
        Action::SendNotice { .. } => true,
        Action::BlockSignIn
        | Action::UnblockSignIn
        | Action::EndSessions
        | Action::SuspendCredential { .. }
        | Action::RevokeCredential { .. }
        | Action::SubmitCredential => false,
    }
}

/// Provisioning.
pub(super) fn provisioning(case: &Case) -> Lines {
    let mut lines = Lines::new();
    line(&mut lines, Gate::KeyAccepted, case.key.is_some(), |v| v);
    line(&mut lines, Gate::LocalAssertion, case.newest().is_some(), |v| v);
    let seen = case.confirmed(&Action::SubmitCredential).is_some();
    let still = case.newest().is_some() && (case.listed(&case.inventory).is_some() || not_read_since_submission(case));
    line(&mut lines, Gate::NewCredentialListed, seen && still, |v| v);
    lines
}

fn not_read_since_submission(case: &Case) -> bool {
    case.confirmed(&Action::SubmitCredential).is_some_and(|at| case.inventory.read_at < at)
}

/// Handover.
pub(super) fn handover(case: &Case) -> Lines {
    let mut lines = Lines::new();
    line(&mut lines, Gate::HandedOver, case.handed_over.is_some(), |v| v);
    if case.opened.capabilities.block_sign_in {
        let unblocked = case.confirmed(&Action::UnblockSignIn).is_some() && case.blocked_at().is_none();
        line(&mut lines, Gate::SignInUnblocked, unblocked, |v| v);
    }
    let live = match (&case.live_sign_in, case.newest()) {
        (Some((used, _)), Some(made)) => *used == made.credential,
        (Some(_) | None, None) | (None, Some(_)) => false,
    };
    line(&mut lines, Gate::LiveSignIn, live, |v| v);
    lines
}

/// Release, for privileged accounts.
pub(super) fn release(case: &Case) -> Lines {
    let mut lines = Lines::new();
    match case.tier() {
        Tier::Privileged => line(&mut lines, Gate::Released, case.release.is_some(), |v| v),
        Tier::Standard => {}
    }
    lines
}

/// Notification.
pub(super) fn notification(case: &Case) -> Lines {
    let mut lines = Lines::new();
    let intake = case.unsent(NoticePhase::Intake).len();
    line(&mut lines, Gate::IntakeNotices, intake == 0, |v| v.with("left", intake));
    let close = case.unsent(NoticePhase::Close).len();
    line(&mut lines, Gate::ClosingNotices, close == 0, |v| v.with("left", close));
    lines
}

/// Everything that completion asks for, in the order of the path.
pub(super) fn everything(case: &Case, policy: &Policy, now: Timestamp) -> Lines {
    let mut lines = proofing(case, policy);
    lines.extend(approval(case, policy, now));
    lines.extend(revocation(case));
    lines.extend(provisioning(case));
    lines.extend(handover(case));
    lines.extend(release(case));
    lines.extend(notification(case));
    lines
}

/// The case runs.
pub(super) fn is_open(case: &Case) -> Vec<Violation> {
    match case.lifecycle {
        Lifecycle::Open => Vec::new(),
        Lifecycle::Completed(_) | Lifecycle::Refused(_) | Lifecycle::Cancelled(_) => {
            vec![Violation::of(Gate::CaseIsOpen)]
        }
    }
}

/// The actor has `role`.
pub(super) fn has_role(facts: &Facts<'_>, role: Role) -> Vec<Violation> {
    if facts.actor.role() == role {
        Vec::new()
    } else {
        vec![Violation::of(Gate::RoleAllows).with("needed", role_code(role))]
    }
}

/// The case runs, and its agent acts.
pub(super) fn agent_acts(case: &Case, facts: &Facts<'_>) -> Vec<Violation> {
    let mut wrong = is_open(case);
    let role = has_role(facts, Role::Agent);
    if role.is_empty() && facts.actor.person() != case.opened.agent {
        wrong.push(Violation::of(Gate::CaseAgentActs));
    }
    wrong.extend(role);
    wrong
}

/// Stable code of a role.
pub fn role_code(role: Role) -> &'static str {
    match role {
        Role::Agent => "agent",
        Role::Supervisor => "supervisor",
        Role::Reviewer => "reviewer",
        Role::Administrator => "administrator",
    }
}

/// The actor may sign this case as another person with another key (invariant 2).
pub(super) fn may_sign(case: &Case, facts: &Facts<'_>) -> Vec<Violation> {
    let mut wrong = is_open(case);
    if facts.actor.person() == case.opened.agent {
        wrong.push(Violation::of(Gate::ApproverIsNotAgent));
    }
    wrong.extend(has_role(facts, Role::Supervisor));
    if is_subject(case, facts) {
        wrong.push(Violation::of(Gate::ApproverIsNotSubject));
    }
    if case.sought.is_none() {
        wrong.push(Violation::of(Gate::ApprovalSought));
    }
    let holding = case.holding_approvals(facts.policy, facts.now);
    if holding.iter().any(|a| a.by == facts.actor.person()) {
        wrong.push(Violation::of(Gate::ApproversDiffer));
    }
    let key = facts.roster.person(facts.actor.person()).and_then(|p| p.key(Purpose::Approve));
    let agent_keys = facts.roster.person(case.opened.agent).map(|p| p.keys.as_slice()).unwrap_or_default();
    let reused = key.is_some_and(|k| {
        holding.iter().any(|a| a.assertion.credential == k.credential)
            || agent_keys.iter().any(|a| a.credential == k.credential)
    });
    if reused {
        wrong.push(Violation::of(Gate::ApproverKeysDiffer));
    }
    let same_console = facts.actor.console() == case.opened.console;
    if case.tier() == Tier::Privileged && facts.policy.privileged_on_other_console && same_console {
        wrong.push(Violation::of(Gate::OtherConsole));
    }
    wrong
}

/// Whether the actor is the subject of the case.
pub(super) fn is_subject(case: &Case, facts: &Facts<'_>) -> bool {
    facts
        .roster
        .person(facts.actor.person())
        .and_then(|p| p.account.as_ref())
        .is_some_and(|(directory, account)| *directory == case.account.directory && *account == case.account.id)
}

/// The actor is a reviewer who took no part.
pub(super) fn may_judge(case: &Case, facts: &Facts<'_>) -> Vec<Violation> {
    let mut wrong = has_role(facts, Role::Reviewer);
    let took_part = facts.actor.person() == case.opened.agent
        || case.approvals.iter().any(|a| a.by == facts.actor.person())
        || is_subject(case, facts);
    if took_part {
        wrong.push(Violation::of(Gate::ReviewerTookNoPart));
    }
    wrong
}

/// A call-back contact may be used: known before the case, on a channel that verifies, unchanged for long enough.
pub fn contact_usable(contact: &Contact, policy: &Policy, at: Timestamp) -> bool {
    let old_enough =
        contact.unchanged_since.is_some_and(|since| at.since(since) >= Span::days(policy.contact_unchanged_days));
    let channel = match contact.channel {
        ContactChannel::Phone | ContactChannel::Post => true,
        ContactChannel::Email => false,
    };
    old_enough && channel
}

/// What is wrong with a piece of evidence that is to be recorded.
pub(super) fn evidence_fit(
    case: &Case,
    facts: &Facts<'_>,
    kind: EvidenceKind,
    pathway: Pathway,
    outcome: Outcome,
    contact: Option<&crate::ids::ContactId>,
) -> Vec<Violation> {
    let mut wrong = Vec::new();
    let never_counts = match kind {
        EvidenceKind::KnowledgeAnswers | EvidenceKind::VoiceRecognised => true,
        EvidenceKind::Passport
        | EvidenceKind::PassportChip
        | EvidenceKind::NationalId
        | EvidenceKind::DrivingLicence
        | EvidenceKind::CompanyBadge
        | EvidenceKind::CallBack
        | EvidenceKind::ManagerVouched => false,
    };
    if never_counts && outcome == Outcome::Confirmed {
        wrong.push(Violation::of(Gate::EvidenceCounts));
    }
    if !pathway.possible_on(case.opened.channel) {
        wrong.push(Violation::of(Gate::PathwayPossible));
    }
    match (kind, contact) {
        (EvidenceKind::CallBack, Some(id)) => {
            let then = case.opened.account.contacts.iter().find(|c| c.id == *id);
            let unchanged = case.account.contacts.iter().find(|c| c.id == *id) == then;
            let usable = then.is_some_and(|c| contact_usable(c, facts.policy, case.opened.at));
            if !usable || !unchanged {
                wrong.push(Violation::of(Gate::ContactUsable));
            }
        }
        (EvidenceKind::CallBack, None) => wrong.push(Violation::of(Gate::ContactUsable)),
        (_, Some(_)) => wrong.push(Violation::of(Gate::FieldValid).with("field", "contact")),
        (_, None) => {}
    }
    wrong
}
