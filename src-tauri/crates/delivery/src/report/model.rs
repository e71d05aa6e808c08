//! What a report says: everything that is shown, as text, and nothing else. Both files are drawn from it.

use postern_domain::text::shown;
use serde::{Deserialize, Serialize};

/// A report's content.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Model {
    /// The language of its words (BCP 47).
    pub language: String,
    /// The heading.
    pub title: String,
    /// What the list of sections is called.
    pub contents: String,
    /// What stands below each page; `{n}` is the page and `{of}` the last one.
    pub page: String,
    /// Sentences below the heading.
    pub lead: Vec<String>,
    /// What the report is about.
    pub facts: Table,
    /// The sections, in order.
    pub sections: Vec<Section>,
    /// What the proof is called, section and rows.
    pub proof: ProofWords,
}

/// One section.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Section {
    /// Its name within the file: letters and hyphens.
    pub id: String,
    /// Its heading.
    pub heading: String,
    /// Sentences before its table.
    pub lead: Vec<String>,
    /// Its tables.
    pub tables: Vec<Table>,
}

/// A table. The first cell of a row says what the row is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Table {
    /// What it lists.
    pub caption: String,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows, each with a cell for every column.
    pub rows: Vec<Vec<String>>,
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Column {
    /// Its heading.
    pub heading: String,
    /// How much room it gets on paper, beside the others.
    pub weight: u32,
}

/// The words of the section that shows the proof: its values are not the model's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProofWords {
    /// The heading.
    pub heading: String,
    /// How it is checked.
    pub lead: Vec<String>,
    /// The table's caption.
    pub caption: String,
    /// The headings of its two columns.
    pub columns: [String; 2],
    /// The history.
    pub ledger: String,
    /// How many records it had.
    pub size: String,
    /// The root over them.
    pub root: String,
    /// The digest of what the report shows.
    pub digest: String,
    /// A console's key.
    pub key: String,
    /// How many records are proven.
    pub records: String,
    /// Whether a console signed it.
    pub signed: String,
    /// It did.
    pub yes: String,
    /// It did not.
    pub no: String,
}

impl Table {
    /// A table without rows; each column with its heading and weight.
    pub fn new(caption: String, columns: Vec<(String, u32)>) -> Self {
        let columns = columns.into_iter().map(|(heading, weight)| Column { heading, weight }).collect();
        Self { caption, columns, rows: Vec::new() }
    }
}

impl Section {
    /// A section without tables.
    pub fn new(id: &str, heading: String, lead: Vec<String>) -> Self {
        Self { id: id.to_owned(), heading, lead, tables: Vec::new() }
    }

    /// With a table; where it has no rows, with the sentence `none` in its place.
    #[must_use]
    pub fn with(mut self, table: Table, none: String) -> Self {
        if table.rows.is_empty() {
            self.lead.push(none);
        } else {
            self.tables.push(table);
        }
        self
    }
}

impl Model {
    /// The same with every text harmless to look at, whoever wrote it.
    #[must_use]
    pub fn harmless(mut self) -> Self {
        let tables = std::iter::once(&mut self.facts).chain(self.sections.iter_mut().flat_map(|s| &mut s.tables));
        for table in tables {
            neutral(&mut table.caption);
            table.columns.iter_mut().for_each(|column| neutral(&mut column.heading));
            table.rows.iter_mut().flatten().for_each(neutral);
        }
        for section in &mut self.sections {
            neutral(&mut section.heading);
            section.lead.iter_mut().for_each(neutral);
        }
        neutral(&mut self.title);
        self.lead.iter_mut().for_each(neutral);
        self
    }

    /// Whether it can be drawn: names of sections are plain and differ, and every row has a cell for every column.
    pub fn fits(&self) -> bool {
        let plain = |id: &str| !id.is_empty() && id.chars().all(|c| c.is_ascii_lowercase() || c == '-');
        let mut ids: Vec<&str> = self.sections.iter().map(|section| section.id.as_str()).collect();
        ids.sort_unstable();
        let even = |table: &Table| {
            !table.columns.is_empty()
                && table.columns.iter().all(|column| (1..=1_000).contains(&column.weight))
                && table.rows.iter().all(|row| row.len() == table.columns.len())
        };
        ids.windows(2).all(|pair| pair.first() != pair.last())
            && ids.iter().all(|id| plain(id) && *id != "proof" && *id != "facts")
            && !self.language.is_empty()
            && self.language.chars().all(|c| c.is_ascii_lowercase())
            && even(&self.facts)
            && self.sections.iter().flat_map(|section| &section.tables).all(even)
    }
}

fn neutral(text: &mut String) {
    *text = shown(text);
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// A small report with a hostile cell.
    pub fn model() -> Model {
        let text = |text: &str| text.to_owned();
        let mut facts = Table::new(text("About"), vec![(text("What"), 1), (text("Value"), 3)]);
        facts.rows.push(vec![text("Account"), text("maya\u{202e}<script>alert(1)</script>&\"'")]);
        let mut gates = Table::new(text("Gates"), vec![(text("Gate"), 1), (text("Result"), 1), (text("Why"), 4)]);
        for n in 0..120 {
            gates.rows.push(vec![format!("PRF-{n:02}"), text("met"), "long words wrap here ".repeat(n % 9)]);
        }
        let section = Section::new("gates", text("Gates"), vec![text("What was asked.")]).with(gates, text("None."));
        let empty = Section::new("notices", text("Notices"), Vec::new())
            .with(Table::new(text("Notices"), vec![(text("To"), 1)]), text("No notice was owed."));
        Model {
            language: text("en"),
            title: text("Case report C-123456"),
            contents: text("Contents"),
            page: text("Page {n} of {of}"),
            lead: vec![text("As it stood.")],
            facts,
            sections: vec![section, empty],
            proof: words(),
        }
    }

    fn words() -> ProofWords {
        let text = |text: &str| text.to_owned();
        ProofWords {
            heading: text("Proof"),
            lead: vec![text("Check it.")],
            caption: text("What was signed"),
            columns: [text("What"), text("Value")],
            ledger: text("History"),
            size: text("Records"),
            root: text("Root"),
            digest: text("Digest"),
            key: text("Key"),
            records: text("Proven"),
            signed: text("Signed"),
            yes: text("Yes"),
            no: text("No"),
        }
    }

    #[test]
    fn outside_text_is_harmless_and_the_rest_stays() {
        let harmless = model().harmless();
        let account = &harmless.facts.rows[0][1];
        assert!(account.starts_with("maya⟨U+202E⟩<script>"), "{account}");
        assert_eq!(harmless.clone().harmless(), harmless);
        assert_eq!(harmless.sections, model().sections);
    }

    #[test]
    fn a_table_without_rows_is_a_sentence() {
        let notices = &model().sections[1];
        assert!(notices.tables.is_empty());
        assert_eq!(notices.lead, ["No notice was owed."]);
    }

    #[test]
    fn what_cannot_be_drawn_does_not_fit() {
        assert!(model().fits());
        let changed = |change: fn(&mut Model)| {
            let mut model = model();
            change(&mut model);
            model.fits()
        };
        assert!(!changed(|m| m.sections[0].tables[0].rows[0].truncate(1)), "a cell is missing");
        assert!(!changed(|m| m.sections[0].tables[0].columns[0].weight = 0), "a column without room");
        assert!(!changed(|m| m.sections[1].id = "gates".to_owned()), "two of one name");
        assert!(!changed(|m| m.sections[1].id = "a\"b".to_owned()), "a name that is none");
        assert!(!changed(|m| m.language = "en\" onload".to_owned()), "a language that is none");
    }
}
