use super::AbilityView;
use serde::Serialize;
use std::collections::BTreeMap;
use ts_rs::TS;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum FieldShape {
    Text,
    /// Several, separated by commas.
    List,
    /// `true` where it is ticked.
    Tick,
}

/// One field of a directory's form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct FormFieldView {
    pub name: String,
    pub shape: FieldShape,
    pub required: bool,
    pub preset: String,
}

/// A kind of directory that can be set up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DirectoryKindView {
    pub kind: String,
    pub fields: Vec<FormFieldView>,
    /// What this connector needs there, by the directory's own names.
    pub rights: Vec<String>,
    pub abilities: Vec<AbilityView>,
    /// The desk keeps a secret for it.
    pub secret: bool,
}

/// A directory as it is set up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ConfiguredView {
    pub id: String,
    pub kind: String,
    pub values: BTreeMap<String, String>,
    /// Its secret is kept.
    pub has_secret: bool,
    /// What changes something there is released for each case.
    pub released: bool,
    /// How many supervisors' keys release it.
    pub holders: u32,
    /// A person signs in there with a browser, and the console acts as they.
    pub delegated: bool,
}

/// Setting directories up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct DirectorySetupView {
    pub kinds: Vec<DirectoryKindView>,
    pub configured: Vec<ConfiguredView>,
    /// The file that holds them.
    pub file: String,
    /// Nothing can be set up in practice: the page shows how it is done.
    pub practice: bool,
}

/// What a trial of a directory showed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DirectoryTrialView {
    pub up: bool,
    /// Code of the fault, where it does not serve.
    pub fault: Option<String>,
    /// Whether it tells which rights this access has.
    pub rights_told: bool,
    pub lacking: Vec<String>,
    pub too_many: Vec<String>,
}
