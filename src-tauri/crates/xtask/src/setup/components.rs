//! rustfmt and clippy, which a minimal Rust comes without.

use crate::cargo;
use crate::child;
use crate::stop::Stop;

/// Adds what is missing through rustup.
pub fn install() -> Result<(), Stop> {
    let missing: Vec<&str> = ["fmt", "clippy"]
        .into_iter()
        .filter(|tool| child::answer(cargo::cargo(tool).arg("--version")).is_none())
        .map(|tool| if tool == "fmt" { "rustfmt" } else { tool })
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    println!("==> Rust components to add: {}", missing.join(" "));
    child::run(child::command("rustup").args(["component", "add"]).args(&missing)).map_err(|stop| {
        println!("Add them to your Rust yourself: {}", missing.join(" "));
        Stop::Unmet(format!("Rust components are missing ({})", stop.reason()))
    })
}
