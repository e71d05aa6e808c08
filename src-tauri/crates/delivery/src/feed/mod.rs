//! The history as it is told to security: every record that says something to them as an OCSF 1.5 event, in the order of
//! the history, at least once.
//!
//! Purpose: [`security_event`] says what a record tells, [`Follower`] hands the history on page by page and keeps how far
//! it is, [`Sink`]s are the file, the syslog server and the collector that take it.
//! Invariants: a position moves only over what was acknowledged; an event's `metadata.uid` is the same each time that it
//! is sent; nobody at the desk waits for any of it; no note, no address, no file's name and no evidence leaves the house.
//! Deliberately absent: a queue. The history is the queue (`docs/decisions/0025-the-history-is-the-queue.md`).

mod collector;
mod cursor;
mod file;
mod follower;
mod lookback;
mod ocsf;
mod of_case;
mod of_desk;
pub(crate) mod outward;
mod sink;
mod syslog;

pub use collector::{Collector, CollectorSettings};
pub use cursor::{Cursor, Place};
pub use file::EventFile;
pub use follower::{Begin, Follower, LONGEST_PAUSE, PAGE, Step, Taken, Taker, pause};
pub use lookback::{Known, Lookback, Subject};
pub use ocsf::{Content, OCSF, SecurityEvent, security_event};
pub use outward::BadOutward;
pub use sink::{SecurityFeed, Sink};
pub use syslog::{Syslog, SyslogSettings};
