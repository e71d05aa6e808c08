//! The practice profile: virtual keys, the practice directory, made-up people.

use super::backups::Backups;
use super::feeds::Feeds;
use super::metadata::KnownModels;
use super::{House, real, trouble};
use crate::{logging, options::Options};
use postern_application::staff::{Confirmer, Newcomer};
use postern_application::{Console, Fault, Parts, Signals};
use postern_authenticator::metadata::Metadata;
use postern_authenticator::{Desk, ModelBook, Root, TrustedRoots};
use postern_delivery::{AgeSealer, Mailbox};
use postern_directory::Practice as PracticeConnector;
use postern_domain::ids::DirectoryId;
use postern_domain::policy::Policy;
use postern_domain::staff::Profile;
use postern_ipc::dto::Refusal;
use postern_os::settings;
use postern_os::{
    FolderOutbox, FolderSecrets, KeptCheckpoint, KeptWriteSecrets, OsEntropy, Paths, SystemBrowser, SystemClock,
};
use postern_ports::authenticator::KeyId;
use postern_ports::secrets::Pin;
use postern_ports::{Clock as _, Directory};
use postern_practice::people::{self, STAFF, STAFF_PIN};
use postern_practice::{KeyTray, PracticeDirectory, metadata, practice_models};
use postern_store::{Source, SqliteStore, StoreKey};
use std::collections::HashMap;
use std::sync::{Arc, Mutex};

/// What only the practice profile has.
pub struct Practice {
    /// The virtual keys.
    pub tray: Arc<KeyTray>,
    /// The practice directory's server.
    pub server: PracticeDirectory,
    /// The connector to it.
    pub connector: Arc<PracticeConnector>,
    /// The mailbox.
    pub mailbox: Arc<Mailbox>,
}

impl Practice {
    /// Stops the server.
    pub async fn stop(&self) {
        self.server.stop().await;
    }
}

/// Name of the practice directory in this console.
const DIRECTORY: &str = "practice";

/// The practice directory shows everything at once, unless it lies.
const SETTLING: std::time::Duration = std::time::Duration::from_millis(800);

/// Composes the practice profile, seeding it on first use.
pub async fn house(options: &Options, signals: Signals) -> Result<House, Refusal> {
    let (paths, lock) = real::take(options)?;
    // Not encrypted: practice holds nothing of anybody, and must open on machines without a keyring.
    // In files: practice works without a keyring, and its secrets are no more of one than its PINs are.
    let secrets = Arc::new(FolderSecrets::new(paths.secrets()));
    let signer = real::signer(secrets.clone(), &options.profile)?;
    let memory = Arc::new(KeptCheckpoint::new(secrets.clone(), &options.profile));
    let history = paths.history();
    let source = Source::new(&history, &StoreKey::Plain);
    let store = SqliteStore::open(&history, &StoreKey::Plain, signer.clone()).await.map_err(|f| trouble::store(&f))?;
    let practice = Arc::new(prepare(&paths).await?);
    let roots = TrustedRoots::new(vec![Root { der: practice.tray.root() }]);
    let models = Arc::new(KnownModels::of(models(&practice.tray)?));
    let parts = Parts {
        store: Arc::new(store),
        keys: Arc::new(Desk::new(vec![practice.tray.clone()], roots)),
        directories: vec![practice.connector.clone()],
        openid: HashMap::new(),
        browser: Arc::new(SystemBrowser),
        sealer: Arc::new(AgeSealer),
        write_secrets: Arc::new(KeptWriteSecrets::new(secrets.clone(), Arc::new(OsEntropy))),
        outbox: Arc::new(FolderOutbox::new(paths.data().join("exports"))),
        notifier: practice.mailbox.clone(),
        clock: Arc::new(SystemClock),
        entropy: Arc::new(OsEntropy),
        policy: Policy::standard(),
        signer,
        memory,
        secret: real::console_secret(secrets.as_ref(), &options.profile)?,
        console: real::console_id(&paths.console())?,
        template: real::template(),
        models: models.book.clone(),
        settling: SETTLING,
        signals,
    };
    let console = Arc::new(Console::new(parts));
    console.found(Profile::Practice).await.map_err(|f| trouble::console(&f))?;
    if !options.unseeded {
        enrol_staff(&console, &practice).await.map_err(|f| trouble::console(&f))?;
    }
    // Of the settings, practice has the level of its log alone.
    let level = settings::read(&paths.settings()).map_or("info", |settings| settings.log.level.name());
    let log = logging::start(&paths.log(), level);
    let practice =
        Arc::into_inner(practice).ok_or_else(|| trouble::trouble("APP-start", &[("why", "practice".to_owned())]))?;
    let backups = Backups::new(&paths, &options.profile, &StoreKey::Plain, secrets.clone(), true);
    let sealed = real::sealed(secrets.clone(), options, &paths)?;
    let notes = real::restored(&console).await?;
    Ok(House {
        attention: super::attracting(&paths, &console),
        drafts: super::drafts(&paths, &console),
        console,
        profile: options.profile.clone(),
        notes,
        setup: None,
        sending: None,
        backups,
        feeds: Feeds::none(&paths, secrets),
        models,
        practice: Some(practice),
        owners: Mutex::new(HashMap::new()),
        sealed,
        source,
        _lock: lock,
        _log: Some(log),
    })
}

async fn prepare(paths: &Paths) -> Result<Practice, Refusal> {
    let failed = |why: String| trouble::trouble("APP-start", &[("why", why)]);
    let tray = KeyTray::open(&paths.data().join("keys"), people::tray(), false).map_err(|e| trouble::folder(&e))?;
    let tray = Arc::new(tray);
    let folder = paths.data().join("directory");
    let (clock, entropy) = (Arc::new(SystemClock), Arc::new(OsEntropy));
    postern_practice::directory::seed(&folder, tray.clone(), entropy.as_ref(), clock.now())
        .await
        .map_err(|e| failed(e.to_string()))?;
    let server = PracticeDirectory::start(&folder, clock, entropy).await.map_err(|e| failed(e.to_string()))?;
    let id = DirectoryId::new(DIRECTORY).map_err(|e| failed(e.to_string()))?;
    let connector = PracticeConnector::connect(id, server.url(), server.token()).map_err(|e| failed(e.to_string()))?;
    let mailbox = Mailbox::open(&paths.data().join("mailbox")).map_err(|e| trouble::folder(&e))?.with_codes();
    Ok(Practice { tray, server, connector: Arc::new(connector), mailbox: Arc::new(mailbox) })
}

/// What is known about practice keys: that they are sound, and for ever.
fn models(tray: &KeyTray) -> Result<ModelBook, Refusal> {
    let failed = |why: String| trouble::trouble("APP-start", &[("why", why)]);
    let now = SystemClock.now();
    let made = metadata(&practice_models(&tray.root()), 1, "2999-12-31", now).map_err(|e| failed(e.to_string()))?;
    let read = Metadata::read(&made.jws, &[made.root], now.0).map_err(|e| failed(e.to_string()))?;
    Ok(ModelBook::of(read))
}

/// Enrols the practice staff through the same operations as real staff, with the firmware touched by itself.
async fn enrol_staff(console: &Console, practice: &Practice) -> Result<(), Fault> {
    // Whoever was removed since was enrolled all the same.
    let enrolled = console.roster().await?.everyone().count();
    for (n, person) in STAFF.iter().enumerate().skip(enrolled) {
        let account = match person.login {
            Some(login) => practice.connector.find(login).await?.map(|a| (a.directory, a.id)),
            None => None,
        };
        let newcomer = Newcomer {
            name: person.name.to_owned(),
            staff_number: person.staff_number.to_owned(),
            role: person.role,
            organisation: String::new(),
            account,
        };
        let confirmer = STAFF[0].key;
        for name in [person.key, confirmer] {
            practice.tray.insert(name).map_err(|_| Fault::Internal("a practice key"))?;
            practice.tray.touch_always(name, true);
        }
        let key = |name: &str| KeyId(format!("practice-{name}"));
        let pin = || Pin::new(STAFF_PIN.to_owned());
        let confirmed = (n > 0).then(|| Confirmer { key: key(confirmer), pin: pin() }).into_iter().collect();
        let done = console.enrol_staff(newcomer, &key(person.key), pin(), confirmed).await;
        practice.tray.pull(person.key);
        practice.tray.pull(confirmer);
        done?;
    }
    Ok(())
}
