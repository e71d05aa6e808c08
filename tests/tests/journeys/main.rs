//! Journeys of people through the real window: the console as it is built, its web view, and WebKitWebDriver.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    missing_docs,
    reason = "a test that cannot go on says so by panicking"
)]

mod attempts;
mod beside;
mod comparing;
mod days;
mod driver;
mod elsewhere;
mod finding;
mod gallery;
mod keyring;
mod keys;
mod letters;
mod lookback;
mod machines;
mod memory;
mod native;
mod paths;
mod people;
mod privacy;
mod repudiation;
mod routine;
mod speech;
mod starts;
mod tour;
mod unaided;

/// Leaves the test where there is no window to be had, and says why.
#[macro_export]
macro_rules! needs_a_window {
    () => {
        if let Some(why) = $crate::driver::missing() {
            eprintln!("skipped: {why}");
            return;
        }
    };
}
