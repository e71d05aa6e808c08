//! "That was not me": the report is taken down, the account is closed, security is told, and what goes on elsewhere with the
//! same people is looked at twice.

use crate::staff::SessionState;
use crate::{Console, Fault};
use postern_domain::ids::{CaseId, short_of_reference};
use postern_domain::recovery::incident::to_weigh;
use postern_domain::recovery::view::Step;
use postern_domain::recovery::{Case, Command, ReportChannel};
use postern_domain::staff::Actor;
use postern_ports::case_list::CaseQuery;
use postern_ports::event_store::StoreFault;

/// What somebody reports.
#[derive(Debug, Clone)]
pub struct Report {
    /// Who says so, as they named themselves.
    pub who: String,
    /// By which channel.
    pub channel: ReportChannel,
    /// What they said.
    pub said: String,
}

/// A console that goes on by itself begins no more than so many calls for one incident: a person can.
const MOST_FREEZES: usize = 9;

/// How many cases with one short number are looked at: a second one is rare already.
const NAMED: u32 = 20;

impl Console {
    /// The cases that a reference of a notice names, newest first. One that was misread names none.
    pub async fn cases_of_reference(&self, typed: &str) -> Result<Vec<Case>, Fault> {
        self.actor()?;
        let short = short_of_reference(typed).ok_or_else(|| Fault::field("reference"))?;
        let query = CaseQuery { text: short.clone(), ..CaseQuery::default() };
        let mut found = Vec::new();
        for one in self.parts().store.list_cases(&query, None, NAMED).await? {
            // The words of a case are more than its number.
            if one.line.case.short() == short {
                found.push(self.case(one.line.case).await?);
            }
        }
        Ok(found)
    }

    /// Takes a repudiation down and closes the account. What is recorded holds whatever the directory answers: what is not
    /// closed yet is shown, and gone on with.
    pub async fn repudiate(&self, id: CaseId, report: Report) -> Result<(), Fault> {
        let actor = self.actor()?;
        self.take_down(id, &report, &actor).await?;
        if let Err(fault) = self.raise_others(&actor).await {
            tracing::warn!(fault = fault.logged(), "what an incident raises is weighed when it is next looked at");
        }
        self.tell_security(&self.case(id).await?);
        if let Err(fault) = self.run_effects(id, &actor).await {
            tracing::warn!(fault = fault.logged(), "the account of an incident is not known to be closed yet");
        }
        Ok(())
    }

    /// The case may move on meanwhile: a report is not turned away for that.
    async fn take_down(&self, id: CaseId, report: &Report, actor: &Actor) -> Result<(), Fault> {
        for _ in 0..8 {
            let case = self.case(id).await?;
            let Report { who, channel, said } = report.clone();
            let command = Command::Repudiate { who: who.trim().to_owned(), channel, said: said.trim().to_owned() };
            match self.decide_and_append(&case, command, actor).await {
                Err(Fault::Store(StoreFault::Conflict)) => {}
                other => return other.map(|_| ()),
            }
        }
        Err(Fault::Store(StoreFault::Busy))
    }

    /// Closes once more what was seen not to be closed, and reads back what is not known.
    pub async fn freeze_again(&self, id: CaseId) -> Result<(), Fault> {
        let actor = self.actor()?;
        let case = self.case(id).await?;
        self.permitted(&case, Step::FreezeAgain, &actor).await?;
        self.close_again(id, &actor).await
    }

    async fn close_again(&self, id: CaseId, actor: &Actor) -> Result<(), Fault> {
        self.run_effects(id, actor).await?;
        let case = self.case(id).await?;
        match self.decide_and_append(&case, Command::FreezeAgain, actor).await {
            Ok(_) => self.run_effects(id, actor).await,
            // Nothing is left to be closed.
            Err(Fault::Refused(_)) => Ok(()),
            Err(other) => Err(other),
        }
    }

    /// Goes on with incidents whose account is not known to be closed, such as after a crash; how many it went on with.
    /// Nothing is done while nobody is signed in: somebody answers for each call.
    pub async fn resume_incidents(&self) -> Result<usize, Fault> {
        let mut resumed = 0;
        let incidents = self.incidents().await?;
        for case in &incidents {
            self.tell_security(case);
            // Looking is no use of the console: nobody's session lasts longer for it.
            let SessionState::Open { actor, .. } = self.session_state() else { continue };
            if !case.is_closed() && case.freezes().count() < MOST_FREEZES {
                resumed += 1;
                if let Err(fault) = self.close_again(case.id, &actor).await {
                    tracing::warn!(fault = fault.logged(), "the account of an incident is not known to be closed yet");
                }
            }
        }
        // A console that died, or a case that moved on, may have left some of it out.
        if !incidents.is_empty()
            && let SessionState::Open { actor, .. } = self.session_state()
            && let Err(fault) = self.raise_others(&actor).await
        {
            tracing::warn!(%fault, "what an incident raises is weighed when it is next looked at");
        }
        Ok(resumed)
    }

    /// Writes down in every open case that an incident concerns it. A case that moves on meanwhile keeps no other back.
    async fn raise_others(&self, actor: &Actor) -> Result<(), Fault> {
        let open = self.open_cases().await?;
        let Some(first) = open.first() else { return Ok(()) };
        // What incidents raise is the same for every case.
        let moment = self.moment(first, actor).await?;
        let mut told = Ok(());
        for case in open.iter().filter(|case| to_weigh(case, false, &moment.facts())) {
            if let Err(fault) = self.weigh(case, false, actor).await {
                told = Err(fault);
            }
        }
        told
    }

    /// Writes down in `case` that an open incident concerns it, or the actor who is about to sign it; once.
    pub(crate) async fn weigh(&self, case: &Case, to_sign: bool, actor: &Actor) -> Result<(), Fault> {
        let moment = self.moment(case, actor).await?;
        if !to_weigh(case, to_sign, &moment.facts()) {
            return Ok(());
        }
        self.decide_and_append(case, Command::Weigh { to_sign }, actor).await.map(|_| ())
    }

    /// Leaves a note for security, where this console did not yet: whatever carries it off knows a second one by its id.
    /// It names nobody.
    fn tell_security(&self, case: &Case) {
        let Some(incident) = case.incident() else { return };
        let number = case.incidents.len();
        if self.told_incidents().contains(&(case.id, number)) {
            return;
        }
        let entry = serde_json::json!({
            "id": format!("{}/incident/{number}", case.id),
            "kind": "incident_opened",
            "case": case.id.to_string(),
            "reference": case.id.reference(),
            "at": incident.report.at.rfc3339().unwrap_or_default(),
            "console": self.parts().console.to_string(),
        });
        let name = format!("incident-{}-{number}.json", case.id.reference());
        match self.parts().outbox.leave(&name, &entry.to_string()) {
            Ok(_) => drop(self.told_incidents().insert((case.id, number))),
            Err(fault) => tracing::error!(%fault, "security was not told of an incident"),
        }
    }
}
