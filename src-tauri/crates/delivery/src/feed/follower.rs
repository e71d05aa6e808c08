//! Follows the history: reads it page by page, hands it on in its order, and keeps how far it is.

use super::cursor::{Cursor, Place};
use async_trait::async_trait;
use postern_ports::event_store::{Recorded, StoreFault};
use postern_ports::feed::{Parked, Standing, Standstill, Trouble, TroubleKind};
use postern_ports::{Clock, Entropy, EventStore};
use std::io;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::sync::{Notify, watch};

/// So many records are read, and handed on, at once.
pub const PAGE: u32 = 100;

/// No pause between two tries is longer.
pub const LONGEST_PAUSE: Duration = Duration::from_secs(300);

/// Another process may append, and not everything is signalled: so often it is looked all the same.
const LOOK: Duration = Duration::from_secs(60);

/// What takes records.
#[async_trait]
pub trait Taker: Send + Sync {
    /// Takes `page`, which is of `store`, in its order, and says how far it came.
    async fn take(&self, store: &dyn EventStore, page: &[Recorded]) -> Taken;

    /// What was given up for good, the newest ones, in order.
    fn parked(&self) -> Vec<Parked> {
        Vec::new()
    }
}

/// How far a taker came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    /// Everything up to this position is acknowledged, or is nothing for it.
    pub upto: u64,
    /// Why it came no further.
    pub trouble: Option<Trouble>,
}

/// Where a follower begins that never ran.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Begin {
    /// At the first record.
    #[default]
    Beginning,
    /// Behind the last record of now.
    Now,
}

/// What a step came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// A page was taken: there may be more.
    Moved,
    /// There is nothing more.
    AtEnd,
    /// It was not taken, and is tried again after so long.
    Waits(Duration),
}

/// Follows one history for one taker.
pub struct Follower {
    store: Arc<dyn EventStore>,
    taker: Arc<dyn Taker>,
    cursor: Cursor,
    begin: Begin,
    clock: Arc<dyn Clock>,
    entropy: Arc<dyn Entropy>,
    place: tokio::sync::Mutex<Option<Place>>,
    standing: Mutex<Standing>,
    mended: Notify,
}

impl Follower {
    /// Hands `store` on to `taker`. How far it is stands in `cursor`.
    pub fn new(
        store: Arc<dyn EventStore>,
        taker: Arc<dyn Taker>,
        cursor: Cursor,
        begin: Begin,
        clock: Arc<dyn Clock>,
        entropy: Arc<dyn Entropy>,
    ) -> Self {
        let (place, standing) = (tokio::sync::Mutex::new(None), Mutex::new(Standing::default()));
        Self { store, taker, cursor, begin, clock, entropy, place, standing, mended: Notify::new() }
    }

    /// How it stands.
    pub fn standing(&self) -> Standing {
        Standing { parked: self.taker.parked(), ..self.kept().clone() }
    }

    fn kept(&self) -> MutexGuard<'_, Standing> {
        self.standing.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Somebody mended something: what waits is tried again now.
    pub fn again(&self) {
        self.mended.notify_one();
    }

    /// Follows until whoever tells of new records is gone.
    pub async fn run(&self, mut grown: watch::Receiver<u64>) {
        loop {
            // Seen before the step: what is appended during it wakes this at once.
            grown.borrow_and_update();
            match self.step().await {
                Step::Moved => {}
                Step::AtEnd => tokio::select! {
                    changed = grown.changed() => if changed.is_err() { return },
                    () = tokio::time::sleep(LOOK) => {}
                },
                // New records do not make it shorter: whoever asks for patience gets it.
                Step::Waits(wait) => tokio::select! {
                    () = self.mended.notified() => {}
                    () = tokio::time::sleep(wait) => {}
                },
            }
        }
    }

    /// Takes one page.
    pub async fn step(&self) -> Step {
        let mut place = self.place.lock().await;
        match self.advance(&mut place).await {
            Ok(true) => Step::Moved,
            Ok(false) => Step::AtEnd,
            Err(trouble) => Step::Waits(self.failed(trouble)),
        }
    }

    /// Whether there was a page.
    async fn advance(&self, place: &mut Option<Place>) -> Result<bool, Trouble> {
        if place.is_none() {
            *place = self.found().await?;
        }
        let Some(at) = place.as_mut() else { return Ok(false) };
        self.kept().position = at.position;
        let page = self.store.read_after(at.position, PAGE).await.map_err(|fault| history(&fault))?;
        if page.is_empty() {
            return Ok(false);
        }
        let taken = self.taker.take(self.store.as_ref(), &page).await;
        if let Some(last) = page.iter().rfind(|record| record.position <= taken.upto) {
            let now = Place { ledger: at.ledger, position: last.position, hash: last.hash.clone() };
            self.keep(now.clone()).await?;
            *at = now;
            self.went_on(last.position);
        }
        taken.trouble.map_or(Ok(true), Err)
    }

    /// Where it goes on. A history that is not the one of before is told from its beginning: what was told already is
    /// known by its identifier. `None` while there is no history.
    async fn found(&self) -> Result<Option<Place>, Trouble> {
        let Some(ledger) = self.store.ledger().await.map_err(|fault| history(&fault))? else { return Ok(None) };
        let cursor = self.cursor.clone();
        let read =
            tokio::task::spawn_blocking(move || cursor.read()).await.unwrap_or_else(|e| Err(io::Error::other(e)));
        let begin = match read {
            Ok(None) => self.begin,
            Ok(Some(kept)) => {
                if kept.ledger == ledger && self.holds(&kept).await? {
                    return Ok(Some(kept));
                }
                Begin::Beginning
            }
            // Nobody knows how far it was.
            Err(error) if matches!(error.kind(), io::ErrorKind::InvalidData | io::ErrorKind::UnexpectedEof) => {
                Begin::Beginning
            }
            Err(error) => return Err(disk(&error)),
        };
        let place = match begin {
            Begin::Beginning => Place::beginning(ledger),
            Begin::Now => self.last(Place::beginning(ledger)).await?,
        };
        self.keep(place.clone()).await?;
        Ok(Some(place))
    }

    /// Whether the record that a place names is still there.
    async fn holds(&self, kept: &Place) -> Result<bool, Trouble> {
        let Some(before) = kept.position.checked_sub(1) else { return Ok(true) };
        let there = self.store.read_after(before, 1).await.map_err(|fault| history(&fault))?;
        Ok(there.first().is_some_and(|record| record.hash == kept.hash))
    }

    async fn last(&self, beginning: Place) -> Result<Place, Trouble> {
        let size = self.store.size().await.map_err(|fault| history(&fault))?;
        let there = self.store.read_after(size.saturating_sub(1), 1).await.map_err(|fault| history(&fault))?;
        Ok(there.first().map_or(beginning.clone(), |record| Place {
            ledger: beginning.ledger,
            position: record.position,
            hash: record.hash.clone(),
        }))
    }

    async fn keep(&self, place: Place) -> Result<(), Trouble> {
        let cursor = self.cursor.clone();
        let kept = tokio::task::spawn_blocking(move || cursor.keep(&place)).await;
        kept.unwrap_or_else(|e| Err(io::Error::other(e))).map_err(|error| disk(&error))
    }

    fn went_on(&self, position: u64) {
        let mut standing = self.kept();
        standing.position = position;
        standing.last = Some(self.clock.now());
        standing.trouble = None;
    }

    /// How long to wait before the next try.
    fn failed(&self, trouble: Trouble) -> Duration {
        let now = self.clock.now();
        let mut standing = self.kept();
        let (since, tries) = match &standing.trouble {
            Some(before) => (before.since, before.tries.saturating_add(1)),
            None => (now, 1),
        };
        standing.trouble = Some(Standstill { trouble, since, tries });
        // Without randomness the pauses are the same each time, and still grow.
        pause(tries, self.entropy.bytes32().unwrap_or([0x80; 32]))
    }
}

/// The pause before the next try, after `tries` of them: a second, twice as long each time, at most five minutes; of that,
/// half and a random part of the other half, so that many desks do not come back together.
pub fn pause(tries: u32, random: [u8; 32]) -> Duration {
    let seconds = 1u64 << tries.saturating_sub(1).min(9);
    let half = seconds.min(LONGEST_PAUSE.as_secs()) * 500;
    let [first, second, ..] = random;
    let part = (half * u64::from(u16::from_be_bytes([first, second]))) >> 16;
    Duration::from_millis(half + part)
}

/// The history cannot be read.
pub(crate) fn history(fault: &StoreFault) -> Trouble {
    Trouble::of(TroubleKind::History, fault.to_string())
}

/// A file of this computer cannot be used.
pub(crate) fn disk(error: &io::Error) -> Trouble {
    // The kind alone: a message may name a path of somebody's.
    Trouble::of(TroubleKind::Disk, error.kind().to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_double_from_a_second_to_five_minutes_and_are_spread() {
        let (least, most) = ([0; 32], [0xff; 32]);
        assert_eq!(pause(1, least), Duration::from_millis(500));
        assert!(pause(1, most) > Duration::from_millis(990) && pause(1, most) < Duration::from_secs(1));
        assert_eq!(pause(4, least), Duration::from_secs(4));
        for tries in [10, 11, 1_000, u32::MAX] {
            assert_eq!(pause(tries, least), Duration::from_secs(150), "{tries}");
            assert!(pause(tries, most) <= LONGEST_PAUSE);
        }
        let mut before = Duration::ZERO;
        for tries in 1..=9 {
            assert!(pause(tries, least) > before);
            before = pause(tries, least);
        }
    }
}
