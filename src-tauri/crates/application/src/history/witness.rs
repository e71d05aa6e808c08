//! Checkpoints that are given away: signed by a member of staff, or for another desk by this console.

use super::{Held, against};
use crate::staff::Confirmer;
use crate::{Console, Fault};
use postern_domain::assertion::{Assertion, Expected, verify};
use postern_domain::recovery::Gate;
use postern_domain::staff::{Purpose, Roster, witness_challenge};
use postern_ledger::{KnownKey, PublicKey, Sign, add_named, cosign, look_at, named, origin, text_of_checkpoint};
use postern_ports::Signer;

/// The kind of a signature by a security key: eight bytes of time, then the assertion as JSON.
const PERSON: &str = "postern-person-v1";

/// The name on lines that a member of staff signed; whose key it was, the line's id tells.
pub(super) fn staff_name(origin: &str) -> String {
    format!("{origin}/staff")
}

/// Members of staff whose signatures on a checkpoint verify, and when they say they signed; an error bears the name of one
/// whose signature does not.
pub(super) fn people(roster: &Roster, note: &str) -> Result<Vec<(String, Option<u64>)>, String> {
    let Some(ledger) = roster.ledger() else { return Ok(Vec::new()) };
    let Ok(text) = text_of_checkpoint(note) else { return Ok(Vec::new()) };
    let name = staff_name(&origin(&ledger));
    let mut people = Vec::new();
    for person in roster.everyone() {
        for key in person.ever_keys().filter(|key| key.purpose == Purpose::Approve) {
            for blob in named(note, PERSON, &name, &key.public_key.0) {
                let read = blob.split_first_chunk::<8>().and_then(|(time, json)| {
                    let assertion: Assertion = serde_json::from_slice(json).ok()?;
                    Some((u64::from_be_bytes(*time), assertion))
                });
                let (at, assertion) = read.ok_or_else(|| person.name.clone())?;
                let expected = Expected {
                    challenge: &witness_challenge(&text, at).0,
                    origin: &Purpose::Approve.origin(ledger),
                    rp_id: &Purpose::Approve.rp_id(ledger),
                    credential: &key.credential,
                    public_key: &key.public_key,
                };
                verify(&assertion, &expected).map_err(|_| person.name.clone())?;
                people.push((person.name.clone(), Some(at)));
            }
        }
    }
    Ok(people)
}

/// The console as a witness of other desks.
struct Witness<'a>(&'a dyn Signer);

impl Sign for Witness<'_> {
    fn public_key(&self) -> PublicKey {
        PublicKey(self.0.key().0)
    }
    fn sign(&self, message: &[u8]) -> [u8; 64] {
        self.0.sign(message)
    }
}

impl Console {
    /// The history as it stands, signed by this console: to be kept elsewhere.
    pub async fn checkpoint(&self) -> Result<String, Fault> {
        self.actor()?;
        self.parts().store.checkpoint().await?.ok_or(Fault::Unknown("history"))
    }

    /// A checkpoint of this history, as it stands or as it stood, with the signature of whoever touches their key.
    pub async fn sign_checkpoint(&self, note: &str, by: Confirmer) -> Result<String, Fault> {
        let actor = self.actor()?;
        let Held::Consistent { .. } = self.compare(note).await? else { return Err(Fault::field("checkpoint")) };
        let text = text_of_checkpoint(note).map_err(|_| Fault::field("checkpoint"))?;
        let roster = self.roster().await?;
        let ledger = roster.ledger().ok_or(Fault::Unknown("history"))?;
        let own = roster.approving(&actor).ok_or(Fault::gate(Gate::KnownStaffKey))?;
        let at = u64::try_from(self.now().0 / 1000).unwrap_or(0);
        let (challenge, allow) = (witness_challenge(&text, at).0, vec![own.credential.clone()]);
        let signed =
            self.staff_assertion(&roster, ledger, Purpose::Approve, &by.key, by.pin, allow, &challenge).await?;
        let json = serde_json::to_vec(signed.assertion()).map_err(|_| Fault::Internal("assertion"))?;
        let blob = [&at.to_be_bytes()[..], &json].concat();
        add_named(note, PERSON, &staff_name(&origin(&ledger)), &own.public_key.0, &blob)
            .map_err(|_| Fault::Internal("checkpoint"))
    }

    /// What a checkpoint that was kept says about this history.
    pub async fn compare(&self, note: &str) -> Result<Held, Fault> {
        self.actor()?;
        Ok(against(self.parts().store.as_ref(), &tidy(note), &[self.witness_key()]).await?)
    }

    /// Another desk's checkpoint with this console's signature: that it was shown here, and when. One of this history is
    /// signed only where it holds.
    pub async fn witness(&self, note: &str) -> Result<String, Fault> {
        self.actor()?;
        let note = tidy(note);
        look_at(&note, &[]).map_err(|_| Fault::field("checkpoint"))?;
        match self.compare(&note).await? {
            Held::Other { .. } | Held::Consistent { .. } => {}
            _ => return Err(Fault::field("checkpoint")),
        }
        let at = u64::try_from(self.now().0 / 1000).unwrap_or(0);
        let signer = Witness(self.parts().signer.as_ref());
        cosign(&note, &self.witness_name(), &signer, at).map_err(|_| Fault::field("checkpoint"))
    }

    /// The key that this console signs the history with, as verifiers take it.
    pub async fn log_key(&self) -> Result<String, Fault> {
        let ledger = self.roster().await?.ledger().ok_or(Fault::Unknown("history"))?;
        Ok(KnownKey::log(&origin(&ledger), PublicKey(self.parts().signer.key().0)).vkey())
    }

    /// The key that this console witnesses with, as verifiers take it.
    pub fn witness_key(&self) -> KnownKey {
        KnownKey::witness(&self.witness_name(), PublicKey(self.parts().signer.key().0))
    }

    fn witness_name(&self) -> String {
        format!("postern/console/{}", self.parts().console)
    }
}

/// A note as it was pasted: from a mail or a ticket, with other line ends and space around it.
fn tidy(note: &str) -> String {
    let lines: Vec<&str> = note.trim().lines().map(str::trim_end).collect();
    format!("{}\n", lines.join("\n"))
}
