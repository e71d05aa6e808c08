//! What a test finds around it: the desktop session, the servers, and the variables that say where things are.

use std::path::PathBuf;
use std::process::Command;

use crate::place;
use crate::servers::outside::Outside;
use crate::servers::privacyidea::PrivacyIdea;
use crate::session::Session;
use crate::stop::Stop;

/// Session, servers and places; what runs ends when this is dropped.
pub struct Surroundings {
    session: Session,
    directory: Option<PrivacyIdea>,
    outside: Option<Outside>,
    pictures: PathBuf,
}

impl Surroundings {
    /// Around a running session and, where the tests use them, a running directory and other verifiers. Earlier pictures are removed.
    pub fn new(session: Session, directory: Option<PrivacyIdea>, outside: Option<Outside>) -> Result<Self, Stop> {
        let pictures = place::target().join("tour");
        place::make_empty(&pictures)?;
        Ok(Self { session, directory, outside, pictures })
    }

    /// Puts `command` into them.
    pub fn dress(&self, command: &mut Command) {
        self.session.dress(command);
        if let Some(directory) = &self.directory {
            directory.dress(command);
        }
        if let Some(outside) = &self.outside {
            outside.dress(command);
        }
        command.env("POSTERN_BIN", place::built("postern"));
        command.env("POSTERN_AUDIT_BIN", place::built("postern-audit"));
        command.env("POSTERN_TOUR_DIR", &self.pictures);
    }

    /// How many pictures were saved.
    pub fn pictures(&self) -> Result<usize, Stop> {
        let entries = self.pictures.read_dir().map_err(|e| Stop::failed("count the pictures", e))?;
        Ok(entries.flatten().filter(|entry| entry.path().extension().is_some_and(|kind| kind == "png")).count())
    }
}
