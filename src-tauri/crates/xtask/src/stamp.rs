//! Stamps under the target directory: what a step was last done for, so that it is not done again in vain.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

use crate::place;
use crate::stop::Stop;

/// A hash over names and contents of files and over words.
///
/// A change of the hasher in a later Rust costs one superfluous step, nothing else.
#[derive(Default)]
pub struct Digest(DefaultHasher);

impl Digest {
    /// Adds a word.
    pub fn word(mut self, word: &str) -> Self {
        word.hash(&mut self.0);
        self
    }

    /// Adds every file under `path` (or `path` itself) whose relative path `take` accepts; directories by `enter`.
    pub fn files(mut self, path: &Path, take: fn(&Path) -> bool) -> Result<Self, Stop> {
        let mut found = Vec::new();
        walk(path, take, &mut found)?;
        found.sort();
        for file in found {
            let content = fs::read(&file).map_err(|e| Stop::failed(format_args!("read {}", file.display()), e))?;
            file.strip_prefix(place::root()).unwrap_or(&file).hash(&mut self.0);
            content.hash(&mut self.0);
        }
        Ok(self)
    }

    /// The hash, in hexadecimal.
    pub fn finish(self) -> String {
        format!("{:016x}", self.0.finish())
    }
}

/// A named stamp.
pub struct Stamp(PathBuf);

impl Stamp {
    /// The stamp called `name`.
    pub fn of(name: &str) -> Self {
        Self(place::target().join("stamps").join(name))
    }

    /// Whether the step was last done for `digest`.
    pub fn matches(&self, digest: &str) -> bool {
        fs::read_to_string(&self.0).is_ok_and(|stamped| stamped == digest)
    }

    /// Says that the step is done for `digest`.
    pub fn set(&self, digest: &str) -> Result<(), Stop> {
        self.0.parent().map_or(Ok(()), place::make)?;
        fs::write(&self.0, digest).map_err(|e| Stop::failed(format_args!("write {}", self.0.display()), e))
    }
}

fn walk(path: &Path, take: fn(&Path) -> bool, found: &mut Vec<PathBuf>) -> Result<(), Stop> {
    let told = |e| Stop::failed(format_args!("read {}", path.display()), e);
    if !path.is_dir() {
        if path.exists() {
            found.push(path.to_owned());
        }
        return Ok(());
    }
    for entry in fs::read_dir(path).map_err(told)? {
        let entry = entry.map_err(told)?.path();
        if take(&entry) {
            walk(&entry, take, found)?;
        }
    }
    Ok(())
}
