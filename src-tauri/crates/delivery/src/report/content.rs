//! A case as the content of its report.

use super::model::{Model, ProofWords, Section, Table};
use super::scene::{Scene, Told, time};
use super::{done, judged};
use crate::{Language, Words};
use postern_domain::recovery::{CaseEvent, Lifecycle};
use postern_domain::staff::Profile;

/// The content of the report of a case, in a language; `None` where the records do not tell a case of this desk.
pub fn model_of(told: &Told<'_>, language: Language) -> Option<Model> {
    let words = Words::of(language);
    let scene = Scene::of(told, &words)?;
    let model = Model {
        language: language.code().to_owned(),
        title: scene.with("report-title", &[("case", &scene.case.id.short())]),
        contents: scene.say("report-contents"),
        page: scene.with("report-page", &[("page", "{n}"), ("pages", "{of}")]),
        lead: lead(&scene),
        facts: facts(&scene),
        sections: sections(&scene),
        proof: proof(&scene),
    };
    Some(model.harmless())
}

fn lead(scene: &Scene<'_>) -> Vec<String> {
    let (records, at) = scene.last;
    let (count, at) = (records.to_string(), time(at));
    let mut lead = vec![scene.with("report-as-of", &[("count", &count), ("time", &at)]), scene.say("report-personal")];
    if scene.roster.profile() == Some(Profile::Practice) {
        lead.insert(0, scene.say("report-practice"));
    }
    lead
}

fn sections(scene: &Scene<'_>) -> Vec<Section> {
    vec![
        judged::checklist(scene),
        done::evidence(scene),
        done::signatures(scene),
        done::read_backs(scene),
        done::notices(scene),
        done::exceptions(scene),
        done::timeline(scene),
        judged::rules(scene),
        judged::controls(scene),
    ]
}

fn facts(scene: &Scene<'_>) -> Table {
    let case = &scene.case;
    let mut table = Table::new(scene.say("report-facts"), scene.columns(&[("what", 1), ("value", 3)]));
    let mut row = |id: &str, value: String| table.rows.push(vec![scene.say(&format!("report-fact-{id}")), value]);
    row("case", format!("{} ({})", case.id.short(), case.id));
    row("account", case.account.login.clone());
    row("directory", case.account.directory.to_string());
    row("tier", scene.word("tier", &case.tier()));
    row("reason", scene.word("reason", &case.opened.reason));
    row("channel", scene.word("channel", &case.opened.channel));
    row("ticket", case.opened.ticket.clone());
    row("agent", scene.name(case.agent));
    row("opened", time(case.opened.at));
    let (state, ended) = match case.lifecycle {
        Lifecycle::Open => ("open", None),
        Lifecycle::Completed(at) => ("completed", Some(at)),
        Lifecycle::Refused(at) => ("refused", Some(at)),
        Lifecycle::Cancelled(at) => ("cancelled", Some(at)),
        Lifecycle::Incident(_) => ("incident", case.ended_at()),
    };
    row("state", scene.say(&format!("lifecycle-{state}")));
    row("ended", ended.map_or_else(|| scene.say("report-none-yet"), time));
    let method = case.method(&scene.policy);
    row("method", method.map_or_else(|| scene.say("report-none-yet"), |method| scene.word("method", &method)));
    if !case.signals.is_empty() {
        let signals: Vec<String> = case.signals.iter().map(|signal| scene.word("signal", signal)).collect();
        row("signals", signals.join(", "));
    }
    row("policy", format!("{} ({})", scene.policy.name, case.opened.policy.hex()));
    let review = case.review.as_ref().map(|(found, _, _)| scene.word("disposition", found));
    row("review", review.unwrap_or_else(|| scene.say("report-none-yet")));
    let refused = scene.events.iter().filter(|event| matches!(event, CaseEvent::AttemptRefused { .. })).count();
    row("attempts", refused.to_string());
    table
}

fn proof(scene: &Scene<'_>) -> ProofWords {
    let say = |id: &str| scene.say(&format!("report-proof-{id}"));
    ProofWords {
        heading: say("heading"),
        lead: scene.lead("report-proof-lead", 3),
        caption: say("caption"),
        columns: [scene.say("report-col-what"), scene.say("report-col-value")],
        ledger: say("ledger"),
        size: say("size"),
        root: say("root"),
        digest: say("digest"),
        key: say("key"),
        records: say("records"),
        signed: say("signed"),
        yes: say("yes"),
        no: say("no"),
    }
}

#[cfg(test)]
mod tests {
    use super::super::scene::code;
    use super::*;
    use postern_domain::recovery::evidence::{EvidenceKind, Pathway};

    #[test]
    fn every_code_that_a_report_names_has_its_word() {
        let words = Words::english();
        let has = |id: String| assert!(words.say(&id, &[]) != format!("[{id}]"), "no words for {id}");
        EvidenceKind::ALL.iter().for_each(|kind| has(format!("evidence-{}", code(kind))));
        Pathway::ALL.iter().for_each(|pathway| has(format!("pathway-{}", code(pathway))));
        for tier in ["standard", "machine", "privileged"] {
            has(format!("tier-{tier}"));
        }
        for method in ["repeated_proofing", "two_codes", "code_and_authenticator", "trusted_referee", "sponsor"] {
            has(format!("method-{method}"));
        }
        for id in done::WORDS.iter().chain(judged::WORDS) {
            has((*id).to_owned());
        }
        for number in 1..=postern_domain::rules::controls::INVARIANTS {
            has(format!("report-invariant-{number}"));
        }
    }
}
