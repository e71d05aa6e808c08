//! The history as events, for one sink.

use super::follower::{Taken, Taker, history};
use super::lookback::Lookback;
use super::ocsf::{Content, SecurityEvent, security_event};
use async_trait::async_trait;
use postern_ports::EventStore;
use postern_ports::event_store::Recorded;
use postern_ports::feed::Trouble;
use tokio::sync::Mutex;

/// Takes events for security.
#[async_trait]
pub trait Sink: Send + Sync {
    /// Takes all of `events`, in their order, durably; after an error any of them may have been taken.
    async fn send(&self, events: &[SecurityEvent]) -> Result<(), Trouble>;
}

/// Tells a sink what the history says to security.
pub struct SecurityFeed {
    sink: Box<dyn Sink>,
    content: Content,
    lookback: Mutex<Lookback>,
}

impl SecurityFeed {
    /// Tells `sink`, with as much of accounts as `content` says.
    pub fn new(sink: Box<dyn Sink>, content: Content) -> Self {
        Self { sink, content, lookback: Mutex::new(Lookback::default()) }
    }
}

#[async_trait]
impl Taker for SecurityFeed {
    async fn take(&self, store: &dyn EventStore, page: &[Recorded]) -> Taken {
        let before = page.first().map_or(0, |record| record.position.saturating_sub(1));
        let last = page.last().map_or(before, |record| record.position);
        let mut lookback = self.lookback.lock().await;
        let mut events = Vec::new();
        for record in page {
            match lookback.look(store, record).await {
                Ok(known) => events.extend(security_event(record, &known, self.content)),
                Err(fault) => return Taken { upto: before, trouble: Some(history(&fault)) },
            }
        }
        if events.is_empty() {
            return Taken { upto: last, trouble: None };
        }
        match self.sink.send(&events).await {
            Ok(()) => Taken { upto: last, trouble: None },
            Err(trouble) => Taken { upto: before, trouble: Some(trouble) },
        }
    }
}
