//! Faults -> refusals: the one table of codes that a window can meet.

use super::gates;
use crate::dto::{Args, Refusal, RefusalKind};
use postern_application::Fault;
use postern_domain::recovery::Gate;
use postern_ports::authenticator::KeyFault;
use postern_ports::event_store::StoreFault;
use postern_ports::secrets::SecretsFault;

/// What a window is told of a fault. `incident` names the log line of an internal one.
pub fn refusal(fault: &Fault, incident: impl FnOnce() -> String) -> Refusal {
    let plain = |kind, code: String| Refusal { kind, code, args: Args::new(), violations: Vec::new(), incident: None };
    match fault {
        Fault::Refused(refusal) => {
            let first = refusal.violations.first();
            let kind = match first.gate {
                Gate::FieldValid => RefusalKind::Input,
                Gate::SignedIn | Gate::NotLocked => RefusalKind::Session,
                _ => RefusalKind::Refused,
            };
            let all: Vec<_> = refusal.violations.iter().cloned().collect();
            Refusal {
                kind,
                code: first.gate.code().to_owned(),
                args: gates::args(first),
                violations: gates::gate_views(&all),
                incident: None,
            }
        }
        Fault::Key(fault) => {
            let mut refusal = plain(RefusalKind::Key, format!("KEY-{}", fault.code()));
            if let KeyFault::WrongPin { tries: Some(tries) } = fault {
                refusal.args.insert("tries".to_owned(), tries.to_string());
            }
            refusal
        }
        Fault::Directory(fault) => plain(RefusalKind::Directory, format!("DIR-{}", fault.code())),
        Fault::Store(StoreFault::Conflict) => plain(RefusalKind::Conflict, "STO-conflict".to_owned()),
        Fault::Store(fault) => plain(RefusalKind::Store, format!("STO-{}", store_code(fault))),
        Fault::Keyring(fault) => {
            let mut refusal = plain(RefusalKind::Store, format!("KRG-{}", keyring_code(fault)));
            if let SecretsFault::Failed(why) = fault {
                refusal.args.insert("why".to_owned(), why.clone());
            }
            refusal
        }
        Fault::WrongCode { left } => {
            let mut refusal = plain(RefusalKind::Input, "COD-wrong".to_owned());
            refusal.args.insert("left".to_owned(), left.to_string());
            refusal
        }
        Fault::Unknown(what) => {
            let mut refusal = plain(RefusalKind::Refused, "CAS-02".to_owned());
            refusal.args.insert("what".to_owned(), (*what).to_owned());
            refusal
        }
        Fault::Notifier(_) | Fault::Internal(_) => {
            let mut refusal = plain(RefusalKind::Internal, "INT-99".to_owned());
            let incident = incident();
            refusal.args.insert("incident".to_owned(), incident.clone());
            refusal.incident = Some(incident);
            refusal
        }
    }
}

fn keyring_code(fault: &SecretsFault) -> &'static str {
    match fault {
        SecretsFault::Locked => "locked",
        SecretsFault::Missing => "missing",
        SecretsFault::Failed(_) => "failed",
    }
}

fn store_code(fault: &StoreFault) -> &'static str {
    match fault {
        StoreFault::Conflict => "conflict",
        StoreFault::Full => "full",
        StoreFault::ReadOnly => "read_only",
        StoreFault::SigningKey => "signing_key",
        StoreFault::Busy => "busy",
        StoreFault::NotAStore | StoreFault::Format { .. } | StoreFault::Damaged { .. } => "damaged",
        StoreFault::Failed(_) => "failed",
    }
}
