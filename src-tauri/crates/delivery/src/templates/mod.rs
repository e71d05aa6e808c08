//! What notices and codes say, from the one table of words: for every channel that carries text.

use crate::Words;
use postern_domain::text::shown;
use postern_ports::notifier::{CodeNotice, Notice, NoticeKind};
use postern_ports::secrets::RecoveryCode;

/// The most that is told of what another machine said.
const MOST_SAID: usize = 200;

/// A message in words.
pub(crate) struct Said {
    /// The subject line.
    pub subject: String,
    /// The text; empty lines part its paragraphs.
    pub body: String,
}

/// The name of a notice, in ids of words and in what is sent to a webhook.
pub(crate) const fn kind(notice: &Notice) -> &'static str {
    match notice.kind {
        NoticeKind::Opened => "opened",
        NoticeKind::Recovered => "recovered",
    }
}

/// A notice.
pub(crate) fn notice(words: &Words, notice: &Notice) -> Said {
    let login = shown(&notice.login);
    let args = [("case", notice.case.as_str()), ("login", login.as_str()), ("at", notice.at.as_str())];
    said(words, kind(notice), &args)
}

/// A recovery code.
pub(crate) fn code(words: &Words, notice: &CodeNotice, code: &RecoveryCode) -> Said {
    let login = shown(&notice.login);
    let kind = if notice.to_contact { "code-contact" } else { "code-own" };
    let args = [
        ("case", notice.case.as_str()),
        ("login", login.as_str()),
        ("expires", notice.expires.as_str()),
        // Exposed to be sent.
        ("code", code.expose()),
    ];
    said(words, kind, &args)
}

fn said(words: &Words, kind: &str, args: &[(&str, &str)]) -> Said {
    Said {
        subject: shown(&words.say(&format!("notice-{kind}-subject"), args)),
        body: words.say(&format!("notice-{kind}-body"), args),
    }
}

/// The same as a page: plain paragraphs, nothing that is fetched or that runs.
pub(crate) fn html(said: &Said) -> String {
    let paragraphs: Vec<String> = said
        .body
        .split("\n\n")
        .map(|paragraph| format!("<p>{}</p>", escaped(paragraph.trim()).replace('\n', "<br>\n")))
        .collect();
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>{}</title>\n</head>\n\
         <body>\n{}\n</body>\n</html>\n",
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

    fn told(login: &str) -> Said {
        let (case, at) = ("C-123456".to_owned(), "2026-11-23T10:00:00Z".to_owned());
        notice(&Words::english(), &Notice { kind: NoticeKind::Opened, case, login: login.to_owned(), at })
    }

    #[test]
    fn every_message_has_its_words_and_says_how_to_object() {
        let words = Words::english();
        let code_notice = |to_contact| CodeNotice {
            case: "C-123456".to_owned(),
            login: "maya".to_owned(),
            expires: "2026-11-23T10:10:00Z".to_owned(),
            to_contact,
        };
        let number = RecoveryCode::typed("1234 5678");
        for (said, part) in [
            (told("maya"), "not you"),
            (code(&words, &code_notice(false), &number), "12345678"),
            (code(&words, &code_notice(true), &number), "12345678"),
        ] {
            assert!(!said.subject.contains('[') && said.subject.contains("maya"), "{}", said.subject);
            assert!(said.body.contains("C-123456") && said.body.contains(part), "{}", said.body);
            assert!(said.body.contains("security team"), "{}", said.body);
        }
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
