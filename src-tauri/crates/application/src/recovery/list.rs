//! Cases that somebody works on: the work list, and what waits for a person. Which cases those can be is told by their
//! lines; only those are read.

use crate::{Console, Fault, fold};
use postern_domain::ids::CaseId;
use postern_domain::recovery::{Case, Tier};
use postern_domain::staff::{Actor, Role};
use postern_ports::case_list::{CaseQuery, Which};
use std::collections::BTreeMap;

/// How many cases that wait for a review the work list shows; the others are in the history.
const TO_REVIEW: u32 = 200;

/// How many cases that ended last it shows.
const ENDED: u32 = 50;

/// What a work list shows.
#[derive(Debug, Clone)]
pub struct Work {
    /// The cases, newest first: every open one, every incident, those that wait for this reviewer, and some that ended last.
    pub cases: Vec<Case>,
    /// Cases that wait for a review, and are not among them.
    pub unlisted: u32,
}

impl Console {
    /// The work list of `actor`.
    pub async fn work(&self, actor: &Actor) -> Result<Work, Fault> {
        let mut found = BTreeMap::new();
        self.add(&mut found, CaseQuery::of(Which::Open), u32::MAX).await?;
        self.add(&mut found, CaseQuery::of(Which::Incident), u32::MAX).await?;
        self.add(&mut found, CaseQuery::of(Which::Ended), ENDED).await?;
        let mut unlisted = 0;
        if actor.role() == Role::Reviewer {
            let listed = self.add(&mut found, CaseQuery::of(Which::ToReview), TO_REVIEW).await?;
            // Cases end while this is asked: there is never less than nothing beside.
            unlisted = if listed < TO_REVIEW { 0 } else { self.to_review().await?.saturating_sub(listed) };
        }
        let cases = self.read_all(found.into_values().rev()).await?;
        Ok(Work { cases, unlisted })
    }

    /// Open cases that may wait for `actor` now: whether they do is judged over the case.
    pub async fn may_wait_for(&self, actor: &Actor) -> Result<Vec<Case>, Fault> {
        let open = CaseQuery::of(Which::Open);
        let query = match actor.role() {
            Role::Agent => CaseQuery { agent: Some(actor.person()), ..open },
            Role::Supervisor => CaseQuery { sought: true, ..open },
            // Those are released by a reviewer.
            Role::Reviewer => CaseQuery { tier: Some(Tier::Privileged), ..open },
            Role::Administrator => return Ok(Vec::new()),
        };
        let listed = self.parts().store.list_cases(&query, None, u32::MAX).await?;
        self.read_all(listed.into_iter().map(|one| one.line.case)).await
    }

    /// Every open case.
    pub async fn open_cases(&self) -> Result<Vec<Case>, Fault> {
        let listed = self.parts().store.list_cases(&CaseQuery::of(Which::Open), None, u32::MAX).await?;
        self.read_all(listed.into_iter().map(|one| one.line.case)).await
    }

    /// How many cases ended, and were judged by no reviewer.
    pub async fn to_review(&self) -> Result<u32, Fault> {
        Ok(self.parts().store.count_cases(&CaseQuery::of(Which::ToReview), u32::MAX).await?)
    }

    /// Adds what `query` finds, in the order of openings; answers how many that are.
    async fn add(&self, found: &mut BTreeMap<u64, CaseId>, query: CaseQuery, most: u32) -> Result<u32, Fault> {
        let listed = self.parts().store.list_cases(&query, None, most).await?;
        let count = u32::try_from(listed.len()).unwrap_or(u32::MAX);
        found.extend(listed.into_iter().map(|one| (one.position, one.line.case)));
        Ok(count)
    }

    async fn read_all(&self, cases: impl Iterator<Item = CaseId>) -> Result<Vec<Case>, Fault> {
        let mut read = Vec::new();
        for id in cases {
            let records = self.records(id).await?;
            read.extend(fold(id, &records));
        }
        Ok(read)
    }
}
