//! Policy files: strictly parsed, and refused where they loosen a rule.

use crate::settings::BadSettings;
use postern_domain::policy::{Loosened, Policy};
use std::path::Path;

/// The policies that ship, by name.
pub const SHIPPED: [(&str, &str); 3] = [
    ("standard", include_str!("../../../policies/standard.toml")),
    ("high-assurance", include_str!("../../../policies/high-assurance.toml")),
    ("small-team", include_str!("../../../policies/small-team.toml")),
];

/// A setting that goes too far, with its place in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TooLoose {
    /// From 1; 0 where the file does not name it.
    pub line: usize,
    /// Which, and what it is.
    pub loosened: Loosened,
}

/// A policy that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BadPolicy {
    /// It cannot be read: no file, no TOML, an unknown or missing key.
    Unreadable(BadSettings),
    /// It loosens what no policy may loosen.
    TooLoose(Vec<TooLoose>),
}

impl std::fmt::Display for BadPolicy {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Unreadable(bad) => bad.fmt(f),
            Self::TooLoose(all) => {
                let told = |one: &TooLoose| {
                    let Loosened { setting, value } = &one.loosened;
                    format!("line {}: {} is {value} ({})", one.line, setting.name, setting.rule)
                };
                f.write_str(&all.iter().map(told).collect::<Vec<_>>().join("; "))
            }
        }
    }
}

/// Reads the policy in `file`.
pub fn read(file: &Path) -> Result<Policy, BadPolicy> {
    let text = std::fs::read_to_string(file).map_err(|error| {
        BadPolicy::Unreadable(BadSettings { file: file.to_owned(), line: 0, column: 0, message: error.to_string() })
    })?;
    parse(file, &text)
}

/// Reads the policy in `text`; `file` is named where it is wrong.
pub fn parse(file: &Path, text: &str) -> Result<Policy, BadPolicy> {
    let policy = parse_loose(file, text)?;
    let loosened = policy.loosened();
    if loosened.is_empty() {
        return Ok(policy);
    }
    let place = |loosened: Loosened| TooLoose { line: line_of(text, loosened.setting.name), loosened };
    Err(BadPolicy::TooLoose(loosened.into_iter().map(place).collect()))
}

/// The same to look at only: a policy that loosens a rule is read too.
pub fn parse_loose(file: &Path, text: &str) -> Result<Policy, BadPolicy> {
    crate::settings::parse_toml(file, text).map_err(BadPolicy::Unreadable)
}

/// The policy that ships under `name`.
pub fn shipped(name: &str) -> Option<Policy> {
    let (_, text) = SHIPPED.iter().find(|(one, _)| *one == name)?;
    parse(Path::new(name), text).ok()
}

/// The name of the one that ships which `policy` began as, by its name; else of the first.
pub fn began_as(policy: &Policy) -> &'static str {
    let (first, _) = SHIPPED[0];
    let begins = |name: &str| policy.name == name || policy.name.starts_with(&format!("{name} "));
    SHIPPED.iter().map(|(name, _)| *name).find(|name| begins(name)).unwrap_or(first)
}

/// The line that sets `name`; 0 when none does.
fn line_of(text: &str, name: &str) -> usize {
    let sets = |line: &str| line.trim_start().strip_prefix(name).is_some_and(|rest| rest.trim_start().starts_with('='));
    text.lines().position(sets).map_or(0, |n| n + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn changed(from: &str, to: &str) -> Result<Policy, BadPolicy> {
        parse(Path::new("policy.toml"), &SHIPPED[0].1.replace(from, to))
    }

    #[test]
    fn what_ships_can_be_used_and_the_first_is_built_in() {
        for (name, text) in SHIPPED {
            let policy = parse(Path::new(name), text).unwrap();
            assert!(policy.name.starts_with(name), "{name}: {}", policy.name);
        }
        assert_eq!(changed("", "").unwrap(), Policy::standard());
    }

    #[test]
    fn a_policy_is_compared_with_the_one_that_it_began_as() {
        for (name, _) in SHIPPED {
            assert_eq!(shipped(name).map(|policy| began_as(&policy)), Some(name));
        }
        assert_eq!(shipped("mine"), None);
        assert_eq!(began_as(&Policy { name: "small-team 7, ours".to_owned(), ..Policy::standard() }), "small-team");
        assert_eq!(began_as(&Policy { name: "high-assurances".to_owned(), ..Policy::standard() }), "standard");
    }

    #[test]
    fn what_is_too_loose_can_be_looked_at_all_the_same() {
        let text = SHIPPED[0].1.replace("approvals_standard = 1", "approvals_standard = 0");
        assert_eq!(parse_loose(Path::new("policy.toml"), &text).unwrap().approvals_standard, 0);
        assert!(matches!(parse(Path::new("policy.toml"), &text), Err(BadPolicy::TooLoose(_))));
    }

    #[test]
    fn an_unknown_key_is_refused_with_its_place() {
        let Err(BadPolicy::Unreadable(bad)) = changed("video_cues", "video_cuse") else { panic!("accepted") };
        assert_eq!(bad.line, 16);
        assert!(bad.message.contains("video_cuse"), "{}", bad.message);
    }

    #[test]
    fn a_missing_key_is_named() {
        let Err(BadPolicy::Unreadable(bad)) = changed("new_keys = 1", "") else { panic!("accepted") };
        assert!(bad.message.contains("new_keys"), "{}", bad.message);
    }

    #[test]
    fn a_loosened_rule_is_refused_with_its_line_and_its_source() {
        let Err(BadPolicy::TooLoose(all)) = changed("min_pin_length = 6", "min_pin_length = 3") else {
            panic!("accepted")
        };
        assert_eq!(all.len(), 1);
        assert_eq!((all[0].line, all[0].loosened.setting.rule), (44, "SP 800-63B-4 §3.2.10"));
    }
}
