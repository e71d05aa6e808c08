//! What is not done at the desk: a person's word where a directory has no way, a credential that the subject enrols, a key
//! that goes sealed to a sponsor, an old key that is tried: given, when, then.

use crate::world::*;
use postern_domain::canonical::Digest;
use postern_domain::ids::{CredentialId, EffectId, KeyCredentialId};
use postern_domain::recovery::account::*;
use postern_domain::recovery::statement::Decision;
use postern_domain::recovery::*;
use postern_domain::staff::Purpose;

fn capable(change: impl FnOnce(&mut Capabilities)) -> World {
    let mut world = World::empty("maya");
    change(&mut world.capabilities);
    world
}

fn opened(world: World) -> World {
    World::try_open(world, Channel::InPerson).unwrap()
}

fn approved(world: World) -> World {
    let mut world = opened(world);
    world.prove();
    world.approve();
    world
}

fn said(effect: EffectId, done: bool) -> Command {
    Command::Attest { effect, done, note: "done in its console, ticket 12".to_owned() }
}

/// Starts what waits, and says of everything that people do that it is done.
fn carry_out_by_people(world: &mut World) {
    loop {
        let case = world.case();
        if let Some(effect) = case.to_attest().next() {
            world.ask(Who::Agent, said(effect.id, true)).unwrap();
            continue;
        }
        let Some(effect) = case.effects.iter().find(|e| e.waits()).cloned() else { return };
        world.start(effect.id).unwrap();
        if !world.case().by_people(&effect.action) {
            world.see(effect.id, Observation::AsIntended).unwrap();
        }
    }
}

fn passkey(id: &str) -> Credential {
    Credential { kind: CredentialKind::Passkey, webauthn: Some(WebauthnId(id.as_bytes().to_vec())), ..credential(id) }
}

/// The submission that runs after the door was opened for the subject.
fn invited(world: &mut World) -> EffectId {
    world.ask(Who::Agent, Command::Provision).unwrap();
    world.carry_out().unwrap();
    let effect = world.case().effects.iter().find(|e| e.waits()).unwrap().id;
    world.start(effect).unwrap();
    world.ask(Who::Agent, Command::SubjectInvited { effect, pass: true, until: None }).unwrap();
    effect
}

#[test]
fn what_a_person_did_blocks_until_it_is_said_and_is_marked_for_ever() {
    let mut world = approved(capable(|can| can.people.sessions = true));
    world.ask(Who::Agent, Command::Revoke).unwrap();
    // Its observation is nobody's but the person's.
    let ends = |e: &&EffectState| e.action == Action::EndSessions;
    let effect = world.case().effects.iter().find(ends).unwrap().id;
    let block = world.case().effects.iter().find(|e| e.action == Action::BlockSignIn).unwrap().id;
    world.start(block).unwrap();
    world.see(block, Observation::AsIntended).unwrap();
    assert_eq!(world.codes(Who::Agent, said(effect, true)), ["CAS-02"], "not begun");
    world.start(effect).unwrap();
    assert!(world.see(effect, Observation::AsIntended).unwrap_err().names(Gate::ItemExists));
    assert_eq!(world.codes(Who::OtherAgent, said(effect, true)), ["ROL-02"]);
    let blank = Command::Attest { effect, done: true, note: " ".to_owned() };
    assert_eq!(world.codes(Who::Agent, blank), ["INP-01"]);
    assert!(world.accept_key().unwrap_err().names(Gate::SessionsEnded));
    world.ask(Who::Agent, said(effect, false)).unwrap();
    assert!(world.accept_key().unwrap_err().names(Gate::SessionsEnded), "said not to be done");
    world.ask(Who::Agent, Command::Revoke).unwrap();
    carry_out_by_people(&mut world);
    world.listed.clear();
    world.accept_key().unwrap();
    let case = world.case();
    let told = case.effects.iter().rfind(ends).unwrap().last().unwrap().0.clone();
    assert_eq!(
        told,
        Observation::Attested { by: person(Who::Agent), note: "done in its console, ticket 12".to_owned() }
    );
    // What the console can see is never said.
    assert!(case.effects.iter().filter(|e| e.action == Action::BlockSignIn).all(|e| !case.by_people(&e.action)));
    assert_eq!(world.codes(Who::Agent, said(block, true)), ["CAS-02"]);
}

#[test]
fn a_directory_that_tells_no_roles_is_asked_about_and_the_answer_counts() {
    let world = capable(|can| can.people.roles = true);
    let refused = World::try_open(world.clone(), Channel::InPerson).err().unwrap();
    assert_eq!(refused.codes(), ["INT-04"]);
    let said = |privileged| World { said_privileged: Some(privileged), ..world.clone() };
    assert_eq!(opened(said(false)).case().tier(), Tier::Standard);
    let mut privileged = opened(said(true));
    assert_eq!(privileged.case().tier(), Tier::Privileged);
    // A later reading, which says nothing of it either, takes nothing back.
    privileged.reread();
    assert_eq!(privileged.case().tier(), Tier::Privileged);
    assert_eq!(privileged.case().basis(&privileged.policy).said_privileged, Some(true), "it is signed");
}

#[test]
fn a_directory_where_a_person_does_everything_completes_by_words_alone() {
    let mut world = capable(|can| {
        *can = Capabilities::of(|_| How::Person, 0);
    });
    world.said_privileged = Some(false);
    let mut world = approved(world);
    world.ask(Who::Agent, Command::Revoke).unwrap();
    assert!(world.accept_key().unwrap_err().names(Gate::OldCredentialsGone));
    carry_out_by_people(&mut world);
    world.accept_key().unwrap();
    world.ask(Who::Agent, Command::Provision).unwrap();
    assert!(world.codes(Who::Agent, Command::Complete).contains(&"PRV-05"));
    carry_out_by_people(&mut world);
    let case = world.case();
    let (enrolled, _) = case.enrolled.clone().unwrap();
    assert_eq!(enrolled.said_by, Some(person(Who::Agent)));
    world.ask(Who::Agent, Command::HandOver).unwrap();
    world.ask(Who::Agent, Command::LiveSignIn { credential: enrolled.name(), observed: false }).unwrap();
    world.ask(Who::Agent, Command::Notify).unwrap();
    world.carry_out().unwrap();
    world.reread();
    world.ask(Who::Agent, Command::Complete).unwrap();
}

#[test]
fn a_passkey_of_the_subjects_own_device_is_seen_and_only_after_the_old_ones_went() {
    let world = capable(|can| (can.temporary_pass, can.sign_in_by_person) = (true, true));
    let mut world = opened(world);
    let choose = Command::ChooseTarget { target: Target::Handset };
    world.prove();
    world.ask(Who::Agent, choose.clone()).unwrap();
    assert_eq!(world.case().basis(&world.policy).target, Target::Handset, "it is signed");
    world.approve();
    assert!(world.codes(Who::Agent, Command::Provision).contains(&"REV-03"));
    world.revoke();
    assert_eq!(world.codes(Who::Agent, Command::AcceptKey { key: offer() }), ["CAS-02"], "no key is handed out");
    let effect = invited(&mut world);
    assert!(world.case().blocked_at().is_none(), "the subject signs in to enrol");
    let see = |id: &str| Command::SeeEnrolled { credential: CredentialId::new(id).unwrap() };
    world.reread();
    assert_eq!(world.codes(Who::Agent, see("phone")), ["PRV-05"]);
    // A pass that is not used yet is no old credential, and a one-time code is not what was awaited.
    world.listed.push(Credential { kind: CredentialKind::TemporaryPass, ..credential("pass") });
    world.listed.push(passkey("phone"));
    world.reread();
    assert!(world.case().planned.iter().all(|c| !matches!(c.id.as_str(), "pass" | "phone")));
    assert!(world.codes(Who::Agent, Command::Complete).contains(&"PRV-05"));
    world.ask(Who::Agent, see("phone")).unwrap();
    let case = world.case();
    assert!(case.confirmed(&Action::SubmitCredential).is_some());
    assert_eq!(case.enrolled.clone().unwrap().0.effect, effect);
    let credential = KeyCredentialId(b"phone".to_vec());
    world.listed.retain(|c| c.id.as_str() == "phone");
    world.ask(Who::Agent, Command::LiveSignIn { credential, observed: false }).unwrap();
    world.ask(Who::Agent, Command::Notify).unwrap();
    world.carry_out().unwrap();
    world.reread();
    world.ask(Who::Agent, Command::Complete).unwrap();
}

#[test]
fn two_new_credentials_are_neither_ours() {
    let mut world = opened(capable(|can| can.temporary_pass = true));
    world.prove();
    world.ask(Who::Agent, Command::ChooseTarget { target: Target::Handset }).unwrap();
    world.approve();
    world.revoke();
    invited(&mut world);
    world.listed.extend([passkey("phone"), passkey("stranger")]);
    world.reread();
    let see = Command::SeeEnrolled { credential: CredentialId::new("phone").unwrap() };
    let refused = world.codes(Who::Agent, see);
    assert!(refused.contains(&"REV-04") || refused.contains(&"CAS-02"), "{refused:?}");
    assert!(world.codes(Who::Agent, Command::Complete).contains(&"REV-04"));
}

#[test]
fn a_device_of_the_subjects_own_does_not_do_where_more_is_at_stake() {
    let choose = Command::ChooseTarget { target: Target::Handset };
    let without = &mut opened(capable(|_| {}));
    assert_eq!(without.codes(Who::Agent, choose.clone()), ["CAS-02"], "no pass can be issued");
    let mut boss = World { account: account("boss"), ..capable(|can| can.temporary_pass = true) };
    boss = opened(boss);
    assert_eq!(boss.codes(Who::Agent, choose.clone()), ["PRV-12"]);
    let mut high = capable(|can| can.temporary_pass = true);
    high.policy.account_aal = 3;
    assert_eq!(opened(high).codes(Who::Agent, choose.clone()), ["PRV-12"]);
    // Chosen while it did, and a sign of risk comes later: nothing is let in.
    let mut world = opened(capable(|can| can.temporary_pass = true));
    world.prove();
    world.ask(Who::Agent, choose).unwrap();
    world.account.privileged = true;
    world.reread();
    let refused = world.codes(Who::Agent, Command::Provision);
    assert!(refused.contains(&"PRV-12"), "{refused:?}");
}

#[test]
fn a_key_that_the_subject_enrols_is_tried_here_before_it_counts() {
    let mut world = approved(capable(|can| can.enrolment = Enrolment::BySubject));
    world.revoke();
    world.accept_key().unwrap();
    let effect = invited(&mut world);
    let (_, id) = new_key();
    let listed = Credential { webauthn: Some(WebauthnId(id.0.clone())), ..credential("new-key") };
    world.listed.push(listed);
    world.reread();
    let see = Command::SeeEnrolled { credential: CredentialId::new("new-key").unwrap() };
    assert_eq!(world.codes(Who::Agent, see), ["PRV-04"], "a key at the desk is tried, not believed");
    let desk = Box::new(world.made(effect));
    assert_eq!(world.codes(Who::Agent, Command::CredentialMade { made: desk }), ["PRV-05"]);
    let other = NewCredential {
        by_subject: true,
        directory_credential: Some(CredentialId::new("another").unwrap()),
        ..world.made(effect)
    };
    assert_eq!(world.codes(Who::Agent, Command::CredentialMade { made: Box::new(other) }), ["PRV-05"]);
    let made = Box::new(NewCredential { by_subject: true, ..world.made(effect) });
    world.ask(Who::Agent, Command::CredentialMade { made }).unwrap();
    world.see(effect, Observation::AsIntended).unwrap();
    world.ask(Who::Agent, Command::HandOver).unwrap();
    world.ask(Who::Agent, Command::LiveSignIn { credential: id, observed: true }).unwrap();
    world.ask(Who::Agent, Command::Notify).unwrap();
    world.carry_out().unwrap();
    world.reread();
    world.ask(Who::Agent, Command::Complete).unwrap();
}

#[test]
fn an_invitation_that_came_to_nothing_is_given_up_and_made_again() {
    let mut world = approved(capable(|can| can.enrolment = Enrolment::BySubject));
    world.revoke();
    world.accept_key().unwrap();
    let effect = invited(&mut world);
    assert_eq!(world.codes(Who::Agent, said(effect, true)), ["CAS-02"], "what can be seen is not said");
    world.ask(Who::Agent, said(effect, false)).unwrap();
    assert!(!world.case().awaits_subject());
    let second = invited(&mut world);
    assert_ne!(effect, second);
    assert!(world.case().awaits_subject());
}

#[test]
fn a_privileged_account_is_released_before_its_owner_enrols() {
    let mut world = capable(|can| can.enrolment = Enrolment::BySubject);
    world.account.privileged = true;
    world.policy.privileged_wait_hours = 0;
    let mut world = opened(world);
    world.prove();
    world.evidence(evidence::EvidenceKind::NationalId, evidence::Pathway::VisualMatch).unwrap();
    world.ask(Who::Agent, Command::Notify).unwrap();
    world.carry_out().unwrap();
    world.ask(Who::Agent, Command::SeekApproval).unwrap();
    world.console = OTHER_CONSOLE;
    world.co_sign(Who::Supervisor).unwrap();
    world.co_sign(Who::SecondSupervisor).unwrap();
    world.console = CONSOLE;
    world.ask(Who::Agent, Command::Revoke).unwrap();
    world.carry_out().unwrap();
    world.accept_key().unwrap();
    assert!(world.codes(Who::Agent, Command::Provision).contains(&"REL-01"));
    let statement = world.offer(Who::Reviewer, Decision::Release);
    let assertion = key_of(Who::Reviewer).sign(Purpose::Approve, &statement::Statement::challenge(&statement).0, 9);
    world.ask(Who::Reviewer, Command::Release { statement, assertion }).unwrap();
    invited(&mut world);
}

#[test]
fn a_key_for_a_machine_goes_sealed_to_a_recipient_that_was_signed() {
    let world = World { account: account("robot"), ..capable(|can| can.drawn_keys = true) };
    let mut world = opened(world);
    let sponsor = Command::ProveSponsor {
        account: postern_domain::ids::AccountId::new("sponsor").unwrap(),
        login: "sponsor".to_owned(),
    };
    world.ask(Who::Agent, sponsor).unwrap();
    let consumers = Command::ListConsumers { consumers: vec!["the payroll job".to_owned()], overlap_minutes: 0 };
    world.ask(Who::Agent, consumers).unwrap();
    assert_eq!(world.codes(Who::Agent, Command::SeekApproval), ["MCH-05"]);
    world.ask(Who::Agent, Command::NameRecipient { recipient: "age1abc".to_owned() }).unwrap();
    world.approve();
    // Another recipient is another statement.
    let mut changed = world.clone();
    changed.ask(Who::Agent, Command::NameRecipient { recipient: "age1evil".to_owned() }).unwrap();
    assert!(changed.codes(Who::Agent, Command::Revoke).contains(&"APR-05"));
    world.revoke();
    let effect = world.begin_submission();
    let key = MachineKeyMade {
        effect,
        name: "thumb".to_owned(),
        label: "postern".to_owned(),
        spki: Digest::of(b"spki"),
        sealed: Digest::of(b"sealed"),
    };
    world.ask(Who::Agent, Command::MachineKeyDrawn { key: key.clone() }).unwrap();
    let listed = Credential { kind: CredentialKind::ClientKey, ..credential("key:thumb") };
    world.listed.push(listed);
    world.see(effect, Observation::AsIntended).unwrap();
    world.ask(Who::Agent, Command::HandOver).unwrap();
    world.ask(Who::Agent, Command::Unblock).unwrap();
    world.carry_out().unwrap();
    let credential = KeyCredentialId(key.spki.0.to_vec());
    world.ask(Who::Agent, Command::LiveSignIn { credential, observed: true }).unwrap();
    world.ask(Who::Agent, Command::Notify).unwrap();
    world.carry_out().unwrap();
    world.reread();
    assert_eq!(world.codes(Who::Agent, Command::Complete), ["MCH-03"], "the old ones were not tried");
    for old in ["old-key", "old-app"] {
        let credential = CredentialId::new(old).unwrap();
        let tried = Command::TryOldCredential { credential, refused: true, observed: true };
        world.ask(Who::Agent, tried).unwrap();
    }
    world.ask(Who::Agent, Command::Complete).unwrap();
}

#[test]
fn where_the_device_was_replaced_the_old_key_is_tried() {
    let mut world = capable(|can| can.tries_old = true);
    world.reason = Reason::Migrated;
    world.listed = vec![passkey("old-key"), credential("old-app")];
    let mut world = opened(world);
    world.prove();
    world.approve();
    let tried = |refused| Command::TryOldCredential {
        credential: CredentialId::new("old-key").unwrap(),
        refused,
        observed: true,
    };
    assert_eq!(world.codes(Who::Agent, tried(true)), ["CAS-02"], "it is not gone yet");
    world.revoke();
    world.provision();
    let refused = world.finish().unwrap_err().codes();
    assert_eq!(refused, ["MCH-03"]);
    world.ask(Who::Agent, tried(false)).unwrap();
    assert_eq!(world.codes(Who::Agent, Command::Complete), ["MCH-03"], "it still signed in");
    world.ask(Who::Agent, tried(true)).unwrap();
    world.ask(Who::Agent, Command::Complete).unwrap();
}

#[test]
fn a_credential_that_names_another_key_is_not_ours_whatever_it_is_called() {
    let mut world = World::provisioned();
    // As the directory called the new one, and with another credential's id in it.
    for credential in &mut world.listed {
        credential.webauthn = Some(WebauthnId(b"somebody else's".to_vec()));
    }
    world.reread();
    assert!(world.codes(Who::Agent, Command::Complete).contains(&"REV-04"));
}
