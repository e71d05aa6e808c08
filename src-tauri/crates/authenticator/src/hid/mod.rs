//! Security keys on the USB bus: reports, messages, channels, and which keys are there.

mod bus;
mod channel;
mod frame;
mod wire;

pub use bus::{Seen, UsbKeys, seen};
pub use channel::{Channel, Patience};
pub use frame::{Assembler, BROADCAST, Broken, Hid, MAX_MESSAGE, Message, REPORT, cut};
pub use wire::{Lost, Wire};
