//! A rotating log file. Secrets are redacted by type; the key library's traces are kept out by target.

use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use tracing_appender::non_blocking::WorkerGuard;
use tracing_subscriber::EnvFilter;

/// Starts logging into `folder`. The guard flushes when dropped.
///
/// `webauthn_authenticator_rs` prints decrypted PIN tokens at trace level, so no setting raises it.
pub fn start(folder: &Path, level: &str) -> WorkerGuard {
    let appender = tracing_appender::rolling::daily(folder, "postern.log");
    let (writer, guard) = tracing_appender::non_blocking(appender);
    let level = if ["error", "warn", "info", "debug"].contains(&level) { level } else { "info" };
    let filter = EnvFilter::new(format!("{level},webauthn_authenticator_rs=error,hyper=warn,reqwest=warn,sqlx=warn"));
    let subscriber = tracing_subscriber::fmt().with_env_filter(filter).with_ansi(false).with_writer(writer).finish();
    if tracing::subscriber::set_global_default(subscriber).is_err() {
        eprintln!("a log was already started");
    }
    guard
}

/// From now on a panic is told by an incident number and its place, in the log and on standard error, and never by its
/// payload, which may hold anything.
pub fn hush_panics() {
    std::panic::set_hook(Box::new(|info| {
        let place = info.location().map(|l| format!("{}:{}", l.file(), l.line())).unwrap_or_default();
        let incident = incident(PANICS.fetch_add(1, Ordering::Relaxed));
        tracing::error!(%incident, place, "panic");
        eprintln!("incident {incident} at {place}");
    }));
}

/// Panics of this process.
static PANICS: AtomicU64 = AtomicU64::new(0);

/// What people call a panic by: numbers of incidents that are told in the window have no letter.
fn incident(before: u64) -> String {
    format!("{}-P{}", std::process::id(), before.saturating_add(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_has_a_number_of_its_own() {
        assert_eq!(incident(0), format!("{}-P1", std::process::id()));
        assert_ne!(incident(0), incident(1));
    }
}
