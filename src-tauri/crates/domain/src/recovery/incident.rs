//! A recovery that its subject says was not theirs: from then on the case is an incident, until a reviewer who had no part
//! in it signs what it was. Whoever and whatever took part in one is looked at twice elsewhere, for as long as it is open.

use super::account::Account;
use super::decide::{check_text, intend, no_such};
use super::effect::Action;
use super::event::{CaseEvent, Signed};
use super::risk::RiskSignal;
use super::{Case, EffectState, Facts, Gate, Lifecycle, Refusal, Violation, checks};
use crate::NonEmpty;
use crate::canonical::Digest;
use crate::ids::{AccountId, DirectoryId, PersonId};
use crate::staff::Role;
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// By which channel somebody said so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReportChannel {
    /// At the desk.
    InPerson,
    /// On the telephone.
    Phone,
    /// By mail.
    Email,
    /// By a letter.
    Letter,
    /// Through a colleague, a manager, or the police.
    Other,
}

/// What was reported: "that was not me".
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Repudiation {
    /// Who said so, as they named themselves: the subject, or somebody for them.
    pub who: String,
    /// By which channel.
    pub channel: ReportChannel,
    /// What they said.
    pub said: String,
    /// Who took it down.
    pub by: PersonId,
    /// When.
    pub at: Timestamp,
}

/// What a reviewer found that it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Finding {
    /// It was the subject after all.
    Unfounded,
    /// Somebody else took the account over, or tried to.
    Confirmed,
    /// Nobody attacked: the desk made a mistake.
    OurError,
}

/// How a case had ended before it was an incident, or ends with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EndedAs {
    /// Every gate had been met.
    Completed,
    /// The subject could not be verified.
    Refused,
    /// It was given up; a case that ran when it was repudiated is, too.
    Cancelled,
}

/// Where a case stands once its incident is over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ended {
    /// How it ended.
    pub how: EndedAs,
    /// When.
    pub at: Timestamp,
}

impl Ended {
    /// As a case says it.
    pub fn lifecycle(self) -> Lifecycle {
        match self.how {
            EndedAs::Completed => Lifecycle::Completed(self.at),
            EndedAs::Refused => Lifecycle::Refused(self.at),
            EndedAs::Cancelled => Lifecycle::Cancelled(self.at),
        }
    }
}

/// One incident of a case.
#[derive(Debug, Clone)]
pub struct Incident {
    /// What was reported.
    pub report: Repudiation,
    /// Where the case stood until then.
    pub was: Lifecycle,
    /// A supervisor let the account be recovered while it is open: who, on what grounds, when.
    pub cleared: Option<(PersonId, String, Timestamp)>,
    /// What a reviewer found; `None` while it is open.
    pub disposed: Option<(Finding, String, Signed)>,
}

impl Case {
    /// The incident that is open.
    pub fn incident(&self) -> Option<&Incident> {
        self.incidents.last().filter(|incident| incident.disposed.is_none())
    }

    /// When the case ended, whatever was reported of it since; `None` while it runs, or did until it was repudiated.
    pub fn ended_at(&self) -> Option<Timestamp> {
        match self.stood() {
            Lifecycle::Open | Lifecycle::Incident(_) => None,
            Lifecycle::Completed(at) | Lifecycle::Refused(at) | Lifecycle::Cancelled(at) => Some(*at),
        }
    }

    /// Whether every gate was met once, whatever was reported since.
    pub fn was_completed(&self) -> bool {
        matches!(self.stood(), Lifecycle::Completed(_))
    }

    /// Where the case stands, or stood before the incident that is open.
    fn stood(&self) -> &Lifecycle {
        self.incident().map_or(&self.lifecycle, |incident| &incident.was)
    }

    /// What closed the account since it was repudiated: done, or still to be done and seen.
    pub fn freezes(&self) -> impl Iterator<Item = &EffectState> {
        let since = self.incidents.last().map(|incident| incident.report.at);
        self.effects.iter().filter(move |e| e.action.closes_doors() && since.is_some_and(|at| e.intended_at >= at))
    }

    /// Whether everything that was to close the account since then was seen, or said, to be done.
    pub fn is_closed(&self) -> bool {
        let done = |action: &Action| self.freezes().any(|e| e.action == *action && e.confirmed_at().is_some());
        self.freezes().all(|e| done(&e.action))
    }

    /// Everybody who ran this case, signed it or released it.
    pub fn took_part(&self) -> BTreeSet<PersonId> {
        let mut all = BTreeSet::from([self.opened.agent, self.agent]);
        all.extend(self.approvals.iter().map(|signed| signed.by));
        all.extend(self.release.iter().map(|signed| signed.by));
        all
    }

    /// The key that was handed out, as far as it can be told from every other.
    fn key_identities(&self) -> BTreeSet<Digest> {
        let accepted = self.key.iter().filter_map(|(key, _)| key.identity);
        accepted.chain(self.made.iter().filter_map(|(made, _)| made.attested_as)).collect()
    }

    pub(super) fn apply_incident(&mut self, event: &CaseEvent) {
        match event {
            CaseEvent::Repudiated { report } => {
                let (was, at) = (self.lifecycle.clone(), report.at);
                let report = (**report).clone();
                self.incidents.push(Incident { report, was, cleared: None, disposed: None });
                self.lifecycle = Lifecycle::Incident(at);
            }
            CaseEvent::AccountCleared { by, note, at } => {
                if let Some(incident) = self.incidents.last_mut() {
                    incident.cleared = Some((*by, note.clone(), *at));
                }
            }
            CaseEvent::IncidentDisposed { finding, note, then, signed } => {
                if let Some(incident) = self.incidents.last_mut() {
                    incident.disposed = Some((*finding, note.clone(), (**signed).clone()));
                }
                self.lifecycle = then.lifecycle();
            }
            _ => {}
        }
    }
}

/// Who and what takes part in incidents that are open.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Raised {
    people: BTreeSet<PersonId>,
    keys: BTreeSet<Digest>,
    /// Whether a supervisor let the account be recovered all the same.
    accounts: BTreeMap<(DirectoryId, AccountId), bool>,
}

/// No incident is open.
pub static NOTHING_RAISED: Raised =
    Raised { people: BTreeSet::new(), keys: BTreeSet::new(), accounts: BTreeMap::new() };

impl Raised {
    /// What the open incidents among `cases` raise.
    pub fn of<'a>(cases: impl IntoIterator<Item = &'a Case>) -> Self {
        let mut all = Self::default();
        for case in cases {
            let Some(incident) = case.incident() else { continue };
            all.people.extend(case.took_part());
            all.keys.extend(case.key_identities());
            let account = (case.account.directory.clone(), case.account.id.clone());
            let free = incident.cleared.is_some();
            let known = all.accounts.entry(account).or_insert(free);
            *known = *known && free;
        }
        all
    }

    /// Whether `person` ran, signed or released a case of an open incident.
    pub fn names(&self, person: PersonId) -> bool {
        self.people.contains(&person)
    }

    /// Whether this very key was handed out in one.
    pub fn names_key(&self, identity: Option<Digest>) -> bool {
        identity.is_some_and(|identity| self.keys.contains(&identity))
    }

    /// Whether the account is in one.
    pub fn names_account(&self, account: &Account) -> bool {
        self.accounts.contains_key(&(account.directory.clone(), account.id.clone()))
    }

    /// Whether the account is in one, and no supervisor let it be recovered.
    pub fn holds(&self, account: &Account) -> bool {
        self.accounts.get(&(account.directory.clone(), account.id.clone())) == Some(&false)
    }
}

/// Whether an open incident concerns the account of `case`, its key, or who took part in it.
fn concerns(case: &Case, raised: &Raised) -> bool {
    raised.names_account(&case.account)
        || case.took_part().iter().any(|person| raised.names(*person))
        || case.key_identities().iter().any(|key| raised.names_key(Some(*key)))
}

/// Whether it concerns the case, or whoever is about to sign it (`to_sign`), and that is yet to be written down in it.
pub fn to_weigh(case: &Case, to_sign: bool, facts: &Facts<'_>) -> bool {
    let signer = to_sign && facts.raised.names(facts.actor.person());
    case.lifecycle == Lifecycle::Open
        && !case.signals.contains(&RiskSignal::IncidentOpen)
        && (signer || concerns(case, facts.raised))
}

/// What stands in the way of reporting: anybody of the staff takes it down, once at a time. A limit holds agents, since
/// freezing locks people out; it holds nobody else, since it is the last defence.
pub(super) fn reporting(case: &Case, facts: &Facts<'_>) -> Vec<Violation> {
    let mut wrong = checks::on_the_staff(facts);
    wrong.extend(not_in_one(case));
    let frozen = facts.velocity.frozen_by_actor;
    if facts.actor.role() == Role::Agent && frozen >= facts.policy.freezes_per_day {
        wrong.push(Violation::of(Gate::FreezesNotTooMany).with("frozen", frozen));
    }
    wrong
}

/// What stands in the way of closing the account once more.
pub(super) fn freezing(case: &Case, facts: &Facts<'_>) -> Vec<Violation> {
    in_one(case).into_iter().chain(checks::on_the_staff(facts)).collect()
}

/// What stands in the way of letting the account be recovered while the incident is open: a supervisor does who had no
/// part in it.
pub(super) fn clearing(case: &Case, facts: &Facts<'_>) -> Vec<Violation> {
    let mut wrong = in_one(case);
    wrong.extend(checks::has_role(facts, Role::Supervisor));
    wrong.extend(checks::trained(facts, Gate::SignerTrained));
    if had_part(case, facts) || checks::is_subject(case, facts) {
        wrong.push(Violation::of(Gate::ReviewerTookNoPart));
    }
    if case.incident().is_some_and(|incident| incident.cleared.is_some()) {
        wrong.push(Violation::of(Gate::ItemExists).with("what", "hold"));
    }
    wrong
}

/// What stands in the way of saying what it was: a reviewer does who had no part, once it is known what became of the
/// account.
pub(super) fn disposing(case: &Case, facts: &Facts<'_>) -> Vec<Violation> {
    let mut wrong = in_one(case);
    let judge = checks::may_judge(case, facts);
    let told = judge.iter().any(|v| v.gate == Gate::ReviewerTookNoPart);
    wrong.extend(judge);
    if !told && had_part(case, facts) {
        wrong.push(Violation::of(Gate::ReviewerTookNoPart));
    }
    let open = case.freezes().filter(|e| e.waits() || e.outcome_unknown()).count();
    if open > 0 {
        wrong.push(Violation::of(Gate::OutcomesKnown).with("count", open));
    }
    wrong
}

/// Whoever took the report down has a part in it, too.
fn had_part(case: &Case, facts: &Facts<'_>) -> bool {
    let me = facts.actor.person();
    case.took_part().contains(&me) || case.incident().is_some_and(|incident| incident.report.by == me)
}

/// An incident of this case is open.
pub(super) fn in_one(case: &Case) -> Vec<Violation> {
    if case.incident().is_some() { Vec::new() } else { vec![Violation::of(Gate::IncidentIsOpen)] }
}

/// None is.
pub(super) fn not_in_one(case: &Case) -> Vec<Violation> {
    if case.incident().is_some() { vec![Violation::of(Gate::NoOpenIncident)] } else { Vec::new() }
}

/// Takes the report down, and closes the account by everything that its directory can.
pub(super) fn repudiate(
    case: &Case,
    who: String,
    channel: ReportChannel,
    said: String,
    facts: &Facts<'_>,
) -> Result<NonEmpty<CaseEvent>, Refusal> {
    let mut wrong = check_text("who", &who, 1, 120);
    wrong.extend(check_text("said", &said, 1, 2000));
    Refusal::unless_empty(wrong)?;
    let report = Box::new(Repudiation { who, channel, said, by: facts.actor.person(), at: facts.now });
    let actions = closing(case);
    let tail = if actions.is_empty() { Vec::new() } else { intend(case, actions, facts)?.into_vec() };
    Ok(NonEmpty { head: CaseEvent::Repudiated { report }, tail })
}

/// Everything that closes the account: sign-in, sessions, and the credential that this case enrolled.
fn closing(case: &Case) -> Vec<Action> {
    let can = case.opened.capabilities;
    let mut actions = Vec::new();
    if can.block_sign_in {
        actions.push(Action::BlockSignIn);
    }
    if can.sessions {
        actions.push(Action::EndSessions);
    }
    let enrolled = case.enrolled.as_ref().map(|(enrolled, _)| enrolled.credential.clone());
    let listed = || case.listed(&case.inventory).map(|c| c.id.clone());
    let made = || case.newest().and_then(|made| made.directory_credential.clone());
    if can.suspend
        && let Some(credential) = listed().or(enrolled).or_else(made)
    {
        actions.push(Action::SuspendCredential { credential });
    }
    actions
}

/// Closes once more what was seen not to be closed.
pub(super) fn freeze_again(case: &Case, facts: &Facts<'_>) -> Result<NonEmpty<CaseEvent>, Refusal> {
    let settled = |e: &EffectState| e.confirmed_at().is_some() || e.waits() || e.outcome_unknown();
    let mut actions = closing(case);
    actions.retain(|action| !case.freezes().any(|e| e.action == *action && settled(e)));
    intend(case, actions, facts)
}

/// Lets the account be recovered by another case.
pub(super) fn clear(note: String, facts: &Facts<'_>) -> Result<NonEmpty<CaseEvent>, Refusal> {
    Refusal::unless_empty(check_text("note", &note, 1, 500))?;
    Ok(NonEmpty::one(CaseEvent::AccountCleared { by: facts.actor.person(), note, at: facts.now }))
}

/// Where the case stands once it is over: as it had ended, and given up where it ran.
pub fn then(case: &Case, at: Timestamp) -> Ended {
    let was = case.incident().map_or(&case.lifecycle, |incident| &incident.was);
    match was {
        Lifecycle::Completed(at) => Ended { how: EndedAs::Completed, at: *at },
        Lifecycle::Refused(at) => Ended { how: EndedAs::Refused, at: *at },
        Lifecycle::Cancelled(at) => Ended { how: EndedAs::Cancelled, at: *at },
        Lifecycle::Open | Lifecycle::Incident(_) => Ended { how: EndedAs::Cancelled, at },
    }
}

/// Writes down that an open incident concerns the case: its tier rises, and what was signed before holds no more.
pub(super) fn weigh(case: &Case, to_sign: bool, facts: &Facts<'_>) -> Result<NonEmpty<CaseEvent>, Refusal> {
    if !to_weigh(case, to_sign, facts) {
        return Err(no_such("incident"));
    }
    Ok(NonEmpty::one(CaseEvent::RiskSeen { signals: vec![RiskSignal::IncidentOpen], at: facts.now }))
}
