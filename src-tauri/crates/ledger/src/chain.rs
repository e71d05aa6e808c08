//! Checking records in order, one at a time, whatever they are read from.

use crate::record::{Hash, Header, leaf};
use std::collections::HashMap;

/// What is wrong with a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Damage {
    /// Its position, as expected: from 1.
    pub position: u64,
    /// The kind.
    pub kind: DamageKind,
}

/// Kinds of damage, each with a stable code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DamageKind {
    /// Records are missing, doubled or out of order before this one.
    Gap,
    /// The stored hash is not the hash of the record.
    Hash,
    /// It does not follow the record before it.
    Link,
    /// It does not follow the record before it in its stream.
    StreamLink,
    /// Its number in its stream does not follow.
    StreamSeq,
}

impl DamageKind {
    /// Stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Gap => "gap",
            Self::Hash => "hash",
            Self::Link => "link",
            Self::StreamLink => "stream_link",
            Self::StreamSeq => "stream_seq",
        }
    }
}

/// A history that is being checked from its first record on.
#[derive(Debug, Default)]
pub struct Chain {
    size: u64,
    head: Hash,
    streams: HashMap<[u8; 16], (u64, Hash)>,
}

impl Chain {
    /// Records seen.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// Hash of the last record; zero bytes before the first.
    pub fn head(&self) -> Hash {
        self.head
    }

    /// Last number and hash of a stream.
    pub fn stream(&self, stream: &[u8; 16]) -> Option<(u64, Hash)> {
        self.streams.get(stream).copied()
    }

    /// Streams seen.
    pub fn streams(&self) -> impl Iterator<Item = (&[u8; 16], &(u64, Hash))> {
        self.streams.iter()
    }

    /// Checks the next record and goes on from what it says, so that one fault is not reported for all that follow.
    pub fn push(&mut self, header: &Header, hash: Hash, payload: &[u8]) -> Vec<Damage> {
        let mut found = Vec::new();
        let mut add = |kind| found.push(Damage { position: header.position, kind });
        if header.position != self.size + 1 {
            add(DamageKind::Gap);
        }
        if leaf(header, payload) != hash {
            add(DamageKind::Hash);
        }
        if header.previous != self.head {
            add(DamageKind::Link);
        }
        let (seq, last) = self.streams.get(&header.stream).copied().unwrap_or((0, [0; 32]));
        if header.seq != seq + 1 {
            add(DamageKind::StreamSeq);
        }
        if header.previous_in_stream != last {
            add(DamageKind::StreamLink);
        }
        self.size = header.position;
        self.head = hash;
        self.streams.insert(header.stream, (header.seq, hash));
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn history(n: u64) -> Vec<(Header, Hash, Vec<u8>)> {
        let mut chain = Chain::default();
        let mut all = Vec::new();
        for position in 1..=n {
            let stream = [u8::try_from(position % 3).unwrap_or(0); 16];
            let (seq, last) = chain.stream(&stream).unwrap_or((0, [0; 32]));
            let header = Header {
                position,
                stream,
                seq: seq + 1,
                at: 1000 + i64::try_from(position).unwrap_or(0),
                console: [1; 16],
                previous: chain.head(),
                previous_in_stream: last,
            };
            let payload = format!("{{\"n\":{position}}}").into_bytes();
            let hash = leaf(&header, &payload);
            assert_eq!(chain.push(&header, hash, &payload), []);
            all.push((header, hash, payload));
        }
        all
    }

    fn faults(all: &[(Header, Hash, Vec<u8>)]) -> Vec<Damage> {
        let mut chain = Chain::default();
        all.iter().flat_map(|(h, hash, p)| chain.push(h, *hash, p)).collect()
    }

    #[test]
    fn a_true_history_has_no_faults() {
        assert_eq!(faults(&history(20)), []);
    }

    #[test]
    fn an_edited_payload_is_named_once() {
        let mut all = history(20);
        all[7].2[5] = b'9';
        assert_eq!(faults(&all), [Damage { position: 8, kind: DamageKind::Hash }]);
    }

    #[test]
    fn a_rehashed_edit_breaks_the_links_after_it() {
        let mut all = history(20);
        all[7].2[5] = b'9';
        all[7].1 = leaf(&all[7].0, &all[7].2);
        let kinds: Vec<_> = faults(&all).iter().map(|d| (d.position, d.kind)).collect();
        assert_eq!(kinds, [(9, DamageKind::Link), (11, DamageKind::StreamLink)]);
    }

    #[test]
    fn a_dropped_record_is_a_gap() {
        let mut all = history(20);
        all.remove(7);
        let first = faults(&all)[0].clone();
        assert_eq!(first, Damage { position: 9, kind: DamageKind::Gap });
    }

    #[test]
    fn swapped_records_are_found() {
        let mut all = history(20);
        all.swap(7, 8);
        assert!(!faults(&all).is_empty());
    }
}
