//! A wrapping that makes the answers of a real directory go astray at chosen calls.

use async_trait::async_trait;
use postern_directory::Practice;
use postern_domain::assertion::Assertion;
use postern_domain::ids::{AccountId, ContactId, CredentialId, DirectoryId};
use postern_domain::recovery::Warrant;
use postern_domain::recovery::account::{Ability, Account, ContactChannel, How, Inventory};
use postern_domain::time::Timestamp;
use postern_ports::Directory;
use postern_ports::directory::{CreationOptions, DirectoryFault, SignInOptions, SubmittedCredential};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};

/// The address that an account has once it moved.
pub const MOVED: &str = "moved@corp.example";

/// What goes astray.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Astray {
    /// Nothing.
    Nothing,
    /// The first revocation is carried out, its answer is lost, and from then on nothing answers.
    AfterFirstRevocation,
    /// The submission is carried out, its answer is lost, and from then on nothing answers.
    AfterSubmission,
    /// Creation options name another relying party.
    OtherRelyingParty,
}

/// A directory whose answers go astray.
pub struct Wayward {
    inner: Arc<Practice>,
    astray: Astray,
    silent: AtomicBool,
    /// Revocations that reached the directory.
    pub revocations: AtomicU32,
    /// Submissions that reached the directory.
    pub submissions: AtomicU32,
    /// The account's first address of mail is another one now.
    pub moved: AtomicBool,
}

impl Wayward {
    pub fn new(inner: Arc<Practice>, astray: Astray) -> Arc<Self> {
        Arc::new(Self {
            inner,
            astray,
            silent: AtomicBool::new(false),
            revocations: AtomicU32::new(0),
            submissions: AtomicU32::new(0),
            moved: AtomicBool::new(false),
        })
    }

    fn heard(&self) -> Result<(), DirectoryFault> {
        if self.silent.load(Ordering::Relaxed) { Err(DirectoryFault::TimedOut) } else { Ok(()) }
    }

    fn fall_silent(&self) -> DirectoryFault {
        self.silent.store(true, Ordering::Relaxed);
        DirectoryFault::TimedOut
    }
}

#[async_trait]
impl Directory for Wayward {
    fn id(&self) -> &DirectoryId {
        self.inner.id()
    }
    fn tenant(&self) -> &str {
        self.inner.tenant()
    }
    fn can(&self, ability: Ability) -> How {
        self.inner.can(ability)
    }
    fn residual_seconds(&self) -> u32 {
        self.inner.residual_seconds()
    }
    fn rp_id(&self) -> &str {
        self.inner.rp_id()
    }
    fn origin(&self) -> &str {
        self.inner.origin()
    }
    async fn ping(&self) -> Result<(), DirectoryFault> {
        self.heard()?;
        self.inner.ping().await
    }
    async fn find(&self, login: &str) -> Result<Option<Account>, DirectoryFault> {
        self.heard()?;
        self.inner.find(login).await
    }
    async fn account(&self, id: &AccountId) -> Result<Option<Account>, DirectoryFault> {
        self.heard()?;
        let mut found = self.inner.account(id).await?;
        if self.moved.load(Ordering::Relaxed)
            && let Some(account) = &mut found
            && let Some(mail) = account.contacts.iter_mut().find(|c| c.channel == ContactChannel::Email)
        {
            (mail.id, mail.address) = (ContactId::new("moved").unwrap(), MOVED.to_owned());
        }
        Ok(found)
    }
    async fn inventory(&self, id: &AccountId, now: Timestamp) -> Result<Inventory, DirectoryFault> {
        self.heard()?;
        self.inner.inventory(id, now).await
    }
    async fn block_sign_in(&self, warrant: &Warrant) -> Result<(), DirectoryFault> {
        self.heard()?;
        self.inner.block_sign_in(warrant).await
    }
    async fn unblock_sign_in(&self, warrant: &Warrant) -> Result<(), DirectoryFault> {
        self.heard()?;
        self.inner.unblock_sign_in(warrant).await
    }
    async fn end_sessions(&self, warrant: &Warrant) -> Result<(), DirectoryFault> {
        self.heard()?;
        self.inner.end_sessions(warrant).await
    }
    async fn suspend(&self, warrant: &Warrant, credential: &CredentialId) -> Result<(), DirectoryFault> {
        self.heard()?;
        self.inner.suspend(warrant, credential).await
    }
    async fn revoke(&self, warrant: &Warrant, credential: &CredentialId) -> Result<(), DirectoryFault> {
        self.heard()?;
        self.revocations.fetch_add(1, Ordering::Relaxed);
        self.inner.revoke(warrant, credential).await?;
        if self.astray == Astray::AfterFirstRevocation { Err(self.fall_silent()) } else { Ok(()) }
    }
    async fn creation_options(&self, warrant: &Warrant) -> Result<CreationOptions, DirectoryFault> {
        self.heard()?;
        let mut options = self.inner.creation_options(warrant).await?;
        if self.astray == Astray::OtherRelyingParty {
            options.rp_id = "evil.invalid".to_owned();
        }
        Ok(options)
    }
    async fn submit(
        &self,
        warrant: &Warrant,
        options: &CreationOptions,
        made: &SubmittedCredential,
    ) -> Result<(), DirectoryFault> {
        self.heard()?;
        self.submissions.fetch_add(1, Ordering::Relaxed);
        self.inner.submit(warrant, options, made).await?;
        if self.astray == Astray::AfterSubmission { Err(self.fall_silent()) } else { Ok(()) }
    }
    async fn begin_sign_in(&self, login: &str) -> Result<SignInOptions, DirectoryFault> {
        self.heard()?;
        self.inner.begin_sign_in(login).await
    }
    async fn finish_sign_in(
        &self,
        options: &SignInOptions,
        assertion: &Assertion,
        user_handle: &[u8],
    ) -> Result<bool, DirectoryFault> {
        self.heard()?;
        self.inner.finish_sign_in(options, assertion, user_handle).await
    }
}
