//! A list as it leaves the console: its columns and rows, and nothing of how they are written.

use postern_domain::time::Timestamp;

/// What a list is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Comma-separated values (RFC 4180).
    Csv,
    /// One JSON object.
    Json,
}

impl Form {
    /// How its files' names end.
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Json => "json",
        }
    }
}

/// One value of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// There is none.
    Empty,
    /// Text, as it is: whoever writes it makes it harmless.
    Text(String),
    /// A number.
    Number(i64),
    /// Yes or no.
    Flag(bool),
    /// A point in time.
    Time(Timestamp),
}

impl Cell {
    /// Text.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// How many.
    pub fn count(count: impl Into<u64>) -> Self {
        Self::Number(i64::try_from(count.into()).unwrap_or(i64::MAX))
    }

    /// A point in time that may not have come.
    pub fn time(at: Option<Timestamp>) -> Self {
        at.map_or(Self::Empty, Self::Time)
    }
}

/// A list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// What it lists: a part of its file's name.
    pub name: &'static str,
    /// What the columns are called, the same in every language.
    pub columns: Vec<String>,
    /// The rows, each with a value for every column.
    pub rows: Vec<Vec<Cell>>,
    /// There are more rows than a file takes: these are the first.
    pub cut: bool,
}

impl Table {
    /// A list without rows yet.
    pub fn new(name: &'static str, columns: &[&str]) -> Self {
        Self {
            name,
            columns: columns.iter().map(|column| (*column).to_owned()).collect(),
            rows: Vec::new(),
            cut: false,
        }
    }

    /// The same with these rows.
    pub fn with(mut self, rows: impl IntoIterator<Item = Vec<Cell>>) -> Self {
        self.rows.extend(rows);
        self
    }
}
