//! The firmware and the platform under it: storage, randomness, the finger.

use super::{Event, Finger, Job, VirtualKeySettings};
use ctaphid_app::{App as _, Command};
use fido_authenticator::{Authenticator, Config, Conforming, FirmwareVersion};
use heapless_bytes::Bytes;
use littlefs2_core::path;
use std::sync::{Arc, mpsc};
use std::time::{Duration, Instant};
use trussed::ClientImplementation;
use trussed::backend::BackendId;
use trussed::pipe::{ServiceEndpoint, TrussedChannel};
use trussed::platform::{Platform, Syscall, UserInterface};
use trussed::service::Service;
use trussed::store::Store as _;
use trussed::types::CoreContext;
use trussed::types::ui::Status;
use trussed::virt::{StorageConfig, Store, StoreConfig};
use trussed_core::InterruptFlag;
use trussed_core::types::consent::Level;
use trussed_staging::virt::{BackendIds, Dispatcher};

/// The largest CTAPHID message: 64 - 7 + 128 * 59 bytes.
const MAX_MESSAGE: usize = 7609;
/// What the key says its firmware is: 1.2.3.
const FIRMWARE: usize = 0x0001_0203;

/// Runs the firmware until nobody can send it a job.
pub fn run(
    settings: &VirtualKeySettings,
    inbox: &mpsc::Receiver<Job>,
    finger: Arc<Finger>,
    interrupt: &'static InterruptFlag,
) {
    let internal = match &settings.state {
        Some(file) => StorageConfig::filesystem(file.clone()),
        None => StorageConfig::ram(),
    };
    let mut storage = StoreConfig { internal, external: StorageConfig::ram(), volatile: StorageConfig::ram() };
    storage.with_store(|store| {
        install_attestation(&store, settings);
        let board = Board { randomness: rand08::rngs::OsRng, store, panel: Panel::new(finger.clone()) };
        let channel = TrussedChannel::new();
        let Some((requester, responder)) = channel.split() else { return };
        let (knock, knocks) = mpsc::channel();
        let client: ClientImplementation<'_, Knock, Dispatcher> =
            ClientImplementation::new(requester, Knock(knock), Some(interrupt));
        std::thread::scope(|scope| {
            scope.spawn(move || {
                let mut service = Service::with_dispatch(board, Dispatcher::default());
                let mut endpoints = [ServiceEndpoint::new(
                    responder,
                    CoreContext::with_interrupt(path!("fido").into(), Some(interrupt)),
                    &[BackendId::Custom(BackendIds::StagingBackend), BackendId::Core],
                )];
                // Ends when the client, and its end of the channel, is dropped.
                while knocks.recv().is_ok() {
                    service.process(&mut endpoints);
                }
            });
            serve(client, settings, inbox, &finger, interrupt);
        });
    });
}

fn serve(
    client: ClientImplementation<'_, Knock, Dispatcher>,
    settings: &VirtualKeySettings,
    inbox: &mpsc::Receiver<Job>,
    finger: &Finger,
    interrupt: &InterruptFlag,
) {
    let config = Config {
        max_msg_size: MAX_MESSAGE,
        skip_up_timeout: None,
        max_resident_credential_count: Some(50),
        large_blobs: None,
        nfc_transport: false,
        ccid_transport: false,
        firmware_version: Some(FirmwareVersion::new(FIRMWARE)),
        credential_id_version: None,
        long_touch_for_reset: false,
        fido2_up_timeout: Some(settings.touch_timeout_ms),
    };
    let mut firmware = Authenticator::new(client, Conforming {}, config);
    while let Ok(job) = inbox.recv() {
        let mut answer: Bytes<MAX_MESSAGE> = Bytes::new();
        interrupt.set_working();
        let done = firmware.call(Command::Cbor, &job.request, &mut answer);
        interrupt.set_idle();
        finger.wants(false);
        // 0x7f: "other", when the firmware did not even answer with a status.
        let answer = if done.is_ok() { answer.to_vec() } else { vec![0x7f] };
        // Whoever asked may have given up.
        let _ = job.reply.send(Event::Done(answer));
    }
}

/// Puts the model's certificate and key where the firmware looks for them.
fn install_attestation(store: &Store<'_>, settings: &VirtualKeySettings) {
    let files = store.ifs();
    let wanted = [
        (path!("fido/x5c/00"), settings.batch.certificate.as_slice()),
        (path!("fido/sec/00"), settings.batch.firmware_key.as_slice()),
    ];
    for (file, content) in wanted {
        let installed = file.parent().map(|folder| files.create_dir_all(&folder)).is_some_and(|made| made.is_ok())
            && files.write(file, content).is_ok();
        if !installed {
            tracing::error!(key = %settings.name, "a virtual key has no attestation");
        }
    }
}

/// Wakes the service when the client has a request.
struct Knock(mpsc::Sender<()>);

impl Syscall for Knock {
    fn syscall(&mut self) {
        // Without a service the request stays unanswered, and the operation ends by its deadline.
        let _ = self.0.send(());
    }
}

struct Board<'a> {
    randomness: rand08::rngs::OsRng,
    store: Store<'a>,
    panel: Panel,
}

impl<'a> Platform for Board<'a> {
    type R = rand08::rngs::OsRng;
    type S = Store<'a>;
    type UI = Panel;

    fn rng(&mut self) -> &mut Self::R {
        &mut self.randomness
    }
    fn store(&self) -> Self::S {
        self.store
    }
    fn user_interface(&mut self) -> &mut Self::UI {
        &mut self.panel
    }
}

/// The key's light and its touch sensor.
struct Panel {
    since: Instant,
    finger: Arc<Finger>,
    status: Status,
}

impl Panel {
    fn new(finger: Arc<Finger>) -> Self {
        Self { since: Instant::now(), finger, status: Status::Idle }
    }
}

impl UserInterface for Panel {
    fn check_user_presence(&mut self) -> Level {
        if self.finger.take() { Level::Normal } else { Level::None }
    }
    fn set_status(&mut self, status: Status) {
        self.status = status;
        self.finger.wants(status == Status::WaitingForUserPresence);
    }
    fn status(&self) -> Status {
        self.status
    }
    fn refresh(&mut self) {
        // The firmware asks in a loop.
        std::thread::sleep(Duration::from_millis(2));
    }
    fn uptime(&mut self) -> Duration {
        self.since.elapsed()
    }
}
