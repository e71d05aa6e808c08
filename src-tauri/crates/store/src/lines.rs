//! One line for each case, kept beside the records for lists: what it says is the domain's, how it is stored is here.

use crate::append::run;
use crate::codec;
use crate::engine::set;
use crate::fault::driver_fault;
use crate::schema::LINES;
use crate::sqlite::{signed, unsigned};
use postern_domain::ids::{CaseId, DirectoryId, PersonId};
use postern_domain::recovery::line::refused_by;
use postern_domain::recovery::{CaseEvent, CaseLine, Lifecycle};
use postern_domain::time::Timestamp;
use postern_ports::event_store::{Happening, StoreFault, Stream};
use rusqlite::{Connection, OptionalExtension as _, Row, params};
use serde::Serialize;
use serde::de::DeserializeOwned;
use uuid::Uuid;

/// The columns of a line, in the order of [`Kept`].
pub const COLUMNS: &str =
    "lines.directory, lines.login, lines.name, lines.reason, lines.channel, lines.tier, lines.agent,
    lines.reached, lines.sought, lines.lifecycle, lines.opened_at, lines.ended_at, lines.review, lines.model,
    lines.kind, lines.machine";

/// How many columns those are.
pub const WIDTH: usize = 16;

/// A line as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    directory: String,
    login: String,
    name: String,
    reason: String,
    channel: String,
    tier: String,
    agent: Vec<u8>,
    reached: String,
    sought: i64,
    lifecycle: String,
    opened_at: i64,
    ended_at: Option<i64>,
    review: Option<String>,
    model: Option<String>,
    kind: String,
    /// What is told of a machine identity, as JSON.
    machine: Option<String>,
}

impl Kept {
    /// How `line` is stored.
    pub fn of(line: &CaseLine) -> Self {
        Self {
            directory: line.directory.to_string(),
            login: line.login.clone(),
            name: line.name.clone(),
            reason: word(&line.reason),
            channel: word(&line.channel),
            tier: word(&line.tier),
            agent: line.agent.0.as_bytes().to_vec(),
            reached: word(&line.reached),
            sought: i64::from(line.sought),
            lifecycle: lifecycle_word(&line.lifecycle).to_owned(),
            opened_at: line.opened_at.0,
            ended_at: line.ended_at().map(|at| at.0),
            review: line.review.as_ref().map(word),
            model: line.model.clone(),
            kind: kind_word(line.machine.is_some()).to_owned(),
            machine: line.machine.as_ref().map(|machine| serde_json::to_string(machine).unwrap_or_default()),
        }
    }

    /// Reads [`COLUMNS`], which are the first ones of the row.
    pub fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            directory: row.get(0)?,
            login: row.get(1)?,
            name: row.get(2)?,
            reason: row.get(3)?,
            channel: row.get(4)?,
            tier: row.get(5)?,
            agent: row.get(6)?,
            reached: row.get(7)?,
            sought: row.get(8)?,
            lifecycle: row.get(9)?,
            opened_at: row.get(10)?,
            ended_at: row.get(11)?,
            review: row.get(12)?,
            model: row.get(13)?,
            kind: row.get(14)?,
            machine: row.get(15)?,
        })
    }

    /// The line of `case` that is stored so; `None` where nothing is.
    pub fn line(self, case: CaseId) -> Option<CaseLine> {
        let review = match &self.review {
            Some(found) => Some(of_word(found)?),
            None => None,
        };
        let machine = match &self.machine {
            Some(told) => Some(serde_json::from_str(told).ok()?),
            None => None,
        };
        if self.kind != kind_word(machine.is_some()) {
            return None;
        }
        Some(CaseLine {
            case,
            directory: DirectoryId::new(self.directory).ok()?,
            login: self.login,
            name: self.name,
            reason: of_word(&self.reason)?,
            channel: of_word(&self.channel)?,
            tier: of_word(&self.tier)?,
            agent: PersonId(Uuid::from_slice(&self.agent).ok()?),
            reached: of_word(&self.reached)?,
            sought: self.sought != 0,
            lifecycle: lifecycle_of(&self.lifecycle, self.ended_at)?,
            review,
            model: self.model,
            machine,
            opened_at: Timestamp(self.opened_at),
        })
    }
}

/// The words are those of the index: SQLite compares them as they are written.
fn kind_word(is_machine: bool) -> &'static str {
    if is_machine { "machine" } else { "person" }
}

/// The stable name of a code, as records have it.
pub fn word<T: Serialize>(code: &T) -> String {
    let value = serde_json::to_value(code).unwrap_or_default();
    value.as_str().unwrap_or_default().to_owned()
}

fn of_word<T: DeserializeOwned>(word: &str) -> Option<T> {
    serde_json::from_value(serde_json::Value::String(word.to_owned())).ok()
}

fn lifecycle_word(lifecycle: &Lifecycle) -> &'static str {
    match lifecycle {
        Lifecycle::Open => "open",
        Lifecycle::Completed(_) => "completed",
        Lifecycle::Refused(_) => "refused",
        Lifecycle::Cancelled(_) => "cancelled",
        Lifecycle::Incident(_) => "incident",
    }
}

fn lifecycle_of(word: &str, ended_at: Option<i64>) -> Option<Lifecycle> {
    match (word, ended_at.map(Timestamp)) {
        ("open", None) => Some(Lifecycle::Open),
        ("completed", Some(at)) => Some(Lifecycle::Completed(at)),
        ("refused", Some(at)) => Some(Lifecycle::Refused(at)),
        ("cancelled", Some(at)) => Some(Lifecycle::Cancelled(at)),
        ("incident", Some(at)) => Some(Lifecycle::Incident(at)),
        _ => None,
    }
}

/// Whether a record says anything to a line.
pub fn tells(event: &CaseEvent) -> bool {
    matches!(event, CaseEvent::CaseOpened(_)) || CaseLine::is_moved_by(event) || !refused_by(event).is_empty()
}

/// Takes what the record at `position` says into the line of its case.
pub fn take(tx: &Connection, position: u64, case: CaseId, event: &CaseEvent) -> Result<(), StoreFault> {
    if let CaseEvent::CaseOpened(opened) = event {
        return insert(tx, position, &Kept::of(&CaseLine::begin(case, opened)));
    }
    if CaseLine::is_moved_by(event)
        && let Some((at, mut line)) = of_case(tx, case)?
    {
        let before = line.clone();
        line.apply(event);
        if line != before {
            update(tx, at, &Kept::of(&line))?;
        }
    }
    for code in refused_by(event) {
        run(
            tx,
            "INSERT OR IGNORE INTO lines_refused (code, position) SELECT ?, position FROM cases WHERE stream = ?",
            params![code, case.0.as_bytes()],
        )?;
    }
    Ok(())
}

fn insert(tx: &Connection, position: u64, kept: &Kept) -> Result<(), StoreFault> {
    let values = params![
        signed(position),
        kept.directory,
        kept.login,
        kept.name,
        kept.reason,
        kept.channel,
        kept.tier,
        kept.agent,
        kept.reached,
        kept.sought,
        kept.lifecycle,
        kept.opened_at,
        kept.ended_at,
        kept.review,
        kept.model,
        kept.kind,
        kept.machine
    ];
    run(
        tx,
        "INSERT INTO lines (position, directory, login, name, reason, channel, tier, agent, reached, sought, lifecycle,
             opened_at, ended_at, review, model, kind, machine)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        values,
    )
    .map(|_| ())
}

/// Writes what of a line can change.
fn update(tx: &Connection, position: i64, kept: &Kept) -> Result<(), StoreFault> {
    let values = params![
        kept.login,
        kept.name,
        kept.tier,
        kept.agent,
        kept.reached,
        kept.sought,
        kept.lifecycle,
        kept.ended_at,
        kept.review,
        kept.model,
        kept.kind,
        kept.machine,
        position
    ];
    run(
        tx,
        "UPDATE lines SET login = ?, name = ?, tier = ?, agent = ?, reached = ?, sought = ?, lifecycle = ?, ended_at = ?,
             review = ?, model = ?, kind = ?, machine = ?
         WHERE position = ?",
        values,
    )
    .map(|_| ())
}

/// The line of a case, with its position; `None` where there is none that can be read, which verification tells.
fn of_case(tx: &Connection, case: CaseId) -> Result<Option<(i64, CaseLine)>, StoreFault> {
    let sql = format!(
        "SELECT {COLUMNS}, lines.position FROM lines WHERE position = (SELECT position FROM cases WHERE stream = ?)"
    );
    let read = |row: &Row<'_>| Ok((row.get(WIDTH)?, Kept::read(row)?));
    let found: Option<(i64, Kept)> = tx
        .prepare_cached(&sql)
        .and_then(|mut s| s.query_row([case.0.as_bytes()], read).optional())
        .map_err(|e| driver_fault(&e))?;
    Ok(found.and_then(|(at, kept)| Some((at, kept.line(case)?))))
}

/// Makes the tables of the lines, empty.
pub fn create(tx: &Connection) -> Result<(), StoreFault> {
    LINES.iter().try_for_each(|statement| set(tx, statement))
}

/// Whether the lines are there, and say what the records up to the last one say.
pub fn are_current(connection: &Connection) -> Result<bool, StoreFault> {
    let there = "SELECT (SELECT count(*) FROM sqlite_master WHERE name IN ('lines', 'lines_refused'))
        + (SELECT count(*) FROM pragma_table_info('lines') WHERE name = 'machine')
        + (SELECT count(*) FROM pragma_table_info('tip') WHERE name = 'listed')";
    let parts: i64 = connection.query_row(there, [], |row| row.get(0)).map_err(|e| driver_fault(&e))?;
    if parts != 4 {
        return Ok(false);
    }
    let behind: Option<bool> = connection
        .query_row("SELECT listed IS NOT size FROM tip", [], |row| row.get(0))
        .optional()
        .map_err(|e| driver_fault(&e))?;
    Ok(behind != Some(true))
}

/// Makes the lines anew where there are none of this form, or where a version of before them appended.
pub fn keep_up(connection: &Connection) -> Result<(), StoreFault> {
    if are_current(connection)? {
        return Ok(());
    }
    set(connection, "BEGIN IMMEDIATE")?;
    make(connection)?;
    set(connection, "COMMIT")
}

fn make(tx: &Connection) -> Result<(), StoreFault> {
    set(tx, "DROP TABLE IF EXISTS lines; DROP TABLE IF EXISTS lines_refused")?;
    create(tx)?;
    let there = "SELECT count(*) FROM pragma_table_info('tip') WHERE name = 'listed'";
    let there: i64 = tx.query_row(there, [], |row| row.get(0)).map_err(|e| driver_fault(&e))?;
    if there == 0 {
        set(tx, "ALTER TABLE tip ADD COLUMN listed INTEGER")?;
    }
    fill(tx)?;
    set(tx, "UPDATE tip SET listed = size")
}

/// Reads every record once, in order. What cannot be understood is left to verification, which names it.
fn fill(tx: &Connection) -> Result<(), StoreFault> {
    let every = "SELECT position, stream, payload FROM records WHERE stream <> zeroblob(16) ORDER BY position";
    let mut statement = tx.prepare(every).map_err(|e| driver_fault(&e))?;
    let mut rows = statement.query([]).map_err(|e| driver_fault(&e))?;
    while let Some(row) = rows.next().map_err(|e| driver_fault(&e))? {
        let Ok((position, stream, payload)) = columns(row) else { continue };
        let Ok(case) = Uuid::from_slice(&stream).map(CaseId) else { continue };
        if let Ok(Happening::Case(event)) = codec::decode(Stream::Case(case), &payload) {
            take(tx, unsigned(position), case, &event)?;
        }
    }
    Ok(())
}

fn columns(row: &Row<'_>) -> rusqlite::Result<(i64, Vec<u8>, Vec<u8>)> {
    Ok((row.get(0)?, row.get(1)?, row.get(2)?))
}
