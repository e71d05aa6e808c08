//! An administrator is recovered by a quorum, where none of them can sign any more: each of it signs in, and signs with
//! their own key.

use super::Loss;
use super::enrol::Owner;
use crate::{Console, Fault};
use postern_domain::assertion::VerifiedAssertion;
use postern_domain::ids::PersonId;
use postern_domain::recovery::{Gate, Refusal};
use postern_domain::staff::{
    Actor, Purpose, QuorumAsk, Roster, begin_quorum, finish_quorum, may_begin_quorum, may_sign_quorum,
    quorum_challenge, quorum_statement, refuse_quorum, sign_quorum,
};
use postern_ports::authenticator::KeyId;
use postern_ports::secrets::Pin;

impl Console {
    /// Whether the signed-in person may begin to recover the administrator `person`: said before a PIN is asked for.
    pub async fn may_begin_quorum(&self, person: PersonId) -> Result<(), Fault> {
        let actor = self.actor()?;
        Refusal::unless_empty(may_begin_quorum(&self.roster().await?, &actor, person)).map_err(Fault::Refused)
    }

    /// Makes `key` the key that `person` is to have, and signs for it first, with the signed-in person's own key.
    pub async fn begin_quorum(
        &self,
        person: PersonId,
        (key, pin): (&KeyId, Pin),
        lost: Loss,
        (own, own_pin): (&KeyId, Pin),
    ) -> Result<(), Fault> {
        let actor = self.actor()?;
        self.may_begin_quorum(person).await?;
        if lost.reason.trim().is_empty() {
            return Err(Fault::field("reason"));
        }
        let (roster, seq) = self.roster_at().await?;
        let owner = roster.person(person).ok_or(Fault::Unknown("person"))?;
        let owner = Owner { person, name: owner.name.clone(), staff_number: owner.staff_number.clone() };
        let keys = self.make_staff_keys(&roster, &owner, key, pin).await?;
        let ask = QuorumAsk { person, keys, reported_at: lost.reported_at, reason: lost.reason.trim().to_owned() };
        let signature = self.signs_quorum(&roster, &actor, &ask, roster.quorums(), own, own_pin).await?;
        let event = begin_quorum(&roster, ask, &signature, self.now())?;
        self.append_desk_after(seq, event).await
    }

    /// Signs for what was begun, with the signed-in person's own key.
    pub async fn sign_quorum(&self, key: &KeyId, pin: Pin) -> Result<(), Fault> {
        let actor = self.actor()?;
        let (roster, seq) = self.roster_at().await?;
        Refusal::unless_empty(may_sign_quorum(&roster, &actor))?;
        let open = roster.quorum().ok_or(Fault::Unknown("quorum"))?;
        let signature = self.signs_quorum(&roster, &actor, &open.ask, open.number, key, pin).await?;
        let event = sign_quorum(&roster, &signature, self.now())?;
        self.append_desk_after(seq, event).await
    }

    /// Refuses what was begun.
    pub async fn refuse_quorum(&self, reason: &str) -> Result<(), Fault> {
        let actor = self.actor()?;
        let (roster, seq) = self.roster_at().await?;
        let event = refuse_quorum(&roster, &actor, reason, self.now())?;
        self.append_desk_after(seq, event).await
    }

    /// Enrols the key that was signed for: from then on it is the administrator's, and what they had opens nothing.
    pub async fn finish_quorum(&self) -> Result<(), Fault> {
        let actor = self.actor()?;
        let (roster, seq) = self.roster_at().await?;
        let event = finish_quorum(&roster, &actor, self.now())?;
        self.append_desk_after(seq, event).await
    }

    /// Asks the actor's own key to sign `ask`.
    async fn signs_quorum(
        &self,
        roster: &Roster,
        actor: &Actor,
        ask: &QuorumAsk,
        number: u64,
        key: &KeyId,
        pin: Pin,
    ) -> Result<VerifiedAssertion, Fault> {
        let ledger = roster.ledger().ok_or(Fault::gate(Gate::TwoAdministrators))?;
        let statement = quorum_statement(ask, ledger, number).map_err(|_| Fault::Internal("quorum statement"))?;
        let own = roster.person(actor.person()).into_iter().flat_map(|p| p.keys_for(Purpose::Approve));
        let allow: Vec<_> = own.map(|k| k.credential.clone()).collect();
        let challenge = quorum_challenge(&statement).0;
        self.staff_assertion(roster, ledger, Purpose::Approve, key, pin, allow, &challenge).await
    }
}
