//! The traits that the outside implements, and the types that cross them.
//!
//! Purpose: what a use case may ask of a directory, a key, a store, a clock. Invariants: a mutating
//! directory call takes a [`postern_domain::recovery::Warrant`], which only the domain builds; no
//! secret is `Debug` or `Serialize`. Deliberately absent: any implementation, any sentence.

pub mod attention;
pub mod authenticator;
pub mod backup;
pub mod case_list;
pub mod case_proof;
pub mod clock;
pub mod directory;
pub mod event_store;
pub mod feed;
pub mod machine;
pub mod memory;
pub mod models;
pub mod notifier;
pub mod openid;
pub mod secrets;
pub mod signer;
pub mod table;

pub use attention::Attention;
pub use authenticator::Authenticators;
pub use clock::{Clock, Entropy};
pub use directory::Directory;
pub use event_store::EventStore;
pub use machine::{Outbox, Sealer};
pub use memory::Memory;
pub use models::Models;
pub use notifier::Notifier;
pub use openid::{Browser, OpenId};
pub use secrets::{Pin, Secrets, WriteSecrets};
pub use signer::Signer;
