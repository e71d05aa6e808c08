//! Co-signing over the shoulder, at the console of the agent: given, when, then.

use crate::world::*;
use postern_domain::policy::Policy;
use postern_domain::recovery::evidence::{EvidenceKind, Pathway};
use postern_domain::recovery::statement::{Decision, Statement};
use postern_domain::recovery::view::{Step, blocked_by};
use postern_domain::recovery::*;
use postern_domain::staff::{Actor, Purpose, beside, replayed_beside};

/// A case of `login` that waits for a signature, under a policy that is changed so.
fn waiting(login: &str, change: fn(&mut Policy)) -> World {
    let mut world = World::empty(login);
    change(&mut world.policy);
    let mut world = World::try_open(world, Channel::InPerson).unwrap();
    world.evidence(EvidenceKind::Passport, Pathway::VisualMatch).unwrap();
    world.evidence(EvidenceKind::NationalId, Pathway::VisualMatch).unwrap();
    world.ask(Who::Agent, Command::SeekApproval).unwrap();
    world
}

fn allowed(policy: &mut Policy) {
    policy.over_shoulder = true;
}

/// `who` stands beside `host`, as their key says.
fn guest(world: &World, who: Who, host: Who) -> Actor {
    let assertion = key_of(who).sign(Purpose::SignIn, b"who are you", 1);
    beside(&assertion, &world.roster, &world.actor(host)).unwrap()
}

fn offered(world: &mut World, actor: &Actor) -> Vec<u8> {
    world.nonce += 1;
    let offered = Statement::offer(&world.case(), Decision::Approve, [world.nonce; 32], &world.facts(actor));
    offered.unwrap().bytes().unwrap()
}

/// `who` signs what was offered to them, as `actor`.
fn signed(world: &mut World, who: Who, statement: Vec<u8>, actor: &Actor) -> Result<(), Refusal> {
    let assertion = world.signature(who, &statement);
    let events = decide(&world.case(), Command::CoSign { statement, assertion }, &world.facts(actor))?;
    world.events.extend(events.into_vec());
    Ok(())
}

fn signs_here(world: &mut World, who: Who, host: Who) -> Result<(), Refusal> {
    let actor = guest(world, who, host);
    let statement = offered(world, &actor);
    signed(world, who, statement, &actor)
}

/// Why the gate of this refused; nothing where it did not.
fn because(refused: &Refusal) -> Option<&str> {
    let gate = refused.violations.iter().find(|v| v.gate == Gate::ShoulderAllowed)?;
    gate.args.get("why").map(String::as_str)
}

#[test]
fn a_supervisor_signs_beside_the_agent_where_the_policy_lets_them() {
    let mut world = waiting("maya", allowed);
    signs_here(&mut world, Who::Supervisor, Who::Agent).unwrap();
    let case = world.case();
    let [approval] = case.approvals.as_slice() else { panic!("{:?}", case.approvals) };
    assert_eq!((approval.by, approval.console), (person(Who::Supervisor), CONSOLE));
    // It is recorded, and it was signed.
    assert_eq!(approval.over_shoulder_of, Some(person(Who::Agent)));
    let statement = Statement::parse(&approval.statement).unwrap();
    assert_eq!(statement.over_shoulder_of, Some(person(Who::Agent)));
    world.revoke();
}

#[test]
fn where_the_policy_says_nothing_nobody_signs_beside_the_agent() {
    let mut world = waiting("maya", |_| ());
    let refused = signs_here(&mut world, Who::Supervisor, Who::Agent).unwrap_err();
    assert_eq!((refused.codes(), because(&refused)), (vec!["APR-15"], Some("policy")));
    // At their own sign-in they do, at the same console.
    world.co_sign(Who::Supervisor).unwrap();
}

#[test]
fn a_privileged_case_is_never_signed_beside_the_agent() {
    for other_console in [true, false] {
        let mut world = World::empty("boss");
        (world.policy.over_shoulder, world.policy.privileged_on_other_console) = (true, other_console);
        let mut world = World::try_open(world, Channel::InPerson).unwrap();
        world.evidence(EvidenceKind::Passport, Pathway::VisualMatch).unwrap();
        world.evidence(EvidenceKind::NationalId, Pathway::VisualMatch).unwrap();
        world.ask(Who::Agent, Command::SeekApproval).unwrap();
        let refused = signs_here(&mut world, Who::Supervisor, Who::Agent).unwrap_err();
        assert_eq!(because(&refused), Some("tier"));
        // An emergency sets the other console aside, and not this.
        let kind = exception::ExceptionKind::Emergency;
        let said = |text: &str| text.to_owned();
        let (reason, referee, rationale) = (said("r"), said("f"), said("g"));
        world.ask(Who::Agent, Command::AskException { kind, reason, referee, rationale }).unwrap();
        world.ask(Who::Agent, Command::SeekApproval).unwrap();
        let refused = signs_here(&mut world, Who::Supervisor, Who::Agent).unwrap_err();
        assert_eq!((refused.codes(), because(&refused)), (vec!["APR-15"], Some("tier")));
    }
}

#[test]
fn whoever_owns_the_key_signs_and_the_agent_is_nobody_else() {
    let mut world = waiting("maya", allowed);
    let own = signs_here(&mut world, Who::Agent, Who::Agent).unwrap_err().codes();
    assert!(own.contains(&"APR-02") && own.contains(&"ROL-01"), "{own:?}");
    let reviewer = signs_here(&mut world, Who::Reviewer, Who::Agent).unwrap_err().codes();
    assert_eq!(reviewer, ["ROL-01"]);
    // Only the case's own agent lets somebody sign in their session.
    let refused = signs_here(&mut world, Who::Supervisor, Who::OtherAgent).unwrap_err();
    assert_eq!((refused.codes(), because(&refused)), (vec!["APR-15"], Some("agent")));
}

#[test]
fn a_key_for_approvals_says_nobody_is_there() {
    let world = waiting("maya", allowed);
    let assertion = key_of(Who::Supervisor).sign(Purpose::Approve, b"who are you", 1);
    let refused = beside(&assertion, &world.roster, &world.actor(Who::Agent)).unwrap_err();
    assert_eq!(refused.codes(), ["AST-07"]);
}

#[test]
fn what_was_offered_in_one_way_is_not_signed_in_the_other() {
    let mut world = waiting("maya", allowed);
    let (here, alone) = (guest(&world, Who::Supervisor, Who::Agent), world.actor(Who::Supervisor));
    for (from, to) in [(&here, &alone), (&alone, &here)] {
        let statement = offered(&mut world, from);
        let refused = signed(&mut world, Who::Supervisor, statement, to).unwrap_err();
        assert_eq!(refused.codes(), ["APR-08"]);
        assert_eq!(refused.violations.first().args["part"], "over_shoulder");
    }
}

#[test]
fn somebody_elses_signature_does_not_do() {
    let mut world = waiting("maya", allowed);
    let actor = guest(&world, Who::Supervisor, Who::Agent);
    let statement = offered(&mut world, &actor);
    assert_eq!(signed(&mut world, Who::Agent, statement, &actor).unwrap_err().codes(), ["AST-01"]);
}

#[test]
fn whoever_stands_beside_does_nothing_but_sign() {
    let world = waiting("maya", allowed);
    let actor = guest(&world, Who::Supervisor, Who::Agent);
    for step in Step::ALL {
        let wrong = blocked_by(&world.case(), &world.facts(&actor), step);
        let stopped = wrong.iter().any(|v| v.gate == Gate::ShoulderAllowed);
        assert_eq!(stopped, !matches!(step, Step::CoSign | Step::ReleaseWrite), "{step:?}");
    }
}

#[test]
fn the_agent_is_told_whether_somebody_may_sign_here() {
    let told = |world: &World, who: Who| {
        let actor = world.actor(who);
        let wrong = blocked_by(&world.case(), &world.facts(&actor), Step::CoSignHere);
        wrong.iter().map(|v| v.gate.code()).collect::<Vec<_>>()
    };
    let world = waiting("maya", allowed);
    assert_eq!(told(&world, Who::Agent), [""; 0]);
    assert_eq!(told(&world, Who::OtherAgent), ["ROL-02", "APR-15"]);
    assert!(told(&world, Who::Supervisor).contains(&"ROL-01"));
    assert_eq!(told(&waiting("maya", |_| ()), Who::Agent), ["APR-15"]);
    assert_eq!(told(&waiting("boss", allowed), Who::Agent), ["APR-15"]);
}

#[test]
fn bytes_of_before_stay_as_they_were() {
    let mut world = waiting("maya", |_| ());
    world.co_sign(Who::Supervisor).unwrap();
    let approval = world.case().approvals.first().cloned().unwrap();
    let recorded = serde_json::to_string(&CaseEvent::ApprovalSigned(Box::new(approval.clone()))).unwrap();
    let shown = String::from_utf8(approval.statement).unwrap();
    assert!(!recorded.contains("over_shoulder") && !shown.contains("over_shoulder"));
    assert!(!serde_json::to_string(&Policy::standard()).unwrap().contains("over_shoulder"));
}

#[test]
fn a_record_is_judged_again_as_it_was_signed() {
    let world = waiting("maya", allowed);
    let again = replayed_beside(&world.roster, person(Who::Supervisor), CONSOLE, person(Who::Agent)).unwrap();
    assert_eq!((again.person(), again.guest_of()), (person(Who::Supervisor), Some(person(Who::Agent))));
    assert!(blocked_by(&world.case(), &world.facts(&again), Step::CoSign).is_empty());
}
