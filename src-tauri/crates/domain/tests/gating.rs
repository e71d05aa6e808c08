//! Whatever is asked, in whatever order, by whomever: no case completes with an open gate.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    missing_docs,
    reason = "a test may fail by panicking"
)]

mod world;

use postern_domain::recovery::evidence::{EvidenceKind, Outcome, Pathway};
use postern_domain::recovery::*;
use postern_domain::time::Span;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use std::sync::atomic::{AtomicU32, Ordering};
use world::judge::{Asks, Judge};
use world::*;

/// One thing that may happen; what does not fit the moment is refused and changes nothing.
#[derive(Debug, Clone, Copy)]
enum Happen {
    Next,
    Evidence(u8, bool),
    Withdraw,
    Seek(u8),
    Sign(u8),
    Revoke(u8),
    Start(u8),
    See(u8, u8),
    Sneak,
    Reread,
    ContactChanges,
    Accept,
    Provision,
    Made(u8),
    HandOver,
    Unblock,
    SignInLive,
    Notify,
    Complete(u8),
    Wait(u8),
}

fn happening() -> impl Strategy<Value = Happen> {
    prop_oneof![
        // Most steps go on as a good agent would, so that many runs get far.
        40 => Just(Happen::Next),
        2 => (0..5u8, any::<bool>()).prop_map(|(k, ok)| Happen::Evidence(k, ok)),
        1 => Just(Happen::Withdraw),
        1 => (0..7u8).prop_map(Happen::Seek),
        2 => (0..7u8).prop_map(Happen::Sign),
        2 => (0..7u8).prop_map(Happen::Revoke),
        3 => (0..12u8).prop_map(Happen::Start),
        3 => (0..12u8, 0..3u8).prop_map(|(n, o)| Happen::See(n, o)),
        1 => Just(Happen::Sneak),
        2 => Just(Happen::Reread),
        1 => Just(Happen::ContactChanges),
        1 => Just(Happen::Accept),
        1 => Just(Happen::Provision),
        1 => (0..4u8).prop_map(Happen::Made),
        1 => Just(Happen::HandOver),
        1 => Just(Happen::Unblock),
        1 => Just(Happen::SignInLive),
        1 => Just(Happen::Notify),
        3 => (0..7u8).prop_map(Happen::Complete),
        1 => (0..70u8).prop_map(Happen::Wait),
    ]
}

fn who(n: u8) -> Who {
    PEOPLE[usize::from(n) % PEOPLE.len()].0
}

fn apply(world: &mut World, happen: Happen) {
    // Refusals are the point: they are not looked at here, only what was recorded is.
    match happen {
        Happen::Next => next(world),
        Happen::Evidence(kind, confirmed) => {
            let kinds = [
                EvidenceKind::Passport,
                EvidenceKind::CompanyBadge,
                EvidenceKind::KnowledgeAnswers,
                EvidenceKind::PassportChip,
                EvidenceKind::CallBack,
            ];
            let outcome = if confirmed { Outcome::Confirmed } else { Outcome::Rejected };
            let command = Command::RecordEvidence {
                kind: kinds[usize::from(kind)],
                pathway: Pathway::VisualMatch,
                outcome,
                contact: None,
                reference: None,
            };
            let _ = world.ask(Who::Agent, command);
        }
        Happen::Withdraw => {
            if let Some(evidence) = world.case().evidence.last().map(|e| e.id) {
                let _ = world.ask(Who::Agent, Command::WithdrawEvidence { evidence });
            }
        }
        Happen::Seek(n) => drop(world.ask(who(n), Command::SeekApproval)),
        Happen::Sign(n) => drop(world.co_sign(who(n))),
        Happen::Revoke(n) => drop(world.ask(who(n), Command::Revoke)),
        Happen::Start(n) => {
            if let Some(effect) = world.case().effects.get(usize::from(n)).map(|e| e.id) {
                let _ = world.start(effect);
            }
        }
        Happen::See(n, outcome) => {
            let Some(effect) = world.case().effects.get(usize::from(n)).cloned() else { return };
            let seen = match outcome {
                0 => Observation::AsIntended,
                1 => Observation::NotAsIntended { found: "x".to_owned() },
                _ => Observation::Unknown { why: "x".to_owned() },
            };
            if seen == Observation::AsIntended
                && let Action::RevokeCredential { credential } = &effect.action
            {
                world.listed.retain(|c| c.id != *credential);
            }
            let _ = world.see(effect.id, seen);
        }
        Happen::Sneak => {
            let id = format!("sneaked-{}", world.events.len());
            world.listed.push(credential(&id));
            world.reread();
        }
        Happen::Reread => world.reread(),
        Happen::ContactChanges => {
            world.account.contacts.pop();
            world.reread();
        }
        Happen::Accept => drop(world.accept_key()),
        Happen::Provision => drop(world.ask(Who::Agent, Command::Provision)),
        Happen::Made(flaw) => {
            let Some(effect) =
                world.case().effects.iter().rev().find(|e| e.action == Action::SubmitCredential).map(|e| e.id)
            else {
                return;
            };
            let mut made = world.made(effect);
            match flaw {
                1 => made.attested_by = None,
                2 => made.backup_eligible = true,
                _ => {}
            }
            let _ = world.ask(Who::Agent, Command::CredentialMade { made: Box::new(made) });
        }
        Happen::HandOver => drop(world.ask(Who::Agent, Command::HandOver)),
        Happen::Unblock => drop(world.ask(Who::Agent, Command::Unblock)),
        Happen::SignInLive => {
            drop(world.ask(Who::Agent, Command::LiveSignIn { credential: new_key().1, observed: true }))
        }
        Happen::Notify => drop(world.ask(Who::Agent, Command::Notify)),
        Happen::Complete(n) => drop(world.ask(who(n), Command::Complete)),
        Happen::Wait(minutes) => world.now = world.now.plus(Span::minutes(i64::from(minutes))),
    }
}

/// What a good agent would do now.
fn next(world: &mut World) {
    let case = world.case();
    if case.lifecycle != Lifecycle::Open {
        return;
    }
    if let Some(effect) = case.effects.iter().find(|e| e.started_at.is_some() && e.confirmed_at().is_none()).cloned() {
        if effect.action == Action::SubmitCredential && case.newest().is_none_or(|m| m.effect != effect.id) {
            let made = Box::new(world.made(effect.id));
            if world.ask(Who::Agent, Command::CredentialMade { made }).is_ok() {
                return;
            }
        }
        if let Action::RevokeCredential { credential } = &effect.action {
            world.listed.retain(|c| c.id != *credential);
        }
        if effect.action == Action::SubmitCredential && world.listed.iter().all(|c| c.id.as_str() != "new-key") {
            world.listed.push(credential("new-key"));
        }
        let _ = world.see(effect.id, Observation::AsIntended);
        return;
    }
    if let Some(effect) = case.effects.iter().find(|e| e.waits()).map(|e| e.id)
        && world.start(effect).is_ok()
    {
        return;
    }
    let pieces = [EvidenceKind::Passport, EvidenceKind::CompanyBadge];
    if let Some(kind) = pieces.into_iter().find(|k| !case.standing_evidence().any(|e| e.kind == *k)) {
        let _ = world.evidence(kind, Pathway::VisualMatch);
        return;
    }
    let _ = world
        .ask(Who::Agent, Command::Complete)
        .or_else(|_| world.ask(Who::Agent, Command::LiveSignIn { credential: new_key().1, observed: true }))
        .or_else(|_| {
            if world.case().handed_over.is_none() {
                world.ask(Who::Agent, Command::HandOver)
            } else {
                world.ask(Who::Agent, Command::Unblock)
            }
        })
        .or_else(|_| {
            if world.case().key.is_none() { world.accept_key() } else { world.ask(Who::Agent, Command::Provision) }
        })
        .or_else(|_| world.ask(Who::Agent, Command::Revoke))
        .or_else(|_| world.co_sign(Who::Supervisor))
        .or_else(|_| world.ask(Who::Agent, Command::SeekApproval));
    let _ = world.ask(Who::Agent, Command::Notify);
}

/// Whether the history completes the case; what it must not be is told. The judge shares no rule with the domain.
fn judge(world: &World) -> Result<bool, String> {
    let mut judge = Judge::new(Asks::of(&world.policy, false));
    for event in &world.events {
        judge.take(event)?;
    }
    Ok(judge.completed)
}

#[test]
fn no_sequence_completes_with_an_open_gate() {
    let cases = std::env::var("POSTERN_PROPTEST_CASES").ok().and_then(|n| n.parse().ok()).unwrap_or(200);
    let completed = AtomicU32::new(0);
    let mut runner =
        TestRunner::new(Config { cases, max_shrink_iters: 2_000, failure_persistence: None, ..Config::default() });
    let result = runner.run(&prop::collection::vec(happening(), 20..160), |happenings| {
        let mut world = World::opened("maya", Channel::InPerson);
        for happen in happenings {
            apply(&mut world, happen);
        }
        match judge(&world) {
            Ok(done) => {
                completed.fetch_add(u32::from(done), Ordering::Relaxed);
                Ok(())
            }
            Err(why) => Err(TestCaseError::fail(why)),
        }
    });
    result.unwrap();
    let completed = completed.load(Ordering::Relaxed);
    eprintln!("{cases} histories, {completed} completed");
    assert!(completed * 20 > cases, "only {completed} of {cases} completed: the test proves little");
}
