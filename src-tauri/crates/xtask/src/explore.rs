//! Every history of a bounded model over the real rules, or over the rules less one gate.

use crate::cargo;
use crate::child;
use crate::lock::Lock;
use crate::stop::{Outcome, Stop};
use std::process::Command;

/// What the command does, for the help.
pub const ABOUT: &str =
    "explore a million states of the rules (--remove GATE, --remove-each: without one, to see that it is missed)";

/// States per policy; there are three.
const STATES: &str = "340000";
/// States per policy, where every gate is left out in turn.
const FEWER_STATES: &str = "4000";

/// Gates that are no decision of the domain, and what holds them.
const OUTSIDE: [(&str, &str); 3] = [
    ("SES-01", "every command takes an Actor, which only a sign-in makes; a_session_locks_and_ends shows it"),
    ("SES-02", "a locked session gives no Actor out; a_session_locks_and_ends shows it"),
    ("SES-04", "a locked session is opened by its own person alone; a_session_locks_and_ends shows it"),
];

enum Ask<'a> {
    All,
    Without(&'a str),
    WithoutEach,
}

/// `cargo xtask explore [--remove GATE | --remove-each]`.
pub fn run(arguments: &[String]) -> Outcome {
    let ask = ask(arguments)?;
    let _lock = Lock::take()?;
    match ask {
        Ask::All => {
            let line = explored(None, STATES)?;
            if line.ends_with(", 0 violations") { Ok(line) } else { Err(Stop::Closing(line)) }
        }
        Ask::Without(gate) => without(gate, STATES).map(|found| found.line()),
        Ask::WithoutEach => without_each(),
    }
}

fn ask(arguments: &[String]) -> Result<Ask<'_>, Stop> {
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words.as_slice() {
        [] => Ok(Ask::All),
        ["--remove", gate] => Ok(Ask::Without(gate)),
        ["--remove-each"] => Ok(Ask::WithoutEach),
        [word, ..] => Err(Stop::Usage(format!("does not understand `{word}`"))),
    }
}

/// Who misses a gate that is left out.
struct Found {
    gate: String,
    /// The exploration's own last line.
    explored: String,
    violations: usize,
    scenarios: Vec<String>,
    outside: Option<&'static str>,
}

impl Found {
    fn line(&self) -> String {
        let states = self.explored.split(" states").next().unwrap_or_default();
        match self.outside {
            Some(by) => format!("{states} states, 0 violations: {} is covered, {by}", self.gate),
            None => format!("{states} states, {} violations", self.violations + self.scenarios.len()),
        }
    }
}

/// Leaves `gate` out of every decision: the exploration first, then, where that misses nothing, the scenarios of the
/// gates that a bounded model does not reach.
fn without(gate: &str, states: &str) -> Result<Found, Stop> {
    let explored = explored(Some(gate), states)?;
    let violations = explored.rsplit(", ").next().and_then(|n| n.split(' ').next()?.parse().ok()).unwrap_or(0);
    let outside = OUTSIDE.iter().find(|(code, _)| *code == gate).map(|(_, by)| *by);
    let scenarios = if violations > 0 || outside.is_some() { Vec::new() } else { scenarios(gate)? };
    for scenario in &scenarios {
        println!("    {gate} left out, {scenario}");
    }
    let found = Found { gate: gate.to_owned(), explored, violations, scenarios, outside };
    if found.violations + found.scenarios.len() == 0 && found.outside.is_none() {
        return Err(Stop::Failed(format!("nothing misses {gate}")));
    }
    Ok(found)
}

fn without_each() -> Outcome {
    let (mut explored, mut told, mut outside) = (0, 0, 0);
    let gates = gates()?;
    for gate in &gates {
        let found = without(gate, FEWER_STATES)?;
        match (found.violations, found.outside) {
            (_, Some(_)) => outside += 1,
            (0, None) => told += 1,
            (_, None) => explored += 1,
        }
    }
    Ok(format!(
        "{} gates left out: {explored} noticed by the exploration, {told} by a scenario, {outside} held elsewhere, 0 unnoticed",
        gates.len()
    ))
}

/// The codes of all gates, from the one table of them.
fn gates() -> Result<Vec<String>, Stop> {
    let table = std::fs::read_to_string("src-tauri/crates/domain/src/recovery/gate.rs")
        .map_err(|e| Stop::Failed(format!("the table of gates: {e}")))?;
    let code = |line: &str| line.trim().strip_prefix("entry(Gate::")?.split('"').nth(1).map(str::to_owned);
    Ok(table.lines().filter_map(code).collect())
}

fn tests(gate: Option<&str>) -> Command {
    let mut command = cargo::cargo_watched("test");
    command.args(["--release", "-p", "postern-domain", "--features", "explore"]);
    if let Some(gate) = gate {
        command.env("POSTERN_EXPLORE_REMOVE", gate);
    }
    command
}

/// The exploration's last line.
fn explored(gate: Option<&str>, states: &str) -> Outcome {
    let mut command = tests(gate);
    command.args(["--test", "explore", "--", "--nocapture"]).env("POSTERN_EXPLORE_STATES", states);
    let watched = child::run_watching(command, |line| line.ends_with(" violations"))?;
    watched.result?;
    watched.kept.last().cloned().ok_or_else(|| Stop::Failed("it did not say what it found".into()))
}

/// Scenarios that fail without `gate`, and what happened in them: let through, or refused by the gates that cover it.
fn scenarios(gate: &str) -> Result<Vec<String>, Stop> {
    let mut command = tests(Some(gate));
    command.args(["--no-fail-fast", "--lib", "--test", "scenarios"]).env("RUST_BACKTRACE", "0");
    let watched = child::run_watching(command, is_told)?;
    Ok(outcomes(&watched.kept))
}

/// A line of a failed scenario: which, or what it found.
fn is_told(line: &str) -> bool {
    line.starts_with("thread '") && line.contains("panicked at") || line.trim_start().starts_with("left: [")
}

fn outcomes(lines: &[String]) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for (n, line) in lines.iter().enumerate() {
        let Some(name) = line.strip_prefix("thread '").and_then(|rest| rest.split('\'').next()) else { continue };
        let next = lines.get(n + 1).and_then(|next| next.trim_start().strip_prefix("left: "));
        all.push(match next {
            Some(codes) if codes != "[]" => format!("{name}: refused by {codes} instead"),
            Some(_) | None => format!("{name}: let through"),
        });
    }
    all
}

#[cfg(test)]
mod tests {
    use super::{Ask, ask, outcomes};

    #[test]
    fn what_a_scenario_found_stands_after_its_name() {
        let lines = [
            "thread 'people::a' (7) panicked at x.rs:1:2:",
            "  left: [\"REV-02\"]",
            "thread 'people::b' (8) panicked at y",
        ];
        let lines: Vec<_> = lines.iter().map(|line| (*line).to_owned()).collect();
        assert_eq!(outcomes(&lines), ["people::a: refused by [\"REV-02\"] instead", "people::b: let through"]);
    }

    #[test]
    fn a_gate_is_left_out_by_name() {
        let words = |all: &[&str]| all.iter().map(|w| (*w).to_owned()).collect::<Vec<_>>();
        assert!(matches!(ask(&words(&[])), Ok(Ask::All)));
        assert!(matches!(ask(&words(&["--remove", "REV-03"])), Ok(Ask::Without("REV-03"))));
        assert!(matches!(ask(&words(&["--remove-each"])), Ok(Ask::WithoutEach)));
        assert!(ask(&words(&["REV-03"])).is_err());
    }
}
