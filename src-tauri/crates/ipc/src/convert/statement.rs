//! The page a signer sees, drawn from the bytes they sign.

use super::codes;
use super::gates::gate_views;
use crate::dto::{Message, RowTone, StatementRow, StatementSection, StatementView};
use postern_application::approval::Offer;
use postern_domain::recovery::Target;
use postern_domain::recovery::account::Enrolment;
use postern_domain::recovery::evidence::Strength;
use postern_domain::recovery::statement::Statement;
use postern_domain::staff::Roster;
use postern_domain::text::shown;

/// Draws `offer`. Everything but the roster's names comes from its bytes, parsed again here. `mark` tells by what a line is
/// known again, from the id of its label and its value.
pub fn statement_view(offer: &Offer, roster: &Roster, mark: &dyn Fn(&str, &str) -> String) -> Option<StatementView> {
    let statement = Statement::parse(&offer.bytes)?;
    let basis = &statement.basis;
    // What comes in its place is what a signer reads first.
    let claim = match (basis.target, &basis.recipient) {
        (Target::Handset, _) => "statement-claim-handset",
        (Target::Key, Some(_)) => "statement-claim-machine",
        (Target::Key, None) => "statement-claim",
    };
    let claim = Message::of(claim)
        .with("count", basis.revoke.len())
        .with("keys", basis.new_keys)
        .with("name", shown(&basis.name));
    let mut sections = vec![who(&statement, roster), proof(&statement), removed(&statement), made(&statement)];
    for row in sections.iter_mut().flat_map(|section| section.rows.iter_mut()) {
        row.mark = mark(&row.label.id, &row.value);
    }
    Some(StatementView {
        case_id: statement.case.to_string(),
        version: offer.seq,
        nonce: statement.nonce.clone(),
        digest: offer.challenge.hex(),
        phrase: offer.challenge.phrase(),
        bytes: u32::try_from(offer.bytes.len()).unwrap_or(u32::MAX),
        raw: String::from_utf8_lossy(&offer.bytes).into_owned(),
        claim,
        sections,
        expires_at: statement.expires.0,
        violations: gate_views(&offer.violations),
    })
}

fn row(label: &str, value: impl Into<String>) -> StatementRow {
    StatementRow {
        label: Message::of(format!("statement-{label}")),
        value: value.into(),
        mono: false,
        tone: RowTone::Plain,
        mark: String::new(),
    }
}

/// A row that a signer should stop at.
fn warn(label: &str, value: impl Into<String>) -> StatementRow {
    StatementRow { tone: RowTone::Warn, ..row(label, value) }
}

fn mono(label: &str, value: impl Into<String>) -> StatementRow {
    StatementRow { mono: true, ..row(label, value) }
}

fn name(roster: &Roster, id: postern_domain::ids::PersonId) -> String {
    roster.person(id).map_or_else(|| id.to_string(), |p| shown(&p.name))
}

fn section(title: &str, rows: Vec<StatementRow>) -> StatementSection {
    StatementSection { title: Message::of(format!("statement-{title}")), rows }
}

fn who(statement: &Statement, roster: &Roster) -> StatementSection {
    let basis = &statement.basis;
    let mut rows = Vec::new();
    if let Some(exception) = &basis.exception {
        rows.push(warn("exception", codes::exception(exception.kind)));
        rows.push(warn("exception-reason", shown(&exception.reason)));
        rows.push(warn("exception-referee", shown(&exception.referee)));
        rows.push(warn("exception-rationale", shown(&exception.rationale)));
    }
    rows.extend(basis.signals.iter().map(|s| warn("signal", codes::signal(*s))));
    if let Some(said) = basis.said_privileged {
        rows.push(warn("said-privileged", if said { "yes" } else { "no" }));
    }
    if basis.capabilities.people.account {
        rows.push(warn("account-said", "yes"));
    }
    if let Some(host) = statement.over_shoulder_of {
        rows.push(warn("shoulder", name(roster, host)));
    }
    let mut all = section(
        "who",
        vec![
            mono("account", format!("{} ({})", shown(&basis.login), shown(basis.account.as_str()))),
            row("directory", format!("{}, {}", shown(basis.directory.as_str()), shown(&basis.tenant))),
            row("tier", tier_code(basis.tier)),
            row("reason", reason_code(basis.reason)),
            row("channel", channel_code(basis.channel)),
            mono("ticket", shown(&basis.ticket)),
            row("agent", name(roster, basis.agent)),
            row("signer", name(roster, statement.signer)),
        ],
    );
    all.rows.extend(rows);
    all
}

fn proof(statement: &Statement) -> StatementSection {
    let basis = &statement.basis;
    let mut rows: Vec<_> = basis
        .evidence
        .iter()
        .map(|e| StatementRow {
            tone: if e.strength > Strength::None { RowTone::Ok } else { RowTone::Warn },
            label: Message::of(format!("evidence-{}", codes::evidence_kind(e.kind))),
            value: format!("{}, {}", strength_code(e.strength), codes::pathway(e.pathway)),
            mono: false,
            mark: String::new(),
        })
        .collect();
    for reference in basis.evidence.iter().filter_map(|e| e.reference.as_ref()) {
        let who = format!("{}, {}, IAL{}", shown(&reference.name), shown(&reference.relationship), reference.ial);
        rows.push(row("reference", who));
    }
    if let Some(sponsor) = &basis.sponsor {
        rows.push(mono("sponsor", shown(&sponsor.login)));
    }
    rows.extend(basis.consumers.iter().map(|c| row("consumer", shown(c))));
    rows.push(match basis.method {
        Some(method) => row("method", codes::method(method)),
        None => warn("method", "no_method"),
    });
    rows.extend(basis.withdrawn.iter().map(|e| warn("withdrawn", codes::evidence_kind(e.kind))));
    let counted = [("wrong-codes", basis.wrong_codes), ("refusals", basis.refusals)];
    rows.extend(counted.iter().filter(|(_, n)| *n > 0).map(|(label, n)| warn(label, n.to_string())));
    rows.push(row("cues", basis.cues_seen.to_string()));
    if basis.cues_drawn > basis.cues_seen {
        rows.push(warn("cues-drawn", basis.cues_drawn.to_string()));
    }
    rows.push(mono("policy", &basis.policy.hex()[..16]));
    section("proof", rows)
}

fn removed(statement: &Statement) -> StatementSection {
    let basis = &statement.basis;
    let mut rows: Vec<_> =
        basis.revoke.iter().map(|c| row("revoke", format!("{} ({})", shown(&c.label), shown(c.id.as_str())))).collect();
    rows.extend(basis.keep.iter().map(|c| warn("keep", format!("{} ({})", shown(&c.label), shown(c.id.as_str())))));
    if basis.overlap_minutes > 0 {
        rows.push(warn("overlap", basis.overlap_minutes.to_string()));
    }
    let can = &basis.capabilities;
    let told = |said: bool, label: &str, value: &str| if said { warn(label, "by_person") } else { row(label, value) };
    if can.people.revoke {
        rows.push(warn("revoked-by", "by_person"));
    }
    rows.push(told(can.people.sessions, "sessions", if can.sessions { "all" } else { "not_possible" }));
    rows.push(if can.block_sign_in {
        told(can.people.block, "block", "until_handover")
    } else {
        warn("block", "not_possible")
    });
    section("removed", rows)
}

fn made(statement: &Statement) -> StatementSection {
    let basis = &statement.basis;
    let models = if basis.models.is_empty() { "attested".to_owned() } else { basis.models.join(", ") };
    let mut all = section(
        "made",
        vec![
            row("new-keys", basis.new_keys.to_string()),
            mono("rp", shown(&basis.rp_id)),
            row("models", models),
            row("handover", shown(&basis.handover)),
            row("expires", statement.expires.rfc3339().unwrap_or_default()),
        ],
    );
    if basis.target == Target::Handset {
        all.rows.insert(0, warn("target", "handset"));
    }
    match basis.capabilities.enrolment {
        Enrolment::AtDesk => {}
        Enrolment::BySubject => all.rows.push(warn("enrolment", "by_subject")),
        Enrolment::Said => all.rows.push(warn("enrolment", "by_person")),
    }
    if let Some(recipient) = &basis.recipient {
        all.rows.push(mono("recipient", shown(recipient)));
    }
    all
}

fn tier_code(tier: postern_domain::recovery::Tier) -> &'static str {
    match tier {
        postern_domain::recovery::Tier::Standard => "standard",
        postern_domain::recovery::Tier::Machine => "machine",
        postern_domain::recovery::Tier::Privileged => "privileged",
    }
}

fn reason_code(reason: postern_domain::recovery::Reason) -> &'static str {
    use postern_domain::recovery::Reason;
    match reason {
        Reason::Lost => "lost",
        Reason::Stolen => "stolen",
        Reason::Damaged => "damaged",
        Reason::Wiped => "wiped",
        Reason::Migrated => "migrated",
        Reason::FailedEnrolment => "failed_enrolment",
    }
}

fn channel_code(channel: postern_domain::recovery::Channel) -> &'static str {
    use postern_domain::recovery::Channel;
    match channel {
        Channel::InPerson => "in_person",
        Channel::Video => "video",
        Channel::Phone => "phone",
    }
}

fn strength_code(strength: Strength) -> &'static str {
    match strength {
        Strength::None => "none",
        Strength::Fair => "fair",
        Strength::Strong => "strong",
        Strength::Superior => "superior",
    }
}
