//! The policy a case runs under, and how far one may go. A case carries its hash.
//!
//! A policy tightens what the standards ask and never loosens it: [`SETTINGS`] holds the bound of each setting with
//! the rule that sets it. Deliberately absent: where a policy is read from, and sentences about it.

use crate::canonical::{self, Digest, NotCanonical};
use crate::recovery::Tier;
use crate::time::Span;
use serde::{Deserialize, Serialize};

/// Every number and switch that a gate reads.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Policy {
    /// Version of this list of settings: 1.
    pub version: u32,
    /// Name and date for people: `standard 2026-11`.
    pub name: String,
    /// Proofing is done on site only (SP 800-63A-4 §4.3.1: SHALL at IAL3).
    pub on_site_proofing: bool,
    /// Co-signatures that a standard case needs (Local P-04; NIST asks for none).
    pub approvals_standard: u32,
    /// Co-signatures that a privileged case needs (Local P-04).
    pub approvals_privileged: u32,
    /// How long a co-signature holds, in minutes (Local P-05).
    pub approval_minutes: i64,
    /// A privileged case is approved on another console than the agent's (Local P-06).
    pub privileged_on_other_console: bool,
    /// Days for which a contact must be unchanged to be used (Local P-08).
    pub contact_unchanged_days: i64,
    /// Random cues that a video check needs (SP 800-63A-4 §3.14).
    pub video_cues: u32,
    /// How long a drawn cue may be answered, in minutes.
    pub cue_minutes: i64,
    /// Days in which another request for the subject counts as a repeat (Local P-03).
    pub repeat_days: i64,
    /// Shortest PIN of a new key, in code points (SP 800-63B-4 §3.2.10: should be 6).
    pub min_pin_length: u32,
    /// Key models that may be provisioned: AAGUIDs, lower-case with hyphens. Empty: every model whose attestation is trusted.
    pub allowed_models: Vec<String>,
    /// Number of new keys per case.
    pub new_keys: u32,
}

impl Policy {
    /// The policy that ships: AAL2 accounts at IAL2, one co-signature, two for privileged accounts.
    pub fn standard() -> Self {
        Self {
            version: 1,
            name: "standard 2026-11".to_owned(),
            on_site_proofing: false,
            approvals_standard: 1,
            approvals_privileged: 2,
            approval_minutes: 60,
            privileged_on_other_console: true,
            contact_unchanged_days: 30,
            video_cues: 1,
            cue_minutes: 8,
            repeat_days: 90,
            min_pin_length: 6,
            allowed_models: Vec::new(),
            new_keys: 1,
        }
    }

    /// SHA-256 over its canonical form.
    pub fn hash(&self) -> Result<Digest, NotCanonical> {
        Ok(Digest::separated("postern/policy/v1", &canonical::bytes(self)?))
    }

    /// Co-signatures that `tier` needs.
    pub fn approvals(&self, tier: Tier) -> u32 {
        match tier {
            Tier::Standard => self.approvals_standard,
            Tier::Privileged => self.approvals_privileged,
        }
    }

    /// How long a co-signature holds.
    pub fn approval_span(&self) -> Span {
        Span::minutes(self.approval_minutes)
    }

    /// Whether a key of this model may be provisioned.
    pub fn allows_model(&self, aaguid: &str) -> bool {
        self.allowed_models.is_empty() || self.allowed_models.iter().any(|m| m == aaguid)
    }
}

/// What a setting may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bounds {
    /// Some text.
    Text,
    /// A whole number within these, both included.
    Number {
        /// The least.
        least: i64,
        /// The most.
        most: i64,
    },
    /// Yes or no.
    Switch,
    /// AAGUIDs of key models, lower-case with hyphens.
    Models,
}

/// One setting of a policy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Setting {
    /// Its name, which is its key in a policy file.
    pub name: &'static str,
    /// What it may be.
    pub bounds: Bounds,
    /// The rule that it sets, or that bounds it.
    pub rule: &'static str,
}

const fn setting(name: &'static str, bounds: Bounds, rule: &'static str) -> Setting {
    Setting { name, bounds, rule }
}

const fn number(name: &'static str, least: i64, most: i64, rule: &'static str) -> Setting {
    setting(name, Bounds::Number { least, most }, rule)
}

/// Every setting, in the order of a policy file (a test holds that it names every field).
pub const SETTINGS: &[Setting] = &[
    number("version", 1, 1, "Local P-20"),
    setting("name", Bounds::Text, "Local P-20"),
    setting("on_site_proofing", Bounds::Switch, "SP 800-63A-4 §4.3.1"),
    // Somebody else signs every recovery: no policy takes that away.
    number("approvals_standard", 1, 3, "Local P-04"),
    number("approvals_privileged", 1, 3, "Local P-04"),
    number("approval_minutes", 1, 480, "Local P-05"),
    setting("privileged_on_other_console", Bounds::Switch, "Local P-06"),
    number("contact_unchanged_days", 1, 3650, "Local P-08"),
    number("video_cues", 1, 10, "SP 800-63A-4 §3.14"),
    number("cue_minutes", 1, 10, "SP 800-63A-4 §3.14"),
    number("repeat_days", 1, 3650, "Local P-03"),
    number("min_pin_length", 4, 63, "SP 800-63B-4 §3.2.10"),
    setting("allowed_models", Bounds::Models, "SP 800-63B-4 §3.2.4"),
    number("new_keys", 1, 1, "Local P-18"),
];

/// A setting that goes too far.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Loosened {
    /// Which.
    pub setting: Setting,
    /// What it is.
    pub value: String,
}

impl Policy {
    /// The settings that no policy may have: looser than the standards, or than this product's own promise.
    pub fn loosened(&self) -> Vec<Loosened> {
        let values = serde_json::to_value(self).unwrap_or_default();
        let wrong = |setting: &Setting| {
            let value = &values[setting.name];
            let fits = match setting.bounds {
                Bounds::Text => value.as_str().is_some_and(|text| !text.trim().is_empty()),
                Bounds::Number { least, most } => value.as_i64().is_some_and(|n| (least..=most).contains(&n)),
                Bounds::Switch => value.is_boolean(),
                Bounds::Models => value.as_array().is_some_and(|all| all.iter().all(is_aaguid)),
            };
            (!fits).then(|| Loosened { setting: *setting, value: value.to_string() })
        };
        let mut all: Vec<_> = SETTINGS.iter().filter_map(wrong).collect();
        // Whoever can do more is let back in with more signatures, never with fewer.
        if self.approvals_privileged < self.approvals_standard
            && let Some(setting) = SETTINGS.iter().find(|s| s.name == "approvals_privileged")
        {
            all.push(Loosened { setting: *setting, value: self.approvals_privileged.to_string() });
        }
        all
    }
}

fn is_aaguid(value: &serde_json::Value) -> bool {
    let groups = [8, 4, 4, 4, 12];
    value.as_str().is_some_and(|text| {
        let parts: Vec<_> = text.split('-').collect();
        parts.len() == groups.len()
            && parts.iter().zip(groups).all(|(part, length)| {
                part.len() == length && part.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b))
            })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_setting_has_its_bounds() {
        let value = serde_json::to_value(Policy::standard()).unwrap();
        let fields: BTreeSet<_> = value.as_object().unwrap().keys().map(String::as_str).collect();
        assert_eq!(fields, SETTINGS.iter().map(|s| s.name).collect());
        assert_eq!(Policy::standard().loosened(), []);
    }

    #[test]
    fn a_policy_never_loosens_a_rule() {
        let loosened = |change: fn(&mut Policy)| {
            let mut policy = Policy::standard();
            change(&mut policy);
            policy.loosened().iter().map(|l| (l.setting.name, l.setting.rule)).collect::<Vec<_>>()
        };
        assert_eq!(loosened(|p| p.approvals_standard = 0), [("approvals_standard", "Local P-04")]);
        assert_eq!(loosened(|p| p.video_cues = 0), [("video_cues", "SP 800-63A-4 §3.14")]);
        assert_eq!(loosened(|p| p.min_pin_length = 3), [("min_pin_length", "SP 800-63B-4 §3.2.10")]);
        assert_eq!(loosened(|p| p.approval_minutes = 481), [("approval_minutes", "Local P-05")]);
        assert_eq!(loosened(|p| p.contact_unchanged_days = 0), [("contact_unchanged_days", "Local P-08")]);
        assert_eq!(loosened(|p| p.allowed_models = vec!["*".to_owned()]), [("allowed_models", "SP 800-63B-4 §3.2.4")]);
        assert_eq!(loosened(|p| p.approvals_standard = 3), [("approvals_privileged", "Local P-04")]);
        assert_eq!(loosened(|p| p.name.clear()), [("name", "Local P-20")]);
        assert_eq!(loosened(|p| p.min_pin_length = 8), []);
    }
}
