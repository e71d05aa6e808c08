//! Looking back: a deep verification of the whole history, a sample of what ended, and what many cases show.

mod against;
mod keeping;
mod patterns;
mod sampling;
mod verify;
mod witness;

pub use against::{Held, against, console_keys};
pub use patterns::Counts;
pub use sampling::{Sample, SampleAsk, Sampled, sample};
pub use verify::{verify_history, verify_history_as};
