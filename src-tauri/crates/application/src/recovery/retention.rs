//! Files whose time is over: the console erases them by itself, in the way in which a person would, and records that nobody
//! did.

use crate::{Console, Fault};
use postern_domain::ids::{AttachmentId, CaseId};
use postern_domain::recovery::retention::{Due, due, expire};
use postern_domain::recovery::{Attachment, Case};
use postern_domain::staff::Roster;
use postern_ports::event_store::StoreFault;
use std::collections::BTreeSet;

/// A file that is kept, and for how long.
#[derive(Debug, Clone)]
pub struct FileTime {
    /// Of which case.
    pub case: CaseId,
    /// The file.
    pub file: Attachment,
    /// When it is due, and why it is kept.
    pub due: Due,
}

impl Console {
    /// Every file that is kept, and for how long: those of one case together.
    pub async fn file_times(&self) -> Result<Vec<FileTime>, Fault> {
        let roster = self.roster().await?;
        let cases: BTreeSet<CaseId> = self.parts().store.kept().await?.into_iter().map(|(_, case)| case).collect();
        let mut all = Vec::new();
        for id in cases {
            all.extend(self.times_of(&self.case(id).await?, &roster)?);
        }
        Ok(all)
    }

    fn times_of(&self, case: &Case, roster: &Roster) -> Result<Vec<FileTime>, Fault> {
        let policy = roster.policy_with(case.opened.policy).ok_or(Fault::Unknown("policy of the case"))?;
        let held = self.keeps_all(case);
        let kept = case.attachments.iter().filter(|file| file.erased.is_none());
        let time = |file: &Attachment| FileTime {
            case: case.id,
            file: file.clone(),
            due: due(case, file.attached.class, policy, self.now(), held),
        };
        Ok(kept.map(time).collect())
    }

    /// Nothing is erased by itself while something holds the work.
    fn keeps_all(&self, case: &Case) -> bool {
        self.holds(case) || self.clock_is_astray()
    }

    /// Erases every file whose time is over; how many. What a crash left half done is completed first.
    pub async fn expire_files(&self) -> Result<usize, Fault> {
        self.end_erasures().await?;
        let mut expired = 0;
        for one in self.file_times().await?.into_iter().filter(|one| one.due.is_over()) {
            expired += usize::from(self.expire_file(one.case, one.file.attached.id).await?);
        }
        Ok(expired)
    }

    /// Marked, recorded, destroyed: in this order, so that a crash between leaves nothing half done. The case is read again:
    /// somebody may just have held its files.
    async fn expire_file(&self, id: CaseId, attachment: AttachmentId) -> Result<bool, Fault> {
        let (case, roster) = (self.case(id).await?, self.roster().await?);
        let policy = roster.policy_with(case.opened.policy).ok_or(Fault::Unknown("policy of the case"))?;
        let Some(event) = expire(&case, attachment, policy, self.now(), self.keeps_all(&case)) else {
            return Ok(false);
        };
        self.parts().store.doom(attachment).await?;
        match self.append_case(id, case.seq, vec![event]).await {
            Ok(_) => {}
            // Somebody did something meanwhile; a mark alone means nothing, and the next look decides anew.
            Err(Fault::Store(StoreFault::Conflict)) => return Ok(false),
            Err(other) => return Err(other),
        }
        self.parts().store.forget(attachment).await?;
        Ok(true)
    }
}
