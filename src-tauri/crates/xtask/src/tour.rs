//! One recovery through the real window, on a display of our own, with a picture of each step.

use crate::cargo;
use crate::child;
use crate::lock::Lock;
use crate::session::Session;
use crate::setup::{self, Scope};
use crate::steps::Steps;
use crate::stop::{Outcome, Stop};
use crate::surroundings::{Servers, Surroundings};
use crate::tally::{self, Tally};
use crate::ui;

/// What the command does, for the help.
pub const ABOUT: &str = "drive one recovery through the real window, unseen; pictures in target/tour";

const FEWEST_PICTURES: usize = 10;

/// `cargo xtask tour`.
pub fn run(arguments: &[String]) -> Outcome {
    crate::no_arguments(arguments)?;
    let _lock = Lock::take()?;
    drive()
}

/// Drives the recovery.
pub fn drive() -> Outcome {
    let count = pictures_of("tour::tour", "tour")?;
    if count < FEWEST_PICTURES {
        return Err(Stop::Failed(format!("only {count} pictures in target/tour, {FEWEST_PICTURES} expected")));
    }
    Ok(format!("tour: {count} pictures in target/tour, recovery completed"))
}

/// Sets up, builds, and drives one journey, a test among the others; how many pictures it left in `target/FOLDER`.
pub fn pictures_of(journey: &str, folder: &str) -> Result<usize, Stop> {
    let mut steps = Steps::new();
    let node = steps.need("set-up", || setup::ready(Scope::Tests))?;
    steps.need("npm packages", || setup::install_npm_packages(&node))?;
    steps.need("build of the pages", || ui::build(&node))?;
    steps.need("cargo build", || child::run(cargo::cargo("build").args(cargo::CONSOLE)))?;
    let session = steps.need("virtual display, session bus, keyring", Session::open)?;
    let surroundings = Surroundings::with_pictures(session, Servers::default(), None, folder)?;
    let driven = steps.need("journey through the window", || {
        let mut command = cargo::cargo_watched("test");
        command.args(["--workspace", "--test", "journeys", "--", "--exact", journey, "--nocapture"]);
        surroundings.dress(&mut command);
        let watched = child::run_watching(command, tally::is_summary)?;
        let tally = Tally::of(&watched);
        watched.result?;
        Ok(tally)
    });
    steps.print_table();
    if driven?.passed == 0 {
        return Err(Stop::Failed(format!("there is no test `{journey}` among the journeys")));
    }
    surroundings.pictures()
}
