//! Verifiers that were not written here: Go from Debian, pymerkle, fido2 and py-ocsf-models from the Python registry.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use super::python;
use crate::place;
use crate::stop::Stop;

const REQUIREMENTS: &str = include_str!("outside.txt");

/// Where they are.
pub struct Outside {
    python: PathBuf,
}

impl Outside {
    /// Installs what is missing; Go came with the Debian packages.
    pub fn install() -> Result<Self, Stop> {
        let log = place::target().join("servers/outside.log");
        place::make(&place::target().join("servers"))?;
        fs::write(&log, "").map_err(|e| Stop::failed(format_args!("write {}", log.display()), e))?;
        Ok(Self { python: python::environment(REQUIREMENTS, &log)?.join("bin/python") })
    }

    /// Tells `command` where they are.
    pub fn dress(&self, command: &mut Command) {
        command.env("POSTERN_GO", "go");
        command.env("POSTERN_OUTSIDE_PYTHON", &self.python);
    }
}
