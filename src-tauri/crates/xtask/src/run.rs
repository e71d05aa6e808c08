//! The console, on this machine's display.

use crate::cargo;
use crate::child;
use crate::display;
use crate::lock::Lock;
use crate::place;
use crate::setup::{self, Scope};
use crate::steps::Steps;
use crate::stop::{Outcome, Stop};
use crate::tour;
use crate::ui;

/// What the command does, for the help.
pub const ABOUT: &str = "open the console on the practice profile (--profile NAME for another)";

const PRACTICE: &str = "practice";

/// `cargo xtask run [--profile NAME]`.
pub fn run(arguments: &[String]) -> Outcome {
    let profile = profile(arguments)?;
    let lock = Lock::take()?;
    if !display::is_there() {
        if profile != PRACTICE {
            return Err(Stop::Unmet(format!("no display here to open the profile `{profile}` on")));
        }
        println!("There is no display here (neither DISPLAY nor WAYLAND_DISPLAY is set): one recovery is driven");
        println!("through the real window on a virtual one, and a picture of each step saved in target/tour.");
        return tour::drive();
    }

    let mut steps = Steps::new();
    let node = steps.need("set-up", || setup::ready(Scope::Console))?;
    steps.need("npm packages", || setup::install_npm_packages(&node))?;
    steps.need("build of the pages", || ui::build(&node))?;
    steps.need("cargo build", || child::run(cargo::cargo("build").args(cargo::CONSOLE)))?;
    // The window may stay open for hours: other commands need not wait for it.
    drop(lock);
    println!("==> the console, profile `{profile}`; close its window or press Ctrl-C to end");
    child::run(child::command(place::built("postern")).args(["--profile", profile]))?;
    Ok(format!("run: the console was closed, profile `{profile}`"))
}

fn profile(arguments: &[String]) -> Result<&str, Stop> {
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words.as_slice() {
        [] => Ok(PRACTICE),
        ["--profile", name] => Ok(name),
        [word] if word.starts_with("--profile=") => Ok(word.trim_start_matches("--profile=")),
        [word, ..] => Err(Stop::Usage(format!("does not understand `{word}`"))),
    }
}

#[cfg(test)]
mod tests {
    use super::profile;

    #[test]
    fn the_profile_is_practice_unless_another_is_named() {
        assert_eq!(profile(&[]).unwrap(), "practice");
        assert_eq!(profile(&["--profile".into(), "desk".into()]).unwrap(), "desk");
        assert_eq!(profile(&["--profile=desk".into()]).unwrap(), "desk");
        assert!(profile(&["--profile".into()]).is_err());
    }
}
