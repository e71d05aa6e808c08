use super::{root, text};
use std::collections::BTreeSet;
use std::path::Path;

/// Names of all test functions of the workspace.
fn tests(folder: &Path, found: &mut BTreeSet<String>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() && !path.ends_with("node_modules") {
            tests(&path, found);
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

#[test]
fn every_threat_has_a_control_and_a_test_that_exists() {
    let mut known = BTreeSet::new();
    tests(&root().join("src-tauri"), &mut known);
    tests(&root().join("tests"), &mut known);
    let security = text("SECURITY.md");
    let rows: Vec<Vec<&str>> = security
        .lines()
        .filter(|l| l.starts_with("| ") && !l.starts_with("| Attack"))
        .map(|l| l.trim_matches('|').split('|').map(str::trim).collect())
        .collect();
    assert!(rows.len() >= 25, "{} rows", rows.len());
    for row in rows {
        assert_eq!(row.len(), 3, "{row:?}");
        assert!(row.iter().all(|cell| !cell.is_empty()), "an empty cell: {row:?}");
        let test = row[2].trim_matches('`');
        assert!(known.contains(test), "no test is called {test} ({})", row[0]);
    }
}
