//! Debian packages: which are missing, and their installation through apt after saying what will be installed.

use std::env;
use std::io::{self, IsTerminal, Write};
use std::process::Command;

use super::Scope;
use super::system::System;
use crate::child;
use crate::ending;
use crate::stop::Stop;

const CONSOLE: &[&str] = &[
    "build-essential",
    "pkg-config",
    "ca-certificates",
    "libwebkit2gtk-4.1-dev",
    // USB security keys
    "libudev-dev",
    // SQLCipher, on the system's OpenSSL
    "libssl-dev",
    // the virtual key's file system is C
    "clang",
    "libclang-dev",
];
/// An own Node, and privacyIDEA.
const PYTHON: &[&str] = &["ca-certificates", "python3", "python3-venv"];
/// A virtual display, and the session bus and keyring of a desktop on it.
const TESTS: &[&str] = &["xvfb", "xauth", "dbus", "webkit2gtk-driver", "gnome-keyring"];
/// A verifier of notes and trees that was not written here.
const OUTSIDE: &[&str] = &["golang-go", "golang-golang-x-mod-dev"];

/// Writes journals that the history is compared with.
pub const COMPARED: &[&str] = &["systemd-journal-remote"];

/// The packages that `scope` needs.
pub fn needed(scope: Scope, node_present: bool) -> Vec<&'static str> {
    let mut names = Vec::new();
    if scope != Scope::Pages {
        names.extend(CONSOLE);
    }
    if scope == Scope::Tests {
        names.extend(TESTS);
        names.extend(OUTSIDE);
    }
    if scope == Scope::Tests || !node_present {
        names.extend(PYTHON);
    }
    names.sort_unstable();
    names.dedup();
    names
}

/// Reads the package lists anew, where this may be done here.
pub fn refresh() -> Result<(), Stop> {
    let privilege = Privilege::here().ok_or_else(|| unmet("neither root nor sudo here", &[]))?;
    ending::uninterrupted(|| privilege.apt(&["update"]))
}

/// Installs those of `names` that are missing; without any, apt is not touched.
pub fn install(names: &[&str]) -> Result<(), Stop> {
    let system = System::here();
    if !system.is_known() {
        println!("This is {}, where Postern does not know the packages' names.", system.name);
        println!("It needs what these are on Debian 12 or Ubuntu 24.04:\n  {}", names.join(" "));
        println!("and Rust 1.94 and Node 20.19 or 22.12, or newer.");
        return Err(Stop::Unmet("set up by itself only on Debian 12, Ubuntu 24.04 or newer".into()));
    }
    let missing = missing(names);
    if missing.is_empty() {
        return Ok(());
    }
    println!("==> Debian packages to install ({}):\n    {}", missing.len(), missing.join(" "));
    let Some(privilege) = Privilege::here() else {
        return Err(unmet("neither root nor sudo here", &missing));
    };
    if !agreed() {
        return Err(unmet("not installed", &missing));
    }
    ending::uninterrupted(|| {
        privilege.apt(&["update"])?;
        let options = ["install", "-y", "--no-install-recommends", "-o", "DPkg::Lock::Timeout=300"];
        privilege.apt(&[&options[..], &missing].concat())
    })
    .map_err(|stop| unmet(stop.reason(), &missing))?;
    match self::missing(&missing) {
        left if left.is_empty() => Ok(()),
        left => Err(unmet("apt-get left some out", &left)),
    }
}

fn missing<'a>(names: &[&'a str]) -> Vec<&'a str> {
    let mut query = Command::new("dpkg-query");
    query.args(["-W", "-f=${Package} ${db:Status-Status}\n"]).args(names);
    // It exits 1 for a name it has never seen, and still lists the others.
    let listed = query.output().map(|output| String::from_utf8_lossy(&output.stdout).into_owned()).unwrap_or_default();
    let installed = |name: &str| listed.lines().any(|line| line.split_once(' ') == Some((name, "installed")));
    names.iter().copied().filter(|name| !installed(name)).collect()
}

/// How we may change packages.
enum Privilege {
    Root,
    Sudo,
}

impl Privilege {
    fn here() -> Option<Self> {
        let id = child::answer(Command::new("id").arg("-u"));
        if id.is_some_and(|id| id.trim() == "0") {
            return Some(Self::Root);
        }
        child::answer(Command::new("sudo").arg("-V")).map(|_| Self::Sudo)
    }

    /// In our own process group, since sudo asks for its password on the terminal.
    fn apt(&self, arguments: &[&str]) -> Result<(), Stop> {
        let mut command = match self {
            Self::Root => Command::new("env"),
            Self::Sudo => {
                let mut sudo = Command::new("sudo");
                if !io::stdin().is_terminal() {
                    sudo.arg("-n");
                }
                sudo.arg("env");
                sudo
            }
        };
        command.args(["DEBIAN_FRONTEND=noninteractive", "apt-get"]).args(arguments);
        let doing = format!("apt-get {}", arguments.first().unwrap_or(&""));
        let status = command.status().map_err(|e| Stop::failed(&doing, e))?;
        if status.success() { Ok(()) } else { Err(Stop::failed(doing, status)) }
    }
}

/// Asks once, where somebody can answer.
fn agreed() -> bool {
    if !io::stdin().is_terminal() || env::var_os("CI").is_some() {
        return true;
    }
    print!("    Install them now? [Y/n] ");
    let mut reply = String::new();
    let asked = io::stdout().flush().and_then(|()| io::stdin().read_line(&mut reply));
    asked.is_ok() && !reply.trim().to_lowercase().starts_with('n')
}

fn unmet(reason: &str, missing: &[&str]) -> Stop {
    println!("Install them yourself, as root:");
    println!("  apt-get update && apt-get install -y --no-install-recommends {}", missing.join(" "));
    Stop::Unmet(format!("Debian packages are missing ({reason})"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_machine_with_a_display_and_node_is_not_asked_for_a_virtual_display_or_python() {
        let names = needed(Scope::Console, true);
        assert!(names.contains(&"libwebkit2gtk-4.1-dev"));
        assert!(["xvfb", "gnome-keyring", "webkit2gtk-driver", "python3"].iter().all(|name| !names.contains(name)));
    }

    #[test]
    fn tests_need_everything_once() {
        let names = needed(Scope::Tests, false);
        assert_eq!(names.len(), CONSOLE.len() + TESTS.len() + OUTSIDE.len() + PYTHON.len() - 1);
    }
}
