//! What stands in the way of a command: codes and arguments, never sentences.

use super::Gate;
use crate::NonEmpty;
use crate::assertion::Fault;
use std::collections::BTreeMap;

/// One gate that is not met, with what was observed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Violation {
    /// The gate.
    pub gate: Gate,
    /// What was observed, by name.
    pub args: BTreeMap<&'static str, String>,
}

impl Violation {
    /// A violation of `gate` without arguments.
    pub fn of(gate: Gate) -> Self {
        Self { gate, args: BTreeMap::new() }
    }

    /// Adds an argument.
    pub fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        self.args.insert(name, value.to_string());
        self
    }
}

/// All the gates that refuse a command: never just the first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// Every violation, in the order of the path.
    pub violations: NonEmpty<Violation>,
}

impl Refusal {
    /// A refusal with one violation.
    pub fn one(violation: Violation) -> Self {
        Self { violations: NonEmpty::one(violation) }
    }

    /// A refusal for what is wrong with an assertion.
    pub fn of_assertion(faults: &NonEmpty<Fault>) -> Self {
        let first = Violation::of(Gate::from(*faults.first()));
        let all: Vec<_> = faults.iter().map(|f| Violation::of(Gate::from(*f))).collect();
        Self { violations: NonEmpty::from_vec(all).unwrap_or_else(|| NonEmpty::one(first)) }
    }

    /// `Ok` when nothing is wrong.
    pub fn unless_empty(violations: Vec<Violation>) -> Result<(), Self> {
        #[cfg(feature = "explore")]
        let violations = left_out::without(violations);
        NonEmpty::from_vec(violations).map_or(Ok(()), |violations| Err(Self { violations }))
    }

    /// The codes, in order.
    pub fn codes(&self) -> Vec<&'static str> {
        self.violations.iter().map(|v| v.gate.code()).collect()
    }

    /// Whether `gate` is among them.
    pub fn names(&self, gate: Gate) -> bool {
        self.violations.iter().any(|v| v.gate == gate)
    }
}

impl std::fmt::Display for Refusal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "refused: {}", self.codes().join(", "))
    }
}

impl std::error::Error for Refusal {}

/// A gate that is left out of every decision, to see that the exploration finds what it held.
#[cfg(feature = "explore")]
pub mod left_out {
    use super::Gate;
    use std::sync::OnceLock;

    /// Names the gate by its code.
    pub const VARIABLE: &str = "POSTERN_EXPLORE_REMOVE";

    /// The violations of all other gates.
    pub(crate) fn without(violations: Vec<super::Violation>) -> Vec<super::Violation> {
        violations.into_iter().filter(|v| !is(v.gate)).collect()
    }

    /// Takes its faults out of what is wrong with an assertion.
    pub(crate) fn drop_from(faults: &mut Vec<crate::assertion::Fault>) {
        faults.retain(|fault| !is(Gate::from(*fault)));
    }

    /// Whether `gate` is the one.
    pub(crate) fn is(gate: Gate) -> bool {
        static GATE: OnceLock<Option<Gate>> = OnceLock::new();
        *GATE.get_or_init(|| std::env::var(VARIABLE).ok().and_then(|code| Gate::by_code(&code))) == Some(gate)
    }
}
