//! `postern doctor notices`: whether subjects can be told.

#![allow(clippy::print_stdout, reason = "its answer is what it prints")]

use super::told;
use crate::compose::notices::{Sending, State};
use crate::options::Options;
use postern_delivery::Smtp;
use postern_ipc::convert::Found;
use postern_ipc::dto::FindingView;
use postern_os::settings::{self, Keep};
use postern_os::{FolderSecrets, KeyringSecrets, Paths};
use postern_ports::Secrets;
use postern_ports::notifier::NotifierFault;
use std::process::ExitCode;
use std::sync::Arc;

/// Prints what was found of the channels of the profile. 0 when all of them can be used.
pub fn run(options: &Options) -> ExitCode {
    match tauri::async_runtime::block_on(all(options)) {
        Ok(findings) => {
            told::tell(&findings);
            told::exit(&findings)
        }
        Err(why) => {
            println!("{why}");
            ExitCode::FAILURE
        }
    }
}

async fn all(options: &Options) -> Result<Vec<FindingView>, String> {
    let paths = Paths::of(&options.profile, options.home.as_deref()).map_err(|bad| bad.to_string())?;
    let settings = settings::read(&paths.settings()).map_err(|bad| bad.to_string())?;
    let secrets: Arc<dyn Secrets> = match settings.secrets.keep {
        Keep::Keyring => Arc::new(KeyringSecrets::new()),
        Keep::Files => Arc::new(FolderSecrets::new(paths.secrets())),
    };
    // The profile's own journal belongs to the console that may be running.
    let journal = std::env::temp_dir().join(format!("postern-doctor-{}.jsonl", std::process::id()));
    let found = match Sending::over(&journal, &settings, &paths, secrets, &options.profile) {
        Ok(sending) => Ok(look(&sending).await),
        Err(refusal) => Err(format!("{refusal:?}")),
    };
    let _ = std::fs::remove_file(&journal);
    found
}

/// What is found of the channels. The mail server is asked whether it lets this desk in; nothing is sent.
pub async fn look(sending: &Sending) -> Vec<FindingView> {
    let (mail, webhook) = sending.states();
    let mail = match mail {
        State::Missing => Found::MailMissing.about("", &[]),
        State::NoSecret => Found::NoticeSecretMissing.about("smtp-password", &[("name", "smtp-password")]),
        State::Bad(why) => Found::NoticesUnusable.about("mail", &[("why", &why)]),
        State::Ready(mail) => answered(&mail).await,
    };
    let webhook = match webhook {
        State::Missing => Found::WebhookMissing.about("", &[]),
        State::NoSecret => Found::NoticeSecretMissing.about("webhook-secret", &[("name", "webhook-secret")]),
        State::Bad(why) => Found::NoticesUnusable.about("webhook", &[("why", &why)]),
        State::Ready(_) => Found::WebhookReady.about("", &[]),
    };
    vec![mail, webhook]
}

async fn answered(mail: &Smtp) -> FindingView {
    match mail.ping().await {
        Ok(()) => Found::MailServes.about("", &[]),
        Err(NotifierFault::Later(why)) => Found::MailSilent.about("", &[("why", &why)]),
        Err(fault) => Found::MailRefuses.about("", &[("why", &fault.to_string())]),
    }
}
