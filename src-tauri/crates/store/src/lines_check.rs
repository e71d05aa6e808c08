//! The lines of cases, checked against the records.

use crate::codec;
use crate::fault::driver_fault;
use crate::lines::{COLUMNS, Kept, WIDTH, are_current};
use crate::sqlite::{signed, unsigned};
use postern_domain::ids::CaseId;
use postern_domain::recovery::line::refused_by;
use postern_domain::recovery::{CaseEvent, CaseLine};
use postern_ports::event_store::{Happening, StoreFault, Stream};
use rusqlite::{Connection, OptionalExtension as _, Row, params};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// What the records say to the lines.
#[derive(Default)]
pub struct Lines {
    /// By the stream: the position of its opening, and the line.
    told: BTreeMap<[u8; 16], (u64, CaseLine)>,
    /// Codes of gates, with the position of the case in which they refused something.
    refused: BTreeSet<(String, u64)>,
}

/// What is wrong with the lines: of one case, or of their list.
pub struct Wrong {
    /// The stream, where it is of one case.
    pub stream: Option<[u8; 16]>,
    /// What was found.
    pub detail: String,
}

impl Lines {
    /// Takes a record that tells a line something, in the order of records.
    pub fn take(&mut self, stream: [u8; 16], position: u64, event: &CaseEvent) {
        // One without an opening is told of by other checks.
        if let Some((_, line)) = self.told.get_mut(&stream) {
            line.apply(event);
        } else if let CaseEvent::CaseOpened(opened) = event {
            let line = CaseLine::begin(CaseId(Uuid::from_bytes(stream)), opened);
            self.told.insert(stream, (position, line));
        }
        if let Some((at, _)) = self.told.get(&stream) {
            self.refused.extend(refused_by(event).iter().map(|code| (code.clone(), *at)));
        }
    }

    /// The same after the first `since` records, which were checked before: what they say of this case is read first.
    pub fn take_after(
        &mut self,
        connection: &Connection,
        since: u64,
        (stream, position, event): ([u8; 16], u64, &CaseEvent),
    ) {
        if !self.told.contains_key(&stream)
            && let Some(before) = before(connection, stream, since)
        {
            self.told.insert(stream, before);
        }
        self.take(stream, position, event);
    }

    /// What is wrong with the lines that are kept: with all of them, or with those that records since `since` moved.
    /// Lines that are behind are shown to nobody, and made anew where the history is next opened to be written.
    pub fn check(&self, connection: &Connection, since: u64) -> Result<Vec<Wrong>, StoreFault> {
        if !are_current(connection)? {
            return Ok(Vec::new());
        }
        let mut wrong = if since == 0 { self.check_all(connection)? } else { self.check_told(connection)? };
        if !self.says_who_refused(connection, since)? {
            let detail = "the list of gates that refused something does not say what the records say".to_owned();
            wrong.push(Wrong { stream: None, detail });
        }
        Ok(wrong)
    }

    fn check_all(&self, connection: &Connection) -> Result<Vec<Wrong>, StoreFault> {
        let told: BTreeMap<u64, ([u8; 16], &CaseLine)> =
            self.told.iter().map(|(stream, (at, line))| (*at, (*stream, line))).collect();
        let (mut wrong, mut listed, mut extra) = (Vec::new(), 0, 0);
        let sql = format!("SELECT {COLUMNS}, lines.position FROM lines");
        let mut statement = connection.prepare(&sql).map_err(|e| driver_fault(&e))?;
        let mut rows = statement.query([]).map_err(|e| driver_fault(&e))?;
        while let Some(row) = rows.next().map_err(|e| driver_fault(&e))? {
            let (kept, at) = read(row).map_err(|e| driver_fault(&e))?;
            match told.get(&at) {
                Some((stream, line)) => {
                    listed += 1;
                    wrong.extend((kept != Kept::of(line)).then(|| of_case(*stream)));
                }
                None => extra += 1,
            }
        }
        if listed < told.len() || extra > 0 {
            let missing = told.len() - listed;
            let detail = format!("{missing} cases have no line in the lists, {extra} lines are too many");
            wrong.push(Wrong { stream: None, detail });
        }
        Ok(wrong)
    }

    fn check_told(&self, connection: &Connection) -> Result<Vec<Wrong>, StoreFault> {
        let sql = format!("SELECT {COLUMNS}, lines.position FROM lines WHERE position = ?1");
        let mut statement = connection.prepare(&sql).map_err(|e| driver_fault(&e))?;
        let mut wrong = Vec::new();
        for (stream, (at, line)) in &self.told {
            let kept = statement.query_row([signed(*at)], read).optional().map_err(|e| driver_fault(&e))?;
            let right = kept.is_some_and(|(kept, _)| kept == Kept::of(line));
            wrong.extend((!right).then(|| of_case(*stream)));
        }
        Ok(wrong)
    }

    fn says_who_refused(&self, connection: &Connection, since: u64) -> Result<bool, StoreFault> {
        let fault = |e: rusqlite::Error| driver_fault(&e);
        if since == 0 {
            let mut statement = connection.prepare("SELECT code, position FROM lines_refused").map_err(fault)?;
            let rows = statement.query_map([], |row| Ok((row.get(0)?, unsigned(row.get(1)?)))).map_err(fault)?;
            let kept: BTreeSet<(String, u64)> = rows.collect::<rusqlite::Result<_>>().map_err(fault)?;
            return Ok(kept == self.refused);
        }
        let sql = "SELECT 1 FROM lines_refused WHERE code = ?1 AND position = ?2";
        let mut statement = connection.prepare(sql).map_err(fault)?;
        for (code, at) in &self.refused {
            if !statement.exists(params![code, signed(*at)]).map_err(fault)? {
                return Ok(false);
            }
        }
        Ok(true)
    }
}

fn read(row: &Row<'_>) -> rusqlite::Result<(Kept, u64)> {
    Ok((Kept::read(row)?, unsigned(row.get(WIDTH)?)))
}

fn of_case(stream: [u8; 16]) -> Wrong {
    Wrong { stream: Some(stream), detail: "the lists of cases do not say what the records say".to_owned() }
}

/// Position and line of a case, from its records among the first `since`.
fn before(connection: &Connection, stream: [u8; 16], since: u64) -> Option<(u64, CaseLine)> {
    let case = CaseId(Uuid::from_bytes(stream));
    let sql = "SELECT position, payload FROM records WHERE stream = ?1 AND position <= ?2 ORDER BY seq";
    let mut statement = connection.prepare_cached(sql).ok()?;
    let rows = statement.query_map(params![stream, signed(since)], |row| Ok((unsigned(row.get(0)?), row.get(1)?)));
    let mut first = None;
    let mut events = Vec::new();
    for row in rows.ok()? {
        let (position, payload): (u64, Vec<u8>) = row.ok()?;
        first = first.or(Some(position));
        if let Ok(Happening::Case(event)) = codec::decode(Stream::Case(case), &payload) {
            events.push(event);
        }
    }
    Some((first?, CaseLine::fold(case, &events)?))
}
