//! The RFC 6962 tree over the records' hashes, as much of it as is needed to append.

use crate::record::Hash;
use sha2::{Digest as _, Sha256};

/// RFC 6962 §2.1: what stands before two hashes when they are hashed into one.
const NODE_PREFIX: u8 = 0x01;

/// The hash of two subtrees.
pub fn node(left: &Hash, right: &Hash) -> Hash {
    let mut hash = Sha256::new();
    hash.update([NODE_PREFIX]);
    hash.update(left);
    hash.update(right);
    hash.finalize().into()
}

/// The right edge of a tree: the roots of its complete subtrees, largest first. Enough to append and to know the root.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Edge {
    size: u64,
    roots: Vec<Hash>,
}

/// A complete subtree that an append finished: `level` 0 is a leaf, `n` its number on that level, from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Complete {
    /// Height: it holds 2^level leaves.
    pub level: u8,
    /// Number on its level, from 0.
    pub n: u64,
    /// Its root.
    pub hash: Hash,
}

impl Edge {
    /// Leaves so far.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// The edge's hashes, largest subtree first, one after the other.
    pub fn bytes(&self) -> Vec<u8> {
        self.roots.concat()
    }

    /// An edge as [`Edge::bytes`] wrote it; `None` when it has not one hash for each bit of `size` that is set.
    pub fn from_bytes(size: u64, bytes: &[u8]) -> Option<Self> {
        let (roots, rest) = bytes.as_chunks::<32>();
        let fits = rest.is_empty() && roots.len() == size.count_ones() as usize;
        fits.then(|| Self { size, roots: roots.to_vec() })
    }

    /// Appends a leaf.
    pub fn push(&mut self, leaf: Hash) {
        self.push_complete(0, leaf, |_| ());
    }

    /// Appends a leaf and tells of every subtree that this completes, the leaf itself first.
    pub fn push_telling(&mut self, leaf: Hash, tell: impl FnMut(Complete)) {
        self.push_complete(0, leaf, tell);
    }

    /// Appends a complete subtree of 2^`level` leaves. The size so far must be a multiple of that.
    pub fn push_complete(&mut self, level: u8, root: Hash, mut tell: impl FnMut(Complete)) {
        let mut hash = root;
        let mut level_now = level;
        let mut n = self.size >> level;
        tell(Complete { level: level_now, n, hash });
        while n & 1 == 1 {
            let Some(left) = self.roots.pop() else { break };
            hash = node(&left, &hash);
            n >>= 1;
            level_now += 1;
            tell(Complete { level: level_now, n, hash });
        }
        self.roots.push(hash);
        self.size += 1 << level;
    }

    /// Appends another edge, whose leaves come after these. The size so far must be a multiple of a power of two that
    /// is not less than the other's size.
    pub fn join(&mut self, other: &Edge) {
        let mut left = other.size;
        for root in &other.roots {
            let Some(level) = left.checked_ilog2() else { break };
            self.push_complete(u8::try_from(level).unwrap_or(0), *root, |_| ());
            left -= 1 << level;
        }
    }

    /// The root; for no leaves the hash of nothing.
    pub fn root(&self) -> Hash {
        let mut from_right = self.roots.iter().rev();
        let Some(last) = from_right.next() else { return Sha256::digest([]).into() };
        from_right.fold(*last, |right, left| node(left, &right))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::leaf_of;
    use ct_merkle::mem_backed_tree::MemoryBackedTree;

    fn leaves(n: u64) -> Vec<Vec<u8>> {
        (0..n).map(|i| i.to_be_bytes().to_vec()).collect()
    }

    fn edge(n: u64) -> Edge {
        let mut edge = Edge::default();
        for data in leaves(n) {
            edge.push(leaf_of(&data));
        }
        edge
    }

    #[test]
    fn roots_are_those_of_another_implementation() {
        for n in [0, 1, 2, 3, 4, 5, 7, 8, 9, 31, 64, 255, 256, 257, 1000] {
            let mut oracle: MemoryBackedTree<sha2_of_oracle::Sha256, Vec<u8>> = MemoryBackedTree::new();
            for data in leaves(n) {
                oracle.push(data);
            }
            assert_eq!(edge(n).root().as_slice(), oracle.root().as_bytes().as_slice(), "{n} leaves");
        }
    }

    #[test]
    fn an_edge_is_kept_and_gone_on_with() {
        for n in [0, 1, 6, 255, 300] {
            let kept = edge(n);
            let again = Edge::from_bytes(n, &kept.bytes()).unwrap();
            assert_eq!(again, kept);
        }
        assert_eq!(Edge::from_bytes(3, &[0; 32]), None);
        assert_eq!(Edge::from_bytes(1, &[0; 33]), None);
    }

    #[test]
    fn chunks_join_into_the_whole() {
        let all: Vec<Hash> = leaves(100).iter().map(|l| leaf_of(l)).collect();
        let mut whole = Edge::default();
        for chunk in all.chunks(32) {
            let mut part = Edge::default();
            for leaf in chunk {
                part.push(*leaf);
            }
            whole.join(&part);
        }
        assert_eq!(whole, edge(100));
    }

    #[test]
    fn every_completed_subtree_is_told_of_once() {
        let mut told = Vec::new();
        let mut edge = Edge::default();
        for data in leaves(8) {
            edge.push_telling(leaf_of(&data), |c| told.push((c.level, c.n)));
        }
        let upper: Vec<_> = told.iter().filter(|(level, _)| *level > 0).copied().collect();
        assert_eq!(upper, [(1, 0), (1, 1), (2, 0), (1, 2), (1, 3), (2, 1), (3, 0)]);
    }
}
