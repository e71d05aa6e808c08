//! Changes of the domain that no scenario notices.

use crate::cargo;
use crate::child;
use crate::lock::Lock;
use crate::place;
use crate::stop::{Outcome, Stop};
use std::fs;
use std::path::Path;

/// What the command does, for the help.
pub const ABOUT: &str = "change the domain in every small way, and count what no scenario notices (about an hour)";

/// The tool, by its name in the Rust registry.
const TOOL: &str = "cargo-mutants";
const VERSION: &str = "27.1.0";
/// Of a hundred viable mutants, this many may survive.
const MOST: usize = 5;
/// Where each survivor stands with its reason.
const REASONS: &str = "src-tauri/docs/mutants.md";

/// `cargo xtask mutants [--file GLOB | --again]`; again: not those that were noticed before.
pub fn run(arguments: &[String]) -> Outcome {
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let only: &[&str] = match words.as_slice() {
        [] => &[],
        ["--again"] => &["--iterate"],
        ["--file", _] => &words,
        [word, ..] => return Err(Stop::Usage(format!("does not understand `{word}`"))),
    };
    let _lock = Lock::take()?;
    let tools = place::target().join("tools");
    let program = tools.join("bin").join(TOOL);
    if !program.exists() {
        let mut install = cargo::cargo("install");
        child::run(install.args([TOOL, "--locked", "--version", VERSION, "--root"]).arg(&tools))?;
    }
    let found = place::target().join("mutants");
    fs::create_dir_all(&found).map_err(|e| Stop::failed("make target/mutants", e))?;
    let mut command = child::command(&program);
    command.args(["mutants", "-p", "postern-domain", "-j2", "--no-times", "--timeout", "60", "-o"]).arg(&found);
    command.args(only);
    // It copies the tree and builds there, in a target directory of the copy's own.
    command.env_remove("CARGO_TARGET_DIR");
    // It fails where a mutant survives; what counts is how many.
    let _ = child::run(&mut command);
    summary(&found.join("mutants.out"))
}

fn summary(found: &Path) -> Outcome {
    let lines = |name: &str| -> Result<Vec<String>, Stop> {
        let text = fs::read_to_string(found.join(name)).map_err(|e| Stop::failed(format_args!("read {name}"), e))?;
        Ok(text.lines().filter(|line| !line.is_empty()).map(str::to_owned).collect())
    };
    let survived = lines("missed.txt")?;
    let tried = lines("caught.txt")?.len() + lines("timeout.txt")?.len() + survived.len();
    // Run again, it tries only those that survived or are new: they are a part of the last whole run.
    let kept = found.join("../viable.txt");
    let again = found.join("previously_caught.txt").exists();
    let whole = fs::read_to_string(&kept).ok().and_then(|text| text.trim().parse().ok()).filter(|_| again);
    let viable = whole.unwrap_or(tried);
    if whole.is_none() {
        fs::write(&kept, viable.to_string()).map_err(|e| Stop::failed("write target/mutants/viable.txt", e))?;
    }
    let reasons = fs::read_to_string(REASONS).unwrap_or_default();
    for one in &survived {
        let known = if reasons.contains(&unplaced(one)) { "its reason is in docs/mutants.md" } else { "no reason yet" };
        println!("    {one}: {known}");
    }
    let line = format!("{viable} viable, {} survived", survived.len());
    if survived.len() * 100 <= viable * MOST { Ok(line) } else { Err(Stop::Closing(line)) }
}

/// A survivor without its line and column, which move.
fn unplaced(line: &str) -> String {
    match line.split_once(".rs:") {
        Some((file, rest)) => {
            let what = rest.split_once(": ").map_or(rest, |(_, what)| what);
            let file = file.rsplit_once("/src/").map_or(file, |(_, file)| file);
            format!("{file}.rs: {what}")
        }
        None => line.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_survivor_is_known_wherever_its_line_moved() {
        let line = "src-tauri/crates/domain/src/recovery/case.rs:12:9: replace Case::x with true";
        assert_eq!(unplaced(line), "recovery/case.rs: replace Case::x with true");
    }

    #[test]
    fn one_in_twenty_may_survive() {
        let folder = std::env::temp_dir().join(format!("mutants-{}", std::process::id())).join("out");
        fs::create_dir_all(&folder).unwrap();
        let write = |name: &str, lines: usize| fs::write(folder.join(name), "a.rs:1:1: b\n".repeat(lines)).unwrap();
        write("caught.txt", 94);
        write("timeout.txt", 1);
        write("missed.txt", 5);
        assert_eq!(summary(&folder).unwrap(), "100 viable, 5 survived");
        write("missed.txt", 6);
        assert!(summary(&folder).is_err());
        // Run again, three of those six were noticed.
        write("previously_caught.txt", 120);
        write("caught.txt", 3);
        write("timeout.txt", 0);
        write("missed.txt", 3);
        assert_eq!(summary(&folder).unwrap(), "101 viable, 3 survived");
        fs::remove_dir_all(folder.parent().unwrap()).unwrap();
    }
}
