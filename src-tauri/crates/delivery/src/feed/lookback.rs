//! What a record alone does not say, and its event needs: whose account a case recovers, what an effect was for, whose
//! session ended. Kept for the cases and sessions of late, and read again from the history for others.

use postern_domain::ids::{AccountId, CaseId, DirectoryId, EffectId, LedgerId, PersonId, SessionId};
use postern_domain::recovery::{Action, CaseEvent, Tier};
use postern_domain::staff::DeskEvent;
use postern_ports::EventStore;
use postern_ports::event_store::{Happening, Recorded, StoreFault, Stream};
use std::collections::BTreeMap;

/// So many cases, and so many sessions, are kept.
const MOST: usize = 256;

/// The account that a case recovers, as it was read when the case was opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subject {
    /// Its directory.
    pub directory: DirectoryId,
    /// Its immutable identifier there.
    pub account: AccountId,
    /// Its sign-in name.
    pub login: String,
    /// How much is at stake.
    pub tier: Tier,
}

/// What is known about a record from those before it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// The history.
    pub ledger: LedgerId,
    /// Of a case: whose account.
    pub subject: Option<Subject>,
    /// Of a case: the ticket, as it was typed.
    pub ticket: String,
    /// Of an observation: what was to be done.
    pub action: Option<Action>,
    /// Of a session's end: whose it was.
    pub person: Option<PersonId>,
}

#[derive(Debug, Default)]
struct OfCase {
    subject: Option<Subject>,
    ticket: String,
    actions: BTreeMap<EffectId, Action>,
}

impl OfCase {
    fn take(&mut self, event: &CaseEvent) {
        match event {
            CaseEvent::CaseOpened(opened) => {
                let (directory, account) = (opened.account.directory.clone(), opened.account.id.clone());
                let (login, tier) = (opened.account.login.clone(), opened.tier);
                self.subject = Some(Subject { directory, account, login, tier });
                self.ticket.clone_from(&opened.ticket);
            }
            CaseEvent::EffectIntended { effect, action, .. } => {
                self.actions.insert(*effect, action.clone());
            }
            // Of nothing else is anything needed later.
            _ => {}
        }
    }
}

/// What was read of late.
#[derive(Debug, Default)]
pub struct Lookback {
    ledger: Option<LedgerId>,
    cases: BTreeMap<CaseId, OfCase>,
    sessions: BTreeMap<SessionId, PersonId>,
}

impl Lookback {
    /// What is known about `record`, which is of `store`.
    pub async fn look(&mut self, store: &dyn EventStore, record: &Recorded) -> Result<Known, StoreFault> {
        let ledger = match self.ledger {
            Some(ledger) => ledger,
            None => store.ledger().await?.ok_or_else(|| StoreFault::Failed("a history without a name".to_owned()))?,
        };
        self.ledger = Some(ledger);
        let mut known = Known { ledger, subject: None, ticket: String::new(), action: None, person: None };
        match (record.stream, &record.happening) {
            (Stream::Case(case), Happening::Case(event)) => {
                let kept = self.case(store, case, event).await?;
                known.subject.clone_from(&kept.subject);
                known.ticket.clone_from(&kept.ticket);
                if let CaseEvent::EffectObserved { effect, .. } = event {
                    known.action = kept.actions.get(effect).cloned();
                }
            }
            (_, Happening::Desk(DeskEvent::SessionOpened { session, person, .. })) => self.keep(*session, *person),
            (_, Happening::Desk(DeskEvent::SessionEnded { session })) => {
                known.person = self.session(store, *session).await?;
            }
            (_, Happening::Desk(_) | Happening::Case(_)) => {}
        }
        Ok(known)
    }

    async fn case(&mut self, store: &dyn EventStore, case: CaseId, event: &CaseEvent) -> Result<&OfCase, StoreFault> {
        let mut kept = match self.cases.remove(&case) {
            Some(kept) => kept,
            None => read(store, case).await?,
        };
        kept.take(event);
        if self.cases.len() >= MOST {
            self.cases.clear();
        }
        Ok(&*self.cases.entry(case).insert_entry(kept).into_mut())
    }

    fn keep(&mut self, session: SessionId, person: PersonId) {
        if self.sessions.len() >= MOST {
            self.sessions.clear();
        }
        self.sessions.insert(session, person);
    }

    async fn session(&mut self, store: &dyn EventStore, session: SessionId) -> Result<Option<PersonId>, StoreFault> {
        if let Some(person) = self.sessions.remove(&session) {
            return Ok(Some(person));
        }
        let records = store.read(Stream::Desk).await?;
        Ok(records.iter().rev().find_map(|record| match &record.happening {
            Happening::Desk(DeskEvent::SessionOpened { session: opened, person, .. }) if *opened == session => {
                Some(*person)
            }
            _ => None,
        }))
    }
}

async fn read(store: &dyn EventStore, case: CaseId) -> Result<OfCase, StoreFault> {
    let mut read = OfCase::default();
    for record in store.read(Stream::Case(case)).await? {
        if let Happening::Case(event) = &record.happening {
            read.take(event);
        }
    }
    Ok(read)
}
