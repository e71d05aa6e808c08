//! A report as one HTML file: nothing is fetched and nothing runs, and it prints.

use super::model::{Model, Section, Table};
use super::proof::{Report, rows};
use crate::templates::escaped;
use postern_domain::text::shown;

/// Where the proof begins.
pub(super) const OPEN: &str = "<script type=\"application/json\" id=\"postern-proof\">";
/// Where it ends.
pub(super) const CLOSE: &str = "</script>";

/// How it looks, on a screen and on paper. No colour says anything.
const STYLE: &str = include_str!("report.css");

/// The whole file; `block` is the proof as JSON.
pub(super) fn page(report: &Report, block: &str) -> String {
    let model = &report.model;
    let mut out = format!(
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<title>{}</title>\n<style>\n{STYLE}</style>\n</head>\n\
         <body>\n<header>\n<h1>{}</h1>\n{}</header>\n",
        text(&model.language),
        text(&model.title),
        text(&model.title),
        paragraphs(&model.lead),
    );
    out.push_str(&contents(model));
    out.push_str("<main>\n<section id=\"facts\">\n");
    table(&mut out, &model.facts);
    out.push_str("</section>\n");
    for one in &model.sections {
        section(&mut out, one);
    }
    section(&mut out, &proof(report));
    out.push_str("</main>\n");
    out.push_str(&format!("{OPEN}{}{CLOSE}\n</body>\n</html>\n", inert(block)));
    out
}

/// JSON that ends no element: the three characters stand within strings only.
fn inert(json: &str) -> String {
    json.replace('&', "\\u0026").replace('<', "\\u003c").replace('>', "\\u003e")
}

fn text(text: &str) -> String {
    escaped(&shown(text))
}

fn paragraphs(all: &[String]) -> String {
    all.iter().map(|one| format!("<p>{}</p>\n", text(one))).collect()
}

fn contents(model: &Model) -> String {
    let line = |id: &str, heading: &str| format!("<li><a href=\"#{}\">{}</a></li>\n", text(id), text(heading));
    let lines: String = model.sections.iter().map(|section| line(&section.id, &section.heading)).collect();
    let proof = line("proof", &model.proof.heading);
    format!("<nav aria-label=\"{}\">\n<ol>\n{lines}{proof}</ol>\n</nav>\n", text(&model.contents))
}

fn section(out: &mut String, section: &Section) {
    let (id, heading) = (text(&section.id), text(&section.heading));
    out.push_str(&format!("<section id=\"{id}\" aria-labelledby=\"{id}-heading\">\n"));
    out.push_str(&format!("<h2 id=\"{id}-heading\">{heading}</h2>\n{}", paragraphs(&section.lead)));
    for one in &section.tables {
        table(out, one);
    }
    out.push_str("</section>\n");
}

fn table(out: &mut String, table: &Table) {
    out.push_str(&format!("<table>\n<caption>{}</caption>\n<thead>\n<tr>", text(&table.caption)));
    for column in &table.columns {
        out.push_str(&format!("<th scope=\"col\">{}</th>", text(&column.heading)));
    }
    out.push_str("</tr>\n</thead>\n<tbody>\n");
    for row in &table.rows {
        out.push_str("<tr>");
        for (n, cell) in row.iter().enumerate() {
            match n {
                0 => out.push_str(&format!("<th scope=\"row\">{}</th>", text(cell))),
                _ => out.push_str(&format!("<td>{}</td>", text(cell))),
            }
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody>\n</table>\n");
}

/// The proof as a section like the others.
fn proof(report: &Report) -> Section {
    let words = &report.model.proof;
    let mut section = Section::new("proof", words.heading.clone(), words.lead.clone());
    section.tables.push(rows(report));
    section
}
