//! A draw of ended cases for review, from the history as it stood when the period ended: with the console or without it.

use crate::{Console, Fault, fold};
use postern_domain::canonical::Digest;
use postern_domain::ids::CaseId;
use postern_domain::recovery::{Case, CaseEvent, Refusal, Tier};
use postern_domain::sampling::{Drawn, Ended, asked, draw};
use postern_domain::staff::looks_back;
use postern_domain::time::Timestamp;
use postern_ledger::text_of_checkpoint;
use postern_ports::event_store::{EventStore, Happening, Recorded, StoreFault, Stream};

/// Cases that are looked at with one reading of the list.
pub(super) const PAGE: u32 = 200;

/// What is to be drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SampleAsk {
    /// The beginning of the period, included.
    pub from: Timestamp,
    /// Its end, not included.
    pub to: Timestamp,
    /// How many cases are drawn by rank, beside the privileged ones.
    pub number: u32,
}

/// A draw, with everything that it takes to draw it again.
#[derive(Debug, Clone)]
pub struct Sample {
    /// What was asked.
    pub ask: SampleAsk,
    /// Records that the history had at the end of the period.
    pub size: u64,
    /// Its root then.
    pub root: [u8; 32],
    /// SHA-256 of the text of the checkpoint of then: what a console signed.
    pub note: Digest,
    /// The period is over: the draw is always the same. Else it changes with the next record.
    pub settled: bool,
    /// Cases that ended within the period.
    pub ended: usize,
    /// Those that were drawn.
    pub drawn: Vec<Sampled>,
}

/// A case that was drawn.
#[derive(Debug, Clone)]
pub struct Sampled {
    /// Why, and at which rank.
    pub drawn: Drawn,
    /// The case as it is now.
    pub case: Case,
}

/// Draws; `None` where the history had no record when the period ended. What is asked for must be in order:
/// [`postern_domain::sampling::asked`].
pub async fn sample(store: &dyn EventStore, ask: SampleAsk) -> Result<Option<Sample>, StoreFault> {
    let size = store.size_before(ask.to).await?;
    let Some(note) = store.checkpoint_of(size).await? else { return Ok(None) };
    let Some(root) = store.root(size).await? else { return Ok(None) };
    let damaged = |detail: String| StoreFault::Damaged { position: size, detail };
    let text = text_of_checkpoint(&note).map_err(|why| damaged(why.to_string()))?;
    // A later record is after the period's end already.
    let settled = store.size().await? > size;
    let ended = ended(store, ask, size).await?;
    let mut drawn = Vec::new();
    for one in draw(&root, ask.number, &ended) {
        let records = store.read(Stream::Case(one.case)).await?;
        let case = fold(one.case, &records).ok_or_else(|| damaged(format!("case {} cannot be read", one.case)))?;
        drawn.push(Sampled { drawn: one, case });
    }
    let note = Digest::of(text.as_bytes());
    Ok(Some(Sample { ask, size, root, note, settled, ended: ended.len(), drawn }))
}

/// What ended within the period, as it was with the first `size` records.
async fn ended(store: &dyn EventStore, ask: SampleAsk, size: u64) -> Result<Vec<Ended>, StoreFault> {
    let mut found = Vec::new();
    let mut after = None;
    loop {
        let rows = store.cases_within(ask.from, ask.to, after, PAGE).await?;
        let Some(last) = rows.last() else { return Ok(found) };
        after = Some(last.case);
        for row in rows {
            let records = store.read(Stream::Case(row.case)).await?;
            found.extend(ended_then(row.case, &records, ask, size));
        }
    }
}

fn ended_then(id: CaseId, records: &[Recorded], ask: SampleAsk, size: u64) -> Option<Ended> {
    let then = records.partition_point(|record| record.position <= size);
    let then = records.get(..then)?;
    let end = then.iter().find(|record| ends(record))?;
    let within = ask.from <= end.at && end.at < ask.to;
    let case = fold(id, then).filter(|_| within)?;
    Some(Ended { case: id, privileged: case.tier() == Tier::Privileged })
}

fn ends(record: &Recorded) -> bool {
    match &record.happening {
        Happening::Case(event) => matches!(
            event,
            CaseEvent::CaseCompleted { .. } | CaseEvent::CaseRefused { .. } | CaseEvent::CaseCancelled { .. }
        ),
        Happening::Desk(_) => false,
    }
}

impl Console {
    /// The draw for a reviewer or an administrator. It is no record: whoever asks again gets the same.
    pub async fn sample(&self, ask: SampleAsk) -> Result<Sample, Fault> {
        let actor = self.actor()?;
        Refusal::unless_empty(looks_back(&self.roster().await?, &actor))?;
        asked(ask.from, ask.to, ask.number)?;
        sample(self.parts().store.as_ref(), ask).await?.ok_or(Fault::field("period"))
    }
}
