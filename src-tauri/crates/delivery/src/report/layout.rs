//! A report laid out on pages: which line stands where, and what it belongs to.

use super::model::{Model, Section, Table};
use super::paper::Face;
use super::proof::{Report, rows};

/// The paper: A4, landscape, in points.
pub(super) const PAPER: (f32, f32) = (842.0, 595.0);
/// The margin around the text.
const MARGIN: f32 = 42.0;
/// Where the text ends: below stands the page's number.
const BOTTOM: f32 = PAPER.1 - MARGIN - 14.0;
/// How wide a page of text is.
const WIDTH: f32 = PAPER.0 - 2.0 * MARGIN;
/// Between the text of two cells.
const GAP: f32 = 8.0;
/// Above and below the text of a row.
const PAD: f32 = 2.5;
/// Room below a heading without which it goes to the next page.
const KEPT: f32 = 64.0;

/// A size of text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Size {
    /// Of the letters.
    pub size: f32,
    /// From line to line.
    pub height: f32,
}

const TITLE: Size = Size { size: 18.0, height: 24.0 };
const HEADING: Size = Size { size: 13.0, height: 18.0 };
const BODY: Size = Size { size: 9.5, height: 13.5 };
const SMALL: Size = Size { size: 7.5, height: 10.0 };

/// What a line belongs to: a number of its own in the order of reading. What belongs to nothing is decoration.
pub(super) type Leaf = usize;

/// One line of text.
pub(super) struct Line {
    pub text: String,
    pub x: f32,
    /// Of the letters' foot.
    pub y: f32,
    pub size: f32,
    pub bold: bool,
    pub leaf: Option<Leaf>,
}

/// One page.
#[derive(Default)]
pub(super) struct Sheet {
    pub lines: Vec<Line>,
    /// Rules across the page, by their height.
    pub rules: Vec<f32>,
}

/// What the lines are, in the order of reading.
pub(super) enum Part {
    /// A heading: its level, its text.
    Heading(u16, String, Leaf),
    /// A paragraph.
    Paragraph(Leaf),
    /// A table: caption, header cells, rows of cells.
    Table(Leaf, Vec<Leaf>, Vec<Vec<Leaf>>),
    /// A section.
    Section(Vec<Part>),
}

/// A heading's place, for the list of contents.
pub(super) struct Mark {
    pub text: String,
    pub page: usize,
    pub y: f32,
}

/// A report on pages.
pub(super) struct Laid {
    pub sheets: Vec<Sheet>,
    pub parts: Vec<Part>,
    pub marks: Vec<Mark>,
    /// How many leaves there are.
    pub leaves: usize,
}

/// Lays a report out.
pub(super) fn laid(report: &Report, regular: &Face, bold: &Face) -> Laid {
    let mut desk = Desk { regular, bold, sheets: vec![Sheet::default()], marks: Vec::new(), y: MARGIN, leaves: 0 };
    let model = &report.model;
    let mut parts = vec![desk.heading(1, &model.title)];
    parts.extend(model.lead.iter().map(|one| desk.paragraph(one)));
    parts.push(desk.table(&model.facts));
    parts.extend(model.sections.iter().map(|section| desk.section(section)));
    parts.push(desk.section(&proof(report)));
    desk.number(model);
    Laid { sheets: desk.sheets, parts, marks: desk.marks, leaves: desk.leaves }
}

fn proof(report: &Report) -> Section {
    let words = &report.model.proof;
    let mut section = Section::new("proof", words.heading.clone(), words.lead.clone());
    section.tables.push(rows(report));
    section
}

/// What is being laid out.
struct Desk<'a> {
    regular: &'a Face,
    bold: &'a Face,
    sheets: Vec<Sheet>,
    marks: Vec<Mark>,
    /// Where the next line begins.
    y: f32,
    leaves: usize,
}

/// A column of a table on paper.
#[derive(Clone, Copy)]
struct Span {
    x: f32,
    width: f32,
}

impl Desk<'_> {
    fn leaf(&mut self) -> Leaf {
        self.leaves += 1;
        self.leaves - 1
    }

    fn face(&self, bold: bool) -> &Face {
        if bold { self.bold } else { self.regular }
    }

    fn turn(&mut self) {
        self.sheets.push(Sheet::default());
        self.y = MARGIN;
    }

    /// Goes to the next page where there is less room than this.
    fn need(&mut self, room: f32) {
        if self.y + room > BOTTOM && self.y > MARGIN {
            self.turn();
        }
    }

    fn draw(&mut self, text: String, x: f32, size: Size, bold: bool, leaf: Option<Leaf>) {
        // The foot of the letters stands at four fifths of the line.
        let y = self.y + size.height * 0.5 + size.size * 0.35;
        if let Some(sheet) = self.sheets.last_mut() {
            sheet.lines.push(Line { text, x, y, size: size.size, bold, leaf });
        }
    }

    fn rule(&mut self) {
        let y = self.y;
        if let Some(sheet) = self.sheets.last_mut() {
            sheet.rules.push(y);
        }
    }

    /// Lines below each other, over as many pages as they need.
    fn flow(&mut self, text: &str, size: Size, bold: bool) -> Leaf {
        let leaf = self.leaf();
        for line in self.face(bold).lines(text, size.size, WIDTH) {
            self.need(size.height);
            self.draw(line, MARGIN, size, bold, Some(leaf));
            self.y += size.height;
        }
        leaf
    }

    fn heading(&mut self, level: u16, text: &str) -> Part {
        let size = if level == 1 { TITLE } else { HEADING };
        if level > 1 {
            self.y += HEADING.height;
        }
        self.need(KEPT);
        let page = self.sheets.len().saturating_sub(1);
        self.marks.push(Mark { text: text.to_owned(), page, y: self.y });
        let leaf = self.flow(text, size, true);
        Part::Heading(level, text.to_owned(), leaf)
    }

    fn paragraph(&mut self, text: &str) -> Part {
        let leaf = self.flow(text, BODY, false);
        self.y += BODY.height * 0.3;
        Part::Paragraph(leaf)
    }

    fn section(&mut self, section: &Section) -> Part {
        let mut parts = vec![self.heading(2, &section.heading)];
        parts.extend(section.lead.iter().map(|one| self.paragraph(one)));
        parts.extend(section.tables.iter().map(|table| self.table(table)));
        Part::Section(parts)
    }

    fn table(&mut self, table: &Table) -> Part {
        self.y += BODY.height * 0.5;
        self.need(KEPT);
        let caption = self.flow(&table.caption, BODY, true);
        let spans = spans(table);
        let headings: Vec<String> = table.columns.iter().map(|column| column.heading.clone()).collect();
        let head: Vec<Leaf> = headings.iter().map(|_| self.leaf()).collect();
        let heads: Vec<Option<Leaf>> = head.iter().map(|leaf| Some(*leaf)).collect();
        self.row(&headings, &heads, &spans, None);
        let mut body = Vec::new();
        for row in &table.rows {
            let cells: Vec<Leaf> = row.iter().map(|_| self.leaf()).collect();
            let leaves: Vec<Option<Leaf>> = cells.iter().map(|leaf| Some(*leaf)).collect();
            self.row(row, &leaves, &spans, Some(headings.as_slice()));
            body.push(cells);
        }
        self.rule();
        self.y += BODY.height * 0.5;
        Part::Table(caption, head, body)
    }

    /// One row; `again` are the headings that are repeated where it goes on another page. Without, it is the headings.
    fn row(&mut self, cells: &[String], leaves: &[Option<Leaf>], spans: &[Span], again: Option<&[String]>) {
        let bold = |n: usize| again.is_none() || n == 0;
        let lines: Vec<Vec<String>> = cells
            .iter()
            .zip(spans)
            .enumerate()
            .map(|(n, (cell, span))| {
                // An empty cell is one that says so, for whoever hears the page.
                let cell = if cell.trim().is_empty() { "–" } else { cell.as_str() };
                self.face(bold(n)).lines(cell, SMALL.size, span.width)
            })
            .collect();
        let most = lines.iter().map(Vec::len).max().unwrap_or(0);
        let height = lines.iter().map(|cell| cell.iter().map(|_| SMALL.height).sum::<f32>()).fold(0.0, f32::max);
        let whole = BOTTOM - MARGIN - 4.0 * SMALL.height;
        if self.y + height + 2.0 * PAD > BOTTOM && height < whole {
            self.over(again, spans);
        }
        self.rule();
        self.y += PAD;
        for n in 0..most {
            if self.y + SMALL.height > BOTTOM {
                self.over(again, spans);
                self.y += PAD;
            }
            for (at, ((cell, span), leaf)) in lines.iter().zip(spans).zip(leaves).enumerate() {
                if let Some(line) = cell.get(n) {
                    self.draw(line.clone(), span.x, SMALL, bold(at), *leaf);
                }
            }
            self.y += SMALL.height;
        }
        self.y += PAD;
    }

    /// The next page, with the headings of the table that goes on there: as decoration, they were read before.
    fn over(&mut self, again: Option<&[String]>, spans: &[Span]) {
        self.rule();
        self.turn();
        let Some(headings) = again else { return };
        let none: Vec<Option<Leaf>> = headings.iter().map(|_| None).collect();
        self.row(headings, &none, spans, None);
    }

    /// The number below each page.
    fn number(&mut self, model: &Model) {
        let all = self.sheets.len().to_string();
        for (n, sheet) in self.sheets.iter_mut().enumerate() {
            let text = model.page.replace("{n}", &(n + 1).to_string()).replace("{of}", &all);
            let text = self.regular.printable(&format!("{} · {text}", model.title));
            let y = PAPER.1 - MARGIN + 8.0;
            sheet.lines.push(Line { text, x: MARGIN, y, size: SMALL.size, bold: false, leaf: None });
        }
    }
}

/// The columns of a table: the page's width by their weights.
fn spans(table: &Table) -> Vec<Span> {
    let weight = |n: u32| f32::from(u16::try_from(n).unwrap_or(u16::MAX));
    let all: f32 = table.columns.iter().map(|column| weight(column.weight)).sum();
    let mut x = MARGIN;
    let mut spans = Vec::new();
    for column in &table.columns {
        let share = WIDTH * weight(column.weight) / all.max(1.0);
        spans.push(Span { x, width: (share - GAP).max(12.0) });
        x += share;
    }
    spans
}

#[cfg(test)]
mod tests {
    use super::super::proof::tests::report;
    use super::*;

    fn drawn() -> Laid {
        laid(&report(), &Face::regular().unwrap(), &Face::bold().unwrap())
    }

    #[test]
    fn every_line_stands_on_the_paper_and_rows_go_on() {
        let laid = drawn();
        assert!(laid.sheets.len() > 3, "{}", laid.sheets.len());
        for line in laid.sheets.iter().flat_map(|sheet| &sheet.lines) {
            assert!(line.x >= MARGIN && line.x < PAPER.0 - MARGIN, "{}", line.text);
            assert!(line.y > MARGIN && line.y < PAPER.1 - MARGIN + 9.0, "{}", line.text);
        }
        // The headings of a table that goes on are there again, and are not read again.
        let later = laid.sheets.iter().skip(1).flat_map(|sheet| &sheet.lines);
        let repeated: Vec<_> = later.filter(|line| line.text == "Result").map(|line| line.leaf).collect();
        assert!(repeated.len() > 1 && repeated.iter().all(Option::is_none), "{repeated:?}");
    }

    #[test]
    fn every_leaf_has_a_line_and_every_page_its_number() {
        let laid = drawn();
        let lines: Vec<&Line> = laid.sheets.iter().flat_map(|sheet| &sheet.lines).collect();
        for leaf in 0..laid.leaves {
            assert!(lines.iter().any(|line| line.leaf == Some(leaf)), "{leaf}");
        }
        let last = format!("Page {0} of {0}", laid.sheets.len());
        assert!(laid.sheets.last().unwrap().lines.iter().any(|line| line.text.ends_with(&last)));
        let marks: Vec<&str> = laid.marks.iter().map(|mark| mark.text.as_str()).collect();
        assert_eq!(marks, ["Case report C-123456", "Gates", "Notices", "Proof"]);
    }
}
