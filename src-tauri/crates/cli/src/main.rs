//! `postern-audit`: looks at a history or a policy without the console, and never writes to it.

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
    /// Recomputes every hash and link, the case list, every staff signature, and the legality of every
    /// completion. Ends in `N records, M faults`; exits 1 when there is a fault, 2 when the store does not open.
    Verify {
        /// The store: a file `history.sqlite`, or the folder it is in.
        store: PathBuf,
        /// Name of the secret in the keyring that opens an encrypted store.
        #[arg(long, default_value = "store-key/desk")]
        key_name: String,
        /// One JSON object instead of lines.
        #[arg(long)]
        json: bool,
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
        /// Name of the secret in the keyring that opens an encrypted store.
        #[arg(long, default_value = "store-key/desk")]
        key_name: String,
    },
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    match Arguments::parse().ask {
        Ask::Verify { store, key_name, json } => verify::run(&store, &key_name, json).await,
        Ask::Policy(PolicyAsk::Check { file }) => policy::check(&file),
        Ask::Policy(PolicyAsk::Explain { file }) => policy::explain(&file),
        Ask::Policy(PolicyAsk::Schema) => policy::schema(),
        Ask::Security(SecurityAsk::NewKey { file }) => security::new_key(&file),
        Ask::Security(SecurityAsk::Read { store, key, key_name }) => security::read(&store, &key, &key_name).await,
    }
}
