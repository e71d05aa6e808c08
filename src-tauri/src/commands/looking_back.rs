//! Looking back over many cases: draws for review, and patterns.

use crate::shell::{Answer, Shell};
use postern_application::history::SampleAsk;
use postern_domain::time::Timestamp;
use postern_ipc::convert;
use postern_ipc::dto::{PatternsView, SampleView};
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
