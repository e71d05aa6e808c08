//! Counting tests from what cargo's test binaries and vitest print.

use std::ops::AddAssign;

use crate::child::Watched;

/// Tests that passed and failed.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Tally {
    /// Tests that passed.
    pub passed: usize,
    /// Tests that failed.
    pub failed: usize,
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

impl Tally {
    /// The sum over the summary lines of a watched run; a run that failed without a failed test (a crash, a file that
    /// does not compile) counts as one failure.
    pub fn of(watched: &Watched) -> Self {
        let mut sum = Self::default();
        watched.kept.iter().filter_map(|line| parse(line)).for_each(|tally| sum += tally);
        if watched.result.is_err() && sum.failed == 0 {
            sum.failed = 1;
        }
        sum
    }
}

/// Whether a line sums up a test binary of cargo's, or a vitest run.
pub fn is_summary(line: &str) -> bool {
    parse(line).is_some()
}

/// `test result: ok. 3 passed; 0 failed; ...` or `Tests  1 failed | 11 passed (12)`.
fn parse(line: &str) -> Option<Tally> {
    let counts = if let Some(cargo) = line.strip_prefix("test result: ") {
        cargo.split_once(". ")?.1
    } else {
        line.strip_prefix("Tests ")?
    };
    let mut tally = None;
    for part in counts.split([';', '|']) {
        let mut words = part.split_whitespace();
        let Some(count) = words.next().and_then(|word| word.parse::<usize>().ok()) else { continue };
        match words.next() {
            Some("passed") => tally.get_or_insert(Tally::default()).passed += count,
            Some("failed") => tally.get_or_insert(Tally::default()).failed += count,
            _ => {}
        }
    }
    tally
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stop::Stop;

    #[test]
    fn a_test_binary_is_counted() {
        let line = "test result: FAILED. 12 passed; 3 failed; 0 ignored; 0 measured; 1 filtered out; finished in 0.02s";
        assert_eq!(parse(line), Some(Tally { passed: 12, failed: 3 }));
    }

    #[test]
    fn vitest_is_counted_by_tests_and_not_by_files() {
        assert_eq!(parse("Tests  1 failed | 11 passed (12)"), Some(Tally { passed: 11, failed: 1 }));
        assert_eq!(parse("Tests  12 passed (12)"), Some(Tally { passed: 12, failed: 0 }));
        assert_eq!(parse("Test Files  3 passed (3)"), None);
    }

    #[test]
    fn other_lines_are_not_counted() {
        assert_eq!(parse("test recovery::gates ... ok"), None);
        assert_eq!(parse("Tests are run one by one"), None);
    }

    #[test]
    fn a_crash_without_a_failed_test_is_a_failure() {
        let watched = Watched { result: Err(Stop::Failed("signal".into())), kept: vec!["Tests  2 passed (2)".into()] };
        assert_eq!(Tally::of(&watched), Tally { passed: 2, failed: 1 });
    }
}
