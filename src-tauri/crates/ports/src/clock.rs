//! Time and randomness, as parameters.

use postern_domain::time::Timestamp;

/// The only source of "now".
pub trait Clock: Send + Sync {
    /// The current time.
    fn now(&self) -> Timestamp;
}

/// The only source of randomness. Implementations draw from the operating system.
pub trait Entropy: Send + Sync {
    /// 32 random bytes.
    fn bytes32(&self) -> Result<[u8; 32], NoEntropy>;
    /// A new version 7 UUID at `now`.
    fn uuid7(&self, now: Timestamp) -> Result<[u8; 16], NoEntropy>;
    /// `plain` in a sealed box (libsodium's `crypto_box_seal`) to the X25519 public key `to`: 48 bytes longer.
    fn seal(&self, to: &[u8; 32], plain: &[u8]) -> Result<Vec<u8>, NoEntropy>;
}

/// The operating system gave no randomness.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the operating system gave no randomness")]
pub struct NoEntropy;
