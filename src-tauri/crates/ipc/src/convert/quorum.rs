//! The recovery of an administrator by a quorum.

use super::console::person_view;
use super::gates::gate_views;
use crate::dto::{OpenQuorumView, QuorumAlarm, QuorumSignature, QuorumView};
use postern_domain::staff::{
    Actor, OpenQuorum, Purpose, QUORUM_WAIT, Role, Roster, may_begin_quorum, may_finish_quorum, may_refuse_quorum,
    may_sign_quorum, quorum_needed, quorum_signed,
};
use postern_domain::text::shown;
use postern_domain::time::{Span, Timestamp};

/// What every page tells while one is open.
pub fn quorum_alarm(roster: &Roster) -> Option<QuorumAlarm> {
    let open = roster.quorum()?;
    let person = roster.person(open.ask.person).map(|p| shown(&p.name)).unwrap_or_default();
    Some(QuorumAlarm { person, opens_at: open.opens.0 })
}

/// The page, for `actor`.
pub fn quorum_view(roster: &Roster, actor: &Actor, now: Timestamp) -> QuorumView {
    let administrators = || roster.with_role(Role::Administrator);
    // Whom it is for changes nothing of who may begin it.
    let begin = administrators().next().map(|p| may_begin_quorum(roster, actor, p.id)).unwrap_or_default();
    QuorumView {
        open: roster.quorum().and_then(|open| open_view(roster, open)),
        administrators: administrators().map(person_view).collect(),
        needed: number(quorum_needed(roster)),
        wait: u32::try_from(QUORUM_WAIT.0.div_euclid(Span::hours(1).0)).unwrap_or(u32::MAX),
        begin: gate_views(&begin),
        sign: gate_views(&may_sign_quorum(roster, actor)),
        refuse: gate_views(&may_refuse_quorum(roster, actor)),
        finish: gate_views(&may_finish_quorum(roster, actor, now)),
    }
}

fn open_view(roster: &Roster, open: &OpenQuorum) -> Option<OpenQuorumView> {
    let person = roster.person(open.ask.person)?;
    let key = open.ask.keys.iter().find(|k| k.purpose == Purpose::SignIn);
    let signature = |by: postern_domain::ids::PersonId, at: Timestamp| {
        roster.person(by).map(|p| QuorumSignature { person: person_view(p), at: at.0 })
    };
    Some(OpenQuorumView {
        person: person_view(person),
        staff_number: shown(&person.staff_number),
        reason: shown(&open.ask.reason),
        reported_at: open.ask.reported_at.0,
        key_ends: key.map(|k| k.credential.ends()).unwrap_or_default(),
        signatures: open.signed.iter().filter_map(|(by, at)| signature(by.by, *at)).collect(),
        signed: number(quorum_signed(roster, open)),
        opens_at: open.opens.0,
    })
}

fn number(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
