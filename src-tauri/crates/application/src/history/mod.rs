//! Looking back: a deep verification of the whole history.

mod verify;

pub use verify::{verify_history, verify_history_as};
