//! The form of a directory's settings: which fields each kind has, and writing what was typed into `postern.toml`.
//!
//! The file stays the administrator's: comments and what else stands in it are kept. What is written is read back by the
//! strict parser before it takes the place of what was there.

use crate::settings::{self, BadSettings, DirectorySettings};
use crate::write_for_owner;
use std::collections::BTreeMap;
use std::path::Path;
use toml_edit::{Array, ArrayOfTables, DocumentMut, Item, Table, value};

/// How a field is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// One text.
    Text,
    /// Several, separated by commas.
    List,
    /// Yes or no: `true` where it is ticked.
    Tick,
}

/// One field of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FormField {
    /// Its name in `postern.toml`.
    pub name: &'static str,
    /// How it is written.
    pub shape: Shape,
    /// It cannot be left out.
    pub required: bool,
    /// What stands in it before anything is typed.
    pub preset: &'static str,
}

const fn field(name: &'static str, shape: Shape, required: bool, preset: &'static str) -> FormField {
    FormField { name, shape, required, preset }
}

const fn text(name: &'static str) -> FormField {
    field(name, Shape::Text, true, "")
}

const fn list(name: &'static str) -> FormField {
    field(name, Shape::List, false, "")
}

/// The kinds of directory, each with its fields, in the order of the form. Its name, tenant, relying party and origin are
/// fields of every kind.
pub const FORMS: &[(&str, &[FormField])] = &[
    (
        "entra",
        &[
            text("tenant_id"),
            text("client_id"),
            field("rp_id", Shape::Text, true, "login.microsoft.com"),
            field("origin", Shape::Text, true, "https://login.microsoft.com"),
            field("delegated", Shape::Tick, false, ""),
        ],
    ),
    ("okta", &[text("url"), text("client_id"), text("key_id"), text("rp_id"), text("origin")]),
    (
        "keycloak",
        &[
            text("url"),
            text("realm"),
            text("client_id"),
            field("action", Shape::Text, false, "webauthn-register-passwordless"),
            text("rp_id"),
            text("origin"),
        ],
    ),
    (
        "privacyidea",
        &[text("url"), text("realm"), text("admin"), text("rp_id"), text("origin"), list("privileged_logins")],
    ),
    (
        "glewlwyd",
        &[
            text("url"),
            text("admin"),
            field("scheme", Shape::Text, true, "webauthn"),
            list("plugins"),
            text("rp_id"),
            text("origin"),
        ],
    ),
    ("manual", &[text("rp_id"), text("origin")]),
];

/// What was typed, by field.
pub type Typed = BTreeMap<String, String>;

/// The fields of `kind`; `None` for one that there is not.
pub fn form(kind: &str) -> Option<&'static [FormField]> {
    FORMS.iter().find(|(name, _)| *name == kind).map(|(_, fields)| *fields)
}

/// Why nothing was written.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadForm {
    /// There is no such kind.
    #[error("there is no such kind of directory")]
    Kind,
    /// A field that is needed is empty.
    #[error("{0} is needed")]
    Missing(&'static str),
    /// What would be written cannot be read back.
    #[error(transparent)]
    Settings(#[from] BadSettings),
    /// The file cannot be written.
    #[error("the settings cannot be written: {0}")]
    File(String),
}

/// The settings that what was typed makes.
pub fn read(kind: &str, typed: &Typed) -> Result<DirectorySettings, BadForm> {
    let mut document = DocumentMut::new();
    put(&mut document, table(kind, typed)?);
    parsed(Path::new("postern.toml"), &document, &id_of(typed))
}

/// Writes them into `file`, in place of those of the same name, and returns them.
pub fn write(file: &Path, kind: &str, typed: &Typed) -> Result<DirectorySettings, BadForm> {
    let mut document = open(file)?;
    put(&mut document, table(kind, typed)?);
    let made = parsed(file, &document, &id_of(typed))?;
    keep(file, &document)?;
    Ok(made)
}

/// Says in `file` that what changes something at `id` is released for each case.
pub fn release_writes(file: &Path, id: &str) -> Result<(), BadForm> {
    let mut document = open(file)?;
    let all = document.get_mut("directory").and_then(Item::as_array_of_tables_mut).ok_or(BadForm::Missing("id"))?;
    let table = all.iter_mut().find(|table| named(table) == Some(id)).ok_or(BadForm::Missing("id"))?;
    table["released"] = value(true);
    settings::parse(file, &document.to_string())?;
    keep(file, &document)
}

/// Takes the directory called `id` out of `file`.
pub fn remove(file: &Path, id: &str) -> Result<(), BadForm> {
    let mut document = open(file)?;
    if let Some(all) = document.get_mut("directory").and_then(Item::as_array_of_tables_mut) {
        all.retain(|table| named(table) != Some(id));
    }
    settings::parse(file, &document.to_string())?;
    keep(file, &document)
}

/// What stands in `file` of each directory, by the names of its form's fields: kind and fields.
pub fn typed(file: &Path) -> Result<Vec<(String, Typed)>, BadForm> {
    let document = open(file)?;
    let Some(all) = document.get("directory").and_then(Item::as_array_of_tables) else { return Ok(Vec::new()) };
    let of = |table: &Table| {
        let kind = table.get("kind").and_then(Item::as_str).unwrap_or_default().to_owned();
        let fields = table.iter().filter_map(|(name, item)| Some((name.to_owned(), shown(item)?)));
        (kind, fields.filter(|(name, _)| name != "kind").collect())
    };
    Ok(all.iter().map(of).collect())
}

fn shown(item: &Item) -> Option<String> {
    if let Some(all) = item.as_array() {
        let texts: Vec<_> = all.iter().filter_map(|one| one.as_str()).collect();
        return Some(texts.join(", "));
    }
    item.as_str().map(str::to_owned).or_else(|| item.as_bool().map(|yes| yes.to_string()))
}

fn id_of(typed: &Typed) -> String {
    typed.get("id").map(|id| id.trim().to_owned()).unwrap_or_default()
}

fn table(kind: &str, typed: &Typed) -> Result<Table, BadForm> {
    let fields = form(kind).ok_or(BadForm::Kind)?;
    let mut table = Table::new();
    table["kind"] = value(kind);
    for field in [text("id"), text("tenant")].iter().chain(fields) {
        let said = typed.get(field.name).map(|text| text.trim()).unwrap_or_default();
        match field.shape {
            _ if said.is_empty() && field.required => return Err(BadForm::Missing(field.name)),
            _ if said.is_empty() => {}
            Shape::Text => table[field.name] = value(said),
            Shape::List => {
                let all: Array = said.split(',').map(str::trim).filter(|one| !one.is_empty()).collect();
                table[field.name] = value(all);
            }
            Shape::Tick => table[field.name] = value(said == "true"),
        }
    }
    Ok(table)
}

/// Puts `table` in place of the directory of the same name; what the form has no field for stays as it was.
fn put(document: &mut DocumentMut, table: Table) {
    let entry = document.entry("directory").or_insert_with(|| Item::ArrayOfTables(ArrayOfTables::new()));
    let Some(all) = entry.as_array_of_tables_mut() else { return };
    let id = named(&table).map(str::to_owned);
    let at = all.iter().position(|known| named(known) == id.as_deref());
    let Some(known) = at.and_then(|at| all.get_mut(at)) else {
        all.push(table);
        return;
    };
    let kind = table.get("kind").and_then(Item::as_str).unwrap_or_default();
    for field in form(kind).unwrap_or_default() {
        if !table.contains_key(field.name) {
            known.remove(field.name);
        }
    }
    for (name, item) in table.iter() {
        known[name] = item.clone();
    }
}

fn named(table: &Table) -> Option<&str> {
    table.get("id").and_then(Item::as_str)
}

fn parsed(file: &Path, document: &DocumentMut, id: &str) -> Result<DirectorySettings, BadForm> {
    let settings = settings::parse(file, &document.to_string())?;
    settings.directories.into_iter().find(|d| d.id() == id).ok_or(BadForm::Missing("id"))
}

pub(crate) fn open(file: &Path) -> Result<DocumentMut, BadForm> {
    // Read as it is meant first: a file that is wrong is not written over.
    settings::read(file)?;
    let text = match std::fs::read_to_string(file) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => String::new(),
        Err(error) => return Err(BadForm::File(error.to_string())),
    };
    text.parse().map_err(|error: toml_edit::TomlError| BadForm::File(error.to_string()))
}

pub(crate) fn keep(file: &Path, document: &DocumentMut) -> Result<(), BadForm> {
    let failed = |error: std::io::Error| BadForm::File(error.to_string());
    let beside = file.with_extension("toml.new");
    write_for_owner(&beside, document.to_string().as_bytes()).map_err(failed)?;
    std::fs::rename(&beside, file).map_err(failed)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed_as(fields: &[(&str, &str)]) -> Typed {
        fields.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect()
    }

    fn filled(kind: &str) -> Typed {
        let mut typed = typed_as(&[("id", "corp"), ("tenant", "Corp")]);
        for field in form(kind).unwrap() {
            let said = match field.shape {
                Shape::Tick => "true",
                Shape::List => "one, two",
                Shape::Text => "https://x.test",
            };
            typed.insert(field.name.to_owned(), said.to_owned());
        }
        typed
    }

    #[test]
    fn every_kind_of_the_settings_has_a_form_that_makes_it() {
        for (kind, fields) in FORMS {
            let made = read(kind, &filled(kind)).unwrap_or_else(|bad| panic!("{kind}: {bad}"));
            assert_eq!(made.id(), "corp", "{kind}");
            for field in fields.iter().filter(|f| f.required) {
                let mut without = filled(kind);
                without.remove(field.name);
                assert_eq!(read(kind, &without), Err(BadForm::Missing(field.name)), "{kind}");
            }
        }
        assert_eq!(read("ldap", &Typed::new()), Err(BadForm::Kind));
    }

    #[test]
    fn what_else_stands_in_the_file_stays() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("postern.toml");
        let before = "# ours\n[log]\nlevel = \"warn\" # why\n\n[[directory]]\nkind = \"manual\"\nid = \"old\"\ntenant = \"Old\"\nrp_id = \"a\"\norigin = \"b\"\n";
        std::fs::write(&file, before).unwrap();
        write(&file, "okta", &filled("okta")).unwrap();
        let text = std::fs::read_to_string(&file).unwrap();
        assert!(text.starts_with(before.trim_end()), "{text}");
        assert_eq!(settings::read(&file).unwrap().directories.len(), 2);
        let mut changed = filled("okta");
        changed.insert("key_id".to_owned(), "desk-2".to_owned());
        write(&file, "okta", &changed).unwrap();
        assert_eq!(typed(&file).unwrap()[1].1.get("key_id").map(String::as_str), Some("desk-2"));
        remove(&file, "corp").unwrap();
        assert_eq!(settings::read(&file).unwrap().directories.len(), 1);
        assert!(std::fs::read_to_string(&file).unwrap().contains("# why"));
    }

    #[test]
    fn tables_that_the_form_does_not_know_stay() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("postern.toml");
        write(&file, "okta", &filled("okta")).unwrap();
        let text = std::fs::read_to_string(&file).unwrap();
        std::fs::write(&file, format!("{text}\n[directory.reach]\nproxy = \"http://p.test:1\"\n")).unwrap();
        write(&file, "okta", &filled("okta")).unwrap();
        let read = settings::read(&file).unwrap();
        assert_eq!(read.directories[0].reach().and_then(|r| r.proxy.clone()).as_deref(), Some("http://p.test:1"));
    }

    #[test]
    fn sealed_writes_are_released_from_then_on() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("postern.toml");
        write(&file, "okta", &filled("okta")).unwrap();
        assert!(!settings::read(&file).unwrap().directories[0].released());
        release_writes(&file, "corp").unwrap();
        // Saving the form again does not open them.
        write(&file, "okta", &filled("okta")).unwrap();
        assert!(settings::read(&file).unwrap().directories[0].released());
        assert_eq!(release_writes(&file, "other"), Err(BadForm::Missing("id")));
        write(
            &file,
            "manual",
            &Typed::from(
                [("id", "hand"), ("tenant", "H"), ("rp_id", "a"), ("origin", "b")]
                    .map(|(n, t)| (n.to_owned(), t.to_owned())),
            ),
        )
        .unwrap();
        assert!(release_writes(&file, "hand").is_err(), "nothing is written there");
    }

    #[test]
    fn a_file_that_is_wrong_is_not_written_over() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("postern.toml");
        std::fs::write(&file, "[log]\nlevle = 1\n").unwrap();
        assert!(matches!(write(&file, "okta", &filled("okta")), Err(BadForm::Settings(_))));
        assert_eq!(std::fs::read_to_string(&file).unwrap(), "[log]\nlevle = 1\n");
    }

    #[test]
    fn what_was_typed_cannot_become_another_setting() {
        let mut typed = filled("okta");
        typed.insert("tenant".to_owned(), "x\"\nadmin = \"evil".to_owned());
        let made = read("okta", &typed).unwrap();
        let DirectorySettings::Okta { tenant, .. } = made else { panic!() };
        assert!(tenant.contains("admin"));
    }
}
