//! Benchmarks: ratios measured side by side in one run, never part of a test.

use std::fs;

use crate::cargo;
use crate::child;
use crate::lock::Lock;
use crate::place;
use crate::setup;
use crate::stop::{Outcome, Stop};

/// What the command does, for the help.
pub const ABOUT: &str = "ledger [--records N] [--later N] [--cases N], history [--cases N]: what they cost, as ratios; also target/bench/NAME.json";

/// `cargo xtask bench ledger [--records N] [--later N] [--cases N]`, or `cargo xtask bench history [--cases N]`.
pub fn run(arguments: &[String]) -> Outcome {
    let mut words = arguments.iter().map(String::as_str);
    let bench = words.next().filter(|name| ["ledger", "history"].contains(name));
    let bench = bench.ok_or_else(|| Stop::Usage("knows the benchmarks `ledger` and `history`".into()))?;
    let mut command = cargo::cargo_watched("bench");
    command.args(["-p", "postern-store", "--bench", bench]);
    while let Some(word) = words.next() {
        let name = match word {
            "--records" => "POSTERN_BENCH_RECORDS",
            "--later" => "POSTERN_BENCH_LATER",
            "--cases" => "POSTERN_BENCH_CASES",
            other => return Err(Stop::Usage(format!("does not understand `{other}`"))),
        };
        let number = words.next().filter(|n| n.parse::<u64>().is_ok_and(|n| n >= 20_000));
        let number = number.ok_or_else(|| Stop::Usage(format!("{word} takes a number from 20000 on")))?;
        command.env(name, number);
    }
    let _lock = Lock::take()?;
    setup::ready_to_compare()?;
    let folder = place::target().join("bench");
    place::make(&folder)?;
    command.env("POSTERN_BENCH_DIR", &folder);
    let watched = child::run_watching(command, |line| line.ends_with(" missed"));
    // Stores of gigabytes are of no use afterwards.
    for entry in folder.read_dir().map_err(|e| Stop::failed("list target/bench", e))?.flatten() {
        if entry.path().extension().is_none_or(|kind| kind != "json") {
            let _ = fs::remove_file(entry.path());
        }
    }
    let watched = watched?;
    let line = watched.kept.last().cloned().ok_or_else(|| Stop::Failed("it did not come to its end".into()))?;
    match watched.result {
        Ok(_) if line.ends_with(", 0 missed") => Ok(line),
        Ok(_) | Err(_) => Err(Stop::Closing(line)),
    }
}
