//! Which ended cases a reviewer looks into: drawn from the history itself, so that nobody on the staff chooses.
//!
//! Of a period, everything that ended within it and is privileged is drawn, and of the rest the `number` cases with the
//! lowest rank. A case's rank is SHA-256("postern/sample/v1" ‖ 0x00 ‖ root ‖ case), where `root` are the 32 bytes of the
//! root of the history as it stood when the period ended, and `case` the 16 bytes of the case's identifier. Whoever has
//! the history, or its checkpoint and the list of cases, draws the same: `docs/formats/sample-v1.md`.

use crate::canonical::Digest;
use crate::ids::CaseId;
use crate::recovery::{Gate, Refusal, Violation};
use crate::time::{Span, Timestamp};

/// What separates ranks from every other hash.
pub const DOMAIN: &str = "postern/sample/v1";
/// More cases than are drawn by rank at once.
pub const MOST: u32 = 500;
/// No period is longer.
const LONGEST: Span = Span::days(400);
/// Days from the Monday before it to 1970-01-01, a Thursday.
const FROM_MONDAY: i64 = 3;
const DAY: i64 = 86_400_000;
const WEEK: i64 = 7 * DAY;

/// A case that ended within the period, as the history stood when that ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ended {
    /// Which.
    pub case: CaseId,
    /// It is of the highest tier.
    pub privileged: bool,
}

/// A case that was drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Drawn {
    /// Which.
    pub case: CaseId,
    /// Its rank.
    pub rank: Digest,
    /// It is drawn because it is privileged, whatever its rank.
    pub privileged: bool,
}

/// Whether such a draw can be asked for: a period with a beginning before its end, and a number.
pub fn asked(from: Timestamp, to: Timestamp, number: u32) -> Result<(), Refusal> {
    let mut wrong = Vec::new();
    if to <= from || to.since(from) > LONGEST || from.0 < 0 {
        wrong.push(Violation::of(Gate::FieldValid).with("field", "period"));
    }
    if !(1..=MOST).contains(&number) {
        wrong.push(Violation::of(Gate::FieldValid).with("field", "number").with("max", MOST));
    }
    Refusal::unless_empty(wrong)
}

/// The rank of a case under a root.
pub fn rank(root: &[u8; 32], case: CaseId) -> Digest {
    Digest::separated(DOMAIN, &[&root[..], &case.0.as_bytes()[..]].concat())
}

/// The cases that are drawn, those that always are first, each kind in the order of its ranks. In which order `ended`
/// names them changes nothing.
pub fn draw(root: &[u8; 32], number: u32, ended: &[Ended]) -> Vec<Drawn> {
    let of = |one: &Ended| Drawn { case: one.case, rank: rank(root, one.case), privileged: one.privileged };
    let mut all: Vec<Drawn> = ended.iter().map(of).collect();
    all.sort_by_key(|one| (!one.privileged, one.rank, one.case));
    all.dedup_by_key(|one| one.case);
    let always = all.iter().filter(|one| one.privileged).count();
    all.truncate(always.saturating_add(usize::try_from(number).unwrap_or(usize::MAX)));
    all
}

/// The Monday, 00:00 UTC, of the week in which `at` lies.
pub fn week_of(at: Timestamp) -> Timestamp {
    let into = at.0.saturating_add(FROM_MONDAY * DAY).rem_euclid(WEEK);
    Timestamp(at.0.saturating_sub(into))
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    const ROOT: [u8; 32] = [7; 32];

    fn case(n: u128) -> CaseId {
        CaseId(Uuid::from_u128(n))
    }

    fn ended(n: u128) -> Ended {
        Ended { case: case(n), privileged: n.is_multiple_of(10) }
    }

    #[test]
    fn a_rank_is_what_the_page_of_formats_says() {
        let mut bytes = b"postern/sample/v1\0".to_vec();
        bytes.extend([7; 32]);
        bytes.extend(case(5).0.as_bytes());
        assert_eq!(rank(&ROOT, case(5)), Digest::of(&bytes));
    }

    #[test]
    fn every_privileged_case_is_drawn_and_the_lowest_ranks_of_the_rest() {
        let all: Vec<Ended> = (1..=40).map(ended).collect();
        let drawn = draw(&ROOT, 5, &all);
        let (always, by_rank) = drawn.split_at(4);
        assert!(always.iter().all(|one| one.privileged) && by_rank.iter().all(|one| !one.privileged));
        assert_eq!(by_rank.len(), 5);
        let highest = by_rank.iter().map(|one| one.rank).max();
        let left = all.iter().filter(|one| drawn.iter().all(|d| d.case != one.case));
        assert!(left.map(|one| Some(rank(&ROOT, one.case))).all(|rank| rank > highest), "a lower rank was left out");
    }

    #[test]
    fn the_order_in_which_cases_are_named_changes_nothing_and_neither_does_naming_one_twice() {
        let all: Vec<Ended> = (1..=40).map(ended).collect();
        let back: Vec<Ended> = (1..=40).rev().map(ended).chain([ended(3), ended(10)]).collect();
        assert_eq!(draw(&ROOT, 7, &all), draw(&ROOT, 7, &back));
    }

    #[test]
    fn a_larger_number_keeps_what_a_smaller_one_drew_and_another_root_draws_others() {
        let all: Vec<Ended> = (1..=200).filter(|n| n % 10 != 0).map(ended).collect();
        let cases = |root: &[u8; 32], n| draw(root, n, &all).iter().map(|one| one.case).collect::<Vec<_>>();
        assert_eq!(cases(&ROOT, 5), cases(&ROOT, 9)[..5]);
        assert_ne!(cases(&ROOT, 9), cases(&[8; 32], 9));
        assert_eq!(cases(&ROOT, MOST).len(), all.len(), "there are no more than there are");
        assert_eq!(draw(&ROOT, 3, &[]), []);
    }

    #[test]
    fn a_period_begins_before_it_ends_and_something_is_drawn() {
        let codes = |from, to, number| asked(Timestamp(from), Timestamp(to), number).map_err(|r| r.codes());
        assert_eq!(codes(0, WEEK, 1), Ok(()));
        assert_eq!(codes(0, 400 * DAY, MOST), Ok(()));
        assert_eq!(codes(WEEK, WEEK, 1), Err(vec!["INP-01"]));
        assert_eq!(codes(-1, WEEK, 1), Err(vec!["INP-01"]));
        assert_eq!(codes(0, 400 * DAY + 1, 1), Err(vec!["INP-01"]));
        assert_eq!(codes(0, WEEK, 0), Err(vec!["INP-01"]));
        assert_eq!(codes(i64::MIN, i64::MAX, MOST + 1), Err(vec!["INP-01", "INP-01"]));
    }

    #[test]
    fn weeks_begin_on_mondays() {
        let at = |text: &str| Timestamp::parse(text).unwrap();
        let monday = at("2026-05-04T00:00:00Z");
        for inside in ["2026-05-04T00:00:00Z", "2026-05-07T12:00:00Z", "2026-05-10T23:59:59Z"] {
            assert_eq!(week_of(at(inside)), monday, "{inside}");
        }
        assert_eq!(week_of(at("2026-05-11T00:00:00Z")), at("2026-05-11T00:00:00Z"));
        assert_eq!(week_of(at("1969-12-31T12:00:00Z")), at("1969-12-29T00:00:00Z"));
    }
}
