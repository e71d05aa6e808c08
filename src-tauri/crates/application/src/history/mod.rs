//! Looking back: the cases of the history, a deep verification of the whole, a sample of what ended, and what many cases show.

mod against;
mod backup;
mod keeping;
mod page;
mod patterns;
mod sampling;
mod subject;
mod verify;
mod witness;

pub use against::{Held, against, console_keys};
pub use backup::back_up;
pub use page::{HistoryPage, Total};
pub use patterns::Counts;
pub use sampling::{Sample, SampleAsk, Sampled, sample};
pub use subject::{SubjectAsk, SubjectFound, subject};
pub use verify::{verify_history, verify_history_as};
