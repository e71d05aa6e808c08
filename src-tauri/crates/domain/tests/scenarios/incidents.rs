//! "That was not me": what a repudiation closes, whom it raises, and who says what it was: given, when, then.

use crate::world::*;
use postern_domain::canonical::{self, Digest};
use postern_domain::ids::{AccountId, CaseId, CredentialId, PersonId};
use postern_domain::recovery::event::Seal;
use postern_domain::recovery::retention::FileClass;
use postern_domain::recovery::risk::RiskSignal;
use postern_domain::recovery::view::{Standing, stages};
use postern_domain::recovery::*;
use postern_domain::time::Span;
use std::collections::BTreeSet;

const EVERYBODY: [Who; 7] =
    [Who::Admin1, Who::Admin2, Who::Agent, Who::OtherAgent, Who::Supervisor, Who::SecondSupervisor, Who::Reviewer];

fn completed() -> World {
    let mut world = World::provisioned();
    world.finish().unwrap();
    world
}

/// A completed case that was repudiated to another agent, with the account closed.
fn incident() -> World {
    let mut world = completed();
    world.repudiate(Who::OtherAgent).unwrap();
    world.carry_out().unwrap();
    world
}

fn note() -> Command {
    let seal = Seal { sealed: vec![0; 49], mark: Digest::of(b"mark") };
    Command::AddNote { text: "She called from her own number.".to_owned(), seal }
}

fn clear() -> Command {
    Command::ClearAccount { note: "She came in with her passport.".to_owned() }
}

fn new_key_of_case() -> CredentialId {
    credential("new-key").id
}

/// What an incident raises that has only the account, the people and the key of `keep` from this desk.
fn raised(keep: impl FnOnce(&mut Case)) -> Raised {
    let mut case = incident().case();
    let nobody = PersonId(uuid::Uuid::from_u128(7));
    (case.opened.agent, case.agent) = (nobody, nobody);
    case.account.id = AccountId::new("jonas").unwrap();
    case.approvals.clear();
    keep(&mut case);
    Raised::of([&case])
}

#[test]
fn a_repudiation_closes_the_account_at_once_however_long_after() {
    for who in EVERYBODY {
        let mut world = completed();
        world.now = world.now.plus(Span::days(300));
        let at = world.now;
        world.repudiate(who).unwrap();
        let case = world.case();
        assert_eq!(case.lifecycle, Lifecycle::Incident(at), "{who:?}");
        let report = &case.incident().unwrap().report;
        assert_eq!((report.by, report.at, report.channel), (person(who), at, ReportChannel::Phone));
        let closing: Vec<_> = case.freezes().map(|e| e.action.clone()).collect();
        let suspend = Action::SuspendCredential { credential: new_key_of_case() };
        assert_eq!(closing, [Action::BlockSignIn, Action::EndSessions, suspend]);
        world.carry_out().unwrap();
        let case = world.case();
        assert!(case.blocked_at().is_some_and(|blocked| blocked > at), "no approval is needed to close a door");
        assert!(case.freezes().all(|e| e.confirmed_at().is_some()));
    }
}

#[test]
fn a_repudiation_of_a_case_that_runs_stops_it() {
    let mut world = World::provisioned();
    world.ask(Who::Agent, Command::HandOver).unwrap();
    world.ask(Who::Agent, Command::Unblock).unwrap();
    let unblock = world.case().effects.iter().find(|e| e.action == Action::UnblockSignIn).unwrap().id;
    world.repudiate(Who::Agent).unwrap();
    assert!(world.start(unblock).unwrap_err().codes().contains(&"INC-02"), "what was intended before opens nothing");
    let freezes: Vec<_> = world.case().freezes().map(|e| e.id).collect();
    for effect in freezes {
        world.start(effect).unwrap();
        world.see(effect, Observation::AsIntended).unwrap();
    }
    // Given up once it is known what it was, whatever that is.
    for finding in [Finding::Unfounded, Finding::Confirmed, Finding::OurError] {
        let mut world = world.clone();
        let at = world.now;
        world.dispose(Who::Reviewer, finding).unwrap();
        assert_eq!(world.case().lifecycle, Lifecycle::Cancelled(at), "{finding:?}");
        assert!(world.start(unblock).unwrap_err().codes().contains(&"CAS-01"));
    }
}

#[test]
fn nobody_completes_releases_or_unblocks_while_an_incident_is_open() {
    let world = incident();
    let steps = || {
        [
            Command::Complete,
            Command::Unblock,
            Command::HandOver,
            Command::Revoke,
            Command::Provision,
            Command::Notify,
            Command::SeekApproval,
            Command::TakeOver,
            Command::AcceptKey { key: offer() },
            Command::Contain { credentials: vec![new_key_of_case()] },
            Command::Cancel { note: "n".to_owned() },
            Command::CannotVerify { note: "n".to_owned() },
            Command::RefuseApproval { reason: "n".to_owned() },
            Command::AskQuestion { text: "n".to_owned() },
        ]
    };
    for who in EVERYBODY {
        for command in steps() {
            let name = format!("{who:?} {command:?}");
            let codes = world.clone().codes(who, command);
            assert!(codes.contains(&"INC-02"), "{name}: {codes:?}");
        }
        let mut world = world.clone();
        let released = world.offer(who, statement::Decision::Release);
        let assertion = world.signature(who, &released);
        assert!(world.codes(who, Command::Release { statement: released, assertion }).contains(&"INC-02"));
        assert!(world.co_sign(who).unwrap_err().codes().contains(&"INC-02"));
    }
    // What was seen is still a fact, and a note can be made.
    let mut world = world;
    world.raised = Raised::of([&world.case()]);
    world.reread();
    world.ask(Who::SecondSupervisor, note()).unwrap();
    assert!(!world.case().signals.contains(&RiskSignal::IncidentOpen), "an incident raises others, not itself");
}

#[test]
fn a_reviewer_without_part_says_what_it_was_and_nobody_else() {
    let mut world = incident();
    for (who, codes) in [
        (Who::Agent, &["ROL-01", "RVW-01"] as &[&str]),
        (Who::OtherAgent, &["ROL-01", "RVW-01"]),
        (Who::Supervisor, &["ROL-01", "RVW-01"]),
        (Who::SecondSupervisor, &["ROL-01"]),
        (Who::Admin1, &["ROL-01"]),
    ] {
        assert_eq!(world.dispose(who, Finding::Unfounded).unwrap_err().codes(), codes, "{who:?}");
    }
    let ended = completed().case().lifecycle;
    world.dispose(Who::Reviewer, Finding::Confirmed).unwrap();
    let case = world.case();
    assert_eq!(case.lifecycle, ended, "it stands as it had ended");
    assert!(case.incident().is_none());
    let (finding, note, signed) = case.incidents[0].disposed.clone().unwrap();
    assert_eq!((finding, note.is_empty(), signed.by), (Finding::Confirmed, false, person(Who::Reviewer)));
    assert_eq!(world.dispose(Who::Reviewer, Finding::Unfounded).unwrap_err().codes(), ["INC-01"]);
    // The door stays shut: what opens it again is another case.
    assert!(case.blocked_at().is_some());
    assert!(world.codes(Who::Agent, Command::Unblock).contains(&"CAS-01"));
}

#[test]
fn whoever_took_the_report_down_does_not_judge_it() {
    let mut world = completed();
    world.repudiate(Who::Reviewer).unwrap();
    world.carry_out().unwrap();
    assert_eq!(world.dispose(Who::Reviewer, Finding::Unfounded).unwrap_err().codes(), ["RVW-01"]);
}

#[test]
fn an_incident_is_not_over_before_it_is_known_whether_the_account_is_closed() {
    let mut world = completed();
    world.repudiate(Who::OtherAgent).unwrap();
    assert_eq!(world.dispose(Who::Reviewer, Finding::Unfounded).unwrap_err().codes(), ["REV-05"]);
    let freezes: Vec<_> = world.case().freezes().map(|e| e.id).collect();
    for effect in &freezes {
        world.start(*effect).unwrap();
        world.see(*effect, Observation::Unknown { why: "down".to_owned() }).unwrap();
    }
    assert_eq!(world.dispose(Who::Reviewer, Finding::Unfounded).unwrap_err().codes(), ["REV-05"]);
    for effect in &freezes {
        world.see(*effect, Observation::AsIntended).unwrap();
    }
    world.dispose(Who::Reviewer, Finding::Unfounded).unwrap();
}

#[test]
fn what_was_seen_not_to_be_closed_is_closed_once_more() {
    let mut world = completed();
    world.repudiate(Who::OtherAgent).unwrap();
    assert_eq!(world.codes(Who::Agent, Command::FreezeAgain), ["CAS-02"], "it is being closed");
    let freezes: Vec<_> = world.case().freezes().map(|e| (e.id, e.action.clone())).collect();
    for (effect, action) in freezes {
        let sessions = action == Action::EndSessions;
        let open = Observation::NotAsIntended { found: "sessions_open".to_owned() };
        world.start(effect).unwrap();
        world.see(effect, if sessions { open } else { Observation::AsIntended }).unwrap();
    }
    assert!(!world.case().is_closed());
    world.ask(Who::Agent, Command::FreezeAgain).unwrap();
    let waits: Vec<_> = world.case().freezes().filter(|e| e.waits()).map(|e| e.action.clone()).collect();
    assert_eq!(waits, [Action::EndSessions]);
    world.carry_out().unwrap();
    assert!(world.case().is_closed());
    assert_eq!(world.codes(Who::Agent, Command::FreezeAgain), ["CAS-02"]);
    world.dispose(Who::Reviewer, Finding::Confirmed).unwrap();
    assert_eq!(world.codes(Who::Agent, Command::FreezeAgain), ["INC-01"]);
}

#[test]
fn it_is_reported_once_at_a_time_and_reviewed_when_it_is_over() {
    let mut world = incident();
    assert_eq!(world.repudiate(Who::Supervisor).unwrap_err().codes(), ["INC-02"]);
    let review = |world: &mut World| {
        let (disposition, note) = (Disposition::Incident, "n".to_owned());
        let decision = statement::Decision::Review { disposition, note: note.clone() };
        let statement = world.offer(Who::Reviewer, decision);
        let assertion = world.signature(Who::Reviewer, &statement);
        world.ask(Who::Reviewer, Command::Review { disposition, note, statement, assertion })
    };
    assert_eq!(review(&mut world).unwrap_err().codes(), ["INC-02"]);
    world.dispose(Who::Reviewer, Finding::OurError).unwrap();
    review(&mut world).unwrap();
    world.repudiate(Who::Supervisor).unwrap();
    assert_eq!(world.case().incidents.len(), 2);
    assert!(world.case().review.is_some());
}

#[test]
fn a_signature_over_one_finding_serves_no_other() {
    let mut world = incident();
    let said = "The telephone's log shows it.".to_owned();
    let decision = statement::Decision::Dispose { finding: Finding::Unfounded, note: said.clone() };
    let statement = world.offer(Who::Reviewer, decision);
    let assertion = world.signature(Who::Reviewer, &statement);
    let other = Command::Dispose {
        finding: Finding::Confirmed,
        note: said.clone(),
        statement: statement.clone(),
        assertion: assertion.clone(),
    };
    assert_eq!(world.codes(Who::Reviewer, other), ["APR-08"]);
    let silent = |note: &str| Command::Dispose {
        finding: Finding::Unfounded,
        note: note.to_owned(),
        statement: statement.clone(),
        assertion: assertion.clone(),
    };
    assert_eq!(world.codes(Who::Reviewer, silent(" ")), ["INP-01"]);
    assert_eq!(world.codes(Who::Reviewer, silent(&"x".repeat(2001))), ["INP-01"]);
    world.ask(Who::Reviewer, silent(&said)).unwrap();
}

#[test]
fn an_agent_reports_so_many_a_day_and_everybody_else_always() {
    let world = completed();
    let ask = |who, frozen| {
        let actor = world.actor(who);
        let mut facts = world.facts(&actor);
        facts.velocity.frozen_by_actor = frozen;
        let (name, said) = ("Maya".to_owned(), "not me".to_owned());
        let command = Command::Repudiate { who: name, channel: ReportChannel::Other, said };
        decide(&world.case(), command, &facts).map(|_| ()).map_err(|r| r.codes())
    };
    assert_eq!(ask(Who::OtherAgent, 20), Err(vec!["VEL-05"]));
    assert_eq!(ask(Who::OtherAgent, 19), Ok(()));
    for who in [Who::Supervisor, Who::Reviewer, Who::Admin1] {
        assert_eq!(ask(who, 20), Ok(()), "{who:?}");
    }
}

#[test]
fn a_report_says_who_and_what() {
    let mut world = completed();
    let report = |who: &str, said: &str| Command::Repudiate {
        who: who.to_owned(),
        channel: ReportChannel::Email,
        said: said.to_owned(),
    };
    let (long, longer) = ("x".repeat(121), "x".repeat(2001));
    let wrong = [
        ("", "not me"),
        (" ", "not me"),
        (long.as_str(), "not me"),
        ("Maya", ""),
        ("Maya", longer.as_str()),
        ("a\u{7}", "not me"),
    ];
    for (who, said) in wrong {
        assert_eq!(world.codes(Who::Agent, report(who, said)), ["INP-01"], "{who} {said}");
    }
    world.ask(Who::Agent, report(&"x".repeat(120), &"x".repeat(2000))).unwrap();
}

#[test]
fn what_a_directory_cannot_close_is_not_asked_for() {
    let capabilities = account::Capabilities::default();
    let world = World { capabilities, ..World::empty("maya") };
    let mut world = World::try_open(world, Channel::InPerson).unwrap();
    world.repudiate(Who::Agent).unwrap();
    assert_eq!(world.case().freezes().count(), 0);
    world.dispose(Who::Reviewer, Finding::Confirmed).unwrap();
}

#[test]
fn a_door_that_people_close_is_said_to_be_closed_by_somebody_else_than_its_agent() {
    let mut world = World::empty("maya");
    world.capabilities.people.block = true;
    let mut world = World::try_open(world, Channel::InPerson).unwrap();
    world.repudiate(Who::OtherAgent).unwrap();
    let block = world.case().freezes().find(|e| e.action == Action::BlockSignIn).unwrap().id;
    world.start(block).unwrap();
    let said = || Command::Attest { effect: block, done: true, note: "ticket 12".to_owned() };
    assert_eq!(world.codes(Who::Agent, said()), ["RVW-01"]);
    world.ask(Who::SecondSupervisor, said()).unwrap();
    assert!(world.case().blocked_at().is_some());
    assert_eq!(world.codes(Who::SecondSupervisor, said()), ["CAS-02"], "nothing waits");
}

#[test]
fn what_may_be_evidence_is_not_erased() {
    let mut world = World::opened("maya", Channel::InPerson);
    let id = postern_domain::ids::AttachmentId(uuid::Uuid::from_u128(3));
    let (name, class) = ("call.txt".to_owned(), FileClass::default());
    let attached = Attached { id, name, size: 3, commitment: Digest::of(b"call"), class };
    world.ask(Who::Agent, Command::Attach { attached }).unwrap();
    world.repudiate(Who::Agent).unwrap();
    world.carry_out().unwrap();
    let erase = || Command::EraseAttachment { attachment: id, reason: "retention".to_owned() };
    assert_eq!(world.codes(Who::Reviewer, erase()), ["INC-02"]);
    world.dispose(Who::Reviewer, Finding::OurError).unwrap();
    world.ask(Who::Reviewer, erase()).unwrap();
    assert_eq!(world.codes(Who::Reviewer, note()), ["CAS-01"], "the case has ended");
}

#[test]
fn an_account_in_an_incident_is_recovered_only_where_a_supervisor_lets_it() {
    let mut reported = incident();
    let again = |world: &World| {
        let next = World { raised: Raised::of([&world.case()]), ..World::empty("maya") };
        World::try_open(next, Channel::InPerson).map(|world| world.case()).map_err(|r| r.codes())
    };
    assert_eq!(again(&reported).unwrap_err(), ["INC-03"]);
    for (who, codes) in
        [(Who::Agent, &["ROL-01", "RVW-01"] as &[&str]), (Who::Supervisor, &["RVW-01"]), (Who::Reviewer, &["ROL-01"])]
    {
        assert_eq!(reported.codes(who, clear()), codes, "{who:?}");
    }
    reported.ask(Who::SecondSupervisor, clear()).unwrap();
    let case = again(&reported).unwrap();
    assert_eq!((case.tier(), case.signals.contains(&RiskSignal::IncidentOpen)), (Tier::Privileged, true));
    assert_eq!(reported.codes(Who::SecondSupervisor, clear()), ["CAS-02"]);
    reported.dispose(Who::Reviewer, Finding::Confirmed).unwrap();
    assert_eq!(again(&reported).unwrap().tier(), Tier::Standard, "nothing is raised any more");
    assert_eq!(completed().codes(Who::SecondSupervisor, clear()), ["INC-01"]);
}

#[test]
fn one_incident_that_nobody_cleared_holds_the_account() {
    let held = incident().case();
    let mut cleared = incident();
    cleared.ask(Who::SecondSupervisor, clear()).unwrap();
    let mut cleared = cleared.case();
    cleared.id = CaseId(uuid::Uuid::from_u128(98));
    for both in [[&held, &cleared], [&cleared, &held]] {
        assert!(Raised::of(both).holds(&held.account));
    }
    assert!(!Raised::of([&cleared]).holds(&held.account));
    assert_eq!(Raised::of([&completed().case()]), Raised::default());
}

#[test]
fn another_case_of_the_account_stands_still_and_its_signatures_are_void() {
    let mut world = World::opened("maya", Channel::InPerson);
    world.prove();
    world.approve();
    world.ask(Who::Agent, Command::Revoke).unwrap();
    world.raised = raised(|case| case.account.id = AccountId::new("maya").unwrap());
    // What closes a door goes on, and what is behind it does not.
    let effects = world.case().effects;
    let of = |action: &Action| effects.iter().find(|e| e.action == *action).unwrap().id;
    world.start(of(&Action::BlockSignIn)).unwrap();
    world.see(of(&Action::BlockSignIn), Observation::AsIntended).unwrap();
    let revoke = of(&Action::RevokeCredential { credential: credential("old-key").id });
    assert_eq!(world.start(revoke).unwrap_err().codes(), ["INC-03", "INC-04"]);
    assert_eq!(world.codes(Who::Agent, Command::Revoke), ["INC-03"]);
    assert_eq!(world.case().holding_approvals(&world.policy, &world.roster, world.now).len(), 1);
    world.ask(Who::Agent, Command::Weigh { to_sign: false }).unwrap();
    assert_eq!(world.case().holding_approvals(&world.policy, &world.roster, world.now).len(), 0);
    assert_eq!(world.case().tier(), Tier::Privileged);
    assert_eq!(world.codes(Who::Agent, Command::Weigh { to_sign: false }), ["CAS-02"], "once");
    let codes = world.co_sign(Who::SecondSupervisor).unwrap_err().codes();
    assert!(codes.contains(&"INC-03"), "{codes:?}");
}

#[test]
fn what_was_signed_before_opens_nothing_until_the_incident_is_weighed() {
    let mut world = World::opened("maya", Channel::InPerson);
    world.prove();
    world.approve();
    world.ask(Who::Agent, Command::Revoke).unwrap();
    world.raised = raised(|case| case.opened.agent = person(Who::Agent));
    let effects = world.case().effects;
    let of = |action: &Action| effects.iter().find(|e| e.action == *action).unwrap().id;
    world.start(of(&Action::BlockSignIn)).unwrap();
    world.see(of(&Action::BlockSignIn), Observation::AsIntended).unwrap();
    let revoke = of(&Action::RevokeCredential { credential: credential("old-key").id });
    assert_eq!(world.start(revoke).unwrap_err().codes(), ["INC-04"]);
    world.ask(Who::Agent, Command::Weigh { to_sign: false }).unwrap();
    let codes = world.start(revoke).unwrap_err().codes();
    assert!(codes.contains(&"APR-05") && !codes.contains(&"INC-04"), "signed for the tier of before: {codes:?}");
}

#[test]
fn whoever_signed_in_an_incident_signs_elsewhere_what_is_looked_at_twice() {
    let signed = incident().case().approvals;
    let mut world = World::opened("maya", Channel::InPerson);
    world.prove();
    world.ask(Who::Agent, Command::SeekApproval).unwrap();
    world.raised = raised(|case| case.approvals = signed);
    assert!(world.raised.names(person(Who::Supervisor)));
    assert_eq!(world.co_sign(Who::Supervisor).unwrap_err().codes(), ["INC-04"]);
    world.clone().co_sign(Who::SecondSupervisor).unwrap();
    assert_eq!(world.case().approvals_needed(&world.policy), 1);
    assert_eq!(world.codes(Who::Supervisor, Command::Weigh { to_sign: false }), ["CAS-02"], "to look is no part");
    world.ask(Who::Supervisor, Command::Weigh { to_sign: true }).unwrap();
    assert_eq!((world.case().tier(), world.case().approvals_needed(&world.policy)), (Tier::Privileged, 2));
    let codes = world.co_sign(Who::Supervisor).unwrap_err().codes();
    assert!(!codes.contains(&"INC-04") && codes.contains(&"APR-07"), "as in every privileged case: {codes:?}");
}

#[test]
fn an_agent_in_an_incident_opens_and_asks_for_what_is_looked_at_twice() {
    let theirs = |case: &mut Case| case.opened.agent = person(Who::Agent);
    let opened = World::try_open(World { raised: raised(theirs), ..World::empty("maya") }, Channel::InPerson).unwrap();
    assert_eq!(opened.case().signals, BTreeSet::from([RiskSignal::IncidentOpen]));
    assert_eq!(opened.case().tier(), Tier::Privileged);
    let mut running = World::opened("maya", Channel::InPerson);
    running.prove();
    running.raised = raised(theirs);
    let mut reread = running.clone();
    reread.reread();
    assert_eq!(reread.case().tier(), Tier::Privileged);
    running.ask(Who::Agent, Command::SeekApproval).unwrap();
    assert_eq!(running.case().tier(), Tier::Privileged);
    // Nobody else is raised by it.
    let other = |case: &mut Case| case.opened.agent = person(Who::OtherAgent);
    let opened = World::try_open(World { raised: raised(other), ..World::empty("maya") }, Channel::InPerson).unwrap();
    assert_eq!(opened.case().tier(), Tier::Standard);
}

#[test]
fn the_key_of_an_incident_raises_the_case_that_it_turns_up_in() {
    let identity = Some(Digest::of(b"serial 7"));
    let mut world = World::opened("maya", Channel::InPerson);
    world.prove();
    world.approve();
    world.revoke();
    world.raised = raised(|case| case.key.as_mut().unwrap().0.identity = identity);
    let accept = |identity| Command::AcceptKey { key: KeyOffer { identity, ..offer() } };
    for other in [None, Some(Digest::of(b"serial 8"))] {
        let mut world = world.clone();
        world.ask(Who::Agent, accept(other)).unwrap();
        assert!(world.case().signals.is_empty(), "another key, and one that nobody can tell");
    }
    world.ask(Who::Agent, accept(identity)).unwrap();
    assert_eq!(world.case().signals, BTreeSet::from([RiskSignal::IncidentOpen]));
    assert!(world.codes(Who::Agent, Command::Provision).contains(&"APR-05"), "what was signed holds no more");
}

#[test]
fn everybody_hears_of_an_incident_and_its_line_says_so() {
    let mut world = completed();
    let heard = |world: &World, who: Who| {
        let actor = world.actor(who);
        calls(&world.case(), &world.facts(&actor))
    };
    let at = world.now;
    world.repudiate(Who::Agent).unwrap();
    assert!(EVERYBODY.iter().all(|who| heard(&world, *who) == [Call::Incident { at }]));
    world.carry_out().unwrap();
    world.dispose(Who::Reviewer, Finding::Confirmed).unwrap();
    assert!(EVERYBODY.iter().all(|who| heard(&world, *who).is_empty()));
    for n in 1..=world.events.len() {
        let (line, case) = (CaseLine::fold(CASE, &world.events[..n]), Case::fold(CASE, &world.events[..n]));
        let (line, case) = (line.unwrap(), case.unwrap());
        assert_eq!((line.lifecycle, line.tier), (case.lifecycle.clone(), case.tier()), "{n}");
    }
}

#[test]
fn the_path_of_an_incident_stands_where_it_ended() {
    let of = |world: &World, stage| {
        let actor = world.actor(Who::Reviewer);
        let all = stages(&world.case(), &world.facts(&actor));
        all.into_iter().find(|s| s.stage == stage).unwrap().standing
    };
    let mut ended = incident();
    assert_eq!((of(&ended, Stage::Close), of(&ended, Stage::Review)), (Standing::Done, Standing::Skipped));
    ended.dispose(Who::Reviewer, Finding::Confirmed).unwrap();
    assert_eq!(of(&ended, Stage::Review), Standing::Now);
    let mut ran = World::opened("maya", Channel::InPerson);
    ran.repudiate(Who::Agent).unwrap();
    assert_eq!(of(&ran, Stage::Close), Standing::Skipped);
}

#[test]
fn a_report_is_kept_as_it_was_said() {
    let mut world = completed();
    let (at, by) = (world.now.0, person(Who::Agent));
    let before = world.events.len();
    world.repudiate(Who::Agent).unwrap();
    let kept = String::from_utf8(canonical::bytes(&world.events[before]).unwrap()).unwrap();
    assert_eq!(
        kept,
        format!(
            r#"{{"kind":"repudiated","report":{{"at":{at},"by":"{by}","channel":"phone","said":"I was on a train.","who":"Maya Okafor"}}}}"#
        )
    );
}
