//! The pages: npm's scripts of `ui/`, and the build that the console embeds.

use std::path::Path;

use crate::child;
use crate::lock::Lock;
use crate::place;
use crate::setup::{self, Node, Scope};
use crate::stamp::{Digest, Stamp};
use crate::stop::{Outcome, Stop};

/// What the command does, for the help.
pub const ABOUT: &str = "build the pages (ui/dist), unless their sources are unchanged";

/// `cargo xtask ui`.
pub fn run(arguments: &[String]) -> Outcome {
    crate::no_arguments(arguments)?;
    let _lock = Lock::take()?;
    let node = setup::ready(Scope::Pages)?;
    setup::install_npm_packages(&node)?;
    let built = build(&node)?;
    Ok(format!("ui: ui/dist is {}", if built { "built" } else { "up to date" }))
}

/// Runs the script `name` of `ui/package.json`.
pub fn script(node: &Node, name: &str) -> Result<(), Stop> {
    child::run(setup::npm(node).args(["run", name]))
}

/// Builds `ui/dist` where it is not of today's sources; says whether it did.
pub fn build(node: &Node) -> Result<bool, Stop> {
    let root = place::root();
    let digest = Digest::default()
        .word(&node.version)
        .files(&root.join("ui"), is_source)?
        .files(&root.join("icons"), is_source)?
        // The words are shared with mail, reports and the command line, and so may lie with the crates.
        .files(&root.join("src-tauri/crates"), is_message)?
        .finish();
    let stamp = Stamp::of("ui");
    if stamp.matches(&digest) && root.join("ui/dist/index.html").exists() {
        return Ok(false);
    }
    script(node, "build")?;
    stamp.set(&digest)?;
    Ok(true)
}

fn is_source(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default();
    !["node_modules", "dist", "coverage"].iter().any(|made| name == *made)
}

fn is_message(path: &Path) -> bool {
    path.is_dir() || path.extension().is_some_and(|extension| extension == "ftl")
}
