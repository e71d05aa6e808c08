//! Records of every stream in the order of the history, page by page, for whoever follows it.

use crate::codec;
use crate::fault::driver_fault;
use crate::scan::Source;
use crate::sqlite::{hex, signed, unsigned};
use postern_domain::ids::ConsoleId;
use postern_domain::time::Timestamp;
use postern_ports::event_store::{Recorded, StoreFault};
use rusqlite::Row;
use uuid::Uuid;

/// A page ends with the record that makes it longer than this, in bytes of payload.
const LONG: usize = 1 << 20;

/// The records after `position`, in order.
pub fn after(source: &Source, position: u64, most: u32) -> Result<Vec<Recorded>, StoreFault> {
    let connection = source.connect()?;
    let mut statement = connection
        .prepare(
            "SELECT position, stream, seq, at, console, hash, payload FROM records
            WHERE position > ?1 ORDER BY position LIMIT ?2",
        )
        .map_err(|e| driver_fault(&e))?;
    let mut rows = statement.query([signed(position), i64::from(most)]).map_err(|e| driver_fault(&e))?;
    let (mut page, mut length, mut last) = (Vec::new(), 0, position);
    while length < LONG
        && let Some(row) = rows.next().map_err(|e| driver_fault(&e))?
    {
        let stored = columns(row).map_err(|e| damaged(last.saturating_add(1), e.to_string()))?;
        length += stored.payload.len();
        let record = stored.record()?;
        // A record that is missing is not passed over.
        if record.position != last.saturating_add(1) {
            return Err(damaged(last.saturating_add(1), "the record is missing".to_owned()));
        }
        last = record.position;
        page.push(record);
    }
    Ok(page)
}

struct Stored {
    position: u64,
    stream: Vec<u8>,
    seq: u64,
    at: i64,
    console: Vec<u8>,
    hash: Vec<u8>,
    payload: Vec<u8>,
}

fn columns(row: &Row<'_>) -> rusqlite::Result<Stored> {
    Ok(Stored {
        position: unsigned(row.get(0)?),
        stream: row.get(1)?,
        seq: unsigned(row.get(2)?),
        at: row.get(3)?,
        console: row.get(4)?,
        hash: row.get(5)?,
        payload: row.get(6)?,
    })
}

impl Stored {
    fn record(self) -> Result<Recorded, StoreFault> {
        let position = self.position;
        let stream: [u8; 16] =
            self.stream.try_into().map_err(|_| damaged(position, "the stream is none".to_owned()))?;
        let stream = codec::stream_of(stream);
        let happening = codec::decode(stream, &self.payload).map_err(|detail| damaged(position, detail))?;
        Ok(Recorded {
            position,
            stream,
            seq: self.seq,
            at: Timestamp(self.at),
            console: ConsoleId(Uuid::from_slice(&self.console).unwrap_or_default()),
            hash: hex(&self.hash),
            happening,
        })
    }
}

fn damaged(position: u64, detail: String) -> StoreFault {
    StoreFault::Damaged { position, detail }
}
