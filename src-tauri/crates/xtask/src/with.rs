//! One command, such as a single test, in the surroundings that `test` gives to all of them.

use crate::child;
use crate::lock::Lock;
use crate::servers::glewlwyd::Glewlwyd;
use crate::servers::outside::Outside;
use crate::servers::privacyidea::PrivacyIdea;
use crate::session::Session;
use crate::setup::{self, Scope};
use crate::steps::Steps;
use crate::stop::{Outcome, Stop};
use crate::surroundings::{Servers, Surroundings};

/// What the command does, for the help.
pub const ABOUT: &str =
    "run one command with the tests' servers and session: cargo xtask with cargo test --workspace ...";

/// `cargo xtask with COMMAND ...`.
pub fn run(arguments: &[String]) -> Outcome {
    let Some((program, arguments)) = arguments.split_first() else {
        return Err(Stop::Usage("needs a command to run".into()));
    };
    let _lock = Lock::take()?;
    let mut steps = Steps::new();
    steps.need("set-up", || setup::ready(Scope::Tests))?;
    let session = steps.need("virtual display, session bus, keyring", Session::open)?;
    let privacyidea = Some(steps.need("privacyIDEA", PrivacyIdea::start)?);
    let glewlwyd = Some(steps.need("Glewlwyd", Glewlwyd::start)?);
    let outside = steps.need("other verifiers", Outside::install)?;
    let surroundings = Surroundings::new(session, Servers { privacyidea, glewlwyd }, Some(outside))?;
    let mut command = child::command(program);
    surroundings.dress(command.args(arguments));
    steps.need(program, || child::run(&mut command))?;
    Ok(format!("with: `{program}` succeeded"))
}
