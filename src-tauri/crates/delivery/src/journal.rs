//! What was handed over, under which reference: so that a crash between a server's answer and the record of it is not
//! answered by sending again.
//!
//! A small file of JSON lines, each on the disk before the call goes on. That a message goes out is written before it
//! does; without a line of its end nobody knows whether it was taken. A line that a crash tore is the last one, and
//! whatever it would have said had not begun, or is not known.

use postern_domain::time::Timestamp;
use postern_ports::Clock;
use postern_ports::notifier::NotifierFault;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::fs::{File, OpenOptions};
use std::io::{self, Read as _, Write as _};
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// The longest reference.
const MOST: usize = 120;

/// What is known of a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Known {
    /// It was taken.
    Sent {
        /// The receipt.
        receipt: String,
    },
    /// It was handed over, and nobody said whether it was taken.
    Unknown,
}

/// How a message that was begun stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It was taken.
    Sent,
    /// Nobody knows whether it was taken.
    Unknown,
    /// It was not taken.
    NotTaken,
}

/// A message of late.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delivery {
    /// Its reference.
    pub reference: String,
    /// When something was last written of it.
    pub at: Timestamp,
    /// How it stands.
    pub standing: Standing,
}

/// How many messages of late are told.
const LATE: usize = 50;

/// The journal of one profile. One console at a time has it, as it has the profile.
pub struct Journal {
    inner: Mutex<Inner>,
    clock: Arc<dyn Clock>,
}

struct Inner {
    file: File,
    known: BTreeMap<String, Known>,
    /// The newest last.
    late: VecDeque<Delivery>,
    in_hand: BTreeSet<String>,
    /// A line was not written whole: nothing is written behind it.
    broken: bool,
}

#[derive(Serialize, Deserialize)]
struct Line {
    reference: String,
    at: Timestamp,
    state: State,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    receipt: Option<String>,
}

#[derive(Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum State {
    /// From here on it may be taken.
    Begun,
    /// It was taken.
    Sent,
    /// It was not taken: an answer said so, or it never went out whole.
    NotTaken,
}

impl Journal {
    /// The journal in `path`, which is made when it is not there.
    ///
    /// # Errors
    ///
    /// Where it cannot be read or written, and where a whole line of it is none (`InvalidData`): what was sent is not
    /// guessed.
    pub fn open(path: &Path, clock: Arc<dyn Clock>) -> io::Result<Self> {
        let mut options = OpenOptions::new();
        options.read(true).append(true).create(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.open(path)?;
        let mut text = Vec::new();
        file.read_to_end(&mut text)?;
        let whole = text.iter().rposition(|b| *b == b'\n').map_or(0, |at| at + 1);
        if whole < text.len() {
            // Through another handle: one that appends may not cut on every system.
            OpenOptions::new().write(true).open(path)?.set_len(u64::try_from(whole).map_err(io::Error::other)?)?;
        }
        file.sync_all()?;
        sync_folder(path)?;
        text.truncate(whole);
        let (mut known, mut late) = (BTreeMap::new(), VecDeque::new());
        for line in text.split(|b| *b == b'\n').filter(|line| !line.is_empty()) {
            let line: Line =
                serde_json::from_slice(line).map_err(|bad| io::Error::new(io::ErrorKind::InvalidData, bad))?;
            tell(&mut late, &line);
            fold(&mut known, line);
        }
        let inner = Inner { file, known, late, in_hand: BTreeSet::new(), broken: false };
        Ok(Self { inner: Mutex::new(inner), clock })
    }

    /// What is known of the message under `reference`; `None` where none was handed over.
    pub fn known(&self, reference: &str) -> Option<Known> {
        self.lock().known.get(reference).cloned()
    }

    /// The messages of late, the newest first.
    pub fn late(&self) -> Vec<Delivery> {
        self.lock().late.iter().rev().cloned().collect()
    }

    /// The same, as a notifier answers it.
    pub(crate) fn delivered(&self, reference: &str) -> Result<Option<String>, NotifierFault> {
        match self.known(reference) {
            Some(Known::Sent { receipt }) => Ok(Some(receipt)),
            Some(Known::Unknown) => Err(NotifierFault::Unknown),
            None => Ok(None),
        }
    }

    /// Takes a message in hand, or answers with what is known of it already.
    pub(crate) fn take(&self, reference: &str) -> Result<Hand<'_>, Result<String, NotifierFault>> {
        let plain = !reference.is_empty() && reference.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
        if !plain || reference.len() > MOST {
            return Err(Err(NotifierFault::Failed("reference".to_owned())));
        }
        let mut inner = self.lock();
        if inner.in_hand.contains(reference) {
            return Err(Err(NotifierFault::Later("it is being sent".to_owned())));
        }
        match inner.known.get(reference) {
            Some(Known::Sent { receipt }) => return Err(Ok(receipt.clone())),
            Some(Known::Unknown) => return Err(Err(NotifierFault::Unknown)),
            None => {}
        }
        inner.in_hand.insert(reference.to_owned());
        Ok(Hand { journal: self, reference: reference.to_owned() })
    }

    /// Takes a message in hand again of which nobody knows whether it was taken, for whoever has looked there; `None` for
    /// any other.
    pub(crate) fn take_again(&self, reference: &str) -> Option<Hand<'_>> {
        let mut inner = self.lock();
        if inner.known.get(reference) != Some(&Known::Unknown) || !inner.in_hand.insert(reference.to_owned()) {
            return None;
        }
        Some(Hand { journal: self, reference: reference.to_owned() })
    }

    /// The current time.
    pub(crate) fn now(&self) -> Timestamp {
        self.clock.now()
    }

    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A message that is being sent. Dropped in the middle, what was written of it stands.
pub(crate) struct Hand<'a> {
    journal: &'a Journal,
    reference: String,
}

impl Hand<'_> {
    /// From here on it may be taken: written before it goes out.
    pub fn begun(&self) -> io::Result<()> {
        let line = self.line(State::Begun, None);
        let mut inner = self.journal.lock();
        write(&mut inner, &line)?;
        tell(&mut inner.late, &line);
        fold(&mut inner.known, line);
        Ok(())
    }

    /// It was taken. Where that cannot be written it is unknown after a restart, and is not sent again by itself.
    pub fn sent(&self, receipt: &str) {
        self.ended(self.line(State::Sent, Some(receipt.to_owned())));
    }

    /// It was not taken. Where that cannot be written it is unknown after a restart.
    pub fn not_taken(&self) {
        self.ended(self.line(State::NotTaken, None));
    }

    fn ended(&self, line: Line) {
        let mut inner = self.journal.lock();
        // A failure is kept in `broken`: the next message does not begin.
        let _ = write(&mut inner, &line);
        tell(&mut inner.late, &line);
        fold(&mut inner.known, line);
    }

    fn line(&self, state: State, receipt: Option<String>) -> Line {
        Line { reference: self.reference.clone(), at: self.journal.now(), state, receipt }
    }
}

impl Drop for Hand<'_> {
    fn drop(&mut self) {
        self.journal.lock().in_hand.remove(&self.reference);
    }
}

fn fold(known: &mut BTreeMap<String, Known>, line: Line) {
    match line.state {
        State::Begun => known.insert(line.reference, Known::Unknown),
        State::Sent => known.insert(line.reference, Known::Sent { receipt: line.receipt.unwrap_or_default() }),
        State::NotTaken => known.remove(&line.reference),
    };
}

fn tell(late: &mut VecDeque<Delivery>, line: &Line) {
    let standing = match line.state {
        State::Begun => Standing::Unknown,
        State::Sent => Standing::Sent,
        State::NotTaken => Standing::NotTaken,
    };
    late.retain(|one| one.reference != line.reference);
    late.push_back(Delivery { reference: line.reference.clone(), at: line.at, standing });
    if late.len() > LATE {
        late.pop_front();
    }
}

fn write(inner: &mut Inner, line: &Line) -> io::Result<()> {
    if inner.broken {
        return Err(io::Error::other("an earlier line was not written whole"));
    }
    let mut bytes = serde_json::to_vec(line)?;
    bytes.push(b'\n');
    let written = inner.file.write_all(&bytes).and_then(|()| inner.file.sync_data());
    inner.broken = written.is_err();
    written
}

/// A new file is there after a crash only when its folder is written too.
#[cfg(unix)]
pub(crate) fn sync_folder(path: &Path) -> io::Result<()> {
    match path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        Some(folder) => File::open(folder)?.sync_all(),
        None => Ok(()),
    }
}

#[cfg(not(unix))]
pub(crate) fn sync_folder(_path: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::PathBuf;

    struct Noon;

    impl Clock for Noon {
        fn now(&self) -> Timestamp {
            Timestamp(1_764_064_800_000)
        }
    }

    fn place() -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("journal.jsonl");
        (folder, path)
    }

    fn open(path: &Path) -> Journal {
        Journal::open(path, Arc::new(Noon)).unwrap()
    }

    fn refused(journal: &Journal, reference: &str) -> Result<String, NotifierFault> {
        journal.take(reference).err().unwrap()
    }

    #[test]
    fn what_is_known_outlives_the_console() {
        let (_folder, path) = place();
        {
            let journal = open(&path);
            let begin = |reference: &str| {
                let hand = journal.take(reference).ok().unwrap();
                hand.begun().unwrap();
                hand
            };
            begin("r-sent").sent("queued as 7");
            begin("r-refused").not_taken();
            drop(begin("r-crash"));
            drop(journal.take("r-never").ok().unwrap());
        }
        let journal = open(&path);
        let late: Vec<_> = journal.late().into_iter().map(|one| (one.reference, one.standing)).collect();
        let told = |reference: &str, standing| (reference.to_owned(), standing);
        let wanted =
            [told("r-crash", Standing::Unknown), told("r-refused", Standing::NotTaken), told("r-sent", Standing::Sent)];
        assert_eq!(late, wanted, "what never began is none");
        assert_eq!(journal.delivered("r-sent"), Ok(Some("queued as 7".to_owned())));
        assert_eq!(refused(&journal, "r-sent"), Ok("queued as 7".to_owned()));
        assert_eq!(journal.delivered("r-crash"), Err(NotifierFault::Unknown));
        assert_eq!(refused(&journal, "r-crash"), Err(NotifierFault::Unknown));
        for free in ["r-refused", "r-never"] {
            assert_eq!(journal.delivered(free), Ok(None));
            assert!(journal.take(free).is_ok());
        }
    }

    #[test]
    fn one_message_is_in_one_hand() {
        let (_folder, path) = place();
        let journal = open(&path);
        let hand = journal.take("r-1").ok().unwrap();
        assert!(matches!(refused(&journal, "r-1"), Err(NotifierFault::Later(_))));
        assert!(journal.take("r-2").is_ok());
        drop(hand);
        assert!(journal.take("r-1").is_ok());
        let long = "x".repeat(MOST + 1);
        for bad in ["", "../up", "a b", "a\nb", long.as_str()] {
            assert!(matches!(refused(&journal, bad), Err(NotifierFault::Failed(_))), "{bad}");
        }
    }

    #[test]
    fn only_what_is_not_known_is_taken_in_hand_again() {
        let (_folder, path) = place();
        let journal = open(&path);
        assert!(journal.take_again("r-1").is_none(), "it was never handed over");
        journal.take("r-1").ok().unwrap().begun().unwrap();
        let again = journal.take_again("r-1").unwrap();
        assert!(journal.take_again("r-1").is_none(), "it is in a hand");
        again.sent("found there");
        drop(again);
        assert!(journal.take_again("r-1").is_none(), "it is known");
        assert_eq!(open(&path).delivered("r-1"), Ok(Some("found there".to_owned())));
    }

    #[test]
    fn a_torn_line_is_cut_and_what_stood_before_it_holds() {
        let (_folder, path) = place();
        let hold = |reference: &str| {
            let journal = open(&path);
            let hand = journal.take(reference).ok().unwrap();
            hand.begun().unwrap();
            hand.sent("receipt");
        };
        hold("r-1");
        let whole = std::fs::read(&path).unwrap();
        // Every length that a crash can leave of the last line.
        let last = whole[..whole.len() - 1].iter().rposition(|b| *b == b'\n').unwrap() + 1;
        for length in last..whole.len() {
            std::fs::write(&path, &whole[..length]).unwrap();
            assert_eq!(open(&path).delivered("r-1"), Err(NotifierFault::Unknown), "{length}");
        }
        hold("r-2");
        assert_eq!(open(&path).delivered("r-2"), Ok(Some("receipt".to_owned())));
        assert_eq!(open(&path).delivered("r-1"), Err(NotifierFault::Unknown));
    }

    #[test]
    fn a_line_that_is_none_is_not_passed_over() {
        let (_folder, path) = place();
        std::fs::write(&path, "{\"reference\":\"r-1\"}\n").unwrap();
        let fault = Journal::open(&path, Arc::new(Noon)).err().unwrap();
        assert_eq!(fault.kind(), io::ErrorKind::InvalidData);
    }
}
