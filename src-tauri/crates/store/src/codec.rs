//! Stored bytes <-> domain events: the one place.

use crate::upcast::upcast;
use postern_domain::canonical::{self, Digest};
use postern_domain::ids::{AccountId, CaseId, ConsoleId, ConsoleKey, DirectoryId, LedgerId, PersonId};
use postern_domain::recovery::CaseEvent;
use postern_domain::staff::{Change, DeskEvent};
use postern_ledger::VERSION;
use postern_ports::event_store::{Happening, StoreFault, Stream};
use uuid::Uuid;

/// The 16 bytes that name a stream: zeros for the desk.
pub fn stream_bytes(stream: Stream) -> [u8; 16] {
    match stream {
        Stream::Desk => [0; 16],
        Stream::Case(case) => *case.0.as_bytes(),
    }
}

/// The stream with these bytes.
pub fn stream_of(bytes: [u8; 16]) -> Stream {
    if bytes == [0; 16] { Stream::Desk } else { Stream::Case(CaseId(uuid::Uuid::from_bytes(bytes))) }
}

/// Name of a stream in reports.
pub fn stream_name(bytes: [u8; 16]) -> String {
    match stream_of(bytes) {
        Stream::Desk => "desk".to_owned(),
        Stream::Case(case) => format!("case {case}"),
    }
}

/// The canonical payload of a happening.
pub fn encode(happening: &Happening) -> Result<Vec<u8>, StoreFault> {
    let bytes = match happening {
        Happening::Desk(event) => canonical::bytes(event),
        Happening::Case(event) => canonical::bytes(event),
    };
    bytes.map_err(|e| StoreFault::Failed(e.to_string()))
}

/// What a payload of `stream` says; `Err` holds what is wrong with it.
pub fn decode(stream: Stream, payload: &[u8]) -> Result<Happening, String> {
    let payload = upcast(VERSION, payload)?;
    match stream {
        Stream::Desk => serde_json::from_slice::<DeskEvent>(&payload).map(Happening::Desk),
        Stream::Case(_) => serde_json::from_slice::<CaseEvent>(&payload).map(Happening::Case),
    }
    .map_err(|e| e.to_string())
}

/// The history that a happening founds.
pub fn founded(happening: &Happening) -> Option<LedgerId> {
    match happening {
        Happening::Desk(DeskEvent::Founded { ledger, .. }) => Some(*ledger),
        Happening::Desk(_) | Happening::Case(_) => None,
    }
}

/// The key that a console signs with from this happening on.
pub fn console_key(happening: &Happening) -> Option<(ConsoleId, ConsoleKey)> {
    match happening {
        Happening::Desk(DeskEvent::Founded { console, console_key, .. }) => Some((*console, *console_key)),
        Happening::Desk(DeskEvent::Changed { change: Change::RotateConsoleKey { console, key, .. }, .. }) => {
            Some((*console, *key))
        }
        Happening::Desk(_) | Happening::Case(_) => None,
    }
}

/// An act of a key: it was accepted for a case.
pub const KEY: &str = "key";
/// An act of a model: a credential was made on a key of it.
pub const MADE: &str = "made";

/// Whom a key is in the list of acts: sixteen bytes of its identity.
pub fn key_person(identity: Digest) -> PersonId {
    let [first @ .., _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _] = identity.0;
    PersonId(Uuid::from_bytes(first))
}

/// What somebody did that can be done too often, and what was done with a key: by whom, and what.
pub fn act(event: &CaseEvent) -> Option<(PersonId, &'static str)> {
    match event {
        CaseEvent::KeyAccepted { key, .. } => key.identity.map(|identity| (key_person(identity), KEY)),
        // Told since metadata are: a list of before stays as it is.
        CaseEvent::CredentialMade { made, .. } if made.noted => Some((PersonId(made.aaguid.parse().ok()?), MADE)),
        CaseEvent::CaseOpened(opened) => Some((opened.agent, "opened")),
        CaseEvent::ApprovalSigned(signed) => Some((signed.by, "signed")),
        CaseEvent::Contained { by, .. } => Some((*by, "frozen")),
        CaseEvent::Repudiated { report } => Some((report.by, "frozen")),
        CaseEvent::CaseTakenOver { by, .. } => Some((*by, "taken")),
        _ => None,
    }
}

/// The account that a case is about, as one text.
pub fn account_key(directory: &DirectoryId, account: &AccountId) -> String {
    format!("{directory}\u{1f}{account}")
}

/// What a case can be found by: its short number, account, name, ticket; and the account as [`account_key`].
pub fn search_text(case: CaseId, event: &CaseEvent) -> Option<(String, String)> {
    let CaseEvent::CaseOpened(opened) = event else { return None };
    let account = &opened.account;
    Some((
        [
            case.short().as_str(),
            account.login.as_str(),
            account.name.as_str(),
            opened.ticket.as_str(),
            account.directory.as_str(),
        ]
        .join(" ")
        .to_lowercase(),
        account_key(&account.directory, &account.id),
    ))
}
