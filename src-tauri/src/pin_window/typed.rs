//! What may be submitted. It spares a try of the key and a round through it; the rule itself is the authenticator's.

use super::{PinAnswer, PinKind};
use postern_ports::secrets::Pin;

/// Every PIN of a key has this many bytes or more, whatever the key says (CTAP 2.0 counted bytes).
const FEWEST_BYTES: usize = 4;
/// And every new one this many characters (CTAP 2.1 §6.4).
pub const FEWEST_CHARACTERS: u32 = 4;
/// A key takes no more: 63 bytes and a zero byte fill the block that is encrypted (CTAP 2.1 §6.5.1).
const MOST_BYTES: usize = 63;
/// A certificate with its key, in PEM, is some 4 KB.
const MOST_OF_A_SECRET: usize = 16 * 1024;
/// A key gives no more than this (CTAP 2.1 §6.5.2.2).
pub const ALL_TRIES: u32 = 8;
/// From here on a person confirms before a try is spent.
const FEW_TRIES: u32 = 2;
/// A PIN that is read off the screen is cut into groups of at most so many characters.
const GROUP: usize = 4;

/// A field of the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    /// The PIN of the key.
    Pin,
    /// The PIN until now.
    Old,
    /// The PIN from now on.
    New,
    /// The same again.
    Repeat,
    /// A secret that is no PIN.
    Secret,
}

/// Why a field cannot be submitted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// Nothing was typed.
    Empty,
    /// A new PIN lacks so many characters.
    Short(u32),
    /// No key has a PIN as short as this one: it cannot be right.
    NoPin,
    /// No key takes that much.
    Long,
    /// One of the first that are tried.
    Weak,
    /// The new PIN is the present one.
    Same,
    /// The two new ones are not equal.
    Differs,
}

impl PinKind {
    /// The fields, in the order of the window.
    pub fn fields(&self) -> &'static [Field] {
        match self {
            Self::Enter => &[Field::Pin],
            Self::Secret => &[Field::Secret],
            Self::New { .. } => &[Field::New, Field::Repeat],
            Self::Change { .. } => &[Field::Old, Field::New, Field::Repeat],
        }
    }

    /// Whether a try of the key is spent.
    pub fn spends(&self) -> bool {
        match self {
            Self::Enter | Self::Change { .. } => true,
            Self::New { .. } | Self::Secret => false,
        }
    }
}

/// How the tries that are left are met.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tries {
    /// This kind of asking spends none.
    NotSpent,
    /// The key does not say, or not what a key can say.
    Untold,
    /// All of them.
    Full,
    /// Some are gone.
    Fewer(u32),
    /// So few that the person confirms first.
    Few(u32),
    /// None: nothing can be submitted.
    Blocked,
}

/// Sorts the tries that are left, for a window of this kind.
pub fn tries_left(kind: &PinKind, left: Option<u32>) -> Tries {
    match left {
        _ if !kind.spends() => Tries::NotSpent,
        None => Tries::Untold,
        Some(0) => Tries::Blocked,
        Some(n) if n <= FEW_TRIES => Tries::Few(n),
        Some(n) if n < ALL_TRIES => Tries::Fewer(n),
        Some(ALL_TRIES) => Tries::Full,
        Some(_) => Tries::Untold,
    }
}

impl Tries {
    /// Whether something may be submitted, given whether the person confirmed that they know the PIN.
    pub fn allow(self, confirmed: bool) -> bool {
        match self {
            Self::NotSpent | Self::Untold | Self::Full | Self::Fewer(_) => true,
            Self::Few(_) => confirmed,
            Self::Blocked => false,
        }
    }
}

/// The answer, or what keeps each field from being one, in the order of the window. `read` is called once for each.
pub fn answer(kind: &PinKind, read: impl Fn(Field) -> Pin) -> Result<PinAnswer, Vec<(Field, Fault)>> {
    match *kind {
        PinKind::Enter => {
            let pin = read(Field::Pin);
            all([(Field::Pin, present(&pin))])?;
            Ok(PinAnswer::Typed(pin))
        }
        PinKind::Secret => {
            let secret = read(Field::Secret);
            // Exposed to be measured.
            let fault = match secret.expose().len() {
                0 => Some(Fault::Empty),
                n if n > MOST_OF_A_SECRET => Some(Fault::Long),
                _ => None,
            };
            all([(Field::Secret, fault)])?;
            Ok(PinAnswer::Typed(secret))
        }
        PinKind::New { least } => {
            let (new, repeat) = (read(Field::New), read(Field::Repeat));
            let fault = fresh(&new, least);
            all([(Field::New, fault), (Field::Repeat, again(&new, fault, &repeat))])?;
            Ok(PinAnswer::Typed(new))
        }
        PinKind::Change { least } => {
            let (old, new, repeat) = (read(Field::Old), read(Field::New), read(Field::Repeat));
            // Exposed to be compared; both are erased when dropped.
            let same = (old.expose() == new.expose()).then_some(Fault::Same);
            let fault = fresh(&new, least).or(same);
            all([(Field::Old, present(&old)), (Field::New, fault), (Field::Repeat, again(&new, fault, &repeat))])?;
            Ok(PinAnswer::Changed { old, new })
        }
    }
}

fn all<const N: usize>(found: [(Field, Option<Fault>); N]) -> Result<(), Vec<(Field, Fault)>> {
    let faults: Vec<_> = found.into_iter().filter_map(|(field, fault)| Some((field, fault?))).collect();
    if faults.is_empty() { Ok(()) } else { Err(faults) }
}

/// A PIN that the key has: only what cannot be one is held back.
fn present(pin: &Pin) -> Option<Fault> {
    // Exposed to be measured.
    match pin.expose().len() {
        0 => Some(Fault::Empty),
        n if n < FEWEST_BYTES => Some(Fault::NoPin),
        n if n > MOST_BYTES => Some(Fault::Long),
        _ => None,
    }
}

/// A PIN that the key is to have.
fn fresh(pin: &Pin, least: u32) -> Option<Fault> {
    // Exposed to be measured.
    let text = pin.expose();
    let length = u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
    let least = least.max(FEWEST_CHARACTERS);
    match length {
        0 => Some(Fault::Empty),
        n if n < least => Some(Fault::Short(least - n)),
        _ if text.len() > MOST_BYTES => Some(Fault::Long),
        _ if is_weak(text) => Some(Fault::Weak),
        _ => None,
    }
}

/// The same PIN again. One that cannot be used is not compared: its own fault is enough to read.
fn again(new: &Pin, fault: Option<Fault>, repeat: &Pin) -> Option<Fault> {
    if fault.is_some() {
        return None;
    }
    // Exposed to be compared.
    match repeat.expose() {
        "" => Some(Fault::Empty),
        text => (text != new.expose()).then_some(Fault::Differs),
    }
}

/// One character repeated, or a run up or down.
fn is_weak(text: &str) -> bool {
    let steps =
        || text.chars().zip(text.chars().skip(1)).map(|(a, b)| i64::from(u32::from(b)) - i64::from(u32::from(a)));
    [0, 1, -1].iter().any(|step| steps().all(|s| s == *step))
}

/// How many characters stand in each group, when `length` of them are read off the screen: even, the longer ones first.
pub fn groups(length: usize) -> Vec<usize> {
    let count = length.div_ceil(GROUP).max(1);
    (0..count).map(|i| length / count + usize::from(i < length % count)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn given(kind: &PinKind, typed: &[(Field, &str)]) -> Result<PinAnswer, Vec<(Field, Fault)>> {
        answer(kind, |field| {
            Pin::new(typed.iter().find(|(f, _)| *f == field).map_or(String::new(), |(_, text)| (*text).to_owned()))
        })
    }

    fn faults(kind: &PinKind, typed: &[(Field, &str)]) -> Vec<(Field, Fault)> {
        given(kind, typed).err().unwrap_or_default()
    }

    #[test]
    fn a_pin_of_the_key_is_sent_as_it_was_typed() {
        let Ok(PinAnswer::Typed(pin)) = given(&PinKind::Enter, &[(Field::Pin, " 1234 ")]) else { panic!() };
        assert_eq!(pin.expose(), " 1234 ");
    }

    #[test]
    fn what_cannot_be_the_pin_spends_no_try() {
        for (text, fault) in [("", Fault::Empty), ("123", Fault::NoPin), (&"x".repeat(64), Fault::Long)] {
            assert_eq!(faults(&PinKind::Enter, &[(Field::Pin, text)]), [(Field::Pin, fault)], "{text}");
        }
        // Three characters, six bytes: keys that count bytes have such PINs.
        assert!(faults(&PinKind::Enter, &[(Field::Pin, "äöü")]).is_empty());
        // Weak, and yet it may be the one that the key has.
        assert!(faults(&PinKind::Enter, &[(Field::Pin, "1234")]).is_empty());
    }

    #[test]
    fn a_secret_is_taken_as_it_is_and_may_be_long() {
        let long = "x".repeat(4000);
        let Ok(PinAnswer::Typed(secret)) = given(&PinKind::Secret, &[(Field::Secret, &long)]) else { panic!() };
        assert_eq!(secret.expose(), long);
        assert_eq!(faults(&PinKind::Secret, &[]), [(Field::Secret, Fault::Empty)]);
        let endless = "x".repeat(MOST_OF_A_SECRET + 1);
        assert_eq!(faults(&PinKind::Secret, &[(Field::Secret, &endless)]), [(Field::Secret, Fault::Long)]);
    }

    #[test]
    fn a_new_pin_is_measured_in_characters() {
        let new = |text| faults(&PinKind::New { least: 6 }, &[(Field::New, text), (Field::Repeat, text)]);
        assert_eq!(new("13579"), [(Field::New, Fault::Short(1))]);
        assert_eq!(new("äöü"), [(Field::New, Fault::Short(3))]);
        assert!(new("äöüßéø").is_empty());
        let long = "ä1".repeat(22);
        assert_eq!(new(&long), [(Field::New, Fault::Long)]);
        assert_eq!(new(""), [(Field::New, Fault::Empty)]);
    }

    #[test]
    fn a_key_that_asks_for_less_than_any_key_does_is_not_believed() {
        let typed = [(Field::New, "19"), (Field::Repeat, "19")];
        assert_eq!(faults(&PinKind::New { least: 0 }, &typed), [(Field::New, Fault::Short(2))]);
    }

    #[test]
    fn the_first_guesses_are_refused() {
        for weak in ["000000", "123456", "987654", "abcdef", "éééééé"] {
            let typed = [(Field::New, weak), (Field::Repeat, weak)];
            assert_eq!(faults(&PinKind::New { least: 6 }, &typed), [(Field::New, Fault::Weak)], "{weak}");
        }
    }

    #[test]
    fn both_new_ones_must_be_equal() {
        let kind = PinKind::New { least: 6 };
        assert_eq!(faults(&kind, &[(Field::New, "135790")]), [(Field::Repeat, Fault::Empty)]);
        let typed = [(Field::New, "135790"), (Field::Repeat, "135791")];
        assert_eq!(faults(&kind, &typed), [(Field::Repeat, Fault::Differs)]);
    }

    #[test]
    fn a_change_changes_something() {
        let kind = PinKind::Change { least: 6 };
        let typed = [(Field::Old, "135790"), (Field::New, "135790"), (Field::Repeat, "135790")];
        assert_eq!(faults(&kind, &typed), [(Field::New, Fault::Same)]);
        assert_eq!(faults(&kind, &[]), [(Field::Old, Fault::Empty), (Field::New, Fault::Empty)]);
        // The present one may be shorter than what is asked for now.
        let typed = [(Field::Old, "1357"), (Field::New, "135790"), (Field::Repeat, "135790")];
        let Ok(PinAnswer::Changed { old, new }) = given(&kind, &typed) else { panic!() };
        assert_eq!((old.expose(), new.expose()), ("1357", "135790"));
    }

    #[test]
    fn few_tries_are_confirmed_and_none_are_not_offered() {
        let of = |left| tries_left(&PinKind::Enter, left);
        for (left, allowed, confirmed) in [
            (None, true, true),
            (Some(8), true, true),
            (Some(3), true, true),
            (Some(2), false, true),
            (Some(1), false, true),
            (Some(0), false, false),
        ] {
            assert_eq!((of(left).allow(false), of(left).allow(true)), (allowed, confirmed), "{left:?}");
        }
        assert_eq!(of(Some(200)), Tries::Untold);
        assert_eq!(tries_left(&PinKind::New { least: 6 }, Some(1)), Tries::NotSpent);
        assert_eq!(tries_left(&PinKind::Change { least: 6 }, Some(1)), Tries::Few(1));
    }

    #[test]
    fn groups_are_even_and_short() {
        for (length, expected) in
            [(4, vec![4]), (5, vec![3, 2]), (6, vec![3, 3]), (7, vec![4, 3]), (8, vec![4, 4]), (10, vec![4, 3, 3])]
        {
            assert_eq!(groups(length), expected);
        }
        assert_eq!(groups(0), [0]);
    }
}
