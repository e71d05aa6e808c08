//! Security keys at this desk.

use crate::secrets::{KeySecret, Pin};
use async_trait::async_trait;
use postern_domain::assertion::{Assertion, PublicKey};
use postern_domain::canonical::Digest;
use postern_domain::ids::KeyCredentialId;
use std::sync::Arc;

/// All keys that are plugged in here.
#[async_trait]
pub trait Authenticators: Send + Sync {
    /// The keys that are connected now. A key that does not answer is listed with what is known.
    async fn connected(&self) -> Vec<KeyDescription>;

    /// Waits until a person touches one of the connected keys: that is the one meant (authenticatorSelection).
    async fn identify(&self, progress: Progress) -> Result<KeyId, KeyFault>;

    /// Sets the first PIN of a key that has none.
    async fn set_pin(&self, key: &KeyId, pin: Pin) -> Result<(), KeyFault>;

    /// Changes the PIN. The old one is tried once.
    async fn change_pin(&self, key: &KeyId, old: Pin, new: Pin) -> Result<(), KeyFault>;

    /// Changes a setting of the key itself (authenticatorConfig). Some cannot be undone but by a reset.
    async fn configure(&self, key: &KeyId, setting: KeySetting, by: Verification) -> Result<(), KeyFault>;

    /// Erases the key: every credential on it, and its PIN (authenticatorReset). Most keys accept it only within seconds
    /// of being plugged in, some as their first command alone: where this one refuses, it is waited for until it was
    /// taken out and put back. Takes a touch. Unless its serial number shows that it is the same one, `again` is asked
    /// about the key that was put back, before anything on it is erased.
    async fn reset(&self, key: &KeyId, again: Again<'_>, progress: Progress) -> Result<(), KeyFault>;

    /// The discoverable credentials on the key (authenticatorCredentialManagement).
    async fn credentials(&self, key: &KeyId, by: Verification) -> Result<StoredCredentials, KeyFault>;

    /// Renames the user of a credential on the key.
    async fn rename_credential(
        &self,
        key: &KeyId,
        credential: &StoredCredential,
        by: Verification,
    ) -> Result<(), KeyFault>;

    /// Deletes a credential from the key.
    async fn delete_credential(&self, key: &KeyId, id: &KeyCredentialId, by: Verification) -> Result<(), KeyFault>;

    /// Which of these credentials of one relying party the key holds. Needs no touch; without verification, a key that
    /// always verifies does not tell ([`KeyFault`]), and one that hides a credential (credProtect) does not name it.
    async fn holds(
        &self,
        key: &KeyId,
        rp_id: &str,
        ids: &[KeyCredentialId],
        by: Verification,
    ) -> Result<Vec<KeyCredentialId>, KeyFault>;

    /// Makes a credential (authenticatorMakeCredential, user verified).
    async fn make_credential(
        &self,
        key: &KeyId,
        ask: MakeCredential,
        by: Verification,
        progress: Progress,
    ) -> Result<MadeCredential, KeyFault>;

    /// Signs a challenge with one credential (authenticatorGetAssertion, user verified).
    async fn assert(
        &self,
        key: &KeyId,
        ask: AskAssertion,
        by: Verification,
        progress: Progress,
    ) -> Result<Assertion, KeyFault>;

    /// Signs a challenge as [`Self::assert`] does, and at the same touch has the key compute a secret of the credential
    /// that signs: the same one for the same salt, as long as the credential lives (hmac-secret, user verified).
    /// [`KeyFault::Unsupported`] where the key does not have the extension, or answers without a secret.
    async fn assert_with_secret(
        &self,
        key: &KeyId,
        ask: AskAssertion,
        salt: [u8; 32],
        by: Verification,
        progress: Progress,
    ) -> Result<(Assertion, KeySecret), KeyFault>;

    /// Signs a challenge with every credential of the relying party (authenticatorGetNextAssertion), newest first.
    async fn assert_each(
        &self,
        key: &KeyId,
        ask: AskAssertion,
        by: Verification,
        progress: Progress,
    ) -> Result<Vec<Signed>, KeyFault>;

    /// Ends whatever `key` waits for; the waiting call returns [`KeyFault::Cancelled`].
    async fn cancel(&self, key: &KeyId);
}

/// Asked whether a key that was put back may be erased.
pub type Again<'a> =
    Box<dyn Fn(KeyId) -> std::pin::Pin<Box<dyn Future<Output = Result<(), KeyFault>> + Send + 'a>> + Send + Sync + 'a>;

/// How a key makes sure that its user is there.
#[derive(Debug, Clone)]
pub enum Verification {
    /// By PIN. Tried once.
    Pin(Pin),
    /// By the key's own sensor, where it has one (built-in user verification).
    BuiltIn,
    /// Not at all: only for [`Authenticators::holds`], which some keys answer without it.
    Nobody,
}

impl From<Pin> for Verification {
    fn from(pin: Pin) -> Self {
        Self::Pin(pin)
    }
}

/// A setting of a key (CTAP 2.1 §6.11).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum KeySetting {
    /// The shortest PIN, and who may see it. A key never shortens it again.
    MinPinLength {
        /// In Unicode code points, 4 to 63.
        length: u32,
        /// Relying parties that are told the length (extension minPinLength).
        tell: Vec<String>,
    },
    /// The PIN must be changed before the key is used again.
    ForcePinChange,
    /// Every use verifies the user, asked for or not. Set to the other state.
    ToggleAlwaysVerify,
    /// The key may attest who owns it to its vendor's relying parties. Never undone but by a reset.
    EnterpriseAttestation,
}

/// The discoverable credentials on a key.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct StoredCredentials {
    /// Them, by relying party.
    pub all: Vec<StoredCredential>,
    /// How many more may fit, as the key estimates.
    pub room: Option<u32>,
}

/// A discoverable credential on a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredCredential {
    /// Whose it is; empty when the key no longer knows the name.
    pub rp_id: String,
    /// Its id.
    pub id: KeyCredentialId,
    /// The user handle.
    pub user_id: Vec<u8>,
    /// The user's name at the relying party.
    pub user_name: String,
    /// The user's display name.
    pub user_display_name: String,
    /// credProtect: 1 optional, 2 optional with a list, 3 required.
    pub protection: Option<u32>,
}

/// An assertion, and whose it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signed {
    /// The assertion.
    pub assertion: Assertion,
    /// The user handle, for a discoverable credential.
    pub user_id: Option<Vec<u8>>,
    /// The user's name, where several were found.
    pub user_name: Option<String>,
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
    /// The serial number it tells over USB, where it does. Identifies one key.
    pub serial: Option<String>,
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
    /// Tries of the built-in sensor left; `None` without one.
    pub sensor_tries: Option<u32>,
    /// FIDO versions, such as `FIDO_2_1`.
    pub versions: Vec<String>,
    /// It can keep discoverable credentials.
    pub resident_keys: bool,
    /// What else it has.
    pub features: KeyFeatures,
    /// Why it could not be read, when it could not.
    pub fault: Option<KeyFault>,
}

/// What a key can do and how it is set. An option is `None` where the key does not have it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct KeyFeatures {
    /// Built-in user verification: set up or not.
    pub built_in_verification: Option<bool>,
    /// Every use verifies the user.
    pub always_verify: Option<bool>,
    /// Enterprise attestation.
    pub enterprise_attestation: Option<bool>,
    /// Credentials on it can be listed and deleted.
    pub manages_credentials: bool,
    /// Its shortest PIN can be set.
    pub sets_min_pin_length: bool,
    /// How it connects: `usb`, `nfc`, `ble`.
    pub transports: Vec<String>,
    /// Extensions, such as `credProtect`.
    pub extensions: Vec<String>,
    /// COSE algorithm numbers, in its order of preference. Empty: not told, which means ES256 at least.
    pub algorithms: Vec<i64>,
    /// PIN/UV auth protocols.
    pub pin_protocols: Vec<u8>,
    /// Discoverable credentials that may still fit.
    pub room: Option<u32>,
    /// Certifications it claims, such as `FIDO: 2`.
    pub certifications: Vec<(String, u32)>,
}

/// What a key waits for, told while an operation runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyStep {
    /// It must be taken out and put back.
    Insert,
    /// The PIN is asked for in a window of its own.
    Pin,
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
    /// What else is asked of the credential.
    pub wishes: Wishes,
}

/// What is asked of a credential beyond user verification.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wishes {
    /// Discoverable (rk).
    pub discoverable: bool,
    /// credProtect level 1 to 3; left out where the key does not have the extension.
    pub protection: Option<u32>,
    /// A secret bound to the credential (hmac-secret).
    pub hmac_secret: bool,
    /// Tell the shortest PIN (minPinLength).
    pub min_pin_length: bool,
    /// Which attestation.
    pub attestation: Attestation,
}

impl Default for Wishes {
    fn default() -> Self {
        Self {
            discoverable: true,
            protection: None,
            hmac_secret: false,
            min_pin_length: false,
            attestation: Attestation::Direct,
        }
    }
}

/// Which attestation is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Attestation {
    /// Of the model.
    Direct,
    /// Of this very key, to relying parties that its vendor burnt in (mode 1).
    Vendor,
    /// Of this very key, to relying parties that the platform knows (mode 2).
    Platform,
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
    /// The COSE algorithm of its key.
    pub algorithm: Option<i64>,
    /// credProtect, as the key granted it.
    pub protection: Option<u32>,
    /// The key keeps a secret for it (hmac-secret).
    pub hmac_secret: bool,
    /// The key's shortest PIN, where it was asked for and the relying party may know.
    pub min_pin_length: Option<u32>,
    /// The attestation names this very key (enterprise attestation).
    pub enterprise: bool,
    /// A digest of the certificate that attested, where the attestation names this very key and is trusted.
    pub attested_as: Option<Digest>,
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
    /// Its PIN was drawn and is not known any more: it must be erased.
    #[error("the key's PIN was drawn and is not known any more")]
    PinUnknown,
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
    /// It does not answer: take it out and put it back.
    #[error("the key does not answer")]
    Silent,
    /// Its sensor took too many wrong tries: the PIN is needed.
    #[error("the key's sensor is blocked")]
    SensorBlocked,
    /// The sensor did not recognise the user.
    #[error("not recognised by the key's sensor")]
    NotRecognised,
    /// It must have been plugged in just now for this.
    #[error("the key must be taken out and put back just before")]
    TooLate,
    /// It said that it is done, and what it tells now shows something else.
    #[error("the key does not show what was set")]
    NotKept,
    /// It refuses this in its present state.
    #[error("the key refuses this now")]
    NotNow,
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

impl KeyFault {
    /// Stable code; words are keyed by it.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Removed => "removed",
            Self::WrongPin { .. } => "wrong_pin",
            Self::Reinsert => "reinsert",
            Self::Blocked => "blocked",
            Self::NoPin => "no_pin",
            Self::PinAlreadySet => "pin_already_set",
            Self::PinPolicy => "pin_policy",
            Self::PinUnknown => "pin_unknown",
            Self::PinChangeRequired => "pin_change_required",
            Self::NoTouch => "no_touch",
            Self::Cancelled => "cancelled",
            Self::NoCredential => "no_credential",
            Self::Excluded => "excluded",
            Self::Full => "full",
            Self::Silent => "silent",
            Self::SensorBlocked => "sensor_blocked",
            Self::NotRecognised => "not_recognised",
            Self::TooLate => "too_late",
            Self::NotKept => "not_kept",
            Self::NotNow => "not_now",
            Self::Busy => "busy",
            Self::Unsupported(_) => "unsupported",
            Self::Device(_) => "device",
        }
    }
}
