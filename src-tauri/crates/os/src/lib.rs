//! The machine this console runs on: clock, randomness, keyring, paths, locks, settings.
//!
//! Invariants: the only readers of the system's clock and randomness are here; folders are made for the
//! owner alone; settings are strict. Deliberately absent: anything that affects a gate.

mod browser;
mod clock;
mod console_keys;
pub mod directory_form;
mod drafts;
mod entropy;
pub mod feed_settings;
mod folder_secrets;
mod kept_checkpoint;
mod keyring_secrets;
mod lock;
pub mod notice_form;
mod notify;
mod outbox;
mod paths;
pub mod policies;
mod security_key;
pub mod settings;
mod write_secrets;

pub use browser::SystemBrowser;
pub use clock::SystemClock;
pub use console_keys::ConsoleKeys;
pub use drafts::KeptDrafts;
pub use entropy::OsEntropy;
pub use folder_secrets::FolderSecrets;
pub use kept_checkpoint::KeptCheckpoint;
pub use keyring_secrets::KeyringSecrets;
pub use lock::{Lock, LockFault};
pub use notify::{DesktopNotices, NoticeSwitch};
pub use outbox::FolderOutbox;
pub use paths::{BadProfile, Paths, write_for_owner};
pub use security_key::SecurityKey;
pub use write_secrets::KeptWriteSecrets;
