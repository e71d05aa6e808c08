//! Setting the machine up: what is missing, and nothing else, is installed.

mod components;
mod node;
mod npm;
mod packages;
mod system;
pub mod unpacked;

pub use node::Node;
pub use npm::npm;

use crate::lock::Lock;
use crate::stop::{Outcome, Stop};

/// What the command does, for the help.
pub const ABOUT: &str = "install everything that the other commands need, and nothing that is there";

/// How much a command needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// To build the pages.
    Pages,
    /// To build the console and open it on this machine's display.
    Console,
    /// To drive the console on a virtual display of our own, and to run every test.
    Tests,
}

/// `cargo xtask setup`.
pub fn run(arguments: &[String]) -> Outcome {
    crate::no_arguments(arguments)?;
    let _lock = Lock::take()?;
    let node = ready(Scope::Tests)?;
    let fresh = if npm::install(&node)? { "installed" } else { "up to date" };
    Ok(format!("setup: ready, Node {}, npm packages {fresh}", node.version))
}

/// Installs what `scope` needs, and returns the Node to use. The npm packages are the pages' own business.
pub fn ready(scope: Scope) -> Result<Node, Stop> {
    let present = node::present();
    packages::install(&packages::needed(scope, present.is_some()))?;
    if scope == Scope::Tests {
        components::install()?;
    }
    present.map_or_else(node::install, Ok)
}

/// Installs what a benchmark is measured beside: `journalctl --verify` over journals that it writes.
pub fn ready_to_compare() -> Result<(), Stop> {
    ready(Scope::Tests)?;
    packages::install(packages::COMPARED)
}

/// Installs the npm packages of the lock file, unless they are there; says whether it did.
pub fn install_npm_packages(node: &Node) -> Result<bool, Stop> {
    npm::install(node)
}
