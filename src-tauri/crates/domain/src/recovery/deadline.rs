//! What counts down in a case, and which of it comes next. Nothing is decided by this: gates look at the time themselves.

use super::account::{Contact, ContactChannel};
use super::event::Signed;
use super::evidence::EvidenceKind;
use super::{Action, Case, EffectState, Facts, Lifecycle, Tier, checks};
use crate::policy::Policy;
use crate::time::{Span, Timestamp};

/// What counts down.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DeadlineKind {
    /// A drawn cue may be answered until then.
    Cue,
    /// A recovery code may be confirmed until then.
    Code,
    /// So many co-signatures hold as are needed, until then.
    Approval,
    /// The subject may use what lets them in until then.
    Invitation,
    /// The old and the new credential of a machine identity may live together until then.
    Overlap,
    /// The subject may object until then; what is held goes on after it.
    Objection,
    /// Tokens that were issued before may live until then.
    Residual,
}

impl DeadlineKind {
    /// Every kind.
    pub const ALL: [Self; 7] =
        [Self::Cue, Self::Code, Self::Approval, Self::Invitation, Self::Overlap, Self::Objection, Self::Residual];

    /// Stable code; words are keyed by it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Cue => "cue",
            Self::Code => "code",
            Self::Approval => "approval",
            Self::Invitation => "invitation",
            Self::Overlap => "overlap",
            Self::Objection => "objection",
            Self::Residual => "residual",
        }
    }

    /// Whether somebody has to do something before it ends. The others end by themselves, and are waited for.
    pub const fn is_to_be_met(self) -> bool {
        match self {
            Self::Cue | Self::Code | Self::Approval | Self::Invitation | Self::Overlap => true,
            Self::Objection | Self::Residual => false,
        }
    }
}

/// A time that counts down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Deadline {
    /// What ends then.
    pub kind: DeadlineKind,
    /// When.
    pub at: Timestamp,
    /// How long it ran or runs in all.
    pub whole: Span,
}

/// A deadline is near in its last minutes, whatever it is of.
const NEAR: Span = Span::minutes(5);

impl Deadline {
    /// From when on it is near: in its last five minutes or its last tenth, whichever is longer.
    pub fn near_from(&self) -> Timestamp {
        let tenth = self.whole.0.checked_div(10).unwrap_or_default();
        Timestamp(self.at.0.saturating_sub(tenth.max(NEAR.0)))
    }

    /// Whether it has passed.
    pub fn is_past(&self, now: Timestamp) -> bool {
        self.at <= now
    }
}

/// The deadline that comes next in an open case: the first that somebody has to meet, passed ones before the others since
/// nothing was done about them; where there is none, the first that is only waited for.
pub fn next_deadline(case: &Case, facts: &Facts<'_>) -> Option<Deadline> {
    let all = deadlines(case, facts);
    let first = |to_be_met: bool| {
        all.iter().filter(|d| d.kind.is_to_be_met() == to_be_met).min_by_key(|d| (d.at, d.kind)).copied()
    };
    first(true).or_else(|| first(false))
}

/// Everything that counts down in an open case, in no order; none in an ended one.
pub fn deadlines(case: &Case, facts: &Facts<'_>) -> Vec<Deadline> {
    match case.lifecycle {
        Lifecycle::Open => {}
        Lifecycle::Completed(_) | Lifecycle::Refused(_) | Lifecycle::Cancelled(_) | Lifecycle::Incident(_) => {
            return Vec::new();
        }
    }
    let (policy, now) = (facts.policy, facts.now);
    // What proofs were asked for counts down no more once the subject is proven.
    let proven = checks::open(checks::proofing(case, policy)).is_empty();
    let asked = if proven { [None, None] } else { [cue(case, policy), code(case, policy)] };
    let met = [approval(case, facts), invitation(case), overlap(case)];
    // What is only waited for is over once it has passed.
    let waited = [objection(case, policy), residual(case)].map(|found| found.filter(|d| !d.is_past(now)));
    asked.into_iter().chain(met).chain(waited).flatten().collect()
}

/// The cue that was drawn last, while nobody saw an answer.
fn cue(case: &Case, policy: &Policy) -> Option<Deadline> {
    let drawn = case.cues.last().filter(|cue| cue.answer.is_none())?;
    let whole = Span::minutes(policy.cue_minutes);
    Some(Deadline { kind: DeadlineKind::Cue, at: drawn.drawn_at.plus(whole), whole })
}

/// The code that was issued last, while it is not confirmed.
fn code(case: &Case, policy: &Policy) -> Option<Deadline> {
    let code = case.codes.last().filter(|code| !code.spent)?;
    let channel = |contact: &Contact| (contact.id == code.contact).then_some(contact.channel);
    let mut known = case.accounts_seen.iter().flat_map(|a| a.contacts.iter().chain(&a.recovery_contacts));
    let channel: Option<ContactChannel> = known.find_map(channel);
    let span = channel.and_then(|channel| policy.code_span(channel)).unwrap_or(Span(0));
    // A recovery contact gets a day more, to reach the subject.
    let whole = if code.kind == EvidenceKind::RecoveryContact { span.and(Span::hours(24)) } else { span };
    Some(Deadline { kind: DeadlineKind::Code, at: code.expires, whole })
}

/// When fewer co-signatures hold than are needed; while there are too few yet, when the first of them ends; where they ended
/// before the case was through, when they did.
fn approval(case: &Case, facts: &Facts<'_>) -> Option<Deadline> {
    let deadline = |signed: &Signed| Deadline {
        kind: DeadlineKind::Approval,
        at: signed.expires,
        whole: signed.expires.since(signed.at),
    };
    let mut holding = case.holding_approvals(facts.policy, facts.roster, facts.now);
    if holding.is_empty() {
        let basis = case.basis_digest(facts.policy).ok()?;
        let ended = case.approvals.iter().filter(|a| a.basis == basis && a.expires <= facts.now);
        return ended.max_by_key(|a| a.expires).map(deadline);
    }
    holding.sort_by_key(|a| a.expires);
    let needed = usize::try_from(case.approvals_needed(facts.policy)).unwrap_or(usize::MAX);
    // With more than are needed, the first ones may end.
    let spare = holding.len().saturating_sub(needed.max(1));
    holding.get(spare).copied().map(deadline)
}

/// What lets the subject in to enrol, while they have not.
fn invitation(case: &Case) -> Option<Deadline> {
    let (effect, _, until) = case.invited.as_ref().filter(|_| case.awaits_subject())?;
    let at = (*until)?;
    let begun = case.effects.iter().find(|e| e.id == *effect).and_then(|e| e.started_at);
    let whole = begun.map_or(Span(0), |begun| at.since(begun));
    Some(Deadline { kind: DeadlineKind::Invitation, at, whole })
}

/// The overlap of a machine identity, while an old credential lives.
fn overlap(case: &Case) -> Option<Deadline> {
    let at = case.overlap_until().filter(|_| case.not_gone().next().is_some())?;
    Some(Deadline { kind: DeadlineKind::Overlap, at, whole: Span::minutes(case.overlap_minutes()) })
}

/// The time that the subject of a privileged case has to object, before sign-in is unblocked.
fn objection(case: &Case, policy: &Policy) -> Option<Deadline> {
    let held = case.tier() == Tier::Privileged && policy.privileged_wait_hours > 0 && !case.emergency();
    let whole = Span::hours(policy.privileged_wait_hours);
    let told = case.told_at().filter(|_| held && case.confirmed(&Action::UnblockSignIn).is_none())?;
    Some(Deadline { kind: DeadlineKind::Objection, at: told.plus(whole), whole })
}

/// The tokens that live longest after sessions were ended.
fn residual(case: &Case) -> Option<Deadline> {
    let at = case.residual_until()?;
    let last = case.effects.iter().find(|e| e.residual_until == Some(at));
    let whole = last.and_then(EffectState::last).map_or(Span(0), |(_, seen)| at.since(*seen));
    Some(Deadline { kind: DeadlineKind::Residual, at, whole })
}
