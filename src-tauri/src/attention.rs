//! What calls for the person signed in is told on the desktop, since the window may be covered, or locked. It is told once,
//! and names nobody: the words are the same for everybody, and the case goes by its short number.

use crate::pin_window::say;
use crate::shell::Shell;
use postern_application::staff::SessionState;
use postern_application::{Console, Fault};
use postern_domain::ids::{CaseId, PersonId};
use postern_domain::recovery::Call;
use postern_domain::staff::Actor;
use postern_domain::time::Timestamp;
use postern_os::NoticeSwitch;
use postern_ports::Attention;
use std::collections::BTreeSet;
use std::io;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tauri::{AppHandle, Manager as _};

/// More than so many at once are told in one notice.
const MOST: usize = 3;

/// Looks, after a signal, whether something calls for whoever is signed in. What fails is no fault of the signal's.
pub fn look(app: &AppHandle, changed: Option<CaseId>) {
    let app = app.clone();
    tauri::async_runtime::spawn(async move {
        let Some(shell) = app.try_state::<Shell>() else { return };
        let Some(house) = shell.house_if_any() else { return };
        if let Err(fault) = house.attention.look(&house.console, changed).await {
            tracing::debug!(fault = fault.logged(), "nobody looked what waits for the person signed in");
        }
    });
}

/// Tells on the desktop what calls for the person signed in.
pub struct Attracting {
    desktop: Arc<dyn Attention>,
    switch: NoticeSwitch,
    told: Mutex<Told>,
}

impl Attracting {
    /// Tells on `desktop`, unless `switch` is off, of what waits, and of answers from `since` on.
    pub fn new(desktop: Arc<dyn Attention>, switch: NoticeSwitch, since: Timestamp) -> Self {
        let told = Told { since, here: None, calls: BTreeSet::new() };
        Self { desktop, switch, told: Mutex::new(told) }
    }

    /// Whether it is on.
    pub fn is_on(&self) -> bool {
        self.switch.is_on()
    }

    /// Turns it on or off.
    pub fn set(&self, on: bool) -> io::Result<()> {
        self.switch.set(on)
    }

    /// Looks at the case that changed, or at all of them where somebody has just come.
    async fn look(&self, console: &Console, changed: Option<CaseId>) -> Result<(), Fault> {
        let actor = match console.session_state() {
            SessionState::Nobody => None,
            SessionState::Open { actor, .. } | SessionState::Locked { actor, .. } => Some(actor),
        };
        let comes = self.told().comes(actor.as_ref().map(Actor::person));
        let Some(actor) = actor else { return Ok(()) };
        let found = match changed {
            _ if comes => console.calls_for(&actor).await?,
            Some(case) => console.calls_in(case, &actor).await?,
            None => return Ok(()),
        };
        let news = self.told().news(actor.person(), found);
        if !news.is_empty() && self.is_on() {
            self.show(said(&news)).await;
        }
        Ok(())
    }

    async fn show(&self, notices: Vec<(String, String)>) {
        let desktop = self.desktop.clone();
        let work = move || notices.iter().try_for_each(|(title, text)| desktop.attract(title, text));
        // The desktop may take its time; a thread of its own waits for it.
        if !matches!(tokio::task::spawn_blocking(work).await, Ok(Ok(()))) {
            tracing::debug!("no notice was shown on the desktop");
        }
    }

    fn told(&self) -> MutexGuard<'_, Told> {
        self.told.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What was told since this console runs.
struct Told {
    since: Timestamp,
    here: Option<PersonId>,
    calls: BTreeSet<(PersonId, CaseId, Call)>,
}

impl Told {
    /// Whether somebody is here who was not at the last look.
    fn comes(&mut self, person: Option<PersonId>) -> bool {
        std::mem::replace(&mut self.here, person) != person && person.is_some()
    }

    /// What `person` was not told yet; from now on it is.
    fn news(&mut self, person: PersonId, found: Vec<(CaseId, Call)>) -> Vec<(CaseId, Call)> {
        // An answer of before does not wait for anybody: it was told by the console that ran then.
        let old = |call: &Call| matches!(call, Call::Answer { at, .. } if *at < self.since);
        let fresh: Vec<_> = found.into_iter().filter(|(_, call)| !old(call)).collect();
        fresh.into_iter().filter(|(case, call)| self.calls.insert((person, *case, *call))).collect()
    }
}

/// The notices that tell of it, as title and text.
fn said(news: &[(CaseId, Call)]) -> Vec<(String, String)> {
    if news.len() > MOST {
        return vec![(say("attention-say-several", &[("count", &news.len().to_string())]), String::new())];
    }
    let one = |(case, call): &(CaseId, Call)| {
        let text = say("attention-say-case", &[("case", &case.short())]);
        (say(&format!("attention-say-{}", call.code()), &[]), text)
    };
    news.iter().map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use postern_domain::ids::QuestionId;
    use uuid::Uuid;

    const CASE: CaseId = CaseId(Uuid::from_u128(0x0012_ab34));
    const SINCE: Timestamp = Timestamp(1_000);

    fn person(n: u128) -> PersonId {
        PersonId(Uuid::from_u128(n))
    }

    fn question(n: u128) -> (CaseId, Call) {
        (CASE, Call::Question { id: QuestionId(Uuid::from_u128(n)) })
    }

    fn answer(at: i64) -> (CaseId, Call) {
        (CASE, Call::Answer { id: QuestionId(Uuid::from_u128(1)), at: Timestamp(at) })
    }

    fn told() -> Told {
        Told { since: SINCE, here: None, calls: BTreeSet::new() }
    }

    #[test]
    fn each_person_is_told_once() {
        let mut told = told();
        assert_eq!(told.news(person(1), vec![question(1)]), [question(1)]);
        assert_eq!(told.news(person(1), vec![question(1), question(2)]), [question(2)]);
        assert_eq!(told.news(person(2), vec![question(1)]), [question(1)]);
    }

    #[test]
    fn a_request_that_is_made_again_is_told_again() {
        let mut told = told();
        let sought = |at: i64| vec![(CASE, Call::CoSign { sought: Timestamp(at) })];
        assert_eq!(told.news(person(1), sought(1)), sought(1), "what waits is told, however old it is");
        assert_eq!(told.news(person(1), sought(2_000)), sought(2_000));
    }

    #[test]
    fn an_answer_of_before_is_no_news() {
        let mut told = told();
        assert_eq!(told.news(person(1), vec![answer(999), answer(1_000)]), [answer(1_000)]);
    }

    #[test]
    fn whoever_comes_is_told_what_waits() {
        let mut told = told();
        assert!(!told.comes(None));
        assert!(told.comes(Some(person(1))) && !told.comes(Some(person(1))));
        assert!(told.comes(Some(person(2))));
        assert!(!told.comes(None) && told.comes(Some(person(2))), "after a sign-out, too");
    }

    #[test]
    fn every_notice_has_words_and_names_a_case_at_most() {
        let sought = (CASE, Call::CoSign { sought: SINCE });
        let notices = said(&[sought, question(1), answer(2_000)]);
        assert_eq!(notices.len(), 3);
        for (title, text) in &notices {
            assert!(!title.is_empty() && !title.contains(['[', '{']), "{title}");
            assert!(text.contains(&CASE.short()), "{text}");
        }
        let many = said(&[question(1), question(2), question(3), question(4)]);
        assert_eq!(many.len(), 1);
        assert!(many.iter().all(|(title, text)| title.contains('4') && text.is_empty()));
    }
}
