//! Runs what is intended, in order; reads back what was begun and never observed.

use crate::{Console, Fault};
use postern_domain::ids::{CaseId, EffectId};
use postern_domain::recovery::effect::NoticePhase;
use postern_domain::recovery::{Action, Case, Command, EffectState, Observation, Warrant, claim, decide};
use postern_domain::staff::Actor;
use postern_ports::Directory;
use postern_ports::directory::DirectoryFault;
use postern_ports::event_store::StoreFault;
use postern_ports::notifier::NotifierFault;
use std::time::Duration;

impl Console {
    /// Runs every effect of the case that waits, and reads back every one whose outcome is unknown.
    ///
    /// `SubmitCredential` is not run here, since it needs a key and a person; it is only read back.
    pub(crate) async fn run_effects(&self, id: CaseId, actor: &Actor) -> Result<(), Fault> {
        let _alone = self.alone().await;
        let mut done: Vec<EffectId> = Vec::new();
        // One patience for all: a directory that does not show the first change is not waited for with each.
        let mut patience = self.parts().settling;
        loop {
            let case = self.case(id).await?;
            let next = case.effects.iter().find(|e| !done.contains(&e.id) && wants_work(&case, e)).cloned();
            let Some(effect) = next else { return Ok(()) };
            done.push(effect.id);
            if effect.waits() {
                let warrant = match self.claim(&case, effect.id, actor).await {
                    Ok(warrant) => warrant,
                    Err(Fault::Store(StoreFault::Conflict)) => {
                        done.pop();
                        continue;
                    }
                    // It may follow once what people do is said to be done.
                    Err(Fault::Refused(_)) if case.to_attest().next().is_some() => continue,
                    Err(other) => return Err(other),
                };
                if case.by_people(&effect.action) {
                    continue;
                }
                self.call(&case, &effect, &warrant, &mut patience, actor).await?;
            } else {
                self.read_back(&case, &effect, actor).await?;
            }
        }
    }

    /// Judges the effect's gates again and records that its call begins.
    pub(crate) async fn claim(&self, case: &Case, effect: EffectId, actor: &Actor) -> Result<Warrant, Fault> {
        let moment = self.moment(case, actor).await?;
        let (event, warrant) = claim(case, effect, &moment.facts())?;
        self.append_case(case.id, case.seq, vec![event]).await?;
        Ok(warrant)
    }

    async fn call(
        &self,
        case: &Case,
        effect: &EffectState,
        warrant: &Warrant,
        patience: &mut Duration,
        actor: &Actor,
    ) -> Result<(), Fault> {
        match &effect.action {
            Action::SendNotice { phase, .. } => return self.send_notice(case, effect, *phase, actor).await,
            Action::SendCode { .. } => return self.send_code(case.id, effect, actor).await,
            _ => {}
        }
        let directory = self.directory(&case.account.directory)?;
        let answer = mutate(directory.as_ref(), warrant).await;
        if let Err(fault) = &answer {
            tracing::warn!(code = fault.code(), "a directory call failed; reading back");
        }
        // Whatever it answered: what counts is what is seen.
        let observation = match &answer {
            Ok(()) => self.settled(case, &effect.action, directory.as_ref(), patience).await,
            Err(_) => self.look(case, &effect.action, directory.as_ref()).await,
        };
        let unknown = matches!(observation, Observation::Unknown { .. });
        self.observe(case.id, effect, observation, actor).await?;
        match answer {
            Err(fault) if unknown => Err(Fault::Directory(fault)),
            Ok(()) | Err(_) => Ok(()),
        }
    }

    pub(crate) async fn read_back(&self, case: &Case, effect: &EffectState, actor: &Actor) -> Result<(), Fault> {
        let sent = match &effect.action {
            Action::SendNotice { phase, .. } => Some(reference(case, effect, *phase)),
            Action::SendCode { .. } => Some(code_reference(case, effect)),
            _ => None,
        };
        if let Some(reference) = sent {
            let observation = match self.parts().notifier.delivered(&reference).await {
                Ok(Some(receipt)) => Observation::Delivered { receipt },
                Ok(None) => Observation::NotAsIntended { found: "not_delivered".to_owned() },
                // Nobody will ever know: what follows is a person's to say, and no other effect waits for it.
                Err(NotifierFault::Unknown) => Observation::NotAsIntended { found: "unknown".to_owned() },
                Err(other) => return Err(Fault::Notifier(other)),
            };
            return self.observe(case.id, effect, observation, actor).await;
        }
        let directory = self.directory(&case.account.directory)?;
        let observation = self.look(case, &effect.action, directory.as_ref()).await;
        self.observe(case.id, effect, observation, actor).await
    }

    /// Records what was seen. The case may have moved on meanwhile: the observation is not lost for that.
    pub(crate) async fn observe(
        &self,
        id: CaseId,
        effect: &EffectState,
        observation: Observation,
        actor: &Actor,
    ) -> Result<(), Fault> {
        for _ in 0..8 {
            let case = self.case(id).await?;
            let residual_until = self.residual(&case, &effect.action);
            let command = Command::Observe { effect: effect.id, observation: observation.clone(), residual_until };
            let moment = self.moment(&case, actor).await?;
            let events = decide(&case, command, &moment.facts())?;
            match self.append_case(id, case.seq, events.into_vec()).await {
                Err(Fault::Store(StoreFault::Conflict)) => {}
                other => return other.map(|_| ()),
            }
        }
        Err(Fault::Store(StoreFault::Busy))
    }
}

fn wants_work(case: &Case, effect: &EffectState) -> bool {
    // What was intended before an incident, and would open a door, is never begun.
    if case.incident().is_some() && effect.waits() && !effect.action.closes_doors() {
        return false;
    }
    match effect.action {
        Action::SubmitCredential => effect.outcome_unknown() && !case.subject_enrols(),
        _ if case.by_people(&effect.action) => effect.waits(),
        Action::BlockSignIn
        | Action::UnblockSignIn
        | Action::EndSessions
        | Action::SuspendCredential { .. }
        | Action::RevokeCredential { .. }
        | Action::SendCode { .. }
        | Action::SendNotice { .. } => effect.waits() || effect.outcome_unknown(),
    }
}

/// The same for every attempt at one notice, so that a second delivery can be recognised.
pub(super) fn reference(case: &Case, effect: &EffectState, phase: NoticePhase) -> String {
    let moment = match phase {
        NoticePhase::Intake => "opened",
        NoticePhase::Close => "recovered",
    };
    format!("{}-{moment}-{}", case.id.0.simple(), effect.id.0.simple())
}

/// As [`reference`], of a code.
pub(super) fn code_reference(case: &Case, effect: &EffectState) -> String {
    format!("{}-code-{}", case.id.0.simple(), effect.id.0.simple())
}

async fn mutate(directory: &dyn Directory, warrant: &Warrant) -> Result<(), DirectoryFault> {
    match warrant.action() {
        Action::BlockSignIn => directory.block_sign_in(warrant).await,
        Action::UnblockSignIn => directory.unblock_sign_in(warrant).await,
        Action::EndSessions => directory.end_sessions(warrant).await,
        Action::SuspendCredential { credential } => directory.suspend(warrant, credential).await,
        Action::RevokeCredential { credential } => directory.revoke(warrant, credential).await,
        Action::SubmitCredential | Action::SendNotice { .. } | Action::SendCode { .. } => {
            Err(DirectoryFault::NotWarranted)
        }
    }
}
