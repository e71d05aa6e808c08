//! The steps of a case.

use super::parse;
use crate::pins::Facts;
use crate::shell::{Answer, Shell};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use postern_application::Fault;
use postern_application::recovery::Opening;
use postern_domain::ids::{AccountId, CaseId, ContactId, CredentialId, DirectoryId};
use postern_domain::recovery::{Command, Stated};
use postern_ipc::convert;
use postern_ipc::dto::{
    AccountView, CaseView, ChannelCode, FileClassCode, NoteFiling, ReasonCode, ReferenceInput, StatedInput,
};
use postern_ports::authenticator::KeyId;
use tauri::State;

#[tauri::command]
pub async fn look_up(shell: State<'_, Shell>, directory: String, login: String) -> Answer<Option<AccountView>> {
    let directory = parse::some(&shell, DirectoryId::new(directory).ok(), "directory")?;
    let console = shell.console()?;
    let found = shell.unless_stopped(async { shell.answer(console.look_up(&directory, &login).await) }).await?;
    Ok(found.map(|f| convert::account_view(&f, console.now())))
}

// One argument per field of the form: the window sends them by name.
#[allow(clippy::too_many_arguments)]
#[tauri::command]
pub async fn open_case(
    shell: State<'_, Shell>,
    directory: String,
    account_id: String,
    reason: ReasonCode,
    channel: ChannelCode,
    ticket: String,
    said_privileged: Option<bool>,
    stated: Option<StatedInput>,
    language: Option<String>,
) -> Answer<CaseView> {
    let stated = stated.map(|s| Stated { name: s.name, credentials: s.credentials, mail: s.mail });
    let opening = Opening {
        said_privileged,
        stated,
        directory: parse::some(&shell, DirectoryId::new(directory).ok(), "directory")?,
        account: parse::some(&shell, AccountId::new(account_id).ok(), "account")?,
        reason: convert::reason_of(reason),
        channel: convert::channel_of(channel),
        ticket,
        language,
    };
    let id = shell.answer(shell.writable()?.open_case(opening).await)?;
    shell.case_page(id).await
}

#[tauri::command]
pub async fn case_view(shell: State<'_, Shell>, case_id: String) -> Answer<CaseView> {
    shell.case_page(parse::id(&shell, &case_id, "case")?).await
}

pub(super) async fn act(shell: &Shell, case_id: &str, version: u64, command: Command) -> Answer<CaseView> {
    let id: CaseId = parse::id(shell, case_id, "case")?;
    let done = shell.writable()?.act(id, version, command).await;
    shell.case_after(id, done).await
}

#[tauri::command]
pub async fn contain(
    shell: State<'_, Shell>,
    case_id: String,
    version: u64,
    credentials: Vec<String>,
) -> Answer<CaseView> {
    let id = parse::id(&shell, &case_id, "case")?;
    let named: Result<Vec<_>, _> = credentials.into_iter().map(CredentialId::new).collect();
    let named = parse::some(&shell, named.ok(), "credentials")?;
    let done = shell.writable()?.contain(id, version, named).await;
    shell.case_after(id, done).await
}

#[tauri::command]
pub async fn record_consent(shell: State<'_, Shell>, case_id: String, version: u64) -> Answer<CaseView> {
    act(&shell, &case_id, version, Command::RecordConsent).await
}

#[tauri::command]
pub async fn draw_cue(shell: State<'_, Shell>, case_id: String, version: u64) -> Answer<CaseView> {
    let id = parse::id(&shell, &case_id, "case")?;
    let done = shell.writable()?.draw_cue(id, version).await;
    shell.case_after(id, done).await
}

#[tauri::command]
pub async fn answer_cue(
    shell: State<'_, Shell>,
    case_id: String,
    version: u64,
    cue_id: String,
    answer: String,
) -> Answer<CaseView> {
    let cue = parse::id(&shell, &cue_id, "cue")?;
    let answer = parse::some(&shell, convert::cue_answer_of(&answer), "answer")?;
    act(&shell, &case_id, version, Command::AnswerCue { cue, answer }).await
}

// One argument per field of the form: the window sends them by name.
#[allow(clippy::too_many_arguments)]
#[tauri::command]
pub async fn record_evidence(
    shell: State<'_, Shell>,
    case_id: String,
    version: u64,
    kind: String,
    pathway: String,
    outcome: String,
    contact_id: Option<String>,
    reference: Option<ReferenceInput>,
) -> Answer<CaseView> {
    let command = Command::RecordEvidence {
        kind: parse::some(&shell, convert::kind_of(&kind), "kind")?,
        pathway: parse::some(&shell, convert::pathway_of(&pathway), "pathway")?,
        outcome: parse::some(&shell, convert::outcome_of(&outcome), "outcome")?,
        contact: contact_id.map(|c| parse::some(&shell, ContactId::new(c).ok(), "contact")).transpose()?,
        reference: reference.map(convert::reference_of),
    };
    act(&shell, &case_id, version, command).await
}

#[tauri::command]
pub async fn withdraw_evidence(
    shell: State<'_, Shell>,
    case_id: String,
    version: u64,
    evidence_id: String,
) -> Answer<CaseView> {
    let evidence = parse::id(&shell, &evidence_id, "evidence")?;
    act(&shell, &case_id, version, Command::WithdrawEvidence { evidence }).await
}

#[tauri::command]
pub async fn seek_approval(shell: State<'_, Shell>, case_id: String, version: u64) -> Answer<CaseView> {
    act(&shell, &case_id, version, Command::SeekApproval).await
}

#[tauri::command]
pub async fn revoke(shell: State<'_, Shell>, case_id: String, version: u64) -> Answer<CaseView> {
    let id = parse::id(&shell, &case_id, "case")?;
    let done = shell.writable()?.revoke(id, version).await;
    shell.case_after(id, done).await
}

#[tauri::command]
pub async fn read_back(shell: State<'_, Shell>, case_id: String, version: u64) -> Answer<CaseView> {
    let id = parse::id(&shell, &case_id, "case")?;
    let done = shell.writable()?.read_back_all(id, version).await;
    shell.case_after(id, done).await
}

#[tauri::command]
pub async fn accept_key(
    shell: State<'_, Shell>,
    case_id: String,
    version: u64,
    key_id: String,
    drawn: bool,
) -> Answer<CaseView> {
    let id = parse::id(&shell, &case_id, "case")?;
    let done = shell.writable()?.accept_key(id, version, &KeyId(key_id), drawn).await;
    shell.case_after(id, done).await
}

#[tauri::command]
pub async fn provision(shell: State<'_, Shell>, case_id: String, version: u64, key_id: String) -> Answer<CaseView> {
    let id = parse::id(&shell, &case_id, "case")?;
    let key = KeyId(key_id);
    let console = shell.writable()?;
    if shell.answer(console.about(id).await)?.key.is_some_and(|(accepted, _)| accepted.drawn_pin) {
        shell.can_show_pins()?;
        let (drawn, done) = shell.answer(console.provision_drawn(id, version, &key).await)?;
        if let Some(pin) = drawn {
            shell.show_pin(&key, pin).await?;
        }
        return shell.case_after(id, done).await;
    }
    let pin = shell.pin_of_session(&key, "provision", Facts::new()).await?;
    let done = console.provision(id, version, &key, pin).await;
    shell.case_after(id, done).await
}

#[tauri::command]
pub async fn hand_over(shell: State<'_, Shell>, case_id: String, version: u64) -> Answer<CaseView> {
    act(&shell, &case_id, version, Command::HandOver).await
}

#[tauri::command]
pub async fn unblock(shell: State<'_, Shell>, case_id: String, version: u64) -> Answer<CaseView> {
    let id = parse::id(&shell, &case_id, "case")?;
    let done = shell.writable()?.unblock(id, version).await;
    shell.case_after(id, done).await
}

#[tauri::command]
pub async fn live_sign_in(shell: State<'_, Shell>, case_id: String, version: u64, key_id: String) -> Answer<CaseView> {
    let id = parse::id(&shell, &case_id, "case")?;
    let key = KeyId(key_id);
    let pin = shell.pin_of_session(&key, "live_sign_in", Facts::new()).await?;
    let done = shell.writable()?.live_sign_in(id, version, &key, pin).await;
    shell.case_after(id, done).await
}

#[tauri::command]
pub async fn say_live_sign_in(shell: State<'_, Shell>, case_id: String, version: u64) -> Answer<CaseView> {
    let id = parse::id(&shell, &case_id, "case")?;
    let done = shell.writable()?.say_live_sign_in(id, version).await;
    shell.case_after(id, done).await
}

#[tauri::command]
pub async fn notify(shell: State<'_, Shell>, case_id: String, version: u64) -> Answer<CaseView> {
    let id = parse::id(&shell, &case_id, "case")?;
    let done = shell.writable()?.notify(id, version).await;
    shell.case_after(id, done).await
}

#[tauri::command]
pub async fn complete(shell: State<'_, Shell>, case_id: String, version: u64) -> Answer<CaseView> {
    let id = parse::id(&shell, &case_id, "case")?;
    let done: Result<(), Fault> = shell.writable()?.complete(id, version).await;
    shell.case_after(id, done).await
}

#[tauri::command]
pub async fn cannot_verify(shell: State<'_, Shell>, case_id: String, version: u64, note: String) -> Answer<CaseView> {
    act(&shell, &case_id, version, Command::CannotVerify { note }).await
}

#[tauri::command]
pub async fn cancel_case(shell: State<'_, Shell>, case_id: String, version: u64, note: String) -> Answer<CaseView> {
    act(&shell, &case_id, version, Command::Cancel { note }).await
}

#[tauri::command]
pub async fn attach_file(
    shell: State<'_, Shell>,
    case_id: String,
    version: u64,
    name: String,
    class: FileClassCode,
    content: String,
) -> Answer<CaseView> {
    let id = parse::id(&shell, &case_id, "case")?;
    let content = parse::some(&shell, BASE64.decode(content).ok(), "attachment")?;
    let done = shell.writable()?.attach(id, version, name, convert::file_class_of(class), content).await;
    shell.case_after(id, done).await
}

#[tauri::command]
pub async fn erase_attachment(
    shell: State<'_, Shell>,
    case_id: String,
    version: u64,
    attachment_id: String,
    reason: String,
) -> Answer<CaseView> {
    let id = parse::id(&shell, &case_id, "case")?;
    let attachment = parse::id(&shell, &attachment_id, "attachment")?;
    let done = shell.writable()?.erase(id, version, attachment, reason).await;
    shell.case_after(id, done).await
}

#[tauri::command]
pub async fn add_note(
    shell: State<'_, Shell>,
    case_id: String,
    version: u64,
    text: String,
    filed: NoteFiling,
) -> Answer<CaseView> {
    let id = parse::id(&shell, &case_id, "case")?;
    let done = shell.writable()?.add_note(id, version, text, convert::raises_flag(filed)).await;
    shell.case_after(id, done).await
}
