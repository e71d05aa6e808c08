//! A person joins the staff: two credentials on their key, confirmed by an administrator's key.

use crate::{Console, Fault};
use postern_domain::ids::{AccountId, DirectoryId, PersonId};
use postern_domain::recovery::{Gate, Refusal, Violation};
use postern_domain::staff::{
    Candidate, EnrolledKey, Purpose, Role, Roster, confirmations_needed, enrol, enrolment_challenge,
    enrolment_statement,
};
use postern_domain::time::Span;
use postern_ports::authenticator::{AttestationVerdict, KeyFault, KeyId, MakeCredential, Wishes};
use postern_ports::secrets::Pin;
use uuid::Uuid;

/// Who joins.
#[derive(Debug, Clone)]
pub struct Newcomer {
    /// Name as reports show it.
    pub name: String,
    /// The employer's number.
    pub staff_number: String,
    /// The one role.
    pub role: Role,
    /// Who employs them, where the desk is outsourced; empty: the desk's own.
    pub organisation: String,
    /// Their own account, where known, so that nobody handles their own case.
    pub account: Option<(DirectoryId, AccountId)>,
}

/// The administrator who confirms, at their own key.
#[derive(Debug, Clone)]
pub struct Confirmer {
    /// The key.
    pub key: KeyId,
    /// Its PIN.
    pub pin: Pin,
}

/// Whose key is made.
pub(super) struct Owner {
    pub person: PersonId,
    pub name: String,
    pub staff_number: String,
}

/// Training counts for a year (SP 800-63A-4 §3.12: reassessed annually).
const TRAINING: Span = Span::days(365);

impl Console {
    /// Enrols `newcomer` with `key`. The first administrator needs no confirmation; everyone after does, and one more than
    /// two administrators needs two.
    pub async fn enrol_staff(
        &self,
        newcomer: Newcomer,
        key: &KeyId,
        pin: Pin,
        confirmers: Vec<Confirmer>,
    ) -> Result<PersonId, Fault> {
        let roster = self.roster().await?;
        let ledger = roster.ledger().ok_or(Fault::gate(Gate::TwoAdministrators))?;
        check_early(&roster, &newcomer, confirmers.len())?;
        let now = self.now();
        let person = PersonId(Uuid::from_bytes(self.parts().entropy.uuid7(now)?));
        let owner = Owner { person, name: newcomer.name.clone(), staff_number: newcomer.staff_number.clone() };
        let keys = self.make_staff_keys(&roster, &owner, key, pin).await?;
        let candidate = Candidate {
            person,
            name: newcomer.name.trim().to_owned(),
            staff_number: newcomer.staff_number.trim().to_owned(),
            role: newcomer.role,
            training_until: now.plus(TRAINING),
            organisation: newcomer.organisation.trim().to_owned(),
            account: newcomer.account,
            keys,
        };
        let statement = enrolment_statement(&candidate, ledger).map_err(|_| Fault::Internal("enrolment statement"))?;
        let challenge = enrolment_challenge(&statement).0;
        let administrators = roster.with_role(Role::Administrator).flat_map(|p| p.keys_for(Purpose::Approve));
        let allow: Vec<_> = administrators.map(|k| k.credential.clone()).collect();
        let mut confirmations = Vec::new();
        for Confirmer { key, pin } in confirmers {
            let allow = allow.clone();
            let signed = self.staff_assertion(&roster, ledger, Purpose::Approve, &key, pin, allow, &challenge).await;
            confirmations.push(signed.map_err(|fault| match fault {
                Fault::Refused(r) if r.names(Gate::KnownStaffKey) => Fault::gate(Gate::AdministratorConfirms),
                other => other,
            })?);
        }
        let event = enrol(&roster, candidate, &confirmations)?;
        self.append_desk(event).await?;
        Ok(person)
    }

    /// Makes the two credentials of somebody's key.
    pub(super) async fn make_staff_keys(
        &self,
        roster: &Roster,
        owner: &Owner,
        key: &KeyId,
        pin: Pin,
    ) -> Result<Vec<EnrolledKey>, Fault> {
        let mut keys = Vec::new();
        for purpose in [Purpose::SignIn, Purpose::Approve] {
            keys.push(self.make_staff_key(roster, owner, purpose, key, pin.clone()).await?);
        }
        Ok(keys)
    }

    async fn make_staff_key(
        &self,
        roster: &Roster,
        owner: &Owner,
        purpose: Purpose,
        key: &KeyId,
        pin: Pin,
    ) -> Result<EnrolledKey, Fault> {
        let ledger = roster.ledger().ok_or(Fault::gate(Gate::TwoAdministrators))?;
        let ask = MakeCredential {
            rp_id: purpose.rp_id(ledger),
            rp_name: "Postern".to_owned(),
            origin: purpose.origin(ledger),
            challenge: self.parts().entropy.bytes32()?.to_vec(),
            user_id: owner.person.0.as_bytes().to_vec(),
            user_name: owner.staff_number.clone(),
            user_display_name: owner.name.clone(),
            algorithms: vec![-7],
            // One key cannot be two people.
            exclude: roster.all_credentials(),
            // What signs a decision also has a secret, where the key can keep one.
            wishes: Wishes { hmac_secret: purpose == Purpose::Approve, ..Wishes::default() },
        };
        let made = self.parts().keys.make_credential(key, ask, pin.into(), self.progress(key)).await;
        self.key_done(key);
        let made = made.map_err(|fault| match fault {
            KeyFault::Excluded => Fault::gate(Gate::StaffKeyIsNew),
            other => Fault::Key(other),
        })?;
        if !made.user_verified {
            return Err(Fault::gate(Gate::AssertionUserVerified));
        }
        if made.backup_eligible {
            return Err(Fault::gate(Gate::KeyNotCopyable));
        }
        let public_key = made.public_key.ok_or(Fault::Key(KeyFault::Unsupported("ES256".to_owned())))?;
        let attested_by = match made.attestation {
            AttestationVerdict::Trusted { root } => Some(root),
            AttestationVerdict::Untrusted { why } => {
                tracing::info!(%why, "a staff key's attestation is not trusted");
                None
            }
        };
        let model = self.model_of(Some(&made.aaguid));
        Ok(EnrolledKey {
            purpose,
            credential: made.id,
            public_key,
            aaguid: made.aaguid,
            attested_by,
            attestation_object: made.attestation_object,
            model,
        })
    }
}

/// What can be refused before anybody touches a key.
fn check_early(roster: &Roster, newcomer: &Newcomer, confirmers: usize) -> Result<(), Fault> {
    if newcomer.name.trim().is_empty() {
        return Err(Fault::field("name"));
    }
    if newcomer.staff_number.trim().is_empty() {
        return Err(Fault::field("staff_number"));
    }
    if roster.people().any(|p| p.staff_number == newcomer.staff_number.trim()) {
        return Err(Fault::gate(Gate::PersonIsNew));
    }
    if newcomer.role != Role::Administrator && roster.with_role(Role::Administrator).count() < 2 {
        return Err(Fault::gate(Gate::TwoAdministrators));
    }
    let needed = confirmations_needed(roster, newcomer.role);
    if confirmers < needed {
        let missing = Violation::of(Gate::AdministratorConfirms).with("needed", needed).with("signed", confirmers);
        return Err(Fault::Refused(Refusal::one(missing)));
    }
    Ok(())
}
