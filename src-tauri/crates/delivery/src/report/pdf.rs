//! A report as PDF 1.7, tagged (PDF/UA-1): headings, paragraphs, tables with their header cells, in the order of reading. The
//! proof is an attached file.

use super::layout::{Laid, Leaf, Line, Mark, PAPER, Part, Sheet, laid};
use super::paper::Face;
use super::proof::Report;
use krilla::configure::{Accessibility, ConfigurationBuilder};
use krilla::destination::XyzDestination;
use krilla::embed::{AssociationKind, EmbeddedFile, MimeType};
use krilla::geom::{PathBuilder, Point};
use krilla::metadata::Metadata;
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::paint::Stroke;
use krilla::surface::Surface;
use krilla::tagging::{
    Artifact, ArtifactType, ContentTag, Identifier, Node, SpanTag, TableHeaderScope, Tag, TagGroup, TagTree,
};
use krilla::{Document, SerializeSettings};
use std::num::NonZeroU16;

/// How the attached proof is called.
const ATTACHED: &str = "postern-proof.json";
/// Where the text's columns begin and end, for rules.
const EDGES: (f32, f32) = (42.0, PAPER.0 - 42.0);

/// The whole file; `block` is the proof as JSON, which stands in it as it is. An error says why there is none.
pub(super) fn file(report: &Report, block: Vec<u8>) -> Result<Vec<u8>, String> {
    let none = || "the font cannot be read".to_owned();
    let (regular, bold) = (Face::regular().ok_or_else(none)?, Face::bold().ok_or_else(none)?);
    let laid = laid(report, &regular, &bold);
    let accessible = ConfigurationBuilder::new().with_accessibility_validator(Accessibility::UA1).finish();
    let configuration = accessible.map_err(|e| format!("{e:?}"))?;
    let mut document = Document::new_with(SerializeSettings { configuration, ..SerializeSettings::default() });
    let mut leaves: Vec<Vec<Identifier>> = vec![Vec::new(); laid.leaves];
    for sheet in &laid.sheets {
        let settings = PageSettings::from_wh(PAPER.0, PAPER.1).ok_or("the paper has no size")?;
        let mut page = document.start_page_with(settings);
        let mut surface = page.surface();
        draw(&mut surface, sheet, (&regular, &bold), &mut leaves);
        surface.finish();
        page.finish();
    }
    document.set_tag_tree(tree(&laid, &leaves, &report.model.language));
    document.set_outline(outline(&laid.marks));
    document.set_metadata(
        Metadata::new()
            .title(report.model.title.clone())
            .language(report.model.language.clone())
            .creator("Postern".to_owned())
            .document_id(report.digest.hex()),
    );
    let attached = EmbeddedFile {
        path: ATTACHED.to_owned(),
        mime_type: MimeType::new("application/json"),
        description: Some(report.model.proof.heading.clone()),
        association_kind: AssociationKind::Data,
        data: block.into(),
        modification_date: None,
        // Found again without reading the rest of the file.
        compress: Some(false),
        location: None,
    };
    document.embed_file(attached).ok_or("the proof cannot be attached")?;
    document.finish().map_err(|e| format!("{e}: {e:?}"))
}

fn draw(surface: &mut Surface<'_>, sheet: &Sheet, faces: (&Face, &Face), leaves: &mut [Vec<Identifier>]) {
    surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Layout)));
    surface.set_stroke(Some(Stroke { width: 0.4, ..Stroke::default() }));
    for y in &sheet.rules {
        let mut path = PathBuilder::new();
        path.move_to(EDGES.0, *y);
        path.line_to(EDGES.1, *y);
        if let Some(path) = path.finish() {
            surface.draw_path(&path);
        }
    }
    surface.set_stroke(None);
    surface.end_tagged();
    for line in &sheet.lines {
        let face = if line.bold { faces.1 } else { faces.0 };
        write(surface, line, face, leaves);
    }
}

fn write(surface: &mut Surface<'_>, line: &Line, face: &Face, leaves: &mut [Vec<Identifier>]) {
    let glyphs = face.glyphs(&line.text);
    if glyphs.is_empty() {
        return;
    }
    let leaf = line.leaf.and_then(|leaf| leaves.get_mut(leaf));
    let tag = match leaf {
        Some(_) => ContentTag::Span(SpanTag::empty()),
        None => ContentTag::Artifact(Artifact::with_kind(ArtifactType::PaginationOther)),
    };
    let identifier = surface.start_tagged(tag);
    if let Some(leaf) = leaf {
        leaf.push(identifier);
    }
    surface.draw_glyphs(Point::from_xy(line.x, line.y), &glyphs, face.font.clone(), &line.text, line.size, false);
    surface.end_tagged();
}

fn outline(marks: &[Mark]) -> Outline {
    let mut outline = Outline::new();
    for mark in marks {
        let place = XyzDestination::new(mark.page, Point::from_xy(EDGES.0, mark.y));
        outline.push_child(OutlineNode::new(mark.text.clone(), place));
    }
    outline
}

fn tree(laid: &Laid, leaves: &[Vec<Identifier>], language: &str) -> TagTree {
    let mut tree = TagTree::new().with_lang(Some(language.to_owned()));
    for part in &laid.parts {
        tree.push(node(part, leaves));
    }
    tree
}

fn node(part: &Part, leaves: &[Vec<Identifier>]) -> TagGroup {
    let content = |leaf: &Leaf| -> Vec<Node> {
        leaves.get(*leaf).map(|all| all.iter().map(|one| Node::Leaf(*one)).collect()).unwrap_or_default()
    };
    match part {
        Part::Heading(level, text, leaf) => {
            let level = NonZeroU16::new(*level).unwrap_or(NonZeroU16::MIN);
            TagGroup::with_children(Tag::Hn(level, Some(text.clone())), content(leaf))
        }
        Part::Paragraph(leaf) => TagGroup::with_children(Tag::P, content(leaf)),
        Part::Section(parts) => {
            let parts = parts.iter().map(|part| Node::Group(node(part, leaves))).collect();
            TagGroup::with_children(Tag::Section, parts)
        }
        Part::Table(caption, head, body) => {
            let mut headings = TagGroup::new(Tag::TR);
            for leaf in head {
                headings.push(TagGroup::with_children(Tag::TH(TableHeaderScope::Column), content(leaf)));
            }
            let mut rows = TagGroup::new(Tag::TBody);
            for row in body {
                let mut cells = TagGroup::new(Tag::TR);
                for (n, leaf) in row.iter().enumerate() {
                    cells.push(match n {
                        0 => TagGroup::with_children(Tag::TH(TableHeaderScope::Row), content(leaf)),
                        _ => TagGroup::with_children(Tag::TD, content(leaf)),
                    });
                }
                rows.push(cells);
            }
            let mut table = TagGroup::new(Tag::Table);
            table.push(TagGroup::with_children(Tag::Caption, content(caption)));
            table.push(TagGroup::with_children(Tag::THead, vec![Node::Group(headings)]));
            table.push(rows);
            table
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::proof::tests::report;
    use super::super::proof::{Medium, NotAReport, Report};

    #[test]
    fn a_report_on_paper_is_read_as_it_was_written() {
        let report = report();
        let file = report.file(Medium::Pdf).unwrap();
        assert!(file.starts_with(b"%PDF-1.7"));
        assert_eq!(file, report.file(Medium::Pdf).unwrap());
        assert_eq!(Report::read(&file), Ok(report));
    }

    #[test]
    fn a_byte_that_is_changed_is_found_wherever_it_stands() {
        let report = report();
        let file = report.file(Medium::Pdf).unwrap();
        for at in (0..file.len()).step_by(file.len() / 40 + 1) {
            let mut changed = file.clone();
            changed[at] ^= 1;
            match Report::read(&changed) {
                Err(_) => {}
                Ok(read) => assert_ne!(read.signed, report.signed, "byte {at}"),
            }
        }
        assert_eq!(Report::read(b"%PDF-1.7 and nothing else"), Err(NotAReport::NoProof));
    }

    #[test]
    fn it_is_tagged_for_whoever_hears_it() {
        let file = report().file(Medium::Pdf).unwrap();
        let has = |part: &str| file.windows(part.len()).any(|window| window == part.as_bytes());
        for part in
            ["/StructTreeRoot", "/MarkInfo", "/Outlines", "/Lang", "/EmbeddedFiles", "pdfuaid", "/TH", "/H1", "/H2"]
        {
            assert!(has(part), "{part}");
        }
        for part in ["/JavaScript", "/URI", "/Launch"] {
            assert!(!has(part), "{part}");
        }
    }
}
