//! `postern-audit`: looks at a history without the console, and never writes to it.

mod key;
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
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    match Arguments::parse().ask {
        Ask::Verify { store, key_name, json } => verify::run(&store, &key_name, json).await,
    }
}
