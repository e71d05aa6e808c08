//! What the history withstands: every tampering, and verifiers that were not written here.

use std::process::Command;

use crate::cargo;
use crate::child;
use crate::lock::Lock;
use crate::servers::outside::Outside;
use crate::setup::{self, Scope};
use crate::stop::{Outcome, Stop};

/// What the command does, for the help.
pub const TAMPER: &str = "change a history in every way, live and exported; ends in `N tamperings, N found`";
/// What the command does, for the help.
pub const OUTSIDE: &str = "judge an export with other verifiers; ends in `V verifiers, 0 disagreements`";

/// `cargo xtask tamper`.
pub fn tamper(arguments: &[String]) -> Outcome {
    crate::no_arguments(arguments)?;
    let _lock = Lock::take()?;
    told("tamper::", None, |line| line.contains(" tamperings, "))
}

/// `cargo xtask outside`.
pub fn outside(arguments: &[String]) -> Outcome {
    crate::no_arguments(arguments)?;
    let _lock = Lock::take()?;
    setup::ready(Scope::Tests)?;
    told("outside::", Some(Outside::install()?), |line| line.contains(" verifiers, "))
}

/// What the command does, for the help.
pub const KILL: &str =
    "kill a writer at any moment, again and again (--rounds N); ends in `N kills, R records, 0 lost`";

/// `cargo xtask kill [--rounds N]`.
pub fn kill(arguments: &[String]) -> Outcome {
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let rounds = match words.as_slice() {
        [] => "1000",
        ["--rounds", n] if n.parse::<u32>().is_ok_and(|n| n > 0) => n,
        [word, ..] => return Err(Stop::Usage(format!("does not understand `{word}`"))),
    };
    let _lock = Lock::take()?;
    let mut command = cargo::cargo_watched("test");
    command.args(["-p", "postern-store", "--test", "store", "kill::nothing", "--", "--nocapture"]);
    command.env("POSTERN_KILL_ROUNDS", rounds);
    closing(command, |line| line.contains(" kills, "))
}

/// Runs the tests of one name and ends in the line that they printed last.
fn told(name: &str, others: Option<Outside>, is_line: fn(&str) -> bool) -> Outcome {
    let mut command = cargo::cargo_watched("test");
    command.args(["-p", "postern-tests", "--test", "recovery", name, "--", "--nocapture"]);
    if let Some(others) = others {
        others.dress(&mut command);
    }
    closing(command, is_line)
}

/// Runs a test and ends in the last line that says what it found.
pub fn closing(command: Command, is_line: fn(&str) -> bool) -> Outcome {
    let watched = child::run_watching(command, is_line)?;
    let line = watched.kept.last().cloned().ok_or_else(|| Stop::Failed("it did not say what it found".into()))?;
    // The harness writes a test's name before its first words.
    let line = line.rsplit_once("... ").map_or(line.clone(), |(_, line)| line.to_owned());
    match watched.result {
        Ok(_) => Ok(line),
        Err(_) => Err(Stop::Closing(line)),
    }
}
