//! Use cases: what a person can do at a console, one operation per file.
//!
//! Each loads what was recorded, gathers the facts of the moment, lets the domain decide, and appends
//! what follows. Invariants: the actor comes from the session, never from a request; an outside call has
//! an intent before it and an observation after it; a refusal is kept in the history. Deliberately
//! absent: rules (domain), sentences (words), transport types (ipc), any driver.

pub mod approval;
mod console;
pub mod desk;
mod effects;
mod fault;
pub mod find;
pub mod history;
mod keys;
mod moment;
pub mod recovery;
mod sealing;
pub mod staff;
mod watch;

pub use console::{Console, Health, Parts, Providers, Signal, Signals, fold};
pub use fault::Fault;
pub use moment::Moment;
