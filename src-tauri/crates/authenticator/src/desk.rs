//! All keys at this desk, from every source.

use crate::attestation::TrustedRoots;
use crate::info::get_info;
use crate::operation::{self, Manage};
use crate::worker::Worker;
use crate::{config, pins};
use async_trait::async_trait;
use postern_domain::assertion::Assertion;
use postern_domain::ids::KeyCredentialId;
use postern_ports::Authenticators;
use postern_ports::authenticator::{
    Again, AskAssertion, KeyDescription, KeyFault, KeyId, KeySetting, KeyStep, MadeCredential, MakeCredential,
    Progress, Signed, StoredCredential, StoredCredentials, Verification,
};
use postern_ports::secrets::{KeySecret, Pin};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::sync::Notify;

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
    /// The key that a reset waits for: until it is back, it is asked for no more than what it says of itself.
    awaited: Mutex<Option<Worker>>,
    /// Ends that waiting.
    given_up: Notify,
}

/// How long a key may take to be put back.
const PUTTING_BACK: Duration = Duration::from_secs(60);
/// How often it is looked for: a key accepts a reset for ten seconds only.
const LOOKING: Duration = Duration::from_millis(100);

/// A reset that waits for its key, until it is dropped.
struct Waiting<'a>(&'a Mutex<Option<Worker>>);

impl<'a> Waiting<'a> {
    fn begin(place: &'a Mutex<Option<Worker>>, key: &Worker) -> Self {
        *place.lock().unwrap_or_else(PoisonError::into_inner) = Some(key.clone());
        Self(place)
    }
}

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }
}

impl Desk {
    /// A desk with these sources, trusting these attestation roots.
    pub fn new(sources: Vec<Arc<dyn KeySource>>, roots: TrustedRoots) -> Self {
        Self { sources, roots: Arc::new(roots), awaited: Mutex::default(), given_up: Notify::new() }
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

    fn awaited(&self) -> Option<Worker> {
        self.awaited.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The key like `old` that was not there `before`, once `old` was pulled.
    async fn put_back(&self, old: &Worker, before: &[Worker]) -> Worker {
        loop {
            let now = self.workers().await;
            let gone = now.iter().all(|w| !w.is_same(old));
            let new = now.into_iter().find(|w| w.is_like(old) && before.iter().all(|known| !known.is_same(w)));
            match new.filter(|_| gone) {
                Some(worker) => return worker,
                None => tokio::time::sleep(LOOKING).await,
            }
        }
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
        let awaited = self.awaited();
        let tries = |worker: &Worker| awaited.as_ref().is_none_or(|key| !worker.is_like(key));
        // Side by side: a key that hangs keeps no other one waiting.
        futures::future::join_all(self.workers().await.iter().map(|worker| worker.describe(tries(worker)))).await
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

    async fn reset(&self, key: &KeyId, again: Again<'_>, progress: Progress) -> Result<(), KeyFault> {
        let worker = self.worker(key).await?;
        let model = worker.describe(false).await.aaguid;
        let before = self.workers().await;
        let done = worker.ask(Some(progress.clone()), |key| Box::pin(config::reset(key))).await;
        if done != Err(KeyFault::TooLate) {
            return done;
        }
        let waiting = Waiting::begin(&self.awaited, &worker);
        progress(KeyStep::Insert);
        let back = tokio::select! {
            found = self.put_back(&worker, &before) => found,
            () = self.given_up.notified() => return Err(KeyFault::Cancelled),
            () = tokio::time::sleep(PUTTING_BACK) => return Err(KeyFault::TooLate),
        };
        if !back.is_known_as(&worker) {
            again(back.id().clone()).await?;
        }
        let done = back
            .ask(Some(progress), move |key| {
                Box::pin(async move {
                    // Another key of another model is not erased in its place.
                    if get_info(key).await?.aaguid != model {
                        return Err(KeyFault::Removed);
                    }
                    config::reset(key).await
                })
            })
            .await;
        drop(waiting);
        done
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

    async fn assert_with_secret(
        &self,
        key: &KeyId,
        ask: AskAssertion,
        salt: [u8; 32],
        by: Verification,
        progress: Progress,
    ) -> Result<(Assertion, KeySecret), KeyFault> {
        let worker = self.worker(key).await?;
        worker
            .ask(Some(progress), move |key| {
                Box::pin(async move { operation::assert_with_secret(key, &ask, &salt, &by).await })
            })
            .await
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
        if self.awaited().is_some_and(|awaited| awaited.id() == key) {
            self.given_up.notify_waiters();
        }
        if let Ok(worker) = self.worker(key).await {
            worker.cancel();
        }
    }
}
