//! Python environments, kept under the target directory by what is in them.

use std::fs;
use std::path::{Path, PathBuf};

use crate::child;
use crate::place;
use crate::stamp::Digest;
use crate::stop::Stop;

/// The environment that holds `requirements`, whole and pinned; made where it is not there.
pub fn environment(requirements: &str, log: &Path) -> Result<PathBuf, Stop> {
    let python = child::answer(child::command("python3").arg("--version"))
        .ok_or_else(|| Stop::Failed("python3 does not run".into()))?;
    let digest = Digest::default().word(requirements).word(&python).finish();
    let venv = place::target().join("servers").join(digest);
    let complete = venv.join("complete");
    if complete.exists() {
        return Ok(venv);
    }
    place::make_empty(&venv)?;
    let file = venv.join("requirements.txt");
    write(&file, requirements)?;
    child::run_into(child::command("python3").args(["-m", "venv"]).arg(&venv), log)?;
    let mut pip = child::command(venv.join("bin/pip"));
    child::run_into(pip.args(["install", "--no-deps", "-r"]).arg(&file), log)?;
    write(&complete, "")?;
    Ok(venv)
}

fn write(path: &Path, text: &str) -> Result<(), Stop> {
    fs::write(path, text).map_err(|e| Stop::failed(format_args!("write {}", path.display()), e))
}
