//! A key of either firmware at a desk of its own.

use async_trait::async_trait;
use postern_authenticator::hid::Channel;
use postern_authenticator::{Desk, KeySource, Root, TrustedRoots, Worker};
use postern_opensk_key::{OpenSk, OpenSkSettings};
use postern_ports::Authenticators;
use postern_ports::authenticator::{
    AskAssertion, KeyDescription, KeyFault, KeyId, MadeCredential, MakeCredential, Progress, Verification, Wishes,
};
use postern_ports::secrets::Pin;
use postern_practice::{Batch, STAFF_MODEL, VirtualKey, VirtualKeySettings};
use serde_cbor_2::Value;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use webauthn_authenticator_rs::error::WebauthnCError;
use webauthn_authenticator_rs::transport::Token;
use webauthn_authenticator_rs::ui::UiCallback;
use webauthn_rs_proto::AuthenticatorTransport;

/// The PIN of the keys here.
pub const PIN: &str = "482916";
/// The relying party of the credentials here.
pub const RP: &str = "login.example.com";
/// Its origin.
pub const ORIGIN: &str = "https://login.example.com";

/// A firmware under test.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Firmware {
    /// fido-authenticator on trussed: Nitrokey 3 and SoloKeys.
    FidoAuthenticator,
    /// Google's OpenSK, over CTAPHID.
    OpenSk,
}

impl Firmware {
    /// Its name in the table.
    pub fn name(self) -> &'static str {
        match self {
            Self::FidoAuthenticator => "fido-authenticator",
            Self::OpenSk => "opensk",
        }
    }
}

/// How a key differs from a plain one.
#[derive(Debug, Default, Clone)]
pub struct Made {
    /// OpenSK: it may attest itself to these relying parties.
    pub enterprise: Option<Vec<String>>,
    /// OpenSK: a finger is known to it.
    pub finger: bool,
    /// It says that it knows PIN/UV auth protocol 1 only.
    pub first_protocol: bool,
    /// It does not say that it has the extension hmac-secret.
    pub no_hmac_secret: bool,
    /// Its assertions come without what extensions answered: for a credential that it keeps no secret for.
    pub no_answer: bool,
}

enum Hardware {
    Fido { folder: tempfile::TempDir, key: Mutex<Option<VirtualKey>> },
    OpenSk(OpenSk),
}

/// A token whose key's answers lack what both firmwares have. They prefer PIN/UV auth protocol 2, and compute a secret for
/// every credential.
#[derive(Debug)]
struct Lacking<T> {
    token: T,
    made: Made,
}

fn fields(answer: &[u8]) -> BTreeMap<Value, Value> {
    let Ok(Value::Map(fields)) = serde_cbor_2::from_slice(answer) else { panic!("no map") };
    fields
}

impl Made {
    fn is_plain(&self) -> bool {
        !(self.first_protocol || self.no_hmac_secret || self.no_answer)
    }

    /// What it says about itself.
    fn info(&self, answer: &[u8]) -> Vec<u8> {
        let mut info = fields(answer);
        if self.first_protocol {
            let had = info.insert(Value::Integer(6), Value::Array(vec![Value::Integer(1)]));
            assert!(matches!(had, Some(Value::Array(all)) if all.contains(&Value::Integer(1))), "it lacks protocol 1");
        }
        if self.no_hmac_secret {
            let Some(Value::Array(names)) = info.get_mut(&Value::Integer(2)) else { panic!("no extensions") };
            let all = names.len();
            names.retain(|name| *name != Value::Text("hmac-secret".to_owned()));
            assert_eq!(names.len() + 1, all, "it lacks hmac-secret");
        }
        serde_cbor_2::to_vec(&Value::Map(info)).unwrap()
    }

    /// What it signed. The signature holds no longer.
    fn assertion(&self, answer: &[u8]) -> Vec<u8> {
        let mut fields = fields(answer);
        if self.no_answer {
            let Some(Value::Bytes(data)) = fields.get_mut(&Value::Integer(2)) else { panic!("no data") };
            data.truncate(37);
            data[32] &= !0x80;
        }
        serde_cbor_2::to_vec(&Value::Map(fields)).unwrap()
    }
}

#[async_trait]
impl<T: Token> Token for Lacking<T> {
    type Id = T::Id;

    fn get_transport(&self) -> AuthenticatorTransport {
        self.token.get_transport()
    }
    async fn transmit_raw<U: UiCallback>(&mut self, command: &[u8], ui: &U) -> Result<Vec<u8>, WebauthnCError> {
        let answer = self.token.transmit_raw(command, ui).await?;
        Ok(match command.first() {
            Some(0x04) => self.made.info(&answer),
            Some(0x02) => self.made.assertion(&answer),
            Some(_) | None => answer,
        })
    }
    async fn cancel(&mut self) -> Result<(), WebauthnCError> {
        self.token.cancel().await
    }
    async fn init(&mut self) -> Result<(), WebauthnCError> {
        self.token.init().await
    }
    async fn close(&mut self) -> Result<(), WebauthnCError> {
        self.token.close().await
    }
}

/// A key at a desk.
pub struct Rig {
    made: Made,
    hardware: Hardware,
    source: Arc<Slot>,
    /// The desk.
    pub desk: Desk,
}

#[derive(Default)]
struct Slot(Mutex<Vec<Worker>>);

#[async_trait]
impl KeySource for Slot {
    async fn plugged(&self) -> Vec<Worker> {
        self.0.lock().unwrap().iter().filter(|w| w.is_alive()).cloned().collect()
    }
}

/// The first key's name.
pub fn first() -> KeyId {
    KeyId("key-1".to_owned())
}

/// No progress is looked at.
pub fn quiet() -> Progress {
    Arc::new(|_| {})
}

/// The PIN of the keys here.
pub fn pin() -> Verification {
    Verification::Pin(Pin::new(PIN.to_owned()))
}

impl Rig {
    /// A new key that is touched at once whenever it asks.
    pub fn new(firmware: Firmware) -> Self {
        Self::made(firmware, Made::default())
    }

    /// The same, made otherwise.
    pub fn made(firmware: Firmware, made: Made) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let batch = Batch::load(&folder.path().join("attestation"), STAFF_MODEL).unwrap();
        let roots = TrustedRoots::new(vec![Root { der: batch.root.clone() }]);
        let hardware = match firmware {
            Firmware::FidoAuthenticator => Hardware::Fido { folder, key: Mutex::new(None) },
            Firmware::OpenSk => {
                let settings = OpenSkSettings {
                    aaguid: *STAFF_MODEL.as_bytes(),
                    // The firmware's key file: four bytes before the scalar.
                    batch: Some((batch.certificate.clone(), batch.firmware_key[4..].to_vec())),
                    enterprise: made.enterprise.clone(),
                    finger: made.finger,
                    first_protocol: made.first_protocol,
                    touch_timeout: None,
                };
                Hardware::OpenSk(OpenSk::power(settings).unwrap())
            }
        };
        let source = Arc::new(Slot::default());
        let rig = Self { made, hardware, source: source.clone(), desk: Desk::new(vec![source], roots) };
        rig.plug();
        rig.touch_always(true);
        rig
    }

    fn plug(&self) {
        let worker = match &self.hardware {
            Hardware::Fido { folder, key } => {
                let settings = VirtualKeySettings {
                    name: "key-1".to_owned(),
                    batch: Batch::load(&folder.path().join("attestation"), STAFF_MODEL).unwrap(),
                    state: Some(folder.path().join("state")),
                    touch_timeout_ms: 2_000,
                };
                let powered = VirtualKey::power(settings).unwrap();
                let worker = self.worker(powered.token());
                *key.lock().unwrap() = Some(powered);
                worker
            }
            Hardware::OpenSk(key) => {
                key.put_back();
                self.worker(Channel::new(key.wire()))
            }
        };
        *self.source.0.lock().unwrap() = vec![worker];
    }

    fn worker<T: Token + 'static>(&self, token: T) -> Worker {
        if self.made.is_plain() {
            Worker::spawn(first(), "Key 1", None, token).unwrap()
        } else {
            Worker::spawn(first(), "Key 1", None, Lacking { token, made: self.made.clone() }).unwrap()
        }
    }

    /// Pulls the key out.
    pub fn pull(&self) {
        for worker in self.source.0.lock().unwrap().drain(..) {
            worker.retire();
        }
        match &self.hardware {
            Hardware::Fido { key, .. } => drop(key.lock().unwrap().take()),
            Hardware::OpenSk(key) => key.pull(),
        }
    }

    /// Takes it out and puts it back.
    pub async fn replug(&self) {
        self.pull();
        // The old thread lets go of the state file.
        tokio::time::sleep(std::time::Duration::from_millis(300)).await;
        self.plug();
        self.touch_always(true);
    }

    /// Touches it always and at once, or not.
    pub fn touch_always(&self, always: bool) {
        match &self.hardware {
            Hardware::Fido { key, .. } => {
                if let Some(key) = &*key.lock().unwrap_or_else(PoisonError::into_inner) {
                    key.touch_always(always);
                }
            }
            Hardware::OpenSk(key) => key.touch_always(always),
        }
    }

    /// Puts the key of another desk in the place of this one.
    pub fn put_in(&self, other: &Self) {
        let theirs = other.source.0.lock().unwrap().clone();
        *self.source.0.lock().unwrap() = theirs;
    }

    /// The root that its attestation ends at, DER.
    pub fn root(&self) -> Vec<u8> {
        match &self.hardware {
            Hardware::Fido { folder, .. } => Batch::load(&folder.path().join("attestation"), STAFF_MODEL).unwrap().root,
            Hardware::OpenSk(_) => Vec::new(),
        }
    }

    /// What it says about itself.
    pub async fn told(&self) -> KeyDescription {
        self.desk.connected().await.into_iter().next().expect("a key")
    }

    /// A key with [`PIN`].
    pub async fn with_pin(firmware: Firmware) -> Self {
        let rig = Self::new(firmware);
        rig.set_pin(PIN).await.unwrap();
        rig
    }

    /// Sets the first PIN.
    pub async fn set_pin(&self, pin: &str) -> Result<(), KeyFault> {
        self.desk.set_pin(&first(), Pin::new(pin.to_owned())).await
    }

    /// Makes a credential for this user.
    pub async fn make(&self, user: u32, wishes: Wishes) -> Result<MadeCredential, KeyFault> {
        self.make_as(ask(user, wishes), pin()).await
    }

    /// Makes this credential.
    pub async fn make_as(&self, ask: MakeCredential, by: Verification) -> Result<MadeCredential, KeyFault> {
        self.desk.make_credential(&first(), ask, by, quiet()).await
    }
}

/// A request for a credential of this user.
pub fn ask(user: u32, wishes: Wishes) -> MakeCredential {
    MakeCredential {
        rp_id: RP.to_owned(),
        rp_name: "Example".to_owned(),
        origin: ORIGIN.to_owned(),
        challenge: vec![7; 32],
        user_id: user.to_be_bytes().to_vec(),
        user_name: format!("user-{user}"),
        user_display_name: format!("User {user}"),
        algorithms: vec![-7],
        exclude: Vec::new(),
        wishes,
    }
}

/// A request for an assertion by these credentials.
pub fn sign(allow: Vec<postern_domain::ids::KeyCredentialId>) -> AskAssertion {
    AskAssertion { rp_id: RP.to_owned(), origin: ORIGIN.to_owned(), challenge: vec![9; 32], allow }
}
