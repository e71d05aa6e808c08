//! Whether a key was seen before: by its serial number, by the certificate that only it attests with, or by what it still
//! holds. A model is no identity.

use super::erase::made_in;
use crate::{Console, Fault};
use postern_domain::canonical::Digest;
use postern_domain::recovery::Case;
use postern_ports::authenticator::{KeyDescription, MadeCredential, Verification};

/// Cases whose credentials a key is asked for.
const PROBED: u32 = 64;

/// What tells this very key from every other: a digest of model and serial number, where it has one.
pub fn of(key: &KeyDescription) -> Option<Digest> {
    let (aaguid, serial) = (key.aaguid.as_deref()?, key.serial.as_deref()?);
    // Some makers write the same into every key.
    let telling = serial.chars().filter(|c| *c != '0').count() > 1;
    telling.then(|| Digest::separated("postern/key/v1", format!("{aaguid}\u{1f}{serial}").as_bytes()))
}

impl Console {
    /// Other cases in which this key was handed out; `None` where that cannot be told: never "none" for want of a sign.
    pub(crate) async fn other_cases(&self, case: &Case, key: &KeyDescription) -> Result<Option<u32>, Fault> {
        let by_serial = match of(key) {
            Some(identity) => Some(self.parts().store.cases_with_key(identity, case.id).await?),
            None => None,
        };
        // Cases of before serial numbers were told are known by what the key still holds.
        let mut held = 0;
        for other in self.cases_of_model(key.aaguid.as_deref(), PROBED).await? {
            if other.id == case.id {
                continue;
            }
            let ids: Vec<_> = made_in(&other).into_iter().map(|(_, id)| id).collect();
            match self.parts().keys.holds(&key.id, &other.opened.rp_id, &ids, Verification::Nobody).await {
                Ok(found) => held += u32::from(!found.is_empty()),
                Err(_) => break,
            }
        }
        // A key that holds none of them may have been erased since.
        Ok(by_serial.map(|n| n.max(held)).or((held > 0).then_some(held)))
    }
    /// Other cases in which a credential was made under the same certificate; `None` where none names this very key.
    pub(crate) async fn cases_attested_as(&self, case: &Case, made: &MadeCredential) -> Result<Option<u32>, Fault> {
        let Some(certificate) = made.attested_as else { return Ok(None) };
        let others = self.cases_of_model(Some(&made.aaguid), PROBED).await?;
        let same = |other: &&Case| other.id != case.id && other.was_attested_as(&certificate);
        // Only so many cases were looked at: none among them is no proof of none.
        let found = u32::try_from(others.iter().filter(same).count()).unwrap_or(u32::MAX);
        Ok((found > 0).then_some(found))
    }
}
