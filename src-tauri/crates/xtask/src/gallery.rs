//! Every component of the window in every state, for whoever builds or judges it.

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
pub const ABOUT: &str =
    "open the gallery of components; without a display, or with --pictures, pictures of it in target/gallery";

const FEWEST_PICTURES: usize = 16;

/// `cargo xtask gallery [--pictures]`.
pub fn run(arguments: &[String]) -> Outcome {
    let pictures = match arguments {
        [] => false,
        [one] if one == "--pictures" => true,
        _ => return Err(Stop::Usage("takes --pictures or nothing".to_owned())),
    };
    let lock = Lock::take()?;
    if pictures || !display::is_there() {
        return photograph();
    }
    let mut steps = Steps::new();
    let node = steps.need("set-up", || setup::ready(Scope::Console))?;
    steps.need("npm packages", || setup::install_npm_packages(&node))?;
    steps.need("build of the pages", || ui::build(&node))?;
    steps.need("cargo build", || child::run(cargo::cargo("build").args(cargo::CONSOLE)))?;
    // The window may stay open for hours: other commands need not wait for it.
    drop(lock);
    child::run(child::command(place::built("postern")).args(["--profile", "practice", "--gallery"]))?;
    Ok("gallery: its window was closed".to_owned())
}

fn photograph() -> Outcome {
    let count = tour::pictures_of("gallery::the_gallery_shows_every_component_in_every_state", "gallery")?;
    if count < FEWEST_PICTURES {
        return Err(Stop::Failed(format!("only {count} pictures in target/gallery, {FEWEST_PICTURES} expected")));
    }
    Ok(format!("gallery: {count} pictures in target/gallery, axe 0 violations"))
}
