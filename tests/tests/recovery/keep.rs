//! What keeps a history from being lost, on the command line: backups, other keys, sheets of paper, repairs.

use crate::desk::Desk;
use postern_domain::staff::DeskEvent;
use postern_ports::EventStore as _;
use postern_ports::event_store::{Happening, Stream};
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::process::Command;

/// The command line over a desk's folder.
struct Audit {
    binary: OsString,
    folder: PathBuf,
    secrets: PathBuf,
}

/// What it said.
struct Told {
    code: Option<i32>,
    out: String,
    error: String,
}

impl Told {
    /// The last line, where it went well.
    fn last(&self) -> &str {
        assert_eq!(self.code, Some(0), "{}{}", self.out, self.error);
        self.out.lines().last().unwrap()
    }
}

impl Audit {
    fn of(desk: &Desk) -> Option<Self> {
        let Some(binary) = std::env::var_os("POSTERN_AUDIT_BIN") else {
            eprintln!("skipped: POSTERN_AUDIT_BIN is not set (`cargo xtask test` sets it)");
            return None;
        };
        let folder = desk.folder.path().to_owned();
        Some(Self { binary, secrets: folder.join("secrets"), folder })
    }

    fn at(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    fn run<S: AsRef<OsStr>>(&self, arguments: &[S]) -> Told {
        let mut command = Command::new(&self.binary);
        command.args(arguments).args(["--profile", "practice", "--secrets"]).arg(&self.secrets);
        let output = command.output().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        Told { code: output.status.code(), out: text(output.stdout), error: text(output.stderr) }
    }

    fn verify(&self, store: &Path) -> Told {
        self.run(&[OsStr::new("verify"), store.as_ref()])
    }
}

fn words<'a>(all: &[&'a dyn AsRef<OsStr>]) -> Vec<&'a OsStr> {
    all.iter().map(|word: &&'a dyn AsRef<OsStr>| (*word).as_ref()).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_backup_is_made_at_work_and_a_loss_must_be_accepted_and_is_in_the_history_then() {
    let desk = Desk::open_encrypted().await;
    let Some(audit) = Audit::of(&desk) else { return };
    let case = desk.approved_case().await;
    let letter = desk.attach(case, "letter.txt", b"a letter").await;
    desk.console.remember().await.unwrap();
    let (store, to) = (audit.at("history.sqlite"), audit.at("backup"));
    let size = desk.store.size().await.unwrap();
    let made = audit.run(&words(&[&"backup", &store, &"--to", &to]));
    assert_eq!(made.last(), format!("{size} records, 0 faults"));
    assert!(made.out.contains("opens only with the keyring"), "{}", made.out);
    // The window tells of it, too.
    let noted = std::fs::read_to_string(audit.at("last-backup.json")).unwrap();
    assert!(noted.contains(&format!("\"records\":{size}")), "{noted}");
    assert_eq!(audit.verify(&to).last(), format!("{size} records, 0 faults"));
    assert_eq!(audit.run(&words(&[&"backup", &store, &"--to", &to])).code, Some(2), "nothing is overwritten");

    // The desk works on; then its disk fails.
    desk.revoke(case).await.unwrap();
    desk.console.remember().await.unwrap();
    let lost = desk.store.checkpoint().await.unwrap().unwrap();
    let later = desk.store.size().await.unwrap();
    desk.store.close().await;
    let restore = |more: &[&'static str]| {
        let mut all = words(&[&"restore", &to, &"--to", &audit.folder]);
        all.extend(more.iter().map(OsStr::new));
        audit.run(&all)
    };
    let refused = restore(&[]);
    assert_eq!(refused.code, Some(2));
    assert!(
        refused.error.contains(&format!("saw {later} records, and the backup ends at {size}")),
        "{}",
        refused.error
    );
    assert!(audit.verify(&store).last().starts_with(&format!("{later} records")), "nothing was changed");
    std::fs::write(audit.at("attachments").join(letter.to_string()), b"a failing disk").unwrap();
    assert_eq!(restore(&["--accept-loss"]).last(), format!("{size} records, 0 faults"));
    assert!(audit.at("history.sqlite.replaced-1").is_file(), "what was there is still there");

    // The console opens it, says in the history what was lost, and says it once.
    let desk = desk.reopen_with(|practice| practice).await;
    assert_eq!(desk.console.look_over(Default::default()).await.unwrap().faults, []);
    desk.console.remember().await.unwrap();
    let desk = desk.reopen_with(|practice| practice).await;
    desk.sign_in("agent").await;
    assert_eq!(desk.console.attached(case, letter).await.unwrap().1, b"a letter");
    let records = desk.store.read(Stream::Desk).await.unwrap();
    let said: Vec<_> = records
        .iter()
        .filter_map(|r| match &r.happening {
            Happening::Desk(DeskEvent::HistoryRestored { lost }) => Some((r.position, lost.trim_end())),
            _ => None,
        })
        .collect();
    assert_eq!(said, [(size + 1, lost.trim_end())]);
    assert_eq!(desk.console.look_over(Default::default()).await.unwrap().faults, []);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_keyring_that_is_lost_comes_back_from_two_sheets_of_three_and_the_desk_works_on() {
    let desk = Desk::open_encrypted().await;
    let Some(mut audit) = Audit::of(&desk) else { return };
    let case = desk.approved_case().await;
    let (store, sheets, backup) = (audit.at("history.sqlite"), audit.at("sheets"), audit.at("backup"));
    assert_eq!(audit.run(&words(&[&"key", &"split", &store, &"--needed", &"1", &"--to", &sheets])).code, Some(2));
    let split = audit.run(&words(&[&"key", &"split", &store, &"--to", &sheets]));
    assert_eq!(split.last(), "3 sheets, any 2 of them open keys.sealed");
    let made = audit.run(&words(&[&"backup", &store, &"--to", &backup]));
    assert!(made.last().ends_with("0 faults") && made.out.contains("sealed for the recovery sheets"), "{}", made.out);
    desk.store.close().await;

    // The keyring is gone. What the sheets give is exactly what was in it.
    let before = audit.at("secrets-before");
    std::fs::rename(&audit.secrets, &before).unwrap();
    let gone = audit.verify(&store);
    assert_eq!(gone.code, Some(2));
    let sheet = |n: u8| sheets.join(format!("sheet-{n}.txt"));
    let one = audit.run(&words(&[&"key", &"recover", &store, &"--sheet", &sheet(1)]));
    assert!(one.code == Some(2) && one.error.contains("2 sheets give the key, and there are 1"), "{}", one.error);
    let text = std::fs::read_to_string(sheet(3)).unwrap();
    let line = text.lines().find(|l| l.starts_with("share 2")).unwrap();
    let slip = audit.at("slip.txt");
    std::fs::write(&slip, text.replace(line, &line.replace(": ", ": Z"))).unwrap();
    let slipped = audit.run(&words(&[&"key", &"recover", &store, &"--sheet", &sheet(1), &"--sheet", &slip]));
    assert!(slipped.code == Some(2) && slipped.error.contains("line 2 of the share"), "{}", slipped.error);
    let two = words(&[&"key", &"recover", &store, &"--sheet", &"-", &"--sheet", &"-"]);
    let (first, third) = (sheet(1), sheet(3));
    let two: Vec<&OsStr> = two
        .into_iter()
        .zip(0..)
        .map(|(w, n)| match n {
            4 => first.as_os_str(),
            6 => third.as_os_str(),
            _ => w,
        })
        .collect();
    let back = audit.run(&two);
    assert!(back.last().contains("store-key/practice") && back.out.contains("console-key/practice"), "{}", back.out);
    for name in ["store-key-practice", "console-key-practice", "console-secret-practice"] {
        let read = |folder: &Path| std::fs::read_to_string(folder.join(name)).ok();
        assert_eq!(read(&audit.secrets), read(&before), "{name}");
    }
    assert!(audit.verify(&store).last().ends_with(" 0 faults"));
    let desk = desk.reopen_with(|practice| practice).await;
    desk.sign_in("agent").await;
    desk.revoke(case).await.unwrap();
    desk.store.close().await;

    // The same on a machine that has only the backup.
    audit.secrets = audit.at("secrets-elsewhere");
    let elsewhere: Vec<&OsStr> = two.iter().map(|w| if *w == store { backup.as_os_str() } else { *w }).collect();
    assert!(audit.run(&elsewhere).last().contains("store-key/practice"));
    let new = audit.at("machine");
    let put = audit.run(&words(&[&"restore", &backup, &"--to", &new]));
    assert!(put.last().ends_with(" records, 0 faults"), "{}", put.out);
    assert!(audit.verify(&new).last().ends_with(" 0 faults"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn another_key_is_used_from_now_on_and_a_backup_of_before_can_still_be_put_back() {
    let desk = Desk::open_encrypted().await;
    let Some(audit) = Audit::of(&desk) else { return };
    desk.approved_case().await;
    desk.console.remember().await.unwrap();
    let (store, backup) = (audit.at("history.sqlite"), audit.at("backup"));
    assert!(audit.run(&words(&[&"backup", &store, &"--to", &backup])).last().ends_with(" 0 faults"));
    // A console has it open: refused, whether it holds the lock or only the file.
    let lock = postern_os::Lock::take(&audit.at("lock")).unwrap();
    let open = audit.run(&words(&[&"key", &"change", &store]));
    assert!(open.code == Some(2) && open.error.contains("Close it first"), "{}", open.error);
    drop(lock);
    let open = audit.run(&words(&[&"key", &"change", &store]));
    assert!(open.code == Some(2) && open.error.contains("in use"), "{}", open.error);
    let was = desk.store.checkpoint().await.unwrap();
    desk.store.close().await;
    let key = || std::fs::read_to_string(audit.secrets.join("store-key-practice")).unwrap();
    let old = key();
    let changed = audit.run(&words(&[&"key", &"change", &store]));
    assert!(changed.last().ends_with(" 0 faults"), "{}", changed.error);
    assert_ne!(key(), old);
    let desk = desk.reopen_with(|practice| practice).await;
    assert_eq!(desk.store.checkpoint().await.unwrap(), was);
    desk.store.close().await;
    let put = audit.run(&words(&[&"restore", &backup, &"--to", &audit.folder]));
    assert!(put.last().ends_with(" 0 faults"), "{}", put.error);
    // It is encrypted as the history was: with the key of now.
    std::fs::remove_file(audit.secrets.join("store-key-before-practice")).unwrap();
    assert!(audit.verify(&store).last().ends_with(" 0 faults"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_damaged_history_is_mended_and_nothing_is_invented() {
    let desk = Desk::open_encrypted().await;
    let Some(audit) = Audit::of(&desk) else { return };
    desk.approved_case().await;
    let size = desk.store.size().await.unwrap();
    desk.store.close().await;
    let (store, to) = (audit.at("history.sqlite"), audit.at("mended"));
    // The last pages are overwritten, as by a failing disk.
    let mut bytes = std::fs::read(&store).unwrap();
    let (page, length) = (4096, bytes.len());
    bytes[length - 3 * page..].fill(0xa5);
    std::fs::write(&store, &bytes).unwrap();
    let done = audit.run(&words(&[&"repair", &store, &"--to", &to]));
    let last = done.out.lines().last().unwrap_or_else(|| panic!("{}", done.error));
    let kept: u64 = last.split(' ').next().unwrap().parse().unwrap();
    assert_eq!(done.code, Some(i32::from(kept < size)), "{}{}", done.out, done.error);
    assert!(last.contains(&format!(" of {size} records kept")), "{last}");
    assert_eq!(audit.verify(&to).last(), format!("{kept} records, 0 faults"));
    assert!(std::fs::read_to_string(to.join("report.txt")).unwrap().ends_with(&format!("{last}\n")));
    assert_eq!(std::fs::read(&store).unwrap(), bytes, "the damaged file stays as it is");
    // It goes in place as a backup does.
    let put = audit.run(&words(&[&"restore", &to, &"--to", &audit.folder]));
    assert_eq!(put.last(), format!("{kept} records, 0 faults"));
    let damaged =
        audit.run(&words(&[&"restore", &audit.at("history.sqlite.replaced-1"), &"--to", &audit.at("nowhere")]));
    assert!(damaged.code == Some(2) && !audit.at("nowhere/history.sqlite").exists(), "{}", damaged.error);
}
