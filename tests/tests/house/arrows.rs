use super::{metadata, text};
use std::collections::{BTreeMap, BTreeSet};

/// Who may depend on whom, in the house. Composers (shell, command line, tests) may on everybody.
fn allowed() -> BTreeMap<&'static str, BTreeSet<&'static str>> {
    let set = |names: &[&'static str]| names.iter().copied().collect::<BTreeSet<_>>();
    BTreeMap::from([
        ("postern-domain", set(&[])),
        ("postern-ledger", set(&[])),
        ("postern-ports", set(&["postern-domain"])),
        ("postern-application", set(&["postern-ports", "postern-domain", "postern-ledger"])),
        ("postern-ipc", set(&["postern-application", "postern-ports", "postern-domain"])),
        ("postern-store", set(&["postern-ports", "postern-domain", "postern-ledger"])),
        ("postern-authenticator", set(&["postern-ports", "postern-domain"])),
        ("postern-directory", set(&["postern-ports", "postern-domain"])),
        ("postern-delivery", set(&["postern-ports", "postern-domain"])),
        ("postern-os", set(&["postern-ports", "postern-domain"])),
        ("postern-practice", set(&["postern-ports", "postern-domain", "postern-authenticator"])),
        ("postern-opensk-key", set(&["postern-ports", "postern-domain", "postern-authenticator"])),
        ("xtask", set(&[])),
    ])
}

const COMPOSERS: [&str; 3] = ["postern", "postern-audit", "postern-tests"];

#[test]
fn dependencies_point_one_way() {
    let metadata = metadata();
    let allowed = allowed();
    let members: BTreeSet<String> = metadata.workspace_packages().iter().map(|p| p.name.to_string()).collect();
    for package in metadata.workspace_packages() {
        let name = package.name.as_str();
        if COMPOSERS.contains(&name) {
            continue;
        }
        let may = allowed
            .get(name)
            .unwrap_or_else(|| panic!("{name} has no place in the house: give it one here and in ARCHITECTURE.md"));
        for dependency in package.dependencies.iter().filter(|d| d.kind == cargo_metadata::DependencyKind::Normal) {
            let ours = members.contains(&dependency.name);
            assert!(!ours || may.contains(dependency.name.as_str()), "{name} must not depend on {}", dependency.name);
        }
    }
}

#[test]
fn the_domain_is_pure() {
    let metadata = metadata();
    let domain =
        metadata.workspace_packages().into_iter().find(|p| p.name.as_str() == "postern-domain").unwrap().clone();
    for dependency in domain.dependencies.iter().filter(|d| d.kind == cargo_metadata::DependencyKind::Normal) {
        let impure = ["tokio", "futures", "sqlx", "reqwest", "tauri", "rand", "getrandom", "async-trait"];
        assert!(!impure.contains(&dependency.name.as_str()), "the domain must not use {}", dependency.name);
    }
}

#[test]
fn practice_is_reached_only_through_its_feature() {
    let metadata = metadata();
    let shell = metadata.workspace_packages().into_iter().find(|p| p.name.as_str() == "postern").unwrap().clone();
    let practice = shell.dependencies.iter().find(|d| d.name == "postern-practice").unwrap();
    assert!(practice.optional);
    let cli = metadata.workspace_packages().into_iter().find(|p| p.name.as_str() == "postern-audit").unwrap().clone();
    assert!(!cli.dependencies.iter().any(|d| d.name == "postern-practice"));
}

#[test]
fn one_folder_of_the_window_imports_tauri() {
    let folder = super::root().join("ui/src");
    let mut stack = vec![folder.clone()];
    while let Some(dir) = stack.pop() {
        for entry in std::fs::read_dir(dir).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                stack.push(path);
            } else if !path.starts_with(folder.join("ipc")) {
                let source = std::fs::read(&path).unwrap();
                let imports = source.windows(10).any(|w| w == b"@tauri-app");
                assert!(!imports, "{} imports Tauri: only ui/src/ipc may", path.display());
            }
        }
    }
}

#[test]
fn the_top_level_is_what_was_asked_for() {
    let asked = [
        "Cargo.toml",
        "Cargo.lock",
        "src-tauri",
        "ui",
        "icons",
        "tests",
        "README.md",
        "SECURITY.md",
        "CONTRIBUTING.md",
        "CHANGELOG.md",
        "target",
    ];
    for entry in std::fs::read_dir(super::root()).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        assert!(
            asked.contains(&name.as_str()) || name.starts_with('.') || name.starts_with("LICENSE"),
            "{name} at the top level"
        );
    }
    assert!(text("README.md").contains("cargo xtask run"));
}

#[test]
fn no_package_leaves_a_gate_out() {
    // The domain's feature `explore` leaves a gate out, for the exploration alone: nothing that is built asks for it.
    for package in metadata().workspace_packages() {
        for dependency in package.dependencies.iter().filter(|d| d.name == "postern-domain") {
            let asked = dependency.features.iter().any(|f| f == "explore");
            assert!(!asked, "{} asks for the feature `explore`", package.name);
        }
        let turned_on = package.features.values().flatten().any(|f| f.ends_with("domain/explore"));
        assert!(!turned_on, "{} turns on the feature `explore`", package.name);
    }
}
