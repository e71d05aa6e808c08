//! A second key for somebody of the staff, or another one in place of a key that is lost.

use super::Confirmer;
use super::enrol::Owner;
use crate::{Console, Fault};
use postern_domain::ids::PersonId;
use postern_domain::recovery::{Gate, Refusal, Violation};
use postern_domain::staff::{Change, EnrolledKey};
use postern_domain::time::Timestamp;
use postern_ports::authenticator::KeyId;
use postern_ports::secrets::Pin;

/// What became of the key that somebody had.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Loss {
    /// Since when it is not trusted.
    pub reported_at: Timestamp,
    /// Why.
    pub reason: String,
}

impl Console {
    /// Makes `key` a key of `person`: in place of what they had where that is `lost`, otherwise beside it. Signed by two
    /// others.
    pub async fn give_staff_key(
        &self,
        person: PersonId,
        key: &KeyId,
        pin: Pin,
        lost: Option<Loss>,
        signers: Vec<Confirmer>,
    ) -> Result<(), Fault> {
        self.actor()?;
        let roster = self.roster().await?;
        let owner = roster.person(person).filter(|_| roster.works_here(person));
        let owner = owner.ok_or_else(|| Fault::Refused(Refusal::one(no_such_person())))?;
        let owner = Owner { person, name: owner.name.clone(), staff_number: owner.staff_number.clone() };
        // Refused before anybody touches a key, so that no credential is made for nothing.
        let needed = given(person, Vec::new(), lost.clone()).needed().people;
        if signers.len() < needed {
            let missing = Violation::of(Gate::AdministratorsSign).with("signed", signers.len()).with("needed", needed);
            return Err(Fault::Refused(Refusal::one(missing)));
        }
        if lost.as_ref().is_some_and(|lost| lost.reason.trim().is_empty()) {
            return Err(Fault::field("reason"));
        }
        let keys = self.make_staff_keys(&roster, &owner, key, pin).await?;
        self.change_desk(given(person, keys, lost), signers).await
    }
}

/// The change that gives somebody another key.
pub fn given(person: PersonId, keys: Vec<EnrolledKey>, lost: Option<Loss>) -> Change {
    match lost {
        Some(Loss { reported_at, reason }) => Change::ReplaceStaffKey { person, keys, reported_at, reason },
        None => Change::AddStaffKey { person, keys },
    }
}

fn no_such_person() -> Violation {
    Violation::of(Gate::ItemExists).with("what", "person")
}
