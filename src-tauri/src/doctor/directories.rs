//! `postern doctor directory`: whether each directory answers, and whether this desk's access there is as it should be.

#![allow(clippy::print_stdout, reason = "its answer is what it prints")]

use super::told;
use crate::compose::directories;
use crate::options::Options;
use postern_domain::recovery::account::{Ability, How};
use postern_ipc::convert::Found;
use postern_ipc::dto::FindingView;
use postern_os::settings::{self, Keep};
use postern_os::{FolderSecrets, KeyringSecrets, Paths};
use postern_ports::directory::{DirectoryFault, Rights};
use postern_ports::{Directory, Secrets};
use std::process::ExitCode;

/// Prints what was found of every directory of the profile. 0 when each answers and has neither too few nor too many rights.
pub fn run(options: &Options) -> ExitCode {
    match tauri::async_runtime::block_on(all(options)) {
        Ok(findings) => told::exit(&findings),
        Err(why) => {
            println!("{why}");
            ExitCode::FAILURE
        }
    }
}

/// Looks at one directory after another, and tells of each as soon as it was looked at.
async fn all(options: &Options) -> Result<Vec<FindingView>, String> {
    let paths = Paths::of(&options.profile, options.home.as_deref()).map_err(|bad| bad.to_string())?;
    let settings = settings::read(&paths.settings()).map_err(|bad| bad.to_string())?;
    let secrets: Box<dyn Secrets> = match settings.secrets.keep {
        Keep::Keyring => Box::new(KeyringSecrets::new()),
        Keep::Files => Box::new(FolderSecrets::new(paths.secrets())),
    };
    let connected =
        directories::connected(&settings, &paths, secrets.as_ref()).map_err(|refusal| format!("{refusal:?}"))?;
    if settings.directories.is_empty() {
        return Err(format!("No directory is named in {}.", paths.settings().display()));
    }
    let missing = connected.notes.iter().filter_map(|note| note.args.get("name"));
    let mut found: Vec<_> =
        missing.map(|name| Found::DirectoryWithoutSecret.about(name, &[("name", name.as_str())])).collect();
    told::tell(&found);
    for directory in connected.directories {
        let looked = look(directory.as_ref()).await;
        told::tell(&looked);
        found.extend(looked);
    }
    Ok(found)
}

/// What is found of a directory that the console has a connector for.
pub async fn look(directory: &dyn Directory) -> Vec<FindingView> {
    let name = directory.id().as_str();
    let plain = |found: Found| found.about(name, &[("name", name)]);
    if directory.can(Ability::LookUp) == How::Person {
        return vec![plain(Found::DirectoryByPeople)];
    }
    if let Err(fault) = directory.ping().await {
        return vec![silent(name, &fault)];
    }
    let mut found = vec![plain(Found::DirectoryServes)];
    match directory.rights().await {
        Ok(Some(rights)) => found.extend(judged(name, &rights)),
        Ok(None) => found.push(plain(Found::RightsUntold)),
        Err(fault) => found.push(Found::RightsFault.about(name, &[("name", name), ("why", &fault.to_string())])),
    }
    found
}

fn judged(name: &str, rights: &Rights) -> Vec<FindingView> {
    let told = |found: Found, rights: &[&str]| {
        (!rights.is_empty()).then(|| found.about(name, &[("name", name), ("rights", &rights.join(", "))]))
    };
    let all = [told(Found::RightsLacking, &rights.lacking()), told(Found::RightsTooMany, &rights.too_many())];
    let wrong: Vec<_> = all.into_iter().flatten().collect();
    if wrong.is_empty() { vec![Found::RightsFit.about(name, &[("name", name)])] } else { wrong }
}

fn silent(name: &str, fault: &DirectoryFault) -> FindingView {
    match fault {
        DirectoryFault::Down(why) => Found::DirectoryDown.about(name, &[("name", name), ("why", why)]),
        DirectoryFault::TimedOut => Found::DirectorySlow.about(name, &[("name", name)]),
        DirectoryFault::AccessRefused => Found::DirectoryRefuses.about(name, &[("name", name)]),
        DirectoryFault::SignInNeeded => Found::DirectoryWaits.about(name, &[("name", name)]),
        other => Found::DirectoryFails.about(name, &[("name", name), ("why", &other.to_string())]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rights(needed: &[&str], held: &[&str]) -> String {
        let rights = Rights::of(needed, held.iter().map(|name| (*name).to_owned()));
        told::text(&judged("corp", &rights))
    }

    #[test]
    fn rights_that_lack_and_rights_that_are_too_many_are_named() {
        assert!(rights(&["read"], &["read"]).starts_with("ok "));
        let lacking = rights(&["read", "write"], &["read"]);
        assert!(lacking.starts_with("trouble  At corp") && lacking.contains("lacks: write"), "{lacking}");
        let both = rights(&["read"], &["root"]);
        assert!(both.contains("lacks") && both.contains("too many") && both.contains("root"), "{both}");
    }

    #[test]
    fn why_a_directory_does_not_serve_is_told_with_what_helps() {
        let said = |fault| told::text(&[silent("corp", &fault)]);
        assert!(said(DirectoryFault::AccessRefused).contains("directory/corp"));
        assert!(said(DirectoryFault::Down("no connection".to_owned())).contains("(no connection)"));
        assert!(said(DirectoryFault::TimedOut).contains("proxy"));
        assert!(said(DirectoryFault::SignInNeeded).starts_with("warning  "));
        assert!(said(DirectoryFault::Nonsense("HTML".to_owned())).contains("HTML"));
    }
}
