//! What commands work on: the console, or why there is none.

use crate::compose::{self, House};
use crate::options::Options;
use postern_application::staff::SessionState;
use postern_application::{Console, Fault};
use postern_domain::ids::CaseId;
use postern_domain::recovery::Case;
use postern_domain::staff::{Actor, Role, Roster};
use postern_ipc::convert;
use postern_ipc::dto::{self, ConsoleView, Counts, DirectoryView, Phase};
use postern_ports::Directory;
use postern_ports::event_store::{StoreFault, Verification};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use tauri::AppHandle;

/// How often notices that wait are looked at.
const TELLING: std::time::Duration = std::time::Duration::from_secs(20);

/// What every command answers.
pub type Answer<T> = Result<T, dto::Refusal>;

/// The shell's state.
pub struct Shell {
    options: Options,
    app: AppHandle,
    house: OnceLock<House>,
    trouble: Mutex<Option<dto::Refusal>>,
    starting: tokio::sync::Mutex<()>,
    verified: Arc<Mutex<Option<Verification>>>,
    incidents: AtomicU64,
    /// Counts how often somebody stopped what was waited for.
    stops: tokio::sync::watch::Sender<u64>,
}

impl Shell {
    /// A shell without a console yet: the window opens first, and a keyring may ask its user for a while.
    pub fn new(options: &Options, app: AppHandle) -> Self {
        Self {
            options: options.clone(),
            app,
            house: OnceLock::new(),
            trouble: Mutex::new(None),
            starting: tokio::sync::Mutex::new(()),
            verified: Arc::new(Mutex::new(None)),
            incidents: AtomicU64::new(0),
            stops: tokio::sync::watch::Sender::new(0),
        }
    }

    /// Waits for `work` until somebody does not want to any more. Only what reads goes here: half of a change is worse than
    /// waiting for it.
    pub async fn unless_stopped<T>(&self, work: impl Future<Output = Answer<T>>) -> Answer<T> {
        let mut stops = self.stops.subscribe();
        tokio::select! {
            done = work => done,
            _ = stops.changed() => Err(compose::stopped()),
        }
    }

    /// Stops whatever is waited for.
    pub fn stop_waiting(&self) {
        self.stops.send_modify(|count| *count = count.wrapping_add(1));
    }

    /// Composes the console, unless that was done or tried. What fails is shown in the window and printed.
    pub async fn start(&self) {
        let _one = self.starting.lock().await;
        if self.house.get().is_some() || self.trouble().is_some() {
            return;
        }
        match compose::house(&self.options, self.app.clone()).await {
            Ok(house) => {
                watch(house.console.clone(), self.verified.clone());
                let _ = self.house.set(house);
            }
            Err(refusal) => {
                eprintln!("{}: {:?}", refusal.code, refusal.args);
                *self.trouble.lock().unwrap_or_else(PoisonError::into_inner) = Some(refusal);
            }
        }
    }

    /// Tries once more where there is no console: what was wrong may have been mended.
    pub async fn start_again(&self) {
        *self.trouble.lock().unwrap_or_else(PoisonError::into_inner) = None;
        self.start().await;
    }

    /// The app, for windows of its own.
    pub fn app(&self) -> &AppHandle {
        &self.app
    }

    fn trouble(&self) -> Option<dto::Refusal> {
        self.trouble.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Ends the session and stops what was started.
    pub async fn stop(&self) {
        if let Some(house) = self.house.get() {
            if let Err(fault) = house.console.sign_out().await {
                tracing::warn!(fault = fault.logged(), "the session's end was not recorded");
            }
            if let Err(fault) = house.console.remember().await {
                tracing::warn!(fault = fault.logged(), "the last checkpoint could not be kept");
            }
            house.stop().await;
        }
    }

    /// The composed house, or the reason why there is none.
    pub fn house(&self) -> Answer<&House> {
        let none = || self.trouble().unwrap_or_else(|| self.refuse(&Fault::Internal("no console yet")));
        self.house.get().ok_or_else(none)
    }

    /// The composed house, where there is one yet: nobody is told when there is none.
    pub fn house_if_any(&self) -> Option<&House> {
        self.house.get()
    }

    /// The console, for reading.
    pub fn console(&self) -> Answer<&Console> {
        Ok(&self.house()?.console)
    }

    /// The console, for anything that appends: not over a damaged history.
    pub fn writable(&self) -> Answer<&Console> {
        let console = self.console()?;
        let faults =
            self.verified.lock().unwrap_or_else(PoisonError::into_inner).as_ref().map_or(0, |v| v.faults.len());
        if faults > 0 {
            let damaged = StoreFault::Damaged { position: 0, detail: String::new() };
            return Err(self.refuse(&Fault::Store(damaged)));
        }
        Ok(console)
    }

    /// A fault as the window is told of it; an internal one gets an incident number and a log line.
    pub fn refuse(&self, fault: &Fault) -> dto::Refusal {
        convert::refusal(fault, || {
            let number = self.incidents.fetch_add(1, Ordering::Relaxed) + 1;
            let incident = format!("{}-{number}", std::process::id());
            tracing::error!(%incident, fault = fault.logged(), "incident");
            incident
        })
    }

    /// `result` as an answer.
    pub fn answer<T>(&self, result: Result<T, Fault>) -> Answer<T> {
        result.map_err(|fault| self.refuse(&fault))
    }

    /// Remembers a verification.
    pub fn keep_verification(&self, found: &Verification) {
        *self.verified.lock().unwrap_or_else(PoisonError::into_inner) = Some(found.clone());
    }

    /// What the last verification found; nothing while the first one reads.
    pub fn verification(&self) -> Option<Verification> {
        self.verified.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The case page after `done`.
    pub async fn case_after(&self, id: CaseId, done: Result<(), Fault>) -> Answer<dto::CaseView> {
        self.answer(done)?;
        self.case_page(id).await
    }

    /// The case page.
    pub async fn case_page(&self, id: CaseId) -> Answer<dto::CaseView> {
        let console = self.console()?;
        let page = async {
            let actor = console.actor()?;
            let records = console.records(id).await?;
            let case = postern_application::fold(id, &records).ok_or(Fault::Unknown("case"))?;
            let moment = console.moment(&case, &actor).await?;
            let directory = console.directory(&case.account.directory).ok();
            let closed = |d: &dyn Directory| d.needs_release() && !d.is_released(id, console.now());
            let now = convert::ReachedNow {
                browser: console.sees_browser(&case.account.directory),
                writes_closed: directory.is_some_and(|d| closed(d.as_ref())),
            };
            Ok(convert::case_view(&case, &records, &moment.facts(), now))
        };
        self.answer(page.await)
    }

    /// What every page shows around itself.
    pub async fn status(&self) -> Answer<ConsoleView> {
        let house = self.house()?;
        let roster = self.answer(house.console.roster().await)?;
        let records = self.answer(house.console.parts().store.size().await.map_err(Fault::Store))?;
        let verified = self.verification();
        let session = house.console.session_state();
        let counts = self.answer(counts(&house.console, &session).await)?;
        let setup = convert::setup_view(&roster);
        let faults = verified.as_ref().map_or(0, |v| v.faults.len());
        let (phase, actor, lock_at, ends_at) = match &session {
            _ if faults > 0 => (Phase::Rescue, None, None, None),
            SessionState::Nobody if setup.step != dto::SetupStep::Done => (Phase::Setup, None, None, None),
            SessionState::Nobody => (Phase::SignIn, None, None, None),
            SessionState::Locked { actor, ends_at } => (Phase::Locked, Some(actor), None, Some(ends_at.0)),
            SessionState::Open { actor, lock_at, ends_at } => {
                (Phase::Open, Some(actor), Some(lock_at.0), Some(ends_at.0))
            }
        };
        let directories = house.console.directories().into_iter().map(|d| {
            let health = house.console.health(d.id());
            DirectoryView {
                id: d.id().to_string(),
                tenant: d.tenant().to_owned(),
                up: health.as_ref().is_none_or(|h| h.up),
                since: health.as_ref().map(|h| h.since.0),
                fault: health.and_then(|h| h.fault).map(|f| f.code().to_owned()),
                browser: house.console.sees_browser(d.id()),
                abilities: convert::abilities(|ability| d.can(ability)),
            }
        });
        Ok(ConsoleView {
            profile: house.profile.clone(),
            practice: house.is_practice(),
            phase,
            me: actor.and_then(|a| roster.person(a.person())).map(convert::person_view),
            lock_at,
            session_ends_at: ends_at,
            now: house.console.now().0,
            counts,
            directories: directories.collect(),
            records,
            verified_to: verified.as_ref().filter(|v| v.faults.is_empty()).map(|v| v.records),
            faults: u32::try_from(faults).unwrap_or(u32::MAX),
            setup: (phase == Phase::Setup).then_some(setup),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            ledger: roster.ledger().map(|l| l.to_string()).unwrap_or_default(),
            policy: roster.policy().map(|p| p.name.clone()).unwrap_or_default(),
            notes: notes(house, &roster),
            quorum: convert::quorum_alarm(&roster),
        })
    }
}

/// What is told before anybody signs in.
fn notes(house: &House, roster: &Roster) -> Vec<dto::Message> {
    let alarm = convert::quorum_alarm(roster).map(|alarm| dto::Message::of("note-quorum").with("name", alarm.person));
    alarm.into_iter().chain(house.notes()).collect()
}

async fn counts(console: &Console, session: &SessionState) -> Result<Counts, Fault> {
    let SessionState::Open { actor, .. } = session else {
        return Ok(Counts { mine: 0, approvals: 0, to_review: 0, alarms: 0 });
    };
    let roster = console.roster().await?;
    let rows = work_rows(console, &roster, actor, &console.may_wait_for(actor).await?).await?;
    let mut needs = convert::work_counts(&rows).mine;
    if actor.role() == Role::Reviewer {
        needs = needs.saturating_add(console.to_review().await?);
    }
    let when = |role: Role| if actor.role() == role { needs } else { 0 };
    let alarms = u32::try_from(roster.alarms().iter().filter(|alarm| alarm.judged.is_none()).count());
    Ok(Counts {
        mine: when(Role::Agent),
        approvals: when(Role::Supervisor),
        to_review: when(Role::Reviewer),
        alarms: alarms.unwrap_or(u32::MAX),
    })
}

/// The work list of `actor`.
pub async fn work_list(console: &Console, actor: &Actor) -> Result<dto::WorkList, Fault> {
    let (work, roster) = (console.work(actor).await?, console.roster().await?);
    let mut rows = work_rows(console, &roster, actor, &work.cases).await?;
    convert::by_urgency(&mut rows);
    let mut counts = convert::work_counts(&rows);
    counts.mine = counts.mine.saturating_add(work.unlisted);
    Ok(dto::WorkList { rows, counts, unlisted: work.unlisted })
}

/// The lines of a work list.
async fn work_rows(
    console: &Console,
    roster: &Roster,
    actor: &Actor,
    cases: &[Case],
) -> Result<Vec<dto::WorkRow>, Fault> {
    let mut rows = Vec::with_capacity(cases.len());
    for case in cases {
        let moment = console.moment_among(roster, case, actor).await?;
        rows.push(convert::work_row(case, &moment.facts()));
    }
    Ok(rows)
}

/// Nothing is erased of a history that is damaged, or was not read yet.
fn is_whole(verified: &Mutex<Option<Verification>>) -> bool {
    verified.lock().unwrap_or_else(PoisonError::into_inner).as_ref().is_some_and(|found| found.faults.is_empty())
}

/// Goes on with notices that were not taken for now, and with those that an earlier console left.
async fn go_on_telling(console: Arc<Console>, verified: Arc<Mutex<Option<Verification>>>) {
    loop {
        // Nothing is appended to a damaged history.
        if is_whole(&verified)
            && let Err(fault) = console.retry_notices().await
        {
            tracing::warn!(fault = fault.logged(), "notices that wait were not gone on with");
        }
        tokio::time::sleep(TELLING).await;
    }
}

/// Verifies the history once, then looks after the directories, and after the time of files.
fn watch(console: Arc<Console>, verified: Arc<Mutex<Option<Verification>>>) {
    tauri::async_runtime::spawn(async move {
        match console.look_over_again().await {
            Ok(found) => {
                for fault in &found.faults {
                    tracing::error!(position = fault.position, kind = %fault.kind, "the history is damaged");
                }
                *verified.lock().unwrap_or_else(PoisonError::into_inner) = Some(found);
                (console.parts().signals)(postern_application::Signal::ConsoleChanged);
            }
            Err(fault) => tracing::error!(fault = fault.logged(), "the history could not be verified"),
        }
        let remembering = console.clone();
        tauri::async_runtime::spawn(async move {
            let told = |fault: &Fault| tracing::warn!(fault = fault.logged(), "the last checkpoint could not be kept");
            remembering.go_on_remembering(told).await;
        });
        tauri::async_runtime::spawn(go_on_telling(console.clone(), verified.clone()));
        let mut looked: u32 = 0;
        loop {
            console.check_directories().await;
            // A door that is to be closed is not left for later.
            if let Err(fault) = console.resume_incidents().await {
                tracing::warn!(fault = fault.logged(), "incidents could not be gone on with");
            }
            // A log is looked at every five minutes: what it tells is settled by then.
            if looked.is_multiple_of(20)
                && let Err(fault) = console.watch_directories().await
            {
                tracing::warn!(fault = fault.logged(), "what directories tell of credentials was not looked at");
            }
            if looked.is_multiple_of(20) && is_whole(&verified) {
                match console.expire_files().await {
                    Ok(0) => {}
                    Ok(count) => tracing::info!(count, "files were erased: their time was over"),
                    Err(fault) => {
                        tracing::warn!(fault = fault.logged(), "files whose time is over could not be erased")
                    }
                }
            }
            looked = looked.wrapping_add(1);
            tokio::time::sleep(std::time::Duration::from_secs(15)).await;
        }
    });
}
