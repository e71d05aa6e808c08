//! `postern-audit export STORE CASE --to FOLDER` and `postern-audit checkpoint STORE`.

use crate::key::Kept;
use crate::verify::{file_of, next};
use postern_domain::ids::CaseId;
use postern_ports::Signer;
use postern_ports::event_store::{EventStore as _, StoreFault};
use postern_store::write_files;
use std::io::Write as _;
use std::path::Path;
use std::process::ExitCode;

/// Writes a case to a folder that is not there yet.
pub async fn run(store: &Path, case: &str, to: &Path, kept: &Kept) -> ExitCode {
    match export(&file_of(store), case, to, kept).await {
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

async fn export(file: &Path, case: &str, to: &Path, kept: &Kept) -> Result<String, String> {
    let failed = |fault: StoreFault| format!("{}: {fault}. {}", file.display(), next(&fault));
    if to.exists() {
        return Err(format!("{}: it is there already. Name a folder that is not there yet.", to.display()));
    }
    let (store, source) = kept.open(file).await.map_err(failed)?;
    let case = find(&store, case).await;
    store.close().await;
    let case = case.map_err(failed)?.ok_or("There is no such case. Name its number as the window shows it.")?;
    let signer = kept.signer();
    let files = postern_store::export(&source, case, signer.as_ref().map(|s| s as &dyn Signer)).map_err(failed)?;
    write_files(&files, to).map_err(|e| format!("{}: {e}", to.display()))?;
    let signed = if signer.is_some() { "signed by this console" } else { "not signed: this console's key is not here" };
    Ok(format!("{}: {} files, {signed}", to.display(), files.len()))
}

/// A case by its identifier or its short number.
pub async fn find(store: &postern_store::SqliteStore, case: &str) -> Result<Option<CaseId>, StoreFault> {
    if let Ok(id) = case.parse::<CaseId>() {
        return Ok(Some(id));
    }
    let found = store.cases(case, 50).await?;
    Ok(found.iter().map(|row| row.case).find(|id| id.short().eq_ignore_ascii_case(case.trim())))
}

/// Prints the history as it stands, signed by the console that appended last.
pub async fn checkpoint(store: &Path, kept: &Kept) -> ExitCode {
    let file = file_of(store);
    let told = async {
        let (store, _) = kept.open(&file).await?;
        let told = store.checkpoint().await;
        store.close().await;
        told
    };
    match told.await {
        Ok(Some(note)) => {
            let _ = write!(std::io::stdout(), "{note}");
            ExitCode::SUCCESS
        }
        Ok(None) => {
            eprintln!("{}: the history is empty.", file.display());
            ExitCode::from(2)
        }
        Err(fault) => {
            eprintln!("{}: {fault}. {}", file.display(), next(&fault));
            ExitCode::from(2)
        }
    }
}
