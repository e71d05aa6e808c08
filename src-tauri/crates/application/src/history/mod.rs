//! Looking back: the cases of the history, a deep verification of the whole, a sample of what ended, what many cases
//! show, two cases side by side, and lists that are left as files.

mod against;
mod backup;
mod comparing;
mod keeping;
mod leaving;
mod page;
mod patterns;
mod sampling;
mod subject;
mod verify;
mod witness;

pub use against::{Held, against, console_keys};
pub use backup::back_up;
pub use comparing::Compared;
pub use leaving::Whole;
pub use page::{HistoryPage, Total};
pub use patterns::Counts;
pub use sampling::{Sample, SampleAsk, Sampled, sample};
pub use subject::{SubjectAsk, SubjectFound, subject};
pub use verify::{verify_history, verify_history_as};
