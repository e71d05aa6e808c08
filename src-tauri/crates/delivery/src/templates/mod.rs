//! What notices, codes and letters say, from the one table of words: for every channel that carries text.

use crate::{Language, Speech};
use postern_domain::text::shown;
use postern_ports::notifier::{CodeNotice, Notice, NoticeKind};
use postern_ports::secrets::RecoveryCode;

/// The most that is told of what another machine said.
const MOST_SAID: usize = 200;

/// A message in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// In which language.
    pub language: Language,
    /// The subject line.
    pub subject: String,
    /// The text; empty lines part its paragraphs.
    pub body: String,
}

impl Said {
    /// Its paragraphs.
    pub fn paragraphs(&self) -> Vec<String> {
        self.body.split("\n\n").map(|paragraph| paragraph.trim().to_owned()).collect()
    }
}

/// The name of a notice, in ids of words and in what is sent to a webhook.
pub(crate) const fn kind(notice: &Notice) -> &'static str {
    match notice.kind {
        NoticeKind::Opened => "opened",
        NoticeKind::Recovered { .. } => "recovered",
    }
}

/// A notice.
pub(crate) fn notice(speech: &Speech, notice: &Notice) -> Said {
    let language = speech.language(&notice.language);
    let words = speech.words(language);
    let (login, at) = (shown(&notice.login), speech.moment(language, notice.at));
    let args = [("case", notice.case.as_str()), ("login", login.as_str()), ("at", at.as_str())];
    let say = |id: &str| words.say(id, &args);
    let call = speech.call(language, &notice.case);
    let (subject, mut paragraphs) = match notice.kind {
        NoticeKind::Opened => {
            let object = format!("{} {call}", say("notice-opened-object"));
            (say("notice-opened-subject"), vec![say("notice-opened-body"), say("notice-opened-own"), object])
        }
        NoticeKind::Recovered { gained, kept } => {
            let gained = gained.code();
            let went = say(if kept { "notice-went-some" } else { "notice-went-all" });
            let happened = format!("{} {went} {}", say("notice-recovered-body"), say(&format!("notice-came-{gained}")));
            let object = format!("{} {call}", say("notice-recovered-object"));
            let subject = say(&format!("notice-recovered-subject-{gained}"));
            (subject, vec![happened, say(&format!("notice-own-{gained}")), object])
        }
    };
    if notice.second {
        paragraphs.push(say("notice-second"));
    }
    Said { language, subject: shown(&subject), body: paragraphs.join("\n\n") }
}

/// The same as a letter: on paper nothing else says where it comes from, and when.
pub fn letter(speech: &Speech, told: &Notice) -> Said {
    let said = notice(speech, told);
    let end = speech.words(said.language).say("notice-letter-end", &[("case", told.case.as_str())]);
    Said { body: format!("{}\n\n{end}", said.body), ..said }
}

/// A recovery code.
pub(crate) fn code(speech: &Speech, notice: &CodeNotice, code: &RecoveryCode) -> Said {
    let language = speech.language(&notice.language);
    let words = speech.words(language);
    let kind = if notice.to_contact { "code-contact" } else { "code-own" };
    let (login, expires) = (shown(&notice.login), speech.moment(language, notice.expires));
    let call = speech.call(language, &notice.case);
    let args = [
        ("case", notice.case.as_str()),
        ("login", login.as_str()),
        ("expires", expires.as_str()),
        ("call", call.as_str()),
        // Exposed to be sent.
        ("code", code.expose()),
    ];
    Said {
        language,
        subject: shown(&words.say(&format!("notice-{kind}-subject"), &args)),
        body: words.say(&format!("notice-{kind}-body"), &args),
    }
}

/// What is sent to try a channel.
pub(crate) fn trial(speech: &Speech, language: Language) -> Said {
    let words = speech.words(language);
    Said {
        language,
        subject: words.say("notice-trial-subject", &[]),
        body: words.say("notice-trial-body", &[("call", &speech.call(language, "C-000000"))]),
    }
}

/// The same as a page: plain paragraphs, nothing that is fetched or that runs.
pub(crate) fn html(said: &Said) -> String {
    let paragraphs: Vec<String> = said
        .paragraphs()
        .iter()
        .map(|paragraph| format!("<p>{}</p>", escaped(paragraph).replace('\n', "<br>\n")))
        .collect();
    format!(
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n<title>{}</title>\n</head>\n\
         <body>\n{}\n</body>\n</html>\n",
        said.language.code(),
        escaped(&said.subject),
        paragraphs.join("\n")
    )
}

/// Text in a page: it opens and ends nothing.
pub(crate) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            _ => out.push(c),
        }
    }
    out
}

/// What another machine said, short and harmless to look at.
pub(crate) fn outside(text: &str) -> String {
    shown(&text.chars().take(MOST_SAID).collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;
    use postern_domain::time::Timestamp;
    use postern_ports::notifier::Gained;

    const AT: Timestamp = Timestamp(1_795_428_000_000);

    fn of(kind: NoticeKind, language: &str, login: &str) -> Notice {
        let (case, login, language) = ("C-123456".to_owned(), login.to_owned(), language.to_owned());
        Notice { kind, case, login, at: AT, language, second: false }
    }

    fn told(login: &str) -> Said {
        notice(&Speech::default(), &of(NoticeKind::Opened, "en", login))
    }

    fn kinds() -> Vec<NoticeKind> {
        let ends = Gained::ALL.into_iter().flat_map(|gained| [false, true].map(|kept| (gained, kept)));
        let ends = ends.map(|(gained, kept)| NoticeKind::Recovered { gained, kept });
        std::iter::once(NoticeKind::Opened).chain(ends).collect()
    }

    #[test]
    fn every_message_has_its_words_in_every_language_and_says_how_to_object() {
        let speech = Speech::default();
        let number = RecoveryCode::typed("1234 5678");
        for (language, not_you, security) in [("en", "not you", "security team"), ("de", "nicht", "Sicherheitsteam")] {
            let code_notice = |to_contact| CodeNotice {
                case: "C-123456".to_owned(),
                login: "maya".to_owned(),
                expires: AT,
                to_contact,
                language: language.to_owned(),
            };
            let notices = kinds().into_iter().map(|kind| (notice(&speech, &of(kind, language, "maya")), not_you));
            let codes = [false, true].map(|to| (code(&speech, &code_notice(to), &number), "12345678"));
            for (said, part) in notices.chain(codes) {
                assert_eq!(said.language.code(), language);
                assert!(!said.subject.contains('[') && said.subject.contains("maya"), "{}", said.subject);
                assert!(!said.body.contains('[') && !said.body.contains("{ $"), "{}", said.body);
                assert!(said.body.contains("C-123456") && said.body.contains(part), "{}", said.body);
                assert!(said.body.contains(security) && said.body.contains("2026"), "{}", said.body);
                assert!(html(&said).contains(&format!("<html lang=\"{language}\">")));
            }
        }
    }

    #[test]
    fn a_notice_says_what_happened_and_nothing_else() {
        let said =
            |gained, kept| notice(&Speech::default(), &of(NoticeKind::Recovered { gained, kept }, "en", "maya")).body;
        assert!(said(Gained::Key, false).contains("security key"));
        for other in [Gained::Handset, Gained::Enrolled, Gained::Machine] {
            assert!(!said(other, false).contains("security key"), "{other:?}");
        }
        assert!(said(Gained::Handset, false).contains("your own device"));
        assert!(said(Gained::Key, true).contains("kept") && !said(Gained::Key, false).contains("kept"));
    }

    #[test]
    fn a_second_notice_says_that_it_is_one_and_a_letter_ends_as_letters_do() {
        let first = of(NoticeKind::Opened, "en", "maya");
        let second = Notice { second: true, ..first.clone() };
        let speech = Speech::default();
        assert!(notice(&speech, &second).body.contains("twice") && !notice(&speech, &first).body.contains("twice"));
        let paper = letter(&speech, &first);
        assert_eq!(paper.paragraphs().len(), notice(&speech, &first).paragraphs().len() + 1);
        assert!(!paper.body.contains('['), "{}", paper.body);
        assert!(!trial(&speech, Language::German).body.contains('['));
    }

    #[test]
    fn a_name_from_outside_changes_neither_lines_nor_page() {
        let said = told("maya\r\nBcc: eve@evil.test\u{202e}<img src=https://evil.test>");
        assert!(!said.subject.contains(['\r', '\n', '\u{202e}']), "{}", said.subject);
        assert!(!said.body.contains("\nBcc:") && !said.body.contains('\u{202e}'), "{}", said.body);
        let page = html(&said);
        assert!(!page.contains("<img") && page.contains("&lt;img"), "{page}");
        let text = told("maya").body;
        assert_eq!(html(&told("maya")).matches("<p>").count(), text.split("\n\n").count());
    }
}
