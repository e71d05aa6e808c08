//! `postern-audit policy check|explain|schema`.

use postern_delivery::Words;
use postern_domain::policy::{Bounds, LATER, Policy, SETTINGS};
use postern_ipc::convert::{bounds_of, policy_asks};
use postern_ipc::dto::Message;
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
                let bounds = say(&words, &bounds_of(setting.bounds));
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

fn say(words: &Words, message: &Message) -> String {
    let args: Vec<_> = message.args.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    words.say(&message.id, &args)
}

fn explanation(policy: &Policy) -> String {
    let words = Words::english();
    let mut lines = vec![format!("{} ({})", policy.name, hash(policy))];
    for part in policy_asks(policy) {
        lines.push(format!("\n{}", say(&words, &part.title)));
        lines.extend(part.lines.iter().map(|line| format!("  - {}", say(&words, line))));
    }
    lines.join("\n")
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
