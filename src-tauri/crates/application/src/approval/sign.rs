//! Signing an offered statement with the signer's own key.

use super::release_write::salt;
use crate::{Console, Fault};
use postern_domain::assertion::VerifiedAssertion;
use postern_domain::ids::CaseId;
use postern_domain::recovery::statement::{Decision, Statement};
use postern_domain::recovery::view::Step;
use postern_domain::recovery::{Command, Gate};
use postern_domain::staff::{Actor, Purpose};
use postern_ports::authenticator::KeyId;
use postern_ports::secrets::{KeySecret, Pin};

impl Console {
    /// Co-signs the statement offered under `nonce`.
    pub async fn co_sign(&self, id: CaseId, nonce: &str, key: &KeyId, pin: Pin) -> Result<(), Fault> {
        let actor = self.actor()?;
        self.co_sign_as(&actor, id, nonce, key, pin).await
    }

    /// As [`Console::co_sign`], by whoever the statement was offered to.
    pub(super) async fn co_sign_as(
        &self,
        actor: &Actor,
        id: CaseId,
        nonce: &str,
        key: &KeyId,
        pin: Pin,
    ) -> Result<(), Fault> {
        // Whoever may not sign is told so before touching a key, and the attempt is kept.
        self.permitted(&self.case(id).await?, Step::CoSign, actor).await?;
        let statement = self.take_offer(nonce)?;
        let signed = Statement::parse(&statement).ok_or(Fault::gate(Gate::StatementMatches))?;
        let case = self.case(id).await?;
        let opens = self.opens_with(&case, &signed.signer_credential)?;
        let of = opens.then(|| salt(signed.ledger, &case.account.directory));
        let (assertion, computed) = self.sign_with(actor, &statement, key, pin, of).await?;
        // Read again: the directory may have changed while the page was looked at.
        let case = self.reread_if_changed(id, actor).await?;
        self.decide_and_append(&case, Command::CoSign { statement, assertion: assertion.clone() }, actor).await?;
        let case = self.case(id).await?;
        let moment = self.moment(&case, actor).await?;
        let holding = case.holding_approvals(&moment.policy, &moment.roster, moment.now).len();
        // The last of those that are needed opens the door.
        if holding >= case.approvals_needed(&moment.policy) as usize {
            self.hand_out(&case, &assertion, computed, signed.expires, actor).await?;
        }
        Ok(())
    }

    /// Releases a privileged account, by the statement offered under `nonce`.
    pub async fn release(&self, id: CaseId, nonce: &str, key: &KeyId, pin: Pin) -> Result<(), Fault> {
        let actor = self.actor()?;
        self.permitted(&self.case(id).await?, Step::Release, &actor).await?;
        let statement = self.take_offer(nonce)?;
        let assertion = self.sign(&actor, &statement, key, pin).await?;
        let case = self.case(id).await?;
        self.decide_and_append(&case, Command::Release { statement, assertion }, &actor).await.map(|_| ())
    }

    /// Signs the disposition of an ended case that was offered under `nonce`.
    pub async fn review(&self, id: CaseId, nonce: &str, key: &KeyId, pin: Pin) -> Result<(), Fault> {
        let actor = self.actor()?;
        self.permitted(&self.case(id).await?, Step::Review, &actor).await?;
        let statement = self.take_offer(nonce)?;
        // What is recorded is what was offered, and so what the PIN window said.
        let Some(Decision::Review { disposition, note }) = Statement::parse(&statement).map(|s| s.decision) else {
            return Err(Fault::gate(Gate::StatementMatches));
        };
        let assertion = self.sign(&actor, &statement, key, pin).await?;
        let case = self.case(id).await?;
        self.decide_and_append(&case, Command::Review { disposition, note, statement, assertion }, &actor)
            .await
            .map(|_| ())
    }

    /// Signs what an incident was, as it was offered under `nonce`.
    pub async fn dispose(&self, id: CaseId, nonce: &str, key: &KeyId, pin: Pin) -> Result<(), Fault> {
        let actor = self.actor()?;
        self.permitted(&self.case(id).await?, Step::Dispose, &actor).await?;
        let statement = self.take_offer(nonce)?;
        let Some(Decision::Dispose { finding, note }) = Statement::parse(&statement).map(|s| s.decision) else {
            return Err(Fault::gate(Gate::StatementMatches));
        };
        let assertion = self.sign(&actor, &statement, key, pin).await?;
        let case = self.case(id).await?;
        let command = Command::Dispose { finding, note, statement, assertion };
        self.decide_and_append(&case, command, &actor).await.map(|_| ())
    }

    async fn sign(&self, actor: &Actor, statement: &[u8], key: &KeyId, pin: Pin) -> Result<VerifiedAssertion, Fault> {
        self.sign_with(actor, statement, key, pin, None).await.map(|(assertion, _)| assertion)
    }

    /// As [`Console::sign`]; with `salt`, the key computes a secret at the same touch.
    async fn sign_with(
        &self,
        actor: &Actor,
        statement: &[u8],
        key: &KeyId,
        pin: Pin,
        salt: Option<[u8; 32]>,
    ) -> Result<(VerifiedAssertion, Option<KeySecret>), Fault> {
        let roster = self.roster().await?;
        let ledger = roster.ledger().ok_or(Fault::gate(Gate::TwoAdministrators))?;
        // The statement names one of the signer's credentials, and judging it compares the two.
        let named = Statement::parse(statement).ok_or(Fault::gate(Gate::StatementMatches))?.signer_credential;
        roster.by_credential(&named).filter(|(p, _)| p.id == actor.person()).ok_or(Fault::gate(Gate::KnownStaffKey))?;
        let allow = vec![named];
        let challenge = Statement::challenge(statement).0;
        self.staff_assertion_with(&roster, ledger, Purpose::Approve, key, pin, allow, &challenge, salt).await
    }
}
