use super::{tests, text};

#[test]
fn every_threat_has_a_control_and_a_test_that_exists() {
    let known = tests();
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
