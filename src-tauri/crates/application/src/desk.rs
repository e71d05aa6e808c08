//! Changes of the desk: each signer touches their own key over the same bytes.

use crate::staff::{Confirmer, SessionState};
use crate::{Console, Fault};
use postern_domain::ids::{CaseId, PersonId};
use postern_domain::recovery::{Gate, Refusal};
use postern_domain::staff::{
    Actor, Change, Purpose, Role, Roster, administers, change, change_challenge, change_statement,
};
use postern_domain::time::Timestamp;

/// A case that somebody who was removed took part in.
#[derive(Debug, Clone)]
pub struct Touched {
    /// Which.
    pub case: CaseId,
    /// It is not closed: its approvals by them are void, and as its agent they froze it.
    pub open: bool,
    /// When it was opened.
    pub opened_at: Timestamp,
}

impl Console {
    /// Signs `what` with each of `signers` and records it.
    pub async fn change_desk(&self, what: Change, signers: Vec<Confirmer>) -> Result<(), Fault> {
        self.actor()?;
        let roster = self.roster().await?;
        let ledger = roster.ledger().ok_or(Fault::gate(Gate::TwoAdministrators))?;
        let statement =
            change_statement(&what, ledger, roster.changes()).map_err(|_| Fault::Internal("change statement"))?;
        let challenge = change_challenge(&statement).0;
        // What is wrong with the change itself is said before anybody touches a key.
        if let Err(refusal) = change(&roster, what.clone(), &[], self.now())
            && refusal.violations.iter().any(|v| v.gate != Gate::AdministratorsSign)
        {
            return Err(Fault::Refused(refusal));
        }
        let mut allow = Vec::new();
        for role in [Role::Administrator, Role::Reviewer] {
            let keys = roster.with_role(role).flat_map(|p| p.keys_for(Purpose::Approve));
            allow.extend(keys.map(|k| k.credential.clone()));
        }
        let mut signatures = Vec::new();
        for Confirmer { key, pin } in signers {
            let allow = allow.clone();
            let signed = self.staff_assertion(&roster, ledger, Purpose::Approve, &key, pin, allow, &challenge).await;
            signatures.push(signed?);
        }
        let event = change(&roster, what, &signatures, self.now())?;
        self.append_desk(event).await?;
        let roster = self.roster().await?;
        let stays = match self.session_state() {
            SessionState::Nobody => true,
            SessionState::Open { actor, .. } | SessionState::Locked { actor, .. } => {
                actor.key().is_none_or(|key| roster.vouches(actor.person(), key))
            }
        };
        if !stays {
            // Whoever left, or lost the key that opened it, has no session any more.
            self.sign_out().await?;
        }
        self.settle_key(&roster)
    }

    /// The signed-in administrator; anybody else is refused.
    pub async fn administrator(&self) -> Result<Actor, Fault> {
        let actor = self.actor()?;
        let roster = self.roster().await?;
        Refusal::unless_empty(administers(&roster, &actor))?;
        Ok(actor)
    }

    /// Another key for this console to sign the history with: drawn now, in force once two administrators signed it.
    pub async fn rotate_key(&self, reason: String, signers: Vec<Confirmer>) -> Result<(), Fault> {
        self.actor()?;
        let (console, key) = (self.parts().console, self.parts().signer.draw_next()?);
        self.change_desk(Change::RotateConsoleKey { console, key, reason }, signers).await
    }

    /// Signs with the key that the history knows, where it is the one that was drawn next.
    pub(crate) fn settle_key(&self, roster: &Roster) -> Result<(), Fault> {
        match roster.console_key(self.parts().console) {
            Some(known) => Ok(self.parts().signer.settle(known)?),
            None => Ok(()),
        }
    }

    /// Cases that `person` took part in: what a removal asks to be looked at.
    pub async fn touched_by(&self, person: PersonId) -> Result<Vec<Touched>, Fault> {
        let mut all = Vec::new();
        for row in self.parts().store.cases_by(person).await? {
            let case = self.case(row.case).await?;
            let open = case.lifecycle == postern_domain::recovery::Lifecycle::Open;
            all.push(Touched { case: row.case, open, opened_at: row.opened_at });
        }
        Ok(all)
    }
}
