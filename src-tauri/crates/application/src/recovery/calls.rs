//! What calls for somebody, in one case or in all of them. Looking is no use of the console: nobody's session lasts longer.

use crate::{Console, Fault};
use postern_domain::ids::CaseId;
use postern_domain::recovery::{Call, Case, calls};
use postern_domain::staff::Actor;

impl Console {
    /// What calls for `actor` in this case.
    pub async fn calls_in(&self, id: CaseId, actor: &Actor) -> Result<Vec<(CaseId, Call)>, Fault> {
        self.calls_of(&self.case(id).await?, actor).await
    }

    /// What calls for `actor` in every open case and every incident.
    pub async fn calls_for(&self, actor: &Actor) -> Result<Vec<(CaseId, Call)>, Fault> {
        let mut all = Vec::new();
        for case in self.open_cases().await?.iter().chain(&self.incidents().await?) {
            all.extend(self.calls_of(case, actor).await?);
        }
        Ok(all)
    }

    async fn calls_of(&self, case: &Case, actor: &Actor) -> Result<Vec<(CaseId, Call)>, Fault> {
        let moment = self.moment(case, actor).await?;
        Ok(calls(case, &moment.facts()).into_iter().map(|call| (case.id, call)).collect())
    }
}
