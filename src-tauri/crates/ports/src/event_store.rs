//! The append-only history.

use crate::case_list::{CaseChoices, CaseQuery, ListedCase};
use async_trait::async_trait;
use postern_domain::canonical::Digest;
use postern_domain::ids::{AccountId, AttachmentId, CaseId, ConsoleId, DirectoryId, LedgerId, PersonId};
use postern_domain::recovery::CaseEvent;
use postern_domain::staff::DeskEvent;
use postern_domain::time::Timestamp;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// One of the two kinds of streams.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stream {
    /// The desk: founding, staff, sessions.
    Desk,
    /// One case.
    Case(CaseId),
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Happening {
    /// On the desk's stream.
    Desk(DeskEvent),
    /// On a case's stream.
    Case(CaseEvent),
}

/// One record, as read back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recorded {
    /// Position in the whole history, from 1.
    pub position: u64,
    /// The stream it belongs to.
    pub stream: Stream,
    /// Number within its stream, from 1.
    pub seq: u64,
    /// When it was appended.
    pub at: Timestamp,
    /// The console that appended it.
    pub console: ConsoleId,
    /// Its hash, lower-case hexadecimal.
    pub hash: String,
    /// What happened.
    pub happening: Happening,
}

/// A history on disk.
#[async_trait]
pub trait EventStore: Send + Sync {
    /// Which history this is, from its first record; `None` while it is empty.
    async fn ledger(&self) -> Result<Option<LedgerId>, StoreFault>;
    /// Appends to one stream, in one transaction, durably. Fails with [`StoreFault::Conflict`] when the stream has moved on.
    async fn append(
        &self,
        stream: Stream,
        expected_seq: u64,
        at: Timestamp,
        console: ConsoleId,
        happenings: Vec<Happening>,
    ) -> Result<Vec<Recorded>, StoreFault>;
    /// All records of one stream, in order.
    async fn read(&self, stream: Stream) -> Result<Vec<Recorded>, StoreFault>;
    /// Records of every stream after `position`, in order: `most` of them, or fewer where they are large; none at the end.
    async fn read_after(&self, position: u64, most: u32) -> Result<Vec<Recorded>, StoreFault>;
    /// Cases, newest first, whose text matches `query` (all when empty).
    async fn cases(&self, query: &str, limit: u32) -> Result<Vec<CaseRow>, StoreFault>;
    /// Cases that `query` asks for, newest first, `most` of them; only those that were opened before the record `before`,
    /// where one is named.
    async fn list_cases(
        &self,
        query: &CaseQuery,
        before: Option<u64>,
        most: u32,
    ) -> Result<Vec<ListedCase>, StoreFault>;
    /// How many cases `query` asks for; `most` where there are as many or more.
    async fn count_cases(&self, query: &CaseQuery, most: u32) -> Result<u32, StoreFault>;
    /// What the cases can be told apart by.
    async fn case_choices(&self) -> Result<CaseChoices, StoreFault>;
    /// Cases of one account, newest first.
    async fn cases_of(&self, directory: &DirectoryId, account: &AccountId) -> Result<Vec<CaseRow>, StoreFault>;
    /// What `person` did since `since`, in cases other than `except`.
    async fn acts(&self, person: PersonId, since: Timestamp, except: Option<CaseId>) -> Result<Acts, StoreFault>;
    /// Cases other than `except` in which the key with this identity was accepted.
    async fn cases_with_key(&self, identity: Digest, except: CaseId) -> Result<u32, StoreFault>;
    /// Cases in which a credential was made on a key of this model, newest first, `most` of them.
    async fn cases_with_model(&self, aaguid: &str, most: u32) -> Result<Vec<CaseRow>, StoreFault>;
    /// Cases in which `person` opened, signed, froze or took over, newest first.
    async fn cases_by(&self, person: PersonId) -> Result<Vec<CaseRow>, StoreFault>;
    /// Cases that were opened before `to` and in which something happened at `from` or later, in the order of their opening:
    /// `most` of those after the case `after`.
    async fn cases_within(
        &self,
        from: Timestamp,
        to: Timestamp,
        after: Option<CaseId>,
        most: u32,
    ) -> Result<Vec<CaseRow>, StoreFault>;
    /// Number of records.
    async fn size(&self) -> Result<u64, StoreFault>;
    /// Number of records that were there before `at`.
    async fn size_before(&self, at: Timestamp) -> Result<u64, StoreFault>;
    /// Recomputes everything and names what is wrong, first fault first.
    async fn verify(&self, ask: Ask) -> Result<Verification, StoreFault>;
    /// The history as it stands, signed by the console that appended last: a C2SP checkpoint; `None` while it is empty.
    async fn checkpoint(&self) -> Result<Option<String>, StoreFault>;
    /// The history as it stood with its first `size` records, signed by the console that appended the last of them; `None`
    /// where there are not so many, or none.
    async fn checkpoint_of(&self, size: u64) -> Result<Option<String>, StoreFault>;
    /// The root of the first `size` records; `None` where there are not so many.
    async fn root(&self, size: u64) -> Result<Option<[u8; 32]>, StoreFault>;
    /// Keeps the content of an attachment beside the records, encrypted with a key of its own. It counts once a record
    /// tells of it.
    async fn attach(&self, file: Attaching) -> Result<(), StoreFault>;
    /// The content of an attachment, checked against the commitment that its record holds.
    async fn attachment(&self, id: AttachmentId, commitment: Digest) -> Result<Content, StoreFault>;
    /// Marks an attachment for erasure, before a record tells of it.
    async fn doom(&self, id: AttachmentId) -> Result<(), StoreFault>;
    /// Destroys key, salt and content of an attachment; what is gone already stays gone.
    async fn forget(&self, id: AttachmentId) -> Result<(), StoreFault>;
    /// Attachments that are marked for erasure, each with its case: what a crash may have left half done.
    async fn doomed(&self) -> Result<Vec<(AttachmentId, CaseId)>, StoreFault>;
    /// Attachments whose key is kept, each with its case.
    async fn kept(&self) -> Result<Vec<(AttachmentId, CaseId)>, StoreFault>;
}

/// A file that is to be kept.
pub struct Attaching {
    /// Which.
    pub id: AttachmentId,
    /// Of which case.
    pub case: CaseId,
    /// A random key, for this content alone.
    pub key: [u8; 32],
    /// The salt of the commitment, random.
    pub salt: [u8; 32],
    /// The content.
    pub content: Vec<u8>,
}

impl Attaching {
    /// The commitment that the record holds.
    pub fn commitment(&self) -> Digest {
        committed(&self.salt, &self.content)
    }
}

/// SHA-256 over salt and content, of its own kind.
pub fn committed(salt: &[u8], content: &[u8]) -> Digest {
    Digest::separated("postern/attachment/v1", &[salt, content].concat())
}

/// What is there of an attachment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// The content that the record commits to.
    There(Vec<u8>),
    /// Its key is gone: nobody reads it.
    Erased,
    /// The key is there, and the content is not.
    Missing,
    /// It is not what was attached.
    Other,
}

/// How a verification is to be done.
#[derive(Clone)]
pub struct Ask {
    /// How many threads read.
    pub threads: usize,
    /// What was verified before: so many records with this root. They are not read again.
    pub since: Option<(u64, [u8; 32])>,
    /// What was verified before, with every signature on it: so many records with this root. They are read again, and
    /// where they are the same, their signatures are not checked again.
    pub trusted: Option<(u64, [u8; 32])>,
    /// Told how many records were read, of how many.
    pub progress: Option<Arc<dyn Fn(u64, u64) + Send + Sync>>,
}

impl Default for Ask {
    /// Everything, on two threads, in silence.
    fn default() -> Self {
        Self { threads: 2, since: None, trusted: None, progress: None }
    }
}

/// How often somebody did what can be done too often (a projection).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Acts {
    /// Cases opened.
    pub opened: u32,
    /// Co-signatures given.
    pub signed: u32,
    /// Accounts frozen.
    pub frozen: u32,
}

/// A line of the case list (a projection: rebuilt from the records, checked by verify).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseRow {
    /// The case.
    pub case: CaseId,
    /// Its last record's number.
    pub seq: u64,
    /// When it was opened.
    pub opened_at: Timestamp,
    /// When something last happened.
    pub updated_at: Timestamp,
}

/// What a verification found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verification {
    /// Which history it is; empty where its founding cannot be read.
    pub ledger: String,
    /// Records that the history has.
    pub size: u64,
    /// Records that were not read again, since they were verified before.
    pub since: u64,
    /// Records read.
    pub records: u64,
    /// Root of the tree over all records, lower-case hexadecimal.
    pub root: String,
    /// What is wrong, first fault first.
    pub faults: Vec<RecordFault>,
}

/// One thing wrong with one record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordFault {
    /// Position of the record, from 1.
    pub position: u64,
    /// The stream it claims, as text.
    pub stream: String,
    /// Kind of damage: a stable code such as `hash`, `gap`, `stream_link`, `seal`, `payload`, `projection`, `legality`.
    pub kind: String,
    /// What was expected and found.
    pub detail: String,
}

/// Why the store did not serve: broken data, failed driver and bad request are three things.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StoreFault {
    /// Somebody else appended first.
    #[error("the case has changed")]
    Conflict,
    /// The disk is full.
    #[error("the disk is full")]
    Full,
    /// The file may not be written.
    #[error("the store cannot be written")]
    ReadOnly,
    /// Another console uses the file.
    #[error("the store is in use")]
    Busy,
    /// The key does not open it, or it is no store.
    #[error("the store does not open with this key")]
    NotAStore,
    /// It was written in a format that this version does not read.
    #[error("the store has format {found}, this version reads {known}")]
    Format {
        /// What the store says.
        found: String,
        /// What this version reads.
        known: String,
    },
    /// What was read is damaged.
    #[error("record {position} is damaged: {detail}")]
    Damaged {
        /// Position of the record, from 1; 0 when no record can be named.
        position: u64,
        /// What was found.
        detail: String,
    },
    /// The history does not know the key that this console signs with.
    #[error("the history does not know this console's signing key")]
    SigningKey,
    /// The driver failed.
    #[error("the store failed: {0}")]
    Failed(String),
}
