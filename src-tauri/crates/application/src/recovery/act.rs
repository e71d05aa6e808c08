//! A step that needs nothing but the case: load, decide, append.

use crate::{Console, Fault};
use postern_domain::ids::CaseId;
use postern_domain::recovery::evidence::CUES;
use postern_domain::recovery::view::Step;
use postern_domain::recovery::{Case, Command, Gate, Refusal, decide};
use postern_domain::staff::Actor;
use postern_ports::event_store::StoreFault;

impl Console {
    /// Does `command` on the case as the signed-in person saw it (`seen` is that version).
    pub async fn act(&self, id: CaseId, seen: u64, command: Command) -> Result<(), Fault> {
        let actor = self.actor()?;
        let case = self.case_as_seen(id, seen).await?;
        self.decide_and_append(&case, command, &actor).await.map(|_| ())
    }

    /// Adds a note; `flag` raises the covert flag in it, which only security sees (SP 800-63A-4 §4.2.9).
    pub async fn add_note(&self, id: CaseId, seen: u64, text: String, flag: bool) -> Result<(), Fault> {
        let case = self.case(id).await?;
        let seal = self.seal(&case, flag).await?;
        self.act(id, seen, Command::AddNote { text, seal }).await
    }

    /// Draws a random cue for a video check (SP 800-63A-4 §3.14). The console draws; nobody chooses.
    pub async fn draw_cue(&self, id: CaseId, seen: u64) -> Result<(), Fault> {
        let random = self.parts().entropy.bytes32()?;
        let unused: Vec<_> = {
            let case = self.case(id).await?;
            let used: Vec<_> = case.cues.iter().map(|c| c.cue.clone()).collect();
            CUES.iter().filter(|c| !used.iter().any(|u| u == *c)).collect()
        };
        let pool: Vec<&&str> = if unused.is_empty() { CUES.iter().collect() } else { unused };
        let index = usize::from(u16::from_be_bytes([random[0], random[1]])) % pool.len();
        self.act(id, seen, Command::DrawCue { cue: (*pool[index]).to_owned() }).await
    }

    /// The case, if it is still as the person saw it.
    pub(crate) async fn case_as_seen(&self, id: CaseId, seen: u64) -> Result<Case, Fault> {
        let case = self.case(id).await?;
        if case.seq == seen { Ok(case) } else { Err(Fault::Store(StoreFault::Conflict)) }
    }

    /// Decides and appends; a refusal of a step is kept in the history.
    pub(crate) async fn decide_and_append(&self, case: &Case, command: Command, actor: &Actor) -> Result<u64, Fault> {
        let moment = self.moment(case, actor).await?;
        let step = Step::of(&command);
        match decide(case, command, &moment.facts()) {
            Ok(events) => self.append_case(case.id, case.seq, events.into_vec()).await,
            Err(refusal) => {
                self.keep_refusal(case, step, &refusal, actor).await?;
                Err(Fault::Refused(refusal))
            }
        }
    }

    /// A refused attempt is a record of the case: reviewers see it. Mistyped fields are not attempts.
    pub(crate) async fn keep_refusal(
        &self,
        case: &Case,
        step: Option<Step>,
        refusal: &Refusal,
        actor: &Actor,
    ) -> Result<(), Fault> {
        let Some(step) = step else { return Ok(()) };
        let telling = refusal.violations.iter().any(|v| v.gate != Gate::FieldValid && v.gate != Gate::ItemExists);
        if !telling {
            return Ok(());
        }
        let moment = self.moment(case, actor).await?;
        let codes = refusal.codes().iter().map(|c| (*c).to_owned()).collect();
        let command = Command::RecordRefusal { attempt: step.code().to_owned(), codes };
        let events = decide(case, command, &moment.facts())?;
        match self.append_case(case.id, case.seq, events.into_vec()).await {
            Ok(_) | Err(Fault::Store(StoreFault::Conflict)) => Ok(()),
            Err(other) => Err(other),
        }
    }
}
