//! Events in a file: a line of JSON each, on the disk before it counts, and another file where it becomes too long.

use super::follower::disk;
use super::ocsf::SecurityEvent;
use super::sink::Sink;
use crate::journal::sync_folder;
use async_trait::async_trait;
use postern_ports::feed::Trouble;
use std::fs::{File, OpenOptions};
use std::io::{self, Read as _, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};

/// A file of events. What reads it follows it by its name, or reads the files with numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EventFile {
    path: PathBuf,
    most: u64,
    keep: u32,
}

impl EventFile {
    /// The file `path`, no longer than about `most` bytes; of those before it, `keep` are kept as `path.1`, `path.2`…
    pub fn new(path: impl Into<PathBuf>, most: u64, keep: u32) -> Self {
        Self { path: path.into(), most, keep }
    }

    fn append(&self, text: &[u8]) -> io::Result<()> {
        let (mut file, mut length) = self.open()?;
        let more = u64::try_from(text.len()).unwrap_or(u64::MAX);
        if length > 0 && length.saturating_add(more) > self.most {
            drop(file);
            self.turn()?;
            (file, length) = self.open()?;
        }
        file.write_all(text)?;
        file.sync_data()?;
        if length == 0 { sync_folder(&self.path) } else { Ok(()) }
    }

    /// The file to append to, and how long it is. A line that a crash tore is cut: its event comes again.
    fn open(&self) -> io::Result<(File, u64)> {
        let mut options = OpenOptions::new();
        options.read(true).write(true).create(true).truncate(false);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.open(&self.path)?;
        let whole = whole(&mut file)?;
        file.set_len(whole)?;
        file.seek(SeekFrom::Start(whole))?;
        Ok((file, whole))
    }

    /// Moves the files on by one number; the oldest goes.
    fn turn(&self) -> io::Result<()> {
        if self.keep == 0 {
            return std::fs::remove_file(&self.path);
        }
        for n in (1..self.keep).rev() {
            moved(&numbered(&self.path, n), &numbered(&self.path, n + 1))?;
        }
        moved(&self.path, &numbered(&self.path, 1))?;
        sync_folder(&self.path)
    }
}

#[async_trait]
impl Sink for EventFile {
    async fn send(&self, events: &[SecurityEvent]) -> Result<(), Trouble> {
        let mut text = Vec::new();
        for event in events {
            text.extend(event.json.to_string().into_bytes());
            text.push(b'\n');
        }
        let file = self.clone();
        let done = tokio::task::spawn_blocking(move || file.append(&text)).await;
        done.unwrap_or_else(|e| Err(io::Error::other(e))).map_err(|error| disk(&error))
    }
}

/// The length up to the end of the last whole line.
fn whole(file: &mut File) -> io::Result<u64> {
    const PIECE: u64 = 4096;
    let mut end = file.seek(SeekFrom::End(0))?;
    while end > 0 {
        let begin = end.saturating_sub(PIECE);
        file.seek(SeekFrom::Start(begin))?;
        let mut piece = Vec::new();
        io::Read::by_ref(file).take(end - begin).read_to_end(&mut piece)?;
        if let Some(at) = piece.iter().rposition(|b| *b == b'\n') {
            let at = u64::try_from(at).map_err(io::Error::other)?;
            return Ok(begin + at + 1);
        }
        end = begin;
    }
    Ok(0)
}

fn numbered(path: &Path, n: u32) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(format!(".{n}"));
    PathBuf::from(name)
}

fn moved(from: &Path, to: &Path) -> io::Result<()> {
    match std::fs::rename(from, to) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use postern_domain::time::Timestamp;
    use postern_ports::feed::TroubleKind;
    use serde_json::json;

    fn event(n: u64) -> SecurityEvent {
        SecurityEvent {
            position: n,
            at: Timestamp(0),
            code: "case_opened",
            severity: 1,
            uid: format!("l/{n}/h"),
            console: "c".to_owned(),
            json: json!({ "n": n }),
        }
    }

    fn lines(path: &Path) -> Vec<String> {
        std::fs::read_to_string(path).unwrap_or_default().lines().map(str::to_owned).collect()
    }

    #[tokio::test]
    async fn lines_are_appended_and_a_torn_one_is_cut() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("events.jsonl");
        let file = EventFile::new(&path, 1 << 20, 3);
        file.send(&[event(1), event(2)]).await.unwrap();
        let mut torn = OpenOptions::new().append(true).open(&path).unwrap();
        torn.write_all(format!("{{\"n\":3,\"long\":\"{}", "x".repeat(9000)).as_bytes()).unwrap();
        drop(torn);
        file.send(&[event(3)]).await.unwrap();
        assert_eq!(lines(&path), ["{\"n\":1}", "{\"n\":2}", "{\"n\":3}"]);
    }

    #[tokio::test]
    async fn a_file_that_is_long_gets_a_number_and_the_oldest_goes() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("events.jsonl");
        // Two lines of eight bytes fit.
        let file = EventFile::new(&path, 16, 2);
        for n in 1..=7 {
            file.send(&[event(n)]).await.unwrap();
        }
        assert_eq!(lines(&path), ["{\"n\":7}"]);
        assert_eq!(lines(&numbered(&path, 1)), ["{\"n\":5}", "{\"n\":6}"]);
        assert_eq!(lines(&numbered(&path, 2)), ["{\"n\":3}", "{\"n\":4}"]);
        assert!(!numbered(&path, 3).exists());
    }

    #[tokio::test]
    async fn a_place_that_is_not_there_is_trouble_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let file = EventFile::new(folder.path().join("none").join("events.jsonl"), 16, 2);
        assert_eq!(file.send(&[event(1)]).await.unwrap_err().kind, TroubleKind::Disk);
    }
}
