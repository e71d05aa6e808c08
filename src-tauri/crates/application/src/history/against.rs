//! A history against checkpoints that somebody kept elsewhere.

use postern_domain::staff::Roster;
use postern_ledger::{KnownKey, PublicKey, look_at, origin};
use postern_ports::event_store::{EventStore, Happening, StoreFault, Stream};

/// What a kept checkpoint says about a history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Held {
    /// The history holds what it held then, in the same place, and may have gone on.
    Consistent {
        /// Records that are shown to be unchanged.
        size: u64,
        /// Whose signatures on it were checked: names, and when a witness says it signed (seconds since 1970).
        signers: Vec<(String, Option<u64>)>,
        /// Names on signatures of keys that nobody here can check.
        unknown: Vec<String>,
    },
    /// The history is shorter than it was: its end was taken away, or an older copy was put back.
    Shorter {
        /// Records that there were.
        size: u64,
        /// Records that there are.
        now: u64,
    },
    /// The first so many records are not those of then: somebody rewrote the history.
    Diverged {
        /// Records that there were then.
        size: u64,
    },
    /// It speaks of another history.
    Other {
        /// Which.
        origin: String,
    },
    /// A signature on it is in the name of a key of this history, and not that key's.
    Forged {
        /// The name.
        name: String,
    },
    /// It is not a checkpoint.
    Unreadable {
        /// Why.
        why: String,
    },
}

/// What `note`, a checkpoint that was kept, says about `store`. Signatures of the history's consoles, of its staff and of
/// `witnesses` are checked.
pub async fn against(store: &dyn EventStore, note: &str, witnesses: &[KnownKey]) -> Result<Held, StoreFault> {
    let roster = roster(store).await?;
    let Some(ledger) = roster.ledger() else { return Ok(Held::Shorter { size: 0, now: 0 }) };
    let mut known = keys_of(&roster);
    known.extend_from_slice(witnesses);
    let opened = match look_at(note, &known) {
        Ok(opened) => opened,
        Err(postern_ledger::NotACheckpoint::Forged { name }) => return Ok(Held::Forged { name }),
        Err(why) => return Ok(Held::Unreadable { why: why.to_string() }),
    };
    let then = opened.checkpoint;
    if then.origin != origin(&ledger) {
        return Ok(Held::Other { origin: then.origin });
    }
    let people = match super::witness::people(&roster, note) {
        Ok(people) => people,
        Err(name) => return Ok(Held::Forged { name }),
    };
    let root = match store.root(then.size).await {
        // Some of its records are not there: whatever is, it is not what was then.
        Err(StoreFault::Damaged { .. }) => return Ok(Held::Diverged { size: then.size }),
        other => other?,
    };
    match root {
        None => Ok(Held::Shorter { size: then.size, now: store.size().await? }),
        Some(root) if root == then.root => {
            let staff = super::witness::staff_name(&then.origin);
            let unknown = opened.unknown.into_iter().filter(|name| *name != staff || people.is_empty()).collect();
            let mut signers: Vec<_> = opened.signers.into_iter().map(|s| (s.name, s.at)).collect();
            signers.extend(people);
            Ok(Held::Consistent { size: then.size, signers, unknown })
        }
        Some(_) => Ok(Held::Diverged { size: then.size }),
    }
}

/// The keys that consoles of this history signed with.
pub async fn console_keys(store: &dyn EventStore) -> Result<Vec<KnownKey>, StoreFault> {
    Ok(keys_of(&roster(store).await?))
}

fn keys_of(roster: &Roster) -> Vec<KnownKey> {
    let Some(ledger) = roster.ledger() else { return Vec::new() };
    roster.console_keys().map(|key| KnownKey::log(&origin(&ledger), PublicKey(key.0))).collect()
}

async fn roster(store: &dyn EventStore) -> Result<Roster, StoreFault> {
    let records = store.read(Stream::Desk).await?;
    Ok(Roster::fold(records.iter().filter_map(|r| match &r.happening {
        Happening::Desk(event) => Some(event),
        Happening::Case(_) => None,
    })))
}
