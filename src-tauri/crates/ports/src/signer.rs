//! What a console signs the history with.

use crate::secrets::SecretsFault;
use postern_domain::ids::ConsoleKey;

/// The console's signing key. The private half stays in the keyring and in this object.
pub trait Signer: Send + Sync {
    /// The public half.
    fn key(&self) -> ConsoleKey;
    /// An Ed25519 signature over `message`.
    fn sign(&self, message: &[u8]) -> [u8; 64];
    /// Draws the key that comes next and keeps it beside the one in use.
    fn draw_next(&self) -> Result<ConsoleKey, SecretsFault>;
    /// Uses the key that was drawn next, where it is `known` (what the history says this console signs with). To be
    /// called after a rotation was recorded, and again at every start: a crash in between changes nothing.
    fn settle(&self, known: ConsoleKey) -> Result<(), SecretsFault>;
}
