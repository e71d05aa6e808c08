//! Secrets: redacted by type, erased when dropped.

use postern_domain::ids::{DirectoryId, KeyCredentialId};
use secrecy::{ExposeSecret as _, SecretBox, SecretString};

/// The PIN of a security key, as typed. Never stored, logged or serialised.
#[derive(Clone)]
pub struct Pin(SecretString);

impl Pin {
    /// Wraps typed text. Length and normal form are the authenticator's business.
    pub fn new(text: String) -> Self {
        Self(SecretString::from(text))
    }

    /// The PIN itself. Call only where it is encrypted for the key.
    pub fn expose(&self) -> &str {
        self.0.expose_secret()
    }
}

/// A recovery code, as drawn or as typed. Never stored, logged or serialised.
#[derive(Clone)]
pub struct RecoveryCode(SecretString);

impl RecoveryCode {
    /// What was typed, without the spaces and hyphens that people put into codes.
    pub fn typed(text: &str) -> Self {
        Self(SecretString::from(text.chars().filter(|c| c.is_alphanumeric()).collect::<String>()))
    }

    /// The code itself. Call only where it is sent, or compared under a key.
    pub fn expose(&self) -> &str {
        self.0.expose_secret()
    }
}

impl std::fmt::Debug for RecoveryCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("RecoveryCode(redacted)")
    }
}

/// 32 bytes that only this console has, in its keyring: under them codes and covert flags are kept.
#[derive(Clone)]
pub struct ConsoleSecret(SecretString);

impl ConsoleSecret {
    /// From 64 hexadecimal digits; `None` when it is not that.
    pub fn from_hex(hex: SecretString) -> Option<Self> {
        let text = hex.expose_secret();
        let fits = text.len() == 64 && text.bytes().all(|b| b.is_ascii_hexdigit());
        fits.then_some(Self(hex))
    }

    /// The secret itself. Call only where something is computed under it.
    pub fn expose(&self) -> &str {
        self.0.expose_secret()
    }
}

impl std::fmt::Debug for ConsoleSecret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("ConsoleSecret(redacted)")
    }
}

/// What a security key computes for a credential and a salt (hmac-secret). Never stored, logged or serialised.
pub struct KeySecret(SecretBox<[u8; 32]>);

impl KeySecret {
    /// Copies 32 bytes, which whoever read them erases; `None` when they are not 32.
    pub fn from_slice(bytes: &[u8]) -> Option<Self> {
        let fits = bytes.len() == 32;
        fits.then(|| Self(SecretBox::init_with_mut(|own: &mut [u8; 32]| own.copy_from_slice(bytes))))
    }

    /// The secret itself. Call only where something is computed under it.
    pub fn expose(&self) -> &[u8; 32] {
        self.0.expose_secret()
    }
}

impl std::fmt::Debug for KeySecret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("KeySecret(redacted)")
    }
}

/// The text of a secret. Every call has a comment that says why.
pub fn reveal(secret: &SecretString) -> &str {
    secret.expose_secret()
}

impl std::fmt::Debug for Pin {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Pin(redacted)")
    }
}

/// A place that keeps secrets for this console: the operating system's keyring.
pub trait Secrets: Send + Sync {
    /// The secret called `name`, or `None` when there is none.
    fn read(&self, name: &str) -> Result<Option<SecretString>, SecretsFault>;
    /// Keeps `secret` under `name`, replacing what was there.
    fn write(&self, name: &str, secret: &SecretString) -> Result<(), SecretsFault>;
}

/// Secrets that change something at directories, each sealed under what supervisors' keys compute: whoever has the keyring
/// alone opens none of them.
pub trait WriteSecrets: Send + Sync {
    /// Whose keys open the one of `directory`: their approving credentials.
    fn holders(&self, directory: &DirectoryId) -> Result<Vec<KeyCredentialId>, SecretsFault>;
    /// Seals `secret` for each of `holders` in place of what was there. Nobody else opens it from then on.
    fn seal(
        &self,
        directory: &DirectoryId,
        secret: &SecretString,
        holders: &[(KeyCredentialId, KeySecret)],
    ) -> Result<(), SecretsFault>;
    /// Opens it with what the key of `holder` computed; `None` where that does not open it.
    fn open(
        &self,
        directory: &DirectoryId,
        holder: &KeyCredentialId,
        by: &KeySecret,
    ) -> Result<Option<SecretString>, SecretsFault>;
}

/// Why the keyring did not serve.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SecretsFault {
    /// The keyring is locked, or its owner refused.
    #[error("the keyring is locked")]
    Locked,
    /// There is no keyring service here.
    #[error("there is no keyring service")]
    Missing,
    /// It answered with something else.
    #[error("the keyring failed: {0}")]
    Failed(String),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_secret_has_32_bytes_and_is_never_printed() {
        for length in [0, 31, 33, 64] {
            assert!(KeySecret::from_slice(&vec![7; length]).is_none(), "{length}");
        }
        let secret = KeySecret::from_slice(&[7; 32]).unwrap();
        assert_eq!((secret.expose(), format!("{secret:?}").as_str()), (&[7; 32], "KeySecret(redacted)"));
    }
}
