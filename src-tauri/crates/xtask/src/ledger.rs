//! What the history withstands: every tampering, and verifiers that were not written here.

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

/// Runs the tests of one name and ends in the line that they printed last.
fn told(name: &str, others: Option<Outside>, is_line: fn(&str) -> bool) -> Outcome {
    let mut command = cargo::cargo_watched("test");
    command.args(["-p", "postern-tests", "--test", "recovery", name, "--", "--nocapture"]);
    if let Some(others) = others {
        others.dress(&mut command);
    }
    let watched = child::run_watching(command, is_line)?;
    let line = watched.kept.last().cloned().ok_or_else(|| Stop::Failed("it did not say what it found".into()))?;
    match watched.result {
        Ok(_) => Ok(line),
        Err(_) => Err(Stop::Closing(line)),
    }
}
