//! Lists of cases: what is asked for, and what a store tells without reading the cases.

use postern_domain::ids::{DirectoryId, PersonId};
use postern_domain::recovery::{CaseLine, Tier};
use postern_domain::time::Timestamp;

/// Which cases are asked for: those that fit all of it. The default asks for all.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CaseQuery {
    /// Words, each of which begins a word of the case's number, account, name, ticket or directory.
    pub text: String,
    /// Where they stand.
    pub which: Which,
    /// How much is at stake.
    pub tier: Option<Tier>,
    /// Where the account is.
    pub directory: Option<DirectoryId>,
    /// Whose cases.
    pub agent: Option<PersonId>,
    /// The model that attested the new credential: its AAGUID, lower-case with hyphens.
    pub model: Option<String>,
    /// The code of a gate that refused something in them.
    pub refused_by: Option<String>,
    /// Opened at this time or later.
    pub from: Option<Timestamp>,
    /// Opened before this time.
    pub to: Option<Timestamp>,
    /// Only those in which co-signatures are asked for.
    pub sought: bool,
    /// Only those of machine identities.
    pub machines: bool,
}

impl CaseQuery {
    /// All cases that stand so.
    pub fn of(which: Which) -> Self {
        Self { which, ..Self::default() }
    }
}

/// Where cases stand that are asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Which {
    /// Anywhere.
    #[default]
    All,
    /// They run.
    Open,
    /// They ended, one way or another.
    Ended,
    /// They ended, and no reviewer judged them.
    ToReview,
    /// A reviewer judged them.
    Reviewed,
    /// Every gate was met.
    Completed,
    /// The subject could not be verified.
    Refused,
    /// They were given up.
    Cancelled,
    /// They were repudiated, and nobody said yet what that was.
    Incident,
}

/// A case in a list (a projection: made from the records, checked by verify).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedCase {
    /// Position of the record that opened it: lists are in this order, and go on below it.
    pub position: u64,
    /// Its last record's number.
    pub seq: u64,
    /// When something last happened.
    pub updated_at: Timestamp,
    /// What the list says of it.
    pub line: CaseLine,
}

/// What the cases of a history can be told apart by: every value that occurs, in order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CaseChoices {
    /// Directories.
    pub directories: Vec<String>,
    /// Agents.
    pub agents: Vec<PersonId>,
    /// AAGUIDs of models.
    pub models: Vec<String>,
    /// Codes of gates that refused something.
    pub refused_by: Vec<String>,
}
