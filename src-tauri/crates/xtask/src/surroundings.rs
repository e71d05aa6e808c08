//! What a test finds around it: the desktop session, the servers, and the variables that say where things are.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::place;
use crate::servers::glewlwyd::Glewlwyd;
use crate::servers::outside::Outside;
use crate::servers::privacyidea::PrivacyIdea;
use crate::session::Session;
use crate::stop::Stop;

/// Directories that run for the tests; those that are not there are said to be skipped by the tests.
#[derive(Default)]
pub struct Servers {
    pub privacyidea: Option<PrivacyIdea>,
    pub glewlwyd: Option<Glewlwyd>,
}

impl Servers {
    /// Tells `command` where they are.
    pub fn dress(&self, command: &mut Command) {
        if let Some(server) = &self.privacyidea {
            server.dress(command);
        }
        if let Some(server) = &self.glewlwyd {
            server.dress(command);
        }
    }
}

/// Session, servers and places; what runs ends when this is dropped.
pub struct Surroundings {
    session: Session,
    servers: Servers,
    outside: Option<Outside>,
    pictures: PathBuf,
}

impl Surroundings {
    /// Around a running session and, where the tests use them, a running directory and other verifiers. Earlier pictures are removed.
    pub fn new(session: Session, servers: Servers, outside: Option<Outside>) -> Result<Self, Stop> {
        Self::with_pictures(session, servers, outside, "tour")
    }

    /// The same, with pictures under `target/FOLDER`.
    pub fn with_pictures(
        session: Session,
        servers: Servers,
        outside: Option<Outside>,
        folder: &str,
    ) -> Result<Self, Stop> {
        let pictures = place::target().join(folder);
        place::make_empty(&pictures)?;
        Ok(Self { session, servers, outside, pictures })
    }

    /// Where the pictures are.
    pub fn folder(&self) -> &Path {
        &self.pictures
    }

    /// Puts `command` into them.
    pub fn dress(&self, command: &mut Command) {
        self.session.dress(command);
        self.servers.dress(command);
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
