//! A machine identity gets another key: drawn here, handed over sealed, tried, and the old one tried too.

use super::enrolment::planned;
use crate::{Console, Fault};
use postern_domain::canonical::Digest;
use postern_domain::ids::{CaseId, CredentialId, KeyCredentialId};
use postern_domain::recovery::view::Step;
use postern_domain::recovery::{Action, Case, Command, EffectState, Gate, MachineKeyMade, Observation, Warrant};
use postern_domain::staff::Actor;
use postern_ports::Directory;
use postern_ports::directory::DirectoryFault;
use postern_ports::machine::{MachineKey, SealFault};
use secrecy::SecretString;

/// A key that was sealed to its recipient.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SealedKey {
    /// Where the sealed text is left, for people.
    pub place: String,
}

impl Console {
    /// Draws a key for the machine identity, seals it to the recipient that was signed, and hands the public half to the
    /// directory. The sealed text is left before the directory learns of the key, so that none is lost.
    pub async fn rotate_machine_key(&self, id: CaseId, seen: u64) -> Result<SealedKey, Fault> {
        let actor = self.actor()?;
        let case = self.case_as_seen(id, seen).await?;
        self.permitted(&case, Step::Provision, &actor).await?;
        if !case.draws_key() {
            return Err(Fault::Unknown("submission"));
        }
        self.settle(id, &actor).await?;
        let case = self.reread(id, &actor).await?;
        if !case.effects_of(&Action::SubmitCredential).any(EffectState::waits) {
            self.decide_and_append(&case, Command::Provision, &actor).await?;
        }
        let _alone = self.alone().await;
        let case = self.case(id).await?;
        let waiting = case.effects_of(&Action::SubmitCredential).find(|e| e.waits()).cloned();
        let effect = waiting.ok_or(Fault::Internal("no submission is intended"))?;
        let warrant = self.claim(&case, effect.id, &actor).await?;
        let directory = self.directory(&case.account.directory)?;
        match self.draw_and_hand_over(&case, &effect, &warrant, directory.as_ref(), &actor).await {
            Ok((sealed, answer)) => {
                let case = self.case(id).await?;
                let mut patience = self.parts().settling;
                let observation = match &answer {
                    Ok(()) => self.settled(&case, &effect.action, directory.as_ref(), &mut patience).await,
                    Err(_) => self.look(&case, &effect.action, directory.as_ref()).await,
                };
                let unknown = matches!(observation, Observation::Unknown { .. });
                self.observe(id, &effect, observation, &actor).await?;
                match answer {
                    Err(fault) if unknown => Err(Fault::Directory(fault)),
                    Ok(()) | Err(_) => Ok(sealed),
                }
            }
            Err(fault) => {
                let found = Observation::NotAsIntended { found: "not_submitted".to_owned() };
                self.observe(id, &effect, found, &actor).await?;
                Err(fault)
            }
        }
    }

    /// `Err` when nothing reached the directory; `Ok` with its answer when it may have.
    async fn draw_and_hand_over(
        &self,
        case: &Case,
        effect: &EffectState,
        warrant: &Warrant,
        directory: &dyn Directory,
        actor: &Actor,
    ) -> Result<(SealedKey, Result<(), DirectoryFault>), Fault> {
        let recipient = case.recipient.clone().ok_or(Fault::gate(Gate::RecipientNamed))?;
        let drawn = self.parts().entropy.bytes32()?;
        let label = format!("Postern {} {:02x}{:02x}{:02x}", case.id.short(), drawn[0], drawn[1], drawn[2]);
        let key: MachineKey = directory.draw_machine_key(&label, self.now())?;
        let sealed = self.parts().sealer.seal(&recipient, &key.secret).map_err(sealing)?;
        let name = format!("key-{}-{:02x}{:02x}{:02x}.age", case.id.short(), drawn[0], drawn[1], drawn[2]);
        let place = self.parts().outbox.leave(&name, &sealed).map_err(sealing)?;
        let made = MachineKeyMade {
            effect: effect.id,
            name: key.public.name.clone(),
            label: key.public.label.clone(),
            spki: Digest::of(&key.public.spki),
            sealed: Digest::of(sealed.as_bytes()),
        };
        let case = self.case(case.id).await?;
        self.decide_and_append(&case, Command::MachineKeyDrawn { key: made }, actor).await?;
        let answer = directory.submit_machine_key(warrant, &key.public).await;
        self.machine_keys().insert(case.id, key);
        Ok((SealedKey { place }, answer))
    }

    /// Signs in with the new key as the consumers will; then it is erased here.
    pub async fn try_new_machine_key(&self, id: CaseId, seen: u64) -> Result<(), Fault> {
        let actor = self.actor()?;
        let case = self.case_as_seen(id, seen).await?;
        self.permitted(&case, Step::LiveSignIn, &actor).await?;
        let (made, _) = case.drawn.last().ok_or(Fault::gate(Gate::NewCredentialListed))?;
        let credential = KeyCredentialId(made.spki.0.to_vec());
        let held = self.machine_keys().get(&id).filter(|k| k.public.name == made.name).map(|k| k.secret.clone());
        let secret = held.ok_or(Fault::Unknown("drawn key"))?;
        let directory = self.directory(&case.account.directory)?;
        if !directory.try_machine_secret(&case.account.id, &secret).await? {
            return Err(Fault::Directory(DirectoryFault::Refused("sign_in".to_owned())));
        }
        let case = self.case(id).await?;
        self.decide_and_append(&case, Command::LiveSignIn { credential, observed: true }, &actor).await?;
        self.machine_keys().remove(&id);
        Ok(())
    }

    /// Tries what the sponsor says was the old key or secret of the machine identity: the directory must refuse it.
    pub async fn try_old_secret(
        &self,
        id: CaseId,
        seen: u64,
        credential: CredentialId,
        secret: SecretString,
    ) -> Result<(), Fault> {
        let actor = self.actor()?;
        let case = self.case_as_seen(id, seen).await?;
        self.permitted(&case, Step::TryOldCredential, &actor).await?;
        planned(&case, &credential)?;
        let directory = self.directory(&case.account.directory)?;
        let refused = !directory.try_machine_secret(&case.account.id, &secret).await?;
        let case = self.case(id).await?;
        let command = Command::TryOldCredential { credential, refused, observed: true };
        self.decide_and_append(&case, command, &actor).await.map(|_| ())
    }
}

fn sealing(fault: SealFault) -> Fault {
    match fault {
        SealFault::Recipient => Fault::field("recipient"),
        SealFault::Failed => Fault::Internal("sealing failed"),
        SealFault::NotLeft(_) => Fault::Internal("the sealed key cannot be written"),
    }
}
