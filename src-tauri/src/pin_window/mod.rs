//! The window a PIN is typed into, or shown in once. This process draws it; the web view has no part in it.
//!
//! Invariants: a PIN goes from the field into a [`Pin`] and from there to the asker, and nowhere else: no log, no
//! event, no clipboard, no input method. One window at a time; a second asker waits. An asker that is gone closes its
//! window. The tries that are left stand above the field, and at 2 or fewer the person confirms before anything is
//! sent. A window answers once: nothing here submits a PIN a second time.
//!
//! Deliberately absent: whether a PIN is right or allowed (the key and `postern-authenticator` say so; `typed` only
//! spares a try), a grab of the keyboard (it stops nobody who could read it anyway), and systems other than Linux, so
//! far. A PIN that is made visible is drawn from memory of GTK's own, which GTK does not erase.

// Elsewhere nothing is drawn yet, and so little of this is used.
#![cfg_attr(not(target_os = "linux"), allow(dead_code))]

#[cfg(target_os = "linux")]
mod gtk_window;
mod typed;

#[cfg(target_os = "linux")]
use gtk_window as native;
use postern_delivery::{Language, Words};
use postern_ports::secrets::Pin;
use std::sync::{Arc, RwLock};
use tauri::AppHandle;
use tokio::sync::{Mutex, MutexGuard, oneshot};

/// Whether this system has a PIN window.
pub const IS_THERE: bool = cfg!(target_os = "linux");

/// What a PIN is asked for. Every text is words already, and neutral: it is shown as it is.
pub struct PinAsk {
    /// What happens next, e.g. "Sign in".
    pub heading: String,
    /// Label and serial of the key.
    pub key: String,
    /// What the person should read before typing, as name and value: of a co-signature its subject, tier, digest.
    pub facts: Vec<(String, String)>,
    /// Tries that are left; `None` when the key does not say.
    pub tries: Option<u32>,
    /// What is to be typed.
    pub kind: PinKind,
    /// Light or dark as the page is; `None` follows the desktop.
    pub dark: Option<bool>,
}

/// What is to be typed. `least` counts code points.
pub enum PinKind {
    /// The PIN of the key.
    Enter,
    /// A first PIN, twice.
    New {
        /// Fewest code points that the key or the policy takes.
        least: u32,
    },
    /// A secret of a directory: no key takes it, and it may be long.
    Secret,
    /// The present PIN, and another one twice.
    Change {
        /// Fewest code points that the key or the policy takes.
        least: u32,
    },
}

/// What was typed.
pub enum PinAnswer {
    /// The PIN of the key, or its first one.
    Typed(Pin),
    /// The PIN until now, and the one from now on.
    Changed {
        /// The PIN until now.
        old: Pin,
        /// The PIN from now on.
        new: Pin,
    },
}

/// A PIN that the console drew, for the person who takes the key.
pub struct PinShown {
    /// What was done, e.g. "The key has a PIN".
    pub heading: String,
    /// Label and serial of the key.
    pub key: String,
    /// The PIN.
    pub pin: Pin,
    /// Why it is shown, and what is to be done with it.
    pub why: String,
    /// Light or dark as the page is; `None` follows the desktop.
    pub dark: Option<bool>,
}

/// Asks for a PIN. `None`: closed, Esc or Cancel, or no window could be shown.
pub async fn ask(app: &AppHandle, ask: PinAsk) -> Option<PinAnswer> {
    open(app, move |app, asker| native::ask(app, ask, asker)).await
}

/// Shows a drawn PIN once, until "Done" is pressed. `false`: no window could be shown, so nobody has read it.
pub async fn show_once(app: &AppHandle, shown: PinShown) -> bool {
    open(app, move |app, asker| native::show_once(app, shown, asker)).await.is_some()
}

/// Who waits for the answer of a window.
struct Asker<T> {
    /// Held as long as the window is there.
    turn: MutexGuard<'static, ()>,
    answer: oneshot::Sender<T>,
}

/// Two PIN windows at once could be taken for each other.
static TURN: Mutex<()> = Mutex::const_new(());

async fn open<T: Send + 'static>(
    app: &AppHandle,
    draw: impl FnOnce(&AppHandle, Asker<T>) + Send + 'static,
) -> Option<T> {
    let turn = TURN.lock().await;
    let (answer, answered) = oneshot::channel();
    let asker = Asker { turn, answer };
    let handle = app.clone();
    if let Err(error) = app.run_on_main_thread(move || draw(&handle, asker)) {
        tracing::error!(%error, "the PIN window could not be opened");
        return None;
    }
    answered.await.ok()
}

/// What the windows speak now.
static SPOKEN: RwLock<Option<Arc<Words>>> = RwLock::new(None);

/// From now on the windows speak `language`.
pub fn speak(language: Language) {
    if let Ok(mut spoken) = SPOKEN.write() {
        *spoken = Some(Arc::new(Words::of(language)));
    }
}

/// The sentence `id` with its arguments.
pub fn say(id: &str, args: &[(&str, &str)]) -> String {
    let spoken = SPOKEN.read().ok().and_then(|words| words.clone());
    spoken.unwrap_or_else(|| Arc::new(Words::english())).say(id, args)
}

/// The sentence `id` about `count` of something.
fn count(id: &str, count: u32) -> String {
    let form = match count {
        0 => "none",
        1 => "one",
        _ => "other",
    };
    say(id, &[("count", &count.to_string()), ("form", form)])
}

/// Where there is no PIN window yet: the asker is answered as if the person had closed it.
#[cfg(not(target_os = "linux"))]
mod native {
    use super::{Asker, PinAnswer, PinAsk, PinShown};
    use tauri::AppHandle;

    pub fn ask(_app: &AppHandle, _ask: PinAsk, asker: Asker<PinAnswer>) {
        refuse(asker);
    }

    pub fn show_once(_app: &AppHandle, _shown: PinShown, asker: Asker<()>) {
        refuse(asker);
    }

    fn refuse<T>(asker: Asker<T>) {
        tracing::error!("there is no PIN window on this system yet");
        drop(asker);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOURCES: [&str; 5] = [
        include_str!("gtk_window.rs"),
        include_str!("gtk_window/field.rs"),
        include_str!("gtk_window/frame.rs"),
        include_str!("gtk_window/parts.rs"),
        include_str!("gtk_window/shown.rs"),
    ];

    #[test]
    fn every_sentence_of_the_window_has_words() {
        // Ids, not classes of the style sheet: those are not handed to `say` or `count`.
        let named =
            SOURCES.iter().flat_map(|source| source.split(['"', '\n'])).filter(|text| text.starts_with("pinw-"));
        let classes = include_str!("gtk_window/look.css");
        let ids = named.filter(|id| !classes.contains(&format!(".{id}")) && !id.contains('{') && *id != "pinw-plain");
        let families = ["pin", "old", "new", "repeat", "secret"];
        let of = |family: &'static str| families.iter().map(move |field| format!("pinw-{family}-{field}"));
        for id in ids.map(str::to_owned).chain(of("field")).chain(of("fault-empty")) {
            assert_ne!(count(&id, 1), format!("[{id}]"));
        }
    }

    #[test]
    fn one_is_not_many() {
        assert_ne!(count("pinw-tries", 1), count("pinw-tries", 2));
        assert!(count("pinw-tries", 5).contains('5'));
        assert!(!count("pinw-tries", 0).contains('0'));
    }
}
