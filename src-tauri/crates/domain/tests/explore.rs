//! Every history of a bounded model: a hasty agent's path, left at most so many times for anything else that may happen,
//! over the real `decide` and `claim`. A judge that shares no rule with the domain reads each history as it grows.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    missing_docs,
    reason = "a test may fail by panicking"
)]

mod world;

use postern_domain::recovery::account::Credential;
use postern_domain::recovery::evidence::{EvidenceKind, Outcome, Pathway};
use postern_domain::recovery::statement::{Decision, Statement};
use postern_domain::recovery::view::{Step, blocked_by};
use postern_domain::recovery::*;
use postern_domain::time::{Span, Timestamp};
use std::collections::hash_map::DefaultHasher;
use std::collections::{BTreeSet, HashSet, VecDeque};
use std::hash::{Hash, Hasher};
use std::sync::Arc;
use world::judge::{Asks, Judge};
use world::*;

/// One state of the model.
#[derive(Clone)]
struct Node {
    case: Case,
    judge: Judge,
    listed: Vec<Credential>,
    contact_left: bool,
    sneaked: bool,
    waited: bool,
    strayed: u8,
    depth: u16,
}

/// One thing that may happen.
#[derive(Debug, Clone, PartialEq)]
enum Move {
    Evidence(EvidenceKind, Pathway, bool),
    Withdraw,
    SavedCode(bool),
    Replaced,
    Possess,
    Keep(bool),
    Exception(bool),
    Letter,
    Seek(Who),
    Sign(Who),
    Refuse,
    Contain,
    Revoke,
    Start(usize),
    See(usize, u8),
    Reread,
    Sneak,
    ContactLeaves,
    Accept,
    Provision,
    Made(u8),
    HandOver,
    Unblock,
    SignInLive,
    Notify,
    Complete(Who),
    Wait,
    Repudiate,
}

/// What a hasty agent does first, once sign-in is blocked.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Haste {
    Credentials,
    Sessions,
}

struct Model {
    base: World,
    haste: Haste,
}

impl Model {
    fn new(policy: postern_domain::policy::Policy, haste: Haste) -> (Self, Node) {
        let mut base = World::opened("maya", Channel::InPerson);
        base.policy = policy;
        // One address, so that notices do not multiply the states.
        let one = |account: &mut account::Account| account.contacts.retain(|c| c.id.as_str() == "phone");
        one(&mut base.account);
        let mut events = base.events.clone();
        if let CaseEvent::CaseOpened(opened) = &mut events[0] {
            one(&mut opened.account);
        }
        let case = Case::fold(CASE, &events).unwrap();
        let mut judge = Judge::new(Asks::of(&base.policy, false));
        judge.take(&events[0]).unwrap();
        let listed = base.listed.clone();
        let start =
            Node { case, judge, listed, contact_left: false, sneaked: false, waited: false, strayed: 0, depth: 0 };
        (Self { base, haste }, start)
    }

    fn now(node: &Node) -> Timestamp {
        let wait = if node.waited { Span::days(1) } else { Span::seconds(0) };
        START.plus(Span::seconds(i64::from(node.depth))).plus(wait)
    }

    /// The node after `what`, or nothing when it is refused.
    fn after(&self, node: &Node, what: &Move) -> Option<Result<Node, String>> {
        let mut world = World { now: Self::now(node), ..self.base.clone() };
        let mut next = node.clone();
        next.depth += 1;
        let who = match what {
            Move::Seek(who) | Move::Sign(who) | Move::Complete(who) => *who,
            Move::Refuse => Who::Supervisor,
            _ => Who::Agent,
        };
        let actor = world.actor(who);
        let case = &node.case;
        let events = match what {
            Move::Wait => {
                next.waited = true;
                Vec::new()
            }
            Move::Sneak => {
                next.sneaked = true;
                next.listed.push(credential("sneaked"));
                Vec::new()
            }
            Move::ContactLeaves => {
                next.contact_left = true;
                Vec::new()
            }
            Move::Start(n) => {
                let effect = case.effects.get(*n)?.id;
                let facts = world.facts(&actor);
                let (event, _warrant) = claim(case, effect, &facts).ok()?;
                vec![event]
            }
            other => {
                let command = self.command(node, other, &mut next, &mut world)?;
                let facts = world.facts(&actor);
                decide(case, command, &facts).ok()?.into_vec()
            }
        };
        for event in &events {
            next.case.apply(event);
            if let Err(why) = next.judge.take(event) {
                return Some(Err(why));
            }
        }
        Some(Ok(next))
    }

    /// The node that waited.
    fn again(&self, waiting: Waiting) -> Option<Node> {
        let node = self.after(&waiting.before, &waiting.what)?.ok()?;
        Some(Node { strayed: waiting.strayed, ..node })
    }

    fn command(&self, node: &Node, what: &Move, next: &mut Node, world: &mut World) -> Option<Command> {
        let case = &node.case;
        Some(match what {
            Move::Evidence(kind, pathway, confirmed) => Command::RecordEvidence {
                kind: *kind,
                pathway: *pathway,
                outcome: if *confirmed { Outcome::Confirmed } else { Outcome::Rejected },
                contact: None,
                reference: None,
            },
            Move::SavedCode(matched) => Command::CheckSavedCode { matched: *matched },
            Move::Replaced => Command::ReplaceSavedCodes,
            Move::Possess => Command::ProvePossession { credential: credential("old-key").id },
            Move::Keep(true) => Command::KeepCredential { credential: credential("old-key").id },
            Move::Keep(false) => Command::DoNotKeep { credential: credential("old-key").id },
            Move::Exception(true) => Command::AskException {
                kind: exception::ExceptionKind::Emergency,
                reason: "r".to_owned(),
                referee: "f".to_owned(),
                rationale: "g".to_owned(),
            },
            Move::Exception(false) => Command::DropException,
            Move::Letter => Command::RecordLetter { reference: "r".to_owned() },
            Move::Withdraw => Command::WithdrawEvidence { evidence: case.standing_evidence().last()?.id },
            Move::Seek(_) => Command::SeekApproval,
            Move::Sign(who) => {
                let actor = world.actor(*who);
                let facts = world.facts(&actor);
                if !blocked_by(case, &facts, Step::CoSign).is_empty() {
                    return None;
                }
                let nonce = [u8::try_from(case.seq % 251).ok()? + 1; 32];
                let statement = Statement::offer(case, Decision::Approve, nonce, &facts).ok()?.bytes().ok()?;
                let assertion = world.signature(*who, &statement);
                Command::CoSign { statement, assertion }
            }
            Move::Refuse => Command::RefuseApproval { reason: "no".to_owned() },
            Move::Contain => Command::Contain { credentials: vec![credential("old-key").id] },
            Move::Revoke => Command::Revoke,
            Move::See(n, outcome) => {
                let effect = case.effects.get(*n)?;
                let observation = match outcome {
                    0 => Observation::AsIntended,
                    1 => Observation::NotAsIntended { found: "x".to_owned() },
                    _ => Observation::Unknown { why: "x".to_owned() },
                };
                if *outcome == 0 {
                    match &effect.action {
                        Action::RevokeCredential { credential } => next.listed.retain(|c| c.id != *credential),
                        Action::SubmitCredential if next.listed.iter().all(|c| c.id.as_str() != "new-key") => {
                            next.listed.push(credential("new-key"));
                        }
                        _ => {}
                    }
                }
                Command::Observe { effect: effect.id, observation, residual_until: None }
            }
            Move::Reread => {
                world.listed.clone_from(&node.listed);
                let mut account = world.account.clone();
                if node.contact_left {
                    account.contacts.clear();
                }
                let mut done = case.effects.iter().filter(|e| e.confirmed_at().is_some());
                let last = done.rfind(|e| matches!(e.action, Action::BlockSignIn | Action::UnblockSignIn));
                let blocked = last.is_some_and(|e| e.action == Action::BlockSignIn);
                let inventory = account::Inventory { sign_in_blocked: Some(blocked), ..world.inventory() };
                Command::Reread { account, inventory }
            }
            Move::Accept => Command::AcceptKey { key: world::offer() },
            Move::Provision => Command::Provision,
            Move::Made(flaw) => {
                let effect = case.effects.iter().rev().find(|e| e.action == Action::SubmitCredential)?.id;
                let mut made = world.made(effect);
                match flaw {
                    1 => made.attested_by = None,
                    2 => made.backup_eligible = true,
                    3 => made.aaguid = "other".to_owned(),
                    _ => {}
                }
                Command::CredentialMade { made: Box::new(made) }
            }
            Move::HandOver => Command::HandOver,
            Move::Unblock => Command::Unblock,
            Move::SignInLive => Command::LiveSignIn { credential: new_key().1, observed: true },
            Move::Notify => Command::Notify,
            Move::Complete(_) => Command::Complete,
            Move::Repudiate => {
                Command::Repudiate { who: "m".to_owned(), channel: ReportChannel::Phone, said: "not me".to_owned() }
            }
            Move::Start(_) | Move::Sneak | Move::ContactLeaves | Move::Wait => return None,
        })
    }

    /// What a hasty agent and a willing supervisor do: always the step that is furthest along, as soon as it is let
    /// through. With every gate in place that is the good path; without one it goes astray by itself.
    fn hasty(&self, node: &Node) -> Vec<Move> {
        let case = &node.case;
        if case.was_completed() && case.incident().is_none() {
            return Vec::new();
        }
        let mut all = vec![Move::Complete(Who::Agent), Move::Complete(Who::Supervisor)];
        if self.base.policy.account_aal == 3 && case.letters.is_empty() {
            all.push(Move::Letter);
        }
        if case.live_sign_in.is_none() {
            all.push(Move::SignInLive);
        }
        match (case.handed_over, case.blocked_at()) {
            (None, _) => all.push(Move::HandOver),
            (Some(_), Some(_)) if case.effects.iter().any(|e| e.waits() && e.action == Action::UnblockSignIn) => {}
            (Some(_), Some(_)) => all.push(Move::Unblock),
            (Some(_), None) => {}
        }
        // Calls: the furthest along first.
        let rank = |action: &Action| match action {
            Action::UnblockSignIn => 0,
            Action::SubmitCredential => 1,
            Action::RevokeCredential { .. } if self.haste == Haste::Credentials => 2,
            Action::SuspendCredential { .. } | Action::EndSessions | Action::RevokeCredential { .. } => 3,
            Action::BlockSignIn => 4,
            Action::SendNotice { .. } | Action::SendCode { .. } => 5,
        };
        let mut calls: Vec<_> = case.effects.iter().enumerate().collect();
        calls.sort_by_key(|(n, effect)| (rank(&effect.action), *n));
        let call = |(n, effect): (usize, &EffectState)| {
            let started = effect.started_at.is_some();
            let made = case.newest().is_some_and(|made| made.effect == effect.id);
            if effect.waits() {
                Some(Move::Start(n))
            } else if started && effect.action == Action::SubmitCredential && !made {
                Some(Move::Made(0))
            } else {
                (started && effect.confirmed_at().is_none()).then_some(Move::See(n, 0))
            }
        };
        let (late, early): (Vec<_>, Vec<_>) = calls.into_iter().partition(|(_, effect)| rank(&effect.action) < 2);
        all.extend(late.into_iter().filter_map(call));
        if case.key.is_none() {
            all.push(Move::Accept);
        } else if case.made.is_empty() && !case.effects.iter().any(|e| e.action == Action::SubmitCredential) {
            all.push(Move::Provision);
        }
        all.extend(early.into_iter().filter_map(call));
        all.extend([Move::Notify, Move::Revoke]);
        all.extend([Move::Sign(Who::Agent), Move::Sign(Who::Supervisor), Move::Sign(Who::SecondSupervisor)]);
        all.push(Move::Seek(Who::Agent));
        let papers = [
            (EvidenceKind::Passport, Pathway::VisualMatch),
            (EvidenceKind::CompanyBadge, Pathway::VisualMatch),
            (EvidenceKind::RetainedBiometric, Pathway::BiometricComparison),
        ];
        for (kind, pathway) in papers.into_iter().take(if self.base.policy.account_ial == 3 { 3 } else { 2 }) {
            if !case.standing_evidence().any(|e| e.kind == kind) {
                all.push(Move::Evidence(kind, pathway, true));
            }
        }
        all
    }

    /// Everything that may happen besides.
    fn anything(node: &Node) -> Vec<Move> {
        let case = &node.case;
        if case.was_completed() && case.incident().is_none() {
            return vec![Move::Repudiate];
        }
        let mut all = vec![
            Move::Seek(Who::Agent),
            Move::Seek(Who::OtherAgent),
            Move::Sign(Who::Agent),
            Move::Sign(Who::Supervisor),
            Move::Sign(Who::SecondSupervisor),
            Move::Refuse,
            Move::Revoke,
            Move::Reread,
            Move::Accept,
            Move::Provision,
            Move::HandOver,
            Move::Unblock,
            Move::SignInLive,
            Move::Notify,
            Move::Complete(Who::Agent),
            Move::Complete(Who::Supervisor),
        ];
        if case.evidence.len() < 4 {
            all.push(Move::Withdraw);
            for (kind, pathway) in [
                (EvidenceKind::Passport, Pathway::VisualMatch),
                (EvidenceKind::PassportChip, Pathway::ChipSignature),
                (EvidenceKind::CompanyBadge, Pathway::None),
                (EvidenceKind::ManagerVouched, Pathway::None),
            ] {
                all.push(Move::Evidence(kind, pathway, true));
            }
            all.push(Move::Evidence(EvidenceKind::KnowledgeAnswers, Pathway::None, false));
            all.extend([Move::SavedCode(true), Move::Possess]);
        }
        if case.wrong_codes < 6 {
            all.push(Move::SavedCode(false));
        }
        all.extend([
            Move::Replaced,
            Move::Keep(true),
            Move::Keep(false),
            Move::Exception(true),
            Move::Exception(false),
        ]);
        if case.letters.is_empty() {
            all.push(Move::Letter);
        }
        if case.effects.len() < 14 {
            all.push(Move::Contain);
        }
        for (n, effect) in case.effects.iter().enumerate() {
            if effect.waits() {
                all.push(Move::Start(n));
            } else if effect.observations.len() < 2 {
                all.extend((0..3).map(|outcome| Move::See(n, outcome)));
            }
        }
        if case.made.len() < 2 {
            all.extend((0..4).map(Move::Made));
        }
        // Once there is something to repudiate: before that, it multiplies the states and shows nothing more.
        if !case.made.is_empty() && case.incidents.is_empty() {
            all.push(Move::Repudiate);
        }
        if !node.sneaked {
            all.push(Move::Sneak);
        }
        if !node.contact_left {
            all.push(Move::ContactLeaves);
        }
        if !node.waited {
            all.push(Move::Wait);
        }
        all
    }

    /// What makes two states one: everything that a rule could read, less names and times.
    fn key(&self, node: &Node) -> u128 {
        let case = &node.case;
        let now = Self::now(node);
        let basis = case.basis_digest(&self.base.policy).ok();
        let mut text = String::with_capacity(1024);
        use std::fmt::Write as _;
        let pieces: Vec<_> =
            case.standing_evidence().map(|e| (e.kind, e.pathway, e.outcome == Outcome::Confirmed)).collect();
        let approvals: BTreeSet<_> =
            case.approvals.iter().map(|a| (a.by, Some(a.basis) == basis, a.expires <= now)).collect();
        let effects: Vec<_> = case
            .effects
            .iter()
            .map(|e| (&e.action, e.started_at.is_some(), e.observations.iter().map(|(o, _)| o).collect::<Vec<_>>()))
            .collect();
        let planned: Vec<_> = case.planned.iter().map(|c| (&c.id, case.gone_at(&c.id).is_some())).collect();
        let _ = write!(
            text,
            "{pieces:?} {} {} {approvals:?} {} {effects:?} {planned:?} {:?} {} {} {} {} {} {} {:?} {:?} {} {}",
            case.evidence.len(),
            case.sought.is_some(),
            case.approval_refused.is_some(),
            case.inventory.usable(),
            case.key.is_some(),
            case.made.len(),
            case.handed_over.is_some(),
            case.live_sign_in.is_some(),
            case.blocked_at().is_some(),
            case.sessions_ended_at().is_some(),
            std::mem::discriminant(&case.lifecycle),
            node.listed.iter().map(|c| &c.id).collect::<Vec<_>>(),
            node.contact_left,
            node.waited,
        );
        let _ = write!(
            text,
            " {} {:?} {} {} {} {} {}",
            case.account.contacts.len(),
            case.kept,
            case.exception.is_some(),
            case.wrong_codes,
            case.saved_code_used.is_some(),
            case.codes_replaced.is_some(),
            case.letters.len(),
        );
        let half = |salt: u8| {
            let mut hasher = DefaultHasher::new();
            salt.hash(&mut hasher);
            text.hash(&mut hasher);
            u128::from(hasher.finish())
        };
        half(1) << 64 | half(2)
    }
}

/// What an exploration found.
struct Found {
    states: usize,
    completed: usize,
    strayed: u8,
    violation: Option<String>,
}

/// A state that waits: the one before it, and what happened. It is worked out again when its turn comes, since a million
/// whole cases do not fit into memory.
struct Waiting {
    before: Arc<Node>,
    what: Move,
    strayed: u8,
}

/// Explores up to `limit` states, fewest departures from the good path first.
fn explore(policy: postern_domain::policy::Policy, haste: Haste, limit: usize) -> Found {
    let (model, start) = Model::new(policy, haste);
    let mut seen: HashSet<u128> = HashSet::from([model.key(&start)]);
    let mut queue = VecDeque::new();
    let mut found = Found { states: 1, completed: 0, strayed: 0, violation: None };
    let mut next = Some(start);
    while let Some(node) = next.take().or_else(|| queue.pop_front().and_then(|waiting| model.again(waiting))) {
        found.strayed = node.strayed;
        if !matches!(node.case.lifecycle, Lifecycle::Open | Lifecycle::Completed(_) | Lifecycle::Incident(_)) {
            continue;
        }
        let good = model.hasty(&node).into_iter().find_map(|m| model.after(&node, &m).map(|after| (m, after)));
        let on_path = good.is_some();
        let strayed = Model::anything(&node).into_iter().filter_map(|m| model.after(&node, &m).map(|after| (m, after)));
        let before = Arc::new(node.clone());
        for (n, (what, after)) in good.into_iter().chain(strayed).enumerate() {
            let after = match after {
                Ok(after) => after,
                Err(why) => {
                    found.violation = Some(format!("{why}, by {what:?} after {} steps", node.depth));
                    return found;
                }
            };
            if !seen.insert(model.key(&after)) {
                continue;
            }
            found.states += 1;
            found.completed += usize::from(after.judge.completed);
            // The good path costs nothing, so it is walked first: the fewest departures reach each state.
            if n == 0 && on_path {
                next = Some(Node { strayed: node.strayed, ..after });
            } else {
                queue.push_back(Waiting { before: before.clone(), what, strayed: node.strayed + 1 });
            }
        }
        if found.states >= limit {
            break;
        }
    }
    found
}

fn states() -> usize {
    std::env::var("POSTERN_EXPLORE_STATES").ok().and_then(|n| n.parse().ok()).unwrap_or(4_000)
}

/// The policies that ship.
fn policies() -> Vec<postern_domain::policy::Policy> {
    let texts = [
        include_str!("../../../policies/standard.toml"),
        include_str!("../../../policies/high-assurance.toml"),
        include_str!("../../../policies/small-team.toml"),
    ];
    texts.iter().map(|text| toml::from_str(text).unwrap()).collect()
}

#[test]
fn every_reachable_history_is_legal() {
    let left_out = std::env::var("POSTERN_EXPLORE_REMOVE").ok();
    if let Some(code) = &left_out {
        assert!(Gate::by_code(code).is_some(), "{code} is no gate");
        #[cfg(not(feature = "explore"))]
        panic!("{code} is left out only in a build with the feature `explore`");
    }
    let found: Vec<_> = std::thread::scope(|scope| {
        let run = |policy: postern_domain::policy::Policy| {
            scope.spawn(move || {
                let each =
                    |haste| (format!("{}, {haste:?} first", policy.name), explore(policy.clone(), haste, states() / 2));
                [each(Haste::Credentials), each(Haste::Sessions)]
            })
        };
        let running: Vec<_> = policies().into_iter().map(run).collect();
        running.into_iter().flat_map(|one| one.join().unwrap()).collect()
    });
    let mut violations = 0;
    for (name, found) in &found {
        eprintln!("{name}: {} states, {} completed, up to {} departures", found.states, found.completed, found.strayed);
        if let Some(why) = &found.violation {
            violations += 1;
            eprintln!("{name}: {why}");
        }
    }
    let all: usize = found.iter().map(|(_, found)| found.states).sum();
    eprintln!("{all} states, {violations} violations");
    if left_out.is_none() {
        assert_eq!(violations, 0);
        assert!(found.iter().all(|(_, found)| found.completed > 0), "nothing completed, so nothing was shown");
    }
}
