//! Looking back over many cases: draws for review, patterns, and two cases side by side.

use super::parse;
use crate::shell::{Answer, Shell};
use postern_application::history::SampleAsk;
use postern_domain::time::Timestamp;
use postern_ipc::convert;
use postern_ipc::dto::{CompareView, PatternsView, SampleView};
use tauri::State;

#[tauri::command]
pub async fn draw_sample(shell: State<'_, Shell>, from: i64, to: i64, number: u32) -> Answer<SampleView> {
    let ask = SampleAsk { from: Timestamp(from), to: Timestamp(to), number };
    let sample = shell.answer(shell.console()?.sample(ask).await)?;
    Ok(convert::sample_view(&sample))
}

#[tauri::command]
pub async fn patterns(shell: State<'_, Shell>, weeks: u32) -> Answer<PatternsView> {
    let counts = shell.answer(shell.console()?.patterns(weeks).await)?;
    Ok(convert::patterns_view(&counts))
}

#[tauri::command]
pub async fn compare_cases(shell: State<'_, Shell>, first: String, second: String) -> Answer<CompareView> {
    let (first, second) = (parse::id(&shell, &first, "case")?, parse::id(&shell, &second, "case")?);
    let console = shell.console()?;
    let compared = shell.answer(console.compare_cases(first, second).await)?;
    let model = |aaguid: &str| console.parts().models.report(aaguid, console.now()).and_then(|report| report.name);
    Ok(convert::compare_view(&compared, model))
}
