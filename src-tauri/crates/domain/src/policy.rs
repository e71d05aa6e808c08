//! The policy a case runs under, and how far one may go. A case carries its hash.
//!
//! A policy tightens what the standards ask and never loosens it: [`SETTINGS`] holds the bound of each setting with
//! the rule that sets it. Deliberately absent: where a policy is read from, and sentences about it.

mod compare;

pub use compare::{Difference, Value, Weighs};

use crate::canonical::{self, Digest, NotCanonical};
use crate::recovery::Tier;
use crate::recovery::account::ContactChannel;
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
    /// Identity assurance level at which the accounts here were proofed: 1 to 3, or 0 for never
    /// (SP 800-63B-4 §4.2.1.4: a repeat is done at least at that level; §4.2.2.1).
    pub account_ial: u32,
    /// Authentication assurance level of the accounts here: 2 or 3 (SP 800-63B-4 §4.2.2.2, §4.2.2.3).
    pub account_aal: u32,
    /// Proofing is done on site only (SP 800-63A-4 §4.3.1: SHALL at IAL3).
    pub on_site_proofing: bool,
    /// Recovery codes can recover an account, two by different methods or one with another authenticator
    /// (SP 800-63B-4 §4.2.2.2); otherwise only repeated proofing does.
    pub recovery_codes: bool,
    /// Decimal digits of an issued code (SP 800-63B-4 §4.2.1.2: at least 6).
    pub code_digits: u32,
    /// Wrong codes that a case may see before no code counts in it any more (SP 800-63B-4 §3.2.2: at most 100).
    pub code_attempts: u32,
    /// Minutes for which a code sent by voice or text message holds (SP 800-63B-4 §4.2.1.2: at most 10).
    pub code_phone_minutes: i64,
    /// Hours for which a code sent by mail holds (SP 800-63B-4 §4.2.1.2: at most 24).
    pub code_mail_hours: i64,
    /// A privileged account asks for two STRONG pieces or a SUPERIOR one (Local P-21).
    pub privileged_strong_evidence: bool,
    /// Co-signatures that a standard case needs (Local P-04; NIST asks for none).
    pub approvals_standard: u32,
    /// Co-signatures that a privileged case needs (Local P-04).
    pub approvals_privileged: u32,
    /// How long a co-signature holds, in minutes (Local P-05).
    pub approval_minutes: i64,
    /// A privileged case is approved on another console than the agent's (Local P-06).
    pub privileged_on_other_console: bool,
    /// A supervisor may co-sign at the agent's own console, while the agent's session stays; never a privileged case
    /// (Local P-34).
    #[serde(default, skip_serializing_if = "is_off")]
    pub over_shoulder: bool,
    /// Organisation that an approver of a privileged case belongs to, where the desk is outsourced; empty: any (Local P-24).
    pub client_organisation: String,
    /// Hours between the first notice and the unblocking of a privileged account, in which it can be repudiated (Local P-19).
    pub privileged_wait_hours: i64,
    /// More co-signatures for a case on the exception path (Local P-27).
    pub exception_signatures: u32,
    /// An emergency may set local rules aside, with more signatures (Local P-27).
    pub emergency_allowed: bool,
    /// Days for which a contact must be unchanged to be used (Local P-08).
    pub contact_unchanged_days: i64,
    /// Random cues that a video check needs (SP 800-63A-4 §3.14).
    pub video_cues: u32,
    /// How long a drawn cue may be answered, in minutes.
    pub cue_minutes: i64,
    /// Days in which another request for the subject counts as a repeat (Local P-03).
    pub repeat_days: i64,
    /// Other cases of the subject within those days from which the tier is raised (Local P-03).
    pub raise_after_repeats: u32,
    /// Cases of one subject within those days, with this one (Local P-22).
    pub subject_cases: u32,
    /// Cases that one agent opens in 24 hours (Local P-22).
    pub agent_cases_per_day: u32,
    /// Co-signatures that one supervisor gives in 24 hours (Local P-22).
    pub signatures_per_day: u32,
    /// Accounts that one agent freezes in 24 hours (Local P-22): freezing can be abused to lock people out.
    pub freezes_per_day: u32,
    /// Cases in which one key is handed out (Local P-22).
    pub key_cases: u32,
    /// Minutes for which a machine identity's old credential may live beside its new one, under the approval (Local P-26).
    pub overlap_minutes: i64,
    /// Days for which the records of a case are kept, by the risk assessment (SP 800-63B-4 §2.4.2).
    pub retention_days: i64,
    /// Shortest PIN of a new key, in code points (SP 800-63B-4 §3.2.10: should be 6).
    pub min_pin_length: u32,
    /// Key models that may be provisioned: AAGUIDs, lower-case with hyphens. Empty: every model whose attestation is trusted.
    pub allowed_models: Vec<String>,
    /// Key models that are not taken, whatever attests them: AAGUIDs, lower-case with hyphens.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub denied_models: Vec<String>,
    /// The FIDO certification level that a key's model needs, by the metadata; 0: none (Local P-31).
    #[serde(default, skip_serializing_if = "is_nought")]
    pub model_level: u32,
    /// A key is taken only where metadata that is not out of date lists its model (Local P-31).
    #[serde(default, skip_serializing_if = "is_off")]
    pub metadata_required: bool,
    /// Days after a case's end for which its files of the class `evidence` are kept; 0: until somebody erases them
    /// (Local P-37).
    #[serde(default, skip_serializing_if = "is_zero")]
    pub evidence_days: i64,
    /// The same for its other files, of the class `correspondence` (Local P-37).
    #[serde(default, skip_serializing_if = "is_zero")]
    pub correspondence_days: i64,
    /// Number of new keys per case.
    pub new_keys: u32,
}

// Settings that came later are left out where they are at their least, so that a policy of before keeps its hash.
fn is_nought(n: &u32) -> bool {
    *n == 0
}

fn is_zero(n: &i64) -> bool {
    *n == 0
}

fn is_off(on: &bool) -> bool {
    !*on
}

impl Policy {
    /// The policy that ships: AAL2 accounts at IAL2, one co-signature, two for privileged accounts.
    pub fn standard() -> Self {
        Self {
            version: 1,
            name: "standard 2026-11".to_owned(),
            account_ial: 2,
            account_aal: 2,
            on_site_proofing: false,
            recovery_codes: true,
            code_digits: 8,
            code_attempts: 5,
            code_phone_minutes: 10,
            code_mail_hours: 24,
            privileged_strong_evidence: true,
            approvals_standard: 1,
            approvals_privileged: 2,
            approval_minutes: 60,
            privileged_on_other_console: true,
            over_shoulder: false,
            client_organisation: String::new(),
            privileged_wait_hours: 4,
            exception_signatures: 1,
            emergency_allowed: true,
            contact_unchanged_days: 30,
            video_cues: 1,
            cue_minutes: 8,
            repeat_days: 90,
            raise_after_repeats: 2,
            subject_cases: 4,
            agent_cases_per_day: 40,
            signatures_per_day: 60,
            freezes_per_day: 20,
            key_cases: 2,
            overlap_minutes: 0,
            retention_days: 730,
            min_pin_length: 6,
            allowed_models: Vec::new(),
            denied_models: Vec::new(),
            model_level: 0,
            metadata_required: false,
            evidence_days: 0,
            correspondence_days: 0,
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
            Tier::Standard | Tier::Machine => self.approvals_standard,
            Tier::Privileged => self.approvals_privileged,
        }
    }

    /// How long a code sent over `channel` holds; nothing where no code goes that way.
    pub fn code_span(&self, channel: ContactChannel) -> Option<Span> {
        match channel {
            ContactChannel::Phone => Some(Span::minutes(self.code_phone_minutes)),
            ContactChannel::Email => Some(Span::hours(self.code_mail_hours)),
            ContactChannel::Post => None,
        }
    }

    /// How long a co-signature holds: in a privileged case, beyond the time that the subject has to object.
    pub fn approval_span(&self, tier: Tier) -> Span {
        let minutes = Span::minutes(self.approval_minutes);
        match tier {
            Tier::Standard | Tier::Machine => minutes,
            Tier::Privileged => minutes.and(Span::hours(self.privileged_wait_hours)),
        }
    }

    /// Whether a key of this model may be provisioned.
    pub fn allows_model(&self, aaguid: &str) -> bool {
        let listed = self.allowed_models.is_empty() || self.allowed_models.iter().any(|m| m == aaguid);
        listed && self.denied_models.iter().all(|m| m != aaguid)
    }
}

/// What a setting may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bounds {
    /// Some text.
    Text,
    /// Some text, or none.
    AnyText,
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
    number("account_ial", 0, 3, "SP 800-63B-4 §4.2.1.4"),
    number("account_aal", 2, 3, "SP 800-63B-4 §4.2.2.2"),
    setting("on_site_proofing", Bounds::Switch, "SP 800-63A-4 §4.3.1"),
    setting("recovery_codes", Bounds::Switch, "SP 800-63B-4 §4.2.2.2"),
    number("code_digits", 6, 12, "SP 800-63B-4 §4.2.1.2"),
    number("code_attempts", 1, 100, "SP 800-63B-4 §3.2.2"),
    number("code_phone_minutes", 1, 10, "SP 800-63B-4 §4.2.1.2"),
    number("code_mail_hours", 1, 24, "SP 800-63B-4 §4.2.1.2"),
    setting("privileged_strong_evidence", Bounds::Switch, "Local P-21"),
    // Somebody else signs every recovery: no policy takes that away.
    number("approvals_standard", 1, 3, "Local P-04"),
    number("approvals_privileged", 1, 3, "Local P-04"),
    number("approval_minutes", 1, 480, "Local P-05"),
    setting("privileged_on_other_console", Bounds::Switch, "Local P-06"),
    setting("over_shoulder", Bounds::Switch, "Local P-34"),
    setting("client_organisation", Bounds::AnyText, "Local P-24"),
    number("privileged_wait_hours", 0, 720, "Local P-19"),
    number("exception_signatures", 1, 3, "Local P-27"),
    setting("emergency_allowed", Bounds::Switch, "Local P-27"),
    number("contact_unchanged_days", 1, 3650, "Local P-08"),
    number("video_cues", 1, 10, "SP 800-63A-4 §3.14"),
    number("cue_minutes", 1, 10, "SP 800-63A-4 §3.14"),
    number("repeat_days", 1, 3650, "Local P-03"),
    number("raise_after_repeats", 1, 10, "Local P-03"),
    number("subject_cases", 1, 100, "Local P-22"),
    number("agent_cases_per_day", 1, 1000, "Local P-22"),
    number("signatures_per_day", 1, 1000, "Local P-22"),
    number("freezes_per_day", 1, 1000, "Local P-22"),
    number("key_cases", 1, 100, "Local P-22"),
    number("overlap_minutes", 0, 1440, "Local P-26"),
    number("retention_days", 1, 3650, "SP 800-63B-4 §2.4.2"),
    number("min_pin_length", 4, 63, "SP 800-63B-4 §3.2.10"),
    setting("allowed_models", Bounds::Models, "SP 800-63B-4 §3.2.4"),
    setting("denied_models", Bounds::Models, "SP 800-63B-4 §3.2.4"),
    number("model_level", 0, 3, "Local P-31"),
    setting("metadata_required", Bounds::Switch, "Local P-31"),
    number("evidence_days", 0, 3650, "Local P-37"),
    number("correspondence_days", 0, 3650, "Local P-37"),
    number("new_keys", 1, 1, "Local P-18"),
];

/// Settings that a policy may leave out: it is then as it was before they came.
pub const LATER: [&str; 6] =
    ["over_shoulder", "denied_models", "model_level", "metadata_required", "evidence_days", "correspondence_days"];

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
            let fits = LATER.contains(&setting.name) && value.is_null()
                || match setting.bounds {
                    Bounds::Text => value.as_str().is_some_and(|text| !text.trim().is_empty()),
                    Bounds::AnyText => value.is_string(),
                    Bounds::Number { least, most } => value.as_i64().is_some_and(|n| (least..=most).contains(&n)),
                    Bounds::Switch => value.is_boolean(),
                    Bounds::Models => value.as_array().is_some_and(|all| all.iter().all(is_aaguid)),
                };
            (!fits).then(|| Loosened { setting: *setting, value: value.to_string() })
        };
        let mut all: Vec<_> = SETTINGS.iter().filter_map(wrong).collect();
        let together = [
            // Whoever can do more is let back in with more signatures, never with fewer.
            ("approvals_privileged", self.approvals_privileged < self.approvals_standard),
            // SP 800-63A-4 §4.3.1: IAL3 is proofed on site, and nowhere else.
            ("on_site_proofing", self.account_ial == 3 && !self.on_site_proofing),
            // SP 800-63B-4 §4.2.2.1: an account that was never proofed is recovered by codes, or not at all.
            ("recovery_codes", self.account_ial == 0 && !self.recovery_codes),
        ];
        for (name, wrong) in together {
            let setting = SETTINGS.iter().find(|s| wrong && s.name == name);
            all.extend(setting.map(|setting| Loosened { setting: *setting, value: values[name].to_string() }));
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
        assert_eq!(
            fields.union(&LATER.into()).copied().collect::<BTreeSet<_>>(),
            SETTINGS.iter().map(|s| s.name).collect()
        );
        let hash = "dfc2d631e3e71e6316719bcf1e56acec8a30d4f5fec30e01516fb6bf89657702";
        assert_eq!(
            Policy::standard().hash().unwrap().hex(),
            hash,
            "a setting that came later changes no policy of before"
        );
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
        assert_eq!(loosened(|p| p.account_ial = 3), [("on_site_proofing", "SP 800-63A-4 §4.3.1")]);
        let never_proofed = |p: &mut Policy| (p.account_ial, p.recovery_codes) = (0, false);
        assert_eq!(loosened(never_proofed), [("recovery_codes", "SP 800-63B-4 §4.2.2.2")]);
        assert_eq!(loosened(|p| p.code_phone_minutes = 11), [("code_phone_minutes", "SP 800-63B-4 §4.2.1.2")]);
        assert_eq!(loosened(|p| p.code_attempts = 101), [("code_attempts", "SP 800-63B-4 §3.2.2")]);
        assert_eq!(loosened(|p| p.min_pin_length = 8), []);
        assert_eq!(loosened(|p| p.evidence_days = 30), []);
        assert_eq!(loosened(|p| p.evidence_days = -1), [("evidence_days", "Local P-37")]);
        assert_eq!(loosened(|p| p.correspondence_days = 3651), [("correspondence_days", "Local P-37")]);
        let model = "2fc0579f-8113-47ea-b116-bb5a8db9202a";
        let named = |model: &str| {
            let policy = Policy { allowed_models: vec![model.to_owned()], ..Policy::standard() };
            policy.loosened().is_empty()
        };
        assert!(named(model));
        let wrong = [
            &model[..35],
            &format!("{model}-00"),
            &model.to_uppercase(),
            &model.replace('-', "_"),
            &model.replace('2', "g"),
            "2fc0579-f8113-47ea-b116-bb5a8db9202a",
            "2fc0579f-8113-47ea-b116-bb5a8db9202",
        ];
        for wrong in wrong {
            assert!(!named(wrong), "{wrong}");
        }
    }

    #[test]
    fn on_site_goes_with_ial3_and_codes_with_no_proofing() {
        let fits = |ial: u32, on_site: bool, codes: bool| {
            let policy =
                Policy { account_ial: ial, on_site_proofing: on_site, recovery_codes: codes, ..Policy::standard() };
            policy.loosened().is_empty()
        };
        for (ial, on_site, codes, is) in [
            (3, true, true, true),
            (3, false, true, false),
            (3, true, false, true),
            (2, true, true, true),
            (2, false, false, true),
            (0, false, true, true),
            (0, false, false, false),
        ] {
            assert_eq!(fits(ial, on_site, codes), is, "IAL{ial} {on_site} {codes}");
        }
    }

    #[test]
    fn a_list_of_models_allows_those_alone() {
        let mut policy = Policy::standard();
        assert!(policy.allows_model("a"));
        policy.allowed_models = vec!["b".to_owned()];
        assert!(policy.allows_model("b") && !policy.allows_model("a"));
    }

    #[test]
    fn a_signature_of_a_privileged_case_outlives_the_wait() {
        let policy = Policy { approval_minutes: 30, privileged_wait_hours: 2, ..Policy::standard() };
        assert_eq!(policy.approval_span(Tier::Standard), Span::minutes(30));
        assert_eq!(policy.approval_span(Tier::Machine), Span::minutes(30));
        assert_eq!(policy.approval_span(Tier::Privileged), Span::minutes(150));
    }
}
