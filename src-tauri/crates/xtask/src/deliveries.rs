//! What notices withstand: a console that is killed at any moment between an event and its delivery.

use crate::cargo;
use crate::ledger::closing;
use crate::lock::Lock;
use crate::stop::{Outcome, Stop};

/// What the command does, for the help.
pub const ABOUT: &str = "kill a console that tells people, at any moment (--kills N); ends in `N kills, D deliveries, 0 lost, 0 duplicated unmarked`";

/// `cargo xtask deliveries [--kills N]`.
pub fn run(arguments: &[String]) -> Outcome {
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let kills = match words.as_slice() {
        [] => "50",
        ["--kills", n] if n.parse::<u32>().is_ok_and(|n| n > 0) => n,
        [word, ..] => return Err(Stop::Usage(format!("does not understand `{word}`"))),
    };
    let _lock = Lock::take()?;
    let mut command = cargo::cargo_watched("test");
    command.args(["-p", "postern-tests", "--test", "recovery", "deliveries::nothing", "--", "--nocapture"]);
    command.env("POSTERN_DELIVERIES_KILLS", kills);
    closing(command, |line| line.ends_with(" duplicated unmarked"))
}
