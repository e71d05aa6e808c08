//! A sign-in at an OpenID provider in the person's own browser: authorization code with PKCE over loopback (RFC 8252,
//! RFC 7636). What it proves is a fresh sign-in of one account, and by what.

use crate::directory::DirectoryFault;
use async_trait::async_trait;
use postern_domain::time::Timestamp;

/// An OpenID provider, as a directory's users sign in at it.
#[async_trait]
pub trait OpenId: Send + Sync {
    /// Begins a fresh sign-in (`max_age=0`) of whoever is called `hint`, at `now`. What it waits for is on loopback.
    async fn begin(&self, hint: &str, now: Timestamp) -> Result<Box<dyn BrowserVisit>, DirectoryFault>;
}

/// A sign-in that a browser is to make.
#[async_trait]
pub trait BrowserVisit: Send {
    /// Where the browser begins. It holds no secret that opens anything without this console.
    fn address(&self) -> &str;
    /// Waits for the browser to come back, at most five minutes, and checks what it brings. Dropping it ends the waiting.
    async fn finish(self: Box<Self>) -> Result<Visited, DirectoryFault>;
}

/// What a sign-in in a browser showed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Visited {
    /// The account's identifier in its directory, from the claim that the settings name for it.
    pub account: String,
    /// The name that it signed in with, where the provider tells it: outside text.
    pub login: String,
    /// When it signed in (`auth_time`).
    pub at: Timestamp,
    /// By what (`amr`, RFC 8176); empty where the provider does not tell.
    pub methods: Vec<String>,
}

/// Opens an address in the person's own browser.
pub trait Browser: Send + Sync {
    /// Opens it; an error where there is no browser.
    fn open(&self, address: &str) -> Result<(), NoBrowser>;
}

/// There is no browser here, or it does not start.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no browser opens here")]
pub struct NoBrowser;
