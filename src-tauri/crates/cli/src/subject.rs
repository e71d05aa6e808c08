//! `postern-audit subject STORE --directory D (--login L | --account ID)`: what the history holds about one person.

use crate::key::Kept;
use crate::verify::{file_of, next};
use clap::Args;
use postern_application::history::{SubjectAsk, SubjectFound, subject};
use postern_delivery::{Language, subject_html, subject_json};
use postern_domain::ids::{AccountId, DirectoryId};
use postern_domain::subject::SubjectReport;
use postern_os::{SystemClock, write_for_owner};
use postern_ports::Clock as _;
use postern_ports::event_store::StoreFault;
use postern_store::Folder;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Whom the report is about, and where it goes.
#[derive(Args, Debug)]
pub struct Asked {
    /// The store: a file `history.sqlite`, or the folder it is in.
    store: PathBuf,
    /// The directory of the account, as the settings call it.
    #[arg(long)]
    directory: String,
    /// The sign-in name, as it is or was.
    #[arg(long, conflicts_with = "account", required_unless_present = "account")]
    login: Option<String>,
    /// The directory's identifier of the account.
    #[arg(long)]
    account: Option<String>,
    /// Write a page for the person to this file, which is not there yet.
    #[arg(long, value_name = "FILE")]
    html: Option<PathBuf>,
    /// Write the same for programs to this file, which is not there yet. Without either it is printed.
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,
    /// The language of the page: en, de.
    #[arg(long, default_value = "en")]
    language: String,
    #[command(flatten)]
    kept: Kept,
}

/// Reports; exits 1 where the history holds nothing about such a person, and 2 where it cannot be said.
pub async fn run(asked: &Asked) -> ExitCode {
    match told(asked).await {
        Ok(Some(told)) => {
            // A reader that went away still gets the exit code.
            let _ = writeln!(std::io::stdout(), "{told}");
            ExitCode::SUCCESS
        }
        Ok(None) => {
            eprintln!("This history holds no case of such an account.");
            ExitCode::from(1)
        }
        Err(why) => {
            eprintln!("{why}");
            ExitCode::from(2)
        }
    }
}

async fn told(asked: &Asked) -> Result<Option<String>, String> {
    let language =
        Language::of(&asked.language).ok_or("Nothing is said in that language. Write --language en or de.")?;
    for file in asked.html.iter().chain(&asked.json) {
        if file.exists() {
            return Err(format!("{}: it is there already. Name a file that is not there yet.", file.display()));
        }
    }
    let Some(report) = report(asked).await? else { return Ok(None) };
    if let Some(file) = &asked.html {
        write(file, &subject_html(&report, language))?;
    }
    if let Some(file) = &asked.json {
        write(file, &subject_json(&report))?;
    }
    let end = format!("{} cases, {} files", report.cases.len(), report.files());
    let printed = asked.html.is_none() && asked.json.is_none();
    Ok(Some(if printed { subject_json(&report).trim_end().to_owned() } else { end }))
}

async fn report(asked: &Asked) -> Result<Option<SubjectReport>, String> {
    let directory = DirectoryId::new(asked.directory.clone()).map_err(|bad| bad.to_string())?;
    let ask = match (&asked.account, &asked.login) {
        (Some(account), _) => SubjectAsk::Account(AccountId::new(account.clone()).map_err(|bad| bad.to_string())?),
        (None, Some(login)) => SubjectAsk::Login(login.clone()),
        (None, None) => return Err("Name the person: --login or --account.".to_owned()),
    };
    if Folder::is_one(&asked.store) {
        return Err(format!(
            "{}: an export holds one case. Name the store that it came from, or a copy of it.",
            asked.store.display()
        ));
    }
    let file = file_of(&asked.store);
    if !file.is_file() {
        return Err(format!("{}: there is no such file. Name a store, or the folder it is in.", file.display()));
    }
    let failed = |fault: StoreFault| format!("{}: {fault}. {}", file.display(), next(&fault));
    let (store, _) = asked.kept.open(&file).await.map_err(failed)?;
    let found = subject(&store, &directory, &ask, SystemClock.now()).await;
    store.close().await;
    match found.map_err(failed)? {
        SubjectFound::Report(report) => Ok(Some(*report)),
        SubjectFound::Nobody => Ok(None),
        SubjectFound::Several(accounts) => {
            let named: Vec<_> = accounts.iter().map(|account| format!("--account {account}")).collect();
            Err(format!("Several accounts had that name: ask for each. {}", named.join(", ")))
        }
    }
}

/// For whoever asked alone: it is another person's.
fn write(file: &Path, text: &str) -> Result<(), String> {
    write_for_owner(file, text.as_bytes()).map_err(|error| format!("{}: {error}", file.display()))
}
