//! The tamper matrix: every way in which somebody with the file could change a history, on a live store and on an
//! export, found and named. Beside the file, the verifier has one checkpoint that was kept elsewhere.

use crate::desk::{Desk, signer};
use postern_application::history::{Held, against, verify_history};
use postern_domain::canonical::Digest;
use postern_domain::ids::{AttachmentId, CaseId, ConsoleId};
use postern_domain::recovery::event::Signed;
use postern_domain::recovery::{CaseEvent, Disposition};
use postern_domain::staff::DeskEvent;
use postern_domain::time::{Span, Timestamp};
use postern_ports::Signer;
use postern_ports::event_store::{Attaching, EventStore, Happening, RecordFault, Stream};
use postern_store::{Files, Folder, Source, SqliteStore, StoreKey, export};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A history worth changing: a whole recovery that was reviewed, and a case that was given up.
struct Told {
    desk: Desk,
    case: CaseId,
    /// Files of the case.
    letter: AttachmentId,
    other: AttachmentId,
    /// What somebody else kept: the history as it stood.
    kept: String,
    /// The same, from before the last few records.
    early: PathBuf,
    records: u64,
}

impl Told {
    async fn new() -> Self {
        let desk = Desk::open().await;
        let case = desk.approved_case().await;
        let letter = desk.attach(case, "letter.txt", b"a letter to the desk").await;
        let other = desk.attach(case, "other.txt", b"another letter").await;
        desk.revoke(case).await.unwrap();
        desk.accept_blank(case).await.unwrap();
        desk.provision(case).await.unwrap();
        desk.finish(case).await.unwrap();
        let early = desk.folder.path().join("early.sqlite");
        copy(&desk, &early).await;
        desk.review(case).await.unwrap();
        let kept = desk.store.checkpoint().await.unwrap().unwrap();
        let records = desk.store.size().await.unwrap();
        Self { desk, case, letter, other, kept, early, records }
    }

    fn file(&self) -> PathBuf {
        self.desk.folder.path().join("history.sqlite")
    }

    async fn last_of(&self, wanted: impl Fn(&CaseEvent) -> bool) -> u64 {
        let records = self.desk.store.read(Stream::Case(self.case)).await.unwrap();
        let of = |h: &Happening| matches!(h, Happening::Case(event) if wanted(event));
        records.iter().rev().find(|r| of(&r.happening)).unwrap().position
    }
}

/// A copy of the desk's history as it is now.
async fn copy(desk: &Desk, to: &Path) {
    let pool = pool(&desk.folder.path().join("history.sqlite")).await;
    sqlx::query("VACUUM INTO ?").bind(to.display().to_string()).execute(&pool).await.unwrap();
    pool.close().await;
    postern_store::copy_contents(&desk.folder.path().join("history.sqlite"), to).unwrap();
}

async fn pool(path: &Path) -> sqlx::SqlitePool {
    let one = sqlx::sqlite::SqlitePoolOptions::new().max_connections(1);
    one.connect(&format!("sqlite://{}", path.display())).await.unwrap()
}

/// What is found in a store, or an export, by somebody who kept a checkpoint.
async fn found(store: &dyn EventStore, kept: &str) -> Vec<RecordFault> {
    let mut faults = verify_history(store).await.unwrap().faults;
    if let Held::Shorter { size, .. } | Held::Diverged { size } = against(store, kept, &[]).await.unwrap() {
        let stream = "history".to_owned();
        faults.push(RecordFault { position: size, stream, kind: "checkpoint".to_owned(), detail: String::new() });
    }
    faults
}

/// One tampering: what it is called, the kind that names it, and at which record, where there is one.
struct Tally {
    tried: usize,
    missed: Vec<String>,
}

impl Tally {
    fn take(&mut self, what: &str, kind: &str, position: Option<u64>, faults: &[RecordFault]) {
        self.tried += 1;
        let named = faults.iter().any(|f| f.kind == kind && position.is_none_or(|at| f.position == at));
        if !named {
            self.missed.push(format!("{what}: no {kind} at {position:?} in {faults:?}"));
        }
    }
}

async fn edited(told: &Told, sql: &str) -> Vec<RecordFault> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("history.sqlite");
    copy(&told.desk, &path).await;
    let pool = pool(&path).await;
    for drop in
        ["DROP TRIGGER records_no_update", "DROP TRIGGER records_no_delete", "PRAGMA ignore_check_constraints = 1"]
    {
        sqlx::query(drop).execute(&pool).await.unwrap();
    }
    for one in sql.split(';').filter(|one| !one.trim().is_empty()) {
        sqlx::query(sqlx::AssertSqlSafe(one.to_owned())).execute(&pool).await.unwrap();
    }
    pool.close().await;
    faults_of(&path, &told.kept).await
}

async fn faults_of(path: &Path, kept: &str) -> Vec<RecordFault> {
    let store = SqliteStore::open_read_only(path, &StoreKey::Plain).await.unwrap();
    let faults = found(&store, kept).await;
    store.close().await;
    faults
}

type Line = (Stream, Timestamp, ConsoleId, Happening);

/// The history written again from its first record on, by somebody who can compute every hash, with `signer`.
async fn rewritten(told: &Told, signer: Arc<dyn Signer>, change: impl FnOnce(&mut Vec<Line>)) -> Vec<RecordFault> {
    let mut records = told.desk.store.read(Stream::Desk).await.unwrap();
    records.extend(told.desk.store.read(Stream::Case(told.case)).await.unwrap());
    records.sort_by_key(|r| r.position);
    let mut lines: Vec<Line> = records.into_iter().map(|r| (r.stream, r.at, r.console, r.happening)).collect();
    change(&mut lines);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("history.sqlite");
    let store = SqliteStore::open(&path, &StoreKey::Plain, signer).await.unwrap();
    let mut seqs = std::collections::BTreeMap::new();
    for (stream, at, console, happening) in lines {
        let seq: &mut u64 = seqs.entry(stream).or_default();
        store.append(stream, *seq, at, console, vec![happening]).await.unwrap();
        *seq += 1;
    }
    store.close().await;
    // What is attached stays as it is.
    postern_store::copy_contents(&told.file(), &path).unwrap();
    let pool = pool(&path).await;
    sqlx::query("ATTACH DATABASE ? AS told").bind(told.file().display().to_string()).execute(&pool).await.unwrap();
    sqlx::query("CREATE TABLE attachments AS SELECT * FROM told.attachments").execute(&pool).await.unwrap();
    pool.close().await;
    faults_of(&path, &told.kept).await
}

fn place(lines: &[Line], wanted: impl Fn(&CaseEvent) -> bool) -> usize {
    lines.iter().position(|(.., h)| matches!(h, Happening::Case(event) if wanted(event))).unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_tampering_is_found_and_named() {
    let told = Told::new().await;
    let mut tally = Tally { tried: 0, missed: Vec::new() };
    assert_eq!(faults_of(&told.file(), &told.kept).await, [], "an untouched history");
    live(&told, &mut tally).await;
    rewriting(&told, &mut tally).await;
    exported(&told, &mut tally).await;
    println!("{} tamperings, {} found", tally.tried, tally.tried - tally.missed.len());
    assert!(tally.missed.is_empty(), "{}", tally.missed.join("\n"));
}

/// Edits of the file, column by column and row by row.
async fn live(told: &Told, tally: &mut Tally) {
    let approved = told.last_of(|e| matches!(e, CaseEvent::ApprovalSigned(_))).await;
    let (n, last) = (approved, told.records);
    let edits: Vec<(String, &str, Option<u64>)> = vec![
        // Every column of a record.
        (
            format!(
                "UPDATE records SET payload = CAST(replace(CAST(payload AS TEXT), 'approval_signed', 'approval_signe') AS BLOB) WHERE position = {n}"
            ),
            "hash",
            Some(n),
        ),
        (format!("UPDATE records SET payload = zeroblob(5) WHERE position = {n}"), "payload", Some(n)),
        (format!("UPDATE records SET at = at + 1 WHERE position = {n}"), "hash", Some(n)),
        (format!("UPDATE records SET console = zeroblob(16) WHERE position = {n}"), "hash", Some(n)),
        (format!("UPDATE records SET hash = zeroblob(32) WHERE position = {n}"), "hash", Some(n)),
        (format!("UPDATE records SET hash = zeroblob(31) WHERE position = {n}"), "shape", Some(n)),
        (format!("UPDATE records SET previous = zeroblob(32) WHERE position = {n}"), "hash", Some(n)),
        (format!("UPDATE records SET seq = seq + 900 WHERE position = {n}"), "hash", Some(n)),
        (
            format!("UPDATE records SET stream = X'0000000000000000000000000000000c' WHERE position = {n}"),
            "hash",
            Some(n),
        ),
        (format!("UPDATE records SET seal = zeroblob(64) WHERE position = {n}"), "seal", Some(n)),
        (
            format!(
                "UPDATE records SET seal = (SELECT seal FROM records WHERE position = {}) WHERE position = {n}",
                n - 1
            ),
            "seal",
            Some(n),
        ),
        (format!("UPDATE records SET seal = NULL WHERE position = {last}"), "seal", Some(last)),
        (format!("UPDATE records SET position = {} WHERE position = {last}", last + 7), "gap", Some(last + 7)),
        // Records dropped, reordered, doubled, moved.
        (format!("DELETE FROM records WHERE position = {n}"), "gap", Some(n + 1)),
        (format!("DELETE FROM records WHERE position = {last}"), "checkpoint", Some(last)),
        (format!("DELETE FROM records WHERE position > {n}"), "checkpoint", Some(last)),
        ("DELETE FROM records WHERE position = 1".to_owned(), "gap", Some(2)),
        (
            format!(
                "UPDATE records SET position = -1 WHERE position = {n}; UPDATE records SET position = {n} WHERE position = {}; UPDATE records SET position = {} WHERE position = -1",
                n + 1,
                n + 1
            ),
            "hash",
            Some(n),
        ),
        (
            format!(
                "INSERT INTO records SELECT {}, stream, seq + 900, at, console, previous, hash, payload, seal FROM records WHERE position = {n}",
                last + 1
            ),
            "hash",
            Some(last + 1),
        ),
        (
            format!(
                "UPDATE records SET stream = X'0000000000000000000000000000000c', seq = 1, previous = zeroblob(32) WHERE position = {n}"
            ),
            "hash",
            Some(n),
        ),
        // What is kept beside the records.
        ("UPDATE cases SET last_seq = last_seq - 1".to_owned(), "projection", None),
        ("UPDATE cases SET head = zeroblob(32)".to_owned(), "projection", None),
        ("UPDATE cases SET opened_at = 1".to_owned(), "projection", None),
        ("UPDATE cases SET updated_at = 1".to_owned(), "projection", None),
        ("UPDATE cases SET words = 'nobody'".to_owned(), "projection", None),
        ("UPDATE cases SET account = 'nobody'".to_owned(), "projection", None),
        ("UPDATE cases SET position = position + 1".to_owned(), "projection", None),
        ("DELETE FROM cases".to_owned(), "projection", None),
        ("DELETE FROM cases_words".to_owned(), "projection", None),
        ("UPDATE lines SET agent = zeroblob(16)".to_owned(), "projection", None),
        ("UPDATE lines SET lifecycle = 'open', ended_at = NULL".to_owned(), "projection", None),
        ("UPDATE lines SET review = 'incident'".to_owned(), "projection", None),
        ("UPDATE lines SET position = position + 1".to_owned(), "projection", None),
        ("DELETE FROM lines".to_owned(), "projection", None),
        ("INSERT INTO lines_refused SELECT 'APR-01', position + 9000 FROM lines".to_owned(), "projection", None),
        ("UPDATE acts SET person = zeroblob(16)".to_owned(), "projection", None),
        ("UPDATE acts SET kind = 'looked'".to_owned(), "projection", None),
        ("UPDATE acts SET at = 1".to_owned(), "projection", None),
        ("UPDATE acts SET stream = zeroblob(16)".to_owned(), "projection", None),
        ("DELETE FROM acts".to_owned(), "projection", None),
        ("UPDATE consoles SET key = zeroblob(32)".to_owned(), "projection", None),
        ("UPDATE consoles SET console = zeroblob(16)".to_owned(), "projection", None),
        ("DELETE FROM consoles".to_owned(), "projection", None),
        ("UPDATE tip SET size = size - 1".to_owned(), "projection", None),
        ("UPDATE tip SET edge = zeroblob(length(edge))".to_owned(), "projection", None),
        ("DELETE FROM tip".to_owned(), "projection", None),
        ("INSERT INTO nodes VALUES (8, 0, zeroblob(32))".to_owned(), "projection", None),
        ("UPDATE meta SET value = 'another' WHERE name = 'ledger'".to_owned(), "projection", None),
    ];
    for (sql, kind, position) in edits {
        let faults = edited(told, &sql).await;
        tally.take(&sql, kind, position, &faults);
    }
    attachments(told, tally).await;
    // A stale backup is put back: true, and shorter than what was seen.
    let faults = faults_of(&told.early, &told.kept).await;
    tally.take("stale backup", "checkpoint", Some(told.records), &faults);
}

/// What is attached is replaced, swapped, taken away, or its key is.
async fn attachments(told: &Told, tally: &mut Tally) {
    let (letter, other) = (told.letter, told.other);
    let at = told.last_of(|e| matches!(e, CaseEvent::AttachmentAdded { attached, .. } if attached.id == letter)).await;
    let changed = async |change: &dyn Fn(&Path)| {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("history.sqlite");
        copy(&told.desk, &path).await;
        change(&folder.path().join("attachments"));
        faults_of(&path, &told.kept).await
    };
    let file = |folder: &Path, id: AttachmentId| folder.join(id.to_string());
    assert_eq!(changed(&|_| ()).await, [], "untouched attachments");
    let faults = changed(&|folder| std::fs::write(file(folder, letter), b"something else").unwrap()).await;
    tally.take("attachment replaced", "attachment", Some(at), &faults);
    let swap = |folder: &Path| {
        std::fs::copy(file(folder, other), file(folder, letter)).unwrap();
    };
    let faults = changed(&swap).await;
    tally.take("attachment replaced by another one", "attachment", Some(at), &faults);
    let faults = changed(&|folder| std::fs::remove_file(file(folder, letter)).unwrap()).await;
    tally.take("attachment taken away", "attachment", Some(at), &faults);
    let row = format!("id = x'{}'", letter.0.simple());
    for (what, sql) in [
        ("attachment's key replaced", format!("UPDATE attachments SET key = zeroblob(32) WHERE {row}")),
        ("attachment's salt replaced", format!("UPDATE attachments SET salt = zeroblob(32) WHERE {row}")),
        ("attachment's key destroyed without a record", format!("DELETE FROM attachments WHERE {row}")),
    ] {
        tally.take(what, "attachment", Some(at), &edited(told, &sql).await);
    }
    // By somebody who has the store's key: encrypted rightly, and not what the record commits to.
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("history.sqlite");
    copy(&told.desk, &path).await;
    let store = SqliteStore::open(&path, &StoreKey::Plain, signer(told.desk.folder.path())).await.unwrap();
    store.forget(letter).await.unwrap();
    let content = b"a forged letter".to_vec();
    store.attach(Attaching { id: letter, case: told.case, key: [1; 32], salt: [2; 32], content }).await.unwrap();
    store.close().await;
    tally.take("attachment encrypted again", "attachment", Some(at), &faults_of(&path, &told.kept).await);
}

/// The whole history written again, every hash right.
async fn rewriting(told: &Told, tally: &mut Tally) {
    let own = || signer(told.desk.folder.path());
    let last = told.records;
    // By somebody with the console's key.
    let faults = rewritten(told, own(), |_| ()).await;
    assert_eq!(faults, [], "written again as it was, it is the same history");
    let faults = rewritten(told, own(), |lines| lines.truncate(lines.len() - 3)).await;
    tally.take("cut and sealed", "checkpoint", Some(last), &faults);
    let faults = rewritten(told, own(), |lines| {
        lines.remove(place(lines, |e| matches!(e, CaseEvent::CaseCompleted { .. })));
    });
    tally.take("a record left out and sealed", "checkpoint", Some(last), &faults.await);
    let mut at = 0;
    let faults = rewritten(told, own(), |lines| {
        at = place(lines, |e| matches!(e, CaseEvent::ApprovalSigned(_)));
        if let (.., Happening::Case(CaseEvent::ApprovalSigned(signed))) = &mut lines[at] {
            let middle = signed.assertion.signature.len() / 2;
            signed.assertion.signature[middle] ^= 1;
        }
    });
    let faults = faults.await;
    tally.take("another signature in an approval, sealed", "signature", Some(at as u64 + 1), &faults);
    let mut at = 0;
    let faults = rewritten(told, own(), |lines| {
        at = place(lines, |e| matches!(e, CaseEvent::ApprovalSigned(_)));
        if let (.., Happening::Case(CaseEvent::ApprovalSigned(signed))) = &mut lines[at] {
            signed.statement[40] ^= 1;
        }
    });
    let faults = faults.await;
    tally.take("another statement under an approval, sealed", "signature", Some(at as u64 + 1), &faults);
    // Beside a signature that stays as it was.
    type Change = fn(&mut Signed);
    let beside: [(&str, Change); 3] = [
        ("another basis", |signed| signed.basis = Digest([7; 32])),
        ("a longer time", |signed| signed.expires = signed.expires.plus(Span::days(1))),
        ("another console", |signed| signed.console = ConsoleId(uuid::Uuid::from_u128(7))),
    ];
    for (what, change) in beside {
        let mut at = 0;
        let faults = rewritten(told, own(), |lines| {
            at = place(lines, |e| matches!(e, CaseEvent::ApprovalSigned(_)));
            if let (.., Happening::Case(CaseEvent::ApprovalSigned(signed))) = &mut lines[at] {
                change(signed);
            }
        });
        let faults = faults.await;
        tally.take(&format!("{what} beside an approval, sealed"), "legality", Some(at as u64 + 1), &faults);
    }
    let mut at = 0;
    let faults = rewritten(told, own(), |lines| {
        at = place(lines, |e| matches!(e, CaseEvent::CaseReviewed { .. }));
        if let (.., Happening::Case(CaseEvent::CaseReviewed { disposition, .. })) = &mut lines[at] {
            *disposition = Disposition::Concerns;
        }
    });
    let faults = faults.await;
    tally.take("another judgement than the one that was signed, sealed", "legality", Some(at as u64 + 1), &faults);
    let mut at = 0;
    let faults = rewritten(told, own(), |lines| {
        lines.remove(place(lines, |e| matches!(e, CaseEvent::ApprovalSigned(_))));
        at = place(lines, |e| matches!(e, CaseEvent::CaseCompleted { .. }));
    });
    let faults = faults.await;
    tally.take("a completion without its approval, sealed", "legality", Some(at as u64 + 1), &faults);
    let mut at = 0;
    let faults = rewritten(told, own(), |lines| {
        let opened = place(lines, |e| matches!(e, CaseEvent::CaseOpened(_)));
        if let (.., Happening::Case(CaseEvent::CaseOpened(opened))) = &mut lines[opened] {
            opened.policy = postern_domain::canonical::Digest([7; 32]);
        }
        at = place(lines, |e| matches!(e, CaseEvent::CaseCompleted { .. }));
    });
    let faults = faults.await;
    tally.take("a policy that never was, sealed", "policy", Some(at as u64 + 1), &faults);
    let mut at = 0;
    let faults = rewritten(told, own(), |lines| {
        at = lines.iter().rposition(|(.., h)| matches!(h, Happening::Desk(DeskEvent::StaffEnrolled { .. }))).unwrap();
        if let (.., Happening::Desk(DeskEvent::StaffEnrolled { keys, .. })) = &mut lines[at] {
            keys[1].public_key.0[9] ^= 1;
        }
    });
    let faults = faults.await;
    tally.take("another key of a member of staff, sealed", "legality", Some(at as u64 + 1), &faults);
    // By somebody without it: the founding must name another key.
    let stranger = tempfile::tempdir().unwrap();
    let foreign = signer(stranger.path());
    let key = foreign.key();
    let faults = rewritten(told, foreign, |lines| {
        if let (.., Happening::Desk(DeskEvent::Founded { console_key, .. })) = &mut lines[0] {
            *console_key = key;
        }
    });
    tally.take("the console's key swapped", "checkpoint", Some(last), &faults.await);
    // A fork: the same beginning, gone on with otherwise.
    let faults = rewritten(told, own(), |lines| {
        let review = place(lines, |e| matches!(e, CaseEvent::CaseReviewed { .. }));
        let (stream, at, console, _) = lines[review].clone();
        let codes = vec!["RVW-01".to_owned()];
        let refused = CaseEvent::AttemptRefused {
            by: postern_domain::ids::PersonId(uuid::Uuid::nil()),
            attempt: "review".to_owned(),
            codes,
            at,
        };
        lines[review] = (stream, at, console, Happening::Case(refused));
    });
    tally.take("a forked history", "checkpoint", Some(last), &faults.await);
}

/// The same on an export.
async fn exported(told: &Told, tally: &mut Tally) {
    let own = signer(told.desk.folder.path());
    let source = Source::new(&told.file(), &StoreKey::Plain);
    let files = export(&source, told.case, Some(own.as_ref())).unwrap();
    let look = async |files: Files| verify_history(&Folder::of(files)).await.unwrap().faults;
    assert_eq!(look(files.clone()).await, [], "an untouched export");

    let n = told.last_of(|e| matches!(e, CaseEvent::ApprovalSigned(_))).await;
    let end = told.records;
    let name = |position: u64, kind: &str| format!("records/{position:012}.{kind}");
    // Every file: changed, and taken away.
    for file in files.keys() {
        let position = file.strip_prefix("records/").map(|rest| rest[..12].parse::<u64>().unwrap());
        let at = Some(position.unwrap_or(0));
        let mut changed = files.clone();
        let bytes = changed.get_mut(file).unwrap();
        let middle = bytes.len() / 2;
        bytes[middle] ^= 1;
        tally.take(&format!("export: {file} changed"), "file", at, &look(changed).await);
        let mut gone = files.clone();
        gone.remove(file);
        tally.take(&format!("export: {file} taken away"), "file", at, &look(gone).await);
    }
    // With the list made again by somebody who has no console's key: the list is not signed, and the record not proven.
    let unsigned = |files: &Files| {
        let mut files = files.clone();
        let text = String::from_utf8(files.remove("manifest").unwrap()).unwrap();
        let head: String = text.lines().take(4).map(|line| format!("{line}\n")).collect();
        let sums: String = files
            .iter()
            .map(|(name, bytes)| format!("sha256 {} {name}\n", postern_domain::canonical::Digest::of(bytes).hex()))
            .collect();
        files.insert("manifest".to_owned(), format!("{head}{sums}\n").into_bytes());
        files
    };
    let at = told.last_of(|e| matches!(e, CaseEvent::AttachmentAdded { .. })).await;
    let content = format!("attachments/{}.content", told.other);
    let mut replaced = files.clone();
    replaced.insert(content.clone(), b"something else".to_vec());
    tally.take("export: attachment replaced", "attachment", Some(at), &look(unsigned(&replaced)).await);
    let mut gone = files.clone();
    gone.retain(|name, _| !name.contains(&told.other.to_string()));
    tally.take("export: attachment taken away", "attachment", Some(at), &look(unsigned(&gone)).await);
    let mut moved = files.clone();
    let record = moved.get_mut(&name(n, "record")).unwrap();
    record[20] ^= 1;
    tally.take("export: a record moved to another case", "proof", Some(n), &look(unsigned(&moved)).await);
    let mut payload = files.clone();
    let record = payload.get_mut(&name(n, "record")).unwrap();
    let place = record.windows(6).position(|w| w == b"\"seq\":").unwrap_or(200);
    record[place + 1] ^= 1;
    tally.take("export: a payload changed", "file", Some(0), &look(unsigned(&payload)).await);
    let mut cut = files.clone();
    for kind in ["record", "json", "tlog-proof"] {
        cut.remove(&name(end, kind));
    }
    tally.take("export: its end cut off", "file", Some(0), &look(unsigned(&cut)).await);
    let mut dropped = files.clone();
    for kind in ["record", "json", "tlog-proof"] {
        dropped.remove(&name(n, kind));
    }
    tally.take("export: a record left out", "stream_seq", None, &look(unsigned(&dropped)).await);
    let mut swapped = files.clone();
    let after = (n + 1..).find(|m| files.contains_key(&name(*m, "record"))).unwrap();
    let (a, b) = (swapped[&name(n, "record")].clone(), swapped[&name(after, "record")].clone());
    swapped.insert(name(n, "record"), b);
    swapped.insert(name(after, "record"), a);
    tally.take("export: two records swapped", "shape", Some(n), &look(unsigned(&swapped)).await);
    // A checkpoint of a fork, by a key of somebody else.
    let stranger = tempfile::tempdir().unwrap();
    let foreign = export(&source, told.case, Some(signer(stranger.path()).as_ref())).unwrap();
    tally.take("export: signed by another key", "file", Some(0), &look(foreign).await);
    let mut early = files.clone();
    let before = SqliteStore::open_read_only(&told.early, &StoreKey::Plain).await.unwrap();
    early.insert("checkpoint".to_owned(), before.checkpoint().await.unwrap().unwrap().into_bytes());
    before.close().await;
    tally.take("export: an earlier checkpoint put in", "proof", Some(n), &look(unsigned(&early)).await);
    // Whoever knows the right key notices a whole export under another.
    let named = Folder::of(files.clone()).signed_by("another+00000000+AAAA");
    let faults = verify_history(&named).await.unwrap().faults;
    tally.take("export: not by the key that was named", "checkpoint", Some(0), &faults);
}
