//! A report with its proof: written to a file, read back, and drawn again to see that no byte of the file was changed.

use super::model::{Model, Table};
use super::{html, pdf};
use postern_domain::canonical::{self, Digest, NotCanonical};
use postern_ports::case_proof::CaseProof;
use serde::{Deserialize, Serialize};

/// The format's name, in every report.
pub const FORMAT: &str = "postern-report/1";
/// What the digest of a report is for.
const PURPOSE: &str = "postern/report/v1";
/// In how many places of a file a proof is looked for.
const MOST_TRIED: usize = 16;
/// Longer than any report.
const LONGEST: usize = 64 << 20;

/// A report: what it says, and what shows that it is so.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Report {
    /// The format's name.
    pub format: String,
    /// What it says.
    pub model: Model,
    /// Where the records are that it tells of.
    pub proof: CaseProof,
    /// SHA-256 over format, model and proof.
    pub digest: Digest,
    /// A console's signature over the digest: a signed note.
    pub signed: Option<String>,
}

/// Which file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Medium {
    /// A page.
    Html,
    /// Paper.
    Pdf,
}

/// Why a report is not written.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotWritten {
    /// Its content cannot be written canonically.
    #[error(transparent)]
    NotCanonical(#[from] NotCanonical),
    /// Its content cannot be drawn.
    #[error("what it says cannot be drawn")]
    Unfit,
    /// It could not be put on paper.
    #[error("it could not be put on paper: {0}")]
    NoPaper(String),
}

/// Why a file is not a report, or not the one that was written.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotAReport {
    /// It is too large.
    #[error("it is larger than a report can be")]
    TooLarge,
    /// It has no proof that can be read.
    #[error("it has no proof that can be read: it is no report, or it was changed there")]
    NoProof,
    /// It is of another format.
    #[error("it is of a format that this version does not read")]
    Format,
    /// Its digest is not that of what it says.
    #[error("its digest is not that of what it says")]
    Digest,
    /// What is drawn from its proof is another file.
    #[error("byte {at} of the file is not what its proof says")]
    Changed {
        /// Where the first difference is, from 0.
        at: usize,
    },
    /// What it says cannot be drawn again.
    #[error("what it says cannot be drawn: {0}")]
    Undrawn(NotWritten),
}

/// What the digest covers.
#[derive(Serialize)]
struct Covered<'a> {
    format: &'a str,
    model: &'a Model,
    proof: &'a CaseProof,
}

impl Report {
    /// A report that nobody signed yet.
    pub fn new(model: Model, proof: CaseProof) -> Result<Self, NotWritten> {
        if !model.fits() {
            return Err(NotWritten::Unfit);
        }
        let digest = digest_of(FORMAT, &model, &proof)?;
        Ok(Self { format: FORMAT.to_owned(), model, proof, digest, signed: None })
    }

    /// The same with a console's signature.
    #[must_use]
    pub fn signed_with(self, note: String) -> Self {
        Self { signed: Some(note), ..self }
    }

    /// The file.
    pub fn file(&self, medium: Medium) -> Result<Vec<u8>, NotWritten> {
        if !self.model.fits() {
            return Err(NotWritten::Unfit);
        }
        let block = canonical::bytes(self)?;
        match medium {
            Medium::Html => {
                let block = String::from_utf8(block).map_err(|_| NotCanonical::Unserialisable)?;
                Ok(html::page(self, &block).into_bytes())
            }
            Medium::Pdf => pdf::file(self, block).map_err(NotWritten::NoPaper),
        }
    }

    /// The report in a file, where every byte of it is as it was written. Who signed it is not looked at here.
    pub fn read(file: &[u8]) -> Result<Self, NotAReport> {
        if file.len() > LONGEST {
            return Err(NotAReport::TooLarge);
        }
        let (report, medium) = found(file).ok_or(NotAReport::NoProof)?;
        if report.format != FORMAT {
            return Err(NotAReport::Format);
        }
        let digest = digest_of(&report.format, &report.model, &report.proof);
        if digest.as_ref() != Ok(&report.digest) {
            return Err(NotAReport::Digest);
        }
        let again = report.file(medium).map_err(NotAReport::Undrawn)?;
        if again != file {
            let same = again.iter().zip(file).take_while(|(one, other)| one == other).count();
            return Err(NotAReport::Changed { at: same });
        }
        Ok(report)
    }
}

fn digest_of(format: &str, model: &Model, proof: &CaseProof) -> Result<Digest, NotCanonical> {
    let covered = canonical::bytes(&Covered { format, model, proof })?;
    Ok(Digest::separated(PURPOSE, &covered))
}

/// The proof in a file, wherever it stands.
fn found(file: &[u8]) -> Option<(Report, Medium)> {
    if file.starts_with(b"%PDF-") {
        return attached(file).map(|report| (report, Medium::Pdf));
    }
    let text = std::str::from_utf8(file).ok()?;
    let (_, rest) = text.split_once(html::OPEN)?;
    let (block, _) = rest.split_once(html::CLOSE)?;
    Some((serde_json::from_str(block).ok()?, Medium::Html))
}

/// The proof that is attached to a PDF: it stands there as it is, from its first key on.
fn attached(file: &[u8]) -> Option<Report> {
    const BEGINS: &[u8] = b"{\"digest\":\"";
    let places = file.windows(BEGINS.len()).enumerate().filter(|(_, window)| *window == BEGINS).map(|(at, _)| at);
    places.take(MOST_TRIED).find_map(|at| {
        let rest = file.get(at..)?;
        serde_json::Deserializer::from_slice(rest).into_iter::<Report>().next()?.ok()
    })
}

/// The rows in which a report shows its proof.
pub(super) fn rows(report: &Report) -> Table {
    let (words, proof) = (&report.model.proof, &report.proof);
    let [what, value] = words.columns.clone();
    let mut table = Table::new(words.caption.clone(), vec![(what, 1), (value, 3)]);
    let mut row = |what: &str, value: String| table.rows.push(vec![what.to_owned(), value]);
    row(&words.ledger, proof.ledger.to_string());
    row(&words.size, proof.size.to_string());
    row(&words.root, grouped(&proof.root));
    row(&words.records, proof.records.len().to_string());
    row(&words.digest, grouped(&report.digest.hex()));
    for key in &proof.keys {
        row(&words.key, key.clone());
    }
    let signed = if report.signed.is_some() { &words.yes } else { &words.no };
    row(&words.signed, signed.clone());
    table
}

/// Digits in groups of four, as they are compared.
fn grouped(hex: &str) -> String {
    let digits: Vec<char> = hex.chars().collect();
    digits.chunks(4).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
pub(super) mod tests {
    use super::super::model::tests::model;
    use super::*;
    use postern_domain::ids::{CaseId, LedgerId};
    use postern_ports::case_proof::ProvenRecord;

    /// A report with a proof that proves nothing.
    pub fn report() -> Report {
        let record = |position: u64| ProvenRecord { position, hash: "0a".repeat(32), way: vec!["0b".repeat(32)] };
        let proof = CaseProof {
            ledger: LedgerId(uuid::Uuid::from_u128(1)),
            case: CaseId(uuid::Uuid::from_u128(2)),
            size: 9,
            root: "0c".repeat(32),
            checkpoint: "origin\n9\nroot\n\n— key AAAA\n".to_owned(),
            keys: vec!["key+1+AAAA".to_owned()],
            records: vec![record(3), record(4)],
        };
        Report::new(model().harmless(), proof).unwrap().signed_with("note\n\n— <key> AAAA\n".to_owned())
    }

    #[test]
    fn a_report_is_read_as_it_was_written() {
        let report = report();
        let file = report.file(Medium::Html).unwrap();
        assert_eq!(file, report.file(Medium::Html).unwrap());
        assert_eq!(Report::read(&file), Ok(report));
    }

    #[test]
    fn what_is_shown_and_what_is_covered_are_one() {
        let file = report().file(Medium::Html).unwrap();
        // All but the signature, which is checked by whoever knows the console's key.
        for at in (0..file.len()).step_by(29) {
            let mut changed = file.clone();
            changed[at] ^= 1;
            match Report::read(&changed) {
                Err(_) => {}
                Ok(read) => assert_ne!(read.signed, report().signed, "byte {at}"),
            }
        }
        assert!(Report::read(&file[..file.len() - 1]).is_err());
        assert!(Report::read(&[&file[..], b"\n"].concat()).is_err());
    }

    #[test]
    fn the_page_runs_nothing_and_fetches_nothing() {
        let file = String::from_utf8(report().file(Medium::Html).unwrap()).unwrap();
        assert_eq!(file.matches("<script").count(), 1, "the proof, which does not run");
        assert_eq!(file.matches("</script>").count(), 1);
        for fetched in ["src=", "<link", "url(", "@import", "<iframe", "<img", " onload", "<svg", "http:", "https:"] {
            assert!(!file.contains(fetched), "{fetched}");
        }
        assert!(file.contains("maya⟨U+202E⟩&lt;script&gt;alert(1)&lt;/script&gt;&amp;&quot;&#39;"), "{file}");
        assert!(!file.contains('\u{202e}'));
    }

    #[test]
    fn the_page_has_headings_captions_and_header_cells() {
        let file = String::from_utf8(report().file(Medium::Html).unwrap()).unwrap();
        assert!(file.contains("<html lang=\"en\">") && file.contains("@media print"));
        assert_eq!((file.matches("<h1>").count(), file.matches("<h2 ").count()), (1, 3));
        assert_eq!(file.matches("<table>").count(), file.matches("<caption>").count());
        let rows = file.matches("<tr><td>").count();
        assert_eq!(rows, 0, "a row without a header");
        assert!(file.matches("<th scope=\"row\">").count() > 120);
    }

    #[test]
    fn another_format_and_no_report_are_told() {
        let other = Report { format: "postern-report/2".to_owned(), ..report() };
        assert_eq!(Report::read(&other.file(Medium::Html).unwrap()), Err(NotAReport::Format));
        assert_eq!(Report::read(b"<html></html>"), Err(NotAReport::NoProof));
        assert_eq!(Report::read(&[0xff, 0xfe]), Err(NotAReport::NoProof));
    }
}
