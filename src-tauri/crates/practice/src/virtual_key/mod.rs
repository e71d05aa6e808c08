//! A virtual security key: the Nitrokey 3 / SoloKeys firmware in process, behind the library's `Token`.
//!
//! It has a PIN with tries, waits for a touch, attests with a certificate, and keeps its state in a file.
//! Pulling it ends the running operation and cuts its power; inserting it again starts the firmware anew.

mod firmware;
mod token;

pub use token::VirtualToken;

use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Arc, Mutex, PoisonError, mpsc};
use tokio::sync::mpsc::UnboundedSender;
use trussed_core::InterruptFlag;

/// What a virtual key is made with.
#[derive(Clone)]
pub struct VirtualKeySettings {
    /// Name of its thread.
    pub name: String,
    /// Certificate (DER) and key of its model.
    pub batch: crate::Batch,
    /// Where its state is kept; `None` forgets it with the power.
    pub state: Option<PathBuf>,
    /// How long it waits for a touch, in milliseconds.
    pub touch_timeout_ms: u32,
}

/// A powered virtual key. Dropping it cuts the power.
pub struct VirtualKey {
    jobs: mpsc::Sender<Job>,
    finger: Arc<Finger>,
    interrupt: &'static InterruptFlag,
    powered: Arc<AtomicBool>,
}

/// What is asked of the firmware: a CTAP2 message, and where its answer goes.
pub(crate) struct Job {
    request: Vec<u8>,
    reply: UnboundedSender<Event>,
}

/// What happens while the firmware works.
pub(crate) enum Event {
    /// It waits for a touch.
    Touch,
    /// It answered: a status byte and a body.
    Done(Vec<u8>),
}

/// The finger over the key.
#[derive(Default)]
pub(crate) struct Finger {
    /// Touches that were given and not yet taken.
    given: AtomicU32,
    /// Touch at once, always.
    always: AtomicBool,
    /// The firmware waits for a touch.
    wanted: AtomicBool,
    /// Whom to tell that it waits.
    listener: Mutex<Option<UnboundedSender<Event>>>,
}

impl Finger {
    fn take(&self) -> bool {
        self.always.load(Ordering::Acquire)
            || self.given.fetch_update(Ordering::AcqRel, Ordering::Acquire, |n| n.checked_sub(1)).is_ok()
    }

    fn listen(&self, listener: Option<UnboundedSender<Event>>) {
        *self.listener.lock().unwrap_or_else(PoisonError::into_inner) = listener;
    }

    fn wants(&self, wanted: bool) {
        let before = self.wanted.swap(wanted, Ordering::AcqRel);
        if wanted
            && !before
            && let Some(listener) = &*self.listener.lock().unwrap_or_else(PoisonError::into_inner)
        {
            // Nobody listens any more when the operation was given up.
            let _ = listener.send(Event::Touch);
        }
    }
}

impl VirtualKey {
    /// Powers a key.
    pub fn power(settings: VirtualKeySettings) -> std::io::Result<Self> {
        let (jobs, inbox) = mpsc::channel();
        let finger = Arc::new(Finger::default());
        // The firmware wants it for ever; it is a few bytes each time a key is inserted.
        let interrupt: &'static InterruptFlag = Box::leak(Box::new(InterruptFlag::new()));
        let powered = Arc::new(AtomicBool::new(true));
        let (thread_finger, thread_powered) = (finger.clone(), powered.clone());
        std::thread::Builder::new().name(format!("virtual key {}", settings.name)).stack_size(16 << 20).spawn(
            move || {
                firmware::run(&settings, &inbox, thread_finger, interrupt);
                thread_powered.store(false, Ordering::Release);
            },
        )?;
        Ok(Self { jobs, finger, interrupt, powered })
    }

    /// A token over this key, for a worker.
    pub fn token(&self) -> VirtualToken {
        VirtualToken::new(self.jobs.clone(), self.finger.clone(), self.interrupt, self.powered.clone())
    }

    /// Touches it once: taken by the operation that waits.
    pub fn touch(&self) {
        if self.waits_for_touch() {
            self.finger.given.store(1, Ordering::Release);
        }
    }

    /// Whether it waits for a touch.
    pub fn waits_for_touch(&self) -> bool {
        self.finger.wanted.load(Ordering::Acquire)
    }

    /// Touches it always and at once: for seeding and tests.
    pub fn touch_always(&self, always: bool) {
        self.finger.always.store(always, Ordering::Release);
    }
}

impl Drop for VirtualKey {
    fn drop(&mut self) {
        self.powered.store(false, Ordering::Release);
        self.interrupt.interrupt();
    }
}
