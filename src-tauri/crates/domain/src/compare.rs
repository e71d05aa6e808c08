//! Two cases side by side: what is compared, and what differs.
//!
//! Only what a reviewer weighs is compared: no identifier and no point in time, since those differ in any two cases.

use crate::ids::{EvidenceId, PersonId};
use crate::patterns::took;
use crate::recovery::account::ContactChannel;
use crate::recovery::effect::NoticePhase;
use crate::recovery::evidence::{Evidence, EvidenceKind, Outcome, Pathway};
use crate::recovery::risk::RiskSignal;
use crate::recovery::{Case, Channel, Disposition, Lifecycle, Reason, Stage, Tier};
use crate::rules::{RULES, RuleResult, Verdict};
use crate::time::Span;
use std::collections::{BTreeMap, BTreeSet};

/// One of the two cases.
#[derive(Debug, Clone, Copy)]
pub struct Side<'a> {
    /// The case.
    pub case: &'a Case,
    /// What it shows of the rules: as recorded when it ended, as it is now while it runs.
    pub rules: &'a [RuleResult],
    /// How many attempts each gate refused, by the gate's code.
    pub refused: &'a BTreeMap<String, u32>,
}

/// Where a row stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// What the case is about.
    Facts,
    /// Who had a hand in it.
    People,
    /// How long its stages took.
    Stages,
    /// Rules of the standards that it does not meet.
    Rules,
    /// Gates that refused something.
    Refusals,
    /// What showed who the subject is.
    Evidence,
    /// Who was told.
    Notices,
}

/// What a row tells of both cases.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Topic {
    /// Where the account is.
    Directory,
    /// The account's sign-in name.
    Account,
    /// The account's name.
    Name,
    /// How much is at stake.
    Tier,
    /// Why the subject came.
    Reason,
    /// How they came.
    Channel,
    /// Signs of risk.
    Signals,
    /// The model of the new key.
    Model,
    /// Where the case stands.
    State,
    /// What a reviewer found.
    Finding,
    /// The agent.
    Agent,
    /// Who co-signed.
    Approvers,
    /// Who released a privileged account.
    Releaser,
    /// Who reviewed it.
    Reviewer,
    /// How long a stage took.
    Took(Stage),
    /// A rule, by its name.
    Rule(String),
    /// A gate that refused something, by its code.
    Refused(String),
    /// A kind of evidence.
    Evidence(EvidenceKind),
    /// Notices of a phase.
    Notices(NoticePhase),
    /// Letters.
    Letters,
}

/// How it went with a notice to an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Noticed {
    /// It was delivered.
    Sent,
    /// It came back.
    Failed,
    /// It was not sent.
    Owed,
}

/// Where a case stands, without when that was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// It runs.
    Open,
    /// Every gate was met.
    Completed,
    /// The subject could not be verified.
    Refused,
    /// It was given up.
    Cancelled,
    /// Its subject says that it was not them, and nobody judged that yet.
    Incident,
}

/// One thing that a row tells of one case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Told {
    /// Text from outside.
    Text(String),
    /// A tier.
    Tier(Tier),
    /// A reason.
    Reason(Reason),
    /// A channel.
    Channel(Channel),
    /// A sign of risk.
    Signal(RiskSignal),
    /// A model, by its AAGUID.
    Model(String),
    /// Where the case stands.
    State(State),
    /// What a reviewer found.
    Finding(Disposition),
    /// Somebody of the staff.
    Person(PersonId),
    /// A length of time, as exact as people read it.
    Took(Span),
    /// What is shown of a rule.
    Verdict(Verdict),
    /// So many attempts.
    Attempts(u32),
    /// A piece of evidence.
    Evidence {
        /// How it was checked.
        pathway: Pathway,
        /// What the check showed.
        outcome: Outcome,
        /// It was not withdrawn.
        stands: bool,
    },
    /// So many addresses with which it went like this.
    Addresses {
        /// How it went.
        how: Noticed,
        /// With how many.
        count: u32,
    },
    /// So many letters.
    Letters(u32),
}

/// One line of the comparison. A side that tells nothing has nothing of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// What it is about.
    pub topic: Topic,
    /// What the first case tells.
    pub first: Vec<Told>,
    /// What the second case tells.
    pub second: Vec<Told>,
}

impl Row {
    /// The cases tell different things.
    pub fn differs(&self) -> bool {
        self.first != self.second
    }
}

impl Topic {
    /// Where its row stands.
    pub const fn part(&self) -> Part {
        match self {
            Self::Directory
            | Self::Account
            | Self::Name
            | Self::Tier
            | Self::Reason
            | Self::Channel
            | Self::Signals
            | Self::Model
            | Self::State
            | Self::Finding => Part::Facts,
            Self::Agent | Self::Approvers | Self::Releaser | Self::Reviewer => Part::People,
            Self::Took(_) => Part::Stages,
            Self::Rule(_) => Part::Rules,
            Self::Refused(_) => Part::Refusals,
            Self::Evidence(_) => Part::Evidence,
            Self::Notices(_) | Self::Letters => Part::Notices,
        }
    }
}

/// What is told of any two cases.
const ALWAYS: [Topic; 14] = [
    Topic::Directory,
    Topic::Account,
    Topic::Name,
    Topic::Tier,
    Topic::Reason,
    Topic::Channel,
    Topic::Signals,
    Topic::Model,
    Topic::State,
    Topic::Finding,
    Topic::Agent,
    Topic::Approvers,
    Topic::Releaser,
    Topic::Reviewer,
];

/// Stages that take time, in the order of the path.
const STAGES: [Stage; 10] = [
    Stage::Contain,
    Stage::Proofing,
    Stage::Approval,
    Stage::Revocation,
    Stage::Provisioning,
    Stage::Release,
    Stage::Handover,
    Stage::Notification,
    Stage::Close,
    Stage::Review,
];

/// Both cases, row by row, the parts in their order.
pub fn compare(first: &Side<'_>, second: &Side<'_>) -> Vec<Row> {
    let row = |topic: Topic| Row { first: told(first, &topic), second: told(second, &topic), topic };
    let mut rows: Vec<Row> = ALWAYS.into_iter().map(row).collect();
    // Of the rest only what at least one of them tells of.
    let some = occurring(first, second).into_iter().map(row);
    rows.extend(some.filter(|row| !(row.first.is_empty() && row.second.is_empty())));
    rows
}

/// What may be told of these two, in the order of the parts.
fn occurring(first: &Side<'_>, second: &Side<'_>) -> Vec<Topic> {
    let broken = |rule: &str| [first, second].into_iter().any(|side| verdict(side, rule) == Some(Verdict::NotMet));
    let refused: BTreeSet<&String> = first.refused.keys().chain(second.refused.keys()).collect();
    let mut all: Vec<Topic> = STAGES.into_iter().map(Topic::Took).collect();
    all.extend(RULES.iter().filter(|rule| broken(rule.id)).map(|rule| Topic::Rule(rule.id.to_owned())));
    all.extend(refused.into_iter().map(|code| Topic::Refused(code.clone())));
    all.extend(EvidenceKind::ALL.into_iter().map(Topic::Evidence));
    all.extend([NoticePhase::Intake, NoticePhase::Close].map(Topic::Notices));
    all.push(Topic::Letters);
    all
}

/// What one case tells of a topic.
fn told(side: &Side<'_>, topic: &Topic) -> Vec<Told> {
    let case = side.case;
    let text = |text: &str| vec![Told::Text(text.to_owned())];
    let person = |by: Option<PersonId>| -> Vec<Told> { by.map(Told::Person).into_iter().collect() };
    match topic {
        Topic::Directory => text(case.account.directory.as_str()),
        Topic::Account => text(&case.account.login),
        Topic::Name => text(&case.account.name),
        Topic::Tier => vec![Told::Tier(case.tier())],
        Topic::Reason => vec![Told::Reason(case.opened.reason)],
        Topic::Channel => vec![Told::Channel(case.opened.channel)],
        Topic::Signals => case.signals.iter().copied().map(Told::Signal).collect(),
        Topic::Model => model(case).map(|aaguid| Told::Model(aaguid.to_owned())).into_iter().collect(),
        Topic::State => vec![Told::State(state(case))],
        Topic::Finding => case.review.iter().map(|(found, _, _)| Told::Finding(*found)).collect(),
        Topic::Agent => person(Some(case.agent)),
        Topic::Approvers => approvers(case),
        Topic::Releaser => person(case.release.as_ref().map(|signed| signed.by)),
        Topic::Reviewer => person(case.review.as_ref().map(|(_, _, signed)| signed.by)),
        Topic::Took(stage) => {
            let spans = took(case);
            spans.into_iter().filter(|(of, _)| of == stage).map(|(_, span)| Told::Took(as_read(span))).collect()
        }
        Topic::Rule(rule) => verdict(side, rule).map(Told::Verdict).into_iter().collect(),
        Topic::Refused(code) => side.refused.get(code).copied().map(Told::Attempts).into_iter().collect(),
        Topic::Evidence(kind) => evidence(case, *kind),
        Topic::Notices(phase) => notices(case, *phase),
        Topic::Letters => match u32::try_from(case.letters.len()).unwrap_or(u32::MAX) {
            0 => Vec::new(),
            count => vec![Told::Letters(count)],
        },
    }
}

/// The model that attested the new credential; before that, of the key that was accepted for it.
fn model(case: &Case) -> Option<&str> {
    let accepted = || case.key.as_ref().map(|(key, _)| key.aaguid.as_str());
    case.newest().map(|made| made.aaguid.as_str()).or_else(accepted)
}

const fn state(case: &Case) -> State {
    match case.lifecycle {
        Lifecycle::Open => State::Open,
        Lifecycle::Completed(_) => State::Completed,
        Lifecycle::Refused(_) => State::Refused,
        Lifecycle::Cancelled(_) => State::Cancelled,
        Lifecycle::Incident(_) => State::Incident,
    }
}

/// Whoever co-signed for the agent that the case has now, each once; in which order is no difference.
fn approvers(case: &Case) -> Vec<Told> {
    let theirs = case.approvals.iter().filter(|signed| signed.at >= case.agent_since);
    let people: BTreeSet<PersonId> = theirs.map(|signed| signed.by).collect();
    people.into_iter().map(Told::Person).collect()
}

fn verdict(side: &Side<'_>, rule: &str) -> Option<Verdict> {
    side.rules.iter().find(|result| result.rule == rule).map(|result| result.verdict)
}

/// Each piece of this kind; in which order they were recorded is no difference.
fn evidence(case: &Case, kind: EvidenceKind) -> Vec<Told> {
    let mut all: Vec<&Evidence> = case.evidence.iter().filter(|piece| piece.kind == kind).collect();
    let stands = |id: &EvidenceId| !case.withdrawn.contains(id);
    all.sort_by_key(|piece| (!stands(&piece.id), piece.outcome == Outcome::Rejected, piece.pathway));
    let told =
        |piece: &Evidence| Told::Evidence { pathway: piece.pathway, outcome: piece.outcome, stands: stands(&piece.id) };
    all.into_iter().map(told).collect()
}

/// How it went with each address that is told by the console: letters are sent by people.
fn notices(case: &Case, phase: NoticePhase) -> Vec<Told> {
    let mut counted: BTreeMap<Noticed, u32> = BTreeMap::new();
    for contact in case.addresses().iter().filter(|contact| contact.channel != ContactChannel::Post) {
        let action = Case::notice(phase, contact);
        let how = match case.effects_of(&action).next_back() {
            Some(effect) if effect.confirmed_at().is_some() => Noticed::Sent,
            Some(effect) if effect.last().is_some() => Noticed::Failed,
            Some(_) | None => Noticed::Owed,
        };
        *counted.entry(how).or_default() += 1;
    }
    counted.into_iter().map(|(how, count)| Told::Addresses { how, count }).collect()
}

/// To the minute, and from two days on to the day: what reads the same is no difference.
const fn as_read(span: Span) -> Span {
    let (day, minute) = (Span::days(1).0, Span::minutes(1).0);
    let unit = if span.0 >= 2 * day { day } else { minute };
    Span(span.0.div_euclid(unit) * unit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_is_as_exact_as_it_is_read() {
        assert_eq!(as_read(Span(59_999)), Span(0));
        assert_eq!(as_read(Span(60_000)), Span::minutes(1));
        assert_eq!(as_read(Span::days(2).and(Span(-1))), Span::minutes(2 * 24 * 60 - 1));
        assert_eq!(as_read(Span::days(2)), Span::days(2));
        assert_eq!(as_read(Span::days(3).and(Span(-1))), Span::days(2));
    }
}
