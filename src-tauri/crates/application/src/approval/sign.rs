//! Signing an offered statement with the signer's own key.

use crate::{Console, Fault};
use postern_domain::assertion::VerifiedAssertion;
use postern_domain::ids::CaseId;
use postern_domain::recovery::statement::{Decision, Statement};
use postern_domain::recovery::view::Step;
use postern_domain::recovery::{Command, Disposition, Gate};
use postern_domain::staff::{Actor, Purpose};
use postern_ports::authenticator::KeyId;
use postern_ports::secrets::Pin;

impl Console {
    /// Co-signs the statement offered under `nonce`.
    pub async fn co_sign(&self, id: CaseId, nonce: &str, key: &KeyId, pin: Pin) -> Result<(), Fault> {
        let actor = self.actor()?;
        // Whoever may not sign is told so before touching a key, and the attempt is kept.
        self.permitted(&self.case(id).await?, Step::CoSign, &actor).await?;
        let statement = self.take_offer(nonce)?;
        let assertion = self.sign(&actor, &statement, key, pin).await?;
        // Read again: the directory may have changed while the page was looked at.
        let case = self.reread_if_changed(id, &actor).await?;
        self.decide_and_append(&case, Command::CoSign { statement, assertion }, &actor).await.map(|_| ())
    }

    /// Releases a privileged account.
    pub async fn release(&self, id: CaseId, key: &KeyId, pin: Pin) -> Result<(), Fault> {
        let actor = self.actor()?;
        self.permitted(&self.case(id).await?, Step::Release, &actor).await?;
        let offer = self.offer(id, Decision::Release, Step::Release, &actor).await?;
        let statement = self.take_offer(&offer.statement.nonce)?;
        let assertion = self.sign(&actor, &statement, key, pin).await?;
        let case = self.case(id).await?;
        self.decide_and_append(&case, Command::Release { statement, assertion }, &actor).await.map(|_| ())
    }

    /// Signs a disposition of an ended case.
    pub async fn review(
        &self,
        id: CaseId,
        seen: u64,
        disposition: Disposition,
        note: String,
        key: &KeyId,
        pin: Pin,
    ) -> Result<(), Fault> {
        let actor = self.actor()?;
        let case = self.case_as_seen(id, seen).await?;
        self.permitted(&case, Step::Review, &actor).await?;
        let decision = Decision::Review { disposition, note: note.clone() };
        let offer = self.offer(id, decision, Step::Review, &actor).await?;
        let statement = self.take_offer(&offer.statement.nonce)?;
        let assertion = self.sign(&actor, &statement, key, pin).await?;
        let case = self.case(id).await?;
        self.decide_and_append(&case, Command::Review { disposition, note, statement, assertion }, &actor)
            .await
            .map(|_| ())
    }

    async fn sign(&self, actor: &Actor, statement: &[u8], key: &KeyId, pin: Pin) -> Result<VerifiedAssertion, Fault> {
        let roster = self.roster().await?;
        let ledger = roster.ledger().ok_or(Fault::gate(Gate::TwoAdministrators))?;
        // The statement names one of the signer's credentials, and judging it compares the two.
        let named = Statement::parse(statement).ok_or(Fault::gate(Gate::StatementMatches))?.signer_credential;
        roster.by_credential(&named).filter(|(p, _)| p.id == actor.person()).ok_or(Fault::gate(Gate::KnownStaffKey))?;
        let allow = vec![named];
        let challenge = Statement::challenge(statement).0;
        self.staff_assertion(&roster, ledger, Purpose::Approve, key, pin, allow, &challenge).await
    }
}
