//! Telling people: the words (Fluent, shared with the window) and the practice mailbox.
//!
//! Invariants: a notice is delivered at most once under a reference; its text carries repudiation
//! instructions (SP 800-63B-4 §4.6). Deliberately absent: who must be told (domain), mail servers (later).

mod mailbox;
mod words;

pub use mailbox::{Mailbox, Message};
pub use words::{SOURCE, Words};
