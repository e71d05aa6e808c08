//! `test`, and then the longer versions of what it runs.

use std::process::Command;

use crate::cargo;
use crate::child;
use crate::place;
use crate::stop::{Outcome, Stop};
use crate::test;

/// What the command does, for the help.
pub const ABOUT: &str = "test, and then the long versions (20000 random histories, 1000 kills)";

/// The list to which later work adds.
const LONGER: &[Longer] = &[
    Longer {
        about: "random command sequences, 20000 cases",
        package: "postern-domain",
        directory: "src-tauri/crates/domain",
        environment: &[("POSTERN_PROPTEST_CASES", "20000")],
    },
    Longer {
        about: "a writer killed at any moment, 1000 times",
        package: "postern-store",
        directory: "src-tauri/crates/store",
        environment: &[("POSTERN_KILL_ROUNDS", "1000")],
    },
];

/// The tests of one package once more, with an environment that makes them longer.
pub struct Longer {
    /// What they show, in a few words.
    pub about: &'static str,
    package: &'static str,
    directory: &'static str,
    environment: &'static [(&'static str, &'static str)],
}

impl Longer {
    /// The package's test binaries, as cargo would start them.
    pub fn commands(&self) -> Result<Vec<Command>, Stop> {
        let binaries = cargo::test_binaries(self.package)?;
        let command = |binary| {
            let mut command = child::command(binary);
            command.current_dir(place::root().join(self.directory)).envs(self.environment.iter().copied());
            command
        };
        Ok(binaries.into_iter().map(command).collect())
    }
}

/// `cargo xtask full`.
pub fn run(arguments: &[String]) -> Outcome {
    crate::no_arguments(arguments)?;
    test::run_all("full", LONGER)
}
