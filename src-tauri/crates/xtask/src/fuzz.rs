//! Hostile input, looked for with coverage: libFuzzer over the targets of `authenticator/fuzz`.

use std::env;
use std::fs;
use std::path::PathBuf;

use crate::child;
use crate::lock::Lock;
use crate::place;
use crate::setup::{self, Scope};
use crate::stop::{Outcome, Stop};

/// What the command does, for the help.
pub const ABOUT: &str =
    "fuzz what keys send: `fuzz ctap --runs N` or `--minutes N`; ends in `N runs, 0 panics, 0 hangs`";

/// Builds the targets (MIT OR Apache-2.0, by the rust-fuzz authority).
const TOOL: (&str, &str) = ("cargo-fuzz", "0.13.2");
/// Seconds after which an input counts as a hang; each ends in milliseconds.
const HANG: u32 = 5;

/// `cargo xtask fuzz ctap [--runs N | --minutes N]`.
pub fn run(arguments: &[String]) -> Outcome {
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let number = |n: &str| n.parse::<u64>().map_err(|_| Stop::Usage(format!("`{n}` is no number")));
    let (runs, limit) = match words.as_slice() {
        ["ctap"] => (1_000_000, "-runs=1000000".to_owned()),
        ["ctap", "--runs", n] => (number(n)?, format!("-runs={n}")),
        ["ctap", "--minutes", n] => (1, format!("-max_total_time={}", number(n)?.saturating_mul(60))),
        _ => return Err(Stop::Usage("takes `ctap [--runs N | --minutes N]`".into())),
    };
    let _lock = Lock::take()?;
    setup::ready(Scope::Tests)?;
    let tool = tool()?;
    let folder = place::root().join("src-tauri/crates/authenticator");
    let artifacts = place::target().join("fuzz/artifacts");
    let found = place::target().join("fuzz/found");
    for new in [&artifacts, &found] {
        fs::create_dir_all(new).map_err(|e| Stop::Failed(format!("{}: {e}", new.display())))?;
    }
    let before = inputs(&artifacts);
    let mut command = child::command(tool);
    command
        .current_dir(&folder)
        // Instrumentation is a switch of the compiler that only nightly ones take without this.
        .env("RUSTC_BOOTSTRAP", "1")
        .env("CARGO_TARGET_DIR", place::target().join("fuzz/build"))
        .args(["run", "--sanitizer", "none", "ctap"])
        // What it finds goes to the first; the kept corpus is only read.
        .arg(&found)
        .arg(folder.join("fuzz/corpus/ctap"))
        .arg("--")
        .args([limit, format!("-timeout={HANG}"), "-max_len=2048".into(), "-print_final_stats=1".into()])
        .arg(format!("-artifact_prefix={}/", artifacts.display()));
    let watched =
        child::run_watching(command, |line| line.contains("number_of_executed_units") || line.starts_with("frames: "))?;
    let done = watched.kept.last().and_then(|line| line.rsplit_once(' ')?.1.parse::<u64>().ok()).unwrap_or(0);
    if let Some(frames) = watched.kept.iter().rfind(|line| line.starts_with("frames: ")) {
        println!("reports that hostile keys sent, {frames}");
    }
    let new: Vec<String> = inputs(&artifacts).into_iter().filter(|name| !before.contains(name)).collect();
    let hangs = new.iter().filter(|name| name.starts_with("timeout-")).count();
    let line = format!("{done} runs, {} panics, {hangs} hangs", new.len() - hangs);
    if watched.result.is_ok() && new.is_empty() && done >= runs { Ok(line) } else { Err(Stop::Closing(line)) }
}

/// The names of what was found.
fn inputs(folder: &std::path::Path) -> Vec<String> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    entries.flatten().filter_map(|entry| entry.file_name().into_string().ok()).collect()
}

/// The tool, installed under `target` when it is not there.
fn tool() -> Result<PathBuf, Stop> {
    let root = place::target().join("tools");
    let binary = root.join("bin").join(TOOL.0);
    if !binary.exists() {
        println!("==> {} {} (about two minutes, once)", TOOL.0, TOOL.1);
        let mut command = child::command(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        command.args(["install", "--locked", "--version", TOOL.1, "--root"]).arg(&root).arg(TOOL.0);
        child::run(&mut command)?;
    }
    Ok(binary)
}
