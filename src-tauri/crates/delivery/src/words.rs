//! One table of words for window, notices and command line.

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

/// Every table of a language, as the window has them too.
macro_rules! tables {
    ($language:literal) => {
        tables!($language:
            "console" "gates" "faults" "signin" "work" "steps" "cosign" "history" "settings" "policies"
            "path" "desk" "directories" "elsewhere" "rules" "notices" "keys" "pin" "handout" "waiting"
            "cases" "sections" "health" "policypage" "backups" "ask" "attention" "looked" "sample" "patterns"
            "deadlines" "find" "drafts" "shoulder" "quorum" "compare" "export" "report" "machines" "incident"
            "feed" "tickets" "notify" "privacy" "subject"
        )
    };
    ($language:literal: $($name:literal)+) => {
        &[$(include_str!(concat!("../../../../ui/src/words/", $language, "/", $name, ".ftl"))),+]
    };
}

/// The English words.
const ENGLISH: &[&str] = tables!("en");

/// The German words.
const GERMAN: &[&str] = tables!("de");

/// The names of arguments that count something and so choose plural forms; the window reads the same file.
const COUNTS: &str = include_str!("../../../../ui/src/words/counts.txt");

/// A language that people work in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Language {
    /// English.
    #[default]
    English,
    /// German.
    German,
}

impl Language {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::English, Self::German];

    /// Its code (BCP 47).
    pub const fn code(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::German => "de",
        }
    }

    /// The language of a code, by its first part; `None` for one in which nothing is said.
    pub fn of(code: &str) -> Option<Self> {
        let primary = code.split(['-', '_']).next().unwrap_or_default();
        Self::ALL.into_iter().find(|language| language.code().eq_ignore_ascii_case(primary))
    }

    /// Its tables.
    pub const fn tables(self) -> &'static [&'static str] {
        match self {
            Self::English => ENGLISH,
            Self::German => GERMAN,
        }
    }
}

/// Every table of every language: what can be shown.
pub fn every_table() -> impl Iterator<Item = &'static str> {
    Language::ALL.into_iter().flat_map(|language| language.tables().iter().copied())
}

/// Words in one language.
pub struct Words {
    bundle: FluentBundle<FluentResource>,
}

impl Words {
    /// The English words.
    pub fn english() -> Self {
        Self::of(Language::English)
    }

    /// The words of a language. A file that does not parse in places gives the rest; a test holds that it parses whole.
    pub fn of(language: Language) -> Self {
        let identifier: LanguageIdentifier = language.code().parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![identifier]);
        bundle.set_use_isolating(false);
        for source in ENGLISH.iter().chain(language.tables()) {
            let resource = FluentResource::try_new((*source).to_owned()).unwrap_or_else(|(partial, _)| partial);
            bundle.add_resource_overriding(resource);
        }
        Self { bundle }
    }

    /// The sentence `id` with its arguments; the id in brackets when there is none.
    pub fn say(&self, id: &str, args: &[(&str, &str)]) -> String {
        let Some(pattern) = self.bundle.get_message(id).and_then(|m| m.value()) else { return format!("[{id}]") };
        let mut values = FluentArgs::new();
        for (name, value) in args {
            let counts = COUNTS.lines().any(|counting| counting == *name);
            values.set(*name, if counts { FluentValue::try_number(value) } else { FluentValue::from(*value) });
        }
        let mut errors = Vec::new();
        self.bundle.format_pattern(pattern, Some(&values), &mut errors).into_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_parse_whole() {
        for source in every_table() {
            if let Err((_, errors)) = FluentResource::try_new((*source).to_owned()) {
                panic!("{errors:?}");
            }
        }
    }

    #[test]
    fn every_gate_has_its_words_in_every_language() {
        for language in Language::ALL {
            let words = Words::of(language);
            let missing: Vec<String> = postern_domain::recovery::Gate::all()
                .flat_map(|g| ["gate", "refusal", "next"].map(|kind| format!("{kind}-{}", g.code())))
                .filter(|id| words.say(id, &[]) == format!("[{id}]"))
                .collect();
            assert!(missing.is_empty(), "no words for {missing:?} in {language:?}");
        }
    }

    #[test]
    fn a_number_chooses_its_form_in_each_language() {
        let said = |language, cases| Words::of(language).say("cases-unlisted", &[("count", cases)]);
        let starts = |language, cases, start: &str| said(language, cases).starts_with(start);
        assert!(
            starts(Language::English, "1", "1 more ended case ")
                && starts(Language::English, "2", "2 more ended cases")
        );
        assert!(starts(Language::German, "1", "1 weiterer ") && starts(Language::German, "2", "2 weitere "));
    }

    #[test]
    fn a_language_is_found_by_the_first_part_of_its_code() {
        assert_eq!(["de", "de-AT", "DE_ch"].map(Language::of), [Some(Language::German); 3]);
        assert_eq!(["fr", "", "deu"].map(Language::of), [None; 3]);
    }
}
