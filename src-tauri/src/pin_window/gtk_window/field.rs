//! A field for a PIN, and what is said below it.

use super::parts::{self, notify};
use super::pictures::{self, Icon};
use crate::pin_window::typed::{FEWEST_CHARACTERS, Fault, Field};
use crate::pin_window::{PinKind, count, say};
use gtk::prelude::*;
use gtk::{gdk, glib};
use postern_ports::secrets::Pin;
use std::cell::Cell;

/// A field with its label, its eye and its words.
pub struct Entry {
    /// Which one.
    pub field: Field,
    /// All of it.
    pub block: gtk::Box,
    /// Where the PIN is typed.
    pub entry: gtk::Entry,
    hint: gtk::Label,
    fault: (gtk::Box, gtk::Label),
    /// The fewest characters of a new PIN.
    least: u32,
}

impl Entry {
    /// An empty field.
    pub fn new(field: Field, kind: &PinKind) -> Self {
        let least = match *kind {
            PinKind::Enter | PinKind::Secret => 0,
            PinKind::New { least } | PinKind::Change { least } => least.max(FEWEST_CHARACTERS),
        };
        let (id, words) = (widget_name(field), say(&format!("pinw-field-{}", code(field)), &[]));
        let entry = secret_entry();
        parts::name(&entry, id, &words);
        let label = parts::text(&words, "pinw-medium");
        label.set_mnemonic_widget(Some(&entry));
        let line = parts::row(8);
        line.pack_start(&entry, true, true, 0);
        line.add(&eye(&entry, &words));
        let hint = parts::text(&hint(field, least), "pinw-small");
        let fault = parts::notice(Icon::Stop, "pinw-fault");
        let block = parts::column(6);
        for part in [label.upcast_ref::<gtk::Widget>(), line.upcast_ref(), hint.upcast_ref(), fault.0.upcast_ref()] {
            block.add(part);
        }
        hint.set_no_show_all(true);
        let this = Self { field, block, entry, hint, fault, least };
        this.complain(None);
        this
    }

    /// What stands in the field now.
    pub fn read(&self) -> Pin {
        Pin::new(self.entry.buffer().text())
    }

    /// Says what is wrong with it, in place of the hint, or takes that back.
    pub fn complain(&self, fault: Option<Fault>) {
        let said = fault.map(|fault| sentence(self.field, fault));
        notify(&self.fault, said.as_deref());
        self.hint.set_visible(said.is_none() && !self.hint.text().is_empty());
        let context = self.entry.style_context();
        if said.is_some() {
            context.add_class("pinw-bad-field")
        } else {
            context.remove_class("pinw-bad-field")
        }
        parts::describe(&self.entry, &said.unwrap_or_else(|| hint(self.field, self.least)));
    }

    /// Puts the keyboard here; the next key replaces what is hidden there.
    pub fn focus(&self) {
        if is_shown(&self.entry) { self.entry.grab_focus_without_selecting() } else { self.entry.grab_focus() }
    }
}

/// A field that hides what is typed, and gives it to nobody.
fn secret_entry() -> gtk::Entry {
    let entry = gtk::Entry::new();
    entry.set_visibility(false);
    entry.set_invisible_char(Some('•'));
    // PINs may have letters, so not `Pin`.
    entry.set_input_purpose(gtk::InputPurpose::Password);
    entry.set_input_hints(gtk::InputHints::NO_SPELLCHECK | gtk::InputHints::NO_EMOJI);
    // Keys come straight from the keyboard: no process that composes or learns words sees them.
    entry.set_im_module(Some("gtk-im-context-simple"));
    // Said in words instead: see `caps_lock`.
    entry.set_caps_lock_warning(false);
    for signal in ["copy-clipboard", "cut-clipboard"] {
        entry.connect_local(signal, false, |values| {
            let entry = values.first().and_then(|v| v.get::<gtk::Entry>().ok());
            if let Some(entry) = entry {
                entry.stop_signal_emission_by_name(signal);
            }
            None
        });
    }
    // What is selected while it can be read would be everybody's to paste.
    entry.connect_selection_bound_notify(unselect_shown);
    entry.connect_cursor_position_notify(unselect_shown);
    // GTK overwrites what the field held.
    entry.connect_unmap(|entry| entry.set_text(""));
    entry
}

/// Whether what was typed can be read.
fn is_shown(entry: &gtk::Entry) -> bool {
    entry.property("visibility")
}

fn unselect_shown(entry: &gtk::Entry) {
    if let (true, Some((from, to))) = (is_shown(entry), entry.selection_bounds())
        && from != to
    {
        entry.set_position(entry.cursor_position());
    }
}

/// The button that shows what was typed.
fn eye(entry: &gtk::Entry, field: &str) -> gtk::ToggleButton {
    let button = gtk::ToggleButton::new();
    let (show, hide) = (say("pinw-show", &[("field", field)]), say("pinw-hide", &[("field", field)]));
    let icons = gtk::Stack::new();
    icons.add_named(&pictures::icon(Icon::EyeOff), "hidden");
    icons.add_named(&pictures::icon(Icon::Eye), "shown");
    button.add(&icons);
    parts::name(&button, &format!("{}-show", entry.widget_name()), &show);
    button.set_tooltip_text(Some(&show));
    let entry = entry.clone();
    button.connect_toggled(move |button| {
        let shown = button.is_active();
        // Nothing stays selected from before: see `unselect_shown`.
        entry.set_position(entry.cursor_position());
        entry.set_visibility(shown);
        icons.set_visible_child_name(if shown { "shown" } else { "hidden" });
        let words = if shown { &hide } else { &show };
        parts::call(button, words);
        button.set_tooltip_text(Some(words));
    });
    button
}

/// A line that says that Caps Lock is on, as long as it is.
pub fn caps_lock(window: &gtk::Window) -> (gtk::Box, gtk::Label) {
    let line = parts::notice(Icon::Warning, "pinw-caps");
    let display = WidgetExt::display(window);
    let Some(keymap) = gdk::Keymap::for_display(&display) else { return line };
    let shown = line.clone();
    let look = move |keymap: &gdk::Keymap| {
        let words = keymap.is_caps_locked().then(|| say("pinw-caps", &[]));
        notify(&shown, words.as_deref());
    };
    look(&keymap);
    // The keymap outlives the window.
    let watching: Cell<Option<glib::SignalHandlerId>> = Cell::new(Some(keymap.connect_state_changed(look)));
    window.connect_destroy(move |_| {
        if let Some(watching) = watching.take() {
            keymap.disconnect(watching);
        }
    });
    line
}

/// The name of the field in the table of words.
fn code(field: Field) -> &'static str {
    match field {
        Field::Pin => "pin",
        Field::Old => "old",
        Field::New => "new",
        Field::Repeat => "repeat",
        Field::Secret => "secret",
    }
}

/// The name of the field for tests.
fn widget_name(field: Field) -> &'static str {
    match field {
        Field::Pin => "pin-entry",
        Field::Old => "pin-old",
        Field::New => "pin-new",
        Field::Repeat => "pin-repeat",
        Field::Secret => "pin-secret",
    }
}

fn hint(field: Field, least: u32) -> String {
    match field {
        Field::Pin => say("pinw-hint-pin", &[]),
        Field::New => count("pinw-hint-new", least),
        Field::Secret => say("pinw-hint-secret", &[]),
        Field::Old | Field::Repeat => String::new(),
    }
}

fn sentence(field: Field, fault: Fault) -> String {
    match fault {
        Fault::Empty => say(&format!("pinw-fault-empty-{}", code(field)), &[]),
        Fault::Short(by) => count("pinw-fault-short", by),
        Fault::NoPin => say("pinw-fault-no_pin", &[]),
        Fault::Long => say("pinw-fault-long", &[]),
        Fault::Weak => say("pinw-fault-weak", &[]),
        Fault::Same => say("pinw-fault-same", &[]),
        Fault::Differs => say("pinw-fault-differs", &[]),
    }
}
