//! Notices that did not go out, letters, and the channels of this desk.

use super::case::act;
use super::parse;
use crate::compose::notices::{BadNotices, Sending, State};
use crate::shell::{Answer, Shell};
use postern_application::Fault;
use postern_delivery::{Delivery, Standing};
use postern_domain::ids::{CaseId, ContactId};
use postern_domain::recovery::Command;
use postern_domain::text::shown;
use postern_ipc::dto::{
    CaseView, ChannelState, DeliveryState, DeliveryView, LetterTextView, NoticeChannelView, NoticeTrialView,
    NoticesSetupView, Refusal,
};
use postern_os::directory_form::Typed;
use postern_os::notice_form::Part;
use postern_ports::notifier::NotifierFault;
use tauri::State as Managed;

/// What the subject speaks.
#[tauri::command]
pub async fn say_language(
    shell: Managed<'_, Shell>,
    case_id: String,
    version: u64,
    language: String,
) -> Answer<CaseView> {
    act(&shell, &case_id, version, Command::SayLanguage { language }).await
}

/// A person says that a notice that may have arrived is sent once more.
#[tauri::command]
pub async fn send_again(shell: Managed<'_, Shell>, case_id: String, version: u64, effect: String) -> Answer<CaseView> {
    let id = parse::id(&shell, &case_id, "case")?;
    let effect = parse::id(&shell, &effect, "effect")?;
    let done = shell.writable()?.send_again(id, version, effect).await;
    shell.case_after(id, done).await
}

/// A refused notice is settled by another address that was told.
#[tauri::command]
pub async fn settle_notice(
    shell: Managed<'_, Shell>,
    case_id: String,
    version: u64,
    effect: String,
    contact: String,
) -> Answer<CaseView> {
    let id = parse::id(&shell, &case_id, "case")?;
    let effect = parse::id(&shell, &effect, "effect")?;
    let contact = parse::some(&shell, ContactId::new(contact).ok(), "contact")?;
    let done = shell.writable()?.settle_notice(id, version, effect, contact).await;
    shell.case_after(id, done).await
}

/// The letter that is due, to be printed.
#[tauri::command]
pub async fn letter_text(shell: Managed<'_, Shell>, case_id: String) -> Answer<LetterTextView> {
    let id: CaseId = parse::id(&shell, &case_id, "case")?;
    let letter = shell.answer(shell.writable()?.letter(id).await)?;
    let house = shell.house()?;
    let said = house.letter(&letter.notice);
    let (name, address) = letter.to;
    Ok(LetterTextView {
        language: said.language.code().to_owned(),
        to: shown(&name),
        address: address.as_deref().map(shown),
        paragraphs: said.paragraphs(),
        subject: said.subject,
        reference: letter.notice.case,
        at: house.console.now().0,
    })
}

/// The channels of this profile, for its administrators.
async fn sending(shell: &Shell) -> Answer<&Sending> {
    let console = shell.writable()?;
    shell.answer(console.administrator().await)?;
    shell.house()?.sending.as_ref().ok_or_else(|| shell.refuse(&Fault::Unknown("channels")))
}

/// What is wrong with a channel, as a refusal of the field or of the file.
fn bad(shell: &Shell, bad: &BadNotices) -> Refusal {
    let mut refusal = shell.refuse(&Fault::field("channel"));
    refusal.code = format!("CFG-{}", bad.code());
    refusal.violations.clear();
    refusal.args.insert("why".to_owned(), bad.to_string());
    refusal
}

#[tauri::command]
pub async fn notices_setup(shell: Managed<'_, Shell>) -> Answer<NoticesSetupView> {
    shell.answer(shell.console()?.administrator().await)?;
    match &shell.house()?.sending {
        Some(sending) => view(sending).map_err(|why| bad(&shell, &why)),
        None => Ok(in_practice()),
    }
}

#[tauri::command]
pub async fn save_notices(shell: Managed<'_, Shell>, part: String, values: Typed) -> Answer<NoticesSetupView> {
    let sending = sending(&shell).await?;
    let part = parse::some(&shell, Part::of(&part), "part")?;
    sending.save(part, &values).map_err(|why| bad(&shell, &why))?;
    view(sending).map_err(|why| bad(&shell, &why))
}

/// Keeps the secret of a channel, typed in a window of its own.
#[tauri::command]
pub async fn set_notices_secret(shell: Managed<'_, Shell>, part: String) -> Answer<NoticesSetupView> {
    let sending = sending(&shell).await?;
    let part = parse::some(&shell, Part::of(&part).filter(|part| *part != Part::Notices), "part")?;
    let secret = shell.secret(if part == Part::Mail { "mail" } else { "webhook" }, part.name()).await?;
    // Somebody else may sit here by now.
    shell.answer(shell.writable()?.administrator().await)?;
    sending.keep_secret(part, &secret).map_err(|why| bad(&shell, &why))?;
    view(sending).map_err(|why| bad(&shell, &why))
}

/// Sends a mail that says that it is a test, to an address of the administrator's own.
#[tauri::command]
pub async fn try_notices(shell: Managed<'_, Shell>, address: String) -> Answer<NoticeTrialView> {
    let sending = sending(&shell).await?;
    // Who tried it and what came of it is told by the log; the address is nobody else's business.
    let tried = sending.try_mail(address.trim()).await;
    tracing::info!(outcome = tried.as_ref().map_or_else(NotifierFault::code, |_| "sent"), "a test message");
    Ok(match tried {
        Ok(receipt) => NoticeTrialView { receipt: Some(shown(&receipt)), fault: None, why: None },
        Err(fault) => NoticeTrialView {
            receipt: None,
            fault: Some(fault.code().to_owned()),
            why: match &fault {
                NotifierFault::Refused(why) | NotifierFault::Later(why) | NotifierFault::Failed(why) => {
                    Some(shown(why))
                }
                NotifierFault::NoChannel | NotifierFault::Unknown => None,
            },
        },
    })
}

fn view(sending: &Sending) -> Result<NoticesSetupView, BadNotices> {
    let (mail, webhook) = sending.states();
    Ok(NoticesSetupView {
        mail: channel(sending, Part::Mail, &mail)?,
        webhook: channel(sending, Part::Webhook, &webhook)?,
        notices: sending.typed(Part::Notices)?,
        late: sending.late().iter().map(delivery).collect(),
        file: sending.file().display().to_string(),
        practice: false,
    })
}

fn in_practice() -> NoticesSetupView {
    let none =
        || NoticeChannelView { state: ChannelState::Missing, why: None, has_secret: false, values: Typed::new() };
    NoticesSetupView {
        mail: none(),
        webhook: none(),
        notices: Typed::new(),
        late: Vec::new(),
        file: String::new(),
        practice: true,
    }
}

fn channel<T>(sending: &Sending, part: Part, state: &State<T>) -> Result<NoticeChannelView, BadNotices> {
    Ok(NoticeChannelView {
        state: match state {
            State::Missing => ChannelState::Missing,
            State::NoSecret => ChannelState::NoSecret,
            State::Bad(_) => ChannelState::Bad,
            State::Ready(_) => ChannelState::Ready,
        },
        why: state.why().map(shown),
        has_secret: sending.has_secret(part)?,
        values: sending.typed(part)?,
    })
}

/// A message of late: its reference names its case and what it was.
fn delivery(one: &Delivery) -> DeliveryView {
    let mut parts = one.reference.split('-');
    let (first, second) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    let case = uuid::Uuid::try_parse(first).ok().map(CaseId);
    DeliveryView {
        case: case.map(|case| case.to_string()),
        short: case.map(|case| case.short()),
        what: if case.is_some() { second.to_owned() } else { "test".to_owned() },
        state: match one.standing {
            Standing::Sent => DeliveryState::Sent,
            Standing::Unknown => DeliveryState::Unknown,
            Standing::NotTaken => DeliveryState::NotTaken,
        },
        at: one.at.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use postern_domain::time::Timestamp;

    #[test]
    fn a_reference_tells_its_case_and_what_it_was() {
        let case = CaseId(uuid::Uuid::from_u128(0x0012_ab34));
        let of = |reference: String| delivery(&Delivery { reference, at: Timestamp(1), standing: Standing::Unknown });
        let notice = of(format!("{}-opened-{}", case.0.simple(), uuid::Uuid::nil().simple()));
        assert_eq!((notice.short, notice.what.as_str()), (Some(case.short()), "opened"));
        assert_eq!((notice.case, notice.state), (Some(case.to_string()), DeliveryState::Unknown));
        let test = of(format!("test-{}", case.0.simple()));
        assert_eq!((test.case, test.what.as_str()), (None, "test"));
    }
}
