//! The metadata service against a certification authority of the tests' own. The real service's file is not here.

#![allow(clippy::unwrap_used, missing_docs, reason = "a test may fail by panicking")]

mod file;
mod hostile;
mod models;
mod service;
mod signer;
