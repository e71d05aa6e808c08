//! Which system this is, from `/etc/os-release`.

use std::fs;

/// The two fields that decide, and the name to show.
#[derive(Debug)]
pub struct System {
    /// What to call it.
    pub name: String,
    known: bool,
}

impl System {
    /// The system that runs us.
    pub fn here() -> Self {
        let text = fs::read_to_string("/etc/os-release").or_else(|_| fs::read_to_string("/usr/lib/os-release"));
        text.map_or_else(|_| Self { name: std::env::consts::OS.into(), known: false }, |text| Self::parse(&text))
    }

    /// Whether the list of Debian packages is right for it: Debian 12, Ubuntu 24.04, newer ones, and what derives
    /// from them (whose own numbers say nothing).
    pub fn is_known(&self) -> bool {
        self.known
    }

    fn parse(text: &str) -> Self {
        let field = |name: &str| {
            let value = text.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix('='));
            value.unwrap_or_default().trim_matches('"').to_owned()
        };
        let version = field("VERSION_ID");
        let known = match field("ID").as_str() {
            // Debian testing and unstable carry no version: they are newer.
            "debian" => version.is_empty() || at_least(&version, [12, 0]),
            "ubuntu" => at_least(&version, [24, 4]),
            _ => field("ID_LIKE").split_whitespace().any(|like| matches!(like, "debian" | "ubuntu")),
        };
        Self { name: field("PRETTY_NAME"), known }
    }
}

fn at_least(version: &str, least: [u32; 2]) -> bool {
    let mut parts = version.split('.').map(|part| part.parse().unwrap_or(0));
    [parts.next().unwrap_or(0), parts.next().unwrap_or(0)] >= least
}

#[cfg(test)]
mod tests {
    use super::System;

    fn known(text: &str) -> bool {
        System::parse(text).is_known()
    }

    #[test]
    fn debian_12_and_ubuntu_24_04_and_newer_are_known() {
        assert!(known("ID=debian\nVERSION_ID=\"12\""));
        assert!(known("PRETTY_NAME=\"Debian GNU/Linux forky/sid\"\nID=debian"));
        assert!(known("ID=ubuntu\nVERSION_ID=\"24.04\"\nID_LIKE=debian"));
        assert!(known("ID=ubuntu\nVERSION_ID=\"25.10\"\nID_LIKE=debian"));
    }

    #[test]
    fn older_and_other_systems_are_not() {
        assert!(!known("ID=debian\nVERSION_ID=\"11\""));
        assert!(!known("ID=ubuntu\nVERSION_ID=\"22.04\"\nID_LIKE=debian"));
        assert!(!known("ID=fedora\nVERSION_ID=43"));
        assert!(!known(""));
    }

    #[test]
    fn derivatives_are_known() {
        assert!(known("ID=linuxmint\nVERSION_ID=\"22\"\nID_LIKE=\"ubuntu debian\""));
    }
}
