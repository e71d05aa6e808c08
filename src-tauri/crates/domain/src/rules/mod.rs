//! Every rule of SP 800-63B-4 and SP 800-63A-4 that a recovery meets, and what holds it. The one place where they are
//! listed.

pub mod controls;
mod table;

pub use table::RULES;

use crate::recovery::evidence::EvidenceKind;
use crate::recovery::exception::ExceptionKind;
use crate::recovery::view::{contained_at, judged};
use crate::recovery::{Case, Channel, Facts, Gate, Lifecycle, Method};
use serde::{Deserialize, Serialize};

/// How binding a rule is in its source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Binding {
    /// It must be so. A rule with a SHALL and a SHOULD counts as this.
    Shall,
    /// It must not be so.
    ShallNot,
    /// It is to be so, unless there is a reason.
    Should,
    /// It is allowed.
    May,
    /// It explains, and binds nobody.
    Informative,
}

/// What holds a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Held {
    /// These gates refuse whoever breaks it.
    Gated(&'static [Gate]),
    /// These are recorded, for people to judge: names of fields or settings as they stand in the code.
    Recorded(&'static [&'static str]),
    /// A console cannot check it: the reason has words of its own.
    Stated,
}

/// One rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rule {
    /// Its name, by which words are keyed.
    pub id: &'static str,
    /// Where it stands, as cited on every screen.
    pub source: &'static str,
    /// How binding it is.
    pub binding: Binding,
    /// What holds it.
    pub held: Held,
    /// Where: files below `src-tauri/crates`.
    pub code: &'static [&'static str],
    /// Test functions that show it.
    pub tests: &'static [&'static str],
}

/// What a case shows of a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Its gates were met.
    Met,
    /// A gate of it is open.
    NotMet,
    /// It does not concern this case, or no console can check it.
    NotApplicable,
    /// What it asks for is recorded, for people to judge.
    Attested,
}

/// A rule, as a case shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RuleResult {
    /// Which.
    pub rule: String,
    /// What the case shows.
    pub verdict: Verdict,
    /// Why: codes of the gates that were met or are open, or what is recorded. Empty where it is not applicable.
    pub because: Vec<String>,
}

/// What `case` shows of every rule, in the order of [`RULES`].
pub fn results(case: &Case, facts: &Facts<'_>) -> Vec<RuleResult> {
    let judged = judged(case, facts);
    RULES.iter().map(|rule| result(rule, case, facts, &judged)).collect()
}

fn result(rule: &Rule, case: &Case, facts: &Facts<'_>, judged: &[(Gate, bool)]) -> RuleResult {
    let told = |verdict, because: Vec<&str>| RuleResult {
        rule: rule.id.to_owned(),
        verdict,
        because: because.into_iter().map(str::to_owned).collect(),
    };
    if !concerns(rule.id, case, facts, judged) {
        return told(Verdict::NotApplicable, Vec::new());
    }
    match rule.held {
        Held::Stated => told(Verdict::NotApplicable, Vec::new()),
        Held::Recorded(what) => told(Verdict::Attested, what.to_vec()),
        Held::Gated(gates) => {
            let open = |gate: &&Gate| judged.iter().any(|(g, met)| g == *gate && !met);
            let still: Vec<_> = gates.iter().filter(open).map(|g| g.code()).collect();
            // A gate that completion does not ask again was asked at each step.
            let (verdict, because) = match still.is_empty() {
                true => (Verdict::Met, gates.iter().map(|g| g.code()).collect()),
                false => (Verdict::NotMet, still),
            };
            told(verdict, because)
        }
    }
}

/// Whether the rule has a subject in this case. What is not listed concerns every case.
fn concerns(rule: &str, case: &Case, facts: &Facts<'_>, judged: &[(Gate, bool)]) -> bool {
    let policy = facts.policy;
    let person = case.account.machine.is_none();
    let proofed = || matches!(case.method(policy), None | Some(Method::RepeatedProofing | Method::TrustedReferee));
    let shown = |kind: EvidenceKind| case.evidence.iter().any(|e| e.kind == kind);
    match rule {
        // Saved codes, issued codes, recovery contacts.
        "B03" | "B04" => case.saved_code_used.is_some(),
        "B05" | "B06" | "B07" | "B34" | "A18" => !case.codes.is_empty(),
        "B08" => case.codes.iter().any(|c| c.kind == EvidenceKind::RecoveryContact),
        "B26" => !case.codes.is_empty() || case.saved_code_used.is_some() || case.wrong_codes > 0,
        // By what the account is.
        "B12" => person && policy.account_ial == 0,
        "B13" => person && policy.account_aal == 2,
        "B14" => person && policy.account_aal == 3 && policy.account_ial == 3,
        "A06" => person && policy.account_ial == 1,
        "A07" | "A20" => person && policy.account_ial >= 2 && proofed(),
        "A12" | "A13" => person && policy.account_ial == 3,
        // Proofing of a person.
        "B10" | "A04" | "A05" | "A08" | "A09" | "A10" => person && proofed(),
        "B01" | "B27" | "A01" | "A02" | "A11" => person,
        "A14" | "A16" => case.opened.channel == Channel::Video,
        // The exception path.
        "A27" => case.exception.is_some(),
        "A28" => {
            shown(EvidenceKind::ManagerVouched)
                || case.exception.as_ref().is_some_and(|e| e.kind == ExceptionKind::TrustedReferee)
        }
        // What happened, or did not.
        "B25" => contained_at(case).is_some(),
        "B16" => !case.letters.is_empty() || judged.contains(&(Gate::LetterSent, false)),
        "A15" => !case.marks.is_empty(),
        "A23" => matches!(case.lifecycle, Lifecycle::Refused(_)),
        _ => true,
    }
}
