//! What stands in a PIN window, for a test that cannot look at it: in builds for practice alone, and never what is typed.

use gtk::prelude::*;
use std::fs::File;
use std::io::Write as _;

/// Names the file.
const VARIABLE: &str = "POSTERN_PIN_WINDOW_TOLD";

/// Writes every label of the window, a line each, where a test asked for that.
pub fn tell(body: &gtk::Box) {
    let Some(file) = std::env::var_os(VARIABLE) else { return };
    let mut lines = Vec::new();
    labels(body.upcast_ref(), &mut lines);
    let told = File::create(file).and_then(|mut file| file.write_all(lines.join("\n").as_bytes()));
    if let Err(error) = told {
        tracing::warn!(%error, "what the PIN window says could not be told");
    }
}

fn labels(widget: &gtk::Widget, lines: &mut Vec<String>) {
    if let Some(label) = widget.downcast_ref::<gtk::Label>() {
        lines.push(label.text().replace('\n', " "));
    }
    if let Some(container) = widget.downcast_ref::<gtk::Container>() {
        container.children().iter().for_each(|child| labels(child, lines));
    }
}
