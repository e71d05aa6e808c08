//! Signals of the console -> events of the window.

use crate::attention;
use postern_application::{Signal, Signals};
use postern_ipc::dto::{BackingUp, CaseChanged, KeyProgress, KeyProgressStep, Verifying};
use postern_ports::authenticator::KeyStep;
use postern_ports::backup::Progress;
use std::sync::Arc;
use tauri::{AppHandle, Emitter as _};

/// Tells the window of every signal, and the desktop of what calls for somebody. A window that is gone is no fault.
pub fn to_window(app: AppHandle) -> Signals {
    Arc::new(move |signal| {
        match &signal {
            Signal::CaseChanged { case, .. } => attention::look(&app, Some(*case)),
            Signal::ConsoleChanged => attention::look(&app, None),
            Signal::Verifying { .. } | Signal::Key { .. } => {}
        }
        let told = match signal {
            Signal::CaseChanged { case, seq } => {
                app.emit_to("main", "case-changed", CaseChanged { case_id: case.to_string(), version: seq })
            }
            Signal::Verifying { done, all } => app.emit_to("main", "verifying", Verifying { done, all }),
            Signal::ConsoleChanged => app.emit_to("main", "console-changed", ()),
            Signal::Key { key, step } => {
                let step = match step {
                    Some(KeyStep::Insert) => KeyProgressStep::Insert,
                    Some(KeyStep::Pin) => KeyProgressStep::Pin,
                    Some(KeyStep::Working) => KeyProgressStep::Working,
                    Some(KeyStep::Touch) => KeyProgressStep::Touch,
                    None => KeyProgressStep::Done,
                };
                app.emit_to("main", "key-progress", KeyProgress { key_id: key.0, step })
            }
        };
        if let Err(error) = told {
            tracing::debug!(%error, "the window was not told");
        }
    })
}

/// Tells the window how far a backup is.
pub fn backing_up(app: AppHandle) -> Progress {
    Box::new(move |done, all| {
        if let Err(error) = app.emit_to("main", "backing-up", BackingUp { done, all }) {
            tracing::debug!(%error, "the window was not told");
        }
    })
}
