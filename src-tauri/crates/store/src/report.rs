//! The proof that a case report carries: taken from an export, signed by the console, and checked without either.

use crate::codec;
use crate::export::{CHECKPOINT, KEYS, name_of};
use crate::folder::Folder;
use postern_domain::canonical::Digest;
use postern_domain::ids::{CaseId, LedgerId};
use postern_ledger::{Hash, KnownKey, PublicKey, Written, check_inclusion, look_at, open, open_text, origin};
use postern_ports::Signer;
use postern_ports::case_proof::{CaseProof, ProvenRecord};
use postern_ports::event_store::{RecordFault, StoreFault, Stream};

/// More records than any case has.
const MOST_RECORDS: usize = 100_000;

impl Folder {
    /// The proof of the case that this export holds.
    ///
    /// # Errors
    ///
    /// Where the export lacks something of it. Nothing is checked here: [`check_report`] checks what was taken.
    pub fn proof(&self) -> Result<CaseProof, StoreFault> {
        let missing = |what: &str| StoreFault::Failed(format!("the export has no {what}"));
        let (ledger, case) = (self.name().ok_or_else(|| missing("founding"))?, self.case_id());
        let checkpoint = self.text(CHECKPOINT).ok_or_else(|| missing("checkpoint"))?;
        let stated = look_at(checkpoint, &[]).map_err(|e| StoreFault::Failed(e.to_string()))?.checkpoint;
        let keys = self.text(KEYS).ok_or_else(|| missing("keys"))?;
        let mut records = Vec::new();
        for record in self.of_case() {
            let position = record.header.position;
            let proof = self.text(&name_of(position, "tlog-proof")).map(Written::parse);
            let Some(Ok(proof)) = proof else { return Err(missing("proof of a record")) };
            let way = proof.hashes.iter().map(hex::encode).collect();
            records.push(ProvenRecord { position, hash: hex::encode(record.hash), way });
        }
        Ok(CaseProof {
            ledger,
            case: case.ok_or_else(|| missing("case"))?,
            size: stated.size,
            root: hex::encode(stated.root),
            checkpoint: checkpoint.to_owned(),
            keys: keys.lines().map(str::to_owned).collect(),
            records,
        })
    }

    fn case_id(&self) -> Option<CaseId> {
        match codec::stream_of(self.of_case().first()?.header.stream) {
            Stream::Case(case) => Some(case),
            Stream::Desk => None,
        }
    }
}

/// What a console signs of a report.
fn text_of(proof: &CaseProof, digest: Digest) -> String {
    let (ledger, case) = (proof.ledger, proof.case);
    format!("{ledger}.postern.invalid/report\ncase {case}\nsize {}\nsha256 {}\n", proof.size, digest.hex())
}

/// The console's signature over a report whose content has this digest: a signed note.
pub fn sign_report(proof: &CaseProof, digest: Digest, signer: &dyn Signer) -> Result<String, StoreFault> {
    let text = text_of(proof, digest);
    let (key, signature) = (PublicKey(signer.key().0), signer.sign(text.as_bytes()));
    postern_ledger::sign_text(&text, &origin(&proof.ledger), key, &signature)
        .map_err(|e| StoreFault::Failed(e.to_string()))
}

/// What is wrong with a report's proof; nothing where a console signed the report and every record of it is in the history
/// that a console signed. `wanted` must be among the keys that signed the report, where one is named.
pub fn check_report(proof: &CaseProof, digest: Digest, signed: Option<&str>, wanted: Option<&str>) -> Vec<RecordFault> {
    let mut faults = Vec::new();
    let keys = keys_of(proof, &mut faults);
    check_signature(proof, digest, signed, &keys, &mut faults);
    if let Some(wanted) = wanted {
        let wanted = wanted.trim();
        let by = signed.and_then(|note| signer_of(note, &keys, &proof.ledger)).map(KnownKey::vkey);
        if by.as_deref() != Some(wanted) {
            faults.push(fault(0, "signature", "it is not signed by the key that was named"));
        }
    }
    match open(&proof.checkpoint, &keys) {
        Err(why) => faults.push(fault(0, "checkpoint", &why.to_string())),
        Ok(opened) => {
            let stated = opened.checkpoint;
            let right = stated.origin == origin(&proof.ledger)
                && stated.size == proof.size
                && hex::encode(stated.root) == proof.root;
            if !right {
                faults.push(fault(0, "checkpoint", "it states another history, size or root"));
            }
            check_records(proof, stated.size, &stated.root, &mut faults);
        }
    }
    faults
}

fn keys_of(proof: &CaseProof, faults: &mut Vec<RecordFault>) -> Vec<KnownKey> {
    let name = origin(&proof.ledger);
    let read = |text: &String| KnownKey::parse(text).filter(|key| key.name == name && !key.cosigner);
    let keys: Vec<KnownKey> = proof.keys.iter().filter_map(read).collect();
    if keys.is_empty() || keys.len() != proof.keys.len() {
        faults.push(fault(0, "key", "the console's keys cannot be read"));
    }
    keys
}

fn check_signature(
    proof: &CaseProof,
    digest: Digest,
    signed: Option<&str>,
    keys: &[KnownKey],
    faults: &mut Vec<RecordFault>,
) {
    let mut wrong = |detail: &str| faults.push(fault(0, "signature", detail));
    let Some(note) = signed else {
        return wrong("no console signed it: nobody can tell who wrote it");
    };
    // One signature, and nothing beside it.
    let lines = note.rsplit_once("\n\n").map_or(0, |(_, block)| block.lines().count());
    match open_text(note, keys, &origin(&proof.ledger)) {
        Err(why) => wrong(&format!("no console of this desk signed it: {why}")),
        Ok(text) if text != text_of(proof, digest) || lines != 1 => wrong("what is signed is another report"),
        Ok(_) => {}
    }
}

/// The key that signed a note.
fn signer_of<'a>(note: &str, keys: &'a [KnownKey], ledger: &LedgerId) -> Option<&'a KnownKey> {
    let name = origin(ledger);
    keys.iter().find(|key| open_text(note, std::slice::from_ref(*key), &name).is_ok())
}

fn check_records(proof: &CaseProof, size: u64, root: &Hash, faults: &mut Vec<RecordFault>) {
    if proof.records.is_empty() || proof.records.len() > MOST_RECORDS {
        faults.push(fault(0, "proof", "it proves no record, or too many"));
        return;
    }
    let mut last = 0;
    for record in &proof.records {
        if record.position <= last {
            faults.push(fault(record.position, "proof", "its records are not in order"));
        }
        last = record.position;
        let hash = hash_of(&record.hash);
        let way: Option<Vec<Hash>> = record.way.iter().map(|one| hash_of(one)).collect();
        let index = record.position.checked_sub(1);
        let proven = match (hash, way, index) {
            (Some(hash), Some(way), Some(index)) => check_inclusion(&way, size, root, index, &hash).is_ok(),
            _ => false,
        };
        if !proven {
            faults.push(fault(record.position, "proof", "it is not in the history that the console signed"));
        }
    }
}

/// A hash from 64 lower-case digits.
fn hash_of(text: &str) -> Option<Hash> {
    let bytes = hex::decode(text).ok()?;
    let hash = Hash::try_from(bytes).ok()?;
    (hex::encode(hash) == text).then_some(hash)
}

fn fault(position: u64, kind: &str, detail: &str) -> RecordFault {
    RecordFault { position, stream: "report".to_owned(), kind: kind.to_owned(), detail: detail.to_owned() }
}
