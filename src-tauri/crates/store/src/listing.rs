//! Lists of cases, page by page, from their lines and an index: no case is read.

use crate::fault::driver_fault;
use crate::lines::{COLUMNS, Kept, WIDTH, are_current, word};
use crate::scan::Source;
use crate::sqlite::{Asked, matched, signed, unsigned};
use postern_domain::ids::{CaseId, PersonId};
use postern_domain::time::Timestamp;
use postern_ports::case_list::{CaseChoices, CaseQuery, ListedCase, Which};
use postern_ports::event_store::StoreFault;
use rusqlite::types::{FromSql, Value};
use rusqlite::{Connection, Row, params_from_iter};
use uuid::Uuid;

/// Terms that a line must meet, and what stands for their question marks.
#[derive(Default)]
struct Terms {
    terms: Vec<&'static str>,
    values: Vec<Value>,
}

impl Terms {
    fn always(&mut self, term: &'static str) {
        self.terms.push(term);
    }

    fn with(&mut self, term: &'static str, value: impl Into<Value>) {
        self.terms.push(term);
        self.values.push(value.into());
    }

    /// `WHERE …`; nothing where there are no terms.
    fn text(&self) -> String {
        if self.terms.is_empty() { String::new() } else { format!(" WHERE {}", self.terms.join(" AND ")) }
    }
}

/// What is asked of the lines; `None` where nothing can fit.
struct Plan {
    tables: &'static str,
    /// The column in whose order lists are.
    position: &'static str,
    terms: Terms,
}

impl Plan {
    fn of(query: &CaseQuery) -> Option<Self> {
        let mut terms = Terms::default();
        // The table on the left of a CROSS JOIN is read first, in its order: a search ends as soon as a page is full.
        let (tables, position) = match matched(&query.text) {
            Asked::Nothing => return None,
            Asked::Everything => ("lines", "lines.position"),
            Asked::Words(words) => {
                terms.with("cases_words MATCH ?", words);
                ("cases_words CROSS JOIN lines ON lines.position = cases_words.rowid", "cases_words.rowid")
            }
        };
        which(&mut terms, query.which);
        if let Some(directory) = &query.directory {
            terms.with("lines.directory = ?", directory.to_string());
        }
        if let Some(tier) = &query.tier {
            terms.with("lines.tier = ?", word(tier));
        }
        if let Some(agent) = query.agent {
            terms.with("lines.agent = ?", agent.0.as_bytes().to_vec());
        }
        if let Some(model) = &query.model {
            terms.with("lines.model = ?", model.clone());
        }
        if let Some(code) = &query.refused_by {
            terms.with("lines.position IN (SELECT position FROM lines_refused WHERE code = ?)", code.clone());
        }
        if query.sought {
            terms.always("lines.sought = 1");
        }
        if query.machines {
            terms.always("lines.kind = 'machine'");
        }
        Some(Self { tables, position, terms })
    }

    /// Times for a count: the index of times alone answers it.
    fn timed(&mut self, query: &CaseQuery) {
        if let Some(from) = query.from {
            self.terms.with("lines.opened_at >= ?", from.0);
        }
        if let Some(to) = query.to {
            self.terms.with("lines.opened_at < ?", to.0);
        }
    }

    /// Times for a list: it stays in the order of positions, and begins and ends where these times can be.
    fn bounded(&mut self, query: &CaseQuery) {
        if let Some(from) = query.from {
            self.terms.with("lines.position >= (SELECT min(position) FROM lines WHERE opened_at >= ?)", from.0);
            self.terms.with("+lines.opened_at >= ?", from.0);
        }
        if let Some(to) = query.to {
            self.terms.with("lines.position <= (SELECT max(position) FROM lines WHERE opened_at < ?)", to.0);
            self.terms.with("+lines.opened_at < ?", to.0);
        }
    }
}

/// The words are those of the indexes: SQLite compares them as they are written.
fn which(terms: &mut Terms, which: Which) {
    match which {
        Which::All => {}
        Which::Open => terms.always("lines.lifecycle = 'open'"),
        Which::Ended => terms.always("lines.lifecycle <> 'open'"),
        Which::ToReview => {
            terms.always("lines.lifecycle <> 'open'");
            terms.always("lines.review IS NULL");
        }
        Which::Reviewed => terms.always("lines.review IS NOT NULL"),
        Which::Completed => terms.always("lines.lifecycle = 'completed'"),
        Which::Refused => terms.always("lines.lifecycle = 'refused'"),
        Which::Cancelled => terms.always("lines.lifecycle = 'cancelled'"),
        Which::Incident => terms.always("lines.lifecycle = 'incident'"),
    }
}

/// A connection over which the lines can be asked.
fn asked(source: &Source) -> Result<Connection, StoreFault> {
    let connection = source.connect()?;
    if are_current(&connection)? {
        Ok(connection)
    } else {
        Err(StoreFault::Failed("the lines of cases are made where the history is opened to be written".to_owned()))
    }
}

/// A page of cases, newest first.
pub fn list(source: &Source, query: &CaseQuery, before: Option<u64>, most: u32) -> Result<Vec<ListedCase>, StoreFault> {
    let connection = asked(source)?;
    let Some(mut plan) = Plan::of(query) else { return Ok(Vec::new()) };
    plan.bounded(query);
    let Plan { tables, position, mut terms } = plan;
    if let Some(before) = before {
        let below = if position == "lines.position" { "lines.position < ?" } else { "cases_words.rowid < ?" };
        terms.with(below, signed(before));
    }
    let sql = format!(
        "SELECT {COLUMNS}, lines.position, cases.stream, cases.last_seq, cases.updated_at
         FROM {tables} CROSS JOIN cases ON cases.position = lines.position{} ORDER BY {position} DESC LIMIT {most}",
        terms.text()
    );
    let mut statement = connection.prepare(&sql).map_err(|e| driver_fault(&e))?;
    let rows = statement.query_map(params_from_iter(terms.values), listed).map_err(|e| driver_fault(&e))?;
    let mut all = Vec::new();
    for row in rows {
        let (position, found) = row.map_err(|e| driver_fault(&e))?;
        let damaged = || StoreFault::Damaged { position, detail: "the line of the case cannot be read".to_owned() };
        all.push(found.ok_or_else(damaged)?);
    }
    Ok(all)
}

/// A row of a list, with its position; `None` in place of a line that is none.
fn listed(row: &Row<'_>) -> rusqlite::Result<(u64, Option<ListedCase>)> {
    let position = unsigned(row.get(WIDTH)?);
    let case = CaseId(Uuid::from_bytes(row.get(WIDTH + 1)?));
    let (seq, updated_at) = (unsigned(row.get(WIDTH + 2)?), Timestamp(row.get(WIDTH + 3)?));
    let line = Kept::read(row)?.line(case);
    Ok((position, line.map(|line| ListedCase { position, seq, updated_at, line })))
}

/// How many cases are asked for, up to `most`.
pub fn count(source: &Source, query: &CaseQuery, most: u32) -> Result<u32, StoreFault> {
    let connection = asked(source)?;
    let Some(mut plan) = Plan::of(query) else { return Ok(0) };
    plan.timed(query);
    let Plan { tables, terms, .. } = plan;
    let sql = format!("SELECT count(*) FROM (SELECT 1 FROM {tables}{} LIMIT {most})", terms.text());
    let found: i64 =
        connection.query_row(&sql, params_from_iter(terms.values), |row| row.get(0)).map_err(|e| driver_fault(&e))?;
    Ok(u32::try_from(found).unwrap_or(u32::MAX))
}

/// Every value that occurs in a column, each found in its index by the one before it.
fn values<T: FromSql>(connection: &Connection, table: &str, column: &str) -> Result<Vec<T>, StoreFault> {
    let sql = format!(
        "WITH RECURSIVE told (value) AS (
             SELECT min({column}) FROM {table} WHERE {column} IS NOT NULL
             UNION ALL
             SELECT (SELECT min({column}) FROM {table} WHERE {column} > told.value) FROM told WHERE told.value IS NOT NULL
         ) SELECT value FROM told WHERE value IS NOT NULL"
    );
    let mut statement = connection.prepare(&sql).map_err(|e| driver_fault(&e))?;
    let rows = statement.query_map([], |row| row.get(0)).map_err(|e| driver_fault(&e))?;
    rows.collect::<rusqlite::Result<_>>().map_err(|e| driver_fault(&e))
}

/// What the cases can be told apart by.
pub fn choices(source: &Source) -> Result<CaseChoices, StoreFault> {
    let connection = asked(source)?;
    let agents: Vec<[u8; 16]> = values(&connection, "lines", "agent")?;
    Ok(CaseChoices {
        directories: values(&connection, "lines", "directory")?,
        agents: agents.into_iter().map(|agent| PersonId(Uuid::from_bytes(agent))).collect(),
        models: values(&connection, "lines", "model")?,
        refused_by: values(&connection, "lines_refused", "code")?,
    })
}
