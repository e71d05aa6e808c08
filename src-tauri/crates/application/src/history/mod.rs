//! Looking back: a deep verification of the whole history.

mod against;
mod backup;
mod keeping;
mod verify;
mod witness;

pub use against::{Held, against, console_keys};
pub use backup::back_up;
pub use verify::{verify_history, verify_history_as};
