//! Outside effects: claim, call, read back, observe. An effect whose outcome is unknown is read back
//! before anything is done again; nothing here decides whether it may be done.

mod notices;
mod observe;
mod reread;
mod run;
mod send_code;

pub use notices::Letter;
