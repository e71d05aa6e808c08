//! Notices that did not go out: what is tried again without anybody asking, what only a person repeats, and what settles
//! instead that somebody was told.

use super::account::{Contact, ContactChannel};
use super::decide::no_such;
use super::effect::{Action, NoticePhase, Observation};
use super::{Case, CaseEvent, EffectState, Facts, Refusal, checks};
use crate::NonEmpty;
use crate::ids::{ContactId, EffectId};
use crate::time::{Span, Timestamp};

/// The pauses between the tries of a notice that is not taken for now. After the last one a person is asked.
pub const PAUSES: [Span; 4] = [Span::minutes(1), Span::minutes(5), Span::minutes(15), Span::minutes(60)];

/// Why a notice is not delivered, as it was recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Undelivered {
    /// It was not taken for now, and nothing was handed over.
    Later,
    /// It failed at this desk, and nothing was handed over.
    Failed,
    /// No channel reaches this kind of address.
    NoChannel,
    /// It was refused for good.
    Refused,
    /// It was handed over, and nobody knows whether it was taken.
    Unknown,
}

impl Undelivered {
    /// What `found` of an observation says. Its code comes first; the longer words are those of earlier records.
    pub fn of(found: &str) -> Option<Self> {
        match found.split(':').next().unwrap_or_default() {
            "later" | "not taken now" | "not_delivered" => Some(Self::Later),
            "failed" | "not delivered" => Some(Self::Failed),
            "no_channel" | "no channel for this address" => Some(Self::NoChannel),
            "refused" => Some(Self::Refused),
            "unknown" | "handed over, and not known to be taken" => Some(Self::Unknown),
            _ => None,
        }
    }

    /// Stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Later => "later",
            Self::Failed => "failed",
            Self::NoChannel => "no_channel",
            Self::Refused => "refused",
            Self::Unknown => "unknown",
        }
    }
}

impl EffectState {
    /// Why this notice is not delivered; `None` for one that is, of which nobody saw anything yet, or that is none.
    pub fn undelivered(&self) -> Option<Undelivered> {
        let notice = matches!(self.action, Action::SendNotice { .. });
        match self.last() {
            Some((Observation::NotAsIntended { found }, _)) if notice && !self.runs => Undelivered::of(found),
            Some(_) | None => None,
        }
    }

    /// When this notice is tried again without anybody asking; `None` where a person is asked.
    pub fn again_at(&self) -> Option<Timestamp> {
        if self.void || self.undelivered() != Some(Undelivered::Later) {
            return None;
        }
        let (_, seen) = self.last()?;
        let pause = PAUSES.get(self.starts.checked_sub(1)?)?;
        Some(seen.plus(*pause))
    }
}

impl Case {
    /// When `contact` was told in `phase`, or when that was settled otherwise.
    pub fn told(&self, phase: NoticePhase, contact: &Contact) -> Option<Timestamp> {
        let action = Self::notice(phase, contact);
        let last = self.effects_of(&action).next_back()?;
        last.confirmed_at().or_else(|| self.settled(last))
    }

    /// When a notice that did not go out was settled by a letter, or at another address.
    pub fn settled(&self, effect: &EffectState) -> Option<Timestamp> {
        effect.undelivered()?;
        let (_, seen) = effect.last()?;
        let posted = self.letters.iter().map(|(_, at)| *at).find(|at| at >= seen);
        let elsewhere = self.told_otherwise.get(&effect.id).map(|(_, at)| *at);
        posted.into_iter().chain(elsewhere).min()
    }

    /// Whether another notice to the same address may have been taken before: this one is marked as a second.
    pub fn is_second(&self, effect: EffectId) -> bool {
        let Some(own) = self.effects.iter().find(|e| e.id == effect) else { return false };
        let mut earlier = self.effects_of(&own.action).take_while(|e| e.id != effect);
        earlier.any(|e| self.sent_again.contains(&e.id))
    }

    /// Notices for which something is to be done now without anybody asking: intended and never begun, begun and never
    /// seen, or due again.
    pub fn notices_due(&self, now: Timestamp) -> Vec<EffectId> {
        let due = |e: &&EffectState| {
            let again = e.again_at().is_some_and(|at| at <= now) && self.is_last(e) && self.settled(e).is_none();
            let begun = e.waits() || e.outcome_unknown();
            matches!(e.action, Action::SendNotice { .. }) && !e.void && (begun || again)
        };
        self.effects.iter().filter(due).map(|e| e.id).collect()
    }

    /// Which notice is due as the case stands: that of the end once a new credential is in place.
    pub fn notice_phase(&self) -> NoticePhase {
        if checks::open(checks::provisioning(self)).is_empty() { NoticePhase::Close } else { NoticePhase::Intake }
    }

    /// What keeps the notices of `phase` back: the worst of it.
    pub fn kept_back(&self, phase: NoticePhase) -> Option<Undelivered> {
        let why = |contact: &Contact| {
            let action = Self::notice(phase, contact);
            self.effects_of(&action).next_back().and_then(EffectState::undelivered)
        };
        self.unsent(phase).iter().filter_map(why).max()
    }

    /// Whether nothing of the same notice was begun after `effect`.
    pub(super) fn is_last(&self, effect: &EffectState) -> bool {
        self.effects_of(&effect.action).next_back().is_some_and(|last| last.id == effect.id)
    }
}

/// Whether an effect may be begun now: for the first time, or again.
pub(super) fn may_begin(case: &Case, effect: &EffectState, now: Timestamp) -> bool {
    let again = effect.again_at().is_some_and(|at| at <= now) && case.is_last(effect);
    effect.waits() || again
}

/// A person sends once more what may have been taken already.
pub(super) fn send_again(case: &Case, effect: EffectId, facts: &Facts<'_>) -> Result<(CaseEvent, Action), Refusal> {
    let unknown = |e: &&EffectState| e.id == effect && e.undelivered() == Some(Undelivered::Unknown) && case.is_last(e);
    let first = case.effects.iter().find(unknown).ok_or_else(|| no_such("effect"))?;
    let event = CaseEvent::NoticeSentAgain { first: effect, by: facts.actor.person(), at: facts.now };
    Ok((event, first.action.clone()))
}

/// A person settles a notice that an address refused, by another one, of another kind and of before the case, that was told
/// the same.
pub(super) fn settle(
    case: &Case,
    effect: EffectId,
    contact: ContactId,
    facts: &Facts<'_>,
) -> Result<NonEmpty<CaseEvent>, Refusal> {
    let state = case.effects.iter().find(|e| e.id == effect && case.is_last(e)).ok_or_else(|| no_such("effect"))?;
    let Action::SendNotice { phase, channel, .. } = &state.action else { return Err(no_such("effect")) };
    if !matches!(state.undelivered(), Some(Undelivered::Refused | Undelivered::NoChannel)) {
        return Err(no_such("effect"));
    }
    let before = &case.opened.account.contacts;
    let other = before.iter().find(|c| c.id == contact && c.channel != *channel && c.channel != ContactChannel::Post);
    let told = other.is_some_and(|other| case.confirmed(&Case::notice(*phase, other)).is_some());
    if !told {
        return Err(no_such("contact"));
    }
    let (by, at) = (facts.actor.person(), facts.now);
    Ok(NonEmpty::one(CaseEvent::NoticeSettled { effect, contact, by, at }))
}

/// Whether `code` names a language: two or three small letters (BCP 47, primary).
pub(super) fn is_language(code: &str) -> bool {
    matches!(code.len(), 2 | 3) && code.bytes().all(|b| b.is_ascii_lowercase())
}
