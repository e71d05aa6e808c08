//! A new key: check it, make a credential on it, test it here, hand it to the directory, read back.

use crate::keys::identity_of;
use crate::{Console, Fault};
use postern_domain::assertion::{Expected, PublicKey, VerifiedAssertion, verify};
use postern_domain::canonical::Digest;
use postern_domain::ids::{CaseId, CredentialId, EffectId, KeyCredentialId};
use postern_domain::recovery::view::Step;
use postern_domain::recovery::{
    Action, Case, Command, EffectState, Gate, KeyOffer, LOCAL_TEST_ORIGIN, ModelReport, NewCredential, Observation,
    Refusal, Warrant, another_key, local_test_challenge,
};
use postern_domain::staff::Actor;
use postern_ports::Directory;
use postern_ports::authenticator::{
    AskAssertion, Attestation, AttestationVerdict, KeyFault, KeyId, KeySetting, MadeCredential, MakeCredential,
    StoredCredential, Wishes,
};
use postern_ports::directory::{CreationOptions, DirectoryFault, SubmittedCredential};
use postern_ports::secrets::Pin;

impl Console {
    /// Checks a connected key and accepts it for the subject. With `drawn`, the console draws its first PIN when the
    /// credential is made.
    pub async fn accept_key(&self, id: CaseId, seen: u64, key: &KeyId, drawn: bool) -> Result<(), Fault> {
        let actor = self.actor()?;
        let case = self.case_as_seen(id, seen).await?;
        let found = self.described(key).await?;
        if let Some(fault) = found.fault {
            return Err(Fault::Key(fault));
        }
        let offer = KeyOffer {
            other_cases: self.other_cases(&case, &found).await?,
            identity: identity_of(&found),
            model: self.model_of(found.aaguid.as_deref()),
            drawn_pin: drawn && !found.pin_set,
            label: found.label,
            aaguid: found.aaguid,
            firmware: found.firmware,
            pin_set: found.pin_set,
            min_pin_length: found.min_pin_length,
        };
        self.decide_and_append(&case, Command::AcceptKey { key: offer }, &actor).await.map(|_| ())
    }

    /// As [`Console::provision`], with a PIN that is drawn now. It is answered as soon as the key asks for another one,
    /// whatever became of the credential: it must be shown once, or nobody ever opens the key.
    pub async fn provision_drawn(
        &self,
        id: CaseId,
        seen: u64,
        key: &KeyId,
    ) -> Result<(Option<Pin>, Result<(), Fault>), Fault> {
        let actor = self.actor()?;
        let case = self.case_as_seen(id, seen).await?;
        self.permitted(&case, Step::Provision, &actor).await?;
        let pin = self.drawn_pin(key).await?;
        let done = self.provision(id, seen, key, pin.clone()).await;
        let asks = self.described(key).await.is_ok_and(|found| found.force_pin_change);
        if asks || done.is_ok() {
            self.drawn_pins().remove(key);
            return Ok((Some(pin), done));
        }
        Ok((None, done))
    }

    /// Makes the credential and hands it to the directory. Two touches: creation, and the local test.
    pub async fn provision(&self, id: CaseId, seen: u64, key: &KeyId, pin: Pin) -> Result<(), Fault> {
        let actor = self.actor()?;
        let case = self.case_as_seen(id, seen).await?;
        self.permitted(&case, Step::Provision, &actor).await?;
        if case.subject_enrols() || case.draws_key() {
            return Err(Fault::Unknown("submission"));
        }
        self.run_effects(id, &actor).await?;
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
        match self.make_and_submit(&case, &effect, &warrant, directory.as_ref(), key, pin, &actor).await {
            Ok(answer) => {
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
                    Ok(()) | Err(_) => Ok(()),
                }
            }
            Err(fault) => {
                // Nothing was handed over: seen not to be as intended, so that it can be tried again.
                let found = Observation::NotAsIntended { found: "not_submitted".to_owned() };
                self.observe(id, &effect, found, &actor).await?;
                if let Fault::Refused(refusal) = &fault {
                    let case = self.case(id).await?;
                    self.keep_refusal(&case, Some(Step::Provision), refusal, &actor).await?;
                }
                Err(fault)
            }
        }
    }

    /// `Err` when nothing reached the directory; `Ok` with its answer when it may have.
    #[allow(clippy::too_many_arguments)]
    async fn make_and_submit(
        &self,
        case: &Case,
        effect: &EffectState,
        warrant: &Warrant,
        directory: &dyn Directory,
        key: &KeyId,
        pin: Pin,
        actor: &Actor,
    ) -> Result<Result<(), DirectoryFault>, Fault> {
        let used = self.described(key).await?;
        let (identity, other_cases) = (identity_of(&used), self.other_cases(case, &used).await?);
        let moment = self.moment(case, actor).await?;
        Refusal::unless_empty(another_key(case, identity, other_cases, &moment.facts()))?;
        let options = directory.creation_options(warrant).await?;
        if options.rp_id != case.opened.rp_id || directory.rp_id() != case.opened.rp_id {
            return Err(Fault::Directory(DirectoryFault::WrongRelyingParty(options.rp_id)));
        }
        self.sweep(case.id, &options, key, &pin, actor).await?;
        let made = self.make(directory, &options, key, pin.clone()).await?;
        let kept =
            self.keep_made(case, effect, &made, &options, (key, pin.clone()), (identity, other_cases), actor).await;
        if let Err(fault) = kept {
            // The directory was told nothing: what the key made leads nowhere. Where it cannot be deleted now, the next
            // attempt sweeps it.
            if self.parts().keys.delete_credential(key, &made.id, pin.into()).await.is_ok()
                && let Err(untold) = self.orphan_removed(case.id, made.id, actor).await
            {
                tracing::warn!(fault = untold.logged(), "a credential was deleted from a key, and it was not recorded");
            }
            return Err(fault);
        }
        let submitted = SubmittedCredential {
            id: made.id.clone(),
            attestation_object: made.attestation_object.clone(),
            client_data_json: made.client_data_json.clone(),
            label: format!(
                "{} {}",
                case.key.as_ref().map_or("Security key", |(k, _)| k.label.as_str()),
                case.id.short()
            ),
        };
        Ok(directory.submit(warrant, &options, &submitted).await)
    }

    /// Tries the new credential on the key, records it, and makes the key ask for another PIN where this one was drawn.
    #[allow(clippy::too_many_arguments)]
    async fn keep_made(
        &self,
        case: &Case,
        effect: &EffectState,
        made: &MadeCredential,
        options: &CreationOptions,
        (key, pin): (&KeyId, Pin),
        (identity, other_cases): (Option<Digest>, Option<u32>),
        actor: &Actor,
    ) -> Result<(), Fault> {
        let public_key = made.public_key.clone().ok_or(Fault::Key(KeyFault::Unsupported("ES256".to_owned())))?;
        let local_test = self.test_locally(case, effect.id, &made.id, &public_key, key, pin.clone()).await?;
        let model = self.model_of(Some(&made.aaguid));
        let attested = self.cases_attested_as(case, made).await?;
        let other_cases = other_cases.max(attested);
        let new = new_credential(effect.id, made.clone(), public_key, local_test, options);
        let new = NewCredential { model, identity, other_cases, ..new };
        let case = self.case(case.id).await?;
        self.decide_and_append(&case, Command::CredentialMade { made: Box::new(new) }, actor).await?;
        // Last: from now on the key takes nothing but another PIN.
        if case.key.as_ref().is_some_and(|(accepted, _)| accepted.drawn_pin) {
            self.parts().keys.configure(key, KeySetting::ForcePinChange, pin.into()).await?;
        }
        Ok(())
    }

    /// Deletes from the key what an attempt that was interrupted left there: a credential of this very user that the
    /// directory does not know. Keys that do not list their credentials replace such a one themselves.
    async fn sweep(
        &self,
        id: CaseId,
        options: &CreationOptions,
        key: &KeyId,
        pin: &Pin,
        actor: &Actor,
    ) -> Result<(), Fault> {
        let case = self.case(id).await?;
        if !case.was_interrupted() || !self.described(key).await?.features.manages_credentials {
            return Ok(());
        }
        let stored = self.parts().keys.credentials(key, pin.clone().into()).await?;
        let orphan = |c: &StoredCredential| {
            let of_subject = c.rp_id == options.rp_id && c.user_id == options.user_id;
            of_subject && !options.exclude.contains(&c.id) && case.may_be_orphan(&c.id)
        };
        for found in stored.all.into_iter().filter(orphan) {
            self.parts().keys.delete_credential(key, &found.id, pin.clone().into()).await?;
            self.orphan_removed(id, found.id, actor).await?;
        }
        Ok(())
    }

    async fn orphan_removed(&self, id: CaseId, credential: KeyCredentialId, actor: &Actor) -> Result<(), Fault> {
        let case = self.case(id).await?;
        self.decide_and_append(&case, Command::OrphanRemoved { credential }, actor).await.map(|_| ())
    }

    /// What is known about a model now.
    pub fn model_of(&self, aaguid: Option<&str>) -> Option<ModelReport> {
        self.parts().models.report(aaguid.unwrap_or_default(), self.now())
    }

    async fn make(
        &self,
        directory: &dyn Directory,
        options: &CreationOptions,
        key: &KeyId,
        pin: Pin,
    ) -> Result<MadeCredential, Fault> {
        // Asked for where the key would answer it, too; a directory that insists refuses what it is handed otherwise.
        let able = self.described(key).await?.features.enterprise_attestation == Some(true);
        let attestation = if options.enterprise && able { Attestation::Vendor } else { Attestation::Direct };
        let ask = MakeCredential {
            rp_id: options.rp_id.clone(),
            rp_name: options.rp_name.clone(),
            origin: directory.origin().to_owned(),
            challenge: options.challenge.clone(),
            user_id: options.user_id.clone(),
            user_name: options.user_name.clone(),
            user_display_name: options.user_display_name.clone(),
            algorithms: vec![-7],
            exclude: options.exclude.clone(),
            wishes: Wishes { attestation, ..Wishes::default() },
        };
        let made = self.parts().keys.make_credential(key, ask, pin.into(), self.progress(key)).await;
        self.key_done(key);
        Ok(made?)
    }

    pub(super) async fn test_locally(
        &self,
        case: &Case,
        effect: EffectId,
        made: &KeyCredentialId,
        public_key: &PublicKey,
        key: &KeyId,
        pin: Pin,
    ) -> Result<VerifiedAssertion, Fault> {
        let challenge = local_test_challenge(effect).0;
        let ask = AskAssertion {
            rp_id: case.opened.rp_id.clone(),
            origin: LOCAL_TEST_ORIGIN.to_owned(),
            challenge: challenge.to_vec(),
            allow: vec![made.clone()],
        };
        let assertion = self.parts().keys.assert(key, ask, pin.into(), self.progress(key)).await;
        self.key_done(key);
        let expected = Expected {
            challenge: &challenge,
            origin: LOCAL_TEST_ORIGIN,
            rp_id: &case.opened.rp_id,
            credential: made,
            public_key,
        };
        verify(&assertion?, &expected).map_err(|faults| Fault::Refused(Refusal::of_assertion(&faults)))
    }
}

fn new_credential(
    effect: EffectId,
    made: MadeCredential,
    public_key: PublicKey,
    local_test: VerifiedAssertion,
    options: &CreationOptions,
) -> NewCredential {
    let attested_by = match made.attestation {
        AttestationVerdict::Trusted { root } => Some(root),
        AttestationVerdict::Untrusted { why } => {
            tracing::warn!(%why, gate = Gate::AttestationTrusted.code(), "the new key's attestation is not trusted");
            None
        }
    };
    let named = options.handle.iter().find(|(name, _)| name == "credential").map(|(_, value)| value.clone());
    NewCredential {
        effect,
        credential: made.id,
        public_key,
        aaguid: made.aaguid,
        attested_by,
        attestation_object: made.attestation_object,
        client_data_json: made.client_data_json,
        backup_eligible: made.backup_eligible,
        user_verified: made.user_verified,
        directory_credential: named.and_then(|n| CredentialId::new(n).ok()),
        user_handle: options.user_id.clone(),
        local_test,
        model: None,
        attested_as: made.attested_as,
        identity: None,
        other_cases: None,
        by_subject: false,
    }
}
