//! The console's own PIN window, typed into as a person would. It is no page: the driver of the web view cannot reach it.
//!
//! Several journeys share a display, where only one window has the keyboard: keys are sent to the window itself, which
//! takes them as if they were pressed.

use crate::driver::{PATIENCE, Window};
use crate::memory::group_of;
use std::time::{Duration, Instant};
use x11rb::connection::Connection as _;
use x11rb::protocol::xproto::{
    Atom, AtomEnum, ConnectionExt as _, EventMask, KEY_PRESS_EVENT, KEY_RELEASE_EVENT, KeyButMask, KeyPressEvent,
    MapState,
};
use x11rb::rust_connection::RustConnection;

/// What stands above the PIN window.
const TITLE: &str = "Postern: PIN";

// Symbols of keys (X11's `keysymdef.h`); those of Latin 1 are their code points.
const SPACE: u32 = 0x20;
const TAB: u32 = 0xff09;
const ENTER: u32 = 0xff0d;
const ESCAPE: u32 = 0xff1b;

impl Window {
    /// Whether the console asks for a PIN now.
    pub fn pin_window_open(&self) -> bool {
        Display::open().pin_window(self.group()).is_some()
    }

    /// Types a PIN, once the console asks for it, and waits until the window is gone.
    pub async fn pin(&self, pin: &str) {
        self.pin_lines(&[pin]).await;
    }

    /// Types into each field of the PIN window: a new PIN twice, or the old one and the new one twice.
    pub async fn pin_lines(&self, fields: &[&str]) {
        // Enter goes to the next field that is empty, and where none is, it ends the window.
        let keys: Vec<u32> = fields.iter().flat_map(|field| typed(field).chain([ENTER])).collect();
        self.press_in_pin_window(&keys).await;
    }

    /// Types a PIN and says that it is known: what is asked for while few tries are left.
    pub async fn tick_and_pin(&self, pin: &str) {
        // The first Enter sends nothing: it goes to the box, which stands before the field.
        let keys: Vec<u32> = typed(pin).chain([ENTER, SPACE, TAB, ENTER]).collect();
        self.press_in_pin_window(&keys).await;
    }

    /// Reads a PIN that is shown once, and says so.
    pub async fn pin_read(&self) {
        // Esc and Enter do not end it: a PIN that nobody read is lost.
        self.press_in_pin_window(&[ESCAPE, ENTER, TAB, SPACE]).await;
    }

    /// Leaves the PIN window with Esc.
    pub async fn pin_cancel(&self) {
        self.press_in_pin_window(&[ESCAPE]).await;
    }

    async fn press_in_pin_window(&self, keys: &[u32]) {
        let display = Display::open();
        let started = Instant::now();
        let window = loop {
            if let Some(window) = display.pin_window(self.group()) {
                break window;
            }
            if started.elapsed() > PATIENCE {
                self.fail("no PIN window opened").await;
            }
            tokio::time::sleep(Duration::from_millis(30)).await;
        };
        for key in keys {
            display.press(window, *key);
        }
        while display.pin_window(self.group()) == Some(window) {
            if started.elapsed() > PATIENCE {
                self.fail("the PIN window stays open").await;
            }
            tokio::time::sleep(Duration::from_millis(30)).await;
        }
    }
}

fn typed(text: &str) -> impl Iterator<Item = u32> {
    text.chars().map(u32::from)
}

/// The display that the windows are on.
struct Display {
    connection: RustConnection,
    root: u32,
    process: Atom,
    /// Each key with its symbols: without and with Shift, and more.
    keys: Vec<(u8, Vec<u32>)>,
}

impl Display {
    fn open() -> Self {
        let (connection, screen) = RustConnection::connect(None).unwrap();
        let setup = connection.setup();
        let (root, first, last) = (setup.roots[screen].root, setup.min_keycode, setup.max_keycode);
        let process = connection.intern_atom(false, b"_NET_WM_PID").unwrap().reply().unwrap().atom;
        let mapping = connection.get_keyboard_mapping(first, last - first + 1).unwrap().reply().unwrap();
        let each = usize::from(mapping.keysyms_per_keycode);
        let keys = (first..=last).zip(mapping.keysyms.chunks(each).map(<[u32]>::to_vec)).collect();
        Self { connection, root, process, keys }
    }

    /// The PIN window of a process of this group. A window manager puts windows into others: all of them are looked at.
    fn pin_window(&self, group: u32) -> Option<u32> {
        let mut rest = vec![self.root];
        while let Some(window) = rest.pop() {
            if self.is_pin_window(window, group) {
                return Some(window);
            }
            // A window that went away meanwhile has none.
            let inside = self.connection.query_tree(window).unwrap().reply();
            rest.extend(inside.map(|tree| tree.children).unwrap_or_default());
        }
        None
    }

    fn is_pin_window(&self, window: u32, group: u32) -> bool {
        if self.property(window, AtomEnum::WM_NAME.into()).as_deref() != Some(TITLE.as_bytes()) {
            return false;
        }
        let process =
            self.property(window, self.process).and_then(|value| Some(u32::from_ne_bytes(value.try_into().ok()?)));
        let shown = self.connection.get_window_attributes(window).unwrap().reply();
        process.and_then(group_of) == Some(group) && shown.is_ok_and(|shown| shown.map_state == MapState::VIEWABLE)
    }

    fn property(&self, window: u32, name: Atom) -> Option<Vec<u8>> {
        let asked = self.connection.get_property(false, window, name, AtomEnum::ANY, 0, 64).unwrap();
        asked.reply().ok().map(|property| property.value)
    }

    /// Presses a key in a window, and lets it go.
    fn press(&self, window: u32, symbol: u32) {
        let found = self.keys.iter().find_map(|(key, symbols)| {
            let shifted = symbols.iter().take(2).position(|one| *one == symbol)? == 1;
            Some((*key, if shifted { KeyButMask::SHIFT } else { KeyButMask::default() }))
        });
        let (detail, state) = found.unwrap_or_else(|| panic!("no key of this keyboard makes {symbol:#x}"));
        for response_type in [KEY_PRESS_EVENT, KEY_RELEASE_EVENT] {
            let event = KeyPressEvent {
                response_type,
                detail,
                sequence: 0,
                time: x11rb::CURRENT_TIME,
                root: self.root,
                event: window,
                child: x11rb::NONE,
                root_x: 0,
                root_y: 0,
                event_x: 0,
                event_y: 0,
                state,
                same_screen: true,
            };
            // Without a mask it goes to whoever made the window; one that ended as the key was pressed sees no more of it.
            let _ = self.connection.send_event(false, window, EventMask::NO_EVENT, event).unwrap().check();
        }
    }
}
