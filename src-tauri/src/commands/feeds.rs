//! What is handed on outside, and how far it is.

use crate::shell::{Answer, Shell};
use postern_application::Fault;
use postern_ipc::dto::{FeedCode, FeedsView};
use tauri::State;

#[tauri::command]
pub async fn feeds(shell: State<'_, Shell>) -> Answer<FeedsView> {
    let house = shell.house()?;
    shell.answer(house.console.administrator().await)?;
    shell.answer(house.feeds.view(&house.console).await)
}

#[tauri::command]
pub async fn set_feed_secret(shell: State<'_, Shell>, code: FeedCode) -> Answer<FeedsView> {
    let house = shell.house()?;
    shell.answer(house.console.administrator().await)?;
    let name = house.feeds.secret(code).ok_or_else(|| shell.refuse(&Fault::Unknown("feed")))?;
    let secret = shell.secret("feed", name).await?;
    // Somebody else may sit here by now.
    shell.answer(house.console.administrator().await)?;
    house.feeds.keep_secret(name, secret).await?;
    shell.answer(house.feeds.view(&house.console).await)
}
