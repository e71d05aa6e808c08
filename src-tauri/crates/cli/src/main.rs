//! `postern-audit`: looks at a history or a policy without the console, and never changes a record; keeps histories from
//! being lost.

mod export;
mod keep;
mod key;
mod policy;
mod report;
mod sample;
mod security;
mod subject;
mod verify;

use clap::{Parser, Subcommand};
use std::path::PathBuf;
use std::process::ExitCode;

/// Looks at a case history without the console.
#[derive(Parser)]
#[command(version)]
struct Arguments {
    #[command(subcommand)]
    ask: Ask,
}

#[derive(Subcommand)]
enum Ask {
    /// Checks everything: hashes, order, the tree and the consoles' seals over it, the lists that are kept beside, every
    /// staff signature, and that the rules were kept. Ends in `N records, M faults`; exits 1 when there is a fault, 2
    /// when the store does not open.
    Verify(verify::Asked),
    /// Writes one case to a folder that verifies without the store, and with other tools.
    Export {
        /// The store: a file `history.sqlite`, or the folder it is in.
        store: PathBuf,
        /// The case: its number as the window shows it, or its identifier.
        case: String,
        /// The folder, which is not there yet.
        #[arg(long)]
        to: PathBuf,
        #[command(flatten)]
        kept: key::Kept,
    },
    /// Writes the report of one case: what was asked, shown, signed, seen and told, as a file that proves itself.
    /// `verify --report FILE` checks every byte of it.
    Report(report::Asked),
    /// Prints how long the history is and its root, signed by the console (a C2SP checkpoint): keep it elsewhere, and
    /// present it later with `verify --against`.
    Checkpoint {
        /// The store: a file `history.sqlite`, or the folder it is in.
        store: PathBuf,
        #[command(flatten)]
        kept: key::Kept,
    },
    /// Draws ended cases for review again, as the window does: from the root of the history as it stood when the period
    /// ended, so that nobody chooses. Ends in `N of M ended cases drawn, K wait for review`.
    Sample(sample::Asked),
    /// Reports everything that the history holds about one person, for that person: other people are named by their role,
    /// and no secret is told. Exits 1 where it holds nothing about such a person.
    Subject(subject::Asked),
    /// Copies the history, in use or not, to a folder that a console can be given back from, and verifies the copy. Ends in
    /// `N records, M faults`; exits 1 where the copy has a fault (its folder then ends in `.faulty`).
    Backup {
        /// The store: a file `history.sqlite`, or the folder it is in.
        store: PathBuf,
        /// The folder, which is not there yet.
        #[arg(long)]
        to: PathBuf,
        #[command(flatten)]
        kept: key::Kept,
    },
    /// Puts a backup where the history is or was; what is there is moved aside. Refused where the console saw more than
    /// the backup holds, unless the loss is accepted.
    Restore {
        /// The backup's folder, or a file `history.sqlite`.
        backup: PathBuf,
        /// The folder of the profile's history.
        #[arg(long)]
        to: PathBuf,
        /// What came after the backup is lost: the history will say so itself.
        #[arg(long)]
        accept_loss: bool,
        #[command(flatten)]
        kept: key::Kept,
    },
    /// Makes a whole history of a damaged one: the longest beginning that the consoles sealed, with the lists beside made
    /// anew. Nothing is invented; what else can be read is written out for people. Ends in `N of M records kept, …`; exits
    /// 1 where records were not kept. The damaged file stays as it is.
    Repair {
        /// The damaged store: a file `history.sqlite`, or the folder it is in.
        store: PathBuf,
        /// The folder for the new one, which is not there yet.
        #[arg(long)]
        to: PathBuf,
        #[command(flatten)]
        kept: key::Kept,
    },
    /// The keys of an encrypted history: on paper, back from paper, and others.
    #[command(subcommand)]
    Key(KeyAsk),
    /// Policies: what a console asks of each recovery.
    #[command(subcommand)]
    Policy(PolicyAsk),
    /// Silent alarms of the staff, for whoever holds security's key.
    #[command(subcommand)]
    Security(SecurityAsk),
}

#[derive(Subcommand)]
enum KeyAsk {
    /// Writes recovery sheets to print, for as many people: some of them together bring the keys back where the keyring is
    /// lost, on this machine or from a backup.
    Split {
        /// The store: a file `history.sqlite`, or the folder it is in.
        store: PathBuf,
        /// How many sheets.
        #[arg(long, default_value_t = 3)]
        sheets: u8,
        /// How many of them are needed; never one alone.
        #[arg(long, default_value_t = 2)]
        needed: u8,
        /// The folder for them, which is not there yet.
        #[arg(long)]
        to: PathBuf,
        #[command(flatten)]
        kept: key::Kept,
    },
    /// Brings the keys back from sheets that were typed into files, and puts them into the keyring.
    Recover {
        /// The store or the backup: a file `history.sqlite`, or the folder it is in.
        store: PathBuf,
        /// A sheet's file; once for each.
        #[arg(long = "sheet", required = true)]
        sheets: Vec<PathBuf>,
        #[command(flatten)]
        kept: key::Kept,
    },
    /// Encrypts the history with another key; the console must be closed. Interrupted at any point, the history opens.
    Change {
        /// The store: a file `history.sqlite`, or the folder it is in.
        store: PathBuf,
        #[command(flatten)]
        kept: key::Kept,
    },
}

#[derive(Subcommand)]
enum PolicyAsk {
    /// Whether a policy can be used: strict, and nowhere looser than the rules. Exits 1 when it cannot.
    Check {
        /// A policy file, or the name of one that ships: standard, high-assurance, small-team.
        file: PathBuf,
    },
    /// What a policy asks of each tier, in words.
    Explain {
        /// A policy file, or the name of one that ships.
        file: PathBuf,
    },
    /// The JSON Schema of a policy file, for editors.
    Schema,
}

#[derive(Subcommand)]
enum SecurityAsk {
    /// Makes security's key pair; the last line is the public half, for the desk's settings.
    NewKey {
        /// A file that is not there yet, for the private half.
        file: PathBuf,
    },
    /// Opens the seal of every note. Ends in `N notes, M silent alarms, K not readable with this key`; exits 1 where
    /// there is an alarm, 2 when a file does not open.
    Read {
        /// The store: a file `history.sqlite`, or the folder it is in.
        store: PathBuf,
        /// The file with the private half.
        #[arg(long)]
        key: PathBuf,
        #[command(flatten)]
        kept: key::Kept,
    },
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    match Arguments::parse().ask {
        Ask::Verify(asked) => verify::run(&asked).await,
        Ask::Export { store, case, to, kept } => export::run(&store, &case, &to, &kept).await,
        Ask::Report(asked) => report::run(&asked).await,
        Ask::Checkpoint { store, kept } => export::checkpoint(&store, &kept).await,
        Ask::Sample(asked) => sample::run(&asked).await,
        Ask::Subject(asked) => subject::run(&asked).await,
        Ask::Backup { store, to, kept } => keep::backup(&store, &to, &kept).await,
        Ask::Restore { backup, to, accept_loss, kept } => keep::restore(&backup, &to, accept_loss, &kept).await,
        Ask::Repair { store, to, kept } => keep::mend(&store, &to, &kept).await,
        Ask::Key(KeyAsk::Split { store, sheets, needed, to, kept }) => {
            keep::split(&store, (needed, sheets), &to, &kept)
        }
        Ask::Key(KeyAsk::Recover { store, sheets, kept }) => keep::recover(&store, &sheets, &kept),
        Ask::Key(KeyAsk::Change { store, kept }) => keep::change(&store, &kept).await,
        Ask::Policy(PolicyAsk::Check { file }) => policy::check(&file),
        Ask::Policy(PolicyAsk::Explain { file }) => policy::explain(&file),
        Ask::Policy(PolicyAsk::Schema) => policy::schema(),
        Ask::Security(SecurityAsk::NewKey { file }) => security::new_key(&file),
        Ask::Security(SecurityAsk::Read { store, key, kept }) => security::read(&store, &key, &kept).await,
    }
}
