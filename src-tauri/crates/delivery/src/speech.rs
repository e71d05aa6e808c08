//! How subjects are spoken to: in their language, with times as people write them, and with whom to call.

use crate::{Language, Words};
use jiff::tz::TimeZone;
use postern_domain::text::shown;
use postern_domain::time::Timestamp;

/// The languages in which subjects are spoken to, the zone of times, and how security is reached.
pub struct Speech {
    english: Words,
    german: Words,
    /// Where nobody said what the subject speaks.
    usual: Language,
    zone: TimeZone,
    security: Option<String>,
}

impl Default for Speech {
    fn default() -> Self {
        Self {
            english: Words::of(Language::English),
            german: Words::of(Language::German),
            usual: Language::English,
            zone: TimeZone::UTC,
            security: None,
        }
    }
}

impl Speech {
    /// As this machine tells the time; `usual` where nobody said what the subject speaks, and `security` is how security is
    /// reached, where that is told.
    pub fn of_this_machine(usual: Language, security: Option<&str>) -> Self {
        let security = security.map(|text| shown(text.trim())).filter(|text| !text.is_empty());
        Self { usual, zone: TimeZone::system(), security, ..Self::default() }
    }

    /// The same with times in `zone`.
    #[cfg(test)]
    pub fn in_zone(self, zone: TimeZone) -> Self {
        Self { zone, ..self }
    }

    /// The language of this code, or the usual one.
    pub(crate) fn language(&self, code: &str) -> Language {
        Language::of(code).unwrap_or(self.usual)
    }

    /// Its words.
    pub(crate) fn words(&self, language: Language) -> &Words {
        match language {
            Language::English => &self.english,
            Language::German => &self.german,
        }
    }

    /// A moment as people write it, with its zone.
    pub(crate) fn moment(&self, language: Language, at: Timestamp) -> String {
        let Ok(moment) = jiff::Timestamp::from_millisecond(at.0) else { return String::new() };
        let (local, words) = (moment.to_zoned_datetime(self.zone.clone()), self.words(language));
        let month = words.say(&format!("notice-month-{}", local.month()), &[]);
        let (day, year) = (local.day().to_string(), local.year().to_string());
        let time = format!("{:02}:{:02}", local.hour(), local.minute());
        let zone = zone(local.offset().seconds());
        let args = [("day", &day), ("month", &month), ("year", &year), ("time", &time), ("zone", &zone)];
        words.say("notice-moment", &args.map(|(name, value)| (name, value.as_str())))
    }

    /// Whom to call, and which case to name.
    pub(crate) fn call(&self, language: Language, case: &str) -> String {
        let words = self.words(language);
        match &self.security {
            Some(security) => words.say("notice-call-told", &[("security", security.as_str()), ("case", case)]),
            None => words.say("notice-call-known", &[("case", case)]),
        }
    }
}

/// A zone by its distance from UTC: the same in every language, and never one of two that share a name.
fn zone(seconds: i32) -> String {
    let minutes = seconds.unsigned_abs().div_euclid(60);
    let (hours, rest) = (minutes.div_euclid(60), minutes.rem_euclid(60));
    let sign = if seconds < 0 { '-' } else { '+' };
    match (hours, rest) {
        (0, 0) => "UTC".to_owned(),
        (_, 0) => format!("UTC{sign}{hours}"),
        (_, _) => format!("UTC{sign}{hours}:{rest:02}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 2026-11-23T23:05:00Z.
    const LATE: Timestamp = Timestamp(1_795_475_100_000);

    fn east(hours: i8) -> Speech {
        Speech::default().in_zone(TimeZone::fixed(jiff::tz::offset(hours)))
    }

    #[test]
    fn a_moment_is_written_as_people_write_it_with_its_zone() {
        assert_eq!(LATE.rfc3339().as_deref(), Some("2026-11-23T23:05:00Z"));
        assert_eq!(Speech::default().moment(Language::English, LATE), "23 November 2026, 23:05 (UTC)");
        assert_eq!(east(1).moment(Language::German, LATE), "24. November 2026, 00:05 Uhr (UTC+1)");
        assert_eq!(east(-5).moment(Language::English, LATE), "23 November 2026, 18:05 (UTC-5)");
        assert_eq!((zone(19_800), zone(-34_200)), ("UTC+5:30".to_owned(), "UTC-9:30".to_owned()));
    }

    #[test]
    fn every_month_has_a_name_in_every_language() {
        let speech = Speech::default();
        for language in Language::ALL {
            for n in 1..=12 {
                let month = speech.words(language).say(&format!("notice-month-{n}"), &[]);
                assert!(!month.contains('['), "{month}");
            }
        }
    }

    #[test]
    fn whom_to_call_is_told_where_the_settings_say_so() {
        let told = Speech::of_this_machine(Language::German, Some(" +49 30 5550 0100\u{202e} "));
        let said = told.call(Language::English, "C-123456");
        assert!(said.contains("+49 30 5550 0100") && !said.contains('\u{202e}') && said.contains("C-123456"), "{said}");
        assert_eq!((told.language("de-AT"), told.language("en")), (Language::German, Language::English));
        assert_eq!((told.language(""), told.language("fr")), (Language::German, Language::German));
        let known = Speech::of_this_machine(Language::English, Some("  ")).call(Language::English, "C-123456");
        assert!(known.contains("C-123456") && known.contains("security team"), "{known}");
    }
}
