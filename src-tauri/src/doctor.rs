//! `postern doctor`: why a key that is plugged in is not seen here, and what helps.

#![allow(clippy::print_stdout, reason = "its answer is what it prints")]

pub mod directories;

use postern_authenticator::hid::{Seen, seen};
use std::path::Path;
use std::process::ExitCode;

/// Where the rule goes that lets whoever sits here use a key.
const RULE_FILE: &str = "/etc/udev/rules.d/70-postern-keys.rules";

/// What the machine is like, as far as keys are concerned.
#[derive(Debug, Clone)]
struct Surroundings {
    /// The name of the sandbox this runs in.
    sandbox: Option<&'static str>,
    /// Raw HID is there at all.
    hidraw: bool,
    /// A Windows that keeps raw HID to administrators.
    windows: bool,
    /// The keys that the system lists, or why it lists none.
    keys: Result<Vec<Seen>, String>,
}

/// One thing that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Finding {
    /// All is well with this key.
    Works(String),
    /// This is the matter, and this helps.
    Trouble { what: String, help: String },
    /// A key is there and may not be used: a rule helps.
    NotAllowed { key: Seen },
}

/// Prints what was found; with `fix`, writes the rule that helps. 0 when every key can be used.
pub fn run(fix: bool) -> ExitCode {
    let findings = diagnose(&look());
    for finding in &findings {
        tell(finding);
    }
    let refused: Vec<&Seen> =
        findings.iter().filter_map(|f| if let Finding::NotAllowed { key } = f { Some(key) } else { None }).collect();
    if refused.is_empty() {
        let well = findings.iter().all(|f| matches!(f, Finding::Works(_)));
        return if well { ExitCode::SUCCESS } else { ExitCode::FAILURE };
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
        Some("Flatpak")
    } else if std::env::var_os("SNAP").is_some() {
        Some("Snap")
    } else if Path::new("/.dockerenv").exists() || Path::new("/run/.containerenv").exists() {
        Some("a container")
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

fn diagnose(around: &Surroundings) -> Vec<Finding> {
    let trouble = |what: &str, help: &str| Finding::Trouble { what: what.to_owned(), help: help.to_owned() };
    let mut found = Vec::new();
    let keys = match &around.keys {
        Ok(keys) => keys.as_slice(),
        Err(why) => {
            found.push(trouble(
                &format!("The USB bus cannot be looked at: {why}."),
                "Start Postern outside of a sandbox.",
            ));
            &[]
        }
    };
    for key in keys {
        match &key.closed {
            None => found.push(Finding::Works(format!("{} at {} can be used.", key.product, key.path))),
            Some(_) => found.push(Finding::NotAllowed { key: key.clone() }),
        }
    }
    if !keys.is_empty() || !found.is_empty() {
        return found;
    }
    if around.windows {
        found.push(trouble(
            "Windows shows security keys to administrators only.",
            "Start Postern as administrator: it does not ask Windows to use keys for it yet.",
        ));
    }
    if let Some(sandbox) = around.sandbox {
        found.push(trouble(
            &format!("Postern runs inside {sandbox}, which hides USB devices."),
            match sandbox {
                "Flatpak" => "Allow devices: `flatpak override --user --device=all <application>`.",
                "Snap" => "Connect the interface: `snap connect postern:u2f-devices`.",
                _ => "Pass the key in, for example with `--device /dev/hidraw0`, or start Postern outside.",
            },
        ));
    }
    if !around.hidraw {
        found.push(trouble(
            "The kernel has no raw HID devices (/sys/class/hidraw is missing).",
            "Load the module: `sudo modprobe hidraw`. Some virtual machines must be given the USB device first.",
        ));
    }
    if found.is_empty() {
        found.push(trouble(
            "No security key is plugged in, or the system does not take it for one.",
            "Try another port without a hub. In a virtual machine, hand the USB device over. A key that only does U2F or NFC is not listed.",
        ));
    }
    found
}

fn tell(finding: &Finding) {
    match finding {
        Finding::Works(what) => println!("ok       {what}"),
        Finding::Trouble { what, help } => println!("trouble  {what}\n         {help}"),
        Finding::NotAllowed { key } => {
            let why = key.closed.as_deref().unwrap_or_default();
            println!("trouble  {} at {} is plugged in, and this user may not use it ({why}).", key.product, key.path);
        }
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
        let what = |f: &Finding| if let Finding::Trouble { what, .. } = f { what.clone() } else { format!("{f:?}") };
        diagnose(around).iter().map(what).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn each_reason_is_told_apart() {
        assert!(whats(&around()).contains("No security key is plugged in"));
        assert!(whats(&Surroundings { sandbox: Some("Flatpak"), ..around() }).contains("Flatpak"));
        assert!(whats(&Surroundings { hidraw: false, ..around() }).contains("hidraw is missing"));
        assert!(whats(&Surroundings { windows: true, ..around() }).contains("administrators"));
        assert!(whats(&Surroundings { keys: Err("no sysfs".to_owned()), ..around() }).contains("no sysfs"));
    }

    #[test]
    fn a_key_that_works_is_said_to_and_one_that_may_not_be_used_gets_a_rule() {
        let found = diagnose(&Surroundings { keys: Ok(vec![key(None), key(Some("denied"))]), ..around() });
        assert!(matches!(&found[..], [Finding::Works(_), Finding::NotAllowed { .. }]), "{found:?}");
        let rule = rules(&[&key(Some("denied")), &key(Some("denied"))]);
        assert_eq!(rule.lines().count(), 1);
        assert!(rule.contains("ATTRS{idVendor}==\"1209\", ATTRS{idProduct}==\"f1d0\", TAG+=\"uaccess\""), "{rule}");
    }
}
