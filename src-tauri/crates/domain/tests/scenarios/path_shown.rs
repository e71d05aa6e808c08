//! What a page shows of a case's path: each stage with its standing, all along the way.

use crate::world::*;
use postern_domain::recovery::evidence::{EvidenceKind, Outcome, Pathway};
use postern_domain::recovery::statement::Decision;
use postern_domain::recovery::view::{Standing, stages};
use postern_domain::recovery::*;
use postern_domain::time::{Span, Timestamp};

/// One letter for each stage, in the order of the path: Done, Now, Blocked, locKed, Later, Skipped.
fn path(world: &World) -> String {
    let actor = world.actor(Who::Agent);
    let letter = |standing| match standing {
        Standing::Done => 'D',
        Standing::Now => 'N',
        Standing::Blocked => 'B',
        Standing::Locked => 'K',
        Standing::Later => 'L',
        Standing::Skipped => 'S',
    };
    stages(&world.case(), &world.facts(&actor)).iter().map(|s| letter(s.standing)).collect()
}

fn names(world: &World) -> Vec<Stage> {
    let actor = world.actor(Who::Agent);
    stages(&world.case(), &world.facts(&actor)).iter().map(|s| s.stage).collect()
}

fn at(world: &World, stage: Stage) -> Option<Timestamp> {
    let actor = world.actor(Who::Agent);
    let all = stages(&world.case(), &world.facts(&actor));
    all.iter().find(|s| s.stage == stage).and_then(|s| s.at)
}

fn at_desk() -> World {
    World::opened("maya", Channel::InPerson)
}

fn failing(world: &mut World, wanted: impl Fn(&Action) -> bool) {
    while let Some(effect) = world.case().effects.iter().find(|e| e.waits()).cloned() {
        world.start(effect.id).unwrap();
        let seen = if wanted(&effect.action) {
            Observation::NotAsIntended { found: "still_there".to_owned() }
        } else {
            Observation::AsIntended
        };
        world.see(effect.id, seen).unwrap();
    }
}

#[test]
fn a_standard_case_goes_stage_by_stage() {
    let mut world = at_desk();
    // Intake, contain, proofing, approval, revocation, provisioning, handover, notification, close, review.
    assert_eq!(path(&world), "DLNKKKKLKL");
    world.prove();
    assert_eq!(path(&world), "DLDNKKKLKL");
    assert_eq!(at(&world, Stage::Proofing), world.case().proofed_at);
    world.approve();
    assert_eq!(path(&world), "DLDDNKKLKL");
    assert_eq!(at(&world, Stage::Approval), Some(world.case().approvals[0].at));
    world.revoke();
    // Its sessions were ended with the rest, and whatever was reported lost with them: that is containment, too.
    assert_eq!(path(&world), "DDDDDNKLKL");
    assert_eq!(at(&world, Stage::Revocation), world.case().gone_at(&credential("old-app").id));
    world.provision();
    assert_eq!(path(&world), "DDDDDDNLKL");
    world.ask(Who::Agent, Command::HandOver).unwrap();
    world.ask(Who::Agent, Command::Unblock).unwrap();
    world.carry_out().unwrap();
    world.ask(Who::Agent, Command::LiveSignIn { credential: new_key().1, observed: true }).unwrap();
    assert_eq!(path(&world), "DDDDDDDNKL");
    world.ask(Who::Agent, Command::Notify).unwrap();
    world.carry_out().unwrap();
    assert_eq!(path(&world), "DDDDDDDDNL");
    world.reread();
    world.ask(Who::Agent, Command::Complete).unwrap();
    assert_eq!(path(&world), "DDDDDDDDDN");
    let ended = world.now;
    // However old the approval gets.
    world.now = world.now.plus(Span::days(30));
    assert_eq!(path(&world), "DDDDDDDDDN");
    assert!(at(&world, Stage::Close).is_some_and(|at| at < ended));
    let (disposition, note) = (Disposition::InOrder, String::new());
    let statement = world.offer(Who::Reviewer, Decision::Review { disposition, note: note.clone() });
    let assertion = world.signature(Who::Reviewer, &statement);
    world.ask(Who::Reviewer, Command::Review { disposition, note, statement, assertion }).unwrap();
    assert_eq!(path(&world), "DDDDDDDDDD");
}

#[test]
fn a_privileged_case_is_released_before_the_handover() {
    let world = World::opened("boss", Channel::InPerson);
    let order = names(&world);
    let place = |stage| order.iter().position(|s| *s == stage);
    assert_eq!(place(Stage::Release).map(|n| n + 1), place(Stage::Handover));
    assert_eq!(path(&world), "DLNKKKLKLKL");
    assert!(!names(&at_desk()).contains(&Stage::Release));
}

#[test]
fn what_was_refused_or_cancelled_skips_the_rest() {
    let mut world = at_desk();
    world.ask(Who::Agent, Command::Cancel { note: "found it".to_owned() }).unwrap();
    assert_eq!(path(&world), "DSSSSSSSDN");
    let mut refused = at_desk();
    refused.ask(Who::Agent, Command::Contain { credentials: vec![credential("old-key").id] }).unwrap();
    refused.carry_out().unwrap();
    refused.ask(Who::Agent, Command::CannotVerify { note: "not her".to_owned() }).unwrap();
    assert_eq!(path(&refused), "DDSSSSSSDN");
    assert!(at(&refused, Stage::Contain).is_some());
    assert_eq!(at(&refused, Stage::Approval), None);
}

#[test]
fn a_contradiction_blocks_proofing() {
    let mut world = at_desk();
    let contradicts = Command::RecordEvidence {
        kind: EvidenceKind::Passport,
        pathway: Pathway::VisualMatch,
        outcome: Outcome::Rejected,
        contact: None,
        reference: None,
    };
    world.ask(Who::Agent, contradicts).unwrap();
    assert_eq!(path(&world), "DLBKKKKLKL");
}

#[test]
fn a_void_late_or_refused_approval_blocks_it() {
    let mut approved = at_desk();
    approved.prove();
    approved.approve();
    let mut late = approved.clone();
    late.now = late.now.plus(Span::days(2));
    assert_eq!(path(&late), "DLDBKKKLKL");
    let mut void = approved;
    void.listed.push(credential("sneaked"));
    void.reread();
    assert_eq!(path(&void), "DLDBKKKLKL");
    let mut refused = at_desk();
    refused.prove();
    refused.ask(Who::Agent, Command::SeekApproval).unwrap();
    refused.ask(Who::Supervisor, Command::RefuseApproval { reason: "call her again".to_owned() }).unwrap();
    assert_eq!(path(&refused), "DLDBKKKLKL");
}

#[test]
fn a_failed_or_unknown_revocation_blocks_it() {
    let mut world = at_desk();
    world.prove();
    world.approve();
    let mut failed = world.clone();
    failed.ask(Who::Agent, Command::Revoke).unwrap();
    failing(&mut failed, |a| matches!(a, Action::RevokeCredential { .. }));
    assert_eq!(&path(&failed)[4..5], "B");
    // Sessions that could not be ended are asked for again; nothing is wrong with what is there.
    let mut sessions = world.clone();
    sessions.ask(Who::Agent, Command::Revoke).unwrap();
    failing(&mut sessions, |a| matches!(a, Action::EndSessions));
    assert_eq!(&path(&sessions)[4..5], "N");
    // A first try that failed and a second that did it is done.
    failed.ask(Who::Agent, Command::Revoke).unwrap();
    failed.carry_out().unwrap();
    assert_eq!(&path(&failed)[4..5], "D");
    // What came back without an answer blocks.
    let mut unknown = world;
    unknown.ask(Who::Agent, Command::Revoke).unwrap();
    let effect = unknown.case().effects.iter().find(|e| e.waits()).unwrap().id;
    unknown.start(effect).unwrap();
    assert_eq!(&path(&unknown)[4..5], "B", "begun, and nobody saw what came of it");
    unknown.see(effect, Observation::Unknown { why: "timed out".to_owned() }).unwrap();
    assert_eq!(&path(&unknown)[4..5], "B");
}

#[test]
fn a_submission_that_failed_blocks_provisioning_until_another_waits() {
    let mut world = at_desk();
    world.prove();
    world.approve();
    world.revoke();
    world.accept_key().unwrap();
    let effect = world.begin_submission();
    assert_eq!(&path(&world)[4..6], "BK", "begun, and nobody saw what came of it");
    world.see(effect, Observation::NotAsIntended { found: "not_listed".to_owned() }).unwrap();
    assert_eq!(&path(&world)[5..6], "B");
    world.ask(Who::Agent, Command::Provision).unwrap();
    assert_eq!(&path(&world)[5..6], "N");
}

#[test]
fn a_notice_that_did_not_go_out_blocks_notification() {
    let mut world = World::provisioned();
    world.ask(Who::Agent, Command::HandOver).unwrap();
    world.ask(Who::Agent, Command::Unblock).unwrap();
    world.carry_out().unwrap();
    world.ask(Who::Agent, Command::LiveSignIn { credential: new_key().1, observed: true }).unwrap();
    assert_eq!(&path(&world)[7..8], "N");
    world.ask(Who::Agent, Command::Notify).unwrap();
    let mut bounced = world.clone();
    failing(&mut bounced, |a| matches!(a, Action::SendNotice { .. }));
    assert_eq!(&path(&bounced)[7..8], "B");
    bounced.ask(Who::Agent, Command::Notify).unwrap();
    bounced.carry_out().unwrap();
    assert_eq!(&path(&bounced)[7..8], "D");
    assert!(at(&bounced, Stage::Notification).is_some());
}
