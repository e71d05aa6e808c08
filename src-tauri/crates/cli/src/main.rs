//! `postern-audit`: looks at a history or a policy without the console, and never writes to it.

mod export;
mod key;
mod policy;
mod security;
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
    /// Prints how long the history is and its root, signed by the console (a C2SP checkpoint): keep it elsewhere, and
    /// present it later with `verify --against`.
    Checkpoint {
        /// The store: a file `history.sqlite`, or the folder it is in.
        store: PathBuf,
        #[command(flatten)]
        kept: key::Kept,
    },
    /// Policies: what a console asks of each recovery.
    #[command(subcommand)]
    Policy(PolicyAsk),
    /// Silent alarms of the staff, for whoever holds security's key.
    #[command(subcommand)]
    Security(SecurityAsk),
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
        Ask::Checkpoint { store, kept } => export::checkpoint(&store, &kept).await,
        Ask::Policy(PolicyAsk::Check { file }) => policy::check(&file),
        Ask::Policy(PolicyAsk::Explain { file }) => policy::explain(&file),
        Ask::Policy(PolicyAsk::Schema) => policy::schema(),
        Ask::Security(SecurityAsk::NewKey { file }) => security::new_key(&file),
        Ask::Security(SecurityAsk::Read { store, key, kept }) => security::read(&store, &key, &kept).await,
    }
}
