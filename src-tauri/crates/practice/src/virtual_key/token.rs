//! The library's view of a virtual key.

use super::{Event, Finger, Job};
use async_trait::async_trait;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, mpsc};
use std::time::Duration;
use tokio::sync::mpsc::UnboundedReceiver;
use trussed_core::InterruptFlag;
use webauthn_authenticator_rs::error::{CtapError, WebauthnCError};
use webauthn_authenticator_rs::transport::Token;
use webauthn_authenticator_rs::ui::UiCallback;
use webauthn_rs_proto::AuthenticatorTransport;

/// How long the firmware may take to give up.
const GIVING_UP: Duration = Duration::from_millis(500);

/// A connection to a virtual key. It answers `Closed` once the key has no power.
pub struct VirtualToken {
    jobs: mpsc::Sender<Job>,
    finger: Arc<Finger>,
    interrupt: &'static InterruptFlag,
    powered: Arc<AtomicBool>,
    /// What the command that runs tells.
    running: Option<UnboundedReceiver<Event>>,
}

impl VirtualToken {
    pub(super) fn new(
        jobs: mpsc::Sender<Job>,
        finger: Arc<Finger>,
        interrupt: &'static InterruptFlag,
        powered: Arc<AtomicBool>,
    ) -> Self {
        Self { jobs, finger, interrupt, powered, running: None }
    }

    fn is_powered(&self) -> bool {
        self.powered.load(Ordering::Acquire)
    }
}

impl std::fmt::Debug for VirtualToken {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("VirtualToken")
    }
}

#[async_trait]
impl Token for VirtualToken {
    type Id = String;

    fn get_transport(&self) -> AuthenticatorTransport {
        AuthenticatorTransport::Usb
    }

    async fn transmit_raw<U: UiCallback>(&mut self, cbor: &[u8], ui: &U) -> Result<Vec<u8>, WebauthnCError> {
        if !self.is_powered() {
            return Err(WebauthnCError::Closed);
        }
        let (reply, events) = tokio::sync::mpsc::unbounded_channel();
        // Kept here: whoever cancels waits for the answer.
        let events = self.running.insert(events);
        self.finger.listen(Some(reply.clone()));
        self.jobs.send(Job { request: cbor.to_vec(), reply }).map_err(|_| WebauthnCError::Closed)?;
        let answer = loop {
            // Now and then it is asked whether the key still has power: a pulled key answers nothing.
            match tokio::time::timeout(Duration::from_millis(50), events.recv()).await {
                Ok(Some(Event::Touch)) => ui.request_touch(),
                Ok(Some(Event::Done(answer))) => break answer,
                Err(_) if self.powered.load(Ordering::Acquire) => {}
                Ok(None) | Err(_) => {
                    self.finger.listen(None);
                    return Err(WebauthnCError::Closed);
                }
            }
        };
        self.finger.listen(None);
        self.running = None;
        if !self.is_powered() {
            return Err(WebauthnCError::Closed);
        }
        match answer.split_first() {
            Some((0, body)) => Ok(body.to_vec()),
            Some((status, _)) => Err(WebauthnCError::Ctap(CtapError::from(*status))),
            None => Err(WebauthnCError::MessageTooShort),
        }
    }

    async fn cancel(&mut self) -> Result<(), WebauthnCError> {
        self.interrupt.interrupt();
        let Some(mut events) = self.running.take() else { return Ok(()) };
        let ended = async { while let Some(Event::Touch) = events.recv().await {} };
        // A key without power answers nothing.
        let _ = tokio::time::timeout(GIVING_UP, ended).await;
        Ok(())
    }

    async fn init(&mut self) -> Result<(), WebauthnCError> {
        Ok(())
    }

    async fn close(&mut self) -> Result<(), WebauthnCError> {
        Ok(())
    }
}
