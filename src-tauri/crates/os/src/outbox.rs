//! A folder where sealed texts and reports are left for people to send on.

use crate::write_for_owner;
use postern_ports::Outbox;
use postern_ports::machine::SealFault;
use std::path::PathBuf;

/// A folder of the profile.
pub struct FolderOutbox {
    folder: PathBuf,
}

impl FolderOutbox {
    /// One in `folder`, which is made when it is first needed.
    pub fn new(folder: PathBuf) -> Self {
        Self { folder }
    }
}

impl Outbox for FolderOutbox {
    fn leave_file(&self, name: &str, bytes: &[u8]) -> Result<String, SealFault> {
        let failed = |error: std::io::Error| SealFault::NotLeft(error.kind().to_string());
        let plain = |c: char| c.is_ascii_alphanumeric() || "-._".contains(c);
        if name.is_empty() || name.starts_with('.') || !name.chars().all(plain) {
            return Err(SealFault::NotLeft("name".to_owned()));
        }
        std::fs::create_dir_all(&self.folder).map_err(failed)?;
        let file = self.folder.join(name);
        write_for_owner(&file, bytes).map_err(failed)?;
        Ok(file.display().to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_left_in_the_folder_and_nowhere_else() {
        let folder = tempfile::tempdir().unwrap();
        let outbox = FolderOutbox::new(folder.path().join("exports"));
        let place = outbox.leave("key-1.age", "sealed").unwrap();
        assert_eq!(std::fs::read_to_string(place).unwrap(), "sealed");
        let place = outbox.leave_file("report.pdf", &[0, 0xff]).unwrap();
        assert_eq!(std::fs::read(place).unwrap(), [0, 0xff]);
        for outside in ["", "../x", "a/b", ".x", "a\\b"] {
            assert!(outbox.leave(outside, "sealed").is_err(), "{outside}");
        }
    }
}
