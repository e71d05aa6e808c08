//! Points in time, as recorded: milliseconds since the Unix epoch, UTC.

use serde::{Deserialize, Serialize};

/// A point in time in milliseconds since 1970-01-01T00:00:00Z.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Timestamp(pub i64);

/// A length of time in milliseconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Span(pub i64);

impl Span {
    /// `n` seconds.
    pub const fn seconds(n: i64) -> Self {
        Self(n * 1_000)
    }
    /// `n` minutes.
    pub const fn minutes(n: i64) -> Self {
        Self(n * 60_000)
    }
    /// `n` hours.
    pub const fn hours(n: i64) -> Self {
        Self(n * 3_600_000)
    }
    /// `n` days of 24 hours.
    pub const fn days(n: i64) -> Self {
        Self(n * 86_400_000)
    }

    /// Both together.
    pub const fn and(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl Timestamp {
    /// This time moved later by `span`.
    pub fn plus(self, span: Span) -> Self {
        Self(self.0.saturating_add(span.0))
    }

    /// How long after `earlier` this is; negative when it is before.
    pub fn since(self, earlier: Self) -> Span {
        Span(self.0.saturating_sub(earlier.0))
    }

    /// RFC 3339 in UTC to the second, or `None` outside the calendar's range.
    pub fn rfc3339(self) -> Option<String> {
        let at = jiff::Timestamp::from_millisecond(self.0).ok()?;
        let whole = jiff::Timestamp::from_second(at.as_second()).ok()?;
        Some(whole.to_string())
    }

    /// Reads RFC 3339, or `None` when it is not one.
    pub fn parse(text: &str) -> Option<Self> {
        text.parse::<jiff::Timestamp>().ok().map(|t| Self(t.as_millisecond()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rfc3339_drops_the_fraction() {
        assert_eq!(Timestamp(1_700_000_000_999).rfc3339().as_deref(), Some("2023-11-14T22:13:20Z"));
    }

    #[test]
    fn rfc3339_is_read_back() {
        assert_eq!(Timestamp::parse("2023-11-14T22:13:20Z"), Some(Timestamp(1_700_000_000_000)));
        assert_eq!(Timestamp::parse("yesterday"), None);
    }

    #[test]
    fn spans_do_not_wrap() {
        assert_eq!(Timestamp(i64::MAX).plus(Span::days(1)), Timestamp(i64::MAX));
    }
}
