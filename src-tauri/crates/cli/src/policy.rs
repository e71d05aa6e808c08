//! `postern-audit policy check|explain|schema`.

use postern_delivery::Words;
use postern_domain::policy::{Bounds, LATER, Policy, SETTINGS};
use postern_domain::recovery::Tier;
use postern_os::policies::{self, BadPolicy, SHIPPED};
use std::io::Write as _;
use std::path::Path;
use std::process::ExitCode;

/// Says whether a policy can be used. Ends in `NAME: HASH` and exits 0, or in `N problems` and exits 1.
pub fn check(file: &Path) -> ExitCode {
    match read(file) {
        Ok(policy) => tell(&format!("{}: {}", policy.name, hash(&policy)), ExitCode::SUCCESS),
        Err(bad) => tell(&problems(file, &bad), ExitCode::from(1)),
    }
}

/// Says in words what a policy asks of each tier.
pub fn explain(file: &Path) -> ExitCode {
    match read(file) {
        Ok(policy) => tell(&explanation(&policy), ExitCode::SUCCESS),
        Err(bad) => tell(&problems(file, &bad), ExitCode::from(1)),
    }
}

/// Prints the JSON Schema of a policy file, for editors.
pub fn schema() -> ExitCode {
    tell(schema_text().trim_end(), ExitCode::SUCCESS)
}

/// A file, or one that ships when there is no such file and the name is one of theirs.
fn read(file: &Path) -> Result<Policy, BadPolicy> {
    let shipped = SHIPPED.iter().find(|(name, _)| !file.exists() && Path::new(name) == file);
    match shipped {
        Some((_, text)) => policies::parse(file, text),
        None => policies::read(file),
    }
}

fn tell(text: &str, code: ExitCode) -> ExitCode {
    // A reader that went away still gets the exit code.
    let _ = writeln!(std::io::stdout(), "{text}");
    code
}

fn hash(policy: &Policy) -> String {
    policy.hash().map(|digest| digest.hex()).unwrap_or_default()
}

fn problems(file: &Path, bad: &BadPolicy) -> String {
    let words = Words::english();
    let lines: Vec<String> = match bad {
        BadPolicy::Unreadable(bad) if bad.line == 0 => vec![format!("{}: {}", file.display(), bad.message)],
        BadPolicy::Unreadable(bad) => vec![bad.to_string()],
        BadPolicy::TooLoose(all) => all
            .iter()
            .map(|one| {
                let setting = one.loosened.setting;
                let bounds = bounds(&words, setting.bounds);
                let args =
                    [("name", setting.name), ("value", one.loosened.value.as_str()), ("bounds", bounds.as_str())];
                let said = words.say("policy-too-loose", &args);
                format!("{}, line {}: {said} {}", file.display(), one.line, setting.rule)
            })
            .collect(),
    };
    let count = lines.len();
    format!("{}\n{count} {}", lines.join("\n"), if count == 1 { "problem" } else { "problems" })
}

fn bounds(words: &Words, bounds: Bounds) -> String {
    match bounds {
        Bounds::Text => words.say("policy-bounds-text", &[]),
        Bounds::AnyText => words.say("policy-bounds-any_text", &[]),
        Bounds::Number { least, most } => {
            words.say("policy-bounds-number", &[("least", &least.to_string()), ("most", &most.to_string())])
        }
        Bounds::Switch => words.say("policy-bounds-switch", &[]),
        Bounds::Models => words.say("policy-bounds-models", &[]),
    }
}

fn explanation(policy: &Policy) -> String {
    let words = Words::english();
    let mut lines = vec![format!("{} ({})", policy.name, hash(policy))];
    for tier in [Tier::Standard, Tier::Machine, Tier::Privileged] {
        let name = match tier {
            Tier::Standard => "tier-standard",
            Tier::Machine => "tier-machine",
            Tier::Privileged => "tier-privileged",
        };
        lines.push(format!("\n{}", words.say(name, &[])));
        lines.extend(asked(policy, tier, &words).into_iter().map(|line| format!("  - {line}")));
    }
    lines.push(format!("\n{}", words.say("policy-every-tier", &[])));
    let numbered = |name: &str, value: i64| words.say(&format!("policy-{name}"), &[("value", &value.to_string())]);
    let say = |id: &str, args: &[(&str, String)]| {
        let args: Vec<_> = args.iter().map(|(name, value)| (*name, value.as_str())).collect();
        words.say(id, &args)
    };
    let velocity = [
        ("subject", policy.subject_cases.to_string()),
        ("agent", policy.agent_cases_per_day.to_string()),
        ("signatures", policy.signatures_per_day.to_string()),
        ("freezes", policy.freezes_per_day.to_string()),
        ("key", policy.key_cases.to_string()),
    ];
    let raise = [("value", policy.raise_after_repeats.to_string()), ("days", policy.repeat_days.to_string())];
    let every = [
        say("policy-account", &[("ial", policy.account_ial.to_string()), ("aal", policy.account_aal.to_string())]),
        numbered("contact_unchanged_days", policy.contact_unchanged_days),
        numbered("repeat_days", policy.repeat_days),
        say("policy-raise_after_repeats", &raise),
        say("policy-velocity", &velocity),
        numbered("exception", i64::from(policy.exception_signatures)),
        say(if policy.emergency_allowed { "policy-emergency_allowed" } else { "policy-emergency_forbidden" }, &[]),
        numbered("retention_days", policy.retention_days),
        numbered("min_pin_length", i64::from(policy.min_pin_length)),
        numbered("new_keys", i64::from(policy.new_keys)),
        if policy.allowed_models.is_empty() {
            words.say("policy-any-model", &[])
        } else {
            words.say("policy-allowed_models", &[("value", &policy.allowed_models.join(", "))])
        },
    ];
    let later = [
        (!policy.denied_models.is_empty())
            .then(|| say("policy-denied_models", &[("value", policy.denied_models.join(", "))])),
        (policy.model_level > 0).then(|| numbered("model_level", i64::from(policy.model_level))),
        policy.metadata_required.then(|| say("policy-metadata_required", &[])),
    ];
    lines.extend(every.into_iter().chain(later.into_iter().flatten()).map(|line| format!("  - {line}")));
    lines.join("\n")
}

fn asked(policy: &Policy, tier: Tier, words: &Words) -> Vec<String> {
    let count = policy.approvals(tier).to_string();
    let minutes = policy.approval_minutes.to_string();
    let said = |id: &str, value: i64| words.say(id, &[("value", &value.to_string())]);
    let mut lines = Vec::new();
    if tier == Tier::Machine {
        lines.push(words.say("policy-machine", &[]));
        lines.push(match policy.overlap_minutes {
            0 => words.say("policy-no_overlap", &[]),
            minutes => said("policy-overlap_minutes", minutes),
        });
    } else {
        lines.extend(verified(policy, words));
    }
    if tier == Tier::Machine {
        // A sponsor signs in: no face is looked at.
    } else if policy.on_site_proofing {
        lines.push(words.say("policy-on_site_proofing", &[]));
    } else {
        let args = [("cues", policy.video_cues.to_string()), ("minutes", policy.cue_minutes.to_string())];
        let args: Vec<_> = args.iter().map(|(name, value)| (*name, value.as_str())).collect();
        lines.push(words.say("policy-video_cues", &args));
    }
    lines.push(words.say("policy-approvals", &[("count", &count), ("minutes", &minutes)]));
    if tier == Tier::Privileged {
        if policy.privileged_strong_evidence {
            lines.push(words.say("policy-privileged_strong_evidence", &[]));
        }
        if !policy.client_organisation.is_empty() {
            lines.push(words.say("policy-client_organisation", &[("value", &policy.client_organisation)]));
        }
        if policy.privileged_wait_hours > 0 {
            lines.push(said("policy-privileged_wait_hours", policy.privileged_wait_hours));
        }
        if policy.privileged_on_other_console {
            lines.push(words.say("policy-privileged_on_other_console", &[]));
        }
        lines.push(words.say("policy-release", &[]));
    }
    lines.push(words.say("policy-revocation", &[]));
    lines
}

/// How a person is verified.
fn verified(policy: &Policy, words: &Words) -> Vec<String> {
    let mut lines = vec![match policy.account_ial {
        0 => words.say("policy-never_proofed", &[]),
        1 => words.say("policy-evidence-ial1", &[]),
        _ => words.say("policy-evidence", &[]),
    }];
    let biometric = policy.account_ial == 3 && policy.account_aal == 3;
    if biometric {
        lines.push(words.say("policy-biometric", &[]));
    }
    if policy.recovery_codes && !biometric {
        let (digits, attempts) = (policy.code_digits.to_string(), policy.code_attempts.to_string());
        let (phone, mail) = (policy.code_phone_minutes.to_string(), policy.code_mail_hours.to_string());
        let args = [("digits", &digits), ("attempts", &attempts), ("phone", &phone), ("mail", &mail)];
        let args: Vec<_> = args.iter().map(|(name, value)| (*name, value.as_str())).collect();
        lines.push(words.say("policy-codes", &args));
    } else {
        lines.push(words.say("policy-no_codes", &[]));
    }
    lines
}

fn schema_text() -> String {
    let words = Words::english();
    let mut properties = serde_json::Map::new();
    for setting in SETTINGS {
        let mut one = match setting.bounds {
            Bounds::Text => serde_json::json!({"type": "string", "minLength": 1}),
            Bounds::AnyText => serde_json::json!({"type": "string"}),
            Bounds::Number { least, most } => {
                serde_json::json!({"type": "integer", "minimum": least, "maximum": most})
            }
            Bounds::Switch => serde_json::json!({"type": "boolean"}),
            Bounds::Models => {
                let pattern = "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$";
                serde_json::json!({"type": "array", "items": {"type": "string", "pattern": pattern}})
            }
        };
        let about = words.say(&format!("policy-about-{}", setting.name), &[]);
        one["description"] = serde_json::Value::String(format!("{about} {}", setting.rule));
        properties.insert(setting.name.to_owned(), one);
    }
    let required: Vec<_> = SETTINGS.iter().map(|s| s.name).filter(|name| !LATER.contains(name)).collect();
    let schema = serde_json::json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Postern policy",
        "type": "object",
        "additionalProperties": false,
        "required": required,
        "properties": properties,
    });
    serde_json::to_string_pretty(&schema).unwrap_or_default() + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;
    use postern_domain::recovery::Gate;

    /// The published files, each drawn from the settings' own table.
    #[test]
    fn what_is_published_is_of_today() {
        let update = std::env::var_os("POSTERN_UPDATE_POLICIES").is_some();
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../policies");
        let held = |name: &str, text: String| {
            let file = folder.join(name);
            if update {
                std::fs::write(&file, &text).unwrap();
            }
            let published = std::fs::read_to_string(&file).unwrap_or_default();
            assert_eq!(published, text, "{name} is not of today: run with POSTERN_UPDATE_POLICIES=1");
            assert!(
                !text.contains('['.to_string().as_str()) || name.ends_with(".json"),
                "a sentence is missing: {text}"
            );
        };
        held("policy.schema.json", schema_text());
        for (name, text) in SHIPPED {
            let policy = policies::parse(Path::new(name), text).unwrap();
            held(&format!("{name}.explained.txt"), explanation(&policy) + "\n");
        }
    }

    #[test]
    fn the_guide_names_every_setting_with_its_bounds_and_every_local_rule() {
        let guide = include_str!("../../../docs/guide/policy.md");
        for setting in SETTINGS {
            let may = match setting.bounds {
                Bounds::Number { least, most } if least == most => format!(" {least} "),
                Bounds::Number { least, most } => format!(" {least} to {most}"),
                Bounds::Switch => "`true`, `false`".to_owned(),
                Bounds::Text | Bounds::AnyText | Bounds::Models => String::new(),
            };
            let row = guide.lines().find(|line| line.starts_with(&format!("| `{}` |", setting.name))).unwrap();
            assert!(row.contains(&may) && row.contains(setting.rule), "{row}");
        }
        let cited = Gate::all().map(Gate::citation).chain(SETTINGS.iter().map(|s| s.rule));
        for local in cited.filter_map(|citation| citation.strip_prefix("Local ")) {
            assert!(guide.contains(&format!("| {local} |")), "{local} is not explained");
        }
    }

    #[test]
    fn a_loosened_rule_is_told_with_its_bounds_and_its_source() {
        let text = SHIPPED[0].1.replace("approvals_standard = 1", "approvals_standard = 0");
        let bad = policies::parse(Path::new("mine.toml"), &text).unwrap_err();
        let said = problems(Path::new("mine.toml"), &bad);
        assert!(said.contains("mine.toml, line 22: approvals_standard is 0"), "{said}");
        assert!(said.contains("Local P-04") && said.ends_with("1 problem"), "{said}");
    }
}
