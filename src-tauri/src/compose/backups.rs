//! Backups of the history, from the window: the same that `postern-audit backup` makes.

use super::trouble;
use postern_application::history;
use postern_domain::time::Timestamp;
use postern_ipc::dto::{BackupMadeView, BackupsView, LastBackupView, OpensCode, Refusal, RefusalKind};
use postern_os::{OsEntropy, Paths};
use postern_ports::Secrets;
use postern_ports::backup::{BackupFault, Opens, Progress};
use postern_store::{Copier, SealedKeys, StoreKey};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What backups of a profile are made with.
pub struct Backups {
    copier: Arc<Copier>,
    data: PathBuf,
    profile: String,
    /// The folder with the secrets, where they are files.
    secrets: Option<PathBuf>,
    one: tokio::sync::Mutex<()>,
}

impl Backups {
    /// Of the profile's history, which `key` opens; `files`: its secrets are files.
    pub fn new(paths: &Paths, profile: &str, key: &StoreKey, secrets: Arc<dyn Secrets>, files: bool) -> Self {
        let sealed = SealedKeys::new(secrets, profile);
        Self {
            copier: Arc::new(Copier::new(&paths.history(), key, sealed, Arc::new(OsEntropy))),
            data: paths.data().to_owned(),
            profile: profile.to_owned(),
            secrets: files.then(|| paths.secrets()),
            one: tokio::sync::Mutex::new(()),
        }
    }

    /// The last backup, and how one is made and put back.
    pub fn view(&self, now: Timestamp) -> Result<BackupsView, Refusal> {
        let last = self.copier.last();
        let place = last.as_ref().map_or_else(|| "BACKUP".to_owned(), |last| quoted(&last.folder));
        let stamp = now.rfc3339().unwrap_or_default().replace(':', "");
        let suggested = self.data.join("backups").join(format!("{}-{stamp}", self.profile));
        Ok(BackupsView {
            suggested: suggested.display().to_string(),
            opens: code(self.copier.opens().map_err(|fault| trouble::key(&fault))?),
            restore: self.command(&format!("restore {place} --to {}", quoted(&self.data))),
            sheets: self.command(&format!("key split {} --to SHEETS", quoted(&self.data))),
            last: last.map(|last| LastBackupView {
                at: last.at,
                folder: last.folder.display().to_string(),
                records: last.records,
                there: last.folder.is_dir(),
            }),
        })
    }

    /// Makes a backup in `folder`, as it was typed. One at a time.
    pub async fn make(&self, folder: &str, now: Timestamp, progress: Progress) -> Result<BackupMadeView, Refusal> {
        let to = PathBuf::from(folder.trim());
        if !to.is_absolute() || to.file_name().is_none() {
            let mut refusal = trouble::trouble("BKP-place", &[]);
            refusal.kind = RefusalKind::Input;
            return Err(refusal);
        }
        let _one = self.one.lock().await;
        let made = history::back_up(self.copier.clone(), to, now, progress).await.map_err(|fault| refused(&fault))?;
        Ok(BackupMadeView {
            folder: made.folder.display().to_string(),
            records: made.records,
            faults: u32::try_from(made.faults.len()).unwrap_or(u32::MAX),
            backups: self.view(now)?,
        })
    }

    /// A command for a terminal, for this profile.
    fn command(&self, what: &str) -> String {
        let secrets = self.secrets.as_deref().map(|folder| format!(" --secrets {}", quoted(folder)));
        format!("postern-audit {what} --profile {}{}", self.profile, secrets.unwrap_or_default())
    }
}

fn code(opens: Opens) -> OpensCode {
    match opens {
        Opens::Anybody => OpensCode::Anybody,
        Opens::Sheets => OpensCode::Sheets,
        Opens::Keyring => OpensCode::Keyring,
    }
}

fn refused(fault: &BackupFault) -> Refusal {
    match fault {
        BackupFault::Taken { folder } => trouble::trouble("BKP-taken", &[("folder", folder.display().to_string())]),
        BackupFault::Folder { why, .. } => trouble::trouble("BKP-folder", &[("why", why.clone())]),
        BackupFault::Store(fault) => trouble::store(fault),
        BackupFault::Secrets(fault) => trouble::keyring(fault),
        BackupFault::NoKey(name) => trouble::trouble("KRG-no_key", &[("name", name.clone())]),
    }
}

/// A path as a shell takes it.
fn quoted(path: &Path) -> String {
    let text = path.display().to_string();
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '/' | '\\' | '.' | '-' | '_' | ':');
    if text.chars().all(plain) { text } else { format!("'{}'", text.replace('\'', "'\\''")) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use postern_os::FolderSecrets;

    fn backups(home: &Path) -> Backups {
        let paths = Paths::of("desk", Some(home)).unwrap();
        let secrets = Arc::new(FolderSecrets::new(paths.secrets()));
        Backups::new(&paths, "desk", &StoreKey::Plain, secrets, true)
    }

    #[test]
    fn commands_name_the_profile_and_quote_what_a_shell_would_split() {
        let home = tempfile::tempdir().unwrap();
        let view = backups(&home.path().join("my desk")).view(Timestamp(0)).unwrap();
        assert!(view.last.is_none());
        assert!(view.restore.starts_with("postern-audit restore BACKUP --to '"), "{}", view.restore);
        assert!(view.restore.contains("--profile desk --secrets '"), "{}", view.restore);
        assert_eq!(quoted(Path::new("/a/b-1.x")), "/a/b-1.x");
        assert_eq!(quoted(Path::new("/it's")), "'/it'\\''s'");
    }

    #[tokio::test]
    async fn a_place_that_is_no_whole_path_is_refused_and_nothing_is_overwritten() {
        let home = tempfile::tempdir().unwrap();
        let backups = backups(home.path());
        let nothing = || -> Progress { Box::new(|_, _| {}) };
        for odd in ["", "backup", "../backup", "/"] {
            let refused = backups.make(odd, Timestamp(0), nothing()).await.unwrap_err();
            assert_eq!((refused.code.as_str(), refused.kind), ("BKP-place", RefusalKind::Input), "{odd}");
        }
        let there = home.path().display().to_string();
        assert_eq!(backups.make(&there, Timestamp(0), nothing()).await.unwrap_err().code, "BKP-taken");
    }
}
