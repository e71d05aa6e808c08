//! What a person is told that the history holds about them: given, when, then.

use crate::world::*;
use postern_domain::ids::QuestionId;
use postern_domain::recovery::evidence::{EvidenceKind, Outcome, Pathway, Reference};
use postern_domain::recovery::exception::ExceptionKind;
use postern_domain::recovery::*;
use postern_domain::subject::{FORMAT, SubjectReport};

fn report(world: &World) -> SubjectReport {
    let account = world.account.id.clone();
    let mut report = SubjectReport::begin(LEDGER, &directory(), &account, &world.roster, world.now);
    report.take(CASE, &world.events, &world.roster, world.now);
    report
}

fn note(text: &str) -> Command {
    let seal = event::Seal { sealed: vec![7; 49], mark: postern_domain::canonical::Digest([7; 32]) };
    Command::AddNote { text: text.to_owned(), seal }
}

#[test]
fn a_whole_recovery_is_told_by_types_times_and_roles() {
    let mut world = World::provisioned();
    world.finish().unwrap();
    let report = report(&world);
    assert_eq!((report.format, report.logins.as_slice()), (FORMAT, ["maya".to_owned()].as_slice()));
    assert_eq!(report.addresses.len(), 3);
    assert_eq!(report.recovery_contacts, 1);
    let [case] = report.cases.as_slice() else { panic!("{} cases", report.cases.len()) };
    assert_eq!((case.stands, case.evidence.len(), case.credentials.len()), ("completed", 2, 2));
    assert!(case.credentials.iter().all(|credential| credential.gone_at.is_some()));
    assert!(case.evidence.iter().all(|piece| piece.by == Some(postern_domain::staff::Role::Agent)));
    let roles: Vec<_> = case.handled_by.iter().map(|one| (role_code(one.role), one.people)).collect();
    assert_eq!(roles, [("agent", 1), ("supervisor", 1)]);
    assert!(case.told.iter().any(|told| told.what == "notice_close" && told.delivered_at.is_some()));
}

#[test]
fn other_people_are_told_by_what_they_are() {
    let mut world = World::opened("maya", Channel::InPerson);
    let reference = Reference { name: "Referee Named".to_owned(), relationship: "Kin Named".to_owned(), ial: 2 };
    let vouched = Command::RecordEvidence {
        kind: EvidenceKind::ManagerVouched,
        pathway: Pathway::VisualMatch,
        outcome: Outcome::Confirmed,
        contact: None,
        reference: Some(reference),
    };
    world.ask(Who::Agent, vouched).unwrap();
    let exception = Command::AskException {
        kind: ExceptionKind::TrustedReferee,
        reason: "short of evidence".to_owned(),
        referee: "Speaker Named".to_owned(),
        rationale: "knows her".to_owned(),
    };
    world.ask(Who::Agent, exception).unwrap();
    let text = serde_json::to_string(&report(&world)).unwrap();
    for named in ["Referee Named", "Kin Named", "Speaker Named", "friend@test", "Agent\"", "Supervisor\""] {
        assert!(!text.contains(named), "{named}: {text}");
    }
    assert!(
        text.contains("short of evidence") && text.contains("manager_vouched") && text.contains("\"role\":\"agent\""),
        "{text}"
    );
}

#[test]
fn nothing_that_signs_or_opens_is_told() {
    let mut world = World::provisioned();
    world.ask(Who::Agent, note("she was in a hurry")).unwrap();
    world.ask(Who::Supervisor, Command::AskQuestion { text: "Which door?".to_owned() }).unwrap();
    let question: QuestionId = world.case().questions[0].id;
    world.ask(Who::Agent, Command::AnswerQuestion { question, text: "The main one.".to_owned() }).unwrap();
    let report = report(&world);
    let said: Vec<_> = report.cases[0].remarks.iter().map(|r| (r.kind, r.text.as_str())).collect();
    assert_eq!(said, [("note", "she was in a hurry"), ("question", "Which door?"), ("answer", "The main one.")]);
    let text = serde_json::to_string(&report).unwrap();
    for secret in ["seal", "mark", "statement", "assertion", "signature", "nonce", "commitment", "attestation"] {
        assert!(!text.contains(&format!("\"{secret}\"")), "{secret}");
    }
    assert!(!text.contains(&"07".repeat(16)), "a digest is told");
}

#[test]
fn what_was_hidden_in_a_name_is_shown() {
    let mut named = account("maya");
    named.name = "Maya\u{202e}ayaM".to_owned();
    let report = report(&World::opened_as(named, Channel::InPerson));
    assert_eq!(report.names, ["Maya⟨U+202E⟩ayaM"]);
}

#[test]
fn whoever_is_on_the_staff_is_told_so() {
    let world = World::opened("boss", Channel::InPerson);
    assert_eq!(report(&world).staff_role, Some(postern_domain::staff::Role::Supervisor));
    assert_eq!(report(&World::opened("maya", Channel::InPerson)).staff_role, None);
}
