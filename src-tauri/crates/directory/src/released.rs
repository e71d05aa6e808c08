//! Two access rights at one directory: what the desk holds reads, and what changes something is released for one case.
//!
//! A released secret lives in memory alone, inside the directory that was made of it, and goes with the release: when
//! its time is over, when its case ends, or when another takes its place. Each connector checks its warrants itself.

use async_trait::async_trait;
use postern_domain::assertion::Assertion;
use postern_domain::ids::{AccountId, CaseId, CredentialId, DirectoryId};
use postern_domain::recovery::Warrant;
use postern_domain::recovery::account::{Ability, Account, Capabilities, How, Inventory};
use postern_domain::time::Timestamp;
use postern_ports::directory::{
    AccountPage, ChangePage, CreationOptions, DirectoryFault, Enrolled, Invitation, PageMark, Release, Rights,
    SignInOptions, SubmittedCredential,
};
use postern_ports::machine::{MachineKey, MachinePublicKey};
use postern_ports::secrets::RecoveryCode;
use postern_ports::{Clock, Directory};
use secrecy::SecretString;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// Makes a directory that writes, of a released secret.
pub type MakeWriter = dyn Fn(SecretString) -> Result<Arc<dyn Directory>, DirectoryFault> + Send + Sync;

/// A directory that reads with what the desk holds, and writes with what was released.
pub struct Released {
    reads: Arc<dyn Directory>,
    make_writer: Arc<MakeWriter>,
    clock: Arc<dyn Clock>,
    live: Arc<Mutex<Vec<Live>>>,
}

/// A release that has not ended.
struct Live {
    case: CaseId,
    account: AccountId,
    until: Timestamp,
    writes: Arc<dyn Directory>,
}

impl Released {
    /// Reads with `reads`; `make_writer` makes what writes, which shares its memory with `reads`.
    pub fn new(reads: Arc<dyn Directory>, make_writer: Arc<MakeWriter>, clock: Arc<dyn Clock>) -> Self {
        Self { reads, make_writer, clock, live: Arc::default() }
    }

    /// The releases that hold at `now`; those that do not are dropped.
    fn live(&self, now: Timestamp) -> MutexGuard<'_, Vec<Live>> {
        let mut live = locked(&self.live);
        live.retain(|one| now < one.until);
        live
    }

    /// What reads `account`: after a change, the access that made it.
    fn reader_of(&self, account: &AccountId, now: Timestamp) -> Arc<dyn Directory> {
        let live = self.live(now);
        live.iter().find(|one| one.account == *account).map_or(&self.reads, |one| &one.writes).clone()
    }

    /// What was released for the warrant's case and account, and holds both when its gates were met and now.
    fn writer_of(&self, warrant: &Warrant) -> Result<Arc<dyn Directory>, DirectoryFault> {
        let live = self.live(self.clock.now().max(warrant.at()));
        let mine = live.iter().find(|one| one.case == warrant.case() && one.account == *warrant.account());
        mine.map(|one| one.writes.clone()).ok_or(DirectoryFault::NotReleased)
    }

    /// What closes a door: that needs no release.
    fn closes(&self, warrant: &Warrant) -> Arc<dyn Directory> {
        self.writer_of(warrant).unwrap_or_else(|_| self.reads.clone())
    }

    /// Drops what ends at `until` when it ends, also when nobody asks for anything then.
    fn drop_at(&self, until: Timestamp, now: Timestamp) {
        let Ok(runtime) = tokio::runtime::Handle::try_current() else { return };
        let live = Arc::downgrade(&self.live);
        let wait = Duration::from_millis(u64::try_from(until.since(now).0).unwrap_or(0));
        runtime.spawn(async move {
            tokio::time::sleep(wait).await;
            if let Some(live) = live.upgrade() {
                locked(&live).retain(|one| until < one.until);
            }
        });
    }
}

fn locked(live: &Mutex<Vec<Live>>) -> MutexGuard<'_, Vec<Live>> {
    live.lock().unwrap_or_else(PoisonError::into_inner)
}

#[async_trait]
impl Directory for Released {
    fn id(&self) -> &DirectoryId {
        self.reads.id()
    }
    fn tenant(&self) -> &str {
        self.reads.tenant()
    }
    fn can(&self, ability: Ability) -> How {
        self.reads.can(ability)
    }
    fn residual_seconds(&self) -> u32 {
        self.reads.residual_seconds()
    }
    fn capabilities(&self) -> Capabilities {
        self.reads.capabilities()
    }
    fn rp_id(&self) -> &str {
        self.reads.rp_id()
    }
    fn origin(&self) -> &str {
        self.reads.origin()
    }

    async fn ping(&self) -> Result<(), DirectoryFault> {
        self.reads.ping().await
    }
    async fn rights(&self) -> Result<Option<Rights>, DirectoryFault> {
        self.reads.rights().await
    }
    async fn find(&self, login: &str) -> Result<Option<Account>, DirectoryFault> {
        self.reads.find(login).await
    }
    async fn account(&self, id: &AccountId) -> Result<Option<Account>, DirectoryFault> {
        self.reader_of(id, self.clock.now()).account(id).await
    }
    async fn search(&self, beginning: &str, from: Option<&PageMark>) -> Result<AccountPage, DirectoryFault> {
        self.reads.search(beginning, from).await
    }
    async fn changes(&self, since: Timestamp, from: Option<&PageMark>) -> Result<ChangePage, DirectoryFault> {
        self.reads.changes(since, from).await
    }
    async fn inventory(&self, id: &AccountId, now: Timestamp) -> Result<Inventory, DirectoryFault> {
        self.reader_of(id, now).inventory(id, now).await
    }

    async fn block_sign_in(&self, warrant: &Warrant) -> Result<(), DirectoryFault> {
        self.closes(warrant).block_sign_in(warrant).await
    }
    async fn unblock_sign_in(&self, warrant: &Warrant) -> Result<(), DirectoryFault> {
        self.writer_of(warrant)?.unblock_sign_in(warrant).await
    }
    async fn end_sessions(&self, warrant: &Warrant) -> Result<(), DirectoryFault> {
        self.closes(warrant).end_sessions(warrant).await
    }
    async fn suspend(&self, warrant: &Warrant, credential: &CredentialId) -> Result<(), DirectoryFault> {
        self.closes(warrant).suspend(warrant, credential).await
    }
    async fn revoke(&self, warrant: &Warrant, credential: &CredentialId) -> Result<(), DirectoryFault> {
        self.writer_of(warrant)?.revoke(warrant, credential).await
    }
    async fn creation_options(&self, warrant: &Warrant) -> Result<CreationOptions, DirectoryFault> {
        self.writer_of(warrant)?.creation_options(warrant).await
    }
    async fn submit(
        &self,
        warrant: &Warrant,
        options: &CreationOptions,
        made: &SubmittedCredential,
    ) -> Result<(), DirectoryFault> {
        self.writer_of(warrant)?.submit(warrant, options, made).await
    }

    async fn invite(&self, warrant: &Warrant) -> Result<Invitation, DirectoryFault> {
        self.writer_of(warrant)?.invite(warrant).await
    }
    async fn enrolled(&self, id: &AccountId, credential: &CredentialId) -> Result<Option<Enrolled>, DirectoryFault> {
        self.reader_of(id, self.clock.now()).enrolled(id, credential).await
    }

    fn draws_machine_keys(&self) -> bool {
        self.reads.draws_machine_keys()
    }
    fn draw_machine_key(&self, label: &str, now: Timestamp) -> Result<MachineKey, DirectoryFault> {
        self.reads.draw_machine_key(label, now)
    }
    async fn submit_machine_key(&self, warrant: &Warrant, key: &MachinePublicKey) -> Result<(), DirectoryFault> {
        self.writer_of(warrant)?.submit_machine_key(warrant, key).await
    }
    async fn try_machine_secret(&self, id: &AccountId, secret: &SecretString) -> Result<bool, DirectoryFault> {
        self.reader_of(id, self.clock.now()).try_machine_secret(id, secret).await
    }

    async fn check_saved_code(&self, id: &AccountId, code: &RecoveryCode) -> Result<bool, DirectoryFault> {
        self.reader_of(id, self.clock.now()).check_saved_code(id, code).await
    }
    async fn begin_sign_in(&self, login: &str) -> Result<SignInOptions, DirectoryFault> {
        self.reads.begin_sign_in(login).await
    }
    async fn finish_sign_in(
        &self,
        options: &SignInOptions,
        assertion: &Assertion,
        user_handle: &[u8],
    ) -> Result<bool, DirectoryFault> {
        self.reads.finish_sign_in(options, assertion, user_handle).await
    }

    fn needs_release(&self) -> bool {
        true
    }
    fn is_released(&self, case: CaseId, now: Timestamp) -> bool {
        self.live(now).iter().any(|one| one.case == case)
    }
    async fn release(&self, release: Release) -> Result<(), DirectoryFault> {
        let now = self.clock.now();
        let Release { case, account, secret, until } = release;
        if until <= now {
            return Err(DirectoryFault::NotReleased);
        }
        let writes = (self.make_writer)(secret)?;
        {
            let mut live = self.live(now);
            live.retain(|one| one.case != case);
            live.push(Live { case, account, until, writes });
        }
        self.drop_at(until, now);
        Ok(())
    }
    fn end_release(&self, case: CaseId) {
        locked(&self.live).retain(|one| one.case != case);
    }
}

#[cfg(test)]
mod tests;
