//! A supervisor co-signs at the agent's own console, where the policy lets them (Local P-34). The agent's session stays, and
//! who signs is said by their key alone: once before the statement is drawn, since it names its signer, and once over it.

use super::Offer;
use crate::{Console, Fault};
use postern_domain::ids::CaseId;
use postern_domain::recovery::Gate;
use postern_domain::recovery::statement::Decision;
use postern_domain::recovery::view::Step;
use postern_domain::staff::{Actor, Purpose, beside};
use postern_ports::authenticator::KeyId;
use postern_ports::secrets::Pin;

impl Console {
    /// Whether the signed-in agent may let somebody co-sign here now. Told before anybody is asked for a PIN; the attempt
    /// is kept.
    pub async fn may_co_sign_here(&self, id: CaseId) -> Result<(), Fault> {
        let host = self.actor()?;
        self.permitted(&self.case(id).await?, Step::CoSignHere, &host).await
    }

    /// Offers the approval of a case to whoever owns the staff credential on `key`, beside the signed-in agent.
    pub async fn offer_here(&self, id: CaseId, key: &KeyId, pin: Pin) -> Result<Offer, Fault> {
        let host = self.actor()?;
        self.may_co_sign_here(id).await?;
        let guest = self.who_is_beside(&host, key, pin).await?;
        // The agent themselves, or somebody who is no supervisor: refused, and kept with their name.
        self.permitted(&self.case(id).await?, Step::CoSign, &guest).await?;
        self.reread_if_changed(id, &guest).await?;
        let offer = self.offer(id, Decision::Approve, Step::CoSign, &guest).await?;
        self.guests().insert(offer.statement.nonce.clone(), guest);
        Ok(offer)
    }

    /// Co-signs the statement that [`Console::offer_here`] offered under `nonce`, as whoever it was offered to.
    pub async fn co_sign_here(&self, id: CaseId, nonce: &str, key: &KeyId, pin: Pin) -> Result<(), Fault> {
        let host = self.actor()?;
        let guest = self.guests().remove(nonce);
        // A session that was locked meanwhile is another one: whoever stood there may have gone.
        let guest = guest.filter(|g| g.session() == host.session()).ok_or(Fault::gate(Gate::NonceIsNew))?;
        self.co_sign_as(&guest, id, nonce, key, pin).await
    }

    async fn who_is_beside(&self, host: &Actor, key: &KeyId, pin: Pin) -> Result<Actor, Fault> {
        let roster = self.roster().await?;
        let ledger = roster.ledger().ok_or(Fault::gate(Gate::TwoAdministrators))?;
        let allow: Vec<_> =
            roster.people().flat_map(|p| p.keys_for(Purpose::SignIn)).map(|k| k.credential.clone()).collect();
        let challenge = self.parts().entropy.bytes32()?;
        let assertion = self.staff_assertion(&roster, ledger, Purpose::SignIn, key, pin, allow, &challenge).await?;
        Ok(beside(&assertion, &roster, host)?)
    }
}
