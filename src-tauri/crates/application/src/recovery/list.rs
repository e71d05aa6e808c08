//! Cases as lists show them.

use crate::{Console, Fault, fold};
use postern_domain::ids::{AccountId, CaseId, DirectoryId};
use postern_domain::recovery::{Case, Lifecycle};
use postern_domain::time::Timestamp;

/// A case with when it last changed.
#[derive(Debug, Clone)]
pub struct CaseSummary {
    /// The case.
    pub case: Case,
    /// When something last happened.
    pub updated: Timestamp,
}

impl Console {
    /// Cases whose number, account, name or ticket match `query`; newest first.
    pub async fn cases(&self, query: &str, limit: u32) -> Result<Vec<CaseSummary>, Fault> {
        let rows = self.parts().store.cases(query, limit).await?;
        let mut found = Vec::with_capacity(rows.len());
        for row in rows {
            let records = self.records(row.case).await?;
            if let Some(case) = fold(row.case, &records) {
                found.push(CaseSummary { case, updated: row.updated_at });
            }
        }
        Ok(found)
    }

    /// Other cases of an account: whether one is open, and how many began within the policy's window.
    pub(crate) async fn other_cases(
        &self,
        directory: &DirectoryId,
        account: &AccountId,
        except: Option<CaseId>,
    ) -> Result<(bool, u32), Fault> {
        let since = self.now().0 - postern_domain::time::Span::days(self.parts().policy.repeat_days).0;
        let mut open = false;
        let mut repeats = 0;
        for summary in self.cases("", 10_000).await? {
            let case = summary.case;
            let same = case.account.id == *account && case.account.directory == *directory && Some(case.id) != except;
            if same {
                open |= case.lifecycle == Lifecycle::Open;
                repeats += u32::from(case.opened.at.0 >= since);
            }
        }
        Ok((open, repeats))
    }
}
