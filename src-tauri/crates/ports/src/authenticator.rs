//! Security keys at this desk.

use crate::secrets::Pin;
use async_trait::async_trait;
use postern_domain::assertion::{Assertion, PublicKey};
use postern_domain::ids::KeyCredentialId;
use std::sync::Arc;

/// All keys that are plugged in here.
#[async_trait]
pub trait Authenticators: Send + Sync {
    /// The keys that are connected now. A key that does not answer is listed with what is known.
    async fn connected(&self) -> Vec<KeyDescription>;

    /// Sets the first PIN of a key that has none.
    async fn set_pin(&self, key: &KeyId, pin: Pin) -> Result<(), KeyFault>;

    /// Makes a credential (authenticatorMakeCredential: rk, user verification by PIN, direct attestation).
    async fn make_credential(
        &self,
        key: &KeyId,
        ask: MakeCredential,
        pin: Pin,
        progress: Progress,
    ) -> Result<MadeCredential, KeyFault>;

    /// Signs a challenge (authenticatorGetAssertion, user verification by PIN).
    async fn assert(&self, key: &KeyId, ask: AskAssertion, pin: Pin, progress: Progress)
    -> Result<Assertion, KeyFault>;

    /// Ends whatever `key` waits for; the waiting call returns [`KeyFault::Cancelled`].
    async fn cancel(&self, key: &KeyId);
}

/// Names a connected key for as long as it stays connected.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct KeyId(pub String);

/// What a key says about itself (authenticatorGetInfo).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyDescription {
    /// Its name for calls.
    pub id: KeyId,
    /// A label for people: model or virtual key's name.
    pub label: String,
    /// The model's AAGUID, lower-case with hyphens; `None` when it does not answer.
    pub aaguid: Option<String>,
    /// Firmware version, where told.
    pub firmware: Option<u32>,
    /// Whether a PIN is set.
    pub pin_set: bool,
    /// The shortest PIN it accepts, in Unicode code points.
    pub min_pin_length: u32,
    /// A PIN must be changed before use.
    pub force_pin_change: bool,
    /// PIN tries left; `None` when not told.
    pub pin_tries: Option<u32>,
    /// FIDO versions, such as `FIDO_2_1`.
    pub versions: Vec<String>,
    /// It can keep discoverable credentials.
    pub resident_keys: bool,
    /// Why it could not be read, when it could not.
    pub fault: Option<KeyFault>,
}

/// What a key waits for, told while an operation runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyStep {
    /// Talking to the key.
    Working,
    /// The key blinks: a person must touch it.
    Touch,
}

/// Told about each step of a key operation.
pub type Progress = Arc<dyn Fn(KeyStep) + Send + Sync>;

/// A request for a new credential.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MakeCredential {
    /// Relying-party id.
    pub rp_id: String,
    /// Relying-party name.
    pub rp_name: String,
    /// The origin written into clientDataJSON. Pinned by the console, never taken from a server.
    pub origin: String,
    /// The challenge, as bytes.
    pub challenge: Vec<u8>,
    /// The user handle.
    pub user_id: Vec<u8>,
    /// The user's name at the relying party.
    pub user_name: String,
    /// The user's display name.
    pub user_display_name: String,
    /// COSE algorithm numbers in order of preference; -7 is ES256.
    pub algorithms: Vec<i64>,
    /// Credentials that must not already be on this key.
    pub exclude: Vec<KeyCredentialId>,
}

/// A new credential, as the key made it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MadeCredential {
    /// Its id.
    pub id: KeyCredentialId,
    /// Its public key, when it is a P-256 key.
    pub public_key: Option<PublicKey>,
    /// The attestation object, CBOR.
    pub attestation_object: Vec<u8>,
    /// clientDataJSON.
    pub client_data_json: Vec<u8>,
    /// What the attestation proved.
    pub attestation: AttestationVerdict,
    /// The model that attested, lower-case with hyphens.
    pub aaguid: String,
    /// The key verified its user.
    pub user_verified: bool,
    /// The credential may be copied to other devices (flag BE).
    pub backup_eligible: bool,
}

/// What was found when the attestation was checked against the trusted roots.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AttestationVerdict {
    /// The chain ends at a trusted root and the certificate names this AAGUID.
    Trusted {
        /// SHA-256 of the trusted root's DER, lower-case hexadecimal.
        root: String,
    },
    /// There is no chain to a trusted root.
    Untrusted {
        /// What failed, for the log.
        why: String,
    },
}

/// A request for an assertion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AskAssertion {
    /// Relying-party id.
    pub rp_id: String,
    /// The origin written into clientDataJSON.
    pub origin: String,
    /// The challenge, as bytes.
    pub challenge: Vec<u8>,
    /// Credentials that may sign; empty lets the key choose a discoverable one.
    pub allow: Vec<KeyCredentialId>,
}

/// Why a key did not do it. Each has its own next action.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum KeyFault {
    /// It is not connected any more.
    #[error("the key was removed")]
    Removed,
    /// The PIN is not right.
    #[error("wrong PIN")]
    WrongPin {
        /// Tries left, where the key tells.
        tries: Option<u32>,
    },
    /// Three wrong PINs in a row: take the key out and put it back.
    #[error("the key must be taken out and put back")]
    Reinsert,
    /// No tries are left: only a reset helps.
    #[error("the key is blocked")]
    Blocked,
    /// It has no PIN.
    #[error("the key has no PIN")]
    NoPin,
    /// It already has a PIN.
    #[error("the key already has a PIN")]
    PinAlreadySet,
    /// The new PIN is too short, too long or refused by the key.
    #[error("the PIN is not acceptable to the key")]
    PinPolicy,
    /// It must change its PIN first.
    #[error("the key asks for a new PIN first")]
    PinChangeRequired,
    /// Nobody touched it in time.
    #[error("no touch in time")]
    NoTouch,
    /// It was cancelled here.
    #[error("cancelled")]
    Cancelled,
    /// It holds none of the credentials asked for.
    #[error("the key holds no such credential")]
    NoCredential,
    /// It already holds a credential that was excluded.
    #[error("the key already holds a credential of this account")]
    Excluded,
    /// It has no room.
    #[error("the key is full")]
    Full,
    /// Another operation runs on it.
    #[error("the key is busy")]
    Busy,
    /// It cannot do what was asked.
    #[error("the key cannot do this: {0}")]
    Unsupported(String),
    /// It answered with nonsense, or the driver failed.
    #[error("the key failed: {0}")]
    Device(String),
}
