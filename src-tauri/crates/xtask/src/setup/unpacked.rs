//! Debian packages that are unpacked below `target` and not installed: the machine keeps its packages and starts nothing.

use std::fs;
use std::path::{Path, PathBuf};

use crate::child;
use crate::place;
use crate::stop::Stop;

/// Unpacks `packages`, with everything that they need and this system does not have, and `besides` alone, below `folder`
/// once. Returns the folder that holds them as if it were `/`.
pub fn packages(about: &str, folder: &Path, packages: &[&str], besides: &[&str]) -> Result<PathBuf, Stop> {
    let (debs, root) = (folder.join("debs"), folder.join("root"));
    let done = folder.join("unpacked");
    if done.exists() {
        return Ok(root);
    }
    println!("==> {about} from Debian, unpacked below {} (once)", folder.display());
    place::make_empty(&debs)?;
    place::make_empty(&root)?;
    let fetch = || {
        let mut fetch = child::command("apt-get");
        fetch.current_dir(&debs).args(["download", "-q"]).args(with_needs(packages)?).args(besides);
        child::run(&mut fetch)
    };
    // Without lists, or with old ones, it knows no address.
    if fetch().is_err() {
        super::packages::refresh()?;
        fetch()?;
    }
    let entries = fs::read_dir(&debs).map_err(|e| Stop::failed("list the packages", e))?;
    for deb in entries.flatten().map(|e| e.path()).filter(|p| p.extension().is_some_and(|kind| kind == "deb")) {
        let mut unpack = child::command("dpkg");
        unpack.arg("-x").arg(&deb).arg(&root);
        child::run(&mut unpack)?;
    }
    fs::write(&done, "").map_err(|e| Stop::failed("remember what is unpacked", e))?;
    Ok(root)
}

/// The packages, and what they need and this system does not have.
fn with_needs(packages: &[&str]) -> Result<Vec<String>, Stop> {
    let mut ask = child::command("apt-cache");
    ask.args(["depends", "--recurse", "--no-recommends", "--no-suggests", "--no-conflicts", "--no-breaks"]);
    ask.args(["--no-replaces", "--no-enhances", "--no-pre-depends"]).args(packages);
    let told = child::answer(&mut ask).ok_or_else(|| Stop::Failed("apt-cache tells no dependencies".into()))?;
    let mut all: Vec<String> = told
        .lines()
        .filter(|line| !line.starts_with([' ', '<', '|']))
        .map(|line| line.trim().to_owned())
        // The system's own C library serves both.
        .filter(|name| !name.is_empty() && !["libc6", "libc6-i386", "debconf"].contains(&name.as_str()))
        .filter(|name| !name.contains(':') && !installed(name))
        .collect();
    all.extend(packages.iter().map(|name| (*name).to_owned()));
    all.sort_unstable();
    all.dedup();
    Ok(all)
}

fn installed(package: &str) -> bool {
    let mut ask = child::command("dpkg-query");
    ask.args(["-W", "-f", "${Status}", package]);
    child::answer(&mut ask).is_some_and(|status| status.contains("install ok installed"))
}
