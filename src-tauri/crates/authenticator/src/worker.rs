//! One thread per key: it owns the token, with a runtime of its own, since drivers block.

use crate::link::Session;
use crate::operation;
use futures::future::LocalBoxFuture;
use postern_ports::authenticator::{KeyDescription, KeyFault, KeyId, Progress};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::sync::{Notify, mpsc, oneshot};
use webauthn_authenticator_rs::transport::Token;

/// Nothing a person does at a key takes longer.
const DEADLINE: Duration = Duration::from_secs(60);
/// Reading what a key says about itself takes no person.
const QUICK: Duration = Duration::from_secs(5);
/// How long a key may take to give up.
const GIVING_UP: Duration = Duration::from_secs(2);

/// Sends an answer to whoever waits for it.
type Send = Box<dyn FnOnce()>;
type Work = Box<dyn for<'a> FnOnce(&'a mut Session) -> LocalBoxFuture<'a, Send> + std::marker::Send>;

struct Job {
    work: Work,
    progress: Option<Progress>,
    /// Ends this job and no other.
    interrupt: Arc<Notify>,
}

/// A connected key, as its thread's handle. Clones are the same key; the thread ends once all are dropped and it is idle.
#[derive(Clone)]
pub struct Worker {
    shared: Arc<Shared>,
}

struct Shared {
    id: KeyId,
    label: String,
    serial: Option<String>,
    jobs: mpsc::UnboundedSender<Job>,
    busy: Arc<AtomicBool>,
    /// What runs now.
    current: Mutex<Option<Arc<Notify>>>,
    cancelled: Notify,
    /// What runs was cancelled: an answer that does not come is no key that went.
    cancel_asked: AtomicBool,
    retired: AtomicBool,
}

impl Worker {
    /// Starts the thread of a key.
    ///
    /// # Errors
    /// [`KeyFault::Device`] when the operating system gives no thread.
    pub fn spawn<T: Token + 'static>(
        id: KeyId,
        label: impl Into<String>,
        serial: Option<String>,
        token: T,
    ) -> Result<Self, KeyFault> {
        let label = label.into();
        let (jobs, inbox) = mpsc::unbounded_channel();
        let busy = Arc::new(AtomicBool::new(false));
        let thread = Thread { label: label.clone(), busy: busy.clone() };
        std::thread::Builder::new()
            .name(format!("key {}", id.0))
            .spawn(move || thread.run(token, inbox))
            .map_err(|e| KeyFault::Device(e.to_string()))?;
        let shared = Shared {
            id,
            label,
            serial,
            jobs,
            busy,
            current: Mutex::new(None),
            cancelled: Notify::new(),
            cancel_asked: AtomicBool::new(false),
            retired: AtomicBool::new(false),
        };
        Ok(Self { shared: Arc::new(shared) })
    }

    /// Its name for calls.
    pub fn id(&self) -> &KeyId {
        &self.shared.id
    }

    /// Whether this is the same key, not pulled since.
    pub fn is_same(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.shared, &other.shared)
    }

    /// Whether this may be the same key, put back: by its label and serial number.
    pub fn is_like(&self, other: &Self) -> bool {
        (&self.shared.label, &self.shared.serial) == (&other.shared.label, &other.shared.serial)
    }

    /// Whether this is the same key, put back: its serial number says so.
    pub fn is_known_as(&self, other: &Self) -> bool {
        self.shared.serial.is_some() && self.is_like(other)
    }

    /// Whether its thread is still there, and nobody pulled it.
    pub fn is_alive(&self) -> bool {
        !self.shared.jobs.is_closed() && !self.shared.retired.load(Ordering::Acquire)
    }

    /// The key was pulled: what runs on it ends with [`KeyFault::Removed`].
    pub fn retire(&self) {
        self.shared.retired.store(true, Ordering::Release);
        self.cancel();
    }

    /// Ends what it waits for.
    pub fn cancel(&self) {
        self.shared.cancel_asked.store(true, Ordering::Release);
        if let Some(current) = &*self.shared.lock() {
            current.notify_one();
        }
        self.shared.cancelled.notify_waiters();
    }

    /// What it says about itself, and its tries where those are asked for; while it works, what is known without asking.
    pub async fn describe(&self, tries: bool) -> KeyDescription {
        let blank = self.blank(None);
        let (reply, answer) = oneshot::channel();
        let work: Work = Box::new(move |key| {
            Box::pin(async move {
                let found = operation::describe(key, blank, tries).await;
                Box::new(move || drop(reply.send(found))) as Send
            })
        });
        let interrupt = Arc::new(Notify::new());
        let asked = !self.shared.busy.load(Ordering::Acquire)
            && self.shared.jobs.send(Job { work, progress: None, interrupt: interrupt.clone() }).is_ok();
        if asked {
            match tokio::time::timeout(QUICK, answer).await {
                Ok(Ok(description)) => return description,
                Ok(Err(_)) => {}
                Err(_) => interrupt.notify_one(),
            }
        }
        let fault = if self.is_alive() { KeyFault::Busy } else { KeyFault::Removed };
        self.blank(Some(fault))
    }

    fn blank(&self, fault: Option<KeyFault>) -> KeyDescription {
        operation::undescribed(self.shared.id.clone(), self.shared.label.clone(), self.shared.serial.clone(), fault)
    }

    /// Runs an operation on the key's thread. One at a time; it ends by its deadline, by [`Self::cancel`], with the
    /// key, or when nobody waits for it any more.
    pub async fn ask<R: std::marker::Send + 'static>(
        &self,
        progress: Option<Progress>,
        work: impl for<'a> FnOnce(&'a mut Session) -> LocalBoxFuture<'a, Result<R, KeyFault>> + std::marker::Send + 'static,
    ) -> Result<R, KeyFault> {
        if !self.is_alive() {
            return Err(KeyFault::Removed);
        }
        if self.shared.busy.swap(true, Ordering::AcqRel) {
            return Err(KeyFault::Busy);
        }
        self.shared.cancel_asked.store(false, Ordering::Release);
        let (reply, answer) = oneshot::channel();
        let work: Work = Box::new(move |key| {
            let doing = work(key);
            Box::pin(async move {
                let done = doing.await;
                // Whoever asked may have gone: the answer is dropped then.
                Box::new(move || drop(reply.send(done))) as Send
            })
        });
        let interrupt = Arc::new(Notify::new());
        let _ends = Ends(interrupt.clone());
        *self.shared.lock() = Some(interrupt.clone());
        let cancelled = self.shared.cancelled.notified();
        tokio::pin!(cancelled);
        cancelled.as_mut().enable();
        if self.shared.jobs.send(Job { work, progress, interrupt }).is_err() {
            return Err(KeyFault::Removed);
        }
        tokio::select! {
            // What the key did before it was cancelled is done, and told.
            biased;
            answer = answer => match answer {
                Ok(done) => done,
                Err(_) if self.shared.cancel_asked.load(Ordering::Acquire) => Err(self.given_up().await),
                Err(_) => Err(KeyFault::Removed),
            },
            () = cancelled => Err(self.given_up().await),
            () = tokio::time::sleep(DEADLINE) => Err(KeyFault::NoTouch),
        }
    }

    /// What a cancel came to, once the key has given up, so that a late touch does nothing; one that hangs is not waited
    /// for.
    async fn given_up(&self) -> KeyFault {
        let given_up = async {
            while self.shared.busy.load(Ordering::Acquire) && self.is_alive() {
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
        };
        if tokio::time::timeout(GIVING_UP, given_up).await.is_err() {
            tracing::warn!(key = self.shared.label, "a key does not give up");
        }
        if self.is_alive() { KeyFault::Cancelled } else { KeyFault::Removed }
    }
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, Option<Arc<Notify>>> {
        self.current.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Ends a job when nobody waits for it any more.
struct Ends(Arc<Notify>);

impl Drop for Ends {
    fn drop(&mut self) {
        self.0.notify_one();
    }
}

struct Thread {
    label: String,
    busy: Arc<AtomicBool>,
}

impl Thread {
    /// One job at a time, until nobody can send another.
    fn run(self, token: impl Token + 'static, mut inbox: mpsc::UnboundedReceiver<Job>) {
        let Ok(runtime) = tokio::runtime::Builder::new_current_thread().enable_all().build() else { return };
        let mut key = Session::new(token);
        let started = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| runtime.block_on(key.start())));
        match started {
            Ok(Ok(())) => {}
            Ok(Err(error)) => return tracing::warn!(%error, key = self.label, "a key does not start"),
            Err(_) => return tracing::error!(key = self.label, "the driver of a key panicked"),
        }
        while let Some(job) = inbox.blocking_recv() {
            let one = std::panic::AssertUnwindSafe(|| runtime.block_on(self.work(&mut key, job)));
            let done = std::panic::catch_unwind(one);
            // Free before the answer goes out: whoever gets it may ask again at once.
            self.busy.store(false, Ordering::Release);
            match done {
                Ok(Some(send)) => send(),
                Ok(None) => {}
                Err(_) => {
                    // The driver's state is unknown: the key counts as removed until it is found again.
                    return tracing::error!(key = self.label, "the driver of a key panicked");
                }
            }
        }
    }

    /// Does the job; what comes back sends its answer. `None` when it was interrupted.
    async fn work(&self, key: &mut Session, job: Job) -> Option<Send> {
        key.tell(job.progress);
        let send = tokio::select! {
            send = (job.work)(key) => Some(send),
            () = job.interrupt.notified() => None,
        };
        if send.is_none()
            && let Err(error) = key.give_up().await
        {
            tracing::debug!(%error, key = self.label, "cancelling");
        }
        send
    }
}
