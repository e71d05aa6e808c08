//! `[events]` and `[tickets]` of `postern.toml`: what follows the history outside. Secrets are in the keyring, under the
//! names that are said here.

use serde::Deserialize;
use std::path::PathBuf;

/// What security is told, and where. Nothing named: nothing is told.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct EventsSettings {
    /// Sign-in names go along, beside the directory's immutable identifiers.
    pub logins: bool,
    /// Where a new follower begins: at the first record, or behind the last one of now.
    pub begin: BeginSettings,
    /// A file on this computer.
    pub file: Option<EventFileSettings>,
    /// A syslog server.
    pub syslog: Option<EventSyslogSettings>,
    /// A collector.
    pub collector: Option<EventCollectorSettings>,
}

/// Where a new follower begins.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum BeginSettings {
    /// At the first record of the history.
    #[default]
    Beginning,
    /// Behind the last record of now.
    Now,
}

/// A file of events: JSON lines.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EventFileSettings {
    /// The file; where it names no whole path, in the profile's data folder.
    pub path: PathBuf,
    /// Another file is begun when it would become longer.
    #[serde(default = "megabytes")]
    pub megabytes: u32,
    /// So many of those before it are kept.
    #[serde(default = "keep")]
    pub keep: u32,
}

/// A syslog server: RFC 5424 over TLS.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EventSyslogSettings {
    /// Its name, as its certificate has it.
    pub host: String,
    /// Its port.
    #[serde(default = "port")]
    pub port: u16,
    /// The server ends connections without TLS' own word for it, as rsyslog with GnuTLS does: then any end counts.
    #[serde(default)]
    pub plain_end: bool,
    /// A file with certificates of the authority that alone is trusted, PEM or DER; where it names no whole path, beside
    /// the settings. None: the system's authorities.
    #[serde(default)]
    pub authority: Option<PathBuf>,
}

/// A collector: HTTPS, with a bearer token, the secret `events/collector`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EventCollectorSettings {
    /// Its address: https unless on this machine.
    pub url: String,
    /// As of a syslog server.
    #[serde(default)]
    pub authority: Option<PathBuf>,
}

/// The ticket system.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(tag = "kind", rename_all = "lowercase", deny_unknown_fields)]
pub enum TicketSettings {
    /// ServiceNow, over its Table API. The password is the secret `tickets/servicenow`.
    ServiceNow {
        /// Its address: https unless on this machine.
        url: String,
        /// Who this desk is there.
        user: String,
        /// The table of the tickets.
        #[serde(default = "table")]
        table: String,
        /// The field: `work_notes`, or `comments`, which whoever asked can read.
        #[serde(default = "field")]
        field: String,
        /// As of a syslog server.
        #[serde(default)]
        authority: Option<PathBuf>,
    },
    /// Jira Cloud, over its REST API 3. The token is the secret `tickets/jira`.
    Jira {
        /// Its address: https unless on this machine.
        url: String,
        /// Who this desk is there.
        user: String,
        /// As of a syslog server.
        #[serde(default)]
        authority: Option<PathBuf>,
    },
    /// Anything else, behind a webhook. Requests are signed with the secret `tickets/webhook`.
    Webhook {
        /// Its address: https unless on this machine.
        url: String,
        /// As of a syslog server.
        #[serde(default)]
        authority: Option<PathBuf>,
    },
}

impl TicketSettings {
    /// The name of its secret.
    pub const fn secret(&self) -> &'static str {
        match self {
            Self::ServiceNow { .. } => "tickets/servicenow",
            Self::Jira { .. } => "tickets/jira",
            Self::Webhook { .. } => "tickets/webhook",
        }
    }

    /// Its address.
    pub fn url(&self) -> &str {
        match self {
            Self::ServiceNow { url, .. } | Self::Jira { url, .. } | Self::Webhook { url, .. } => url,
        }
    }

    /// The authority that alone is trusted.
    pub fn authority(&self) -> Option<&PathBuf> {
        match self {
            Self::ServiceNow { authority, .. } | Self::Jira { authority, .. } | Self::Webhook { authority, .. } => {
                authority.as_ref()
            }
        }
    }
}

/// The name of the collector's secret.
pub const COLLECTOR_SECRET: &str = "events/collector";

const fn megabytes() -> u32 {
    64
}

const fn keep() -> u32 {
    8
}

const fn port() -> u16 {
    6514
}

fn table() -> String {
    "incident".to_owned()
}

fn field() -> String {
    "work_notes".to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::{BadSettings, Settings, parse};
    use std::path::Path;

    fn read(text: &str) -> Result<Settings, BadSettings> {
        parse(Path::new("postern.toml"), text)
    }

    #[test]
    fn nothing_named_is_nothing_told() {
        let settings = read("").unwrap();
        assert_eq!((settings.events, settings.tickets), (EventsSettings::default(), None));
    }

    #[test]
    fn sinks_are_read_with_their_defaults() {
        let text = "[events]\nlogins = true\nbegin = \"now\"\n[events.file]\npath = \"events.jsonl\"\n\
            [events.syslog]\nhost = \"siem.example.test\"\n[events.collector]\nurl = \"https://siem.example.test/in\"\n\
            authority = \"siem.pem\"\n";
        let events = read(text).unwrap().events;
        assert!(events.logins && events.begin == BeginSettings::Now);
        let file = events.file.unwrap();
        assert_eq!((file.megabytes, file.keep), (64, 8));
        assert_eq!(events.syslog.unwrap().port, 6514);
        assert_eq!(events.collector.unwrap().authority, Some(PathBuf::from("siem.pem")));
    }

    #[test]
    fn a_ticket_system_is_read_whole_or_refused() {
        let whole = "[tickets]\nkind = \"servicenow\"\nurl = \"https://desk.example.test\"\nuser = \"postern\"\n";
        let tickets = read(whole).unwrap().tickets.unwrap();
        assert_eq!((tickets.secret(), tickets.url()), ("tickets/servicenow", "https://desk.example.test"));
        assert!(matches!(tickets, TicketSettings::ServiceNow { table, field, .. }
            if table == "incident" && field == "work_notes"));
        assert!(read(&whole.replace("user", "usr")).is_err());
        assert!(read(&whole.replace("servicenow", "remedy")).is_err());
        for (kind, rest) in [("jira", "user = \"desk@example.test\"\n"), ("webhook", "")] {
            let text = format!("[tickets]\nkind = \"{kind}\"\nurl = \"https://desk.example.test\"\n{rest}");
            assert_eq!(read(&text).unwrap().tickets.unwrap().secret(), format!("tickets/{kind}"));
        }
        assert!(read("[events.file]\npath = \"a\"\nsize = 3\n").unwrap_err().message.contains("size"));
    }
}
