//! Security keys themselves: what they are, their PINs and settings, what is on them.

mod care;
mod erase;
mod identity;
mod pins;

pub(crate) use identity::of as identity_of;
