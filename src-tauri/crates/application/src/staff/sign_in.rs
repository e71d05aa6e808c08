//! Sign-in with a staff key, user verification required.

use super::Session;
use crate::{Console, Fault, Signal};
use postern_domain::assertion::{Expected, VerifiedAssertion, verify};
use postern_domain::ids::{KeyCredentialId, LedgerId, SessionId};
use postern_domain::recovery::{Gate, Refusal};
use postern_domain::staff::{Actor, DeskEvent, Purpose, Roster, SignInFacts, sign_in};
use postern_ports::authenticator::{AskAssertion, KeyFault, KeyId};
use postern_ports::secrets::{KeySecret, Pin};
use uuid::Uuid;

impl Console {
    /// Signs in whoever owns the staff credential on `key`.
    pub async fn sign_in(&self, key: &KeyId, pin: Pin) -> Result<Actor, Fault> {
        let (event, actor) = self.prove_staff(key, pin).await?;
        let ended = std::mem::replace(&mut *self.session(), Session::Nobody);
        if let Session::Open { actor, .. } | Session::Locked { actor, .. } = ended {
            self.append_desk(DeskEvent::SessionEnded { session: actor.session() }).await?;
        }
        self.append_desk(event).await?;
        self.open_session(&actor);
        Ok(actor)
    }

    /// Opens a locked session again: only the person who locked it.
    pub async fn unlock(&self, key: &KeyId, pin: Pin) -> Result<Actor, Fault> {
        let owner = match &*self.session() {
            Session::Locked { actor, .. } => actor.person(),
            Session::Nobody | Session::Open { .. } => return Err(Fault::gate(Gate::SignedIn)),
        };
        let (event, actor) = self.prove_staff(key, pin).await?;
        if actor.person() != owner {
            return Err(Fault::gate(Gate::SamePersonUnlocks));
        }
        self.append_desk(event).await?;
        self.open_session(&actor);
        Ok(actor)
    }

    fn open_session(&self, actor: &Actor) {
        let now = self.parts().clock.now();
        let opened = match &*self.session() {
            // Unlocking does not lengthen a session.
            Session::Locked { opened, .. } => *opened,
            Session::Nobody | Session::Open { .. } => now,
        };
        *self.session() = Session::Open { actor: actor.clone(), opened, used: now };
        (self.parts().signals)(Signal::ConsoleChanged);
    }

    async fn prove_staff(&self, key: &KeyId, pin: Pin) -> Result<(DeskEvent, Actor), Fault> {
        let roster = self.roster().await?;
        let ledger = roster.ledger().ok_or(Fault::gate(Gate::TwoAdministrators))?;
        let allow: Vec<_> =
            roster.people().flat_map(|p| p.keys_for(Purpose::SignIn)).map(|k| k.credential.clone()).collect();
        let assertion = self
            .staff_assertion(&roster, ledger, Purpose::SignIn, key, pin, allow, &self.parts().entropy.bytes32()?)
            .await?;
        let session = SessionId(Uuid::from_bytes(self.parts().entropy.uuid7(self.now())?));
        let facts = SignInFacts { roster: &roster, console: self.parts().console, session };
        match sign_in(&assertion, &facts) {
            Ok(opened) => Ok(opened),
            Err(refusal) => {
                let by = roster.by_credential(&assertion.assertion().credential).map(|(p, _)| p.id);
                let codes = refusal.codes().iter().map(|c| (*c).to_owned()).collect();
                self.append_desk(DeskEvent::AttemptRefused { by, attempt: "sign_in".to_owned(), codes }).await?;
                Err(Fault::Refused(refusal))
            }
        }
    }

    /// Asks `key` to sign `challenge` with one of `allow`, and verifies what comes back against the roster.
    #[allow(clippy::too_many_arguments)]
    pub(crate) async fn staff_assertion(
        &self,
        roster: &Roster,
        ledger: LedgerId,
        purpose: Purpose,
        key: &KeyId,
        pin: Pin,
        allow: Vec<KeyCredentialId>,
        challenge: &[u8],
    ) -> Result<VerifiedAssertion, Fault> {
        let signed = self.staff_assertion_with(roster, ledger, purpose, key, pin, allow, challenge, None);
        signed.await.map(|(verified, _)| verified)
    }

    /// As [`Console::staff_assertion`]; with `salt`, the key computes a secret from it at the same touch.
    #[allow(clippy::too_many_arguments)]
    pub(crate) async fn staff_assertion_with(
        &self,
        roster: &Roster,
        ledger: LedgerId,
        purpose: Purpose,
        key: &KeyId,
        pin: Pin,
        allow: Vec<KeyCredentialId>,
        challenge: &[u8],
        salt: Option<[u8; 32]>,
    ) -> Result<(VerifiedAssertion, Option<KeySecret>), Fault> {
        if allow.is_empty() {
            return Err(Fault::gate(Gate::KnownStaffKey));
        }
        let (rp_id, origin) = (purpose.rp_id(ledger), purpose.origin(ledger));
        let ask = AskAssertion { rp_id: rp_id.clone(), origin: origin.clone(), challenge: challenge.to_vec(), allow };
        let keys = &self.parts().keys;
        let answer = match salt {
            None => keys.assert(key, ask, pin.into(), self.progress(key)).await.map(|signed| (signed, None)),
            Some(salt) => {
                let signed = keys.assert_with_secret(key, ask, salt, pin.into(), self.progress(key)).await;
                signed.map(|(signed, secret)| (signed, Some(secret)))
            }
        };
        self.key_done(key);
        let (assertion, computed) = answer.map_err(|fault| match fault {
            KeyFault::NoCredential => Fault::gate(Gate::KnownStaffKey),
            other => Fault::Key(other),
        })?;
        let (_, enrolled) = roster.by_credential(&assertion.credential).ok_or(Fault::gate(Gate::KnownStaffKey))?;
        let expected = Expected {
            challenge,
            origin: &origin,
            rp_id: &rp_id,
            credential: &assertion.credential,
            public_key: &enrolled.public_key,
        };
        let verified =
            verify(&assertion, &expected).map_err(|faults| Fault::Refused(Refusal::of_assertion(&faults)))?;
        Ok((verified, computed))
    }
}
