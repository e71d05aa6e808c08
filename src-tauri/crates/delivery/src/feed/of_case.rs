//! What the records of a case tell security. What the desk does is an update of the case; what was seen at the account is a
//! change of the account; refusals, exceptions and signs of risk are findings.

use super::ocsf::{About, Did, Outcome, Severity, Told, code, word};
use postern_domain::recovery::effect::NoticePhase;
use postern_domain::recovery::evidence::Outcome as Checked;
use postern_domain::recovery::{Action, CaseEvent, Disposition, Finding, Observation};

/// What `event` tells; `action` is what an observation belongs to. `None` where it is nothing for security.
pub(super) fn told(event: &CaseEvent, action: Option<&Action>) -> Option<Told> {
    let updated = |code, by| Some(Told::of(Did::Updated, code, Some(by)));
    match event {
        CaseEvent::CaseOpened(opened) => Some(
            Told::of(Did::Created, "case_opened", Some(opened.agent))
                .with("tier", word(&opened.tier))
                .with("reason", word(&opened.reason))
                .with("channel", word(&opened.channel)),
        ),
        CaseEvent::Contained { by, .. } => updated("contained", *by),
        CaseEvent::EffectObserved { observation, .. } => seen(action?, observation),
        CaseEvent::CodeIssued { method, .. } => {
            Some(Told::of(Did::Updated, "code_issued", None).with("method", word(method)))
        }
        CaseEvent::CodeChecked { matched, by, .. } => Some(checked(*matched, *by)),
        CaseEvent::SavedCodesReplaced { by, .. } => Some(
            Told::of(Did::AccountOther("Recovery Codes Replaced"), "saved_codes_replaced", Some(*by))
                .about(About::Subject),
        ),
        CaseEvent::ExceptionAsked { exception } => Some(
            Told::finding("exception_asked", Severity::Medium, Some(exception.by))
                .with("exception", word(&exception.kind)),
        ),
        CaseEvent::ExceptionDropped { by, .. } => updated("exception_dropped", *by),
        CaseEvent::CredentialKept { credential, by, .. } => {
            Some(Told::of(Did::Updated, "credential_kept", Some(*by)).with("credential", credential.as_str()))
        }
        CaseEvent::CredentialNotKept { credential, by, .. } => {
            Some(Told::of(Did::Updated, "credential_not_kept", Some(*by)).with("credential", credential.as_str()))
        }
        CaseEvent::SponsorSeen { account, login, .. } => {
            let about = About::Account(account.clone(), login.clone());
            Some(Told::of(Did::LogOn, "sponsor_seen", None).about(about))
        }
        CaseEvent::OldCredentialTried { credential, refused, by, .. } => {
            let about = About::Credential(credential.as_str().to_owned());
            Some(if *refused {
                let ended = Told::of(Did::LogOn, "old_credential_refused", Some(*by)).ended(Outcome::Failure);
                ended.about(about)
            } else {
                let found = Told::finding("old_credential_works", Severity::High, Some(*by));
                found.with("credential", credential.as_str()).about(about)
            })
        }
        CaseEvent::RiskSeen { signals, .. } => {
            let signals: Vec<String> = signals.iter().map(word).collect();
            Some(Told::finding("risk_seen", Severity::Medium, None).with("signals", signals))
        }
        CaseEvent::LetterSent { by, .. } => updated("letter_sent", *by),
        CaseEvent::NoticeSentAgain { by, .. } => updated("notice_sent_again", *by),
        CaseEvent::NoticeSettled { by, .. } => updated("notice_settled", *by),
        CaseEvent::CaseTakenOver { by, .. } => updated("case_taken_over", *by),
        CaseEvent::HoldCleared { by, .. } => updated("hold_cleared", *by),
        CaseEvent::EvidenceRecorded { evidence } => {
            let told = Told::of(Did::Updated, "evidence_recorded", Some(evidence.by));
            Some(match evidence.outcome {
                Checked::Confirmed => told,
                Checked::Rejected => told.ended(Outcome::Failure).weighs(Severity::Low),
            })
        }
        CaseEvent::EvidenceWithdrawn { by, .. } => updated("evidence_withdrawn", *by),
        CaseEvent::ApprovalSought { by, .. } => updated("approval_sought", *by),
        CaseEvent::ApprovalSigned(signed) => updated("approval_signed", signed.by),
        CaseEvent::ApprovalRefused { by, .. } => Some(Told::finding("approval_refused", Severity::Medium, Some(*by))),
        CaseEvent::SubjectInvited { .. } => Some(
            Told::of(Did::AccountOther("Enrolment Opened"), "subject_invited", None)
                .weighs(Severity::Low)
                .about(About::Subject),
        ),
        CaseEvent::CredentialEnrolled { enrolled, .. } => Some(
            Told::of(Did::FactorEnabled, "credential_enrolled", enrolled.said_by)
                .about(About::Credential(enrolled.credential.as_str().to_owned())),
        ),
        CaseEvent::MachineKeyDrawn { .. } => Some(Told::of(Did::Updated, "machine_key_drawn", None)),
        CaseEvent::WriteReleased { by, .. } => {
            Some(Told::of(Did::Updated, "write_released", Some(*by)).weighs(Severity::Low))
        }
        CaseEvent::KeyAccepted { key, by, .. } => {
            Some(Told::of(Did::Updated, "key_accepted", Some(*by)).with("aaguid", code(&key.aaguid)))
        }
        CaseEvent::CredentialMade { made, .. } => {
            Some(Told::of(Did::Updated, "credential_made", None).with("aaguid", code(&made.aaguid)))
        }
        CaseEvent::OrphanRemoved { .. } => Some(Told::of(Did::Updated, "orphan_removed", None)),
        CaseEvent::HandedOver { by, .. } => updated("handed_over", *by),
        CaseEvent::ReleaseSigned(signed) => updated("release_signed", signed.by),
        CaseEvent::SignedInLive { said_by, .. } => {
            Some(Told::of(Did::LogOn, "signed_in_live", *said_by).about(About::Subject))
        }
        CaseEvent::CaseCompleted { by, .. } => updated("case_completed", *by),
        CaseEvent::CaseRefused { by, .. } => Some(Told::finding("case_refused", Severity::Medium, Some(*by))),
        CaseEvent::CaseCancelled { by, .. } => updated("case_cancelled", *by),
        CaseEvent::CaseReviewed { disposition, signed, .. } => Some(match disposition {
            Disposition::InOrder => Told::of(Did::Updated, "review_in_order", Some(signed.by)),
            Disposition::Concerns => Told::finding("review_concerns", Severity::Medium, Some(signed.by)),
            Disposition::Incident => Told::finding("review_incident", Severity::High, Some(signed.by)),
        }),
        CaseEvent::ConsumerMoved { by, moved, .. } => {
            Some(Told::of(Did::Updated, "consumer_moved", Some(*by)).with("moved", *moved))
        }
        CaseEvent::Repudiated { report } => {
            Some(Told::finding("repudiated", Severity::High, Some(report.by)).with("channel", word(&report.channel)))
        }
        CaseEvent::AccountCleared { by, .. } => Some(Told::finding("account_cleared", Severity::Medium, Some(*by))),
        CaseEvent::IncidentDisposed { finding, signed, .. } => {
            let weight = if *finding == Finding::Confirmed { Severity::High } else { Severity::Medium };
            Some(Told::finding("incident_disposed", weight, Some(signed.by)).with("finding", word(finding)))
        }
        CaseEvent::AttachmentAdded { by, attached, .. } => Some(
            Told::of(Did::Created, "attachment_added", Some(*by))
                .about(About::Thing("attachment", attached.id.to_string())),
        ),
        CaseEvent::AttachmentErased { by, attachment, .. } => Some(
            Told::of(Did::Deleted, "attachment_erased", Some(*by))
                .about(About::Thing("attachment", attachment.to_string())),
        ),
        CaseEvent::AttachmentExpired { attachment, .. } => Some(
            Told::of(Did::Deleted, "attachment_expired", None)
                .about(About::Thing("attachment", attachment.to_string())),
        ),
        CaseEvent::FilesHeld { by, .. } => updated("files_held", *by),
        CaseEvent::FilesReleased { by, .. } => updated("files_released", *by),
        CaseEvent::AttemptRefused { by, attempt, codes, .. } => {
            let codes: Vec<String> = codes.iter().map(|gate| code(gate)).collect();
            let found = Told::finding("attempt_refused", Severity::Low, Some(*by));
            Some(found.with("attempt", code(attempt)).with("gates", codes))
        }
        // What is intended or begun is told when it was seen, or was not. What an account is read to be is told by the risk
        // that it shows. A note is never told: one with a silent flag looks like one without. The rest is the conversation.
        CaseEvent::EffectIntended { .. }
        | CaseEvent::EffectStarted { .. }
        | CaseEvent::AccountReread { .. }
        | CaseEvent::NoteAdded { .. }
        | CaseEvent::QuestionAsked { .. }
        | CaseEvent::QuestionAnswered { .. }
        | CaseEvent::ConsentRecorded { .. }
        | CaseEvent::CueDrawn { .. }
        | CaseEvent::CueAnswered { .. }
        | CaseEvent::ConsumersListed { .. }
        | CaseEvent::LanguageSaid { .. }
        | CaseEvent::TargetChosen { .. }
        | CaseEvent::RecipientNamed { .. } => None,
    }
}

fn checked(matched: bool, by: postern_domain::ids::PersonId) -> Told {
    let told = Told::of(Did::Shown, "code_checked", Some(by)).about(About::Subject);
    if matched { told } else { told.ended(Outcome::Failure).weighs(Severity::Low) }
}

/// What was seen after a call to the directory or to whoever tells people.
fn seen(action: &Action, observation: &Observation) -> Option<Told> {
    let by = match observation {
        Observation::Attested { by, .. } => Some(*by),
        Observation::AsIntended
        | Observation::NotAsIntended { .. }
        | Observation::Delivered { .. }
        | Observation::Unknown { .. } => None,
    };
    let account = |did, code| Told::of(did, code, by).about(About::Subject);
    let credential = |did, code, id: &str| Told::of(did, code, by).about(About::Credential(id.to_owned()));
    let told = match action {
        Action::BlockSignIn => account(Did::AccountDisabled, "sign_in_blocked"),
        Action::UnblockSignIn => account(Did::AccountEnabled, "sign_in_unblocked"),
        Action::EndSessions => account(Did::LogOff, "sessions_ended"),
        Action::SuspendCredential { credential: id } => {
            credential(Did::FactorDisabled, "credential_suspended", id.as_str())
        }
        Action::RevokeCredential { credential: id } => {
            credential(Did::FactorDisabled, "credential_revoked", id.as_str())
        }
        Action::SubmitCredential => account(Did::FactorEnabled, "credential_listed"),
        Action::SendCode { method, .. } => Told::of(Did::Updated, "code_sent", by).with("method", word(method)),
        Action::SendNotice { phase: NoticePhase::Intake, .. } => Told::of(Did::Updated, "notice_at_intake", by),
        Action::SendNotice { phase: NoticePhase::Close, .. } => Told::of(Did::Updated, "notice_at_close", by),
    };
    Some(match observation {
        Observation::AsIntended | Observation::Delivered { .. } => told.with("seen", "read_back"),
        Observation::Attested { .. } => told.with("seen", "attested"),
        Observation::NotAsIntended { found } => {
            told.ended(Outcome::Failure).weighs(Severity::Medium).with("found", code(found))
        }
        Observation::Unknown { why } => told.ended(Outcome::Unknown).weighs(Severity::Low).with("why", code(why)),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::feed::lookback::{Known, Subject};
    use crate::feed::{Content, SecurityEvent, security_event};
    use postern_domain::ids::{AccountId, CaseId, ConsoleId, DirectoryId, LedgerId};
    use postern_domain::recovery::Tier;
    use postern_domain::time::Timestamp;
    use postern_ports::event_store::{Happening, Recorded, Stream};
    use serde_json::Value;
    use std::collections::BTreeSet;

    /// Every kind of payload that there ever was.
    const PAYLOADS: &str = include_str!("../../../domain/tests/scenarios/payloads-v1.jsonl");

    /// Kinds that are nothing for security.
    const UNTOLD: [&str; 13] = [
        "language_said",
        "effect_intended",
        "effect_started",
        "account_reread",
        "note_added",
        "question_asked",
        "question_answered",
        "consent_recorded",
        "cue_drawn",
        "cue_answered",
        "consumers_listed",
        "target_chosen",
        "recipient_named",
    ];

    fn known() -> Known {
        let subject = Subject {
            directory: DirectoryId::new("dir").unwrap(),
            account: AccountId::new("account-1").unwrap(),
            login: "maya.login".to_owned(),
            tier: Tier::Standard,
        };
        let ledger: LedgerId = "00000000-0000-0000-0000-00000000000a".parse().unwrap();
        Known { ledger, subject: Some(subject), ticket: String::new(), action: Some(Action::BlockSignIn), person: None }
    }

    fn record(event: CaseEvent) -> Recorded {
        let case: CaseId = "00000000-0000-0000-0000-00000012ab34".parse().unwrap();
        let console: ConsoleId = "00000000-0000-0000-0000-00000000000c".parse().unwrap();
        Recorded {
            position: 7,
            stream: Stream::Case(case),
            seq: 3,
            at: Timestamp(1_800_000_000_123),
            console,
            hash: "ab12cd34".repeat(8),
            happening: Happening::Case(event),
        }
    }

    fn all() -> impl Iterator<Item = (String, CaseEvent)> {
        PAYLOADS.lines().map(|line| {
            let value: Value = serde_json::from_str(line).unwrap();
            (value["kind"].as_str().unwrap().to_owned(), serde_json::from_str(line).unwrap())
        })
    }

    fn event(of: CaseEvent, content: Content) -> Option<SecurityEvent> {
        security_event(&record(of), &known(), content)
    }

    #[test]
    fn every_kind_is_told_or_named_as_none_for_security() {
        for (kind, payload) in all() {
            let told = event(payload, Content::default()).is_some();
            assert_eq!(told, !UNTOLD.contains(&kind.as_str()), "{kind}");
        }
    }

    #[test]
    fn every_event_has_what_its_class_requires() {
        let mut classes = BTreeSet::new();
        for (kind, payload) in all() {
            let Some(told) = event(payload, Content::default()) else { continue };
            let json = &told.json;
            let number = |name: &str| json[name].as_u64().unwrap_or_else(|| panic!("{kind}: {name}"));
            assert_eq!(number("type_uid"), number("class_uid") * 100 + number("activity_id"), "{kind}");
            assert_eq!(number("category_uid"), number("class_uid") / 1000, "{kind}");
            assert_eq!((number("severity_id"), number("time")), (u64::from(told.severity), 1_800_000_000_123));
            assert_eq!(json["metadata"]["version"], OCSF_VERSION);
            assert_eq!(json["metadata"]["uid"], "00000000-0000-0000-0000-00000000000a/7/ab12cd34");
            assert_eq!(json["metadata"]["correlation_uid"], "00000000-0000-0000-0000-00000012ab34");
            assert_eq!(json["metadata"]["event_code"], told.code);
            assert_eq!(json["device"]["uid"], "00000000-0000-0000-0000-00000000000c");
            assert!(json["actor"].is_object());
            let needed = match number("class_uid") {
                2004 => json["finding_info"]["uid"].is_string() && json["finding_info"]["title"].is_string(),
                3001 => json["user"]["uid"].is_string(),
                3002 => json["user"]["uid"].is_string() && json["service"]["name"].is_string(),
                3004 => json["entity"]["uid"].is_string(),
                other => panic!("{kind}: class {other}"),
            };
            assert!(needed, "{kind}: {json}");
            classes.insert(number("class_uid"));
        }
        assert_eq!(classes, BTreeSet::from([2004, 3001, 3002, 3004]));
    }

    const OCSF_VERSION: &str = crate::feed::OCSF;

    #[test]
    fn no_sentence_address_or_name_is_told_and_a_login_only_where_it_is_wanted() {
        let without: Vec<String> =
            all().filter_map(|(_, p)| event(p, Content::default())).map(|e| e.json.to_string()).collect();
        let with: Vec<String> =
            all().filter_map(|(_, p)| event(p, Content { logins: true })).map(|e| e.json.to_string()).collect();
        for told in with.iter().chain(&without) {
            for hidden in ["mail@test", "phone@test", "call her again", "found it", "not her", "INC-", "nightly batch"]
            {
                assert!(!told.contains(hidden), "{hidden}: {told}");
            }
        }
        assert!(without.iter().all(|told| !told.contains("maya.login")));
        assert!(with.iter().any(|told| told.contains("maya.login")));
    }

    #[test]
    fn what_was_not_seen_as_intended_fails_and_text_from_outside_is_no_code() {
        let effect = "00000000-0000-0000-0000-000000000001".parse().unwrap();
        let seen = |observation| {
            let at = Timestamp(0);
            event(CaseEvent::EffectObserved { effect, observation, at, residual_until: None }, Content::default())
                .unwrap()
                .json
        };
        let gone = seen(Observation::AsIntended);
        assert_eq!((&gone["type_uid"], &gone["status"]), (&Value::from(300_105), &Value::from("Success")));
        let still = seen(Observation::NotAsIntended { found: "still_listed".to_owned() });
        assert_eq!((&still["status_id"], &still["severity_id"]), (&Value::from(2), &Value::from(3)));
        assert_eq!(still["unmapped"]["found"], "still_listed");
        let odd = seen(Observation::Unknown { why: "Maya said so".to_owned() });
        assert_eq!((&odd["status_id"], &odd["unmapped"]["why"]), (&Value::from(0), &Value::from("other")));
    }
}
