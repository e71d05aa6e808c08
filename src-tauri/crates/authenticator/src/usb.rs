//! Keys on the USB bus, through the library's HID transport.

use crate::desk::KeySource;
use crate::worker::Worker;
use async_trait::async_trait;
use futures::StreamExt as _;
use postern_ports::authenticator::{KeyFault, KeyId};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use webauthn_authenticator_rs::transport::{TokenEvent, Transport as _};
use webauthn_authenticator_rs::usb::USBTransport;

#[derive(Default)]
struct Bus {
    plugged: Mutex<Vec<Worker>>,
    /// Something was pulled, and the library does not tell which token it was.
    pulled: AtomicBool,
}

/// Watches the bus from a thread of its own. Without HID support on the machine there are simply no keys.
pub struct UsbKeys {
    bus: Arc<Bus>,
}

impl UsbKeys {
    /// Starts watching.
    pub fn watch() -> Self {
        let bus = Arc::new(Bus::default());
        let seen = bus.clone();
        let started = std::thread::Builder::new().name("usb keys".to_owned()).spawn(move || {
            let watched = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| watch(&seen)));
            if watched.is_err() {
                tracing::error!("the USB driver panicked; no USB keys until the console is started again");
            }
        });
        if let Err(error) = started {
            tracing::error!(%error, "no thread for USB keys");
        }
        Self { bus }
    }
}

#[async_trait]
impl KeySource for UsbKeys {
    async fn plugged(&self) -> Vec<Worker> {
        let workers = self.bus.workers();
        if self.bus.pulled.swap(false, Ordering::AcqRel) {
            for worker in workers {
                // Only asking tells which one is gone.
                let gone = matches!(worker.describe().await.fault, Some(KeyFault::Removed | KeyFault::Device(_)));
                if gone {
                    self.bus.lock().retain(|w| w.id() != worker.id());
                }
            }
        }
        self.bus.workers()
    }
}

impl Bus {
    fn lock(&self) -> MutexGuard<'_, Vec<Worker>> {
        self.plugged.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn workers(&self) -> Vec<Worker> {
        self.lock().iter().filter(|w| w.is_alive()).cloned().collect()
    }
}

fn watch(bus: &Bus) {
    let Ok(runtime) = tokio::runtime::Builder::new_current_thread().enable_all().build() else { return };
    runtime.block_on(async {
        let transport = match USBTransport::new().await {
            Ok(transport) => transport,
            Err(error) => return tracing::warn!(%error, "USB keys cannot be listed here"),
        };
        let mut events = match transport.watch().await {
            Ok(events) => events,
            Err(error) => return tracing::warn!(%error, "USB keys cannot be watched here"),
        };
        let mut number = 0u32;
        while let Some(event) = events.next().await {
            match event {
                TokenEvent::Added(token) => {
                    number += 1;
                    let (id, label) = (KeyId(format!("usb-{number}")), format!("USB key {number}"));
                    match Worker::spawn(id, label, token) {
                        Ok(worker) => bus.lock().push(worker),
                        Err(fault) => tracing::error!(%fault, "no thread for a key"),
                    }
                }
                TokenEvent::Removed(_) => bus.pulled.store(true, Ordering::Release),
                TokenEvent::EnumerationComplete => {}
            }
        }
    });
}
