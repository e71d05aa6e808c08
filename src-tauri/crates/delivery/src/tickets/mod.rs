//! The ticket of a case: what became of the case is a comment there, with the history's checkpoint of that moment.
//!
//! Purpose: who works with the ticket sees how the case stands, and the ticket system is a witness of the history outside
//! of this desk. Invariants: nothing at the desk waits for it; a comment is not added again before it was looked for,
//! where that can be looked; a ticket that will never take it is parked and told, and the next one goes on; the comment
//! names nobody. Deliberately absent: opening, assigning or closing tickets.

mod comment;
mod hook;
mod jira;
mod parked;
mod servicenow;
mod ticket_feed;

pub use comment::{Comment, Moment};
pub use hook::{Hook, HookSettings};
pub use jira::{Jira, JiraSettings};
pub use servicenow::{ServiceNow, ServiceNowSettings};
pub use ticket_feed::TicketFeed;

use async_trait::async_trait;
use postern_ports::feed::{ParkedWhy, Trouble};

/// Why a comment is not there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotAdded {
    /// It never will be.
    Never(ParkedWhy),
    /// It is not, and may be later.
    NotNow(Trouble),
    /// Nobody knows whether it is.
    Unknown(Trouble),
}

/// A ticket system.
#[async_trait]
pub trait TicketSystem: Send + Sync {
    /// Whether `ticket`, as it was typed, can be one of this system's.
    fn is_ticket(&self, ticket: &str) -> bool;
    /// Whether a comment with this one's mark is there; `false` where the system does not tell.
    async fn has(&self, comment: &Comment) -> Result<bool, NotAdded>;
    /// Adds the comment.
    async fn add(&self, comment: &Comment) -> Result<(), NotAdded>;
}
