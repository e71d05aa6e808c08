//! The key to a profile's keys on paper: sheets, some of which together give it, and fewer of which tell nothing.
//!
//! What is split opens `keys.sealed` ([`crate::SealedKeys`]), which stands beside the history and in every backup: keys
//! may change, and the sheets stay good.
//!
//! Shamir's secret sharing over GF(256). A line carries eight bytes of the share and a check, so that a mistyped line is
//! named; a sheet carries a check of the key, so that sheets of different keys are told apart.

use crate::sqlite::hex;
use blahaj::{Share, Sharks};
use data_encoding::{Encoding, Specification};
use postern_ports::secrets::reveal;
use secrecy::SecretString;
use sha2::{Digest as _, Sha256};
use std::fmt;
use std::sync::LazyLock;

/// Bytes of a share in one line.
const LINE: usize = 8;
/// Bytes of check in one line.
const CHECK: usize = 2;
/// The most sheets that a key is split into.
pub const MOST: u8 = 16;

/// Crockford's base 32: no letter is taken for another or for a digit.
static BASE32: LazyLock<Option<Encoding>> = LazyLock::new(|| {
    let mut spec = Specification::new();
    spec.symbols.push_str("0123456789ABCDEFGHJKMNPQRSTVWXYZ");
    spec.translate.from.push_str("OoIiLlabcdefghjkmnpqrstvwxyz");
    spec.translate.to.push_str("001111ABCDEFGHJKMNPQRSTVWXYZ");
    spec.encoding().ok()
});

/// One sheet: a share of a key, and what it belongs to.
#[derive(Clone, PartialEq, Eq)]
pub struct Sheet {
    /// Which one it is, from 1.
    pub number: u8,
    /// How many there are.
    pub of: u8,
    /// How many give the key.
    pub needed: u8,
    /// The history, by its name.
    pub history: String,
    /// The profile whose key it is.
    pub profile: String,
    /// Tells keys apart without telling anything about them.
    pub check: String,
    share: [u8; 32],
}

impl fmt::Debug for Sheet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Sheet({} of {}, key {}, redacted)", self.number, self.of, self.check)
    }
}

/// What is wrong with sheets.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SheetFault {
    /// A key is split among at least two and at most sixteen, and one alone never has it.
    #[error("a key is split into at most {MOST} sheets, of which at least 2 and at most all are needed")]
    Numbers,
    /// There is no key of 32 bytes to split.
    #[error("it is not a key of 32 bytes")]
    NotAKey,
    /// A line of a sheet is missing.
    #[error("the line `{0}` is missing, or it is not as it was printed")]
    Line(&'static str),
    /// A line of the share was mistyped.
    #[error("line {0} of the share is not as it was printed: compare it group by group")]
    Typed(usize),
    /// Sheets of different keys, or of different splits of one.
    #[error("sheet {0} does not belong with the others")]
    Foreign(u8),
    /// The same sheet twice.
    #[error("sheet {0} is there twice")]
    Twice(u8),
    /// Too few.
    #[error("{needed} sheets give the key, and there are {there}")]
    Few {
        /// How many are needed.
        needed: u8,
        /// How many are there.
        there: usize,
    },
    /// They do not give the key that they were made of.
    #[error("these sheets do not give the key that they name")]
    Wrong,
}

/// What tells a key apart: the first eight bytes of a hash of it, of which nothing leads back to 32 random bytes.
pub fn key_check(key: &SecretString) -> Result<String, SheetFault> {
    let key = bytes(key)?;
    let hash = Sha256::new().chain_update(b"postern sheet key check v1\0").chain_update(key).finalize();
    Ok(hex(hash.get(..8).unwrap_or_default()))
}

/// Splits a key: `needed` of the `of` sheets give it.
pub fn split(
    key: &SecretString,
    (needed, of): (u8, u8),
    history: &str,
    profile: &str,
) -> Result<Vec<Sheet>, SheetFault> {
    if needed < 2 || of < needed || of > MOST {
        return Err(SheetFault::Numbers);
    }
    let check = key_check(key)?;
    let secret = bytes(key)?;
    let mut sheets = Vec::new();
    for share in Sharks(needed).dealer(&secret).take(usize::from(of)) {
        let bytes = Vec::from(&share);
        let (number, share) = bytes.split_first().ok_or(SheetFault::NotAKey)?;
        let share = share.try_into().map_err(|_| SheetFault::NotAKey)?;
        let (history, profile) = (history.to_owned(), profile.to_owned());
        sheets.push(Sheet { number: *number, of, needed, history, profile, check: check.clone(), share });
    }
    Ok(sheets)
}

/// The key that the sheets give.
pub fn join(sheets: &[Sheet]) -> Result<SecretString, SheetFault> {
    let Some(first) = sheets.first() else { return Err(SheetFault::Few { needed: 2, there: 0 }) };
    let mut seen = std::collections::BTreeSet::new();
    for sheet in sheets {
        if (&sheet.check, sheet.needed, sheet.of) != (&first.check, first.needed, first.of) {
            return Err(SheetFault::Foreign(sheet.number));
        }
        if !seen.insert(sheet.number) {
            return Err(SheetFault::Twice(sheet.number));
        }
    }
    if sheets.len() < usize::from(first.needed) {
        return Err(SheetFault::Few { needed: first.needed, there: sheets.len() });
    }
    let shares: Vec<Share> = sheets.iter().filter_map(|s| Share::try_from(s.numbered().as_slice()).ok()).collect();
    let key = Sharks(first.needed).recover(&shares).map_err(|_| SheetFault::Wrong)?;
    let key = SecretString::from(hex(&key));
    if key_check(&key)? == first.check { Ok(key) } else { Err(SheetFault::Wrong) }
}

impl Sheet {
    /// What is printed: words for whoever keeps it, and lines that [`Sheet::parse`] reads back.
    pub fn text(&self, made: &str) -> String {
        let mut text = format!(
            "POSTERN RECOVERY SHEET {} of {}\n\n\
             Any {} of the {} sheets open the keys of a help desk's case history, on its machine\n\
             and in its backups. One alone tells nothing. Print it, give it to somebody who has\n\
             no other sheet, to be kept under lock and apart from the machine, and delete this\n\
             file. Where the machine's keyring is lost, bring the sheets together and type the\n\
             lines below into a file for each (`postern-audit key recover` names a mistyped line).\n\n\
             history: {}\nprofile: {}\nmade: {made}\nsheet: {} of {}\nneeded: {}\nkey check: {}\n",
            self.number,
            self.of,
            self.needed,
            self.of,
            self.history,
            self.profile,
            self.number,
            self.of,
            self.needed,
            self.check,
        );
        for (n, part) in self.share.chunks(LINE).enumerate() {
            let line = [part, &self.line_check(n, part)].concat();
            let line = BASE32.as_ref().map(|b| b.encode(&line)).unwrap_or_default();
            let groups: Vec<&str> = (0..line.len()).step_by(4).filter_map(|at| line.get(at..at + 4)).collect();
            text.push_str(&format!("share {}: {}\n", n + 1, groups.join(" ")));
        }
        text
    }

    /// Reads a sheet back; case, spaces and the usual confusions (O for 0, I and L for 1) do not matter.
    pub fn parse(text: &str) -> Result<Self, SheetFault> {
        let field = |name: &'static str| {
            let lines = text.lines().filter_map(|line| line.split_once(':'));
            let mut named = lines.filter(|(n, _)| n.trim().eq_ignore_ascii_case(name));
            named.next().map(|(_, value)| value.trim().to_owned()).ok_or(SheetFault::Line(name))
        };
        let number = |text: &str, name| text.trim().parse::<u8>().map_err(|_| SheetFault::Line(name));
        let which = field("sheet")?;
        let (n, of) = which.split_once("of").ok_or(SheetFault::Line("sheet"))?;
        let mut sheet = Self {
            number: number(n, "sheet")?,
            of: number(of, "sheet")?,
            needed: number(&field("needed")?, "needed")?,
            history: field("history")?,
            profile: field("profile")?,
            check: field("key check")?.to_ascii_lowercase(),
            share: [0; 32],
        };
        if sheet.needed < 2 || sheet.of < sheet.needed || !(1..=sheet.of).contains(&sheet.number) {
            return Err(SheetFault::Line("sheet"));
        }
        for (n, name) in ["share 1", "share 2", "share 3", "share 4"].into_iter().enumerate() {
            let typed: String = field(name)?.split_whitespace().collect();
            let read = BASE32.as_ref().and_then(|b| b.decode(typed.as_bytes()).ok()).unwrap_or_default();
            let (part, check) = read.split_at_checked(LINE).ok_or(SheetFault::Typed(n + 1))?;
            if check != sheet.line_check(n, part) {
                return Err(SheetFault::Typed(n + 1));
            }
            let place = sheet.share.get_mut(n * LINE..(n + 1) * LINE).ok_or(SheetFault::Typed(n + 1))?;
            place.copy_from_slice(part);
        }
        Ok(sheet)
    }

    fn numbered(&self) -> Vec<u8> {
        [&[self.number][..], &self.share].concat()
    }

    /// Ties a line to its place, its sheet and its key.
    fn line_check(&self, n: usize, part: &[u8]) -> [u8; CHECK] {
        let place = [self.number, u8::try_from(n).unwrap_or(u8::MAX)];
        let hash = Sha256::new()
            .chain_update(b"postern sheet line v1\0")
            .chain_update(self.check.as_bytes())
            .chain_update(place)
            .chain_update(part)
            .finalize();
        [hash[0], hash[1]]
    }
}

fn bytes(key: &SecretString) -> Result<[u8; 32], SheetFault> {
    // Exposed to be split or joined.
    let bytes = ::hex::decode(reveal(key)).map_err(|_| SheetFault::NotAKey)?;
    bytes.try_into().map_err(|_| SheetFault::NotAKey)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(n: u8) -> SecretString {
        SecretString::from(hex(&[n; 32]))
    }

    fn sheets(n: u8, numbers: (u8, u8)) -> Vec<Sheet> {
        split(&key(n), numbers, "0192-history", "desk").unwrap()
    }

    #[test]
    fn any_two_of_three_sheets_give_the_key_as_they_were_printed() {
        let printed: Vec<String> = sheets(7, (2, 3)).iter().map(|s| s.text("2026-11-24")).collect();
        for (a, b) in [(0, 1), (1, 2), (2, 0)] {
            let read = [Sheet::parse(&printed[a]).unwrap(), Sheet::parse(&printed[b]).unwrap()];
            assert_eq!(reveal(&join(&read).unwrap()), reveal(&key(7)));
        }
    }

    #[test]
    fn fewer_sheets_give_nothing_and_say_how_many_are_needed() {
        let all = sheets(7, (3, 5));
        assert_eq!(join(&all[..2]).unwrap_err(), SheetFault::Few { needed: 3, there: 2 });
        assert_eq!(join(&[]).unwrap_err(), SheetFault::Few { needed: 2, there: 0 });
        let twice = [all[0].clone(), all[1].clone(), all[1].clone()];
        assert_eq!(join(&twice).unwrap_err(), SheetFault::Twice(all[1].number));
    }

    #[test]
    fn one_alone_is_never_enough() {
        for numbers in [(1, 3), (0, 2), (4, 3), (2, 17)] {
            assert_eq!(split(&key(7), numbers, "h", "p").unwrap_err(), SheetFault::Numbers);
        }
        assert_eq!(split(&SecretString::from("00"), (2, 3), "h", "p").unwrap_err(), SheetFault::NotAKey);
    }

    #[test]
    fn sheets_of_another_key_are_told_apart() {
        let (ours, theirs) = (sheets(7, (2, 3)), sheets(8, (2, 3)));
        let mixed = [ours[0].clone(), theirs[1].clone()];
        assert_eq!(join(&mixed).unwrap_err(), SheetFault::Foreign(theirs[1].number));
        // Two splits of one key look alike on the sheet; together they give another key, which is noticed.
        let again = sheets(7, (2, 3));
        assert_eq!(join(&[ours[0].clone(), again[1].clone()]).unwrap_err(), SheetFault::Wrong);
    }

    #[test]
    fn a_mistyped_line_is_named_and_sloppy_typing_is_read() {
        let text = sheets(7, (2, 3))[0].text("2026-11-24");
        let sloppy = text.to_lowercase().replace('0', "o").replace('1', "l");
        // The numbers of the sheet itself are digits.
        let sloppy: String = sloppy
            .lines()
            .zip(text.lines())
            .map(|(s, t)| match t.split_once(": ").filter(|(name, _)| name.starts_with("share ")) {
                Some((name, _)) => {
                    format!("{name}: {}\n", s.split_once(": ").map_or("", |(_, v)| v).replace(' ', "  "))
                }
                None => format!("{t}\n"),
            })
            .collect();
        assert_eq!(Sheet::parse(&sloppy).unwrap(), sheets_of(&text));
        let line = text.lines().find(|l| l.starts_with("share 3")).unwrap();
        let last = line.chars().last().unwrap();
        let wrong = format!("{}{}", &line[..line.len() - 1], if last == '0' { '2' } else { '0' });
        assert_eq!(Sheet::parse(&text.replace(line, &wrong)).unwrap_err(), SheetFault::Typed(3));
        assert_eq!(Sheet::parse(&text.replace(line, "")).unwrap_err(), SheetFault::Line("share 3"));
        assert_eq!(Sheet::parse("").unwrap_err(), SheetFault::Line("sheet"));
    }

    fn sheets_of(text: &str) -> Sheet {
        Sheet::parse(text).unwrap()
    }

    #[test]
    fn a_sheet_is_not_shown_by_accident() {
        let sheet = sheets(7, (2, 3)).remove(0);
        assert!(!format!("{sheet:?}").contains(&hex(&sheet.share[..4])));
    }
}
