//! Lists as files: CSV as RFC 4180 has it, and JSON. The one place where a list becomes text.
//!
//! Names, notes and logins are somebody's text. In both forms characters that control, hide or reorder are shown as they
//! are in the window; in CSV a cell that a spreadsheet would compute is marked as text.

use csv::{Terminator, WriterBuilder};
use postern_domain::text::shown;
use postern_ports::table::{Cell, Form, Table};
use serde::ser::{Serialize, SerializeMap, Serializer};

/// What a JSON file says it is.
const FORMAT: &str = "postern/list/v1";

/// How a cell begins that a spreadsheet computes: also as full-width and small forms, which some take for the same.
const COMPUTED: [char; 12] = [
    '=', '+', '-', '@', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}', '\u{fe66}', '\u{fe62}', '\u{fe63}', '\u{fe6b}',
];

/// A list whose rows do not fit its columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the list cannot be written")]
pub struct NotWritten;

/// The text of a file with this list.
pub fn list_file(table: &Table, form: Form) -> Result<String, NotWritten> {
    if table.rows.iter().any(|row| row.len() != table.columns.len()) {
        return Err(NotWritten);
    }
    match form {
        Form::Csv => as_csv(table),
        Form::Json => as_json(table),
    }
}

fn as_csv(table: &Table) -> Result<String, NotWritten> {
    let mut writer = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(Vec::new());
    writer.write_record(table.columns.iter().map(|column| as_text(column))).map_err(|_| NotWritten)?;
    for row in &table.rows {
        writer.write_record(row.iter().map(in_csv)).map_err(|_| NotWritten)?;
    }
    let bytes = writer.into_inner().map_err(|_| NotWritten)?;
    String::from_utf8(bytes).map_err(|_| NotWritten)
}

fn in_csv(cell: &Cell) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) => as_text(text),
        Cell::Number(number) => number.to_string(),
        Cell::Flag(flag) => flag.to_string(),
        Cell::Time(at) => at.rfc3339().unwrap_or_default(),
    }
}

/// Text that stays text: a spreadsheet does not compute what begins with an apostrophe.
fn as_text(text: &str) -> String {
    let harmless = shown(text);
    if is_computed(text) { format!("'{harmless}") } else { harmless }
}

/// Space before it is skipped by some; a tab or the end of a line makes it a formula for others.
fn is_computed(text: &str) -> bool {
    text.starts_with(['\t', '\r', '\n']) || text.trim_start().starts_with(COMPUTED)
}

fn as_json(table: &Table) -> Result<String, NotWritten> {
    let text = serde_json::to_string_pretty(&File(table)).map_err(|_| NotWritten)?;
    Ok(format!("{text}\n"))
}

struct File<'a>(&'a Table);

impl Serialize for File<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self(table) = self;
        let mut map = serializer.serialize_map(Some(4))?;
        map.serialize_entry("format", FORMAT)?;
        map.serialize_entry("list", table.name)?;
        map.serialize_entry("cut", &table.cut)?;
        let rows: Vec<Line<'_>> = table.rows.iter().map(|cells| Line { columns: &table.columns, cells }).collect();
        map.serialize_entry("rows", &rows)?;
        map.end()
    }
}

struct Line<'a> {
    columns: &'a [String],
    cells: &'a [Cell],
}

impl Serialize for Line<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.columns.len()))?;
        for (column, cell) in self.columns.iter().zip(self.cells) {
            match cell {
                Cell::Empty => map.serialize_entry(column, &())?,
                Cell::Text(text) => map.serialize_entry(column, &shown(text))?,
                Cell::Number(number) => map.serialize_entry(column, number)?,
                Cell::Flag(flag) => map.serialize_entry(column, flag)?,
                Cell::Time(at) => map.serialize_entry(column, &at.rfc3339())?,
            }
        }
        map.end()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use postern_domain::time::Timestamp;

    fn table(rows: Vec<Vec<Cell>>) -> Table {
        Table::new("history", &["case", "subject"]).with(rows)
    }

    /// A CSV file with one subject, without its header row.
    fn written(subject: &str) -> String {
        let table = table(vec![vec![Cell::text("C-1"), Cell::text(subject)]]);
        list_file(&table, Form::Csv).unwrap().strip_prefix("case,subject\r\n").unwrap().to_owned()
    }

    #[test]
    fn csv_is_as_rfc_4180_has_it() {
        assert_eq!(list_file(&table(Vec::new()), Form::Csv).unwrap(), "case,subject\r\n");
        assert_eq!(written("Zoë Ångström 李"), "C-1,Zoë Ångström 李\r\n");
        assert_eq!(written("Meyer, \"Max\""), "C-1,\"Meyer, \"\"Max\"\"\"\r\n");
        assert_eq!(written(""), "C-1,\r\n");
    }

    #[test]
    fn what_a_spreadsheet_would_compute_is_marked_as_text() {
        for formula in
            ["=1+1", "+1", "-1", "@SUM(A1)", "\u{ff1d}1", "\u{ff0b}1", "\u{ff0d}1", "\u{ff20}A1", "\u{fe66}1"]
        {
            assert_eq!(written(formula), format!("C-1,'{formula}\r\n"));
            assert_eq!(written(&format!("  {formula}")), format!("C-1,'  {formula}\r\n"), "after space");
            assert_eq!(written(&format!("\u{a0}{formula}")), format!("C-1,'\u{a0}{formula}\r\n"), "after other space");
        }
        assert_eq!(written("=HYPERLINK(\"x\",\"y\")"), "C-1,\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\"\r\n");
        assert_eq!(written("\t=1"), "C-1,'⟨U+0009⟩=1\r\n");
        assert_eq!(written("\r=1"), "C-1,'⟨U+000D⟩=1\r\n");
        assert_eq!(written("\n=1"), "C-1,'⟨U+000A⟩=1\r\n");
        // Elsewhere the same characters are part of a name.
        assert_eq!(written("Anna-Lena=@+"), "C-1,Anna-Lena=@+\r\n");
    }

    #[test]
    fn what_hides_reorders_or_ends_a_line_is_shown() {
        assert_eq!(written("admin\u{202e}nimda"), "C-1,admin⟨U+202E⟩nimda\r\n");
        assert_eq!(written("a\r\nb"), "C-1,a⟨U+000D⟩⟨U+000A⟩b\r\n");
        assert_eq!(written("a\0b"), "C-1,a⟨U+0000⟩b\r\n");
        // What stands before a formula and cannot be seen does not stay unseen.
        assert_eq!(written("\u{200b}=1"), "C-1,⟨U+200B⟩=1\r\n");
        assert_eq!(written("\u{feff}=1"), "C-1,⟨U+FEFF⟩=1\r\n");
    }

    #[test]
    fn numbers_times_and_flags_are_what_they_are() {
        let cells = [Cell::Number(-5), Cell::Flag(true), Cell::Time(Timestamp(1_700_000_000_999)), Cell::Empty];
        let table = Table::new("all", &["n", "f", "t", "e"]).with([cells.to_vec()]);
        assert_eq!(list_file(&table, Form::Csv).unwrap(), "n,f,t,e\r\n-5,true,2023-11-14T22:13:20Z,\r\n");
        let json: serde_json::Value = serde_json::from_str(&list_file(&table, Form::Json).unwrap()).unwrap();
        let row = serde_json::json!({ "n": -5, "f": true, "t": "2023-11-14T22:13:20Z", "e": null });
        assert_eq!(json["rows"], serde_json::json!([row]));
        assert_eq!(Cell::count(u64::MAX), Cell::Number(i64::MAX));
    }

    #[test]
    fn json_names_the_list_and_keeps_its_text_and_the_order_of_its_columns() {
        let mut table = table(vec![vec![Cell::text("=1"), Cell::text("a\u{202e}b")]]);
        table.cut = true;
        let text = list_file(&table, Form::Json).unwrap();
        let json: serde_json::Value = serde_json::from_str(&text).unwrap();
        let row = serde_json::json!({ "case": "=1", "subject": "a⟨U+202E⟩b" });
        let whole = serde_json::json!({ "format": FORMAT, "list": "history", "cut": true, "rows": [row] });
        assert_eq!(json, whole);
        assert!(text.find("\"case\"").unwrap() < text.find("\"subject\"").unwrap() && text.ends_with("}\n"));
    }

    #[test]
    fn rows_that_do_not_fit_the_columns_are_not_written() {
        for form in [Form::Csv, Form::Json] {
            assert_eq!(list_file(&table(vec![vec![Cell::Empty]]), form), Err(NotWritten));
        }
    }
}
