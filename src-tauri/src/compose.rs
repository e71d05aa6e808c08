//! Composition: which parts a console is made of, per profile. What fails says so, with a next action.

pub mod backups;
pub mod directories;
pub mod feeds;
mod metadata;
pub mod notices;
mod real;
mod reports;
mod trouble;

#[cfg(feature = "practice")]
pub mod practice;

pub use trouble::stopped;

use crate::attention::Attracting;
use crate::options::Options;
use crate::signals;
use postern_application::Console;
use postern_delivery::{Said, Speech};
use postern_domain::draft::Draft;
use postern_domain::ids::{CaseId, PersonId};
use postern_domain::staff::{Person, Roster};
use postern_ipc::dto::{self, Message};
use postern_os::{DesktopNotices, KeptDrafts, Lock, NoticeSwitch, OsEntropy, Paths};
use postern_ports::authenticator::{KeyDescription, KeyId};
use postern_ports::notifier::Notice;
use postern_store::{SealedKeys, Source, write_files};
use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use tauri::AppHandle;
use tracing_appender::non_blocking::WorkerGuard;

/// A composed console with what must live as long as it does.
pub struct House {
    /// The console.
    pub console: Arc<Console>,
    /// The profile's name.
    pub profile: String,
    notes: Vec<Message>,
    /// Setting directories up; none in practice.
    pub setup: Option<directories::Setup>,
    /// The channels that notices go by; none in practice, which has a mailbox.
    pub sending: Option<notices::Sending>,
    /// Backups of the history.
    pub backups: backups::Backups,
    /// What follows the history outside.
    pub feeds: feeds::Feeds,
    models: Arc<metadata::KnownModels>,
    /// What calls for people on this desktop.
    pub attention: Attracting,
    drafts: KeptDrafts,
    /// The practice parts, in the practice profile.
    #[cfg(feature = "practice")]
    pub practice: Option<practice::Practice>,
    owners: Mutex<HashMap<KeyId, PersonId>>,
    sealed: Arc<Sealed>,
    source: Source,
    _lock: Lock,
    _log: Option<WorkerGuard>,
}

/// The keys as they are sealed for the recovery sheets, beside the history.
pub struct Sealed {
    keys: SealedKeys,
    folder: PathBuf,
}

impl Sealed {
    /// Brings what is sealed up to date; blocks while the keyring answers.
    pub fn bring_up_to_date(&self) -> Result<(), dto::Refusal> {
        self.keys.seal(&self.folder, &OsEntropy).map(|_| ()).map_err(|fault| trouble::key(&fault))
    }
}

/// Composes the console of the chosen profile.
pub async fn house(options: &Options, app: AppHandle) -> Result<House, dto::Refusal> {
    let signals = signals::to_window(app);
    #[cfg(feature = "practice")]
    if options.profile == "practice" {
        return practice::house(options, signals).await;
    }
    real::house(options, signals).await
}

/// What calls for people on the desktop of this computer, as this profile wants it.
fn attracting(paths: &Paths, console: &Console) -> Attracting {
    Attracting::new(Arc::new(DesktopNotices), NoticeSwitch::new(paths.desktop_notices()), console.now())
}

/// What was typed at this console and not submitted; what nobody came back for in time is gone.
fn drafts(paths: &Paths, console: &Console) -> KeptDrafts {
    let secret = console.parts().secret.clone();
    let drafts = KeptDrafts::new(paths.data().join("drafts"), secret, Arc::new(OsEntropy));
    if let Err(error) = drafts.sweep(console.now()) {
        tracing::warn!(%error, "old drafts could not be dropped");
    }
    drafts
}

impl House {
    /// Whether this is the practice profile.
    pub fn is_practice(&self) -> bool {
        #[cfg(feature = "practice")]
        return self.practice.is_some();
        #[cfg(not(feature = "practice"))]
        false
    }

    /// Things a person should know now.
    pub fn notes(&self) -> Vec<Message> {
        let mut notes = self.notes.clone();
        notes.extend(self.models.notes(self.console.now()));
        notes.extend(self.sending.iter().flat_map(notices::Sending::notes));
        notes
    }

    /// Remembers whose key it is, from the sign-in that was just made with it.
    pub fn seen_with(&self, key: &KeyId, person: PersonId) {
        self.owners.lock().unwrap_or_else(PoisonError::into_inner).insert(key.clone(), person);
    }

    /// Whose key it is, where a sign-in here has shown it.
    pub fn owner<'a>(&self, key: &KeyDescription, roster: &'a Roster) -> Option<&'a Person> {
        let owner = self.owners.lock().unwrap_or_else(PoisonError::into_inner).get(&key.id).copied();
        owner.and_then(|id| roster.person(id))
    }

    /// Brings the keys that are sealed for the recovery sheets up to date, after one of them changed.
    pub async fn seal_keys(&self) -> Result<(), dto::Refusal> {
        let sealed = self.sealed.clone();
        let done = tokio::task::spawn_blocking(move || sealed.bring_up_to_date()).await;
        done.unwrap_or_else(|_| Err(trouble::trouble("APP-start", &[("why", "the keyring's thread".to_owned())])))
    }

    /// Writes a case to a folder of the profile, signed by this console, that verifies without it.
    pub async fn export(&self, case: CaseId) -> Result<dto::ExportView, dto::Refusal> {
        let (source, signer) = (self.source.clone(), self.console.parts().signer.clone());
        let stamp = self.console.now().rfc3339().unwrap_or_default().replace(':', "");
        let folder = self.sealed.folder.join("exports");
        let to = folder.join(format!("case-{}-{stamp}", case.short()));
        let work = move || {
            let files = postern_store::export(&source, case, Some(signer.as_ref())).map_err(|f| trouble::store(&f))?;
            std::fs::create_dir_all(&folder).map_err(|e| trouble::folder(&e))?;
            write_files(&files, &to).map_err(|e| trouble::folder(&e))?;
            let files = u32::try_from(files.len()).unwrap_or(u32::MAX);
            Ok(dto::ExportView { folder: to.display().to_string(), files })
        };
        let done = tokio::task::spawn_blocking(work).await;
        done.unwrap_or_else(|_| Err(trouble::trouble("APP-start", &[("why", "the reader failed".to_owned())])))
    }

    /// Writes a copy of an attachment to the profile's folder, for its owner alone.
    pub fn save(&self, case: CaseId, name: &str, content: &[u8]) -> Result<dto::ExportView, dto::Refusal> {
        let stamp = self.console.now().rfc3339().unwrap_or_default().replace(':', "");
        let folder = self.sealed.folder.join("exports");
        let file = folder.join(format!("{}-{stamp}-{name}", case.short()));
        let write = || {
            std::fs::create_dir_all(&folder)?;
            postern_os::write_for_owner(&file, content)
        };
        write().map_err(|e| trouble::folder(&e))?;
        Ok(dto::ExportView { folder: file.display().to_string(), files: 1 })
    }

    /// Turns the desktop's notices on or off.
    pub fn set_notices(&self, on: bool) -> Result<(), dto::Refusal> {
        self.attention.set(on).map_err(|e| trouble::folder(&e))
    }

    /// What `person` typed and did not submit.
    pub fn drafts_of(&self, person: PersonId) -> Result<Vec<Draft>, dto::Refusal> {
        self.drafts.of(person, self.console.now()).map_err(|e| trouble::folder(&e))
    }

    /// Keeps what `person` typed into a form; what is blank is dropped.
    pub fn keep_draft(&self, person: PersonId, draft: Draft) -> Result<(), dto::Refusal> {
        self.drafts.keep(person, draft).map_err(|e| trouble::folder(&e))
    }

    /// A notice as a letter, in words.
    pub fn letter(&self, notice: &Notice) -> Said {
        match &self.sending {
            Some(sending) => sending.letter(notice),
            None => postern_delivery::letter(&Speech::default(), notice),
        }
    }

    /// Stops what was started.
    pub async fn stop(&self) {
        self.feeds.stop();
        #[cfg(feature = "practice")]
        if let Some(practice) = &self.practice {
            practice.stop().await;
        }
    }
}
