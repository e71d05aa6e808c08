//! Who is it: evidence and codes, references and exceptions, what may stay, and who is told: given, when, then.

use crate::world::{self, *};
use postern_domain::canonical::Digest;
use postern_domain::ids::{CodeId, ContactId, CredentialId, EffectId};
use postern_domain::policy::Policy;
use postern_domain::recovery::account::{Account, Contact, ContactChannel};
use postern_domain::recovery::event::Opened;
use postern_domain::recovery::evidence::{EvidenceKind, Outcome, Pathway, Reference};
use postern_domain::recovery::exception::ExceptionKind;
use postern_domain::recovery::statement::Decision;
use postern_domain::recovery::*;
use postern_domain::time::{Span, Timestamp};

/// A case of maya at the desk.
fn at_desk() -> World {
    World::opened("maya", Channel::InPerson)
}

/// A case of maya under another policy.
fn under(channel: Channel, change: impl FnOnce(&mut Policy)) -> World {
    let mut world = World::empty("maya");
    change(&mut world.policy);
    World::try_open(world, channel).unwrap()
}

/// A case of maya at the desk, with these addresses on record.
fn with_contacts(contacts: Vec<Contact>) -> World {
    World::opened_as(Account { contacts, ..world::account("maya") }, Channel::InPerson)
}

/// How the case began, to be changed.
fn opening(world: &mut World) -> &mut Opened {
    match &mut world.events[0] {
        CaseEvent::CaseOpened(opened) => opened,
        other => panic!("{other:?}"),
    }
}

fn contact_id(id: &str) -> ContactId {
    ContactId::new(id).unwrap()
}

fn credential_id(id: &str) -> CredentialId {
    CredentialId::new(id).unwrap()
}

fn issue(contact: &str) -> Command {
    Command::IssueCode { contact: contact_id(contact) }
}

fn check(code: CodeId, matched: bool) -> Command {
    Command::CheckCode { code, matched }
}

/// The sending of a code to `contact`, asked for.
fn sending(world: &mut World, contact: &str) -> EffectId {
    world.ask(Who::Agent, issue(contact)).unwrap();
    world.case().effects.last().unwrap().id
}

/// A code that went to `contact`.
fn sent(world: &mut World, contact: &str) -> CodeId {
    let effect = sending(world, contact);
    world.start(effect).unwrap();
    world.ask(Who::Agent, Command::CodeDrawn { effect, commitment: Digest::of(b"code") }).unwrap();
    world.see(effect, Observation::Delivered { receipt: "1".to_owned() }).unwrap();
    world.case().codes.last().unwrap().id
}

/// A code goes to `contact` and comes back.
fn confirm(world: &mut World, contact: &str) {
    let code = sent(world, contact);
    world.ask(Who::Agent, check(code, true)).unwrap();
}

/// A saved code is right.
fn save(world: &mut World) {
    world.ask(Who::Agent, Command::CheckSavedCode { matched: true }).unwrap();
}

/// An old credential signs in for the case.
fn possess(world: &mut World, id: &str) {
    world.ask(Who::Agent, Command::ProvePossession { credential: credential_id(id) }).unwrap();
}

fn keep(id: &str) -> Command {
    Command::KeepCredential { credential: credential_id(id) }
}

fn vouch(name: &str, relationship: &str, ial: u32) -> Command {
    let reference = Reference { name: name.to_owned(), relationship: relationship.to_owned(), ial };
    Command::RecordEvidence {
        kind: EvidenceKind::ManagerVouched,
        pathway: Pathway::VisualMatch,
        outcome: Outcome::Confirmed,
        contact: None,
        reference: Some(reference),
    }
}

fn exception(kind: ExceptionKind) -> Command {
    Command::AskException {
        kind,
        reason: "no documents after a fire".to_owned(),
        referee: "N. Okafor".to_owned(),
        rationale: "known for ten years, and seen".to_owned(),
    }
}

fn letter() -> Command {
    Command::RecordLetter { reference: "RR 1".to_owned() }
}

/// Two pieces that do for a privileged account.
fn prove_strongly(world: &mut World) {
    world.evidence(EvidenceKind::Passport, Pathway::VisualMatch).unwrap();
    world.evidence(EvidenceKind::NationalId, Pathway::VisualMatch).unwrap();
}

/// Signed, and carried out up to the close.
fn close(world: &mut World) -> Result<(), Refusal> {
    world.approve();
    world.revoke();
    world.provision();
    world.finish()
}

/// The same, where the close is refused: by these gates.
fn close_codes(world: &mut World) -> Vec<&'static str> {
    // With no address at all it stops before: there is nobody to notify.
    close(world).expect_err("closed");
    world.codes(Who::Agent, Command::Complete)
}

fn is_completed(world: &World) -> bool {
    matches!(world.case().lifecycle, Lifecycle::Completed(_))
}

type Act = fn(&mut World);

#[test]
fn each_way_of_verifying_opens_the_approval() {
    let ways: [(Channel, Method, Act); 5] = [
        (Channel::InPerson, Method::RepeatedProofing, World::prove),
        (Channel::Phone, Method::TwoCodes, |w| {
            save(w);
            confirm(w, "mail");
        }),
        (Channel::Phone, Method::TwoCodes, |w| {
            confirm(w, "mail");
            confirm(w, "friend");
        }),
        (Channel::Phone, Method::CodeAndAuthenticator, |w| {
            save(w);
            possess(w, "old-app");
        }),
        (Channel::Phone, Method::CodeAndAuthenticator, |w| {
            confirm(w, "friend");
            possess(w, "old-app");
        }),
    ];
    for (channel, method, verify) in ways {
        let mut world = World::opened("maya", channel);
        assert_eq!(world.codes(Who::Agent, Command::SeekApproval), ["PRF-01"], "{method:?}");
        verify(&mut world);
        assert_eq!(world.case().method(&world.policy), Some(method));
        world.ask(Who::Agent, Command::ReplaceSavedCodes).unwrap();
        close(&mut world).unwrap();
        assert!(is_completed(&world));
    }
}

#[test]
fn two_codes_of_one_method_are_one() {
    let too_little: [Act; 6] = [
        save,
        |w| {
            save(w);
            save(w);
        },
        |w| {
            confirm(w, "mail");
            confirm(w, "phone");
        },
        |w| {
            confirm(w, "friend");
            confirm(w, "aunt");
        },
        |w| {
            possess(w, "old-app");
            possess(w, "old-key");
        },
        // One way and half of another are neither.
        |w| {
            save(w);
            w.evidence(EvidenceKind::Passport, Pathway::VisualMatch).unwrap();
        },
    ];
    for (n, verify) in too_little.into_iter().enumerate() {
        let mut account = world::account("maya");
        account.recovery_contacts.push(contact("aunt", ContactChannel::Phone, Some(400)));
        let mut world = World::opened_as(account, Channel::InPerson);
        verify(&mut world);
        assert_eq!(world.codes(Who::Agent, Command::SeekApproval), ["PRF-01"], "{n}");
    }
}

#[test]
fn codes_recover_nothing_where_the_policy_says_so() {
    let mut world = under(Channel::InPerson, |p| p.recovery_codes = false);
    save(&mut world);
    confirm(&mut world, "mail");
    possess(&mut world, "old-app");
    assert_eq!(world.codes(Who::Agent, Command::SeekApproval), ["PRF-01"]);
    world.prove();
    world.ask(Who::Agent, Command::SeekApproval).unwrap();
}

#[test]
fn aal3_at_ial3_needs_the_sample_of_the_first_proofing() {
    let at_ial3 = |p: &mut Policy| (p.account_aal, p.account_ial, p.on_site_proofing) = (3, 3, true);
    let mut world = under(Channel::InPerson, at_ial3);
    save(&mut world);
    confirm(&mut world, "mail");
    possess(&mut world, "old-app");
    assert_eq!(world.codes(Who::Agent, Command::SeekApproval), ["PRF-01", "PRF-10"]);
    world.prove();
    assert_eq!(world.codes(Who::Agent, Command::SeekApproval), ["PRF-10"]);
    world.evidence(EvidenceKind::RetainedBiometric, Pathway::BiometricComparison).unwrap();
    world.ask(Who::Agent, Command::SeekApproval).unwrap();
    // On site only.
    for channel in [Channel::Video, Channel::Phone] {
        let mut world = under(channel, at_ial3);
        let compared = world.evidence(EvidenceKind::RetainedBiometric, Pathway::BiometricComparison);
        assert_eq!(compared.unwrap_err().codes(), ["PRF-06"]);
        assert!(world.codes(Who::Agent, Command::SeekApproval).contains(&"PRF-09"));
    }
    // At IAL2, codes do.
    let mut world = under(Channel::Phone, |p| p.account_aal = 3);
    save(&mut world);
    confirm(&mut world, "mail");
    world.ask(Who::Agent, Command::SeekApproval).unwrap();
}

#[test]
fn an_account_never_proofed_is_recovered_by_codes_only() {
    let mut world = under(Channel::InPerson, |p| p.account_ial = 0);
    world.evidence(EvidenceKind::PassportChip, Pathway::ChipSignature).unwrap();
    assert_eq!(world.codes(Who::Agent, Command::SeekApproval), ["PRF-01", "PRF-12"]);
    // Nor does somebody's word.
    world.ask(Who::Agent, exception(ExceptionKind::TrustedReferee)).unwrap();
    world.ask(Who::Agent, vouch("N. Okafor", "manager", 3)).unwrap();
    assert_eq!(world.codes(Who::Agent, Command::SeekApproval), ["PRF-01", "PRF-12"]);
    world.ask(Who::Agent, Command::DropException).unwrap();
    confirm(&mut world, "phone");
    confirm(&mut world, "friend");
    close(&mut world).unwrap();
}

#[test]
fn a_repeat_asks_for_the_level_of_the_account() {
    for (ial, codes) in [(1, &[][..]), (2, &["PRF-01"])] {
        let mut world = under(Channel::InPerson, |p| p.account_ial = ial);
        assert_eq!(world.codes(Who::Agent, Command::SeekApproval), ["PRF-01"]);
        world.evidence(EvidenceKind::CompanyBadge, Pathway::VisualMatch).unwrap();
        let sought = world.ask(Who::Agent, Command::SeekApproval);
        assert_eq!(sought.map_or_else(|r| r.codes(), |()| Vec::new()), codes, "IAL{ial}");
    }
}

#[test]
fn a_code_goes_only_where_the_directory_long_did() {
    let account = Account {
        contacts: vec![
            contact("mail", ContactChannel::Email, Some(400)),
            contact("phone", ContactChannel::Phone, Some(30)),
            contact("fresh", ContactChannel::Phone, Some(29)),
            contact("unknown", ContactChannel::Phone, None),
            contact("letter", ContactChannel::Post, Some(400)),
        ],
        recovery_contacts: vec![
            contact("friend", ContactChannel::Phone, Some(400)),
            contact("new-friend", ContactChannel::Phone, Some(29)),
            contact("old-friend", ContactChannel::Phone, None),
        ],
        ..world::account("maya")
    };
    let mut world = World::opened_as(account, Channel::Phone);
    for id in ["fresh", "unknown", "letter", "new-friend", "old-friend", "nobody"] {
        assert_eq!(world.codes(Who::Agent, issue(id)), ["PRF-08"], "{id}");
    }
    let known = [
        ("mail", EvidenceKind::IssuedCode, ContactChannel::Email),
        ("phone", EvidenceKind::IssuedCode, ContactChannel::Phone),
        ("friend", EvidenceKind::RecoveryContact, ContactChannel::Phone),
    ];
    for (id, method, channel) in known {
        confirm(&mut world, id);
        let case = world.case();
        let sending = Action::SendCode { method, contact: contact_id(id), channel, address: format!("{id}@test") };
        assert_eq!(case.effects.last().unwrap().action, sending);
        let piece = case.evidence.last().unwrap();
        assert_eq!((piece.kind, &piece.contact), (method, &Some(contact_id(id))));
    }
    // What is changed or added while the case runs does not serve.
    world.account.contacts[0].address = "elsewhere@test".to_owned();
    world.account.contacts[1].unchanged_since = Some(world.now);
    world.account.contacts.push(contact("added", ContactChannel::Email, Some(400)));
    world.account.recovery_contacts[0].address = "elsewhere@test".to_owned();
    world.reread();
    for id in ["mail", "phone", "added", "friend"] {
        assert_eq!(world.codes(Who::Agent, issue(id)), ["PRF-08"], "{id}");
    }
}

/// Takes a code to `contact` to the end of its time: not counted then, counted just before, and once.
fn counts_for(contact: &str, span: Span) {
    let mut world = at_desk();
    let code = sent(&mut world, contact);
    let times = world.events.iter().find_map(|event| match event {
        CaseEvent::CodeIssued { at, expires, .. } => Some((*at, *expires)),
        _ => None,
    });
    let (at, expires) = times.unwrap();
    assert_eq!(expires.since(at), span, "{contact}");
    world.now = expires;
    assert_eq!(world.codes(Who::Agent, check(code, true)), ["COD-01"], "{contact}");
    world.now = Timestamp(expires.0 - 1);
    world.ask(Who::Agent, check(code, true)).unwrap();
    world.now = at;
    assert_eq!(world.codes(Who::Agent, check(code, true)), ["CAS-02"], "{contact}");
}

#[test]
fn a_code_counts_within_its_time_and_once() {
    counts_for("phone", Span::minutes(10));
    counts_for("mail", Span::hours(24));
}

#[test]
fn a_recovery_contact_has_a_day_more() {
    counts_for("friend", Span::minutes(24 * 60 + 10));
}

#[test]
fn a_newer_code_to_the_same_address_replaces_the_older() {
    let mut world = at_desk();
    let (first, elsewhere) = (sent(&mut world, "mail"), sent(&mut world, "phone"));
    let second = sent(&mut world, "mail");
    assert_eq!(world.codes(Who::Agent, check(first, true)), ["CAS-02"]);
    world.ask(Who::Agent, check(second, true)).unwrap();
    world.ask(Who::Agent, check(elsewhere, true)).unwrap();
}

#[test]
fn wrong_codes_end_the_tries() {
    let mut world = at_desk();
    let mail = sent(&mut world, "mail");
    let waiting = sending(&mut world, "phone");
    world.ask(Who::Agent, Command::CheckSavedCode { matched: false }).unwrap();
    for _ in 1..world.policy.code_attempts - 1 {
        world.ask(Who::Agent, check(mail, false)).unwrap();
    }
    assert_eq!(world.case().evidence, []);
    // The last try is a try.
    let mut lucky = world.clone();
    lucky.ask(Who::Agent, check(mail, true)).unwrap();
    assert_eq!(lucky.case().evidence.len(), 1);
    world.ask(Who::Agent, check(mail, false)).unwrap();
    // A restart forgets nothing.
    let records = serde_json::to_vec(&world.events).unwrap();
    world.events = serde_json::from_slice(&records).unwrap();
    assert_eq!(world.case().wrong_codes, world.policy.code_attempts);
    let codes = [check(mail, true), Command::CheckSavedCode { matched: true }, issue("mail"), issue("friend")];
    for command in codes {
        assert_eq!(world.codes(Who::Agent, command.clone()), ["COD-02"], "{command:?}");
    }
    assert_eq!(world.start(waiting).unwrap_err().codes(), ["COD-02"]);
    // Another way is open still.
    world.prove();
    world.ask(Who::Agent, Command::SeekApproval).unwrap();
}

#[test]
fn codes_that_were_confirmed_before_the_last_try_count_no_more() {
    let mut world = at_desk();
    save(&mut world);
    confirm(&mut world, "mail");
    world.approve();
    for _ in 0..world.policy.code_attempts {
        world.ask(Who::Agent, Command::CheckSavedCode { matched: false }).unwrap();
    }
    // Wrong codes are part of what a supervisor signs.
    assert_eq!(world.codes(Who::Agent, Command::Revoke), ["COD-02", "APR-01", "APR-05"]);
}

#[test]
fn a_code_is_drawn_only_for_a_sending_that_has_begun() {
    let mut world = at_desk();
    let effect = sending(&mut world, "mail");
    let draw = |effect| Command::CodeDrawn { effect, commitment: Digest::of(b"code") };
    assert_eq!(world.codes(Who::Agent, draw(effect)), ["CAS-02"], "it waits");
    world.start(effect).unwrap();
    let mut over = world.clone();
    over.see(effect, Observation::Unknown { why: "timed_out".to_owned() }).unwrap();
    assert_eq!(over.codes(Who::Agent, draw(effect)), ["CAS-02"], "it is over");
    world.ask(Who::Agent, Command::Notify).unwrap();
    let notice = world.case().effects.last().unwrap().id;
    world.start(notice).unwrap();
    assert_eq!(world.codes(Who::Agent, draw(notice)), ["CAS-02"], "it is a notice");
    world.ask(Who::Agent, draw(effect)).unwrap();
    assert_eq!(world.case().codes.len(), 1);
}

#[test]
fn used_saved_codes_are_replaced_and_told_before_the_close() {
    let mut world = at_desk();
    save(&mut world);
    confirm(&mut world, "mail");
    world.approve();
    world.revoke();
    world.provision();
    let early = world.codes(Who::Agent, Command::Complete);
    assert!(early.contains(&"COD-03") && early.contains(&"NTF-02"), "{early:?}");
    assert_eq!(world.finish().unwrap_err().codes(), ["COD-03"]);
    world.ask(Who::Agent, Command::ReplaceSavedCodes).unwrap();
    world.ask(Who::Agent, Command::Complete).unwrap();
}

#[test]
fn a_directory_that_cannot_check_saved_codes_is_not_asked() {
    let mut world = at_desk();
    opening(&mut world).capabilities.saved_codes = false;
    for matched in [true, false] {
        assert_eq!(world.codes(Who::Agent, Command::CheckSavedCode { matched }), ["CAS-02"]);
    }
}

#[test]
fn nobody_records_by_hand_what_the_console_has_to_see() {
    let seen = [
        (EvidenceKind::SavedCode, Pathway::DirectoryCheck),
        (EvidenceKind::IssuedCode, Pathway::CodeToContact),
        (EvidenceKind::RecoveryContact, Pathway::CodeToContact),
        (EvidenceKind::OtherAuthenticator, Pathway::LiveSignIn),
    ];
    let mut world = at_desk();
    for (kind, pathway) in seen {
        assert_eq!(world.evidence(kind, pathway).unwrap_err().codes(), ["INP-01"], "{kind:?}");
    }
}

#[test]
fn who_vouches_was_proofed_as_well_as_the_subject() {
    let mut world = at_desk();
    let long = "x".repeat(81);
    let wrong =
        [("", "manager", 2), ("N", " ", 2), ("N", "boss\u{202e}", 2), (long.as_str(), "manager", 2), ("N", "m", 0)];
    for (name, relationship, ial) in wrong.into_iter().chain([("N", "m", 4)]) {
        assert_eq!(world.codes(Who::Agent, vouch(name, relationship, ial)), ["INP-01"], "{name} {relationship} {ial}");
    }
    let nobody = world.evidence(EvidenceKind::ManagerVouched, Pathway::VisualMatch);
    assert_eq!(nobody.unwrap_err().codes(), ["INP-01"]);
    let Command::RecordEvidence { pathway, outcome, contact, reference, .. } = vouch("N", "m", 2) else { panic!() };
    let on_a_passport = Command::RecordEvidence { kind: EvidenceKind::Passport, pathway, outcome, contact, reference };
    assert_eq!(world.codes(Who::Agent, on_a_passport), ["INP-01"]);
    world.evidence(EvidenceKind::CompanyBadge, Pathway::VisualMatch).unwrap();
    world.ask(Who::Agent, vouch("N. Okafor", "manager", 1)).unwrap();
    world.ask(Who::Agent, exception(ExceptionKind::TrustedReferee)).unwrap();
    assert_eq!(world.codes(Who::Agent, Command::SeekApproval), ["PRF-01", "EXC-01"], "proofed lower");
    world.ask(Who::Agent, vouch("N. Okafor", "manager", 2)).unwrap();
    assert_eq!(world.case().method(&world.policy), Some(Method::TrustedReferee));
    // One signature more.
    world.approve();
    assert_eq!(world.codes(Who::Agent, Command::Revoke), ["APR-01"]);
    world.co_sign(Who::SecondSupervisor).unwrap();
    world.revoke();
    world.provision();
    world.finish().unwrap();
}

#[test]
fn a_referee_needs_a_verified_piece_and_a_word() {
    let mut world = at_desk();
    world.ask(Who::Agent, exception(ExceptionKind::TrustedReferee)).unwrap();
    world.ask(Who::Agent, vouch("N. Okafor", "manager", 2)).unwrap();
    assert_eq!(world.codes(Who::Agent, Command::SeekApproval), ["PRF-01"]);
    world.evidence(EvidenceKind::CompanyBadge, Pathway::None).unwrap();
    assert_eq!(world.codes(Who::Agent, Command::SeekApproval), ["PRF-01", "PRF-02"], "not verified");
    // Off the exception path, neither does.
    world.evidence(EvidenceKind::CompanyBadge, Pathway::VisualMatch).unwrap();
    world.ask(Who::Agent, Command::SeekApproval).unwrap();
    world.ask(Who::Agent, Command::DropException).unwrap();
    assert_eq!(world.codes(Who::Agent, Command::SeekApproval), ["PRF-01"]);
    // Whoever asks for the exception needs the word, however good the evidence.
    let mut world = at_desk();
    world.prove();
    world.ask(Who::Agent, exception(ExceptionKind::TrustedReferee)).unwrap();
    assert_eq!(world.codes(Who::Agent, Command::SeekApproval), ["EXC-01"]);
}

#[test]
fn an_exception_says_why_by_whom_and_on_what_grounds() {
    let mut world = at_desk();
    for missing in 0..3 {
        let text = |n: i32| if n == missing { " ".to_owned() } else { "x".to_owned() };
        let kind = ExceptionKind::TrustedReferee;
        let ask = Command::AskException { kind, reason: text(0), referee: text(1), rationale: text(2) };
        assert_eq!(world.codes(Who::Agent, ask), ["EXC-02"], "{missing}");
    }
    assert_eq!(world.codes(Who::Agent, Command::DropException), ["CAS-02"]);
    world.ask(Who::Agent, exception(ExceptionKind::TrustedReferee)).unwrap();
    let asked = world.case().basis(&world.policy).exception.unwrap();
    assert_eq!((asked.kind, asked.by), (ExceptionKind::TrustedReferee, person(Who::Agent)));
    assert_eq!(asked.referee, "N. Okafor");
}

#[test]
fn a_policy_can_forbid_emergencies() {
    let mut world = under(Channel::InPerson, |p| p.emergency_allowed = false);
    assert_eq!(world.codes(Who::Agent, exception(ExceptionKind::Emergency)), ["EXC-03"]);
    world.ask(Who::Agent, exception(ExceptionKind::TrustedReferee)).unwrap();
}

/// A privileged account, recovered more often than the desk's rule allows.
fn often_recovered() -> World {
    let mut world = World { account: Account { privileged: true, ..world::account("maya") }, ..World::empty("maya") };
    world.policy.approvals_privileged = 1;
    let most = world.policy.subject_cases;
    let mut world = World::try_open(world, Channel::InPerson).unwrap();
    opening(&mut world).repeats = most;
    world
}

#[test]
fn an_emergency_sets_aside_local_rules_and_no_standard() {
    let mut ordinary = often_recovered();
    prove_strongly(&mut ordinary);
    ordinary.ask(Who::Agent, Command::SeekApproval).unwrap();
    assert_eq!(ordinary.co_sign(Who::Supervisor).unwrap_err().codes(), ["APR-07"]);
    ordinary.console = OTHER_CONSOLE;
    ordinary.co_sign(Who::Supervisor).unwrap();
    ordinary.console = CONSOLE;
    assert_eq!(ordinary.codes(Who::Agent, Command::Revoke), ["VEL-01"]);

    let mut world = often_recovered();
    world.ask(Who::Agent, exception(ExceptionKind::Emergency)).unwrap();
    assert_eq!(world.codes(Who::Agent, Command::SeekApproval), ["PRF-01", "PRF-11"], "proofing stays");
    prove_strongly(&mut world);
    world.approve();
    assert_eq!(world.codes(Who::Agent, Command::Revoke), ["APR-01"], "one signature more");
    world.co_sign(Who::SecondSupervisor).unwrap();
    world.revoke();
    world.provision();
    world.ask(Who::Agent, Command::HandOver).unwrap();
    assert_eq!(world.codes(Who::Agent, Command::Unblock), ["REL-01"], "no waiting, but a release");
    let statement = world.offer(Who::Reviewer, Decision::Release);
    let assertion = world.signature(Who::Reviewer, &statement);
    world.ask(Who::Reviewer, Command::Release { statement, assertion }).unwrap();
    world.finish().unwrap();
}

#[test]
fn dropping_an_exception_voids_its_signatures() {
    let mut world = at_desk();
    world.prove();
    world.ask(Who::Agent, exception(ExceptionKind::Emergency)).unwrap();
    world.approve();
    world.co_sign(Who::SecondSupervisor).unwrap();
    world.ask(Who::Agent, Command::DropException).unwrap();
    assert_eq!(world.codes(Who::Agent, Command::Revoke), ["APR-01", "APR-05"]);
    world.co_sign(Who::Supervisor).unwrap();
    world.revoke();
}

#[test]
fn a_credential_is_kept_only_after_it_signed_in() {
    let mut world = at_desk();
    world.prove();
    assert_eq!(world.codes(Who::Agent, keep("nobody's")), ["CAS-02"]);
    possess(&mut world, "old-key");
    assert_eq!(world.codes(Who::Agent, keep("old-app")), ["KEP-01"], "another one signed in");
    let stranger = Command::ProvePossession { credential: credential_id("nobody's") };
    assert_eq!(world.codes(Who::Agent, stranger), ["CAS-02"]);
    possess(&mut world, "old-app");
    world.ask(Who::Agent, keep("old-app")).unwrap();
    world.approve();
    assert_eq!(world.codes(Who::Agent, Command::Revoke), ["APR-01"], "one signature more");
    world.co_sign(Who::SecondSupervisor).unwrap();
    world.revoke();
    world.provision();
    world.finish().unwrap();
    // It was left alone, and stands in what was signed.
    let revoked = Action::RevokeCredential { credential: credential_id("old-app") };
    assert_eq!(world.case().effects_of(&revoked).count(), 0);
    let listed: Vec<_> = world.case().inventory.credentials.iter().map(|c| c.label.clone()).collect();
    assert_eq!(listed, ["old-app", "new-key"]);
    let basis = world.case().basis(&world.policy);
    let labels = |all: &[statement::SignedCredential]| all.iter().map(|c| c.label.clone()).collect::<Vec<_>>();
    assert_eq!((labels(&basis.keep), labels(&basis.revoke)), (vec!["old-app".into()], vec!["old-key".into()]));
}

#[test]
fn what_is_kept_stays_proven_and_is_signed() {
    let mut world = at_desk();
    world.prove();
    possess(&mut world, "old-app");
    world.approve();
    world.ask(Who::Agent, Command::Revoke).unwrap();
    // A revocation that waits is not carried out on what is kept since.
    world.ask(Who::Agent, keep("old-app")).unwrap();
    world.co_sign(Who::Supervisor).unwrap();
    world.co_sign(Who::SecondSupervisor).unwrap();
    let refused = world.carry_out().unwrap_err();
    assert_eq!(refused.codes(), ["CAS-02"]);
    assert!(world.listed.contains(&credential("old-app")) && !world.listed.contains(&credential("old-key")));
    let mut unproven = world.clone();
    let possession = unproven.case().evidence.last().unwrap().id;
    unproven.ask(Who::Agent, Command::WithdrawEvidence { evidence: possession }).unwrap();
    assert_eq!(unproven.codes(Who::Agent, Command::SeekApproval), ["KEP-01"]);
    let let_go = || Command::DoNotKeep { credential: credential_id("old-app") };
    world.ask(Who::Agent, let_go()).unwrap();
    assert_eq!(world.codes(Who::Agent, let_go()), ["CAS-02"]);
    // What the first signature covered is so again, and it holds again.
    world.carry_out().unwrap();
}

#[test]
fn a_letter_is_owed_at_aal3_and_where_nothing_else_reaches() {
    let one_mail = || vec![contact("mail", ContactChannel::Email, Some(400))];
    let by_codes: Act = |w| {
        save(w);
        confirm(w, "mail");
        w.ask(Who::Agent, Command::ReplaceSavedCodes).unwrap();
    };
    let by_a_friend: Act = |w| {
        save(w);
        confirm(w, "friend");
        w.ask(Who::Agent, Command::ReplaceSavedCodes).unwrap();
    };
    let owed: [(&str, World, Act, &[&str]); 3] = [
        ("AAL3", under(Channel::InPerson, |p| p.account_aal = 3), World::prove, &["NTF-04"]),
        (
            "only post",
            with_contacts(vec![contact("letter", ContactChannel::Post, Some(400))]),
            World::prove,
            &["NTF-04", "NTF-05"],
        ),
        ("the only other address received the code", with_contacts(one_mail()), by_codes, &["NTF-04"]),
    ];
    for (why, mut world, verify, codes) in owed {
        verify(&mut world);
        assert_eq!(close_codes(&mut world), codes, "{why}");
        let nothing = Command::RecordLetter { reference: " ".to_owned() };
        assert_eq!(world.codes(Who::Agent, nothing), ["INP-01"]);
        world.ask(Who::Agent, letter()).unwrap();
        world.ask(Who::Agent, Command::Complete).unwrap();
    }
    // Not where another address was told, or somebody else received the code.
    for (mut world, verify) in [(at_desk(), by_codes), (with_contacts(one_mail()), by_a_friend)] {
        verify(&mut world);
        close(&mut world).unwrap();
    }
}

#[test]
fn a_proofing_is_told_by_letter_or_telephone() {
    let one = |channel| with_contacts(vec![contact("only", channel, Some(400))]);
    let mut by_mail = one(ContactChannel::Email);
    by_mail.prove();
    assert_eq!(close_codes(&mut by_mail), ["NTF-05"]);
    by_mail.ask(Who::Agent, letter()).unwrap();
    by_mail.ask(Who::Agent, Command::Complete).unwrap();
    let mut by_phone = one(ContactChannel::Phone);
    by_phone.prove();
    close(&mut by_phone).unwrap();
    // At IAL1, mail does.
    let mut at_ial1 = one(ContactChannel::Email);
    at_ial1.policy.account_ial = 1;
    at_ial1.prove();
    close(&mut at_ial1).unwrap();
}

#[test]
fn an_account_without_an_address_is_told_by_letter() {
    let mut world = with_contacts(Vec::new());
    world.prove();
    assert_eq!(close_codes(&mut world), ["NTF-03", "NTF-04", "NTF-05"]);
    world.ask(Who::Agent, letter()).unwrap();
    world.ask(Who::Agent, Command::Complete).unwrap();
}

#[test]
fn codes_alone_do_not_verify_a_privileged_account() {
    let mut world = World::opened("boss", Channel::InPerson);
    save(&mut world);
    confirm(&mut world, "phone");
    let refused = world.codes(Who::Agent, Command::SeekApproval);
    assert!(refused.contains(&"PRF-11"), "{refused:?}");
    possess(&mut world, "old-app");
    let refused = world.codes_of(Who::Agent, Command::SeekApproval);
    assert!(!refused.contains(&"PRF-11"), "{refused:?}");
    // One code and another authenticator are too little, too.
    let mut one = World::opened("boss", Channel::InPerson);
    save(&mut one);
    possess(&mut one, "old-app");
    let refused = one.codes(Who::Agent, Command::SeekApproval);
    assert!(refused.contains(&"PRF-11"), "{refused:?}");
}
