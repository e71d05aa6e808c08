//! One table of words for window, notices and command line.

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};

/// Every table of a language, as the window has them too.
macro_rules! tables {
    ($language:literal: $($name:literal)+) => {
        &[$(include_str!(concat!("../../../../ui/src/words/", $language, "/", $name, ".ftl"))),+]
    };
}

/// The English words.
pub const SOURCE: &[&str] = tables!("en":
    "console" "gates" "faults" "signin" "work" "steps" "cosign" "history" "settings" "policies"
    "path" "desk" "directories" "elsewhere" "rules" "notices" "keys" "pin" "sample" "patterns");

/// Words in one language.
pub struct Words {
    bundle: FluentBundle<FluentResource>,
}

impl Words {
    /// The English words. A file that does not parse in places gives the rest; a test holds that it parses whole.
    pub fn english() -> Self {
        let language = unic_langid::LanguageIdentifier::default();
        let mut bundle = FluentBundle::new_concurrent(vec![language]);
        bundle.set_use_isolating(false);
        for source in SOURCE {
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
            values.set(*name, FluentValue::from(*value));
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
        for source in SOURCE {
            if let Err((_, errors)) = FluentResource::try_new((*source).to_owned()) {
                panic!("{errors:?}");
            }
        }
    }

    #[test]
    fn every_gate_has_its_words() {
        let words = Words::english();
        let missing: Vec<String> = postern_domain::recovery::Gate::all()
            .flat_map(|g| ["gate", "refusal", "next"].map(|kind| format!("{kind}-{}", g.code())))
            .filter(|id| words.say(id, &[]) == format!("[{id}]"))
            .collect();
        assert!(missing.is_empty(), "no words for {missing:?}");
    }
}
