//! Notices of the desktop, over D-Bus where there is one: `org.freedesktop.Notifications`, and whether they are wanted.

use crate::paths::write_for_owner;
use postern_ports::attention::{Attention, NoDesktop};
use std::io;
use std::path::PathBuf;

/// The desktop that this console runs on.
#[derive(Debug, Clone, Copy, Default)]
pub struct DesktopNotices;

impl Attention for DesktopNotices {
    fn attract(&self, title: &str, text: &str) -> Result<(), NoDesktop> {
        native::show(None, title, text)
    }
}

/// Whether notices are wanted on this computer: they are, unless a file of the profile says otherwise.
#[derive(Debug, Clone)]
pub struct NoticeSwitch {
    file: PathBuf,
}

/// What the file says then.
const OFF: &str = "off";

impl NoticeSwitch {
    /// The switch that is kept in `file`.
    pub fn new(file: PathBuf) -> Self {
        Self { file }
    }

    /// Whether they are wanted.
    pub fn is_on(&self) -> bool {
        !std::fs::read_to_string(&self.file).is_ok_and(|said| said.trim() == OFF)
    }

    /// Turns them on or off, from now on.
    pub fn set(&self, on: bool) -> io::Result<()> {
        if !on {
            return write_for_owner(&self.file, OFF.as_bytes());
        }
        match std::fs::remove_file(&self.file) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            Ok(()) | Err(_) => Ok(()),
        }
    }
}

#[cfg(target_os = "linux")]
mod native {
    use super::NoDesktop;
    use std::collections::HashMap;
    use std::time::Duration;
    use zbus::blocking::connection::Builder;
    use zbus::zvariant::Value;

    const SERVICE: &str = "org.freedesktop.Notifications";
    const PATH: &str = "/org/freedesktop/Notifications";
    /// A service that does not answer is as good as none.
    const PATIENCE: Duration = Duration::from_secs(5);
    /// Normal: not held back, and not above everything either.
    const URGENCY: u8 = 1;

    /// Shows a notice on the session's bus, or on the one at `address`.
    pub fn show(address: Option<&str>, title: &str, text: &str) -> Result<(), NoDesktop> {
        call(address, title, text).map_err(|_| NoDesktop)
    }

    fn call(address: Option<&str>, title: &str, text: &str) -> zbus::Result<()> {
        let builder = match address {
            Some(address) => Builder::address(address)?,
            None => Builder::session()?,
        };
        let bus = builder.method_timeout(PATIENCE).build()?;
        // Nothing can be pressed in it: whoever reads it goes to the window.
        let actions: Vec<&str> = Vec::new();
        let hints: HashMap<&str, Value<'_>> = HashMap::from([("urgency", Value::from(URGENCY))]);
        let (replaces, icon, lasting) = (0_u32, "", -1_i32);
        let notice = ("Postern", replaces, icon, title, text, actions, hints, lasting);
        bus.call_method(Some(SERVICE), PATH, Some(SERVICE), "Notify", &notice)?;
        Ok(())
    }
}

/// Where no notices are shown yet.
#[cfg(not(target_os = "linux"))]
mod native {
    use super::NoDesktop;

    pub fn show(_address: Option<&str>, _title: &str, _text: &str) -> Result<(), NoDesktop> {
        Err(NoDesktop)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn where_no_bus_answers_there_is_no_desktop() {
        let folder = tempfile::tempdir().unwrap();
        let nowhere = format!("unix:path={}", folder.path().join("bus").display());
        assert_eq!(native::show(Some(&nowhere), "title", "text"), Err(NoDesktop));
        assert_eq!(native::show(Some("no address"), "title", "text"), Err(NoDesktop));
    }

    #[test]
    fn notices_are_wanted_until_they_are_turned_off() {
        let folder = tempfile::tempdir().unwrap();
        let switch = NoticeSwitch::new(folder.path().join("desktop-notices"));
        assert!(switch.is_on());
        switch.set(true).unwrap();
        assert!(switch.is_on());
        switch.set(false).unwrap();
        assert!(!switch.is_on());
        // Kept for the next start, and what is kept can be taken back twice.
        assert!(!switch.clone().is_on());
        switch.set(true).unwrap();
        switch.set(true).unwrap();
        assert!(switch.is_on());
    }

    #[test]
    fn where_it_cannot_be_kept_it_is_said() {
        let folder = tempfile::tempdir().unwrap();
        assert!(NoticeSwitch::new(folder.path().join("no folder").join("desktop-notices")).set(false).is_err());
    }
}
