//! The npm packages of `ui/`, from its lock file.

use std::process::Command;

use super::Node;
use crate::child;
use crate::place;
use crate::stamp::{Digest, Stamp};
use crate::stop::Stop;

/// `npm ...` in `ui/`.
pub fn npm(node: &Node) -> Command {
    let mut command = node.command("npm");
    // Without a notice about newer versions of npm: that asks the registry at every call.
    command.current_dir(place::root().join("ui")).env("npm_config_update_notifier", "false");
    command
}

/// Installs the packages unless they are there for this lock file and this Node; says whether it did.
pub fn install(node: &Node) -> Result<bool, Stop> {
    let ui = place::root().join("ui");
    let lock = ui.join("package-lock.json");
    if !lock.exists() {
        return Err(Stop::Failed("ui/package-lock.json is missing".into()));
    }
    let digest = Digest::default().word(&node.version).files(&lock, |_| true)?.finish();
    let stamp = Stamp::of("npm");
    if stamp.matches(&digest) && ui.join("node_modules").is_dir() {
        return Ok(false);
    }
    child::run(npm(node).args(["ci", "--no-audit", "--no-fund"]))?;
    stamp.set(&digest)?;
    Ok(true)
}
