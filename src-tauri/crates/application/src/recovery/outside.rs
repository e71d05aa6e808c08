//! Steps that change or read the directory, or tell people: decide, then run what is intended.

use crate::{Console, Fault};
use postern_domain::ids::{CaseId, CredentialId};
use postern_domain::recovery::view::{Step, blocked_by};
use postern_domain::recovery::{Action, Case, Command, EffectState, Refusal};
use postern_domain::staff::Actor;

impl Console {
    /// Freezes now: suspends what was reported lost, ends sessions. Always available.
    pub async fn contain(&self, id: CaseId, seen: u64, credentials: Vec<CredentialId>) -> Result<(), Fault> {
        let actor = self.actor()?;
        let case = self.case_as_seen(id, seen).await?;
        self.decide_and_append(&case, Command::Contain { credentials }, &actor).await?;
        self.run_effects(id, &actor).await
    }

    /// Blocks sign-in, ends sessions, revokes every planned credential; each is read back.
    pub async fn revoke(&self, id: CaseId, seen: u64) -> Result<(), Fault> {
        let actor = self.actor()?;
        let case = self.case_as_seen(id, seen).await?;
        self.permitted(&case, Step::Revoke, &actor).await?;
        self.settle(id, &actor).await?;
        let case = self.reread(id, &actor).await?;
        if case.not_gone().next().is_some() || case.sessions_ended_at().is_none() {
            self.decide_and_append(&case, Command::Revoke, &actor).await?;
        }
        self.run_effects(id, &actor).await
    }

    /// Reads everything back: effects whose outcome is unknown, the account, the inventory.
    pub async fn read_back_all(&self, id: CaseId, seen: u64) -> Result<(), Fault> {
        let actor = self.actor()?;
        let case = self.case_as_seen(id, seen).await?;
        self.permitted(&case, Step::ReadBack, &actor).await?;
        self.settle(id, &actor).await?;
        let case = self.reread(id, &actor).await?;
        // What was seen not to be as intended is looked at again; it may have taken its time.
        let doubtful: Vec<_> =
            case.effects.iter().filter(|e| e.last().is_some() && e.confirmed_at().is_none()).cloned().collect();
        // Of a notice nothing new is seen: what was said of it stands.
        let seen = |e: &EffectState| e.undelivered().is_some();
        for effect in doubtful.into_iter().filter(|e| !case.by_people(&e.action) && !seen(e)) {
            let case = self.case(id).await?;
            if effect.action == Action::SubmitCredential && case.subject_enrols() {
                continue;
            }
            self.read_back(&case, &effect, &actor).await?;
        }
        Ok(())
    }

    /// Unblocks sign-in, last of all, and reads back.
    pub async fn unblock(&self, id: CaseId, seen: u64) -> Result<(), Fault> {
        let actor = self.actor()?;
        let case = self.case_as_seen(id, seen).await?;
        self.permitted(&case, Step::Unblock, &actor).await?;
        self.settle(id, &actor).await?;
        let case = self.reread(id, &actor).await?;
        self.decide_and_append(&case, Command::Unblock, &actor).await?;
        self.run_effects(id, &actor).await
    }

    /// Tells every address what is due now.
    pub async fn notify(&self, id: CaseId, seen: u64) -> Result<(), Fault> {
        let actor = self.actor()?;
        let case = self.case_as_seen(id, seen).await?;
        self.permitted(&case, Step::Notify, &actor).await?;
        self.settle(id, &actor).await?;
        let case = self.case(id).await?;
        let due = case.unsent(postern_domain::recovery::effect::NoticePhase::Intake).len()
            + case.unsent(postern_domain::recovery::effect::NoticePhase::Close).len();
        if due > 0 {
            self.decide_and_append(&case, Command::Notify, &actor).await?;
        }
        self.run_effects(id, &actor).await
    }

    /// Closes the case: everything is read once more, and every gate judged over the whole record.
    pub async fn complete(&self, id: CaseId, seen: u64) -> Result<(), Fault> {
        let actor = self.actor()?;
        let case = self.case_as_seen(id, seen).await?;
        // Refused early, with every open gate, before anything is read.
        self.permitted(&case, Step::Complete, &actor).await?;
        let case = self.reread(id, &actor).await?;
        self.decide_and_append(&case, Command::Complete, &actor).await.map(|_| ())
    }

    /// Refuses, and keeps the refusal, unless `step` is open to the actor.
    pub(crate) async fn permitted(&self, case: &Case, step: Step, actor: &Actor) -> Result<(), Fault> {
        let moment = self.moment(case, actor).await?;
        let wrong = blocked_by(case, &moment.facts(), step);
        match Refusal::unless_empty(wrong) {
            Ok(()) => Ok(()),
            Err(refusal) => {
                self.keep_refusal(case, Some(step), &refusal, actor).await?;
                Err(Fault::Refused(refusal))
            }
        }
    }

    /// Finishes or reads back what an earlier run left, so that nothing is done twice.
    pub(crate) async fn settle(&self, id: CaseId, actor: &Actor) -> Result<(), Fault> {
        let case = self.case(id).await?;
        if case.effects.iter().any(|e| e.waits() || e.outcome_unknown()) {
            self.run_effects(id, actor).await
        } else {
            Ok(())
        }
    }
}
