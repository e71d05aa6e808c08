//! The PIN window on GTK 3.

mod field;
mod frame;
mod look;
mod parts;
mod pictures;
mod shown;
#[cfg(feature = "practice")]
mod told;

pub use shown::show_once;

use super::typed::{self, Field, Tries};
use super::{Asker, PinAnswer, PinAsk, PinKind, count, say};
use field::Entry;
use frame::Frame;
use gtk::prelude::*;
use pictures::Icon;
use postern_ports::secrets::Pin;
use std::rc::Rc;
use tauri::AppHandle;

/// Opens the window; on the main thread.
pub fn ask(app: &AppHandle, ask: PinAsk, asker: Asker<PinAnswer>) {
    let Some(frame) = Frame::open(app, &ask.heading, ask.dark, true, asker) else { return };
    frame.body.add(&parts::panel(&ask.key, &ask.facts));
    let tries = typed::tries_left(&ask.kind, ask.tries);
    let know = show_tries(&frame.body, tries);
    let fields = if tries == Tries::Blocked { &[] } else { ask.kind.fields() };
    let entries: Vec<Entry> = fields.iter().map(|field| Entry::new(*field, &ask.kind)).collect();
    entries.iter().for_each(|entry| frame.body.add(&entry.block));
    frame.body.add(&field::caps_lock(&frame.window).0);

    let reason = parts::notice(Icon::Lock, "pinw-small");
    reason.0.set_valign(gtk::Align::Center);
    let cancel = parts::button("pin-cancel", &say("pinw-cancel", &[]), Some(&say("pinw-kbd-esc", &[])));
    let ok = parts::button("pin-ok", &say(verb(&ask.kind), &[]), Some(&say("pinw-kbd-enter", &[])));
    frame.actions.add(&reason.0);
    for button in [&parts::styled(ok.clone(), "pinw-primary"), &cancel] {
        frame.actions.pack_end(button, false, false, 0);
    }

    let asked = Rc::new(Asked { frame, kind: ask.kind, tries, know, entries, ok, reason });
    asked.allow();
    asked.clone().listen(&cancel);
    asked.frame.show(asked.entries.first().map(|entry| entry.entry.upcast_ref()));
}

/// A window that waits for a PIN.
struct Asked {
    frame: Rc<Frame<PinAnswer>>,
    kind: PinKind,
    tries: Tries,
    /// Must be ticked while few tries are left.
    know: Option<gtk::CheckButton>,
    entries: Vec<Entry>,
    ok: gtk::Button,
    /// Why OK cannot be pressed.
    reason: (gtk::Box, gtk::Label),
}

impl Asked {
    fn listen(self: Rc<Self>, cancel: &gtk::Button) {
        let asked = self.clone();
        cancel.connect_clicked(move |_| asked.frame.finish(None));
        let asked = self.clone();
        self.ok.connect_clicked(move |_| asked.submit());
        if let Some(know) = &self.know {
            let asked = self.clone();
            know.connect_toggled(move |_| asked.allow());
        }
        for entry in &self.entries {
            let asked = self.clone();
            entry.entry.connect_activate(move |_| asked.submit());
            let (asked, field) = (self.clone(), entry.field);
            entry.entry.connect_changed(move |_| asked.typing(field));
        }
    }

    /// What was wrong with a field is not said any more once it is another text.
    fn typing(&self, field: Field) {
        let stale = |other: Field| other == field || (field, other) == (Field::New, Field::Repeat);
        self.entries.iter().filter(|entry| stale(entry.field)).for_each(|entry| entry.complain(None));
    }

    /// Lets OK be pressed, or says why not.
    fn allow(&self) {
        let allowed = self.allowed();
        self.ok.set_sensitive(allowed);
        let id = if self.tries == Tries::Blocked { "pinw-blocked-short" } else { "pinw-know-first" };
        let reason = (!allowed).then(|| say(id, &[]));
        parts::notify(&self.reason, reason.as_deref());
        parts::describe(&self.ok, reason.as_deref().unwrap_or_default());
    }

    fn allowed(&self) -> bool {
        self.tries.allow(self.know.as_ref().is_some_and(|know| know.is_active()))
    }

    /// Answers with what was typed, or says what keeps it from being an answer.
    fn submit(&self) {
        if !self.allowed() {
            // Enter in the field, before the box was ticked.
            if let Some(know) = &self.know {
                know.grab_focus();
            }
            return;
        }
        let read = |field| self.entries.iter().find(|e| e.field == field).map_or_else(empty, Entry::read);
        match typed::answer(&self.kind, read) {
            Ok(answer) => self.frame.finish(Some(answer)),
            Err(faults) => {
                for entry in &self.entries {
                    entry.complain(faults.iter().find(|(field, _)| *field == entry.field).map(|(_, fault)| *fault));
                }
                let first = faults.first().and_then(|(field, _)| self.entries.iter().find(|e| e.field == *field));
                first.into_iter().for_each(Entry::focus);
            }
        }
    }
}

fn empty() -> Pin {
    Pin::new(String::new())
}

fn verb(kind: &PinKind) -> &'static str {
    match kind {
        PinKind::Enter | PinKind::Secret => "pinw-go",
        PinKind::New { .. } => "pinw-set",
        PinKind::Change { .. } => "pinw-change",
    }
}

/// Says how many tries are left. The box to tick, where few are.
fn show_tries(body: &gtk::Box, tries: Tries) -> Option<gtk::CheckButton> {
    match tries {
        Tries::NotSpent => None,
        Tries::Untold => {
            body.add(&parts::text(&say("pinw-tries-untold", &[]), "pinw-soft"));
            None
        }
        Tries::Full => {
            body.add(&parts::tries(typed::ALL_TRIES, None));
            None
        }
        Tries::Fewer(left) => {
            body.add(&parts::tries(left, Some(&say("pinw-tries-hint", &[]))));
            None
        }
        Tries::Few(left) => {
            body.add(&parts::tries(left, None));
            let (callout, words) = parts::callout(&count("pinw-few", left), &say("pinw-few-why", &[]), "pinw-few");
            let sentence = count("pinw-know", left);
            let know = gtk::CheckButton::new();
            know.add(&parts::text(&sentence, "pinw-medium"));
            parts::name(&know, "pin-know", &sentence);
            words.add(&know);
            body.add(&callout);
            Some(know)
        }
        Tries::Blocked => {
            body.add(&parts::tries(0, None));
            let (callout, _) = parts::callout(&say("pinw-blocked", &[]), &say("pinw-blocked-why", &[]), "pinw-blocked");
            body.add(&callout);
            None
        }
    }
}
