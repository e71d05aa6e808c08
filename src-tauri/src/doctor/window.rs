//! The same looks for the window: one check after another, since a directory may take a while.

use super::{Surroundings, diagnose, directories, look, notices};
use crate::compose::House;
use postern_ipc::convert::{Found, noted};
use postern_ipc::dto::{FindingView, HealthView};
use postern_ports::event_store::Verification;

const KEYS: &str = "keys";
const HISTORY: &str = "history";
const NOTES: &str = "notes";
const FEEDS: &str = "feeds";
const NOTICES: &str = "notices";
/// Before the name of a directory.
const DIRECTORY: &str = "directory/";

/// The checks of this console, in their order.
fn checks(house: &House) -> Vec<String> {
    let directories = house.console.directories();
    let each = directories.iter().map(|directory| format!("{DIRECTORY}{}", directory.id()));
    let feeds = house.feeds.are_any().then_some(FEEDS);
    [KEYS, HISTORY, NOTES, NOTICES].into_iter().chain(feeds).map(str::to_owned).chain(each).collect()
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
}
