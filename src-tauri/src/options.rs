//! The command line.

use std::path::PathBuf;

/// Supervised passwordless account recovery.
#[derive(Debug, Clone, clap::Parser)]
#[command(version)]
pub struct Options {
    /// Which profile to open: `practice` has virtual keys and a directory of its own.
    #[arg(long, default_value = "desk")]
    pub profile: String,
    /// Keep everything below this folder instead of the user's data folders.
    #[arg(long, env = "POSTERN_HOME")]
    pub home: Option<PathBuf>,
    /// Practice only: start with an empty history, to practise the first set-up.
    #[arg(long)]
    pub unseeded: bool,
    /// Practice only: open the gallery of components, which asks nothing of the console.
    #[arg(long, hide = true)]
    pub gallery: bool,
    /// Instead of the window.
    #[command(subcommand)]
    pub instead: Option<Instead>,
}

/// What the doctor looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Look {
    /// Security keys.
    Keys,
    /// Directories.
    Directory,
    /// The channels that notices go by.
    Notices,
}

/// What can be done without the window.
#[derive(Debug, Clone, clap::Subcommand)]
pub enum Instead {
    /// Tell why a security key that is plugged in is not seen, and what helps.
    Doctor {
        /// Write the udev rule that lets this machine's user use the key (needs root).
        #[arg(long)]
        fix: bool,
        /// What to look at instead: `directory` tells whether each directory answers, and which rights this desk's access
        /// lacks there, or has too many of; `notices` whether the mail server answers and lets this desk in.
        what: Option<Look>,
    },
}

impl Options {
    /// A release refuses to be driven from outside: DESIGN.md, "Virtual keys".
    pub fn check_environment(&self) -> Result<(), String> {
        if cfg!(feature = "practice") {
            return Ok(());
        }
        match driver(std::env::vars_os().filter_map(|(name, _)| name.into_string().ok())) {
            Some(name) => Err(format!(
                "{name} is set: this console does not run under automation or a web inspector. Unset it and start again."
            )),
            None => Ok(()),
        }
    }
}

/// The first variable by which something outside would drive the window or look into it.
fn driver(mut names: impl Iterator<Item = String>) -> Option<String> {
    names.find(|name| {
        (name.starts_with("TAURI_") && name.ends_with("AUTOMATION"))
            || name.starts_with("WEBKIT_INSPECTOR_")
            || name == "WEBVIEW2_ADDITIONAL_BROWSER_ARGUMENTS"
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_release_is_not_driven_from_outside() {
        let found = |name: &str| driver(["HOME", name].map(str::to_owned).into_iter());
        for name in [
            "TAURI_AUTOMATION",
            "TAURI_WEBVIEW_AUTOMATION",
            "WEBKIT_INSPECTOR_SERVER",
            "WEBKIT_INSPECTOR_HTTP_SERVER",
            "WEBVIEW2_ADDITIONAL_BROWSER_ARGUMENTS",
        ] {
            assert_eq!(found(name).as_deref(), Some(name));
        }
        assert_eq!(found("TAURI_ENV_TARGET_TRIPLE"), None);
    }
}
