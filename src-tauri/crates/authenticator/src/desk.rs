//! All keys at this desk, from every source.

use crate::attestation::TrustedRoots;
use crate::worker::Worker;
use async_trait::async_trait;
use postern_domain::assertion::Assertion;
use postern_ports::Authenticators;
use postern_ports::authenticator::{
    AskAssertion, KeyDescription, KeyFault, KeyId, MadeCredential, MakeCredential, Progress,
};
use postern_ports::secrets::Pin;
use std::sync::Arc;

/// Where keys come from: the USB bus, or a tray of virtual ones.
#[async_trait]
pub trait KeySource: Send + Sync {
    /// The keys that are connected now. A key keeps its worker, and so its name, while it stays.
    async fn plugged(&self) -> Vec<Worker>;
}

/// All keys at this desk.
pub struct Desk {
    sources: Vec<Arc<dyn KeySource>>,
    roots: Arc<TrustedRoots>,
}

impl Desk {
    /// A desk with these sources, trusting these attestation roots.
    pub fn new(sources: Vec<Arc<dyn KeySource>>, roots: TrustedRoots) -> Self {
        Self { sources, roots: Arc::new(roots) }
    }

    async fn workers(&self) -> Vec<Worker> {
        let mut all = Vec::new();
        for source in &self.sources {
            all.extend(source.plugged().await);
        }
        all
    }

    async fn worker(&self, key: &KeyId) -> Result<Worker, KeyFault> {
        self.workers().await.into_iter().find(|w| w.id() == key).ok_or(KeyFault::Removed)
    }
}

#[async_trait]
impl Authenticators for Desk {
    async fn connected(&self) -> Vec<KeyDescription> {
        let mut all = Vec::new();
        for worker in self.workers().await {
            all.push(worker.describe().await);
        }
        all
    }

    async fn set_pin(&self, key: &KeyId, pin: Pin) -> Result<(), KeyFault> {
        self.worker(key).await?.set_pin(pin).await
    }

    async fn make_credential(
        &self,
        key: &KeyId,
        ask: MakeCredential,
        pin: Pin,
        progress: Progress,
    ) -> Result<MadeCredential, KeyFault> {
        self.worker(key).await?.make(ask, pin, self.roots.clone(), progress).await
    }

    async fn assert(
        &self,
        key: &KeyId,
        ask: AskAssertion,
        pin: Pin,
        progress: Progress,
    ) -> Result<Assertion, KeyFault> {
        self.worker(key).await?.assert(ask, pin, progress).await
    }

    async fn cancel(&self, key: &KeyId) {
        if let Ok(worker) = self.worker(key).await {
            worker.cancel();
        }
    }
}
