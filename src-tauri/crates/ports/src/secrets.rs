//! Secrets: redacted by type, erased when dropped.

use secrecy::{ExposeSecret as _, SecretString};

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
