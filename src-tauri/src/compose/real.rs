//! A real profile: encrypted history, USB keys, configured directories.

use super::backups::Backups;
use super::feeds::{self, Feeds};
use super::metadata::{self, KnownModels, Sources};
use super::notices::Sending;
use super::{House, Sealed, directories, trouble};
use crate::{logging, options::Options};
use postern_application::{Console, Parts, Signals};
use postern_authenticator::{Desk, Root, TrustedRoots, UsbKeys};
use postern_delivery::{AgeSealer, every_table};
use postern_domain::canonical::Digest;
use postern_domain::ids::ConsoleId;
use postern_domain::policy::Policy;
use postern_domain::staff::Profile;
use postern_domain::time::Timestamp;
use postern_ipc::dto::{Message, Refusal};
use postern_os::settings::{self, Keep};
use postern_os::{
    ConsoleKeys, FolderOutbox, FolderSecrets, KeptCheckpoint, KeptWriteSecrets, KeyringSecrets, Lock, OsEntropy, Paths,
    SystemBrowser, SystemClock,
};
use postern_ports::secrets::{ConsoleSecret, reveal};
use postern_ports::{Clock as _, Entropy as _, Secrets};
use postern_store::{KeyFault, SealedKeys, Source, SqliteStore, StoreKey, StoreKeys};
use secrecy::SecretString;
use std::collections::HashMap;
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// How long a directory is given to show what it said that it did: some take half a minute.
const SETTLING: Duration = Duration::from_secs(45);

/// Composes a real profile.
pub async fn house(options: &Options, signals: Signals) -> Result<House, Refusal> {
    let (paths, lock) = take(options)?;
    let (signals, grown) = feeds::waking(signals);
    let settings = settings::read(&paths.settings()).map_err(|bad| trouble::settings(&bad))?;
    let secrets: Arc<dyn Secrets> = match settings.secrets.keep {
        Keep::Keyring => Arc::new(KeyringSecrets::new()),
        Keep::Files => Arc::new(FolderSecrets::new(paths.secrets())),
    };
    let key = store_key(&secrets, &options.profile, &paths)?;
    let signer = signer(secrets.clone(), &options.profile)?;
    let memory = Arc::new(KeptCheckpoint::new(secrets.clone(), &options.profile));
    let store = SqliteStore::open(&paths.history(), &key, signer.clone()).await.map_err(|f| trouble::store(&f))?;
    let source = Source::new(&paths.history(), &key);
    let roots = certificates(&paths.roots())?;
    let sources = Sources::of(&settings.metadata, &paths, secrets.clone(), &options.profile)?;
    let models = Arc::new(KnownModels::read(&sources, roots.is_empty(), SystemClock.now()));
    let roots = TrustedRoots::new(roots).with_metadata(models.book.clone(), Arc::new(SystemClock));
    let connected = directories::connected(&settings, &paths, secrets.as_ref())?;
    let mut notes = connected.notes;
    if settings.secrets.keep == Keep::Files {
        notes.push(Message::of("note-secrets-in-files").with("folder", paths.secrets().display().to_string()));
    }
    let sending = Sending::open(&settings, &paths, secrets.clone(), &options.profile)?;
    let parts = Parts {
        store: Arc::new(store),
        keys: Arc::new(Desk::new(vec![Arc::new(UsbKeys::watch())], roots)),
        directories: connected.directories,
        openid: connected.openid,
        browser: Arc::new(SystemBrowser),
        sealer: Arc::new(AgeSealer),
        write_secrets: Arc::new(KeptWriteSecrets::new(secrets.clone(), Arc::new(OsEntropy))),
        outbox: Arc::new(FolderOutbox::new(paths.data().join("exports"))),
        notifier: sending.channels(),
        clock: Arc::new(SystemClock),
        entropy: Arc::new(OsEntropy),
        policy: Policy::standard(),
        signer,
        memory,
        secret: console_secret(secrets.as_ref(), &options.profile)?,
        console: console_id(&paths.console())?,
        template: template(),
        models: models.book.clone(),
        settling: SETTLING,
        signals: signals.clone(),
    };
    let console = Arc::new(Console::new(parts));
    console.found(Profile::Real).await.map_err(|f| trouble::console(&f))?;
    notes.extend(restored(&console).await?);
    let setup = directories::Setup::new(paths.clone(), secrets.clone(), connected.persons);
    let files = settings.secrets.keep == Keep::Files;
    let backups = Backups::new(&paths, &options.profile, &key, secrets.clone(), files);
    let sealed = sealed(secrets.clone(), options, &paths)?;
    // As late as may be: a start that fails leaves none of them running.
    let feeds = Feeds::start(&settings, &paths, secrets, &console, &grown)?;
    // Last, since a process has one log and a start that failed may be tried again.
    let log = logging::start(&paths.log(), settings.log.level.name());
    if let Some(url) = settings.metadata.url {
        metadata::keep_current(&models, sources, url, signals);
    }
    Ok(House {
        attention: super::attracting(&paths, &console),
        drafts: super::drafts(&paths, &console),
        console,
        profile: options.profile.clone(),
        notes,
        setup: Some(setup),
        sending: Some(sending),
        backups,
        feeds,
        models,
        #[cfg(feature = "practice")]
        practice: None,
        owners: Mutex::new(HashMap::new()),
        sealed,
        source,
        _lock: lock,
        _log: Some(log),
    })
}

/// Makes the profile's folders and takes it.
pub fn take(options: &Options) -> Result<(Paths, Lock), Refusal> {
    let paths = Paths::of(&options.profile, options.home.as_deref())
        .map_err(|bad| trouble::trouble("APP-profile", &[("what", bad.to_string())]))?;
    paths.make().map_err(|e| trouble::folder(&e))?;
    let lock = Lock::take(&paths.lock()).map_err(|f| trouble::lock(&f))?;
    Ok((paths, lock))
}

/// Hash of the words that statements are shown in.
pub fn template() -> Digest {
    Digest::of(every_table().collect::<Vec<_>>().join("\n").as_bytes())
}

/// This console's own name, drawn once.
pub fn console_id(file: &Path) -> Result<ConsoleId, Refusal> {
    if let Ok(text) = std::fs::read_to_string(file)
        && let Ok(id) = text.trim().parse()
    {
        return Ok(id);
    }
    let bytes =
        OsEntropy.uuid7(SystemClock.now()).map_err(|e| trouble::trouble("APP-start", &[("why", e.to_string())]))?;
    let id = ConsoleId(uuid::Uuid::from_bytes(bytes));
    std::fs::write(file, id.to_string()).map_err(|e| trouble::folder(&e))?;
    Ok(id)
}

/// What is missing in this history since a backup was put in place of a lost one: said as long as it is missing.
pub async fn restored(console: &Console) -> Result<Vec<Message>, Refusal> {
    let restored = console.restorations().await.map_err(|f| trouble::console(&f))?;
    let note = |(at, size): &(Timestamp, u64)| {
        let day: String = at.rfc3339().unwrap_or_default().chars().take(10).collect();
        Message::of("note-history-restored").with("day", day).with("records", size.to_string())
    };
    Ok(restored.iter().map(note).collect())
}

/// The keys as the recovery sheets open them, brought up to date.
pub fn sealed(secrets: Arc<dyn Secrets>, options: &Options, paths: &Paths) -> Result<Arc<Sealed>, Refusal> {
    let sealed = Sealed { keys: SealedKeys::new(secrets, &options.profile), folder: paths.data().to_owned() };
    sealed.bring_up_to_date()?;
    Ok(Arc::new(sealed))
}

/// The key of the history: drawn when there is no history yet. Never nothing.
fn store_key(secrets: &Arc<dyn Secrets>, profile: &str, paths: &Paths) -> Result<StoreKey, Refusal> {
    let keys = StoreKeys::new(secrets.clone(), profile);
    if paths.history().exists() {
        return keys.opening(&paths.history()).map_err(|f| trouble::key(&f));
    }
    let hex = match keys.current().map_err(|f| trouble::key(&f))? {
        Some(hex) => hex,
        None => {
            let hex = drawn()?;
            keys.keep(&hex).map_err(|f| trouble::key(&f))?;
            hex
        }
    };
    // Exposed to open the history with it.
    StoreKey::raw(reveal(&hex)).ok_or_else(|| trouble::key(&KeyFault::NoKey(format!("store-key/{profile}"))))
}

/// What this console signs the history with.
pub fn signer(secrets: Arc<dyn Secrets>, profile: &str) -> Result<Arc<ConsoleKeys>, Refusal> {
    ConsoleKeys::open(secrets, Arc::new(OsEntropy), profile).map(Arc::new).map_err(|f| trouble::keyring(&f))
}

/// What only this console has: from the keyring, drawn once.
pub fn console_secret(secrets: &dyn Secrets, profile: &str) -> Result<ConsoleSecret, Refusal> {
    let name = format!("console-secret/{profile}");
    let hex = match secrets.read(&name).map_err(|f| trouble::keyring(&f))? {
        Some(hex) => hex,
        None => {
            let hex = drawn()?;
            secrets.write(&name, &hex).map_err(|f| trouble::keyring(&f))?;
            hex
        }
    };
    ConsoleSecret::from_hex(hex).ok_or_else(|| trouble::trouble("KRG-no_key", &[("name", name)]))
}

/// 32 random bytes in hexadecimal.
pub fn drawn() -> Result<SecretString, Refusal> {
    let random = OsEntropy.bytes32().map_err(|e| trouble::trouble("APP-start", &[("why", e.to_string())]))?;
    Ok(SecretString::from(random.iter().map(|b| format!("{b:02x}")).collect::<String>()))
}

/// Certificates in a folder, DER or PEM; practice roots are refused.
pub fn certificates(folder: &Path) -> Result<Vec<Root>, Refusal> {
    let mut found = Vec::new();
    let listed = match std::fs::read_dir(folder) {
        Ok(listed) => listed,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(found),
        Err(error) => return Err(trouble::folder(&error)),
    };
    for entry in listed.filter_map(Result::ok) {
        let bytes = std::fs::read(entry.path()).map_err(|e| trouble::folder(&e))?;
        let certificates = Root::all_in(&bytes);
        if is_practice(&bytes) || certificates.iter().any(|root| is_practice(&root.der)) {
            let file = entry.path().display().to_string();
            return Err(trouble::trouble("CFG-practice_root", &[("file", file)]));
        }
        found.extend(certificates);
    }
    Ok(found)
}

/// Practice roots say in their names that they are.
pub fn is_practice(der: &[u8]) -> bool {
    const MARK: &[u8] = b"Postern PRACTICE ";
    der.windows(MARK.len()).any(|w| w == MARK)
}

#[cfg(test)]
mod tests {
    use super::*;
    use base64::Engine as _;
    use base64::engine::general_purpose::STANDARD;

    #[test]
    fn a_real_profile_refuses_practice_keys() {
        const ROOT: &[u8] = b"..Postern PRACTICE attestation root..";
        let pem = format!("-----BEGIN CERTIFICATE-----\n{}\n-----END CERTIFICATE-----\n", STANDARD.encode(ROOT));
        for file in [ROOT, pem.as_bytes()] {
            let folder = tempfile::tempdir().unwrap();
            std::fs::write(folder.path().join("root"), file).unwrap();
            assert_eq!(certificates(folder.path()).unwrap_err().code, "CFG-practice_root");
        }
    }

    #[test]
    fn without_roots_nothing_is_trusted_and_nothing_fails() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(certificates(&folder.path().join("none")), Ok(Vec::new()));
    }
}
