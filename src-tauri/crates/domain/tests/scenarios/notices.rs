//! Notices that did not go out: what is tried again, what only a person repeats, and what settles it. Given, when, then.

use crate::world::*;
use postern_domain::ids::{ContactId, EffectId};
use postern_domain::recovery::account::{Account, ContactChannel};
use postern_domain::recovery::effect::NoticePhase;
use postern_domain::recovery::notice::PAUSES;
use postern_domain::recovery::*;
use postern_domain::time::Span;

/// A case of somebody with mail and telephone, and nobody told yet.
fn opened() -> World {
    let contacts =
        vec![contact("mail", ContactChannel::Email, Some(400)), contact("phone", ContactChannel::Phone, Some(400))];
    World::opened_as(Account { contacts, ..account("maya") }, Channel::InPerson)
}

/// The notices are intended: the one to the mail address, and the one to the telephone.
fn intended(world: &mut World) -> [EffectId; 2] {
    world.ask(Who::Agent, Command::Notify).unwrap();
    let effects = world.case().effects;
    [effects[0].id, effects[1].id]
}

fn sees(world: &mut World, effect: EffectId, found: &str) {
    world.start(effect).unwrap();
    world.see(effect, Observation::NotAsIntended { found: found.to_owned() }).unwrap();
}

fn delivered(world: &mut World, effect: EffectId) {
    world.start(effect).unwrap();
    world.see(effect, Observation::Delivered { receipt: "r".to_owned() }).unwrap();
}

fn left(world: &World) -> usize {
    world.case().unsent(NoticePhase::Intake).len()
}

fn settle(effect: EffectId, by: &str) -> Command {
    Command::SettleNotice { effect, contact: ContactId::new(by).unwrap() }
}

#[test]
fn what_is_not_taken_for_now_is_tried_again_with_growing_pauses_and_then_a_person_is_asked() {
    let mut world = opened();
    let [mail, _] = intended(&mut world);
    for pause in PAUSES {
        sees(&mut world, mail, "later: 451 come again");
        let case = world.case();
        let (_, seen) = case.effects[0].last().cloned().unwrap();
        assert_eq!(case.effects[0].again_at(), Some(seen.plus(pause)));
        assert!(world.start(mail).is_err(), "not before its time");
        assert!(!case.notices_due(seen.plus(Span(pause.0 - 1))).contains(&mail));
        assert!(case.notices_due(seen.plus(pause)).contains(&mail));
        world.now = seen.plus(pause);
    }
    sees(&mut world, mail, "later: 451 come again");
    let case = world.case();
    assert_eq!((case.effects[0].again_at(), case.effects[0].starts), (None, PAUSES.len() + 1));
    world.now = world.now.plus(Span::days(1));
    assert!(world.start(mail).is_err());
    // A person asks for it: another sending, and nothing was handed over before.
    world.ask(Who::Agent, Command::Notify).unwrap();
    assert_eq!(world.case().effects.iter().filter(|e| e.action == case.effects[0].action).count(), 2);
}

#[test]
fn a_try_that_was_begun_and_not_seen_is_looked_after_first() {
    let mut world = opened();
    let [mail, _] = intended(&mut world);
    sees(&mut world, mail, "later: 451");
    world.now = world.now.plus(Span::hours(1));
    world.start(mail).unwrap();
    let case = world.case();
    assert!(case.effects[0].outcome_unknown() && case.effects[0].undelivered().is_none());
    assert!(case.notices_due(world.now).contains(&mail));
    assert!(world.start(mail).is_err(), "it is not begun twice");
    world.see(mail, Observation::Delivered { receipt: "r".to_owned() }).unwrap();
    assert!(!world.case().notices_due(world.now).contains(&mail));
}

#[test]
fn what_may_have_been_taken_is_sent_again_by_a_person_alone_and_marked() {
    let mut world = opened();
    let [mail, phone] = intended(&mut world);
    delivered(&mut world, phone);
    sees(&mut world, mail, "unknown");
    assert_eq!(world.case().effects[0].again_at(), None);
    assert_eq!(world.codes(Who::Agent, Command::Notify), ["NTF-01"]);
    assert_eq!(world.codes(Who::Supervisor, Command::SendAgain { effect: mail }), ["ROL-01"]);
    assert_eq!(world.codes(Who::Agent, Command::SendAgain { effect: phone }), ["CAS-02"], "it was delivered");
    world.ask(Who::Agent, Command::SendAgain { effect: mail }).unwrap();
    assert!(matches!(world.events[world.events.len() - 2], CaseEvent::NoticeSentAgain { first, .. } if first == mail));
    let second = world.case().effects.last().unwrap().id;
    assert!(world.case().is_second(second) && !world.case().is_second(mail));
    assert_eq!(world.codes(Who::Agent, Command::SendAgain { effect: mail }), ["CAS-02"], "it was sent again");
    delivered(&mut world, second);
    assert_eq!(left(&world), 0);
}

#[test]
fn a_refusal_holds_the_case_until_a_letter_is_posted_after_it() {
    let mut world = opened();
    world.ask(Who::Agent, Command::RecordLetter { reference: "early".to_owned() }).unwrap();
    let [mail, phone] = intended(&mut world);
    delivered(&mut world, phone);
    sees(&mut world, mail, "refused: 550 nobody of that name");
    assert_eq!((left(&world), world.case().kept_back(NoticePhase::Intake)), (1, Some(Undelivered::Refused)));
    world.ask(Who::Agent, Command::RecordLetter { reference: "RR 1".to_owned() }).unwrap();
    assert_eq!((left(&world), world.case().kept_back(NoticePhase::Intake)), (0, None));
}

#[test]
fn a_refusal_is_settled_by_another_kind_of_address_of_before_that_was_told() {
    let mut world = opened();
    let [mail, phone] = intended(&mut world);
    sees(&mut world, mail, "refused: 550");
    assert_eq!(world.codes(Who::Agent, settle(mail, "phone")), ["CAS-02"], "it was not told");
    delivered(&mut world, phone);
    assert_eq!(world.codes(Who::Agent, settle(mail, "mail")), ["CAS-02"], "it is the same address");
    assert_eq!(world.codes(Who::Agent, settle(phone, "mail")), ["CAS-02"], "it was delivered");
    assert_eq!(left(&world), 1, "a person says so");
    world.ask(Who::Agent, settle(mail, "phone")).unwrap();
    assert_eq!(left(&world), 0);
}

#[test]
fn an_address_of_after_the_opening_settles_nothing() {
    let mut world = opened();
    let [mail, phone] = intended(&mut world);
    sees(&mut world, mail, "refused: 550");
    sees(&mut world, phone, "refused: 422");
    world.account.contacts.push(contact("other", ContactChannel::Phone, None));
    world.reread();
    world.ask(Who::Agent, Command::Notify).unwrap();
    let other = world.case().effects.last().unwrap().id;
    delivered(&mut world, other);
    // The refused ones were intended again by the same request.
    let again = world.case().effects.iter().find(|e| e.waits()).map(|e| e.id).unwrap();
    sees(&mut world, again, "refused: 550");
    assert_eq!(world.codes(Who::Agent, settle(again, "other")), ["CAS-02"]);
}

#[test]
fn what_was_recorded_before_there_were_codes_is_understood() {
    for (found, why) in [
        ("not taken now: 451", Undelivered::Later),
        ("not_delivered", Undelivered::Later),
        ("no channel for this address", Undelivered::NoChannel),
        ("handed over, and not known to be taken", Undelivered::Unknown),
        ("not delivered: disk", Undelivered::Failed),
    ] {
        assert_eq!(Undelivered::of(found), Some(why), "{found}");
    }
    for why in [Undelivered::Later, Undelivered::Refused, Undelivered::NoChannel, Undelivered::Unknown] {
        assert_eq!(Undelivered::of(why.code()), Some(why));
        assert_eq!(Undelivered::of(&format!("{}: 550: x", why.code())), Some(why));
    }
    assert_eq!(Undelivered::of("bounced"), None);
}

#[test]
fn a_language_is_a_code_and_its_agents_to_say() {
    let mut world = opened();
    let say = |language: &str| Command::SayLanguage { language: language.to_owned() };
    for bad in ["", "d", "deutsch", "DE", "d1", "de-DE"] {
        assert_eq!(world.codes(Who::Agent, say(bad)), ["INP-01"], "{bad}");
    }
    assert_eq!(world.codes(Who::Supervisor, say("de")), ["ROL-01"]);
    world.ask(Who::Agent, say("de")).unwrap();
    assert_eq!(world.case().language.as_deref(), Some("de"));
}
