//! Recomputing everything that the store holds, and naming what is wrong.

use crate::codec;
use crate::fault::driver_fault;
use crate::lines::tells;
use crate::lines_check::Lines;
use crate::scan::{Gather, Source, Stored, StoredNodes};
use crate::schema::LEVELS;
use crate::sqlite::{hex, unsigned};
use postern_domain::canonical;
use postern_domain::recovery::CaseEvent;
use postern_ledger::{Checkpoint, Edge, Hash, History, Piece, PublicKey, origin};
use postern_ports::event_store::{Ask, Happening, RecordFault, StoreFault, Stream, Verification};
use rusqlite::Connection;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// Hashes, links, order, time, tree, seals, payloads, and every projection against the records.
pub fn verify(source: &Source, ask: &Ask) -> Result<Verification, StoreFault> {
    let connection = source.connect()?;
    let last = source.last()?;
    let mut work = Work::begin(&connection, ask, last)?;
    let from = work.history.position();
    let joined = source.pieces((from, last), ask.threads, Told::default, |piece, told| {
        work.join(&connection, piece, told);
        if let Some(progress) = &ask.progress {
            progress(work.history.position() - from, last - from);
        }
    });
    joined?;
    work.finish(source)
}

/// Only hashes, links, order, time and tree: what a benchmark measures. The root, and how many records are damaged.
pub fn hashes(source: &Source, threads: usize) -> Result<(Hash, usize), StoreFault> {
    let mut history = History::default();
    let mut damaged = 0;
    source.pieces((0, source.last()?), threads, || Nothing, |piece, _| damaged += history.join(piece).len())?;
    Ok((history.edge().root(), damaged))
}

struct Nothing;

impl Gather for Nothing {
    fn take(&mut self, _: &Stored<'_>) {}
    fn misshapen(&mut self, _: u64) {}
    fn unreadable(&mut self, _: u64, _: String) {}
}

/// What the records of one piece say.
#[derive(Default)]
struct Told {
    faults: Vec<RecordFault>,
    heads: Vec<Head>,
    opened: Vec<([u8; 16], Opened)>,
    updated: HashMap<[u8; 16], i64>,
    acts: Vec<Act>,
    /// Records that tell the line of their case something.
    telling: Vec<([u8; 16], u64, CaseEvent)>,
    keys: Vec<ConsolesKey>,
    ledger: Option<(u64, String)>,
}

/// A record's hash with what seals it: what the tree is recomputed from, one by one.
struct Head {
    position: u64,
    console: [u8; 16],
    stream: [u8; 16],
    hash: Hash,
    seal: Option<[u8; 64]>,
}

/// Where, with which words and account, and when a case was opened.
type Opened = (u64, (String, String), i64);

/// From which position on a console signs with a key.
type ConsolesKey = (u64, [u8; 16], [u8; 32]);

/// Position, person, kind, time and stream of an act.
type Act = (u64, Vec<u8>, String, i64, Vec<u8>);

impl Gather for Told {
    fn take(&mut self, record: &Stored<'_>) {
        let header = &record.header;
        let stream = codec::stream_of(header.stream);
        let seal = record.seal.and_then(|s| s.try_into().ok());
        let (position, console) = (header.position, header.console);
        self.heads.push(Head { position, console, stream: header.stream, hash: record.hash, seal });
        self.updated.insert(header.stream, header.at);
        let name = || codec::stream_name(header.stream);
        let happening = match codec::decode(stream, record.payload) {
            Ok(happening) => happening,
            Err(detail) => return self.faults.push(fault(position, &name(), "payload", &detail)),
        };
        let value: Option<serde_json::Value> = serde_json::from_slice(record.payload).ok();
        if value.and_then(|v| canonical::bytes(&v).ok()).as_deref() != Some(record.payload) {
            self.faults.push(fault(position, &name(), "payload", "not in canonical form"));
        }
        if let Some((console, key)) = codec::console_key(&happening) {
            self.keys.push((position, *console.0.as_bytes(), key.0));
        }
        if let Some(ledger) = codec::founded(&happening) {
            self.ledger = self.ledger.take().or(Some((position, ledger.to_string())));
        }
        if let (Stream::Case(case), Happening::Case(event)) = (stream, &happening) {
            if let Some(text) = codec::search_text(case, event) {
                self.opened.push((header.stream, (position, text, header.at)));
            }
            if let Some((person, kind)) = codec::act(event) {
                let (person, stream) = (person.0.as_bytes().to_vec(), header.stream.to_vec());
                self.acts.push((position, person, kind.to_owned(), header.at, stream));
            }
        }
        if let Happening::Case(event) = happening
            && tells(&event)
        {
            self.telling.push((header.stream, position, event));
        }
    }

    fn misshapen(&mut self, position: u64) {
        self.faults.push(fault(position, "unknown", "shape", "a column has the wrong type or length"));
    }

    fn unreadable(&mut self, after: u64, why: String) {
        self.faults.push(fault(after + 1, "unknown", "page", &format!("the file cannot be read there: {why}")));
    }
}

/// A verification under way.
struct Work {
    history: History,
    /// The tree again, leaf by leaf, to know its root wherever a console sealed it.
    tree: Edge,
    since: u64,
    faults: Vec<RecordFault>,
    ledger: String,
    keys: Vec<ConsolesKey>,
    /// Records that no seal has covered yet: by which console they are.
    unsealed: Vec<(u64, [u8; 16])>,
    opened: BTreeMap<[u8; 16], Opened>,
    updated: HashMap<[u8; 16], i64>,
    acts: BTreeSet<Act>,
    lines: Lines,
    nodes: HashMap<(u8, u64), Hash>,
    records: u64,
}

impl Work {
    fn begin(connection: &Connection, ask: &Ask, last: u64) -> Result<Self, StoreFault> {
        let mut faults = Vec::new();
        let mut edge = Edge::default();
        if let Some((size, root)) = ask.since {
            let there = if size <= last { postern_ledger::edge(size, &StoredNodes(connection)).ok() } else { None };
            match there {
                Some(there) if there.root() == root => edge = there,
                // What was checked before is not there any more: everything is checked again.
                _ => faults.push(fault(
                    size,
                    "history",
                    "checkpoint",
                    "the history that was checked before is not in it",
                )),
            }
        }
        let at = (edge.size() > 0).then(|| last_at(connection, edge.size())).flatten();
        let since = edge.size();
        let (ledger, keys) = if since > 0 { known(connection, since)? } else { (String::new(), Vec::new()) };
        Ok(Self {
            tree: edge.clone(),
            history: History::from(edge, at),
            since,
            faults,
            ledger,
            keys,
            unsealed: Vec::new(),
            opened: BTreeMap::new(),
            updated: HashMap::new(),
            acts: BTreeSet::new(),
            lines: Lines::default(),
            nodes: HashMap::new(),
            records: 0,
        })
    }

    fn join(&mut self, connection: &Connection, piece: Piece, told: Told) {
        if self.since > 0 {
            for stream in told.updated.keys() {
                if let Some((seq, head)) = head_before(connection, stream, self.since) {
                    self.history.knows(*stream, seq, head);
                }
            }
        }
        for damage in self.history.join(piece) {
            let name = codec::stream_name(damage.stream);
            self.faults.push(fault(damage.position, &name, damage.kind.code(), damage_words(damage.kind.code())));
        }
        self.faults.extend(told.faults);
        if let Some((1, ledger)) = told.ledger {
            self.ledger = ledger;
        }
        self.keys.extend(told.keys);
        for head in told.heads {
            self.records += 1;
            self.take_head(&head);
        }
        for (stream, opened) in told.opened {
            self.opened.entry(stream).or_insert(opened);
        }
        self.updated.extend(told.updated);
        self.acts.extend(told.acts);
        for (stream, position, event) in &told.telling {
            if self.since > 0 {
                self.lines.take_after(connection, self.since, (*stream, *position, event));
            } else {
                self.lines.take(*stream, *position, event);
            }
        }
    }

    /// The tree goes on by one leaf; where a console sealed it, the seal must be that console's, over this root.
    fn take_head(&mut self, head: &Head) {
        let nodes = &mut self.nodes;
        self.tree.push_telling(head.hash, |c| {
            if c.level > 0 && c.level.is_multiple_of(LEVELS) {
                nodes.insert((c.level, c.n), c.hash);
            }
        });
        self.unsealed.push((head.position, head.console));
        let Some(seal) = head.seal else { return };
        let covered = std::mem::take(&mut self.unsealed);
        let name = codec::stream_name(head.stream);
        if covered.iter().any(|(_, console)| *console != head.console) {
            self.faults.push(fault(head.position, &name, "seal", "it seals records of another console"));
        }
        let first = covered.first().map_or(head.position, |(position, _)| *position);
        let checkpoint = Checkpoint { origin: origin(&self.ledger), size: self.tree.size(), root: self.tree.root() };
        let text = checkpoint.text();
        let signed = self.may_seal(head.console, first, head.position).any(|key| key.verifies(text.as_bytes(), &seal));
        if !signed {
            self.faults.push(fault(
                head.position,
                &name,
                "seal",
                "the console's seal does not fit the history up to here",
            ));
        }
    }

    /// The keys with which `console` may seal the records from `first` to `last`: the one in force before them, and one
    /// that is made known among them.
    fn may_seal(&self, console: [u8; 16], first: u64, last: u64) -> impl Iterator<Item = PublicKey> {
        let of_console = self.keys.iter().filter(move |(_, of, _)| *of == console);
        let before = of_console.clone().rev().find(move |(position, ..)| *position < first);
        let among = of_console.filter(move |(position, ..)| (first..=last).contains(position));
        before.into_iter().chain(among).map(|(.., key)| PublicKey(*key))
    }

    fn finish(mut self, source: &Source) -> Result<Verification, StoreFault> {
        if let Some((position, _)) = self.unsealed.first() {
            self.faults.push(fault(*position, "history", "seal", "no console sealed the records from here on"));
        }
        let lists = [
            ("tree", Self::check_tip as fn(&mut Self, &Connection) -> Result<(), StoreFault>),
            ("tree", Self::check_nodes),
            ("consoles", Self::check_consoles),
            ("cases", Self::check_cases),
            ("cases", Self::check_acts),
            ("cases", Self::check_lines),
        ];
        for (name, check) in lists {
            // Over a connection of its own: SQLCipher reads nothing more over one that met a damaged page.
            match check(&mut self, &source.connect()?) {
                // A page of a list cannot be read: the records say it again.
                Err(StoreFault::Damaged { detail, .. }) => {
                    let detail = format!("a list beside the records cannot be read: {detail}");
                    self.faults.push(fault(0, name, "page", &detail));
                }
                other => other?,
            }
        }
        self.faults.sort_by_key(|f| f.position);
        let root = hex(&self.tree.root());
        Ok(Verification {
            ledger: self.ledger,
            size: self.tree.size(),
            since: self.since,
            records: self.records,
            root,
            faults: self.faults,
        })
    }

    fn check_tip(&mut self, connection: &Connection) -> Result<(), StoreFault> {
        let kept: Vec<(i64, Vec<u8>)> =
            all(connection, "SELECT size, edge FROM tip", |row| Ok((row.get(0)?, row.get(1)?)))?;
        let right = match kept.as_slice() {
            [] => self.tree.size() == 0,
            [(size, edge)] => unsigned(*size) == self.tree.size() && *edge == self.tree.bytes(),
            _ => false,
        };
        if !right {
            self.faults.push(fault(0, "tree", "projection", "the kept edge of the tree is not the records'"));
        }
        let ledger: Vec<String> = all(connection, "SELECT value FROM meta WHERE name = 'ledger'", |row| row.get(0))?;
        if self.tree.size() > 0 && ledger.first() != Some(&self.ledger) {
            self.faults.push(fault(0, "history", "projection", "the kept name of the history is not its founding's"));
        }
        Ok(())
    }

    fn check_nodes(&mut self, connection: &Connection) -> Result<(), StoreFault> {
        let read = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?));
        let mut kept: Vec<(u8, i64, Vec<u8>)> = Vec::new();
        if self.since == 0 {
            kept = all(connection, "SELECT level, n, hash FROM nodes", read)?;
        } else {
            // Those that the records since completed, level by level: the rest was checked before.
            for level in (LEVELS..64).step_by(usize::from(LEVELS)) {
                let sql = format!("SELECT level, n, hash FROM nodes WHERE level = {level} AND n >= ?1");
                kept.extend(all_after(connection, &sql, self.since >> level, read)?);
            }
        }
        let right = kept.len() == self.nodes.len()
            && kept.iter().all(|(level, n, hash)| {
                self.nodes.get(&(*level, unsigned(*n))).is_some_and(|h| h.as_slice() == hash.as_slice())
            });
        if !right {
            self.faults.push(fault(0, "tree", "projection", "the kept roots of subtrees are not the records'"));
        }
        Ok(())
    }

    fn check_consoles(&mut self, connection: &Connection) -> Result<(), StoreFault> {
        let kept: Vec<(i64, Vec<u8>, Vec<u8>)> =
            all(connection, "SELECT position, console, key FROM consoles ORDER BY position", |row| {
                Ok((row.get(0)?, row.get(1)?, row.get(2)?))
            })?;
        let right = kept.len() == self.keys.len()
            && kept.iter().zip(&self.keys).all(|((at, console, key), told)| {
                unsigned(*at) == told.0 && console.as_slice() == told.1 && key.as_slice() == told.2
            });
        if !right {
            self.faults.push(fault(0, "consoles", "projection", "the list of consoles' keys is not the records'"));
        }
        Ok(())
    }

    fn check_cases(&mut self, connection: &Connection) -> Result<(), StoreFault> {
        let sql = "SELECT position, stream, last_seq, head, opened_at, updated_at, words, account FROM cases";
        let mut rows: Vec<Listed> = Vec::new();
        if self.since == 0 {
            rows = all(connection, sql, Listed::read)?;
        } else {
            // The others were checked with the records before.
            let one = format!("{sql} WHERE stream = ?1");
            for stream in self.updated.keys() {
                let found = collect(connection, &one, [stream.as_slice()], Listed::read);
                rows.extend(found.map_err(|e| driver_fault(&e))?);
            }
        }
        let mut listed = HashSet::new();
        for line in rows {
            let Ok(stream) = <[u8; 16]>::try_from(line.stream.as_slice()) else {
                self.faults.push(fault(0, "unknown", "projection", "a line of the case list has no case"));
                continue;
            };
            listed.insert(stream);
            let (last, opened) = (self.history.stream(&stream), self.opened.get(&stream));
            let right = line.says(last, opened, self.updated.get(&stream).copied()) && line.is_found(connection);
            if !right {
                let name = codec::stream_name(stream);
                self.faults.push(fault(0, &name, "projection", "the case list does not say what the records say"));
            }
        }
        let missing = self.updated.keys().filter(|stream| **stream != [0; 16] && !listed.contains(*stream)).count();
        let extra = if self.since == 0 { listed.iter().filter(|s| !self.updated.contains_key(*s)).count() } else { 0 };
        if missing + extra > 0 {
            let detail = format!("{missing} cases are missing in the case list, {extra} are too many");
            self.faults.push(fault(0, "cases", "projection", &detail));
        }
        Ok(())
    }

    fn check_acts(&mut self, connection: &Connection) -> Result<(), StoreFault> {
        let sql = "SELECT position, person, kind, at, stream FROM acts WHERE position > ?1";
        let listed: Vec<Act> = all_after(connection, sql, self.since, |row| {
            Ok((unsigned(row.get(0)?), row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?))
        })?;
        if listed.into_iter().collect::<BTreeSet<_>>() != self.acts {
            self.faults.push(fault(0, "acts", "projection", "the list of acts does not say what the records say"));
        }
        Ok(())
    }

    /// Lines are compared with records that are whole: where one is not, what they should say is not known.
    fn check_lines(&mut self, connection: &Connection) -> Result<(), StoreFault> {
        if self.faults.iter().any(|f| f.position > 0) {
            return Ok(());
        }
        for wrong in self.lines.check(connection, self.since)? {
            let name = wrong.stream.map_or_else(|| "cases".to_owned(), codec::stream_name);
            self.faults.push(fault(0, &name, "projection", &wrong.detail));
        }
        Ok(())
    }
}

/// A row of the case list.
struct Listed {
    position: u64,
    stream: Vec<u8>,
    seq: u64,
    head: Vec<u8>,
    opened_at: i64,
    updated_at: i64,
    words: String,
    account: String,
}

impl Listed {
    fn read(row: &rusqlite::Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            position: unsigned(row.get(0)?),
            stream: row.get(1)?,
            seq: unsigned(row.get(2)?),
            head: row.get(3)?,
            opened_at: row.get(4)?,
            updated_at: row.get(5)?,
            words: row.get(6)?,
            account: row.get(7)?,
        })
    }

    /// Whether it says what the records say; of a case that was opened before the part that is checked, only what moves.
    fn says(&self, last: Option<(u64, Hash)>, opened: Option<&Opened>, updated: Option<i64>) -> bool {
        let beginning = opened.is_none_or(|(position, (words, account), at)| {
            (self.position, &self.words, &self.account, self.opened_at) == (*position, words, account, *at)
        });
        beginning
            && last.is_some_and(|(seq, head)| self.seq == seq && self.head == head)
            && updated == Some(self.updated_at)
    }
}

impl Listed {
    /// Whether a search for its words finds it.
    fn is_found(&self, connection: &Connection) -> bool {
        let sql = "SELECT rowid FROM cases_words WHERE cases_words MATCH ?1 AND rowid = ?2";
        let phrase = format!("\"{}\"", self.words.replace('"', "\"\""));
        let found = || {
            let mut statement = connection.prepare_cached(sql)?;
            let position = i64::try_from(self.position).unwrap_or(i64::MAX);
            let rows = statement.query_map(rusqlite::params![phrase, position], |row| row.get::<_, i64>(0))?;
            rows.collect::<rusqlite::Result<Vec<_>>>()
        };
        found().is_ok_and(|rows| rows.into_iter().any(|row| unsigned(row) == self.position))
    }
}

fn all<T>(
    connection: &Connection,
    sql: &str,
    read: impl FnMut(&rusqlite::Row<'_>) -> rusqlite::Result<T>,
) -> Result<Vec<T>, StoreFault> {
    collect(connection, sql, [], read).map_err(|e| driver_fault(&e))
}

fn all_after<T>(
    connection: &Connection,
    sql: &str,
    after: u64,
    read: impl FnMut(&rusqlite::Row<'_>) -> rusqlite::Result<T>,
) -> Result<Vec<T>, StoreFault> {
    let after = i64::try_from(after).unwrap_or(i64::MAX);
    collect(connection, sql, [after], read).map_err(|e| driver_fault(&e))
}

fn collect<T>(
    connection: &Connection,
    sql: &str,
    params: impl rusqlite::Params,
    read: impl FnMut(&rusqlite::Row<'_>) -> rusqlite::Result<T>,
) -> rusqlite::Result<Vec<T>> {
    connection.prepare_cached(sql)?.query_map(params, read)?.collect()
}

fn last_at(connection: &Connection, position: u64) -> Option<i64> {
    let position = i64::try_from(position).ok()?;
    connection.query_row("SELECT at FROM records WHERE position = ?1", [position], |row| row.get(0)).ok()
}

fn head_before(connection: &Connection, stream: &[u8; 16], since: u64) -> Option<(u64, Hash)> {
    let sql = "SELECT seq, hash FROM records WHERE stream = ?1 AND position <= ?2 ORDER BY seq DESC LIMIT 1";
    let mut statement = connection.prepare_cached(sql).ok()?;
    let since = i64::try_from(since).ok()?;
    let (seq, hash): (i64, Vec<u8>) =
        statement.query_row(rusqlite::params![stream, since], |row| Ok((row.get(0)?, row.get(1)?))).ok()?;
    Some((unsigned(seq), hash.try_into().ok()?))
}

/// The history's name and the consoles' keys, from the part that was checked before.
fn known(connection: &Connection, since: u64) -> Result<(String, Vec<ConsolesKey>), StoreFault> {
    let sql = "SELECT position, payload FROM records WHERE position <= ?1 AND (position = 1 OR position IN (SELECT position FROM consoles))";
    let rows: Vec<(i64, Vec<u8>)> = all_after(connection, sql, since, |row| Ok((row.get(0)?, row.get(1)?)))?;
    let mut ledger = String::new();
    let mut keys = Vec::new();
    for (position, payload) in rows {
        let Ok(happening) = codec::decode(Stream::Desk, &payload) else { continue };
        if let Some(found) = codec::founded(&happening) {
            ledger = found.to_string();
        }
        if let Some((console, key)) = codec::console_key(&happening) {
            keys.push((unsigned(position), *console.0.as_bytes(), key.0));
        }
    }
    Ok((ledger, keys))
}

fn fault(position: u64, stream: &str, kind: &str, detail: &str) -> RecordFault {
    RecordFault { position, stream: stream.to_owned(), kind: kind.to_owned(), detail: detail.to_owned() }
}

fn damage_words(code: &str) -> &'static str {
    match code {
        "gap" => "records are missing, doubled or out of order before this one",
        "hash" => "the stored hash is not the hash of the record",
        "stream_link" => "it does not follow the record before it in its stream",
        "stream_seq" => "its number in its stream does not follow",
        "time" => "it says that it was made before the record before it",
        _ => "",
    }
}
