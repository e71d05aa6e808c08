//! The same looks for the window: one check after another, since a directory may take a while.

use super::{Surroundings, diagnose, directories, look, notices};
use crate::compose::House;
use postern_application::recovery::FileTime;
use postern_domain::recovery::retention::{Due, Kept};
use postern_domain::time::Timestamp;
use postern_ipc::convert::{Found, noted};
use postern_ipc::dto::{FindingView, HealthView};
use postern_ports::event_store::Verification;

const KEYS: &str = "keys";
const HISTORY: &str = "history";
const NOTES: &str = "notes";
const FILES: &str = "files";
const FEEDS: &str = "feeds";
const NOTICES: &str = "notices";
/// Before the name of a directory.
const DIRECTORY: &str = "directory/";

/// The checks of this console, in their order.
fn checks(house: &House) -> Vec<String> {
    let directories = house.console.directories();
    let each = directories.iter().map(|directory| format!("{DIRECTORY}{}", directory.id()));
    let feeds = house.feeds.are_any().then_some(FEEDS);
    [KEYS, HISTORY, NOTES, FILES, NOTICES].into_iter().chain(feeds).map(str::to_owned).chain(each).collect()
}

/// Makes the check called `name`, or the first; `None` where there is no such check (any more).
pub async fn check(house: &House, verified: Option<&Verification>, name: Option<&str>) -> Option<HealthView> {
    let all = checks(house);
    let at = match name {
        Some(name) => all.iter().position(|one| one == name)?,
        None => 0,
    };
    let findings = match all.get(at)?.as_str() {
        KEYS => keys(house).await,
        HISTORY => vec![history(verified)],
        NOTES => house.notes().into_iter().enumerate().map(|(n, note)| noted(n, note)).collect(),
        FILES => files(house).await,
        FEEDS => house.feeds.findings(&house.console).await,
        NOTICES => match &house.sending {
            Some(sending) => notices::look(sending).await,
            None => vec![Found::NoticesArePractice.about("", &[])],
        },
        other => {
            let name = other.strip_prefix(DIRECTORY)?;
            let directory = house.console.directories().into_iter().find(|one| one.id().as_str() == name)?;
            directories::look(directory.as_ref()).await
        }
    };
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    Some(HealthView {
        findings,
        at: house.console.now().0,
        done: count(at + 1),
        all: count(all.len()),
        next: all.get(at + 1).cloned(),
    })
}

/// What the console can do with security keys. Practice has keys of its own, and no bus.
async fn keys(house: &House) -> Vec<FindingView> {
    if house.is_practice() {
        return vec![Found::KeysArePractice.about("", &[])];
    }
    // Every key is tried to be opened, which may take a while.
    let around = tokio::task::spawn_blocking(look).await;
    let around = around.unwrap_or_else(|failed| Surroundings {
        sandbox: None,
        hidraw: true,
        windows: false,
        keys: Err(failed.to_string()),
    });
    diagnose(&around)
}

/// For how long the files of cases are kept.
async fn files(house: &House) -> Vec<FindingView> {
    match house.console.file_times().await {
        Ok(times) => times_of(&times),
        Err(fault) => {
            tracing::warn!(fault = fault.logged(), "nobody looked how long files are kept");
            vec![Found::FilesUntold.about("", &[])]
        }
    }
}

fn times_of(times: &[FileTime]) -> Vec<FindingView> {
    if times.is_empty() {
        return vec![Found::NoFiles.about("", &[])];
    }
    let is = |test: fn(&Due) -> bool| times.iter().filter(|one| test(&one.due)).count();
    let next = times.iter().filter(|one| one.due.kept.contains(&Kept::Waits)).filter_map(|one| one.due.at).min();
    let day: String = next.and_then(Timestamp::rfc3339).unwrap_or_default().chars().take(10).collect();
    let found = |found: Found, count: usize| {
        (count > 0).then(|| found.about("", &[("count", &count.to_string()), ("day", &day)]))
    };
    [
        found(Found::FilesWait, is(|due| due.kept.contains(&Kept::Waits))),
        found(Found::FilesOfOpenCases, is(|due| due.kept.contains(&Kept::Open))),
        found(Found::FilesHeld, is(Due::is_held)),
        found(Found::FilesOver, is(Due::is_over)),
        found(Found::FilesWithoutTime, is(|due| due.kept.contains(&Kept::NoTime))),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn history(verified: Option<&Verification>) -> FindingView {
    let Some(verified) = verified else { return Found::HistoryNotYet.about("", &[]) };
    match verified.faults.len() {
        0 => Found::HistoryVerified.about("", &[("position", &verified.size.to_string())]),
        count => Found::HistoryDamaged.about("", &[("count", &count.to_string())]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use postern_ipc::dto::FindingState;
    use postern_ports::event_store::RecordFault;

    #[test]
    fn a_history_is_in_order_only_once_it_was_read_whole() {
        let mut verified = Verification {
            ledger: "l".to_owned(),
            size: 7,
            since: 0,
            records: 7,
            root: String::new(),
            faults: Vec::new(),
        };
        assert_eq!(history(None).state, FindingState::Unknown);
        assert_eq!(history(Some(&verified)).state, FindingState::Ok);
        verified.faults.push(RecordFault {
            position: 3,
            stream: "desk".to_owned(),
            kind: "hash".to_owned(),
            detail: String::new(),
        });
        let damaged = history(Some(&verified));
        assert_eq!(damaged.state, FindingState::Bad);
        assert_eq!(damaged.found.args.get("count").map(String::as_str), Some("1"));
    }

    #[test]
    fn files_are_told_by_how_long_they_are_kept() {
        use postern_domain::canonical::Digest;
        use postern_domain::ids::{AttachmentId, CaseId, PersonId};
        use postern_domain::recovery::retention::FileClass;
        use postern_domain::recovery::{Attached, Attachment};
        let id = uuid::Uuid::nil();
        let (name, commitment) = ("letter".to_owned(), Digest([0; 32]));
        let attached = Attached { id: AttachmentId(id), name, size: 1, commitment, class: FileClass::Evidence };
        let file = Attachment { attached, by: PersonId(id), at: Timestamp(0), erased: None };
        let time = |at: Option<i64>, kept: &[Kept]| FileTime {
            case: CaseId(id),
            file: file.clone(),
            due: Due { at: at.map(Timestamp), kept: kept.to_vec() },
        };
        let told = |times: &[FileTime]| -> Vec<(String, FindingState)> {
            times_of(times).into_iter().map(|finding| (finding.id, finding.state)).collect()
        };
        assert_eq!(told(&[]), [("finding-files-none".to_owned(), FindingState::Ok)]);
        let day = 86_400_000;
        let times = [
            time(Some(2 * day), &[Kept::Waits]),
            time(Some(day), &[Kept::Waits, Kept::Review]),
            time(None, &[Kept::Open]),
            time(Some(day), &[Kept::Hold]),
            time(Some(day), &[]),
            time(None, &[Kept::NoTime]),
        ];
        let states = told(&times).into_iter().map(|(_, state)| state).collect::<Vec<_>>();
        let [ok, warn] = [FindingState::Ok, FindingState::Warn];
        assert_eq!(states, [ok, ok, warn, warn, warn]);
        let first = &times_of(&times)[0].found.args;
        assert_eq!(first.get("count").map(String::as_str), Some("2"));
        assert_eq!(first.get("day").map(String::as_str), Some("1970-01-02"));
    }
}
