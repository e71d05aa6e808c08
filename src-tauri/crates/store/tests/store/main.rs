//! The store, on real files.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    missing_docs,
    reason = "a test may fail by panicking"
)]

mod at_once;
mod common;
mod keep;
mod kill;
mod lists;
mod story;
