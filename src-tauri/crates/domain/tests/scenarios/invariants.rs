//! The invariants of ARCHITECTURE.md, as the domain holds them: given, when, then.

use crate::world::{self, *};
use postern_domain::canonical::Digest;
use postern_domain::ids::{ContactId, KeyCredentialId, SessionId};
use postern_domain::recovery::evidence::{CueAnswer, EvidenceKind, Outcome, Pathway};
use postern_domain::recovery::statement::{Decision, Statement};
use postern_domain::recovery::*;
use postern_domain::staff::{DeskEvent, Purpose, SignInFacts, sign_in};
use postern_domain::time::Span;

#[test]
fn the_whole_path_completes() {
    let mut world = World::provisioned();
    world.finish().unwrap();
    assert!(matches!(world.case().lifecycle, Lifecycle::Completed(_)));
    let statement =
        world.offer(Who::Reviewer, Decision::Review { disposition: Disposition::InOrder, note: String::new() });
    let assertion = world.signature(Who::Reviewer, &statement);
    let review = |statement: &[u8]| Command::Review {
        disposition: Disposition::InOrder,
        note: String::new(),
        statement: statement.to_vec(),
        assertion: assertion.clone(),
    };
    world.ask(Who::Reviewer, review(&statement)).unwrap();
    assert!(world.codes(Who::Reviewer, review(&statement)).contains(&"RVW-03"));
}

#[test]
fn gated() {
    let mut world = World::opened("maya", Channel::InPerson);
    for code in ["PRF-01", "APR-10", "APR-01", "REV-03", "PRV-05", "HND-01", "HND-03", "NTF-01", "NTF-02"] {
        assert!(world.codes(Who::Agent, Command::Complete).contains(&code), "{code}");
    }
    assert!(world.codes(Who::Agent, Command::Revoke).contains(&"APR-01"));
    assert!(world.codes(Who::Agent, Command::SeekApproval).contains(&"PRF-01"));
    let mut world = World::provisioned();
    let early = world.codes(Who::Agent, Command::Complete);
    assert!(early.contains(&"HND-01") && !early.contains(&"REV-03"), "{early:?}");
    world.finish().unwrap();
    assert!(world.codes(Who::Agent, Command::HandOver).contains(&"CAS-01"));
}

#[test]
fn two_people() {
    let mut world = World::opened("maya", Channel::InPerson);
    world.prove();
    world.ask(Who::Agent, Command::SeekApproval).unwrap();
    let statement = world.offer(Who::Agent, Decision::Approve);
    let assertion = world.signature(Who::Agent, &statement);
    let own = world.codes(Who::Agent, Command::CoSign { statement, assertion });
    assert!(own.contains(&"APR-02") && own.contains(&"ROL-01"), "{own:?}");
    assert!(world.codes(Who::OtherAgent, Command::Revoke).contains(&"ROL-02"));

    // A privileged subject, two signatures, another console; the subject is the second supervisor.
    let mut world = World::opened("boss", Channel::InPerson);
    world.prove();
    assert_eq!(world.codes(Who::Agent, Command::SeekApproval), ["PRF-11"]);
    world.evidence(EvidenceKind::NationalId, Pathway::VisualMatch).unwrap();
    world.ask(Who::Agent, Command::SeekApproval).unwrap();
    let same_console = world.co_sign(Who::Supervisor).unwrap_err();
    assert!(same_console.names(Gate::OtherConsole));
    world.console = OTHER_CONSOLE;
    let subject = world.co_sign(Who::SecondSupervisor).unwrap_err();
    assert!(subject.names(Gate::ApproverIsNotSubject));
    world.co_sign(Who::Supervisor).unwrap();
    let again = world.co_sign(Who::Supervisor).unwrap_err();
    assert!(again.names(Gate::ApproversDiffer) && again.names(Gate::ApproverKeysDiffer));
    world.console = CONSOLE;
    assert!(world.codes(Who::Agent, Command::Revoke).contains(&"APR-01"), "one of two is not enough");
}

#[test]
fn interlock() {
    let mut world = World::opened("maya", Channel::InPerson);
    world.prove();
    world.approve();
    world.ask(Who::Agent, Command::Revoke).unwrap();
    assert!(world.accept_key().unwrap_err().names(Gate::OldCredentialsGone));
    // The last one is not confirmed.
    let effects = world.case().effects.clone();
    for (n, effect) in effects.iter().enumerate() {
        world.start(effect.id).unwrap();
        let seen = if n + 1 == effects.len() {
            Observation::NotAsIntended { found: "still_listed".to_owned() }
        } else {
            Observation::AsIntended
        };
        world.see(effect.id, seen).unwrap();
    }
    assert!(world.accept_key().unwrap_err().names(Gate::OldCredentialsGone));
    world.revoke();
    world.accept_key().unwrap();
    // An old one is listed again before the key is made.
    world.listed.push(credential("old-key"));
    world.reread();
    assert!(world.codes(Who::Agent, Command::Provision).contains(&"REV-03"));
}

#[test]
fn sign_in_stays_blocked_until_the_handover() {
    let mut world = World::provisioned();
    assert!(world.case().blocked_at().is_some());
    assert!(world.codes(Who::Agent, Command::Unblock).contains(&"HND-01"));
    let not_yet = world.codes(Who::Agent, Command::LiveSignIn { credential: new_key().1, observed: true });
    assert!(not_yet.contains(&"HND-02"), "{not_yet:?}");
}

#[test]
fn observed() {
    let mut world = World::opened("maya", Channel::InPerson);
    world.prove();
    world.approve();
    world.ask(Who::Agent, Command::Revoke).unwrap();
    let block = world.case().effects[0].id;
    assert!(
        world
            .ask(
                Who::Agent,
                Command::Observe { effect: block, observation: Observation::AsIntended, residual_until: None }
            )
            .is_err(),
        "nothing is seen before it began"
    );
    world.start(block).unwrap();
    world.see(block, Observation::Unknown { why: "timed_out".to_owned() }).unwrap();
    assert!(world.accept_key().unwrap_err().names(Gate::OutcomesKnown));
}

#[test]
fn signed_is_what_was_seen() {
    type Change = fn(&mut World);
    let changes: [(&str, Change); 4] = [
        ("evidence", |w| w.evidence(EvidenceKind::DrivingLicence, Pathway::VisualMatch).unwrap()),
        ("a withdrawal", |w| {
            let evidence = w.case().evidence[1].id;
            w.ask(Who::Agent, Command::WithdrawEvidence { evidence }).unwrap();
            w.evidence(EvidenceKind::NationalId, Pathway::VisualMatch).unwrap();
        }),
        ("a credential", |w| {
            w.listed.push(credential("sneaked"));
            w.reread();
        }),
        ("a contact", |w| {
            w.account.contacts.pop();
            w.reread();
        }),
    ];
    for (what, change) in changes {
        // Between the offer and the signature.
        let mut world = World::opened("maya", Channel::InPerson);
        world.prove();
        world.ask(Who::Agent, Command::SeekApproval).unwrap();
        let statement = world.offer(Who::Supervisor, Decision::Approve);
        let assertion = world.signature(Who::Supervisor, &statement);
        change(&mut world);
        let stale = world.codes(Who::Supervisor, Command::CoSign { statement, assertion });
        assert_eq!(stale, ["APR-05"], "{what}");
        // And after it.
        let mut world = World::opened("maya", Channel::InPerson);
        world.prove();
        world.approve();
        change(&mut world);
        assert!(world.codes(Who::Agent, Command::Revoke).contains(&"APR-05"), "{what}");
    }
    // Recording the revocations that were approved does not void it.
    let mut world = World::opened("maya", Channel::InPerson);
    world.prove();
    world.approve();
    world.revoke();
    world.reread();
    world.accept_key().unwrap();
}

#[test]
fn a_forged_statement_is_refused() {
    type Forgery = fn(&mut Statement);
    let forgeries: [(&str, Forgery); 8] = [
        ("case", |s| s.case.0 = uuid::Uuid::from_u128(98)),
        ("account", |s| s.basis.account = postern_domain::ids::AccountId::new("other").unwrap()),
        ("signer", |s| s.signer = person(Who::SecondSupervisor)),
        ("ledger", |s| s.ledger.0 = uuid::Uuid::from_u128(7)),
        ("console", |s| s.console = OTHER_CONSOLE),
        ("template", |s| s.template = Digest::of(b"other words")),
        ("time", |s| s.expires = s.expires.plus(Span::days(1))),
        ("decision", |s| s.decision = Decision::Release),
    ];
    for (part, forge) in forgeries {
        let mut world = World::opened("maya", Channel::InPerson);
        world.prove();
        world.ask(Who::Agent, Command::SeekApproval).unwrap();
        let mut statement = Statement::parse(&world.offer(Who::Supervisor, Decision::Approve)).unwrap();
        forge(&mut statement);
        let statement = statement.bytes().unwrap();
        let assertion = world.signature(Who::Supervisor, &statement);
        assert_eq!(world.codes(Who::Supervisor, Command::CoSign { statement, assertion }), ["APR-08"], "{part}");
    }
}

#[test]
fn an_approval_expires_and_a_nonce_is_used_once() {
    let mut world = World::opened("maya", Channel::InPerson);
    world.prove();
    world.ask(Who::Agent, Command::SeekApproval).unwrap();
    let statement = world.offer(Who::Supervisor, Decision::Approve);
    let assertion = world.signature(Who::Supervisor, &statement);
    let sign = || Command::CoSign { statement: statement.clone(), assertion: assertion.clone() };
    world.ask(Who::Supervisor, sign()).unwrap();
    world.now = world.now.plus(Span::minutes(61));
    assert!(world.codes(Who::Agent, Command::Revoke).contains(&"APR-06"));
    assert_eq!(world.codes(Who::Supervisor, sign()), ["APR-09"]);
    world.co_sign(Who::Supervisor).unwrap();
    world.revoke();
}

#[test]
fn claiming_judges_again() {
    let mut world = World::opened("maya", Channel::InPerson);
    world.prove();
    world.approve();
    world.ask(Who::Agent, Command::Revoke).unwrap();
    // Voided after it was queued.
    world.evidence(EvidenceKind::DrivingLicence, Pathway::VisualMatch).unwrap();
    let revocation =
        world.case().effects.iter().find(|e| matches!(e.action, Action::RevokeCredential { .. })).unwrap().id;
    assert!(world.start(revocation).unwrap_err().names(Gate::ApprovalCurrent));
}

#[test]
fn knowledge_and_voice_never_count() {
    let mut world = World::opened("maya", Channel::Phone);
    for kind in [EvidenceKind::KnowledgeAnswers, EvidenceKind::VoiceRecognised] {
        assert!(world.evidence(kind, Pathway::None).unwrap_err().names(Gate::EvidenceCounts));
    }
    assert!(world.evidence(EvidenceKind::Passport, Pathway::VisualMatch).unwrap_err().names(Gate::PathwayPossible));
    // They can contradict.
    let mut world = World::opened("maya", Channel::InPerson);
    world.prove();
    let wrong = Command::RecordEvidence {
        kind: EvidenceKind::KnowledgeAnswers,
        pathway: Pathway::None,
        outcome: Outcome::Rejected,
        contact: None,
        reference: None,
    };
    world.ask(Who::Agent, wrong).unwrap();
    assert_eq!(world.codes(Who::Agent, Command::SeekApproval), ["PRF-04"]);
}

#[test]
fn a_policy_can_ask_for_the_subject_at_the_desk() {
    for (channel, codes) in [(Channel::Phone, &["PRF-01", "PRF-09"][..]), (Channel::InPerson, &["PRF-01"])] {
        let mut world = World::opened("maya", channel);
        world.policy.on_site_proofing = true;
        assert_eq!(world.codes(Who::Agent, Command::SeekApproval), codes);
    }
}

#[test]
fn only_an_old_known_contact_serves_a_call_back() {
    let call = |id: &str| Command::RecordEvidence {
        kind: EvidenceKind::CallBack,
        pathway: Pathway::CodeToContact,
        outcome: Outcome::Confirmed,
        contact: Some(ContactId::new(id).unwrap()),
        reference: None,
    };
    let mut account = world::account("maya");
    account.contacts.push(contact("fresh", account::ContactChannel::Phone, Some(3)));
    let mut world = World::opened_as(account, Channel::InPerson);
    for id in ["mail", "fresh", "unknown", "nobody"] {
        assert_eq!(world.codes(Who::Agent, call(id)), ["PRF-08"], "{id}");
    }
    world.ask(Who::Agent, call("phone")).unwrap();
}

#[test]
fn one_document_is_one_piece_and_a_chip_needs_its_signature() {
    let mut world = World::opened("maya", Channel::InPerson);
    world.evidence(EvidenceKind::Passport, Pathway::VisualMatch).unwrap();
    world.evidence(EvidenceKind::PassportChip, Pathway::VisualMatch).unwrap();
    assert!(world.codes(Who::Agent, Command::SeekApproval).contains(&"PRF-01"));
    world.evidence(EvidenceKind::PassportChip, Pathway::ChipSignature).unwrap();
    world.ask(Who::Agent, Command::SeekApproval).unwrap();
}

#[test]
fn a_cue_must_be_done_at_once_and_in_time() {
    let mut world = World::opened("maya", Channel::Video);
    world.prove();
    world.ask(Who::Agent, Command::RecordConsent).unwrap();
    let draw = || Command::DrawCue { cue: "touch_right_ear".to_owned() };
    world.ask(Who::Agent, draw()).unwrap();
    let cue = world.case().cues[0].id;
    world.ask(Who::Agent, Command::AnswerCue { cue, answer: CueAnswer::Late }).unwrap();
    assert_eq!(world.codes(Who::Agent, Command::SeekApproval), ["PRF-05"]);
    world.ask(Who::Agent, draw()).unwrap();
    let cue = world.case().cues[1].id;
    world.now = world.now.plus(Span::minutes(9));
    assert_eq!(world.codes(Who::Agent, Command::AnswerCue { cue, answer: CueAnswer::AtOnce }), ["PRF-05"]);
    world.ask(Who::Agent, draw()).unwrap();
    let cue = world.case().cues[2].id;
    world.ask(Who::Agent, Command::AnswerCue { cue, answer: CueAnswer::AtOnce }).unwrap();
    world.ask(Who::Agent, Command::SeekApproval).unwrap();
}

#[test]
fn an_untrusted_or_copyable_key_is_refused() {
    type Flaw = fn(&mut NewCredential);
    let flaws: [(&str, Flaw); 5] = [
        ("PRV-06", |m| m.attested_by = None),
        ("PRV-03", |m| m.backup_eligible = true),
        ("PRV-01", |m| m.aaguid = "another model".to_owned()),
        ("PRV-04", |m| m.user_verified = false),
        ("PRV-04", |m| m.credential = KeyCredentialId(vec![1])),
    ];
    for (code, flaw) in flaws {
        let mut world = World::opened("maya", Channel::InPerson);
        world.prove();
        world.approve();
        world.revoke();
        world.accept_key().unwrap();
        let effect = world.begin_submission();
        let mut made = world.made(effect);
        flaw(&mut made);
        assert_eq!(world.codes(Who::Agent, Command::CredentialMade { made: Box::new(made) }), [code]);
    }
}

#[test]
fn one_key_is_made_in_one_case() {
    let mut world = World::provisioned();
    assert!(world.accept_key().unwrap_err().names(Gate::OneKeyPerCase));
    assert!(world.codes(Who::Agent, Command::Provision).contains(&"PRV-08"));
}

#[test]
fn everybody_on_record_before_and_now_is_told() {
    let mut world = World::provisioned();
    world.account.contacts.push(contact("added", postern_domain::recovery::account::ContactChannel::Email, Some(0)));
    world.account.contacts.remove(0);
    world.reread();
    let addresses: Vec<_> = world.case().addresses().into_iter().map(|c| c.address).collect();
    assert_eq!(addresses, ["mail@test", "phone@test", "unknown@test", "added@test"]);
}

#[test]
fn a_reviewer_took_no_part_and_an_open_case_is_not_reviewed() {
    let mut world = World::provisioned();
    let decision = || Decision::Review { disposition: Disposition::InOrder, note: String::new() };
    let statement = world.offer(Who::Reviewer, decision());
    let assertion = world.signature(Who::Reviewer, &statement);
    let review = Command::Review { disposition: Disposition::InOrder, note: String::new(), statement, assertion };
    assert_eq!(world.codes(Who::Reviewer, review.clone()), ["RVW-02"]);
    world.finish().unwrap();
    let by_supervisor = world.codes(Who::Supervisor, review);
    assert!(by_supervisor.contains(&"RVW-01") && by_supervisor.contains(&"ROL-01"), "{by_supervisor:?}");
}

#[test]
fn a_counter_that_goes_back_is_refused() {
    let mut roster = roster();
    let session = SessionId(uuid::Uuid::from_u128(5));
    let sign = |counter| key_of(Who::Agent).sign(Purpose::SignIn, b"c", counter);
    fn facts(roster: &postern_domain::staff::Roster, session: SessionId) -> SignInFacts<'_> {
        SignInFacts { roster, console: CONSOLE, session }
    }
    let (event, _) = sign_in(&sign(9), &facts(&roster, session)).unwrap();
    roster.apply(&event);
    assert_eq!(sign_in(&sign(9), &facts(&roster, session)).unwrap_err().codes(), ["AST-12"]);
    assert_eq!(sign_in(&sign(3), &facts(&roster, session)).unwrap_err().codes(), ["AST-12"]);
    assert!(matches!(
        sign_in(&sign(10), &facts(&roster, session)).unwrap().0,
        DeskEvent::SessionOpened { counter: 10, .. }
    ));
}

#[test]
fn an_approval_key_does_not_sign_in() {
    let roster = roster();
    let facts = SignInFacts { roster: &roster, console: CONSOLE, session: SessionId(uuid::Uuid::from_u128(5)) };
    let approval = key_of(Who::Agent).sign(Purpose::Approve, b"c", 1);
    assert_eq!(sign_in(&approval, &facts).unwrap_err().codes(), ["AST-07"]);
}
