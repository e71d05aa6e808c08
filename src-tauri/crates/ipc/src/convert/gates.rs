//! Gates and violations.

use super::codes;
use crate::dto::{Args, GateStatus, GateView, LevelCode};
use postern_domain::recovery::{Gate, Level, Violation};

pub fn view(gate: Gate, status: GateStatus, args: Args) -> GateView {
    GateView {
        code: gate.code().to_owned(),
        stage: codes::stage(gate.stage()),
        status,
        args,
        citation: gate.citation().to_owned(),
        level: match gate.level() {
            Level::Shall => LevelCode::Shall,
            Level::Should => LevelCode::Should,
            Level::Local => LevelCode::Local,
        },
    }
}

pub fn args(violation: &Violation) -> Args {
    violation.args.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect()
}

/// Violations as gates that are open.
pub fn gate_views(violations: &[Violation]) -> Vec<GateView> {
    violations.iter().map(|v| view(v.gate, status_of(v.gate), args(v))).collect()
}

/// A list of gates, met or not.
pub fn gate_lines(lines: &[(Gate, Option<Violation>)]) -> Vec<GateView> {
    lines
        .iter()
        .map(|(gate, violation)| match violation {
            None => view(*gate, GateStatus::Met, Args::new()),
            Some(v) => view(*gate, status_of(*gate), args(v)),
        })
        .collect()
}

/// Something that was seen to be wrong, rather than not done yet.
pub fn status_of(gate: Gate) -> GateStatus {
    match gate {
        Gate::NothingContradicts
        | Gate::ApprovalCurrent
        | Gate::ApprovalInTime
        | Gate::NoUnexpectedCredential
        | Gate::OutcomesKnown => GateStatus::Failed,
        _ => GateStatus::Open,
    }
}
