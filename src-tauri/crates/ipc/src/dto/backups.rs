use serde::Serialize;
use ts_rs::TS;

/// The last backup of this history that was whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct LastBackupView {
    #[ts(type = "number")]
    pub at: i64,
    pub folder: String,
    #[ts(type = "number")]
    pub records: u64,
    /// It is still where it was put.
    pub there: bool,
}

/// What opens a backup.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum OpensCode {
    Anybody,
    Sheets,
    Keyring,
}

/// Backups of this console's history.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct BackupsView {
    pub last: Option<LastBackupView>,
    /// A folder that is not there yet, for the next one.
    pub suggested: String,
    /// What opens a backup that is made now.
    pub opens: OpensCode,
    /// The command that puts a backup in place.
    pub restore: String,
    /// The command that prints recovery sheets.
    pub sheets: String,
}

/// A backup that was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct BackupMadeView {
    pub folder: String,
    #[ts(type = "number")]
    pub records: u64,
    pub faults: u32,
    pub backups: BackupsView,
}

/// Event `backing-up`: how far a copy is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct BackingUp {
    #[ts(type = "number")]
    pub done: u64,
    #[ts(type = "number")]
    pub all: u64,
}
