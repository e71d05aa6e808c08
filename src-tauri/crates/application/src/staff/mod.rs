//! Staff at this console: founding, enrolment, sign-in and lock. The only maker of an actor.

mod enrol;
mod found;
mod keys;
mod quorum;
mod session;
mod sign_in;

pub use enrol::{Confirmer, Newcomer};
pub use keys::{Loss, given};
pub use session::{IDLE_LIMIT, SESSION_LIMIT, Session, SessionState};
