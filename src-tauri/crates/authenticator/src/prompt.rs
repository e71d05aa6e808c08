//! The driver's questions to a person: only the touch is one of ours.

use postern_ports::authenticator::{KeyStep, Progress};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use tokio::sync::Notify;
use webauthn_authenticator_rs::types::{CableRequestType, CableState, EnrollSampleStatus};
use webauthn_authenticator_rs::ui::UiCallback;

/// Tells of a key's first wait for a touch, once per operation: a USB key repeats it several times a second.
#[derive(Clone)]
pub(crate) struct Prompt {
    progress: Progress,
    asked: Arc<AtomicBool>,
    touch: Arc<Notify>,
}

impl Prompt {
    /// A prompt that tells `progress`.
    pub(crate) fn telling(progress: Progress) -> Self {
        Self { progress, asked: Arc::default(), touch: Arc::default() }
    }

    /// A prompt for exchanges that ask for no touch.
    pub(crate) fn quiet() -> Self {
        Self::telling(Arc::new(|_| {}))
    }

    /// Resolves once the key has asked for a touch.
    pub(crate) async fn touch_asked(&self) {
        self.touch.notified().await;
    }

    /// Whether the key has asked for a touch.
    pub(crate) fn was_asked(&self) -> bool {
        self.asked.load(Ordering::Relaxed)
    }

    /// Tells that work begins.
    pub(crate) fn working(&self) {
        (self.progress)(KeyStep::Working);
    }
}

impl UiCallback for Prompt {
    /// Never: this crate proves PINs itself and hands them to no library.
    fn request_pin(&self) -> Option<String> {
        None
    }

    fn request_touch(&self) {
        if !self.asked.swap(true, Ordering::Relaxed) {
            self.touch.notify_one();
            (self.progress)(KeyStep::Touch);
        }
    }

    fn processing(&self) {}
    fn fingerprint_enrollment_feedback(&self, _: u32, _: Option<EnrollSampleStatus>) {}
    fn cable_qr_code(&self, _: CableRequestType, _: String) {}
    fn dismiss_qr_code(&self) {}
    fn cable_status_update(&self, _: CableState) {}
}

impl std::fmt::Debug for Prompt {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Prompt").field("asked", &self.was_asked()).finish_non_exhaustive()
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use std::sync::Mutex;

    #[test]
    fn a_touch_is_told_once_however_often_the_key_blinks() {
        let told = Arc::new(Mutex::new(Vec::new()));
        let log = told.clone();
        let prompt = Prompt::telling(Arc::new(move |step| log.lock().unwrap().push(step)));
        prompt.working();
        prompt.request_touch();
        prompt.request_touch();
        assert_eq!(*told.lock().unwrap(), [KeyStep::Working, KeyStep::Touch]);
        assert!(prompt.was_asked());
        assert_eq!(prompt.request_pin(), None);
    }
}
