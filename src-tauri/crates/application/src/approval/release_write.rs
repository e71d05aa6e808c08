//! What changes something at a directory is sealed under supervisors' keys, and opened by the gesture of a co-signature: for
//! one case, until the signature expires. The keyring of the desk alone opens none of it.

use crate::staff::Confirmer;
use crate::{Console, Fault};
use postern_domain::assertion::VerifiedAssertion;
use postern_domain::canonical::Digest;
use postern_domain::ids::{CaseId, DirectoryId, KeyCredentialId, LedgerId};
use postern_domain::recovery::view::Step;
use postern_domain::recovery::{Case, Command, Gate};
use postern_domain::staff::{Actor, Purpose, Role, may_seal};
use postern_domain::time::Timestamp;
use postern_ports::authenticator::KeyId;
use postern_ports::directory::Release;
use postern_ports::secrets::{KeySecret, Pin};
use secrecy::SecretString;

/// What a key computes its secret from: another one for every history and directory.
pub(crate) fn salt(ledger: LedgerId, directory: &DirectoryId) -> [u8; 32] {
    Digest::separated("postern/write/v1", format!("{ledger}/{directory}").as_bytes()).0
}

impl Console {
    /// Seals `secret` of `directory` under the keys of these supervisors, each of whom touches theirs.
    pub async fn protect_writes(
        &self,
        directory: &DirectoryId,
        secret: SecretString,
        signers: Vec<Confirmer>,
    ) -> Result<(), Fault> {
        self.administrator().await?;
        let roster = self.roster().await?;
        let ledger = roster.ledger().ok_or(Fault::gate(Gate::TwoAdministrators))?;
        let keys = || roster.with_role(Role::Supervisor).flat_map(|p| p.keys_for(Purpose::Approve));
        let allow: Vec<_> = keys().map(|k| k.credential.clone()).collect();
        let mut holders: Vec<(KeyCredentialId, KeySecret)> = Vec::new();
        for Confirmer { key, pin } in signers {
            let challenge = self.parts().entropy.bytes32()?;
            let of = salt(ledger, directory);
            let (verified, computed) = self
                .staff_assertion_with(&roster, ledger, Purpose::Approve, &key, pin, allow.clone(), &challenge, Some(of))
                .await?;
            let computed = computed.ok_or(Fault::Internal("no secret was computed"))?;
            holders.retain(|(known, _)| *known != verified.assertion().credential);
            holders.push((verified.assertion().credential.clone(), computed));
        }
        may_seal(holders.len())?;
        self.parts().write_secrets.seal(directory, &secret, &holders)?;
        Ok(())
    }

    /// How many keys open what changes something at `directory`.
    pub fn write_holders(&self, directory: &DirectoryId) -> Result<usize, Fault> {
        Ok(self.parts().write_secrets.holders(directory)?.len())
    }

    /// A supervisor whose co-signature holds releases the case's directory once more, after a restart or when the first
    /// release has ended.
    pub async fn release_write(&self, id: CaseId, key: &KeyId, pin: Pin) -> Result<(), Fault> {
        let actor = self.actor()?;
        let case = self.case(id).await?;
        self.permitted(&case, Step::ReleaseWrite, &actor).await?;
        let roster = self.roster().await?;
        let ledger = roster.ledger().ok_or(Fault::gate(Gate::TwoAdministrators))?;
        let allow: Vec<_> = roster
            .person(actor.person())
            .into_iter()
            .flat_map(|p| p.keys_for(Purpose::Approve).map(|k| k.credential.clone()))
            .collect();
        let challenge = self.parts().entropy.bytes32()?;
        let of = salt(ledger, &case.account.directory);
        let (verified, computed) =
            self.staff_assertion_with(&roster, ledger, Purpose::Approve, key, pin, allow, &challenge, Some(of)).await?;
        let moment = self.moment(&case, &actor).await?;
        let holding = case.holding_approvals(&moment.policy, &roster, self.now());
        let until = holding.iter().filter(|s| s.by == actor.person()).map(|s| s.expires).max();
        // In an incident, to close the account: nothing else is claimed then.
        let closing = case.incident().map(|_| self.now().plus(moment.policy.approval_span(case.tier())));
        let until = closing.or(until);
        let until = until.ok_or(Fault::gate(Gate::CoSigned))?;
        if !self.hand_out(&case, &verified, computed, until, &actor).await? {
            return Err(Fault::gate(Gate::KnownStaffKey));
        }
        Ok(())
    }

    /// Whether the signer's key opens what changes something at the case's directory; then what the co-signature is made
    /// with is asked for that, too.
    pub(super) fn opens_with(&self, case: &Case, credential: &KeyCredentialId) -> Result<bool, Fault> {
        let directory = self.directory(&case.account.directory)?;
        if !directory.needs_release() {
            return Ok(false);
        }
        Ok(self.parts().write_secrets.holders(&case.account.directory)?.contains(credential))
    }

    /// Opens with what the key computed, and lets the directory's connector have it for this case; whether it did.
    pub(super) async fn hand_out(
        &self,
        case: &Case,
        by: &VerifiedAssertion,
        computed: Option<KeySecret>,
        until: Timestamp,
        actor: &Actor,
    ) -> Result<bool, Fault> {
        let Some(computed) = computed else { return Ok(false) };
        let (directory, holder) = (&case.account.directory, &by.assertion().credential);
        let Some(secret) = self.parts().write_secrets.open(directory, holder, &computed)? else { return Ok(false) };
        // Told first: nothing is open that the history does not know of.
        let case = self.case(case.id).await?;
        self.decide_and_append(&case, Command::WriteReleased { until }, actor).await?;
        let release = Release { case: case.id, account: case.account.id.clone(), secret, until };
        self.directory(&case.account.directory)?.release(release).await?;
        Ok(true)
    }
}
