//! One case as a folder that verifies without the store: `src-tauri/docs/formats/export-v1.md`.

use crate::codec;
use crate::fault::driver_fault;
use crate::scan::{Source, StoredNodes};
use crate::{attachments, checkpoints};
use postern_domain::canonical;
use postern_domain::ids::{AttachmentId, CaseId};
use postern_domain::recovery::CaseEvent;
use postern_domain::staff::{DeskEvent, Roster};
use postern_ledger::{Hash, Header, KnownKey, PublicKey, Written, encode, inclusion, leaf, origin};
use postern_ports::Signer;
use postern_ports::event_store::{Content, Happening, StoreFault, Stream};
use rusqlite::Connection;
use sha2::{Digest as _, Sha256};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

/// The files of an export, by their names in its folder.
pub type Files = BTreeMap<String, Vec<u8>>;

/// Name of the file that lists all others.
pub const MANIFEST: &str = "manifest";
/// Name of the file with the signed checkpoint.
pub const CHECKPOINT: &str = "checkpoint";
/// Name of the file with the consoles' keys.
pub const KEYS: &str = "keys";
/// Name of the file with the staff and their keys.
pub const STAFF: &str = "staff.json";
/// Name of the file with the policy that the case ran under.
pub const POLICY: &str = "policy.json";

/// One record of an export.
#[derive(Debug, Clone)]
pub struct Exported {
    /// Everything but its payload.
    pub header: Header,
    /// Its payload, as it is stored.
    pub payload: Vec<u8>,
    /// Its hash.
    pub hash: Hash,
    /// What happened.
    pub happening: Happening,
}

/// Writes `case` with what is needed to judge it. `signer` signs the list of files: without, nobody can tell later
/// whether records were left out at the end.
pub fn export(source: &Source, case: CaseId, signer: Option<&dyn Signer>) -> Result<Files, StoreFault> {
    let connection = source.connect()?;
    let checkpoint = checkpoints::last(source)?.ok_or_else(|| StoreFault::Failed("the history is empty".to_owned()))?;
    let size = size_of(&checkpoint)?;
    let desk =
        records(&connection, Stream::Desk)?.into_iter().filter(|r| is_kept(&r.happening) && r.header.position <= size);
    let of_case = records(&connection, Stream::Case(case))?.into_iter().filter(|r| r.header.position <= size);
    let (desk, of_case): (Vec<_>, Vec<_>) = (desk.collect(), of_case.collect());
    if of_case.is_empty() {
        return Err(StoreFault::Failed("there is no such case".to_owned()));
    }
    let mut files = Files::new();
    for record in desk.iter().chain(&of_case) {
        let position = record.header.position;
        let hashes = inclusion(size, position - 1, &StoredNodes(&connection)).map_err(|e| damaged(position, e))?;
        let proof = Written { index: position - 1, hashes, checkpoint: checkpoint.clone() };
        let bytes = encode(&record.header, &record.payload).map_err(|e| damaged(position, e))?;
        files.insert(name_of(position, "record"), bytes);
        files.insert(name_of(position, "tlog-proof"), proof.text().into_bytes());
        files.insert(name_of(position, "json"), record.payload.clone());
    }
    files.insert(CHECKPOINT.to_owned(), checkpoint.into_bytes());
    files.insert("README.txt".to_owned(), include_str!("export_readme.txt").as_bytes().to_vec());
    files.extend(derived(&desk, &of_case));
    files.extend(attached(source, &of_case)?);
    let manifest = manifest(&files, case, &desk, &of_case, signer)?;
    files.insert(MANIFEST.to_owned(), manifest.into_bytes());
    Ok(files)
}

/// Contents of the case's attachments that are still there, each with the salt that its commitment needs.
fn attached(source: &Source, case: &[Exported]) -> Result<Files, StoreFault> {
    let mut files = Files::new();
    for record in case {
        let Happening::Case(CaseEvent::AttachmentAdded { attached, .. }) = &record.happening else { continue };
        let Some((_, salt)) = attachments::secret(source, attached.id)? else { continue };
        if let Content::There(content) = attachments::content(source, attached.id, attached.commitment)? {
            files.insert(attachment_name(attached.id, "content"), content);
            files.insert(attachment_name(attached.id, "salt"), hex::encode(salt).into_bytes());
        }
    }
    Ok(files)
}

/// Name of an attachment's file.
pub fn attachment_name(id: AttachmentId, what: &str) -> String {
    format!("attachments/{id}.{what}")
}

/// Name of a record's file.
pub fn name_of(position: u64, kind: &str) -> String {
    format!("records/{position:012}.{kind}")
}

/// What an export holds of the desk: who founded it, who works there with which keys, and what changed, and what was lost. Sessions
/// stay.
fn is_kept(happening: &Happening) -> bool {
    match happening {
        Happening::Desk(
            DeskEvent::Founded { .. }
            | DeskEvent::StaffEnrolled { .. }
            | DeskEvent::Changed { .. }
            | DeskEvent::QuorumBegun { .. }
            | DeskEvent::QuorumSigned { .. }
            | DeskEvent::QuorumRefused { .. }
            | DeskEvent::QuorumFinished { .. }
            | DeskEvent::HistoryRestored { .. },
        ) => true,
        Happening::Desk(
            DeskEvent::SessionOpened { .. }
            | DeskEvent::SessionEnded { .. }
            | DeskEvent::KeyErased { .. }
            | DeskEvent::KeyTended { .. }
            | DeskEvent::StrayChange { .. }
            | DeskEvent::StrayJudged { .. }
            | DeskEvent::AttemptRefused { .. },
        ) => false,
        Happening::Case(_) => true,
    }
}

/// Writes the files to a folder that is not there yet: beside and moved, so that no half of an export stands where a whole
/// one is looked for.
pub fn write_files(files: &Files, to: &Path) -> std::io::Result<()> {
    let mut beside = to.as_os_str().to_owned();
    beside.push(".part");
    let beside = Path::new(&beside);
    for (name, bytes) in files {
        let file = beside.join(name);
        if let Some(folder) = file.parent() {
            std::fs::create_dir_all(folder)?;
        }
        std::fs::write(file, bytes)?;
    }
    std::fs::rename(beside, to)
}

/// The files that say again, for people and other tools, what the records say.
pub fn derived(desk: &[Exported], case: &[Exported]) -> Files {
    let roster = Roster::fold(desk.iter().filter_map(desk_event));
    let mut files = Files::new();
    let keys: String = keys(desk).iter().fold(String::new(), |text, key| text + &key.vkey() + "\n");
    files.insert(KEYS.to_owned(), keys.into_bytes());
    files.insert(STAFF.to_owned(), pretty(&staff(&roster)));
    let opened = case.iter().find_map(|r| match &r.happening {
        Happening::Case(CaseEvent::CaseOpened(opened)) => Some(opened),
        Happening::Case(_) | Happening::Desk(_) => None,
    });
    let policy = opened.and_then(|opened| roster.policy_with(opened.policy));
    // Canonical: its SHA-256 is the hash that the case carries.
    let policy = policy.and_then(|policy| canonical::bytes(policy).ok()).unwrap_or_default();
    files.insert(POLICY.to_owned(), policy);
    files
}

/// Every key that a console of this desk signed with.
pub fn keys(desk: &[Exported]) -> Vec<KnownKey> {
    let ledger = desk.iter().find_map(|r| codec::founded(&r.happening));
    let Some(ledger) = ledger else { return Vec::new() };
    let name = origin(&ledger);
    let keys = desk.iter().filter_map(|r| codec::console_key(&r.happening));
    keys.map(|(_, key)| KnownKey::log(&name, PublicKey(key.0))).collect()
}

fn desk_event(record: &Exported) -> Option<&DeskEvent> {
    match &record.happening {
        Happening::Desk(event) => Some(event),
        Happening::Case(_) => None,
    }
}

fn staff(roster: &Roster) -> serde_json::Value {
    let people = roster.everyone().map(|person| {
        serde_json::json!({
            "person": person.id,
            "name": person.name,
            "staff_number": person.staff_number,
            "role": person.role,
            "organisation": person.organisation,
            "removed_at": person.removed.as_ref().map(|r| r.at),
            "keys": person.ever_keys().map(|key| serde_json::json!({
                "purpose": key.purpose,
                "relying_party": roster.ledger().map(|l| key.purpose.rp_id(l)),
                "origin": roster.ledger().map(|l| key.purpose.origin(l)),
                "credential": key.credential,
                "public_key": key.public_key,
                "aaguid": key.aaguid,
            })).collect::<Vec<_>>(),
        })
    });
    people.collect()
}

fn pretty(value: &serde_json::Value) -> Vec<u8> {
    let mut text = serde_json::to_vec_pretty(value).unwrap_or_default();
    text.push(b'\n');
    text
}

/// The list of all files with their hashes, signed where somebody signs.
fn manifest(
    files: &Files,
    case: CaseId,
    desk: &[Exported],
    of_case: &[Exported],
    signer: Option<&dyn Signer>,
) -> Result<String, StoreFault> {
    let ledger = desk.iter().find_map(|r| codec::founded(&r.happening)).ok_or_else(|| damaged(1, "no founding"))?;
    let mut text =
        format!("{ledger}.postern.invalid/export\ncase {case}\nrecords {}\ndesk {}\n", of_case.len(), desk.len());
    for (name, bytes) in files {
        // Writing to a string does not fail.
        let _ = writeln!(text, "sha256 {} {name}", hex::encode(Sha256::digest(bytes)));
    }
    let Some(signer) = signer else { return Ok(format!("{text}\n")) };
    let (key, signature) = (PublicKey(signer.key().0), signer.sign(text.as_bytes()));
    postern_ledger::sign_text(&text, &origin(&ledger), key, &signature).map_err(|e| damaged(0, e))
}

fn records(connection: &Connection, stream: Stream) -> Result<Vec<Exported>, StoreFault> {
    let sql = "SELECT position, seq, at, console, previous, hash, payload FROM records WHERE stream = ?1 ORDER BY seq";
    let name = codec::stream_bytes(stream);
    let mut statement = connection.prepare(sql).map_err(|e| driver_fault(&e))?;
    let mut rows = statement.query([name]).map_err(|e| driver_fault(&e))?;
    let mut all = Vec::new();
    while let Some(row) = rows.next().map_err(|e| driver_fault(&e))? {
        let position: u64 = row.get::<_, i64>(0).ok().and_then(|n| n.try_into().ok()).unwrap_or(0);
        let read = || -> Option<(Header, Hash, Vec<u8>)> {
            let header = Header {
                position,
                stream: name,
                seq: row.get::<_, i64>(1).ok()?.try_into().ok()?,
                at: row.get(2).ok()?,
                console: row.get::<_, Vec<u8>>(3).ok()?.try_into().ok()?,
                previous: row.get::<_, Vec<u8>>(4).ok()?.try_into().ok()?,
            };
            Some((header, row.get::<_, Vec<u8>>(5).ok()?.try_into().ok()?, row.get(6).ok()?))
        };
        let (header, hash, payload) = read().ok_or_else(|| damaged(position, "a column has the wrong length"))?;
        if leaf(&header, &payload) != hash {
            return Err(damaged(position, "the stored hash is not the hash of the record"));
        }
        let happening = codec::decode(stream, &payload).map_err(|e| damaged(position, e))?;
        all.push(Exported { header, payload, hash, happening });
    }
    Ok(all)
}

fn size_of(checkpoint: &str) -> Result<u64, StoreFault> {
    postern_ledger::look_at(checkpoint, &[]).map(|read| read.checkpoint.size).map_err(|e| damaged(0, e))
}

fn damaged(position: u64, detail: impl std::fmt::Display) -> StoreFault {
    StoreFault::Damaged { position, detail: detail.to_string() }
}
