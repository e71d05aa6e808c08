//! Each gate, computed from the case: the one place where "met" is decided.
//!
//! [`super::decide`] refuses by these, and [`super::view`] shows them: there is no second opinion.

use super::account::{Contact, ContactChannel, Credential, CredentialKind, Enrolment};
use super::effect::{Action, NoticePhase};
use super::event::{Signed, Target};
use super::evidence::{CueAnswer, Evidence, EvidenceKind, Outcome, Pathway, Reference, Strength};
use super::exception::ExceptionKind;
use super::statement::Statement;
use super::{Case, Channel, EffectState, Facts, Gate, Lifecycle, Reason, Tier, Violation, incident};
use crate::ids::{AccountId, ContactId, CredentialId, KeyCredentialId, PersonId};
use crate::policy::Policy;
use crate::staff::{Purpose, Role, Roster};
use crate::time::{Span, Timestamp};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

impl Case {
    /// Cues that were done at once, in time.
    pub fn cues_seen(&self) -> u32 {
        let seen = self.cues.iter().filter(|c| matches!(c.answer, Some((CueAnswer::AtOnce, _)))).count();
        u32::try_from(seen).unwrap_or(u32::MAX)
    }

    /// Evidence that counts: it stands, holds, and is verified.
    fn confirmed_evidence(&self) -> impl Iterator<Item = &Evidence> {
        self.standing_evidence().filter(|e| e.outcome == Outcome::Confirmed && e.kind.verified_by(e.pathway))
    }

    /// Whether a piece of this kind counts.
    fn has(&self, kind: EvidenceKind) -> bool {
        self.confirmed_evidence().any(|e| e.kind == kind)
    }

    /// How strong the pieces of identity evidence are, the best form of each document once.
    fn strengths(&self) -> Vec<Strength> {
        let mut best: BTreeMap<EvidenceKind, Strength> = BTreeMap::new();
        for e in self.confirmed_evidence() {
            let strength = e.kind.strength(e.pathway);
            let known = best.entry(base_kind(e.kind)).or_insert(strength);
            *known = (*known).max(strength);
        }
        best.into_values().filter(|s| *s > Strength::None).collect()
    }

    /// SP 800-63A-4 §4.1.2, §4.2.2, §4.3.2: what a repeated proofing asks for at `ial`.
    fn evidence_suffices(&self, ial: u32) -> bool {
        let strengths = self.strengths();
        let count = |s: Strength| strengths.iter().filter(|c| **c == s).count();
        let (superior, strong, fair) = (count(Strength::Superior), count(Strength::Strong), count(Strength::Fair));
        match ial {
            // FAIR with a portrait or digitally validated (§4.1.2): a call back is neither.
            0 | 1 => {
                let other =
                    |e: &Evidence| e.kind != EvidenceKind::CallBack && e.kind.strength(e.pathway) > Strength::None;
                self.confirmed_evidence().any(other)
            }
            _ => superior >= 1 || strong >= 2 || (strong >= 1 && fair >= 1),
        }
    }

    /// How many kinds of recovery codes were confirmed (SP 800-63B-4 §4.2.2.2: of different methods).
    fn code_methods(&self) -> usize {
        [EvidenceKind::SavedCode, EvidenceKind::IssuedCode, EvidenceKind::RecoveryContact]
            .into_iter()
            .filter(|kind| self.has(*kind))
            .count()
    }

    /// The way in which the subject is verified by what stands now (SP 800-63B-4 §4.2.1), if they are.
    pub fn method(&self, policy: &Policy) -> Option<Method> {
        if self.account.machine.is_some() {
            return self.sponsor.as_ref().map(|_| Method::Sponsor);
        }
        let biometric_only = policy.account_aal == 3 && policy.account_ial == 3;
        let codes = policy.recovery_codes && !biometric_only;
        let methods = self.code_methods();
        if policy.account_ial > 0 && self.evidence_suffices(policy.account_ial) {
            Some(Method::RepeatedProofing)
        } else if codes && methods >= 2 {
            Some(Method::TwoCodes)
        } else if codes && methods >= 1 && self.has(EvidenceKind::OtherAuthenticator) {
            Some(Method::CodeAndAuthenticator)
        } else if self.refereed() && policy.account_ial > 0 && !self.strengths().is_empty() && self.vouched(policy) {
            Some(Method::TrustedReferee)
        } else {
            None
        }
    }

    fn refereed(&self) -> bool {
        self.exception.as_ref().is_some_and(|e| e.kind == ExceptionKind::TrustedReferee)
    }

    pub(super) fn emergency(&self) -> bool {
        self.exception.as_ref().is_some_and(|e| e.kind == ExceptionKind::Emergency)
    }

    /// Whether somebody vouches who was proofed at least as well as the subject (SP 800-63A-4 §3.15.3).
    fn vouched(&self, policy: &Policy) -> bool {
        self.confirmed_evidence()
            .filter(|e| e.kind == EvidenceKind::ManagerVouched)
            .any(|e| e.reference.as_ref().is_some_and(|r| r.ial >= policy.account_ial))
    }

    /// Co-signatures that this case needs now: more on the exception path, and where an old credential stays.
    pub fn approvals_needed(&self, policy: &Policy) -> u32 {
        let exception = if self.exception.is_some() { policy.exception_signatures } else { 0 };
        policy.approvals(self.tier()) + exception + u32::from(!self.kept.is_empty())
    }

    /// Co-signatures that hold: unchanged basis, in time, by different people who still work here.
    pub fn holding_approvals<'a>(&'a self, policy: &Policy, roster: &Roster, now: Timestamp) -> Vec<&'a Signed> {
        let Ok(basis) = self.basis_digest(policy) else { return Vec::new() };
        let mut people = BTreeSet::new();
        self.approvals
            .iter()
            .filter(|a| a.basis == basis && a.expires > now && roster.vouches(a.by, &a.assertion.credential))
            .filter(|a| people.insert(a.by))
            .collect()
    }

    /// Whether whoever runs this case is not trusted any more: somebody takes it over first.
    pub fn is_frozen(&self, roster: &Roster) -> bool {
        !roster.trusted_since(self.agent, self.agent_since)
    }

    /// For how many minutes the old credential of a machine identity may live beside the new one.
    pub fn overlap_minutes(&self) -> i64 {
        match (&self.account.machine, &self.consumers) {
            (Some(_), Some((_, minutes))) => *minutes,
            (Some(_), None) | (None, _) => 0,
        }
    }

    /// When an overlap is over: it begins when the new credential is seen listed.
    pub fn overlap_until(&self) -> Option<Timestamp> {
        let minutes = self.overlap_minutes();
        let began = self.confirmed(&Action::SubmitCredential)?;
        (minutes > 0).then(|| began.plus(Span::minutes(minutes)))
    }

    /// Whether a new credential was seen listed: one case makes one key.
    pub(super) fn has_its_key(&self) -> bool {
        self.effects_of(&Action::SubmitCredential).any(|e| e.confirmed_at().is_some())
    }

    /// Whether an attempt before the one that runs may have left a credential on a key.
    pub fn was_interrupted(&self) -> bool {
        let begun = self.effects_of(&Action::SubmitCredential).filter(|e| e.started_at.is_some());
        begun.filter(|e| e.confirmed_at().is_none()).count() > 1
    }

    /// Whether a credential of the subject that is found on the key leads nowhere while a new one is made: what the
    /// directory lists, or a submission waits to be seen with, is no orphan.
    pub fn may_be_orphan(&self, credential: &KeyCredentialId) -> bool {
        let running = self.effects_of(&Action::SubmitCredential).any(|e| e.started_at.is_some());
        let of_inventory = |c: &Credential| c.webauthn.as_ref().is_some_and(|w| w.0 == credential.0);
        let listed = self.inventory.credentials.iter().any(of_inventory);
        let kept = self.planned.iter().any(|c| self.kept.contains(&c.id) && of_inventory(c));
        let submitted = self.made.iter().filter(|(made, _)| made.credential == *credential).any(|(made, _)| {
            let effect = self.effects.iter().find(|e| e.id == made.effect);
            effect.is_some_and(|e| e.outcome_unknown() || e.confirmed_at().is_some())
        });
        running && !listed && !kept && !submitted
    }

    /// When the first notice had reached every address: from then on the subject can object.
    pub(super) fn told_at(&self) -> Option<Timestamp> {
        let first = |contact: &Contact| {
            let action = Self::notice(NoticePhase::Intake, contact);
            let seen = self.effects_of(&action).find_map(EffectState::confirmed_at);
            seen.or_else(|| self.told(NoticePhase::Intake, contact))
        };
        let reached: Option<Vec<_>> =
            self.addresses().iter().filter(|c| c.channel != ContactChannel::Post).map(first).collect();
        let letter = self.letters.first().map(|(_, at)| *at);
        reached?.into_iter().max().or(letter)
    }

    /// Whether the case was ever approved in full: the fact that opened revocation.
    fn first_approval(&self) -> Option<Timestamp> {
        self.approvals.first().map(|a| a.at)
    }

    /// Old credentials that are not seen gone.
    pub fn not_gone(&self) -> impl Iterator<Item = &super::account::Credential> {
        self.planned.iter().filter(|c| self.gone_at(&c.id).is_none() && !self.kept.contains(&c.id))
    }

    /// Notices of `phase` that are owed, not seen delivered, and not settled otherwise. Letters are another channel's business.
    pub fn unsent(&self, phase: NoticePhase) -> Vec<Contact> {
        self.addresses()
            .into_iter()
            .filter(|c| c.channel != ContactChannel::Post)
            .filter(|c| self.told(phase, c).is_none())
            .collect()
    }

    /// Whether sessions were ended after the account was closed to new ones.
    pub fn sessions_ended_at(&self) -> Option<Timestamp> {
        let ended = self.confirmed(&Action::EndSessions)?;
        let closed = if blocks(self) {
            self.effects_of(&Action::BlockSignIn).find_map(super::EffectState::confirmed_at)?
        } else {
            self.first_approval()?
        };
        (ended >= closed).then_some(ended)
    }
}

/// The way in which a subject was verified (SP 800-63B-4 §4.2.1, §4.2.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Method {
    /// Proofed again, at the account's level.
    RepeatedProofing,
    /// Two recovery codes by different methods.
    TwoCodes,
    /// A recovery code, and another authenticator of the account.
    CodeAndAuthenticator,
    /// A trusted referee, an applicant reference, and a piece of evidence: the exception path.
    TrustedReferee,
    /// The sponsor of a machine identity.
    Sponsor,
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
        | EvidenceKind::SavedCode
        | EvidenceKind::IssuedCode
        | EvidenceKind::RecoveryContact
        | EvidenceKind::OtherAuthenticator
        | EvidenceKind::RetainedBiometric
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
    let violations = lines.into_iter().filter_map(|(_, violation)| violation).collect();
    #[cfg(feature = "explore")]
    let violations = super::refusal::left_out::without(violations);
    violations
}

/// Proofing.
pub(super) fn proofing(case: &Case, policy: &Policy) -> Lines {
    let mut lines = Lines::new();
    let method = case.method(policy);
    if case.account.machine.is_some() {
        line(&mut lines, Gate::SponsorProven, case.sponsor.is_some(), |v| v);
        let listed = case.consumers.as_ref().is_some_and(|(all, _)| !all.is_empty());
        line(&mut lines, Gate::ConsumersListed, listed, |v| v);
        if case.draws_key() {
            line(&mut lines, Gate::RecipientNamed, case.recipient.is_some(), |v| v);
        }
    } else {
        line(&mut lines, Gate::EvidenceSufficient, method.is_some(), |v| v.with("pieces", case.strengths().len()));
    }
    // SP 800-63B-4 §4.2.2.1: an account that was never proofed cannot be proofed again.
    if policy.account_ial == 0 && case.account.machine.is_none() {
        line(&mut lines, Gate::MethodFits, method.is_some() || case.strengths().is_empty(), |v| v);
    }
    let unverified: Vec<&Evidence> = unverified(case);
    line(&mut lines, Gate::EvidenceVerified, unverified.is_empty(), |v| v.with("pieces", unverified.len()));
    let rejected = case.standing_evidence().filter(|e| e.outcome == Outcome::Rejected).count();
    line(&mut lines, Gate::NothingContradicts, rejected == 0, |v| v.with("pieces", rejected));
    if policy.on_site_proofing {
        line(&mut lines, Gate::OnSite, case.opened.channel == Channel::InPerson, |v| v);
    }
    if policy.account_aal == 3 && policy.account_ial == 3 && case.account.machine.is_none() {
        line(&mut lines, Gate::BiometricCompared, case.has(EvidenceKind::RetainedBiometric), |v| v);
    }
    if case.tier() == Tier::Privileged && policy.privileged_strong_evidence && case.account.machine.is_none() {
        line(&mut lines, Gate::StrongerEvidence, stronger(case), |v| v);
    }
    if let Some(exception) = &case.exception {
        match exception.kind {
            ExceptionKind::TrustedReferee => line(&mut lines, Gate::ReferenceProofed, case.vouched(policy), |v| v),
            ExceptionKind::Emergency => line(&mut lines, Gate::EmergencyAllowed, policy.emergency_allowed, |v| v),
        }
    }
    if !case.kept.is_empty() {
        let unproven = case.kept.iter().filter(|id| !possessed(case, id)).count();
        line(&mut lines, Gate::PossessionProven, unproven == 0, |v| v.with("count", unproven));
    }
    if policy.code_attempts <= case.wrong_codes {
        line(&mut lines, Gate::CodeTriesLeft, case.code_methods() == 0, |v| v.with("wrong", case.wrong_codes));
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

/// A privileged account: two STRONG pieces or a SUPERIOR one, or two codes and another authenticator (Local P-21).
fn stronger(case: &Case) -> bool {
    let strengths = case.strengths();
    let strong = strengths.iter().filter(|s| **s == Strength::Strong).count();
    let codes = case.code_methods() >= 2 && case.has(EvidenceKind::OtherAuthenticator);
    strong >= 2 || strengths.contains(&Strength::Superior) || codes
}

/// Whether this old credential signed in for this case.
pub(super) fn possessed(case: &Case, id: &CredentialId) -> bool {
    case.confirmed_evidence().any(|e| e.kind == EvidenceKind::OtherAuthenticator && e.credential.as_ref() == Some(id))
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
pub(super) fn approval(case: &Case, facts: &Facts<'_>) -> Lines {
    let (policy, now) = (facts.policy, facts.now);
    let mut lines = Lines::new();
    let often = case.opened.repeats.saturating_add(1);
    if often > policy.subject_cases {
        // An emergency sets this aside: the rule is the desk's own.
        line(&mut lines, Gate::SubjectNotTooOften, case.emergency(), |v| {
            v.with("cases", often).with("most", policy.subject_cases)
        });
    }
    line(&mut lines, Gate::ApprovalSought, case.sought.is_some(), |v| v);
    let needed = case.approvals_needed(policy);
    let holding = u32::try_from(case.holding_approvals(policy, facts.roster, now).len()).unwrap_or(u32::MAX);
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
pub(super) fn revocation(case: &Case, policy: &Policy) -> Lines {
    let mut lines = interlock(case, policy);
    if case.account.machine.is_some() || tries_old(case) {
        let refused = |id: &CredentialId| {
            case.tried.get(id).is_some_and(|t| t.refused && case.gone_at(id).is_some_and(|gone| t.at >= gone))
        };
        let machine = case.account.machine.is_some();
        let tried = |c: &&Credential| machine || c.webauthn.is_some();
        let untried =
            case.planned.iter().filter(tried).filter(|c| !case.kept.contains(&c.id) && !refused(&c.id)).count();
        line(&mut lines, Gate::OldCredentialRefused, untried == 0, |v| v.with("left", untried));
    }
    if let Some(until) = case.overlap_until() {
        let late = case.planned.iter().filter_map(|c| case.gone_at(&c.id)).any(|at| at > until);
        line(&mut lines, Gate::OverlapOver, case.not_gone().count() == 0 && !late, |v| v.with("state", "runs"));
    }
    lines
}

/// Whether the old key is at hand and is tried after it went: where the device was replaced, not lost.
pub(super) fn tries_old(case: &Case) -> bool {
    case.opened.reason == Reason::Migrated && case.opened.capabilities.tries_old
}

/// What must be so before a new credential is made: at no instant do an old and a new one both work. A machine identity
/// with an approved overlap is the one exception, and that for its minutes only.
pub(super) fn interlock(case: &Case, policy: &Policy) -> Lines {
    let mut lines = Lines::new();
    // What the subject is awaited for is known to run.
    let awaited = |e: &EffectState| e.action == Action::SubmitCredential && case.awaits_subject();
    let unknown = case.effects.iter().filter(|e| e.outcome_unknown() && !is_notice(&e.action) && !awaited(e)).count();
    let overlap_runs = case.overlap_minutes() > 0 && case.confirmed(&Action::SubmitCredential).is_none();
    if overlap_runs {
        line(&mut lines, Gate::OutcomesKnown, unknown == 0, |v| v.with("count", unknown));
        return lines;
    }
    if blocks(case) {
        let ever_blocked = case.effects_of(&Action::BlockSignIn).any(|e| e.confirmed_at().is_some());
        let let_in = case.confirmed(&Action::UnblockSignIn).is_some();
        line(&mut lines, Gate::SignInBlocked, ever_blocked && (let_in || case.blocked_at().is_some()), |v| v);
    }
    if case.opened.capabilities.sessions {
        line(&mut lines, Gate::SessionsEnded, case.sessions_ended_at().is_some(), |v| v);
    }
    let left = case.not_gone().count();
    line(&mut lines, Gate::OldCredentialsGone, left == 0, |v| v.with("left", left).with("all", case.planned.len()));
    let unexpected = unexpected(case);
    if case.target == Target::Handset {
        line(&mut lines, Gate::HandsetFits, handset_fits(case, policy), |v| v);
    }
    line(&mut lines, Gate::NoUnexpectedCredential, unexpected == 0, |v| v.with("count", unexpected));
    line(&mut lines, Gate::OutcomesKnown, unknown == 0, |v| v.with("count", unknown));
    lines
}

/// Whether sign-in of the account is blocked while it is recovered: where the directory can, and nothing overlaps.
pub(super) fn blocks(case: &Case) -> bool {
    case.opened.capabilities.block_sign_in && case.overlap_minutes() == 0
}

/// Credentials that the last reading lists, that were not there at intake and that this case did not make.
pub(super) fn unexpected(case: &Case) -> usize {
    let at_intake = case.opened.inventory.usable();
    let usable = case.inventory.usable();
    let expected = case.candidate(&case.inventory).map(|c| &c.id);
    let pass = |c: &Credential| c.kind == CredentialKind::TemporaryPass && case.awaits_subject();
    case.inventory
        .credentials
        .iter()
        .filter(|c| usable.contains(&c.id) && !at_intake.contains(&c.id) && !case.is_own(c))
        .filter(|c| expected != Some(&c.id) && !pass(c))
        .filter(|c| case.gone_at(&c.id).is_none())
        .count()
}

fn is_notice(action: &Action) -> bool {
    match action {
        Action::SendNotice { .. } | Action::SendCode { .. } => true,
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
    if case.target == Target::Key && !case.draws_key() {
        line(&mut lines, Gate::KeyAccepted, case.key.is_some(), |v| v);
    }
    if tries_key(case) {
        line(&mut lines, Gate::LocalAssertion, case.newest().is_some(), |v| v);
    }
    let seen = case.confirmed(&Action::SubmitCredential).is_some();
    let said = case.opened.capabilities.enrolment == Enrolment::Said;
    let still = case.new_credential().is_some()
        && (said || case.listed(&case.inventory).is_some() || not_read_since_submission(case));
    line(&mut lines, Gate::NewCredentialListed, seen && still, |v| v);
    lines
}

/// What is missing before there is something to enrol: an accepted key, or a recipient.
pub(super) fn something_to_enrol(case: &Case) -> Option<Violation> {
    if case.draws_key() {
        case.recipient.is_none().then(|| Violation::of(Gate::RecipientNamed))
    } else {
        (case.target == Target::Key && case.key.is_none()).then(|| Violation::of(Gate::KeyAccepted))
    }
}

/// Whether the console tries the new key itself: not where the subject's own device holds it, nobody can read it, or it is
/// handed over sealed.
pub(super) fn tries_key(case: &Case) -> bool {
    case.target == Target::Key && case.opened.capabilities.enrolment != Enrolment::Said && !case.draws_key()
}

/// A passkey of the subject's own device may be copied to others: not at AAL3, and not where more is at stake
/// (SP 800-63B-4 §2.3.2, Local P-30).
pub(super) fn handset_fits(case: &Case, policy: &Policy) -> bool {
    policy.account_aal < 3 && case.tier() == Tier::Standard
}

fn not_read_since_submission(case: &Case) -> bool {
    case.confirmed(&Action::SubmitCredential).is_some_and(|at| case.inventory.read_at < at)
}

/// Handover.
pub(super) fn handover(case: &Case) -> Lines {
    let mut lines = Lines::new();
    if case.target == Target::Key {
        line(&mut lines, Gate::HandedOver, case.handed_over.is_some(), |v| v);
    }
    if blocks(case) {
        let unblocked = case.confirmed(&Action::UnblockSignIn).is_some() && case.blocked_at().is_none();
        line(&mut lines, Gate::SignInUnblocked, unblocked, |v| v);
    }
    // Somebody's word counts where the console could not see it, and nowhere else.
    let counts = case.live_said_by.is_none() || case.opened.capabilities.sign_in_by_person;
    let live = match (&case.live_sign_in, case.new_credential()) {
        (Some((used, _)), Some(new)) => counts && *used == new,
        (Some(_) | None, None) | (None, Some(_)) => false,
    };
    line(&mut lines, Gate::LiveSignIn, live, |v| v);
    lines
}

/// Release, for privileged accounts: a reviewer's signature, time to object, and no role active before it.
pub(super) fn release(case: &Case, facts: &Facts<'_>) -> Lines {
    let (policy, now) = (facts.policy, facts.now);
    let mut lines = Lines::new();
    match case.tier() {
        Tier::Privileged => {
            line(&mut lines, Gate::Released, released(case, facts), |v| v);
            if policy.privileged_wait_hours > 0 && !case.emergency() {
                let from = case.told_at();
                let open_at = from.map(|at| at.plus(Span::hours(policy.privileged_wait_hours)));
                line(&mut lines, Gate::RepudiationTime, open_at.is_some_and(|at| at <= now), |v| match open_at {
                    Some(at) => v.with("until", at.0).with("hours", policy.privileged_wait_hours),
                    None => v.with("hours", policy.privileged_wait_hours),
                });
            }
            let before = &case.opened.account.active_roles;
            let woken = case.account.active_roles.iter().filter(|role| !before.contains(role)).count();
            line(&mut lines, Gate::RolesStayInactive, woken == 0, |v| v.with("count", woken));
        }
        Tier::Standard | Tier::Machine => {}
    }
    lines
}

/// A release holds for the key and the case that were released, while its reviewer works here.
fn released(case: &Case, facts: &Facts<'_>) -> bool {
    case.release.as_ref().is_some_and(|signed| {
        let basis = case.basis_digest(facts.policy).ok();
        let of = Statement::parse(&signed.statement).and_then(|s| s.new_credential);
        Some(signed.basis) == basis
            && of == case.released_credential()
            && facts.roster.vouches(signed.by, &signed.assertion.credential)
    })
}

/// Notification.
pub(super) fn notification(case: &Case, policy: &Policy) -> Lines {
    let mut lines = Lines::new();
    let addresses = case.addresses();
    line(&mut lines, Gate::AddressOnRecord, !addresses.is_empty() || !case.letters.is_empty(), |v| v);
    let intake = case.unsent(NoticePhase::Intake).len();
    line(&mut lines, Gate::IntakeNotices, intake == 0, |v| {
        v.with("left", intake).with("state", state(case, NoticePhase::Intake))
    });
    let close = case.unsent(NoticePhase::Close).len();
    line(&mut lines, Gate::ClosingNotices, close == 0, |v| {
        v.with("left", close).with("state", state(case, NoticePhase::Close))
    });
    if letter_owed(case, policy) {
        line(&mut lines, Gate::LetterSent, !case.letters.is_empty(), |v| v);
    }
    // SP 800-63A-4 §3.10: by post or telephone; mail does only at IAL1.
    let proofed = matches!(case.method(policy), Some(Method::RepeatedProofing | Method::TrustedReferee));
    if policy.account_ial >= 2 && proofed {
        let by_phone = addresses
            .iter()
            .filter(|c| c.channel == ContactChannel::Phone)
            .any(|c| case.confirmed(&Case::notice(NoticePhase::Close, c)).is_some());
        line(&mut lines, Gate::ProofingNotice, by_phone || !case.letters.is_empty(), |v| v);
    }
    if case.saved_code_used.is_some() {
        line(&mut lines, Gate::SavedCodesReplaced, case.codes_replaced.is_some(), |v| v);
    }
    lines
}

/// What keeps notices back, as a code: what helps depends on it.
pub(super) fn state(case: &Case, phase: NoticePhase) -> &'static str {
    case.kept_back(phase).map_or("owed", super::Undelivered::code)
}

/// SP 800-63B-4 §4.6: where there is only a postal address, at AAL3, and where the only other address received the code.
fn letter_owed(case: &Case, policy: &Policy) -> bool {
    // As before the case: an address that came since takes nothing away.
    let others: Vec<_> = case.opened.account.contacts.iter().filter(|c| c.channel != ContactChannel::Post).collect();
    let coded = |contact: &Contact| case.codes.iter().any(|code| code.contact == contact.id);
    policy.account_aal == 3 || others.is_empty() || (others.len() == 1 && others.iter().all(|c| coded(c)))
}

/// Everything that completion asks for, in the order of the path.
pub(super) fn everything(case: &Case, facts: &Facts<'_>) -> Lines {
    let mut lines = proofing(case, facts.policy);
    lines.extend(approval(case, facts));
    lines.extend(revocation(case, facts.policy));
    lines.extend(provisioning(case));
    lines.extend(handover(case));
    lines.extend(release(case, facts));
    lines.extend(notification(case, facts.policy));
    lines
}

/// The case runs.
pub(super) fn is_open(case: &Case) -> Vec<Violation> {
    match case.lifecycle {
        Lifecycle::Open => Vec::new(),
        Lifecycle::Completed(_) | Lifecycle::Refused(_) | Lifecycle::Cancelled(_) => {
            vec![Violation::of(Gate::CaseIsOpen)]
        }
        Lifecycle::Incident(_) => vec![Violation::of(Gate::NoOpenIncident)],
    }
}

/// The actor works here, and the key that they signed in with is still theirs.
pub(super) fn on_the_staff(facts: &Facts<'_>) -> Vec<Violation> {
    let person = facts.actor.person();
    let here = match facts.actor.key() {
        Some(key) => facts.roster.vouches(person, key),
        None => facts.roster.works_here(person),
    };
    if here { Vec::new() } else { vec![Violation::of(Gate::KnownStaffKey)] }
}

/// The actor works here, and has `role`.
pub(super) fn has_role(facts: &Facts<'_>, role: Role) -> Vec<Violation> {
    let gone = on_the_staff(facts);
    if !gone.is_empty() {
        return gone;
    }
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
    if role.is_empty() && facts.actor.person() != case.agent {
        wrong.push(Violation::of(Gate::CaseAgentActs));
    }
    wrong.extend(role);
    wrong.extend(not_frozen(case, facts));
    wrong
}

/// The case's agent works here and lost no key since they began; else somebody takes it over first.
pub(super) fn not_frozen(case: &Case, facts: &Facts<'_>) -> Vec<Violation> {
    if case.is_frozen(facts.roster) { vec![Violation::of(Gate::CaseNotFrozen)] } else { Vec::new() }
}

/// Training counts now (SP 800-63A-4 §3.12).
pub(super) fn trained(facts: &Facts<'_>, gate: Gate) -> Vec<Violation> {
    let until = facts.roster.person(facts.actor.person()).map(|p| p.training_until);
    if until.is_some_and(|until| until > facts.now) { Vec::new() } else { vec![Violation::of(gate)] }
}

/// Nothing holds the queue, and no open incident holds the account.
pub(super) fn not_held(case: &Case, facts: &Facts<'_>) -> Vec<Violation> {
    let mut wrong = Vec::new();
    if facts.held {
        wrong.push(Violation::of(Gate::NotNow));
    }
    if facts.raised.holds(&case.account) {
        wrong.push(Violation::of(Gate::AccountNotInIncident));
    }
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
    // Whoever was the agent of this case once does not sign it later.
    if facts.actor.person() == case.agent || facts.actor.person() == case.opened.agent {
        wrong.push(Violation::of(Gate::ApproverIsNotAgent));
    }
    wrong.extend(has_role(facts, Role::Supervisor));
    wrong.extend(trained(facts, Gate::SignerTrained));
    wrong.extend(not_frozen(case, facts));
    wrong.extend(not_held(case, facts));
    if incident::to_weigh(case, true, facts) {
        wrong.push(Violation::of(Gate::IncidentWeighed));
    }
    let signed = facts.velocity.signed_by_actor;
    if signed >= facts.policy.signatures_per_day {
        wrong.push(Violation::of(Gate::SignerNotTooOften).with("signed", signed));
    }
    if is_subject(case, facts) {
        wrong.push(Violation::of(Gate::ApproverIsNotSubject));
    }
    if case.sought.is_none() {
        wrong.push(Violation::of(Gate::ApprovalSought));
    }
    let holding = case.holding_approvals(facts.policy, facts.roster, facts.now);
    if holding.iter().any(|a| a.by == facts.actor.person()) {
        wrong.push(Violation::of(Gate::ApproversDiffer));
    }
    let me = facts.roster.person(facts.actor.person());
    if is_sponsor(case, facts) {
        wrong.push(Violation::of(Gate::ApproverIsNotSponsor));
    }
    let client = facts.policy.client_organisation.as_str();
    let of_client = client.is_empty() || me.is_some_and(|p| p.organisation == client);
    if case.tier() == Tier::Privileged && !of_client {
        wrong.push(Violation::of(Gate::ApproverOfOrganisation).with("needed", client));
    }
    let agent_keys = facts.roster.person(case.agent).map(|p| p.keys.as_slice()).unwrap_or_default();
    let reused = me.into_iter().flat_map(|p| p.keys_for(Purpose::Approve)).any(|k| {
        holding.iter().any(|a| a.assertion.credential == k.credential)
            || agent_keys.iter().any(|a| a.credential == k.credential)
    });
    if reused {
        wrong.push(Violation::of(Gate::ApproverKeysDiffer));
    }
    let same_console = facts.actor.console() == case.console;
    let other_console = facts.policy.privileged_on_other_console && !case.emergency();
    if case.tier() == Tier::Privileged && other_console && same_console {
        wrong.push(Violation::of(Gate::OtherConsole));
    }
    if let Some(host) = facts.actor.guest_of() {
        wrong.extend(not_over_shoulder(case, facts.policy, host));
    }
    wrong
}

/// Why nobody signs this case in the session of `host`: that is done at the console of the case's agent, where the policy
/// lets it, and never where more is at stake (Local P-34). An emergency does not set it aside.
fn not_over_shoulder(case: &Case, policy: &Policy, host: PersonId) -> Option<Violation> {
    let why = match case.tier() {
        Tier::Privileged => "tier",
        Tier::Standard | Tier::Machine if !policy.over_shoulder => "policy",
        Tier::Standard | Tier::Machine if host != case.agent => "agent",
        Tier::Standard | Tier::Machine => return None,
    };
    Some(Violation::of(Gate::ShoulderAllowed).with("why", why))
}

/// The agent may let a supervisor sign at this console now.
pub(super) fn may_host(case: &Case, facts: &Facts<'_>) -> Vec<Violation> {
    let mut wrong = agent_acts(case, facts);
    wrong.extend(not_held(case, facts));
    if case.sought.is_none() {
        wrong.push(Violation::of(Gate::ApprovalSought));
    }
    wrong.extend(not_over_shoulder(case, facts.policy, facts.actor.person()));
    wrong
}

/// Whoever stands beside somebody else's session signs there, and does nothing else.
pub(super) fn guest_signs(facts: &Facts<'_>, signs: bool) -> Vec<Violation> {
    let strays = facts.actor.guest_of().is_some() && !signs;
    if strays { vec![Violation::of(Gate::ShoulderAllowed).with("why", "step")] } else { Vec::new() }
}

/// Whether the actor is the subject of the case.
pub(super) fn is_subject(case: &Case, facts: &Facts<'_>) -> bool {
    facts
        .roster
        .person(facts.actor.person())
        .and_then(|p| p.account.as_ref())
        .is_some_and(|(directory, account)| *directory == case.account.directory && *account == case.account.id)
}

/// Whether the actor is the sponsor of the machine identity.
fn is_sponsor(case: &Case, facts: &Facts<'_>) -> bool {
    case.sponsor.as_ref().is_some_and(|s| is_account(case, facts, &s.account))
}

/// Whether this account of the case's directory is the actor's own.
pub(super) fn is_account(case: &Case, facts: &Facts<'_>, account: &AccountId) -> bool {
    let own = facts.roster.person(facts.actor.person()).and_then(|p| p.account.as_ref());
    own.is_some_and(|(directory, id)| *directory == case.account.directory && id == account)
}

/// The actor is a reviewer who took no part.
pub(super) fn may_judge(case: &Case, facts: &Facts<'_>) -> Vec<Violation> {
    let mut wrong = has_role(facts, Role::Reviewer);
    wrong.extend(trained(facts, Gate::SignerTrained));
    let took_part = facts.actor.person() == case.opened.agent
        || facts.actor.person() == case.agent
        || case.approvals.iter().any(|a| a.by == facts.actor.person())
        || case.release.as_ref().is_some_and(|r| r.by == facts.actor.person())
        || is_sponsor(case, facts)
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

/// A contact that was there before the case and is the same now.
fn old_contact<'a>(then: &'a [Contact], now: &[Contact], id: &ContactId) -> Option<&'a Contact> {
    let before = then.iter().find(|c| c.id == *id)?;
    now.contains(before).then_some(before)
}

/// Where a code may go: to an address of the account or a recovery contact, there before the case, the same now, and
/// unchanged for long enough (Local P-08). Its method follows from whose it is.
pub(super) fn code_address<'a>(
    case: &'a Case,
    facts: &Facts<'_>,
    id: &ContactId,
) -> Result<(EvidenceKind, &'a Contact), Violation> {
    let (before, now) = (&case.opened.account, &case.account);
    let own = old_contact(&before.contacts, &now.contacts, id).map(|c| (EvidenceKind::IssuedCode, c));
    let others = || old_contact(&before.recovery_contacts, &now.recovery_contacts, id);
    // A contact that is the subject's own address is no second method.
    let same = |c: &Contact| before.contacts.iter().any(|o| bare(&o.address) == bare(&c.address));
    let found = own.or_else(|| others().filter(|c| !same(c)).map(|c| (EvidenceKind::RecoveryContact, c)));
    let least = Span::days(facts.policy.contact_unchanged_days);
    found
        .filter(|(_, c)| c.unchanged_since.is_some_and(|since| case.opened.at.since(since) >= least))
        .filter(|(_, c)| facts.policy.code_span(c.channel).is_some())
        .ok_or_else(|| unusable(facts))
}

/// A contact that cannot be used, with how many days it must be unchanged.
fn unusable(facts: &Facts<'_>) -> Violation {
    Violation::of(Gate::ContactUsable).with("days", facts.policy.contact_unchanged_days)
}

/// Whether a code may go to this contact.
pub fn code_target(case: &Case, facts: &Facts<'_>, id: &ContactId) -> bool {
    code_address(case, facts, id).is_ok()
}

/// An address without what people write differently.
fn bare(address: &str) -> String {
    address.chars().filter(|c| !c.is_whitespace() && *c != '-').flat_map(char::to_lowercase).collect()
}

/// Codes may be sent and tried: the limit of wrong ones is not reached.
pub(super) fn code_tries_left(case: &Case, policy: &Policy) -> Vec<Violation> {
    if case.wrong_codes < policy.code_attempts {
        return Vec::new();
    }
    vec![Violation::of(Gate::CodeTriesLeft).with("wrong", case.wrong_codes)]
}

/// What is wrong with a piece of evidence that is to be recorded.
pub(super) fn evidence_fit(
    case: &Case,
    facts: &Facts<'_>,
    kind: EvidenceKind,
    pathway: Pathway,
    outcome: Outcome,
    contact: Option<&ContactId>,
    reference: Option<&Reference>,
) -> Vec<Violation> {
    let mut wrong = Vec::new();
    if kind.never_counts() && outcome == Outcome::Confirmed {
        wrong.push(Violation::of(Gate::EvidenceCounts));
    }
    // What the console itself has to see is never taken from a person's word.
    if !kind.by_hand() {
        wrong.push(Violation::of(Gate::FieldValid).with("field", "kind"));
    }
    let named = |r: &Reference| {
        let fits = |text: &str| (1..=80).contains(&text.trim().chars().count()) && crate::text::shown(text) == *text;
        fits(&r.name) && fits(&r.relationship) && (1..=3).contains(&r.ial)
    };
    match (kind, reference) {
        (EvidenceKind::ManagerVouched, Some(reference)) if named(reference) => {}
        (EvidenceKind::ManagerVouched, Some(_) | None) | (_, Some(_)) => {
            wrong.push(Violation::of(Gate::FieldValid).with("field", "reference"));
        }
        (_, None) => {}
    }
    if !pathway.possible_on(case.opened.channel) {
        wrong.push(Violation::of(Gate::PathwayPossible));
    }
    match (kind, contact) {
        (EvidenceKind::CallBack, Some(id)) => {
            let contact = old_contact(&case.opened.account.contacts, &case.account.contacts, id);
            if !contact.is_some_and(|c| contact_usable(c, facts.policy, case.opened.at)) {
                wrong.push(unusable(facts));
            }
        }
        (EvidenceKind::CallBack, None) => wrong.push(unusable(facts)),
        (_, Some(_)) => wrong.push(Violation::of(Gate::FieldValid).with("field", "contact")),
        (_, None) => {}
    }
    wrong
}
