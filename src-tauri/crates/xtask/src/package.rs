//! The release: a binary that holds no practice part.

use std::fs;
use std::path::Path;

use crate::cargo;
use crate::child;
use crate::lock::Lock;
use crate::place;
use crate::setup::{self, Node, Scope};
use crate::steps::Steps;
use crate::stop::{Outcome, Stop};
use crate::ui;

/// What the command does, for the help.
pub const ABOUT: &str = "build the release binary, after proving that no practice part is in it";

const RELEASE: &[&str] = &["-p", "postern", "--no-default-features", "--features", "custom-protocol"];

/// Crates whose name starts so belong to the virtual keys and the practice profile.
const PRACTICE: &[&str] = &["postern-practice", "fido-authenticator", "trussed", "littlefs2"];

/// `cargo xtask package`.
pub fn run(arguments: &[String]) -> Outcome {
    crate::no_arguments(arguments)?;
    let _lock = Lock::take()?;
    let mut steps = Steps::new();
    let node = steps.need("set-up", || setup::ready(Scope::Console))?;
    steps.need("what a release holds", check_release_graph)?;
    steps.need("npm packages", || setup::install_npm_packages(&node))?;
    steps.need("build of the pages", || ui::build_release(&node))?;
    steps.need("what its pages hold", || refuse_gallery(&place::root().join("ui/dist")))?;
    steps.need("cargo build --release", || child::run(cargo::cargo("build").arg("--release").args(RELEASE)))?;
    let binary = place::target().join("release/postern");
    steps.need("it refuses to be driven", || refuses_a_driver(&binary))?;
    steps.print_table();
    let size = fs::metadata(&binary).map_err(|e| Stop::failed(format_args!("read {}", binary.display()), e))?.len();
    Ok(format!("package: target/release/postern, {} MiB, no practice part in it", size.div_ceil(1 << 20)))
}

/// A release that runs under automation could be signed in with, or read, from outside.
fn refuses_a_driver(binary: &Path) -> Result<(), Stop> {
    let ended = child::command(binary).env("TAURI_WEBVIEW_AUTOMATION", "true").output();
    let ended = ended.map_err(|e| Stop::failed(format_args!("run {}", binary.display()), e))?;
    let why = String::from_utf8_lossy(&ended.stderr);
    if ended.status.code() == Some(2) && why.contains("TAURI_WEBVIEW_AUTOMATION") {
        return Ok(());
    }
    Err(Stop::Failed(format!("the release ran under automation ({})", ended.status)))
}

/// Fails where the release would hold a virtual key or another practice part.
pub fn check_release_graph() -> Result<(), Stop> {
    let mut command = cargo::cargo("tree");
    command.args(RELEASE).args(["--edges", "normal,build", "--prefix", "none", "--format", "{p}"]);
    let tree = child::answer(&mut command)
        .ok_or_else(|| Stop::Failed(format!("`cargo tree {}` does not answer", RELEASE.join(" "))))?;
    match practice_parts(&tree).as_slice() {
        [] => Ok(()),
        parts => Err(Stop::Failed(format!("a release would hold {}", parts.join(", ")))),
    }
}

/// Fails where the pages of a release hold the gallery of components, or where that would not be noticed: `ui/dist`, which
/// is of practice here, must hold it.
pub fn check_release_pages(node: &Node) -> Result<(), Stop> {
    let folder = place::target().join("release-pages");
    ui::build_release_into(node, &folder)?;
    refuse_gallery(&folder)?;
    if ui::holds_gallery(&place::root().join("ui/dist"))? {
        return Ok(());
    }
    Err(Stop::Failed("the pages of practice hold no gallery, so that its absence says nothing".into()))
}

fn refuse_gallery(pages: &Path) -> Result<(), Stop> {
    if ui::holds_gallery(pages)? {
        return Err(Stop::Failed("the pages of a release would hold the gallery of components".into()));
    }
    Ok(())
}

fn practice_parts(tree: &str) -> Vec<&str> {
    let names = tree.lines().filter_map(|line| line.split_whitespace().next());
    let mut found: Vec<&str> = names.filter(|name| PRACTICE.iter().any(|part| name.starts_with(part))).collect();
    found.sort_unstable();
    found.dedup();
    found
}

#[cfg(test)]
mod tests {
    use super::practice_parts;

    #[test]
    fn practice_parts_are_found_by_name() {
        let tree =
            "postern v0.1.0 (/r)\nserde v1.0.0\ntrussed-core v0.1.0\npostern-practice v0.1.0 (/r)\ntrussed-core v0.1.0";
        assert_eq!(practice_parts(tree), ["postern-practice", "trussed-core"]);
        assert!(practice_parts("postern v0.1.0 (/r)\npostern-domain v0.1.0").is_empty());
    }
}
