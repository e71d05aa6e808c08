//! Edges: the same moment, the second of two, the last of several: given, when, then.

use crate::world::*;
use postern_domain::recovery::account::{CredentialState, Inventory, WebauthnId};
use postern_domain::recovery::evidence::{CueAnswer, EvidenceKind, Outcome, Pathway, Reference};
use postern_domain::recovery::*;
use postern_domain::staff::Purpose;
use postern_domain::time::{Span, Timestamp};

fn at_desk() -> World {
    World::opened("maya", Channel::InPerson)
}

/// Verified, signed and revoked.
fn revoked() -> World {
    let mut world = at_desk();
    world.prove();
    world.approve();
    world.revoke();
    world
}

/// Reads `inventory` at `at`.
fn read(world: &mut World, at: Timestamp, change: impl FnOnce(&mut Inventory)) {
    let mut inventory = Inventory { read_at: at, ..world.inventory() };
    change(&mut inventory);
    let account = world.account.clone();
    world.ask(Who::Agent, Command::Reread { account, inventory }).unwrap();
}

#[test]
fn names_of_relying_parties_end_where_no_web_page_does() {
    let id = "00000000-0000-0000-0000-000000000001";
    assert_eq!(Purpose::SignIn.rp_id(LEDGER), format!("signin.{id}.postern.invalid"));
    assert_eq!(Purpose::Approve.rp_id(LEDGER), format!("approve.{id}.postern.invalid"));
    assert_eq!(Purpose::Approve.origin(LEDGER), format!("https://approve.{id}.postern.invalid"));
}

#[test]
fn a_case_counts_its_records() {
    let world = revoked();
    assert_eq!(world.case().seq, world.events.len() as u64);
}

#[test]
fn what_was_begun_does_not_wait() {
    let mut world = at_desk();
    world.ask(Who::Agent, Command::Notify).unwrap();
    let effect = world.case().effects[0].id;
    assert!(world.case().effects[0].waits());
    world.start(effect).unwrap();
    assert!(!world.case().effects[0].waits());
}

#[test]
fn a_cue_is_answered_and_no_other() {
    let mut world = World::opened("maya", Channel::Video);
    world.ask(Who::Agent, Command::RecordConsent).unwrap();
    for cue in ["touch_right_ear", "nod_hold_pen"] {
        world.ask(Who::Agent, Command::DrawCue { cue: cue.to_owned() }).unwrap();
    }
    let cue = world.case().cues[1].id;
    world.ask(Who::Agent, Command::AnswerCue { cue, answer: CueAnswer::AtOnce }).unwrap();
    let answered: Vec<_> = world.case().cues.iter().map(|c| c.answer.is_some()).collect();
    assert_eq!(answered, [false, true]);
}

#[test]
fn the_new_credential_is_told_by_either_of_its_names() {
    let world = World::provisioned();
    let case = world.case();
    let own = credential("new-key");
    assert!(case.is_own(&own), "by the directory's name");
    let by_key =
        account::Credential { webauthn: Some(WebauthnId(new_key().1.0.clone())), ..credential("another name") };
    assert!(case.is_own(&by_key), "by the key's");
    let stranger = account::Credential { webauthn: Some(WebauthnId(vec![1])), ..credential("another name") };
    assert!(!case.is_own(&stranger) && !case.is_own(&credential("old-key")));
    // Listed is usable, and its own.
    let listed = |credentials: Vec<account::Credential>| {
        let inventory = Inventory { credentials, ..world.inventory() };
        case.listed(&inventory).map(|c| c.id.as_str().to_owned())
    };
    assert_eq!(listed(vec![credential("old-key"), own.clone()]).as_deref(), Some("new-key"));
    assert_eq!(listed(vec![account::Credential { state: CredentialState::Revoked, ..own }]), None);
    assert_eq!(listed(vec![credential("old-key")]), None);
}

#[test]
fn a_reading_of_the_same_moment_takes_nothing_back() {
    let world = revoked();
    let gone = world.case().gone_at(&credential("old-key").id).unwrap();
    let listed = |inventory: &mut Inventory| inventory.credentials.push(credential("old-key"));
    let mut same = world.clone();
    read(&mut same, gone, listed);
    assert_eq!(same.case().gone_at(&credential("old-key").id), Some(gone));
    let mut later = world.clone();
    read(&mut later, gone.plus(Span(1)), listed);
    assert_eq!(later.case().gone_at(&credential("old-key").id), None);

    let blocked = world.case().blocked_at().unwrap();
    let lifted = |inventory: &mut Inventory| inventory.sign_in_blocked = Some(false);
    let mut same = world.clone();
    read(&mut same, blocked, lifted);
    assert_eq!(same.case().blocked_at(), Some(blocked));
    let mut later = world;
    read(&mut later, blocked.plus(Span(1)), lifted);
    assert_eq!(later.case().blocked_at(), None);
}

#[test]
fn the_newest_of_block_and_unblock_decides() {
    let mut world = World::provisioned();
    world.ask(Who::Agent, Command::HandOver).unwrap();
    world.ask(Who::Agent, Command::Unblock).unwrap();
    world.carry_out().unwrap();
    assert_eq!(world.case().blocked_at(), None);
    // Somebody adds a credential: it goes, and sign-in is blocked while it does.
    world.listed.push(credential("sneaked"));
    world.reread();
    world.approve();
    world.revoke();
    assert!(world.case().blocked_at().is_some());
}

#[test]
fn at_ial1_a_call_back_or_a_word_is_too_little() {
    let mut world = World::empty("maya");
    world.policy.account_ial = 1;
    let mut world = World::try_open(world, Channel::InPerson).unwrap();
    let called = Command::RecordEvidence {
        kind: EvidenceKind::CallBack,
        pathway: Pathway::CodeToContact,
        outcome: Outcome::Confirmed,
        contact: Some(world.account.contacts[1].id.clone()),
        reference: None,
    };
    world.ask(Who::Agent, called).unwrap();
    assert_eq!(world.codes(Who::Agent, Command::SeekApproval), ["PRF-01"]);
    let reference = Some(Reference { name: "N".to_owned(), relationship: "manager".to_owned(), ial: 2 });
    let vouched = Command::RecordEvidence {
        kind: EvidenceKind::ManagerVouched,
        pathway: Pathway::VisualMatch,
        outcome: Outcome::Confirmed,
        contact: None,
        reference,
    };
    world.ask(Who::Agent, vouched).unwrap();
    assert_eq!(world.codes(Who::Agent, Command::SeekApproval), ["PRF-01"]);
    world.evidence(EvidenceKind::CompanyBadge, Pathway::VisualMatch).unwrap();
    world.ask(Who::Agent, Command::SeekApproval).unwrap();
}
