//! A policy in words: each setting with its bounds and its rule, what it asks of each tier, and what another one changes.
//! For the window and the command line.

use crate::dto::{
    Message, PolicyChangeRow, PolicyChangeView, PolicyPartView, PolicySettingView, PolicyView, WeighsCode,
};
use postern_domain::policy::{Bounds, Policy, Setting, Value, Weighs};
use postern_domain::recovery::Tier;
use postern_domain::text::shown;

/// The policy in force, beside the one that ships as `name`.
pub fn policy_view(policy: &Policy, name: &str, shipped: &Policy) -> PolicyView {
    let differences = shipped.differences(policy);
    // Names differ by their dates alone, and say nothing of what is asked.
    let differs = differences.iter().filter(|one| one.setting.name != "name").count();
    let setting = |(setting, value): (Setting, Value)| {
        let ships = differences.iter().find(|one| one.setting.name == setting.name);
        PolicySettingView {
            name: setting.name.to_owned(),
            about: about(setting),
            value: value_of(&value),
            bounds: bounds_of(setting.bounds),
            rule: setting.rule.to_owned(),
            shipped: ships.map(|one| value_of(&one.from)),
        }
    };
    PolicyView {
        name: shown(&policy.name),
        shipped: name.to_owned(),
        differs: u32::try_from(differs).unwrap_or(u32::MAX),
        settings: policy.values().into_iter().map(setting).collect(),
        asks: policy_asks(policy),
    }
}

/// What `to` changes of `from`; and what it makes too loose, changed itself or not.
pub fn policy_change(from: &Policy, to: &Policy) -> PolicyChangeView {
    let (differences, loosened) = (from.differences(to), to.loosened());
    let row = |((setting, before), (_, after)): ((Setting, Value), (Setting, Value))| {
        let weighs = match differences.iter().find(|one| one.setting.name == setting.name) {
            _ if loosened.iter().any(|one| one.setting.name == setting.name) => WeighsCode::TooLoose,
            None => return None,
            Some(difference) => match difference.weighs {
                Weighs::Stricter => WeighsCode::Stricter,
                Weighs::Looser => WeighsCode::Looser,
                Weighs::Other => WeighsCode::Other,
            },
        };
        Some(PolicyChangeRow {
            name: setting.name.to_owned(),
            about: about(setting),
            from: value_of(&before),
            to: value_of(&after),
            bounds: bounds_of(setting.bounds),
            rule: setting.rule.to_owned(),
            weighs,
        })
    };
    PolicyChangeView {
        from: shown(&from.name),
        to: shown(&to.name),
        hash: to.hash().map(|digest| digest.hex()).unwrap_or_default(),
        rows: from.values().into_iter().zip(to.values()).filter_map(row).collect(),
    }
}

fn about(setting: Setting) -> Message {
    Message::of(format!("policy-about-{}", setting.name))
}

fn value_of(value: &Value) -> Message {
    match value {
        Value::Text(text) if text.is_empty() => Message::of("policypage-none"),
        Value::Text(text) => Message::of("policypage-value").with("value", shown(text)),
        Value::Number(number) => Message::of("policypage-value").with("value", number),
        Value::Switch(true) => Message::of("policypage-yes"),
        Value::Switch(false) => Message::of("policypage-no"),
        Value::Models(models) if models.is_empty() => Message::of("policypage-none"),
        Value::Models(models) => Message::of("policypage-value").with("value", shown(&models.join(", "))),
    }
}

/// What a setting may be.
pub fn bounds_of(bounds: Bounds) -> Message {
    match bounds {
        Bounds::Text => Message::of("policy-bounds-text"),
        Bounds::AnyText => Message::of("policy-bounds-any_text"),
        Bounds::Number { least, most } => Message::of("policy-bounds-number").with("least", least).with("most", most),
        Bounds::Switch => Message::of("policy-bounds-switch"),
        Bounds::Models => Message::of("policy-bounds-models"),
    }
}

/// What a policy asks of each tier, and of every one.
pub fn policy_asks(policy: &Policy) -> Vec<PolicyPartView> {
    let tiers =
        [("tier-standard", Tier::Standard), ("tier-machine", Tier::Machine), ("tier-privileged", Tier::Privileged)];
    let of_tier =
        |(title, tier): (&str, Tier)| PolicyPartView { title: Message::of(title), lines: asked(policy, tier) };
    let every = PolicyPartView { title: Message::of("policy-every-tier"), lines: asked_always(policy) };
    tiers.into_iter().map(of_tier).chain([every]).collect()
}

/// A sentence of a setting with its value.
fn valued(name: &str, value: impl ToString) -> Message {
    Message::of(format!("policy-{name}")).with("value", value)
}

fn asked_always(policy: &Policy) -> Vec<Message> {
    let velocity = Message::of("policy-velocity")
        .with("subject", policy.subject_cases)
        .with("agent", policy.agent_cases_per_day)
        .with("signatures", policy.signatures_per_day)
        .with("freezes", policy.freezes_per_day)
        .with("key", policy.key_cases);
    let mut lines = vec![
        Message::of("policy-account").with("ial", policy.account_ial).with("aal", policy.account_aal),
        valued("contact_unchanged_days", policy.contact_unchanged_days),
        valued("repeat_days", policy.repeat_days),
        valued("raise_after_repeats", policy.raise_after_repeats).with("days", policy.repeat_days),
        velocity,
        valued("exception", policy.exception_signatures),
        Message::of(if policy.emergency_allowed { "policy-emergency_allowed" } else { "policy-emergency_forbidden" }),
        valued("retention_days", policy.retention_days),
        valued("min_pin_length", policy.min_pin_length),
        valued("new_keys", policy.new_keys),
        if policy.allowed_models.is_empty() {
            Message::of("policy-any-model")
        } else {
            valued("allowed_models", shown(&policy.allowed_models.join(", ")))
        },
    ];
    if !policy.denied_models.is_empty() {
        lines.push(valued("denied_models", shown(&policy.denied_models.join(", "))));
    }
    if policy.model_level > 0 {
        lines.push(valued("model_level", policy.model_level));
    }
    if policy.metadata_required {
        lines.push(Message::of("policy-metadata_required"));
    }
    for (name, days) in [("evidence_days", policy.evidence_days), ("correspondence_days", policy.correspondence_days)] {
        if days > 0 {
            lines.push(valued(name, days));
        }
    }
    lines
}

fn asked(policy: &Policy, tier: Tier) -> Vec<Message> {
    let mut lines = Vec::new();
    // A sponsor signs in: no face is looked at.
    if tier == Tier::Machine {
        lines.push(Message::of("policy-machine"));
        lines.push(match policy.overlap_minutes {
            0 => Message::of("policy-no_overlap"),
            minutes => valued("overlap_minutes", minutes),
        });
    } else {
        lines.extend(verified(policy));
        lines.push(if policy.on_site_proofing {
            Message::of("policy-on_site_proofing")
        } else {
            Message::of("policy-video_cues").with("cues", policy.video_cues).with("minutes", policy.cue_minutes)
        });
    }
    let count = policy.approvals(tier);
    lines.push(Message::of("policy-approvals").with("count", count).with("minutes", policy.approval_minutes));
    if policy.over_shoulder && tier != Tier::Privileged {
        lines.push(Message::of("policy-over_shoulder"));
    }
    if tier == Tier::Privileged {
        lines.extend(asked_of_privileged(policy));
    }
    lines.push(Message::of("policy-revocation"));
    lines
}

fn asked_of_privileged(policy: &Policy) -> Vec<Message> {
    let mut lines = Vec::new();
    if policy.privileged_strong_evidence {
        lines.push(Message::of("policy-privileged_strong_evidence"));
    }
    if !policy.client_organisation.is_empty() {
        lines.push(valued("client_organisation", shown(&policy.client_organisation)));
    }
    if policy.privileged_wait_hours > 0 {
        lines.push(valued("privileged_wait_hours", policy.privileged_wait_hours));
    }
    if policy.privileged_on_other_console {
        lines.push(Message::of("policy-privileged_on_other_console"));
    }
    lines.push(Message::of("policy-release"));
    lines
}

/// How a person is verified.
fn verified(policy: &Policy) -> Vec<Message> {
    let mut lines = vec![Message::of(match policy.account_ial {
        0 => "policy-never_proofed",
        1 => "policy-evidence-ial1",
        _ => "policy-evidence",
    })];
    let biometric = policy.account_ial == 3 && policy.account_aal == 3;
    if biometric {
        lines.push(Message::of("policy-biometric"));
    }
    lines.push(if policy.recovery_codes && !biometric {
        Message::of("policy-codes")
            .with("digits", policy.code_digits)
            .with("attempts", policy.code_attempts)
            .with("phone", policy.code_phone_minutes)
            .with("mail", policy.code_mail_hours)
    } else {
        Message::of("policy-no_codes")
    });
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_setting_tells_what_ships_where_that_is_another() {
        let policy = Policy { name: "standard ours".to_owned(), video_cues: 3, ..Policy::standard() };
        let view = policy_view(&policy, "standard", &Policy::standard());
        assert_eq!((view.shipped.as_str(), view.differs), ("standard", 1));
        let of = |name: &str| view.settings.iter().find(|one| one.name == name).cloned().unwrap();
        let cues = of("video_cues");
        assert_eq!(cues.value, Message::of("policypage-value").with("value", 3));
        assert_eq!(cues.shipped, Some(Message::of("policypage-value").with("value", 1)));
        assert_eq!((cues.rule.as_str(), cues.bounds.id.as_str()), ("SP 800-63A-4 §3.14", "policy-bounds-number"));
        assert_eq!(of("cue_minutes").shipped, None);
    }

    #[test]
    fn a_change_marks_what_is_looser_and_what_no_policy_may_be() {
        let to = Policy { approval_minutes: 90, video_cues: 0, min_pin_length: 8, ..Policy::standard() };
        let change = policy_change(&Policy::standard(), &to);
        let rows: Vec<_> = change.rows.iter().map(|row| (row.name.as_str(), row.weighs)).collect();
        let expected = [
            ("approval_minutes", WeighsCode::Looser),
            ("video_cues", WeighsCode::TooLoose),
            ("min_pin_length", WeighsCode::Stricter),
        ];
        assert_eq!(rows, expected);
    }

    #[test]
    fn what_a_change_makes_too_loose_beside_itself_is_told_too() {
        let to = Policy { approvals_standard: 3, ..Policy::standard() };
        let change = policy_change(&Policy::standard(), &to);
        let rows: Vec<_> = change.rows.iter().map(|row| (row.name.as_str(), row.weighs)).collect();
        let both = [("approvals_standard", WeighsCode::Stricter), ("approvals_privileged", WeighsCode::TooLoose)];
        assert_eq!(rows, both);
        assert_eq!(policy_change(&to, &to).rows.len(), 1);
    }
}
