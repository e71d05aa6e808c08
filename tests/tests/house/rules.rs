//! The rules of the standards, from rule to gate or field, to code, to test: the documentation's table, of today.

use super::{root, tests, text};
use postern_delivery::Words;
use postern_domain::rules::controls::{CONTROLS, HeldBy};
use postern_domain::rules::{Binding, Held, RULES, Rule};
use std::collections::BTreeSet;

const WORDS: &str = include_str!("../../../ui/src/words/en/rules.ftl");

fn word(id: &str) -> Option<&'static str> {
    WORDS.lines().find_map(|line| line.strip_prefix(id)?.strip_prefix(" = ")).filter(|said| !said.trim().is_empty())
}

fn binding(rule: &Rule) -> &'static str {
    match rule.binding {
        Binding::Shall => "SHALL",
        Binding::ShallNot => "SHALL NOT",
        Binding::Should => "SHOULD",
        Binding::May => "MAY",
        Binding::Informative => "informative",
    }
}

fn listed(all: impl IntoIterator<Item = impl std::fmt::Display>) -> String {
    all.into_iter().map(|one| format!("`{one}`")).collect::<Vec<_>>().join(", ")
}

fn held(rule: &Rule) -> String {
    match rule.held {
        Held::Gated(gates) => format!("gated: {}", listed(gates.iter().map(|g| g.code()))),
        Held::Recorded(what) => format!("recorded: {}", listed(what)),
        Held::Stated => format!("stated: {}", word(&format!("rule-{}-why", rule.id)).unwrap_or_default()),
    }
}

/// What is missing of a rule: a word, a gate, a field that its code does not have, a file, a test that is not there.
fn missing(rule: &Rule, tests: &BTreeSet<String>) -> Vec<String> {
    let mut all = Vec::new();
    let mut need = |is: bool, what: String| {
        if !is {
            all.push(format!("{}: {what}", rule.id));
        }
    };
    let code: Vec<_> =
        rule.code.iter().map(|file| std::fs::read_to_string(root().join("src-tauri/crates").join(file))).collect();
    need(word(&format!("rule-{}", rule.id)).is_some(), "no words".to_owned());
    need(!rule.source.is_empty() && !rule.code.is_empty() && !rule.tests.is_empty(), "an empty cell".to_owned());
    for (file, text) in rule.code.iter().zip(&code) {
        need(text.is_ok(), format!("no file {file}"));
    }
    for test in rule.tests {
        need(tests.contains(*test), format!("no test {test}"));
    }
    match rule.held {
        Held::Gated(gates) => need(!gates.is_empty(), "no gate".to_owned()),
        Held::Recorded(what) => {
            need(!what.is_empty(), "nothing recorded".to_owned());
            for name in what {
                let field = name.rsplit('.').next().unwrap_or(name);
                let there = |text: &String| text.contains(&format!("{field}:"));
                need(code.iter().flatten().any(there), format!("no field {name} in its code"));
            }
        }
        Held::Stated => need(word(&format!("rule-{}-why", rule.id)).is_some(), "no reason".to_owned()),
    }
    all
}

fn table() -> String {
    let rows = RULES.iter().map(|rule| {
        let asks = word(&format!("rule-{}", rule.id)).unwrap_or_default();
        let (held, code, tests) = (held(rule), listed(rule.code), listed(rule.tests));
        format!("| {} | {asks} | {}, {} | {held} | {code} | {tests} |\n", rule.id, rule.source, binding(rule))
    });
    format!(
        "# Rules of recovery\n\n\
         Every rule of SP 800-63B-4 (B) and SP 800-63A-4 (A) that a recovery meets, in the words of the window: what\n\
         holds it, where, and which test shows it. `cargo xtask rules` checks this page against the code, and\n\
         `cargo xtask rules --update` writes it from `src-tauri/crates/domain/src/rules/table.rs`. A gate refuses whoever\n\
         breaks the rule; what is recorded is for people to judge; what is stated no console can check. Code is below\n\
         `src-tauri/crates/`. Each case keeps its result per rule (met, not met, not applicable, attested) in the record\n\
         that ends it.\n\n\
         | Rule | Asks | Source | Held | Code | Tests |\n|---|---|---|---|---|---|\n{}",
        rows.collect::<String>()
    )
}

#[test]
fn every_rule_is_held_and_the_table_is_of_today() {
    let tests = tests();
    let missing: Vec<_> = RULES.iter().flat_map(|rule| missing(rule, &tests)).collect();
    for line in &missing {
        eprintln!("{line}");
    }
    let path = root().join("src-tauri/docs/rules.md");
    if std::env::var_os("POSTERN_UPDATE_RULES").is_some() {
        std::fs::write(&path, table()).unwrap();
    }
    let published = text("src-tauri/docs/rules.md");
    let count = |is: fn(&Held) -> bool| RULES.iter().filter(|rule| is(&rule.held)).count();
    let open: BTreeSet<_> = missing.iter().filter_map(|line| line.split(':').next()).collect();
    eprintln!(
        "{} rules: {} gated, {} recorded, {} stated, {} open",
        RULES.len(),
        count(|h| matches!(h, Held::Gated(_))),
        count(|h| matches!(h, Held::Recorded(_))),
        count(|h| matches!(h, Held::Stated)),
        open.len()
    );
    assert!(missing.is_empty(), "{missing:?}");
    assert!(published == table(), "src-tauri/docs/rules.md is not of today: run `cargo xtask rules --update`");
}

#[test]
fn every_stated_rule_says_why() {
    for rule in RULES {
        let why = word(&format!("rule-{}-why", rule.id));
        assert_eq!(why.is_some(), rule.held == Held::Stated, "{}", rule.id);
    }
}

#[test]
fn every_rule_stands_once_and_in_order() {
    let ids: Vec<_> = RULES.iter().map(|r| r.id.to_owned()).collect();
    let of = |letter: char, last: u32| (1..=last).map(move |n| format!("{letter}{n:02}"));
    // Appendix numbering of the reading: there is no A24.
    let expected: Vec<_> = of('B', 36).chain(of('A', 31).filter(|id| id != "A24")).collect();
    assert_eq!(ids, expected);
}

/// The documentation's table of other frameworks' controls.
fn controls() -> String {
    let words = Words::english();
    let rows = CONTROLS.iter().map(|row| {
        let (held_by, id) = match row.held_by {
            HeldBy::Invariant(number) => (format!("Invariant {number}"), format!("report-invariant-{number}")),
            HeldBy::Gate(gate) => (gate.code().to_owned(), format!("gate-{}", gate.code())),
        };
        let frames = row.frames;
        let [csf, sp, iso, nhi] =
            [frames.csf, frames.sp_800_53, frames.iso_27001, frames.nhi].map(|all| all.join(", "));
        format!("| {held_by} | {} | {csf} | {sp} | {iso} | {nhi} |\n", words.say(&id, &[]))
    });
    format!(
        "# Controls of other frameworks\n\n\
         Which controls of NIST CSF 2.0, SP 800-53 rev. 5, ISO/IEC 27001:2022 Annex A and the OWASP Non-Human Identities Top 10 (2025)\n\
         each invariant and each gate serves. The case report shows the same rows. A row says that a control is served, never that it is\n\
         fulfilled. `cargo xtask rules` checks this page against the code, and `cargo xtask rules --update` writes it from\n\
         `src-tauri/crates/domain/src/rules/controls.rs`.\n\n\
         | Held by | What | NIST CSF 2.0 | SP 800-53 rev. 5 | ISO/IEC 27001:2022 | OWASP NHI |\n|---|---|---|---|---|---|\n{}",
        rows.collect::<String>()
    )
}

#[test]
fn the_table_of_controls_is_of_today() {
    let path = root().join("src-tauri/docs/controls.md");
    if std::env::var_os("POSTERN_UPDATE_RULES").is_some() {
        std::fs::write(&path, controls()).unwrap();
    }
    let published = text("src-tauri/docs/controls.md");
    assert!(published == controls(), "src-tauri/docs/controls.md is not of today: run `cargo xtask rules --update`");
    assert!(!published.contains('['), "a row has no words");
}
