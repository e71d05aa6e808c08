//! Days, as the service writes them.

use std::fmt;

/// A day of the calendar. The service names no time zone; it is taken as UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(jiff::civil::Date);

impl Day {
    /// Reads `YYYY-MM-DD`, nothing else.
    pub fn read(text: &str) -> Option<Self> {
        if text.len() != 10 {
            return None;
        }
        text.parse().ok().map(Self)
    }

    /// The day on which `ms` milliseconds since 1970 lie; the calendar's first or last one beyond its ends.
    pub fn of(ms: i64) -> Self {
        let end = if ms < 0 { jiff::Timestamp::MIN } else { jiff::Timestamp::MAX };
        let at = jiff::Timestamp::from_millisecond(ms).unwrap_or(end);
        Self(jiff::tz::Offset::UTC.to_datetime(at).date())
    }

    /// The day after; `None` at the calendar's end.
    pub fn next(self) -> Option<Self> {
        self.0.tomorrow().ok().map(Self)
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::Day;

    #[test]
    fn only_whole_dates_are_read() {
        assert_eq!(Day::read("2024-02-29").map(|d| d.to_string()).as_deref(), Some("2024-02-29"));
        for wrong in ["2023-02-29", "2024-2-29", "2024-02-29T00:00:00Z", "20240229", "", "2024-13-01", "29.02.2024"] {
            assert_eq!(Day::read(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn no_time_is_beyond_the_calendar() {
        assert_eq!(Day::of(0).to_string(), "1970-01-01");
        assert_eq!(Day::of(-1).to_string(), "1969-12-31");
        assert!(Day::of(i64::MIN) < Day::of(0) && Day::of(0) < Day::of(i64::MAX));
        assert_eq!(Day::read("9999-12-31").and_then(Day::next), None);
    }
}
