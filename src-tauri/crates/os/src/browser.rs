//! The person's own browser, as the desktop chooses it.

use postern_ports::openid::{Browser, NoBrowser};
use url::{Host, Url};

/// Opens addresses in the system's browser: encrypted ones, and plain ones on this machine.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemBrowser;

impl Browser for SystemBrowser {
    fn open(&self, address: &str) -> Result<(), NoBrowser> {
        let address = for_a_browser(address).ok_or(NoBrowser)?;
        // Not waited for: some openers stay as long as the browser does.
        open::that_detached(address.as_str()).map_err(|_| NoBrowser)
    }
}

/// The address, where a browser may be sent there. Whatever else a desktop opens is a file, a program or a message.
fn for_a_browser(address: &str) -> Option<Url> {
    let url = Url::parse(address).ok()?;
    let here = match url.host()? {
        Host::Domain(name) => name == "localhost",
        Host::Ipv4(ip) => ip.is_loopback(),
        Host::Ipv6(ip) => ip.is_loopback(),
    };
    (url.scheme() == "https" || (url.scheme() == "http" && here)).then_some(url)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_browser_is_sent_to_encrypted_addresses_and_to_this_machine() {
        for address in [
            "https://login.corp.test/authorize?client_id=desk&state=a%20b",
            "http://127.0.0.1:8080/x",
            "http://localhost:4593/api/oidc/auth?x=y",
            "http://[::1]:8080/",
        ] {
            assert_eq!(for_a_browser(address).unwrap().as_str(), address);
        }
    }

    #[test]
    fn nothing_else_is_opened() {
        for address in [
            "http://login.corp.test/",
            "http://localhost.corp.test/",
            "file:///etc/passwd",
            "file://localhost/etc/passwd",
            "javascript:alert(1)",
            "data:text/html,x",
            "ms-settings:privacy",
            "mailto:maya@corp.test",
            "ftp://127.0.0.1/",
            "--version",
            "/usr/bin/true",
            "C:\\Windows\\System32\\calc.exe",
            "",
        ] {
            assert!(for_a_browser(address).is_none(), "{address}");
            assert_eq!(SystemBrowser.open(address), Err(NoBrowser), "{address}");
        }
    }
}
