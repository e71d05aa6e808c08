//! Under whose keys what changes something at a directory is sealed.

use crate::recovery::{Gate, Refusal, Violation};

/// With one key alone, its loss locks everybody out.
const FEWEST_KEYS: usize = 2;

/// Whether write access may be sealed under so many different keys.
pub fn may_seal(keys: usize) -> Result<(), Refusal> {
    let few = Violation::of(Gate::CoSignersExist).with("needed", FEWEST_KEYS).with("enrolled", keys);
    Refusal::unless_empty(if keys < FEWEST_KEYS { vec![few] } else { Vec::new() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_key_is_too_few() {
        assert_eq!([0, 1, 2, 3].map(|keys| may_seal(keys).is_ok()), [false, false, true, true]);
    }
}
