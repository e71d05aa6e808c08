//! The window itself: where it stands, how it ends, and whom it tells.

use super::look;
use super::parts;
use crate::pin_window::{Asker, say};
use gtk::atk;
use gtk::gdk::keys::constants::Escape;
use gtk::glib::{self, ControlFlow, Propagation};
use gtk::prelude::*;
use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};
use std::time::Duration;
use tauri::{AppHandle, Manager as _};
use tokio::sync::oneshot;

/// How often a window looks whether its asker is still there.
const LOOK: Duration = Duration::from_millis(200);

/// A window that answers once, and is gone after it.
pub struct Frame<T> {
    /// The window.
    pub window: gtk::Window,
    /// What it says and asks.
    pub body: gtk::Box,
    /// Its buttons.
    pub actions: gtk::Box,
    answer: RefCell<Option<oneshot::Sender<T>>>,
    /// Esc and the window's own close button end it, too.
    closable: bool,
}

impl<T: 'static> Frame<T> {
    /// A window that is not shown yet; `None` when the asker is gone already or nothing can be shown.
    pub fn open(
        app: &AppHandle,
        heading: &str,
        dark: Option<bool>,
        closable: bool,
        asker: Asker<T>,
    ) -> Option<Rc<Self>> {
        let Asker { turn, answer } = asker;
        if answer.is_closed() {
            return None;
        }
        if !gtk::is_initialized_main_thread() {
            tracing::error!("there is no desktop to show a PIN window on");
            return None;
        }
        let provider = look::dress(dark);
        let window = over(app, closable);
        let (body, actions) =
            (parts::styled(parts::column(16), "pinw-body"), parts::styled(parts::row(8), "pinw-actions"));
        body.set_size_request(parts::WIDTH, -1);
        body.add(&parts::heading(heading));
        let page = parts::styled(parts::column(0), "pinw-page");
        page.add(&body);
        page.add(&actions);
        window.add(&page);
        parts::role(&window, atk::Role::Dialog);
        parts::describe(&window, heading);
        let frame = Rc::new(Self { window, body, actions, answer: RefCell::new(Some(answer)), closable });
        frame.end_with_window();
        let last = Cell::new(Some((turn, provider)));
        frame.window.connect_destroy(move |_| {
            if let Some((_, Some(provider))) = last.take() {
                look::undress(&provider);
            }
        });
        Some(frame)
    }

    /// Shows it, with the keyboard in `first`.
    pub fn show(self: &Rc<Self>, first: Option<&gtk::Widget>) {
        self.window.show_all();
        if let Some(first) = first {
            first.grab_focus();
        }
        self.window.present();
        #[cfg(feature = "practice")]
        super::told::tell(&self.body);
        let frame = Rc::downgrade(self);
        glib::timeout_add_local(LOOK, move || Self::look_for_asker(&frame));
    }

    /// Answers, and goes. `None`: the person did not want to. Only the first answer counts.
    pub fn finish(&self, answer: Option<T>) {
        let Some(asker) = self.answer.take() else { return };
        // Hidden first: fields forget what was typed when they leave the screen.
        self.window.hide();
        if let Some(answer) = answer {
            // An asker that has just gone needs no answer; a PIN in it is erased where it is dropped.
            let _ = asker.send(answer);
        }
        self.window.close();
    }

    fn end_with_window(self: &Rc<Self>) {
        let frame = self.clone();
        self.window.connect_delete_event(move |_, _| {
            let waiting = frame.answer.borrow().is_some();
            if waiting && frame.closable {
                frame.finish(None);
            }
            // Destroyed only after it has answered; `finish` asks for it once more.
            if waiting { Propagation::Stop } else { Propagation::Proceed }
        });
        let frame = self.clone();
        self.window.connect_key_press_event(move |_, event| {
            if event.keyval() != Escape || !frame.closable {
                return Propagation::Proceed;
            }
            frame.finish(None);
            Propagation::Stop
        });
        // Gone with the main window.
        let frame = self.clone();
        self.window.connect_destroy(move |_| drop(frame.answer.take()));
    }

    fn look_for_asker(frame: &Weak<Self>) -> ControlFlow {
        let Some(frame) = frame.upgrade() else { return ControlFlow::Break };
        let gone = frame.answer.borrow().as_ref().map(oneshot::Sender::is_closed);
        match gone {
            None => ControlFlow::Break,
            Some(false) => ControlFlow::Continue,
            Some(true) => {
                frame.finish(None);
                ControlFlow::Break
            }
        }
    }
}

/// An empty window over the console's own.
fn over(app: &AppHandle, closable: bool) -> gtk::Window {
    let window = parts::styled(gtk::Window::new(gtk::WindowType::Toplevel), "pinw");
    window.set_title(&say("pinw-title", &[]));
    window.set_type_hint(gtk::gdk::WindowTypeHint::Dialog);
    window.set_modal(true);
    window.set_resizable(false);
    window.set_deletable(closable);
    window.set_keep_above(true);
    window.set_skip_taskbar_hint(true);
    window.set_position(gtk::WindowPosition::Center);
    let main = app.get_webview_window("main").and_then(|main| main.gtk_window().ok());
    if let Some(main) = main.filter(|main| main.is_visible()) {
        window.set_transient_for(Some(&main));
        window.set_destroy_with_parent(true);
        window.set_position(gtk::WindowPosition::CenterOnParent);
    }
    window
}
