//! Every journey of a person through the real window, on a display of our own: how many passed, how many pages were looked
//! at, and how much a routine recovery asks of an agent.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::cargo;
use crate::child;
use crate::lock::Lock;
use crate::place;
use crate::session::Session;
use crate::setup::{self, Scope};
use crate::steps::Steps;
use crate::stop::{Outcome, Stop};
use crate::surroundings::{Servers, Surroundings};
use crate::tally::{self, Tally};
use crate::ui;

/// What the command does, for the help.
pub const ABOUT: &str = "every journey through the real window, unseen; pictures in target/journeys (NAME: those alone; \
                         --pictures: put the guide's into the documentation)";

/// Pictures of the documentation: which of the journeys', and as what.
const GUIDE: &[(&str, &str)] = &[
    ("work-list-supervisor", "work.png"),
    ("proofing", "proofing.png"),
    ("cosign", "cosign.png"),
    ("revocation-read-back", "revocation.png"),
    ("provisioning", "provisioning.png"),
    ("handout", "handout.png"),
    ("review", "review.png"),
    ("compare", "compare.png"),
    ("incident", "incident.png"),
    ("machines", "machines.png"),
    ("find", "find.png"),
    ("settings", "settings.png"),
    ("settings-notices", "notices.png"),
    ("german-proofing", "german.png"),
    ("dark/history", "history-dark.png"),
];

/// A routine recovery takes no more deliberate inputs of an agent.
const MOST_INPUTS: u32 = 25;

/// `cargo xtask journeys [NAME] [--pictures]`.
pub fn run(arguments: &[String]) -> Outcome {
    let keep = arguments.iter().any(|argument| argument == "--pictures");
    let names: Vec<_> = arguments.iter().filter(|argument| *argument != "--pictures").collect();
    let only = match names[..] {
        [] => None,
        [name] if !name.starts_with('-') => Some(name.as_str()),
        _ => return Err(Stop::Usage("takes one name at most, and --pictures".to_owned())),
    };
    let _lock = Lock::take()?;
    let mut steps = Steps::new();
    let node = steps.need("set-up", || setup::ready(Scope::Tests))?;
    steps.need("npm packages", || setup::install_npm_packages(&node))?;
    steps.need("build of the pages", || ui::build(&node))?;
    steps.need("cargo build", || child::run(cargo::cargo("build").args(cargo::CONSOLE)))?;
    let session = steps.need("virtual display, session bus, keyring", Session::open)?;
    let around = Surroundings::with_pictures(session, Servers::default(), None, "journeys")?;
    let file = around.folder().join("told.txt");
    let driven = steps.need("journeys", || {
        let mut command = cargo::cargo_watched("test");
        command.args(["--workspace", "--test", "journeys", "--"]).args(only).env("POSTERN_JOURNEYS_TOLD", &file);
        around.dress(&mut command);
        child::run_watching(command, tally::is_summary)
    });
    steps.print_table();
    let watched = driven?;
    let tally = Tally::of(&watched);
    let found = Found::read(&fs::read_to_string(&file).unwrap_or_default());
    let line = found.line(tally.passed);
    if tally.failed > 0 || !found.is_whole(only.is_some()) {
        return Err(Stop::Closing(format!("{line}, {} failed", tally.failed)));
    }
    if keep {
        keep_pictures(around.folder())?;
    }
    Ok(line)
}

/// Puts the guide's pictures, as the journeys have just made them, into the documentation.
fn keep_pictures(made: &Path) -> Result<(), Stop> {
    let to = place::root().join("src-tauri/docs/guide/pictures");
    for (name, file) in GUIDE {
        let (folder, name) = match name.split_once('/') {
            Some((theme, name)) => (made.join(theme), name),
            None => (made.to_owned(), *name),
        };
        let entries = fs::read_dir(&folder).map_err(|e| Stop::failed("read the pictures", e))?;
        let is = |path: &Path| path.file_name().and_then(|n| n.to_str()).is_some_and(|n| is_picture_of(n, name));
        let found = entries.flatten().map(|entry| entry.path()).find(|path| is(path));
        let found = found.ok_or_else(|| Stop::Failed(format!("no journey made a picture of `{name}`")))?;
        fs::copy(&found, to.join(file)).map_err(|e| Stop::failed(format_args!("write {file}"), e))?;
    }
    Ok(())
}

/// `07-NAME.png`: pictures are numbered as they are made.
fn is_picture_of(file: &str, name: &str) -> bool {
    let number = file.strip_suffix(".png").and_then(|rest| rest.strip_suffix(name)?.strip_suffix('-'));
    number.is_some_and(|number| !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit()))
}

/// What the journeys told.
#[derive(Debug, Default, PartialEq, Eq)]
struct Found {
    pages: BTreeSet<String>,
    inputs: Option<u32>,
}

impl Found {
    fn read(told: &str) -> Self {
        let mut found = Self::default();
        for line in told.lines() {
            match line.split_once('\t') {
                Some(("page", name)) => drop(found.pages.insert(name.to_owned())),
                Some(("inputs", count)) => found.inputs = count.parse().ok(),
                _ => {}
            }
        }
        found
    }

    /// A run of all of them has counted, and not too much.
    fn is_whole(&self, some: bool) -> bool {
        some || self.inputs.is_some_and(|inputs| inputs <= MOST_INPUTS)
    }

    /// A page with a fault fails its journey: none of those that are counted has any.
    fn line(&self, passed: usize) -> String {
        let inputs = self.inputs.map_or_else(|| "not counted".to_owned(), |count| format!("{count} inputs"));
        format!("{passed} journeys passed, axe 0 violations over {} pages, routine recovery {inputs}", self.pages.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_is_known_by_its_whole_name() {
        assert!(is_picture_of("07-proofing.png", "proofing"));
        assert!(!is_picture_of("03-german-proofing.png", "proofing"));
        assert!(!is_picture_of("-proofing.png", "proofing") && !is_picture_of("07-proofing.jpg", "proofing"));
    }

    #[test]
    fn pages_are_counted_once_and_inputs_have_a_limit() {
        let found = Found::read("page\tclose\npage\twork\ninputs\t21\npage\tclose\n");
        assert_eq!(found.line(3), "3 journeys passed, axe 0 violations over 2 pages, routine recovery 21 inputs");
        assert!(found.is_whole(false));
        assert!(!Found::read("inputs\t26\n").is_whole(false));
        assert!(!Found::read("page\tclose\n").is_whole(false) && Found::read("").is_whole(true));
    }
}
