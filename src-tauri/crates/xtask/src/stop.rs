//! Why a command ended early, and the exit code and closing line that follow from it.

use std::fmt::Display;
use std::process::ExitCode;

/// What a command ends in: its one summary line, or the reason it stopped.
pub type Outcome = Result<String, Stop>;

/// Why a command stopped.
#[derive(Debug)]
pub enum Stop {
    /// Something was tried and failed.
    Failed(String),
    /// The machine lacks something that only its owner can provide; what it is has been printed.
    Unmet(String),
    /// The command line was wrong.
    Usage(String),
    /// The whole closing line, already worded, of a command that failed.
    Closing(String),
}

impl Stop {
    /// A failure: what was being done, and what went wrong.
    pub fn failed(doing: impl Display, error: impl Display) -> Self {
        Self::Failed(format!("{doing}: {error}"))
    }

    /// The closing line of the command `name`.
    pub fn summary(&self, name: &str) -> String {
        match self {
            Self::Failed(reason) => format!("{name}: failed: {reason}"),
            Self::Unmet(need) => format!("{name}: stopped: {need}"),
            Self::Usage(reason) => format!("{name}: {reason}; see `cargo xtask help`"),
            Self::Closing(line) => line.clone(),
        }
    }

    /// The reason alone, for the table of steps.
    pub fn reason(&self) -> &str {
        match self {
            Self::Failed(text) | Self::Unmet(text) | Self::Usage(text) | Self::Closing(text) => text,
        }
    }

    /// 1 for a failure, 2 for a wrong command line, 3 for an unmet need.
    pub fn exit_code(&self) -> ExitCode {
        match self {
            Self::Failed(_) | Self::Closing(_) => ExitCode::from(1),
            Self::Usage(_) => ExitCode::from(2),
            Self::Unmet(_) => ExitCode::from(3),
        }
    }
}
