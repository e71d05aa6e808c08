//! Everything that CI runs: the pages' checks, formatting, clippy, the build, what a release may hold, and every test,
//! on real servers and in a desktop session of our own.

use std::process::Command;
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use crate::cargo;
use crate::child::{self, Watched};
use crate::full::Longer;
use crate::lock::Lock;
use crate::package;
use crate::servers::glewlwyd::Glewlwyd;
use crate::servers::outside::Outside;
use crate::servers::privacyidea::PrivacyIdea;
use crate::session::Session;
use crate::setup::{self, Scope};
use crate::steps::Steps;
use crate::stop::{Outcome, Stop};
use crate::surroundings::{Servers, Surroundings};
use crate::tally::{self, Tally};
use crate::ui;

/// What the command does, for the help.
pub const ABOUT: &str = "everything that CI runs, on real servers; ends in `N passed, N failed`";

/// `cargo xtask test`.
pub fn run(arguments: &[String]) -> Outcome {
    crate::no_arguments(arguments)?;
    run_all("postern", &[])
}

/// Runs everything and then `longer`; the closing line starts with `word`.
pub fn run_all(word: &str, longer: &[Longer]) -> Outcome {
    let mut run = Run { steps: Steps::new(), tally: Tally::default(), counted: 0 };
    let ended = Lock::take().and_then(|_lock| run.everything(longer));
    run.conclude(word, ended)
}

struct Run {
    steps: Steps,
    tally: Tally,
    /// Failed steps whose failures are in the tally already.
    counted: usize,
}

impl Run {
    fn everything(&mut self, longer: &[Longer]) -> Result<(), Stop> {
        let node = self.steps.need("set-up", || setup::ready(Scope::Tests))?;
        let privacyidea = Beside::start("privacyIDEA", PrivacyIdea::start);
        let glewlwyd = Beside::start("Glewlwyd", Glewlwyd::start);
        let outside = Beside::start("other verifiers", Outside::install);

        self.steps.need("npm packages", || setup::install_npm_packages(&node).map(|_| ()))?;
        self.steps.check("svelte-check", || ui::script(&node, "check"));
        self.steps.check("eslint and prettier", || ui::script(&node, "lint"));
        let mut vitest = setup::npm(&node);
        vitest.arg("test");
        self.tests("vitest", vitest);
        self.steps.need("build of the pages", || ui::build(&node).map(|_| ()))?;

        self.steps.check("cargo fmt", || child::run(cargo::cargo("fmt").args(["--all", "--check"])));
        self.steps.need("cargo build", || child::run(cargo::cargo("build").args(cargo::EVERYTHING)))?;
        self.steps.check("cargo clippy", || {
            child::run(cargo::cargo("clippy").args(cargo::EVERYTHING).args(["--", "-D", "warnings"]))
        });
        self.steps.check("what a release holds", || {
            package::check_release_graph().and_then(|()| package::check_release_pages(&node))
        });

        let session = self.steps.need("virtual display, session bus, keyring", Session::open)?;
        // Without it the tests that need it say so; the others still run.
        let privacyidea = privacyidea.join(&mut self.steps);
        let glewlwyd = glewlwyd.join(&mut self.steps);
        let outside = outside.join(&mut self.steps);
        let surroundings = Surroundings::new(session, Servers { privacyidea, glewlwyd }, outside)?;

        let mut tests = cargo::cargo_watched("test");
        tests.args(cargo::EVERYTHING).arg("--no-fail-fast");
        surroundings.dress(&mut tests);
        self.tests("cargo test", tests);
        for longer in longer {
            for mut command in self.steps.need(&format!("build of {}", longer.about), || longer.commands())? {
                surroundings.dress(&mut command);
                self.tests(longer.about, command);
            }
        }
        Ok(())
    }

    /// Runs a command that prints summaries of tests.
    fn tests(&mut self, name: &str, command: Command) {
        let (tally, counted) = (&mut self.tally, &mut self.counted);
        self.steps.check(name, || {
            let watched: Watched = child::run_watching(command, tally::is_summary)?;
            *tally += Tally::of(&watched);
            *counted += usize::from(watched.result.is_err());
            watched.result
        });
    }

    fn conclude(mut self, word: &str, ended: Result<(), Stop>) -> Outcome {
        if let Err(stop) = &ended
            && self.steps.failures() == 0
        {
            // It stopped between two steps.
            self.steps.note("xtask", Duration::ZERO, Some(stop));
        }
        self.steps.print_table();
        let failed = self.tally.failed + self.steps.failures() - self.counted;
        let line = format!("{word}: {} passed, {failed} failed", self.tally.passed);
        if failed == 0 { Ok(line) } else { Err(Stop::Closing(line)) }
    }
}

/// A step that runs beside the others.
struct Beside<T> {
    name: &'static str,
    thread: JoinHandle<(Duration, Result<T, Stop>)>,
}

impl<T: Send + 'static> Beside<T> {
    fn start(name: &'static str, work: fn() -> Result<T, Stop>) -> Self {
        println!("==> {name}, beside the next steps");
        let thread = thread::spawn(move || {
            let start = Instant::now();
            let result = work();
            (start.elapsed(), result)
        });
        Self { name, thread }
    }

    /// Waits for its end and records it.
    fn join(self, steps: &mut Steps) -> Option<T> {
        let panicked = || Err(Stop::Failed("its thread panicked".into()));
        let (took, result) = self.thread.join().unwrap_or_else(|_| (Duration::ZERO, panicked()));
        steps.note(&format!("{} (beside others)", self.name), took, result.as_ref().err());
        result.ok()
    }
}
