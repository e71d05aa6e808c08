//! What is not done at the desk: a person's word for what a directory has no way to do, and a credential that the subject
//! enrols there themselves.

use crate::keys::identity_of;
use crate::{Console, Fault};
use postern_domain::ids::{CaseId, CredentialId, EffectId};
use postern_domain::recovery::account::Credential;
use postern_domain::recovery::view::Step;
use postern_domain::recovery::{
    Action, Case, Command, EffectState, Gate, NewCredential, Observation, Refusal, Target, another_key,
};
use postern_domain::staff::{Actor, Purpose};
use postern_domain::time::Timestamp;
use postern_ports::authenticator::{
    Attestation, AttestationVerdict, KeyFault, KeyId, MadeCredential, MakeCredential, Wishes,
};
use postern_ports::directory::{DirectoryFault, Enrolled};
use postern_ports::secrets::Pin;
use secrecy::SecretString;
use std::time::Duration;

/// How long a new credential is looked for when a person asks, and how often.
const LATE: Duration = Duration::from_secs(8);
const PAUSE: Duration = Duration::from_millis(500);

/// How the subject gets in to enrol.
#[derive(Debug)]
pub struct Invited {
    /// A temporary pass, to be told once; `None` where the directory asks at the next sign-in.
    pub pass: Option<SecretString>,
    /// Until when it holds, where that is known.
    pub until: Option<Timestamp>,
}

impl Console {
    /// A person's word on what they did at the directory; what waited for it follows.
    pub async fn attest(&self, id: CaseId, seen: u64, effect: EffectId, done: bool, note: String) -> Result<(), Fault> {
        let actor = self.actor()?;
        let case = self.case_as_seen(id, seen).await?;
        self.decide_and_append(&case, Command::Attest { effect, done, note }, &actor).await?;
        self.settle(id, &actor).await
    }

    /// Lets the subject enrol a credential at the directory: opens its door, and issues a pass or asks at the next sign-in.
    /// `None` where a person does it there.
    pub async fn invite(&self, id: CaseId, seen: u64) -> Result<Option<Invited>, Fault> {
        let actor = self.actor()?;
        let case = self.case_as_seen(id, seen).await?;
        self.permitted(&case, Step::Provision, &actor).await?;
        if !case.subject_enrols() {
            return Err(Fault::Unknown("submission"));
        }
        self.settle(id, &actor).await?;
        let case = self.reread(id, &actor).await?;
        if !case.effects_of(&Action::SubmitCredential).any(EffectState::waits) {
            self.decide_and_append(&case, Command::Provision, &actor).await?;
        }
        self.run_effects(id, &actor).await?;
        let _alone = self.alone().await;
        let case = self.case(id).await?;
        if case.to_attest().next().is_some() {
            // The door is opened by a person, who says so first.
            return Ok(None);
        }
        let waiting = case.effects_of(&Action::SubmitCredential).find(|e| e.waits()).cloned();
        let effect = waiting.ok_or(Fault::Internal("no submission is intended"))?;
        let warrant = self.claim(&case, effect.id, &actor).await?;
        if case.by_people(&effect.action) {
            return Ok(None);
        }
        let directory = self.directory(&case.account.directory)?;
        match directory.invite(&warrant).await {
            Ok(invitation) => {
                let case = self.case(id).await?;
                let (pass, until) = (invitation.pass.is_some(), invitation.until);
                let command = Command::SubjectInvited { effect: effect.id, pass, until };
                self.decide_and_append(&case, command, &actor).await?;
                Ok(Some(Invited { pass: invitation.pass, until }))
            }
            // Whether it asks them is not known, and nothing is lost by waiting: it is seen when they enrol, or said that
            // they could not. A pass that nobody was told is another matter.
            Err(DirectoryFault::TimedOut | DirectoryFault::Down(_)) if case.target == Target::Key => {
                let case = self.case(id).await?;
                let command = Command::SubjectInvited { effect: effect.id, pass: false, until: None };
                self.decide_and_append(&case, command, &actor).await?;
                Ok(Some(Invited { pass: None, until: None }))
            }
            Err(fault) => {
                // A pass may have been issued that nobody has: it is listed then, and goes like anything unexpected.
                let found = Observation::NotAsIntended { found: "not_invited".to_owned() };
                self.observe(id, &effect, found, &actor).await?;
                Err(Fault::Directory(fault))
            }
        }
    }

    /// Looks whether the subject has enrolled a credential. Where it is on a key of the desk, that key is tried: `key` and
    /// its PIN are needed then.
    pub async fn see_enrolled(&self, id: CaseId, seen: u64, key: Option<(KeyId, Pin)>) -> Result<(), Fault> {
        let actor = self.actor()?;
        let case = self.case_as_seen(id, seen).await?;
        self.permitted(&case, Step::SeeEnrolled, &actor).await?;
        let (case, found) = self.look_for_enrolled(id, &actor).await?;
        if case.target == Target::Handset {
            let command = Command::SeeEnrolled { credential: found.id };
            return self.decide_and_append(&case, command, &actor).await.map(|_| ());
        }
        let (key, pin) = key.ok_or(Fault::Key(KeyFault::Removed))?;
        self.try_enrolled(&case, &found, &key, pin, &actor).await
    }

    /// Reads until one new credential is listed, for a short while: some directories show it late.
    async fn look_for_enrolled(&self, id: CaseId, actor: &Actor) -> Result<(Case, Credential), Fault> {
        let mut patience = self.parts().settling.min(LATE);
        loop {
            let case = self.reread_if_changed(id, actor).await?;
            if let Some(found) = case.candidate(&case.inventory).cloned() {
                return Ok((case, found));
            }
            if patience < PAUSE {
                return Err(Fault::gate(Gate::NewCredentialListed));
            }
            tokio::time::sleep(PAUSE).await;
            patience -= PAUSE;
        }
    }

    /// The key at the desk is the one that the directory lists, is of a model that attests here, and signs.
    async fn try_enrolled(
        &self,
        case: &Case,
        found: &Credential,
        key: &KeyId,
        pin: Pin,
        actor: &Actor,
    ) -> Result<(), Fault> {
        let submission = case.effects_of(&Action::SubmitCredential).next_back().cloned();
        let effect = submission.ok_or(Fault::Internal("no submission runs"))?;
        let used = self.described(key).await?;
        let (identity, other_cases) = (identity_of(&used), self.other_cases(case, &used).await?);
        let moment = self.moment(case, actor).await?;
        Refusal::unless_empty(another_key(case, identity, other_cases, &moment.facts()))?;
        let directory = self.directory(&case.account.directory)?;
        let told = directory.enrolled(&case.account.id, &found.id).await?;
        let told = told.ok_or(Fault::gate(Gate::NewCredentialListed))?;
        let local_test =
            self.test_locally(case, effect.id, &told.credential, &told.public_key, key, pin.clone()).await?;
        let shown = self.shows_itself(key, pin).await?;
        let attested_by = match &shown.attestation {
            AttestationVerdict::Trusted { root } => Some(root.clone()),
            AttestationVerdict::Untrusted { .. } => None,
        };
        let model = self.model_of(Some(&shown.aaguid));
        let Enrolled { credential, public_key, user_handle, .. } = told;
        let made = NewCredential {
            effect: effect.id,
            credential,
            public_key,
            aaguid: shown.aaguid,
            attested_by,
            attestation_object: shown.attestation_object,
            client_data_json: shown.client_data_json,
            backup_eligible: shown.backup_eligible,
            user_verified: shown.user_verified,
            directory_credential: Some(found.id.clone()),
            user_handle,
            local_test,
            model,
            attested_as: shown.attested_as,
            identity,
            other_cases,
            by_subject: true,
        };
        self.decide_and_append(case, Command::CredentialMade { made: Box::new(made) }, actor).await?;
        self.observe(case.id, &effect, Observation::AsIntended, actor).await
    }

    /// A credential of the console's own, that the key keeps nothing of: what attests it is what the key is. The directory
    /// does not hand on what the key said when it was enrolled there.
    async fn shows_itself(&self, key: &KeyId, pin: Pin) -> Result<MadeCredential, Fault> {
        let roster = self.roster().await?;
        let ledger = roster.ledger().ok_or(Fault::gate(Gate::TwoAdministrators))?;
        let drawn = self.parts().entropy.bytes32()?;
        let ask = MakeCredential {
            rp_id: format!("model.{}", Purpose::Approve.rp_id(ledger)),
            rp_name: "Postern".to_owned(),
            origin: format!("https://model.{}", Purpose::Approve.rp_id(ledger)),
            challenge: drawn.to_vec(),
            user_id: drawn[..16].to_vec(),
            user_name: "model".to_owned(),
            user_display_name: "model".to_owned(),
            algorithms: vec![-7],
            exclude: Vec::new(),
            wishes: Wishes { discoverable: false, attestation: Attestation::Direct, ..Wishes::default() },
        };
        let made = self.parts().keys.make_credential(key, ask, pin.into(), self.progress(key)).await;
        self.key_done(key);
        Ok(made?)
    }

    /// Names whom the new key of a machine identity is sealed to.
    pub async fn name_recipient(&self, id: CaseId, seen: u64, recipient: String) -> Result<(), Fault> {
        let recipient = recipient.trim().to_owned();
        if !self.parts().sealer.knows(&recipient) {
            return Err(Fault::field("recipient"));
        }
        self.act(id, seen, Command::NameRecipient { recipient }).await
    }

    /// Chooses what the subject is to sign in with.
    pub async fn choose_target(&self, id: CaseId, seen: u64, target: Target) -> Result<(), Fault> {
        self.act(id, seen, Command::ChooseTarget { target }).await
    }
}

/// The old credential that is tried at a directory by what it holds, not by a key.
pub(super) fn planned<'a>(case: &'a Case, credential: &CredentialId) -> Result<&'a Credential, Fault> {
    case.planned.iter().find(|c| c.id == *credential).ok_or(Fault::Unknown("credential"))
}
