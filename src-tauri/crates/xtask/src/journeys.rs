//! Every journey of a person through the real window, on a display of our own: how many passed, how many pages were looked
//! at, and how much a routine recovery asks of an agent.

use std::collections::BTreeSet;
use std::fs;

use crate::cargo;
use crate::child;
use crate::lock::Lock;
use crate::session::Session;
use crate::setup::{self, Scope};
use crate::steps::Steps;
use crate::stop::{Outcome, Stop};
use crate::surroundings::{Servers, Surroundings};
use crate::tally::{self, Tally};
use crate::ui;

/// What the command does, for the help.
pub const ABOUT: &str =
    "every journey through the real window, unseen; pictures in target/journeys (NAME: those alone)";

/// A routine recovery takes no more deliberate inputs of an agent.
const MOST_INPUTS: u32 = 25;

/// `cargo xtask journeys [NAME]`.
pub fn run(arguments: &[String]) -> Outcome {
    let only = match arguments {
        [] => None,
        [name] => Some(name.as_str()),
        _ => return Err(Stop::Usage("takes one name at most".into())),
    };
    let _lock = Lock::take()?;
    let mut steps = Steps::new();
    let node = steps.need("set-up", || setup::ready(Scope::Tests))?;
    steps.need("npm packages", || setup::install_npm_packages(&node))?;
    steps.need("build of the pages", || ui::build(&node))?;
    steps.need("cargo build", || child::run(cargo::cargo("build").args(cargo::CONSOLE)))?;
    let session = steps.need("virtual display, session bus, keyring", Session::open)?;
    let around = Surroundings::with_pictures(session, Servers::default(), None, "journeys")?;
    let file = around.folder().join("told.txt");
    let driven = steps.need("journeys", || {
        let mut command = cargo::cargo_watched("test");
        command.args(["--workspace", "--test", "journeys", "--"]).args(only).env("POSTERN_JOURNEYS_TOLD", &file);
        around.dress(&mut command);
        Ok(child::run_watching(command, tally::is_summary)?)
    });
    steps.print_table();
    let watched = driven?;
    let tally = Tally::of(&watched);
    let found = Found::read(&fs::read_to_string(&file).unwrap_or_default());
    let line = found.line(tally.passed);
    if tally.failed > 0 || !found.is_whole(only.is_some()) {
        return Err(Stop::Closing(format!("{line}, {} failed", tally.failed)));
    }
    Ok(line)
}

/// What the journeys told.
#[derive(Debug, Default, PartialEq, Eq)]
struct Found {
    pages: BTreeSet<String>,
    inputs: Option<u32>,
}

impl Found {
    fn read(told: &str) -> Self {
        let mut found = Self::default();
        for line in told.lines() {
            match line.split_once('\t') {
                Some(("page", name)) => drop(found.pages.insert(name.to_owned())),
                Some(("inputs", count)) => found.inputs = count.parse().ok(),
                _ => {}
            }
        }
        found
    }

    /// A run of all of them has counted, and not too much.
    fn is_whole(&self, some: bool) -> bool {
        some || self.inputs.is_some_and(|inputs| inputs <= MOST_INPUTS)
    }

    /// A page with a fault fails its journey: none of those that are counted has any.
    fn line(&self, passed: usize) -> String {
        let inputs = self.inputs.map_or_else(|| "not counted".to_owned(), |count| format!("{count} inputs"));
        format!("{passed} journeys passed, axe 0 violations over {} pages, routine recovery {inputs}", self.pages.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_counted_once_and_inputs_have_a_limit() {
        let found = Found::read("page\tclose\npage\twork\ninputs\t21\npage\tclose\n");
        assert_eq!(found.line(3), "3 journeys passed, axe 0 violations over 2 pages, routine recovery 21 inputs");
        assert!(found.is_whole(false));
        assert!(!Found::read("inputs\t26\n").is_whole(false));
        assert!(!Found::read("page\tclose\n").is_whole(false) && Found::read("").is_whole(true));
    }
}
