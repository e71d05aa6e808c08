//! Every history of a bounded model over the real rules, or over the rules less one gate.

use crate::cargo;
use crate::child;
use crate::lock::Lock;
use crate::stop::{Outcome, Stop};

/// What the command does, for the help.
pub const ABOUT: &str = "explore a million states of the rules (--remove GATE: without one, to see that it is missed)";

/// States per policy; there are three.
const STATES: &str = "340000";

/// `cargo xtask explore [--remove GATE]`.
pub fn run(arguments: &[String]) -> Outcome {
    let removed = removed(arguments)?;
    let _lock = Lock::take()?;
    let mut command = cargo::cargo_watched("test");
    command.args(["--release", "-p", "postern-domain", "--features", "explore", "--test", "explore"]);
    command.args(["--", "--nocapture"]).env("POSTERN_EXPLORE_STATES", STATES);
    if let Some(gate) = removed {
        command.env("POSTERN_EXPLORE_REMOVE", gate);
    }
    let watched = child::run_watching(command, |line| line.ends_with(" violations"))?;
    watched.result?;
    let line = watched.kept.last().cloned().ok_or_else(|| Stop::Failed("it did not say what it found".into()))?;
    match (removed, line.ends_with(", 0 violations")) {
        (None, true) | (Some(_), false) => Ok(line),
        (None, false) => Err(Stop::Closing(line)),
        (Some(gate), true) => Err(Stop::Failed(format!("{line}: nothing misses {gate}; another gate covers it"))),
    }
}

fn removed(arguments: &[String]) -> Result<Option<&str>, Stop> {
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words.as_slice() {
        [] => Ok(None),
        ["--remove", gate] => Ok(Some(gate)),
        [word, ..] => Err(Stop::Usage(format!("does not understand `{word}`"))),
    }
}

#[cfg(test)]
mod tests {
    use super::removed;

    #[test]
    fn a_gate_is_left_out_by_name() {
        let words = |all: &[&str]| all.iter().map(|w| (*w).to_owned()).collect::<Vec<_>>();
        assert_eq!(removed(&words(&[])).unwrap(), None);
        assert_eq!(removed(&words(&["--remove", "REV-03"])).unwrap(), Some("REV-03"));
        assert!(removed(&words(&["REV-03"])).is_err());
    }
}
