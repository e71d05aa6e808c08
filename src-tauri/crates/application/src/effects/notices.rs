//! Notices: what they say, sending them, and going on with those that were not taken for now.

use super::run::reference;
use crate::{Console, Fault};
use postern_domain::ids::{CaseId, ContactId, EffectId};
use postern_domain::recovery::account::{Contact, ContactChannel, Enrolment};
use postern_domain::recovery::effect::NoticePhase;
use postern_domain::recovery::view::Step;
use postern_domain::recovery::{Action, Case, Command, EffectState, Observation, Target};
use postern_domain::staff::{Actor, replayed};
use postern_domain::time::Timestamp;
use postern_ports::event_store::StoreFault;
use postern_ports::notifier::{Gained, Notice, NoticeKind};

/// A letter that tells the subject, and where it goes.
#[derive(Debug, Clone)]
pub struct Letter {
    /// What it says.
    pub notice: Notice,
    /// The name and the postal address on record; none where there is none.
    pub to: (String, Option<String>),
}

impl Console {
    /// Sends a notice whose call was recorded to begin.
    pub(super) async fn send_notice(
        &self,
        case: &Case,
        effect: &EffectState,
        phase: NoticePhase,
        actor: &Actor,
    ) -> Result<(), Fault> {
        let Action::SendNotice { contact, channel, address, .. } = &effect.action else { return Ok(()) };
        let to = Contact { id: contact.clone(), channel: *channel, address: address.clone(), unchanged_since: None };
        let notice = Notice { second: case.is_second(effect.id), ..notice(case, phase, effect.intended_at) };
        let observation = match self.parts().notifier.deliver(&to, notice, &reference(case, effect, phase)).await {
            Ok(receipt) => Observation::Delivered { receipt },
            Err(fault) => Observation::NotAsIntended { found: fault.recorded() },
        };
        self.observe(case.id, effect, observation, actor).await
    }

    /// Goes on with every notice that a person intended and that is due: not begun yet, begun and never seen, or not taken
    /// for now. How many there were. Nobody has to be signed in: what was decided is carried out.
    pub async fn retry_notices(&self) -> Result<usize, Fault> {
        let mut tried = 0;
        for case in self.open_cases().await? {
            for effect in case.notices_due(self.now()) {
                tried += usize::from(self.retry_notice(case.id, effect).await?);
            }
        }
        Ok(tried)
    }

    async fn retry_notice(&self, id: CaseId, effect: EffectId) -> Result<bool, Fault> {
        let _alone = self.alone().await;
        // As it is now: somebody else may have been at it while this waited.
        let case = self.case(id).await?;
        if !case.notices_due(self.now()).contains(&effect) {
            return Ok(false);
        }
        let Some(effect) = case.effects.iter().find(|e| e.id == effect).cloned() else { return Ok(false) };
        let Action::SendNotice { phase, .. } = &effect.action else { return Ok(false) };
        // Whoever left here has nothing carried out any more: the case's agent is asked.
        let roster = self.roster().await?;
        let Some(actor) = replayed(&roster, effect.by, self.parts().console) else { return Ok(false) };
        if effect.outcome_unknown() {
            self.read_back(&case, &effect, &actor).await?;
            return Ok(true);
        }
        match self.claim(&case, effect.id, &actor).await {
            Ok(_) => {}
            Err(Fault::Refused(_) | Fault::Store(StoreFault::Conflict)) => return Ok(false),
            Err(other) => return Err(other),
        }
        self.send_notice(&case, &effect, *phase, &actor).await?;
        Ok(true)
    }

    /// Sends once more what may have been taken already, since a person says so; it is marked as a second one.
    pub async fn send_again(&self, id: CaseId, seen: u64, effect: EffectId) -> Result<(), Fault> {
        let actor = self.actor()?;
        let case = self.case_as_seen(id, seen).await?;
        self.decide_and_append(&case, Command::SendAgain { effect }, &actor).await?;
        self.run_effects(id, &actor).await
    }

    /// Settles a refused notice by another address that was told.
    pub async fn settle_notice(
        &self,
        id: CaseId,
        seen: u64,
        effect: EffectId,
        contact: ContactId,
    ) -> Result<(), Fault> {
        self.act(id, seen, Command::SettleNotice { effect, contact }).await
    }

    /// The letter that is due as the case stands. Whoever may record that it was posted may read it.
    pub async fn letter(&self, id: CaseId) -> Result<Letter, Fault> {
        let actor = self.actor()?;
        let case = self.case(id).await?;
        self.permitted(&case, Step::RecordLetter, &actor).await?;
        let posts = |c: &&Contact| c.channel == ContactChannel::Post;
        let address = case.addresses().iter().find(posts).map(|c| c.address.clone());
        let notice = notice(&case, case.notice_phase(), self.now());
        Ok(Letter { notice, to: (case.account.name.clone(), address) })
    }
}

/// What a notice of `phase` says of `case`.
fn notice(case: &Case, phase: NoticePhase, at: Timestamp) -> Notice {
    let (kind, at) = match phase {
        NoticePhase::Intake => (NoticeKind::Opened, case.opened.at),
        NoticePhase::Close => (NoticeKind::Recovered { gained: gained(case), kept: !case.kept.is_empty() }, at),
    };
    Notice {
        kind,
        case: case.id.reference(),
        login: case.account.login.clone(),
        at,
        language: case.language.clone().unwrap_or_default(),
        second: false,
    }
}

fn gained(case: &Case) -> Gained {
    if case.account.machine.is_some() {
        Gained::Machine
    } else if case.target == Target::Handset {
        Gained::Handset
    } else if case.opened.capabilities.enrolment == Enrolment::Said {
        // Nobody here knows of what kind it is.
        Gained::Enrolled
    } else {
        Gained::Key
    }
}
