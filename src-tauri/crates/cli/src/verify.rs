//! `postern-audit verify STORE`.

use crate::key;
use postern_application::history::verify_history;
use postern_ports::event_store::{StoreFault, Verification};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Verifies the store and prints what is wrong, first fault first.
pub async fn run(store: &Path, key_name: &str, json: bool) -> ExitCode {
    let file = file_of(store);
    match verify(&file, key_name).await {
        Ok(found) => {
            print(&found, json);
            if found.faults.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(1) }
        }
        Err(fault) => {
            eprintln!("{}: {fault}. {}", file.display(), next(&fault));
            ExitCode::from(2)
        }
    }
}

/// The store's file, where its folder is named.
pub fn file_of(store: &Path) -> PathBuf {
    if store.is_dir() { store.join("history.sqlite") } else { store.to_owned() }
}

async fn verify(file: &Path, key_name: &str) -> Result<Verification, StoreFault> {
    if !file.is_file() {
        return Err(StoreFault::Failed("there is no such file".to_owned()));
    }
    let store = key::open(file, key_name).await?;
    let found = verify_history(&store).await;
    store.close().await;
    found
}

fn print(found: &Verification, json: bool) {
    let mut out = std::io::stdout().lock();
    let written = if json {
        let faults: Vec<_> = found
            .faults
            .iter()
            .map(
                |f| serde_json::json!({"position": f.position, "stream": f.stream, "kind": f.kind, "detail": f.detail}),
            )
            .collect();
        writeln!(out, "{}", serde_json::json!({"records": found.records, "root": found.root, "faults": faults}))
    } else {
        for fault in &found.faults {
            let detail = postern_domain::text::shown(&fault.detail);
            let _ = writeln!(out, "record {} ({}): {}: {detail}", fault.position, fault.stream, fault.kind);
        }
        let _ = writeln!(out, "root {}", found.root);
        writeln!(out, "{} records, {} faults", found.records, found.faults.len())
    };
    if written.is_err() {
        // The reader went away: the exit code still tells.
    }
}

/// What a person can do about it.
pub fn next(fault: &StoreFault) -> &'static str {
    match fault {
        StoreFault::NotAStore => {
            "Name the secret that opens it with --key-name, or check that it is a Postern history."
        }
        StoreFault::Format { .. } => "Use the version of postern-audit that wrote it.",
        StoreFault::Damaged { .. } => "Keep the file as it is and restore a backup beside it.",
        StoreFault::Busy => "Close the console, or verify a copy.",
        StoreFault::Full
        | StoreFault::ReadOnly
        | StoreFault::Conflict
        | StoreFault::SigningKey
        | StoreFault::Failed(_) => "Check the path and its permissions.",
    }
}
