//! A desk's first records, and the key that it signs with.

use ed25519_dalek::{Signer as _, SigningKey};
use postern_domain::canonical::Digest;
use postern_domain::ids::{CaseId, ConsoleId, ConsoleKey, LedgerId, PersonId};
use postern_domain::policy::Policy;
use postern_domain::recovery::CaseEvent;
use postern_domain::recovery::event::Seal;
use postern_domain::staff::{DeskEvent, Profile};
use postern_domain::time::Timestamp;
use postern_ports::Signer;
use postern_ports::event_store::Happening;
use postern_ports::secrets::SecretsFault;
use std::sync::Arc;
use uuid::Uuid;

pub const CONSOLE: ConsoleId = ConsoleId(Uuid::from_u128(7));

/// A console's key that lives as long as the test.
pub struct Key(pub SigningKey);

impl Signer for Key {
    fn key(&self) -> ConsoleKey {
        ConsoleKey(self.0.verifying_key().to_bytes())
    }
    fn sign(&self, message: &[u8]) -> [u8; 64] {
        self.0.sign(message).to_bytes()
    }
    fn draw_next(&self) -> Result<ConsoleKey, SecretsFault> {
        Err(SecretsFault::Missing)
    }
    fn settle(&self, _: ConsoleKey) -> Result<(), SecretsFault> {
        Ok(())
    }
}

pub fn signer(n: u8) -> Arc<dyn Signer> {
    Arc::new(Key(SigningKey::from_bytes(&[n; 32])))
}

pub fn founded() -> Happening {
    Happening::Desk(DeskEvent::Founded {
        ledger: LedgerId(Uuid::from_u128(1)),
        profile: Profile::Practice,
        console: CONSOLE,
        console_key: signer(1).key(),
        policy: Box::new(Policy::standard()),
    })
}

pub fn opened(login: &str) -> Happening {
    let json = serde_json::json!({
        "kind": "case_opened", "agent": Uuid::from_u128(3), "console": CONSOLE.0,
        "account": {"directory": "practice", "id": "acc-1", "login": login, "name": "A subject", "privileged": false,
            "active_roles": [], "machine": null, "contacts": [], "recovery_contacts": []},
        "tenant": "t", "rp_id": "rp", "capabilities": {"block_sign_in": true, "sessions": true, "suspend": true, "saved_codes": false, "residual_seconds": 0},
        "inventory": {"read_at": 5, "credentials": [], "sessions": 0, "sign_in_blocked": false},
        "reason": "lost", "channel": "in_person", "ticket": "INC-1", "tier": "standard", "signals": [], "repeats": 0,
        "policy": "00".repeat(32), "at": 5
    });
    Happening::Case(serde_json::from_value(json).unwrap())
}

pub fn note(text: &str) -> Happening {
    let seal = Seal { sealed: vec![0; 49], mark: Digest([0; 32]) };
    let by = PersonId(Uuid::from_u128(3));
    Happening::Case(CaseEvent::NoteAdded { by, text: text.to_owned(), seal, at: Timestamp(6) })
}

pub fn case(n: u128) -> CaseId {
    CaseId(Uuid::from_u128(n))
}
