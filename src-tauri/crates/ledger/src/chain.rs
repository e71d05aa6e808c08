//! Checking records in order, whatever they are read from; in pieces where several threads read.

use crate::record::{Hash, Header, leaf};
use crate::tree::Edge;
use rustc_hash::FxHashMap;

/// What is wrong with a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Damage {
    /// Its position, as it says: from 1.
    pub position: u64,
    /// The stream it says it is of.
    pub stream: [u8; 16],
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
    /// It does not follow the record before it in its stream.
    StreamLink,
    /// Its number in its stream does not follow.
    StreamSeq,
    /// It says that it was made before the record before it.
    Time,
}

impl DamageKind {
    /// Stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Gap => "gap",
            Self::Hash => "hash",
            Self::StreamLink => "stream_link",
            Self::StreamSeq => "stream_seq",
            Self::Time => "time",
        }
    }
}

/// Records that follow each other, from some position on. What came before them is checked by [`History::join`].
#[derive(Debug)]
pub struct Piece {
    first: Option<(u64, i64)>,
    position: u64,
    at: i64,
    leaves: Leaves,
    streams: FxHashMap<[u8; 16], Span>,
    damage: Vec<Damage>,
}

/// A piece's part of the tree.
#[derive(Debug)]
enum Leaves {
    /// It begins where a subtree of its length does, so its own edge can be joined to the one before.
    Subtree(Edge),
    /// It begins anywhere.
    Loose(Vec<Hash>),
}

/// What a piece holds of one stream.
#[derive(Debug, Clone, Copy)]
struct Span {
    position: u64,
    first: u64,
    previous: Hash,
    last: u64,
    head: Hash,
}

impl Piece {
    /// A piece whose first record will be the one after `position`, of at most `span` records. It costs least where
    /// `span` is a power of two that `position` is a multiple of.
    pub fn after(position: u64, span: u64) -> Self {
        let subtree = span.is_power_of_two() && position.is_multiple_of(span);
        Self {
            first: None,
            position,
            at: i64::MIN,
            leaves: if subtree { Leaves::Subtree(Edge::default()) } else { Leaves::Loose(Vec::new()) },
            streams: FxHashMap::default(),
            damage: Vec::new(),
        }
    }

    /// Takes the next record, with its hash as it is stored, and goes on from what it says, so that one fault is not
    /// told of again with every record that follows.
    pub fn push(&mut self, header: &Header, hash: Hash, payload: &[u8]) {
        let Header { position, stream, seq, at, .. } = *header;
        let mut faults = [None; 5];
        faults[0] = (position != self.position + 1).then_some(DamageKind::Gap);
        faults[1] = (leaf(header, payload) != hash).then_some(DamageKind::Hash);
        faults[2] = (at < self.at).then_some(DamageKind::Time);
        match self.streams.get_mut(&stream) {
            Some(span) => {
                faults[3] = (seq != span.last + 1).then_some(DamageKind::StreamSeq);
                faults[4] = (header.previous != span.head).then_some(DamageKind::StreamLink);
                (span.last, span.head) = (seq, hash);
            }
            None => {
                let previous = header.previous;
                self.streams.insert(stream, Span { position, first: seq, previous, last: seq, head: hash });
            }
        }
        self.damage.extend(faults.into_iter().flatten().map(|kind| Damage { position, stream, kind }));
        self.first.get_or_insert((position, at));
        (self.position, self.at) = (position, at);
        match &mut self.leaves {
            Leaves::Subtree(edge) => edge.push(hash),
            Leaves::Loose(all) => all.push(hash),
        }
    }
}

/// A history that is checked from its first record on, or from a place that was checked before.
#[derive(Debug, Default)]
pub struct History {
    position: u64,
    at: Option<i64>,
    edge: Edge,
    streams: FxHashMap<[u8; 16], (u64, Hash)>,
}

impl History {
    /// A history from which the first `edge.size()` records were checked before; the last of them was made at `at`.
    /// Streams that began before are told to [`History::knows`] when they go on.
    pub fn from(edge: Edge, at: Option<i64>) -> Self {
        Self { position: edge.size(), at, edge, streams: FxHashMap::default() }
    }

    /// What was the last record of a stream before the place from which this history is checked.
    pub fn knows(&mut self, stream: [u8; 16], seq: u64, head: Hash) {
        self.streams.entry(stream).or_insert((seq, head));
    }

    /// Position of the last record.
    pub fn position(&self) -> u64 {
        self.position
    }

    /// The tree so far.
    pub fn edge(&self) -> &Edge {
        &self.edge
    }

    /// Last number and hash of a stream.
    pub fn stream(&self, stream: &[u8; 16]) -> Option<(u64, Hash)> {
        self.streams.get(stream).copied()
    }

    /// Streams seen.
    pub fn streams(&self) -> impl Iterator<Item = (&[u8; 16], &(u64, Hash))> {
        self.streams.iter()
    }

    /// Takes the next piece and tells what is wrong in it, and between it and what came before.
    pub fn join(&mut self, piece: Piece) -> Vec<Damage> {
        let mut damage = piece.damage;
        let Some((position, at)) = piece.first else { return damage };
        let mut add = |position, stream, kind| damage.push(Damage { position, stream, kind });
        let first = piece.streams.iter().find(|(_, span)| span.position == position).map_or([0; 16], |(s, _)| *s);
        if self.at.is_some_and(|before| at < before) {
            add(position, first, DamageKind::Time);
        }
        for (stream, span) in piece.streams {
            let (seq, head) = self.streams.get(&stream).copied().unwrap_or((0, [0; 32]));
            if span.first != seq + 1 {
                add(span.position, stream, DamageKind::StreamSeq);
            }
            if span.previous != head {
                add(span.position, stream, DamageKind::StreamLink);
            }
            self.streams.insert(stream, (span.last, span.head));
        }
        damage.sort_by_key(|d| d.position);
        match piece.leaves {
            Leaves::Subtree(edge) => self.edge.join(&edge),
            Leaves::Loose(all) => all.into_iter().for_each(|leaf| self.edge.push(leaf)),
        }
        (self.position, self.at) = (piece.position, Some(piece.at));
        damage
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    type Record = (Header, Hash, Vec<u8>);

    fn history(n: u64) -> Vec<Record> {
        let mut heads: FxHashMap<[u8; 16], (u64, Hash)> = FxHashMap::default();
        let mut all = Vec::new();
        for position in 1..=n {
            let stream = [u8::try_from(position % 3).unwrap_or(0); 16];
            let (seq, previous) = heads.get(&stream).copied().unwrap_or((0, [0; 32]));
            let at = 1000 + i64::try_from(position).unwrap_or(0);
            let header = Header { position, stream, seq: seq + 1, at, console: [1; 16], previous };
            let payload = format!("{{\"n\":{position}}}").into_bytes();
            let hash = leaf(&header, &payload);
            heads.insert(stream, (seq + 1, hash));
            all.push((header, hash, payload));
        }
        all
    }

    fn checked(all: &[Record], size: usize) -> (History, Vec<(u64, DamageKind)>) {
        let mut history = History::default();
        let mut damage = Vec::new();
        for chunk in all.chunks(size) {
            let mut piece = Piece::after(history.position(), size as u64);
            for (header, hash, payload) in chunk {
                piece.push(header, *hash, payload);
            }
            damage.extend(history.join(piece).into_iter().map(|d| (d.position, d.kind)));
        }
        damage.sort_by_key(|(position, kind)| (*position, kind.code()));
        (history, damage)
    }

    fn faults(all: &[Record]) -> Vec<(u64, DamageKind)> {
        let (whole, of_whole) = checked(all, 1024);
        let (pieces, of_pieces) = checked(all, 4);
        assert_eq!(of_whole, of_pieces);
        assert_eq!(whole.edge(), pieces.edge());
        of_whole
    }

    #[test]
    fn a_true_history_has_no_faults() {
        assert_eq!(faults(&history(22)), []);
    }

    #[test]
    fn an_edited_payload_is_named_once() {
        let mut all = history(20);
        all[7].2[5] = b'9';
        assert_eq!(faults(&all), [(8, DamageKind::Hash)]);
    }

    #[test]
    fn a_rehashed_edit_breaks_the_link_after_it_and_the_root() {
        let mut all = history(20);
        let root = checked(&all, 32).0.edge().root();
        all[7].2[5] = b'9';
        all[7].1 = leaf(&all[7].0, &all[7].2);
        assert_eq!(faults(&all), [(11, DamageKind::StreamLink)]);
        assert_ne!(checked(&all, 32).0.edge().root(), root);
    }

    #[test]
    fn a_dropped_record_is_a_gap() {
        let mut all = history(20);
        all.remove(7);
        assert!(faults(&all).contains(&(9, DamageKind::Gap)));
    }

    #[test]
    fn swapped_records_are_found() {
        let mut all = history(20);
        all.swap(7, 8);
        assert!(faults(&all).contains(&(9, DamageKind::Gap)));
    }

    #[test]
    fn a_clock_that_was_set_back_is_found() {
        let mut all = history(20);
        all[8].0.at = 3;
        all[8].1 = leaf(&all[8].0, &all[8].2);
        assert!(faults(&all).contains(&(9, DamageKind::Time)));
    }

    #[test]
    fn a_later_part_is_checked_from_where_it_was_left() {
        let all = history(20);
        let mut before = Edge::default();
        for (_, hash, _) in &all[..13] {
            before.push(*hash);
        }
        let mut later = History::from(before, Some(all[12].0.at));
        for (header, hash, _) in &all[..13] {
            let (stream, seq) = (header.stream, header.seq);
            if all[..13].iter().filter(|r| r.0.stream == stream).all(|r| r.0.seq <= seq) {
                later.knows(stream, seq, *hash);
            }
        }
        let mut piece = Piece::after(13, 32);
        for (header, hash, payload) in &all[13..] {
            piece.push(header, *hash, payload);
        }
        assert_eq!(later.join(piece), []);
        assert_eq!(later.edge().root(), checked(&all, 32).0.edge().root());
    }
}
