//! Where things are: the repository and cargo's target directory.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use crate::stop::Stop;

static ROOT: LazyLock<PathBuf> = LazyLock::new(|| {
    // `cargo run` names the crate's directory of today; the compiled-in one serves a binary started by hand.
    let own = env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| env!("CARGO_MANIFEST_DIR").into(), PathBuf::from);
    own.ancestors().nth(3).unwrap_or(&own).to_path_buf()
});

static TARGET: LazyLock<PathBuf> = LazyLock::new(|| match env::var_os("CARGO_TARGET_DIR") {
    Some(chosen) => root().join(chosen),
    None => root().join("target"),
});

/// The root of the repository.
pub fn root() -> &'static Path {
    &ROOT
}

/// Cargo's target directory, which also holds our stamps, servers and pictures.
pub fn target() -> &'static Path {
    &TARGET
}

/// A binary of the one development build.
pub fn built(name: &str) -> PathBuf {
    target().join("debug").join(name)
}

/// Creates `directory` and its parents.
pub fn make(directory: &Path) -> Result<(), Stop> {
    fs::create_dir_all(directory).map_err(|e| Stop::failed(format_args!("create {}", directory.display()), e))
}

/// Creates `directory` anew, with nothing in it.
pub fn make_empty(directory: &Path) -> Result<(), Stop> {
    match fs::remove_dir_all(directory) {
        Err(e) if e.kind() != std::io::ErrorKind::NotFound => {
            Err(Stop::failed(format_args!("empty {}", directory.display()), e))
        }
        _ => make(directory),
    }
}
