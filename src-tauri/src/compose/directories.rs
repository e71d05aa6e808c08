//! The directories that the settings name, each with its secret; and setting them up while the console runs.

use super::trouble;
use postern_application::{Console, Providers};
use postern_directory::{
    Delegated, Entra, EntraSettings, Glewlwyd, GlewlwydSettings, Keycloak, KeycloakSettings, MakeWriter, Manual,
    ManualSettings, Oidc, OidcSettings, Okta, OktaSettings, PrivacyIdea, PrivacyIdeaSettings, Reach, Released,
    connectors, needed_rights, pin, usable,
};
use postern_domain::ids::DirectoryId;
use postern_domain::recovery::account::{Ability, How};
use postern_ipc::convert;
use postern_ipc::dto::{
    ConfiguredView, DirectoryKindView, DirectorySetupView, DirectoryTrialView, FieldShape, FormFieldView, Message,
    Refusal,
};
use postern_os::directory_form::{self, BadForm, FORMS, FormField, Shape, Typed};
use postern_os::settings::{self, DirectorySettings, OpenIdSettings, ReachSettings, Settings};
use postern_os::{OsEntropy, Paths, SystemClock};
use postern_ports::directory::DirectoryFault;
use postern_ports::secrets::SecretsFault;
use postern_ports::{Clock as _, Directory, Secrets};
use secrecy::SecretString;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Connectors, their providers, who is to sign in at them, and what to tell about those that are not there.
#[derive(Default)]
pub struct Connected {
    /// The connectors.
    pub directories: Vec<Arc<dyn Directory>>,
    /// Where their users sign in with a browser.
    pub openid: Providers,
    /// Those that the console acts at as a person.
    pub persons: HashMap<DirectoryId, Person>,
    /// What a person should know.
    pub notes: Vec<Message>,
}

/// A directory that the console acts at as a person.
#[derive(Clone)]
pub struct Person {
    held: Delegated,
    signs_in: Arc<Oidc>,
}

/// Why a directory cannot be set up.
#[derive(Debug, thiserror::Error)]
pub enum BadDirectory {
    /// What was typed.
    #[error(transparent)]
    Form(#[from] BadForm),
    /// What it names cannot be used.
    #[error("{0}")]
    Connect(String),
    /// Its secret is not kept yet.
    #[error("the secret of this directory is not kept yet")]
    Secret,
    /// The keyring.
    #[error(transparent)]
    Keyring(#[from] SecretsFault),
}

impl BadDirectory {
    /// Stable code; words are keyed by it.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Form(BadForm::Kind) => "kind",
            Self::Form(BadForm::Missing(_)) => "missing",
            Self::Form(BadForm::Settings(_)) => "settings",
            Self::Form(BadForm::File(_)) => "file",
            Self::Connect(_) => "connect",
            Self::Secret => "secret",
            Self::Keyring(_) => "keyring",
        }
    }
}

/// Connects every directory whose secret `directory/<id>` is kept.
pub fn connected(settings: &Settings, paths: &Paths, secrets: &dyn Secrets) -> Result<Connected, Refusal> {
    let mut all = Connected::default();
    for directory in &settings.directories {
        let name = format!("directory/{}", directory.id());
        let kept = secrets.read(&name).map_err(|f| trouble::keyring(&f))?;
        let secret = match kept {
            Some(secret) => secret,
            None if !directory.has_secret() => SecretString::default(),
            None => {
                all.notes.push(Message::of("note-no-password").with("name", &name));
                continue;
            }
        };
        let wrong = |why: &dyn std::fmt::Display| bad(directory, why);
        let (made, person) = connect(directory, paths, secret).map_err(|why| wrong(&why))?;
        if let Some(openid) = directory.openid() {
            let secret = secrets.read(&format!("{name}/openid")).map_err(|f| trouble::keyring(&f))?;
            let reach = reach(directory.reach(), paths).map_err(|why| wrong(&why))?;
            let provider = provider(openid, secret, reach).map_err(|why| wrong(&why))?;
            all.openid.insert(made.id().clone(), Arc::new(provider));
        }
        if let Some(person) = person {
            all.persons.insert(made.id().clone(), person);
        }
        all.directories.push(made);
    }
    if settings.directories.is_empty() {
        all.notes.push(Message::of("note-no-directory"));
    }
    Ok(all)
}

/// What is made of settings and a secret: the connector, and who is to sign in at it.
type Made = (Arc<dyn Directory>, Option<Person>);

/// A connector that another secret makes another of.
macro_rules! made {
    ($connector:expr, $released:expr) => {{
        let reads = Arc::new($connector);
        let made: Arc<dyn Directory> = if $released {
            let of = reads.clone();
            let writer: Arc<MakeWriter> = Arc::new(move |secret| match of.with_secret(secret) {
                Ok(writer) => Ok(Arc::new(writer) as Arc<dyn Directory>),
                Err(why) => Err(DirectoryFault::Refused(why.to_string())),
            });
            Arc::new(Released::new(reads, writer, Arc::new(SystemClock)))
        } else {
            reads
        };
        made
    }};
}

fn connect(directory: &DirectorySettings, paths: &Paths, secret: SecretString) -> Result<Made, String> {
    let reach = reach(directory.reach(), paths)?;
    let (clock, entropy) = (Arc::new(SystemClock), Arc::new(OsEntropy));
    let released = directory.released();
    let told = |why: &dyn std::fmt::Display| why.to_string();
    let alone = match directory.clone() {
        DirectorySettings::PrivacyIdea { id, tenant, url, realm, admin, rp_id, origin, privileged_logins, .. } => {
            let settings =
                PrivacyIdeaSettings { id, tenant, url, reach, realm, admin, rp_id, origin, privileged_logins };
            made!(PrivacyIdea::connect(settings, secret).map_err(|why| told(&why))?, released)
        }
        DirectorySettings::Entra {
            id,
            tenant,
            tenant_id,
            client_id,
            graph,
            authority,
            delegated,
            rp_id,
            origin,
            ..
        } => {
            let openid = OpenIdSettings {
                issuer: format!("{authority}/{tenant_id}/v2.0"),
                client_id: client_id.clone(),
                account_claim: "oid".to_owned(),
                scopes: vec!["offline_access".to_owned(), "https://graph.microsoft.com/.default".to_owned()],
                ports: Vec::new(),
            };
            let reached = reach.clone();
            let settings =
                EntraSettings { id, tenant, tenant_id, client_id, graph, authority, reach, rp_id, origin, delegated };
            let entra = Entra::connect(settings, secret, clock, entropy).map_err(|why| told(&why))?;
            if let Some(held) = entra.person().cloned() {
                let signs_in = Arc::new(provider(&openid, None, reached)?);
                held.renew_by(signs_in.clone());
                return Ok((made!(entra, released), Some(Person { held, signs_in })));
            }
            made!(entra, released)
        }
        DirectorySettings::Okta { id, tenant, url, client_id, key_id, rp_id, origin, .. } => {
            let settings = OktaSettings { id, tenant, url, reach, client_id, key_id, rp_id, origin };
            made!(Okta::connect(settings, &secret, clock, entropy).map_err(|why| told(&why))?, released)
        }
        DirectorySettings::Glewlwyd { id, tenant, url, admin, scheme, plugins, sponsors, rp_id, origin, .. } => {
            let settings = GlewlwydSettings { id, tenant, url, reach, admin, scheme, plugins, sponsors, rp_id, origin };
            made!(Glewlwyd::connect(settings, secret, clock, entropy).map_err(|why| told(&why))?, released)
        }
        DirectorySettings::Keycloak { id, tenant, url, realm, client_id, action, rp_id, origin, .. } => {
            let settings = KeycloakSettings { id, tenant, url, realm, reach, client_id, action, rp_id, origin };
            made!(Keycloak::connect(settings, secret, clock, entropy).map_err(|why| told(&why))?, released)
        }
        DirectorySettings::Manual { id, tenant, rp_id, origin } => {
            Arc::new(Manual::new(ManualSettings { id, tenant, rp_id, origin }).map_err(|why| told(&why))?)
        }
    };
    Ok((alone, None))
}

fn provider(openid: &OpenIdSettings, secret: Option<SecretString>, reach: Reach) -> Result<Oidc, String> {
    let settings = OidcSettings {
        issuer: openid.issuer.clone(),
        client_id: openid.client_id.clone(),
        client_secret: secret,
        scopes: openid.scopes.clone(),
        account_claim: openid.account_claim.clone(),
        ports: openid.ports.clone(),
        reach,
    };
    Oidc::connect(settings, Arc::new(SystemClock), Arc::new(OsEntropy)).map_err(|why| format!("openid: {why}"))
}

fn reach(settings: Option<&ReachSettings>, paths: &Paths) -> Result<Reach, String> {
    let Some(settings) = settings else { return Ok(Reach::default()) };
    let mut reach = Reach { proxy: settings.proxy.clone(), ..Reach::default() };
    for text in &settings.pins {
        reach.pins.push(pin(text).ok_or_else(|| format!("pins: {text}: not sha256/ with 32 bytes in base64"))?);
    }
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

/// Setting directories up while the console runs.
pub struct Setup {
    paths: Paths,
    secrets: Arc<dyn Secrets>,
    persons: Mutex<HashMap<DirectoryId, Person>>,
}

impl Setup {
    /// Of a profile, with the directories that it began with.
    pub fn new(paths: Paths, secrets: Arc<dyn Secrets>, persons: HashMap<DirectoryId, Person>) -> Self {
        Self { paths, secrets, persons: Mutex::new(persons) }
    }

    fn persons(&self) -> MutexGuard<'_, HashMap<DirectoryId, Person>> {
        self.persons.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn has(&self, id: &str) -> Result<bool, BadDirectory> {
        Ok(self.secrets.read(&format!("directory/{id}"))?.is_some())
    }

    /// What can be set up, and what is.
    pub fn view(&self, console: &Console) -> Result<DirectorySetupView, BadDirectory> {
        let file = self.paths.settings();
        let read = settings::read(&file).map_err(BadForm::from)?;
        let mut configured = Vec::new();
        for (kind, values) in directory_form::typed(&file)? {
            let id = values.get("id").cloned().unwrap_or_default();
            let made = read.directories.iter().find(|d| d.id() == id);
            let holders =
                DirectoryId::new(id.as_str()).ok().and_then(|id| console.write_holders(&id).ok()).unwrap_or(0);
            configured.push(ConfiguredView {
                has_secret: self.has(&id)?,
                released: made.is_some_and(DirectorySettings::released),
                holders: u32::try_from(holders).unwrap_or(u32::MAX),
                delegated: made.is_some_and(|d| !d.has_secret() && kind == "entra"),
                id,
                kind,
                values,
            });
        }
        Ok(DirectorySetupView { kinds: kinds(), configured, file: file.display().to_string(), practice: false })
    }

    /// As [`Setup::view`], where nothing is set up: the page shows how it is done.
    pub fn shown_in_practice() -> DirectorySetupView {
        DirectorySetupView { kinds: kinds(), configured: Vec::new(), file: String::new(), practice: true }
    }

    /// Tries what was typed with the secret that is kept; nothing is written.
    pub async fn test(&self, console: &Console, kind: &str, typed: &Typed) -> Result<DirectoryTrialView, BadDirectory> {
        let settings = directory_form::read(kind, typed)?;
        let secret = self.kept(&settings)?.ok_or(BadDirectory::Secret)?;
        let (made, person) = connect(&settings, &self.paths, secret).map_err(BadDirectory::Connect)?;
        // Where a person signs in, the one that runs is signed in at, and this one is not.
        let running = person.and_then(|_| console.directory(made.id()).ok());
        let directory = running.unwrap_or(made);
        if let Err(fault) = directory.ping().await {
            return Ok(trial(false, Some(fault.code()), None));
        }
        Ok(match directory.rights().await {
            Ok(rights) => trial(true, None, rights.as_ref()),
            Err(fault) => trial(true, Some(fault.code()), None),
        })
    }

    /// The secret that is kept, or an empty one where none is needed.
    fn kept(&self, settings: &DirectorySettings) -> Result<Option<SecretString>, BadDirectory> {
        let kept = self.secrets.read(&format!("directory/{}", settings.id()))?;
        Ok(kept.or_else(|| (!settings.has_secret()).then(SecretString::default)))
    }

    /// Writes what was typed, and puts it in force. What cannot be connected to is not written.
    pub fn save(&self, console: &Console, kind: &str, typed: &Typed) -> Result<(), BadDirectory> {
        let settings = directory_form::read(kind, typed)?;
        if let Some(url) = typed.get("url") {
            usable(url.trim()).map_err(|why| BadDirectory::Connect(why.to_string()))?;
        }
        if let Some(secret) = self.kept(&settings)? {
            connect(&settings, &self.paths, secret).map_err(BadDirectory::Connect)?;
        }
        directory_form::write(&self.paths.settings(), kind, typed)?;
        self.in_force(console)
    }

    /// Takes a directory away.
    pub fn remove(&self, console: &Console, id: &str) -> Result<(), BadDirectory> {
        directory_form::remove(&self.paths.settings(), id)?;
        self.in_force(console)
    }

    /// Keeps a directory's secret, and puts it in force.
    pub fn keep_secret(&self, console: &Console, id: &DirectoryId, secret: &SecretString) -> Result<(), BadDirectory> {
        let read = settings::read(&self.paths.settings()).map_err(BadForm::from)?;
        let settings = read.directories.iter().find(|d| d.id() == id.as_str()).ok_or(BadForm::Missing("id"))?;
        connect(settings, &self.paths, secret.clone()).map_err(BadDirectory::Connect)?;
        self.secrets.write(&format!("directory/{id}"), secret)?;
        self.in_force(console)
    }

    /// What changes something there is released for each case from now on.
    pub fn release_writes(&self, console: &Console, id: &DirectoryId) -> Result<(), BadDirectory> {
        directory_form::release_writes(&self.paths.settings(), id.as_str())?;
        self.in_force(console)
    }

    fn in_force(&self, console: &Console) -> Result<(), BadDirectory> {
        let settings = settings::read(&self.paths.settings()).map_err(BadForm::from)?;
        let why = |refusal: Refusal| refusal.args.get("why").cloned().unwrap_or(refusal.code);
        let all = connected(&settings, &self.paths, self.secrets.as_ref())
            .map_err(|refusal| BadDirectory::Connect(why(refusal)))?;
        console.replace_directories(all.directories, all.openid);
        *self.persons() = all.persons;
        Ok(())
    }

    /// Whoever sits here signs in at a directory that the console acts at as a person.
    pub async fn sign_in(&self, console: &Console, id: &DirectoryId) -> Result<(), DirectoryFault> {
        let person = self.persons().get(id).cloned().ok_or(DirectoryFault::Unsupported)?;
        let visit = person.signs_in.begin_for_tokens("", SystemClock.now()).await?;
        let opened = console.parts().browser.open(visit.address());
        opened.map_err(|_| DirectoryFault::Down("no browser".to_owned()))?;
        let (_, tokens) = visit.finish().await?;
        person.held.hold(tokens);
        console.check_directories().await;
        Ok(())
    }
}

fn trial(up: bool, fault: Option<&str>, rights: Option<&postern_ports::directory::Rights>) -> DirectoryTrialView {
    let own = |all: Vec<&str>| all.into_iter().map(str::to_owned).collect();
    DirectoryTrialView {
        up,
        fault: fault.map(str::to_owned),
        rights_told: rights.is_some(),
        lacking: rights.map(|r| own(r.lacking())).unwrap_or_default(),
        too_many: rights.map(|r| own(r.too_many())).unwrap_or_default(),
    }
}

fn kinds() -> Vec<DirectoryKindView> {
    let can = |kind: &str| connectors().into_iter().find(|(name, _)| *name == kind).map(|(_, can)| can);
    let nothing: fn(Ability) -> How = |_| How::NotYet;
    FORMS
        .iter()
        .map(|(kind, fields)| DirectoryKindView {
            kind: (*kind).to_owned(),
            fields: fields.iter().map(field).collect(),
            rights: needed_rights(kind),
            abilities: convert::abilities(can(kind).unwrap_or(nothing)),
            secret: *kind != "manual",
        })
        .collect()
}

fn field(field: &FormField) -> FormFieldView {
    FormFieldView {
        name: field.name.to_owned(),
        shape: match field.shape {
            Shape::Text => FieldShape::Text,
            Shape::List => FieldShape::List,
            Shape::Tick => FieldShape::Tick,
        },
        required: field.required,
        preset: field.preset.to_owned(),
    }
}
