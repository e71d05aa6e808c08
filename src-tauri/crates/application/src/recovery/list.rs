//! Cases as lists show them.

use crate::{Console, Fault, fold};
use postern_domain::recovery::Case;
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
}
