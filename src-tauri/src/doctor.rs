//! `postern doctor`: why a key that is plugged in is not seen here, and what helps. The window's page of health looks with
//! the same eyes.

#![allow(clippy::print_stdout, reason = "its answer is what it prints")]

pub mod directories;
pub mod notices;
mod told;
pub mod window;

use postern_authenticator::hid::{Seen, seen};
use postern_ipc::convert::Found;
use postern_ipc::dto::FindingView;
use std::path::Path;
use std::process::ExitCode;

/// Where the rule goes that lets whoever sits here use a key.
const RULE_FILE: &str = "/etc/udev/rules.d/70-postern-keys.rules";

/// What hides USB devices from a program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sandbox {
    Flatpak,
    Snap,
    Container,
}

/// What the machine is like, as far as keys are concerned.
#[derive(Debug, Clone)]
struct Surroundings {
    /// The sandbox this runs in.
    sandbox: Option<Sandbox>,
    /// Raw HID is there at all.
    hidraw: bool,
    /// A Windows that keeps raw HID to administrators.
    windows: bool,
    /// The keys that the system lists, or why it lists none.
    keys: Result<Vec<Seen>, String>,
}

/// Prints what was found; with `fix`, writes the rule that helps. 0 when every key can be used.
pub fn run(fix: bool) -> ExitCode {
    let around = look();
    let findings = diagnose(&around);
    told::tell(&findings);
    let refused: Vec<&Seen> = around.keys.iter().flatten().filter(|key| key.closed.is_some()).collect();
    if refused.is_empty() {
        return told::exit(&findings);
    }
    let rules = rules(&refused);
    if fix {
        return write(&rules);
    }
    println!("\nThis rule lets whoever sits at this machine use them:\n\n{rules}");
    println!("`sudo postern doctor --fix` writes it to {RULE_FILE}. Take the keys out and put them back afterwards.");
    ExitCode::FAILURE
}

fn look() -> Surroundings {
    let sandbox = if Path::new("/.flatpak-info").exists() {
        Some(Sandbox::Flatpak)
    } else if std::env::var_os("SNAP").is_some() {
        Some(Sandbox::Snap)
    } else if Path::new("/.dockerenv").exists() || Path::new("/run/.containerenv").exists() {
        Some(Sandbox::Container)
    } else {
        None
    };
    Surroundings {
        sandbox,
        hidraw: !cfg!(target_os = "linux") || Path::new("/sys/class/hidraw").exists(),
        windows: cfg!(windows),
        keys: seen(),
    }
}

fn diagnose(around: &Surroundings) -> Vec<FindingView> {
    let mut found = Vec::new();
    match &around.keys {
        Ok(keys) => found.extend(keys.iter().map(of_key)),
        Err(why) => found.push(Found::BusClosed.about("", &[("why", why)])),
    }
    if !found.is_empty() {
        return found;
    }
    if around.windows {
        found.push(Found::WindowsHidesKeys.about("", &[]));
    }
    match around.sandbox {
        Some(Sandbox::Flatpak) => found.push(Found::InFlatpak.about("", &[])),
        Some(Sandbox::Snap) => found.push(Found::InSnap.about("", &[])),
        Some(Sandbox::Container) => found.push(Found::InContainer.about("", &[])),
        None => {}
    }
    if !around.hidraw {
        found.push(Found::NoHidraw.about("", &[]));
    }
    if found.is_empty() {
        found.push(Found::NoKey.about("", &[]));
    }
    found
}

fn of_key(key: &Seen) -> FindingView {
    let (product, path) = (key.product.as_str(), key.path.as_str());
    match &key.closed {
        None => Found::KeyWorks.about(path, &[("product", product), ("path", path)]),
        Some(why) => Found::KeyClosed.about(path, &[("product", product), ("path", path), ("why", why)]),
    }
}

/// A rule per model. By vendor and product, so that it works where the system does not tell keys from other devices.
fn rules(keys: &[&Seen]) -> String {
    let mut lines: Vec<String> = keys
        .iter()
        .map(|key| {
            format!(
                "SUBSYSTEM==\"hidraw\", KERNEL==\"hidraw*\", ATTRS{{idVendor}}==\"{:04x}\", ATTRS{{idProduct}}==\"{:04x}\", TAG+=\"uaccess\"\n",
                key.vendor, key.model
            )
        })
        .collect();
    lines.sort_unstable();
    lines.dedup();
    lines.concat()
}

fn write(rules: &str) -> ExitCode {
    if let Err(error) = std::fs::write(RULE_FILE, rules) {
        eprintln!("{RULE_FILE} cannot be written: {error}. Run this with sudo.");
        return ExitCode::FAILURE;
    }
    println!("\n{RULE_FILE} is written.");
    let reloaded = std::process::Command::new("udevadm").args(["control", "--reload"]).status();
    if reloaded.is_ok_and(|status| status.success()) {
        println!("Take the keys out and put them back.");
    } else {
        println!("The rule holds from the next start of this machine: udevadm could not be told.");
    }
    ExitCode::SUCCESS
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(closed: Option<&str>) -> Seen {
        Seen {
            path: "/dev/hidraw3".to_owned(),
            product: "Key".to_owned(),
            vendor: 0x1209,
            model: 0xf1d0,
            serial: None,
            closed: closed.map(str::to_owned),
        }
    }

    fn around() -> Surroundings {
        Surroundings { sandbox: None, hidraw: true, windows: false, keys: Ok(Vec::new()) }
    }

    fn whats(around: &Surroundings) -> String {
        told::text(&diagnose(around))
    }

    #[test]
    fn each_reason_is_told_apart() {
        assert!(whats(&around()).contains("No security key is plugged in"));
        assert!(whats(&Surroundings { sandbox: Some(Sandbox::Flatpak), ..around() }).contains("Flatpak"));
        assert!(whats(&Surroundings { sandbox: Some(Sandbox::Snap), ..around() }).contains("snap connect"));
        assert!(whats(&Surroundings { sandbox: Some(Sandbox::Container), ..around() }).contains("--device"));
        assert!(whats(&Surroundings { hidraw: false, ..around() }).contains("hidraw is missing"));
        assert!(whats(&Surroundings { windows: true, ..around() }).contains("administrators"));
        assert!(whats(&Surroundings { keys: Err("no sysfs".to_owned()), ..around() }).contains("no sysfs"));
    }

    #[test]
    fn a_key_that_works_is_said_to_and_one_that_may_not_be_used_gets_a_rule() {
        let around = Surroundings { keys: Ok(vec![key(None), key(Some("denied"))]), ..around() };
        let said = whats(&around);
        let lines: Vec<_> = said.lines().collect();
        assert_eq!(lines[0], "ok       Key at /dev/hidraw3 can be used.");
        assert!(lines[1].starts_with("trouble  Key at /dev/hidraw3 is plugged in"), "{said}");
        assert!(lines[1].ends_with("(denied).") && lines[2].starts_with("         "), "{said}");
        let rule = rules(&[&key(Some("denied")), &key(Some("denied"))]);
        assert_eq!(rule.lines().count(), 1);
        assert!(rule.contains("ATTRS{idVendor}==\"1209\", ATTRS{idProduct}==\"f1d0\", TAG+=\"uaccess\""), "{rule}");
    }
}
