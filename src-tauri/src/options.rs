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
}

impl Options {
    /// A release refuses to be driven from outside: DESIGN.md, "Virtual keys".
    pub fn check_environment(&self) -> Result<(), String> {
        if cfg!(feature = "practice") {
            return Ok(());
        }
        let driven = std::env::vars_os().filter_map(|(name, _)| name.into_string().ok()).find(|name| {
            (name.starts_with("TAURI_") && name.ends_with("AUTOMATION"))
                || name.starts_with("WEBKIT_INSPECTOR_")
                || name == "WEBVIEW2_ADDITIONAL_BROWSER_ARGUMENTS"
        });
        match driven {
            Some(name) => Err(format!(
                "{name} is set: this console does not run under automation or a web inspector. Unset it and start again."
            )),
            None => Ok(()),
        }
    }
}
