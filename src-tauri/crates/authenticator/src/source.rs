//! Where keys come from.
//!
//! # The seam
//!
//! A source hands [`Worker`]s to the [`Desk`](crate::Desk). There are two kinds: [`crate::usb`] watches the USB bus, and
//! [`Slots`] holds whatever its owner inserts: the practice profile inserts virtual keys there and pulls them out again.
//!
//! ```ignore
//! let slots = Arc::new(Slots::new());                                    // kept by the owner
//! let desk = Desk::new(vec![slots.clone()], roots);                      // Desk implements ports::Authenticators
//! slots.insert(Worker::spawn(KeyId("virtual-1".into()), "Practice key 1", token)?); // insert: `token` is any `Token`
//! slots.pull(&KeyId("virtual-1".into()));                                // pull: whatever it runs ends with `Removed`
//! ```

use crate::worker::Worker;
use async_trait::async_trait;
use postern_ports::authenticator::KeyId;
use std::sync::{Mutex, PoisonError};

/// A place where keys are plugged in.
#[async_trait]
pub trait KeySource: Send + Sync {
    /// The keys that are plugged in now. A key keeps its [`Worker`], and so its [`KeyId`], while it stays connected.
    /// Having none, or no way to look, is an empty list.
    async fn plugged(&self) -> Vec<Worker>;
}

/// Slots that their owner fills and empties by hand.
#[derive(Debug, Default)]
pub struct Slots {
    workers: Mutex<Vec<Worker>>,
}

impl Slots {
    /// Empty slots.
    pub fn new() -> Self {
        Self::default()
    }

    /// Plugs a key in. One that is already there under the same id is pulled first.
    pub fn insert(&self, worker: Worker) {
        self.pull(worker.id());
        self.workers.lock().unwrap_or_else(PoisonError::into_inner).push(worker);
    }

    /// Pulls a key out: what runs on it ends with [`Removed`](postern_ports::authenticator::KeyFault::Removed) and its
    /// thread ends. `false` when it was not there.
    pub fn pull(&self, id: &KeyId) -> bool {
        let mut workers = self.workers.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(at) = workers.iter().position(|worker| worker.id() == id) else { return false };
        workers.remove(at).retire();
        true
    }
}

#[async_trait]
impl KeySource for Slots {
    async fn plugged(&self) -> Vec<Worker> {
        self.workers.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}
