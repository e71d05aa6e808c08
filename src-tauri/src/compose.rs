//! Composition: which parts a console is made of, per profile. What fails says so, with a next action.

mod real;
mod trouble;

#[cfg(feature = "practice")]
pub mod practice;

use crate::options::Options;
use crate::signals;
use postern_application::Console;
use postern_domain::ids::PersonId;
use postern_domain::staff::{Person, Roster};
use postern_ipc::dto::{self, Message};
use postern_os::Lock;
use postern_ports::authenticator::{KeyDescription, KeyId};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use tauri::AppHandle;
use tracing_appender::non_blocking::WorkerGuard;

/// A composed console with what must live as long as it does.
pub struct House {
    /// The console.
    pub console: Arc<Console>,
    /// The profile's name.
    pub profile: String,
    /// Things a person should know.
    pub notes: Vec<Message>,
    /// The practice parts, in the practice profile.
    #[cfg(feature = "practice")]
    pub practice: Option<practice::Practice>,
    owners: Mutex<HashMap<KeyId, PersonId>>,
    _lock: Lock,
    _log: Option<WorkerGuard>,
}

/// Composes the console of the chosen profile.
pub async fn house(options: &Options, app: AppHandle) -> Result<House, dto::Refusal> {
    let signals = signals::to_window(app);
    #[cfg(feature = "practice")]
    if options.profile == "practice" {
        return practice::house(options, signals).await;
    }
    real::house(options, signals).await
}

impl House {
    /// Whether this is the practice profile.
    pub fn is_practice(&self) -> bool {
        #[cfg(feature = "practice")]
        return self.practice.is_some();
        #[cfg(not(feature = "practice"))]
        false
    }

    /// Remembers whose key it is, from the sign-in that was just made with it.
    pub fn seen_with(&self, key: &KeyId, person: PersonId) {
        self.owners.lock().unwrap_or_else(PoisonError::into_inner).insert(key.clone(), person);
    }

    /// Whose key it is, where a sign-in here has shown it.
    pub fn owner<'a>(&self, key: &KeyDescription, roster: &'a Roster) -> Option<&'a Person> {
        let owner = self.owners.lock().unwrap_or_else(PoisonError::into_inner).get(&key.id).copied();
        owner.and_then(|id| roster.person(id))
    }

    /// Stops what was started.
    pub async fn stop(&self) {
        #[cfg(feature = "practice")]
        if let Some(practice) = &self.practice {
            practice.stop().await;
        }
    }
}
