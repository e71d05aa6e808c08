//! A rotating log file. Secrets are redacted by type; the key library's traces are kept out by target.

use std::path::Path;
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
    std::panic::set_hook(Box::new(|info| {
        // The payload may hold anything: only the place is logged.
        let place = info.location().map(|l| format!("{}:{}", l.file(), l.line())).unwrap_or_default();
        tracing::error!(place, "panic");
    }));
    guard
}
