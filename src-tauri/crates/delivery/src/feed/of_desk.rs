//! What the desk's own records tell security: staff, sessions, changes of the desk, keys, alarms.

use super::ocsf::{About, Did, Outcome, Severity, Told, code, word};
use postern_domain::ids::PersonId;
use postern_domain::staff::{Change, Confirmation, DeskEvent, Erasure, NamedKey, Threat, WorkStep};

/// What `event` tells; `person` is whose session ended. `None` where it is nothing for security.
pub(super) fn told(event: &DeskEvent, person: Option<PersonId>) -> Option<Told> {
    match event {
        DeskEvent::Founded { ledger, .. } => {
            Some(Told::of(Did::Created, "history_founded", None).about(About::Thing("history", ledger.to_string())))
        }
        DeskEvent::Changed { change, signed, .. } => Some(changed(change, signed)),
        DeskEvent::StaffEnrolled { person, role, confirmed, .. } => Some(
            Told::of(Did::AccountCreated, "staff_enrolled", first(confirmed))
                .about(About::Staff(*person))
                .with("role", word(role)),
        ),
        DeskEvent::QuorumBegun { ask, signed, .. } => {
            Some(Told::finding("quorum_begun", Severity::High, Some(signed.by)).about(About::Staff(ask.person)))
        }
        DeskEvent::QuorumSigned { signed, .. } => {
            Some(Told::finding("quorum_signed", Severity::High, Some(signed.by)).about(About::Desk))
        }
        DeskEvent::QuorumRefused { by, .. } => {
            Some(Told::finding("quorum_refused", Severity::High, Some(*by)).about(About::Desk))
        }
        DeskEvent::QuorumFinished { by, .. } => {
            Some(Told::finding("quorum_finished", Severity::High, Some(*by)).about(About::Desk))
        }
        DeskEvent::SessionOpened { person, .. } => {
            Some(Told::of(Did::LogOn, "session_opened", Some(*person)).about(About::Staff(*person)))
        }
        // Whose it was may not be known any more: then nobody is named, and the end is told all the same.
        DeskEvent::SessionEnded { .. } => {
            let about = person.map_or(About::Desk, About::Staff);
            Some(Told::of(Did::LogOff, "session_ended", person).about(about))
        }
        DeskEvent::AttemptRefused { by, attempt, codes } => {
            let codes: Vec<String> = codes.iter().map(|gate| code(gate)).collect();
            let about = by.map_or(About::Desk, About::Staff);
            let found = Told::finding("desk_attempt_refused", Severity::Low, *by).about(about);
            Some(found.with("attempt", code(attempt)).with("gates", codes))
        }
        DeskEvent::KeyErased { by, key, what, step, .. } => {
            let (did, code) = match what {
                Erasure::Everything => (Did::Deleted, "key_reset"),
                Erasure::Credential { .. } => (Did::Updated, "key_credential_deleted"),
            };
            Some(worked(Told::of(did, code, Some(*by)), key, step))
        }
        // Only its end: a setting that was not changed is as it was.
        DeskEvent::KeyTended { by, key, step: step @ (WorkStep::Done | WorkStep::Failed { .. }), .. } => {
            Some(worked(Told::of(Did::Updated, "key_setting_changed", Some(*by)), key, step))
        }
        DeskEvent::KeyTended { step: WorkStep::Begun, .. } => None,
        DeskEvent::StrayChange { stray, .. } => {
            let (directory, account) = (stray.directory.clone(), stray.account.clone());
            let about = About::Elsewhere(directory, account, stray.login.clone(), stray.entry.clone());
            let found = Told::finding("stray_change", Severity::High, None).about(about);
            Some(found.with("change", stray.what.code()).with("happened", stray.happened.0))
        }
        DeskEvent::StrayJudged { directory, entry, by, .. } => {
            let unnamed = postern_domain::ids::AccountId::new("unknown").ok()?;
            let about = About::Elsewhere(directory.clone(), unnamed, String::new(), entry.clone());
            Some(Told::of(Did::Closed, "stray_change_judged", Some(*by)).about(about))
        }
        DeskEvent::HistoryRestored { .. } => {
            Some(Told::finding("history_restored", Severity::Critical, None).about(About::Desk))
        }
    }
}

fn first(signed: &[Confirmation]) -> Option<PersonId> {
    signed.first().map(|confirmation| confirmation.by)
}

fn changed(change: &Change, signed: &[Confirmation]) -> Told {
    let by = first(signed);
    let told = match change {
        Change::AdoptPolicy { policy } => {
            let hash = policy.hash().map(|hash| hash.hex()).unwrap_or_default();
            let about = About::Thing("policy", hash);
            Told::of(Did::Updated, "policy_adopted", by).about(about).weighs(Severity::Medium)
        }
        Change::RenewTraining { person, .. } => {
            Told::of(Did::AccountOther("Training Renewed"), "training_renewed", by).about(About::Staff(*person))
        }
        Change::RemoveStaff { person, .. } => {
            Told::of(Did::AccountDeleted, "staff_removed", by).about(About::Staff(*person)).weighs(Severity::Low)
        }
        Change::AddStaffKey { person, .. } => {
            Told::of(Did::FactorEnabled, "staff_key_added", by).about(About::Staff(*person)).weighs(Severity::Low)
        }
        Change::ReplaceStaffKey { person, .. } => {
            Told::of(Did::FactorEnabled, "staff_key_replaced", by).about(About::Staff(*person)).weighs(Severity::Medium)
        }
        Change::SetThreat { threat: Threat::Raised, .. } => {
            Told::finding("threat_raised", Severity::High, by).about(About::Desk)
        }
        Change::SetThreat { threat: Threat::Normal, .. } => {
            Told::of(Did::Closed, "threat_lowered", by).about(About::Desk)
        }
        Change::SetSecurityKey { .. } => {
            let about = About::Thing("security_public_key", "security".to_owned());
            Told::of(Did::Updated, "security_key_set", by).about(about).weighs(Severity::Medium)
        }
        Change::RotateConsoleKey { console, .. } => {
            let about = About::Thing("console_key", console.to_string());
            Told::of(Did::Updated, "console_key_rotated", by).about(about).weighs(Severity::Medium)
        }
    };
    let others: Vec<String> = signed.iter().map(|confirmation| confirmation.by.to_string()).collect();
    told.with("signed_by", others)
}

fn worked(told: Told, key: &NamedKey, step: &WorkStep) -> Told {
    let uid = key.identity.map_or_else(|| "unknown".to_owned(), |identity| identity.hex());
    let told = told.about(About::Thing("security_key", uid));
    match step {
        WorkStep::Begun => told.ended(Outcome::Unknown).with("step", "begun"),
        WorkStep::Done => told.with("step", "done"),
        WorkStep::Failed { code: why } => told.ended(Outcome::Failure).with("step", "failed").with("why", code(why)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::feed::lookback::Known;
    use crate::feed::{Content, security_event};
    use postern_domain::ids::{AccountId, ConsoleId, DirectoryId, LedgerId, SessionId};
    use postern_domain::recovery::watch::ChangeKind;
    use postern_domain::staff::{Role, Stray, Tending};
    use postern_domain::time::Timestamp;
    use postern_ports::event_store::{Happening, Recorded, Stream};
    use serde_json::Value;

    fn ledger() -> LedgerId {
        "00000000-0000-0000-0000-00000000000a".parse().unwrap()
    }

    fn person() -> PersonId {
        "00000000-0000-0000-0000-000000000066".parse().unwrap()
    }

    fn told_of(event: DeskEvent) -> Option<Value> {
        let console: ConsoleId = "00000000-0000-0000-0000-00000000000c".parse().unwrap();
        let (hash, happening) = ("ab12cd34".repeat(8), Happening::Desk(event));
        let (stream, at) = (Stream::Desk, Timestamp(1_800_000_000_000));
        let record = Recorded { position: 9, stream, seq: 9, at, console, hash, happening };
        let known =
            Known { ledger: ledger(), subject: None, ticket: String::new(), action: None, person: Some(person()) };
        security_event(&record, &known, Content::default()).map(|event| event.json)
    }

    fn stray(entry: &str) -> Stray {
        Stray {
            directory: DirectoryId::new("dir").unwrap(),
            entry: entry.to_owned(),
            account: AccountId::new("account-1").unwrap(),
            login: "maya.login".to_owned(),
            what: ChangeKind::Added,
            done_by: "Somebody Else".to_owned(),
            happened: Timestamp(5),
        }
    }

    #[test]
    fn sessions_are_told_with_whose_they_were() {
        let session: SessionId = "00000000-0000-0000-0000-000000000001".parse().unwrap();
        let json = told_of(DeskEvent::SessionEnded { session }).unwrap();
        assert_eq!((&json["type_uid"], &json["user"]["uid"]), (&300_202.into(), &person().to_string().into()));
        assert_eq!(json["metadata"].get("correlation_uid"), None);
    }

    #[test]
    fn an_alarm_and_its_judgement_are_one_finding_without_outside_text() {
        let raised = told_of(DeskEvent::StrayChange { stray: stray("entry Maya"), at: Timestamp(6) }).unwrap();
        let (directory, entry) = (DirectoryId::new("dir").unwrap(), "entry Maya".to_owned());
        let note = "It was Maya herself.".to_owned();
        let judged =
            told_of(DeskEvent::StrayJudged { directory, entry, by: person(), note, at: Timestamp(7) }).unwrap();
        assert_eq!(raised["finding_info"]["uid"], judged["finding_info"]["uid"]);
        assert_eq!((&raised["type_uid"], &judged["type_uid"]), (&200_401.into(), &200_403.into()));
        for json in [raised, judged] {
            let text = json.to_string();
            assert!(!text.contains("Maya") && !text.contains("Somebody") && !text.contains("maya.login"), "{text}");
        }
        let other = told_of(DeskEvent::StrayChange { stray: stray("another"), at: Timestamp(6) }).unwrap();
        assert_eq!(other["severity_id"], 4);
    }

    #[test]
    fn staff_have_identifiers_and_no_names() {
        let enrolled = DeskEvent::StaffEnrolled {
            person: person(),
            name: "Ines Example".to_owned(),
            staff_number: "4711".to_owned(),
            role: Role::Agent,
            training_until: Timestamp(0),
            organisation: "Elsewhere Ltd".to_owned(),
            account: None,
            keys: Vec::new(),
            confirmed: Vec::new(),
        };
        let json = told_of(enrolled).unwrap();
        assert_eq!((&json["class_uid"], &json["unmapped"]["role"]), (&3001.into(), &"agent".into()));
        for hidden in ["Ines", "4711", "Elsewhere"] {
            assert!(!json.to_string().contains(hidden), "{hidden}");
        }
    }

    #[test]
    fn a_change_that_only_begins_is_not_told_and_an_erasure_is() {
        let key = NamedKey { label: "Key of Ines".to_owned(), aaguid: None, identity: None };
        let tended = |step| DeskEvent::KeyTended {
            by: person(),
            key: key.clone(),
            what: Tending::ForcePinChange,
            step,
            at: Timestamp(0),
        };
        assert_eq!(told_of(tended(WorkStep::Begun)), None);
        let done = told_of(tended(WorkStep::Done)).unwrap();
        assert_eq!(done["entity"]["type"], "security_key");
        let erased = DeskEvent::KeyErased {
            by: person(),
            key,
            what: Erasure::Everything,
            step: WorkStep::Begun,
            at: Timestamp(0),
        };
        let json = told_of(erased).unwrap();
        assert_eq!((&json["type_uid"], &json["status_id"]), (&300_404.into(), &0.into()));
        assert!(!json.to_string().contains("Ines"));
    }

    #[test]
    fn the_threat_level_opens_a_finding_and_closes_it() {
        let set = |threat| {
            let reason = "A wave of calls.".to_owned();
            let change = Change::SetThreat { threat, reason };
            told_of(DeskEvent::Changed { change, signed: Vec::new(), at: Timestamp(0) }).unwrap()
        };
        let (raised, lowered) = (set(Threat::Raised), set(Threat::Normal));
        assert_eq!((&raised["type_uid"], &lowered["type_uid"]), (&200_401.into(), &200_403.into()));
        assert!(!raised.to_string().contains("wave"));
        let lost = told_of(DeskEvent::HistoryRestored { lost: "note".to_owned() }).unwrap();
        assert_eq!(lost["severity_id"], 5);
    }
}
