//! An export, read and checked without the store it came from.

use crate::codec;
use crate::export::{CHECKPOINT, Exported, Files, MANIFEST, attachment_name, derived, keys, name_of};
use crate::sqlite::hex;
use async_trait::async_trait;
use postern_domain::canonical::{self, Digest};
use postern_domain::ids::{AccountId, AttachmentId, CaseId, ConsoleId, DirectoryId, LedgerId, PersonId};
use postern_domain::recovery::CaseLine;
use postern_domain::time::Timestamp;
use postern_ledger::{KnownKey, Opened, Written, check_inclusion, decode, leaf_of, open, open_text, origin};
use postern_ports::case_list::{CaseChoices, CaseQuery, ListedCase};
use postern_ports::event_store::{
    Acts, Ask, Attaching, CaseRow, Content, EventStore, Happening, RecordFault, Recorded, StoreFault, Stream,
    Verification, committed,
};
use sha2::{Digest as _, Sha256};
use std::collections::BTreeMap;
use std::path::Path;

/// More than an export of any case has.
const MOST_FILES: usize = 100_000;
/// Longer than any record.
const LONGEST: u64 = 64 << 20;

/// An export in a folder.
pub struct Folder {
    files: Files,
    desk: Vec<Exported>,
    case: Vec<Exported>,
    unreadable: Vec<RecordFault>,
    key: Option<String>,
}

impl Folder {
    /// Whether `path` looks like an export.
    pub fn is_one(path: &Path) -> bool {
        path.is_dir() && path.join(MANIFEST).is_file()
    }

    /// Reads an export. What is wrong with its records is told by [`EventStore::verify`].
    pub fn open(path: &Path) -> Result<Self, StoreFault> {
        let mut files = Files::new();
        read_into(&mut files, path, "")?;
        Ok(Self::of(files))
    }

    /// An export from its files.
    pub fn of(files: Files) -> Self {
        let mut read = Self { files, desk: Vec::new(), case: Vec::new(), unreadable: Vec::new(), key: None };
        let mut all = BTreeMap::new();
        for (name, bytes) in &read.files {
            let Some(position) = position_of(name) else { continue };
            match record(position, bytes) {
                Ok(record) => {
                    all.insert(position, record);
                }
                Err(detail) => read.unreadable.push(fault(position, "unknown", "shape", &detail)),
            }
        }
        for record in all.into_values() {
            match record.happening {
                Happening::Desk(_) => read.desk.push(record),
                Happening::Case(_) => read.case.push(record),
            }
        }
        read
    }

    /// Demands that this key signed the checkpoint: a line as in the file `keys`.
    pub fn signed_by(mut self, key: &str) -> Self {
        self.key = Some(key.trim().to_owned());
        self
    }

    /// Keys of the consoles whose signatures were looked for, as others take them.
    pub fn keys(&self) -> Vec<String> {
        keys(&self.desk).iter().map(KnownKey::vkey).collect()
    }

    /// The text of one of its files.
    pub(crate) fn text(&self, name: &str) -> Option<&str> {
        self.files.get(name).and_then(|bytes| std::str::from_utf8(bytes).ok())
    }

    /// The history that it comes from.
    pub(crate) fn name(&self) -> Option<LedgerId> {
        self.desk.first().and_then(|r| codec::founded(&r.happening))
    }

    /// The records of its case.
    pub(crate) fn of_case(&self) -> &[Exported] {
        &self.case
    }

    fn check(&self) -> (Option<Opened>, Vec<RecordFault>) {
        let mut faults = self.unreadable.clone();
        self.check_manifest(&mut faults);
        let checkpoint = self.check_checkpoint(&mut faults);
        for record in self.desk.iter().chain(&self.case) {
            self.check_record(record, checkpoint.as_ref(), &mut faults);
        }
        check_stream(&self.case, true, &mut faults);
        check_stream(&self.desk, false, &mut faults);
        check_time(&self.desk, &self.case, &mut faults);
        for (name, told) in derived(&self.desk, &self.case) {
            if self.files.get(&name) != Some(&told) {
                faults.push(fault(0, &name, "projection", "it does not say what the records say"));
            }
        }
        faults.sort_by_key(|f| f.position);
        (checkpoint, faults)
    }

    /// Every file is listed with its hash, and every listed file is there; a console signed the list.
    fn check_manifest(&self, faults: &mut Vec<RecordFault>) {
        let mut add = |position, name: &str, detail: &str| faults.push(fault(position, name, "file", detail));
        let Some(note) = self.text(MANIFEST) else {
            return add(0, MANIFEST, "it is missing: nobody can tell whether files were left out");
        };
        let signed = self.name().map(|ledger| open_text(note, &keys(&self.desk), &origin(&ledger)));
        let unsigned = note.split_once("\n\n").map_or(note, |(text, _)| text);
        let text = match &signed {
            Some(Ok(text)) => text.as_str(),
            Some(Err(why)) => {
                add(0, MANIFEST, &format!("no console of this desk signed it: {why}"));
                unsigned
            }
            None => {
                add(1, MANIFEST, "the record that founded the history cannot be read");
                unsigned
            }
        };
        let mut listed = BTreeMap::new();
        let mut counted = BTreeMap::new();
        for line in text.lines() {
            if let Some((hash, name)) = line.strip_prefix("sha256 ").and_then(|rest| rest.split_once(' ')) {
                listed.insert(name, hash);
            } else if let Some((what, value)) = line.split_once(' ') {
                counted.insert(what, value);
            }
        }
        for (name, hash) in &listed {
            match self.files.get(*name) {
                None => add(position_in(name), name, "it is listed and not there"),
                Some(bytes) if hex(&Sha256::digest(bytes)) != *hash => add(position_in(name), name, "it was changed"),
                Some(_) => {}
            }
        }
        for name in self.files.keys().filter(|name| *name != MANIFEST && !listed.contains_key(name.as_str())) {
            add(position_in(name), name, "it is not listed");
        }
        let case = self.case.first().map(|r| codec::stream_of(r.header.stream));
        let right = counted.get("records").copied() == Some(self.case.len().to_string().as_str())
            && counted.get("desk").copied() == Some(self.desk.len().to_string().as_str())
            && case.is_some_and(
                |case| matches!(case, Stream::Case(id) if counted.get("case") == Some(&id.to_string().as_str())),
            );
        if !right {
            add(0, MANIFEST, "it counts other records than are there");
        }
    }

    fn check_checkpoint(&self, faults: &mut Vec<RecordFault>) -> Option<Opened> {
        let wrong = |detail: String| fault(0, CHECKPOINT, "checkpoint", &detail);
        let Some(note) = self.text(CHECKPOINT) else {
            faults.push(wrong("it is missing".to_owned()));
            return None;
        };
        let known = keys(&self.desk);
        match open(note, &known) {
            Err(why) => {
                faults.push(wrong(why.to_string()));
                None
            }
            Ok(opened) if self.name().is_none_or(|ledger| opened.checkpoint.origin != origin(&ledger)) => {
                faults.push(wrong("it is of another history".to_owned()));
                None
            }
            Ok(opened) => {
                let vkey = |key| known.iter().find(|k| k.key == key).map(KnownKey::vkey);
                let by = opened.signers.iter().find_map(|s| vkey(s.key));
                if self.key.as_ref().is_some_and(|wanted| by.as_ref() != Some(wanted)) {
                    faults.push(wrong("it is not signed by the key that was named".to_owned()));
                }
                Some(opened)
            }
        }
    }

    fn check_record(&self, record: &Exported, checkpoint: Option<&Opened>, faults: &mut Vec<RecordFault>) {
        let position = record.header.position;
        let stream = codec::stream_name(record.header.stream);
        let mut add = |kind: &str, detail: &str| faults.push(fault(position, &stream, kind, detail));
        if self.files.get(&name_of(position, "json")) != Some(&record.payload) {
            add("projection", "the payload beside it is another");
        }
        let value: Option<serde_json::Value> = serde_json::from_slice(&record.payload).ok();
        if value.and_then(|v| canonical::bytes(&v).ok()).as_deref() != Some(record.payload.as_slice()) {
            add("payload", "not in canonical form");
        }
        let proof = self.text(&name_of(position, "tlog-proof")).map(Written::parse);
        let (Some(Ok(proof)), Some(checkpoint)) = (proof, checkpoint) else {
            return add("proof", "there is no proof that it is in the history");
        };
        let stated = &checkpoint.checkpoint;
        let right = Some(proof.checkpoint.as_str()) == self.text(CHECKPOINT)
            && proof.index + 1 == position
            && check_inclusion(&proof.hashes, stated.size, &stated.root, proof.index, &record.hash).is_ok();
        if !right {
            add("proof", "it is not in the history that the console signed");
        }
    }
}

fn check_stream(records: &[Exported], whole: bool, faults: &mut Vec<RecordFault>) {
    let mut last: Option<&Exported> = None;
    for record in records {
        let header = &record.header;
        let name = codec::stream_name(header.stream);
        let (seq, hash) = last.map_or((0, [0; 32]), |r| (r.header.seq, r.hash));
        let same = last.is_none_or(|r| r.header.stream == header.stream);
        let follows = header.seq == seq + 1;
        if !same || header.seq <= seq || (whole && !follows) {
            faults.push(fault(header.position, &name, "stream_seq", "its number in its stream does not follow"));
        } else if follows && header.previous != hash {
            faults.push(fault(header.position, &name, "stream_link", "it does not follow the record before it"));
        }
        last = Some(record);
    }
}

fn check_time(desk: &[Exported], case: &[Exported], faults: &mut Vec<RecordFault>) {
    let mut all: Vec<_> = desk.iter().chain(case).collect();
    all.sort_by_key(|r| r.header.position);
    for pair in all.windows(2) {
        if let [before, after] = pair
            && after.header.at < before.header.at
        {
            let name = codec::stream_name(after.header.stream);
            faults.push(fault(after.header.position, &name, "time", "it says that it was made before an earlier one"));
        }
    }
}

fn record(position: u64, bytes: &[u8]) -> Result<Exported, String> {
    let (header, payload) = decode(bytes).map_err(|e| e.to_string())?;
    if header.position != position {
        return Err(format!("it is record {}, under another's name", header.position));
    }
    let happening = codec::decode(codec::stream_of(header.stream), payload)?;
    Ok(Exported { payload: payload.to_vec(), hash: leaf_of(bytes), header, happening })
}

fn position_of(name: &str) -> Option<u64> {
    name.strip_prefix("records/")?.strip_suffix(".record")?.parse().ok()
}

/// The record that a file belongs to; 0 where it belongs to none.
fn position_in(name: &str) -> u64 {
    let number = name.strip_prefix("records/").and_then(|rest| rest.split('.').next());
    number.and_then(|n| n.parse().ok()).unwrap_or(0)
}

fn read_into(files: &mut Files, folder: &Path, under: &str) -> Result<(), StoreFault> {
    let failed = |e: std::io::Error| StoreFault::Failed(e.to_string());
    for entry in std::fs::read_dir(folder).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        let Ok(name) = entry.file_name().into_string() else { continue };
        let name = format!("{under}{name}");
        let kind = entry.file_type().map_err(failed)?;
        if kind.is_dir() && under.is_empty() {
            read_into(files, &entry.path(), &format!("{name}/"))?;
        } else if kind.is_file() {
            if entry.metadata().map_err(failed)?.len() > LONGEST || files.len() > MOST_FILES {
                return Err(StoreFault::Failed(format!("{name}: larger than an export can be")));
            }
            files.insert(name, std::fs::read(entry.path()).map_err(failed)?);
        }
    }
    Ok(())
}

/// One case does not tell what the rest of the history was.
fn alone() -> StoreFault {
    StoreFault::Failed("an export knows only its own checkpoint: compare the store that it came from".to_owned())
}

fn fault(position: u64, stream: &str, kind: &str, detail: &str) -> RecordFault {
    RecordFault { position, stream: stream.to_owned(), kind: kind.to_owned(), detail: detail.to_owned() }
}

fn recorded(record: &Exported) -> Recorded {
    let header = &record.header;
    Recorded {
        position: header.position,
        stream: codec::stream_of(header.stream),
        seq: header.seq,
        at: Timestamp(header.at),
        console: ConsoleId(uuid::Uuid::from_bytes(header.console)),
        hash: hex(&record.hash),
        happening: record.happening.clone(),
    }
}

#[async_trait]
impl EventStore for Folder {
    async fn ledger(&self) -> Result<Option<LedgerId>, StoreFault> {
        Ok(self.name())
    }

    async fn append(
        &self,
        _: Stream,
        _: u64,
        _: Timestamp,
        _: ConsoleId,
        _: Vec<Happening>,
    ) -> Result<Vec<Recorded>, StoreFault> {
        Err(StoreFault::ReadOnly)
    }

    async fn read(&self, stream: Stream) -> Result<Vec<Recorded>, StoreFault> {
        let bytes = codec::stream_bytes(stream);
        let all = self.desk.iter().chain(&self.case).filter(|r| r.header.stream == bytes);
        Ok(all.map(recorded).collect())
    }

    async fn read_after(&self, position: u64, most: u32) -> Result<Vec<Recorded>, StoreFault> {
        let mut after: Vec<&Exported> =
            self.desk.iter().chain(&self.case).filter(|r| r.header.position > position).collect();
        after.sort_by_key(|record| record.header.position);
        after.truncate(usize::try_from(most).unwrap_or(usize::MAX));
        Ok(after.into_iter().map(recorded).collect())
    }

    async fn cases(&self, _: &str, _: u32) -> Result<Vec<CaseRow>, StoreFault> {
        let (Some(first), Some(last)) = (self.case.first(), self.case.last()) else { return Ok(Vec::new()) };
        let Stream::Case(case) = codec::stream_of(first.header.stream) else { return Ok(Vec::new()) };
        let (opened_at, updated_at) = (Timestamp(first.header.at), Timestamp(last.header.at));
        Ok(vec![CaseRow { case, seq: last.header.seq, opened_at, updated_at }])
    }

    async fn list_cases(&self, _: &CaseQuery, before: Option<u64>, _: u32) -> Result<Vec<ListedCase>, StoreFault> {
        let (Some(first), Some(last)) = (self.case.first(), self.case.last()) else { return Ok(Vec::new()) };
        let Stream::Case(case) = codec::stream_of(first.header.stream) else { return Ok(Vec::new()) };
        let events = self.case.iter().filter_map(|record| match &record.happening {
            Happening::Case(event) => Some(event),
            Happening::Desk(_) => None,
        });
        let (position, seq, updated_at) = (first.header.position, last.header.seq, Timestamp(last.header.at));
        let line = CaseLine::fold(case, events).filter(|_| before.is_none_or(|before| position < before));
        Ok(line.map(|line| ListedCase { position, seq, updated_at, line }).into_iter().collect())
    }

    async fn count_cases(&self, _: &CaseQuery, most: u32) -> Result<u32, StoreFault> {
        Ok(most.min(u32::from(!self.case.is_empty())))
    }

    async fn case_choices(&self) -> Result<CaseChoices, StoreFault> {
        Ok(CaseChoices::default())
    }

    async fn cases_of(&self, _: &DirectoryId, _: &AccountId) -> Result<Vec<CaseRow>, StoreFault> {
        self.cases("", 1).await
    }

    async fn acts(&self, _: PersonId, _: Timestamp, _: Option<CaseId>) -> Result<Acts, StoreFault> {
        Ok(Acts::default())
    }

    async fn cases_with_key(&self, _: Digest, _: CaseId) -> Result<u32, StoreFault> {
        Ok(0)
    }

    async fn cases_with_model(&self, _: &str, _: u32) -> Result<Vec<CaseRow>, StoreFault> {
        self.cases("", 1).await
    }

    async fn cases_by(&self, _: PersonId) -> Result<Vec<CaseRow>, StoreFault> {
        self.cases("", 1).await
    }

    async fn cases_within(
        &self,
        from: Timestamp,
        to: Timestamp,
        after: Option<CaseId>,
        _: u32,
    ) -> Result<Vec<CaseRow>, StoreFault> {
        let mut rows = self.cases("", 1).await?;
        rows.retain(|row| after.is_none() && row.opened_at < to && row.updated_at >= from);
        Ok(rows)
    }

    async fn size(&self) -> Result<u64, StoreFault> {
        Ok((self.desk.len() + self.case.len()) as u64)
    }

    async fn size_before(&self, _: Timestamp) -> Result<u64, StoreFault> {
        Err(alone())
    }

    async fn verify(&self, _: Ask) -> Result<Verification, StoreFault> {
        let (checkpoint, faults) = self.check();
        Ok(Verification {
            ledger: self.name().map(|l| l.to_string()).unwrap_or_default(),
            size: checkpoint.as_ref().map_or(0, |c| c.checkpoint.size),
            since: 0,
            records: self.size().await?,
            root: checkpoint.map(|c| hex(&c.checkpoint.root)).unwrap_or_default(),
            faults,
        })
    }

    async fn checkpoint(&self) -> Result<Option<String>, StoreFault> {
        Ok(self.text(CHECKPOINT).map(str::to_owned))
    }

    async fn checkpoint_of(&self, size: u64) -> Result<Option<String>, StoreFault> {
        let (checkpoint, _) = self.check();
        if checkpoint.is_none_or(|c| c.checkpoint.size != size) {
            return Err(alone());
        }
        self.checkpoint().await
    }

    async fn root(&self, size: u64) -> Result<Option<[u8; 32]>, StoreFault> {
        let (checkpoint, _) = self.check();
        let own = checkpoint.filter(|c| c.checkpoint.size == size);
        own.map(|c| Some(c.checkpoint.root)).ok_or_else(alone)
    }

    async fn attach(&self, _: Attaching) -> Result<(), StoreFault> {
        Err(StoreFault::ReadOnly)
    }

    async fn attachment(&self, id: AttachmentId, commitment: Digest) -> Result<Content, StoreFault> {
        let salt = self.text(&attachment_name(id, "salt")).and_then(|salt| hex::decode(salt.trim()).ok());
        let Some(content) = self.files.get(&attachment_name(id, "content")) else {
            return Ok(if salt.is_none() { Content::Erased } else { Content::Missing });
        };
        let fits = salt.is_some_and(|salt| committed(&salt, content) == commitment);
        Ok(if fits { Content::There(content.clone()) } else { Content::Other })
    }

    async fn doom(&self, _: AttachmentId) -> Result<(), StoreFault> {
        Err(StoreFault::ReadOnly)
    }

    async fn forget(&self, _: AttachmentId) -> Result<(), StoreFault> {
        Err(StoreFault::ReadOnly)
    }

    async fn doomed(&self) -> Result<Vec<(AttachmentId, CaseId)>, StoreFault> {
        Ok(Vec::new())
    }

    async fn kept(&self) -> Result<Vec<(AttachmentId, CaseId)>, StoreFault> {
        // An export holds contents, and no keys.
        Ok(Vec::new())
    }
}
