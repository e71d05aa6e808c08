//! What not every case needs: codes, another authenticator, exceptions, machine identities.

use crate::desk::{Desk, codes, key, pin};
use postern_application::Fault;
use postern_application::history::verify_history;
use postern_domain::ids::{CaseId, CodeId};
use postern_domain::recovery::account::CredentialState;
use postern_domain::recovery::evidence::EvidenceKind;
use postern_domain::recovery::exception::ExceptionKind;
use postern_domain::recovery::{Command, Lifecycle, Method};
use postern_domain::time::Span;
use postern_ports::Directory as _;
use postern_ports::secrets::RecoveryCode;
use postern_practice::people::{LOST, LOST_PIN, MACHINE, MACHINE_LOST, SAVED_CODE, SPONSOR};

impl Desk {
    /// Sends a code to the first telephone number on record; what was sent, as its receiver reads it.
    async fn send_code(&self, id: CaseId) -> (CodeId, String) {
        let case = self.case(id).await;
        let phone = case.account.contacts.iter().find(|c| c.address.starts_with("+49")).unwrap().id.clone();
        self.console.issue_code(id, case.seq, phone).await.unwrap();
        let mail = self.mailbox.list().unwrap();
        let body = &mail.iter().rfind(|m| m.subject.contains("code for the recovery")).unwrap().body;
        let code = body.split_once("Your code is ").unwrap().1.split_once('.').unwrap().0.to_owned();
        (self.case(id).await.codes.last().unwrap().id, code)
    }

    async fn check_code(&self, id: CaseId, code: CodeId, typed: &str) -> Result<(), Fault> {
        let seen = self.case(id).await.seq;
        self.console.check_code(id, seen, code, RecoveryCode::typed(typed)).await
    }
}

fn wrong(digits: &str) -> String {
    digits.chars().map(|c| if c == '9' { '0' } else { char::from(c as u8 + 1) }).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_codes_of_different_kinds_recover_an_account() {
    let desk = Desk::open().await;
    desk.sign_in("agent").await;
    let id = desk.open_case().await;
    let (code, digits) = desk.send_code(id).await;
    assert_eq!(digits.len(), desk.console.parts().policy.code_digits as usize);
    assert!(digits.bytes().all(|b| b.is_ascii_digit()));

    // A wrong one is counted and told, and says nothing of what was right.
    let told = desk.check_code(id, code, &wrong(&digits)).await;
    assert!(matches!(told, Err(Fault::WrongCode { left: 4 })), "{told:?}");
    desk.check_code(id, code, &format!("{} {}", &digits[..4], &digits[4..])).await.unwrap();
    assert_eq!(codes(desk.check_code(id, code, &digits).await), ["CAS-02"], "it serves once");

    // One code is not enough; a saved one is of another kind.
    assert!(codes(desk.act(id, Command::SeekApproval).await).contains(&"PRF-01"));
    let seen = desk.case(id).await.seq;
    let told = desk.console.check_saved_code(id, seen, RecoveryCode::typed("7K2M-9QXT-4HRD-0000")).await;
    assert!(matches!(told, Err(Fault::WrongCode { left: 3 })), "{told:?}");
    let seen = desk.case(id).await.seq;
    desk.console.check_saved_code(id, seen, RecoveryCode::typed(SAVED_CODE)).await.unwrap();
    let case = desk.case(id).await;
    assert_eq!(case.method(&desk.console.parts().policy), Some(Method::TwoCodes));

    desk.act(id, Command::SeekApproval).await.unwrap();
    desk.sign_in("supervisor").await;
    desk.co_sign(id, "supervisor").await.unwrap();
    desk.sign_in("agent").await;
    desk.revoke(id).await.unwrap();
    desk.accept_blank(id).await.unwrap();
    desk.provision(id).await.unwrap();
    assert_eq!(codes(desk.finish(id).await), ["COD-03"], "the used saved code was not replaced");
    desk.act(id, Command::ReplaceSavedCodes).await.unwrap();
    let seen = desk.case(id).await.seq;
    desk.console.complete(id, seen).await.unwrap();
    assert!(matches!(desk.case(id).await.lifecycle, Lifecycle::Completed(_)));

    // No code stands in the history, in plain or in a digest that could be searched for it.
    let history = format!("{:?}", desk.console.records(id).await.unwrap());
    assert!(!history.contains(&digits) && !history.contains("7K2M"), "a code is in the history");
    assert_eq!(verify_history(desk.store.as_ref()).await.unwrap().faults, []);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_restart_gives_no_new_tries_and_no_more_time() {
    let desk = Desk::open().await;
    desk.sign_in("agent").await;
    let id = desk.open_case().await;
    let (code, digits) = desk.send_code(id).await;
    for left in (1..=4).rev() {
        let told = desk.check_code(id, code, &wrong(&digits)).await;
        assert!(matches!(told, Err(Fault::WrongCode { left: l }) if l == left), "{told:?}");
    }
    let desk = desk.reopen_with(|practice| practice).await;
    desk.sign_in("agent").await;
    let told = desk.check_code(id, code, &wrong(&digits)).await;
    assert!(matches!(told, Err(Fault::WrongCode { left: 0 })), "{told:?}");
    assert_eq!(codes(desk.check_code(id, code, &digits).await), ["COD-02"]);

    let late = desk.open_case_of("agnes.holm").await.map(|_| ()).unwrap_err();
    assert!(matches!(late, Fault::Refused(_)), "the agent's own account");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_late_code_is_refused() {
    let desk = Desk::open().await;
    desk.sign_in("agent").await;
    let id = desk.open_case().await;
    let (code, digits) = desk.send_code(id).await;
    desk.clock.forward(Span::minutes(10));
    assert_eq!(codes(desk.check_code(id, code, &digits).await), ["COD-01"]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_found_key_that_signs_in_is_proof_of_possession_and_can_be_kept() {
    let desk = Desk::open().await;
    desk.sign_in("agent").await;
    let id = desk.open_case().await;
    let case = desk.case(id).await;
    let old = case.planned.iter().find(|c| c.webauthn.is_some()).unwrap().id.clone();
    assert_eq!(codes(desk.act(id, Command::KeepCredential { credential: old.clone() }).await), ["KEP-01"]);
    desk.tray.insert(LOST).unwrap();
    let case = desk.case(id).await;
    desk.console.prove_possession(id, case.seq, old.clone(), &key(LOST), pin(LOST_PIN)).await.unwrap();
    desk.tray.pull(LOST);
    assert!(desk.case(id).await.evidence.iter().any(|e| e.kind == EvidenceKind::OtherAuthenticator));
    desk.act(id, Command::KeepCredential { credential: old.clone() }).await.unwrap();
    desk.prove(id).await;
    desk.act(id, Command::SeekApproval).await.unwrap();
    // One more signature for what stays.
    desk.sign_in("supervisor").await;
    desk.co_sign(id, "supervisor").await.unwrap();
    desk.sign_in("second-supervisor").await;
    desk.co_sign(id, "second-supervisor").await.unwrap();
    desk.sign_in("agent").await;
    desk.revoke(id).await.unwrap();
    let account = desk.case(id).await.account.id.clone();
    let inventory = desk.connector.inventory(&account, desk.console.now()).await.unwrap();
    let active: Vec<_> = inventory.credentials.iter().filter(|c| c.state == CredentialState::Active).collect();
    assert_eq!(active.iter().map(|c| &c.id).collect::<Vec<_>>(), [&old], "what was kept, and nothing else");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_exception_needs_one_more_signature_and_stands_in_the_record() {
    let desk = Desk::open().await;
    desk.sign_in("agent").await;
    let id = desk.open_case().await;
    let ask = |rationale: &str| Command::AskException {
        kind: ExceptionKind::Emergency,
        reason: "The subject is on call for a clinic.".to_owned(),
        referee: "Head of operations".to_owned(),
        rationale: rationale.to_owned(),
    };
    assert_eq!(codes(desk.act(id, ask(" ")).await), ["EXC-02"]);
    desk.act(id, ask("Called the head of operations back on the number of the directory.")).await.unwrap();
    desk.prove(id).await;
    desk.act(id, Command::SeekApproval).await.unwrap();
    desk.sign_in("supervisor").await;
    desk.co_sign(id, "supervisor").await.unwrap();
    desk.sign_in("agent").await;
    assert_eq!(codes(desk.revoke(id).await), ["APR-01"]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_whole_recovery_of_a_machine_identity() {
    let desk = Desk::open().await;
    desk.sign_in("agent").await;
    let id = desk.open_case_of(MACHINE).await.unwrap();
    assert!(codes(desk.act(id, Command::SeekApproval).await).starts_with(&["MCH-01", "MCH-02"]));
    // Its sponsor signs in with their own key, at the directory.
    desk.tray.insert(SPONSOR).unwrap();
    let seen = desk.case(id).await.seq;
    desk.console.prove_sponsor(id, seen, &key(SPONSOR), pin(LOST_PIN)).await.unwrap();
    desk.tray.pull(SPONSOR);
    let consumers = vec!["release pipeline".to_owned(), "driver builds".to_owned()];
    let overlapping = Command::ListConsumers { consumers: consumers.clone(), overlap_minutes: 5 };
    assert_eq!(codes(desk.act(id, overlapping).await), ["MCH-04"], "no overlap under this policy");
    desk.act(id, Command::ListConsumers { consumers, overlap_minutes: 0 }).await.unwrap();
    desk.act(id, Command::SeekApproval).await.unwrap();
    desk.sign_in("supervisor").await;
    desk.co_sign(id, "supervisor").await.unwrap();
    desk.sign_in("agent").await;
    desk.revoke(id).await.unwrap();
    desk.accept_blank(id).await.unwrap();
    desk.provision(id).await.unwrap();
    desk.act(id, Command::MoveConsumer { consumer: "driver builds".to_owned(), moved: true }).await.unwrap();
    desk.act(id, Command::RecordLetter { reference: "RR 1234".to_owned() }).await.unwrap();
    assert_eq!(codes(desk.finish(id).await), ["MCH-03"], "the old key was not tried");
    let found = desk.console.machines("signing").await.unwrap();
    let [one] = found.listed.as_slice() else { panic!("{found:?}") };
    assert_eq!((one.open, one.tried, found.unlisted), (Some(id), None, 0));
    // The old key is tried at the directory, and refused.
    let old = desk.case(id).await.planned.iter().find(|c| c.webauthn.is_some()).unwrap().id.clone();
    desk.tray.insert(MACHINE_LOST).unwrap();
    let seen = desk.case(id).await.seq;
    desk.console.try_old_credential(id, seen, old, &key(MACHINE_LOST), pin(LOST_PIN)).await.unwrap();
    let seen = desk.case(id).await.seq;
    desk.console.complete(id, seen).await.unwrap();
    assert_eq!(verify_history(desk.store.as_ref()).await.unwrap().faults, []);
    // The list of all tells what the case says.
    let found = desk.console.machines("").await.unwrap();
    let [one] = found.listed.as_slice() else { panic!("{found:?}") };
    assert_eq!((one.login.as_str(), one.consumers, one.cases, one.open), (MACHINE, 2, 1, None));
    assert!(one.rotated_at.is_some() && one.tried.is_some_and(|tried| tried.refused));
    assert_eq!(one.overlap_until, None);
    assert!(desk.console.machines("nobody here").await.unwrap().listed.is_empty());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_refused_subject_is_told_nothing_of_what_was_right() {
    let desk = Desk::open().await;
    desk.sign_in("agent").await;
    let id = desk.open_case().await;
    desk.prove(id).await;
    let (code, digits) = desk.send_code(id).await;
    let before = desk.mailbox.list().unwrap().len();
    assert!(desk.check_code(id, code, &wrong(&digits)).await.is_err());
    let note = "The badge was right, the face was not.".to_owned();
    desk.act(id, Command::CannotVerify { note: note.clone() }).await.unwrap();
    let mail = desk.mailbox.list().unwrap();
    assert_eq!(mail.len(), before, "nothing more is sent");
    for message in mail {
        let text = format!("{} {}", message.subject, message.body);
        let telling = [note.as_str(), "badge", "passport", "wrong", "matched", "refused"];
        assert!(telling.iter().all(|word| !text.contains(word)), "{text}");
    }
}
