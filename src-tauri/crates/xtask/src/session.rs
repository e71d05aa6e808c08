//! A desktop session of our own: virtual display, session bus, unlocked keyring, and directories that nobody else
//! uses, so that neither the user's keyring nor their data is touched.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::display::Display;
use crate::ending;
use crate::place;
use crate::random;
use crate::servers::keyring::Keyring;
use crate::stop::Stop;

/// The session; it ends when this is dropped, the directories last.
pub struct Session {
    keyring: Keyring,
    display: Display,
    home: Home,
}

impl Session {
    /// Starts display, bus and keyring.
    pub fn open() -> Result<Self, Stop> {
        let home = Home::make()?;
        let log = place::target().join("servers/session.log");
        place::make(&place::target().join("servers"))?;
        // Anew for each session.
        fs::write(&log, "").map_err(|e| Stop::failed(format_args!("write {}", log.display()), e))?;
        let display = Display::open(&log)?;
        let keyring = Keyring::open(&home.0.join("run"), &log, |command| {
            home.dress(command);
            display.dress(command);
        })?;
        Ok(Self { keyring, display, home })
    }

    /// Puts `command` into the session.
    pub fn dress(&self, command: &mut Command) {
        self.home.dress(command);
        self.display.dress(command);
        self.keyring.dress(command);
    }
}

/// The session's directories, in the system's temporary one: sockets lie in them, and the name of a socket may have
/// 107 bytes, which a clone in a deep directory would exceed.
struct Home(PathBuf);

impl Home {
    fn make() -> Result<Self, Stop> {
        let home = Self(std::env::temp_dir().join(format!("postern-{}", random::hex(6)?)));
        for directory in ["", "run", "data", "config", "cache", "state"] {
            make_private(&home.0.join(directory))?;
        }
        ending::remove_at_end(home.0.clone());
        Ok(home)
    }

    fn dress(&self, command: &mut Command) {
        for (name, directory) in [
            ("XDG_RUNTIME_DIR", "run"),
            ("XDG_DATA_HOME", "data"),
            ("XDG_CONFIG_HOME", "config"),
            ("XDG_CACHE_HOME", "cache"),
            ("XDG_STATE_HOME", "state"),
        ] {
            command.env(name, self.0.join(directory));
        }
    }
}

impl Drop for Home {
    fn drop(&mut self) {
        // What a last process still writes is removed at the end of the run.
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn make_private(directory: &Path) -> Result<(), Stop> {
    let mut builder = fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(directory).map_err(|e| Stop::failed(format_args!("create {}", directory.display()), e))
}
