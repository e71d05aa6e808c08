//! What the cases of some weeks show together.

use super::sampling::PAGE;
use crate::{Console, Fault, fold};
use postern_domain::patterns::{PERIODS, Patterns};
use postern_domain::recovery::Refusal;
use postern_domain::staff::{Roster, looks_back};
use postern_domain::time::{Span, Timestamp};
use postern_ports::event_store::Happening;

/// What was counted.
#[derive(Debug, Clone)]
pub struct Counts {
    /// The patterns.
    pub patterns: Patterns,
    /// Until when.
    pub until: Timestamp,
    /// The staff, for names.
    pub roster: Roster,
}

impl Console {
    /// Counts over the cases that were opened this week and in those before it, `weeks` together: 4, 12 or 52. They are
    /// read a page at a time, and each is let go again.
    pub async fn patterns(&self, weeks: u32) -> Result<Counts, Fault> {
        let actor = self.actor()?;
        let roster = self.roster().await?;
        Refusal::unless_empty(looks_back(&roster, &actor))?;
        if !PERIODS.contains(&weeks) {
            return Err(Fault::field("period"));
        }
        let until = self.now();
        let mut patterns = Patterns::over(weeks, until);
        // A case of this very millisecond counts too.
        let (since, end) = (patterns.since(), until.plus(Span(1)));
        let mut after = None;
        loop {
            let rows = self.parts().store.cases_within(since, end, after, PAGE).await?;
            let Some(last) = rows.last() else { return Ok(Counts { patterns, until, roster }) };
            after = Some(last.case);
            for row in rows.into_iter().filter(|row| row.opened_at >= since) {
                let records = self.records(row.case).await?;
                let Some(case) = fold(row.case, &records) else { continue };
                patterns.add(
                    &case,
                    records.iter().filter_map(|record| match &record.happening {
                        Happening::Case(event) => Some(event),
                        Happening::Desk(_) => None,
                    }),
                );
            }
        }
    }
}
