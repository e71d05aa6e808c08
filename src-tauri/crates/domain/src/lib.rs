//! The rules of supervised recovery, and nothing else.
//!
//! Purpose: given what was recorded (a folded [`recovery::Case`], a [`staff::Roster`]), what is
//! asked (a [`recovery::Command`]) and the facts of the moment ([`recovery::Facts`]), say which
//! events follow or which gates refuse.
//!
//! Invariants held here: gated, two people, interlock, signed is what was seen (see
//! `docs/ARCHITECTURE.md`). Deliberately absent: async, I/O, a clock, randomness, sentences.
//! Time and identifiers arrive as arguments; refusals are codes and arguments.

pub mod assertion;
pub mod canonical;
pub mod compare;
pub mod draft;
pub mod ids;
pub mod patterns;
pub mod policy;
pub mod recovery;
pub mod rules;
pub mod sampling;
pub mod staff;
pub mod subject;
pub mod text;
pub mod time;

/// A list that is never empty: a decision always has at least one event, a refusal one violation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NonEmpty<T> {
    head: T,
    tail: Vec<T>,
}

impl<T> NonEmpty<T> {
    /// A list of one.
    pub fn one(head: T) -> Self {
        Self { head, tail: Vec::new() }
    }

    /// A list from a vector, or `None` when the vector is empty.
    pub fn from_vec(mut all: Vec<T>) -> Option<Self> {
        if all.is_empty() {
            return None;
        }
        let tail = all.split_off(1);
        all.pop().map(|head| Self { head, tail })
    }

    /// The first element.
    pub fn first(&self) -> &T {
        &self.head
    }

    /// All elements in order.
    pub fn iter(&self) -> impl Iterator<Item = &T> {
        std::iter::once(&self.head).chain(self.tail.iter())
    }

    /// All elements, owned.
    pub fn into_vec(self) -> Vec<T> {
        let mut all = Vec::with_capacity(1 + self.tail.len());
        all.push(self.head);
        all.extend(self.tail);
        all
    }
}
