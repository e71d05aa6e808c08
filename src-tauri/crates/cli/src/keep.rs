//! `postern-audit backup`, `restore`, `repair` and `key`: what keeps a history from being lost.
//!
//! Each holds the profile's lock while it replaces anything, writes beside and moves, and checks what it made before it
//! says so.

use crate::key::Kept;
use crate::verify::{file_of, next};
use postern_application::history::{self, Held, against, verify_history};
use postern_os::{Lock, LockFault, OsEntropy, SystemClock, write_for_owner};
use postern_ports::backup::{Backup, BackupFault, Opens};
use postern_ports::event_store::{EventStore as _, RecordFault, StoreFault};
use postern_ports::{Clock as _, Entropy as _, Memory as _};
use postern_store::sheets::{self, Sheet};
use postern_store::{
    Copier, KeyFault, SEALED, Source, SqliteStore, StoreKey, copy, copy_contents, fold_log, rekey, repair, sync,
};
use secrecy::SecretString;
use std::io::{IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

/// Why something was not done: the sentence for the person at the terminal.
struct Why(String);

type Done<T> = Result<T, Why>;

/// Prints what was done, or why not; `false` is done, with something to look at.
fn told(done: Done<(String, bool)>) -> ExitCode {
    match done {
        Ok((words, good)) => {
            let _ = writeln!(std::io::stdout(), "{words}");
            if good { ExitCode::SUCCESS } else { ExitCode::from(1) }
        }
        Err(Why(why)) => {
            eprintln!("{why}");
            ExitCode::from(2)
        }
    }
}

fn of(file: &Path) -> impl Fn(StoreFault) -> Why {
    move |fault| Why(format!("{}: {fault}. {}", file.display(), next(&fault)))
}

fn key_of(file: &Path) -> impl Fn(KeyFault) -> Why {
    move |fault| match fault {
        KeyFault::Store(fault) => of(file)(fault),
        KeyFault::NoKey(name) => Why(format!(
            "{}: there is no key {name}. Name the profile with --profile; where the keyring was lost, see `key recover`.",
            file.display()
        )),
        KeyFault::Secrets(fault) => Why(format!("{fault}. Unlock or start the keyring, or name --secrets.")),
    }
}

fn io(file: &Path) -> impl Fn(std::io::Error) -> Why {
    move |error| Why(format!("{}: {error}", file.display()))
}

fn fresh(path: &Path) -> Done<()> {
    if path.exists() {
        return Err(Why(format!("{}: it is there already. Name one that is not there yet.", path.display())));
    }
    Ok(())
}

fn beside(path: &Path, end: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(end);
    PathBuf::from(name)
}

/// No console may have the history open meanwhile.
fn lock(folder: &Path) -> Done<Lock> {
    Lock::take(&folder.join("lock")).map_err(|fault| match fault {
        LockFault::Taken(process) => {
            Why(format!("The console has this profile open (process {process}). Close it first."))
        }
        LockFault::Io(error) => io(folder)(error),
    })
}

/// A store's folder, where its file or its folder is named.
fn folder_of(file: &Path) -> PathBuf {
    file.parent().filter(|f| !f.as_os_str().is_empty()).map_or_else(|| PathBuf::from("."), Path::to_owned)
}

fn shown(what: &'static str) -> impl FnMut(u64, u64) {
    let terminal = std::io::stderr().is_terminal();
    move |done, all| {
        if terminal {
            eprint!("\r{what}: {done} of {all} pages ");
            if done == all {
                eprintln!();
            }
        }
    }
}

/// What a whole verification of a file says: how many records, how many faults, and its checkpoint.
struct Looked {
    records: u64,
    faults: usize,
    first: Option<String>,
    checkpoint: Option<String>,
}

async fn look(file: &Path, key: &StoreKey) -> Done<Looked> {
    let store = SqliteStore::open_read_only(file, key).await.map_err(of(file))?;
    let found = verify_history(&store).await;
    let checkpoint = store.checkpoint().await;
    store.close().await;
    let found = found.map_err(of(file))?;
    let first = found.faults.first().map(told_of);
    Ok(Looked { records: found.size, faults: found.faults.len(), first, checkpoint: checkpoint.ok().flatten() })
}

fn told_of(fault: &RecordFault) -> String {
    format!("record {} ({}): {}: {}", fault.position, fault.stream, fault.kind, fault.detail)
}

/// Copies a history that may be in use, with what a console needs to go on with it, and verifies the copy.
pub async fn backup(store: &Path, to: &Path, kept: &Kept) -> ExitCode {
    told(back_up(&file_of(store), to, kept).await)
}

async fn back_up(file: &Path, to: &Path, kept: &Kept) -> Done<(String, bool)> {
    fresh(to)?;
    if !file.is_file() {
        return Err(Why(format!("{}: there is no such file.", file.display())));
    }
    let key = kept.keys().reading(file).map_err(key_of(file))?;
    let copier = Copier::new(file, &key, kept.sealed(), Arc::new(OsEntropy));
    let made = history::back_up(Arc::new(copier), to.to_owned(), SystemClock.now(), Box::new(shown("copied")));
    let Backup { folder, records, faults, opens } = made.await.map_err(backup_of(file))?;
    let keys = match opens {
        Opens::Anybody => " It is not encrypted, as the history is not.",
        Opens::Sheets => " Its keys are with it, sealed for the recovery sheets.",
        Opens::Keyring => {
            " It opens only with the keyring of this machine: `postern-audit key split` prints recovery sheets."
        }
    };
    let first = faults.first().map(|fault| format!(" {}.", told_of(fault))).unwrap_or_default();
    let last = format!("{records} records, {} faults", faults.len());
    Ok((format!("{}:{first}{keys}\n{last}", folder.display()), faults.is_empty()))
}

fn backup_of(file: &Path) -> impl Fn(BackupFault) -> Why {
    move |fault| match fault {
        BackupFault::Taken { folder } => {
            Why(format!("{}: it is there already. Name one that is not there yet.", folder.display()))
        }
        BackupFault::Folder { folder, why } => Why(format!("{}: {why}", folder.display())),
        BackupFault::Store(fault) => of(file)(fault),
        BackupFault::Secrets(fault) => key_of(file)(KeyFault::Secrets(fault)),
        BackupFault::NoKey(name) => key_of(file)(KeyFault::NoKey(name)),
    }
}

/// Puts a backup where the history is or was.
pub async fn restore(backup: &Path, to: &Path, accept_loss: bool, kept: &Kept) -> ExitCode {
    told(put_back(&file_of(backup), to, accept_loss, kept).await)
}

async fn put_back(backup: &Path, to: &Path, accept_loss: bool, kept: &Kept) -> Done<(String, bool)> {
    if !backup.is_file() {
        return Err(Why(format!("{}: there is no such file.", backup.display())));
    }
    std::fs::create_dir_all(to).map_err(io(to))?;
    let _lock = lock(to)?;
    let read_with = kept.keys().reading(backup).map_err(key_of(backup))?;
    let looked = look(backup, &read_with).await?;
    if let Some(first) = looked.first {
        return Err(Why(format!(
            "{}: it is not whole, and nothing was changed. {first}. Try an earlier backup, or `postern-audit repair`.",
            backup.display()
        )));
    }
    let Some(checkpoint) = looked.checkpoint else {
        return Err(Why(format!("{}: it is empty, and nothing was changed.", backup.display())));
    };
    let last = kept.memory().last().map_err(|f| Why(f.to_string()))?;
    let lost = match &last {
        Some(last) => what_is_lost(backup, &read_with, last).await?,
        None => None,
    };
    if let (Some(lost), false) = (&lost, accept_loss) {
        return Err(Why(format!(
            "Nothing was changed. {lost} Look for a newer backup or file first. Where there is none, tell security what is \
             missing, and repeat with --accept-loss: the history will say itself that it was lost."
        )));
    }
    let (history, part) = (to.join("history.sqlite"), to.join("history.sqlite.part"));
    if part.exists() {
        std::fs::remove_file(&part).map_err(io(&part))?;
    }
    copy(&Source::new(backup, &read_with), &part, &mut shown("copied")).map_err(of(backup))?;
    copy_contents(backup, &history).map_err(of(backup))?;
    let key = encrypted_as_now(&part, read_with, kept)?;
    if let Some(first) = look(&part, &key).await?.first {
        return Err(Why(format!("{}: the copy is not whole, and nothing was replaced. {first}.", part.display())));
    }
    let aside = set_aside(&history)?;
    std::fs::rename(&part, &history).map_err(io(&history))?;
    sync(&history).map_err(of(&history))?;
    let from = folder_of(backup);
    for name in ["console-id", SEALED] {
        if from.join(name).is_file() && !to.join(name).exists() {
            std::fs::copy(from.join(name), to.join(name)).map_err(io(to))?;
        }
    }
    if lost.is_some() {
        kept.memory().accept_loss(&checkpoint).map_err(|f| Why(f.to_string()))?;
    }
    let aside = aside.map(|a| format!(" What was there is {} now.", a.display())).unwrap_or_default();
    let lost = lost.map(|l| format!(" {l} The history says so itself when the console opens it.")).unwrap_or_default();
    Ok((format!("{}:{aside}{lost}\n{} records, 0 faults", history.display(), looked.records), true))
}

/// What the console saw and the backup does not hold; `None` where it holds everything.
async fn what_is_lost(backup: &Path, key: &StoreKey, last: &str) -> Done<Option<String>> {
    let store = SqliteStore::open_read_only(backup, key).await.map_err(of(backup))?;
    let held = against(&store, last, &[]).await;
    store.close().await;
    Ok(match held.map_err(of(backup))? {
        Held::Consistent { .. } => None,
        Held::Shorter { size, now } => Some(format!("The console saw {size} records, and the backup ends at {now}.")),
        Held::Diverged { size } => Some(format!(
            "The console saw {size} records, and the first {size} of the backup are others: it is of a history that went another way."
        )),
        Held::Other { origin } => {
            return Err(Why(format!(
                "Nothing was changed. The console has another history ({origin}): name its profile."
            )));
        }
        Held::Forged { name } => Some(format!("What the console remembers is forged in the name of {name}.")),
        Held::Unreadable { why } => Some(format!("What the console remembers cannot be read: {why}.")),
    })
}

/// A backup that was made before the key was changed is encrypted with the key in use now.
fn encrypted_as_now(part: &Path, read_with: StoreKey, kept: &Kept) -> Done<StoreKey> {
    let StoreKey::Raw(_) = read_with else { return Ok(read_with) };
    let current = kept.keys().current().map_err(key_of(part))?;
    // Exposed to encrypt with it.
    let current = current.and_then(|hex| StoreKey::raw(postern_ports::secrets::reveal(&hex)));
    match current {
        Some(current) if !Source::new(part, &current).opens().map_err(of(part))? => {
            rekey(part, &read_with, &current).map_err(of(part))?;
            Ok(current)
        }
        _ => Ok(read_with),
    }
}

/// What is where a history is put is never overwritten: it is moved aside, with its log.
fn set_aside(history: &Path) -> Done<Option<PathBuf>> {
    if !history.exists() {
        return Ok(None);
    }
    let mut n = 1;
    let aside = loop {
        let aside = beside(history, &format!(".replaced-{n}"));
        if !aside.exists() {
            break aside;
        }
        n += 1;
    };
    for end in ["-wal", "-shm"] {
        if beside(history, end).exists() {
            std::fs::rename(beside(history, end), beside(&aside, end)).map_err(io(history))?;
        }
    }
    std::fs::rename(history, &aside).map_err(io(history))?;
    Ok(Some(aside))
}

/// Makes a whole history of a damaged one, in a folder that is not there yet; the damaged one stays as it is.
pub async fn mend(store: &Path, to: &Path, kept: &Kept) -> ExitCode {
    told(mended(&file_of(store), to, kept).await)
}

async fn mended(file: &Path, to: &Path, kept: &Kept) -> Done<(String, bool)> {
    fresh(to)?;
    if !file.is_file() {
        return Err(Why(format!("{}: there is no such file.", file.display())));
    }
    let key = kept.keys().reading(file).map_err(key_of(file))?;
    let part = beside(to, ".part");
    fresh(&part)?;
    std::fs::create_dir_all(&part).map_err(io(&part))?;
    let (history, salvage) = (part.join("history.sqlite"), part.join("salvage.jsonl"));
    let done = repair(Source::new(file, &key), &key, &history, &salvage).await.map_err(of(file))?;
    copy_contents(file, &history).map_err(of(file))?;
    let looked = look(&history, &key).await?;
    let faults: Vec<String> = done
        .faults
        .iter()
        .map(|f| {
            format!("record {} ({}): {}: {}", f.position, f.stream, f.kind, postern_domain::text::shown(&f.detail))
        })
        .collect();
    let last = format!("{} of {} records kept, {} written to salvage.jsonl", done.kept, done.of, done.salvaged);
    let report = format!("{}\n{last}\n", faults.join("\n"));
    std::fs::write(part.join("report.txt"), report).map_err(io(&part))?;
    if let Some(note) = &looked.checkpoint {
        std::fs::write(part.join("checkpoint"), note).map_err(io(&part))?;
    }
    let from = folder_of(file);
    for name in ["console-id", SEALED] {
        if from.join(name).is_file() {
            std::fs::copy(from.join(name), part.join(name)).map_err(io(&part))?;
        }
    }
    std::fs::rename(&part, to).map_err(io(to))?;
    let then = format!(
        "{}: {} faults, in report.txt. `postern-audit restore {} --to FOLDER` puts it in place.",
        to.display(),
        done.faults.len(),
        to.display()
    );
    Ok((format!("{then}\n{last}"), done.kept == done.of))
}

/// Prints recovery sheets into a folder that is not there yet.
pub fn split(store: &Path, (needed, of): (u8, u8), to: &Path, kept: &Kept) -> ExitCode {
    told(split_into(&file_of(store), (needed, of), to, kept))
}

fn split_into(file: &Path, (needed, count): (u8, u8), to: &Path, kept: &Kept) -> Done<(String, bool)> {
    fresh(to)?;
    if needed < 2 || count < needed || count > sheets::MOST {
        return Err(Why(format!("{}.", sheets::SheetFault::Numbers)));
    }
    let key = kept.keys().reading(file).map_err(key_of(file))?;
    let history = postern_store::name(&Source::new(file, &key)).map_err(of(file))?;
    let history = history.ok_or_else(|| Why(format!("{}: the history is empty.", file.display())))?;
    let sheet_key = kept.sealed().draw(&OsEntropy).map_err(key_of(file))?;
    kept.sealed().seal(&folder_of(file), &OsEntropy).map_err(key_of(file))?;
    let made = SystemClock.now().rfc3339().unwrap_or_default().chars().take(10).collect::<String>();
    let all = sheets::split(&sheet_key, (needed, count), &history, &kept.profile).map_err(|f| Why(format!("{f}.")))?;
    std::fs::create_dir_all(to).map_err(io(to))?;
    for sheet in &all {
        let path = to.join(format!("sheet-{}.txt", sheet.number));
        write_for_owner(&path, sheet.text(&made).as_bytes()).map_err(io(&path))?;
    }
    Ok((
        format!(
            "{}: print each sheet, give each to another person, and delete the files. Earlier sheets open nothing that is \
             sealed from now on; make a backup now.\n{count} sheets, any {needed} of them open {SEALED}",
            to.display()
        ),
        true,
    ))
}

/// Puts the keys that sheets open into the keyring.
pub fn recover(store: &Path, files: &[PathBuf], kept: &Kept) -> ExitCode {
    told(recovered(&file_of(store), files, kept))
}

fn recovered(file: &Path, files: &[PathBuf], kept: &Kept) -> Done<(String, bool)> {
    let mut read = Vec::new();
    for path in files {
        let text = std::fs::read_to_string(path).map_err(io(path))?;
        read.push(Sheet::parse(&text).map_err(|fault| Why(format!("{}: {fault}.", path.display())))?);
    }
    if let Some(other) = read.iter().find(|sheet| sheet.profile != kept.profile) {
        return Err(Why(format!("These sheets are of profile {0}: repeat with --profile {0}.", other.profile)));
    }
    let key: SecretString = sheets::join(&read).map_err(|fault| Why(format!("{fault}.")))?;
    let names = kept.sealed().recover(&folder_of(file), &key).map_err(key_of(file))?;
    kept.keys().reading(file).map_err(key_of(file))?;
    Ok((format!("{} opens again.\n{} keys recovered: {}", file.display(), names.len(), names.join(", ")), true))
}

/// Encrypts the history with another key.
pub async fn change(store: &Path, kept: &Kept) -> ExitCode {
    told(changed(&file_of(store), kept).await)
}

async fn changed(file: &Path, kept: &Kept) -> Done<(String, bool)> {
    let folder = folder_of(file);
    let _lock = lock(&folder)?;
    let keys = kept.keys();
    let key = keys.opening(file).map_err(key_of(file))?;
    let before = look(file, &key).await?;
    let random = OsEntropy.bytes32().map_err(|e| Why(e.to_string()))?;
    let hex = SecretString::from(random.iter().map(|b| format!("{b:02x}")).collect::<String>());
    // Exposed to encrypt with it.
    let next = StoreKey::raw(postern_ports::secrets::reveal(&hex)).ok_or_else(|| Why("no key was drawn".to_owned()))?;
    // Kept, and sealed for the sheets, before anything is written with it: a crash from here on loses nothing.
    keys.keep_next(&hex).map_err(key_of(file))?;
    kept.sealed().seal(&folder, &OsEntropy).map_err(key_of(file))?;
    fold_log(file, &key).map_err(of(file))?;
    let part = folder.join("history.sqlite.rekeyed");
    if part.exists() {
        std::fs::remove_file(&part).map_err(io(&part))?;
    }
    copy(&Source::new(file, &key), &part, &mut shown("copied")).map_err(of(file))?;
    rekey(&part, &key, &next).map_err(of(&part))?;
    let after = look(&part, &next).await?;
    if (after.records, &after.checkpoint, after.faults) != (before.records, &before.checkpoint, before.faults) {
        return Err(Why("The copy with the other key is not the same history; nothing was replaced.".to_owned()));
    }
    std::fs::rename(&part, file).map_err(io(file))?;
    sync(file).map_err(of(file))?;
    keys.keep(&hex).map_err(key_of(file))?;
    kept.sealed().seal(&folder, &OsEntropy).map_err(key_of(file))?;
    Ok((
        format!(
            "{}: encrypted with another key. Backups of before open with the key of before, which the keyring keeps once: \
             make a backup now.\n{} records, {} faults",
            file.display(),
            after.records,
            after.faults
        ),
        after.faults == 0,
    ))
}
