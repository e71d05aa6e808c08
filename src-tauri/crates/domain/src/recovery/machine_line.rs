//! What a list says of machine identities: a part of the line of their cases, and the lines of one account together.

use super::account::{Account, Machine};
use super::effect::{Action, Observation};
use super::event::CaseEvent;
use super::{CaseLine, Lifecycle};
use crate::ids::{AccountId, CaseId, DirectoryId, EffectId};
use crate::time::{Span, Timestamp};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What the line of a case says of its machine identity.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MachineLine {
    /// The account, as its directory names it.
    pub account: AccountId,
    /// The sign-in name of who answers for it, as last read.
    pub sponsor: String,
    /// How many consumers are listed.
    pub consumers: u32,
    /// For how many minutes old and new may live together.
    pub overlap_minutes: i64,
    /// The last submission of a new credential.
    pub submission: Option<EffectId>,
    /// When that was seen to be listed.
    pub rotated_at: Option<Timestamp>,
    /// What came of the last trial of an old credential.
    pub tried: Option<TriedLine>,
}

/// What came of a trial.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TriedLine {
    /// The old credential was refused.
    pub refused: bool,
    /// When.
    pub at: Timestamp,
}

impl MachineLine {
    /// Of an account that was just read; `None` for a person.
    pub fn begin(account: &Account) -> Option<Self> {
        let Machine { sponsor_login, .. } = account.machine.as_ref()?;
        Some(Self {
            account: account.id.clone(),
            sponsor: sponsor_login.clone(),
            consumers: 0,
            overlap_minutes: 0,
            submission: None,
            rotated_at: None,
            tried: None,
        })
    }

    /// Applies one event.
    pub fn apply(&mut self, event: &CaseEvent) {
        match event {
            CaseEvent::AccountReread { account, .. } => {
                if let Some(machine) = &account.machine {
                    self.sponsor.clone_from(&machine.sponsor_login);
                }
            }
            CaseEvent::ConsumersListed { consumers, overlap_minutes, .. } => {
                self.consumers = u32::try_from(consumers.len()).unwrap_or(u32::MAX);
                self.overlap_minutes = *overlap_minutes;
            }
            CaseEvent::EffectIntended { effect, action: Action::SubmitCredential, .. } => {
                (self.submission, self.rotated_at) = (Some(*effect), None);
            }
            CaseEvent::EffectObserved { effect, observation, at, .. } if self.submission == Some(*effect) => {
                self.rotated_at = match observation {
                    Observation::AsIntended | Observation::Attested { .. } | Observation::Delivered { .. } => Some(*at),
                    Observation::NotAsIntended { .. } | Observation::Unknown { .. } => None,
                };
            }
            CaseEvent::OldCredentialTried { refused, at, .. } => {
                self.tried = Some(TriedLine { refused: *refused, at: *at });
            }
            // What the former agent recorded does not count any more, nor does what they made.
            CaseEvent::CaseTakenOver { .. } => {
                (self.consumers, self.overlap_minutes) = (0, 0);
                (self.submission, self.rotated_at, self.tried) = (None, None, None);
            }
            _ => {}
        }
    }

    /// When an overlap is over; `None` where there is none.
    pub fn overlap_until(&self) -> Option<Timestamp> {
        let began = self.rotated_at?;
        (self.overlap_minutes > 0).then(|| began.plus(Span::minutes(self.overlap_minutes)))
    }
}

/// A machine identity, from the lines of all its cases.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MachineIdentity {
    /// Where its account is.
    pub directory: DirectoryId,
    /// The account.
    pub account: AccountId,
    /// Its sign-in name, as last read.
    pub login: String,
    /// Its name, as last read.
    pub name: String,
    /// Who answers for it, as last read.
    pub sponsor: String,
    /// How many consumers the newest list has.
    pub consumers: u32,
    /// How many cases it had.
    pub cases: u32,
    /// The case that runs.
    pub open: Option<CaseId>,
    /// When a new credential was last seen listed.
    pub rotated_at: Option<Timestamp>,
    /// Until when old and new may live together in the case that runs.
    pub overlap_until: Option<Timestamp>,
    /// What came of the last trial of an old credential.
    pub tried: Option<TriedLine>,
}

impl MachineIdentity {
    /// The identities that `lines` are of, by sign-in name. Lines come newest first, and lines of people are left out.
    pub fn all<'a>(lines: impl IntoIterator<Item = &'a CaseLine>) -> Vec<Self> {
        let mut found: BTreeMap<(DirectoryId, AccountId), Self> = BTreeMap::new();
        for line in lines {
            let Some(machine) = &line.machine else { continue };
            let known = (line.directory.clone(), machine.account.clone());
            found.entry(known).or_insert_with(|| Self::newest(line, machine)).add(line, machine);
        }
        let mut all: Vec<Self> = found.into_values().collect();
        all.sort_by(|a, b| (&a.login, &a.directory).cmp(&(&b.login, &b.directory)));
        all
    }

    /// What the newest line says; what all of them say together is added.
    fn newest(line: &CaseLine, machine: &MachineLine) -> Self {
        Self {
            directory: line.directory.clone(),
            account: machine.account.clone(),
            login: line.login.clone(),
            name: line.name.clone(),
            sponsor: machine.sponsor.clone(),
            consumers: 0,
            cases: 0,
            open: None,
            rotated_at: None,
            overlap_until: None,
            tried: None,
        }
    }

    fn add(&mut self, line: &CaseLine, machine: &MachineLine) {
        self.cases = self.cases.saturating_add(1);
        if self.consumers == 0 {
            self.consumers = machine.consumers;
        }
        self.rotated_at = self.rotated_at.max(machine.rotated_at);
        self.tried = self.tried.into_iter().chain(machine.tried).max_by_key(|tried| tried.at);
        if line.lifecycle == Lifecycle::Open {
            (self.open, self.overlap_until) = (Some(line.case), machine.overlap_until());
        }
    }

    /// Whether a text is in what the list shows of it, however it is written.
    pub fn fits(&self, text: &str) -> bool {
        let asked = text.trim().to_lowercase();
        let told = [self.login.as_str(), self.name.as_str(), self.directory.as_str(), self.sponsor.as_str()];
        told.iter().any(|one| one.to_lowercase().contains(&asked))
    }
}
