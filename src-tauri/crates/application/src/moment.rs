//! The facts of one moment, gathered once: what a decision is judged by.

use crate::{Console, Fault};
use postern_domain::canonical::Digest;
use postern_domain::policy::Policy;
use postern_domain::recovery::account::Account;
use postern_domain::recovery::risk::Velocity;
use postern_domain::recovery::{Case, Facts, Lifecycle, Raised};
use postern_domain::staff::{Actor, Roster};
use postern_domain::time::{Span, Timestamp};
use postern_ports::case_list::{CaseQuery, Which};

/// Everything that [`Facts`] borrows.
#[derive(Debug, Clone)]
pub struct Moment {
    /// Gate time.
    pub now: Timestamp,
    /// Who asks.
    pub actor: Actor,
    /// The staff.
    pub roster: Roster,
    /// The policy of the case, or the one in force.
    pub policy: Policy,
    template: Digest,
    other_case_open: bool,
    velocity: Velocity,
    held: bool,
    raised: Raised,
}

impl Moment {
    /// The facts.
    pub fn facts(&self) -> Facts<'_> {
        Facts {
            now: self.now,
            actor: &self.actor,
            roster: &self.roster,
            policy: &self.policy,
            template: self.template,
            other_case_open: self.other_case_open,
            velocity: self.velocity,
            held: self.held,
            raised: &self.raised,
        }
    }

    /// Other cases of the account within the policy's window.
    pub fn repeats(&self) -> u32 {
        self.velocity.repeats
    }
}

/// A day: the span over which people's acts are counted.
const DAY: Span = Span::hours(24);

impl Console {
    /// The moment for `actor` and `case`.
    pub async fn moment(&self, case: &Case, actor: &Actor) -> Result<Moment, Fault> {
        self.moment_among(&self.roster().await?, case, actor).await
    }

    /// The same among a staff that was read already: for many cases at once.
    pub async fn moment_among(&self, roster: &Roster, case: &Case, actor: &Actor) -> Result<Moment, Fault> {
        let policy = roster.policy_with(case.opened.policy).cloned().ok_or(Fault::Unknown("policy of the case"))?;
        let velocity = self.acts(actor, Some(case)).await?;
        let held = self.holds(case);
        let raised = self.raised().await?;
        Ok(Moment { raised, ..self.at(actor, roster.clone(), policy, velocity, held) })
    }

    /// The moment before there is a case, for `account`.
    pub(crate) async fn moment_before(&self, account: &Account, actor: &Actor) -> Result<Moment, Fault> {
        let roster = self.roster().await?;
        let policy = roster.policy().cloned().ok_or(Fault::Unknown("policy"))?;
        let mut velocity = self.acts(actor, None).await?;
        let since = self.now().0 - Span::days(policy.repeat_days).0;
        let mut other_case_open = false;
        for row in self.parts().store.cases_of(&account.directory, &account.id).await? {
            let case = self.case(row.case).await?;
            other_case_open |= case.lifecycle == Lifecycle::Open;
            if case.opened.at.0 >= since {
                velocity.repeats += 1;
                velocity.highest_tier = velocity.highest_tier.max(Some(case.tier()));
            }
        }
        let moment = self.at(actor, roster, policy, velocity, false);
        Ok(Moment { other_case_open, raised: self.raised().await?, ..moment })
    }

    /// Who and what takes part in incidents that are open now.
    async fn raised(&self) -> Result<Raised, Fault> {
        Ok(Raised::of(&self.incidents().await?))
    }

    /// The cases of every open incident, oldest first.
    pub async fn incidents(&self) -> Result<Vec<Case>, Fault> {
        let listed = self.parts().store.list_cases(&CaseQuery::of(Which::Incident), None, u32::MAX).await?;
        let mut all = Vec::new();
        for one in listed.into_iter().rev() {
            all.push(self.case(one.line.case).await?);
        }
        Ok(all)
    }

    fn at(&self, actor: &Actor, roster: Roster, policy: Policy, velocity: Velocity, held: bool) -> Moment {
        Moment {
            now: self.now(),
            actor: actor.clone(),
            roster,
            policy,
            template: self.parts().template,
            other_case_open: false,
            velocity,
            held: held || self.clock_is_astray(),
            raised: Raised::default(),
        }
    }

    /// What the actor did within a day, in the whole history.
    async fn acts(&self, actor: &Actor, case: Option<&Case>) -> Result<Velocity, Fault> {
        let since = Timestamp(self.now().0 - DAY.0);
        let acts = self.parts().store.acts(actor.person(), since, case.map(|c| c.id)).await?;
        Ok(Velocity {
            opened_by_actor: acts.opened,
            signed_by_actor: acts.signed,
            frozen_by_actor: acts.frozen,
            ..Velocity::default()
        })
    }
}
