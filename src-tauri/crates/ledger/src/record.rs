//! One record and its hash.

use sha2::{Digest as _, Sha256};

/// A SHA-256 value.
pub type Hash = [u8; 32];

/// Everything of a record but its payload and its own hash.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    /// Place in the whole history, from 1.
    pub position: u64,
    /// The stream: 16 zero bytes for the desk, else the case's UUID.
    pub stream: [u8; 16],
    /// Place in the stream, from 1.
    pub seq: u64,
    /// Milliseconds since 1970-01-01T00:00:00Z.
    pub at: i64,
    /// UUID of the console that appended it.
    pub console: [u8; 16],
    /// Hash of the record before it in the history; zero bytes for the first.
    pub previous: Hash,
    /// Hash of the record before it in its stream; zero bytes for the first.
    pub previous_in_stream: Hash,
}

/// SHA-256(0x00 || version || position || stream || seq || at || console || previous ||
/// previous_in_stream || length || payload), integers big-endian, version one byte 0x00 while unfrozen.
///
/// The leading zero byte is RFC 6962's leaf prefix, so that these hashes can become leaves of its tree.
pub fn leaf(header: &Header, payload: &[u8]) -> Hash {
    let mut hash = Sha256::new();
    hash.update([0x00, 0x00]);
    hash.update(header.position.to_be_bytes());
    hash.update(header.stream);
    hash.update(header.seq.to_be_bytes());
    hash.update(header.at.to_be_bytes());
    hash.update(header.console);
    hash.update(header.previous);
    hash.update(header.previous_in_stream);
    hash.update((payload.len() as u64).to_be_bytes());
    hash.update(payload);
    hash.finalize().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn header() -> Header {
        Header {
            position: 1,
            stream: [2; 16],
            seq: 3,
            at: 4,
            console: [5; 16],
            previous: [6; 32],
            previous_in_stream: [7; 32],
        }
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
            leaf(&Header { previous_in_stream: [9; 32], ..header() }, b"payload"),
            leaf(&header(), b"payloae"),
        ];
        for other in changed {
            assert_ne!(base, other);
        }
    }

    #[test]
    fn a_known_record_has_a_known_hash() {
        let zero = Header {
            position: 1,
            stream: [0; 16],
            seq: 1,
            at: 0,
            console: [0; 16],
            previous: [0; 32],
            previous_in_stream: [0; 32],
        };
        let hex: String = leaf(&zero, b"{}").iter().map(|b| format!("{b:02x}")).collect();
        // Computed with Python's hashlib over the documented bytes.
        assert_eq!(hex, "a40f378467f5dc6a65ecb73ae67c6918845324b74b20f1d28e45b013df9419e7");
    }
}
