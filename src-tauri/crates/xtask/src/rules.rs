//! The rules of the standards, checked against gates, fields, code and tests.

use crate::cargo;
use crate::child;
use crate::lock::Lock;
use crate::stop::{Outcome, Stop};

/// What the command does, for the help.
pub const ABOUT: &str = "check that each rule of the standards has its gate, code and test (--update: write the table)";

/// `cargo xtask rules [--update]`.
pub fn run(arguments: &[String]) -> Outcome {
    let update = match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        [] => false,
        ["--update"] => true,
        [word, ..] => return Err(Stop::Usage(format!("does not understand `{word}`"))),
    };
    let _lock = Lock::take()?;
    let mut command = cargo::cargo_watched("test");
    command.args(["-p", "postern-tests", "--test", "house", "rules::", "--", "--nocapture"]);
    if update {
        command.env("POSTERN_UPDATE_RULES", "1");
    }
    let watched = child::run_watching(command, |line| line.ends_with(" open"))?;
    let line = watched.kept.last().cloned().ok_or_else(|| Stop::Failed("it did not say what it found".into()))?;
    match (watched.result, line.ends_with(", 0 open")) {
        (Ok(_), true) => Ok(line),
        (Err(stop), true) => Err(stop),
        (_, false) => Err(Stop::Closing(line)),
    }
}
