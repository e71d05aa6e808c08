//! Keys of machine identities: drawn in memory, handed over sealed, kept nowhere.

use secrecy::SecretString;

/// A key that was drawn for a machine identity. No `Clone`: it is handed over once, and erased.
pub struct MachineKey {
    /// The private key in PEM (PKCS#8), after its certificate where the directory takes one: what the consumers get.
    pub secret: SecretString,
    /// The public half.
    pub public: MachinePublicKey,
}

impl std::fmt::Debug for MachineKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("MachineKey").field("public", &self.public).finish_non_exhaustive()
    }
}

/// The public half of a machine identity's key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MachinePublicKey {
    /// What the directory lists it by: the certificate's SHA-256, or the `kid` of the key.
    pub name: String,
    /// What it is called there.
    pub label: String,
    /// SubjectPublicKeyInfo, DER.
    pub spki: Vec<u8>,
    /// The certificate, DER, where the directory takes one.
    pub certificate: Option<Vec<u8>>,
}

/// Seals what only its recipient may read.
pub trait Sealer: Send + Sync {
    /// Whether this is a recipient that can be sealed to.
    fn knows(&self, recipient: &str) -> bool;
    /// Seals `secret` to `recipient`: text that may be sent on any way.
    fn seal(&self, recipient: &str, secret: &SecretString) -> Result<String, SealFault>;
}

/// Where sealed texts are left for people to send on, and lists and files for people to read.
pub trait Outbox: Send + Sync {
    /// Leaves `bytes` under `name`, for whoever runs the console alone; where it is, for people.
    fn leave_file(&self, name: &str, bytes: &[u8]) -> Result<String, SealFault>;
    /// The same with a text.
    fn leave(&self, name: &str, text: &str) -> Result<String, SealFault> {
        self.leave_file(name, text.as_bytes())
    }
}

/// Why nothing was sealed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SealFault {
    /// That is no recipient.
    #[error("not a recipient that can be sealed to")]
    Recipient,
    /// Sealing failed.
    #[error("sealing failed")]
    Failed,
    /// It could not be left anywhere.
    #[error("the sealed text cannot be written: {0}")]
    NotLeft(String),
}
