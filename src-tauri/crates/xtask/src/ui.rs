//! The pages: npm's scripts of `ui/`, and the build that the console embeds.

use std::fs;
use std::path::Path;

use crate::child;
use crate::lock::Lock;
use crate::place;
use crate::setup::{self, Node, Scope};
use crate::stamp::{Digest, Stamp};
use crate::stop::{Outcome, Stop};

/// What the command does, for the help.
pub const ABOUT: &str = "build the pages (ui/dist), unless their sources are unchanged";

/// It is in the name of each of the gallery's files, and of each of its sentences.
const GALLERY: &[u8] = b"gallery";

/// `cargo xtask ui`.
pub fn run(arguments: &[String]) -> Outcome {
    crate::no_arguments(arguments)?;
    let _lock = Lock::take()?;
    let node = setup::ready(Scope::Pages)?;
    setup::install_npm_packages(&node)?;
    let built = build(&node)?;
    Ok(format!("ui: ui/dist is {}", if built { "built" } else { "up to date" }))
}

/// Runs the script `name` of `ui/package.json`.
pub fn script(node: &Node, name: &str) -> Result<(), Stop> {
    child::run(setup::npm(node).args(["run", name]))
}

/// Builds `ui/dist` for work on the console, with the gallery of components, where it is not of today's sources; says
/// whether it did.
pub fn build(node: &Node) -> Result<bool, Stop> {
    build_by(node, "build:practice")
}

/// The same as a release holds it: without the gallery.
pub fn build_release(node: &Node) -> Result<bool, Stop> {
    build_by(node, "build")
}

/// The pages of a release, in `folder` beside `ui/dist`.
pub fn build_release_into(node: &Node, folder: &Path) -> Result<(), Stop> {
    child::run(setup::npm(node).args(["run", "build", "--", "--outDir"]).arg(folder))
}

fn build_by(node: &Node, name: &str) -> Result<bool, Stop> {
    let root = place::root();
    let digest = Digest::default()
        .word(name)
        .word(&node.version)
        .files(&root.join("ui"), is_source)?
        .files(&root.join("icons"), is_source)?
        // The words are shared with mail, reports and the command line, and so may lie with the crates.
        .files(&root.join("src-tauri/crates"), is_message)?
        .finish();
    let stamp = Stamp::of("ui");
    if stamp.matches(&digest) && root.join("ui/dist/index.html").exists() {
        return Ok(false);
    }
    script(node, name)?;
    stamp.set(&digest)?;
    Ok(true)
}

/// Whether anything of the gallery of components is in the pages under `folder`: in the name of a file or in its text.
pub fn holds_gallery(folder: &Path) -> Result<bool, Stop> {
    let told = |e| Stop::failed(format_args!("read {}", folder.display()), e);
    for entry in fs::read_dir(folder).map_err(told)? {
        let path = entry.map_err(told)?.path();
        let named = path.file_name().is_some_and(|name| is_of_gallery(name.as_encoded_bytes()));
        let holds = if path.is_dir() { holds_gallery(&path)? } else { is_of_gallery(&fs::read(&path).map_err(told)?) };
        if named || holds {
            return Ok(true);
        }
    }
    Ok(false)
}

fn is_of_gallery(bytes: &[u8]) -> bool {
    bytes.windows(GALLERY.len()).any(|part| part.eq_ignore_ascii_case(GALLERY))
}

fn is_source(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default();
    !["node_modules", "dist", "coverage"].iter().any(|made| name == *made)
}

fn is_message(path: &Path) -> bool {
    path.is_dir() || path.extension().is_some_and(|extension| extension == "ftl")
}

#[cfg(test)]
mod tests {
    use super::holds_gallery;
    use std::fs;

    #[test]
    fn the_gallery_is_found_by_name_and_by_text() {
        let folder = std::env::temp_dir().join(format!("postern-pages-{}", std::process::id()));
        let assets = folder.join("assets");
        fs::create_dir_all(&assets).unwrap();
        fs::write(folder.join("index.html"), "<title>Postern</title>").unwrap();
        fs::write(assets.join("index.js"), "t('nav-work')").unwrap();
        assert!(!holds_gallery(&folder).unwrap());
        fs::write(assets.join("index.js"), "t('gallery-title')").unwrap();
        assert!(holds_gallery(&folder).unwrap());
        fs::write(assets.join("index.js"), "").unwrap();
        fs::write(assets.join("GalleryPage-1.css"), "").unwrap();
        assert!(holds_gallery(&folder).unwrap());
        fs::remove_dir_all(&folder).unwrap();
    }
}
