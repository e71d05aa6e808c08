//! The history as comments, for one ticket system.

use super::parked::ParkedFile;
use super::{Comment, Moment, NotAdded, TicketSystem};
use crate::feed::{Known, Lookback, Taken, Taker};
use crate::journal::Hand;
use crate::{Journal, Words};
use async_trait::async_trait;
use postern_domain::ids::CaseId;
use postern_ports::event_store::{Happening, Recorded, StoreFault, Stream};
use postern_ports::feed::{Parked, ParkedWhy, Trouble, TroubleKind};
use postern_ports::notifier::NotifierFault;
use postern_ports::{Clock, EventStore};
use std::io;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Tells a ticket system what became of its cases.
pub struct TicketFeed {
    system: Box<dyn TicketSystem>,
    words: Words,
    journal: Journal,
    parked: Mutex<ParkedFile>,
    lookback: tokio::sync::Mutex<Lookback>,
    clock: Arc<dyn Clock>,
}

impl TicketFeed {
    /// Tells `system`; what was handed over and what was given up stands in `folder`, which is there.
    pub fn open(system: Box<dyn TicketSystem>, folder: &Path, clock: Arc<dyn Clock>) -> io::Result<Self> {
        let journal = Journal::open(&folder.join("tickets.journal"), clock.clone())?;
        let parked = Mutex::new(ParkedFile::open(&folder.join("tickets.parked"))?);
        let lookback = tokio::sync::Mutex::new(Lookback::default());
        Ok(Self { system, words: Words::english(), journal, parked, lookback, clock })
    }

    fn kept(&self) -> MutexGuard<'_, ParkedFile> {
        self.parked.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Tells the ticket of a case of one record. A ticket that will never take it is parked.
    async fn tell(
        &self,
        store: &dyn EventStore,
        record: &Recorded,
        known: &Known,
        (case, moment): (CaseId, Moment),
    ) -> Result<(), Trouble> {
        let ticket = known.ticket.trim();
        if ticket.is_empty() {
            return Ok(());
        }
        // As the history stands: within an append nothing was signed, and what is signed later covers it all the same.
        let checkpoint = store.checkpoint().await.map_err(|fault| history(&fault))?.unwrap_or_default();
        let comment = Comment::new(&self.words, (known.ledger, case, moment), ticket, record, checkpoint);
        if !self.system.is_ticket(ticket) {
            return self.park(&comment, ParkedWhy::NoTicket);
        }
        match self.journal.take(&comment.mark) {
            Ok(hand) => self.add(&hand, &comment).await,
            Err(Ok(_)) => Ok(()),
            Err(Err(NotifierFault::Unknown)) => self.look_first(&comment).await,
            Err(Err(other)) => Err(Trouble::of(TroubleKind::Disk, other.to_string())),
        }
    }

    /// Nobody knows whether it was added before: it is looked for, and added where it is not there.
    async fn look_first(&self, comment: &Comment) -> Result<(), Trouble> {
        let Some(hand) = self.journal.take_again(&comment.mark) else { return Ok(()) };
        match self.system.has(comment).await {
            Ok(true) => {
                hand.sent("found there");
                Ok(())
            }
            Ok(false) => self.add(&hand, comment).await,
            Err(NotAdded::Never(why)) => self.park(comment, why),
            Err(NotAdded::NotNow(trouble) | NotAdded::Unknown(trouble)) => Err(trouble),
        }
    }

    async fn add(&self, hand: &Hand<'_>, comment: &Comment) -> Result<(), Trouble> {
        hand.begun().map_err(|error| Trouble::of(TroubleKind::Disk, error.kind().to_string()))?;
        match self.system.add(comment).await {
            Ok(()) => {
                hand.sent("taken");
                Ok(())
            }
            Err(NotAdded::Never(why)) => {
                hand.not_taken();
                self.park(comment, why)
            }
            Err(NotAdded::NotNow(trouble)) => {
                hand.not_taken();
                Err(trouble)
            }
            Err(NotAdded::Unknown(trouble)) => Err(trouble),
        }
    }

    fn park(&self, comment: &Comment, why: ParkedWhy) -> Result<(), Trouble> {
        let at = self.clock.now();
        let kept = self.kept().park(comment, why, at);
        kept.map_err(|error| Trouble::of(TroubleKind::Disk, error.kind().to_string()))
    }
}

#[async_trait]
impl Taker for TicketFeed {
    async fn take(&self, store: &dyn EventStore, page: &[Recorded]) -> Taken {
        let mut upto = page.first().map_or(0, |record| record.position.saturating_sub(1));
        let mut lookback = self.lookback.lock().await;
        for record in page {
            let moment = match (record.stream, &record.happening) {
                (Stream::Case(case), Happening::Case(event)) => Moment::of(event).map(|moment| (case, moment)),
                _ => None,
            };
            if let Some(what) = moment {
                let told = match lookback.look(store, record).await {
                    Ok(known) => self.tell(store, record, &known, what).await,
                    Err(fault) => Err(history(&fault)),
                };
                if let Err(trouble) = told {
                    return Taken { upto, trouble: Some(trouble) };
                }
            }
            upto = record.position;
        }
        Taken { upto, trouble: None }
    }

    fn parked(&self) -> Vec<Parked> {
        self.kept().newest()
    }
}

fn history(fault: &StoreFault) -> Trouble {
    Trouble::of(TroubleKind::History, fault.to_string())
}
