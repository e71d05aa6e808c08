//! Machine identities of the history, from the lines of their cases. A case is read only while an overlap may run in it.

use crate::{Console, Fault};
use postern_domain::recovery::MachineIdentity;
use postern_domain::recovery::machine::overlap_runs_until;
use postern_ports::case_list::CaseQuery;

/// How many identities are listed; the others are found by their text.
const MOST: usize = 200;

/// Longer than anything that an identity is found by.
const LONGEST: usize = 200;

/// Machine identities, by sign-in name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Machines {
    /// Those that fit.
    pub listed: Vec<MachineIdentity>,
    /// How many more fit, and are not among them.
    pub unlisted: usize,
}

impl Console {
    /// Machine identities that had a case, in whose account, name, directory or sponsor `text` is.
    pub async fn machines(&self, text: &str) -> Result<Machines, Fault> {
        self.actor()?;
        let text: String = text.chars().take(LONGEST).collect();
        let query = CaseQuery { machines: true, ..CaseQuery::default() };
        let lines = self.parts().store.list_cases(&query, None, u32::MAX).await?;
        let mut listed = MachineIdentity::all(lines.iter().map(|one| &one.line));
        listed.retain(|one| one.fits(&text));
        let unlisted = listed.len().saturating_sub(MOST);
        listed.truncate(MOST);
        for one in &mut listed {
            // The line does not tell whether everything old is gone by now.
            if let (Some(case), Some(_)) = (one.open, one.overlap_until) {
                one.overlap_until = overlap_runs_until(&self.case(case).await?);
            }
        }
        Ok(Machines { listed, unlisted })
    }
}
