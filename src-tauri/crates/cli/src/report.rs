//! `postern-audit report CASE --store STORE --html FILE --pdf FILE`, and `postern-audit verify --report FILE`.

use crate::export::find;
use crate::key::Kept;
use crate::verify::{file_of, next};
use clap::Args;
use postern_application::{fold, history::verify_history};
use postern_delivery::Language;
use postern_delivery::report::{Line, Medium, Report, Told, model_of};
use postern_domain::ids::CaseId;
use postern_domain::staff::{DeskEvent, Roster};
use postern_domain::text::shown;
use postern_domain::time::Timestamp;
use postern_ipc::convert;
use postern_ledger::{KnownKey, PublicKey, origin};
use postern_ports::Signer;
use postern_ports::case_proof::CaseProof;
use postern_ports::event_store::{EventStore as _, Happening, RecordFault, Recorded, StoreFault, Stream};
use postern_store::{Folder, check_report, sign_report};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// The largest file that is looked at.
const LARGEST: u64 = 64 << 20;

/// What is written, from where.
#[derive(Args, Debug)]
pub struct Asked {
    /// The case: its number as the window shows it, or its identifier.
    case: String,
    /// The store: a file `history.sqlite`, or the folder it is in.
    #[arg(long, value_name = "STORE", conflicts_with = "export", required_unless_present = "export")]
    store: Option<PathBuf>,
    /// An export of the case, in place of the store.
    #[arg(long, value_name = "FOLDER")]
    export: Option<PathBuf>,
    /// The page, a file that is not there yet.
    #[arg(long, value_name = "FILE", required_unless_present = "pdf")]
    html: Option<PathBuf>,
    /// The same on paper, a file that is not there yet.
    #[arg(long, value_name = "FILE")]
    pdf: Option<PathBuf>,
    /// The language of its words: en or de.
    #[arg(long, default_value = "en")]
    language: String,
    #[command(flatten)]
    kept: Kept,
}

/// Writes a report; exits 2 where there is none.
pub async fn run(asked: &Asked) -> ExitCode {
    match write(asked).await {
        Ok(told) => {
            let _ = writeln!(std::io::stdout(), "{told}");
            ExitCode::SUCCESS
        }
        Err(why) => {
            eprintln!("{why}");
            ExitCode::from(2)
        }
    }
}

async fn write(asked: &Asked) -> Result<String, String> {
    let (page, paper) = (asked.html.iter(), asked.pdf.iter());
    let files: Vec<(&PathBuf, Medium)> =
        page.map(|file| (file, Medium::Html)).chain(paper.map(|file| (file, Medium::Pdf))).collect();
    if let Some((there, _)) = files.iter().find(|(file, _)| file.exists()) {
        return Err(format!("{}: it is there already. Name a file that is not there yet.", there.display()));
    }
    let language = Language::of(&asked.language)
        .ok_or_else(|| format!("{}: no language of this program. Name en or de.", shown(&asked.language)))?;
    let report = report_of(&source(asked).await?, language, &asked.kept).await?;
    let mut told = Vec::new();
    for (file, medium) in files {
        let bytes = report.file(medium).map_err(|e| e.to_string())?;
        postern_os::write_for_owner(file, &bytes).map_err(|e| format!("{}: {e}", file.display()))?;
        told.push(format!("{}: {} bytes", file.display(), bytes.len()));
    }
    let signed = match report.signed {
        Some(_) => "signed by this console",
        None => "not signed: no key of this history is here, and verification will say so",
    };
    told.push(format!("{} records of {}, {signed}", report.proof.records.len(), report.proof.case.short()));
    Ok(told.join("\n"))
}

/// The case as an export: from the store, or from a folder that holds what it says.
async fn source(asked: &Asked) -> Result<Folder, String> {
    let failed = |path: &Path, fault: StoreFault| format!("{}: {fault}. {}", path.display(), next(&fault));
    match (&asked.export, &asked.store) {
        (Some(path), _) => {
            let folder = Folder::open(path).map_err(|e| failed(path, e))?;
            let found = verify_history(&folder).await.map_err(|e| failed(path, e))?;
            if !found.faults.is_empty() {
                let count = found.faults.len();
                return Err(format!(
                    "{}: it has {count} faults. See them with `postern-audit verify`.",
                    path.display()
                ));
            }
            let case = folder.proof().map_err(|e| failed(path, e))?.case;
            if !is_named(case, &asked.case) {
                return Err(format!("{}: it holds {}, another case.", path.display(), case.short()));
            }
            Ok(folder)
        }
        (None, Some(store)) => {
            let file = file_of(store);
            let (open, source) = asked.kept.open(&file).await.map_err(|e| failed(&file, e))?;
            let case = find(&open, &asked.case).await;
            open.close().await;
            let case = case.map_err(|e| failed(&file, e))?;
            let case = case.ok_or("There is no such case. Name its number as the window shows it.")?;
            let signer = asked.kept.signer();
            let files = postern_store::export(&source, case, signer.as_ref().map(|s| s as &dyn Signer));
            Ok(Folder::of(files.map_err(|e| failed(&file, e))?))
        }
        (None, None) => Err("Name a store with --store, or an export with --export.".to_owned()),
    }
}

fn is_named(case: CaseId, name: &str) -> bool {
    name.parse::<CaseId>().is_ok_and(|id| id == case) || case.short().eq_ignore_ascii_case(name.trim())
}

/// The report of the case that an export holds, signed where a key of its history is here.
async fn report_of(folder: &Folder, language: Language, kept: &Kept) -> Result<Report, String> {
    let proof = folder.proof().map_err(|e| e.to_string())?;
    let read = async |stream| folder.read(stream).await.map_err(|e| e.to_string());
    let (desk, records) = (read(Stream::Desk).await?, read(Stream::Case(proof.case)).await?);
    let timeline = lines(proof.case, &desk, &records);
    let told = Told { case: proof.case, desk: &desk, records: &records, timeline };
    let model = model_of(&told, language).ok_or("The records do not tell a case under a policy of this desk.")?;
    let report = Report::new(model, proof).map_err(|e| e.to_string())?;
    let Some(signer) = kept.signer().filter(|signer| knows(&report.proof, signer)) else { return Ok(report) };
    let note = sign_report(&report.proof, report.digest, &signer).map_err(|e| e.to_string())?;
    Ok(report.signed_with(note))
}

/// Whether a console of the proof's history signs with this key.
fn knows(proof: &CaseProof, signer: &dyn Signer) -> bool {
    let own = KnownKey::log(&origin(&proof.ledger), PublicKey(signer.key().0)).vkey();
    proof.keys.contains(&own)
}

/// The records as the window's timeline tells them.
fn lines(case: CaseId, desk: &[Recorded], records: &[Recorded]) -> Vec<Line> {
    let roster = Roster::fold(desk.iter().filter_map(desk_event));
    let effects = fold(case, records).map(|case| case.effects).unwrap_or_default();
    let rows = convert::timeline(records, &effects, &roster).into_iter();
    rows.map(|row| Line {
        position: row.position,
        at: Timestamp(row.at),
        by: row.by,
        id: row.text.id,
        args: row.text.args.into_iter().collect(),
        hash: row.hash,
    })
    .collect()
}

fn desk_event(record: &Recorded) -> Option<&DeskEvent> {
    match &record.happening {
        Happening::Desk(event) => Some(event),
        Happening::Case(_) => None,
    }
}

/// A report to verify, and against what.
pub struct Check<'a> {
    /// The file.
    pub file: &'a Path,
    /// The store that its records must be in, where one is named.
    pub store: Option<&'a Path>,
    /// The key that must have signed it, where one is named.
    pub key: Option<&'a str>,
    /// The store's secrets.
    pub kept: &'a Kept,
    /// One JSON object instead of lines.
    pub json: bool,
}

/// Verifies a report: exits 1 where it is not what a console wrote, 2 where it cannot be read.
pub async fn verify(check: &Check<'_>) -> ExitCode {
    match looked_at(check).await {
        Ok((report, faults)) => {
            print(report.as_ref(), &faults, check.json);
            if faults.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(1) }
        }
        Err(why) => {
            eprintln!("{why}");
            ExitCode::from(2)
        }
    }
}

async fn looked_at(check: &Check<'_>) -> Result<(Option<Report>, Vec<RecordFault>), String> {
    let unread = |why: &dyn std::fmt::Display| format!("{}: {why}. Check the path.", check.file.display());
    let size = std::fs::metadata(check.file).map_err(|e| unread(&e))?.len();
    if size > LARGEST {
        return Err(unread(&"it is larger than a report can be"));
    }
    let bytes = std::fs::read(check.file).map_err(|e| unread(&e))?;
    let report = match Report::read(&bytes) {
        Ok(report) => report,
        Err(why) => return Ok((None, vec![fault(0, "file", why.to_string())])),
    };
    let mut faults = check_report(&report.proof, report.digest, report.signed.as_deref(), check.key);
    if let Some(store) = check.store {
        faults.extend(in_store(&report.proof, store, check.kept).await?);
    }
    Ok((Some(report), faults))
}

/// Every record of the report is in the store, as it is in the report, and whose key it names is a console of the store: a
/// report brings its keys along, and anybody has one.
async fn in_store(proof: &CaseProof, store: &Path, kept: &Kept) -> Result<Vec<RecordFault>, String> {
    let file = file_of(store);
    let failed = |fault: StoreFault| format!("{}: {fault}. {}", file.display(), next(&fault));
    let (desk, records) = if Folder::is_one(store) {
        let folder = Folder::open(store).map_err(failed)?;
        (folder.read(Stream::Desk).await, folder.read(Stream::Case(proof.case)).await)
    } else {
        let (open, _) = kept.open(&file).await.map_err(failed)?;
        let read = (open.read(Stream::Desk).await, open.read(Stream::Case(proof.case)).await);
        open.close().await;
        read
    };
    let (desk, records) = (desk.map_err(failed)?, records.map_err(failed)?);
    let there = |position: u64, hash: &str| records.iter().any(|r| r.position == position && r.hash == hash);
    let missing = proof.records.iter().filter(|record| !there(record.position, &record.hash));
    let mut faults: Vec<RecordFault> =
        missing.map(|record| fault(record.position, "store", "it is not so in the store".to_owned())).collect();
    let roster = Roster::fold(desk.iter().filter_map(desk_event));
    let is_known = |key: &String| {
        let name = roster.ledger().map(|ledger| origin(&ledger));
        name.is_some_and(|name| roster.console_keys().any(|own| KnownKey::log(&name, PublicKey(own.0)).vkey() == *key))
    };
    if !proof.keys.iter().all(is_known) {
        faults.push(fault(0, "key", "a key that it names is of no console of the store".to_owned()));
    }
    Ok(faults)
}

fn fault(position: u64, kind: &str, detail: String) -> RecordFault {
    RecordFault { position, stream: "report".to_owned(), kind: kind.to_owned(), detail }
}

fn print(report: Option<&Report>, faults: &[RecordFault], json: bool) {
    let mut out = std::io::stdout().lock();
    let records = report.map_or(0, |report| report.proof.records.len());
    // The reader may go away: the exit code still tells.
    if json {
        let faults: Vec<_> = faults
            .iter()
            .map(|f| serde_json::json!({"position": f.position, "kind": f.kind, "detail": f.detail}))
            .collect();
        let told = serde_json::json!({
            "case": report.map(|r| r.proof.case.to_string()), "ledger": report.map(|r| r.proof.ledger.to_string()),
            "size": report.map(|r| r.proof.size), "root": report.map(|r| r.proof.root.clone()),
            "digest": report.map(|r| r.digest.hex()), "keys": report.map(|r| r.proof.keys.clone()),
            "records": records, "faults": faults,
        });
        let _ = writeln!(out, "{told}");
        return;
    }
    for fault in faults {
        let _ = writeln!(out, "record {} ({}): {}: {}", fault.position, fault.stream, fault.kind, shown(&fault.detail));
    }
    if let Some(report) = report {
        let proof = &report.proof;
        for key in &proof.keys {
            let _ = writeln!(out, "key {}", shown(key));
        }
        let _ = writeln!(out, "digest {}", report.digest.hex());
        let _ = writeln!(out, "history {} of {} records, root {}", proof.ledger, proof.size, shown(&proof.root));
        let _ = writeln!(out, "case {} ({})", proof.case.short(), proof.case);
    }
    let _ = writeln!(out, "{records} records, {} faults", faults.len());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_case_is_named_by_its_number_or_its_identifier() {
        let case = CaseId("00000000-0000-0000-0000-00000012ab34".parse().unwrap());
        for name in ["C-12AB34", " c-12ab34 ", "00000000-0000-0000-0000-00000012ab34"] {
            assert!(is_named(case, name), "{name}");
        }
        assert!(!is_named(case, "C-12AB35") && !is_named(case, ""));
    }
}
