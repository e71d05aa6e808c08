//! Lists as files: read again here, whole, for whoever may read them, and written by Rust.

use super::parse;
use crate::pin_window;
use crate::shell::{Answer, Shell, work_list};
use postern_application::history::SampleAsk;
use postern_application::{Console, Fault, fold};
use postern_delivery::list_file;
use postern_domain::ids::CaseId;
use postern_domain::time::Timestamp;
use postern_ipc::convert;
use postern_ipc::dto::{ListForm, ListInput, Message, SavedListView};
use postern_ports::table::Table;
use tauri::State;

#[tauri::command]
pub async fn save_list(shell: State<'_, Shell>, list: ListInput, form: ListForm) -> Answer<SavedListView> {
    shell.unless_stopped(saved(&shell, list, form)).await
}

async fn saved(shell: &Shell, list: ListInput, form: ListForm) -> Answer<SavedListView> {
    let (table, form) = (table(shell, list).await?, convert::form_of(form));
    let text = list_file(&table, form).map_err(|_| shell.refuse(&Fault::Internal("the list cannot be written")))?;
    let place = shell.answer(shell.console()?.leave_list(table.name, form, &text))?;
    Ok(SavedListView { place, rows: u32::try_from(table.rows.len()).unwrap_or(u32::MAX), cut: table.cut })
}

/// The list, read by the use case that the page reads it with: what may not be read is not written either.
async fn table(shell: &Shell, list: ListInput) -> Answer<Table> {
    let console = shell.console()?;
    match list {
        ListInput::History { query } => {
            let query = convert::case_query(&query).map_err(|field| shell.refuse(&Fault::field(field)))?;
            let whole = shell.answer(console.whole_history(&query).await)?;
            let roster = shell.answer(console.roster().await)?;
            Ok(convert::history_table(&whole, &roster))
        }
        ListInput::Work => {
            let actor = shell.answer(console.actor())?;
            let list = shell.answer(work_list(console, &actor).await)?;
            Ok(convert::work_table(&list.rows, said))
        }
        ListInput::Sample { from, to, number } => {
            let ask = SampleAsk { from: Timestamp(from), to: Timestamp(to), number };
            shell.answer(console.sample(ask).await).map(|sample| convert::sample_table(&sample))
        }
        ListInput::Patterns { weeks, table } => {
            shell.answer(console.patterns(weeks).await).map(|counts| convert::patterns_table(&counts, table))
        }
        ListInput::Timeline { case_id } => {
            let case = parse::id(shell, &case_id, "case")?;
            shell.answer(timeline(console, case).await)
        }
    }
}

async fn timeline(console: &Console, id: CaseId) -> Result<Table, Fault> {
    console.actor()?;
    let records = console.records(id).await?;
    let case = fold(id, &records).ok_or(Fault::Unknown("case"))?;
    Ok(convert::timeline_table(&case, &records, &console.roster().await?, said))
}

/// A sentence in the language of the window.
fn said(message: &Message) -> String {
    let args: Vec<_> = message.args.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    pin_window::say(&message.id, &args)
}
