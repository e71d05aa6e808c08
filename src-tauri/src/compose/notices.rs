//! The channels that notices go by: made of the settings, each with its secret, and set up while the console runs.
//!
//! What cannot be used is no reason not to start: accounts are frozen without notices, too. It is said, and every case whose
//! notices it holds says it again.

use super::trouble;
use postern_delivery::{
    Channels, Delivery, Journal, Language, Said, Smtp, SmtpSettings, Speech, Tls, Webhook, WebhookSettings, letter,
};
use postern_ipc::dto::{Message, Refusal};
use postern_os::directory_form::{BadForm, Typed};
use postern_os::notice_form::{self, Part};
use postern_os::settings::{self, MailTls, Settings};
use postern_os::{OsEntropy, Paths, SystemClock};
use postern_ports::notifier::{Notice, NotifierFault};
use postern_ports::secrets::SecretsFault;
use postern_ports::{Clock as _, Entropy as _, Notifier, Secrets};
use secrecy::SecretString;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// The channels of a profile, and how they are set up.
pub struct Sending {
    paths: Paths,
    secrets: Arc<dyn Secrets>,
    profile: String,
    journal: Arc<Journal>,
    channels: Arc<Channels>,
    now: Mutex<Made>,
}

/// What the settings make.
struct Made {
    speech: Arc<Speech>,
    language: Language,
    mail: State<Smtp>,
    webhook: State<Webhook>,
}

/// How it stands with a channel.
pub enum State<T> {
    /// It is not set up.
    Missing,
    /// Its secret is not kept.
    NoSecret,
    /// It cannot be used, and why.
    Bad(String),
    /// It is ready.
    Ready(Arc<T>),
}

impl<T> Clone for State<T> {
    fn clone(&self) -> Self {
        match self {
            Self::Missing => Self::Missing,
            Self::NoSecret => Self::NoSecret,
            Self::Bad(why) => Self::Bad(why.clone()),
            Self::Ready(channel) => Self::Ready(channel.clone()),
        }
    }
}

impl<T> State<T> {
    fn channel(&self) -> Option<Arc<T>> {
        match self {
            Self::Ready(channel) => Some(channel.clone()),
            Self::Missing | Self::NoSecret | Self::Bad(_) => None,
        }
    }

    /// Stable code; words are keyed by it.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::NoSecret => "no_secret",
            Self::Bad(_) => "bad",
            Self::Ready(_) => "ready",
        }
    }

    /// Why it cannot be used.
    pub fn why(&self) -> Option<&str> {
        match self {
            Self::Bad(why) => Some(why),
            Self::Missing | Self::NoSecret | Self::Ready(_) => None,
        }
    }
}

/// Why a channel cannot be set up.
#[derive(Debug, thiserror::Error)]
pub enum BadNotices {
    /// What was typed.
    #[error(transparent)]
    Form(#[from] BadForm),
    /// What it names cannot be used.
    #[error("{0}")]
    Channel(String),
    /// The keyring.
    #[error(transparent)]
    Keyring(#[from] SecretsFault),
}

impl BadNotices {
    /// Stable code; words are keyed by it.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Form(BadForm::Settings(_)) => "settings",
            Self::Form(BadForm::File(_)) => "file",
            Self::Form(BadForm::Kind | BadForm::Missing(_)) => "missing",
            Self::Channel(_) => "connect",
            Self::Keyring(_) => "secret",
        }
    }
}

impl Sending {
    /// The channels of these settings.
    pub fn open(settings: &Settings, paths: &Paths, secrets: Arc<dyn Secrets>, profile: &str) -> Result<Self, Refusal> {
        Self::over(&paths.deliveries(), settings, paths, secrets, profile)
    }

    /// The same over another journal: to look at what runs elsewhere, whose own journal is left alone.
    pub fn over(
        journal: &Path,
        settings: &Settings,
        paths: &Paths,
        secrets: Arc<dyn Secrets>,
        profile: &str,
    ) -> Result<Self, Refusal> {
        let journal = Journal::open(journal, Arc::new(SystemClock)).map_err(|e| trouble::folder(&e)).map(Arc::new)?;
        let now = made(settings, paths, secrets.as_ref(), profile, &journal).map_err(|f| trouble::keyring(&f))?;
        let channels = Arc::new(Channels::new(now.mail_channel(), now.phone_channel()));
        let (paths, profile) = (paths.clone(), profile.to_owned());
        Ok(Self { paths, secrets, profile, journal, channels, now: Mutex::new(now) })
    }

    /// The channels, whatever takes their place later.
    pub fn channels(&self) -> Arc<Channels> {
        self.channels.clone()
    }

    /// What a person should know: that nobody can be told.
    pub fn notes(&self) -> Vec<Message> {
        let now = self.now();
        let of = |state: &'static str, name: String, why: Option<&str>| match state {
            "no_secret" => Some(Message::of("note-no-notice-secret").with("name", name)),
            "bad" => Some(Message::of("note-notices-bad").with("why", why.unwrap_or_default())),
            _ => None,
        };
        let mail = match &now.mail {
            State::Missing => Some(Message::of("note-no-mail")),
            other => of(other.code(), self.secret(Part::Mail), other.why()),
        };
        let webhook = of(now.webhook.code(), self.secret(Part::Webhook), now.webhook.why());
        mail.into_iter().chain(webhook).collect()
    }

    /// The state of mail and of the webhook.
    pub fn states(&self) -> (State<Smtp>, State<Webhook>) {
        let now = self.now();
        (now.mail.clone(), now.webhook.clone())
    }

    /// What was handed over of late, the newest first.
    pub fn late(&self) -> Vec<Delivery> {
        self.journal.late()
    }

    /// The settings file.
    pub fn file(&self) -> PathBuf {
        self.paths.settings()
    }

    /// What stands in the settings of `part`.
    pub fn typed(&self, part: Part) -> Result<Typed, BadNotices> {
        Ok(notice_form::typed(&settings::read(&self.file()).map_err(BadForm::from)?, part))
    }

    /// Whether the secret of `part` is kept.
    pub fn has_secret(&self, part: Part) -> Result<bool, BadNotices> {
        Ok(self.secrets.read(&self.secret(part))?.is_some())
    }

    /// Writes what was typed, and puts it in force.
    pub fn save(&self, part: Part, typed: &Typed) -> Result<(), BadNotices> {
        notice_form::write(&self.file(), part, typed)?;
        self.in_force()
    }

    /// Keeps the secret of a channel, and puts it in force.
    pub fn keep_secret(&self, part: Part, secret: &SecretString) -> Result<(), BadNotices> {
        self.secrets.write(&self.secret(part), secret)?;
        self.in_force()
    }

    /// Sends a mail to `address` that says that it is a test.
    pub async fn try_mail(&self, address: &str) -> Result<String, NotifierFault> {
        let (mail, language) = {
            let now = self.now();
            (now.mail.channel(), now.language)
        };
        let mail = mail.ok_or(NotifierFault::NoChannel)?;
        let drawn = OsEntropy.uuid7(SystemClock.now()).map_err(|e| NotifierFault::Failed(e.to_string()))?;
        let reference = format!("test-{}", uuid::Uuid::from_bytes(drawn).simple());
        mail.send_trial(address, language, &reference).await
    }

    /// A notice as a letter, in words.
    pub fn letter(&self, notice: &Notice) -> Said {
        letter(&self.now().speech, notice)
    }

    fn secret(&self, part: Part) -> String {
        secret_name(part, &self.profile)
    }

    fn in_force(&self) -> Result<(), BadNotices> {
        let settings = settings::read(&self.file()).map_err(BadForm::from)?;
        let made = made(&settings, &self.paths, self.secrets.as_ref(), &self.profile, &self.journal)?;
        self.channels.replace(made.mail_channel(), made.phone_channel());
        let why = made.mail.why().or(made.webhook.why()).map(str::to_owned);
        *self.now() = made;
        why.map_or(Ok(()), |why| Err(BadNotices::Channel(why)))
    }

    fn now(&self) -> MutexGuard<'_, Made> {
        self.now.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Made {
    fn mail_channel(&self) -> Option<Arc<dyn Notifier>> {
        self.mail.channel().map(|mail| mail as Arc<dyn Notifier>)
    }

    fn phone_channel(&self) -> Option<Arc<dyn Notifier>> {
        self.webhook.channel().map(|webhook| webhook as Arc<dyn Notifier>)
    }
}

/// Under which name a channel's secret is kept.
fn secret_name(part: Part, profile: &str) -> String {
    match part {
        Part::Webhook => format!("webhook-secret/{profile}"),
        Part::Mail | Part::Notices => format!("smtp-password/{profile}"),
    }
}

/// What these settings make; a keyring that does not answer is the only fault, since it may answer later.
fn made(
    settings: &Settings,
    paths: &Paths,
    secrets: &dyn Secrets,
    profile: &str,
    journal: &Arc<Journal>,
) -> Result<Made, SecretsFault> {
    let language = Language::of(settings.notices.language.code()).unwrap_or_default();
    let speech = Arc::new(Speech::of_this_machine(language, settings.notices.security.as_deref()));
    let mail = match &settings.mail {
        None => State::Missing,
        Some(mail) => {
            let secret = secrets.read(&secret_name(Part::Mail, profile))?;
            match (mail.user.is_some(), secret) {
                (true, None) => State::NoSecret,
                (_, secret) => state(smtp(mail, paths, secret, journal).map(|smtp| smtp.speaking(speech.clone()))),
            }
        }
    };
    let webhook = match &settings.webhook {
        None => State::Missing,
        Some(webhook) => match secrets.read(&secret_name(Part::Webhook, profile))? {
            None => State::NoSecret,
            Some(secret) => state(hook(webhook, paths, secret, journal).map(|hook| hook.speaking(speech.clone()))),
        },
    };
    Ok(Made { speech, language, mail, webhook })
}

fn state<T>(made: Result<T, String>) -> State<T> {
    match made {
        Ok(channel) => State::Ready(Arc::new(channel)),
        Err(why) => State::Bad(why),
    }
}

fn smtp(
    mail: &settings::MailSettings,
    paths: &Paths,
    secret: Option<SecretString>,
    journal: &Arc<Journal>,
) -> Result<Smtp, String> {
    let settings = SmtpSettings {
        port: mail.port,
        tls: match mail.tls {
            MailTls::Starttls => Tls::Starttls,
            MailTls::Tls => Tls::Tls,
            MailTls::NoneOnLoopback => Tls::NoneOnLoopback,
        },
        name: mail.name.clone(),
        user: mail.user.clone(),
        hello: mail.hello.clone(),
        roots: authority(mail.authority.as_deref(), paths)?,
        // Each try is a record of its case, with pauses that the domain sets.
        tries: 1,
        ..SmtpSettings::of(mail.host.as_str(), mail.from.as_str())
    };
    Smtp::new(&settings, secret, journal.clone()).map_err(|bad| format!("mail: {bad}"))
}

fn hook(
    webhook: &settings::WebhookSettings,
    paths: &Paths,
    secret: SecretString,
    journal: &Arc<Journal>,
) -> Result<Webhook, String> {
    let roots = authority(webhook.authority.as_deref(), paths)?;
    let settings = WebhookSettings { roots, ..WebhookSettings::of(webhook.url.as_str()) };
    Webhook::new(&settings, secret, journal.clone()).map_err(|bad| format!("webhook: {bad}"))
}

/// The certificates of an own authority: in a file beside the settings, unless it names a whole path.
fn authority(file: Option<&Path>, paths: &Paths) -> Result<Vec<Vec<u8>>, String> {
    let Some(file) = file else { return Ok(Vec::new()) };
    let beside = paths.settings().parent().map_or_else(|| file.to_owned(), |folder| folder.join(file));
    std::fs::read(&beside).map(|bytes| vec![bytes]).map_err(|e| format!("{}: {e}", beside.display()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use postern_os::FolderSecrets;

    struct Rig {
        _home: tempfile::TempDir,
        paths: Paths,
        secrets: Arc<FolderSecrets>,
    }

    impl Rig {
        fn new(text: &str) -> Self {
            let home = tempfile::tempdir().unwrap();
            let paths = Paths::of("desk", Some(home.path())).unwrap();
            paths.make().unwrap();
            std::fs::write(paths.settings(), text).unwrap();
            let secrets = Arc::new(FolderSecrets::new(paths.secrets()));
            Self { _home: home, paths, secrets }
        }

        fn sending(&self) -> Sending {
            let settings = settings::read(&self.paths.settings()).unwrap();
            Sending::open(&settings, &self.paths, self.secrets.clone(), "desk").unwrap()
        }
    }

    fn codes(sending: &Sending) -> (&'static str, &'static str) {
        let (mail, webhook) = sending.states();
        (mail.code(), webhook.code())
    }

    fn notes(sending: &Sending) -> Vec<String> {
        sending.notes().into_iter().map(|note| note.id).collect()
    }

    #[test]
    fn nothing_set_up_is_said_and_is_no_fault() {
        let sending = Rig::new("").sending();
        assert_eq!((codes(&sending), notes(&sending)), (("missing", "missing"), vec!["note-no-mail".to_owned()]));
        assert!(sending.late().is_empty());
    }

    #[test]
    fn a_channel_waits_for_its_secret_and_takes_its_place_at_once() {
        let rig = Rig::new(
            "[mail]\nhost = \"localhost\"\nport = 1\ntls = \"none-on-loopback\"\nfrom = \"desk@example.test\"\nuser = \"desk\"\n[webhook]\nurl = \"http://127.0.0.1:1/\"\n",
        );
        let sending = rig.sending();
        assert_eq!(codes(&sending), ("no_secret", "no_secret"));
        assert_eq!(notes(&sending), ["note-no-notice-secret", "note-no-notice-secret"]);
        sending.keep_secret(Part::Mail, &"a secret".into()).unwrap();
        sending.keep_secret(Part::Webhook, &"another".into()).unwrap();
        assert_eq!((codes(&sending), notes(&sending).len()), (("ready", "ready"), 0));
        assert!(rig.secrets.read("smtp-password/desk").unwrap().is_some());
        assert!(rig.secrets.read("webhook-secret/desk").unwrap().is_some());
        assert_eq!(codes(&rig.sending()), ("ready", "ready"), "and after a restart");
    }

    #[test]
    fn what_cannot_be_used_is_said_with_why() {
        let rig = Rig::new(
            "[mail]\nhost = \"mail.example.test\"\ntls = \"none-on-loopback\"\nfrom = \"desk@example.test\"\n",
        );
        let sending = rig.sending();
        assert_eq!((codes(&sending).0, notes(&sending)), ("bad", vec!["note-notices-bad".to_owned()]));
        let typed = |host: &str| {
            let fields = [("host", host), ("tls", "none-on-loopback"), ("from", "desk@example.test")];
            fields.into_iter().map(|(name, text)| (name.to_owned(), text.to_owned())).collect::<Typed>()
        };
        assert!(matches!(sending.save(Part::Mail, &typed("mail.example.test")), Err(BadNotices::Channel(_))));
        sending.save(Part::Mail, &typed("localhost")).unwrap();
        assert_eq!(codes(&sending).0, "ready");
        sending.save(Part::Mail, &typed("")).unwrap();
        assert_eq!(codes(&sending).0, "missing");
    }
}
