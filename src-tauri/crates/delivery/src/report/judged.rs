//! What was judged: gates, rules, and the controls that they serve.

use super::model::{Section, Table};
use super::scene::{Scene, code, time};
use postern_domain::recovery::Level;
use postern_domain::rules::controls::{CONTROLS, HeldBy};
use postern_domain::rules::{Binding, RULES};

/// Words that are put together here.
#[cfg(test)]
pub(super) const WORDS: &[&str] = &[
    "report-gate-met",
    "report-gate-open",
    "report-binding-shall",
    "report-binding-shall_not",
    "report-binding-should",
    "report-binding-may",
    "report-binding-informative",
    "verdict-met",
    "verdict-not_met",
    "verdict-attested",
    "verdict-not_applicable",
    "level-shall",
    "level-should",
    "level-local",
];

/// Every gate that the completion asks, as it was when the case ended.
pub(super) fn checklist(scene: &Scene<'_>) -> Section {
    let columns = [("gate", 2), ("asks", 5), ("stage", 3), ("result", 2), ("binding", 3), ("source", 4)];
    let mut table = Table::new(scene.say("report-checklist-caption"), scene.columns(&columns));
    for (gate, met) in &scene.gates {
        let level = match gate.level() {
            Level::Shall => "shall",
            Level::Should => "should",
            Level::Local => "local",
        };
        table.rows.push(vec![
            gate.code().to_owned(),
            scene.say(&format!("gate-{}", gate.code())),
            scene.word("stage", &gate.stage()),
            scene.say(if *met { "report-gate-met" } else { "report-gate-open" }),
            scene.say(&format!("level-{level}")),
            gate.citation().to_owned(),
        ]);
    }
    let open = scene.gates.iter().filter(|(_, met)| !met).count();
    let (all, open) = (scene.gates.len().to_string(), open.to_string());
    let lead = scene.with("report-checklist-lead", &[("all", &all), ("open", &open), ("time", &time(scene.judged_at))]);
    Section::new("checklist", scene.say("report-checklist"), vec![lead]).with(table, scene.say("report-none"))
}

/// What the case shows of every rule of the standards.
pub(super) fn rules(scene: &Scene<'_>) -> Section {
    let columns = [("rule", 2), ("asks", 8), ("source", 4), ("binding", 2), ("result", 3), ("because", 4)];
    let mut table = Table::new(scene.say("report-rules-caption"), scene.columns(&columns));
    for result in &scene.rules {
        let rule = RULES.iter().find(|rule| rule.id == result.rule);
        let binding = rule.map(|rule| match rule.binding {
            Binding::Shall => "shall",
            Binding::ShallNot => "shall_not",
            Binding::Should => "should",
            Binding::May => "may",
            Binding::Informative => "informative",
        });
        table.rows.push(vec![
            result.rule.clone(),
            scene.say(&format!("rule-{}", result.rule)),
            rule.map(|rule| rule.source.to_owned()).unwrap_or_default(),
            binding.map(|binding| scene.say(&format!("report-binding-{binding}"))).unwrap_or_default(),
            scene.say(&format!("verdict-{}", code(&result.verdict))),
            result.because.join(", "),
        ]);
    }
    let lead = vec![scene.say("report-rules-lead")];
    Section::new("rules", scene.say("report-rules"), lead).with(table, scene.say("report-none"))
}

/// The controls of other frameworks that the case's gates and the console's invariants serve.
pub(super) fn controls(scene: &Scene<'_>) -> Section {
    let columns = [("held-by", 3), ("what", 6), ("csf", 3), ("sp", 4), ("iso", 3), ("nhi", 3)];
    let mut table = Table::new(scene.say("report-controls-caption"), scene.columns(&columns));
    for row in CONTROLS {
        let (held_by, what) = match row.held_by {
            HeldBy::Invariant(number) => {
                let name = scene.with("report-invariant", &[("number", &number.to_string())]);
                (name, scene.say(&format!("report-invariant-{number}")))
            }
            HeldBy::Gate(gate) if scene.gates.iter().any(|(asked, _)| *asked == gate) => {
                (gate.code().to_owned(), scene.say(&format!("gate-{}", gate.code())))
            }
            HeldBy::Gate(_) => continue,
        };
        let frames = row.frames;
        let [csf, sp, iso, nhi] =
            [frames.csf, frames.sp_800_53, frames.iso_27001, frames.nhi].map(|all| all.join(", "));
        table.rows.push(vec![held_by, what, csf, sp, iso, nhi]);
    }
    let lead = vec![scene.say("report-controls-lead")];
    Section::new("controls", scene.say("report-controls"), lead).with(table, scene.say("report-none"))
}
