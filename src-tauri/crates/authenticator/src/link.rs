//! A key as its thread holds it: the library's `Token` behind one plain call.

use crate::ctap::{Fields, fields, int};
use crate::fault::key_fault;
use async_trait::async_trait;
use postern_ports::authenticator::{KeyFault, KeyStep, Progress};
use serde_cbor_2::Value;
use webauthn_authenticator_rs::transport::Token;
use webauthn_authenticator_rs::types::{CableRequestType, CableState, EnrollSampleStatus};
use webauthn_authenticator_rs::ui::UiCallback;

/// A token without its type parameters.
#[async_trait]
pub trait Link: Send {
    /// Starts the connection.
    async fn start(&mut self) -> Result<(), KeyFault>;
    /// Sends a command and waits for its answer.
    async fn transmit(&mut self, command: &[u8], tell: &Asking) -> Result<Vec<u8>, KeyFault>;
    /// Ends what the key waits for.
    async fn give_up(&mut self) -> Result<(), KeyFault>;
}

#[async_trait]
impl<T: Token> Link for T {
    async fn start(&mut self) -> Result<(), KeyFault> {
        self.init().await.map_err(|e| key_fault(&e))
    }
    async fn transmit(&mut self, command: &[u8], tell: &Asking) -> Result<Vec<u8>, KeyFault> {
        self.transmit_raw(command, tell).await.map_err(|e| key_fault(&e))
    }
    async fn give_up(&mut self) -> Result<(), KeyFault> {
        self.cancel().await.map_err(|e| key_fault(&e))
    }
}

/// A key, and whom to tell what it waits for.
pub struct Session {
    link: Box<dyn Link>,
    asking: Asking,
}

impl Session {
    /// A session over a token.
    pub fn new(token: impl Token + 'static) -> Self {
        Self { link: Box::new(token), asking: Asking(None) }
    }

    /// Tells `progress` from now on.
    pub fn tell(&mut self, progress: Option<Progress>) {
        self.asking = Asking(progress);
    }

    /// Starts the connection.
    pub async fn start(&mut self) -> Result<(), KeyFault> {
        self.link.start().await
    }

    /// Ends what the key waits for.
    pub async fn give_up(&mut self) -> Result<(), KeyFault> {
        self.link.give_up().await
    }

    /// Sends command `code` with these parameters; none at all when there are none.
    pub async fn send(&mut self, code: u8, parameters: Vec<(i128, Value)>) -> Result<Fields, KeyFault> {
        let mut command = vec![code];
        if !parameters.is_empty() {
            let map = Value::Map(parameters.into_iter().map(|(key, value)| (int(key), value)).collect());
            serde_cbor_2::to_writer(&mut command, &map).map_err(|e| KeyFault::Device(e.to_string()))?;
        }
        fields(&self.link.transmit(&command, &self.asking).await?)
    }
}

/// Passes the key's wish for a touch on.
pub struct Asking(Option<Progress>);

impl std::fmt::Debug for Asking {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Asking")
    }
}

impl UiCallback for Asking {
    fn request_pin(&self) -> Option<String> {
        // PINs are never asked for from here: they come with the request.
        None
    }
    fn request_touch(&self) {
        if let Some(tell) = &self.0 {
            tell(KeyStep::Touch);
        }
    }
    fn processing(&self) {
        if let Some(tell) = &self.0 {
            tell(KeyStep::Working);
        }
    }
    fn fingerprint_enrollment_feedback(&self, _: u32, _: Option<EnrollSampleStatus>) {}
    fn cable_qr_code(&self, _: CableRequestType, _: String) {}
    fn dismiss_qr_code(&self) {}
    fn cable_status_update(&self, _: CableState) {}
}
