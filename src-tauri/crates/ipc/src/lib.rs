//! What crosses to the window: the one command table, the transport types, and their conversions.
//!
//! Invariants: no domain type crosses as it is; every text from outside is neutralised here
//! ([`postern_domain::text::shown`]); codes and arguments cross, never sentences. Error codes are
//! append-only. Deliberately absent: rules, and Tauri.

mod command_table;
pub mod convert;
pub mod dto;

pub use command_table::{COMMANDS, PRACTICE_COMMANDS};
