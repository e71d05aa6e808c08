//! Watching what directories tell of credentials: every change that no case explains is raised, once.

use crate::{Console, Fault};
use postern_domain::ids::DirectoryId;
use postern_domain::recovery::account::{Ability, How};
use postern_domain::recovery::watch::explains;
use postern_domain::staff::{DeskEvent, Stray, judge_stray};
use postern_domain::time::{Span, Timestamp};
use postern_ports::directory::{CredentialChange, DirectoryFault};
use postern_ports::event_store::Stream;

/// How far back a console looks that was not running.
const FAR: Span = Span::days(7);
/// Entries come late into some logs: what was read once is read again for so long.
const LATE: Span = Span::hours(2);
/// No log has more pages for one look.
const PAGES: usize = 200;
/// A change of this moment may be one whose record is just being written.
const SETTLES: Span = Span::minutes(3);

impl Console {
    /// Looks at the log of every directory that has one; how many changes were raised. A directory that does not answer
    /// is looked at next time.
    pub async fn watch_directories(&self) -> Result<usize, Fault> {
        let mut raised = 0;
        for directory in self.directories() {
            if directory.can(Ability::Changes) != How::Does {
                continue;
            }
            match self.watch(directory.id()).await {
                Ok(found) => raised += found,
                Err(Fault::Directory(fault)) => {
                    tracing::warn!(code = fault.code(), "a directory's log could not be read");
                }
                Err(other) => return Err(other),
            }
        }
        Ok(raised)
    }

    async fn watch(&self, id: &DirectoryId) -> Result<usize, Fault> {
        let directory = self.directory(id)?;
        let now = self.now();
        // What was done before there was a desk was nobody's case.
        let founded = self.parts().store.read(Stream::Desk).await?.first().map_or(now, |record| record.at);
        let since = self.watched_until(id).unwrap_or(Timestamp(now.0 - FAR.0)).max(founded.plus(LATE));
        let (mut from, mut raised) = (None, 0);
        for _ in 0..PAGES {
            let page = directory.changes(Timestamp(since.0 - LATE.0), from.as_ref()).await?;
            for change in page.rows {
                raised += usize::from(self.raise(id, change, now).await?);
            }
            from = page.next;
            if from.is_none() {
                self.watched(id, Timestamp(now.0 - SETTLES.0));
                return Ok(raised);
            }
        }
        Err(Fault::Directory(DirectoryFault::Nonsense("a log without end".to_owned())))
    }

    /// Raises a change, unless it was raised before, is too new to judge, or a case explains it.
    async fn raise(&self, directory: &DirectoryId, change: CredentialChange, now: Timestamp) -> Result<bool, Fault> {
        let young = now.since(change.at) < SETTLES;
        if young || self.roster().await?.alarm(directory, &change.entry).is_some() {
            return Ok(false);
        }
        for row in self.parts().store.cases_of(directory, &change.account).await? {
            if explains(&self.case(row.case).await?, change.what, change.at) {
                return Ok(false);
            }
        }
        let stray = Stray {
            directory: directory.clone(),
            entry: change.entry,
            account: change.account,
            login: change.login,
            what: change.what,
            done_by: change.by,
            happened: change.at,
        };
        self.append_desk(DeskEvent::StrayChange { stray, at: now }).await?;
        Ok(true)
    }

    /// Says what was found about a change that no case explains.
    pub async fn judge_stray(&self, directory: &DirectoryId, entry: &str, note: &str) -> Result<(), Fault> {
        let actor = self.actor()?;
        let roster = self.roster().await?;
        let event = judge_stray(&roster, &actor, directory, entry, note, self.now())?;
        self.append_desk(event).await
    }
}
