//! Looking back: the cases of the history, and a deep verification of the whole.

mod against;
mod backup;
mod keeping;
mod page;
mod verify;
mod witness;

pub use against::{Held, against, console_keys};
pub use backup::back_up;
pub use page::{HistoryPage, Total};
pub use verify::{verify_history, verify_history_as};
