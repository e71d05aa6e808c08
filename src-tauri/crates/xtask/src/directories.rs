//! What each connector can do, and how each bears every fault: the tables of directories.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use crate::cargo;
use crate::child;
use crate::lock::Lock;
use crate::place;
use crate::servers::glewlwyd::Glewlwyd;
use crate::servers::privacyidea::PrivacyIdea;
use crate::setup::{self, Scope};
use crate::stop::{Outcome, Stop};
use crate::surroundings::Servers;

/// What the command does, for the help.
pub const ABOUT: &str =
    "connector x capability and connector x fault (--real: the real servers alone; --update: write the page's table)";

/// Connectors that run on real servers.
const REAL: &[&str] = &["glewlwyd", "privacyidea"];

/// `cargo xtask directories [--real] [--update]`.
pub fn run(arguments: &[String]) -> Outcome {
    let (mut real, mut update) = (false, false);
    for argument in arguments {
        match argument.as_str() {
            "--real" => real = true,
            "--update" => update = true,
            other => return Err(Stop::Usage(format!("does not understand `{other}`"))),
        }
    }
    let _lock = Lock::take()?;
    setup::ready(Scope::Tests)?;
    let file = place::target().join("directories.txt");
    fs::write(&file, "").map_err(|e| Stop::failed("write target/directories.txt", e))?;
    let servers = Servers { privacyidea: Some(PrivacyIdea::start()?), glewlwyd: Some(Glewlwyd::start()?) };
    let mut command = cargo::cargo_watched("test");
    command.args(["--workspace", "--test", "recovery", "--"]);
    if real {
        command.args(REAL);
    } else {
        command.arg("directories::");
    }
    command.env("POSTERN_DIRECTORIES_TABLE", &file);
    if update {
        command.env("POSTERN_DIRECTORIES_UPDATE", "1");
    }
    servers.dress(&mut command);
    let ended = child::run_watching(command, |line| line.starts_with("test result"))?;
    let told = fs::read_to_string(&file).map_err(|e| Stop::failed("read target/directories.txt", e))?;
    let found = Found::read(&told);
    found.print();
    let line = found.line();
    if ended.result.is_ok() && found.is_whole() { Ok(line) } else { Err(Stop::Closing(line)) }
}

/// Abilities and faults, by connector and name.
#[derive(Default)]
struct Found {
    abilities: BTreeMap<(String, String), String>,
    faults: BTreeMap<(String, String), bool>,
}

impl Found {
    fn read(told: &str) -> Self {
        let mut found = Self::default();
        for line in told.lines() {
            let fields: Vec<&str> = line.split('\t').collect();
            if let [table, connector, what, how] = fields[..] {
                let cell = (connector.to_owned(), what.to_owned());
                match table {
                    "ability" => drop(found.abilities.insert(cell, how.to_owned())),
                    "fault" => drop(found.faults.insert(cell, how == "passed")),
                    _ => {}
                }
            }
        }
        found
    }

    fn print(&self) {
        for ((connector, what), how) in &self.abilities {
            println!("  {connector:<12} {what:<18} {how}");
        }
        for ((connector, what), passed) in &self.faults {
            println!("  {connector:<12} {what:<34} {}", if *passed { "passed" } else { "FAILED" });
        }
    }

    fn names(&self, of: impl Fn(&(String, String)) -> &String) -> BTreeSet<&String> {
        self.faults.keys().map(of).collect()
    }

    fn empty(&self) -> usize {
        self.names(|cell| &cell.0).len() * self.names(|cell| &cell.1).len() - self.faults.len()
    }

    fn failed(&self) -> usize {
        self.faults.values().filter(|passed| !**passed).count()
    }

    fn is_whole(&self) -> bool {
        !self.faults.is_empty() && self.empty() == 0 && self.failed() == 0
    }

    fn line(&self) -> String {
        let (connectors, faults) = (self.names(|cell| &cell.0).len(), self.names(|cell| &cell.1).len());
        let (empty, failed) = (self.empty(), self.failed());
        format!("{connectors} connectors, {faults} faults, {empty} empty cells, {failed} failed")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_that_is_missing_is_empty_and_one_that_failed_is_told() {
        let told = "ability\ta\tblock\tdoes\nfault\ta\t403\tpassed\nfault\ta\t404\tpassed\nfault\tb\t403\tFAILED\n";
        let found = Found::read(told);
        assert_eq!(found.line(), "2 connectors, 2 faults, 1 empty cells, 1 failed");
        assert!(!found.is_whole());
        let found = Found::read("fault\ta\t403\tpassed\nfault\tb\t403\tpassed\n");
        assert!(found.is_whole());
        assert!(!Found::default().is_whole());
    }
}
