//! Proofs that a record is in a history, and that one history goes on another.

use crate::record::Hash;
use base64::{Engine as _, engine::general_purpose::STANDARD as BASE64};
use tlog_tiles::tlog;

/// First line of a proof (C2SP tlog-proof).
const HEADING: &str = "c2sp.org/tlog-proof@v1";

/// Where the hashes of complete subtrees are kept.
pub trait Nodes {
    /// The root of the `n`th subtree of 2^`level` leaves; both from 0. `None` when it cannot be read.
    fn node(&self, level: u8, n: u64) -> Option<Hash>;
}

/// Why there is no proof, or it proves nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ProofFault {
    /// Hashes of the tree cannot be read.
    #[error("hashes of the tree cannot be read")]
    Unreadable,
    /// A number lies outside of the tree.
    #[error("the record or the size lies outside of the tree")]
    Outside,
    /// The proof does not lead to the root.
    #[error("the proof does not lead to the root")]
    Wrong,
    /// It is not written as a proof is.
    #[error("it is not a proof in the form c2sp.org/tlog-proof@v1")]
    Malformed,
}

struct Reader<'a>(&'a dyn Nodes);

impl tlog::HashReader for Reader<'_> {
    fn read_hashes(&self, indexes: &[u64]) -> Result<Vec<tlog::Hash>, tlog::Error> {
        let read = |index: &u64| {
            let (level, n) = tlog::split_stored_hash_index(*index);
            self.0.node(level, n).map(tlog::Hash).ok_or(tlog::Error::IndexesNotInTree)
        };
        indexes.iter().map(read).collect()
    }
}

/// The root of the first `size` leaves.
pub fn root(size: u64, nodes: &dyn Nodes) -> Result<Hash, ProofFault> {
    tlog::tree_hash(size, &Reader(nodes)).map(|h| h.0).map_err(|_| ProofFault::Unreadable)
}

/// The edge of the first `size` leaves, to go on from there.
pub fn edge(size: u64, nodes: &dyn Nodes) -> Result<crate::Edge, ProofFault> {
    let mut edge = crate::Edge::default();
    let mut left = size;
    while let Some(level) = left.checked_ilog2() {
        let level = u8::try_from(level).map_err(|_| ProofFault::Outside)?;
        let root = nodes.node(level, edge.size() >> level).ok_or(ProofFault::Unreadable)?;
        edge.push_complete(level, root, |_| ());
        left -= 1 << level;
    }
    Ok(edge)
}

/// The hashes that lead from leaf `index` (from 0) to the root of the first `size` leaves.
pub fn inclusion(size: u64, index: u64, nodes: &dyn Nodes) -> Result<Vec<Hash>, ProofFault> {
    if index >= size {
        return Err(ProofFault::Outside);
    }
    let proof = tlog::prove_record(size, index, &Reader(nodes)).map_err(|_| ProofFault::Unreadable)?;
    Ok(proof.into_iter().map(|h| h.0).collect())
}

/// Whether `leaf` is leaf `index` of the tree of `size` leaves with `root`.
pub fn check_inclusion(proof: &[Hash], size: u64, root: &Hash, index: u64, leaf: &Hash) -> Result<(), ProofFault> {
    if index >= size || proof.len() > 64 {
        return Err(ProofFault::Outside);
    }
    let proof = proof.iter().copied().map(tlog::Hash).collect();
    tlog::check_record(&proof, size, tlog::Hash(*root), index, tlog::Hash(*leaf)).map_err(|_| ProofFault::Wrong)
}

/// The hashes that show that the tree of `size` leaves goes on the tree of its first `old` leaves.
pub fn consistency(size: u64, old: u64, nodes: &dyn Nodes) -> Result<Vec<Hash>, ProofFault> {
    if old == 0 || old > size {
        return Err(ProofFault::Outside);
    }
    let proof = tlog::prove_tree(size, old, &Reader(nodes)).map_err(|_| ProofFault::Unreadable)?;
    Ok(proof.into_iter().map(|h| h.0).collect())
}

/// Whether the tree of `size` leaves with `root` goes on the tree of `old` leaves with `old_root`.
pub fn check_consistency(proof: &[Hash], size: u64, root: &Hash, old: u64, old_root: &Hash) -> Result<(), ProofFault> {
    if old == 0 || old > size || proof.len() > 130 {
        return Err(ProofFault::Outside);
    }
    let proof = proof.iter().copied().map(tlog::Hash).collect();
    tlog::check_tree(&proof, size, tlog::Hash(*root), old, tlog::Hash(*old_root)).map_err(|_| ProofFault::Wrong)
}

/// A proof as it is written to a file: where the record is, the way to the root, and the signed checkpoint.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// The leaf, from 0.
    pub index: u64,
    /// The way to the root.
    pub hashes: Vec<Hash>,
    /// The signed checkpoint.
    pub checkpoint: String,
}

impl Written {
    /// The text of a `.tlog-proof` file.
    pub fn text(&self) -> String {
        let hashes: String = self.hashes.iter().map(|h| format!("{}\n", BASE64.encode(h))).collect();
        format!("{HEADING}\nindex {}\n{hashes}\n{}", self.index, self.checkpoint)
    }

    /// A proof from the text of its file; an `extra` line is not authenticated and not looked at.
    pub fn parse(text: &str) -> Result<Self, ProofFault> {
        let (proof, checkpoint) = text.split_once("\n\n").ok_or(ProofFault::Malformed)?;
        let mut lines = proof.lines().peekable();
        if lines.next() != Some(HEADING) {
            return Err(ProofFault::Malformed);
        }
        lines.next_if(|line| line.starts_with("extra "));
        let index = lines.next().and_then(|l| l.strip_prefix("index ")).ok_or(ProofFault::Malformed)?;
        let number: u64 = index.parse().map_err(|_| ProofFault::Malformed)?;
        if number.to_string() != index {
            return Err(ProofFault::Malformed);
        }
        let hash = |line: &str| BASE64.decode(line).ok().and_then(|bytes| Hash::try_from(bytes).ok());
        let hashes: Option<Vec<Hash>> = lines.map(hash).collect();
        let hashes = hashes.filter(|all| all.len() <= 64).ok_or(ProofFault::Malformed)?;
        Ok(Self { index: number, hashes, checkpoint: checkpoint.to_owned() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::leaf_of;
    use crate::tree::{Edge, node};

    /// Every leaf in memory, and each subtree computed from them.
    struct Leaves(Vec<Hash>);

    impl Nodes for Leaves {
        fn node(&self, level: u8, n: u64) -> Option<Hash> {
            if level == 0 {
                return self.0.get(usize::try_from(n).ok()?).copied();
            }
            Some(node(&self.node(level - 1, 2 * n)?, &self.node(level - 1, 2 * n + 1)?))
        }
    }

    fn leaves(n: u64) -> Leaves {
        Leaves((0..n).map(|i| leaf_of(&i.to_be_bytes())).collect())
    }

    fn root_of(leaves: &[Hash]) -> Hash {
        let mut edge = Edge::default();
        for leaf in leaves {
            edge.push(*leaf);
        }
        edge.root()
    }

    #[test]
    fn every_record_is_proven_to_be_in_every_larger_tree() {
        let all = leaves(40);
        for size in 1..=40u64 {
            let root = root_of(&all.0[..usize::try_from(size).unwrap()]);
            assert_eq!(super::root(size, &all).unwrap(), root);
            for (index, leaf) in (0..size).zip(&all.0) {
                let proof = inclusion(size, index, &all).unwrap();
                check_inclusion(&proof, size, &root, index, leaf).unwrap();
                assert_eq!(check_inclusion(&proof, size, &root, index, &[0; 32]), Err(ProofFault::Wrong));
            }
        }
    }

    #[test]
    fn every_tree_is_proven_to_go_on_the_ones_before() {
        let all = leaves(40);
        for size in 1..=40u64 {
            let root = super::root(size, &all).unwrap();
            for old in 1..=size {
                let before = super::root(old, &all).unwrap();
                let proof = consistency(size, old, &all).unwrap();
                check_consistency(&proof, size, &root, old, &before).unwrap();
                assert!(check_consistency(&proof, size, &root, old, &[0; 32]).is_err());
            }
        }
    }

    #[test]
    fn an_edge_is_taken_up_at_any_size() {
        let all = leaves(40);
        for size in 0..=40u64 {
            let mut edge = edge(size, &all).unwrap();
            for leaf in &all.0[usize::try_from(size).unwrap()..] {
                edge.push(*leaf);
            }
            assert_eq!(edge.root(), root_of(&all.0));
        }
    }

    #[test]
    fn numbers_outside_of_the_tree_are_refused_and_not_computed_with() {
        let all = leaves(4);
        assert_eq!(inclusion(4, 4, &all), Err(ProofFault::Outside));
        assert_eq!(consistency(4, 0, &all), Err(ProofFault::Outside));
        assert_eq!(consistency(4, 5, &all), Err(ProofFault::Outside));
        assert_eq!(check_inclusion(&[], 0, &[0; 32], 0, &[0; 32]), Err(ProofFault::Outside));
        assert_eq!(inclusion(9, 8, &all), Err(ProofFault::Unreadable));
        assert_eq!(check_consistency(&[], 3, &[0; 32], 4, &[0; 32]), Err(ProofFault::Outside));
    }

    #[test]
    fn a_proof_is_written_and_read() {
        let proof =
            Written { index: 5, hashes: vec![[1; 32], [2; 32]], checkpoint: "a\n5\nb\n\n— k AAAA\n".to_owned() };
        assert!(proof.text().starts_with("c2sp.org/tlog-proof@v1\nindex 5\nAQEB"));
        assert_eq!(Written::parse(&proof.text()), Ok(proof.clone()));
        let extra = proof.text().replacen("index", "extra AAAA\nindex", 1);
        assert_eq!(Written::parse(&extra), Ok(proof));
        for bad in [
            "",
            "c2sp.org/tlog-proof@v1\nindex 05\n\nx",
            "c2sp.org/tlog-proof@v2\nindex 5\n\nx",
            "c2sp.org/tlog-proof@v1\nindex 5\nzz\n\nx",
        ] {
            assert_eq!(Written::parse(bad), Err(ProofFault::Malformed), "{bad:?}");
        }
    }
}
