//! Asking for PINs: in a window of its own, with what the PIN is for. No command takes one from the page.

use crate::pin_window::{self, PinAnswer, PinAsk, PinKind, PinShown, say};
use crate::shell::{Answer, Shell};
use postern_application::staff::{Confirmer, Newcomer};
use postern_application::{Console, Fault, Signal};
use postern_domain::ids::{ConsoleId, PersonId};
use postern_domain::recovery::statement::{Decision, Statement};
use postern_domain::recovery::{Disposition, Finding, Tier};
use postern_domain::staff::{Change, Roster};
use postern_domain::text::shown;
use postern_ipc::dto::SignerInput;
use postern_ports::authenticator::{KeyDescription, KeyFault, KeyId, KeyStep};
use postern_ports::secrets::{Pin, reveal};
use secrecy::SecretString;

/// What is shown above the field, as name and value.
pub type Facts = Vec<(String, String)>;

impl Shell {
    /// The PIN of a key, for `what`: a code with words.
    pub async fn pin(&self, key: &KeyId, what: &str, facts: Facts) -> Answer<Pin> {
        let found = self.answer(self.console()?.described(key).await)?;
        self.answer(usable(&found))?;
        match self.ask(&found, what, facts, PinKind::Enter).await? {
            PinAnswer::Typed(pin) => Ok(pin),
            PinAnswer::Changed { old, .. } => Ok(old),
        }
    }

    /// As [`Shell::pin`], once somebody is signed in.
    pub async fn pin_of_session(&self, key: &KeyId, what: &str, facts: Facts) -> Answer<Pin> {
        self.answer(self.console()?.actor())?;
        self.pin(key, what, facts).await
    }

    /// A first PIN, typed twice.
    pub async fn new_pin(&self, key: &KeyId) -> Answer<Pin> {
        let console = self.console()?;
        let found = self.answer(console.described(key).await)?;
        let least = self.answer(console.least_pin(key).await)?;
        match self.ask(&found, "set_pin", Facts::new(), PinKind::New { least }).await? {
            PinAnswer::Typed(pin) | PinAnswer::Changed { new: pin, .. } => Ok(pin),
        }
    }

    /// The PIN until now, and another one typed twice.
    pub async fn changed_pin(&self, key: &KeyId) -> Answer<(Pin, Pin)> {
        let console = self.console()?;
        let found = self.answer(console.described(key).await)?;
        let least = self.answer(console.least_pin(key).await)?;
        match self.ask(&found, "change_pin", Facts::new(), PinKind::Change { least }).await? {
            PinAnswer::Changed { old, new } => Ok((old, new)),
            PinAnswer::Typed(_) => Err(self.refuse(&Fault::Key(KeyFault::Cancelled))),
        }
    }

    /// The PIN of each signer's key, one after the other.
    pub async fn signers(&self, signers: Vec<SignerInput>, what: &str, facts: &Facts) -> Answer<Vec<Confirmer>> {
        let mut all = Vec::new();
        for signer in signers {
            let key = KeyId(signer.key_id);
            let pin = self.pin(&key, what, facts.clone()).await?;
            all.push(Confirmer { key, pin });
        }
        Ok(all)
    }

    /// Refuses where there is no PIN window: a PIN that nobody can read must not be drawn.
    pub fn can_show_pins(&self) -> Answer<()> {
        if pin_window::IS_THERE { Ok(()) } else { Err(self.refuse(&no_window())) }
    }

    /// Shows a drawn PIN once.
    pub async fn show_pin(&self, key: &KeyId, pin: Pin) -> Answer<()> {
        let shown = PinShown {
            heading: say("pinw-drawn", &[]),
            // The key may be out already: its name is no reason to lose its PIN.
            key: self.console()?.described(key).await.map(|found| named(&found)).unwrap_or_default(),
            pin,
            why: say("pinw-drawn-why", &[]),
            dark: None,
        };
        let read = pin_window::show_once(self.app(), shown).await;
        if read { Ok(()) } else { Err(self.refuse(&no_window())) }
    }

    /// A secret that is no PIN, for `what`, of `whose`: typed or pasted into the same window.
    pub async fn secret(&self, what: &str, whose: &str) -> Answer<SecretString> {
        self.answer(self.console()?.actor())?;
        self.can_show_pins()?;
        let ask = PinAsk {
            heading: say(&format!("pinw-for-{what}"), &[]),
            key: shown(whose),
            facts: Facts::new(),
            tries: None,
            kind: PinKind::Secret,
            dark: None,
        };
        match pin_window::ask(self.app(), ask).await {
            // Exposed to be handed on as what it is.
            Some(PinAnswer::Typed(typed)) => Ok(SecretString::from(typed.expose().to_owned())),
            Some(PinAnswer::Changed { .. }) | None => Err(self.refuse(&Fault::Key(KeyFault::Cancelled))),
        }
    }

    /// Shows a temporary pass once.
    pub async fn show_pass(&self, login: &str, pass: &SecretString) -> Answer<()> {
        let shown = PinShown {
            heading: say("pinw-pass", &[]),
            key: shown(login),
            // Exposed to be read once, in a window that no page draws.
            pin: Pin::new(reveal(pass).to_owned()),
            why: say("pinw-pass-why", &[]),
            dark: None,
        };
        let read = pin_window::show_once(self.app(), shown).await;
        if read { Ok(()) } else { Err(self.refuse(&no_window())) }
    }

    async fn ask(&self, found: &KeyDescription, what: &str, facts: Facts, kind: PinKind) -> Answer<PinAnswer> {
        let console = self.console()?;
        self.can_show_pins()?;
        let _told = Waits::for_a_pin(console, &found.id);
        let ask = PinAsk {
            heading: say(&format!("pinw-for-{what}"), &[]),
            key: named(found),
            facts,
            tries: found.pin_set.then_some(found.pin_tries).flatten(),
            kind,
            dark: None,
        };
        let answer = pin_window::ask(self.app(), ask).await;
        answer.ok_or_else(|| self.refuse(&Fault::Key(KeyFault::Cancelled)))
    }
}

fn no_window() -> Fault {
    Fault::Key(KeyFault::Unsupported("pin_window".to_owned()))
}

/// Says that a PIN is waited for, until it is dropped.
struct Waits<'a> {
    console: &'a Console,
    key: KeyId,
}

impl<'a> Waits<'a> {
    fn for_a_pin(console: &'a Console, key: &KeyId) -> Self {
        (console.parts().signals)(Signal::Key { key: key.clone(), step: Some(KeyStep::Pin) });
        Self { console, key: key.clone() }
    }
}

impl Drop for Waits<'_> {
    fn drop(&mut self) {
        (self.console.parts().signals)(Signal::Key { key: self.key.clone(), step: None });
    }
}

/// A key whose PIN can be asked for.
fn usable(found: &KeyDescription) -> Result<(), Fault> {
    match &found.fault {
        Some(fault) => Err(Fault::Key(fault.clone())),
        None if !found.pin_set => Err(Fault::Key(KeyFault::NoPin)),
        None if found.pin_tries == Some(0) => Err(Fault::Key(KeyFault::Blocked)),
        None if found.force_pin_change => Err(Fault::Key(KeyFault::PinChangeRequired)),
        None => Ok(()),
    }
}

fn named(found: &KeyDescription) -> String {
    match &found.serial {
        Some(serial) => shown(&format!("{} · {serial}", found.label)),
        None => shown(&found.label),
    }
}

/// What a statement says, for whoever signs it: the page could show something else.
pub fn facts_of(bytes: &[u8]) -> Facts {
    let Some(statement) = Statement::parse(bytes) else { return Facts::new() };
    let fact = |name: &str, value: String| (say(&format!("pinw-fact-{name}"), &[]), value);
    let action = match &statement.decision {
        Decision::Approve if statement.over_shoulder_of.is_some() => "pinw-action-approve_here",
        Decision::Approve => "pinw-action-approve",
        Decision::Release => "pinw-action-release",
        Decision::Review { .. } => "pinw-action-review",
        Decision::Dispose { .. } => "pinw-action-dispose",
    };
    let mut facts = vec![
        fact("action", say(action, &[])),
        fact("subject", shown(&statement.basis.name)),
        fact("account", shown(&format!("{} · {}", statement.basis.directory, statement.basis.account))),
        fact("tier", say(tier_words(statement.basis.tier), &[])),
    ];
    if let Decision::Review { disposition, note } = &statement.decision {
        facts.push(fact("disposition", say(disposition_words(*disposition), &[])));
        facts.push(fact("note", shown(note)));
    }
    if let Decision::Dispose { finding, note } = &statement.decision {
        facts.push(fact("disposition", say(finding_words(*finding), &[])));
        facts.push(fact("note", shown(note)));
    }
    facts.push(fact("digest", Statement::challenge(bytes).phrase()));
    facts
}

/// What a change of the desk does, for whoever signs it.
pub fn facts_of_change(change: &Change, roster: &Roster) -> Facts {
    let fact = |name: &str, value: String| (say(&format!("pinw-fact-{name}"), &[]), value);
    let who = |id: &PersonId| {
        let person = roster.person(*id);
        fact("person", person.map_or_else(|| id.to_string(), |p| shown(&format!("{} · {}", p.name, p.staff_number))))
    };
    let mut facts = vec![fact("action", say(&format!("pinw-change-{}", change.code()), &[]))];
    match change {
        Change::AdoptPolicy { policy } => {
            // Two policies may have one name.
            let digest = policy.hash().map_or_else(|_| String::new(), |hash| hash.phrase());
            facts.push(fact("policy", shown(&format!("{} · {digest}", policy.name))));
        }
        Change::RenewTraining { person, .. }
        | Change::RemoveStaff { person, .. }
        | Change::AddStaffKey { person, .. }
        | Change::ReplaceStaffKey { person, .. } => facts.push(who(person)),
        Change::SetSecurityKey { public_key } => facts.push(fact("key", shown(public_key))),
        Change::RotateConsoleKey { console, .. } => facts.push(fact("console", console.to_string())),
        Change::SetThreat { .. } => {}
    }
    facts
}

/// Who is recovered by a quorum, for each who signs it.
pub fn facts_of_quorum(person: PersonId, roster: &Roster) -> Facts {
    let who = roster.person(person).map(|p| shown(&format!("{} · {}", p.name, p.staff_number)));
    vec![
        (say("pinw-fact-action", &[]), say("pinw-change-quorum", &[])),
        (say("pinw-fact-person", &[]), who.unwrap_or_else(|| person.to_string())),
    ]
}

/// As [`facts_of_change`], before the new key is drawn.
pub fn facts_of_rotation(console: ConsoleId) -> Facts {
    vec![
        (say("pinw-fact-action", &[]), say("pinw-change-rotate_console_key", &[])),
        (say("pinw-fact-console", &[]), console.to_string()),
    ]
}

/// Who joins, for whoever confirms it.
pub fn facts_of_newcomer(newcomer: &Newcomer) -> Facts {
    let fact = |name: &str, value: String| (say(&format!("pinw-fact-{name}"), &[]), value);
    let role = postern_domain::recovery::role_code(newcomer.role);
    vec![
        fact("person", shown(&format!("{} · {}", newcomer.name, newcomer.staff_number))),
        fact("role", say(&format!("role-{role}"), &[])),
    ]
}

fn disposition_words(disposition: Disposition) -> &'static str {
    match disposition {
        Disposition::InOrder => "disposition-in_order",
        Disposition::Concerns => "disposition-concerns",
        Disposition::Incident => "disposition-incident",
    }
}

fn finding_words(finding: Finding) -> &'static str {
    match finding {
        Finding::Unfounded => "incident-finding-unfounded",
        Finding::Confirmed => "incident-finding-confirmed",
        Finding::OurError => "incident-finding-our_error",
    }
}

fn tier_words(tier: Tier) -> &'static str {
    match tier {
        Tier::Standard => "tier-standard",
        Tier::Privileged => "tier-privileged",
        Tier::Machine => "tier-machine",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_without_a_pin_or_tries_is_not_asked_for_one() {
        let key = |pin_set: bool, tries: u32| KeyDescription {
            id: KeyId("k".to_owned()),
            label: "k".to_owned(),
            serial: Some("7\u{202e}".to_owned()),
            aaguid: None,
            firmware: None,
            pin_set,
            min_pin_length: 4,
            force_pin_change: false,
            pin_tries: Some(tries),
            sensor_tries: None,
            versions: Vec::new(),
            resident_keys: true,
            features: postern_ports::authenticator::KeyFeatures::default(),
            fault: None,
        };
        assert_eq!(usable(&key(true, 8)), Ok(()));
        assert_eq!(usable(&key(false, 8)), Err(Fault::Key(KeyFault::NoPin)));
        assert_eq!(usable(&key(true, 0)), Err(Fault::Key(KeyFault::Blocked)));
        // What a key says about itself cannot turn the text around.
        assert!(!named(&key(true, 8)).contains('\u{202e}'));
    }
}
