//! A person's own sign-in at Graph: the console may do what that person may, so that administrative units hold.
//!
//! Who signed in last is who acts: what was kept of somebody else authorises nothing from then on. Tokens are in memory
//! only, and a refresh token that is refused is forgotten.

use crate::access::{SignIn, Token};
use crate::http::Http;
use crate::oidc::{Oidc, Tokens};
use async_trait::async_trait;
use postern_ports::directory::DirectoryFault;
use postern_ports::secrets::reveal;
use reqwest::RequestBuilder;
use secrecy::SecretString;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// A token that is over whenever it is renewed is not renewed without end.
const RENEWALS: usize = 3;

/// Renews what a person's sign-in gave.
#[async_trait]
pub trait Refreshes: Send + Sync {
    /// Exchanges a refresh token for what authorises requests.
    async fn refresh(&self, refresh: &SecretString) -> Result<Tokens, DirectoryFault>;
}

#[async_trait]
impl Refreshes for Oidc {
    async fn refresh(&self, refresh: &SecretString) -> Result<Tokens, DirectoryFault> {
        Oidc::refresh(self, refresh).await
    }
}

/// What is held of the person who signed in; clones hold the same.
#[derive(Default)]
pub struct Delegated {
    state: Arc<Mutex<State>>,
    /// The serial of the token that was handed out here last: whoever asks again was refused with it, or it is over.
    handed: AtomicU64,
}

impl Clone for Delegated {
    fn clone(&self) -> Self {
        Self { state: self.state.clone(), handed: AtomicU64::default() }
    }
}

#[derive(Default)]
struct State {
    held: Option<Held>,
    refreshes: Option<Arc<dyn Refreshes>>,
    /// How often what is held was exchanged: a renewal that was under way meanwhile is not kept.
    serial: u64,
}

struct Held {
    access: SecretString,
    refresh: Option<SecretString>,
    until: Option<Instant>,
}

/// What follows when a token is asked for.
enum Step {
    Handed(Token),
    Refresh { serial: u64, with: SecretString, by: Arc<dyn Refreshes> },
}

impl Held {
    fn of(tokens: Tokens) -> Self {
        // A lifetime beyond what a clock can tell is none.
        let until = tokens.lifetime.and_then(|lifetime| Instant::now().checked_add(lifetime));
        Self { access: tokens.access, refresh: tokens.refresh, until }
    }

    /// How long it still authorises, where that is known.
    fn left(&self) -> Option<Duration> {
        self.until.map(|until| until.saturating_duration_since(Instant::now()))
    }
}

impl Delegated {
    /// Keeps what a person's sign-in gave, in place of whatever was kept.
    pub fn hold(&self, tokens: Tokens) {
        self.state().exchange(Some(Held::of(tokens)));
    }

    /// Forgets it: nothing is authorised until somebody signs in.
    pub fn forget(&self) {
        self.state().exchange(None);
    }

    /// Renews by this from now on. Without it a sign-in is over with its first token.
    pub fn renew_by(&self, refreshes: Arc<dyn Refreshes>) {
        self.state().refreshes = Some(refreshes);
    }

    /// Whether somebody signed in.
    pub fn is_held(&self) -> bool {
        self.state().held.is_some()
    }

    /// What authorises requests now.
    pub fn shown(&self) -> Result<SecretString, DirectoryFault> {
        self.state().held.as_ref().map(|held| held.access.clone()).ok_or(DirectoryFault::SignInNeeded)
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // Nothing is left half done under it.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn step(&self) -> Result<Step, DirectoryFault> {
        let mut state = self.state();
        let (serial, renews) = (state.serial, state.refreshes.clone());
        let held = state.held.as_ref().ok_or(DirectoryFault::SignInNeeded)?;
        let left = held.left();
        let lives = left.is_none_or(|left| !left.is_zero());
        if lives && self.handed.swap(serial, Ordering::Relaxed) != serial {
            return Ok(Step::Handed(Token { secret: held.access.clone(), lifetime: left }));
        }
        match held.refresh.clone().zip(renews) {
            Some((with, by)) => Ok(Step::Refresh { serial, with, by }),
            None => {
                state.exchange(None);
                Err(DirectoryFault::SignInNeeded)
            }
        }
    }

    /// Keeps what was renewed, or that nothing was, unless it was exchanged meanwhile.
    fn renewed(&self, serial: u64, held: Option<Held>) {
        let mut state = self.state();
        if state.serial == serial {
            state.exchange(held);
        }
    }
}

impl State {
    fn exchange(&mut self, held: Option<Held>) {
        self.serial += 1;
        self.held = held;
    }
}

#[async_trait]
impl SignIn for Delegated {
    async fn sign_in(&self, _http: &Http) -> Result<Token, DirectoryFault> {
        for _ in 0..RENEWALS {
            let (serial, with, by) = match self.step()? {
                Step::Handed(token) => return Ok(token),
                Step::Refresh { serial, with, by } => (serial, with, by),
            };
            let renewed = by.refresh(&with).await;
            match renewed {
                Ok(mut tokens) => {
                    // Where no other comes, this one goes on being of use.
                    tokens.refresh.get_or_insert(with);
                    self.renewed(serial, Some(Held::of(tokens)));
                }
                Err(DirectoryFault::SignInNeeded | DirectoryFault::AccessRefused | DirectoryFault::Refused(_)) => {
                    self.renewed(serial, None);
                }
                Err(other) => return Err(other),
            }
        }
        Err(DirectoryFault::SignInNeeded)
    }

    /// By what is held now, whatever was handed out before: a request is made as the person who is signed in, or as
    /// nobody, which is refused.
    fn dress(&self, request: RequestBuilder, _token: &SecretString) -> RequestBuilder {
        match self.shown() {
            // Exposed to authorise the request.
            Ok(access) => request.bearer_auth(reveal(&access)),
            Err(_) => request,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::http::Reach;
    use std::sync::atomic::AtomicU32;

    fn tokens(access: &str, refresh: Option<&str>, seconds: u64) -> Tokens {
        let secret = |text: &str| SecretString::from(text.to_owned());
        let lifetime = Some(Duration::from_secs(seconds));
        Tokens { access: secret(access), refresh: refresh.map(secret), lifetime }
    }

    /// Renews by counting, or refuses; meanwhile somebody else may sign in.
    #[derive(Default)]
    struct Renewing {
        count: AtomicU32,
        seconds: u64,
        refuses: bool,
        meanwhile: Option<Delegated>,
    }

    fn renewing() -> Renewing {
        Renewing { seconds: 600, ..Renewing::default() }
    }

    #[async_trait]
    impl Refreshes for Renewing {
        async fn refresh(&self, refresh: &SecretString) -> Result<Tokens, DirectoryFault> {
            if let Some(person) = &self.meanwhile {
                person.hold(tokens("other", None, 600));
            }
            if self.refuses {
                return Err(DirectoryFault::SignInNeeded);
            }
            let n = self.count.fetch_add(1, Ordering::Relaxed);
            Ok(tokens(&format!("{}-{n}", reveal(refresh)), None, self.seconds))
        }
    }

    async fn handed(person: &Delegated) -> Result<String, DirectoryFault> {
        let http = Http::new("http://127.0.0.1:9", &Reach::default()).unwrap();
        person.sign_in(&http).await.map(|token| reveal(&token.secret).to_owned())
    }

    /// What a request carries.
    fn shown(person: &Delegated) -> Option<String> {
        let stale = SecretString::from("stale".to_owned());
        let request = person.dress(reqwest::Client::new().get("http://127.0.0.1:9"), &stale).build().unwrap();
        request.headers().get("authorization").map(|value| value.to_str().unwrap().to_owned())
    }

    #[tokio::test]
    async fn nobody_signed_in_is_asked_for() {
        let person = Delegated::default();
        assert_eq!(handed(&person).await, Err(DirectoryFault::SignInNeeded));
        assert_eq!(shown(&person), None);
    }

    #[tokio::test]
    async fn a_token_is_handed_out_once_and_then_renewed() {
        let person = Delegated::default();
        person.renew_by(Arc::new(renewing()));
        person.hold(tokens("first", Some("r"), 600));
        assert_eq!(handed(&person).await.as_deref(), Ok("first"));
        // Whoever asks again was refused with it.
        assert_eq!(handed(&person).await.as_deref(), Ok("r-0"));
        // No other refresh token came: the first goes on being of use.
        assert_eq!(handed(&person).await.as_deref(), Ok("r-1"));
        assert_eq!(shown(&person).as_deref(), Some("Bearer r-1"));
        person.hold(tokens("over", Some("s"), 0));
        assert_eq!(handed(&person).await.as_deref(), Ok("s-2"));
    }

    #[tokio::test]
    async fn who_signed_in_last_is_who_acts() {
        let person = Delegated::default();
        person.hold(tokens("agent", None, 600));
        assert_eq!(handed(&person).await.as_deref(), Ok("agent"));
        person.hold(tokens("supervisor", None, 600));
        assert_eq!(shown(&person).as_deref(), Some("Bearer supervisor"));
        person.forget();
        assert_eq!((shown(&person), person.is_held()), (None, false));
        // A renewal that was under way for the one before is not kept.
        person.renew_by(Arc::new(Renewing { meanwhile: Some(person.clone()), ..renewing() }));
        person.hold(tokens("over", Some("r"), 0));
        assert_eq!(handed(&person).await.as_deref(), Ok("other"));
    }

    #[tokio::test]
    async fn each_that_acts_as_the_person_gets_the_token_once() {
        let person = Delegated::default();
        let other = person.clone();
        person.renew_by(Arc::new(renewing()));
        person.hold(tokens("first", Some("r"), 600));
        assert_eq!(handed(&person).await.as_deref(), Ok("first"));
        assert_eq!(handed(&other).await.as_deref(), Ok("first"));
        assert_eq!(handed(&person).await.as_deref(), Ok("r-0"));
        // Renewed already: it is not renewed once more for the other.
        assert_eq!(handed(&other).await.as_deref(), Ok("r-0"));
    }

    #[tokio::test]
    async fn a_refused_renewal_ends_the_sign_in() {
        let person = Delegated::default();
        person.renew_by(Arc::new(Renewing { refuses: true, ..renewing() }));
        person.hold(tokens("first", Some("r"), 600));
        assert_eq!(handed(&person).await.as_deref(), Ok("first"));
        assert_eq!(handed(&person).await, Err(DirectoryFault::SignInNeeded));
        assert!(!person.is_held(), "what was refused is forgotten");
    }

    #[tokio::test]
    async fn tokens_that_are_over_are_not_renewed_without_end() {
        let person = Delegated::default();
        person.renew_by(Arc::new(Renewing::default()));
        person.hold(tokens("over", Some("r"), 0));
        assert_eq!(handed(&person).await, Err(DirectoryFault::SignInNeeded));
    }
}
