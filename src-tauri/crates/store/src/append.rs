//! Appending: records, the tree, the console's seal and the projections, in one transaction.

use crate::codec;
use crate::fault::store_fault;
use crate::schema::LEVELS;
use crate::sqlite::{hex, signed, unsigned};
use postern_domain::ids::{ConsoleId, ConsoleKey, PersonId};
use postern_domain::time::Timestamp;
use postern_ledger::{Checkpoint, Complete, Edge, Hash, Header, PublicKey, encode, leaf, origin};
use postern_ports::Signer;
use postern_ports::event_store::{Happening, Recorded, StoreFault, Stream};
use sqlx::Row as _;
use sqlx::sqlite::SqliteConnection;
use std::collections::HashMap;

/// Where the history stood when this store last looked: what its next append goes on from.
#[derive(Debug, Clone, Default)]
pub struct Standing {
    edge: Edge,
    ledger: String,
    keys: HashMap<ConsoleId, ConsoleKey>,
}

/// What is asked to be appended.
pub struct Appending<'a> {
    pub stream: Stream,
    pub expected_seq: u64,
    pub at: Timestamp,
    pub console: ConsoleId,
    pub happenings: Vec<Happening>,
    pub signer: &'a dyn Signer,
}

/// Appends and commits; `known` is where the history stood before, and is brought up to date. After any fault but a
/// conflict, and where this is not waited for to its end, the connection may be within a transaction: it is closed.
pub async fn append(
    connection: &mut SqliteConnection,
    known: &mut Standing,
    what: Appending<'_>,
) -> Result<Vec<Recorded>, StoreFault> {
    let mut standing = known.clone();
    match append_in(connection, &mut standing, what).await {
        Ok((recorded, committed)) => {
            if !committed {
                end(connection, "COMMIT").await?;
            }
            *known = standing;
            Ok(recorded)
        }
        Err(StoreFault::Conflict) => {
            end(connection, "ROLLBACK").await?;
            Err(StoreFault::Conflict)
        }
        Err(other) => Err(other),
    }
}

async fn end(connection: &mut SqliteConnection, how: &'static str) -> Result<(), StoreFault> {
    sqlx::query(how).execute(connection).await.map(|_| ()).map_err(|e| store_fault(&e))
}

/// Begins a transaction and appends; `true` where it was committed with the last record.
async fn append_in(
    tx: &mut SqliteConnection,
    standing: &mut Standing,
    what: Appending<'_>,
) -> Result<(Vec<Recorded>, bool), StoreFault> {
    let Appending { stream, expected_seq, at, console, happenings, signer } = what;
    let name = codec::stream_bytes(stream);
    let Stood { last_at, own: (mut seq, mut previous), in_list } = catch_up(tx, standing, name).await?;
    if seq != expected_seq {
        return Err(StoreFault::Conflict);
    }
    // Time does not run backwards in a history, whatever the clock says.
    let at = Timestamp(at.0.max(last_at));
    let mut may_seal = standing.keys.get(&console) == Some(&signer.key());
    let mut committed = false;
    let mut recorded = Vec::with_capacity(happenings.len());
    let count = happenings.len();
    for (n, happening) in happenings.into_iter().enumerate() {
        let position = standing.edge.size() + 1;
        seq += 1;
        found(tx, standing, position, &happening).await?;
        may_seal |= learn(tx, standing, position, console, signer.key(), &happening).await?;
        let payload = codec::encode(&happening)?;
        let header = Header { position, stream: name, seq, at: at.0, console: *console.0.as_bytes(), previous };
        encode(&header, &payload).map_err(|e| StoreFault::Failed(e.to_string()))?;
        let last = n + 1 == count;
        let seal = |standing: &Standing| last.then(|| signer.sign(sealed_text(standing).as_bytes()));
        // What is committed with its last record must be allowed before it is written.
        let commits = last && may_seal && in_list;
        let (hash, done) = take(tx, standing, &header, &payload, (seal, last, commits), &happening).await?;
        committed = done;
        previous = hash;
        recorded.push(Recorded { position, stream, seq, at, console, hash: hex(&hash), happening });
    }
    if !may_seal {
        return Err(StoreFault::SigningKey);
    }
    Ok((recorded, committed))
}

/// The record goes into the tree and the table, and what it says into the lists beside; with the last one, where the tree
/// ends is kept, and where it may be, all is committed: `true` then.
async fn take(
    tx: &mut SqliteConnection,
    standing: &mut Standing,
    header: &Header,
    payload: &[u8],
    (seal, last, commits): (impl FnOnce(&Standing) -> Option<[u8; 64]>, bool, bool),
    happening: &Happening,
) -> Result<(Hash, bool), StoreFault> {
    let hash = leaf(header, payload);
    let mut complete = Vec::new();
    standing.edge.push_telling(hash, |c| complete.push(c));
    let seal = seal(standing);
    let goes_on = match (codec::stream_of(header.stream), happening) {
        (Stream::Case(case), Happening::Case(event)) => {
            codec::search_text(case, event).is_none() && codec::act(event).is_none()
        }
        (Stream::Case(_) | Stream::Desk, _) => false,
    };
    if commits && goes_on && complete.iter().all(|c| !is_kept(c)) {
        step(tx, header, &hash, payload, seal.as_ref(), &standing.edge).await?;
        return Ok((hash, true));
    }
    insert(tx, header, &hash, payload, seal.as_ref()).await?;
    keep_nodes(tx, &complete).await?;
    if let (Stream::Case(case), Happening::Case(event)) = (codec::stream_of(header.stream), happening) {
        project(tx, header, &hash, codec::search_text(case, event)).await?;
        if let Some((person, kind)) = codec::act(event) {
            note_act(tx, header, person, kind).await?;
        }
    }
    if last {
        keep_tip(tx, &standing.edge).await?;
    }
    Ok((hash, false))
}

/// What most appends are, in one go: a further record of a case that is in the case list, its line there, where the tree
/// ends, and the commit. Each call to the driver's thread costs as much as a statement.
async fn step(
    tx: &mut SqliteConnection,
    header: &Header,
    hash: &Hash,
    payload: &[u8],
    seal: Option<&[u8; 64]>,
    edge: &Edge,
) -> Result<(), StoreFault> {
    sqlx::query(
        "INSERT INTO records (position, stream, seq, at, console, previous, hash, payload, seal)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?);
         UPDATE cases SET last_seq = ?, head = ?, updated_at = ? WHERE stream = ?;
         UPDATE tip SET size = ?, edge = ? WHERE one = 1;
         COMMIT",
    )
    .bind(signed(header.position))
    .bind(header.stream.to_vec())
    .bind(signed(header.seq))
    .bind(header.at)
    .bind(header.console.to_vec())
    .bind(header.previous.to_vec())
    .bind(hash.to_vec())
    .bind(payload)
    .bind(seal.map(|s| s.to_vec()))
    .bind(signed(header.seq))
    .bind(hash.to_vec())
    .bind(header.at)
    .bind(header.stream.to_vec())
    .bind(signed(edge.size()))
    .bind(edge.bytes())
    .execute(tx)
    .await
    .map(|_| ())
    .map_err(|e| store_fault(&e))
}

/// Takes a record over from another file as it is, with the seal that it has there; the lists beside are made anew.
pub async fn take_over(
    tx: &mut SqliteConnection,
    standing: &mut Standing,
    header: &Header,
    payload: &[u8],
    seal: Option<[u8; 64]>,
) -> Result<(), StoreFault> {
    let damaged = |detail| StoreFault::Damaged { position: header.position, detail };
    let happening = codec::decode(codec::stream_of(header.stream), payload).map_err(damaged)?;
    found(tx, standing, header.position, &happening).await?;
    learn(tx, standing, header.position, ConsoleId(uuid::Uuid::nil()), ConsoleKey([0; 32]), &happening).await?;
    take(tx, standing, header, payload, (|_: &Standing| seal, false, false), &happening).await.map(|_| ())
}

/// Keeps where the tree ends, once for all records that were taken over.
pub async fn end_taking_over(tx: &mut SqliteConnection, standing: &Standing) -> Result<(), StoreFault> {
    keep_tip(tx, &standing.edge).await
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
    /// The stream has its line in the case list.
    in_list: bool,
}

/// Begins a transaction, and reads where the history stands, where that is not known; what another process appended must be sealed by a console
/// that belongs here.
async fn catch_up(tx: &mut SqliteConnection, standing: &mut Standing, stream: [u8; 16]) -> Result<Stood, StoreFault> {
    let row = sqlx::query(
        "BEGIN IMMEDIATE;
         SELECT tip.size, tip.edge, records.at, records.console, records.seal, (SELECT max(position) FROM records),
             own.seq, own.hash, (SELECT 1 FROM cases WHERE stream = ?)
         FROM tip LEFT JOIN records ON records.position = tip.size
         LEFT JOIN (SELECT seq, hash FROM records WHERE stream = ? ORDER BY seq DESC LIMIT 1) AS own",
    )
    .bind(stream.to_vec())
    .bind(stream.to_vec())
    .fetch_optional(&mut *tx)
    .await
    .map_err(|e| store_fault(&e))?;
    let Some(row) = row else { return Ok(Stood { last_at: i64::MIN, own: (0, [0; 32]), in_list: false }) };
    let size = unsigned(row.get::<i64, _>(0));
    let damaged = |detail: &str| StoreFault::Damaged { position: size, detail: detail.to_owned() };
    let edge: Vec<u8> = row.get(1);
    let edge = Edge::from_bytes(size, &edge).ok_or_else(|| damaged("the tree's edge has the wrong length"))?;
    if row.get::<Option<i64>, _>(5).map(unsigned) != Some(size) {
        return Err(damaged("the tree is not as long as the records"));
    }
    let last_at = row.get::<Option<i64>, _>(2).ok_or_else(|| damaged("the last record is missing"))?;
    let own = match (row.get::<Option<i64>, _>(6), row.get::<Option<Vec<u8>>, _>(7)) {
        (Some(seq), Some(hash)) => (unsigned(seq), hash.try_into().map_err(|_| damaged("hash length"))?),
        (_, _) => (0, [0; 32]),
    };
    let stood = Stood { last_at, own, in_list: row.get::<Option<i64>, _>(8).is_some() };
    if edge == standing.edge {
        return Ok(stood);
    }
    let read = read_standing(tx, edge).await?;
    let console = ConsoleId(uuid::Uuid::from_slice(&row.get::<Vec<u8>, _>(3)).unwrap_or_default());
    let seal: Vec<u8> = row.get::<Option<Vec<u8>>, _>(4).unwrap_or_default();
    let ours = read.keys.get(&console).is_some_and(|k| PublicKey(k.0).verifies(sealed_text(&read).as_bytes(), &seal));
    // A rotation is sealed by the key that was in force before it: then the table knows the next one already.
    if !ours && !sealed_before(tx, &read, console, &seal).await? {
        return Err(damaged("the history's root is not sealed by a console that belongs here"));
    }
    *standing = read;
    Ok(stood)
}

async fn read_standing(tx: &mut SqliteConnection, edge: Edge) -> Result<Standing, StoreFault> {
    let ledger: String = sqlx::query_scalar("SELECT value FROM meta WHERE name = 'ledger'")
        .fetch_optional(&mut *tx)
        .await
        .map_err(|e| store_fault(&e))?
        .unwrap_or_default();
    let mut keys = HashMap::new();
    for (_, console, key) in consoles(tx).await? {
        keys.insert(console, key);
    }
    Ok(Standing { edge, ledger, keys })
}

async fn consoles(tx: &mut SqliteConnection) -> Result<Vec<(u64, ConsoleId, ConsoleKey)>, StoreFault> {
    let rows = sqlx::query("SELECT position, console, key FROM consoles ORDER BY position")
        .fetch_all(tx)
        .await
        .map_err(|e| store_fault(&e))?;
    let read = |row: &sqlx::sqlite::SqliteRow| {
        let console = uuid::Uuid::from_slice(&row.get::<Vec<u8>, _>(1)).ok()?;
        let key = row.get::<Vec<u8>, _>(2).try_into().ok()?;
        Some((unsigned(row.get::<i64, _>(0)), ConsoleId(console), ConsoleKey(key)))
    };
    Ok(rows.iter().filter_map(read).collect())
}

async fn sealed_before(
    tx: &mut SqliteConnection,
    read: &Standing,
    console: ConsoleId,
    seal: &[u8],
) -> Result<bool, StoreFault> {
    let text = sealed_text(read);
    let all = consoles(tx).await?;
    let mut of_console = all.iter().rev().filter(|(_, of, _)| *of == console);
    let rotated_last = of_console.next().is_some_and(|(position, ..)| *position == read.edge.size());
    let before = of_console.next();
    Ok(rotated_last && before.is_some_and(|(_, _, key)| PublicKey(key.0).verifies(text.as_bytes(), seal)))
}

/// A history begins with its founding, which names it.
async fn found(
    tx: &mut SqliteConnection,
    standing: &mut Standing,
    position: u64,
    happening: &Happening,
) -> Result<(), StoreFault> {
    match (position, codec::founded(happening)) {
        (1, Some(ledger)) => {
            standing.ledger = ledger.to_string();
            sqlx::query("INSERT INTO meta (name, value) VALUES ('ledger', ?)")
                .bind(standing.ledger.clone())
                .execute(tx)
                .await
                .map_err(|e| store_fault(&e))?;
            Ok(())
        }
        (1, None) => Err(StoreFault::Failed("a history begins with its founding".to_owned())),
        (_, Some(_)) => Err(StoreFault::Failed("a history is founded once".to_owned())),
        (_, None) => Ok(()),
    }
}

/// Notes the key that a console signs with from now on; `true` where it is this console's and in use already.
async fn learn(
    tx: &mut SqliteConnection,
    standing: &mut Standing,
    position: u64,
    own: ConsoleId,
    in_use: ConsoleKey,
    happening: &Happening,
) -> Result<bool, StoreFault> {
    let Some((console, key)) = codec::console_key(happening) else { return Ok(false) };
    sqlx::query("INSERT INTO consoles (position, console, key) VALUES (?, ?, ?)")
        .bind(signed(position))
        .bind(console.0.as_bytes().to_vec())
        .bind(key.0.to_vec())
        .execute(tx)
        .await
        .map_err(|e| store_fault(&e))?;
    standing.keys.insert(console, key);
    Ok(console == own && key == in_use)
}

async fn insert(
    tx: &mut SqliteConnection,
    header: &Header,
    hash: &Hash,
    payload: &[u8],
    seal: Option<&[u8; 64]>,
) -> Result<(), StoreFault> {
    sqlx::query(
        "INSERT INTO records (position, stream, seq, at, console, previous, hash, payload, seal)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
    )
    .bind(signed(header.position))
    .bind(header.stream.to_vec())
    .bind(signed(header.seq))
    .bind(header.at)
    .bind(header.console.to_vec())
    .bind(header.previous.to_vec())
    .bind(hash.to_vec())
    .bind(payload)
    .bind(seal.map(|s| s.to_vec()))
    .execute(tx)
    .await
    .map_err(|e| store_fault(&e))?;
    Ok(())
}

/// Whether the root of this subtree is kept beside the records.
fn is_kept(complete: &Complete) -> bool {
    complete.level > 0 && complete.level.is_multiple_of(LEVELS)
}

async fn keep_nodes(tx: &mut SqliteConnection, complete: &[Complete]) -> Result<(), StoreFault> {
    for node in complete.iter().filter(|c| is_kept(c)) {
        sqlx::query("INSERT INTO nodes (level, n, hash) VALUES (?, ?, ?)")
            .bind(i64::from(node.level))
            .bind(signed(node.n))
            .bind(node.hash.to_vec())
            .execute(&mut *tx)
            .await
            .map_err(|e| store_fault(&e))?;
    }
    Ok(())
}

async fn keep_tip(tx: &mut SqliteConnection, edge: &Edge) -> Result<(), StoreFault> {
    sqlx::query("INSERT INTO tip (one, size, edge) VALUES (1, ?, ?) ON CONFLICT (one) DO UPDATE SET size = excluded.size, edge = excluded.edge")
        .bind(signed(edge.size()))
        .bind(edge.bytes())
        .execute(tx)
        .await
        .map_err(|e| store_fault(&e))?;
    Ok(())
}

async fn note_act(
    tx: &mut SqliteConnection,
    header: &Header,
    person: PersonId,
    kind: &'static str,
) -> Result<(), StoreFault> {
    sqlx::query("INSERT INTO acts (position, person, kind, at, stream) VALUES (?, ?, ?, ?, ?)")
        .bind(signed(header.position))
        .bind(person.0.as_bytes().to_vec())
        .bind(kind)
        .bind(header.at)
        .bind(header.stream.to_vec())
        .execute(tx)
        .await
        .map_err(|e| store_fault(&e))?;
    Ok(())
}

async fn project(
    tx: &mut SqliteConnection,
    header: &Header,
    hash: &Hash,
    words: Option<(String, String)>,
) -> Result<(), StoreFault> {
    let Some((words, account)) = words else { return move_on(tx, header, hash).await };
    sqlx::query(
        "INSERT INTO cases (position, stream, last_seq, head, opened_at, updated_at, words, account)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
    )
    .bind(signed(header.position))
    .bind(header.stream.to_vec())
    .bind(signed(header.seq))
    .bind(hash.to_vec())
    .bind(header.at)
    .bind(header.at)
    .bind(words.clone())
    .bind(account)
    .execute(&mut *tx)
    .await
    .map_err(|e| store_fault(&e))?;
    sqlx::query("INSERT INTO cases_words (rowid, words) VALUES (?, ?)")
        .bind(signed(header.position))
        .bind(words)
        .execute(tx)
        .await
        .map_err(|e| store_fault(&e))?;
    Ok(())
}

async fn move_on(tx: &mut SqliteConnection, header: &Header, hash: &Hash) -> Result<(), StoreFault> {
    let done = sqlx::query("UPDATE cases SET last_seq = ?, head = ?, updated_at = ? WHERE stream = ?")
        .bind(signed(header.seq))
        .bind(hash.to_vec())
        .bind(header.at)
        .bind(header.stream.to_vec())
        .execute(tx)
        .await
        .map_err(|e| store_fault(&e))?;
    if done.rows_affected() == 1 {
        return Ok(());
    }
    Err(StoreFault::Damaged { position: header.position, detail: "the case has no line in the case list".to_owned() })
}
