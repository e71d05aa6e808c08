//! The report of a case, from the window: the same that `postern-audit report` writes.

use super::{House, trouble};
use postern_application::fold;
use postern_delivery::Language;
use postern_delivery::report::{Line, Medium, Report, Told, model_of};
use postern_domain::ids::CaseId;
use postern_domain::staff::{DeskEvent, Roster};
use postern_domain::time::Timestamp;
use postern_ipc::convert;
use postern_ipc::dto::{Refusal, ReportView};
use postern_ports::event_store::{EventStore as _, Happening, Recorded, Stream};
use postern_ports::machine::SealFault;
use postern_ports::{Outbox, Signer};
use postern_store::{Folder, sign_report};

impl House {
    /// Writes the report of a case as a page and on paper, signed by this console, to the profile's folder.
    pub async fn report(&self, case: CaseId, language: Language) -> Result<ReportView, Refusal> {
        let (source, signer) = (self.source.clone(), self.console.parts().signer.clone());
        let export =
            move || postern_store::export(&source, case, Some(signer.as_ref())).map_err(|f| trouble::store(&f));
        let folder = Folder::of(aside(export).await?);
        let desk = folder.read(Stream::Desk).await.map_err(|f| trouble::store(&f))?;
        let records = folder.read(Stream::Case(case)).await.map_err(|f| trouble::store(&f))?;
        let stamp = self.console.now().rfc3339().unwrap_or_default().replace(':', "");
        let name = format!("report-{}-{stamp}", case.short());
        let (signer, outbox) = (self.console.parts().signer.clone(), self.console.parts().outbox.clone());
        let write = move || {
            let report = signed(&folder, &desk, &records, language, signer.as_ref())?;
            let page = left(outbox.as_ref(), &report, Medium::Html, &format!("{name}.html"))?;
            let paper = left(outbox.as_ref(), &report, Medium::Pdf, &format!("{name}.pdf"))?;
            Ok(ReportView { page, paper, digest: report.digest.phrase() })
        };
        aside(write).await
    }
}

/// What reads and draws, on a thread of its own.
async fn aside<T: Send + 'static>(work: impl FnOnce() -> Result<T, Refusal> + Send + 'static) -> Result<T, Refusal> {
    let done = tokio::task::spawn_blocking(work).await;
    done.unwrap_or_else(|_| Err(trouble::trouble("APP-start", &[("why", "the reader failed".to_owned())])))
}

fn signed(
    folder: &Folder,
    desk: &[Recorded],
    records: &[Recorded],
    language: Language,
    signer: &dyn Signer,
) -> Result<Report, Refusal> {
    let proof = folder.proof().map_err(|f| trouble::store(&f))?;
    let told = Told { case: proof.case, desk, records, timeline: lines(proof.case, desk, records) };
    let model = model_of(&told, language).ok_or_else(|| failed("the records do not tell a case"))?;
    let report = Report::new(model, proof).map_err(|e| failed(&e.to_string()))?;
    let note = sign_report(&report.proof, report.digest, signer).map_err(|f| trouble::store(&f))?;
    Ok(report.signed_with(note))
}

fn left(outbox: &dyn Outbox, report: &Report, medium: Medium, name: &str) -> Result<String, Refusal> {
    let bytes = report.file(medium).map_err(|e| failed(&e.to_string()))?;
    outbox.leave_file(name, &bytes).map_err(|fault| match fault {
        SealFault::NotLeft(why) => trouble::trouble("APP-folder", &[("why", why)]),
        SealFault::Recipient | SealFault::Failed => failed(&fault.to_string()),
    })
}

fn failed(why: &str) -> Refusal {
    trouble::trouble("STO-failed", &[("why", why.to_owned())])
}

/// The records as the timeline tells them.
fn lines(case: CaseId, desk: &[Recorded], records: &[Recorded]) -> Vec<Line> {
    let roster = Roster::fold(desk.iter().filter_map(desk_event));
    let effects = fold(case, records).map(|case| case.effects).unwrap_or_default();
    let rows = convert::timeline(records, &effects, &roster).into_iter();
    rows.map(|row| Line {
        position: row.position,
        at: Timestamp(row.at),
        by: row.by,
        id: row.text.id,
        args: row.text.args.into_iter().collect(),
        hash: row.hash,
    })
    .collect()
}

fn desk_event(record: &Recorded) -> Option<&DeskEvent> {
    match &record.happening {
        Happening::Desk(event) => Some(event),
        Happening::Case(_) => None,
    }
}
