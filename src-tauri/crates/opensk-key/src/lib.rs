//! Google's OpenSK firmware as a security key made of reports, in process. For tests only.
//!
//! Its CTAPHID is its own, so that ours is tried against another's. A thread is the key: reports go in and come out,
//! it waits for a touch as the boards do (a keep-alive each 100 ms, CANCEL ends it), and it forgets all with its power.

use opensk::api::persist::{Attestation, AttestationId, Persist as _};
use opensk::api::user_presence::UserPresenceError;
use opensk::ctap::CtapState;
use opensk::ctap::data_formats::EnterpriseAttestationMode;
use opensk::env::Env as _;
use opensk::env::test::TestEnv;
use opensk::{Ctap, Transport};
use postern_authenticator::hid::{Lost, REPORT, Wire};
use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, mpsc};
use std::time::{Duration, Instant};

/// A report of CTAPHID.
pub type Report = [u8; REPORT];

/// How often a key that waits says so.
const KEEP_ALIVE: Duration = Duration::from_millis(100);

/// What a key is made with.
#[derive(Clone, Default)]
pub struct OpenSkSettings {
    /// Its model.
    pub aaguid: [u8; 16],
    /// Its model's certificate (DER) and private scalar: packed attestation. `None`: it attests with the new key itself.
    pub batch: Option<(Vec<u8>, Vec<u8>)>,
    /// It attests who owns it to these relying parties, with the same certificate.
    pub enterprise: Option<Vec<String>>,
    /// A finger is known to its sensor.
    pub finger: bool,
    /// It still speaks PIN/UV auth protocol 1, and only that is told to be used.
    pub first_protocol: bool,
    /// How long it waits for a touch.
    pub touch_timeout: Option<Duration>,
}

/// A powered key. Dropping it, and every wire of it, cuts the power.
pub struct OpenSk {
    reports: mpsc::Sender<Report>,
    answers: Arc<Mutex<mpsc::Receiver<Report>>>,
    finger: Arc<Finger>,
}

#[derive(Default)]
struct Finger {
    always: AtomicBool,
    once: AtomicBool,
    wanted: AtomicBool,
    pulled: AtomicBool,
    cycled: AtomicBool,
}

impl OpenSk {
    /// Powers a key.
    ///
    /// # Errors
    /// When the operating system gives no thread.
    pub fn power(settings: OpenSkSettings) -> std::io::Result<Self> {
        let (reports, inbox) = mpsc::channel();
        let (outbox, answers) = mpsc::channel();
        let finger = Arc::new(Finger::default());
        let held = finger.clone();
        std::thread::Builder::new()
            .name("OpenSK".to_owned())
            .stack_size(16 << 20)
            .spawn(move || run(&settings, inbox, &outbox, &held))?;
        Ok(Self { reports, answers: Arc::new(Mutex::new(answers)), finger })
    }

    /// A wire to it. The wires of one key share its answers: use one at a time.
    pub fn wire(&self) -> OpenSkWire {
        OpenSkWire { reports: self.reports.clone(), answers: self.answers.clone(), finger: self.finger.clone() }
    }

    /// Touches it once, if it waits for that.
    pub fn touch(&self) {
        if self.waits_for_touch() {
            self.finger.once.store(true, Ordering::Release);
        }
    }

    /// Touches it always and at once.
    pub fn touch_always(&self, always: bool) {
        self.finger.always.store(always, Ordering::Release);
    }

    /// Whether it waits for a touch.
    pub fn waits_for_touch(&self) -> bool {
        self.finger.wanted.load(Ordering::Acquire)
    }

    /// Pulls it out.
    pub fn pull(&self) {
        self.finger.pulled.store(true, Ordering::Release);
    }

    /// Puts it back after it was pulled: what is in its memory only is forgotten.
    pub fn put_back(&self) {
        self.finger.cycled.store(true, Ordering::Release);
        self.finger.pulled.store(false, Ordering::Release);
    }
}

/// Reports to and from the key.
pub struct OpenSkWire {
    reports: mpsc::Sender<Report>,
    answers: Arc<Mutex<mpsc::Receiver<Report>>>,
    finger: Arc<Finger>,
}

impl OpenSkWire {
    fn lost(&self) -> Result<(), Lost> {
        if self.finger.pulled.load(Ordering::Acquire) { Err(Lost("pulled".to_owned())) } else { Ok(()) }
    }
}

impl Wire for OpenSkWire {
    fn write(&mut self, report: &Report) -> Result<(), Lost> {
        self.lost()?;
        self.reports.send(*report).map_err(|_| Lost("no power".to_owned()))
    }

    fn read(&mut self, patience: Duration) -> Result<Option<Report>, Lost> {
        self.lost()?;
        let answers = self.answers.lock().map_err(|_| Lost("poisoned".to_owned()))?;
        match answers.recv_timeout(patience) {
            Ok(report) => Ok(Some(report)),
            Err(mpsc::RecvTimeoutError::Timeout) => Ok(None),
            Err(mpsc::RecvTimeoutError::Disconnected) => Err(Lost("no power".to_owned())),
        }
    }
}

fn run(settings: &OpenSkSettings, inbox: mpsc::Receiver<Report>, outbox: &mpsc::Sender<Report>, finger: &Arc<Finger>) {
    let inbox = Rc::new(inbox);
    // Reports that came while it waited for a touch, and the channel that it works for.
    let (later, channel) = (Rc::new(RefCell::new(VecDeque::new())), Rc::new(RefCell::new([0u8; 4])));
    let mut env = TestEnv::default();
    let mut seed = [0u8; 8];
    rand08::RngCore::fill_bytes(&mut rand08::rngs::OsRng, &mut seed);
    env.seed_rng_from_u64(u64::from_le_bytes(seed));
    env.customization_mut().set_allows_pin_protocol_v1(settings.first_protocol);
    if let Some(parties) = &settings.enterprise {
        let mode = EnterpriseAttestationMode::VendorFacilitated;
        env.customization_mut().setup_enterprise_attestation(Some(mode), Some(parties.clone()));
    }
    let waiting = Waiting {
        inbox: inbox.clone(),
        later: later.clone(),
        channel: channel.clone(),
        outbox: outbox.clone(),
        finger: finger.clone(),
        longest: settings.touch_timeout.unwrap_or(Duration::from_secs(30)),
    };
    env.user_presence().set(move || waiting.wait());
    if settings.finger && env.create_fingerprint().is_err() {
        return;
    }
    let mut key = Ctap::<TestEnv>::new(env);
    if !install(&mut key, settings) {
        return;
    }
    loop {
        let next = later.borrow_mut().pop_front();
        let Some(report) = next.or_else(|| inbox.recv().ok()) else { return };
        if finger.cycled.swap(false, Ordering::AcqRel) {
            let fresh = CtapState::<TestEnv>::new(key.env());
            *key.state() = fresh;
        }
        channel.borrow_mut().copy_from_slice(&report[..4]);
        for answer in key.process_hid_packet(&report, Transport::MainHid) {
            if outbox.send(answer).is_err() {
                return;
            }
        }
    }
}

fn install(key: &mut Ctap<TestEnv>, settings: &OpenSkSettings) -> bool {
    let mut done = key.env().persist().set_aaguid(&settings.aaguid).is_ok();
    if let Some((certificate, scalar)) = &settings.batch {
        // It keeps one of them.
        let id = if settings.enterprise.is_some() { AttestationId::Enterprise } else { AttestationId::Batch };
        let attestation = Attestation { wrapped_private_key: scalar.clone(), certificate: certificate.clone() };
        done &= key.env().persist().set_attestation(id, Some(&attestation)).is_ok();
    }
    done
}

/// The touch sensor.
struct Waiting {
    inbox: Rc<mpsc::Receiver<Report>>,
    later: Rc<RefCell<VecDeque<Report>>>,
    channel: Rc<RefCell<[u8; 4]>>,
    outbox: mpsc::Sender<Report>,
    finger: Arc<Finger>,
    longest: Duration,
}

impl Waiting {
    /// Waits for a touch as the boards do. The time-out is a refusal here: the firmware's test clock does not move.
    fn wait(&self) -> Result<(), UserPresenceError> {
        let begun = Instant::now();
        let mut told = None::<Instant>;
        self.finger.wanted.store(true, Ordering::Release);
        let ended = loop {
            if self.finger.always.load(Ordering::Acquire) || self.finger.once.swap(false, Ordering::AcqRel) {
                break Ok(());
            }
            if self.finger.pulled.load(Ordering::Acquire) {
                break Err(UserPresenceError::Canceled);
            }
            if begun.elapsed() > self.longest {
                break Err(UserPresenceError::Declined);
            }
            if told.is_none_or(|at| at.elapsed() > KEEP_ALIVE) {
                told = Some(Instant::now());
                // Nobody reads any more when the key was given up.
                let _ = self.outbox.send(keep_alive(*self.channel.borrow()));
            }
            match self.inbox.recv_timeout(Duration::from_millis(5)) {
                Ok(report) if report[..4] == *self.channel.borrow() && report[4] == 0x91 => {
                    break Err(UserPresenceError::Canceled);
                }
                Ok(report) => self.later.borrow_mut().push_back(report),
                Err(mpsc::RecvTimeoutError::Timeout) => {}
                Err(mpsc::RecvTimeoutError::Disconnected) => break Err(UserPresenceError::Canceled),
            }
        };
        self.finger.wanted.store(false, Ordering::Release);
        ended
    }
}

/// CTAPHID_KEEPALIVE: a touch is needed.
fn keep_alive(channel: [u8; 4]) -> Report {
    let mut report = [0u8; REPORT];
    report[..4].copy_from_slice(&channel);
    report[4..8].copy_from_slice(&[0xbb, 0, 1, 2]);
    report
}
