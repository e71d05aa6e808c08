//! Signs of risk: each raises the tier of a case, and nothing lowers it again.

use super::Tier;
use super::account::{Account, ContactChannel};
use crate::policy::Policy;
use crate::staff::Threat;
use crate::time::{Span, Timestamp};
use serde::{Deserialize, Serialize};

/// One sign of risk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RiskSignal {
    /// The subject was recovered often of late (SP 800-63A-4 §3.2.1).
    RepeatedRequests,
    /// An address of the account changed of late.
    ContactChanged,
    /// Security raised the threat level.
    ThreatRaised,
    /// The key was offered in a case of another account.
    KeyOfAnother,
    /// The account was of a higher tier in another case of the window.
    HigherBefore,
    /// The account, the agent, an approver or the key takes part in an incident that is open.
    IncidentOpen,
}

/// How often somebody did something of late. Counted over the history, never over memory.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Velocity {
    /// Other cases of this account within the policy's window.
    pub repeats: u32,
    /// Cases that the actor opened within 24 hours.
    pub opened_by_actor: u32,
    /// Co-signatures that the actor gave within 24 hours.
    pub signed_by_actor: u32,
    /// Accounts that the actor froze within 24 hours, without this case.
    pub frozen_by_actor: u32,
    /// The highest tier of another case of this account within the window.
    pub highest_tier: Option<Tier>,
}

/// The signs that an account shows now.
pub fn signals(
    account: &Account,
    velocity: &Velocity,
    threat: Threat,
    policy: &Policy,
    now: Timestamp,
) -> Vec<RiskSignal> {
    let recent = |since: Timestamp| now.since(since) < Span::days(policy.contact_unchanged_days);
    let changed = account
        .contacts
        .iter()
        .filter(|c| c.channel != ContactChannel::Post)
        .any(|c| c.unchanged_since.is_some_and(recent));
    [
        (RiskSignal::RepeatedRequests, velocity.repeats >= policy.raise_after_repeats),
        (RiskSignal::ContactChanged, changed),
        (RiskSignal::ThreatRaised, threat == Threat::Raised),
        (RiskSignal::HigherBefore, velocity.highest_tier.is_some_and(|t| t > own_tier(account, None))),
    ]
    .into_iter()
    .filter_map(|(signal, shown)| shown.then_some(signal))
    .collect()
}

/// What the directory says of the account, and the agent where it does not, before any sign of risk.
pub fn own_tier(account: &Account, said_privileged: Option<bool>) -> Tier {
    match (&account.machine, account.privileged || said_privileged == Some(true)) {
        (_, true) => Tier::Privileged,
        (Some(_), false) => Tier::Machine,
        (None, false) => Tier::Standard,
    }
}

/// The tier with these signs: any of them asks for as much care as a privileged account.
pub fn raised(own: Tier, signals: &[RiskSignal]) -> Tier {
    if signals.is_empty() { own } else { own.max(Tier::Privileged) }
}
