//! `postern-audit sample STORE --from DATE --to DATE`: the draw of cases for review, made again without the window.

use crate::key::Kept;
use crate::verify::{file_of, next};
use clap::Args;
use postern_application::history::{Sample, SampleAsk, Sampled, sample};
use postern_domain::sampling::asked;
use postern_domain::time::Timestamp;
use postern_ports::event_store::StoreFault;
use postern_store::Folder;
use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

/// What is drawn.
#[derive(Args, Debug)]
pub struct Asked {
    /// The store: a file `history.sqlite`, or the folder it is in.
    store: PathBuf,
    /// The first day of the period, as 2026-05-04 (from 00:00 UTC), or a time as 2026-05-04T08:00:00Z.
    #[arg(long, value_name = "DATE")]
    from: String,
    /// Where the period ends: the day after its last one, or a time.
    #[arg(long, value_name = "DATE")]
    to: String,
    /// How many cases are drawn by rank, beside every privileged one.
    #[arg(long, default_value_t = 5)]
    number: u32,
    /// One JSON object instead of lines.
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    kept: Kept,
}

/// Draws and prints; exits 2 where nothing can be drawn.
pub async fn run(asked: &Asked) -> ExitCode {
    match drawn(asked).await {
        Ok(sample) => {
            print(&sample, asked.json);
            ExitCode::SUCCESS
        }
        Err(why) => {
            eprintln!("{why}");
            ExitCode::from(2)
        }
    }
}

async fn drawn(what: &Asked) -> Result<Sample, String> {
    let time = |text: &str| time_of(text).ok_or_else(|| format!("{text}: no date. Write it as 2026-05-04."));
    let ask = SampleAsk { from: time(&what.from)?, to: time(&what.to)?, number: what.number };
    asked(ask.from, ask.to, ask.number).map_err(|_| {
        "Nothing can be drawn so. The period begins before it ends and is no longer than 400 days; 1 to 500 cases are drawn."
            .to_owned()
    })?;
    if Folder::is_one(&what.store) {
        return Err(format!(
            "{}: an export holds one case, and a draw is among all. Name the store that it came from, or a copy of it.",
            what.store.display()
        ));
    }
    let file = file_of(&what.store);
    if !file.is_file() {
        return Err(format!("{}: there is no such file. Name a store, or the folder it is in.", file.display()));
    }
    let failed = |fault: StoreFault| format!("{}: {fault}. {}", file.display(), next(&fault));
    let (store, _) = what.kept.open(&file).await.map_err(failed)?;
    let found = sample(&store, ask).await;
    store.close().await;
    found.map_err(failed)?.ok_or_else(|| "The history had no record when the period ended.".to_owned())
}

/// A day, from its beginning in UTC, or a time.
fn time_of(text: &str) -> Option<Timestamp> {
    let text = text.trim();
    if text.contains('T') { Timestamp::parse(text) } else { Timestamp::parse(&format!("{text}T00:00:00Z")) }
}

fn print(sample: &Sample, json: bool) {
    let mut out = std::io::stdout().lock();
    let (from, to) = (shown(sample.ask.from), shown(sample.ask.to));
    let root = hex(&sample.root);
    let (size, ended, number) = (sample.size, sample.ended, sample.drawn.len());
    // The reader may go away: nothing else is to be said then.
    if json {
        let cases: Vec<_> = sample.drawn.iter().map(line_of).collect();
        let _ = writeln!(
            out,
            "{}",
            serde_json::json!({
                "from": from, "to": to, "number": sample.ask.number, "size": size, "root": root,
                "checkpoint": sample.note.hex(), "settled": sample.settled, "ended": ended, "drawn": cases,
            })
        );
        return;
    }
    let _ = writeln!(out, "period {from} to {to}");
    let _ = writeln!(out, "history of {size} records then, root {root}");
    let _ = writeln!(out, "checkpoint {}", sample.note.hex());
    if !sample.settled {
        let _ = writeln!(out, "the period is not over in this history: the draw changes with the next record");
    }
    for one in &sample.drawn {
        let why = if one.drawn.privileged { "privileged" } else { "by rank" };
        let review = if one.case.review.is_some() { "reviewed" } else { "waits" };
        let (short, id) = (one.case.id.short(), one.case.id);
        let _ = writeln!(out, "{short} {review} ({why}) rank {} case {id}", one.drawn.rank.hex());
    }
    let waits = sample.drawn.iter().filter(|one| one.case.review.is_none()).count();
    let _ = writeln!(out, "{number} of {ended} ended cases drawn, {waits} wait for review");
}

fn line_of(one: &Sampled) -> serde_json::Value {
    serde_json::json!({
        "case": one.case.id.to_string(), "short": one.case.id.short(), "rank": one.drawn.rank.hex(),
        "privileged": one.drawn.privileged, "reviewed": one.case.review.is_some(),
    })
}

fn shown(at: Timestamp) -> String {
    at.rfc3339().unwrap_or_default()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_begins_at_midnight_in_utc_and_a_time_is_a_time() {
        let at = |text: &str| time_of(text).and_then(Timestamp::rfc3339);
        assert_eq!(at("2026-05-04").as_deref(), Some("2026-05-04T00:00:00Z"));
        assert_eq!(at(" 2026-05-04T08:30:00+02:00 ").as_deref(), Some("2026-05-04T06:30:00Z"));
        for wrong in ["", "yesterday", "2026-13-04", "04.05.2026"] {
            assert_eq!(at(wrong), None, "{wrong}");
        }
    }
}
