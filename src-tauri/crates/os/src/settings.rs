//! `postern.toml`: settings of this machine, strictly parsed. Nothing here decides a gate.

use crate::feed_settings::{EventsSettings, TicketSettings};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// All settings. A missing file is the same as an empty one.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Settings {
    /// Logging.
    pub log: Log,
    /// Where the keys of the history and the directories' passwords are.
    pub secrets: SecretsSettings,
    /// Where metadata about models of keys come from.
    pub metadata: MetadataSettings,
    /// How subjects are spoken to.
    pub notices: NoticeSettings,
    /// The mail server that takes notices; none: no mail goes out.
    pub mail: Option<MailSettings>,
    /// The service that texts or calls; none: no telephone is reached.
    pub webhook: Option<WebhookSettings>,
    /// The directories this desk works with.
    #[serde(rename = "directory")]
    pub directories: Vec<DirectorySettings>,
    /// What security is told, and where.
    pub events: EventsSettings,
    /// The ticket system that is told what became of a case.
    pub tickets: Option<TicketSettings>,
}

/// Where secrets are kept. Nothing changes it but whoever writes the settings.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct SecretsSettings {
    /// `keyring` or `files`.
    pub keep: Keep,
}

/// A place for secrets.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Keep {
    /// The operating system's keyring.
    #[default]
    Keyring,
    /// Files of the profile's folder: whoever reads the folder has them. For machines without a keyring.
    Files,
}

/// Where metadata about models of keys come from. Neither: what is kept in the profile, if anything is.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct MetadataSettings {
    /// A file of the FIDO Metadata Service; where it names no whole path, beside the settings.
    pub file: Option<PathBuf>,
    /// Where newer ones are fetched; https unless on this machine.
    pub url: Option<String>,
}

/// How subjects are spoken to.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct NoticeSettings {
    /// What a subject is spoken to in where nobody said what they speak.
    pub language: Tongue,
    /// How security is reached by whoever objects: a telephone number, an address. None: as the company's directory says.
    pub security: Option<String>,
}

/// A language in which subjects are spoken to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
pub enum Tongue {
    /// English.
    #[default]
    #[serde(rename = "en")]
    English,
    /// German.
    #[serde(rename = "de")]
    German,
}

impl Tongue {
    /// Its code (BCP 47).
    pub const fn code(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::German => "de",
        }
    }
}

/// The mail server that takes notices. The password of its user is the secret `smtp-password/<profile>`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MailSettings {
    /// Its name: the one that its certificate carries.
    pub host: String,
    /// Its port; none: the usual one.
    #[serde(default)]
    pub port: Option<u16>,
    /// How what is said is protected.
    #[serde(default)]
    pub tls: MailTls,
    /// The address that mails come from.
    pub from: String,
    /// The name beside it.
    #[serde(default)]
    pub name: Option<String>,
    /// Who this desk signs in as; none where the server asks for no sign-in.
    #[serde(default)]
    pub user: Option<String>,
    /// How this desk calls itself there.
    #[serde(default)]
    pub hello: Option<String>,
    /// A file with certificates of an own authority, PEM or DER; where it names no whole path, beside the settings.
    #[serde(default)]
    pub authority: Option<PathBuf>,
}

/// How what is said to a mail server is protected.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MailTls {
    /// STARTTLS, and nothing without it.
    #[default]
    Starttls,
    /// TLS from the start.
    Tls,
    /// None: for a server on this machine alone.
    NoneOnLoopback,
}

impl MailTls {
    /// Its name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Starttls => "starttls",
            Self::Tls => "tls",
            Self::NoneOnLoopback => "none-on-loopback",
        }
    }
}

/// The service that texts or calls. What requests are signed with is the secret `webhook-secret/<profile>`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WebhookSettings {
    /// Its address: https unless on this machine.
    pub url: String,
    /// A file with certificates of an own authority, PEM or DER; where it names no whole path, beside the settings.
    #[serde(default)]
    pub authority: Option<PathBuf>,
}

/// Logging.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Log {
    /// `error`, `warn`, `info` or `debug`.
    pub level: Level,
}

impl Default for Log {
    fn default() -> Self {
        Self { level: Level::Info }
    }
}

/// How much is logged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// Failures only.
    Error,
    /// What should not happen.
    Warn,
    /// What happens.
    Info,
    /// Everything but secrets.
    Debug,
}

impl Level {
    /// Its name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warn => "warn",
            Self::Info => "info",
            Self::Debug => "debug",
        }
    }
}

/// One directory.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(tag = "kind", rename_all = "lowercase", deny_unknown_fields)]
pub enum DirectorySettings {
    /// privacyIDEA 3.14 or newer.
    PrivacyIdea {
        /// Its name in this console.
        id: String,
        /// Its name for people.
        tenant: String,
        /// Where it answers; https unless on this machine.
        url: String,
        /// The realm.
        realm: String,
        /// The administrator this desk acts as; the password is the secret `directory/<id>`.
        admin: String,
        /// The relying-party id that credentials are made for: pinned.
        rp_id: String,
        /// The origin that credentials are made for: pinned.
        origin: String,
        /// Sign-in names of privileged accounts.
        #[serde(default)]
        privileged_logins: Vec<String>,
        /// How it is reached.
        #[serde(default)]
        reach: ReachSettings,
        /// Where its users sign in with a browser, so that this is seen here.
        #[serde(default)]
        openid: Option<OpenIdSettings>,
        /// What changes something there is released by a supervisor for one case; the desk's own secret only reads.
        #[serde(default)]
        released: bool,
    },
    /// Microsoft Entra ID, over Graph v1.0.
    Entra {
        /// Its name in this console.
        id: String,
        /// Its name for people.
        tenant: String,
        /// The tenant's identifier.
        tenant_id: String,
        /// The application this desk acts as; its secret is the secret `directory/<id>`.
        client_id: String,
        /// Where Graph answers, with its version.
        #[serde(default = "graph")]
        graph: String,
        /// Where applications sign in.
        #[serde(default = "authority")]
        authority: String,
        /// A person signs in there with a browser, and the console acts as they: administrative units hold then.
        #[serde(default)]
        delegated: bool,
        /// The relying-party id that credentials are made for: pinned.
        rp_id: String,
        /// The origin that credentials are made for: pinned.
        origin: String,
        /// How it is reached.
        #[serde(default)]
        reach: ReachSettings,
        /// Where its users sign in with a browser, so that this is seen here.
        #[serde(default)]
        openid: Option<OpenIdSettings>,
        /// What changes something there is released by a supervisor for one case; the desk's own secret only reads.
        #[serde(default)]
        released: bool,
    },
    /// Okta.
    Okta {
        /// Its name in this console.
        id: String,
        /// Its name for people.
        tenant: String,
        /// Where it answers: https unless on this machine.
        url: String,
        /// The service application this desk acts as; its private key (PEM) is the secret `directory/<id>`.
        client_id: String,
        /// The identifier of its public key there (`kid`).
        key_id: String,
        /// The relying-party id that credentials are made for: pinned.
        rp_id: String,
        /// The origin that credentials are made for: pinned.
        origin: String,
        /// How it is reached.
        #[serde(default)]
        reach: ReachSettings,
        /// Where its users sign in with a browser, so that this is seen here.
        #[serde(default)]
        openid: Option<OpenIdSettings>,
        /// What changes something there is released by a supervisor for one case; the desk's own secret only reads.
        #[serde(default)]
        released: bool,
    },
    /// Glewlwyd 2.7 or newer.
    Glewlwyd {
        /// Its name in this console.
        id: String,
        /// Its name for people.
        tenant: String,
        /// Where it answers; https unless on this machine.
        url: String,
        /// The administrator this desk acts as; the password is the secret `directory/<id>`.
        admin: String,
        /// The name of the WebAuthn scheme that new keys are registered with.
        scheme: String,
        /// The names of its OpenID Connect plugins, whose refresh tokens are revoked.
        #[serde(default)]
        plugins: Vec<String>,
        /// Who answers for which client: user names by client.
        #[serde(default)]
        sponsors: BTreeMap<String, String>,
        /// The relying-party id that credentials are made for: pinned.
        rp_id: String,
        /// The origin that credentials are made for: pinned.
        origin: String,
        /// How it is reached.
        #[serde(default)]
        reach: ReachSettings,
        /// Where its users sign in with a browser, so that this is seen here.
        #[serde(default)]
        openid: Option<OpenIdSettings>,
        /// What changes something there is released by a supervisor for one case; the desk's own secret only reads.
        #[serde(default)]
        released: bool,
    },
    /// Keycloak 26.2 or newer.
    Keycloak {
        /// Its name in this console.
        id: String,
        /// Its name for people.
        tenant: String,
        /// Where it answers; https unless on this machine.
        url: String,
        /// The realm.
        realm: String,
        /// The client whose service account this desk acts as; its secret or key is the secret `directory/<id>`.
        client_id: String,
        /// What the subject is asked to do there.
        #[serde(default = "action")]
        action: String,
        /// The relying-party id that credentials are made for: pinned.
        rp_id: String,
        /// The origin that credentials are made for: pinned.
        origin: String,
        /// How it is reached.
        #[serde(default)]
        reach: ReachSettings,
        /// Where its users sign in with a browser, so that this is seen here.
        #[serde(default)]
        openid: Option<OpenIdSettings>,
        /// What changes something there is released by a supervisor for one case; the desk's own secret only reads.
        #[serde(default)]
        released: bool,
    },
    /// A directory that this console does not reach: a person does everything there, and says so.
    Manual {
        /// Its name in this console.
        id: String,
        /// Its name for people.
        tenant: String,
        /// The relying-party id that keys are enrolled for there.
        rp_id: String,
        /// The origin that keys are enrolled for there.
        origin: String,
    },
}

impl DirectorySettings {
    /// Its name in this console.
    pub fn id(&self) -> &str {
        match self {
            Self::PrivacyIdea { id, .. }
            | Self::Glewlwyd { id, .. }
            | Self::Entra { id, .. }
            | Self::Okta { id, .. }
            | Self::Keycloak { id, .. }
            | Self::Manual { id, .. } => id,
        }
    }

    /// How it is reached; `None` for one that is not.
    pub fn reach(&self) -> Option<&ReachSettings> {
        match self {
            Self::PrivacyIdea { reach, .. }
            | Self::Glewlwyd { reach, .. }
            | Self::Entra { reach, .. }
            | Self::Okta { reach, .. }
            | Self::Keycloak { reach, .. } => Some(reach),
            Self::Manual { .. } => None,
        }
    }

    /// Where its users sign in with a browser.
    pub fn openid(&self) -> Option<&OpenIdSettings> {
        match self {
            Self::PrivacyIdea { openid, .. }
            | Self::Glewlwyd { openid, .. }
            | Self::Entra { openid, .. }
            | Self::Okta { openid, .. }
            | Self::Keycloak { openid, .. } => openid.as_ref(),
            Self::Manual { .. } => None,
        }
    }

    /// Whether what changes something there is released for one case only.
    pub fn released(&self) -> bool {
        match self {
            Self::PrivacyIdea { released, .. }
            | Self::Glewlwyd { released, .. }
            | Self::Entra { released, .. }
            | Self::Okta { released, .. }
            | Self::Keycloak { released, .. } => *released,
            Self::Manual { .. } => false,
        }
    }

    /// Whether the desk keeps a secret of its own for it.
    pub fn has_secret(&self) -> bool {
        match self {
            Self::Entra { delegated, .. } => !delegated,
            Self::PrivacyIdea { .. } | Self::Glewlwyd { .. } | Self::Okta { .. } | Self::Keycloak { .. } => true,
            Self::Manual { .. } => false,
        }
    }
}

fn graph() -> String {
    "https://graph.microsoft.com/v1.0".to_owned()
}

fn authority() -> String {
    "https://login.microsoftonline.com".to_owned()
}

fn action() -> String {
    "webauthn-register-passwordless".to_owned()
}

/// Where the users of a directory sign in with a browser: an OpenID provider.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OpenIdSettings {
    /// Its issuer, exactly as it names itself.
    pub issuer: String,
    /// This console as its client. Where that has a secret, it is the secret `directory/<id>/openid`.
    pub client_id: String,
    /// The claim that holds the account's identifier in the directory.
    #[serde(default = "sub")]
    pub account_claim: String,
    /// What is asked for beside `openid`.
    #[serde(default)]
    pub scopes: Vec<String>,
    /// Loopback ports that its client may come back to; none: any.
    #[serde(default)]
    pub ports: Vec<u16>,
}

fn sub() -> String {
    "sub".to_owned()
}

/// How a directory is reached, beyond its address.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ReachSettings {
    /// A file with certificates of an own authority, PEM or DER; where it names no whole path, beside the settings.
    pub authority: Option<PathBuf>,
    /// Trust that authority alone.
    pub only_this_authority: bool,
    /// A proxy's address. None: no proxy, whatever the surroundings say.
    pub proxy: Option<String>,
    /// Keys, of which a trusted chain has to go through one (RFC 7469): `sha256/<base64>`. None: every trusted chain.
    pub pins: Vec<String>,
}

/// Settings that cannot be used, and where.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}, line {line}, column {column}: {message}", file.display())]
pub struct BadSettings {
    /// The file.
    pub file: PathBuf,
    /// From 1; 0 when the file could not be read at all.
    pub line: usize,
    /// From 1; 0 when the file could not be read at all.
    pub column: usize,
    /// What is wrong.
    pub message: String,
}

/// Reads the settings.
pub fn read(file: &Path) -> Result<Settings, BadSettings> {
    match std::fs::read_to_string(file) {
        Ok(text) => parse(file, &text),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Settings::default()),
        Err(error) => Err(BadSettings { file: file.to_owned(), line: 0, column: 0, message: error.to_string() }),
    }
}

pub(crate) fn parse(file: &Path, text: &str) -> Result<Settings, BadSettings> {
    parse_toml(file, text)
}

/// Parses TOML; what is wrong is told with its place.
pub(crate) fn parse_toml<T: DeserializeOwned>(file: &Path, text: &str) -> Result<T, BadSettings> {
    toml::from_str(text).map_err(|error| {
        let at = error.span().map_or(0, |span| span.start).min(text.len());
        let before = text.get(..at).unwrap_or("");
        BadSettings {
            file: file.to_owned(),
            line: before.matches('\n').count() + 1,
            column: before.rsplit('\n').next().map_or(0, |l| l.chars().count()) + 1,
            message: error.message().to_owned(),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(text: &str) -> BadSettings {
        parse(Path::new("postern.toml"), text).unwrap_err()
    }

    #[test]
    fn nothing_is_the_defaults() {
        assert_eq!(parse(Path::new("x"), "").unwrap(), Settings::default());
        assert_eq!(read(Path::new("/nowhere/postern.toml")).unwrap(), Settings::default());
    }

    #[test]
    fn an_unknown_key_is_refused_with_its_place() {
        let bad = fault("[log]\nlevel = \"info\"\nlevle = \"debug\"\n");
        assert_eq!((bad.line, bad.column), (3, 1));
        assert!(bad.message.contains("levle"), "{}", bad.message);
    }

    #[test]
    fn secrets_are_kept_in_files_only_where_the_settings_say_so() {
        let keep = |text| parse(Path::new("x"), text).map(|s| s.secrets.keep);
        assert_eq!(keep(""), Ok(Keep::Keyring));
        assert_eq!(keep("[secrets]\nkeep = \"files\"\n"), Ok(Keep::Files));
        assert!(keep("[secrets]\nkeep = \"nowhere\"\n").is_err());
    }

    #[test]
    fn metadata_come_from_a_file_an_address_both_or_neither() {
        let metadata = |text| parse(Path::new("x"), text).map(|s| (s.metadata.file, s.metadata.url));
        let (file, url) = (Some(PathBuf::from("blob.jwt")), Some("https://mds3.fidoalliance.org/".to_owned()));
        assert_eq!(metadata(""), Ok((None, None)));
        assert_eq!(metadata("[metadata]\nfile = \"blob.jwt\"\n"), Ok((file.clone(), None)));
        let both = "[metadata]\nfile = \"blob.jwt\"\nurl = \"https://mds3.fidoalliance.org/\"\n";
        assert_eq!(metadata(both), Ok((file, url)));
        let bad = fault("[metadata]\nfiles = \"blob.jwt\"\n");
        assert_eq!((bad.line, bad.column), (2, 1));
        assert!(bad.message.contains("files"), "{}", bad.message);
        assert_eq!(fault("[metadata]\nurl = 7\n").line, 2);
    }

    #[test]
    fn mail_and_webhook_are_read_whole_or_refused() {
        let none = parse(Path::new("x"), "").unwrap();
        assert_eq!((none.mail, none.webhook, none.notices.language), (None, None, Tongue::English));
        let whole = "[mail]\nhost = \"mail.example.test\"\nport = 2525\ntls = \"tls\"\nfrom = \"desk@example.test\"\nuser = \"desk\"\n\n[webhook]\nurl = \"https://texts.example.test/in\"\n\n[notices]\nlanguage = \"de\"\nsecurity = \"+49 30 5550 0100\"\n";
        let read = parse(Path::new("x"), whole).unwrap();
        let mail = read.mail.unwrap();
        assert_eq!((mail.port, mail.tls, mail.user.as_deref()), (Some(2525), MailTls::Tls, Some("desk")));
        assert_eq!(read.webhook.unwrap().url, "https://texts.example.test/in");
        assert_eq!((read.notices.language, read.notices.security.is_some()), (Tongue::German, true));
        for (right, wrong) in [
            ("host =", "hots ="),
            ("from = \"desk@example.test\"\n", ""),
            ("port = 2525", "port = 70000"),
            ("tls = \"tls\"", "tls = \"none\""),
            ("user = \"desk\"", "password = \"secret\""),
            ("url =", "secret = \"x\"\nurl ="),
            ("language = \"de\"", "language = \"fr\""),
        ] {
            assert!(parse(Path::new("x"), &whole.replace(right, wrong)).is_err(), "{wrong}");
        }
    }

    #[test]
    fn broken_syntax_is_refused_with_its_place() {
        assert_eq!(fault("[log\n").line, 1);
    }

    #[test]
    fn pins_are_a_list_or_none() {
        let start = "[[directory]]\nkind = \"okta\"\nid = \"o\"\ntenant = \"T\"\nurl = \"https://o\"\nclient_id = \"c\"\nkey_id = \"k\"\nrp_id = \"r\"\norigin = \"https://r\"\n";
        let pins = |reach: &str| {
            let read = parse(Path::new("x"), &format!("{start}{reach}"))?;
            Ok::<_, BadSettings>(read.directories[0].reach().map(|reach| reach.pins.clone()).unwrap_or_default())
        };
        assert_eq!(pins(""), Ok(Vec::new()));
        assert_eq!(pins("[directory.reach]\nonly_this_authority = true\n"), Ok(Vec::new()));
        let two = ["sha256/AAAA".to_owned(), "sha256/BBBB".to_owned()];
        assert_eq!(pins("[directory.reach]\npins = [\"sha256/AAAA\", \"sha256/BBBB\"]\n"), Ok(two.to_vec()));
        assert!(pins("[directory.reach]\npins = \"sha256/AAAA\"\n").is_err());
        assert!(pins("[directory.reach]\npins = [7]\n").is_err());
    }

    #[test]
    fn a_directory_is_read_whole_or_refused() {
        let whole = "[[directory]]\nkind = \"privacyidea\"\nid = \"staff\"\ntenant = \"T\"\nurl = \"https://pi\"\nrealm = \"corp\"\nadmin = \"a\"\nrp_id = \"r\"\norigin = \"https://r\"\n";
        assert_eq!(parse(Path::new("x"), whole).unwrap().directories.len(), 1);
        assert!(fault(&whole.replace("realm = \"corp\"\n", "")).message.contains("realm"));
        let reached = format!("{whole}[directory.reach]\nauthority = \"ca.pem\"\nonly_this_authority = true\n");
        assert_eq!(parse(Path::new("x"), &reached).unwrap().directories.len(), 1);
        assert!(fault(&reached.replace("authority =", "autority =")).message.contains("autority"));
        let other = "[[directory]]\nkind = \"glewlwyd\"\nid = \"g\"\ntenant = \"T\"\nurl = \"https://g\"\nadmin = \"a\"\nscheme = \"webauthn\"\nplugins = [\"oidc\"]\nrp_id = \"r\"\norigin = \"https://r\"\n";
        assert_eq!(parse(Path::new("x"), other).unwrap().directories.len(), 1);
        let entra = "[[directory]]\nkind = \"entra\"\nid = \"e\"\ntenant = \"T\"\ntenant_id = \"t\"\nclient_id = \"c\"\nrp_id = \"login.microsoft.com\"\norigin = \"https://login.microsoft.com\"\n";
        let read = parse(Path::new("x"), entra).unwrap().directories;
        assert!(
            matches!(&read[..], [DirectorySettings::Entra { graph, .. }] if graph == "https://graph.microsoft.com/v1.0")
        );
    }
}
