//! A drawn PIN, shown once. Nothing but "Done" ends it: who closes it by mistake has a key that nobody can use.

use super::frame::Frame;
use super::parts;
use crate::pin_window::typed::groups;
use crate::pin_window::{Asker, PinShown, say};
use gtk::atk;
use gtk::prelude::*;
use postern_ports::secrets::Pin;
use tauri::AppHandle;

/// Opens the window; on the main thread.
pub fn show_once(app: &AppHandle, shown: PinShown, asker: Asker<()>) {
    let Some(frame) = Frame::open(app, &shown.heading, shown.dark, false, asker) else { return };
    frame.body.add(&parts::panel(&shown.key, &[]));
    let block = parts::column(6);
    block.add(&parts::text(&say("pinw-shown-label", &[]), "pinw-medium"));
    let digits = digits(&shown.pin);
    block.add(&digits);
    block.add(&parts::text(&say("pinw-shown-once", &[]), "pinw-small"));
    frame.body.add(&block);
    frame.body.add(&parts::text(&shown.why, "pinw-plain"));

    let done = parts::styled(parts::button("pin-done", &say("pinw-done", &[]), None), "pinw-primary");
    done.set_hexpand(true);
    done.set_halign(gtk::Align::End);
    frame.actions.add(&done);
    let asked = frame.clone();
    done.connect_clicked(move |_| asked.finish(Some(())));
    // The keyboard starts on the PIN, so that an Enter still held from before does not end the window.
    frame.show(Some(digits.upcast_ref()));
}

/// The PIN, large, in groups. Read out character by character.
fn digits(pin: &Pin) -> gtk::Box {
    let line = parts::row(24);
    line.set_halign(gtk::Align::Center);
    line.set_hexpand(true);
    // Exposed because showing it is what this window is for.
    let mut characters = pin.expose().chars();
    for size in groups(pin.expose().chars().count()) {
        let group: String = characters.by_ref().take(size).collect();
        line.add(&gtk::Label::new(Some(&group)));
    }
    let spoken: Vec<String> = pin.expose().chars().map(String::from).collect();
    let digits = parts::styled(parts::row(0), "pinw-digits");
    digits.set_can_focus(true);
    parts::role(&digits, atk::Role::Label);
    digits.add(&line);
    parts::name(&digits, "pin-shown", &say("pinw-shown-spoken", &[("pin", &spoken.join(" "))]));
    digits
}
