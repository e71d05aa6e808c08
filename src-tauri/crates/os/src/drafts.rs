//! Drafts on disk: a file for each person, sealed by XChaCha20-Poly1305 under a key that SHA-256 derives from the console's own
//! secret. The file's name is bound in, so that nobody's drafts open as somebody else's; the name tells nobody's name.

use crate::write_for_owner;
use chacha20poly1305::aead::{Aead as _, KeyInit as _, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use postern_domain::canonical::Digest;
use postern_domain::draft::{self, Draft};
use postern_domain::ids::PersonId;
use postern_domain::time::Timestamp;
use postern_ports::Entropy;
use postern_ports::secrets::ConsoleSecret;
use std::io;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

/// Bytes of a nonce, which stands before what is sealed.
const NONCE: usize = 24;

/// The drafts of everybody at this console.
pub struct KeptDrafts {
    folder: PathBuf,
    secret: ConsoleSecret,
    entropy: Arc<dyn Entropy>,
    /// One change at a time.
    changing: Mutex<()>,
}

impl KeptDrafts {
    /// Those in `folder`, which is made when it is first needed.
    pub fn new(folder: PathBuf, secret: ConsoleSecret, entropy: Arc<dyn Entropy>) -> Self {
        Self { folder, secret, entropy, changing: Mutex::new(()) }
    }

    /// What `person` typed and did not submit. What does not open is nobody's: it is as if there were none.
    pub fn of(&self, person: PersonId, now: Timestamp) -> io::Result<Vec<Draft>> {
        Ok(draft::current(self.read(&name(person))?, now))
    }

    /// Keeps what `person` typed into a form; what is blank is dropped.
    pub fn keep(&self, person: PersonId, draft: Draft) -> io::Result<()> {
        let _one = self.changing.lock().unwrap_or_else(PoisonError::into_inner);
        let name = name(person);
        self.write(&name, &draft::with(self.read(&name)?, draft))
    }

    /// Drops what is kept no longer, whoever typed it: some never come back.
    pub fn sweep(&self, now: Timestamp) -> io::Result<()> {
        let _one = self.changing.lock().unwrap_or_else(PoisonError::into_inner);
        let listed = match std::fs::read_dir(&self.folder) {
            Ok(listed) => listed,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
            Err(error) => return Err(error),
        };
        for entry in listed {
            let file = entry?.file_name();
            let Some(name) = file.to_str() else { continue };
            let drafts = self.read(name)?;
            let kept = draft::current(drafts.clone(), now);
            if kept.len() != drafts.len() || kept.is_empty() {
                self.write(name, &kept)?;
            }
        }
        Ok(())
    }

    fn read(&self, name: &str) -> io::Result<Vec<Draft>> {
        let bytes = match std::fs::read(self.folder.join(name)) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(error),
        };
        Ok(self.open(name, &bytes).unwrap_or_default())
    }

    fn open(&self, name: &str, bytes: &[u8]) -> Option<Vec<Draft>> {
        let (nonce, sealed) = bytes.split_at_checked(NONCE)?;
        let payload = Payload { msg: sealed, aad: name.as_bytes() };
        let opened = self.cipher().decrypt(XNonce::from_slice(nonce), payload).ok()?;
        serde_json::from_slice(&opened).ok()
    }

    fn write(&self, name: &str, drafts: &[Draft]) -> io::Result<()> {
        let file = self.folder.join(name);
        if drafts.is_empty() {
            return match std::fs::remove_file(file) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
                Ok(()) | Err(_) => Ok(()),
            };
        }
        let plain = serde_json::to_vec(drafts)?;
        let mut bytes = self.entropy.bytes32().map_err(io::Error::other)?.to_vec();
        bytes.truncate(NONCE);
        let payload = Payload { msg: &plain, aad: name.as_bytes() };
        let sealed = self.cipher().encrypt(XNonce::from_slice(&bytes), payload);
        bytes.extend(sealed.map_err(|_| io::Error::other("sealing"))?);
        std::fs::create_dir_all(&self.folder)?;
        // In one step: a crash leaves the one before.
        let new = self.folder.join(format!("{name}.new"));
        write_for_owner(&new, &bytes)?;
        std::fs::rename(new, file)
    }

    fn cipher(&self) -> XChaCha20Poly1305 {
        // Exposed to derive a key from it.
        let key = Digest::separated("postern/drafts-key/v1", self.secret.expose().as_bytes());
        XChaCha20Poly1305::new(&key.0.into())
    }
}

fn name(person: PersonId) -> String {
    Digest::separated("postern/drafts-of/v1", person.0.as_bytes()).hex()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::OsEntropy;
    use postern_domain::draft::{DraftForm, KEPT};
    use postern_domain::ids::CaseId;
    use secrecy::SecretString;
    use std::collections::BTreeMap;
    use uuid::Uuid;

    const NOW: Timestamp = Timestamp(1_800_000_000_000);
    const ANNA: PersonId = PersonId(Uuid::from_u128(1));
    const BEN: PersonId = PersonId(Uuid::from_u128(2));

    fn kept(folder: &std::path::Path, digit: &str) -> KeptDrafts {
        let secret = ConsoleSecret::from_hex(SecretString::from(digit.repeat(64))).unwrap();
        KeptDrafts::new(folder.join("drafts"), secret, Arc::new(OsEntropy))
    }

    fn note(text: &str, at: Timestamp) -> Draft {
        let fields = BTreeMap::from([("text".to_owned(), text.to_owned())]);
        Draft { case: Some(CaseId(Uuid::from_u128(9))), form: DraftForm::Note, fields, at }
    }

    fn files(folder: &std::path::Path) -> Vec<PathBuf> {
        let listed = std::fs::read_dir(folder.join("drafts")).unwrap();
        listed.map(|entry| entry.unwrap().path()).collect()
    }

    #[test]
    fn a_draft_comes_back_after_a_restart_to_whoever_typed_it() {
        let folder = tempfile::tempdir().unwrap();
        kept(folder.path(), "a").keep(ANNA, note("The subject is calm.", NOW)).unwrap();
        let again = kept(folder.path(), "a");
        assert_eq!(again.of(ANNA, NOW).unwrap(), [note("The subject is calm.", NOW)]);
        assert_eq!(again.of(BEN, NOW).unwrap(), []);
        // Submitted: nothing stays on disk.
        again.keep(ANNA, note("", NOW)).unwrap();
        assert_eq!(again.of(ANNA, NOW).unwrap(), []);
        assert!(files(folder.path()).is_empty());
    }

    #[test]
    fn what_is_on_disk_tells_nothing_and_opens_for_nobody_else() {
        let folder = tempfile::tempdir().unwrap();
        let drafts = kept(folder.path(), "a");
        drafts.keep(ANNA, note("The subject is calm.", NOW)).unwrap();
        let file = files(folder.path()).remove(0);
        let bytes = std::fs::read(&file).unwrap();
        assert!(!bytes.windows(7).any(|part| part == b"subject" || part == b"\"note\"}"));
        assert_eq!(kept(folder.path(), "b").of(ANNA, NOW).unwrap(), [], "another console");
        // Put in the place of somebody else's.
        std::fs::write(folder.path().join("drafts").join(name(BEN)), &bytes).unwrap();
        assert_eq!(drafts.of(BEN, NOW).unwrap(), []);
        for damaged in [&bytes[..10], &bytes[..40], b""] {
            std::fs::write(&file, damaged).unwrap();
            assert_eq!(drafts.of(ANNA, NOW).unwrap(), []);
        }
        drafts.keep(ANNA, note("again", NOW)).unwrap();
        assert_eq!(drafts.of(ANNA, NOW).unwrap(), [note("again", NOW)]);
    }

    #[cfg(unix)]
    #[test]
    fn a_file_is_for_its_owner_alone() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        kept(folder.path(), "a").keep(ANNA, note("n", NOW)).unwrap();
        let mode = std::fs::metadata(files(folder.path()).remove(0)).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }

    #[test]
    fn what_is_old_is_not_given_back_and_is_swept_away() {
        let folder = tempfile::tempdir().unwrap();
        let drafts = kept(folder.path(), "a");
        drafts.sweep(NOW).unwrap();
        drafts.keep(ANNA, note("old", NOW)).unwrap();
        drafts.keep(BEN, note("new", NOW.plus(KEPT))).unwrap();
        assert_eq!(drafts.of(ANNA, NOW.plus(KEPT)).unwrap(), []);
        drafts.sweep(NOW.plus(KEPT)).unwrap();
        assert_eq!(files(folder.path()).len(), 1);
        assert_eq!(drafts.of(BEN, NOW.plus(KEPT)).unwrap(), [note("new", NOW.plus(KEPT))]);
    }
}
