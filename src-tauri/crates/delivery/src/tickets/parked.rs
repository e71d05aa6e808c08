//! Comments that were given up for good: kept in a file, so that people are told after a restart too.

use super::Comment;
use postern_domain::ids::CaseId;
use postern_domain::time::Timestamp;
use postern_ports::feed::{Parked, ParkedWhy};
use serde::{Deserialize, Serialize};
use std::fs::OpenOptions;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

/// So many are told, the newest ones.
const MOST: usize = 50;

#[derive(Serialize, Deserialize)]
struct Line {
    position: u64,
    case: CaseId,
    ticket: String,
    why: String,
    at: Timestamp,
}

/// The file, and its newest lines.
pub struct ParkedFile {
    path: PathBuf,
    parked: Vec<Parked>,
}

impl ParkedFile {
    /// What is in `path`, if anything is. A line that is none is passed over: it only told something.
    pub fn open(path: &Path) -> io::Result<Self> {
        let text = match std::fs::read_to_string(path) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => String::new(),
            Err(error) => return Err(error),
        };
        let mut all: Vec<Parked> = text.lines().filter_map(read).collect();
        all.drain(..all.len().saturating_sub(MOST));
        Ok(Self { path: path.to_owned(), parked: all })
    }

    /// The newest ones, in order.
    pub fn newest(&self) -> Vec<Parked> {
        self.parked.clone()
    }

    /// Parks `comment`. Of one case the same is told once.
    pub fn park(&mut self, comment: &Comment, why: ParkedWhy, at: Timestamp) -> io::Result<()> {
        if self.parked.iter().any(|parked| parked.case == comment.case && parked.why == why) {
            return Ok(());
        }
        let (position, case, ticket) = (comment.position, comment.case, comment.ticket.clone());
        let line = Line { position, case, ticket: ticket.clone(), why: why.code().to_owned(), at };
        let mut bytes = serde_json::to_vec(&line)?;
        bytes.push(b'\n');
        let mut options = OpenOptions::new();
        options.append(true).create(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.open(&self.path)?;
        file.write_all(&bytes)?;
        file.sync_all()?;
        self.parked.push(Parked { position, case, ticket, why, at });
        self.parked.drain(..self.parked.len().saturating_sub(MOST));
        Ok(())
    }
}

fn read(line: &str) -> Option<Parked> {
    let line: Line = serde_json::from_str(line).ok()?;
    let why = ParkedWhy::of(&line.why)?;
    Some(Parked { position: line.position, case: line.case, ticket: line.ticket, why, at: line.at })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tickets::comment::tests::comment;

    #[test]
    fn what_was_given_up_is_told_once_and_after_a_restart() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("tickets.parked");
        let mut file = ParkedFile::open(&path).unwrap();
        for _ in 0..2 {
            file.park(&comment("INC1"), ParkedWhy::NotThere, Timestamp(5)).unwrap();
        }
        std::fs::OpenOptions::new().append(true).open(&path).unwrap().write_all(b"{\"torn").unwrap();
        let told = ParkedFile::open(&path).unwrap().newest();
        assert_eq!(told, file.newest());
        assert_eq!((told.len(), told[0].ticket.as_str(), told[0].why), (1, "INC1", ParkedWhy::NotThere));
    }
}
