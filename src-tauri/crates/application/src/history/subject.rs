//! What the history holds about one person: with the console or without it.

use crate::{Console, Fault};
use postern_domain::ids::{AccountId, CaseId, DirectoryId};
use postern_domain::recovery::{Case, CaseEvent, Refusal};
use postern_domain::staff::{DeskEvent, Roster, looks_back};
use postern_domain::subject::SubjectReport;
use postern_domain::time::Timestamp;
use postern_ports::event_store::{EventStore, Happening, Recorded, StoreFault, Stream};

/// Whom a report is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SubjectAsk {
    /// The account with the directory's identifier.
    Account(AccountId),
    /// The account that a case knew by this sign-in name.
    Login(String),
}

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SubjectFound {
    /// The history holds this.
    Report(Box<SubjectReport>),
    /// It holds no case of that account.
    Nobody,
    /// Several accounts had that name at different times: each is another person, until somebody knows better.
    Several(Vec<AccountId>),
}

/// Reports what the history holds about one person.
pub async fn subject(
    store: &dyn EventStore,
    directory: &DirectoryId,
    ask: &SubjectAsk,
    now: Timestamp,
) -> Result<SubjectFound, StoreFault> {
    let account = match ask {
        SubjectAsk::Account(account) => account.clone(),
        SubjectAsk::Login(login) => {
            let mut accounts = known_by(store, directory, login).await?;
            match (accounts.pop(), accounts.is_empty()) {
                (None, _) => return Ok(SubjectFound::Nobody),
                (Some(account), true) => account,
                (Some(last), false) => {
                    accounts.push(last);
                    return Ok(SubjectFound::Several(accounts));
                }
            }
        }
    };
    let rows = store.cases_of(directory, &account).await?;
    let desk = store.read(Stream::Desk).await?;
    let roster = Roster::fold(desk.iter().filter_map(desk_event));
    let Some(ledger) = roster.ledger().filter(|_| !rows.is_empty()) else { return Ok(SubjectFound::Nobody) };
    let mut report = SubjectReport::begin(ledger, directory, &account, &roster, now);
    for row in rows {
        report.take(row.case, &events(&store.read(Stream::Case(row.case)).await?), &roster, now);
    }
    Ok(SubjectFound::Report(Box::new(report)))
}

/// The accounts that a case knew by this sign-in name, each once.
async fn known_by(store: &dyn EventStore, directory: &DirectoryId, login: &str) -> Result<Vec<AccountId>, StoreFault> {
    let mut accounts = Vec::new();
    // The search finds beginnings of words, too.
    for row in store.cases(login, u32::MAX).await? {
        let events = events(&store.read(Stream::Case(row.case)).await?);
        let Some(case) = Case::fold(row.case, &events) else { continue };
        let known = case.accounts_seen.iter().any(|seen| seen.directory == *directory && seen.login == login);
        if known && !accounts.contains(&case.account.id) {
            accounts.push(case.account.id);
        }
    }
    Ok(accounts)
}

fn events(records: &[Recorded]) -> Vec<CaseEvent> {
    let event = |record: &Recorded| match &record.happening {
        Happening::Case(event) => Some(event.clone()),
        Happening::Desk(_) => None,
    };
    records.iter().filter_map(event).collect()
}

fn desk_event(record: &Recorded) -> Option<&DeskEvent> {
    match &record.happening {
        Happening::Desk(event) => Some(event),
        Happening::Case(_) => None,
    }
}

impl Console {
    /// Reports what the history holds about the subject of a case, for reviewers and administrators.
    pub async fn subject_report(&self, id: CaseId) -> Result<SubjectReport, Fault> {
        let actor = self.actor()?;
        Refusal::unless_empty(looks_back(&self.roster().await?, &actor))?;
        let account = self.case(id).await?.account;
        let (directory, ask) = (account.directory, SubjectAsk::Account(account.id));
        match subject(self.parts().store.as_ref(), &directory, &ask, self.now()).await? {
            SubjectFound::Report(report) => Ok(*report),
            SubjectFound::Nobody | SubjectFound::Several(_) => Err(Fault::Unknown("case")),
        }
    }

    /// Leaves a report for people, under a name that tells nobody's; where it is.
    pub fn leave_report(&self, name: &str, text: &str) -> Result<String, Fault> {
        let left = self.parts().outbox.leave(name, text);
        left.map_err(|_| Fault::Internal("the report cannot be written"))
    }
}
