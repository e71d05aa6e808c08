//! What this console remembers of the history outside of the store: the last checkpoint it saw.

use super::{Held, against, verify_history_as};
use crate::{Console, Fault, Signal};
use postern_domain::staff::DeskEvent;
use postern_domain::time::Timestamp;
use postern_ledger::look_at;
use postern_ports::event_store::{Ask, Happening, RecordFault, Stream, Verification};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

/// Appends often come together: they are remembered together.
const TOGETHER: Duration = Duration::from_millis(250);

/// How a text of what was verified begins: other versions have other rules.
const VERIFIED: &str = concat!("postern verified v1 by ", env!("CARGO_PKG_VERSION"));

impl Console {
    /// Verifies the history, and that it still holds what this console saw last.
    pub async fn look_over(&self, ask: Ask) -> Result<Verification, Fault> {
        let store = self.parts().store.as_ref();
        let mut found = verify_history_as(store, self.telling(ask)).await?;
        if let Some(kept) = self.kept().await?
            && let Some((position, detail)) = what_is_wrong(&against(store, &kept, &[]).await?)
        {
            let (stream, kind) = ("history".to_owned(), "checkpoint".to_owned());
            found.faults.insert(0, RecordFault { position, stream, kind, detail });
        }
        Ok(found)
    }

    /// The same as a start does it: signatures that this version checked before, under a root that the history still has,
    /// are not checked again. What was checked is kept for the next start.
    pub async fn look_over_again(&self) -> Result<Verification, Fault> {
        let memory = self.parts().memory.clone();
        let before = tokio::task::spawn_blocking(move || memory.verified()).await;
        let before = before.map_err(|_| Fault::Internal("the keyring's thread"))??;
        let trusted = before.and_then(|text| checked(&text));
        let found = self.look_over(Ask { trusted, ..Ask::default() }).await?;
        if found.faults.is_empty() && found.size > 0 {
            let memory = self.parts().memory.clone();
            let text = format!("{VERIFIED}\n{}\n{}\n", found.size, found.root);
            let kept = tokio::task::spawn_blocking(move || memory.keep_verified(&text)).await;
            kept.map_err(|_| Fault::Internal("the keyring's thread"))??;
        }
        Ok(found)
    }

    /// Tells the window how far a verification is, each hundredth of it.
    fn telling(&self, mut ask: Ask) -> Ask {
        let signals = self.parts().signals.clone();
        let told = AtomicU64::new(u64::MAX);
        ask.progress.get_or_insert_with(|| {
            Arc::new(move |done, all| {
                let hundredth = done.saturating_mul(100).checked_div(all).unwrap_or(100);
                if told.swap(hundredth, Ordering::Relaxed) != hundredth {
                    signals(Signal::Verifying { done, all });
                }
            })
        });
        ask
    }

    /// Remembers the history as it stands.
    pub async fn remember(&self) -> Result<(), Fault> {
        let Some(note) = self.parts().store.checkpoint().await? else { return Ok(()) };
        let memory = self.parts().memory.clone();
        let kept = tokio::task::spawn_blocking(move || memory.keep(&note)).await;
        Ok(kept.map_err(|_| Fault::Internal("the keyring's thread"))??)
    }

    /// Remembers the history whenever it has grown, for as long as the console lives. What is not remembered is told to
    /// `told`, and tried again with the next append.
    pub async fn go_on_remembering(&self, told: impl Fn(&Fault)) {
        loop {
            self.grown().await;
            tokio::time::sleep(TOGETHER).await;
            if let Err(fault) = self.remember().await {
                told(&fault);
            }
        }
    }

    /// Whether this console ever saw a history.
    pub(crate) async fn remembered(&self) -> Result<bool, Fault> {
        Ok(self.kept().await?.is_some())
    }

    /// Records, once, that a backup was put in place of a history that was lost: the history says itself what is missing.
    pub(crate) async fn tell_restored(&self) -> Result<(), Fault> {
        let memory = self.parts().memory.clone();
        let lost = tokio::task::spawn_blocking(move || memory.lost()).await;
        let Some(lost) = lost.map_err(|_| Fault::Internal("the keyring's thread"))?? else { return Ok(()) };
        let desk = self.parts().store.read(Stream::Desk).await?;
        let restored = DeskEvent::HistoryRestored { lost };
        if desk.iter().any(|r| r.happening == Happening::Desk(restored.clone())) {
            return Ok(());
        }
        self.append_desk(restored).await
    }

    /// When backups were put in place of a lost history, and how many records that had.
    pub async fn restorations(&self) -> Result<Vec<(Timestamp, u64)>, Fault> {
        let desk = self.parts().store.read(Stream::Desk).await?;
        let restored = desk.iter().filter_map(|record| match &record.happening {
            Happening::Desk(DeskEvent::HistoryRestored { lost }) => {
                let size = look_at(lost, &[]).map_or(0, |opened| opened.checkpoint.size);
                Some((record.at, size))
            }
            _ => None,
        });
        Ok(restored.collect())
    }

    async fn kept(&self) -> Result<Option<String>, Fault> {
        let memory = self.parts().memory.clone();
        let kept = tokio::task::spawn_blocking(move || memory.last()).await;
        Ok(kept.map_err(|_| Fault::Internal("the keyring's thread"))??)
    }
}

/// What a kept text says was verified: nothing, where another version did it.
fn checked(text: &str) -> Option<(u64, [u8; 32])> {
    let mut lines = text.strip_prefix(VERIFIED)?.strip_prefix('\n')?.lines();
    let size = lines.next()?.parse().ok()?;
    let root = lines.next()?;
    let byte = |at: usize| u8::from_str_radix(root.get(2 * at..2 * at + 2)?, 16).ok();
    let bytes: Option<Vec<u8>> = (0..32).map(byte).collect();
    Some((size, bytes?.try_into().ok()?))
}

/// At which record, and why, a history is not the one that was seen.
fn what_is_wrong(held: &Held) -> Option<(u64, String)> {
    match held {
        Held::Consistent { .. } => None,
        Held::Shorter { size, now } => {
            Some((*size, format!("this console saw {size} records, and there are {now}: an older copy was put back")))
        }
        Held::Diverged { size } => {
            Some((*size, format!("the first {size} records are not those that this console saw")))
        }
        Held::Other { origin } => Some((0, format!("this console saw another history: {origin}"))),
        Held::Forged { name } => Some((0, format!("what this console kept is forged in the name of {name}"))),
        Held::Unreadable { why } => Some((0, format!("what this console kept cannot be read: {why}"))),
    }
}
