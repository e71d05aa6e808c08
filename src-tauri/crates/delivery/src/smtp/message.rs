//! A mail: text and the same as a page, under an identifier that its reference gives.

use crate::templates::{Said, html};
use lettre::message::header::{HeaderName, HeaderValue};
use lettre::message::{Mailbox, MultiPart};
use lettre::{Address, Message};
use postern_domain::text::shown;
use postern_domain::time::Timestamp;
use postern_ports::notifier::NotifierFault;
use std::time::{Duration, SystemTime};

/// The end of the year 9999, in milliseconds: no date in a header is later.
const LAST_DATE: u64 = 253_402_300_799_000;

/// A mail that is ready to go.
pub(super) struct Mail {
    /// Its Message-ID: the same for every attempt under one reference.
    pub id: String,
    /// Where it comes from.
    pub from: Address,
    /// Where it goes to.
    pub to: Address,
    /// The whole of it.
    pub bytes: Vec<u8>,
}

/// What is said, as a mail to `to`.
pub(super) fn build(
    from: &Mailbox,
    to: &str,
    said: &Said,
    reference: &str,
    now: Timestamp,
) -> Result<Mail, NotifierFault> {
    let to = address(to).ok_or_else(|| NotifierFault::Refused("it is not an address of mail".to_owned()))?;
    let id = format!("<{reference}@{}>", from.email.domain());
    let automatic = HeaderName::new_from_ascii_str("Auto-Submitted");
    let message = Message::builder()
        .from(from.clone())
        .to(Mailbox::new(None, to.clone()))
        .subject(shown(&said.subject))
        .message_id(Some(id.clone()))
        .date(date(now))
        // Nobody's absence is told in answer to it (RFC 3834).
        .raw_header(HeaderValue::new(automatic, "auto-generated".to_owned()))
        .multipart(MultiPart::alternative_plain_html(said.body.clone(), html(said)))
        .map_err(|bad| NotifierFault::Failed(bad.to_string()))?;
    Ok(Mail { id, from: from.email.clone(), to, bytes: message.formatted() })
}

/// An address that can stand in a command and in a header as it is. Quoted ones are none here: nobody has one, and they
/// may hold anything.
pub(super) fn address(text: &str) -> Option<Address> {
    let odd = |c: char| c.is_whitespace() || c.is_control() || "<>()[],;:\\\"".contains(c);
    if text.chars().any(odd) || shown(text) != text {
        return None;
    }
    text.parse().ok()
}

fn date(now: Timestamp) -> SystemTime {
    let millis = u64::try_from(now.0).unwrap_or(0).min(LAST_DATE);
    SystemTime::UNIX_EPOCH + Duration::from_millis(millis)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Language;

    fn mail(to: &str) -> Result<Mail, NotifierFault> {
        let from = Mailbox::new(Some("Help desk".to_owned()), address("desk@example.test").unwrap());
        let (subject, body) = ("Zoë\r\nBcc: eve@evil.test".to_owned(), "One\n.\n\nTwo".to_owned());
        let said = Said { language: Language::German, subject, body };
        build(&from, to, &said, "0a-opened-0b", Timestamp(1_764_064_800_000))
    }

    #[test]
    fn a_mail_has_the_headers_that_it_needs_and_no_other() {
        let mail = mail("maya@example.test").unwrap();
        assert_eq!(mail.id, "<0a-opened-0b@example.test>");
        let text = String::from_utf8(mail.bytes).unwrap();
        assert!(text.is_ascii(), "{text}");
        let head = text.split("\r\n\r\n").next().unwrap();
        let mut names: Vec<String> = head
            .lines()
            .filter(|line| !line.starts_with([' ', '\t']))
            .filter_map(|line| Some(line.split_once(':')?.0.to_ascii_lowercase()))
            .collect();
        names.sort();
        let wanted = ["auto-submitted", "content-type", "date", "from", "message-id", "mime-version", "subject", "to"];
        assert_eq!(names, wanted, "{head}");
        assert!(head.contains("Message-ID: <0a-opened-0b@example.test>"), "{head}");
        assert!(head.contains("Date: Tue, 25 Nov 2025 10:00:00 +0000"), "{head}");
        assert!(text.contains("text/plain") && text.contains("text/html"), "{text}");
    }

    #[test]
    fn an_address_is_nothing_else() {
        for fits in ["maya@example.test", "maya.o'neil+desk@sub.example.test"] {
            assert!(address(fits).is_some(), "{fits}");
        }
        for bad in [
            "",
            "maya",
            "maya@",
            "maya@example.test\r\nBcc: eve@evil.test",
            "maya@example.test> RCPT TO:<eve@evil.test",
            "maya@example.test,eve@evil.test",
            "\"maya\r\n\"@example.test",
            "Maya <maya@example.test>",
            "maya\u{200b}@example.test",
        ] {
            assert!(matches!(mail(bad), Err(NotifierFault::Refused(_))), "{bad:?}");
        }
    }

    #[test]
    fn a_clock_far_off_is_a_date_still() {
        assert_eq!(date(Timestamp(-5)), SystemTime::UNIX_EPOCH);
        assert!(date(Timestamp(i64::MAX)) < SystemTime::UNIX_EPOCH + Duration::from_millis(LAST_DATE + 1));
    }
}
