//! No administrator can sign any more: a quorum of the others recovers one: given, when, then.

use crate::world::{self, *};
use postern_domain::ids::SessionId;
use postern_domain::staff::*;
use postern_domain::time::{Span, Timestamp};
use uuid::Uuid;

fn new_key() -> world::Key {
    world::key_numbered(71)
}

fn ask() -> QuorumAsk {
    QuorumAsk {
        person: person(Who::Admin1),
        keys: new_key().enrolled(),
        reported_at: START,
        reason: "both burned".to_owned(),
    }
}

fn signature(ask: &QuorumAsk, number: u64, who: Who) -> postern_domain::assertion::VerifiedAssertion {
    let challenge = quorum_challenge(&quorum_statement(ask, LEDGER, number).unwrap());
    key_of(who).sign(Purpose::Approve, &challenge.0, 1)
}

/// Decided by the rules and applied, or the codes that refuse it.
fn applied(
    roster: &mut Roster,
    decided: Result<DeskEvent, postern_domain::recovery::Refusal>,
) -> Result<(), Vec<&'static str>> {
    let event = decided.map_err(|refusal| refusal.codes())?;
    // What is recorded is read back as it was.
    let bytes = postern_domain::canonical::bytes(&event).unwrap();
    assert_eq!(serde_json::from_slice::<DeskEvent>(&bytes).unwrap(), event);
    roster.apply(&event);
    Ok(())
}

fn begin(roster: &mut Roster, ask: QuorumAsk, who: Who, now: Timestamp) -> Result<(), Vec<&'static str>> {
    let signed = signature(&ask, roster.quorums(), who);
    let decided = begin_quorum(roster, ask, &signed, now);
    applied(roster, decided)
}

fn sign(roster: &mut Roster, who: Who, now: Timestamp) -> Result<(), Vec<&'static str>> {
    let open = roster.quorum().unwrap();
    let signed = signature(&open.ask, open.number, who);
    let decided = sign_quorum(roster, &signed, now);
    applied(roster, decided)
}

fn actor(roster: &Roster, who: Who) -> Actor {
    replayed(roster, person(who), CONSOLE).unwrap()
}

fn finish(roster: &mut Roster, who: Who, now: Timestamp) -> Result<(), Vec<&'static str>> {
    let decided = finish_quorum(roster, &actor(roster, who), now);
    applied(roster, decided)
}

fn session(roster: &Roster, key: &world::Key) -> Result<(DeskEvent, Actor), Vec<&'static str>> {
    let facts = SignInFacts { roster, console: CONSOLE, session: SessionId(Uuid::from_u128(9)) };
    sign_in(&key.sign(Purpose::SignIn, b"challenge", 0), &facts).map_err(|r| r.codes())
}

/// Begun at the start by one, and signed by enough.
fn signed() -> Roster {
    let mut roster = world::roster();
    begin(&mut roster, ask(), Who::Supervisor, START).unwrap();
    sign(&mut roster, Who::Reviewer, START.plus(Span::hours(1))).unwrap();
    roster
}

const OPENS: Timestamp = Timestamp(START.0 + 24 * 3_600_000);

#[test]
fn a_quorum_gives_an_administrator_another_key_once_it_has_waited() {
    let mut roster = signed();
    assert_eq!(session(&roster, &new_key()).map(|_| ()), Err(vec!["SES-03"]), "it opens nothing before");
    assert_eq!(finish(&mut roster, Who::Supervisor, Timestamp(OPENS.0 - 1)), Err(vec!["DSK-05"]));
    finish(&mut roster, Who::Supervisor, OPENS).unwrap();
    assert!(roster.quorum().is_none());
    let (_, administrator) = session(&roster, &new_key()).unwrap();
    assert_eq!((administrator.person(), administrator.role()), (person(Who::Admin1), Role::Administrator));
    assert_eq!(session(&roster, &key_of(Who::Admin1)).map(|_| ()), Err(vec!["SES-03"]), "what they had opens nothing");
    let lost = &roster.person(person(Who::Admin1)).unwrap().lost;
    assert_eq!((lost.len(), lost[0].at, lost[0].reason.as_str()), (1, OPENS, "both burned"));
    assert_eq!(finish(&mut roster, Who::Supervisor, OPENS), Err(vec!["CAS-02"]), "once");
}

#[test]
fn it_waits_from_the_first_signature() {
    let mut roster = world::roster();
    begin(&mut roster, ask(), Who::Supervisor, START).unwrap();
    assert_eq!(roster.quorum().unwrap().opens, OPENS);
    assert_eq!(OPENS, START.plus(QUORUM_WAIT));
    // Whoever signs late does not lengthen it.
    sign(&mut roster, Who::Reviewer, OPENS).unwrap();
    finish(&mut roster, Who::Reviewer, OPENS).unwrap();
}

#[test]
fn two_sign_at_least_and_half_of_them_at_least() {
    let mut roster = world::roster();
    // Two supervisors and a reviewer.
    assert_eq!((quorum_signers(&roster).count(), quorum_needed(&roster)), (3, 2));
    begin(&mut roster, ask(), Who::Supervisor, START).unwrap();
    assert_eq!(finish(&mut roster, Who::Supervisor, OPENS), Err(vec!["DSK-04"]));
    assert_eq!(sign(&mut roster, Who::Supervisor, START), Err(vec!["DSK-04"]), "one person counts once");
    for (n, role) in [(5, Role::Supervisor), (6, Role::Reviewer)] {
        let mut more = roster.person(person(Who::Reviewer)).unwrap().clone();
        more.id.0 = Uuid::from_u128(400 + n);
        roster.apply(&DeskEvent::StaffEnrolled {
            person: more.id,
            name: more.name,
            staff_number: format!("M-{n}"),
            role,
            training_until: more.training_until,
            organisation: String::new(),
            account: None,
            keys: world::key_numbered(u8::try_from(60 + n).unwrap()).enrolled(),
            confirmed: Vec::new(),
        });
    }
    assert_eq!(quorum_needed(&roster), 3, "half of five, rounded up");
    sign(&mut roster, Who::Reviewer, START).unwrap();
    assert_eq!(finish(&mut roster, Who::Supervisor, OPENS), Err(vec!["DSK-04"]));
    sign(&mut roster, Who::SecondSupervisor, START).unwrap();
    finish(&mut roster, Who::Supervisor, OPENS).unwrap();
}

#[test]
fn agents_and_administrators_are_not_of_the_quorum() {
    for who in [Who::Agent, Who::Admin1, Who::Admin2] {
        assert_eq!(begin(&mut world::roster(), ask(), who, START), Err(vec!["DSK-04"]), "{who:?}");
    }
    let mut roster = signed();
    assert_eq!(sign(&mut roster, Who::Agent, START), Err(vec!["DSK-04"]));
    assert_eq!(finish(&mut roster, Who::Agent, OPENS), Err(vec!["ROL-01"]));
    let wrong = may_begin_quorum(&world::roster(), &actor(&roster, Who::Agent), person(Who::Admin1));
    assert_eq!(wrong.iter().map(|v| v.gate.code()).collect::<Vec<_>>(), ["ROL-01"]);
}

#[test]
fn a_desk_of_one_supervisor_has_no_quorum() {
    let mut roster = world::roster();
    for who in [Who::SecondSupervisor, Who::Reviewer] {
        crate::people::recast(&mut roster, who, |p| p.role = Role::Agent);
    }
    assert_eq!(begin(&mut roster, ask(), Who::Supervisor, START), Err(vec!["DSK-04"]));
}

#[test]
fn anybody_of_the_staff_refuses_it_and_says_why() {
    for who in [Who::Agent, Who::Admin2, Who::SecondSupervisor] {
        let mut roster = signed();
        let refused = |reason: &str| refuse_quorum(&roster, &actor(&roster, who), reason, START);
        assert_eq!(refused(" ").unwrap_err().codes(), ["INP-01"]);
        assert_eq!(refused("a\u{202e}b").unwrap_err().codes(), ["INP-01"]);
        let decided = refused("she has her key");
        applied(&mut roster, decided).unwrap();
        assert!(roster.quorum().is_none());
        assert_eq!(finish(&mut roster, Who::Supervisor, OPENS), Err(vec!["CAS-02"]));
        // Another one is another: no signature of the first serves it.
        assert_eq!(roster.quorums(), 1);
        let old = signature(&ask(), 0, Who::Supervisor);
        assert_eq!(begin_quorum(&roster, ask(), &old, OPENS).unwrap_err().codes(), ["DSK-04"]);
        begin(&mut roster, ask(), Who::Supervisor, OPENS).unwrap();
    }
}

#[test]
fn an_administrator_who_signs_in_shows_that_one_can() {
    let mut roster = signed();
    let (opened, _) = session(&roster, &key_of(Who::Agent)).unwrap();
    roster.apply(&opened);
    assert!(!roster.quorum().unwrap().administrator_seen, "an agent is none");
    let (opened, _) = session(&roster, &key_of(Who::Admin2)).unwrap();
    roster.apply(&opened);
    assert_eq!(finish(&mut roster, Who::Supervisor, OPENS), Err(vec!["DSK-06"]));
    assert_eq!(sign(&mut roster, Who::SecondSupervisor, START), Err(vec!["DSK-06"]));
}

#[test]
fn an_administrator_who_signs_a_change_shows_it_too() {
    let mut roster = signed();
    let what = Change::SetThreat { threat: Threat::Raised, reason: "calls".to_owned() };
    let challenge = change_challenge(&change_statement(&what, LEDGER, roster.changes()).unwrap());
    let by = [key_of(Who::Admin2).sign(Purpose::Approve, &challenge.0, 1)];
    let event = change(&roster, what, &by, START).unwrap();
    roster.apply(&event);
    assert_eq!(finish(&mut roster, Who::Supervisor, OPENS), Err(vec!["DSK-06"]));
}

#[test]
fn what_is_signed_is_this_person_and_this_key() {
    let mut roster = world::roster();
    begin(&mut roster, ask(), Who::Supervisor, START).unwrap();
    let others = [
        QuorumAsk { person: person(Who::Admin2), ..ask() },
        QuorumAsk { keys: world::key_numbered(72).enrolled(), ..ask() },
        QuorumAsk { reason: "lost".to_owned(), ..ask() },
        QuorumAsk { reported_at: Timestamp(START.0 - 1), ..ask() },
    ];
    for other in others {
        let signed = signature(&other, 0, Who::Reviewer);
        assert_eq!(sign_quorum(&roster, &signed, START).unwrap_err().codes(), ["DSK-04"], "{other:?}");
    }
    // A sign-in is no signature.
    let challenge = quorum_challenge(&quorum_statement(&ask(), LEDGER, 0).unwrap());
    let signed_in = key_of(Who::Reviewer).sign(Purpose::SignIn, &challenge.0, 1);
    assert_eq!(sign_quorum(&roster, &signed_in, START).unwrap_err().codes(), ["DSK-04"]);
}

#[test]
fn what_is_asked_for_is_checked_before_it_is_signed() {
    let refused = |ask: QuorumAsk| begin(&mut world::roster(), ask, Who::Supervisor, START).unwrap_err();
    assert_eq!(refused(QuorumAsk { person: person(Who::Agent), ..ask() }), ["CAS-02"], "an administrator it is");
    assert_eq!(refused(QuorumAsk { keys: key_of(Who::Agent).enrolled(), ..ask() }), ["SET-05"]);
    assert_eq!(refused(QuorumAsk { reason: String::new(), ..ask() }), ["INP-01"]);
    assert_eq!(refused(QuorumAsk { reported_at: START.plus(Span(1)), ..ask() }), ["INP-01"]);
    let mut roster = signed();
    assert_eq!(begin(&mut roster, ask(), Who::Supervisor, START), Err(vec!["DSK-07"]), "one at a time");
}

#[test]
fn a_signature_counts_while_its_signer_works_here() {
    let mut roster = signed();
    let leaves = Change::RemoveStaff { person: person(Who::Reviewer), reported_at: START, reason: "left".to_owned() };
    roster.apply(&DeskEvent::Changed { change: leaves, signed: Vec::new(), at: START });
    assert_eq!(quorum_signed(&roster, roster.quorum().unwrap()), 1);
    assert_eq!(finish(&mut roster, Who::Supervisor, OPENS), Err(vec!["DSK-04"]));
    sign(&mut roster, Who::SecondSupervisor, START).unwrap();
    finish(&mut roster, Who::Supervisor, OPENS).unwrap();
}
