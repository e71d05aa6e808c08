//! The TypeScript types of the interface, written anew from the Rust ones.

use crate::cargo;
use crate::child;
use crate::lock::Lock;
use crate::setup::{self, Scope};
use crate::stop::Outcome;

/// What the command does, for the help.
pub const ABOUT: &str = "write ui/src/ipc/types.ts anew from the Rust types";

/// `cargo xtask types`.
pub fn run(arguments: &[String]) -> Outcome {
    crate::no_arguments(arguments)?;
    let _lock = Lock::take()?;
    let node = setup::ready(Scope::Console)?;
    setup::install_npm_packages(&node)?;
    let mut command = cargo::cargo("test");
    child::run(command.args(["--workspace", "--test", "types"]).env("POSTERN_UPDATE_TYPES", "1"))?;
    child::run(setup::npm(&node).args(["exec", "--", "prettier", "--write", "src/ipc/types.ts"]))?;
    Ok("types: ui/src/ipc/types.ts is of today's Rust types".into())
}
