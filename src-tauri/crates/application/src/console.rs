//! One console: the parts it is made of, and what every use case needs from them.

use crate::Fault;
use crate::staff::Session;
use postern_domain::canonical::Digest;
use postern_domain::ids::{CaseId, ConsoleId, DirectoryId};
use postern_domain::policy::Policy;
use postern_domain::recovery::{Case, CaseEvent};
use postern_domain::staff::{Actor, DeskEvent, Roster};
use postern_domain::time::Timestamp;
use postern_ports::authenticator::{KeyId, KeyStep, Progress};
use postern_ports::event_store::{Happening, Recorded, StoreFault, Stream};
use postern_ports::machine::MachineKey;
use postern_ports::secrets::{ConsoleSecret, Pin};
use postern_ports::{
    Authenticators, Browser, Clock, Directory, Entropy, EventStore, Memory, Models, Notifier, OpenId, Outbox, Sealer,
    Signer, WriteSecrets,
};
use std::collections::{HashMap, HashSet};
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};
use std::time::Duration;

/// Something the window should look at again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Signal {
    /// A case has a new record.
    CaseChanged {
        /// Which.
        case: CaseId,
        /// Its last record's number.
        seq: u64,
    },
    /// A verification reads on.
    Verifying {
        /// Records that were read.
        done: u64,
        /// Of how many.
        all: u64,
    },
    /// Session, staff, directories or keys changed.
    ConsoleChanged,
    /// A key waits for something.
    Key {
        /// Which.
        key: KeyId,
        /// For what; `None` when it is done.
        step: Option<KeyStep>,
    },
}

/// Told about every [`Signal`].
pub type Signals = Arc<dyn Fn(Signal) + Send + Sync>;

/// OpenID providers at which the users of directories sign in.
pub type Providers = HashMap<DirectoryId, Arc<dyn OpenId>>;

/// What is reached outside now.
struct Reached {
    directories: Vec<Arc<dyn Directory>>,
    openid: Providers,
}

/// What a console is composed of.
pub struct Parts {
    /// The history.
    pub store: Arc<dyn EventStore>,
    /// Keys at this desk.
    pub keys: Arc<dyn Authenticators>,
    /// The directories that the console begins with; [`Console::directories`] are those it has.
    pub directories: Vec<Arc<dyn Directory>>,
    /// Delivers notices.
    pub notifier: Arc<dyn Notifier>,
    /// The clock.
    pub clock: Arc<dyn Clock>,
    /// Randomness.
    pub entropy: Arc<dyn Entropy>,
    /// The policy that a new history begins with.
    pub policy: Policy,
    /// What this console signs the history with.
    pub signer: Arc<dyn Signer>,
    /// What this console remembers of the history outside of the store.
    pub memory: Arc<dyn Memory>,
    /// What only this console has.
    pub secret: ConsoleSecret,
    /// This console's name.
    pub console: ConsoleId,
    /// Hash of the words in which statements are shown.
    pub template: Digest,
    /// What is known about models of keys.
    pub models: Arc<dyn Models>,
    /// The OpenID providers that it begins with, by the directory.
    pub openid: Providers,
    /// The desk's browser.
    pub browser: Arc<dyn Browser>,
    /// Seals what only its recipient may read.
    pub sealer: Arc<dyn Sealer>,
    /// What changes something at directories, sealed under supervisors' keys.
    pub write_secrets: Arc<dyn WriteSecrets>,
    /// Where sealed texts are left for people.
    pub outbox: Arc<dyn Outbox>,
    /// How long a directory that said that it did something is read again until it shows it.
    pub settling: Duration,
    /// Who is told of changes.
    pub signals: Signals,
}

/// A console, ready for use cases.
pub struct Console {
    parts: Parts,
    last_record: AtomicI64,
    session: Mutex<Session>,
    offers: Mutex<HashMap<String, Vec<u8>>>,
    /// Whom a statement was offered to over the shoulder of whoever is signed in, by its nonce.
    guests: Mutex<HashMap<String, Actor>>,
    drawn_pins: Mutex<HashMap<KeyId, Pin>>,
    running: tokio::sync::Mutex<()>,
    grown: tokio::sync::Notify,
    health: Mutex<HashMap<DirectoryId, Health>>,
    machine_keys: Mutex<HashMap<CaseId, MachineKey>>,
    /// Directories as they are now: others may take their place while the console runs.
    directories: RwLock<Reached>,
    watched: Mutex<HashMap<DirectoryId, Timestamp>>,
    /// Incidents that this console told security of since it runs.
    told: Mutex<HashSet<(CaseId, usize)>>,
}

/// Whether a directory answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Health {
    /// It answers.
    pub up: bool,
    /// Since when it does, or does not.
    pub since: Timestamp,
    /// Why it does not.
    pub fault: Option<postern_ports::directory::DirectoryFault>,
}

impl Console {
    /// A console over `parts`.
    pub fn new(mut parts: Parts) -> Self {
        let (directories, openid) = (std::mem::take(&mut parts.directories), std::mem::take(&mut parts.openid));
        Self {
            directories: RwLock::new(Reached { directories, openid }),
            watched: Mutex::new(HashMap::new()),
            told: Mutex::new(HashSet::new()),
            parts,
            last_record: AtomicI64::new(i64::MIN),
            session: Mutex::new(Session::Nobody),
            offers: Mutex::new(HashMap::new()),
            guests: Mutex::new(HashMap::new()),
            drawn_pins: Mutex::new(HashMap::new()),
            running: tokio::sync::Mutex::new(()),
            grown: tokio::sync::Notify::new(),
            health: Mutex::new(HashMap::new()),
            machine_keys: Mutex::new(HashMap::new()),
        }
    }

    /// The parts.
    pub fn parts(&self) -> &Parts {
        &self.parts
    }

    /// Gate time: the latest of the clock and the last record, so that a clock set back opens nothing.
    pub fn now(&self) -> Timestamp {
        Timestamp(self.parts.clock.now().0.max(self.last_record.load(Ordering::Relaxed)))
    }

    /// The staff, as of now.
    pub async fn roster(&self) -> Result<Roster, Fault> {
        let records = self.parts.store.read(Stream::Desk).await?;
        Ok(Roster::fold(records.iter().filter_map(desk_event)))
    }

    /// The staff, and how long the desk's stream was then.
    pub(crate) async fn roster_at(&self) -> Result<(Roster, u64), Fault> {
        let records = self.parts.store.read(Stream::Desk).await?;
        Ok((Roster::fold(records.iter().filter_map(desk_event)), records.len() as u64))
    }

    /// The directories that this desk works with now.
    pub fn directories(&self) -> Vec<Arc<dyn Directory>> {
        self.directories.read().unwrap_or_else(PoisonError::into_inner).directories.clone()
    }

    /// Puts others in their place: what runs goes on with what it began with.
    pub fn replace_directories(&self, directories: Vec<Arc<dyn Directory>>, openid: Providers) {
        *self.directories.write().unwrap_or_else(PoisonError::into_inner) = Reached { directories, openid };
        (self.parts.signals)(Signal::ConsoleChanged);
    }

    /// The OpenID provider at which the users of `directory` sign in.
    pub(crate) fn provider(&self, directory: &DirectoryId) -> Option<Arc<dyn OpenId>> {
        self.directories.read().unwrap_or_else(PoisonError::into_inner).openid.get(directory).cloned()
    }

    /// The directory called `id`.
    pub fn directory(&self, id: &DirectoryId) -> Result<Arc<dyn Directory>, Fault> {
        self.directories().into_iter().find(|d| d.id() == id).ok_or(Fault::Unknown("directory"))
    }

    /// Until when a directory's log was looked at, since the console runs.
    pub(crate) fn watched_until(&self, id: &DirectoryId) -> Option<Timestamp> {
        self.watched.lock().unwrap_or_else(PoisonError::into_inner).get(id).copied()
    }

    pub(crate) fn watched(&self, id: &DirectoryId, until: Timestamp) {
        self.watched.lock().unwrap_or_else(PoisonError::into_inner).insert(id.clone(), until);
    }

    /// The records of a case.
    pub async fn records(&self, case: CaseId) -> Result<Vec<Recorded>, Fault> {
        let records = self.parts.store.read(Stream::Case(case)).await?;
        if let Some(last) = records.last() {
            self.last_record.fetch_max(last.at.0, Ordering::Relaxed);
        }
        Ok(records)
    }

    /// A case, as of its last record.
    pub async fn case(&self, id: CaseId) -> Result<Case, Fault> {
        let records = self.records(id).await?;
        fold(id, &records).ok_or(Fault::Unknown("case"))
    }

    /// Appends to a case's stream, and tells.
    pub(crate) async fn append_case(&self, id: CaseId, seq: u64, events: Vec<CaseEvent>) -> Result<u64, Fault> {
        let ends = events.iter().any(|event| {
            matches!(
                event,
                CaseEvent::CaseCompleted { .. }
                    | CaseEvent::CaseRefused { .. }
                    | CaseEvent::CaseCancelled { .. }
                    | CaseEvent::IncidentDisposed { .. }
            )
        });
        let happenings: Vec<_> = events.into_iter().map(Happening::Case).collect();
        let recorded = self.append(Stream::Case(id), seq, happenings).await?;
        if ends {
            // What was opened or drawn for this case is of no use any more.
            self.directories().iter().for_each(|directory| directory.end_release(id));
            self.machine_keys().remove(&id);
        }
        let seq = recorded.last().map_or(seq, |r| r.seq);
        (self.parts.signals)(Signal::CaseChanged { case: id, seq });
        Ok(seq)
    }

    /// Appends to the desk's stream, whatever its length: its events do not depend on each other.
    pub(crate) async fn append_desk(&self, event: DeskEvent) -> Result<(), Fault> {
        for _ in 0..8 {
            let seq = self.parts.store.read(Stream::Desk).await?.len() as u64;
            match self.append(Stream::Desk, seq, vec![Happening::Desk(event.clone())]).await {
                Ok(_) => {
                    (self.parts.signals)(Signal::ConsoleChanged);
                    return Ok(());
                }
                Err(Fault::Store(StoreFault::Conflict)) => {}
                Err(other) => return Err(other),
            }
        }
        Err(Fault::Store(StoreFault::Busy))
    }

    /// Appends to the desk's stream what was decided when it was `seq` long, and nothing where it has grown since.
    pub(crate) async fn append_desk_after(&self, seq: u64, event: DeskEvent) -> Result<(), Fault> {
        self.append(Stream::Desk, seq, vec![Happening::Desk(event)]).await?;
        (self.parts.signals)(Signal::ConsoleChanged);
        Ok(())
    }

    async fn append(&self, stream: Stream, seq: u64, happenings: Vec<Happening>) -> Result<Vec<Recorded>, Fault> {
        let at = self.now();
        let recorded = self.parts.store.append(stream, seq, at, self.parts.console, happenings).await?;
        self.last_record.fetch_max(at.0, Ordering::Relaxed);
        self.grown.notify_one();
        Ok(recorded)
    }

    /// Waits until something was appended.
    pub(crate) async fn grown(&self) {
        self.grown.notified().await;
    }

    pub(crate) fn session(&self) -> MutexGuard<'_, Session> {
        self.session.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn offers(&self) -> MutexGuard<'_, HashMap<String, Vec<u8>>> {
        self.offers.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Who looks over the shoulder of whoever is signed in, by the nonce of what they were offered.
    pub(crate) fn guests(&self) -> MutexGuard<'_, HashMap<String, Actor>> {
        self.guests.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// PINs that were drawn here, of keys that do not ask for another yet.
    pub(crate) fn drawn_pins(&self) -> MutexGuard<'_, HashMap<KeyId, Pin>> {
        self.drawn_pins.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Keys that were drawn here for machine identities, until they were seen to sign in.
    pub(crate) fn machine_keys(&self) -> MutexGuard<'_, HashMap<CaseId, MachineKey>> {
        self.machine_keys.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Incidents that security was told of, by the case and how many it had before.
    pub(crate) fn told_incidents(&self) -> MutexGuard<'_, HashSet<(CaseId, usize)>> {
        self.told.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Only one use case at a time does outside work on this console.
    pub(crate) async fn alone(&self) -> tokio::sync::MutexGuard<'_, ()> {
        self.running.lock().await
    }

    /// A progress callback that tells what `key` waits for.
    pub(crate) fn progress(&self, key: &KeyId) -> Progress {
        let (signals, key) = (self.parts.signals.clone(), key.clone());
        Arc::new(move |step| signals(Signal::Key { key: key.clone(), step: Some(step) }))
    }

    pub(crate) fn key_done(&self, key: &KeyId) {
        (self.parts.signals)(Signal::Key { key: key.clone(), step: None });
    }

    /// Asks every directory whether it answers, and remembers.
    pub async fn check_directories(&self) {
        for directory in self.directories() {
            let answer = directory.ping().await;
            let now = self.parts.clock.now();
            let mut health = self.health.lock().unwrap_or_else(PoisonError::into_inner);
            let up = answer.is_ok();
            let before = health.get(directory.id()).cloned();
            let since = before.as_ref().filter(|h| h.up == up).map_or(now, |h| h.since);
            health.insert(directory.id().clone(), Health { up, since, fault: answer.err() });
            drop(health);
            if before.is_none_or(|h| h.up != up) {
                (self.parts.signals)(Signal::ConsoleChanged);
            }
        }
    }

    /// What [`Console::check_directories`] last found.
    pub fn health(&self, id: &DirectoryId) -> Option<Health> {
        self.health.lock().unwrap_or_else(PoisonError::into_inner).get(id).cloned()
    }
}

/// The case that `records` tell of.
pub fn fold(id: CaseId, records: &[Recorded]) -> Option<Case> {
    Case::fold(id, records.iter().filter_map(case_event))
}

fn desk_event(record: &Recorded) -> Option<&DeskEvent> {
    match &record.happening {
        Happening::Desk(event) => Some(event),
        Happening::Case(_) => None,
    }
}

fn case_event(record: &Recorded) -> Option<&CaseEvent> {
    match &record.happening {
        Happening::Case(event) => Some(event),
        Happening::Desk(_) => None,
    }
}
