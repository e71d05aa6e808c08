//! CTAPHID packets (CTAP 2.1 §11.2.4): messages cut into reports of 64 bytes, and put together again.
//!
//! What a key sends is untrusted: every length, channel and sequence is checked, and nothing is kept beyond one message.

/// Bytes of a report.
pub const REPORT: usize = 64;
/// The largest message: 64 - 7 + 128 * (64 - 5) bytes.
pub const MAX_MESSAGE: usize = 7609;
/// The channel on which channels are asked for.
pub const BROADCAST: u32 = 0xffff_ffff;

const FIRST: usize = REPORT - 7;
const NEXT: usize = REPORT - 5;
const INITIAL: u8 = 0x80;

/// A command of CTAPHID, without the bit that marks an initial packet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hid {
    /// CTAPHID_INIT: a channel.
    Init,
    /// CTAPHID_CBOR: a CTAP2 message.
    Cbor,
    /// CTAPHID_CANCEL: give up what is waited for.
    Cancel,
    /// CTAPHID_KEEPALIVE: still at it.
    KeepAlive,
    /// CTAPHID_ERROR: the transport failed.
    Error,
    /// Something else; none is ever asked for.
    Other(u8),
}

impl Hid {
    const fn code(self) -> u8 {
        match self {
            Self::Init => 0x06,
            Self::Cbor => 0x10,
            Self::Cancel => 0x11,
            Self::KeepAlive => 0x3b,
            Self::Error => 0x3f,
            Self::Other(code) => code,
        }
    }

    const fn of(code: u8) -> Self {
        match code {
            0x06 => Self::Init,
            0x10 => Self::Cbor,
            0x11 => Self::Cancel,
            0x3b => Self::KeepAlive,
            0x3f => Self::Error,
            other => Self::Other(other),
        }
    }
}

/// A whole message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// What it is.
    pub command: Hid,
    /// What it carries.
    pub payload: Vec<u8>,
}

/// What is wrong with a packet. The message it belongs to is lost.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Broken {
    /// More than a message can be.
    #[error("a message of {0} bytes")]
    TooLong(usize),
    /// A part of a message that never began.
    #[error("a part without a beginning")]
    Stray,
    /// A part that is not the next one.
    #[error("part {found} instead of {expected}")]
    OutOfOrder {
        /// The part that had to come.
        expected: u8,
        /// The part that came.
        found: u8,
    },
    /// A message began before the one before it ended.
    #[error("a message inside another")]
    Interrupted,
}

/// Cuts a message into reports. `None` when it is too long.
pub fn cut(channel: u32, command: Hid, payload: &[u8]) -> Option<Vec<[u8; REPORT]>> {
    let length = u16::try_from(payload.len()).ok().filter(|n| usize::from(*n) <= MAX_MESSAGE)?;
    let (first, rest) = payload.split_at(payload.len().min(FIRST));
    let mut report = [0u8; REPORT];
    report[..4].copy_from_slice(&channel.to_be_bytes());
    report[4] = command.code() | INITIAL;
    report[5..7].copy_from_slice(&length.to_be_bytes());
    report[7..7 + first.len()].copy_from_slice(first);
    let mut reports = vec![report];
    for (sequence, part) in (0u8..INITIAL).zip(rest.chunks(NEXT)) {
        let mut report = [0u8; REPORT];
        report[..4].copy_from_slice(&channel.to_be_bytes());
        report[4] = sequence;
        report[5..5 + part.len()].copy_from_slice(part);
        reports.push(report);
    }
    Some(reports)
}

/// Puts the messages of one channel together, whatever comes on others.
#[derive(Debug)]
pub struct Assembler {
    channel: u32,
    begun: Option<Begun>,
}

#[derive(Debug)]
struct Begun {
    message: Message,
    length: usize,
    next: u8,
}

impl Assembler {
    /// Listens to this channel.
    pub fn new(channel: u32) -> Self {
        Self { channel, begun: None }
    }

    /// Whether a message has begun and not ended.
    pub fn is_within(&self) -> bool {
        self.begun.is_some()
    }

    /// Takes a report; a message when it was the last of one.
    ///
    /// # Errors
    /// [`Broken`] when the report cannot follow what came before; the assembler starts anew then.
    pub fn take(&mut self, report: &[u8; REPORT]) -> Result<Option<Message>, Broken> {
        let channel = u32::from_be_bytes([report[0], report[1], report[2], report[3]]);
        if channel != self.channel {
            // Another program's conversation with the same key.
            return Ok(None);
        }
        if report[4] & INITIAL == 0 { self.follow(report) } else { self.begin(report) }
    }

    fn begin(&mut self, report: &[u8; REPORT]) -> Result<Option<Message>, Broken> {
        if self.begun.take().is_some() {
            return Err(Broken::Interrupted);
        }
        let length = usize::from(u16::from_be_bytes([report[5], report[6]]));
        if length > MAX_MESSAGE {
            return Err(Broken::TooLong(length));
        }
        let payload = report[7..7 + length.min(FIRST)].to_vec();
        let message = Message { command: Hid::of(report[4] & !INITIAL), payload };
        if message.payload.len() == length {
            return Ok(Some(message));
        }
        self.begun = Some(Begun { message, length, next: 0 });
        Ok(None)
    }

    fn follow(&mut self, report: &[u8; REPORT]) -> Result<Option<Message>, Broken> {
        let Some(mut begun) = self.begun.take() else { return Err(Broken::Stray) };
        if report[4] != begun.next {
            return Err(Broken::OutOfOrder { expected: begun.next, found: report[4] });
        }
        let missing = begun.length - begun.message.payload.len();
        begun.message.payload.extend_from_slice(&report[5..5 + missing.min(NEXT)]);
        if begun.message.payload.len() == begun.length {
            return Ok(Some(begun.message));
        }
        begun.next += 1;
        self.begun = Some(begun);
        Ok(None)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn whole(reports: &[[u8; REPORT]], channel: u32) -> Result<Option<Message>, Broken> {
        let mut assembler = Assembler::new(channel);
        let mut last = None;
        for report in reports {
            last = assembler.take(report)?;
        }
        Ok(last)
    }

    proptest! {
        #[test]
        fn what_is_cut_is_put_together(payload in proptest::collection::vec(any::<u8>(), 0..=MAX_MESSAGE), channel: u32) {
            let reports = cut(channel, Hid::Cbor, &payload).unwrap();
            prop_assert_eq!(whole(&reports, channel), Ok(Some(Message { command: Hid::Cbor, payload })));
        }

        #[test]
        fn any_reports_are_a_message_or_an_error(reports in proptest::collection::vec(any::<[u8; REPORT]>(), 0..200)) {
            let mut assembler = Assembler::new(7);
            for mut report in reports {
                report[..4].copy_from_slice(&7u32.to_be_bytes());
                if let Ok(Some(message)) = assembler.take(&report) {
                    prop_assert!(message.payload.len() <= MAX_MESSAGE);
                }
            }
        }
    }

    #[test]
    fn the_longest_message_fits_and_one_more_byte_does_not() {
        assert_eq!(cut(1, Hid::Cbor, &[0; MAX_MESSAGE]).map(|r| r.len()), Some(129));
        assert_eq!(cut(1, Hid::Cbor, &[0; MAX_MESSAGE + 1]), None);
    }

    #[test]
    fn each_way_of_being_broken_is_told() {
        let reports = cut(1, Hid::Cbor, &[9; 200]).unwrap();
        assert_eq!(whole(&reports[1..], 1), Err(Broken::Stray));
        assert_eq!(whole(&[reports[0], reports[2]], 1), Err(Broken::OutOfOrder { expected: 0, found: 1 }));
        assert_eq!(whole(&[reports[0], reports[0]], 1), Err(Broken::Interrupted));
        let mut long = reports[0];
        long[5..7].copy_from_slice(&u16::MAX.to_be_bytes());
        assert_eq!(whole(&[long], 1), Err(Broken::TooLong(65535)));
    }

    #[test]
    fn another_channel_is_passed_over() {
        let (ours, theirs) = (cut(1, Hid::Cbor, &[9; 100]).unwrap(), cut(2, Hid::Cbor, &[8; 100]).unwrap());
        let mixed = [ours[0], theirs[0], theirs[1], ours[1]];
        assert_eq!(whole(&mixed, 1), Ok(Some(Message { command: Hid::Cbor, payload: vec![9; 100] })));
    }
}
