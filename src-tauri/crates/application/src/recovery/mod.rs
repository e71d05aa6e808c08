//! The steps of a case, as a person asks for them.

mod act;
mod attach;
mod codes;
mod list;
mod live_sign_in;
mod look_up;
mod open;
mod outside;
mod possession;
mod provision;

pub use list::CaseSummary;
pub use look_up::Found;
pub use open::Opening;
