//! The form of the channels that notices go by: writing what was typed into `postern.toml`, and reading it back.
//!
//! As the form of a directory: the file stays the administrator's, and what is written is read back by the strict parser
//! before it takes the place of what was there.

use crate::directory_form::{BadForm, Typed, keep, open};
use crate::settings::{self, Settings};
use std::path::Path;
use toml_edit::{Item, Table, value};

/// A part of the form, each a table of the settings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// How subjects are spoken to.
    Notices,
    /// The mail server.
    Mail,
    /// The service that texts or calls.
    Webhook,
}

impl Part {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Notices, Self::Mail, Self::Webhook];

    /// The name of its table.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Notices => "notices",
            Self::Mail => "mail",
            Self::Webhook => "webhook",
        }
    }

    /// The part of this name.
    pub fn of(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|part| part.name() == name)
    }

    /// Its fields, in the order of the form.
    pub const fn fields(self) -> &'static [&'static str] {
        match self {
            Self::Notices => &["language", "security"],
            Self::Mail => &["host", "port", "tls", "from", "name", "user", "authority"],
            Self::Webhook => &["url", "authority"],
        }
    }

    /// The field without which there is nothing of it: left empty, the part is taken away.
    const fn first(self) -> Option<&'static str> {
        match self {
            Self::Notices => None,
            Self::Mail => Some("host"),
            Self::Webhook => Some("url"),
        }
    }
}

/// The field whose value is a number.
const NUMBER: &str = "port";

/// Writes what was typed into `file`, and returns the settings as they then are. What the form has no field for stays.
pub fn write(file: &Path, part: Part, typed: &Typed) -> Result<Settings, BadForm> {
    let mut document = open(file)?;
    let said = |name: &str| typed.get(name).map(|text| text.trim()).unwrap_or_default();
    if part.first().is_some_and(|first| said(first).is_empty()) {
        document.remove(part.name());
    } else {
        let table = document.entry(part.name()).or_insert_with(|| Item::Table(Table::new()));
        let table = table.as_table_mut().ok_or_else(|| BadForm::File(format!("[{}] is no table", part.name())))?;
        for name in part.fields() {
            match (said(name), *name) {
                ("", _) => drop(table.remove(name)),
                (text, NUMBER) => {
                    // One that is none is refused by the parser, with its place.
                    table[*name] = text.parse::<i64>().map_or_else(|_| value(text), value);
                }
                (text, _) => table[*name] = value(text),
            }
        }
    }
    let read = settings::parse(file, &document.to_string())?;
    keep(file, &document)?;
    Ok(read)
}

/// What stands in the settings of a part, by the names of its fields.
pub fn typed(settings: &Settings, part: Part) -> Typed {
    let path = |path: &Option<std::path::PathBuf>| path.as_ref().map(|path| path.display().to_string());
    let fields: Vec<(&str, Option<String>)> = match part {
        Part::Notices => {
            let notices = &settings.notices;
            vec![("language", Some(notices.language.code().to_owned())), ("security", notices.security.clone())]
        }
        Part::Mail => settings.mail.as_ref().map_or_else(Vec::new, |mail| {
            vec![
                ("host", Some(mail.host.clone())),
                ("port", mail.port.map(|port| port.to_string())),
                ("tls", Some(mail.tls.name().to_owned())),
                ("from", Some(mail.from.clone())),
                ("name", mail.name.clone()),
                ("user", mail.user.clone()),
                ("authority", path(&mail.authority)),
            ]
        }),
        Part::Webhook => settings.webhook.as_ref().map_or_else(Vec::new, |webhook| {
            vec![("url", Some(webhook.url.clone())), ("authority", path(&webhook.authority))]
        }),
    };
    fields.into_iter().filter_map(|(name, text)| Some((name.to_owned(), text?))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(fields: &[(&str, &str)]) -> Typed {
        fields.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect()
    }

    fn mail() -> Typed {
        said(&[("host", "mail.example.test"), ("port", "587"), ("tls", "starttls"), ("from", "desk@example.test")])
    }

    #[test]
    fn what_was_typed_is_what_is_read_and_the_rest_stays() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("postern.toml");
        std::fs::write(&file, "# ours\n[mail]\nhost = \"old\"\nfrom = \"a@b.test\"\nhello = \"desk\"\n").unwrap();
        let read = write(&file, Part::Mail, &mail()).unwrap();
        assert_eq!(typed(&read, Part::Mail), mail());
        assert_eq!(read.mail.and_then(|m| m.hello).as_deref(), Some("desk"), "the form has no field for it");
        assert!(std::fs::read_to_string(&file).unwrap().starts_with("# ours"));
        let notices = said(&[("language", "de"), ("security", "+49 30 5550 0100")]);
        assert_eq!(typed(&write(&file, Part::Notices, &notices).unwrap(), Part::Notices), notices);
        let hook = said(&[("url", "https://texts.example.test/in")]);
        assert_eq!(typed(&write(&file, Part::Webhook, &hook).unwrap(), Part::Webhook), hook);
        let gone = write(&file, Part::Mail, &said(&[("host", " "), ("from", "x")])).unwrap();
        assert!(gone.mail.is_none() && gone.webhook.is_some());
    }

    #[test]
    fn what_is_wrong_is_not_written() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("postern.toml");
        for (field, text) in [("port", "many"), ("port", "70000"), ("tls", "none"), ("from", "")] {
            let mut wrong = mail();
            wrong.insert(field.to_owned(), text.to_owned());
            assert!(matches!(write(&file, Part::Mail, &wrong), Err(BadForm::Settings(_))), "{field} {text}");
            assert!(!file.exists());
        }
        let mut odd = mail();
        odd.insert("name".to_owned(), "x\"\nuser = \"eve".to_owned());
        assert_eq!(write(&file, Part::Mail, &odd).unwrap().mail.unwrap().user, None);
        assert_eq!(Part::of("mail"), Some(Part::Mail));
        assert_eq!(Part::of("log"), None);
    }
}
