//! One thread per key. (Being written: the signatures below are the seam and stay.)
//!
//! # What a `Token` must do
//!
//! - `transmit_raw` **awaits** while the key works (it must not block its thread): a cancelled operation drops that future
//!   and then calls `Token::cancel`. After `cancel`, the token itself swallows the late answer to the dropped command, so
//!   that the next `transmit_raw` gets its own answer.
//! - It calls `ui.request_touch()` each time, or once, when the key waits for a touch.
//! - It answers `WebauthnCError::Closed` once the key is gone.
//! - `init` is called once before the first command, `close` once at the end. Both, and `transmit_raw`, run inside a
//!   current-thread tokio runtime (time enabled) on the key's own thread.

use postern_ports::authenticator::{KeyFault, KeyId};
use std::sync::Arc;
use webauthn_authenticator_rs::transport::Token;

/// A key's thread, as its handle. Clones are the same key.
#[derive(Debug, Clone)]
pub struct Worker {
    inner: Arc<Inner>,
}

#[derive(Debug)]
struct Inner {
    id: KeyId,
    label: String,
}

impl Worker {
    /// Starts the thread that owns `token`. `label` names the key for people.
    ///
    /// # Errors
    /// [`KeyFault::Device`] when the operating system gives no thread.
    pub fn spawn<T: Token + 'static>(id: KeyId, label: impl Into<String>, token: T) -> Result<Self, KeyFault> {
        drop(token);
        Ok(Self { inner: Arc::new(Inner { id, label: label.into() }) })
    }

    /// The key's name for calls.
    pub fn id(&self) -> &KeyId {
        &self.inner.id
    }

    /// The key's name for people.
    pub fn label(&self) -> &str {
        &self.inner.label
    }

    /// Ends the key: what runs on it ends with [`KeyFault::Removed`], then its thread ends.
    pub fn retire(&self) {}
}
