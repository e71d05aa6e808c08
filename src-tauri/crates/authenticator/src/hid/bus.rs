//! Which keys are on the bus. The bus is looked at twice a second: a udev socket tells nothing in a container or sandbox.

use super::channel::Channel;
use super::frame::REPORT;
use super::wire::{Lost, Wire};
use crate::desk::KeySource;
use crate::worker::Worker;
use async_trait::async_trait;
use hidapi::{DeviceInfo, HidApi, HidDevice};
use postern_ports::authenticator::KeyId;
use std::collections::BTreeMap;
use std::ffi::CString;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// The usage page of FIDO authenticators (CTAP 2.1 §11.2.8.2).
const FIDO_PAGE: u16 = 0xf1d0;
const FIDO_USAGE: u16 = 0x01;
/// How often the bus is looked at.
const PERIOD: Duration = Duration::from_millis(500);

/// A FIDO key that the operating system lists, whether or not it can be opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    /// Where: `/dev/hidraw3`, or what the system calls it.
    pub path: String,
    /// What it is called.
    pub product: String,
    /// Its USB vendor number.
    pub vendor: u16,
    /// Its USB product number.
    pub model: u16,
    /// The serial number it tells over USB, where it does.
    pub serial: Option<String>,
    /// Why it cannot be opened, when it cannot.
    pub closed: Option<String>,
}

/// The keys on the bus now; tries to open each.
///
/// # Errors
/// What the operating system says when the bus cannot be looked at.
pub fn seen() -> Result<Vec<Seen>, String> {
    let api = HidApi::new().map_err(|e| e.to_string())?;
    let all = api.device_list().filter(|d| is_key(d));
    Ok(all
        .map(|device| Seen { closed: api.open_path(device.path()).err().map(|e| e.to_string()), ..told(device) })
        .collect())
}

fn is_key(device: &DeviceInfo) -> bool {
    device.usage_page() == FIDO_PAGE && device.usage() == FIDO_USAGE
}

fn told(device: &DeviceInfo) -> Seen {
    // What a key calls itself is shown to people: short, and without control characters.
    let clean = |text: &str| text.chars().filter(|c| !c.is_control()).take(64).collect::<String>().trim().to_owned();
    Seen {
        path: device.path().to_string_lossy().into_owned(),
        product: device
            .product_string()
            .map(clean)
            .filter(|p| !p.is_empty())
            .unwrap_or_else(|| "Security key".to_owned()),
        vendor: device.vendor_id(),
        model: device.product_id(),
        serial: device.serial_number().map(clean).filter(|s| !s.is_empty()),
        closed: None,
    }
}

/// An opened key.
struct Opened(Mutex<HidDevice>);

impl Opened {
    fn device(&mut self) -> &mut HidDevice {
        self.0.get_mut().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Wire for Opened {
    fn write(&mut self, report: &[u8; REPORT]) -> Result<(), Lost> {
        let mut numbered = [0u8; REPORT + 1];
        numbered[1..].copy_from_slice(report);
        match self.device().write(&numbered) {
            Ok(_) => Ok(()),
            Err(error) => Err(Lost(error.to_string())),
        }
    }

    fn read(&mut self, patience: Duration) -> Result<Option<[u8; REPORT]>, Lost> {
        let mut report = [0u8; REPORT];
        let wait = i32::try_from(patience.as_millis()).unwrap_or(i32::MAX);
        match self.device().read_timeout(&mut report, wait) {
            Ok(0) => Ok(None),
            // A short report ends in zeros.
            Ok(_) => Ok(Some(report)),
            Err(error) => Err(Lost(error.to_string())),
        }
    }
}

#[derive(Default)]
struct Bus {
    plugged: Mutex<BTreeMap<CString, Worker>>,
    stopped: AtomicBool,
}

/// Watches the bus from a thread of its own, until dropped. Without HID support on the machine there are simply no keys.
pub struct UsbKeys {
    bus: Arc<Bus>,
}

impl UsbKeys {
    /// Starts watching.
    pub fn watch() -> Self {
        let bus = Arc::new(Bus::default());
        let seen = bus.clone();
        let started = std::thread::Builder::new().name("usb keys".to_owned()).spawn(move || seen.watch());
        if let Err(error) = started {
            tracing::error!(%error, "no thread for USB keys");
        }
        Self { bus }
    }
}

impl Drop for UsbKeys {
    fn drop(&mut self) {
        self.bus.stopped.store(true, Ordering::Release);
    }
}

#[async_trait]
impl KeySource for UsbKeys {
    async fn plugged(&self) -> Vec<Worker> {
        self.bus.lock().values().filter(|w| w.is_alive()).cloned().collect()
    }
}

impl Bus {
    fn lock(&self) -> MutexGuard<'_, BTreeMap<CString, Worker>> {
        self.plugged.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn watch(&self) {
        let mut api = None;
        let (mut number, mut refused) = (0u32, BTreeMap::new());
        while !self.stopped.load(Ordering::Acquire) {
            let looked = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
                self.look(&mut api, &mut number, &mut refused)
            }));
            match looked {
                Ok(Ok(())) => {}
                Ok(Err(error)) => tracing::debug!(%error, "the USB bus cannot be looked at"),
                Err(_) => {
                    tracing::error!("the USB driver panicked; it is started again");
                    api = None;
                }
            }
            std::thread::sleep(PERIOD);
        }
    }

    /// Starts a worker for each new key, and retires those of pulled ones. What cannot be opened is told once.
    fn look(
        &self,
        api: &mut Option<HidApi>,
        number: &mut u32,
        refused: &mut BTreeMap<CString, ()>,
    ) -> Result<(), hidapi::HidError> {
        let api = match api {
            Some(api) => api,
            None => api.insert(HidApi::new()?),
        };
        api.refresh_devices()?;
        let keys: BTreeMap<CString, &DeviceInfo> =
            api.device_list().filter(|d| is_key(d)).map(|d| (d.path().to_owned(), d)).collect();
        refused.retain(|path, ()| keys.contains_key(path));
        self.lock().retain(|path, worker| {
            let stays = keys.contains_key(path) && worker.is_alive();
            if !stays {
                worker.retire();
            }
            stays
        });
        for (path, device) in keys {
            if self.lock().contains_key(&path) {
                continue;
            }
            let opened = match api.open_path(&path) {
                Ok(opened) => opened,
                Err(error) => {
                    if refused.insert(path, ()).is_none() {
                        tracing::warn!(%error, "a key is plugged in and cannot be opened; `postern doctor` tells why");
                    }
                    continue;
                }
            };
            *number += 1;
            let told = told(device);
            let started = Worker::spawn(
                KeyId(format!("usb-{number}")),
                told.product,
                told.serial,
                Channel::new(Opened(Mutex::new(opened))),
            );
            match started {
                Ok(worker) => drop(self.lock().insert(path, worker)),
                Err(fault) => tracing::error!(%fault, "no thread for a key"),
            }
        }
        Ok(())
    }
}
