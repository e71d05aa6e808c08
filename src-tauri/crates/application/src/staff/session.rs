//! Who is at the console. Locks after 15 minutes without use, ends after 12 hours (SP 800-63B-4 §2.3.3).

use crate::{Console, Fault, Signal};
use postern_domain::recovery::Gate;
use postern_domain::staff::{Actor, DeskEvent};
use postern_domain::time::{Span, Timestamp};

/// Without use for this long, a session locks.
pub const IDLE_LIMIT: Span = Span::minutes(15);
/// After this long, a session ends.
pub const SESSION_LIMIT: Span = Span::hours(12);

/// Who is at the console.
#[derive(Debug, Clone)]
pub enum Session {
    /// Nobody.
    Nobody,
    /// Somebody signed in.
    Open {
        /// Who.
        actor: Actor,
        /// When they signed in.
        opened: Timestamp,
        /// When the window was last used.
        used: Timestamp,
    },
    /// Somebody signed in, and must touch their key again.
    Locked {
        /// Who.
        actor: Actor,
        /// When they signed in.
        opened: Timestamp,
    },
}

/// A view of [`Session`] with the limits applied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SessionState {
    /// Nobody.
    Nobody,
    /// Open.
    Open {
        /// Who.
        actor: Actor,
        /// It locks then, unless used.
        lock_at: Timestamp,
        /// It ends then.
        ends_at: Timestamp,
    },
    /// Locked.
    Locked {
        /// Who.
        actor: Actor,
        /// It ends then.
        ends_at: Timestamp,
    },
}

impl Console {
    /// Who is here, with the limits applied now.
    pub fn session_state(&self) -> SessionState {
        self.apply_limits();
        match &*self.session() {
            Session::Nobody => SessionState::Nobody,
            Session::Open { actor, opened, used } => SessionState::Open {
                actor: actor.clone(),
                lock_at: used.plus(IDLE_LIMIT),
                ends_at: opened.plus(SESSION_LIMIT),
            },
            Session::Locked { actor, opened } => {
                SessionState::Locked { actor: actor.clone(), ends_at: opened.plus(SESSION_LIMIT) }
            }
        }
    }

    /// The signed-in person, and notes that the console is used.
    pub fn actor(&self) -> Result<Actor, Fault> {
        self.apply_limits();
        let now = self.parts().clock.now();
        match &mut *self.session() {
            Session::Nobody => Err(Fault::gate(Gate::SignedIn)),
            Session::Locked { .. } => Err(Fault::gate(Gate::NotLocked)),
            Session::Open { actor, used, .. } => {
                *used = now.max(*used);
                Ok(actor.clone())
            }
        }
    }

    /// Locks the session at once.
    pub fn lock(&self) {
        let mut session = self.session();
        if let Session::Open { actor, opened, .. } = session.clone() {
            *session = Session::Locked { actor, opened };
        }
        drop(session);
        (self.parts().signals)(Signal::ConsoleChanged);
    }

    /// Ends the session.
    pub async fn sign_out(&self) -> Result<(), Fault> {
        let ended = std::mem::replace(&mut *self.session(), Session::Nobody);
        self.offers().clear();
        self.guests().clear();
        match ended {
            Session::Nobody => Ok(()),
            Session::Open { actor, .. } | Session::Locked { actor, .. } => {
                self.append_desk(DeskEvent::SessionEnded { session: actor.session() }).await
            }
        }
    }

    fn apply_limits(&self) {
        let now = self.parts().clock.now();
        let mut session = self.session();
        let next = match &*session {
            Session::Open { opened, .. } | Session::Locked { opened, .. } if now.since(*opened) >= SESSION_LIMIT => {
                Some(Session::Nobody)
            }
            Session::Open { actor, opened, used } if now.since(*used) >= IDLE_LIMIT => {
                Some(Session::Locked { actor: actor.clone(), opened: *opened })
            }
            Session::Nobody | Session::Open { .. } | Session::Locked { .. } => None,
        };
        if let Some(next) = next {
            *session = next;
        }
    }
}
