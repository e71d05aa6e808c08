//! What is done with security keys, against each firmware: the table of operations.

use std::collections::BTreeMap;
use std::fs;

use crate::cargo;
use crate::child;
use crate::lock::Lock;
use crate::place;
use crate::servers::outside::Outside;
use crate::setup::{self, Scope};
use crate::stop::{Outcome, Stop};

/// What the command does, for the help.
pub const ABOUT: &str =
    "every operation with a key, against each firmware; ends in `N cells, 0 failed, B stated blanks`";

/// A cell: operation and firmware.
type Cell = (String, String);

/// `cargo xtask keys`.
pub fn run(arguments: &[String]) -> Outcome {
    crate::no_arguments(arguments)?;
    let _lock = Lock::take()?;
    setup::ready(Scope::Tests)?;
    let folder = place::target().join("keys");
    let file = folder.join("cells.txt");
    let started = fs::create_dir_all(&folder).and_then(|()| fs::write(&file, ""));
    started.map_err(|e| Stop::Failed(format!("{}: {e}", file.display())))?;
    let mut command = cargo::cargo_watched("test");
    // Of the whole graph: a selection by package would build it anew.
    command.args(["--workspace", "--test", "keys"]).env("POSTERN_KEYS_TABLE", &file);
    Outside::install()?.dress(&mut command);
    // The harness lists each test by name: what is not in the file failed.
    let watched = child::run_watching(command, |line| line.starts_with("test "))?;
    let told = fs::read_to_string(&file).map_err(|e| Stop::Failed(format!("{}: {e}", file.display())))?;
    let cells = read(&told);
    let ran: Vec<Cell> = watched.kept.iter().filter_map(|line| cell_of(line)).collect();
    print(&ran, &cells);
    let failed = ran.iter().filter(|cell| !cells.contains_key(*cell)).count();
    let blanks = cells.values().filter(|why| why.is_some()).count();
    let line = format!("{} cells, {failed} failed, {blanks} stated blanks", ran.len());
    if watched.result.is_ok() && failed == 0 && !ran.is_empty() { Ok(line) } else { Err(Stop::Closing(line)) }
}

/// The cells that did not fail, each with why it is blank, if it is.
fn read(told: &str) -> BTreeMap<Cell, Option<String>> {
    let one = |line: &str| {
        let [operation, firmware, state, why] = line.split('\t').collect::<Vec<_>>().try_into().ok()?;
        Some(((operation.to_owned(), firmware.to_owned()), (state == "blank").then(|| why.to_owned())))
    };
    told.lines().filter_map(one).collect()
}

/// `test opensk::set_pin ... ok`
fn cell_of(line: &str) -> Option<Cell> {
    let name = line.strip_prefix("test ")?.split_once(" ... ")?.0;
    let (firmware, operation) = name.split_once("::")?;
    Some((operation.to_owned(), firmware.replace('_', "-")))
}

fn print(ran: &[Cell], cells: &BTreeMap<Cell, Option<String>>) {
    let mut ran = ran.to_vec();
    ran.sort_unstable();
    for cell in ran {
        let state = match cells.get(&cell) {
            Some(None) => "passed".to_owned(),
            Some(Some(why)) => format!("blank: {why}"),
            None => "FAILED".to_owned(),
        };
        println!("  {:<26} {:<20} {state}", cell.0.replace('_', " "), cell.1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_that_is_not_in_the_file_is_not_passed() {
        let cells = read("set_pin\topensk\tpassed\t\nreset\topensk\tblank\tcannot\n");
        assert_eq!(cells.get(&("set_pin".to_owned(), "opensk".to_owned())), Some(&None));
        assert_eq!(cells.get(&("reset".to_owned(), "opensk".to_owned())), Some(&Some("cannot".to_owned())));
        assert_eq!(
            cell_of("test fido_authenticator::reset ... FAILED"),
            Some(("reset".into(), "fido-authenticator".into()))
        );
        assert_eq!(cell_of("test result: ok"), None);
    }
}
