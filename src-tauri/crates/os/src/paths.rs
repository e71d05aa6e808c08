//! Where a profile keeps its things.

use directories::ProjectDirs;
use std::io;
use std::path::{Path, PathBuf};

/// Folders of one profile, made for the owner alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paths {
    data: PathBuf,
    config: PathBuf,
}

/// A profile's name that cannot be a folder's.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a profile's name has 1 to 32 of a-z, 0-9 and -")]
pub struct BadProfile;

impl Paths {
    /// The folders of `profile`, below `home` when given, else the user's own.
    pub fn of(profile: &str, home: Option<&Path>) -> Result<Self, BadProfile> {
        let fits = (1..=32).contains(&profile.len())
            && profile.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
        if !fits {
            return Err(BadProfile);
        }
        if let Some(home) = home {
            return Ok(Self { data: home.join(profile).join("data"), config: home.join(profile).join("config") });
        }
        let own = ProjectDirs::from("dev", "postern", "postern").ok_or(BadProfile)?;
        Ok(Self { data: own.data_dir().join(profile), config: own.config_dir().join(profile) })
    }

    /// Makes the folders.
    pub fn make(&self) -> io::Result<()> {
        for folder in [&self.data, &self.config, &self.log()] {
            std::fs::create_dir_all(folder)?;
            only_owner(folder)?;
        }
        Ok(())
    }

    /// Everything the profile keeps.
    pub fn data(&self) -> &Path {
        &self.data
    }

    /// The history.
    pub fn history(&self) -> PathBuf {
        self.data.join("history.sqlite")
    }

    /// Secrets as files: of practice, and where the settings say so.
    pub fn secrets(&self) -> PathBuf {
        self.data.join("secrets")
    }

    /// The settings.
    pub fn settings(&self) -> PathBuf {
        self.config.join("postern.toml")
    }

    /// Trusted attestation roots.
    pub fn roots(&self) -> PathBuf {
        self.config.join("roots")
    }

    /// The FIDO metadata that are kept here.
    pub fn metadata(&self) -> PathBuf {
        self.data.join("metadata.jwt")
    }

    /// Roots of metadata services that are trusted besides the FIDO Alliance's.
    pub fn metadata_roots(&self) -> PathBuf {
        self.config.join("metadata-roots")
    }

    /// The log folder.
    pub fn log(&self) -> PathBuf {
        self.data.join("log")
    }

    /// The lock file.
    pub fn lock(&self) -> PathBuf {
        self.data.join("lock")
    }

    /// The journal of the notices that were handed over.
    pub fn deliveries(&self) -> PathBuf {
        self.data.join("deliveries.jsonl")
    }

    /// Where it is kept that no notices are wanted on the desktop.
    pub fn desktop_notices(&self) -> PathBuf {
        self.config.join("desktop-notices")
    }

    /// This console's own name.
    pub fn console(&self) -> PathBuf {
        self.data.join("console-id")
    }
}

/// Writes a file, in place of one that is there, which only its owner reads from the beginning; synced.
pub fn write_for_owner(file: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut opened = options.open(file)?;
    io::Write::write_all(&mut opened, bytes)?;
    opened.sync_all()
}

#[cfg(unix)]
fn only_owner(folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    std::fs::set_permissions(folder, std::fs::Permissions::from_mode(0o700))
}

#[cfg(not(unix))]
fn only_owner(_folder: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn odd_names_are_refused() {
        for name in ["", "..", "a/b", "Desk", "a b", &"x".repeat(33)] {
            assert_eq!(Paths::of(name, None), Err(BadProfile), "{name}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn folders_are_for_their_owner_alone() {
        use std::os::unix::fs::PermissionsExt as _;
        let home = tempfile::tempdir().unwrap();
        let paths = Paths::of("desk", Some(home.path())).unwrap();
        paths.make().unwrap();
        let mode = std::fs::metadata(paths.data()).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o700);
    }
}
