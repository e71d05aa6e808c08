//! A virtual display of our own.

use std::env;
use std::fs::File;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use crate::child::{self, Running};
use crate::servers;
use crate::stop::Stop;

/// Room for the whole window of the pictures, without scrolling.
const SCREEN: &str = "1440x1000x24";
const PATIENCE: Duration = Duration::from_secs(20);

/// Whether somebody could look at a window here.
pub fn is_there() -> bool {
    ["DISPLAY", "WAYLAND_DISPLAY"].iter().any(|name| env::var_os(name).is_some_and(|value| !value.is_empty()))
}

/// A running Xvfb; it ends when this is dropped.
pub struct Display {
    name: String,
    _server: Running,
}

impl Display {
    /// Starts Xvfb on a number of its own choosing: no race for a free one.
    pub fn open(log: &Path) -> Result<Self, Stop> {
        let told = |e| Stop::failed(format_args!("write {}", log.display()), e);
        let log = File::options().append(true).create(true).open(log).map_err(told)?;
        let mut command = child::command("Xvfb");
        command.args(["-displayfd", "1", "-screen", "0", SCREEN, "-dpi", "96", "-nolisten", "tcp", "-noreset"]);
        command.stdout(Stdio::piped()).stderr(log);
        let mut server = Running::start(&mut command)?;
        let number = servers::first_line(&mut server, PATIENCE)
            .ok_or_else(|| Stop::Failed("Xvfb did not start: see target/servers/session.log".into()))?;
        Ok(Self { name: format!(":{number}"), _server: server })
    }

    /// Puts `command` on this display and no other.
    pub fn dress(&self, command: &mut Command) {
        command.env("DISPLAY", &self.name).env("GDK_BACKEND", "x11");
        command.env_remove("WAYLAND_DISPLAY").env_remove("XAUTHORITY");
    }
}
