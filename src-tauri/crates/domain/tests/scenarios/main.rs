//! The rules, given, when, then. One binary: what stands in it is built once for each small change of the domain.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    missing_docs,
    reason = "a test may fail by panicking"
)]

#[path = "../world/mod.rs"]
mod world;

mod beginnings;
mod calls;
mod compare;
mod deadlines;
mod edges;
mod elsewhere;
mod frozen;
mod incidents;
mod invariants;
mod keys;
mod limits;
mod lines;
mod machines;
mod notices;
mod path_shown;
mod patterns;
mod people;
mod questions;
mod quorum;
mod recorded;
mod retention;
mod shoulder;
mod subject;
mod verifying;
