//! The staff and the desk: tiers, limits, training, who leaves, who signs changes, machines: given, when, then.

use crate::world::{self, *};
use postern_domain::assertion::VerifiedAssertion;
use postern_domain::canonical::Digest;
use postern_domain::ids::{AccountId, CredentialId, EffectId, PersonId, SessionId};
use postern_domain::policy::Policy;
use postern_domain::recovery::account::{Account, ContactChannel, Machine};
use postern_domain::recovery::event::Seal;
use postern_domain::recovery::evidence::{EvidenceKind, Outcome, Pathway};
use postern_domain::recovery::risk::{RiskSignal, Velocity};
use postern_domain::recovery::statement::Decision;
use postern_domain::recovery::*;
use postern_domain::staff::*;
use postern_domain::time::{Span, Timestamp};
use std::collections::BTreeSet;
use uuid::Uuid;

/// Opens a case under facts that are otherwise.
fn open_with(mut world: World, otherwise: impl FnOnce(&mut Facts<'_>)) -> Result<World, Refusal> {
    let actor = world.actor(Who::Agent);
    let ask = OpenCase {
        account: world.account.clone(),
        inventory: world.inventory(),
        tenant: "t".to_owned(),
        rp_id: RP.to_owned(),
        capabilities: world.capabilities,
        reason: Reason::Stolen,
        channel: Channel::InPerson,
        ticket: "T-2".to_owned(),
        said_privileged: None,
    };
    let mut facts = world.facts(&actor);
    otherwise(&mut facts);
    let opened = open(ask, &facts)?;
    world.events.push(opened);
    Ok(world)
}

/// Asks under facts that are otherwise, and keeps what follows.
fn ask_with(
    world: &mut World,
    who: Who,
    command: Command,
    otherwise: impl FnOnce(&mut Facts<'_>),
) -> Result<(), Refusal> {
    let actor = world.actor(who);
    let mut facts = world.facts(&actor);
    otherwise(&mut facts);
    let events = decide(&world.case(), command, &facts)?.into_vec();
    world.events.extend(events);
    world.now = world.now.plus(Span::seconds(1));
    Ok(())
}

fn at_desk() -> World {
    World::opened("maya", Channel::InPerson)
}

/// A case of `account` at the desk, under another policy.
fn under(account: Account, change: impl FnOnce(&mut Policy)) -> World {
    let mut world = World { account, ..World::empty("maya") };
    change(&mut world.policy);
    World::try_open(world, Channel::InPerson).unwrap()
}

fn privileged() -> Account {
    Account { privileged: true, ..world::account("maya") }
}

/// Signatures of these people over `what`, after the changes that were so far.
fn signed(roster: &Roster, what: &Change, by: &[Who]) -> Vec<VerifiedAssertion> {
    let challenge = change_challenge(&change_statement(what, LEDGER, roster.changes()).unwrap());
    by.iter().map(|who| key_of(*who).sign(Purpose::Approve, &challenge.0, 1)).collect()
}

/// Changes the desk, signed by these people.
pub fn changed(world: &mut World, what: &Change, by: &[Who]) -> Result<(), Refusal> {
    let event = change(&world.roster, what.clone(), &signed(&world.roster, what, by), world.now)?;
    world.roster.apply(&event);
    Ok(())
}

/// What refuses the change; nothing is changed.
fn change_codes(world: &World, what: &Change, by: &[Who]) -> Vec<&'static str> {
    changed(&mut world.clone(), what, by).unwrap_err().codes()
}

pub fn remove(who: Who) -> Change {
    Change::RemoveStaff { person: person(who), reported_at: START, reason: "left".to_owned() }
}

fn renew(who: Who, until: Timestamp) -> Change {
    Change::RenewTraining { person: person(who), until }
}

fn set_threat(threat: Threat) -> Change {
    Change::SetThreat { threat, reason: "calls all over the country".to_owned() }
}

fn adopt(change: impl FnOnce(&mut Policy)) -> Change {
    let mut policy = Policy { name: "another".to_owned(), ..Policy::standard() };
    change(&mut policy);
    Change::AdoptPolicy { policy: Box::new(policy) }
}

/// The same person, as if enrolled otherwise.
pub fn recast(roster: &mut Roster, who: Who, otherwise: impl FnOnce(&mut Person)) {
    let mut p = roster.person(person(who)).unwrap().clone();
    otherwise(&mut p);
    roster.apply(&DeskEvent::StaffEnrolled {
        person: p.id,
        name: p.name,
        staff_number: p.staff_number,
        role: p.role,
        training_until: p.training_until,
        organisation: p.organisation,
        account: p.account,
        keys: p.keys,
        confirmed: Vec::new(),
    });
}

fn piece(kind: EvidenceKind) -> Command {
    let (pathway, outcome) = (Pathway::VisualMatch, Outcome::Confirmed);
    Command::RecordEvidence { kind, pathway, outcome, contact: None, reference: None }
}

fn key(other_cases: u32) -> Command {
    Command::AcceptKey {
        key: KeyOffer {
            label: "k".to_owned(),
            aaguid: Some("model".to_owned()),
            firmware: None,
            pin_set: true,
            min_pin_length: 6,
            other_cases: Some(other_cases),
            identity: None,
            model: None,
            drawn_pin: false,
        },
    }
}

fn note() -> Command {
    let seal = Seal { sealed: vec![0; 48], mark: Digest::of(b"mark") };
    Command::AddNote { text: "a long call".to_owned(), seal }
}

fn freeze() -> Command {
    Command::Contain { credentials: vec![CredentialId::new("old-key").unwrap()] }
}

/// The co-signature of `who`, ready to be asked for.
fn co_signature(world: &mut World, who: Who) -> Command {
    let statement = world.offer(who, Decision::Approve);
    let assertion = world.signature(who, &statement);
    Command::CoSign { statement, assertion }
}

/// Co-signs at another console than the agent's.
fn co_sign_elsewhere(world: &mut World, who: Who) -> Result<(), Refusal> {
    world.console = OTHER_CONSOLE;
    let done = world.co_sign(who);
    world.console = CONSOLE;
    done
}

/// The release by `who`, ready to be asked for.
fn release_signature(world: &mut World, who: Who) -> Command {
    let statement = world.offer(who, Decision::Release);
    let assertion = world.signature(who, &statement);
    Command::Release { statement, assertion }
}

fn release(world: &mut World, who: Who) -> Result<(), Refusal> {
    let signed = release_signature(world, who);
    world.ask(who, signed)
}

fn is_completed(world: &World) -> bool {
    matches!(world.case().lifecycle, Lifecycle::Completed(_))
}

// Tiers.

#[test]
fn each_sign_of_risk_raises_the_tier() {
    type Shown = fn(&mut World, &mut Velocity);
    let signs: [(Option<RiskSignal>, Shown); 10] = [
        (None, |_, _| ()),
        (None, |_, v| v.repeats = 1),
        (Some(RiskSignal::RepeatedRequests), |_, v| v.repeats = 2),
        (None, |w, _| w.account.contacts.push(contact("new", ContactChannel::Email, Some(30)))),
        (Some(RiskSignal::ContactChanged), |w, _| {
            w.account.contacts.push(contact("new", ContactChannel::Email, Some(29)));
        }),
        (Some(RiskSignal::ThreatRaised), |w, _| {
            changed(w, &set_threat(Threat::Raised), &[Who::Reviewer]).unwrap();
        }),
        (None, |_, v| v.highest_tier = Some(Tier::Standard)),
        (Some(RiskSignal::HigherBefore), |_, v| v.highest_tier = Some(Tier::Machine)),
        (Some(RiskSignal::HigherBefore), |_, v| v.highest_tier = Some(Tier::Privileged)),
        (None, |w, v| {
            w.account = world::account("robot");
            v.highest_tier = Some(Tier::Machine);
        }),
    ];
    for (n, (signal, show)) in signs.into_iter().enumerate() {
        let (mut world, mut velocity) = (World::empty("maya"), Velocity::default());
        show(&mut world, &mut velocity);
        let case = open_with(world, |facts| facts.velocity = velocity).unwrap().case();
        assert_eq!(case.signals, signal.into_iter().collect::<BTreeSet<_>>(), "{n}");
        assert_eq!(case.tier() == Tier::Privileged, signal.is_some(), "{n}");
    }
}

#[test]
fn a_key_of_another_case_raises_the_tier() {
    let mut world = at_desk();
    world.prove();
    world.approve();
    world.revoke();
    world.ask(Who::Agent, key(0)).unwrap();
    assert_eq!(world.case().tier(), Tier::Standard);
    world.ask(Who::Agent, key(1)).unwrap();
    assert_eq!(world.case().tier(), Tier::Privileged);
    assert_eq!(world.codes(Who::Agent, Command::Provision), ["PRF-11", "APR-01", "APR-05"], "it is signed anew");
}

#[test]
fn nothing_lowers_a_tier_again() {
    // A sign that was there at intake, and goes.
    let mut fresh = world::account("maya");
    fresh.contacts.push(contact("new", ContactChannel::Email, Some(3)));
    let mut world = under(fresh, |_| ());
    world.now = world.now.plus(Span::days(60));
    world.reread();
    world.account.contacts.pop();
    world.reread();
    assert_eq!(world.case().tier(), Tier::Privileged);
    // Signs that come and go while the case runs.
    type Act = fn(&mut World);
    let comes_and_goes: [(Act, Act); 3] = [
        (
            |w| changed(w, &set_threat(Threat::Raised), &[Who::Reviewer]).unwrap(),
            |w| changed(w, &set_threat(Threat::Normal), &[Who::Reviewer, Who::Admin1]).unwrap(),
        ),
        (|w| w.account.privileged = true, |w| w.account.privileged = false),
        (
            |w| w.account.contacts[0].unchanged_since = Some(w.now),
            |w| w.account.contacts[0].unchanged_since = Some(Timestamp(START.0 - Span::days(400).0)),
        ),
    ];
    for (n, (comes, goes)) in comes_and_goes.into_iter().enumerate() {
        let mut world = at_desk();
        world.reread();
        assert_eq!(world.case().tier(), Tier::Standard, "{n}");
        for change in [comes, goes] {
            change(&mut world);
            world.reread();
            assert_eq!(world.case().tier(), Tier::Privileged, "{n}");
        }
    }
}

#[test]
fn a_privileged_case_asks_for_more_and_waits() {
    let mut world = under(privileged(), |_| ());
    world.ask(Who::Agent, Command::Notify).unwrap();
    world.carry_out().unwrap();
    let told = Timestamp(world.now.0 - Span::seconds(1).0);
    world.prove();
    assert_eq!(world.codes(Who::Agent, Command::SeekApproval), ["PRF-11"]);
    world.evidence(EvidenceKind::NationalId, Pathway::VisualMatch).unwrap();
    world.ask(Who::Agent, Command::SeekApproval).unwrap();
    // Two signatures, from elsewhere.
    assert_eq!(world.co_sign(Who::Supervisor).unwrap_err().codes(), ["APR-07"]);
    co_sign_elsewhere(&mut world, Who::Supervisor).unwrap();
    assert_eq!(world.codes(Who::Agent, Command::Revoke), ["APR-01"]);
    co_sign_elsewhere(&mut world, Who::SecondSupervisor).unwrap();
    world.revoke();
    world.provision();
    world.ask(Who::Agent, Command::HandOver).unwrap();
    // A release by a reviewer.
    assert_eq!(world.codes(Who::Agent, Command::Unblock), ["REL-01", "REL-02"]);
    assert_eq!(release(&mut world, Who::Supervisor).unwrap_err().codes(), ["ROL-01", "RVW-01"]);
    let signed = release_signature(&mut world, Who::Reviewer);
    held_then_done(&mut world, Who::Reviewer, signed);
    // Time to object, from the moment when all were told.
    world.now = Timestamp(told.plus(Span::hours(4)).0 - 1);
    assert_eq!(world.codes(Who::Agent, Command::Unblock), ["REL-02"]);
    world.now = told.plus(Span::hours(4));
    world.clone().ask(Who::Agent, Command::Unblock).unwrap();
    // No role is activated meanwhile.
    world.account.active_roles.push("user administrator".to_owned());
    world.reread();
    assert_eq!(world.codes(Who::Agent, Command::Unblock), ["REL-03"]);
    world.account.active_roles.clear();
    world.reread();
    world.finish().unwrap();
    assert!(is_completed(&world));
    // Whoever released it does not judge it afterwards.
    let (disposition, note) = (Disposition::InOrder, String::new());
    let statement = world.offer(Who::Reviewer, Decision::Review { disposition, note: note.clone() });
    let assertion = world.signature(Who::Reviewer, &statement);
    let review = Command::Review { disposition, note, statement, assertion };
    assert_eq!(world.codes(Who::Reviewer, review), ["RVW-01"]);
}

#[test]
fn a_release_is_for_this_key_and_by_somebody_who_still_works_here() {
    let mut world = under(privileged(), |p| p.privileged_wait_hours = 1);
    world.ask(Who::Agent, Command::Notify).unwrap();
    world.carry_out().unwrap();
    world.evidence(EvidenceKind::PassportChip, Pathway::ChipSignature).unwrap();
    world.ask(Who::Agent, Command::SeekApproval).unwrap();
    co_sign_elsewhere(&mut world, Who::Supervisor).unwrap();
    co_sign_elsewhere(&mut world, Who::SecondSupervisor).unwrap();
    world.revoke();
    world.provision();
    world.ask(Who::Agent, Command::HandOver).unwrap();
    release(&mut world, Who::Reviewer).unwrap();
    world.now = world.now.plus(Span::minutes(61));
    world.clone().ask(Who::Agent, Command::Unblock).unwrap();
    // The reviewer leaves.
    let mut left = world.clone();
    changed(&mut left, &remove(Who::Reviewer), &[Who::Admin1]).unwrap();
    assert_eq!(left.codes(Who::Agent, Command::Unblock), ["REL-01"]);
    // What the approval stands on changes: the release is void with it.
    world.evidence(EvidenceKind::DrivingLicence, Pathway::VisualMatch).unwrap();
    let codes = world.codes(Who::Agent, Command::Unblock);
    assert!(codes.contains(&"REL-01"), "{codes:?}");
}

#[test]
fn whoever_was_its_agent_once_signs_nothing_of_it() {
    let mut world = at_desk();
    world.prove();
    world.ask(Who::Agent, Command::SeekApproval).unwrap();
    let before = co_signature(&mut world, Who::Supervisor);
    for who in [Who::Agent, Who::OtherAgent] {
        let wrong = world.codes(who, before.clone());
        assert_eq!(wrong.contains(&"APR-02"), who == Who::Agent, "{wrong:?}");
    }
    changed(&mut world, &remove(Who::Supervisor), &[Who::Admin1]).unwrap();
    changed(&mut world, &remove(Who::Agent), &[Who::Admin1]).unwrap();
    world.ask(Who::OtherAgent, Command::TakeOver).unwrap();
    for who in [Who::Agent, Who::OtherAgent] {
        assert!(world.codes(who, before.clone()).contains(&"APR-02"), "{who:?}");
    }
}

#[test]
fn a_privileged_case_waits_until_everybody_was_told() {
    let mut world = under(privileged(), |_| ());
    world.evidence(EvidenceKind::PassportChip, Pathway::ChipSignature).unwrap();
    world.ask(Who::Agent, Command::SeekApproval).unwrap();
    co_sign_elsewhere(&mut world, Who::Supervisor).unwrap();
    co_sign_elsewhere(&mut world, Who::SecondSupervisor).unwrap();
    world.ask(Who::Agent, Command::Notify).unwrap();
    let last = world.case().effects.last().unwrap().id;
    for effect in world.case().effects {
        world.start(effect.id).unwrap();
        let seen = if effect.id == last {
            Observation::NotAsIntended { found: "bounced".to_owned() }
        } else {
            Observation::AsIntended
        };
        world.see(effect.id, seen).unwrap();
    }
    world.revoke();
    world.provision();
    world.ask(Who::Agent, Command::HandOver).unwrap();
    release(&mut world, Who::Reviewer).unwrap();
    world.now = world.now.plus(Span::minutes(270));
    assert_eq!(world.codes(Who::Agent, Command::Unblock), ["REL-02"]);
}

#[test]
fn an_outsourced_approver_does_not_sign_for_the_client() {
    let of_client = |p: &mut Policy| p.client_organisation = "Client".to_owned();
    let mut world = under(privileged(), of_client);
    recast(&mut world.roster, Who::Supervisor, |p| p.organisation = "Desk Ltd".to_owned());
    recast(&mut world.roster, Who::SecondSupervisor, |p| p.organisation = "Client".to_owned());
    world.evidence(EvidenceKind::PassportChip, Pathway::ChipSignature).unwrap();
    world.ask(Who::Agent, Command::SeekApproval).unwrap();
    assert_eq!(co_sign_elsewhere(&mut world, Who::Supervisor).unwrap_err().codes(), ["APR-12"]);
    co_sign_elsewhere(&mut world, Who::SecondSupervisor).unwrap();
    // An ordinary account's case they sign.
    let mut world = under(world::account("maya"), of_client);
    recast(&mut world.roster, Who::Supervisor, |p| p.organisation = "Desk Ltd".to_owned());
    world.prove();
    world.approve();
}

// Limits.

#[test]
fn an_agent_opens_so_many_cases_a_day() {
    let opened = |n: u32| open_with(World::empty("maya"), |facts| facts.velocity.opened_by_actor = n);
    assert_eq!(opened(40).err().unwrap().codes(), ["VEL-02"]);
    opened(39).unwrap();
}

#[test]
fn a_supervisor_signs_so_often_a_day() {
    let mut world = at_desk();
    world.prove();
    world.ask(Who::Agent, Command::SeekApproval).unwrap();
    let sign = co_signature(&mut world, Who::Supervisor);
    let refused = ask_with(&mut world, Who::Supervisor, sign.clone(), |facts| facts.velocity.signed_by_actor = 60);
    assert_eq!(refused.unwrap_err().codes(), ["VEL-03"]);
    ask_with(&mut world, Who::Supervisor, sign, |facts| facts.velocity.signed_by_actor = 59).unwrap();
}

#[test]
fn a_subject_is_recovered_so_often() {
    for (repeats, codes) in [(3, &[][..]), (4, &["VEL-01"])] {
        let mut world = World::empty("maya");
        world.policy.raise_after_repeats = 10;
        let mut world = open_with(world, |facts| facts.velocity.repeats = repeats).unwrap();
        world.prove();
        world.approve();
        let revoked = world.ask(Who::Agent, Command::Revoke);
        assert_eq!(revoked.map_or_else(|r| r.codes(), |()| Vec::new()), codes, "{repeats}");
    }
}

#[test]
fn a_key_is_handed_out_in_so_many_cases() {
    let mut world = at_desk();
    world.prove();
    world.approve();
    world.revoke();
    assert_eq!(world.codes(Who::Agent, key(2)), ["VEL-04"]);
    world.ask(Who::Agent, key(1)).unwrap();
}

#[test]
fn an_agent_freezes_so_many_accounts_a_day() {
    let mut world = at_desk();
    let refused = ask_with(&mut world, Who::Agent, freeze(), |facts| facts.velocity.frozen_by_actor = 20);
    assert_eq!(refused.unwrap_err().codes(), ["VEL-05"]);
    ask_with(&mut world, Who::Agent, freeze(), |facts| facts.velocity.frozen_by_actor = 19).unwrap();
}

// Training.

#[test]
fn lapsed_training_stops_agent_and_signer() {
    let mut world = at_desk();
    let last = START.plus(Span::days(365));
    world.now = Timestamp(last.0 - 1);
    world.evidence(EvidenceKind::Passport, Pathway::VisualMatch).unwrap();
    world.now = last;
    assert_eq!(world.codes(Who::Agent, piece(EvidenceKind::CompanyBadge)), ["INT-02"]);
    assert_eq!(world.codes(Who::Agent, Command::SeekApproval), ["INT-02", "PRF-01"]);
    let late = World { now: last, ..World::empty("maya") };
    assert_eq!(World::try_open(late, Channel::Phone).err().unwrap().codes(), ["INT-02"]);
    world.ask(Who::Agent, freeze()).unwrap();
    let next = last.plus(Span::days(365));
    changed(&mut world, &renew(Who::Agent, next), &[Who::Admin1]).unwrap();
    world.prove();
    world.ask(Who::Agent, Command::SeekApproval).unwrap();
    assert_eq!(world.co_sign(Who::Supervisor).unwrap_err().codes(), ["APR-14"]);
    changed(&mut world, &renew(Who::Supervisor, next), &[Who::Admin2]).unwrap();
    world.co_sign(Who::Supervisor).unwrap();
    world.revoke();
}

#[test]
fn nobody_renews_their_own_training() {
    let mut world = at_desk();
    let until = world.now.plus(Span::days(366));
    assert_eq!(change_codes(&world, &renew(Who::Admin1, until), &[Who::Admin1]), ["DSK-01"]);
    assert_eq!(change_codes(&world, &renew(Who::Agent, until), &[Who::Agent]), ["DSK-01"]);
    assert_eq!(change_codes(&world, &renew(Who::Agent, until), &[Who::Reviewer]), ["DSK-01"]);
    for wrong in [world.now, until.plus(Span(1))] {
        assert_eq!(change_codes(&world, &renew(Who::Agent, wrong), &[Who::Admin1]), ["INP-01"]);
    }
    changed(&mut world, &renew(Who::Admin1, until), &[Who::Admin2]).unwrap();
    assert_eq!(world.roster.person(person(Who::Admin1)).unwrap().training_until, until);
}

// Who leaves.

#[test]
fn a_supervisor_who_leaves_takes_their_open_signatures_along() {
    let mut world = at_desk();
    world.prove();
    world.approve();
    world.ask(Who::Agent, Command::Revoke).unwrap();
    changed(&mut world, &remove(Who::Supervisor), &[Who::Admin1]).unwrap();
    assert_eq!(world.carry_out().unwrap_err().codes(), ["APR-01"], "what waits is judged again");
    assert_eq!(world.listed.len(), 2);
    assert_eq!(world.codes(Who::Agent, Command::Revoke), ["APR-01"]);
    let again = world.co_sign(Who::Supervisor).unwrap_err();
    assert_eq!(again.codes(), ["SES-03"]);
    world.co_sign(Who::SecondSupervisor).unwrap();
    world.carry_out().unwrap();
    assert_eq!(world.listed, []);
}

#[test]
fn a_case_is_frozen_when_its_agent_leaves_until_another_takes_it_over() {
    let mut world = at_desk();
    world.prove();
    world.approve();
    world.ask(Who::Agent, Command::Revoke).unwrap();
    let second = co_signature(&mut world, Who::SecondSupervisor);
    assert_eq!(world.codes(Who::OtherAgent, Command::TakeOver), ["ROL-02"], "its agent is here");
    changed(&mut world, &remove(Who::Agent), &[Who::Admin1]).unwrap();
    assert_eq!(world.carry_out().unwrap_err().codes(), ["SES-03"], "nothing is done in their session");
    world.carrier = Who::OtherAgent;
    // Frozen: doors still close.
    assert_eq!(world.codes(Who::Agent, Command::SeekApproval), ["SES-03", "CAS-03"]);
    assert_eq!(world.codes(Who::OtherAgent, piece(EvidenceKind::NationalId)), ["ROL-02", "CAS-03"]);
    assert_eq!(world.codes(Who::SecondSupervisor, second), ["CAS-03"]);
    assert_eq!(world.carry_out().unwrap_err().codes(), ["CAS-03"]);
    assert!(world.case().blocked_at().is_some() && world.listed.len() == 2);
    // Another agent goes on, and begins with nothing.
    assert_eq!(world.codes(Who::Supervisor, Command::TakeOver), ["ROL-01"]);
    world.ask(Who::OtherAgent, Command::TakeOver).unwrap();
    assert_eq!(world.case().agent, person(Who::OtherAgent));
    assert_eq!(world.case().standing_evidence().count(), 0);
    assert_eq!(world.codes(Who::OtherAgent, Command::SeekApproval), ["PRF-01"]);
    let refused = world.codes(Who::OtherAgent, Command::Revoke);
    assert_eq!(refused, ["PRF-01", "APR-10", "APR-01", "APR-05"]);
    for kind in [EvidenceKind::Passport, EvidenceKind::CompanyBadge] {
        world.ask(Who::OtherAgent, piece(kind)).unwrap();
    }
    world.ask(Who::OtherAgent, Command::SeekApproval).unwrap();
    world.co_sign(Who::Supervisor).unwrap();
    world.carry_out().unwrap();
    assert_eq!(world.listed, []);
    assert_eq!(world.codes(Who::Agent, Command::TakeOver), ["SES-03", "ROL-02"], "nor does the former agent return");
    world.ask(Who::OtherAgent, note()).unwrap();
    let clear = Command::ClearHold { note: "seen to".to_owned() };
    assert_eq!(world.codes(Who::Agent, clear), ["SES-03", "RVW-01"], "nor judge what they took part in");
}

#[test]
fn a_takeover_begins_without_what_the_former_agent_saw() {
    fn taken_over(mut world: World) -> World {
        changed(&mut world, &remove(Who::Agent), &[Who::Admin1]).unwrap();
        world.ask(Who::OtherAgent, Command::TakeOver).unwrap();
        assert_eq!(world.case().basis(&world.policy).agent, person(Who::OtherAgent));
        world
    }
    // A machine's sponsor, its consumers, and what was to stay.
    let mut world = sponsored(0);
    let credential = CredentialId::new("old-app").unwrap();
    world.ask(Who::Agent, Command::ProvePossession { credential: credential.clone() }).unwrap();
    world.ask(Who::Agent, Command::KeepCredential { credential }).unwrap();
    let mut world = taken_over(world);
    assert_eq!(world.codes(Who::OtherAgent, Command::SeekApproval), ["MCH-01", "MCH-02"]);
    assert_eq!(world.case().kept, BTreeSet::new());
    // Consent and cues of a video call.
    let mut world = World::opened("maya", Channel::Video);
    world.ask(Who::Agent, Command::RecordConsent).unwrap();
    world.ask(Who::Agent, Command::DrawCue { cue: "touch_right_ear".to_owned() }).unwrap();
    let cue = world.case().cues[0].id;
    world.ask(Who::Agent, Command::AnswerCue { cue, answer: evidence::CueAnswer::AtOnce }).unwrap();
    let mut world = taken_over(world);
    assert_eq!(world.codes(Who::OtherAgent, Command::SeekApproval), ["PRF-01", "PRF-03", "PRF-05"]);
}

#[test]
fn whoever_left_does_not_sign_in_nor_come_back_with_the_same_key() {
    let mut world = at_desk();
    let former = world.roster.person(person(Who::Agent)).unwrap().clone();
    let session = SessionId(Uuid::from_u128(6));
    let sign = key_of(Who::Agent).sign(Purpose::SignIn, b"challenge", 0);
    let (event, _) = sign_in(&sign, &SignInFacts { roster: &world.roster, console: CONSOLE, session }).unwrap();
    world.roster.apply(&event);
    changed(&mut world, &remove(Who::Agent), &[Who::Admin1]).unwrap();
    assert!(!world.roster.is_open(session));
    let facts = SignInFacts { roster: &world.roster, console: CONSOLE, session };
    assert_eq!(sign_in(&sign, &facts).unwrap_err().codes(), ["SES-03"]);
    let candidate = Candidate {
        person: PersonId(Uuid::from_u128(500)),
        name: "Another".to_owned(),
        staff_number: "500".to_owned(),
        role: Role::Supervisor,
        training_until: former.training_until,
        organisation: String::new(),
        account: None,
        keys: former.keys,
    };
    let challenge = enrolment_challenge(&enrolment_statement(&candidate, LEDGER).unwrap());
    let confirmed = key_of(Who::Admin1).sign(Purpose::Approve, &challenge.0, 1);
    assert_eq!(enrol(&world.roster, candidate, &[confirmed]).unwrap_err().codes(), ["SET-05"]);
}

// Changes of the desk.

#[test]
fn two_administrators_remain() {
    let mut world = World::empty("maya");
    assert_eq!(change_codes(&world, &remove(Who::Admin1), &[Who::Admin2]), ["DSK-02"]);
    recast(&mut world.roster, Who::OtherAgent, |p| p.role = Role::Administrator);
    assert_eq!(change_codes(&world, &remove(Who::Admin1), &[Who::Admin1]), ["DSK-01"], "not for oneself");
    changed(&mut world, &remove(Who::Admin1), &[Who::Admin2]).unwrap();
    assert_eq!(change_codes(&world, &remove(Who::OtherAgent), &[Who::Admin2]), ["DSK-02"]);
    assert_eq!(change_codes(&world, &remove(Who::Admin1), &[Who::Admin2]), ["CAS-02"], "gone already");
}

#[test]
fn a_removal_takes_one_administrator_and_says_when_and_why() {
    let mut world = World::empty("maya");
    let nobody: [&[Who]; 4] = [&[], &[Who::Supervisor], &[Who::Reviewer], &[Who::Agent]];
    for by in nobody {
        assert_eq!(change_codes(&world, &remove(Who::Agent), by), ["DSK-01"], "{by:?}");
    }
    let told = |reported_at: Timestamp, reason: &str| Change::RemoveStaff {
        person: person(Who::Agent),
        reported_at,
        reason: reason.to_owned(),
    };
    for wrong in [told(START.plus(Span(1)), "left"), told(START, " ")] {
        assert_eq!(change_codes(&world, &wrong, &[Who::Admin1]), ["INP-01"]);
    }
    changed(&mut world, &remove(Who::Agent), &[Who::Admin1]).unwrap();
    assert!(!world.roster.works_here(person(Who::Agent)));
}

#[test]
fn a_policy_takes_two_different_administrators() {
    let mut world = World::empty("maya");
    let stricter = adopt(|p| p.approvals_privileged = 3);
    let too_few: [&[Who]; 5] = [
        &[],
        &[Who::Admin1],
        &[Who::Admin1, Who::Admin1],
        &[Who::Admin1, Who::Supervisor],
        &[Who::Admin1, Who::Reviewer],
    ];
    for by in too_few {
        assert_eq!(change_codes(&world, &stricter, by), ["DSK-01"], "{by:?}");
    }
    // Nor does the key's other credential sign.
    let challenge = change_challenge(&change_statement(&stricter, LEDGER, 0).unwrap());
    let mut signatures = signed(&world.roster, &stricter, &[Who::Admin1]);
    signatures.push(key_of(Who::Admin2).sign(Purpose::SignIn, &challenge.0, 1));
    assert_eq!(change(&world.roster, stricter.clone(), &signatures, START).unwrap_err().codes(), ["DSK-01"]);
    let both = [Who::Admin1, Who::Admin2];
    assert_eq!(change_codes(&world, &adopt(|p| p.approvals_standard = 0), &both), ["DSK-03"]);
    changed(&mut world, &stricter, &both).unwrap();
}

#[test]
fn a_signature_over_one_change_serves_no_other() {
    let mut world = World::empty("maya");
    let (first, other) = (remove(Who::Agent), remove(Who::OtherAgent));
    let signatures = signed(&world.roster, &first, &[Who::Admin1]);
    assert_eq!(change(&world.roster, other, &signatures, START).unwrap_err().codes(), ["DSK-01"]);
    // Nor for the same once more.
    let raise = set_threat(Threat::Raised);
    let signatures = signed(&world.roster, &raise, &[Who::Admin1]);
    let event = change(&world.roster, raise.clone(), &signatures, START).unwrap();
    world.roster.apply(&event);
    assert_eq!(change(&world.roster, raise, &signatures, START).unwrap_err().codes(), ["DSK-01"]);
}

#[test]
fn an_adopted_policy_is_for_new_cases() {
    let mut world = at_desk();
    let before = Policy::standard();
    changed(&mut world, &adopt(|p| p.approvals_standard = 2), &[Who::Admin1, Who::Admin2]).unwrap();
    let now = world.roster.policy().unwrap().clone();
    assert_eq!((now.name.as_str(), now.approvals_standard), ("another", 2));
    // The old one is found by its hash, for the case that began under it.
    assert_eq!(world.case().opened.policy, before.hash().unwrap());
    assert_eq!(world.roster.policy_with(world.case().opened.policy), Some(&before));
    let newer = World { policy: now.clone(), roster: world.roster, ..World::empty("maya") };
    let newer = World::try_open(newer, Channel::InPerson).unwrap();
    assert_eq!(newer.roster.policy_with(newer.case().opened.policy), Some(&now));
    assert_eq!(newer.roster.policy_with(Digest::of(b"another")), None);
    assert_eq!(newer.case().approvals_needed(&now), 2);
}

#[test]
fn one_reviewer_raises_the_threat_and_two_people_lower_it() {
    let mut world = World::empty("maya");
    let (raised, normal) = (set_threat(Threat::Raised), set_threat(Threat::Normal));
    assert_eq!(change_codes(&world, &raised, &[Who::Supervisor, Who::Agent]), ["DSK-01"]);
    changed(&mut world, &raised, &[Who::Reviewer]).unwrap();
    assert_eq!(world.roster.threat(), Threat::Raised);
    for by in [&[Who::Reviewer][..], &[Who::Admin1], &[Who::Reviewer, Who::Reviewer], &[Who::Reviewer, Who::Agent]] {
        assert_eq!(change_codes(&world, &normal, by), ["DSK-01"], "{by:?}");
    }
    changed(&mut world, &normal, &[Who::Reviewer, Who::Admin1]).unwrap();
    assert_eq!(world.roster.threat(), Threat::Normal);
}

// A held queue.

fn hold(facts: &mut Facts<'_>) {
    facts.held = true;
}

/// Refused while the queue is held, and for no other reason; done when it is not.
fn held_then_done(world: &mut World, who: Who, command: Command) {
    let refused = ask_with(&mut world.clone(), who, command.clone(), hold).unwrap_err();
    assert_eq!(refused.codes(), ["SYS-01"], "{command:?}");
    world.ask(who, command).unwrap();
}

/// Claims an effect while the queue is held.
fn start_held(world: &World, effect: EffectId) -> Vec<&'static str> {
    let actor = world.actor(Who::Agent);
    let facts = Facts { held: true, ..world.facts(&actor) };
    claim(&world.case(), effect, &facts).map_or_else(|r| r.codes(), |_| Vec::new())
}

/// Carries out all that waits: what opens a door does not begin while the queue is held.
fn held_then_carried_out(world: &mut World) {
    while let Some(effect) = world.case().effects.into_iter().find(EffectState::waits) {
        let opens = match &effect.action {
            Action::RevokeCredential { .. } | Action::UnblockSignIn | Action::SendCode { .. } => true,
            Action::SubmitCredential => panic!("not carried out here"),
            Action::BlockSignIn
            | Action::EndSessions
            | Action::SuspendCredential { .. }
            | Action::SendNotice { .. } => false,
        };
        let codes: &[&str] = if opens { &["SYS-01"] } else { &[] };
        assert_eq!(start_held(world, effect.id), codes, "{:?}", effect.action);
        world.start(effect.id).unwrap();
        if let Action::RevokeCredential { credential } = &effect.action {
            world.listed.retain(|c| c.id != *credential);
        }
        world.see(effect.id, Observation::AsIntended).unwrap();
    }
}

#[test]
fn a_held_queue_opens_no_door() {
    let mut world = at_desk();
    world.prove();
    held_then_done(&mut world, Who::Agent, Command::SeekApproval);
    let sign = co_signature(&mut world, Who::Supervisor);
    held_then_done(&mut world, Who::Supervisor, sign);
    held_then_done(&mut world, Who::Agent, Command::Revoke);
    held_then_carried_out(&mut world);
    held_then_done(&mut world, Who::Agent, key(0));
    held_then_done(&mut world, Who::Agent, Command::Provision);
    let effect = world.case().effects.last().unwrap().id;
    assert_eq!(start_held(&world, effect), ["SYS-01"]);
    world.start(effect).unwrap();
    let made = Box::new(world.made(effect));
    world.ask(Who::Agent, Command::CredentialMade { made }).unwrap();
    world.listed.push(credential("new-key"));
    world.see(effect, Observation::AsIntended).unwrap();
    held_then_done(&mut world, Who::Agent, Command::HandOver);
    held_then_done(&mut world, Who::Agent, Command::Unblock);
    held_then_carried_out(&mut world);
    world.ask(Who::Agent, Command::LiveSignIn { credential: new_key().1, observed: true }).unwrap();
    ask_with(&mut world, Who::Agent, Command::Notify, hold).unwrap();
    held_then_carried_out(&mut world);
    held_then_done(&mut world, Who::Agent, Command::Complete);
}

#[test]
fn a_held_queue_closes_doors_and_lets_people_speak() {
    let mut world = at_desk();
    for command in [freeze(), note(), Command::Notify, piece(EvidenceKind::Passport)] {
        ask_with(&mut world, Who::Agent, command, hold).unwrap();
    }
    held_then_carried_out(&mut world);
    let code = Command::IssueCode { contact: world.account.contacts[0].id.clone() };
    ask_with(&mut world, Who::Agent, code, hold).unwrap();
    held_then_carried_out(&mut world);
    for end in [Command::Cancel { note: "n".to_owned() }, Command::CannotVerify { note: String::new() }] {
        ask_with(&mut world.clone(), Who::Agent, end, hold).unwrap();
    }
}

#[test]
fn a_reviewer_who_took_no_part_clears_a_hold() {
    let mut world = at_desk();
    let clear = |note: &str| Command::ClearHold { note: note.to_owned() };
    assert_eq!(world.codes(Who::Reviewer, clear("seen to")), ["CAS-02"]);
    world.prove();
    world.approve();
    world.ask(Who::Agent, note()).unwrap();
    assert_eq!(world.codes(Who::Agent, clear("seen to")), ["ROL-01", "RVW-01"]);
    assert_eq!(world.codes(Who::Supervisor, clear("seen to")), ["ROL-01", "RVW-01"]);
    assert_eq!(world.codes(Who::SecondSupervisor, clear("seen to")), ["ROL-01"]);
    assert_eq!(world.codes(Who::Reviewer, clear(" ")), ["INP-01"]);
    let mut subject = world.clone();
    recast(&mut subject.roster, Who::Reviewer, |p| p.account = Some((directory(), AccountId::new("maya").unwrap())));
    assert_eq!(subject.codes(Who::Reviewer, clear("seen to")), ["RVW-01"]);
    ask_with(&mut world, Who::Reviewer, clear("seen to"), hold).unwrap();
    assert_eq!(world.case().marks_cleared, 1);
    assert_eq!(world.codes(Who::Reviewer, clear("seen to")), ["CAS-02"]);
    world.ask(Who::Supervisor, note()).unwrap();
    assert_eq!(world.case().marks.len(), 2);
}

// Machines.

fn sponsor(account: &str, login: &str) -> Command {
    Command::ProveSponsor { account: AccountId::new(account).unwrap(), login: login.to_owned() }
}

fn consumers(overlap_minutes: i64) -> Command {
    Command::ListConsumers { consumers: vec!["nightly batch".to_owned()], overlap_minutes }
}

fn trial(credential: &str, refused: bool) -> Command {
    Command::TryOldCredential { credential: CredentialId::new(credential).unwrap(), refused, observed: true }
}

/// A machine's case, with sponsor and consumers, at a desk that allows an hour of overlap.
fn sponsored(overlap_minutes: i64) -> World {
    let mut world = under(world::account("robot"), |p| p.overlap_minutes = 60);
    world.ask(Who::Agent, sponsor("sponsor", "sponsor")).unwrap();
    world.ask(Who::Agent, consumers(overlap_minutes)).unwrap();
    world.approve();
    world
}

fn try_all(world: &mut World) {
    for old in ["old-key", "old-app"] {
        world.ask(Who::Agent, trial(old, true)).unwrap();
    }
}

#[test]
fn a_machine_is_recovered_by_the_sponsor_that_the_directory_names() {
    let mut world = World::opened("robot", Channel::InPerson);
    assert_eq!(world.case().tier(), Tier::Machine);
    world.prove();
    world.ask(Who::Agent, Command::CheckSavedCode { matched: true }).unwrap();
    assert_eq!(world.codes(Who::Agent, Command::SeekApproval), ["MCH-01", "MCH-02"], "no evidence counts");
    for (account, login) in [("another", "sponsor"), ("sponsor", "another"), ("another", "another")] {
        assert_eq!(world.codes(Who::Agent, sponsor(account, login)), ["MCH-01"]);
    }
    world.ask(Who::Agent, sponsor("sponsor", "sponsor")).unwrap();
    assert_eq!(world.codes(Who::Agent, Command::SeekApproval), ["MCH-02"]);
    let nothing = Command::ListConsumers { consumers: Vec::new(), overlap_minutes: 0 };
    assert_eq!(world.codes(Who::Agent, nothing), ["MCH-02"]);
    let unnamed = Command::ListConsumers { consumers: vec![" ".to_owned()], overlap_minutes: 0 };
    assert_eq!(world.codes(Who::Agent, unnamed), ["INP-01"]);
    world.ask(Who::Agent, consumers(0)).unwrap();
    world.ask(Who::Agent, Command::SeekApproval).unwrap();
    // A person has neither.
    let mut maya = at_desk();
    assert_eq!(maya.codes(Who::Agent, sponsor("sponsor", "sponsor")), ["CAS-02"]);
    assert_eq!(maya.codes(Who::Agent, consumers(0)), ["CAS-02"]);
    assert_eq!(World::provisioned().codes(Who::Agent, trial("old-key", true)), ["CAS-02"]);
}

#[test]
fn a_sponsor_does_not_approve() {
    let mut robot = world::account("robot");
    robot.machine = Some(Machine { sponsor: Some(AccountId::new("boss").unwrap()), sponsor_login: "boss".to_owned() });
    let mut world = under(robot, |_| ());
    world.ask(Who::Agent, sponsor("boss", "boss")).unwrap();
    world.ask(Who::Agent, consumers(0)).unwrap();
    world.ask(Who::Agent, Command::SeekApproval).unwrap();
    assert_eq!(world.co_sign(Who::SecondSupervisor).unwrap_err().codes(), ["APR-13"]);
    world.co_sign(Who::Supervisor).unwrap();
}

#[test]
fn each_old_credential_of_a_machine_is_tried_and_refused() {
    let mut world = sponsored(0);
    assert_eq!(world.codes(Who::Agent, trial("old-key", true)), ["CAS-02"], "it is not gone");
    world.revoke();
    world.provision();
    world.ask(Who::Agent, trial("old-key", true)).unwrap();
    world.ask(Who::Agent, trial("old-app", false)).unwrap();
    assert_eq!(world.finish().unwrap_err().codes(), ["MCH-03"]);
    world.ask(Who::Agent, trial("old-app", true)).unwrap();
    world.ask(Who::Agent, Command::Complete).unwrap();
}

#[test]
fn old_and_new_do_not_overlap_unless_it_was_approved() {
    let mut world = World::opened("robot", Channel::InPerson);
    for minutes in [1, -1] {
        assert_eq!(world.codes(Who::Agent, consumers(minutes)), ["MCH-04"], "{minutes}");
    }
    let mut world = sponsored(0);
    assert_eq!(world.codes(Who::Agent, key(0)), ["REV-01", "REV-02", "REV-03"]);
    // What was approved is what was signed.
    world.ask(Who::Agent, consumers(60)).unwrap();
    assert_eq!(world.codes(Who::Agent, key(0)), ["APR-01", "APR-05"]);
    assert_eq!(world.codes(Who::Agent, consumers(61)), ["MCH-04"]);
}

#[test]
fn an_approved_overlap_ends_in_time() {
    let mut none = sponsored(0);
    none.revoke();
    none.provision();
    assert_eq!(none.case().overlap_until(), None);
    let mut world = sponsored(30);
    world.provision();
    let listed: Vec<_> = world.listed.iter().map(|c| c.label.as_str()).collect();
    assert_eq!(listed, ["old-key", "old-app", "new-key"], "side by side");
    let early = world.codes(Who::Agent, Command::Complete);
    assert!(early.contains(&"REV-03") && early.contains(&"MCH-04"), "{early:?}");
    let until = world.case().overlap_until().unwrap();
    assert_eq!(until, world.now.plus(Span::minutes(30)).plus(Span::seconds(-1)));
    // In time.
    let mut late = world.clone();
    world.now = until.plus(Span::minutes(-1));
    world.revoke();
    assert_eq!(world.case().effects_of(&Action::BlockSignIn).count(), 0, "the machine works all the while");
    try_all(&mut world);
    world.finish().unwrap();
    assert!(is_completed(&world));
    // Too late.
    late.now = until;
    late.revoke();
    try_all(&mut late);
    assert_eq!(late.finish().unwrap_err().codes(), ["MCH-04"]);
}

#[test]
fn a_takeover_disowns_the_key_that_the_former_agent_bound() {
    let mut world = World::provisioned();
    world.ask(Who::Agent, Command::HandOver).unwrap();
    changed(&mut world, &remove(Who::Agent), &[Who::Admin1]).unwrap();
    world.carrier = Who::OtherAgent;
    world.ask(Who::OtherAgent, Command::TakeOver).unwrap();
    let account = world.account.clone();
    let inventory = world.inventory();
    world.ask(Who::OtherAgent, Command::Reread { account, inventory }).unwrap();
    let case = world.case();
    assert!(case.key.is_none() && case.newest().is_none() && case.handed_over.is_none());
    let planned: Vec<_> = case.not_gone().map(|c| c.id.as_str()).collect();
    assert_eq!(planned, ["new-key"], "it goes like any other old one");
    assert!(world.codes(Who::OtherAgent, Command::Complete).contains(&"PRV-05"));
}

#[test]
fn a_refusal_is_part_of_what_the_next_supervisor_signs() {
    let mut world = World::opened("maya", Channel::InPerson);
    world.prove();
    world.approve();
    world.ask(Who::SecondSupervisor, Command::RefuseApproval { reason: "no".to_owned() }).unwrap();
    world.ask(Who::Agent, Command::SeekApproval).unwrap();
    assert_eq!(world.codes(Who::Agent, Command::Revoke), ["APR-01", "APR-05"], "earlier signatures are void");
    world.co_sign(Who::Supervisor).unwrap();
    world.ask(Who::Agent, Command::Revoke).unwrap();
}

#[test]
fn what_was_taken_back_is_shown_to_whoever_signs() {
    let mut world = World::opened("maya", Channel::InPerson);
    world.evidence(EvidenceKind::NationalId, Pathway::VisualMatch).unwrap();
    let evidence = world.case().evidence[0].id;
    world.ask(Who::Agent, Command::WithdrawEvidence { evidence }).unwrap();
    let basis = world.case().basis(&world.policy);
    assert_eq!(basis.withdrawn.iter().map(|e| e.id).collect::<Vec<_>>(), [evidence]);
}

#[test]
fn a_block_that_somebody_lifted_is_noticed() {
    let mut world = World::opened("maya", Channel::InPerson);
    world.prove();
    world.approve();
    world.revoke();
    let account = world.account.clone();
    let inventory = account::Inventory { sign_in_blocked: Some(false), ..world.inventory() };
    world.ask(Who::Agent, Command::Reread { account, inventory }).unwrap();
    assert_eq!(world.accept_key().unwrap_err().codes(), ["REV-01"]);
}

#[test]
fn one_submission_waits_at_a_time() {
    let mut world = World::opened("maya", Channel::InPerson);
    world.prove();
    world.approve();
    world.revoke();
    world.accept_key().unwrap();
    world.ask(Who::Agent, Command::Provision).unwrap();
    assert_eq!(world.codes(Who::Agent, Command::Provision), ["PRV-08"]);
}

#[test]
fn a_key_that_counted_goes_on_counting() {
    let world = World::opened("maya", Channel::InPerson);
    let mut roster = world.roster.clone();
    let facts = |roster: &Roster, counter: u32| {
        let assertion = key_of(Who::Agent).sign(Purpose::SignIn, b"challenge", counter);
        let session = SessionId(uuid::Uuid::from_u128(u128::from(counter) + 40));
        sign_in(&assertion, &SignInFacts { roster, console: CONSOLE, session })
    };
    let (event, _) = facts(&roster, 9).unwrap();
    roster.apply(&event);
    assert_eq!(facts(&roster, 0).unwrap_err().codes(), ["AST-12"]);
}
