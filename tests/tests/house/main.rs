//! What holds the house together: arrows, licences, the threat table, the command table.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    missing_docs,
    reason = "a test may fail by panicking"
)]

mod arrows;
mod commands;
mod licences;
mod rules;
mod threats;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// The repository's root.
fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

/// Text of a file of the repository.
fn text(path: &str) -> String {
    std::fs::read_to_string(root().join(path)).unwrap_or_else(|e| panic!("{path}: {e}"))
}

/// `cargo metadata` of the workspace for this machine, offline: other machines' packages are not here.
fn metadata() -> cargo_metadata::Metadata {
    let rustc = std::process::Command::new("rustc").arg("-vV").output().unwrap();
    let host = String::from_utf8(rustc.stdout).unwrap();
    let host = host.lines().find_map(|line| line.strip_prefix("host: ")).unwrap().to_owned();
    cargo_metadata::MetadataCommand::new()
        .manifest_path(root().join("Cargo.toml"))
        .other_options(["--offline".to_owned(), "--filter-platform".to_owned(), host])
        .exec()
        .unwrap()
}

/// Names of all test functions of the workspace.
fn tests() -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    tests_below(&root().join("src-tauri"), &mut found);
    tests_below(&root().join("tests"), &mut found);
    found
}

fn tests_below(folder: &Path, found: &mut BTreeSet<String>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() && !path.ends_with("node_modules") {
            tests_below(&path, found);
        } else if path.extension().is_some_and(|e| e == "rs") {
            let source = std::fs::read_to_string(&path).unwrap();
            let lines: Vec<&str> = source.lines().collect();
            for (n, line) in lines.iter().enumerate() {
                let name = line.trim().strip_prefix("async fn ").or_else(|| line.trim().strip_prefix("fn "));
                let is_test = lines[n.saturating_sub(4)..n].iter().any(|l| l.contains("test]") || l.contains("test("));
                if let (Some(name), true) = (name, is_test) {
                    found.insert(name.split(['(', '<']).next().unwrap().to_owned());
                }
            }
        }
    }
}
