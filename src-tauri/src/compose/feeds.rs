//! What follows the history outside: events for security and comments in tickets, as the settings name them. Each runs
//! beside the console, as long as it does.

use super::trouble;
use postern_application::{Console, Fault, Signal, Signals};
use postern_delivery::feed::{
    Begin, Collector, CollectorSettings, Content, Cursor, EventFile, Follower, SecurityFeed, Sink, Syslog,
    SyslogSettings, Taker,
};
use postern_delivery::tickets::{
    Hook, HookSettings, Jira, JiraSettings, ServiceNow, ServiceNowSettings, TicketFeed, TicketSystem,
};
use postern_ipc::convert::{feed_findings, feed_name, feed_view, parked_views};
use postern_ipc::dto::{FeedCode, FeedSecretCode, FeedsView, FindingView, Refusal};
use postern_os::feed_settings::{BeginSettings, COLLECTOR_SECRET, TicketSettings};
use postern_os::settings::Settings;
use postern_os::{Paths, SystemClock};
use postern_ports::Secrets;
use postern_ports::secrets::SecretsFault;
use secrecy::SecretString;
use std::collections::BTreeMap;
use std::fmt::Display;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;
use tauri::async_runtime::JoinHandle;
use tokio::sync::watch;

/// How long a batch, or a comment, may take.
const PATIENCE: Duration = Duration::from_secs(30);

/// One that runs.
struct Running {
    code: FeedCode,
    to: String,
    secret: Option<&'static str>,
    follower: Arc<Follower>,
    task: JoinHandle<()>,
}

/// All that run.
pub struct Feeds {
    running: Vec<Running>,
    secrets: Arc<dyn Secrets>,
    file: PathBuf,
}

/// Signals that wake what follows the history too.
pub fn waking(signals: Signals) -> (Signals, watch::Receiver<u64>) {
    let (tell, grown) = watch::channel(0u64);
    let both: Signals = Arc::new(move |signal| {
        if matches!(signal, Signal::CaseChanged { .. } | Signal::ConsoleChanged) {
            tell.send_modify(|count| *count = count.wrapping_add(1));
        }
        signals(signal);
    });
    (both, grown)
}

/// One that is to run.
struct Named {
    code: FeedCode,
    to: String,
    secret: Option<&'static str>,
    taker: Arc<dyn Taker>,
    begin: Begin,
}

impl Feeds {
    /// None at all: practice tells nobody.
    #[cfg(feature = "practice")]
    pub fn none(paths: &Paths, secrets: Arc<dyn Secrets>) -> Self {
        Self { running: Vec::new(), secrets, file: paths.settings() }
    }

    /// Starts those that `settings` name, over the history of `console`.
    pub fn start(
        settings: &Settings,
        paths: &Paths,
        secrets: Arc<dyn Secrets>,
        console: &Console,
        grown: &watch::Receiver<u64>,
    ) -> Result<Self, Refusal> {
        let folder = paths.data().join("feeds");
        std::fs::create_dir_all(&folder).map_err(|e| trouble::folder(&e))?;
        let mut named = sinks(settings, paths, &secrets)?;
        if let Some(tickets) = &settings.tickets {
            named.push(ticket_system(tickets, paths, &folder, &secrets)?);
        }
        let parts = console.parts();
        let start = |one: Named| {
            let cursor = Cursor::new(folder.join(format!("{}.cursor", feed_name(one.code))));
            let (store, clock, entropy) = (parts.store.clone(), parts.clock.clone(), parts.entropy.clone());
            let follower = Arc::new(Follower::new(store, one.taker, cursor, one.begin, clock, entropy));
            let (follows, grown) = (follower.clone(), grown.clone());
            let task = tauri::async_runtime::spawn(async move { follows.run(grown).await });
            Running { code: one.code, to: one.to, secret: one.secret, follower, task }
        };
        Ok(Self { running: named.into_iter().map(start).collect(), secrets, file: paths.settings() })
    }

    /// How far each is.
    pub async fn view(&self, console: &Console) -> Result<FeedsView, Fault> {
        let size = console.parts().store.size().await.map_err(Fault::Store)?;
        let kept = self.kept().await;
        let mut view = FeedsView { feeds: Vec::new(), parked: Vec::new(), file: self.file.display().to_string() };
        for one in &self.running {
            let secret = match one.secret {
                None => FeedSecretCode::None,
                Some(name) if kept.get(name).copied().unwrap_or(false) => FeedSecretCode::Kept,
                Some(_) => FeedSecretCode::Missing,
            };
            let standing = one.follower.standing();
            view.feeds.push(feed_view(one.code, &one.to, secret, &standing, size));
            view.parked.extend(parked_views(&standing.parked));
        }
        Ok(view)
    }

    /// Which secrets are kept; of a keyring that does not serve, none is known to be.
    async fn kept(&self) -> BTreeMap<&'static str, bool> {
        let names: Vec<&'static str> = self.running.iter().filter_map(|one| one.secret).collect();
        let secrets = self.secrets.clone();
        let read = move || {
            let kept = |name: &'static str| (name, matches!(secrets.read(name), Ok(Some(_))));
            names.into_iter().map(kept).collect()
        };
        tokio::task::spawn_blocking(read).await.unwrap_or_default()
    }

    /// Whether there are any.
    pub fn are_any(&self) -> bool {
        !self.running.is_empty()
    }

    /// What a look at this console finds of them.
    pub async fn findings(&self, console: &Console) -> Vec<FindingView> {
        let Ok(view) = self.view(console).await else { return Vec::new() };
        let parked = |code: FeedCode| if code == FeedCode::Tickets { view.parked.len() } else { 0 };
        view.feeds.iter().flat_map(|feed| feed_findings(feed, parked(feed.code))).collect()
    }

    /// The name of the secret that one needs.
    pub fn secret(&self, code: FeedCode) -> Option<&'static str> {
        self.running.iter().find(|one| one.code == code).and_then(|one| one.secret)
    }

    /// Keeps a secret, and tries again what waited for it.
    pub async fn keep_secret(&self, name: &'static str, secret: SecretString) -> Result<(), Refusal> {
        let secrets = self.secrets.clone();
        let kept = tokio::task::spawn_blocking(move || secrets.write(name, &secret)).await;
        let kept = kept.unwrap_or_else(|e| Err(SecretsFault::Failed(e.to_string())));
        kept.map_err(|fault| trouble::keyring(&fault))?;
        self.running.iter().filter(|one| one.secret == Some(name)).for_each(|one| one.follower.again());
        Ok(())
    }

    /// Stops all of them: what was not handed on is in the history.
    pub fn stop(&self) {
        self.running.iter().for_each(|one| one.task.abort());
    }
}

/// The places that take events.
fn sinks(settings: &Settings, paths: &Paths, secrets: &Arc<dyn Secrets>) -> Result<Vec<Named>, Refusal> {
    let events = &settings.events;
    let content = Content { logins: events.logins };
    let begin = match events.begin {
        BeginSettings::Beginning => Begin::Beginning,
        BeginSettings::Now => Begin::Now,
    };
    let named = |code, to, secret, sink: Box<dyn Sink>| {
        let taker: Arc<dyn Taker> = Arc::new(SecurityFeed::new(sink, content));
        Named { code, to, secret, taker, begin }
    };
    let mut all = Vec::new();
    if let Some(file) = &events.file {
        let path = paths.data().join(&file.path);
        let most = u64::from(file.megabytes.max(1)).saturating_mul(1_000_000);
        let sink = EventFile::new(&path, most, file.keep);
        all.push(named(FeedCode::File, path.display().to_string(), None, Box::new(sink)));
    }
    if let Some(syslog) = &events.syslog {
        let roots = authority(syslog.authority.as_deref(), paths, "syslog")?;
        let to = format!("{}:{}", syslog.host, syslog.port);
        let (host, port, plain_end) = (syslog.host.clone(), syslog.port, syslog.plain_end);
        let settings = SyslogSettings { host, port, roots, plain_end, patience: PATIENCE };
        let sink = Syslog::new(&settings).map_err(|why| bad("syslog", &why))?;
        all.push(named(FeedCode::Syslog, to, None, Box::new(sink)));
    }
    if let Some(collector) = &events.collector {
        let roots = authority(collector.authority.as_deref(), paths, "collector")?;
        let (url, secret) = (collector.url.clone(), COLLECTOR_SECRET.to_owned());
        let settings = CollectorSettings { url: url.clone(), roots, patience: PATIENCE, secret };
        let sink = Collector::new(&settings, secrets.clone()).map_err(|why| bad("collector", &why))?;
        all.push(named(FeedCode::Collector, url, Some(COLLECTOR_SECRET), Box::new(sink)));
    }
    Ok(all)
}

/// The ticket system. It begins with what happens from now on: tickets of before are left as they are.
fn ticket_system(
    tickets: &TicketSettings,
    paths: &Paths,
    folder: &Path,
    secrets: &Arc<dyn Secrets>,
) -> Result<Named, Refusal> {
    let roots = authority(tickets.authority().map(PathBuf::as_path), paths, "tickets")?;
    let (clock, secrets) = (Arc::new(SystemClock), secrets.clone());
    let (secret, patience) = (tickets.secret().to_owned(), PATIENCE);
    let wrong = |why: &dyn Display| bad("tickets", why);
    let system: Box<dyn TicketSystem> = match tickets.clone() {
        TicketSettings::ServiceNow { url, user, table, field, .. } => {
            let settings = ServiceNowSettings { url, user, secret, table, field, roots, patience };
            Box::new(ServiceNow::new(settings, secrets).map_err(|why| wrong(&why))?)
        }
        TicketSettings::Jira { url, user, .. } => {
            let settings = JiraSettings { url, user, secret, roots, patience };
            Box::new(Jira::new(settings, secrets).map_err(|why| wrong(&why))?)
        }
        TicketSettings::Webhook { url, .. } => {
            let settings = HookSettings { url, secret, roots, patience };
            Box::new(Hook::new(&settings, secrets, clock.clone()).map_err(|why| wrong(&why))?)
        }
    };
    let taker = Arc::new(TicketFeed::open(system, folder, clock).map_err(|e| trouble::folder(&e))?);
    let (to, secret) = (tickets.url().to_owned(), Some(tickets.secret()));
    Ok(Named { code: FeedCode::Tickets, to, secret, taker, begin: Begin::Now })
}

/// The certificates that alone are trusted; none: the system's.
fn authority(file: Option<&Path>, paths: &Paths, of: &str) -> Result<Vec<Vec<u8>>, Refusal> {
    let Some(file) = file else { return Ok(Vec::new()) };
    let beside = paths.settings().parent().map_or_else(|| file.to_owned(), |folder| folder.join(file));
    let bytes = std::fs::read(&beside).map_err(|e| bad(of, &format!("{}: {e}", beside.display())))?;
    Ok(vec![bytes])
}

fn bad(of: &str, why: &dyn Display) -> Refusal {
    trouble::trouble("CFG-feed", &[("name", of.to_owned()), ("why", why.to_string())])
}
