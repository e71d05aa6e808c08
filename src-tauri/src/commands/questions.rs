//! Questions to the agent of a case, and their answers.

use super::case::act;
use super::parse;
use crate::shell::{Answer, Shell};
use postern_domain::recovery::Command;
use postern_ipc::dto::CaseView;
use tauri::State;

#[tauri::command]
pub async fn ask_question(shell: State<'_, Shell>, case_id: String, version: u64, text: String) -> Answer<CaseView> {
    act(&shell, &case_id, version, Command::AskQuestion { text }).await
}

#[tauri::command]
pub async fn answer_question(
    shell: State<'_, Shell>,
    case_id: String,
    version: u64,
    question_id: String,
    text: String,
) -> Answer<CaseView> {
    let question = parse::id(&shell, &question_id, "question")?;
    act(&shell, &case_id, version, Command::AnswerQuestion { question, text }).await
}
