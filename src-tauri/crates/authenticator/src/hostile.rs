//! A key that answers as the bytes it is given say: for fuzzing. Every operation must end in an answer or a fault.
//!
//! The bytes are a script. Some steps are reports as they are; others are whole messages that are framed rightly, so
//! that what reads CBOR is reached as well; for the key agreement there is an honest answer to choose.

use crate::attestation::{Root, TrustedRoots};
use crate::hid::{BROADCAST, Channel, Hid, Lost, MAX_MESSAGE, Patience, REPORT, Wire, cut};
use crate::link::Session;
use crate::operation::{self, Manage};
use crate::{config, pins};
use postern_domain::ids::KeyCredentialId;
use postern_ports::authenticator::{
    AskAssertion, Attestation, KeyFault, KeyId, KeySetting, MakeCredential, StoredCredential, Verification, Wishes,
};
use postern_ports::secrets::Pin;
use std::collections::VecDeque;
use std::time::Duration;

/// No script is longer: what never ends must be ended by the reader.
const LONGEST: usize = 1 << 16;

/// Lets a key that answers as `script` says take part in the operation that its first byte names. How many reports
/// it sent.
pub fn exercise(script: &[u8]) -> usize {
    let Some((operation, script)) = script.split_first() else { return 0 };
    let patience = Patience {
        silence: Duration::from_millis(10),
        giving_up: Duration::from_millis(5),
        longest: Duration::from_millis(20),
    };
    let sent = std::sync::Arc::new(std::sync::atomic::AtomicUsize::new(0));
    let key = Hostile {
        script: script.iter().take(LONGEST).copied().collect(),
        waiting: VecDeque::new(),
        channel: 0,
        command: Vec::new(),
        endless: None,
        sent: sent.clone(),
    };
    let mut key = Session::new(Channel::with_patience(key, patience));
    // A fault is as good as an answer here; a panic or a hang is not.
    let _ = futures::executor::block_on(run(*operation, &mut key));
    sent.load(std::sync::atomic::Ordering::Relaxed)
}

async fn run(operation: u8, key: &mut Session) -> Result<(), KeyFault> {
    key.start().await?;
    let by =
        if operation & 0x80 == 0 { Verification::Pin(Pin::new("482916".to_owned())) } else { Verification::BuiltIn };
    let allow = vec![KeyCredentialId(vec![1; 16])];
    let ask = AskAssertion { rp_id: RP.to_owned(), origin: ORIGIN.to_owned(), challenge: vec![3; 32], allow };
    match operation & 0x0f {
        0 => drop(
            operation::describe(key, operation::undescribed(KeyId(String::new()), String::new(), None, None), true)
                .await,
        ),
        1 => pins::set_pin(key, &Pin::new("482916".to_owned())).await?,
        2 => pins::change_pin(key, &Pin::new("482916".to_owned()), &Pin::new("739105".to_owned())).await?,
        3 => operation::configure(key, &KeySetting::MinPinLength { length: 8, tell: vec![RP.to_owned()] }, &by).await?,
        4 => operation::configure(key, &KeySetting::EnterpriseAttestation, &by).await?,
        5 => config::reset(key).await?,
        6 => config::touched(key).await?,
        7 => drop(operation::manage(key, &Manage::List, &by).await?),
        8 => drop(operation::manage(key, &Manage::Delete(KeyCredentialId(vec![1; 16])), &by).await?),
        9 => drop(operation::manage(key, &Manage::Rename(stored()), &by).await?),
        10 => drop(operation::holds(key, RP, &ask.allow, &by).await?),
        11 => drop(operation::assert(key, &ask, &by, false).await?),
        12 => drop(operation::assert(key, &AskAssertion { allow: Vec::new(), ..ask }, &by, true).await?),
        13 => drop(operation::assert_with_secret(key, &ask, &[5; 32], &by).await?),
        _ => {
            let roots = TrustedRoots::new(vec![Root { der: vec![0x30, 0x00] }]);
            drop(operation::make(key, &make(), &by, &roots).await?);
        }
    }
    key.give_up().await
}

const RP: &str = "login.example.com";
const ORIGIN: &str = "https://login.example.com";

fn stored() -> StoredCredential {
    StoredCredential {
        rp_id: RP.to_owned(),
        id: KeyCredentialId(vec![1; 16]),
        user_id: vec![2; 8],
        user_name: "user".to_owned(),
        user_display_name: "User".to_owned(),
        protection: None,
    }
}

fn make() -> MakeCredential {
    MakeCredential {
        rp_id: RP.to_owned(),
        rp_name: "Example".to_owned(),
        origin: ORIGIN.to_owned(),
        challenge: vec![7; 32],
        user_id: vec![2; 8],
        user_name: "user".to_owned(),
        user_display_name: "User".to_owned(),
        algorithms: vec![-7, -8],
        exclude: (0..20).map(|n| KeyCredentialId(vec![n; 64])).collect(),
        wishes: Wishes {
            discoverable: true,
            protection: Some(3),
            hmac_secret: true,
            min_pin_length: true,
            attestation: Attestation::Direct,
        },
    }
}

/// The key.
struct Hostile {
    script: VecDeque<u8>,
    waiting: VecDeque<[u8; REPORT]>,
    channel: u32,
    command: Vec<u8>,
    /// A report that it sends for ever.
    endless: Option<[u8; REPORT]>,
    sent: std::sync::Arc<std::sync::atomic::AtomicUsize>,
}

impl Hostile {
    fn take(&mut self, length: usize) -> Vec<u8> {
        let length = length.min(self.script.len());
        self.script.drain(..length).collect()
    }

    fn byte(&mut self) -> Option<u8> {
        self.script.pop_front()
    }

    fn say(&mut self, command: Hid, payload: &[u8]) {
        self.waiting.extend(cut(self.channel, command, payload).into_iter().flatten());
    }

    /// The next step of the script, if there is one.
    fn step(&mut self) -> Option<()> {
        match self.byte()? % 12 {
            // Nothing comes this time.
            0 => {}
            // A report as it stands in the script.
            1 | 2 => {
                let mut report = [0u8; REPORT];
                let bytes = self.take(REPORT);
                report[..bytes.len()].copy_from_slice(&bytes);
                self.waiting.push_back(report);
            }
            // The same, on our channel.
            3 | 4 => {
                let mut report = [0u8; REPORT];
                report[..4].copy_from_slice(&self.channel.to_be_bytes());
                let bytes = self.take(REPORT - 4);
                report[4..4 + bytes.len()].copy_from_slice(&bytes);
                self.waiting.push_back(report);
            }
            // A message that is framed rightly.
            5..=7 => {
                let length = usize::from(u16::from_be_bytes([self.byte()?, self.byte()?])) % (MAX_MESSAGE + 1);
                let mut payload = vec![if self.byte()? & 0x80 == 0 { 0 } else { self.byte()? }];
                payload.extend(self.take(length.saturating_sub(1)));
                self.say(Hid::Cbor, &payload);
            }
            // What an honest key would say.
            8 | 9 => self.honest(),
            10 => {
                let state = self.byte()?;
                self.say(Hid::KeepAlive, &[state]);
            }
            _ => {
                let mut report = [0u8; REPORT];
                report[..4].copy_from_slice(&self.channel.to_be_bytes());
                let bytes = self.take(4);
                report[4..4 + bytes.len()].copy_from_slice(&bytes);
                self.endless = Some(report);
            }
        }
        Some(())
    }

    /// A sound answer to the command that was sent, as far as one is needed to come further.
    fn honest(&mut self) {
        let answer = match (self.command.first(), self.command.as_slice()) {
            (Some(0x04), _) => INFO,
            // Client PIN: the subcommand stands behind the protocol.
            (Some(0x06), [_, _, 0x01, _, 0x02, 0x02, ..]) => AGREEMENT,
            (Some(0x06), _) => TOKEN,
            (Some(0x02), _) => ASSERTION,
            _ => &[0x00],
        };
        self.say(Hid::Cbor, answer);
    }
}

impl Wire for Hostile {
    fn write(&mut self, report: &[u8; REPORT]) -> Result<(), Lost> {
        if report[..4] == BROADCAST.to_be_bytes() {
            // An answer to INIT that fits, else nothing could follow; the script may send others before it.
            while self.script.front().is_some_and(|b| *b == 0xff) {
                self.step();
            }
            let mut payload = report[7..15].to_vec();
            payload.extend([0, 0, 0, 7, 2, 1, 2, 3, 0x04]);
            self.channel = BROADCAST;
            self.say(Hid::Init, &payload);
            self.channel = 7;
        } else if report[4] & 0x80 != 0 {
            self.command = report[7..].to_vec();
        }
        Ok(())
    }

    fn read(&mut self, _: Duration) -> Result<Option<[u8; REPORT]>, Lost> {
        if self.waiting.is_empty() && self.endless.is_none() {
            self.step().ok_or_else(|| Lost("the script is over".to_owned()))?;
        }
        let report = self.waiting.pop_front().or(self.endless);
        if report.is_some() {
            self.sent.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        }
        Ok(report)
    }
}

/// Get-info of a key that has everything.
const INFO: &[u8] = &[
    0x00, 0xa6, // versions
    0x01, 0x81, 0x68, b'F', b'I', b'D', b'O', b'_', b'2', b'_', b'1', // extensions
    0x02, 0x82, 0x6b, b'c', b'r', b'e', b'd', b'P', b'r', b'o', b't', b'e', b'c', b't', 0x6b, b'h', b'm', b'a', b'c',
    b'-', b's', b'e', b'c', b'r', b'e', b't', // AAGUID
    0x03, 0x50, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, // options
    0x04, 0xa8, 0x62, b'r', b'k', 0xf5, 0x62, b'u', b'v', 0xf5, 0x62, b'e', b'p', 0xf5, 0x68, b'c', b'r', b'e', b'd',
    b'M', b'g', b'm', b't', 0xf5, 0x69, b'a', b'u', b't', b'h', b'n', b'r', b'C', b'f', b'g', 0xf5, 0x69, b'c', b'l',
    b'i', b'e', b'n', b't', b'P', b'i', b'n', 0xf5, 0x6e, b'p', b'i', b'n', b'U', b'v', b'A', b'u', b't', b'h', b'T',
    b'o', b'k', b'e', b'n', 0xf5, 0x6f, b's', b'e', b't', b'M', b'i', b'n', b'P', b'I', b'N', b'L', b'e', b'n', b'g',
    b't', b'h', 0xf5, // protocols
    0x06, 0x82, 0x02, 0x01, // credentials in a list
    0x07, 0x08,
];

/// A key agreement key: the generator of P-256.
const AGREEMENT: &[u8] = &[
    0x00, 0xa1, 0x01, 0xa5, 0x01, 0x02, 0x03, 0x38, 0x18, 0x20, 0x01, 0x21, 0x58, 0x20, 0x6b, 0x17, 0xd1, 0xf2, 0xe1,
    0x2c, 0x42, 0x47, 0xf8, 0xbc, 0xe6, 0xe5, 0x63, 0xa4, 0x40, 0xf2, 0x77, 0x03, 0x7d, 0x81, 0x2d, 0xeb, 0x33, 0xa0,
    0xf4, 0xa1, 0x39, 0x45, 0xd8, 0x98, 0xc2, 0x96, 0x22, 0x58, 0x20, 0x4f, 0xe3, 0x42, 0xe2, 0xfe, 0x1a, 0x7f, 0x9b,
    0x8e, 0xe7, 0xeb, 0x4a, 0x7c, 0x0f, 0x9e, 0x16, 0x2b, 0xce, 0x33, 0x57, 0x6b, 0x31, 0x5e, 0xce, 0xcb, 0xb6, 0x40,
    0x68, 0x37, 0xbf, 0x51, 0xf5,
];

/// A PIN token: 16 bytes of IV and 32 of what decrypts to something.
const TOKEN: &[u8] = &[
    0x00, 0xa1, 0x02, 0x58, 0x30, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9,
    9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9,
];

/// An assertion by the credential that is allowed, with 48 bytes for hmac-secret and a signature of zeros.
const ASSERTION: &[u8] = &[
    0x00, 0xa3, // credential
    0x01, 0xa2, 0x62, b'i', b'd', 0x50, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0x64, b't', b'y', b'p', b'e',
    0x6a, b'p', b'u', b'b', b'l', b'i', b'c', b'-', b'k', b'e', b'y', // the relying party's hash
    0x02, 0x58, 0x64, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2,
    // flags, counter, extensions
    0x85, 0, 0, 0, 1, 0xa1, 0x6b, b'h', b'm', b'a', b'c', b'-', b's', b'e', b'c', b'r', b'e', b't', 0x58, 0x30, 9, 9, 9,
    9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9,
    9, 9, 9, 9, 9, 9, 9, // signature
    0x03, 0x48, 0, 0, 0, 0, 0, 0, 0, 0,
];

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4000))]
        #[test]
        fn every_script_ends(script in proptest::collection::vec(any::<u8>(), 0..600)) {
            exercise(&script);
        }

        /// Scripts that come further: honest answers, then whatever.
        #[test]
        fn every_script_after_honest_answers_ends(
            operation: u8, honest in 0usize..6, script in proptest::collection::vec(any::<u8>(), 0..600)
        ) {
            let mut whole = vec![operation];
            whole.extend(vec![8; honest]);
            whole.extend(script);
            exercise(&whole);
        }
    }

    #[test]
    fn a_key_that_never_ends_is_ended() {
        // A keep-alive for ever, a foreign part for ever.
        for endless in [[11, 0xbb, 0, 1, 1], [11, 0x00, 0, 0, 0]] {
            for operation in 0..16 {
                exercise(&[&[operation, 8, 8, 8][..], &endless].concat());
            }
        }
    }

    #[test]
    fn honest_answers_come_to_the_end_of_a_token() {
        // Get-info, key agreement, token, and an empty answer to the configuration.
        assert_eq!(exercise(&[3, 8, 8, 8, 8]), 1 + 3 + 2 + 1 + 1);
    }

    #[test]
    fn honest_answers_come_to_the_end_of_a_secret() {
        // Get-info, key agreement, token, key agreement once more, and the assertion.
        assert_eq!(exercise(&[13, 8, 8, 8, 8, 8]), 1 + 3 + 2 + 1 + 2 + 3);
    }
}
