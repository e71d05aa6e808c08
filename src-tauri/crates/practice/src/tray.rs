//! The key tray: the practice profile's virtual keys, which a person inserts, touches and pulls.

use crate::virtual_key::{VirtualKey, VirtualKeySettings};
use crate::{Batch, STAFF_MODEL, SUBJECT_MODEL};
use async_trait::async_trait;
use postern_authenticator::{KeySource, Worker};
use postern_ports::authenticator::KeyId;
use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// How long a virtual key waits for a touch.
const TOUCH_TIMEOUT_MS: u32 = 30_000;

/// The practice profile's virtual keys.
pub struct KeyTray {
    folder: PathBuf,
    staff: Batch,
    subject: Batch,
    slots: Mutex<BTreeMap<String, Plugged>>,
    names: Vec<TrayName>,
    auto_touch: bool,
}

/// A key that may lie in the tray.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrayName {
    /// Its name.
    pub name: String,
    /// What stands on it.
    pub label: String,
    /// What it is for.
    pub hint: String,
    /// Its practice PIN, which is no secret; `None` when it has none yet.
    pub pin: Option<String>,
    /// A key for subjects rather than staff.
    pub for_subject: bool,
}

struct Plugged {
    key: VirtualKey,
    worker: Worker,
}

/// A key of the tray, as it is now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrayKey {
    /// Which.
    pub name: TrayName,
    /// It is inserted.
    pub inserted: bool,
    /// It waits for a touch.
    pub waits_for_touch: bool,
}

impl KeyTray {
    /// The tray whose keys keep their state in `folder`. `auto_touch` touches every key at once, for seeding and tests.
    pub fn open(folder: &Path, names: Vec<TrayName>, auto_touch: bool) -> io::Result<Self> {
        std::fs::create_dir_all(folder)?;
        let attestation = folder.join("attestation");
        Ok(Self {
            folder: folder.to_owned(),
            staff: Batch::load(&attestation, STAFF_MODEL)?,
            subject: Batch::load(&attestation, SUBJECT_MODEL)?,
            slots: Mutex::new(BTreeMap::new()),
            names,
            auto_touch,
        })
    }

    /// The practice root, DER.
    pub fn root(&self) -> Vec<u8> {
        self.staff.root.clone()
    }

    /// All keys.
    pub fn list(&self) -> Vec<TrayKey> {
        let slots = self.lock();
        let one = |name: &TrayName| {
            let plugged = slots.get(&name.name);
            TrayKey {
                name: name.clone(),
                inserted: plugged.is_some(),
                waits_for_touch: plugged.is_some_and(|p| p.key.waits_for_touch()),
            }
        };
        self.names.iter().map(one).collect()
    }

    /// Inserts a key; false when there is none of that name.
    pub fn insert(&self, name: &str) -> io::Result<bool> {
        let Some(known) = self.names.iter().find(|n| n.name == name) else { return Ok(false) };
        let mut slots = self.lock();
        if slots.contains_key(name) {
            return Ok(true);
        }
        let batch = if known.for_subject { self.subject.clone() } else { self.staff.clone() };
        let settings = VirtualKeySettings {
            name: name.to_owned(),
            batch,
            state: Some(self.folder.join(format!("{name}.key"))),
            touch_timeout_ms: TOUCH_TIMEOUT_MS,
        };
        let key = VirtualKey::power(settings)?;
        key.touch_always(self.auto_touch);
        let worker = Worker::spawn(KeyId(format!("practice-{name}")), known.label.clone(), None, key.token())
            .map_err(io::Error::other)?;
        slots.insert(name.to_owned(), Plugged { key, worker });
        Ok(true)
    }

    /// Pulls a key out, whatever it does.
    pub fn pull(&self, name: &str) {
        if let Some(plugged) = self.lock().remove(name) {
            plugged.worker.retire();
        }
    }

    /// Touches a key that waits.
    pub fn touch(&self, name: &str) {
        if let Some(plugged) = self.lock().get(name) {
            plugged.key.touch();
        }
    }

    /// Touches a key always and at once, or no more.
    pub fn touch_always(&self, name: &str, always: bool) {
        if let Some(plugged) = self.lock().get(name) {
            plugged.key.touch_always(always);
        }
    }

    fn lock(&self) -> MutexGuard<'_, BTreeMap<String, Plugged>> {
        self.slots.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[async_trait]
impl KeySource for KeyTray {
    async fn plugged(&self) -> Vec<Worker> {
        self.lock().values().map(|p| p.worker.clone()).collect()
    }
}
