//! The key tray and what the practice profile teaches with. Every command refuses outside that profile.

use crate::compose::practice::Practice;
use crate::shell::{Answer, Shell};
use postern_application::Fault;
use postern_ipc::dto::{PracticeKey, PracticeMail, PracticeTry};
use postern_ports::Directory as _;
use postern_ports::authenticator::{AskAssertion, KeyId};
use postern_ports::secrets::Pin;
use postern_practice::people::{LOST, LOST_PIN};
use std::sync::Arc;
use tauri::State;

fn practice(shell: &Shell) -> Answer<&Practice> {
    shell.house()?.practice.as_ref().ok_or_else(|| shell.refuse(&Fault::Unknown("practice profile")))
}

#[tauri::command]
pub async fn practice_keys(shell: State<'_, Shell>) -> Answer<Vec<PracticeKey>> {
    Ok(keys(practice(&shell)?))
}

#[tauri::command]
pub async fn practice_insert(shell: State<'_, Shell>, name: String, inserted: bool) -> Answer<Vec<PracticeKey>> {
    let practice = practice(&shell)?;
    if inserted {
        practice.tray.insert(&name).map_err(|_| shell.refuse(&Fault::Internal("a practice key")))?;
    } else {
        practice.tray.pull(&name);
    }
    (shell.console()?.parts().signals)(postern_application::Signal::ConsoleChanged);
    Ok(keys(practice))
}

#[tauri::command]
pub async fn practice_touch(shell: State<'_, Shell>, name: String) -> Answer<Vec<PracticeKey>> {
    let practice = practice(&shell)?;
    practice.tray.touch(&name);
    Ok(keys(practice))
}

#[tauri::command]
pub async fn practice_mail(shell: State<'_, Shell>) -> Answer<Vec<PracticeMail>> {
    let messages =
        practice(&shell)?.mailbox.list().map_err(|_| shell.refuse(&Fault::Internal("the practice mailbox")))?;
    Ok(messages.into_iter().map(|m| PracticeMail { to: m.to, subject: m.subject, body: m.body, at: None }).collect())
}

/// Signs in with the lost key, as whoever found it would.
#[tauri::command]
pub async fn practice_try_lost_key(shell: State<'_, Shell>, login: String) -> Answer<PracticeTry> {
    let practice = practice(&shell)?;
    let refused = |code: &str| Ok(PracticeTry { let_in: false, code: code.to_owned() });
    let options = match practice.connector.begin_sign_in(&login).await {
        Ok(options) => options,
        Err(fault) if fault.is_refusal() => return refused("refused"),
        Err(fault) => return Err(shell.refuse(&Fault::Directory(fault))),
    };
    practice.tray.insert(LOST).map_err(|_| shell.refuse(&Fault::Internal("a practice key")))?;
    practice.tray.touch_always(LOST, true);
    let ask = AskAssertion {
        rp_id: options.rp_id.clone(),
        origin: practice.connector.origin().to_owned(),
        challenge: options.challenge.clone(),
        allow: Vec::new(),
    };
    let key = KeyId(format!("practice-{LOST}"));
    let keys = &shell.console()?.parts().keys;
    let signed = keys.assert(&key, ask, Pin::new(LOST_PIN.to_owned()).into(), Arc::new(|_| {})).await;
    practice.tray.pull(LOST);
    (shell.console()?.parts().signals)(postern_application::Signal::ConsoleChanged);
    match signed {
        Err(fault) => Err(shell.refuse(&Fault::Key(fault))),
        Ok(assertion) => match practice.connector.finish_sign_in(&options, &assertion, &[]).await {
            Ok(true) => Ok(PracticeTry { let_in: true, code: "let_in".to_owned() }),
            Ok(false) => refused("refused"),
            Err(fault) if fault.is_refusal() => refused("refused"),
            Err(fault) => Err(shell.refuse(&Fault::Directory(fault))),
        },
    }
}

/// Adds a credential behind the console's back.
#[tauri::command]
pub async fn practice_sneak_credential(shell: State<'_, Shell>, login: String) -> Answer<()> {
    let done = practice(&shell)?.connector.sneak(&login).await;
    shell.answer(done.map_err(Fault::Directory))
}

/// Makes the practice directory fall silent, or answer again.
#[tauri::command]
pub async fn practice_directory_down(shell: State<'_, Shell>, down: bool) -> Answer<()> {
    let done = practice(&shell)?.connector.fall_silent(down).await;
    shell.console()?.check_directories().await;
    shell.answer(done.map_err(Fault::Directory))
}

/// Ends in a panic that holds what was said, to see that nothing tells it.
#[tauri::command]
#[allow(clippy::panic, reason = "this is what it is for")]
pub async fn practice_fail(shell: State<'_, Shell>, text: String) -> Answer<()> {
    practice(&shell)?;
    std::panic::panic_any(text);
}

fn keys(practice: &Practice) -> Vec<PracticeKey> {
    practice
        .tray
        .list()
        .into_iter()
        .map(|k| PracticeKey {
            name: k.name.name,
            label: k.name.label,
            inserted: k.inserted,
            waiting_for_touch: k.waits_for_touch,
            pin: k.name.pin,
            hint: k.name.hint,
        })
        .collect()
}
