//! One thread per key: it owns the token, with a runtime of its own, since drivers block.

use crate::attestation::TrustedRoots;
use crate::operation;
use postern_domain::assertion::Assertion;
use postern_ports::authenticator::{
    AskAssertion, KeyDescription, KeyFault, KeyId, MadeCredential, MakeCredential, Progress,
};
use postern_ports::secrets::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;
use tokio::sync::{Notify, mpsc, oneshot};
use webauthn_authenticator_rs::transport::Token;

/// Nothing a person does at a key takes longer.
const DEADLINE: Duration = Duration::from_secs(60);
/// Reading what a key says about itself takes no person.
const QUICK: Duration = Duration::from_secs(5);

type Reply<R> = oneshot::Sender<Result<R, KeyFault>>;

enum Job {
    Describe(oneshot::Sender<KeyDescription>),
    SetPin(Pin, Reply<()>),
    Make(Box<MakeCredential>, Pin, Progress, Arc<TrustedRoots>, Reply<MadeCredential>),
    Assert(AskAssertion, Pin, Progress, Reply<Assertion>),
}

/// A connected key, as its thread's handle. Clones are the same key; the thread ends once all are dropped and it is idle.
#[derive(Clone)]
pub struct Worker {
    shared: Arc<Shared>,
}

struct Shared {
    id: KeyId,
    label: String,
    jobs: mpsc::UnboundedSender<Job>,
    busy: Arc<AtomicBool>,
    cancelled: Notify,
    /// Tells the thread to drop what it waits for.
    interrupt: Arc<Notify>,
    retired: AtomicBool,
}

impl Worker {
    /// Starts the thread of a key.
    ///
    /// # Errors
    /// [`KeyFault::Device`] when the operating system gives no thread.
    pub fn spawn<T: Token + 'static>(id: KeyId, label: impl Into<String>, token: T) -> Result<Self, KeyFault> {
        let label = label.into();
        let (jobs, inbox) = mpsc::unbounded_channel();
        let (busy, interrupt) = (Arc::new(AtomicBool::new(false)), Arc::new(Notify::new()));
        let thread = Thread { id: id.clone(), label: label.clone(), busy: busy.clone(), interrupt: interrupt.clone() };
        std::thread::Builder::new()
            .name(format!("key {}", id.0))
            .spawn(move || thread.run(token, inbox))
            .map_err(|e| KeyFault::Device(e.to_string()))?;
        let shared =
            Shared { id, label, jobs, busy, cancelled: Notify::new(), interrupt, retired: AtomicBool::new(false) };
        Ok(Self { shared: Arc::new(shared) })
    }

    /// Its name for calls.
    pub fn id(&self) -> &KeyId {
        &self.shared.id
    }

    /// Whether its thread is still there, and nobody pulled it.
    pub fn is_alive(&self) -> bool {
        !self.shared.jobs.is_closed() && !self.shared.retired.load(Ordering::Acquire)
    }

    /// The key was pulled: what runs on it ends with [`KeyFault::Removed`].
    pub fn retire(&self) {
        self.shared.retired.store(true, Ordering::Release);
        self.shared.interrupt.notify_one();
        self.shared.cancelled.notify_waiters();
    }

    /// Ends what it waits for.
    pub fn cancel(&self) {
        self.shared.interrupt.notify_one();
        self.shared.cancelled.notify_waiters();
    }

    /// What it says about itself; while it works, what is known without asking.
    pub async fn describe(&self) -> KeyDescription {
        let (reply, answer) = oneshot::channel();
        let asked = !self.shared.busy.load(Ordering::Acquire) && self.shared.jobs.send(Job::Describe(reply)).is_ok();
        if asked && let Ok(Ok(description)) = tokio::time::timeout(QUICK, answer).await {
            return description;
        }
        let fault = if self.is_alive() { KeyFault::Busy } else { KeyFault::Removed };
        operation::undescribed(self.shared.id.clone(), self.shared.label.clone(), Some(fault))
    }

    /// Sets the first PIN.
    pub async fn set_pin(&self, pin: Pin) -> Result<(), KeyFault> {
        self.ask(|reply| Job::SetPin(pin, reply)).await
    }

    /// Makes a credential.
    pub async fn make(
        &self,
        ask: MakeCredential,
        pin: Pin,
        roots: Arc<TrustedRoots>,
        progress: Progress,
    ) -> Result<MadeCredential, KeyFault> {
        self.ask(|reply| Job::Make(Box::new(ask), pin, progress, roots, reply)).await
    }

    /// Signs a challenge.
    pub async fn assert(&self, ask: AskAssertion, pin: Pin, progress: Progress) -> Result<Assertion, KeyFault> {
        self.ask(|reply| Job::Assert(ask, pin, progress, reply)).await
    }

    async fn ask<R>(&self, job: impl FnOnce(Reply<R>) -> Job) -> Result<R, KeyFault> {
        if !self.is_alive() {
            return Err(KeyFault::Removed);
        }
        if self.shared.busy.swap(true, Ordering::AcqRel) {
            return Err(KeyFault::Busy);
        }
        let (reply, answer) = oneshot::channel();
        let cancelled = self.shared.cancelled.notified();
        if self.shared.jobs.send(job(reply)).is_err() {
            return Err(KeyFault::Removed);
        }
        tokio::select! {
            answer = answer => answer.unwrap_or(Err(KeyFault::Removed)),
            () = cancelled => Err(if self.is_alive() { KeyFault::Cancelled } else { KeyFault::Removed }),
            () = tokio::time::sleep(DEADLINE) => {
                self.shared.interrupt.notify_one();
                Err(KeyFault::NoTouch)
            }
        }
    }
}

struct Thread {
    id: KeyId,
    label: String,
    busy: Arc<AtomicBool>,
    interrupt: Arc<Notify>,
}

impl Thread {
    /// One job at a time, until nobody can send another.
    fn run<T: Token>(self, mut token: T, mut inbox: mpsc::UnboundedReceiver<Job>) {
        let Ok(runtime) = tokio::runtime::Builder::new_current_thread().enable_all().build() else { return };
        if let Err(error) = runtime.block_on(token.init()) {
            tracing::warn!(%error, key = self.label, "a key does not start");
            return;
        }
        while let Some(job) = inbox.blocking_recv() {
            let one = std::panic::AssertUnwindSafe(|| runtime.block_on(self.work(&mut token, job)));
            let done = std::panic::catch_unwind(one);
            // Free before the answer goes out: whoever gets it may ask again at once.
            self.busy.store(false, Ordering::Release);
            match done {
                Ok(Some(send)) => send(),
                Ok(None) => {}
                Err(_) => {
                    // The driver's state is unknown: the key counts as removed until it is found again.
                    tracing::error!(key = self.label, "the driver of a key panicked");
                    return;
                }
            }
        }
    }

    /// Does the job; what comes back sends its answer. `None` when it was interrupted.
    async fn work<T: Token>(&self, token: &mut T, job: Job) -> Option<Send> {
        let send = tokio::select! {
            send = self.answer(token, job) => Some(send),
            () = self.interrupt.notified() => None,
        };
        if send.is_none()
            && let Err(error) = token.cancel().await
        {
            tracing::debug!(%error, key = self.label, "cancelling");
        }
        send
    }

    async fn answer<T: Token>(&self, token: &mut T, job: Job) -> Send {
        // Whoever asked may have gone: the answer is dropped then.
        match job {
            Job::Describe(reply) => {
                let found = operation::describe(token, self.id.clone(), self.label.clone()).await;
                Box::new(move || drop(reply.send(found)))
            }
            Job::SetPin(pin, reply) => {
                let done = operation::set_pin(token, &pin).await;
                Box::new(move || drop(reply.send(done)))
            }
            Job::Make(ask, pin, progress, roots, reply) => {
                let made = operation::make(token, &ask, &pin, &roots, progress).await;
                Box::new(move || drop(reply.send(made)))
            }
            Job::Assert(ask, pin, progress, reply) => {
                let signed = operation::assert(token, &ask, &pin, progress).await;
                Box::new(move || drop(reply.send(signed)))
            }
        }
    }
}

/// Sends an answer to whoever waits for it.
type Send = Box<dyn FnOnce()>;
