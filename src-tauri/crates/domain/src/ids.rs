//! Every identifier has its own type, so that none can stand in for another.

use serde::{Deserialize, Serialize};
use std::fmt;
use uuid::Uuid;

macro_rules! uuid_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.hyphenated().fmt(f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = BadId;
            fn from_str(text: &str) -> Result<Self, BadId> {
                Uuid::parse_str(text).map(Self).map_err(|_| BadId { what: stringify!($name) })
            }
        }
    };
}

macro_rules! text_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            /// Accepts 1 to 1024 bytes without control characters.
            pub fn new(text: impl Into<String>) -> Result<Self, BadId> {
                let text = text.into();
                if text.is_empty() || text.len() > 1024 || text.chars().any(char::is_control) {
                    return Err(BadId { what: stringify!($name) });
                }
                Ok(Self(text))
            }

            /// The identifier as the outside writes it.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl TryFrom<String> for $name {
            type Error = BadId;
            fn try_from(text: String) -> Result<Self, BadId> {
                Self::new(text)
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> Self {
                id.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

/// Text that is not an identifier of the named type.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a valid {what}")]
pub struct BadId {
    /// Name of the identifier's type.
    pub what: &'static str,
}

uuid_id!(
    /// One recovery case.
    CaseId
);
uuid_id!(
    /// One member of staff.
    PersonId
);
uuid_id!(
    /// One history (store). Part of every staff relying-party id and of everything signed.
    LedgerId
);
uuid_id!(
    /// One installation of the console.
    ConsoleId
);
uuid_id!(
    /// One outside effect: an intent, its start and its observations.
    EffectId
);
uuid_id!(
    /// One file that is attached to a case.
    AttachmentId
);
uuid_id!(
    /// One piece of evidence.
    EvidenceId
);
uuid_id!(
    /// One random cue drawn for a video check.
    CueId
);
uuid_id!(
    /// One recovery code that was issued in a case.
    CodeId
);
uuid_id!(
    /// One question to the agent of a case.
    QuestionId
);
uuid_id!(
    /// One signed-in session of a member of staff.
    SessionId
);
text_id!(
    /// A configured directory (identity provider).
    DirectoryId
);
text_id!(
    /// The directory's immutable identifier of an account.
    AccountId
);
text_id!(
    /// The directory's identifier of one credential of an account.
    CredentialId
);
text_id!(
    /// The directory's identifier of one contact address.
    ContactId
);

/// A WebAuthn credential id, as the authenticator made it: at most 1023 bytes.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct KeyCredentialId(#[serde(with = "crate::canonical::b64url")] pub Vec<u8>);

impl KeyCredentialId {
    /// The last two bytes in upper-case hexadecimal: "Key ends 41D0".
    pub fn ends(&self) -> String {
        let tail = self.0.len().saturating_sub(2);
        self.0[tail..].iter().map(|b| format!("{b:02X}")).collect()
    }
}

impl CaseId {
    /// The short number that people read out: `C-` and the last six hexadecimal digits.
    pub fn short(&self) -> String {
        let hex = self.0.simple().to_string();
        format!("C-{}", hex[hex.len() - 6..].to_uppercase())
    }

    /// What a notice names the case by: its short number and a letter that a slip of the tongue does not keep.
    pub fn reference(&self) -> String {
        let short = self.short();
        let check = check_letter(&short).unwrap_or(REFERENCE[0]);
        format!("{short}-{}", char::from(check))
    }
}

/// The letters of references: none that is taken for another, and a prime number of them.
const REFERENCE: &[u8; 31] = b"0123456789ABCDEFGHJKLMNPQRTVWXY";

/// The letter of a short number: the sum of its digits, each times its place, so that one wrong digit or two in the wrong
/// order leave another letter.
fn check_letter(short: &str) -> Option<u8> {
    let digits = short.strip_prefix("C-")?;
    let mut sum: usize = 0;
    for (place, digit) in digits.chars().enumerate() {
        let value = usize::try_from(digit.to_digit(16)?).ok()?;
        sum += (place + 1) * value;
    }
    REFERENCE.get(sum.rem_euclid(REFERENCE.len())).copied()
}

/// The short number in what somebody read out, typed in any way; `None` where it is none, or its letter is not the one.
pub fn short_of_reference(typed: &str) -> Option<String> {
    let mut bare = typed.chars().filter(|c| !c.is_whitespace() && *c != '-').flat_map(char::to_uppercase);
    (bare.next() == Some('C')).then_some(())?;
    let rest: Vec<char> = bare.collect();
    let [digits @ .., letter] = rest.as_slice() else { return None };
    let short: String = "C-".chars().chain(digits.iter().copied()).collect();
    let right = digits.len() == 6 && check_letter(&short).map(char::from) == Some(*letter);
    right.then_some(short)
}

/// The public half of a console's signing key: Ed25519, 32 bytes, written as 64 hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ConsoleKey(pub [u8; 32]);

impl fmt::Display for ConsoleKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for ConsoleKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

impl Serialize for ConsoleKey {
    fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for ConsoleKey {
    fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        crate::canonical::Digest::deserialize(d).map(|digits| Self(digits.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_read_out_is_the_end() {
        assert_eq!(KeyCredentialId(vec![0xff, 0x41, 0xd0]).ends(), "41D0");
        assert_eq!(KeyCredentialId(vec![7]).ends(), "07");
        assert_eq!(KeyCredentialId(Vec::new()).ends(), "");
        assert_eq!(CaseId(Uuid::from_u128(0x0012_ab34)).short(), "C-12AB34");
    }

    #[test]
    fn a_reference_that_was_misread_is_none() {
        let case = CaseId(Uuid::from_u128(0x0012_ab34));
        let reference = case.reference();
        assert_eq!(reference, "C-12AB34-R");
        for typed in [reference.as_str(), " c 12ab34 r ", "C12-AB3-4R"] {
            assert_eq!(short_of_reference(typed).as_deref(), Some("C-12AB34"), "{typed}");
        }
        for typed in ["", "C", "C-12AB34", "C-12AB34-Q", "C-12AB34-RR", "C-12AG34-R", "12AB34-R", "C-12AB3-R", "C-é-R"]
        {
            assert_eq!(short_of_reference(typed), None, "{typed}");
        }
        let digits: Vec<char> = "12AB34".chars().collect();
        for place in 0..digits.len() {
            for other in "0123456789ABCDEF".chars().filter(|c| *c != digits[place]) {
                let mut wrong = digits.clone();
                wrong[place] = other;
                let typed: String = wrong.iter().collect();
                assert_eq!(short_of_reference(&format!("C-{typed}-R")), None, "{typed}");
            }
            for with in (place + 1)..digits.len() {
                let mut wrong = digits.clone();
                wrong.swap(place, with);
                let typed: String = wrong.iter().collect();
                assert_eq!(short_of_reference(&format!("C-{typed}-R")), None, "{typed}");
            }
        }
    }
}
