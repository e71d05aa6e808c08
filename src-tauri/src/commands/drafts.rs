//! What somebody typed and did not submit: theirs alone, sealed on disk, and in no log.

use super::parse;
use crate::shell::{Answer, Shell};
use postern_application::Fault;
use postern_domain::draft::Draft;
use postern_ipc::convert;
use postern_ipc::dto::{Args, DraftFormCode, DraftView};
use tauri::State;

#[tauri::command]
pub async fn drafts(shell: State<'_, Shell>) -> Answer<Vec<DraftView>> {
    let house = shell.house()?;
    let actor = shell.answer(house.console.actor())?;
    let kept = house.drafts_of(actor.person())?;
    Ok(kept.into_iter().map(convert::draft_view).collect())
}

#[tauri::command]
pub async fn keep_draft(
    shell: State<'_, Shell>,
    case_id: Option<String>,
    form: DraftFormCode,
    fields: Args,
) -> Answer<()> {
    let house = shell.house()?;
    let actor = shell.answer(house.console.actor())?;
    let case = case_id.map(|id| parse::id(&shell, &id, "case")).transpose()?;
    let draft = Draft { case, form: convert::draft_form(form), fields, at: house.console.now() };
    if !draft.fits() {
        return Err(shell.refuse(&Fault::field("fields")));
    }
    house.keep_draft(actor.person(), draft)
}
