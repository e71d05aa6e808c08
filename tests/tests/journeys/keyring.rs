//! A keyring of a test's own, on a bus of its own: unlocked with a password, or locked as after a reboot.

use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// Bus and keyring; both end when this is dropped.
pub struct Keyring {
    bus: Child,
    daemon: Child,
    pub address: String,
}

impl Keyring {
    /// Starts both over `folder`, which keeps the secrets from one start to the next.
    pub async fn start(folder: &Path, unlocked: bool) -> Self {
        let mut bus = Command::new("dbus-daemon")
            .args(["--session", "--nofork", "--nopidfile", "--nosyslog", "--print-address=1"])
            .arg(format!("--address=unix:tmpdir={}", folder.display()))
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut address = String::new();
        BufReader::new(bus.stdout.take().unwrap()).read_line(&mut address).unwrap();
        let address = address.trim().to_owned();
        let mut command = Command::new("gnome-keyring-daemon");
        command.args(["--foreground", "--components=secrets", "--control-directory"]).arg(folder.join("control"));
        if unlocked {
            command.arg("--unlock");
        }
        let mut daemon = command
            .env("DBUS_SESSION_BUS_ADDRESS", &address)
            .env("XDG_DATA_HOME", folder.join("data"))
            .env_remove("GNOME_KEYRING_CONTROL")
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        daemon.stdin.take().unwrap().write_all(b"a practice password").unwrap();
        let keyring = Self { bus, daemon, address };
        for _ in 0..200 {
            if keyring.owns_the_service() {
                return keyring;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("the keyring did not start");
    }

    fn owns_the_service(&self) -> bool {
        let asked = Command::new("dbus-send")
            .arg(format!("--bus={}", self.address))
            .args(["--print-reply", "--dest=org.freedesktop.DBus", "/"])
            .args(["org.freedesktop.DBus.NameHasOwner", "string:org.freedesktop.secrets"])
            .stderr(Stdio::null())
            .output()
            .unwrap();
        String::from_utf8_lossy(&asked.stdout).contains("boolean true")
    }
}

impl Drop for Keyring {
    fn drop(&mut self) {
        for child in [&mut self.daemon, &mut self.bus] {
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}
