//! A statement is offered to the signed-in person: its bytes are kept until they are signed.

use crate::{Console, Fault};
use postern_domain::canonical::Digest;
use postern_domain::ids::CaseId;
use postern_domain::recovery::statement::{Decision, Statement};
use postern_domain::recovery::view::{Step, blocked_by};
use postern_domain::recovery::{Case, Disposition, Finding, Gate, Refusal, Violation};
use postern_domain::staff::Actor;

/// Bytes that a person may sign.
#[derive(Debug, Clone)]
pub struct Offer {
    /// The bytes: a page shows these and nothing else.
    pub bytes: Vec<u8>,
    /// What they say.
    pub statement: Statement,
    /// The case's version.
    pub seq: u64,
    /// What the key will sign.
    pub challenge: Digest,
    /// What stands in the way of signing.
    pub violations: Vec<Violation>,
}

impl Console {
    /// Offers the approval of a case. The directory is read again first; what differs is recorded.
    pub async fn offer_approval(&self, id: CaseId) -> Result<Offer, Fault> {
        let actor = self.actor()?;
        let case = self.reread_if_changed(id, &actor).await?;
        // Before anything is shown: what an open incident raises is part of what is signed.
        if self.permits_weighing(&case, &actor).await? {
            self.weigh(&case, true, &actor).await?;
        }
        self.offer(id, Decision::Approve, Step::CoSign, &actor).await
    }

    /// Offers the release of a privileged account. Whoever may not release it is told before a PIN is asked for, and the
    /// attempt is kept.
    pub async fn offer_release(&self, id: CaseId) -> Result<Offer, Fault> {
        let actor = self.actor()?;
        self.permitted(&self.case(id).await?, Step::Release, &actor).await?;
        self.offer(id, Decision::Release, Step::Release, &actor).await
    }

    /// Offers a disposition of an ended case, as [`Console::offer_release`].
    pub async fn offer_review(
        &self,
        id: CaseId,
        seen: u64,
        disposition: Disposition,
        note: String,
    ) -> Result<Offer, Fault> {
        let actor = self.actor()?;
        let case = self.case_as_seen(id, seen).await?;
        self.permitted(&case, Step::Review, &actor).await?;
        self.offer(id, Decision::Review { disposition, note }, Step::Review, &actor).await
    }

    /// Offers what an incident was, as [`Console::offer_release`].
    pub async fn offer_disposal(&self, id: CaseId, seen: u64, finding: Finding, note: String) -> Result<Offer, Fault> {
        let actor = self.actor()?;
        let case = self.case_as_seen(id, seen).await?;
        self.permitted(&case, Step::Dispose, &actor).await?;
        self.offer(id, Decision::Dispose { finding, note }, Step::Dispose, &actor).await
    }

    /// Whether the actor is one of those who sign: whoever only looks at the page raises nothing.
    async fn permits_weighing(&self, case: &Case, actor: &Actor) -> Result<bool, Fault> {
        let moment = self.moment(case, actor).await?;
        let wrong = blocked_by(case, &moment.facts(), Step::CoSign);
        Ok(wrong.iter().all(|violation| violation.gate == Gate::IncidentWeighed))
    }

    pub(super) async fn offer(
        &self,
        id: CaseId,
        decision: Decision,
        step: Step,
        actor: &Actor,
    ) -> Result<Offer, Fault> {
        let case = self.case(id).await?;
        let moment = self.moment(&case, actor).await?;
        let facts = moment.facts();
        let nonce = self.parts().entropy.bytes32()?;
        let statement =
            Statement::offer(&case, decision, nonce, &facts).map_err(|v| Fault::Refused(Refusal::one(v)))?;
        let bytes = statement.bytes().map_err(|_| Fault::gate(Gate::StatementMatches))?;
        let violations = blocked_by(&case, &facts, step);
        self.offers().insert(statement.nonce.clone(), bytes.clone());
        Ok(Offer { challenge: Statement::challenge(&bytes), bytes, statement, seq: case.seq, violations })
    }

    /// The bytes that were offered under this nonce, and are not signed yet.
    pub fn offered(&self, nonce: &str) -> Option<Vec<u8>> {
        self.offers().get(nonce).cloned()
    }

    /// What a case is about, for the signed-in person.
    pub async fn about(&self, id: CaseId) -> Result<Case, Fault> {
        self.actor()?;
        self.case(id).await
    }

    /// Takes an offered statement: it can be signed once.
    pub(crate) fn take_offer(&self, nonce: &str) -> Result<Vec<u8>, Fault> {
        self.offers().remove(nonce).ok_or(Fault::gate(Gate::NonceIsNew))
    }
}
