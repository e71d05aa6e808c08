//! What was done: evidence, signatures, read-backs, notices, exceptions, and when.
//!
//! Nothing here tells where somebody is reached, or what people wrote: that stays in the record, under its retention.

use super::model::{Section, Table};
use super::scene::{Line, Scene, code, time};
use postern_domain::canonical::Digest;
use postern_domain::recovery::effect::NoticePhase;
use postern_domain::recovery::event::Signed;
use postern_domain::recovery::statement::Statement;
use postern_domain::recovery::{Action, CaseEvent, Erased, Observation};
use postern_domain::time::Timestamp;

/// Words that are put together here.
#[cfg(test)]
pub(super) const WORDS: &[&str] = &[
    "report-do-block_sign_in",
    "report-do-unblock_sign_in",
    "report-do-end_sessions",
    "report-do-suspend_credential",
    "report-do-revoke_credential",
    "report-do-submit_credential",
    "report-do-send_code",
    "report-do-notice_intake",
    "report-do-notice_close",
    "report-outcome-confirmed",
    "report-outcome-rejected",
    "report-class-case",
    "report-class-attachment",
    "report-class-contact",
    "exception-trusted_referee",
    "exception-emergency",
    "contact-email",
    "contact-phone",
    "contact-post",
];

/// Arguments of the timeline that hold codes and counts, the account and the ticket of the heading. What people wrote, and
/// names that come from outside, are not among them.
const TOLD: &[&str] =
    &["account", "ticket", "credentials", "count", "method", "kind", "signals", "answer", "key", "attempt", "codes"];

/// Evidence by its type, and the files of the case.
pub(super) fn evidence(scene: &Scene<'_>) -> Section {
    let columns = [("kind", 4), ("pathway", 4), ("strength", 2), ("outcome", 2), ("at", 4), ("by", 3), ("kept", 5)];
    let mut table = Table::new(scene.say("report-evidence-caption"), scene.columns(&columns));
    for one in &scene.case.evidence {
        let withdrawn = scene.case.withdrawn.contains(&one.id);
        let outcome = scene.say(&format!("report-outcome-{}", code(&one.outcome)));
        table.rows.push(vec![
            scene.word("evidence", &one.kind),
            scene.word("pathway", &one.pathway),
            scene.word("strength", &one.kind.strength(one.pathway)),
            if withdrawn { scene.with("report-withdrawn", &[("outcome", &outcome)]) } else { outcome },
            time(one.at),
            scene.name(one.by),
            scene.kept("case"),
        ]);
    }
    let lead = vec![scene.say("report-evidence-lead")];
    let section = Section::new("evidence", scene.say("report-evidence"), lead);
    section.with(table, scene.say("report-evidence-none")).with(files(scene), scene.say("report-files-none"))
}

fn files(scene: &Scene<'_>) -> Table {
    let columns = [("file", 1), ("bytes", 2), ("at", 4), ("by", 3), ("state", 4), ("commitment", 8)];
    let mut table = Table::new(scene.say("report-files-caption"), scene.columns(&columns));
    for (n, one) in scene.case.attachments.iter().enumerate() {
        let state = match &one.erased {
            None => scene.kept("attachment"),
            Some(Erased { by: Some(by), at }) => {
                scene.with("report-erased", &[("by", &scene.name(*by)), ("time", &time(*at))])
            }
            Some(Erased { by: None, at }) => scene.with("report-expired", &[("time", &time(*at))]),
        };
        table.rows.push(vec![
            (n + 1).to_string(),
            one.attached.size.to_string(),
            time(one.at),
            scene.name(one.by),
            state,
            one.attached.commitment.hex(),
        ]);
    }
    table
}

/// Every signature over the case.
pub(super) fn signatures(scene: &Scene<'_>) -> Section {
    let columns = [("signature", 3), ("by", 3), ("role", 3), ("at", 4), ("until", 4), ("key", 6), ("statement", 6)];
    let mut table = Table::new(scene.say("report-signatures-caption"), scene.columns(&columns));
    let mut row = |what: &str, signed: &Signed| {
        let statement = Statement::challenge(&signed.statement);
        table.rows.push(vec![
            scene.say(what),
            scene.name(signed.by),
            scene.role(signed.by),
            time(signed.at),
            time(signed.expires),
            Digest::of(&signed.assertion.credential.0).hex(),
            format!("{} ({})", statement.hex(), statement.phrase()),
        ]);
    };
    for event in &scene.events {
        match event {
            CaseEvent::ApprovalSigned(signed) => row("report-signed-approval", signed),
            CaseEvent::ReleaseSigned(signed) => row("report-signed-release", signed),
            CaseEvent::CaseReviewed { signed, .. } => row("report-signed-review", signed),
            _ => {}
        }
    }
    let lead = scene.lead("report-signatures-lead", 2);
    Section::new("signatures", scene.say("report-signatures"), lead).with(table, scene.say("report-signatures-none"))
}

/// What was seen at the directory, from where, and when.
pub(super) fn read_backs(scene: &Scene<'_>) -> Section {
    let columns = [("what", 6), ("seen", 5), ("source", 4), ("at", 4)];
    let mut table = Table::new(scene.say("report-readbacks-caption"), scene.columns(&columns));
    let directory = scene.with("report-source-directory", &[("directory", scene.case.account.directory.as_str())]);
    let mut seen: Vec<(Timestamp, Vec<String>)> = Vec::new();
    for effect in scene.case.effects.iter().filter(|effect| !is_message(&effect.action)) {
        for (observation, at) in &effect.observations {
            let source = match observation {
                Observation::Attested { by, .. } => scene.with("report-source-said", &[("by", &scene.name(*by))]),
                _ => directory.clone(),
            };
            let cells = vec![what(scene, &effect.action), found(scene, observation), source, time(*at)];
            seen.push((*at, cells));
        }
    }
    for event in &scene.events {
        match event {
            CaseEvent::AccountReread { inventory, .. } => {
                let count = inventory.usable().len().to_string();
                let told = scene.with("report-seen-usable", &[("count", &count)]);
                let at = inventory.read_at;
                seen.push((at, vec![scene.say("report-do-reread"), told, directory.clone(), time(at)]));
            }
            CaseEvent::SignedInLive { credential, said_by, at } => {
                let source = said_by.map(|by| scene.with("report-source-said", &[("by", &scene.name(by))]));
                let told = scene.with("report-seen-signed-in", &[("key", &credential.ends())]);
                let source = source.unwrap_or_else(|| directory.clone());
                seen.push((*at, vec![scene.say("report-do-live"), told, source, time(*at)]));
            }
            _ => {}
        }
    }
    seen.sort_by_key(|(at, _)| *at);
    table.rows.extend(seen.into_iter().map(|(_, cells)| cells));
    let lead = vec![scene.say("report-readbacks-lead")];
    Section::new("read-backs", scene.say("report-readbacks"), lead).with(table, scene.say("report-readbacks-none"))
}

fn is_message(action: &Action) -> bool {
    matches!(action, Action::SendNotice { .. } | Action::SendCode { .. })
}

/// An action as its word; a credential by what it is and by a digest of the directory's name for it.
fn what(scene: &Scene<'_>, action: &Action) -> String {
    let word = scene.say(&format!("report-do-{}", name(action)));
    let (Action::RevokeCredential { credential } | Action::SuspendCredential { credential }) = action else {
        return word;
    };
    let kind = scene.case.planned.iter().find(|planned| planned.id == *credential).map(|planned| planned.kind);
    let kind = kind.map(|kind| scene.word("credential", &kind)).unwrap_or_default();
    let digest = Digest::of(credential.as_str().as_bytes()).phrase();
    scene.with("report-of-credential", &[("what", &word), ("kind", &kind), ("digest", &digest)])
}

const fn name(action: &Action) -> &'static str {
    match action {
        Action::BlockSignIn => "block_sign_in",
        Action::UnblockSignIn => "unblock_sign_in",
        Action::EndSessions => "end_sessions",
        Action::SuspendCredential { .. } => "suspend_credential",
        Action::RevokeCredential { .. } => "revoke_credential",
        Action::SubmitCredential => "submit_credential",
        Action::SendCode { .. } => "send_code",
        Action::SendNotice { phase: NoticePhase::Intake, .. } => "notice_intake",
        Action::SendNotice { phase: NoticePhase::Close, .. } => "notice_close",
    }
}

fn found(scene: &Scene<'_>, observation: &Observation) -> String {
    match observation {
        Observation::AsIntended => scene.say("report-seen-intended"),
        Observation::NotAsIntended { found } => scene.with("report-seen-other", &[("found", found)]),
        Observation::Attested { .. } => scene.say("report-seen-said"),
        Observation::Delivered { .. } => scene.say("report-seen-delivered"),
        Observation::Unknown { why } => scene.with("report-seen-unknown", &[("why", why)]),
    }
}

/// What went out, by which channel and under which receipt.
pub(super) fn notices(scene: &Scene<'_>) -> Section {
    let columns = [("notice", 5), ("channel", 2), ("to", 3), ("seen", 4), ("receipt", 7), ("at", 4)];
    let mut table = Table::new(scene.say("report-notices-caption"), scene.columns(&columns));
    for effect in &scene.case.effects {
        let (Action::SendNotice { channel, address, .. } | Action::SendCode { channel, address, .. }) = &effect.action
        else {
            continue;
        };
        let (what, channel) =
            (scene.say(&format!("report-do-{}", name(&effect.action))), scene.word("contact", channel));
        let to = place(scene, address);
        for (observation, at) in &effect.observations {
            let receipt = match observation {
                Observation::Delivered { receipt } => without(receipt, &addresses(scene)),
                _ => String::new(),
            };
            let (what, channel, to) = (what.clone(), channel.clone(), to.clone());
            table.rows.push(vec![what, channel, to, found(scene, observation), receipt, time(*at)]);
        }
    }
    for (_, at) in &scene.case.letters {
        let (what, post) = (scene.say("report-do-letter"), scene.say("contact-post"));
        let (to, kept) = (scene.kept("contact"), scene.kept("case"));
        table.rows.push(vec![what, post, to, scene.say("report-seen-said"), kept, time(*at)]);
    }
    let lead = vec![scene.with("report-notices-lead", &[("kept", &scene.kept("contact"))])];
    Section::new("notices", scene.say("report-notices"), lead).with(table, scene.say("report-notices-none"))
}

/// Every address that the case knows.
fn addresses(scene: &Scene<'_>) -> Vec<String> {
    let of = |account: &postern_domain::recovery::account::Account| {
        account.contacts.iter().chain(&account.recovery_contacts).map(|c| c.address.to_lowercase()).collect::<Vec<_>>()
    };
    scene.case.accounts_seen.iter().flat_map(of).collect()
}

/// An address by its number in the case: where it leads, the record tells.
fn place(scene: &Scene<'_>, address: &str) -> String {
    let mut all = addresses(scene);
    let mut known = std::collections::BTreeSet::new();
    all.retain(|one| known.insert(one.clone()));
    let number = all.iter().position(|one| *one == address.to_lowercase()).map_or(0, |n| n + 1);
    scene.with("report-address", &[("number", &number.to_string())])
}

/// A server's words without any address that the case knows.
fn without(said: &str, addresses: &[String]) -> String {
    let known = |word: &str| addresses.iter().any(|one| !one.is_empty() && word.to_lowercase().contains(one.as_str()));
    let words: Vec<&str> = said.split_whitespace().map(|word| if known(word) { "…" } else { word }).collect();
    words.join(" ")
}

/// Where the case left the ordinary path.
pub(super) fn exceptions(scene: &Scene<'_>) -> Section {
    let columns = [("exception", 4), ("state", 3), ("by", 3), ("at", 4), ("grounds", 6)];
    let mut table = Table::new(scene.say("report-exceptions-caption"), scene.columns(&columns));
    let mut kind = String::new();
    for event in &scene.events {
        match event {
            CaseEvent::ExceptionAsked { exception } => {
                kind = scene.word("exception", &exception.kind);
                let (by, at) = (scene.name(exception.by), time(exception.at));
                table.rows.push(vec![kind.clone(), scene.say("report-exception-asked"), by, at, scene.kept("case")]);
            }
            CaseEvent::ExceptionDropped { by, at } => {
                let (by, at) = (scene.name(*by), time(*at));
                table.rows.push(vec![kind.clone(), scene.say("report-exception-dropped"), by, at, String::new()]);
            }
            _ => {}
        }
    }
    let lead = vec![scene.say("report-exceptions-lead")];
    Section::new("exceptions", scene.say("report-exceptions"), lead).with(table, scene.say("report-exceptions-none"))
}

/// Every record of the case in a sentence.
pub(super) fn timeline(scene: &Scene<'_>) -> Section {
    let columns = [("record", 2), ("at", 4), ("what", 10), ("by", 3), ("hash", 3)];
    let mut table = Table::new(scene.say("report-timeline-caption"), scene.columns(&columns));
    let kept = scene.kept("case");
    for line in scene.timeline {
        let hash = match (line.hash.get(..4), line.hash.get(60..)) {
            (Some(first), Some(last)) => format!("{first} … {last}"),
            _ => line.hash.clone(),
        };
        let cells = vec![line.position.to_string(), time(line.at), sentence(scene, line, &kept), line.by.clone(), hash];
        table.rows.push(cells);
    }
    let lead = vec![scene.with("report-timeline-lead", &[("kept", &kept)])];
    Section::new("timeline", scene.say("report-timeline"), lead).with(table, scene.say("report-none"))
}

/// The window's sentence, with what people wrote left where it is kept.
fn sentence(scene: &Scene<'_>, line: &Line, kept: &str) -> String {
    let told = |name: &str| TOLD.contains(&name);
    let args: Vec<(&str, &str)> =
        line.args.iter().map(|(name, value)| (name.as_str(), if told(name) { value.as_str() } else { kept })).collect();
    scene.with(&line.id, &args)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_receipt_does_not_tell_an_address() {
        let known = ["maya@corp.test".to_owned(), "+41 44 000".to_owned()];
        assert_eq!(without("<7@desk> 250 OK <Maya@Corp.test> queued", &known), "<7@desk> 250 OK … queued");
        assert_eq!(without("", &known), "");
        assert_eq!(without("ok", &[String::new()]), "ok", "an address that is empty is none");
    }
}
