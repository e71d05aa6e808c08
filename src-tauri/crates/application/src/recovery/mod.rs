//! The steps of a case, as a person asks for them.

mod act;
mod attach;
mod browser;
mod calls;
mod codes;
mod enrolment;
mod incident;
mod list;
mod live_sign_in;
mod look_up;
mod machine;
mod machines;
mod open;
mod outside;
mod possession;
mod provision;
mod retention;

pub use crate::effects::Letter;
pub use enrolment::Invited;
pub use incident::Report;
pub use list::Work;
pub use look_up::Found;
pub use machine::SealedKey;
pub use machines::Machines;
pub use open::Opening;
pub use retention::FileTime;
