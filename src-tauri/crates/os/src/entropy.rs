//! Randomness from the operating system.

use postern_domain::time::Timestamp;
use postern_ports::Entropy;
use postern_ports::clock::NoEntropy;

/// The only drawer of randomness outside the key protocol.
#[derive(Debug, Clone, Copy, Default)]
pub struct OsEntropy;

impl Entropy for OsEntropy {
    fn bytes32(&self) -> Result<[u8; 32], NoEntropy> {
        let mut bytes = [0u8; 32];
        fill(&mut bytes)?;
        Ok(bytes)
    }

    fn uuid7(&self, now: Timestamp) -> Result<[u8; 16], NoEntropy> {
        let mut random = [0u8; 10];
        fill(&mut random)?;
        let millis = u64::try_from(now.0).unwrap_or(0);
        Ok(uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid().into_bytes())
    }

    fn seal(&self, to: &[u8; 32], plain: &[u8]) -> Result<Vec<u8>, NoEntropy> {
        crypto_box::PublicKey::from(*to).seal(&mut crypto_box::aead::OsRng, plain).map_err(|_| NoEntropy)
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "the one place where randomness is drawn; everything else takes an Entropy"
)]
fn fill(bytes: &mut [u8]) -> Result<(), NoEntropy> {
    getrandom::fill(bytes).map_err(|_| NoEntropy)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_are_version_7_and_sort_by_time() {
        let early = uuid::Uuid::from_bytes(OsEntropy.uuid7(Timestamp(1_000)).unwrap());
        let late = uuid::Uuid::from_bytes(OsEntropy.uuid7(Timestamp(2_000)).unwrap());
        assert_eq!(early.get_version_num(), 7);
        assert!(early < late);
    }

    #[test]
    fn only_the_owner_of_the_key_opens_a_box() {
        let owner = crypto_box::SecretKey::from([7; 32]);
        let sealed = OsEntropy.seal(owner.public_key().as_bytes(), &[1]).unwrap();
        assert_eq!(sealed.len(), 49);
        assert_eq!(owner.unseal(&sealed).unwrap(), [1]);
        assert!(crypto_box::SecretKey::from([8; 32]).unseal(&sealed).is_err());
    }

    #[test]
    fn two_draws_differ() {
        assert_ne!(OsEntropy.bytes32().unwrap(), OsEntropy.bytes32().unwrap());
    }
}
