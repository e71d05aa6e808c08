//! What is known about models of keys, in a real profile: the newest of the files that are there, and newer ones as
//! they are fetched.
//!
//! A file that is not valid is never used, and neither is one that is older than a file that was seen before. The
//! console opens all the same: whether it needs metadata is the policy's to say.

use super::real;
use postern_application::{Signal, Signals};
use postern_authenticator::ModelBook;
use postern_authenticator::metadata::{Freshness, LARGEST_FILE, Metadata, built_in_roots};
use postern_directory::fetch_metadata;
use postern_domain::time::Timestamp;
use postern_ipc::dto::{Message, Refusal};
use postern_os::settings::MetadataSettings;
use postern_os::{Paths, SystemClock, write_for_owner};
use postern_ports::directory::DirectoryFault;
use postern_ports::secrets::reveal;
use postern_ports::{Clock as _, Secrets};
use secrecy::SecretString;
use std::fs::File;
use std::io::{self, ErrorKind, Read as _};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// How often newer metadata are fetched: the service publishes monthly, and out of turn when a model is revoked.
const EVERY: Duration = Duration::from_secs(24 * 60 * 60);
/// How soon after an attempt that failed: the network may come later than the console.
const AGAIN: Duration = Duration::from_secs(60 * 60);
/// The greatest number that a record can hold (canonical JSON).
const GREATEST: u64 = (1 << 53) - 1;
/// Where fetched metadata come from, as the settings call it: an address may hold a password.
const ADDRESS: &str = "metadata.url";

/// The models that are known here, and what a person should know about that.
#[derive(Default)]
pub struct KnownModels {
    /// What the console asks.
    pub book: Arc<ModelBook>,
    /// No roots but the metadata's attest keys here.
    alone: bool,
    wrong: Mutex<Wrong>,
}

#[derive(Default)]
struct Wrong {
    files: Vec<Message>,
    fetched: Option<Message>,
}

impl KnownModels {
    /// Those of a book that nothing else is to be said of.
    #[cfg(feature = "practice")]
    pub fn of(book: ModelBook) -> Self {
        Self { book: Arc::new(book), ..Self::default() }
    }

    /// Those that the files tell of. `alone`: no roots but the metadata's attest keys here.
    pub fn read(sources: &Sources, alone: bool, now: Timestamp) -> Self {
        let known = Self { alone, ..Self::default() };
        let (newest, wrong) = sources.newest(now);
        if let Some(newest) = newest {
            known.book.take(newest);
        }
        known.wrong().files = wrong;
        known
    }

    /// What a person should know now: metadata go out of date while the console is open, and are fetched.
    pub fn notes(&self, now: Timestamp) -> Vec<Message> {
        let wrong = self.wrong();
        let mut notes: Vec<Message> = wrong.files.iter().chain(&wrong.fetched).cloned().collect();
        match self.book.standing(now) {
            Some(Freshness::Fresh) => {}
            Some(Freshness::Stale { since }) => notes.push(Message::of("note-metadata-stale").with("day", since)),
            None if notes.is_empty() => notes.push(Message::of("note-no-metadata")),
            None => {}
        }
        if self.alone && self.book.standing(now).is_none() {
            notes.push(Message::of("note-no-roots"));
        }
        notes
    }

    /// Uses what was fetched, where it is valid and not older; whether it does.
    fn take(&self, sources: &Sources, fetched: &[u8], now: Timestamp) -> bool {
        match sources.accept(fetched, now) {
            Ok(metadata) => {
                tracing::info!(no = metadata.no(), skipped = metadata.skipped(), "fetched metadata are used");
                self.book.take(metadata);
                *self.wrong() = Wrong::default();
                true
            }
            Err(note) => self.refuse(note),
        }
    }

    fn refuse(&self, note: Message) -> bool {
        tracing::warn!(note = %note.id, args = ?note.args, "fetched metadata are not used");
        self.wrong().fetched = Some(note);
        false
    }

    fn wrong(&self) -> MutexGuard<'_, Wrong> {
        self.wrong.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Where a profile's metadata are, whom they must be signed by, and which number was seen last.
pub struct Sources {
    kept: PathBuf,
    configured: Option<PathBuf>,
    trust: Vec<Vec<u8>>,
    secrets: Arc<dyn Secrets>,
    /// Where the greatest number is kept: no secret, but whoever puts an older file back does not put that back too.
    number: String,
}

impl Sources {
    /// Those of a profile. Practice roots are refused.
    pub fn of(
        settings: &MetadataSettings,
        paths: &Paths,
        secrets: Arc<dyn Secrets>,
        profile: &str,
    ) -> Result<Self, Refusal> {
        let mut trust = built_in_roots();
        trust.extend(real::certificates(&paths.metadata_roots())?.into_iter().map(|root| root.der));
        let settings_file = paths.settings();
        let beside = settings_file.parent().unwrap_or_else(|| Path::new(""));
        Ok(Self {
            kept: paths.metadata(),
            configured: settings.file.as_ref().map(|file| beside.join(file)),
            trust,
            secrets,
            number: format!("metadata-no/{profile}"),
        })
    }

    /// The newest valid file, where it is not older than one that was seen; and what a person should know.
    fn newest(&self, now: Timestamp) -> (Option<Metadata>, Vec<Message>) {
        let mut newest: Option<Metadata> = None;
        let mut wrong = Vec::new();
        for file in std::iter::once(&self.kept).chain(&self.configured) {
            match self.file(file, now) {
                Ok(Some(found)) if newest.as_ref().is_none_or(|n| n.no() < found.no()) => newest = Some(found),
                Ok(_) => {}
                Err(why) => wrong.push(bad(&file.display().to_string(), &why)),
            }
        }
        // An older file beside the newest one takes nothing back: only the newest is looked at.
        match newest.map(|found| self.not_rolled_back(&found).map(|()| found)) {
            Some(Ok(found)) => {
                self.see(found.no());
                return (Some(found), wrong);
            }
            Some(Err(note)) => wrong.push(note),
            None if wrong.is_empty() => wrong.extend(self.gone()),
            None => {}
        }
        (None, wrong)
    }

    fn file(&self, file: &Path, now: Timestamp) -> Result<Option<Metadata>, String> {
        match content(file) {
            Ok(bytes) => self.checked(&bytes, now).map(Some),
            Err(error) if error.kind() == ErrorKind::NotFound && file == self.kept => Ok(None),
            Err(error) => Err(error.to_string()),
        }
    }

    /// What was fetched, kept in place of what was fetched before.
    fn accept(&self, fetched: &[u8], now: Timestamp) -> Result<Metadata, Message> {
        let metadata = self.checked(fetched, now).map_err(|why| bad(ADDRESS, &why))?;
        self.not_rolled_back(&metadata)?;
        // The file before its number: after a crash between the two, what is kept is newer than what was seen.
        match self.keep(fetched) {
            Ok(()) => self.see(metadata.no()),
            Err(error) => tracing::warn!(%error, "fetched metadata could not be kept"),
        }
        Ok(metadata)
    }

    fn checked(&self, bytes: &[u8], now: Timestamp) -> Result<Metadata, String> {
        let metadata = Metadata::read(bytes, &self.trust, now.0).map_err(|fault| fault.to_string())?;
        if metadata.no() > GREATEST {
            return Err(format!("its number is {}", metadata.no()));
        }
        if metadata.models().flat_map(|model| &model.roots).any(|der| real::is_practice(der)) {
            return Err("it lets keys of practice be attested".to_owned());
        }
        Ok(metadata)
    }

    fn not_rolled_back(&self, metadata: &Metadata) -> Result<(), Message> {
        let seen = self.seen().map_err(|why| bad(&self.number, &why))?;
        let note = || Message::of("note-metadata-rolled-back").with("no", metadata.no()).with("seen", seen);
        metadata.not_before(seen).map_err(|_| note())
    }

    /// What is said where there is no file, and there was one.
    fn gone(&self) -> Option<Message> {
        let file = self.kept.display().to_string();
        match self.seen() {
            Ok(0) => None,
            Ok(seen) => Some(bad(&file, &format!("it is gone, and number {seen} was seen here"))),
            Err(why) => Some(bad(&self.number, &why)),
        }
    }

    /// The greatest number that was seen; 0 before the first.
    fn seen(&self) -> Result<u64, String> {
        let Some(kept) = self.secrets.read(&self.number).map_err(|fault| fault.to_string())? else { return Ok(0) };
        // Exposed to be compared with a file's; it is no secret.
        reveal(&kept).trim().parse().map_err(|_| "what is kept there is no number".to_owned())
    }

    /// Where the number cannot be kept the metadata are used all the same: they are newer than what was seen.
    fn see(&self, no: u64) {
        if self.seen().is_ok_and(|seen| seen >= no) {
            return;
        }
        if let Err(fault) = self.secrets.write(&self.number, &SecretString::from(no.to_string())) {
            tracing::warn!(%fault, no, "the number of the metadata could not be kept");
        }
    }

    /// Written beside and moved, so that a crash leaves the old file or the new one.
    fn keep(&self, fetched: &[u8]) -> io::Result<()> {
        let beside = self.kept.with_extension("jwt.new");
        write_for_owner(&beside, fetched)?;
        std::fs::rename(&beside, &self.kept)
    }
}

/// Fetches newer metadata at once and then daily, as long as the console lives.
pub fn keep_current(known: &Arc<KnownModels>, sources: Sources, url: String, signals: Signals) {
    let (known, sources) = (Arc::downgrade(known), Arc::new(sources));
    tauri::async_runtime::spawn(async move {
        loop {
            let Some(known) = known.upgrade() else { return };
            let used = fetch(known, sources.clone(), &url).await;
            signals(Signal::ConsoleChanged);
            tokio::time::sleep(if used { EVERY } else { AGAIN }).await;
        }
    });
}

/// Fetches once; whether what came is used.
async fn fetch(known: Arc<KnownModels>, sources: Arc<Sources>, url: &str) -> bool {
    let fetched = match fetch_metadata(url, LARGEST_FILE).await {
        Ok(fetched) => fetched,
        Err(DirectoryFault::Refused(why) | DirectoryFault::Nonsense(why)) => return known.refuse(bad(ADDRESS, &why)),
        Err(fault) => {
            // No fault of the metadata's: what is here is used on, and is told once it is out of date.
            tracing::warn!(%fault, "newer metadata could not be fetched");
            return false;
        }
    };
    // Some 11 MB to check and to write, and a keyring that may take its time.
    let work = move || known.take(&sources, &fetched, SystemClock.now());
    tokio::task::spawn_blocking(work).await.unwrap_or(false)
}

fn bad(from: &str, why: &str) -> Message {
    Message::of("note-metadata-bad").with("from", from).with("why", why)
}

/// What is in a file, read no further than it takes to see that it is too large.
fn content(file: &Path) -> io::Result<Vec<u8>> {
    let most = u64::try_from(LARGEST_FILE).unwrap_or(u64::MAX);
    let mut bytes = Vec::new();
    File::open(file)?.take(most.saturating_add(1)).read_to_end(&mut bytes)?;
    Ok(bytes)
}

#[cfg(test)]
#[cfg(feature = "practice")]
mod tests;
