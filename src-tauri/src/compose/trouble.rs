//! Why there is no console: each with a code that has words and a next action.

use postern_application::Fault;
use postern_ipc::dto::{Args, Refusal, RefusalKind};
use postern_os::LockFault;
use postern_os::settings::BadSettings;
use postern_ports::event_store::StoreFault;
use postern_ports::secrets::SecretsFault;
use postern_store::KeyFault;

/// A refusal to start.
pub fn trouble(code: &str, args: &[(&str, String)]) -> Refusal {
    let args: Args = args.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect();
    Refusal { kind: RefusalKind::Store, code: code.to_owned(), args, violations: Vec::new(), incident: None }
}

/// Somebody did not want to wait any more.
pub fn stopped() -> Refusal {
    Refusal { kind: RefusalKind::Input, ..trouble("APP-stopped", &[]) }
}

/// The settings cannot be used.
pub fn settings(bad: &BadSettings) -> Refusal {
    trouble(
        "CFG-settings",
        &[
            ("file", bad.file.display().to_string()),
            ("line", bad.line.to_string()),
            ("column", bad.column.to_string()),
            ("message", bad.message.clone()),
        ],
    )
}

/// The keyring does not serve.
pub fn keyring(fault: &SecretsFault) -> Refusal {
    match fault {
        SecretsFault::Locked => trouble("KRG-locked", &[]),
        SecretsFault::Missing => trouble("KRG-missing", &[]),
        SecretsFault::Failed(why) => trouble("KRG-failed", &[("why", why.clone())]),
    }
}

/// No key opens the history.
pub fn key(fault: &KeyFault) -> Refusal {
    match fault {
        KeyFault::Secrets(fault) => keyring(fault),
        KeyFault::Store(fault) => store(fault),
        KeyFault::NoKey(name) => trouble("KRG-no_key", &[("name", name.clone())]),
    }
}

/// The profile cannot be taken.
pub fn lock(fault: &LockFault) -> Refusal {
    match fault {
        LockFault::Taken(process) => trouble("APP-taken", &[("process", process.clone())]),
        LockFault::Io(error) => trouble("APP-folder", &[("why", error.to_string())]),
    }
}

/// A folder or file cannot be used.
pub fn folder(error: &std::io::Error) -> Refusal {
    trouble("APP-folder", &[("why", error.to_string())])
}

/// The store does not open.
pub fn store(fault: &StoreFault) -> Refusal {
    match fault {
        StoreFault::Format { found, known } => {
            trouble("STO-format", &[("found", found.clone()), ("known", known.clone())])
        }
        StoreFault::NotAStore => trouble("STO-not_a_store", &[]),
        StoreFault::Damaged { .. } => trouble("STO-damaged", &[]),
        StoreFault::Full => trouble("STO-full", &[]),
        StoreFault::ReadOnly => trouble("STO-read_only", &[]),
        StoreFault::SigningKey => trouble("STO-signing_key", &[]),
        StoreFault::Busy => trouble("STO-busy", &[]),
        StoreFault::Conflict | StoreFault::Failed(_) => trouble("STO-failed", &[("why", fault.to_string())]),
    }
}

/// The console could not be prepared.
pub fn console(fault: &Fault) -> Refusal {
    match fault {
        Fault::Store(fault) => store(fault),
        Fault::Unknown(what) => trouble("APP-profile", &[("what", (*what).to_owned())]),
        other => trouble("APP-start", &[("why", other.to_string())]),
    }
}
