//! Appending: records, the tree, the console's seal and the projections, in one transaction.

use crate::codec;
use crate::fault::driver_fault;
use crate::lines;
use crate::schema::LEVELS;
use crate::sqlite::{hex, signed, unsigned};
use postern_domain::ids::{ConsoleId, ConsoleKey, PersonId};
use postern_domain::time::Timestamp;
use postern_ledger::{Checkpoint, Complete, Edge, Hash, Header, PublicKey, encode, leaf, origin};
use postern_ports::Signer;
use postern_ports::event_store::{Happening, Recorded, StoreFault, Stream};
use rusqlite::{Connection, OptionalExtension as _, params};
use std::collections::HashMap;
use std::sync::Arc;

/// Where the history stood when this store last looked: what its next append goes on from.
#[derive(Debug, Clone, Default)]
pub struct Standing {
    edge: Edge,
    ledger: String,
    keys: HashMap<ConsoleId, ConsoleKey>,
}

/// What is asked to be appended.
pub struct Appending {
    pub stream: Stream,
    pub expected_seq: u64,
    pub at: Timestamp,
    pub console: ConsoleId,
    pub happenings: Vec<Happening>,
    pub signer: Arc<dyn Signer>,
}

/// Appends and commits; `known` is where the history stood before, and is brought up to date. After any fault but a
/// conflict the connection may be within a transaction: it is closed.
pub fn append(connection: &Connection, known: &mut Standing, what: Appending) -> Result<Vec<Recorded>, StoreFault> {
    let mut standing = known.clone();
    run(connection, "BEGIN IMMEDIATE", [])?;
    match append_in(connection, &mut standing, what) {
        Ok(recorded) => {
            run(connection, "COMMIT", [])?;
            *known = standing;
            Ok(recorded)
        }
        Err(StoreFault::Conflict) => {
            run(connection, "ROLLBACK", [])?;
            Err(StoreFault::Conflict)
        }
        Err(other) => Err(other),
    }
}

/// Runs a statement that is prepared once for each connection; returns how many rows it changed.
pub fn run(connection: &Connection, sql: &str, values: impl rusqlite::Params) -> Result<usize, StoreFault> {
    connection.prepare_cached(sql).and_then(|mut s| s.execute(values)).map_err(|e| driver_fault(&e))
}

fn append_in(tx: &Connection, standing: &mut Standing, what: Appending) -> Result<Vec<Recorded>, StoreFault> {
    let Appending { stream, expected_seq, at, console, happenings, signer } = what;
    let name = codec::stream_bytes(stream);
    let Stood { last_at, own: (mut seq, mut previous) } = catch_up(tx, standing, name)?;
    if seq != expected_seq {
        return Err(StoreFault::Conflict);
    }
    // Time does not run backwards in a history, whatever the clock says.
    let at = Timestamp(at.0.max(last_at));
    let mut may_seal = standing.keys.get(&console) == Some(&signer.key());
    let mut recorded = Vec::with_capacity(happenings.len());
    let count = happenings.len();
    for (n, happening) in happenings.into_iter().enumerate() {
        let position = standing.edge.size() + 1;
        seq += 1;
        found(tx, standing, position, &happening)?;
        may_seal |= learn(tx, standing, position, console, signer.key(), &happening)?;
        let payload = codec::encode(&happening)?;
        let header = Header { position, stream: name, seq, at: at.0, console: *console.0.as_bytes(), previous };
        encode(&header, &payload).map_err(|e| StoreFault::Failed(e.to_string()))?;
        let last = n + 1 == count;
        let seal = |standing: &Standing| last.then(|| signer.sign(sealed_text(standing).as_bytes()));
        previous = take(tx, standing, &header, &payload, seal, &happening)?;
        recorded.push(Recorded { position, stream, seq, at, console, hash: hex(&previous), happening });
    }
    if !may_seal {
        return Err(StoreFault::SigningKey);
    }
    keep_tip(tx, standing)?;
    Ok(recorded)
}

/// The record goes into the tree and the table, and what it says into the lists beside.
fn take(
    tx: &Connection,
    standing: &mut Standing,
    header: &Header,
    payload: &[u8],
    seal: impl FnOnce(&Standing) -> Option<[u8; 64]>,
    happening: &Happening,
) -> Result<Hash, StoreFault> {
    let hash = leaf(header, payload);
    let mut complete = Vec::new();
    standing.edge.push_telling(hash, |c| complete.push(c));
    let seal = seal(standing);
    run(
        tx,
        "INSERT INTO records (position, stream, seq, at, console, previous, hash, payload, seal)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        params![
            signed(header.position),
            header.stream,
            signed(header.seq),
            header.at,
            header.console,
            header.previous,
            hash,
            payload,
            seal
        ],
    )?;
    keep_nodes(tx, &complete)?;
    if let (Stream::Case(case), Happening::Case(event)) = (codec::stream_of(header.stream), happening) {
        project(tx, header, &hash, codec::search_text(case, event))?;
        lines::take(tx, header.position, case, event)?;
        if let Some((person, kind)) = codec::act(event) {
            note_act(tx, header, person, kind)?;
        }
    }
    Ok(hash)
}

/// Takes a record over from another file as it is, with the seal that it has there; the lists beside are made anew.
pub fn take_over(
    tx: &Connection,
    standing: &mut Standing,
    header: &Header,
    payload: &[u8],
    seal: Option<[u8; 64]>,
) -> Result<(), StoreFault> {
    let damaged = |detail| StoreFault::Damaged { position: header.position, detail };
    let happening = codec::decode(codec::stream_of(header.stream), payload).map_err(damaged)?;
    found(tx, standing, header.position, &happening)?;
    learn(tx, standing, header.position, ConsoleId(uuid::Uuid::nil()), ConsoleKey([0; 32]), &happening)?;
    take(tx, standing, header, payload, |_| seal, &happening).map(|_| ())
}

/// The text of the checkpoint that a console signs when the history stands there.
fn sealed_text(standing: &Standing) -> String {
    let (size, root) = (standing.edge.size(), standing.edge.root());
    Checkpoint { origin: origin(&standing.ledger), size, root }.text()
}

/// Where the history and one stream in it stand.
struct Stood {
    /// Time of the last record.
    last_at: i64,
    /// Number and hash of the stream's last record.
    own: (u64, Hash),
}

/// Where the file says that the history ends.
struct Tip {
    size: u64,
    edge: Vec<u8>,
    last: Option<u64>,
    at: Option<i64>,
    console: Option<Vec<u8>>,
    seal: Option<Vec<u8>>,
}

/// Reads where the history stands; what another process appended must be sealed by a console that belongs here.
fn catch_up(tx: &Connection, standing: &mut Standing, stream: [u8; 16]) -> Result<Stood, StoreFault> {
    let Some(tip) = tip(tx)? else { return Ok(Stood { last_at: i64::MIN, own: (0, [0; 32]) }) };
    let damaged = |detail: &str| StoreFault::Damaged { position: tip.size, detail: detail.to_owned() };
    let edge = Edge::from_bytes(tip.size, &tip.edge).ok_or_else(|| damaged("the tree's edge has the wrong length"))?;
    if tip.last != Some(tip.size) {
        return Err(damaged("the tree is not as long as the records"));
    }
    let last_at = tip.at.ok_or_else(|| damaged("the last record is missing"))?;
    let own = own(tx, stream)?.unwrap_or((0, [0; 32]));
    if edge == standing.edge {
        return Ok(Stood { last_at, own });
    }
    let read = read_standing(tx, edge)?;
    let console = ConsoleId(uuid::Uuid::from_slice(&tip.console.unwrap_or_default()).unwrap_or_default());
    let seal = tip.seal.unwrap_or_default();
    let ours = read.keys.get(&console).is_some_and(|k| PublicKey(k.0).verifies(sealed_text(&read).as_bytes(), &seal));
    // A rotation is sealed by the key that was in force before it: then the table knows the next one already.
    if !ours && !sealed_before(tx, &read, console, &seal)? {
        return Err(StoreFault::Damaged {
            position: tip.size,
            detail: "the history's root is not sealed by a console that belongs here".to_owned(),
        });
    }
    *standing = read;
    Ok(Stood { last_at, own })
}

fn tip(tx: &Connection) -> Result<Option<Tip>, StoreFault> {
    let read = |row: &rusqlite::Row<'_>| {
        Ok(Tip {
            size: unsigned(row.get(0)?),
            edge: row.get(1)?,
            last: row.get::<_, Option<i64>>(2)?.map(unsigned),
            at: row.get(3)?,
            console: row.get(4)?,
            seal: row.get(5)?,
        })
    };
    tx.prepare_cached(
        "SELECT tip.size, tip.edge, (SELECT max(position) FROM records), records.at, records.console, records.seal
         FROM tip LEFT JOIN records ON records.position = tip.size",
    )
    .and_then(|mut s| s.query_row([], read).optional())
    .map_err(|e| driver_fault(&e))
}

/// Number and hash of the stream's last record.
fn own(tx: &Connection, stream: [u8; 16]) -> Result<Option<(u64, Hash)>, StoreFault> {
    tx.prepare_cached("SELECT seq, hash FROM records WHERE stream = ? ORDER BY seq DESC LIMIT 1")
        .and_then(|mut s| s.query_row([stream], |row| Ok((unsigned(row.get(0)?), row.get(1)?))).optional())
        .map_err(|e| driver_fault(&e))
}

fn read_standing(tx: &Connection, edge: Edge) -> Result<Standing, StoreFault> {
    let ledger: Option<String> = tx
        .prepare_cached("SELECT value FROM meta WHERE name = 'ledger'")
        .and_then(|mut s| s.query_row([], |row| row.get(0)).optional())
        .map_err(|e| driver_fault(&e))?;
    let mut keys = HashMap::new();
    for (_, console, key) in consoles(tx)? {
        keys.insert(console, key);
    }
    Ok(Standing { edge, ledger: ledger.unwrap_or_default(), keys })
}

fn consoles(tx: &Connection) -> Result<Vec<(u64, ConsoleId, ConsoleKey)>, StoreFault> {
    let read = |row: &rusqlite::Row<'_>| {
        let (console, key) = (row.get(1)?, row.get(2)?);
        Ok((unsigned(row.get(0)?), ConsoleId(uuid::Uuid::from_bytes(console)), ConsoleKey(key)))
    };
    let all = tx.prepare_cached("SELECT position, console, key FROM consoles ORDER BY position");
    all.and_then(|mut s| s.query_map([], read)?.collect()).map_err(|e| driver_fault(&e))
}

fn sealed_before(tx: &Connection, read: &Standing, console: ConsoleId, seal: &[u8]) -> Result<bool, StoreFault> {
    let text = sealed_text(read);
    let all = consoles(tx)?;
    let mut of_console = all.iter().rev().filter(|(_, of, _)| *of == console);
    let rotated_last = of_console.next().is_some_and(|(position, ..)| *position == read.edge.size());
    let before = of_console.next();
    Ok(rotated_last && before.is_some_and(|(_, _, key)| PublicKey(key.0).verifies(text.as_bytes(), seal)))
}

/// A history begins with its founding, which names it.
fn found(tx: &Connection, standing: &mut Standing, position: u64, happening: &Happening) -> Result<(), StoreFault> {
    match (position, codec::founded(happening)) {
        (1, Some(ledger)) => {
            standing.ledger = ledger.to_string();
            run(tx, "INSERT INTO meta (name, value) VALUES ('ledger', ?)", [&standing.ledger]).map(|_| ())
        }
        (1, None) => Err(StoreFault::Failed("a history begins with its founding".to_owned())),
        (_, Some(_)) => Err(StoreFault::Failed("a history is founded once".to_owned())),
        (_, None) => Ok(()),
    }
}

/// Notes the key that a console signs with from now on; `true` where it is this console's and in use already.
fn learn(
    tx: &Connection,
    standing: &mut Standing,
    position: u64,
    own: ConsoleId,
    in_use: ConsoleKey,
    happening: &Happening,
) -> Result<bool, StoreFault> {
    let Some((console, key)) = codec::console_key(happening) else { return Ok(false) };
    let values = params![signed(position), console.0.as_bytes(), key.0];
    run(tx, "INSERT INTO consoles (position, console, key) VALUES (?, ?, ?)", values)?;
    standing.keys.insert(console, key);
    Ok(console == own && key == in_use)
}

/// Whether the root of this subtree is kept beside the records.
fn is_kept(complete: &Complete) -> bool {
    complete.level > 0 && complete.level.is_multiple_of(LEVELS)
}

fn keep_nodes(tx: &Connection, complete: &[Complete]) -> Result<(), StoreFault> {
    for node in complete.iter().filter(|c| is_kept(c)) {
        let values = params![node.level, signed(node.n), node.hash];
        run(tx, "INSERT INTO nodes (level, n, hash) VALUES (?, ?, ?)", values)?;
    }
    Ok(())
}

/// Keeps where the tree ends: with the last record of an append, or once for all that were taken over. The lines go as
/// far, unless they were behind.
pub fn keep_tip(tx: &Connection, standing: &Standing) -> Result<(), StoreFault> {
    run(
        tx,
        "INSERT INTO tip (one, size, edge, listed) VALUES (1, ?1, ?2, ?1)
         ON CONFLICT (one) DO UPDATE SET size = excluded.size, edge = excluded.edge,
             listed = CASE WHEN tip.listed = tip.size THEN excluded.listed ELSE tip.listed END",
        params![signed(standing.edge.size()), standing.edge.bytes()],
    )
    .map(|_| ())
}

fn note_act(tx: &Connection, header: &Header, person: PersonId, kind: &str) -> Result<(), StoreFault> {
    let values = params![signed(header.position), person.0.as_bytes(), kind, header.at, header.stream];
    run(tx, "INSERT INTO acts (position, person, kind, at, stream) VALUES (?, ?, ?, ?, ?)", values).map(|_| ())
}

fn project(tx: &Connection, header: &Header, hash: &Hash, words: Option<(String, String)>) -> Result<(), StoreFault> {
    let Some((words, account)) = words else { return move_on(tx, header, hash) };
    let position = signed(header.position);
    run(
        tx,
        "INSERT INTO cases (position, stream, last_seq, head, opened_at, updated_at, words, account)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        params![position, header.stream, signed(header.seq), hash, header.at, header.at, words, account],
    )?;
    run(tx, "INSERT INTO cases_words (rowid, words) VALUES (?, ?)", params![position, words]).map(|_| ())
}

fn move_on(tx: &Connection, header: &Header, hash: &Hash) -> Result<(), StoreFault> {
    let values = params![signed(header.seq), hash, header.at, header.stream];
    match run(tx, "UPDATE cases SET last_seq = ?, head = ?, updated_at = ? WHERE stream = ?", values)? {
        1 => Ok(()),
        _ => Err(StoreFault::Damaged {
            position: header.position,
            detail: "the case has no line in the case list".to_owned(),
        }),
    }
}
