//! One record: its bytes and its hash. Frozen; see `src-tauri/docs/formats/record-v1.md`.

use sha2::{Digest as _, Sha256};

/// A SHA-256 value.
pub type Hash = [u8; 32];

/// The version that this code writes, the first byte of every record.
pub const VERSION: u8 = 1;

/// Bytes before the payload.
pub const HEADER_LEN: usize = 93;

/// The longest payload, in bytes: 16 MiB.
pub const MAX_PAYLOAD: usize = 1 << 24;

/// RFC 6962 §2.1: what stands before a leaf's data when it is hashed.
const LEAF_PREFIX: u8 = 0x00;

/// Everything of a record but its payload and its own hash.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    /// Place in the whole history, from 1. The leaf's index in the tree is one less.
    pub position: u64,
    /// The stream: 16 zero bytes for the desk, else the case's UUID.
    pub stream: [u8; 16],
    /// Place in the stream, from 1.
    pub seq: u64,
    /// Milliseconds since 1970-01-01T00:00:00Z.
    pub at: i64,
    /// UUID of the console that appended it.
    pub console: [u8; 16],
    /// Hash of the record before it in its stream; zero bytes for the first.
    pub previous: Hash,
}

/// Why bytes are not a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// There are fewer bytes than a header.
    #[error("{0} bytes are too few for a record")]
    Short(usize),
    /// A version that this code does not know.
    #[error("it is written in version {0} of the format; this version reads 1")]
    Version(u8),
    /// The payload's length is not what the header says.
    #[error("the payload has {found} bytes, the header says {said}")]
    Length {
        /// Bytes that are there.
        found: usize,
        /// Bytes that the header speaks of.
        said: u32,
    },
    /// The payload is longer than [`MAX_PAYLOAD`].
    #[error("the payload has {0} bytes, more than a record may have")]
    Long(usize),
}

impl Header {
    /// The header's bytes, for a payload of `len` bytes: version, position, stream, seq, at, console,
    /// previous, length; integers big-endian.
    pub fn bytes(&self, len: u32) -> [u8; HEADER_LEN] {
        let mut out = [0; HEADER_LEN];
        out[0] = VERSION;
        out[1..9].copy_from_slice(&self.position.to_be_bytes());
        out[9..25].copy_from_slice(&self.stream);
        out[25..33].copy_from_slice(&self.seq.to_be_bytes());
        out[33..41].copy_from_slice(&self.at.to_be_bytes());
        out[41..57].copy_from_slice(&self.console);
        out[57..89].copy_from_slice(&self.previous);
        out[89..93].copy_from_slice(&len.to_be_bytes());
        out
    }
}

/// The record's bytes: what is kept in an export, and what a verifier of RFC 6962 trees takes as the leaf's data.
pub fn encode(header: &Header, payload: &[u8]) -> Result<Vec<u8>, Unreadable> {
    let mut out = Vec::with_capacity(HEADER_LEN + payload.len());
    out.extend_from_slice(&header.bytes(length(payload)?));
    out.extend_from_slice(payload);
    Ok(out)
}

/// A record's header and payload, from its bytes.
pub fn decode(bytes: &[u8]) -> Result<(Header, &[u8]), Unreadable> {
    let version = *bytes.first().ok_or(Unreadable::Short(0))?;
    if version != VERSION {
        return Err(Unreadable::Version(version));
    }
    let Some((head, payload)) = bytes.split_first_chunk::<HEADER_LEN>() else {
        return Err(Unreadable::Short(bytes.len()));
    };
    let header = Header {
        position: u64::from_be_bytes(part(head, 1)),
        stream: part(head, 9),
        seq: u64::from_be_bytes(part(head, 25)),
        at: i64::from_be_bytes(part(head, 33)),
        console: part(head, 41),
        previous: part(head, 57),
    };
    let said = u32::from_be_bytes(part(head, 89));
    if u32::try_from(payload.len()) != Ok(said) {
        return Err(Unreadable::Length { found: payload.len(), said });
    }
    length(payload)?;
    Ok((header, payload))
}

/// The record's hash, the leaf of the tree: SHA-256(0x00 || header || payload).
///
/// It hashes what it is given: a payload that is too long was refused by [`encode`] before it was stored.
pub fn leaf(header: &Header, payload: &[u8]) -> Hash {
    let mut hash = Sha256::new();
    hash.update([LEAF_PREFIX]);
    hash.update(header.bytes(u32::try_from(payload.len()).unwrap_or(u32::MAX)));
    hash.update(payload);
    hash.finalize().into()
}

/// The hash of a record's bytes, as [`encode`] made them.
pub fn leaf_of(bytes: &[u8]) -> Hash {
    let mut hash = Sha256::new();
    hash.update([LEAF_PREFIX]);
    hash.update(bytes);
    hash.finalize().into()
}

fn length(payload: &[u8]) -> Result<u32, Unreadable> {
    match u32::try_from(payload.len()) {
        Ok(len) if payload.len() <= MAX_PAYLOAD => Ok(len),
        _ => Err(Unreadable::Long(payload.len())),
    }
}

/// `N` bytes of a header from `at` on; the offsets above are all within it.
fn part<const N: usize>(head: &[u8; HEADER_LEN], at: usize) -> [u8; N] {
    let mut out = [0; N];
    out.copy_from_slice(&head[at..at + N]);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn header() -> Header {
        Header { position: 1, stream: [2; 16], seq: 3, at: 4, console: [5; 16], previous: [7; 32] }
    }

    #[test]
    fn every_column_is_covered() {
        let base = leaf(&header(), b"payload");
        let changed = [
            leaf(&Header { position: 9, ..header() }, b"payload"),
            leaf(&Header { stream: [9; 16], ..header() }, b"payload"),
            leaf(&Header { seq: 9, ..header() }, b"payload"),
            leaf(&Header { at: 9, ..header() }, b"payload"),
            leaf(&Header { console: [9; 16], ..header() }, b"payload"),
            leaf(&Header { previous: [9; 32], ..header() }, b"payload"),
            leaf(&header(), b"payloae"),
        ];
        for other in changed {
            assert_ne!(base, other);
        }
    }

    #[test]
    fn bytes_are_read_back_as_they_were() {
        let bytes = encode(&header(), b"payload").unwrap();
        assert_eq!(decode(&bytes).unwrap(), (header(), &b"payload"[..]));
        assert_eq!(leaf_of(&bytes), leaf(&header(), b"payload"));
    }

    #[test]
    fn what_is_no_record_says_why() {
        let bytes = encode(&header(), b"payload").unwrap();
        assert_eq!(decode(&[]), Err(Unreadable::Short(0)));
        assert_eq!(decode(&bytes[..50]), Err(Unreadable::Short(50)));
        let mut other = bytes.clone();
        other[0] = 2;
        assert_eq!(decode(&other), Err(Unreadable::Version(2)));
        assert_eq!(decode(&bytes[..HEADER_LEN + 3]), Err(Unreadable::Length { found: 3, said: 7 }));
        assert_eq!(encode(&header(), &vec![0; MAX_PAYLOAD + 1]), Err(Unreadable::Long(MAX_PAYLOAD + 1)));
    }
}
