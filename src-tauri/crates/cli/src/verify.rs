//! `postern-audit verify STORE|FOLDER`, or `--report FILE`.

use crate::key::Kept;
use crate::report;
use clap::Args;
use postern_application::history::{Held, against, console_keys, verify_history_as};
use postern_domain::time::Timestamp;
use postern_ledger::KnownKey;
use postern_ports::event_store::{Ask, EventStore, RecordFault, StoreFault, Verification};
use postern_store::Folder;
use std::io::{IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Instant;

/// What to verify, and how.
#[derive(Args, Debug)]
pub struct Asked {
    /// The store: a file `history.sqlite`, or the folder it is in; or the folder of an export. With `--report` it can be
    /// left out; where it is named, the report's records must be in it.
    #[arg(required_unless_present = "report")]
    store: Option<PathBuf>,
    /// A case report, in place of a store: every byte of it, its signatures, and that its records are in the history that
    /// the console signed.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["against", "witness"])]
    report: Option<PathBuf>,
    #[command(flatten)]
    kept: Kept,
    /// A checkpoint that was kept elsewhere: the history must hold what it held then. Can be given several times.
    #[arg(long, value_name = "FILE")]
    against: Vec<PathBuf>,
    /// The key that must have signed an export's checkpoint, or a report: a line as in its file `keys`, from somebody you trust.
    #[arg(long, value_name = "VKEY")]
    key: Option<String>,
    /// The key of a witness whose signature on a checkpoint is checked, as its console shows it. Can be given several
    /// times.
    #[arg(long, value_name = "VKEY")]
    witness: Vec<String>,
    /// Threads that read.
    #[arg(long, default_value_t = 2)]
    threads: usize,
    /// One JSON object instead of lines.
    #[arg(long)]
    json: bool,
}

/// A verification with what else is printed.
struct Found {
    verification: Verification,
    keys: Vec<String>,
    held: Vec<(PathBuf, Held)>,
    seconds: f64,
}

/// Verifies and prints what is wrong, first fault first.
pub async fn run(asked: &Asked) -> ExitCode {
    if let Some(file) = &asked.report {
        let (store, key) = (asked.store.as_deref(), asked.key.as_deref());
        return report::verify(&report::Check { file, store, key, kept: &asked.kept, json: asked.json }).await;
    }
    let store = asked.store.clone().unwrap_or_default();
    let path = if Folder::is_one(&store) { store } else { file_of(&store) };
    match verify(asked, &path).await {
        Ok(found) => {
            print(&found, asked.json);
            if found.verification.faults.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(1) }
        }
        Err(fault) => {
            eprintln!("{}: {fault}. {}", path.display(), next(&fault));
            ExitCode::from(2)
        }
    }
}

/// The store's file, where its folder is named.
pub fn file_of(store: &Path) -> PathBuf {
    if store.is_dir() { store.join("history.sqlite") } else { store.to_owned() }
}

async fn verify(asked: &Asked, path: &Path) -> Result<Found, StoreFault> {
    if Folder::is_one(path) {
        let mut folder = Folder::open(path)?;
        if let Some(key) = &asked.key {
            folder = folder.signed_by(key);
        }
        return look_at(asked, &folder).await;
    }
    if !path.is_file() {
        return Err(StoreFault::Failed("there is no such file".to_owned()));
    }
    let (store, _) = asked.kept.open(path).await?;
    let found = look_at(asked, &store).await;
    store.close().await;
    found
}

async fn look_at(asked: &Asked, store: &dyn EventStore) -> Result<Found, StoreFault> {
    let began = Instant::now();
    let progress = std::io::stderr().is_terminal().then(|| shown(began));
    let ask = Ask { threads: asked.threads.clamp(1, 64), since: None, trusted: None, progress };
    let mut verification = verify_history_as(store, ask).await?;
    let seconds = began.elapsed().as_secs_f64();
    let mut held = Vec::new();
    let witnesses: Option<Vec<KnownKey>> = asked.witness.iter().map(|vkey| KnownKey::parse(vkey)).collect();
    let witnesses = witnesses.ok_or_else(|| StoreFault::Failed("a witness's key is not one".to_owned()))?;
    for file in &asked.against {
        let read = std::fs::read_to_string(file).map_err(|e| StoreFault::Failed(format!("{}: {e}", file.display())))?;
        held.push((file.clone(), against(store, &read, &witnesses).await?));
    }
    verification.faults.extend(held.iter().filter_map(|(file, held)| fault_of(file, held)));
    let keys = console_keys(store).await.map(|keys| keys.iter().map(|k| k.vkey()).collect()).unwrap_or_default();
    Ok(Found { verification, keys, held, seconds })
}

fn shown(began: Instant) -> Arc<dyn Fn(u64, u64) + Send + Sync> {
    Arc::new(move |done, all| {
        let rate = done as f64 / began.elapsed().as_secs_f64().max(0.001);
        eprint!("\r{done} of {all} records, {rate:.0} in a second ");
        if done == all {
            eprintln!();
        }
    })
}

/// What a kept checkpoint shows to be wrong.
fn fault_of(file: &Path, held: &Held) -> Option<RecordFault> {
    let (position, detail) = match held {
        Held::Consistent { .. } => return None,
        Held::Shorter { size, now } => (*size, format!("there were {size} records then, and there are {now} now")),
        Held::Diverged { size } => (*size, format!("the first {size} records are not those of then")),
        Held::Other { origin } => (0, format!("it is of another history: {origin}")),
        Held::Forged { name } => (0, format!("the signature in the name of {name} is forged")),
        Held::Unreadable { why } => (0, format!("it is no checkpoint: {why}")),
    };
    let detail = format!("{}: {detail}", file.display());
    Some(RecordFault { position, stream: "history".to_owned(), kind: "checkpoint".to_owned(), detail })
}

/// Between which records the history was rewritten, as far as the kept checkpoints tell.
fn bracket(held: &[(PathBuf, Held)]) -> Option<(u64, u64)> {
    let diverged = held.iter().filter_map(|(_, h)| if let Held::Diverged { size } = h { Some(*size) } else { None });
    let first = diverged.min()?;
    let same = held.iter().filter_map(|(_, h)| if let Held::Consistent { size, .. } = h { Some(*size) } else { None });
    Some((same.filter(|size| *size < first).max().unwrap_or(0) + 1, first))
}

fn print(found: &Found, json: bool) {
    let Found { verification, keys, held, seconds } = found;
    let mut out = std::io::stdout().lock();
    let written = if json {
        let faults: Vec<_> = verification
            .faults
            .iter()
            .map(
                |f| serde_json::json!({"position": f.position, "stream": f.stream, "kind": f.kind, "detail": f.detail}),
            )
            .collect();
        let consistent: Vec<_> = held
            .iter()
            .filter_map(|(file, h)| match h {
                Held::Consistent { size, .. } => Some(serde_json::json!({"file": file, "size": size})),
                _ => None,
            })
            .collect();
        writeln!(
            out,
            "{}",
            serde_json::json!({
                "ledger": verification.ledger, "size": verification.size, "records": verification.records,
                "root": verification.root, "keys": keys, "consistent": consistent,
                "rewritten_between": bracket(held), "seconds": seconds, "faults": faults,
            })
        )
    } else {
        for fault in &verification.faults {
            let detail = postern_domain::text::shown(&fault.detail);
            let _ = writeln!(out, "record {} ({}): {}: {detail}", fault.position, fault.stream, fault.kind);
        }
        for (file, h) in held {
            if let Held::Consistent { size, signers, unknown } = h {
                let by = by(signers, unknown);
                let _ = writeln!(out, "{}: its {size} records are in it unchanged ({by})", file.display());
            }
        }
        if let Some((first, last)) = bracket(held) {
            let _ = writeln!(out, "it was rewritten somewhere in records {first} to {last}");
        }
        for key in keys {
            let _ = writeln!(out, "key {key}");
        }
        let _ = writeln!(
            out,
            "history {} of {} records, root {}",
            verification.ledger, verification.size, verification.root
        );
        let rate = verification.records as f64 / seconds.max(0.001);
        let _ = writeln!(out, "{seconds:.1} s, {rate:.0} records in a second");
        writeln!(out, "{} records, {} faults", verification.records, verification.faults.len())
    };
    if written.is_err() {
        // The reader went away: the exit code still tells.
    }
}

fn by(signers: &[(String, Option<u64>)], unknown: &[String]) -> String {
    let time = |at: u64| Timestamp(i64::try_from(at).unwrap_or(0).saturating_mul(1000)).rfc3339().unwrap_or_default();
    let one = |(name, at): &(String, Option<u64>)| match at {
        Some(at) => format!("witnessed by {name} at {}", time(*at)),
        None => format!("signed by {name}"),
    };
    let mut said: Vec<String> = signers.iter().map(one).collect();
    if said.is_empty() {
        said.push("signed by nobody that this history knows".to_owned());
    }
    said.extend(unknown.iter().map(|name| format!("not checked: {}", postern_domain::text::shown(name))));
    said.join(", ")
}

/// What a person can do about it.
pub fn next(fault: &StoreFault) -> &'static str {
    match fault {
        StoreFault::NotAStore => {
            "Name the profile whose secrets open it with --profile, or check that it is a Postern history."
        }
        StoreFault::Format { .. } => "Use the version of postern-audit that wrote it.",
        StoreFault::Damaged { .. } => {
            "Keep the file as it is: `postern-audit restore` puts a backup in its place, `repair` keeps what is whole of it."
        }
        StoreFault::Busy => "Close the console, or verify a copy.",
        StoreFault::Full
        | StoreFault::ReadOnly
        | StoreFault::Conflict
        | StoreFault::SigningKey
        | StoreFault::Failed(_) => "Check the path and its permissions.",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kept_checkpoints_tell_where_a_history_was_rewritten() {
        let same = |size| (PathBuf::new(), Held::Consistent { size, signers: Vec::new(), unknown: Vec::new() });
        let other = |size| (PathBuf::new(), Held::Diverged { size });
        assert_eq!(bracket(&[same(10), other(40), same(20), other(30)]), Some((21, 30)));
        assert_eq!(bracket(&[other(30)]), Some((1, 30)));
        assert_eq!(bracket(&[same(30)]), None);
    }
}
