//! One program's channel to one key: the library's `Token` over reports.
//!
//! The library's own USB token reads without a deadline, indexes by what the key sends and asserts that channels and
//! nonces fit; this one waits in slices, so that a cancel gets through, and answers whatever comes with an error.

use super::frame::{Assembler, BROADCAST, Hid, Message, cut};
use super::wire::{Lost, Wire};
use async_trait::async_trait;
use std::time::{Duration, Instant};
use webauthn_authenticator_rs::error::{CtapError, WebauthnCError};
use webauthn_authenticator_rs::transport::Token;
use webauthn_authenticator_rs::ui::UiCallback;
use webauthn_rs_proto::AuthenticatorTransport;

/// How long a read may block the key's thread before it looks whether it was cancelled.
const SLICE: Duration = Duration::from_millis(20);
/// A key that works says so every 100 ms (§11.2.9.1.5): silence this long is a key that hangs.
const SILENCE: Duration = Duration::from_secs(4);
/// How long it may take to give up.
const GIVING_UP: Duration = Duration::from_secs(1);
/// No operation takes longer than this, however often the key says that it is still at it.
const LONGEST: Duration = Duration::from_secs(90);
/// Reports that may come without one of them being of use: a flood is a fault.
const FLOOD: u32 = 4096;
/// The key understands CTAP2 (§11.2.9.1.3).
const CAPABILITY_CBOR: u8 = 0x04;

/// How long each wait may take.
#[derive(Debug, Clone, Copy)]
pub struct Patience {
    /// Without any sign of life.
    pub silence: Duration,
    /// After a cancel.
    pub giving_up: Duration,
    /// In all.
    pub longest: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Self { silence: SILENCE, giving_up: GIVING_UP, longest: LONGEST }
    }
}

/// A channel to a key.
pub struct Channel<W> {
    wire: W,
    id: Option<u32>,
    patience: Patience,
    /// A command was sent whose answer was not read.
    owed: bool,
}

impl<W> std::fmt::Debug for Channel<W> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Channel").field("id", &self.id).finish_non_exhaustive()
    }
}

impl<W: Wire> Channel<W> {
    /// A channel over this wire, not yet opened.
    pub fn new(wire: W) -> Self {
        Self::with_patience(wire, Patience::default())
    }

    /// The same, waiting as long as told.
    pub fn with_patience(wire: W, patience: Patience) -> Self {
        Self { wire, id: None, patience, owed: false }
    }

    fn send(&mut self, channel: u32, command: Hid, payload: &[u8]) -> Result<(), WebauthnCError> {
        let reports = cut(channel, command, payload).ok_or(WebauthnCError::MessageTooLarge)?;
        reports.iter().try_for_each(|report| self.wire.write(report)).map_err(|e| lost(&e))
    }

    /// The next message on `channel` that is of use, as `of_use` sees it.
    async fn receive<R>(
        &mut self,
        channel: u32,
        silence: Duration,
        mut of_use: impl FnMut(&Message) -> Heard<R>,
    ) -> Result<R, WebauthnCError> {
        let (begun, mut alive, mut idle) = (Instant::now(), Instant::now(), 0u32);
        let mut assembler = Assembler::new(channel);
        loop {
            // Whoever waits for this may have been interrupted meanwhile.
            tokio::task::yield_now().await;
            if alive.elapsed() > silence || begun.elapsed() > self.patience.longest || idle > FLOOD {
                return Err(hangs());
            }
            let Some(report) = self.wire.read(SLICE.min(silence)).map_err(|e| lost(&e))? else { continue };
            match assembler.take(&report) {
                Ok(Some(message)) => match of_use(&message) {
                    Heard::Answer(answer) => return Ok(answer),
                    Heard::Alive => (alive, idle) = (Instant::now(), 0),
                    Heard::Noise => idle += 1,
                    Heard::Fault(fault) => return Err(fault),
                },
                Ok(None) => idle += 1,
                Err(broken) => {
                    tracing::warn!(%broken, "a key's report");
                    return Err(WebauthnCError::InvalidMessageLength);
                }
            }
        }
    }

    /// Asks for a channel (§11.2.9.1.3). What other programs ask for is told apart by the nonce.
    async fn open(&mut self) -> Result<u32, WebauthnCError> {
        let mut nonce = [0u8; 8];
        rand08::RngCore::fill_bytes(&mut rand08::rngs::OsRng, &mut nonce);
        self.send(BROADCAST, Hid::Init, &nonce)?;
        let silence = self.patience.silence;
        let id = self
            .receive(BROADCAST, silence, |message| match (message.command, message.payload.as_slice()) {
                (Hid::Init, [answered @ .., _, _, _, _, capabilities]) if answered.len() >= 12 => {
                    if answered[..8] != nonce {
                        Heard::Noise
                    } else if capabilities & CAPABILITY_CBOR == 0 {
                        Heard::Fault(WebauthnCError::NotSupported)
                    } else {
                        Heard::Answer(u32::from_be_bytes([answered[8], answered[9], answered[10], answered[11]]))
                    }
                }
                _ => Heard::Noise,
            })
            .await?;
        if id == BROADCAST || id == 0 {
            return Err(WebauthnCError::InvalidMessageLength);
        }
        self.id = Some(id);
        self.owed = false;
        Ok(id)
    }
}

enum Heard<R> {
    /// What was waited for.
    Answer(R),
    /// The key is at it.
    Alive,
    /// Not for us.
    Noise,
    /// It failed.
    Fault(WebauthnCError),
}

fn lost(lost: &Lost) -> WebauthnCError {
    tracing::debug!(%lost, "a key");
    WebauthnCError::Closed
}

fn hangs() -> WebauthnCError {
    WebauthnCError::ApduTransmission
}

/// The faults of the transport (§11.2.9.1.6).
fn transport_fault(payload: &[u8]) -> WebauthnCError {
    match payload.first() {
        Some(0x05) => WebauthnCError::Ctap(CtapError::Ctap1Timeout),
        Some(0x06) => WebauthnCError::Ctap(CtapError::Ctap1ChannelBusy),
        _ => WebauthnCError::InvalidMessageLength,
    }
}

#[async_trait]
impl<W: Wire + 'static> Token for Channel<W> {
    type Id = String;

    fn get_transport(&self) -> AuthenticatorTransport {
        AuthenticatorTransport::Usb
    }

    async fn transmit_raw<U: UiCallback>(&mut self, command: &[u8], ui: &U) -> Result<Vec<u8>, WebauthnCError> {
        let id = match self.id {
            Some(id) if !self.owed => id,
            // An answer that was never read would be taken for the next one's: a new channel has none.
            Some(_) | None => self.open().await?,
        };
        self.owed = true;
        self.send(id, Hid::Cbor, command)?;
        let silence = self.patience.silence;
        let mut touch = false;
        let answer = self
            .receive(id, silence, |message| match message.command {
                Hid::Cbor => Heard::Answer(message.payload.clone()),
                Hid::KeepAlive => {
                    match message.payload.first() {
                        Some(2) if !touch => {
                            touch = true;
                            ui.request_touch();
                        }
                        Some(1) if touch => {
                            touch = false;
                            ui.processing();
                        }
                        _ => {}
                    }
                    Heard::Alive
                }
                Hid::Error => Heard::Fault(transport_fault(&message.payload)),
                Hid::Init | Hid::Cancel | Hid::Other(_) => Heard::Noise,
            })
            .await?;
        self.owed = false;
        match answer.split_first() {
            Some((0, body)) => Ok(body.to_vec()),
            Some((status, _)) => Err(WebauthnCError::Ctap(CtapError::from(*status))),
            None => Err(WebauthnCError::MessageTooShort),
        }
    }

    /// Ends what the key waits for, and takes the answer that it then gives.
    async fn cancel(&mut self) -> Result<(), WebauthnCError> {
        let Some(id) = self.id.filter(|_| self.owed) else { return Ok(()) };
        self.send(id, Hid::Cancel, &[])?;
        let giving_up = self.patience.giving_up;
        let ended = self.receive(id, giving_up, |message| match message.command {
            Hid::Cbor | Hid::Error => Heard::Answer(()),
            // Not a sign of life: it was told to stop.
            Hid::KeepAlive | Hid::Init | Hid::Cancel | Hid::Other(_) => Heard::Noise,
        });
        if ended.await.is_ok() {
            self.owed = false;
        }
        Ok(())
    }

    async fn init(&mut self) -> Result<(), WebauthnCError> {
        self.open().await.map(|_| ())
    }

    async fn close(&mut self) -> Result<(), WebauthnCError> {
        Ok(())
    }
}
