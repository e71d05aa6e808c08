//! The directories that the settings name, each with its secret.

use super::trouble;
use postern_directory::{
    Entra, EntraSettings, Glewlwyd, GlewlwydSettings, Okta, OktaSettings, PrivacyIdea, PrivacyIdeaSettings, Reach,
};
use postern_ipc::dto::{Message, Refusal};
use postern_os::settings::{DirectorySettings, ReachSettings, Settings};
use postern_os::{OsEntropy, Paths, SystemClock};
use postern_ports::{Directory, Secrets};
use secrecy::SecretString;
use std::sync::Arc;

/// Connectors, and what to tell about those that are not there.
pub type Connected = (Vec<Arc<dyn Directory>>, Vec<Message>);

/// Connects every directory whose secret `directory/<id>` is kept.
pub fn connected(settings: &Settings, paths: &Paths, secrets: &dyn Secrets) -> Result<Connected, Refusal> {
    let mut all = Vec::new();
    let mut notes = Vec::new();
    for directory in &settings.directories {
        let name = format!("directory/{}", directory.id());
        let Some(secret) = secrets.read(&name).map_err(|f| trouble::keyring(&f))? else {
            notes.push(Message::of("note-no-password").with("name", &name));
            continue;
        };
        all.push(connect(directory, paths, secret)?);
    }
    if settings.directories.is_empty() {
        notes.push(Message::of("note-no-directory"));
    }
    Ok((all, notes))
}

fn connect(directory: &DirectorySettings, paths: &Paths, secret: SecretString) -> Result<Arc<dyn Directory>, Refusal> {
    let reach = reach(directory.reach(), paths).map_err(|why| bad(directory, &why))?;
    Ok(match directory.clone() {
        DirectorySettings::PrivacyIdea { id, tenant, url, realm, admin, rp_id, origin, privileged_logins, .. } => {
            let settings =
                PrivacyIdeaSettings { id, tenant, url, reach, realm, admin, rp_id, origin, privileged_logins };
            Arc::new(PrivacyIdea::connect(settings, secret).map_err(|why| bad(directory, &why))?)
        }
        DirectorySettings::Entra { id, tenant, tenant_id, client_id, graph, authority, rp_id, origin, .. } => {
            let settings = EntraSettings { id, tenant, tenant_id, client_id, graph, authority, reach, rp_id, origin };
            let entra = Entra::connect(settings, secret, Arc::new(SystemClock), Arc::new(OsEntropy));
            Arc::new(entra.map_err(|why| bad(directory, &why))?)
        }
        DirectorySettings::Okta { id, tenant, url, client_id, key_id, rp_id, origin, .. } => {
            let settings = OktaSettings { id, tenant, url, reach, client_id, key_id, rp_id, origin };
            let okta = Okta::connect(settings, &secret, Arc::new(SystemClock), Arc::new(OsEntropy));
            Arc::new(okta.map_err(|why| bad(directory, &why))?)
        }
        DirectorySettings::Glewlwyd { id, tenant, url, admin, scheme, plugins, rp_id, origin, .. } => {
            let settings = GlewlwydSettings { id, tenant, url, reach, admin, scheme, plugins, rp_id, origin };
            Arc::new(Glewlwyd::connect(settings, secret).map_err(|why| bad(directory, &why))?)
        }
    })
}

fn reach(settings: &ReachSettings, paths: &Paths) -> Result<Reach, String> {
    let mut reach = Reach { proxy: settings.proxy.clone(), ..Reach::default() };
    if let Some(file) = &settings.authority {
        let beside = paths.settings().parent().map_or_else(|| file.clone(), |folder| folder.join(file));
        let bytes = std::fs::read(&beside).map_err(|e| format!("{}: {e}", beside.display()))?;
        reach.roots.push(bytes);
        reach.only_these_roots = settings.only_this_authority;
    } else if settings.only_this_authority {
        return Err("only_this_authority: no authority is named".to_owned());
    }
    Ok(reach)
}

fn bad(directory: &DirectorySettings, why: &dyn std::fmt::Display) -> Refusal {
    trouble::trouble("CFG-directory", &[("id", directory.id().to_owned()), ("why", why.to_string())])
}
