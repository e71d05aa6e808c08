//! `postern doctor directory`: whether each directory answers, and whether this desk's access there is as it should be.

#![allow(clippy::print_stdout, reason = "its answer is what it prints")]

use crate::compose::directories;
use crate::options::Options;
use postern_domain::recovery::account::{Ability, How};
use postern_os::settings::{self, Keep};
use postern_os::{FolderSecrets, KeyringSecrets, Paths};
use postern_ports::directory::{DirectoryFault, Rights};
use postern_ports::{Directory, Secrets};
use std::process::ExitCode;

/// Prints what was found of every directory of the profile. 0 when each answers and has neither too few nor too many rights.
pub fn run(options: &Options) -> ExitCode {
    match tauri::async_runtime::block_on(look(options)) {
        Ok(well) if well => ExitCode::SUCCESS,
        Ok(_) => ExitCode::FAILURE,
        Err(why) => {
            println!("{why}");
            ExitCode::FAILURE
        }
    }
}

async fn look(options: &Options) -> Result<bool, String> {
    let paths = Paths::of(&options.profile, options.home.as_deref()).map_err(|bad| bad.to_string())?;
    let settings = settings::read(&paths.settings()).map_err(|bad| bad.to_string())?;
    let secrets: Box<dyn Secrets> = match settings.secrets.keep {
        Keep::Keyring => Box::new(KeyringSecrets::new()),
        Keep::Files => Box::new(FolderSecrets::new(paths.secrets())),
    };
    let connected =
        directories::connected(&settings, &paths, secrets.as_ref()).map_err(|refusal| format!("{refusal:?}"))?;
    let notes = connected.notes;
    if settings.directories.is_empty() {
        return Err(format!("No directory is named in {}.", paths.settings().display()));
    }
    let mut well = notes.is_empty();
    for note in &notes {
        if let Some(name) = note.args.get("name") {
            println!("There is no secret `{name}`: keep the directory's password or secret under that name.");
        }
    }
    for directory in connected.directories {
        well &= tell(directory.as_ref()).await;
    }
    Ok(well)
}

async fn tell(directory: &dyn Directory) -> bool {
    println!("{} ({}):", directory.id(), directory.tenant());
    if directory.can(Ability::LookUp) == How::Person {
        println!("  is not connected: people do everything there, and say so.");
        return true;
    }
    if let Err(fault) = directory.ping().await {
        println!("  does not serve: {fault}.\n  {}", help(&fault));
        return false;
    }
    println!("  answers, and accepts this desk's access.");
    match directory.rights().await {
        Ok(Some(rights)) => judged(&rights),
        Ok(None) => {
            println!("  does not tell which rights this access has: compare them with the guide by hand.");
            true
        }
        Err(fault) => {
            println!("  does not tell which rights this access has: {fault}.");
            false
        }
    }
}

fn judged(rights: &Rights) -> bool {
    let (lacking, too_many) = (rights.lacking(), rights.too_many());
    if !lacking.is_empty() {
        println!("  lacks: {}. Steps that need them will be refused.", lacking.join(", "));
    }
    if !too_many.is_empty() {
        println!("  has too many: {}. Take them away: whoever steals this access has them.", too_many.join(", "));
    }
    if lacking.is_empty() && too_many.is_empty() {
        println!("  has the rights that it needs, and no more.");
    }
    lacking.is_empty() && too_many.is_empty()
}

fn help(fault: &DirectoryFault) -> &'static str {
    match fault {
        DirectoryFault::AccessRefused => "Renew the secret `directory/<id>`.",
        DirectoryFault::Down(_) | DirectoryFault::TimedOut => {
            "Check the address, the proxy and the certificate authority in the settings."
        }
        _ => "Compare the settings with the guide of this directory.",
    }
}
