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
    // That it was lifted once lets nobody in now.
    let codes = world.codes(Who::Agent, Command::LiveSignIn { credential: new_key().1, observed: true });
    assert!(codes.contains(&"HND-02"), "{codes:?}");
}

#[test]
fn a_sign_in_is_said_only_where_the_console_cannot_see_it() {
    let mut world = World::provisioned();
    world.ask(Who::Agent, Command::HandOver).unwrap();
    world.ask(Who::Agent, Command::Unblock).unwrap();
    world.carry_out().unwrap();
    let said = || Command::LiveSignIn { credential: new_key().1, observed: false };
    assert_eq!(world.codes(Who::Agent, said()), [Gate::LiveSignIn.code()]);
    // Nor does a record that says so, whoever wrote it, meet the gate.
    let mut forged = world.clone();
    let (credential, at) = (new_key().1, forged.now);
    forged.events.push(CaseEvent::SignedInLive { credential, said_by: Some(person(Who::Agent)), at });
    assert!(forged.codes(Who::Agent, Command::Complete).contains(&Gate::LiveSignIn.code()));
    // Where nobody but the subject's own browser signs in, the agent's word counts, and is kept as that.
    let Some(CaseEvent::CaseOpened(opened)) = world.events.first_mut() else { panic!("no case") };
    opened.capabilities.sign_in_by_person = true;
    world.ask(Who::Agent, said()).unwrap();
    assert_eq!(world.case().live_said_by, Some(person(Who::Agent)));
    // What was seen in another sign-in afterwards stands in its place.
    world.ask(Who::Agent, Command::LiveSignIn { credential: new_key().1, observed: true }).unwrap();
    assert_eq!(world.case().live_said_by, None);
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

/// A case of `account` with nothing asked yet, under the facts `otherwise` makes.
fn decided(
    world: &World,
    who: Who,
    command: Command,
    otherwise: impl FnOnce(&mut Facts<'_>),
) -> Result<(), Vec<&'static str>> {
    let actor = world.actor(who);
    let mut facts = world.facts(&actor);
    otherwise(&mut facts);
    decide(&world.case(), command, &facts).map(|_| ()).map_err(|r| r.codes())
}

#[test]
fn an_approval_is_over_at_the_moment_it_expires() {
    let mut world = at_desk();
    world.prove();
    world.approve();
    let expires = world.case().approvals[0].expires;
    let holds = |world: &World| world.case().holding_approvals(&world.policy, &world.roster, world.now).len();
    world.now = Timestamp(expires.0 - 1);
    assert_eq!(holds(&world), 1);
    world.now = expires;
    assert_eq!(holds(&world), 0);
    assert_eq!(world.codes(Who::Agent, Command::Revoke), ["APR-01", "APR-06"]);
}

#[test]
fn a_statement_is_not_signed_at_the_moment_it_expires() {
    let mut world = at_desk();
    world.prove();
    world.ask(Who::Agent, Command::SeekApproval).unwrap();
    let statement = world.offer(Who::Supervisor, statement::Decision::Approve);
    let expires = statement::Statement::parse(&statement).unwrap().expires;
    let assertion = world.signature(Who::Supervisor, &statement);
    let sign = || Command::CoSign { statement: statement.clone(), assertion: assertion.clone() };
    world.now = expires;
    assert_eq!(world.codes(Who::Supervisor, sign()), ["APR-06"]);
    world.now = Timestamp(expires.0 - 1);
    world.ask(Who::Supervisor, sign()).unwrap();
}

#[test]
fn a_cue_counts_up_to_its_last_moment() {
    let mut world = World::opened("maya", Channel::Video);
    world.ask(Who::Agent, Command::RecordConsent).unwrap();
    world.ask(Who::Agent, Command::DrawCue { cue: "touch_right_ear".to_owned() }).unwrap();
    let cue = world.case().cues[0].clone();
    let answer = || Command::AnswerCue { cue: cue.id, answer: CueAnswer::AtOnce };
    let last = cue.drawn_at.plus(Span::minutes(world.policy.cue_minutes));
    world.now = last.plus(Span(1));
    assert_eq!(world.codes(Who::Agent, answer()), ["PRF-05"]);
    world.now = last;
    world.ask(Who::Agent, answer()).unwrap();
}

#[test]
fn a_call_back_names_the_contact_that_was_called() {
    let mut world = at_desk();
    let contact = world.account.contacts[1].id.clone();
    let called = Command::RecordEvidence {
        kind: EvidenceKind::CallBack,
        pathway: Pathway::CodeToContact,
        outcome: Outcome::Confirmed,
        contact: Some(contact.clone()),
        reference: None,
    };
    world.ask(Who::Agent, called).unwrap();
    assert_eq!(world.case().evidence[0].contact, Some(contact));
}

#[test]
fn an_account_of_another_directory_or_name_is_another() {
    let world = at_desk();
    let mut by_name = world.account.clone();
    by_name.id = postern_domain::ids::AccountId::new("else").unwrap();
    let mut by_directory = world.account.clone();
    by_directory.directory = postern_domain::ids::DirectoryId::new("else").unwrap();
    for account in [by_name, by_directory] {
        let reread = Command::Reread { account, inventory: world.inventory() };
        assert_eq!(decided(&world, Who::Agent, reread, |_| ()), Err(vec!["CAS-02"]));
    }
}

/// The first effect that waits, of the kind that is wanted.
fn waiting(world: &World, wanted: impl Fn(&Action) -> bool) -> Option<postern_domain::ids::EffectId> {
    world.case().effects.iter().find(|e| e.waits() && wanted(&e.action)).map(|e| e.id)
}

#[test]
fn a_notice_without_an_answer_holds_no_revocation_up() {
    let mut world = at_desk();
    world.prove();
    world.approve();
    world.ask(Who::Agent, Command::Notify).unwrap();
    let notice = waiting(&world, |a| matches!(a, Action::SendNotice { .. })).unwrap();
    world.start(notice).unwrap();
    world.see(notice, Observation::Unknown { why: "timed_out".to_owned() }).unwrap();
    // It is not sent twice, either: what became of it is asked first.
    let sent = |world: &World| world.case().effects_of(&world.case().effects[0].action).count();
    let before = sent(&world);
    assert_eq!(world.codes(Who::Agent, Command::Notify), ["CAS-02"]);
    assert_eq!(sent(&world), before);
    world.ask(Who::Agent, Command::Revoke).unwrap();
    while let Some(effect) = waiting(&world, |a| !matches!(a, Action::SendNotice { .. })) {
        let action = world.case().effects.iter().find(|e| e.id == effect).unwrap().action.clone();
        world.start(effect).unwrap();
        if let Action::RevokeCredential { credential } = action {
            world.listed.retain(|c| c.id != credential);
        }
        world.see(effect, Observation::AsIntended).unwrap();
    }
    world.accept_key().unwrap();
}

#[test]
fn nothing_that_waits_is_asked_for_twice() {
    let mut world = at_desk();
    world.prove();
    world.approve();
    world.ask(Who::Agent, Command::Revoke).unwrap();
    let asked = world.case().effects.len();
    assert_eq!(asked, 4, "block, sessions, two credentials");
    assert_eq!(world.codes(Who::Agent, Command::Revoke), ["CAS-02"], "nothing is left to ask for");
    world.carry_out().unwrap();
    assert_eq!(world.case().effects.len(), asked);
}

#[test]
fn where_sessions_cannot_be_ended_a_freeze_closes_what_it_can() {
    let frozen = |suspend: bool, sessions: bool, block: bool| {
        let mut world = at_desk();
        if let Some(CaseEvent::CaseOpened(opened)) = world.events.first_mut() {
            opened.capabilities.suspend = suspend;
            opened.capabilities.sessions = sessions;
            opened.capabilities.block_sign_in = block;
        }
        let old = credential("old-key").id;
        let refused = world.codes_of(Who::Agent, Command::Contain { credentials: vec![old] });
        let named = |action: &Action| match action {
            Action::SuspendCredential { .. } => "suspend",
            Action::EndSessions => "sessions",
            Action::BlockSignIn => "block",
            _ => "other",
        };
        (world.case().effects.iter().map(|e| named(&e.action)).collect::<Vec<_>>(), refused)
    };
    assert_eq!(frozen(true, true, true).0, ["suspend", "sessions"]);
    assert_eq!(frozen(true, false, true).0, ["suspend"]);
    assert_eq!(frozen(false, true, true).0, ["sessions"]);
    assert_eq!(frozen(false, false, true).0, ["block"]);
    assert_eq!(frozen(false, false, false), (vec![], vec!["CAS-02"]));
    let mut world = at_desk();
    let unknown = Command::Contain { credentials: vec![credential("nobody").id] };
    assert_eq!(world.codes(Who::Agent, unknown), ["CAS-02"]);
}

#[test]
fn a_credential_is_taken_for_the_submission_that_runs_and_no_other() {
    let mut world = revoked();
    world.accept_key().unwrap();
    world.ask(Who::Agent, Command::Provision).unwrap();
    let waits = waiting(&world, |a| *a == Action::SubmitCredential).unwrap();
    let take = |world: &World, effect| Command::CredentialMade { made: Box::new(world.made(effect)) };
    let early = take(&world, waits);
    assert_eq!(world.codes(Who::Agent, early), ["CAS-02"], "it has not begun");
    let other = world.case().effects.iter().find(|e| e.action != Action::SubmitCredential).unwrap().id;
    let wrong = take(&world, other);
    assert_eq!(world.codes(Who::Agent, wrong), ["CAS-02"], "it is no submission");
    world.start(waits).unwrap();
    world.see(waits, Observation::NotAsIntended { found: "not_listed".to_owned() }).unwrap();
    let late = take(&world, waits);
    assert_eq!(world.codes(Who::Agent, late), ["CAS-02"], "it is over");
}

#[test]
fn a_new_credential_that_vanished_from_the_directory_completes_nothing() {
    let mut world = World::provisioned();
    world.listed.retain(|c| c.id != credential("new-key").id);
    world.reread();
    let codes = world.codes(Who::Agent, Command::HandOver);
    assert!(codes.contains(&"PRV-05"), "{codes:?}");
}
