//! The parts that PIN windows are made of.

use super::pictures::{self, Icon};
use crate::pin_window::typed::ALL_TRIES;
use crate::pin_window::{count, say};
use gtk::atk;
use gtk::gdk::keys::constants as keys;
use gtk::glib::Propagation;
use gtk::pango;
use gtk::prelude::*;

/// Width of the window.
pub const WIDTH: i32 = 480;
/// More lines of facts than these scroll: the field must stay on the screen.
const FACTS_LINES: usize = 14;
/// How high they are then.
const FACTS_HEIGHT: i32 = 240;
/// About how many characters a line of them takes.
const FACTS_COLUMNS: usize = 38;
/// How far an arrow key moves them.
const LINE: f64 = 20.0;

/// Things below each other.
pub fn column(gap: i32) -> gtk::Box {
    gtk::Box::new(gtk::Orientation::Vertical, gap)
}

/// Things beside each other.
pub fn row(gap: i32) -> gtk::Box {
    gtk::Box::new(gtk::Orientation::Horizontal, gap)
}

/// `widget` with this class of the style sheet.
pub fn styled<W: IsA<gtk::Widget>>(widget: W, class: &str) -> W {
    widget.style_context().add_class(class);
    widget
}

/// A text that wraps. It is shown as it is: no markup.
pub fn text(words: &str, class: &str) -> gtk::Label {
    let label = styled(gtk::Label::new(Some(words)), class);
    label.set_xalign(0.0);
    label.set_line_wrap(true);
    label.set_line_wrap_mode(pango::WrapMode::WordChar);
    // The window sets the width, not the longest sentence.
    label.set_width_chars(1);
    label.set_max_width_chars(1);
    label.set_hexpand(true);
    label
}

/// Names `widget` for tests and, in words, for those who do not see it.
pub fn name(widget: &impl IsA<gtk::Widget>, id: &str, words: &str) {
    widget.set_widget_name(id);
    call(widget, words);
}

/// Names `widget` for those who do not see it.
pub fn call(widget: &impl IsA<gtk::Widget>, words: &str) {
    if let Some(accessible) = widget.accessible() {
        accessible.set_name(words);
    }
}

/// Says more about `widget` to those who do not see it.
pub fn describe(widget: &impl IsA<gtk::Widget>, words: &str) {
    if let Some(accessible) = widget.accessible() {
        accessible.set_description(words);
    }
}

/// Castle and heading.
pub fn heading(words: &str) -> gtk::Box {
    let line = row(12);
    line.add(&pictures::castle(32));
    let heading = text(words, "pinw-heading");
    role(&heading, atk::Role::Heading);
    line.add(&heading);
    line
}

/// The key, and what it is used for.
pub fn panel(key: &str, facts: &[(String, String)]) -> gtk::Box {
    let panel = styled(column(0), "pinw-panel");
    let line = styled(row(12), "pinw-panel-line");
    line.add(&pictures::key());
    let label = text(key, "pinw-strong");
    call(&label, &say("pinw-key", &[("key", key)]));
    line.add(&label);
    panel.add(&line);
    if !facts.is_empty() {
        let list = facts_list(facts);
        let rest = styled(column(0), "pinw-panel-rest");
        if lines(facts) <= FACTS_LINES {
            rest.add(&list)
        } else {
            rest.add(&scrolled(&list))
        }
        panel.add(&rest);
    }
    panel
}

fn facts_list(facts: &[(String, String)]) -> gtk::Grid {
    let grid = styled(gtk::Grid::new(), "pinw-panel-line");
    grid.set_column_spacing(16);
    grid.set_row_spacing(4);
    call(&grid, &say("pinw-facts", &[]));
    // A grid lists what came last first to those who do not see it.
    let placed: Vec<_> = (0..).zip(facts).collect();
    for (at, (name, value)) in placed.into_iter().rev() {
        let name = styled(gtk::Label::new(Some(name)), "pinw-soft");
        name.set_xalign(0.0);
        name.set_valign(gtk::Align::Start);
        let value = text(value, "pinw-medium");
        name.set_mnemonic_widget(Some(&value));
        grid.attach(&value, 1, at, 1, 1);
        grid.attach(&name, 0, at, 1, 1);
    }
    grid
}

/// About how many lines the facts take.
fn lines(facts: &[(String, String)]) -> usize {
    facts.iter().map(|(_, value)| value.chars().count().div_ceil(FACTS_COLUMNS).max(1)).sum()
}

fn scrolled(list: &gtk::Grid) -> gtk::ScrolledWindow {
    let scrolled = gtk::ScrolledWindow::builder().min_content_height(FACTS_HEIGHT).build();
    scrolled.set_policy(gtk::PolicyType::Never, gtk::PolicyType::Always);
    // A bar that fades away would hide that there is more to read.
    scrolled.set_overlay_scrolling(false);
    scrolled.add(list);
    scrolled.connect_key_press_event(|scrolled, event| {
        let by = match event.keyval() {
            keys::Up => -LINE,
            keys::Down => LINE,
            _ => return Propagation::Proceed,
        };
        let place = scrolled.vadjustment();
        place.set_value(place.value() + by);
        Propagation::Stop
    });
    call(&scrolled, &say("pinw-facts", &[]));
    scrolled
}

/// The tries that are left: squares unless all are, words always.
pub fn tries(left: u32, hint: Option<&str>) -> gtk::Box {
    let block = column(6);
    let line = row(12);
    if left < ALL_TRIES {
        line.add(&pictures::squares(left, ALL_TRIES));
    }
    line.add(&text(&count("pinw-tries", left), if left < ALL_TRIES { "pinw-strong" } else { "pinw-soft" }));
    block.add(&line);
    if let Some(hint) = hint {
        block.add(&text(hint, "pinw-small"));
    }
    block
}

/// A fact that must be read before going on: what and why. Also its words, to add what is to be done.
pub fn callout(head: &str, why: &str, class: &str) -> (gtk::Box, gtk::Box) {
    let callout = styled(styled(row(12), "pinw-callout"), class);
    let icon = styled(pictures::icon(Icon::Warning), "pinw-callout-head");
    icon.set_valign(gtk::Align::Start);
    callout.add(&icon);
    let words = column(4);
    words.add(&text(head, "pinw-callout-head"));
    words.add(&text(why, "pinw-plain"));
    callout.add(&words);
    (callout, words)
}

/// A line of icon and words that stays away until there is something to say.
pub fn notice(icon: Icon, class: &str) -> (gtk::Box, gtk::Label) {
    let line = styled(row(8), class);
    let icon = pictures::icon(icon);
    icon.set_valign(gtk::Align::Start);
    let words = text("", class);
    line.add(&icon);
    line.add(&words);
    line.show_all();
    line.set_no_show_all(true);
    line.hide();
    // Read out when it comes, wherever the focus is.
    role(&line, atk::Role::Notification);
    (line, words)
}

/// Shows a notice with these words, or takes it away.
pub fn notify((line, words): &(gtk::Box, gtk::Label), said: Option<&str>) {
    words.set_text(said.unwrap_or_default());
    call(line, said.unwrap_or_default());
    line.set_visible(said.is_some());
}

/// A button that names the key which presses it.
pub fn button(id: &str, words: &str, key: Option<&str>) -> gtk::Button {
    let button = gtk::Button::new();
    let line = row(0);
    line.set_halign(gtk::Align::Center);
    line.add(&gtk::Label::new(Some(words)));
    if let Some(key) = key {
        let key = styled(gtk::Label::new(Some(key)), "pinw-kbd");
        key.set_valign(gtk::Align::Center);
        line.add(&key);
    }
    button.add(&line);
    name(&button, id, words);
    button
}

/// What a widget is to those who do not see it.
pub fn role(widget: &impl IsA<gtk::Widget>, role: atk::Role) {
    if let Some(accessible) = widget.accessible() {
        accessible.set_role(role);
    }
}
