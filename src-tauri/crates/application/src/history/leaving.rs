//! Lists that leave the console as files.

use crate::{Console, Fault};
use postern_domain::time::Timestamp;
use postern_ports::case_list::{CaseQuery, ListedCase};
use postern_ports::machine::SealFault;
use postern_ports::table::Form;

/// Cases that are read at once.
const PAGE: u32 = 500;

/// More rows than this are not held in memory at once; a list of more is narrowed first.
const MOST: usize = 100_000;

/// All cases that were asked for, as far as a file takes them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Whole {
    /// Cases, newest first.
    pub cases: Vec<ListedCase>,
    /// There are more.
    pub cut: bool,
}

impl Console {
    /// Every case that `query` asks for, whatever page is looked at: whoever reads the history reads it whole.
    pub async fn whole_history(&self, query: &CaseQuery) -> Result<Whole, Fault> {
        self.actor()?;
        let mut cases: Vec<ListedCase> = Vec::new();
        loop {
            let before = cases.last().map(|case| case.position);
            let page = self.parts().store.list_cases(query, before, PAGE).await?;
            let more = page.len() >= usize::try_from(PAGE).unwrap_or(usize::MAX);
            cases.extend(page);
            if !more || cases.len() > MOST {
                let cut = cases.len() > MOST;
                cases.truncate(MOST);
                return Ok(Whole { cases, cut });
            }
        }
    }

    /// Leaves a list where exports lie, under a name of its own; where it is, for people.
    pub fn leave_list(&self, name: &str, form: Form, text: &str) -> Result<String, Fault> {
        self.actor()?;
        let drawn = self.parts().entropy.bytes32()?;
        let [first, second, third, ..] = drawn;
        let day = day(self.now());
        let file = format!("list-{name}-{day}-{first:02x}{second:02x}{third:02x}.{}", form.ending());
        self.parts().outbox.leave(&file, text).map_err(|fault| match fault {
            SealFault::Recipient | SealFault::Failed | SealFault::NotLeft(_) => {
                Fault::Internal("the list cannot be written")
            }
        })
    }
}

/// The day on which a list is left, in UTC.
fn day(at: Timestamp) -> String {
    at.rfc3339().map(|time| time.chars().take_while(|c| *c != 'T').collect()).unwrap_or_default()
}
