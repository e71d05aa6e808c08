//! What a case records for people to judge, and what it shows of every rule: given, when, then.

use crate::world::*;
use postern_domain::canonical::Digest;
use postern_domain::ids::ContactId;
use postern_domain::recovery::account::ContactChannel;
use postern_domain::recovery::event::Seal;
use postern_domain::recovery::evidence::{EvidenceKind, Outcome, Pathway, Strength};
use postern_domain::recovery::statement::{Decision, Statement};
use postern_domain::recovery::view::contained_at;
use postern_domain::recovery::*;
use postern_domain::rules::{Held, RULES, RuleResult, Verdict, results};
use postern_domain::time::Span;
use std::collections::BTreeSet;

fn at_desk() -> World {
    World::opened("maya", Channel::InPerson)
}

fn offer(pin_set: bool) -> Command {
    let key = KeyOffer {
        label: "k".to_owned(),
        aaguid: Some("model".to_owned()),
        firmware: None,
        pin_set,
        min_pin_length: 6,
        other_cases: None,
        identity: None,
        model: None,
        drawn_pin: false,
    };
    Command::AcceptKey { key }
}

/// What the last end of a case recorded of `rule`.
fn recorded(world: &World, rule: &str) -> RuleResult {
    let rules = match world.events.last().unwrap() {
        CaseEvent::CaseCompleted { rules, .. }
        | CaseEvent::CaseRefused { rules, .. }
        | CaseEvent::CaseCancelled { rules, .. } => rules,
        other => panic!("{other:?}"),
    };
    rules.iter().find(|r| r.rule == rule).unwrap().clone()
}

#[test]
fn an_account_is_frozen_before_anybody_is_verified() {
    let mut world = at_desk();
    world.ask(Who::Agent, Command::Contain { credentials: vec![credential("old-key").id] }).unwrap();
    world.carry_out().unwrap();
    let case = world.case();
    assert!(case.evidence.is_empty() && case.approvals.is_empty());
    assert!(contained_at(&case).is_some());
}

#[test]
fn a_code_by_telephone_is_told_from_one_by_mail() {
    let mut world = at_desk();
    for (contact, channel) in [("phone", ContactChannel::Phone), ("mail", ContactChannel::Email)] {
        world.ask(Who::Agent, Command::IssueCode { contact: ContactId::new(contact).unwrap() }).unwrap();
        let effect = world.case().effects.last().unwrap().id;
        world.start(effect).unwrap();
        world.ask(Who::Agent, Command::CodeDrawn { effect, commitment: Digest::of(b"code") }).unwrap();
        let issued = world.events.iter().rev().find_map(|e| match e {
            CaseEvent::CodeIssued { channel, .. } => Some(*channel),
            _ => None,
        });
        assert_eq!(issued, Some(channel));
    }
}

#[test]
fn a_key_without_a_pin_is_not_accepted() {
    let mut world = at_desk();
    world.prove();
    world.approve();
    world.revoke();
    assert_eq!(world.codes(Who::Agent, offer(false)), ["PRV-02"]);
    world.ask(Who::Agent, offer(true)).unwrap();
}

#[test]
fn a_statement_says_that_the_handover_is_attended() {
    let mut world = at_desk();
    world.prove();
    world.ask(Who::Agent, Command::SeekApproval).unwrap();
    let statement = Statement::parse(&world.offer(Who::Supervisor, Decision::Approve)).unwrap();
    assert_eq!(statement.basis.handover, "attended");
}

#[test]
fn each_kind_is_as_strong_as_the_appendix_says() {
    use EvidenceKind as K;
    use Pathway as P;
    // SP 800-63A-4, Appendix A; a chip counts as Superior only when its signature was read (§4.2.4).
    let table = [
        (K::Passport, P::VisualMatch, Strength::Strong),
        (K::PassportChip, P::ChipSignature, Strength::Superior),
        (K::PassportChip, P::VisualMatch, Strength::Strong),
        (K::NationalId, P::VisualMatch, Strength::Strong),
        (K::DrivingLicence, P::VisualMatch, Strength::Strong),
        (K::CompanyBadge, P::VisualMatch, Strength::Fair),
        (K::CallBack, P::CodeToContact, Strength::Fair),
        (K::SavedCode, P::DirectoryCheck, Strength::None),
        (K::IssuedCode, P::CodeToContact, Strength::None),
        (K::RecoveryContact, P::CodeToContact, Strength::None),
        (K::OtherAuthenticator, P::LiveSignIn, Strength::None),
        (K::RetainedBiometric, P::BiometricComparison, Strength::None),
        (K::ManagerVouched, P::VisualMatch, Strength::None),
        (K::KnowledgeAnswers, P::None, Strength::None),
        (K::VoiceRecognised, P::None, Strength::None),
    ];
    for (kind, pathway, strength) in table {
        assert_eq!(kind.strength(pathway), strength, "{kind:?} by {pathway:?}");
        assert_eq!(kind.verified_by(pathway), pathway != P::None, "{kind:?} by {pathway:?}");
    }
    assert_eq!(table.iter().map(|(kind, ..)| *kind).collect::<BTreeSet<_>>().len(), K::ALL.len());
}

#[test]
fn remote_every_piece_is_verified_and_at_the_desk_the_strongest() {
    let show = |channel: Channel, badge: Pathway| {
        let mut world = World::opened("maya", channel);
        world.evidence(EvidenceKind::Passport, Pathway::VisualMatch).unwrap();
        world.evidence(EvidenceKind::NationalId, Pathway::VisualMatch).unwrap();
        world.evidence(EvidenceKind::CompanyBadge, badge).unwrap();
        world.codes_of(Who::Agent, Command::SeekApproval)
    };
    assert!(show(Channel::Video, Pathway::None).contains(&"PRF-02"));
    assert!(!show(Channel::Video, Pathway::VisualMatch).contains(&"PRF-02"));
    assert_eq!(show(Channel::InPerson, Pathway::None), [""; 0], "the strongest is verified");
    // At the desk a strongest piece that nobody verified does not do.
    let mut world = at_desk();
    world.evidence(EvidenceKind::Passport, Pathway::None).unwrap();
    world.evidence(EvidenceKind::CompanyBadge, Pathway::VisualMatch).unwrap();
    assert!(world.codes_of(Who::Agent, Command::SeekApproval).contains(&"PRF-02"));
}

#[test]
fn the_pathway_of_each_piece_is_recorded_and_signed() {
    let mut world = at_desk();
    world.evidence(EvidenceKind::PassportChip, Pathway::ChipSignature).unwrap();
    world.evidence(EvidenceKind::CompanyBadge, Pathway::VisualMatch).unwrap();
    let kept: Vec<_> = world.case().evidence.iter().map(|e| (e.kind, e.pathway)).collect();
    assert_eq!(
        kept,
        [(EvidenceKind::PassportChip, Pathway::ChipSignature), (EvidenceKind::CompanyBadge, Pathway::VisualMatch)]
    );
    world.ask(Who::Agent, Command::SeekApproval).unwrap();
    let statement = Statement::parse(&world.offer(Who::Supervisor, Decision::Approve)).unwrap();
    let signed: Vec<_> = statement.basis.evidence.iter().map(|e| (e.kind, e.pathway)).collect();
    assert_eq!(signed, kept);
}

#[test]
fn tokens_that_outlive_their_session_are_recorded() {
    let mut world = at_desk();
    world.prove();
    world.approve();
    world.ask(Who::Agent, Command::Revoke).unwrap();
    let effect = world.case().effects.iter().find(|e| e.action == Action::EndSessions).unwrap().id;
    world.start(effect).unwrap();
    let until = world.now.plus(Span::minutes(60));
    let residual_until = Some(until);
    world.ask(Who::Agent, Command::Observe { effect, observation: Observation::AsIntended, residual_until }).unwrap();
    assert_eq!(world.case().residual_until(), Some(until));
}

#[test]
fn what_is_bound_is_recorded_with_its_maker_place_and_time() {
    let world = World::provisioned();
    let case = world.case();
    let (made, at) = case.made.last().unwrap();
    assert_eq!((made.aaguid.as_str(), made.attested_by.as_str()), ("model", "root"));
    assert!(*at > START && *at < world.now);
    assert_eq!(case.opened.console, CONSOLE);
}

#[test]
fn a_case_holds_what_an_account_record_asks_for() {
    // SP 800-63A-4 §5.1: the steps taken, the evidence, how each piece was validated and verified, where, consent, the
    // authenticators bound, and by which policy.
    let mut world = World::opened("maya", Channel::Video);
    world.ask(Who::Agent, Command::RecordConsent).unwrap();
    world.prove();
    let case = world.case();
    assert_eq!(case.opened.channel, Channel::Video);
    assert!(case.consent.is_some());
    assert!(case.evidence.iter().all(|e| e.pathway == Pathway::VisualMatch && e.outcome == Outcome::Confirmed));
    assert_eq!(case.opened.policy, world.policy.hash().unwrap());
    assert_eq!(World::provisioned().case().made.len(), 1);
}

#[test]
fn a_completed_case_tells_of_every_rule_and_none_is_broken() {
    let mut world = World::provisioned();
    world.finish().unwrap();
    let CaseEvent::CaseCompleted { rules, .. } = world.events.last().unwrap() else { panic!("not completed") };
    assert_eq!(
        rules.iter().map(|r| r.rule.as_str()).collect::<Vec<_>>(),
        RULES.iter().map(|r| r.id).collect::<Vec<_>>()
    );
    let broken: Vec<_> = rules.iter().filter(|r| r.verdict == Verdict::NotMet).collect();
    assert!(broken.is_empty(), "{broken:?}");
    for (rule, result) in RULES.iter().zip(rules) {
        // A reason stands with each, but where the rule has no subject here.
        assert_eq!(result.because.is_empty(), result.verdict == Verdict::NotApplicable, "{}", rule.id);
        match rule.held {
            Held::Stated => assert_eq!(result.verdict, Verdict::NotApplicable, "{}", rule.id),
            Held::Recorded(_) => assert_ne!(result.verdict, Verdict::Met, "{}", rule.id),
            Held::Gated(_) => assert_ne!(result.verdict, Verdict::Attested, "{}", rule.id),
        }
    }
    let met = |rule: &str| (recorded(&world, rule).verdict, recorded(&world, rule).because);
    assert_eq!(met("B24"), (Verdict::Met, vec!["REV-03".to_owned(), "NTF-02".to_owned()]));
    assert_eq!(met("A14").0, Verdict::NotApplicable, "no video");
    assert_eq!(met("B03").0, Verdict::NotApplicable, "no saved code");
    assert_eq!(met("B35").0, Verdict::Attested);
}

#[test]
fn a_refused_case_tells_what_was_not_met() {
    let mut world = World::opened("maya", Channel::Video);
    world.ask(Who::Agent, Command::CannotVerify { note: "no".to_owned() }).unwrap();
    assert_eq!(recorded(&world, "A14").verdict, Verdict::NotMet);
    assert_eq!(recorded(&world, "A14").because, ["PRF-03", "PRF-05"]);
    assert_eq!(recorded(&world, "A23").verdict, Verdict::Attested);
    let mut world = at_desk();
    world.ask(Who::Agent, Command::Cancel { note: "found".to_owned() }).unwrap();
    assert_eq!(recorded(&world, "A23").verdict, Verdict::NotApplicable);
}

/// Each rule that does not concern every case, with a case that it concerns.
#[test]
fn a_rule_concerns_a_case_where_it_has_a_subject() {
    let verdicts = |world: &World| {
        let actor = world.actor(Who::Agent);
        let all = results(&world.case(), &world.facts(&actor));
        all.into_iter().filter(|r| r.verdict != Verdict::NotApplicable).map(|r| r.rule).collect::<BTreeSet<_>>()
    };
    let plain = verdicts(&at_desk());
    let more = |world: &World| -> Vec<String> { verdicts(world).difference(&plain).cloned().collect() };
    let fewer = |world: &World| -> Vec<String> { plain.difference(&verdicts(world)).cloned().collect() };
    let under = |ial: u32, aal: u32| {
        let mut world = World::empty("maya");
        (world.policy.account_ial, world.policy.account_aal) = (ial, aal);
        World::try_open(world, Channel::InPerson).unwrap()
    };

    assert_eq!(more(&World::opened("maya", Channel::Video)), ["A14", "A16"]);
    assert_eq!(more(&under(0, 2)), ["B12"]);
    assert_eq!(more(&under(1, 2)), ["A06"]);
    assert_eq!(fewer(&under(1, 2)), ["A07", "A20"]);
    assert_eq!(more(&under(3, 3)), ["A12", "A13", "B14", "B16"]);
    assert_eq!(fewer(&under(3, 3)), ["B13"]);
    assert_eq!(more(&under(3, 2)), ["A12", "A13"]);
    assert_eq!(more(&under(2, 3)), ["B16"]);

    let mut frozen = at_desk();
    frozen.ask(Who::Agent, Command::Contain { credentials: vec![credential("old-key").id] }).unwrap();
    frozen.carry_out().unwrap();
    assert_eq!(more(&frozen), ["B25"]);
    let mut noted = at_desk();
    let seal = Seal { sealed: vec![0; 49], mark: Digest([0; 32]) };
    noted.ask(Who::Agent, Command::AddNote { text: "n".to_owned(), seal }).unwrap();
    assert_eq!(more(&noted), ["A15"]);
    let mut lettered = at_desk();
    lettered.ask(Who::Agent, Command::RecordLetter { reference: "r".to_owned() }).unwrap();
    assert_eq!(more(&lettered), ["B16"]);
    let mut saved = at_desk();
    saved.ask(Who::Agent, Command::CheckSavedCode { matched: false }).unwrap();
    assert_eq!(more(&saved), ["B26"]);
    saved.ask(Who::Agent, Command::CheckSavedCode { matched: true }).unwrap();
    assert_eq!(more(&saved), ["B03", "B04", "B26"]);
    let mut exceptional = at_desk();
    let exception = |kind| Command::AskException {
        kind,
        reason: "r".to_owned(),
        referee: "f".to_owned(),
        rationale: "g".to_owned(),
    };
    exceptional.ask(Who::Agent, exception(exception::ExceptionKind::Emergency)).unwrap();
    assert_eq!(more(&exceptional), ["A27"]);
    let mut refereed = at_desk();
    refereed.ask(Who::Agent, exception(exception::ExceptionKind::TrustedReferee)).unwrap();
    assert_eq!(more(&refereed), ["A27", "A28"]);

    let issue = |contact: &str| {
        let mut world = at_desk();
        world.ask(Who::Agent, Command::IssueCode { contact: ContactId::new(contact).unwrap() }).unwrap();
        let effect = world.case().effects.last().unwrap().id;
        world.start(effect).unwrap();
        world.ask(Who::Agent, Command::CodeDrawn { effect, commitment: Digest::of(b"code") }).unwrap();
        more(&world)
    };
    assert_eq!(issue("phone"), ["A18", "B05", "B06", "B07", "B26", "B34"]);
    assert_eq!(issue("friend"), ["A18", "B05", "B06", "B07", "B08", "B26", "B34"]);

    let machine = fewer(&World::opened("robot", Channel::InPerson));
    let of_people = ["A01", "A02", "A04", "A05", "A07", "A08", "A09", "A10", "A11", "A20", "B01", "B10", "B13", "B27"];
    assert_eq!(machine, of_people);
}
