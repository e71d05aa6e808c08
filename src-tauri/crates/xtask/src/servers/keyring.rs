//! A session bus of our own with an unlocked keyring on it.

use std::fs::File;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use super::first_line;
use crate::child::{self, Running};
use crate::random;
use crate::stop::Stop;

const PATIENCE: Duration = Duration::from_secs(20);

/// Bus and keyring; they end when this is dropped, the keyring first.
pub struct Keyring {
    _daemon: Running,
    _bus: Running,
    address: String,
}

impl Keyring {
    /// Starts both; `dress` puts a command into the session's directories and display. Both stay in the foreground,
    /// so that they end with their process group: the usual `dbus-run-session` leaves the daemon to itself.
    pub fn open(runtime: &Path, log: &Path, dress: impl Fn(&mut Command)) -> Result<Self, Stop> {
        let told = |e| Stop::failed(format_args!("write {}", log.display()), e);
        let log = File::options().append(true).create(true).open(log).map_err(told)?;

        let mut command = child::command("dbus-daemon");
        command.args(["--session", "--nofork", "--nopidfile", "--nosyslog", "--print-address=1"]);
        command.arg(format!("--address=unix:path={}", runtime.join("bus").display()));
        dress(&mut command);
        command.stdout(Stdio::piped()).stderr(log.try_clone().map_err(told)?);
        let mut bus = Running::start(&mut command)?;
        let address = first_line(&mut bus, PATIENCE).ok_or_else(|| unready("the session bus"))?;

        let mut command = child::command("gnome-keyring-daemon");
        command.args(["--foreground", "--unlock", "--components=secrets", "--control-directory"]);
        command.arg(runtime.join("keyring"));
        dress(&mut command);
        command.env("DBUS_SESSION_BUS_ADDRESS", &address);
        command.stdin(Stdio::piped()).stdout(log.try_clone().map_err(told)?).stderr(log);
        let mut daemon = Running::start(&mut command)?;
        if let Some(mut input) = daemon.child().stdin.take() {
            let password = random::hex(16)?;
            input.write_all(password.as_bytes()).map_err(|e| Stop::failed("unlock the keyring", e))?;
        }

        let keyring = Self { _daemon: daemon, _bus: bus, address };
        let until = Instant::now() + PATIENCE;
        while !keyring.is_unlocked() {
            if Instant::now() > until {
                return Err(unready("the keyring"));
            }
            thread::sleep(Duration::from_millis(100));
        }
        Ok(keyring)
    }

    /// Puts `command` on this bus.
    pub fn dress(&self, command: &mut Command) {
        command.env("DBUS_SESSION_BUS_ADDRESS", &self.address).env_remove("GNOME_KEYRING_CONTROL");
    }

    /// Asks the default collection. Only a daemon that is there is asked: a question to an absent one would start a
    /// second daemon, locked.
    fn is_unlocked(&self) -> bool {
        let owned = self.ask(
            "org.freedesktop.DBus",
            "/",
            &["org.freedesktop.DBus.NameHasOwner", "string:org.freedesktop.secrets"],
        );
        if !owned.is_some_and(|reply| reply.contains("boolean true")) {
            return false;
        }
        let locked = self.ask(
            "org.freedesktop.secrets",
            "/org/freedesktop/secrets/aliases/default",
            &["org.freedesktop.DBus.Properties.Get", "string:org.freedesktop.Secret.Collection", "string:Locked"],
        );
        locked.is_some_and(|reply| reply.contains("boolean false"))
    }

    fn ask(&self, service: &str, object: &str, call: &[&str]) -> Option<String> {
        let mut command = child::command("dbus-send");
        command.arg(format!("--bus={}", self.address)).arg("--print-reply").arg(format!("--dest={service}"));
        child::answer(command.arg(object).args(call))
    }
}

fn unready(what: &str) -> Stop {
    Stop::Failed(format!("{what} did not start: see target/servers/session.log"))
}
