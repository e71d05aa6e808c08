//! Cargo, always with the same selection of features.
//!
//! A selection by `-p` unifies features anew and so rebuilds half the graph beside the other half. Everything that is
//! built for development is therefore selected from the whole workspace with its tests: what `run` built, `tour` and
//! `test` use.

use std::env;
use std::path::PathBuf;
use std::process::Command;

use crate::child;
use crate::place;
use crate::stop::Stop;

/// The console, its command-line companion and the journeys through its window, of the one graph.
pub const CONSOLE: &[&str] = &["--workspace", "--bin", "postern", "--bin", "postern-audit", "--test", "journeys"];

/// The whole workspace with all its tests.
pub const EVERYTHING: &[&str] = &["--workspace", "--all-targets"];

/// `cargo SUBCOMMAND ...`, in the repository's root.
pub fn cargo(subcommand: &str) -> Command {
    // Beside rustup's proxies the very cargo that runs us.
    let mut command = child::command(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.arg(subcommand).env("CARGO_TARGET_DIR", place::target());
    command
}

/// Cargo whose output is read: it would lose its colours on a terminal without being told.
pub fn cargo_watched(subcommand: &str) -> Command {
    use std::io::IsTerminal;
    let mut command = cargo(subcommand);
    if std::io::stdout().is_terminal() {
        command.env("CARGO_TERM_COLOR", "always");
    }
    command
}

/// The test binaries of one package, built in the one graph.
pub fn test_binaries(package: &str) -> Result<Vec<PathBuf>, Stop> {
    let mut command = cargo("test");
    command.args(EVERYTHING).args(["--no-run", "--message-format=json"]);
    let messages =
        child::answer(&mut command).ok_or_else(|| Stop::Failed("the tests do not build: `cargo xtask test`".into()))?;
    let found: Vec<PathBuf> = messages.lines().filter_map(|message| test_binary(message, package)).collect();
    if found.is_empty() { Err(Stop::Failed(format!("{package} has no tests"))) } else { Ok(found) }
}

/// The path in one of cargo's messages, if it is about a test binary of `package`.
fn test_binary(message: &str, package: &str) -> Option<PathBuf> {
    let text = |name: &str| {
        let after = message.split_once(&format!("\"{name}\":\""))?.1;
        Some(after.split_once('"')?.0)
    };
    // `path+file:///…/crates/domain#postern-domain@0.1.0`
    let of_package = text("package_id")?.rsplit_once('#')?.1.split('@').next() == Some(package);
    (of_package && message.contains("\"test\":true}")).then(|| text("executable").map(PathBuf::from)).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    const MESSAGE: &str = r#"{"reason":"compiler-artifact","package_id":"path+file:///r/domain#postern-domain@0.1.0","target":{"name":"x","test":true},"profile":{"opt_level":"0","test":true},"features":[],"executable":"/r/target/debug/deps/x-1","fresh":true}"#;

    #[test]
    fn a_packages_test_binary_is_found_by_its_package() {
        assert_eq!(test_binary(MESSAGE, "postern-domain"), Some(PathBuf::from("/r/target/debug/deps/x-1")));
        assert_eq!(test_binary(MESSAGE, "postern"), None);
    }

    #[test]
    fn a_library_has_no_binary() {
        let library = MESSAGE.replace(r#""/r/target/debug/deps/x-1""#, "null");
        assert_eq!(test_binary(&library, "postern-domain"), None);
    }
}
