//! `postern-audit security new-key|read`: the silent alarms of the staff, for whoever holds security's key, and the incidents
//! that are open.

use crate::key::Kept;
use crate::verify::{file_of, next};
use postern_domain::ids::CaseId;
use postern_domain::recovery::{CaseEvent, CaseLine, Lifecycle};
use postern_os::{OsEntropy, SecurityKey};
use postern_ports::event_store::{EventStore as _, Happening, Recorded, StoreFault, Stream};
use std::io::Write as _;
use std::path::Path;
use std::process::ExitCode;

/// Makes a key pair: the private half into `file`, the public half on the last line.
pub fn new_key(file: &Path) -> ExitCode {
    let made = SecurityKey::fresh(&OsEntropy).map_err(|e| e.to_string());
    let kept = made.and_then(|key| key.keep(file).map_err(|e| e.to_string()).map(|()| key));
    match kept {
        Ok(key) => {
            let mut out = std::io::stdout().lock();
            let _ = writeln!(out, "The private half is in {}. Keep it away from every desk.", file.display());
            let _ = writeln!(out, "Paste the public half into Settings, Security:");
            let _ = writeln!(out, "{}", key.public_hex());
            ExitCode::SUCCESS
        }
        Err(why) => {
            eprintln!(
                "{}: {why}. Name a file that is not there yet, in a folder that you can write to.",
                file.display()
            );
            ExitCode::from(2)
        }
    }
}

/// A note whose writer asked for help.
struct Flagged {
    position: u64,
    case: String,
    at: String,
    by: String,
}

/// What was found.
#[derive(Default)]
struct Found {
    notes: usize,
    unreadable: usize,
    flagged: Vec<Flagged>,
    /// Open incidents: the references of their cases, and when each was reported.
    incidents: Vec<(String, String)>,
}

/// Opens every note's seal. Ends in `N notes, M silent alarms, K not readable with this key`; exits 1 where there is one, or
/// an open incident.
pub async fn read(store: &Path, key_file: &Path, kept: &Kept) -> ExitCode {
    let security = match SecurityKey::read(key_file) {
        Ok(Some(security)) => security,
        Ok(None) => return said(key_file, "this is no key of security. Use the file that `security new-key` wrote."),
        Err(error) => return said(key_file, &format!("{error}. Check the path and its permissions.")),
    };
    let file = file_of(store);
    if !file.is_file() {
        return said(&file, "there is no such file. Name a store, or the folder it is in.");
    }
    match open_all(&file, kept, &security).await {
        Ok(found) => {
            let mut out = std::io::stdout().lock();
            for one in &found.flagged {
                let _ = writeln!(out, "record {}: case {}, {}, by {}", one.position, one.case, one.at, one.by);
            }
            for (reference, at) in &found.incidents {
                let _ = writeln!(out, "incident {reference}: open, reported {at}");
            }
            let (notes, alarms, rest) = (found.notes, found.flagged.len(), found.unreadable);
            let _ = writeln!(out, "{notes} notes, {alarms} silent alarms, {rest} not readable with this key");
            let calm = alarms == 0 && found.incidents.is_empty();
            if calm { ExitCode::SUCCESS } else { ExitCode::from(1) }
        }
        Err(fault) => said(&file, &format!("{fault}. {}", next(&fault))),
    }
}

fn said(file: &Path, what: &str) -> ExitCode {
    eprintln!("{}: {what}", file.display());
    ExitCode::from(2)
}

async fn open_all(file: &Path, kept: &Kept, security: &SecurityKey) -> Result<Found, StoreFault> {
    let (store, _) = kept.open(file).await?;
    let mut found = Found::default();
    for row in store.cases("", u32::MAX).await? {
        let records = store.read(Stream::Case(row.case)).await?;
        if let Some(Lifecycle::Incident(at)) = line(row.case, &records).map(|line| line.lifecycle) {
            found.incidents.push((row.case.reference(), at.rfc3339().unwrap_or_default()));
        }
        for record in records {
            let Happening::Case(CaseEvent::NoteAdded { by, seal, at, .. }) = &record.happening else { continue };
            found.notes += 1;
            match security.unseal(&seal.sealed).as_deref() {
                Some([0]) => {}
                Some([1]) => found.flagged.push(Flagged {
                    position: record.position,
                    case: row.case.short(),
                    at: at.rfc3339().unwrap_or_default(),
                    by: by.to_string(),
                }),
                Some(_) | None => found.unreadable += 1,
            }
        }
    }
    store.close().await;
    Ok(found)
}

/// What a list says of a case.
fn line(case: CaseId, records: &[Recorded]) -> Option<CaseLine> {
    let events = records.iter().filter_map(|record| match &record.happening {
        Happening::Case(event) => Some(event),
        Happening::Desk(_) => None,
    });
    CaseLine::fold(case, events)
}
