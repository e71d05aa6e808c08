//! All keys at this desk, from every source.

use crate::attestation::TrustedRoots;
use crate::operation::{self, Manage};
use crate::worker::Worker;
use crate::{config, pins};
use async_trait::async_trait;
use postern_domain::assertion::Assertion;
use postern_domain::ids::KeyCredentialId;
use postern_ports::Authenticators;
use postern_ports::authenticator::{
    AskAssertion, KeyDescription, KeyFault, KeyId, KeySetting, MadeCredential, MakeCredential, Progress, Signed,
    StoredCredential, StoredCredentials, Verification,
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

    async fn manage(&self, key: &KeyId, what: Manage, by: Verification) -> Result<StoredCredentials, KeyFault> {
        let worker = self.worker(key).await?;
        worker.ask(None, move |key| Box::pin(async move { operation::manage(key, &what, &by).await })).await
    }

    async fn sign(
        &self,
        key: &KeyId,
        ask: AskAssertion,
        by: Verification,
        progress: Progress,
        each: bool,
    ) -> Result<Vec<Signed>, KeyFault> {
        let worker = self.worker(key).await?;
        worker
            .ask(Some(progress), move |key| Box::pin(async move { operation::assert(key, &ask, &by, each).await }))
            .await
    }
}

#[async_trait]
impl Authenticators for Desk {
    async fn connected(&self) -> Vec<KeyDescription> {
        // Side by side: a key that hangs keeps no other one waiting.
        futures::future::join_all(self.workers().await.iter().map(Worker::describe)).await
    }

    async fn identify(&self, progress: Progress) -> Result<KeyId, KeyFault> {
        let workers = self.workers().await;
        if workers.is_empty() {
            return Err(KeyFault::Removed);
        }
        let asked = workers.iter().map(|worker| {
            let touched = worker.ask(Some(progress.clone()), |key| Box::pin(config::touched(key)));
            Box::pin(async move { touched.await.map(|()| worker.id().clone()) })
        });
        // The first touch decides; the other keys stop blinking when their question is dropped.
        match futures::future::select_ok(asked).await {
            Ok((id, _)) => Ok(id),
            Err(fault) => Err(fault),
        }
    }

    async fn set_pin(&self, key: &KeyId, pin: Pin) -> Result<(), KeyFault> {
        self.worker(key).await?.ask(None, move |key| Box::pin(async move { pins::set_pin(key, &pin).await })).await
    }

    async fn change_pin(&self, key: &KeyId, old: Pin, new: Pin) -> Result<(), KeyFault> {
        let worker = self.worker(key).await?;
        worker.ask(None, move |key| Box::pin(async move { pins::change_pin(key, &old, &new).await })).await
    }

    async fn configure(&self, key: &KeyId, setting: KeySetting, by: Verification) -> Result<(), KeyFault> {
        let worker = self.worker(key).await?;
        worker.ask(None, move |key| Box::pin(async move { operation::configure(key, &setting, &by).await })).await
    }

    async fn reset(&self, key: &KeyId, progress: Progress) -> Result<(), KeyFault> {
        self.worker(key).await?.ask(Some(progress), |key| Box::pin(config::reset(key))).await
    }

    async fn credentials(&self, key: &KeyId, by: Verification) -> Result<StoredCredentials, KeyFault> {
        self.manage(key, Manage::List, by).await
    }

    async fn rename_credential(
        &self,
        key: &KeyId,
        credential: &StoredCredential,
        by: Verification,
    ) -> Result<(), KeyFault> {
        self.manage(key, Manage::Rename(credential.clone()), by).await.map(|_| ())
    }

    async fn delete_credential(&self, key: &KeyId, id: &KeyCredentialId, by: Verification) -> Result<(), KeyFault> {
        self.manage(key, Manage::Delete(id.clone()), by).await.map(|_| ())
    }

    async fn holds(
        &self,
        key: &KeyId,
        rp_id: &str,
        ids: &[KeyCredentialId],
        by: Verification,
    ) -> Result<Vec<KeyCredentialId>, KeyFault> {
        let (worker, rp_id, ids) = (self.worker(key).await?, rp_id.to_owned(), ids.to_vec());
        worker.ask(None, move |key| Box::pin(async move { operation::holds(key, &rp_id, &ids, &by).await })).await
    }

    async fn make_credential(
        &self,
        key: &KeyId,
        ask: MakeCredential,
        by: Verification,
        progress: Progress,
    ) -> Result<MadeCredential, KeyFault> {
        let (worker, roots) = (self.worker(key).await?, self.roots.clone());
        worker
            .ask(Some(progress), move |key| Box::pin(async move { operation::make(key, &ask, &by, &roots).await }))
            .await
    }

    async fn assert(
        &self,
        key: &KeyId,
        ask: AskAssertion,
        by: Verification,
        progress: Progress,
    ) -> Result<Assertion, KeyFault> {
        let all = self.sign(key, ask, by, progress, false).await?;
        all.into_iter().next().map(|one| one.assertion).ok_or(KeyFault::NoCredential)
    }

    async fn assert_each(
        &self,
        key: &KeyId,
        ask: AskAssertion,
        by: Verification,
        progress: Progress,
    ) -> Result<Vec<Signed>, KeyFault> {
        self.sign(key, ask, by, progress, true).await
    }

    async fn cancel(&self, key: &KeyId) {
        if let Ok(worker) = self.worker(key).await {
            worker.cancel();
        }
    }
}
