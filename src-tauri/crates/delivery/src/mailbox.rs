//! The practice mailbox: notices as files in a folder, one file a notice.

use crate::Speech;
use crate::templates::{self, Said};
use async_trait::async_trait;
use postern_domain::recovery::account::{Contact, ContactChannel};
use postern_ports::Notifier;
use postern_ports::notifier::{CodeNotice, Notice, NotifierFault};
use postern_ports::secrets::RecoveryCode;
use std::io::Write as _;
use std::path::{Path, PathBuf};

/// A folder of notices.
pub struct Mailbox {
    folder: PathBuf,
    speech: Speech,
    codes: bool,
}

/// A notice, as it lies in the mailbox.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// The address.
    pub to: String,
    /// The subject line.
    pub subject: String,
    /// The text.
    pub body: String,
}

impl Mailbox {
    /// The mailbox in `folder`, which is made when it is not there.
    pub fn open(folder: &Path) -> std::io::Result<Self> {
        std::fs::create_dir_all(folder)?;
        Ok(Self { folder: folder.to_owned(), speech: Speech::default(), codes: false })
    }

    /// Takes recovery codes too: for practice only, since whoever is at the desk could read them in the folder.
    pub fn with_codes(self) -> Self {
        Self { codes: true, ..self }
    }

    /// All notices, newest last.
    pub fn list(&self) -> std::io::Result<Vec<Message>> {
        let mut files: Vec<(std::time::SystemTime, PathBuf)> = std::fs::read_dir(&self.folder)?
            .filter_map(Result::ok)
            .filter(|e| e.path().extension().is_some_and(|x| x == "eml"))
            .filter_map(|e| Some((e.metadata().ok()?.modified().ok()?, e.path())))
            .collect();
        files.sort();
        files.iter().map(|(_, file)| std::fs::read_to_string(file).map(|text| parse(&text))).collect()
    }

    fn file(&self, reference: &str) -> Option<PathBuf> {
        let plain = !reference.is_empty() && reference.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
        plain.then(|| self.folder.join(format!("{reference}.eml")))
    }
}

#[async_trait]
impl Notifier for Mailbox {
    async fn deliver(&self, to: &Contact, notice: Notice, reference: &str) -> Result<String, NotifierFault> {
        match to.channel {
            ContactChannel::Email | ContactChannel::Phone => {}
            ContactChannel::Post => return Err(NotifierFault::NoChannel),
        }
        let file = self.file(reference).ok_or(NotifierFault::Failed("reference".to_owned()))?;
        if !file.exists() {
            write_whole(&file, &written(to, &templates::notice(&self.speech, &notice)))
                .map_err(|e| NotifierFault::Failed(e.to_string()))?;
        }
        Ok(reference.to_owned())
    }

    async fn deliver_code(
        &self,
        to: &Contact,
        notice: CodeNotice,
        code: &RecoveryCode,
        reference: &str,
    ) -> Result<String, NotifierFault> {
        if to.channel == ContactChannel::Post || !self.codes {
            return Err(NotifierFault::NoChannel);
        }
        let file = self.file(reference).ok_or(NotifierFault::Failed("reference".to_owned()))?;
        if !file.exists() {
            let text = written(to, &templates::code(&self.speech, &notice, code));
            write_whole(&file, &text).map_err(|e| NotifierFault::Failed(e.to_string()))?;
        }
        Ok(reference.to_owned())
    }

    async fn delivered(&self, reference: &str) -> Result<Option<String>, NotifierFault> {
        let file = self.file(reference).ok_or(NotifierFault::Failed("reference".to_owned()))?;
        Ok(file.exists().then(|| reference.to_owned()))
    }
}

/// A notice as it lies in the mailbox.
fn written(to: &Contact, said: &Said) -> String {
    format!("To: {}\nSubject: {}\n\n{}\n", one_line(&to.address), one_line(&said.subject), said.body)
}

/// Whole or not at all: written beside, synced, renamed.
fn write_whole(file: &Path, text: &str) -> std::io::Result<()> {
    let beside = file.with_extension("part");
    let mut part = std::fs::File::create(&beside)?;
    part.write_all(text.as_bytes())?;
    part.sync_all()?;
    std::fs::rename(beside, file)
}

fn one_line(text: &str) -> String {
    postern_domain::text::shown(text)
}

fn parse(text: &str) -> Message {
    let (head, body) = text.split_once("\n\n").unwrap_or((text, ""));
    let header = |name: &str| head.lines().find_map(|l| l.strip_prefix(name)).unwrap_or("").trim().to_owned();
    Message { to: header("To:"), subject: header("Subject:"), body: body.trim_end().to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use postern_domain::ids::ContactId;
    use postern_domain::time::Timestamp;
    use postern_ports::notifier::{Gained, NoticeKind};

    fn contact(channel: ContactChannel, address: &str) -> Contact {
        Contact { id: ContactId::new("c").unwrap(), channel, address: address.to_owned(), unchanged_since: None }
    }

    fn notice() -> Notice {
        Notice {
            kind: NoticeKind::Recovered { gained: Gained::Key, kept: false },
            case: "C-123456".to_owned(),
            login: "maya".to_owned(),
            at: Timestamp(1_795_428_000_000),
            language: String::new(),
            second: false,
        }
    }

    #[tokio::test]
    async fn a_notice_is_delivered_once_and_tells_how_to_object() {
        let folder = tempfile::tempdir().unwrap();
        let mailbox = Mailbox::open(folder.path()).unwrap();
        let to = contact(ContactChannel::Email, "maya@example.test");
        assert_eq!(mailbox.delivered("ref-1").await, Ok(None));
        for _ in 0..2 {
            assert_eq!(mailbox.deliver(&to, notice(), "ref-1").await, Ok("ref-1".to_owned()));
        }
        assert_eq!(mailbox.delivered("ref-1").await, Ok(Some("ref-1".to_owned())));
        let all = mailbox.list().unwrap();
        assert_eq!(all.len(), 1);
        assert_eq!(all[0].to, "maya@example.test");
        assert!(all[0].body.contains("C-123456") && all[0].body.contains("not you"), "{}", all[0].body);
    }

    #[tokio::test]
    async fn a_code_goes_out_once_and_never_into_a_real_folder() {
        let folder = tempfile::tempdir().unwrap();
        let to = contact(ContactChannel::Phone, "+49 30 5550 0118");
        let code = RecoveryCode::typed("1234 5678");
        let notice = || CodeNotice {
            case: "C-123456".to_owned(),
            login: "maya".to_owned(),
            expires: Timestamp(1_795_428_600_000),
            to_contact: false,
            language: String::new(),
        };
        let real = Mailbox::open(folder.path()).unwrap();
        assert_eq!(real.deliver_code(&to, notice(), &code, "ref-2").await, Err(NotifierFault::NoChannel));
        let practice = Mailbox::open(folder.path()).unwrap().with_codes();
        practice.deliver_code(&to, notice(), &code, "ref-2").await.unwrap();
        let all = practice.list().unwrap();
        assert!(all[0].body.contains("12345678") && all[0].body.contains("not you"), "{}", all[0].body);
    }

    #[tokio::test]
    async fn a_letter_is_another_channels_business() {
        let folder = tempfile::tempdir().unwrap();
        let mailbox = Mailbox::open(folder.path()).unwrap();
        let to = contact(ContactChannel::Post, "1 Main Street");
        assert_eq!(mailbox.deliver(&to, notice(), "ref-1").await, Err(NotifierFault::NoChannel));
    }

    #[tokio::test]
    async fn a_header_cannot_be_smuggled_in() {
        let folder = tempfile::tempdir().unwrap();
        let mailbox = Mailbox::open(folder.path()).unwrap();
        let to = contact(ContactChannel::Email, "a@b\nSubject: forged");
        mailbox.deliver(&to, notice(), "ref-1").await.unwrap();
        assert!(!mailbox.list().unwrap()[0].subject.contains("forged"));
        assert!(mailbox.deliver(&to, notice(), "../up").await.is_err());
    }
}
